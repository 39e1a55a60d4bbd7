"""Runs a plan: scans to cells, facts to coverage, coverage and cells to figures.

The dataset tables stand in database ``store``; everything else happens in database ``work``.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor

import pyarrow as pa

from rolkpi.catalog import Catalog
from rolkpi.engine import Engine
from rolkpi.measurements.alike import answer
from rolkpi.measurements.coverage import Cells, CoverageResolver, Facts
from rolkpi.measurements.fill import Filler
from rolkpi.measurements.second_stage import add_second_stage
from rolkpi.measurements.sparse import Computed, encoded
from rolkpi.measurements.survival import add_survival
from rolkpi.model.frame import Coverage, Frame
from rolkpi.model.measure import DistinctStock, StockAge, Survey
from rolkpi.model.restate import WHOLE
from rolkpi.plan import NeedRule, Plan, Scan
from rolkpi.sql.facts import availability, ripening
from rolkpi.sql.reach import AS_IT_WAS
from rolkpi.sql.rollup import cover, roll_up
from rolkpi.sql.scan import SCHEMAS, ScanWriter, encode

Progress = Callable[[str, int, int], None]
"""Called with what is being done, how much of it is done, and how much there is."""


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

    def run(scan: Scan) -> None:
        engine.execute(";\n".join(writer.statements(scan)))

    progress("scanning", 0, len(plan.scans))
    with ThreadPoolExecutor(engine.threads) as pool:  # a scan is small work: it leaves other threads of the engine free
        for number, _ in enumerate(pool.map(run, plan.scans), start=1):
            progress("scanning", number, len(plan.scans))
    resolver = CoverageResolver(catalog, frame, coverage, _facts(engine, plan, catalog, frame))
    plan, answers = answer(plan, resolver, frame)
    one = AS_IT_WAS if frame.geography_on is None else WHOLE
    fill = Filler(engine, plan, catalog, frame)
    fill.frame(one)
    fill.units(answers)
    fill.strands(breakdowns)
    for statement in encode():
        engine.execute(statement)
    for statement in cover(plan, one):
        engine.execute(statement)
    fill.people()
    steps = list(roll_up(plan, catalog, one=one))
    for number, statement in enumerate(steps):
        progress("rolling up", number, len(steps))
        engine.execute(statement)
    add_survival(engine, plan)
    progress("rolling up", len(steps), len(steps))
    computed = Computed(_figures(engine, plan, frame), _completeness(engine), plan)
    return add_second_stage(engine, plan, catalog, frame, computed) if plan.second_stage else computed


def _facts(engine: Engine, plan: Plan, catalog: Catalog, frame: Frame) -> Facts:
    codes = [a.code for a in frame.geography.areas]
    needs = {n for c in plan.classes for terms in c.origins for n in terms.needs}
    returns, there, ripe = {}, {}, {}
    for need in sorted((n for n in needs if n.use >= 0), key=lambda n: (n.use, n.where)):
        use = plan.uses[need.use]
        match need.rule:
            case NeedRule.RETURN:
                returns[need.use, need.where] = {
                    (codes[area], month): Cells(matching > 0 and missing == 0 and applicable > 0, applicable > 0)
                    for area, month, matching, missing, applicable in engine.rows(
                        availability(use, need.where, catalog, frame)
                    )
                }
            case NeedRule.REFERENCE | NeedRule.ROUND:
                table = {DistinctStock: "member", StockAge: "bin", Survey: "round"}.get(type(use.measure), "cell")
                where = f"use = {need.use}" + (" AND n > 0" if table == "cell" else "")
                cells = engine.rows(f"SELECT DISTINCT area, month FROM work.main.{table} WHERE {where}")
                there[need.use] = frozenset((codes[area], month) for area, month in cells)
            case NeedRule.MATURITY:
                latest = engine.rows(ripening(use, catalog, frame))
                ripe[need.use] = {(codes[area], month): day for area, month, day in latest}
    return Facts(returns, there, ripe)


def _figures(engine: Engine, plan: Plan, frame: Frame) -> pa.Table:
    """All figures in order, their places and times as names: each name once, and numbers that point to it."""
    numbers = engine.query(
        """
        SELECT f.strand, g.above AS area, g.period, f.code, f.value, f.numerator, f.denominator, f.n, f.low, f.high,
          f.marks
        FROM work.main.figure AS f
        JOIN work.main.strand AS s ON s.strand = f.strand
        JOIN work.main.grid AS g ON g.same = f.spot
        ORDER BY s.kpi, g.period, g.above, s.breakdown, f.code
        """
    ).combine_chunks()
    strands, areas, periods = plan.strands, frame.geography.areas, frame.all_periods
    named = {
        "kpi": _named(numbers["strand"], [s.kpi.id for s in strands]),
        "breakdown": _named(numbers["strand"], [";".join(s.breakdown) for s in strands]),
        "area": _named(numbers["area"], [a.code for a in areas]),
        "frequency": _named(numbers["period"], [p.frequency for p in periods]),
        "window": _named(numbers["period"], [p.window for p in periods]),
        "period": _named(numbers["period"], [p.label for p in periods]),
        "fiscal_year": _named(numbers["period"], [frame.fiscal_year(p) for p in periods]),
        "disaggregation": numbers["code"],
    }
    rest = {name: numbers[name] for name in ("value", "numerator", "denominator", "n", "low", "high", "marks")}
    return encoded(pa.table({**named, **rest}))


def _named(numbers: pa.ChunkedArray, names: Sequence[str]) -> pa.Array:
    """The name of each number."""
    different = pa.array(names, pa.string()).dictionary_encode()
    at = different.indices.take(numbers.combine_chunks())
    return pa.DictionaryArray.from_arrays(at, different.dictionary)


def _completeness(engine: Engine) -> pa.Table:
    return engine.query(
        """
        SELECT CAST(c.cov AS INTEGER) AS cov, a.code AS area, p.frequency, p."window", p.label AS period,
          p.fiscal AS fiscal_year, c.expected, c.covered, c.months, c.origin, c.automatic, c.matures, c.people,
          c.broken, c.restated
        FROM work.main.completeness AS c
        JOIN work.main.area AS a ON a.area = c.area
        JOIN work.main.period AS p ON p.period = c.period
        ORDER BY c.cov, c.period, c.area
        """
    )
