"""From KPIs to a plan: which sources serve, what they rest on, and which of them share a pass."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from sqlglot import exp

from rolkpi.catalog import Catalog
from rolkpi.expression import check_formula
from rolkpi.model.dataset import Dataset
from rolkpi.model.frame import Frame
from rolkpi.model.kpi import (
    SECOND_STAGE,
    DerivedFormula,
    Index,
    Kpi,
    KpiFormula,
    Rate,
    Total,
    parts_of,
)
from rolkpi.model.measure import (
    AT_END,
    AverageStock,
    Cohort,
    Distinct,
    DistinctStock,
    Exposure,
    Flow,
    Measure,
    Quantile,
    Stock,
    StockAge,
    Survey,
    Survival,
)
from rolkpi.model.period import Frequency, Window, month_of
from rolkpi.plan.nodes import CoverageClass, Origin, Plan, Reading, Scan, Strand, Terms, Use
from rolkpi.plan.uses import dimensions_of, need_of, when_of

YEARLY_VIEW = (Frequency.YEAR, Window.PERIOD)
"""The only view that a return of a whole calendar year can serve."""

_DIVISIBLE = (Flow, Exposure, Stock, AverageStock, Cohort)
_ONE_PASS_EACH = (Quantile, StockAge, Survival, Distinct, DistinctStock, Survey)


def reading_of(formula: KpiFormula, measures: tuple[Measure, ...], catalog: Catalog) -> Reading:
    """Which months a KPI reads. See ``Reading``."""
    at_end = [isinstance(m, AT_END) for m in measures]
    if isinstance(measures[0], Survey):
        return Reading.SURVEY
    if isinstance(formula, Rate) or any(isinstance(m, AverageStock) for m in measures) or len(set(at_end)) > 1:
        return Reading.MIXED
    if isinstance(formula, DerivedFormula) and _names_days(formula, catalog):
        return Reading.MIXED
    return Reading.STOCK if all(at_end) else Reading.FLOW


def _names_days(formula: DerivedFormula, catalog: Catalog) -> bool:
    texts = (formula.numerator, formula.denominator)
    return any("period_days" in check_formula(t, catalog.measures).columns for t in texts)


def _where_nothing_counted(tree: exp.Expr) -> int:
    """A formula's value when every measure is 0; it names no days."""
    match tree:
        case exp.Column():
            return 0
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


def _never_empty(kpi: Kpi, breakdown: tuple[str, ...], measures: tuple[Measure, ...], catalog: Catalog) -> bool:
    match kpi.formula:
        case Index():
            return True
        case Total():
            return isinstance(measures[0], AverageStock)
        case Rate(population_by=groups):
            return bool(set(groups) & set(breakdown))
        case DerivedFormula(numerator=num, denominator=den) as formula:
            trees = (check_formula(t, catalog.measures).tree for t in (num, den))
            return _names_days(formula, catalog) or any(_where_nothing_counted(tree) for tree in trees)
        case _:
            return False


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
        """Every strand of a KPI over measures."""
        measures = self.catalog.measures_of(kpi.id)
        views = self.frame.views(kpi)
        yearly = any(self.catalog.datasets[s.dataset].frequency is Frequency.YEAR for m in measures for s in m.sources)
        whole_years = tuple(v for v in views if v == YEARLY_VIEW) if yearly else ()
        rest = tuple(v for v in views if v not in whole_years)
        for breakdown in kpi.breakdowns:
            for served, with_yearly in ((rest, False), (whole_years, True)):
                if served:
                    origins = tuple(self._origins(measures, breakdown, with_yearly))
                    self._strand(kpi, measures, breakdown, origins, served)

    def add_unmeasured(self, kpi: Kpi) -> None:
        """The one strand of a KPI that rests on no cells: made of other KPIs, or unavailable."""
        second = kpi.id if isinstance(kpi.formula, SECOND_STAGE) else ""
        shared = CoverageClass((), kpi.hierarchy, kpi.levels, self.frame.views(kpi), second_stage=second)
        number = self.classes.setdefault(shared, len(self.classes))
        self.strands.append(Strand(len(self.strands), kpi, (), (), (), number, never_empty=False))

    def _strand(
        self,
        kpi: Kpi,
        measures: tuple[Measure, ...],
        breakdown: tuple[str, ...],
        origins: tuple[Origin, ...],
        views: tuple[tuple[Frequency, Window], ...],
    ) -> None:
        formula = kpi.formula
        shared = CoverageClass(
            origins=tuple(o.terms for o in origins),
            hierarchy=kpi.hierarchy,
            levels=kpi.levels,
            views=views,
            reading=reading_of(formula, measures, self.catalog),
            divisible=all(isinstance(m, _DIVISIBLE) for m in measures),
            every_month=any(isinstance(m, AverageStock) for m in measures),
            people=people_by(formula, breakdown) if isinstance(formula, Rate) else None,
            people_at_end=isinstance(formula, Rate) and isinstance(measures[0], Stock),
        )
        number = self.classes.setdefault(shared, len(self.classes))
        never_empty = _never_empty(kpi, breakdown, measures, self.catalog)
        strand = Strand(len(self.strands), kpi, breakdown, measures, origins, number, never_empty)
        self.strands.append(strand)
        for origin in origins:
            if origin.terms.usable:
                self.wanted.update(dict.fromkeys((use, breakdown) for use in origin.uses))

    def _origins(
        self, measures: tuple[Measure, ...], breakdown: tuple[str, ...], with_yearly: bool
    ) -> Iterator[Origin]:
        for n in range(max(len(m.sources) for m in measures)):
            uses = [self._use(m, n if len(m.sources) > 1 else 0) for m in measures]
            offered = all(self._offers(u, breakdown) for u in uses)
            yearly = any(u.dataset.frequency is Frequency.YEAR for u in uses)
            begins = [month_of(d) for u in uses if (d := u.source.effective_from) is not None]
            ends = [month_of(d) for u in uses if (d := u.source.effective_to) is not None]
            terms = Terms(
                name="+".join(sorted({u.dataset.id for u in uses})),
                needs=tuple(dict.fromkeys(need_of(u, breakdown if offered else (), self.catalog) for u in uses)),
                usable=offered and (with_yearly or not yearly),
                since=max(begins, default=None),
                before=min(ends, default=None),
                edges=tuple(sorted({*begins, *ends})),
            )
            yield Origin(tuple(u.number for u in uses), terms)

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


