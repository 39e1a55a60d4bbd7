"""Calls, complaints and strength of the police."""

from __future__ import annotations

from rolkpi.model import Cohort, Flow, FlowSource, HistogramSource, Quantile, RecordSource, Stock, StockSource
from rolkpi_police.codelists import RESPONSE_BINS

_CALLS = RecordSource(dataset="police.call15")
_RANGES = HistogramSource(
    dataset="police.return_lines", where="line = 'P15_MINUTES' AND cells_of_line = 5", bins=RESPONSE_BINS
)

RESPONSE_MEDIAN = Quantile(
    id="police.response_minutes_median",
    title="Minutes from call to first unit, median",
    unit="minutes",
    description="Calls a unit went to, by the day they were received.",
    value="minutes(received_at, arrived_at)",
    q="1/2",
    sources=(_CALLS, _RANGES),
)

RESPONSE_P90 = Quantile(
    id="police.response_minutes_p90",
    title="Minutes from call to first unit, 90th percentile",
    unit="minutes",
    description="Calls a unit went to, by the day they were received.",
    value="minutes(received_at, arrived_at)",
    q="9/10",
    sources=(_CALLS, _RANGES),
)

CALLS_NEEDING_A_UNIT = Flow(
    id="police.calls_needing_a_unit",
    title="Emergency calls that needed a unit",
    unit="calls",
    description="Without hoaxes, calls settled on the telephone, and second calls about the same incident.",
    sources=(FlowSource(dataset="police.call15", where="outcome IN ('ATTENDED', 'NOT_ATTENDED')"),),
)

CALLS_NOT_ATTENDED = Flow(
    id="police.calls_not_attended",
    title="Emergency calls no unit went to",
    unit="calls",
    sources=(FlowSource(dataset="police.call15", where="outcome = 'NOT_ATTENDED'"),),
)

COMPLAINT_COHORT = Cohort(
    id="police.complaint_cohort",
    title="Complaints and their closing within 30 days",
    unit="complaints",
    description="Complaints by month of receipt. Success: closed on day 0 to 30.",
    days=30,
    success="days(received_at, closed_at) <= 30",
    sources=(RecordSource(dataset="police.complaint"),),
)


def _strength(measure: str, title: str, column: str, line: str) -> Stock:
    return Stock(
        id=f"police.{measure}",
        title=title,
        unit="officers",
        description="On the last day of the month.",
        published=True,
        sources=(
            StockSource(dataset="police.staff", start="month", end="add_months(month, 1)", value=column),
            StockSource(dataset="police.monthly_return", where=f"line = '{line}' AND item = 'TOTAL'", value="value"),
        ),
    )


OFFICERS = _strength("officers_in_post", "Officers in post", "in_post", "P17_IN_POST")
WOMEN = _strength("women_in_post", "Women among the officers in post", "female", "P17_WOMEN")

MEASURES = (
    RESPONSE_MEDIAN,
    RESPONSE_P90,
    CALLS_NEEDING_A_UNIT,
    CALLS_NOT_ATTENDED,
    COMPLAINT_COHORT,
    OFFICERS,
    WOMEN,
)
