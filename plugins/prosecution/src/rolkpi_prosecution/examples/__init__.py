"""Worked examples of the prosecution KPIs: the smallest tables that show each rule, with results reckoned by hand."""

from rolkpi_prosecution.examples.consultation import (
    CONSULTATIONS_LINKED,
    EARLY_CONSULTATION,
)
from rolkpi_prosecution.examples.court import (
    BAIL_REFUSED,
    HEARINGS_PER_CASE,
    LIVE_CASES_PER_PROSECUTOR,
    LIVE_CASES_PER_PROSECUTOR_MEAN,
    PROSECUTION_ADJOURNMENTS,
    WITNESS_ATTENDANCE,
)
from rolkpi_prosecution.examples.endings import (
    ACQUITTALS,
    ACQUITTED_FOR,
    APPEAL_REVIEW,
    COMPROMISE_SHARE,
    WITHDRAWN_SHARE,
)
from rolkpi_prosecution.examples.preparation import (
    CURED_WITHIN_7_DAYS,
    DAYS_TO_FILING_MEDIAN,
    DAYS_TO_FILING_P90,
    DEFECT_RETURN_RATE,
    RETURNED_FOR,
)
from rolkpi_prosecution.examples.scrutiny import (
    PENDING_BEYOND_3_DAYS,
    PENDING_BY_AGE,
    REPORTS_RECEIVED,
    SCRUTINY_WITHIN_3_DAYS,
)
from rolkpi_prosecution.examples.verdicts import (
    CONVICTION_RATE_PERSONS,
    GBV_CONVICTION_RATE,
    SERIOUS_CONVICTION_RATE,
)

__all__ = [
    "ACQUITTALS",
    "ACQUITTED_FOR",
    "APPEAL_REVIEW",
    "BAIL_REFUSED",
    "COMPROMISE_SHARE",
    "CONSULTATIONS_LINKED",
    "CONVICTION_RATE_PERSONS",
    "CURED_WITHIN_7_DAYS",
    "DAYS_TO_FILING_MEDIAN",
    "DAYS_TO_FILING_P90",
    "DEFECT_RETURN_RATE",
    "EARLY_CONSULTATION",
    "GBV_CONVICTION_RATE",
    "HEARINGS_PER_CASE",
    "LIVE_CASES_PER_PROSECUTOR",
    "LIVE_CASES_PER_PROSECUTOR_MEAN",
    "PENDING_BEYOND_3_DAYS",
    "PENDING_BY_AGE",
    "PROSECUTION_ADJOURNMENTS",
    "REPORTS_RECEIVED",
    "RETURNED_FOR",
    "SCRUTINY_WITHIN_3_DAYS",
    "SERIOUS_CONVICTION_RATE",
    "WITHDRAWN_SHARE",
    "WITNESS_ATTENDANCE",
]
