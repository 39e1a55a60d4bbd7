"""CHN-11: cases of gender-based violence from FIR to conviction, each stage on its own day."""

from __future__ import annotations

from rolkpi.model import Flow, FlowSource

_GBV = "gbv_flag"

GBV_RECORDED = Flow(
    id="chain.gbv_recorded",
    title="GBV cases recorded",
    unit="cases",
    description="FIRs of gender-based violence, on the day they were registered; from the return, line P11.",
    sources=(
        FlowSource(dataset="chain.fir", where=_GBV),
        FlowSource(dataset="police.monthly_return", where="line = 'P11' AND item = 'TOTAL'", value="value"),
    ),
)

GBV_CHALLANED = Flow(
    id="chain.gbv_challaned",
    title="GBV cases challaned",
    unit="cases",
    description="The same FIRs, on the day the first complete report was forwarded.",
    sources=(FlowSource(dataset="chain.fir", date="first_complete_at", where=_GBV),),
)

GBV_FILED = Flow(
    id="chain.gbv_filed",
    title="GBV cases filed in court",
    unit="cases",
    description="The same FIRs, on the day the first trial was instituted.",
    sources=(FlowSource(dataset="chain.fir", date="filed_at", where=_GBV),),
)

GBV_DECIDED = Flow(
    id="chain.gbv_decided",
    title="GBV cases decided",
    unit="cases",
    description="The same FIRs, on the day of the first judgment of first instance.",
    sources=(FlowSource(dataset="chain.fir", date="judged_at", where=_GBV),),
)

GBV_CONVICTED = Flow(
    id="chain.gbv_convicted",
    title="GBV cases with a conviction",
    unit="cases",
    description="The same FIRs, on the day a court of first instance first convicted an accused; from the "
    "prosecution's return, line R7_CONVICTED.",
    sources=(
        FlowSource(dataset="chain.fir", date="convicted_at", where=_GBV),
        FlowSource(dataset="prosecution.monthly_return", where="line = 'R7_CONVICTED' AND item = 'GBV'", value="value"),
    ),
)

GBV_REPORTED = Flow(
    id="chain.gbv_reported",
    title="GBV FIRs with a complete report",
    unit="cases",
    description="By month of registration.",
    sources=(FlowSource(dataset="chain.fir", where="gbv_flag AND first_complete_at IS NOT NULL"),),
)

GBV_REPORTED_LINKED = Flow(
    id="chain.gbv_reported_linked",
    title="GBV FIRs with a complete report and a case in court",
    unit="cases",
    sources=(
        FlowSource(dataset="chain.fir", where="gbv_flag AND first_complete_at IS NOT NULL AND filed_at IS NOT NULL"),
    ),
)
