"""CHN-06: the headline on convictions."""

from __future__ import annotations

from typing import Any

from rolkpi.model import Expect, WorkedExample
from rolkpi_chain.examples.rows import Row, cell


def _judged(number: int, day: str, **more: Any) -> Row:
    return {
        "case_id": f"C{number}",
        "judgment_date": day,
        "district": "D1",
        "offence_cat": "MURDER",
        "serious_violent": True,
        **more,
    }


def _ended(number: int, day: str, verdict: str, mode: str = "MERITS", accused: int = 1, **more: Any) -> Row:
    return {
        "case_id": f"C{number}",
        "accused_no": accused,
        "judgment_date": day,
        "district": "D1",
        "verdict": verdict,
        "disposal_mode": mode,
        "offence_cat": "MURDER",
        **more,
    }


CONVICTION_HEADLINE = (
    WorkedExample(
        title="As PRO-07: two of four; theft, an early acquittal and April's case are on neither side",
        tables={
            "prosecution.judgment": (
                _judged(1, "2024-03-01"),
                _judged(2, "2024-03-31"),
                _judged(3, "2024-03-15"),
                _judged(4, "2024-03-15", district="D2"),
                _judged(5, "2024-03-15", offence_cat="THEFT", serious_violent=False),
                _judged(6, "2024-03-15"),
                _judged(7, "2024-04-01"),
            ),
            "prosecution.outcome": (
                _ended(1, "2024-03-01", "CONVICTED"),
                _ended(1, "2024-03-01", "ACQUITTED", accused=2),  # one of two is enough
                _ended(2, "2024-03-31", "ACQUITTED"),
                _ended(3, "2024-03-15", "CONVICTED"),
                _ended(4, "2024-03-15", "ACQUITTED", district="D2"),
                _ended(5, "2024-03-15", "CONVICTED", offence_cat="THEFT"),
                _ended(6, "2024-03-15", "ACQUITTED", "EARLY_ACQUITTAL"),
                _ended(7, "2024-04-01", "CONVICTED"),
            ),
        },
        period="2024-03",
        expect=(
            Expect(value=50.0, numerator=2, denominator=4, n=4, obs_status="ok"),
            Expect(area="D2", value=0.0, numerator=0, denominator=1, n=1, obs_status="ok"),
        ),
    ),
    WorkedExample(
        title="From the return, where there are no records: 12 of 30",
        tables={
            "prosecution.monthly_return": (
                cell("R7_MERITS", 30, item="SERIOUS_VIOLENT"),
                cell("R7_CONVICTED", 12, item="SERIOUS_VIOLENT"),
            )
        },
        period="2024-03",
        expect=(Expect(value=40.0, numerator=12, denominator=30, n=30, obs_status="ok"),),
    ),
    WorkedExample(
        title="Nothing was decided on the merits: no rate",
        tables={
            "prosecution.judgment": (_judged(1, "2024-03-01"),),
            "prosecution.outcome": (_ended(1, "2024-03-01", "ACQUITTED", "COMPROMISE"),),
        },
        period="2024-03",
        expect=(Expect(value=None, numerator=0, denominator=0, n=0, obs_status="undefined"),),
    ),
)
