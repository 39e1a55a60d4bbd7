"""The prisons: who is held when, where, as what, and what happens inside."""

from __future__ import annotations

from datetime import date
from random import Random

from simulation.books import Books
from simulation.clock import (
    END,
    Knots,
    add_months,
    between,
    court_day,
    delay,
    grown,
    moment,
    pick,
    plus,
)  # fmt: skip
from simulation.courts import settle
from simulation.geography import (
    JUVENILE_HOME,
    PRISON_KIND,
    PRISON_OF,
    prison_district,
)  # fmt: skip
from simulation.offences import OFFENCES
from simulation.world import (
    Accused,
    Bail,
    Defendant,
    ParoleCase,
    Passage,
    Sentence,
    State,
    Stay,
    Warrant,
)  # fmt: skip

JUVENILE_SINCE = date(2023, 7, 1)
NEAR_JUVENILE_HOME = ("PK226-DJ", "PK225-DJ", "PK220-CP", "PK228-DJ", "PK209-CP")
ELSEWHERE = {
    "PK226-DJ": {"PK209-CP": 78, "PK220-CP": 22}, "PK225-DJ": {"PK220-CP": 60, "PK209-CP": 40},
    "PK228-DJ": {"PK209-CP": 100}, "PK222-DJ": {"PK209-CP": 80, "PK219-CP": 20}, "PK223-DJ": {"PK220-CP": 100},
    "PK213-CP": {"PK209-CP": 100}, "PK217-CP": {"PK209-CP": 100},
}  # fmt: skip
"""Where long sentences are served, if not where they began."""
EARLY_BAIL = {"MINOR": 0.70, "MAJOR": 0.50, "HEINOUS": 0.19}
GRANTED = {"DEATH": 0.30, "LIFE_OR_GT10": 0.40, "GT7": 0.62, "GT3_LE7": 0.80, "LE3": 0.90}
DEATHS = 0.0000115
"""Chance to die, for every day inside."""
ESCAPES = 0.0000034
FIRST_PAROLE = date(2016, 1, 1)


def penalty_of(accused: Accused) -> str:
    fir = accused.fir
    return "LE3" if fir.offence == "NARCOTICS" and fir.severity == "MINOR" else OFFENCES[fir.offence].penalty


def statutory_limit(accused: Accused) -> int:
    """Months of detention after which bail is due by statute."""
    if accused.juvenile:
        return 6
    months = 24 if penalty_of(accused) == "DEATH" else 12
    return months // 2 if accused.sex == "F" else months


def petition(rng: Random, books: Books, accused: Accused, stage: str, filed: date, wait: int, outcome: str) -> Bail:
    level = "SESSIONS" if accused.fir.severity == "HEINOUS" or stage == "PRE_ARREST" else "MAGISTRATE"
    opposed = 0.9 if outcome == "REFUSED" else 0.58 if accused.fir.severity == "HEINOUS" else 0.42
    point = rng.random()
    stance = "OPPOSED" if point < opposed else "CONCEDED" if point < opposed + (1 - opposed) * 0.6 else "NONE"
    court = accused.fir.district
    bail = Bail(books.next("B"), accused, court, level, stage, filed, stance, plus(filed, wait), outcome)
    accused.bails.append(bail)
    return bail


def remand(rng: Random, books: Books, accused: Accused, end: date | None) -> Stay | None:
    """Under trial: bail, or prison until bail or the end of the case. Returns the stay of those still held then."""
    fir = accused.fir
    if accused.custody == "BAIL_PRE":
        petition(rng, books, accused, "PRE_ARREST", plus(fir.day, between(rng, 1, 15)), between(rng, 2, 20), "GRANTED")
        return None
    if accused.arrested_at is None or accused.custody in ("RELEASED_169", "NONE"):
        return None
    start = accused.arrested_at.date()
    days = between(rng, 1, 14)
    if 5 < (start - fir.day).days < 60 and rng.random() < 0.3:
        petition(rng, books, accused, "PRE_ARREST", plus(fir.day, 2), (start - fir.day).days - 3, "REFUSED")
    early = 0.75 if accused.juvenile and fir.severity != "HEINOUS" else EARLY_BAIL[fir.severity]
    if rng.random() < early * (1.2 if accused.sex == "F" else 1.0):
        filed = plus(start, between(rng, 0, max(0, days - 2)))
        if fir.severity != "MINOR" or rng.random() < 0.4:
            petition(rng, books, accused, "POST_ARREST", filed, max(0, days - (filed - start).days), "GRANTED")
        accused.custody = "BAIL_POST"
        return None
    admitted = plus(start, days)
    if end is not None and end <= admitted:
        return None
    accused.custody = "JUDICIAL"
    out, why = _way_out(rng, books, accused, admitted, end)
    stay = admit(rng, books, accused, admitted, "NEW")
    stay.warrants.append(_warrant(rng, books, stay, accused, start, out, why))
    status = [(admitted, stay.facility, "UTP")]
    live(rng, stay, status, out, why)
    if why == "BAIL":
        accused.custody = "BAIL_POST"
        return None
    return stay if stay.release_reason == "" and stay.released_at is None else None


