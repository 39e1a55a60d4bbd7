"""The prosecution KPIs, PRO-01 to PRO-19, in the order of their codes."""

from rolkpi_prosecution.kpis.court import IN_COURT
from rolkpi_prosecution.kpis.endings import ENDINGS
from rolkpi_prosecution.kpis.preparation import PREPARATION
from rolkpi_prosecution.kpis.scrutiny import SCRUTINY
from rolkpi_prosecution.kpis.verdicts import CONVICTIONS

KPIS = tuple(
    sorted((*SCRUTINY, *PREPARATION, *CONVICTIONS, *ENDINGS, *IN_COURT), key=lambda kpi: kpi.code),
)
