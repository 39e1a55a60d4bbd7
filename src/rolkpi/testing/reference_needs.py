"""Whether all that a measure rests on in a unit and month was delivered."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import product
from typing import Any

from rolkpi.model import (
    AnySource,
    Area,
    AverageStock,
    Cohort,
    Dataset,
    Distinct,
    DistinctStock,
    Exposure,
    Measure,
    Quantile,
    Stock,
    StockAge,
    StockSource,
    Survival,
)
from rolkpi.model.period import month_of, month_start
from rolkpi.testing import reference_expression as language
from rolkpi.testing.reference_counts import Counts, Dimensions
from rolkpi.testing.reference_rows import Book
from rolkpi.testing.reference_setting import Setting

STATES = (Stock, AverageStock, StockAge, DistinctStock, Exposure)
"""Measures of rows that are there for a time: they rest on all that was delivered since a row may have begun."""


@dataclass
class Needs:
    """What must have been delivered."""

    setting: Setting
    book: Book
    counts: Counts

    def there(self, measure: Measure, source: AnySource, dims: Dimensions, unit: Area, month: int) -> bool:
        """Whether all that a measure rests on in a unit and month is there."""
        dataset = self.book.datasets[source.dataset]
        if dataset.kind == "returns":
            return self._covered([dataset], unit, [month]) and self._form_says(source, dims, unit, month)
        if dataset.kind == "reference" and isinstance(measure, STATES):
            return bool(self.counts.items(measure, source, dims, unit, month))
        months = self._months(measure, source, unit, month)
        others = [self.book.datasets[d] for d in self.rests_on(measure, source, dims)]
        return self._covered([dataset], unit, months) and all(
            self._covered([other], who, [m])
            for other, m in product(others, months)
            for who in self._who_delivers(dataset, other, unit, m)
        )

    def _who_delivers(self, own: Dataset, other: Dataset, unit: Area, month: int) -> list[Area]:
        """Of another dataset: the unit itself when it is of a level that reports it, or owes it all the same; else all
        that report and lie in it; else the nearest it lies in; else, for want of anybody, itself."""
        if unit.level in other.reported_by or self.setting.owes(other, unit, month):
            return [unit]
        owing = [a for a in self.setting.areas if self.setting.owes(other, a, month)]
        inside = [a for a in owing if self.setting.lies_in(other.hierarchy, a, unit, month)]
        if inside:
            return inside
        day = self.setting.last_day(unit, month)
        above = self.setting.chain(own.hierarchy, unit.code, day) if day is not None else ()
        owing_codes = {a.code: a for a in owing}
        return [next((owing_codes[code] for code in above if code in owing_codes), unit)]

    def rests_on(self, measure: Measure, source: AnySource, dims: Dimensions) -> frozenset[str]:
        """The other datasets that decide what a measure counts."""
        return self.book.supports(source.dataset, self._columns(measure, source, dims))

    def _months(self, measure: Measure, source: AnySource, unit: Area, month: int) -> range:
        """The months whose deliveries say what a measure counts in one month."""
        if isinstance(measure, STATES) or (isinstance(measure, Distinct) and measure.until is not None):
            return self._history(self.book.datasets[source.dataset], unit, month)
        last = month
        if isinstance(measure, Cohort):
            last = min(month_of(self.counts.ripe(measure, source, unit, month)), self.setting.last)
        if isinstance(measure, Survival):
            last = self.setting.last
        return range(month, last + 1)

    def _covered(self, datasets: Iterable[Dataset], unit: Area, months: Iterable[int]) -> bool:
        return all(self.setting.mode(d, unit, m) is not None for d, m in product(datasets, months))

    def _history(self, dataset: Dataset, unit: Area, month: int) -> range:
        """The months a stock rests on: since the last snapshot of spells, or since the unit reports."""
        if dataset.kind == "spells":
            for m in range(month, self.setting.first - 1, -1):
                if self.setting.mode(dataset, unit, m) == "snapshot":
                    return range(m, month + 1)
        horizon = range(self.setting.first, self.setting.last + 1)
        begin = next((m for m in horizon if self.setting.owes(dataset, unit, m)), self.setting.first)
        return range(min(begin, month), month + 1)

    def _form_says(self, source: AnySource, dims: Dimensions, unit: Area, month: int) -> bool:
        """Whether there are cells that apply, and none of them is missing."""
        cells = [c for c in self.counts.cells(source, dims, unit, month) if c["cell_status"] != "NOT_APPLICABLE"]
        return bool(cells) and not any(
            c["cell_status"] == "NOT_AVAILABLE" or self.counts.cell_value(source, c) is None for c in cells
        )

    def not_applicable(self, source: AnySource, dims: Dimensions, unit: Area, month: int) -> bool:
        """Whether the form says, in every cell that would count, that it does not apply."""
        if self.book.datasets[source.dataset].kind != "returns":
            return False
        cells = self.counts.cells(source, dims, unit, month)
        return bool(cells) and all(c["cell_status"] == "NOT_APPLICABLE" for c in cells)

    def _columns(self, measure: Any, source: AnySource, dims: Dimensions) -> set[str]:
        """Every column that decides whether, where, when and how much a row counts."""
        dataset = self.book.datasets[source.dataset]
        texts = [source.where, *self._of_rule(measure)]
        names = [source.area or dataset.area, *(source.dimensions.get(d, d) for d in dims)]
        value = getattr(source, "value", None)
        if isinstance(source, StockSource):
            texts += [value, source.start, source.end]
            names += [None if source.start else dataset.start, None if source.end else dataset.end]
        else:
            texts.append(value)
            names.append(getattr(source, "date", None) or dataset.date)
        return {c for t in texts if t for c in language.columns(t)} | {n for n in names if n}

    def _of_rule(self, measure: Any) -> tuple[str | None, ...]:
        match measure:
            case Quantile(value=value):
                return (value,)
            case StockAge(since=since, idle_from=idle_from, idle_to=idle_to):
                return (since, idle_from, idle_to)
            case Survival(event=event, censored=censored):
                return (event, censored)
            case Cohort(success=success, until=until):
                return (success, until)
            case Distinct(key=key, weak=weak, until=until):
                return (key, weak, until)
            case DistinctStock(key=key, weak=weak):
                return (key, weak)
        return ()


def in_effect(source: AnySource, month: int) -> bool:
    """Whether a source defines its measure in a month."""
    day = month_start(month)
    begun = source.effective_from is None or source.effective_from <= day
    return begun and (source.effective_to is None or day < source.effective_to)
