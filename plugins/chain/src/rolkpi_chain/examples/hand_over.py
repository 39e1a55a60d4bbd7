"""CHN-04: reports that the police forwarded and the prosecution received."""

from __future__ import annotations

from rolkpi.model import Expect, WorkedExample
from rolkpi_chain.examples.rows import cell, report, review

# -- CHN-04

HAND_OVER = (
    WorkedExample(
        title="Three of four arrived in March; the one forwarded on the last day arrives in April",
        tables={
            "police.report173": (
                report("F1", "2024-03-01", "INTERIM"),
                report("F2", "2024-03-15"),
                report("F3", "2024-03-31"),
                report("F4", "2024-03-15", district="D2"),
                report("F5", "2024-03-15", "SUPPLEMENTARY"),  # another kind
                report("F8", "2024-03-16", "SUPPLEMENTARY"),
                report("F6", "2024-02-29"),  # the day before
                report("F7", "2024-04-01"),  # the day after
            ),
            "prosecution.review": (
                review("R1", "2024-03-02", "INTERIM"),
                review("R2", "2024-03-31"),
                review("R3", "2024-04-01"),  # forwarded on 31 March
                review("R4", "2024-03-16", district="D2"),
                review("R5", "2024-03-16", "CANCELLATION"),  # another kind
            ),
        },
        period="2024-03",
        expect=(
            Expect(value=0.75, numerator=3, denominator=4, n=4, obs_status="ok"),
            Expect(area="D1", value=2 / 3, numerator=2, denominator=3, n=3, obs_status="ok"),
            Expect(area="D2", value=1.0, numerator=1, denominator=1, n=1, obs_status="ok"),
            Expect(disaggregation="report_kind=COMPLETE", value=2 / 3, numerator=2, denominator=3, n=3),
            Expect(disaggregation="report_kind=INTERIM", value=1.0, numerator=1, denominator=1, n=1),
        ),
    ),
    WorkedExample(
        title="From the two returns: R2 complete and interim per P4 and P5, and no other line",
        tables={
            "police.monthly_return": (
                cell("P4", 40),
                cell("P4", 13, item="THEFT"),  # a part of the 40
                cell("P5", 10),
                cell("P4A", 22),
                cell("P6_CANCELLED", 5),
            ),
            "prosecution.monthly_return": (
                cell("R2", 56),
                cell("R2_COMPLETE", 42),
                cell("R2_INTERIM", 9),
                cell("R2_CANCELLATION", 5),
            ),
        },
        period="2024-03",
        expect=(
            Expect(value=51 / 50, numerator=51, denominator=50, n=50, obs_status="ok"),
            Expect(disaggregation="report_kind=COMPLETE", value=42 / 40, numerator=42, denominator=40, n=40),
            Expect(disaggregation="report_kind=INTERIM", value=9 / 10, numerator=9, denominator=10, n=10),
        ),
    ),
    WorkedExample(
        title="Records of one and the return of the other are never divided by each other",
        tables={
            "police.report173": (report("F1", "2024-03-15"),),
            "prosecution.monthly_return": (cell("R2_COMPLETE", 1), cell("R2_INTERIM", 0)),
        },
        period="2024-03",
        expect=(Expect(area="D1", value=None, obs_status="no_data"),),
    ),
    WorkedExample(
        title="Nothing was forwarded: no ratio, whatever was received",
        tables={
            "police.report173": (report("F1", "2024-02-29"),),
            "prosecution.review": (review("R1", "2024-03-01"),),
        },
        period="2024-03",
        expect=(Expect(area="D1", numerator=1, denominator=0, n=0, value=None, obs_status="undefined"),),
    ),
)
