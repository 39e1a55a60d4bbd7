"""Form POL-M: the month of a district, counted from the FIRs."""

from __future__ import annotations

from collections.abc import Iterable

from simulation.clock import first_day, last_day
from simulation.returns.form import Cells, ranges, stock_before
from simulation.view import Period, World, add_days, days, earliest, minutes, workdays
from simulation.world import Accused, Fir

HEADS = (
    "MURDER", "ATTEMPT_MURDER", "HURT", "KIDNAP_ABDUCT", "KIDNAP_RANSOM", "RAPE", "SEXUAL_CHILD", "OUTRAGE_MODESTY",
    "HONOUR_KILLING", "DOMESTIC_VIOLENCE", "ACID", "DACOITY", "ROBBERY", "BURGLARY", "THEFT", "MOTORCYCLE_THEFT",
    "VEHICLE_THEFT", "RIOT", "NARCOTICS", "ARMS", "TERRORISM", "CHEATING", "OTHER",
)  # fmt: skip
BANDS = {"0_9": 10, "10_13": 14, "14_17": 18, "18_24": 25, "25_34": 35, "35_44": 45, "45_59": 60, "60_UP": 999}
MINUTES = {"MIN_0_5": 5, "MIN_6_10": 10, "MIN_11_20": 20, "MIN_21_40": 40, "MIN_41_UP": None}
CHALLAN = {"DAY_0_14": 14, "DAY_15_17": 17, "DAY_18_30": 30, "DAY_31_60": 60, "DAY_61_90": 90, "DAY_91_180": 180,
           "DAY_181_UP": None}  # fmt: skip
HOMICIDE = ("MURDER", "HONOUR_KILLING", "TERRORISM")


def ended(fir: Fir) -> object:
    """Day on which the investigation ended."""
    return earliest(fir.first("COMPLETE", "CANCELLATION", "UNTRACED"), fir.closed_at)


def group(accused: Accused) -> str:
    if accused.sex == "T":
        return "TRANSGENDER"
    return f"{'JUVENILE' if accused.juvenile else 'ADULT'}_{'F' if accused.sex == 'F' else 'M'}"


def band(age: int | None) -> str:
    return "U" if age is None else next(name for name, end in BANDS.items() if age < end)


def cells(world: World, p: Period) -> Cells:
    form = Cells()
    new = [fir for fir in world.firs if p.holds(fir.day)]
    form["P1"] = sum(stock_before(p, fir.day, ended(fir)) for fir in world.firs)
    form["P2"] = len(new)
    for force in ("POLICE", "LEVIES"):
        mine = [fir for fir in new if fir.force == force]
        form[f"P2_{force}"] = len(mine)
        for head in HEADS:
            form[f"P2_{force}", head] = sum(fir.offence == head for fir in mine)
    form["P3"] = 0
    _reports(form, world, p)
    for way in ("CANCELLED", "UNTRACED", "TRANSFERRED"):
        form[f"P6_{way}"] = sum(p.holds(fir.closed_at) and fir.closure == way for fir in world.firs)
    form["P7"] = sum(p.there(fir.day, ended(fir)) for fir in world.firs)
    form["P7A"] = sum(p.there(add_days(fir.day, 18), earliest(fir.first(), fir.closed_at)) for fir in world.firs)
    earlier = [f for f in world.firs if first_day(p.first - 2) <= f.day <= last_day(p.first - 2)]
    form["P8"] = len(earlier)
    form["P8A"] = sum((report := fir.first()) is not None and days(fir.day, report) <= 17 for fir in earlier)
    _accused(form, world, p)
    _victims(form, new)
    _work(form, world, p, new)
    return form


