"""The hook a plugin package implements.

A package registers a module under its plugin's name in the entry point group ``rolkpi``::

    [project.entry-points.rolkpi]
    judiciary = "rolkpi_judiciary"

and the module holds::

    from rolkpi.hooks import hookimpl

    @hookimpl
    def rolkpi_plugin() -> Plugin:
        return Plugin(name="judiciary", ...)
"""

from __future__ import annotations

import pluggy

from rolkpi.model import Plugin

PROJECT = "rolkpi"
"""Name of the entry point group and of the hooks' project."""

hookspec = pluggy.HookspecMarker(PROJECT)
hookimpl = pluggy.HookimplMarker(PROJECT)
"""Marks the function of a plugin module that implements a hook."""


class Hooks:
    """Every hook there is. Hooks return values and change nothing."""

    @hookspec
    def rolkpi_plugin(self) -> Plugin:  # type: ignore[empty-body]
        """Return the one Plugin your package contributes; its name is the entry point's name.

        Called once, before any data is opened. Keep it pure: no network, no clock, no files but your own.
        """
