"""Worked examples of the chain KPIs: the smallest tables that show each rule, with results reckoned by hand."""

from rolkpi_chain.examples.attrition import ATTRITION_LINKED, COURT_ATTRITION, POLICE_ATTRITION, PROSECUTION_ATTRITION
from rolkpi_chain.examples.conversion import CONVERSION, CONVERSION_LINKED
from rolkpi_chain.examples.custody import (
    RELEASES_KNOWN,
    RETURNED,
    UNDER_TRIAL_CHANGE,
    UNDER_TRIAL_LINKED,
    WITHOUT_REPORT,
    WITHOUT_REPORT_SHARE,
)
from rolkpi_chain.examples.gbv import (
    GBV_CHALLANED,
    GBV_CHALLANED_SHARE,
    GBV_CONVICTED,
    GBV_CONVICTED_SHARE,
    GBV_DECIDED,
    GBV_DECIDED_SHARE,
    GBV_FILED,
    GBV_FILED_SHARE,
    GBV_LINKED,
    GBV_RECORDED,
)
from rolkpi_chain.examples.hand_over import COMPLETE_REPORTS_LINKED, FILED_IN_TIME, HAND_OVER
from rolkpi_chain.examples.headline import CONVICTION_HEADLINE
from rolkpi_chain.examples.judgment import (
    JUDGED_CASES_LINKED,
    JUDGMENT_DAYS_MEDIAN,
    JUDGMENT_DAYS_P90,
    JUDGMENT_DAYS_SURVIVAL,
    REPORTED_FIRS_LINKED,
)
from rolkpi_chain.examples.juveniles import DIVERSION
from rolkpi_chain.examples.ledger import COMPLETENESS, RESTATEMENT, TIMELINESS
from rolkpi_chain.examples.production import AGREEMENT, HEARINGS_LOST, PRODUCTIONS_FOUND, PRODUCTIONS_MISSED
from rolkpi_chain.examples.score import DISTRICT_SCORE
from rolkpi_chain.examples.stages import (
    CHARGE_STAGE,
    CHARGED_CASES_LINKED,
    FILED_CASES_LINKED,
    FILING_STAGE,
    REPORT_STAGE,
    VERDICT_STAGE,
)
from rolkpi_chain.examples.stock_map import ALL_STAGES, IN_COURT, MAP_LINKED, WITH_POLICE, WITH_PROSECUTION
from rolkpi_chain.examples.survey import survey_result

__all__ = [
    "AGREEMENT",
    "ALL_STAGES",
    "ATTRITION_LINKED",
    "CHARGED_CASES_LINKED",
    "CHARGE_STAGE",
    "COMPLETENESS",
    "COMPLETE_REPORTS_LINKED",
    "CONVERSION",
    "CONVERSION_LINKED",
    "CONVICTION_HEADLINE",
    "COURT_ATTRITION",
    "DISTRICT_SCORE",
    "DIVERSION",
    "FILED_CASES_LINKED",
    "FILED_IN_TIME",
    "FILING_STAGE",
    "GBV_CHALLANED",
    "GBV_CHALLANED_SHARE",
    "GBV_CONVICTED",
    "GBV_CONVICTED_SHARE",
    "GBV_DECIDED",
    "GBV_DECIDED_SHARE",
    "GBV_FILED",
    "GBV_FILED_SHARE",
    "GBV_LINKED",
    "GBV_RECORDED",
    "HAND_OVER",
    "HEARINGS_LOST",
    "IN_COURT",
    "JUDGED_CASES_LINKED",
    "JUDGMENT_DAYS_MEDIAN",
    "JUDGMENT_DAYS_P90",
    "JUDGMENT_DAYS_SURVIVAL",
    "MAP_LINKED",
    "POLICE_ATTRITION",
    "PRODUCTIONS_FOUND",
    "PRODUCTIONS_MISSED",
    "PROSECUTION_ATTRITION",
    "RELEASES_KNOWN",
    "REPORTED_FIRS_LINKED",
    "REPORT_STAGE",
    "RESTATEMENT",
    "RETURNED",
    "TIMELINESS",
    "UNDER_TRIAL_CHANGE",
    "UNDER_TRIAL_LINKED",
    "VERDICT_STAGE",
    "WITHOUT_REPORT",
    "WITHOUT_REPORT_SHARE",
    "WITH_POLICE",
    "WITH_PROSECUTION",
    "survey_result",
]
