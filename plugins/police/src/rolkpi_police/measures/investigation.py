"""The clock of the investigation: cohorts, queues and durations."""

from __future__ import annotations

from rolkpi.model import Cohort, HistogramSource, Quantile, RecordSource, Stock, StockSource, Survival
from rolkpi_police.codelists import CHALLAN_BINS

# FIRs cancelled or transferred before day 17 leave both cohorts, so that one is a part of the other in every cell.
_IN_COHORT = "NOT COALESCE(closure IN ('CANCELLED', 'TRANSFERRED') AND days(registered_at, closed_at) < 17, FALSE)"

FIRST_REPORT_COHORT = Cohort(
    id="police.first_report_cohort",
    title="FIRs and their first report",
    unit="cases",
    description="FIRs by month of registration, without those cancelled or transferred before day 17. Success: the "
    "first interim or complete report went to the prosecutor on day 0 to 17.",
    days=17,
    success="days(registered_at, first_report_at) <= 17",
    sources=(RecordSource(dataset="police.fir", where=_IN_COHORT),),
)

COMPLETE_IN_14_DAYS_COHORT = Cohort(
    id="police.complete_in_14_days_cohort",
    title="FIRs and their complete report within 14 days",
    unit="cases",
    description="The FIRs of the cohort of POL-04, known on the same day. Success: the first complete report went to "
    "the prosecutor on day 0 to 14.",
    days=14,
    wait=3,
    success="days(registered_at, first_complete_at) <= 14",
    sources=(RecordSource(dataset="police.fir", where=_IN_COHORT),),
)

CHALLAN_IN_180_DAYS_COHORT = Cohort(
    id="police.challan_in_180_days_cohort",
    title="FIRs and their challan within 180 days",
    unit="cases",
    description="All FIRs by month of registration. Success: the first complete report that sends up at least one "
    "accused went to the prosecutor on day 0 to 180.",
    days=180,
    success="days(registered_at, first_challan_at) <= 180",
    sources=(RecordSource(dataset="police.fir"),),
)

_LEFT = "LEAST(first_any_report_at, closed_at)"

OPEN_BEYOND_17_DAYS = Stock(
    id="police.beyond_17_days",
    title="Investigations older than 17 days without any report",
    unit="cases",
    description="Enters on day 18 after registration; leaves with the first report of any kind, or when the "
    "investigation ends without one.",
    published=True,
    sources=(
        StockSource(dataset="police.fir", start="add_days(registered_at, 18)", end=_LEFT),
        StockSource(dataset="police.monthly_return", where="line = 'P7A' AND item = 'TOTAL'", value="value"),
    ),
)


def _of_age(first: int, last: int | None) -> Stock:
    name = f"{first}_to_{last}" if last else f"over_{first - 1}"
    end = f"LEAST(first_any_report_at, closed_at, add_days(registered_at, {last + 1}))" if last else _LEFT
    return Stock(
        id=f"police.open_{name}_days",
        title=f"Investigations {f'{first} to {last}' if last else f'over {first - 1}'} days old without any report",
        unit="cases",
        description=f"Enters on day {first} after registration"
        + (f", leaves on day {last + 1}" if last else "")
        + ", with the first report of any kind, or when the investigation ends without one.",
        sources=(StockSource(dataset="police.fir", start=f"add_days(registered_at, {first})", end=end),),
    )


OPEN_18_TO_30_DAYS = _of_age(18, 30)
OPEN_31_TO_90_DAYS = _of_age(31, 90)
OPEN_91_TO_180_DAYS = _of_age(91, 180)
OPEN_OVER_180_DAYS = _of_age(181, None)

UNDER_INVESTIGATION = Stock(
    id="police.under_investigation",
    title="FIRs under investigation",
    unit="cases",
    description="From registration until a complete, cancellation or untraced report, or another end. An interim "
    "report does not end an investigation.",
    published=True,
    sources=(
        StockSource(dataset="police.fir", start="registered_at", end="LEAST(first_final_at, closed_at)"),
        StockSource(dataset="police.monthly_return", where="line = 'P7' AND item = 'TOTAL'", value="value"),
    ),
)

# One record per FIR, dated at its first complete report: a second complete report, even of the same day, cannot
# count the FIR twice.
_FIRST_COMPLETE = RecordSource(dataset="police.fir", date="first_complete_at")
_RANGES = HistogramSource(
    dataset="police.return_lines", where="line = 'DAYS_TO_CHALLAN' AND cells_of_line = 7", bins=CHALLAN_BINS
)

DAYS_TO_COMPLETE_MEDIAN = Quantile(
    id="police.complete_days_median",
    title="Days from FIR to first complete report, median",
    unit="days",
    published=True,
    value="days(registered_at, first_complete_at)",
    q="1/2",
    sources=(_FIRST_COMPLETE, _RANGES),
)

DAYS_TO_COMPLETE_P90 = Quantile(
    id="police.complete_days_p90",
    title="Days from FIR to first complete report, 90th percentile",
    unit="days",
    value="days(registered_at, first_complete_at)",
    q="9/10",
    sources=(_FIRST_COMPLETE, _RANGES),
)

DAYS_TO_COMPLETE_SURVIVAL = Survival(
    id="police.complete_days_survival",
    title="Days from FIR to first complete report, open cases included",
    unit="days",
    description="One per FIR, by month of registration. FIRs without a complete report count as waiting until the "
    "run's day; those cancelled, transferred or quashed until the investigation ended.",
    event="first_complete_at",
    censored="CASE WHEN closure IN ('CANCELLED', 'TRANSFERRED', 'QUASHED') THEN closed_at END",
    sources=(RecordSource(dataset="police.fir"),),
)

MEASURES = (
    FIRST_REPORT_COHORT,
    COMPLETE_IN_14_DAYS_COHORT,
    CHALLAN_IN_180_DAYS_COHORT,
    OPEN_BEYOND_17_DAYS,
    OPEN_18_TO_30_DAYS,
    OPEN_31_TO_90_DAYS,
    OPEN_91_TO_180_DAYS,
    OPEN_OVER_180_DAYS,
    UNDER_INVESTIGATION,
    DAYS_TO_COMPLETE_MEDIAN,
    DAYS_TO_COMPLETE_P90,
    DAYS_TO_COMPLETE_SURVIVAL,
)
