"""The oracle: every measurement worked out cell by cell in plain Python, straight from the definitions.

Slow and meant to be read. It shares no code with the planner, the SQL or the engine; only the definitions
themselves (``rolkpi.model``) and sqlglot, which turns text into trees. Property tests compare the engine with it
on random definitions and random data.

Where a definition leaves room, this is what is computed:

* A row whose value is NULL does not count: neither in the sum nor in ``n``.
* Without ``covers``, a dataset that has no table is not covered; one with an empty table is.
* A closed list of who is expected names areas; an area that is not in force on the month's last day owes nothing.
* A KPI whose measures all rest on reference data is expected exactly where it is covered.
* A stock of events needs every month from the first expected one; in a month before that, the month itself.
* A dimension makes a breakdown depend on the datasets it is looked up in; the total does not depend on them.
* In a formula that mixes stocks and flows, an area that left before the last month brings its flows, no stock.
* The population of a rate is that of every unit that contributes, whole, also of one that lay there for a part of it.
* A column's dataset with coverage given for other datasets only is not covered anywhere.
* A yearly return serves calendar years that lie wholly between the first and the last month.
* An origin that cannot serve a frequency or a breakdown still says who owes: what it leaves out is missing.
* A figure is ``estimated`` when an estimated cell is in it, not when one stands in another code or month.
* Before a cohort is mature nothing is counted in it, so it has no row for an unknown code.
* Half-way interpolated populations go up, also when the population falls.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from fractions import Fraction
from functools import cached_property
from itertools import product
from typing import Any

from rolkpi.model import (
    AnySource,
    Area,
    Calendar,
    Cohort,
    CohortShare,
    DerivedFormula,
    Distinct,
    Expected,
    Flow,
    Frequency,
    Kpi,
    Parent,
    Period,
    Plugin,
    Population,
    Quantile,
    Rate,
    Ratio,
    Stock,
    Total,
    Window,
)
from rolkpi.model.kpi import UNKNOWN_CODE, disaggregation_text
from rolkpi.model.period import month_end, month_start, parse_month
from rolkpi.testing import reference_expression as language
from rolkpi.testing.reference_counts import Counts, Item, Memo
from rolkpi.testing.reference_rows import Book
from rolkpi.testing.reference_setting import Setting

Codes = tuple[str, ...]
"""One code for each dimension of a breakdown."""


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
    kpis: Iterable[str] | None = None,
    first_month: str | int,
    last_month: str | int,
    as_of: date | None = None,
    revision_months: int = 0,
) -> list[dict[str, Any]]:
    """The dense measurements: one row per KPI, area, period, window and disaggregation, sorted.

    ``tables``: rows of Python values per dataset, all of them accepted. ``covers``: per dataset, (area, month) and
    the delivery's mode; without it every expected month is covered by a snapshot. ``kpis``: ids or catalogue codes,
    all without it. Keys of a row: kpi, area, frequency, window, period, disaggregation, value (float or None),
    numerator, denominator, n, obs_status, covered, expected, flags (a list).
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
    )
    book = Book((d for p in plugins for d in p.datasets), (c for p in plugins for c in p.codelists), tables, calendar)
    measures = {m.id: m for p in plugins for m in p.measures}
    counts = Counts(setting, book)
    wanted = None if kpis is None else set(kpis)
    rows = []
    for kpi in sorted((k for p in plugins for k in p.kpis), key=lambda k: k.id):
        if wanted is None or wanted & {kpi.id, kpi.code}:
            rows += _Evaluation(setting, book, counts, measures, kpi).rows()
    return rows


def _month(month: str | int) -> int:
    return month if isinstance(month, int) else parse_month(month)


def _by_month(covers: Mapping[str, Mapping[tuple[str, str | int], str]]) -> dict[str, dict[tuple[str, int], str]]:
    return {d: {(u, _month(m)): str(mode) for (u, m), mode in cells.items()} for d, cells in covers.items()}


# --- one KPI -------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Look:
    """What a cell looks at: a breakdown, and whether yearly returns may serve it."""

    dimensions: tuple[str, ...]
    yearly: bool


@dataclass(frozen=True)
class Place:
    """One unit and month that counts, with the origin that serves it."""

    unit: Area
    month: int
    origin: int


