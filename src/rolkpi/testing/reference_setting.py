"""Place and time: which area lies in which, who owes a delivery, what is covered, how many people there are."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, timedelta
from fractions import Fraction
from math import floor
from typing import Any

from rolkpi.model import Area, Calendar, Crosswalk, Dataset, Expected, Parent, Population, SeriesBreak
from rolkpi.model.period import month_end, month_start


class Memo:
    """Remembers what was worked out once."""

    def __init__(self) -> None:
        self._found: dict[Any, Any] = {}

    def once(self, key: Any, work: Callable[[], Any]) -> Any:
        """What ``work`` gave the first time this key was asked for."""
        if key not in self._found:
            self._found[key] = work()
        return self._found[key]


@dataclass
class Setting:
    """Everything but definitions and rows."""

    areas: tuple[Area, ...]
    parents: tuple[Parent, ...]
    population: tuple[Population, ...]
    linear: bool
    calendar: Calendar
    exceptions: tuple[Expected, ...]
    covers: dict[str, dict[tuple[str, int], str]] | None
    given: frozenset[str]
    """Datasets that have a table, be it empty."""
    first: int
    last: int
    as_of: date
    revision_months: int
    crosswalk: tuple[Crosswalk, ...] = ()
    breaks: tuple[SeriesBreak, ...] = ()
    geography: date | None = None
    """The day whose areas every month is restated to."""
    periods: frozenset[str] | None = None
    """Labels of the periods that are asked for; None for all."""
    _memo: Memo = field(default_factory=Memo)

    # --- areas ---

    def last_day(self, area: Area, month: int) -> date | None:
        """The last day of a month on which an area is in force; None when it is on none."""
        day = month_end(month)
        if area.valid_to is not None:
            day = min(day, area.valid_to - timedelta(days=1))
        begins = month_start(month) if area.valid_from is None else max(month_start(month), area.valid_from)
        return day if begins <= day else None

    def is_in(self, area: Area, month: int) -> bool:
        """Whether an area is in force on any day of a month."""
        return self.last_day(area, month) is not None

    def present(self, area: Area, month: int) -> bool:
        """Whether an area is in force on the month's last day."""
        return in_force(area, month_end(month))

    def chain(self, hierarchy: str, code: str, day: date) -> tuple[str, ...]:
        """An area and all that it lies in on a day, nearest first."""

        def climb() -> tuple[str, ...]:
            found = [code]
            while True:
                above = [
                    p.parent
                    for p in self.parents
                    if p.hierarchy == hierarchy and p.area == found[-1] and holds(p.valid_from, p.valid_to, day)
                ]
                if not above or above[0] in found:
                    return tuple(found)
                found.append(above[0])

        climbed: tuple[str, ...] = self._memo.once((hierarchy, code, day), climb)
        return climbed

    def lies_in(self, hierarchy: str, unit: Area, area: Area, month: int) -> bool:
        """Whether a unit is an area or lies somewhere in it, as it was on the unit's last day of the month."""
        day = self.last_day(unit, month)
        return day is not None and area.code in self.chain(hierarchy, unit.code, day)

    # --- deliveries ---

    def owes(self, dataset: Dataset, unit: Area, month: int) -> bool:
        """Whether a delivery for the month is expected from a unit. Nobody delivers a view, but what it is of."""
        rows = [e for e in self.exceptions if e.dataset == delivered(dataset)]
        now = [e for e in rows if holds(e.valid_from, e.valid_to, month_end(month))]
        reports = unit.level in dataset.reported_by
        hit = [e for e in now if e.area == unit.code or (e.area == "*" and reports)]
        if dataset.kind == "reference" or not self.present(unit, month):
            return False
        if any(e.status == "not_applicable" for e in hit):
            return False
        if any(e.status == "expected" for e in rows):
            return any(e.status == "expected" for e in hit)
        return reports

    def mode(self, dataset: Dataset, unit: Area, month: int) -> str | None:
        """How a month of a unit is covered; None when it is not."""
        if self.covers is not None:
            return self.covers.get(delivered(dataset), {}).get((unit.code, month))
        inside = delivered(dataset) in self.given and self.first <= month <= self.last
        return "snapshot" if inside and self.owes(dataset, unit, month) else None

    # --- people ---

    def people(self, unit: Area, day: date, group: str = "") -> int | None:
        """How many people of a group (of all) live in a unit on a day; None when nobody ever counted them."""
        counts = sorted(
            (p.on, p.population) for p in self.population if p.area == unit.code and p.disaggregation == group
        )
        before = [c for c in counts if c[0] <= day]
        after = [c for c in counts if c[0] > day]
        if not counts:
            return None
        if not before:
            return after[0][1]
        if not after or not self.linear:
            return before[-1][1]
        (on0, p0), (on1, p1) = before[-1], after[0]
        return p0 + half_up(Fraction((p1 - p0) * (day - on0).days, (on1 - on0).days))

    def groups(self, dimensions: tuple[str, ...]) -> set[str]:
        """The groups by exactly these dimensions that were counted in any area; everybody without dimensions."""
        counted = {p.disaggregation for p in self.population}
        return {group for group in counted if _dimensions(group) == set(dimensions)}

    def knows_people(self, unit: Area, dimensions: tuple[str, ...]) -> bool:
        """Whether a unit's people were counted, by every group that was counted anywhere."""
        groups = self.groups(dimensions)
        return bool(groups) and all(self.people(unit, self.as_of, group) is not None for group in groups)


def half_up(number: Fraction | int) -> int:
    """The nearest whole number; halves go up."""
    return floor(number + Fraction(1, 2))


def in_force(area: Area, day: date) -> bool:
    """Whether an area is there on a day."""
    return holds(area.valid_from, area.valid_to, day)


def holds(valid_from: date | None, valid_to: date | None, day: date) -> bool:
    """Whether ``[valid_from, valid_to)`` holds on a day."""
    return (valid_from is None or valid_from <= day) and (valid_to is None or day < valid_to)


def delivered(dataset: Dataset) -> str:
    """What somebody delivers: the dataset itself, or the one it is a view of."""
    return dataset.view_of or dataset.id


def _dimensions(group: str) -> set[str]:
    return {part.partition("=")[0] for part in group.split(";") if part}