def _way_out(rng: Random, books: Books, accused: Accused, start: date, end: date | None) -> tuple[date, str]:
    """First day no longer under trial in prison, and why: BAIL, or "" when the case came to its end."""
    chance = GRANTED[penalty_of(accused)] * (0.6 if accused.fir.gbv else 1.0)
    limit = add_months(start, statutory_limit(accused))
    last = end or plus(start, 1200)
    tries = [("POST_ARREST", plus(start, delay(rng, ((0.0, 1), (0.6, 15), (1.0, 60))))),
             ("POST_ARREST", plus(start, between(rng, 80, 200)))]  # fmt: skip
    late = between(rng, 3, 70)
    tries += [("STATUTORY", plus(limit, late)), ("STATUTORY", plus(limit, late + 240))]
    tries.sort(key=lambda t: t[1])
    for turn, (stage, filed) in enumerate(tries):
        asks = rng.random() < (0.80, 0.45, 0.62, 0.5)[turn]
        wait = max(1, delay(rng, ((0.0, 1), (0.6, 9), (0.9, 25), (1.0, 70)), grown(filed, 1.2, 0.85)))
        decided = plus(filed, wait)
        if decided >= last or not asks:
            continue
        odds = 0.55 if stage == "STATUTORY" else chance * (0.6 if turn else 1.0) * grown(filed, 1.0, 1.12)
        granted = rng.random() < odds or (end is None and turn == 3)
        outcome = "GRANTED" if granted else "WITHDRAWN" if rng.random() < 0.08 else "REFUSED"
        petition(rng, books, accused, stage, filed, wait, outcome)
        if granted:
            furnished = between(rng, 30, 200) if rng.random() < 0.05 else between(rng, 0, 4)
            if plus(decided, furnished) < last:
                return max(plus(decided, furnished), plus(start, 1)), "BAIL"
            return last, "" if end is not None else "BAIL"
    return (end, "") if end is not None else (plus(start, 1200), "BAIL")


def admit(rng: Random, books: Books, accused: Accused, day: date, how: str, facility: str = "") -> Stay:
    """Begin a stay; who dies, leaves or moves is said later."""
    at = moment(day, between(rng, 600, 1290))
    stay = Stay(books.next("H"), accused.person, accused, at, how)
    place = facility or PRISON_OF[accused.fir.district]
    born = accused.person.born
    young = born is not None and add_months(born, 216) > day
    if young and accused.sex == "M" and day >= JUVENILE_SINCE and place in NEAR_JUVENILE_HOME and rng.random() < 0.75:
        place = JUVENILE_HOME
    stay.passages.append(Passage(stay, place, at, how))
    if rng.random() < 0.86:
        hours: Knots = ((0.0, 15), (0.5, 1440), (0.8, 4300), (1.0, 20000))
        quick = grown(day, 1.25, 0.62) * (0.7 if accused.sex == "F" else 1.0)
        stay.screened_at = moment(day, at.hour * 60 + at.minute + delay(rng, hours, quick))
    point = rng.random()
    if point < grown(day, 0.50, 0.62) + (0.15 if young else 0.0):
        stay.counsel_from = day
    elif point < 0.86:
        stay.counsel_from = plus(day, between(rng, 10, 240))
    stay.counsel = stay.counsel_from is not None
    accused.stays.append(stay)
    return stay


