"""Outside sources of the prisons' records and of form PRI-M."""

from rolkpi_prisons.adapters.pmis import PMIS_ADMISSIONS, PMIS_STATUS
from rolkpi_prisons.adapters.pri_m import PRI_M

ADAPTERS = (PMIS_ADMISSIONS, PMIS_STATUS, PRI_M)
