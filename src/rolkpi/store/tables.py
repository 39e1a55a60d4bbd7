"""The tables a computation reads: one per dataset, made from accepted rows. A cache: it can always be made again."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path
from threading import Event

import pyarrow as pa

from rolkpi.catalog import Catalog
from rolkpi.engine import Engine, literal, table_of
from rolkpi.errors import DataError, DefinitionError, EngineError, Problem
from rolkpi.expression import check, lower
from rolkpi.model import Calendar, Dataset
from rolkpi.model.measure import (
    Cohort,
    Distinct,
    DistinctStock,
    FlowSource,
    HistogramSource,
    Quantile,
    StockAge,
    StockSource,
    Survival,
)
from rolkpi.model.submission import Mode
from rolkpi.plan import Use
from rolkpi.plan.uses import when_of
from rolkpi.sql.names import STORE, WORK, create_table, dataset_table, sql_type, text
from rolkpi.sql.tables import rows_table, snapshots_table, table_query


@dataclass(frozen=True, slots=True)
class Version:
    """The accepted rows of one submission, in the order of acceptance."""

    seq: int
    mode: Mode
    rows: pa.Table | Path
    """The dataset's stored columns: an Arrow table, or the Parquet file that holds them."""
    covers: frozenset[tuple[str, int]] = field(default=frozenset(), repr=False)


def attach(engine: Engine, store: Path | None = None, *, read_only: bool = False) -> None:
    """Give an in-memory engine its two databases, ``store`` (a file, or memory) and ``work``."""
    at = literal(str(store)) if store else "':memory:'"
    engine.execute(f"ATTACH {at} AS {STORE}{' (READ_ONLY)' if read_only else ''}; ATTACH ':memory:' AS {WORK}")


def build_tables(
    engine: Engine,
    catalog: Catalog,
    calendar: Calendar,
    areas: Sequence[str],
    months: range,
    versions: Mapping[str, Sequence[Version]],
    wanted: Collection[str] | None = None,
) -> None:
    """Make every dataset's table (or those ``wanted``) from its versions; several at a time, as few are large enough
    to keep more than one thread of the engine busy.

    Raises DataError RK515 when a reference table's rows overlap, DefinitionError RK110 when a derived column compares
    what cannot be compared.
    """
    chosen = [d for d in catalog.derivation_order() if wanted is None or d in wanted]
    for plugin in sorted({catalog.datasets[d].plugin for d in chosen}):
        engine.execute(f'CREATE SCHEMA IF NOT EXISTS {STORE}."{plugin}"')
    ended = {d: Event() for d in chosen}

    def make(dataset_id: str) -> None:
        for needed in catalog.needed(dataset_id) & ended.keys():
            ended[needed].wait()
        try:
            _build_table(engine, catalog, calendar, areas, months, dataset_id, versions.get(dataset_id, ()))
        finally:
            ended[dataset_id].set()

    with ThreadPoolExecutor(min(engine.threads, _BUILDERS)) as pool:
        for _ in pool.map(make, chosen):  # in their order: what fails first is told, not what fails for want of it
            pass


_BUILDERS = 4
"""Most tables that are made at a time: each takes memory."""


def _build_table(
    engine: Engine,
    catalog: Catalog,
    calendar: Calendar,
    areas: Sequence[str],
    months: range,
    dataset_id: str,
    versions: Sequence[Version],
) -> None:
    dataset = catalog.datasets[dataset_id]
    if dataset.view_of is None:
        _load(engine, catalog, dataset, versions, months)
    query = text(table_query(dataset, catalog, calendar, areas or ("-",), months))
    try:
        engine.bind(query)
    except EngineError as exc:
        raise DefinitionError(
            "RK110", f"a derived column cannot be computed: {_first_line(exc)}", where=f"dataset '{dataset_id}'"
        ) from exc
    engine.execute(create_table(dataset_table(dataset_id), query))
    _no_row_twice(engine, dataset)
    for table in (rows_table(dataset_id), snapshots_table(dataset_id)):
        engine.execute(f"DROP TABLE IF EXISTS {text(table)}")


