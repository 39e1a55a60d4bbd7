"""KPIs of probation and parole: orders, supervision, reports to the courts, the monthly return PRB-M."""

from __future__ import annotations

from rolkpi.hooks import hookimpl
from rolkpi.model import Plugin
from rolkpi_probation.adapters import ADAPTERS
from rolkpi_probation.codelists import CODELISTS
from rolkpi_probation.datasets import DATASETS
from rolkpi_probation.kpis import KPIS
from rolkpi_probation.measures import MEASURES
from rolkpi_probation.survivors import SURVIVORS
from rolkpi_probation.views import VIEWS


@hookimpl
def rolkpi_plugin() -> Plugin:
    """The probation plugin. Pure: no files, no network, no clock."""
    return Plugin(
        name="probation",
        title="Probation and parole",
        description="Orders made by courts, supervision, reports to the courts, and release on licence.",
        owner="Probation Technical Working Group",
        needs=("police", "judiciary"),
        codelists=CODELISTS,
        datasets=DATASETS,
        views=VIEWS,
        measures=MEASURES,
        kpis=KPIS,
        adapters=ADAPTERS,
        survivors=SURVIVORS,
    )
