"""The dense table: which cells a KPI has, what an answer consists of, and how it is written as a row."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from fractions import Fraction
from itertools import product
from typing import Any

from rolkpi.model import Area, Frequency, Kpi, Period, Window
from rolkpi.model.period import month_end, month_start
from rolkpi.testing.reference_setting import Setting, half_up, in_force

Answers = Callable[[str], dict[tuple[str, ...], dict[str, Any]]]
"""KPI id -> (area, frequency, window, period, disaggregation) -> row."""


@dataclass(frozen=True)
class Pooled:
    """Two exact numbers to divide, or a value as it is, and the base behind them."""

    value: float | None
    numerator: Fraction | int | None
    denominator: Fraction | int | None
    n: Fraction | int
    undefined: bool = False
    low: float | None = None
    high: float | None = None
    flags: frozenset[str] = frozenset()

    @property
    def base(self) -> int:
        """``n`` as it is printed."""
        return half_up(self.n)


NOTHING = Pooled(None, None, None, 0)


def cells(setting: Setting, kpi: Kpi) -> Iterator[tuple[Area, Period]]:
    """Every area and period that a KPI has rows for, in order."""
    for area in sorted(setting.areas, key=lambda a: a.code):
        if area.level not in kpi.levels:
            continue
        for frequency, window in product(Frequency, Window):
            if frequency not in kpi.frequencies or window not in kpi.windows:
                continue
            for period in setting.calendar.periods(frequency, window, setting.first, setting.last):
                asked = setting.periods is None or period.label in setting.periods
                if asked and _listed(setting, area, period):
                    yield area, period


def _listed(setting: Setting, area: Area, period: Period) -> bool:
    """Whether the area is in force on any day of the period's months that there can be data for; restated, on the
    day whose areas are asked for."""
    if setting.geography is not None:
        return in_force(area, setting.geography)
    begin, end = month_start(max(period.first, setting.first)), month_end(period.until)
    return (area.valid_from is None or area.valid_from <= end) and (area.valid_to is None or area.valid_to > begin)


def status_of(
    kpi: Kpi, pooled: Pooled, *, expected: int, covered: int, too_few: bool, immature: bool, new: bool
) -> str:
    """The first that applies."""
    if expected == 0:
        return "not_applicable"
    if covered == 0 or too_few:
        return "no_data"
    if immature:
        return "immature"
    if pooled.undefined:
        return "undefined"
    if pooled.base < kpi.min_base:
        return "small_base"
    return "provisional" if covered < expected or new else "ok"


def row(
    kpi: Kpi,
    area: Area,
    period: Period,
    disaggregation: str,
    status: str,
    pooled: Pooled,
    *,
    covered: int,
    expected: int,
    flags: frozenset[str],
) -> dict[str, Any]:
    """One measurement. What is not known has no numbers, and nothing is said of their quality."""
    known = status not in ("not_applicable", "no_data", "immature")
    part = {"part_period"} if period.part else set[str]()
    return {
        "kpi": kpi.id,
        "area": area.code,
        "frequency": str(period.frequency),
        "window": str(period.window),
        "period": period.label,
        "disaggregation": disaggregation,
        "value": pooled.value if known and status != "undefined" else None,
        "low": pooled.low if known else None,
        "high": pooled.high if known else None,
        "numerator": _printed(pooled.numerator) if known else None,
        "denominator": _printed(pooled.denominator) if known else None,
        "n": pooled.base if known else None,
        "obs_status": status,
        "covered": covered,
        "expected": expected,
        "linkage": None,
        "flags": sorted(flags | part | (pooled.flags if known else set())),
    }


def _printed(number: Fraction | int | None) -> int | None:
    return None if number is None else half_up(number)


def key_of(row: dict[str, Any]) -> tuple[str, ...]:
    """What a row is about, within its KPI."""
    return row["area"], row["frequency"], row["window"], row["period"], row["disaggregation"]


def position(area: str, period: Period, disaggregation: str = "") -> tuple[str, ...]:
    """The same, of a row that is looked for."""
    return area, str(period.frequency), str(period.window), period.label, disaggregation
