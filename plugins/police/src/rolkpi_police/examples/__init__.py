"""Worked examples of the police KPIs: the smallest tables that show each rule, with results reckoned by hand."""

from rolkpi_police.examples.accused import PROCLAIMED_OFFENDERS_ARRESTED, PRODUCED_WITHIN_24_HOURS, PRODUCTION_RECORDED
from rolkpi_police.examples.cohorts import (
    CHALLAN_WITHIN_180_DAYS,
    COMPLETED_WITHIN_14_DAYS,
    FIRST_REPORT_WITHIN_17_DAYS,
)
from rolkpi_police.examples.duration import DAYS_TO_COMPLETE_MEDIAN, DAYS_TO_COMPLETE_P90, DAYS_TO_COMPLETE_SURVIVAL
from rolkpi_police.examples.evidence import FORENSIC_EVIDENCE, REFERRED_WITHIN_6_HOURS
from rolkpi_police.examples.force import POLICE_SHARE
from rolkpi_police.examples.homicide import HOMICIDE_VICTIMS_RATE
from rolkpi_police.examples.outcomes import CANCELLATION_RATE, CHALLAN_RATE, UNTRACED_RATE
from rolkpi_police.examples.property import PROPERTY_RECOVERY_RATE
from rolkpi_police.examples.queue import OPEN_BEYOND_17_DAYS, OPEN_BEYOND_17_DAYS_SHARE, OPEN_BY_AGE
from rolkpi_police.examples.registration import FIRS_REGISTERED, RECORDED_OFFENCES_RATE
from rolkpi_police.examples.service import (
    CALLS_NOT_ATTENDED,
    COMPLAINTS_CLOSED_WITHIN_30_DAYS,
    FEMALE_OFFICERS_SHARE,
    RESPONSE_MINUTES_MEDIAN,
    RESPONSE_MINUTES_P90,
    STRENGTH_RATE,
)

__all__ = [
    "CALLS_NOT_ATTENDED",
    "CANCELLATION_RATE",
    "CHALLAN_RATE",
    "CHALLAN_WITHIN_180_DAYS",
    "COMPLAINTS_CLOSED_WITHIN_30_DAYS",
    "COMPLETED_WITHIN_14_DAYS",
    "DAYS_TO_COMPLETE_MEDIAN",
    "DAYS_TO_COMPLETE_P90",
    "DAYS_TO_COMPLETE_SURVIVAL",
    "FEMALE_OFFICERS_SHARE",
    "FIRST_REPORT_WITHIN_17_DAYS",
    "FIRS_REGISTERED",
    "FORENSIC_EVIDENCE",
    "HOMICIDE_VICTIMS_RATE",
    "OPEN_BEYOND_17_DAYS",
    "OPEN_BEYOND_17_DAYS_SHARE",
    "OPEN_BY_AGE",
    "POLICE_SHARE",
    "PROCLAIMED_OFFENDERS_ARRESTED",
    "PRODUCED_WITHIN_24_HOURS",
    "PRODUCTION_RECORDED",
    "PROPERTY_RECOVERY_RATE",
    "RECORDED_OFFENCES_RATE",
    "REFERRED_WITHIN_6_HOURS",
    "RESPONSE_MINUTES_MEDIAN",
    "RESPONSE_MINUTES_P90",
    "STRENGTH_RATE",
    "UNTRACED_RATE",
]
