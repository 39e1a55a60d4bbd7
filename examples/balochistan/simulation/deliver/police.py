"""What the police hand over."""

from __future__ import annotations

from datetime import date

from simulation.clock import first_day, last_day
from simulation.plan import Row, Seen, Table
from simulation.world import Accused, Call, Complaint, Fir, PoliceStaff, Report, Victim, World


def _withdrawn_on(fir: Fir) -> date | None:
    """Day the police wrote down that the complainant withdrew, with them or with the prosecutor."""
    told = [fir.withdrawn_on] if fir.withdrawn else []
    told += [r.review.dropped_at for r in fir.reports if r.review is not None and r.review.withdrawn]
    return min((day for day in told if day is not None), default=None)


def _fir(fir: Fir, seen: Seen) -> Row:
    closed, recovered, withdrawn = seen(fir.closed_at), seen(fir.recovered_on), seen(_withdrawn_on(fir))
    return {
        "fir_id": fir.fir_id,
        "district": fir.district,
        "ps_code": fir.ps_code,
        "fir_no": fir.fir_no,
        "fir_year": fir.fir_year,
        "force": fir.force,
        "reported_at": fir.reported_at,
        "registered_at": fir.day,
        "occurred_on": fir.occurred_on,
        "offence_cat": fir.offence,
        "severity": fir.severity,
        "gbv_flag": fir.gbv,
        "scheduled_ara": fir.scheduled_ara,
        "honour_flag": fir.honour,
        "complainant_sex": fir.complainant_sex,
        "n_victims": fir.n_victims,
        "io_sex": fir.io_sex,
        "arcc_referred_at": seen(fir.arcc_referred_at),
        "medico_legal_at": seen(fir.medico_legal_at),
        "closed_at": closed,
        "closure": fir.closure if closed else None,
        "cancel_class": (fir.cancel_class or None) if closed else None,
        "transferred_to": (fir.transferred_to or None) if closed else None,
        "withdrawn_flag": withdrawn is not None,
        "property_type": fir.property_type or None,
        "property_stolen_value": fir.stolen,
        "property_recovered_value": fir.recovered if recovered else None,
        "recovered_at": recovered,
    }


def _accused(accused: Accused, seen: Seen) -> Row:
    cleared, diverted = seen(accused.po_cleared_at), seen(accused.diverted_at)
    return {
        "fir_id": accused.fir.fir_id,
        "accused_no": accused.no,
        "district": accused.fir.district,
        "registered_at": accused.fir.day,
        "person_key": accused.person.number,
        "named": accused.named,
        "sex": accused.sex,
        "age_at_offence": accused.age,
        "juvenile": accused.juvenile if accused.age is not None else None,
        "arrested_at": seen(accused.arrested_at),
        "produced_at": seen(accused.produced_at),
        "travel_minutes": accused.travel_minutes if seen(accused.produced_at) else None,
        "custody_status": accused.custody,
        "po_declared_at": seen(accused.po_declared_at),
        "po_cleared_at": cleared,
        "po_clear_reason": accused.po_clear_reason if cleared else None,
        "diversion_flag": diverted is not None,
        "diversion_at": diverted,
    }


def _victim(victim: Victim, seen: Seen) -> Row:
    return {
        "fir_id": victim.fir.fir_id,
        "victim_no": victim.no,
        "district": victim.fir.district,
        "registered_at": victim.fir.day,
        "person_key": f"V/{victim.fir.fir_id}/{victim.no}",
        "sex": victim.sex,
        "age": victim.age,
        "died": victim.died,
        "injury": victim.injury,
    }


def sent(world: World) -> list[tuple[Report, int, date]]:
    """Every time a report was sent: again, under a number of its own, when it had been returned for defects."""
    found = []
    for fir in world.firs:
        for report in fir.reports:
            found.append((report, 1, report.forwarded_at))
            if report.review and report.review.resubmitted_at:
                found.append((report, 2, report.review.resubmitted_at))
    return found


