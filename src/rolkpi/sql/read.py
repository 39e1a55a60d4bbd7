"""Reading: sparse figures and dense completeness become one row for every cell asked for.

What it reads:

``figure``        kpi, breakdown, area, frequency, window, period, disaggregation, value, numerator, denominator, n,
                  low, high, marks
``completeness``  cov, area, frequency, window, period, expected, covered, months, origin, automatic, matures, people,
                  broken, restated
``strand``        kpi, breakdown, cov, linkage, linkage_breakdown: which coverage class answers for a KPI by a
                  breakdown, and which KPI by which breakdown says how many of its records found their partner
``code``          kpi, breakdown, disaggregation: every combination of codes
``kpi``           kpi, unit, shape, min_base, min_months, missing, definition; see ``Shape``; ``min_months`` is 0 where
                  the last month is enough; ``missing``: plugins that it needs and that are not loaded
``area``          area, level
``period``        frequency, window, period, rank, period_start, period_end, part, revisable
``run``           run, as_of
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from sqlglot import exp

from rolkpi.model.kpi import UNKNOWN_CODE
from rolkpi.sql.names import Mark

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


class Shape(StrEnum):
    """How a KPI's figures are to be read."""

    TOTAL = "total"
    DIVISION = "division"
    """A numerator and a denominator."""
    RATE = "rate"
    """The same; where nothing was counted the denominator is the population."""
    INDEX = "index"
    QUANTILE = "quantile"
    SURVIVAL = "survival"
    SURVEY = "survey"
    UNIT_SHARE = "unit_share"
    SCORE = "score"
    UNAVAILABLE = "unavailable"


_DIVIDED = "('division', 'rate', 'index', 'unit_share')"
_WITHOUT_PARTS = "('quantile', 'survival', 'survey', 'score')"
_MARKS = ", ".join(
    f"CASE WHEN is_known AND marks & {mark:d} > 0 THEN '{mark.flag}' END" for mark in sorted(Mark, key=lambda m: m.flag)
)

_OF = "' || CAST(covered AS VARCHAR) || ' of ' || CAST(expected AS VARCHAR) || '"
_TOO_FEW = """("window" = 'rolling_12' AND months < min_months OR shape = 'score' AND raw_value IS NULL)"""

_COMPARES_PART = "(shape = 'index' AND part AND min_months > 0)"
"""A count of some months against the baseline of them all; a stock has its last month in any case."""

_NEVER_YET = ("target", "trajectory", "rag")
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
  SELECT s.kpi, s.breakdown, s.linkage, s.linkage_breakdown, a.level, c.*
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
rolling AS (
  SELECT s.kpi, s.breakdown, k.min_months, c.area, c.frequency, c."window", c.period, c.months
  FROM strand AS s
  JOIN kpi AS k ON k.kpi = s.kpi
  JOIN {completeness} AS c ON c.cov = s.cov AND c."window" = 'rolling_12'
  WHERE s.kpi IN (SELECT linkage FROM asked)
),
joined AS (
  SELECT c.*, k.unit, k.shape, k.min_base, k.min_months, k.missing, k.definition, p.period_start, p.period_end, p.rank,
    p.part, p.revisable, r.run, r.as_of,
    CASE WHEN f.kpi IS NULL AND k.shape = 'rate' AND c.people IS NOT NULL THEN 0 ELSE f.value END AS raw_value,
    f.numerator AS raw_numerator, f.low AS raw_low, f.high AS raw_high,
    COALESCE(f.marks, 0) AS marks,
    COALESCE(f.denominator, CASE k.shape WHEN 'rate' THEN c.people END) AS raw_denominator,
    COALESCE(f.n, CASE k.shape WHEN 'rate' THEN c.people END, 0) AS raw_n,
    CASE WHEN c."window" <> 'rolling_12' OR lc.months >= lc.min_months
      THEN CAST(l.numerator AS DOUBLE) / NULLIF(l.denominator, 0) END AS linked
  FROM cell AS c
  JOIN kpi AS k ON k.kpi = c.kpi
  JOIN period AS p ON p.frequency = c.frequency AND p."window" = c."window" AND p.period = c.period
  CROSS JOIN run AS r
  LEFT JOIN {figure} AS f ON f.kpi = c.kpi AND f.breakdown = c.breakdown AND f.area = c.area
    AND f.frequency = c.frequency AND f."window" = c."window" AND f.period = c.period
    AND f.disaggregation = c.disaggregation
  LEFT JOIN rolling AS lc ON lc.kpi = c.linkage AND lc.breakdown = c.linkage_breakdown AND lc.area = c.area
    AND lc.frequency = c.frequency AND lc."window" = c."window" AND lc.period = c.period
  LEFT JOIN {figure} AS l ON l.kpi = c.linkage AND l.breakdown = c.linkage_breakdown AND l.area = c.area
    AND l.frequency = c.frequency AND l."window" = c."window" AND l.period = c.period
    AND l.disaggregation = CASE WHEN c.linkage_breakdown = '' THEN '' ELSE c.disaggregation END
),
judged AS (
  SELECT *, CASE
    WHEN shape = 'unavailable' THEN 'unavailable'
    WHEN expected = 0 THEN 'not_applicable'
    WHEN covered = 0 OR {_TOO_FEW} OR {_COMPARES_PART} THEN 'no_data'
    WHEN matures > as_of THEN 'immature'
    WHEN shape IN {_DIVIDED} AND raw_value IS NULL THEN 'undefined'
    WHEN shape = 'quantile' AND raw_n = 0 THEN 'undefined'
    WHEN shape = 'survival' AND raw_value IS NULL THEN 'undefined'
    WHEN raw_n < min_base THEN 'small_base'
    WHEN covered < expected OR revisable OR automatic THEN 'provisional'
    ELSE 'ok' END AS obs_status
  FROM joined
),
known AS (
  SELECT *, obs_status NOT IN ('unavailable', 'not_applicable', 'no_data', 'immature') AS is_known FROM judged
)
SELECT
  {columns}
