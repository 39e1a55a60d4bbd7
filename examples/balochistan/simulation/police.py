"""The police: FIRs, accused, victims, reports under s.173, and what is counted beside them."""

from __future__ import annotations

from datetime import date
from functools import cache
from random import Random

from simulation.books import Books
from simulation.clock import (
    FIRST,
    MONTHS,
    Knots,
    age_on,
    any_day,
    between,
    delay,
    dice,
    grown,
    last_day,
    moment,
    one_of,
    pick,
    plus,
    poisson,
)  # fmt: skip
from simulation.geography import TERRITORIES, Territory, districts_on
from simulation.offences import ABDUCTION_OF_A_WOMAN, GENDER_BASED, OFFENCES, SMALL_QUANTITY, Offence
from simulation.world import Accused, Call, Complaint, Fir, PoliceStaff, Report, Victim

PER_100_000 = 1.92
"""FIRs a month per 100,000 people."""
BUSY = {"226": 2.15, "217": 1.25, "HUB": 1.35, "205": 1.2, "206": 0.30, "232": 0.35, "227": 0.25, "221": 0.40,
        "216": 0.45, "230": 0.40, "201": 0.50, "202": 0.60, "208": 0.6, "229": 0.7}  # fmt: skip
"""Territories that register more or fewer FIRs than their population says."""
A_AREAS = ("226", "217", "HUB", "205")
A_AREA_MERGER = date(2025, 1, 10)
MERGER = {"Mekran": date(2026, 1, 20), "Rakhshan": date(2026, 1, 20)}
OTHER_MERGER = date(2025, 10, 15)
"""Levies join the police on these days. Which divisions came last is assumed here."""

COMPLAINANT = {"M": 80, "F": 15, "T": 0.2, "U": 4.8}
COMPLAINANT_GBV = {"M": 52, "F": 44, "T": 0.5, "U": 3.5}

INTERIM: Knots = ((0.0, 8), (0.35, 13), (0.66, 17), (0.90, 28), (1.0, 75))
AFTER_INTERIM: Knots = ((0.0, 4), (0.5, 45), (0.9, 150), (1.0, 420))
STRAIGHT: Knots = ((0.0, 3), (0.45, 13), (0.70, 17), (0.92, 40), (1.0, 130))
CANCELLED: Knots = ((0.0, 5), (0.6, 20), (1.0, 90))
UNTRACED: Knots = ((0.0, 40), (0.6, 120), (1.0, 400))
HANDED_OVER: Knots = ((0.0, 2), (0.7, 15), (1.0, 60))
TO_ARREST: Knots = ((0.0, 0), (0.45, 1), (0.75, 6), (1.0, 45))
NEVER_FINISHED = 0.02
PO_CAUGHT = (0.14, 0.24)
"""Share of the proclaimed offenders who are arrested within a year, at first and in the end."""


def merger_of(territory: Territory) -> date:
    return A_AREA_MERGER if territory.key in A_AREAS else MERGER.get(territory.division, OTHER_MERGER)


