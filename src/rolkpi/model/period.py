"""Months, calendars, periods and windows.

A month is one integer, ``year * 12 + month - 1``: comparisons, windows and joins are then plain arithmetic.
All intervals of days are half-open, ``[first day, first day after)``.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Annotated, Literal

from pydantic import Field

from rolkpi.model.base import Frozen

_MONTH = re.compile(r"(\d{4})-(0[1-9]|1[0-2])")


def month_of(day: date) -> int:
    """The month a day lies in."""
    return day.year * 12 + day.month - 1


def month_start(month: int) -> date:
    """The first day of a month."""
    return date(month // 12, month % 12 + 1, 1)


def month_end(month: int) -> date:
    """The last day of a month."""
    return month_start(month + 1) - timedelta(days=1)


def add_months(day: date, months: int) -> date:
    """The same day some months later; the month's last where it has no such day."""
    last = month_end(month_of(day) + months)
    return last.replace(day=min(day.day, last.day))


def month_label(month: int) -> str:
    """``2024-03``."""
    return f"{month // 12:04d}-{month % 12 + 1:02d}"


def parse_month(text: str) -> int:
    """The month of ``2024-03``, or of a day in it, ``2024-03-15``. Raises ValueError on anything else."""
    match = _MONTH.fullmatch(text)
    try:
        month = int(match[1]) * 12 + int(match[2]) - 1 if match else month_of(date.fromisoformat(text))
    except ValueError:
        raise ValueError(f"'{text}' is not a month; write one as year-month: 2024-03 is March 2024") from None
    if not 1900 <= month // 12 < 2200:
        raise ValueError(f"'{text}' is not in the years 1900 to 2199")
    return month


class Frequency(StrEnum):
    """How long a period is. ``year`` is the calendar year."""

    MONTH = "month"
    QUARTER = "quarter"
    YEAR = "year"
    FISCAL_YEAR = "fiscal_year"


class Window(StrEnum):
    """Which months a measurement of a period looks at.

    ``period``: the period's own. ``year_to_date``: from the start of the year to the period's end.
    ``rolling_12``: the twelve months that end with the period; it restarts with no year.
    """

    PERIOD = "period"
    YEAR_TO_DATE = "year_to_date"
    ROLLING_12 = "rolling_12"


@dataclass(frozen=True, slots=True)
class Period:
    """One period seen through one window, with the months that are looked at."""

    frequency: Frequency
    window: Window
    label: str
    """``2024-03``, ``2024-Q1``, ``2024`` or ``FY2023-24``."""
    first: int
    """First month of the period itself."""
    last: int
    """Last month of the period itself."""
    since: int
    """First month looked at."""
    until: int
    """Last month looked at: the period's last, or the last month there can be data for."""
    part: bool
    """True when the months looked at are fewer than the window has: a period that is not over, or that
    began before the first month there can be data for."""

    @property
    def start(self) -> date:
        """First day of the period."""
        return month_start(self.first)

    @property
    def end(self) -> date:
        """Last day of the period."""
        return month_end(self.last)

    @property
    def days(self) -> int:
        """Number of days looked at: the real ones, 366 in a leap year."""
        return (month_start(self.until + 1) - month_start(self.since)).days

    @property
    def months(self) -> int:
        """Number of months looked at."""
        return self.until - self.since + 1

    @property
    def middle(self) -> date:
        """The day in the middle of the days looked at: when a population is taken."""
        return month_start(self.since) + timedelta(days=self.days // 2)


Weekday = Annotated[int, Field(ge=1, le=7)]


class Calendar(Frozen):
    """How one workspace counts time."""

    fiscal_year_start: Annotated[int, Field(ge=1, le=12)] = 7
    """The month a fiscal year begins with; 7 is July."""
    year_to_date: Literal["fiscal_year", "year"] = "fiscal_year"
    """Which year ``year_to_date`` starts with."""
    timezone: str = "Asia/Karachi"
    """Timestamps that carry a zone are turned into this zone's wall time before their day is taken."""
    weekend: tuple[Weekday, ...] = (6, 7)
    """Days of the week that are no working days; 1 is Monday, 7 is Sunday."""
    holidays: tuple[date, ...] = ()
    """Gazetted holidays: no working days either."""

    def fiscal_year_of(self, month: int) -> int:
        """The first month of the fiscal year a month lies in."""
        return month - (month % 12 - (self.fiscal_year_start - 1)) % 12

    def bounds(self, frequency: Frequency, month: int) -> tuple[int, int]:
        """First and last month of the period of this frequency that a month lies in."""
        match frequency:
            case Frequency.MONTH:
                return month, month
            case Frequency.QUARTER:
                first = month - month % 3
                return first, first + 2
            case Frequency.YEAR:
                first = month - month % 12
                return first, first + 11
            case Frequency.FISCAL_YEAR:
                first = self.fiscal_year_of(month)
                return first, first + 11

    def label(self, frequency: Frequency, first: int) -> str:
        """The name of the period that begins with a month."""
        year = first // 12
        match frequency:
            case Frequency.MONTH:
                return month_label(first)
            case Frequency.QUARTER:
                return f"{year}-Q{first % 12 // 3 + 1}"
            case Frequency.YEAR:
                return f"{year}"
            case Frequency.FISCAL_YEAR:
                return f"FY{year}" if self.fiscal_year_start == 1 else f"FY{year}-{(year + 1) % 100:02d}"

    def _begins(self, window: Window, first: int, last: int) -> int:
        """First month that a window of the period from ``first`` to ``last`` looks at."""
        match window:
            case Window.PERIOD:
                return first
            case Window.YEAR_TO_DATE:
                fiscal = self.year_to_date == "fiscal_year"
                return self.bounds(Frequency.FISCAL_YEAR if fiscal else Frequency.YEAR, last)[0]
            case Window.ROLLING_12:
                return last - 11

    def periods(self, frequency: Frequency, window: Window, first_month: int, last_month: int) -> tuple[Period, ...]:
        """Every period that has a month between the two (both included), in order of time.

        ``year_to_date`` and ``rolling_12`` exist for months and quarters only: a year would say the same twice.
        """
        yearly = frequency in (Frequency.YEAR, Frequency.FISCAL_YEAR)
        if window is not Window.PERIOD and yearly:
            return ()
        found = []
        month = first_month
        while month <= last_month:
            first, last = self.bounds(frequency, month)
            begins = self._begins(window, first, last)
            since, until = max(begins, first_month), min(last, last_month)
            part = since != begins or until != last
            label = self.label(frequency, first)
            found.append(Period(frequency, window, label, first, last, since, until, part))
            month = last + 1
        return tuple(found)
