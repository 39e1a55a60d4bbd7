"""How many are held for the places there are."""

from __future__ import annotations

from typing import Any

from rolkpi.model import Expect, WorkedExample
from rolkpi_prisons.examples.rows import SEPTEMBER_2024, capacity, cell, spell, staff, unknown

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
        title="The form's places serve, whether it tells who is held in total (P1), by status and sex (P2) or status "
        "(P3)",
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
                cell("P3", "2024-03", "C5", 9, item="UTP"),
                cell("P3", "2024-03", "C5", 3, item="CONDEMNED"),
                cell("P3", "2024-03", "C6", 16),
                cell("P3", "2024-03", "C6", 8, item="MEN"),  # part of the 16
            )
        },
        period="2024-03",
        expect=(
            Expect(value=62 * 100 / 81, numerator=62, denominator=81, n=81, obs_status="ok"),
            Expect(area="P1", value=120.0, numerator=30, denominator=25, n=25),
            Expect(area="P2", value=50.0, numerator=20, denominator=40, n=40),
            Expect(area="P3", value=75.0, numerator=12, denominator=16, n=16),
        ),
    ),
)

_WINGS: dict[str, Any] = {"capacity_m": 2, "capacity_f": 4, "capacity_j": 5}

OCCUPANCY_WOMEN = (
    WorkedExample(
        title="A girl counts with the women; a prison without women's places (P2) counts in the province, P3 is not "
        "on file",
        tables={
            "prisons.custody_status": (
                *(spell(f"S{n}", "2024-01-05", sex="F") for n in (1, 2, 3, 4)),
                spell("S5", "2024-01-05", sex="F", age_class="JUVENILE"),
                spell("S6", "2024-01-05"),
                spell("S7", "2024-01-05", sex="F", status="ADMIN_IMMIGRATION"),  # not counted
                spell("S8", "2024-01-05", "2024-03-31", sex="F"),  # released on the last day
                spell("S9", "2024-01-05", facility="P2", sex="F"),
                spell("S10", "2024-01-05", facility="P3", sex="F"),
            ),
            "prisons.facility": (
                capacity("P1", 20, "2020-01-01", **_WINGS),
                capacity("P2", 30, "2020-01-01", capacity_f=0),
                capacity("P3", 10, "2020-01-01"),
            ),
        },
        period="2024-03",
        expect=(
            Expect(value=150.0, numerator=6, denominator=4, n=2, obs_status="provisional"),
            Expect(area="P1", value=125.0, numerator=5, denominator=4, n=1, obs_status="ok"),
            Expect(area="P2", value=None, numerator=1, denominator=0, obs_status="undefined"),
            Expect(area="P3", value=None, obs_status="no_data"),
        ),
    ),
    WorkedExample(
        title="From the form: 3 and 2 women in cells by status and sex, for 4 places",
        tables={
            "prisons.monthly_return": (
                cell("P1", "2024-03", "C5", 30),
                cell("P1", "2024-03", "C5", 3, item="UTP_F"),
                cell("P1", "2024-03", "C5", 2, item="CONVICT_F"),
                cell("P1", "2024-03", "C5", 25, item="CONVICT_M"),
                cell("P1", "2024-03", "C5", 7, item="ADMIN_IMMIGRATION_F"),  # not counted
                cell("P1", "2024-03", "C1", 8, item="UTP_F"),  # at the start of the month
                cell("P1", "2024-03", "C6", 50),
                cell("P1", "2024-03", "C6", 4, item="WOMEN"),
            )
        },
        period="2024-03",
        expect=(Expect(value=125.0, numerator=5, denominator=4, n=4, obs_status="ok"),),
    ),
)

_ALL_SORTS = {
    "prisons.custody_status": (
        spell("S1", "2024-01-05"),
        spell("S2", "2024-01-05", age_class="UNKNOWN"),
        spell("S3", "2024-01-05", sex="T"),
        spell("S4", "2024-01-05", sex="F"),
        spell("S5", "2024-01-05", age_class="JUVENILE"),
        spell("S6", "2024-01-05", age_class="JUVENILE", sex="U"),
        spell("S7", "2024-01-05", age_class="JUVENILE", sex="F"),
        spell("S8", "2024-01-05", status="ADMIN_IMMIGRATION"),  # not counted
        spell("S9", "2024-01-05", status="ADMIN_IMMIGRATION", age_class="JUVENILE"),  # not counted
        spell("S10", "2024-01-05", "2024-03-31"),  # released on the last day
        spell("S11", "2024-01-05", facility="P2"),
        spell("S13", "2024-01-05"),
        spell("S12", "2024-01-05", facility="P2", age_class="JUVENILE"),
    ),
    "prisons.facility": (
        capacity("P1", 20, "2020-01-01", **_WINGS),
        capacity("P2", 10, "2020-01-01"),  # places not told apart
    ),
}

OCCUPANCY_MEN = (
    WorkedExample(
        title="Four men of eight persons, one transgender and one of unknown age; for two places",
        tables=_ALL_SORTS,
        period="2024-03",
        expect=(
            Expect(value=200.0, numerator=4, denominator=2, n=1, obs_status="provisional"),
            Expect(area="P1", value=200.0, numerator=4, denominator=2, n=1, obs_status="ok"),
            Expect(area="P2", value=None, obs_status="no_data"),
        ),
    ),
    WorkedExample(
        title="An order of the last day counts; a men's barrack with nobody in it is 0",
        tables={
            "prisons.custody_status": (spell("S1", "2024-01-05", sex="F"),),
            "prisons.facility": (
                capacity("P1", 20, "2020-01-01", "2024-03-31", capacity_m=9),
                capacity("P1", 20, "2024-03-31", capacity_m=12),
            ),
        },
        period="2024-03",
        expect=(Expect(value=0.0, numerator=0, denominator=12, n=1, obs_status="ok"),),
    ),
)

