"""Names of plugins -> one cross-checked catalog."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field
from importlib.metadata import EntryPoint
from pathlib import Path

from rolkpi.catalog import Catalog, DefinitionPath, Locate, build
from rolkpi.catalog.place import default_locate
from rolkpi.errors import DefinitionError, PluginError, Problem, problems_of
from rolkpi.loader.entry_points import Packages
from rolkpi.loader.origin import Found, PluginOrigin, is_about
from rolkpi.loader.yaml_folder import read_found
from rolkpi.model import Plugin


@dataclass(frozen=True, slots=True)
class Loaded:
    """The catalog of the plugins that were asked for, and where each came from, in order of name."""

    catalog: Catalog
    sources: tuple[PluginOrigin, ...]
    asked: tuple[str, ...]
    """Names of the plugins in the order they were asked for."""
    locate: Locate = field(repr=False)
    """(plugin, path of a definition) -> file and line, or at least the definition's id."""


def load(names: Iterable[str], base: Path, *, entry_points: Iterable[EntryPoint] | None = None) -> Loaded:
    """Load plugins by name (installed packages) or by path (``./folder`` of YAML, relative to ``base``).

    Only packages that are named are imported. ``entry_points`` stands in for those of the Python environment.
    Raises PluginError when one is missing or does not load, and one DefinitionError with all that is wrong where
    that is more: in the definitions of all of them, and with others that do not load.
    """
    return load_plugins(names, base, entry_points=entry_points)


def load_plugins(
    plugins: Iterable[Plugin | str | Path],
    base: Path | None = None,
    *,
    entry_points: Iterable[EntryPoint] | None = None,
) -> Loaded:
    """Like ``load``; a plugin may also be handed over as it is. ``base`` is the current folder by default."""
    packages = Packages(entry_points)
    root = Path() if base is None else base
    found: list[Found] = []
    failed: list[DefinitionError | PluginError] = []
    lost: set[str] = set()
    seen: set[str] = set()
    for wanted in plugins:
        try:
            _refuse_repeated(wanted, seen)
            found.append(_find(wanted, root, packages))
        except (DefinitionError, PluginError) as exc:
            failed.append(exc)
            lost.add(f"{wanted.name if isinstance(wanted, Plugin | Path) else Path(wanted).name}.")
    clashes = [*_name_clashes(found)]
    if clashes:
        raise DefinitionError.of([*(p for f in found for p in f.problems), *_told(failed), *clashes])
    catalog = _build(found, failed, lost)
    origins = sorted((f.origin for f in found), key=lambda origin: origin.name)
    return Loaded(catalog, tuple(origins), tuple(f.plugin.name for f in found), _locate(found))


def _build(found: Sequence[Found], failed: Sequence[DefinitionError | PluginError], lost: Collection[str]) -> Catalog:
    """The catalog. Or an error with all that is wrong: with plugins that did not load (``lost``: how their ids begin),
    with definitions alone, and with each other, as far as that is not only that something of these is not there."""
    problems = [*_told(failed), *(p for f in found for p in f.problems)]
    try:
        catalog = build((f.plugin for f in found), locate=_locate(found))
    except DefinitionError as exc:
        problems += [p for p in exc.problems if not is_about(p, lost) and not any(f.blames(p) for f in found)]
        if not problems:
            raise
    if len(failed) == 1 and len(problems) == len(problems_of(failed[0])):
        raise failed[0]
    if problems:
        raise DefinitionError.of(problems)
    return catalog


def _told(failed: Iterable[DefinitionError | PluginError]) -> list[Problem]:
    return [p for exc in failed for p in problems_of(exc)]


def _find(wanted: Plugin | str | Path, root: Path, packages: Packages) -> Found:
    if isinstance(wanted, Plugin):
        origin = PluginOrigin(wanted.name, wanted.version, "given as an object", "object")
        return Found(wanted, origin, lambda _: None)
    if isinstance(wanted, Path) or wanted.startswith(("./", "../", "/")) or wanted in (".", ".."):
        return read_found(Path(wanted), root)
    return packages.find(wanted)


def _refuse_repeated(wanted: Plugin | str | Path, seen: set[str]) -> None:
    if isinstance(wanted, Plugin):
        return
    if str(wanted) in seen:
        raise PluginError("RK200", f"plugin '{wanted}' is listed twice", fix="list it once")
    seen.add(str(wanted))


def _name_clashes(found: Sequence[Found]) -> Iterable[Problem]:
    first: dict[str, PluginOrigin] = {}
    for origin in (f.origin for f in found):
        other = first.setdefault(origin.name, origin)
        if other is not origin:
            yield Problem(
                "RK102",
                f"two plugins are called '{origin.name}': {other.kind} {other.where} and {origin.kind} {origin.where}",
                origin.where,
                "list one of the two, or give one another name",
            )


def _locate(found: Sequence[Found]) -> Locate:
    """File and line where they are known, the plugin's name and the definition's id otherwise."""
    by_name = {f.plugin.name: f for f in found}
    fallback = default_locate(f.plugin for f in found)

    def locate(name: str, path: DefinitionPath) -> str:
        return by_name[name].locate(path) or fallback(name, path)

    return locate
