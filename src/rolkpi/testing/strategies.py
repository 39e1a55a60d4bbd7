"""Random but valid definitions with data, for Hypothesis: what ``rolkpi.compute`` must get right.

Everything is small, so that areas, months, codes and keys collide. NULL is as likely as any code. Every row keeps
the contract of its dataset, so none goes to quarantine; rows may lie in months that nothing covers.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time, timedelta
from pprint import pformat
from typing import Any

from hypothesis import strategies as st

from rolkpi.model import (
    Area,
    Calendar,
    Dataset,
    Expected,
    Frequency,
    Parent,
    Period,
    Plugin,
    Population,
    Window,
)
from rolkpi.model.period import month_end, month_label, month_start, parse_month
from rolkpi.testing.reference import evaluate
from rolkpi.testing.reference_setting import Setting
from rolkpi.testing.strategy_definitions import CODES, Theme, plugins
from rolkpi.workspace.memory import compute

Draw = Callable[[st.SearchStrategy[Any]], Any]
Rows = list[dict[str, Any]]
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
        )
        return {name: getattr(self, name) for name in names}

    def __repr__(self) -> str:
        """What differs from the ordinary, so that a failing example can be read."""
        derived = {d.id: d.derived for d in self.plugin.datasets if d.derived}
        links = {d.id: d.links for d in self.plugin.datasets if d.links}
        about = {n: v for n, v in self.keywords().items() if v not in (None, (), 0)}
        parts = {"links": links, "derived": derived, "measures": self.plugin.measures, "kpis": self.plugin.kpis}
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


@dataclass(frozen=True)
class World:
    """Place and time that data is drawn for."""

    areas: tuple[Area, ...]
    parents: tuple[Parent, ...]
    first: int
    last: int

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
    """Two or three levels; an area may begin or end inside the horizon, a parent may change."""
    first = draw(st.sampled_from((2023 * 12 + 4, 2023 * 12 + 10, 2024 * 12, 2024 * 12 + 5)))
    last = first + draw(st.one_of(st.integers(2, 4), st.integers(2, theme.max_months - 1)))
    if theme.steady:
        above = {"D0": "V0", "D1": "V0", "D2": "V1", "V0": "P0", "V1": "P0"}
        named = {"district": ("D0", "D1", "D2"), "division": ("V0", "V1"), "province": ("P0",)}
        steady = tuple(Area(code=c, name=c, level=level) for level, codes in named.items() for c in codes)
        return World(steady, tuple(Parent(area=a, parent=p) for a, p in above.items()), first, last)
    found: World = draw(_changing(first, last))
    return found


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
def scenarios(draw: Draw, theme: Theme | None = None) -> Scenario:
    """A whole computation."""
    theme = theme or Theme()
    world = draw(worlds(theme))
    levels = tuple(dict.fromkeys(a.level for a in world.areas))
    plugin = draw(plugins(levels, theme))
    found: Scenario = draw(around(world, plugin))
    return found


@st.composite
def around(draw: Draw, world: World, plugin: Plugin) -> Scenario:
    """Data, deliveries and everything else for given definitions over the datasets of this module."""
    expected = tuple(draw(st.lists(_exceptions(world, plugin), max_size=3))) if draw(st.booleans()) else ()
    covers = draw(_coverage(world, plugin)) if draw(st.booleans()) else None
    holds = _reader(world, plugin, expected, covers)
    tables = {d.id: draw(_tables(world, d, holds)) for d in plugin.datasets}
    return Scenario(
        plugin=plugin,
        tables=tables,
        areas=world.areas,
        parents=world.parents,
        population=tuple(draw(_population(world))),
        interpolation=draw(st.sampled_from(("latest", "linear"))),
        calendar=draw(calendars()),
        expected=expected,
        covers=covers,
        first_month=month_label(world.first),
        last_month=month_label(world.last),
        as_of=draw(st.one_of(st.none(), world.days(0, 6))),
        revision_months=draw(st.sampled_from((0, 0, 1, 2))),
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


Holds = Callable[[Dataset, str, int], bool]


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
def _population(draw: Draw, world: World) -> list[Population]:
    people = []
    for unit in world.units:
        for on in draw(st.lists(world.days(3, 1), max_size=2, unique=True)):
            people.append(Population(area=unit, on=on, population=draw(st.integers(0, 3000))))
    return people


# --- rows ----------------------------------------------------------------------------------------------------


def _tables(world: World, dataset: Dataset, holds: Holds) -> st.SearchStrategy[Rows]:
    match dataset.id:
        case "t.case":
            return st.lists(_case(world), max_size=16).map(_numbered)
        case "t.hearing":
            return st.lists(_hearing(world), max_size=12).map(_numbered)
        case "t.stay":
            return st.lists(_stay(world), max_size=12).map(_numbered)
        case "t.limit":
            return _limits(world)
        case "t.officer":
            return st.lists(_officer(), max_size=3, unique_by=lambda r: str(r["officer"]))
        case "t.jail":
            return st.lists(_jail(world), max_size=4).map(_numbered)
        case "t.form":
            return _forms(world, dataset, holds)
        case "t.yearly":
            return _forms(world, dataset, holds)
    raise LookupError(dataset.id)


def _numbered(rows: Rows) -> Rows:
    return [{"id": str(n), **row} for n, row in enumerate(rows)]


def _maybe(strategy: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    return st.one_of(st.none(), strategy, strategy)


def _codes(codelist: str) -> st.SearchStrategy[str | None]:
    return st.sampled_from((*CODES[codelist], None))


def _bools() -> st.SearchStrategy[bool | None]:
    return st.sampled_from((True, False, None))


def _moments(world: World) -> st.SearchStrategy[datetime]:
    return st.tuples(world.days(0, 1), st.sampled_from((time(0), time(9, 30), time(9, 31), time(23, 59)))).map(
        lambda pair: datetime.combine(*pair)
    )


def _case(world: World) -> st.SearchStrategy[dict[str, Any]]:
    return st.fixed_dictionaries(
        {
            "district": st.sampled_from(world.units),
            "opened": world.days(1, 1),
            "closed": _maybe(world.days(1, 2)),
            "seen": _maybe(_moments(world)),
            "heard": _maybe(_moments(world)),
            "offence": _codes("t.offence"),
            "stage": _codes("t.stage"),
            "urgent": _bools(),
            "amount": _maybe(st.integers(-2, 30)),
            "person": st.sampled_from(("p", "q", "r", None)),
            "officer": st.sampled_from(("x", "y", "z", None)),
            "court": _maybe(st.sampled_from(world.units)),
        }
    )


def _hearing(world: World) -> st.SearchStrategy[dict[str, Any]]:
    return st.fixed_dictionaries(
        {
            "district": st.sampled_from(world.units),
            "held": world.days(),
            "case_id": st.sampled_from(("0", "0", "1", "2", "3", "9", None)),
            "offence": _codes("t.offence"),
            "urgent": _bools(),
            "points": _maybe(st.integers(-3, 9)),
            "person": st.sampled_from(("p", "q", None)),
        }
    )


def _stay(world: World) -> st.SearchStrategy[dict[str, Any]]:
    """States that may have begun long before, that begin and end in one month, or that never end."""
    return st.fixed_dictionaries(
        {
            "district": st.sampled_from(world.units),
            "began": world.days(5, 0),
            "ended": _maybe(world.days(1, 2)),
            "stage": _codes("t.stage"),
            "urgent": _bools(),
            "person": st.sampled_from(("p", "q", "r", None)),
        }
    )


@st.composite
def _limits(draw: Draw, world: World) -> Rows:
    """For some offences one limit, or two of which one follows the other, at once or after a gap."""
    rows: Rows = []
    number = st.integers(0, 60)
    for offence in CODES["t.offence"]:
        for turn in draw(st.lists(world.days(2, 0), max_size=2, unique=True).map(sorted)):
            gap = draw(st.sampled_from((0, 0, 20)))
            if rows and rows[-1]["offence"] == offence:
                rows[-1]["valid_to"] = max(rows[-1]["valid_from"] + timedelta(days=1), turn - timedelta(days=gap))
            rows.append(
                {
                    "offence": offence,
                    "days": draw(number),
                    "heavy": draw(_bools()),
                    "valid_from": turn,
                    "valid_to": None,
                }
            )
    return rows


def _officer() -> st.SearchStrategy[dict[str, Any]]:
    return st.fixed_dictionaries(
        {"officer": st.sampled_from(("x", "y")), "grade": _codes("t.stage"), "weight": _maybe(st.integers(0, 5))}
    )


def _jail(world: World) -> st.SearchStrategy[dict[str, Any]]:
    return st.fixed_dictionaries(
        {
            "district": st.sampled_from(world.units),
            "places": _maybe(st.integers(0, 50)),
            "urgent": _bools(),
            "opened": world.days(3, 0),
            "shut": _maybe(world.days(0, 2)),
        }
    )


@st.composite
def _forms(draw: Draw, world: World, dataset: Dataset, holds: Holds) -> Rows:
    """Two lines for every unit and month that is covered, a few cells more, and a few cells that are odd."""
    step = 12 if dataset.frequency is Frequency.YEAR else 1
    begins = world.first - world.first % step
    months = list(range(begins, world.last + 1, step))
    places = [(u, m) for u in world.units for m in months if any(holds(dataset, u, n) for n in range(m, m + step))]
    cells: dict[tuple[Any, ...], dict[str, Any]] = {}

    def put(
        place: tuple[str, int], line: str, item: str | None, urgent: bool | None, value: int | None, how: str | None
    ) -> None:
        unit, month = place
        cells[(unit, month, line, item, urgent)] = {
            "district": unit,
            "month": month_start(month),
            "line": line,
            "item": item,
            "urgent": urgent,
            "value": value,
            "cell_status": how,
        }

    for n, place in enumerate(places):
        put(place, "all", "A", True, 20 + n % 7, "REPORTED")
        put(place, "some", "A", True, 3 + n % 5, "REPORTED")
    if places:
        odd = st.tuples(
            st.sampled_from(places),
            st.sampled_from(("all", "some")),
            st.sampled_from((("A", True), ("A", True), ("B", False), (None, None))),
            st.sampled_from(
                (
                    (0, "REPORTED"),
                    (9, "ESTIMATED"),
                    (None, "NOT_AVAILABLE"),
                    (None, "NOT_APPLICABLE"),
                    (None, None),
                    (6, None),
                    (7, "NOT_APPLICABLE"),
                    (8, "NOT_AVAILABLE"),
                    (4, "REPORTED"),
                )
            ),
        )
        for place, line, (item, urgent), (value, how) in draw(st.lists(odd, max_size=6)):
            put(place, line, item, urgent, value, how)
        for place in draw(st.lists(st.sampled_from(places), max_size=2)):
            cells.pop((*place, draw(st.sampled_from(("all", "some"))), "A", True), None)
    return _numbered(list(cells.values()))
