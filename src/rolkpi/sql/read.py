"""Reading: sparse figures and dense completeness become one row for every cell asked for.

What it reads:

``figure``        kpi, breakdown, area, frequency, window, period, disaggregation, value, numerator, denominator, n,
                  estimated
``completeness``  cov, area, frequency, window, period, expected, covered, origin, automatic, matures, people
``strand``        kpi, breakdown, cov: which coverage class answers for a KPI by a breakdown
``code``          kpi, breakdown, disaggregation: every combination of codes
``kpi``           kpi, unit, shape, min_base, definition; shape is total, quantile, rate or division
``area``          area, level
``period``        frequency, window, period, rank, period_start, period_end, part, revisable
``run``           run, as_of
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from sqlglot import exp

from rolkpi.model.kpi import UNKNOWN_CODE

COLUMNS = (
    ("kpi", "VARCHAR"),
    ("area", "VARCHAR"),
    ("frequency", "VARCHAR"),
    ("window", "VARCHAR"),
    ("period", "VARCHAR"),
    ("disaggregation", "VARCHAR"),
    ("level", "VARCHAR"),
    ("period_start", "DATE"),
    ("period_end", "DATE"),
    ("value", "DOUBLE"),
    ("numerator", "BIGINT"),
    ("denominator", "BIGINT"),
    ("n", "BIGINT"),
    ("unit", "VARCHAR"),
    ("low", "DOUBLE"),
    ("high", "DOUBLE"),
    ("obs_status", "VARCHAR"),
    ("reason", "VARCHAR"),
    ("flags", "VARCHAR[]"),
    ("covered", "BIGINT"),
    ("expected", "BIGINT"),
    ("origin", "VARCHAR"),
    ("linkage", "DOUBLE"),
    ("target", "DOUBLE"),
    ("trajectory", "DOUBLE"),
    ("rag", "VARCHAR"),
    ("as_of", "DATE"),
    ("run", "VARCHAR"),
    ("definition", "VARCHAR"),
)
"""The measurement schema: name and type, in order."""

_NEVER_YET = ("linkage", "target", "trajectory", "rag", "low", "high")
"""Columns of the schema that nothing fills yet: NULL."""


@dataclass(frozen=True, slots=True)
class Selection:
    """What is asked for. None means everything; empty means nothing."""

    kpis: tuple[str, ...] | None = None
    """KPI ids."""
    areas: tuple[str, ...] | None = None
    levels: tuple[str, ...] | None = None
    frequencies: tuple[str, ...] | None = None
    windows: tuple[str, ...] | None = None
    periods: tuple[str, ...] | None = None
    """Labels: ``2024-03``."""
    breakdowns: tuple[str, ...] | None = None
    """``force;sex``; the empty text is the total."""


def _among(column: str, wanted: Iterable[str] | None) -> str:
    if wanted is None:
        return "TRUE"
    listed = ", ".join(exp.Literal.string(w).sql("duckdb") for w in sorted(set(wanted)))
    return f"{column} IN ({listed})" if listed else "FALSE"


def measurements_query(wanted: Selection, figure: str = "figure", completeness: str = "completeness") -> str:
    """The dense measurements, columns as in ``COLUMNS``, sorted by key.

    ``figure`` and ``completeness`` may be given as other relations with the same columns.
    obs_status is the first that applies: not_applicable, no_data, immature, undefined, small_base, provisional, ok.
    """
    asked = " AND ".join(
        (
            _among("s.kpi", wanted.kpis),
            _among("s.breakdown", wanted.breakdowns),
            _among("c.area", wanted.areas),
            _among("a.level", wanted.levels),
            _among("c.frequency", wanted.frequencies),
            _among('c."window"', wanted.windows),
            _among("c.period", wanted.periods),
        )
    )
    columns = ",\n  ".join(_column(name, type_) for name, type_ in COLUMNS)
    return f"""
