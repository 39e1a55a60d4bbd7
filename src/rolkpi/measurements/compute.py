"""Runs a plan: scans to cells, facts to coverage, coverage and cells to figures.

The dataset tables stand in database ``store``; everything else happens in database ``work``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

import pyarrow as pa

from rolkpi.catalog import Catalog
from rolkpi.engine import Engine
from rolkpi.measurements.codes import codes_of
from rolkpi.measurements.coverage import Cells, CoverageResolver, Facts, Unit
from rolkpi.model.frame import Coverage, Frame
from rolkpi.plan import Plan
from rolkpi.plan.nodes import NeedRule
from rolkpi.sql.names import text, work_table
from rolkpi.sql.rollup import roll_up
from rolkpi.sql.scan import SCHEMAS, ScanWriter, availability

Progress = Callable[[str, int, int], None]
"""Called with what is being done, how much of it is done, and how much there is."""


@dataclass(frozen=True, slots=True)
class Computed:
    """Sparse figures and dense completeness: together they give every measurement.

    ``figures``: kpi, breakdown, area, frequency, window, period, fiscal_year, disaggregation, value, numerator,
    denominator, n, estimated; one row per non-empty cell, sorted. ``completeness``: cov, area, frequency, window,
    period, fiscal_year, expected, covered, origin, automatic, matures, people; one row per area and period of a
    coverage class, sorted. ``fiscal_year`` is that of the period's last day.
    """

    figures: pa.Table
    completeness: pa.Table


def compute(
    engine: Engine,
    plan: Plan,
    catalog: Catalog,
    frame: Frame,
    coverage: Coverage,
    progress: Progress = lambda what, done, of: None,
) -> Computed:
    """Compute every figure of a plan. Raises EngineError when the engine fails."""
    breakdowns = sorted({scan.breakdown for scan in plan.scans})
    writer = ScanWriter(catalog, frame, breakdowns)
    for statement in SCHEMAS:
        engine.execute(statement)
    for number, scan in enumerate(plan.scans):
        progress("scanning", number, len(plan.scans))
        for statement in writer.statements(scan):
            engine.execute(statement)
    progress("scanning", len(plan.scans), len(plan.scans))
    resolver = CoverageResolver(catalog, frame, coverage, _facts(engine, plan, catalog, frame))
    _fill_frame(engine, plan, frame)
    _fill_units(engine, plan, frame, resolver)
    _fill_strands(engine, plan, catalog, breakdowns)
    steps = list(roll_up(plan, catalog))
    for number, statement in enumerate(steps):
        progress("rolling up", number, len(steps))
        engine.execute(statement)
    progress("rolling up", len(steps), len(steps))
    return Computed(_figures(engine), _completeness(engine))


def _facts(engine: Engine, plan: Plan, catalog: Catalog, frame: Frame) -> Facts:
    codes = [a.code for a in frame.geography.areas]
    needs = {n for c in plan.classes for _, needs, _ in c.origins for n in needs}
    returns, in_force = {}, {}
    for use in plan.uses:
        rules = {n.rule for n in needs if n.use == use.number}
        if NeedRule.RETURN in rules:
            returns[use.number] = {
                (codes[area], month): Cells(matching > 0 and missing == 0 and applicable > 0, applicable > 0)
                for area, month, matching, missing, applicable in engine.rows(availability(use, catalog, frame))
            }
        if NeedRule.REFERENCE in rules:
            cells = engine.rows(f"SELECT DISTINCT area, month FROM work.main.cell WHERE use = {use.number} AND n > 0")
            in_force[use.number] = frozenset((codes[area], month) for area, month in cells)
    return Facts(returns, in_force)


def _fill(engine: Engine, name: str, schema: pa.Schema, rows: Iterable[tuple[object, ...]]) -> None:
    columns = list(zip(*rows, strict=True)) or [()] * len(schema)
    arrays = [pa.array(values, field.type) for values, field in zip(columns, schema, strict=True)]
    engine.fill(text(work_table(name)), pa.Table.from_arrays(arrays, schema=schema))


def _schema(**types: str) -> pa.Schema:
    known = {"int": pa.int16(), "big": pa.int64(), "bool": pa.bool_(), "text": pa.string(), "date": pa.date32()}
    return pa.schema([(name, known[kind]) for name, kind in types.items()])


def _fill_frame(engine: Engine, plan: Plan, frame: Frame) -> None:
    """The tables that say what place and time are."""
    index = {a.code: n for n, a in enumerate(frame.geography.areas)}
    periods = frame.all_periods
    _fill(engine, "frame", _schema(as_of="date"), [(frame.as_of,)])
    _fill(
        engine,
        "area",
        _schema(area="int", code="text"),
        [(n, code) for code, n in index.items()],
    )
    _fill(
        engine,
        "period",
        _schema(period="int", frequency="text", window="text", label="text", days="int", months="int", fiscal="text"),
        (
            (n, p.frequency, p.window, p.label, p.days, p.months, str(frame.calendar.fiscal_year_of(p.last) // 12))
            for n, p in enumerate(periods)
        ),
    )
    _fill(
        engine,
        "win",
        _schema(period="int", month="int", until="bool"),
        ((n, m, m == p.until) for n, p in enumerate(periods) for m in range(p.since, p.until + 1)),
    )
    _fill(
        engine,
        "up",
        _schema(hierarchy="text", area="int", month="int", above="int"),
        (
            (hierarchy, index[code], month, index[above])
            for hierarchy in sorted({c.hierarchy for c in plan.classes})
            for month in frame.months
            for code, line in frame.geography.lineage(hierarchy, month).items()
            for above in line
        ),
    )
    wanted = sorted({p.area for p in frame.population} & index.keys()) if any(c.people for c in plan.classes) else []
    _fill(
        engine,
        "people",
        _schema(area="int", period="int", n="big"),
        ((index[a], n, frame.people(a, p.middle)) for a in wanted for n, p in enumerate(periods)),
    )


def _fill_units(engine: Engine, plan: Plan, frame: Frame, resolver: CoverageResolver) -> None:
    """The tables that say who answers for what, and what is covered."""
    index = {a.code: n for n, a in enumerate(frame.geography.areas)}

    def row(cov: int, unit: Unit) -> tuple[object, ...]:
        return cov, index[unit.area], unit.month, unit.covered, unit.origin, unit.automatic

    _fill(
        engine,
        "unit",
        _schema(cov="int", area="int", month="int", covered="bool", origin="int", automatic="bool"),
        (row(cov, unit) for cov, wanted in enumerate(plan.classes) for unit in resolver.units(wanted)),
    )
    _fill(
        engine,
        "class",
        _schema(cov="int", hierarchy="text", reading="text", days="int"),
        ((cov, c.hierarchy, c.reading, c.days) for cov, c in enumerate(plan.classes)),
    )
    _fill(
        engine,
        "origin",
        _schema(cov="int", origin="int", name="text"),
        ((cov, n, name) for cov, c in enumerate(plan.classes) for n, (name, _, _) in enumerate(c.origins)),
    )
    _fill(engine, "grid", _schema(cov="int", above="int", period="int"), _grid(plan, frame, index))


def _grid(plan: Plan, frame: Frame, index: dict[str, int]) -> Iterable[tuple[int, int, int]]:
    there = [frame.geography.in_force_during(max(p.first, frame.first), p.until) for p in frame.all_periods]
    for cov, wanted in enumerate(plan.classes):
        for n, period in enumerate(frame.all_periods):
            if (period.frequency, period.window) in wanted.views:
                yield from ((cov, index[a.code], n) for a in there[n] if a.level in wanted.levels)


def _fill_strands(engine: Engine, plan: Plan, catalog: Catalog, breakdowns: list[tuple[str, ...]]) -> None:
    """The tables that say which cells serve which formula."""
    _fill(
        engine,
        "strand",
        _schema(strand="int", kpi="text", breakdown="text"),
        ((s.number, s.kpi.id, ";".join(s.breakdown)) for s in plan.strands),
    )
    _fill(
        engine,
        "seed",
        _schema(strand="int", cov="int", code="text"),
        (
            (s.number, s.coverage, code)
            for s in plan.strands
            if s.never_empty
            for code in codes_of(s.kpi, s.breakdown, catalog)
        ),
    )
    _fill(
        engine,
        "slot",
        _schema(strand="int", slot="int", cov="int", use="int", breakdown="int", origin="int", at_end="bool"),
        (
            (s.number, slot, s.coverage, use, breakdowns.index(s.breakdown), n, s.at_end[slot])
            for s in plan.strands
            for n, origin in enumerate(s.origins)
            if origin.usable
            for slot, use in enumerate(origin.uses)
        ),
    )


def _figures(engine: Engine) -> pa.Table:
    return engine.query(
        """
        SELECT s.kpi, s.breakdown, a.code AS area, p.frequency, p."window", p.label AS period,
          p.fiscal AS fiscal_year, f.code AS disaggregation, f.value, f.numerator, f.denominator, f.n, f.estimated
        FROM work.main.figure AS f
        JOIN work.main.strand AS s ON s.strand = f.strand
        JOIN work.main.area AS a ON a.area = f.area
        JOIN work.main.period AS p ON p.period = f.period
        ORDER BY s.kpi, f.period, f.area, s.breakdown, f.code
        """
    )


def _completeness(engine: Engine) -> pa.Table:
    return engine.query(
        """
        SELECT CAST(c.cov AS INTEGER) AS cov, a.code AS area, p.frequency, p."window", p.label AS period,
          p.fiscal AS fiscal_year, c.expected, c.covered, c.origin, c.automatic, c.matures, c.people
        FROM work.main.completeness AS c
        JOIN work.main.area AS a ON a.area = c.area
        JOIN work.main.period AS p ON p.period = c.period
        ORDER BY c.cov, c.period, c.area
        """
    )
