"""PRB-01, PRB-11, PRB-14, PRB-15 and PRB-18: who is under supervision, and by how many officers."""

from __future__ import annotations

from rolkpi.model import Direction, Kpi, Ratio, Total, UnitShare
from rolkpi_probation import examples
from rolkpi_probation.kpis.common import CASELOAD, JUVENILES, LEVELS, ORDINANCE, OWNER

_STOCK = "A stock: a quarter or year shows its last month-end, never a sum."
_ONCE = (
    "A person counts once however many orders there are, and once in the province though supervised in two districts: "
    "districts add up to at least the province."
)
_AS_RETURNED = (
    "As the offices count it themselves on line B6 of the return, for districts that keep no register yet: it is added "
    "over districts, so a person supervised in two counts twice. Where there is a register, use the sibling from "
    "records."
)

PERSONS = Kpi(
    id="probation.persons_supervised",
    code="PRB-01",
    title="Persons under supervision",
    description="Different persons with at least one order or licence running at the end of the period.",
    why_it_matters="The Director of Probation asks for officers and transport by it, and the Steering Committee sees "
    "how many people the community carries instead of the prison. A caseload that nobody counts grows until the "
    "officer only signs a register, and an order means nothing.",
    unit="persons",
    direction=Direction.CONTEXT,
    formula=Total(measure="probation.persons"),
    disaggregations=(("kind",), ("sex",), ("age_class",)),
    overlapping=("kind", "sex", "age_class"),
    levels=LEVELS,
    owner=OWNER,
    source=f"{CASELOAD} (each person once in the total and once in each type)",
    note=f"{_STOCK} {_ONCE} By kind a person with two kinds of order counts once in each, so kinds do not add up to "
    "the total. Supervision begins with the registration at the office and ends with the order: an order nobody has "
    "registered is not in it (see PRB-17), and one nobody has closed stays in, so close what has run out. A record "
    "without a person's number may be one person more: the value leaves it out and the upper bound tells it. "
    f"{JUVENILES}",
    examples=examples.PERSONS,
)

PERSONS_RETURNED = Kpi(
    id="probation.persons_supervised_returned",
    code="PRB-01",
    title="Persons under supervision, as returned",
    description="Persons under supervision at the end of the period, as the offices state them on the monthly return.",
    why_it_matters="It is all there is for a district whose register is still a book, and elsewhere it tests the "
    "register: where the two differ, one of them is not kept. The Director of Probation then sends somebody to count.",
    unit="persons",
    direction=Direction.CONTEXT,
    formula=Total(measure="probation.persons_returned"),
    disaggregations=(("sex",), ("age_class",)),
    levels=LEVELS,
    owner=OWNER,
    source=f"{CASELOAD} (each person once in the total and once in each type)",
    note=f"{_AS_RETURNED} {_STOCK} The printed total serves the total, the cells by sex and age class the breakdowns. "
    "The offices' own check is B1 + B3A - B5 = B6.",
    examples=examples.PERSONS_RETURNED,
)

_PUNJAB = "The News, 16 September 2011 (probation caseload of Punjab by division)"
_WHY_CASELOAD = (
    "The Home Department decides by it where the next officer is posted. An officer with hundreds of persons can meet "
    "none of them, and a court that knows this stops making orders; one with five is a post that is missing elsewhere."
)

CASELOAD_RECORDS = Kpi(
    id="probation.caseload",
    code="PRB-11",
    title="Caseload per probation officer",
    description="Persons under supervision at the end of the period for every probation officer in post on that day.",
    why_it_matters=_WHY_CASELOAD,
    unit="persons per officer",
    direction=Direction.BAND,
    formula=Ratio(numerator="probation.persons", denominator="probation.officers", scale=1, across_units=True),
    levels=LEVELS,
    owner=OWNER,
    source=_PUNJAB,
    note="Neither extreme is good. All persons are divided by all officers, never the mean of the districts' "
    f"caseloads, and a district without an officer has no value but counts in its division. {_STOCK} Officers in post, "
    "not sanctioned; parole officers are not among them, though licences are among the persons: read it with PRB-01 by "
    "kind where parole officers supervise licences. Persons from the register; officers from the staff list, else from "
    "line B13 of the return.",
    examples=examples.CASELOAD,
)

