"""Worked examples of the police KPIs: the smallest tables that show each rule, with results reckoned by hand."""

from __future__ import annotations

from typing import Any

from rolkpi.model import Expect, WorkedExample

Row = dict[str, Any]


def _fir(fir_id: str, registered_at: str, **more: Any) -> Row:
    return {
        "fir_id": fir_id,
        "district": "D1",
        "force": "POLICE",
        "registered_at": registered_at,
        "offence_cat": "THEFT",
        **more,
    }


def _report(report_id: str, fir_id: str, kind: str, forwarded_at: str) -> Row:
    return {"report_id": report_id, "fir_id": fir_id, "district": "D1", "kind": kind, "forwarded_at": forwarded_at}


def _cell(district: str, line: str, value: int | None, cell_status: str = "REPORTED", item: str = "TOTAL") -> Row:
    return {
        "district": district,
        "month": "2024-03",
        "line": line,
        "item": item,
        "value": value,
        "cell_status": cell_status,
    }


FIRS_REGISTERED = (
    WorkedExample(
        title="One per FIR, in the month it was registered",
        tables={
            "police.fir": (
                _fir("F1", "2024-03-01"),
                _fir("F2", "2024-03-31", force="LEVIES", gbv_flag=True),
                _fir("F3", "2024-03-15", district="D2", gbv_flag=False),
                _fir("F4", "2024-02-29"),  # the day before
                _fir("F5", "2024-04-01"),  # the day after
            )
        },
        period="2024-03",
        expect=(
            Expect(value=3, n=3, obs_status="ok"),
            Expect(area="D1", value=2, n=2, obs_status="ok"),
            Expect(disaggregation="force=LEVIES", value=1, n=1),
            Expect(disaggregation="force=POLICE", value=2, n=2),
            Expect(disaggregation="gbv_flag=true", value=1, n=1),
            Expect(disaggregation="gbv_flag=_U", value=1, n=1),
            Expect(disaggregation="force=POLICE;gbv_flag=false", value=1, n=1),
        ),
    ),
    WorkedExample(
        title="Without records the return serves; a reported 0 is a value",
        tables={
            "police.monthly_return": (
                _cell("D1", "P2", 12),
                _cell("D1", "P1", 40),  # another line
                _cell("D2", "P2", 0),
            )
        },
        period="2024-03",
        expect=(
            Expect(value=12, n=12, obs_status="ok"),
            Expect(area="D2", value=0, n=0, obs_status="ok"),
        ),
    ),
    WorkedExample(
        title="A cell that is not available is not 0: the total stays provisional",
        tables={"police.monthly_return": (_cell("D1", "P2", 12), _cell("D2", "P2", None, "NOT_AVAILABLE"))},
        period="2024-03",
        expect=(
            Expect(value=12, n=12, obs_status="provisional"),
            Expect(area="D2", value=None, obs_status="no_data"),
        ),
    ),
    WorkedExample(
        title="The return by force and offence head serves the breakdown, its total the total",
        tables={
            "police.monthly_return": (
                _cell("D1", "P2", 10),
                _cell("D1", "P2_POLICE", 6, item="THEFT"),
                _cell("D1", "P2_LEVIES", 3, item="THEFT"),
            )
        },
        period="2024-03",
        expect=(
            Expect(value=10, n=10),
            Expect(disaggregation="force=LEVIES", value=3, n=3),
            Expect(disaggregation="offence_cat=THEFT", value=9, n=9),
        ),
    ),
)

RECORDED_OFFENCES_RATE = (
    WorkedExample(
        title="Add counts and add populations, then divide",
        tables={
            "police.fir": (
                _fir("F1", "2024-03-01"),
                _fir("F2", "2024-03-10"),
                _fir("F3", "2024-03-31"),
                _fir("F4", "2024-03-05", district="D2"),
                _fir("F5", "2024-04-01", district="D2"),  # April
            )
        },
        population={"D1": 200_000, "D2": 100_000},
        period="2024-03",
        expect=(
            Expect(value=4 * 100_000 / 300_000, numerator=4, denominator=300_000, n=300_000, obs_status="ok"),
            Expect(area="D1", value=1.5, numerator=3, denominator=200_000, n=200_000),
            Expect(area="D2", value=1.0, numerator=1, denominator=100_000, n=100_000),
        ),
    ),
    WorkedExample(
        title="A quarter adds its months, takes the population once, and is not scaled up to a year",
        tables={
            "police.fir": (
                _fir("F1", "2024-01-01"),
                _fir("F2", "2024-03-10"),
                _fir("F3", "2024-03-31"),
                _fir("F4", "2023-12-31"),  # the quarter before
            )
        },
        population={"D1": 50_000},
        period="2024-Q1",
        expect=(Expect(value=6.0, numerator=3, denominator=50_000, n=50_000, obs_status="ok"),),
    ),
)

