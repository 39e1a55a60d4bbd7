"""Runs the worked examples of KPIs: the smallest tables that show a rule, against the engine."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from math import isclose

from rolkpi.catalog import Catalog
from rolkpi.loader import load_plugins
from rolkpi.model import Area, Frequency, Kpi, Parent, Plugin, Population, WorkedExample
from rolkpi.model.period import Calendar, month_end
from rolkpi.workspace.memory import compute

ROOT = "ALL"
"""The area every other area of an example lies in."""


def run_examples(*plugins: Plugin, kpis: Iterable[str] | None = None) -> int:
    """Run every worked example of the plugins' KPIs and return how many cells were compared.

    Raises AssertionError that lists each cell which is not what its example says.
    """
    catalog = load_plugins(plugins).catalog
    wanted = [catalog.kpi(k) for k in kpis] if kpis is not None else list(catalog.kpis.values())
    failures: list[str] = []
    compared = 0
    for kpi in wanted:
        for example in kpi.examples:
            compared += len(example.expect)
            failures += _failures(catalog, kpi, example)
    assert not failures, "worked examples that do not hold:\n" + "\n".join(f"  - {f}" for f in failures)
    return compared


def _failures(catalog: Catalog, kpi: Kpi, example: WorkedExample) -> Iterator[str]:
    got = {(r["area"], r["disaggregation"]): r for r in _measured(catalog, kpi, example)}
    for expect in example.expect:
        key = (expect.area or ROOT, expect.disaggregation)
        place = f"{kpi.id}, '{example.title}', area {key[0]}" + (f", {key[1]}" if key[1] else "")
        if key not in got:
            yield f"{place}: there is no such cell"
            continue
        for name in sorted(expect.model_fields_set - {"area", "disaggregation"}):
            wanted, found = getattr(expect, name), got[key][name]
            close = isinstance(wanted, float) and isinstance(found, float) and isclose(wanted, found, rel_tol=1e-12)
            same = wanted == found or close
            if not same:
                yield f"{place}: {name} is {found}, the example says {wanted}"


def _measured(catalog: Catalog, kpi: Kpi, example: WorkedExample) -> list[dict[str, object]]:
    areas, parents = _areas(catalog, kpi, example)
    first, last, frequency = _months(kpi, catalog, example)
    answer = compute(
        catalog,
        {d: list(rows) for d, rows in example.tables.items()},
        areas,
        parents=parents,
        population=list(_population(example)),
        kpis=[kpi.id],
        first_month=first,
        last_month=last,
        as_of=date.fromisoformat(example.as_of) if example.as_of else None,
        threads=1,
    )
    if answer.quarantined.num_rows:
        raise AssertionError(f"{kpi.id}, '{example.title}': rows break the contract: {answer.quarantined.to_pylist()}")
    table = answer.measurements(kpi.id, frequency=frequency, window=example.window, periods=example.period)
    rows: list[dict[str, object]] = table.to_pylist()
    return rows


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
        for row in rows:
            code = row.get(dataset.area) if dataset.area else None
            if code is not None:
                named.add(str(code))
                levels[str(code)] = next((x for x in dataset.reported_by if x in kpi.levels), dataset.reported_by[0])
    hierarchies = {d.hierarchy for d in catalog.datasets.values()} | {kpi.hierarchy}
    root_level = next(level for level in reversed(kpi.levels) if level not in set(levels.values()))
    areas = [Area(code=ROOT, name="all", level=root_level)]
    areas += [Area(code=c, name=c, level=levels[c]) for c in sorted(named)]
    parents = [Parent(hierarchy=h, area=c, parent=ROOT) for h in sorted(hierarchies) for c in sorted(named)]
    return areas, parents


def _months(kpi: Kpi, catalog: Catalog, example: WorkedExample) -> tuple[int, int, Frequency]:
    """The first month any row or period needs, the last month of the period (or of what is known), its frequency."""
    calendar = Calendar()
    for frequency in Frequency:
        for period in calendar.periods(frequency, example.window, 1900 * 12, 2200 * 12):
            if period.label == example.period:
                known = date.fromisoformat(example.as_of) if example.as_of else month_end(period.last)
                last = max(period.last, known.year * 12 + known.month - 1)
                if month_end(last) > known and last > period.last:
                    last -= 1
                return period.since, last, frequency
    raise AssertionError(f"{kpi.id}, '{example.title}': '{example.period}' is no period")
