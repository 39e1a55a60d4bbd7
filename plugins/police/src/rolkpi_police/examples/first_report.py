"""POL-04: the FIRs of March 2024 and their first report, final on 17 April."""

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
)

FIRST_REPORT_WITHIN_17_DAYS = (
    WorkedExample(
        title="Day 17 is in time, day 18 is late; F4 has no report, F6 a cancellation, F8 one dated before its FIR",
        tables={"police.fir": _COHORT_FIRS, "police.report173": _COHORT_REPORTS},
        period="2024-03",
        as_of="2024-04-17",
        expect=(
            Expect(value=50.0, numerator=4, denominator=8, n=8, obs_status="ok"),
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
