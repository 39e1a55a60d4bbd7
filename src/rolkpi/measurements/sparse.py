"""What a computation gives: only what is not empty, and how complete everything is."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

import pyarrow as pa
import pyarrow.compute as pc

from rolkpi.plan import Plan


def encoded(table: pa.Table) -> pa.Table:
    """Each text once, and numbers of 32 bits that point to it."""

    def column(cells: pa.ChunkedArray) -> pa.Array:
        array = cells.combine_chunks()
        if pa.types.is_string(array.type):
            return array.dictionary_encode()
        if pa.types.is_dictionary(array.type):
            return pa.DictionaryArray.from_arrays(array.indices.cast(pa.int32()), array.dictionary)
        return array

    return pa.table({name: column(table[name]) for name in table.column_names})


@dataclass(frozen=True, slots=True)
class Computed:
    """Sparse figures and dense completeness: together they give every measurement.

    ``figures``: kpi, breakdown, area, frequency, window, period, fiscal_year, disaggregation, value, numerator,
    denominator, n, low, high, marks; one row per non-empty cell, sorted within each KPI; texts are dictionaries.
    ``completeness``: cov, area, frequency, window, period, fiscal_year, expected, covered, months, origin, automatic,
    matures, people, broken, restated; one row per area and period of a coverage class, sorted. ``fiscal_year`` is that
    of the period's last day.
    """

    figures: pa.Table
    completeness: pa.Table
    plan: Plan
    """The plan they were computed by, in which ``cov`` is the number of a class: classes that gave the same answers
    are one."""


def totals(figures: pa.Table, kpis: Collection[str] | None = None) -> pa.Table:
    """The figures that are not broken down; of some KPIs only where they are named."""
    chosen = _one_of(figures["breakdown"], ("",))
    return figures.filter(chosen if kpis is None else pc.and_(chosen, _one_of(figures["kpi"], kpis)))


def _one_of(column: pa.ChunkedArray, texts: Collection[str]) -> pa.Array:
    """Where a dictionary column has one of these texts: numbers are compared, not millions of texts."""
    array = column.combine_chunks()
    wanted = [n for n, text in enumerate(array.dictionary.to_pylist()) if text in texts]
    return pc.is_in(array.indices, value_set=pa.array(wanted, array.indices.type))
