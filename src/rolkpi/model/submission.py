"""Deliveries: who owes what, what a file covers, and what became of it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Literal

from rolkpi.model.base import Frozen, Id, Text


class Mode(StrEnum):
    """What a delivery does to what was delivered before."""

    SNAPSHOT = "snapshot"
    """Replaces everything earlier inside what it covers."""
    UPSERT = "upsert"
    """Replaces rows of the same key."""
    APPEND = "append"
    """Adds rows."""


EVERY = "*"
"""Stands for every area of the levels that report a dataset."""


class Expected(Frozen):
    """An exception to who owes a delivery. With any ``expected`` row for a dataset, its list is closed."""

    dataset: Id
    area: Text
    """A code, or ``*`` for every area that reports the dataset."""
    valid_from: date | None = None
    valid_to: date | None = None
    status: Literal["expected", "not_applicable"] = "expected"
    reason: str = ""


CoveredMonths = Mapping[tuple[str, int], Mode]
"""(area code, month) -> mode of the delivery that covers it."""


@dataclass(frozen=True, slots=True)
class Delivery:
    """One file handed over for one dataset, before it is looked into."""

    dataset: str
    path: str
    """Relative to the workspace, ``/`` separators."""
    mode: Mode
    covers: frozenset[tuple[str, int]]
    """(area code, month) pairs; empty for reference data, which is valid for all."""
    received_on: date | None = None
    sent_by: str = ""
    accepted_by: str = ""
    """Who accepted it; empty when it was accepted automatically."""
    adapter: str | None = None
    absent: tuple[str, ...] = ()
    """Declared columns the file does not carry."""
    declared: tuple[str, ...] = ()
    """What it says it covers, as it says it: ``* 2024-03 2024-03``. Part of a delivery's identity."""


def as_ranges(covers: Iterable[tuple[str, int]]) -> tuple[tuple[str, int, int], ...]:
    """Pairs as sorted (area, first month, last month) runs: how the ledger writes them."""
    runs: list[tuple[str, int, int]] = []
    for area, month in sorted(covers):
        if runs and runs[-1][0] == area and runs[-1][2] == month - 1:
            runs[-1] = (area, runs[-1][1], month)
        else:
            runs.append((area, month, month))
    return tuple(runs)


def from_ranges(runs: Iterable[tuple[str, int, int]]) -> frozenset[tuple[str, int]]:
    """The pairs of ``as_ranges``."""
    return frozenset((area, month) for area, first, last in runs for month in range(first, last + 1))