def _load(engine: Engine, catalog: Catalog, dataset: Dataset, versions: Sequence[Version], months: range) -> None:
    columns = ", ".join(f'"{c.name}" {text(sql_type(c.type))}' for c in dataset.columns)
    names = ", ".join(f'"{c.name}"' for c in dataset.columns)
    rows = text(rows_table(dataset.id))
    engine.execute(f"CREATE OR REPLACE TABLE {rows} ({columns}, _seq INTEGER, _mode VARCHAR)")
    if dataset.kind == "reference":
        versions = versions[-1:] or (_shipped(dataset),)
    for version in versions:
        tail = f"SELECT {names}, {version.seq}, {literal(version.mode)}"
        if isinstance(version.rows, Path):
            engine.execute(f"INSERT INTO {rows} {tail} FROM read_parquet({literal(str(version.rows))})")
        else:
            engine.insert(f"INSERT INTO {rows} {tail} FROM incoming", version.rows)
    covered = sorted((area, month, seq) for (area, month), seq in _snapshots(dataset, versions, months).items())
    schema = pa.schema([("area", pa.string()), ("month", pa.int16()), ("seq", pa.int32())])
    engine.fill(text(snapshots_table(dataset.id)), table_of(covered, schema))


def _snapshots(dataset: Dataset, versions: Sequence[Version], months: range) -> dict[tuple[str, int], int]:
    """(area, month) -> the newest snapshot that speaks for it.

    A snapshot of spells is a state: it goes on being true, but for what later deliveries change, until the next one.
    """
    newest: dict[tuple[str, int], int] = {}
    for version in versions:
        if version.mode is Mode.SNAPSHOT:
            newest.update(dict.fromkeys(version.covers, version.seq))
    if dataset.kind == "spells":
        for area in {area for area, _ in newest}:
            for month in months[1:]:
                if (area, month) not in newest and (area, month - 1) in newest:
                    newest[area, month] = newest[area, month - 1]
    return newest


def arrow_schema(dataset: Dataset) -> pa.Schema:
    """The Arrow types of a dataset's stored columns."""
    types = {
        "BIGINT": pa.int64(),
        "DECIMAL(18,6)": pa.decimal128(18, 6),
        "BOOLEAN": pa.bool_(),
        "DATE": pa.date32(),
        "TIMESTAMP": pa.timestamp("us"),
    }
    return pa.schema([(c.name, types.get(text(sql_type(c.type)), pa.string())) for c in dataset.columns])


def _shipped(dataset: Dataset) -> Version:
    """The rows a reference dataset's definition comes with."""
    schema = arrow_schema(dataset)
    dated = {c.name for c in dataset.columns if c.type in ("date", "month", "timestamp")}

    def value(name: str, row: dict[str, object]) -> object:
        given = row.get(name)
        if name in dated and isinstance(given, str):
            return pa.scalar(given if len(given) > 7 else f"{given}-01").cast(schema.field(name).type).as_py()
        return given

    columns = [pa.array([value(f.name, row) for row in dataset.rows], f.type) for f in schema]
    return Version(0, Mode.APPEND, pa.Table.from_arrays(columns, schema=schema))


def _no_row_twice(engine: Engine, dataset: Dataset) -> None:
    """A lookup valid at a date must find one partner: overlapping rows of a reference table would double records."""
    if not dataset.links or dataset.kind == "spells":
        return
    key = [f'"{c}"' for c in dataset.key]
    if not key:
        return
    listed = ", ".join(key)
    doubled = engine.rows(
        f"SELECT {listed} FROM {text(dataset_table(dataset.id))} WHERE {' AND '.join(f'{k} IS NOT NULL' for k in key)} "
        f"GROUP BY {listed} HAVING count(*) > 1 ORDER BY ALL LIMIT 1"
    )
    if doubled:
        links = ", ".join(f"'{k.dataset}'" for k in dataset.links if k.valid_at)
        raise DataError(
            "RK515",
            f"row {doubled[0]} finds more than one partner in {links or 'a linked dataset'}",
            where=dataset.id,
            fix="end one row's validity where the next begins",
        )


