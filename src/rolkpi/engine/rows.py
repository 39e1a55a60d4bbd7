"""Rows made in Python, as a table the engine can take."""

from __future__ import annotations

from collections.abc import Iterable

import pyarrow as pa


def table_of(rows: Iterable[tuple[object, ...]], schema: pa.Schema) -> pa.Table:
    """These rows under the columns of a schema, in its order. Raises ValueError on a row of another length."""
    columns = list(zip(*rows, strict=True)) or [()] * len(schema)
    arrays = [pa.array(values, field.type) for values, field in zip(columns, schema, strict=True)]
    return pa.Table.from_arrays(arrays, schema=schema)
