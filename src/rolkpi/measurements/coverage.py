"""Who was expected, who is covered, and by which origin: decided once per (KPI, area, month).

Pure Python over small tables; the only place that knows what a measure rests on.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from typing import NamedTuple

from rolkpi.catalog import Catalog
from rolkpi.model.frame import Cover, Coverage, Frame
from rolkpi.model.period import Frequency, add_months, month_end, month_of
from rolkpi.model.submission import Mode
from rolkpi.plan import CoverageClass, Need, NeedRule, Reading, Terms

_Asks = tuple[int, str]
"""A use of a return, and the condition of the cells that are asked for."""


@dataclass(frozen=True, slots=True)
class Cells:
    """The matching cells of a return in one (area, month)."""

    available: bool
    applicable: bool


@dataclass(frozen=True, slots=True)
class Facts:
    """What only the rows can tell: which cells returns have, where reference rows and survey results are, and when
    cohorts ripen whose records name their own windows."""

    returns: Mapping[_Asks, Mapping[tuple[str, int], Cells]]
    """(use, condition) -> (area, month) -> its cells. Yearly returns: by the first month of the year."""
    there: Mapping[int, frozenset[tuple[str, int]]]
    """Use of a reference stock or a survey -> (area, month) pairs with a row."""
    ripe: Mapping[int, Mapping[tuple[str, int], date]]
    """Use of a cohort -> (area, month) -> last day of the latest window."""


class Unit(NamedTuple):
    """One expected (area, month) of a coverage class."""

    area: str
    month: int
    origin: int
    """Number of the origin that serves it; -1 when none covers it."""
    automatic: bool = False
    matures: date | None = None
    """Cohorts: the day from which it is known."""

    @property
    def covered(self) -> bool:
        """Whether some origin covers it."""
        return self.origin >= 0


@dataclass(frozen=True, slots=True)
class _Held:
    automatic: bool = False


_SIGNED, _AUTOMATIC = _Held(), _Held(automatic=True)


@dataclass(slots=True)
class _Asked:
    """What was answered before about a need: several classes ask the same."""

    need: Need
    answers: dict[tuple[str, int], _Held | None] = field(default_factory=dict)
    runs: dict[tuple[str, str], tuple[list[int], list[int]]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class _Offer:
    """An origin of a class with what it rests on."""

    terms: Terms
    asked: list[_Asked]
    yearly: bool
    """Whether a yearly return is part of it."""
    ripening: list[Need]
    """Needs of cohorts."""


def _first_of_its_like(tables: Mapping[_Asks, Mapping[tuple[str, int], Cells]]) -> dict[_Asks, _Asks]:
    """For each table the first that says the same."""
    first: dict[Hashable, _Asks] = {}
    return {key: first.setdefault(frozenset(table.items()), key) for key, table in tables.items()}


class CoverageResolver:
    """Answers for one catalog, frame and coverage; remembers what several classes ask."""

    def __init__(self, catalog: Catalog, frame: Frame, coverage: Coverage, facts: Facts) -> None:
        self._catalog, self._frame, self._coverage, self._facts = catalog, frame, coverage, facts
        self._owing: dict[tuple[str, int], frozenset[str]] = {}
        self._begins: dict[tuple[str, str], int] = {}
        self._asked: dict[Need, _Asked] = {}
        self._absent = {(d, column) for d, covers in coverage.items() for c in covers.values() for column in c.absent}
        self._units: dict[Hashable, tuple[Unit, ...]] = {}
        self._answered: dict[tuple[Unit, ...], tuple[Unit, ...]] = {}
        self._alike = _first_of_its_like(facts.returns)
        self._answers: dict[tuple[str, str, str, int], tuple[str, ...]] = {}

    def units(self, wanted: CoverageClass) -> tuple[Unit, ...]:
        """Every expected (area, month) of a class, in order: one tuple for all classes that have the same."""
        asks = replace(wanted, origins=tuple(self._plainly(terms) for terms in wanted.origins))
        key = (asks.origins, asks.hierarchy, asks.reading is Reading.STOCK, asks.people)
        if key not in self._units:
            units = tuple(self._expected(asks))
            self._units[key] = self._answered.setdefault(units, units)
        return self._units[key]

    def _plainly(self, terms: Terms) -> Terms:
        """These terms without the columns that every delivery has, which ask nothing, and with one need for all cells
        of a return that are there alike."""

        def plain(need: Need) -> Need:
            use, where = self._alike.get((need.use, need.where), (need.use, need.where))
            return replace(need, columns=need.columns & self._absent, use=use, where=where)

        return replace(terms, needs=tuple(dict.fromkeys(plain(need) for need in terms.needs)))

    def _expected(self, wanted: CoverageClass) -> Iterator[Unit]:
        delivered = self._delivered(wanted)
        frame, geography = self._frame, self._frame.geography
        offered = [self._offer(terms) for terms in wanted.origins]
        populated = None
        if wanted.people is not None:
            populated = {a.code for a in geography.areas if frame.has_people(a.code, wanted.people)}
        years: dict[tuple[str, int], int | None] | None = {} if any(o.yearly for o in offered) else None
        for month in frame.months:
            there = set(geography.lineage(wanted.hierarchy, month))
            if wanted.reading is Reading.STOCK:
                there &= geography.present(month)
            owing = self._owing_any(wanted, month)
            for area in sorted((owing | delivered.get(month, set())) & there):
                able = offered if populated is None or area in populated else []
                unit = self._served_by(able, area, month, years)
                if unit is not None:
                    yield unit
                elif area in owing and self._applies(wanted, area, month):
                    yield Unit(area, month, -1)

    def _delivered(self, wanted: CoverageClass) -> dict[int, set[str]]:
        """Month -> areas for which anything at all came in that a class rests on."""
        found: dict[int, set[str]] = {}
        for need in (need for terms in wanted.origins if terms.usable for need in terms.needs):
            for area, month in (*self._coverage.get(need.dataset, {}), *self._facts.there.get(need.use, ())):
                found.setdefault(month, set()).add(area)
        return found

    def _offer(self, terms: Terms) -> _Offer:
        asked = [self._asked.setdefault(need, _Asked(need)) for need in terms.needs] if terms.usable else []
        needs = [a.need for a in asked]
        ripening = [n for n in needs if n.rule is NeedRule.MATURITY]
        return _Offer(terms, asked, any(self._is_yearly(n) for n in needs), ripening)

    def _served_by(
        self, offered: list[_Offer], area: str, month: int, years: dict[tuple[str, int], int | None] | None
    ) -> Unit | None:
        """The first origin that serves an area in a month. ``years``: what was found before, if forms of a year are
        among them."""
        if years is not None and offered:  # a yearly return is of the year: one origin serves all twelve months
            year = area, month // 12
            if year not in years:
                years[year] = self._all_year(offered, *year)
            whole = years[year]
            served = None if whole is None else self._served(offered[whole], area, month)
            if whole is not None and served:
                return Unit(area, month, whole, served.automatic)
        for number, offer in enumerate(offered):
            served = None if offer.yearly else self._served(offer, area, month)
            if served:
                ripe = [self._ripe(need, area, month) for need in offer.ripening]
                return Unit(area, month, number, served.automatic, max(ripe, default=None))
        return None

    def _all_year(self, offered: list[_Offer], area: str, year: int) -> int | None:
        """The first origin that serves all twelve months of a year."""
        months = range(year * 12, year * 12 + 12)
        serving = (n for n, offer in enumerate(offered) if all(self._served(offer, area, m) for m in months))
        return next(serving, None)

    def _served(self, offer: _Offer, area: str, month: int) -> _Held | None:
        """What all needs of an origin rest on together, or None when it may not serve or one of them does not hold."""
        if not offer.terms.usable or not offer.terms.holds_in(month):
            return None
        automatic, at = False, (area, month)
        for asked in offer.asked:
            if at not in asked.answers:
                asked.answers[at] = self._holds(asked, area, month)
            held = asked.answers[at]
            if held is None:
                return None
            automatic = automatic or held.automatic
        return _AUTOMATIC if automatic else _SIGNED

    def _is_yearly(self, need: Need) -> bool:
        return self._catalog.datasets[need.dataset].frequency is Frequency.YEAR

    def _owing_any(self, wanted: CoverageClass, month: int) -> set[str]:
        owing: set[str] = set()
        for owed in self._owed_needs(wanted, month):
            owing |= frozenset.intersection(*(self._owes(n.dataset, month) for n in owed))
        return owing

    def _owed_needs(self, wanted: CoverageClass, month: int) -> Iterator[list[Need]]:
        """For each origin that is the definition in the month: its needs that somebody owes a delivery for."""
        for terms in wanted.origins:
            owed = [n for n in terms.needs if n.rule not in (NeedRule.REFERENCE, NeedRule.ROUND)]
            if owed and terms.holds_in(month):
                yield owed

    def _applies(self, wanted: CoverageClass, area: str, month: int) -> bool:
        """Not when every origin that owes it says, in its return, that the cell is not applicable."""
        for owed in self._owed_needs(wanted, month):
            if not all(area in self._owes(n.dataset, month) for n in owed):
                continue
            cells = [self._cells(n, area, month) for n in owed if n.rule is NeedRule.RETURN]
            if not any(c is not None and not c.applicable for c in cells):
                return True
        return False

    def _owes(self, dataset: str, month: int) -> frozenset[str]:
        key = (dataset, month)
        if key not in self._owing:
            self._owing[key] = self._frame.owes(self._catalog.datasets[dataset], month)
        return self._owing[key]

    def _begin(self, dataset: str, area: str) -> int:
        """The first month a dataset is expected from an area."""
        key = (dataset, area)
        if key not in self._begins:
            owed = (m for m in self._frame.months if area in self._owes(dataset, m))
            self._begins[key] = next(owed, self._frame.first)
        return self._begins[key]

    def _cover(self, need: Need, dataset: str, area: str, month: int) -> Cover | None:
        """What covers a dataset for a need: nothing does that lacks a column the need reads."""
        cover = self._coverage.get(dataset, {}).get((area, month))
        if cover is not None and any((dataset, column) in need.columns for column in cover.absent):
            return None
        return cover

    def _cells(self, need: Need, area: str, month: int) -> Cells | None:
        if self._is_yearly(need):
            month -= month % 12
        return self._facts.returns.get((need.use, need.where), {}).get((area, month))

    def _whole(self, need: Need, month: int) -> bool:
        """A yearly return speaks for a whole year or not at all."""
        if not self._is_yearly(need):
            return True
        begin = month - month % 12
        return self._frame.first <= begin and begin + 11 <= self._frame.last

    def _holds(self, asked: _Asked, area: str, month: int) -> _Held | None:
        """What a need rests on, or None when something of it is missing."""
        need = asked.need
        match need.rule:
            case NeedRule.REFERENCE | NeedRule.ROUND:
                there = (area, month) in self._facts.there.get(need.use, ())
                cover = self._cover(need, need.dataset, area, month)
                return _Held(cover is not None and cover.automatic) if there else None
            case NeedRule.RETURN:
                cover, cells = self._cover(need, need.dataset, area, month), self._cells(need, area, month)
                if cover is None or cells is None or not cells.available or not self._whole(need, month):
                    return None
                return _Held(cover.automatic)
            case NeedRule.MONTH:
                return self._all_covered(asked, (need.dataset, *need.supporting), area, month, month)
            case NeedRule.MATURITY:
                until = min(month_of(self._ripe(need, area, month)), self._frame.last)
                return self._all_covered(asked, (need.dataset, *need.supporting), area, month, until)
            case NeedRule.FOLLOWED:
                return self._all_covered(asked, (need.dataset, *need.supporting), area, month, self._frame.last)
            case NeedRule.HISTORY:
                since = min(self._begin(need.dataset, area), month)
                return self._all_covered(asked, (need.dataset, *need.supporting), area, since, month)
            case NeedRule.SNAPSHOT:
                since = self._last_snapshot(need, area, month)
                return self._all_covered(asked, (need.dataset, *need.supporting), area, since, month)

    def _ripe(self, need: Need, area: str, month: int) -> date:
        """The day from which a cohort is known."""
        end = max(month_end(month), self._facts.ripe.get(need.use, {}).get((area, month), date.min))
        return add_months(end, need.months) + timedelta(days=need.days)

    def _last_snapshot(self, need: Need, area: str, month: int) -> int:
        begin = min(self._begin(need.dataset, area), month)
        for at in range(month, self._frame.first - 1, -1):
            cover = self._cover(need, need.dataset, area, at)
            if cover is not None and cover.mode is Mode.SNAPSHOT:
                return at
        return begin

    def _all_covered(self, asked: _Asked, datasets: tuple[str, ...], area: str, since: int, until: int) -> _Held | None:
        automatic = False
        first = self._frame.first
        if since < first or until > self._frame.last:
            return None
        for dataset in datasets:
            missing, unsigned = self._counted(asked, dataset, area)
            if missing[until + 1 - first] > missing[since - first]:
                return None
            automatic = automatic or unsigned[until + 1 - first] > unsigned[since - first]
        return _Held(automatic)

    def _counted(self, asked: _Asked, dataset: str, area: str) -> tuple[list[int], list[int]]:
        """Of the months before each month of the frame: in how many something is missing, and was accepted by nobody.

        A stock asks for all months since it began, month after month: two numbers answer it.
        """
        need, held = asked.need, asked.runs
        if (dataset, area) not in held:
            missing, unsigned = [0], [0]
            for month in self._frame.months:
                who = self._answering(need.dataset, dataset, area, month)
                covers = [self._cover(need, dataset, answering, month) for answering in who]
                missing.append(missing[-1] + any(c is None for c in covers))
                unsigned.append(unsigned[-1] + any(c is not None and c.automatic for c in covers))
            held[dataset, area] = missing, unsigned
        return held[dataset, area]

    def _answering(self, own: str, dataset: str, area: str, month: int) -> tuple[str, ...]:
        """Who delivers a dataset for an area: itself; where others do, all of those in it, else the nearest above it.

        A court looks up the police reports of its district, and a district the cases of all its courts.
        """
        geography, home = self._frame.geography, self._catalog.datasets[dataset]
        if dataset == own or geography.by_code[area].level in home.reported_by:
            return (area,)
        key = (own, dataset, area, month)
        if key not in self._answers:
            owing = self._owes(dataset, month)
            inside = {a for a, line in geography.lineage(home.hierarchy, month).items() if area in line[1:]}
            above = geography.lineage(self._catalog.datasets[own].hierarchy, month).get(area, (area,))
            nearest = next((a for a in above if a in owing), area)
            self._answers[key] = (area,) if area in owing else tuple(sorted(inside & owing)) or (nearest,)
        return self._answers[key]
