"""What a computation gives: only what is not empty, and how complete everything is."""

from __future__ import annotations

from dataclasses import dataclass

import pyarrow as pa

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
