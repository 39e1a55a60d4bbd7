"""From KPIs to a plan: which sources serve, what they rest on, and which of them share a pass."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import partial
from typing import assert_never

from sqlglot import exp

from rolkpi.catalog import Catalog
from rolkpi.expression import check, check_formula
from rolkpi.model.dataset import Dataset
from rolkpi.model.frame import Frame
from rolkpi.model.kpi import CohortShare, DerivedFormula, Kpi, KpiFormula, Rate, Ratio, Total
from rolkpi.model.measure import (
    AnySource,
    Cohort,
    Distinct,
    Flow,
    FlowSource,
    Measure,
    Quantile,
    RecordSource,
    Stock,
    StockSource,
)
from rolkpi.model.period import Frequency, Window
from rolkpi.plan.nodes import CoverageClass, Need, NeedRule, Origin, Plan, Reading, Scan, Strand, Use

YEARLY_VIEW = (Frequency.YEAR, Window.PERIOD)
"""The only view that a return of a whole calendar year can serve."""


def measures_of(formula: KpiFormula, catalog: Catalog) -> tuple[str, ...]:
    """Ids of the measures a formula names, each once, in the order it names them."""
    match formula:
        case Total(measure=one) | CohortShare(measure=one):
            return (one,)
        case Ratio(numerator=num, denominator=den):
            return (num, den)
        case Rate(numerator=num):
            return (num,)
        case DerivedFormula(numerator=num, denominator=den):
            named = [c for text in (num, den) for c in sorted(check_formula(text, catalog.measures).columns)]
            return tuple(dict.fromkeys(m for m in named if m != "period_days"))
        case _:
            assert_never(formula)


def reading_of(kpi: Kpi, catalog: Catalog) -> Reading:
    """Which months the KPI reads. See ``Reading``."""
    stocks = [isinstance(catalog.measures[m], Stock) for m in measures_of(kpi.formula, catalog)]
    match kpi.formula:
        case Rate():
            return Reading.MIXED
        case DerivedFormula() if any(stocks) and (not all(stocks) or _names_days(kpi.formula, catalog)):
            return Reading.MIXED
    return Reading.STOCK if all(stocks) else Reading.FLOW


def _names_days(formula: DerivedFormula, catalog: Catalog) -> bool:
    texts = (formula.numerator, formula.denominator)
    return any("period_days" in check_formula(t, catalog.measures).columns for t in texts)


def _where_nothing_counted(tree: exp.Expr) -> int:
    """A formula's value when every measure is 0 and the window has 30 days."""
    match tree:
        case exp.Column():
            return 30 if tree.name == "period_days" else 0
        case exp.Literal():
            return int(tree.name)
        case exp.Neg():
            return -_where_nothing_counted(tree.this)
        case exp.Add():
            return _where_nothing_counted(tree.left) + _where_nothing_counted(tree.right)
        case exp.Sub():
            return _where_nothing_counted(tree.left) - _where_nothing_counted(tree.right)
        case exp.Mul():
            return _where_nothing_counted(tree.left) * _where_nothing_counted(tree.right)
        case _:
            return _where_nothing_counted(tree.this)


def _never_empty(formula: KpiFormula, catalog: Catalog) -> bool:
    if not isinstance(formula, DerivedFormula):
        return False
    sides = (check_formula(text, catalog.measures).tree for text in (formula.numerator, formula.denominator))
    return any(_where_nothing_counted(side) for side in sides)


