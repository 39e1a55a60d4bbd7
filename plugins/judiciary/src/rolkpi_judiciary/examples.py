"""Worked examples of the judiciary KPIs: the smallest tables that show each rule, with results reckoned by hand.

The yearly figures of the courts of Balochistan are as the press printed them.
"""

from __future__ import annotations

from typing import Any

from rolkpi.model import Expect, WorkedExample

Row = dict[str, Any]


def _case(case_id: str, instituted_at: str, **more: Any) -> Row:
    row = {
        "case_id": case_id,
        "court": "C1",
        "case_type": "SESSIONS_TRIAL",
        "instituted_at": instituted_at,
        "mode": "FRESH",
        **more,
    }
    return {"disposal_mode": "ACQUITTAL", **row} if row.get("decided_at") else row


def _cell(court: str, line: str, value: int | None, item: str = "TOTAL") -> Row:
    return {
        "court": court,
        "month": "2024-03",
        "line": line,
        "item": item,
        "value": value,
        "cell_status": "REPORTED",
    }


def _year(court: str, year: int, **lines: int) -> tuple[Row, ...]:
    return tuple(
        {
            "court": court,
            "year_start": f"{year}-01",
            "line": line,
            "item": "TOTAL",
            "value": value,
            "cell_status": "REPORTED",
        }
        for line, value in lines.items()
    )


_DISTRICT_2024 = _year("DISTRICT_COURTS", 2024, J1=17_818, J2=57_299, J4=56_432, J6=18_685)
_DISTRICT_2025 = _year("DISTRICT_COURTS", 2025, J1=18_685, J2=62_393, J4=62_654, J6=18_424)
_HIGH_COURT_2025 = _year("HIGH_COURT", 2025, J1=5_272, J2=6_926, J4=5_813, J6=6_385)

PENDING_CASES = (
    WorkedExample(
        title="On the docket at the end of 31 March; a transferred case is pending where it now is",
        tables={
            "judiciary.case": (
                _case("A1", "2024-01-10", severity="MINOR"),
                _case("A2", "2024-02-01", decided_at="2024-03-31"),  # decided on the last day: gone
                _case("A3", "2024-02-01", decided_at="2024-04-01", case_type="CIVIL"),  # the day after: still there
                _case("A4", "2024-03-31"),
                _case("A5", "2023-11-01", transferred_out_at="2024-03-10"),
                _case("B1", "2023-11-01", court="C2", mode="TRANSFER_IN", received_at="2024-03-12"),
                _case("A6", "2023-12-01", transferred_out_at="2024-03-31"),  # on its way on 31 March: in neither court
                _case("B2", "2023-12-01", court="C2", mode="TRANSFER_IN", received_at="2024-04-02"),
            )
        },
        period="2024-03",
        expect=(
            Expect(value=4, n=4, obs_status="ok"),
            Expect(area="C1", value=3, n=3, obs_status="ok"),
            Expect(area="C2", value=1, n=1, obs_status="ok"),
            Expect(disaggregation="case_type=CIVIL", value=1, n=1),
            Expect(disaggregation="severity=MINOR", value=1, n=1),
        ),
    ),
    WorkedExample(
        title="A quarter is its last month-end, never a sum: A1 was pending in January only",
        tables={
            "judiciary.case": (
                _case("A1", "2024-01-05", decided_at="2024-02-20"),
                _case("A2", "2024-02-01"),
                _case("A3", "2024-02-10", decided_at="2024-03-15"),
            )
        },
        period="2024-Q1",
        expect=(Expect(value=1, n=1, obs_status="ok"),),
    ),
    WorkedExample(
        title="Without records line J6 of the return serves, its total before its parts",
        tables={
            "judiciary.monthly_return": (
                _cell("C1", "J1", 95),
                _cell("C1", "J6", 100),
                _cell("C1", "J6", 60, item="CIVIL"),
                _cell("C1", "J6", 39, item="FAMILY"),
            )
        },
        period="2024-03",
        expect=(
            Expect(value=100, n=100, obs_status="ok"),
            Expect(disaggregation="case_type=FAMILY", value=39, n=39),
        ),
    ),
)

