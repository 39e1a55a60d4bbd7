"""Simulated first information reports and the police reports (s.173) that follow them."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta
from random import Random

from simulation.clock import FIRST, LAST, any_day, delay, dice, first_day, month_of, pick, poisson
from simulation.geography import DISTRICTS, District

PER_100_000 = 3.35
"""FIRs a month per 100,000 people."""
BUSY = {"PK226": 1.5, "PK217": 1.3, "PK205": 1.2, "PK206": 0.30, "PK232": 0.35, "PK227": 0.30, "PK221": 0.40,
        "PK216": 0.45, "PK230": 0.40, "PK201": 0.50, "PK202": 0.60}  # fmt: skip
"""Districts that register more or fewer FIRs than their population says."""
A_AREAS = ("PK226", "PK217", "PK205")
A_AREA_MERGER = date(2025, 1, 10)
MERGER = {"Mekran": date(2026, 1, 20), "Rakhshan": date(2026, 1, 20)}
OTHER_MERGER = date(2025, 10, 15)
"""Levies join the police on these days. Which divisions came last is assumed here."""

OFFENCES = {
    "MURDER": 9.0, "ATTEMPT_MURDER": 7.5, "HURT": 9.0, "KIDNAP_ABDUCT": 5.0, "KIDNAP_RANSOM": 0.6, "RAPE": 1.1,
    "SEXUAL_CHILD": 0.7, "OUTRAGE_MODESTY": 0.9, "HONOUR_KILLING": 0.8, "DOMESTIC_VIOLENCE": 0.6, "ACID": 0.1,
    "DACOITY": 1.6, "ROBBERY": 5.0, "BURGLARY": 4.0, "THEFT": 9.0, "VEHICLE_THEFT": 3.0, "MOTORCYCLE_THEFT": 11.0,
    "RIOT": 3.0, "NARCOTICS": 9.0, "ARMS": 7.0, "TERRORISM": 1.2, "CHEATING": 3.0, "OTHER": 8.9,
}  # fmt: skip
HEINOUS = {"MURDER", "ATTEMPT_MURDER", "KIDNAP_RANSOM", "RAPE", "SEXUAL_CHILD", "HONOUR_KILLING", "ACID", "DACOITY",
           "ROBBERY", "NARCOTICS", "TERRORISM"}  # fmt: skip
MAJOR = {"HURT", "KIDNAP_ABDUCT", "BURGLARY", "VEHICLE_THEFT", "MOTORCYCLE_THEFT", "ARMS", "CHEATING"}
GENDER_BASED = {"RAPE", "SEXUAL_CHILD", "OUTRAGE_MODESTY", "HONOUR_KILLING", "DOMESTIC_VIOLENCE", "ACID"}
COMPLAINANT = {"M": 78, "F": 18, "T": 0.2, "U": 3.8}

INTERIM = ((0.0, 8), (0.35, 13), (0.70, 17), (0.90, 28), (1.0, 75))
AFTER_INTERIM = ((0.0, 4), (0.5, 45), (0.9, 150), (1.0, 420))
STRAIGHT = ((0.0, 3), (0.45, 13), (0.70, 17), (0.92, 40), (1.0, 130))
CANCELLED = ((0.0, 5), (0.6, 20), (1.0, 90))
UNTRACED = ((0.0, 40), (0.6, 120), (1.0, 400))
HANDED_OVER = ((0.0, 2), (0.7, 15), (1.0, 60))
NEVER_FINISHED = 0.02


@dataclass(slots=True)
class Fir:
    number: str
    district: str
    force: str
    registered: date
    offence: str
    gbv: bool
    complainant: str
    reports: list[tuple[str, date]] = field(default_factory=list)
    closed: date | None = None
    closure: str = ""

    @property
    def severity(self) -> str:
        return "HEINOUS" if self.offence in HEINOUS else "MAJOR" if self.offence in MAJOR else "MINOR"

    @property
    def month(self) -> int:
        return month_of(self.registered)


def force_of(rng: Random, district: District, day: date) -> str:
    if district.code in A_AREAS:
        merged, levies = A_AREA_MERGER, 0.15
    else:
        merged, levies = MERGER.get(district.division, OTHER_MERGER), 0.55
    return "LEVIES" if rng.random() < levies and day < merged else "POLICE"


def pace(district: District, month: int) -> float:
    """How slow investigations are: 1 in the first month, shorter as the reform takes hold, unlike by district."""
    slow = 0.85 + 0.35 * dice("pace", district.code).random()
    return slow * (1 - 0.25 * (month - FIRST) / (LAST - FIRST))


def investigate(rng: Random, fir: Fir, stretch: float) -> None:
    """Give an FIR its reports and its end."""
    day = fir.registered

    def after(knots: tuple[tuple[float, int], ...], start: date = day) -> date:
        return start + timedelta(days=max(1, delay(rng, knots, stretch)))

    way = pick(rng, {"INTERIM": 50, "COMPLETE": 29, "CANCELLED": 8, "UNTRACED": 10, "TRANSFERRED": 3})
    if way == "CANCELLED":
        fir.reports, fir.closure = [("CANCELLATION", after(CANCELLED))], way
    elif way == "UNTRACED":
        fir.reports, fir.closure = [("UNTRACED", after(UNTRACED))], way
    elif way == "TRANSFERRED":
        fir.closed, fir.closure = after(HANDED_OVER), way
    else:
        if way == "INTERIM":
            fir.reports = [("INTERIM", after(INTERIM))]
        if rng.random() >= NEVER_FINISHED:
            done = after(AFTER_INTERIM, fir.reports[-1][1]) if fir.reports else after(STRAIGHT)
            fir.reports.append(("COMPLETE", done))
            fir.closure = "CHALLANED"
    if fir.reports and fir.closure:
        fir.closed = fir.reports[-1][1]
    if fir.closure == "CHALLANED" and rng.random() < 0.03:
        fir.reports.append(("SUPPLEMENTARY", after(((0.0, 10), (1.0, 90)), fir.reports[-1][1])))


def firs() -> list[Fir]:
    """Every FIR of the three years, and those from before that were still open when they began."""
    found = []
    for district in DISTRICTS:
        mean = district.people_2023 / 100_000 * PER_100_000 * BUSY.get(district.code, 1.0)
        numbers: dict[int, int] = {}
        for month in range(FIRST - 16, LAST + 1):
            rng = dice("fir", district.code, month)
            for day in sorted(any_day(rng, month) for _ in range(poisson(rng, mean))):
                numbers[day.year] = numbers.get(day.year, 0) + 1
                found.append(_one(rng, district, day, numbers[day.year]))
    start = first_day(FIRST)
    return [f for f in found if f.month >= FIRST or f.closed is None or f.closed >= start]


def _one(rng: Random, district: District, day: date, number: int) -> Fir:
    offence = pick(rng, OFFENCES)
    fir = Fir(
        number=f"F{district.code[2:]}-{day.year % 100}-{number:04d}",
        district=district.code,
        force=force_of(rng, district, day),
        registered=day,
        offence=offence,
        gbv=offence in GENDER_BASED or (offence == "KIDNAP_ABDUCT" and rng.random() < 0.25),
        complainant=pick(rng, COMPLAINANT),
    )
    investigate(rng, fir, pace(district, month_of(day)))
    return fir
