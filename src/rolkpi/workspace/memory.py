"""Computing in memory: plugins and tables in, measurements out, no folder."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from rolkpi.catalog import Catalog
from rolkpi.collect import Received, Secret, as_table, receive
from rolkpi.engine import Engine
from rolkpi.errors import RequestError, did_you_mean
from rolkpi.loader import load_plugins
from rolkpi.measurements import Header, compute_figures, make_header, read, register, select
from rolkpi.model import (
    Area,
    Calendar,
    Crosswalk,
    Dataset,
    Delivery,
    Expected,
    Geography,
    Mode,
    Parent,
    Plugin,
    Population,
    SeriesBreak,
)
from rolkpi.model.area import check_crosswalk
from rolkpi.model.frame import Cover, Coverage, Frame, Interpolation
from rolkpi.model.period import month_end, month_of, parse_month
from rolkpi.plan import make_plan
from rolkpi.store.tables import Version, arrow_schema, attach, build_tables, check_types

Tables = Mapping[str, Any]
Covers = Mapping[str, Mapping[tuple[str, str | int], str]]


@dataclass(frozen=True)
class Computation:
    """The answer of ``compute``. Reading it again costs a query, not a computation."""

    catalog: Catalog
    header: Header
    quarantined: pa.Table
    """Rows that were not taken: dataset, row, column, value, code, message."""
    _engine: Engine
    _asked: frozenset[str] | None = None
    """KPIs that were asked for, where not all were; those they are made of were computed too."""

    def measurements(
        self,
        kpis: Iterable[str] | str | None = None,
        areas: Iterable[str] | str | None = None,
        levels: Iterable[str] | str | None = None,
        frequency: Iterable[str] | str | None = None,
        window: Iterable[str] | str | None = None,
        periods: Iterable[str] | str | None = None,
        by: Iterable[str] | str | None = None,
    ) -> pa.Table:
        """The dense measurements asked for; see ``Workspace.measurements``."""
        names = {k: self.catalog.kpi(k).code for k, *_ in self.header.kpis}
        wanted = select(
            self.header, names, self._asked if kpis is None else kpis, areas, levels, frequency, window, periods, by
        )
        return read(self._engine, wanted)


def compute(
    plugins: Iterable[Plugin | str | Path] | Catalog,
    tables: Tables,
    areas: Iterable[Area],
    *,
    parents: Iterable[Parent] = (),
    population: Iterable[Population] = (),
    crosswalk: Iterable[Crosswalk] = (),
    breaks: Iterable[SeriesBreak] = (),
    geography: date | None = None,
    interpolation: Interpolation = "latest",
    calendar: Calendar | None = None,
    expected: Iterable[Expected] = (),
    covers: Covers | None = None,
    kpis: Iterable[str] | None = None,
    first_month: str | int | None = None,
    last_month: str | int | None = None,
    as_of: date | None = None,
    revision_months: int = 0,
    secret: Secret | None = None,
    threads: int | None = None,
) -> Computation:
    """Compute KPIs over tables in memory.

    ``plugins``: bundles, names of installed plugins, or YAML folders; or the catalog of loaded ones. ``tables``:
    dataset id -> an Arrow or Polars table, anything with the Arrow stream interface, or a list of rows (columns left
    out of every row are NULL).
    ``covers``: dataset id -> {(area, month): mode}; by default every area that owes one of the tables is taken to
    have delivered it for every month, and nothing else is covered. ``geography``: restate every month to the areas of
    this day by the ``crosswalk``; as they were in each month without it. ``first_month`` and ``last_month``:
    ``2024-03``; by default the data's own.

    Raises DefinitionError, PluginError, WorkspaceError RK304 for areas, parents or a crosswalk that do not fit
    together, RequestError RK400 for an unknown dataset, DataError for a table whose columns
    are not the dataset's. Rows that break the contract are not taken: see ``Computation.quarantined``.
    """
    catalog = plugins if isinstance(plugins, Catalog) else load_plugins(plugins).catalog
    when = calendar or Calendar()
    place = Geography(tuple(areas), tuple(parents))
    divided = tuple(crosswalk)
    check_crosswalk(divided, place)
    engine = Engine(threads=threads)
    received = receive_tables(engine, catalog, tables, place, when, secret)
    first, last = _horizon(catalog, received, covers, first_month, last_month)
    frame = Frame(
        geography=place,
        first=first,
        last=last,
        as_of=as_of or month_end(last),
        calendar=when,
        population=tuple(population),
        crosswalk=divided,
        breaks=tuple(breaks),
        geography_on=geography,
        interpolation=interpolation,
        expected=tuple(expected),
        revision_months=revision_months,
    )
    attach(engine)
    versions = {d: [Version(1, Mode.UPSERT, r.accepted)] for d, r in received.items()}
    names = (*catalog.kpis, *catalog.unavailable) if kpis is None else kpis
    chosen = [k for name in names for k in catalog.find_kpis(name)]
    plan = make_plan(catalog, {k.id: k for k in chosen}.values(), frame)
    codes = [a.code for a in place.areas]
    build_tables(engine, catalog, when, codes, frame.months, versions, catalog.datasets_behind(plan.datasets))
    check_types(engine, catalog, when, plan.uses)
    computed = compute_figures(engine, plan, catalog, frame, _coverage(catalog, frame, covers, tables))
    header = make_header("", computed.plan, catalog, frame)
    asked = None if kpis is None else frozenset(k.id for k in chosen)
    engine.fill('"figure"', computed.figures)
    engine.fill('"completeness"', computed.completeness)
    register(engine, header)
    return Computation(catalog, header, _quarantined(received), engine, asked)


def receive_tables(
    engine: Engine,
    catalog: Catalog,
    tables: Tables,
    geography: Geography,
    calendar: Calendar,
    secret: Secret | None,
) -> dict[str, Received]:
    codes = frozenset(geography.by_code)
    everywhere = frozenset((code, 0) for code in codes)
    received = {}
    for dataset_id, given in sorted(tables.items()):
        if dataset_id not in catalog.datasets:
            raise RequestError("RK400", f"no dataset '{dataset_id}'", fix=did_you_mean(dataset_id, catalog.datasets))
        dataset = catalog.datasets[dataset_id]
        delivery = Delivery(dataset=dataset_id, path=dataset_id, mode=Mode.UPSERT, covers=everywhere)
        table = _from_rows(dataset, given) if isinstance(given, list | tuple) else as_table(given)
        received[dataset_id] = receive(
            delivery, table, dataset, catalog, areas=codes, calendar=calendar, secret=secret, engine=engine
        )
    return received


def _from_rows(dataset: Dataset, rows: Iterable[Mapping[str, Any]]) -> pa.Table:
    """Rows as written in a definition or a test: Python values or their text, columns left out are NULL."""
    empty = arrow_schema(dataset).empty_table()
    names = empty.column_names
    listed = list(rows)
    for name in (name for row in listed for name in row if name not in names):
        raise RequestError("RK400", f"'{dataset.id}' has no column '{name}'", fix=did_you_mean(name, names))
    return as_table([{**dict.fromkeys(names), **row} for row in listed]) if listed else empty


def _horizon(
    catalog: Catalog,
    received: Mapping[str, Received],
    covers: Covers | None,
    first_month: str | int | None,
    last_month: str | int | None,
) -> tuple[int, int]:
    months = {_month(m) for pairs in (covers or {}).values() for _, m in pairs}
    if covers is None:
        for dataset_id, r in received.items():
            for name in _dates(catalog, dataset_id) if r.accepted.num_rows else ():
                low_high = pc.min_max(r.accepted.column(name)).as_py()
                months |= {month_of(day) for day in low_high.values() if day is not None}
    first = _month(first_month) if first_month is not None else min(months, default=None)
    last = _month(last_month) if last_month is not None else max(months, default=None)
    if first is None or last is None or first > last:
        raise RequestError("RK402", "there is no month to compute", fix="give first_month and last_month as 2024-03")
    return first, last


def _dates(catalog: Catalog, dataset_id: str) -> list[str]:
    """The stored columns that say in which month something of a dataset counts."""
    dataset = catalog.datasets[dataset_id]
    named = {dataset.date, dataset.start if dataset.kind == "spells" else None}
    for measure in catalog.measures.values():
        named |= {getattr(s, "date", None) for s in measure.sources if s.dataset == dataset_id}
    return [c.name for c in dataset.columns if c.name in named]


def _month(given: str | int) -> int:
    if isinstance(given, int):
        return given
    try:
        return parse_month(given)
    except ValueError as exc:
        raise RequestError("RK402", str(exc)) from None


def _coverage(catalog: Catalog, frame: Frame, covers: Covers | None, tables: Tables) -> Coverage:
    if covers is not None:
        return {
            dataset: {(area, _month(month)): Cover(Mode(mode)) for (area, month), mode in pairs.items()}
            for dataset, pairs in covers.items()
        }
    whole = Cover(Mode.SNAPSHOT)
    return {
        d.id: {(area, month): whole for month in frame.months for area in frame.owes(d, month)}
        for d in (catalog.datasets[name] for name in tables)
        if d.kind != "reference"
    }


def _quarantined(received: Mapping[str, Received]) -> pa.Table:
    schema = pa.schema([("dataset", pa.string()), ("row", pa.int64())])
    for name in ("column", "value", "code", "message"):
        schema = schema.append(pa.field(name, pa.string()))
    parts = [
        r.quarantined.add_column(0, "dataset", pa.array([d] * r.quarantined.num_rows, pa.string())).cast(schema)
        for d, r in sorted(received.items())
    ]
    return pa.concat_tables([schema.empty_table(), *parts])


__all__ = ["Computation", "Covers", "Tables", "compute"]
