"""A KPI explained: words, source, what it rests on, how it adds up, and the statements that compute it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import assert_never

from rolkpi.catalog import Catalog
from rolkpi.catalog.names import named_kpis, used_dimensions
from rolkpi.errors import RequestError, did_you_mean
from rolkpi.expression import check
from rolkpi.model import (
    Aggregate,
    AnySource,
    Cohort,
    CohortShare,
    Dataset,
    DerivedFormula,
    Distinct,
    DistinctStock,
    Exposure,
    FlowSource,
    Formula,
    HistogramSource,
    Index,
    Kpi,
    Lookup,
    Measure,
    Quantile,
    Rate,
    Ratio,
    Score,
    StockAge,
    StockSource,
    SurveySource,
    Survival,
    Total,
    UnitShare,
)
from rolkpi.model.frame import Frame
from rolkpi.model.kpi import parts_of
from rolkpi.model.period import month_end, parse_month
from rolkpi.plan import Plan, Use, make_plan
from rolkpi.plan.uses import expressions_of, when_of
from rolkpi.sql.names import create_table, dataset_table, text
from rolkpi.sql.read import Selection, measurements_query
from rolkpi.sql.rollup import cover, roll_up
from rolkpi.sql.scan import ScanWriter
from rolkpi.sql.second_stage import second_stage
from rolkpi.sql.tables import table_query
from rolkpi.store.runs import Store, read_manifest
from rolkpi.workspace.adds_up import adds_up
from rolkpi.workspace.run import Setup


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
    holds: str
    """For which months it is the definition; empty for all."""
    derived: tuple[tuple[str, str], ...]
    """(column, what it is) of every derived column it names."""


@dataclass(frozen=True)
class Explanation:
    """Everything a reader needs to check one KPI."""

    kpi: Kpi
    formula: str
    """The formula in its own terms."""
    adds_up: tuple[str, str]
    """How it adds up, and why it may not."""
    made_of: tuple[str, ...]
    """Ids of the KPIs it is made of, or shown with."""
    missing: tuple[str, ...]
    """Plugins that it needs and that are not loaded."""
    inputs: tuple[Input, ...]
    sql: tuple[tuple[str, str], ...]
    """(what it does, statement), in the order they run."""


def describe(catalog: Catalog, kpi: Kpi) -> Explanation:
    """A KPI of a catalog in words, without statements: they need to know the workspace's areas and months."""
    if kpi.id in catalog.unavailable:
        missing = catalog.unavailable[kpi.id].missing
        why = f"It rests on the plugin {', '.join(missing)}, which is not loaded."
        return Explanation(kpi, told_formula(kpi), ("Nothing is computed here.", why), named_kpis(kpi), missing, (), ())
    measures = catalog.measures_of(kpi.id)
    return Explanation(
        kpi=kpi,
        formula=told_formula(kpi),
        adds_up=adds_up(kpi, measures),
        made_of=named_kpis(kpi),
        missing=(),
        inputs=tuple(i for m in measures for i in _inputs(m, kpi, catalog)),
        sql=(),
    )


def explain(setup: Setup, store: Store, name: str, by: str = "") -> Explanation:
    """Explain one KPI by one breakdown (``force;sex``; the total by default). RequestError RK400.

    The statements are those of a run over the workspace's present months: a pass that serves several KPIs shows all
    of its columns.
    """
    catalog = setup.catalog
    kpi = catalog.kpi(name)
    breakdown = tuple(sorted(by.split(";"))) if by else ()
    if breakdown not in kpi.breakdowns:
        known = [";".join(b) for b in kpi.breakdowns if b]
        raise RequestError("RK400", f"'{kpi.id}' is not computed by '{by}'", fix=did_you_mean(by, known))
    described = describe(catalog, kpi)
    if kpi.id in catalog.unavailable:
        return described
    frame = _with_months(setup.frame, store)
    plan = make_plan(catalog, catalog.kpis.values(), frame)
    return replace(described, sql=tuple(_statements(setup, plan, kpi, breakdown, frame)))


def told_formula(kpi: Kpi) -> str:
    """A KPI's formula in its own terms."""
    match kpi.formula:
        case Total(measure=measure):
            return measure
        case Ratio() as f:
            return f"{f.numerator} x {f.scale} / {f.denominator}"
        case Rate() as f:
            year = " x 12 / months" if f.annualise else ""
            of = f", of the same {' and '.join(f.population_by)} where broken down by it" if f.population_by else ""
            return f"{f.numerator} x {f.scale:,}{year} / population{of}"
        case CohortShare() as f:
            return f"successes x {f.scale} / members of {f.measure}"
        case DerivedFormula() as f:
            return f"({f.numerator}) x {f.scale} / ({f.denominator})"
        case Index() as f:
            bases = "; ".join(
                f"{b.area} {b.disaggregation} {b.value:,} in {b.period} ({b.source})" for b in f.baselines
            )
            return f"({f.measure} - baseline) x {f.scale} / baseline; baseline: {bases}".replace("  ", " ")
        case UnitShare() as f:
            of = f.weight or f"areas of level '{f.level}'"
            return f"{of} where {f.kpi} {f.test} {f.threshold:g}, x {f.scale} / all of them"
        case Score() as f:
            parts = ", ".join(f"{p.kpi} ({p.worst:g} to {p.best:g}, weight {p.weight})" for p in f.parts)
            return f"weighted mean, 0 to {f.scale}, of {parts}; needs {f.min_coverage} of the weights"
        case _:
            assert_never(kpi.formula)


def _with_months(frame: Frame, store: Store) -> Frame:
    run = store.current()
    if run is None:
        return frame
    first, last = (parse_month(m) for m in read_manifest(store, run)["months"])
    return replace(frame, first=first, last=last, as_of=month_end(last))


