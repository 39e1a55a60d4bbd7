"""What one source of a measure reads: expressions, dates, cells, and what must be covered for it."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from sqlglot import exp

from rolkpi.catalog import Catalog
from rolkpi.expression import check
from rolkpi.model.measure import (
    AnySource,
    AverageStock,
    Cohort,
    Distinct,
    DistinctStock,
    Exposure,
    HistogramSource,
    Quantile,
    Stock,
    StockAge,
    StockSource,
    Survey,
    SurveySource,
    Survival,
)
from rolkpi.plan.nodes import Need, NeedRule, Use

STANDING = (Stock, AverageStock, StockAge, DistinctStock)
"""Measures that count what is there at the end of a month."""


def expressions_of(use: Use) -> Iterator[str]:
    """Every expression and column that decides what a use counts, but for its condition."""
    yield from when_of(use)
    value = getattr(use.source, "value", None)
    if value is not None:
        yield value
    match use.measure, use.source:
        case _, HistogramSource(column=column):
            yield column
        case Quantile(value=str(measured)), _:
            yield measured
        case StockAge(since=since, idle_from=idle_from, idle_to=idle_to), _:
            yield from (e for e in (since, idle_from, idle_to) if e is not None)
        case Survival(event=event, censored=censored), _:
            yield from (e for e in (event, censored) if e is not None)
        case (Distinct() | DistinctStock()) as measure, _:
            yield from (e for e in (measure.key, measure.weak) if e is not None)
        case Cohort(success=success, until=until), _:
            yield from (e for e in (success, until) if e is not None)
        case _, SurveySource(low=low, high=high, n=n):
            yield from (e for e in (low, high, n) if e is not None)


def when_of(use: Use) -> tuple[str, ...]:
    """The date expression of a use, or start and end for what is in stock or at risk."""
    dataset, source = use.dataset, use.source
    if dataset.kind == "returns":
        return (str(dataset.date),)
    if isinstance(source, StockSource):
        return (str(source.start or dataset.start), str(source.end or dataset.end))
    date = str(getattr(source, "date", None) or dataset.date)
    if isinstance(use.measure, Distinct) and use.measure.until is not None:
        return (date, use.measure.until)
    return (date,)


def dimensions_of(source: AnySource, breakdown: tuple[str, ...]) -> tuple[tuple[str, str], ...]:
    """(dimension, column) of a breakdown, as one source names them."""
    return tuple((d, source.dimensions.get(d, d)) for d in breakdown)


def condition_of(use: Use, breakdown: tuple[str, ...], catalog: Catalog) -> str:
    """Which rows count by a breakdown: of a form with totals of its own, either these or their parts."""
    source = use.source
    where = source.where
    if isinstance(source, HistogramSource):
        listed = ", ".join(exp.Literal.string(code).sql(dialect="duckdb") for code in source.bins)
        where = f"({where}) AND {source.column} IN ({listed})"
    if source.total is None:
        return where
    dataset = use.dataset.id
    named = catalog.rests_on(dataset, _columns(dataset, source.total, catalog))
    parts = catalog.rests_on(dataset, (column for _, column in dimensions_of(source, breakdown)))
    return f"({where}) AND ({source.total}) IS {'NOT ' if named & parts else ''}TRUE"


def _columns(dataset: str, text: str, catalog: Catalog) -> frozenset[str]:
    scope = catalog.scope(dataset)
    return frozenset((text,)) if text in scope.columns else check(text, scope).columns


def need_of(use: Use, breakdown: tuple[str, ...], catalog: Catalog) -> Need:
    """What must be covered for a use to be known by a breakdown."""
    dataset = use.dataset
    where = condition_of(use, breakdown, catalog)
    columns = {str(use.source.area or dataset.area)} if dataset.area or use.source.area else set()
    for text in (where, *expressions_of(use)):
        columns |= _columns(dataset.id, text, catalog)
    columns |= {column for _, column in dimensions_of(use.source, breakdown)}
    home = catalog.delivered(dataset.id)
    reached = {catalog.delivered(d) for d in catalog.supports(dataset.id, columns)} - {home}
    supporting = tuple(sorted(d for d in reached if catalog.datasets[d].kind != "reference"))
    need = partial(Need, home, columns=catalog.rests_on(dataset.id, columns))
    if dataset.kind == "returns":
        return need(NeedRule.RETURN, use=use.number, where=where)
    match use.measure:
        case Stock() | AverageStock() | Exposure() | StockAge() | DistinctStock() if dataset.kind == "reference":
            return need(NeedRule.REFERENCE, use=use.number)
        case Stock() | AverageStock() | Exposure() | StockAge() | DistinctStock() | Distinct(until=str()):
            return need(NeedRule.SNAPSHOT if dataset.kind == "spells" else NeedRule.HISTORY, supporting)
        case Cohort(until=str(), wait=wait):
            return need(NeedRule.MATURITY, supporting, use=use.number, days=wait)
        case Cohort(days=days, months=months, wait=wait):
            return need(NeedRule.MATURITY, supporting, days=(days or 0) + wait, months=months or 0)
        case Survival():
            return need(NeedRule.FOLLOWED, supporting)
        case Survey():
            return need(NeedRule.ROUND, use=use.number)
        case _:
            return need(NeedRule.MONTH, supporting)