def stations(territory: Territory) -> int:
    return max(2, min(14, territory.people // 85_000))


def pace(territory: str, day: date) -> float:
    """How slow investigations are: shorter as the reform takes hold, unlike by district."""
    return _slow(territory) * grown(day, 1.0, 0.74)


@cache
def _slow(territory: str) -> float:
    return 0.86 + 0.38 * dice("pace", territory).random()


class Stations:
    """Counts the FIRs of every station and year, so that numbers run without gaps."""

    def __init__(self, territory: Territory) -> None:
        self.territory = territory
        self.counts: dict[tuple[str, int], int] = {}
        self.levies = 0.15 if territory.key in A_AREAS else 0.52
        self.merged = merger_of(territory)

    def number(self, rng: Random, day: date) -> tuple[str, str, int]:
        """(force, station, number) of the next FIR."""
        force = "LEVIES" if rng.random() < self.levies and day < self.merged else "POLICE"
        if force == "LEVIES":
            code = f"LV{self.territory.key}-{between(rng, 1, 2):02d}"
        else:
            place = int(rng.random() * (0.4 + 0.6 * rng.random()) * stations(self.territory)) + 1
            code = f"PS{self.territory.key}-{place:02d}"
        number = self.counts.get((code, day.year), 0) + 1
        self.counts[code, day.year] = number
        return force, code, number


def days_of_firs(territory: Territory, month: int) -> list[date]:
    """Days on which an FIR is registered, in order."""
    rng = dice("firs", territory.key, month)
    season = (0.94, 0.93, 1.0, 1.02, 1.08, 1.06, 1.04, 1.05, 1.02, 0.99, 0.95, 0.92)[month % 12]
    trend = 1 + 0.0015 * (month - FIRST)
    mean = territory.people / 100_000 * PER_100_000 * BUSY.get(territory.key, 1.0) * season * trend
    return sorted(any_day(rng, month) for _ in range(poisson(rng, mean)))


def register(rng: Random, books: Books, territory: Territory, station: Stations, day: date, offence: str) -> Fir:
    """A new FIR with the accused and the victims it names."""
    kind = OFFENCES[offence]
    force, code, number = station.number(rng, day)
    minutes = between(rng, 5 * 60, 23 * 60 + 50)
    wait = between(rng, 10, 90) if rng.random() < 0.7 else between(rng, 60, 3 * 1440)
    registered = moment(day, minutes)
    reported = moment(day, minutes - (between(rng, 5, 40) if kind.caught else wait))
    before = 0 if kind.caught or rng.random() < 0.6 else delay(rng, ((0.0, 0), (0.6, 2), (0.95, 20), (1.0, 300)))
    officer = between(rng, 1, max(3, territory.people // 25_000))
    severity = kind.severity
    if offence == "NARCOTICS" and rng.random() < SMALL_QUANTITY:
        severity = "MINOR"
    gbv = offence in GENDER_BASED or (offence == "KIDNAP_ABDUCT" and rng.random() < ABDUCTION_OF_A_WOMAN)
    fir = Fir(
        fir_id=f"{code}/{number}/{day.year}",
        district=territory.district(day),
        ps_code=code,
        force=force,
        fir_no=number,
        fir_year=day.year,
        reported_at=reported,
        registered_at=registered,
        occurred_on=plus(reported.date(), -before),
        offence=offence,
        severity=severity,
        gbv=gbv,
        scheduled_ara=kind.sexual,
        honour=offence == "HONOUR_KILLING",
        complainant_sex="M" if kind.caught else pick(rng, COMPLAINANT_GBV if gbv else COMPLAINANT),
        io_id=f"IO{territory.key}-{officer:03d}",
        io_sex="F" if officer % 23 == 7 else "M",
        urban=rng.random() < territory.urban,
    )
    fir.victims = [_victim(rng, fir, no) for no in range(1, _victims(rng, offence) + 1)]
    if kind.property:
        _stolen(rng, fir)
    if kind.sexual:
        _referred(rng, fir)
    return fir


def _victims(rng: Random, offence: str) -> int:
    if offence in ("NARCOTICS", "ARMS"):
        return 0
    if offence in ("MURDER", "HONOUR_KILLING"):
        return 1 + (rng.random() < 0.10) + (rng.random() < 0.03)
    if offence in ("TERRORISM", "RIOT", "HURT", "ATTEMPT_MURDER"):
        return 1 + (rng.random() < 0.25) + (rng.random() < 0.08)
    return 1 if rng.random() < 0.9 else 0


def _victim(rng: Random, fir: Fir, no: int) -> Victim:
    offence = fir.offence
    woman = 0.14
    if fir.gbv:
        woman = {"SEXUAL_CHILD": 0.45, "HONOUR_KILLING": 0.70}.get(offence, 0.97)
    sex = "F" if rng.random() < woman else "T" if rng.random() < 0.004 else "M"
    if offence == "SEXUAL_CHILD":
        age: int | None = between(rng, 4, 17)
    else:
        age = between(rng, 12, 45) if fir.gbv else between(rng, 9, 72)
        if rng.random() < 0.07:
            age = None
    died = offence in ("MURDER", "HONOUR_KILLING") or (offence == "TERRORISM" and rng.random() < 0.30)
    if offence in ("MURDER", "HONOUR_KILLING") and no > 1 and rng.random() < 0.4:
        died = False
    injury = "FATAL" if died else "NONE"
    if not died and offence in ("ATTEMPT_MURDER", "ACID", "MURDER", "HONOUR_KILLING", "TERRORISM"):
        injury = "GRIEVOUS"
    elif offence in ("HURT", "RAPE", "DOMESTIC_VIOLENCE", "SEXUAL_CHILD"):
        injury = "GRIEVOUS" if rng.random() < 0.35 else "SIMPLE"
    return Victim(fir, no, sex, age, died, injury, fir.occurred_on if died else None)


_THINGS = {"VEHICLE_THEFT": "VEHICLE", "MOTORCYCLE_THEFT": "MOTORCYCLE"}
_OTHER_THINGS = {"CASH": 24, "JEWELLERY": 14, "PHONE": 22, "LIVESTOCK": 14, "OTHER": 26}
_VALUE = {"VEHICLE": (400, 4_000), "MOTORCYCLE": (50, 260), "CASH": (10, 1_200), "JEWELLERY": (60, 2_500),
          "PHONE": (15, 180), "LIVESTOCK": (30, 900), "OTHER": (10, 600)}  # fmt: skip


def _stolen(rng: Random, fir: Fir) -> None:
    thing = _THINGS.get(fir.offence) or pick(
        rng, {"CASH": 24, "JEWELLERY": 14, "PHONE": 22, "LIVESTOCK": 14, "OTHER": 26}
    )
    low, high = _VALUE[thing]
    fir.property_type = thing
    fir.stolen = 1_000 * int(low + (high - low) * rng.random() * rng.random())
    if rng.random() < grown(fir.day, 0.20, 0.34):
        fir.recovered_on = plus(fir.day, delay(rng, ((0.0, 1), (0.5, 20), (0.9, 150), (1.0, 500))))
        fir.recovered = fir.stolen if rng.random() < 0.6 else fir.stolen * between(rng, 20, 95) // 100


def _referred(rng: Random, fir: Fir) -> None:
    """To an anti-rape crisis cell, and to a medical examiner."""
    reported = fir.reported_at
    if rng.random() < 0.88:
        hours: Knots = ((0.0, 20), (0.55, 360), (0.85, 1440), (1.0, 6000))
        minutes = delay(rng, hours, grown(fir.day, 1.15, 0.75))
        fir.arcc_referred_at = moment(reported.date(), reported.hour * 60 + reported.minute + minutes)
    if rng.random() < 0.93:
        fir.medico_legal_at = moment(reported.date(), reported.hour * 60 + reported.minute + between(rng, 30, 900))


def investigate(rng: Random, books: Books, territory: Territory, fir: Fir) -> None:
    """Give an FIR its accused, its reports and its end."""
    kind = OFFENCES[fir.offence]
    stretch = pace(territory.key, fir.day)

    def after(knots: Knots, start: date = fir.day) -> date:
        return plus(start, max(1, delay(rng, knots, stretch)))

    point = rng.random()
    if point < kind.untraced:
        fir.reports, fir.closure = [_report(books, fir, "UNTRACED", after(UNTRACED))], "UNTRACED"
        if rng.random() < 0.5 * stretch:
            fir.reports.insert(0, _report(books, fir, "INTERIM", after(INTERIM)))
    elif point < kind.untraced + kind.cancelled:
        fir.reports, fir.closure = [_report(books, fir, "CANCELLATION", after(CANCELLED))], "CANCELLED"
        fir.withdrawn = rng.random() < (0.55 if fir.gbv else 0.22)
        classes = {"FALSE": 34, "CIVIL": 22, "NON_COGNIZABLE": 16, "DUPLICATE": 8, "OTHER": 20}
        fir.cancel_class = "OTHER" if fir.withdrawn else pick(rng, classes)
    elif point > 0.970:
        fir.closed_at = after(HANDED_OVER)
        fir.closure = "TRANSFERRED" if point < 0.995 else "QUASHED"
        if fir.closure == "TRANSFERRED":
            fir.transferred_to = "ANF" if fir.offence == "NARCOTICS" else one_of(rng, "FIA", "CTD", "OTHER_PROVINCE")
    else:
        if rng.random() < (0.35 if kind.caught else 0.66):
            fir.reports = [_report(books, fir, "INTERIM", after(INTERIM))]
        if rng.random() >= NEVER_FINISHED:
            done = after(AFTER_INTERIM, fir.reports[-1].forwarded_at) if fir.reports else after(STRAIGHT)
            fir.reports.append(_report(books, fir, "COMPLETE", done))
            fir.closure = "CHALLANED"
    fir.reports.sort(key=lambda r: r.forwarded_at)
    if fir.reports and fir.closure and fir.closed_at is None:
        fir.closed_at = next(r.forwarded_at for r in reversed(fir.reports) if r.kind != "INTERIM")
        fir.reports = [r for r in fir.reports if r.forwarded_at <= fir.closed_at]
        if fir.withdrawn:
            fir.withdrawn_on = fir.closed_at
    _name_accused(rng, books, territory, fir, kind)
    if fir.closure == "CHALLANED":
        _send_up(rng, books, fir)


def _report(books: Books, fir: Fir, kind: str, day: date, n_accused: int = 0) -> Report:
    return Report(books.next("R"), fir, kind, day, n_accused)


def _name_accused(rng: Random, books: Books, territory: Territory, fir: Fir, kind: Offence) -> None:
    if fir.closure == "UNTRACED" and rng.random() < 0.85:
        return
    count = 1 + int(pick(rng, {str(n): weight for n, weight in enumerate(kind.accused)}))
    young = 0.07 if kind.property or fir.offence == "SEXUAL_CHILD" else 0.045
    for no in range(1, count + 1):
        back = books.returning(territory.key, fir.day) if no == 1 and fir.closure == "CHALLANED" else None
        person = back.person if back else books.person(rng, fir.occurred_on, fir.district, young)
        age = age_on(person.born, fir.occurred_on) if person.born else None
        accused = Accused(fir, no, person, rng.random() < 0.7, age, age is not None and age < 18)
        fir.accused.append(accused)
        if back and back.order:
            accused.on_order = back.order
        if fir.closure in ("CHALLANED", ""):
            _arrest(rng, fir, accused, 0.99 if back else kind.arrest)
        elif fir.closure == "CANCELLED" and rng.random() < 0.25:
            _arrest(rng, fir, accused, 0.8)
            accused.custody = "RELEASED_169" if accused.arrested_at else "NONE"
        if fir.closure == "UNTRACED" and not accused.arrested_at:
            _absconds(rng, fir, accused, 0.2)


def _arrest(rng: Random, fir: Fir, accused: Accused, chance: float) -> None:
    """Arrest an accused, or not: some are on bail before, some abscond."""
    last = fir.closed_at or plus(fir.day, 60)
    if rng.random() >= chance:
        if rng.random() < 0.30:
            accused.custody = "BAIL_PRE"
        elif fir.closure:
            _absconds(rng, fir, accused, 0.72)
        return
    days = 0 if OFFENCES[fir.offence].caught else delay(rng, TO_ARREST)
    day = max(fir.day, min(plus(fir.day, days), plus(last, -1)))
    minutes = fir.registered_at.hour * 60 + fir.registered_at.minute
    if day == fir.day:
        start = minutes - between(rng, 0, 30) if OFFENCES[fir.offence].caught else minutes + between(rng, 20, 500)
    else:
        start = between(rng, 0, 1439)
    arrested(rng, accused, day, start)
    if not accused.juvenile and rng.random() < 0.035:
        accused.custody = "RELEASED_169"


def arrested(rng: Random, accused: Accused, day: date, minutes: int) -> None:
    """Arrest somebody and bring them before a magistrate."""
    accused.arrested_at = moment(day, minutes)
    accused.custody = "POLICE_REMAND"
    remote = accused.fir.urban is False and rng.random() < 0.4
    accused.travel_minutes = between(rng, 40, 420) if remote else None
    if rng.random() < 0.955:
        knots: Knots = ((0.0, 150), (0.72, 1300), (0.84, 1440), (0.95, 1900), (1.0, 4200))
        hours = delay(rng, knots, grown(day, 1.12, 0.93)) + (accused.travel_minutes or 0) // 3
        accused.produced_at = moment(day, minutes + hours)


def _absconds(rng: Random, fir: Fir, accused: Accused, declared: float) -> None:
    accused.custody = "ABSCONDING"
    accused.absconded_on = fir.day
    if rng.random() < declared and fir.day >= date(2018, 1, 1):
        day = plus(fir.closed_at or fir.day, between(rng, 20, 160))
        accused.po_declared_at = day
        year = 0
        while year < 9:
            point, caught = rng.random(), grown(plus(day, 365 * year), *PO_CAUGHT)
            for reason, share in (("ARRESTED", caught), ("SURRENDERED", 0.05), ("DIED", 0.015), ("WITHDRAWN", 0.012)):
                if point < share:
                    accused.po_cleared_at = plus(day, 365 * year + between(rng, 3, 364))
                    accused.po_clear_reason = reason
                    return
                point -= share
            year += 1


def _send_up(rng: Random, books: Books, fir: Fir) -> None:
    """Who goes to court in the complete report; divert juveniles, discharge the innocent, add supplements."""
    complete = next(r for r in fir.reports if r.kind == "COMPLETE")
    for accused in fir.accused:
        minor = accused.juvenile and fir.severity != "HEINOUS"
        if minor and accused.arrested_at and rng.random() < grown(fir.day, 0.10, 0.30):
            day = plus(accused.arrested_at.date(), between(rng, 5, 60))
            accused.diverted_at = min(day, complete.forwarded_at)
            accused.custody = "NONE"
            continue
        accused.sent = accused.custody != "RELEASED_169"
    complete.n_accused = sum(a.sent for a in fir.accused)
    serious = OFFENCES[fir.offence].serious
    complete.forensic = rng.random() < grown(fir.day, 0.28, 0.52) * (1.0 if serious else 0.7)
    complete.medical = any(v.injury != "NONE" for v in fir.victims) and rng.random() < 0.86
    for report in fir.reports:
        if report.kind == "INTERIM":
            report.n_accused = sum(a.sent and a.arrested_at is not None for a in fir.accused)
            report.medical = complete.medical and rng.random() < 0.5
    done = complete.forwarded_at
    if any(a.custody == "RELEASED_169" for a in fir.accused):
        fir.reports.append(_report(books, fir, "DISCHARGE", plus(done, between(rng, 0, 15))))
    if rng.random() < 0.03:
        extra = _report(books, fir, "SUPPLEMENTARY", plus(done, between(rng, 10, 90)), complete.n_accused)
        extra.forensic = True
        fir.reports.append(extra)


# -- counted beside the FIRs

CALLS_PER_100_000 = 1.55
COMPLAINTS_PER_100_000 = 0.52


def calls() -> list[Call]:
    found: list[Call] = []
    for territory in TERRITORIES:
        for month in MONTHS:
            rng = dice("calls", territory.key, month)
            mean = territory.people / 100_000 * CALLS_PER_100_000 * (0.4 + 1.5 * territory.urban)
            for day in sorted(any_day(rng, month) for _ in range(poisson(rng, mean))):
                found.append(_call(rng, territory, day, f"K{territory.key}-{len(found) + 1:05d}"))
    return found


def _call(rng: Random, territory: Territory, day: date, number: str) -> Call:
    minutes = between(rng, 0, 1439)
    urban = rng.random() < territory.urban * 1.2
    outcome = pick(rng, {"ATTENDED": 80, "NOT_ATTENDED": 5, "HOAX": 7, "ADVICE": 5, "DUPLICATE": 3})
    category = pick(rng, {"VIOLENCE": 28, "THEFT": 27, "TRAFFIC": 18, "DOMESTIC": 6, "OTHER": 21})
    call = Call(number, territory.district(day), moment(day, minutes), None, None, urban, outcome, category)
    if outcome in ("ATTENDED", "HOAX"):
        sent = between(rng, 1, 6)
        call.dispatched_at = moment(day, minutes + sent)
        knots: Knots = ((0.0, 3), (0.5, 14), (0.85, 28), (1.0, 75)) if urban else ((0.0, 8), (0.5, 33), (1.0, 160))
        if outcome == "ATTENDED":
            call.arrived_at = moment(day, minutes + sent + delay(rng, knots, grown(day, 1.1, 0.85)))
    return call


def complaints() -> list[Complaint]:
    found: list[Complaint] = []
    for territory in TERRITORIES:
        for month in MONTHS:
            rng = dice("complaints", territory.key, month)
            for day in sorted(
                any_day(rng, month) for _ in range(poisson(rng, territory.people / 1e5 * COMPLAINTS_PER_100_000))
            ):
                minutes = between(rng, 480, 1100)
                category = pick(rng, {"NON_REGISTRATION": 34, "INVESTIGATION": 24, "MISCONDUCT": 17, "CORRUPTION": 9,
                                      "EXCESS": 6, "OTHER": 10})  # fmt: skip
                closed, outcome = None, ""
                if rng.random() < 0.93:
                    wait: Knots = ((0.0, 1), (0.5, 21), (0.8, 45), (1.0, 240))
                    closed = moment(plus(day, delay(rng, wait, grown(day, 1.2, 0.8))), between(rng, 540, 1000))
                    closed = max(closed, moment(day, minutes + 30))
                    outcome = pick(rng, {"UPHELD": 22, "NOT_UPHELD": 38, "REFERRED": 34, "WITHDRAWN": 6})
                number = f"Q{territory.key}-{len(found) + 1:05d}"
                sex = pick(rng, COMPLAINANT)
                found.append(
                    Complaint(number, territory.district(day), moment(day, minutes), category, sex, closed, outcome)
                )
    return found


RANKS = {"GO": 0.012, "INSPECTOR": 0.03, "SI_ASI": 0.13, "CONSTABLE": 0.828}


def staff() -> list[PoliceStaff]:
    """Posts at the end of every month; a district that gets the Levies grows that month."""
    found = []
    for month in MONTHS:
        day = last_day(month)
        for district in districts_on(day):
            parts = [t for t in TERRITORIES if t.district(day) == district]
            for rank, share in RANKS.items():
                sanctioned = in_post = female = 0
                for part in parts:
                    rng = dice("strength", part.key, rank)
                    per_1000 = (2.1 if part.key == "226" else 1.25) + 0.3 * rng.random()
                    levies = 0.75 if day >= merger_of(part) else 0.0
                    posts = max(1, int(part.people / 1000 * (per_1000 + levies) * share))
                    filled = min(posts, int(posts * (0.80 + 0.12 * rng.random() + grown(day, 0.0, 0.05)) + 0.5))
                    sanctioned += posts
                    in_post += filled
                    women = grown(day, 0.012, 0.034) * (1.8 if part.key == "226" else 0.9)
                    female += int(filled * women + rng.random() * 0.6)
                found.append(PoliceStaff(district, month, rank, sanctioned, in_post, min(female, in_post)))
    return found
