"""The police KPIs, POL-01 to POL-20, in the order of the catalogue."""

from rolkpi_police.kpis import accused, cohorts, duration, outcomes, queue, registration, service

KPIS = tuple(
    sorted(
        (
            *registration.KPIS,
            *cohorts.KPIS,
            *queue.KPIS,
            *duration.KPIS,
            *outcomes.KPIS,
            *accused.KPIS,
            *service.KPIS,
        ),
        key=lambda kpi: kpi.code,
    )
)