FROM known
ORDER BY kpi, area, rank, period_start, disaggregation
"""


_COMPUTED = {
    "value": f"""CASE WHEN NOT is_known OR obs_status = 'undefined' THEN NULL
    WHEN shape IN {_WITHOUT_PARTS} THEN raw_value ELSE COALESCE(raw_value, 0) END""",
    "numerator": f"""CASE WHEN NOT is_known OR shape IN {_WITHOUT_PARTS} THEN NULL
    WHEN shape = 'index' AND raw_denominator IS NULL THEN NULL ELSE COALESCE(raw_numerator, 0) END""",
    "denominator": f"""CASE WHEN NOT is_known OR shape NOT IN {_DIVIDED} THEN NULL
    WHEN shape = 'index' THEN raw_denominator ELSE COALESCE(raw_denominator, 0) END""",
    "n": "CASE WHEN is_known THEN raw_n END",
    "low": "CASE WHEN is_known AND obs_status <> 'undefined' THEN raw_low END",
    "high": "CASE WHEN is_known AND obs_status <> 'undefined' THEN raw_high END",
    "linkage": "linked",
    "origin": "NULLIF(origin, '')",
    "flags": f"""list_sort(list_filter(
      [{_MARKS}, CASE WHEN part THEN 'part_period' END, CASE WHEN restated THEN 'restated_geography' END,
        CASE WHEN broken THEN 'series_break' END],
      lambda flag: flag IS NOT NULL
    ))""",
    "reason": f"""CASE obs_status
    WHEN 'unavailable' THEN 'needs the plugin ' || missing || ', which is not loaded'
    WHEN 'not_applicable' THEN 'not expected'
    WHEN 'no_data' THEN CASE
      WHEN covered = 0 AND shape = 'unit_share' THEN 'no area has a value'
      WHEN covered = 0 AND shape = 'score' THEN 'no part has a value'
      WHEN covered = 0 AND restated THEN 'what it needs was not delivered and accepted, or cannot be told apart'
      WHEN covered = 0 THEN 'not all that it needs was delivered and accepted'
      WHEN shape = 'score' THEN 'too few of its parts have a value: {_OF}'
      WHEN {_COMPARES_PART} THEN 'the period is not whole, so it does not compare with the baseline'
      ELSE CAST(months AS VARCHAR) || ' of 12 months are known, ' || CAST(min_months AS VARCHAR) || ' are needed' END
    WHEN 'immature' THEN 'matures on ' || CAST(matures AS VARCHAR)
    WHEN 'undefined' THEN CASE
      WHEN shape = 'index' THEN 'there is no baseline'
      WHEN shape = 'survival' AND raw_n > 0 THEN 'too few have met the event yet'
      WHEN shape IN ('quantile', 'survival') THEN 'no records'
      WHEN shape = 'rate' THEN 'no population is known'
      ELSE 'the denominator is 0' END
    WHEN 'small_base' THEN 'n is below ' || CAST(min_base AS VARCHAR)
    WHEN 'provisional' THEN CASE
      WHEN covered < expected THEN CASE shape
        WHEN 'unit_share' THEN '{_OF} areas have a value'
        WHEN 'score' THEN '{_OF} parts have a value'
        ELSE '{_OF} area-months covered' END
      WHEN revisable THEN 'inside the revision window'
      WHEN shape IN ('unit_share', 'score') THEN 'what it is made of is provisional'
      ELSE 'accepted automatically' END
    END""",
}


def _column(name: str, type_: str) -> str:
    value = "NULL" if name in _NEVER_YET else _COMPUTED.get(name, f'"{name}"')
    return f'CAST({value} AS {type_}) AS "{name}"'
