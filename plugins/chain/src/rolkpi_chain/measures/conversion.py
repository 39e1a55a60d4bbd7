"""CHN-01: from FIR to conviction."""

from __future__ import annotations

from rolkpi.model import Cohort, RecordSource

SERIOUS_VIOLENT = (
    "MURDER",
    "ATTEMPT_MURDER",
    "HONOUR_KILLING",
    "KIDNAP_ABDUCT",
    "KIDNAP_RANSOM",
    "RAPE",
    "SEXUAL_CHILD",
    "ACID",
    "DACOITY",
    "ROBBERY",
    "TERRORISM",
)
"""Principal offences of an FIR that count as serious and violent crime."""

CONVERSION_MONTHS = 24

_LAST_DAY = f"add_months(registered_at, {CONVERSION_MONTHS})"
_COHORT = (
    f"offence_cat IN ({', '.join(repr(code) for code in SERIOUS_VIOLENT)})"
    f" AND COALESCE(NOT (closure = 'CANCELLED' AND closed_at <= {_LAST_DAY}), TRUE)"
)

CONVERSION_COHORT = Cohort(
    id="chain.conversion_cohort",
    title="Serious and violent FIRs and their first conviction",
    unit="cases",
    description="Serious and violent FIRs by month of registration, without those cancelled within "
    f"{CONVERSION_MONTHS} months. Success: a court of first instance convicted at least one accused on or before the "
    f"day that is {CONVERSION_MONTHS} months after registration.",
    months=CONVERSION_MONTHS,
    success=f"convicted_at BETWEEN registered_at AND {_LAST_DAY}",
    sources=(RecordSource(dataset="chain.fir", where=_COHORT),),
)

CONVERSION_LINKED = Cohort(
    id="chain.conversion_linked",
    title="Serious and violent FIRs with a complete report and their case in court",
    unit="cases",
    description=f"Of the same FIRs those on which a complete report was forwarded within {CONVERSION_MONTHS} months. "
    "Success: the courts' records have a trial on the FIR that was instituted within the same time.",
    months=CONVERSION_MONTHS,
    success=f"filed_at <= {_LAST_DAY}",
    sources=(RecordSource(dataset="chain.fir", where=f"{_COHORT} AND first_complete_at <= {_LAST_DAY}"),),
)
