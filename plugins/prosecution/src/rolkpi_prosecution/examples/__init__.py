"""Worked examples of the prosecution KPIs: the smallest tables that show each rule, with results reckoned by hand."""

from rolkpi_prosecution.examples.scrutiny import PENDING_BEYOND_3_DAYS, REPORTS_RECEIVED, SCRUTINY_WITHIN_3_DAYS
from rolkpi_prosecution.examples.verdicts import CONVICTION_RATE_PERSONS, GBV_CONVICTION_RATE, SERIOUS_CONVICTION_RATE

__all__ = [
    "CONVICTION_RATE_PERSONS",
    "GBV_CONVICTION_RATE",
    "PENDING_BEYOND_3_DAYS",
    "REPORTS_RECEIVED",
    "SCRUTINY_WITHIN_3_DAYS",
    "SERIOUS_CONVICTION_RATE",
]
