"""PRB-04, PRB-05, PRB-06 and PRB-09: reports, contacts and breaches of March 2024."""

from __future__ import annotations

from typing import Any

from rolkpi.model import Expect, WorkedExample
from rolkpi_probation.codelists import MODES
from rolkpi_probation.examples.rows import Row, cell, order

# -- PRB-04


def _report(number: int, requested_at: str, due_at: str | None, submitted_at: str | None = None, **more: Any) -> Row:
    return {
        "report_id": f"R{number}",
        "district": "D1",
        "kind": "SIR_ADULT",
        "requested_at": requested_at,
        "due_at": due_at,
        "submitted_at": submitted_at,
        **more,
    }


_REPORTS = (
    _report(1, "2024-03-01", "2024-03-15", "2024-03-15"),  # on the day due: in time
    _report(2, "2024-03-01", "2024-03-15", "2024-03-16"),  # a day late
    _report(3, "2024-03-31", "2024-05-10", "2024-04-02", kind="JUVENILE"),  # the last to fall due
    _report(4, "2024-03-10", "2024-03-12", kind="PAROLE_HOME"),  # never came
    _report(5, "2024-03-10", None, "2024-03-11"),  # no day was set: on neither side
    _report(6, "2024-02-29", "2024-03-10", "2024-03-09"),  # February's
    _report(7, "2024-04-01", "2024-04-10", "2024-04-09"),  # April's
)

REPORTS_ON_TIME = (
    WorkedExample(
        title="Each report by its own day: on it is in time, the day after late",
        tables={"probation.report": _REPORTS},
        period="2024-03",
        as_of="2024-05-10",
        expect=(
            Expect(value=50.0, numerator=2, denominator=4, n=4, obs_status="ok"),
            Expect(disaggregation="kind=SIR_ADULT", value=50.0, numerator=1, denominator=2, n=2),
            Expect(disaggregation="kind=JUVENILE", value=100.0, numerator=1, denominator=1, n=1),
            Expect(disaggregation="kind=PAROLE_HOME", value=0.0, numerator=0, denominator=1, n=1),
        ),
    ),
    WorkedExample(
        title="Until the last report of March has fallen due, on 10 May, there is no value, though it came long before",
        tables={"probation.report": _REPORTS},
        period="2024-03",
        as_of="2024-05-09",
        expect=(Expect(value=None, obs_status="immature"),),
    ),
    WorkedExample(
        title="A month whose only report has no day due has no share",
        tables={"probation.report": _REPORTS[4:5]},
        period="2024-03",
        as_of="2024-05-10",
        expect=(Expect(numerator=0, denominator=0, n=0, value=None, obs_status="undefined"),),
    ),
)

# -- PRB-05 and PRB-06


def _contact(order_id: str, due_date: str, held_date: str | None = None, kept: bool | None = True, **more: Any) -> Row:
    return {
        "order_id": order_id,
        "district": "D1",
        "due_date": due_date,
        "held_date": held_date,
        "mode": "OFFICE",
        "kept": kept if held_date or not kept else None,
        **more,
    }


_ORDERS = (
    order("O1", "2024-03-01", sex="F"),
    order("O2", "2024-03-01"),
    order("O3", "2024-03-31", juvenile_flag=True),
    order("O4", "2024-03-10", kind="PAROLE_LICENCE"),
    order("O5", "2024-03-10", kind="CONDITIONAL_DISCHARGE"),  # no contact is asked for: on neither side
    order("O6", "2024-03-10", transferred_in_at="2024-03-12"),  # met elsewhere: on neither side
    order("O7", "2024-03-10"),
    order("O8", "2024-03-10"),
    order("O9", "2024-04-01"),  # April's
    order("O10", "2024-02-29"),  # February's
    order("O11", "2024-03-20"),
)

_CONTACTS = (
    _contact("O1", "2024-03-05", "2024-03-08"),  # day 7: in time
    _contact("O2", "2024-03-05", "2024-03-09"),  # day 8: late
    _contact("O3", "2024-04-03", "2024-04-07", mode="HOME"),  # day 7: in time
    _contact("O4", "2024-03-10", "2024-03-10"),  # day 0: in time
    _contact("O4", "2024-03-20", "2024-03-20"),  # the first one counts
    _contact("O5", "2024-03-11", "2024-03-11"),
    _contact("O6", "2024-03-12", "2024-03-12"),
    _contact("O7", "2024-03-11", "2024-03-12", kept=False),  # came the day after, of his own will: not kept
    _contact("O9", "2024-04-02", "2024-04-02"),
    _contact("O10", "2024-03-01", "2024-03-01"),
    _contact("O11", "2024-03-19", "2024-03-19"),  # dated before the order: an error that hides nothing
    _contact("O11", "2024-03-21", "2024-03-21"),  # day 1: in time
)

