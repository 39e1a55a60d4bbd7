"""What the institutions write down as lives go on, and the people who come back."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date
from heapq import heappop, heappush
from random import Random

from simulation.clock import END, pick, plus
from simulation.world import (
    Appeal,
    Bail,
    Case,
    Fir,
    InquiryReport,
    Order,
    ParoleCase,
    Person,
    Review,
    Stay,
)  # fmt: skip

SEXES = {"M": 96.3, "F": 3.2, "T": 0.2, "U": 0.3}
ADULT_AGES = {"18": 34, "25": 34, "35": 19, "45": 10, "60": 3}
_UNTIL = {"10": 14, "14": 18, "18": 25, "25": 35, "35": 45, "45": 60, "60": 78}


@dataclass(order=True, slots=True)
class Return:
    """Somebody who will be accused again."""

    day: date
    turn: int
    person: Person = field(compare=False)
    order: Order | None = field(compare=False)


@dataclass
class Books:
    numbers: dict[str, int] = field(default_factory=lambda: defaultdict(int))
    returns: dict[str, list[Return]] = field(default_factory=lambda: defaultdict(list))
    """By territory, the earliest first."""
    firs: list[Fir] = field(default_factory=list)
    reviews: list[Review] = field(default_factory=list)
    cases: list[Case] = field(default_factory=list)
    bails: list[Bail] = field(default_factory=list)
    appeals: list[Appeal] = field(default_factory=list)
    stays: list[Stay] = field(default_factory=list)
    orders: list[Order] = field(default_factory=list)
    inquiries: list[InquiryReport] = field(default_factory=list)
    paroles: list[ParoleCase] = field(default_factory=list)

    def next(self, prefix: str) -> str:
        self.numbers[prefix] += 1
        return f"{prefix}{self.numbers[prefix]:06d}"

    def person(self, rng: Random, day: date, home: str, juvenile: float = 0.04, women: float = 1.0) -> Person:
        """Somebody new, old enough to be accused on the day."""
        sex = pick(rng, SEXES | {"F": SEXES["F"] * women})
        band = ("10" if rng.random() < 0.2 else "14") if rng.random() < juvenile else pick(rng, ADULT_AGES)
        low, high = int(band), _UNTIL[band]
        days = int(rng.random() * (high - low) * 365.25)
        born: date | None = plus(date(day.year - low, day.month, min(day.day, 28)), -1 - days)
        if low >= 18 and rng.random() < 0.06:
            born = None
        return Person(self.next("N"), sex, born, rng.random() < 0.015, home)

    def comes_back(self, territory: str, day: date, person: Person, order: Order | None = None) -> None:
        if day <= END:
            self.numbers["turn"] += 1
            heappush(self.returns[territory], Return(day, self.numbers["turn"], person, order))

    def returning(self, territory: str, day: date) -> Return | None:
        waiting = self.returns[territory]
        return heappop(waiting) if waiting and waiting[0].day <= day else None
