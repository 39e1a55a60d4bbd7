"""The courts: trials after a police report, what people bring themselves, petitions, appeals, hearings, judges."""

from __future__ import annotations

from datetime import date
from functools import cache
from random import Random

from simulation.books import Books
from simulation.clock import (
    FIRST,
    LAST,
    MONTHS,
    START,
    Knots,
    any_day,
    between,
    court_day,
    delay,
    dice,
    grown,
    last_day,
    one_of,
    pick,
    plus,
    poisson,
)  # fmt: skip
from simulation.geography import TERRITORIES, districts_on, neighbours
from simulation.offences import SERIOUS
from simulation.world import Accused, Appeal, Case, Defendant, Fir, Judge, Review

KNOTS: dict[str, Knots] = {
    "MURDER": ((0.0, 150), (0.5, 520), (0.85, 900), (1.0, 1700)),
    "ABOVE_7Y": ((0.0, 50), (0.5, 270), (0.85, 560), (1.0, 1350)),
    "UP_TO_7Y": ((0.0, 12), (0.5, 150), (0.85, 360), (1.0, 1000)),
    "JUVENILE": ((0.0, 25), (0.5, 145), (0.9, 300), (1.0, 650)),
    "FAMILY": ((0.0, 40), (0.5, 170), (1.0, 800)),
    "CIVIL": ((0.0, 60), (0.5, 310), (0.9, 950), (1.0, 1900)),
    "APPEAL": ((0.0, 30), (0.5, 190), (1.0, 800)),
    "REVISION": ((0.0, 15), (0.5, 90), (1.0, 400)),
    "OTHER": ((0.0, 5), (0.6, 60), (1.0, 500)),
}
"""Days from institution to decision."""
OTHER_ENDS = {"DECREED": 52, "DISMISSED": 30, "COMPROMISE": 9, "WITHDRAWN": 7, "OTHER": 2}
ON_PAPER_ENDS = {"DISMISSED": 58, "OTHER": 34, "WITHDRAWN": 8}
WITHOUT_FIR = {"CIVIL": 46, "FAMILY": 42, "REVISION": 7, "OTHER": 5}
PER_100_000 = 0.66
"""Cases a month per 100,000 people that rest on no FIR."""
GUILTY_PLEA = 0.34
"""Share of the narcotics, arms and minor cases in which the accused pleads guilty."""
BACKLOG_MONTHS = 60
SPECIAL = ("PK226", "PK211", "PK222")
"""Districts with a court for gender-based violence."""
REASONS = {"HOSTILE_WITNESS": 24, "BENEFIT_OF_DOUBT": 34, "DEFECTIVE_INVESTIGATION": 20, "NO_FORENSIC": 10,
           "TECHNICAL": 7, "OTHER": 5}  # fmt: skip


def limit_of(fir: Fir, juvenile: bool) -> str:
    if juvenile:
        return "JUVENILE"
    if fir.offence in ("MURDER", "HONOUR_KILLING"):
        return "MURDER"
    return "ABOVE_7Y" if fir.severity == "HEINOUS" else "UP_TO_7Y"


def open_case(books: Books, fir: Fir, review: Review, accused: list[Accused], instituted: date, mode: str) -> Case:
    """A trial on the docket, with those accused who stand in it."""
    court = fir.district
    juvenile = all(a.juvenile for a in accused)
    heinous = fir.severity == "HEINOUS"
    level, kind = ("SESSIONS", "SESSIONS_TRIAL") if heinous else ("MAGISTRATE", "MAGISTERIAL_TRIAL")
    if juvenile:
        level = kind = "JUVENILE"
    elif fir.offence == "TERRORISM":
        level = kind = "ATC"
    elif fir.gbv:
        kind = "GBV"
        level = "SPECIAL_GBV" if court in SPECIAL else level
    victim = fir.victims[0] if fir.victims else None
    case = Case(
        case_id=books.next("C"),
        court=court,
        level=level,
        kind=kind,
        fir=fir,
        district=fir.district,
        instituted_at=instituted,
        offence=fir.offence,
        severity=fir.severity,
        serious=fir.offence in SERIOUS,
        gbv=fir.gbv,
        scheduled_ara=fir.scheduled_ara,
        juvenile=any(a.juvenile for a in accused),
        limit=limit_of(fir, juvenile),
        mode=mode,
        prosecutor=review.prosecutor,
        victim_sex=victim.sex if victim else "",
        victim_age=victim.age if victim else None,
    )
    for one in accused:
        defendant = Defendant(case, one.no, one, one.person, one.juvenile, False)
        case.defendants.append(defendant)
        one.trials.append(defendant)
    fir.cases.append(case)
    return case


