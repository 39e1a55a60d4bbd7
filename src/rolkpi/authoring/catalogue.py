"""The whole catalogue for machines: every KPI with all it is made of, and a JSON Schema that says what each field is.

Measures, datasets and codelists stand once, beside the KPIs, and are named by their ids.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Annotated, Any, Literal

from pydantic import Field

from rolkpi.authoring.schema import Generator, plain
from rolkpi.catalog import Catalog
from rolkpi.catalog.names import named_kpis
from rolkpi.model import (
    Codelist,
    Column,
    Dataset,
    Derived,
    Direction,
    Kpi,
    Link,
    Measure,
    Plugin,
    Revision,
    Rule,
    Status,
    WorkedExample,
)
from rolkpi.model.base import Frozen, Id, Name, Text
from rolkpi.model.kpi import KpiFormula
from rolkpi.model.period import Frequency, Window


class PluginEntry(Frozen):
    """One institution's definitions."""

    name: Name
    title: Text
    description: str
    owner: Text
    version: Text
    needs: tuple[Name, ...]
    """Plugins whose published definitions it builds on."""


class Dimension(Frozen):
    """Something a KPI is broken down by."""

    name: Name
    """As a disaggregation names it: ``sex``."""
    codelist: Id | None
    """Where its codes are listed; null for a yes or no, whose codes are ``false`` and ``true``. A record that has no
    code is shown under ``_U``."""


class KpiEntry(Frozen):
    """One indicator: one number with one unit."""

    id: Id
    code: Text
    """Catalogue code, ``JUD-04``; siblings, each with a number of its own, share it."""
    plugin: Name
    """The institution's plugin that defines it."""
    title: Text
    description: Text
    why_it_matters: str
    unit: Text
    direction: Direction
    """Which way is better."""
    formula: Annotated[KpiFormula, Field(discriminator="kind")]
    measures: tuple[Id, ...]
    """What the formula is made of; empty where it is made of KPIs, or where the KPI is not available."""
    kpis: tuple[Id, ...]
    """KPIs it is made of or shown with."""
    datasets: tuple[Id, ...]
    """Everything delivered or derived that its figures rest on."""
    dimensions: tuple[Dimension, ...]
    """What its disaggregations are made of."""
    disaggregations: tuple[tuple[Name, ...], ...]
    """The combinations of dimensions that are computed beside the total."""
    levels: tuple[Name, ...]
    hierarchy: Name
    frequencies: tuple[Frequency, ...]
    windows: tuple[Window, ...]
    min_base: int
    min_months: int
    overlapping: tuple[Name, ...]
    linkage: Id | None
    owner: Text
    source: Text
    """The law, standard or publication it follows."""
    note: str
    examples: tuple[WorkedExample, ...]
    status: Status
    version: int
    """Number of the version signed last; 0 when nobody has signed one."""
    history: tuple[Revision, ...]
    deprecated_on: date | None
    replaced_by: Id | None
    missing: tuple[Name, ...]
    """Plugins it rests on that are not loaded here; with any, it has no figures."""
    definition: str
    """SHA-256 of the definition and of all it rests on, as measurements carry it."""


class DatasetEntry(Frozen):
    """A table that is delivered, or a view of one."""

    id: Id
    kind: Literal["events", "spells", "returns", "reference"]
    description: str
    view_of: Id | None
    """The dataset it is a view of: nobody delivers a view."""
    columns: tuple[Column, ...]
    key: tuple[Name, ...]
    area: Name | None
    date: Name | None
    start: Name | None
    end: Name | None
    frequency: Frequency
    reported_by: tuple[Name, ...]
    hierarchy: Name
    links: tuple[Link, ...]
    derived: tuple[Derived, ...]
    rules: tuple[Rule, ...]
    published: tuple[Name, ...] | Literal["all"]
    stock_lines: tuple[Text, ...]


