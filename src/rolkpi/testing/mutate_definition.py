"""Small changes to KPIs, measures and derived columns: what was done, and the definition as it is then."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from itertools import pairwise
from typing import Any, TypeVar

from rolkpi.catalog import Catalog
from rolkpi.expression import Scope
from rolkpi.model import (
    Aggregate,
    AnySource,
    AverageStock,
    Cohort,
    ColumnType,
    Dataset,
    DerivedFormula,
    Distinct,
    DistinctStock,
    Flow,
    Formula,
    HistogramSource,
    Index,
    Kpi,
    KpiFormula,
    Lookup,
    Measure,
    Quantile,
    Rate,
    Ratio,
    Score,
    Stock,
    StockAge,
    Survey,
    SurveySource,
    Survival,
    UnitShare,
    View,
    Window,
)
from rolkpi.model.base import Frozen
from rolkpi.testing.mutate_expression import changes

T = TypeVar("T", bound=Frozen)
Table = Dataset | View

_DAYS = (ColumnType.DATE, ColumnType.TIMESTAMP, ColumnType.MONTH)
_NUMBERS = (ColumnType.INT, ColumnType.MONEY)
_TURNED_TESTS = {"<": "<=", "<=": "<", ">": ">=", ">=": ">"}
_EXPRESSIONS = ("where", "total", "value", "start", "end", "success", "event", "censored", "until", "weak")
_OPTIONAL = ("total", "value", "start", "end", "censored", "weak")
"""Expressions without which the definition says something else."""


def of_kpi(kpi: Kpi) -> Iterator[tuple[str, Kpi]]:
    """Changes of a KPI's formula, breakdowns and bounds."""
    for what, formula in _of_formula(kpi.formula):
        yield f"formula.{what}", _but(kpi, formula=formula)
    for number, dimensions in enumerate(kpi.disaggregations):
        fewer = tuple(d for n, d in enumerate(kpi.disaggregations) if n != number)
        yield f"disaggregations: without {', '.join(dimensions)}", _but(kpi, disaggregations=fewer)
    for base in (kpi.min_base - 1, kpi.min_base + 1) if kpi.min_base else ():
        yield f"min_base: {base} for {kpi.min_base}", _but(kpi, min_base=base)
    if Window.ROLLING_12 in kpi.windows:
        for months in (kpi.min_months - 1, kpi.min_months + 1):
            if 1 <= months <= 12:
                yield f"min_months: {months} for {kpi.min_months}", _but(kpi, min_months=months)
    if kpi.linkage:
        yield "without its linkage", _but(kpi, linkage=None)


def _of_formula(formula: KpiFormula) -> Iterator[tuple[str, Any]]:
    scale = getattr(formula, "scale", None)  # a total has nothing to change
    if scale is not None:
        yield f"scale: {scale * 10} for {scale}", _but(formula, scale=scale * 10)
    match formula:
        case Ratio(numerator=above, denominator=below):
            yield "upside down", _but(formula, numerator=below, denominator=above)
            yield "numerator: the denominator", _but(formula, numerator=below)
            yield "denominator: the numerator", _but(formula, denominator=above)
        case Rate(annualise=annualise):
            yield f"annualise: {str(not annualise).lower()}", _but(formula, annualise=not annualise)
            if formula.population_by:
                yield "without population_by", _but(formula, population_by=())
        case DerivedFormula():
            for side in ("numerator", "denominator"):
                for what, text in changes(getattr(formula, side)):
                    yield f"{side}: {what}", _but(formula, **{side: text})
        case Index(baselines=baselines):
            for number, baseline in enumerate(baselines):
                more = _but(baseline, value=baseline.value + 1)
                yield f"baselines[{number}]: one more", _but(formula, baselines=_put(baselines, number, more))
        case UnitShare():
            turned = _TURNED_TESTS[formula.test]
            yield f"test: {turned} for {formula.test}", _but(formula, test=turned)
            yield "threshold: one more", _but(formula, threshold=formula.threshold + 1)
            yield "threshold: one less", _but(formula, threshold=formula.threshold - 1)
            if formula.weight:
                yield "without its weight", _but(formula, weight=None)
        case Score(parts=parts):
            if formula.min_coverage != "1/1":
                yield f"min_coverage: 1/1 for {formula.min_coverage}", _but(formula, min_coverage="1/1")
            for number, part in enumerate(parts):
                for name, value in (("weight", part.weight + 1), ("worst", part.worst + 1), ("best", part.best + 1)):
                    other = _but(part, **{name: value})
                    if other.worst != other.best:
                        what = f"parts[{number}].{name}: one more"
                        yield what, _but(formula, parts=_put(parts, number, other))
                if len(parts) > 1:
                    fewer = tuple(p for n, p in enumerate(parts) if n != number)
                    yield f"parts: without {part.kpi}", _but(formula, parts=fewer)
        case _:
            return


