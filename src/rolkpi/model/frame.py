"""What a computation stands on besides definitions and data."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Literal

from rolkpi.model.area import Crosswalk, Geography, Population, SeriesBreak, in_force
from rolkpi.model.dataset import Dataset
from rolkpi.model.kpi import Kpi
from rolkpi.model.ledger import LEDGER
from rolkpi.model.period import Calendar, Frequency, Period, Window, month_end
from rolkpi.model.submission import EVERY, Expected, Mode

Interpolation = Literal["latest", "linear"]


@dataclass(frozen=True, slots=True)
class Cover:
    """How one (dataset, area, month) is covered."""

    mode: Mode
    automatic: bool = False
    """True when nobody put a name to the acceptance."""
    absent: tuple[str, ...] = ()
    """Columns the delivery did not carry: what rests on one of them is not covered by it."""


Coverage = Mapping[str, Mapping[tuple[str, int], Cover]]
"""Dataset -> (area code, month) -> how it is covered. What is not there is not covered."""


@dataclass(frozen=True)
class Frame:
    """Place, time, population and expectations of one computation. Never changed."""

    geography: Geography
    first: int
    """First month there can be data for."""
    last: int
    """Last month there can be data for."""
    as_of: date
    """Day up to which everything delivered is known: decides which cohorts are mature."""
    calendar: Calendar = field(default_factory=Calendar)
    population: tuple[Population, ...] = ()
    interpolation: Interpolation = "latest"
    expected: tuple[Expected, ...] = ()
    crosswalk: tuple[Crosswalk, ...] = ()
    """What became of areas that were split or merged."""
    breaks: tuple[SeriesBreak, ...] = ()
    ledger: Mapping[int, frozenset[str]] = field(default_factory=dict)
    """Month -> areas that owe anything at all: what the ledger's own datasets are about."""
    geography_on: date | None = None
    """Restate every month to the areas of this day; as they were in each month without it."""
    revision_months: int = 0
    """Measurements whose last month is among this many newest ones stay provisional."""

    @cached_property
    def months(self) -> range:
        """Every month there can be data for."""
        return range(self.first, self.last + 1)

    def periods(self, frequency: Frequency, window: Window) -> tuple[Period, ...]:
        """Every period of a frequency, seen through a window."""
        return self.calendar.periods(frequency, window, self.first, self.last)

    @cached_property
    def all_periods(self) -> tuple[Period, ...]:
        """Every period of every frequency and window, in the order measurements are sorted by."""
        return tuple(p for f in Frequency for w in Window for p in self.periods(f, w))

    @cached_property
    def _exceptions(self) -> dict[str, tuple[list[Expected], list[Expected]]]:
        found: dict[str, tuple[list[Expected], list[Expected]]] = defaultdict(lambda: ([], []))
        for row in self.expected:
            found[row.dataset][row.status == "not_applicable"].append(row)
        return found

    def owes(self, dataset: Dataset, month: int) -> frozenset[str]:
        """Codes of the areas that owe a delivery for a month. Empty for reference data; of the ledger, all that owe
        anything."""
        if dataset.plugin == LEDGER and self.ledger:
            return self.ledger.get(month, frozenset())
        if dataset.kind == "reference":
            return frozenset()
        day = month_end(month)
        closed, excused = self._exceptions.get(dataset.id, ([], []))
        there = self.geography.present(month)
        reporting = {code for code in there if self.geography.by_code[code].level in dataset.reported_by}

        def named(rows: list[Expected]) -> set[str]:
            codes = {row.area for row in rows if in_force(row.valid_from, row.valid_to, day)}
            return codes | reporting if EVERY in codes else codes

        owing = named(closed) & there if closed else reporting
        return frozenset(owing - named(excused))

    @cached_property
    def _vintages(self) -> dict[tuple[str, str], list[Population]]:
        found: dict[tuple[str, str], list[Population]] = defaultdict(list)
        for vintage in sorted(self.population, key=lambda p: (p.area, p.on)):
            found[vintage.area, vintage.disaggregation].append(vintage)
        return found

    def people(self, area: str, on: date, group: str = "") -> int | None:
        """People of a group (``sex=F``; everybody) in an area on a day; None where no vintage is known.

        ``latest``: the newest vintage not after the day, else the oldest. ``linear``: between two vintages
        along a straight line, rounded half up; outside them, the nearest.
        """
        vintages = self._vintages.get((area, group))
        if not vintages:
            return None
        before = [v for v in vintages if v.on <= on]
        after = [v for v in vintages if v.on > on]
        if not before:
            return after[0].population
        if self.interpolation == "latest" or not after:
            return before[-1].population
        old, new = before[-1], after[0]
        gone, span = (on - old.on).days, (new.on - old.on).days
        return old.population + (2 * (new.population - old.population) * gone + span) // (2 * span)

    def groups(self, dimensions: tuple[str, ...]) -> tuple[str, ...]:
        """The groups by these dimensions that a population is known of anywhere; everybody for no dimension."""
        by = sorted(dimensions)
        known = {g for _, g in self._vintages}
        return tuple(sorted(g for g in known if [part.partition("=")[0] for part in g.split(";") if part] == by))

    def has_people(self, area: str, dimensions: tuple[str, ...] = ()) -> bool:
        """Whether the population of an area is known, by every group that is known anywhere."""
        groups = self.groups(dimensions)
        return bool(groups) and all((area, group) in self._vintages for group in groups)

    def fiscal_year(self, period: Period) -> str:
        """The fiscal year that figures of a period are kept with: that of its last month."""
        return str(self.calendar.fiscal_year_of(period.last) // 12)

    def views(self, kpi: Kpi) -> tuple[tuple[Frequency, Window], ...]:
        """The (frequency, window) pairs a KPI is computed for."""
        return tuple(
            (f, w)
            for f in Frequency
            for w in Window
            if f in kpi.frequencies and w in kpi.windows and self.periods(f, w)
        )
