"""Areas, their effective-dated parents per hierarchy, and the tree of one day.

Everything that is valid for a time is valid on ``[valid_from, valid_to)``; an empty end is open. A month
rolls up by the parents in force on its last day.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal
from functools import cached_property
from itertools import pairwise
from typing import Annotated

from pydantic import Field

from rolkpi.errors import Problem, WorkspaceError, did_you_mean
from rolkpi.model.base import Frozen, Name, Text
from rolkpi.model.period import month_end, month_start

_DAY = timedelta(days=1)


def in_force(valid_from: date | None, valid_to: date | None, day: date) -> bool:
    """Whether ``[valid_from, valid_to)`` holds on a day."""
    return (valid_from is None or valid_from <= day) and (valid_to is None or day < valid_to)


class Area(Frozen):
    """One node: a province, a division, a district, a court, a prison."""

    code: Text
    name: Text
    level: Name
    valid_from: date | None = None
    valid_to: date | None = None


class Parent(Frozen):
    """In one hierarchy, an area lies in another for a time."""

    hierarchy: Name = "admin"
    area: Text
    parent: Text
    valid_from: date | None = None
    valid_to: date | None = None


class Population(Frozen):
    """How many people lived in an area on a day, and who says so."""

    area: Text
    on: date
    population: int
    disaggregation: str = ""
    """The group that is counted, ``sex=F``; empty for everybody."""
    source: str = ""


class Crosswalk(Frozen):
    """On a day, a part of one area became (part of) another: Lasbela lost 0.562258 of its people to Hub.

    The rows of one ``from_area`` and day say where all of it went: their weights add up to 1. What stays is a row to
    the area itself.
    """

    from_area: Text
    to_area: Text
    valid_from: date
    weight: Annotated[Decimal, Field(gt=0, le=1, decimal_places=6)]
    basis: Text = "MANUAL"
    """What the weight was reckoned from: TEHSIL_POP, AREA, MANUAL."""
    source: str = ""


class SeriesBreak(Frozen):
    """From a day on, figures do not compare with those before: a force was merged, a form changed."""

    on: date
    dataset: Text = "*"
    """The dataset whose figures break; ``*`` for every one."""
    area: Text = "*"
    """Where; also every area it lies in. ``*`` for everywhere."""
    note: str = ""


@dataclass(frozen=True)
class Geography:
    """Every area of a workspace with its parents. Built once, cross-checked, then only read."""

    areas: tuple[Area, ...]
    """Sorted by code, whatever order they were given in: the order of a file must decide nothing."""
    parents: tuple[Parent, ...] = ()
    _cache: dict[tuple[str, int], dict[str, tuple[str, ...]]] = field(default_factory=dict, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "areas", tuple(sorted(self.areas, key=lambda a: a.code)))
        problems = tuple(self._problems())
        if problems:
            raise WorkspaceError.of(problems)

    def _problems(self) -> Iterable[Problem]:
        known = self.by_code
        seen: set[str] = set()
        for area in self.areas:
            if area.code in seen:
                yield Problem("RK304", f"area '{area.code}' stands twice", "areas")
            seen.add(area.code)
        for link in self.parents:
            for code in (link.area, link.parent):
                if code not in known:
                    yield Problem("RK304", f"no area '{code}'", "parents", did_you_mean(code, known))
        for (hierarchy, code), links in self._links.items():
            spans = sorted((p.valid_from or date.min, p.valid_to or date.max) for p in links)
            if any(end > start for (_, end), (start, _) in pairwise(spans)):
                what = f"'{code}' lies in two areas on the same day"
                yield Problem("RK304", what, f"parents, hierarchy {hierarchy}", "end one parent before the next begins")
        for link in self.parents:
            if self._climbs_in_a_circle(link):
                yield Problem("RK304", f"'{link.area}' lies in itself", f"parents, hierarchy {link.hierarchy}")

    def _climbs_in_a_circle(self, link: Parent) -> bool:
        day = link.valid_from or date.min
        at, seen = link.parent, {link.area}
        while at not in seen:
            seen.add(at)
            nxt = self._parent_on(link.hierarchy, at, day)
            if nxt is None:
                return False
            at = nxt
        return at == link.area

    @cached_property
    def by_code(self) -> dict[str, Area]:
        """Area by its code."""
        return {a.code: a for a in self.areas}

    @cached_property
    def hierarchies(self) -> frozenset[str]:
        """The hierarchies that have parents."""
        return frozenset(p.hierarchy for p in self.parents) | {"admin"}

    @cached_property
    def levels(self) -> frozenset[str]:
        """The levels that have areas."""
        return frozenset(a.level for a in self.areas)

    @cached_property
    def _links(self) -> dict[tuple[str, str], list[Parent]]:
        links: dict[tuple[str, str], list[Parent]] = {}
        for link in self.parents:
            links.setdefault((link.hierarchy, link.area), []).append(link)
        return links

    def _parent_on(self, hierarchy: str, code: str, day: date) -> str | None:
        for link in self._links.get((hierarchy, code), ()):
            if in_force(link.valid_from, link.valid_to, day):
                return link.parent
        return None

    def lineage(self, hierarchy: str, month: int) -> dict[str, tuple[str, ...]]:
        """For every area in force on a day of the month: itself and all areas above it, nearest first.

        By the parents of the month's last day; of an area that ends before it, by those of its own last day.
        """
        key = (hierarchy, month)
        if key not in self._cache:
            end = month_end(month)
            self._cache[key] = {
                area.code: self.line(hierarchy, area.code, min(end, area.valid_to - _DAY) if area.valid_to else end)
                for area in self.in_force_during(month, month)
            }
        return self._cache[key]

    def present(self, month: int) -> frozenset[str]:
        """Codes of the areas in force on the month's last day: those that can have a stock, and owe a delivery."""
        return self.in_force_on(month_end(month))

    def in_force_on(self, day: date) -> frozenset[str]:
        """Codes of the areas in force on a day."""
        return frozenset(a.code for a in self.areas if in_force(a.valid_from, a.valid_to, day))

    def line(self, hierarchy: str, code: str, day: date) -> tuple[str, ...]:
        """An area and all areas above it by the parents of a day, nearest first."""
        path, at = [code], self._parent_on(hierarchy, code, day)
        while at is not None and at not in path:
            path.append(at)
            at = self._parent_on(hierarchy, at, day)
        return tuple(path)

    def in_force_during(self, first: int, last: int) -> tuple[Area, ...]:
        """Areas in force on any day of the months ``first`` to ``last``."""
        begin, end = month_start(first), month_end(last)
        return tuple(
            a
            for a in self.areas
            if (a.valid_from is None or a.valid_from <= end) and (a.valid_to is None or a.valid_to > begin)
        )


