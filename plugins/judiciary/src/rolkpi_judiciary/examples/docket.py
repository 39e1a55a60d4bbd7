"""Worked examples: pending cases, and how they stand to what is decided (JUD-03 to JUD-06)."""

from __future__ import annotations

from rolkpi.model import Expect, WorkedExample
from rolkpi_judiciary.codelists import CASE_TYPES
from rolkpi_judiciary.examples.published import DISTRICT_2024, DISTRICT_2025, HIGH_COURT_2025, YEAR_WITH_PARTS
from rolkpi_judiciary.examples.rows import Row, case, cell

PENDING_CASES = (
    WorkedExample(
        title="On the docket at the end of 31 March; a transferred case is pending where it now is",
        tables={
            "judiciary.case": (
                case("A1", "2024-01-10", severity="MINOR"),
                case("A2", "2024-02-01", decided_at="2024-03-31"),  # decided on the last day: gone
                case("A3", "2024-02-01", decided_at="2024-04-01", case_type="CIVIL"),  # the day after: still there
                case("A4", "2024-03-31", severity="HEINOUS"),
                case("A5", "2023-11-01", transferred_out_at="2024-03-10"),
                case("B1", "2023-11-01", court="C2", mode="TRANSFER_IN", received_at="2024-03-12"),
                case("A6", "2023-12-01", transferred_out_at="2024-03-31"),  # on its way on 31 March: in neither court
                case("B2", "2023-12-01", court="C2", mode="TRANSFER_IN", received_at="2024-04-02"),
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
                case("A1", "2024-01-05", decided_at="2024-02-20"),
                case("A2", "2024-02-01"),
                case("A3", "2024-02-10", decided_at="2024-03-15"),
            )
        },
        period="2024-Q1",
        expect=(Expect(value=1, n=1, obs_status="ok"),),
    ),
    WorkedExample(
        title="Without records line J6 of the return serves: its total, its parts where the total is not available",
        tables={
            "judiciary.monthly_return": (
                cell("C1", "J1", 95),
                cell("C1", "J6", 100),
                cell("C1", "J6", 60, item="CIVIL"),
                cell("C1", "J6", 39, item="FAMILY"),
                cell("C2", "J6", None),
                cell("C2", "J6", 20, item="CIVIL"),
                cell("C2", "J6", 5, item="FAMILY"),
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
                cell("C1", "J6", number, item=case_type) for number, case_type in enumerate(CASE_TYPES, start=1)
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
        tables={"judiciary.annual_return": (*DISTRICT_2025, *HIGH_COURT_2025)},
        period="2025",
        expect=(
            Expect(value=68_467 * 100 / 69_319, numerator=68_467, denominator=69_319, n=69_319, obs_status="ok"),
            Expect(area="DISTRICT_COURTS", value=62_654 * 100 / 62_393, numerator=62_654, denominator=62_393),
            Expect(area="HIGH_COURT", value=5_813 * 100 / 6_926, numerator=5_813, denominator=6_926),
        ),
    ),
    WorkedExample(
        title="A yearly figure is its total; the civil suits in it do not count again",
        tables={"judiciary.annual_return": YEAR_WITH_PARTS},
        period="2024",
        expect=(Expect(value=125.0, numerator=500, denominator=400, n=400, obs_status="ok"),),
    ),
    WorkedExample(
        title="Lines J4 and J2 of the return: both totals, or the parts of both where one total is not available",
        tables={
            "judiciary.monthly_return": (
                cell("C1", "J1", 95),
                cell("C1", "J2", 80),
                cell("C1", "J2", 30, item="CIVIL"),
                cell("C1", "J2", 49, item="SESSIONS_TRIAL"),
                cell("C1", "J4", 60),
                cell("C1", "J4", 24, item="CIVIL"),
                cell("C1", "J4", 35, item="SESSIONS_TRIAL"),
                cell("C2", "J2", None),
                cell("C2", "J2", 10, item="CIVIL"),
                cell("C2", "J2", 6, item="SESSIONS_TRIAL"),
                cell("C2", "J4", 9),
                cell("C2", "J4", 7, item="CIVIL"),
                cell("C2", "J4", 1, item="SESSIONS_TRIAL"),
                cell("C3", "J2", 21),
                cell("C3", "J2", 20, item="CIVIL"),
                cell("C3", "J4", None),
                cell("C3", "J4", 25, item="CIVIL"),
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
                case("A1", "2024-03-01", decided_at="2024-03-20"),
                case("A2", "2024-03-05"),
                case("A3", "2024-03-07", mode="REMAND"),
                case("A4", "2023-06-01", decided_at="2024-03-01"),
                case(
                    "A5",
                    "2024-03-01",
                    mode="TRANSFER_IN",
                    received_at="2024-03-02",
                    decided_at="2024-03-31",
                ),
                case("A6", "2023-07-01", transferred_out_at="2024-03-15"),
                case("A7", "2023-08-01", decided_at="2024-04-01"),  # April
            )
        },
        period="2024-03",
        expect=(Expect(value=100.0, numerator=3, denominator=3, n=3, obs_status="ok"),),
    ),
    WorkedExample(
        title="Nothing instituted: no rate, however many were decided",
        tables={"judiciary.case": (case("A1", "2024-02-01", decided_at="2024-03-20"),)},
        period="2024-03",
        expect=(Expect(numerator=1, denominator=0, n=0, value=None, obs_status="undefined"),),
    ),
)

_QUARTER_CASES: dict[str, tuple[Row, ...]] = {
    "judiciary.case": (
        case("A1", "2024-01-02", decided_at="2024-01-30"),
        case("A2", "2024-01-05", case_type="CIVIL", decided_at="2024-02-15"),
        case("A3", "2024-01-10", decided_at="2024-03-01"),
        case("A4", "2024-02-01", decided_at="2024-03-31"),
        case("A5", "2024-02-10", case_type="CIVIL", decided_at="2024-04-01"),  # still pending on 31 March
        case("A6", "2024-03-31"),
        case("A7", "2024-01-20", transferred_out_at="2024-03-05"),  # neither pending nor disposed
    )
}

DISPOSITION_TIME = (
    WorkedExample(
        title="District courts of Balochistan 2024, as published: a leap year has 366 days",
        tables={"judiciary.annual_return": DISTRICT_2024},
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
        tables={"judiciary.case": (case("A1", "2024-03-04"), case("A2", "2024-03-05", decided_at="2024-04-01"))},
        period="2024-03",
        expect=(Expect(numerator=62, denominator=0, n=0, value=None, obs_status="undefined"),),
    ),
)

CASE_TURNOVER = (
    WorkedExample(
        title="District courts of Balochistan 2025, as published",
        tables={"judiciary.annual_return": DISTRICT_2025},
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
        tables={"judiciary.annual_return": YEAR_WITH_PARTS},
        period="2024",
        expect=(Expect(value=2.5, numerator=500, denominator=200, n=200, obs_status="ok"),),
    ),
    WorkedExample(
        title="Nothing pending: no ratio",
        tables={"judiciary.case": (case("A1", "2024-03-01", decided_at="2024-03-31"),)},
        period="2024-03",
        expect=(Expect(numerator=1, denominator=0, n=0, value=None, obs_status="undefined"),),
    ),
)
