"""The truth of the prosecution KPIs."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable
from datetime import date
from fractions import Fraction
from functools import cache
from typing import TypeVar

from simulation.clock import month_of
from simulation.truth import PROSECUTORS, PROVINCE, Answer, Period, World, days, earliest, kpi
from simulation.world import Bail, Case, Consult, Defendant, Fir, Hearing, Review

Thing = TypeVar("Thing")
Months = dict[int, list[Thing]]
Judgment = list[Defendant]
"""The accused of one case whose trial ended on one day: the case is counted once for them all."""

SERIOUS = (
    "MURDER", "ATTEMPT_MURDER", "KIDNAP_ABDUCT", "KIDNAP_RANSOM", "RAPE", "SEXUAL_CHILD", "HONOUR_KILLING", "ACID",
    "DACOITY", "ROBBERY", "TERRORISM",
)  # fmt: skip
"""The draft list of serious and violent crime."""

# ---- by month --------------------------------------------------------------------------------------------------------


def by_month(things: Iterable[Thing], day: Callable[[Thing], date | None]) -> Months[Thing]:
    """Things under the month of their day; those without one are left out."""
    found: Months[Thing] = defaultdict(list)
    for thing in things:
        on = day(thing)
        if on is not None:
            found[month_of(on)].append(thing)
    return found


def during(months: Months[Thing], period: Period) -> list[Thing]:
    return [thing for month in period.months for thing in months.get(month, ())]


@cache
def reviews_received(world: World) -> Months[Review]:
    return by_month(world.reviews, lambda r: r.received_at)


@cache
def reviews_decided(world: World) -> Months[Review]:
    return by_month(world.reviews, lambda r: r.decided_at)


@cache
def reviews_filed(world: World) -> Months[Review]:
    return by_month(world.reviews, lambda r: r.filed_at)


@cache
def serious_firs(world: World) -> Months[Fir]:
    return by_month((fir for fir in world.firs if fir.offence in SERIOUS), lambda fir: fir.day)


@cache
def consults_held(world: World) -> Months[Consult]:
    return by_month(world.consults, lambda c: c.held_at)


@cache
def trials_ended(world: World) -> Months[Defendant]:
    """The accused by the month their trial ended, in whatever way."""
    return by_month(world.defended, lambda d: d.ended_at)


@cache
def judgments(world: World) -> Months[Judgment]:
    found: dict[tuple[Case, date], Judgment] = defaultdict(list)
    for defendant in world.defended:
        if defendant.ended_at is not None:
            found[defendant.case, defendant.ended_at].append(defendant)
    return by_month(found.values(), lambda ended: ended[0].ended_at)


@cache
def cases_closed(world: World) -> Months[Case]:
    return by_month(world.trials, lambda case: case.ended)


@cache
def hearings_listed(world: World) -> Months[Hearing]:
    return by_month(world.trial_hearings, lambda h: h.listed)


@cache
def bails_decided(world: World) -> Months[Bail]:
    return by_month(world.trial_bails, lambda b: b.decided_at)


# ---- scrutiny --------------------------------------------------------------------------------------------------------


@kpi("prosecution.reports_received_for_scrutiny")
def _(world: World, period: Period) -> Answer:
    return Answer.count(len(during(reviews_received(world), period)))


@kpi("prosecution.scrutiny_within_3_days")
def _(world: World, period: Period) -> Answer:
    if not period.mature(days=3):
        return Answer.immature()
    members = during(reviews_received(world), period)
    in_time = sum(r.decided_at is not None and days(r.received_at, r.decided_at) <= 3 for r in members)
    return Answer.share(in_time, len(members))


@cache
def ages_undecided(world: World, day: date) -> list[int]:
    """Days since receipt of the reports that are not decided at the end of a day, nor filed without a decision."""
    found = []
    for review in world.reviews:
        end = earliest(review.decided_at, review.filed_at)
        if review.received_at <= day and (end is None or end > day):
            found.append(days(review.received_at, day))
    return found


def pending(world: World, period: Period, youngest: int, oldest: int | None = None) -> Answer:
    ages = ages_undecided(world, period.last_day)
    return Answer.count(sum(age >= youngest and (oldest is None or age <= oldest) for age in ages))


@kpi("prosecution.pending_beyond_3_days")
def _(world: World, period: Period) -> Answer:
    return pending(world, period, 4)


@kpi("prosecution.pending_4_to_7_days")
def _(world: World, period: Period) -> Answer:
    return pending(world, period, 4, 7)


@kpi("prosecution.pending_8_to_30_days")
def _(world: World, period: Period) -> Answer:
    return pending(world, period, 8, 30)


@kpi("prosecution.pending_over_30_days")
def _(world: World, period: Period) -> Answer:
    return pending(world, period, 31)


# ---- defects and filing ----------------------------------------------------------------------------------------------


def returned(reviews: Iterable[Review]) -> list[Review]:
    return [review for review in reviews if review.decision == "RETURN_DEFECT"]


@kpi("prosecution.defect_return_rate")
def _(world: World, period: Period) -> Answer:
    decided = during(reviews_decided(world), period)
    return Answer.share(len(returned(decided)), len(decided))


def returned_for(world: World, period: Period, defect: str) -> Answer:
    decided = during(reviews_decided(world), period)
    return Answer.share(sum(defect in review.defects for review in returned(decided)), len(decided))


@kpi("prosecution.defect_return_rate_no_forensic")
def _(world: World, period: Period) -> Answer:
    return returned_for(world, period, "NO_FORENSIC")


@kpi("prosecution.defect_return_rate_no_medical")
def _(world: World, period: Period) -> Answer:
    return returned_for(world, period, "NO_MEDICAL")


@kpi("prosecution.defect_return_rate_witness_list")
def _(world: World, period: Period) -> Answer:
    return returned_for(world, period, "WITNESS_LIST")


@kpi("prosecution.defect_return_rate_section_wrong")
def _(world: World, period: Period) -> Answer:
    return returned_for(world, period, "SECTION_WRONG")


@kpi("prosecution.defect_return_rate_document_missing")
def _(world: World, period: Period) -> Answer:
    return returned_for(world, period, "DOCUMENT_MISSING")


@kpi("prosecution.defect_return_rate_accused_detail")
def _(world: World, period: Period) -> Answer:
    return returned_for(world, period, "ACCUSED_DETAIL")


@kpi("prosecution.defect_return_rate_other")
def _(world: World, period: Period) -> Answer:
    return returned_for(world, period, "OTHER")


@kpi("prosecution.defects_cured_within_7_days")
def _(world: World, period: Period) -> Answer:
    if not period.mature(days=7):
        return Answer.immature()
    members = returned(during(reviews_decided(world), period))
    cured = sum(
        r.decided_at is not None and r.resubmitted_at is not None and days(r.decided_at, r.resubmitted_at) <= 7
        for r in members
    )
    return Answer.share(cured, len(members))


def days_to_filing(world: World, period: Period) -> list[int]:
    filed = during(reviews_filed(world), period)
    return [days(r.received_at, r.filed_at) for r in filed if r.filed_at is not None]


@kpi("prosecution.days_to_filing_median")
def _(world: World, period: Period) -> Answer:
    return Answer.median(days_to_filing(world, period))


@kpi("prosecution.days_to_filing_p90")
def _(world: World, period: Period) -> Answer:
    return Answer.quantile(days_to_filing(world, period), Fraction(9, 10))


# ---- early consultation ----------------------------------------------------------------------------------------------


@kpi("prosecution.early_consultation")
def _(world: World, period: Period) -> Answer:
    if not period.mature(days=7):
        return Answer.immature()
    members = during(serious_firs(world), period)
    early = sum(any(0 <= days(fir.day, c.held_at) <= 7 for c in fir.consults) for fir in members)
    return Answer.share(early, len(members))


@kpi("prosecution.consultations_linked")
def _(world: World, period: Period) -> Answer:
    """Nobody writes down a wrong number here: every consultation is about an FIR the police have."""
    held = during(consults_held(world), period)
    return Answer.share(len(held), len(held))


# ---- verdicts, by accused --------------------------------------------------------------------------------------------


def with_verdict(world: World, period: Period, *verdicts: str) -> list[Defendant]:
    return [d for d in during(trials_ended(world), period) if d.verdict in verdicts]


def conviction_rate(judged: list[Defendant]) -> Answer:
    return Answer.share(sum(d.verdict == "CONVICTED" for d in judged), len(judged))


@kpi("prosecution.conviction_rate_persons")
def _(world: World, period: Period) -> Answer:
    return conviction_rate(with_verdict(world, period, "CONVICTED", "ACQUITTED"))


@kpi(
    "prosecution.gbv_conviction_rate",
    areas=(PROVINCE, *PROSECUTORS),
    frequencies=("month",),
    windows=("rolling_12",),
)
def _(world: World, period: Period) -> Answer:
    return conviction_rate([d for d in with_verdict(world, period, "CONVICTED", "ACQUITTED") if d.case.gbv])


@kpi("prosecution.acquittals")
def _(world: World, period: Period) -> Answer:
    return Answer.count(len(with_verdict(world, period, "ACQUITTED")))


def acquitted_for(world: World, period: Period, reason: str) -> Answer:
    reasons = [d.reason for d in with_verdict(world, period, "ACQUITTED")]
    return Answer.share(reasons.count(reason), len(reasons))


@kpi("prosecution.acquittals_hostile_witness_share")
def _(world: World, period: Period) -> Answer:
    return acquitted_for(world, period, "HOSTILE_WITNESS")


@kpi("prosecution.acquittals_benefit_of_doubt_share")
def _(world: World, period: Period) -> Answer:
    return acquitted_for(world, period, "BENEFIT_OF_DOUBT")


@kpi("prosecution.acquittals_defective_investigation_share")
def _(world: World, period: Period) -> Answer:
    return acquitted_for(world, period, "DEFECTIVE_INVESTIGATION")


@kpi("prosecution.acquittals_no_forensic_share")
def _(world: World, period: Period) -> Answer:
    return acquitted_for(world, period, "NO_FORENSIC")


@kpi("prosecution.acquittals_compromise_share")
def _(world: World, period: Period) -> Answer:
    return acquitted_for(world, period, "COMPROMISE")


@kpi("prosecution.acquittals_technical_share")
def _(world: World, period: Period) -> Answer:
    return acquitted_for(world, period, "TECHNICAL")


@kpi("prosecution.acquittals_other_share")
def _(world: World, period: Period) -> Answer:
    return acquitted_for(world, period, "OTHER")


@kpi("prosecution.acquittals_not_recorded_share")
def _(world: World, period: Period) -> Answer:
    return acquitted_for(world, period, "")


@kpi("prosecution.appeal_review_within_30_days")
def _(world: World, period: Period) -> Answer:
    if not period.mature(days=30):
        return Answer.immature()
    members = [d for d in with_verdict(world, period, "ACQUITTED") if d.case.offence in SERIOUS]
    reviewed = sum(
        d.ended_at is not None and d.appeal_reviewed_at is not None and days(d.ended_at, d.appeal_reviewed_at) <= 30
        for d in members
    )
    return Answer.share(reviewed, len(members))


# ---- verdicts, by case -----------------------------------------------------------------------------------------------


def way(judgment: Judgment) -> str:
    """How a case ended that day, the first that applies to any of the accused; "" where it ended for none of them."""
    ways = {defendant.mode for defendant in judgment}
    order = ("MERITS", "COMPROMISE", "WITHDRAWN", "EARLY_ACQUITTAL", "ABATED")
    return next((one for one in order if one in ways), "")


@kpi("prosecution.serious_conviction_rate")
def _(world: World, period: Period) -> Answer:
    serious = [j for j in during(judgments(world), period) if j[0].case.offence in SERIOUS]
    tried = [j for j in serious if any(d.mode == "MERITS" for d in j)]
    return Answer.share(sum(any(d.verdict == "CONVICTED" for d in j) for j in tried), len(tried))


def ended_by(world: World, period: Period, which: str) -> Answer:
    ways = [way(judgment) for judgment in during(judgments(world), period)]
    return Answer.share(ways.count(which), len(ways) - ways.count(""))


@kpi("prosecution.compromise_share")
def _(world: World, period: Period) -> Answer:
    return ended_by(world, period, "COMPROMISE")


@kpi("prosecution.withdrawn_share")
def _(world: World, period: Period) -> Answer:
    return ended_by(world, period, "WITHDRAWN")


# ---- in court --------------------------------------------------------------------------------------------------------


@kpi("prosecution.witness_attendance")
def _(world: World, period: Period) -> Answer:
    listed = during(hearings_listed(world), period)
    return Answer.share(sum(sum(h.attended) for h in listed), sum(sum(h.summoned) for h in listed))


@kpi("prosecution.adjournments_per_100_hearings")
def _(world: World, period: Period) -> Answer:
    listed = during(hearings_listed(world), period)
    return Answer.share(sum(h.outcome == "ADJOURNED" and h.side == "PROSECUTION" for h in listed), len(listed))


@kpi("prosecution.opposed_bail_refused_share")
def _(world: World, period: Period) -> Answer:
    opposed = [b.outcome for b in during(bails_decided(world), period) if b.stance == "OPPOSED"]
    refused = opposed.count("REFUSED")
    return Answer.share(refused, refused + opposed.count("GRANTED"))


@cache
def live_cases(world: World, day: date) -> int:
    return sum(case.began <= day and (case.ended is None or case.ended > day) for case in world.trials)


@cache
def in_post(world: World, month: int) -> int:
    return sum(s.in_post for s in world.prosecution_staff if s.month == month)


@kpi("prosecution.live_cases_per_prosecutor")
def _(world: World, period: Period) -> Answer:
    return Answer.ratio(live_cases(world, period.last_day), in_post(world, period.last), scale=1)


@kpi("prosecution.live_cases_per_prosecutor_mean", frequencies=("fiscal_year",))
def _(world: World, period: Period) -> Answer:
    """Both means are over the same month-ends, so their number falls out of the ratio."""
    cases = sum(live_cases(world, day) for day in period.month_ends)
    return Answer.ratio(cases, sum(in_post(world, month) for month in period.months), scale=1)


@kpi("prosecution.hearings_per_finalised_case")
def _(world: World, period: Period) -> Answer:
    finalised = [
        case
        for case in during(cases_closed(world), period)
        if any(d.ended_at is not None and d.mode not in ("TRANSFER", "DORMANT") for d in case.defendants)
    ]
    return Answer.ratio(sum(len(case.hearings) for case in finalised), len(finalised), scale=1)
