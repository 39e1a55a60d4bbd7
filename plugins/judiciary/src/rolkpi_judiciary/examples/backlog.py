"""Worked examples: how old the waiting cases are (JUD-03 by age, JUD-09, JUD-10)."""

from __future__ import annotations

from typing import Any

from rolkpi.model import Expect, WorkedExample
from rolkpi_judiciary.examples.rows import Row, case, cells, year

# On 31 March 2024: who turned 3, 6, 12, 24 or 36 months that day or the day before, and who will tomorrow.
_TURNED = {3: "2023-12-31", 6: "2023-09-30", 12: "2023-03-31", 24: "2022-03-31", 36: "2021-03-31"}
_TOMORROW = {3: "2024-01-01", 6: "2023-10-01", 12: "2023-04-01", 24: "2022-04-01", 36: "2021-04-01"}
_OF_EVERY_AGE = (
    case("new", "2024-03-31"),
    *(case(f"turned {months}", day) for months, day in _TURNED.items()),
    *(case(f"tomorrow {months}", day, case_type="CIVIL") for months, day in _TOMORROW.items()),
    case("old", "2015-06-01", case_type="CIVIL"),
)
_LINES = ("J7_LT3M", "J7_3_6M", "J7_6_12M", "J7_1_2Y", "J7_2_3Y", "J7_GT3Y")


_UNKNOWN: dict[str, Any] = dict.fromkeys(_LINES)


def _bands(first: int) -> dict[str, Any]:
    """The six lines with numbers from ``first`` up."""
    return {line: first + n for n, line in enumerate(_LINES)}


def _age_band(number: int, inside: str) -> tuple[WorkedExample, ...]:
    """Two cases are in every band: one that has just come into it, one that leaves it tomorrow, civil.

    ``inside``: a day of institution that lies in the band, for cases that are not on the docket.
    """
    return (
        WorkedExample(
            title="On 31 March: who turned so old by that day is in the band, who does tomorrow in the one before",
            tables={
                "judiciary.case": (
                    *_OF_EVERY_AGE,
                    case("decided", inside, decided_at="2024-03-31"),
                    case("left", inside, transferred_out_at="2024-03-31"),
                    case("on its way", inside, mode="TRANSFER_IN", received_at="2024-04-02"),
                )
            },
            period="2024-03",
            expect=(
                Expect(value=2, n=2, obs_status="ok"),
                Expect(disaggregation="case_type=CIVIL", value=1, n=1),
            ),
        ),
        WorkedExample(
            title="Lines J7 of the return: the total, the parts where the total is not available",
            tables={
                "judiciary.monthly_return": (
                    *cells("C1", J6=200, **_bands(11)),
                    *cells("C1", "CIVIL", J6=90, **_bands(1)),
                    *cells("C2", J6=None, **_UNKNOWN),
                    *cells("C2", "CIVIL", J6=90, **_bands(21)),
                    *cells("C2", "FAMILY", J6=90, **_bands(31)),
                )
            },
            period="2024-03",
            expect=(
                Expect(area="C1", value=11 + number, n=11 + number, obs_status="ok"),
                Expect(area="C2", value=52 + 2 * number, n=52 + 2 * number, obs_status="ok"),
                Expect(disaggregation="case_type=CIVIL", value=22 + 2 * number, n=22 + 2 * number),
            ),
        ),
        WorkedExample(
            title="A simulated year of one court: what its total says of 31 December",
            tables={
                "judiciary.annual_return": (
                    *year("C1", 2024, J6=500, **_bands(41)),
                    *year("C1", 2024, item="CIVIL", **_bands(1)),
                )
            },
            period="2024",
            expect=(Expect(value=41 + number, n=41 + number, obs_status="ok"),),
        ),
    )


AGE_BANDS = {
    "pending_under_3_months": _age_band(0, "2024-02-10"),
    "pending_3_to_6_months": _age_band(1, "2023-11-10"),
    "pending_6_to_12_months": _age_band(2, "2023-06-10"),
    "pending_1_to_2_years": _age_band(3, "2022-09-10"),
    "pending_2_to_3_years": _age_band(4, "2021-09-10"),
    "pending_3_years_or_more": _age_band(5, "2019-09-10"),
}

