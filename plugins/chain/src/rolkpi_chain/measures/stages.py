"""CHN-03: stage by stage. The first stage is the police's own measure."""

from __future__ import annotations

from rolkpi.model import Flow, FlowSource, Quantile, RecordSource
from rolkpi_chain.measures.judgment import OFFENCE_OF_FIR

FILING_DAYS = Quantile(
    id="chain.filing_days",
    title="Days from complete report to filing in court, median",
    unit="days",
    description="One per trial that came to court for the first time, on the day it was instituted.",
    value="days(fir_complete_at, instituted_at)",
    sources=(
        RecordSource(
            dataset="chain.case", where="filed AND days(fir_complete_at, instituted_at) >= 0", dimensions=OFFENCE_OF_FIR
        ),
    ),
)

CHARGE_DAYS = Quantile(
    id="chain.charge_days",
    title="Days from filing in court to charge, median",
    unit="days",
    description="One per trial, on the day the charge was framed, in the court that framed it.",
    value="days(instituted_at, charge_framed_at)",
    sources=(
        RecordSource(
            dataset="chain.case",
            date="charge_framed_at",
            where="charged_here AND fir_found AND days(instituted_at, charge_framed_at) >= 0",
            dimensions=OFFENCE_OF_FIR,
        ),
    ),
)

VERDICT_DAYS = Quantile(
    id="chain.verdict_days",
    title="Days from charge to judgment, median",
    unit="days",
    description="One per trial decided for the first time in which a charge was framed, on the day of judgment.",
    value="days(charge_framed_at, decided_at)",
    sources=(
        RecordSource(
            dataset="chain.case",
            date="decided_at",
            where="judged AND fir_found AND days(charge_framed_at, decided_at) >= 0",
            dimensions=OFFENCE_OF_FIR,
        ),
    ),
)

FILED_CASES = Flow(
    id="chain.filed",
    title="Trials filed in court",
    unit="cases",
    description="Trials that came to court for the first time, on the day they were instituted.",
    sources=(FlowSource(dataset="chain.case", where="filed"),),
)

FILED_CASES_LINKED = Flow(
    id="chain.filed_linked",
    title="Trials filed in court whose complete report is found",
    unit="cases",
    description="Of those, the ones whose FIR the police's records have, with a complete report on it.",
    sources=(FlowSource(dataset="chain.case", where="filed AND fir_complete_at IS NOT NULL"),),
)

CHARGED_CASES = Flow(
    id="chain.charged",
    title="Trials in which a charge was framed",
    unit="cases",
    description="On the day the charge was framed, in the court that framed it.",
    sources=(FlowSource(dataset="chain.case", date="charge_framed_at", where="charged_here"),),
)

CHARGED_CASES_LINKED = Flow(
    id="chain.charged_linked",
    title="Trials in which a charge was framed whose FIR is found",
    unit="cases",
    sources=(FlowSource(dataset="chain.case", date="charge_framed_at", where="charged_here AND fir_found"),),
)
