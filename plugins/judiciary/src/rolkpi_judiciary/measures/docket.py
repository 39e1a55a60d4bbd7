"""What comes in, what is decided, what waits, and for how long it has been waiting."""

from __future__ import annotations

from rolkpi.model import Flow, FlowSource, Stock, StockAge, StockSource
from rolkpi_judiciary.codelists import DISPOSAL_MODES
from rolkpi_judiciary.datasets.returns import OVER_YEAR_LINES
from rolkpi_judiciary.measures.common import FORMS, WHOLE_FORMS, flow_returns, line_and_parts, listed, stock_returns

CAME_IN = "COALESCE(received_at, instituted_at)"
"""Day a case came on the docket of this court."""
WENT_OUT = "LEAST(decided_at, transferred_out_at)"
"""Day it left it."""

INSTITUTED = Flow(
    id="judiciary.instituted",
    title="Cases instituted",
    unit="cases",
    description="Fresh, restored and remanded cases by day of institution. A case received by transfer was counted "
    "where it was first instituted.",
    sources=(FlowSource(dataset="judiciary.case", where="mode <> 'TRANSFER_IN'"), *flow_returns("J2")),
)

_MODE_LINES = tuple(f"J4_{mode}" for mode in DISPOSAL_MODES)
_DISPOSED_MONTHLY, _DISPOSED_ANNUAL = (
    line_and_parts(form, "J4", _MODE_LINES, "disposal_mode", "line_disposal_mode") for form in FORMS
)

DISPOSED = Flow(
    id="judiciary.disposed",
    title="Cases disposed",
    unit="cases",
    description="Cases finally decided, by day of decision, in the court that decided them. A transfer out decides "
    "nothing.",
    sources=(
        FlowSource(dataset="judiciary.case", date="decided_at"),
        _DISPOSED_MONTHLY,
        flow_returns("J4")[1],
        _DISPOSED_ANNUAL,
    ),
)

PENDING = Stock(
    id="judiciary.pending",
    title="Cases pending",
    unit="cases",
    description="Cases on the docket at the end of the last day: from institution, or from receipt by transfer, until "
    "decision or transfer out.",
    sources=(
        StockSource(dataset="judiciary.case", start=CAME_IN, end=WENT_OUT),
        *stock_returns("line = 'J6'"),
    ),
)

TRANSFERRED_IN = Flow(
    id="judiciary.transferred_in",
    title="Cases received by transfer",
    unit="cases",
    description="By day of receipt, in the court that received them.",
    sources=(
        FlowSource(dataset="judiciary.case", date="received_at"),
        *flow_returns("J3"),
    ),
)

TRANSFERRED_OUT = Flow(
    id="judiciary.transferred_out",
    title="Cases transferred to another court",
    unit="cases",
    description="By day of transfer, in the court that sent them.",
    sources=(FlowSource(dataset="judiciary.case", date="transferred_out_at"), *flow_returns("J5")),
)

AGE_BANDS: tuple[tuple[str, int, int | None, str], ...] = (
    ("pending_under_3_months", 0, 3, "J7_LT3M"),
    ("pending_3_to_6_months", 3, 6, "J7_3_6M"),
    ("pending_6_to_12_months", 6, 12, "J7_6_12M"),
    ("pending_1_to_2_years", 12, 24, "J7_1_2Y"),
    ("pending_2_to_3_years", 24, 36, "J7_2_3Y"),
    ("pending_3_years_or_more", 36, None, "J7_GT3Y"),
)
"""Age bands of form JUD-M: name, months from, months below, line."""


def _age_band(name: str, low: int, high: int | None, line: str) -> Stock:
    start = CAME_IN if low == 0 else f"GREATEST(received_at, add_months(instituted_at, {low}))"
    end = WENT_OUT if high is None else f"LEAST(decided_at, transferred_out_at, add_months(instituted_at, {high}))"
    upper = "" if high is None else f" and less than {high}"
    return Stock(
        id=f"judiciary.{name}",
        title=f"Cases pending for {low} months or more{upper}",
        unit="cases",
        description="Calendar months since institution, in whichever court; inactive time included.",
        sources=(StockSource(dataset="judiciary.case", start=start, end=end), *stock_returns(f"line = '{line}'")),
    )


PENDING_BY_AGE = tuple(_age_band(*band) for band in AGE_BANDS)

OVER_ONE_YEAR = Stock(
    id="judiciary.pending_over_year",
    title="Cases pending for 365 days or more",
    unit="cases",
    description="Since institution, in whichever court; inactive time included. Of the return, the bands from one year "
    "up.",
    sources=(
        StockSource(
            dataset="judiciary.case",
            start="GREATEST(received_at, add_days(instituted_at, 365))",
            end=WENT_OUT,
        ),
        *stock_returns(f"{listed(OVER_YEAR_LINES)} AND bands_over_year = 3", WHOLE_FORMS),
    ),
)

ACTIVE_AGE = StockAge(
    id="judiciary.active_age_median",
    title="Age of active pending cases, median",
    unit="days",
    description="Days from institution to the last day of the period, without inactive ones. A case that is inactive "
    "on that day does not count.",
    since="instituted_at",
    idle_from="inactive_from",
    idle_to="inactive_to",
    q="1/2",
    sources=(StockSource(dataset="judiciary.case", start=CAME_IN, end=WENT_OUT),),
)


def _active(name: str, title: str, start: str, late_from: str, where: str, end: str) -> tuple[Stock, Stock]:
    """Active cases with a limit, in one stretch of activity: all, and those past their limit."""
    return (
        Stock(
            id=f"judiciary.active_{name}",
            title=f"Active pending cases with a time limit, {title}",
            unit="cases",
            sources=(StockSource(dataset="judiciary.case", where=where, start=start, end=end),),
        ),
        Stock(
            id=f"judiciary.late_{name}",
            title=f"Active pending cases past their time limit, {title}",
            unit="cases",
            description="From the day after the last day of the limit; days of inactivity do not count against it.",
            sources=(StockSource(dataset="judiciary.case", where=where, start=late_from, end=end),),
        ),
    )


# A case is active in two stretches: until it becomes inactive, and from when it goes on.
ACTIVE_BEFORE, LATE_BEFORE = _active(
    "before",
    "never inactive yet",
    CAME_IN,
    "GREATEST(received_at, add_days(limit_last_day, 1))",
    "limit_months IS NOT NULL",
    "LEAST(decided_at, transferred_out_at, inactive_from)",
)

ACTIVE_AFTER, LATE_AFTER = _active(
    "after",
    "active again",
    "GREATEST(received_at, inactive_to)",
    "GREATEST(received_at, inactive_to, add_days(limit_last_day, days_inactive + 1))",
    "limit_months IS NOT NULL AND inactive_to IS NOT NULL",
    WENT_OUT,
)

MEASURES = (
    INSTITUTED,
    TRANSFERRED_IN,
    TRANSFERRED_OUT,
    DISPOSED,
    PENDING,
    *PENDING_BY_AGE,
    OVER_ONE_YEAR,
    ACTIVE_AGE,
    ACTIVE_BEFORE,
    ACTIVE_AFTER,
    LATE_BEFORE,
    LATE_AFTER,
)
