"""``rolkpi explain``."""

from __future__ import annotations

import json
import sys
from dataclasses import asdict
from pathlib import Path

from rolkpi.authoring.sheet import sheet
from rolkpi.catalog import Catalog
from rolkpi.cli import render
from rolkpi.cli.app import Format
from rolkpi.errors import RequestError
from rolkpi.testing.subject import load_subject, named_plugin
from rolkpi.workspace.explain import Explanation, describe
from rolkpi.workspace.workspace import open_workspace


def command(folder: Path, kpi: str, plugin: str | None, by: str, sql: bool, as_: Format) -> None:
    """Explain every KPI that the id or code names."""
    render.refuse_format(as_, (Format.TABLE, Format.MARKDOWN, Format.JSON))
    catalog, found = _of_plugin(plugin, kpi, by, sql) if plugin else _of_workspace(folder, kpi, by)
    if as_ is Format.JSON:
        plain = [{**asdict(e), "kpi": e.kpi.model_dump(mode="json")} for e in found]
        json.dump(plain, sys.stdout, ensure_ascii=False, indent=2)
        sys.stdout.write("\n")
        return
    for explanation in found:
        render.markdown(sheet(explanation, catalog), as_)
        for what, statement in explanation.sql if sql else ():
            render.sql(f"-- {what}\n{statement};")


def _of_workspace(folder: Path, kpi: str, by: str) -> tuple[Catalog, list[Explanation]]:
    workspace = open_workspace(folder)
    setup = workspace.setup()
    return setup.catalog, [workspace.explain(k.id, by, setup) for k in setup.catalog.find_kpis(kpi)]


def _of_plugin(plugin: str, kpi: str, by: str, sql: bool) -> tuple[Catalog, list[Explanation]]:
    if by or sql:
        fix = "name the plugin in a workspace's rolkpi.toml, and explain it there"
        raise RequestError("RK402", "statements need the areas and months of a workspace", fix=fix)
    catalog = load_subject(named_plugin(plugin)).catalog
    return catalog, [describe(catalog, k) for k in catalog.find_kpis(kpi)]
