"""POL-18: property recovered."""

from __future__ import annotations

from rolkpi.model import Expect, Window, WorkedExample
from rolkpi_police.examples.rows import Row, cell, fir


def _theft(number: str, registered_at: str, stolen: int | None, recovered: int | None = None, **more: str) -> Row:
    return fir(number, registered_at, property_stolen_value=stolen, property_recovered_value=recovered, **more)


_MONTHS = (*(f"2023-{month:02}" for month in range(4, 13)), "2024-01", "2024-02", "2024-03")

PROPERTY_RECOVERY_RATE = (
    WorkedExample(
        title="What was recovered in March, of whatever month, against what was stolen in March",
        tables={
            "police.fir": (
                _theft("F1", "2024-03-01", 100_000, property_type="MOTORCYCLE"),
                _theft("F2", "2024-03-31", 60_000, 15_000, recovered_at="2024-03-31", property_type="CASH"),
                _theft("F3", "2024-01-10", 80_000, 65_000, recovered_at="2024-03-01", property_type="MOTORCYCLE"),
                _theft("F4", "2024-03-05", 40_000, 40_000, recovered_at="2024-04-01", property_type="CASH"),  # April
                _theft("F5", "2024-02-01", 9_000, 9_000, recovered_at="2024-02-29", property_type="CASH"),  # February
                fir("F6", "2024-03-07"),  # nothing was stolen
            )
        },
        period="2024-03",
        expect=(
            # 15,000 + 65,000 of 100,000 + 60,000 + 40,000
            Expect(value=40.0, numerator=80_000, denominator=200_000, n=3, obs_status="ok"),
            Expect(disaggregation="property_type=MOTORCYCLE", value=65.0, numerator=65_000, denominator=100_000, n=1),
            Expect(disaggregation="property_type=CASH", value=15.0, numerator=15_000, denominator=100_000, n=2),
        ),
    ),
    WorkedExample(
        title="Nothing stolen in the month: no share, though something was recovered",
        tables={"police.fir": (_theft("F1", "2024-01-10", 80_000, 65_000, recovered_at="2024-03-01"),)},
        period="2024-03",
        expect=(Expect(numerator=65_000, denominator=0, value=None, obs_status="undefined"),),
    ),
    WorkedExample(
        title="Without records lines P14 serve; more may be recovered than was stolen in the month",
        tables={
            "police.monthly_return": (
                cell("D1", "P14_STOLEN", 200_000),
                cell("D1", "P14_RECOVERED", 300_000),
                cell("D1", "P2", 12),
                cell("D1", "P14_STOLEN", 7, item="THEFT"),  # no printed total
                cell("D1", "P14_RECOVERED", 7, item="THEFT"),
            )
        },
        period="2024-03",
        expect=(Expect(value=150.0, numerator=300_000, denominator=200_000, n=200_000, obs_status="ok"),),
    ),
    WorkedExample(
        title="Twelve months: 12 x 10,000 recovered of 12 x 40,000",
        tables={
            "police.monthly_return": tuple(
                row
                for month in _MONTHS
                for row in (
                    cell("D1", "P14_STOLEN", 40_000, month=month),
                    cell("D1", "P14_RECOVERED", 10_000, month=month),
                )
            )
        },
        period="2024-03",
        window=Window.ROLLING_12,
        expect=(Expect(value=25.0, numerator=120_000, denominator=480_000, obs_status="ok"),),
    ),
    WorkedExample(
        title="Eleven months are no year",
        tables={
            "police.monthly_return": tuple(
                row
                for month in _MONTHS[1:]
                for row in (
                    cell("D1", "P14_STOLEN", 40_000, month=month),
                    cell("D1", "P14_RECOVERED", 10_000, month=month),
                )
            )
        },
        period="2024-03",
        window=Window.ROLLING_12,
        expect=(Expect(value=None, obs_status="no_data"),),
    ),
)
