"""POL-04, POL-05 and POL-09: the FIRs of March 2024, and what became of them in 17, 14 and 180 days."""

from __future__ import annotations

from rolkpi.model import Expect, WorkedExample
from rolkpi_police.examples.rows import fir, report

_COHORT_FIRS = (
    fir("F1", "2024-03-01", severity="HEINOUS", force="LEVIES"),
    fir("F2", "2024-03-01", severity="HEINOUS", gbv_flag=True),
    fir("F3", "2024-03-31", force="LEVIES"),
    fir("F4", "2024-03-10", gbv_flag=True, force="LEVIES"),
    fir("F5", "2024-03-10", closed_at="2024-03-26", closure="CANCELLED"),  # day 16: not in the cohort
    fir("F6", "2024-03-10", closed_at="2024-03-27", closure="CANCELLED"),  # day 17: stays in it
    fir("F7", "2024-04-01"),  # April's cohort
    fir("F8", "2024-03-20"),
    fir("F9", "2024-03-20", gbv_flag=True),
    fir("F10", "2024-03-10", closed_at="2024-03-20", closure="CHALLANED"),  # completed on day 10: stays in it
    fir("F11", "2024-03-20", occurred_on="2024-03-01"),
    fir("F12", "2024-03-10", closed_at="2024-03-12", closure="TRANSFERRED"),  # day 2: not in the cohort
)

_COHORT_REPORTS = (
    report("R1", "F1", "COMPLETE", "2024-03-18"),  # day 17: in time
    report("R2", "F2", "COMPLETE", "2024-03-19"),  # day 18: late
    report("R3", "F3", "INTERIM", "2024-04-17"),  # day 17: in time
    report("R5", "F5", "CANCELLATION", "2024-03-26"),
    report("R6", "F6", "CANCELLATION", "2024-03-27"),
    report("R7", "F7", "COMPLETE", "2024-04-02"),
    report("R8", "F8", "COMPLETE", "2024-03-19"),  # dated before its FIR: an error, no success
    report("R9", "F9", "INTERIM", "2024-03-20"),  # day 0: in time
    report("R9-complete", "F9", "COMPLETE", "2024-04-10"),  # day 21: the first one counts
    report("R10", "F10", "COMPLETE", "2024-03-20"),  # day 10: in time
    report("R11-wrong", "F11", "COMPLETE", "2024-03-19"),  # dated before its FIR: does not hide the right one
    report("R11", "F11", "COMPLETE", "2024-03-25"),  # day 5: in time
)

FIRST_REPORT_WITHIN_17_DAYS = (
    WorkedExample(
        title="Day 17 is in time, day 18 is late; F4 has no report, F6 a cancellation, F8 one dated before its FIR",
        tables={"police.fir": _COHORT_FIRS, "police.report173": _COHORT_REPORTS},
        period="2024-03",
        as_of="2024-04-17",
        expect=(
            Expect(numerator=5, denominator=9, n=9, obs_status="ok"),
            Expect(disaggregation="severity=HEINOUS", value=50.0, numerator=1, denominator=2, n=2),  # F1 of F1, F2
            Expect(disaggregation="gbv_flag=true", value=1 * 100 / 3, numerator=1, denominator=3, n=3),  # F9
            Expect(disaggregation="force=LEVIES", value=2 * 100 / 3, numerator=2, denominator=3, n=3),  # F1, F3
        ),
    ),
    WorkedExample(
        title="Until the last FIR of March has aged 17 days, on 17 April, there is no value",
        tables={"police.fir": _COHORT_FIRS[:6], "police.report173": _COHORT_REPORTS[:2]},
        period="2024-03",
        as_of="2024-04-16",
        expect=(Expect(value=None, obs_status="immature"),),
    ),
    WorkedExample(
        title="A cohort of which nothing is left has no share",
        tables={
            "police.fir": (fir("F1", "2024-03-10", closed_at="2024-03-12", closure="TRANSFERRED"),),
            "police.report173": (),
        },
        period="2024-03",
        as_of="2024-04-17",
        expect=(Expect(numerator=0, denominator=0, n=0, value=None, obs_status="undefined"),),
    ),
)

_IN_14_FIRS = (
    fir("F1", "2024-03-01", severity="HEINOUS", force="LEVIES"),
    fir("F2", "2024-03-01", severity="HEINOUS", gbv_flag=True),
    fir("F3", "2024-03-31", force="LEVIES"),
    fir("F4", "2024-03-10", gbv_flag=True, force="LEVIES"),
    fir("F5", "2024-03-10", closed_at="2024-03-26", closure="CANCELLED"),  # day 16: not in the cohort
    fir("F6", "2024-03-10", closed_at="2024-03-27", closure="CANCELLED"),  # day 17: stays in it
    fir("F7", "2024-04-01"),  # April's cohort
    fir("F8", "2024-03-20"),
    fir("F9", "2024-03-20", occurred_on="2024-03-01"),
    fir("F10", "2024-03-10", closed_at="2024-03-12", closure="TRANSFERRED"),  # day 2: not in the cohort
    fir("F11", "2024-03-10", closed_at="2024-03-12", closure="CHALLANED"),
)

