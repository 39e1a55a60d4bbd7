"""Definitions as plain JSON data: what is hashed, stored with a run, and compared."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Collection
from typing import Any, assert_never

from pydantic import BaseModel

from rolkpi.expression import check_formula
from rolkpi.model import (
    Adapter,
    CohortShare,
    DerivedFormula,
    Index,
    KpiFormula,
    Rate,
    Ratio,
    Score,
    Total,
    UnitShare,
)

PERIOD_DAYS = "period_days"
"""The one name in a derived formula that is no measure: the days looked at."""


def canonical_form(definition: BaseModel, *, leave_out: dict[str, bool] | None = None) -> dict[str, Any]:
    """One definition as JSON data, every field said. An adapter's code is named, since it cannot be written."""
    form: dict[str, Any] = definition.model_dump(mode="json", exclude=leave_out)
    if isinstance(definition, Adapter) and definition.read is not None:
        module = getattr(definition.read, "__module__", "")
        form["read"] = f"{module}:{getattr(definition.read, '__qualname__', type(definition.read).__qualname__)}"
    return form


def digest(data: Any) -> str:
    """SHA-256 of JSON data in one fixed spelling: keys sorted, no spaces, UTF-8."""
    text = json.dumps(data, sort_keys=True, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    return hashlib.sha256(text.encode("utf-8")).hexdigest()


def formula_measures(formula: KpiFormula, measures: Collection[str]) -> tuple[str, ...]:
    """Ids of the measures a KPI is made of, each once, in the order it names them; none for one made of KPIs.

    DefinitionError when a derived formula is wrong.
    """
    match formula:
        case Total(measure=measure) | CohortShare(measure=measure) | Index(measure=measure):
            return (measure,)
        case Ratio(numerator=numerator, denominator=denominator):
            return tuple(dict.fromkeys((numerator, denominator)))
        case Rate(numerator=numerator):
            return (numerator,)
        case DerivedFormula(numerator=numerator, denominator=denominator):
            named = (c for text in (numerator, denominator) for c in sorted(check_formula(text, measures).columns))
            return tuple(dict.fromkeys(m for m in named if m != PERIOD_DAYS))
        case UnitShare() | Score():
            return ()
        case _:
            assert_never(formula)
