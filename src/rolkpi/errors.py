"""Every error rolkpi raises on purpose, named by who can repair it.

RolkpiError
  DefinitionError   RK1xx  the author of a plugin                     exit 2
  PluginError       RK2xx  whoever installs packages                  exit 2
  WorkspaceError    RK3xx  whoever keeps rolkpi.toml and its tables   exit 2
  RequestError      RK4xx  whoever asked (a flag, an argument)        exit 2
  DataError         RK5xx  whoever sent the file                      exit 1
  EngineError       RK6xx  the operator: disk, lock, source, memory   exit 3

A code never changes its meaning. ``docs/errors.md`` has one heading per code and a test compares the two
lists. This module imports nothing from the package.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from difflib import get_close_matches
from types import MappingProxyType

CODES = MappingProxyType(
    {
        "RK100": "definitions have problems",
        "RK101": "a definition has a field that is missing, unknown or of the wrong type",
        "RK102": "an id is defined twice",
        "RK103": "an id does not start with its plugin's name",
        "RK104": "a definition names something that does not exist",
        "RK105": "an expression is not SQL",
        "RK106": "an expression uses something that is not allowed",
        "RK107": "an expression names a column that does not exist",
        "RK108": "a literal is not in the column's codelist",
        "RK109": "a date literal is not a date",
        "RK110": "an expression has the wrong type",
        "RK111": "a formula combines measures that may not be combined",
        "RK112": "a disaggregation is not offered by every measure of the KPI",
        "RK113": "definitions refer to each other in a circle",
        "RK114": "a YAML file cannot be read",
        "RK115": "another plugin's dataset or column is not published",
        "RK116": "a link's key is not the key of the dataset it points to",
        "RK117": "the sides of a formula count different units",
        "RK118": "the lifecycle of a definition contradicts itself",
        "RK119": "a signed definition has changed without a new version",
        "RK120": "a worked example does not give what it says",
        "RK121": "a condition tells no rows apart",
        "RK122": "a definition does not say all that a reader must know",
        "RK123": "the worked examples do not show the whole rule",
        "RK124": "figures contradict the definition or each other",
        "RK200": "a plugin cannot be loaded",
        "RK201": "a plugin is not installed",
        "RK202": "a plugin's name is not the name it is registered under",
        "RK203": "a plugin is written for a newer rolkpi",
        "RK204": "a plugin does not finish loading",
        "RK300": "there is no workspace here",
        "RK301": "rolkpi.toml cannot be read",
        "RK302": "rolkpi.toml has a setting that is missing, unknown or wrong",
        "RK303": "a reference table is missing or cannot be read",
        "RK304": "a reference table has a wrong row",
        "RK305": "the folder is already a workspace",
        "RK306": "the key for personal columns is not set",
        "RK400": "the request names something that does not exist",
        "RK401": "there is no run yet",
        "RK402": "an argument has the wrong form",
        "RK500": "the file cannot be read",
        "RK501": "the file lacks a column",
        "RK502": "the file is not of the kind its name says",
        "RK503": "the file's rows do not all have the same number of fields",
        "RK504": "what the delivery covers is not known",
        "RK505": "the adapter failed",
        "RK510": "a mandatory field is empty",
        "RK511": "a value has the wrong type",
        "RK512": "a code is not in the codelist",
        "RK513": "an area is not known",
        "RK514": "the row lies outside what the delivery covers",
        "RK515": "a key occurs more than once with different values",
        "RK516": "a validation rule is broken",
        "RK600": "the engine failed",
        "RK601": "another run is under way",
        "RK602": "the store is damaged",
        "RK603": "the folder cannot be written",
    }
)


class RolkpiError(Exception):
    """Anything rolkpi raises on purpose: a code, what is wrong, where it is, and how to mend it."""

    exit_code = 3

    def __init__(self, code: str, what: str, *, where: str = "", fix: str = "") -> None:
        super().__init__(code, what)
        self.code, self.what, self.where, self.fix = code, what, where, fix

    def __reduce__(self) -> tuple[object, ...]:
        return _rebuild, (type(self), self.code, self.what, self.where, self.fix)

    def __str__(self) -> str:
        head = f"{self.where}: {self.what}" if self.where else self.what
        return f"{head} [{self.code}]" + (f"\n  fix: {self.fix}" if self.fix else "")


def _rebuild(kind: type[RolkpiError], code: str, what: str, where: str, fix: str) -> RolkpiError:
    return kind(code, what, where=where, fix=fix)


@dataclass(frozen=True, slots=True)
class Problem:
    """One fault of a definition or of a reference table; many are reported together."""

    code: str
    what: str
    where: str = ""
    fix: str = ""

    def __str__(self) -> str:
        head = f"{self.where}: {self.what}" if self.where else self.what
        return f"[{self.code}] {head}" + (f"\n      fix: {self.fix}" if self.fix else "")


class _CollectedError(RolkpiError):
    """An error that carries every problem found, so that one reading mends them all."""

    summary_code = "RK100"

    def __init__(
        self,
        code: str,
        what: str,
        *,
        where: str = "",
        fix: str = "",
        problems: Iterable[Problem] = (),
    ) -> None:
        super().__init__(code, what, where=where, fix=fix)
        self.problems = tuple(problems)

    def __reduce__(self) -> tuple[object, ...]:
        return _rebuild_collected, (type(self), self.code, self.what, self.where, self.fix, self.problems)

    @classmethod
    def of(cls, problems: Iterable[Problem]) -> _CollectedError:
        found = tuple(problems)
        if len(found) == 1:
            (p,) = found
            return cls(p.code, p.what, where=p.where, fix=p.fix, problems=found)
        listing = "".join(f"\n  - {p}" for p in found)
        return cls(cls.summary_code, f"{len(found)} problems{listing}", problems=found)


def _rebuild_collected(
    kind: type[_CollectedError], code: str, what: str, where: str, fix: str, problems: tuple[Problem, ...]
) -> _CollectedError:
    return kind(code, what, where=where, fix=fix, problems=problems)


def problems_of(exc: RolkpiError) -> tuple[Problem, ...]:
    """Every problem that an error tells of: its own where it carries no others."""
    held: tuple[Problem, ...] = getattr(exc, "problems", ())
    return held or (Problem(exc.code, exc.what, exc.where, exc.fix),)


class DefinitionError(_CollectedError):
    """A plugin's definitions are wrong: its author repairs them. Stops before anything is computed."""

    exit_code = 2


