"""Cross-checks of KPIs: formulas, origins, breakdowns, codes and worked examples."""

from __future__ import annotations

from collections.abc import Iterable
from typing import assert_never

from rolkpi.catalog.canonical import PERIOD_DAYS
from rolkpi.catalog.columns import BREAKDOWNS, Resolver
from rolkpi.catalog.datasets import is_delivered
from rolkpi.catalog.place import Place
from rolkpi.errors import did_you_mean
from rolkpi.model import (
    AnySource,
    Cohort,
    CohortShare,
    Dataset,
    DerivedFormula,
    Distinct,
    Flow,
    Index,
    Kpi,
    Measure,
    Quantile,
    Rate,
    Ratio,
    Score,
    Stock,
    Total,
    UnitShare,
    WorkedExample,
)


def check_kpi(kpi: Kpi, place: Place, resolver: Resolver) -> None:
    """The formula suits its measures, their sources fit together, and every breakdown is offered."""
    measures = _check_formula(kpi, place.at("formula"), resolver)
    if measures:
        _check_origins(measures, place.at("formula"), resolver)
        for number, dimensions in enumerate(kpi.disaggregations):
            for dimension in dimensions:
                _check_dimension(dimension, measures, place.at("disaggregations", number), resolver)
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


def _check_formula(kpi: Kpi, place: Place, resolver: Resolver) -> tuple[Measure, ...]:
    """Measures of a formula that exist; what may not be combined is reported."""
    formula = kpi.formula
    match formula:
        case Total(measure=id_):
            parts = (Flow, Stock, Quantile, Distinct)
            return _suited(place.at("measure"), resolver, id_, parts, "what a cohort has is a share")
        case CohortShare(measure=id_):
            return _suited(
                place.at("measure"), resolver, id_, (Cohort,), "only a cohort measure has a share of successes"
            )
        case Rate(numerator=id_):
            return _suited(place.at("numerator"), resolver, id_, (Flow, Stock), "a rate divides a flow or a stock")
        case Ratio(numerator=above, denominator=below):
            return _check_ratio(place, resolver, above, below)
        case DerivedFormula():
            return _check_derived(formula, place, resolver)
        case Index() | UnitShare() | Score():
            return ()
        case _:
            assert_never(formula)


def _suited(place: Place, resolver: Resolver, id_: str, rules: tuple[type, ...], why: str) -> tuple[Measure, ...]:
    measures = resolver.index.measures.held
    if id_ not in measures:
        place.missing("measure", id_, measures)
        return ()
    measure = measures[id_]
    if not isinstance(measure, rules):
        wanted = " or ".join(rule.__name__.lower() for rule in rules)
        place.report("RK111", f"'{id_}' is a {measure.rule}: {why}", f"name a {wanted} measure")
    return (measure,)


def _check_ratio(place: Place, resolver: Resolver, above: str, below: str) -> tuple[Measure, ...]:
    why = "a ratio divides sums of whole numbers"
    parts = (Flow, Distinct, Stock)
    upper = _suited(place.at("numerator"), resolver, above, parts, why)
    lower = _suited(place.at("denominator"), resolver, below, parts, why)
    measures = (*upper, *lower)
    kinds = {isinstance(m, Stock) for m in measures if isinstance(m, parts)}
    if len(kinds) > 1:
        rules = " and a ".join(f"{m.rule} ('{m.id}')" for m in measures)
        place.report(
            "RK111",
            f"a ratio of a {rules}: one counts months, the other an instant",
            "divide two flows or two stocks, or say what is meant with a formula of kind 'derived'",
        )
    return measures if upper and lower else ()


def _check_derived(formula: DerivedFormula, place: Place, resolver: Resolver) -> tuple[Measure, ...]:
    measures = resolver.index.measures.held
    before = len(place.problems)
    used: set[str] = set()
    for field, text in (("numerator", formula.numerator), ("denominator", formula.denominator)):
        at = place.at(field)
        checked = at.formula(text, measures)
        named = checked.columns - {PERIOD_DAYS} if checked else frozenset()
        for id_ in sorted(named):
            _suited(at, resolver, id_, (Flow, Stock, Distinct), "only sums of whole numbers can be reckoned with")
        used |= named
    if len(place.problems) > before:
        return ()
    if not used:
        place.report("RK111", "the formula names no measure", "name at least one measure id")
    return tuple(measures[id_] for id_ in sorted(used))


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
            if id_ in resolver.datasets and resolver.datasets[id_].kind != "reference":
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
                place.report(
                    "RK112",
                    f"'{name}' of '{source.dataset}' is of type '{column.type}', which is no dimension",
                    "a dimension is a column of type code or bool",
                )
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
        for name in sorted({name for row in rows for name in row} - stored):
            at.report("RK104", f"dataset '{id_}' stores no column '{name}'", did_you_mean(name, stored))
