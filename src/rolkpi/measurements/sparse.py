"""What a computation gives: only what is not empty, and how complete everything is."""

from __future__ import annotations

from dataclasses import dataclass

import pyarrow as pa

from rolkpi.plan import Plan


@dataclass(frozen=True, slots=True)
class Computed:
    """Sparse figures and dense completeness: together they give every measurement.

    ``figures``: kpi, breakdown, area, frequency, window, period, fiscal_year, disaggregation, value, numerator,
    denominator, n, low, high, marks; one row per non-empty cell, sorted. ``completeness``: cov, area, frequency,
    window, period, fiscal_year, expected, covered, months, origin, automatic, matures, people, broken, restated; one
    row per area and period of a coverage class, sorted. ``fiscal_year`` is that of the period's last day.
    """

    figures: pa.Table
    completeness: pa.Table
    plan: Plan
    """The plan they were computed by, in which ``cov`` is the number of a class: classes that gave the same answers
    are one."""