class PluginError(RolkpiError):
    """A plugin is missing or does not load: whoever installs packages repairs it."""

    exit_code = 2


class WorkspaceError(_CollectedError):
    """rolkpi.toml or a reference table is wrong: whoever keeps the workspace repairs it."""

    exit_code = 2
    summary_code = "RK304"


class RequestError(RolkpiError):
    """What was asked for does not exist or is not well formed: whoever asked repairs it."""

    exit_code = 2


class DataError(RolkpiError):
    """A delivered file as a whole is rejected: its sender repairs it. The run goes on without it."""

    exit_code = 1


class EngineError(RolkpiError):
    """Disk, lock, memory or the engine itself: the operator repairs it."""

    exit_code = 3


def did_you_mean(name: str, known: Iterable[str], *, limit: int = 12) -> str:
    """The one sentence of help for a name that is not known: the nearest, or what there is."""
    names = sorted(set(known))
    folded = {_folded(n): n for n in names}
    close = get_close_matches(_folded(name), folded, n=1)
    if close:
        return f"did you mean '{folded[close[0]]}'?"
    if not names:
        return "none is defined"
    more = f" and {len(names) - limit} more" if len(names) > limit else ""
    return f"use one of: {', '.join(names[:limit])}{more}"


def _folded(name: str) -> str:
    """Without case, and without noughts before a number: POL-4 is meant for POL-04."""
    return re.sub(r"(?<!\d)0+(?=\d)", "", name.casefold())
