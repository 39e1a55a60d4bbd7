"""What the courts deliver: case records, the monthly return JUD-M and published yearly statistics."""

from __future__ import annotations

from rolkpi.model import Column, ColumnType, Dataset, Formula, Frequency, Link, Lookup, Rule
from rolkpi_judiciary.codelists import CASE_TYPES
from rolkpi_judiciary.time_limits import TIME_LIMITS

CASE = Dataset(
    id="judiciary.case",
    kind="events",
    description="One row per case on the docket of one court. A case that moves to another court is one row in each: "
    "transferred out here, received by transfer there.",
    columns=(
        Column(
            name="case_id",
            type=ColumnType.KEY,
            required=True,
            description="Number of the case in this court. Another court gives a transferred case its own number.",
        ),
        Column(
            name="court",
            type=ColumnType.AREA,
            required=True,
            description="Code of the court; of the district where its courts are not listed one by one.",
        ),
        Column(name="fir_id", type=ColumnType.KEY, description="The FIR the case rests on: police.fir.fir_id."),
        Column(name="case_type", type=ColumnType.CODE, codelist="judiciary.case_type", required=True),
        Column(
            name="severity",
            type=ColumnType.CODE,
            codelist="judiciary.severity",
            description="Class of the gravest offence charged; empty for civil and family suits.",
        ),
        Column(name="gbv_flag", type=ColumnType.BOOL, description="Whether it is gender-based violence."),
        Column(name="juvenile_flag", type=ColumnType.BOOL, description="Whether an accused was under 18."),
        Column(
            name="limit_id",
            type=ColumnType.CODE,
            codelist="judiciary.limit",
            description="Class of the policy's time limit, set by the registrar; empty where the policy sets none.",
        ),
        Column(
            name="instituted_at",
            type=ColumnType.DATE,
            required=True,
            description="Day the case was instituted, in whichever court: kept when it is transferred. For a case "
            "restored or sent back, the day it came back.",
        ),
        Column(
            name="mode",
            type=ColumnType.CODE,
            codelist="judiciary.mode",
            required=True,
            description="How the case came to this court.",
        ),
        Column(
            name="received_at",
            type=ColumnType.DATE,
            description="Day this court received a transferred case; empty for all others.",
        ),
        Column(name="cognizance_at", type=ColumnType.DATE, description="Day cognizance was taken."),
        Column(name="charge_framed_at", type=ColumnType.DATE, description="Day the charge was framed."),
        Column(
            name="decided_at",
            type=ColumnType.DATE,
            description="Day this court finally decided the case. Empty while it is pending.",
        ),
        Column(
            name="disposal_mode",
            type=ColumnType.CODE,
            codelist="judiciary.disposal_mode",
            description="How it was decided; given together with decided_at.",
        ),
        Column(
            name="transferred_out_at",
            type=ColumnType.DATE,
            description="Day the case left for another court undecided.",
        ),
        Column(name="inactive_from", type=ColumnType.DATE, description="First day the case could not go on."),
        Column(name="inactive_to", type=ColumnType.DATE, description="First day it could again; empty until then."),
        Column(name="inactive_reason", type=ColumnType.CODE, codelist="judiciary.inactive_reason"),
    ),
    key=("case_id",),
    area="court",
    date="instituted_at",
    reported_by=("court", "district"),
    hierarchy="judicial",
    links=(
        # The limit in force on the day of institution, whatever was decided later: one policy per case.
        Link(
            name="time_limit",
            dataset="judiciary.time_limit",
            on={"limit_id": "limit_id"},
            valid_at="instituted_at",
        ),
    ),
    derived=(
        Lookup(
            name="limit_months",
            link="time_limit",
            column="months",
            description="Months the policy in force at institution allows; NULL where it sets no limit.",
        ),
    ),
    rules=(
        Rule(id="V04", check="decided_at >= instituted_at", message="the case was decided before it was instituted"),
        Rule(
            id="V04-transfer",
            check="transferred_out_at >= instituted_at AND transferred_out_at >= received_at",
            message="the case was transferred out before it came in",
        ),
        Rule(
            id="V04-received",
            check="received_at >= instituted_at AND decided_at >= received_at",
            message="the case was received before it was instituted, or decided before it was received",
        ),
        Rule(
            id="V04-charge",
            check="charge_framed_at >= instituted_at AND decided_at >= charge_framed_at",
            message="the charge lies outside the life of the case",
            severity="warning",
        ),
        Rule(
            id="V14",
            check="decided_at IS NULL OR transferred_out_at IS NULL",
            message="a case leaves a court once: decided or transferred out, not both",
        ),
        Rule(
            id="V14-received",
            check="(mode = 'TRANSFER_IN') = (received_at IS NOT NULL)",
            message="received_at belongs to transferred cases, and only to them",
        ),
        Rule(
            id="V02",
            check="(decided_at IS NULL) = (disposal_mode IS NULL)",
            message="decided_at and disposal_mode are given together or not at all",
        ),
        Rule(
            id="V05",
            check="instituted_at >= DATE '1950-01-01'",
            message="the case was instituted before 1950: is the year right?",
        ),
        Rule(
            id="V22",
            check="limit_id <> 'JUVENILE' OR juvenile_flag",
            message="the limit for juveniles is set, but no accused is a juvenile",
        ),
    ),
    published="all",
)

