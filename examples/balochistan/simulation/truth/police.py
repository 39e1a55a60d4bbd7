"""The truth of the police KPIs."""

from __future__ import annotations

from fractions import Fraction

from simulation.truth import Answer, Period, World, add_days, days, earliest, kpi
from simulation.world import Fir


def registered(world: World, period: Period) -> list[Fir]:
    return [fir for fir in world.firs if period.holds(fir.day)]


@kpi("police.firs_registered")
def _(world: World, period: Period) -> Answer:
    return Answer.count(len(registered(world, period)))


@kpi("police.recorded_offences_rate")
def _(world: World, period: Period) -> Answer:
    return Answer.rate(len(registered(world, period)), period.person_months(), period)


@kpi("police.first_report_within_17_days")
def _(world: World, period: Period) -> Answer:
    if not period.mature(days=17):
        return Answer.immature()
    members = in_time = 0
    for fir in registered(world, period):
        gone = fir.closure in ("CANCELLED", "TRANSFERRED") and fir.closed_at is not None
        if gone and days(fir.day, fir.closed_at) < 17:
            continue
        members += 1
        report = fir.first("INTERIM", "COMPLETE")
        in_time += report is not None and 0 <= days(fir.day, report) <= 17
    return Answer.share(in_time, members)


def overdue(world: World, period: Period) -> int:
    """Older than 17 days on the last day, and no report of any kind."""
    return sum(period.there(add_days(fir.day, 18), earliest(fir.first(), fir.closed_at)) for fir in world.firs)


def under_investigation(world: World, period: Period) -> int:
    return sum(
        period.there(fir.day, earliest(fir.first("COMPLETE", "CANCELLATION", "UNTRACED"), fir.closed_at))
        for fir in world.firs
    )


@kpi("police.open_beyond_17_days")
def _(world: World, period: Period) -> Answer:
    return Answer.count(overdue(world, period))


@kpi("police.open_beyond_17_days_share")
def _(world: World, period: Period) -> Answer:
    return Answer.share(overdue(world, period), under_investigation(world, period))


def days_to_complete(world: World, period: Period) -> list[int]:
    """Of the FIRs whose first complete report lies in the period."""
    found = []
    for fir in world.firs:
        report = fir.first("COMPLETE")
        if report is not None and period.holds(report) and report >= fir.day:
            found.append(days(fir.day, report))
    return found


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
        report = fir.first("COMPLETE")
        lost = fir.closed_at if fir.closure in ("CANCELLED", "TRANSFERRED", "QUASHED") else None
        if report is not None and report <= earliest(period.as_of, lost):
            waits.append((days(fir.day, report), True))
        else:
            waits.append((days(fir.day, earliest(period.as_of, lost)), False))
    return Answer.survival(waits)
