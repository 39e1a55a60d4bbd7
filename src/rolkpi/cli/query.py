"""``rolkpi query``."""

from __future__ import annotations

import sys
from datetime import date
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from rolkpi.cli import render
from rolkpi.cli.app import Format
from rolkpi.errors import RequestError
from rolkpi.measurements.show import shown
from rolkpi.model import Window
from rolkpi.workspace.workspace import Workspace, open_workspace

COLUMNS = (
    ("code", "KPI", "left"),
    ("area", "Area", "left"),
    ("name", "Name", "left"),
    ("period", "Period", "left"),
    ("disaggregation", "By", "left"),
    ("shown", "Value", "right"),
    ("unit", "Unit", "left"),
    ("n", "n", "right"),
    ("obs_status", "Status", "left"),
    ("told", "Remark", "wrap"),
)


def command(
    folder: Path,
    kpis: list[str] | None,
    areas: list[str] | None,
    levels: list[str] | None,
    frequency: str,
    window: str | None,
    periods: list[str] | None,
    by: list[str] | None,
    geography: str | None,
    as_: Format,
) -> None:
    """Read measurements and write them."""
    workspace = open_workspace(folder)
    window = window or _window(workspace, kpis)
    answer = workspace.measurements(
        kpis or None,
        areas,
        levels,
        frequency,
        window,
        _periods(workspace, frequency, window, periods),
        None if by == ["all"] else (by or "total"),
        _day(geography),
    )
    notice = workspace.view.manifest["notice"]
    if as_ is Format.TABLE:
        _table(workspace, answer, notice)
        return
    if notice:
        render.err().print(notice, style="yellow")
    if as_ is Format.PARQUET:
        _parquet(answer)
    else:
        render.records(answer.to_pylist(), as_, answer.column_names)


def _window(workspace: Workspace, kpis: list[str] | None) -> str:
    """The period, unless no KPI that is asked for looks at it."""
    asked = {name.casefold() for name in kpis or ()}
    offered = [k.windows for k in workspace.kpis() if not asked or {k.id, k.code.casefold()} & asked]
    plain = not offered or any(Window.PERIOD in windows for windows in offered)
    return Window.PERIOD.value if plain else offered[0][0].value


def _day(given: str | None) -> date | None:
    try:
        return date.fromisoformat(given) if given else None
    except ValueError:
        raise RequestError("RK402", f"'{given}' is no date", fix="write the day of the map as 2023-03-01") from None


def _periods(workspace: Workspace, frequency: str, window: str, given: list[str] | None) -> list[str] | None:
    if given == ["all"]:
        return None
    periods = workspace.view.header.periods
    for label in given or ():
        frequencies = {f for f, _, p, *_ in periods if p == label}
        if frequencies and frequency not in frequencies:
            raise RequestError("RK402", f"'{label}' is no {frequency}", fix=f"add --frequency {min(frequencies)}")
    if given:
        return given
    last = [p for f, w, p, *_ in periods if f == frequency and w == window]
    return last[-1:] or None


def _parquet(answer: pa.Table) -> None:
    if sys.stdout.isatty():
        raise RequestError(
            "RK402", "parquet is not for a terminal", fix="redirect it: rolkpi query ... > figures.parquet"
        )
    pq.write_table(answer, pa.PythonFile(sys.stdout.buffer, mode="w"))


def _table(workspace: Workspace, answer: pa.Table, notice: str) -> None:
    kpis = {k.id: k for k in workspace.kpis()}
    names = {a.code: a.name for a in workspace.areas()}
    rows: list[dict[str, Any]] = []
    for row in answer.to_pylist():
        kpi = kpis[row["kpi"]]
        told = [t for t in (row["reason"], *row["flags"]) if t]
        code = kpi.code if sum(k.code == kpi.code for k in kpis.values()) == 1 else kpi.id
        rows.append(
            {**row, "code": code, "name": names[row["area"]], "shown": shown(kpi, row), "told": "; ".join(told)}
        )
    columns = [c for c in COLUMNS if c[0] != "disaggregation" or any(r["disaggregation"] for r in rows)]
    render.table(rows, columns, style=_style)
    told_by = f"run {workspace.view.header.run}, as of {workspace.view.header.as_of}"
    render.out().print(f"{len(rows):,} measurements; {told_by}", style="dim", highlight=False)
    if notice:
        render.out().print(notice, style="yellow", highlight=False)


def _style(column: str, value: Any) -> str:
    return render.STATUS_STYLE.get(str(value), "") if column == "obs_status" else ""
