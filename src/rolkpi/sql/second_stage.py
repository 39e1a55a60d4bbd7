"""Statements of KPIs made of other KPIs, over measurements: see ``rolkpi.measurements.second_stage``."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction

from rolkpi.model.kpi import Kpi, Score, UnitShare, parts_of

_CELL = 'area, frequency, "window", period'
_VALID = "value IS NOT NULL AND obs_status IN ('ok', 'provisional')"
_WITH_STATUS = f"""*, {_VALID} AS valid, obs_status <> 'not_applicable' AS applicable,
    obs_status = 'provisional' AS open, list_contains(flags, 'series_break') AS breaks,
    list_contains(flags, 'restated_geography') AS moves"""
_MADE = ("value", "numerator", "denominator", "n", "expected", "covered", "open", "breaks", "moves")
"""Columns that ``unit_share`` and ``score`` give beside those of the cell."""


def second_stage(kpi: Kpi, parts: str) -> str:
    """The query of a KPI made of others, over the measurements of these."""
    match kpi.formula:
        case UnitShare() as formula:
            return unit_share(formula, parts)
        case Score() as formula:
            return score(formula, Fraction(formula.min_coverage), parts)
        case _:
            raise AssertionError(f"{kpi.id} is not made of KPIs")


def unit_share(formula: UnitShare, parts: str) -> str:
    """Per area and period: of the units in it, those that pass; each counts one, or what the weight says of it."""
    passes = f"u.value {formula.test} {_double(formula.threshold)}"
    weigh, weight_is_valid, weight = "", "TRUE", "1"
    if formula.weight is not None:
        weigh = f"""
  LEFT JOIN part AS w ON w.kpi = '{formula.weight}' AND w.area = u.area AND w.frequency = u.frequency
    AND w."window" = u."window" AND w.period = u.period"""
        weight_is_valid, weight = "COALESCE(w.valid, FALSE)", "w.numerator"
    breaks, moves = (f"u.{c} OR w.{c}" if weigh else f"u.{c}" for c in ("breaks", "moves"))
    valid = f"(u.valid AND {weight_is_valid})"
    return f"""
WITH part AS (SELECT {_WITH_STATUS} FROM ({parts})),
pooled AS (
  SELECT b.above AS area, b.frequency, b."window", b.period,
    CAST(count(*) AS BIGINT) AS expected, CAST(count_if{valid} AS BIGINT) AS covered,
    CAST(COALESCE(sum({weight}) FILTER (WHERE {valid} AND {passes}), 0) AS BIGINT) AS numerator,
    CAST(COALESCE(sum({weight}) FILTER (WHERE {valid}), 0) AS BIGINT) AS denominator,
    COALESCE(bool_or(u.open AND {valid}), FALSE) AS open, bool_or({breaks}) AS breaks, bool_or({moves}) AS moves
  FROM below AS b
  JOIN part AS u ON u.kpi = '{formula.kpi}' AND u.area = b.unit AND u.frequency = b.frequency
    AND u."window" = b."window" AND u.period = b.period AND u.applicable{weigh}
  GROUP BY ALL
)
SELECT *, CAST(numerator * {formula.scale} AS DOUBLE) / NULLIF(denominator, 0) AS value, covered AS n FROM pooled
"""


def score(formula: Score, min_coverage: Fraction, parts: str) -> str:
    """Per area and period: the parts brought to 0..1, weighted, in the order they are declared."""
    kpis = parts_of(formula)
    numbers = {kpi: n for n, kpi in enumerate(kpis)}
    wide = ",\n    ".join(
        f"max(value) FILTER (WHERE kpi = '{kpi}' AND valid) AS x{n}, "
        f"COALESCE(bool_or(applicable) FILTER (WHERE kpi = '{kpi}'), FALSE) AS a{n}"
        for kpi, n in numbers.items()
    )
    terms, held, applicable, covered, expected = [], [], [], [], []
    for part in formula.parts:
        x, a = f"x{numbers[part.kpi]}", f"a{numbers[part.kpi]}"
        worst, best = _double(part.worst), _double(part.best)
        norm = f"least({_double(1)}, greatest({_double(0)}, ({x} - {worst}) / ({best} - {worst})))"
        terms.append(f"CASE WHEN {x} IS NULL THEN {_double(0)} ELSE {part.weight} * {norm} END")
        held.append(f"CASE WHEN {x} IS NULL THEN 0 ELSE {part.weight} END")
        applicable.append(f"CASE WHEN {a} THEN {part.weight} ELSE 0 END")
        covered.append(f"CAST({x} IS NOT NULL AS BIGINT)")
        expected.append(f"CAST({a} AS BIGINT)")
    enough = f"held > 0 AND held * {min_coverage.denominator} >= applicable * {min_coverage.numerator}"
    return f"""
