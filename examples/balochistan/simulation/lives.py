"""Everybody's life, FIR by FIR in the order of time: the world as it was on the last day."""

from __future__ import annotations

import gc
from datetime import date

from simulation import courts, hearings, inside, police, prisons, probation, prosecution, survey
from simulation.books import Books
from simulation.clock import END, FIRST, LAST, START, WARM_UP, between, court_day, dice, pick, plus
from simulation.geography import TERRITORIES, Territory
from simulation.offences import OFFENCES, WEIGHTS
from simulation.today import known
from simulation.world import Accused, Case, Fir, Review, World

AGAIN = {"PRISON": 0.24, "SUPERVISED": 0.17, "BAIL": 0.07, "OTHER": 0.04}
"""Chance to be accused again within some years, by how somebody left the first time."""


def build() -> World:
    """The whole world. Takes some seconds; the same every time."""
    gc.disable()  # nothing of it is ever thrown away
    books = Books()
    stations = {t.key: police.Stations(t) for t in TERRITORIES}
    for month in range(FIRST - WARM_UP, LAST + 1):
        for territory in TERRITORIES:
            for turn, day in enumerate(police.days_of_firs(territory, month)):
                rng = dice("fir", territory.key, month, turn)
                offence = pick(rng, WEIGHTS)
                if month < FIRST - 48 and OFFENCES[offence].severity != "HEINOUS":
                    continue
                fir = police.register(rng, books, territory, stations[territory.key], day, offence)
                police.investigate(rng, books, territory, fir)
                prosecution.scrutinise(rng, books, fir)
                _live(books, territory, fir)
    world = _world(books)
    gc.freeze()
    gc.enable()
    return world


def _live(books: Books, territory: Territory, fir: Fir) -> None:
    """What follows for the accused, in court, prison and under supervision."""
    rng = dice("life", fir.fir_id)
    complete = next((r for r in fir.reports if r.kind == "COMPLETE"), None)
    review = complete.review if complete else None
    cases: list[Case] = []
    if review is not None and review.filed_at is not None:
        sent = [a for a in fir.accused if a.sent]
        if sent:
            cases.append(_first_case(books, fir, review, sent))
    tried = {d.no for case in cases for d in case.defendants}
    ends = [fir.closed_at if fir.closure != "CHALLANED" else None, review.dropped_at if review else None]
    end = next((plus(day, 2) for day in ends if day is not None), None)
    for accused in fir.accused:
        if accused.no not in tried:
            if accused.po_clear_reason in ("ARRESTED", "SURRENDERED") and not (review and review.filed_at):
                assert accused.po_cleared_at is not None
                police.arrested(rng, accused, accused.po_cleared_at, between(rng, 0, 1430))
                prisons.remand(rng, books, accused, None)
                continue
            stay = prisons.remand(rng, books, accused, end)
            if stay is not None and end is not None:
                prisons.leave(rng, stay, end, "OTHER")
                stay.warrants[0].end_reason = "DISCHARGED"
    if review is not None and review.filed_at is not None:
        for accused in fir.accused:
            case = _restored(books, fir, review, accused)
            if case is not None:
                cases.append(case)
    for case in list(cases):
        there = courts.move(rng, books, case)
        if there is not None:
            cases.append(there)
    _supervised(books, territory, fir)
    for accused in fir.accused:
        _new_offence(books, accused)
        _again(books, territory, accused)
    if _kept(fir):
        _file(books, fir)


def _first_case(books: Books, fir: Fir, review: Review, sent: list[Accused]) -> Case:
    rng = dice("case", fir.fir_id)
    assert review.filed_at is not None
    point = rng.random()
    instituted = plus(review.filed_at, 0 if point < 0.7 else between(rng, 1, 6))
    case = courts.open_case(books, fir, review, sent, instituted, "FRESH")
    _try(books, case)
    return case


