"""Roll-up: from cells to every area and period, through what is covered.

What it reads, beside the cells and ``rolkpi.sql.reach`` (all in ``work.main``, all small):

``slot``     (strand, slot, cov, use, pool, breakdown, origin, at_end, standing): which use serves which part of which
             formula; ``pool``: strands that pool the same uses by the same origins have it in common
``seed``     (strand, cov, code): cells of formulas that have a value where nothing was counted
``baseline`` (strand, area, code, value): what an index compares with

Rolled sums are whole numbers of ``one``: see ``rolkpi.sql.reach``.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from rolkpi.catalog import Catalog
from rolkpi.model.measure import Distinct, DistinctStock, HistogramSource, Measure, Quantile, StockAge, Survival
from rolkpi.plan import Plan, Strand
from rolkpi.sql.figures import FIGURE, figures
from rolkpi.sql.names import Mark
from rolkpi.sql.reach import AS_IT_WAS, LIVING, STAY, completeness, reach

_REACHED = """JOIN work.main.reach AS r
  ON r.cov = s.cov AND r.origin = s.origin AND r.area = c.area AND r.month = c.month AND r.counts"""
_WHEN_READ = "WHERE (NOT s.at_end OR r.until) AND (NOT s.standing OR r.present)"


def rolled(strands: Iterable[Strand], one: int = AS_IT_WAS) -> str:
    """Counts and sums per (strand, area, period, code): one ``v`` and one ``n`` column per slot. Strands of as many
    slots are added up together, so that none carries columns it has no use for."""
    alike: dict[int, list[int]] = {}
    for strand in strands:
        alike.setdefault(max(1, len(strand.measures)), []).append(strand.number)
    parts = [_rolled(slots, numbers, one) for slots, numbers in sorted(alike.items())]
    return "\nCREATE OR REPLACE TABLE work.main.rolled AS" + "UNION ALL BY NAME".join(parts or [_rolled(1, [], one)])


def _rolled(slots: int, strands: list[int], one: int) -> str:
    cell, sum_type = ("c.{}", "BIGINT") if one == AS_IT_WAS else ("CAST(c.{} AS HUGEINT) * r.share", "HUGEINT")
    columns = ",\n  ".join(
        f"CAST(sum(CASE WHEN s.slot = {i} THEN {cell.format(part)} END) AS {sum_type}) AS {name}{i}"
        for i in range(slots)
        for part, name in (("value", "v"), ("n", "n"))
    )
    return f"""
SELECT s.strand, s.cov, r.above AS area, r.period, c.code, bit_or(c.marks) AS marks,
  {columns}
FROM work.main.slot AS s
JOIN work.main.cell AS c ON c.use = s.use AND c.breakdown = s.breakdown
{_REACHED}
{_WHEN_READ} AND s.strand IN ({", ".join(map(str, strands)) or "NULL"})
GROUP BY ALL
"""


def rolled_bins(histograms: bool, ages: bool = False) -> str:
    """Observations per value, in order, with how many there are up to it and in all; by the lower ends of their
    ranges and, where a return's ranges are among them, by the upper ends too (an open one is NULL and comes last).

    Strands that differ only in q share it. Of ages in stock, those at the last month-end only are read.
    """
    observed, among = _observed("low", ages), ""
    if histograms:  # where no range is among the observations both ends are the same, and one list says it
        keys = "cov, pool, breakdown, area, period, code"
        among = f"""WITH lower_ends AS MATERIALIZED (
{observed}
),
upper_ends AS (
{_observed("high", ages)}
),
ranged AS (SELECT DISTINCT {keys} FROM lower_ends WHERE ranges)
"""
        observed = (
            f"  SELECT * FROM lower_ends\n  UNION ALL\n  SELECT * FROM upper_ends SEMI JOIN ranged USING ({keys})"
        )
    return f"""
CREATE OR REPLACE TABLE work.main.rolled_bin AS
{among}SELECT *, sum(n) OVER same AS total, sum(n) OVER (same ORDER BY value NULLS LAST) AS running
FROM (
{observed}
)
WINDOW same AS (PARTITION BY side, cov, pool, breakdown, area, period, code)
"""


def _observed(side: str, ages: bool) -> str:
    """One end of every observation, with how many there are: the upper end of those pools only that have ranges."""
    kept, read = (", at_end, standing", f"\n  {_WHEN_READ}") if ages else ("", "")
    pools = f"SELECT DISTINCT cov, use, pool, breakdown, origin{kept} FROM work.main.slot"
    if side == "high":
        ranged = "JOIN work.main.bin AS b ON b.use = s.use WHERE b.low IS DISTINCT FROM b.high"
        pools += f" WHERE pool IN (SELECT s.pool FROM work.main.slot AS s {ranged})"
    value = f"'{side}' AS side, s.cov, s.pool, s.breakdown, r.above AS area, r.period, c.code, c.{side} AS value"
    return f"""  SELECT {value},
    CAST(sum(c.n) AS BIGINT) AS n, bool_or(c.low IS DISTINCT FROM c.high) AS ranges, bit_or(c.marks) AS marks
  FROM ({pools}) AS s
  JOIN work.main.bin AS c ON c.use = s.use AND c.breakdown = s.breakdown
  {_REACHED}{read}
  GROUP BY ALL"""


ROLLED_MEMBERS = f"""
CREATE OR REPLACE TABLE work.main.rolled_member AS
SELECT s.strand, s.cov, s.slot, r.above AS area, r.period, c.code, count(DISTINCT c.key) AS n,
  CAST(COALESCE(sum(c.n) FILTER (WHERE c.key IS NULL), 0) AS BIGINT) AS missing,
  CAST(CASE WHEN bool_or(c.key IS NULL) THEN {Mark.MISSING_KEYS:d} ELSE 0 END
    + CASE WHEN bool_or(c.weak AND c.key IS NOT NULL) THEN {Mark.WEAK_KEYS:d} ELSE 0 END AS UTINYINT) AS marks
