"""From a form as people fill it in, a row for each line and a column for each cell, to one row for each cell.

Everything is still text.
"""

from __future__ import annotations

from dataclasses import replace

import pyarrow as pa
import pyarrow.compute as pc

from rolkpi.collect.text import TextTable, fold
from rolkpi.errors import DataError, did_you_mean
from rolkpi.model import Adapter, Cells, Delivery


def make_long(text: TextTable, adapter: Adapter, delivery: Delivery) -> TextTable:
    """One row for each cell of the form, those left out that the form does not have; the table itself where the
    adapter names no cells.

    Rows are numbered anew, after the file's last. DataError RK501 names every column of cells the file lacks.
    """
    cells = adapter.cells
    if cells is None:
        return text
    headers = _headers(text, cells, delivery)
    given, width = len(text.rows), len(headers)
    of_row = pa.array([n for n in range(given) for _ in headers], pa.int64())
    kept = [name for name in text.headers if name not in headers]
    side_by_side = pa.chunked_array([text.columns.column(h).combine_chunks() for h in headers], pa.string())
    # the cells stand column after column: back to the order in which they stand on the form
    by_row = pa.array([n + given * k for n in range(given) for k in range(width)], pa.int64())
    value, status = _marks(side_by_side.combine_chunks().take(by_row), cells)
    columns = {name: text.columns.column(name).combine_chunks().take(of_row) for name in kept}
    columns[cells.item] = pa.array(list(cells.columns.values()) * given, pa.string())
    columns |= {cells.value: value, cells.status: status}
    there = pc.invert(_is_one_of(value, cells.outside))
    table = pa.table(columns).filter(there)
    base = text.last_row
    note = f"a row of the form is {width} cells: row {base + 1} is the first cell of its first row"
    rows = pa.array(range(base + 1, base + 1 + given * width), pa.int64()).filter(there)
    return replace(text, columns=table, rows=rows, notes=(*text.notes, note))


def _headers(text: TextTable, cells: Cells, delivery: Delivery) -> list[str]:
    """The file's headers of the cells, in the order the adapter names them."""
    found = {fold(h): h for h in text.headers}
    gone = [h for h in cells.columns if fold(h) not in found]
    if gone:
        listing = ", ".join(f"'{h}'" for h in gone)
        free = [h for folded, h in found.items() if folded not in map(fold, cells.columns)]
        what = f"the form lacks {len(gone)} column{'s' if len(gone) > 1 else ''} of cells: {listing}"
        raise DataError("RK501", what, where=delivery.path, fix=did_you_mean(gone[0], free))
    taken = [h for h in (cells.item, cells.value, cells.status) if fold(h) in found]
    if taken:
        what = f"the form has a column '{taken[0]}' and columns of cells: it is long and wide at once"
        raise DataError("RK501", what, where=delivery.path, fix="take the column out, or send it without the adapter")
    return [found[fold(h)] for h in cells.columns]


def _marks(value: pa.Array, cells: Cells) -> tuple[pa.Array, pa.Array]:
    """The cells without what people write instead of a number, and what it says."""
    status = pa.nulls(len(value), pa.string())
    for mark, said in cells.marks.items():
        status = pc.if_else(_is_one_of(value, (mark,)), pa.scalar(said), status)
    return pc.if_else(pc.is_valid(status), pa.scalar(None, pa.string()), value), status


def _is_one_of(cells: pa.Array, texts: tuple[str, ...]) -> pa.Array:
    wanted = pa.array([text.strip().casefold() for text in texts], pa.string())
    return pc.and_(pc.is_valid(cells), pc.is_in(pc.utf8_lower(cells), value_set=wanted))
