"""Two answers to the same question, cell by cell."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

KEY = ("kpi", "area", "frequency", "window", "period", "disaggregation")
"""What singles out a measurement."""
COMPARED = (
    "value",
    "low",
    "high",
    "numerator",
    "denominator",
    "n",
    "obs_status",
    "covered",
    "expected",
    "linkage",
    "flags",
)
"""What the engine and the oracle both say of it."""

Row = Mapping[str, Any]
Keyed = dict[tuple[Any, ...], dict[str, Any]]


def by_key(rows: Iterable[Row]) -> Keyed:
    """What is compared, by key, in the order given. AssertionError when a key stands twice."""
    given = list(rows)
    found = {tuple(row[k] for k in KEY): {c: row[c] for c in COMPARED} for row in given}
    assert len(found) == len(given), "a key stands twice"
    return found


def differing(measured: Keyed, reckoned: Keyed) -> dict[tuple[Any, ...], tuple[Row | None, Row | None]]:
    """Cells that are not the same in both, in order of the first; None where one has none."""
    pairs = {k: (measured.get(k), reckoned.get(k)) for k in measured | reckoned}
    return {k: (m, r) for k, (m, r) in pairs.items() if m != r}
