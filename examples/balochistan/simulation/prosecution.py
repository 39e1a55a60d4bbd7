"""The prosecution: reviews of police reports, early consultations, posts."""

from __future__ import annotations

from datetime import date
from random import Random

from simulation.books import Books
from simulation.clock import MONTHS, Knots, between, delay, dice, grown, last_day, one_of, pick, plus
from simulation.geography import districts_on
from simulation.offences import OFFENCES
from simulation.world import Consult, Fir, ProsecutionStaff, Report, Review

ON_THE_WAY: Knots = ((0.0, 0), (0.6, 1), (0.9, 4), (1.0, 12))
TO_DECIDE: Knots = ((0.0, 0), (0.60, 3), (0.85, 8), (1.0, 45))
TO_CURE: Knots = ((0.0, 1), (0.55, 7), (0.85, 20), (1.0, 90))
TO_FILE: Knots = ((0.0, 0), (0.5, 3), (0.85, 10), (1.0, 35))
LOST = 0.012
"""Share of the reports that never reach the prosecutor's register."""
GRADES = {"HEINOUS": {"DPP": 30, "DDPP": 45, "ADPP": 15, "SPP": 10}, "MAJOR": {"DDPP": 30, "ADPP": 70},
          "MINOR": {"ADPP": 90, "DDPP": 10}}  # fmt: skip


def scrutinise(rng: Random, books: Books, fir: Fir) -> None:
    """Review every report of an FIR, and talk to the investigator early in some serious cases."""
    if OFFENCES[fir.offence].serious and rng.random() < grown(fir.day, 0.24, 0.55):
        wait = delay(rng, ((0.0, 0), (0.72, 7), (1.0, 24)), grown(fir.day, 1.2, 0.9))
        mode = one_of(rng, "MEETING", "MEETING", "PHONE", "WRITTEN")
        advice = one_of(rng, "EVIDENCE", "SECTIONS", "FORENSIC", "WITNESS", "OTHER")
        fir.consults.append(Consult(fir, plus(fir.day, wait), mode, advice))
    filed: date | None = None
    for report in fir.reports:
        if rng.random() < LOST and report.kind != "COMPLETE":
            continue
        review = _review(rng, books, report)
        if report.kind == "SUPPLEMENTARY" and filed is None:
            review.filed_at = None
        if report.kind == "COMPLETE":
            filed = review.filed_at
        report.review = review


def _review(rng: Random, books: Books, report: Report) -> Review:
    fir = report.fir
    received = plus(report.forwarded_at, delay(rng, ON_THE_WAY))
    grade = pick(rng, GRADES[fir.severity])
    prosecutor = f"PP-{fir.district[-4:]}-{between(rng, 1, 4)}"
    review = Review(books.next("V"), report, fir.district, received, prosecutor, grade)
    late = grown(received, 1.35, 0.80)
    review.decision = _decision(rng, report)
    decided = review.decided_at = plus(received, delay(rng, TO_DECIDE, late))
    if review.decision == "RETURN_DEFECT":
        review.defects = _defects(rng, report)
        if rng.random() < 0.95:
            back = review.resubmitted_at = plus(decided, max(1, delay(rng, TO_CURE, late)))
            review.filed_at = plus(back, 1 + delay(rng, TO_FILE))
            report.version = 2
    elif review.decision == "AWAIT_FORENSIC":
        review.filed_at = plus(decided, between(rng, 10, 90))
    elif review.decision == "RECOMMEND_DROP":
        review.dropped_at = decided
        review.withdrawn = rng.random() < (0.5 if fir.gbv else 0.25)
    elif rng.random() < 0.985:
        review.filed_at = plus(decided, delay(rng, TO_FILE))
    return review


def _decision(rng: Random, report: Report) -> str:
    day = report.forwarded_at
    if report.kind == "COMPLETE" and report.n_accused == 0:
        return "RECOMMEND_DROP"
    if report.kind in ("CANCELLATION", "UNTRACED", "DISCHARGE"):
        return pick(rng, {"FIT": 84, "RETURN_DEFECT": grown(day, 14, 8), "OTHER": 2})
    drop = 4.0 if report.kind == "COMPLETE" else 0.3
    forensic = 0 if report.forensic else 6
    returned = grown(day, 26, 13) * (0.6 if report.kind != "COMPLETE" else 1.0)
    return pick(rng, {"FIT": 68, "RETURN_DEFECT": returned, "RECOMMEND_DROP": drop, "AWAIT_FORENSIC": forensic,
                      "OTHER": 1.5})  # fmt: skip


def _defects(rng: Random, report: Report) -> tuple[str, ...]:
    weights = {"NO_FORENSIC": 5 if report.forensic else 24, "NO_MEDICAL": 10, "WITNESS_LIST": 18, "SECTION_WRONG": 14,
               "DOCUMENT_MISSING": 24, "ACCUSED_DETAIL": 12, "OTHER": 6}  # fmt: skip
    found = {pick(rng, weights) for _ in range(1 + (rng.random() < 0.35))}
    return tuple(name for name in weights if name in found)


def staff() -> list[ProsecutionStaff]:
    found = []
    for month in MONTHS:
        day = last_day(month)
        for district in districts_on(day):
            rng = dice("prosecutors", district)
            posts = 14 if district == "PK226" else between(rng, 2, 6)
            filled = min(posts, max(1, int(posts * (0.62 + 0.2 * rng.random() + grown(day, 0.0, 0.14)))))
            if district in ("PK227", "PK206") and day < date(2023, 2, 1):
                filled = 0
            women = int(filled * grown(day, 0.04, 0.16) + rng.random() * 0.7)
            found.append(ProsecutionStaff(district, month, posts, filled, min(filled, women)))
    return found
