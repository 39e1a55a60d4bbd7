"""What the indicators must come to, counted from the simulated records themselves.

A second way to the same figures: no file is read, no query is run. What never came is left out of a sum, and said.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction

from simulation.clock import FIRST, LAST, first_day, fiscal_year, label, last_day, month_of
from simulation.courts import Case
from simulation.deliver import CASE, CUSTODY, FIR, REPORT
from simulation.geography import DISTRICTS, NO_COURT, PRISONS, PROVINCE, WING
from simulation.plan import Stream, coverage
from simulation.police import Fir
from simulation.prisons import Spell

HEADER = ("kpi", "area", "frequency", "period", "disaggregation", "state", "numerator", "denominator", "value",
          "covered", "expected", "remark")  # fmt: skip
LIMITS: dict[str, tuple[int | None, int]] = {
    "JUVENILE": (None, 6),
    "UP_TO_7Y": (3, 12),
    "ABOVE_7Y": (6, 18),
    "MURDER": (6, 24),
}
"""Months allowed: for cases instituted under the policy of 2009, and under that of 18 August 2025."""
NEW_LIMITS = date(2025, 8, 18)


@dataclass(frozen=True)
class World:
    firs: list[Fir]
    cases: list[Case]
    spells: list[Spell]
    came: dict[str, frozenset[tuple[str, int]]]

    @classmethod
    def of(cls, firs: list[Fir], cases: list[Case], spells: list[Spell]) -> World:
        streams: tuple[Stream, ...] = (FIR, REPORT, CASE, CUSTODY)
        return cls(firs, cases, spells, {stream.name: frozenset(coverage(stream)) for stream in streams})

    def of_area(self, area: str) -> World:
        """The records of one area."""
        police, courts, prisons = set(police_units(area)), set(court_units(area)), set(prison_units(area))
        return World(
            [fir for fir in self.firs if fir.district in police],
            [case for case in self.cases if case.court in courts],
            [spell for spell in self.spells if spell.prison in prisons],
            self.came,
        )

    def has(self, name: str, unit: str, first: int, last: int) -> bool:
        return all((unit, month) in self.came[name] for month in range(first, last + 1))


@dataclass(frozen=True)
class Cell:
    """One figure asked for."""

    area: str
    frequency: str
    period: str
    first: int
    last: int


@dataclass(frozen=True)
class Found:
    numerator: int | None
    denominator: int | None
    value: float | None
    state: str = "value"


NOTHING = Found(None, None, None, "no_data")


# ---- which cells can be computed -----------------------------------------------------------------------------------


def police_units(area: str) -> list[str]:
    return [d.code for d in DISTRICTS if area in (d.code, d.division_code, PROVINCE)]


def court_units(area: str) -> list[str]:
    return [unit for unit in police_units(area) if unit not in NO_COURT]


def prison_units(area: str) -> list[str]:
    return [p.code for p in PRISONS if p.code == area or p.district in police_units(area)]


def fir_known(world: World, unit: str, month: int) -> bool:
    return world.has("fir", unit, month, month)


def reports_known(world: World, unit: str, month: int) -> bool:
    return fir_known(world, unit, month) and world.has("report173", unit, month, month)


def cohort_known(world: World, unit: str, month: int) -> bool:
    due = month_of(last_day(month) + timedelta(days=17))
    return fir_known(world, unit, month) and world.has("report173", unit, month, min(due, LAST))


def open_known(world: World, unit: str, month: int) -> bool:
    return world.has("fir", unit, FIRST, month) and world.has("report173", unit, FIRST, month)


def case_known(world: World, unit: str, month: int) -> bool:
    return world.has("case", unit, month, month)


def docket_known(world: World, unit: str, month: int) -> bool:
    return world.has("case", unit, FIRST, month)


def held_known(world: World, unit: str, month: int) -> bool:
    return world.has("custody", unit, month, month)


# ---- arithmetic ----------------------------------------------------------------------------------------------------


def divided(numerator: int, denominator: int, scale: int) -> Found:
    if denominator == 0:
        return Found(numerator, 0, None, "undefined")
    return Found(numerator, denominator, numerator * scale / denominator)


def number(count: int) -> Found:
    return Found(count, None, float(count))


def quantile(days: Iterable[int], q: Fraction) -> Found:
    """Type 7: between the two values that stand around the place (n - 1) q."""
    ordered = sorted(days)
    if not ordered:
        return Found(None, None, None, "undefined")
    place = (len(ordered) - 1) * q
    low = int(place)
    high = min(low + 1, len(ordered) - 1)
    exact = ordered[low] + (place - low) * (ordered[high] - ordered[low])
    return Found(None, None, exact.numerator / exact.denominator)


def add_months(day: date, months: int) -> date:
    month = month_of(day) + months
    return min(first_day(month) + timedelta(days=day.day - 1), last_day(month))


def in_stock(since: date, until: date | None, month: int) -> bool:
    return month_of(since) <= month and (until is None or month_of(until) > month)


# ---- the indicators: (world, computable (unit, month) pairs, cell) -> figure ---------------------------------------

Pairs = set[tuple[str, int]]


def registered(world: World, pairs: Pairs, cell: Cell) -> Found:
    return number(sum((f.district, f.month) in pairs for f in world.firs))


def by_levies(world: World, pairs: Pairs, cell: Cell) -> Found:
    return number(sum((f.district, f.month) in pairs and f.force == "LEVIES" for f in world.firs))


def per_100_000(world: World, pairs: Pairs, cell: Cell) -> Found:
    people = sum(d.people_2023 for d in DISTRICTS if any(d.code == unit for unit, _ in pairs))
    count = sum((f.district, f.month) in pairs for f in world.firs)
    return Found(count, people, count * 100_000 / people)


def in_time(world: World, pairs: Pairs, cell: Cell) -> Found:
    if last_day(cell.last) + timedelta(days=17) > last_day(LAST):
        return Found(None, None, None, "immature")
    members = successes = 0
    for fir in world.firs:
        early = fir.closed is not None and (fir.closed - fir.registered).days < 17
        if (fir.district, fir.month) not in pairs or (early and fir.closure in ("CANCELLED", "TRANSFERRED")):
            continue
        members += 1
        delays = [(day - fir.registered).days for kind, day in fir.reports if kind in ("INTERIM", "COMPLETE")]
        successes += any(0 <= days <= 17 for days in delays)
    return divided(successes, members, 100)


def overdue_count(world: World, pairs: Pairs, month: int) -> int:
    count = 0
    for fir in world.firs:
        ends = [day for _, day in fir.reports] + ([fir.closed] if fir.closed else [])
        queued = in_stock(fir.registered + timedelta(days=18), min(ends, default=None), month)
        count += queued and (fir.district, month) in pairs
    return count


def overdue(world: World, pairs: Pairs, cell: Cell) -> Found:
    return number(overdue_count(world, pairs, cell.last))


def overdue_share(world: World, pairs: Pairs, cell: Cell) -> Found:
    under_way = sum(
        (f.district, cell.last) in pairs and in_stock(f.registered, f.closed, cell.last) for f in world.firs
    )
    return divided(overdue_count(world, pairs, cell.last), under_way, 100)


def days_to_challan(world: World, pairs: Pairs) -> list[int]:
    return [
        (day - fir.registered).days
        for fir in world.firs
        for kind, day in fir.reports
        if kind == "COMPLETE" and (fir.district, month_of(day)) in pairs
    ]


def challan_median(world: World, pairs: Pairs, cell: Cell) -> Found:
    return quantile(days_to_challan(world, pairs), Fraction(1, 2))


def challan_p90(world: World, pairs: Pairs, cell: Cell) -> Found:
    return quantile(days_to_challan(world, pairs), Fraction(9, 10))


def decided(world: World, pairs: Pairs) -> list[Case]:
    return [c for c in world.cases if c.decided and (c.court, month_of(c.decided)) in pairs]


def pending(world: World, pairs: Pairs, cell: Cell) -> Found:
    return number(sum((c.court, cell.last) in pairs and in_stock(c.began, c.ended, cell.last) for c in world.cases))


def clearance(world: World, pairs: Pairs, cell: Cell) -> Found:
    came_in = sum((c.court, month_of(c.instituted)) in pairs and c.mode != "TRANSFER_IN" for c in world.cases)
    return divided(len(decided(world, pairs)), came_in, 100)


def disposition(world: World, pairs: Pairs, cell: Cell) -> Found:
    days = (last_day(cell.last) - first_day(cell.first)).days + 1
    open_at_end = pending(world, pairs, cell).numerator
    assert open_at_end is not None
    return divided(open_at_end * days, len(decided(world, pairs)), 1)


def turnover(world: World, pairs: Pairs, cell: Cell) -> Found:
    open_at_end = pending(world, pairs, cell).numerator
    assert open_at_end is not None
    return divided(len(decided(world, pairs)), open_at_end, 1)


def judgment_median(world: World, pairs: Pairs, cell: Cell) -> Found:
    return quantile(((c.decided - c.instituted).days for c in decided(world, pairs) if c.decided), Fraction(1, 2))


def within_limit(world: World, pairs: Pairs, cell: Cell) -> Found:
    good = limited = 0
    for case in decided(world, pairs):
        months = LIMITS[case.limit][case.instituted >= NEW_LIMITS] if case.limit else None
        if months is not None and case.decided is not None:
            limited += 1
            good += case.decided <= add_months(case.instituted, months)
    return divided(good, limited, 100)


def people_held(world: World, pairs: Pairs, month: int) -> list[Spell]:
    return [
        s
        for s in world.spells
        if (s.prison, month) in pairs and s.status != "ADMIN_IMMIGRATION" and in_stock(s.since, s.until, month)
    ]


def held(world: World, pairs: Pairs, cell: Cell) -> Found:
    return number(len(people_held(world, pairs, cell.last)))


def occupancy(world: World, pairs: Pairs, cell: Cell) -> Found:
    places = {p.code: p.capacity for p in PRISONS}
    code, since, capacity = WING
    if month_of(since) <= cell.last:
        places[code] = capacity
    total = sum(places[unit] for unit, _ in pairs)
    return divided(len(people_held(world, pairs, cell.last)), total, 100)


def under_trial(world: World, pairs: Pairs, cell: Cell) -> Found:
    people = people_held(world, pairs, cell.last)
    return divided(sum(s.status == "UTP" for s in people), len(people), 100)


@dataclass(frozen=True)
class Indicator:
    kpi: str
    units: Callable[[str], list[str]]
    known: Callable[[World, str, int], bool]
    compute: Callable[[World, Pairs, Cell], Found]
    only_last: bool = False
    """A stock: only the last month counts."""
    whole: bool = False
    """Stock and flow together: a unit counts only if it is there in every month."""
    disaggregation: str = ""


INDICATORS = (
    Indicator("police.firs_registered", police_units, fir_known, registered),
    Indicator("police.firs_registered", police_units, fir_known, by_levies, disaggregation="force=LEVIES"),
    Indicator("police.recorded_offences_rate", police_units, fir_known, per_100_000, whole=True),
    Indicator("police.first_report_within_17_days", police_units, cohort_known, in_time),
    Indicator("police.open_beyond_17_days", police_units, open_known, overdue, only_last=True),
    Indicator("police.open_beyond_17_days_share", police_units, open_known, overdue_share, only_last=True),
    Indicator("police.days_to_complete_median", police_units, reports_known, challan_median),
    Indicator("police.days_to_complete_p90", police_units, reports_known, challan_p90),
    Indicator("judiciary.pending_cases", court_units, docket_known, pending, only_last=True),
    Indicator("judiciary.clearance_rate", court_units, case_known, clearance),
    Indicator("judiciary.disposition_time", court_units, docket_known, disposition, whole=True),
    Indicator("judiciary.case_turnover", court_units, docket_known, turnover, whole=True),
    Indicator("judiciary.days_to_judgment_median", court_units, case_known, judgment_median),
    Indicator("judiciary.within_time_limit", court_units, case_known, within_limit),
    Indicator("prisons.population", prison_units, held_known, held, only_last=True),
    Indicator("prisons.occupancy", prison_units, held_known, occupancy, only_last=True),
    Indicator("prisons.unsentenced_share", prison_units, held_known, under_trial, only_last=True),
)

DISTRICT_MONTHS = (
    ("PK226", "2023-07", "first month, with what was open before"), ("PK226", "2024-02", ""),
    ("PK226", "2025-11", ""), ("PK211", "2024-09", "police came late"), ("PK213", "2025-03", "police came late"),
    ("PK224", "2024-02", "police came late"), ("PK206", "2023-10", "small district"),
    ("PK206", "2024-05", "small district"),
    ("PK202", "2025-11", "no report173 came"), ("PK202", "2025-10", "its cohort needs November"),
    ("PK230", "2024-11", ""), ("PK230", "2024-12", "no police file came"), ("PK230", "2025-01", "after the gap"),
    ("PK204", "2026-06", "no police file came"), ("PK212", "2024-05", "courts came late"),
    ("PK235", "2025-08", "courts came late"), ("PK203", "2025-01", ""), ("PK203", "2025-02", "no court file came"),
    ("PK203", "2025-03", "after the gap"), ("PK234", "2026-06", "no court file came"),
    ("PK227", "2024-06", "no court here"), ("PK231", "2024-06", "hears the cases of PK227 too"),
    ("PK228", "2024-10", "prison came late"), ("PK209", "2026-06", ""), ("PK213", "2025-07", "new wing in force"),
    ("PK223", "2024-10", ""), ("PK223", "2024-11", "no prison file came"),
    ("PK223", "2024-12", "the next count heals the gap"),
    ("PK219", "2026-06", "no prison file came"),
)  # fmt: skip


def cells() -> Iterable[tuple[Cell, str]]:
    for first in range(FIRST, LAST + 1, 12):
        for area in (PROVINCE, "PK2-QUETTA"):
            yield Cell(area, "fiscal_year", fiscal_year(first), first, first + 11), ""
    months = {label(month): month for month in range(FIRST, LAST + 1)}
    for area, period, remark in DISTRICT_MONTHS:
        yield Cell(area, "month", period, months[period], months[period]), remark


def figure(world: World, indicator: Indicator, cell: Cell) -> tuple[Found, int, int]:
    """The figure with how many district-months it rests on, and how many it should."""
    units = indicator.units(cell.area)
    months = [cell.last] if indicator.only_last else list(range(cell.first, cell.last + 1))
    pairs = {(u, m) for u in units for m in months if indicator.known(world, u, m)}
    if indicator.whole:
        pairs = {(u, m) for u, m in pairs if all((u, other) in pairs for other in months)}
    expected = len(units) * len(months)
    if not units:
        return Found(None, None, None, "not_applicable"), 0, 0
    return (indicator.compute(world, pairs, cell) if pairs else NOTHING), len(pairs), expected


def rows(world: World) -> Iterable[tuple[object, ...]]:
    areas = {area: world.of_area(area) for area in sorted({cell.area for cell, _ in cells()})}
    for cell, remark in cells():
        for indicator in INDICATORS:
            found, covered, expected = figure(areas[cell.area], indicator, cell)
            yield (
                indicator.kpi, cell.area, cell.frequency, cell.period, indicator.disaggregation, found.state,
                *("" if x is None else x for x in (found.numerator, found.denominator)),
                "" if found.value is None else repr(found.value), covered, expected, remark,
            )  # fmt: skip
