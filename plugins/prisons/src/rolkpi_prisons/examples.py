"""Worked examples of the prisons KPIs: the smallest tables that show each rule, with results reckoned by hand.

The figures of the prisons of Balochistan are as the press printed them.
"""

from __future__ import annotations

from typing import Any

from rolkpi.model import Expect, Window, WorkedExample

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


def _incident(number: int, happened_on: str, kind: str, facility: str = "P1", **more: Any) -> Row:
    return {
        "incident_id": f"I{number}",
        "facility": facility,
        "happened_on": happened_on,
        "kind": kind,
        **more,
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

CROWDED_SHARE = (
    WorkedExample(
        title="Balochistan, September 2024, as published: Quetta is above capacity, the other eleven together are not",
        tables={"prisons.monthly_return": _SEPTEMBER_2024},
        period="2024-09",
        expect=(Expect(value=1_090 * 100 / 2_881, numerator=1_090, denominator=2_881, n=2, obs_status="ok"),),
    ),
    WorkedExample(
        title="At exactly 100% a prison is not above capacity, with one prisoner more it is",
        tables={
            "prisons.monthly_return": (
                _cell("P1", "2024-03", "C5", 50),
                _cell("P1", "2024-03", "C6", 50),
                _cell("P2", "2024-03", "C5", 51),
                _cell("P2", "2024-03", "C6", 50),
            )
        },
        period="2024-03",
        expect=(Expect(value=51 * 100 / 101, numerator=51, denominator=101, n=2, obs_status="ok"),),
    ),
    WorkedExample(
        title="A prison without a capacity is on neither side",
        tables={
            "prisons.monthly_return": (
                _cell("P1", "2024-03", "C5", 60),
                _cell("P1", "2024-03", "C6", 50),
                _cell("P2", "2024-03", "C5", 40),
            )
        },
        period="2024-03",
        expect=(Expect(value=100.0, numerator=60, denominator=60, n=1, obs_status="provisional"),),
    ),
)

_MONTHS = tuple(f"2024-{month:02d}" for month in range(1, 13))

DEATHS_RATE = (
    WorkedExample(
        title="Two deaths; four held all year, a fifth from July, one of the four gone on 31 December: 4 x 12 + 6 - 1",
        tables={
            "prisons.custody_status": (
                *(_spell(f"S{n}", "2023-12-01") for n in (1, 2, 3)),
                _spell("S4", "2023-12-01", "2024-12-31"),
                _spell("S5", "2024-07-01"),
                _spell("S6", "2023-12-01", "2024-01-01"),
                _spell("S7", "2023-12-01", status="ADMIN_IMMIGRATION"),  # not counted
            ),
            "prisons.incident": (
                _incident(1, "2024-01-01", "DEATH_UNKNOWN"),  # the first day
                _incident(2, "2024-12-31", "DEATH_NATURAL"),  # the last day
                _incident(3, "2024-06-01", "ASSAULT_PRISONER"),
                _incident(4, "2024-06-01", "DEATH_NATURAL", status="ADMIN_IMMIGRATION"),  # not counted
                _incident(5, "2023-12-31", "DEATH_SELF"),  # the day before
                _incident(6, "2025-01-01", "DEATH_SELF"),  # the day after
            ),
        },
        period="2024-12",
        window=Window.ROLLING_12,
        expect=(Expect(value=2 * 12 * 1_000 / 53, numerator=24, denominator=53, n=53, obs_status="ok"),),
    ),
    WorkedExample(
        title="From the return: one death, 100 held at eleven month-ends and 88 at one",
        tables={
            "prisons.monthly_return": (
                *(_cell("P1", month, "C5", 100) for month in _MONTHS[:-1]),
                _cell("P1", _MONTHS[-1], "C5", 88),
                *(_cell("P1", month, "C4_DIED", 0) for month in _MONTHS[1:]),
                _cell("P1", _MONTHS[0], "C4_DIED", 1),
            )
        },
        period="2024-12",
        window=Window.ROLLING_12,
        expect=(Expect(value=12 * 1_000 / 1_188, numerator=12, denominator=1_188, n=1_188, obs_status="ok"),),
    ),
    WorkedExample(
        title="A prison that did not state one month-end has no rate: it is not 0, and not a mean of eleven",
        tables={
            "prisons.monthly_return": (
                *(_cell("P1", month, "C5", 100) for month in _MONTHS if month != "2024-05"),
                *(_cell("P1", month, "C4_DIED", 1) for month in _MONTHS),
                *(_cell("P2", month, "C5", 10) for month in _MONTHS),
                *(_cell("P2", month, "C4_DIED", 0) for month in _MONTHS),
            )
        },
        period="2024-12",
        window=Window.ROLLING_12,
        expect=(
            Expect(value=0.0, numerator=0, denominator=120, n=120, obs_status="provisional"),
            Expect(area="P1", value=None, obs_status="no_data"),
            Expect(area="P2", value=0.0, numerator=0, denominator=120, n=120, obs_status="ok"),
        ),
    ),
)

ESCAPES = (
    WorkedExample(
        title="From the first day to the last; an abscond is no escape, two who escape together are two",
        tables={
            "prisons.incident": (
                _incident(1, "2024-03-01", "ESCAPE"),
                _incident(2, "2024-03-01", "ESCAPE"),
                _incident(3, "2024-03-31", "ESCAPE", facility="P2"),
                _incident(4, "2024-03-10", "ABSCOND"),
                _incident(5, "2024-02-29", "ESCAPE"),  # the day before
                _incident(6, "2024-04-01", "ESCAPE"),  # the day after
            )
        },
        period="2024-03",
        expect=(
            Expect(value=3, n=3, obs_status="ok"),
            Expect(area="P1", value=2, n=2, obs_status="ok"),
        ),
    ),
    WorkedExample(
        title="A quarter adds its months; without the register the return serves",
        tables={
            "prisons.monthly_return": (
                _cell("P1", "2024-01", "C4_ESCAPED", 0),
                _cell("P1", "2024-02", "C4_ESCAPED", 2),
                _cell("P1", "2024-03", "C4_ESCAPED", 1),
                _cell("P1", "2024-03", "C4_DIED", 1),
            )
        },
        period="2024-Q1",
        expect=(Expect(value=3, n=3, obs_status="ok"),),
    ),
)

ABSCONDS_RATE = (
    WorkedExample(
        title="One in 42 days: all of March, its last day, none for who leaves on the 1st, and 10 to 19 March",
        tables={
            "prisons.custody_status": (
                _spell("S1", "2024-01-05"),
                _spell("S2", "2024-03-31"),
                _spell("S3", "2024-01-05", "2024-03-01"),
                _spell("S4", "2024-03-10", "2024-03-20"),
                _spell("S5", "2024-01-05", status="ADMIN_IMMIGRATION"),  # not counted
            ),
            "prisons.incident": (
                _incident(1, "2024-03-20", "ABSCOND"),
                _incident(2, "2024-03-20", "ESCAPE"),
                _incident(3, "2024-04-01", "ABSCOND"),  # the day after
            ),
        },
        period="2024-03",
        expect=(Expect(value=100_000 / 42, numerator=1, denominator=42, n=42, obs_status="ok"),),
    ),
    WorkedExample(
        title="A quarter adds days and absconds; a change of status ends one row and begins another, and no day twice",
        tables={
            "prisons.custody_status": (
                _spell("S1", "2024-01-31", "2024-02-10"),
                _spell("S1", "2024-02-10", "2024-03-02", status="CONVICT"),
            ),
            "prisons.incident": (_incident(1, "2024-03-02", "ABSCOND"),),
        },
        period="2024-Q1",
        expect=(Expect(value=100_000 / 31, numerator=1, denominator=31, n=31, obs_status="ok"),),
    ),
    WorkedExample(
        title="Nobody was held: no rate",
        tables={"prisons.custody_status": (_spell("S1", "2024-01-05", "2024-03-01"),), "prisons.incident": ()},
        period="2024-03",
        expect=(Expect(numerator=0, denominator=0, n=0, value=None, obs_status="undefined"),),
    ),
)
