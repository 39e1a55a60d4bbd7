"""Outside sources of the police: the station record system, the monthly form, street-level crime of police.uk."""

from rolkpi_police.adapters.pol_m import POL_M
from rolkpi_police.adapters.psrms import PSRMS_FIR
from rolkpi_police.adapters.street_crime import STREET_CRIME

ADAPTERS = (PSRMS_FIR, POL_M, STREET_CRIME)
