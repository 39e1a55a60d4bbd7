"""KPIs of the prisons: who is held, for how long and for how many places, and what happens inside."""

from __future__ import annotations

from rolkpi.hooks import hookimpl
from rolkpi.model import Plugin
from rolkpi_prisons.adapters import ADAPTERS
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
        description="Custody as spells of constant state, warrants and sentences, the registers of a prison, its "
        "places and staff, and the monthly return PRI-M.",
        owner="Prisons Technical Working Group",
        codelists=CODELISTS,
        datasets=DATASETS,
        measures=MEASURES,
        kpis=KPIS,
        adapters=ADAPTERS,
        survivors=SURVIVORS,
    )
