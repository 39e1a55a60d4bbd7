"""Hearings: what was listed, whether it went ahead, who came, and which prisoners the court wanted to see."""

from __future__ import annotations

from datetime import date
from random import Random

from simulation.clock import END, between, court_day, grown, pick, plus
from simulation.world import Case, Hearing, Production, Stay

REASONS = {"PROSECUTION": 9, "DEFENCE": 22, "WITNESS_ABSENT": 26, "JUDGE_ABSENT": 15, "STRIKE": 13, "RECORD_ABSENT": 6,
           "OTHER": 9}  # fmt: skip
SIDES = {"PROSECUTION": ("PROSECUTION",), "DEFENCE": ("DEFENCE",), "WITNESS_ABSENT": ("PROSECUTION", "POLICE"),
         "ACCUSED_NOT_PRODUCED": ("PRISON", "PRISON", "PRISON", "POLICE"), "JUDGE_ABSENT": ("COURT",),
         "STRIKE": ("STRIKE",), "RECORD_ABSENT": ("COURT",), "OTHER": ("OTHER",)}  # fmt: skip
"""What the prosecutor writes where the court writes a reason."""
WHY_NOT = {"NO_ESCORT": 52, "ILL": 10, "SECURITY": 22, "OTHER": 16}
Held = list[tuple[Stay, date, date]]


def hear(rng: Random, case: Case) -> None:
    """The hearings of a trial, in this court and in the one it came from."""
    start, last = case.instituted_at, case.ended
    assert last is not None
    held = _held(case)
    day, turn, evidence = min(last, court_day(plus(start, between(rng, 3, 20)))), 0, 0
    trials = between(rng, 0, 4) if case.contested else 0
    while day <= last and day <= END:
        here = case if case.moved_from is None or day >= case.began else case.moved_from
        purpose = _purpose(rng, case, day, last, turn)
        if purpose == "EVIDENCE":
            evidence += 1
            if evidence > 1 and trials > 0:
                purpose, trials = "TRIAL", trials - 1
        hearing = _hearing(rng, here, day, purpose, day == last, held)
        here.hearings.append(hearing)
        if day == last:
            break
        turn += 1
        gap = between(rng, 34, 86) if case.contested else between(rng, 12, 30)
        after = court_day(plus(day, gap))
        if case.inactive_from is not None and case.inactive_to is not None and after >= case.inactive_from:
            after = after if day >= case.inactive_to else max(after, court_day(case.inactive_to))
        if day < (case.charged_at or day) < after:
            after = case.charged_at or after
        if after > last or (last - after).days < 9:
            after = last
        hearing.next_date = after
        day = after
    for one in (case, case.moved_from):
        if one is not None and one.hearings and one.moved_at is not None:
            one.hearings[-1].next_date = None


def _held(case: Case) -> Held:
    """Accused under trial in prison: (stay, first day, first day no longer)."""
    found: Held = []
    for defendant in case.defendants:
        for stay in defendant.accused.stays if defendant.accused else ():
            days = [s for s in stay.states if s.status == "UTP"]
            if days:
                found.append((stay, days[0].since, days[-1].until or END))
    return found


def _purpose(rng: Random, case: Case, day: date, last: date, turn: int) -> str:
    if day == last:
        return "JUDGMENT"
    if case.charged_at is None or day < case.charged_at:
        return "COPIES" if turn == 1 else "REMAND" if turn == 0 or rng.random() < 0.5 else "OTHER"
    if day == case.charged_at:
        return "CHARGE"
    return "ARGUMENTS" if (last - day).days < 45 else "EVIDENCE"


def _hearing(rng: Random, case: Case, day: date, purpose: str, final: bool, held: Held) -> Hearing:
    there = [stay for stay, first, until in held if first < day <= until]
    hearing = Hearing(case, day, purpose, "PROCEEDED", in_custody=bool(there))
    lost = there and not final and rng.random() < grown(day, 0.085, 0.04)
    if lost:
        hearing.outcome, hearing.reason = "ADJOURNED", "ACCUSED_NOT_PRODUCED"
    elif not final and purpose != "CHARGE" and rng.random() < grown(day, 0.44, 0.33):
        hearing.outcome = "ADJOURNED"
        hearing.reason = pick(rng, REASONS if purpose in ("EVIDENCE", "TRIAL") else REASONS | {"WITNESS_ABSENT": 0})
    elif not final and rng.random() < 0.08:
        hearing.outcome = "PARTLY"
    if hearing.reason:
        sides = SIDES[hearing.reason]
        hearing.side = sides[int(rng.random() * len(sides))]
    hearing.present = rng.random() < (0.45 if hearing.reason == "PROSECUTION" else grown(day, 0.91, 0.97))
    if purpose in ("EVIDENCE", "TRIAL"):
        _witnesses(rng, hearing)
    if there:
        _produce(rng, hearing, there, bool(lost))
    return hearing


def _witnesses(rng: Random, hearing: Hearing) -> None:
    called = (between(rng, 0, 2), int(rng.random() < 0.3), between(rng, 0, 2))
    rates = (grown(hearing.listed, 0.62, 0.78), 0.72, grown(hearing.listed, 0.48, 0.58))
    come = (0.25, 0.2, 0.1) if hearing.reason == "WITNESS_ABSENT" else rates
    hearing.summoned = called
    a, b, c = (sum(rng.random() < rate for _ in range(n)) for n, rate in zip(called, come, strict=True))
    hearing.attended = (a, b, c)
    if hearing.outcome != "ADJOURNED":
        a, b, c = (sum(rng.random() < 0.85 for _ in range(n)) for n in hearing.attended)
        hearing.examined = (a, b, c)


def _produce(rng: Random, hearing: Hearing, there: list[Stay], lost: bool) -> None:
    cancelled = hearing.reason in ("JUDGE_ABSENT", "STRIKE") and rng.random() < 0.15
    why = "COURT_CANCELLED" if cancelled else pick(rng, WHY_NOT)
    for turn, stay in enumerate(there):
        state = next(s for s in reversed(stay.states) if s.since < hearing.listed)
        absent = lost or cancelled or (len(there) > 1 and turn > 0 and rng.random() < 0.03)
        if absent and lost and turn > 0 and rng.random() < 0.4:
            absent = False
        video = rng.random() < grown(hearing.listed, 0.0, 0.16)
        mode = "" if absent else "VIDEO" if video else "PERSON"
        reason = why if absent else ""
        stay.productions.append(
            Production(stay, state.facility, hearing.case, hearing.listed, not absent, mode, reason)
        )


def hear_docket(rng: Random, case: Case) -> None:
    """The few hearings of a suit or another case without FIR."""
    last = case.decided_at
    if last is None or case.kind in ("BAIL", "APPEAL"):
        return
    day = min(last, court_day(plus(case.instituted_at, between(rng, 10, 45))))
    while day <= last and day <= END:
        final = day == last
        purpose = "JUDGMENT" if final else pick(rng, {"EVIDENCE": 45, "ARGUMENTS": 20, "OTHER": 35})
        hearing = Hearing(case, day, purpose, "PROCEEDED", present=False)
        if not final and rng.random() < grown(day, 0.45, 0.37):
            hearing.outcome = "ADJOURNED"
            hearing.reason = pick(rng, REASONS | {"PROSECUTION": 0})
        case.hearings.append(hearing)
        after = court_day(plus(day, between(rng, 100, 220)))
        if after > last or (last - after).days < 20:
            after = last
        if not final:
            hearing.next_date = after
        day = after if not final else plus(last, 1)
