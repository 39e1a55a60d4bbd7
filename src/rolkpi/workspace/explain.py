"""A KPI explained: words, source, what it rests on, how it adds up, and the statements that compute it."""

from __future__ import annotations

from dataclasses import dataclass, replace

from rolkpi.model import Kpi, Measure
from rolkpi.model.frame import Frame
from rolkpi.model.period import month_end, parse_month
from rolkpi.plan import Plan, make_plan
from rolkpi.sql.names import create_table, dataset_table
from rolkpi.sql.rollup import figures
from rolkpi.sql.scan import ScanWriter
from rolkpi.sql.tables import table_query
from rolkpi.store.runs import Store, read_manifest
from rolkpi.workspace.run import Setup

ADDS_UP = {
    "flow": "Over areas and over months it adds.",
    "stock": "Over areas it adds; over months it never does: a period has the value of its last month.",
    "quantile": "It never adds: every area and period is computed from the pooled records.",
    "distinct": "It never adds: every area and period counts its own different keys.",
    "cohort": "Members and successes add over areas and over the months they started in.",
}


@dataclass(frozen=True)
class Input:
    """One measure through one source."""

    measure: str
    title: str
    rule: str
    unit: str
    dataset: str
    condition: str
    when: tuple[str, ...]


@dataclass(frozen=True)
class Explanation:
    """Everything a reader needs to check one KPI."""

    kpi: Kpi
    adds_up: tuple[str, ...]
    inputs: tuple[Input, ...]
    sql: tuple[tuple[str, str], ...]
    """(what it does, statement), in the order they run."""


def explain(setup: Setup, store: Store, name: str) -> Explanation:
    """Explain one KPI. The statements are those of a run over the workspace's present months."""
    kpi = setup.catalog.kpi(name)
    frame = _with_months(setup.frame, store)
    plan = make_plan(setup.catalog, setup.catalog.kpis.values(), frame)
    measures = setup.catalog.measures_of(kpi.id)
    rules = dict.fromkeys(m.rule for m in measures)
    return Explanation(
        kpi=kpi,
        adds_up=tuple(ADDS_UP[rule] for rule in rules),
        inputs=tuple(i for m in measures for i in _inputs(m)),
        sql=tuple(_statements(setup, plan, kpi, frame)),
    )


def _with_months(frame: Frame, store: Store) -> Frame:
    run = store.current()
    if run is None:
        return frame
    first, last = (parse_month(m) for m in read_manifest(store, run)["months"])
    return replace(frame, first=first, last=last, as_of=month_end(last))


def _inputs(measure: Measure) -> list[Input]:
    found = []
    for source in measure.sources:
        when = [str(w) for name in ("date", "start", "end") if (w := getattr(source, name, None))]
        found.append(
            Input(measure.id, measure.title, measure.rule, measure.unit, source.dataset, source.where, tuple(when))
        )
    return found


def _statements(setup: Setup, plan: Plan, kpi: Kpi, frame: Frame) -> list[tuple[str, str]]:
    catalog = setup.catalog
    strands = [s for s in plan.strands if s.kpi.id == kpi.id]
    uses = {u for s in strands for o in s.origins if o.usable for u in o.uses}
    scans = [
        s for s in plan.scans if any(u.number in uses for u in s.uses) and s.breakdown in {x.breakdown for x in strands}
    ]
    writer = ScanWriter(catalog, frame, sorted({s.breakdown for s in plan.scans}))
    found = []
    areas = [a.code for a in frame.geography.areas]
    for dataset in dict.fromkeys(s.dataset.id for s in scans):
        query = table_query(catalog.datasets[dataset], catalog, frame.calendar, areas, frame.months)
        found.append((f"the table of {dataset}", create_table(dataset_table(dataset), query)))
    for scan in scans:
        by = f", by {' and '.join(scan.breakdown)}" if scan.breakdown else ""
        found += [
            (f"one pass over {scan.dataset.id} by {', '.join(scan.when)}{by}", s) for s in writer.statements(scan)
        ]
    found += [("numerator, denominator and value", s) for s in figures(strands, catalog)]
    return found