CASELOAD_RETURNED = Kpi(
    id="probation.caseload_returned",
    code="PRB-11",
    title="Caseload per probation officer, as returned",
    description="Persons under supervision as the offices state them, for every probation officer in post.",
    why_it_matters=_WHY_CASELOAD,
    unit="persons per officer",
    direction=Direction.BAND,
    formula=Ratio(numerator="probation.persons_returned", denominator="probation.officers", scale=1, across_units=True),
    levels=LEVELS,
    owner=OWNER,
    source=_PUNJAB,
    note=f"{_AS_RETURNED} Punjab in 2011, nine divisions: 18,066 persons and 49 officers make 368.7; the mean of the "
    "divisions would be 375.1, their median 305.4, and the headline of the day said 347. Only the first is right, and "
    f"only it can be added to. {_STOCK} Officers from the staff list, else from line B13 of the return.",
    examples=examples.CASELOAD_RETURNED,
)

_WHY_WOMEN = (
    "The law is wider for women than for men, so their share shows whether courts use it, and the Director of "
    "Probation posts women officers by it. Where nobody looks, a woman reports to an office where there is no woman to "
    "report to."
)
_WHY_JUVENILES = (
    "Probation was meant for the young before anybody else. The Home Department sees by it whether boys are supervised "
    "at home or held, and whether an officer has time for schools and parents. A boy treated as one more file of an "
    "adult's caseload is soon back before the court."
)
_LAW = "Express Tribune, 6 August 2011 (probation of juveniles in Balochistan); Juvenile Justice System Act 2018"

WOMEN = Kpi(
    id="probation.women_share",
    code="PRB-14",
    title="Women among persons supervised",
    description="Of the persons under supervision at the end of the period, the share who are women or girls.",
    why_it_matters=_WHY_WOMEN,
    unit="%",
    direction=Direction.CONTEXT,
    formula=Ratio(numerator="probation.women", denominator="probation.persons", scale=100),
    levels=LEVELS,
    owner=OWNER,
    source=f"{ORDINANCE}; {_LAW}",
    note=f"{_STOCK} {_ONCE} Numbers are small: read the count, and mind what a single district's figure tells of a "
    "single woman. From the register; the return has a sibling.",
    examples=examples.WOMEN,
)

JUVENILE = Kpi(
    id="probation.juvenile_share",
    code="PRB-14",
    title="Juveniles among persons supervised",
    description="Of the persons under supervision at the end of the period, the share under 18 at the offence.",
    why_it_matters=_WHY_JUVENILES,
    unit="%",
    direction=Direction.CONTEXT,
    formula=Ratio(numerator="probation.juveniles", denominator="probation.persons", scale=100),
    levels=LEVELS,
    owner=OWNER,
    source=_LAW,
    note=f"{_STOCK} {_ONCE} {JUVENILES} Where the age class is not recorded the person is in the denominator only. "
    "From the register; the return has a sibling.",
    examples=examples.JUVENILE,
)

WOMEN_RETURNED = Kpi(
    id="probation.women_share_returned",
    code="PRB-14",
    title="Women among persons supervised, as returned",
    description="The share of women and girls as the offices state it on the monthly return.",
    why_it_matters=_WHY_WOMEN,
    unit="%",
    direction=Direction.CONTEXT,
    formula=Ratio(numerator="probation.women_returned", denominator="probation.persons_returned", scale=100),
    levels=LEVELS,
    owner=OWNER,
    source=f"{ORDINANCE}; {_LAW}",
    note=f"{_AS_RETURNED} The women are the sum of their cells, the persons the printed total. {_STOCK}",
    examples=examples.WOMEN_RETURNED,
)

