"""Cross-checks of KPIs: origins, breakdowns, baselines, codes and worked examples."""

from __future__ import annotations

from collections.abc import Iterable

from rolkpi.catalog.columns import BREAKDOWNS, Resolver
from rolkpi.catalog.datasets import is_delivered
from rolkpi.catalog.formulas import check_formula
from rolkpi.catalog.joins import check_joins
from rolkpi.catalog.names import used_dimensions
from rolkpi.catalog.place import Place
from rolkpi.catalog.stages import check_stage
from rolkpi.catalog.timing import check_timing
from rolkpi.errors import did_you_mean
from rolkpi.model import (
    AnySource,
    ColumnType,
    Dataset,
    Distinct,
    DistinctStock,
    Index,
    Kpi,
    Measure,
    Rate,
    Survey,
    WorkedExample,
)
from rolkpi.model.kpi import UNKNOWN_CODE, disaggregation_text


def check_kpi(kpi: Kpi, place: Place, resolver: Resolver) -> None:
    """The formula suits its measures, their sources fit together, and every breakdown is offered."""
    measures = check_formula(kpi, place.at("formula"), resolver)
    check_stage(kpi, place, resolver.index.kpis, resolver.index.measures)
    check_timing(kpi, measures, place, resolver)
    _check_used(kpi, place)
    if measures:
        _check_origins(measures, place.at("formula"), resolver)
        check_joins(kpi, measures, place, resolver)
        _check_overlaps(kpi, measures, place)
        for number, dimensions in enumerate(kpi.disaggregations):
            for dimension in dimensions:
                _check_dimension(dimension, measures, place.at("disaggregations", number), resolver)
        if isinstance(kpi.formula, Index):
            _check_baselines(kpi, kpi.formula, measures[0], place.at("formula", "baselines"), resolver)
    for number, example in enumerate(kpi.examples):
        _check_example(example, place.at("examples", number), resolver)


def check_codes(kpis: Iterable[tuple[Kpi, Place]]) -> None:
    """A catalogue code is shared only by KPIs of one plugin."""
    first: dict[str, tuple[Kpi, Place]] = {}
    told: set[tuple[str, str]] = set()
    for kpi, place in kpis:
        other, there = first.setdefault(kpi.code.casefold(), (kpi, place))
        if there.plugin != place.plugin and (kpi.code.casefold(), place.plugin) not in told:
            told.add((kpi.code.casefold(), place.plugin))
            place.at("code").report(
                "RK102",
                f"code '{kpi.code}' of '{kpi.id}' (plugin '{place.plugin}') is also the code of '{other.id}' "
                f"(plugin '{there.plugin}', {there.where})",
                "only KPIs of one plugin share a code",
            )


def _check_used(kpi: Kpi, place: Place) -> None:
    """What is said of a dimension is said of one that a breakdown uses."""
    used = used_dimensions(kpi)
    population_by = kpi.formula.population_by if isinstance(kpi.formula, Rate) else ()
    for at, names in (
        (place.at("overlapping"), kpi.overlapping),
        (place.at("formula", "population_by"), population_by),
    ):
        for name in names:
            if name not in used:
                fix = did_you_mean(name, used) if used else "leave it out, or add the breakdown"
                at.report("RK112", f"'{kpi.id}' is not broken down by '{name}'", fix)


def _check_overlaps(kpi: Kpi, measures: tuple[Measure, ...], place: Place) -> None:
    """Parts of a distinct count overlap, and a reader is told so."""
    counted = [m.id for m in measures if isinstance(m, Distinct | DistinctStock)]
    for number, dimensions in enumerate(kpi.disaggregations):
        for name in sorted(set(dimensions) - set(kpi.overlapping)) if counted else ():
            place.at("disaggregations", number).report(
                "RK111",
                f"'{counted[0]}' counts different keys, and one key may stand under several codes of '{name}': the "
                "parts overlap",
                f"declare it: overlapping: [{name}]",
            )


def _check_baselines(kpi: Kpi, formula: Index, measure: Measure, place: Place, resolver: Resolver) -> None:
    """One baseline an area and breakdown, written as the measurement's own breakdown is."""
    seen: set[tuple[str, str]] = set()
    for number, baseline in enumerate(formula.baselines):
        at, text = place.at(number), baseline.disaggregation
        if (baseline.area, text) in seen:
            where = f"area '{baseline.area}'" + (f", {text}" if text else "")
            at.report("RK102", f"{where} has two baselines", "keep one")
        seen.add((baseline.area, text))
        pairs = [part.partition("=") for part in text.split(";")] if text else []
        codes = {dimension: code for dimension, _, code in pairs}
        if text != disaggregation_text(codes):
            fix = f"write it like this: {disaggregation_text(codes)}"
            at.at("disaggregation").report("RK112", f"'{text}' is not how a breakdown is written", fix)
        elif tuple(sorted(codes)) not in kpi.breakdowns:
            fix = f"add it to the disaggregations of '{kpi.id}', or leave the baseline out"
            at.at("disaggregation").report("RK112", f"'{kpi.id}' is not broken down by {', '.join(sorted(codes))}", fix)
        else:
            _check_baseline_codes(codes, measure, at.at("disaggregation"), resolver)


