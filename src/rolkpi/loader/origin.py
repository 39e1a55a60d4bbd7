"""Where a plugin came from."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection
from dataclasses import dataclass
from typing import Literal

from rolkpi.catalog import DefinitionPath
from rolkpi.errors import Problem
from rolkpi.model import Plugin


@dataclass(frozen=True, slots=True)
class PluginOrigin:
    """One plugin's origin, as ``rolkpi plugins`` lists it and a run records it."""

    name: str
    version: str
    """Version of the package, or of the definitions where there is no package."""
    where: str
    """Module of a package, folder of YAML, or how a plugin was handed over."""
    kind: Literal["package", "folder", "object"]


@dataclass(frozen=True, slots=True)
class Found:
    """A plugin that was read, with what is needed to say where each of its definitions stands."""

    plugin: Plugin
    origin: PluginOrigin
    locate: Callable[[DefinitionPath], str | None]
    """Definition path -> file and line; None when that is not known."""
    problems: tuple[Problem, ...] = ()
    """What is wrong with definitions that were left out of the plugin."""
    broken: frozenset[str] = frozenset()
    """Their ids; ``plugin.`` where nobody can tell them."""

    def blames(self, problem: Problem) -> bool:
        """Whether a problem found elsewhere is only that a definition which was left out is not there."""
        return is_about(problem, self.broken)


def is_about(problem: Problem, lost: Collection[str]) -> bool:
    """Whether a problem is that one of some definitions is not there, named by id or, with a point, by plugin."""
    named = _QUOTED.findall(problem.what) if problem.code in _NOT_THERE else []
    return any(name == id_ or (id_.endswith(".") and name.startswith(id_)) for name in named for id_ in lost)


_QUOTED = re.compile(r"'([^']+)'")
_NOT_THERE = ("RK104", "RK107")
