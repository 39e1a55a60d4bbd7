"""Worked examples: petitions for bail (JUD-13, JUD-14)."""

from __future__ import annotations

from rolkpi.model import Expect, WorkedExample
from rolkpi_judiciary.examples.rows import arrested, petition

_LAST_DAY = {"MAGISTRATE": 4, "SESSIONS": 6, "SPECIAL": 6, "HIGH_COURT": 8}
"""Of the limit for a petition filed on 1 March: 3, 5 or 7 days after."""

BAIL_WITHIN_LIMIT = (
    WorkedExample(
        title="Filed on 1 March: magistrates have until the 4th, sessions courts the 6th, the High Court the 8th",
        tables={
            "judiciary.bail": (
                *(
                    petition(f"{level}/{day}", "2024-03-01", f"2024-03-0{day}", court_level=level)
                    for level, last in _LAST_DAY.items()
                    for day in (last, last + 1)
                ),
                petition("N1", "2024-03-01", "2024-03-02", court_level="CIVIL_FAMILY"),  # no limit is set
                petition("N2", "2024-03-01", "2024-03-02", outcome="WITHDRAWN"),
                petition("N3", "2024-03-01"),  # pending
                petition("N4", "2024-03-31", "2024-04-01"),  # April
            )
        },
        period="2024-03",
        expect=(
            Expect(value=50.0, numerator=4, denominator=8, n=8, obs_status="ok"),
            *(
                Expect(disaggregation=f"court_level={level}", value=50.0, numerator=1, denominator=2, n=2)
                for level in _LAST_DAY
            ),
        ),
    ),
    WorkedExample(
        title="Granted or refused, before arrest or after; by sex, and for juveniles",
        tables={
            "judiciary.bail": (
                petition("B1", "2024-02-28", "2024-03-01", sex="F"),  # 2 days
                petition("B2", "2024-03-01", "2024-03-31", outcome="REFUSED", sex="F"),
                petition("B3", "2024-03-10", "2024-03-10", kind="PRE_ARREST", juvenile_flag=True),
                petition("B4", "2024-03-10", "2024-03-11", outcome="REFUSED"),
            )
        },
        period="2024-03",
        expect=(
            Expect(value=75.0, numerator=3, denominator=4, n=4, obs_status="ok"),
            Expect(disaggregation="sex=F", value=50.0, numerator=1, denominator=2, n=2),
            Expect(disaggregation="juvenile_flag=true", value=100.0, numerator=1, denominator=1, n=1),
        ),
    ),
    WorkedExample(
        title="Limits of its own, from 10 March another: the one in force on the day of filing counts",
        tables={
            "judiciary.bail_limit": (
                {"court_level": "MAGISTRATE", "days": 3, "effective_from": "2000-01-01", "effective_to": "2024-03-10"},
                {"court_level": "MAGISTRATE", "days": 10, "effective_from": "2024-03-10"},
            ),
            "judiciary.bail": (
                petition("B1", "2024-03-09", "2024-03-13"),  # 4 days of 3
                petition("B2", "2024-03-10", "2024-03-20"),  # 10 days of 10
            ),
        },
        period="2024-03",
        expect=(Expect(value=50.0, numerator=1, denominator=2, n=2, obs_status="ok"),),
    ),
    WorkedExample(
        title="Nothing was granted or refused: no share",
        tables={"judiciary.bail": (petition("B1", "2024-03-01"), petition("B2", "2024-03-01", "2024-04-01"))},
        period="2024-03",
        expect=(Expect(numerator=0, denominator=0, n=0, value=None, obs_status="undefined"),),
    ),
)


def _petition(number: int, decided_at: str, again: str = "", fir_id: str = "F1", **more: object) -> dict[str, object]:
    """A petition of the accused with this number in an FIR, decided on a day."""
    more = {"court": "D1", **more}
    return petition(f"B{number}{again}", "2024-01-02", decided_at, fir_id=fir_id, accused_no=number, **more)


