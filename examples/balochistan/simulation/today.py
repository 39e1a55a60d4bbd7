"""What nobody can know yet on the last day: lives are written to their end, the world is cut off there."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from simulation.clock import END
from simulation.world import Accused, Appeal, Bail, Case, Defendant, Fir, Order, ParoleCase, Review, Stay, World


def past(day: date | datetime | None) -> bool:
    if day is None:
        return False
    return (day.date() if isinstance(day, datetime) else day) <= END


def forget(thing: Any, *days: str, blank: tuple[tuple[str, object], ...] = ()) -> None:
    """Empty days that lie ahead; with the first of them also what it brought."""
    if getattr(thing, days[0]) is not None and not past(getattr(thing, days[0])):
        for name, value in blank:
            setattr(thing, name, value)
    for name in days:
        if not past(getattr(thing, name)):
            setattr(thing, name, None)


def known(world: World) -> World:
    """The world as it was known at the end of the last day, every list in the order of its key."""
    world.cases = [c for c in world.cases if past(c.began)]
    there = {id(case) for case in world.cases}
    for fir in world.firs:
        _fir(fir, there)
    world.reviews = [r for r in world.reviews if past(r.received_at)]
    for review in world.reviews:
        _review(review)
    for case in world.cases:
        _case(case)
    world.bails = [b for b in world.bails if past(b.filed_at)]
    for bail in world.bails:
        _bail(bail)
    world.appeals = [a for a in world.appeals if past(a.filed_at)]
    for appeal in world.appeals:
        _appeal(appeal)
    world.stays = [s for s in world.stays if past(s.admitted_at)]
    for stay in world.stays:
        _stay(stay)
    for fir in world.firs:
        for accused in fir.accused:
            _custody(accused)
    world.orders = [o for o in world.orders if past(o.transferred_in_at or o.order_date)]
    for order in world.orders:
        _order(order)
    world.inquiries = [i for i in world.inquiries if past(i.requested_at)]
    for report in world.inquiries:
        forget(report, "submitted_at", blank=(("followed", None),))
    world.parole_cases = [p for p in world.parole_cases if past(p.eligible_on)]
    for parole in world.parole_cases:
        _parole(parole)
    for complaint in world.complaints:
        forget(complaint, "closed_at", blank=(("outcome", ""),))
    for call in world.calls:
        forget(call, "dispatched_at", "arrived_at")
    return _sorted(world)


def _fir(fir: Fir, there: set[int]) -> None:
    fir.reports = [r for r in fir.reports if past(r.forwarded_at)]
    for report in fir.reports:
        if report.review is not None and not past(report.review.received_at):
            report.review = None
        if report.review is not None and report.version > 1 and not past(report.review.resubmitted_at):
            report.version = 1
    forget(fir, "closed_at", "withdrawn_on",
           blank=(("closure", ""), ("cancel_class", ""), ("transferred_to", ""), ("withdrawn", False)))  # fmt: skip
    forget(fir, "arcc_referred_at", "medico_legal_at")
    forget(fir, "recovered_on", blank=(("recovered", None),))
    fir.consults = [c for c in fir.consults if past(c.held_at)]
    fir.cases = [c for c in fir.cases if id(c) in there]
    for case in fir.cases:
        if case.moved_from is not None and id(case.moved_from) not in there:
            case.moved_from = None
    complete = any(r.kind == "COMPLETE" for r in fir.reports)
    for accused in fir.accused:
        accused.sent = accused.sent and complete
        forget(accused, "arrested_at", "produced_at")
        forget(accused, "po_cleared_at", blank=(("po_clear_reason", ""),))
        forget(accused, "po_declared_at")
        forget(accused, "diverted_at")
        accused.trials = [d for d in accused.trials if id(d.case) in there]
        accused.bails = [b for b in accused.bails if past(b.filed_at)]
        accused.stays = [s for s in accused.stays if past(s.admitted_at)]


def _review(review: Review) -> None:
    forget(review, "decided_at", "resubmitted_at", "filed_at", "dropped_at",
           blank=(("decision", ""), ("defects", ()), ("withdrawn", False)))  # fmt: skip


def _case(case: Case) -> None:
    forget(case, "decided_at", blank=(("disposal", ""),))
    forget(case, "cognizance_at", "charged_at", "moved_at")
    forget(case, "inactive_from", "inactive_to", blank=(("inactive_reason", ""),))
    case.appeals = [a for a in case.appeals if past(a.filed_at)]
    for defendant in case.defendants:
        _defendant(defendant)


def _defendant(defendant: Defendant) -> None:
    forget(defendant, "ended_at", blank=(("verdict", ""), ("mode", ""), ("reason", ""), ("withdrew", False),
                                         ("sentence", ""), ("sentence_days", None)))  # fmt: skip
    forget(defendant, "charged_at", blank=(("represented", None),))
    forget(defendant, "appeal_reviewed_at", "appeal_filed_at")
    if defendant.order is not None and not past(defendant.order.order_date):
        defendant.order = None


def _bail(bail: Bail) -> None:
    forget(bail, "decided_at", blank=(("outcome", ""),))


def _appeal(appeal: Appeal) -> None:
    forget(appeal, "decided_at", blank=(("outcome", ""),))


def _stay(stay: Stay) -> None:
    forget(stay, "released_at", blank=(("release_reason", ""),))
    forget(stay, "screened_at", "counsel_from")
    stay.counsel = stay.counsel_from is not None
    stay.states = [s for s in stay.states if past(s.since)]
    for state in stay.states:
        forget(state, "until")
    stay.passages = [p for p in stay.passages if past(p.since)]
    for passage in stay.passages:
        forget(passage, "until", blank=(("why", ""),))
    for warrant in stay.warrants:
        forget(warrant, "ended_at", blank=(("end_reason", ""),))
    if stay.sentence is not None and not past(stay.sentence.sentenced_on):
        stay.sentence = None
    stay.productions = [p for p in stay.productions if past(p.due)]
    stay.sessions = [s for s in stay.sessions if past(s.held_on)]


def _custody(accused: Accused) -> None:
    """The state reached on the last day."""
    if any(s.released_at is None for s in accused.stays):
        accused.custody = "JUDICIAL"
    elif accused.stays and accused.custody == "JUDICIAL":
        accused.custody = "BAIL_POST" if accused.stays[-1].release_reason == "BAIL" else "NONE"
    elif accused.custody in ("POLICE_REMAND", "BAIL_POST") and any(d.ended_at for d in accused.trials):
        accused.custody = "NONE"
    if accused.custody == "POLICE_REMAND" and (
        accused.arrested_at is None or (END - accused.arrested_at.date()).days > 15
    ):
        accused.custody = "NONE"


def _order(order: Order) -> None:
    forget(order, "ended_at", blank=(("end_reason", ""), ("employed", None), ("in_training", None),
                                     ("in_school", None), ("accommodation", None)))  # fmt: skip
    forget(order, "registered_at")
    order.contacts = [c for c in order.contacts if past(c.due)]
    for contact in order.contacts:
        forget(contact, "held", blank=(("kept", False),))
    order.breaches = [b for b in order.breaches if past(b.detected_at)]
    for breach in order.breaches:
        forget(breach, "action_at")
        forget(breach, "outcome_at", blank=(("outcome", ""),))


def _parole(parole: ParoleCase) -> None:
    forget(parole, "decided_at", blank=(("decision", ""),))
    forget(parole, "considered_at")
    forget(parole, "licensed_at", blank=(("order", None),))
    forget(parole, "revoked_at")


def _sorted(world: World) -> World:
    world.firs.sort(key=lambda f: (f.registered_at, f.fir_id))
    world.reviews.sort(key=lambda r: r.review_id)
    world.cases.sort(key=lambda c: c.case_id)
    world.bails.sort(key=lambda b: b.bail_id)
    world.appeals.sort(key=lambda a: a.appeal_id)
    world.stays.sort(key=lambda s: s.custody_id)
    world.orders.sort(key=lambda o: o.order_id)
    world.inquiries.sort(key=lambda i: i.report_id)
    world.parole_cases.sort(key=lambda p: p.parole_id)
    world.incidents.sort(key=lambda i: (i.happened_at, i.incident_id))
    return world
