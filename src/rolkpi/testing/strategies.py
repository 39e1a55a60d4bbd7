"""Random but valid definitions with data, for Hypothesis: what ``rolkpi.compute`` must get right.

Everything is small, so that areas, months, codes and keys collide. NULL is as likely as any code. Every row keeps
the contract of its dataset, so none goes to quarantine; rows may lie in months that nothing covers.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from itertools import product
from pprint import pformat
from typing import Any

from hypothesis import strategies as st

from rolkpi.model import (
    Area,
    Calendar,
    Crosswalk,
    Expected,
    Frequency,
    Parent,
    Period,
    Plugin,
    Population,
    Rate,
    SeriesBreak,
    Window,
)
from rolkpi.model.kpi import disaggregation_text
from rolkpi.model.period import month_end, month_label, parse_month
from rolkpi.testing.reference import evaluate
from rolkpi.testing.reference_setting import Setting
from rolkpi.testing.strategy_datasets import CODES
from rolkpi.testing.strategy_definitions import Theme, plugins
from rolkpi.testing.strategy_expressions import Draw
from rolkpi.testing.strategy_places import World, worlds
from rolkpi.testing.strategy_rows import Holds, Rows, tables
from rolkpi.workspace.memory import compute

Covers = dict[str, dict[tuple[str, int], str]]


@dataclass(frozen=True, repr=False)
class Scenario:
    """Definitions, data and everything else a computation takes."""

    plugin: Plugin
    tables: Mapping[str, Rows]
    areas: tuple[Area, ...]
    parents: tuple[Parent, ...] = ()
    population: tuple[Population, ...] = ()
    interpolation: str = "latest"
    calendar: Calendar = field(default_factory=Calendar)
    expected: tuple[Expected, ...] = ()
    covers: Mapping[str, Mapping[tuple[str, int], str]] | None = None
    first_month: str = "2024-01"
    last_month: str = "2024-03"
    as_of: date | None = None
    revision_months: int = 0
    crosswalk: tuple[Crosswalk, ...] = ()
    breaks: tuple[SeriesBreak, ...] = ()
    geography: date | None = None

    def keywords(self) -> dict[str, Any]:
        """What both ``rolkpi.compute`` and the oracle take by keyword."""
        names = (
            "parents",
            "population",
            "interpolation",
            "calendar",
            "expected",
            "covers",
            "first_month",
            "last_month",
            "as_of",
            "revision_months",
            "crosswalk",
            "breaks",
            "geography",
        )
        return {name: getattr(self, name) for name in names}

    def __repr__(self) -> str:
        """What differs from the ordinary, so that a failing example can be read."""
        derived = {d.id: d.derived for d in self.plugin.datasets if d.derived}
        links = {d.id: d.links for d in self.plugin.datasets if d.links}
        about = {n: v for n, v in self.keywords().items() if v not in (None, (), 0)}
        parts = {
            "links": links,
            "derived": derived,
            "views": self.plugin.views,
            "measures": self.plugin.measures,
            "kpis": self.plugin.kpis,
        }
        rows = {name: rows for name, rows in self.tables.items() if rows}
        return pformat({**parts, "areas": self.areas, "tables": rows, **about}, width=160, sort_dicts=False)

    def _repr_pretty_(self, printer: Any, cycle: bool) -> None:
        """How Hypothesis prints a failing example."""
        printer.text(repr(self))

    def measured(self, **more: Any) -> Rows:
        """What rolkpi computes: the dense measurements, one dict a row."""
        done = compute([self.plugin], self.tables, self.areas, **self.keywords(), **more)
        assert done.quarantined.num_rows == 0, done.quarantined.to_pylist()
        rows: Rows = done.measurements().to_pylist()
        return rows

    def reckoned(self) -> Rows:
        """What the oracle says they are."""
        return evaluate([self.plugin], self.tables, self.areas, **self.keywords())

    def periods(self, frequency: str, window: str) -> tuple[Period, ...]:
        """The periods of a frequency, seen through a window."""
        first, last = parse_month(self.first_month), parse_month(self.last_month)
        return self.calendar.periods(Frequency(frequency), Window(window), first, last)

    def with_(self, **changes: Any) -> Scenario:
        """The same with some things changed."""
        return replace(self, **changes)


@st.composite
def scenarios(draw: Draw, theme: Theme | None = None) -> Scenario:
    """A whole computation."""
    theme = theme or Theme()
    world = draw(worlds(theme))
    levels = tuple(dict.fromkeys(a.level for a in world.areas))
    plugin = draw(plugins(levels, theme, range(world.first, world.last + 2)))
    found: Scenario = draw(around(world, plugin))
    return found


@st.composite
def around(draw: Draw, world: World, plugin: Plugin) -> Scenario:
    """Data, deliveries and everything else for given definitions over the datasets of this module."""
    expected = tuple(draw(st.lists(_exceptions(world, plugin), max_size=3))) if draw(st.booleans()) else ()
    covers = draw(_coverage(world, plugin)) if draw(st.booleans()) else None
    holds = _reader(world, plugin, expected, covers)
    rows = {d.id: draw(tables(world, d, holds)) for d in plugin.datasets}
    return Scenario(
        plugin=plugin,
        tables=rows,
        areas=world.areas,
        parents=world.parents,
        population=tuple(draw(_population(world, plugin))),
        interpolation=draw(st.sampled_from(("latest", "linear"))),
        calendar=draw(calendars()),
        expected=expected,
        covers=covers,
        first_month=month_label(world.first),
        last_month=month_label(world.last),
        as_of=draw(st.one_of(st.none(), world.days(0, 6))),
        revision_months=draw(st.sampled_from((0, 0, 1, 2))),
        crosswalk=world.crosswalk,
        breaks=tuple(draw(st.lists(_breaks(world, plugin), max_size=2))) if draw(st.booleans()) else (),
        geography=draw(st.one_of(st.none(), st.none(), world.days(1, 1))) if world.moving else None,
    )


@st.composite
def calendars(draw: Draw) -> Calendar:
    """Fiscal years of several kinds, weekends and a holiday."""
    return Calendar(
        fiscal_year_start=draw(st.sampled_from((7, 7, 1, 4))),
        year_to_date=draw(st.sampled_from(("fiscal_year", "year"))),
        weekend=draw(st.sampled_from(((6, 7), (5,), ()))),
        holidays=draw(st.sampled_from(((), (date(2024, 2, 5), date(2024, 3, 23))))),
    )


# --- what is covered and expected ----------------------------------------------------------------------------


@st.composite
def _exceptions(draw: Draw, world: World, plugin: Plugin) -> Expected:
    return Expected(
        dataset=draw(st.sampled_from([d.id for d in plugin.datasets if d.kind != "reference"] or ["t.case"])),
        area=draw(st.sampled_from((*world.units, "*"))),
        valid_from=draw(st.one_of(st.none(), world.days())),
        valid_to=draw(st.one_of(st.none(), world.days())),
        status=draw(st.sampled_from(("expected", "not_applicable", "not_applicable"))),
    )


@st.composite
def _coverage(draw: Draw, world: World, plugin: Plugin) -> Covers:
    """Every district and month in one mode, with a few holes and a few months in another mode."""
    found: Covers = {}
    modes = st.sampled_from(("snapshot", "upsert", "append"))
    for dataset in plugin.datasets:
        if dataset.kind == "reference":
            continue
        mode = draw(modes)
        cells = {(u, m): mode for u in world.units for m in range(world.first, world.last + 1)}
        turns = st.tuples(st.sampled_from(sorted(cells)), st.one_of(st.none(), st.none(), modes))
        for cell, other in draw(st.lists(turns, max_size=4)):
            if other is None:
                cells.pop(cell, None)
            else:
                cells[cell] = other
        found[dataset.id] = cells
    return found


def _reader(world: World, plugin: Plugin, expected: Iterable[Expected], covers: Covers | None) -> Holds:
    """Whether a dataset's deliveries cover a month of a unit."""
    setting = Setting(
        areas=world.areas,
        parents=world.parents,
        population=(),
        linear=False,
        calendar=Calendar(),
        exceptions=tuple(expected),
        covers=covers,
        given=frozenset(d.id for d in plugin.datasets),
        first=world.first,
        last=world.last,
        as_of=month_end(world.last),
        revision_months=0,
    )
    areas = {a.code: a for a in world.areas}
    return lambda dataset, unit, month: setting.mode(dataset, areas[unit], month) is not None