def of_measure(measure: Measure, catalog: Catalog) -> Iterator[tuple[str, Measure]]:
    """Changes of what a measure counts, when, and how it adds up."""
    sources: tuple[AnySource, ...] = measure.sources
    scope = catalog.scope(sources[0].dataset)
    for what, changed in _of_texts(measure, scope):
        yield what, changed
    yield from _of_rule(measure, scope)
    for number, source in enumerate(sources):
        at = f"sources[{number}]"
        for what, new in _of_source(source, measure, catalog):
            yield f"{at}.{what}", _but(measure, sources=_put(sources, number, new))
        if len(sources) > 1:
            fewer = tuple(s for n, s in enumerate(sources) if n != number)
            yield f"without {at}", _but(measure, sources=fewer)


def _of_rule(measure: Measure, scope: Scope) -> Iterator[tuple[str, Any]]:
    match measure:
        case Cohort():
            for name in ("days", "months", "wait"):
                number = getattr(measure, name)
                for other in (number - 1, number + 1) if number else ():
                    yield f"{name}: {other} for {number}", _but(measure, **{name: other})
        case Quantile(q=q) | StockAge(q=q) | Survival(q=q):
            other = "9/10" if q == "1/2" else "1/2"
            yield f"q: {other} for {q}", _but(measure, q=other)
        case Distinct(key=key) | DistinctStock(key=key):
            for other in _like(key, scope, (ColumnType.KEY, ColumnType.TEXT))[:2]:
                yield f"key: {other} for {key}", _but(measure, key=other)
        case Stock():
            held = {name: getattr(measure, name) for name in ("id", "title", "unit", "description", "published")}
            average = AverageStock(**held, instant=measure.instant, sources=measure.sources)
            yield "rule: average_stock for stock", average
        case AverageStock():
            held = {name: getattr(measure, name) for name in ("id", "title", "unit", "description", "published")}
            yield "rule: stock for average_stock", Stock(**held, instant=measure.instant, sources=measure.sources)
        case _:
            return


