"""A run computed again on the map of one day: from the store alone, with the run's own definitions and inputs."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from rolkpi.catalog import Catalog, build
from rolkpi.catalog.catalog import Unavailable
from rolkpi.engine import Engine
from rolkpi.errors import RequestError
from rolkpi.measurements import compute_figures, make_header, register
from rolkpi.model import Kpi
from rolkpi.model.frame import Coverage, Frame
from rolkpi.plan import make_plan
from rolkpi.store.runs import Store, read_definitions, read_inputs, read_reference
from rolkpi.store.tables import attach, build_tables
from rolkpi.workspace.inputs import coverage_of, frame_of, plugins_of, versions_of
from rolkpi.workspace.ledger_tables import is_of_ledger


def restate(store: Store, manifest: Mapping[str, Any], day: date, kpis: Iterable[str] | None) -> Engine:
    """An engine that holds the measurements of some KPIs (ids; all without them) in the areas of a day.

    Raises RequestError RK402 when no area is in force on the day, EngineError RK602 when the store lacks something.
    """
    catalog = _catalog(read_definitions(store, manifest))
    inputs = read_inputs(manifest)
    coverage = coverage_of(inputs, catalog)
    frame = _framed(frame_of(read_reference(store, manifest)), coverage, day)
    chosen = [k for name in (kpis if kpis is not None else _every(catalog)) for k in catalog.find_kpis(name)]
    plan = make_plan(catalog, chosen, frame)
    engine = Engine()
    attach(engine)
    codes = [a.code for a in frame.geography.areas]
    wanted = catalog.datasets_behind(plan.datasets)
    build_tables(engine, catalog, frame.calendar, codes, frame.months, versions_of(store, inputs), wanted)
    computed = compute_figures(engine, plan, catalog, frame, coverage)
    engine.fill('"figure"', computed.figures)
    engine.fill('"completeness"', computed.completeness)
    register(engine, make_header(manifest["run"], computed.plan, catalog, frame))
    return engine


def _every(catalog: Catalog) -> list[str]:
    return [*catalog.kpis, *catalog.unavailable]


def _framed(frame: Frame, coverage: Coverage, day: date) -> Frame:
    if not frame.geography.in_force_on(day):
        raise RequestError(
            "RK402", f"no area is in force on {day}", fix="give a day on which the areas table has areas"
        )
    owing: dict[int, set[str]] = {}
    for dataset, pairs in coverage.items():
        for area, month in pairs if is_of_ledger(dataset) else ():
            owing.setdefault(month, set()).add(area)
    return replace(frame, geography_on=day, ledger={m: frozenset(areas) for m, areas in owing.items()})


def _catalog(definitions: Mapping[str, Any]) -> Catalog:
    """The catalog of a run, those KPIs included that could not be computed in it."""
    left_out = {
        id_: Unavailable(Kpi.model_validate(u["kpi"]), tuple(u["missing"]))
        for id_, u in definitions["unavailable"].items()
    }
    *plugins, ledger = plugins_of(definitions)
    return replace(build(plugins, ledger=ledger), unavailable=left_out)
