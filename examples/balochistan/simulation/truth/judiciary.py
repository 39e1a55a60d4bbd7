"""The truth of the judiciary KPIs."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable
from datetime import date
from fractions import Fraction
from functools import cache
from typing import TypeVar

from simulation.clock import month_of
from simulation.truth import DISTRICTS, Answer, Period, World, add_months, days, kpi
from simulation.world import Accused, Appeal, Bail, Case, Defendant, Hearing

Thing = TypeVar("Thing")
Months = dict[int, list[Thing]]

TRIALS = ("SESSIONS_TRIAL", "MAGISTERIAL_TRIAL", "ATC", "GBV", "JUVENILE")
NOT_JUDGED = ("CONSIGNED_RECORD_ROOM", "ABATED")
NON_CUSTODIAL = ("PROBATION", "CONDITIONAL_DISCHARGE", "FINE")
ON_BAIL = ("GRANTED", "REFUSED")

OLD_POLICY, NEW_POLICY = date(2009, 6, 1), date(2025, 8, 18)
"""First days of the two policies on how long a case may take."""
OLD_LIMITS = {"UP_TO_7Y": 3, "ABOVE_7Y": 6, "MURDER": 6}
NEW_LIMITS = {"JUVENILE": 6, "UP_TO_7Y": 12, "ABOVE_7Y": 18, "MURDER": 24}
"""Months from institution."""
BAIL_LIMITS = {"MAGISTRATE": 3, "SESSIONS": 5, "ATC": 5, "SPECIAL_GBV": 5, "JUVENILE": 5, "HIGH_COURT": 7}
"""Days from filing."""


# ---- by month --------------------------------------------------------------------------------------------------------


def by_month(things: Iterable[Thing], day: Callable[[Thing], date | None]) -> Months[Thing]:
    """Things under the month of their day; those without one are left out."""
    found: Months[Thing] = defaultdict(list)
    for thing in things:
        on = day(thing)
        if on is not None:
            found[month_of(on)].append(thing)
    return found


def during(months: Months[Thing], period: Period) -> list[Thing]:
    return [thing for month in period.months for thing in months.get(month, ())]


@cache
def cases_instituted(world: World) -> Months[Case]:
    """Those received by transfer were instituted elsewhere."""
    return by_month((c for c in world.cases if c.moved_from is None), lambda c: c.instituted_at)


@cache
def cases_received(world: World) -> Months[Case]:
    return by_month(world.cases, lambda c: c.received_at)


@cache
def cases_sent_away(world: World) -> Months[Case]:
    return by_month(world.cases, lambda c: c.moved_at)


@cache
def cases_decided(world: World) -> Months[Case]:
    return by_month(world.cases, lambda c: c.decided_at)


@cache
def hearings_listed(world: World) -> Months[Hearing]:
    return by_month(world.hearings, lambda h: h.listed)


@cache
def defendants_charged(world: World) -> Months[Defendant]:
    return by_month(world.defendants, lambda d: d.charged_at)


@cache
def defendants_judged(world: World) -> Months[Defendant]:
    return by_month((d for d in world.defendants if d.verdict), lambda d: d.ended_at)


@cache
def bails_decided(world: World) -> Months[Bail]:
    """Bail granted or refused."""
    return by_month((b for b in world.bails if b.outcome in ON_BAIL), lambda b: b.decided_at)


@cache
def appeals_decided(world: World) -> Months[Appeal]:
    return by_month(world.appeals, lambda a: a.decided_at)


def decided(world: World, period: Period) -> list[Case]:
    return during(cases_decided(world), period)


def instituted(world: World, period: Period) -> list[Case]:
    return during(cases_instituted(world), period)


# ---- what comes in, what goes out ------------------------------------------------------------------------------------


@kpi("judiciary.cases_instituted")
def _(world: World, period: Period) -> Answer:
    return Answer.count(len(instituted(world, period)))


@kpi("judiciary.transfers_in")
def _(world: World, period: Period) -> Answer:
    return Answer.count(len(during(cases_received(world), period)))


@kpi("judiciary.transfers_out")
def _(world: World, period: Period) -> Answer:
    return Answer.count(len(during(cases_sent_away(world), period)))


@kpi("judiciary.cases_disposed")
def _(world: World, period: Period) -> Answer:
    return Answer.count(len(decided(world, period)))


@kpi("judiciary.clearance_rate")
def _(world: World, period: Period) -> Answer:
    return Answer.share(len(decided(world, period)), len(instituted(world, period)))


# ---- what waits ------------------------------------------------------------------------------------------------------


@cache
def pending_on(world: World, day: date) -> list[Case]:
    """On the docket at the end of a day."""
    return [c for c in world.cases if c.began <= day and (c.ended is None or c.ended > day)]


def pending(world: World, period: Period) -> list[Case]:
    return pending_on(world, period.last_day)


@kpi("judiciary.pending_cases")
def _(world: World, period: Period) -> Answer:
    return Answer.count(len(pending(world, period)))


def pending_for(world: World, period: Period, months: int, below: int | None = None) -> Answer:
    """Pending for so many calendar months since institution, and less than so many."""
    day = period.last_day
    return Answer.count(
        sum(
            add_months(c.instituted_at, months) <= day and (below is None or add_months(c.instituted_at, below) > day)
            for c in pending(world, period)
        )
    )


@kpi("judiciary.pending_under_3_months")
def _(world: World, period: Period) -> Answer:
    return pending_for(world, period, 0, 3)


@kpi("judiciary.pending_3_to_6_months")
def _(world: World, period: Period) -> Answer:
    return pending_for(world, period, 3, 6)


@kpi("judiciary.pending_6_to_12_months")
def _(world: World, period: Period) -> Answer:
    return pending_for(world, period, 6, 12)


@kpi("judiciary.pending_1_to_2_years")
def _(world: World, period: Period) -> Answer:
    return pending_for(world, period, 12, 24)


@kpi("judiciary.pending_2_to_3_years")
def _(world: World, period: Period) -> Answer:
    return pending_for(world, period, 24, 36)


@kpi("judiciary.pending_3_years_or_more")
def _(world: World, period: Period) -> Answer:
    return pending_for(world, period, 36)


@kpi("judiciary.backlog_over_one_year")
def _(world: World, period: Period) -> Answer:
    ages = [days(c.instituted_at, period.last_day) for c in pending(world, period)]
    return Answer.share(sum(age >= 365 for age in ages), len(ages))


@kpi("judiciary.disposition_time")
def _(world: World, period: Period) -> Answer:
    return Answer.ratio(len(pending(world, period)) * period.days, len(decided(world, period)), 1)


@kpi("judiciary.case_turnover")
def _(world: World, period: Period) -> Answer:
    return Answer.ratio(len(decided(world, period)), len(pending(world, period)), 1)


@kpi("judiciary.pending_per_judge")
def _(world: World, period: Period) -> Answer:
    working = sum(j.working for j in world.judges if j.month == period.last)
    return Answer.ratio(len(pending(world, period)), working, 1)


# ---- how long it takes -----------------------------------------------------------------------------------------------


def days_to_judgment(world: World, period: Period) -> list[int]:
    return [days(c.instituted_at, c.decided_at) for c in decided(world, period) if c.decided_at is not None]


@kpi("judiciary.days_to_judgment_median")
def _(world: World, period: Period) -> Answer:
    return Answer.median(days_to_judgment(world, period))


@kpi("judiciary.days_to_judgment_p90")
def _(world: World, period: Period) -> Answer:
    return Answer.quantile(days_to_judgment(world, period), Fraction(9, 10))


def last_day_of_limit(case: Case) -> date | None:
    """By the policy in force on the day of institution; None: it sets no limit."""
    if case.instituted_at < OLD_POLICY:
        return None
    months = (OLD_LIMITS if case.instituted_at < NEW_POLICY else NEW_LIMITS).get(case.limit)
    return None if months is None else add_months(case.instituted_at, months)


@kpi("judiciary.within_time_limit")
def _(world: World, period: Period) -> Answer:
    found = [(c.decided_at, last_day_of_limit(c)) for c in decided(world, period)]
    members = [(day, limit) for day, limit in found if day is not None and limit is not None]
    return Answer.share(sum(day <= limit for day, limit in members), len(members))


def active(world: World, period: Period) -> list[Case]:
    """Pending, and able to go on, at the end of the last day."""
    return [c for c in pending(world, period) if not period.there(c.inactive_from, c.inactive_to)]


def days_inactive(case: Case, day: date) -> int:
    """How long it could not go on, until a day on which it can."""
    if case.inactive_from is None or case.inactive_to is None or case.inactive_from > day:
        return 0
    return days(case.inactive_from, case.inactive_to)


@kpi("judiciary.active_age_median")
def _(world: World, period: Period) -> Answer:
    day = period.last_day
    return Answer.median(days(c.instituted_at, day) - days_inactive(c, day) for c in active(world, period))


@kpi("judiciary.active_over_limit")
def _(world: World, period: Period) -> Answer:
    day = period.last_day
    found = [(c, last_day_of_limit(c)) for c in active(world, period)]
    members = [(c, limit) for c, limit in found if limit is not None]
    return Answer.share(sum(days(limit, day) > days_inactive(c, day) for c, limit in members), len(members))


def judged_within(cases: Iterable[Case], months: int) -> Answer:
    """Of the trials that ended with a word on the charge: so many months after cognizance at the latest."""
    members = [c for c in cases if c.kind in TRIALS and c.disposal not in NOT_JUDGED]
    in_time = sum(
        c.decided_at is not None and c.decided_at <= add_months(c.cognizance_at or c.instituted_at, months)
        for c in members
    )
    return Answer.share(in_time, len(members))


@kpi("judiciary.juveniles_within_six_months")
def _(world: World, period: Period) -> Answer:
    return judged_within((c for c in decided(world, period) if c.juvenile), 6)


@kpi("judiciary.sexual_offences_within_four_months")
def _(world: World, period: Period) -> Answer:
    return judged_within((c for c in decided(world, period) if c.scheduled_ara), 4)


# ---- hearings and appeals --------------------------------------------------------------------------------------------


@kpi("judiciary.trial_date_certainty")
def _(world: World, period: Period) -> Answer:
    trials = [c for c in decided(world, period) if c.kind in TRIALS]
    settings = [sum(h.purpose == "TRIAL" for h in c.hearings) for c in trials]
    return Answer.share(sum(1 <= n <= 2 for n in settings), sum(n >= 1 for n in settings))


def adjourned(world: World, period: Period) -> int:
    return sum(h.outcome == "ADJOURNED" for h in during(hearings_listed(world), period))


@kpi("judiciary.hearings_adjourned")
def _(world: World, period: Period) -> Answer:
    return Answer.count(adjourned(world, period))


@kpi("judiciary.hearings_adjourned_share")
def _(world: World, period: Period) -> Answer:
    return Answer.share(adjourned(world, period), len(during(hearings_listed(world), period)))


@kpi("judiciary.appeal_reversal_rate")
def _(world: World, period: Period) -> Answer:
    outcomes = [a.outcome for a in during(appeals_decided(world), period)]
    return Answer.share(outcomes.count("SET_ASIDE"), len(outcomes))


# ---- the accused -----------------------------------------------------------------------------------------------------


@kpi("judiciary.represented_at_charge")
def _(world: World, period: Period) -> Answer:
    charged = during(defendants_charged(world), period)
    return Answer.share(sum(d.represented is True for d in charged), len(charged))


@kpi("judiciary.non_custodial_sentences")
def _(world: World, period: Period) -> Answer:
    judged = during(defendants_judged(world), period)
    convicted = [d for d in judged if d.verdict == "CONVICTED" and d.eligible]
    return Answer.share(sum(d.sentence in NON_CUSTODIAL for d in convicted), len(convicted))


@kpi("judiciary.bail_within_limit")
def _(world: World, period: Period) -> Answer:
    members = [b for b in during(bails_decided(world), period) if b.level in BAIL_LIMITS]
    in_time = sum(b.decided_at is not None and days(b.filed_at, b.decided_at) <= BAIL_LIMITS[b.level] for b in members)
    return Answer.share(in_time, len(members))


def first_decision(accused: Accused) -> date | None:
    """First day, since the arrest, on which any court granted or refused bail to somebody under arrest."""
    if accused.arrested_at is None:
        return None
    arrested = accused.arrested_at.date()
    return min(
        (
            b.decided_at
            for b in accused.bails
            if b.stage != "PRE_ARREST"
            and b.outcome in ON_BAIL
            and b.decided_at is not None
            and b.decided_at >= arrested
        ),
        default=None,
    )


@cache
def first_decisions(world: World) -> Months[Accused]:
    """By the district of the police."""
    return by_month(world.accused, first_decision)


@kpi("judiciary.days_arrest_to_bail", areas=DISTRICTS)
def _(world: World, period: Period) -> Answer:
    found = [(a.arrested_at, first_decision(a)) for a in during(first_decisions(world), period)]
    return Answer.median(days(arrest, day) for arrest, day in found if arrest is not None and day is not None)


@kpi("judiciary.bail_arrest_linked")
def _(world: World, period: Period) -> Answer:
    members = [b for b in during(bails_decided(world), period) if b.stage != "PRE_ARREST"]
    known = [(b.accused.arrested_at, b.decided_at) for b in members]
    linked = sum(arrest is not None and day is not None and arrest.date() <= day for arrest, day in known)
    return Answer.share(linked, len(members))
