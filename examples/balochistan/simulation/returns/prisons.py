"""Form PRI-M: the month of a prison."""

from __future__ import annotations

from datetime import date

from simulation.clock import add_months, first_day, month_of
from simulation.deliver.prisons import PROGRAMMES
from simulation.geography import PRISONS, WING
from simulation.returns.form import Cells, stock_before
from simulation.view import Period, World, add_days, day_of, days, minutes
from simulation.world import Passage, State, Stay

STATUSES = ("UTP", "CONVICT_NONFINAL", "CONVICT", "CONDEMNED", "CIVIL", "DETENU", "ADMIN_IMMIGRATION", "OTHER")
HELD = {"M0_6": 6, "M6_12": 12, "M12_24": 24, "M24_UP": None}
RELEASES = {"BAIL": "BAIL", "ACQUITTED": "ACQUITTED", "SENTENCE_EXPIRED": "EXPIRED", "PAROLE": "PAROLE",
            "PROBATION": "PROBATION", "TRANSFER_OUT": "TRANSFER_OUT", "DIED": "DIED", "ESCAPED": "ESCAPED",
            "OTHER": "OTHER"}  # fmt: skip


def persons(form: Cells, line: str, found: list[tuple[str, str]]) -> None:
    """Cells by status and by status and sex; the total leaves out those held for immigration only."""
    form[line] = sum(status != "ADMIN_IMMIGRATION" for status, _ in found)
    for status in STATUSES:
        form[line, status] = sum(mine == status for mine, _ in found)
        for sex in "MFTU":
            form[line, f"{status}_{sex}"] = found.count((status, sex))


def of(states: list[State]) -> list[tuple[str, str]]:
    return [(state.status, state.stay.sex) for state in states]


def on_day(passages: list[Passage], leaving: bool = False) -> list[tuple[str, str]]:
    """Status on the day of the passage; of those who leave, on the day before."""
    found = []
    for passage in passages:
        day = add_days(passage.until, -1) if leaving and passage.until else day_of(passage.since)
        state = passage.stay.state_on(day) or passage.stay.states[-1]
        found.append((state.status, passage.stay.sex))
    return found


def cells(world: World, p: Period) -> Cells:
    form = Cells()
    before = [s for s in world.states if stock_before(p, s.since, s.until)]
    held = [s for s in world.states if p.there(s.since, s.until)]
    persons(form, "C1", of(before))
    persons(form, "C1_JUVENILE", of([s for s in before if s.age_class == "JUVENILE"]))
    for how in ("NEW", "TRANSFER_IN", "RECALL"):
        persons(form, f"C2_{how}", on_day([x for x in world.passages if p.holds(x.since) and x.how == how]))
    persons(form, "C3", [("UTP", s.stay.sex) for s in world.states if sentenced(s) and p.holds(s.until)])
    for why, name in RELEASES.items():
        left = [x for x in world.passages if p.holds(x.until) and x.why == why]
        persons(form, f"C4_{name}", on_day(left, leaving=True))
    persons(form, "C5", of(held))
    persons(form, "C5_JUVENILE", of([s for s in held if s.age_class == "JUVENILE"]))
    _places(form, world.area, p)
    _under_trial(form, [s for s in held if s.status == "UTP"], p)
    _regime(form, world, p)
    _due(form, world, held, p)
    return form


def sentenced(state: State) -> bool:
    """Whether a state under trial ended with a sentence, in the same prison."""
    states = state.stay.states
    at = next(n for n, other in enumerate(states) if other is state)
    return state.status == "UTP" and at + 1 < len(states) and states[at + 1].status != "UTP"


def _places(form: Cells, facility: str, p: Period) -> None:
    prison = next(x for x in PRISONS if x.code == facility)
    code, since, more = WING
    places = more if facility == code and p.last_day >= since else prison.capacity
    form["C6"] = places
    form["C6", "MEN"] = places - prison.women - prison.juveniles
    form["C6", "WOMEN"], form["C6", "JUVENILES"] = prison.women, prison.juveniles


def detained(stay: Stay) -> date:
    """First day in custody of the stay."""
    return min([stay.admitted_at.date(), *(warrant.detained_since for warrant in stay.warrants)])


