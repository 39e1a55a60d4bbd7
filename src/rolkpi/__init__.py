"""KPI framework for rule-of-law reform.

``rolkpi.open(path)`` opens a workspace; ``rolkpi.compute(...)`` computes in memory. Definitions are written with the
classes of ``rolkpi.model``; plugins mark their hook with ``rolkpi.hooks.hookimpl``. Everything is imported on first use.
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

__version__ = "0.1.0"

_HOMES = {
    "compute": "rolkpi.workspace.memory",
    "Computation": "rolkpi.workspace.memory",
    "RolkpiError": "rolkpi.errors",
    "DefinitionError": "rolkpi.errors",
    "PluginError": "rolkpi.errors",
    "WorkspaceError": "rolkpi.errors",
    "RequestError": "rolkpi.errors",
    "DataError": "rolkpi.errors",
    "EngineError": "rolkpi.errors",
}

__all__ = [
    "Computation",
    "DataError",
    "DefinitionError",
    "EngineError",
    "PluginError",
    "RequestError",
    "RolkpiError",
    "WorkspaceError",
    "compute",
]


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module 'rolkpi' has no attribute '{name}'")
    return getattr(import_module(_HOMES[name]), name)


def __dir__() -> list[str]:
    return sorted([*globals(), *_HOMES])
