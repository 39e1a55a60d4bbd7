"""Form PRB-M: the month of a probation office."""

from __future__ import annotations

from collections.abc import Iterable

from simulation.geography import prison_district
from simulation.returns.form import Cells, stock_before
from simulation.view import Period, World, add_days, days, workdays
from simulation.world import Order

KINDS = ("PROBATION", "CONDITIONAL_DISCHARGE", "JUVENILE_RELEASE", "PAROLE_LICENCE")
AGES = ("ADULT", "JUVENILE", "UNKNOWN")


def age_class(order: Order) -> str:
    return "JUVENILE" if order.juvenile else "ADULT"


def group(order: Order) -> str:
    return f"{order.person.sex}_{age_class(order)}"


def orders(form: Cells, line: str, found: Iterable[Order]) -> None:
    """Cells of orders by sex and age class."""
    _cells(form, line, [group(order) for order in found])


def persons(form: Cells, line: str, found: Iterable[Order]) -> None:
    """Cells of persons, each of them once, in the class of the newest order."""
    newest = {o.person.number: group(o) for o in sorted(found, key=lambda o: (o.order_date, o.order_id))}
    _cells(form, line, list(newest.values()))


def _cells(form: Cells, line: str, groups: list[str]) -> None:
    form[line] = len(groups)
    for sex in "MFTU":
        for age in AGES:
            form[line, f"{sex}_{age}"] = groups.count(f"{sex}_{age}")


def cells(world: World, p: Period) -> Cells:
    form = Cells()
    before = [o for o in world.orders if stock_before(p, o.registered_at, o.ended_at)]
    there = [o for o in world.orders if p.there(o.registered_at, o.ended_at)]
    for line, found in (("B1", before), ("B6", there)):
        persons(form, line, found)
        for kind in KINDS:
            form[f"{line}_{kind}"] = len({o.person.number for o in found if o.kind == kind})
    new = [o for o in world.orders if p.holds(o.order_date) and not o.transferred_in_at]
    orders(form, "B2", [o for o in new if o.kind != "PAROLE_LICENCE"])
    for kind in KINDS[:3]:
        orders(form, f"B2_{kind}", [o for o in new if o.kind == kind])
    orders(form, "B2A", [o for o in new if o.kind == "PAROLE_LICENCE"])
    form["B3_IN"] = sum(p.holds(o.transferred_in_at) for o in world.orders)
    ended = [o for o in world.orders if p.holds(o.ended_at)]
    form["B3_OUT"] = sum(o.end_reason == "TRANSFERRED" for o in ended)
    was, now = {o.person.number for o in before}, {o.person.number for o in there}
    persons(form, "B3A", [o for o in there if o.person.number not in was])
    for reason in ("COMPLETED", "REVOKED_BREACH", "REVOKED_NEW_OFFENCE", "DIED", "TRANSFERRED", "OTHER"):
        orders(form, f"B4_{reason}", [o for o in ended if o.end_reason == reason])
    persons(form, "B5", [o for o in before if o.person.number not in now])
    _work(form, world, p)
    _parole(form, world, p)
    done = [o for o in ended if o.end_reason == "COMPLETED"]
    form["B12_EMPLOYED"] = sum(bool(o.employed) for o in done)
    form["B12_TRAINING"] = sum(bool(o.in_training) for o in done)
    form["B12_SCHOOL"] = sum(bool(o.in_school) for o in done)
    return form


def _work(form: Cells, world: World, p: Period) -> None:
    form["B7_REQUESTED"] = sum(p.holds(i.requested_at) for i in world.inquiries)
    due = [i for i in world.inquiries if p.holds(i.due_at)]
    form["B7_DUE"] = len(due)
    form["B7_ON_TIME"] = sum(i.submitted_at is not None and i.submitted_at <= i.due_at for i in due)
    form["B7_LATE"] = sum(i.submitted_at is not None and i.due_at < i.submitted_at <= p.last_day for i in due)
    contacts = [c for c in world.contacts if p.holds(c.due)]
    for line, found in (("B8_DUE", contacts), ("B8_KEPT", [c for c in contacts if c.kept])):
        form[line] = len(found)
        for mode in ("OFFICE", "HOME", "PHONE", "SURETY"):
            form[line, mode] = sum(c.mode == mode for c in found)
    first = [o for o in world.orders if o.registered_at and p.holds(add_days(o.registered_at, 7))]
    form["B9_DUE"] = len(first)
    form["B9_MADE"] = sum(
        any(c.kept and c.held and 0 <= days(o.registered_at, c.held) <= 7 for c in o.contacts)
        for o in first
        if o.registered_at
    )
    form["B10_DETECTED"] = sum(p.holds(b.detected_at) for b in world.breaches)
    form["B10_ACTION"] = sum(
        p.holds(b.action_at) and b.action_at is not None and workdays(b.detected_at, b.action_at) <= 10
        for b in world.breaches
    )


def _parole(form: Cells, world: World, p: Period) -> None:
    mine = [c for c in world.all.parole_cases if world.inside(prison_district(c.facility, c.eligible_on))]
    form["B11_ELIGIBLE"] = sum(p.holds(c.eligible_on) for c in mine)
    considered = [c for c in mine if p.holds(c.considered_at)]
    form["B11_CONSIDERED"] = len(considered)
    decided = [c.decision for c in mine if p.holds(c.decided_at)]
    form["B11_GRANTED"], form["B11_REFUSED"] = decided.count("GRANTED"), decided.count("REFUSED")
    form["B11_REVOKED"] = sum(p.holds(c.revoked_at) for c in mine)
    staff = [s for s in world.probation_staff if s.month == p.last]
    probation, parole = sum(s.probation_in_post for s in staff), sum(s.parole_in_post for s in staff)
    form["B13_SANCTIONED"] = sum(s.probation_sanctioned + s.parole_sanctioned for s in staff)
    form["B13_SANCTIONED", "PROBATION"] = sum(s.probation_sanctioned for s in staff)
    form["B13_SANCTIONED", "PAROLE"] = sum(s.parole_sanctioned for s in staff)
    form["B13_IN_POST"] = probation + parole
    form["B13_IN_POST", "PROBATION"], form["B13_IN_POST", "PAROLE"] = probation, parole
    form["B13_WOMEN"] = sum(s.female for s in staff)
