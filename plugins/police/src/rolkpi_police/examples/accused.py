"""POL-12 and POL-13: production before a magistrate, and proclaimed offenders."""

from __future__ import annotations

from rolkpi.model import Expect, WorkedExample
from rolkpi_police.examples.rows import Row, accused, cell, fir

_ARRESTED = "2024-03-10T09:00:00"

_ARRESTS = (
    accused("F1", arrested_at=_ARRESTED, produced_at="2024-03-11T09:00:00"),  # 24 hours: in time
    accused("F2", arrested_at=_ARRESTED, produced_at="2024-03-11T09:01:00"),  # a minute more: late
    # 26 hours with a journey of two: in time; 26 hours and a minute: late
    accused("F3", arrested_at=_ARRESTED, produced_at="2024-03-11T11:00:00", travel_minutes=120, sex="F"),
    accused("F4", arrested_at=_ARRESTED, produced_at="2024-03-11T11:01:00", travel_minutes=120, sex="F"),
    accused("F5", arrested_at=_ARRESTED),  # no production on record: not in time
    accused("F6", arrested_at="2024-03-31T23:59:00", produced_at="2024-04-01T10:00:00", juvenile=True),
    accused("F7", arrested_at=_ARRESTED, produced_at="2024-03-10T09:00:00", juvenile=True, sex="F"),
    accused("F7", 2, arrested_at="2024-03-01T00:00:00", produced_at="2024-03-03T00:00:00", juvenile=True),
    # not of March: a time of arrest that is not known, an arrest in February produced in March, one in April
    accused("F8", produced_at="2024-03-10T10:00:00", registered_at="2024-03-10"),
    accused("F9", arrested_at="2024-02-29T20:00:00", produced_at="2024-03-01T10:00:00"),
    accused("F10", arrested_at="2024-04-01T00:00:00", produced_at="2024-04-01T10:00:00", registered_at="2024-03-10"),
    accused("F11", registered_at="2024-03-10", custody_status="ABSCONDING"),  # never arrested
)

_NOBODY = (accused("F1", registered_at="2024-03-10"), accused("F2", arrested_at="2024-02-29T20:00:00"))

PRODUCED_WITHIN_24_HOURS = (
    WorkedExample(
        title="24 hours are in time, a minute more is late; a recorded journey is left out; no record is not in time",
        tables={"police.accused": _ARRESTS},
        period="2024-03",
        expect=(
            # F1, F3, F6 and the first of F7, of eight
            Expect(value=50.0, numerator=4, denominator=8, n=8, obs_status="ok"),
            Expect(disaggregation="sex=F", numerator=2, denominator=3, n=3),  # F3, F7 of these and F4
            Expect(disaggregation="juvenile=true", numerator=2, denominator=3, n=3),
        ),
    ),
    WorkedExample(
        title="Nobody arrested in the month: no share",
        tables={"police.accused": _NOBODY},
        period="2024-03",
        expect=(Expect(numerator=0, denominator=0, n=0, value=None, obs_status="undefined"),),
    ),
)

PRODUCTION_RECORDED = (
    WorkedExample(
        title="Seven of eight, in time or not",
        tables={"police.accused": _ARRESTS},
        period="2024-03",
        expect=(
            Expect(value=87.5, numerator=7, denominator=8, n=8, obs_status="ok"),
            Expect(disaggregation="sex=F", value=100.0, numerator=3, denominator=3, n=3),
            Expect(disaggregation="juvenile=false", value=80.0, numerator=4, denominator=5, n=5),
        ),
    ),
    WorkedExample(
        title="Nobody arrested in the month: no share",
        tables={"police.accused": _NOBODY},
        period="2024-03",
        expect=(Expect(numerator=0, denominator=0, n=0, value=None, obs_status="undefined"),),
    ),
)


def _po(fir_id: str, declared: str, cleared: str | None = None, reason: str | None = None, number: int = 1) -> Row:
    return accused(
        fir_id,
        number,
        registered_at="2023-01-10",
        po_declared_at=declared,
        po_cleared_at=cleared,
        po_clear_reason=reason,
    )