_COHORT_FIRS = (
    _fir("F1", "2024-03-01"),
    _fir("F2", "2024-03-01"),
    _fir("F3", "2024-03-31"),
    _fir("F4", "2024-03-10"),
    _fir("F5", "2024-03-10", closed_at="2024-03-26", closure="CANCELLED"),  # day 16: not in the cohort
    _fir("F6", "2024-03-10", closed_at="2024-03-27", closure="CANCELLED"),  # day 17: stays in it
    _fir("F7", "2024-04-01"),  # April's cohort
    _fir("F8", "2024-03-20"),
    _fir("F9", "2024-03-20"),
)

_COHORT_REPORTS = (
    _report("R1", "F1", "COMPLETE", "2024-03-18"),  # day 17: in time
    _report("R2", "F2", "COMPLETE", "2024-03-19"),  # day 18: late
    _report("R3", "F3", "INTERIM", "2024-04-17"),  # day 17: in time
    _report("R5", "F5", "CANCELLATION", "2024-03-26"),
    _report("R6", "F6", "CANCELLATION", "2024-03-27"),
    _report("R7", "F7", "COMPLETE", "2024-04-02"),
    _report("R8", "F8", "COMPLETE", "2024-03-19"),  # dated before its FIR: an error, no success
    _report("R9", "F9", "INTERIM", "2024-03-20"),  # day 0: in time
)

FIRST_REPORT_WITHIN_17_DAYS = (
    WorkedExample(
        title="Day 17 is in time, day 18 is late; F4 has no report, F6 a cancellation, F8 one dated before its FIR",
        tables={"police.fir": _COHORT_FIRS, "police.report173": _COHORT_REPORTS},
        period="2024-03",
        as_of="2024-04-17",
        expect=(Expect(value=3 * 100 / 7, numerator=3, denominator=7, n=7, obs_status="ok"),),
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
            "police.fir": (_fir("F1", "2024-03-10", closed_at="2024-03-12", closure="TRANSFERRED"),),
            "police.report173": (),
        },
        period="2024-03",
        as_of="2024-04-17",
        expect=(Expect(numerator=0, denominator=0, n=0, value=None, obs_status="undefined"),),
    ),
)

_OPEN_FIRS = (
    _fir("F1", "2024-03-13"),  # 31 March is day 18: beyond
    _fir("F2", "2024-03-14"),  # 31 March is day 17: not yet
    _fir("F3", "2024-02-01"),  # interim report in time
    _fir("F4", "2024-02-01"),  # first report on 31 March itself
    _fir("F5", "2024-01-10", closed_at="2024-04-02", closure="TRANSFERRED"),  # still here on 31 March
    _fir("F6", "2024-01-10", closed_at="2024-03-31", closure="TRANSFERRED"),  # gone on 31 March
    _fir("F7", "2024-02-01", closed_at="2024-02-28", closure="CHALLANED"),
)

_OPEN_REPORTS = (
    _report("R3", "F3", "INTERIM", "2024-02-15"),
    _report("R4", "F4", "DISCHARGE", "2024-03-31"),
    _report("R7", "F7", "COMPLETE", "2024-02-28"),
)

OPEN_BEYOND_17_DAYS = (
    WorkedExample(
        title="Day 17 is not yet beyond, day 18 is; a report of any kind ends it",
        tables={"police.fir": _OPEN_FIRS, "police.report173": _OPEN_REPORTS},
        period="2024-03",
        expect=(
            Expect(value=2, n=2, obs_status="ok"),
            Expect(disaggregation="force=POLICE", value=2, n=2),
            Expect(disaggregation="force=LEVIES", value=0, n=0),
        ),
    ),
    WorkedExample(
        title="A quarter is its last month-end, never a sum: F1 was open in January and February",
        tables={
            "police.fir": (_fir("F1", "2024-01-01"), _fir("F2", "2024-03-01")),
            "police.report173": (_report("R1", "F1", "COMPLETE", "2024-03-05"),),
        },
        period="2024-Q1",
        expect=(Expect(value=1, n=1, obs_status="ok"),),
    ),
    WorkedExample(
        title="Without records line P7a of the return serves",
        tables={"police.monthly_return": (_cell("D1", "P7A", 7), _cell("D1", "P7", 30))},
        period="2024-03",
        expect=(Expect(value=7, n=7, obs_status="ok"),),
    ),
)

