"""What definitions name, before anybody has looked whether it exists."""

from __future__ import annotations

from typing import assert_never

from rolkpi.catalog.canonical import PERIOD_DAYS
from rolkpi.expression import mentioned
from rolkpi.model import (
    AnySource,
    CohortShare,
    DerivedFormula,
    Index,
    Kpi,
    KpiFormula,
    Measure,
    Rate,
    Ratio,
    Score,
    Total,
    UnitShare,
)
from rolkpi.model.kpi import parts_of

_COLUMNS = ("date", "area", "column", "low", "high", "n", "key", "value")
_EXPRESSIONS = ("where", "total", "value", "start", "end", "success", "event", "censored", "until", "weak")


def named_columns(measure: Measure, source: AnySource) -> frozenset[str]:
    """Columns of a source's dataset that the source and its measure name."""
    return frozenset({*_named(measure), *_named(source), *source.dimensions.values()})


def named_measures(formula: KpiFormula) -> tuple[str, ...]:
    """Ids of the measures a formula names."""
    match formula:
        case Total(measure=id_) | CohortShare(measure=id_) | Index(measure=id_) | Rate(numerator=id_):
            return (id_,)
        case Ratio(numerator=above, denominator=below):
            return (above, below)
        case DerivedFormula(numerator=above, denominator=below):
            return tuple(sorted((mentioned(above) | mentioned(below)) - {PERIOD_DAYS}))
        case UnitShare() | Score():
            return ()
        case _:
            assert_never(formula)


def named_kpis(kpi: Kpi) -> tuple[str, ...]:
    """Ids of the KPIs a KPI is made of or shown with."""
    return (*parts_of(kpi.formula), *((kpi.linkage,) if kpi.linkage else ()))


def used_dimensions(kpi: Kpi) -> frozenset[str]:
    """Dimensions of all breakdowns."""
    return frozenset(dimension for dimensions in kpi.disaggregations for dimension in dimensions)


def _named(thing: Measure | AnySource) -> frozenset[str]:
    said = dict(thing)
    plain = {text for name in _COLUMNS if isinstance(text := said.get(name), str)}
    written = (text for name in _EXPRESSIONS if isinstance(text := said.get(name), str))
    return frozenset(plain.union(*(mentioned(text) for text in written)))
