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
from datetime import date, datetime, timedelta
from fractions import Fraction
from functools import cached_property
from importlib import import_module
from typing import TypeVar

from simulation import world as objects
from simulation.clock import FIRST, LAST, add_months, first_day, fiscal_year, label, last_day
from simulation.geography import PRISONS, PROVINCE
from simulation.people import above, districts_in, person_months

__all__ = [
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
AS_OF = last_day(LAST)

DISTRICTS = ("PK226", "PK211", "PK206")
"""Quetta, Kech and Harnai: a large district, a middling one, and one so small that months pass without an FIR."""
FACILITIES = ("PK226-DJ", "PK209-CP", "PK228-DJ")
MONTHS = ("2021-11", "2023-03", "2024-01", "2026-03")
SAMPLE = {"prisons": FACILITIES}
"""Areas whose months are compared, where they are not the three districts."""


Thing = TypeVar("Thing")

# ---- of what ---------------------------------------------------------------------------------------------------------


class World:
    """The part of the world that belongs to one area, as lists of the objects of `simulation.world`.

    By the district of the police: ``firs``, ``accused``, ``victims``, ``reports``, ``calls``, ``complaints``,
    ``police_staff``.
    By the district of the prosecutor: ``reviews``, ``consults``, ``trials`` (cases a prosecutor conducts), ``defended``
    (their defendants), ``trial_hearings``, ``trial_bails``, ``prosecution_staff``.
    By the court: ``cases``, ``defendants``, ``hearings``, ``bails``, ``appeals``, ``judges``.
    By the prison each belongs to: ``states``, ``passages``, ``productions``, ``sessions``, ``incidents``, ``children``,
    ``prison_staff``; ``stays`` by the prison they began in.
    By the district of the officer: ``orders``, ``contacts``, ``breaches``, ``inquiries``, ``parole_cases``,
    ``probation_staff``. The same for every area: ``respondents``.
    """

    def __init__(self, everything: objects.World, area: str) -> None:
        self.all = everything
        self.area = area
        self._units = {
            *districts_in(area),
            *(p.code for p in PRISONS if area in (p.code, p.district, *above(p.district))),
        }

    def inside(self, unit: str) -> bool:
        """Whether a district or a prison lies in the area."""
        return unit in self._units

    def _cut(self, things: Iterable[Thing], unit: Callable[[Thing], str]) -> list[Thing]:
        return [thing for thing in things if unit(thing) in self._units]

    # police

    @cached_property
    def firs(self) -> list[objects.Fir]:
        return self._cut(self.all.firs, lambda f: f.district)

    @cached_property
    def accused(self) -> list[objects.Accused]:
        return [accused for fir in self.firs for accused in fir.accused]

    @cached_property
    def victims(self) -> list[objects.Victim]:
        return [victim for fir in self.firs for victim in fir.victims]

    @cached_property
    def reports(self) -> list[objects.Report]:
        return [report for fir in self.firs for report in fir.reports]

    @cached_property
    def calls(self) -> list[objects.Call]:
        return self._cut(self.all.calls, lambda c: c.district)

    @cached_property
    def complaints(self) -> list[objects.Complaint]:
        return self._cut(self.all.complaints, lambda c: c.district)

    @cached_property
    def police_staff(self) -> list[objects.PoliceStaff]:
        return self._cut(self.all.police_staff, lambda s: s.district)

    # prosecution

    @cached_property
    def reviews(self) -> list[objects.Review]:
        return self._cut(self.all.reviews, lambda r: r.district)

    @cached_property
    def consults(self) -> list[objects.Consult]:
        return [consult for fir in self.firs for consult in fir.consults]

    @cached_property
    def trials(self) -> list[objects.Case]:
        return self._cut((c for c in self.all.cases if c.trial), lambda c: c.district)

    @cached_property
    def defended(self) -> list[objects.Defendant]:
        return [defendant for case in self.trials for defendant in case.defendants]

    @cached_property
    def trial_hearings(self) -> list[objects.Hearing]:
        return [hearing for case in self.trials for hearing in case.hearings]

    @cached_property
    def trial_bails(self) -> list[objects.Bail]:
        return self._cut(self.all.bails, lambda b: b.district)

    @cached_property
    def prosecution_staff(self) -> list[objects.ProsecutionStaff]:
        return self._cut(self.all.prosecution_staff, lambda s: s.district)

    # courts

    @cached_property
    def cases(self) -> list[objects.Case]:
        return self._cut(self.all.cases, lambda c: c.court)

    @cached_property
    def defendants(self) -> list[objects.Defendant]:
        return [defendant for case in self.cases for defendant in case.defendants]

    @cached_property
    def hearings(self) -> list[objects.Hearing]:
        return [hearing for case in self.cases for hearing in case.hearings]

    @cached_property
    def bails(self) -> list[objects.Bail]:
        return self._cut(self.all.bails, lambda b: b.court)

    @cached_property
    def appeals(self) -> list[objects.Appeal]:
        return self._cut(self.all.appeals, lambda a: a.court)

    @cached_property
    def judges(self) -> list[objects.Judge]:
        return self._cut(self.all.judges, lambda j: j.court)

    # prisons

    @cached_property
    def stays(self) -> list[objects.Stay]:
        return self._cut(self.all.stays, lambda s: s.facility)

    @cached_property
    def states(self) -> list[objects.State]:
        return self._cut((state for s in self.all.stays for state in s.states), lambda s: s.facility)

    @cached_property
    def passages(self) -> list[objects.Passage]:
        return self._cut((passage for s in self.all.stays for passage in s.passages), lambda p: p.facility)

    @cached_property
    def productions(self) -> list[objects.Production]:
        return self._cut((production for s in self.all.stays for production in s.productions), lambda p: p.facility)

    @cached_property
    def sessions(self) -> list[objects.Session]:
        return self._cut((session for s in self.all.stays for session in s.sessions), lambda s: s.facility)

    @cached_property
    def incidents(self) -> list[objects.Incident]:
        return self._cut(self.all.incidents, lambda i: i.facility)

    @cached_property
    def children(self) -> list[objects.Children]:
        return self._cut(self.all.children, lambda c: c.facility)

    @cached_property
    def prison_staff(self) -> list[objects.PrisonStaff]:
        return self._cut(self.all.prison_staff, lambda s: s.facility)

    # probation and parole

    @cached_property
    def orders(self) -> list[objects.Order]:
        return self._cut(self.all.orders, lambda o: o.district)

    @cached_property
    def contacts(self) -> list[objects.Contact]:
        return [contact for order in self.orders for contact in order.contacts]

    @cached_property
    def breaches(self) -> list[objects.Breach]:
        return [breach for order in self.orders for breach in order.breaches]

    @cached_property
    def inquiries(self) -> list[objects.InquiryReport]:
        return self._cut(self.all.inquiries, lambda i: i.district)

    @cached_property
    def parole_cases(self) -> list[objects.ParoleCase]:
        return self._cut(self.all.parole_cases, lambda p: p.district)

    @cached_property
    def probation_staff(self) -> list[objects.ProbationStaff]:
        return self._cut(self.all.probation_staff, lambda s: s.district)

    # the public

    @property
    def respondents(self) -> list[objects.Respondent]:
        return self.all.respondents


# ---- what is asked ---------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Period:
    """The months a figure looks at. Of a rolling year these are twelve, and ``label`` names the last of them."""

    frequency: str
    label: str
    window: str
    first: int
    last: int
    """Numbers of the first and the last month (`simulation.clock`)."""
    area: str

    @property
    def first_day(self) -> date:
        return first_day(self.first)

    @property
    def last_day(self) -> date:
        return last_day(self.last)

    @property
    def as_of(self) -> date:
        """Day up to which the world is simulated."""
        return AS_OF

    @property
    def months(self) -> range:
        return range(self.first, self.last + 1)

    @property
    def days(self) -> int:
        return (self.last_day - self.first_day).days + 1

    @property
    def month_ends(self) -> list[date]:
        return [last_day(month) for month in self.months]

    def holds(self, day: date | datetime | None) -> bool:
        """Whether a day (or the day of a timestamp) lies in the period."""
        return day is not None and self.first_day <= day_of(day) <= self.last_day

    def there(self, since: date | datetime | None, until: date | datetime | None, on: date | None = None) -> bool:
        """Whether what began on ``since`` and ended on ``until`` (None: it has not) is there on the last day of the
        period, or on another day. On the day it ends it is gone."""
        end = on or self.last_day
        return since is not None and day_of(since) <= end and (until is None or day_of(until) > end)

    def days_inside(self, since: date | datetime, until: date | datetime | None) -> int:
        """Days of ``since <= day < until`` that lie in the period: days at risk."""
        start = max(day_of(since), self.first_day)
        end = min(day_of(until) if until else date.max, self.last_day + timedelta(days=1))
        return max(0, (end - start).days)

    def mature(self, days: int = 0, months: int = 0, wait: int = 0) -> bool:
        """Whether the window of a cohort has closed for those who began on the last day of the period, and ``wait``
        more days have passed. Until then the whole period is immature."""
        closes = add_months(self.last_day, months) + timedelta(days=days + wait)
        return closes <= AS_OF

    def known(self, ends: Iterable[date], wait: int = 0) -> bool:
        """The same for a cohort whose records have windows of their own: whether the last one has closed."""
        return all(end + timedelta(days=wait) <= AS_OF for end in ends)

    def person_months(self, group: str = "") -> Fraction:
        """People of the area times months: for `Answer.rate`. ``group`` is everybody, or ``sex=F`` and the like."""
        return person_months(self.area, self.first, self.last, group)


def day_of(day: date | datetime) -> date:
    """The day of a day or timestamp."""
    return day.date() if isinstance(day, datetime) else day


def add_days(day: date, n: int) -> date:
    return day_of(day) + timedelta(days=n)


def earliest(*when: date | None) -> date | None:
    """The first of some days that are known."""
    return min((day for day in when if day), default=None)


def latest(*when: date | None) -> date | None:
    """The last of some days that are known."""
    return max((day for day in when if day), default=None)


def days(a: date | datetime, b: date | datetime) -> int:
    """Calendar days from a to b."""
    return (day_of(b) - day_of(a)).days


def minutes(a: datetime, b: datetime) -> int:
    """Whole minutes from a to b, cut off towards zero."""
    return int((b - a) / timedelta(minutes=1))


def workdays(a: date | datetime, b: date | datetime) -> int:
    """Working days after a, up to and including b: Monday to Friday, no holidays are listed. Negative mirrored."""
    start, end = day_of(a), day_of(b)
    if end < start:
        return -workdays(end, start)
    return sum((start + timedelta(days=n)).isoweekday() <= 5 for n in range(1, (end - start).days + 1))


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
    """Areas whose months are compared."""
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

    ``areas``: those whose months are compared, beside the province and its years; ``()`` for a KPI of the province
    alone. ``frequencies``: ``("fiscal_year",)`` for a KPI without months. ``windows``: ``("period", "rolling_12")`` for
    one that has a rolling year; it is asked for the same months, those of the first year left out.
    """

    def enter(reckon: Reckon) -> Reckon:
        if id in REGISTER:
            raise ValueError(f"two functions reckon {id}")
        places = SAMPLE.get(id.partition(".")[0], DISTRICTS) if areas is None else tuple(areas)
        REGISTER[id] = Entry(id, reckon, places, tuple(frequencies), tuple(windows))
        return reckon

    return enter


def periods(entry: Entry) -> Iterable[Period]:
    """Every figure that is asked of a KPI."""
    if "fiscal_year" in entry.frequencies:
        for first in range(FIRST, LAST + 1, 12):
            yield Period("fiscal_year", fiscal_year(first), "period", first, first + 11, PROVINCE)
    numbers = {label(month): month for month in range(FIRST, LAST + 1)}
    if "month" in entry.frequencies:
        for name in MONTHS:
            for area in (PROVINCE, *entry.areas):
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