def _try(books: Books, case: Case) -> None:
    """Decide a case, let the accused be held as long as it takes, then do what the judgment says."""
    rng = dice("trial", case.case_id)
    courts.decide(rng, case)
    stays = {}
    for defendant in case.defendants:
        if defendant.accused is not None and defendant.mode != "DORMANT":
            stays[defendant.no] = prisons.remand(rng, books, defendant.accused, defendant.ended_at)
    courts.appeals(rng, books, case)
    for defendant in case.defendants:
        if defendant.mode != "DORMANT":
            prisons.verdict(rng, books, defendant, stays.get(defendant.no))
    for defendant in case.defendants:
        for stay in defendant.accused.stays if defendant.accused else ():
            if stay.states[0].status == "UTP" and stay.state_on(case.instituted_at) is not None:
                defendant.in_custody = True
    if not any(d.verdict == "CONVICTED" for d in case.defendants):
        case.appeals = [a for a in case.appeals if a.against != "CONVICTION"]
    _retrials(books, case)


def _retrials(books: Books, case: Case) -> None:
    """An acquittal that a higher court sends back is tried anew, and ends in acquittal or dies with the accused."""
    appeal = next((a for a in case.appeals if a.outcome == "REMANDED" and a.decided_at is not None), None)
    if appeal is None or appeal.decided_at is None or case.fir is None:
        return
    review = next(r.review for r in case.fir.reports if r.kind == "COMPLETE")
    free = [d.accused for d in case.defendants if d.verdict == "ACQUITTED" and d.accused is not None]
    if review is None or not free or case.mode == "REMAND":
        return
    again = courts.open_case(books, case.fir, review, free, plus(appeal.decided_at, 9), "REMAND")
    rng = dice("retrial", again.case_id)
    again.decided_at = court_day(plus(again.instituted_at, between(rng, 40, 420)))
    again.cognizance_at = again.instituted_at
    again.charged_at = plus(again.instituted_at, 20)
    for defendant in again.defendants:
        defendant.ended_at, defendant.verdict, defendant.mode = again.decided_at, "ACQUITTED", "MERITS"
        defendant.reason, defendant.charged_at, defendant.represented = "BENEFIT_OF_DOUBT", again.charged_at, True
    courts.settle(again)


def _restored(books: Books, fir: Fir, review: Review, accused: Accused) -> Case | None:
    """A proclaimed offender who is caught, or gives up, stands trial in the case that was laid aside."""
    cleared = accused.po_cleared_at
    if cleared is None or accused.po_clear_reason not in ("ARRESTED", "SURRENDERED") or not accused.trials:
        return None
    before = accused.trials[-1]
    if before.mode != "DORMANT" or before.ended_at is None:
        return None
    rng = dice("caught", fir.fir_id, accused.no)
    if cleared <= before.ended_at:
        cleared = accused.po_cleared_at = plus(before.ended_at, between(rng, 2, 120))
    if cleared > END:
        return None
    police.arrested(rng, accused, cleared, between(rng, 0, 1430))
    case = courts.open_case(books, fir, review, [accused], plus(cleared, between(rng, 2, 14)), "RESTORED")
    _try(books, case)
    return case


def _supervised(books: Books, territory: Territory, fir: Fir) -> None:
    rng = dice("supervision", fir.fir_id)
    for accused in fir.accused:
        for defendant in accused.trials:
            order = probation.supervise(rng, books, defendant)
            if order is not None:
                defendant.order = order
    for case in fir.cases:
        if case.moved_at is None:
            books.inquiries += [r for r in probation.inquiries(rng, books, case) if r.requested_at <= END]
    stays = {id(stay) for accused in fir.accused for stay in accused.stays}
    for parole in reversed(books.paroles):
        if id(parole.stay) not in stays:
            break
        report = probation.home_report(rng, books, parole)
        if report is not None:
            books.inquiries.append(report)
        probation.release_on_licence(rng, books, parole)


def _new_offence(books: Books, accused: Accused) -> None:
    """Somebody under an order is accused again: a breach."""
    order, fir = accused.on_order, accused.fir
    if order is not None and order.continued is not None and order.continued.order_date <= fir.day:
        came = order.continued.transferred_in_at
        order = order.continued if came is not None and came < fir.day else order
    if order is None or not order.order_date < fir.day < (order.ended_at or END):
        accused.on_order = None
        return
    accused.on_order = order
    rng = dice("new offence", fir.fir_id)
    probation.breach(rng, books, order, plus(fir.day, between(rng, 1, 20)), "NEW_OFFENCE")


