"""``rolkpi kpis``."""

from __future__ import annotations

from pathlib import Path

from rolkpi.authoring.catalogue import catalogue_schema, make_catalogue
from rolkpi.authoring.sheet import dictionary
from rolkpi.catalog import Catalog
from rolkpi.cli import render
from rolkpi.cli.app import Format
from rolkpi.testing.subject import load_subject, named_plugin
from rolkpi.workspace.workspace import open_workspace

COLUMNS = (
    ("code", "Code", "left"),
    ("id", "Id", "left"),
    ("title", "Title", "wrap"),
    ("unit", "Unit", "left"),
    ("direction", "Direction", "left"),
    ("by", "By", "wrap"),
    ("status", "Status", "left"),
    ("needs", "Needs", "left"),
)


def command(folder: Path, plugin: str | None, schema: bool, as_: Format) -> None:
    """List the definitions as they are now."""
    render.refuse_format(as_, (Format.TABLE, Format.CSV, Format.JSON, Format.MARKDOWN))
    if schema:
        render.plain_json(catalogue_schema())
        return
    title, catalog = _catalog(folder, plugin)
    if as_ is Format.JSON:
        render.plain_json(make_catalogue(catalog, title).model_dump(mode="json"))
        return
    if as_ is Format.MARKDOWN:
        render.markdown(dictionary(catalog, title), as_)
        return
    absent = catalog.unavailable
    found = sorted([*catalog.kpis.values(), *(u.kpi for u in absent.values())], key=lambda k: (k.code, k.id))
    rows = [
        {
            "code": k.code,
            "id": k.id,
            "title": k.title,
            "unit": k.unit,
            "direction": k.direction.value,
            "status": k.status.value,
            "version": k.version,
            "replaced_by": k.replaced_by,
            "needs": ", ".join(absent[k.id].missing) if k.id in absent else "",
            "by": ", ".join(";".join(d) for d in k.breakdowns if d),
            "levels": ", ".join(k.levels),
            "owner": k.owner,
            "source": k.source,
            "description": k.description,
            "why_it_matters": k.why_it_matters,
            "definition": catalog.hash_of(k.id),
        }
        for k in found
    ]
    if as_ is Format.TABLE:
        columns = COLUMNS if absent else [c for c in COLUMNS if c[0] != "needs"]
        render.table(rows, columns, spare=("by", "id", "status", "direction"))
    else:
        render.records(rows, as_, list(rows[0]) if rows else [])


def _catalog(folder: Path, plugin: str | None) -> tuple[str, Catalog]:
    if plugin:
        subject = load_subject(named_plugin(plugin))
        return subject.plugin.title, subject.catalog
    setup = open_workspace(folder).setup()
    return setup.config.workspace.name, setup.catalog
