"""What is delivered to the chain plugin itself: the results of the survey of the public."""

from __future__ import annotations

from rolkpi.model import Column, ColumnType, Dataset, Rule

SURVEY = Dataset(
    id="chain.survey",
    kind="events",
    description="One row per result of a round of the survey of the public, as published: question, institution asked "
    "about, group of respondents, weighted estimate and its margin. The survey's statisticians weight the answers; "
    "those of single persons are not delivered. ALL is printed in the tables and is not made from the groups.",
    columns=(
        Column(
            name="province", type=ColumnType.AREA, required=True, description="Province that was surveyed, as a whole."
        ),
        Column(
            name="round_on",
            type=ColumnType.DATE,
            required=True,
            description="Last day of the field work: the year it lies in shows the result.",
        ),
        Column(name="question", type=ColumnType.CODE, codelist="chain.question", required=True),
        Column(
            name="institution",
            type=ColumnType.CODE,
            codelist="chain.institution",
            required=True,
            description="Institution asked about; ALL where the question names none.",
        ),
        Column(
            name="sex",
            type=ColumnType.CODE,
            codelist="chain.survey_sex",
            required=True,
            description="Sex of the respondents the result is about.",
        ),
        Column(
            name="residence",
            type=ColumnType.CODE,
            codelist="chain.residence",
            required=True,
            description="Where the respondents live.",
        ),
        Column(
            name="estimate",
            type=ColumnType.DECIMAL,
            required=True,
            description="Weighted share of those who answered, in percent; refusals and 'do not know' are left out.",
        ),
        Column(
            name="low",
            type=ColumnType.DECIMAL,
            description="Lower end of the 95 % confidence interval, with the design of the sample.",
        ),
        Column(name="high", type=ColumnType.DECIMAL, description="Upper end of the same interval."),
        Column(name="asked", type=ColumnType.INT, description="Respondents who answered, not weighted."),
        Column(name="source", type=ColumnType.TEXT, description="Report and table the result was taken from."),
    ),
    key=("province", "round_on", "question", "institution", "sex", "residence"),
    area="province",
    date="round_on",
    reported_by=(),
    rules=(
        Rule(id="V03", check="asked > 0", message="nobody answered: there is no result"),
        Rule(
            id="V05",
            check="round_on >= DATE '2010-01-01'",
            message="the round lies before 2010: is the year right?",
        ),
        Rule(
            id="V06",
            check="question <> 'REPORTED_VIOLENCE' OR institution = 'ALL'",
            message="reporting to the authorities is asked about no single institution",
        ),
        Rule(
            id="V07",
            check="sex = 'ALL' OR residence = 'ALL'",
            message="results are by sex or by residence, not by both: the sample is too small for it",
            severity="warning",
        ),
        Rule(
            id="V02-asked",
            check="asked IS NOT NULL",
            message="nobody can tell on how many answers the result rests",
            severity="warning",
        ),
    ),
    published="all",
)

DATASETS = (SURVEY,)
