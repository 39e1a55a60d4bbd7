"""The probation and parole KPIs, PRB-01 to PRB-18."""

from __future__ import annotations

from rolkpi_probation.kpis import conduct, endings, orders, parole, persons

KPIS = tuple(
    sorted(
        (*orders.KPIS, *persons.KPIS, *conduct.KPIS, *endings.KPIS, *parole.KPIS),
        key=lambda kpi: kpi.code,
    )
)
