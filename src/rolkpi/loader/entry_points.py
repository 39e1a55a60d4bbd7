"""Plugins that are installed packages. Only those asked for are imported."""

from __future__ import annotations

import sys
import threading
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, redirect_stdout
from importlib.metadata import EntryPoint, entry_points
from pathlib import Path
from types import CodeType, FrameType, FunctionType, TracebackType
from typing import TypeVar

import pluggy
from pydantic import ValidationError

from rolkpi.catalog import DefinitionPath
from rolkpi.errors import DefinitionError, PluginError, Problem, did_you_mean
from rolkpi.hooks import PROJECT, Hooks
from rolkpi.loader.explain import explain, refuse_newer
from rolkpi.loader.origin import Found, PluginOrigin
from rolkpi.model import Plugin

_HOOK = "rolkpi_plugin"
Hook = Callable[[], object]
Loaded = TypeVar("Loaded")
LONGEST = 60.0
"""Seconds a package may take to be imported and to give its definitions."""


def installed() -> tuple[PluginOrigin, ...]:
    """Every installed plugin package, in order of name. Imports none of them."""
    return tuple(_origin(ep) for ep in sorted(_all(), key=lambda ep: ep.name))


def _all() -> tuple[EntryPoint, ...]:
    return tuple(entry_points(group=PROJECT))


def _origin(ep: EntryPoint) -> PluginOrigin:
    return PluginOrigin(ep.name, ep.dist.version if ep.dist else "unknown", ep.value, "package")


class Packages:
    """The plugin packages of one Python environment, with a hook manager of their own."""

    def __init__(self, given: Iterable[EntryPoint] | None = None, seconds: float | None = None) -> None:
        self._entry_points = tuple(_all() if given is None else given)
        self._seconds = LONGEST if seconds is None else seconds
        self._manager = pluggy.PluginManager(PROJECT)
        self._manager.add_hookspecs(Hooks)

    def find(self, name: str) -> Found:
        """Import one package and ask it for its Plugin. PluginError RK200-RK204, DefinitionError RK101."""
        ep = self._entry_point(name)
        holder, hook, plugin = _in_time(ep, lambda: self._load(ep), self._seconds)
        if plugin.name != ep.name:
            raise PluginError(
                "RK202",
                f"the plugin registered as '{ep.name}' calls itself '{plugin.name}'",
                where=_spot(_line_of_function(hook), ep),
                fix=f'in its pyproject.toml, register it as {plugin.name} = "{ep.value}"; or say name="{ep.name}"',
            )
        return Found(plugin, _origin(ep), _locate_in_source(plugin, holder))

    def _entry_point(self, name: str) -> EntryPoint:
        named = [ep for ep in self._entry_points if ep.name == name]
        if not named:
            known = {ep.name for ep in self._entry_points}
            guess = did_you_mean(name, known) if known else ""
            fix = f"{guess}{' ' if guess.endswith('?') else '; '}otherwise: " if guess else ""
            fix += f"pip install the package that brings it; for a folder of YAML write './{name}'"
            if "/" in name or "\\" in name:
                fix = f"for a folder of YAML write './{name}', with forward slashes".replace("\\", "/")
            raise PluginError("RK201", f"plugin '{name}' is not installed", fix=fix)
        if len({ep.value for ep in named}) > 1:
            listing = " and ".join(f"{ep.value} ({ep.dist.name if ep.dist else 'unknown'})" for ep in named)
            raise PluginError(
                "RK200",
                f"two packages register a plugin '{name}': {listing}",
                fix="uninstall one of the two",
            )
        return named[0]

    def _load(self, ep: EntryPoint) -> tuple[object, Hook, Plugin]:
        holder = self._register(ep)
        return (holder, *self._ask(ep, holder))

    def _register(self, ep: EntryPoint) -> object:
        with _blamed(ep):
            holder: object = ep.load()
            _refuse_unknown_hooks(ep, holder)
            self._manager.register(holder, name=ep.name)
            self._manager.check_pending()
        return holder

    def _ask(self, ep: EntryPoint, holder: object) -> tuple[Hook, Plugin]:
        hooks = [h for h in self._manager.hook.rolkpi_plugin.get_hookimpls() if h.plugin_name == ep.name]
        if not hooks:
            forgotten = getattr(holder, _HOOK, None)
            raise PluginError(
                "RK200",
                f"plugin '{ep.name}' has no hook '{_HOOK}'",
                where=_spot(_line_of_function(forgotten) or _first_line(holder), ep),
                fix=f"write '@hookimpl' above a function '{_HOOK}' of that module",
            )
        hook: Hook = hooks[0].function
        with _blamed(ep):
            answer = hook()
        if not isinstance(answer, Plugin):
            raise PluginError(
                "RK200",
                f"plugin '{ep.name}' cannot be loaded: its hook '{_HOOK}' gave a {type(answer).__name__}, not a Plugin",
                where=_spot(_line_of_function(hook), ep),
                fix="let it return a rolkpi.model.Plugin",
            )
        return hook, answer