OPEN_BEYOND_17_DAYS_SHARE = (
    WorkedExample(
        title="Two of the five under investigation; an interim or discharge report does not end an investigation",
        tables={"police.fir": _OPEN_FIRS, "police.report173": _OPEN_REPORTS},
        period="2024-03",
        expect=(Expect(value=40.0, numerator=2, denominator=5, n=5, obs_status="ok"),),
    ),
    WorkedExample(
        title="Nothing under investigation: no share, not 0",
        tables={
            "police.fir": (_fir("F1", "2024-02-01"), _fir("F2", "2024-03-01")),
            "police.report173": (
                _report("R1", "F1", "COMPLETE", "2024-02-10"),
                _report("R2", "F2", "UNTRACED", "2024-03-31"),
            ),
        },
        period="2024-03",
        expect=(Expect(numerator=0, denominator=0, n=0, value=None, obs_status="undefined"),),
    ),
    WorkedExample(
        title="From the return: P7a of P7, never mixed with records",
        tables={"police.monthly_return": (_cell("D1", "P7A", 6), _cell("D1", "P7", 30), _cell("D1", "P1", 28))},
        period="2024-03",
        expect=(Expect(value=20.0, numerator=6, denominator=30, n=30, obs_status="ok"),),
    ),
)

# Ten FIRs whose first complete report went out on 20 March, after 5, 10, ... 50 days.
_TEN_DATES = (
    "2024-03-15",
    "2024-03-10",
    "2024-03-05",
    "2024-02-29",
    "2024-02-24",
    "2024-02-19",
    "2024-02-14",
    "2024-02-09",
    "2024-02-04",
    "2024-01-30",
)

_TEN_TABLES: dict[str, tuple[Row, ...]] = {
    "police.fir": (
        *(_fir(f"F{number}", day) for number, day in enumerate(_TEN_DATES)),
        _fir("OPEN", "2023-06-01"),  # no complete report: only an interim one
        _fir("EARLIER", "2024-02-01"),  # completed in February, and again after defects in March
    ),
    "police.report173": (
        *(_report(f"R{number}", f"F{number}", "COMPLETE", "2024-03-20") for number in range(10)),
        _report("R0-again", "F0", "COMPLETE", "2024-03-20"),  # a second one the same day
        _report("R-open", "OPEN", "INTERIM", "2024-03-02"),
        _report("R-first", "EARLIER", "COMPLETE", "2024-02-20"),
        _report("R-second", "EARLIER", "COMPLETE", "2024-03-25"),
    ),
}

_THREE_TABLES: dict[str, tuple[Row, ...]] = {
    "police.fir": (
        _fir("F1", "2024-03-28"),
        _fir("F2", "2024-03-01"),
        _fir("F3", "2024-02-01"),
        _fir("F4", "2024-03-01"),
    ),
    "police.report173": (
        _report("R1", "F1", "COMPLETE", "2024-03-31"),  # 3 days
        _report("R2", "F2", "COMPLETE", "2024-03-15"),  # 14 days
        _report("R3", "F3", "COMPLETE", "2024-03-02"),  # 30 days
        _report("R4", "F4", "COMPLETE", "2024-04-01"),  # April
    ),
}

_NONE_TABLES: dict[str, tuple[Row, ...]] = {
    "police.fir": (_fir("F1", "2024-03-01"), _fir("F2", "2024-03-10")),
    "police.report173": (
        _report("R1", "F1", "INTERIM", "2024-03-15"),
        _report("R2", "F2", "COMPLETE", "2024-03-09"),  # dated before its FIR: left out
    ),
}

DAYS_TO_COMPLETE_MEDIAN = (
    WorkedExample(
        title="5, 10, ... 50 days: halfway between 25 and 30; each FIR once, at its first complete report",
        tables=_TEN_TABLES,
        period="2024-03",
        expect=(Expect(value=27.5, n=10, obs_status="ok"),),
    ),
    WorkedExample(
        title="3, 14 and 30 days: too few to publish",
        tables=_THREE_TABLES,
        period="2024-03",
        expect=(Expect(value=14.0, n=3, obs_status="small_base"),),
    ),
    WorkedExample(
        title="An interim report completes nothing: no median",
        tables=_NONE_TABLES,
        period="2024-03",
        expect=(Expect(n=0, value=None, obs_status="undefined"),),
    ),
)

