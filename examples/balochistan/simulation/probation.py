"""Probation and parole: orders and licences, contacts, breaches, inquiry reports, posts."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from random import Random

from simulation.books import Books
from simulation.clock import (
    END,
    MONTHS,
    Knots,
    add_months,
    between,
    delay,
    dice,
    grown,
    last_day,
    one_of,
    pick,
    plus,
)  # fmt: skip
from simulation.geography import DIVISION, districts_on
from simulation.prisons import admit, leave
from simulation.world import (
    Breach,
    Case,
    Contact,
    Defendant,
    InquiryReport,
    Order,
    ParoleCase,
    ProbationStaff,
    Sentence,
    State,
)  # fmt: skip

TO_REGISTER: Knots = ((0.0, 0), (0.55, 4), (0.85, 14), (1.0, 60))
NO_OFFICER = {"PK227": None, "PK206": None, "PK232": date(2025, 3, 1), "PK201": date(2024, 7, 1),
              "PK230": date(2025, 9, 1), "PK203": date(2022, 10, 1), "PK216": None, "PK221": date(2024, 1, 1),
              "PK202": date(2023, 7, 1), "PK208": date(2023, 1, 1), "PK229": date(2024, 9, 1),
              "PK233": date(2022, 4, 1), "PK234": date(2025, 2, 1), "PK204": date(2023, 10, 1),
              "BA-USTA": date(2024, 4, 1), "PK212": date(2022, 12, 1)}  # fmt: skip
"""Simulated: districts that had no probation officer on the first day, and since when they have one."""


def supervise(rng: Random, books: Books, defendant: Defendant) -> Order | None:
    """An order of the court, from its day to its end."""
    day, case = defendant.ended_at, defendant.case
    if day is None or defendant.sentence not in ("PROBATION", "CONDITIONAL_DISCHARGE"):
        return None
    if defendant.sentence == "CONDITIONAL_DISCHARGE":
        kind, months = "CONDITIONAL_DISCHARGE", (6, 9, 12)[int(rng.random() * 3)]
    else:
        kind = "JUVENILE_RELEASE" if defendant.juvenile else "PROBATION"
        months = int(pick(rng, {"12": 58, "18": 14, "24": 20, "36": 8}))
    order = Order(
        books.next("O"), defendant.person, kind, case.district, case.court, "", defendant, case.offence,
        defendant.juvenile, day, months, add_months(day, months), f"PO-{case.district[-4:]}-{between(rng, 1, 2)}",
    )  # fmt: skip
    _live(rng, books, order)
    return order


def release_on_licence(rng: Random, books: Books, parole: ParoleCase) -> Order | None:
    """A licence; those revoked bring the person back to prison on the same sentence."""
    stay, day = parole.stay, parole.licensed_at
    if day is None or stay.sentence is None or stay.sentence.due is None or stay.accused is None:
        return None
    due, accused = stay.sentence.due, stay.accused
    months = max(1, (due - day).days * 12 // 365)
    district = accused.fir.district
    order = Order(
        books.next("O"), stay.person, "PAROLE_LICENCE", district, "", stay.last_facility, accused.trials[-1],
        accused.fir.offence, accused.juvenile, day, months, due, f"PA-{district[-4:]}-1",
    )  # fmt: skip
    parole.order = order
    _live(rng, books, order)
    if order.end_reason in ("REVOKED_BREACH", "REVOKED_NEW_OFFENCE") and order.ended_at is not None:
        parole.revoked_at = order.ended_at
        back = plus(order.ended_at, between(rng, 1, 9))
        if back < due and back <= END:
            again = admit(rng, books, accused, back, "RECALL", stay.last_facility)
            age = "UNKNOWN" if stay.person.born is None else "ADULT"
            facility = again.passages[0].facility
            again.states.append(State(again, facility, back, due, "CONVICT", age))
            old = stay.sentence
            again.sentence = Sentence(again, old.sentenced_on, old.kind, old.length_days, old.fine, 0, due)
            leave(rng, again, due, "SENTENCE_EXPIRED")
    return order


def _live(rng: Random, books: Books, order: Order) -> None:
    start = order.order_date
    order.registered_at = plus(start, delay(rng, TO_REGISTER, grown(start, 1.35, 0.75)))
    end, why = order.end_due, "COMPLETED"
    point, days = rng.random(), (order.end_due - start).days
    if point < 0.012:
        end, why = plus(start, between(rng, 20, max(21, days - 1))), "DIED"
    elif point < 0.035:
        end, why = plus(start, between(rng, 30, max(31, days - 1))), "TRANSFERRED"
    elif point < 0.045:
        end, why = plus(start, between(rng, 30, max(31, days - 1))), "OTHER"
    elif rng.random() < 0.02:
        end = plus(end, between(rng, 1, 20))
    order.ended_at, order.end_reason = max(min(end, plus(order.end_due, 30)), plus(start, 1)), why
    if order.registered_at >= order.ended_at:
        order.registered_at = None
    if why == "TRANSFERRED":
        order.continued = _elsewhere(rng, books, order)
    _contacts(rng, order)
    _breaches(rng, books, order)
    _completed(rng, order)


def _elsewhere(rng: Random, books: Books, order: Order) -> Order | None:
    """The same order in another district of the division."""
    assert order.ended_at is not None
    day = plus(order.ended_at, between(rng, 0, 12))
    places = [d for d in districts_on(day) if DIVISION[d] == DIVISION[order.district] and d != order.district]
    if plus(day, 10) >= order.end_due or not places:
        return None
    place = one_of(rng, *places)
    there = replace(
        order, order_id=books.next("O"), district=place, officer=f"PO-{place[-4:]}-1", transferred_in_at=day,
        registered_at=plus(day, between(rng, 0, 9)), ended_at=order.end_due, end_reason="COMPLETED", contacts=[],
        breaches=[], continued=None,
    )  # fmt: skip
    _contacts(rng, there)
    _breaches(rng, books, there)
    _completed(rng, there)
    return there


def _contacts(rng: Random, order: Order) -> None:
    """The first one within days, then one a month, at first two."""
    start = order.registered_at
    first_day = order.transferred_in_at or order.order_date
    due, number = plus(first_day, between(rng, 2, 7)), 1
    assert order.ended_at is not None
    reliable = 0.35 + 0.65 * max(rng.random(), rng.random())
    while due <= min(order.ended_at, END):
        first = number == 1
        mode = "OFFICE" if first else pick(rng, {"OFFICE": 62, "HOME": 14, "PHONE": 16, "SURETY": 8})
        held: date | None = None
        kept = rng.random() < reliable * grown(due, 0.92, 1.02)
        if first:
            wait = delay(rng, ((0.0, 1), (0.6, 6), (0.85, 12), (1.0, 40)), grown(due, 1.25, 0.8))
            held = plus(first_day, wait) if rng.random() < 0.93 else None
            kept = held is not None and held <= plus(due, 3)
        elif kept:
            held = plus(due, between(rng, 0, 3))
        elif rng.random() < 0.12:
            held = plus(due, between(rng, 4, 12))
        if start is None or (held is not None and held > order.ended_at):
            held, kept = None, False
        elif held is not None and held < start:
            held = start
            kept = kept and held <= plus(due, 3)
        if kept and held is not None and held.month != due.month:
            held = due  # the book is closed with the month
        order.contacts.append(Contact(order, number, due, held, mode, kept, order.officer))
        number += 1
        due = plus(due, 15 if number < 4 else 30)


def _breaches(rng: Random, books: Books, order: Order) -> None:
    """Two contacts missed in a row, or a condition: action by the officer, and perhaps the end of the order."""
    missed = 0
    for contact in order.contacts:
        missed = 0 if contact.held is not None else missed + 1
        condition = rng.random() < 0.006
        if (missed == 2 and rng.random() < 0.5) or condition:
            kind = "CONDITION" if condition else "MISSED_CONTACT"
            if breach(rng, books, order, plus(contact.due, between(rng, 2, 9)), kind):
                return


def breach(rng: Random, books: Books, order: Order, day: date, kind: str) -> bool:
    """Write down a breach. Whether the order was revoked for it."""
    if order.ended_at is not None and day >= order.ended_at:
        return False
    found = Breach(books.next("X"), order, day, kind)
    order.breaches.append(found)
    if rng.random() < 0.92:
        wait: Knots = ((0.0, 1), (0.55, 13), (0.85, 30), (1.0, 80))
        found.action_at = plus(day, delay(rng, wait, grown(day, 1.3, 0.8)))
        if rng.random() < 0.85:
            found.outcome_at = plus(found.action_at, between(rng, 7, 60))
            revoked = {"NEW_OFFENCE": 70, "CONDITION": 22, "MISSED_CONTACT": 16}[kind]
            revoked *= 3 if order.kind == "PAROLE_LICENCE" else 1
            found.outcome = pick(rng, {"REVOKED": revoked, "WARNED": 38, "CONTINUED": 30})
            if found.outcome == "REVOKED":
                if order.ended_at is None or found.outcome_at < order.ended_at:
                    end(order, found.outcome_at, "REVOKED_NEW_OFFENCE" if kind == "NEW_OFFENCE" else "REVOKED_BREACH")
                    return True
                found.outcome = "CONTINUED"
    return False


def end(order: Order, day: date, why: str) -> None:
    """End an order earlier than it was written."""
    order.ended_at, order.end_reason = day, why
    if order.registered_at is not None and order.registered_at >= day:
        order.registered_at = None
    order.contacts = [c for c in order.contacts if c.due <= day]
    for contact in order.contacts:
        if contact.held is not None and contact.held > day:
            contact.held, contact.kept = None, False
    order.breaches = [b for b in order.breaches if b.detected_at < day]
    for found in order.breaches:
        if found.outcome_at is not None and found.outcome_at > day:
            found.outcome_at, found.outcome = None, ""
        if found.action_at is not None and found.action_at > day:
            found.action_at = None
    order.employed = order.in_training = order.in_school = order.accommodation = None


def _completed(rng: Random, order: Order) -> None:
    if order.end_reason == "COMPLETED" and order.ended_at is not None and rng.random() < 0.9:
        order.employed = rng.random() < grown(order.ended_at, 0.36, 0.46) * (0.4 if order.juvenile else 1.0)
        order.in_training = not order.employed and rng.random() < 0.14
        order.in_school = order.juvenile and rng.random() < 0.45
        order.accommodation = rng.random() < 0.93


def inquiries(rng: Random, books: Books, case: Case) -> list[InquiryReport]:
    """Reports for the court before the sentence: always asked for some orders, sometimes in vain."""
    found: list[InquiryReport] = []
    decided = case.decided_at
    if decided is None or (case.severity == "HEINOUS" and not case.juvenile):
        return found
    for defendant in case.defendants:
        given = defendant.sentence in ("PROBATION", "CONDITIONAL_DISCHARGE")
        wanted = 0.72 if given else 0.10 if defendant.verdict == "CONVICTED" else 0.012
        if defendant.juvenile:
            wanted = max(wanted, 0.55)
        if rng.random() >= wanted:
            continue
        asked = max(plus(decided, -between(rng, 12, 40)), case.instituted_at)
        due = plus(asked, (7, 10, 14, 14, 21)[int(rng.random() * 5)])
        report = InquiryReport(
            books.next("J"), defendant.person, case.district, "JUVENILE" if defendant.juvenile else "SIR_ADULT", case,
            asked, due,
        )  # fmt: skip
        if rng.random() < 0.95:
            wait = delay(rng, ((0.0, 3), (0.65, 14), (0.9, 25), (1.0, 70)), grown(asked, 1.25, 0.85))
            report.submitted_at = plus(asked, wait)
            if report.submitted_at <= decided and rng.random() < 0.95:
                report.followed = rng.random() < (0.86 if given else 0.45)
        found.append(report)
    return found


def home_report(rng: Random, books: Books, parole: ParoleCase) -> InquiryReport | None:
    """About the home of a prisoner, for the parole board."""
    if parole.considered_at is None or parole.stay.accused is None or rng.random() >= 0.7:
        return None
    asked = max(plus(parole.considered_at, -between(rng, 15, 60)), parole.eligible_on)
    district = parole.stay.accused.fir.district
    report = InquiryReport(books.next("J"), parole.stay.person, district, "PAROLE_HOME", None, asked, plus(asked, 21))
    if rng.random() < 0.93:
        report.submitted_at = plus(asked, delay(rng, ((0.0, 4), (0.65, 21), (1.0, 70))))
    return report


def has_officer(district: str, day: date) -> bool:
    if district not in NO_OFFICER:
        return True
    since = NO_OFFICER[district]
    return since is not None and day >= since


def staff() -> list[ProbationStaff]:
    found = []
    for month in MONTHS:
        day = last_day(month)
        for district in districts_on(day):
            rng = dice("probation officers", district)
            posts = 6 if district == "PK226" else between(rng, 1, 2)
            parole_posts = 2 if district == "PK226" else int(rng.random() < 0.45)
            some = has_officer(district, day)
            filled = min(posts, (4 if district == "PK226" else 1) + (day >= date(2024, 1, 1) and rng.random() < 0.4))
            parole = min(parole_posts, int(rng.random() < 0.75) + (district == "PK226"))
            filled, parole = (filled, parole) if some else (0, 0)
            women = int(filled > 0 and rng.random() < grown(day, 0.12, 0.34))
            found.append(ProbationStaff(district, month, posts, filled, parole_posts, parole, min(women, filled)))
    return found
