"""Worked examples of the probation KPIs, reckoned by hand."""

from rolkpi_probation.examples.conduct import BREACH_ACTION, CONTACTS_KEPT, FIRST_CONTACT, REPORTS_ON_TIME
from rolkpi_probation.examples.endings import COMPLETION_OF_ENDED, COMPLETION_OF_STARTED, OCCUPIED
from rolkpi_probation.examples.officers import CASELOAD, CASELOAD_RETURNED, DISTRICTS_COVERED, OFFICERS_IN_POST
from rolkpi_probation.examples.orders import NEW_ORDERS, REGISTRATION_DAYS, USE_OF_PROBATION
from rolkpi_probation.examples.parole import GRANT_RATE, GRANT_RATE_RETURNED, REVOCATIONS
from rolkpi_probation.examples.persons import (
    JUVENILE,
    JUVENILE_RETURNED,
    PERSONS,
    PERSONS_RETURNED,
    SUPERVISION_DAYS,
    WOMEN,
    WOMEN_RETURNED,
)
from rolkpi_probation.examples.reoffending import ORDERS_LINKED, REOFFENDING

__all__ = [
    "BREACH_ACTION",
    "CASELOAD",
    "CASELOAD_RETURNED",
    "COMPLETION_OF_ENDED",
    "COMPLETION_OF_STARTED",
    "CONTACTS_KEPT",
    "DISTRICTS_COVERED",
    "FIRST_CONTACT",
    "GRANT_RATE",
    "GRANT_RATE_RETURNED",
    "JUVENILE",
    "JUVENILE_RETURNED",
    "NEW_ORDERS",
    "OCCUPIED",
    "OFFICERS_IN_POST",
    "ORDERS_LINKED",
    "PERSONS",
    "PERSONS_RETURNED",
    "REGISTRATION_DAYS",
    "REOFFENDING",
    "REPORTS_ON_TIME",
    "REVOCATIONS",
    "SUPERVISION_DAYS",
    "USE_OF_PROBATION",
    "WOMEN",
    "WOMEN_RETURNED",
]
