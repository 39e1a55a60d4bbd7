"""POL-01 and POL-02: FIRs registered, and their rate."""

from __future__ import annotations

from rolkpi.model import Expect, WorkedExample
from rolkpi_police.codelists import HEADS
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
        title="The return by force: its two printed totals; heads that are not all there are not 0",
        tables={
            "police.monthly_return": (
                cell("D1", "P2", 10),
                cell("D1", "P2_POLICE", 6),
                cell("D1", "P2_POLICE", 6, item="THEFT"),  # never counted beside the total
                cell("D1", "P2_LEVIES", 3),  # printed without its heads
                # D2 leaves P2 out: the two lines add up
                cell("D2", "P1", 40),
                cell("D2", "P2_POLICE", 5),
                cell("D2", "P2_LEVIES", 0, "NOT_APPLICABLE"),  # merged
            )
        },
        period="2024-03",
        expect=(
            Expect(area="D1", value=10, n=10),
            Expect(area="D1", disaggregation="force=POLICE", value=6, n=6),
            Expect(area="D1", disaggregation="force=LEVIES", value=3, n=3),
            Expect(area="D1", disaggregation="offence_cat=THEFT", value=None, obs_status="no_data"),
            Expect(area="D1", disaggregation="offence_cat=MURDER", value=None, obs_status="no_data"),
            Expect(area="D2", value=5, n=5),
            Expect(area="D2", disaggregation="force=POLICE", value=5, n=5),
        ),
    ),
    WorkedExample(
        title="A force whose line was left out is not known, and not 0",
        tables={
            "police.monthly_return": (
                cell("D1", "P2_POLICE", 276),
                *(cell("D1", "P2_POLICE", number, item=head) for number, head in enumerate(HEADS, start=1)),
                *(cell("D2", "P2_LEVIES", number, item=head) for number, head in enumerate(HEADS, start=1)),
                cell("D2", "P2_LEVIES", 276),
            )
        },
        period="2024-03",
        expect=(
            Expect(value=None, obs_status="no_data"),
            Expect(disaggregation="force=LEVIES", value=None, obs_status="no_data"),
            Expect(disaggregation="force=POLICE", value=None, obs_status="no_data"),
            Expect(disaggregation="offence_cat=MURDER", value=None, obs_status="no_data"),
        ),
    ),
    WorkedExample(
        title="All 23 heads of both forces: every head has its figure; without printed totals they add up to it",
        tables={
            "police.monthly_return": (
                # Police 1, 2, ... 23, together 276; Levies 100, 200, ... 2300, together 27600
                *(
                    row
                    for district in ("D1", "D2")
                    for number, head in enumerate(HEADS, start=1)
                    for row in (
                        cell(district, "P2_POLICE", number, item=head),
                        cell(district, "P2_LEVIES", number * 100, item=head),
                    )
                ),
                cell("D1", "P2_POLICE", 277),  # one more than its heads: the printed total counts
                cell("D1", "P2_LEVIES", 27_600),
                cell("D2", "P2_POLICE", 276),  # the other total was not printed: the heads serve
                cell("D2", "P11", 5, item="RAPE"),  # another line with heads
            )
        },
        period="2024-03",
        expect=(
            Expect(area="D1", value=27_877, n=27_877),
            Expect(area="D1", disaggregation="force=POLICE", value=277, n=277),
            Expect(area="D2", value=27_876, n=27_876),
            Expect(area="D2", disaggregation="force=POLICE", value=276, n=276),
            Expect(area="D2", disaggregation="force=LEVIES", value=27_600, n=27_600),
            *(
                Expect(area=district, disaggregation=f"offence_cat={head}", value=101 * number, n=101 * number)
                for district in ("D1", "D2")
                for number, head in enumerate(HEADS, start=1)
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
