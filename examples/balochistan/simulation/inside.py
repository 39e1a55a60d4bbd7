"""Inside the prisons: who is held without an FIR, what is taught, what goes wrong, children and staff."""

from __future__ import annotations

from datetime import date, datetime

from simulation.books import Books
from simulation.clock import (
    END,
    FIRST,
    LAST,
    MONTHS,
    START,
    any_day,
    between,
    delay,
    dice,
    first_day,
    grown,
    last_day,
    moment,
    month_of,
    one_of,
    pick,
    plus,
    poisson,
)  # fmt: skip
from simulation.geography import PRISONS, prison_district
from simulation.prisons import live
from simulation.world import Children, Incident, Passage, PrisonStaff, Session, Stay

OTHERS = {"CIVIL": 6, "DETENU": 16, "ADMIN_IMMIGRATION": 9, "OTHER": 3}


def others(books: Books) -> list[Stay]:
    """Civil prisoners, detenus and people held for immigration reasons."""
    found = []
    for prison in PRISONS:
        if prison.kind == "JUVENILE":
            continue
        for month in range(FIRST - 14, LAST + 1):
            rng = dice("others", prison.code, month)
            busy = 3.0 if prison.code == "PK226-DJ" else 0.5
            for day in sorted(any_day(rng, month) for _ in range(poisson(rng, busy))):
                status = pick(rng, OTHERS)
                person = books.person(rng, day, prison_district(prison.code, day), 0.0)
                person.foreign = person.foreign or status == "ADMIN_IMMIGRATION"
                at = moment(day, between(rng, 600, 1200))
                stay = Stay(books.next("H"), person, None, at, "NEW")
                stay.screened_at = moment(day, between(rng, 1210, 3600)) if rng.random() < 0.7 else None
                stay.passages.append(Passage(stay, prison.code, at, "NEW"))
                days = delay(rng, ((0.0, 4), (0.7, 60), (1.0, 330)))
                live(rng, stay, [(day, prison.code, status)], plus(day, max(1, days)), "OTHER")
                if plus(day, days) >= START:
                    found.append(stay)
    return found


# -- inside

PROGRAMMES = {"LITERACY": 30, "FORMAL_EDUCATION": 14, "TAILORING": 18, "CARPENTRY": 12, "COMPUTER": 8,
              "RELIGIOUS_EDUCATION": 18}  # fmt: skip


def programmes(stay: Stay) -> None:
    """Sessions of the sentenced, one a month for as long as they take part."""
    if stay.sentence is None:
        return
    rng = dice("programme", stay.custody_id)
    first = max(stay.sentence.sentenced_on, START)
    last = min(stay.released_at.date() if stay.released_at else END, END)
    month = month_of(first) + between(rng, 0, 3)
    while month <= month_of(last):
        reform = grown(first_day(month), 0.10, 0.24) * (1.3 if stay.sex == "F" else 1.0)
        if rng.random() >= reform:
            month += between(rng, 5, 12)
            continue
        programme = pick(rng, PROGRAMMES)
        count = between(rng, 2, 8)
        for turn in range(count):
            day = plus(first_day(month + turn), between(rng, 0, 26))
            state = stay.state_on(day)
            if state is None or day > last or day < first or state.status not in SENTENCED:
                break
            stay.sessions.append(Session(stay, state.facility, programme, day, turn == count - 1))
        month += count + between(rng, 4, 14)


SENTENCED = ("CONVICT", "CONVICT_NONFINAL", "CONDEMNED")
DEATH_KINDS = {"DEATH_NATURAL": 74, "DEATH_SELF": 8, "DEATH_HOMICIDE": 6, "DEATH_UNKNOWN": 12}


def incidents(books: Books, stays: list[Stay]) -> list[Incident]:
    """Deaths and escapes as the stays say; assaults, self-harm and disorder beside them."""
    found = []

    def note(stay: Stay | None, facility: str, at: datetime, kind: str) -> None:
        state = stay.state_on(plus(at.date(), -1 if kind[:5] in ("DEATH", "ESCAP", "ABSCO") else 0)) if stay else None
        found.append(Incident(books.next("I"), facility, at, kind, stay, state.status if state else ""))

    inside: dict[tuple[str, int], list[Stay]] = {}
    for stay in stays:
        if stay.release_reason in ("DIED", "ESCAPED") and stay.released_at and START <= stay.released_at.date() <= END:
            rng = dice("end", stay.custody_id)
            kind = pick(rng, DEATH_KINDS) if stay.release_reason == "DIED" else one_of(rng, "ESCAPE", "ABSCOND")
            note(stay, stay.last_facility, stay.released_at, kind)
        for state in stay.states:
            end = min(state.until or END, END)
            if end <= START or state.since > END:
                continue
            for month in range(max(month_of(state.since), FIRST), month_of(end) + 1):
                inside.setdefault((state.facility, month), []).append(stay)
    for prison in PRISONS:
        for month in MONTHS:
            rng, people = dice("incidents", prison.code, month), inside.get((prison.code, month), [])
            crowded = len(people) * (0.0021 if prison.code == "PK226-DJ" else 0.0011)
            for kind, rate in (("ASSAULT_PRISONER", 1.0), ("ASSAULT_STAFF", 0.22), ("SELF_HARM", 0.3)):
                for _ in range(poisson(rng, crowded * rate)):
                    day, stay = any_day(rng, month), people[int(rng.random() * len(people))]
                    held = stay.state_on(day)
                    if held is not None and held.facility == prison.code:
                        note(stay, prison.code, moment(day, between(rng, 300, 1320)), kind)
            if people and rng.random() < 0.008:
                note(None, prison.code, moment(any_day(rng, month), between(rng, 300, 1320)), "DISORDER")
    return found


def children(stays: list[Stay]) -> list[Children]:
    """At the end of every month: about every third woman has a child with her."""
    women: dict[tuple[str, int], list[Stay]] = {}
    for stay in stays:
        if stay.sex == "F":
            for state in stay.states:
                end = min(state.until or END, END)
                for month in range(max(month_of(state.since), FIRST), month_of(end) + 1):
                    if state.since <= last_day(month) and (state.until is None or state.until > last_day(month)):
                        women.setdefault((state.facility, month), []).append(stay)
    found = []
    for prison in PRISONS:
        for month in MONTHS:
            if prison.since is None or first_day(month) >= prison.since:
                there = women.get((prison.code, month), [])
                count = sum(max(0, between(dice("child", s.custody_id), -3, 2)) for s in there)
                found.append(Children(prison.code, month, count))
    return found


def staff() -> list[PrisonStaff]:
    found = []
    for month in MONTHS:
        day = last_day(month)
        for prison in PRISONS:
            if prison.since is not None and day < prison.since:
                continue
            rng = dice("warders", prison.code)
            posts = max(18, int(prison.capacity * (0.26 + 0.1 * rng.random())))
            filled = min(posts, int(posts * (0.74 + 0.14 * rng.random() + grown(day, 0.0, 0.05))))
            doctors = 0 if day < date(2023, 9, 1) and prison.code not in ("PK226-DJ", "PK209-CP") else 1
            doctors += prison.capacity > 400 and day >= date(2024, 7, 1)
            women = max(1 if prison.women else 0, int(filled * grown(day, 0.03, 0.06)))
            found.append(PrisonStaff(prison.code, month, posts, filled, women, doctors))
    return found