def _check_baseline_codes(codes: dict[str, str], measure: Measure, place: Place, resolver: Resolver) -> None:
    source = _sources(measure)[0]
    if source.dataset not in resolver.datasets:
        return
    known = resolver.scope(source.dataset).codes
    for dimension, code in codes.items():
        listed = known.get(source.dimensions.get(dimension, dimension))
        if listed is not None and code not in (*listed, UNKNOWN_CODE):
            place.report("RK108", f"'{code}' is no code of '{dimension}'", did_you_mean(code, listed))


def _sources(measure: Measure) -> tuple[AnySource, ...]:
    return tuple(measure.sources)


def _check_origins(measures: tuple[Measure, ...], place: Place, resolver: Resolver) -> None:
    """Every measure has N sources or one, and each origin has areas that report all of its datasets."""
    counts = {m.id: len(m.sources) for m in measures}
    several = {n for n in counts.values() if n > 1}
    if len(several) > 1:
        listing = ", ".join(f"'{id_}' has {n}" for id_, n in counts.items())
        place.report(
            "RK111",
            f"the measures have different numbers of sources: {listing}",
            "give every measure the same number of sources, most trusted first, or one",
        )
        return
    for origin in range(max(counts.values())):
        found: dict[str, Dataset] = {}
        for measure in measures:
            sources = _sources(measure)
            id_ = sources[origin if len(sources) > 1 else 0].dataset
            owed = not isinstance(measure, Survey)  # a survey comes when it comes
            if owed and id_ in resolver.datasets and resolver.datasets[id_].kind != "reference":
                found[id_] = resolver.datasets[id_]
        if found and not set.intersection(*(set(d.reported_by) for d in found.values())):
            listing = ", ".join(f"'{d.id}' by {' or '.join(d.reported_by) or 'nobody'}" for d in found.values())
            place.report(
                "RK111",
                f"no area reports everything that source {origin + 1} needs: {listing}",
                "use datasets that are reported by the same level of areas",
            )


def _check_dimension(dimension: str, measures: tuple[Measure, ...], place: Place, resolver: Resolver) -> None:
    """Offered by the first source of every measure; wherever it is offered, with the same codelist."""
    kinds: dict[str, str] = {}
    for measure in measures:
        for number, source in enumerate(_sources(measure)):
            if source.dataset not in resolver.datasets:
                continue
            name = source.dimensions.get(dimension, dimension)
            column = resolver.columns[source.dataset].get(name)
            if column is None:
                if number == 0:
                    _report_not_offered(dimension, measure, source, place, resolver)
                continue
            resolver.may_use(source.dataset, [name], place)
            if column.type not in BREAKDOWNS:
                fix = "a dimension is a column of type code or bool"
                if column.type is ColumnType.AREA:
                    fix = "leave it out: figures by area come by themselves, of the levels the KPI names"
                what = f"'{name}' of '{source.dataset}' is of type '{column.type}', which is no dimension"
                place.report("RK112", what, fix)
                continue
            kinds.setdefault(column.codelist or "true or false", f"'{name}' of '{source.dataset}'")
    if len(kinds) > 1:
        listing = " and ".join(f"{where} ({codes})" for codes, where in kinds.items())
        place.report(
            "RK112",
            f"dimension '{dimension}' means different things: {listing}",
            "use one codelist, or give one of the two another name under 'dimensions'",
        )


def _report_not_offered(dimension: str, measure: Measure, source: AnySource, place: Place, resolver: Resolver) -> None:
    columns = resolver.columns[source.dataset]
    offered = {d for d, c in source.dimensions.items() if c in columns} | {
        name for name, column in columns.items() if column.type in BREAKDOWNS
    }
    if source.dimensions.get(dimension, dimension) in resolver.unresolved(source.dataset):
        return  # the derived column is reported itself
    place.report(
        "RK112",
        f"'{measure.id}' has no dimension '{dimension}': it is no column of '{source.dataset}'",
        did_you_mean(dimension, offered),
    )


def _check_example(example: WorkedExample, place: Place, resolver: Resolver) -> None:
    for id_, rows in example.tables.items():
        at = place.at("tables", id_)
        if not is_delivered(id_, at, resolver):
            continue
        stored = {c.name for c in resolver.datasets[id_].columns}
        unknown = {name: number for number, row in reversed([*enumerate(rows)]) for name in row if name not in stored}
        for name, number in sorted(unknown.items()):
            what = f"dataset '{id_}' stores no column '{name}'"
            at.at(number, name).report("RK104", what, did_you_mean(name, stored))