FIRST_CONTACT = (
    WorkedExample(
        title="Day 7 is in time, day 8 late; O7 did not keep it, O8 had none",
        tables={"probation.order": _ORDERS, "probation.contact": _CONTACTS},
        period="2024-03",
        as_of="2024-04-07",
        expect=(
            Expect(value=4 * 100 / 7, numerator=4, denominator=7, n=7, obs_status="ok"),  # 1, 3, 4, 11 of 1-4, 7, 8, 11
            Expect(disaggregation="sex=F", value=100.0, numerator=1, denominator=1, n=1),
            Expect(disaggregation="age_class=JUVENILE", value=100.0, numerator=1, denominator=1, n=1),
            Expect(disaggregation="age_class=ADULT", value=50.0, numerator=3, denominator=6, n=6),
        ),
    ),
    WorkedExample(
        title="Until the last order of March is 7 days old, on 7 April, there is no value",
        tables={"probation.order": _ORDERS, "probation.contact": _CONTACTS},
        period="2024-03",
        as_of="2024-04-06",
        expect=(Expect(value=None, obs_status="immature"),),
    ),
    WorkedExample(
        title="A conditional discharge alone makes no share",
        tables={"probation.order": _ORDERS[4:5], "probation.contact": ()},
        period="2024-03",
        as_of="2024-04-07",
        expect=(Expect(numerator=0, denominator=0, n=0, value=None, obs_status="undefined"),),
    ),
)

CONTACTS_KEPT = (
    WorkedExample(
        title="By the day due, whenever it was held; what the diary does not tell was not kept",
        tables={
            "probation.contact": (
                _contact("O1", "2024-03-01", "2024-03-01"),
                _contact("O2", "2024-03-31", "2024-04-02", mode="HOME"),  # held in April, due in March
                _contact("O3", "2024-03-10", None, kept=False, mode="HOME"),
                _contact("O4", "2024-03-10", None, kept=None),  # not written up
                _contact("O5", "2024-03-10", "2024-03-12", kept=False),  # came later
                _contact("O6", "2024-02-29", "2024-03-01"),  # due the day before
                _contact("O7", "2024-04-01", "2024-03-31"),  # due the day after
            )
        },
        period="2024-03",
        expect=(
            Expect(value=40.0, numerator=2, denominator=5, n=5, obs_status="ok"),
            Expect(disaggregation="mode=HOME", value=50.0, numerator=1, denominator=2, n=2),
            Expect(disaggregation="mode=OFFICE", value=1 * 100 / 3, numerator=1, denominator=3, n=3),
            Expect(disaggregation="mode=PHONE", value=None, numerator=0, denominator=0, n=0),
        ),
    ),
    WorkedExample(
        title="From the return: the printed total is the total, the modes the breakdown",
        tables={
            "probation.monthly_return": (
                cell("B8_DUE", 50),
                cell("B8_DUE", 25, "OFFICE"),
                cell("B8_DUE", 13, "HOME"),
                cell("B8_DUE", 8, "PHONE"),
                cell("B8_DUE", 4, "SURETY"),
                cell("B8_KEPT", 30),
                cell("B8_KEPT", 20, "OFFICE"),
                cell("B8_KEPT", 6, "HOME"),
                cell("B8_KEPT", 3, "PHONE"),
                cell("B8_KEPT", 1, "SURETY"),
                cell("B9_DUE", 5),
                cell("B9_MADE", 2),
            )
        },
        period="2024-03",
        expect=(
            Expect(value=60.0, numerator=30, denominator=50, n=50, obs_status="ok"),
            Expect(disaggregation="mode=OFFICE", value=80.0, numerator=20, denominator=25, n=25),
            Expect(disaggregation="mode=HOME", value=6 * 100 / 13, numerator=6, denominator=13, n=13),
            Expect(disaggregation="mode=PHONE", value=37.5, numerator=3, denominator=8, n=8),
            Expect(disaggregation="mode=SURETY", value=25.0, numerator=1, denominator=4, n=4),
        ),
    ),
    WorkedExample(
        title="Where no total is printed there is none; the modes still serve the breakdown",
        tables={
            "probation.monthly_return": (
                *(cell("B8_DUE", value, mode) for mode, value in zip(MODES, (6, 2, 0, 1), strict=True)),
                *(cell("B8_KEPT", value, mode) for mode, value in zip(MODES, (3, 1, 0, 1), strict=True)),
                cell("B8_DUE", 20, district="D2"),
                cell("B8_DUE", 20, "OFFICE", "D2"),  # the other modes were left out: not known
                *(cell("B8_KEPT", value, mode, "D2") for mode, value in zip(MODES, (5, 0, 0, 0), strict=True)),
                cell("B8_KEPT", 5, district="D2"),
                *(cell("B8_DUE", value, mode, "D3") for mode, value in zip(MODES, (8, 0, 0, 0), strict=True)),
                cell("B8_KEPT", 5, "OFFICE", "D3"),  # the other modes were left out: not known
                cell("B8_DUE", 10, district="D4"),
                cell("B8_KEPT", 4, district="D4"),  # a total needs no modes
            )
        },
        period="2024-03",
        expect=(
            Expect(area="D1", value=None, obs_status="no_data"),
            Expect(area="D1", disaggregation="mode=OFFICE", value=50.0, numerator=3, denominator=6, n=6),
            Expect(area="D2", value=25.0, numerator=5, denominator=20, n=20, obs_status="ok"),
            Expect(area="D2", disaggregation="mode=OFFICE", value=None, obs_status="no_data"),
            Expect(area="D3", disaggregation="mode=OFFICE", value=None, obs_status="no_data"),
            Expect(area="D4", value=40.0, numerator=4, denominator=10, n=10, obs_status="ok"),
        ),
    ),
    WorkedExample(
        title="Nothing due: no share",
        tables={"probation.contact": (_contact("O6", "2024-02-29", "2024-03-01"),)},
        period="2024-03",
        expect=(Expect(numerator=0, denominator=0, n=0, value=None, obs_status="undefined"),),
    ),
)

