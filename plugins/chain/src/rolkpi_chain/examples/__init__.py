"""Worked examples of the chain KPIs: the smallest tables that show each rule, with results reckoned by hand."""

from rolkpi_chain.examples.conversion import CONVERSION, CONVERSION_LINKED
from rolkpi_chain.examples.custody import UNDER_TRIAL_CHANGE, UNDER_TRIAL_LINKED, WITHOUT_REPORT, WITHOUT_REPORT_SHARE
from rolkpi_chain.examples.hand_over import COMPLETE_REPORTS_LINKED, FILED_IN_TIME, HAND_OVER
from rolkpi_chain.examples.headline import CONVICTION_HEADLINE
from rolkpi_chain.examples.judgment import (
    JUDGED_CASES_LINKED,
    JUDGMENT_DAYS_MEDIAN,
    JUDGMENT_DAYS_P90,
    JUDGMENT_DAYS_SURVIVAL,
    REPORTED_FIRS_LINKED,
)
from rolkpi_chain.examples.ledger import COMPLETENESS, RESTATEMENT, TIMELINESS
from rolkpi_chain.examples.stages import (
    CHARGE_STAGE,
    CHARGED_CASES_LINKED,
    FILED_CASES_LINKED,
    FILING_STAGE,
    REPORT_STAGE,
    VERDICT_STAGE,
)
from rolkpi_chain.examples.survey import survey_result

__all__ = [
    "CHARGED_CASES_LINKED",
    "CHARGE_STAGE",
    "COMPLETENESS",
    "COMPLETE_REPORTS_LINKED",
    "CONVERSION",
    "CONVERSION_LINKED",
    "CONVICTION_HEADLINE",
    "FILED_CASES_LINKED",
    "FILED_IN_TIME",
    "FILING_STAGE",
    "HAND_OVER",
    "JUDGED_CASES_LINKED",
    "JUDGMENT_DAYS_MEDIAN",
    "JUDGMENT_DAYS_P90",
    "JUDGMENT_DAYS_SURVIVAL",
    "REPORTED_FIRS_LINKED",
    "REPORT_STAGE",
    "RESTATEMENT",
    "TIMELINESS",
    "UNDER_TRIAL_CHANGE",
    "UNDER_TRIAL_LINKED",
    "VERDICT_STAGE",
    "WITHOUT_REPORT",
    "WITHOUT_REPORT_SHARE",
    "survey_result",
]
