"""``rolkpi check``: everything that can be said of definitions without data, and with it."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from rolkpi.authoring.lint import doubts, lint
from rolkpi.authoring.scaffold import schema_text
from rolkpi.authoring.schema import SCHEMA_FILE
from rolkpi.authoring.source import Place, Tried, try_sources
from rolkpi.catalog.names import named_kpis
from rolkpi.errors import DefinitionError, PluginError, Problem, RequestError, problems_of
from rolkpi.model import Calendar, Kpi, Status
from rolkpi.store.runs import Store
from rolkpi.store.tables import check_definitions
from rolkpi.testing.conformance import Check, Step, conformance, examples_of
from rolkpi.testing.subject import Subject, load_subject, named_plugin
from rolkpi.workspace.config import FILE_NAME, read_config
from rolkpi.workspace.run import Setup, refuse_changed, set_up

_SPOT = re.compile(r"^(?P<file>.*?):(?P<line>\d+)(?::(?P<column>\d+))?(?:, (?P<inside>.*))?$", re.DOTALL)


@dataclass(frozen=True)
class Wrong:
    """One problem with its place taken apart."""

    code: str
    what: str
    fix: str
    file: str
    """As far as it is known; else what the place is called."""
    line: int | None
    inside: str
    """The definition, and where in it."""


@dataclass(frozen=True)
class Report:
    """What a check found."""

    about: str
    """What was checked."""
    facts: tuple[tuple[str, str], ...] = ()
    """(what, in numbers) of all that was looked at."""
    problems: tuple[Wrong, ...] = ()
    notes: tuple[str, ...] = ()
    """What an author may want to know, though nothing is wrong."""
    tried: Tried | None = None
    """Where files were given."""
    checks: tuple[Check, ...] = field(default=(), repr=False)
    """Of the conformance kit, where it was asked for."""


def check(
    path: str,
    *,
    sources: Sequence[str] = (),
    full: bool = False,
    seed: int = 0,
    workspace: Path | None = None,
    step: Step = lambda what, done, of: None,
) -> Report:
    """Check a plugin, by folder or name, or a whole workspace.

    ``sources``: files to try, see ``try_sources``; read against the areas of ``workspace``, or else the areas they
    name. ``full``: the conformance kit too. Problems with definitions, and with plugins that do not load, are in the
    report; raises WorkspaceError, RequestError or DataError where there is nothing to report about.
    """
    folder = Path(path)
    if (folder / FILE_NAME).is_file():
        if not sources and not full:
            return _check_workspace(folder)
        path = _only_plugin(folder)
    try:
        subject = load_subject(named_plugin(path))
        check_definitions(subject.catalog, Calendar())
    except (DefinitionError, PluginError) as exc:
        return Report(about=path, problems=_apart(problems_of(exc), path))
    return _check_plugin(subject, path, sources, full, seed, workspace, step)


def _only_plugin(folder: Path) -> str:
    """The plugin of a workspace that has one. RequestError RK402 where it has several."""
    named = read_config(folder).workspace.plugins
    if len(named) > 1:
        fix = f"name it: rolkpi check {next((n for n in named if n.startswith('.')), named[0])}"
        raise RequestError("RK402", "files and the conformance kit are for one plugin", where=str(folder), fix=fix)
    return str(folder / named[0]) if named[0].startswith(".") else named[0]


def _check_plugin(
    subject: Subject, path: str, sources: Sequence[str], full: bool, seed: int, workspace: Path | None, step: Step
) -> Report:
    pointless = [*lint(subject)]
    problems = [p.problem for p in pointless]
    waiting = _resting_on({p.spoils for p in pointless}, subject)
    checks = tuple(conformance(subject, seed, step)) if full and not problems else (examples_of(subject, waiting),)
    problems += [p for c in checks for p in c.problems]
    tried = try_sources(subject, sources, _place(workspace)) if sources else None
    plugin = subject.plugin
    counted = (
        ("datasets", len(plugin.datasets) + len(plugin.views)),
        ("measures", len(plugin.measures)),
        ("KPIs", len(plugin.kpis)),
        ("adapters", len(plugin.adapters)),
    )
    facts = [
        ("definitions", ", ".join(f"{n} {what if n != 1 else what.removesuffix('s')}" for what, n in counted if n)),
        *((c.name, c.told) for c in checks),
        *([("conformance", "waits until the problems below are mended")] if full and len(checks) == 1 else []),
    ]
    return Report(
        about=f"{plugin.name} {plugin.version} ({path})",
        facts=tuple(facts),
        problems=_apart(problems),
        notes=tuple(_notes(subject, path)),
        tried=tried,
        checks=checks,
    )


def _resting_on(spoilt: Collection[str], subject: Subject) -> frozenset[str]:
    """KPIs whose figures rest on one of some measures and datasets."""
    catalog = subject.catalog

    def rests(kpi: Kpi) -> bool:
        measures = catalog.measures_of(kpi.id)
        datasets = catalog.datasets_behind({s.dataset for m in measures for s in m.sources})
        others = (catalog.kpis[id_] for id_ in named_kpis(kpi) if id_ in catalog.kpis)
        return not {*datasets, *(m.id for m in measures)}.isdisjoint(spoilt) or any(map(rests, others))

    return frozenset(k.id for k in subject.kpis if rests(k)) if any(spoilt) else frozenset()


def _check_workspace(folder: Path) -> Report:
    """What would stop a run there before it computes anything, and what is wrong with its own folders of YAML."""
    try:
        setup: Setup = set_up(folder)
        refuse_changed(setup, Store(folder / "store"))
    except (DefinitionError, PluginError) as exc:
        return Report(about=folder.as_posix(), problems=_apart(problems_of(exc), (folder / FILE_NAME).as_posix()))
    catalog = setup.catalog
    own = [check(str(folder / n)) for n in setup.config.workspace.plugins if n.startswith(".")]
    facts = (
        ("plugins", ", ".join(catalog.plugins)),
        ("KPIs", f"{len(catalog.kpis)}" + (f", {len(catalog.unavailable)} unavailable" if catalog.unavailable else "")),
        ("areas", f"{len(setup.frame.geography.areas)}"),
        ("sources", f"{len(setup.config.source)}"),
    )
    return Report(
        about=f"{setup.config.workspace.name} ({folder.as_posix()})",
        facts=(*facts, *((f"{r.about}, {name}", told) for r in own for name, told in r.facts)),
        problems=tuple(p for r in own for p in r.problems),
        notes=tuple(n for r in own for n in r.notes),
    )


def _place(workspace: Path | None) -> Place:
    if workspace is None:
        return Place()
    frame = set_up(workspace).frame
    return Place(frame.geography.areas, frame.geography.parents, frame.population, frame.calendar)


def _notes(subject: Subject, path: str) -> Iterator[str]:
    drafts = [k for k in subject.kpis if k.status is Status.DRAFT]
    if drafts:
        codes = list(dict.fromkeys(k.code for k in drafts))
        few = ", ".join(codes[:5]) + (" ..." if len(codes) > 5 else "")
        yield f"{len(drafts)} of {len(subject.kpis)} KPIs are drafts that nobody has signed: {few}"
    for unavailable in subject.catalog.unavailable.values():
        if unavailable.kpi.plugin == subject.name:
            yield f"{unavailable.kpi.id} cannot be checked: it needs {', '.join(unavailable.missing)}"
    yield from doubts(subject)
    used = {m.id for k in subject.kpis for m in subject.catalog.measures_of(k.id)}
    idle = [m.id for m in subject.plugin.measures if m.id not in used and not m.published]
    if idle:
        yield f"no KPI uses: {', '.join(idle)}"
    schema = Path(path) / SCHEMA_FILE
    if schema.is_file() and schema.read_text(encoding="utf-8", errors="replace") != schema_text():
        yield f"{schema.as_posix()} is of another rolkpi: rolkpi check --schema > {schema.as_posix()}"


def _apart(problems: Sequence[Problem], asked: str = "") -> tuple[Wrong, ...]:
    """Problems with their places taken apart, by file and line, each once; ``asked`` is the place of one without."""
    found = []
    for p in dict.fromkeys(problems):
        spot = _SPOT.match(p.where)
        file, line, inside = (
            (spot["file"], int(spot["line"]), spot["inside"] or "") if spot else (p.where or asked, None, "")
        )
        found.append(Wrong(p.code, p.what, p.fix, file, line, inside))
    return tuple(sorted(found, key=lambda w: (w.file, w.line or 0)))
