"""Definitions of Newplugin: what is delivered, counted and shown."""

from rolkpi.hooks import hookimpl
from rolkpi.model import Plugin
from rolkpi_newplugin.adapters import ADAPTERS
from rolkpi_newplugin.datasets import CODELISTS, DATASETS
from rolkpi_newplugin.kpis import KPIS, MEASURES, OWNER


@hookimpl
def rolkpi_plugin() -> Plugin:
    """The plugin. It only declares: no files, no network, no clock."""
    return Plugin(
        name="newplugin",
        title="Newplugin",
        description="Cases received and decided. Replace this by what your institution does.",
        owner=OWNER,
        version="0.1.0",
        codelists=CODELISTS,
        datasets=DATASETS,
        measures=MEASURES,
        kpis=KPIS,
        adapters=ADAPTERS,
    )
