"""Form PRO-M: the month of a prosecutors' office."""

from __future__ import annotations

from simulation.offences import SERIOUS
from simulation.returns.form import Cells, ranges, stock_before
from simulation.view import Period, World, add_days, days, earliest
from simulation.world import Defendant, Review

KINDS = ("INTERIM", "COMPLETE", "SUPPLEMENTARY", "CANCELLATION", "UNTRACED", "DISCHARGE")
FILING = {"D0_3": 3, "D4_7": 7, "D8_14": 14, "D15_30": 30, "D31": None}
REASONS = ("HOSTILE_WITNESS", "BENEFIT_OF_DOUBT", "DEFECTIVE_INVESTIGATION", "NO_FORENSIC", "COMPROMISE", "TECHNICAL",
           "OTHER")  # fmt: skip
WAYS = ("MERITS", "COMPROMISE", "WITHDRAWN", "EARLY_ACQUITTAL", "ABATED")
"""How a case ended that day, the first that applies to any of its accused."""
EARLY = 7
"""Days from registration within which a consultation is early."""


def away(review: Review) -> list[tuple[object, object]]:
    """(from, to) of the times in which a report was not with the prosecutor."""
    back = review.resubmitted_at
    gone = [(review.decided_at, back)] if review.decision == "RETURN_DEFECT" else []
    return [*gone, (earliest(review.filed_at, review.dropped_at), None)]


def on_hand(p: Period, review: Review, before: bool = False) -> bool:
    """Received and not returned, filed or dropped."""
    there = stock_before if before else Period.there
    if not there(p, review.received_at, earliest(review.filed_at, review.dropped_at)):
        return False
    return not (review.decision == "RETURN_DEFECT" and there(p, review.decided_at, review.resubmitted_at))


def endings(world: World, p: Period) -> dict[tuple[str, object], list[Defendant]]:
    """The accused whose case ended in the month, by case and day."""
    found: dict[tuple[str, object], list[Defendant]] = {}
    for defendant in world.defended:
        if p.holds(defendant.ended_at):
            found.setdefault((defendant.case.case_id, defendant.ended_at), []).append(defendant)
    return found


def cells(world: World, p: Period) -> Cells:
    form = Cells()
    _scrutiny(form, world, p)
    _judgments(form, world, p)
    _court(form, world, p)
    return form


def _scrutiny(form: Cells, world: World, p: Period) -> None:
    form["R1"] = sum(on_hand(p, review, before=True) for review in world.reviews)
    received = [r for r in world.reviews if p.holds(r.received_at)]
    form["R2"] = len(received)
    for kind in KINDS:
        form[f"R2_{kind}"] = sum(r.kind == kind for r in received)
    decided = [r for r in world.reviews if p.holds(r.decided_at)]
    form["R3"] = len(decided)
    form["R3_FIT"] = sum(r.decision == "FIT" for r in decided)
    form["R3_RETURNED"] = sum(r.decision == "RETURN_DEFECT" for r in decided)
    form["R3_DROP"] = sum(r.decision == "RECOMMEND_DROP" for r in decided)
    form["R3_OTHER"] = len(decided) - form["R3_FIT"] - form["R3_RETURNED"] - form["R3_DROP"]
    form["R3A"] = sum(r.decided_at is not None and days(r.received_at, r.decided_at) <= 3 for r in decided)
    back = [r for r in world.reviews if p.holds(r.resubmitted_at)]
    form["R4"] = len(back)
    form["R4A"] = sum(days(r.decided_at, r.resubmitted_at) <= 7 for r in back if r.decided_at and r.resubmitted_at)
    filed = [r for r in world.reviews if p.holds(r.filed_at)]
    form["R5"] = len(filed)
    form["R6"] = sum(on_hand(p, review) for review in world.reviews)
    form["R6A"] = sum(p.there(add_days(r.received_at, 4), earliest(r.decided_at, r.filed_at)) for r in world.reviews)
    ranges(form, "R16", FILING, (days(r.received_at, r.filed_at) for r in filed if r.filed_at))


