"""The truth of the probation KPIs."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable
from datetime import date
from functools import cache
from typing import TypeVar

from simulation import world as objects
from simulation.clock import month_of
from simulation.geography import districts_on
from simulation.plan import LAST_BUT_ONE
from simulation.truth import FACILITIES, PROVINCE, Answer, Period, World, add_months, days, kpi, workdays
from simulation.world import Breach, Contact, Defendant, InquiryReport, Order, ParoleCase

Thing = TypeVar("Thing")
Months = dict[int, list[Thing]]

FORM_BEGINS = LAST_BUT_ONE
"""First month for which the offices owe form PRB-M."""
LICENCE = "PAROLE_LICENCE"
REVOKED = ("REVOKED_BREACH", "REVOKED_NEW_OFFENCE")

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
def orders_made(world: World) -> Months[Order]:
    """Orders and licences by the day they were made, in the district that first received them."""
    return by_month((o for o in world.orders if o.transferred_in_at is None), lambda o: o.order_date)


@cache
def orders_registered(world: World) -> Months[Order]:
    return by_month((o for o in world.orders if o.transferred_in_at is None), lambda o: o.registered_at)


@cache
def orders_ended(world: World) -> Months[Order]:
    return by_month(world.orders, lambda o: o.ended_at)


@cache
def contacts_due(world: World) -> Months[Contact]:
    return by_month(world.contacts, lambda c: c.due)


@cache
def breaches_detected(world: World) -> Months[Breach]:
    return by_month(world.breaches, lambda b: b.detected_at)


@cache
def reports_asked(world: World) -> Months[InquiryReport]:
    return by_month(world.inquiries, lambda i: i.requested_at)


@cache
def verdicts(world: World) -> Months[Defendant]:
    return by_month((d for d in world.defendants if d.verdict), lambda d: d.ended_at)


@cache
def supervised(world: World, day: date) -> list[Order]:
    """Orders and licences registered with an officer and not ended at the end of a day."""
    return [
        o for o in world.orders
        if o.registered_at is not None and o.registered_at <= day and (o.ended_at is None or o.ended_at > day)
    ]  # fmt: skip


# ---- PRB-02, PRB-03, PRB-17: orders ----------------------------------------------------------------------------------


@kpi("probation.new_orders")
def _(world: World, period: Period) -> Answer:
    return Answer.count(sum(o.kind != LICENCE for o in during(orders_made(world), period)))


@kpi("probation.use_of_probation")
def _(world: World, period: Period) -> Answer:
    """Those placed by the district of the officer, those sent to prison by the district of the court."""
    placed = sum(o.kind in ("PROBATION", "JUVENILE_RELEASE") for o in during(orders_made(world), period))
    imprisoned = sum(
        d.verdict == "CONVICTED" and d.sentence == "PRISON" and d.eligible for d in during(verdicts(world), period)
    )
    return Answer.share(placed, placed + imprisoned)


@kpi("probation.registration_days_median")
def _(world: World, period: Period) -> Answer:
    registered = during(orders_registered(world), period)
    return Answer.median(days(o.order_date, o.registered_at) for o in registered if o.registered_at is not None)


# ---- PRB-01, PRB-11, PRB-14, PRB-15, PRB-18: persons and officers ----------------------------------------------------


def persons(world: World, period: Period) -> set[str]:
    return {o.person.number for o in supervised(world, period.last_day)}


def officers(world: World, period: Period) -> int:
    """Probation officers in post at the end of the last month; parole officers are not among them."""
    return sum(s.probation_in_post for s in world.probation_staff if s.month == period.last)


@kpi("probation.persons_supervised")
def _(world: World, period: Period) -> Answer:
    return Answer.count(len(persons(world, period)))


@kpi("probation.caseload")
def _(world: World, period: Period) -> Answer:
    return Answer.ratio(len(persons(world, period)), officers(world, period), scale=1)


@kpi("probation.women_share")
def _(world: World, period: Period) -> Answer:
    women = {o.person.number for o in supervised(world, period.last_day) if o.person.sex == "F"}
    return Answer.share(len(women), len(persons(world, period)))


@kpi("probation.juvenile_share")
def _(world: World, period: Period) -> Answer:
    """With a live order for what they did under 18, whatever else they are supervised for."""
    juveniles = {o.person.number for o in supervised(world, period.last_day) if o.juvenile}
    return Answer.share(len(juveniles), len(persons(world, period)))


@cache
def stated(world: World, day: date) -> list[Order]:
    """As the offices count on the form: each person once in every district, by the newest of the orders there."""
    newest: dict[tuple[str, str], Order] = {}
    for o in supervised(world, day):
        key = (o.district, o.person.number)
        if key not in newest or (newest[key].order_date, newest[key].order_id) < (o.order_date, o.order_id):
            newest[key] = o
    return list(newest.values())


@kpi("probation.persons_supervised_returned")
def _(world: World, period: Period) -> Answer:
    return Answer.none() if period.last < FORM_BEGINS else Answer.count(len(stated(world, period.last_day)))


@kpi("probation.caseload_returned")
def _(world: World, period: Period) -> Answer:
    if period.last < FORM_BEGINS:
        return Answer.none()
    return Answer.ratio(len(stated(world, period.last_day)), officers(world, period), scale=1)


@kpi("probation.women_share_returned")
def _(world: World, period: Period) -> Answer:
    if period.last < FORM_BEGINS:
        return Answer.none()
    found = stated(world, period.last_day)
    return Answer.share(sum(o.person.sex == "F" for o in found), len(found))


@kpi("probation.juvenile_share_returned")
def _(world: World, period: Period) -> Answer:
    if period.last < FORM_BEGINS:
        return Answer.none()
    found = stated(world, period.last_day)
    return Answer.share(sum(o.juvenile for o in found), len(found))


@kpi("probation.officers_in_post")
def _(world: World, period: Period) -> Answer:
    return Answer.count(officers(world, period))


@kpi("probation.districts_covered", areas=(PROVINCE, "PK2-KALAT", "PK2-NASIRABAD", "PK2-SIBI"))
def _(world: World, period: Period) -> Answer:
    """Of the districts in force on the last day: those to come are not in it."""
    districts = {d for d in districts_on(period.last_day) if world.inside(d)}
    there = [s for s in world.probation_staff if s.month == period.last and s.probation_in_post >= 1]
    return Answer.share(len({s.district for s in there} & districts), len(districts))


@kpi("probation.supervision_days")
def _(world: World, period: Period) -> Answer:
    return Answer.count(sum(period.days_inside(o.registered_at, o.ended_at) for o in world.orders if o.registered_at))


# ---- PRB-04, PRB-05, PRB-06, PRB-09: what the officers do ------------------------------------------------------------


@kpi("probation.reports_on_time")
def _(world: World, period: Period) -> Answer:
    asked = during(reports_asked(world), period)
    if not period.known(i.due_at for i in asked):
        return Answer.immature()
    return Answer.share(sum(i.submitted_at is not None and i.submitted_at <= i.due_at for i in asked), len(asked))


@kpi("probation.first_contact_within_7_days")
def _(world: World, period: Period) -> Answer:
    if not period.mature(days=7):
        return Answer.immature()
    members = [o for o in during(orders_made(world), period) if o.kind != "CONDITIONAL_DISCHARGE"]
    met = sum(
        any(c.kept and c.held is not None and 0 <= days(o.order_date, c.held) <= 7 for c in o.contacts)
        for o in members
    )  # fmt: skip
    return Answer.share(met, len(members))


@kpi("probation.contacts_kept_share")
def _(world: World, period: Period) -> Answer:
    due = during(contacts_due(world), period)
    return Answer.share(sum(c.kept for c in due), len(due))


@kpi("probation.breach_action_within_10_days")
def _(world: World, period: Period) -> Answer:
    if not period.mature(days=30):
        return Answer.immature()
    detected = during(breaches_detected(world), period)
    acted = sum(b.action_at is not None and 0 <= workdays(b.detected_at, b.action_at) <= 10 for b in detected)
    return Answer.share(acted, len(detected))


# ---- PRB-07, PRB-08, PRB-10, PRB-16: how orders end ------------------------------------------------------------------


@kpi("probation.completion_of_ended")
def _(world: World, period: Period) -> Answer:
    reasons = [o.end_reason for o in during(orders_ended(world), period)]
    completed = reasons.count("COMPLETED")
    return Answer.share(completed, completed + sum(reasons.count(reason) for reason in REVOKED))


@kpi("probation.completion_of_started")
def _(world: World, period: Period) -> Answer:
    """Each order of a court is given the time it was to run; those that death or a transfer ended before are left out.

    Licences are no part of it: they run as long as the sentence, and the longest would keep a year open for ten.
    """
    members, completed = [], 0
    for o in during(orders_made(world), period):
        if o.kind == LICENCE:
            continue
        in_time = o.ended_at is not None and o.ended_at <= o.end_due
        if not (in_time and o.end_reason in ("DIED", "TRANSFERRED")):
            members.append(o)
            completed += in_time and o.end_reason == "COMPLETED"
    if not period.known(o.end_due for o in members):
        return Answer.immature()
    return Answer.share(completed, len(members))


@cache
def orders_of(everything: objects.World) -> dict[str, list[Order]]:
    """Orders and licences of each person, wherever they were made."""
    found: dict[str, list[Order]] = defaultdict(list)
    for o in everything.orders:
        if o.transferred_in_at is None:
            found[o.person.number].append(o)
    return found


@cache
def accused_in(everything: objects.World) -> dict[str, list[objects.Fir]]:
    """FIRs of the whole province in which each person is accused."""
    found: dict[str, list[objects.Fir]] = defaultdict(list)
    for fir in everything.firs:
        for accused in fir.accused:
            found[accused.person.number].append(fir)
    return found


def starts(world: World, order: Order) -> bool:
    """Whether the person starts with it: no other order for a year before, and none of the same day that is longer."""
    others = orders_of(world.all)[order.person.number]
    if any(add_months(order.order_date, -12) < o.order_date < order.order_date for o in others):
        return False
    same_day = [o for o in others if o.order_date == order.order_date]
    return order is max(same_day, key=lambda o: (o.end_due, o.order_id))


def offended_again(world: World, order: Order) -> bool:
    """An offence after the day of the order and within twelve months, with a complete challan within 180 days of it."""
    for fir in accused_in(world.all).get(order.person.number, ()):
        if order.order_date < fir.occurred_on <= add_months(order.order_date, 12):
            challan = fir.first("COMPLETE")
            if challan is not None and 0 <= days(fir.occurred_on, challan) <= 180:
                return True
    return False


@kpi("probation.reoffending", frequencies=("fiscal_year",))
def _(world: World, period: Period) -> Answer:
    if not period.mature(months=12, wait=180):
        return Answer.immature()
    persons = [o for o in during(orders_made(world), period) if starts(world, o)]
    return Answer.share(sum(offended_again(world, o) for o in persons), len(persons))


@kpi("probation.orders_linked_share")
def _(world: World, period: Period) -> Answer:
    made = during(orders_made(world), period)
    return Answer.share(sum(o.person.number in accused_in(world.all) for o in made), len(made))


@kpi("probation.occupied_at_completion")
def _(world: World, period: Period) -> Answer:
    """Who was not asked is in the denominator only."""
    completed = [o for o in during(orders_ended(world), period) if o.end_reason == "COMPLETED"]
    return Answer.share(sum(bool(o.employed or o.in_training or o.in_school) for o in completed), len(completed))


# ---- PRB-12, PRB-13: release on licence ------------------------------------------------------------------------------


def granted(cases: Iterable[ParoleCase], period: Period) -> Answer:
    decisions = [case.decision for case in cases if period.holds(case.decided_at)]
    return Answer.share(decisions.count("GRANTED"), decisions.count("GRANTED") + decisions.count("REFUSED"))


@kpi("probation.parole_grant_rate", areas=FACILITIES)
def _(world: World, period: Period) -> Answer:
    """By the prison that holds the person."""
    return granted((case for case in world.all.parole_cases if world.inside(case.facility)), period)


@kpi("probation.parole_grant_rate_returned")
def _(world: World, period: Period) -> Answer:
    """By the district of the office."""
    return Answer.none() if period.first < FORM_BEGINS else granted(world.parole_cases, period)


@kpi("probation.licence_revocations")
def _(world: World, period: Period) -> Answer:
    revoked = sum(o.kind == LICENCE and o.end_reason in REVOKED for o in during(orders_ended(world), period))
    at_risk = sum(
        period.days_inside(o.registered_at, o.ended_at)
        for o in world.orders
        if o.kind == LICENCE and o.registered_at is not None
    )
    return Answer.ratio(revoked, at_risk, scale=30_000)
