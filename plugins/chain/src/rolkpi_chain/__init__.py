"""KPIs across institutions: what becomes of a case between police, prosecution, court and prison."""

from __future__ import annotations

from rolkpi.hooks import hookimpl
from rolkpi.model import Plugin
from rolkpi_chain.codelists import CODELISTS
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
        description="Cases followed from FIR to judgment, hand-overs between institutions, and prisoners who wait for "
        "a police report. Nobody delivers data for it: it joins what the institutions publish.",
        owner="Rule of Law Delivery Unit",
        needs=("police", "prosecution", "judiciary", "prisons"),
        codelists=CODELISTS,
        views=VIEWS,
        measures=MEASURES,
        kpis=KPIS,
        survivors=SURVIVORS,
    )
