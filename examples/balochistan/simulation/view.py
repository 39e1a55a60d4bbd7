"""The world as it is looked at: the part of it that belongs to one area, and the months that are asked about."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from fractions import Fraction
from functools import cached_property
from typing import TypeVar

from simulation import world as objects
from simulation.clock import END, add_months, first_day, last_day
from simulation.geography import PRISONS
from simulation.people import above, districts_in, person_months

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

    @cached_property
    def first_day(self) -> date:
        return first_day(self.first)

    @cached_property
    def last_day(self) -> date:
        return last_day(self.last)

    @property
    def as_of(self) -> date:
        """Day up to which the world is simulated."""
        return END

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
        if day is None:
            return False
        return self.first_day <= (day.date() if isinstance(day, datetime) else day) <= self.last_day

    def there(self, since: date | datetime | None, until: date | datetime | None, on: date | None = None) -> bool:
        """Whether what began on ``since`` and ended on ``until`` (None: it has not) is there on the last day of the
        period, or on another day. On the day it ends it is gone."""
        end = on or self.last_day
        if since is None or (since.date() if isinstance(since, datetime) else since) > end:
            return False
        return until is None or (until.date() if isinstance(until, datetime) else until) > end

    def days_inside(self, since: date | datetime, until: date | datetime | None) -> int:
        """Days of ``since <= day < until`` that lie in the period: days at risk."""
        start = max(day_of(since), self.first_day)
        end = min(day_of(until) if until else date.max, self.last_day + timedelta(days=1))
        return max(0, (end - start).days)

    def mature(self, days: int = 0, months: int = 0, wait: int = 0) -> bool:
        """Whether the window of a cohort has closed for those who began on the last day of the period, and ``wait``
        more days have passed. Until then the whole period is immature."""
        closes = add_months(self.last_day, months) + timedelta(days=days + wait)
        return closes <= END

    def known(self, ends: Iterable[date], wait: int = 0) -> bool:
        """The same for a cohort whose records have windows of their own: whether the last one has closed."""
        return all(end + timedelta(days=wait) <= END for end in ends)

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