_IN_14_REPORTS = (
    report("R1", "F1", "COMPLETE", "2024-03-15"),  # day 14: in time
    report("R2", "F2", "COMPLETE", "2024-03-16"),  # day 15: late, though in time for POL-04
    report("R3", "F3", "COMPLETE", "2024-03-31"),  # day 0: in time
    report("R4", "F4", "INTERIM", "2024-03-12"),  # completes nothing
    report("R4-complete", "F4", "COMPLETE", "2024-04-10"),
    report("R5", "F5", "COMPLETE", "2024-03-12"),
    report("R6", "F6", "CANCELLATION", "2024-03-20"),
    report("R7", "F7", "COMPLETE", "2024-04-02"),
    report("R8", "F8", "COMPLETE", "2024-03-19"),  # dated before its FIR
    report("R9-wrong", "F9", "COMPLETE", "2024-03-19"),  # dated before its FIR: does not hide the right one
    report("R9", "F9", "COMPLETE", "2024-03-22"),  # day 2: in time
    report("R9-again", "F9", "COMPLETE", "2024-04-22"),
    report("R10", "F10", "COMPLETE", "2024-03-11"),
    report("R11", "F11", "COMPLETE", "2024-03-12"),  # day 2: in time
)

COMPLETED_WITHIN_14_DAYS = (
    WorkedExample(
        title="Day 14 is in time, day 15 is late; F4 has only an interim report by then, F6 and F8 none that counts",
        tables={"police.fir": _IN_14_FIRS, "police.report173": _IN_14_REPORTS},
        period="2024-03",
        as_of="2024-04-17",
        expect=(
            Expect(value=50.0, numerator=4, denominator=8, n=8, obs_status="ok"),  # F1, F3, F9, F11
            Expect(disaggregation="severity=HEINOUS", value=50.0, numerator=1, denominator=2, n=2),  # F1 of F1, F2
            Expect(disaggregation="gbv_flag=true", value=0.0, numerator=0, denominator=2, n=2),  # F2, F4
            Expect(disaggregation="force=LEVIES", value=2 * 100 / 3, numerator=2, denominator=3, n=3),  # F1, F3
        ),
    ),
    WorkedExample(
        title="The same FIRs as in POL-04, so there is no value before 17 April either",
        tables={"police.fir": _IN_14_FIRS, "police.report173": _IN_14_REPORTS[:2]},
        period="2024-03",
        as_of="2024-04-16",
        expect=(Expect(value=None, obs_status="immature"),),
    ),
    WorkedExample(
        title="A cohort of which nothing is left has no share",
        tables={
            "police.fir": (fir("F1", "2024-03-10", closed_at="2024-03-12", closure="CANCELLED"),),
            "police.report173": (),
        },
        period="2024-03",
        as_of="2024-04-17",
        expect=(Expect(numerator=0, denominator=0, n=0, value=None, obs_status="undefined"),),
    ),
)

_IN_180_FIRS = (
    fir("F1", "2024-03-01", offence_cat="MURDER", gbv_flag=True),
    fir("F2", "2024-03-01", offence_cat="MURDER"),
    fir("F3", "2024-03-31", gbv_flag=True),
    fir("F4", "2024-03-10"),
    fir("F5", "2024-03-10"),
    fir("F6", "2024-03-10", closed_at="2024-03-12", closure="CANCELLED"),  # stays: every FIR counts
    fir("F7", "2024-03-20", occurred_on="2024-03-01"),
    fir("F8", "2024-04-01"),  # April's cohort
)

_IN_180_REPORTS = (
    report("R1", "F1", "COMPLETE", "2024-08-28"),  # day 180: in time
    report("R2", "F2", "COMPLETE", "2024-08-29"),  # day 181: late
    report("R3", "F3", "COMPLETE", "2024-03-31", accused=2),  # day 0: in time
    report("R4", "F4", "COMPLETE", "2024-04-10", accused=0),  # nobody is sent up
    report("R5-first", "F5", "COMPLETE", "2024-04-10", n_accused_sent=None),  # does not say
    report("R5", "F5", "COMPLETE", "2024-05-10"),  # the first that sends up an accused
    report("R5-again", "F5", "COMPLETE", "2024-12-10"),
    report("R6", "F6", "INTERIM", "2024-03-11", n_accused_sent=1),  # completes nothing
    report("R7-wrong", "F7", "COMPLETE", "2024-03-19"),  # dated before its FIR: does not hide the right one
    report("R7", "F7", "COMPLETE", "2024-09-20"),  # day 184: late
    report("R8", "F8", "COMPLETE", "2024-04-02"),
)

CHALLAN_WITHIN_180_DAYS = (
    WorkedExample(
        title="Day 180 is in time, day 181 is late; a complete report that sends nobody up is no challan",
        tables={"police.fir": _IN_180_FIRS, "police.report173": _IN_180_REPORTS},
        period="2024-03",
        as_of="2024-09-27",
        expect=(
            Expect(numerator=3, denominator=7, n=7, obs_status="ok"),  # F1, F3, F5
            Expect(disaggregation="offence_cat=MURDER", value=50.0, numerator=1, denominator=2, n=2),
            Expect(disaggregation="gbv_flag=true", value=100.0, numerator=2, denominator=2, n=2),
        ),
    ),
    WorkedExample(
        title="Until the last FIR of March has aged 180 days, on 27 September, there is no value",
        tables={"police.fir": _IN_180_FIRS, "police.report173": _IN_180_REPORTS},
        period="2024-03",
        as_of="2024-09-26",
        expect=(Expect(value=None, obs_status="immature"),),
    ),
    WorkedExample(
        title="Nothing registered in the month: no share",
        tables={"police.fir": (fir("F1", "2024-04-10"),), "police.report173": ()},
        period="2024-03",
        as_of="2024-09-27",
        expect=(Expect(numerator=0, denominator=0, n=0, value=None, obs_status="undefined"),),
    ),
)
