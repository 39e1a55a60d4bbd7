"""What one source of a measure counts in one unit and month, and whether all it rests on was delivered."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import timedelta
from itertools import product
from typing import Any

from rolkpi.model import AnySource, Area, Cohort, Dataset, Distinct, Flow, Frequency, Measure, Quantile, Stock
from rolkpi.model.measure import StockSource
from rolkpi.model.period import month_end, month_of
from rolkpi.testing import reference_expression as language
from rolkpi.testing.reference_rows import Book, Row
from rolkpi.testing.reference_setting import Setting


@dataclass(frozen=True)
class Item:
    """One row that a measure counts in one unit and month."""

    row: Row
    amount: int = 1
    """What it adds; for a quantile its value; for a cohort 1 when it succeeded."""
    base: int = 1
    """What it adds to ``n``: a row counts one, a cell of a return counts what it says."""
    key: Any = None
    estimated: bool = False


class Memo:
    """Remembers what was worked out once."""

    def __init__(self) -> None:
        self._found: dict[Any, Any] = {}

    def once(self, key: Any, work: Callable[[], Any]) -> Any:
        """What ``work`` gave the first time this key was asked for."""
        if key not in self._found:
            self._found[key] = work()
        return self._found[key]


@dataclass
class Counts:
    """The rows behind the figures."""

    setting: Setting
    book: Book
    _memo: Memo = field(default_factory=Memo)

    # --- what must have been delivered ---

    def there(self, measure: Any, source: AnySource, dimensions: tuple[str, ...], unit: Area, month: int) -> bool:
        """Whether all that a measure rests on in a unit and month is there."""
        dataset = self.book.datasets[source.dataset]
        if dataset.kind == "returns":
            return self._covered([dataset], unit, [month]) and self._form_says(source, unit, month)
        if dataset.kind == "reference" and isinstance(measure, Stock):
            return bool(self.items(measure, source, unit, month))
        used = self._columns(measure, source, dimensions)
        others = [self.book.datasets[d] for d in self.book.supports(dataset.id, used)]
        if isinstance(measure, Stock):
            return self._covered([dataset, *others], unit, self._history(dataset, unit, month))
        if isinstance(measure, Cohort):
            ripe = month_of(month_end(month) + timedelta(days=measure.days))
            waiting = range(month, min(ripe, self.setting.last) + 1)
            return self._covered([dataset, *others], unit, waiting)
        return self._covered([dataset, *others], unit, [month])

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

    def _form_says(self, source: AnySource, unit: Area, month: int) -> bool:
        """Whether there are cells that apply, and none of them is missing."""
        cells = [c for c in self._cells(source, unit, month) if c["cell_status"] != "NOT_APPLICABLE"]
        return bool(cells) and not any(
            c["cell_status"] == "NOT_AVAILABLE" or c["value"] is None or self._cell_value(source, c) is None
            for c in cells
        )

    def _columns(self, measure: Any, source: AnySource, dimensions: tuple[str, ...]) -> set[str]:
        """Every column that decides whether, where, when and how much a row counts."""
        dataset = self.book.datasets[source.dataset]
        texts = [source.where, getattr(source, "value", None)]
        names = [source.area or dataset.area, *(source.dimensions.get(d, d) for d in dimensions)]
        match measure:
            case Stock():
                assert isinstance(source, StockSource)
                texts += [source.start, source.end]
                names += [None if source.start else dataset.start, None if source.end else dataset.end]
            case Quantile():
                texts.append(measure.value)
            case Cohort():
                texts.append(measure.success)
            case Distinct():
                names.append(measure.key)
        if not isinstance(measure, Stock):
            names.append(getattr(source, "date", None) or dataset.date)
        return {c for t in texts if t for c in language.columns(t)} | {n for n in names if n}

    def not_applicable(self, source: AnySource, unit: Area, month: int) -> bool:
        """Whether the form says, in every cell that would count, that it does not apply."""
        if self.book.datasets[source.dataset].kind != "returns":
            return False
        cells = self._cells(source, unit, month)
        return bool(cells) and all(c["cell_status"] == "NOT_APPLICABLE" for c in cells)

    def is_yearly(self, source: AnySource) -> bool:
        """Whether the rows come from a form of a whole calendar year."""
        dataset = self.book.datasets[source.dataset]
        return dataset.kind == "returns" and dataset.frequency is Frequency.YEAR

    # --- what a measure counts in one unit and month ---

    def items(self, measure: Measure, source: AnySource, unit: Area, month: int) -> list[Item]:
        """What a measure counts in one unit and month; a stock, at the month's end."""
        if self.book.datasets[source.dataset].kind == "returns":
            return self._form_items(source, unit, month)
        if isinstance(measure, Stock):
            return self._added(source, self._stock(source, unit, month))
        rows = self._dated(source, unit, month)
        match measure:
            case Flow():
                return self._added(source, rows)
            case Quantile():
                values = [(r, self.book.value(measure.value, r)) for r in rows]
                return [Item(r, v) for r, v in values if v is not None]
            case Distinct():
                return [Item(r, key=r[measure.key]) for r in rows if r[measure.key] is not None]
            case Cohort():
                return [Item(r, int(self.book.holds(measure.success, r))) for r in rows]
        raise TypeError(f"no rule: {measure}")

    def _added(self, source: AnySource, rows: Iterable[Row]) -> list[Item]:
        """What rows add: one each, or the value where there is one."""
        expression = getattr(source, "value", None)
        amounts = ((r, 1 if expression is None else self.book.value(expression, r)) for r in rows)
        return [Item(r, amount) for r, amount in amounts if amount is not None]

    def _of(self, source: AnySource, unit: Area) -> list[Row]:
        """Rows of a unit that satisfy the source's condition."""
        column = source.area or self.book.datasets[source.dataset].area
        assert column is not None
        found: list[Row] = self._memo.once(
            ("rows", source.model_dump_json(), unit.code),
            lambda: [
                r for r in self.book.rows(source.dataset) if r[column] == unit.code and self.book.holds(source.where, r)
            ],
        )
        return found

    def _dated(self, source: AnySource, unit: Area, month: int) -> list[Row]:
        """Rows whose day lies in the month; a row without a day lies in none."""
        column = getattr(source, "date", None) or self.book.datasets[source.dataset].date
        assert column is not None
        return [r for r in self._of(source, unit) if r[column] is not None and month_of(r[column]) == month]

    def _stock(self, source: AnySource, unit: Area, month: int) -> list[Row]:
        """Rows that began by the end of the month and had not ended then."""
        assert isinstance(source, StockSource)
        dataset = self.book.datasets[source.dataset]
        found = []
        for row in self._of(source, unit):
            began = self._moment(source.start, dataset.start, row)
            ended = self._moment(source.end, dataset.end, row)
            if began is not None and month_of(began) <= month and (ended is None or month_of(ended) > month):
                found.append(row)
        return found

    def _moment(self, expression: str | None, column: str | None, row: Row) -> Any:
        if expression is not None:
            return self.book.value(expression, row)
        return None if column is None else row[column]

    def _cells(self, source: AnySource, unit: Area, month: int) -> list[Row]:
        """Cells about a month; those of a yearly form stand at the year's first month and are about all twelve."""
        return self._dated(source, unit, month - month % 12 if self.is_yearly(source) else month)

    def _form_items(self, source: AnySource, unit: Area, month: int) -> list[Item]:
        """Cells that apply. A yearly form's figure is that of its December, so that a year has it once."""
        if self.is_yearly(source) and month % 12 != 11:
            return []
        found = []
        for cell in self._cells(source, unit, month):
            if cell["cell_status"] != "NOT_APPLICABLE":
                amount = self._cell_value(source, cell)
                assert amount is not None, "a form with a missing cell is not covered"
                found.append(Item(cell, amount, amount, estimated=cell["cell_status"] == "ESTIMATED"))
        return found

    def _cell_value(self, source: AnySource, cell: Row) -> int | None:
        expression = getattr(source, "value", None)
        found: int | None = cell["value"] if expression is None else self.book.value(expression, cell)
        return found
