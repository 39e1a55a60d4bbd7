"""Cross-checks of the rows that come with a reference dataset."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal
from itertools import pairwise
from typing import Any

from rolkpi.catalog.place import Place
from rolkpi.errors import did_you_mean
from rolkpi.model import Codelist, Column, ColumnType, Dataset
from rolkpi.model.dataset import LARGEST
from rolkpi.model.period import parse_month


def check_rows(dataset: Dataset, place: Place, codelists: Mapping[str, Codelist]) -> None:
    """Values have their column's type, codes are in the codelist, no key stands twice and no times overlap."""
    stored = {c.name: c for c in dataset.columns}
    unique = (*dataset.key, *((dataset.start,) if dataset.start and dataset.start not in dataset.key else ()))
    seen: set[tuple[str, ...]] = set()
    for number, row in enumerate(dataset.rows):
        at = place.at("rows", number)
        for name in row:
            if name not in stored:
                at.report("RK104", f"dataset '{dataset.id}' stores no column '{name}'", did_you_mean(name, stored))
        for column in stored.values():
            _check_value(column, row.get(column.name), at.at(column.name), codelists)
        key = tuple(str(row.get(name)) for name in unique)
        if dataset.key and key in seen:
            at.report("RK102", f"the key {', '.join(key)} stands twice in '{dataset.id}'", "remove one of the rows")
        seen.add(key)
    _check_overlaps(dataset, place)


def _check_overlaps(dataset: Dataset, place: Place) -> None:
    """Of the rows of one thing, at most one is valid on any day."""
    start, end = dataset.start, dataset.end
    if start is None or end is None:
        return
    things: dict[tuple[str, ...], list[tuple[str, str, int]]] = {}
    for number, row in enumerate(dataset.rows):
        key = tuple(str(row.get(name)) for name in dataset.key if name not in (start, end))
        things.setdefault(key, []).append((str(row.get(start) or ""), str(row.get(end) or "9999-12-31"), number))
    for key, spans in things.items() if dataset.key else ():
        for (first, until, _), (since, _, number) in pairwise(sorted(spans)):
            if first < since < until:
                what = f"two rows of {', '.join(key) or dataset.id} are valid on {since}"
                place.at("rows", number).report("RK102", what, f"end the earlier one with '{end}': {since}")


def _check_value(column: Column, value: Any, place: Place, codelists: Mapping[str, Codelist]) -> None:
    if value is None:
        if column.required:
            place.report("RK101", f"column '{column.name}' must not be empty", "give a value")
        return
    if not _fits(column.type, value):
        code = "RK109" if column.type in _DATED else "RK101"
        place.report(code, f"{value!r} is not of type '{column.type}'", f"write it like {_LIKE[column.type]}")
    elif column.type in _LARGEST and abs(value) > _LARGEST[column.type]:
        what = f"{value} is too large for a column of type '{column.type}'"
        place.report("RK101", what, f"the largest is {_LARGEST[column.type]}")
    elif column.codelist in codelists:
        codes = codelists[column.codelist or ""].values
        if value not in codes:
            place.report("RK108", f"'{value}' is not in codelist '{column.codelist}'", did_you_mean(value, codes))


_LARGEST: Mapping[ColumnType, int] = {
    ColumnType.INT: LARGEST,
    ColumnType.MONEY: LARGEST,
    ColumnType.DECIMAL: 10**12 - 1,
}
"""A decimal has 18 digits, six of them behind the point."""

_DATED = frozenset({ColumnType.DATE, ColumnType.MONTH, ColumnType.TIMESTAMP})

_LIKE: Mapping[ColumnType, str] = {
    ColumnType.TEXT: "'some text'",
    ColumnType.CODE: "'CODE'",
    ColumnType.KEY: "'some key'",
    ColumnType.AREA: "'AREA-1'",
    ColumnType.INT: "12",
    ColumnType.DECIMAL: "12.5",
    ColumnType.MONEY: "1200",
    ColumnType.BOOL: "true",
    ColumnType.DATE: "'2024-03-15'",
    ColumnType.MONTH: "'2024-03'",
    ColumnType.TIMESTAMP: "'2024-03-15T09:30:00'",
}


def _fits(kind: ColumnType, value: Any) -> bool:
    match kind:
        case ColumnType.INT | ColumnType.MONEY:
            return isinstance(value, int) and not isinstance(value, bool)
        case ColumnType.DECIMAL:
            return _is_decimal(value)
        case ColumnType.BOOL:
            return isinstance(value, bool)
        case ColumnType.DATE | ColumnType.MONTH | ColumnType.TIMESTAMP:
            return isinstance(value, date) or (isinstance(value, str) and _is_day(kind, value))
        case _:
            return isinstance(value, str)


def _is_decimal(value: Any) -> bool:
    """A number with at most six decimal places."""
    if isinstance(value, bool) or not isinstance(value, int | float | Decimal):
        return False
    exponent = Decimal(str(value)).normalize().as_tuple().exponent
    return isinstance(exponent, int) and exponent >= -6


def _is_day(kind: ColumnType, text: str) -> bool:
    try:
        if kind is ColumnType.MONTH:
            parse_month(text)
        elif kind is ColumnType.DATE:
            return date.fromisoformat(text).isoformat() == text
        else:
            datetime.fromisoformat(text)
    except ValueError:
        return False
    return True
