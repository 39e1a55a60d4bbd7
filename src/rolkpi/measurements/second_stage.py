"""KPIs made of other KPIs: computed from their measurements, area by area, after everything else.

What it reads beside ``figure`` and ``completeness``: ``below`` (unit, above, frequency, window, period): the units
that lie in each area at the end of each period.
"""

from __future__ import annotations

from collections.abc import Iterator

import pyarrow as pa

from rolkpi.catalog import Catalog
from rolkpi.engine import Engine, table_of
from rolkpi.measurements.read import make_header, register
from rolkpi.measurements.sparse import Computed, encoded, totals
from rolkpi.model.frame import Frame
from rolkpi.model.kpi import Kpi, UnitShare, parts_of
from rolkpi.plan import Plan
from rolkpi.sql import second_stage as sql
from rolkpi.sql.read import Selection, measurements_query


def add_second_stage(engine: Engine, plan: Plan, catalog: Catalog, frame: Frame, computed: Computed) -> Computed:
    """Figures and completeness with those of the KPIs made of others, each after those it is made of."""
    made = [kpi.id for kpi in plan.second_stage]
    engine.fill('"figure"', totals(computed.figures, {p for kpi in plan.second_stage for p in parts_of(kpi.formula)}))
    engine.fill('"completeness"', computed.completeness)
    register(engine, make_header("", plan, catalog, frame))
    numbers = {c.second_stage: cov for cov, c in enumerate(plan.classes) if c.second_stage}
    for kpi in plan.second_stage:
        parts = measurements_query(Selection(kpis=parts_of(kpi.formula), breakdowns=("",)))
        if isinstance(kpi.formula, UnitShare):
            engine.fill('"below"', _below(kpi, kpi.formula.level, frame))
        query = sql.second_stage(kpi, parts)
        for statement in sql.put(kpi, numbers[kpi.id], query):
            engine.execute(statement)
    figures = encoded(engine.query(sql.sorted_figures(made)))
    both = pa.concat_tables([computed.figures, figures]).unify_dictionaries()
    return Computed(both, engine.query(sql.SORTED_COMPLETENESS), plan)


def _below(kpi: Kpi, level: str, frame: Frame) -> pa.Table:
    """The units of a level in every area, at the end of the months each period looks at."""
    names = ("unit", "above", "frequency", "window", "period")
    return table_of(_units(kpi, level, frame), pa.schema([(name, pa.string()) for name in names]))


def _units(kpi: Kpi, level: str, frame: Frame) -> Iterator[tuple[str, str, str, str, str]]:
    geography, day = frame.geography, frame.geography_on
    for frequency, window in frame.views(kpi):
        for period in frame.periods(frequency, window):
            there = geography.present(period.until) if day is None else geography.in_force_on(day)
            lines = geography.lineage(kpi.hierarchy, period.until)
            for unit in sorted(c for c in there if geography.by_code[c].level == level):
                line = lines[unit] if day is None else geography.line(kpi.hierarchy, unit, day)
                yield from ((unit, above, frequency, window, period.label) for above in line)
