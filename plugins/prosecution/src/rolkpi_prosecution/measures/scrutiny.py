"""Measures of scrutiny: reports received, decided, returned, cured and filed; early consultations."""

from __future__ import annotations

from rolkpi.model import Cohort, Flow, FlowSource, HistogramSource, Quantile, RecordSource, Stock, StockSource
from rolkpi_prosecution.codelists import DAYS_TO_FILING, DEFECTS, REPORT_KINDS
from rolkpi_prosecution.datasets.scrutiny import defect_column
from rolkpi_prosecution.measures.common import CELLS, printed, printed_stock

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
        printed("R2"),
        FlowSource(
            dataset=CELLS,
            where=f"line IN ({_KIND_LINES}) AND kinds_received = {len(REPORT_KINDS)}",
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
    description=f"Enters on day {SCRUTINY_DAYS + 1} after receipt; leaves on the day of the first decision, or of "
    "filing where a report was filed and nobody noted the decision.",
    sources=(
        StockSource(
            dataset="prosecution.review",
            start=f"add_days(received_at, {SCRUTINY_DAYS + 1})",
            end="LEAST(decided_at, court_filed_at)",
        ),
        printed_stock("R6A"),
    ),
)

AGES: dict[str, tuple[int, int | None]] = {"4_to_7": (4, 7), "8_to_30": (8, 30), "over_30": (31, None)}
"""How long undecided reports have been there, in days: least and greatest; together all beyond the limit."""


def _undecided(name: str, least: int, greatest: int | None) -> Stock:
    told = f"{least} to {greatest} days" if greatest else f"more than {least - 1} days"
    aged = "" if greatest is None else f", add_days(received_at, {greatest + 1})"
    until = "" if greatest is None else f", or has been there {greatest + 1} days"
    return Stock(
        id=f"prosecution.pending_{name}_days",
        title=f"Reports undecided for {told}",
        unit="reports",
        description=f"Enters on day {least} after receipt; leaves when it is decided or filed{until}.",
        sources=(
            StockSource(
                dataset="prosecution.review",
                start=f"add_days(received_at, {least})",
                end=f"LEAST(decided_at, court_filed_at{aged})",
            ),
        ),
    )


PENDING_BY_AGE = tuple(_undecided(name, *days) for name, days in AGES.items())

REPORTS_DECIDED = Flow(
    id="prosecution.reports_decided",
    title="Reports first decided",
    unit="reports",
    description="One per report, on the day of the first decision, whichever it was. Later decisions do not count.",
    sources=(FlowSource(dataset="prosecution.review", date="decided_at"), printed("R3")),
)

REPORTS_RETURNED = Flow(
    id="prosecution.reports_returned",
    title="Reports returned for defects",
    unit="reports",
    description="Of the reports first decided, the ones returned to the police for removal of defects.",
    sources=(
        FlowSource(dataset="prosecution.review", date="decided_at", where="decision = 'RETURN_DEFECT'"),
        printed("R3_RETURNED"),
    ),
)

RETURNED_FOR = {
    code: Flow(
        id=f"prosecution.reports_returned_{code.lower()}",
        title=f"Reports returned: {label[0].lower()}{label[1:]}",
        unit="reports",
        description="Of the reports returned for defects, the ones for which this defect was named, alone or with "
        "others.",
        sources=(
            FlowSource(
                dataset="prosecution.review",
                date="decided_at",
                where=f"decision = 'RETURN_DEFECT' AND {defect_column(code)}",
            ),
        ),
    )
    for code, label in DEFECTS.items()
}

CURE_DAYS = 7
"""Days in which the police should remove the defects; the day of return is day 0. Our choice."""

CURE_COHORT = Cohort(
    id="prosecution.cure_cohort",
    title="Reports returned for defects, and when they came back",
    unit="reports",
    description=f"Reports by month of the return to the police. Success: the report was back on day 0 to {CURE_DAYS}.",
    days=CURE_DAYS,
    success=f"days(decided_at, resubmitted_at) BETWEEN 0 AND {CURE_DAYS}",
    sources=(RecordSource(dataset="prosecution.review", date="decided_at", where="decision = 'RETURN_DEFECT'"),),
)

_FILED = RecordSource(dataset="prosecution.review", date="court_filed_at")
_DAYS_TO_FILING = "days(received_at, court_filed_at)"
_FILED_BY_DAYS = HistogramSource(
    dataset=CELLS,
    where=f"line = 'R16' AND cells_of_line = {len(DAYS_TO_FILING)}",
    bins={"D0_3": (0, 3), "D4_7": (4, 7), "D8_14": (8, 14), "D15_30": (15, 30), "D31": (31, None)},
)

DAYS_TO_FILING_MEDIAN = Quantile(
    id="prosecution.days_to_filing_median",
    title="Days from receipt to filing, median",
    unit="days",
    description="Days from the receipt of a report to its filing in court, with the time it was back with the police.",
    value=_DAYS_TO_FILING,
    sources=(_FILED, _FILED_BY_DAYS),
)

DAYS_TO_FILING_P90 = Quantile(
    id="prosecution.days_to_filing_p90",
    title="Days from receipt to filing, 90th percentile",
    unit="days",
    description="Nine in ten reports took no longer from receipt to filing in court.",
    value=_DAYS_TO_FILING,
    q="9/10",
    sources=(_FILED, _FILED_BY_DAYS),
)

CONSULT_DAYS = 7
"""Days after registration in which investigator and prosecutor should have consulted. Our choice."""

CONSULT_COHORT = Cohort(
    id="prosecution.consult_cohort",
    title="Serious FIRs and their first consultation",
    unit="cases",
    description="FIRs of serious and violent crime by month of registration. Success: investigator and prosecutor "
    f"consulted each other on day 0 to {CONSULT_DAYS}.",
    days=CONSULT_DAYS,
    success=f"days(registered_at, first_consult_at) <= {CONSULT_DAYS}",
    sources=(RecordSource(dataset="prosecution.fir", where="serious_violent"),),
)

CONSULTATIONS = Flow(
    id="prosecution.consultations",
    title="Consultations of investigator and prosecutor",
    unit="consultations",
    description="One per FIR and day.",
    sources=(FlowSource(dataset="prosecution.consultation"),),
)

CONSULTATIONS_FOUND = Flow(
    id="prosecution.consultations_found",
    title="Consultations whose FIR is known",
    unit="consultations",
    description="Of the consultations, the ones whose number of the FIR is one of the police's records.",
    sources=(FlowSource(dataset="prosecution.consultation", where="fir_registered_at IS NOT NULL"),),
)

SCRUTINY = (
    REPORTS_RECEIVED,
    SCRUTINY_COHORT,
    PENDING_BEYOND_LIMIT,
    *PENDING_BY_AGE,
    REPORTS_DECIDED,
    REPORTS_RETURNED,
    *RETURNED_FOR.values(),
    CURE_COHORT,
    DAYS_TO_FILING_MEDIAN,
    DAYS_TO_FILING_P90,
    CONSULT_COHORT,
    CONSULTATIONS,
    CONSULTATIONS_FOUND,
)