BACKLOG_OVER_ONE_YEAR = (
    WorkedExample(
        title="On 31 March 2024: 365 days since 1 April 2023 are a year, 364 are not",
        tables={
            "judiciary.case": (
                case("A1", "2023-04-01"),  # 365 days
                case("A2", "2023-04-02"),  # 364
                case("A3", "2020-01-01", decided_at="2024-03-31"),
                case("A4", "2022-01-01", court="C2", mode="TRANSFER_IN", received_at="2024-03-10"),
                case("A5", "2020-01-01", mode="TRANSFER_IN", received_at="2024-04-02"),  # on its way
                case("A6", "2020-01-01", transferred_out_at="2024-03-31"),
                case("A7", "2024-03-31", case_type="CIVIL"),
            )
        },
        period="2024-03",
        expect=(
            Expect(value=50.0, numerator=2, denominator=4, n=4, obs_status="ok"),  # A1, A4; A1, A2, A4, A7
            Expect(area="C1", value=1 * 100 / 3, numerator=1, denominator=3, n=3),
            Expect(area="C2", value=100.0, numerator=1, denominator=1, n=1),
            Expect(disaggregation="case_type=CIVIL", value=0.0, numerator=0, denominator=1, n=1),
        ),
    ),
    WorkedExample(
        title="The bands of the return from one year up, of line J6",
        tables={
            "judiciary.monthly_return": (
                *cells("C1", J6=80, J7_LT3M=40, J7_3_6M=11, J7_6_12M=9, J7_1_2Y=10, J7_2_3Y=6, J7_GT3Y=4),
                *cells("C1", "CIVIL", J6=9, J7_6_12M=6, J7_1_2Y=1, J7_2_3Y=1, J7_GT3Y=1),
                *cells("C2", J6=None, J7_1_2Y=None, J7_2_3Y=None, J7_GT3Y=None),
                *cells("C2", "CIVIL", J6=12, J7_6_12M=5, J7_1_2Y=1, J7_2_3Y=2, J7_GT3Y=3),
                # one band is left out: nothing is known, in whatever bands there are
                *cells("C3", J6=70, J7_6_12M=9, J7_1_2Y=10, J7_2_3Y=6),
                *cells("C3", "CIVIL", J6=10, J7_GT3Y=4),
            )
        },
        period="2024-03",
        expect=(
            Expect(area="C3", value=None, numerator=None, denominator=None, obs_status="no_data"),
            Expect(area="C1", value=25.0, numerator=20, denominator=80, n=80, obs_status="ok"),
            Expect(area="C2", value=50.0, numerator=6, denominator=12, n=12, obs_status="ok"),
            Expect(value=26 * 100 / 92, numerator=26, denominator=92, n=92),
            Expect(disaggregation="case_type=CIVIL", value=9 * 100 / 21, numerator=9, denominator=21, n=21),
        ),
    ),
    WorkedExample(
        title="A simulated year of one court: 50 of the 200 cases pending on 31 December",
        tables={
            "judiciary.annual_return": (
                *year("C1", 2024, J6=200, J7_6_12M=70, J7_1_2Y=30, J7_2_3Y=15, J7_GT3Y=5),
                *year("C1", 2024, item="CIVIL", J6=90, J7_1_2Y=20, J7_2_3Y=10, J7_GT3Y=2),
                *year("C3", 2024, J6=70, J7_6_12M=9, J7_1_2Y=10, J7_GT3Y=6),  # a band is left out
                *year("C3", 2023, J7_2_3Y=5),
            )
        },
        period="2024",
        expect=(
            Expect(area="C1", value=25.0, numerator=50, denominator=200, n=200, obs_status="ok"),
            Expect(area="C3", value=None, numerator=None, denominator=None, obs_status="no_data"),
        ),
    ),
    WorkedExample(
        title="Nothing pending: no share",
        tables={"judiciary.case": (case("A1", "2020-01-01", decided_at="2024-03-31"),)},
        period="2024-03",
        expect=(Expect(numerator=0, denominator=0, n=0, value=None, obs_status="undefined"),),
    ),
)


def _resting(case_id: str, instituted_at: str, inactive_from: str, inactive_to: str | None, **more: object) -> Row:
    return case(
        case_id,
        instituted_at,
        inactive_from=inactive_from,
        inactive_to=inactive_to,
        inactive_reason="ABSCONDING",
        **more,
    )


