"""Figures: rolled sums divided, one statement per shape of formula.

``work.main.figure`` (strand, spot, code, value, numerator, denominator, n, low, high, marks), for the spots
that are the first of their like: see ``rolkpi.sql.reach``.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from fractions import Fraction
from typing import assert_never

from sqlglot import exp

from rolkpi.catalog import Catalog
from rolkpi.catalog.canonical import PERIOD_DAYS
from rolkpi.expression import check_formula
from rolkpi.model.kpi import CohortShare, DerivedFormula, Index, Rate, Ratio, Score, Total, UnitShare
from rolkpi.model.measure import AverageStock, Distinct, DistinctStock, Quantile, StockAge, Survey, Survival
from rolkpi.plan import Strand, people_by
from rolkpi.sql.names import Mark
from rolkpi.sql.reach import AS_IT_WAS, COUNTED, SPOT, half_up

FIGURE = """CREATE OR REPLACE TABLE work.main.figure (
  strand SMALLINT, spot BIGINT, code work.main.code,
  value DOUBLE, numerator BIGINT, denominator BIGINT, n BIGINT, low DOUBLE, high DOUBLE, marks UTINYINT)"""

_Parts = tuple[str, str, str, str, str]
"""numerator, denominator and n as shown, and the two sides of the one division."""

_FROM = """FROM work.main.rolled AS k
JOIN work.main.completeness AS c ON c.spot = k.spot
JOIN work.main.period AS p ON p.period = c.period"""

_MATURE = " AND (c.matures IS NULL OR c.matures <= (SELECT as_of FROM work.main.frame))"


def figures(strands: Iterable[Strand], catalog: Catalog, one: int = AS_IT_WAS, ranges: bool = False) -> Iterator[str]:
    """Statements that divide: one per shape of formula, for all strands that share it."""
    shapes: dict[str, list[int]] = {}
    for strand in strands:
        query = _query(strand, catalog, one, ranges)
        if query is not None:
            shapes.setdefault(query, []).append(strand.number)
    for query, numbers in shapes.items():
        listed = ", ".join(str(n) for n in numbers)
        yield f"INSERT INTO work.main.figure\n{query}\nWHERE k.strand IN ({listed})" + _MATURE


def divides(strand: Strand) -> bool:
    """Whether a strand's figures are sums, or one sum divided by another."""
    counted_otherwise = (Quantile, StockAge, Distinct, DistinctStock, Survey, Survival)
    if not strand.measures:
        return False
    return not (isinstance(strand.kpi.formula, Total) and isinstance(strand.measures[0], counted_otherwise))


def _query(strand: Strand, catalog: Catalog, one: int, ranges: bool) -> str | None:
    if not strand.measures:
        return None
    if divides(strand):
        return _Division(strand, catalog, one).query()
    match strand.measures[0]:
        case Quantile(q=q) | StockAge(q=q):
            return _quantile(q, ranges)
        case Distinct() | DistinctStock():
            return _DISTINCT
        case Survey():
            return _SURVEY
        case _:
            return None  # see rolkpi.measurements.survival


