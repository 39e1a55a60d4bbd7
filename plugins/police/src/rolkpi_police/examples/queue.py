"""POL-06: investigations open beyond 17 days, as a number and as a share."""

from __future__ import annotations

from rolkpi.model import Expect, WorkedExample
from rolkpi_police.examples.rows import cell, fir, report

_OPEN_FIRS = (
    fir("F1", "2024-03-13", severity="HEINOUS", gbv_flag=True),  # 31 March is day 18: beyond
    fir("F2", "2024-03-14", severity="HEINOUS", force="LEVIES"),  # 31 March is day 17: not yet
    fir("F3", "2024-02-01", gbv_flag=True),  # interim report in time
    fir("F4", "2024-02-01", gbv_flag=True),  # first report on 31 March itself
    # F5 is still here on 31 March, F6 is gone on that day
    fir("F5", "2024-01-10", closed_at="2024-04-02", closure="TRANSFERRED", force="LEVIES"),
    fir("F6", "2024-01-10", closed_at="2024-03-31", closure="TRANSFERRED"),
    fir("F7", "2024-02-01", closed_at="2024-02-28", closure="CHALLANED"),
    fir("F8", "2024-02-01", closed_at="2024-04-05", closure="CHALLANED"),  # ended by its report, booked in April
    fir("F9", "2024-02-01"),  # ended by its cancellation report, not booked at all
    # F10 waits: its only report is dated before it; F11 sent one the same day, F12 an untraced one
    fir("F10", "2024-02-02", occurred_on="2024-01-01", severity="MAJOR"),
    fir("F11", "2024-02-02"),
    fir("F12", "2024-02-02"),
)

_OPEN_REPORTS = (
    report("R3", "F3", "INTERIM", "2024-02-15"),
    report("R3-again", "F3", "INTERIM", "2024-04-10"),  # the first one counts
    report("R4", "F4", "DISCHARGE", "2024-03-31"),
    report("R7", "F7", "COMPLETE", "2024-02-28"),
    report("R8", "F8", "COMPLETE", "2024-02-20"),
    report("R8-again", "F8", "COMPLETE", "2024-04-03"),  # after a return for defects
    report("R9", "F9", "CANCELLATION", "2024-03-20"),
    report("R10", "F10", "COMPLETE", "2024-02-01"),
    report("R10-cancelled", "F10", "CANCELLATION", "2024-02-01"),
    report("R10-untraced", "F10", "UNTRACED", "2024-02-01"),
    report("R11", "F11", "COMPLETE", "2024-02-02"),
    report("R12", "F12", "UNTRACED", "2024-02-02"),
)

OPEN_BEYOND_17_DAYS = (
    WorkedExample(
        title="Day 17 is not yet beyond, day 18 is; a report of any kind ends it",
        tables={"police.fir": _OPEN_FIRS, "police.report173": _OPEN_REPORTS},
        period="2024-03",
        expect=(
            Expect(value=3, n=3, obs_status="ok"),  # F1, F5, F10
            Expect(disaggregation="force=LEVIES", value=1, n=1),
            Expect(disaggregation="gbv_flag=true", value=1, n=1),
            Expect(disaggregation="severity=HEINOUS", value=1, n=1),
            Expect(disaggregation="severity=MINOR", value=0, n=0),
        ),
    ),
    WorkedExample(
        title="A quarter is its last month-end, never a sum: F1 was open in January and February",
        tables={
            "police.fir": (fir("F1", "2024-01-01"), fir("F2", "2024-03-01")),
            "police.report173": (report("R1", "F1", "COMPLETE", "2024-03-05"),),
        },
        period="2024-Q1",
        expect=(Expect(value=1, n=1, obs_status="ok"),),
    ),
    WorkedExample(
        title="Without records line P7a of the return serves",
        tables={
            "police.monthly_return": (
                cell("D1", "P7A", 7),
                cell("D1", "P7A", 4, item="MURDER"),  # a part of the 7
                cell("D1", "P7", 30),
            )
        },
        period="2024-03",
        expect=(Expect(value=7, n=7, obs_status="ok"),),
    ),
)

