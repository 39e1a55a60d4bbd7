"""PRB-07, PRB-08 and PRB-16: how orders end."""

from __future__ import annotations

from typing import Any

from rolkpi.model import Expect, WorkedExample
from rolkpi_probation.examples.rows import Row, cell, line, order


def _ended(order_id: str, ended_at: str, end_reason: str = "COMPLETED", **more: Any) -> Row:
    return order(order_id, "2022-03-01", "2022-03-05", ended_at=ended_at, end_reason=end_reason, **more)


# -- PRB-07

COMPLETION_OF_ENDED = (
    WorkedExample(
        title="Completed of completed and revoked; death, transfer and other endings on neither side",
        tables={
            "probation.order": (
                _ended("O1", "2024-03-01", length_months=12),
                _ended("O2", "2024-03-31", sex="F", length_months=13),
                _ended("O3", "2024-03-10", juvenile_flag=True, length_months=24, kind="JUVENILE_RELEASE"),
                _ended("O4", "2024-03-10", "REVOKED_BREACH", length_months=25),
                _ended("O5", "2024-03-10", "REVOKED_NEW_OFFENCE", length_months=36, transferred_in_at="2022-03-05"),
                _ended("O6", "2024-03-10", "DIED", length_months=36),
                _ended("O7", "2024-03-10", "TRANSFERRED", length_months=36),
                _ended("O8", "2024-03-10", "OTHER", length_months=36),
                _ended("O9", "2024-02-29", length_months=36),  # the day before
                _ended("O10", "2024-04-01", length_months=36),  # the day after
                order("O11", "2024-03-01", length_months=36),  # runs
                _ended("O12", "2024-03-10", length_months=37),
                _ended("O13", "2024-03-10", "REVOKED_BREACH"),  # length not known
            )
        },
        period="2024-03",
        expect=(
            Expect(value=4 * 100 / 7, numerator=4, denominator=7, n=7, obs_status="ok"),  # 1-3, 12 of 1-5, 12, 13
            Expect(disaggregation="sex=F", value=100.0, numerator=1, denominator=1, n=1),
            Expect(disaggregation="age_class=JUVENILE", value=100.0, numerator=1, denominator=1, n=1),
            Expect(disaggregation="length=UP_TO_12", value=100.0, numerator=1, denominator=1, n=1),
            Expect(disaggregation="length=OVER_12", value=100.0, numerator=2, denominator=2, n=2),
            Expect(disaggregation="length=OVER_24", value=0.0, numerator=0, denominator=2, n=2),
            Expect(disaggregation="length=OVER_36", value=100.0, numerator=1, denominator=1, n=1),
            Expect(disaggregation="length=_U", value=0.0, numerator=0, denominator=1, n=1),
        ),
    ),
    WorkedExample(
        title="From line B4 of the return, 6 of 10; its cells serve the breakdowns",
        tables={
            "probation.monthly_return": (
                *line("B4_COMPLETED", 6, M_ADULT=4, F_JUVENILE=2),
                *line("B4_REVOKED_BREACH", 3, M_ADULT=2, F_JUVENILE=1),
                *line("B4_REVOKED_NEW_OFFENCE", 1, F_JUVENILE=1),
                *line("B4_DIED", 1, M_ADULT=1),
                cell("B4_TRANSFERRED", 2),
                cell("B4_OTHER", 4),
            )
        },
        period="2024-03",
        expect=(
            Expect(value=60.0, numerator=6, denominator=10, n=10, obs_status="ok"),
            Expect(disaggregation="sex=F", value=50.0, numerator=2, denominator=4, n=4),
            Expect(disaggregation="age_class=ADULT", value=4 * 100 / 6, numerator=4, denominator=6, n=6),
        ),
    ),
    WorkedExample(
        title="Where no total is printed there is none; the cells still serve the breakdowns",
        tables={
            "probation.monthly_return": (
                *line("B4_COMPLETED", M_ADULT=4, F_ADULT=1),
                *line("B4_REVOKED_BREACH", M_ADULT=2),
                *line("B4_REVOKED_NEW_OFFENCE", M_ADULT=1),
            )
        },
        period="2024-03",
        expect=(
            Expect(value=None, obs_status="no_data"),
            Expect(disaggregation="sex=M", value=4 * 100 / 7, numerator=4, denominator=7, n=7),
        ),
    ),
    WorkedExample(
        title="A line or a cell that was left out is not 0",
        tables={
            "probation.monthly_return": (
                cell("B4_COMPLETED", 6),
                cell("B4_REVOKED_NEW_OFFENCE", 1),  # how many were revoked for a breach is not told
                *line("B4_COMPLETED", 5, "D2", M_ADULT=5),
                *line("B4_REVOKED_BREACH", 4, "D2", M_ADULT=4),
                *line("B4_REVOKED_NEW_OFFENCE", 1, "D2", M_ADULT=1)[:-1],
                *line("B4_COMPLETED", 2, "D3", M_ADULT=2),
                *line("B4_REVOKED_BREACH", None, "D3", M_ADULT=2),
                *line("B4_REVOKED_NEW_OFFENCE", 0, "D3"),
            )
        },
        period="2024-03",
        expect=(
            Expect(value=50.0, numerator=5, denominator=10, n=10, obs_status="provisional"),
            Expect(area="D1", value=None, obs_status="no_data"),
            Expect(area="D2", disaggregation="sex=M", value=None, obs_status="no_data"),
            Expect(area="D3", value=None, obs_status="no_data"),
            Expect(area="D3", disaggregation="sex=M", value=50.0, numerator=2, denominator=4, n=4),
        ),
    ),
    WorkedExample(
        title="Nothing ended: no share",
        tables={"probation.order": (_ended("O1", "2024-03-10", "DIED"),)},
        period="2024-03",
        expect=(Expect(numerator=0, denominator=0, n=0, value=None, obs_status="undefined"),),
    ),
)

