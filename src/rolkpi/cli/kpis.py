"""``rolkpi kpis``."""

from __future__ import annotations

from pathlib import Path

from rolkpi.cli import render
from rolkpi.cli.app import Format
from rolkpi.workspace.workspace import open_workspace

COLUMNS = (
    ("code", "Code", "left"),
    ("id", "Id", "left"),
    ("title", "Title", "wrap"),
    ("unit", "Unit", "left"),
    ("direction", "Direction", "left"),
    ("by", "By", "wrap"),
    ("needs", "Needs", "left"),
)


def command(folder: Path, as_: Format) -> None:
    """List the definitions as they are now."""
    render.refuse_format(as_, (Format.TABLE, Format.CSV, Format.JSON))
    catalog = open_workspace(folder).setup().catalog
    absent = catalog.unavailable
    found = sorted([*catalog.kpis.values(), *(u.kpi for u in absent.values())], key=lambda k: (k.code, k.id))
    rows = [
        {
            "code": k.code,
            "id": k.id,
            "title": k.title,
            "unit": k.unit,
            "direction": k.direction.value,
            "needs": ", ".join(absent[k.id].missing) if k.id in absent else "",
            "by": ", ".join(";".join(d) for d in k.breakdowns if d),
            "levels": ", ".join(k.levels),
            "owner": k.owner,
            "source": k.source,
            "description": k.description,
            "definition": catalog.hash_of(k.id),
        }
        for k in found
    ]
    if as_ is Format.TABLE:
        render.table(rows, COLUMNS if absent else [c for c in COLUMNS if c[0] != "needs"])
    else:
        render.records(rows, as_, list(rows[0]) if rows else [])
