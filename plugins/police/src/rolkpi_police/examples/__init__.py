"""Worked examples of the police KPIs: the smallest tables that show each rule, with results reckoned by hand."""

from rolkpi_police.examples.duration import (
    DAYS_TO_COMPLETE_MEDIAN,
    DAYS_TO_COMPLETE_P90,
    DAYS_TO_COMPLETE_SURVIVAL,
)
from rolkpi_police.examples.first_report import FIRST_REPORT_WITHIN_17_DAYS
from rolkpi_police.examples.queue import OPEN_BEYOND_17_DAYS, OPEN_BEYOND_17_DAYS_SHARE
from rolkpi_police.examples.registration import FIRS_REGISTERED, RECORDED_OFFENCES_RATE

__all__ = [
    "DAYS_TO_COMPLETE_MEDIAN",
    "DAYS_TO_COMPLETE_P90",
    "DAYS_TO_COMPLETE_SURVIVAL",
    "FIRST_REPORT_WITHIN_17_DAYS",
    "FIRS_REGISTERED",
    "OPEN_BEYOND_17_DAYS",
    "OPEN_BEYOND_17_DAYS_SHARE",
    "RECORDED_OFFENCES_RATE",
]