def _report(sending: tuple[Report, int, date], seen: Seen) -> Row:
    report, version, day = sending
    return {
        "report_id": report.report_id if version == 1 else f"{report.report_id}-{version}",
        "fir_id": report.fir.fir_id,
        "district": report.district,
        "kind": report.kind,
        "forwarded_at": day,
        "n_accused_sent": report.n_accused,
        "forensic_attached": report.forensic,
        "medical_attached": report.medical,
        "version": version,
    }


HOURS = ("NIGHT", "MORNING", "AFTERNOON", "EVENING")


def _call(call: Call, seen: Seen) -> Row:
    return {
        "call_id": call.call_id,
        "district": call.district,
        "received_at": call.received_at,
        "hour_band": HOURS[call.received_at.hour // 6],
        "dispatched_at": call.dispatched_at,
        "arrived_at": call.arrived_at,
        "urban": call.urban,
        "outcome": call.outcome,
    }


def _complaint(complaint: Complaint, seen: Seen) -> Row:
    closed = seen(complaint.closed_at)
    return {
        "complaint_id": complaint.complaint_id,
        "district": complaint.district,
        "received_at": complaint.received_at,
        "category": complaint.category,
        "complainant_sex": complaint.complainant_sex,
        "closed_at": closed,
        "outcome": complaint.outcome if closed else None,
    }


def _staff(staff: PoliceStaff, seen: Seen) -> Row:
    return {
        "district": staff.district,
        "month": first_day(staff.month).strftime("%Y-%m"),
        "rank_group": staff.rank,
        "sanctioned": staff.sanctioned,
        "in_post": staff.in_post,
        "female": staff.female,
    }


def _accused_days(accused: Accused) -> tuple[object, ...]:
    return (
        accused.fir.day, accused.arrested_at, accused.produced_at, accused.po_declared_at, accused.po_cleared_at,
        accused.diverted_at, accused.absconded_on,
    )  # fmt: skip


def _all_accused(world: World) -> list[Accused]:
    return [accused for fir in world.firs for accused in fir.accused]


TABLES = (
    Table(
        "police", "police.fir",
        things=lambda w: w.firs,
        area=lambda f: f.district,
        dates=lambda f: (
            f.day, f.closed_at, f.recovered_on, f.arcc_referred_at, f.medico_legal_at, _withdrawn_on(f),
        ),
        row=_fir,
        pace="MONTHLY",
        packed=True,
        absent=("sections",),
    ),
    Table(
        "police", "police.report173",
        things=sent,
        area=lambda s: s[0].district,
        dates=lambda s: (s[2],),
        matter=lambda s: s[0].fir.day,
        row=_report,
        packed=True,
        pace="MONTHLY",
    ),
    Table(
        "police", "police.accused",
        things=_all_accused,
        area=lambda a: a.fir.district,
        dates=_accused_days,
        row=_accused,
        packed=True,
    ),
    Table(
        "police", "police.victim",
        things=lambda w: [victim for fir in w.firs for victim in fir.victims],
        area=lambda v: v.fir.district,
        dates=lambda v: (v.fir.day,),
        row=_victim,
        pace="YEARLY",
        packed=True,
    ),
    Table(
        "police", "police.call15",
        things=lambda w: w.calls,
        area=lambda c: c.district,
        dates=lambda c: (c.received_at,),
        row=_call,
        pace="YEARLY",
        packed=True,
    ),
    Table(
        "police", "police.complaint",
        things=lambda w: w.complaints,
        area=lambda c: c.district,
        dates=lambda c: (c.received_at, c.closed_at),
        row=_complaint,
        packed=True,
        pace="YEARLY",
    ),
    Table(
        "police", "police.staff",
        things=lambda w: w.police_staff,
        area=lambda s: s.district,
        dates=lambda s: (last_day(s.month),),
        row=_staff,
        pace="YEARLY",
        packed=True,
    ),
)  # fmt: skip