TIME_LIMIT = Dataset(
    id="judiciary.time_limit",
    kind="reference",
    description="How many months the national judicial policy allows from institution to decision, per class and time.",
    columns=(
        Column(name="limit_id", type=ColumnType.CODE, codelist="judiciary.limit", required=True),
        Column(name="months", type=ColumnType.INT, required=True, description="Calendar months from institution."),
        Column(
            name="effective_from",
            type=ColumnType.DATE,
            required=True,
            description="First day: cases instituted from then on have this limit.",
        ),
        Column(name="effective_to", type=ColumnType.DATE, description="First day it no longer holds."),
        Column(name="source", type=ColumnType.TEXT, description="The policy that sets it."),
    ),
    key=("limit_id", "effective_from"),
    start="effective_from",
    end="effective_to",
    reported_by=("court", "district"),
    hierarchy="judicial",
    rules=(
        Rule(id="V03", check="months > 0", message="a limit must be longer than 0 months"),
        Rule(id="V04", check="effective_to > effective_from", message="the limit ends before it begins"),
    ),
    rows=TIME_LIMITS,
    published="all",
)


def _return_columns(date: Column) -> tuple[Column, ...]:
    """The columns of a court return; the monthly and the yearly one differ in their date only."""
    return (
        Column(name="court", type=ColumnType.AREA, required=True, description="Code of the court or district."),
        date,
        Column(name="line", type=ColumnType.CODE, codelist="judiciary.return_line", required=True),
        Column(
            name="item",
            type=ColumnType.CODE,
            codelist="judiciary.return_item",
            required=True,
            description="TOTAL, or a case type.",
        ),
        Column(name="value", type=ColumnType.INT, description="The count; empty when not available or applicable."),
        Column(
            name="cell_status",
            type=ColumnType.CODE,
            codelist="judiciary.cell_status",
            description="Empty means REPORTED where there is a value, else NOT_AVAILABLE.",
        ),
    )


RETURN_RULES = (
    Rule(
        id="V03",
        check="value >= 0 OR line = 'J6_ADJUSTMENT'",
        message="a count is negative; only an adjustment may be",
    ),
)

STOCK_LINES = (
    "J6",
    "J7_LT3M",
    "J7_3_6M",
    "J7_6_12M",
    "J7_1_2Y",
    "J7_2_3Y",
    "J7_GT3Y",
    "J7A",
    "J10_END",
    "J11_JUVENILE",
    "J11_GBV",
)
"""What is pending at the end: never added up over months."""

_EACH_CASE_TYPE = " ".join(f"WHEN '{kind}' THEN '{kind}'" for kind in CASE_TYPES)

ITEM_CASE_TYPE = Formula(
    name="item_case_type",
    type=ColumnType.CODE,
    codelist="judiciary.case_type",
    expression=f"CASE item {_EACH_CASE_TYPE} END",
    description="The case type of the cell; NULL for a total.",
)

MONTHLY_RETURN = Dataset(
    id="judiciary.monthly_return",
    kind="returns",
    description="Form JUD-M, one row per cell and court. Item TOTAL holds the printed total, the others one case type "
    "each. A cell nobody knows is NOT_AVAILABLE, never left out and never 0. J1 + J2 + J3 - J4 - J5 + J6_ADJUSTMENT "
    "should give J6.",
    columns=_return_columns(
        Column(name="month", type=ColumnType.MONTH, required=True, description="The month the form is about.")
    ),
    key=("court", "month", "line", "item"),
    area="court",
    date="month",
    reported_by=("court", "district"),
    hierarchy="judicial",
    derived=(ITEM_CASE_TYPE,),
    rules=RETURN_RULES,
    published="all",
    stock_lines=STOCK_LINES,
)

ANNUAL_RETURN = Dataset(
    id="judiciary.annual_return",
    kind="returns",
    description="Statistics of a calendar year as a court publishes them, with the lines of form JUD-M: J1 is what was "
    "pending on 1 January, J6 on 31 December. Serves calendar years only.",
    columns=_return_columns(
        Column(
            name="year_start",
            type=ColumnType.MONTH,
            required=True,
            description="First month of the year the figures are about: 2024-01.",
        )
    ),
    key=("court", "year_start", "line", "item"),
    area="court",
    date="year_start",
    frequency=Frequency.YEAR,
    reported_by=("court", "district"),
    hierarchy="judicial",
    derived=(ITEM_CASE_TYPE,),
    rules=RETURN_RULES,
    published="all",
    stock_lines=STOCK_LINES,
)

DATASETS = (CASE, TIME_LIMIT, MONTHLY_RETURN, ANNUAL_RETURN)
