"""PRB-10: persons who start an order in the first quarter of 2022, followed until September 2023."""

from __future__ import annotations

from typing import Any

from rolkpi.model import Expect, WorkedExample
from rolkpi_probation.examples.rows import Row, order

_START = "2022-02-10"


def _start(person: str, order_date: str = _START, order_id: str = "", **more: Any) -> Row:
    return order(order_id or f"order of {person}", order_date, **{"person_key": person, **more})


def _accused(person: str | None, fir_id: str, accused_no: int = 1, registered_at: str = "2022-06-01") -> Row:
    return {
        "fir_id": fir_id,
        "accused_no": accused_no,
        "district": "D1",
        "registered_at": registered_at,
        "person_key": person,
    }


def _fir(fir_id: str, occurred_on: str | None, registered_at: str) -> Row:
    return {
        "fir_id": fir_id,
        "district": "D1",
        "force": "POLICE",
        "registered_at": registered_at,
        "offence_cat": "THEFT",
        "occurred_on": occurred_on,
    }


def _challan(fir_id: str, forwarded_at: str, kind: str = "COMPLETE") -> Row:
    return {
        "report_id": f"{forwarded_at} {fir_id}",
        "fir_id": fir_id,
        "district": "D1",
        "kind": kind,
        "forwarded_at": forwarded_at,
    }


def _offence(
    person: str, occurred_on: str | None, challan_on: str | None, registered_at: str = "", kind: str = "COMPLETE"
) -> tuple[Row, Row, Row | None]:
    """The person accused in an FIR, the FIR, and the report on it."""
    fir_id, registered_at = f"FIR of {person}, {occurred_on}", registered_at or str(occurred_on)
    return (
        _accused(person, fir_id, registered_at=registered_at),
        _fir(fir_id, occurred_on, registered_at),
        _challan(fir_id, challan_on, kind) if challan_on else None,
    )


_OFFENCES = (
    _offence("A", "2021-08-01", "2021-08-20"),  # what the order is for
    _offence("A", "2022-06-01", "2022-11-28"),  # day 180: a challan in time
    _offence("A", "2023-06-01", "2023-06-10"),  # again, after the twelve months: the first one counts
    _offence("B", "2022-06-01", "2022-11-29", registered_at="2022-06-05"),  # day 181 after the offence: too late
    _offence("C", "2023-02-10", "2023-03-01"),  # the last day of the twelve months
    _offence("D", "2023-02-11", "2023-03-01"),  # the day after
    _offence("E", _START, "2022-03-01"),  # the day of the order: not after it
    _offence("F", "2022-06-01", None),  # no challan
    _offence("G", "2022-06-01", "2022-06-20", kind="INTERIM"),  # no complete challan
    _offence("H", None, "2022-07-01", registered_at="2022-06-01"),  # the day of the FIR stands for that of the offence
    _offence("I", "2022-02-01", "2022-07-01", registered_at="2022-06-01"),  # done before the order, told after it
    _offence("J", "2022-06-01", "2022-05-01", registered_at="2022-04-01"),  # a challan before its offence: an error
    _offence("K", "2022-06-01", "2022-06-20"),  # K started twice within a year: see there
    _offence("L", "2022-06-01", "2022-06-01"),  # a challan on the same day
    _offence("M", "2023-01-01", "2023-01-20"),  # the first one had no challan
    _offence("M", "2022-06-01", None),
)

_TABLES: dict[str, tuple[Row, ...]] = {
    "probation.order": (
        _start("A", sex="F", age_at_order=17, juvenile_flag=True, offence_cat="THEFT"),
        _start("B", sex="F", age_at_order=18, offence_cat="THEFT"),
        _start("C", age_at_order=24, kind="PAROLE_LICENCE"),
        _start("D", age_at_order=25),
        *(_start(person) for person in "EFGIJ"),
        _start("H", offence_cat="HURT"),
        _start("K", "2021-03-01"),  # K's first order, of 2021: none of this quarter
        _start("K", order_id="second order of K"),  # within twelve months of it
        _start("L", "2021-02-10"),  # exactly twelve months before
        _start("L", order_id="second order of L"),  # a new start
        _start("L", order_id="short order of L", end_due="2022-08-10"),  # the same day: see the next
        _start("L", order_id="long order of L", end_due="2023-02-10", offence_cat="CHEATING"),  # the longest counts
        _start("M", district="D2", end_reason="TRANSFERRED", ended_at="2022-03-20"),
        _start("M", order_id="the same in D3", transferred_in_at="2022-03-20", district="D3", end_due="2023-02-10"),
        _start("M", "2022-01-20", order_id="another in D3", transferred_in_at="2022-02-20", district="D3"),
        _start("N", "2022-04-01"),  # the next quarter
        _start("O", "2021-12-31"),  # the quarter before
        order("O99", _START, person_key=None),  # nobody can be followed
    ),
    "police.accused": (*(accused for accused, _, _ in _OFFENCES), _accused(None, "FIR of B, 2022-06-01", 2)),
    "police.fir": tuple(fir for _, fir, _ in _OFFENCES),
    "police.report173": tuple(report for _, _, report in _OFFENCES if report),
}