def _inputs(measure: Measure, kpi: Kpi, catalog: Catalog) -> list[Input]:
    found = []
    dimensions = sorted(used_dimensions(kpi))
    for source in measure.sources:
        use = Use(0, measure, source, catalog.datasets[source.dataset])
        found.append(
            Input(
                measure=measure.id,
                title=measure.title,
                rule=measure.rule,
                unit=measure.unit,
                dataset=source.dataset,
                condition=" and ".join(t for t in (source.where, source.total) if t and t != "TRUE"),
                when=when_of(use),
                counts=_counts(measure, source, use.dataset),
                holds=_holds(source),
                derived=tuple(_derived(use, [source.dimensions.get(d, d) for d in dimensions], catalog)),
            )
        )
    return found


def _holds(source: AnySource) -> str:
    since, until = source.effective_from, source.effective_to
    told = [f"from {since:%Y-%m}"] if since else []
    return " ".join([*told, *([f"before {until:%Y-%m}"] if until else [])])


def _derived(use: Use, dimensions: Sequence[str], catalog: Catalog) -> Iterator[tuple[str, str]]:
    """What the derived columns are that a source or a breakdown names, in the words of their definition."""
    scope = catalog.scope(use.dataset.id)
    texts = (use.source.where, *expressions_of(use), *(d for d in dimensions if d in scope.columns))
    named = {c for t in texts for c in ((t,) if t in scope.columns else check(t, scope).columns)}
    for column in use.dataset.derived:
        if column.name in named:
            match column:
                case Lookup(link=link, column=theirs):
                    to = next(k for k in use.dataset.links if k.name == link)
                    at = f" valid at {to.valid_at}" if to.valid_at else ""
                    told = f"{theirs} of the row of {to.dataset} with {_pairs(to.on)}{at}"
                case Aggregate(function=function, dataset=other, column=theirs, where=where, on=on, after=after):
                    told = f"{function} of {theirs or 'the rows'} in {other} with {_pairs(on)}"
                    told += f", after {after}" if after else ""
                    told += "" if where == "TRUE" else f" where {where}"
                case Formula(expression=expression):
                    told = expression
            yield column.name, told


def _pairs(on: Mapping[str, str]) -> str:
    return " and ".join(f"{a} = {b}" for a, b in on.items())


def _counts(measure: Measure, source: AnySource, dataset: Dataset) -> str:
    match measure, source:
        case Cohort() as cohort, _:
            window = f"{cohort.days} days" if cohort.days is not None else f"{cohort.months} months"
            window = f"its own window, which ends on {cohort.until}" if cohort.until is not None else window
            return f"rows; a row succeeds when {cohort.success}; known after {window}" + (
                f" and {cohort.wait} days more" if cohort.wait else ""
            )
        case Quantile(q=q), HistogramSource(column=column):
            ranges = ", ".join(f"{c} {r[0]} to {'any' if r[1] is None else r[1]}" for c, r in source.bins.items())
            return f"the interval of the quantile {q}, from the ranges in {column}: {ranges}"
        case Quantile(value=value, q=q), _:
            return f"the quantile {q} of {value}"
        case StockAge(since=since, idle_from=idle_from, q=q), StockSource(start=start):
            told = f"the quantile {q} of the days from {since or start or dataset.start} to the last day of the month"
            return told + (f", without those from {idle_from} to {measure.idle_to}" if idle_from else "")
        case Survival(event=event, censored=censored, q=q), _:
            lost = f"; lost from sight on {censored}" if censored else ""
            return f"days until {event} for a share of {q}{lost}"
        case Distinct(key=key, until=str(until)), _:
            return f"different values of {key} of rows that were there at any time, until {until}"
        case ((Distinct(key=key) | DistinctStock(key=key)), _):
            return f"different values of {key}"
        case Exposure(), StockSource(value=None):
            return "the value of its cells" if dataset.kind == "returns" else "days of every row"
        case _, (FlowSource(value=str(value)) | StockSource(value=str(value)) | SurveySource(value=value)):
            return f"the sum of {value}" if not isinstance(source, SurveySource) else f"{value} as published"
    return "the value of its cells" if dataset.kind == "returns" else "rows"


def _statements(setup: Setup, plan: Plan, kpi: Kpi, breakdown: tuple[str, ...], frame: Frame) -> list[tuple[str, str]]:
    catalog = setup.catalog
    if isinstance(kpi.formula, UnitShare | Score):
        parts = measurements_query(Selection(kpis=parts_of(kpi.formula), breakdowns=("",)))
        return [("from the measurements of the KPIs it is made of", second_stage(kpi, parts))]
    strands = [s for s in plan.strands if s.kpi.id == kpi.id and s.breakdown == breakdown]
    uses = {u for s in strands for o in s.origins if o.terms.usable for u in o.uses}
    scans = [s for s in plan.scans if s.breakdown == breakdown and any(u.number in uses for u in s.uses)]
    writer = ScanWriter(catalog, frame, sorted({s.breakdown for s in plan.scans}))
    found = []
    areas = [a.code for a in frame.geography.areas]
    for dataset in dict.fromkeys(s.dataset.id for s in scans):
        query = table_query(catalog.datasets[dataset], catalog, frame.calendar, areas, frame.months)
        found.append((f"the table of {dataset}", create_table(dataset_table(dataset), text(query))))
    for scan in scans:
        told = f"one pass over {scan.dataset.id} by {', '.join(scan.when)}"
        found += [(told, statement) for statement in writer.statements(scan, uses)]
    steps = (*cover(plan), *roll_up(plan, catalog, strands))
    found += [("roll up and divide", statement.strip()) for statement in steps]
    return found
