"""What is wrong with which row: gathered column by column, one line per (row, column)."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

import pyarrow as pa
import pyarrow.compute as pc

PERSONAL = "(personal)"
"""What stands in place of a personal value."""

QUARANTINED = pa.schema(
    [
        ("row", pa.int64()),
        ("column", pa.string()),
        ("value", pa.string()),
        ("code", pa.string()),
        ("message", pa.string()),
    ]
)
_BETWEEN = pa.scalar("; ", pa.string())
_LONGEST = 500
_SHOWN = 60


def shown(value: str) -> str:
    """A value inside a message: quoted, short, with what cannot be seen made visible."""
    cut = value if len(value) <= _SHOWN else value[: _SHOWN - 1] + "…"
    return f"'{cut}'" if cut.isprintable() else ascii(cut)


@dataclass
class Findings:
    """Problems found so far. ``personal``: columns whose values never show."""

    personal: Collection[str] = ()

    def __post_init__(self) -> None:
        self._parts: list[pa.Table] = []

    def add(
        self, at: pa.Array, columns: str | Sequence[str], value: pa.Array | None, code: str, message: pa.Array | str
    ) -> None:
        """Rows at positions ``at`` have a problem. ``value`` and an array of messages are aligned with ``at``."""
        if len(at) == 0:
            return
        names = [columns] if isinstance(columns, str) else list(columns)
        if value is None:
            value = pa.nulls(len(at), pa.string())
        elif any(name in self.personal for name in names):
            value = pc.if_else(pc.is_null(value), value, PERSONAL)
        else:
            value = pc.utf8_slice_codeunits(value, 0, _LONGEST)
        text = _repeat(message, len(at)) if isinstance(message, str) else message
        arrays = [at.cast(pa.int64()), _repeat(", ".join(names), len(at)), value, _repeat(code, len(at)), text]
        self._parts.append(pa.Table.from_arrays(arrays, schema=QUARANTINED))

    def positions(self, columns: Collection[str] | None = None) -> pa.Array:
        """Distinct positions with a problem: of any column, or of these."""
        found = self._table()
        if columns is not None:
            found = found.filter(pc.is_in(found.column("column"), value_set=pa.array(sorted(columns), pa.string())))
        return pc.unique(found.column("row")).cast(pa.int64())

    def quarantined(self, rows: pa.Array, leave_out: pa.Array) -> pa.Table:
        """The problems with row numbers in place of positions; positions in ``leave_out`` are left out."""
        found = self._table()
        found = found.filter(pc.invert(pc.is_in(found.column("row"), value_set=leave_out)))
        numbers = rows.take(found.column("row").combine_chunks())
        return found.set_column(0, QUARANTINED.field("row"), numbers)

    def _table(self) -> pa.Table:
        return pa.concat_tables(self._parts) if self._parts else QUARANTINED.empty_table()


def _repeat(text: str, times: int) -> pa.Array:
    return pa.repeat(pa.scalar(text, pa.string()), times)


def joined(columns: Sequence[pa.Array]) -> pa.Array:
    """Several columns' values as one text: ``a; b``. An empty one leaves its place empty."""
    texts = [c if pa.types.is_string(c.type) else _written(c) for c in columns]
    if len(texts) == 1:
        return texts[0]
    return pc.binary_join_element_wise(*texts, _BETWEEN, null_handling="replace", null_replacement="")


def _written(column: pa.Array) -> pa.Array:
    text = column.cast(pa.string())
    return pc.replace_substring_regex(text, r"\.0+$", "") if pa.types.is_timestamp(column.type) else text