@dataclass
class _Builder:
    """Collects uses, classes and strands while the KPIs are gone through; thrown away afterwards."""

    catalog: Catalog
    frame: Frame
    uses: dict[tuple[str, ...], Use] = field(default_factory=dict)
    classes: dict[CoverageClass, int] = field(default_factory=dict)
    strands: list[Strand] = field(default_factory=list)
    wanted: dict[tuple[int, tuple[str, ...]], None] = field(default_factory=dict)

    def add(self, kpi: Kpi) -> None:
        measures = tuple(self.catalog.measures[m] for m in measures_of(kpi.formula, self.catalog))
        views = self.frame.views(kpi)
        yearly = any(self.catalog.datasets[s.dataset].frequency is Frequency.YEAR for m in measures for s in m.sources)
        whole_years = tuple(v for v in views if v == YEARLY_VIEW) if yearly else ()
        rest = tuple(v for v in views if v not in whole_years)
        for breakdown in kpi.breakdowns:
            for served, with_yearly in ((rest, False), (whole_years, True)):
                if served:
                    origins = tuple(self._origins(measures, breakdown, with_yearly))
                    self._strand(kpi, measures, breakdown, origins, served)

    def _strand(
        self,
        kpi: Kpi,
        measures: tuple[Measure, ...],
        breakdown: tuple[str, ...],
        origins: tuple[Origin, ...],
        views: tuple[tuple[Frequency, Window], ...],
    ) -> None:
        reading = reading_of(kpi, self.catalog)
        cohort = next((m for m in measures if isinstance(m, Cohort)), None)
        shared = CoverageClass(
            origins=tuple((o.name, o.needs, o.usable) for o in origins),
            hierarchy=kpi.hierarchy,
            levels=kpi.levels,
            views=views,
            reading=reading,
            days=cohort.days if cohort else None,
            people=isinstance(kpi.formula, Rate),
        )
        number = self.classes.setdefault(shared, len(self.classes))
        at_end = tuple(isinstance(m, Stock) for m in measures)
        strand = Strand(
            len(self.strands),
            kpi,
            breakdown,
            tuple(m.id for m in measures),
            at_end,
            origins,
            number,
            _never_empty(kpi.formula, self.catalog),
        )
        self.strands.append(strand)
        for origin in origins:
            if origin.usable:
                self.wanted.update(dict.fromkeys((use, breakdown) for use in origin.uses))

    def _origins(
        self, measures: tuple[Measure, ...], breakdown: tuple[str, ...], with_yearly: bool
    ) -> Iterator[Origin]:
        for n in range(max(len(m.sources) for m in measures)):
            uses = [self._use(m, n if len(m.sources) > 1 else 0) for m in measures]
            offered = all(self._offers(u, breakdown) for u in uses)
            yearly = any(u.dataset.frequency is Frequency.YEAR for u in uses)
            yield Origin(
                name="+".join(sorted({u.dataset.id for u in uses})),
                uses=tuple(u.number for u in uses),
                needs=tuple(dict.fromkeys(self._need(u, breakdown if offered else ()) for u in uses)),
                usable=offered and (with_yearly or not yearly),
            )

    def _use(self, measure: Measure, n: int) -> Use:
        source = measure.sources[n]
        key = _counted_alike(measure, n)
        if key not in self.uses:
            dataset = self.catalog.datasets[source.dataset]
            self.uses[key] = Use(len(self.uses), measure, source, dataset)
        return self.uses[key]

    def _offers(self, use: Use, breakdown: tuple[str, ...]) -> bool:
        there = self.catalog.scope(use.dataset.id).columns
        return all(column in there for _, column in dimensions_of(use.source, breakdown))

    def _need(self, use: Use, breakdown: tuple[str, ...]) -> Need:
        dataset = use.dataset
        scope = self.catalog.scope(dataset.id)
        columns = {str(use.source.area or dataset.area)} if dataset.area or use.source.area else set()
        for text in expressions_of(use):
            columns |= {text} if text in scope.columns else check(text, scope).columns
        columns |= {column for _, column in dimensions_of(use.source, breakdown)}
        reached = self.catalog.supports(dataset.id, columns) - {dataset.id}
        supporting = tuple(sorted(d for d in reached if self.catalog.datasets[d].kind != "reference"))
        need = partial(Need, dataset.id, columns=self.catalog.rests_on(dataset.id, columns))
        if dataset.kind == "returns":
            return need(NeedRule.RETURN, use=use.number)
        match use.measure:
            case Stock() if dataset.kind == "reference":
                return need(NeedRule.REFERENCE, use=use.number)
            case Stock() if dataset.kind == "spells":
                return need(NeedRule.SNAPSHOT, supporting)
            case Stock():
                return need(NeedRule.HISTORY, supporting)
            case Cohort(days=days):
                return need(NeedRule.MATURITY, supporting, days=days)
            case _:
                return need(NeedRule.MONTH, supporting)


def _counted_alike(measure: Measure, n: int) -> tuple[str, ...]:
    """What decides the cells of a measure's source: quantiles that differ only in q are one use."""
    if isinstance(measure, Quantile):
        return ("quantile", measure.value, measure.sources[n].model_dump_json())
    return (measure.id, str(n))


def expressions_of(use: Use) -> Iterator[str]:
    """Every expression, date column included, that decides what a use counts."""
    yield use.source.where
    yield from when_of(use)
    match use.measure, use.source:
        case ((Flow() | Stock()), (FlowSource(value=str(value)) | StockSource(value=str(value)))):
            yield value
        case Quantile(value=value), _:
            yield value
        case Distinct(key=key), _:
            yield key
        case Cohort(success=success), _:
            yield success


def when_of(use: Use) -> tuple[str, ...]:
    """The date expression of a use, or start and end for a stock of records."""
    dataset, source = use.dataset, use.source
    if dataset.kind == "returns":
        return (str(dataset.date),)
    if isinstance(source, StockSource):
        return (str(source.start or dataset.start), str(source.end or dataset.end))
    assert isinstance(source, FlowSource | RecordSource)
    return (str(source.date or dataset.date),)


def dimensions_of(source: AnySource, breakdown: tuple[str, ...]) -> tuple[tuple[str, str], ...]:
    """(dimension, column) of a breakdown, as one source names them."""
    return tuple((d, source.dimensions.get(d, d)) for d in breakdown)


def _share_passes(wanted: Iterable[tuple[Use, tuple[str, ...]]]) -> Iterator[Scan]:
    """One pass per (dataset, area, date, breakdown); quantiles and distinct counts keep a pass of their own."""
    groups: dict[tuple[object, ...], tuple[Dataset, str, tuple[str, ...], tuple[tuple[str, str], ...], list[Use]]] = {}
    for use, breakdown in wanted:
        area = str(use.source.area or use.dataset.area)
        when, dimensions = when_of(use), dimensions_of(use.source, breakdown)
        alone = use.number if isinstance(use.measure, Quantile | Distinct) else None
        key = (use.dataset.id, area, when, dimensions, alone)
        groups.setdefault(key, (use.dataset, area, when, dimensions, []))[-1].append(use)
    for dataset, area, when, dimensions, uses in groups.values():
        yield Scan(dataset, area, when, dimensions, tuple(uses))


def make_plan(catalog: Catalog, kpis: Iterable[Kpi], frame: Frame) -> Plan:
    """The plan for these KPIs. Independent of the order they come in."""
    builder = _Builder(catalog, frame)
    for kpi in sorted(kpis, key=lambda k: k.id):
        builder.add(kpi)
    uses = tuple(builder.uses.values())
    scans = tuple(_share_passes((uses[number], breakdown) for number, breakdown in builder.wanted))
    return Plan(uses, scans, tuple(builder.strands), tuple(builder.classes))
