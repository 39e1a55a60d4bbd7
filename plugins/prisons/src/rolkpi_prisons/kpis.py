"""The prisons KPIs: PRI-01, PRI-02 and PRI-04."""

from __future__ import annotations

from rolkpi.model import Direction, Kpi, Ratio, Total
from rolkpi_prisons import examples

OWNER = "Prisons Technical Working Group"
HIERARCHY = "prison"
LEVELS = ("facility", "district", "division", "province", "country")

POPULATION = Kpi(
    id="prisons.population",
    code="PRI-01",
    title="Prison population",
    description="Persons held in the prisons at the end of the last day of the period: where the decisions of police, "
    "prosecution and courts on bail, speed and sentence add up.",
    unit="persons",
    direction=Direction.CONTEXT,
    formula=Total(measure="prisons.held"),
    disaggregations=(("status",), ("sex",), ("age_class",), ("nationality",), ("sex", "status")),
    levels=LEVELS,
    hierarchy=HIERARCHY,
    owner=OWNER,
    source="UNODC, definition of persons held; UN Survey of Crime Trends (UN-CTS) completion instructions",
    note="A stock: a quarter or year shows its last month-end, never a sum. Persons held only for administrative "
    "immigration reasons are left out, here and in every KPI of this plugin. Children living with their "
    "mothers are not prisoners. Belongs to the district of the prison, not of the prisoner: about two thirds of "
    "the districts have no prison and are not applicable. A prisoner between two prisons must be in one row only. "
    "Age class and nationality need records.",
    examples=examples.POPULATION,
)

OCCUPANCY = Kpi(
    id="prisons.occupancy",
    code="PRI-02",
    title="Occupancy rate",
    description="Persons held per 100 official places on the last day of the period. Above 100 a prison is "
    "overcrowded, and faster bail or trial of those who wait there relieves it soonest.",
    unit="%",
    direction=Direction.BAND,
    formula=Ratio(numerator="prisons.held", denominator="prisons.capacity", scale=100, across_units=True),
    levels=LEVELS,
    hierarchy=HIERARCHY,
    owner=OWNER,
    source="World Prison Brief, occupancy level; Balochistan prison figures of September 2024",
    note="At most 100 is the aim, and far below is no achievement either. Both are stocks of the same day and the "
    "same prisons; a prison without a capacity in force is left out of both sides. A province's value hides "
    "its worst prison: 104.2% in September 2024 with Quetta at 230.9%. Capacity is the sanctioned one and changes "
    "only by order; records use the capacities on file, the return its own line C6, never one of each.",
    examples=examples.OCCUPANCY,
)

UNSENTENCED_SHARE = Kpi(
    id="prisons.unsentenced_share",
    code="PRI-04",
    title="Unsentenced detainees as share of prison population",
    description="Of all persons held at the end of the period, the share that has not been sentenced. It shows how far "
    "prison is used before judgment: for prosecutors and courts, the price of every adjournment.",
    unit="%",
    direction=Direction.DOWN,
    formula=Ratio(numerator="prisons.unsentenced", denominator="prisons.held", scale=100),
    disaggregations=(("sex",), ("age_class",)),
    levels=LEVELS,
    hierarchy=HIERARCHY,
    owner=OWNER,
    source="SDG 16.3.2, unsentenced detainees as a proportion of overall prison population",
    note="Who is sentenced and appeals counts as sentenced: status CONVICT_NONFINAL. Civil prisoners and "
    "persons under preventive detention are held but not under trial: they count in the denominator only. The "
    "share also rises when convicts are released, so read it with the number under trial (PRI-01 by status). "
    "Articles on one report printed 73.41 where its counts give 73.43: keep the counts.",
    examples=examples.UNSENTENCED_SHARE,
)

KPIS = (POPULATION, OCCUPANCY, UNSENTENCED_SHARE)
