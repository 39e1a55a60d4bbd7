"""Hearings, appeals and the judges who sit."""

from __future__ import annotations

from rolkpi.model import Column, ColumnType, Dataset, Link, Lookup, Rule

HEARING = Dataset(
    id="judiciary.hearing",
    kind="events",
    description="One row per case and day on which it was on the cause list and the day has passed. Hearings proceeded "
    "+ held in part + adjourned are the hearings listed.",
    columns=(
        Column(name="case_id", type=ColumnType.KEY, required=True, description="The case: judiciary.case.case_id."),
        Column(
            name="court",
            type=ColumnType.AREA,
            required=True,
            description="Code of the court; of the district where its courts are not listed one by one.",
        ),
        Column(name="listed_date", type=ColumnType.DATE, required=True, description="Day the case was listed for."),
        Column(
            name="purpose",
            type=ColumnType.CODE,
            codelist="judiciary.purpose",
            required=True,
            description="What it was listed for. TRIAL is a setting for trial: a day fixed to hear the evidence to "
            "the end.",
        ),
        Column(
            name="outcome",
            type=ColumnType.CODE,
            codelist="judiciary.hearing_outcome",
            required=True,
            description="Whether the listed purpose was done.",
        ),
        Column(
            name="adj_reason",
            type=ColumnType.CODE,
            codelist="judiciary.adjournment_reason",
            description="Why it was adjourned, or held in part only; OTHER where no reason is recorded.",
        ),
        Column(name="next_date", type=ColumnType.DATE, description="Day the case was listed for next."),
        Column(
            name="accused_in_custody",
            type=ColumnType.BOOL,
            description="Whether an accused in prison was to be brought to the hearing.",
        ),
    ),
    key=("case_id", "listed_date"),
    area="court",
    date="listed_date",
    reported_by=("court", "district"),
    hierarchy="judicial",
    # No lookups through this link: judiciary.case is counted with its hearings.
    links=(Link(name="case", dataset="judiciary.case", on={"case_id": "case_id"}),),
    rules=(
        Rule(
            id="V02",
            check="outcome <> 'ADJOURNED' OR adj_reason IS NOT NULL",
            message="an adjourned hearing has a reason; OTHER where none is recorded",
        ),
        Rule(
            id="V02-held",
            check="outcome <> 'PROCEEDED' OR adj_reason IS NULL",
            message="a hearing that proceeded has no reason for an adjournment",
        ),
        Rule(id="V04", check="next_date > listed_date", message="the next date is not after the day of the hearing"),
        Rule(
            id="V05",
            check="listed_date >= DATE '1990-01-01'",
            message="the hearing was before 1990: is the year right?",
        ),
        Rule(
            id="V22",
            check="adj_reason <> 'ACCUSED_NOT_PRODUCED' OR accused_in_custody",
            message="an accused was not produced, but none was in prison",
        ),
    ),
    published="all",
)

APPEAL = Dataset(
    id="judiciary.appeal",
    kind="events",
    description="One row per appeal against the conviction, acquittal or sentence of a criminal court. Those upheld + "
    "set aside + modified + sent back + dismissed are the appeals decided.",
    columns=(
        Column(name="appeal_id", type=ColumnType.KEY, required=True, description="Number of the appeal."),
        Column(
            name="court",
            type=ColumnType.AREA,
            required=True,
            description="Code of the court that hears the appeal.",
        ),
        Column(
            name="case_id",
            type=ColumnType.KEY,
            required=True,
            description="The case whose judgment is appealed against: judiciary.case.case_id, in the court below.",
        ),
        Column(
            name="side",
            type=ColumnType.CODE,
            codelist="judiciary.appellant",
            required=True,
            description="Who appeals.",
        ),
        Column(name="filed_at", type=ColumnType.DATE, required=True, description="Day the appeal was filed."),
        Column(name="decided_at", type=ColumnType.DATE, description="Day it was decided. Empty while it is pending."),
        Column(
            name="outcome",
            type=ColumnType.CODE,
            codelist="judiciary.appeal_outcome",
            description="How it was decided; given together with decided_at.",
        ),
    ),
    key=("appeal_id",),
    area="court",
    date="filed_at",
    reported_by=("court", "district"),
    hierarchy="judicial",
    links=(Link(name="case", dataset="judiciary.case", on={"case_id": "case_id"}),),
    derived=(
        Lookup(
            name="offence",
            link="case",
            column="offence",
            description="Principal offence of the case below; NULL where the courts' records do not have it.",
        ),
    ),
    rules=(
        Rule(
            id="V02",
            check="(decided_at IS NULL) = (outcome IS NULL)",
            message="decided_at and outcome are given together or not at all",
        ),
        Rule(id="V04", check="decided_at >= filed_at", message="the appeal was decided before it was filed"),
        Rule(
            id="V05",
            check="filed_at >= DATE '1950-01-01'",
            message="the appeal was filed before 1950: is the year right?",
        ),
    ),
    published="all",
)

JUDGE = Dataset(
    id="judiciary.judge",
    kind="events",
    description="Posts of judges at the end of each month: one row per court, level and month.",
    columns=(
        Column(
            name="court",
            type=ColumnType.AREA,
            required=True,
            description="Code of the court; of the district where its courts are not listed one by one.",
        ),
        Column(
            name="court_level",
            type=ColumnType.CODE,
            codelist="judiciary.court_level",
            required=True,
            description="Level of the court.",
        ),
        Column(
            name="month", type=ColumnType.MONTH, required=True, description="The month at whose end they are counted."
        ),
        Column(name="sanctioned", type=ColumnType.INT, required=True, description="Posts that are sanctioned."),
        Column(
            name="working",
            type=ColumnType.INT,
            required=True,
            description="Judges in post and sitting on the last day: not on deputation or long leave, and no post "
            "left empty.",
        ),
        Column(name="working_days", type=ColumnType.INT, description="Days of the month on which the court sat."),
    ),
    key=("court", "court_level", "month"),
    area="court",
    date="month",
    reported_by=("court", "district"),
    hierarchy="judicial",
    rules=(
        Rule(
            id="V03",
            check="sanctioned >= 0 AND working >= 0 AND COALESCE(working_days >= 0, TRUE)",
            message="a count is negative",
        ),
        Rule(id="V03-days", check="working_days <= 31", message="a month has at most 31 days"),
        Rule(
            id="V10",
            check="working <= sanctioned",
            message="more judges work than there are sanctioned posts",
            severity="warning",
        ),
    ),
    published="all",
)
