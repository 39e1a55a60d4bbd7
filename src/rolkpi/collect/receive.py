"""One delivery, checked: accepted rows, quarantined ones, ignored ones, and not one row unaccounted for."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import pyarrow as pa
import pyarrow.compute as pc

from rolkpi.catalog import Catalog
from rolkpi.collect.check import (
    SAME_ROW,
    check_cell_status,
    check_covers,
    check_keys,
    check_mandatory,
    check_validity,
    check_year,
    fill_cell_status,
    value_beside_no_value,
)
from rolkpi.collect.findings import PERSONAL, QUARANTINED
from rolkpi.collect.mapping import Mapped, adapted, map_columns
from rolkpi.collect.read import read
from rolkpi.collect.rules import Broken, check_rules
from rolkpi.collect.secret import Secret
from rolkpi.collect.tables import from_arrow
from rolkpi.collect.text import BLANK, TextTable
from rolkpi.collect.values import Reading, arrow_type, read_cells
from rolkpi.engine import Engine
from rolkpi.errors import WorkspaceError, did_you_mean
from rolkpi.model import Adapter, Calendar, Dataset, Delivery

_STATUS_WARNING = ("cell_status", "a cell has a value although its status says there is none")


@dataclass(frozen=True)
class Received:
    """What became of one delivery. ``rows_in`` = accepted + distinct quarantined rows + ignored."""

    accepted: pa.Table
    """The dataset's stored columns in their order, one row a record, sorted by all of them, NULL last.

    text, code, key, area: string; int, money: int64; bool; date, month: date32; timestamp: timestamp[us].
    Personal columns hold keyed hashes.
    """
    quarantined: pa.Table
    """row (int64), column, value, code, message (strings): one line a problem, sorted by row.

    ``column`` is empty when the whole row is meant; a problem of several columns names them, ", " between.
    Personal values read ``(personal)``.
    """
    ignored: tuple[tuple[str, int], ...]
    """(reason, count) of rows left out on purpose, sorted."""
    rows_in: int
    warnings: tuple[tuple[str, str, int], ...]
    """(rule id, message, count) of accepted rows that break a warning rule."""
    notes: tuple[str, ...]
    file_hash: str
    """SHA-256 (hex) of the file's bytes."""
    absent: tuple[str, ...] = ()
    """Columns that the delivery or its adapter declares absent and that have no value: nothing is known of them."""


def receive(
    delivery: Delivery,
    source: Path | pa.Table | object,
    dataset: Dataset,
    catalog: Catalog,
    *,
    areas: Collection[str],
    calendar: Calendar,
    secret: Secret | None,
    engine: Engine,
) -> Received:
    """Read and check one delivery for a dataset. ``source``: a file, or anything ``as_table`` takes.

    A fault of the file as a whole raises DataError RK500 to RK505; a fault of a row sends it to quarantine.
    WorkspaceError RK306: a personal column has values and there is no secret.
    """
    adapter = _adapter(delivery, dataset, catalog)
    if adapter is not None:
        delivery = replace(delivery, absent=tuple(dict.fromkeys((*delivery.absent, *adapter.absent))))
    where = delivery.path
    text = read(source, where=where) if isinstance(source, Path) else from_arrow(source, where=where)
    made, left_out = adapted(text, adapter, dataset, delivery)
    mapped = map_columns(made, adapter, dataset, delivery)
    ignored = Counter({BLANK: text.blank})
    if adapter is not None:
        ignored[f"left out by adapter '{adapter.id}'"] += left_out
        for entry in mapped.ignored:
            ignored[entry.reason] += entry.count
    rows_in = len(made.rows) + left_out + text.blank + len(text.ragged)
    cells = _hashed(mapped, dataset, delivery, secret)
    columns = _read_columns(cells, mapped, made, dataset, catalog, areas, calendar)
    case = _Case(delivery, dataset, made, mapped, cells, columns)
    return _sort_out(case, ignored, rows_in, catalog, calendar, engine)


@dataclass(frozen=True)
class _Case:
    """A delivery half way: its cells read, its rows not yet checked."""

    delivery: Delivery
    dataset: Dataset
    file: TextTable
    mapped: Mapped
    cells: Mapping[str, pa.Array]
    columns: Mapping[str, pa.Array]


def _sort_out(
    case: _Case, ignored: Counter[str], rows_in: int, catalog: Catalog, calendar: Calendar, engine: Engine
) -> Received:
    findings, dataset = case.mapped.findings, case.dataset
    check_covers(case.columns, dataset, case.delivery, findings)
    repeated = check_keys(case.columns, case.cells, dataset, findings)
    check_validity(case.columns, dataset, repeated, findings)
    warned = check_rules(case.columns, dataset, catalog, calendar, engine, findings)
    ignored[SAME_ROW] += len(repeated)
    bad = pa.concat_arrays([findings.positions(), repeated])
    accepted = _accepted(case, bad)
    quarantined = _quarantined(case, repeated)
    told = tuple((reason, count) for reason, count in sorted(ignored.items()) if count)
    distinct = pc.count_distinct(quarantined.column("row")).as_py()
    assert rows_in == accepted.num_rows + distinct + sum(count for _, count in told), "a row is unaccounted for"
    warnings = (*_count(warned, bad), *_status_warning(dataset, accepted))
    absent = tuple(c for c in case.delivery.absent if accepted.column(c).null_count == accepted.num_rows)
    return Received(accepted, quarantined, told, rows_in, warnings, case.mapped.notes, case.file.file_hash, absent)