ACTIVE_AGE_MEDIAN = (
    WorkedExample(
        title="On 31 March: 10, 20, 30, 40 and 100 days; days of rest are no part of an age, who rests is left out",
        tables={
            "judiciary.case": (
                case("A1", "2024-03-01"),  # 30
                case("A2", "2024-03-21", case_type="CIVIL"),  # 10
                _resting("A3", "2024-01-01", "2024-01-11", "2024-03-21"),  # 90 - 70 = 20
                _resting("A4", "2023-01-01", "2024-03-31", None),  # inactive on the last day
                _resting("A5", "2024-02-20", "2024-04-01", "2024-04-20"),  # 40; inactive only afterwards
                _resting("A6", "2023-01-01", "2024-03-10", "2024-04-01"),  # active again a day too late
                case("A7", "2023-01-01", decided_at="2024-03-31"),
                case("A8", "2023-01-01", transferred_out_at="2024-03-31"),
                case("B1", "2023-12-22", court="C2", mode="TRANSFER_IN", received_at="2024-03-15"),  # 100
                case("B2", "2023-01-01", court="C2", mode="TRANSFER_IN", received_at="2024-04-02"),  # on its way
                case("A9", "2024-04-01"),  # April
            )
        },
        period="2024-03",
        expect=(
            Expect(value=30.0, n=5, obs_status="ok"),
            Expect(area="C1", value=25.0, n=4),
            Expect(disaggregation="case_type=CIVIL", value=10.0, n=1),
        ),
    ),
    WorkedExample(
        title="A quarter is its last month-end; a case is active again on the first day it can go on: 0 and 10 days",
        tables={
            "judiciary.case": (
                case("A1", "2023-11-01", decided_at="2024-03-04"),  # old in January and February
                case("A2", "2024-03-31"),  # 0
                _resting("A3", "2024-03-01", "2024-03-11", "2024-03-31"),  # 30 - 20 = 10
            )
        },
        period="2024-Q1",
        expect=(Expect(value=5.0, n=2, obs_status="ok"),),
    ),
    WorkedExample(
        title="Nothing active is pending: no median",
        tables={"judiciary.case": (_resting("A1", "2024-01-01", "2024-02-01", None),)},
        period="2024-03",
        expect=(Expect(n=0, value=None, obs_status="undefined"),),
    ),
)

# Policy of 2009: 3 months up to 7 years, 6 for murder.
_LIMIT = {"limit_id": "UP_TO_7Y"}

ACTIVE_OVER_LIMIT = (
    WorkedExample(
        title="On 31 March: the last day of the limit is in time, days of rest put it off, who rests is left out",
        tables={
            "judiciary.case": (
                case("A1", "2023-12-31", **_LIMIT),  # until 31 March: in time
                case("A2", "2023-12-30", case_type="MAGISTERIAL_TRIAL", **_LIMIT),  # until 30 March: late
                case("A3", "2023-10-31", limit_id="MURDER"),  # until 30 April
                _resting("A4", "2023-12-01", "2024-01-01", "2024-01-31", **_LIMIT),  # 1 March and 30 days: 31 March
                _resting(
                    "A5", "2023-11-30", "2024-01-01", "2024-01-31", **_LIMIT
                ),  # 29 February and 30: 30 March, late
                _resting("A6", "2024-03-01", "2024-04-05", "2024-05-01", **_LIMIT),  # not resting yet
                case("B1", "2022-01-01", court="C2", mode="TRANSFER_IN", received_at="2024-03-05", **_LIMIT),  # late
                # on neither side
                _resting("N1", "2020-01-01", "2024-03-31", None, **_LIMIT),
                _resting("N2", "2020-01-01", "2024-03-15", "2024-04-02", **_LIMIT),
                _resting("N11", "2020-01-01", "2024-03-15", None, decided_at="2024-04-10", **_LIMIT),
                case("N3", "2019-01-01", case_type="CIVIL"),
                case("N12", "2019-01-01", case_type="CIVIL", mode="TRANSFER_IN", received_at="2024-03-01"),
                _resting("N4", "2019-01-01", "2020-01-01", "2021-01-01", case_type="CIVIL"),
                case("N5", "2020-01-01", decided_at="2024-03-31", **_LIMIT),
                case("N6", "2020-01-01", transferred_out_at="2024-03-31", **_LIMIT),
                case("N7", "2020-01-01", mode="TRANSFER_IN", received_at="2024-04-02", **_LIMIT),
                _resting("N8", "2020-01-01", "2021-01-01", "2021-02-01", decided_at="2024-03-31", **_LIMIT),
                _resting("N9", "2020-01-01", "2021-01-01", "2021-02-01", transferred_out_at="2024-03-31", **_LIMIT),
                _resting(
                    "N10",
                    "2020-01-01",
                    "2021-01-01",
                    "2021-02-01",
                    mode="TRANSFER_IN",
                    received_at="2024-04-02",
                    **_LIMIT,
                ),
            )
        },
        period="2024-03",
        expect=(
            Expect(value=3 * 100 / 7, numerator=3, denominator=7, n=7, obs_status="ok"),
            Expect(area="C2", value=100.0, numerator=1, denominator=1, n=1),
            Expect(disaggregation="limit_id=MURDER", value=0.0, numerator=0, denominator=1, n=1),
            Expect(disaggregation="limit_id=UP_TO_7Y", value=50.0, numerator=3, denominator=6, n=6),
            Expect(disaggregation="case_type=MAGISTERIAL_TRIAL", value=100.0, numerator=1, denominator=1, n=1),
        ),
    ),
    WorkedExample(
        title="Only cases without a limit: no share",
        tables={"judiciary.case": (case("A1", "2020-01-01", case_type="FAMILY"),)},
        period="2024-03",
        expect=(Expect(numerator=0, denominator=0, n=0, value=None, obs_status="undefined"),),
    ),
)
