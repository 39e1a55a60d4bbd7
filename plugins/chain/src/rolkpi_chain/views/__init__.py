"""The institutions' datasets, joined: cases with their FIR, FIRs with their cases, warrants with the police report."""

from __future__ import annotations

from rolkpi_chain.views.cases import CASE, FIR
from rolkpi_chain.views.custody import CUSTODY, PRODUCTION, WARRANT
from rolkpi_chain.views.reports import JUDGMENT, POLICE_RETURN, PROSECUTION_RETURN, REPORT173, REVIEW

VIEWS = (CASE, FIR, REPORT173, REVIEW, POLICE_RETURN, PROSECUTION_RETURN, JUDGMENT, WARRANT, CUSTODY, PRODUCTION)

__all__ = ["VIEWS"]
