"""What of a definition is signed, as one short hash: the seal."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from pydantic import BaseModel
from pydantic_core import to_jsonable_python

from rolkpi.catalog.canonical import digest
from rolkpi.catalog.catalog import Catalog
from rolkpi.catalog.names import named_kpis
from rolkpi.model import Dataset, Kpi
from rolkpi.model.ledger import LEDGER

DIGITS = 16

_WORDS = ("title", "description", "published")
"""Of measures, datasets and columns: changing them changes no figure and no meaning."""
_UNSIGNED = ("why_it_matters", "owner", "note", "examples", "status", "history", "deprecated_on", "replaced_by")
"""Of a KPI. Its title, description, unit, direction and source are signed with its formula."""
_TAGS = ("kind", "rule")
"""What tells one kind of definition from another. Each kind has one value, and all fields of two may be alike."""


def seal_of(catalog: Catalog, kpi: Kpi) -> str:
    """The seal of an available KPI: all that its definition says, and nothing else.

    Not in it: notes, owner, examples and lifecycle; words of measures and datasets; columns, links, codelists and
    rules for incoming rows that it does not rest on. What is as rolkpi has it by default is left out, so that a new
    version of rolkpi breaks no seal.
    """
    return digest(_signed(catalog, kpi))[:DIGITS]


def _signed(catalog: Catalog, kpi: Kpi) -> dict[str, Any]:
    measures = catalog.measures_of(kpi.id)
    columns: dict[str, set[str]] = {}
    for dataset, column in catalog.columns_behind(kpi.id):
        columns.setdefault(dataset, set()).add(column)
    return {
        "kpi": _form(kpi, _UNSIGNED),
        "measures": {m.id: _form(m, _WORDS) for m in measures},
        "datasets": {
            id_: _table(catalog, catalog.datasets[id_], names)
            for id_, names in columns.items()
            if catalog.datasets[id_].plugin != LEDGER  # the ledger is rolkpi's own, and depends on who else is loaded
        },
        "kpis": {other: seal_of(catalog, catalog.kpis[other]) for other in named_kpis(kpi)},
    }


def _table(catalog: Catalog, dataset: Dataset, names: Iterable[str]) -> dict[str, Any]:
    """A dataset as far as some of its columns go."""
    used = set(names)
    derived = [d for d in dataset.derived if d.name in used]
    through = {getattr(d, "link", None) for d in derived}
    codelists = {catalog.column(dataset.id, name).codelist for name in used} - {None}
    parts = ("links", "derived", "rules", "columns", "rows")
    return {
        **_form(dataset, (*_WORDS, *parts)),
        "columns": {c.name: _form(c, (*_WORDS, "required", "personal")) for c in dataset.columns if c.name in used},
        "derived": {d.name: _form(d, _WORDS) for d in derived},
        "links": {link.name: _form(link) for link in dataset.links if link.name in through},
        "codelists": {id_: sorted(catalog.codelists[str(id_)].values) for id_ in codelists},
        "rows": [{name: _plain(value) for name, value in row.items() if name in used} for row in dataset.rows],
    }


def _form(definition: BaseModel, without: tuple[str, ...] = ()) -> dict[str, Any]:
    """What a definition says: its kind, and all that is not as it is by default."""
    default = {name: field.default for name, field in type(definition).model_fields.items() if name not in _TAGS}
    return {n: _plain(v) for n, v in definition if n not in without and (n in _TAGS or v != default[n])}


def _plain(value: Any) -> Any:
    if isinstance(value, BaseModel):
        return _form(value)
    if isinstance(value, Mapping):
        return {str(key): _plain(part) for key, part in value.items()}
    return [_plain(part) for part in value] if isinstance(value, tuple | list) else to_jsonable_python(value)
