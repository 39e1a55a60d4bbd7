"""KPIs of the prisons: who is held, in what status, and for how many places."""

from __future__ import annotations

from rolkpi.hooks import hookimpl
from rolkpi.model import Plugin
from rolkpi_prisons.codelists import CODELISTS
from rolkpi_prisons.datasets import DATASETS
from rolkpi_prisons.kpis import KPIS
from rolkpi_prisons.measures import MEASURES
from rolkpi_prisons.survivors import SURVIVORS


@hookimpl
def rolkpi_plugin() -> Plugin:
    """The prisons plugin. Pure: no files, no network, no clock."""
    return Plugin(
        name="prisons",
        title="Prisons",
        description="Custody as spells of constant state, official capacities, and the monthly return PRI-M.",
        owner="Prisons Technical Working Group",
        codelists=CODELISTS,
        datasets=DATASETS,
        measures=MEASURES,
        kpis=KPIS,
        survivors=SURVIVORS,
    )
