"""What the prosecution plugin counts. Sources stand most trusted first: records, then the monthly return.

Of the return, printed totals come before cells, so that a district that fills in both is read at its total; cells
serve the breakdowns.
"""

from __future__ import annotations

from rolkpi.model import Cohort, Flow, FlowSource, RecordSource, Stock, StockSource
from rolkpi_prosecution.codelists import REPORT_KINDS

SCRUTINY_DAYS = 3
"""Calendar days a prosecutor has for the first decision; the day of receipt is day 0."""

_KIND_LINES = ", ".join(f"'R2_{kind}'" for kind in REPORT_KINDS)

REPORTS_RECEIVED = Flow(
    id="prosecution.reports_received",
    title="Police reports received",
    unit="reports",
    description="One per report of whatever kind, on the day it reached the prosecutor's office. A report that comes "
    "back after its defects were removed is not received again.",
    sources=(
        FlowSource(dataset="prosecution.review"),
        FlowSource(dataset="prosecution.monthly_return", where="line = 'R2' AND item = 'TOTAL'", value="value"),
        FlowSource(
            dataset="prosecution.monthly_return",
            where=f"line IN ({_KIND_LINES}) AND item = 'TOTAL'",
            value="value",
            dimensions={"kind": "line_kind"},
        ),
    ),
)

SCRUTINY_COHORT = Cohort(
    id="prosecution.scrutiny_cohort",
    title="Reports received and their first decision",
    unit="reports",
    description="Reports by month of receipt. Success: the first decision, whichever it was, came on day 0 to "
    f"{SCRUTINY_DAYS}.",
    days=SCRUTINY_DAYS,
    success=f"days(received_at, decided_at) BETWEEN 0 AND {SCRUTINY_DAYS}",
    sources=(RecordSource(dataset="prosecution.review"),),
)

PENDING_BEYOND_LIMIT = Stock(
    id="prosecution.pending_beyond_limit",
    title=f"Reports undecided for more than {SCRUTINY_DAYS} days",
    unit="reports",
    description=f"Enters on day {SCRUTINY_DAYS + 1} after receipt; leaves on the day of the first decision.",
    sources=(
        StockSource(
            dataset="prosecution.review",
            start=f"add_days(received_at, {SCRUTINY_DAYS + 1})",
            end="decided_at",
        ),
        StockSource(dataset="prosecution.monthly_return", where="line = 'R6A' AND item = 'TOTAL'", value="value"),
    ),
)

SERIOUS_CASES_DECIDED = Flow(
    id="prosecution.serious_cases_decided",
    title="Serious and violent cases decided on the merits",
    unit="cases",
    description="One per case and day of judgment on which an accused was convicted or acquitted on the merits.",
    sources=(
        FlowSource(dataset="prosecution.judgment", where="serious_violent AND on_merits"),
        FlowSource(
            dataset="prosecution.monthly_return",
            where="line = 'R7_MERITS' AND item = 'SERIOUS_VIOLENT'",
            value="value",
        ),
    ),
)

SERIOUS_CASES_CONVICTED = Flow(
    id="prosecution.serious_cases_convicted",
    title="Serious and violent cases with a conviction",
    unit="cases",
    description="Of those decided on the merits, the ones in which at least one accused was convicted that day.",
    sources=(
        FlowSource(dataset="prosecution.judgment", where="serious_violent AND on_merits AND convicted"),
        FlowSource(
            dataset="prosecution.monthly_return",
            where="line = 'R7_CONVICTED' AND item = 'SERIOUS_VIOLENT'",
            value="value",
        ),
    ),
)

_PERSON = {"sex": "item_sex", "age_class": "item_age_class"}
_BY_VERDICT = "verdict IN ('CONVICTED', 'ACQUITTED')"


def _accused_returns(line: str) -> tuple[FlowSource, ...]:
    """A line of R8 as total, and by age class and sex."""
    return (
        FlowSource(dataset="prosecution.monthly_return", where=f"line = '{line}' AND item = 'TOTAL'", value="value"),
        FlowSource(
            dataset="prosecution.monthly_return",
            where=f"line = '{line}' AND item_sex IS NOT NULL",
            value="value",
            dimensions=_PERSON,
        ),
    )


def _gbv_return(line: str) -> FlowSource:
    return FlowSource(dataset="prosecution.monthly_return", where=f"line = '{line}' AND item = 'GBV'", value="value")


ACCUSED_DECIDED = Flow(
    id="prosecution.accused_decided",
    title="Accused with a verdict",
    unit="persons",
    description="Accused convicted or acquitted at first instance, in whatever way, one per accused and case.",
    sources=(FlowSource(dataset="prosecution.outcome", where=_BY_VERDICT), *_accused_returns("R8")),
)

ACCUSED_CONVICTED = Flow(
    id="prosecution.accused_convicted",
    title="Accused convicted",
    unit="persons",
    description="Accused convicted at first instance, one per accused and case.",
    sources=(
        FlowSource(dataset="prosecution.outcome", where="verdict = 'CONVICTED'"),
        *_accused_returns("R8_CONVICTED"),
    ),
)

GBV_ACCUSED_DECIDED = Flow(
    id="prosecution.gbv_accused_decided",
    title="Accused of gender-based violence with a verdict",
    unit="persons",
    description="Accused of gender-based violence who were convicted or acquitted at first instance, in whatever way.",
    sources=(FlowSource(dataset="prosecution.outcome", where=f"gbv_flag AND {_BY_VERDICT}"), _gbv_return("R8")),
)

GBV_ACCUSED_CONVICTED = Flow(
    id="prosecution.gbv_accused_convicted",
    title="Accused of gender-based violence convicted",
    unit="persons",
    description="Accused of gender-based violence who were convicted at first instance.",
    sources=(
        FlowSource(dataset="prosecution.outcome", where="gbv_flag AND verdict = 'CONVICTED'"),
        _gbv_return("R8_CONVICTED"),
    ),
)

MEASURES = (
    REPORTS_RECEIVED,
    SCRUTINY_COHORT,
    PENDING_BEYOND_LIMIT,
    SERIOUS_CASES_DECIDED,
    SERIOUS_CASES_CONVICTED,
    ACCUSED_DECIDED,
    ACCUSED_CONVICTED,
    GBV_ACCUSED_DECIDED,
    GBV_ACCUSED_CONVICTED,
)