def _again(books: Books, territory: Territory, accused: Accused) -> None:
    """Whether and when somebody comes back, once the law has let go."""
    if accused.arrested_at is None:
        return
    rng = dice("again", accused.fir.fir_id, accused.no)
    free = max([accused.arrested_at.date(), *(d.ended_at for d in accused.trials if d.ended_at)])
    left, order, parole = "OTHER", None, False
    for stay in accused.stays:
        if stay.released_at is None or stay.release_reason == "DIED":
            return
        free = max(free, stay.released_at.date())
        left = "BAIL" if stay.release_reason == "BAIL" else "PRISON"
        parole = parole or stay.release_reason == "PAROLE"
    for defendant in accused.trials:
        if defendant.order is not None:
            left, order = "SUPERVISED", defendant.order
            if order.end_reason == "DIED":
                return
    if rng.random() < AGAIN[left] * (0.5 if parole else 1.0):
        days = int(15 + 700 * rng.random() * rng.random())
        books.comes_back(territory.key, plus(free, days), accused.person, order)


def _kept(fir: Fir) -> bool:
    """Whether anything was still going on, on the first day."""
    if fir.day >= START or fir.closed_at is None or fir.closed_at >= START:
        return True
    for case in fir.cases:
        if case.ended is None or case.ended >= START or any((a.decided_at or END) >= START for a in case.appeals):
            return True
    reviews = [r.review for r in fir.reports if r.review]
    if fir.day >= date(2020, 1, 1) and any((r.filed_at or r.dropped_at or START) >= START for r in reviews):
        return True
    for accused in fir.accused:
        if accused.po_declared_at and (accused.po_cleared_at is None or accused.po_cleared_at >= START):
            return True
        if any(stay.released_at is None or stay.released_at.date() >= START for stay in accused.stays):
            return True
        for defendant in accused.trials:
            order = defendant.order
            if order is not None and ((order.ended_at or END) >= START or order.end_due >= START):
                return True
        if any(s.release_reason == "PAROLE" and s.sentence and (s.sentence.due or END) >= START for s in accused.stays):
            return True
    return False


def _file(books: Books, fir: Fir) -> None:
    books.firs.append(fir)
    books.reviews += [r.review for r in fir.reports if r.review is not None]
    for case in fir.cases:
        if case.moved_at is None and (case.ended or END) >= START:
            hearings.hear(dice("hearings", case.case_id), case)
        books.cases.append(case)
        books.appeals += case.appeals
    for accused in fir.accused:
        books.bails += accused.bails
        books.stays += accused.stays
        for defendant in accused.trials:
            if defendant.order is not None:
                books.orders += [o for o in (defendant.order, defendant.order.continued) if o is not None]


def _world(books: Books) -> World:
    stays = [s for s in books.stays if s.admitted_at.date() <= END]
    held = {id(s) for s in stays}
    paroles = [p for p in books.paroles if id(p.stay) in held and (p.considered_at or END) >= date(2019, 1, 1)]
    orders = books.orders + [o for p in paroles if p.order for o in (p.order, p.order.continued) if o is not None]
    stays += inside.others(books)
    for stay in stays:
        inside.programmes(stay)
    docket = courts.dockets(books)
    for case in docket:
        hearings.hear_docket(dice("docket hearings", case.case_id), case)
    persons = {id(a.person) for f in books.firs for a in f.accused}
    world = World(
        firs=books.firs, calls=police.calls(), complaints=police.complaints(), police_staff=police.staff(),
        reviews=books.reviews, prosecution_staff=prosecution.staff(), cases=books.cases + docket, bails=books.bails,
        appeals=books.appeals, judges=courts.judges(), stays=stays, incidents=inside.incidents(books, stays),
        children=inside.children(stays), prison_staff=inside.staff(), orders=orders,
        inquiries=[r for r in books.inquiries if id(r.person) in persons or r.requested_at >= START],
        parole_cases=paroles, probation_staff=probation.staff(), respondents=survey.respondents(),
    )  # fmt: skip
    return known(world)
