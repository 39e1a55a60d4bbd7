"""What a file looks like before anybody says what it means: columns of text with row numbers."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import pyarrow as pa
import pyarrow.compute as pc

from rolkpi.errors import DataError

_NO_LENGTH = pa.scalar(0, pa.int32())
# typed, as every constant of a hot path: to guess a type, pyarrow looks for a library of dates, each time anew
BLANK = "blank line"
"""Why a line without any text is left out."""


@dataclass(frozen=True, slots=True)
class Ragged:
    """A row that has not as many fields as there are headers."""

    row: int
    fields: int
    text: str
    """The row as it stands in the file. It may hold personal data: never store it unasked."""


@dataclass(frozen=True)
class TextTable:
    """A file as text.

    Rows are numbered as they stand in the file: 1 is the first row after the header, blank ones counted. (A
    row is not a line when a quoted cell holds a line break.)
    """

    columns: pa.Table
    """One string column a header, in the file's order. Surrounding blanks are gone; an empty cell is NULL."""
    rows: pa.Array
    """Row number (int64) of each row of ``columns``."""
    ragged: tuple[Ragged, ...] = ()
    """Rows that are not in ``columns`` because they have too few or too many fields."""
    blank: int = 0
    """Rows that are not in ``columns`` because they are empty."""
    typed: bool = False
    """True when the source had types of its own (Parquet, Arrow), so that a date may have come as a timestamp."""
    width: int = 0
    """Fields of the header in the file: what ragged rows are measured against."""
    file_hash: str = ""
    """SHA-256 (hex) of the file's bytes; of the text as an Arrow stream when there is no file."""
    notes: tuple[str, ...] = ()

    @property
    def headers(self) -> tuple[str, ...]:
        """Headers as the file writes them, surrounding blanks gone."""
        return tuple(self.columns.column_names)

    @property
    def rows_in(self) -> int:
        """Rows of the file: with fields that fit, with fields that do not, and empty ones."""
        return len(self.rows) + len(self.ragged) + self.blank

    @property
    def last_row(self) -> int:
        """The highest row number in use."""
        last = pc.max(self.rows).as_py() or 0
        return max(last, self.rows_in, *(r.row for r in self.ragged), 0)


def fold(header: str) -> str:
    """What two headers must share to be the same: letters regardless of case, surrounding blanks ignored."""
    return header.strip().casefold()


def check_headers(headers: Sequence[str], where: str) -> None:
    """Refuse headers that cannot name columns: DataError RK502. Positions are named, never their text:
    in a file without headers it would be the first row's data."""
    fix = "give every column its own name in the first row"
    empty = [str(i) for i, header in enumerate(headers, 1) if not header.strip()]
    if empty:
        raise DataError("RK502", f"field {', '.join(empty)} of the header is empty", where=where, fix=fix)
    seen: dict[str, int] = {}
    for i, header in enumerate(headers, 1):
        first = seen.setdefault(fold(header), i)
        if first != i:
            raise DataError("RK502", f"fields {first} and {i} of the header are the same", where=where, fix=fix)


def tidy(column: pa.Array | pa.ChunkedArray) -> pa.Array:
    """Text without surrounding blanks; what is then empty is NULL."""
    array = column.combine_chunks() if isinstance(column, pa.ChunkedArray) else column
    trimmed = pc.utf8_trim_whitespace(array)
    return pc.if_else(pc.equal(pc.binary_length(trimmed), _NO_LENGTH), pa.scalar(None, pa.string()), trimmed)


def without_blank(headers: Sequence[str], columns: Sequence[pa.Array], rows: pa.Array) -> tuple[pa.Table, pa.Array]:
    """The table and its row numbers, rows without any text left out."""
    table = pa.Table.from_arrays(list(columns), names=[h.strip() for h in headers])
    empty = all_null(columns)
    if empty is None:
        return table, rows
    keep = pc.invert(empty)
    return table.filter(keep), rows.filter(keep)


def all_null(columns: Iterable[pa.Array]) -> pa.Array | None:
    """Which rows are NULL in every column; None when none is."""
    empty: pa.Array | None = None
    for column in columns:
        if column.null_count == 0:
            return None
        nulls = pc.is_null(column)
        empty = nulls if empty is None else pc.and_(empty, nulls)
    return empty if empty is not None and pc.any(empty).as_py() else None
