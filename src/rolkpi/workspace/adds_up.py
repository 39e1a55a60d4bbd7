"""How a KPI adds up, and why it may not: two sentences for whoever signs the definition."""

from __future__ import annotations

from collections.abc import Sequence
from typing import assert_never

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
from rolkpi.model.measure import AT_END

_NEVER_AVERAGED = (
    "Percentages and rates of parts are never averaged, because a small area would then weigh as much as a large one."
)


def adds_up(kpi: Kpi, measures: Sequence[Measure]) -> tuple[str, str]:
    """How, and why not. ``measures``: those the formula names; none for a KPI made of others."""
    match kpi.formula:
        case Total():
            return _of_one(measures[0])
        case Ratio():
            return _of_ratio(measures)
        case Rate():
            counted = "the count of the last month-end" if isinstance(measures[0], Stock) else "counts of all months"
            return (
                f"Areas add up on both sides: {counted} above, below the people of every area once, in the middle of "
                "its months.",
                "Rates are never added or averaged, and an area with a missing month is left out of both sides, "
                "because its people would count without its cases.",
            )
        case CohortShare():
            return (
                "Members and successes of all areas and of all months they started in are added, then divided once.",
                "There is no figure before the last window has closed, because a young cohort would look like a fall "
                "that waiting alone mends.",
            )
        case DerivedFormula():
            return (
                "Every count in the formula is pooled by its own rule over the areas and months first, and the two "
                "sides are divided once.",
                "Results of parts are never added or averaged, because each stands on counts and days of its own.",
            )
        case Index():
            return (
                "The count is pooled first and then compared with the baseline of the very area.",
                "Changes of parts are never added or averaged, and an area without a baseline has no figure, because "
                "nothing says what it should be compared with.",
            )
        case UnitShare(level=level, weight=weight):
            counted = "weighed" if weight else "counted"
            return (
                f"Every area of level '{level}' is judged by its own figure, and then those that pass are {counted} "
                "against all.",
                "It cannot be worked out from the figure of the whole, because a whole within the limit may hide parts "
                "beyond it; a period has the areas that are there at its end.",
            )
        case Score():
            return (
                "Every area and period has the weighted mean of its own figures.",
                "Scores never add up and are not averaged over areas or months, because the figures they are made of "
                "do not; too few of them and there is no score.",
            )
        case _:
            assert_never(kpi.formula)


def _of_one(measure: Measure) -> tuple[str, str]:
    unit = measure.unit
    match measure:
        case Flow() | Exposure():
            return (
                "Areas add up to the area they lie in, and months to the period.",
                "Where a month of an area is missing it is not guessed, so the sum then speaks only of the area-months "
                "that are said to be covered.",
            )
        case Stock():
            return (
                "Areas add up to the area they lie in; a period has the count of its last month-end.",
                f"Months are never added, because the same {unit} would count again in every month they are there.",
            )
        case AverageStock():
            return (
                "The month-ends of all areas are added and divided by the number of months.",
                "An area with a missing month-end is left out whole, because a gap is not a zero and would lower the "
                "mean.",
            )
        case Quantile():
            return (
                "Every area and period is worked out from its own pooled records.",
                "Quantiles of parts are never added or averaged, because they do not say how many records stand behind "
                "them, nor how these are spread.",
            )
        case StockAge():
            return (
                "Every area is worked out from its own pooled records, at the last month-end of the period.",
                "Quantiles of parts are never added or averaged, because they do not say how many records stand behind "
                "them, nor how these are spread.",
            )
        case Survival():
            return (
                "Every area and period is worked out from its own pooled records, those still open counted as open.",
                "It never adds up, and it may have no value yet, because too few records have come to an end.",
            )
        case Distinct(until=str()):
            return (
                f"Every area and period counts its own different {unit} that were there at any time.",
                "Parts add up to more than the whole, because one and the same key may stand in several areas, months "
                "and codes.",
            )
        case Distinct():
            return (
                f"Every area and period counts its own different {unit}.",
                "Parts add up to more than the whole, because one and the same key may stand in several areas, months "
                "and codes.",
            )
        case DistinctStock():
            return (
                f"Every area counts its own different {unit} at the last month-end of the period.",
                "Parts add up to more than the whole, because one and the same key may stand in several areas and "
                "codes; months are never added.",
            )
        case Survey():
            return (
                "An area has the result that the survey published for it, of the newest round in the period.",
                "It is never made from other areas or rounds, because only the survey knows the weights of those it "
                "asked.",
            )
        case Cohort():
            raise AssertionError("what a cohort has is a share")
        case _:
            assert_never(measure)


def _of_ratio(measures: Sequence[Measure]) -> tuple[str, str]:
    if any(isinstance(m, Distinct | DistinctStock) for m in measures):
        return (
            "Every area and period counts the different keys of each side over its own pooled records, then divides.",
            "Neither side adds up and shares are never averaged, because one and the same key may stand in several "
            "areas, months and codes.",
        )
    if all(isinstance(m, AT_END) for m in measures):
        return (
            "Both sides are added over the areas at the last month-end of the period, then divided once.",
            _NEVER_AVERAGED,
        )
    if any(isinstance(m, AverageStock) for m in measures):
        return (
            "Counts are added over areas and months, month-ends are added over areas and averaged over months, and "
            "the two are divided once.",
            "Parts are never averaged, and an area with a missing month-end is left out of both sides, because a gap "
            "is not a zero.",
        )
    return ("Both sides are added over areas and over months first, then divided once.", _NEVER_AVERAGED)
