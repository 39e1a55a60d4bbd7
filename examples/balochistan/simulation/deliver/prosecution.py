"""What the prosecution hands over."""

from __future__ import annotations

from datetime import date

from simulation.clock import first_day, last_day
from simulation.plan import Row, Seen, Table
from simulation.world import Bail, Case, Consult, Defendant, Hearing, ProsecutionStaff, Review, World


def _review(review: Review, seen: Seen) -> Row:
    decided = seen(review.decided_at)
    return {
        "review_id": review.review_id,
        "report_id": review.report.report_id,
        "fir_id": review.fir.fir_id,
        "district": review.district,
        "kind": review.kind,
        "offence_cat": review.fir.offence,
        "severity": review.fir.severity,
        "ps_code": review.fir.ps_code,
        "prosecutor_grade": review.grade,
        "received_at": review.received_at,
        "decision": review.decision if decided else None,
        "decided_at": decided,
        "resubmitted_at": seen(review.resubmitted_at),
        "court_filed_at": seen(review.filed_at),
    }


def _defect(defect: tuple[Review, str], seen: Seen) -> Row:
    review, code = defect
    return {
        "review_id": review.review_id,
        "district": review.district,
        "returned_at": review.decided_at,
        "defect_code": code,
    }


def _consult(consult: Consult, seen: Seen) -> Row:
    return {
        "fir_id": consult.fir.fir_id,
        "district": consult.fir.district,
        "held_at": consult.held_at,
        "mode": consult.mode,
        "advice_code": consult.advice,
    }


def trials(world: World) -> list[Case]:
    """Cases a prosecutor conducts."""
    return [case for case in world.cases if case.trial]


def _case(case: Case, seen: Seen) -> Row:
    return {
        "case_id": case.case_id,
        "fir_id": case.fir.fir_id if case.fir else None,
        "court_code": case.court,
        "court_type": case.level,
        "district": case.district,
        "opened_at": case.began,
        "closed_at": seen(case.ended),
        "plea": "CONTESTED" if case.contested else "GUILTY",
    }


def _hearing(hearing: Hearing, seen: Seen) -> Row:
    adjourned = hearing.outcome == "ADJOURNED"
    return {
        "case_id": hearing.case.case_id,
        "district": hearing.case.district,
        "hearing_date": hearing.listed,
        "prosecutor_present": hearing.present,
        "witnesses_summoned": sum(hearing.summoned),
        "witnesses_attended": sum(hearing.attended),
        "witnesses_examined": sum(hearing.examined),
        "adjourned": adjourned,
        "adj_side": (hearing.side or None) if adjourned else None,
    }


def _hearings(world: World) -> list[Hearing]:
    return [hearing for case in trials(world) for hearing in case.hearings]


WITNESSES = ("POLICE", "MEDICAL", "PRIVATE")


def _summoned(world: World) -> list[tuple[Hearing, int]]:
    return [(h, n) for h in _hearings(world) for n in range(len(WITNESSES)) if h.summoned[n]]


def _witness(item: tuple[Hearing, int], seen: Seen) -> Row:
    hearing, n = item
    return {
        "case_id": hearing.case.case_id,
        "hearing_date": hearing.listed,
        "district": hearing.case.district,
        "witness_type": WITNESSES[n],
        "summoned": hearing.summoned[n],
        "attended": hearing.attended[n],
        "examined": hearing.examined[n],
    }


def _bail(bail: Bail, seen: Seen) -> Row:
    decided = seen(bail.decided_at)
    return {
        "bail_id": bail.bail_id,
        "fir_id": bail.fir.fir_id,
        "accused_no": bail.accused.no,
        "district": bail.district,
        "stage": bail.stage,
        "severity": bail.fir.severity,
        "filed_at": bail.filed_at,
        "stance": bail.stance,
        "decided_at": decided,
        "outcome": bail.outcome if decided else None,
    }


def judgments(world: World) -> list[tuple[Case, date]]:
    """Days on which a case ended for one or more of its accused."""
    return [
        (case, day) for case in trials(world) for day in sorted({d.ended_at for d in case.defendants if d.ended_at})
    ]


