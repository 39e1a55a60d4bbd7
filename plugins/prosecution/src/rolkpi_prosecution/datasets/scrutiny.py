"""Before the court: reviewed police reports, their defects, consultations with investigators."""

from __future__ import annotations

from rolkpi.model import Aggregate, Column, ColumnType, Dataset, Rule
from rolkpi_prosecution.codelists import DEFECTS, OFFENCES, SERIOUS_VIOLENT


def defect_column(code: str) -> str:
    """The column of prosecution.review that says whether a report was returned for this defect."""
    return f"defect_{code.lower()}"


REVIEW = Dataset(
    id="prosecution.review",
    kind="events",
    description="One row per police report under s.173 CrPC that a prosecutor received for scrutiny. A report that "
    "comes back after its defects were removed stays the same row: the decision is the first one. prosecution.defect "
    "says what was missing.",
    columns=(
        Column(
            name="review_id", type=ColumnType.KEY, required=True, description="Number in the prosecution's register."
        ),
        Column(
            name="report_id",
            type=ColumnType.KEY,
            description="Number the police gave the report: police.report173.report_id.",
        ),
        Column(name="fir_id", type=ColumnType.KEY, required=True, description="The FIR: police.fir.fir_id."),
        Column(
            name="district",
            type=ColumnType.AREA,
            required=True,
            description="District of the prosecutor's office that received the report.",
        ),
        Column(name="kind", type=ColumnType.CODE, codelist="prosecution.report_kind", required=True),
        Column(
            name="offence_cat",
            type=ColumnType.CODE,
            codelist="prosecution.offence",
            description="Principal offence of the report: the one with the heaviest maximum sentence.",
        ),
        Column(
            name="severity",
            type=ColumnType.CODE,
            codelist="prosecution.severity",
            description="Class of that offence by its maximum sentence.",
        ),
        Column(
            name="ps_code",
            type=ColumnType.TEXT,
            description="Code of the police station that sent the report: police.fir.ps_code.",
        ),
        Column(
            name="prosecutor_grade",
            type=ColumnType.CODE,
            codelist="prosecution.grade",
            description="Grade of the prosecutor who has the report.",
        ),
        Column(
            name="received_at",
            type=ColumnType.DATE,
            required=True,
            description="Day the report reached the prosecutor's office: day 0 of the clock of scrutiny.",
        ),
        Column(
            name="decision",
            type=ColumnType.CODE,
            codelist="prosecution.decision",
            description="First decision on the report; given together with decided_at. Later ones change nothing.",
        ),
        Column(
            name="decided_at",
            type=ColumnType.DATE,
            description="Day of the first decision. Empty while the report waits for it.",
        ),
        Column(
            name="resubmitted_at",
            type=ColumnType.DATE,
            description="Day a report returned for defects came back the first time.",
        ),
        Column(name="court_filed_at", type=ColumnType.DATE, description="Day the report was filed in court."),
    ),
    key=("review_id",),
    area="district",
    date="received_at",
    reported_by=("district",),
    derived=tuple(
        Aggregate(
            name=defect_column(code),
            dataset="prosecution.defect",
            on={"review_id": "review_id"},
            function="exists",
            where=f"defect_code = '{code}'",
            description=f"Whether the report was returned for this defect: {label[0].lower()}{label[1:]}.",
        )
        for code, label in DEFECTS.items()
    ),
    rules=(
        Rule(
            id="V02",
            check="(decided_at IS NULL) = (decision IS NULL)",
            message="decided_at and decision are given together or not at all",
        ),
        Rule(id="V04", check="decided_at >= received_at", message="the report was decided before it was received"),
        Rule(
            id="V04-resubmitted",
            check="resubmitted_at IS NULL OR COALESCE(decision = 'RETURN_DEFECT' AND resubmitted_at >= decided_at, "
            "FALSE)",
            message="only a report returned for defects comes back, and not before it was returned",
        ),
        Rule(
            id="V04-filed",
            check="court_filed_at >= received_at",
            message="the report was filed in court before it was received",
        ),
        Rule(
            id="V04-undecided",
            check="court_filed_at IS NULL OR COALESCE(decided_at <= court_filed_at, FALSE)",
            message="the report was filed in court with no decision before it",
            severity="warning",
        ),
        Rule(
            id="V05",
            check="received_at >= DATE '2003-01-01'",
            message="the report was received before there was a prosecution service: is the year right?",
        ),
        Rule(
            id="V19",
            check="days(received_at, decided_at) <= 365",
            message="the first decision took more than a year: is the year right?",
            severity="warning",
        ),
    ),
    published="all",
)

