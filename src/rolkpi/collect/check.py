"""Checks of whole rows: mandatory fields, cells of a return, what the delivery covers, keys."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from rolkpi.collect.findings import Findings, joined
from rolkpi.model import Dataset, Delivery, Frequency, Mode
from rolkpi.model.dataset import CELL_STATUS

SAME_ROW = "the same row again"
"""Why a row that equals an earlier one is left out."""
_AT = " at"
_EARLIEST, _LATEST, _ONE, _YEAR = (pa.scalar(n, pa.int64()) for n in (0, 12 * 10_000, 1, 12))
_REPORTED, _NOT_AVAILABLE = (pa.scalar(s, pa.string()) for s in ("REPORTED", "NOT_AVAILABLE"))

Columns = Mapping[str, pa.Array]


def fill_cell_status(text: dict[str, pa.Array], findings: Findings) -> None:
    """Complete and check ``cell_status`` of a return's cells, still text; changes ``text``.

    A value without a status is REPORTED, neither value nor status is NOT_AVAILABLE. RK510: a cell that says
    it was reported or estimated has no value.
    """
    value, status = text["value"], text["cell_status"]
    has_value = pc.is_valid(value)
    text["cell_status"] = pc.if_else(pc.is_valid(status), status, pc.if_else(has_value, _REPORTED, _NOT_AVAILABLE))
    claims = pc.is_in(text["cell_status"], value_set=pa.array(["REPORTED", "ESTIMATED"], pa.string()))
    at = pc.indices_nonzero(pc.and_(claims, pc.invert(has_value)))
    message = "the cell says it was reported and has no value; write NOT_AVAILABLE, or leave the status empty"
    findings.add(at, "value", None, "RK510", message)


def check_cell_status(columns: Columns, findings: Findings) -> None:
    """RK512 for a status that is none of the four, where no codelist has said so already."""
    status = columns["cell_status"]
    unknown = pc.and_(pc.is_valid(status), pc.invert(pc.is_in(status, value_set=pa.array(CELL_STATUS, pa.string()))))
    at = pc.indices_nonzero(unknown)
    findings.add(at, "cell_status", status.take(at), "RK512", f"the status is none of {', '.join(CELL_STATUS)}")


def value_beside_no_value(columns: Columns) -> int:
    """How many cells of a return have a value although their status says there is none."""
    no_value = pc.is_in(columns["cell_status"], value_set=pa.array(["NOT_AVAILABLE", "NOT_APPLICABLE"], pa.string()))
    return pc.sum(pc.and_(no_value, pc.is_valid(columns["value"]))).as_py() or 0


def mandatory(dataset: Dataset) -> frozenset[str]:
    """Columns that must be filled: the required ones, the area, and the key of events and spells."""
    names = {c.name for c in dataset.columns if c.required}
    if dataset.kind != "reference" and dataset.area is not None:
        names.add(dataset.area)
    if dataset.kind in ("events", "spells"):
        names |= set(dataset.key)
    if dataset.kind == "returns":
        names |= {dataset.date} if dataset.date else set()
        names -= {"value", "cell_status"}
    return frozenset(names)


def check_mandatory(text: Columns, dataset: Dataset, findings: Findings) -> None:
    """RK510 for every empty cell of a mandatory column. A cell with a problem already is not empty."""
    for name in (c.name for c in dataset.columns if c.name in mandatory(dataset)):
        if text[name].null_count:
            empty = pc.indices_nonzero(pc.is_null(text[name])).cast(pa.int64())
            told = findings.positions([name])
            at = empty.filter(pc.invert(pc.is_in(empty, value_set=told)))
            findings.add(at, name, None, "RK510", "the field is mandatory and empty")


def check_year(columns: Columns, dataset: Dataset, findings: Findings) -> None:
    """RK511 for a cell of a yearly return that is not dated to the first month of a year."""
    if dataset.kind != "returns" or dataset.frequency is not Frequency.YEAR or dataset.date is None:
        return
    when = columns[dataset.date]
    at = pc.indices_nonzero(pc.fill_null(pc.not_equal(pc.month(when), _ONE), False))
    message = "a yearly return is dated to the first month of its year: 2024-01"
    findings.add(at, dataset.date, when.take(at).cast(pa.string()), "RK511", message)


def check_covers(columns: Columns, dataset: Dataset, delivery: Delivery, findings: Findings) -> None:
    """RK514 for every row outside what the delivery covers. Rows whose area is not known are left alone."""
    if dataset.kind == "reference" or dataset.area is None:
        return
    area = columns[dataset.area]
    roles = [dataset.area]
    if delivery.mode is Mode.UPSERT:
        inside = pc.is_in(area, value_set=pa.array(sorted({a for a, _ in delivery.covers}), pa.string()))
        message = "the delivery does not cover this area"
    else:
        roles += [r for r in ((dataset.start, dataset.end) if dataset.kind == "spells" else (dataset.date,)) if r]
        inside = _inside(area, *_months(columns, dataset), delivery, every_month=dataset.kind != "spells")
        message = "the delivery does not cover this area and month"
    told = findings.positions(roles)
    outside = pc.indices_nonzero(pc.and_(pc.is_valid(area), pc.invert(inside))).cast(pa.int64())
    at = outside.filter(pc.invert(pc.is_in(outside, value_set=told)))
    findings.add(at, roles, joined([columns[r].take(at) for r in roles]) if len(at) else None, "RK514", message)


def _months(columns: Columns, dataset: Dataset) -> tuple[pa.Array, pa.Array]:
    """First and last month a row touches; NULL where an event has no date.

    A spell touches the month of its end: whoever was released on the first is a release of that month.
    """
    if dataset.kind == "spells" and dataset.start is not None and dataset.end is not None:
        first = pc.fill_null(_month(columns[dataset.start]), _EARLIEST)
        last = pc.fill_null(_month(columns[dataset.end]), _LATEST)
        return first, pc.max_element_wise(first, last)
    first = _month(columns[dataset.date or ""])
    yearly = dataset.kind == "returns" and dataset.frequency is Frequency.YEAR
    return first, pc.add(first, 11) if yearly else first


def _month(when: pa.Array) -> pa.Array:
    return pc.subtract(pc.add(pc.multiply(pc.year(when), _YEAR), pc.month(when)), _ONE)


def _inside(area: pa.Array, first: pa.Array, last: pa.Array, delivery: Delivery, *, every_month: bool) -> pa.Array:
    """Whether every month of a row, or any, is covered for its area. Each (area, first, last) is looked up once."""
    covered: dict[str, list[int]] = defaultdict(list)
    for code, month in sorted(delivery.covers):
        covered[code].append(month)
    distinct, index = _distinct([area, first, last])
    answers = [
        a is not None and f is not None and _count(covered[a], f, t) >= (t - f + 1 if every_month else 1)
        for a, f, t in distinct
    ]
    return pa.array(answers, pa.bool_()).take(index)


def _count(months: list[int], first: int, last: int) -> int:
    """How many of the sorted months lie between the two."""
    return bisect_right(months, last) - bisect_left(months, first)


def _distinct(columns: Sequence[pa.Array]) -> tuple[list[tuple[Any, ...]], pa.Array]:
    """Distinct combinations of values, and for each row the place of its own among them."""
    combined: pa.Array | None = None
    parts: list[list[Any]] = []
    for column in columns:
        encoded = column.dictionary_encode(null_encoding="encode")
        values = encoded.dictionary.to_pylist()
        parts.append(values)
        index = encoded.indices.cast(pa.int64())
        width = pa.scalar(len(values), pa.int64())
        combined = index if combined is None else pc.add(pc.multiply(combined, width), index)
    ids = pc.dictionary_encode(combined)
    return [_unpack(i, parts) for i in ids.dictionary.to_pylist()], ids.indices


def _unpack(number: int, parts: Sequence[list[Any]]) -> tuple[Any, ...]:
    values = []
    for part in reversed(parts):
        number, at = divmod(number, len(part))
        values.append(part[at])
    return tuple(reversed(values))


def check_keys(columns: Columns, text: Columns, dataset: Dataset, findings: Findings) -> pa.Array:
    """Positions of rows that equal an earlier one; RK515 for rows that share a key and differ.

    Rows with a fault in their key are left alone. In returns and reference data an empty part of a key equals
    an empty one.
    """
    if not dataset.key or not len(columns[dataset.key[0]]):
        return pa.array([], pa.int64())
    group, at = _sharing_a_key(columns, dataset, findings)
    if not len(at):
        return at
    alike = _alike(group, at, columns, text).take(group)
    clashing = at.filter(pc.invert(alike))
    shown = joined([columns[k].take(clashing) for k in dataset.key])
    message = "the key occurs more than once with different values; nobody can tell which row is right"
    findings.add(clashing, dataset.key, shown, "RK515", message)
    return at.filter(pc.and_(alike, _not_first(group)))


def check_validity(columns: Columns, dataset: Dataset, repeated: pa.Array, findings: Findings) -> None:
    """RK515 for reference rows of one key that are valid on the same day: a lookup could not tell them apart."""
    if dataset.kind != "reference" or dataset.start is None or dataset.start not in dataset.key:
        return
    same = [name for name in dataset.key if name != dataset.start]
    cells = [columns[name].to_pylist() for name in (*same, dataset.start, str(dataset.end))]
    skipped = {*repeated.to_pylist(), *findings.positions().to_pylist()}
    held: dict[tuple[Any, ...], list[tuple[str, str, int]]] = {}
    for at, (*key, start, end) in enumerate(zip(*cells, strict=True)):
        if at not in skipped:
            # ISO 8601 sorts as time does; an empty start is before and an empty end after everything
            since, until = (day.isoformat() if day else open_ for day, open_ in ((start, ""), (end, "~")))
            held.setdefault(tuple(key), []).append((since, until, at))
    clashing: set[int] = set()
    for spans in held.values():
        spans.sort()
        for (_, end, one), (start, _, other) in pairwise(spans):
            if start < end:
                clashing |= {one, other}
    at = pa.array(sorted(clashing), pa.int64())
    shown = joined([columns[name].take(at) for name in dataset.key])
    findings.add(at, dataset.key, shown, "RK515", "two rows of this key are valid on the same day; end one before")


def _sharing_a_key(columns: Columns, dataset: Dataset, findings: Findings) -> tuple[pa.Array, pa.Array]:
    """Group number and position of every row that shares its key, groups together, each in the file's order."""
    at = pa.arange(0, len(columns[dataset.key[0]]))
    keys = pa.Table.from_arrays([*(columns[k] for k in dataset.key), at], names=[*dataset.key, _AT])
    faulty = findings.positions(dataset.key)
    if len(faulty):
        keys = keys.filter(pc.invert(pc.is_in(at, value_set=faulty)))
    grouped = keys.group_by(list(dataset.key), use_threads=False).aggregate([(_AT, "list"), (_AT, "count")])
    several = pc.greater(grouped.column(f"{_AT}_count"), _ONE)
    lists = grouped.filter(several).column(f"{_AT}_list").combine_chunks()
    return pc.list_parent_indices(lists), pc.list_flatten(lists)