WITH part AS (SELECT {_WITH_STATUS} FROM ({parts})),
wide AS (
  SELECT {_CELL},
    {wide},
    COALESCE(bool_or(open AND valid), FALSE) AS open, bool_or(breaks AND applicable) AS breaks,
    bool_or(moves AND applicable) AS moves
  FROM part GROUP BY ALL
),
weighed AS (
  SELECT *, {" + ".join(terms)} AS top, {" + ".join(held)} AS held, {" + ".join(applicable)} AS applicable,
    {" + ".join(covered)} AS covered, {" + ".join(expected)} AS expected
  FROM wide
)
SELECT {_CELL}, covered, expected, open, breaks, moves, covered AS n, NULL AS numerator, NULL AS denominator,
  CASE WHEN {enough} THEN {formula.scale} * top / held END AS value
FROM weighed
"""


def _double(number: float) -> str:
    """A literal that the engine does not take for a DECIMAL."""
    return f"CAST({number!r} AS DOUBLE)"


def put(kpi: Kpi, cov: int, query: str) -> Iterator[str]:
    """Put what a query gives in the place of the KPI's empty completeness, and its figures beside the others."""
    made = ", ".join(f"m.{name}" for name in _MADE)
    origin = ",".join(sorted(parts_of(kpi.formula)))
    yield f"""
CREATE OR REPLACE TABLE made AS
SELECT c.area, c.frequency, c."window", c.period, c.fiscal_year, {made}
FROM completeness AS c
LEFT JOIN ({query}) AS m
  ON m.area = c.area AND m.frequency = c.frequency AND m."window" = c."window" AND m.period = c.period
WHERE c.cov = {cov}
"""
    yield f"DELETE FROM completeness WHERE cov = {cov}"
    yield f"""
INSERT INTO completeness BY NAME
SELECT CAST({cov} AS INTEGER) AS cov, {_CELL}, fiscal_year, COALESCE(expected, 0) AS expected,
  COALESCE(covered, 0) AS covered, 0 AS months, CASE WHEN covered > 0 THEN '{origin}' ELSE '' END AS origin,
  COALESCE(open, FALSE) AS automatic, COALESCE(breaks, FALSE) AS broken, COALESCE(moves, FALSE) AS restated
FROM made
"""
    yield f"""
INSERT INTO figure BY NAME
SELECT '{kpi.id}' AS kpi, '' AS breakdown, {_CELL}, fiscal_year, '' AS disaggregation, value, numerator, denominator, n,
  0 AS marks
FROM made WHERE covered > 0
"""


_PERIOD = 'SELECT frequency, "window", period, rank, period_start FROM period'


def sorted_figures(kpis: Sequence[str]) -> str:
    """The figures of some KPIs, in order."""
    listed = ", ".join(f"'{kpi}'" for kpi in kpis)
    return f"""
SELECT f.* FROM figure AS f JOIN ({_PERIOD}) AS p USING (frequency, "window", period)
WHERE f.kpi IN ({listed})
ORDER BY f.kpi, p.rank, p.period_start, f.area, f.breakdown, f.disaggregation
"""


SORTED_COMPLETENESS = f"""
SELECT c.* FROM completeness AS c JOIN ({_PERIOD}) AS p USING (frequency, "window", period)
ORDER BY c.cov, p.rank, p.period_start, c.area
"""
