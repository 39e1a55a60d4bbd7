"""The truth of the prisons KPIs.

People held only for administrative immigration reasons are in none of the figures.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable
from datetime import date, timedelta
from fractions import Fraction
from functools import cache, partial
from typing import TypeVar

from simulation.clock import FIRST, LAST, last_day, month_of
from simulation.geography import PRISONS, WING, Prison
from simulation.people import DIVISION_OF
from simulation.truth import FACILITIES, PROVINCE, Answer, Period, World, add_days, add_months, days, kpi
from simulation.world import Incident, Passage, Production, Session, State, Stay, Warrant

Thing = TypeVar("Thing")
Months = dict[int, list[Thing]]

IMMIGRATION = "ADMIN_IMMIGRATION"
SENTENCED = ("CONVICT", "CONVICT_NONFINAL")
CONVICTED = (*SENTENCED, "CONDEMNED")
DEATHS = ("DEATH_NATURAL", "DEATH_SELF", "DEATH_HOMICIDE", "DEATH_UNKNOWN")
FROM_OUTSIDE = ("NEW", "RECALL")
DIVISIONS = tuple(DIVISION_OF[code] for code in ("PK226", "PK209", "PK228", "PK231"))
"""Those of the prisons of the sample: a prison or district has no figure of PRI-09."""

# ---- by month --------------------------------------------------------------------------------------------------------


def by_month(things: Iterable[Thing], day: Callable[[Thing], date | None]) -> Months[Thing]:
    """Things under the month of their day (or moment); those without one are left out."""
    found: Months[Thing] = defaultdict(list)
    for thing in things:
        on = day(thing)
        if on is not None:
            found[month_of(on)].append(thing)
    return found


def during(months: Months[Thing], period: Period) -> list[Thing]:
    return [thing for month in period.months for thing in months.get(month, ())]


@cache
def counted(world: World) -> list[State]:
    return [s for s in world.states if s.status != IMMIGRATION]


@cache
def month_ends(world: World) -> Months[State]:
    """Who is held at the end of each month. On the day a state ends it is gone."""
    found: Months[State] = defaultdict(list)
    for state in counted(world):
        last = LAST if state.until is None else min(LAST, month_of(state.until) - 1)
        for month in range(max(FIRST, month_of(state.since)), last + 1):
            found[month].append(state)
    return found


def held(world: World, period: Period, *statuses: str) -> list[State]:
    """Who is held at the end of the last day, in these statuses or in any."""
    return [s for s in month_ends(world)[period.last] if not statuses or s.status in statuses]


def under_trial(world: World, period: Period) -> list[State]:
    return held(world, period, "UTP")


@cache
def arrivals(world: World) -> Months[Passage]:
    """Who comes to a prison, from wherever."""
    return by_month((p for p in world.passages if status_on_arrival(p) != IMMIGRATION), lambda p: p.since)


def status_on_arrival(passage: Passage) -> str:
    state = passage.stay.state_on(passage.since.date())
    return (state or passage.stay.states[0]).status


@cache
def departures(world: World) -> Months[Passage]:
    return by_month(world.passages, lambda p: p.until)


@cache
def productions(world: World) -> Months[Production]:
    return by_month(world.productions, lambda p: p.due)


@cache
def incidents(world: World) -> Months[Incident]:
    return by_month((i for i in world.incidents if i.status != IMMIGRATION), lambda i: i.happened_at)


@cache
def sessions(world: World) -> Months[Session]:
    return by_month(world.sessions, lambda s: s.held_on)


# ---- PRI-01 to PRI-03, PRI-09 to PRI-11, PRI-19: how many, for how many places and officers -------------------------


def prisons(world: World, day: date) -> list[Prison]:
    """The prisons of the area that are open."""
    return [p for p in PRISONS if world.inside(p.code) and (p.since is None or p.since <= day)]


def capacity(prison: Prison, day: date) -> int:
    code, since, more = WING
    return more if prison.code == code and day >= since else prison.capacity


def woman(state: State) -> bool:
    return state.stay.sex == "F"


def boy(state: State) -> bool:
    return state.age_class == "JUVENILE" and not woman(state)


@kpi("prisons.population")
def _(world: World, period: Period) -> Answer:
    return Answer.count(len(held(world, period)))


@kpi("prisons.occupancy")
def _(world: World, period: Period) -> Answer:
    day = period.last_day
    return Answer.share(len(held(world, period)), sum(capacity(p, day) for p in prisons(world, day)))


@kpi("prisons.occupancy_women")
def _(world: World, period: Period) -> Answer:
    places = sum(p.women for p in prisons(world, period.last_day))
    return Answer.share(sum(map(woman, held(world, period))), places)


@kpi("prisons.occupancy_men")
def _(world: World, period: Period) -> Answer:
    day = period.last_day
    places = sum(capacity(p, day) - p.women - p.juveniles for p in prisons(world, day))
    return Answer.share(sum(not woman(s) and not boy(s) for s in held(world, period)), places)


@kpi("prisons.occupancy_boys")
def _(world: World, period: Period) -> Answer:
    places = sum(p.juveniles for p in prisons(world, period.last_day))
    return Answer.share(sum(map(boy, held(world, period))), places)


@kpi("prisons.population_rate", areas=(PROVINCE,))
def _(world: World, period: Period) -> Answer:
    return Answer.rate(len(held(world, period)), period.person_months(), period)


@kpi("prisons.crowded_share", areas=(PROVINCE, *DIVISIONS))
def _(world: World, period: Period) -> Answer:
    where = [s.facility for s in held(world, period)]
    open_now = prisons(world, period.last_day)
    crowded = [p.code for p in open_now if where.count(p.code) > capacity(p, period.last_day)]
    return Answer.share(sum(code in crowded for code in where), len(where))


@kpi("prisons.women")
def _(world: World, period: Period) -> Answer:
    return Answer.count(sum(map(woman, held(world, period))))


@kpi("prisons.women_share")
def _(world: World, period: Period) -> Answer:
    people = held(world, period)
    return Answer.share(sum(map(woman, people)), len(people))


@kpi("prisons.children_living_in")
def _(world: World, period: Period) -> Answer:
    return Answer.count(sum(c.n for c in world.children if c.month == period.last))


@kpi("prisons.juveniles_outside_share")
def _(world: World, period: Period) -> Answer:
    institutions = {p.code for p in PRISONS if p.kind == "JUVENILE"}
    young = [s for s in held(world, period) if s.age_class == "JUVENILE"]
    return Answer.share(sum(s.facility not in institutions for s in young), len(young))


@kpi("prisons.prisoners_per_officer")
def _(world: World, period: Period) -> Answer:
    officers = sum(s.in_post for s in world.prison_staff if s.month == period.last)
    return Answer.ratio(len(held(world, period)), officers, scale=1)


# ---- PRI-04 to PRI-07: without a sentence, and for how long ---------------------------------------------------------


@kpi("prisons.unsentenced_share")
def _(world: World, period: Period) -> Answer:
    return Answer.share(len(under_trial(world, period)), len(held(world, period)))


def limit(warrant: Warrant) -> int | None:
    """Months of detention after which bail is due; None where the warrant names no penalty."""
    if warrant.juvenile:
        return 6
    if not warrant.penalty:
        return None
    months = 24 if warrant.penalty == "DEATH" else 12
    return months // 2 if warrant.stay.sex == "F" else months


def exceeds(warrant: Warrant, day: date, allowance: int) -> bool:
    """Whether on a day the detention has lasted longer than the limit and so many more days."""
    months = limit(warrant)
    return months is not None and day > add_days(add_months(warrant.detained_since, months), allowance)


@cache
def remanded(world: World, month: int) -> list[list[Warrant]]:
    """Of each person under trial at the end of a month the warrants that last and tell the limit."""
    day, found = last_day(month), []
    for state in month_ends(world)[month]:
        lasting = [w for w in state.stay.warrants if w.detained_since <= day and not (w.ended_at and w.ended_at <= day)]
        if state.status == "UTP" and any(limit(w) is not None for w in lasting):
            found.append(lasting)
    return found


def over_limit_gross(world: World, period: Period) -> int:
    day = period.last_day
    return sum(any(exceeds(w, day, 0) for w in warrants) for warrants in remanded(world, period.last))


def over_limit_net(world: World, period: Period) -> int:
    day = period.last_day
    return sum(
        any(exceeds(w, day, w.delay_days) for w in warrants if not w.fourth_proviso)
        for warrants in remanded(world, period.last)
    )


@kpi("prisons.over_limit_gross")
def _(world: World, period: Period) -> Answer:
    return Answer.count(over_limit_gross(world, period))


@kpi("prisons.over_limit_net")
def _(world: World, period: Period) -> Answer:
    return Answer.count(over_limit_net(world, period))


@kpi("prisons.over_limit_gross_share")
def _(world: World, period: Period) -> Answer:
    return Answer.share(over_limit_gross(world, period), len(remanded(world, period.last)))


@kpi("prisons.over_limit_net_share")
def _(world: World, period: Period) -> Answer:
    return Answer.share(over_limit_net(world, period), len(remanded(world, period.last)))


def detained(stay: Stay) -> date | None:
    """First day in custody, with the police or in prison, under any warrant of the stay."""
    return min((w.detained_since for w in stay.warrants), default=None)


def days_held(world: World, period: Period) -> list[int]:
    since = [detained(s.stay) for s in under_trial(world, period)]
    return [days(day, period.last_day) for day in since if day is not None and day <= period.last_day]


@kpi("prisons.days_held_under_trial_median")
def _(world: World, period: Period) -> Answer:
    return Answer.median(days_held(world, period))


@kpi("prisons.days_held_under_trial_p90")
def _(world: World, period: Period) -> Answer:
    return Answer.quantile(days_held(world, period), Fraction(9, 10))


def left_trial(state: State) -> bool:
    """Whether a state under trial was the last one under trial of its stay: no transfer, no birthday."""
    later = [s for s in state.stay.states if s.since > state.since]
    return state.status == "UTP" and not (later and later[0].status == "UTP")


@cache
def trials_left(world: World) -> Months[State]:
    return by_month((s for s in counted(world) if left_trial(s)), lambda s: s.until)


def days_under_trial(world: World, period: Period) -> list[int]:
    found = [(detained(s.stay), s.until) for s in during(trials_left(world), period)]
    return [days(since, until) for since, until in found if since is not None and until is not None and since <= until]


@kpi("prisons.days_under_trial_median")
def _(world: World, period: Period) -> Answer:
    return Answer.median(days_under_trial(world, period))


@kpi("prisons.days_under_trial_p90")
def _(world: World, period: Period) -> Answer:
    return Answer.quantile(days_under_trial(world, period), Fraction(9, 10))


# ---- PRI-15, PRI-18: dates and counsel -------------------------------------------------------------------------------


def due(stay: Stay) -> date | None:
    return stay.sentence.due if stay.sentence else None


@kpi("prisons.released_on_time")
def _(world: World, period: Period) -> Answer:
    served = [(p.until, due(p.stay)) for p in during(departures(world), period) if p.why == "SENTENCE_EXPIRED"]
    late = [days(day, left) > 0 for left, day in served if left is not None and day is not None]
    return Answer.share(late.count(False), len(late))


@kpi("prisons.held_past_due")
def _(world: World, period: Period) -> Answer:
    ends = [due(s.stay) for s in held(world, period, *SENTENCED)]
    return Answer.count(sum(day is not None and day < period.last_day for day in ends))


@kpi("prisons.without_counsel_share")
def _(world: World, period: Period) -> Answer:
    counsel = [s.stay.counsel_from for s in under_trial(world, period)]
    return Answer.share(sum(day is None or day > period.last_day for day in counsel), len(counsel))


# ---- PRI-08: productions ---------------------------------------------------------------------------------------------


@kpi("prisons.production_rate")
def _(world: World, period: Period) -> Answer:
    asked = during(productions(world), period)
    return Answer.share(sum(p.produced for p in asked), len(asked))


@kpi("prisons.productions_missed_count")
def _(world: World, period: Period) -> Answer:
    return Answer.count(sum(not p.produced for p in during(productions(world), period)))


# ---- PRI-12 to PRI-14: incidents -------------------------------------------------------------------------------------


def happened(world: World, period: Period, *kinds: str) -> int:
    return sum(i.kind in kinds for i in during(incidents(world), period))


def per_average(world: World, period: Period, events: int, scale: int) -> Answer:
    """Events times months over the sum of the month-ends. Before a prison was opened nobody was held in it."""
    people = sum(len(month_ends(world)[month]) for month in period.months)
    return Answer.ratio(events * len(period.months), people, scale)


twelve_months = partial(kpi, areas=(PROVINCE, *FACILITIES), frequencies=("month",), windows=("rolling_12",))


@twelve_months("prisons.deaths_rate")
def _(world: World, period: Period) -> Answer:
    return per_average(world, period, happened(world, period, *DEATHS), 1000)


@twelve_months("prisons.assaults_prisoner_rate")
def _(world: World, period: Period) -> Answer:
    return per_average(world, period, happened(world, period, "ASSAULT_PRISONER"), 1000)


@twelve_months("prisons.assaults_staff_rate")
def _(world: World, period: Period) -> Answer:
    return per_average(world, period, happened(world, period, "ASSAULT_STAFF"), 1000)


@kpi("prisons.deaths_count")
def _(world: World, period: Period) -> Answer:
    return Answer.count(happened(world, period, *DEATHS))


@kpi("prisons.escapes_count")
def _(world: World, period: Period) -> Answer:
    return Answer.count(happened(world, period, "ESCAPE"))


@kpi("prisons.absconds_rate")
def _(world: World, period: Period) -> Answer:
    prisoner_days = sum(period.days_inside(s.since, s.until) for s in counted(world))
    return Answer.ratio(happened(world, period, "ABSCOND"), prisoner_days, 100_000)


# ---- PRI-16: programmes ----------------------------------------------------------------------------------------------


def convicted_on(session: Session) -> bool:
    state = session.stay.state_on(session.held_on)
    return state is not None and state.status in CONVICTED


def in_programmes(world: World, period: Period) -> int:
    return len({s.stay.person.number for s in during(sessions(world), period) if convicted_on(s)})


@cache
def convicts(world: World) -> list[State]:
    return [s for s in world.states if s.status in CONVICTED]


@kpi("prisons.in_programmes_count")
def _(world: World, period: Period) -> Answer:
    return Answer.count(in_programmes(world, period))


@kpi("prisons.in_programmes_share")
def _(world: World, period: Period) -> Answer:
    there = {s.stay.person.number for s in convicts(world) if period.days_inside(s.since, s.until)}
    return Answer.share(in_programmes(world, period), len(there))


# ---- PRI-17, PRI-20: admissions --------------------------------------------------------------------------------------


def admitted(world: World, period: Period, transfers: bool = False) -> list[Passage]:
    return [p for p in during(arrivals(world), period) if transfers or p.how in FROM_OUTSIDE]


def admissions(world: World, period: Period) -> int:
    return len(admitted(world, period))


def admissions_of_prison(world: World, period: Period) -> int:
    return len(admitted(world, period, transfers=True))


def screened(passage: Passage) -> bool:
    """Seen by a health worker within 24 hours, and not before."""
    seen = passage.stay.screened_at
    return seen is not None and timedelta(0) <= seen - passage.since <= timedelta(hours=24)


@kpi("prisons.screened_within_24_hours")
def _(world: World, period: Period) -> Answer:
    people = admitted(world, period)
    return Answer.share(sum(map(screened, people)), len(people))


@kpi("prisons.admissions_count", areas=(PROVINCE,))
def _(world: World, period: Period) -> Answer:
    return Answer.count(admissions(world, period))


@kpi("prisons.admissions_of_prison_count", frequencies=("month",))
def _(world: World, period: Period) -> Answer:
    return Answer.count(admissions_of_prison(world, period))


@kpi("prisons.turnover", areas=(PROVINCE,))
def _(world: World, period: Period) -> Answer:
    return per_average(world, period, admissions(world, period), 1)


@kpi("prisons.turnover_of_prison", frequencies=("month",))
def _(world: World, period: Period) -> Answer:
    return per_average(world, period, admissions_of_prison(world, period), 1)