class _Division:
    """Whole numbers over whole numbers, both of them sums of cells."""

    def __init__(self, strand: Strand, catalog: Catalog, one: int) -> None:
        self._strand, self._catalog, self._one = strand, catalog, one
        self._slots = {m.id: i for i, m in enumerate(strand.measures)}

    def query(self) -> str:
        """The select, up to its condition."""
        from_ = _FROM
        match self._strand.kpi.formula:
            case Total(measure=m):
                parts = self._over_months(m) if self._averages(m) else self._total(m)
            case Ratio() as formula:
                parts = self._ratio(formula)
            case CohortShare(measure=m, scale=scale):
                v, n = self._sums(m)
                parts = (self._shown(v), self._shown(n), self._shown(n), self._scaled(v, scale), n)
            case Rate() as formula:
                parts, joined = self._rate(formula)
                from_ += joined
            case Index() as formula:
                parts, joined = self._index(formula)
                from_ += joined
            case DerivedFormula() as formula:
                parts = self._derived(formula)
            case UnitShare() | Score():
                raise AssertionError("made of other KPIs")
            case _:
                assert_never(self._strand.kpi.formula)
        numerator, denominator, n, up, down = parts
        value = f"CAST({up} AS DOUBLE) / NULLIF({down}, 0)" if down else f"CAST({up} AS DOUBLE)"
        figures = f"{value}, {numerator}, {denominator}, {n}, NULL, NULL, COALESCE(k.marks, 0)"
        return f"SELECT k.strand, k.spot, k.code, {figures}\n{from_}"

    def _sums(self, measure: str) -> tuple[str, str]:
        i = self._slots[measure]
        return f"COALESCE(k.v{i}, 0)", f"COALESCE(k.n{i}, 0)"

    def _shown(self, number: str) -> str:
        return number if self._one == AS_IT_WAS else half_up(number, str(self._one))

    def _scaled(self, number: str, scale: int) -> str:
        """No count that a column can hold is too large to be multiplied."""
        return f"({number} * CAST({scale} AS HUGEINT))"

    def _ones(self, number: str) -> str:
        return number if self._one == AS_IT_WAS else f"({number} * CAST({self._one} AS HUGEINT))"

    def _averages(self, measure: str) -> bool:
        return isinstance(self._strand.measures[self._slots[measure]], AverageStock)

    def _total(self, measure: str) -> _Parts:
        v, n = self._sums(measure)
        return self._shown(v), "NULL", self._shown(n), v, "" if self._one == AS_IT_WAS else f"{self._one}"

    def _over_months(self, measure: str) -> _Parts:
        v, n = self._sums(measure)
        return self._shown(v), "p.months", self._shown(n), v, self._ones("p.months")

    def _ratio(self, formula: Ratio) -> _Parts:
        """An average is a sum over months: the other side is multiplied by how many there are."""
        (above, _), (below, n) = self._sums(formula.numerator), self._sums(formula.denominator)
        averages = self._averages(formula.numerator), self._averages(formula.denominator)
        if averages == (False, True):
            above = f"({above} * p.months)"
        if averages == (True, False):
            below = f"({below} * p.months)"
        return self._shown(above), self._shown(below), self._shown(n), self._scaled(above, formula.scale), below

    def _rate(self, formula: Rate) -> tuple[_Parts, str]:
        v, _ = self._sums(formula.numerator)
        people = half_up("COALESCE(l.people_months, 0)", f"(p.months * {self._one})")
        times = 12 if formula.annualise else "p.months"
        groups = people_by(formula, self._strand.breakdown)
        group = "''" if not groups else "k.code"
        if groups and groups != self._strand.breakdown:
            named = ", ".join(f"'{g}'" for g in groups)
            group = (
                "array_to_string(list_filter(string_split(k.code, ';'), "
                f"lambda part: split_part(part, '=', 1) IN ({named})), ';')"
            )
        joined = f"\nLEFT JOIN work.main.living AS l ON l.spot = k.spot AND l.grp = {group}"
        up = f"({self._scaled(v, formula.scale)} * {times})"
        return (self._shown(v), people, people, up, "l.people_months"), joined

    def _index(self, formula: Index) -> tuple[_Parts, str]:
        v, n = self._sums(formula.measure)
        base = self._ones("b.value")
        joined = "\nLEFT JOIN work.main.baseline AS b ON b.strand = k.strand AND b.area = c.area AND b.code = k.code"
        change = f"({v} - {base})"
        return (self._shown(change), "b.value", self._shown(n), self._scaled(change, formula.scale), base), joined

    def _derived(self, formula: DerivedFormula) -> _Parts:
        num, den = (self._lowered(t) for t in (formula.numerator, formula.denominator))
        behind = check_formula(formula.denominator, self._catalog.measures).columns
        n = " + ".join(self._sums(m)[1] for m in self._slots if m in behind) or "0"
        above, below = (self._shown_of_degree(*side) for side in (num, den))
        up, down = (f"({side[0]} * {self._millionths(other[1] - side[1])})" for side, other in ((num, den), (den, num)))
        return above, below, self._shown(f"({n})"), self._scaled(up, formula.scale), down

    def _shown_of_degree(self, number: str, degree: int) -> str:
        return number if not degree else half_up(number, str(self._one**degree))

    def _millionths(self, degree: int) -> str:
        return f"CAST({self._one ** max(degree, 0)} AS HUGEINT)"

    def _lowered(self, formula: str) -> tuple[str, int]:
        """The formula over rolled sums, and of which degree in ``one`` its result is: whole numbers all the way."""
        names = {m: f"COALESCE(k.v{i}, 0)" for m, i in self._slots.items()}
        checked = check_formula(formula, self._catalog.measures).tree
        sql, degree = self._walk(checked, names)
        return sql, (0 if self._one == AS_IT_WAS else degree)

    def _walk(self, node: exp.Expr, names: dict[str, str]) -> tuple[str, int]:
        match node:
            case exp.Column():
                name = ".".join(part.name for part in node.parts)
                return ("p.days", 0) if name == PERIOD_DAYS else (names[name], 1)
            case exp.Literal():
                return node.name, 0
            case exp.Paren():
                return self._walk(node.this, names)
            case exp.Neg():
                sql, degree = self._walk(node.this, names)
                return f"(-{sql})", degree
        assert isinstance(node, exp.Add | exp.Sub | exp.Mul)
        (left, high), (right, low) = (self._walk(side, names) for side in (node.left, node.right))
        if isinstance(node, exp.Mul):
            return f"(CAST({left} AS HUGEINT) * {right})", high + low
        if self._one != AS_IT_WAS:
            left, right = (
                side if up <= 0 else f"({side} * {self._millionths(up)})"
                for side, up in ((left, low - high), (right, high - low))
            )
        return f"({left} {'+' if isinstance(node, exp.Add) else '-'} {right})", max(high, low)


