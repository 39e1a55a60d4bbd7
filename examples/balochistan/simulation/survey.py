"""Two rounds of a perception survey of households, a thousand and some interviews each."""

from __future__ import annotations

from datetime import date

from simulation.clock import between, dice, pick, plus
from simulation.geography import TERRITORIES
from simulation.world import Respondent

ROUNDS = {2021: date(2021, 9, 6), 2024: date(2024, 10, 7)}
INTERVIEWS = 1_200
CONFIDENT = {
    "POLICE": (34, 43), "LEVIES": (47, 50), "PROSECUTION": (29, 35), "COURTS": (38, 42), "PRISONS": (22, 27),
    "PROBATION": (20, 30),
}  # fmt: skip
"""Of a hundred who answered, in the first round and in the second."""


def respondents() -> list[Respondent]:
    found: list[Respondent] = []
    people = sum(t.people for t in TERRITORIES)
    for turn, (year, first) in enumerate(ROUNDS.items()):
        for territory in TERRITORIES:
            rng = dice("survey", year, territory.key)
            for _ in range(max(8, INTERVIEWS * territory.people // people)):
                sex, urban = "M" if rng.random() < 0.53 else "F", rng.random() < territory.urban
                answers = {}
                for institution, shares in CONFIDENT.items():
                    yes = shares[turn] + (4 if urban else -2) + (-3 if sex == "F" else 1)
                    unsure = 34 if institution in ("PROBATION", "PROSECUTION") else 8
                    answers[institution] = pick(rng, {"CONFIDENT": yes * (100 - unsure) / 100,
                        "NOT_CONFIDENT": (100 - yes) * (100 - unsure) / 100, "DONT_KNOW": unsure * 0.8,
                        "REFUSED": unsure * 0.2})  # fmt: skip
                victim = rng.random() < 0.09
                reported = rng.random() < (0.26, 0.33)[turn] if victim else None
                weight = 3 * between(rng, 1_500, 3_400) // 2
                number = f"S{year}-{len(found) + 1:05d}"
                day = plus(first, between(rng, 0, 25))
                found.append(Respondent(number, year, day, sex, urban, weight, answers, victim, reported))
    return found