DAYS_ARREST_TO_BAIL = (
    WorkedExample(
        title="The first decision after arrest: 0, 5, 7, 10 and 20 days",
        tables={
            "police.accused": (
                arrested("F1", 1, "2024-03-01T22:00:00"),
                arrested("F1", 2, "2024-02-20T09:00:00", sex="F", juvenile=True),
                arrested("F1", 3, "2024-03-10T09:00:00", sex="F"),
                arrested("F1", 4, "2024-03-20T18:00:00"),
                arrested("F1", 5, "2024-03-04T09:00:00"),
                arrested("F1", 6, "2024-03-05T09:00:00"),
                arrested("F1", 7, "2024-02-01T09:00:00"),
                arrested("F1", 8, "2024-03-15T09:00:00"),
                arrested("F1", 9, None),
                arrested("F2", 1, "2024-03-02T09:00:00"),
            ),
            "judiciary.bail": (
                _petition(1, "2024-03-06", outcome="REFUSED"),  # 5 days
                _petition(1, "2024-03-16", "/2"),  # the second one
                _petition(2, "2024-03-01"),  # 10 days: 29 days has February 2024
                _petition(3, "2024-03-12", outcome="WITHDRAWN"),
                _petition(3, "2024-03-30", "/2"),  # 20 days
                _petition(4, "2024-03-20"),  # on the day of arrest: 0
                _petition(5, "2024-03-03"),  # the day before it: of another arrest
                _petition(5, "2024-03-11", "/2"),  # 7 days
                _petition(6, "2024-03-09", kind="PRE_ARREST"),
                _petition(7, "2024-02-10", outcome="REFUSED"),  # first decided in February
                _petition(7, "2024-03-10", "/2"),
                _petition(8, "2024-04-01"),  # April
                _petition(9, "2024-03-10"),  # no day of arrest
            ),
        },
        period="2024-03",
        expect=(
            Expect(value=7.0, n=5, obs_status="ok"),
            Expect(area="D1", value=7.0, n=5),
            Expect(disaggregation="sex=F", value=15.0, n=2),  # 10, 20
            Expect(disaggregation="juvenile=true", value=10.0, n=1),
        ),
    ),
    WorkedExample(
        title="Nobody had a first decision: no median",
        tables={
            "police.accused": (arrested("F1", 1, "2024-03-01T22:00:00"),),
            "judiciary.bail": (_petition(1, "2024-04-02"),),
        },
        period="2024-03",
        expect=(Expect(n=0, value=None, obs_status="undefined"),),
    ),
)

BAIL_ARREST_LINKED = (
    WorkedExample(
        title="Found in the police's register as arrested by that day: two of six decisions",
        tables={
            "police.accused": (
                arrested("F1", 1, "2024-03-01T22:00:00"),
                arrested("F1", 2, "2024-03-12T09:00:00"),
                arrested("F1", 3, None),
                arrested("F1", 7, "2024-03-12T09:00:00"),
                arrested("F1", 8, "2024-03-01T09:00:00"),
                arrested("F1", 9, "2024-03-01T09:00:00"),
            ),
            "judiciary.bail": (
                _petition(1, "2024-03-01"),  # on the day of arrest
                _petition(2, "2024-03-31", outcome="REFUSED"),
                _petition(3, "2024-03-10"),  # no day of arrest
                _petition(4, "2024-03-10"),  # not in the FIR
                _petition(5, "2024-03-10", fir_id="F9"),  # no such FIR
                _petition(7, "2024-03-11"),  # arrested a day later only
                _petition(8, "2024-03-10", kind="PRE_ARREST"),
                _petition(8, "2024-03-11", "/2", outcome="WITHDRAWN"),
                _petition(9, "2024-04-01"),  # April
            ),
        },
        period="2024-03",
        expect=(Expect(value=2 * 100 / 6, numerator=2, denominator=6, n=6, obs_status="ok"),),
    ),
    WorkedExample(
        title="Nothing was granted or refused: no share",
        tables={"police.accused": (), "judiciary.bail": (_petition(1, "2024-04-01"),)},
        period="2024-03",
        expect=(Expect(numerator=0, denominator=0, n=0, value=None, obs_status="undefined"),),
    ),
)
