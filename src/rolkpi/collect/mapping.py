"""From a file's columns to a dataset's: an adapter's code, the rows it leaves out, headers and codes.

Everything is still text.
"""

from __future__ import annotations

import difflib
import traceback
from collections.abc import Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType

import pyarrow as pa
import pyarrow.compute as pc

from rolkpi.collect.cells import make_long
from rolkpi.collect.findings import Findings, shown
from rolkpi.collect.tables import as_table, from_arrow
from rolkpi.collect.text import TextTable, fold
from rolkpi.errors import DataError, WorkspaceError, did_you_mean
from rolkpi.model import Adapter, Column, ColumnMapping, Dataset, Delivery
from rolkpi.model.period import month_label

ROW = "_row"
"""The column with row numbers that an adapter's code is handed and may hand back."""


@dataclass(frozen=True)
class Ignored:
    """Rows left out on purpose."""

    reason: str
    count: int


@dataclass(frozen=True)
class Mapped:
    """The dataset's columns as text, aligned with row numbers."""

    columns: Mapping[str, pa.Array]
    rows: pa.Array
    formats: Mapping[str, str]
    """Column: strptime format of its dates."""
    ignored: tuple[Ignored, ...]
    notes: tuple[str, ...]
    findings: Findings


def adapted(text: TextTable, adapter: Adapter | None, dataset: Dataset, delivery: Delivery) -> tuple[TextTable, int]:
    """The file as the adapter makes it, by its code and out of its cells, and how many rows the code left out."""
    if adapter is None:
        return text, 0
    made, left_out = _run_code(text, adapter, dataset, delivery)
    return make_long(made, adapter, delivery), left_out


def _run_code(text: TextTable, adapter: Adapter, dataset: Dataset, delivery: Delivery) -> tuple[TextTable, int]:
    """The table the adapter's code makes of the file, and how many rows it left out.

    The code gets an Arrow table of text with the row numbers as ``_row``, and options: ``path``, ``dataset``,
    and ``area`` and ``month`` where the delivery covers only one. It returns as many rows, or rows with their
    ``_row``. When a row number comes back more than once (a wide form made long), rows are numbered anew after
    the file's last. DataError RK505 when it fails or does not keep to this.
    """
    if adapter.read is None:
        return text, 0
    handed = text.columns.append_column(ROW, text.rows)
    try:
        made = adapter.read(handed, _options(dataset, delivery))
    except Exception as exc:
        raise DataError("RK505", _failure(adapter, dataset, exc), where=delivery.path, fix=_ask(adapter)) from exc
    try:
        table = as_table(made, where=delivery.path)
        result = from_arrow(table, where=delivery.path)
    except DataError as exc:
        what = f"adapter '{adapter.id}' returned no table of text: {exc.what}"
        raise DataError("RK505", what, where=delivery.path, fix=_ask(adapter)) from exc
    typed = text.typed or not all(pa.types.is_string(f.type) for f in table.schema if f.name != ROW)
    return _renumber(replace(text, typed=typed), result, adapter, delivery)


def _options(dataset: Dataset, delivery: Delivery) -> Mapping[str, str]:
    options = {"path": delivery.path, "dataset": dataset.id}
    areas, months = {area for area, _ in delivery.covers}, {month for _, month in delivery.covers}
    if len(areas) == 1:
        options["area"] = areas.pop()
    if len(months) == 1:
        options["month"] = month_label(months.pop())
    return MappingProxyType(options)


def _failure(adapter: Adapter, dataset: Dataset, exc: Exception) -> str:
    plugin = adapter.id.partition(".")[0]
    place = traceback.extract_tb(exc.__traceback__)[-1]
    # the text of an exception often is the cell that caused it
    said = "" if any(c.personal for c in dataset.columns) or not str(exc) else f": {exc}"
    kind = type(exc).__name__
    return f"adapter '{adapter.id}' of plugin '{plugin}' failed with {kind}{said} ({place.filename}:{place.lineno})"


def _ask(adapter: Adapter) -> str:
    return f"show this to whoever keeps plugin '{adapter.id.partition('.')[0]}'"


