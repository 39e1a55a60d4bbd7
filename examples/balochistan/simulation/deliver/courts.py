"""What the courts hand over."""

from __future__ import annotations

from simulation.clock import first_day, last_day
from simulation.plan import Row, Seen, Table
from simulation.world import Appeal, Bail, Case, Defendant, Hearing, Judge, World

LEVELS = {"ATC": "SPECIAL", "SPECIAL_GBV": "SPECIAL", "JUVENILE": "SPECIAL"}


def level_of(level: str, kind: str = "") -> str:
    """As the courts' own records name it: special courts are one level, civil and family suits have a bench apart."""
    return "CIVIL_FAMILY" if kind in ("CIVIL", "FAMILY") and level != "HIGH_COURT" else LEVELS.get(level, level)


def _victim_age(case: Case) -> str | None:
    if case.victim_age is None:
        return "UNKNOWN" if case.victim_sex else None
    return "UNDER_12" if case.victim_age < 12 else "AGE_12_17" if case.victim_age < 18 else "ADULT"


def _case(case: Case, seen: Seen) -> Row:
    decided, idle = seen(case.decided_at), seen(case.inactive_from)
    return {
        "case_id": case.case_id,
        "court": case.court,
        "fir_id": case.fir.fir_id if case.fir else None,
        "court_level": level_of(case.level, case.kind),
        "case_type": case.kind,
        "offence": case.offence or None,
        "severity": case.severity or None,
        "gbv_flag": case.gbv,
        "juvenile_flag": case.juvenile,
        "scheduled_ara": case.scheduled_ara,
        "victim_age": _victim_age(case),
        "limit_id": case.limit or None,
        "instituted_at": case.instituted_at,
        "mode": case.mode,
        "received_at": case.received_at,
        "cognizance_at": seen(case.cognizance_at),
        "charge_framed_at": seen(case.charged_at),
        "decided_at": decided,
        "disposal_mode": case.disposal if decided else None,
        "transferred_out_at": seen(case.moved_at),
        "inactive_from": idle,
        "inactive_to": seen(case.inactive_to),
        "inactive_reason": case.inactive_reason if idle else None,
    }


def _hearing(hearing: Hearing, seen: Seen) -> Row:
    return {
        "case_id": hearing.case.case_id,
        "court": hearing.case.court,
        "listed_date": hearing.listed,
        "purpose": hearing.purpose,
        "outcome": hearing.outcome,
        "adj_reason": hearing.reason or None,
        "next_date": hearing.next_date,
        "accused_in_custody": hearing.in_custody,
    }


def _accused(defendant: Defendant, seen: Seen) -> Row:
    case = defendant.case
    charged, ended = seen(defendant.charged_at), seen(defendant.ended_at if defendant.verdict else None)
    return {
        "case_id": case.case_id,
        "accused_no": defendant.no,
        "court": case.court,
        "person_key": defendant.person.number,
        "sex": defendant.sex,
        "age_class": defendant.age_class,
        "joined_at": case.began,
        "in_custody": defendant.in_custody,
        "charged_at": charged,
        "represented_at_charge": defendant.represented if charged else None,
        "verdict": defendant.verdict if ended else None,
        "decided_at": ended,
        "probation_eligible": defendant.eligible if ended and defendant.verdict == "CONVICTED" else None,
        "sentence_type": (defendant.sentence or None) if ended else None,
        "sentence_days": defendant.sentence_days if ended else None,
    }


def _bail(bail: Bail, seen: Seen) -> Row:
    decided = seen(bail.decided_at)
    return {
        "bail_id": bail.bail_id,
        "court": bail.court,
        "court_level": level_of(bail.level),
        "fir_id": bail.fir.fir_id,
        "accused_no": bail.accused.no,
        "sex": bail.accused.sex,
        "juvenile_flag": bail.accused.juvenile,
        "kind": "PRE_ARREST" if bail.stage == "PRE_ARREST" else "POST_ARREST",
        "filed_at": bail.filed_at,
        "decided_at": decided,
        "outcome": bail.outcome if decided else None,
    }


def _appeal(appeal: Appeal, seen: Seen) -> Row:
    decided = seen(appeal.decided_at)
    return {
        "appeal_id": appeal.appeal_id,
        "court": appeal.court,
        "case_id": appeal.case.case_id,
        "side": appeal.side,
        "filed_at": appeal.filed_at,
        "decided_at": decided,
        "outcome": appeal.outcome if decided else None,
    }


def judges(world: World) -> list[Judge]:
    """Judges by level as the courts' own records name it."""
    found: dict[tuple[str, str, int], Judge] = {}
    for judge in world.judges:
        key = (judge.court, level_of(judge.level), judge.month)
        other = found.get(key)
        found[key] = Judge(
            judge.court, key[1], judge.month,
            judge.sanctioned + (other.sanctioned if other else 0),
            judge.working + (other.working if other else 0),
            max(judge.working_days, other.working_days if other else 0),
        )  # fmt: skip
    return list(found.values())


def _judge(judge: Judge, seen: Seen) -> Row:
    return {
        "court": judge.court,
        "court_level": judge.level,
        "month": first_day(judge.month).strftime("%Y-%m"),
        "sanctioned": judge.sanctioned,
        "working": judge.working,
        "working_days": judge.working_days,
    }


TABLES = (
    Table(
        "courts", "judiciary.case",
        things=lambda w: w.cases,
        area=lambda c: c.court,
        dates=lambda c: (
            c.began, c.cognizance_at, c.charged_at, c.decided_at, c.moved_at, c.inactive_from, c.inactive_to,
        ),
        row=_case,
        pace="MONTHLY",
        packed=True,
    ),
    Table(
        "courts", "judiciary.hearing",
        things=lambda w: [hearing for case in w.cases for hearing in case.hearings],
        area=lambda h: h.case.court,
        dates=lambda h: (h.listed,),
        row=_hearing,
        packed=True,
    ),
    Table(
        "courts", "judiciary.accused",
        things=lambda w: [defendant for case in w.cases for defendant in case.defendants],
        area=lambda d: d.case.court,
        dates=lambda d: (d.case.began, d.charged_at, d.ended_at),
        row=_accused,
        pace="YEARLY",
        packed=True,
    ),
    Table(
        "courts", "judiciary.bail",
        things=lambda w: w.bails,
        area=lambda b: b.court,
        dates=lambda b: (b.filed_at, b.decided_at),
        row=_bail,
        packed=True,
        pace="YEARLY",
    ),
    Table(
        "courts", "judiciary.appeal",
        things=lambda w: w.appeals,
        area=lambda a: a.court,
        dates=lambda a: (a.filed_at, a.decided_at),
        row=_appeal,
        packed=True,
        pace="YEARLY",
    ),
    Table(
        "courts", "judiciary.judge",
        things=judges,
        area=lambda j: j.court,
        dates=lambda j: (last_day(j.month),),
        row=_judge,
        packed=True,
        pace="YEARLY",
    ),
)  # fmt: skip
