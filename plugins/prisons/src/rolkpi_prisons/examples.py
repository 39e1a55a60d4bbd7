"""Worked examples of the prisons KPIs: the smallest tables that show each rule, with results reckoned by hand.

The figures of the prisons of Balochistan are as the press printed them.
"""

from __future__ import annotations

from typing import Any

from rolkpi.model import Expect, WorkedExample

Row = dict[str, Any]


def _spell(custody_id: str, from_date: str, to_date: str | None = None, **more: Any) -> Row:
    return {
        "custody_id": custody_id,
        "facility": "P1",
        "from_date": from_date,
        "to_date": to_date,
        "status": "UTP",
        "sex": "M",
        "age_class": "ADULT",
        **more,
    }


def _capacity(facility: str, capacity: int, valid_from: str, valid_to: str | None = None) -> Row:
    return {
        "facility_code": facility,
        "capacity": capacity,
        "order_ref": "example",
        "valid_from": valid_from,
        "valid_to": valid_to,
    }


def _cell(facility: str, month: str, line: str, value: int, item: str = "TOTAL") -> Row:
    return {
        "facility": facility,
        "month": month,
        "line": line,
        "item": item,
        "value": value,
        "cell_status": "REPORTED",
    }


_SEPTEMBER_2024 = (
    _cell("QUETTA", "2024-09", "C5", 1_090),
    _cell("QUETTA", "2024-09", "C6", 472),
    _cell("OTHER_ELEVEN", "2024-09", "C5", 1_791),
    _cell("OTHER_ELEVEN", "2024-09", "C6", 2_292),
)

POPULATION = (
    WorkedExample(
        title="Held at the end of 31 March; who leaves that day is gone, a change of status is no second person",
        tables={
            "prisons.custody_status": (
                _spell("S1", "2024-01-05"),
                _spell("S2", "2024-02-01", "2024-03-31"),  # released on the last day
                _spell("S3", "2024-02-01", "2024-04-01", status="CONVICT"),  # released the day after
                _spell("S4", "2024-01-01", "2024-03-15"),
                _spell("S4", "2024-03-15", status="CONVICT_NONFINAL"),
                _spell("S5", "2024-01-01", status="ADMIN_IMMIGRATION"),  # not counted
                _spell("S6", "2024-03-31", facility="P2", sex="F"),
            )
        },
        period="2024-03",
        expect=(
            Expect(value=4, n=4, obs_status="ok"),
            Expect(area="P1", value=3, n=3, obs_status="ok"),
            Expect(area="P2", value=1, n=1, obs_status="ok"),
            Expect(disaggregation="status=UTP", value=2, n=2),
            Expect(disaggregation="status=ADMIN_IMMIGRATION", value=0, n=0),
            Expect(disaggregation="sex=F", value=1, n=1),
            Expect(disaggregation="sex=M;status=CONVICT_NONFINAL", value=1, n=1),
        ),
    ),
    WorkedExample(
        title="A quarter is its last month-end, never a sum or a mean",
        tables={
            "prisons.custody_status": (
                _spell("S1", "2024-01-05", "2024-02-10"),
                _spell("S2", "2024-03-01"),
                _spell("S3", "2024-01-05", "2024-03-30"),
            )
        },
        period="2024-Q1",
        expect=(Expect(value=1, n=1, obs_status="ok"),),
    ),
    WorkedExample(
        title="Balochistan, September 2024, as published: 2,881 in twelve prisons",
        tables={"prisons.monthly_return": _SEPTEMBER_2024},
        period="2024-09",
        expect=(
            Expect(value=2_881, n=2_881, obs_status="ok"),
            Expect(area="QUETTA", value=1_090, n=1_090),
        ),
    ),
    WorkedExample(
        title="Cells by status and sex serve the breakdown, the printed total the total",
        tables={
            "prisons.monthly_return": (
                _cell("P1", "2024-03", "C5", 30),
                _cell("P1", "2024-03", "C5", 20, item="UTP_M"),
                _cell("P1", "2024-03", "C5", 2, item="UTP_F"),
                _cell("P1", "2024-03", "C5", 7, item="CONVICT_M"),
                _cell("P1", "2024-03", "C5", 4, item="ADMIN_IMMIGRATION_M"),  # not counted
            )
        },
        period="2024-03",
        expect=(
            Expect(value=30, n=30),
            Expect(disaggregation="sex=M", value=27, n=27),
            Expect(disaggregation="status=UTP", value=22, n=22),
            Expect(disaggregation="sex=F;status=UTP", value=2, n=2),
        ),
    ),
)

