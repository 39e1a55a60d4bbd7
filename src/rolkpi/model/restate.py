"""Where each month of an area lies: in the areas of that month, or restated to those of one day.

A crosswalk says on which day which parts of an area went where. Data of a month before that day is carried forward
by the weights; data of a month after it is carried back to the area it came from. What may have come from several
counts in what all of them lie in; how much of it is of each alone, nobody can tell.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction
from functools import cached_property
from itertools import chain, groupby
from typing import TypeAlias

from rolkpi.model.area import Crosswalk
from rolkpi.model.frame import Frame
from rolkpi.model.period import month_end, month_of

WHOLE = 1_000_000
"""The share of an area that lies wholly in another: shares are whole millionths."""

UNKNOWN = 0
"""The share of an area that lies in another to a part that nobody can tell."""

_Part: TypeAlias = tuple[str, ...]
"""One of these areas, in order of their codes: of all but a part carried back there is one."""


@dataclass(frozen=True, slots=True)
class _Change:
    """What one area became on a day."""

    area: str
    on: date
    parts: Mapping[str, int]


@dataclass(frozen=True)
class Places:
    """For every month of a frame: which share of which area's figures belongs to which area."""

    frame: Frame

    def shares(self, hierarchy: str, month: int) -> Iterator[tuple[str, str, int]]:
        """(area, the same or one above it, share in millionths or ``UNKNOWN``) of every area in force in the month."""
        lines = self.frame.geography.lineage(hierarchy, month)
        day = self.frame.geography_on
        if day is None:
            yield from ((code, above, WHOLE) for code, line in lines.items() for above in line)
            return
        for code in lines:
            found: dict[str, int] = {}
            doubtful: set[str] = set()
            for part, share in self._parts(code, month, day).items():
                above = [set(self._line(hierarchy, area, month, day)) for area in part]
                inside = set.intersection(*above)
                doubtful |= set.union(*above) - inside
                found.update((area, found.get(area, 0) + share) for area in inside)
            found.update((area, UNKNOWN) for area in doubtful)
            yield from ((code, area, share) for area, share in sorted(found.items()))

    def extent(self, area: str, month: int) -> int:
        """How many changes of the map an area had seen by a month's end: what lies between two is one extent."""
        return sum(changed <= month for changed in self._months_changed.get(area, ()))

    def moved(self, hierarchy: str, month: int) -> frozenset[str]:
        """Areas whose figures of a month are not those of the areas that lay in them then."""
        if self.frame.geography_on is None:
            return frozenset()
        now = {(code, above): share for code, above, share in self.shares(hierarchy, month)}
        then = {
            (code, above): WHOLE
            for code, line in self.frame.geography.lineage(hierarchy, month).items()
            for above in line
        }
        return frozenset(key[1] for key in now.keys() | then.keys() if now.get(key) != then.get(key))

    def broken(self, hierarchy: str) -> Iterator[tuple[str, int]]:
        """(area, month) pairs in which an area gained or lost a part: the series breaks there."""
        if self.frame.geography_on is not None:
            return
        for change in self._changes:
            month = month_of(change.on)
            at, before = (self.frame.geography.lineage(hierarchy, m) for m in (month, month - 1))
            members = {change.area, *change.parts}
            lines = [at.get(code, before.get(code, (code,))) for code in members]
            yield from (
                (above, month)
                for above in sorted({a for line in lines for a in line})
                if not all(above in line for line in lines)
            )

    def _line(self, hierarchy: str, part: str, month: int, day: date) -> tuple[str, ...]:
        """A part climbs by the parents of the day; one that is gone by then, by those it had in the month."""
        geography, standing = self.frame.geography, self._standing
        if part in standing:
            return geography.line(hierarchy, part, day)
        then = geography.lineage(hierarchy, month).get(part) or geography.line(hierarchy, part, month_end(month))
        return tuple(above for above in then[1:] if above in standing)

    @cached_property
    def _standing(self) -> frozenset[str]:
        assert self.frame.geography_on is not None
        return self.frame.geography.in_force_on(self.frame.geography_on)

    @cached_property
    def _changes(self) -> tuple[_Change, ...]:
        def key(row: Crosswalk) -> tuple[date, str]:
            return row.valid_from, row.from_area

        rows = sorted(self.frame.crosswalk, key=lambda r: (*key(r), r.to_area))
        return tuple(
            _Change(area, on, {r.to_area: int(r.weight * WHOLE) for r in group})
            for (on, area), group in ((k, list(g)) for k, g in groupby(rows, key))
        )

    @cached_property
    def _months_changed(self) -> Mapping[str, list[int]]:
        found: dict[str, list[int]] = {}
        for change in self._changes:
            for area in {change.area, *change.parts}:
                found.setdefault(area, []).append(month_of(change.on))
        return found

    @cached_property
    def _days(self) -> tuple[tuple[date, tuple[_Change, ...]], ...]:
        """The changes of each day, in order of time: all that happen on one day happen at once."""
        return tuple((on, tuple(changes)) for on, changes in groupby(self._changes, lambda c: c.on))

    def _parts(self, code: str, month: int, day: date) -> dict[_Part, int]:
        end = month_end(month)
        ended = code not in self.frame.geography.present(month)

        def ahead(change: _Change) -> bool:
            return change.on > end or (ended and change.area == code)

        parts: dict[_Part, Fraction] = {(code,): Fraction(1)}
        for on, changes in self._days:
            if on <= day:
                parts = _carried_forward(parts, {c.area: c.parts for c in changes if ahead(c)})
        for on, changes in reversed(self._days):
            if on > day:
                origins = self._origins(on, changes, [c for c in changes if not ahead(c)])
                parts = _added(
                    (tuple(sorted(set(chain.from_iterable(origins.get(a, (a,)) for a in part)))), share)
                    for part, share in parts.items()
                )
        return _in_millionths(parts)

    def _origins(self, on: date, of_the_day: Iterable[_Change], undone: Iterable[_Change]) -> dict[str, set[str]]:
        """Where the areas that gained something on a day may have it from: from what they were before, if they were."""
        before = self.frame.geography.in_force_on(on - timedelta(days=1))
        gained = {area for c in undone for area in c.parts if area != c.area}
        return {area: {c.area for c in of_the_day if area in c.parts} | ({area} & before) for area in gained}


def _carried_forward(parts: Mapping[_Part, Fraction], gone: Mapping[str, Mapping[str, int]]) -> dict[_Part, Fraction]:
    return _added(
        ((area,), share * Fraction(weight, WHOLE))
        for (part,), share in parts.items()
        for area, weight in gone.get(part, {part: WHOLE}).items()
    )


def _added(shares: Iterable[tuple[_Part, Fraction]]) -> dict[_Part, Fraction]:
    found: dict[_Part, Fraction] = {}
    for part, share in shares:
        found[part] = found.get(part, Fraction()) + share
    return found


def _in_millionths(parts: Mapping[_Part, Fraction]) -> dict[_Part, int]:
    """Shares in whole millionths that add up as the exact ones do: the largest remainders get what is left."""
    exact = {part: share * WHOLE for part, share in parts.items()}
    floor = {part: int(share) for part, share in exact.items()}
    left = round(sum(exact.values())) - sum(floor.values())
    for part in sorted(exact, key=lambda p: (floor[p] - exact[p], p))[:left]:
        floor[part] += 1
    return {part: share for part, share in floor.items() if share}
