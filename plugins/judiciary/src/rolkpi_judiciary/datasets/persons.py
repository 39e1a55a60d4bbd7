"""Accused before the courts, and their petitions for bail."""

from __future__ import annotations

from rolkpi.model import Column, ColumnType, Dataset, Link, Lookup, Rule
from rolkpi_judiciary.time_limits import BAIL_LIMITS

ACCUSED = Dataset(
    id="judiciary.accused",
    kind="events",
    description="One row per accused in a case on the docket of one court. Of a case that moved, each court tells what "
    "it did itself: a charge framed elsewhere is not told again. The accused with a verdict should be as many as the "
    "prosecution's outcomes, and the probation orders as many as the probation service receives.",
    columns=(
        Column(name="case_id", type=ColumnType.KEY, required=True, description="The case: judiciary.case.case_id."),
        Column(
            name="accused_no",
            type=ColumnType.INT,
            required=True,
            description="Number of the accused; where the case rests on an FIR, the number in the police's list.",
        ),
        Column(
            name="court",
            type=ColumnType.AREA,
            required=True,
            description="Code of the court; of the district where its courts are not listed one by one.",
        ),
        Column(
            name="person_key",
            type=ColumnType.KEY,
            personal=True,
            description="Number that identifies the person (CNIC); stored as a keyed hash only.",
        ),
        Column(name="sex", type=ColumnType.CODE, codelist="judiciary.sex", required=True, description="Sex."),
        Column(
            name="age_class",
            type=ColumnType.CODE,
            codelist="judiciary.age_class",
            required=True,
            description="Age class on the day of the offence.",
        ),
        Column(
            name="joined_at",
            type=ColumnType.DATE,
            required=True,
            description="Day the person became an accused in this court: of institution, of receipt by transfer, or "
            "of the order that added the person.",
        ),
        Column(
            name="in_custody",
            type=ColumnType.BOOL,
            description="Whether the accused is in prison for the case: on the last day told, on that of the verdict "
            "once there is one.",
        ),
        Column(
            name="charged_at",
            type=ColumnType.DATE,
            description="Day this court framed the charge against this accused. Empty where it has not.",
        ),
        Column(
            name="represented_at_charge",
            type=ColumnType.BOOL,
            description="Whether counsel, chosen by the accused or sent by the State, stood beside the accused then.",
        ),
        Column(
            name="verdict",
            type=ColumnType.CODE,
            codelist="judiciary.verdict",
            description="How this court ended the case for this accused; given together with decided_at.",
        ),
        Column(
            name="decided_at",
            type=ColumnType.DATE,
            description="Day of the verdict, which may be another one for each accused. Empty while it is open.",
        ),
        Column(
            name="probation_eligible",
            type=ColumnType.BOOL,
            description="Whether the law allows probation, or conditional discharge, for the offence of which the "
            "accused is convicted. Empty where there is no conviction or nobody judged it.",
        ),
        Column(
            name="sentence_type",
            type=ColumnType.CODE,
            codelist="judiciary.sentence",
            description="The gravest part of the sentence; for convicted accused only.",
        ),
        Column(name="sentence_days", type=ColumnType.INT, description="Length of a term of imprisonment, in days."),
    ),
    key=("case_id", "accused_no"),
    area="court",
    date="joined_at",
    reported_by=("court", "district"),
    hierarchy="judicial",
    # No lookups through this link: judiciary.case already looks at the accused.
    links=(Link(name="case", dataset="judiciary.case", on={"case_id": "case_id"}),),
    rules=(
        Rule(id="V03", check="accused_no >= 1 AND sentence_days >= 0", message="a number is too small"),
        Rule(
            id="V02",
            check="(decided_at IS NULL) = (verdict IS NULL)",
            message="decided_at and verdict are given together or not at all",
        ),
        Rule(
            id="V02-sentence",
            check="COALESCE(verdict = 'CONVICTED', FALSE) = (sentence_type IS NOT NULL)",
            message="sentence_type belongs to convicted accused, and to all of them",
        ),
        Rule(
            id="V04",
            check="charged_at >= joined_at AND decided_at >= joined_at",
            message="the accused was charged or judged before joining the case",
        ),
        Rule(
            id="V04-charge",
            check="decided_at >= charged_at",
            message="the verdict came before the charge",
        ),
        Rule(
            id="V05",
            check="joined_at >= DATE '1950-01-01'",
            message="the accused joined the case before 1950: is the year right?",
        ),
        Rule(
            id="V22",
            check="age_class <> 'JUVENILE' OR sentence_type <> 'DEATH'",
            message="a juvenile cannot be sentenced to death",
        ),
        Rule(
            id="V22-represented",
            check="represented_at_charge IS NULL OR charged_at IS NOT NULL",
            message="represented at a charge that was not framed",
        ),
    ),
    published="all",
)

