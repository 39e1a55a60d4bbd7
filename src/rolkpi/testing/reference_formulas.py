"""A KPI's formula over all items that count in one cell."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from fractions import Fraction
from typing import Any

from rolkpi.model import (
    AverageStock,
    CohortShare,
    DerivedFormula,
    Distinct,
    DistinctStock,
    Index,
    Period,
    Quantile,
    Rate,
    Ratio,
    StockAge,
    Survival,
    Total,
)
from rolkpi.testing import reference_expression as language
from rolkpi.testing.reference_answer import Pooled
from rolkpi.testing.reference_counts import Item

Items = Mapping[str, Sequence[Item]]
"""Measure id -> what is counted of it in one cell."""


def pooled(
    formula: Any,
    measures: Mapping[str, Any],
    items: Items,
    *,
    period: Period,
    person_months: Fraction,
    baseline: int | None,
) -> Pooled:
    """The formula's value. ``person_months``: people, each for every month they are looked at; for rates only.
    ``baseline``: for an index only."""
    answer = _value(formula, measures, items, period, person_months, baseline)
    return replace(answer, flags=answer.flags | _doubts(measures, items))


def _value(
    formula: Any, measures: Mapping[str, Any], items: Items, period: Period, person_months: Fraction, base: int | None
) -> Pooled:
    match formula:
        case Total(measure=m):
            return _total(measures[m], items[m], period.months)
        case CohortShare(measure=m, scale=scale):
            done, members = total(measures[m], items[m])
            return _divided(done, members, members, scale)
        case Ratio() as f:
            top, bottom = measures[f.numerator], measures[f.denominator]
            (above, _), (below, n) = total(top, items[top.id]), total(bottom, items[bottom.id])
            # the mean of month-ends is their sum over the months: whole numbers when the other side is multiplied
            if isinstance(bottom, AverageStock) and not isinstance(top, AverageStock):
                above *= period.months
            if isinstance(top, AverageStock) and not isinstance(bottom, AverageStock):
                below *= period.months
            return _divided(above, below, n, f.scale)
        case Rate() as f:
            events, _ = total(measures[f.numerator], items[f.numerator])
            people = person_months / period.months
            if people == 0:
                return Pooled(None, events, people, people, undefined=True)
            months = 12 if f.annualise else period.months
            return Pooled(float(events * f.scale * months / person_months), events, people, people)
        case DerivedFormula() as f:
            pools = {m: total(measures[m], items[m]) for m in items}
            known = {m: amount for m, (amount, _) in pools.items()} | {"period_days": Fraction(period.days)}
            above = language.formula_value(language.parse(f.numerator), known)
            below = language.formula_value(language.parse(f.denominator), known)
            n = sum((pools[m][1] for m in language.measures_in(f.denominator)), Fraction(0))
            return _divided(above, below, n, f.scale)
        case Index(measure=m, scale=scale):
            now, n = total(measures[m], items[m])
            if base is None:
                return Pooled(None, None, None, n, undefined=True)
            return _divided(now - base, Fraction(base), n, scale)
    raise TypeError(f"no formula: {formula}")


def _total(measure: Any, items: Sequence[Item], months: int) -> Pooled:
    """The value of one measure."""
    match measure:
        case Quantile() | StockAge():
            return between(items, Fraction(measure.q))
        case Survival():
            days = kaplan_meier([(i.amount, i.met) for i in items], Fraction(measure.q))
            return Pooled(None if days is None else float(days), None, None, len(items), undefined=days is None)
        case AverageStock():
            amount, n = total(measure, items)
            return Pooled(float(amount / months), amount, months, n)
    amount, n = total(measure, items)
    missing = sum(i.key is None for i in items)
    if isinstance(measure, Distinct | DistinctStock) and missing:
        return Pooled(float(amount), amount, None, n, low=float(amount), high=float(amount + missing))
    return Pooled(float(amount), amount, None, n)


def total(measure: Any, items: Sequence[Item]) -> tuple[Fraction, Fraction]:
    """A measure's exact amount and the base behind it."""
    if isinstance(measure, Distinct | DistinctStock):
        different = Fraction(len({i.key for i in items if i.key is not None}))
        return different, different
    assert not isinstance(measure, Quantile | StockAge | Survival), f"{measure.id} cannot be added up"
    return sum((i.share * i.amount for i in items), Fraction(0)), sum((i.share * i.base for i in items), Fraction(0))


def _divided(top: Fraction, bottom: Fraction, n: Fraction, scale: int) -> Pooled:
    return Pooled(None if bottom == 0 else float(top * scale / bottom), top, bottom, n, undefined=bottom == 0)


def _doubts(measures: Mapping[str, Any], items: Items) -> frozenset[str]:
    """What must be said of the rows behind a number."""
    found = {"estimated" for counted in items.values() for i in counted if i.estimated}
    keyed = [i for m, counted in items.items() if isinstance(measures[m], Distinct | DistinctStock) for i in counted]
    found |= {"missing_keys" for i in keyed if i.key is None}
    found |= {"weak_keys" for i in keyed if i.key is not None and i.weak}
    return frozenset(found)


# --- quantiles -----------------------------------------------------------------------------------------------


def between(items: Sequence[Item], q: Fraction) -> Pooled:
    """A quantile: a number where all is known exactly, else the interval it must lie in."""
    spans = [i.span for i in items for _ in range(i.base)]
    if not spans:
        return Pooled(None, None, None, 0, undefined=True)
    low = quantile(sorted(a for a, _ in spans), q)
    closed = sorted(b for _, b in spans if b is not None)
    high = quantile([*closed, *(None for _ in range(len(spans) - len(closed)))], q)
    if all(a == b for a, b in spans) or low == high:
        return Pooled(low, None, None, len(spans))
    return Pooled(None, None, None, len(spans), low=low, high=high, flags=frozenset({"interval"}))


def quantile(values: Sequence[int | None], q: Fraction) -> float | None:
    """Type 7 of sorted whole numbers: between the two neighbours of position (n - 1) q, one division.

    None without numbers, and where a number that is needed is without bound.
    """
    if not values:
        return None
    below, remainder = divmod((len(values) - 1) * q.numerator, q.denominator)
    low = values[below]
    high = values[below + 1] if remainder else low
    if low is None or high is None:
        return None
    return (low * q.denominator + remainder * (high - low)) / q.denominator


def kaplan_meier(followed: Sequence[tuple[int, bool]], q: Fraction) -> int | None:
    """The first time by which a share q has met the event; None where the curve never comes down that far.

    ``followed``: for each record the days it was seen for, and whether they ended with the event. Who is lost on a
    day was still at risk on it.
    """
    staying = Fraction(1)
    for time in sorted({t for t, met in followed if met}):
        at_risk = sum(t >= time for t, _ in followed)
        events = sum(t == time and met for t, met in followed)
        staying *= 1 - Fraction(events, at_risk)
        if staying <= 1 - q:
            return time
    return None
