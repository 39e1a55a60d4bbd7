"""Worked examples of KPIs: the smallest tables that show a rule, worked out by the engine or by the oracle."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from math import isclose
from typing import Any

from rolkpi.catalog import Catalog
from rolkpi.collect import Secret
from rolkpi.errors import did_you_mean
from rolkpi.loader import load_plugins
from rolkpi.model import Area, ColumnType, Frequency, Kpi, Parent, Plugin, Population, Window, WorkedExample
from rolkpi.model.ledger import ledger_plugin
from rolkpi.model.period import Calendar, Period, month_end, parse_month
from rolkpi.testing.reference import evaluate
from rolkpi.workspace.memory import compute

ROOT = "ALL"
"""The area every other area of an example lies in."""

SECRET = Secret(b"worked examples are nobody's data")
"""Personal columns of examples and of synthetic rows are hashed with it."""

Rows = Sequence[Mapping[str, Any]]


@dataclass(frozen=True)
class Scene:
    """A worked example with all that it leaves unsaid: its areas, people, and the months anything is known of."""

    kpi: Kpi
    example: WorkedExample
    areas: tuple[Area, ...]
    parents: tuple[Parent, ...]
    population: tuple[Population, ...]
    first: int
    last: int
    frequency: Frequency
    as_of: date | None

    @property
    def where(self) -> str:
        """How a reader finds the example."""
        return f"{self.kpi.id}, '{self.example.title}'"


class BadExampleError(AssertionError):
    """A worked example that says something nobody can work out; ``field`` says where."""

    def __init__(self, what: str, field: str, fix: str) -> None:
        super().__init__(what)
        self.field, self.fix = field, fix


@dataclass(frozen=True)
class Failure:
    """One thing that a worked example says and that does not come out."""

    number: int
    """Of the cell in the example's ``expect``, from 0."""
    what: str
    fix: str = "reckon the example again by hand: either its numbers are wrong, or the definition is"


def run_examples(*plugins: Plugin, kpis: Iterable[str] | None = None) -> int:
    """Run every worked example of the plugins' KPIs and return how many cells were compared.

    Raises AssertionError that lists each cell which is not what its example says.
    """
    catalog = load_plugins(plugins).catalog
    wanted = [catalog.kpi(k) for k in kpis] if kpis is not None else list(catalog.kpis.values())
    scenes = [scene(catalog, kpi, example) for kpi in wanted for example in kpi.examples]
    failures = [f"{s.where}, {f}" for s in scenes for f in failures_of(s, by_engine(s, catalog))]
    assert not failures, "worked examples that do not hold:\n" + "\n".join(f"  - {f}" for f in failures)
    return sum(len(s.example.expect) for s in scenes)


def failures_of(scene: Scene, rows: Rows) -> Iterator[str]:
    """What of the rows of the example's KPI is not as the example says, in words."""
    return (failure.what for failure in find_failures(scene, rows))


def find_failures(scene: Scene, rows: Rows) -> Iterator[Failure]:
    """What of the rows of the example's KPI is not as the example says."""
    got = {(r["area"], r["disaggregation"]): r for r in rows}
    for number, expect in enumerate(scene.example.expect):
        key = (expect.area or ROOT, expect.disaggregation)
        place = f"area {key[0]}" + (f", {key[1]}" if key[1] else "")
        if key not in got:
            yield Failure(number, f"{place}: there is no such cell", _cells(scene, key, got))
            continue
        for name in sorted(expect.model_fields_set - {"area", "disaggregation"}):
            wanted, found = getattr(expect, name), got[key][name]
            close = isinstance(wanted, float) and isinstance(found, float) and isclose(wanted, found, rel_tol=1e-12)
            if not (wanted == found or close):
                what = f"{place}: {name} is {found}, the example says {wanted}"
                rounded = isinstance(found, float) and isinstance(wanted, float) and abs(found - wanted) < _ROUNDED
                yield Failure(number, what, _UNENDING) if rounded else Failure(number, what)


_ROUNDED = 0.06
_UNENDING = "values are not rounded: where one does not end, write numerator and denominator in its place"


def _cells(scene: Scene, key: tuple[str, str], got: Mapping[tuple[str, str], Any]) -> str:
    """What to write instead of a cell that is not there."""
    kpi, window = scene.kpi, scene.example.window
    if scene.frequency not in kpi.frequencies or window not in kpi.windows:
        told = f"'{kpi.id}' is computed by {', '.join(kpi.frequencies)} through {', '.join(kpi.windows)}"
        return f"{told}: take a period and window of these"
    areas = {area for area, _ in got}
    if key[0] not in areas:
        return f"areas are those the rows name and {ROOT} for all of them: {did_you_mean(key[0], areas)}"
    parts = {part for _, part in got if part}
    if not parts:
        return f"leave 'disaggregation' out: '{kpi.id}' is not broken down"
    return f"a breakdown is one of 'disaggregations': {did_you_mean(key[1], parts)}"


def by_engine(scene: Scene, catalog: Catalog) -> Rows:
    """The KPI's rows of the example's period, as a run computes them.

    Raises BadExampleError for an example with rows that a delivery would leave in quarantine.
    """
    answer = compute(
        catalog,
        {d: list(rows) for d, rows in scene.example.tables.items()},
        scene.areas,
        parents=scene.parents,
        population=scene.population,
        kpis=[scene.kpi.id],
        first_month=scene.first,
        last_month=scene.last,
        as_of=scene.as_of,
        secret=SECRET,
        threads=1,
    )
    if answer.quarantined.num_rows:
        what = f"{scene.where}: rows break the contract: {answer.quarantined.to_pylist()}"
        raise BadExampleError(what, "tables", "correct them: an example has only rows that a delivery may have")
    example = scene.example
    table = answer.measurements(scene.kpi.id, frequency=scene.frequency, window=example.window, periods=example.period)
    rows: list[dict[str, Any]] = table.to_pylist()
    return rows