OPEN_BEYOND_17_DAYS_SHARE = (
    WorkedExample(
        title="Three of the six under investigation; an interim or discharge report does not end an investigation",
        tables={"police.fir": _OPEN_FIRS, "police.report173": _OPEN_REPORTS},
        period="2024-03",
        expect=(
            # F1, F5, F10 of these and F2, F3, F4
            Expect(value=50.0, numerator=3, denominator=6, n=6, obs_status="ok"),
            Expect(disaggregation="force=LEVIES", value=50.0, numerator=1, denominator=2, n=2),  # F5 of F2, F5
            Expect(disaggregation="gbv_flag=true", value=1 * 100 / 3, numerator=1, denominator=3, n=3),  # F1
            Expect(disaggregation="severity=HEINOUS", value=50.0, numerator=1, denominator=2, n=2),  # F1 of F1, F2
        ),
    ),
    WorkedExample(
        title="Nothing under investigation: no share, not 0",
        tables={
            "police.fir": (fir("F1", "2024-02-01"), fir("F2", "2024-03-01")),
            "police.report173": (
                report("R1", "F1", "COMPLETE", "2024-02-10"),
                report("R2", "F2", "UNTRACED", "2024-03-31"),
            ),
        },
        period="2024-03",
        expect=(Expect(numerator=0, denominator=0, n=0, value=None, obs_status="undefined"),),
    ),
    WorkedExample(
        title="From the return: P7a of P7, never mixed with records",
        tables={
            "police.monthly_return": (
                cell("D1", "P7A", 6),
                cell("D1", "P7", 30),
                cell("D1", "P7", 12, item="MURDER"),  # a part of the 30
                cell("D1", "P1", 28),
            )
        },
        period="2024-03",
        expect=(Expect(value=20.0, numerator=6, denominator=30, n=30, obs_status="ok"),),
    ),
)

# Ages on 31 March 2024: 17, 18, 30, 31, 90, 91, 180, 181 days.
_BY_AGE = tuple(
    fir(f"AGE-{age}", day)
    for age, day in (
        (17, "2024-03-14"),
        (18, "2024-03-13"),
        (30, "2024-03-01"),
        (31, "2024-02-29"),
        (90, "2024-01-01"),
        (91, "2023-12-31"),
        (180, "2023-10-03"),
        (181, "2023-10-02"),
    )
)
_REGISTERED = {"18_to_30": "2024-03-05", "31_to_90": "2024-02-05", "91_to_180": "2023-12-05", "over_180": "2023-09-01"}
_COUNTS = {"18_to_30": 4, "31_to_90": 4, "91_to_180": 4, "over_180": 3}


def _by_age(age: str) -> tuple[WorkedExample, ...]:
    day = _REGISTERED[age]
    number = _COUNTS[age]
    return (
        WorkedExample(
            title="The first and the last day of the age; a report or an end on the last day of the month takes it out",
            tables={
                "police.fir": (
                    *_BY_AGE,
                    fir("REPORTED", day),
                    fir("CLOSED", day, closed_at="2024-03-31", closure="TRANSFERRED"),
                    fir("REPORTED-LATER", day),
                    fir("CLOSED-LATER", day, closed_at="2024-04-01", closure="QUASHED"),
                    fir("BOTH", day, closed_at="2024-04-05", closure="CHALLANED"),  # the report came first
                ),
                "police.report173": (
                    report("R1", "REPORTED", "INTERIM", "2024-03-31"),
                    report("R2", "REPORTED-LATER", "COMPLETE", "2024-04-01"),
                    report("R3", "BOTH", "COMPLETE", "2024-03-20"),
                ),
            },
            period="2024-03",
            expect=(Expect(value=number, n=number, obs_status="ok"),),
        ),
        WorkedExample(
            title="A quarter is its last month-end: one case of that age then, none left of the year before",
            tables={
                "police.fir": (
                    fir("F1", day),
                    fir("F2", "2023-01-01", closed_at="2024-03-15", closure="UNTRACED"),
                    fir("F3", "2024-01-05", closed_at="2024-03-15", closure="UNTRACED"),
                    fir("F4", "2024-02-20", closed_at="2024-03-30", closure="UNTRACED"),
                ),
                "police.report173": (),
            },
            period="2024-Q1",
            expect=(Expect(value=1, n=1, obs_status="ok"),),
        ),
    )


OPEN_BY_AGE = {age: _by_age(age) for age in _REGISTERED}
