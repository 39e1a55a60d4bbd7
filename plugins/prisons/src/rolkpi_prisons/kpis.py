"""The prisons KPIs: PRI-01, PRI-02, PRI-04, PRI-09, PRI-12 and PRI-14."""

from __future__ import annotations

from rolkpi.model import Direction, Frequency, Kpi, Ratio, Total, UnitShare, Window
from rolkpi_prisons import examples

OWNER = "Prisons Technical Working Group"
HIERARCHY = "prison"
LEVELS = ("facility", "district", "division", "province", "country")

POPULATION = Kpi(
    id="prisons.population",
    code="PRI-01",
    title="Prison population",
    description="Persons held in the prisons at the end of the last day of the period.",
    why_it_matters="The Inspector General of Prisons asks for staff, food and medicine by it, and the Steering "
    "Committee sees where the decisions of police, prosecution and courts on bail, speed and sentence add up. Where "
    "nobody looks, a remand that lasts too long is found out only when the barracks are full.",
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
    "overcrowded.",
    why_it_matters="The Inspector General of Prisons decides by it where to move prisoners to, and the Home Department "
    "where to build; faster bail or trial of those who wait there relieves a prison soonest. Left alone, a prison with "
    "two men for every place can neither keep the sick apart nor the boys from the men.",
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
    "prison is used before judgment.",
    why_it_matters="For prosecutors and courts it is the price of every adjournment, and by it they choose whose bail "
    "and whose trial come first. An accused on remand whom nobody asks after can spend longer in prison than the "
    "sentence would have been.",
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

CROWDED_SHARE = Kpi(
    id="prisons.crowded_share",
    code="PRI-09",
    title="Share of prisoners held in facilities above capacity",
    description="Of all persons held, the share that is held in a prison with more prisoners than places.",
    why_it_matters="It tells the Home Department how many people live with the crowding that the mean occupancy of a "
    "province hides. By the mean alone there seems to be room, and nobody moves prisoners or adds places where one "
    "prison holds twice its number beside another that stands half empty.",
    unit="%",
    direction=Direction.DOWN,
    formula=UnitShare(
        kpi="prisons.occupancy",
        level="facility",
        test=">",
        threshold=100,
        weight="prisons.population",
        scale=100,
    ),
    levels=("division", "province"),
    hierarchy=HIERARCHY,
    owner=OWNER,
    source="UK House of Commons Justice Committee, prison performance measures (2019); Balochistan prison figures of "
    "September 2024",
    note="Each prison is judged by its own occupancy (PRI-02), then its prisoners are added: a prison at exactly 100% "
    "is not above capacity. A prison whose capacity or count is not known is on neither side and makes the value "
    "provisional; one that is not in the table of areas is not missed. n is the number of prisons. A stock: a quarter "
    "or year shows its last month-end.",
    examples=examples.CROWDED_SHARE,
)

_TWELVE_MONTHS = (Frequency.MONTH, Frequency.QUARTER)

DEATHS_RATE = Kpi(
    id="prisons.deaths_rate",
    code="PRI-12",
    title="Deaths in custody per 1,000 prisoners, rolling 12 months",
    description="Deaths in the twelve months that end with the period, per 1,000 persons held on average.",
    why_it_matters="It is what neglect and violence cost at the worst: the Inspector General of Prisons decides by it "
    "which prison gets a doctor, a closer watch or an inquiry. Where deaths are filed one by one as natural and never "
    "added up, the same disease or the same barrack takes the next prisoner too.",
    unit="per 1,000",
    direction=Direction.DOWN,
    formula=Ratio(numerator="prisons.deaths", denominator="prisons.average_held", scale=1_000, across_units=True),
    levels=LEVELS,
    hierarchy=HIERARCHY,
    frequencies=_TWELVE_MONTHS,
    windows=(Window.ROLLING_12,),
    owner=OWNER,
    source="UK Ministry of Justice, Safety in custody statistics (deaths per 1,000 prisoners)",
    note="The divisor is the mean of twelve month-ends; written as whole numbers, deaths x 12 over the sum of the "
    "month-ends. A prison that lacks a month is left out whole: a missing month-end is not 0. All causes count, those "
    "not established too. In a small prison one death makes a high rate: read the number. From the incident register "
    "with the custody records, else from lines C4_DIED and C5 of the return, never one of each.",
    examples=examples.DEATHS_RATE,
)

ESCAPES = Kpi(
    id="prisons.escapes_count",
    code="PRI-14",
    title="Escapes",
    description="Persons who escaped from inside a prison in the period.",
    why_it_matters="The Home Department orders an inquiry into every escape, and by what it finds the Inspector "
    "General of Prisons mends the wall, the watch or the roster. An escape that is not reported is not searched for, "
    "and the witnesses against the man are not warned.",
    unit="escapes",
    direction=Direction.DOWN,
    formula=Total(measure="prisons.escapes"),
    levels=LEVELS,
    hierarchy=HIERARCHY,
    owner=OWNER,
    source="UK House of Commons Justice Committee, prison performance measures (2019): escapes and absconds",
    note="A count and no rate: a single one is investigated. Persons, not events. Without the incident register line "
    "C4_ESCAPED of the return serves.",
    examples=examples.ESCAPES,
)

ABSCONDS_RATE = Kpi(
    id="prisons.absconds_rate",
    code="PRI-14",
    title="Absconds per 100,000 prisoner-days",
    description="Persons who got away from escort, hospital, court or open conditions, per 100,000 days that prisoners "
    "were held.",
    why_it_matters="Prisons and police settle by it how many guards go with a prisoner to court or hospital, and who "
    "may be held in open conditions. Where nobody counts, each blames the other for the escort, and the trial of the "
    "man who is gone stops.",
    unit="per 100,000 prisoner-days",
    direction=Direction.DOWN,
    formula=Ratio(numerator="prisons.absconds", denominator="prisons.prisoner_days", scale=100_000, across_units=True),
    levels=LEVELS,
    hierarchy=HIERARCHY,
    owner=OWNER,
    source="UK House of Commons Justice Committee, prison performance measures (2019): escapes and absconds",
    note="Prisoner-days add over prisons and months; rates do not. The day of admission counts, the day of release "
    "does not. Needs the custody records and the incident register: the return does not tell absconds from escapes.",
    examples=examples.ABSCONDS_RATE,
)

KPIS = (POPULATION, OCCUPANCY, UNSENTENCED_SHARE, CROWDED_SHARE, DEATHS_RATE, ESCAPES, ABSCONDS_RATE)
