"""PRB-12 and PRB-13: parole cases decided in March 2024, and licences revoked in it."""

from __future__ import annotations

from typing import Any

from rolkpi.model import Expect, WorkedExample
from rolkpi_probation.examples.rows import Row, cell, live, order

# -- PRB-12


def _case(number: int, decision: str | None, decided_at: str | None, **more: Any) -> Row:
    return {
        "case_id": f"P{number}",
        "facility": "P1",
        "sex": "M",
        "eligible_on": "2024-01-10",
        "considered_at": "2024-02-20",
        "decision": decision,
        "decided_at": decided_at,
        **more,
    }


GRANT_RATE = (
    WorkedExample(
        title="Granted of granted and refused, by the day of the decision; a deferral decides nothing",
        tables={
            "probation.parole_case": (
                _case(1, "GRANTED", "2024-03-01", licensed_at="2024-04-02"),
                _case(2, "GRANTED", "2024-03-31", sex="F"),
                _case(3, "REFUSED", "2024-03-10", facility="P2"),
                _case(4, "DEFERRED", "2024-03-10"),
                _case(5, None, None),
                _case(6, "GRANTED", "2024-02-29"),  # the day before
                _case(7, "REFUSED", "2024-04-01"),  # the day after
                _case(8, "REFUSED", "2024-03-10"),
            )
        },
        period="2024-03",
        expect=(
            Expect(value=50.0, numerator=2, denominator=4, n=4, obs_status="ok"),
            Expect(area="P1", value=2 * 100 / 3, numerator=2, denominator=3, n=3, obs_status="ok"),
            Expect(area="P2", value=0.0, numerator=0, denominator=1, n=1, obs_status="ok"),
            Expect(disaggregation="sex=F", value=100.0, numerator=1, denominator=1, n=1),
        ),
    ),
    WorkedExample(
        title="Nothing decided: no rate",
        tables={"probation.parole_case": (_case(4, "DEFERRED", "2024-03-10"),)},
        period="2024-03",
        expect=(Expect(numerator=0, denominator=0, n=0, value=None, obs_status="undefined"),),
    ),
)

GRANT_RATE_RETURNED = (
    WorkedExample(
        title="From line B11 of the return: 3 of 12",
        tables={
            "probation.monthly_return": (
                cell("B11_ELIGIBLE", 40),
                cell("B11_CONSIDERED", 15),
                cell("B11_GRANTED", 3),
                cell("B11_GRANTED", 2, "M_ADULT"),  # among the 3
                cell("B11_REFUSED", 9),
                cell("B11_REFUSED", 8, "M_ADULT"),  # among the 9
                cell("B11_REVOKED", 1),
                cell("B11_GRANTED", 2, district="D2"),  # how many were refused is not told
            )
        },
        period="2024-03",
        expect=(
            Expect(value=25.0, numerator=3, denominator=12, n=12, obs_status="provisional"),
            Expect(area="D1", value=25.0, numerator=3, denominator=12, n=12, obs_status="ok"),
            Expect(area="D2", value=None, obs_status="no_data"),
        ),
    ),
    WorkedExample(
        title="Nothing decided: no rate",
        tables={
            "probation.monthly_return": (cell("B11_GRANTED", 0), cell("B11_REFUSED", 0), cell("B11_CONSIDERED", 2))
        },
        period="2024-03",
        expect=(Expect(numerator=0, denominator=0, n=0, value=None, obs_status="undefined"),),
    ),
)

# -- PRB-13


def _licence(
    order_id: str, registered_at: str, ended_at: str | None = None, reason: str | None = None, **more: Any
) -> Row:
    if reason:
        more["end_reason"] = reason
    return live(order_id, registered_at, ended_at, **{"kind": "PAROLE_LICENCE", **more})


REVOCATIONS = (
    WorkedExample(
        title="Two revoked in 90 licence-days, which are three months: 31 + 1 + 30 + 10 + 18",
        tables={
            "probation.order": (
                _licence("L1", "2024-01-05"),  # 31
                _licence("L2", "2024-03-31"),  # 1
                _licence("L3", "2024-01-05", "2024-03-31", "REVOKED_NEW_OFFENCE", sex="F"),  # 30
                _licence("L4", "2024-03-10", "2024-03-20"),  # 10, completed
                _licence("L5", "2024-01-05", "2024-03-19", "REVOKED_BREACH"),  # 18
                _licence("L6", "2024-01-05", "2024-03-01", "DIED"),  # 0
                live("O7", "2024-01-05", "2024-03-10", end_reason="REVOKED_BREACH"),  # an order of a court
                _licence("L8", "2024-01-05", "2024-02-29", "REVOKED_BREACH"),  # February
                order("L10", "2024-03-01", kind="PAROLE_LICENCE"),  # not registered yet
                _licence("L9", "2024-04-01", "2024-04-01", "REVOKED_BREACH"),  # April
            )
        },
        period="2024-03",
        expect=(
            Expect(value=2 * 30_000 / 90, numerator=2, denominator=90, n=90, obs_status="ok"),
            Expect(disaggregation="sex=F", value=1_000.0, numerator=1, denominator=30, n=30),
            Expect(disaggregation="sex=M", value=500.0, numerator=1, denominator=60, n=60),
        ),
    ),
    WorkedExample(
        title="Without a licence there is no time at risk, and no rate",
        tables={"probation.order": (live("O1", "2024-01-05"),)},
        period="2024-03",
        expect=(Expect(numerator=0, denominator=0, n=0, value=None, obs_status="undefined"),),
    ),
)
