"""What becomes of figures when areas are split or merged: shares of a restated map, and breaks in a series."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date, timedelta
from fractions import Fraction
from math import floor
from typing import TypeAlias

from rolkpi.model import Area, Crosswalk, Kpi
from rolkpi.model.period import month_end, month_of
from rolkpi.testing.reference_setting import Memo, Setting, in_force

MILLION = 1_000_000
NONE = Fraction(0)
WHOLE = Fraction(1)

Homes: TypeAlias = frozenset[str]


@dataclass(frozen=True)
class Event:
    """On a day, all of one area went somewhere."""

    area: str
    on: date
    rows: tuple[Crosswalk, ...]

    @property
    def others(self) -> set[str]:
        """The areas that got something of it, without itself."""
        return {r.to_area for r in self.rows} - {self.area}


@dataclass
class Place:
    """How much of a unit's month counts in an area."""

    setting: Setting
    _memo: Memo = field(default_factory=Memo)

    def __post_init__(self) -> None:
        self.by_code = {a.code: a for a in self.setting.areas}
        groups: dict[tuple[date, str], list[Crosswalk]] = defaultdict(list)
        for row in self.setting.crosswalk:
            groups[row.valid_from, row.from_area].append(row)
        self.events = [Event(area, on, tuple(rows)) for (on, area), rows in sorted(groups.items(), key=lambda g: g[0])]

    def share(self, hierarchy: str, unit: Area, month: int, area: Area) -> Fraction | None:
        """Without restating, all of it or nothing, by the map of the month. None: some of it, nobody knows how much."""
        if self.setting.geography is None:
            return WHOLE if self.setting.lies_in(hierarchy, unit, area, month) else NONE
        if not self.setting.is_in(unit, month):
            return NONE
        found = NONE
        for homes, weight in self.parts(unit, month).items():
            inside = [area.code in self._above(hierarchy, home, month) for home in homes]
            if any(inside) and not all(inside):
                return None
            found += weight if all(inside) else NONE
        return found

    def _above(self, hierarchy: str, code: str, month: int) -> tuple[str, ...]:
        """A part itself and all it lies in on the day restated to; what is gone by then counts where it lay."""
        day, area = self.setting.geography, self.by_code[code]
        assert day is not None
        if in_force(area, day):
            return self.setting.chain(hierarchy, code, day)
        lay = self.setting.last_day(area, month) or month_end(month)
        return tuple(a for a in self.setting.chain(hierarchy, code, lay)[1:] if in_force(self.by_code[a], day))

    def parts(self, unit: Area, month: int) -> dict[Homes, Fraction]:
        """The areas of the day restated to that a unit's month belongs to, each to one of several, with weights."""
        found: dict[Homes, Fraction] = self._memo.once((unit.code, month), lambda: self._parts(unit, month))
        return found

    def _parts(self, unit: Area, month: int) -> dict[Homes, Fraction]:
        day = self.setting.geography
        assert day is not None
        codes = {unit.code: WHOLE}
        days = sorted({e.on for e in self.events})
        for on in (d for d in days if d <= day):
            codes = self._forward(codes, [e for e in self.events if e.on == on and self._before(unit, month, e)])
        parts = {frozenset({code}): weight for code, weight in codes.items()}
        for on in (d for d in reversed(days) if d > day):
            parts = self._backward(parts, [e for e in self.events if e.on == on and not self._before(unit, month, e)])
        return _in_millionths(parts)

    def _before(self, unit: Area, month: int, event: Event) -> bool:
        """Whether a unit's month is of the map before an event; a unit that ends with it, in its last month too."""
        return event.on > month_end(month) or (unit.code == event.area and not self.setting.present(unit, month))

    def _forward(self, parts: dict[str, Fraction], events: list[Event]) -> dict[str, Fraction]:
        found: dict[str, Fraction] = defaultdict(Fraction)
        gone = {e.area: e for e in events}
        for code, weight in parts.items():
            if code not in gone:
                found[code] += weight
                continue
            for row in gone[code].rows:
                found[row.to_area] += weight * Fraction(row.weight)
        return dict(found)

    def _backward(self, parts: dict[Homes, Fraction], events: list[Event]) -> dict[Homes, Fraction]:
        """What gained something goes back to all it may have it from: whoever gave, and itself if it was there."""
        found: dict[Homes, Fraction] = defaultdict(Fraction)
        for homes, weight in parts.items():
            back: set[str] = set()
            for code in homes:
                givers = {e.area for e in events if code in {r.to_area for r in e.rows}}
                if any(code in e.others for e in events):
                    was = in_force(self.by_code[code], events[0].on - timedelta(days=1))
                    back |= givers | ({code} if was else set())
                else:
                    back.add(code)
            found[frozenset(back)] += weight
        return dict(found)

    def extent(self, unit: Area, month: int) -> int:
        """How many changes of the map a unit had seen by a month's end: what lies between two is one extent."""
        return sum(e.on <= month_end(month) and unit.code in {e.area} | e.others for e in self.events)

    def restated(self, hierarchy: str, area: Area, since: int, until: int) -> bool:
        """Whether an area's months are made of anything else than they were."""
        if self.setting.geography is None:
            return False

        def differs(unit: Area, month: int) -> bool:
            was = WHOLE if self.setting.lies_in(hierarchy, unit, area, month) else NONE
            return self.share(hierarchy, unit, month, area) != was

        months = range(since, until + 1)
        return any(differs(u, m) for m in months for u in self.setting.areas if self.setting.is_in(u, m))

    # --- breaks --------------------------------------------------------------------------------------------------

    def broken(self, kpi: Kpi, area: Area, since: int, until: int, datasets: frozenset[str]) -> bool:
        """Whether a break in the series lies in the months looked at: one that was told, or a change of the map."""

        def inside(code: str, month: int) -> bool:
            return self.setting.lies_in(kpi.hierarchy, self.by_code[code], area, month)

        for told in self.setting.breaks:
            month = month_of(told.on)
            concerns = told.dataset == "*" or told.dataset in datasets
            here = told.area in ("*", area.code) or (told.area in self.by_code and inside(told.area, month))
            if since <= month <= until and concerns and here:
                return True
        for event in self.events if self.setting.geography is None else ():
            month = month_of(event.on)
            members = {event.area} | event.others
            lying = [inside(c, month if self.setting.is_in(self.by_code[c], month) else month - 1) for c in members]
            if since <= month <= until and any(lying) and not all(lying):
                return True
        return False


def _in_millionths(parts: dict[Homes, Fraction]) -> dict[Homes, Fraction]:
    """Weights of six decimals with the same sum: those that lost most get what is left, then by area."""
    exact = {code: weight * MILLION for code, weight in parts.items()}
    whole = {code: floor(weight) for code, weight in exact.items()}
    left = round(sum(exact.values(), NONE)) - sum(whole.values())
    for code in sorted(exact, key=lambda c: (whole[c] - exact[c], sorted(c)))[:left]:
        whole[code] += 1
    return {code: Fraction(n, MILLION) for code, n in whole.items() if n}