def _warrant(rng: Random, books: Books, stay: Stay, accused: Accused, start: date, out: date, why: str) -> Warrant:
    known = accused if rng.random() < 0.94 else None
    warrant = Warrant(
        books.next("W"), stay, known, accused.fir.district, accused.fir.district, penalty_of(accused), start,
        out, why or "OTHER", juvenile=accused.juvenile,
    )  # fmt: skip
    if rng.random() < 0.16:
        warrant.delay_days = between(rng, 15, 220)
    warrant.fourth_proviso = accused.fir.severity == "HEINOUS" and rng.random() < 0.07
    granted = [b.decided_at for b in accused.bails if b.outcome == "GRANTED" and b.stage != "PRE_ARREST"]
    warrant.bail_unfurnished = any(day is not None and (out - day).days > 20 for day in granted)
    return warrant


Path = list[tuple[date, str, str]]


def live(rng: Random, stay: Stay, path: Path, out: date, why: str) -> None:
    """Write the states of a stay from (first day, prison, status), to its end or to where the verdict takes over."""
    path = _birthday(stay, path, out)
    for turn, (day, facility, status) in enumerate(path):
        until = path[turn + 1][0] if turn + 1 < len(path) else out
        born = stay.person.born
        age = "UNKNOWN" if born is None else "JUVENILE" if add_months(born, 216) > day else "ADULT"
        stay.states.append(State(stay, facility, day, until, status, age))
        here = stay.passages[-1]
        if facility != here.facility:
            at = moment(day, between(rng, 480, 840))
            here.until, here.why = at, "TRANSFER_OUT"
            stay.passages.append(Passage(stay, facility, at, "TRANSFER_IN"))
    if why:
        leave(rng, stay, out, why)


def _birthday(stay: Stay, path: Path, out: date) -> Path:
    born = stay.person.born
    grown_up = add_months(born, 216) if born is not None else None
    if grown_up is None or not path[0][0] < grown_up < out:
        return path
    found: Path = []
    home = PRISON_OF[stay.accused.fir.district] if stay.accused else path[0][1]
    for day, facility, status in path:
        if found and found[-1][0] < grown_up < day:
            before = found[-1]
            found.append((grown_up, home if before[1] == JUVENILE_HOME else before[1], before[2]))
        late = day >= grown_up and facility == JUVENILE_HOME
        found.append((day, home if late else facility, status))
    if found[-1][0] < grown_up:
        before = found[-1]
        found.append((grown_up, home if before[1] == JUVENILE_HOME else before[1], before[2]))
    return found


def leave(rng: Random, stay: Stay, day: date, why: str) -> None:
    stay.released_at = moment(day, between(rng, 540, 1080))
    stay.release_reason = why
    stay.states[-1].until = day
    stay.passages[-1].until, stay.passages[-1].why = stay.released_at, why
    if stay.screened_at is not None and stay.screened_at > stay.released_at:
        stay.screened_at = None


def cut_short(rng: Random, stay: Stay, day: date, why: str) -> None:
    """End a stay earlier than it was written: death and escape."""
    stay.states = [s for s in stay.states if s.since < day]
    stay.passages = [p for p in stay.passages if p.since.date() < day]
    leave(rng, stay, day, why)
    for warrant in stay.warrants:
        if warrant.ended_at is None or warrant.ended_at > day:
            warrant.ended_at, warrant.end_reason = day, why


def fate(rng: Random, stay: Stay, first: date, last: date | None) -> tuple[date, str] | None:
    """The day somebody dies or escapes between two days inside, if at all."""
    days = ((last or END) - first).days - 1
    if days < 1:
        return None
    point = rng.random()
    if point < days * DEATHS:
        return plus(first, between(rng, 1, days)), "DIED"
    if point < days * (DEATHS + ESCAPES):
        return plus(first, between(rng, 1, days)), "ESCAPED"
    return None


