"""The truth of the chain KPIs: what becomes of an FIR with the prosecution, in court and in prison.

Records of two institutions belong together by identity here, where the plugin finds them by a number.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime
from fractions import Fraction
from functools import cache, partial
from importlib import import_module
from typing import TypeVar

from simulation import world as objects
from simulation.clock import first_day, month_of
from simulation.deliver import TABLES
from simulation.people import DISTRICT_CODES
from simulation.plan import coverage, owed
from simulation.published import Result, results
from simulation.returns import TABLES as FORMS
from simulation.truth import (
    COURTS,
    DISTRICTS,
    FACILITIES,
    PROVINCE,
    REGISTER,
    Answer,
    Period,
    World,
    add_days,
    add_months,
    days,
    earliest,
    kpi,
)
from simulation.world import Accused, Case, Fir, Hearing, Passage, Production, Report, Review, Warrant

Thing = TypeVar("Thing")
ByMonth = dict[int, list[Thing]]

TRIALS = ("SESSIONS_TRIAL", "MAGISTERIAL_TRIAL", "ATC", "GBV", "JUVENILE")
VERDICTS = ("CONVICTION", "ACQUITTAL", "EARLY_ACQUITTAL", "COMPROMISE", "WITHDRAWN")
SERIOUS = (
    "MURDER", "ATTEMPT_MURDER", "HONOUR_KILLING", "KIDNAP_ABDUCT", "KIDNAP_RANSOM", "RAPE", "SEXUAL_CHILD", "ACID",
    "DACOITY", "ROBBERY", "TERRORISM",
)  # fmt: skip
DIVISIONS = (PROVINCE, "PK2-QUETTA", "PK2-MEKRAN", "PK2-SIBI")
"""Where the months of KPIs are compared that have no districts."""


def by_month(things: Iterable[Thing], day: Callable[[Thing], date | None]) -> ByMonth[Thing]:
    """Things by the month of their day; those without one are left out."""
    found: ByMonth[Thing] = {}
    for thing in things:
        when = day(thing)
        if when is not None:
            found.setdefault(month_of(when), []).append(thing)
    return found


def of(period: Period, things: ByMonth[Thing]) -> list[Thing]:
    """Those of the period's months."""
    return [thing for month in period.months for thing in things.get(month, ())]


Span = tuple[date, date]
"""First day, and the first day it is there no more."""


def span(since: date, *until: date | None) -> Span:
    return since, earliest(*until) or date.max


def there(period: Period, spans: Iterable[Span]) -> int:
    """How many are there on the last day of the period."""
    day = period.last_day
    return sum(since <= day < until for since, until in spans)


# ---- the course of an FIR --------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Course:
    """The days on which an FIR got further. None: it has not."""

    reported: date | None
    """First report of any kind."""
    complete: date | None
    final: date | None
    """First report that ends an investigation."""
    filed: date | None
    """First trial instituted."""
    judged: date | None
    convicted: date | None
    dropped: date | None
    """A prosecutor recommended to drop the complete report."""


def judged(case: Case) -> bool:
    """Decided for the first time, with a verdict."""
    return case.kind in TRIALS and case.mode != "REMAND" and case.disposal in VERDICTS


@cache
def courses(everything: objects.World) -> dict[Fir, Course]:
    trials: dict[Fir, list[Case]] = {}
    for case in everything.cases:
        if case.fir is not None and case.kind in TRIALS:
            trials.setdefault(case.fir, []).append(case)
    dropped: dict[Fir, list[date]] = {}
    for review in everything.reviews:
        if review.kind == "COMPLETE" and review.decision == "RECOMMEND_DROP" and review.decided_at:
            dropped.setdefault(review.fir, []).append(review.decided_at)
    found = {}
    for fir in everything.firs:
        reports = [r for r in fir.reports if r.forwarded_at >= fir.day]
        decided = [c for c in trials.get(fir, ()) if judged(c)]
        found[fir] = Course(
            earliest(*(r.forwarded_at for r in reports)),
            earliest(*(r.forwarded_at for r in reports if r.kind == "COMPLETE")),
            earliest(*(r.forwarded_at for r in reports if r.kind in ("COMPLETE", "CANCELLATION", "UNTRACED"))),
            earliest(*(c.instituted_at for c in trials.get(fir, ()))),
            earliest(*(c.decided_at for c in decided)),
            earliest(*(c.decided_at for c in decided if c.disposal == "CONVICTION")),
            earliest(*dropped.get(fir, ())),
        )
    return found


