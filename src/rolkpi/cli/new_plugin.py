"""``rolkpi new-plugin``."""

from __future__ import annotations

from pathlib import Path

from rolkpi.authoring.scaffold import new_plugin
from rolkpi.cli import render


def command(name: str, yaml: bool, into: Path) -> None:
    """Write the plugin, and say what to type next."""
    folder = new_plugin(name, into, yaml=yaml)
    files = sorted(p.relative_to(folder).as_posix() for p in folder.rglob("*") if p.is_file())
    told = render.out()
    render.paragraph(told, f"A new plugin in {folder.as_posix()}: {', '.join(files)}")
    steps = f"pip install -e {folder.as_posix()}, then: rolkpi check {name}"
    render.paragraph(told, f"next: {f'rolkpi check {folder.as_posix()}' if yaml else steps}")