def verdict(rng: Random, books: Books, defendant: Defendant, stay: Stay | None) -> None:
    """What the end of the case means for somebody under trial, in prison or not."""
    accused, day = defendant.accused, defendant.ended_at
    if accused is None or day is None:
        return
    if stay is not None:
        struck = fate(rng, stay, stay.admitted_at.date(), day)
        if struck is not None and struck[0] > defendant.case.instituted_at:
            _struck(rng, defendant, stay, *struck)
            return
    prison = defendant.verdict == "CONVICTED" and defendant.sentence in ("PRISON", "LIFE", "DEATH")
    if not prison:
        if stay is not None:
            why = {"PROBATION": "PROBATION", "CONDITIONAL_DISCHARGE": "PROBATION"}.get(defendant.sentence, "OTHER")
            why = why if defendant.verdict == "CONVICTED" else "ACQUITTED" if defendant.verdict else "OTHER"
            leave(rng, stay, max(day, plus(stay.states[-1].since, 1)), why)
            stay.warrants[0].end_reason = "CONVICTED" if defendant.verdict == "CONVICTED" else why
        return
    if stay is None:
        stay = admit(rng, books, accused, plus(day, between(rng, 0, 3)), "RECALL" if accused.stays else "NEW")
        since, credit = stay.admitted_at.date(), between(rng, 0, 60)
    else:
        since, credit = day, (day - stay.warrants[0].detained_since).days
        stay.warrants[0].end_reason = "CONVICTED"
        stay.warrants[0].ended_at = day
    accused.custody = "JUDICIAL"
    serve(rng, books, defendant, stay, since, credit)


def _struck(rng: Random, defendant: Defendant, stay: Stay, day: date, why: str) -> None:
    cut_short(rng, stay, day, why)
    case = defendant.case
    ended = court_day(plus(day, between(rng, 4, 40)))
    if case.decided_at is None or ended >= case.decided_at:
        ended = case.decided_at or ended
    defendant.ended_at = ended
    defendant.verdict, defendant.mode = ("ABATED", "ABATED") if why == "DIED" else ("", "DORMANT")
    defendant.reason = defendant.sentence = ""
    defendant.sentence_days, defendant.withdrew = None, False
    if defendant.charged_at is not None and defendant.charged_at > min(day, ended):
        defendant.charged_at = defendant.represented = None
    if len(case.defendants) == 1:
        case.decided_at = ended
        case.charged_at = defendant.charged_at
        if case.cognizance_at is not None and case.cognizance_at > ended:
            case.cognizance_at = None
        if case.inactive_from is not None and case.inactive_to is not None:
            case.inactive_to = min(case.inactive_to, ended)
            if case.inactive_from >= ended:
                case.inactive_from = case.inactive_to = None
                case.inactive_reason = ""
    settle(case)