def course(world: World, fir: Fir) -> Course:
    return courses(world.all)[fir]


@cache
def _firs(world: World) -> ByMonth[Fir]:
    return by_month(world.firs, lambda f: f.day)


def registered(world: World, period: Period) -> list[Fir]:
    return of(period, _firs(world))


# ---- CHN-01: recorded to conviction ----------------------------------------------------------------------------------


def last_day_of(fir: Fir) -> date:
    """The last day that is in time."""
    return add_months(fir.day, 24)


def serious(world: World, period: Period) -> list[Fir]:
    """Serious and violent FIRs, without those cancelled in time."""
    return [
        fir
        for fir in registered(world, period)
        if fir.offence in SERIOUS
        and not (fir.closure == "CANCELLED" and fir.closed_at is not None and fir.closed_at <= last_day_of(fir))
    ]


@kpi("chain.recorded_to_conviction")
def _(world: World, period: Period) -> Answer:
    if not period.mature(months=24):
        return Answer.immature()
    members = serious(world, period)
    convicted = 0
    for fir in members:
        day = course(world, fir).convicted
        convicted += day is not None and fir.day <= day <= last_day_of(fir)
    return Answer.share(convicted, len(members))


@kpi("chain.recorded_to_conviction_linked")
def _(world: World, period: Period) -> Answer:
    if not period.mature(months=24):
        return Answer.immature()
    members = found = 0
    for fir in serious(world, period):
        been = course(world, fir)
        if been.complete is not None and been.complete <= last_day_of(fir):
            members += 1
            found += been.filed is not None and been.filed <= last_day_of(fir)
    return Answer.share(found, members)


# ---- CHN-02: FIR to judgment -----------------------------------------------------------------------------------------


@cache
def _trials(world: World) -> list[Case]:
    return [case for case in world.cases if case.kind in TRIALS]


@cache
def _decided(world: World) -> ByMonth[Case]:
    return by_month((c for c in _trials(world) if judged(c)), lambda c: c.decided_at)


def to_judgment(world: World, period: Period) -> list[int]:
    waits = [days(c.fir.day, c.decided_at) for c in of(period, _decided(world)) if c.fir and c.decided_at]
    return [wait for wait in waits if wait >= 0]


@kpi("chain.days_to_judgment_median")
def _(world: World, period: Period) -> Answer:
    return Answer.median(to_judgment(world, period))


@kpi("chain.days_to_judgment_p90")
def _(world: World, period: Period) -> Answer:
    return Answer.quantile(to_judgment(world, period), Fraction(9, 10))


@kpi("chain.days_to_judgment_survival")
def _(world: World, period: Period) -> Answer:
    waits = []
    for fir in registered(world, period):
        day = course(world, fir).judged
        if day is not None and day < fir.day:
            continue
        lost = fir.closed_at if fir.closure in ("CANCELLED", "TRANSFERRED", "QUASHED") else None
        seen_until = min(x for x in (period.as_of, lost) if x is not None)
        met = day is not None and day <= seen_until
        waits.append((days(fir.day, day if met and day else seen_until), met))
    return Answer.survival(waits)


@kpi("chain.judged_cases_linked")
def _(world: World, period: Period) -> Answer:
    cases = of(period, _decided(world))
    return Answer.share(sum(c.fir is not None for c in cases), len(cases))


def found_in_court(world: World, firs: Iterable[Fir]) -> Answer:
    """Of the FIRs with a complete report, those on which there is a trial."""
    reported = [been for been in (course(world, fir) for fir in firs) if been.complete is not None]
    return Answer.share(sum(been.filed is not None for been in reported), len(reported))


@kpi("chain.reported_firs_linked")
def _(world: World, period: Period) -> Answer:
    return found_in_court(world, registered(world, period))


# ---- CHN-03: stage by stage ------------------------------------------------------------------------------------------


@cache
def _completed(world: World) -> ByMonth[Fir]:
    return by_month(world.firs, lambda f: course(world, f).complete)


@cache
def _filed(world: World) -> ByMonth[Case]:
    """Trials that came to court for the first time."""
    return by_month((c for c in _trials(world) if c.mode == "FRESH"), lambda c: c.instituted_at)