class Catalogue(Frozen):
    """Every definition of the plugins that are loaded."""

    format: Literal[1] = 1
    """Version of this form. It rises when a field changes its meaning or goes."""
    title: Text
    plugins: tuple[PluginEntry, ...]
    kpis: tuple[KpiEntry, ...]
    """By code, then id."""
    measures: tuple[Measure, ...]
    datasets: tuple[DatasetEntry, ...]
    codelists: tuple[Codelist, ...]


def make_catalogue(catalog: Catalog, title: str) -> Catalogue:
    """The catalogue of everything that is loaded, KPIs that lack a plugin included."""
    kpis = [*catalog.kpis.values(), *(u.kpi for u in catalog.unavailable.values())]
    plugin_fields = tuple(PluginEntry.model_fields)
    return Catalogue(
        title=title,
        plugins=tuple(
            PluginEntry(**{name: getattr(p, name) for name in plugin_fields})
            for _, p in sorted(catalog.plugins.items())
        ),
        kpis=tuple(_entry(k, catalog) for k in sorted(kpis, key=lambda k: (k.code, k.id))),
        measures=tuple(m for _, m in sorted(catalog.measures.items())),
        datasets=tuple(
            DatasetEntry(**{name: getattr(d, name) for name in DatasetEntry.model_fields})
            for _, d in sorted(catalog.datasets.items())
        ),
        codelists=tuple(c for _, c in sorted(catalog.codelists.items())),
    )


def _entry(kpi: Kpi, catalog: Catalog) -> KpiEntry:
    same = {name: getattr(kpi, name) for name in KpiEntry.model_fields if hasattr(kpi, name)}
    lacking = catalog.unavailable.get(kpi.id)
    measures = () if lacking else catalog.measures_of(kpi.id)
    return KpiEntry(
        **same,
        measures=tuple(m.id for m in measures),
        kpis=tuple(named_kpis(kpi)),
        datasets=tuple(sorted(catalog.datasets_behind(s.dataset for m in measures for s in m.sources))),
        dimensions=() if lacking else tuple(_dimensions(kpi, catalog)),
        missing=lacking.missing if lacking else (),
        definition=catalog.hash_of(kpi.id),
    )


def _dimensions(kpi: Kpi, catalog: Catalog) -> list[Dimension]:
    source = next((s for m in catalog.measures_of(kpi.id) for s in m.sources), None)
    named = sorted({d for combination in kpi.disaggregations for d in combination})
    if source is None:
        return []
    columns = (catalog.column(source.dataset, source.dimensions.get(d, d)) for d in named)
    return [Dimension(name=d, codelist=c.codelist) for d, c in zip(named, columns, strict=True)]


def catalogue_schema() -> dict[str, Any]:
    """The JSON Schema (draft 2020-12) of a catalogue."""
    schema: dict[str, Any] = _plainly(Catalogue.model_json_schema(schema_generator=Generator, mode="serialization"))
    schema["$schema"] = "https://json-schema.org/draft/2020-12/schema"
    schema["title"] = "A catalogue of KPIs"
    for entry, model in _SAID_BY.items():
        for name, about in schema["$defs"][entry.__name__]["properties"].items():
            said = model.model_fields[name].description if name in model.model_fields else None
            if said is not None and "description" not in about:
                about["description"] = plain(said)
    return schema


_SAID_BY: Mapping[type[Frozen], type[Frozen]] = {PluginEntry: Plugin, KpiEntry: Kpi, DatasetEntry: Dataset}
"""Entry: the definition whose words for its fields hold for it too."""


def _plainly(node: Any) -> Any:
    """Descriptions without reStructuredText; no titles made of field names."""
    if isinstance(node, list):
        return [_plainly(part) for part in node]
    if not isinstance(node, dict):
        return node
    made = {key: _plainly(value) for key, value in node.items() if key != "title" or not isinstance(value, str)}
    if isinstance(made.get("description"), str):
        made["description"] = plain(made["description"])
    return made