def _alike(group: pa.Array, at: pa.Array, columns: Columns, text: Columns) -> pa.Array:
    """For each group, whether its rows are equal in every column. A cell that could not be read counts by its text."""
    numbers = range(len(columns))
    values = [columns[name].take(at) for name in columns]
    unread = [
        pc.if_else(pc.is_valid(value), pa.scalar(None, pa.string()), text[name].take(at))
        for name, value in zip(columns, values, strict=True)
    ]
    names = [f"{kind}{n}" for kind in ("value", "text") for n in numbers]
    table = pa.Table.from_arrays([group, *values, *unread], names=["group", *names])
    every = pc.CountOptions(mode="all")
    counted = table.group_by("group", use_threads=False).aggregate([(n, "count_distinct", every) for n in names])
    alike = pc.equal(counted.column("value0_count_distinct"), _ONE)
    for name in names[1:]:
        alike = pc.and_(alike, pc.equal(counted.column(f"{name}_count_distinct"), _ONE))
    order = pc.sort_indices(counted, sort_keys=[("group", "ascending", "at_end")])
    return alike.take(order).combine_chunks()


def _not_first(group: pa.Array) -> pa.Array:
    """Which rows have one of the same group right before them."""
    if not len(group):
        return pa.array([], pa.bool_())
    return pa.concat_arrays([pa.array([False]), pc.equal(group[1:], group[:-1])])