DAYS_TO_COMPLETE_P90 = (
    WorkedExample(
        title="5, 10, ... 50 days: a tenth of the way from the ninth (45) to the tenth (50)",
        tables=_TEN_TABLES,
        period="2024-03",
        expect=(Expect(value=45.5, n=10, obs_status="ok"),),
    ),
    WorkedExample(
        title="3, 14 and 30 days: eight tenths of the way from 14 to 30, too few to publish",
        tables=_THREE_TABLES,
        period="2024-03",
        expect=(Expect(value=26.8, n=3, obs_status="small_base"),),
    ),
    WorkedExample(
        title="An interim report completes nothing: no percentile",
        tables=_NONE_TABLES,
        period="2024-03",
        expect=(Expect(n=0, value=None, obs_status="undefined"),),
    ),
)

# Ten FIRs of 10 January 2024, seen until 31 January, day 21.
_WAITING_FIRS = (
    *(_fir(f"F{number}", "2024-01-10") for number in range(1, 8)),
    _fir("F8", "2024-01-10", closed_at="2024-01-12", closure="CANCELLED"),  # seen until day 2
    _fir("F9", "2024-01-10", closed_at="2024-01-20", closure="TRANSFERRED"),  # seen until day 10
    _fir("F10", "2024-01-10", closed_at="2024-01-20", closure="UNTRACED"),  # goes on waiting
)

_WAITING_REPORTS = (
    _report("R1", "F1", "COMPLETE", "2024-01-15"),  # day 5: 9 are waiting, 8/9 go on
    _report("R2", "F2", "COMPLETE", "2024-01-15"),  # day 5 too: 7/9
    _report("R3", "F3", "COMPLETE", "2024-01-20"),  # day 10, 7 waiting: 7/9 x 6/7 = 2/3
    _report("R4", "F4", "COMPLETE", "2024-01-24"),  # day 14, 5 waiting: 2/3 x 4/5 = 8/15
    _report("R5", "F5", "COMPLETE", "2024-01-25"),  # day 15, 4 waiting: 8/15 x 3/4 = 2/5, below a half
    _report("R6", "F6", "INTERIM", "2024-01-12"),  # completes nothing
    _report("R7", "F7", "COMPLETE", "2024-02-01"),  # after the day of the run: not known yet
    _report("R10", "F10", "UNTRACED", "2024-01-20"),
)

DAYS_TO_COMPLETE_SURVIVAL = (
    WorkedExample(
        title="Half have a report on day 15; the median of the five reports alone would be day 10",
        tables={
            "police.fir": (*_WAITING_FIRS, _fir("F11", "2023-12-31"), _fir("F12", "2024-01-20")),
            "police.report173": (
                *_WAITING_REPORTS,
                _report("R11", "F11", "COMPLETE", "2024-01-02"),  # December's FIR
                _report("R12", "F12", "COMPLETE", "2024-01-19"),  # dated before its FIR: left out
            ),
        },
        period="2024-01",
        expect=(
            Expect(value=15.0, n=10, obs_status="ok"),
            Expect(disaggregation="offence_cat=THEFT", value=15.0, n=10, obs_status="ok"),
        ),
    ),
    WorkedExample(
        title="Cancelled on the day half would have had a report: still waiting that day",
        tables={
            "police.fir": (
                _fir("F1", "2024-01-10"),
                _fir("F2", "2024-01-10", closed_at="2024-01-15", closure="CANCELLED"),
            ),
            "police.report173": (_report("R1", "F1", "COMPLETE", "2024-01-15"),),
        },
        period="2024-01",
        expect=(Expect(value=5.0, n=2, obs_status="small_base"),),
    ),
    WorkedExample(
        title="Fewer than half have a complete report: no median",
        tables={
            "police.fir": (_fir("F1", "2024-01-10"), _fir("F2", "2024-01-10"), _fir("F3", "2024-01-10")),
            "police.report173": (_report("R1", "F1", "COMPLETE", "2024-01-15"),),
        },
        period="2024-01",
        expect=(Expect(n=3, value=None, obs_status="undefined"),),
    ),
)