FROM work.main.slot AS s
JOIN work.main.member AS c ON c.use = s.use AND c.breakdown = s.breakdown
{_REACHED}
{_WHEN_READ}
GROUP BY ALL
"""

ROLLED_LIVES = f"""
CREATE OR REPLACE TABLE work.main.rolled_life AS
SELECT s.strand, s.cov, r.above AS area, r.period, c.code, c.days,
  CAST(sum(c.events) AS BIGINT) AS events, CAST(sum(c.n) AS BIGINT) AS n
FROM work.main.slot AS s
JOIN work.main.life AS c ON c.use = s.use AND c.breakdown = s.breakdown
{_REACHED}
GROUP BY ALL
"""


def add_members(slots: int, one: int = AS_IT_WAS) -> str:
    """Distinct counts join the other slots: rows of ``rolled`` with the same shape."""
    times = "" if one == AS_IT_WAS else f" * {one}"
    columns = ", ".join(
        f"CAST(CASE WHEN slot = {i} THEN n{times} END AS BIGINT) AS {name}{i}"
        for i in range(slots)
        for name in ("v", "n")
    )
    return f"""
INSERT INTO work.main.rolled BY NAME
SELECT strand, cov, area, period, code, marks, {columns} FROM work.main.rolled_member
"""


def merged(slots: int, one: int = AS_IT_WAS) -> str:
    """One row per (strand, area, period, code) after distinct counts or seeds were added."""
    kind = "BIGINT" if one == AS_IT_WAS else "HUGEINT"
    columns = ", ".join(f"CAST(sum({name}{i}) AS {kind}) AS {name}{i}" for i in range(slots) for name in ("v", "n"))
    return f"""
CREATE OR REPLACE TABLE work.main.rolled AS
SELECT strand, cov, area, period, code, bit_or(marks) AS marks, {columns} FROM work.main.rolled GROUP BY ALL
"""


SEED = """
INSERT INTO work.main.rolled BY NAME
SELECT s.strand, s.cov, c.area, c.period, s.code
FROM work.main.seed AS s
JOIN work.main.completeness AS c ON c.cov = s.cov AND c.covered > 0
"""
"""A row for every covered cell of the strands in ``work.main.seed`` (strand, cov, code)."""


def cover(plan: Plan, one: int = AS_IT_WAS) -> Iterator[str]:
    """The statements up to ``work.main.stay``: after them, the people of each stay are looked up."""
    yield from reach(plan, one)
    yield STAY


def roll_up(
    plan: Plan, catalog: Catalog, strands: Sequence[Strand] | None = None, one: int = AS_IT_WAS
) -> Iterator[str]:
    """Every statement from cells, reach and people to ``work.main.figure``, in order; for some strands only where
    given. Survival is worked out from ``work.main.rolled_life``: no SQL divides as exactly."""
    chosen = plan.strands if strands is None else strands
    measures: list[Measure] = [m for s in chosen for m in s.measures]
    slots = max((len(s.measures) for s in plan.strands), default=1) or 1
    yield LIVING
    yield completeness(one)
    yield rolled(plan.strands, one)
    if any(isinstance(m, Quantile | StockAge) for m in measures):
        yield rolled_bins(has_histograms(measures), any(isinstance(m, StockAge) for m in measures))
    if any(isinstance(m, Survival) for m in measures):
        yield ROLLED_LIVES
    distinct = any(isinstance(m, Distinct | DistinctStock) for m in measures)
    if distinct:
        yield ROLLED_MEMBERS
        yield add_members(slots, one)
    seeded = any(s.never_empty for s in chosen)
    if seeded:
        yield SEED
    if distinct or seeded:
        yield merged(slots, one)
    yield FIGURE
    yield from figures(chosen, catalog, one, has_histograms(measures))


def has_histograms(measures: Sequence[Measure]) -> bool:
    """Whether a quantile may rest on the ranges of a return."""
    return any(isinstance(s, HistogramSource) for m in measures if isinstance(m, Quantile) for s in m.sources)
