"""One KPI over measures: which units and months count, what is counted in them, and every row of the answer."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import timedelta
from fractions import Fraction
from functools import cached_property
from itertools import chain, product
from typing import Any

from rolkpi.model import (
    AnySource,
    Area,
    AverageStock,
    Cohort,
    CohortShare,
    DerivedFormula,
    Exposure,
    Flow,
    Frequency,
    Index,
    Kpi,
    Period,
    Rate,
    Ratio,
    Stock,
    Survey,
    Total,
    Window,
)
from rolkpi.model.kpi import UNKNOWN_CODE, disaggregation_text
from rolkpi.model.measure import AT_END
from rolkpi.model.period import month_end, month_of, month_start
from rolkpi.testing import reference_expression as language
from rolkpi.testing.reference_answer import NOTHING, Pooled, cells, row, status_of
from rolkpi.testing.reference_counts import Counts, Dimensions, Item
from rolkpi.testing.reference_formulas import Items, pooled
from rolkpi.testing.reference_needs import Needs, in_effect
from rolkpi.testing.reference_place import NONE, WHOLE, Place
from rolkpi.testing.reference_rows import Book, Row
from rolkpi.testing.reference_setting import Memo, Setting, delivered

Codes = tuple[str, ...]
"""One code for each dimension of a breakdown."""
ADDITIVE = (Flow, Exposure, Stock, AverageStock, Cohort)
"""Measures of which a part of a unit can have its part."""


@dataclass
class Oracle:
    """All that is the same for every KPI."""

    setting: Setting
    book: Book
    counts: Counts
    needs: Needs
    place: Place
    measures: Mapping[str, Any]


@dataclass(frozen=True)
class Look:
    """What a cell looks at: a breakdown, and whether yearly returns may serve it."""

    dimensions: Dimensions
    yearly: bool


@dataclass(frozen=True)
class Spot:
    """One unit and month that counts, with the origin that serves it and how much of it lies in the area."""

    unit: Area
    month: int
    origin: int
    share: Fraction


@dataclass(frozen=True)
class Seen:
    """The units and months one measurement rests on, before any breakdown by codes."""

    spots: tuple[Spot, ...]
    expected: int
    covered: int


@dataclass
class Evaluation:
    """One KPI over measures."""

    oracle: Oracle
    kpi: Kpi
    _memo: Memo = field(default_factory=Memo)

    # --- the dense table ---

    def rows(self) -> list[dict[str, Any]]:
        """Every row of the KPI, in order."""
        found = []
        for area, period in cells(self.oracle.setting, self.kpi):
            if self._published:
                found += self._published_rows(area, period)
            else:
                found += self._rows_of(area, period)
        return found

    def _rows_of(self, area: Area, period: Period) -> list[dict[str, Any]]:
        found = []
        for dimensions in self.kpi.breakdowns:
            look = Look(dimensions, period.frequency is Frequency.YEAR and period.window is Window.PERIOD)
            seen = self._seen(look, area, period)
            counted = self._counted(look, seen, period)
            for codes in self._codes(look, seen, counted):
                found.append(self._row(area, period, look, seen, codes, counted[codes]))
        return sorted(found, key=lambda c: str(c["disaggregation"]))

    def _codes(self, look: Look, seen: Seen, counted: Mapping[Codes, Items]) -> set[Codes]:
        """Every combination of declared codes, and those with an unknown code that something was counted in."""
        declared = set(product(*(self._declared(d) for d in look.dimensions)))
        if self._immature(seen):
            return declared
        unknown = {codes: chain(*items.values()) for codes, items in counted.items() if UNKNOWN_CODE in codes}
        met = {codes for codes, items in unknown.items() if any(i.amount or i.base or i.estimated for i in items)}
        return declared | met

    def _declared(self, dimension: str) -> tuple[str, ...]:
        for measure in self.parts:
            for source in measure.sources:
                column = source.dimensions.get(dimension, dimension)
                if self.oracle.book.has(source.dataset, column):
                    return self.oracle.book.codes(source.dataset, column)
        raise LookupError(f"{self.kpi.id}: no dimension {dimension}")

    def _row(self, area: Area, period: Period, look: Look, seen: Seen, codes: Codes, items: Items) -> dict[str, Any]:
        text = disaggregation_text(dict(zip(look.dimensions, codes, strict=True)))
        people = self._person_months(look, seen, period, codes)
        answer = pooled(
            self.kpi.formula,
            {m.id: m for m in self.parts},
            items,
            period=period,
            person_months=people,
            baseline=self._baseline(area, text),
        )
        status = status_of(
            self.kpi,
            answer,
            expected=seen.expected,
            covered=seen.covered,
            too_few=self._too_few(seen, period) or (isinstance(self.kpi.formula, Index) and self._is_part(period)),
            immature=self._immature(seen),
            new=self._new(period),
        )
        flags = self.flags(look.dimensions, area, period)
        counts = {"covered": seen.covered, "expected": seen.expected}
        return row(self.kpi, area, period, text, status, answer, flags=flags, **counts)

    def _new(self, period: Period) -> bool:
        """Whether the last month is among the newest, which are still revised."""
        return self.oracle.setting.last - period.until < self.oracle.setting.revision_months

    def _too_few(self, seen: Seen, period: Period) -> bool:
        """Whether a window of twelve months knows too few of them."""
        if period.window is not Window.ROLLING_12 or self.only_last_month:
            return False
        return len({s.month for s in seen.spots}) < self.kpi.min_months

    def _is_part(self, period: Period) -> bool:
        """Whether what adds up over months lacks some of them; a stock has its last month in any case."""
        return period.part and not self.only_last_month

    def _baseline(self, area: Area, disaggregation: str) -> int | None:
        baselines = self.kpi.formula.baselines if isinstance(self.kpi.formula, Index) else ()
        found = [b.value for b in baselines if (b.area, b.disaggregation) == (area.code, disaggregation)]
        return found[0] if found else None

    # --- flags ---

    def flags(self, dims: Dimensions, area: Area, period: Period) -> frozenset[str]:
        """What must be said of an area and period, whatever its rows say."""

        def said() -> frozenset[str]:
            found = set()
            if self._redefined(period) or self._broken(dims, area, period):
                found.add("series_break")
            if self.oracle.place.restated(self.kpi.hierarchy, area, period.since, period.until):
                found.add("restated_geography")
            return frozenset(found)

        flags: frozenset[str] = self._memo.once(("flags", dims, area.code, period), said)
        return flags

    def _redefined(self, period: Period) -> bool:
        """Whether a measure's definition changes between the months looked at."""
        sources = [s for m in self.parts for s in m.sources]
        days = [day for s in sources for day in (s.effective_from, s.effective_to) if day is not None]
        since = self._looks_back_to(period)
        return any(
            since <= (b := month_of(d)) <= period.until and self._is_defined(b - 1) and self._is_defined(b)
            for d in days
        )

    def _is_defined(self, month: int) -> bool:
        """Whether there was a definition in a month at all: a series does not break where it begins or ends."""
        origins = range(self._origins)
        return any(all(in_effect(self._source(m, origin), month) for m in self.parts) for origin in origins)

    def _looks_back_to(self, period: Period) -> int:
        """The first month that a figure compares by: what is read at the end speaks for the months of its period."""
        return max(period.first, self.oracle.setting.first) if self.only_last_month else period.since

    def _broken(self, dims: Dimensions, area: Area, period: Period) -> bool:
        needs, book = self.oracle.needs, self.oracle.book
        behind = set[str]()
        for m in self.parts:
            for s in m.sources:
                known = tuple(d for d in dims if book.has(s.dataset, s.dimensions.get(d, d)))
                behind |= {s.dataset, *needs.rests_on(m, s, known)}
        datasets = frozenset(delivered(book.datasets[d]) for d in behind)
        since = self._looks_back_to(period)
        return self.oracle.place.broken(self.kpi, area, since, period.until, datasets)

    # --- which units and months count ---

    @cached_property
    def parts(self) -> tuple[Any, ...]:
        """The measures the KPI is made of."""
        measures = self.oracle.measures
        match self.kpi.formula:
            case Total(measure=m) | CohortShare(measure=m) | Index(measure=m) | Rate(numerator=m):
                return (measures[m],)
            case Ratio() as f:
                return tuple(measures[m] for m in dict.fromkeys((f.numerator, f.denominator)))
            case DerivedFormula() as f:
                ids = (*language.measures_in(f.numerator), *language.measures_in(f.denominator))
                return tuple(measures[m] for m in dict.fromkeys(ids))
        raise TypeError(f"{self.kpi.id} is no formula over measures")

    @cached_property
    def only_last_month(self) -> bool:
        """Whether all is read at the last month looked at: stocks and nothing else."""
        return all(isinstance(m, AT_END) for m in self.parts) and not self.mixed

    @cached_property
    def mixed(self) -> bool:
        """Whether a unit counts with all its months or not at all: what is divided by people, by days or by a mean
        of month-ends, and where things that add up over months meet things that do not."""
        formula = self.kpi.formula
        if isinstance(formula, Rate) or any(isinstance(m, AverageStock) for m in self.parts):
            return True
        if not isinstance(formula, DerivedFormula):
            return False
        days = language.uses_period_days(formula.numerator) or language.uses_period_days(formula.denominator)
        return days or len({isinstance(m, AT_END) for m in self.parts}) == 2

    @property
    def _averages(self) -> bool:
        return any(isinstance(m, AverageStock) for m in self.parts)

    def _seen(self, look: Look, area: Area, period: Period) -> Seen:
        """Units and months under an area in a window: how many are expected, how many covered, and which count."""
        months = [period.until] if self.only_last_month else list(range(period.since, period.until + 1))
        spots: list[Spot] = []
        expected = 0
        for unit in self.oracle.setting.areas:
            under = [m for m in months if self._share(unit, m, area) != 0 and self._read(unit, m)]
            due = [m for m in under if self._due(look, unit, m)]
            there = [m for m in under if self.oracle.setting.present(unit, m)]
            got = [m for m in due if self._origin(look, unit, m) is not None and self._divisible(unit, m, area)]
            expected += len(due)
            if self.mixed and len(got) < len(due):
                continue
            if self._averages and not set(there) <= set(got):
                continue  # a month-end that nobody owed is no zero either
            for m in got:
                origin = self._origin(look, unit, m)
                share = self._share(unit, m, area)
                assert origin is not None and share is not None
                spots.append(Spot(unit, m, origin, share))
        return Seen(tuple(spots), expected, len(spots))

    def _share(self, unit: Area, month: int, area: Area) -> Fraction | None:
        place = self.oracle.place
        found: Fraction | None = self._memo.once(
            ("share", unit.code, month, area.code), lambda: place.share(self.kpi.hierarchy, unit, month, area)
        )
        return found

    def _read(self, unit: Area, month: int) -> bool:
        """Whether anything is read of a unit in a month: of one that is gone by its end, no stock."""
        return not self.only_last_month or self.oracle.setting.present(unit, month)

    def _divisible(self, unit: Area, month: int, area: Area) -> bool:
        """Whether a part of a unit can be told from the rest; persons and medians cannot be split."""
        share = self._share(unit, month, area)
        return share == WHOLE or (share is not None and all(isinstance(m, ADDITIVE) for m in self.parts))

    def _due(self, look: Look, unit: Area, month: int) -> bool:
        """Whether a unit and month is expected: by all datasets of an origin, or because it is there."""
        if self._origin(look, unit, month) is not None:
            return True
        due: bool = self._memo.once(
            ("due", look, unit.code, month),
            lambda: any(self._asked(origin, look, unit, month) for origin in range(self._origins)),
        )
        return due

    def _asked(self, origin: int, look: Look, unit: Area, month: int) -> bool:
        setting, needs = self.oracle.setting, self.oracle.needs
        sources = [self._source(m, origin) for m in self.parts]
        book = self.oracle.book
        owed = [d for d in (book.datasets[s.dataset] for s in sources) if d.kind != "reference"]
        # what lacks the breakdown is asked for its totals
        has = all(book.has(s.dataset, s.dimensions.get(d, d)) for s in sources for d in look.dimensions)
        dimensions = look.dimensions if has else ()
        return (
            bool(owed)
            and all(in_effect(s, month) for s in sources)
            and all(setting.owes(d, unit, month) for d in owed)
            and not any(needs.not_applicable(s, dimensions, unit, month) for s in sources)
        )

    @property
    def _origins(self) -> int:
        return max(len(m.sources) for m in self.parts)

    def _source(self, measure: Any, origin: int) -> AnySource:
        found: AnySource = measure.sources[0] if len(measure.sources) == 1 else measure.sources[origin]
        return found

    def _origin(self, look: Look, unit: Area, month: int) -> int | None:
        """The first origin that can serve a unit and month; one for all measures of the KPI."""

        def first() -> int | None:
            yearly = [self._is_yearly(origin) for origin in range(self._origins)]
            begin = month - month % 12
            if look.yearly and any(yearly):  # a yearly figure is of the year: one origin for all twelve months
                for origin in range(self._origins):
                    if all(self._serves(origin, look, unit, m) for m in range(begin, begin + 12)):
                        return origin
            for origin in range(self._origins):
                if not yearly[origin] and self._serves(origin, look, unit, month):
                    return origin
            return None

        found: int | None = self._memo.once(("origin", look, unit.code, month), first)
        return found

    def _is_yearly(self, origin: int) -> bool:
        return any(self.oracle.counts.is_yearly(self._source(m, origin)) for m in self.parts)

    def _serves(self, origin: int, look: Look, unit: Area, month: int) -> bool:
        setting, book = self.oracle.setting, self.oracle.book
        sources = [(m, self._source(m, origin)) for m in self.parts]
        january = month - month % 12
        whole = setting.first <= january and january + 11 <= setting.last
        if self._is_yearly(origin) and not (look.yearly and whole):
            return False
        if not all(in_effect(s, month) for _, s in sources):
            return False
        if any(not book.has(s.dataset, s.dimensions.get(d, d)) for _, s in sources for d in look.dimensions):
            return False
        if isinstance(self.kpi.formula, Rate) and not setting.knows_people(unit, self._of_people(look)):
            return False
        return all(self.oracle.needs.there(m, s, look.dimensions, unit, month) for m, s in sources)

    def _of_people(self, look: Look) -> Dimensions:
        """The dimensions of a breakdown that describe people."""
        named = self.kpi.formula.population_by if isinstance(self.kpi.formula, Rate) else ()
        return tuple(d for d in look.dimensions if d in named)

    def _immature(self, seen: Seen) -> bool:
        """Whether a month that counts is of a cohort whose windows have not all passed."""
        cohorts = [m for m in self.parts if isinstance(m, Cohort)]
        ripens = (self.oracle.counts.ripe(m, m.sources[0], s.unit, s.month) for s in seen.spots for m in cohorts)
        return any(day > self.oracle.setting.as_of for day in ripens)

    # --- pooling ---

    def _at(self, measure: Any, look: Look, spot: Spot, period: Period) -> list[Item]:
        """The items of a measure at one spot; a stock's only in the last month looked at. What is read at a month's
        end says nothing of a unit that is gone by then."""
        if isinstance(measure, AT_END) and spot.month != period.until:
            return []
        if isinstance(measure, (*AT_END, AverageStock)) and not self.oracle.setting.present(spot.unit, spot.month):
            return []
        source = self._source(measure, spot.origin)

        def read() -> list[Item]:
            found = self.oracle.counts.items(measure, source, look.dimensions, spot.unit, spot.month)
            return [replace(item, share=spot.share) for item in found]

        found: list[Item] = self._memo.once(("items", measure.id, look.dimensions, spot), read)
        return found

    def _counted(self, look: Look, seen: Seen, period: Period) -> Mapping[Codes, Items]:
        """All that is counted, by the cell it belongs to: of each measure, nothing in a cell that is not met."""
        found: defaultdict[Codes, dict[str, list[Item]]] = defaultdict(lambda: {m.id: [] for m in self.parts})
        for measure, spot in product(self.parts, seen.spots):
            source = self._source(measure, spot.origin)
            for item in self._at(measure, look, spot, period):
                found[_codes_of(look.dimensions, source, item.row)][measure.id].append(item)
        return found

    def _person_months(self, look: Look, seen: Seen, period: Period, codes: Codes) -> Fraction:
        """For a rate: the people of every unit that counts, taken in the middle of its own months (of those before and
        those after a change of its extent apart), once for each of its months; for a stock, of the units it is read
        of, once for each month looked at."""
        if not isinstance(self.kpi.formula, Rate):
            return NONE
        setting = self.oracle.setting
        named = self._of_people(look)
        group = disaggregation_text({d: c for d, c in zip(look.dimensions, codes, strict=True) if d in named})
        months: dict[tuple[str, int], list[int]] = {}
        extent = self.oracle.place.extent
        for spot in seen.spots:
            months.setdefault((spot.unit.code, extent(spot.unit, spot.month)), []).append(spot.month)
        found = NONE
        for spot in seen.spots:
            mine = months[spot.unit.code, extent(spot.unit, spot.month)]
            first, after = month_start(min(mine)), month_end(max(mine)) + timedelta(days=1)
            people = setting.people(spot.unit, first + timedelta(days=(after - first).days // 2), group) or 0
            if not isinstance(self.parts[0], AT_END):
                found += people * spot.share
            elif spot.month == period.until and setting.present(spot.unit, spot.month):
                found += people * spot.share * period.months
        return found

    # --- what a survey published ---

    @property
    def _published(self) -> bool:
        return any(isinstance(m, Survey) for m in self.parts)

    def _published_rows(self, area: Area, period: Period) -> list[dict[str, Any]]:
        """The newest row about the area itself; there is nothing to add up."""
        (measure,) = self.parts
        (source,) = measure.sources
        months = range(period.since, period.until + 1)
        told = [
            (day, r)
            for day, r in self.oracle.counts.published(measure, area, months)
            if in_effect(source, month_of(day)) and self._share(area, month_of(day), area) != 0
        ]
        found = []
        for dims in self.kpi.breakdowns:
            met = {_codes_of(dims, source, r) for _, r in told}
            declared = set(product(*(self._declared(d) for d in dims)))
            for codes in declared | {c for c in met if UNKNOWN_CODE in c}:
                newest = [(day, r) for day, r in told if _codes_of(dims, source, r) == codes][-1:]
                whole = [(day, r) for day, r in newest if self._share(area, month_of(day), area) == WHOLE]
                answer = self._estimate(source, whole[0][1]) if whole else NOTHING
                status = status_of(
                    self.kpi,
                    answer,
                    expected=len(newest),
                    covered=len(whole),
                    too_few=period.window is Window.ROLLING_12 and len(whole) < self.kpi.min_months,
                    immature=False,
                    new=self._new(period),
                )
                text = disaggregation_text(dict(zip(dims, codes, strict=True)))
                counts = {"covered": len(whole), "expected": len(newest)}
                flags = self.flags(dims, area, period)
                found.append(row(self.kpi, area, period, text, status, answer, flags=flags, **counts))
        return sorted(found, key=lambda c: str(c["disaggregation"]))

    def _estimate(self, source: Any, told: Row) -> Pooled:
        def number(column: str | None) -> float | None:
            return None if column is None or told[column] is None else float(told[column])

        n = 1 if source.n is None else int(told[source.n] or 0)
        return Pooled(number(source.value), None, None, n, low=number(source.low), high=number(source.high))


def _codes_of(dimensions: Dimensions, source: AnySource, row: Row) -> Codes:
    return tuple(_code(row[source.dimensions.get(d, d)]) for d in dimensions)


def _code(value: Any) -> str:
    if value is None:
        return UNKNOWN_CODE
    return str(value).lower() if isinstance(value, bool) else str(value)