def serve(rng: Random, books: Books, defendant: Defendant, stay: Stay, since: date, credit: int) -> None:
    """A sentence: appeal open, then final; perhaps elsewhere; released when due, on appeal or on licence."""
    case, length = defendant.case, defendant.sentence_days
    place = stay.passages[-1].facility
    sentence = Sentence(stay, defendant.ended_at or since, defendant.sentence, length, 0, 0, None)
    sentence.fine = 1000 * between(rng, 5, 200) if rng.random() < 0.7 else 0
    stay.sentence = sentence
    appeal = next((a for a in case.appeals if a.against == "CONVICTION"), None)
    final = appeal.decided_at if appeal and appeal.decided_at else plus(since, 30 if case.level == "MAGISTRATE" else 60)
    final = max(final, plus(since, 1))
    out: date | None = None
    why, status = "SENTENCE_EXPIRED", "CONVICT_NONFINAL"
    if length is not None:
        sentence.remission_days = int(length * (0.20 + 0.16 * rng.random())) if length >= 90 else 0
        due = plus(since, max(0, length - sentence.remission_days - credit))
        if appeal and appeal.outcome == "MODIFIED":
            due = max(min(due, final), plus(due, -int(length * 0.3)))
        sentence.due = due
        out = max(_leaves(rng, due), plus(since, 1))
    else:
        status = "CONDEMNED"
    if appeal and appeal.outcome == "SET_ASIDE" and (out is None or final < out):
        out, why = plus(final, between(rng, 0, 4)), "ACQUITTED"
    path: Path = [(since, place, status)]
    if status == "CONDEMNED":
        if appeal and appeal.outcome == "MODIFIED":
            path.append((final, place, "CONVICT"))
            sentence.kind, sentence.length_days, sentence.due = "LIFE", 9131, plus(since, 9131 * 7 // 10)
            out = sentence.due
    elif out is None or final < out:
        path.append((final, place, "CONVICT"))
    parole = _parole(rng, books, stay, since, out, path) if why == "SENTENCE_EXPIRED" and length else None
    if parole is not None and parole.licensed_at is not None:
        out, why = parole.licensed_at, "PAROLE"
    path = [step for step in path if out is None or step[0] < out]
    path = _elsewhere(rng, stay, path, out, length)
    stay.release_reason, stay.released_at = "", None
    live(rng, stay, path, out or date(2100, 1, 1), why if out is not None else "")
    if out is None:
        stay.states[-1].until = None
    struck = fate(rng, stay, since, out)
    if struck is not None and struck[0] > since:
        cut_short(rng, stay, *struck)
        if parole is not None and parole.licensed_at is not None and struck[0] <= parole.licensed_at:
            parole.licensed_at = None
            if parole.considered_at is not None and parole.considered_at >= struck[0]:
                parole.considered_at = None
            if parole.decided_at is not None and parole.decided_at >= struck[0]:
                parole.decided_at, parole.decision = None, ""
    if parole is not None:
        last = stay.released_at.date() if stay.released_at else END
        if parole.eligible_on < last:
            parole.facility = next(s.facility for s in reversed(stay.states) if s.since <= parole.eligible_on)
            parole.district = prison_district(parole.facility, parole.eligible_on)
            books.paroles.append(parole)


def _leaves(rng: Random, due: date) -> date:
    """The day the prison lets somebody go whose day is due."""
    point, late = rng.random(), grown(due, 0.17, 0.07)
    if point < late:
        return plus(due, between(rng, 1, 26))
    return plus(due, -between(rng, 1, 25)) if point > 0.91 else due


def _parole(rng: Random, books: Books, stay: Stay, since: date, out: date | None, path: Path) -> ParoleCase | None:
    sentence = stay.sentence
    if sentence is None or sentence.due is None or (sentence.length_days or 0) < 700 or out is None:
        return None
    eligible = plus(since, max(30, (sentence.due - since).days // 2))
    if not FIRST_PAROLE <= eligible < out:
        return None
    parole = ParoleCase(books.next("L"), stay, path[0][1], "", eligible)
    if rng.random() < 0.78:
        considered = plus(eligible, delay(rng, ((0.0, 10), (0.5, 80), (1.0, 300)), grown(eligible, 1.2, 0.8)))
        if considered < out:
            parole.considered_at = considered
            parole.decided_at = plus(considered, between(rng, 0, 9))
            granted = grown(considered, 9, 20)
            parole.decision = pick(rng, {"GRANTED": granted, "REFUSED": 62, "DEFERRED": 18})
            licensed = plus(parole.decided_at, between(rng, 3, 40))
            if parole.decision == "GRANTED" and licensed < plus(out, -20):
                parole.licensed_at = licensed
    return parole


def _elsewhere(rng: Random, stay: Stay, path: Path, out: date | None, length: int | None) -> Path:
    """Move some of the sentenced to a central prison, and the condemned to Mach."""
    place, since = path[0][1], path[0][0]
    condemned = path[0][2] == "CONDEMNED"
    if condemned:
        target = "PK209-CP"
    elif place in ELSEWHERE and (length or 0) >= 400:
        if rng.random() >= (0.20 if place == "PK226-DJ" else 0.6):
            return path
        target = pick(rng, ELSEWHERE[place])
    elif rng.random() < 0.04 and PRISON_KIND[place] == "CENTRAL":
        target = "PK209-CP" if place != "PK209-CP" else "PK220-CP"
    else:
        return path
    day = plus(since, between(rng, 7, 70))
    if place in (target, JUVENILE_HOME) or (out is not None and day >= out):
        return path
    found: Path = []
    for step, facility, status in path:
        if step < day:
            found.append((step, facility, status))
            continue
        if found[-1][1] != target and step > day:
            found.append((day, target, found[-1][2]))
        found.append((step, target, status))
    if found[-1][1] != target:
        found.append((day, target, found[-1][2]))
    return found
