"""Months as whole numbers (``year * 12 + month - 1``), and chance that is the same on every machine."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from itertools import pairwise
from math import exp
from random import Random

SEED = "balochistan-simulation-1"

FIRST = 2023 * 12 + 6
"""2023-07, the first month that is reported."""
LAST = 2026 * 12 + 5
"""2026-06, the last one: three fiscal years."""
MONTHS = range(FIRST, LAST + 1)


def month_of(day: date) -> int:
    return day.year * 12 + day.month - 1


def first_day(month: int) -> date:
    return date(month // 12, month % 12 + 1, 1)


def last_day(month: int) -> date:
    return first_day(month + 1) - timedelta(days=1)


def label(month: int) -> str:
    return f"{month // 12}-{month % 12 + 1:02d}"


def fiscal_year(month: int) -> str:
    """``FY2023-24``: the government's year begins on 1 July."""
    year = month // 12 - (month % 12 < 6)
    return f"FY{year}-{(year + 1) % 100:02d}"


def dice(*names: object) -> Random:
    """A generator of its own for every subject, so that a change to one leaves the others as they are."""
    return Random("/".join(map(str, (SEED, *names))))


def any_day(rng: Random, month: int) -> date:
    return first_day(month) + timedelta(days=int(rng.random() * last_day(month).day))


def poisson(rng: Random, mean: float) -> int:
    """How many events of a mean number happen (multiplying uniform numbers; means are small here)."""
    count, floor, product = 0, exp(-mean), rng.random()
    while product > floor:
        count += 1
        product *= rng.random()
    return count


def pick(rng: Random, weights: Mapping[str, float]) -> str:
    """One of the names, each as often as its weight says."""
    point = rng.random() * sum(weights.values())
    for name, weight in weights.items():
        point -= weight
        if point < 0:
            return name
    return list(weights)[-1]


def delay(rng: Random, knots: tuple[tuple[float, int], ...], stretch: float = 1.0) -> int:
    """Days, from a distribution drawn by hand: ``((share, days), ...)``, straight lines in between."""
    point = rng.random()
    for (low, a), (high, b) in pairwise(knots):
        if point <= high:
            return int((a + (b - a) * (point - low) / (high - low)) * stretch)
    return int(knots[-1][1] * stretch)
