"""``rolkpi init``."""

from __future__ import annotations

from pathlib import Path

from rolkpi.cli import render
from rolkpi.errors import WorkspaceError
from rolkpi.loader import installed
from rolkpi.store.files import write_atomically
from rolkpi.workspace.config import FILE_NAME

_TOML = """\
[workspace]
name = {name}
plugins = [{plugins}]
# notice = "Shown with every figure"

[calendar]
fiscal_year_start = 7          # July
timezone = "Asia/Karachi"

[reference]
areas = "reference/areas.csv"
parents = "reference/parents.csv"
# population = "reference/population.csv"   # area,date,population,source
# expected = "reference/expected.csv"       # dataset,area,valid_from,valid_to,status,reason

[acceptance]
policy = "auto"                # or "two_person": somebody other than the sender must accept
revision_months = 0

# One [[source]] for every dataset that is delivered. For example:
# [[source]]
# dataset = "police.fir"
# path = "inbox/*/fir.csv"
# mode = "upsert"
# deliveries = "inbox/deliveries.csv"
"""
_FILES = {
    "reference/areas.csv": """\
code,name,level,valid_from,valid_to
P1,My province,province,,
D1,My district,district,,
""",
    "reference/parents.csv": """\
hierarchy,area,parent,valid_from,valid_to
admin,D1,P1,,
judicial,D1,P1,,
prison,D1,P1,,
""",
    "inbox/deliveries.csv": "file,areas,first_month,last_month,received_on,sent_by,accepted_by\n",
    ".gitignore": "store/\n",
}


def command(folder: Path, name: str, plugins: list[str] | None) -> None:
    """Write a new workspace. Raises WorkspaceError RK305 when there is one already; nothing is overwritten."""
    if (folder / FILE_NAME).exists():
        raise WorkspaceError(
            "RK305", "this folder is already a workspace", where=str(folder), fix="choose another folder"
        )
    used = plugins or sorted({o.name for o in installed()}) or ["police"]
    toml = _TOML.format(name=_quoted(name), plugins=", ".join(map(_quoted, used)))
    for file, text in {**_FILES, FILE_NAME: toml}.items():
        if not (folder / file).exists():
            write_atomically(folder / file, text.encode())
    told = render.out()
    render.paragraph(told, f"A new workspace in {folder.resolve()}")
    render.paragraph(told, f"next: fill reference/ and inbox/, name your sources in {FILE_NAME}, then: rolkpi run")


def _quoted(text: str) -> str:
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'
