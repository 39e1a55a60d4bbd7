"""Outside sources of the courts: the case flow management system, and form JUD-M as courts fill it in."""

from rolkpi_judiciary.adapters.cfms import CFMS_CASE
from rolkpi_judiciary.adapters.jud_m import JUD_M

ADAPTERS = (CFMS_CASE, JUD_M)
