"""What the prisons deliver: registers of persons, law and events, the state of the prisons, and form PRI-M."""

from rolkpi_prisons.datasets.custody import CUSTODY, CUSTODY_STATUS
from rolkpi_prisons.datasets.law import BAIL_LIMIT, REMAND, SENTENCE, WARRANT
from rolkpi_prisons.datasets.monthly_return import MONTHLY_RETURN
from rolkpi_prisons.datasets.regime import INCIDENT, MEDICAL, PRODUCTION, PROGRAMME
from rolkpi_prisons.datasets.resources import CHILDREN, FACILITY, STAFF

DATASETS = (
    CUSTODY_STATUS,
    CUSTODY,
    WARRANT,
    REMAND,
    SENTENCE,
    BAIL_LIMIT,
    PRODUCTION,
    INCIDENT,
    PROGRAMME,
    MEDICAL,
    FACILITY,
    CHILDREN,
    STAFF,
    MONTHLY_RETURN,
)
