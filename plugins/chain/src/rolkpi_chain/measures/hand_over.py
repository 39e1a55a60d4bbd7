"""CHN-04: the hand-over, seen from both sides."""

from __future__ import annotations

from rolkpi.model import Flow, FlowSource

_KINDS = "report_kind IS NOT NULL"

REPORTS_FORWARDED = Flow(
    id="chain.reports_forwarded",
    title="Interim and complete reports forwarded by the police",
    unit="reports",
    description="One per report, on the day it was forwarded; from the return, lines P4 and P5.",
    sources=(
        FlowSource(dataset="chain.report173", where=_KINDS),
        FlowSource(dataset="chain.police_return", where="line IN ('P4', 'P5') AND item = 'TOTAL'", value="value"),
    ),
)

REPORTS_RECEIVED = Flow(
    id="chain.reports_received",
    title="Interim and complete reports received by the prosecution",
    unit="reports",
    description="One per report, on the day it was received; from the return, lines R2_COMPLETE and R2_INTERIM.",
    sources=(
        FlowSource(dataset="chain.review", where=_KINDS),
        FlowSource(
            dataset="chain.prosecution_return",
            where="line IN ('R2_COMPLETE', 'R2_INTERIM') AND item = 'TOTAL'",
            value="value",
        ),
    ),
)