REOFFENDING = (
    WorkedExample(
        title="A, C, H, L and M of twelve persons: after the order, within 12 months, and a challan within 180 days",
        tables=_TABLES,
        period="2022-Q1",
        as_of="2023-09-27",
        expect=(
            Expect(value=5 * 100 / 12, numerator=5, denominator=12, n=12, linkage=15 / 16, obs_status="ok"),
            Expect(area="D2", value=100.0, numerator=1, denominator=1, n=1),  # M, whose offence is D1's
            Expect(area="D3", value=None, numerator=0, denominator=0, n=0),
            Expect(disaggregation="sex=F", value=50.0, numerator=1, denominator=2, n=2),  # A of A, B
            Expect(disaggregation="offence_cat=THEFT", value=50.0, numerator=1, denominator=2, n=2),
            Expect(disaggregation="offence_cat=CHEATING", value=100.0, numerator=1, denominator=1, n=1),  # L
            Expect(disaggregation="offence_cat=HURT", value=100.0, numerator=1, denominator=1, n=1),  # H
            Expect(disaggregation="age_band=A18_24", value=50.0, numerator=1, denominator=2, n=2),  # C of B, C
            Expect(disaggregation="age_band=_U", value=3 * 100 / 8, numerator=3, denominator=8, n=8),
        ),
    ),
    WorkedExample(
        title="Twelve months and 180 days after 31 March, on 27 September 2023, and not before",
        tables=_TABLES,
        period="2022-Q1",
        as_of="2023-09-26",
        expect=(Expect(value=None, obs_status="immature"),),
    ),
    WorkedExample(
        title="Every age band from its first year to its last",
        tables={
            "probation.order": tuple(
                _start(f"P{age}", age_at_order=age, juvenile_flag=age < 18)
                for age in (9, 10, 12, 13, 14, 15, 16, 17, 18, 24, 25, 30, 34, 35, 44, 45, 50, 51, 59, 60, 80)
            ),
            **dict.fromkeys(("police.accused", "police.fir", "police.report173"), ()),
        },
        period="2022-Q1",
        as_of="2023-09-27",
        expect=(
            Expect(disaggregation="age_band=A00_09", n=1, numerator=0, denominator=1, value=0.0),
            Expect(disaggregation="age_band=A10_13", n=3, numerator=0, denominator=3, value=0.0),
            Expect(disaggregation="age_band=A14_17", n=4, numerator=0, denominator=4, value=0.0),
            Expect(disaggregation="age_band=A18_24", n=2, numerator=0, denominator=2, value=0.0),
            Expect(disaggregation="age_band=A25_34", n=3, numerator=0, denominator=3, value=0.0),
            Expect(disaggregation="age_band=A35_44", n=2, numerator=0, denominator=2, value=0.0),
            Expect(disaggregation="age_band=A45_59", n=4, numerator=0, denominator=4, value=0.0),
            Expect(disaggregation="age_band=A60", n=2, numerator=0, denominator=2, value=0.0),
        ),
    ),
    WorkedExample(
        title="A quarter in which nobody starts has no share",
        tables={**_TABLES, "probation.order": (_start("K", "2021-03-01"), _start("K", order_id="second order of K"))},
        period="2022-Q1",
        as_of="2023-09-27",
        expect=(Expect(numerator=0, denominator=0, n=0, value=None, obs_status="undefined"),),
    ),
    WorkedExample(
        title="Without the police's records nobody is known to have reoffended: no data, not 0",
        tables={"probation.order": _TABLES["probation.order"]},
        period="2022-Q1",
        as_of="2023-09-27",
        expect=(Expect(value=None, obs_status="no_data"),),
    ),
)

ORDERS_LINKED = (
    WorkedExample(
        title="Fifteen of sixteen orders, licences included: the one without a number is nobody's",
        tables=_TABLES,
        period="2022-02",
        expect=(
            Expect(value=15 * 100 / 16, numerator=15, denominator=16, n=16, obs_status="ok"),
            Expect(area="D2", value=100.0, numerator=1, denominator=1, n=1),
            Expect(area="D3", value=None, numerator=0, denominator=0, n=0),
        ),
    ),
    WorkedExample(
        title="A person whom no FIR accuses is not found",
        tables={**_TABLES, "probation.order": (_start("A", "2022-03-01"), _start("Z", "2022-03-31"))},
        period="2022-03",
        expect=(Expect(value=50.0, numerator=1, denominator=2, n=2, obs_status="ok"),),
    ),
    WorkedExample(
        title="No order made: no share",
        tables={**_TABLES, "probation.order": (_start("A", "2022-04-01"),)},
        period="2022-03",
        expect=(Expect(numerator=0, denominator=0, n=0, value=None, obs_status="undefined"),),
    ),
)
