"""rolkpi.toml: read, checked, every fault with its line and the nearest valid name."""

from __future__ import annotations

import re
import tomllib
from datetime import date
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import BaseModel, Field, ValidationError, model_validator
from pydantic_core import PydanticCustomError

from rolkpi.errors import Problem, WorkspaceError, did_you_mean
from rolkpi.model.base import Frozen, Id, Name, Text
from rolkpi.model.frame import Interpolation
from rolkpi.model.period import Weekday
from rolkpi.model.submission import Mode

FILE_NAME = "rolkpi.toml"


class WorkspaceTable(Frozen):
    """``[workspace]``."""

    name: Text
    plugins: Annotated[tuple[Text, ...], Field(min_length=1)]
    """Names of installed plugins, or ``./folder`` of YAML."""
    notice: str = ""
    """Shown with every figure: that records are simulated, or whose licence applies."""


class CalendarTable(Frozen):
    """``[calendar]``."""

    fiscal_year_start: Annotated[int, Field(ge=1, le=12)] = 7
    timezone: str = "Asia/Karachi"
    year_to_date: Literal["fiscal_year", "year"] = "fiscal_year"
    weekend: tuple[Weekday, ...] = (6, 7)
    holidays: str | None = None
    """CSV with a column ``date``."""


class ReferenceTable(Frozen):
    """``[reference]``: CSV files relative to the workspace."""

    areas: str = "reference/areas.csv"
    parents: str | None = None
    population: str | None = None
    expected: str | None = None
    crosswalk: str | None = None
    breaks: str | None = None
    interpolation: Interpolation = "latest"


class AcceptanceTable(Frozen):
    """``[acceptance]``."""

    policy: Literal["auto", "two_person"] = "auto"
    """``two_person``: a delivery counts only when somebody other than its sender accepted it."""
    revision_months: Annotated[int, Field(ge=0)] = 0


class PrivacyTable(Frozen):
    """``[privacy]``: where the key for personal columns comes from."""

    key_env: Text = "ROLKPI_KEY"
    key_version: Annotated[int, Field(ge=1)] = 1


class CoversTable(Frozen):
    """What each file of a source covers."""

    areas: str | tuple[str, ...] = "*"
    """``*``: every area that owes the dataset."""
    first_month: Text
    last_month: Text


class SourceTable(Frozen):
    """``[[source]]``: files that are delivered for one dataset."""

    dataset: Id
    path: Text
    """Relative to the workspace; ``*`` and ``?`` match, ``{area}`` and ``{month}`` say what a file covers."""
    mode: Mode = Mode.SNAPSHOT
    adapter: Id | None = None
    absent: tuple[Name, ...] = ()
    deliveries: str | None = None
    """The register: CSV with file, areas, first_month, last_month, received_on, sent_by, accepted_by."""
    covers: CoversTable | None = None
    received_on: date | None = None
    sent_by: str = ""
    accepted_by: str = ""

    @model_validator(mode="after")
    def _says_what_it_covers_once(self) -> SourceTable:
        named = re.findall(r"\{(\w*)\}", self.path)
        parts = Path(self.path).parts
        wrong = Path(self.path).is_absolute() or ".." in parts or any("**" in p and p != "**" for p in parts)
        if wrong or len(set(named)) < len(named) or not set(named) <= {"area", "month"}:
            raise PydanticCustomError(
                "RK302",
                "a path is relative to the workspace, ** stands for whole folders, {{area}} and {{month}} once each",
            )
        ways = [self.deliveries is not None, self.covers is not None, "{month}" in self.path]
        if sum(ways) > 1:
            raise PydanticCustomError(
                "RK302", "say once what it covers: by 'deliveries', by 'covers', or by {{month}} in the path"
            )
        return self


class Config(Frozen):
    """The whole of rolkpi.toml."""

    workspace: WorkspaceTable
    calendar: CalendarTable = CalendarTable()
    reference: ReferenceTable = ReferenceTable()
    acceptance: AcceptanceTable = AcceptanceTable()
    privacy: PrivacyTable = PrivacyTable()
    source: tuple[SourceTable, ...] = ()


def find_workspace(start: Path) -> Path:
    """The folder itself or its nearest parent that has a rolkpi.toml. Raises WorkspaceError RK300."""
    here = start.resolve()
    for folder in (here, *here.parents):
        if (folder / FILE_NAME).is_file():
            return folder
    raise WorkspaceError(
        "RK300", f"no {FILE_NAME} in '{start}' or above it", fix="cd into a workspace, or type: rolkpi init"
    )


def read_config(folder: Path) -> Config:
    """Read and check rolkpi.toml. Raises WorkspaceError RK301 (not TOML) or RK302 (every wrong setting)."""
    path = folder / FILE_NAME
    try:
        text = path.read_text(encoding="utf-8")
        data = tomllib.loads(text)
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as exc:
        raise WorkspaceError("RK301", str(exc), where=str(path), fix="see docs/workspace.md for its form") from exc
    try:
        return Config.model_validate(data)
    except ValidationError as exc:
        raise WorkspaceError.of(_problem(e, text, path) for e in exc.errors()) from exc


def _problem(error: Any, text: str, path: Path) -> Problem:
    where = [part for part in error["loc"] if isinstance(part, str)]
    name = ".".join(str(p) for p in error["loc"])
    fix = ""
    if error["type"] == "extra_forbidden":
        fix = did_you_mean(where[-1], _fields_at(error["loc"][:-1]))
        return Problem("RK302", f"unknown setting '{name}'", f"{path}:{_line(text, where)}", fix)
    if error["type"] == "missing":
        return Problem("RK302", f"the setting '{name}' is missing", f"{path}:{_line(text, where[:-1])}")
    return Problem("RK302", f"'{name}': {error['msg']}", f"{path}:{_line(text, where)}", fix)


def _fields_at(loc: tuple[str | int, ...]) -> list[str]:
    model: Any = Config
    for step in loc:
        if isinstance(step, str) and step in model.model_fields:
            args = [model.model_fields[step].annotation, *getattr(model.model_fields[step].annotation, "__args__", ())]
            model = next(a for a in args if isinstance(a, type) and issubclass(a, BaseModel))
    return list(model.model_fields)


def _line(text: str, names: list[str]) -> int:
    """The line a setting stands on: its table's header, or the last of its names found after it."""
    lines = text.splitlines()
    at = 0
    for name in names:
        pattern = re.compile(
            rf"\s*(\[+\s*{re.escape(name)}\s*\]+|{re.escape(name)}\s*=)|.*[{{,]\s*{re.escape(name)}\s*="
        )
        at = next((n for n in range(at, len(lines)) if pattern.match(lines[n])), at)
    return at + 1