def people_by(formula: Rate, breakdown: tuple[str, ...]) -> tuple[str, ...]:
    """The dimensions of a breakdown that a rate divides by the population of: sorted, empty for everybody."""
    return tuple(sorted(set(formula.population_by) & set(breakdown)))


def _counted_alike(measure: Measure, n: int) -> tuple[str, ...]:
    """What decides the cells of a measure's source: quantiles that differ only in q are one use, and so are a stock
    and its average."""
    source = measure.sources[n].model_dump_json()
    match measure:
        case Quantile():
            return ("quantile", measure.value or "", source)
        case StockAge():
            return ("stock_age", measure.since or "", measure.idle_from or "", measure.idle_to or "", source)
        case Survival():
            return ("survival", measure.event, measure.censored or "", source)
        case Stock() | AverageStock():
            return ("stock", source)
        case _:
            return (measure.id, str(n))


def _share_passes(wanted: Iterable[tuple[Use, tuple[str, ...]]]) -> Iterator[Scan]:
    """One pass per (dataset, area, date, breakdown, way of counting); what needs every record keeps its own."""
    groups: dict[tuple[object, ...], tuple[Dataset, str, tuple[str, ...], tuple[tuple[str, str], ...], list[Use]]] = {}
    for use, breakdown in wanted:
        area = str(use.source.area or use.dataset.area)
        when, dimensions = when_of(use), dimensions_of(use.source, breakdown)
        alone = (
            use.number if isinstance(use.measure, _ONE_PASS_EACH) else -1 if isinstance(use.measure, Exposure) else None
        )
        key = (use.dataset.id, area, when, dimensions, alone)
        groups.setdefault(key, (use.dataset, area, when, dimensions, []))[-1].append(use)
    for dataset, area, when, dimensions, uses in groups.values():
        yield Scan(dataset, area, when, dimensions, tuple(uses))


def _closure(catalog: Catalog, kpis: Iterable[Kpi]) -> dict[str, Kpi]:
    """These KPIs and all that they are made of or shown with, each after those it is made of."""
    found: dict[str, Kpi] = {}

    def visit(kpi: Kpi) -> None:
        if kpi.id in found:
            return
        if kpi.id in catalog.unavailable:  # what it is made of may be nowhere, and nothing is computed of it
            found[kpi.id] = kpi
            return
        for part in parts_of(kpi.formula):
            visit(catalog.find_kpis(part)[0])
        found[kpi.id] = kpi
        if kpi.linkage is not None:
            visit(catalog.find_kpis(kpi.linkage)[0])

    for kpi in sorted(kpis, key=lambda k: k.id):
        visit(kpi)
    return found


def make_plan(catalog: Catalog, kpis: Iterable[Kpi], frame: Frame) -> Plan:
    """The plan for these KPIs and those they need. Independent of the order they come in."""
    builder = _Builder(catalog, frame)
    wanted = _closure(catalog, kpis)
    missing = {k: catalog.unavailable[k].missing for k in wanted if k in catalog.unavailable}
    second = tuple(k for k in wanted.values() if k.id not in missing and isinstance(k.formula, SECOND_STAGE))
    for kpi in sorted(wanted.values(), key=lambda k: k.id):
        if kpi.id in missing or isinstance(kpi.formula, SECOND_STAGE):
            builder.add_unmeasured(kpi)
        else:
            builder.add(kpi)
    uses = tuple(builder.uses.values())
    scans = tuple(_share_passes((uses[number], breakdown) for number, breakdown in builder.wanted))
    unavailable = tuple((wanted[k], names) for k, names in missing.items())
    return Plan(uses, scans, tuple(builder.strands), tuple(builder.classes), second, unavailable)
