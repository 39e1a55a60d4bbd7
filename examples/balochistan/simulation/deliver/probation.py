"""What probation and parole hand over. Parole cases come by prison, everything else by the district of the officer."""

from __future__ import annotations

from simulation.clock import age_on, first_day, last_day
from simulation.plan import Row, Seen, Table
from simulation.world import Breach, Contact, InquiryReport, Order, ParoleCase, ProbationStaff


def _order(order: Order, seen: Seen) -> Row:
    ended, born = seen(order.ended_at), order.person.born
    case = order.defendant.case if order.defendant else None
    return {
        "order_id": order.order_id,
        "person_key": order.person.number,
        "weak_key": False,
        "kind": order.kind,
        "court": order.court or None,
        "court_level": case.level if case else None,
        "facility": order.facility or None,
        "district": order.district,
        "case_id": case.case_id if case else None,
        "offence_cat": order.offence or None,
        "sex": order.person.sex,
        "age_at_order": age_on(born, order.order_date) if born else None,
        "juvenile_flag": order.juvenile,
        "order_date": order.order_date,
        "length_months": order.length_months,
        "transferred_in_at": order.transferred_in_at,
        "registered_at": seen(order.registered_at),
        "officer_id": order.officer,
        "end_due": order.end_due,
        "ended_at": ended,
        "end_reason": order.end_reason if ended else None,
    }


def _contact(contact: Contact, seen: Seen) -> Row:
    held = seen(contact.held)
    return {
        "order_id": contact.order.order_id,
        "district": contact.order.district,
        "due_date": contact.due,
        "held_date": held,
        "mode": contact.mode,
        "kept": contact.kept and held is not None,
    }


def _report(report: InquiryReport, seen: Seen) -> Row:
    submitted = seen(report.submitted_at)
    return {
        "report_id": report.report_id,
        "person_key": report.person.number,
        "district": report.district,
        "kind": report.kind,
        "requested_at": report.requested_at,
        "due_at": report.due_at,
        "submitted_at": submitted,
        "followed_by_court": report.followed if submitted else None,
    }


def _breach(breach: Breach, seen: Seen) -> Row:
    decided = seen(breach.outcome_at)
    return {
        "breach_id": breach.breach_id,
        "order_id": breach.order.order_id,
        "district": breach.order.district,
        "detected_at": breach.detected_at,
        "kind": breach.kind,
        "action_at": seen(breach.action_at),
        "court_outcome": breach.outcome if decided else None,
        "outcome_at": decided,
    }


def _outcome(order: Order, seen: Seen) -> Row:
    return {
        "order_id": order.order_id,
        "district": order.district,
        "recorded_at": order.ended_at,
        "employed": order.employed,
        "in_training": order.in_training,
        "in_school": order.in_school,
        "accommodation": order.accommodation,
    }


def asked(order: Order) -> bool:
    """Whether anything was written down when the order was completed."""
    found = (order.employed, order.in_training, order.in_school, order.accommodation)
    return order.end_reason == "COMPLETED" and order.ended_at is not None and any(x is not None for x in found)


def _parole(case: ParoleCase, seen: Seen) -> Row:
    decided, licensed = seen(case.decided_at), seen(case.licensed_at)
    return {
        "case_id": case.parole_id,
        "person_key": case.stay.person.number,
        "facility": case.facility,
        "custody_id": case.stay.custody_id,
        "sex": case.stay.sex,
        "eligible_on": case.eligible_on,
        "considered_at": seen(case.considered_at),
        "decision": case.decision if decided else None,
        "decided_at": decided,
        "licensed_at": licensed,
        "order_id": case.order.order_id if case.order and licensed else None,
        "revoked_at": seen(case.revoked_at),
    }


def _staff(staff: ProbationStaff, seen: Seen) -> Row:
    return {
        "district": staff.district,
        "month": first_day(staff.month).strftime("%Y-%m"),
        "probation_sanctioned": staff.probation_sanctioned,
        "probation_in_post": staff.probation_in_post,
        "parole_sanctioned": staff.parole_sanctioned,
        "parole_in_post": staff.parole_in_post,
        "female": staff.female,
    }


TABLES = (
    Table(
        "probation", "probation.order",
        things=lambda w: w.orders,
        area=lambda o: o.district,
        dates=lambda o: (o.transferred_in_at or o.order_date, o.registered_at, o.ended_at),
        row=_order,
        packed=True,
    ),
    Table(
        "probation", "probation.contact",
        things=lambda w: [contact for order in w.orders for contact in order.contacts],
        area=lambda c: c.order.district,
        dates=lambda c: (c.due, c.held),
        row=_contact,
        pace="YEARLY",
        packed=True,
    ),
    Table(
        "probation", "probation.report",
        things=lambda w: w.inquiries,
        area=lambda r: r.district,
        dates=lambda r: (r.requested_at, r.submitted_at),
        row=_report,
        packed=True,
        pace="YEARLY",
    ),
    Table(
        "probation", "probation.breach",
        things=lambda w: [breach for order in w.orders for breach in order.breaches],
        area=lambda b: b.order.district,
        dates=lambda b: (b.detected_at, b.action_at, b.outcome_at),
        matter=lambda b: b.order.transferred_in_at or b.order.order_date,
        row=_breach,
        pace="YEARLY",
    ),
    Table(
        "probation", "probation.outcome",
        things=lambda w: [order for order in w.orders if asked(order)],
        area=lambda o: o.district,
        dates=lambda o: (o.ended_at,),
        matter=lambda o: o.transferred_in_at or o.order_date,
        row=_outcome,
        pace="YEARLY",
    ),
    Table(
        "probation", "probation.parole_case",
        things=lambda w: w.parole_cases,
        area=lambda p: p.facility,
        dates=lambda p: (p.eligible_on, p.considered_at, p.decided_at, p.licensed_at, p.revoked_at),
        row=_parole,
        packed=True,
        pace="YEARLY",
    ),
    Table(
        "probation", "probation.staff",
        things=lambda w: w.probation_staff,
        area=lambda s: s.district,
        dates=lambda s: (last_day(s.month),),
        row=_staff,
        pace="YEARLY",
    ),
)  # fmt: skip
