"""KPIs of the police: FIRs, reports under s.173 CrPC, the monthly return POL-M."""

from __future__ import annotations

from rolkpi.hooks import hookimpl
from rolkpi.model import Plugin
from rolkpi_police.adapters import ADAPTERS
from rolkpi_police.codelists import CODELISTS
from rolkpi_police.datasets import DATASETS, VIEWS
from rolkpi_police.kpis import KPIS
from rolkpi_police.measures import MEASURES


@hookimpl
def rolkpi_plugin() -> Plugin:
    """The police plugin. Pure: no files, no network, no clock."""
    return Plugin(
        name="police",
        title="Police",
        description="Registration of FIRs and the clock of the police report under s.173 CrPC.",
        owner="Police Technical Working Group",
        codelists=CODELISTS,
        datasets=DATASETS,
        views=VIEWS,
        measures=MEASURES,
        kpis=KPIS,
        adapters=ADAPTERS,
    )
