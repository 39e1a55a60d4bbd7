"""What one source of a measure counts in one unit and month."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta
from fractions import Fraction
from typing import Any

from rolkpi.model import (
    AnySource,
    Area,
    AverageStock,
    Cohort,
    Distinct,
    DistinctStock,
    Exposure,
    Flow,
    Frequency,
    HistogramSource,
    Measure,
    Quantile,
    Stock,
    StockAge,
    StockSource,
    Survey,
    Survival,
)
from rolkpi.model.period import month_end, month_of, month_start
from rolkpi.testing import reference_expression as language
from rolkpi.testing.reference_rows import Book, Row
from rolkpi.testing.reference_setting import Memo, Setting

Dimensions = tuple[str, ...]


@dataclass(frozen=True)
class Item:
    """One row that a measure counts in one unit and month."""

    row: Row
    amount: int = 1
    """What it adds; for a survival the days until the event or until it was lost from sight; for a cohort 1 when it
    succeeded."""
    base: int = 1
    """What it adds to ``n``: a row counts one, a cell of a return counts what it says, an exposure its days."""
    share: Fraction = Fraction(1)
    """How much of it counts in the area looked at: a part, where a restated unit was split."""
    key: Any = None
    """Whose it is, for a distinct count; nobody's known while None."""
    weak: bool = False
    """The key is not to be relied on."""
    met: bool = False
    """Survival: the event happened after ``amount`` days."""
    span: tuple[int, int | None] = (0, 0)
    """Quantile: the least and the greatest number it may stand for, ``base`` times; no greatest where open."""
    estimated: bool = False