def _reports(form: Cells, world: World, p: Period) -> None:
    complete = [(fir, day) for fir in world.firs if (day := fir.first("COMPLETE")) is not None and p.holds(day)]
    form["P4"] = len(complete)
    form["P4A"] = sum(days(fir.day, day) <= 14 for fir, day in complete)
    interim = [r for r in world.reports if r.kind == "INTERIM" and p.holds(r.forwarded_at)]
    form["P5"] = len(interim)
    form["P5A"] = sum(days(r.fir.day, r.forwarded_at) <= 17 for r in interim)
    ranges(form, "DAYS_TO_CHALLAN", CHALLAN, (days(fir.day, day) for fir, day in complete))
    back = [r.review for r in world.reports if r.review and r.review.decision == "RETURN_DEFECT"]
    form["P13"] = sum(p.holds(review.decided_at) for review in back)
    form["P13A"] = sum(p.holds(review.resubmitted_at) for review in back)


def _accused(form: Cells, world: World, p: Period) -> None:
    arrested = [a for a in world.accused if p.holds(a.arrested_at)]
    form["P9"] = len(arrested)
    for name in ("ADULT_M", "ADULT_F", "JUVENILE_M", "JUVENILE_F", "TRANSGENDER"):
        form["P9", name] = sum(group(a) == name for a in arrested)
    form["P9A"] = sum(in_time(a) for a in arrested)
    form["P9B"] = sum(a.juvenile for a in arrested)
    form["P9C"] = sum(a.sex == "F" for a in arrested)
    declared = [a for a in world.accused if a.po_declared_at]
    form["P10_OPENING"] = sum(stock_before(p, a.po_declared_at, a.po_cleared_at) for a in declared)
    form["P10_ADDED"] = sum(p.holds(a.po_declared_at) for a in declared)
    cleared = [a for a in declared if p.holds(a.po_cleared_at)]
    form["P10_ARRESTED"] = sum(a.po_clear_reason in ("ARRESTED", "SURRENDERED") for a in cleared)
    form["P10_STRUCK_OFF"] = len(cleared) - form["P10_ARRESTED"]
    form["P10_CLOSING"] = sum(p.there(a.po_declared_at, a.po_cleared_at) for a in declared)


def in_time(accused: Accused) -> bool:
    """Produced before a magistrate within 24 hours of the arrest, travel not counted."""
    if accused.arrested_at is None or accused.produced_at is None:
        return False
    return 0 <= minutes(accused.arrested_at, accused.produced_at) - (accused.travel_minutes or 0) <= 24 * 60


def _victims(form: Cells, new: Iterable[Fir]) -> None:
    killed = [v for fir in new if fir.offence in HOMICIDE for v in fir.victims if v.died]
    form["P12"] = len(killed)
    for sex in "MFTU":
        for name in (*BANDS, "U"):
            form["P12", f"{sex}_{name}"] = sum((v.sex, band(v.age)) == (sex, name) for v in killed)


def _work(form: Cells, world: World, p: Period, new: list[Fir]) -> None:
    gbv = [fir for fir in new if fir.gbv]
    form["P11"] = len(gbv)
    for head in HEADS:
        form["P11", head] = sum(fir.offence == head for fir in gbv)
    form["P11A"] = sum(
        fir.arcc_referred_at is not None and minutes(fir.reported_at, fir.arcc_referred_at) <= 360 for fir in gbv
    )
    form["P14_STOLEN"] = sum(fir.stolen or 0 for fir in new)
    form["P14_RECOVERED"] = sum(fir.recovered or 0 for fir in world.firs if p.holds(fir.recovered_on))
    attended = [c for c in world.calls if p.holds(c.received_at) and c.outcome == "ATTENDED" and c.arrived_at]
    form["P15"] = len(attended)
    ranges(form, "P15_MINUTES", MINUTES, (minutes(c.received_at, c.arrived_at) for c in attended if c.arrived_at))
    received = [c for c in world.complaints if p.holds(c.received_at)]
    form["P16"] = len(received)
    form["P16A"] = sum(c.closed_at is not None and workdays(c.received_at, c.closed_at) <= 15 for c in received)
    staff = [s for s in world.police_staff if s.month == p.last]
    form["P17_SANCTIONED"] = sum(s.sanctioned for s in staff)
    form["P17_IN_POST"] = sum(s.in_post for s in staff)
    form["P17_WOMEN"] = sum(s.female for s in staff)
