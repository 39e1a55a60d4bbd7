"""Kaplan and Meier: when a share of what started has met an event, with what is still open counted as open.

Decided in exact rationals: whether the curve stands at one half or just above it must not hang on a rounding.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from fractions import Fraction
from itertools import groupby

import pyarrow as pa

from rolkpi.engine import Engine
from rolkpi.model.measure import Survival
from rolkpi.plan import Plan

_CLOSE = 1e-9
"""Far more than the error of a product of a million doubles, far less than one record of a million."""

Life = tuple[int, int, int]
"""Days seen, events that ended them, records."""


def time_to(q: Fraction, lives: Sequence[Life]) -> int | None:
    """The first day by which a share ``q`` has met the event; None when the curve never gets there.

    ``lives`` in order of days. Whoever is censored on a day was still at risk on it. Floats decide where the curve is
    far from the share, and only there.
    """
    at_risk = sum(n for _, _, n in lives)
    surviving, limit = 1.0, float(1 - q)
    for days, events, n in lives:
        if events:
            surviving *= (at_risk - events) / at_risk
            if abs(surviving - limit) < _CLOSE:
                return _exactly(q, lives)
            if surviving < limit:
                return days
        at_risk -= n
    return None


def _exactly(q: Fraction, lives: Sequence[Life]) -> int | None:
    at_risk = sum(n for _, _, n in lives)
    surviving = Fraction(1)
    for days, events, n in lives:
        if events:
            surviving *= Fraction(at_risk - events, at_risk)
            if surviving <= 1 - q:
                return days
        at_risk -= n
    return None


def add_survival(engine: Engine, plan: Plan) -> None:
    """Put the figures of survival measures into ``work.main.figure``."""
    positions = {s.number: Fraction(m.q) for s in plan.strands for m in s.measures if isinstance(m, Survival)}
    if not positions:
        return
    rows = engine.rows("SELECT strand, area, period, code, days, events, n FROM work.main.rolled_life ORDER BY ALL")
    found = list(_figures(rows, positions))
    schema = pa.schema([("strand", pa.int16()), ("area", pa.int16()), ("period", pa.int16()), ("code", pa.string())])
    schema = schema.append(pa.field("value", pa.float64())).append(pa.field("n", pa.int64()))
    columns = list(zip(*found, strict=True)) or [()] * len(schema)
    table = pa.Table.from_arrays([pa.array(c, f.type) for c, f in zip(columns, schema, strict=True)], schema=schema)
    engine.insert("INSERT INTO work.main.figure BY NAME SELECT *, 0 AS marks FROM incoming", table)


def _figures(
    rows: Iterable[tuple[int, int, int, str, int, int, int]], positions: dict[int, Fraction]
) -> Iterator[tuple[int, int, int, str, float | None, int]]:
    for (strand, area, period, code), group in groupby(rows, key=lambda r: r[:4]):
        lives = [(days, events, n) for *_, days, events, n in group]
        days = time_to(positions[strand], lives)
        yield strand, area, period, code, None if days is None else float(days), sum(n for _, _, n in lives)
