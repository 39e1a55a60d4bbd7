"""Kaplan and Meier: when a share of what started has met an event, with what is still open counted as open.

Doubles decide where the curve is far from the share, exact rationals where it is not: whether it stands at one half or
just above it must not hang on a rounding.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from fractions import Fraction
from itertools import groupby

import pyarrow as pa

from rolkpi.engine import Engine, table_of
from rolkpi.model.measure import Survival
from rolkpi.plan import Plan

_CLOSE = 1e-9
"""Far more than the error of a product of a million doubles, far less than one record of a million."""

Life = tuple[int, int, int]
"""Days seen, events that ended them, records."""


def time_to(q: Fraction, lives: Sequence[Life]) -> int | None:
    """The first day by which a share ``q`` has met the event; None when the curve never gets there.

    ``lives`` in order of days. Whoever is censored on a day was still at risk on it.
    """
    at_risk, surviving = sum(n for _, _, n in lives), Fraction(1)
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
    engine.execute(_curves(positions))
    engine.execute(f"INSERT INTO work.main.figure BY NAME {_SURE}")
    schema = pa.schema([("strand", pa.int16()), ("spot", pa.int64()), ("code", pa.string())])
    schema = schema.append(pa.field("value", pa.float64())).append(pa.field("n", pa.int64()))
    table = table_of(_exactly(engine.rows(_DOUBTFUL), positions), schema)
    engine.insert("INSERT INTO work.main.figure BY NAME SELECT *, 0 AS marks FROM incoming", table)


def _curves(positions: dict[int, Fraction]) -> str:
    """``curve``: where each falls below its share for sure, and where it comes too close for doubles to tell."""
    limits = ", ".join(f"({strand}, {float(1 - q)!r})" for strand, q in sorted(positions.items()))
    return f"""
CREATE OR REPLACE TABLE work.main.curve AS
WITH at_risk AS (
  SELECT *, sum(n) OVER (PARTITION BY strand, spot, code ORDER BY days DESC) AS at_risk
  FROM work.main.rolled_life
),
surviving AS (
  SELECT *, exp(sum(CASE WHEN events = at_risk THEN -1e6 ELSE ln((at_risk - events) / at_risk) END)
    OVER (PARTITION BY strand, spot, code ORDER BY days)) AS surviving
  FROM at_risk
)
SELECT s.strand, s.spot, s.code, CAST(sum(s.n) AS BIGINT) AS n,
  min(CASE WHEN s.events > 0 AND s.surviving < l.share - {_CLOSE!r} THEN s.days END) AS below,
  min(CASE WHEN s.events > 0 AND abs(s.surviving - l.share) <= {_CLOSE!r} THEN s.days END) AS close
FROM surviving AS s
JOIN (VALUES {limits}) AS l(strand, share) ON l.strand = s.strand
GROUP BY ALL
"""


_SURE = """
SELECT strand, spot, code, CAST(below AS DOUBLE) AS value, n, 0 AS marks
FROM work.main.curve WHERE close IS NULL OR COALESCE(below < close, FALSE)
"""

_DOUBTFUL = """
SELECT l.strand, l.spot, l.code, l.days, l.events, l.n
FROM work.main.curve AS c
JOIN work.main.rolled_life AS l
  ON l.strand = c.strand AND l.spot = c.spot AND l.code IS NOT DISTINCT FROM c.code
WHERE NOT (c.close IS NULL OR COALESCE(c.below < c.close, FALSE))
ORDER BY ALL
"""


def _exactly(
    rows: Iterable[tuple[int, int, str, int, int, int]], positions: dict[int, Fraction]
) -> Iterator[tuple[int, int, str, float | None, int]]:
    for (strand, spot, code), group in groupby(rows, key=lambda r: r[:3]):
        lives = [(days, events, n) for *_, days, events, n in group]
        days = time_to(positions[strand], lives)
        yield strand, spot, code, None if days is None else float(days), sum(n for _, _, n in lives)
