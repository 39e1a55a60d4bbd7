"""CHN-17: where the open cases lie."""

from __future__ import annotations

from rolkpi.model import DerivedFormula, Direction, Kpi, Ratio, Total
from rolkpi_chain import examples
from rolkpi_chain.kpis.common import LEVELS, LINKAGE, OUTSTANDING, OWNER

_NOTE = (
    "A stock: a quarter shows its last month-end. Each case lies at exactly one stage: a stage ends no later than the "
    "next begins, and a trial that was instituted on an interim report has left the police. The two stages before the "
    "court count FIRs, the court counts trials: one FIR whose accused are tried apart is two there. A trial whose FIR "
    "is not found by its number is in court, and its FIR still looks as if it were on the way there: the linkage says "
    "how many are found. Needs the records of every month since the first, and whatever was open then."
)

WITH_POLICE = Kpi(
    id="chain.map_police",
    code="CHN-17",
    title="Open cases by stage: with the police",
    description="FIRs under investigation at the end of the period, on which no final report has gone out and no trial "
    "has begun.",
    why_it_matters="The criminal justice coordination committee of the district sees by it at which office most cases "
    "lie, before it asks anybody to hurry. Counted by each office for itself the same case is open twice, or with "
    "nobody.",
    unit="cases",
    direction=Direction.CONTEXT,
    formula=Total(measure="chain.with_police"),
    levels=LEVELS,
    linkage="chain.map_linked_share",
    owner=OWNER,
    source=OUTSTANDING,
    note="POL-06 is about those that are late; here are all of them, less those already in court. In the district "
    "that registered the FIR. Where there are only returns, line P7, from which trials on an interim report cannot be "
    f"taken off. {_NOTE}",
    examples=examples.WITH_POLICE,
)

WITH_PROSECUTION = Kpi(
    id="chain.map_prosecution",
    code="CHN-17",
    title="Open cases by stage: between police and court",
    description="FIRs with a complete report at the end of the period on which no trial has been instituted: with the "
    "prosecutor, or back with the police for defects.",
    why_it_matters="It is the place that no register has: the police have closed the case, and the court has not got "
    "it. The District Public Prosecutor answers for it, and unasked the file lies between two offices while the "
    "accused is in prison.",
    unit="cases",
    direction=Direction.CONTEXT,
    formula=Total(measure="chain.with_prosecution"),
    levels=LEVELS,
    linkage="chain.map_linked_share",
    owner=OWNER,
    source=OUTSTANDING,
    note="In the district that registered the FIR. A report recommended to be dropped has left. From records only: "
    "line R6 of the prosecution's return also holds interim reports, whose cases are still with the police, and "
    f"leaves out those returned for defects. {_NOTE}",
    examples=examples.WITH_PROSECUTION,
)

IN_COURT = Kpi(
    id="chain.map_court",
    code="CHN-17",
    title="Open cases by stage: in court",
    description="Trials of first instance pending at the end of the period, inactive ones included.",
    why_it_matters="The High Court lays it beside the two stages before it and sees what is coming: a jam at the "
    "police that clears fills the courts a year later. Without the map judges are posted after the wave has come.",
    unit="cases",
    direction=Direction.CONTEXT,
    formula=Total(measure="chain.in_court"),
    levels=LEVELS,
    linkage="chain.map_linked_share",
    owner=OWNER,
    source=OUTSTANDING,
    note="JUD-03 for trials alone: no bail petitions, appeals, civil or family suits. In the district of the court, "
    f"which may be another than that of the FIR. {_NOTE}",
    examples=examples.IN_COURT,
)

ALL_STAGES = Kpi(
    id="chain.map_all_stages",
    code="CHN-17",
    title="Open cases by stage: all together",
    description="Open cases at the end of the period, added up over the three stages: with the police, between police "
    "and court, and in court.",
    why_it_matters="The Steering Committee sees by it whether the chain as a whole takes in more than it brings to an "
    "end. Each office can clear its desk by handing cases on; only the sum tells whether any of them ended.",
    unit="cases",
    direction=Direction.CONTEXT,
    formula=DerivedFormula(
        numerator="chain.with_police + chain.with_prosecution + chain.in_court", denominator="1", scale=1
    ),
    levels=LEVELS,
    linkage="chain.map_linked_share",
    owner=OWNER,
    source=OUTSTANDING,
    note=f"Known only where all three stages are. No n is given, because it is a sum and no share. {_NOTE}",
    examples=examples.ALL_STAGES,
)

MAP_LINKED = Kpi(
    id="chain.map_linked_share",
    code="CHN-17",
    title="Open cases in court whose FIR is found",
    description="Of the trials pending at the end of the period, the share whose FIR is found in the records of the "
    "police.",
    why_it_matters="Every trial that cannot be found makes its FIR stand twice on the map: the Delivery Unit has the "
    "missing numbers filled in before it shows it. Otherwise districts with careless registers seem to have the "
    "longest queues.",
    unit="%",
    direction=Direction.UP,
    formula=Ratio(numerator="chain.in_court_linked", denominator="chain.in_court", scale=100),
    levels=LEVELS,
    owner=OWNER,
    source=LINKAGE,
    note="The linkage of CHN-17: of how many trials it is known which FIR has left the two stages before.",
    examples=examples.MAP_LINKED,
)
