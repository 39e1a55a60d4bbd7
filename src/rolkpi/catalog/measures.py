"""Cross-checks of measures."""

from __future__ import annotations

from collections.abc import Iterable

from rolkpi.catalog.columns import CONDITION, DAYS, MOMENT, WHOLE_NUMBER, Resolver
from rolkpi.catalog.datasets import check_type
from rolkpi.catalog.lines import check_lines, check_results
from rolkpi.catalog.place import Place
from rolkpi.errors import did_you_mean
from rolkpi.model import (
    AnySource,
    AverageStock,
    Cohort,
    ColumnType,
    Dataset,
    Distinct,
    DistinctStock,
    FlowSource,
    Frequency,
    HistogramSource,
    Measure,
    Quantile,
    RecordSource,
    StockAge,
    StockSource,
    SurveySource,
    Survival,
)

_AREA = frozenset({ColumnType.AREA})
_RANGES = frozenset({ColumnType.CODE, ColumnType.TEXT})
_ESTIMATES = frozenset({ColumnType.DECIMAL, ColumnType.INT})
_COUNTS = frozenset({ColumnType.INT})


def check_measure(measure: Measure, place: Place, resolver: Resolver) -> None:
    """Every source of a measure, and what the measure itself says over each."""
    sources: tuple[AnySource, ...] = measure.sources
    for number, source in enumerate(sources):
        at = place.at("sources", number)
        if not resolver.exists(source.dataset, at.at("dataset")):
            continue
        dataset = resolver.datasets[source.dataset]
        _check_any(measure, source, dataset, at, resolver)
        match source:
            case StockSource():
                _check_stock(source, dataset, at, resolver, measure)
            case FlowSource() | RecordSource():
                _check_dated(source, dataset, at, resolver, noun=measure.rule)
            case HistogramSource():
                _check_histogram(source, dataset, at, resolver)
            case SurveySource():
                _check_survey(source, dataset, at, resolver)
        if isinstance(source, FlowSource | StockSource) and source.value is not None:
            resolver.expression(source.value, dataset.id, at.at("value"), WHOLE_NUMBER)
        if not isinstance(source, HistogramSource):
            _check_own(measure, dataset, place, resolver)


def _check_own(measure: Measure, dataset: Dataset, place: Place, resolver: Resolver) -> None:
    """What a measure says of records, over the columns of one of its sources."""
    match measure:
        case Quantile(value=str(value)):
            resolver.expression(value, dataset.id, place.at("value"), WHOLE_NUMBER)
        case StockAge(since=since, idle_from=idle_from, idle_to=idle_to):
            for role, text in (("since", since), ("idle_from", idle_from), ("idle_to", idle_to)):
                if text is not None:
                    resolver.expression(text, dataset.id, place.at(role), MOMENT)
        case Distinct(key=key, weak=weak) | DistinctStock(key=key, weak=weak):
            _check_key(key, dataset, place.at("key"), resolver)
            if weak is not None:
                resolver.expression(weak, dataset.id, place.at("weak"), CONDITION)
            if isinstance(measure, Distinct) and measure.until is not None:
                resolver.expression(measure.until, dataset.id, place.at("until"), MOMENT)
        case Cohort(success=success, until=until):
            resolver.expression(success, dataset.id, place.at("success"), CONDITION)
            if until is not None:
                resolver.expression(until, dataset.id, place.at("until"), MOMENT)
        case Survival(event=event, censored=censored):
            resolver.expression(event, dataset.id, place.at("event"), MOMENT)
            if censored is not None:
                resolver.expression(censored, dataset.id, place.at("censored"), MOMENT)
        case _:
            pass


def _check_key(key: str, dataset: Dataset, place: Place, resolver: Resolver) -> None:
    if not resolver.has(dataset.id, key, place):
        return
    resolver.may_use(dataset.id, [key], place)
    if resolver.columns[dataset.id][key].type is ColumnType.DECIMAL:
        fix = "count a key, a code, a day or a whole number"
        place.report("RK110", f"'{key}' of dataset '{dataset.id}' is of type 'decimal'", fix)