DEFECT = Dataset(
    id="prosecution.defect",
    kind="events",
    description="One row per report that was returned to the police at the first decision, and kind of defect named in "
    "the memo of return. A report with three kinds of defects is three rows; prosecution.review has it once.",
    columns=(
        Column(
            name="review_id",
            type=ColumnType.KEY,
            required=True,
            description="The report: prosecution.review.review_id.",
        ),
        Column(
            name="district",
            type=ColumnType.AREA,
            required=True,
            description="District of the prosecutor's office that returned the report.",
        ),
        Column(
            name="returned_at",
            type=ColumnType.DATE,
            required=True,
            description="Day the report was returned: decided_at of the report.",
        ),
        Column(
            name="defect_code",
            type=ColumnType.CODE,
            codelist="prosecution.defect_code",
            required=True,
            description="What was missing or wrong.",
        ),
    ),
    key=("review_id", "defect_code"),
    area="district",
    date="returned_at",
    reported_by=("district",),
    rules=(
        Rule(
            id="V05",
            check="returned_at >= DATE '2003-01-01'",
            message="the report was returned before there was a prosecution service: is the year right?",
        ),
    ),
    published="all",
)

CONSULT = Dataset(
    id="prosecution.consult",
    kind="events",
    description="One row per FIR and day on which investigator and prosecutor consulted each other on it. Talks of one "
    "day are one row.",
    columns=(
        Column(name="fir_id", type=ColumnType.KEY, required=True, description="The FIR: police.fir.fir_id."),
        Column(
            name="district",
            type=ColumnType.AREA,
            required=True,
            description="District of the prosecutor's office that was consulted.",
        ),
        Column(name="held_at", type=ColumnType.DATE, required=True, description="Day of the consultation."),
        Column(
            name="mode",
            type=ColumnType.CODE,
            codelist="prosecution.consult_mode",
            description="How it was held; the most direct way where there were several that day.",
        ),
        Column(
            name="advice_code",
            type=ColumnType.CODE,
            codelist="prosecution.advice",
            description="What the advice was mainly about.",
        ),
    ),
    key=("fir_id", "held_at"),
    area="district",
    date="held_at",
    reported_by=("district",),
    rules=(
        Rule(
            id="V05",
            check="held_at >= DATE '2003-01-01'",
            message="the consultation was held before there was a prosecution service: is the year right?",
        ),
    ),
    published="all",
)

OFFENCE_CLASS = Dataset(
    id="prosecution.offence_class",
    kind="reference",
    description="The list of serious and violent crime: which offences are on it, and since when. The rows are a "
    "draft of ours after the heads of crime the province publishes; the working group brings its own by delivering "
    "this table.",
    columns=(
        Column(name="offence_cat", type=ColumnType.CODE, codelist="prosecution.offence", required=True),
        Column(
            name="serious_violent",
            type=ColumnType.BOOL,
            required=True,
            description="Whether the offence is on the list.",
        ),
        Column(name="valid_from", type=ColumnType.DATE, description="First day it holds; empty: since ever."),
        Column(name="valid_to", type=ColumnType.DATE, description="First day it no longer holds; empty: still."),
    ),
    key=("offence_cat", "valid_from"),
    start="valid_from",
    end="valid_to",
    rules=(Rule(id="V04", check="valid_to > valid_from", message="it ends before it begins"),),
    rows=tuple({"offence_cat": offence, "serious_violent": offence in SERIOUS_VIOLENT} for offence in OFFENCES),
    published="all",
)