def _under_trial(form: Cells, held: list[State], p: Period) -> None:
    groups = {
        "C7": lambda s: True,
        "C7_WOMEN": lambda s: s.stay.sex == "F",
        "C7_JUVENILE": lambda s: s.age_class == "JUVENILE",
        "C7_DEATH": lambda s: any(w.penalty == "DEATH" for w in s.stay.warrants),
    }
    for line, belongs in groups.items():
        mine = [s for s in held if belongs(s)]
        form[line] = len(mine)
        for item in HELD:
            form[line, item] = sum(_range(s, p) == item for s in mine)
    form["C8"] = sum(
        any(w.accused and not (w.accused.fir.first() or date.max) <= p.last_day for w in s.stay.warrants) for s in held
    )
    form["C14"] = sum(s.stay.counsel_from is None or s.stay.counsel_from > p.last_day for s in held)


def _range(state: State, p: Period) -> str:
    since = detained(state.stay)
    return next(item for item, end in HELD.items() if end is None or add_months(since, end) > p.last_day)


def _regime(form: Cells, world: World, p: Period) -> None:
    due = [x for x in world.productions if p.holds(x.due)]
    form["C9"] = len(due)
    form["C9_PERSON"] = sum(x.produced and x.mode == "PERSON" for x in due)
    form["C9_VIDEO"] = sum(x.produced and x.mode == "VIDEO" for x in due)
    form["C9_MISSED"] = sum(not x.produced for x in due)
    for reason in ("NO_ESCORT", "ILL", "COURT_CANCELLED", "SECURITY", "OTHER"):
        form["C9_MISSED", f"MISSED_{reason}"] = sum(not x.produced and x.reason == reason for x in due)
    incidents = [i.kind for i in world.incidents if p.holds(i.happened_at)]
    causes = ("DEATH_NATURAL", "DEATH_SELF", "DEATH_HOMICIDE", "DEATH_UNKNOWN")
    form["C10_DEATH"] = sum(kind in causes for kind in incidents)
    for cause in causes:
        form["C10_DEATH", cause] = incidents.count(cause)
    for kind in ("ASSAULT_PRISONER", "ASSAULT_STAFF", "SELF_HARM", "ESCAPE"):
        form[f"C10_{kind}"] = incidents.count(kind)
    year = first_day(p.first - (p.first - 6) % 12)
    for line, since in (("C11", p.first_day), ("C11_YTD", year)):
        who = {
            (s.stay.person.number, PROGRAMMES.get(s.programme))
            for s in world.sessions
            if since <= s.held_on <= p.last_day
        }
        form[line] = len({person for person, _ in who})
        for item in ("EDUCATION", "VOCATIONAL"):
            form[line, item] = sum(kind == item for _, kind in who)
    new = [x for x in world.passages if p.holds(x.since) and x.how in ("NEW", "RECALL")]
    counted = [x for x in new if on_day([x])[0][0] != "ADMIN_IMMIGRATION"]
    form["C13"] = sum(screened(x.stay) for x in counted)
    form["C15"] = sum(c.n for c in world.children if c.month == p.last)
    staff = [s for s in world.prison_staff if s.month == p.last]
    form["C16_SANCTIONED"] = sum(s.sanctioned for s in staff)
    form["C16_IN_POST"] = sum(s.in_post for s in staff)
    form["C16_WOMEN"] = sum(s.female for s in staff)
    form["C16_MEDICAL"] = sum(s.medical for s in staff)


def screened(stay: Stay) -> bool:
    """Seen by a health worker within 24 hours of admission."""
    return stay.screened_at is not None and 0 <= minutes(stay.admitted_at, stay.screened_at) <= 24 * 60


def _due(form: Cells, world: World, held: list[State], p: Period) -> None:
    served = [x for x in world.passages if p.holds(x.until) and x.why == "SENTENCE_EXPIRED" and x.stay.sentence]
    late = [
        x
        for x in served
        if x.until and x.stay.sentence and x.stay.sentence.due and days(x.stay.sentence.due, x.until) > 0
    ]
    form["C12_LATE"], form["C12_ON_TIME"] = len(late), len(served) - len(late)
    past = [s for s in held if s.stay.sentence and s.stay.sentence.due and s.stay.sentence.due < p.last_day]
    past = [s for s in past if s.status in ("CONVICT", "CONVICT_NONFINAL")]
    form["C12_PAST_DUE"] = len(past)
    due_now = sum(
        bool(s.stay.sentence and s.stay.sentence.due and month_of(s.stay.sentence.due) == p.last) for s in past
    )
    form["C12"] = len(served) + due_now