BAIL = Dataset(
    id="judiciary.bail",
    kind="events",
    description="One row per petition for bail by one accused. A petition to cancel bail is none. Pending at start + "
    "filed - decided should be pending at end.",
    columns=(
        Column(
            name="bail_id", type=ColumnType.KEY, required=True, description="Number in the court's register of bail."
        ),
        Column(
            name="court",
            type=ColumnType.AREA,
            required=True,
            description="Code of the court that decides; of the district where its courts are not listed one by one.",
        ),
        Column(
            name="court_level",
            type=ColumnType.CODE,
            codelist="judiciary.court_level",
            required=True,
            description="Level of the court that decides.",
        ),
        Column(name="fir_id", type=ColumnType.KEY, description="The FIR: police.fir.fir_id."),
        Column(
            name="accused_no",
            type=ColumnType.INT,
            description="Number of the accused in the police's list: police.accused.accused_no.",
        ),
        Column(name="sex", type=ColumnType.CODE, codelist="judiciary.sex", required=True, description="Sex."),
        Column(
            name="juvenile_flag",
            type=ColumnType.BOOL,
            description="Whether the accused was under 18 on the day of the offence.",
        ),
        Column(
            name="kind",
            type=ColumnType.CODE,
            codelist="judiciary.bail_kind",
            required=True,
            description="Whether bail is asked for before or after arrest.",
        ),
        Column(name="filed_at", type=ColumnType.DATE, required=True, description="Day the petition was filed."),
        Column(
            name="decided_at",
            type=ColumnType.DATE,
            description="Day of the order that ended the petition; interim bail does not. Empty while it is pending.",
        ),
        Column(
            name="outcome",
            type=ColumnType.CODE,
            codelist="judiciary.bail_outcome",
            description="How it ended; given together with decided_at.",
        ),
    ),
    key=("bail_id",),
    area="court",
    date="filed_at",
    reported_by=("court", "district"),
    hierarchy="judicial",
    links=(
        Link(
            name="limit",
            dataset="judiciary.bail_limit",
            on={"court_level": "court_level"},
            valid_at="filed_at",
        ),
    ),
    derived=(
        Lookup(
            name="limit_days",
            link="limit",
            column="days",
            description="Days from filing within which a court of this level is to decide; NULL where none are set.",
        ),
    ),
    rules=(
        Rule(
            id="V02",
            check="(decided_at IS NULL) = (outcome IS NULL)",
            message="decided_at and outcome are given together or not at all",
        ),
        Rule(id="V04", check="decided_at >= filed_at", message="the petition was decided before it was filed"),
        Rule(
            id="V05",
            check="filed_at >= DATE '1990-01-01'",
            message="the petition was filed before 1990: is the year right?",
        ),
        Rule(
            id="V19",
            check="days(filed_at, decided_at) <= 730",
            message="the petition took more than two years: is the year right?",
            severity="warning",
        ),
    ),
    published="all",
)

BAIL_LIMIT = Dataset(
    id="judiciary.bail_limit",
    kind="reference",
    description="How many days a court of each level has from the filing of a petition for bail to its decision. The "
    "working group replaces the rows that come with the definition by those it confirms.",
    columns=(
        Column(
            name="court_level",
            type=ColumnType.CODE,
            codelist="judiciary.court_level",
            required=True,
            description="Level of the court.",
        ),
        Column(name="days", type=ColumnType.INT, required=True, description="Calendar days from filing."),
        Column(
            name="effective_from",
            type=ColumnType.DATE,
            required=True,
            description="First day: petitions filed from then on have this limit.",
        ),
        Column(name="effective_to", type=ColumnType.DATE, description="First day it no longer holds."),
        Column(name="source", type=ColumnType.TEXT, description="Who set it."),
    ),
    key=("court_level", "effective_from"),
    start="effective_from",
    end="effective_to",
    reported_by=("court", "district"),
    hierarchy="judicial",
    rules=(
        Rule(id="V03", check="days > 0", message="a limit must be longer than 0 days"),
        Rule(id="V04", check="effective_to > effective_from", message="the limit ends before it begins"),
    ),
    rows=BAIL_LIMITS,
    published="all",
)