def _of_source(source: AnySource, measure: Measure, catalog: Catalog) -> Iterator[tuple[str, AnySource]]:
    scope, dataset = catalog.scope(source.dataset), catalog.datasets[source.dataset]
    if source.where.upper() != "TRUE":
        yield "where: every row", _but(source, where="TRUE")
    told_anyway = ("value",) if dataset.kind == "returns" and getattr(source, "value", "") == "value" else ()
    yield from _of_texts(source, scope, told_anyway)
    if isinstance(measure, Flow | Quantile | Survival | Distinct | Cohort | Survey):
        dated = getattr(source, "date", None) or dataset.date
        for other in _like(str(dated), scope, _DAYS)[:2]:
            yield f"date: {other} for {dated}", _but(source, date=other)
    area = source.area or dataset.area
    for other in _like(str(area), scope, (ColumnType.AREA,))[:1]:
        yield f"area: {other} for {area}", _but(source, area=other)
    for dimension, column in source.dimensions.items():
        codes = scope.codes.get(column)
        for other in [c for c, listed in scope.codes.items() if listed == codes and c != column][:1]:
            swapped = {**source.dimensions, dimension: other}
            yield f"dimensions.{dimension}: {other} for {column}", _but(source, dimensions=swapped)
    for dimension in source.dimensions:
        fewer = {d: c for d, c in source.dimensions.items() if d != dimension}
        yield f"dimensions: without {dimension}", _but(source, dimensions=fewer)
    for name in ("effective_from", "effective_to"):
        day: date | None = getattr(source, name)
        if day is not None:
            later = date(day.year + day.month // 12, day.month % 12 + 1, 1)
            yield f"{name}: a month later", _but(source, **{name: later})
    if isinstance(source, HistogramSource):
        yield from _of_bins(source)
    if isinstance(source, SurveySource):
        for name in ("low", "high", "n"):
            if getattr(source, name):
                yield f"without {name}", _but(source, **{name: None})


def _of_bins(source: HistogramSource) -> Iterator[tuple[str, HistogramSource]]:
    """The border between two ranges moved by one."""
    ranges = sorted(source.bins.items(), key=lambda pair: pair[1][0])
    for (low, (since, until)), (high, (begins, ends)) in pairwise(ranges):
        if until is not None and until > since:
            moved = {**source.bins, low: (since, until - 1), high: (begins - 1, ends)}
            yield f"bins: {low} one shorter, {high} one longer", _but(source, bins=moved)


def _of_texts(thing: T, scope: Scope, but: tuple[str, ...] = ()) -> Iterator[tuple[str, T]]:
    """Changes of every expression of a measure or source, but for those that say what holds anyway."""
    for name in _EXPRESSIONS:
        text = getattr(thing, name, None)
        if not isinstance(text, str) or text.upper() == "TRUE" or name in but:
            continue
        if text in scope.columns and scope.columns[text] in _NUMBERS:
            for other in _like(text, scope, _NUMBERS)[:2]:
                yield f"{name}: {other} for {text}", _but(thing, **{name: other})
        for what, new in changes(text, scope):
            yield f"{name}: {what}", _but(thing, **{name: new})
        if name in _OPTIONAL and not isinstance(thing, SurveySource):  # its estimate is no option
            yield f"without {name}", _but(thing, **{name: None})


def of_derived(table: Table, catalog: Catalog) -> Iterator[tuple[str, str, Table]]:
    """Changes of a table's derived columns: the column, what was done, the table."""
    for number, column in enumerate(table.derived):
        for what, new in _of_column(column, table, catalog):
            derived = _put(table.derived, number, new)
            yield column.name, f"{column.name}.{what}", _but(table, derived=derived)
    for number, link in enumerate(table.links):
        looked_up = next((d for d in table.derived if isinstance(d, Lookup) and d.link == link.name), None)
        if link.valid_at and looked_up is not None:
            for other in _like(link.valid_at, catalog.scope(table.id), _DAYS)[:1]:
                links = _put(table.links, number, _but(link, valid_at=other))
                what = f"links.{link.name}.valid_at: {other} for {link.valid_at}"
                yield looked_up.name, what, _but(table, links=links)


def _of_column(column: Any, table: Table, catalog: Catalog) -> Iterator[tuple[str, Any]]:
    own = catalog.scope(table.id)
    match column:
        case Lookup():
            link = next(k for k in table.links if k.name == column.link)
            theirs = catalog.scope(link.dataset)
            kind = theirs.columns.get(column.column)
            for other in [c for c in _like(column.column, theirs, (kind,)) if _codes(theirs, c, column.column)][:1]:
                yield f"column: {other} for {column.column}", _but(column, column=other)
        case Aggregate(function=function):
            theirs = catalog.scope(column.dataset)
            for other in {"min": ("max",), "max": ("min",), "sum": ("max",)}.get(function, ()):
                yield f"function: {other} for {function}", _but(column, function=other)
            if column.column:
                kind = theirs.columns.get(column.column)
                for other in _like(column.column, theirs, (kind,))[:1]:
                    yield f"column: {other} for {column.column}", _but(column, column=other)
            if column.after:
                yield f"after: without {column.after}", _but(column, after=None)
                kind = own.columns.get(column.after)
                for other in _like(column.after, own, (kind,))[:1]:
                    yield f"after: {other} for {column.after}", _but(column, after=other)
            if column.where.upper() != "TRUE":
                yield "where: every row", _but(column, where="TRUE")
                for what, text in changes(column.where, theirs):
                    yield f"where: {what}", _but(column, where=text)
        case Formula():
            for what, text in changes(column.expression, own, own.codes.get(column.name, ())):
                yield f"expression: {what}", _but(column, expression=text)
        case _:
            return


def _codes(scope: Scope, a: str, b: str) -> bool:
    return scope.codes.get(a) == scope.codes.get(b)


def _like(name: str, scope: Scope, kinds: tuple[ColumnType | None, ...]) -> list[str]:
    """Other columns of the same kinds."""
    return [c for c, kind in scope.columns.items() if kind in kinds and c != name]


def _put(held: tuple[Any, ...], number: int, new: Any) -> tuple[Any, ...]:
    return (*held[:number], new, *held[number + 1 :])


def _but(thing: T, **changed: Any) -> T:
    update: Mapping[str, Any] = changed
    return thing.model_copy(update=update)