@dataclass(frozen=True)
class Seen:
    """The units and months one measurement rests on, before any breakdown by codes."""

    places: tuple[Place, ...]
    expected: int
    covered: int


@dataclass
class Pooled:
    """Two whole numbers to divide, or a value as it is, and the base behind them."""

    value: float | None
    numerator: int | None
    denominator: int | None
    n: int
    undefined: bool = False


@dataclass
class _Evaluation:
    setting: Setting
    book: Book
    counts: Counts
    measures: Mapping[str, Any]
    kpi: Kpi
    _memo: Memo = field(default_factory=Memo)

    # --- the dense table ---

    def rows(self) -> list[dict[str, Any]]:
        """Every row of the KPI, sorted."""
        found = []
        for area in sorted(self.setting.areas, key=lambda a: a.code):
            if area.level not in self.kpi.levels:
                continue
            for frequency, window in product(Frequency, Window):
                if frequency not in self.kpi.frequencies or window not in self.kpi.windows:
                    continue
                periods = self.setting.calendar.periods(frequency, window, self.setting.first, self.setting.last)
                for period in periods:
                    if self._listed(area, period):
                        found += self._rows_of(area, period)
        return found

    def _listed(self, area: Area, period: Period) -> bool:
        """Whether the area is in force on any day of the period's months that there can be data for."""
        begin, end = month_start(max(period.first, self.setting.first)), month_end(period.until)
        return (area.valid_from is None or area.valid_from <= end) and (area.valid_to is None or area.valid_to > begin)

    def _rows_of(self, area: Area, period: Period) -> list[dict[str, Any]]:
        cells = []
        for dimensions in self.kpi.breakdowns:
            look = Look(dimensions, period.frequency is Frequency.YEAR and period.window is Window.PERIOD)
            seen = self._seen(look, area, period)
            for codes in sorted(self._codes(look, seen, period)):
                cells.append(self._row(area, period, look, seen, codes))
        return sorted(cells, key=lambda c: str(c["disaggregation"]))

    def _codes(self, look: Look, seen: Seen, period: Period) -> set[Codes]:
        """Every combination of declared codes, and those with an unknown code that something was counted in."""
        declared = set(product(*(self._declared(d) for d in look.dimensions)))
        if self._immature(seen):
            return declared
        items = [(m, p.origin, i) for m in self.parts for p in seen.places for i in self._at(m, p, period)]
        met = {self._codes_of(look, self._source(m, origin), item) for m, origin, item in items}
        return declared | {codes for codes in met if UNKNOWN_CODE in codes}

    def _declared(self, dimension: str) -> tuple[str, ...]:
        for measure in self.parts:
            for source in measure.sources:
                column = source.dimensions.get(dimension, dimension)
                if self.book.has(source.dataset, column):
                    return self.book.codes(source.dataset, column)
        raise LookupError(f"{self.kpi.id}: no dimension {dimension}")

    def _row(self, area: Area, period: Period, look: Look, seen: Seen, codes: Codes) -> dict[str, Any]:
        pooled = self._pooled(look, seen, period, codes)
        status = self._status(seen, period, pooled)
        nothing = status in ("not_applicable", "no_data", "immature")
        estimated = any(item.estimated for m in self.parts for item in self._counted(m, look, seen, period, codes))
        flags = (["estimated"] if estimated else []) + (["part_period"] if period.part else [])
        return {
            "kpi": self.kpi.id,
            "area": area.code,
            "frequency": str(period.frequency),
            "window": str(period.window),
            "period": period.label,
            "disaggregation": disaggregation_text(dict(zip(look.dimensions, codes, strict=True))),
            "value": None if nothing or status == "undefined" else pooled.value,
            "numerator": None if nothing else pooled.numerator,
            "denominator": None if nothing else pooled.denominator,
            "n": None if nothing else pooled.n,
            "obs_status": status,
            "covered": seen.covered,
            "expected": seen.expected,
            "flags": flags,
        }

    def _status(self, seen: Seen, period: Period, pooled: Pooled) -> str:
        """The first that applies."""
        if seen.expected == 0:
            return "not_applicable"
        if seen.covered == 0:
            return "no_data"
        if self._immature(seen):
            return "immature"
        if pooled.undefined:
            return "undefined"
        if pooled.n < self.kpi.min_base:
            return "small_base"
        if seen.covered < seen.expected or self.setting.last - period.until < self.setting.revision_months:
            return "provisional"
        return "ok"

    # --- which units and months count ---

    @cached_property
    def parts(self) -> tuple[Any, ...]:
        """The measures the KPI is made of."""
        match self.kpi.formula:
            case Total(measure=m) | CohortShare(measure=m) | Rate(numerator=m):
                return (self.measures[m],)
            case Ratio() as f:
                return tuple(self.measures[m] for m in dict.fromkeys((f.numerator, f.denominator)))
            case DerivedFormula() as f:
                ids = (*language.measures_in(f.numerator), *language.measures_in(f.denominator))
                return tuple(self.measures[m] for m in dict.fromkeys(ids))

    @cached_property
    def only_last_month(self) -> bool:
        """Whether all is read at the last month looked at: stocks and nothing else."""
        return all(isinstance(m, Stock) for m in self.parts) and not self.mixed

    @cached_property
    def mixed(self) -> bool:
        """Whether things that add up over months meet things that do not."""
        if isinstance(self.kpi.formula, Rate):
            return True
        if not isinstance(self.kpi.formula, DerivedFormula):
            return False
        stocks = [isinstance(m, Stock) for m in self.parts]
        formula = self.kpi.formula
        days = language.uses_period_days(formula.numerator) or language.uses_period_days(formula.denominator)
        return any(stocks) and (not all(stocks) or days)

    def _seen(self, look: Look, area: Area, period: Period) -> Seen:
        """Units and months under an area in a window: how many are expected, how many covered, and which count."""
        months = [period.until] if self.only_last_month else list(range(period.since, period.until + 1))
        places: list[Place] = []
        expected = 0
        for unit in self.setting.areas:
            under = [m for m in months if self._lies_in(unit, area, m)]
            due = [m for m in under if self._due(look, unit, m)]
            got = [m for m in due if self._origin(look, unit, m) is not None]
            expected += len(due)
            if self.mixed and len(got) < len(due):
                continue
            for m in got:
                origin = self._origin(look, unit, m)
                assert origin is not None
                places.append(Place(unit, m, origin))
        return Seen(tuple(places), expected, len(places))

    def _lies_in(self, unit: Area, area: Area, month: int) -> bool:
        return bool(
            self._memo.once(
                ("lies", unit.code, area.code, month),
                lambda: self.setting.lies_in(self.kpi.hierarchy, unit, area, month),
            )
        )

    def _due(self, look: Look, unit: Area, month: int) -> bool:
        """Whether a unit and month is expected: by all datasets of an origin, or because it is there."""
        if self._origin(look, unit, month) is not None:
            return True
        return any(self._asked(origin, unit, month) for origin in range(self._origins))

    def _asked(self, origin: int, unit: Area, month: int) -> bool:
        sources = [self._source(m, origin) for m in self.parts]
        owed = [d for d in (self.book.datasets[s.dataset] for s in sources) if d.kind != "reference"]
        return (
            bool(owed)
            and all(self.setting.owes(d, unit, month) for d in owed)
            and not any(self.counts.not_applicable(s, unit, month) for s in sources)
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
        return any(self.counts.is_yearly(self._source(m, origin)) for m in self.parts)

    def _serves(self, origin: int, look: Look, unit: Area, month: int) -> bool:
        sources = [(m, self._source(m, origin)) for m in self.parts]
        january = month - month % 12
        whole = self.setting.first <= january and january + 11 <= self.setting.last
        if any(self.counts.is_yearly(s) for _, s in sources) and not (look.yearly and whole):
            return False
        if any(not self.book.has(s.dataset, s.dimensions.get(d, d)) for _, s in sources for d in look.dimensions):
            return False
        if isinstance(self.kpi.formula, Rate) and self.setting.people(unit, self.setting.as_of) is None:
            return False
        return all(self.counts.there(m, s, look.dimensions, unit, month) for m, s in sources)

    # --- pooling ---

    def _at(self, measure: Any, place: Place, period: Period) -> list[Item]:
        """The items of a measure at one place; a stock's only in the last month looked at."""
        if isinstance(measure, Stock) and place.month != period.until:
            return []
        source = self._source(measure, place.origin)
        found: list[Item] = self._memo.once(
            ("items", measure.id, place), lambda: self.counts.items(measure, source, place.unit, place.month)
        )
        return found

    def _counted(self, measure: Any, look: Look, seen: Seen, period: Period, codes: Codes) -> list[Item]:
        """All items of a measure that belong to one cell."""
        return [
            item
            for place in seen.places
            for item in self._at(measure, place, period)
            if self._codes_of(look, self._source(measure, place.origin), item) == codes
        ]

    def _codes_of(self, look: Look, source: AnySource, item: Item) -> Codes:
        return tuple(_code(item.row[source.dimensions.get(d, d)]) for d in look.dimensions)

    def _pooled(self, look: Look, seen: Seen, period: Period, codes: Codes) -> Pooled:
        """The KPI's formula over everything that counts in one cell."""
        items = {m.id: self._counted(m, look, seen, period, codes) for m in self.parts}
        match self.kpi.formula:
            case Total(measure=m) if isinstance(self.measures[m], Quantile):
                values = sorted(i.amount for i in items[m])
                value = quantile(values, Fraction(self.measures[m].q))
                return Pooled(value, None, None, len(values), undefined=value is None)
            case Total(measure=m):
                total, n = self._sum(m, items)
                return Pooled(float(total), total, None, n)
            case CohortShare(measure=m, scale=scale):
                done, members = sum(i.amount for i in items[m]), len(items[m])
                return _divided(done, members, members, scale)
            case Ratio() as f:
                (top, _), (bottom, n) = self._sum(f.numerator, items), self._sum(f.denominator, items)
                return _divided(top, bottom, n, f.scale)
            case Rate() as f:
                events, _ = self._sum(f.numerator, items)
                present = {p.unit.code: p.unit for p in seen.places}.values()
                people = sum(self.setting.people(u, period.middle) or 0 for u in present)
                if not f.annualise:
                    return _divided(events, people, people, f.scale)
                pooled = _divided(events, people, people, f.scale)
                if people:
                    pooled.value = events * f.scale * 12 / (people * period.months)
                return pooled
            case DerivedFormula() as f:
                pools = {m: self._sum(m, items) for m in items}
                known = {m: total for m, (total, _) in pools.items()} | {"period_days": period.days}
                top = language.formula_value(language.parse(f.numerator), known)
                bottom = language.formula_value(language.parse(f.denominator), known)
                return _divided(top, bottom, sum(pools[m][1] for m in language.measures_in(f.denominator)), f.scale)

    def _immature(self, seen: Seen) -> bool:
        """Whether a month that counts is a cohort whose days have not all passed."""
        waits = [m.days for m in self.parts if isinstance(m, Cohort)]
        ripens = (month_end(p.month) + timedelta(days=days) for p in seen.places for days in waits)
        return any(day > self.setting.as_of for day in ripens)

    def _sum(self, measure: str, items: Mapping[str, list[Item]]) -> tuple[int, int]:
        """A measure's whole number and the base behind it."""
        match self.measures[measure]:
            case Flow() | Stock():
                return sum(i.amount for i in items[measure]), sum(i.base for i in items[measure])
            case Distinct():
                different = len({i.key for i in items[measure]})
                return different, different
        raise TypeError(f"{self.kpi.id}: {measure} cannot be added up")


def _divided(top: int, bottom: int, n: int, scale: int) -> Pooled:
    value = None if bottom == 0 else top * scale / bottom
    return Pooled(value, top, bottom, n, undefined=bottom == 0)


def quantile(values: Sequence[int], q: Fraction) -> float | None:
    """Type 7 of sorted whole numbers: between the two neighbours of position (n - 1) q, one division."""
    if not values:
        return None
    below, remainder = divmod((len(values) - 1) * q.numerator, q.denominator)
    low = values[below]
    high = values[below + 1] if remainder else low
    return (low * q.denominator + remainder * (high - low)) / q.denominator


def _code(value: Any) -> str:
    if value is None:
        return UNKNOWN_CODE
    return str(value).lower() if isinstance(value, bool) else str(value)
