"""KPIs across institutions: what becomes of a case between police, prosecution, court and prison."""

from __future__ import annotations

from rolkpi.hooks import hookimpl
from rolkpi.model import Plugin
from rolkpi_chain.adapters import ADAPTERS
from rolkpi_chain.codelists import CODELISTS
from rolkpi_chain.datasets import DATASETS
from rolkpi_chain.kpis import KPIS
from rolkpi_chain.measures import MEASURES
from rolkpi_chain.survivors import SURVIVORS
from rolkpi_chain.views import VIEWS


@hookimpl
def rolkpi_plugin() -> Plugin:
    """The chain plugin. Pure: no files, no network, no clock."""
    return Plugin(
        name="chain",
        title="Justice chain",
        description="Cases followed from FIR to judgment, hand-overs between institutions, what is lost on the way, "
        "and what the public says. But for the results of a survey nobody delivers data for it: it joins what the "
        "institutions publish.",
        owner="Rule of Law Delivery Unit",
        needs=("police", "prosecution", "judiciary", "prisons", "probation"),
        codelists=CODELISTS,
        datasets=DATASETS,
        views=VIEWS,
        measures=MEASURES,
        kpis=KPIS,
        adapters=ADAPTERS,
        survivors=SURVIVORS,
    )
