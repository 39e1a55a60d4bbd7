"""What probation and parole deliver: registers of orders, contacts, reports, breaches, outcomes and parole cases,
officers in post, and the monthly return PRB-M."""

from __future__ import annotations

from rolkpi_probation.datasets.monthly_return import MONTHLY_RETURN
from rolkpi_probation.datasets.order import ORDER, OUTCOME
from rolkpi_probation.datasets.parole import PAROLE_CASE
from rolkpi_probation.datasets.staff import STAFF
from rolkpi_probation.datasets.supervision import BREACH, CONTACT, REPORT

DATASETS = (ORDER, CONTACT, REPORT, BREACH, OUTCOME, PAROLE_CASE, STAFF, MONTHLY_RETURN)
