"""How many are held, and for how many places and officers: PRI-01, PRI-02, PRI-03, PRI-09, PRI-10, PRI-11, PRI-19."""

from __future__ import annotations

from rolkpi.model import Direction, Kpi, Rate, Ratio, Total, UnitShare, WorkedExample
from rolkpi_prisons import examples
from rolkpi_prisons.kpis.common import ABOVE_PRISONS, HIERARCHY, LEVELS, OWNER

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
    "immigration reasons are left out, here and in every other figure on prisons. Children living with their mothers "
    "are not prisoners. Belongs to the district of the prison, not of the prisoner: about two thirds of the districts "
    "have no prison and are not applicable. A prisoner on the way between two prisons must be entered in one of them "
    "only. Age class and nationality need records; status and sex are read from the return too, status also where the "
    "form does not tell the sex.",
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


def _wing(kind: str, who: str, held: str, why: str, note: str, cases: tuple[WorkedExample, ...]) -> Kpi:
    return Kpi(
        id=f"prisons.occupancy_{kind}",
        code="PRI-02",
        title=f"Occupancy of the places for {who}",
        description=f"{who.capitalize()} held per 100 official places for {who} on the last day of the period.",
        why_it_matters=why,
        unit="%",
        direction=Direction.BAND,
        formula=Ratio(numerator=f"prisons.{held}", denominator=f"prisons.places_{kind}", scale=100, across_units=True),
        levels=LEVELS,
        hierarchy=HIERARCHY,
        owner=OWNER,
        source="World Prison Brief, occupancy level",
        note=note,
        examples=cases,
    )


_WING_NOTE = (
    "A stock of the last day. Three groups that add up to all who are held: women and girls, boys under 18, and "
    "men. A prison that holds some and has no places for them (capacity 0) has no rate of its own and "
    "counts in that of its province; one whose places for them are not on file is left out of both sides. "
)

OCCUPANCY_WOMEN = _wing(
    "women",
    "women and girls",
    "women_held",
    "The Inspector General of Prisons sees by it where women are held in rooms that were never meant for them, and the "
    "Home Department where a women's barrack is due. In the rate of the whole prison a dozen women in a cell for four "
    "do not show.",
    _WING_NOTE + "From the records with the places on file, else from the cells of line C5 by status and sex with the "
    "places for women in line C6.",
    examples.OCCUPANCY_WOMEN,
)

OCCUPANCY_MEN = _wing(
    "men",
    "men",
    "men_held",
    "It is the crowding that most prisoners live with, and the Inspector General of Prisons moves men by it. Empty "
    "places in a women's or boys' barrack make the rate of the whole prison look better than the men's barracks are.",
    _WING_NOTE + "Whose sex is not male or female counts here. Needs the custody records.",
    examples.OCCUPANCY_MEN,
)

OCCUPANCY_BOYS = _wing(
    "boys",
    "boys",
    "boys_held",
    "Boys must be kept apart from men, and the Inspector General of Prisons sees by it where there is no room to do "
    "so. Where nobody counts, the boy for whom the juvenile barrack has no bed sleeps among the men.",
    _WING_NOTE + "Needs the custody records.",
    examples.OCCUPANCY_BOYS,
)

POPULATION_RATE = Kpi(
    id="prisons.population_rate",
    code="PRI-03",
    title="Prison population rate",
    description="Persons held at the end of the period per 100,000 people of the province.",
    why_it_matters="The Steering Committee compares by it how much a society relies on prison, with other provinces "
    "and with other years. A number of prisoners alone rises with the people, and nobody sees whether prison is used "
    "more.",
    unit="per 100,000",
    direction=Direction.CONTEXT,
    formula=Rate(numerator="prisons.held", scale=100_000),
    levels=ABOVE_PRISONS,
    hierarchy=HIERARCHY,
    owner=OWNER,
    source="World Prison Brief, prison population rate; Population and Housing Census 2023, Pakistan Bureau of "
    "Statistics",
    note="For the province only: a dozen prisons serve all districts, so a rate of the district in which one stands "
    "says nothing. The figures of population give each prison the people of the districts it serves, and together they "
    "are the people of the province; a prison whose count is missing is left out with its people. A stock, never "
    "annualised.",
    examples=examples.POPULATION_RATE,
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
    "provisional; one that is not on the list of prisons is not missed. n is the number of prisons. A stock: a quarter "
    "or year shows its last month-end.",
    examples=examples.CROWDED_SHARE,
)

WOMEN = Kpi(
    id="prisons.women",
    code="PRI-10",
    title="Women and girls in prison",
    description="Women and girls held in the prisons at the end of the last day of the period.",
    why_it_matters="The Inspector General of Prisons provides for female staff, health care and rooms by it, and legal "
    "aid knows whom to visit. Women are so few that they disappear in every total, and so does what they lack.",
    unit="persons",
    direction=Direction.CONTEXT,
    formula=Total(measure="prisons.women_held"),
    levels=LEVELS,
    hierarchy=HIERARCHY,
    owner=OWNER,
    source="World Prison Brief, female prisoners",
    note="A stock. Girls under 18 are among them. From the records, else from the cells of line C5 by status and sex: "
    "a return that has totals alone does not tell women. In a public table small numbers are for the publisher to "
    "hide.",
    examples=examples.WOMEN,
)