CLEARANCE_RATE = (
    WorkedExample(
        title="Courts of Balochistan 2025, as published: pooled 98.77, not the mean of the two rates",
        tables={"judiciary.annual_return": (*_DISTRICT_2025, *_HIGH_COURT_2025)},
        period="2025",
        expect=(
            Expect(value=68_467 * 100 / 69_319, numerator=68_467, denominator=69_319, n=69_319, obs_status="ok"),
            Expect(area="DISTRICT_COURTS", value=62_654 * 100 / 62_393, numerator=62_654, denominator=62_393),
            Expect(area="HIGH_COURT", value=5_813 * 100 / 6_926, numerator=5_813, denominator=6_926),
        ),
    ),
    WorkedExample(
        title="A transfer in is no institution and a transfer out no disposal",
        tables={
            "judiciary.case": (
                _case("A1", "2024-03-01", decided_at="2024-03-20"),
                _case("A2", "2024-03-05"),
                _case("A3", "2024-03-07", mode="REMAND"),
                _case("A4", "2023-06-01", decided_at="2024-03-01"),
                _case(
                    "A5",
                    "2024-03-01",
                    mode="TRANSFER_IN",
                    received_at="2024-03-02",
                    decided_at="2024-03-31",
                ),
                _case("A6", "2023-07-01", transferred_out_at="2024-03-15"),
                _case("A7", "2023-08-01", decided_at="2024-04-01"),  # April
            )
        },
        period="2024-03",
        expect=(Expect(value=100.0, numerator=3, denominator=3, n=3, obs_status="ok"),),
    ),
    WorkedExample(
        title="Nothing instituted: no rate, however many were decided",
        tables={"judiciary.case": (_case("A1", "2024-02-01", decided_at="2024-03-20"),)},
        period="2024-03",
        expect=(Expect(numerator=1, denominator=0, n=0, value=None, obs_status="undefined"),),
    ),
)

_QUARTER_CASES: dict[str, tuple[Row, ...]] = {
    "judiciary.case": (
        _case("A1", "2024-01-02", decided_at="2024-01-30"),
        _case("A2", "2024-01-05", decided_at="2024-02-15"),
        _case("A3", "2024-01-10", decided_at="2024-03-01"),
        _case("A4", "2024-02-01", decided_at="2024-03-31"),
        _case("A5", "2024-02-10", decided_at="2024-04-01"),  # still pending on 31 March
        _case("A6", "2024-03-31"),
        _case("A7", "2024-01-20", transferred_out_at="2024-03-05"),  # neither pending nor disposed
    )
}

DISPOSITION_TIME = (
    WorkedExample(
        title="District courts of Balochistan 2024, as published: a leap year has 366 days",
        tables={"judiciary.annual_return": _DISTRICT_2024},
        period="2024",
        expect=(
            Expect(
                value=18_685 * 366 / 56_432,
                numerator=18_685 * 366,
                denominator=56_432,
                n=56_432,
                obs_status="ok",
            ),
        ),
    ),
    WorkedExample(
        title="A quarter uses its own 91 days: 2 pending x 91 / 4 disposed",
        tables=_QUARTER_CASES,
        period="2024-Q1",
        expect=(Expect(value=45.5, numerator=182, denominator=4, n=4, obs_status="ok"),),
    ),
    WorkedExample(
        title="Nothing disposed: the backlog would take for ever, and there is no value",
        tables={"judiciary.case": (_case("A1", "2024-03-04"), _case("A2", "2024-03-05", decided_at="2024-04-01"))},
        period="2024-03",
        expect=(Expect(numerator=62, denominator=0, n=0, value=None, obs_status="undefined"),),
    ),
)

CASE_TURNOVER = (
    WorkedExample(
        title="District courts of Balochistan 2025, as published",
        tables={"judiciary.annual_return": _DISTRICT_2025},
        period="2025",
        expect=(Expect(value=62_654 / 18_424, numerator=62_654, denominator=18_424, n=18_424, obs_status="ok"),),
    ),
    WorkedExample(
        title="Four disposed in the quarter, two pending at its end; 91 / 2 is the disposition time",
        tables=_QUARTER_CASES,
        period="2024-Q1",
        expect=(Expect(value=2.0, numerator=4, denominator=2, n=2, obs_status="ok"),),
    ),
    WorkedExample(
        title="Nothing pending: no ratio",
        tables={"judiciary.case": (_case("A1", "2024-03-01", decided_at="2024-03-31"),)},
        period="2024-03",
        expect=(Expect(numerator=1, denominator=0, n=0, value=None, obs_status="undefined"),),
    ),
)

_DECIDED_CASES: dict[str, tuple[Row, ...]] = {
    "judiciary.case": (
        _case("A1", "2024-03-21", decided_at="2024-03-31"),  # 10 days
        _case("A2", "2024-03-01", decided_at="2024-03-21"),  # 20 days
        _case("A3", "2024-02-01", decided_at="2024-03-12"),  # 40 days
        _case("A4", "2019-01-01"),  # open: not counted, however old
        _case("A5", "2023-01-01", transferred_out_at="2024-03-10"),
        _case("A6", "2023-01-01", decided_at="2024-04-01"),  # April
    )
}

