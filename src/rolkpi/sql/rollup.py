"""Roll-up: from cells to every area and period, through what is covered.

What it reads, beside the cells and ``rolkpi.sql.reach`` (all in ``work.main``, all small):

``slot``     (strand, slot, cov, use, pool, breakdown, origin, at_end, standing): which use serves which part of which
             formula; ``pool``: strands of a class that pool the same uses by a breakdown have it in common
``seed``     (strand, cov, code): cells of formulas that have a value where nothing was counted
``baseline`` (strand, area, code, value): what an index compares with

What is rolled up is so by ``spot``, an area and period of a class: see ``rolkpi.sql.reach``. Rolled sums are whole
numbers of ``one``.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from rolkpi.catalog import Catalog
from rolkpi.model.measure import Distinct, DistinctStock, HistogramSource, Measure, Quantile, StockAge, Survival
from rolkpi.plan import Plan, Strand
from rolkpi.sql.figures import FIGURE, divides, figures
from rolkpi.sql.names import Mark
from rolkpi.sql.reach import AS_IT_WAS, COUNTED, LIVING, SPOT, STAY, completeness, reach

_REACHED = """JOIN work.main.reach AS r
  ON r.cov = s.cov AND r.origin = s.origin AND r.area = c.area AND r.month = c.month AND r.counts"""
_SPOTS = f"""{_REACHED}
  {COUNTED.format("r")}"""
_THERE = "(NOT s.standing OR r.present)"
_WHEN_READ = f"WHERE (NOT s.at_end OR l.until) AND {_THERE}"


def rolled(strands: Iterable[Strand], one: int = AS_IT_WAS) -> str:
    """Counts and sums per (strand, spot, code): one ``v`` and one ``n`` column per slot. Strands of as many slots are
    added up together, so that none carries columns it has no use for."""
    alike: dict[int, list[Strand]] = {}
    for strand in strands:
        alike.setdefault(len(strand.measures), []).append(strand)
    parts = [_rolled(slots, chosen, one) for slots, chosen in sorted(alike.items())]
    return "\nCREATE OR REPLACE TABLE work.main.rolled AS" + "UNION ALL BY NAME".join(parts or [_rolled(1, [], one)])


def _rolled(slots: int, strands: Sequence[Strand], one: int) -> str:
    """First the months of an area, then the periods: a month is looked at by a dozen of them."""
    chosen = f"s.strand IN ({', '.join(str(s.number) for s in strands) or 'NULL'})"
    names = [f"{kind}{slot}" for slot in range(slots) for kind in "vn"]
    sum_type = "BIGINT" if one == AS_IT_WAS else "HUGEINT"
    cell = "c.{}" if one == AS_IT_WAS else "CAST(c.{} AS HUGEINT) * r.share"
    months = ", ".join(
        f"CAST(sum(CASE WHEN s.slot = {name[1:]} THEN {cell.format(column)} END) AS {sum_type}) AS {name}"
        for name, column in zip(names, ("value", "n") * slots, strict=True)
    )
    beside = ""
    if any(isinstance(m, Distinct | DistinctStock) for s in strands for m in s.measures):
        times = "" if one == AS_IT_WAS else f" * {one}"
        counted = ", ".join(f"CASE WHEN s.slot = {name[1:]} THEN s.n{times} END AS {name}" for name in names)
        beside += f"""
  UNION ALL BY NAME
  SELECT s.strand, s.spot, s.code, s.marks, {counted} FROM work.main.rolled_member AS s WHERE {chosen}"""
    if any(s.never_empty for s in strands):  # a row for every covered cell
        beside += f"""
  UNION ALL BY NAME
  SELECT s.strand, c.spot, s.code
  FROM work.main.seed AS s
  JOIN work.main.completeness AS c ON c.cov = s.cov AND c.covered > 0
  SEMI JOIN work.main.grid AS g ON g.same = c.spot
  WHERE {chosen}"""
    return f"""
SELECT strand, spot, code, bit_or(marks) AS marks,
  {", ".join(f"CAST(sum({name}) AS {sum_type}) AS {name}" for name in names)}
