"""How many are held for the places there are."""

from __future__ import annotations

from rolkpi.model import Expect, WorkedExample
from rolkpi_prisons.examples.rows import SEPTEMBER_2024, capacity, cell, spell

OCCUPANCY = (
    WorkedExample(
        title="Balochistan, September 2024, as published: 104.23 for the province hides 230.93 in Quetta",
        tables={"prisons.monthly_return": SEPTEMBER_2024},
        period="2024-09",
        expect=(
            Expect(value=2_881 * 100 / 2_764, numerator=2_881, denominator=2_764, n=2_764, obs_status="ok"),
            Expect(area="QUETTA", value=1_090 * 100 / 472, numerator=1_090, denominator=472, n=472),
            Expect(area="OTHER_ELEVEN", value=1_791 * 100 / 2_292, numerator=1_791, denominator=2_292, n=2_292),
        ),
    ),
    WorkedExample(
        title="The capacity in force on the last day: an order of 31 March counts for March",
        tables={
            "prisons.custody_status": (
                spell("S1", "2024-01-05"),
                spell("S2", "2024-01-05"),
                spell("S3", "2024-03-31"),
                spell("S4", "2024-01-05", "2024-03-31"),  # released on the last day
                spell("S5", "2024-01-05", facility="P2"),
            ),
            "prisons.facility": (
                capacity("P1", 2, "2020-01-01", "2024-03-31"),
                capacity("P1", 4, "2024-03-31"),
                capacity("P2", 2, "2020-01-01"),
            ),
        },
        period="2024-03",
        expect=(
            Expect(value=4 * 100 / 6, numerator=4, denominator=6, n=2, obs_status="ok"),
            Expect(area="P1", value=75.0, numerator=3, denominator=4, n=1, obs_status="ok"),
            Expect(area="P2", value=50.0, numerator=1, denominator=2, n=1, obs_status="ok"),
        ),
    ),
    WorkedExample(
        title="A prison without a capacity in force has no rate and does not distort the others",
        tables={
            "prisons.custody_status": (
                spell("S1", "2024-01-05"),
                spell("S2", "2024-01-05", facility="P2"),
            ),
            "prisons.facility": (
                capacity("P1", 2, "2020-01-01"),
                capacity("P2", 5, "2020-01-01", "2024-03-01"),  # ended; the new order is not on file
            ),
        },
        period="2024-03",
        expect=(
            Expect(value=50.0, numerator=1, denominator=2, n=1, obs_status="provisional"),
            Expect(area="P2", value=None, obs_status="no_data"),
        ),
    ),
    WorkedExample(
        title="The form's total of places serves, whether it tells who is held in total (P1) or by status and sex (P2)",
        tables={
            "prisons.monthly_return": (
                cell("P1", "2024-03", "C5", 30),
                cell("P1", "2024-03", "C6", 25),
                cell("P1", "2024-03", "C6", 15, item="WOMEN"),  # part of the 25
                cell("P2", "2024-03", "C5", 12, item="UTP_M"),
                cell("P2", "2024-03", "C5", 3, item="UTP_F"),
                cell("P2", "2024-03", "C5", 5, item="CONVICT_M"),
                cell("P2", "2024-03", "C6", 40),
                cell("P2", "2024-03", "C6", 10, item="JUVENILES"),  # part of the 40
            )
        },
        period="2024-03",
        expect=(
            Expect(value=50 * 100 / 65, numerator=50, denominator=65, n=65, obs_status="ok"),
            Expect(area="P1", value=120.0, numerator=30, denominator=25, n=25),
            Expect(area="P2", value=50.0, numerator=20, denominator=40, n=40),
        ),
    ),
)

CROWDED_SHARE = (
    WorkedExample(
        title="Balochistan, September 2024, as published: Quetta is above capacity, the other eleven together are not",
        tables={"prisons.monthly_return": SEPTEMBER_2024},
        period="2024-09",
        expect=(Expect(value=1_090 * 100 / 2_881, numerator=1_090, denominator=2_881, n=2, obs_status="ok"),),
    ),
    WorkedExample(
        title="At exactly 100% a prison is not above capacity, with one prisoner more it is",
        tables={
            "prisons.monthly_return": (
                cell("P1", "2024-03", "C5", 50),
                cell("P1", "2024-03", "C6", 50),
                cell("P2", "2024-03", "C5", 201),
                cell("P2", "2024-03", "C6", 200),
            )
        },
        period="2024-03",
        expect=(Expect(value=201 * 100 / 251, numerator=201, denominator=251, n=2, obs_status="ok"),),
    ),
    WorkedExample(
        title="A prison without a capacity is on neither side",
        tables={
            "prisons.monthly_return": (
                cell("P1", "2024-03", "C5", 60),
                cell("P1", "2024-03", "C6", 50),
                cell("P2", "2024-03", "C5", 40),
            )
        },
        period="2024-03",
        expect=(Expect(value=100.0, numerator=60, denominator=60, n=1, obs_status="provisional"),),
    ),
)