WOMEN_SHARE = Kpi(
    id="prisons.women_share",
    code="PRI-10",
    title="Women and girls as share of prison population",
    description="Of all persons held at the end of the period, the share that is female.",
    why_it_matters="It shows the Home Department whether the budget, the staff and the visits that women get are in "
    "proportion. With the number alone nobody notices when the share doubles while all prisons fill.",
    unit="%",
    direction=Direction.CONTEXT,
    formula=Ratio(numerator="prisons.women_held", denominator="prisons.held_by_sex", scale=100),
    levels=LEVELS,
    hierarchy=HIERARCHY,
    owner=OWNER,
    source="World Prison Brief, female prisoners as share of the prison population",
    note="Both from the records, or both from the return. Persons whose sex is not recorded are in the divisor.",
    examples=examples.WOMEN_SHARE,
)

CHILDREN = Kpi(
    id="prisons.children_living_in",
    code="PRI-10",
    title="Children living in prison with their mothers",
    description="Children who live in a prison at the end of the period because their mother is held there.",
    why_it_matters="Food, vaccination and school for them come from nobody's budget unless they are counted; the "
    "Inspector General of Prisons and the Social Welfare Department settle by it who provides what. A child who is in "
    "no register grows up behind the wall unseen.",
    unit="children",
    direction=Direction.CONTEXT,
    formula=Total(measure="prisons.children_there"),
    levels=LEVELS,
    hierarchy=HIERARCHY,
    owner=OWNER,
    source="World Prison Brief; Balochistan prison figures of 2020 (35 children)",
    note="A stock, and never part of the prison population: a child is no prisoner. From the prison's record of their "
    "number, else from line C15 of the return.",
    examples=examples.CHILDREN,
)

JUVENILES_OUTSIDE = Kpi(
    id="prisons.juveniles_outside_share",
    code="PRI-11",
    title="Juveniles held outside a juvenile institution",
    description="Of the juveniles held at the end of the period, the share in an adult prison or a lock-up.",
    why_it_matters="The law wants those under 18 kept apart from adults; the Home Department sees by it where a "
    "juvenile institution is missing, and courts where bail or a rehabilitation centre would serve. A boy among grown "
    "men learns their trade, or is harmed.",
    unit="%",
    direction=Direction.DOWN,
    formula=Ratio(numerator="prisons.juveniles_outside", denominator="prisons.juveniles_held", scale=100),
    disaggregations=(("sex",),),
    levels=LEVELS,
    hierarchy=HIERARCHY,
    owner=OWNER,
    source="Juvenile Justice System Act 2018",
    note="By the age on that day, not at the offence. A separate barrack for boys inside an adult prison is still an "
    "adult prison: what counts is the type of the prison by order, on the first day of the prisoner's state or in the "
    "month of the return. A prison whose type is not on file is no juvenile institution. From the records, else from "
    "line C5 of the return: of which juveniles.",
    examples=examples.JUVENILES_OUTSIDE,
)

PRISONERS_PER_OFFICER = Kpi(
    id="prisons.prisoners_per_officer",
    code="PRI-19",
    title="Prisoners per custodial officer in post",
    description="Persons held at the end of the period for every custodial officer in post.",
    why_it_matters="By it the Home Department decides where posts are filled first, and the Inspector General of "
    "Prisons how many barracks a warder can watch. Sanctioned posts look well on paper; at night it is those in post "
    "who hold the keys.",
    unit="ratio",
    direction=Direction.DOWN,
    formula=Ratio(numerator="prisons.held", denominator="prisons.officers", scale=1, across_units=True),
    levels=LEVELS,
    hierarchy=HIERARCHY,
    owner=OWNER,
    source="UN Survey of Crime Trends (UN-CTS), persons held and prison staff",
    note="Officers in post of all shifts, not those on duty at one time: on a shift there are several times as many "
    "prisoners for each. Medical and office staff are left out. Records use the staff on file, the return its own line "
    "C16 (custodial officers in post), never one of each.",
    examples=examples.PRISONERS_PER_OFFICER,
)

KPIS = (
    POPULATION,
    OCCUPANCY,
    OCCUPANCY_WOMEN,
    OCCUPANCY_MEN,
    OCCUPANCY_BOYS,
    POPULATION_RATE,
    CROWDED_SHARE,
    WOMEN,
    WOMEN_SHARE,
    CHILDREN,
    JUVENILES_OUTSIDE,
    PRISONERS_PER_OFFICER,
)
