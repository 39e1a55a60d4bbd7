"""What the judiciary plugin counts.

Sources stand most trusted first: case records, printed totals of the monthly return, its cells by case type, and
statistics published for a calendar year. Totals come before cells, so that a court that fills in both is read at
its total; cells serve the breakdown by case type.
"""

from __future__ import annotations

from rolkpi.model import Flow, FlowSource, Quantile, RecordSource, Stock, StockSource

_CASE_TYPE = {"case_type": "item_case_type"}


def _flow_returns(line: str) -> tuple[FlowSource, ...]:
    """A line of form JUD-M as total, by case type, and in the yearly statistics."""
    total, cells = f"line = '{line}' AND item = 'TOTAL'", f"line = '{line}' AND item_case_type IS NOT NULL"
    return (
        FlowSource(dataset="judiciary.monthly_return", where=total, value="value"),
        FlowSource(dataset="judiciary.monthly_return", where=cells, value="value", dimensions=_CASE_TYPE),
        FlowSource(dataset="judiciary.annual_return", where=total, value="value"),
    )


def _stock_returns(line: str) -> tuple[StockSource, ...]:
    """The same for a line that says what is there at the end."""
    total, cells = f"line = '{line}' AND item = 'TOTAL'", f"line = '{line}' AND item_case_type IS NOT NULL"
    return (
        StockSource(dataset="judiciary.monthly_return", where=total, value="value"),
        StockSource(dataset="judiciary.monthly_return", where=cells, value="value", dimensions=_CASE_TYPE),
        StockSource(dataset="judiciary.annual_return", where=total, value="value"),
    )


INSTITUTED = Flow(
    id="judiciary.instituted",
    title="Cases instituted",
    unit="cases",
    description="Fresh, restored and remanded cases by day of institution. A case received by transfer was counted "
    "where it was first instituted.",
    sources=(FlowSource(dataset="judiciary.case", where="mode <> 'TRANSFER_IN'"), *_flow_returns("J2")),
)

DISPOSED = Flow(
    id="judiciary.disposed",
    title="Cases disposed",
    unit="cases",
    description="Cases finally decided, by day of decision, in the court that decided them. A transfer out decides "
    "nothing.",
    sources=(FlowSource(dataset="judiciary.case", date="decided_at"), *_flow_returns("J4")),
)

PENDING = Stock(
    id="judiciary.pending",
    title="Cases pending",
    unit="cases",
    description="Cases on the docket at the end of the last day: from institution, or from receipt by transfer, until "
    "decision or transfer out.",
    sources=(
        StockSource(
            dataset="judiciary.case",
            start="COALESCE(received_at, instituted_at)",
            end="LEAST(decided_at, transferred_out_at)",
        ),
        *_stock_returns("J6"),
    ),
)

_DECIDED = RecordSource(dataset="judiciary.case", date="decided_at")

DAYS_TO_DECISION_MEDIAN = Quantile(
    id="judiciary.decision_days_median",
    title="Days from institution to judgment, median",
    unit="days",
    value="days(instituted_at, decided_at)",
    q="1/2",
    sources=(_DECIDED,),
)

DAYS_TO_DECISION_P90 = Quantile(
    id="judiciary.decision_days_p90",
    title="Days from institution to judgment, 90th percentile",
    unit="days",
    value="days(instituted_at, decided_at)",
    q="9/10",
    sources=(_DECIDED,),
)

DECIDED_WITH_LIMIT = Flow(
    id="judiciary.decided_with_limit",
    title="Cases decided that have a time limit",
    unit="cases",
    sources=(FlowSource(dataset="judiciary.case", date="decided_at", where="limit_months IS NOT NULL"),),
)

DECIDED_WITHIN_LIMIT = Flow(
    id="judiciary.decided_within_limit",
    title="Cases decided within their time limit",
    unit="cases",
    description="Decided on or before the day the limit ends, in calendar months from institution.",
    sources=(
        FlowSource(
            dataset="judiciary.case",
            date="decided_at",
            where="decided_at <= add_months(instituted_at, limit_months)",
        ),
    ),
)

MEASURES = (
    INSTITUTED,
    DISPOSED,
    PENDING,
    DAYS_TO_DECISION_MEDIAN,
    DAYS_TO_DECISION_P90,
    DECIDED_WITH_LIMIT,
    DECIDED_WITHIN_LIMIT,
)