def _renumber(text: TextTable, made: TextTable, adapter: Adapter, delivery: Delivery) -> tuple[TextTable, int]:
    merged = replace(text, columns=made.columns)
    given, back = len(text.rows), len(made.rows)
    if ROW not in made.headers:
        if given != back:
            what = f"adapter '{adapter.id}' returned {back} rows of {given} and no column '{ROW}'"
            raise DataError("RK505", what, where=delivery.path, fix="keep the column '_row' of the rows that stay")
        return merged, 0
    numbers = _row_column(made, text, adapter, delivery)
    merged = replace(merged, columns=made.columns.drop_columns([ROW]))
    distinct = pc.unique(numbers)
    left_out = given - len(distinct)
    if len(distinct) == back:
        return replace(merged, rows=numbers), left_out
    base = text.last_row
    note = f"adapter '{adapter.id}' made {back} rows of {len(distinct)}: row {base + 1} is the first it made"
    rows = pa.array(range(base + 1, base + back + 1), pa.int64())
    return replace(merged, rows=rows, notes=(*text.notes, note)), left_out


def _row_column(made: TextTable, text: TextTable, adapter: Adapter, delivery: Delivery) -> pa.Array:
    try:
        numbers = made.columns.column(ROW).combine_chunks().cast(pa.int64())
    except pa.ArrowInvalid:
        numbers = pa.nulls(1, pa.int64())
    if numbers.null_count or not pc.all(pc.is_in(numbers, value_set=text.rows)).as_py():
        what = f"adapter '{adapter.id}' returned row numbers in '{ROW}' that it was not given"
        raise DataError("RK505", what, where=delivery.path, fix=_ask(adapter))
    return numbers


def map_columns(text: TextTable, adapter: Adapter | None, dataset: Dataset, delivery: Delivery) -> Mapped:
    """The dataset's columns out of the file's. DataError RK501 names every column that is not there.

    WorkspaceError RK302: ``absent`` names a column that the dataset does not have.
    """
    found = {fold(h): h for h in text.headers}
    sources = {c.name: _mapping(adapter, c) for c in dataset.columns}
    _check_present(found, sources, adapter, dataset, delivery)
    table, rows, ignored = _leave_out(text, adapter, found)
    findings = Findings({c.name for c in dataset.columns if c.personal})
    columns = {c.name: _fill(table, found, sources[c.name], c, findings) for c in dataset.columns}
    formats = {name: m.format for name, m in sources.items() if m.format is not None}
    used = {fold(m.column) for m in sources.values() if m.column}
    used |= {fold(header) for header in (adapter.ignore if adapter else ())}
    return Mapped(columns, rows, formats, ignored, _notes(text, found, used, sources, delivery), findings)


def _mapping(adapter: Adapter | None, column: Column) -> ColumnMapping:
    given = adapter.columns.get(column.name) if adapter else None
    mapping = given or ColumnMapping()
    return mapping.model_copy(update={"column": mapping.heading(column.name)})


def _check_present(
    found: Mapping[str, str],
    sources: Mapping[str, ColumnMapping],
    adapter: Adapter | None,
    dataset: Dataset,
    delivery: Delivery,
) -> None:
    """Every column is in the file, has a constant, or may be absent."""
    known = {c.name for c in dataset.columns}
    for name in delivery.absent:
        if name not in known:
            what = f"'absent' names no column of {dataset.id}: '{name}'"
            raise WorkspaceError("RK302", what, where=delivery.path, fix=did_you_mean(name, known))
    required = {c.name for c in dataset.columns if c.required}
    gone = [
        (n, m.column)
        for n, m in sources.items()
        if m.column
        and fold(m.column) not in found
        # a mandatory column may be absent only where something stands in for it
        and not (n in delivery.absent and (n not in required or m.default is not None))
    ]
    headers = [h for h in (adapter.ignore if adapter else ()) if fold(h) not in found]
    if not gone and not headers:
        return
    used = {fold(m.column) for m in sources.values() if m.column}
    free = [h for folded, h in found.items() if folded not in used]
    told = [_missing(name, header, free, name in delivery.absent) for name, header in gone]
    told += [f"'{h}', by which adapter '{adapter.id if adapter else ''}' leaves rows out" for h in headers]
    optional = [name for name, _ in gone if name not in required]
    fix = "rename the headers, or map them in an adapter"
    if optional:
        listing = ", ".join(f'"{name}"' for name in optional)
        fix += f"; if the source has no such data, say so in rolkpi.toml: absent = [{listing}]"
    what = f"the file lacks {len(told)} column{'s' if len(told) > 1 else ''}: {'; '.join(told)}"
    raise DataError("RK501", what, where=delivery.path, fix=fix)


