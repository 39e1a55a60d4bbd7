"""A KPI explained: words, source, what it rests on, how it adds up, and the statements that compute it."""

from __future__ import annotations

from dataclasses import dataclass, replace

from rolkpi.errors import RequestError, did_you_mean
from rolkpi.model import AnySource, Cohort, Distinct, FlowSource, Kpi, Measure, Quantile, StockSource
from rolkpi.model.frame import Frame
from rolkpi.model.period import month_end, parse_month
from rolkpi.plan import Plan, make_plan
from rolkpi.sql.names import create_table, dataset_table
from rolkpi.sql.rollup import roll_up
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
    counts: str
    """What is counted, added or measured of each row."""


@dataclass(frozen=True)
class Explanation:
    """Everything a reader needs to check one KPI."""

    kpi: Kpi
    adds_up: tuple[str, ...]
    inputs: tuple[Input, ...]
    sql: tuple[tuple[str, str], ...]
    """(what it does, statement), in the order they run."""


def explain(setup: Setup, store: Store, name: str, by: str = "") -> Explanation:
    """Explain one KPI by one breakdown (``force;sex``; the total by default). RequestError RK400.

    The statements are those of a run over the workspace's present months: a pass that serves several KPIs shows all
    of its columns.
    """
    kpi = setup.catalog.kpi(name)
    breakdown = tuple(sorted(by.split(";"))) if by else ()
    if breakdown not in kpi.breakdowns:
        known = [";".join(b) for b in kpi.breakdowns if b]
        raise RequestError("RK400", f"'{kpi.id}' is not computed by '{by}'", fix=did_you_mean(by, known))
    frame = _with_months(setup.frame, store)
    plan = make_plan(setup.catalog, setup.catalog.kpis.values(), frame)
    measures = setup.catalog.measures_of(kpi.id)
    rules = dict.fromkeys(m.rule for m in measures)
    return Explanation(
        kpi=kpi,
        adds_up=tuple(ADDS_UP[rule] for rule in rules),
        inputs=tuple(i for m in measures for i in _inputs(m)),
        sql=tuple(_statements(setup, plan, kpi, breakdown, frame)),
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
            Input(
                measure=measure.id,
                title=measure.title,
                rule=measure.rule,
                unit=measure.unit,
                dataset=source.dataset,
                condition=source.where,
                when=tuple(when),
                counts=_counts(measure, source),
            )
        )
    return found


def _counts(measure: Measure, source: AnySource) -> str:
    match measure, source:
        case Cohort(success=success, days=days), _:
            return f"rows; a row succeeds when {success}; mature after {days} days"
        case Quantile(value=value, q=q), _:
            return f"the quantile {q} of {value}"
        case Distinct(key=key), _:
            return f"different values of {key}"
        case _, (FlowSource(value=str(value)) | StockSource(value=str(value))):
            return f"the sum of {value}"
    return "rows, or the value of a return's cells"


def _statements(setup: Setup, plan: Plan, kpi: Kpi, breakdown: tuple[str, ...], frame: Frame) -> list[tuple[str, str]]:
    catalog = setup.catalog
    strands = [s for s in plan.strands if s.kpi.id == kpi.id and s.breakdown == breakdown]
    uses = {u for s in strands for o in s.origins if o.terms.usable for u in o.uses}
    scans = [s for s in plan.scans if s.breakdown == breakdown and any(u.number in uses for u in s.uses)]
    writer = ScanWriter(catalog, frame, sorted({s.breakdown for s in plan.scans}))
    found = []
    areas = [a.code for a in frame.geography.areas]
    for dataset in dict.fromkeys(s.dataset.id for s in scans):
        query = table_query(catalog.datasets[dataset], catalog, frame.calendar, areas, frame.months)
        found.append((f"the table of {dataset}", create_table(dataset_table(dataset), query)))
    for scan in scans:
        told = f"one pass over {scan.dataset.id} by {', '.join(scan.when)}"
        found += [(told, statement) for statement in writer.statements(scan, uses)]
    found += [("roll up and divide", statement.strip()) for statement in roll_up(plan, catalog, strands)]
    return found