@cache
def _charged(world: World) -> ByMonth[Case]:
    """Trials in the court that framed the charge."""
    here = [
        case
        for case in _trials(world)
        if case.mode in ("FRESH", "TRANSFER_IN")
        and not (case.charged_at and case.received_at and case.charged_at < case.received_at)
    ]
    return by_month(here, lambda c: c.charged_at)


def median_between(stages: Iterable[tuple[date | None, date | None]]) -> Answer:
    """The median of the days from one day to another, where both are known and in order."""
    return Answer.median(days(a, b) for a, b in stages if a and b and a <= b)


@kpi("chain.stage_fir_to_report")
def _(world: World, period: Period) -> Answer:
    return median_between((f.day, course(world, f).complete) for f in of(period, _completed(world)))


@kpi("chain.stage_report_to_filing")
def _(world: World, period: Period) -> Answer:
    cases = of(period, _filed(world))
    return median_between((course(world, c.fir).complete, c.instituted_at) for c in cases if c.fir)


@kpi("chain.stage_filing_to_charge")
def _(world: World, period: Period) -> Answer:
    return median_between((c.instituted_at, c.charged_at) for c in of(period, _charged(world)) if c.fir)


@kpi("chain.stage_charge_to_judgment")
def _(world: World, period: Period) -> Answer:
    return median_between((c.charged_at, c.decided_at) for c in of(period, _decided(world)) if c.fir)


@kpi("chain.filed_cases_linked")
def _(world: World, period: Period) -> Answer:
    cases = of(period, _filed(world))
    return Answer.share(sum(c.fir is not None and course(world, c.fir).complete is not None for c in cases), len(cases))


@kpi("chain.charged_cases_linked")
def _(world: World, period: Period) -> Answer:
    cases = of(period, _charged(world))
    return Answer.share(sum(c.fir is not None for c in cases), len(cases))


# ---- CHN-04 and CHN-05: the hand-over --------------------------------------------------------------------------------


@cache
def _forwarded(world: World) -> ByMonth[Report]:
    """Reports by the day they were forwarded first. One that was sent again (version 2) is the same report."""
    return by_month(world.reports, lambda r: r.forwarded_at)


@cache
def _received(world: World) -> ByMonth[Review]:
    return by_month(world.reviews, lambda r: r.received_at)


@kpi("chain.hand_over")
def _(world: World, period: Period) -> Answer:
    kinds = ("INTERIM", "COMPLETE")
    received = sum(r.kind in kinds for r in of(period, _received(world)))
    return Answer.ratio(received, sum(r.kind in kinds for r in of(period, _forwarded(world))), scale=1)


@cache
def reviews_of(everything: objects.World) -> dict[Report, list[Review]]:
    found: dict[Report, list[Review]] = {}
    for review in everything.reviews:
        found.setdefault(review.report, []).append(review)
    return found


def complete_reports(
    world: World, period: Period, day_of: Callable[[Review], date | None]
) -> list[tuple[Report, date | None]]:
    """Complete reports, with the first day of that kind in the prosecution's register."""
    reviews = reviews_of(world.all)
    return [
        (report, earliest(*(day_of(r) for r in reviews.get(report, ()))))
        for report in of(period, _forwarded(world))
        if report.kind == "COMPLETE"
    ]


@kpi("chain.filed_in_time_share")
def _(world: World, period: Period) -> Answer:
    if not period.mature(days=30):
        return Answer.immature()
    reports = complete_reports(world, period, lambda r: r.filed_at)
    in_time = sum(day is not None and 0 <= days(report.forwarded_at, day) <= 30 for report, day in reports)
    return Answer.share(in_time, len(reports))


@kpi("chain.complete_reports_linked_share")
def _(world: World, period: Period) -> Answer:
    if not period.mature(days=30):
        return Answer.immature()
    reports = complete_reports(world, period, lambda r: r.received_at)
    return Answer.share(sum(day is not None and days(r.forwarded_at, day) <= 30 for r, day in reports), len(reports))


# ---- CHN-06 and CHN-08: how cases end --------------------------------------------------------------------------------


@dataclass(frozen=True)
class Ending:
    """A case on a day on which it ended for one or more of its accused."""

    case: Case
    day: date
    modes: frozenset[str]
    convicted: bool
    withdrew: bool


@cache
def _endings(world: World) -> ByMonth[Ending]:
    found = []
    for case in world.trials:
        for day in {d.ended_at for d in case.defendants if d.ended_at}:
            then = [d for d in case.defendants if d.ended_at == day]
            convicted, withdrew = any(d.verdict == "CONVICTED" for d in then), any(d.withdrew for d in then)
            found.append(Ending(case, day, frozenset(d.mode for d in then), convicted, withdrew))
    return by_month(found, lambda e: e.day)