_PROCLAIMED = (
    # at large at the start of March: A1 to A5
    _po("F1", "2023-06-01", "2024-03-01", "ARRESTED"),
    _po("F1", "2024-02-29", "2024-03-31", "SURRENDERED", 2),
    _po("F2", "2023-06-01", "2024-04-01", "ARRESTED"),  # in April
    _po("F2", "2023-06-01", None, None, 2),
    _po("F2", "2023-06-01", "2024-03-10", "WITHDRAWN", 3),
    # added in March
    _po("F3", "2024-03-01"),
    _po("F3", "2024-03-05", "2024-03-20", "DIED", 2),
    _po("F3", "2024-03-31", None, None, 3),
    # not in March
    _po("F4", "2023-06-01", "2024-02-29", "ARRESTED"),
    _po("F4", "2024-04-01", None, None, 2),
    accused("F4", 3, registered_at="2024-03-01", arrested_at="2024-03-10T09:00:00", diversion_at="2024-03-12"),
)

_PO_FIRS = tuple(
    fir(f"F{number}", "2023-01-10", severity="HEINOUS" if number < 3 else "MAJOR") for number in range(1, 5)
)

PROCLAIMED_OFFENDERS_ARRESTED = (
    WorkedExample(
        title="Two of eight: five at the start and three added; death and withdrawal are no arrest",
        tables={"police.accused": _PROCLAIMED, "police.fir": _PO_FIRS},
        period="2024-03",
        expect=(
            # four at large at the end and four who left the list
            Expect(value=25.0, numerator=2, denominator=8, n=8, obs_status="ok"),
            Expect(disaggregation="severity=HEINOUS", value=40.0, numerator=2, denominator=5, n=5),
            Expect(disaggregation="severity=MAJOR", value=0.0, numerator=0, denominator=3, n=3),
        ),
    ),
    WorkedExample(
        title="A quarter takes the start of January once: three then, one added; three arrested, each counted once",
        tables={
            "police.accused": (
                _po("F1", "2023-06-01", "2024-01-10", "ARRESTED"),
                _po("F1", "2023-06-01", "2024-02-10", "ARRESTED", 2),
                _po("F2", "2023-06-01"),
                _po("F2", "2024-02-01", "2024-03-10", "SURRENDERED", 2),
            ),
            "police.fir": _PO_FIRS,
        },
        period="2024-Q1",
        expect=(Expect(value=75.0, numerator=3, denominator=4, n=4, obs_status="ok"),),
    ),
    WorkedExample(
        title="Nobody on the list: no rate",
        tables={"police.accused": (_po("F4", "2024-04-01"),), "police.fir": _PO_FIRS},
        period="2024-03",
        expect=(Expect(numerator=0, denominator=0, n=0, value=None, obs_status="undefined"),),
    ),
    WorkedExample(
        title="From the return: 6 arrested of 40 at the end, 6 arrested and 4 struck off",
        tables={
            "police.monthly_return": (
                cell("D1", "P10_OPENING", 45),
                cell("D1", "P10_ADDED", 5),
                cell("D1", "P10_ARRESTED", 6),
                cell("D1", "P10_ARRESTED", 3, item="ADULT_M"),  # a part of the 6
                cell("D1", "P10_STRUCK_OFF", 4),
                cell("D1", "P10_CLOSING", 40),
                cell("D1", "P10_CLOSING", 39, item="ADULT_M"),  # a part of the 40
                # D2 leaves out who was struck off
                cell("D2", "P10_ARRESTED", 6),
                cell("D2", "P10_CLOSING", 40),
            )
        },
        period="2024-03",
        expect=(
            Expect(area="D1", value=12.0, numerator=6, denominator=50, n=50, obs_status="ok"),
            Expect(area="D2", value=None, obs_status="no_data"),
        ),
    ),
)