OCCUPANCY = (
    WorkedExample(
        title="Balochistan, September 2024, as published: 104.23 for the province hides 230.93 in Quetta",
        tables={"prisons.monthly_return": _SEPTEMBER_2024},
        period="2024-09",
        expect=(
            Expect(value=2_881 * 100 / 2_764, numerator=2_881, denominator=2_764, n=2_764, obs_status="ok"),
            Expect(area="QUETTA", value=1_090 * 100 / 472, numerator=1_090, denominator=472, n=472),
            Expect(area="OTHER_ELEVEN", value=1_791 * 100 / 2_292, numerator=1_791, denominator=2_292, n=2_292),
        ),
    ),
    WorkedExample(
        title="The capacity in force on the last day: an order of 31 March counts for March",
        tables={
            "prisons.custody_status": (
                _spell("S1", "2024-01-05"),
                _spell("S2", "2024-01-05"),
                _spell("S3", "2024-03-31"),
                _spell("S4", "2024-01-05", "2024-03-31"),  # released on the last day
                _spell("S5", "2024-01-05", facility="P2"),
            ),
            "prisons.facility": (
                _capacity("P1", 2, "2020-01-01", "2024-03-31"),
                _capacity("P1", 4, "2024-03-31"),
                _capacity("P2", 2, "2020-01-01"),
            ),
        },
        period="2024-03",
        expect=(
            Expect(value=4 * 100 / 6, numerator=4, denominator=6, n=2, obs_status="ok"),
            Expect(area="P1", value=75.0, numerator=3, denominator=4, n=1, obs_status="ok"),
            Expect(area="P2", value=50.0, numerator=1, denominator=2, n=1, obs_status="ok"),
        ),
    ),
    WorkedExample(
        title="A prison without a capacity in force has no rate and does not distort the others",
        tables={
            "prisons.custody_status": (
                _spell("S1", "2024-01-05"),
                _spell("S2", "2024-01-05", facility="P2"),
            ),
            "prisons.facility": (
                _capacity("P1", 2, "2020-01-01"),
                _capacity("P2", 5, "2020-01-01", "2024-03-01"),  # ended; the new order is not on file
            ),
        },
        period="2024-03",
        expect=(
            Expect(value=50.0, numerator=1, denominator=2, n=1, obs_status="provisional"),
            Expect(area="P2", value=None, obs_status="no_data"),
        ),
    ),
)

UNSENTENCED_SHARE = (
    WorkedExample(
        title="Two of four; a sentence under appeal is a sentence",
        tables={
            "prisons.custody_status": (
                _spell("S1", "2024-01-05"),
                _spell("S2", "2024-01-05", sex="F"),
                _spell("S3", "2024-01-05", status="CONVICT_NONFINAL"),
                _spell("S4", "2024-01-05", status="CONVICT"),
                _spell("S5", "2024-01-05", status="ADMIN_IMMIGRATION"),  # on neither side
                _spell("S6", "2024-01-05", "2024-03-31"),  # bailed on the last day
            )
        },
        period="2024-03",
        expect=(
            Expect(value=50.0, numerator=2, denominator=4, n=4, obs_status="ok"),
            Expect(disaggregation="sex=F", value=100.0, numerator=1, denominator=1, n=1),
        ),
    ),
    WorkedExample(
        title="Sentenced on the last day: no longer unsentenced at the count",
        tables={
            "prisons.custody_status": (
                _spell("S1", "2024-01-05", "2024-03-31"),
                _spell("S1", "2024-03-31", status="CONVICT_NONFINAL"),
                _spell("S2", "2024-01-05", "2024-04-01"),
                _spell("S2", "2024-04-01", status="CONVICT_NONFINAL"),
            )
        },
        period="2024-03",
        expect=(Expect(value=50.0, numerator=1, denominator=2, n=2, obs_status="ok"),),
    ),
    WorkedExample(
        title="An empty prison has no share",
        tables={"prisons.custody_status": (_spell("S1", "2024-01-05", "2024-03-31"),)},
        period="2024-03",
        expect=(Expect(numerator=0, denominator=0, n=0, value=None, obs_status="undefined"),),
    ),
    WorkedExample(
        title="Balochistan, mid-2020, as published: 1,342 under trial of 2,107 held",
        tables={
            "prisons.monthly_return": (
                _cell("ALL_PRISONS", "2020-08", "C5", 2_107),
                _cell("ALL_PRISONS", "2020-08", "C5", 1_342, item="UTP"),
            )
        },
        period="2020-08",
        expect=(Expect(value=1_342 * 100 / 2_107, numerator=1_342, denominator=2_107, n=2_107, obs_status="ok"),),
    ),
)
