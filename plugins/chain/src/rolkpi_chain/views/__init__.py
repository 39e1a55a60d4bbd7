"""The institutions' datasets, joined: cases with their FIR, FIRs with their cases, warrants with the police report."""

from __future__ import annotations

from rolkpi_chain.views.cases import CASE, FIR
from rolkpi_chain.views.custody import WARRANT
from rolkpi_chain.views.reports import POLICE_RETURN, PROSECUTION_RETURN, REPORT173, REVIEW

VIEWS = (CASE, FIR, REPORT173, REVIEW, POLICE_RETURN, PROSECUTION_RETURN, WARRANT)

__all__ = ["VIEWS"]
