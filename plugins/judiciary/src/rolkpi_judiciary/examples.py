"""Worked examples of the judiciary KPIs: the smallest tables that show each rule, with results reckoned by hand.

The yearly figures of the courts of Balochistan are as the press printed them.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from rolkpi.model import Expect, WorkedExample
from rolkpi_judiciary.codelists import CASE_TYPES

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
        "cell_status": "REPORTED" if value is not None else "NOT_AVAILABLE",
    }


def _year(court: str, year: int, item: str = "TOTAL", **lines: int) -> tuple[Row, ...]:
    return tuple(
        {
            "court": court,
            "year_start": f"{year}-01",
            "line": line,
            "item": item,
            "value": value,
            "cell_status": "REPORTED",
        }
        for line, value in lines.items()
    )


_DISTRICT_2024 = _year("DISTRICT_COURTS", 2024, J1=17_818, J2=57_299, J4=56_432, J6=18_685)
_DISTRICT_2025 = _year("DISTRICT_COURTS", 2025, J1=18_685, J2=62_393, J4=62_654, J6=18_424)
_HIGH_COURT_2025 = _year("HIGH_COURT", 2025, J1=5_272, J2=6_926, J4=5_813, J6=6_385)

# A simulated year of one court that also tells how much of each line are civil suits.
_YEAR_WITH_PARTS = (
    *_year("C1", 2024, J1=300, J2=400, J4=500, J6=200),
    *_year("C1", 2024, item="CIVIL", J1=90, J2=130, J4=110, J6=110),
)

PENDING_CASES = (
    WorkedExample(
        title="On the docket at the end of 31 March; a transferred case is pending where it now is",
        tables={
            "judiciary.case": (
                _case("A1", "2024-01-10", severity="MINOR"),
                _case("A2", "2024-02-01", decided_at="2024-03-31"),  # decided on the last day: gone
                _case("A3", "2024-02-01", decided_at="2024-04-01", case_type="CIVIL"),  # the day after: still there
                _case("A4", "2024-03-31", severity="HEINOUS"),
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
            Expect(disaggregation="case_type=SESSIONS_TRIAL;severity=HEINOUS", value=1, n=1),
            Expect(disaggregation="case_type=SESSIONS_TRIAL;severity=_U", value=1, n=1),  # B1
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
        title="Without records line J6 of the return serves: its total, its parts where the total is not available",
        tables={
            "judiciary.monthly_return": (
                _cell("C1", "J1", 95),
                _cell("C1", "J6", 100),
                _cell("C1", "J6", 60, item="CIVIL"),
                _cell("C1", "J6", 39, item="FAMILY"),
                _cell("C2", "J6", None),
                _cell("C2", "J6", 20, item="CIVIL"),
                _cell("C2", "J6", 5, item="FAMILY"),
            )
        },
        period="2024-03",
        expect=(
            Expect(value=125, n=125, obs_status="ok"),
            Expect(area="C1", value=100, n=100, obs_status="ok"),
            Expect(area="C2", value=25, n=25, obs_status="ok"),
            Expect(disaggregation="case_type=FAMILY", value=44, n=44),
        ),
    ),
    WorkedExample(
        title="Every case type of the return has its own figure",
        tables={
            "judiciary.monthly_return": tuple(
                _cell("C1", "J6", number, item=case_type) for number, case_type in enumerate(CASE_TYPES, start=1)
            )
        },
        period="2024-03",
        expect=(
            Expect(value=66, n=66),  # 11 types: 1 + 2 + ... + 11
            *(
                Expect(disaggregation=f"case_type={case_type}", value=number, n=number)
                for number, case_type in enumerate(CASE_TYPES, start=1)
            ),
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
        title="A yearly figure is its total; the civil suits in it do not count again",
        tables={"judiciary.annual_return": _YEAR_WITH_PARTS},
        period="2024",
        expect=(Expect(value=125.0, numerator=500, denominator=400, n=400, obs_status="ok"),),
    ),
    WorkedExample(
        title="Lines J4 and J2 of the return: both totals, or the parts of both where one total is not available",
        tables={
            "judiciary.monthly_return": (
                _cell("C1", "J1", 95),
                _cell("C1", "J2", 80),
                _cell("C1", "J2", 30, item="CIVIL"),
                _cell("C1", "J2", 49, item="SESSIONS_TRIAL"),
                _cell("C1", "J4", 60),
                _cell("C1", "J4", 24, item="CIVIL"),
                _cell("C1", "J4", 35, item="SESSIONS_TRIAL"),
                _cell("C2", "J2", None),
                _cell("C2", "J2", 10, item="CIVIL"),
                _cell("C2", "J2", 6, item="SESSIONS_TRIAL"),
                _cell("C2", "J4", 9),
                _cell("C2", "J4", 7, item="CIVIL"),
                _cell("C2", "J4", 1, item="SESSIONS_TRIAL"),
                _cell("C3", "J2", 21),
                _cell("C3", "J2", 20, item="CIVIL"),
                _cell("C3", "J4", None),
                _cell("C3", "J4", 25, item="CIVIL"),
            )
        },
        period="2024-03",
        expect=(
            Expect(area="C1", value=75.0, numerator=60, denominator=80, n=80, obs_status="ok"),
            Expect(area="C2", value=50.0, numerator=8, denominator=16, n=16, obs_status="ok"),
            Expect(area="C3", value=125.0, numerator=25, denominator=20, n=20, obs_status="ok"),
            Expect(value=93 * 100 / 116, numerator=93, denominator=116, n=116, obs_status="ok"),
            # civil suits: 24 + 7 + 25 decided, 30 + 10 + 20 instituted
            Expect(disaggregation="case_type=CIVIL", value=56 * 100 / 60, numerator=56, denominator=60, n=60),
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
        _case("A2", "2024-01-05", case_type="CIVIL", decided_at="2024-02-15"),
        _case("A3", "2024-01-10", decided_at="2024-03-01"),
        _case("A4", "2024-02-01", decided_at="2024-03-31"),
        _case("A5", "2024-02-10", case_type="CIVIL", decided_at="2024-04-01"),  # still pending on 31 March
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
        expect=(
            Expect(value=45.5, numerator=182, denominator=4, n=4, obs_status="ok"),
            Expect(disaggregation="case_type=CIVIL", value=91.0, numerator=91, denominator=1, n=1),  # A5; A2
        ),
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
        expect=(
            Expect(value=2.0, numerator=4, denominator=2, n=2, obs_status="ok"),
            Expect(disaggregation="case_type=SESSIONS_TRIAL", value=3.0, numerator=3, denominator=1, n=1),
        ),
    ),
    WorkedExample(
        title="A yearly figure is its total; the civil suits in it do not count again",
        tables={"judiciary.annual_return": _YEAR_WITH_PARTS},
        period="2024",
        expect=(Expect(value=2.5, numerator=500, denominator=200, n=200, obs_status="ok"),),
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
        _case("A1", "2024-03-21", decided_at="2024-03-31", severity="MINOR", gbv_flag=True),  # 10 days
        _case("A2", "2024-03-01", decided_at="2024-03-21", severity="HEINOUS"),  # 20 days
        # 40 days
        _case("A3", "2024-02-01", decided_at="2024-03-12", severity="HEINOUS", gbv_flag=True, case_type="GBV"),
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
        expect=(
            Expect(value=20.0, n=3, obs_status="ok"),
            Expect(disaggregation="case_type=SESSIONS_TRIAL", value=15.0, n=2),  # 10, 20
            Expect(disaggregation="gbv_flag=true", value=25.0, n=2),  # 10, 40
            Expect(disaggregation="severity=HEINOUS", value=30.0, n=2),  # 20, 40
        ),
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
        expect=(
            Expect(value=36.0, n=3, obs_status="ok"),
            # nine tenths of the way from 10 to 20, from 10 to 40, from 20 to 40
            Expect(disaggregation="case_type=SESSIONS_TRIAL", value=19.0, n=2),
            Expect(disaggregation="gbv_flag=true", value=37.0, n=2),
            Expect(disaggregation="severity=HEINOUS", value=38.0, n=2),
        ),
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

# For each class a day of institution whose limit ends on 10 October.
_POLICY_2009 = {"UP_TO_7Y": "2024-07-10", "ABOVE_7Y": "2024-04-10", "MURDER": "2024-04-10"}
_POLICY_2025 = {
    "JUVENILE": "2027-04-10",
    "UP_TO_7Y": "2026-10-10",
    "ABOVE_7Y": "2026-04-10",
    "MURDER": "2025-10-10",
}


def _on_the_last_day_and_after(instituted: dict[str, str], year: int) -> tuple[Row, ...]:
    return tuple(
        _case(f"{limit}/{day}", instituted_at, limit_id=limit, juvenile_flag=limit == "JUVENILE", decided_at=day)
        for limit, instituted_at in instituted.items()
        for day in (f"{year}-10-10", f"{year}-10-11")
    )


def _one_of_two(limits: Iterable[str]) -> tuple[Expect, ...]:
    return tuple(
        Expect(disaggregation=f"limit_id={limit}", value=50.0, numerator=1, denominator=2, n=2) for limit in limits
    )


WITHIN_TIME_LIMIT = (
    WorkedExample(
        title="The limit in force at institution: 3 months until 17 August 2025, 12 from 18 August",
        tables={
            "judiciary.case": (
                _case("A1", "2025-08-18", limit_id="UP_TO_7Y", decided_at="2026-08-18"),  # last day: in time
                # a day late
                _case("A2", "2025-08-18", limit_id="UP_TO_7Y", decided_at="2026-08-19", case_type="MAGISTERIAL_TRIAL"),
                _case("A3", "2025-08-17", limit_id="UP_TO_7Y", decided_at="2026-08-10"),  # had until 17 November 2025
                _case("A4", "2025-08-18", case_type="CIVIL", decided_at="2026-08-05"),  # no limit: on neither side
                _case("A5", "2025-08-18", limit_id="MURDER"),  # open
            )
        },
        period="2026-08",
        expect=(
            Expect(value=1 * 100 / 3, numerator=1, denominator=3, n=3, obs_status="ok"),
            Expect(disaggregation="limit_id=UP_TO_7Y", value=1 * 100 / 3, numerator=1, denominator=3, n=3),
            Expect(disaggregation="case_type=SESSIONS_TRIAL", value=50.0, numerator=1, denominator=2, n=2),  # A1; A3
            Expect(
                disaggregation="limit_id=MURDER", numerator=0, denominator=0, n=0, value=None, obs_status="undefined"
            ),
        ),
    ),
    WorkedExample(
        title="2025: 6 months for juveniles, 12 up to 7 years, 18 above, 24 for murder; the last day and the next",
        tables={"judiciary.case": _on_the_last_day_and_after(_POLICY_2025, 2027)},
        period="2027-10",
        expect=(
            Expect(value=50.0, numerator=4, denominator=8, n=8, obs_status="ok"),
            *_one_of_two(_POLICY_2025),
        ),
    ),
    WorkedExample(
        title="2009: 3 months up to 7 years, 6 above and for murder; the last day and the next",
        tables={"judiciary.case": _on_the_last_day_and_after(_POLICY_2009, 2024)},
        period="2024-10",
        expect=(
            Expect(value=50.0, numerator=3, denominator=6, n=6, obs_status="ok"),
            *_one_of_two(_POLICY_2009),
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