JUVENILE_RETURNED = Kpi(
    id="probation.juvenile_share_returned",
    code="PRB-14",
    title="Juveniles among persons supervised, as returned",
    description="The share of those under 18 at the offence as the offices state it on the monthly return.",
    why_it_matters=_WHY_JUVENILES,
    unit="%",
    direction=Direction.CONTEXT,
    formula=Ratio(numerator="probation.juveniles_returned", denominator="probation.persons_returned", scale=100),
    levels=LEVELS,
    owner=OWNER,
    source=_LAW,
    note=f"{_AS_RETURNED} The juveniles are the sum of their cells, the persons the printed total. {_STOCK}",
    examples=examples.JUVENILE_RETURNED,
)

OFFICERS_IN_POST = Kpi(
    id="probation.officers_in_post",
    code="PRB-15",
    title="Probation officers in post",
    description="Probation officers in post on the last day of the period.",
    why_it_matters="The Home Department fills posts by it, and no other figure on probation can be good where it is 0. "
    "A district whose post has been vacant for years looks quiet: no orders, no breaches, no complaints.",
    unit="officers",
    direction=Direction.UP,
    formula=Total(measure="probation.officers"),
    levels=LEVELS,
    owner=OWNER,
    source=f"{ORDINANCE}; our own definition",
    note=f"{_STOCK} The count by which PRB-15 judges each district. In post on the last day, whether on leave or not; "
    "an officer who looks after two districts counts in the one of the posting.",
    examples=examples.OFFICERS_IN_POST,
)

DISTRICTS_COVERED = Kpi(
    id="probation.districts_covered",
    code="PRB-15",
    title="Districts covered by a probation officer",
    description="Of the districts there are at the end of the period, the share with at least one probation officer in "
    "post.",
    why_it_matters="A court cannot place anybody on probation where there is no officer. The Home Department sees by "
    "it in how many districts the law is out of reach; by the number of officers alone the province looks served while "
    "they all sit in Quetta.",
    unit="%",
    direction=Direction.UP,
    formula=UnitShare(kpi="probation.officers_in_post", level="district", test=">=", threshold=1, scale=100),
    levels=("division", "province"),
    owner=OWNER,
    source="Express Tribune, 6 August 2011 (probation officers in Balochistan); our own definition",
    note="The denominator changes when a district is created, so the share can fall while nobody leaves. A district "
    "whose staff list has not come is on neither side and makes the value provisional; where "
    "a list came for it and does not name it, nobody is in post. A stock: a quarter or year shows its last month-end.",
    examples=examples.DISTRICTS_COVERED,
)

SUPERVISION_DAYS = Kpi(
    id="probation.supervision_days",
    code="PRB-18",
    title="Supervision days delivered",
    description="Days under supervision in the period, added up over all orders and licences.",
    why_it_matters="It is the work of the service in one number that adds up over districts and months, and the "
    "Finance Department can set the cost of a day against that of a day in prison. By month-ends alone, orders that "
    "begin and end within a month are work that nobody did.",
    unit="order-days",
    direction=Direction.CONTEXT,
    formula=Total(measure="probation.supervision_days"),
    disaggregations=(("kind",),),
    levels=LEVELS,
    owner=OWNER,
    source="Our own definition",
    note="The day of registration counts, the day the order ends does not; each order is cut to the period. A person "
    "with two orders at the same time has two days for each day, so it is at least the number of persons (PRB-01) "
    "times the days. An order that nobody has closed goes on counting. The return does not tell it.",
    examples=examples.SUPERVISION_DAYS,
)

KPIS = (
    PERSONS,
    PERSONS_RETURNED,
    CASELOAD_RECORDS,
    CASELOAD_RETURNED,
    WOMEN,
    JUVENILE,
    WOMEN_RETURNED,
    JUVENILE_RETURNED,
    DISTRICTS_COVERED,
    OFFICERS_IN_POST,
    SUPERVISION_DAYS,
)