FROM (
  SELECT r.strand, {SPOT.format("r")} AS spot, r.code, r.marks, {", ".join(f"r.{name}" for name in names)}
  FROM (
    SELECT s.strand, s.cov, s.at_end, r.above, r.month, r.part, c.code, bit_or(c.marks) AS marks, {months}
    FROM work.main.slot AS s
    JOIN work.main.cell AS c ON c.use = s.use AND c.breakdown = s.breakdown
    {_REACHED}
    WHERE {_THERE} AND {chosen}
    GROUP BY ALL
  ) AS r
  {COUNTED.format("r")}
  WHERE NOT r.at_end OR l.until{beside}
)
GROUP BY ALL
"""


def rolled_bins(histograms: bool, ages: bool = False) -> str:
    """Observations per value, in order, with how many there are up to it and in all; by the lower ends of their
    ranges and, where a return's ranges are among them, by the upper ends too (an open one is NULL and comes last).

    Strands that differ only in q share it. Of ages in stock, those at the last month-end only are read.
    """
    observed, among = _observed("low", ages), ""
    if histograms:  # where no range is among the observations both ends are the same, and one list says it
        keys = "spot, pool, code"
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
WINDOW same AS (PARTITION BY upper, spot, pool, code)
"""


def _observed(side: str, ages: bool) -> str:
    """One end of every observation, with how many there are: the upper end of those pools only that have ranges."""
    kept = ", at_end, standing" if ages else ""
    there, read = (f"\n    WHERE {_THERE}", "\n  WHERE NOT r.at_end OR l.until") if ages else ("", "")
    pools = f"SELECT DISTINCT cov, use, pool, breakdown, origin{kept} FROM work.main.slot"
    if side == "high":
        ranged = "JOIN work.main.bin AS b ON b.use = s.use WHERE b.low IS DISTINCT FROM b.high"
        pools += f" WHERE pool IN (SELECT s.pool FROM work.main.slot AS s {ranged})"
    return f"""  SELECT {str(side == "high").upper()} AS upper, {SPOT.format("r")} AS spot, r.pool, r.code, r.value,
    CAST(sum(r.n) AS BIGINT) AS n, bool_or(r.ranges) AS ranges, bit_or(r.marks) AS marks
  FROM (
    SELECT s.pool, s.cov{", s.at_end" if ages else ""}, r.above, r.month, r.part, c.code, c.{side} AS value,
      CAST(sum(c.n) AS BIGINT) AS n, bool_or(c.low IS DISTINCT FROM c.high) AS ranges, bit_or(c.marks) AS marks
    FROM ({pools}) AS s
    JOIN work.main.bin AS c ON c.use = s.use AND c.breakdown = s.breakdown
    {_REACHED}{there}
    GROUP BY ALL
  ) AS r
  {COUNTED.format("r")}{read}
  GROUP BY ALL"""


ROLLED_MEMBERS = f"""
CREATE OR REPLACE TABLE work.main.rolled_member AS
SELECT s.strand, s.slot, {SPOT.format("r")} AS spot, c.code, count(DISTINCT c.key) AS n,
  CAST(COALESCE(sum(c.n) FILTER (WHERE c.key IS NULL), 0) AS BIGINT) AS missing,
  CAST(CASE WHEN bool_or(c.key IS NULL) THEN {Mark.MISSING_KEYS:d} ELSE 0 END
    + CASE WHEN bool_or(c.weak AND c.key IS NOT NULL) THEN {Mark.WEAK_KEYS:d} ELSE 0 END AS UTINYINT) AS marks
FROM work.main.slot AS s
JOIN work.main.member AS c ON c.use = s.use AND c.breakdown = s.breakdown
{_SPOTS}
{_WHEN_READ}
GROUP BY ALL
"""

ROLLED_LIVES = f"""
CREATE OR REPLACE TABLE work.main.rolled_life AS
SELECT s.strand, {SPOT.format("r")} AS spot, c.code, c.days,
  CAST(sum(c.events) AS BIGINT) AS events, CAST(sum(c.n) AS BIGINT) AS n
FROM work.main.slot AS s
JOIN work.main.life AS c ON c.use = s.use AND c.breakdown = s.breakdown
{_SPOTS}
GROUP BY ALL
"""


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
    yield LIVING
    yield completeness(one)
    if any(isinstance(m, Distinct | DistinctStock) for m in measures):
        yield ROLLED_MEMBERS
    yield rolled([s for s in chosen if divides(s)], one)
    if any(isinstance(m, Quantile | StockAge) for m in measures):
        yield rolled_bins(has_histograms(measures), any(isinstance(m, StockAge) for m in measures))
    if any(isinstance(m, Survival) for m in measures):
        yield ROLLED_LIVES
    yield FIGURE
    yield from figures(chosen, catalog, one, has_histograms(measures))


def has_histograms(measures: Sequence[Measure]) -> bool:
    """Whether a quantile may rest on the ranges of a return."""
    return any(isinstance(s, HistogramSource) for m in measures if isinstance(m, Quantile) for s in m.sources)