@dataclass
class Counts:
    """The rows behind the figures."""

    setting: Setting
    book: Book
    _memo: Memo = field(default_factory=Memo)

    def items(self, measure: Measure, source: AnySource, dims: Dimensions, unit: Area, month: int) -> list[Item]:
        """What a measure counts in one unit and month; a stock of any kind, at the month's end.

        ``dims``: the breakdown it is for, which decides between a form's totals and its other cells.
        """
        if self.book.datasets[source.dataset].kind == "returns":
            return self._form_items(source, dims, unit, month)
        match measure:
            case Stock() | AverageStock():
                return self._added(source, self.stock(source, unit, month))
            case StockAge():
                return self._aged(measure, source, unit, month)
            case DistinctStock():
                return self._keyed(measure, self.stock(source, unit, month))
            case Exposure():
                return self._exposed(source, unit, month)
            case Distinct(until=str(until)):
                return self._keyed(measure, self._present(source, until, unit, month))
        rows = self._dated(source, unit, month)
        match measure:
            case Flow():
                return self._added(source, rows)
            case Quantile(value=str(value)):
                values = [(r, self.book.value(value, r)) for r in rows]
                return [Item(r, span=(v, v)) for r, v in values if v is not None]
            case Survival():
                return self._followed(measure, source, unit, month)
            case Distinct():
                return self._keyed(measure, rows)
            case Cohort():
                return [Item(r, int(self.book.holds(measure.success, r))) for r in self._members(measure, rows)]
        raise TypeError(f"no rule: {measure}")

    def _added(self, source: AnySource, rows: Iterable[Row]) -> list[Item]:
        """What rows add: one each, or the value where there is one."""
        amounts = ((r, self._worth(source, r)) for r in rows)
        return [Item(r, amount) for r, amount in amounts if amount is not None]

    def _worth(self, source: AnySource, row: Row) -> int | None:
        expression = getattr(source, "value", None)
        found: int | None = 1 if expression is None else self.book.value(expression, row)
        return found

    def _aged(self, measure: StockAge, source: AnySource, unit: Area, month: int) -> list[Item]:
        """Rows in stock that do not rest on the month's last day, with their days up to it, without those of a rest
        that is over."""
        today, found = month_end(month), []
        for row in self.stock(source, unit, month):
            since = self._state(source, row)[0] if measure.since is None else self.book.value(measure.since, row)
            if since is None:
                continue
            days = (today - language.day_of(since)).days
            idle = None if measure.idle_from is None else self.book.value(measure.idle_from, row)
            if idle is not None and language.day_of(idle) <= today:
                awake = None if measure.idle_to is None else self.book.value(measure.idle_to, row)
                if awake is None or language.day_of(awake) > today:
                    continue
                days -= max(0, (language.day_of(awake) - language.day_of(idle)).days)
            found.append(Item(row, span=(days, days)))
        return found

    def _keyed(self, measure: Distinct | DistinctStock, rows: Iterable[Row]) -> list[Item]:
        """Rows with whose they are, also those of which that is not known."""
        weak = measure.weak
        return [Item(r, key=r[measure.key], weak=weak is not None and self.book.holds(weak, r)) for r in rows]

    # --- records that are followed -------------------------------------------------------------------------------

    def _followed(self, measure: Survival, source: AnySource, unit: Area, month: int) -> list[Item]:
        """Records that began by the day everything is known up to, each until its event or until it is lost."""
        column = self._date_column(source)
        found = []
        for row in self._dated(source, unit, month):
            start, stop = language.day_of(row[column]), self.setting.as_of
            if start > stop:
                continue
            lost = None if measure.censored is None else self.book.value(measure.censored, row)
            if lost is not None:
                stop = min(stop, language.day_of(lost))
            event = self.book.value(measure.event, row)
            met = event is not None and language.day_of(event) <= stop
            end = language.day_of(event) if met else stop
            found.append(Item(row, (end - start).days, met=met))
        return found

    def _members(self, cohort: Cohort, rows: Iterable[Row]) -> list[Row]:
        """Records of a cohort: all, or those that say until when their window lasts."""
        return [r for r in rows if cohort.until is None or self.book.value(cohort.until, r) is not None]

    def ripe(self, cohort: Cohort, source: AnySource, unit: Area, month: int) -> date:
        """The day by which all is known of those who began in a month."""
        day = month_end(month)
        if cohort.until is not None:
            members = self._members(cohort, self._dated(source, unit, month))
            day = max([day, *(language.day_of(self.book.value(cohort.until, r)) for r in members)])
        elif cohort.months is not None:
            day = language.months_later(day, cohort.months)
        else:
            assert cohort.days is not None
            day += timedelta(days=cohort.days)
        return day + timedelta(days=cohort.wait)

    # --- what is there at a time ---------------------------------------------------------------------------------

    def stock(self, source: AnySource, unit: Area, month: int) -> list[Row]:
        """Rows that began by the end of the month and had not ended then."""
        found = []
        for row in self._of(source, unit):
            began, ended = self._state(source, row)
            if began is not None and month_of(began) <= month and (ended is None or month_of(ended) > month):
                found.append(row)
        return found

    def _exposed(self, source: AnySource, unit: Area, month: int) -> list[Item]:
        """Rows with the days of the month that they were there, each day once for everything they are worth."""
        first, after = month_start(month), month_start(month + 1)
        found = []
        for row in self._of(source, unit):
            began, ended = self._state(source, row)
            worth = self._worth(source, row)
            if began is None or worth is None:
                continue
            since = max(first, language.day_of(began))
            until = after if ended is None else min(after, language.day_of(ended))
            days = (until - since).days
            if days > 0:
                found.append(Item(row, days * worth, days))
        return found

    def _present(self, source: AnySource, until: str, unit: Area, month: int) -> list[Row]:
        """Rows with a day in the month, of those from their date to the day before they are no longer there."""
        column, found = self._date_column(source), []
        for row in self._of(source, unit):
            gone = self.book.value(until, row)
            if row[column] is None:
                continue
            since = max(month_start(month), language.day_of(row[column]))
            ends = month_start(month + 1) if gone is None else min(month_start(month + 1), language.day_of(gone))
            if since < ends:
                found.append(row)
        return found

    def _state(self, source: AnySource, row: Row) -> tuple[Any, Any]:
        """When a row begins and ends."""
        assert isinstance(source, StockSource)
        dataset = self.book.datasets[source.dataset]
        return self._moment(source.start, dataset.start, row), self._moment(source.end, dataset.end, row)

    def _moment(self, expression: str | None, column: str | None, row: Row) -> Any:
        if expression is not None:
            return self.book.value(expression, row)
        return None if column is None else row[column]

    # --- rows of a unit ------------------------------------------------------------------------------------------

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

    def _date_column(self, source: AnySource) -> str:
        column: str | None = getattr(source, "date", None) or self.book.datasets[source.dataset].date
        assert column is not None
        return column

    def _dated(self, source: AnySource, unit: Area, month: int) -> list[Row]:
        """Rows whose day lies in the month; a row without a day lies in none."""
        column = self._date_column(source)
        return [r for r in self._of(source, unit) if r[column] is not None and month_of(r[column]) == month]

    def published(self, measure: Survey, area: Area, months: range) -> list[tuple[date, Row]]:
        """The rows of a survey about an area, with their day, oldest first; one without an estimate says nothing."""
        (source,) = measure.sources
        column = self._date_column(source)
        rows = [r for m in months for r in self._dated(source, area, m) if r[source.value] is not None]
        return sorted(((language.day_of(r[column]), r) for r in rows), key=lambda pair: pair[0])

    # --- cells of a form -----------------------------------------------------------------------------------------

    def is_yearly(self, source: AnySource) -> bool:
        """Whether the rows come from a form of a whole calendar year."""
        dataset = self.book.datasets[source.dataset]
        return dataset.kind == "returns" and dataset.frequency is Frequency.YEAR

    def cells(self, source: AnySource, dims: Dimensions, unit: Area, month: int) -> list[Row]:
        """Cells about a month; those of a yearly form stand at the year's first month and are about all twelve.

        A form that has totals is read by them, but for a breakdown by what tells totals from the other cells.
        """
        found = self._dated(source, unit, month - month % 12 if self.is_yearly(source) else month)
        if isinstance(source, HistogramSource):
            found = [c for c in found if c[source.column] in source.bins]
        if source.total is None:
            return found
        told = self.book.stored_behind(source.dataset, language.columns(source.total))
        split = self.book.stored_behind(source.dataset, [source.dimensions.get(d, d) for d in dims])
        return [c for c in found if self.book.holds(source.total, c) is not bool(told & split)]

    def cell_value(self, source: AnySource, cell: Row) -> int | None:
        """What a cell says; None where that is missing."""
        found: int | None = cell["value"]
        if isinstance(source, HistogramSource):
            return None if found is None or found < 0 else found
        expression = getattr(source, "value", None)
        return found if found is None or expression is None else self.book.value(expression, cell)

    def _form_items(self, source: AnySource, dims: Dimensions, unit: Area, month: int) -> list[Item]:
        """Cells that apply. A yearly form's figure is that of its December, so that a year has it once."""
        if self.is_yearly(source) and month % 12 != 11:
            return []
        found = []
        for cell in self.cells(source, dims, unit, month):
            if cell["cell_status"] != "NOT_APPLICABLE":
                amount = self.cell_value(source, cell)
                assert amount is not None, "a form with a missing cell is not covered"
                if isinstance(source, HistogramSource) and amount == 0:
                    continue
                span = source.bins[cell[source.column]] if isinstance(source, HistogramSource) else (0, 0)
                found.append(Item(cell, amount, amount, span=span, estimated=cell["cell_status"] == "ESTIMATED"))
        return found
