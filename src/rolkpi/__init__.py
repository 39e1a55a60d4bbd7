"""KPI framework for rule-of-law reform.

``rolkpi.open(path)`` opens a workspace; ``rolkpi.compute(...)`` computes in memory. Definitions are written with
the classes of ``rolkpi.model``; plugins mark their hook with ``rolkpi.hooks.hookimpl``. Everything is imported on
first use.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from rolkpi.errors import (
        DataError,
        DefinitionError,
        EngineError,
        PluginError,
        RequestError,
        RolkpiError,
        WorkspaceError,
    )
    from rolkpi.workspace.memory import Computation, compute
    from rolkpi.workspace.workspace import Workspace
    from rolkpi.workspace.workspace import open_workspace as open

__version__ = "0.4.0"

_HOMES = {
    "open": ("rolkpi.workspace.workspace", "open_workspace"),
    "Workspace": ("rolkpi.workspace.workspace", "Workspace"),
    "compute": ("rolkpi.workspace.memory", "compute"),
    "Computation": ("rolkpi.workspace.memory", "Computation"),
    **{
        name: ("rolkpi.errors", name)
        for name in (
            "RolkpiError",
            "DefinitionError",
            "PluginError",
            "WorkspaceError",
            "RequestError",
            "DataError",
            "EngineError",
        )
    },
}

__all__ = [
    "Computation",
    "DataError",
    "DefinitionError",
    "EngineError",
    "PluginError",
    "RequestError",
    "RolkpiError",
    "Workspace",
    "WorkspaceError",
    "compute",
    "open",
]


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module 'rolkpi' has no attribute '{name}'")
    module, attribute = _HOMES[name]
    return getattr(import_module(module), attribute)


def __dir__() -> list[str]:
    return sorted([*globals(), *_HOMES])
