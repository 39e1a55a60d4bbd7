"""What the survey of the public published: weighted shares to one decimal, with their margins."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from math import isqrt

from simulation.world import Respondent

ASKED_ABOUT = {
    "POLICE": ("POLICE", "LEVIES"),
    "PROSECUTION": ("PROSECUTION",),
    "COURTS": ("COURTS",),
    "PRISONS": ("PRISONS",),
    "PROBATION": ("PROBATION",),
}
"""Institutions as the tables name them, and the answers they rest on."""
EVERYBODY = tuple(name for names in ASKED_ABOUT.values() for name in names)
GROUPS: dict[tuple[str, str], Callable[[Respondent], bool]] = {
    ("ALL", "ALL"): lambda r: True,
    ("F", "ALL"): lambda r: r.sex == "F",
    ("M", "ALL"): lambda r: r.sex == "M",
    ("ALL", "URBAN"): lambda r: r.urban,
    ("ALL", "RURAL"): lambda r: not r.urban,
}


@dataclass(frozen=True)
class Result:
    """A line of the survey's tables. Shares are in tenths of a percent."""

    round_on: date
    question: str
    institution: str
    sex: str
    residence: str
    estimate: int
    low: int
    high: int
    asked: int


def results(respondents: Iterable[Respondent]) -> list[Result]:
    """Every result of every round."""
    rounds: dict[int, list[Respondent]] = {}
    for respondent in respondents:
        rounds.setdefault(respondent.round, []).append(respondent)
    found = []
    for asked in rounds.values():
        day = max(r.interviewed_on for r in asked)
        for (sex, residence), belongs in GROUPS.items():
            group = [r for r in asked if belongs(r)]
            for institution, names in (
                {"ALL": tuple(n for x in ASKED_ABOUT.values() for n in x)} | ASKED_ABOUT
            ).items():
                said = [
                    (r.weight, r.answers[name] == "CONFIDENT") for r in group for name in names if answered(r, name)
                ]
                who = sum(any(answered(r, name) for name in names) for r in group)
                found.append(_result(day, "CONFIDENCE", institution, sex, residence, said, who))
            victims = [(r.weight, bool(r.reported)) for r in group if r.victim and r.reported is not None]
            found.append(_result(day, "REPORTED_VIOLENCE", "ALL", sex, residence, victims, len(victims)))
    return found


def answered(respondent: Respondent, institution: str) -> bool:
    return respondent.answers[institution] in ("CONFIDENT", "NOT_CONFIDENT")


def _result(
    day: date, question: str, institution: str, sex: str, residence: str, said: list[tuple[int, bool]], who: int
) -> Result:
    """The weighted share of yes, and the margin of a sample with a design effect of 2."""
    yes, people = sum(weight for weight, answer in said if answer), sum(weight for weight, _ in said)
    tenths = half_up(Fraction(1000 * yes, people))
    margin = isqrt(196 * 196 * tenths * (1000 - tenths) * 2 // (who * 10_000))
    return Result(
        day, question, institution, sex, residence, tenths, max(0, tenths - margin), min(1000, tenths + margin), who
    )


def half_up(number: Fraction) -> int:
    return int(number + Fraction(1, 2))


def percent(tenths: int) -> str:
    return f"{tenths // 10}.{tenths % 10}"
