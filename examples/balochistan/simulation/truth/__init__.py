"""What every KPI must come to, reckoned in plain Python from the simulator's own objects: a second way to the figures.

No file is read, no query is run, and nothing is known of deliveries: this is the truth of the world, complete and on
time. One module an institution, one small function a KPI, registered under its id::

    @kpi("police.first_report_within_17_days")
    def _(world: World, period: Period) -> Answer:
        if not period.mature(days=17):
            return Answer.immature()
        members = [fir for fir in world.firs if period.holds(fir.registered_at)]
        return Answer.share(sum(in_time(fir) for fir in members), len(members))

``world`` has only what belongs to the area asked for: ``world.firs``, ``world.hearings``, ``world.states`` and so on,
see `World`; everything else is in ``world.all``, and ``world.inside(code)`` says whether a district or prison lies in
the area. ``period`` is what is asked about: first and last day, what it ``holds``, and what is ``there`` on its last
day. An ``Answer`` is made by one of its class methods. The objects are those of `simulation.world`.

Quantiles are of type 7 and exact; shares are divided once.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from importlib import import_module

from simulation import world as objects
from simulation.clock import FIRST, LAST, add_months, fiscal_year, label
from simulation.geography import PROVINCE
from simulation.view import Period, World, add_days, days, earliest, latest, minutes, workdays

__all__ = [
    "PROVINCE",
    "Answer",
    "Period",
    "World",
    "add_days",
    "add_months",
    "days",
    "earliest",
    "kpi",
    "latest",
    "minutes",
    "workdays",
]

HEADER = ("kpi", "area", "frequency", "period", "window", "state", "numerator", "denominator", "value")
INSTITUTIONS = ("police", "prosecution", "prisons", "judiciary", "probation", "chain")

DISTRICTS = ("PK226", "PK211", "PK206", "PK230")
"""Quetta, Kech and Harnai: a large district, a middling one, and one so small that months pass without an FIR. And
Washuk, whose police send the monthly return only since July 2025."""
FACILITIES = ("PK226-DJ", "PK209-CP", "PK228-DJ", "PK231-CP")
COURTS = ("PK226", "PK211", "PK206", "PK203")
OFFICES = ("PK226", "PK211", "PK206", "PK232")
PROSECUTORS = ("PK226", "PK211", "PK206", "PK221")
"""The same of the other institutions: the last one sends the return only in the end."""
MONTHS = ("2021-11", "2023-03", "2024-01", "2026-03")
SAMPLE = {"prisons": FACILITIES, "judiciary": COURTS, "probation": OFFICES, "prosecution": PROSECUTORS}
"""Areas whose months are compared, where they are not the three districts."""


# ---- what is answered ------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Answer:
    """A figure as a measurement shows it: ``value``, or why there is none."""

    state: str
    numerator: int | None = None
    denominator: int | None = None
    value: float | None = None

    @classmethod
    def count(cls, n: int) -> Answer:
        """A total: of rows, of days, of different keys, of what is there."""
        return cls("value", n, None, float(n))

    @classmethod
    def share(cls, part: int, whole: int, scale: int = 100) -> Answer:
        """``part * scale / whole``: a percentage unless told otherwise, and any ratio with ``scale=1``."""
        if whole == 0:
            return cls("undefined", part, 0)
        return cls("value", part, whole, float(Fraction(part * scale, whole)))

    ratio = share

    @classmethod
    def mean(cls, total: int, months: int) -> Answer:
        """An average stock: the sum of the month-ends over the number of months."""
        return cls("value", total, months, float(Fraction(total, months)))

    @classmethod
    def rate(
        cls, events: int, people: Fraction, period: Period, scale: int = 100_000, *, annual: bool = False
    ) -> Answer:
        """Events per so many people; ``people`` are `Period.person_months`. ``annual``: as if for a whole year."""
        months = len(period.months)
        shown = int(people / months + Fraction(1, 2))
        if people == 0:
            return cls("undefined", events, 0)
        return cls("value", events, shown, float(events * scale * (12 if annual else months) / people))

    @classmethod
    def quantile(cls, values: Iterable[int], q: Fraction) -> Answer:
        """Type 7: between the two values that stand around the place (n - 1) q."""
        ordered = sorted(values)
        if not ordered:
            return cls("undefined")
        place = (len(ordered) - 1) * q
        low = place.numerator // place.denominator
        high = min(low + 1, len(ordered) - 1)
        return cls("value", value=float(ordered[low] + (place - low) * (ordered[high] - ordered[low])))

    @classmethod
    def median(cls, values: Iterable[int]) -> Answer:
        return cls.quantile(values, Fraction(1, 2))

    @classmethod
    def survival(cls, waits: Iterable[tuple[int, bool]], q: Fraction = Fraction(1, 2)) -> Answer:
        """Kaplan and Meier: first day by which the share q has met the event. ``waits`` are (days, whether it was met;
        else so long it is known not to be)."""
        at_risk: dict[int, list[int]] = {}
        for length, met in waits:
            at_risk.setdefault(length, [0, 0])[met] += 1
        left, open_share = sum(map(sum, at_risk.values())), Fraction(1)
        for length in sorted(at_risk):
            lost, met_now = at_risk[length]
            if met_now:
                open_share *= 1 - Fraction(met_now, left)
                if open_share <= 1 - q:
                    return cls("value", value=float(length))
            left -= lost + met_now
        return cls("undefined")

    @classmethod
    def number(cls, value: float | Fraction) -> Answer:
        """A value without numerator and denominator: a score, a survey's result."""
        return cls("value", value=float(value))

    @classmethod
    def index(cls, now: int, baseline: int | None, scale: int = 100) -> Answer:
        """The change since the baseline."""
        return cls("undefined") if baseline is None else cls.share(now - baseline, baseline, scale)

    @classmethod
    def immature(cls) -> Answer:
        """The window of the cohort has not closed."""
        return cls("immature")

    @classmethod
    def none(cls) -> Answer:
        """There is nothing to say, whatever was delivered: before the first round of a survey, where nobody owes it."""
        return cls("none")


