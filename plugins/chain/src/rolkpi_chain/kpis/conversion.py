"""CHN-01: serious and violent crime, recorded to conviction."""

from __future__ import annotations

from rolkpi.model import CohortShare, Direction, Kpi
from rolkpi_chain import examples
from rolkpi_chain.kpis.common import LEVELS, LINKAGE, OUTCOMES, OWNER, SCORECARDS

CONVERSION = Kpi(
    id="chain.recorded_to_conviction",
    code="CHN-01",
    title="Serious and violent crime: recorded to conviction within 24 months",
    description="Of the serious and violent FIRs registered in a month, the share in which a court of first instance "
    "convicted at least one accused within 24 months: what is left of a case after police, prosecution and court.",
    why_it_matters="The Steering Committee sees by it in which districts serious crime seldom ends in a conviction, "
    "and asks the working groups where those cases were lost. Where nobody follows an FIR to its end, police, "
    "prosecution and courts each report progress of their own, and the offender is never punished.",
    unit="%",
    direction=Direction.UP,
    formula=CohortShare(measure="chain.conversion_cohort"),
    disaggregations=(("offence_cat",), ("gbv_flag",)),
    levels=LEVELS,
    linkage="chain.recorded_to_conviction_linked",
    owner=OWNER,
    source=f"{SCORECARDS}; {OUTCOMES} 2020 to 2021",
    note="Belongs to the month and district of the FIR: March 2022 is final on 31 March 2024 and shows no value "
    "before, never 0. The day 24 months after registration is in time, the day after is late. FIRs cancelled within 24 "
    "months leave both sides; untraced and transferred ones stay. Serious and violent: murder, attempted murder, "
    "killing in the name of honour, kidnapping or abduction, rape, sexual offences against children, acid attacks, "
    "dacoity, robbery and terrorism; the list is ours, to be confirmed by the working groups. The first judgment "
    "counts: a conviction that is later set aside stays, and a conviction after a case was sent back by a higher court "
    "is not counted. A case that cannot be found by the number of the FIR looks like no conviction: read the linkage.",
    examples=examples.CONVERSION,
)

CONVERSION_LINKED = Kpi(
    id="chain.recorded_to_conviction_linked",
    code="CHN-01",
    title="Serious and violent FIRs with a complete report that are found in court",
    description="Of the FIRs of CHN-01 on which a complete report was forwarded within 24 months, the share on which a "
    "trial instituted within the same 24 months is found in the records of the courts. What is missing was never "
    "filed, or was filed under another number.",
    why_it_matters="The Delivery Unit decides by it whether CHN-01 may be shown for a district at all. A court that "
    "leaves out the number of the FIR makes its convictions vanish, and a district is blamed for the paperwork; a case "
    "that was truly never filed is seen nowhere else.",
    unit="%",
    direction=Direction.UP,
    formula=CohortShare(measure="chain.conversion_linked"),
    disaggregations=(("offence_cat",), ("gbv_flag",)),
    levels=LEVELS,
    owner=OWNER,
    source=LINKAGE,
    note="The linkage of CHN-01: how many FIRs that should be in court could be found there. For the FIRs of the same "
    "month, and known on the same day. Only FIRs with a complete report are looked for: without one there is nothing "
    "to find in court.",
    examples=examples.CONVERSION_LINKED,
)