# -- PRB-08: orders of March 2022, the longest of them until 31 March 2025


def _made(order_id: str, end_due: str | None, ended_at: str | None = None, **more: Any) -> Row:
    reason = "COMPLETED" if ended_at else None
    return order(
        order_id, **{"order_date": "2022-03-10", "end_due": end_due, "ended_at": ended_at, "end_reason": reason, **more}
    )


_COHORT = (
    _made("O1", "2023-03-01", "2023-03-01", order_date="2022-03-01", length_months=12),  # on the day
    _made("O2", "2023-03-01", "2023-03-02", order_date="2022-03-01", length_months=12),  # the day after
    _made("O3", "2025-03-31", "2024-09-30", order_date="2022-03-31", length_months=36, sex="F"),  # discharged early
    _made("O4", "2023-03-10", "2022-06-01", end_reason="REVOKED_BREACH", length_months=12),
    _made("O5", "2024-03-10", juvenile_flag=True, kind="JUVENILE_RELEASE", length_months=24),  # still open
    _made("O6", "2023-03-10", "2022-06-01", end_reason="DIED"),  # on neither side
    _made("O7", "2023-03-10", "2023-03-10", end_reason="TRANSFERRED"),  # on the day: on neither side
    _made("O8", "2023-03-10", "2023-03-11", end_reason="DIED"),  # the day after: not completed by its day
    _made("O9", "2023-03-10", "2023-03-10", transferred_in_at="2022-04-01"),  # made elsewhere
    _made("O10", None, "2023-03-10"),  # no day: in no cohort
    _made("O11", "2023-04-01", "2023-04-01", order_date="2022-04-01"),  # April's
    _made("O12", "2023-02-28", "2023-02-28", order_date="2022-02-28"),  # February's
    _made("O13", "2031-03-10", kind="PAROLE_LICENCE"),  # a licence: not in it, and nobody waits for 2031
)

COMPLETION_OF_STARTED = (
    WorkedExample(
        title="Each order by its own day; death and transfer before it are on neither side",
        tables={"probation.order": _COHORT},
        period="2022-03",
        as_of="2025-03-31",
        expect=(
            Expect(value=2 * 100 / 6, numerator=2, denominator=6, n=6, obs_status="ok"),  # O1, O3 of 1-5, 8
            Expect(disaggregation="sex=F", value=100.0, numerator=1, denominator=1, n=1),
            Expect(disaggregation="age_class=JUVENILE", value=0.0, numerator=0, denominator=1, n=1),
            Expect(disaggregation="length=UP_TO_12", value=1 * 100 / 3, numerator=1, denominator=3, n=3),
            Expect(disaggregation="length=OVER_24", value=100.0, numerator=1, denominator=1, n=1),
        ),
    ),
    WorkedExample(
        title="Until the longest order has run out there is no value, though it was completed before",
        tables={"probation.order": _COHORT},
        period="2022-03",
        as_of="2025-03-30",
        expect=(Expect(value=None, obs_status="immature"),),
    ),
    WorkedExample(
        title="A month of which nothing is left has no share",
        tables={"probation.order": _COHORT[5:7]},
        period="2022-03",
        as_of="2025-03-31",
        expect=(Expect(numerator=0, denominator=0, n=0, value=None, obs_status="undefined"),),
    ),
)

# -- PRB-16


def _outcome(order_id: str, employed: bool | None, in_training: bool | None, in_school: bool | None) -> Row:
    return {
        "order_id": order_id,
        "district": "D1",
        "recorded_at": "2024-03-20",
        "employed": employed,
        "in_training": in_training,
        "in_school": in_school,
    }


OCCUPIED = (
    WorkedExample(
        title="One of the three is enough; nothing on file is not in work",
        tables={
            "probation.order": (
                _ended("O1", "2024-03-01"),
                _ended("O2", "2024-03-31", sex="F"),
                _ended("O3", "2024-03-10"),
                _ended("O4", "2024-03-10", sex="F"),
                _ended("O5", "2024-03-10"),
                _ended("O6", "2024-03-10", "REVOKED_BREACH"),  # not completed
                _ended("O7", "2024-02-29"),  # the day before
                _ended("O8", "2024-04-01"),  # the day after
                _ended("O9", "2024-03-10"),
            ),
            "probation.outcome": (
                _outcome("O1", True, False, False),
                _outcome("O2", None, True, None),
                _outcome("O3", False, None, True),
                _outcome("O4", False, False, False),
                _outcome("O6", True, True, True),
                _outcome("O7", True, True, True),
                _outcome("O8", True, True, True),
                _outcome("O9", True, True, False),  # two of them count once
            ),
        },
        period="2024-03",
        expect=(
            Expect(value=4 * 100 / 6, numerator=4, denominator=6, n=6, obs_status="ok"),  # 1-3, 9 of 1-5, 9
            Expect(disaggregation="sex=F", value=50.0, numerator=1, denominator=2, n=2),
        ),
    ),
    WorkedExample(
        title="Nothing completed: no share",
        tables={"probation.order": (_ended("O1", "2024-03-10", "DIED"),), "probation.outcome": ()},
        period="2024-03",
        expect=(Expect(numerator=0, denominator=0, n=0, value=None, obs_status="undefined"),),
    ),
    WorkedExample(
        title="Where outcomes are not kept nobody knows: no data, not 0",
        tables={"probation.order": (_ended("O1", "2024-03-10"),)},
        period="2024-03",
        expect=(Expect(value=None, obs_status="no_data"),),
    ),
)
