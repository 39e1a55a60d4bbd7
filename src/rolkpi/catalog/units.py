"""Units of derived formulas: only what counts the same is added and subtracted."""

from __future__ import annotations

from collections.abc import Mapping

from sqlglot import exp

from rolkpi.catalog.canonical import PERIOD_DAYS
from rolkpi.catalog.place import Place
from rolkpi.expression.tree import operands
from rolkpi.model import Measure

Unit = tuple[str, ...] | None
"""What is multiplied, sorted; None for a plain number, which goes with everything."""


def unit_of(tree: exp.Expr, measures: Mapping[str, Measure], place: Place) -> Unit:
    """The unit of a checked formula. RK117 is reported for every sum of different units."""
    match tree:
        case exp.Paren() | exp.Neg():
            return unit_of(tree.this, measures, place)
        case exp.Column():
            name = ".".join(part.name for part in tree.parts)
            return ("days",) if name == PERIOD_DAYS else (measures[name].unit.casefold(),)
        case exp.Mul():
            factors = [unit_of(part, measures, place) for part in operands(tree)]
            units = [unit for unit in factors if unit is not None]
            return tuple(sorted(name for unit in units for name in unit)) if units else None
        case exp.Add() | exp.Sub():
            terms = [unit_of(part, measures, place) for part in operands(tree)]
            units = [unit for unit in terms if unit is not None]
            others = [unit for unit in units if unit != units[0]]
            if others:
                verb = "added to" if isinstance(tree, exp.Add) else "subtracted from"
                first, second = (" x ".join(unit) for unit in (units[0], others[0]))
                what = f"{second} are {verb} {first}"
                place.report("RK117", what, "add and subtract only what counts the same thing; multiply the others")
            return units[0] if units else None
    return None
