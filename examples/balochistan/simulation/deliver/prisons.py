"""What the prisons hand over. The warrants come by the police district they name, everything else by prison."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from simulation.clock import LAST, first_day, last_day
from simulation.plan import NEWEST, Row, Seen, Table
from simulation.world import (
    Incident,
    Passage,
    Person,
    PrisonStaff,
    Production,
    Sentence,
    Session,
    State,
    Stay,
    Warrant,
    World,
)

PROGRAMMES = {"LITERACY": "EDUCATION", "FORMAL_EDUCATION": "EDUCATION", "RELIGIOUS_EDUCATION": "EDUCATION",
              "TAILORING": "VOCATIONAL", "CARPENTRY": "VOCATIONAL", "COMPUTER": "VOCATIONAL"}  # fmt: skip
"""Of what is taught, the two kinds that the prisons report."""
SENTENCES = {"PRISON": "IMPRISONMENT"}


def nationality(person: Person) -> str:
    return "FOREIGN" if person.foreign else "PAKISTANI"


def ended_by(state: State) -> str:
    """What ended a state: the next one of the stay, or the release."""
    states = state.stay.states
    at = next(n for n, other in enumerate(states) if other is state)
    if at + 1 == len(states):
        return state.stay.release_reason
    after = states[at + 1]
    if after.facility != state.facility:
        return "TRANSFER_OUT"
    return "SENTENCED" if state.status == "UTP" and after.status != "UTP" else "SAME_STATUS"


def _state(state: State, seen: Seen) -> Row:
    stay, until = state.stay, seen(state.until)
    return {
        "custody_id": stay.custody_id,
        "person_key": stay.person.number,
        "facility": state.facility,
        "from_date": state.since,
        "to_date": until,
        "status": state.status,
        "sex": stay.sex,
        "age_class": state.age_class,
        "nationality": nationality(stay.person),
        "admitted_at": stay.admitted_at.date(),
        "ended_by": ended_by(state) if until else None,
    }


def _state_on(stay: Stay, day: date) -> State:
    return stay.state_on(day) or stay.states[-1]


def _passage(passage: Passage, seen: Seen) -> Row:
    stay, left = passage.stay, seen(passage.until)
    number = next(n for n, other in enumerate(stay.passages, start=1) if other is passage)
    first = _state_on(stay, passage.since.date())
    return {
        "admission_id": f"{stay.custody_id}-{number}",
        "custody_id": stay.custody_id,
        "person_key": stay.person.number,
        "facility": passage.facility,
        "admitted_at": passage.since,
        "admission_kind": passage.how,
        "status": first.status,
        "sex": stay.sex,
        "age_class": first.age_class,
        "nationality": nationality(stay.person),
        "home_district": stay.person.home or None,
        "counsel_since": seen(stay.counsel_from),
        "released_at": left,
        "release_reason": passage.why if left else None,
    }


STOCK_TAKING = (last_day(NEWEST - 1), last_day(LAST))
"""Days on which the prisons count: the register has everybody held once more, so that who came in a month that was
never handed over is on file in the end."""


def _passage_days(passage: Passage) -> tuple[date | None, ...]:
    counted = [day for day in STOCK_TAKING if passage.since.date() <= day and not _gone(passage, day)]
    return passage.since, passage.until, passage.stay.counsel_from, *counted


def _gone(passage: Passage, day: date) -> bool:
    return passage.until is not None and passage.until.date() <= day


def facility_on(stay: Stay, day: date) -> str:
    """The prison that holds the person at the end of a day; the last one after release."""
    held = [p for p in stay.passages if p.since.date() <= day]
    return (held[-1] if held else stay.passages[0]).facility


def _warrant(warrant: Warrant, seen: Seen) -> Row:
    ended = seen(warrant.ended_at)
    return {
        "warrant_id": warrant.warrant_id,
        "custody_id": warrant.stay.custody_id,
        "facility": facility_on(warrant.stay, seen.until),
        "police_district": warrant.police_district,
        "fir_id": warrant.accused.fir.fir_id if warrant.accused else None,
        "court_code": warrant.court or None,
        "max_penalty_class": warrant.penalty or None,
        "juvenile": warrant.juvenile,
        "detained_since": warrant.detained_since,
        "ended_at": ended,
        "delay_attributed_days": warrant.delay_days,
        "excluded_by_4th_proviso": warrant.fourth_proviso,
        "bail_granted_unfurnished": warrant.bail_unfurnished,
    }


@dataclass(frozen=True)
class Remand:
    """The time in which one prison holds a person under trial on one warrant."""

    warrant: Warrant
    facility: str
    since: date
    until: date | None


def remands(world: World) -> list[Remand]:
    found = []
    for stay in world.stays:
        for warrant in stay.warrants:
            for passage in stay.passages:
                since = max(warrant.detained_since, passage.since.date())  # before that the police hold the person
                ends = [day for day in (warrant.ended_at, passage.until and passage.until.date()) if day]
                until = min(ends, default=None)
                if until is None or until > since:
                    found.append(Remand(warrant, passage.facility, since, until))
    return found


def _remand(remand: Remand, seen: Seen) -> Row:
    return {
        "warrant_id": remand.warrant.warrant_id,
        "custody_id": remand.warrant.stay.custody_id,
        "facility": remand.facility,
        "from_date": remand.since,
        "to_date": seen(remand.until),
    }


def _sentence(sentence: Sentence, seen: Seen) -> Row:
    return {
        "sentence_id": f"{sentence.stay.custody_id}-S",
        "custody_id": sentence.stay.custody_id,
        "facility": facility_on(sentence.stay, sentence.sentenced_on),
        "sentenced_on": sentence.sentenced_on,
        "kind": SENTENCES.get(sentence.kind, sentence.kind),
        "length_days": sentence.length_days,
        "fine": sentence.fine,
        "remission_days": sentence.remission_days,
        "due_release_date": sentence.due,
    }


@dataclass(frozen=True)
class Numbered:
    """A production with the number it has in the register."""

    number: str
    production: Production


def productions(world: World) -> list[Numbered]:
    return [
        Numbered(f"{stay.custody_id}-D{number:03d}", production)
        for stay in world.stays
        for number, production in enumerate(stay.productions, start=1)
    ]


def _production(numbered: Numbered, seen: Seen) -> Row:
    production = numbered.production
    case = production.case
    return {
        "production_id": numbered.number,
        "custody_id": production.stay.custody_id,
        "facility": production.facility,
        "case_id": case.case_id if case else None,
        "court_level": case.level if case else None,
        "due_date": production.due,
        "produced": production.produced,
        "mode": (production.mode or None) if production.produced else None,
        "reason_code": None if production.produced else production.reason or None,
    }


def _incident(incident: Incident, seen: Seen) -> Row:
    return {
        "incident_id": incident.incident_id,
        "facility": incident.facility,
        "happened_on": incident.happened_at.date(),
        "kind": incident.kind,
        "person_key": incident.stay.person.number if incident.stay else None,
        "status": incident.status or None,
    }


def sessions(world: World) -> list[Session]:
    """One a prisoner, kind of programme and day, completed where any of that day was."""
    found: dict[tuple[str, str, date], Session] = {}
    for stay in world.stays:
        for session in stay.sessions:
            key = (stay.custody_id, PROGRAMMES.get(session.programme, session.programme), session.held_on)
            if key not in found or session.completed:
                found[key] = session
    return list(found.values())


def _session(session: Session, seen: Seen) -> Row:
    return {
        "custody_id": session.stay.custody_id,
        "person_key": session.stay.person.number,
        "facility": session.facility,
        "programme_code": PROGRAMMES.get(session.programme, session.programme),
        "session_date": session.held_on,
        "status": _state_on(session.stay, session.held_on).status,
        "sex": session.stay.sex,
        "completed": session.completed,
    }


def _screening(stay: Stay, seen: Seen) -> Row:
    assert stay.screened_at is not None
    return {
        "custody_id": stay.custody_id,
        "facility": facility_on(stay, stay.screened_at.date()),
        "screened_at": stay.screened_at,
    }


@dataclass(frozen=True)
class Count:
    """Numbers of a prison at the end of a month, told as a spell that lasts the month."""

    facility: str
    month: int
    numbers: tuple[int, ...]


def _children(count: Count, seen: Seen) -> Row:
    return _dated(count) | {"children": count.numbers[0]}


def _staff(count: Count, seen: Seen) -> Row:
    names = ("sanctioned", "in_post", "female", "medical_in_post")
    return _dated(count) | dict(zip(names, count.numbers, strict=True))


def _dated(count: Count) -> Row:
    return {"facility": count.facility, "from_date": first_day(count.month), "to_date": first_day(count.month + 1)}


def _numbers(staff: PrisonStaff) -> tuple[int, ...]:
    return staff.sanctioned, staff.in_post, staff.female, staff.medical


TABLES = (
    Table(
        "prisons", "prisons.custody_status",
        things=lambda w: [state for stay in w.stays for state in stay.states],
        area=lambda s: s.facility,
        dates=lambda s: (s.since, s.until),
        row=_state,
        pace="MONTHLY",
        mode="snapshot",
        spell=lambda s: (s.since, s.until),
        packed=True,
    ),
    Table(
        "prisons", "prisons.custody",
        things=lambda w: [passage for stay in w.stays for passage in stay.passages],
        area=lambda p: p.facility,
        dates=_passage_days,
        row=_passage,
        packed=True,
    ),
    Table(
        "prisons", "prisons.warrant",
        things=lambda w: [warrant for stay in w.stays for warrant in stay.warrants],
        area=lambda x: x.police_district,
        dates=lambda x: (x.detained_since, x.ended_at, *(p.since for p in x.stay.passages[1:])),
        row=_warrant,
        packed=True,
        absent=("sections",),
    ),
    Table(
        "prisons", "prisons.remand",
        things=remands,
        area=lambda r: r.facility,
        dates=lambda r: (r.since, r.until),
        row=_remand,
        mode="snapshot",
        spell=lambda r: (r.since, r.until),
        packed=True,
    ),
    Table(
        "prisons", "prisons.sentence",
        things=lambda w: [stay.sentence for stay in w.stays if stay.sentence],
        area=lambda s: facility_on(s.stay, s.sentenced_on),
        dates=lambda s: (s.sentenced_on,),
        matter=lambda s: s.stay.admitted_at,
        row=_sentence,
        packed=True,
        pace="YEARLY",
    ),
    Table(
        "prisons", "prisons.production",
        things=productions,
        area=lambda n: n.production.facility,
        dates=lambda n: (n.production.due,),
        row=_production,
        packed=True,
    ),
    Table(
        "prisons", "prisons.incident",
        things=lambda w: w.incidents,
        area=lambda i: i.facility,
        dates=lambda i: (i.happened_at,),
        row=_incident,
        pace="YEARLY",
    ),
    Table(
        "prisons", "prisons.programme",
        things=sessions,
        area=lambda s: s.facility,
        dates=lambda s: (s.held_on,),
        row=_session,
        pace="YEARLY",
        packed=True,
    ),
    Table(
        "prisons", "prisons.medical",
        things=lambda w: [stay for stay in w.stays if stay.screened_at],
        area=lambda s: facility_on(s, s.screened_at.date()),
        dates=lambda s: (s.screened_at,),
        row=_screening,
        pace="YEARLY",
        packed=True,
    ),
    Table(
        "prisons", "prisons.children",
        things=lambda w: [Count(c.facility, c.month, (c.n,)) for c in w.children],
        area=lambda c: c.facility,
        dates=lambda c: (first_day(c.month),),
        row=_children,
        pace="YEARLY",
        mode="snapshot",
        spell=lambda c: (first_day(c.month), first_day(c.month + 1)),
    ),
    Table(
        "prisons", "prisons.staff",
        things=lambda w: [Count(s.facility, s.month, _numbers(s)) for s in w.prison_staff],
        area=lambda c: c.facility,
        dates=lambda c: (first_day(c.month),),
        row=_staff,
        pace="YEARLY",
        mode="snapshot",
        spell=lambda c: (first_day(c.month), first_day(c.month + 1)),
    ),
)  # fmt: skip
