"""KPIs of the judiciary: case records, the monthly return JUD-M, published yearly statistics."""

from __future__ import annotations

from rolkpi.hooks import hookimpl
from rolkpi.model import Plugin
from rolkpi_judiciary.adapters import ADAPTERS
from rolkpi_judiciary.codelists import CODELISTS
from rolkpi_judiciary.datasets import DATASETS
from rolkpi_judiciary.kpis import KPIS
from rolkpi_judiciary.measures import MEASURES
from rolkpi_judiciary.views import VIEWS

SURVIVORS = {
    f"judiciary.{measure} sources[0].end: GREATEST for LEAST in LEAST(decided_at, transferred_out_at)": "Rule V14 lets "
    "no row have both days, and of one day the least is the greatest."
    for measure in (
        "pending",
        "pending_3_years_or_more",
        "pending_over_year",
        "active_age_median",
        "active_after",
        "late_after",
    )
} | {
    "judiciary.non_custodial sources[0].where: without verdict = 'CONVICTED'": "Rule V02-sentence lets nobody but a "
    "convicted accused have a sentence.",
}
"""Changes of a definition that no worked example can show."""


@hookimpl
def rolkpi_plugin() -> Plugin:
    """The judiciary plugin. Pure: no files, no network, no clock."""
    return Plugin(
        name="judiciary",
        title="Judiciary",
        description="The courts' dockets: what comes in, what is decided, what waits, and how long it takes.",
        owner="Judiciary Technical Working Group",
        needs=("police",),
        codelists=CODELISTS,
        datasets=DATASETS,
        views=VIEWS,
        measures=MEASURES,
        kpis=KPIS,
        adapters=ADAPTERS,
        survivors=SURVIVORS,
    )
