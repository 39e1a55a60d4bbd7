"""Kaplan and Meier: when a share of what started has met an event, with what is still open counted as open.

Decided in exact rationals: whether the curve stands at one half or just above it must not hang on a rounding.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from fractions import Fraction
from itertools import groupby
from typing import TypeVar

import pyarrow as pa

from rolkpi.engine import Engine, table_of
from rolkpi.model.measure import Survival
from rolkpi.plan import Plan

_CLOSE = 1e-9
"""Far more than the error of a product of a million doubles, far less than one record of a million."""

Life = tuple[int, int, int]
"""Days seen, events that ended them, records."""

_Number = TypeVar("_Number", float, Fraction)


def time_to(q: Fraction, lives: Sequence[Life]) -> int | None:
    """The first day by which a share ``q`` has met the event; None when the curve never gets there.

    ``lives`` in order of days. Whoever is censored on a day was still at risk on it. Floats decide where the curve is
    far from the share, and only there.
    """
    limit = 1 - q
    for days, surviving in _curve(lives, 1.0):
        if abs(surviving - float(limit)) < _CLOSE:
            return next((day for day, exactly in _curve(lives, Fraction(1)) if exactly <= limit), None)
        if surviving < float(limit):
            return days
    return None


def _curve(lives: Sequence[Life], whole: _Number) -> Iterator[tuple[int, _Number]]:
    """(day, share that has not met the event by then) where the curve falls, in numbers of the kind of ``whole``."""
    at_risk, surviving = sum(n for _, _, n in lives), whole
    for days, events, n in lives:
        if events:
            surviving = surviving * ((at_risk - events) * whole / at_risk)
            yield days, surviving
        at_risk -= n


def add_survival(engine: Engine, plan: Plan) -> None:
    """Put the figures of survival measures into ``work.main.figure``."""
    positions = {s.number: Fraction(m.q) for s in plan.strands for m in s.measures if isinstance(m, Survival)}
    if not positions:
        return
    rows = engine.rows("SELECT strand, area, period, code, days, events, n FROM work.main.rolled_life ORDER BY ALL")
    schema = pa.schema([("strand", pa.int16()), ("area", pa.int16()), ("period", pa.int16()), ("code", pa.string())])
    schema = schema.append(pa.field("value", pa.float64())).append(pa.field("n", pa.int64()))
    table = table_of(_figures(rows, positions), schema)
    engine.insert("INSERT INTO work.main.figure BY NAME SELECT *, 0 AS marks FROM incoming", table)


def _figures(
    rows: Iterable[tuple[int, int, int, str, int, int, int]], positions: dict[int, Fraction]
) -> Iterator[tuple[int, int, int, str, float | None, int]]:
    for (strand, area, period, code), group in groupby(rows, key=lambda r: r[:4]):
        lives = [(days, events, n) for *_, days, events, n in group]
        days = time_to(positions[strand], lives)
        yield strand, area, period, code, None if days is None else float(days), sum(n for _, _, n in lives)
