"""KPIs of the prosecution: scrutiny of police reports, work in court, verdicts; records and the return PRO-M."""

from __future__ import annotations

from rolkpi.hooks import hookimpl
from rolkpi.model import Plugin
from rolkpi_prosecution.adapters import ADAPTERS
from rolkpi_prosecution.codelists import CODELISTS
from rolkpi_prosecution.datasets import DATASETS
from rolkpi_prosecution.kpis import KPIS
from rolkpi_prosecution.measures import MEASURES
from rolkpi_prosecution.survivors import SURVIVORS
from rolkpi_prosecution.views import VIEWS


@hookimpl
def rolkpi_plugin() -> Plugin:
    """The prosecution plugin. Pure: no files, no network, no clock."""
    return Plugin(
        name="prosecution",
        title="Prosecution",
        description="Scrutiny of the reports the police send, the prosecution's work in court, and what becomes of "
        "cases and accused there.",
        owner="Prosecution Technical Working Group",
        codelists=CODELISTS,
        needs=("police",),
        datasets=DATASETS,
        views=VIEWS,
        measures=MEASURES,
        kpis=KPIS,
        adapters=ADAPTERS,
        survivors=SURVIVORS,
    )
