"""What the police deliver: FIRs and the people in them, reports under s.173 CrPC, calls, complaints, strength, and the
monthly district return POL-M."""

from rolkpi_police.datasets.fir import FIR, REPORT173
from rolkpi_police.datasets.monthly_return import MONTHLY_RETURN, RETURN_LINES
from rolkpi_police.datasets.persons import ACCUSED, VICTIM, VICTIM_OF_FIR
from rolkpi_police.datasets.service import CALL15, COMPLAINT, STAFF

DATASETS = (FIR, ACCUSED, VICTIM, REPORT173, CALL15, COMPLAINT, STAFF, MONTHLY_RETURN)

VIEWS = (VICTIM_OF_FIR, RETURN_LINES)

__all__ = [
    "ACCUSED",
    "CALL15",
    "COMPLAINT",
    "DATASETS",
    "FIR",
    "MONTHLY_RETURN",
    "REPORT173",
    "RETURN_LINES",
    "STAFF",
    "VICTIM",
    "VICTIM_OF_FIR",
    "VIEWS",
]
