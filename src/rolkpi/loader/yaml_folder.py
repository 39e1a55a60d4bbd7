"""A folder of YAML files -> one Plugin. Everything a Python plugin can say, except code."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from rolkpi.catalog import DefinitionPath
from rolkpi.errors import DefinitionError, PluginError, Problem, did_you_mean
from rolkpi.loader.explain import FieldError, explain, refuse_newer
from rolkpi.loader.origin import Found, PluginOrigin
from rolkpi.loader.yaml_text import Document, parse
from rolkpi.model import Plugin
from rolkpi.model.plugin import LISTS

_ID = re.compile(r"[a-z][a-z0-9_]*\.[a-z][a-z0-9_]*")
_MISNAMED = re.compile(r"\.ya?ml\.(txt|docx?|rtf)$", re.IGNORECASE)
_HEAD = tuple(name for name in Plugin.model_fields if name not in LISTS)


def read_folder(folder: str | Path, base: Path | None = None) -> Plugin:
    """The Plugin that all ``*.yaml`` and ``*.yml`` files of a folder (and the folders in it) make up together.

    A path that is not absolute is relative to ``base``, the current folder by default. Raises PluginError
    RK200 when there is no such folder or no YAML in it, DefinitionError RK101, RK102 or RK114 with every
    problem of every file.
    """
    found = read_found(Path(folder), Path() if base is None else base)
    if found.problems:
        raise DefinitionError.of(found.problems)
    return found.plugin


def read_found(folder: Path, base: Path) -> Found:
    """Like ``read_folder``, with the line of every definition.

    Definitions with problems are left out of the plugin, so that the others can be checked all the same. Raises only
    when nothing can be left: the plugin does not say its name, or its interface is newer.
    """
    root = base / folder
    files = _files(root, str(folder))
    merged = _Merged()
    for file in files:
        name = _shown(file, base)
        try:
            merged.add(parse(file.read_bytes(), name), name)
        except DefinitionError as exc:
            merged.problems.append(Problem(exc.code, exc.what, exc.where, exc.fix))
            merged.unread = True
        except OSError as exc:
            fix = "let it be read by whoever runs rolkpi, or take it out of the folder"
            merged.problems.append(Problem("RK114", f"the file cannot be opened: {exc.strerror}", name, fix))
            merged.unread = True
    for file in sorted(p for p in root.rglob("*") if _MISNAMED.search(p.name)):
        fix = f"call it {_MISNAMED.split(file.name)[0]}.yaml: an editor that is not told otherwise adds an ending"
        merged.problems.append(Problem("RK114", "the file is not read, because of its ending", _shown(file, base), fix))
    plugin = merged.plugin(_shown(root, base))
    origin = PluginOrigin(plugin.name, plugin.version, _shown(root, base), "folder")
    return Found(plugin, origin, merged.locate, tuple(merged.problems), frozenset(merged.broken))


def _files(root: Path, asked: str) -> list[Path]:
    if not root.is_dir():
        raise PluginError(
            "RK200", f"there is no folder '{asked}'", where=str(root), fix="correct the path of the plugin"
        )
    found = sorted(p for p in root.rglob("*") if p.suffix.casefold() in (".yaml", ".yml") and p.is_file())
    if not found:
        raise PluginError(
            "RK200", f"folder '{asked}' has no YAML file", where=str(root), fix="put the definitions in *.yaml files"
        )
    return found


def _shown(path: Path, base: Path) -> str:
    """Relative to the base where it lies inside it, ``/`` separators."""
    full, start = (Path(os.path.normpath(p.absolute())) for p in (path, base))  # links stay as they are written
    return (full.relative_to(start) if full.is_relative_to(start) else full).as_posix()


@dataclass
class _Merged:
    """The contents of a folder's files, put together as they are read."""

    data: dict[str, Any] = field(default_factory=dict)
    lines: dict[DefinitionPath, tuple[str, int]] = field(default_factory=dict)
    """Path in the merged data -> file and line."""
    problems: list[Problem] = field(default_factory=list)
    broken: set[str] = field(default_factory=set)
    """Ids of definitions that are left out; ``plugin.`` when nobody knows which these are."""
    unread: bool = False
    """Whether something could not be read that may hold definitions, or is one without a sound id."""
    kept: dict[str, list[int]] = field(default_factory=dict)
    """Kind of definition: which of those in the files are left, where not all are."""

    def add(self, document: Document, name: str) -> None:
        """Add one file's definitions behind those of the files before."""
        if document.data is None:
            return
        if not isinstance(document.data, dict):
            fix = f"write keys such as {', '.join(LISTS[:3])}, each with its list"
            where = f"{name}:{document.spots[()].line}"
            self.problems.append(Problem("RK101", "a file must hold keys with values", where, fix))
            self._lose(document.data)
            return
        for key, value in document.data.items():
            where = f"{name}:{document.spots[(key,)].line}"
            if key == "plugin":
                self._add_head(value, where, document, name)
            elif key in LISTS:
                self._add_list(key, value, where, document, name)
            else:
                fix = did_you_mean(key, ("plugin", *LISTS))
                self.problems.append(Problem("RK101", f"{key}: there is no such key", where, fix))
                self._lose(value if isinstance(value, list | dict) else None)

    def _lose(self, value: Any) -> None:
        """Note the ids of definitions that are left out; where these cannot be told, nobody knows what is lost."""
        held = value if isinstance(value, list) else [value] if value is not None else []
        for definition in held:
            if _ID.fullmatch(label := _label(definition)):
                self.broken.add(label)
            else:
                self.unread = True

    def _add_head(self, value: Any, where: str, document: Document, name: str) -> None:
        if not isinstance(value, dict):
            self.problems.append(Problem("RK101", "plugin: needs fields", where, f"give {', '.join(_HEAD[:2])}"))
            return
        if "name" in self.data:
            first = self._at(("name",))
            self.problems.append(
                Problem("RK102", f"the plugin is described twice, first in {first}", where, "keep one")
            )
            return
        for key in value:
            if key not in _HEAD:
                at = f"{name}:{document.spots[('plugin', key)].line}"
                fix = f"put '{key}' beside 'plugin', not in it" if key in LISTS else did_you_mean(key, _HEAD)
                self._lose(value[key] if key in LISTS else None)
                self.problems.append(Problem("RK101", f"plugin.{key}: there is no such field", at, fix))
        self.data.update({key: v for key, v in value.items() if key in _HEAD})
        for path, spot in document.spots.items():
            if path[:1] == ("plugin",):
                self.lines[path[1:]] = (name, spot.line)

    def _add_list(self, key: str, value: Any, where: str, document: Document, name: str) -> None:
        if value is None:
            return
        if not isinstance(value, list):
            fix = "begin each definition with '- '"
            self.problems.append(Problem("RK101", f"{key}: needs a list of definitions", where, fix))
            self._lose(value)
            return
        held: list[Any] = self.data.setdefault(key, [])
        self._note(document, name, key, len(held))
        for definition in value:
            if key == "adapters" and isinstance(definition, dict) and "read" in definition:
                fix = "an adapter that needs code is written in Python"
                at = self._at((key, len(held), "read"))
                self.problems.append(Problem("RK101", "read: there is no such field in YAML", at, fix))
                definition = {k: v for k, v in definition.items() if k != "read"}
            held.append(definition)

    def _note(self, document: Document, name: str, key: str, offset: int) -> None:
        """Keep the lines of one list; ``offset`` definitions of other files stand before it."""
        for path, spot in document.spots.items():
            match path:
                case (str(first), int(number), *rest) if first == key:
                    self.lines[(key, number + offset, *rest)] = (name, spot.line)

    def _at(self, path: DefinitionPath) -> str:
        for size in range(len(path), -1, -1):
            if path[:size] in self.lines:
                file, line = self.lines[path[:size]]
                return f"{file}:{line}"
        return ""

    def locate(self, path: DefinitionPath) -> str | None:
        """File and line of a path in the plugin, or of the nearest thing around it, with the definition's id."""
        match path:
            case (str(kind), int(index), *rest):
                written = (kind, self.kept[kind][index] if kind in self.kept else index, *rest)
                return self._told(written)
            case _:
                return self._told(path)

    def _told(self, written: DefinitionPath) -> str | None:
        where = self._at(written)
        match written:
            case (str(kind), int(index), *_) if where:
                label = _label(self.data[kind][index])
                return f"{where}, {label}" if label else where
            case _:
                return where or None

    def plugin(self, folder: str) -> Plugin:
        """The plugin of all definitions that are sound in themselves; what is wrong with the others is noted."""
        if () not in self.lines and not self.problems:
            fix = "in one file, write plugin: with name and title under it"
            self.problems.append(Problem("RK101", "no file says which plugin this is", folder, fix))
        try:
            made = Plugin.model_validate(self.data)
        except ValidationError as exc:
            refuse_newer(exc, self._at(("api",)) or folder)
            made = self._without(exc)
        if self.unread:
            self.broken.add(f"{made.name}.")
        return made

    def _without(self, exc: ValidationError) -> Plugin:
        """The plugin without the definitions that have errors; DefinitionError when the errors are not in those."""
        errors = explain(exc, self.data, Plugin)
        self.problems.extend(self._explained(errors))
        wrong = {e.location[:2] for e in errors if e.location[:1] and e.location[0] in LISTS and len(e.location) > 1}
        rest = dict(self.data)
        for kind in LISTS:
            held = self.data.get(kind, [])
            left = [n for n in range(len(held)) if (kind, n) not in wrong]
            self.kept[kind] = left
            rest[kind] = [held[n] for n in left]
            self._lose([d for n, d in enumerate(held) if n not in left])
        try:
            return Plugin.model_validate(rest)
        except ValidationError:
            raise DefinitionError.of(self.problems) from exc

    def _explained(self, errors: Iterable[FieldError]) -> Iterable[Problem]:
        for error in errors:
            missing_head = not self._at(error.location) and bool(self.problems)
            if not missing_head:  # a file that cannot be read may well have held what is missing
                yield Problem(error.code, error.what, self._told(error.location) or "", error.fix)


def _label(definition: Any) -> str:
    return str(definition.get("id", "")) if isinstance(definition, Mapping) else ""