def by_oracle(scene: Scene, plugins: Iterable[Plugin]) -> Rows:
    """The same rows by the reference evaluator. The scene's KPI is taken from the plugins, by its id."""
    named = [p for p in plugins if p.name != ledger_plugin(()).name]
    found = evaluate(
        [*(_only(p, scene) for p in named), ledger_plugin(named)],
        scene.example.tables,
        scene.areas,
        parents=scene.parents,
        population=scene.population,
        kpis=[scene.kpi.id],
        periods=[scene.example.period],
        first_month=scene.first,
        last_month=scene.last,
        as_of=scene.as_of,
    )
    shown = {"frequency": str(scene.frequency), "window": str(scene.example.window)}
    return [row for row in found if row["kpi"] == scene.kpi.id and row.items() >= shown.items()]


def _only(plugin: Plugin, scene: Scene) -> Plugin:
    """A plugin whose KPIs look through the example's frequency and window only, where they do at all."""
    view = {"frequencies": (scene.frequency,), "windows": (scene.example.window,)}
    kpis = [
        k.model_copy(update=view)
        for k in plugin.kpis
        if scene.frequency in k.frequencies and scene.example.window in k.windows
    ]
    return plugin.model_copy(update={"kpis": tuple(kpis)})


def scene(catalog: Catalog, kpi: Kpi, example: WorkedExample) -> Scene:
    """Set the scene of an example. BadExampleError when its period or its day is none."""
    period, known = _period(kpi, example), _known(kpi, example)
    areas, parents = _areas(catalog, kpi, example)
    return Scene(
        kpi=kpi,
        example=example,
        areas=tuple(areas),
        parents=tuple(parents),
        population=tuple(_population(example)),
        first=period.since,
        last=_last(period, known),
        frequency=period.frequency,
        as_of=known,
    )


def _population(example: WorkedExample) -> Iterator[Population]:
    for whose, people in example.population.items():
        area, _, group = whose.partition(" ")
        yield Population(area=area, on=date(1990, 1, 1), population=people, disaggregation=group)


def _areas(catalog: Catalog, kpi: Kpi, example: WorkedExample) -> tuple[list[Area], list[Parent]]:
    """Every area the rows name, at the level that reports, inside one root at the KPI's highest level."""
    named = {people.area for people in _population(example)}
    levels: dict[str, str] = dict.fromkeys(named, kpi.levels[0])
    for dataset_id, rows in example.tables.items():
        dataset = catalog.datasets[dataset_id]
        reporting = dataset.reported_by or kpi.levels
        level = next((x for x in reporting if x in kpi.levels), reporting[0])
        columns = [c.name for c in dataset.columns if c.type is ColumnType.AREA]
        codes = {str(row[name]) for row in rows for name in columns if str(row.get(name) or "").strip()}
        named |= codes - {ROOT}  # a row without its area is told as such
        levels |= dict.fromkeys(codes, level)
    hierarchies = {d.hierarchy for d in catalog.datasets.values()} | {kpi.hierarchy}
    above = (level for level in reversed(kpi.levels) if level not in set(levels.values()))
    root_level = next(above, kpi.levels[-1])
    areas = [Area(code=ROOT, name="all", level=root_level)]
    areas += [Area(code=c, name=c, level=levels[c]) for c in sorted(named)]
    parents = [
        Parent(hierarchy=h, area=c, parent=example.within.get(c, ROOT))
        for h in sorted(hierarchies)
        for c in sorted(named)
    ]
    for inner, outer in example.within.items():
        for code in (inner, outer):
            if code not in named:
                what = f"{kpi.id}, '{example.title}': '{code}' is said to lie within another or around it, and no row"
                raise BadExampleError(f"{what} names it", "within", did_you_mean(code, named))
    return areas, parents


def _period(kpi: Kpi, example: WorkedExample) -> Period:
    """The period that an example's label names."""
    digits = example.period.removeprefix("FY")[:4]
    if digits.isdigit():
        january = int(digits) * 12
        for frequency in Frequency:
            for period in Calendar().periods(frequency, example.window, january - 24, january + 36):
                if period.label == example.period:
                    return period
    what = f"{kpi.id}, '{example.title}': '{example.period}' is no period"
    if example.window is not Window.PERIOD:
        what += f" that is looked at as {example.window}"
    raise BadExampleError(what, "period", "write it as 2024-03, 2024-Q1, 2024 or FY2023-24")


def _known(kpi: Kpi, example: WorkedExample) -> date | None:
    """The day up to which everything is known, where the example names one."""
    try:
        return date.fromisoformat(example.as_of) if example.as_of else None
    except ValueError as exc:
        what = f"{kpi.id}, '{example.title}': '{example.as_of}' is no day of the calendar"
        raise BadExampleError(what, "as_of", "write year, month and day: 2024-03-31") from exc


def _last(period: Period, known: date | None) -> int:
    """The period's last month, or the last whole month known of where that is later."""
    if known is None:
        return period.last
    month = parse_month(f"{known:%Y-%m}")
    return max(period.last, month if month_end(month) <= known else month - 1)