# -- PRB-09


def _breach(number: int, detected_at: str, action_at: str | None = None) -> Row:
    return {
        "breach_id": f"B{number}",
        "order_id": "O1",
        "district": "D1",
        "detected_at": detected_at,
        "kind": "MISSED_CONTACT",
        "action_at": action_at,
    }


# The week of the examples has Saturday and Sunday off, and no holidays.
_BREACHES = (
    _breach(1, "2024-03-01", "2024-03-15"),  # Friday to Friday two weeks on: day 10, in time
    _breach(2, "2024-03-01", "2024-03-18"),  # the Monday after: day 11, late
    _breach(3, "2024-03-02", "2024-03-17"),  # Saturday to Sunday: day 10, in time
    _breach(4, "2024-03-31", "2024-04-12"),  # Sunday to Friday: day 10, in time
    _breach(5, "2024-03-20", "2024-03-20"),  # the same day
    _breach(6, "2024-03-20"),  # nothing was done
    _breach(7, "2024-02-29", "2024-03-01"),  # February's
    _breach(8, "2024-04-01", "2024-04-02"),  # April's
)

BREACH_ACTION = (
    WorkedExample(
        title="Working day 10 is in time, 11 late; Saturday and Sunday do not count",
        tables={"probation.breach": _BREACHES},
        period="2024-03",
        as_of="2024-04-30",
        expect=(Expect(value=4 * 100 / 6, numerator=4, denominator=6, n=6, obs_status="ok"),),
    ),
    WorkedExample(
        title="Until 30 days after the end of March there is no value",
        tables={"probation.breach": _BREACHES},
        period="2024-03",
        as_of="2024-04-29",
        expect=(Expect(value=None, obs_status="immature"),),
    ),
    WorkedExample(
        title="No breach detected: no share",
        tables={"probation.breach": _BREACHES[6:]},
        period="2024-03",
        as_of="2024-04-30",
        expect=(Expect(numerator=0, denominator=0, n=0, value=None, obs_status="undefined"),),
    ),
)
