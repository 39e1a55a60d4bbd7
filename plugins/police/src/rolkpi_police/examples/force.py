"""POL-20: the share of the Police in what Police and Levies register."""

from __future__ import annotations

from rolkpi.model import Expect, WorkedExample
from rolkpi_police.codelists import HEADS
from rolkpi_police.examples.rows import cell, fir

POLICE_SHARE = (
    WorkedExample(
        title="Three of four in March; an FIR keeps the force that registered it",
        tables={
            "police.fir": (
                fir("F1", "2024-03-01"),
                fir("F2", "2024-03-10"),
                fir("F3", "2024-03-31"),
                fir("F4", "2024-03-15", force="LEVIES"),
                fir("F5", "2024-04-01", force="LEVIES"),  # April
            )
        },
        period="2024-03",
        expect=(Expect(value=75.0, numerator=3, denominator=4, n=4, obs_status="ok"),),
    ),
    WorkedExample(
        title="Nothing registered: no share",
        tables={"police.fir": (fir("F1", "2024-02-29"),)},
        period="2024-03",
        expect=(Expect(numerator=0, denominator=0, n=0, value=None, obs_status="undefined"),),
    ),
    WorkedExample(
        title="From the return the two forces add up: 2,907 of 3,567, not of the 3,573 that are printed",
        tables={
            "police.monthly_return": (
                cell("D1", "P2", 3_573),
                cell("D1", "P2_POLICE", 2_907),
                cell("D1", "P2_POLICE", 900, item="THEFT"),  # a part of the 2,907
                cell("D1", "P2_LEVIES", 660),
                cell("D2", "P2", 50),
                cell("D2", "P2_POLICE", 50),  # the line of the Levies was left out: not known
            )
        },
        period="2024-03",
        expect=(
            Expect(numerator=2_907, denominator=3_567, n=3_567, value=2_907 * 100 / 3_567),
            Expect(area="D2", value=None, obs_status="no_data"),
        ),
    ),
    WorkedExample(
        title="Without printed totals the heads of both forces serve, where all 46 are there",
        tables={
            "police.monthly_return": (
                # 23 x 3 of 23 x 4
                *(cell("D1", "P2_POLICE", 3, item=head) for head in HEADS),
                *(cell("D1", "P2_LEVIES", 1, item=head) for head in HEADS),
                cell("D1", "P11", 9, item="RAPE"),
                cell("D1", "P2_POLICE", None, "NOT_AVAILABLE"),
                cell("D2", "P2_POLICE", 5),  # printed, that of the Levies is not
                *(cell("D2", "P2_POLICE", 3, item=head) for head in HEADS),
                *(cell("D2", "P2_LEVIES", 1, item=head) for head in HEADS),
                *(cell("D3", "P2_POLICE", 3, item=head) for head in HEADS),
                *(cell("D3", "P2_LEVIES", 1, item=head) for head in HEADS[1:]),
            )
        },
        period="2024-03",
        expect=(
            Expect(area="D1", value=75.0, numerator=69, denominator=92, n=92),
            Expect(area="D2", value=75.0, numerator=69, denominator=92, n=92),
            Expect(area="D3", value=None, obs_status="no_data"),
        ),
    ),
)
