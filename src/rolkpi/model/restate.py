"""Where each month of an area lies: in the areas of that month, or restated to those of one day.

A crosswalk says on which day which parts of an area went where. Data of a month before that day is carried forward
by the weights; data of a month after it is carried back to the area it came from.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from itertools import groupby

from rolkpi.model.area import Crosswalk
from rolkpi.model.frame import Frame
from rolkpi.model.period import month_end, month_of

WHOLE = 1_000_000
"""The share of an area that lies wholly in another: shares are whole millionths."""


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
        """(area, the same or one above it, share in millionths) of every area in force in the month."""
        lines = self.frame.geography.lineage(hierarchy, month)
        day = self.frame.geography_on
        if day is None:
            yield from ((code, above, WHOLE) for code, line in lines.items() for above in line)
            return
        for code, line in lines.items():
            found: dict[str, int] = {}
            for part, share in self._parts(code, month, day).items():
                for above in self._line(hierarchy, part, line, day):
                    found[above] = found.get(above, 0) + share
            yield from ((code, above, share) for above, share in sorted(found.items()))

    def extent(self, area: str, month: int) -> int:
        """How many changes of the map an area had seen by a month's end: what lies between two is one extent."""
        return sum(c.on <= month_end(month) and area in (c.area, *c.parts) for c in self._changes)

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
        return frozenset(key[1] for key in now.keys() | then.keys() if now.get(key, 0) != then.get(key, 0))

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

    def _line(self, hierarchy: str, part: str, then: tuple[str, ...], day: date) -> tuple[str, ...]:
        """A part climbs by the parents of the day; one that is gone by then, by those it had."""
        standing = self._standing
        if part in standing:
            return self.frame.geography.line(hierarchy, part, day)
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

    def _parts(self, code: str, month: int, day: date) -> dict[str, int]:
        end = month_end(month)
        ended = code not in self.frame.geography.present(month)
        parts = {code: WHOLE}
        for change in self._changes:
            if change.on <= day and (change.on > end or (ended and change.area == code)) and change.area in parts:
                _add(parts, _divided(parts.pop(change.area), change.parts))
        for change in reversed(self._changes):
            if change.on > day and not (change.on > end or (ended and change.area == code)):
                for part in (p for p in change.parts if p != change.area and p in parts):
                    share = parts.pop(part)
                    if not self._has_several_origins(part, change.on):
                        _add(parts, {change.area: share})
        return parts

    def _has_several_origins(self, part: str, on: date) -> bool:
        return sum(c.on == on and part in c.parts for c in self._changes) > 1


def _add(parts: dict[str, int], more: Mapping[str, int]) -> None:
    for area, share in more.items():
        parts[area] = parts.get(area, 0) + share


def _divided(share: int, weights: Mapping[str, int]) -> dict[str, int]:
    """A share over weights, in whole millionths that add up to it: the largest remainders get what is left."""
    exact = {area: share * weight for area, weight in weights.items()}
    floor = {area: product // WHOLE for area, product in exact.items()}
    left = share - sum(floor.values())
    for area in sorted(exact, key=lambda a: (-(exact[a] % WHOLE), a))[:left]:
        floor[area] += 1
    return {area: part for area, part in floor.items() if part}
