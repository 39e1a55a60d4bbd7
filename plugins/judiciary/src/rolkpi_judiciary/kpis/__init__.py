"""The court KPIs, JUD-01 to JUD-20, in the order of the catalogue."""

from rolkpi_judiciary.kpis import docket, duration, persons, sittings

KPIS = tuple(
    sorted((*docket.KPIS, *duration.KPIS, *sittings.KPIS, *persons.KPIS), key=lambda kpi: kpi.code),
)
