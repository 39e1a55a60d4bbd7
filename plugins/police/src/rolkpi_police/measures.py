"""What the police plugin counts. Sources stand most trusted first: FIR records, then the monthly return."""

from __future__ import annotations

from rolkpi.model import Cohort, Flow, FlowSource, Quantile, RecordSource, Stock, StockSource, Survival

FIRS_REGISTERED = Flow(
    id="police.registered",
    title="FIRs registered",
    unit="cases",
    description="One per FIR, at its registration, in the district and by the force that registered it.",
    sources=(
        FlowSource(dataset="police.fir"),
        FlowSource(dataset="police.monthly_return", where="line = 'P2' AND item = 'TOTAL'", value="value"),
        FlowSource(
            dataset="police.monthly_return",
            where="line IN ('P2_POLICE', 'P2_LEVIES') AND item_offence IS NOT NULL",
            value="value",
            dimensions={"force": "line_force", "offence_cat": "item_offence"},
        ),
    ),
)

FIRST_REPORT_COHORT = Cohort(
    id="police.first_report_cohort",
    title="FIRs and their first report",
    unit="cases",
    description="FIRs by month of registration, without those cancelled or transferred before day 17. Success: the "
    "first interim or complete report went to the prosecutor on day 0 to 17.",
    days=17,
    success="days(registered_at, first_report_at) BETWEEN 0 AND 17",
    sources=(
        RecordSource(
            dataset="police.fir",
            where="NOT COALESCE(closure IN ('CANCELLED', 'TRANSFERRED')"
            " AND days(registered_at, closed_at) < 17, FALSE)",
        ),
    ),
)

OPEN_BEYOND_17_DAYS = Stock(
    id="police.beyond_17_days",
    title="Investigations older than 17 days without any report",
    unit="cases",
    description="Enters on day 18 after registration; leaves with the first report of any kind, or when the "
    "investigation ends without one.",
    sources=(
        StockSource(
            dataset="police.fir",
            start="add_days(registered_at, 18)",
            end="LEAST(first_any_report_at, closed_at)",
        ),
        StockSource(dataset="police.monthly_return", where="line = 'P7A' AND item = 'TOTAL'", value="value"),
    ),
)

UNDER_INVESTIGATION = Stock(
    id="police.under_investigation",
    title="FIRs under investigation",
    unit="cases",
    description="From registration until a complete, cancellation or untraced report, or another end. An interim "
    "report does not end an investigation.",
    sources=(
        StockSource(
            dataset="police.fir",
            start="registered_at",
            end="LEAST(first_final_at, closed_at)",
        ),
        StockSource(dataset="police.monthly_return", where="line = 'P7' AND item = 'TOTAL'", value="value"),
    ),
)

# One record per FIR, dated at its first complete report: a second complete report, even of the same day, cannot
# count the FIR twice.
_FIRST_COMPLETE = RecordSource(
    dataset="police.fir", date="first_complete_at", where="days(registered_at, first_complete_at) >= 0"
)

DAYS_TO_COMPLETE_MEDIAN = Quantile(
    id="police.complete_days_median",
    title="Days from FIR to first complete report, median",
    unit="days",
    published=True,
    value="days(registered_at, first_complete_at)",
    q="1/2",
    sources=(_FIRST_COMPLETE,),
)

DAYS_TO_COMPLETE_P90 = Quantile(
    id="police.complete_days_p90",
    title="Days from FIR to first complete report, 90th percentile",
    unit="days",
    value="days(registered_at, first_complete_at)",
    q="9/10",
    sources=(_FIRST_COMPLETE,),
)

DAYS_TO_COMPLETE_SURVIVAL = Survival(
    id="police.complete_days_survival",
    title="Days from FIR to first complete report, open cases included",
    unit="days",
    description="One per FIR, by month of registration. FIRs without a complete report count as waiting until the "
    "run's day; those cancelled, transferred or quashed until the investigation ended.",
    event="first_complete_at",
    censored="CASE WHEN closure IN ('CANCELLED', 'TRANSFERRED', 'QUASHED') THEN closed_at END",
    sources=(RecordSource(dataset="police.fir", where="COALESCE(first_complete_at >= registered_at, TRUE)"),),
)

MEASURES = (
    FIRS_REGISTERED,
    FIRST_REPORT_COHORT,
    OPEN_BEYOND_17_DAYS,
    UNDER_INVESTIGATION,
    DAYS_TO_COMPLETE_MEDIAN,
    DAYS_TO_COMPLETE_P90,
    DAYS_TO_COMPLETE_SURVIVAL,
)