@kpi("chain.serious_conviction_headline")
def _(world: World, period: Period) -> Answer:
    on_merits = [e for e in of(period, _endings(world)) if e.case.serious and "MERITS" in e.modes]
    return Answer.share(sum(e.convicted for e in on_merits), len(on_merits))


def withdrew(fir: Fir) -> bool:
    """Whether the complainant withdrew before there was a trial, with the police or with the prosecutor."""
    return fir.withdrawn or any(r.review is not None and r.review.withdrawn for r in fir.reports)


@cache
def _closed(world: World) -> ByMonth[Fir]:
    return by_month(world.firs, lambda f: f.closed_at)


@kpi("chain.attrition_police")
def _(world: World, period: Period) -> Answer:
    ended = [fir for fir in of(period, _closed(world)) if fir.closure != "TRANSFERRED"]
    return Answer.share(sum(fir.closure != "CHALLANED" and withdrew(fir) for fir in ended), len(ended))


@cache
def _scrutinised(world: World) -> ByMonth[Review]:
    """Complete reports that left the prosecution."""

    def left(review: Review) -> date | None:
        return review.filed_at or (review.decided_at if review.decision == "RECOMMEND_DROP" else None)

    return by_month((r for r in world.reviews if r.kind == "COMPLETE"), left)


@kpi("chain.attrition_prosecution")
def _(world: World, period: Period) -> Answer:
    ended = of(period, _scrutinised(world))
    return Answer.share(sum(r.filed_at is None and withdrew(r.fir) for r in ended), len(ended))


@kpi("chain.attrition_prosecution_linked")
def _(world: World, period: Period) -> Answer:
    """The police write down of every FIR whether the complainant withdrew."""
    ended = of(period, _scrutinised(world))
    return Answer.share(len(ended), len(ended))


@kpi("chain.attrition_court")
def _(world: World, period: Period) -> Answer:
    ended = [e for e in of(period, _endings(world)) if e.modes - {"TRANSFER", "DORMANT"}]
    return Answer.share(sum(not e.convicted and e.withdrew for e in ended), len(ended))


# ---- CHN-07, CHN-09 and CHN-10: who is held, and who comes back ------------------------------------------------------


@cache
def _unsentenced(world: World) -> list[Span]:
    return [span(s.since, s.until) for s in world.states if s.status == "UTP"]


@kpi("chain.under_trial_change", areas=FACILITIES)
def _(world: World, period: Period) -> Answer:
    return Answer.index(there(period, _unsentenced(world)), 1_122 if world.area == PROVINCE else None)


@cache
def warrants(world: World) -> list[Warrant]:
    """By the district of the police that owe the report."""
    return [w for stay in world.all.stays for w in stay.warrants if world.inside(w.police_district)]


@cache
def under_trial(world: World, period: Period) -> dict[str, list[Warrant]]:
    """Who is held on the last day, with the warrants in force."""
    held: dict[str, list[Warrant]] = {}
    for warrant in warrants(world):
        if period.there(warrant.detained_since, warrant.ended_at):
            held.setdefault(warrant.stay.custody_id, []).append(warrant)
    return held


def named(held: dict[str, list[Warrant]]) -> int:
    """Persons of whom a warrant names the FIR."""
    return sum(any(w.accused is not None for w in found) for found in held.values())


def without_report(world: World, period: Period) -> int:
    """Persons held for 18 days or more on an FIR on which there was no report of any kind."""

    def unreported(warrant: Warrant) -> bool:
        if warrant.accused is None or add_days(warrant.detained_since, 18) > period.last_day:
            return False
        reported = course(world, warrant.accused.fir).reported
        return reported is None or reported > period.last_day

    return sum(any(map(unreported, found)) for found in under_trial(world, period).values())


@kpi("chain.under_trial_without_report")
def _(world: World, period: Period) -> Answer:
    return Answer.count(without_report(world, period))


@kpi("chain.under_trial_without_report_share")
def _(world: World, period: Period) -> Answer:
    return Answer.share(without_report(world, period), named(under_trial(world, period)))


@kpi("chain.under_trial_linked_share")
def _(world: World, period: Period) -> Answer:
    held = under_trial(world, period)
    return Answer.share(named(held), len(held))


