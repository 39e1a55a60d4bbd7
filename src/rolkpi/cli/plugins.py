"""``rolkpi plugins``."""

from __future__ import annotations

from pathlib import Path

from rolkpi.cli import render
from rolkpi.cli.app import Format
from rolkpi.errors import WorkspaceError
from rolkpi.loader import installed
from rolkpi.workspace.workspace import open_workspace

COLUMNS = (
    ("name", "Plugin", "left"),
    ("version", "Version", "left"),
    ("kind", "Kind", "left"),
    ("used", "Used here", "left"),
    ("where", "Where", "wrap"),
)


def command(folder: Path, as_: Format) -> None:
    """List plugins; outside a workspace, only what is installed."""
    render.refuse_format(as_, (Format.TABLE, Format.CSV, Format.JSON))
    try:
        used = open_workspace(folder).setup().loaded.sources
    except WorkspaceError as exc:
        if exc.code != "RK300":
            raise
        used = ()
    names = {o.name for o in used}
    found = [*used, *(o for o in installed() if o.name not in names)]
    rows = [
        {
            "name": o.name,
            "version": o.version,
            "kind": o.kind,
            "used": "yes" if o.name in names else "no",
            "where": o.where,
        }
        for o in sorted(found, key=lambda o: o.name)
    ]
    if as_ is Format.TABLE:
        render.table(rows, COLUMNS)
    else:
        render.records(rows, as_, ("name", "version", "kind", "used", "where"))
