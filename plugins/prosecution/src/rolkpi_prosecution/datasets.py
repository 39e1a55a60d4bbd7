"""What the prosecution delivers: reviewed police reports, verdicts by case and by accused, the return PRO-M."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from rolkpi.model import Aggregate, Column, ColumnType, Dataset, Formula, Rule
from rolkpi_prosecution.codelists import AGE_CLASSES, OFFENCE_GROUPS, REPORT_KINDS, RETURN_LINES, SEXES

REVIEW = Dataset(
    id="prosecution.review",
    kind="events",
    description="One row per police report under s.173 CrPC that a prosecutor received for scrutiny. A report that "
    "comes back after its defects were removed stays the same row: the decision is the first one.",
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
    rules=(
        Rule(
            id="V02",
            check="(decided_at IS NULL) = (decision IS NULL)",
            message="decided_at and decision are given together or not at all",
        ),
        Rule(id="V04", check="decided_at >= received_at", message="the report was decided before it was received"),
        Rule(
            id="V04-resubmitted",
            check="resubmitted_at IS NULL"
            " OR COALESCE(decision = 'RETURN_DEFECT' AND resubmitted_at >= decided_at, FALSE)",
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

JUDGMENT = Dataset(
    id="prosecution.judgment",
    kind="events",
    description="One row per case and day on which a court of first instance ended it for one or more accused. "
    "prosecution.outcome says how, accused by accused: one case is one row here, however many stood trial.",
    columns=(
        Column(name="case_id", type=ColumnType.KEY, required=True, description="Number of the case."),
        Column(
            name="judgment_date",
            type=ColumnType.DATE,
            required=True,
            description="Day of the court's order. Accused tried later have a row of their own.",
        ),
        Column(name="fir_id", type=ColumnType.KEY, description="The FIR the case rests on: police.fir.fir_id."),
        Column(
            name="district",
            type=ColumnType.AREA,
            required=True,
            description="District of the prosecutor's office that conducted the case.",
        ),
        Column(name="court_type", type=ColumnType.CODE, codelist="prosecution.court_type"),
        Column(
            name="offence_cat",
            type=ColumnType.CODE,
            codelist="prosecution.offence",
            required=True,
            description="Principal offence of the case: the one with the heaviest maximum sentence.",
        ),
        Column(
            name="serious_violent",
            type=ColumnType.BOOL,
            description="Whether the principal offence is on the list of serious and violent crime. Empty: not yet "
            "classified.",
        ),
        Column(
            name="gbv_flag",
            type=ColumnType.BOOL,
            description="Whether the case is about gender-based violence. Empty: not yet classified.",
        ),
        Column(
            name="victim_sex",
            type=ColumnType.CODE,
            codelist="prosecution.sex",
            description="Sex of the victim; of the first one named where there are several.",
        ),
    ),
    key=("case_id", "judgment_date"),
    area="district",
    date="judgment_date",
    reported_by=("district",),
    derived=(
        Aggregate(
            name="on_merits",
            dataset="prosecution.outcome",
            on={"case_id": "case_id", "judgment_date": "judgment_date"},
            function="exists",
            where="disposal_mode = 'MERITS'",
            description="Whether an accused was convicted or acquitted on the merits that day.",
        ),
        Aggregate(
            name="convicted",
            dataset="prosecution.outcome",
            on={"case_id": "case_id", "judgment_date": "judgment_date"},
            function="exists",
            where="verdict = 'CONVICTED'",
            description="Whether at least one accused was convicted that day.",
        ),
    ),
    rules=(
        Rule(
            id="V02-serious",
            check="serious_violent IS NOT NULL",
            message="not classified: the case counts in no figure on serious and violent crime",
            severity="warning",
        ),
        Rule(
            id="V05",
            check="judgment_date >= DATE '2003-01-01'",
            message="the judgment lies before there was a prosecution service: is the year right?",
        ),
    ),
    published="all",
)

_OUTCOME_COLUMNS = (
    Column(name="case_id", type=ColumnType.KEY, required=True, description="Number of the case."),
    Column(
        name="accused_no",
        type=ColumnType.INT,
        required=True,
        description="Number of the accused in the case, from 1.",
    ),
    Column(name="fir_id", type=ColumnType.KEY, description="The FIR the case rests on: police.fir.fir_id."),
    Column(
        name="person_key",
        type=ColumnType.KEY,
        personal=True,
        description="Number that identifies the accused (CNIC); stored as a keyed hash only.",
    ),
    Column(
        name="district",
        type=ColumnType.AREA,
        required=True,
        description="District of the prosecutor's office that conducted the case.",
    ),
    Column(
        name="judgment_date",
        type=ColumnType.DATE,
        required=True,
        description="Day the court of first instance ended the case for this accused.",
    ),
    Column(
        name="verdict",
        type=ColumnType.CODE,
        codelist="prosecution.verdict",
        description="Empty where there is none: the case was transferred or made dormant.",
    ),
    Column(
        name="disposal_mode",
        type=ColumnType.CODE,
        codelist="prosecution.disposal_mode",
        required=True,
        description="How the case ended for this accused. An acquittal without a full trial is EARLY_ACQUITTAL, after "
        "the parties compounded COMPROMISE, after the prosecutor withdrew WITHDRAWN; all others are MERITS.",
    ),
    Column(
        name="acquittal_reason",
        type=ColumnType.CODE,
        codelist="prosecution.acquittal_reason",
        description="Main reason the judgment gives; acquittals only.",
    ),
    Column(
        name="complainant_withdrew",
        type=ColumnType.BOOL,
        description="Whether the complainant or victim withdrew or no longer supported the case.",
    ),
    Column(
        name="offence_cat",
        type=ColumnType.CODE,
        codelist="prosecution.offence",
        required=True,
        description="Gravest offence this accused stood trial for.",
    ),
    Column(
        name="severity",
        type=ColumnType.CODE,
        codelist="prosecution.severity",
        description="Class of that offence by its maximum sentence.",
    ),
    Column(
        name="serious_violent",
        type=ColumnType.BOOL,
        description="Whether that offence is on the list of serious and violent crime.",
    ),
    Column(
        name="gbv_flag",
        type=ColumnType.BOOL,
        description="Whether that offence is gender-based violence. Empty: not yet classified.",
    ),
    Column(name="sex", type=ColumnType.CODE, codelist="prosecution.sex", description="Sex of the accused."),
    Column(
        name="age_class",
        type=ColumnType.CODE,
        codelist="prosecution.age_class",
        description="Age class of the accused on the day of the offence.",
    ),
    Column(
        name="appeal_reviewed_at",
        type=ColumnType.DATE,
        description="Day the prosecution decided whether to appeal.",
    ),
    Column(name="appeal_filed_at", type=ColumnType.DATE, description="Day the prosecution's appeal was filed."),
)

OUTCOME = Dataset(
    id="prosecution.outcome",
    kind="events",
    description="One row per accused and case that ended at first instance, whatever the way. A person accused in two "
    "cases is two rows. An appeal changes nothing here.",
    columns=_OUTCOME_COLUMNS,
    key=("case_id", "accused_no"),
    area="district",
    date="judgment_date",
    reported_by=("district",),
    rules=(
        Rule(id="V03", check="accused_no >= 1", message="accused are numbered from 1"),
        Rule(
            id="V04",
            check="appeal_reviewed_at >= judgment_date AND appeal_filed_at >= judgment_date",
            message="the appeal was reviewed or filed before the judgment",
        ),
        Rule(
            id="V05",
            check="judgment_date >= DATE '2003-01-01'",
            message="the judgment lies before there was a prosecution service: is the year right?",
        ),
        Rule(
            id="V22",
            check="CASE disposal_mode"
            " WHEN 'MERITS' THEN COALESCE(verdict IN ('CONVICTED', 'ACQUITTED'), FALSE)"
            " WHEN 'ABATED' THEN COALESCE(verdict = 'ABATED', FALSE)"
            " WHEN 'TRANSFER' THEN verdict IS NULL"
            " WHEN 'DORMANT' THEN verdict IS NULL"
            " ELSE COALESCE(verdict IN ('ACQUITTED', 'DISCHARGED'), FALSE) END",
            message="this verdict cannot come of this mode: on the merits convicted or acquitted, abated abated, "
            "transferred or dormant none, else acquitted or discharged",
        ),
        Rule(
            id="V22-reason",
            check="acquittal_reason IS NULL OR COALESCE(verdict = 'ACQUITTED', FALSE)",
            message="a reason for an acquittal is given, but the accused was not acquitted",
        ),
        Rule(
            id="V02-gbv",
            check="gbv_flag IS NOT NULL",
            message="not classified: the accused counts in no figure on gender-based violence",
            severity="warning",
        ),
    ),
    published=tuple(column.name for column in _OUTCOME_COLUMNS if not column.personal),
)


def _listed(values: Iterable[str]) -> str:
    return ", ".join(repr(value) for value in values)


def _case(column: str, codes: Mapping[str, tuple[str, ...]]) -> str:
    """A CASE that gives each key for the values listed under it, NULL for any other value."""
    branches = " ".join(f"WHEN {column} IN ({_listed(values)}) THEN '{code}'" for code, values in codes.items())
    return f"CASE {branches} END"


_CASE_LINES = _listed(line for line in RETURN_LINES if line.startswith("R7"))
_ACCUSED_LINES = _listed(line for line in RETURN_LINES if line.startswith("R8"))

MONTHLY_RETURN = Dataset(
    id="prosecution.monthly_return",
    kind="returns",
    description="Form PRO-M, one row per cell. Item TOTAL holds the printed total; R7 and R8 also carry cells by "
    "offence group, R8 by age class and sex. A cell nobody knows is NOT_AVAILABLE, never left out and never 0. R1 + R2 "
    "+ R4 - R3_RETURNED - R3_DROP - R5 should give R6; R2_COMPLETE is what the police forwarded in P4, R2_INTERIM "
    "in P5.",
    columns=(
        Column(name="district", type=ColumnType.AREA, required=True),
        Column(name="month", type=ColumnType.MONTH, required=True, description="The month the form is about."),
        Column(name="line", type=ColumnType.CODE, codelist="prosecution.return_line", required=True),
        Column(
            name="item",
            type=ColumnType.CODE,
            codelist="prosecution.return_item",
            required=True,
            description="TOTAL, an offence group, or an age class and a sex.",
        ),
        Column(name="value", type=ColumnType.INT, description="The count; empty when not available or applicable."),
        Column(
            name="cell_status",
            type=ColumnType.CODE,
            codelist="prosecution.cell_status",
            description="Empty means REPORTED where there is a value, else NOT_AVAILABLE.",
        ),
    ),
    key=("district", "month", "line", "item"),
    area="district",
    date="month",
    reported_by=("district",),
    derived=(
        Formula(
            name="line_kind",
            type=ColumnType.CODE,
            codelist="prosecution.report_kind",
            expression=_case("line", {kind: (f"R2_{kind}",) for kind in REPORT_KINDS}),
            description="The kind of report the line is about; NULL for lines of all kinds.",
        ),
        Formula(
            name="item_sex",
            type=ColumnType.CODE,
            codelist="prosecution.sex",
            expression=_case("item", {sex: tuple(f"{age}_{sex}" for age in AGE_CLASSES) for sex in SEXES}),
            description="Sex of a cell by age class and sex; NULL for others.",
        ),
        Formula(
            name="item_age_class",
            type=ColumnType.CODE,
            codelist="prosecution.age_class",
            expression=_case("item", {age: tuple(f"{age}_{sex}" for sex in SEXES) for age in AGE_CLASSES}),
            description="Age class of a cell by age class and sex; NULL for others.",
        ),
    ),
    rules=(
        Rule(id="V03", check="value >= 0", message="a count is negative"),
        Rule(
            id="V06",
            check=f"item = 'TOTAL' OR line IN ({_ACCUSED_LINES})"
            f" OR (line IN ({_CASE_LINES}) AND item IN ({_listed(OFFENCE_GROUPS)}))",
            message="the form has no such cell: offence groups stand in R7 and R8, age class and sex in R8",
        ),
    ),
    published="all",
)

DATASETS = (REVIEW, JUDGMENT, OUTCOME, MONTHLY_RETURN)