def _check_any(measure: Measure, source: AnySource, dataset: Dataset, place: Place, resolver: Resolver) -> None:
    where = resolver.expression(source.where, dataset.id, place.at("where"), CONDITION)
    if where is not None:
        check_lines(measure, source, where, dataset, place.at("where"))
        if isinstance(source, SurveySource) and dataset.kind == "events":
            check_results(source, where, dataset, place.at("where"))
    if source.total is not None:
        if dataset.kind != "returns":
            what = f"only a form prints its own totals; '{dataset.id}' is of kind '{dataset.kind}'"
            place.at("total").report("RK111", what, "leave total out")
        else:
            resolver.expression(source.total, dataset.id, place.at("total"), CONDITION)
    if not dataset.published and not resolver.owns(place, dataset.id):
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
        _report_form(noun, dataset, place)
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


def _report_form(noun: str, dataset: Dataset, place: Place) -> None:
    what = f"a {noun} needs records; '{dataset.id}' holds the totals of a form"
    fix = "give the ranges of the form as 'bins'" if noun == "quantile" else "use a flow or a stock"
    place.at("dataset").report("RK111", what, fix)


def _check_stock(source: StockSource, dataset: Dataset, place: Place, resolver: Resolver, measure: Measure) -> None:
    """What lasts: stocks and days at risk. From a form it is the value of the month."""
    noun = measure.rule.replace("_", " ")
    if dataset.kind == "returns" and isinstance(measure, DistinctStock | StockAge):
        _report_form(noun, dataset, place)
        return
    if dataset.frequency is Frequency.YEAR and isinstance(measure, AverageStock):
        what = f"'{dataset.id}' is filled in once a year, and a mean of month-ends needs every month's"
        place.at("dataset").report("RK111", what, "use a stock, or a form of every month")
    given = {"start": source.start, "end": source.end}
    for role, text in given.items():
        if text is None:
            continue
        at = place.at(role)
        if dataset.kind == "returns":
            what = f"of a form, {'an' if noun[0] in 'ae' else 'a'} {noun} is what it states for the month"
            at.report("RK111", what, f"leave {role} out")
            continue
        resolver.expression(text, dataset.id, at, MOMENT)
    if dataset.kind != "returns" and dataset.start is None:
        for role, text in given.items():
            if text is None:
                place.report(
                    "RK101",
                    f"dataset '{dataset.id}' has no start and end, so the {noun} must say when a row enters and leaves",
                    f"give {role}",
                )


def _check_histogram(source: HistogramSource, dataset: Dataset, place: Place, resolver: Resolver) -> None:
    if dataset.kind != "returns":
        what = f"bins are the ranges of a form; '{dataset.id}' is of kind '{dataset.kind}'"
        place.at("dataset").report("RK111", what, "leave bins out: a quantile of records takes the records' values")
        return
    at = place.at("column")
    check_type(resolver, dataset.id, source.column, _RANGES, at)
    resolver.may_use(dataset.id, [source.column], at)
    codes = resolver.scope(dataset.id).codes.get(source.column)
    column = resolver.columns[dataset.id].get(source.column)
    for code in source.bins:
        if codes is not None and code not in codes and column is not None:
            what = f"'{code}' is not in codelist '{column.codelist}'"
            place.at("bins", code).report("RK108", what, did_you_mean(code, codes))


def _check_survey(source: SurveySource, dataset: Dataset, place: Place, resolver: Resolver) -> None:
    if dataset.kind != "events":
        what = f"results of a survey are one row each of a dataset of kind 'events'; '{dataset.id}' is '{dataset.kind}'"
        place.at("dataset").report("RK111", what, "declare the results as events, dated by their round")
        return
    columns: Iterable[tuple[str, str | None, frozenset[ColumnType]]] = (
        ("date", source.date, DAYS),
        ("value", source.value, _ESTIMATES),
        ("low", source.low, _ESTIMATES),
        ("high", source.high, _ESTIMATES),
        ("n", source.n, _COUNTS),
    )
    for role, name, allowed in columns:
        if name is not None:
            check_type(resolver, dataset.id, name, allowed, place.at(role))
            resolver.may_use(dataset.id, [name], place.at(role))
