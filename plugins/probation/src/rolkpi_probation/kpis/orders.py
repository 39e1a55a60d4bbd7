"""PRB-02, PRB-03 and PRB-17: orders made, how far courts use probation, and how soon the officer has the person."""

from __future__ import annotations

from rolkpi.model import DerivedFormula, Direction, Kpi, Total, Window
from rolkpi_probation import examples
from rolkpi_probation.kpis.common import JUVENILES, LEVELS, ORDINANCE, OWNER

NEW_ORDERS = Kpi(
    id="probation.new_orders",
    code="PRB-02",
    title="New probation orders",
    description="Orders the courts made in the period: probation, conditional discharge, and juveniles released on "
    "probation.",
    why_it_matters="The Director of Probation asks the District and Sessions Judge why a court makes none, and moves "
    "officers to where orders rise. Where nobody looks, probation stays a law on paper, and first offenders and boys "
    "go to the same barracks as everybody else.",
    unit="orders",
    direction=Direction.UP,
    formula=Total(measure="probation.orders_made"),
    disaggregations=(("kind",), ("court_level",), ("offence_cat",), ("sex",), ("age_class",)),
    levels=LEVELS,
    owner=OWNER,
    source=f"{ORDINANCE}; Express Tribune, 6 August 2011 (probation of juveniles in Balochistan)",
    note="Parole licences are made by no court and do not count. Orders, not persons. By the day of the order, however "
    "late it reached the office: a month can still rise. One that moves to another district counts in the first only. "
    "From the register, else from line B2 of the return (by kind, sex and age class only); the courts state the same "
    "orders on line J9 of theirs. Courts are told apart by their level, not one by one, because there is no agreed "
    f"list of courts yet; the register names the court. {JUVENILES}",
    examples=examples.NEW_ORDERS,
)

USE_OF_PROBATION = Kpi(
    id="probation.use_of_probation",
    code="PRB-03",
    title="Use of probation",
    description="Of the persons whom a court sent to prison or put on probation in the period, where the law allowed "
    "either, the share put on probation.",
    why_it_matters="The High Court and the prosecution see by it where the law offers a choice and prison is chosen by "
    "habit: a Secretary of Prosecution can tell prosecutors to ask for a social investigation report. Without it a "
    "full prison looks like crime, and nobody asks how many of its short terms the law did not require.",
    unit="%",
    direction=Direction.UP,
    formula=DerivedFormula(
        numerator="probation.placed",
        denominator="probation.placed + probation.imprisoned",
        scale=100,
    ),
    disaggregations=(("sex",), ("age_class",)),
    levels=LEVELS,
    owner=OWNER,
    source=f"{ORDINANCE}; Express Tribune, 6 August 2011 (probation of juveniles in Balochistan)",
    note="Two institutions: who was placed is counted by the probation office (orders of probation and juveniles "
    "released on probation, by the day of the order), who was sentenced to prison by the courts (by the day of the "
    "verdict). Eligible is what the court says of the offence: probation is closed to some offences, and to more of "
    "them for men than for women. A person counts once for each order and each sentence. Fines, conditional discharge, "
    "death and life are on neither side. Each side from records, else from the return of its institution, which gives "
    "no breakdown; JUD-M has no line for prison alone in eligible offences, so the few with diyat or another sentence "
    "are in the denominator there. An order may be registered in another district than that of the court: read small "
    "districts with their division. The two counts are not matched person by person; the courts' own count of "
    "probation orders (line J9 of their return) should be near that of the offices (line B2 of theirs).",
    examples=examples.USE_OF_PROBATION,
)

REGISTRATION_DAYS = Kpi(
    id="probation.registration_days_median",
    code="PRB-17",
    title="Median days from order to registration with the officer",
    description="Half of the persons registered in the period were registered within so many days of their order or "
    "licence.",
    why_it_matters="Until the officer has the person on the register nobody supervises the order. The Director of "
    "Probation sees by it which courts send their orders by hand and which by a file that lies for weeks; an order "
    "that arrives late is broken before it has begun, and the court hears of it last.",
    unit="days",
    direction=Direction.DOWN,
    formula=Total(measure="probation.registration_days_median"),
    windows=(Window.PERIOD,),
    disaggregations=(("court_level",),),
    levels=LEVELS,
    owner=OWNER,
    source="Our own definition",
    note="By the day of registration. An order that nobody has registered yet is not in it, so a backlog that is "
    "cleared makes the figure worse before it gets better; read it with PRB-05, where such orders count. The same day "
    "is 0. Licences count and have no court level. Transferred orders were registered in their first district. The "
    "median is taken from all records together, never from medians of districts or months. The return does not tell "
    "it.",
    examples=examples.REGISTRATION_DAYS,
)

KPIS = (NEW_ORDERS, USE_OF_PROBATION, REGISTRATION_DAYS)