def _missing(name: str, header: str, free: list[str], absent: bool) -> str:
    folded = {fold(h): h for h in free}
    near = difflib.get_close_matches(fold(header), folded, n=1)
    told = f"'{name}'" if fold(header) == name else f"'{name}' (header '{header}')"
    if absent:
        return f"{told}, which is mandatory and cannot be absent"
    return f"{told}, the nearest header is '{folded[near[0]]}'" if near else told


def _leave_out(
    text: TextTable, adapter: Adapter | None, found: Mapping[str, str]
) -> tuple[pa.Table, pa.Array, tuple[Ignored, ...]]:
    """The table without the rows that the adapter says are none of the dataset, and how many for which reason."""
    table, rows = text.columns, text.rows
    ignored = []
    for header, reasons in (adapter.ignore if adapter else {}).items():
        for value, reason in reasons.items():
            cells = table.column(found[fold(header)])
            wanted = value.strip().lower()
            drop = pc.fill_null(pc.equal(pc.utf8_lower(cells), wanted), False) if wanted else pc.is_null(cells)
            count = pc.sum(drop).as_py() or 0
            if count:
                ignored.append(Ignored(reason, count))
                keep = pc.invert(drop)
                table, rows = table.filter(keep), rows.filter(keep.combine_chunks())
    return table, rows, tuple(ignored)


def _fill(
    table: pa.Table, found: Mapping[str, str], mapping: ColumnMapping, column: Column, findings: Findings
) -> pa.Array:
    if mapping.column is None:
        return pa.repeat(pa.scalar(mapping.constant, pa.string()), table.num_rows)
    header = found.get(fold(mapping.column))
    cells = pa.nulls(table.num_rows, pa.string()) if header is None else table.column(header).combine_chunks()
    if mapping.empty:
        nothing = pc.is_in(cells, value_set=pa.array([text.strip() for text in mapping.empty], pa.string()))
        cells = pc.if_else(nothing, pa.scalar(None, pa.string()), cells)
    if mapping.codes:
        cells = _recode(cells, mapping.codes, column, findings)
    return cells if mapping.default is None else pc.fill_null(cells, mapping.default)


def _recode(cells: pa.Array, codes: Mapping[str, str], column: Column, findings: Findings) -> pa.Array:
    """Foreign codes turned into own ones. One that is not listed is a finding, and stays as it is."""
    distinct = cells.dictionary_encode()
    foreign = distinct.dictionary.to_pylist()
    own = pa.array([codes.get(c) for c in foreign], pa.string())
    at = pc.indices_nonzero(pc.and_(pc.is_valid(cells), pc.is_null(own.take(distinct.indices))))
    if len(at):
        hide = column.name in findings.personal
        messages = [f"{'the value' if hide else shown(c)} is not among the codes the adapter knows" for c in foreign]
        indices = distinct.indices.take(at)
        findings.add(at, column.name, cells.take(at), "RK512", pa.array(messages, pa.string()).take(indices))
    return own.take(distinct.indices)


def _notes(
    text: TextTable,
    found: Mapping[str, str],
    used: set[str],
    sources: Mapping[str, ColumnMapping],
    delivery: Delivery,
) -> tuple[str, ...]:
    notes = list(text.notes)
    extra = [h for folded, h in found.items() if folded not in used]
    if extra:
        notes.append(f"columns that nothing asks for: {', '.join(extra)}")
    there = [n for n in delivery.absent if (header := sources[n].column) and fold(header) in found]
    if there:
        notes.append(f"declared absent but there, and used: {', '.join(there)}")
    return tuple(notes)
