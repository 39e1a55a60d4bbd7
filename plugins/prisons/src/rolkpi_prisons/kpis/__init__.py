"""The prisons KPIs, in the order of the catalogue."""

from rolkpi_prisons.kpis import law, places, regime

KPIS = tuple(sorted((*places.KPIS, *law.KPIS, *regime.KPIS), key=lambda kpi: kpi.code))