def check_definitions(catalog: Catalog, calendar: Calendar) -> None:
    """Let the engine's binder type every expression of a catalog, over empty tables. Raises DefinitionError RK110."""
    with Engine(threads=1) as engine:
        attach(engine)
        build_tables(engine, catalog, calendar, ("-",), range(0, 1), {})
        uses = [
            Use(0, measure, source, catalog.datasets[source.dataset])
            for measure in catalog.measures.values()
            for source in measure.sources
        ]
        check_types(engine, catalog, calendar, uses)


def check_types(engine: Engine, catalog: Catalog, calendar: Calendar, uses: Iterable[Use]) -> None:
    """Let the binder type what some uses name, over tables that are there.

    Raises one DefinitionError with RK110 for each expression whose type is not what its place asks for.
    """
    uses = list(uses)
    named: dict[str, dict[str, None]] = {}
    for use in uses:
        named.setdefault(use.dataset.id, {}).update((expression, None) for expression, _ in _wanted_types(use))
    types = {dataset: _types(engine, catalog, calendar, dataset, list(named[dataset])) for dataset in named}
    problems = [p for use in uses for p in _type_problems(use, types[use.dataset.id])]
    if problems:
        raise DefinitionError.of(problems)


_BOOLEAN, _WHOLE, _DAY = ("BOOLEAN",), ("BIGINT", "INTEGER", "HUGEINT", "SMALLINT", "TINYINT"), ("DATE", "TIMESTAMP")


def _wanted_types(use: Use) -> Iterable[tuple[str, tuple[str, ...]]]:
    yield use.source.where, _BOOLEAN
    if use.source.total is not None:
        yield use.source.total, _BOOLEAN
    if use.dataset.kind != "returns":
        yield from ((when, _DAY) for when in when_of(use))
    if isinstance(use.source, FlowSource | StockSource) and use.source.value is not None:
        yield use.source.value, _WHOLE
    match use.measure:
        case Quantile(value=str(value)) if not isinstance(use.source, HistogramSource):
            yield value, _WHOLE
        case StockAge(since=since, idle_from=idle_from, idle_to=idle_to):
            yield from ((e, _DAY) for e in (since, idle_from, idle_to) if e is not None)
        case Survival(event=event, censored=censored):
            yield from ((e, _DAY) for e in (event, censored) if e is not None)
        case Cohort(success=success, until=until):
            yield success, _BOOLEAN
            yield from ((e, _DAY) for e in (until,) if e is not None)
        case Distinct(weak=str(weak)) | DistinctStock(weak=str(weak)):
            yield weak, _BOOLEAN


def _types(
    engine: Engine, catalog: Catalog, calendar: Calendar, dataset: str, expressions: Sequence[str]
) -> dict[str, str | EngineError]:
    """The type of each expression over a dataset, or why it has none: all at once, and one by one where one fails."""
    scope, table = catalog.scope(dataset), text(dataset_table(dataset))
    lowered = [text(lower(check(e, scope).tree, scope, calendar, table="d")) for e in expressions]
    try:
        columns = ", ".join(f"{sql} AS x{n}" for n, sql in enumerate(lowered))
        found: list[str | EngineError] = list(engine.bind(f"SELECT {columns} FROM {table} AS d").values())
    except EngineError:
        found = [_bound(engine, sql, table) for sql in lowered]
    return dict(zip(expressions, found, strict=True))


def _type_problems(use: Use, found: Mapping[str, str | EngineError]) -> Iterable[Problem]:
    for expression, types in _wanted_types(use):
        where, type_ = f"measure '{use.measure.id}': {expression}", found[expression]
        if isinstance(type_, EngineError):
            yield Problem("RK110", _first_line(type_), where, "compare values of one type only")
        elif type_ not in (*types, '"NULL"'):
            yield Problem("RK110", f"this is {type_}, not {' or '.join(types)}", where)


def _bound(engine: Engine, lowered: str, table: str) -> str | EngineError:
    try:
        return engine.bind(f"SELECT {lowered} AS x FROM {table} AS d")["x"]
    except EngineError as exc:
        return exc


def _first_line(exc: EngineError) -> str:
    return str(exc.what).splitlines()[0].removeprefix("Binder Error: ")
