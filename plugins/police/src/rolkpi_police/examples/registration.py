"""POL-01 and POL-02: FIRs registered, and their rate."""

from __future__ import annotations

from rolkpi.model import Expect, WorkedExample
from rolkpi_police.codelists import OFFENCES
from rolkpi_police.examples.rows import cell, fir

FIRS_REGISTERED = (
    WorkedExample(
        title="One per FIR, in the month it was registered",
        tables={
            "police.fir": (
                fir("F1", "2024-03-01", severity="MINOR", complainant_sex="M"),
                fir("F2", "2024-03-31", force="LEVIES", gbv_flag=True, severity="HEINOUS", complainant_sex="F"),
                fir("F3", "2024-03-15", district="D2", gbv_flag=False, severity="HEINOUS"),  # sex left empty
                fir("F4", "2024-02-29"),  # the day before
                fir("F5", "2024-04-01"),  # the day after
            )
        },
        period="2024-03",
        expect=(
            Expect(value=3, n=3, obs_status="ok"),
            Expect(area="D1", value=2, n=2, obs_status="ok"),
            Expect(disaggregation="force=LEVIES", value=1, n=1),
            Expect(disaggregation="force=POLICE", value=2, n=2),
            Expect(disaggregation="gbv_flag=true", value=1, n=1),
            Expect(disaggregation="gbv_flag=_U", value=1, n=1),
            Expect(disaggregation="force=POLICE;gbv_flag=false", value=1, n=1),
            Expect(disaggregation="severity=HEINOUS", value=2, n=2),
            Expect(disaggregation="complainant_sex=F", value=1, n=1),
            Expect(disaggregation="complainant_sex=_U", value=1, n=1),
        ),
    ),
    WorkedExample(
        title="Without records the return serves; a reported 0 is a value",
        tables={
            "police.monthly_return": (
                cell("D1", "P2", 12),
                cell("D1", "P2", 5, item="THEFT"),  # a part of the 12
                cell("D1", "P1", 40),  # another line
                cell("D2", "P2", 0),
            )
        },
        period="2024-03",
        expect=(
            Expect(value=12, n=12, obs_status="ok"),
            Expect(area="D2", value=0, n=0, obs_status="ok"),
        ),
    ),
    WorkedExample(
        title="A cell that is not available is not 0: the total stays provisional",
        tables={"police.monthly_return": (cell("D1", "P2", 12), cell("D2", "P2", None, "NOT_AVAILABLE"))},
        period="2024-03",
        expect=(
            Expect(value=12, n=12, obs_status="provisional"),
            Expect(area="D2", value=None, obs_status="no_data"),
        ),
    ),
    WorkedExample(
        title="The return by force and offence head serves the breakdown, its total the total",
        tables={
            "police.monthly_return": (
                cell("D1", "P2", 10),
                cell("D1", "P2_POLICE", 6),  # the sum of its heads: never counted beside them
                cell("D1", "P2_POLICE", 6, item="THEFT"),
                cell("D1", "P2_LEVIES", 3, item="THEFT"),
            )
        },
        period="2024-03",
        expect=(
            Expect(value=10, n=10),
            Expect(disaggregation="force=POLICE", value=6, n=6),
            Expect(disaggregation="force=LEVIES", value=3, n=3),
            Expect(disaggregation="offence_cat=THEFT", value=9, n=9),
        ),
    ),
    WorkedExample(
        title="Every offence head of the return has its own figure; without a printed total they add up to it",
        tables={
            "police.monthly_return": tuple(
                cell("D1", "P2_POLICE", number, item=head) for number, head in enumerate(OFFENCES, start=1)
            )
        },
        period="2024-03",
        expect=(
            Expect(value=496, n=496),  # 31 heads: 1 + 2 + ... + 31
            *(
                Expect(disaggregation=f"offence_cat={head}", value=number, n=number)
                for number, head in enumerate(OFFENCES, start=1)
            ),
        ),
    ),
)

RECORDED_OFFENCES_RATE = (
    WorkedExample(
        title="Add counts and add populations, then divide",
        tables={
            "police.fir": (
                fir("F1", "2024-03-01", offence_cat="MURDER"),
                fir("F2", "2024-03-10"),
                fir("F3", "2024-03-31"),
                fir("F4", "2024-03-05", district="D2"),
                fir("F5", "2024-04-01", district="D2"),  # April
            )
        },
        population={"D1": 200_000, "D2": 100_000},
        period="2024-03",
        expect=(
            Expect(value=4 * 100_000 / 300_000, numerator=4, denominator=300_000, n=300_000, obs_status="ok"),
            Expect(area="D1", value=1.5, numerator=3, denominator=200_000, n=200_000),
            Expect(area="D2", value=1.0, numerator=1, denominator=100_000, n=100_000),
            # an offence head is divided by all people too
            Expect(disaggregation="offence_cat=THEFT", value=1.0, numerator=3, denominator=300_000, n=300_000),
        ),
    ),
    WorkedExample(
        title="A quarter adds its months, takes the population once, and is not scaled up to a year",
        tables={
            "police.fir": (
                fir("F1", "2024-01-01"),
                fir("F2", "2024-03-10"),
                fir("F3", "2024-03-31"),
                fir("F4", "2023-12-31"),  # the quarter before
            )
        },
        population={"D1": 50_000},
        period="2024-Q1",
        expect=(Expect(value=6.0, numerator=3, denominator=50_000, n=50_000, obs_status="ok"),),
    ),
)
