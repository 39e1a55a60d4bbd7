"""Roll-up: from cells to every area and period, through what is covered.

What it reads, beside the cells (all in ``work.main``, all small):

``unit``   (cov, area, month, covered, origin, automatic): one row per expected (area, month)
``class``  (cov, hierarchy, reading, days): the coverage classes
``grid``   (cov, above, period): every area and period a class must answer for
``up``     (hierarchy, area, month, above): each area, itself included, and the areas it lies in
``win``    (period, month, until): the months a period looks at
``period`` (period, frequency, "window", label, days, months)
``people`` (area, period, n): population in the middle of a period
``slot``   (strand, slot, cov, use, breakdown, origin, at_end): which use serves which part of which formula
``origin`` (cov, origin, name)
``seed``   (strand, cov, code): cells of formulas that have a value where nothing was counted
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from fractions import Fraction
from typing import assert_never

from sqlglot import exp

from rolkpi.catalog import Catalog
from rolkpi.expression import check_formula, lower_formula
from rolkpi.model.kpi import CohortShare, DerivedFormula, Kpi, Rate, Ratio, Total
from rolkpi.model.measure import Distinct, Quantile
from rolkpi.plan import Plan, Strand
from rolkpi.sql.names import parse, text

REACH = """
CREATE OR REPLACE TABLE work.main.reach AS
WITH seen AS (
  SELECT u.*, c.reading, c.days, up.above, w.period, w.until
  FROM work.main.unit AS u
  JOIN work.main.class AS c ON c.cov = u.cov
  JOIN work.main.up AS up ON up.hierarchy = c.hierarchy AND up.area = u.area AND up.month = u.month
  JOIN work.main.win AS w ON w.month = u.month AND (c.reading <> 'stock' OR w.until)
  JOIN work.main.grid AS g ON g.cov = u.cov AND g.above = up.above AND g.period = w.period
),
incomplete AS (
  SELECT DISTINCT cov, area, above, period FROM seen WHERE reading = 'mixed' AND NOT covered
)
SELECT s.cov, s.area, s.month, s.above, s.period, s.until, s.origin, s.automatic,
  s.covered AND i.cov IS NULL AS counts,
  CAST(make_date(s.month // 12, s.month % 12 + 1, 1) + INTERVAL 1 MONTH AS DATE) - 1 + s.days AS matures
FROM seen AS s
LEFT JOIN incomplete AS i ON i.cov = s.cov AND i.area = s.area AND i.above = s.above AND i.period = s.period
"""

COMPLETENESS = """
CREATE OR REPLACE TABLE work.main.completeness AS
WITH living AS (
  SELECT u.cov, u.above, u.period, CAST(sum(p.n) AS BIGINT) AS n
  FROM (SELECT DISTINCT cov, above, period, area FROM work.main.reach WHERE counts) AS u
  JOIN work.main.people AS p ON p.area = u.area AND p.period = u.period
  GROUP BY u.cov, u.above, u.period
)
SELECT g.cov, g.above AS area, g.period,
  count(r.cov) AS expected,
  COALESCE(count_if(r.counts), 0) AS covered,
  COALESCE(string_agg(DISTINCT o.name, ',' ORDER BY o.name) FILTER (WHERE r.counts), '') AS origin,
  COALESCE(bool_or(r.automatic AND r.counts), FALSE) AS automatic,
  max(CASE WHEN r.counts THEN r.matures END) AS matures,
  any_value(p.n) AS people
FROM work.main.grid AS g
LEFT JOIN work.main.reach AS r ON r.cov = g.cov AND r.above = g.above AND r.period = g.period
LEFT JOIN work.main.origin AS o ON o.cov = r.cov AND o.origin = r.origin
LEFT JOIN living AS p ON p.cov = g.cov AND p.above = g.above AND p.period = g.period
GROUP BY g.cov, g.above, g.period
"""

_REACHED = """JOIN work.main.reach AS r
  ON r.cov = s.cov AND r.origin = s.origin AND r.area = c.area AND r.month = c.month AND r.counts"""


def rolled(slots: int) -> str:
    """Counts and sums per (strand, area, period, code): one ``v`` and one ``n`` column per slot."""
    columns = ",\n  ".join(
        f"CAST(sum(CASE WHEN s.slot = {i} THEN c.{part} END) AS BIGINT) AS {name}{i}"
        for i in range(slots)
        for part, name in (("value", "v"), ("n", "n"))
    )
    return f"""
CREATE OR REPLACE TABLE work.main.rolled AS
SELECT s.strand, s.cov, r.above AS area, r.period, c.code, bool_or(c.estimated) AS estimated,
  {columns}
FROM work.main.slot AS s
JOIN work.main.cell AS c ON c.use = s.use AND c.breakdown = s.breakdown
{_REACHED}
WHERE NOT s.at_end OR r.until
GROUP BY ALL
"""


ROLLED_BINS = """
CREATE OR REPLACE TABLE work.main.rolled_bin AS
SELECT *, sum(n) OVER same AS total, sum(n) OVER (same ORDER BY value) AS running
FROM (
  SELECT s.cov, s.use, s.breakdown, r.above AS area, r.period, c.code, c.value, CAST(sum(c.n) AS BIGINT) AS n
  FROM (SELECT DISTINCT cov, use, breakdown, origin FROM work.main.slot) AS s
  JOIN work.main.bin AS c ON c.use = s.use AND c.breakdown = s.breakdown
  JOIN work.main.reach AS r
    ON r.cov = s.cov AND r.origin = s.origin AND r.area = c.area AND r.month = c.month AND r.counts
  GROUP BY ALL
)
WINDOW same AS (PARTITION BY cov, use, breakdown, area, period, code)
"""
"""Records per value, in order, with how many there are up to it and in all. Strands that differ only in q share it."""

ROLLED_MEMBERS = f"""
CREATE OR REPLACE TABLE work.main.rolled_member AS
SELECT s.strand, s.cov, s.slot, r.above AS area, r.period, c.code, count(DISTINCT c.key) AS n
FROM work.main.slot AS s
JOIN work.main.member AS c ON c.use = s.use AND c.breakdown = s.breakdown
{_REACHED}
GROUP BY ALL
"""


def add_members(slots: int) -> str:
    """Distinct counts join the other slots: rows of ``rolled`` with the same shape."""
    columns = ", ".join(
        f"CAST(CASE WHEN slot = {i} THEN n END AS BIGINT) AS {name}{i}" for i in range(slots) for name in ("v", "n")
    )
    return f"""
INSERT INTO work.main.rolled BY NAME
SELECT strand, cov, area, period, code, {columns} FROM work.main.rolled_member
"""


def merged(slots: int) -> str:
    """One row per (strand, area, period, code) after distinct counts or seeds were added."""
    columns = ", ".join(f"CAST(sum({name}{i}) AS BIGINT) AS {name}{i}" for i in range(slots) for name in ("v", "n"))
    return f"""
CREATE OR REPLACE TABLE work.main.rolled AS
SELECT strand, cov, area, period, code, bool_or(estimated) AS estimated, {columns} FROM work.main.rolled GROUP BY ALL
"""


SEED = """
INSERT INTO work.main.rolled BY NAME
SELECT s.strand, s.cov, c.area, c.period, s.code
FROM work.main.seed AS s
JOIN work.main.completeness AS c ON c.cov = s.cov AND c.covered > 0
"""
"""A row for every covered cell of the strands in ``work.main.seed`` (strand, cov, code)."""


FIGURE = """CREATE OR REPLACE TABLE work.main.figure (
  strand SMALLINT, area SMALLINT, period SMALLINT, code VARCHAR,
  value DOUBLE, numerator BIGINT, denominator BIGINT, n BIGINT, estimated BOOLEAN)"""


def roll_up(plan: Plan, catalog: Catalog, strands: Sequence[Strand] | None = None) -> Iterator[str]:
    """Every statement from cells and coverage to ``work.main.figure``, in order; for some strands only where given."""
    chosen = plan.strands if strands is None else strands
    measures = [catalog.measures[m] for s in chosen for m in s.measures]
    slots = max((len(s.measures) for s in plan.strands), default=1)
    yield REACH
    yield COMPLETENESS
    yield rolled(slots)
    if any(isinstance(m, Quantile) for m in measures):
        yield ROLLED_BINS
    distinct = any(isinstance(m, Distinct) for m in measures)
    if distinct:
        yield ROLLED_MEMBERS
        yield add_members(slots)
    seeded = any(s.never_empty for s in chosen)
    if seeded:
        yield SEED
    if distinct or seeded:
        yield merged(slots)
    yield FIGURE
    yield from figures(chosen, catalog)


def figures(strands: Iterable[Strand], catalog: Catalog) -> Iterator[str]:
    """Statements that divide: one per shape of formula, for all strands that share it."""
    shapes: dict[str, list[int]] = {}
    for strand in strands:
        shapes.setdefault(_figure(strand, catalog), []).append(strand.number)
    for query, numbers in shapes.items():
        listed = ", ".join(str(n) for n in numbers)
        yield f"INSERT INTO work.main.figure\n{query}\nWHERE k.strand IN ({listed})" + _MATURE


_MATURE = " AND (c.matures IS NULL OR c.matures <= (SELECT as_of FROM work.main.frame))"

_FROM = """FROM work.main.rolled AS k
JOIN work.main.completeness AS c ON c.cov = k.cov AND c.area = k.area AND c.period = k.period
JOIN work.main.period AS p ON p.period = k.period"""


def _figure(strand: Strand, catalog: Catalog) -> str:
    if isinstance(catalog.measures[strand.measures[0]], Quantile) and isinstance(strand.kpi.formula, Total):
        return _quantile(catalog.measures[strand.measures[0]])
    numerator, denominator, n, up, down = _parts(strand.kpi, strand.measures, catalog)
    value = f"CAST({up} AS DOUBLE) / NULLIF({down}, 0)" if down else f"CAST({up} AS DOUBLE)"
    parts = f"{value}, {numerator}, {denominator}, {n}, COALESCE(k.estimated, FALSE)"
    return f"SELECT k.strand, k.area, k.period, k.code, {parts}\n{_FROM}"


def _parts(kpi: Kpi, measures: tuple[str, ...], catalog: Catalog) -> tuple[str, str, str, str, str]:
    """numerator, denominator, n, and the two sides of the one division."""
    v0, n0 = "COALESCE(k.v0, 0)", "COALESCE(k.n0, 0)"
    match kpi.formula:
        case Total():
            return v0, "NULL", n0, v0, ""
        case Ratio(scale=scale):
            den = "COALESCE(k.v1, 0)" if len(measures) > 1 else v0
            n = "COALESCE(k.n1, 0)" if len(measures) > 1 else n0
            return v0, den, n, f"({v0} * {scale})", den
        case CohortShare(scale=scale):
            return v0, n0, n0, f"({v0} * {scale})", n0
        case Rate(scale=scale, annualise=annualise):
            times, over = (f" * {scale} * 12", " * p.months") if annualise else (f" * {scale}", "")
            return v0, "c.people", "c.people", f"({v0}{times})", f"(c.people{over})"
        case DerivedFormula(scale=scale) as formula:
            names = {m: f"v{i}" for i, m in enumerate(measures)}
            num, den = (_lowered(t, names, catalog) for t in (formula.numerator, formula.denominator))
            behind = check_formula(formula.denominator, catalog.measures).columns
            n = " + ".join(f"COALESCE(k.n{i}, 0)" for i, m in enumerate(measures) if m in behind) or "0"
            return num, den, n, f"({num} * {scale})", f"({den})"
        case _:
            assert_never(kpi.formula)


def _lowered(formula: str, names: dict[str, str], catalog: Catalog) -> str:
    tree = lower_formula(check_formula(formula, catalog.measures).tree, {**names, "period_days": "period_days"})

    def place(node: exp.Expr) -> exp.Expr:
        if not isinstance(node, exp.Column):
            return node
        return parse("p.days") if node.name == "period_days" else parse(f"COALESCE(k.{node.name}, 0)")

    return "(" + " ".join(text(tree.transform(place)).split()) + ")"


def _quantile(measure: object) -> str:
    """Type 7: position h = (n - 1) q; the value between its two neighbours, as one division of whole numbers."""
    assert isinstance(measure, Quantile)
    q = Fraction(measure.q)
    p, d = q.numerator, q.denominator
    whole, rest = f"((b.total - 1) * {p} // {d})", f"((b.total - 1) * {p} % {d})"
    return f"""SELECT k.strand, k.area, k.period, k.code,
  CAST(k.low * {d} + k.rest * (k.high - k.low) AS DOUBLE) / {d}, NULL, NULL, k.n, FALSE
FROM (
  SELECT s.strand, s.cov, b.area, b.period, b.code, any_value(b.total) AS n, any_value({rest}) AS rest,
    min(CASE WHEN b.running > {whole} THEN b.value END) AS low,
    min(CASE WHEN b.running > {whole} + CAST({rest} > 0 AS BIGINT) THEN b.value END) AS high
  FROM (SELECT DISTINCT strand, cov, use, breakdown FROM work.main.slot) AS s
  JOIN work.main.rolled_bin AS b ON b.cov = s.cov AND b.use = s.use AND b.breakdown = s.breakdown
  GROUP BY ALL
) AS k
JOIN work.main.completeness AS c ON c.cov = k.cov AND c.area = k.area AND c.period = k.period"""