WITH asked AS (
  SELECT s.kpi, s.breakdown, a.level, c.*
  FROM strand AS s
  JOIN {completeness} AS c ON c.cov = s.cov
  JOIN area AS a ON a.area = c.area
  WHERE {asked}
),
uncoded AS (
  SELECT DISTINCT kpi, breakdown, area, frequency, "window", period, disaggregation
  FROM {figure} WHERE contains(disaggregation || ';', '={UNKNOWN_CODE};')
),
cell AS (
  SELECT q.*, d.disaggregation FROM asked AS q JOIN code AS d ON d.kpi = q.kpi AND d.breakdown = q.breakdown
  UNION ALL
  SELECT q.*, u.disaggregation FROM asked AS q JOIN uncoded AS u
    ON u.kpi = q.kpi AND u.breakdown = q.breakdown AND u.area = q.area AND u.frequency = q.frequency
    AND u."window" = q."window" AND u.period = q.period
),
joined AS (
  SELECT c.*, k.unit, k.shape, k.min_base, k.definition, p.period_start, p.period_end, p.rank, p.part, p.revisable,
    r.run, r.as_of,
    COALESCE(f.estimated, FALSE) AS estimated, f.value AS raw_value, COALESCE(f.numerator, 0) AS raw_numerator,
    CASE k.shape WHEN 'rate' THEN COALESCE(c.people, 0) ELSE COALESCE(f.denominator, 0) END AS raw_denominator,
    CASE k.shape WHEN 'rate' THEN COALESCE(c.people, 0) ELSE COALESCE(f.n, 0) END AS raw_n
  FROM cell AS c
  JOIN kpi AS k ON k.kpi = c.kpi
  JOIN period AS p ON p.frequency = c.frequency AND p."window" = c."window" AND p.period = c.period
  CROSS JOIN run AS r
  LEFT JOIN {figure} AS f ON f.kpi = c.kpi AND f.breakdown = c.breakdown AND f.area = c.area
    AND f.frequency = c.frequency AND f."window" = c."window" AND f.period = c.period
    AND f.disaggregation = c.disaggregation
),
judged AS (
  SELECT *, CASE
    WHEN expected = 0 THEN 'not_applicable'
    WHEN covered = 0 THEN 'no_data'
    WHEN matures > as_of THEN 'immature'
    WHEN shape IN ('division', 'rate') AND raw_denominator = 0 THEN 'undefined'
    WHEN shape = 'quantile' AND raw_n = 0 THEN 'undefined'
    WHEN raw_n < min_base THEN 'small_base'
    WHEN covered < expected OR revisable OR automatic THEN 'provisional'
    ELSE 'ok' END AS obs_status
  FROM joined
),
known AS (
  SELECT *, obs_status NOT IN ('not_applicable', 'no_data', 'immature') AS is_known FROM judged
)
SELECT
  {columns}
FROM known
ORDER BY kpi, area, rank, period_start, disaggregation
"""


_COMPUTED = {
    "value": """CASE WHEN NOT is_known OR obs_status = 'undefined' THEN NULL
    WHEN shape = 'quantile' THEN raw_value ELSE COALESCE(raw_value, 0) END""",
    "numerator": "CASE WHEN is_known AND shape <> 'quantile' THEN raw_numerator END",
    "denominator": "CASE WHEN is_known AND shape IN ('division', 'rate') THEN raw_denominator END",
    "n": "CASE WHEN is_known THEN raw_n END",
    "origin": "NULLIF(origin, '')",
    "flags": """list_filter(
      [CASE WHEN is_known AND estimated THEN 'estimated' END, CASE WHEN part THEN 'part_period' END],
      lambda flag: flag IS NOT NULL
    )""",
    "reason": """CASE obs_status
    WHEN 'not_applicable' THEN 'not expected'
    WHEN 'no_data' THEN 'no accepted delivery covers it'
    WHEN 'immature' THEN 'matures on ' || CAST(matures AS VARCHAR)
    WHEN 'undefined' THEN CASE shape WHEN 'quantile' THEN 'no records' ELSE 'the denominator is 0' END
    WHEN 'small_base' THEN 'n is below ' || CAST(min_base AS VARCHAR)
    WHEN 'provisional' THEN CASE
      WHEN covered < expected
      THEN CAST(covered AS VARCHAR) || ' of ' || CAST(expected AS VARCHAR) || ' area-months covered'
      WHEN revisable THEN 'inside the revision window' ELSE 'accepted automatically' END
    END""",
}


def _column(name: str, type_: str) -> str:
    value = "NULL" if name in _NEVER_YET else _COMPUTED.get(name, f'"{name}"')
    return f'CAST({value} AS {type_}) AS "{name}"'
