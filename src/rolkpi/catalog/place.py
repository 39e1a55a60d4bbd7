"""Where in a plugin a definition stands, and the list that problems found there are put on."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from types import MappingProxyType

from rolkpi.errors import DefinitionError, Problem, did_you_mean
from rolkpi.expression import Checked, Scope, check, check_formula
from rolkpi.expression.language import Kind
from rolkpi.model import Plugin

_MEND: Mapping[Kind, str] = MappingProxyType(
    {
        Kind.BOOL: "turn it into a number with CASE WHEN ... THEN 1 ELSE 0 END",
        Kind.TEXT: "compare it: ... = 'text'; a number or a day is a column of type int or date",
        Kind.CODE: "compare it with a code: ... = 'CODE'",
        Kind.DATE: "compare it, or count days with days(a, b)",
        Kind.TIMESTAMP: "compare it, or count days with days(a, b)",
        Kind.INT: "compare it: ... > 0",
    }
)

DefinitionPath = tuple[str | int, ...]
"""``("kpis", 3, "formula", "numerator")``."""

Locate = Callable[[str, DefinitionPath], str]
"""(plugin name, path) -> where the author finds it: a file and a line, or at least the definition's id."""


@dataclass(frozen=True)
class Place:
    """One spot in one plugin's definitions. Problems reported here go on the list shared by all places."""

    plugin: str
    path: DefinitionPath
    locate: Locate
    problems: list[Problem]
    loaded: frozenset[str] = frozenset()
    """Names of all plugins."""

    def at(self, *steps: str | int) -> Place:
        """A spot further inside."""
        return Place(self.plugin, (*self.path, *steps), self.locate, self.problems, self.loaded)

    @property
    def where(self) -> str:
        """How the author finds the spot."""
        return self.locate(self.plugin, self.path)

    def report(self, code: str, what: str, fix: str = "") -> None:
        """Put a problem on the list."""
        self.problems.append(Problem(code, what, self.where, fix))

    def missing(self, kind: str, name: str, known: Iterable[str]) -> None:
        """Report RK104: something named here does not exist; the nearest that does is named, or its plugin."""
        self.report("RK104", f"no {kind} '{name}'", self.not_loaded(name) or did_you_mean(name, known))

    def not_loaded(self, name: str) -> str:
        """What to do when an id belongs to a plugin that is not there; empty when it looks like a slip."""
        plugin, point, _ = name.partition(".")
        if not point or plugin in self.loaded or get_close_matches(plugin, self.loaded, n=1, cutoff=0.75):
            return ""
        return f"add '{plugin}' to 'needs' and to the workspace's plugins"

    def expression(self, text: str, scope: Scope, kinds: Collection[Kind]) -> Checked | None:
        """An expression that gives one of some kinds; None, and its problems on the list, when it is wrong."""
        checked = self._collect(lambda where: check(text, scope, where=where))
        if checked is not None and checked.kind not in (*kinds, Kind.NULL, Kind.ANY):
            wanted = " or ".join(sorted(kinds))
            self.report(
                "RK110", f"'{text}' gives {checked.kind}, where {wanted} is needed", _MEND.get(checked.kind, "")
            )
        return checked

    def formula(self, text: str, measures: Collection[str]) -> Checked | None:
        """A formula over measure ids; None, and its problems on the list, when it is wrong."""
        return self._collect(lambda where: check_formula(text, measures, where=where))

    def _collect(self, checking: Callable[[str], Checked]) -> Checked | None:
        """``checking`` is told where the text stands only when something is wrong with it: finding out reads files."""
        try:
            return checking("")
        except DefinitionError:
            pass
        try:
            return checking(self.where)
        except DefinitionError as exc:
            self.problems.extend(exc.problems or (Problem(exc.code, exc.what, exc.where, exc.fix),))
            return None


def default_locate(plugins: Iterable[Plugin]) -> Locate:
    """``plugin 'x', kpis[3] x.clearance_rate, formula.numerator``: for plugins without a file to point to."""
    by_name = {plugin.name: plugin for plugin in plugins}

    def locate(name: str, path: DefinitionPath) -> str:
        where = f"plugin '{name}'"
        match path:
            case ():
                return where
            case (str(kind), int(index), *rest):
                held = getattr(by_name.get(name), kind, ())
                label = getattr(held[index], "id", "") if index < len(held) else ""
                where += f", {kind}[{index}]" + (f" {label}" if label else "")
            case _:
                rest = list(path)
        return where + (f", {join_path(rest)}" if rest else "")

    return locate


def join_path(steps: Iterable[str | int]) -> str:
    """``sources[0].where``."""
    text = ""
    for step in steps:
        if isinstance(step, int):
            text += f"[{step}]"
        else:
            text += f".{step}" if text else step
    return text