def _refuse_unknown_hooks(ep: EntryPoint, holder: object) -> None:
    """A misspelt hook is told; else it would only never be called."""
    known = [name for name in vars(Hooks) if not name.startswith("_")]
    for name in dir(holder):
        made = getattr(holder, name, None)
        if name not in known and isinstance(made, FunctionType) and hasattr(made, f"{PROJECT}_impl"):
            raise PluginError(
                "RK200",
                f"plugin '{ep.name}' has a hook '{name}', and there is no such hook",
                where=_spot(_line_of_function(made), ep),
                fix=did_you_mean(name, known),
            )


@contextmanager
def _blamed(ep: EntryPoint) -> Iterator[None]:
    """Whatever a package's own code raises becomes an error that says where in it."""
    try:
        yield
    except ValidationError as exc:
        refuse_newer(exc, _spot(author_frame(exc.__traceback__), ep))
        raise _as_definition_error(exc, ep) from exc
    except (DefinitionError, PluginError):
        raise
    except (Exception, SystemExit) as exc:
        what, place, fix = _failure(exc, ep)
        raise PluginError(
            "RK200", f"plugin '{ep.name}' cannot be loaded: {what}", where=_spot(place, ep), fix=fix
        ) from exc


def _failure(exc: BaseException, ep: EntryPoint) -> tuple[str, str | None, str]:
    """What a package's code did, the line it stands on, and what to do."""
    place = author_frame(exc.__traceback__)
    fix = f"mend or upgrade the package, or take '{ep.name}' off the workspace's list of plugins"
    if isinstance(exc, SyntaxError) and exc.filename:
        return f"{type(exc).__name__}: {exc.msg}", f"{exc.filename}:{exc.lineno or 1}", fix
    if isinstance(exc, SystemExit):
        return "it leaves the program (SystemExit)", place, f"a plugin only declares: take the exit out; or {fix}"
    if isinstance(exc, ModuleNotFoundError) and exc.name:
        own = ep.module == exc.name or ep.module.startswith(f"{exc.name}.")
        if own and place is None:
            hint = f"in [project.entry-points.{PROJECT}] of its pyproject.toml, name a module that is there; then "
            return f"there is no module '{exc.name}'", None, f"{hint}pip install it again"
        library = exc.name.partition(".")[0]
        hint = f"pip install what has '{library}' into the same environment, and name it under 'dependencies' in the "
        return f"it imports '{exc.name}', which is not installed", place, f"{hint}plugin's pyproject.toml"
    return f"{type(exc).__name__}: {exc}", place, fix


def _spot(place: str | None, ep: EntryPoint) -> str:
    """File and line where they are known, and what is registered."""
    return f"{place}, {ep.value}" if place else f"plugin '{ep.name}' ({ep.value})"


def _line_of_function(function: object) -> str | None:
    """``file:line`` where a function begins."""
    code = getattr(function, "__code__", None)
    return f"{code.co_filename}:{code.co_firstlineno}" if isinstance(code, CodeType) else None


def _first_line(holder: object) -> str | None:
    file = getattr(holder, "__file__", None)
    return f"{file}:1" if file else None