@cache
def _released(world: World) -> ByMonth[Passage]:
    gone = (p for p in world.passages if p.why not in ("", "TRANSFER_OUT", "DIED", "ESCAPED"))
    return by_month(gone, lambda p: p.until)


@cache
def admissions(everything: objects.World) -> dict[str, list[datetime]]:
    """When each person was admitted on a new case, to whichever prison."""
    found: dict[str, list[datetime]] = {}
    for stay in everything.stays:
        for passage in stay.passages:
            if passage.how == "NEW":
                found.setdefault(stay.person.number, []).append(passage.since)
    return {number: sorted(when) for number, when in found.items()}


@kpi("chain.return_to_prison", areas=FACILITIES)
def _(world: World, period: Period) -> Answer:
    if not period.mature(months=12):
        return Answer.immature()
    returned = 0
    releases = of(period, _released(world))
    for passage in releases:
        assert passage.until is not None
        admitted = admissions(world.all).get(passage.stay.person.number, [])
        later = admitted[bisect_right(admitted, passage.until) :]
        returned += bool(later) and later[0].date() <= add_months(passage.until.date(), 12)
    return Answer.share(returned, len(releases))


@kpi("chain.releases_known_share", areas=FACILITIES)
def _(world: World, period: Period) -> Answer:
    releases = of(period, _released(world))
    return Answer.share(sum(p.stay.person.number != "" for p in releases), len(releases))


# ---- CHN-11: gender-based violence -----------------------------------------------------------------------------------

STAGES: dict[str, Callable[[World, Fir], date | None]] = {
    "recorded": lambda world, fir: fir.day,
    "challaned": lambda world, fir: course(world, fir).complete,
    "filed": lambda world, fir: course(world, fir).filed,
    "decided": lambda world, fir: course(world, fir).judged,
    "convicted": lambda world, fir: course(world, fir).convicted,
}


@cache
def _gbv(world: World, stage: str) -> ByMonth[Fir]:
    return by_month((fir for fir in world.firs if fir.gbv), lambda fir: STAGES[stage](world, fir))


def gbv_cases(stage: str) -> Callable[[World, Period], Answer]:
    return lambda world, period: Answer.count(len(of(period, _gbv(world, stage))))


def gbv_share(stage: str) -> Callable[[World, Period], Answer]:
    return lambda world, period: Answer.share(
        len(of(period, _gbv(world, stage))), len(of(period, _gbv(world, "recorded")))
    )


twelve_months = partial(kpi, areas=DIVISIONS, frequencies=("month",), windows=("rolling_12",))

for _stage in STAGES:
    twelve_months(f"chain.gbv_{_stage}_cases")(gbv_cases(_stage))
    if _stage != "recorded":
        twelve_months(f"chain.gbv_{_stage}_share")(gbv_share(_stage))


@twelve_months("chain.gbv_linked_share")
def _(world: World, period: Period) -> Answer:
    return found_in_court(world, of(period, _gbv(world, "recorded")))


# ---- CHN-12: juveniles -----------------------------------------------------------------------------------------------


@cache
def _juveniles(world: World) -> ByMonth[Accused]:
    """Charged with an offence that may be diverted."""
    children = (a for a in world.accused if a.juvenile and a.age is not None and a.fir.severity in ("MINOR", "MAJOR"))
    return by_month(children, lambda a: a.fir.day)


@kpi("chain.juvenile_diversion")
def _(world: World, period: Period) -> Answer:
    charged = of(period, _juveniles(world))
    return Answer.share(sum(a.diverted_at is not None for a in charged), len(charged))


# ---- CHN-13: prisoners who are not produced --------------------------------------------------------------------------


def lost(hearing: Hearing) -> bool:
    return hearing.outcome == "ADJOURNED" and hearing.reason == "ACCUSED_NOT_PRODUCED"


def missed(production: Production) -> bool:
    return not production.produced and production.reason != "COURT_CANCELLED"


@cache
def _in_custody(world: World) -> ByMonth[Hearing]:
    return by_month((h for h in world.hearings if h.in_custody), lambda h: h.listed)


@kpi("chain.hearings_lost_share", areas=COURTS)
def _(world: World, period: Period) -> Answer:
    hearings = of(period, _in_custody(world))
    return Answer.share(sum(map(lost, hearings)), len(hearings))


@cache
def _productions(world: World) -> ByMonth[Production]:
    return by_month(world.productions, lambda p: p.due)


