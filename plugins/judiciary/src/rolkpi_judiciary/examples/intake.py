"""Worked examples: what comes in, moves and is decided (JUD-01, JUD-02)."""

from __future__ import annotations

from typing import Any

from rolkpi.model import Expect, WorkedExample
from rolkpi_judiciary.codelists import DISPOSAL_MODES
from rolkpi_judiciary.examples.published import DISTRICT_2025, YEAR_WITH_PARTS
from rolkpi_judiciary.examples.rows import case, cell, cells, year

CASES_INSTITUTED = (
    WorkedExample(
        title="Fresh, restored and sent back by a higher court; what came by transfer was instituted elsewhere",
        tables={
            "judiciary.case": (
                case("A1", "2024-03-01", severity="MINOR", decided_at="2024-04-20"),
                case("A2", "2024-03-31", mode="RESTORED", case_type="CIVIL"),
                case("A3", "2024-03-10", mode="REMAND", severity="HEINOUS"),
                case("A4", "2024-03-05", mode="TRANSFER_IN", received_at="2024-03-09"),  # not here
                case("A5", "2024-02-29", decided_at="2024-03-10"),  # February
                case("A6", "2024-04-01"),  # April
                case("A7", "2024-03-15", court="C2", transferred_out_at="2024-03-20"),  # instituted all the same
            )
        },
        period="2024-03",
        expect=(
            Expect(value=4, n=4, obs_status="ok"),
            Expect(area="C1", value=3, n=3),
            Expect(area="C2", value=1, n=1),
            Expect(disaggregation="case_type=CIVIL", value=1, n=1),
            Expect(disaggregation="severity=HEINOUS", value=1, n=1),
            Expect(disaggregation="case_type=SESSIONS_TRIAL;severity=MINOR", value=1, n=1),
            Expect(disaggregation="case_type=SESSIONS_TRIAL;severity=_U", value=1, n=1),  # A7
        ),
    ),
    WorkedExample(
        title="Without records line J2 of the return serves: its total, its parts where the total is not available",
        tables={
            "judiciary.monthly_return": (
                *cells("C1", J1=95, J2=50, J2_FRESH=44, J3=7),
                cell("C1", "J2", 20, item="CIVIL"),
                cell("C2", "J2", None),
                cell("C2", "J2", 6, item="CIVIL"),
                cell("C2", "J2", 4, item="FAMILY"),
                cell("C2", "J4", 2, item="FAMILY"),
            )
        },
        period="2024-03",
        expect=(
            Expect(value=60, n=60, obs_status="ok"),
            Expect(area="C1", value=50),
            Expect(area="C2", value=10),
            Expect(disaggregation="case_type=CIVIL", value=26, n=26),
        ),
    ),
    WorkedExample(
        title="District courts of Balochistan 2025, as published",
        tables={"judiciary.annual_return": DISTRICT_2025},
        period="2025",
        expect=(Expect(value=62_393, n=62_393, obs_status="ok"),),
    ),
    WorkedExample(
        title="A month in which nothing came in: 0",
        tables={"judiciary.case": (case("A1", "2024-02-01"),)},
        period="2024-03",
        expect=(Expect(value=0, n=0, obs_status="ok"),),
    ),
)

TRANSFERS_IN = (
    WorkedExample(
        title="By the day this court received the case, not by that of institution",
        tables={
            "judiciary.case": (
                case("A1", "2023-11-01", mode="TRANSFER_IN", received_at="2024-03-01", severity="MAJOR"),
                case("A2", "2024-02-02", mode="TRANSFER_IN", received_at="2024-03-31", case_type="CIVIL"),
                case("A3", "2024-03-20", mode="TRANSFER_IN", received_at="2024-04-01"),  # April
                case("A4", "2024-03-05"),  # fresh
                case("A5", "2024-01-05", transferred_out_at="2024-03-12"),  # left
                case("A6", "2024-01-05", mode="TRANSFER_IN", received_at="2024-02-05", decided_at="2024-03-12"),
            )
        },
        period="2024-03",
        expect=(
            Expect(value=2, n=2, obs_status="ok"),
            Expect(disaggregation="case_type=CIVIL", value=1, n=1),
            Expect(disaggregation="severity=MAJOR", value=1, n=1),
        ),
    ),
    WorkedExample(
        title="Line J3 of the return: its total, its parts where the total is not available",
        tables={
            "judiciary.monthly_return": (
                *cells("C1", J2=50, J3=7, J5=3),
                cell("C1", "J3", 5, item="CIVIL"),
                *cells("C2", J3=None, J2=9),
                cell("C2", "J3", 3, item="CIVIL"),
                cell("C2", "J3", 1, item="FAMILY"),
            )
        },
        period="2024-03",
        expect=(
            Expect(value=11, n=11, obs_status="ok"),
            Expect(disaggregation="case_type=CIVIL", value=8, n=8),
        ),
    ),
    WorkedExample(
        title="A simulated year of one court: the printed total, and not its civil suits once more",
        tables={
            "judiciary.annual_return": (*year("C1", 2024, J2=400, J3=12, J5=8), *year("C1", 2024, item="CIVIL", J3=5))
        },
        period="2024",
        expect=(Expect(value=12, n=12, obs_status="ok"),),
    ),
)

