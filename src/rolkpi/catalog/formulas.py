"""Cross-checks of formulas over measures: which rules may meet, and whether both sides count the same thing."""

from __future__ import annotations

from typing import assert_never

from rolkpi.catalog.canonical import PERIOD_DAYS
from rolkpi.catalog.columns import Resolver
from rolkpi.catalog.place import Place
from rolkpi.catalog.units import unit_of
from rolkpi.expression import mentioned
from rolkpi.model import (
    AverageStock,
    Cohort,
    CohortShare,
    DerivedFormula,
    Distinct,
    DistinctStock,
    Exposure,
    Flow,
    Index,
    Kpi,
    Measure,
    Quantile,
    Rate,
    Ratio,
    Score,
    Stock,
    StockAge,
    Survey,
    Survival,
    Total,
    UnitShare,
)

SUMS = (Flow, Exposure, Stock, Distinct, DistinctStock)
"""What can be reckoned with after pooling."""
OVER_MONTHS = (Flow, Exposure, Distinct, AverageStock)
"""Measures of all the months looked at."""
AT_INSTANT = (Stock, DistinctStock)
"""Measures of one instant."""
_TOTALS = (*SUMS, AverageStock, Quantile, StockAge, Survival, Survey)


def check_formula(kpi: Kpi, place: Place, resolver: Resolver) -> tuple[Measure, ...]:
    """Measures of a formula that exist; what may not be combined is reported."""
    formula = kpi.formula
    match formula:
        case Total(measure=id_):
            return _suited(place.at("measure"), resolver, id_, _TOTALS, "what a cohort has is a share")
        case CohortShare(measure=id_):
            return _suited(
                place.at("measure"), resolver, id_, (Cohort,), "only a cohort measure has a share of successes"
            )
        case Rate():
            return _check_rate(formula, place, resolver)
        case Ratio():
            return _check_ratio(formula, place, resolver)
        case DerivedFormula():
            return _check_derived(formula, place, resolver)
        case Index(measure=id_):
            return _suited(place.at("measure"), resolver, id_, SUMS, "an index compares sums of whole numbers")
        case UnitShare() | Score():
            return ()
        case _:
            assert_never(formula)


def _suited(
    place: Place, resolver: Resolver, id_: str, rules: tuple[type[Measure], ...], why: str
) -> tuple[Measure, ...]:
    measures = resolver.index.measures.held
    if id_ not in measures:
        place.missing("measure", id_, measures)
        return ()
    measure = measures[id_]
    if resolver.index.measures.places[id_].plugin != place.plugin and not measure.published:
        place.report(
            "RK115",
            f"measure '{id_}' is not published by plugin '{measure.plugin}'",
            f"ask the owner of '{measure.plugin}' to publish it (published: true), or declare a measure of your own",
        )
    if not isinstance(measure, rules):
        names = ", ".join(rule.model_fields["rule"].default for rule in rules)
        share = isinstance(measure, Cohort)
        fix = f"write formula: {{kind: cohort_share, measure: {id_}}}" if share else f"name a measure of rule {names}"
        place.report("RK111", f"'{id_}' is a {measure.rule}: {why}", fix)
    return (measure,)


def _check_rate(formula: Rate, place: Place, resolver: Resolver) -> tuple[Measure, ...]:
    why = "a rate divides a flow or a stock"
    measures = _suited(place.at("numerator"), resolver, formula.numerator, (Flow, Stock), why)
    if formula.annualise and any(isinstance(m, Stock) for m in measures):
        what = f"'{formula.numerator}' is a stock: it is what is there at an instant, however long the period"
        place.at("annualise").report("RK111", what, "leave annualise out")
    return measures


def _check_ratio(formula: Ratio, place: Place, resolver: Resolver) -> tuple[Measure, ...]:
    why = "a ratio divides sums of whole numbers"
    parts = (*OVER_MONTHS, *AT_INSTANT)
    upper = _suited(place.at("numerator"), resolver, formula.numerator, parts, why)
    lower = _suited(place.at("denominator"), resolver, formula.denominator, parts, why)
    if not upper or not lower:
        return ()
    above, below = upper[0], lower[0]
    if isinstance(above, parts) and isinstance(below, parts):
        _check_times(above, below, place)
        _check_units(above, below, formula, place)
    return (above, below)


def _check_times(above: Measure, below: Measure, place: Place) -> None:
    named = f"{above.rule} ('{above.id}') and a {below.rule} ('{below.id}')"
    if isinstance(above, AT_INSTANT) != isinstance(below, AT_INSTANT):
        place.report(
            "RK111",
            f"a ratio of a {named}: one counts months, the other an instant",
            "divide two flows or two stocks, a flow by an average_stock, or say what is meant with a formula of "
            "kind 'derived'",
        )
        return
    instants = [m.instant for m in (above, below) if isinstance(m, Stock | DistinctStock | AverageStock)]
    if len(set(instants)) > 1:
        place.report(
            "RK111",
            f"a ratio of a {named}: one is counted at {instants[0]}, the other at {instants[1]}",
            "divide stocks that are counted at the same instant",
        )


def _check_units(above: Measure, below: Measure, formula: Ratio, place: Place) -> None:
    same = above.unit.casefold() == below.unit.casefold()
    if not same and not formula.across_units:
        place.report(
            "RK117",
            f"'{above.id}' counts {above.unit}, '{below.id}' counts {below.unit}",
            "count the same thing on both sides, or say that it is meant: across_units: true",
        )
    elif same and formula.across_units:
        what = f"both sides count {above.unit}, and across_units says that they do not"
        place.at("across_units").report("RK117", what, "leave across_units out, or correct the units of the measures")


def _check_derived(formula: DerivedFormula, place: Place, resolver: Resolver) -> tuple[Measure, ...]:
    measures = resolver.index.measures.held
    before = len(place.problems)
    used: set[str] = set()
    for field, text in (("numerator", formula.numerator), ("denominator", formula.denominator)):
        at = place.at(field)
        absent = [id_ for id_ in sorted(mentioned(text)) if id_ not in measures and at.not_loaded(id_)]
        for id_ in absent:
            at.missing("measure", id_, measures)
        checked = None if absent else at.formula(text, measures)
        if checked is None:
            continue
        named = checked.columns - {PERIOD_DAYS}
        for id_ in sorted(named):
            _suited(at, resolver, id_, SUMS, "only sums of whole numbers can be reckoned with")
        unit_of(checked.tree, measures, at)
        used |= named
    if len(place.problems) > before:
        return ()
    if not used:
        place.report("RK111", "the formula names no measure", "name at least one measure id")
    return tuple(measures[id_] for id_ in sorted(used))