@cache
def _slow(court: str) -> float:
    return 0.85 + 0.3 * dice("court pace", court).random()


def decide(rng: Random, case: Case) -> None:
    """Take cognizance, frame the charge, decide, for each accused."""
    start = case.instituted_at
    slow = _slow(case.court) * grown(start, 1.06, 0.86)
    days = max(2, delay(rng, KNOTS[case.limit], slow))
    case.cognizance_at = plus(start, delay(rng, ((0.0, 0), (0.7, 4), (1.0, 21))))
    absent = [d for d in case.defendants if d.accused is not None and d.accused.custody == "ABSCONDING"]
    for_trial = [d for d in case.defendants if d not in absent]
    if not for_trial:
        case.decided_at = plus(start, between(rng, 60, 240))
        case.disposal = "CONSIGNED_RECORD_ROOM"
        for defendant in absent:
            defendant.ended_at, defendant.mode = case.decided_at, "DORMANT"
        return
    petty = case.offence in ("NARCOTICS", "ARMS", "OTHER", "THEFT") and case.severity != "HEINOUS"
    case.contested = not (petty or case.offence == "NARCOTICS") or rng.random() >= GUILTY_PLEA
    if not case.contested:
        days = min(days, between(rng, 10, 110))
    if case.contested and days > 150 and rng.random() < 0.05:
        case.inactive_from = plus(start, 60)
        case.inactive_to = plus(case.inactive_from, int(days * (0.3 + 0.4 * rng.random())))
        case.inactive_reason = pick(rng, {"ABSCONDING": 50, "STAY": 35, "OTHER": 15})
    case.decided_at = court_day(plus(start, days))
    case.cognizance_at = min(case.cognizance_at, plus(start, days // 2))
    if case.inactive_to is not None:
        case.inactive_to = min(case.inactive_to, case.decided_at)
    charged = plus(case.cognizance_at, max(1, delay(rng, ((0.0, 7), (0.5, 40), (0.9, 110), (1.0, 240)), slow)))
    mode = _mode(rng, case)
    if charged < case.decided_at and not (mode == "EARLY_ACQUITTAL" and rng.random() < 0.4):
        case.charged_at = court_day(charged)
        if case.charged_at >= case.decided_at:
            case.charged_at = None if case.contested else case.decided_at
    elif not case.contested or mode == "MERITS":
        case.charged_at = min(plus(case.cognizance_at, 1), case.decided_at)
    for defendant in for_trial:
        _verdict(rng, case, defendant, mode)
    if mode == "MERITS":
        rate = _conviction_rate(case)
        if not case.contested or rng.random() < rate:
            guilty = [d for d in for_trial if rng.random() < 0.78] or for_trial[:1]
            for defendant in guilty:
                defendant.verdict, defendant.reason = "CONVICTED", ""
                _sentence(rng, case, defendant)
    for defendant in absent:
        defendant.ended_at, defendant.mode = case.decided_at, "DORMANT"
    settle(case)


def settle(case: Case) -> None:
    """The court's one word for how the case ended, from what became of its accused."""
    modes = {d.mode for d in case.defendants}
    if any(d.verdict == "CONVICTED" for d in case.defendants):
        case.disposal = "CONVICTION"
    elif "MERITS" in modes:
        case.disposal = "ACQUITTAL"
    else:
        for mode in ("EARLY_ACQUITTAL", "COMPROMISE", "WITHDRAWN", "ABATED"):
            if mode in modes:
                case.disposal = mode
                return
        case.disposal = "CONSIGNED_RECORD_ROOM"


def _mode(rng: Random, case: Case) -> str:
    if not case.contested:
        return "MERITS"
    people = case.offence in ("MURDER", "ATTEMPT_MURDER", "HURT", "HONOUR_KILLING", "DOMESTIC_VIOLENCE", "CHEATING")
    return pick(rng, {"MERITS": 66, "EARLY_ACQUITTAL": grown(case.instituted_at, 19, 12), "WITHDRAWN": 2.5,
                      "COMPROMISE": 20 if people else 10 if case.gbv else 4})  # fmt: skip


def _conviction_rate(case: Case) -> float:
    day = case.decided_at or case.instituted_at
    if case.gbv:
        return grown(day, 0.07, 0.24)
    if case.serious:
        if day < START:
            return 0.20
        return grown(day, 0.26, 0.26 + 0.30 * 0.75) if day < date(2023, 7, 1) else grown(day, 0.33, 0.46)
    return grown(day, 0.48, 0.58)


def _verdict(rng: Random, case: Case, defendant: Defendant, mode: str) -> None:
    """Acquitted, unless something else is said later."""
    defendant.ended_at, defendant.mode, defendant.verdict = case.decided_at, mode, "ACQUITTED"
    if case.charged_at is not None:
        defendant.charged_at = case.charged_at
        defendant.represented = rng.random() < grown(case.charged_at, 0.66, 0.86) * (1.08 if case.juvenile else 1.0)
    if mode == "COMPROMISE":
        defendant.reason = "COMPROMISE"
        defendant.withdrew = rng.random() < 0.85
    elif mode == "WITHDRAWN":
        defendant.verdict = "DISCHARGED"
        defendant.withdrew = rng.random() < 0.2
    else:
        defendant.reason = pick(rng, REASONS)
        defendant.withdrew = defendant.reason == "HOSTILE_WITNESS" and rng.random() < 0.6


def _sentence(rng: Random, case: Case, defendant: Defendant) -> None:
    day = case.decided_at or case.instituted_at
    eligible = case.severity != "HEINOUS"
    if defendant.juvenile:
        kinds: dict[str, float] = {"PROBATION": 50, "PRISON": 30 if eligible else 60, "FINE": 8, "OTHER": 5}
    elif case.offence in ("MURDER", "HONOUR_KILLING"):
        kinds = {"DEATH": 6, "LIFE": 46, "PRISON": 40, "DIYAT": 8}
    elif eligible:
        woman = 2.0 if defendant.sex == "F" else 1.0
        kinds = {
            "PRISON": grown(day, 58, 47),
            "FINE": 22,
            "PROBATION": grown(day, 9, 19) * woman,
            "CONDITIONAL_DISCHARGE": grown(day, 2.5, 6),
            "DIYAT": 4 if case.offence == "HURT" else 0,
            "OTHER": 2,
        }
    elif case.offence in ("KIDNAP_RANSOM", "TERRORISM", "RAPE"):
        kinds = {"LIFE": 35, "PRISON": 62, "DEATH": 3}
    else:
        kinds = {"PRISON": 93, "FINE": 6, "OTHER": 1}
    defendant.sentence = pick(rng, kinds)
    if defendant.sentence == "PRISON":
        knots: Knots = {
            "MINOR": ((0.0, 20), (0.6, 120), (0.9, 365), (1.0, 1095)),
            "MAJOR": ((0.0, 60), (0.6, 660), (0.9, 1600), (1.0, 2555)),
            "HEINOUS": ((0.0, 365), (0.5, 2900), (0.9, 6200), (1.0, 9131)),
        }[case.severity]
        defendant.sentence_days = max(1, delay(rng, knots, 0.5 if defendant.juvenile else 1.0))
    elif defendant.sentence == "LIFE":
        defendant.sentence_days = 9131


def appeals(rng: Random, books: Books, case: Case) -> None:
    """Appeals against the judgment; the prosecution looks at every acquittal in serious crime, sooner or later."""
    judged = case.decided_at
    if judged is None:
        return
    convicted = [d for d in case.defendants if d.verdict == "CONVICTED"]
    acquitted = [d for d in case.defendants if d.verdict == "ACQUITTED" and d.mode in ("MERITS", "EARLY_ACQUITTAL")]
    level = "HIGH_COURT" if case.level in ("SESSIONS", "ATC", "SPECIAL_GBV") else "SESSIONS"
    court = case.district
    if case.serious:
        for defendant in acquitted:
            if rng.random() < grown(judged, 0.55, 0.86):
                wait = delay(rng, ((0.0, 2), (0.72, 30), (1.0, 110)), grown(judged, 1.15, 0.9))
                defendant.appeal_reviewed_at = plus(judged, max(1, wait))
        first = next((d for d in acquitted if d.appeal_reviewed_at is not None), None)
        if first is not None and first.appeal_reviewed_at is not None and rng.random() < 0.13:
            filed = plus(first.appeal_reviewed_at, between(rng, 1, 25))
            first.appeal_filed_at = filed
            case.appeals.append(Appeal(books.next("A"), case, court, level, "STATE", "ACQUITTAL", filed))
    long = any(d.sentence in ("DEATH", "LIFE", "PRISON") for d in convicted)
    if convicted and rng.random() < (0.48 if long else 0.06):
        filed = plus(judged, between(rng, 5, 45))
        case.appeals.append(Appeal(books.next("A"), case, court, level, "ACCUSED", "CONVICTION", filed))
    elif acquitted and rng.random() < 0.04:
        filed = plus(judged, between(rng, 5, 60))
        case.appeals.append(Appeal(books.next("A"), case, court, level, "COMPLAINANT", "ACQUITTAL", filed))
    for appeal in case.appeals:
        wait_for: Knots = ((0.0, 40), (0.5, 320), (1.0, 1300)) if level == "HIGH_COURT" else KNOTS["APPEAL"]
        appeal.decided_at = plus(appeal.filed_at, max(5, delay(rng, wait_for)))
        against: dict[str, float] = {"UPHELD": 46, "DISMISSED": 14, "SET_ASIDE": 20, "MODIFIED": 20}
        if appeal.against == "ACQUITTAL":
            against = {"UPHELD": 62, "DISMISSED": 26, "SET_ASIDE": 4, "REMANDED": 8}
        appeal.outcome = pick(rng, against)


def move(rng: Random, books: Books, case: Case) -> Case | None:
    """Some cases go on in another court of the division: a second case there, with the same accused."""
    if case.decided_at is None or (case.decided_at - case.instituted_at).days < 90 or rng.random() >= 0.022:
        return None
    if any(d.ended_at != case.decided_at for d in case.defendants):
        return None
    day = plus(case.instituted_at, (case.decided_at - case.instituted_at).days // 3)
    courts = neighbours(case.court, day)
    if not courts or case.level in ("ATC", "SPECIAL_GBV"):
        return None
    there = Case(
        case_id=books.next("C"), court=one_of(rng, *courts), level=case.level, kind=case.kind, fir=case.fir,
        district=case.district, instituted_at=case.instituted_at, offence=case.offence, severity=case.severity,
        serious=case.serious, gbv=case.gbv, scheduled_ara=case.scheduled_ara, juvenile=case.juvenile,
        limit=case.limit, mode="TRANSFER_IN", received_at=day, cognizance_at=case.cognizance_at,
        charged_at=case.charged_at, decided_at=case.decided_at, disposal=case.disposal, moved_from=case,
        inactive_from=case.inactive_from, inactive_to=case.inactive_to, inactive_reason=case.inactive_reason,
        prosecutor=case.prosecutor, contested=case.contested, victim_sex=case.victim_sex, victim_age=case.victim_age,
        defendants=case.defendants, appeals=case.appeals,
    )  # fmt: skip
    case.defendants, case.appeals = [], []
    for appeal in there.appeals:
        appeal.case = there
    for one in there.defendants:
        one.case = there
        left = Defendant(case, one.no, one.accused, one.person, one.juvenile, one.in_custody)
        left.ended_at, left.mode = day, "TRANSFER"
        if one.charged_at is not None and one.charged_at < day:
            left.charged_at, left.represented = one.charged_at, one.represented
            one.charged_at = one.represented = None
        case.defendants.append(left)
        if one.accused is not None:
            one.accused.trials.insert(-1, left)
    case.moved_at, case.decided_at, case.disposal = day, None, ""
    if case.inactive_from is not None:
        case.inactive_from = case.inactive_to = None
        case.inactive_reason = ""
        there.inactive_from = max(day, there.inactive_from or day)
        there.inactive_to = max(there.inactive_from, there.inactive_to or day)
    if case.charged_at is not None and case.charged_at >= day:
        case.charged_at = None
    if case.fir is not None:
        case.fir.cases.append(there)
    return there


def dockets(books: Books) -> list[Case]:
    """Suits, revisions and other cases that rest on no FIR, and the docket's rows for petitions and appeals."""
    found = []
    for territory in TERRITORIES:
        for month in range(FIRST - BACKLOG_MONTHS, LAST + 1):
            rng = dice("docket", territory.key, month)
            for _ in range(poisson(rng, territory.people / 100_000 * PER_100_000)):
                day = any_day(rng, month)
                court = territory.district(day)
                kind = pick(rng, WITHOUT_FIR)
                level = "SESSIONS" if kind == "REVISION" or rng.random() < 0.12 else "MAGISTRATE"
                case = Case(books.next("S"), court, level, kind, None, court, day)
                case.mode = pick(rng, {"FRESH": 96, "RESTORED": 3, "REMAND": 1})
                case.decided_at = court_day(plus(day, max(3, delay(rng, KNOTS[kind], grown(day, 1.04, 0.93)))))
                case.disposal = pick(rng, OTHER_ENDS if kind in ("CIVIL", "FAMILY") else ON_PAPER_ENDS)
                if case.decided_at >= START:
                    found.append(case)
    for bail in books.bails:
        case = Case(bail.bail_id, bail.court, bail.level, "BAIL", None, bail.court, bail.filed_at)
        case.decided_at = bail.decided_at
        case.disposal = {"WITHDRAWN": "WITHDRAWN", "REFUSED": "DISMISSED"}.get(bail.outcome, "OTHER")
        case.disposal = case.disposal if bail.decided_at else ""
        found.append(case)
    for appeal in books.appeals:
        if appeal.level == "SESSIONS":
            case = Case(appeal.appeal_id, appeal.court, "SESSIONS", "APPEAL", None, appeal.court, appeal.filed_at)
            case.decided_at = appeal.decided_at
            case.disposal = "OTHER" if appeal.outcome in ("SET_ASIDE", "MODIFIED", "REMANDED") else "DISMISSED"
            case.disposal = case.disposal if appeal.decided_at else ""
            found.append(case)
    return found


LEVELS = {"SESSIONS": 1, "MAGISTRATE": 2}


def judges() -> list[Judge]:
    found = []
    for month in MONTHS:
        day = last_day(month)
        for court in districts_on(day):
            levels = {"SESSIONS": 8, "MAGISTRATE": 12} if court == "PK226" else dict(LEVELS)
            if court in SPECIAL:
                levels["SPECIAL_GBV"] = 1
            if court in ("PK226", "PK211", "PK213", "PK231"):
                levels["ATC"] = 2 if court == "PK226" else 1
            for level, posts in levels.items():
                rng = dice("judges", court, level, month // 6)
                working = sum(rng.random() < grown(day, 0.80, 0.90) for _ in range(posts))
                days = 22 - (4 if month % 12 in (6, 7) else 0) - between(dice("days", court, month), 0, 3)
                found.append(Judge(court, level, month, posts, working, days if working else 0))
    return found
