"""Random places and times: areas that begin, end, move, split and merge inside a horizon."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import Any

from hypothesis import strategies as st

from rolkpi.model import Area, Crosswalk, Parent
from rolkpi.model.period import month_end, month_start
from rolkpi.testing.strategy_definitions import Theme
from rolkpi.testing.strategy_expressions import Draw


@dataclass(frozen=True)
class World:
    """Place and time that data is drawn for."""

    areas: tuple[Area, ...]
    parents: tuple[Parent, ...]
    first: int
    last: int
    crosswalk: tuple[Crosswalk, ...] = ()
    moving: bool = False
    """Whether figures may be restated to the map of another day."""

    @property
    def units(self) -> list[str]:
        """Districts, which report."""
        return [a.code for a in self.areas if a.level == "district"]

    def months(self, before: int = 0, after: int = 0) -> st.SearchStrategy[int]:
        """A month of the horizon, or a few around it."""
        return st.integers(self.first - before, self.last + after)

    def days(self, before: int = 0, after: int = 0) -> st.SearchStrategy[date]:
        """A day of the horizon; first and last days of months are as likely as all others together."""

        def pick(pair: tuple[int, int]) -> date:
            month, n = pair
            return month_start(month) if n == 0 else month_end(month) if n == 1 else month_start(month).replace(day=n)

        return st.tuples(self.months(before, after), st.sampled_from((0, 1, 10, 15, 20))).map(pick)


@st.composite
def worlds(draw: Draw, theme: Theme) -> World:
    """Two or three levels; an area may begin or end inside the horizon, a parent may change, a unit may be split."""
    first = draw(st.sampled_from((2023 * 12 + 4, 2023 * 12 + 10, 2024 * 12, 2024 * 12 + 5)))
    last = first + draw(st.one_of(st.integers(2, 4), st.integers(2, theme.max_months - 1)))
    if theme.steady:
        above = {"D0": "V0", "D1": "V0", "D2": "V1", "V0": "P0", "V1": "P0"}
        named = {"district": ("D0", "D1", "D2"), "division": ("V0", "V1"), "province": ("P0",)}
        steady = tuple(Area(code=c, name=c, level=level) for level, codes in named.items() for c in codes)
        return World(steady, tuple(Parent(area=a, parent=p) for a, p in above.items()), first, last)
    world: World = draw(_changing(first, last))
    if draw(st.booleans()):
        world = draw(_split(world, "D0", ("D7", "D8")))
        if draw(st.integers(0, 2)) == 0:
            world = draw(_split(world, "D7" if "D7" in world.units else "D0", ("D9",)))
    return replace(world, moving=True)


@st.composite
def _changing(draw: Draw, first: int, last: int) -> World:
    units = [f"D{n}" for n in range(draw(st.integers(1, 3)))]
    above = draw(st.sampled_from((["P0"], ["P0"], ["P0", "P1"], ["V0", "P0"], ["V0", "V1", "P0"])))
    levels = {"D": "district", "V": "division", "P": "province"}
    world = World((), (), first, last)
    turn = world.days()
    areas = []
    for code in (*units, *above):
        span = draw(st.sampled_from(("always", "always", "always", "always", "begins", "ends")))
        begins = draw(turn) if span == "begins" else None
        ends = draw(turn) if span == "ends" else None
        areas.append(Area(code=code, name=code, level=levels[code[0]], valid_from=begins, valid_to=ends))
    parents = [Parent(area=v, parent="P0") for v in above if v[0] == "V"]
    for unit in units:
        parent = draw(st.sampled_from([*above, above[0], None]))
        if parent is None:
            continue
        other = draw(st.sampled_from([None, None, *above]))
        if other is None or other == parent:
            parents.append(Parent(area=unit, parent=parent))
            continue
        day = draw(turn)
        parents.append(Parent(area=unit, parent=parent, valid_to=day))
        parents.append(Parent(area=unit, parent=other, valid_from=day))
    return World(tuple(areas), tuple(parents), first, last)


@st.composite
def _split(draw: Draw, world: World, unit: str, new: tuple[str, ...]) -> World:
    """On a day a unit gives a part to a new one, goes wholly into new ones, or into one together with another.

    A unit that ends or begins for another reason is left as it is.
    """
    by_code = {a.code: a for a in world.areas}
    day = draw(world.days())
    old = by_code[unit]
    earlier = [row.valid_from for row in world.crosswalk]
    if old.valid_to is not None or (earlier and day <= max(earlier)) or (old.valid_from is not None and not earlier):
        return world
    others = [by_code[c] for c in world.units if c != unit and by_code[c] == Area(code=c, name=c, level="district")]
    how = draw(st.sampled_from(("part", "part", "whole", "merge" if others else "part", "give" if others else "part")))
    begun = [Area(code=c, name=c, level="district", valid_from=day) for c in new]
    weights = draw(st.sampled_from((("0.437742", "0.562258"), ("0.5", "0.5"), ("0.333333", "0.666667"))))
    if how == "give":
        rows = [(unit, unit, weights[0]), (unit, others[0].code, weights[1])]
        return _changed(world, (), (), rows, day)
    if how == "part":
        rows = [(unit, unit, weights[0]), (unit, begun[0].code, weights[1])]
        return _changed(world, begun[:1], (), rows, day)
    if how == "merge":
        rows = [(unit, begun[0].code, "1"), (others[0].code, begun[0].code, "1")]
        return _changed(world, begun[:1], (unit, others[0].code), rows, day)
    rows = [(unit, a.code, w) for a, w in zip(begun, weights, strict=False)] if len(begun) > 1 else []
    rows = rows or [(unit, begun[0].code, "1")]
    return _changed(world, begun, (unit,), rows, day)


def _changed(world: World, begun: Any, ended: tuple[str, ...], rows: list[tuple[str, str, str]], day: date) -> World:
    """The world after a change of its map; what is new lies where the unit lay that it was first made from."""
    areas = [a.model_copy(update={"valid_to": day}) if a.code in ended else a for a in world.areas]
    parents = list(world.parents)
    for area in begun:
        origin = next(a for a, b, _ in rows if b == area.code)
        lay = [p for p in world.parents if p.area == origin and (p.valid_to is None or p.valid_to > day)]
        parents += [p.model_copy(update={"area": area.code}) for p in lay]
    return replace(
        world,
        areas=(*areas, *begun),
        parents=tuple(parents),
        crosswalk=(
            *world.crosswalk,
            *(Crosswalk(from_area=a, to_area=b, valid_from=day, weight=Decimal(w)) for a, b, w in rows),
        ),
    )