OCCUPANCY_BOYS = (
    WorkedExample(
        title="Two boys, the sex of one not recorded; a girl is with the women. For five places",
        tables=_ALL_SORTS,
        period="2024-03",
        expect=(
            Expect(value=40.0, numerator=2, denominator=5, n=1, obs_status="provisional"),
            Expect(area="P1", value=40.0, numerator=2, denominator=5, n=1, obs_status="ok"),
            Expect(area="P2", value=None, obs_status="no_data"),
        ),
    ),
    WorkedExample(
        title="A boy where there is no place for boys: no rate; turned 18 on the last day: no boy any more",
        tables={
            "prisons.custody_status": (
                spell("S1", "2024-01-05", age_class="JUVENILE"),
                spell("S2", "2024-01-05", "2024-03-31", age_class="JUVENILE"),
                spell("S2", "2024-03-31"),
            ),
            "prisons.facility": (capacity("P1", 20, "2020-01-01", capacity_j=0),),
        },
        period="2024-03",
        expect=(Expect(value=None, numerator=1, denominator=0, obs_status="undefined"),),
    ),
)

POPULATION_RATE = (
    WorkedExample(
        title="Balochistan, September 2024: 2,881 held, 14,894,402 people, 19.34; how they are split is of the example",
        tables={"prisons.monthly_return": SEPTEMBER_2024},
        period="2024-09",
        population={"QUETTA": 4_000_000, "OTHER_ELEVEN": 10_894_402},
        expect=(
            Expect(
                value=2_881 * 100_000 / 14_894_402,
                numerator=2_881,
                denominator=14_894_402,
                n=14_894_402,
                obs_status="ok",
            ),
        ),
    ),
    WorkedExample(
        title="A prison whose count is not known is left out with its people; a quarter is not a third of a year",
        tables={
            "prisons.monthly_return": (
                cell("P1", "2024-01", "C5", 40),
                cell("P1", "2024-02", "C5", 45),
                cell("P1", "2024-03", "C5", 30),
                cell("P2", "2024-01", "C5", 70),
                cell("P2", "2024-02", "C5", 70),
                unknown("P2", "2024-03", "C5"),
            )
        },
        period="2024-Q1",
        population={"P1": 150_000, "P2": 250_000},
        expect=(Expect(value=20.0, numerator=30, denominator=150_000, n=150_000, obs_status="provisional"),),
    ),
    WorkedExample(
        title="From the records: two of three held count, of 50,000 people",
        tables={
            "prisons.custody_status": (
                spell("S1", "2024-01-05"),
                spell("S2", "2024-01-05", status="CONVICT"),
                spell("S3", "2024-01-05", status="ADMIN_IMMIGRATION"),  # not counted
                spell("S4", "2024-01-05", "2024-03-31"),  # released on the last day
            )
        },
        period="2024-03",
        population={"P1": 50_000},
        expect=(Expect(value=4.0, numerator=2, denominator=50_000, n=50_000, obs_status="ok"),),
    ),
)

PRISONERS_PER_OFFICER = (
    WorkedExample(
        title="Three held, two officers from the last day on",
        tables={
            "prisons.custody_status": (
                spell("S1", "2024-01-05"),
                spell("S2", "2024-01-05", status="CONVICT"),
                spell("S3", "2024-03-31"),
                spell("S4", "2024-01-05", status="ADMIN_IMMIGRATION"),  # not counted
            ),
            "prisons.staff": (
                staff("P1", 5, "2024-01-01", "2024-03-31"),
                staff("P1", 2, "2024-03-31"),
            ),
        },
        period="2024-03",
        expect=(Expect(value=1.5, numerator=3, denominator=2, n=1, obs_status="ok"),),
    ),
    WorkedExample(
        title="From the form, whether it tells who is held in total (P1), by status and sex (P2) or by status (P3)",
        tables={
            "prisons.monthly_return": (
                cell("P1", "2024-03", "C5", 30),
                cell("P1", "2024-03", "C16_IN_POST", 10),
                cell("P1", "2024-03", "C16_SANCTIONED", 25),
                cell("P1", "2024-03", "C16_WOMEN", 1),
                cell("P2", "2024-03", "C5", 9, item="UTP_M"),
                cell("P2", "2024-03", "C16_IN_POST", 6),
                cell("P3", "2024-03", "C5", 10, item="CONVICT"),
                cell("P3", "2024-03", "C16_IN_POST", 4),
            )
        },
        period="2024-03",
        expect=(
            Expect(value=49 / 20, numerator=49, denominator=20, n=20, obs_status="ok"),
            Expect(area="P1", value=3.0, numerator=30, denominator=10, n=10),
            Expect(area="P2", value=1.5, numerator=9, denominator=6, n=6),
            Expect(area="P3", value=2.5, numerator=10, denominator=4, n=4),
        ),
    ),
    WorkedExample(
        title="Nobody in post: no ratio",
        tables={
            "prisons.custody_status": (spell("S1", "2024-01-05"),),
            "prisons.staff": (staff("P1", 0, "2024-01-01"),),
        },
        period="2024-03",
        expect=(Expect(value=None, numerator=1, denominator=0, obs_status="undefined"),),
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
