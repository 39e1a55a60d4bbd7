"""Simulated court cases: tried after a challan, or brought by people themselves."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from random import Random

from simulation.clock import FIRST, LAST, any_day, delay, dice, first_day, month_of, pick, poisson
from simulation.geography import DISTRICTS, District, court_of
from simulation.police import Fir

PER_100_000 = 1.7
"""Cases a month per 100,000 people that do not come from an FIR of the simulation."""
UNLINKED_TRIALS = 1.8
"""The same for trials before the first month, whose FIRs the simulation does not have."""
BACKLOG_MONTHS = 60

KNOTS = {
    "MURDER": ((0.0, 120), (0.5, 600), (0.85, 950), (1.0, 1900)),
    "ABOVE_7Y": ((0.0, 60), (0.5, 310), (0.85, 600), (1.0, 1500)),
    "UP_TO_7Y": ((0.0, 20), (0.5, 170), (0.85, 380), (1.0, 1100)),
    "JUVENILE": ((0.0, 30), (0.5, 150), (0.9, 300), (1.0, 700)),
    "BAIL": ((0.0, 1), (0.8, 15), (1.0, 60)),
    "FAMILY": ((0.0, 40), (0.5, 180), (1.0, 900)),
    "CIVIL": ((0.0, 60), (0.5, 330), (0.9, 1000), (1.0, 2200)),
    "APPEAL": ((0.0, 30), (0.5, 220), (1.0, 1000)),
}
"""Days from institution to decision."""
TRIAL_ENDS = {"CONVICTION": 30, "ACQUITTAL": 34, "EARLY_ACQUITTAL": 14, "COMPROMISE": 12, "WITHDRAWN": 3,
              "CONSIGNED_RECORD_ROOM": 5, "ABATED": 2}  # fmt: skip
OTHER_ENDS = {"DECREED": 52, "DISMISSED": 30, "COMPROMISE": 9, "WITHDRAWN": 7, "OTHER": 2}
WITHOUT_FIR = {"CIVIL": 34, "FAMILY": 30, "BAIL": 28, "APPEAL": 8}
TRIED = 0.72
"""Share of challans that become a case here; the others are joined to a case or sent elsewhere."""


@dataclass(slots=True)
class Case:
    number: str
    court: str
    fir: str
    kind: str
    severity: str
    limit: str
    instituted: date
    mode: str = "FRESH"
    decided: date | None = None
    disposal: str = ""
    received: date | None = None
    moved: date | None = None
    idle: date | None = None
    resumed: date | None = None

    @property
    def began(self) -> date:
        """Day the case came to this court."""
        return self.received or self.instituted

    @property
    def month(self) -> int:
        return month_of(self.began)

    @property
    def ended(self) -> date | None:
        """Day the case left this court."""
        return self.decided or self.moved


def trial(rng: Random, offence: str, severity: str, gbv: bool, instituted: date) -> Case:
    limit = "MURDER" if offence in ("MURDER", "HONOUR_KILLING") else "ABOVE_7Y" if severity == "HEINOUS" else "UP_TO_7Y"
    kind = "SESSIONS_TRIAL" if severity == "HEINOUS" else "MAGISTERIAL_TRIAL"
    if rng.random() < 0.03:
        kind = limit = "JUVENILE"
    elif offence == "TERRORISM":
        kind = "ATC"
    elif gbv:
        kind = "GBV"
    return Case("", "", "", kind, severity, limit, instituted)


def finish(rng: Random, case: Case) -> None:
    """Decide a case; some are moved to another court first, some rest while an accused absconds."""
    years_on = (case.month - FIRST) / 12
    stretch = 1.05 - 0.06 * max(0.0, years_on)
    days = max(1, delay(rng, KNOTS[case.limit or case.kind], stretch))
    if case.limit and days > 150 and rng.random() < 0.04:
        case.idle = case.instituted + timedelta(days=60)
        case.resumed = case.idle + timedelta(days=int(days * 0.4))
    if days > 60 and rng.random() < 0.015:
        case.moved = case.instituted + timedelta(days=days // 3)
        case.idle = case.resumed = None
        return
    case.decided = case.instituted + timedelta(days=days)
    case.disposal = pick(rng, TRIAL_ENDS if case.limit else OTHER_ENDS)


def from_firs(firs: Iterable[Fir]) -> list[Case]:
    """Trials that follow a challan of the three years."""
    found = []
    for fir in firs:
        challan = next((day for kind, day in fir.reports if kind == "COMPLETE"), None)
        if challan is None or month_of(challan) < FIRST:
            continue
        rng = dice("trial", fir.number)
        if rng.random() < TRIED:
            case = trial(rng, fir.offence, fir.severity, fir.gbv, challan + timedelta(days=2 + int(rng.random() * 24)))
            case.court, case.fir = court_of(fir.district), fir.number
            found.append(case)
    return found


def without_fir(district: District) -> list[Case]:
    """Civil, family, bail and appeal cases, and the trials of before the first month."""
    found = []
    for month in range(FIRST - BACKLOG_MONTHS, LAST + 1):
        rng = dice("case", district.code, month)
        for _ in range(poisson(rng, district.people_2023 / 100_000 * PER_100_000)):
            found.append(Case("", "", "", pick(rng, WITHOUT_FIR), "", "", any_day(rng, month)))
        if month <= FIRST:
            share = 0.5 if month == FIRST else 1.0
            for _ in range(poisson(rng, district.people_2023 / 100_000 * UNLINKED_TRIALS * share)):
                severity = pick(rng, {"HEINOUS": 40, "MAJOR": 35, "MINOR": 25})
                offence = "MURDER" if severity == "HEINOUS" and rng.random() < 0.25 else "OTHER"
                found.append(trial(rng, offence, severity, False, any_day(rng, month)))
    for case in found:
        case.court = court_of(district.code)
        rng = dice("mode", district.code, case.instituted, case.kind)
        case.mode = pick(rng, {"FRESH": 96, "RESTORED": 3, "REMAND": 1})
    return found


def received(case: Case, number: int) -> Case:
    """The same case in the court it was moved to: a neighbour in the division."""
    rng = dice("moved", case.court, case.instituted, number)
    division = next(d.division for d in DISTRICTS if d.code == case.court)
    courts = sorted({court_of(d.code) for d in DISTRICTS if d.division == division} - {case.court})
    assert case.moved is not None
    court = courts[int(rng.random() * len(courts))]
    arrived = replace(case, court=court, mode="TRANSFER_IN", received=case.moved, moved=None)
    arrived.decided = case.moved + timedelta(days=max(1, delay(rng, KNOTS[case.limit or case.kind], 0.6)))
    arrived.disposal = pick(rng, TRIAL_ENDS if case.limit else OTHER_ENDS)
    return arrived


def cases(firs: Iterable[Fir]) -> list[Case]:
    """Every case that was open on a day of the three years."""
    found = from_firs(firs)
    for district in DISTRICTS:
        found += without_fir(district)
    for number, case in enumerate(found):
        finish(dice("decide", number, case.court, case.instituted), case)
    found += [received(case, number) for number, case in enumerate(found) if case.moved]
    start, end = first_day(FIRST), first_day(LAST + 1)
    kept = [c for c in found if c.began < end and (c.ended is None or c.ended >= start)]
    kept.sort(key=lambda c: (c.court, c.instituted, c.kind, c.fir, c.began))
    counts: dict[tuple[str, int], int] = {}
    for case in kept:
        key = (case.court, case.instituted.year)
        counts[key] = counts.get(key, 0) + 1
        case.number = f"C{case.court[2:]}-{case.instituted.year % 100}-{counts[key]:04d}"
    return kept