def _quantile(q: str, ranges: bool) -> str:
    """Type 7: position h = (n - 1) q; the value between its two neighbours, as one division of whole numbers.

    Where ranges are among the observations, the quantile of their lower and that of their upper ends.
    """
    position = Fraction(q)
    p, d = position.numerator, position.denominator
    whole, rest = f"((b.total - 1) * {p} // {d})", f"((b.total - 1) * {p} % {d})"
    ends = f"""SELECT s.strand, b.upper, b.spot, b.code, any_value(b.total) AS n,
    any_value({rest}) AS rest, bool_or(b.ranges) AS ranges, bit_or(b.marks) AS marks,
    min(CASE WHEN b.running > {whole} THEN b.value END) AS low,
    min(CASE WHEN b.running > {whole} + CAST({rest} > 0 AS BIGINT) THEN b.value END) AS high
  FROM (SELECT DISTINCT strand, pool FROM work.main.slot) AS s
  JOIN work.main.rolled_bin AS b ON b.pool = s.pool
  GROUP BY ALL"""
    between = f"CAST(low * {d} + rest * (high - low) AS DOUBLE) / {d}"
    if not ranges:
        value, low, high, marks, inner = between, "NULL", "NULL", "k.marks", ends
    else:
        inner = f"""SELECT strand, spot, code, any_value(n) AS n,
    bool_or(ranges) AS ranges, bit_or(marks) AS marks,
    any_value({between}) FILTER (WHERE NOT upper) AS lower_end,
    any_value({between}) FILTER (WHERE upper) AS upper_end
  FROM ({ends})
  GROUP BY ALL"""
        sure = "(NOT k.ranges OR k.lower_end IS NOT DISTINCT FROM k.upper_end)"
        value = f"CASE WHEN {sure} THEN k.lower_end END"
        low, high = (f"CASE WHEN NOT {sure} THEN k.{end} END" for end in ("lower_end", "upper_end"))
        marks = f"k.marks | CASE WHEN {sure} THEN 0 ELSE {Mark.INTERVAL:d} END"
    return f"""SELECT k.strand, k.spot, k.code, {value}, NULL, NULL, k.n, {low}, {high}, {marks}
FROM (
  {inner}
) AS k
JOIN work.main.completeness AS c ON c.spot = k.spot"""


_DISTINCT = """SELECT k.strand, k.spot, k.code, CAST(k.n AS DOUBLE), k.n, NULL, k.n,
  CASE WHEN k.missing > 0 THEN CAST(k.n AS DOUBLE) END,
  CASE WHEN k.missing > 0 THEN CAST(k.n + k.missing AS DOUBLE) END, k.marks
FROM work.main.rolled_member AS k
JOIN work.main.completeness AS c ON c.spot = k.spot"""

_SURVEY = f"""SELECT k.strand, k.spot, k.code, k.value, NULL, NULL, k.n, k.low, k.high, 0
FROM (
  SELECT s.strand, {SPOT.format("r")} AS spot, c.code, c.value, c.low, c.high, c.n
  FROM work.main.slot AS s
  JOIN work.main.round AS c ON c.use = s.use AND c.breakdown = s.breakdown
  JOIN work.main.reach AS r
    ON r.cov = s.cov AND r.origin = s.origin AND r.area = c.area AND r.month = c.month AND r.counts
  {COUNTED.format("r")}
) AS k
JOIN work.main.completeness AS c ON c.spot = k.spot"""