# ---- the register ----------------------------------------------------------------------------------------------------

Reckon = Callable[[World, Period], Answer]


@dataclass(frozen=True)
class Entry:
    """A function that reckons a KPI, and the figures it is asked for."""

    id: str
    reckon: Reckon
    areas: tuple[str, ...]
    """Areas whose months are compared; whose years, where the KPI has no months."""
    frequencies: tuple[str, ...]
    windows: tuple[str, ...]


REGISTER: dict[str, Entry] = {}


def kpi(
    id: str,
    *,
    areas: Sequence[str] | None = None,
    frequencies: Sequence[str] = ("fiscal_year", "month"),
    windows: Sequence[str] = ("period",),
) -> Callable[[Reckon], Reckon]:
    """Register a function under the id of its KPI.

    ``areas``: those whose months are compared, beside the years of the province; ``(PROVINCE,)`` for a KPI that has
    no districts. Of a KPI without months, those whose years are compared. ``frequencies``: ``("fiscal_year",)`` for a
    KPI without months. ``windows``: ``("period", "rolling_12")`` for one that has a rolling year; it is asked for the
    same months, those of the first year left out. ``("rolling_12",)`` for one that has nothing else.
    """

    def enter(reckon: Reckon) -> Reckon:
        if id in REGISTER:
            raise ValueError(f"two functions reckon {id}")
        sample = SAMPLE.get(id.partition(".")[0], DISTRICTS) if "month" in frequencies else (PROVINCE,)
        places = sample if areas is None else tuple(areas)
        REGISTER[id] = Entry(id, reckon, places, tuple(frequencies), tuple(windows))
        return reckon

    return enter


def periods(entry: Entry) -> Iterable[Period]:
    """Every figure that is asked of a KPI."""
    if "fiscal_year" in entry.frequencies:
        for area in (PROVINCE,) if "month" in entry.frequencies else entry.areas:
            for first in range(FIRST, LAST + 1, 12):
                yield Period("fiscal_year", fiscal_year(first), "period", first, first + 11, area)
    numbers = {label(month): month for month in range(FIRST, LAST + 1)}
    if "month" in entry.frequencies:
        for name in MONTHS:
            for area in entry.areas:
                if "period" in entry.windows:
                    yield Period("month", name, "period", numbers[name], numbers[name], area)
                if "rolling_12" in entry.windows and numbers[name] - 11 >= FIRST:
                    yield Period("month", name, "rolling_12", numbers[name] - 11, numbers[name], area)


def rows(everything: objects.World) -> Iterable[tuple[object, ...]]:
    """The lines of truth.csv."""
    for name in INSTITUTIONS:
        import_module(f"simulation.truth.{name}")
    parts: dict[str, World] = {}
    for _, entry in sorted(REGISTER.items()):
        for period in periods(entry):
            if period.area not in parts:
                parts[period.area] = World(everything, period.area)
            answer = entry.reckon(parts[period.area], period)
            numbers = (answer.numerator, answer.denominator, None if answer.value is None else repr(answer.value))
            yield (
                entry.id, period.area, period.frequency, period.label, period.window, answer.state,
                *("" if x is None else x for x in numbers),
            )  # fmt: skip