def asked_for(world: World, period: Period) -> list[Production]:
    """On days on which the court did sit."""
    return [p for p in of(period, _productions(world)) if p.produced or p.reason != "COURT_CANCELLED"]


@kpi("chain.productions_missed_share", areas=FACILITIES)
def _(world: World, period: Period) -> Answer:
    due = asked_for(world, period)
    return Answer.share(sum(map(missed, due)), len(due))


@cache
def listed(case: Case) -> frozenset[date]:
    """The days on which a court had listed a case."""
    return frozenset(h.listed for h in case.hearings)


@cache
def lost_days(everything: objects.World) -> set[tuple[Case, date]]:
    """Hearings that the court calls lost for want of the accused."""
    return {(case, h.listed) for case in everything.cases for h in case.hearings if lost(h)}


@cache
def missed_days(everything: objects.World) -> set[tuple[Case, date]]:
    """Days of a case on which a prison did not bring one of its accused."""
    return {(p.case, p.due) for stay in everything.stays for p in stay.productions if p.case and missed(p)}


def found(production: Production) -> bool:
    """Whether the court had listed the case that day."""
    return production.case is not None and production.due in listed(production.case)


@kpi("chain.non_production_agreed_share", areas=FACILITIES)
def _(world: World, period: Period) -> Answer:
    hearings = [(p.case, p.due) for p in of(period, _productions(world)) if p.case and found(p)]
    court, prison = lost_days(world.all), missed_days(world.all)
    either = sum(h in court or h in prison for h in hearings)
    return Answer.share(sum(h in court and h in prison for h in hearings), either)


@kpi("chain.productions_found_share", areas=FACILITIES)
def _(world: World, period: Period) -> Answer:
    asked = asked_for(world, period)
    return Answer.share(sum(map(found, asked)), len(asked))


# ---- CHN-14 and CHN-15: the ledger -----------------------------------------------------------------------------------
# Here the truth is that of the plan of deliveries: who owes what, what came with which file, and what never came.


@cache
def every_return() -> dict[str, ByMonth[date | None]]:
    """Of every dataset, district and month that is owed: the day it was received, None where it never came. What is
    owed by prisons has a map of its own."""
    found: dict[str, ByMonth[date | None]] = {district: {} for district in DISTRICT_CODES}
    for table in (*TABLES, *FORMS):
        if not set(table.units) <= found.keys():
            continue
        came = coverage(table)
        for unit, month in owed(table):
            slot = came.get((unit, month))
            found[unit].setdefault(month, []).append(slot.received if slot else None)
    return found


def returns(world: World, month: int) -> list[date | None]:
    """Those that the districts of an area owe for a month."""
    return [day for unit, owes in every_return().items() if world.inside(unit) for day in owes.get(month, ())]


@kpi("chain.return_completeness")
def _(world: World, period: Period) -> Answer:
    due = [day for month in period.months for day in returns(world, month)]
    return Answer.share(sum(day is not None for day in due), len(due))


@kpi("chain.return_timeliness")
def _(world: World, period: Period) -> Answer:
    """By the 15th of the next month. Of an archive that came by the year only the last month is in time."""
    in_time = total = 0
    for month in period.months:
        due = returns(world, month)
        total += len(due)
        cut_off = add_days(first_day(month + 1), 14)
        in_time += sum(day is not None and day <= cut_off for day in due)
    return Answer.share(in_time, total)


@kpi("chain.restatement_size")
def _(world: World, period: Period) -> Answer:
    """Restatement compares runs of the workspace. Neither the world nor the plan knows of any, and the first run has
    none before it: it says nothing."""
    return Answer.none()


# ---- CHN-16: what the public says ------------------------------------------------------------------------------------


@cache
def published(everything: objects.World) -> list[Result]:
    return results(everything.respondents)


def survey(
    question: str, institution: str = "ALL", sex: str = "ALL", residence: str = "ALL"
) -> Callable[[World, Period], Answer]:
    """The result of the newest round that ended in the period, as it was printed."""

    def reckon(world: World, period: Period) -> Answer:
        rounds = [
            r
            for r in published(world.all)
            if (r.question, r.institution, r.sex, r.residence) == (question, institution, sex, residence)
            and period.holds(r.round_on)
        ]
        if not rounds:
            return Answer.none()
        return Answer.number(Fraction(max(rounds, key=lambda r: r.round_on).estimate, 10))

    return reckon