_TWO_DECIDED: dict[str, tuple[Row, ...]] = {
    "judiciary.case": (
        _case("A1", "2024-03-04", decided_at="2024-03-04"),  # the same day: 0 days
        _case("A2", "2024-03-01", decided_at="2024-03-16"),  # 15 days
    )
}

_NONE_DECIDED: dict[str, tuple[Row, ...]] = {
    "judiciary.case": (_case("A1", "2024-03-01"), _case("A2", "2024-02-01", decided_at="2024-04-01"))
}

DAYS_TO_JUDGMENT_MEDIAN = (
    WorkedExample(
        title="10, 20 and 40 days; open, transferred and later decided cases do not count",
        tables=_DECIDED_CASES,
        period="2024-03",
        expect=(Expect(value=20.0, n=3, obs_status="ok"),),
    ),
    WorkedExample(
        title="Two cases, 0 and 15 days: halfway between",
        tables=_TWO_DECIDED,
        period="2024-03",
        expect=(Expect(value=7.5, n=2, obs_status="ok"),),
    ),
    WorkedExample(
        title="Nothing decided in the month: no median",
        tables=_NONE_DECIDED,
        period="2024-03",
        expect=(Expect(n=0, value=None, obs_status="undefined"),),
    ),
)

DAYS_TO_JUDGMENT_P90 = (
    WorkedExample(
        title="10, 20 and 40 days: eight tenths of the way from 20 to 40",
        tables=_DECIDED_CASES,
        period="2024-03",
        expect=(Expect(value=36.0, n=3, obs_status="ok"),),
    ),
    WorkedExample(
        title="0 and 15 days: nine tenths of the way",
        tables=_TWO_DECIDED,
        period="2024-03",
        expect=(Expect(value=13.5, n=2, obs_status="ok"),),
    ),
    WorkedExample(
        title="Nothing decided in the month: no percentile",
        tables=_NONE_DECIDED,
        period="2024-03",
        expect=(Expect(n=0, value=None, obs_status="undefined"),),
    ),
)

WITHIN_TIME_LIMIT = (
    WorkedExample(
        title="The limit in force at institution: 3 months until 17 August 2025, 12 from 18 August",
        tables={
            "judiciary.case": (
                _case("A1", "2025-08-18", limit_id="UP_TO_7Y", decided_at="2026-08-18"),  # last day: in time
                _case("A2", "2025-08-18", limit_id="UP_TO_7Y", decided_at="2026-08-19"),  # a day late
                _case("A3", "2025-08-17", limit_id="UP_TO_7Y", decided_at="2026-08-10"),  # had until 17 November 2025
                _case("A4", "2025-08-18", case_type="CIVIL", decided_at="2026-08-05"),  # no limit: on neither side
                _case("A5", "2025-08-18", limit_id="MURDER"),  # open
            )
        },
        period="2026-08",
        expect=(
            Expect(value=1 * 100 / 3, numerator=1, denominator=3, n=3, obs_status="ok"),
            Expect(disaggregation="limit_id=UP_TO_7Y", value=1 * 100 / 3, numerator=1, denominator=3, n=3),
            Expect(
                disaggregation="limit_id=MURDER", numerator=0, denominator=0, n=0, value=None, obs_status="undefined"
            ),
        ),
    ),
    WorkedExample(
        title="Six months from 31 August end on the last day of February; a juvenile of the old policy has no limit",
        tables={
            "judiciary.case": (
                _case("A1", "2025-08-31", limit_id="JUVENILE", juvenile_flag=True, decided_at="2026-02-28"),
                _case("A2", "2025-08-17", limit_id="JUVENILE", juvenile_flag=True, decided_at="2026-02-16"),
            )
        },
        period="2026-02",
        expect=(Expect(value=100.0, numerator=1, denominator=1, n=1, obs_status="ok"),),
    ),
    WorkedExample(
        title="No case with a limit was decided: no share",
        tables={
            "judiciary.case": (
                _case("A1", "2024-01-01", case_type="FAMILY", decided_at="2024-03-20"),
                _case("A2", "2024-01-01", limit_id="MURDER", decided_at="2024-04-01"),
            )
        },
        period="2024-03",
        expect=(Expect(numerator=0, denominator=0, n=0, value=None, obs_status="undefined"),),
    ),
)
