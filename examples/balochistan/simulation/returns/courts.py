"""Form JUD-M: the month of the courts of a district."""

from __future__ import annotations

from simulation.clock import add_months
from simulation.returns.form import Cells, ranges, stock_before
from simulation.view import Period, World, days
from simulation.world import Case

TYPES = ("SESSIONS_TRIAL", "MAGISTERIAL_TRIAL", "ATC", "GBV", "JUVENILE", "BAIL", "APPEAL", "REVISION", "CIVIL",
         "FAMILY", "OTHER")  # fmt: skip
WAYS = ("CONVICTION", "ACQUITTAL", "EARLY_ACQUITTAL", "COMPROMISE", "WITHDRAWN", "DISMISSED", "DECREED",
        "CONSIGNED_RECORD_ROOM", "ABATED", "OTHER")  # fmt: skip
AGES = {"J7_LT3M": 3, "J7_3_6M": 6, "J7_6_12M": 12, "J7_1_2Y": 24, "J7_2_3Y": 36, "J7_GT3Y": None}
REASONS = ("PROSECUTION", "DEFENCE", "WITNESS_ABSENT", "ACCUSED_NOT_PRODUCED", "JUDGE_ABSENT", "STRIKE",
           "RECORD_ABSENT", "OTHER")  # fmt: skip
SENTENCES = ("DEATH", "LIFE", "PRISON", "FINE", "PROBATION", "CONDITIONAL_DISCHARGE", "DIYAT", "OTHER")
NON_CUSTODIAL = ("PROBATION", "CONDITIONAL_DISCHARGE", "FINE")
JUDGMENT = {"D0_90": 90, "D91_180": 180, "D181_365": 365, "D366_547": 547, "D548_730": 730, "D731": None}


def by_type(form: Cells, line: str, cases: list[Case]) -> None:
    form[line] = len(cases)
    for kind in TYPES:
        form[line, kind] = sum(case.kind == kind for case in cases)


def age_line(case: Case, p: Period) -> str:
    """The line of the months a case has been pending at the end of the month."""
    return next(line for line, end in AGES.items() if end is None or add_months(case.instituted_at, end) > p.last_day)


def cells(world: World, p: Period) -> Cells:
    form = Cells()
    _docket(form, world, p)
    _people(form, world, p)
    return form


def _docket(form: Cells, world: World, p: Period) -> None:
    by_type(form, "J1", [c for c in world.cases if stock_before(p, c.began, c.ended)])
    came = [c for c in world.cases if p.holds(c.instituted_at) and c.mode != "TRANSFER_IN"]
    by_type(form, "J2", came)
    for mode in ("FRESH", "RESTORED", "REMAND"):
        by_type(form, f"J2_{mode}", [c for c in came if c.mode == mode])
    by_type(form, "J3", [c for c in world.cases if c.mode == "TRANSFER_IN" and p.holds(c.received_at)])
    decided = [c for c in world.cases if p.holds(c.decided_at)]
    by_type(form, "J4", decided)
    for way in WAYS:
        by_type(form, f"J4_{way}", [c for c in decided if c.disposal == way])
    by_type(form, "J5", [c for c in world.cases if p.holds(c.moved_at)])
    pending = [c for c in world.cases if p.there(c.began, c.ended)]
    by_type(form, "J6", pending)
    form["J6_ADJUSTMENT"] = 0
    lines = [age_line(c, p) for c in pending]
    for line in AGES:
        by_type(form, line, [c for c, mine in zip(pending, lines, strict=True) if mine == line])
    by_type(form, "J7A", [c for c in pending if p.there(c.inactive_from, c.inactive_to)])
    ranges(form, "H_JUDGMENT", JUDGMENT, (days(c.instituted_at, c.decided_at) for c in decided if c.decided_at))
    hearings = [h for h in world.hearings if p.holds(h.listed)]
    adjourned = [h for h in hearings if h.outcome == "ADJOURNED"]
    form["J8_LISTED"] = len(hearings)
    form["J8_PROCEEDED"] = sum(h.outcome == "PROCEEDED" for h in hearings)
    form["J8_ADJOURNED"] = len(adjourned)
    for reason in REASONS:
        form[f"J8_{reason}"] = sum(h.reason == reason for h in adjourned)


def _people(form: Cells, world: World, p: Period) -> None:
    ended = [d for d in world.defendants if p.holds(d.ended_at)]
    convicted = [d for d in ended if d.verdict == "CONVICTED"]
    groups = {"TOTAL": None} | {
        f"{age}_{sex}": (age, sex) for age in ("ADULT", "JUVENILE", "UNKNOWN") for sex in "MFTU"
    }
    for item, who in groups.items():
        mine = [d for d in ended if who is None or (d.age_class, d.sex) == who]
        form["J9_CONVICTED", item] = sum(d.verdict == "CONVICTED" for d in mine)
        form["J9_ACQUITTED", item] = sum(d.verdict == "ACQUITTED" for d in mine)
        eligible = [d for d in mine if d.verdict == "CONVICTED" and d.eligible]
        form["J9_ELIGIBLE", item] = len(eligible)
        form["J9_NON_CUSTODIAL", item] = sum(d.sentence in NON_CUSTODIAL for d in eligible)
        charged = [
            d for d in world.defendants if p.holds(d.charged_at) and (who is None or (d.age_class, d.sex) == who)
        ]
        form["J14_CHARGED", item] = len(charged)
        form["J14_REPRESENTED", item] = sum(bool(d.represented) for d in charged)
    for sentence in SENTENCES:
        form[f"J9_{sentence}"] = sum(d.sentence == sentence for d in convicted)
    bails = world.bails
    form["J10_START"] = sum(stock_before(p, b.filed_at, b.decided_at) for b in bails)
    form["J10_FILED"] = sum(p.holds(b.filed_at) for b in bails)
    form["J10_GRANTED"] = sum(p.holds(b.decided_at) and b.outcome == "GRANTED" for b in bails)
    form["J10_REFUSED"] = sum(p.holds(b.decided_at) and b.outcome == "REFUSED" for b in bails)
    form["J10_END"] = sum(p.there(b.filed_at, b.decided_at) for b in bails)
    for outcome in ("UPHELD", "SET_ASIDE", "MODIFIED", "REMANDED", "DISMISSED"):
        form[f"J12_{outcome}"] = sum(p.holds(a.decided_at) and a.outcome == outcome for a in world.appeals)
    judges = [j for j in world.judges if j.month == p.last]
    form["J13_SANCTIONED"] = sum(j.sanctioned for j in judges)
    form["J13_WORKING"] = sum(j.working for j in judges)
    form["J13_DAYS"] = max((j.working_days for j in judges), default=0)
