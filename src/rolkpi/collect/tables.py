"""Arrow tables to text, so that a typed table and the same table as CSV are read alike.

Numbers, dates and truth values are written the way a CSV cell must be; a whole float is a whole number, NaN
is an empty cell. Data frames come in through the Arrow PyCapsule protocol.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from rolkpi.collect.text import TextTable, check_headers, tidy, without_blank
from rolkpi.errors import DataError

_INT64 = 2.0**63


def as_table(data: Any, *, where: str = "") -> pa.Table:
    """An Arrow table from a table, a record batch, a data frame (PyCapsule), a dict of columns or rows as dicts.

    Rows as dicts may lack columns and mix types: each cell is written as text on its own. DataError RK500 for
    anything else.
    """
    if isinstance(data, pa.Table):
        return data
    try:
        if hasattr(data, "__arrow_c_stream__") or hasattr(data, "__arrow_c_array__") or isinstance(data, Mapping):
            return pa.table(data)
        if isinstance(data, Sequence) and all(isinstance(row, Mapping) for row in data):
            return _from_rows(data)
    except (pa.ArrowException, TypeError, ValueError) as exc:
        raise DataError("RK500", f"this cannot be read as a table: {type(exc).__name__}", where=where) from exc
    fix = "give an Arrow table, a pandas or polars frame, or a list of dicts"
    raise DataError("RK500", f"a {type(data).__name__} is not a table", where=where, fix=fix)


def _from_rows(rows: Sequence[Mapping[str, object]]) -> pa.Table:
    names = list(dict.fromkeys(name for row in rows for name in row))
    columns = [pa.array([_cell(row.get(name)) for row in rows], pa.string()) for name in names]
    return pa.Table.from_arrays(columns, names=names)


def _cell(value: object) -> str | None:
    if value is None or value != value:  # NaN
        return None
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, date | datetime):
        return value.isoformat()
    return str(value)


def from_arrow(data: Any, *, where: str, file_hash: str = "") -> TextTable:
    """Anything ``as_table`` takes, as text. DataError RK500 for a column that is no single value a row."""
    table = as_table(data, where=where)
    check_headers(table.column_names, where)
    columns = [tidy(_as_text(table.column(i), name, where)) for i, name in enumerate(table.column_names)]
    numbers = pa.arange(1, table.num_rows + 1)
    text, rows = without_blank(table.column_names, columns, numbers)
    blank = table.num_rows - len(rows)
    typed = data is not table or not all(pa.types.is_string(kind) for kind in table.schema.types)
    return TextTable(text, rows, (), blank, typed=typed, file_hash=file_hash or _hash(text))


def _hash(table: pa.Table) -> str:
    sink = pa.BufferOutputStream()
    with pa.ipc.new_stream(sink, table.schema) as writer:
        writer.write_table(table.combine_chunks())
    return hashlib.sha256(sink.getvalue()).hexdigest()


def _as_text(column: pa.ChunkedArray, name: str, where: str) -> pa.ChunkedArray:
    kind = column.type
    if isinstance(kind, pa.BaseExtensionType):
        return _as_text(pa.chunked_array([c.storage for c in column.chunks], kind.storage_type), name, where)
    if pa.types.is_dictionary(kind):
        return _decoded(column, name, where)
    for applies, write in _writers():
        if applies(kind):
            try:
                return write(column)
            except pa.ArrowException as exc:
                raise DataError("RK500", f"column '{name}' of type {kind} cannot be read", where=where) from exc
    fix = "give text, numbers, dates, timestamps or booleans"
    raise DataError("RK500", f"column '{name}' holds {kind}", where=where, fix=fix)


def _decoded(column: pa.ChunkedArray, name: str, where: str) -> pa.ChunkedArray:
    chunks = [
        _as_text(pa.chunked_array([c.dictionary]), name, where).combine_chunks().take(c.indices) for c in column.chunks
    ]
    return pa.chunked_array(chunks, pa.string())


def _writers() -> tuple[tuple[Callable[[Any], bool], Callable[[pa.ChunkedArray], pa.ChunkedArray]], ...]:
    types = pa.types
    plain = (types.is_string, types.is_large_string, types.is_string_view, types.is_integer, types.is_boolean)
    return (
        *((applies, _plain) for applies in (*plain, types.is_null)),
        (types.is_date, lambda c: c.cast(pa.date32()).cast(pa.string())),
        (types.is_timestamp, _timestamp),
        (types.is_floating, _floating),
        (types.is_decimal, lambda c: pc.replace_substring_regex(c.cast(pa.string()), r"\.0*$", "")),
    )


def _plain(column: pa.ChunkedArray) -> pa.ChunkedArray:
    return column.cast(pa.string())


def _timestamp(column: pa.ChunkedArray) -> pa.ChunkedArray:
    """``2024-03-15 09:30:00.000000``; with ``Z`` when the column has a zone, since Arrow then keeps UTC."""
    zone = column.type.tz
    micro = column.cast(pa.timestamp("us", zone), safe=False)
    if zone is None:
        return micro.cast(pa.string())
    utc = pa.chunked_array([c.view(pa.timestamp("us")) for c in micro.chunks], pa.timestamp("us"))
    return pc.binary_join_element_wise(utc.cast(pa.string()), "Z", "")


def _floating(column: pa.ChunkedArray) -> pa.ChunkedArray:
    wide = column.cast(pa.float64())
    whole = pc.and_(pc.equal(pc.floor(wide), wide), pc.less(pc.abs(wide), _INT64))
    whole = pc.fill_null(whole, False)
    integers = pc.if_else(whole, wide, 0.0).cast(pa.int64()).cast(pa.string())
    text = pc.if_else(whole, integers, column.cast(pa.string()))
    return pc.if_else(pc.fill_null(pc.is_nan(wide), True), pa.scalar(None, pa.string()), text)