def check_crosswalk(rows: Iterable[Crosswalk], geography: Geography, where: str = "crosswalk") -> None:
    """Areas are known, and what was divided is divided whole, into each part once. Raises WorkspaceError RK304 with the
    line of the file ``where`` (after a header), or of the first row about it."""
    parts: dict[tuple[str, date], list[Crosswalk]] = {}
    lines: dict[tuple[str, date], str] = {}
    problems = []
    for number, row in enumerate(rows, 2):
        at = f"{where}:{number}"
        parts.setdefault((row.from_area, row.valid_from), []).append(row)
        lines.setdefault((row.from_area, row.valid_from), at)
        for code in (row.from_area, row.to_area):
            if code not in geography.by_code:
                problems.append(Problem("RK304", f"no area '{code}'", at, did_you_mean(code, geography.by_code)))
    for (area, day), held in parts.items():
        at = lines[area, day]
        total = sum(r.weight for r in held)
        if total != 1:
            fix = "the weights of one area and day add up to 1; what stays is a row to the area itself"
            problems.append(Problem("RK304", f"the parts of '{area}' on {day} add up to {total}", at, fix))
        if len({r.to_area for r in held}) < len(held):
            problems.append(Problem("RK304", f"'{area}' goes to one area twice on {day}", at, "add the two up"))
    if problems:
        raise WorkspaceError.of(problems)