TRANSFERS_OUT = (
    WorkedExample(
        title="By the day the case left undecided",
        tables={
            "judiciary.case": (
                case("A1", "2023-11-01", transferred_out_at="2024-03-01", severity="MAJOR"),
                case("A2", "2024-03-02", transferred_out_at="2024-03-31", case_type="CIVIL"),
                case("A3", "2024-03-20", transferred_out_at="2024-04-01"),  # April
                case("A4", "2024-03-05", decided_at="2024-03-25"),  # decided
                case("A5", "2024-02-02", mode="TRANSFER_IN", received_at="2024-03-09"),  # came
            )
        },
        period="2024-03",
        expect=(
            Expect(value=2, n=2, obs_status="ok"),
            Expect(disaggregation="case_type=CIVIL", value=1, n=1),
            Expect(disaggregation="severity=MAJOR", value=1, n=1),
        ),
    ),
    WorkedExample(
        title="Line J5 of the return: its total, its parts where the total is not available",
        tables={
            "judiciary.monthly_return": (
                *cells("C1", J3=4, J5=7),
                cell("C1", "J5", 5, item="CIVIL"),
                *cells("C2", J4=9, J5=None),
                cell("C2", "J5", 3, item="CIVIL"),
                cell("C2", "J5", 1, item="FAMILY"),
            )
        },
        period="2024-03",
        expect=(
            Expect(value=11, n=11, obs_status="ok"),
            Expect(disaggregation="case_type=CIVIL", value=8, n=8),
        ),
    ),
    WorkedExample(
        title="A simulated year of one court: the printed total, and not its civil suits once more",
        tables={
            "judiciary.annual_return": (*year("C1", 2024, J3=12, J4=500, J5=8), *year("C1", 2024, item="CIVIL", J5=5))
        },
        period="2024",
        expect=(Expect(value=8, n=8, obs_status="ok"),),
    ),
)

_BY_MODE: dict[str, Any] = {f"J4_{mode}": number for number, mode in enumerate(DISPOSAL_MODES, start=21)}

CASES_DISPOSED = (
    WorkedExample(
        title="Finally decided in the month, in whatever way; a transfer decides nothing",
        tables={
            "judiciary.case": (
                case("A1", "2023-05-01", decided_at="2024-03-01", disposal_mode="CONVICTION", severity="HEINOUS"),
                case("A2", "2024-01-01", decided_at="2024-03-31", disposal_mode="COMPROMISE", case_type="CIVIL"),
                case("A3", "2024-03-01", decided_at="2024-04-01"),  # April
                case("A4", "2023-05-01", transferred_out_at="2024-03-10"),
                case("A5", "2024-03-02"),  # open
                case(
                    "A6",
                    "2023-05-01",
                    court="C2",
                    mode="TRANSFER_IN",
                    received_at="2024-02-01",
                    decided_at="2024-03-15",
                    disposal_mode="CONSIGNED_RECORD_ROOM",
                ),
            )
        },
        period="2024-03",
        expect=(
            Expect(value=3, n=3, obs_status="ok"),
            Expect(area="C2", value=1, n=1),
            Expect(disaggregation="case_type=CIVIL", value=1, n=1),
            Expect(disaggregation="severity=HEINOUS", value=1, n=1),
            Expect(disaggregation="disposal_mode=CONVICTION", value=1, n=1),
            Expect(disaggregation="disposal_mode=CONSIGNED_RECORD_ROOM", value=1, n=1),
        ),
    ),
    WorkedExample(
        title="Line J4 of the return: the printed total, by mode its parts, whether or not they add up to it",
        tables={
            "judiciary.monthly_return": (
                *cells("C1", J2=80, J4=60, J4A=12),
                cell("C1", "J4", 33, item="CIVIL"),
                # 1 + 2 + ... + 10 = 55
                *(cell("C1", f"J4_{mode}", number) for number, mode in enumerate(DISPOSAL_MODES, start=1)),
                cell("C2", "J4", None),
                cell("C2", "J4", 7, item="CIVIL"),
            )
        },
        period="2024-03",
        expect=(
            Expect(value=67, n=67, obs_status="ok"),
            Expect(area="C1", value=60, n=60),
            Expect(disaggregation="case_type=CIVIL", value=40, n=40),
            *(
                Expect(area="C1", disaggregation=f"disposal_mode={mode}", value=number, n=number)
                for number, mode in enumerate(DISPOSAL_MODES, start=1)
            ),
        ),
    ),
    WorkedExample(
        title="A simulated year of one court, by mode: the printed total, and its parts",
        tables={
            "judiciary.annual_return": (
                *year("C1", 2024, J2=400, J4=500, **_BY_MODE),
                *year("C1", 2024, item="CIVIL", J4=110),
            )
        },
        period="2024",
        expect=(
            Expect(value=500, n=500, obs_status="ok"),
            *(
                Expect(disaggregation=f"disposal_mode={mode}", value=number, n=number)
                for number, mode in enumerate(DISPOSAL_MODES, start=21)
            ),
        ),
    ),
    WorkedExample(
        title="A yearly figure is its total; the civil suits in it do not count again",
        tables={"judiciary.annual_return": YEAR_WITH_PARTS},
        period="2024",
        expect=(Expect(value=500, n=500, obs_status="ok"),),
    ),
)
