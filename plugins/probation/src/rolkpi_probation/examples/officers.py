"""PRB-11 and PRB-15: officers in post, their caseload, and the districts that have one."""

from __future__ import annotations

from rolkpi.model import Expect, WorkedExample
from rolkpi_probation.examples.rows import cell, live, staff

CASELOAD = (
    WorkedExample(
        title="Four persons and two officers; the district without an officer has no value and counts in the whole",
        tables={
            "probation.order": (
                live("O1", "2024-01-05", person_key="A"),
                live("O2", "2024-01-05", person_key="A"),  # A again
                live("O3", "2024-03-31", person_key="B"),  # registered on the last day
                live("O4", "2024-01-05", "2024-03-31", person_key="C"),  # ended on the last day
                live("O5", "2024-01-05", person_key="D", district="D2"),
                live("O6", "2024-01-05", person_key="E", district="D2"),
            ),
            "probation.staff": (
                staff("D1", 2, probation_sanctioned=3, parole_in_post=1),
                staff("D2", 0, probation_sanctioned=1),
                staff("D1", 5, "2024-04"),  # of April
            ),
        },
        period="2024-03",
        expect=(
            Expect(value=2.0, numerator=4, denominator=2, n=2, obs_status="ok"),  # A, B, D, E
            Expect(area="D1", value=1.0, numerator=2, denominator=2, n=1, obs_status="ok"),
            Expect(area="D2", value=None, numerator=2, denominator=0, n=1, obs_status="undefined"),
        ),
    ),
    WorkedExample(
        title="A quarter is its last month-end on both sides; without a staff list line B13 of the return serves",
        tables={
            "probation.order": (
                live("O1", "2024-01-05", "2024-03-10"),
                live("O2", "2024-01-05"),
                live("O3", "2024-02-05"),
            ),
            "probation.monthly_return": (
                *(cell("B13_IN_POST", 9, "PROBATION", month=month) for month in ("2024-01", "2024-02")),
                cell("B13_IN_POST", 1, "PROBATION"),
                cell("B13_IN_POST", 4, "PAROLE"),
                cell("B13_IN_POST", 5),
                cell("B13_SANCTIONED", 6, "PROBATION"),
            ),
        },
        period="2024-Q1",
        expect=(Expect(value=2.0, numerator=2, denominator=1, n=1, obs_status="ok"),),
    ),
)

_PUNJAB_2011 = {
    "DIVISION_1": (2_200, 9),
    "DIVISION_2": (4_238, 6),
    "DIVISION_3": (1_373, 5),
    "DIVISION_4": (2_811, 5),
    "DIVISION_5": (1_171, 5),
    "DIVISION_6": (1_708, 5),
    "DIVISION_7": (1_527, 5),
    "DIVISION_8": (1_040, 5),
    "DIVISION_9": (1_998, 4),
}
"""Persons on probation and officers, as published."""

CASELOAD_RETURNED = (
    WorkedExample(
        title="Punjab 2011, as published: 18,066 persons and 49 officers in nine divisions; no mean of nine caseloads",
        tables={
            "probation.monthly_return": (
                *(cell("B6", persons, district=at, month="2011-08") for at, (persons, _) in _PUNJAB_2011.items()),
                *(
                    cell("B13_IN_POST", officers, "PROBATION", at, "2011-08")
                    for at, (_, officers) in _PUNJAB_2011.items()
                ),
            )
        },
        period="2011-08",
        expect=(
            Expect(value=18_066 / 49, numerator=18_066, denominator=49, n=49, obs_status="ok"),
            Expect(area="DIVISION_2", value=4_238 / 6, numerator=4_238, denominator=6, n=6, obs_status="ok"),
        ),
    ),
    WorkedExample(
        title="Officers from the staff list where there is one; no officer, no caseload",
        tables={
            "probation.monthly_return": (
                cell("B6", 60),
                cell("B6", 20, "M_ADULT"),  # among the 60
                cell("B1", 50),
                cell("B13_IN_POST", 9, "PROBATION"),
                cell("B6", 7, district="D2"),
            ),
            "probation.staff": (staff("D1", 3), staff("D2", 0)),
        },
        period="2024-03",
        expect=(
            Expect(value=67 / 3, numerator=67, denominator=3, n=2, obs_status="ok"),
            Expect(area="D1", value=20.0, numerator=60, denominator=3, n=1, obs_status="ok"),
            Expect(area="D2", value=None, numerator=7, denominator=0, n=1, obs_status="undefined"),
        ),
    ),
)

OFFICERS_IN_POST = (
    WorkedExample(
        title="In post on the last day of the quarter, not sanctioned, and no parole officers",
        tables={
            "probation.staff": (
                staff("D1", 7, "2024-01"),
                staff("D1", 6, "2024-02"),
                staff("D1", 4, probation_sanctioned=6, parole_sanctioned=2, parole_in_post=1, female=2),
                staff("D1", 9, "2024-04"),  # of April
                staff("D2", 0),
            )
        },
        period="2024-Q1",
        expect=(
            Expect(value=4, n=2, obs_status="ok"),  # n: two districts
            Expect(area="D2", value=0, n=1, obs_status="ok"),
        ),
    ),
    WorkedExample(
        title="From line B13 of the return",
        tables={
            "probation.monthly_return": (
                cell("B13_IN_POST", 2, "PROBATION"),
                cell("B13_IN_POST", 1, "PAROLE"),
                cell("B13_IN_POST", 3),
                cell("B13_SANCTIONED", 4, "PROBATION"),
            )
        },
        period="2024-03",
        expect=(Expect(value=2, n=2, obs_status="ok"),),
    ),
)

DISTRICTS_COVERED = (
    WorkedExample(
        title="One officer is enough, a parole officer is none",
        tables={
            "probation.staff": (
                staff("D1", 1),
                staff("D2", 8),
                staff("D3", 0, probation_sanctioned=1, parole_in_post=1),
            )
        },
        period="2024-03",
        expect=(Expect(value=2 * 100 / 3, numerator=2, denominator=3, n=3, obs_status="ok"),),
    ),
    WorkedExample(
        title="A district that does not say is on neither side",
        tables={
            "probation.monthly_return": (
                cell("B13_IN_POST", 1, "PROBATION"),
                cell("B13_IN_POST", 0, "PROBATION", "D2"),
                cell("B13_IN_POST", None, "PROBATION", "D3"),
            )
        },
        period="2024-03",
        expect=(Expect(value=50.0, numerator=1, denominator=2, n=2, obs_status="provisional"),),
    ),
    WorkedExample(
        title="A quarter is its last month-end: the only officer left in March",
        tables={"probation.staff": (*(staff("D1", 1, month) for month in ("2024-01", "2024-02")), staff("D1", 0))},
        period="2024-Q1",
        expect=(Expect(value=0.0, numerator=0, denominator=1, n=1, obs_status="ok"),),
    ),
)