def _judgment(judgment: tuple[Case, date], seen: Seen) -> Row:
    case, day = judgment
    return {
        "case_id": case.case_id,
        "judgment_date": day,
        "fir_id": case.fir.fir_id if case.fir else None,
        "district": case.district,
        "court_type": case.level,
        "offence_cat": case.offence,
        "serious_violent": case.serious,
        "gbv_flag": case.gbv,
        "victim_sex": case.victim_sex or None,
    }


def _outcomes(world: World) -> list[Defendant]:
    return [d for case in trials(world) for d in case.defendants if d.ended_at is not None]


def _outcome(defendant: Defendant, seen: Seen) -> Row:
    case = defendant.case
    return {
        "case_id": case.case_id,
        "accused_no": defendant.no,
        "fir_id": case.fir.fir_id if case.fir else None,
        "person_key": defendant.person.number,
        "district": case.district,
        "judgment_date": defendant.ended_at,
        "verdict": defendant.verdict or None,
        "disposal_mode": defendant.mode,
        "acquittal_reason": defendant.reason or None,
        "complainant_withdrew": defendant.withdrew,
        "offence_cat": case.offence,
        "severity": case.severity or None,
        "serious_violent": case.serious,
        "gbv_flag": case.gbv,
        "sex": defendant.sex,
        "age_class": defendant.age_class,
        "appeal_reviewed_at": seen(defendant.appeal_reviewed_at),
        "appeal_filed_at": seen(defendant.appeal_filed_at),
    }


def _staff(staff: ProsecutionStaff, seen: Seen) -> Row:
    return {
        "district": staff.district,
        "month": first_day(staff.month).strftime("%Y-%m"),
        "sanctioned": staff.sanctioned,
        "in_post": staff.in_post,
        "female": staff.female,
    }


TABLES = (
    Table(
        "prosecution", "prosecution.review",
        things=lambda w: w.reviews,
        area=lambda r: r.district,
        dates=lambda r: (r.received_at, r.decided_at, r.resubmitted_at, r.filed_at),
        row=_review,
        pace="MONTHLY",
        packed=True,
    ),
    Table(
        "prosecution", "prosecution.defect",
        things=lambda w: [(r, code) for r in w.reviews if r.decided_at for code in r.defects],
        area=lambda d: d[0].district,
        dates=lambda d: (d[0].decided_at,),
        matter=lambda d: d[0].received_at,
        row=_defect,
        packed=True,
        pace="YEARLY",
    ),
    Table(
        "prosecution", "prosecution.consult",
        things=lambda w: [consult for fir in w.firs for consult in fir.consults],
        area=lambda c: c.fir.district,
        dates=lambda c: (c.held_at,),
        row=_consult,
        packed=True,
        pace="YEARLY",
    ),
    Table(
        "prosecution", "prosecution.case",
        things=trials,
        area=lambda c: c.district,
        dates=lambda c: (c.began, c.ended),
        row=_case,
        packed=True,
    ),
    Table(
        "prosecution", "prosecution.hearing",
        things=_hearings,
        area=lambda h: h.case.district,
        dates=lambda h: (h.listed,),
        row=_hearing,
        packed=True,
    ),
    Table(
        "prosecution", "prosecution.witness",
        things=_summoned,
        area=lambda i: i[0].case.district,
        dates=lambda i: (i[0].listed,),
        row=_witness,
        pace="YEARLY",
        packed=True,
    ),
    Table(
        "prosecution", "prosecution.bail",
        things=lambda w: w.bails,
        area=lambda b: b.district,
        dates=lambda b: (b.filed_at, b.decided_at),
        row=_bail,
        packed=True,
    ),
    Table(
        "prosecution", "prosecution.judgment",
        things=judgments,
        area=lambda j: j[0].district,
        dates=lambda j: (j[1],),
        matter=lambda j: j[0].began,
        row=_judgment,
        packed=True,
        pace="YEARLY",
    ),
    Table(
        "prosecution", "prosecution.outcome",
        things=_outcomes,
        area=lambda d: d.case.district,
        dates=lambda d: (d.ended_at, d.appeal_reviewed_at, d.appeal_filed_at),
        matter=lambda d: d.case.began,
        row=_outcome,
        packed=True,
    ),
    Table(
        "prosecution", "prosecution.staff",
        things=lambda w: w.prosecution_staff,
        area=lambda s: s.district,
        dates=lambda s: (last_day(s.month),),
        row=_staff,
        pace="YEARLY",
    ),
)  # fmt: skip