def _adapter(delivery: Delivery, dataset: Dataset, catalog: Catalog) -> Adapter | None:
    if delivery.adapter is None:
        return None
    fitting = [a.id for a in catalog.adapters.values() if a.dataset == dataset.id]
    if delivery.adapter not in fitting:
        what = f"no adapter '{delivery.adapter}' for dataset '{dataset.id}'"
        raise WorkspaceError("RK302", what, where=delivery.path, fix=did_you_mean(delivery.adapter, fitting))
    return catalog.adapters[delivery.adapter]


def _hashed(mapped: Mapped, dataset: Dataset, delivery: Delivery, secret: Secret | None) -> dict[str, pa.Array]:
    """The text cells, personal ones as keyed hashes."""
    cells = dict(mapped.columns)
    for name in (c.name for c in dataset.columns if c.personal):
        if cells[name].null_count == len(cells[name]):
            continue
        if secret is None:
            what = f"column '{name}' of {dataset.id} is personal, and there is no key to hash it with"
            fix = "set the environment variable that [privacy] key_env names (ROLKPI_KEY unless changed)"
            raise WorkspaceError("RK306", what, where=delivery.path, fix=fix)
        cells[name] = secret.hash_column(cells[name])
    return cells


def _read_columns(
    cells: dict[str, pa.Array],
    mapped: Mapped,
    file: TextTable,
    dataset: Dataset,
    catalog: Catalog,
    areas: Collection[str],
    calendar: Calendar,
) -> dict[str, pa.Array]:
    if dataset.kind == "returns":
        fill_cell_status(cells, mapped.findings)
    codes = {c.name: catalog.codelists[c.codelist].values for c in dataset.columns if c.codelist is not None}
    reading = Reading(codes, frozenset(areas), _zone(calendar), file.typed, mapped.formats)
    columns = {c.name: read_cells(cells[c.name], c, reading, mapped.findings) for c in dataset.columns}
    if dataset.kind == "returns":
        check_cell_status(columns, mapped.findings)
    check_mandatory(cells, dataset, mapped.findings)
    check_year(columns, dataset, mapped.findings)
    return columns


def _zone(calendar: Calendar) -> ZoneInfo:
    try:
        return ZoneInfo(calendar.timezone)
    except (ZoneInfoNotFoundError, ValueError) as exc:
        what = f"no time zone '{calendar.timezone}'"
        raise WorkspaceError("RK302", what, where="[calendar] timezone", fix="write it as Asia/Karachi") from exc


def _accepted(case: _Case, bad: pa.Array) -> pa.Table:
    names = [c.name for c in case.dataset.columns]
    schema = pa.schema([(c.name, arrow_type(c.type)) for c in case.dataset.columns])
    table = pa.Table.from_arrays([case.columns[n] for n in names], schema=schema)
    if len(bad):
        positions = pa.arange(0, table.num_rows)
        table = table.filter(pc.invert(pc.is_in(positions, value_set=bad)))
    order = pc.sort_indices(table, sort_keys=[(n, "ascending", "at_end") for n in names])
    return table.take(order).combine_chunks()


def _quarantined(case: _Case, repeated: pa.Array) -> pa.Table:
    found = case.mapped.findings.quarantined(case.mapped.rows, repeated)
    table = pa.concat_tables([found, _ragged(case)])
    keys = [(n, "ascending", "at_end") for n in ("row", "column", "code", "message", "value")]
    return table.take(pc.sort_indices(table, sort_keys=keys)).combine_chunks()


def _ragged(case: _Case) -> pa.Table:
    """Rows with too few or too many fields. Nobody knows which field is which, so one personal column hides all."""
    ragged = case.file.ragged
    hide = any(c.personal for c in case.dataset.columns)
    width = case.file.width
    columns = [
        [r.row for r in ragged],
        ["" for _ in ragged],
        [PERSONAL if hide else r.text[:500] for r in ragged],
        ["RK503" for _ in ragged],
        [f"the row has {r.fields} fields, the header has {width}" for r in ragged],
    ]
    arrays = [pa.array(c, f.type) for c, f in zip(columns, QUARANTINED, strict=True)]
    return pa.Table.from_arrays(arrays, schema=QUARANTINED)


def _count(warned: Iterable[Broken], bad: pa.Array) -> Iterable[tuple[str, str, int]]:
    for broken in warned:
        count = len(broken.at) - (pc.sum(pc.is_in(broken.at, value_set=bad)).as_py() or 0)
        if count:
            yield broken.rule.id, broken.rule.message, count


def _status_warning(dataset: Dataset, accepted: pa.Table) -> Iterable[tuple[str, str, int]]:
    if dataset.kind == "returns":
        columns = {name: accepted.column(name).combine_chunks() for name in ("value", "cell_status")}
        count = value_beside_no_value(columns)
        if count:
            yield (*_STATUS_WARNING, count)