def _in_time(ep: EntryPoint, load: Callable[[], Loaded], seconds: float) -> Loaded:
    """What ``load`` gives; PluginError RK204 with the line it hangs on when it takes longer.

    Foreign code runs in a thread that can be left behind: nothing else stops an import on every platform.
    """
    answer: list[Loaded] = []
    failure: list[BaseException] = []

    def work() -> None:
        try:
            answer.append(load())
        except BaseException as exc:  # noqa: BLE001 raised again below, in the caller's thread
            failure.append(exc)

    thread = threading.Thread(target=work, name=f"load {ep.name}", daemon=True)
    with redirect_stdout(sys.stderr):  # answers go to stdout, and nothing a plugin says is one
        thread.start()
        thread.join(seconds)
    if thread.is_alive():
        frame = sys._current_frames().get(thread.ident or 0)
        place = _innermost_author_frame(frame)
        raise PluginError(
            "RK204",
            f"plugin '{ep.name}' has not finished loading after {seconds:g} seconds",
            where=_spot(place, ep),
            fix="a plugin only declares: take out of its modules whatever waits, reads the network or loops",
        )
    if failure:
        raise failure[0]
    return answer[0]


def _innermost_author_frame(frame: FrameType | None) -> str | None:
    """``file:line`` where a thread is, as near to its end as the file is neither ours nor a library's."""
    while frame is not None:
        if not _is_foreign(frame.f_code.co_filename):
            return f"{frame.f_code.co_filename}:{frame.f_lineno}"
        frame = frame.f_back
    return None


def _as_definition_error(exc: ValidationError, ep: EntryPoint) -> DefinitionError:
    """Every field error, at the line of the plugin's own source that made the definition."""
    where = author_frame(exc.__traceback__) or _spot(None, ep)
    problems = (Problem(e.code, f"{exc.title}: {e.what}", where, e.fix) for e in explain(exc))
    found = DefinitionError.of(problems)
    assert isinstance(found, DefinitionError)
    return found


def author_frame(traceback: TracebackType | None) -> str | None:
    """``file:line`` of the innermost frame that is neither ours nor a library's we call."""
    place = None
    while traceback is not None:
        file = traceback.tb_frame.f_code.co_filename
        if not _is_foreign(file):
            place = f"{file}:{traceback.tb_lineno}"
        traceback = traceback.tb_next
    return place


def _is_foreign(file: str) -> bool:
    """Whether a file is ours, Python's or a library's we call: no line in it is the author's to mend."""
    path = Path(file)
    libraries = ("pydantic", "pydantic_core", "pluggy", "importlib")
    python = Path(threading.__file__).parent  # site-packages lie inside it, and there the author's package is
    standard = path.is_relative_to(python) and "site-packages" not in path.parts
    ours = path.is_relative_to(Path(__file__).parent.parent)
    return ours or standard or file.startswith("<") or any(p in libraries for p in path.parts)


def _locate_in_source(plugin: Plugin, holder: object) -> Callable[[DefinitionPath], str | None]:
    """Finds the line of a package's source on which a definition's id is given."""
    module = sys.modules.get(getattr(holder, "__name__", "")) or sys.modules.get(getattr(holder, "__module__", ""))
    file = getattr(module, "__file__", None)

    def locate(path: DefinitionPath) -> str | None:
        match path:
            case (str(kind), int(index), *rest) if file is not None:
                id_ = getattr(plugin, kind)[index].id
                line = _line_of(id_, Path(file))
                inside = "".join(f"[{s}]" if isinstance(s, int) else f".{s}" for s in rest)
                return f"{line}, {id_}{inside}" if line else None
            case _:
                return None

    return locate


def _line_of(id_: str, file: Path) -> str | None:
    """The first line, in a module's file or its package, that says ``id="..."``."""
    files = sorted(file.parent.rglob("*.py")) if file.name == "__init__.py" else [file]
    for path in files:
        lines = path.read_text(encoding="utf-8", errors="replace").splitlines()
        for number, line in enumerate(lines, start=1):
            bare = line.replace(" ", "")
            if f'id="{id_}"' in bare or f"id='{id_}'" in bare:
                return f"{path}:{number}"
    return None
