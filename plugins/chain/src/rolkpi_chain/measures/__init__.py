"""What the chain plugin counts, over the views that join the institutions' datasets."""

from __future__ import annotations

from rolkpi_chain.measures.conversion import CONVERSION_COHORT, CONVERSION_LINKED
from rolkpi_chain.measures.judgment import (
    JUDGMENT_DAYS_MEDIAN,
    JUDGMENT_DAYS_P90,
    JUDGMENT_DAYS_SURVIVAL,
    JUDGED_CASES,
    JUDGED_CASES_LINKED,
    REPORTED_FIRS,
    REPORTED_FIRS_LINKED,
)
from rolkpi_chain.measures.stages import (
    FILING_DAYS,
    CHARGE_DAYS,
    VERDICT_DAYS,
    FILED_CASES,
    FILED_CASES_LINKED,
    CHARGED_CASES,
    CHARGED_CASES_LINKED,
)
from rolkpi_chain.measures.hand_over import REPORTS_FORWARDED, REPORTS_RECEIVED
from rolkpi_chain.measures.custody import UNDER_TRIAL_WITHOUT_REPORT, UNDER_TRIAL_LINKED, UNDER_TRIAL
from rolkpi_chain.measures.ledger import (
    RETURNS_EXPECTED,
    RETURNS_RECEIVED,
    RETURNS_IN_TIME,
    FIRST_PUBLISHED,
    RESTATED_BY,
)

MEASURES = (
    CONVERSION_COHORT,
    CONVERSION_LINKED,
    JUDGMENT_DAYS_MEDIAN,
    JUDGMENT_DAYS_P90,
    JUDGMENT_DAYS_SURVIVAL,
    JUDGED_CASES,
    JUDGED_CASES_LINKED,
    REPORTED_FIRS,
    REPORTED_FIRS_LINKED,
    FILING_DAYS,
    CHARGE_DAYS,
    VERDICT_DAYS,
    FILED_CASES,
    FILED_CASES_LINKED,
    CHARGED_CASES,
    CHARGED_CASES_LINKED,
    REPORTS_FORWARDED,
    REPORTS_RECEIVED,
    UNDER_TRIAL_WITHOUT_REPORT,
    UNDER_TRIAL_LINKED,
    UNDER_TRIAL,
    RETURNS_EXPECTED,
    RETURNS_RECEIVED,
    RETURNS_IN_TIME,
    FIRST_PUBLISHED,
    RESTATED_BY,
)

__all__ = ["MEASURES"]