of_a_year = partial(kpi, areas=(PROVINCE,), frequencies=("fiscal_year",))

of_a_year("chain.public_confidence")(survey("CONFIDENCE"))
for _asked in ("POLICE", "PROSECUTION", "COURTS", "PRISONS", "PROBATION"):
    of_a_year(f"chain.public_confidence_{_asked.lower()}")(survey("CONFIDENCE", _asked))
of_a_year("chain.public_confidence_of_women")(survey("CONFIDENCE", sex="F"))
of_a_year("chain.public_confidence_of_men")(survey("CONFIDENCE", sex="M"))
of_a_year("chain.public_confidence_urban")(survey("CONFIDENCE", residence="URBAN"))
of_a_year("chain.public_confidence_rural")(survey("CONFIDENCE", residence="RURAL"))
of_a_year("chain.public_violence_reported")(survey("REPORTED_VIOLENCE"))
of_a_year("chain.public_violence_reported_by_women")(survey("REPORTED_VIOLENCE", sex="F"))
of_a_year("chain.public_violence_reported_by_men")(survey("REPORTED_VIOLENCE", sex="M"))


# ---- CHN-17: where the open cases lie --------------------------------------------------------------------------------


@cache
def _with_police(world: World) -> list[Span]:
    """Until the first final report, another end, or a trial on an interim report."""
    stages = ((fir, course(world, fir)) for fir in world.firs)
    return [span(fir.day, been.final, fir.closed_at, been.filed) for fir, been in stages]


@cache
def _with_prosecution(world: World) -> list[Span]:
    """From the complete report until a trial, a recommendation to drop, or the FIR's end after all."""
    found = []
    for fir in world.firs:
        been = course(world, fir)
        if been.complete is not None:
            gone = fir.closed_at if fir.closure in ("CANCELLED", "QUASHED", "TRANSFERRED") else None
            found.append(span(been.complete, been.filed, been.dropped, gone))
    return found


@cache
def _in_court(world: World) -> list[Span]:
    return [span(c.began, c.decided_at, c.moved_at) for c in _trials(world)]


@cache
def _in_court_found(world: World) -> list[Span]:
    """Of these, the trials on an FIR that is known."""
    return [span(c.began, c.decided_at, c.moved_at) for c in _trials(world) if c.fir is not None]


@kpi("chain.map_police")
def _(world: World, period: Period) -> Answer:
    return Answer.count(there(period, _with_police(world)))


@kpi("chain.map_prosecution")
def _(world: World, period: Period) -> Answer:
    return Answer.count(there(period, _with_prosecution(world)))


@kpi("chain.map_court")
def _(world: World, period: Period) -> Answer:
    return Answer.count(there(period, _in_court(world)))


@kpi("chain.map_all_stages")
def _(world: World, period: Period) -> Answer:
    """A formula over measures, so it has a denominator: 1."""
    stages = (_with_police, _with_prosecution, _in_court)
    return Answer.ratio(sum(there(period, stage(world)) for stage in stages), 1, scale=1)


@kpi("chain.map_linked_share")
def _(world: World, period: Period) -> Answer:
    return Answer.share(there(period, _in_court_found(world)), there(period, _in_court(world)))


# ---- CHN-18: the score of a district ---------------------------------------------------------------------------------

PARTS = {
    "police.first_report_within_17_days": 0,
    "prosecution.scrutiny_within_3_days": 0,
    "prisons.production_rate": 0,
    "judiciary.clearance_rate": 50,
    "probation.contacts_kept_share": 0,
}
"""Figures of the institutions, and where each begins to score; at 100 it scores 100."""


@kpi("chain.district_score", areas=DISTRICTS, frequencies=("fiscal_year",))
def _(world: World, period: Period) -> Answer:
    """The mean of the figures that there are, where three quarters of those that apply are there. Without a prison
    court productions do not apply. A score is made from finished figures, in the order of its parts."""
    for name in PARTS:
        import_module(f"simulation.truth.{name.partition('.')[0]}")
    parts = [name for name in PARTS if not name.startswith("prisons.") or world.passages]
    known, reached = 0, 0.0
    for name in parts:
        figure = REGISTER[name].reckon(world, period).value
        if figure is not None:
            known += 1
            reached += min(1.0, max(0.0, (figure - PARTS[name]) / (100 - PARTS[name])))
    if 4 * known < 3 * len(parts):
        return Answer.none()
    return Answer.number(100 * reached / known)
