"""Figures as people read them: rounded half up from whole numbers, never from a double."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from typing import Any

from rolkpi.model import Kpi, Total


def exact(kpi: Kpi, row: Mapping[str, Any]) -> Fraction | None:
    """The value of a measurement as a rational; None where it has none."""
    value, numerator, denominator = row["value"], row["numerator"], row["denominator"]
    if value is None:
        return None
    if numerator is not None:
        whole = Fraction(numerator * getattr(kpi.formula, "scale", 1), denominator or 1)
        if float(whole) == value:
            return whole
    # a quantile, an annualised rate or a part of a divided area: a double is exact to far more places than are shown
    return Fraction(value).limit_denominator(1_000_000)


def shown(kpi: Kpi, row: Mapping[str, Any], places: int = 1) -> str:
    """The value as text with a fixed number of places, thousands apart; whole numbers without places; '' for none."""
    value = exact(kpi, row)
    if value is None:
        return ""
    if isinstance(kpi.formula, Total) and value.denominator == 1:
        return f"{value.numerator:,}"
    return half_up(value, places)


def half_up(value: Fraction, places: int) -> str:
    """A rational rounded half away from zero: 0.05 -> 0.1, -0.05 -> -0.1."""
    scaled = abs(value) * 10**places
    whole = (2 * scaled.numerator + scaled.denominator) // (2 * scaled.denominator)
    text = f"{whole // 10**places:,}" + (f".{whole % 10**places:0{places}d}" if places else "")
    return f"-{text}" if value < 0 and whole else text