def _judgments(form: Cells, world: World, p: Period) -> None:
    cases = endings(world, p)
    groups = {"TOTAL": lambda d: True, "SERIOUS_VIOLENT": lambda d: d.case.serious, "GBV": lambda d: d.case.gbv}
    for item, of in groups.items():
        mine = [ends for ends in cases.values() if of(ends[0])]
        ways = [next((w for w in WAYS if any(d.mode == w for d in ends)), "MOVED") for ends in mine]
        form["R7", item] = sum(way != "MOVED" for way in ways)
        form["R7_MERITS", item] = ways.count("MERITS")
        convicted = [
            any(d.verdict == "CONVICTED" for d in ends) for ends, way in zip(mine, ways, strict=True) if way == "MERITS"
        ]
        form["R7_CONVICTED", item] = sum(convicted)
        form["R7_ACQUITTED", item] = len(convicted) - sum(convicted)
        form["R7_EARLY_ACQUITTAL", item] = ways.count("EARLY_ACQUITTAL")
        form["R7_COMPROMISE", item] = ways.count("COMPROMISE")
        form["R7_WITHDRAWN", item] = ways.count("WITHDRAWN")
        form["R7_OTHER", item] = ways.count("ABATED")
        form["R7_MOVED", item] = ways.count("MOVED")
    judged = [d for d in world.defended if p.holds(d.ended_at) and d.verdict in ("CONVICTED", "ACQUITTED")]
    people = {f"{age}_{sex}": (age, sex) for age in ("ADULT", "JUVENILE", "UNKNOWN") for sex in "MFTU"}
    for line, verdicts in {
        "R8": ("CONVICTED", "ACQUITTED"), "R8_CONVICTED": ("CONVICTED",), "R8_ACQUITTED": ("ACQUITTED",),
    }.items():  # fmt: skip
        mine_ = [d for d in judged if d.verdict in verdicts]
        for item, of in groups.items():
            form[line, item] = sum(of(d) for d in mine_)
        for item, who in people.items():
            form[line, item] = sum((d.age_class, d.sex) == who for d in mine_)
    acquitted = [d for d in judged if d.verdict == "ACQUITTED"]
    form["R9"] = len(acquitted)
    for reason in REASONS:
        form["R9", reason] = sum(d.reason == reason for d in acquitted)
    form["R9", "NOT_RECORDED"] = sum(not d.reason for d in acquitted)
    form["R13"] = sum(d.case.serious for d in acquitted)
    serious = [d for d in world.defended if d.verdict == "ACQUITTED" and d.case.serious]
    form["R13_REVIEWED"] = sum(p.holds(d.appeal_reviewed_at) for d in serious)
    form["R13_APPEAL"] = sum(p.holds(d.appeal_filed_at) for d in serious)


def _court(form: Cells, world: World, p: Period) -> None:
    hearings = [h for h in world.trial_hearings if p.holds(h.listed)]
    for n, item in enumerate(("TOTAL", "POLICE", "MEDICAL", "PRIVATE")):
        for line, what in (("R10_SUMMONED", "summoned"), ("R10_ATTENDED", "attended"), ("R10_EXAMINED", "examined")):
            numbers = [getattr(h, what) for h in hearings]
            form[line, item] = sum(sum(x) if n == 0 else x[n - 1] for x in numbers)
    form["R11"] = len(hearings)
    form["R11_PROSECUTION"] = sum(h.outcome == "ADJOURNED" and h.side == "PROSECUTION" for h in hearings)
    bails = [b for b in world.trial_bails if p.holds(b.decided_at) and b.outcome in ("GRANTED", "REFUSED")]
    form["R12_OPPOSED_REFUSED"] = sum((b.stance, b.outcome) == ("OPPOSED", "REFUSED") for b in bails)
    form["R12_OPPOSED_GRANTED"] = sum((b.stance, b.outcome) == ("OPPOSED", "GRANTED") for b in bails)
    form["R12_CONCEDED"] = sum(b.stance == "CONCEDED" for b in bails)
    form["R14_LIVE"] = sum(p.there(case.began, case.ended) for case in world.trials)
    staff = [s for s in world.prosecution_staff if s.month == p.last]
    form["R14_SANCTIONED"] = sum(s.sanctioned for s in staff)
    form["R14_IN_POST"] = sum(s.in_post for s in staff)
    form["R14_WOMEN"] = sum(s.female for s in staff)
    form["R15"] = sum(
        p.holds(c.held_at) and c.fir.offence in SERIOUS and days(c.fir.day, c.held_at) <= EARLY for c in world.consults
    )
