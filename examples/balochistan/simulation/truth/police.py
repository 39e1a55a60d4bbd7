"""The truth of the police KPIs."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable
from datetime import date, timedelta
from fractions import Fraction
from functools import cache
from typing import TypeVar

from simulation.clock import month_of
from simulation.truth import Answer, Period, World, add_days, days, earliest, kpi, minutes
from simulation.world import Accused, Call, Complaint, Fir

Thing = TypeVar("Thing")
Months = dict[int, list[Thing]]

HOMICIDE = ("MURDER", "HONOUR_KILLING", "TERRORISM")
RUNS_UNTIL_DAY_17 = ("CANCELLED", "TRANSFERRED")

# ---- by month, and what is asked of an FIR again and again -----------------------------------------------------------


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
def first(fir: Fir, *kinds: str) -> date | None:
    """Day of the first report of these kinds, of any kind when none is given."""
    return fir.first(*kinds)


@cache
def firs_registered(world: World) -> Months[Fir]:
    return by_month(world.firs, lambda fir: fir.day)


@cache
def firs_completed(world: World) -> Months[Fir]:
    return by_month(world.firs, lambda fir: first(fir, "COMPLETE"))


@cache
def goods_recovered(world: World) -> Months[Fir]:
    return by_month(world.firs, lambda fir: fir.recovered_on)


@cache
def arrests_made(world: World) -> Months[Accused]:
    return by_month(world.accused, lambda a: a.arrested_at)


@cache
def proclaimed(world: World) -> list[Accused]:
    return [a for a in world.accused if a.po_declared_at is not None]


@cache
def calls_received(world: World) -> Months[Call]:
    return by_month(world.calls, lambda c: c.received_at)


@cache
def complaints_received(world: World) -> Months[Complaint]:
    return by_month(world.complaints, lambda c: c.received_at)


def registered(world: World, period: Period) -> list[Fir]:
    return during(firs_registered(world), period)


# ---- registration ----------------------------------------------------------------------------------------------------


@kpi("police.firs_registered")
def _(world: World, period: Period) -> Answer:
    return Answer.count(len(registered(world, period)))


@kpi("police.recorded_offences_rate")
def _(world: World, period: Period) -> Answer:
    return Answer.rate(len(registered(world, period)), period.person_months(), period)


@kpi("police.homicide_victims_rate")
def _(world: World, period: Period) -> Answer:
    victims = sum(v.died for fir in registered(world, period) if fir.offence in HOMICIDE for v in fir.victims)
    return Answer.rate(victims, period.person_months(), period)


@kpi("police.property_recovery_rate", windows=("period", "rolling_12"))
def _(world: World, period: Period) -> Answer:
    recovered = sum(fir.recovered or 0 for fir in during(goods_recovered(world), period))
    return Answer.share(recovered, sum(fir.stolen or 0 for fir in registered(world, period)))


@kpi("police.referred_within_6_hours")
def _(world: World, period: Period) -> Answer:
    members = [fir for fir in registered(world, period) if fir.scheduled_ara]
    in_time = sum(
        fir.arcc_referred_at is not None
        and timedelta(0) <= fir.arcc_referred_at - fir.reported_at <= timedelta(hours=6)
        for fir in members
    )
    return Answer.share(in_time, len(members))


@kpi("police.police_share")
def _(world: World, period: Period) -> Answer:
    forces = [fir.force for fir in registered(world, period)]
    return Answer.share(forces.count("POLICE"), len(forces))


# ---- investigations in time ------------------------------------------------------------------------------------------


def ran_17_days(fir: Fir) -> bool:
    """Whether it was not cancelled or transferred before day 17."""
    gone = fir.closed_at if fir.closure in RUNS_UNTIL_DAY_17 else None
    return gone is None or days(fir.day, gone) >= 17


@kpi("police.first_report_within_17_days")
def _(world: World, period: Period) -> Answer:
    if not period.mature(days=17):
        return Answer.immature()
    members = [fir for fir in registered(world, period) if ran_17_days(fir)]
    reports = [first(fir, "INTERIM", "COMPLETE") for fir in members]
    in_time = sum(day is not None and 0 <= days(fir.day, day) <= 17 for fir, day in zip(members, reports, strict=True))
    return Answer.share(in_time, len(members))


@kpi("police.completed_within_14_days")
def _(world: World, period: Period) -> Answer:
    if not period.mature(days=14, wait=3):
        return Answer.immature()
    members = [fir for fir in registered(world, period) if ran_17_days(fir)]
    reports = [first(fir, "COMPLETE") for fir in members]
    in_time = sum(day is not None and days(fir.day, day) <= 14 for fir, day in zip(members, reports, strict=True))
    return Answer.share(in_time, len(members))


def first_challan(fir: Fir) -> date | None:
    """Day of the first complete report that sends up somebody."""
    return min((r.forwarded_at for r in fir.reports if r.kind == "COMPLETE" and r.n_accused > 0), default=None)


@kpi("police.challan_within_180_days")
def _(world: World, period: Period) -> Answer:
    if not period.mature(days=180):
        return Answer.immature()
    members = registered(world, period)
    challans = [first_challan(fir) for fir in members]
    in_time = sum(day is not None and days(fir.day, day) <= 180 for fir, day in zip(members, challans, strict=True))
    return Answer.share(in_time, len(members))


def days_to_complete(world: World, period: Period) -> list[int]:
    """Of the FIRs whose first complete report lies in the period."""
    found = [(fir, first(fir, "COMPLETE")) for fir in during(firs_completed(world), period)]
    return [days(fir.day, day) for fir, day in found if day is not None and day >= fir.day]


@kpi("police.days_to_complete_median")
def _(world: World, period: Period) -> Answer:
    return Answer.median(days_to_complete(world, period))


@kpi("police.days_to_complete_p90")
def _(world: World, period: Period) -> Answer:
    return Answer.quantile(days_to_complete(world, period), Fraction(9, 10))


@kpi("police.days_to_complete_survival")
def _(world: World, period: Period) -> Answer:
    waits = []
    for fir in registered(world, period):
        report = first(fir, "COMPLETE")
        lost = fir.closed_at if fir.closure in ("CANCELLED", "TRANSFERRED", "QUASHED") else None
        until = min(period.as_of, lost or period.as_of)
        met = report if report is not None and report <= until else None
        waits.append((days(fir.day, met or until), met is not None))
    return Answer.survival(waits)


# ---- the queue -------------------------------------------------------------------------------------------------------


@cache
def ages_unreported(world: World, day: date) -> list[int]:
    """Days since registration of the FIRs that have no report of any kind at the end of a day, and run."""
    found = []
    for fir in world.firs:
        end = earliest(first(fir), fir.closed_at)
        if fir.day <= day and (end is None or end > day):
            found.append(days(fir.day, day))
    return found


@cache
def under_investigation(world: World, day: date) -> int:
    found = 0
    for fir in world.firs:
        end = earliest(first(fir, "COMPLETE", "CANCELLATION", "UNTRACED"), fir.closed_at)
        found += fir.day <= day and (end is None or end > day)
    return found


def waiting(world: World, period: Period, youngest: int, oldest: int | None = None) -> int:
    """Without any report on the last day, and so many days old."""
    ages = ages_unreported(world, period.last_day)
    return sum(age >= youngest and (oldest is None or age <= oldest) for age in ages)


@kpi("police.open_beyond_17_days")
def _(world: World, period: Period) -> Answer:
    return Answer.count(waiting(world, period, 18))


@kpi("police.open_beyond_17_days_share")
def _(world: World, period: Period) -> Answer:
    return Answer.share(waiting(world, period, 18), under_investigation(world, period.last_day))


@kpi("police.open_18_to_30_days")
def _(world: World, period: Period) -> Answer:
    return Answer.count(waiting(world, period, 18, 30))


@kpi("police.open_31_to_90_days")
def _(world: World, period: Period) -> Answer:
    return Answer.count(waiting(world, period, 31, 90))


@kpi("police.open_91_to_180_days")
def _(world: World, period: Period) -> Answer:
    return Answer.count(waiting(world, period, 91, 180))


@kpi("police.open_over_180_days")
def _(world: World, period: Period) -> Answer:
    return Answer.count(waiting(world, period, 181))


# ---- how investigations end ------------------------------------------------------------------------------------------


@cache
def finalised(world: World) -> dict[int, list[str]]:
    """By month the FIRs the police finished in it, each once, and how: of reports of one day the complete one first."""
    kinds = {"COMPLETE": "CHALLANED", "CANCELLATION": "CANCELLED", "UNTRACED": "UNTRACED"}
    found: dict[int, list[str]] = defaultdict(list)
    for fir in world.firs:
        ways = [(day, order, how) for order, (kind, how) in enumerate(kinds.items()) if (day := first(fir, kind))]
        if fir.closed_at is not None and fir.closure in ("CANCELLED", "UNTRACED", "TRANSFERRED"):
            ways.append((fir.closed_at, len(kinds), fir.closure))
        if ways:
            day, _, how = min(ways)
            if how == "CHALLANED" and first_challan(fir) != day:
                how = "NOBODY_SENT_UP"
            found[month_of(day)].append(how)
    return found


def ended_as(world: World, period: Period, outcome: str) -> Answer:
    ways = during(finalised(world), period)
    return Answer.share(ways.count(outcome), len(ways))


@kpi("police.challan_rate")
def _(world: World, period: Period) -> Answer:
    return ended_as(world, period, "CHALLANED")


@kpi("police.untraced_rate")
def _(world: World, period: Period) -> Answer:
    return ended_as(world, period, "UNTRACED")


@kpi("police.cancellation_rate")
def _(world: World, period: Period) -> Answer:
    return ended_as(world, period, "CANCELLED")


@kpi("police.forensic_evidence")
def _(world: World, period: Period) -> Answer:
    members = [fir for fir in during(firs_completed(world), period) if fir.severity == "HEINOUS"]
    attached = sum(
        any(r.forensic for r in fir.reports if r.kind == "COMPLETE" and r.forwarded_at == first(fir, "COMPLETE"))
        for fir in members
    )
    return Answer.share(attached, len(members))


# ---- the accused -----------------------------------------------------------------------------------------------------


@kpi("police.produced_within_24_hours")
def _(world: World, period: Period) -> Answer:
    arrests = during(arrests_made(world), period)
    in_time = sum(
        a.arrested_at is not None
        and a.produced_at is not None
        and minutes(a.arrested_at, a.produced_at) - (a.travel_minutes or 0) <= 24 * 60
        for a in arrests
    )
    return Answer.share(in_time, len(arrests))


@kpi("police.production_recorded")
def _(world: World, period: Period) -> Answer:
    arrests = during(arrests_made(world), period)
    return Answer.share(sum(a.produced_at is not None for a in arrests), len(arrests))


@kpi("police.proclaimed_offenders_arrested")
def _(world: World, period: Period) -> Answer:
    """Those at large when the period began and those proclaimed in it: the other way round than the framework."""
    eve = add_days(period.first_day, -1)
    before = [a for a in proclaimed(world) if period.there(a.po_declared_at, a.po_cleared_at, eve)]
    added = [a for a in proclaimed(world) if period.holds(a.po_declared_at)]
    caught = [a for a in before + added if period.holds(a.po_cleared_at)]
    arrested = sum(a.po_clear_reason in ("ARRESTED", "SURRENDERED") for a in caught)
    return Answer.share(arrested, len(before) + len(added))


# ---- service to the public -------------------------------------------------------------------------------------------


def response_minutes(world: World, period: Period) -> list[int]:
    attended = during(calls_received(world), period)
    return [minutes(c.received_at, c.arrived_at) for c in attended if c.arrived_at is not None]


@kpi("police.response_minutes_median")
def _(world: World, period: Period) -> Answer:
    return Answer.median(response_minutes(world, period))


@kpi("police.response_minutes_p90")
def _(world: World, period: Period) -> Answer:
    return Answer.quantile(response_minutes(world, period), Fraction(9, 10))


@kpi("police.calls_not_attended")
def _(world: World, period: Period) -> Answer:
    outcomes = [c.outcome for c in during(calls_received(world), period)]
    missed = outcomes.count("NOT_ATTENDED")
    return Answer.share(missed, missed + outcomes.count("ATTENDED"))


@kpi("police.complaints_closed_within_30_days")
def _(world: World, period: Period) -> Answer:
    if not period.mature(days=30):
        return Answer.immature()
    members = during(complaints_received(world), period)
    closed = sum(c.closed_at is not None and days(c.received_at, c.closed_at) <= 30 for c in members)
    return Answer.share(closed, len(members))


def strength(world: World, period: Period) -> tuple[int, int]:
    """Officers in post, and women among them, at the end of the last month."""
    there = [s for s in world.police_staff if s.month == period.last]
    return sum(s.in_post for s in there), sum(s.female for s in there)


@kpi("police.strength_rate")
def _(world: World, period: Period) -> Answer:
    return Answer.rate(strength(world, period)[0], period.person_months(), period)


@kpi("police.female_officers_share")
def _(world: World, period: Period) -> Answer:
    in_post, women = strength(world, period)
    return Answer.share(women, in_post)
