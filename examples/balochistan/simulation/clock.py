"""Months as whole numbers (``year * 12 + month - 1``), and chance that is the same on every machine."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from decimal import Decimal
from itertools import pairwise
from random import Random

SEED = "balochistan-simulation-2"

FIRST = 2021 * 12 + 6
"""2021-07, the first month that is reported."""
LAST = 2026 * 12 + 5
"""2026-06, the last one: five fiscal years."""
MONTHS = range(FIRST, LAST + 1)
WARM_UP = 156
"""Months lived through before the first one, so that courts and prisons are as full as they would be."""

Knots = tuple[tuple[float, int], ...]


def month_of(day: date) -> int:
    return day.year * 12 + day.month - 1


def first_day(month: int) -> date:
    return date(month // 12, month % 12 + 1, 1)


def last_day(month: int) -> date:
    return first_day(month + 1) - timedelta(days=1)


START = first_day(FIRST)
END = last_day(LAST)
"""Nothing after this day has happened yet."""
_SPAN = (END - START).days


def label(month: int) -> str:
    return f"{month // 12}-{month % 12 + 1:02d}"


def fiscal_year(month: int) -> str:
    """``FY2023-24``: the government's year begins on 1 July."""
    year = month // 12 - (month % 12 < 6)
    return f"FY{year}-{(year + 1) % 100:02d}"


def add_months(day: date, months: int) -> date:
    """The same day so many months later, or the last of the month where there is no such day."""
    month = month_of(day) + months
    return min(date(month // 12, month % 12 + 1, 1) + timedelta(days=day.day - 1), last_day(month))


def plus(day: date, days: int) -> date:
    return day + timedelta(days=days)


def court_day(day: date) -> date:
    """The day itself, or the Monday after a weekend."""
    weekday = day.weekday()
    return day + timedelta(days=7 - weekday) if weekday > 4 else day


def moment(day: date, minutes: int) -> datetime:
    return datetime(day.year, day.month, day.day) + timedelta(minutes=minutes)


def age_on(born: date, day: date) -> int:
    return day.year - born.year - ((day.month, day.day) < (born.month, born.day))


def grown(day: date, first: float, last: float) -> float:
    """From the one value on the first day to the other on the last, in a straight line; flat before and after."""
    share = (day - START).days / _SPAN
    return first + (last - first) * min(1.0, max(0.0, share))


def dice(*names: object) -> Random:
    """A generator of its own for every subject, so that a change to one leaves the others as they are."""
    return Random("/".join(map(str, (SEED, *names))))


def any_day(rng: Random, month: int) -> date:
    return first_day(month) + timedelta(days=int(rng.random() * last_day(month).day))


def between(rng: Random, low: int, high: int) -> int:
    """A whole number from low to high, both included."""
    return low + int(rng.random() * (high - low + 1))


def poisson(rng: Random, mean: float) -> int:
    """How many events of a mean number happen (multiplying uniform numbers; means are small here)."""
    count, floor, product = 0, float(Decimal(-mean).exp()), rng.random()  # exp of floats differs between machines
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


def one_of(rng: Random, *names: str) -> str:
    return names[int(rng.random() * len(names))]


def delay(rng: Random, knots: Knots, stretch: float = 1.0) -> int:
    """Days, from a distribution drawn by hand: ``((share, days), ...)``, straight lines in between."""
    point = rng.random()
    for (low, a), (high, b) in pairwise(knots):
        if point <= high:
            return int((a + (b - a) * (point - low) / (high - low)) * stretch)
    return int(knots[-1][1] * stretch)