@st.composite
def _breaks(draw: Draw, world: World, plugin: Plugin) -> SeriesBreak:
    return SeriesBreak(
        on=draw(world.days(1, 1)),
        dataset=draw(st.sampled_from(["*", *(d.id for d in plugin.datasets if d.kind != "reference")])),
        area=draw(st.sampled_from(["*", *(a.code for a in world.areas)])),
    )


@st.composite
def _population(draw: Draw, world: World, plugin: Plugin) -> list[Population]:
    """Vintages of everybody for most units; by group too, for some of them, where a rate asks for groups."""
    people = []
    rates = [k.formula for k in plugin.kpis if isinstance(k.formula, Rate)]
    named = sorted({d for rate in rates for d in rate.population_by})
    by = draw(st.sampled_from([(), *((d,) for d in named), tuple(named[:2])])) if named else ()
    groups = [disaggregation_text(dict(zip(by, codes, strict=True))) for codes in product(*(_people(d) for d in by))]
    for unit in world.units:
        for on in draw(st.lists(world.days(3, 1), max_size=2, unique=True)):
            people.append(Population(area=unit, on=on, population=draw(st.integers(0, 3000))))
        for group in groups if by else ():
            for on in draw(st.lists(world.days(3, 1), min_size=draw(st.sampled_from((0, 1, 1))), max_size=1)):
                count = draw(st.integers(0, 3000))
                people.append(Population(area=unit, on=on, population=count, disaggregation=group))
    return people


def _people(dimension: str) -> tuple[str, ...]:
    """Codes that people are counted by; of some dimensions, not of every one."""
    known = {"offence": ("A", "B"), "stage": CODES["t.stage"], "urgent": ("false", "true")}
    return known.get(dimension, ("false", "true", "ONE"))
