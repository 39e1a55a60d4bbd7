"""CHN-02: from FIR to judgment."""

from __future__ import annotations

from rolkpi.model import Flow, FlowSource, Quantile, RecordSource, Survival

OFFENCE_OF_FIR = {"offence_cat": "fir_offence"}
"""Cases are broken down by the offence of their FIR, whatever the court's own register calls it."""

_JUDGED = RecordSource(
    dataset="chain.case",
    date="decided_at",
    where="judged AND days(fir_registered_at, decided_at) >= 0",
    dimensions=OFFENCE_OF_FIR,
)

JUDGMENT_DAYS_MEDIAN = Quantile(
    id="chain.judgment_days_median",
    title="Days from FIR to first-instance judgment, median",
    unit="days",
    description="One per trial decided for the first time whose FIR is found, on the day of judgment.",
    value="days(fir_registered_at, decided_at)",
    q="1/2",
    sources=(_JUDGED,),
)

JUDGMENT_DAYS_P90 = Quantile(
    id="chain.judgment_days_p90",
    title="Days from FIR to first-instance judgment, 90th percentile",
    unit="days",
    description="One per trial decided for the first time whose FIR is found, on the day of judgment.",
    value="days(fir_registered_at, decided_at)",
    q="9/10",
    sources=(_JUDGED,),
)

JUDGMENT_DAYS_SURVIVAL = Survival(
    id="chain.judgment_days_survival",
    title="Days from FIR to first-instance judgment, open cases included",
    unit="days",
    description="One per FIR, by month of registration. FIRs without a judgment count as waiting until the run's day; "
    "those cancelled, transferred or quashed until the investigation ended.",
    event="judged_at",
    censored="CASE WHEN closure IN ('CANCELLED', 'TRANSFERRED', 'QUASHED') THEN closed_at END",
    sources=(RecordSource(dataset="chain.fir", where="COALESCE(judged_at >= registered_at, TRUE)"),),
)

JUDGED_CASES = Flow(
    id="chain.judged",
    title="Trials decided",
    unit="cases",
    description="Trials of first instance decided for the first time with a verdict, on the day of judgment.",
    sources=(FlowSource(dataset="chain.case", date="decided_at", where="judged"),),
)

JUDGED_CASES_LINKED = Flow(
    id="chain.judged_linked",
    title="Trials decided whose FIR is found",
    unit="cases",
    sources=(FlowSource(dataset="chain.case", date="decided_at", where="judged AND fir_found"),),
)

REPORTED_FIRS = Flow(
    id="chain.reported",
    title="FIRs with a complete report",
    unit="cases",
    description="FIRs by month of registration on which a complete report was forwarded at any time.",
    sources=(FlowSource(dataset="chain.fir", where="first_complete_at IS NOT NULL"),),
)

REPORTED_FIRS_LINKED = Flow(
    id="chain.reported_linked",
    title="FIRs with a complete report and a case in court",
    unit="cases",
    description="Of those, the ones on which the courts' records have a trial.",
    sources=(FlowSource(dataset="chain.fir", where="first_complete_at IS NOT NULL AND filed_at IS NOT NULL"),),
)
