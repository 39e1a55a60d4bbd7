"""Who delivers what when: paces, late months, months that never came, wrong rows, and rows that are corrected later.

All trouble lies in the last two years. In the three before, everything came in time.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from functools import cache

from simulation.clock import FIRST, LAST, MONTHS, fiscal_year, label, last_day, month_of
from simulation.geography import PRISONS
from simulation.people import BEGINS, DISTRICT_CODES


def month(text: str) -> int:
    year, number = text.split("-")
    return int(year) * 12 + int(number) - 1


# ---- when files come -------------------------------------------------------------------------------------------------


@dataclass(frozen=True, eq=False)
class Slot:
    """The months one file is about, with the name of its folder."""

    name: str
    first: int
    last: int

    @property
    def last_day(self) -> date:
        return last_day(self.last)

    @property
    def received(self) -> date:
        return last_day(self.last) + timedelta(days=9)


LAST_BUT_ONE, NEWEST = month("2024-07"), month("2025-07")
"""First months of the two newest fiscal years."""
LENGTHS = {"MONTHLY": (12, 12, 12, 3, 1), "QUARTERLY": (12, 12, 12, 12, 3), "YEARLY": (36, 12, 12)}
"""Months that a file is about, by pace: of each fiscal year in turn, the first three as one archive at the slowest."""


@cache
def slots(pace: str) -> list[Slot]:
    """The files of a dataset, oldest first."""
    found, at = [], FIRST
    for length in LENGTHS[pace]:
        until = at + max(12, length)
        for first in range(at, until, length):
            found.append(Slot(_name(first, length), first, first + length - 1))
        at = until
    return found


def _name(first: int, length: int) -> str:
    match length:
        case 1:
            return label(first)
        case 3:
            return f"{first // 12}-Q{first % 12 // 3 + 1}"
        case 12:
            return fiscal_year(first)
    return f"{fiscal_year(first)}-to-{fiscal_year(first + length - 1)[2:]}"


# ---- what did not come in time, or not at all ------------------------------------------------------------------------

RETURN_ONLY = {
    "police": ("PK201", "PK204", "PK230"),
    "prosecution": ("PK216", "PK221"),
    "courts": ("PK203", "PK212"),
    "prisons": ("PK223-DJ", "PK231-CP"),
    "probation": ("PK232", "PK233"),
    "public": (),
}
"""Simulated: their record systems broke down in July 2025, and since then they send the monthly return only."""

LATE = {
    "police": {("PK202", "2024-09"): "2024-11", ("PK224", "2025-02"): "2025-04", ("PK215", "2025-09"): "2025-11",
               ("PK213", "2026-03"): "2026-05"},
    "prosecution": {("PK222", "2025-10"): "2025-12"},
    "courts": {("PK234", "2024-12"): "2025-02", ("PK235", "2025-08"): "2025-11"},
    "prisons": {("PK219-CP", "2024-10"): "2025-01"},
    "probation": {("PK225", "2025-05"): "2025-08"},
}  # fmt: skip
"""(area, month): the month with whose file it came in the end, of every dataset of the institution."""

MISSING = {
    "police": {("PK216", "2024-12"), ("PK229", "2026-05"), ("PK229", "2026-06"), ("PK232", "2026-06")},
    "police.report173": {("PK202", "2025-11")},
    "prosecution": {("PK227", "2025-01"), ("PK208", "2026-06")},
    "courts": {("PK206", "2025-02"), ("PK234", "2026-06"), ("PK229", "2026-06")},
    "prisons": {("PK225-DJ", "2024-11"), ("PK219-CP", "2026-06")},
    "probation": {("PK214", "2026-04")},
}  # fmt: skip
"""(area, month) that nobody ever delivered, of an institution or of one dataset alone."""


BEGIN = {unit: month_of(day) for unit, day in BEGINS.items()} | {p.code: month_of(p.since) for p in PRISONS if p.since}
"""First month of the areas that were not there from the start."""

# ---- datasets --------------------------------------------------------------------------------------------------------


class Seen:
    """What is known when a file is written: days up to the end of what it is about."""

    def __init__(self, until: date) -> None:
        self.until = until

    def __call__(self, day: date | None) -> date | None:
        """A day (or moment), or None while it lies ahead."""
        if day is None:
            return None
        return day if (day.date() if isinstance(day, datetime) else day) <= self.until else None

    def then(self, day: date | None, value: object) -> object:
        """A value that belongs to a day: nothing while it lies ahead."""
        return value if self(day) is not None else None


Row = dict[str, object]


@dataclass(frozen=True)
class Table:
    """The files of one dataset: what it has rows of, where each belongs, when a row is new or changes, and how it reads
    as far as things are known then."""

    institution: str
    dataset: str
    things: Callable[..., Iterable[object]]
    area: Callable[..., str]
    dates: Callable[..., Iterable[date | None]]
    """Days on which the row changes, the first of them its own."""
    row: Callable[..., Row]
    matter: Callable[..., date] | None = None
    """First day of the matter a row belongs to: of the FIR, of the case. The row's own day unless given."""
    pace: str = "QUARTERLY"
    mode: str = "upsert"
    spell: Callable[..., tuple[date, date | None]] | None = None
    """Of a snapshot of spells: the first day of a thing, and the first day it is there no more."""
    packed: bool = False
    absent: tuple[str, ...] = field(default=())
    form_of: tuple[str, ...] = field(default=())
    """Of a monthly return: the areas that owe it; and since which month."""
    since: int = FIRST

    @property
    def name(self) -> str:
        return self.dataset.partition(".")[2]

    @property
    def units(self) -> tuple[str, ...]:
        if self.form_of:
            return self.form_of
        if (self.institution == "prisons" and self.dataset not in OF_DISTRICTS) or self.dataset in OF_PRISONS:
            return tuple(p.code for p in PRISONS)
        return DISTRICT_CODES

    def path(self, slot: Slot) -> str:
        return f"{self.institution}/{slot.name}/{self.name}.csv{'.gz' if self.packed else ''}"


OF_DISTRICTS = {"prisons.warrant"}
OF_PRISONS = {"probation.parole_case"}
"""Datasets whose area is not that of their institution."""


def owed(table: Table) -> list[tuple[str, int]]:
    """Every (area, month) that a complete world would deliver."""
    return [(unit, m) for unit in table.units for m in MONTHS if m >= max(table.since, BEGIN.get(unit, FIRST))]


def coverage(table: Table) -> dict[tuple[str, int], Slot]:
    """(area, month) that came: with which file."""
    of = {m: slot for slot in slots(table.pace) for m in range(slot.first, slot.last + 1)}
    came = {(unit, m): of[m] for unit, m in owed(table)}
    if table.form_of:
        return came
    for (unit, late), arrived in LATE[table.institution].items():
        if (unit, month(late)) in came:
            came[unit, month(late)] = of[month(arrived)]
    for unit, missing in MISSING.get(table.institution, set()) | MISSING.get(table.dataset, set()):
        came.pop((unit, month(missing)), None)
    for unit in RETURN_ONLY[table.institution]:
        for m in range(NEWEST, LAST + 1):
            came.pop((unit, m), None)
    return came


def accepted_by(slot: Slot) -> str:
    """The files of June 2026 nobody has accepted yet."""
    return "Delivery Unit (simulation)" if slot.last < LAST else ""


def first_month(day: date) -> int:
    """What was there before the first month comes with the first month."""
    return max(FIRST, month_of(day))
