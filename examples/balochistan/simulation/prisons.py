"""Simulated prisoners: one spell for every time in which prison and status stayed the same."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise
from random import Random

from simulation.clock import FIRST, LAST, any_day, delay, dice, first_day, last_day, month_of, pick, poisson
from simulation.geography import PRISONS, Prison

WARM_UP = 96
"""Months simulated before the first one, so that the prisons are full of people with long sentences too."""
UNDER_TRIAL = ((0.0, 2), (0.35, 35), (0.65, 120), (0.88, 330), (0.97, 620), (1.0, 1300))
SENTENCE = ((0.0, 60), (0.4, 300), (0.75, 900), (0.95, 2400), (1.0, 4500))
APPEAL = ((0.0, 40), (0.5, 200), (1.0, 700))
SENTENCED = {"CENTRAL": 0.34, "DISTRICT": 0.20}
"""Share of the under-trial prisoners who are convicted; the others leave on bail or acquitted."""
MONTHS_A_HEAD = {"CENTRAL": 17.4, "DISTRICT": 8.9}
"""Prisoners held per admission a month: found by running the simulation."""
SEXES = {"M": 97.8, "F": 2.1, "T": 0.1}
CENTRAL_PRISONS = ("PK209-CP", "PK213-CP", "PK220-CP")


@dataclass(slots=True)
class Spell:
    stay: str
    prison: str
    since: date
    until: date | None
    status: str
    sex: str
    age: str
    nation: str
    admitted: date

    def touches(self, month: int) -> bool:
        """Whether a day of the spell lies in the month."""
        return self.since <= last_day(month) and (self.until is None or self.until > first_day(month))


def later(day: date, days: int) -> date:
    """Never the first of a month: a spell that ends in a month has then also been there in that month."""
    day += timedelta(days=max(1, days))
    return day if day.day > 1 else day + timedelta(days=1)


def states(rng: Random, prison: Prison, admitted: date) -> list[tuple[date, str, str]]:
    """(first day, prison, status) of each state of one stay; the last one, status '', is the release."""
    other = pick(rng, {"UTP": 965, "CIVIL": 8, "DETENU": 20, "ADMIN_IMMIGRATION": 7})
    if other != "UTP":
        return [(admitted, prison.code, other), (later(admitted, delay(rng, ((0.0, 10), (1.0, 120)))), "", "")]
    shorter = 1 - 0.06 * max(0.0, (month_of(admitted) - FIRST) / 12)
    verdict = later(admitted, delay(rng, UNDER_TRIAL, shorter))
    path = [(admitted, prison.code, "UTP")]
    if rng.random() >= SENTENCED[prison.kind]:
        return [*path, (verdict, "", "")]
    if prison.code == "PK209-CP" and rng.random() < 0.06:
        return [*path, (verdict, prison.code, "CONDEMNED"), (later(verdict, delay(rng, SENTENCE, 1.6)), "", "")]
    release = later(verdict, delay(rng, SENTENCE))
    path.append((verdict, prison.code, "CONVICT_NONFINAL"))
    final = later(verdict, delay(rng, APPEAL))
    place = prison.code
    if prison.kind == "DISTRICT" and rng.random() < 0.5:
        place = CENTRAL_PRISONS[int(rng.random() * len(CENTRAL_PRISONS))]
    if final < release:
        path.append((final, place, "CONVICT"))
    return [*path, (release, "", "")]


def spells() -> list[Spell]:
    """Every spell that touches a day of the three years."""
    found = []
    start, end = first_day(FIRST), first_day(LAST + 1)
    for prison in PRISONS:
        number, mean = 0, prison.capacity * prison.crowding / MONTHS_A_HEAD[prison.kind]
        for month in range(FIRST - WARM_UP, LAST + 1):
            rng = dice("prison", prison.code, month)
            for admitted in sorted(any_day(rng, month) for _ in range(poisson(rng, mean))):
                number += 1
                sex, age = pick(rng, SEXES), pick(rng, {"ADULT": 97, "JUVENILE": 2.5, "UNKNOWN": 0.5})
                nation = pick(rng, {"PAKISTANI": 98.5, "FOREIGN": 1.5})
                path = states(rng, prison, admitted)
                for (since, place, status), (until, _, _) in pairwise(path):
                    if since < end and until >= start:
                        stay = f"P{prison.code[2:5]}-{number:05d}"
                        found.append(Spell(stay, place, since, until, status, sex, age, nation, admitted))
    return sorted(found, key=lambda s: (s.stay, s.since))
