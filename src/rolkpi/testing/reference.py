"""The oracle: every measurement worked out cell by cell in plain Python, straight from the definitions.

Slow and meant to be read. It shares no code with the planner, the SQL or the engine; only the definitions
themselves (``rolkpi.model``) and sqlglot, which turns text into trees. Property tests compare the engine with it
on random definitions and random data.

=============================  ==========================================================================
module                         what it says
=============================  ==========================================================================
``reference_setting``          which area lies in which, who owes, what is covered, how many people
``reference_place``            shares of split and merged areas, breaks in a series
``reference_expression``       the authors' language
``reference_rows``             rows, derived columns, views
``reference_counts``           what a source counts in one unit and month
``reference_needs``            what must have been delivered for that
``reference_formulas``         a formula over all that counts in a cell
``reference_kpi``              a KPI over measures: which units and months count, every row
``reference_second``           a KPI over other KPIs
``reference_answer``           which cells there are, and how a row is written
=============================  ==========================================================================

Where a definition leaves room, this is what is computed:

* A row whose value is NULL does not count: neither in the sum nor in ``n``.
* Without ``covers``, a dataset that has no table is not covered; one with an empty table is.
* An area is in a month when it is in force on any day of it, and lies where it lay on its last day there. It owes
  only when it is in force on the month's last day; what was delivered for a part of a month counts all the same,
  but for what is read at the month's end.
* A closed list of who is expected names areas; an area that is not in force on the month's last day owes nothing.
* A KPI whose measures all rest on reference data is expected exactly where it is covered.
* A stock, an exposure or a count of keys of reference data is there where it counts anything.
* A stock of events needs every month from the first expected one; in a month before that, the month itself.
* A dimension makes a breakdown depend on the datasets it is looked up in; the total does not depend on them.
* In a formula that mixes stocks and flows, an area that left before the last month brings its flows, no stock.
* The population of a rate is that of every unit that contributes, in the middle of the months it contributes, and
  for the share of the months looked at that these are. A stock takes the people of the units it is read of, so none
  of a unit that is gone by the month's end.
* A group of people nobody counted in a unit is 0 people; a group counted nowhere is known of no unit.
* A column's dataset with coverage given for other datasets only is not covered anywhere. A view is covered where its
  dataset is.
* A yearly return serves calendar years that lie wholly between the first and the last month.
* An origin that cannot serve a frequency or a breakdown still says who owes: what it leaves out is missing. An
  origin that is not in effect in a month says nothing of it.
* A figure is ``estimated`` when an estimated cell is in it, not when one stands in another code or month, nor when
  the figure is not shown.
* Before a cohort is mature nothing is counted in it, so it has no row for an unknown code.
* A form's 0 for an unknown code counts nothing, so it makes no row; for a range, it is no observation.
* A record without a key counts nobody, but its unknown code has a row: it may be one person more.
* A survival may have its event, or be lost, before it starts: then after less than 0 days.
* A survey's row speaks for one month, its own, when known months are counted.
* A day the row is worth nothing for is no day at risk; a day worth 0 is.
* Half-way interpolated populations go up, also when the population falls.
* A KPI over KPIs carries the breaks in series and the restated map of the rows it is made of, valid or not.
* The area units lie in, when the map is restated, is that of the day restated to. An area that is gone by that day
  and went nowhere counts where it lay, in those areas that are still there.
* The weights of a unit's parts are rounded once, after all splits.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from rolkpi.model import (
    Area,
    Calendar,
    Crosswalk,
    Expected,
    Kpi,
    Parent,
    Plugin,
    Population,
    SeriesBreak,
)
from rolkpi.model.kpi import SECOND_STAGE
from rolkpi.model.period import month_end, parse_month
from rolkpi.testing.reference_answer import key_of
from rolkpi.testing.reference_counts import Counts
from rolkpi.testing.reference_kpi import Evaluation, Oracle
from rolkpi.testing.reference_needs import Needs
from rolkpi.testing.reference_place import Place
from rolkpi.testing.reference_rows import Book
from rolkpi.testing.reference_second import SecondStage
from rolkpi.testing.reference_setting import Setting


def evaluate(
    plugins: Iterable[Plugin],
    tables: Mapping[str, Sequence[Mapping[str, Any]]],
    areas: Iterable[Area],
    *,
    parents: Iterable[Parent] = (),
    population: Iterable[Population] = (),
    interpolation: str = "latest",
    calendar: Calendar | None = None,
    expected: Iterable[Expected] = (),
    covers: Mapping[str, Mapping[tuple[str, str | int], str]] | None = None,
    crosswalk: Iterable[Crosswalk] = (),
    breaks: Iterable[SeriesBreak] = (),
    geography: date | None = None,
    kpis: Iterable[str] | None = None,
    periods: Iterable[str] | None = None,
    first_month: str | int,
    last_month: str | int,
    as_of: date | None = None,
    revision_months: int = 0,
) -> list[dict[str, Any]]:
    """The dense measurements: one row per KPI, area, period, window and disaggregation, sorted.

    ``tables``: rows of Python values per dataset, all of them accepted. ``covers``: per dataset, (area, month) and
    the delivery's mode; without it every expected month is covered by a snapshot. ``geography``: the day whose areas
    every month is restated to, by ``crosswalk``. ``kpis``: ids or catalogue codes, ``periods``: labels, all without
    it. Keys of a row: kpi, area, frequency, window, period, disaggregation, value, low, high (floats or None),
    numerator, denominator, n, obs_status, covered, expected, linkage (float or None), flags (a sorted list).
    """
    plugins = tuple(plugins)
    first, last = _month(first_month), _month(last_month)
    calendar = calendar or Calendar()
    setting = Setting(
        areas=tuple(areas),
        parents=tuple(parents),
        population=tuple(population),
        linear=interpolation == "linear",
        calendar=calendar,
        exceptions=tuple(expected),
        covers=None if covers is None else _by_month(covers),
        given=frozenset(tables),
        first=first,
        last=last,
        as_of=as_of or month_end(last),
        revision_months=revision_months,
        crosswalk=tuple(crosswalk),
        breaks=tuple(breaks),
        geography=geography,
        periods=None if periods is None else frozenset(periods),
    )
    book = Book(
        (d for p in plugins for d in p.datasets),
        (v for p in plugins for v in p.views),
        (c for p in plugins for c in p.codelists),
        tables,
        calendar,
    )
    counts = Counts(setting, book)
    measures = {m.id: m for p in plugins for m in p.measures}
    oracle = Oracle(setting, book, counts, Needs(setting, book, counts), Place(setting), measures)
    answers = _Answers(oracle, {k.id: k for p in plugins for k in p.kpis})
    wanted = None if kpis is None else set(kpis)
    named = [k for k in sorted(answers.kpis) if wanted is None or wanted & {k, answers.kpis[k].code}]
    return [row for kpi in named for row in answers.linked(kpi)]


def _month(month: str | int) -> int:
    return month if isinstance(month, int) else parse_month(month)


def _by_month(covers: Mapping[str, Mapping[tuple[str, str | int], str]]) -> dict[str, dict[tuple[str, int], str]]:
    return {d: {(u, _month(m)): str(mode) for (u, m), mode in cells.items()} for d, cells in covers.items()}


@dataclass
class _Answers:
    """The rows of every KPI, each worked out when it is first asked for."""

    oracle: Oracle
    kpis: Mapping[str, Kpi]
    _found: dict[str, dict[tuple[str, ...], dict[str, Any]]] = field(default_factory=dict)

    def of(self, kpi: str) -> dict[tuple[str, ...], dict[str, Any]]:
        """(area, frequency, window, period, disaggregation) -> row, in order."""
        if kpi not in self._found:
            known = self.kpis[kpi]
            if isinstance(known.formula, SECOND_STAGE):
                rows = SecondStage(self.oracle.setting, known, self.of).rows()
            else:
                rows = Evaluation(self.oracle, known).rows()
            self._found[kpi] = {key_of(row): row for row in rows}
        return self._found[kpi]

    def linked(self, kpi: str) -> list[dict[str, Any]]:
        """Rows with the share of records that found their partner, as another KPI says it."""
        other = self.kpis[kpi].linkage
        rows = list(self.of(kpi).values())
        if other is None:
            return rows
        known = {frozenset(b) for b in self.kpis[other].breakdowns}
        for row in rows:
            text = str(row["disaggregation"])
            dimensions = frozenset(part.partition("=")[0] for part in text.split(";") if part)
            found = self.of(other).get((*key_of(row)[:-1], text if dimensions in known else ""))
            if found is not None and found["value"] is not None and found["denominator"]:
                row["linkage"] = found["numerator"] / found["denominator"]
        return rows
