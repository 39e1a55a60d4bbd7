"""Cross-checks of measures."""

from __future__ import annotations

from rolkpi.catalog.columns import CONDITION, DAYS, MOMENT, WHOLE_NUMBER, Resolver
from rolkpi.catalog.datasets import check_type
from rolkpi.catalog.place import Place
from rolkpi.model import (
    AnySource,
    Cohort,
    ColumnType,
    Dataset,
    Distinct,
    FlowSource,
    Measure,
    Quantile,
    RecordSource,
    StockSource,
)

_AREA = frozenset({ColumnType.AREA})


def check_measure(measure: Measure, place: Place, resolver: Resolver) -> None:
    """Every source of a measure, and what the measure itself says over its first one."""
    sources: tuple[AnySource, ...] = measure.sources
    for number, source in enumerate(sources):
        at = place.at("sources", number)
        if not resolver.exists(source.dataset, at.at("dataset")):
            continue
        dataset = resolver.datasets[source.dataset]
        _check_any(source, dataset, at, resolver)
        match source:
            case StockSource():
                _check_stock(source, dataset, at, resolver)
            case FlowSource() | RecordSource():
                _check_dated(source, dataset, at, resolver, noun=measure.rule)
        if isinstance(source, FlowSource | StockSource) and source.value is not None:
            resolver.expression(source.value, dataset.id, at.at("value"), WHOLE_NUMBER)
        match measure:
            case Quantile(value=value):
                resolver.expression(value, dataset.id, place.at("value"), WHOLE_NUMBER)
            case Distinct(key=key):
                if resolver.has(dataset.id, key, place.at("key")):
                    resolver.may_use(dataset.id, [key], place.at("key"))
            case Cohort(success=success):
                resolver.expression(success, dataset.id, place.at("success"), CONDITION)
            case _:
                pass


def _check_any(source: AnySource, dataset: Dataset, place: Place, resolver: Resolver) -> None:
    resolver.expression(source.where, dataset.id, place.at("where"), CONDITION)
    if not dataset.published and dataset.plugin != place.plugin:
        place.at("dataset").report(
            "RK115",
            f"dataset '{dataset.id}' is not published by plugin '{dataset.plugin}'",
            f"ask the owner of '{dataset.plugin}' to publish it",
        )
    if source.area is not None:
        check_type(resolver, dataset.id, source.area, _AREA, place.at("area"))
        resolver.may_use(dataset.id, [source.area], place.at("area"))
    elif dataset.area is None:
        place.report("RK101", f"dataset '{dataset.id}' has no area column of its own", "give area")
    for dimension, column in source.dimensions.items():
        at = place.at("dimensions", dimension)
        if resolver.has(dataset.id, column, at):
            resolver.may_use(dataset.id, [column], at)


def _check_dated(
    source: FlowSource | RecordSource, dataset: Dataset, place: Place, resolver: Resolver, *, noun: str
) -> None:
    """What counts rows by a date: not reference data, and forms only as flows by their own month."""
    if dataset.kind == "reference":
        place.at("dataset").report(
            "RK111", f"a {noun} counts what happens; '{dataset.id}' is reference data", "use events, spells or returns"
        )
        return
    if dataset.kind == "returns" and isinstance(source, RecordSource):
        place.at("dataset").report(
            "RK111", f"a {noun} needs records; '{dataset.id}' holds the totals of a form", "use a flow or a stock"
        )
        return
    if dataset.kind == "returns" and source.date not in (None, dataset.date):
        place.at("date").report("RK111", f"a cell of a form belongs to its month, '{dataset.date}'", "leave date out")
    if dataset.kind == "spells" and source.date not in (None, dataset.start, dataset.end):
        what = f"a spell speaks for its own months only, so it is counted by '{dataset.start}' or '{dataset.end}'"
        place.at("date").report("RK111", what, "use one of the two, or declare what happens then as events")
    if source.date is not None:
        check_type(resolver, dataset.id, source.date, DAYS, place.at("date"))
        resolver.may_use(dataset.id, [source.date], place.at("date"))
    elif dataset.date is None:
        place.report("RK101", f"dataset '{dataset.id}' has no date of its own", "give date: the column that says when")


def _check_stock(source: StockSource, dataset: Dataset, place: Place, resolver: Resolver) -> None:
    given = {"start": source.start, "end": source.end}
    for role, text in given.items():
        if text is None:
            continue
        at = place.at(role)
        if dataset.kind == "returns":
            at.report("RK111", "a stock taken from a form is its value in the month", f"leave {role} out")
            continue
        resolver.expression(text, dataset.id, at, MOMENT)
    if dataset.kind != "returns" and dataset.start is None:
        for role, text in given.items():
            if text is None:
                place.report(
                    "RK101",
                    f"dataset '{dataset.id}' has no start and end, so a stock must say when a row enters and leaves",
                    f"give {role}",
                )
