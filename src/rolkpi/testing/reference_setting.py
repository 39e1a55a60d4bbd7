"""Place and time: which area lies in which, who owes a delivery, what is covered, how many people there are."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from math import floor

from rolkpi.model import Area, Calendar, Dataset, Expected, Parent, Population
from rolkpi.model.period import month_end


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

    def exists(self, area: Area, month: int) -> bool:
        """Whether an area is in force on the month's last day."""
        return _holds(area.valid_from, area.valid_to, month_end(month))

    def lies_in(self, hierarchy: str, unit: Area, area: Area, month: int) -> bool:
        """Whether, by the parents of the month's last day, a unit is an area or lies somewhere in it."""
        day, at = month_end(month), unit.code
        climbed: set[str] = set()
        while self.exists(unit, month) and at not in climbed:
            if at == area.code:
                return True
            climbed.add(at)
            for p in self.parents:
                if p.hierarchy == hierarchy and p.area == at and _holds(p.valid_from, p.valid_to, day):
                    at = p.parent
                    break
        return False

    def owes(self, dataset: Dataset, unit: Area, month: int) -> bool:
        """Whether a delivery for the month is expected from a unit."""
        rows = [e for e in self.exceptions if e.dataset == dataset.id]
        now = [e for e in rows if _holds(e.valid_from, e.valid_to, month_end(month))]
        reports = unit.level in dataset.reported_by
        hit = [e for e in now if e.area == unit.code or (e.area == "*" and reports)]
        if dataset.kind == "reference" or not self.exists(unit, month):
            return False
        if any(e.status == "not_applicable" for e in hit):
            return False
        if any(e.status == "expected" for e in rows):
            return any(e.status == "expected" for e in hit)
        return reports

    def mode(self, dataset: Dataset, unit: Area, month: int) -> str | None:
        """How a month of a unit is covered; None when it is not."""
        if self.covers is not None:
            return self.covers.get(dataset.id, {}).get((unit.code, month))
        inside = dataset.id in self.given and self.first <= month <= self.last
        return "snapshot" if inside and self.owes(dataset, unit, month) else None

    def people(self, unit: Area, day: date) -> int | None:
        """Population of a unit on a day; None when nobody ever counted it."""
        counts = sorted((p.on, p.population) for p in self.population if p.area == unit.code)
        before = [c for c in counts if c[0] <= day]
        after = [c for c in counts if c[0] > day]
        if not counts:
            return None
        if not before:
            return after[0][1]
        if not after or not self.linear:
            return before[-1][1]
        (on0, p0), (on1, p1) = before[-1], after[0]
        return p0 + floor(Fraction((p1 - p0) * (day - on0).days, (on1 - on0).days) + Fraction(1, 2))


def _holds(valid_from: date | None, valid_to: date | None, day: date) -> bool:
    return (valid_from is None or valid_from <= day) and (valid_to is None or day < valid_to)
