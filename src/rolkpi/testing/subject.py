"""The plugin that is looked at, among all it needs: found by what somebody types, and loaded."""

from __future__ import annotations

import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from rolkpi.catalog import Catalog, DefinitionPath
from rolkpi.errors import RequestError
from rolkpi.loader import Loaded, installed, load_plugins
from rolkpi.model import Kpi, Plugin


@dataclass(frozen=True, eq=False)
class Subject:
    """The plugin that is checked, among all it needs."""

    loaded: Loaded
    name: str

    @property
    def catalog(self) -> Catalog:
        """Its definitions and those of the plugins it needs."""
        return self.loaded.catalog

    @property
    def plugin(self) -> Plugin:
        """Its own definitions."""
        return self.catalog.plugins[self.name]

    @property
    def kpis(self) -> tuple[Kpi, ...]:
        """Its KPIs, in their own order; without those that rest on a plugin that is not there."""
        return tuple(k for k in self.plugin.kpis if k.id in self.catalog.kpis)

    def where(self, *path: str | int) -> str:
        """File and line of a spot in its definitions."""
        spot: DefinitionPath = path
        return self.loaded.locate(self.name, spot)

    def where_kpi(self, id_: str, *path: str | int) -> str:
        """File and line of a KPI, or of a spot in it."""
        number = next(n for n, k in enumerate(self.plugin.kpis) if k.id == id_)
        return self.where("kpis", number, *path)


def named_plugin(path: str) -> str | Path:
    """What somebody means who types a plugin: the name of an installed one, or a folder of YAML.

    A YAML file stands for its folder, the folder of a package for the plugin it registers. RequestError RK402 when
    that one is not installed.
    """
    folder = Path(path)
    if folder.is_file() and folder.suffix in (".yaml", ".yml"):
        return folder.parent
    project = folder / "pyproject.toml"
    if project.is_file():
        names = _registered(project)
        if not names:
            return folder  # a folder of YAML that is a project of another kind
        if len(names) > 1:
            what = f"it registers {len(names)} plugins in [project.entry-points.rolkpi]"
            raise RequestError("RK402", what, where=str(project), fix="name the plugin: rolkpi check levies")
        if names[0] not in {o.name for o in installed()}:
            fix = f"pip install -e {path}"
            raise RequestError("RK402", f"plugin '{names[0]}' is not installed yet", where=str(project), fix=fix)
        return names[0]
    return folder if folder.is_dir() or "/" in path or "\\" in path else path


def _registered(project: Path) -> list[str]:
    """Plugins that a package's pyproject.toml registers. RequestError RK402 when it cannot be read."""
    try:
        data: Any = tomllib.loads(project.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as exc:
        fix = "correct the file, or name the plugin: rolkpi check levies"
        raise RequestError("RK402", f"it cannot be read: {exc}", where=str(project), fix=fix) from exc
    for table in ("project", "entry-points", "rolkpi"):
        data = data.get(table, {}) if isinstance(data, dict) else {}
    return [str(name) for name in data] if isinstance(data, dict) else []


def load_subject(plugin: Plugin | str | Path, others: Sequence[Plugin | str | Path] = ()) -> Subject:
    """Load a plugin with those it needs: ``others``, and what it names under ``needs`` and is installed.

    Raises as loading does.
    """
    loaded = load_plugins([plugin, *others])
    subject = Subject(loaded, loaded.asked[0])
    there = {origin.name for origin in installed()}
    more = [name for name in subject.plugin.needs if name not in loaded.asked and name in there]
    return load_subject(plugin, [*others, *more]) if more else subject
