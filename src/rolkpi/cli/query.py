"""``rolkpi query``."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from rolkpi.cli import render
from rolkpi.cli.app import Format
from rolkpi.errors import RequestError
from rolkpi.measurements.show import shown
from rolkpi.model import Kpi, Status, Total, Window
from rolkpi.workspace.workspace import Workspace, open_workspace

COLUMNS = (
    ("code", "KPI", "wrap"),
    ("area", "Area", "left"),
    ("name", "Name", "wrap"),
    ("period", "Period", "left"),
    ("disaggregation", "By", "left"),
    ("shown", "Value", "right"),
    ("interval", "Between", "right"),
    ("unit", "Unit", "left"),
    ("n", "n", "right"),
    ("linked", "Linked", "right"),
    ("obs_status", "Status", "left"),
    ("told", "Remark", "wrap"),
)


OPTIONAL = ("disaggregation", "interval", "linked")
"""Columns that are shown where some row has something in them."""


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
    answered = set(answer.column("kpi").unique().to_pylist())
    _tell_what_there_is(workspace, kpis, frequency, window, answered)
    _tell_what_is_retired(k for k in workspace.kpis() if k.id in answered)
    if as_ is Format.TABLE:
        _table(workspace, answer, notice, kpis or [])
        return
    if notice:
        render.err().print(notice, style="yellow")
    if as_ is Format.PARQUET:
        _parquet(answer)
    else:
        render.records(answer.to_pylist(), as_, answer.column_names)


def _tell_what_there_is(
    workspace: Workspace, asked: list[str] | None, frequency: str, window: str, answered: set[str]
) -> None:
    """Why a KPI that was asked for is not in the answer, on stderr."""
    names = {name.casefold() for name in asked or ()}
    for kpi in workspace.kpis():
        if kpi.id not in answered and {kpi.id, kpi.code.casefold()} & names:
            frequencies, windows = ([x.value for x in xs] for xs in (kpi.frequencies, kpi.windows))
            if frequency not in frequencies or window not in windows:
                told = f"{kpi.id} has figures by {', '.join(frequencies)}, looking at {', '.join(windows)}"
                render.err().print(f"{told}: see --frequency and --window", style="yellow", highlight=False)
            else:
                by = ", ".join(";".join(b) for b in kpi.breakdowns if b) or "nothing"
                told = (
                    f"{kpi.id} has figures for {', '.join(kpi.levels)}, broken down by {by}: see --level, --area, --by"
                )
                render.err().print(told, style="yellow", highlight=False)


def _tell_what_is_retired(kpis: Iterable[Kpi]) -> None:
    """KPIs that are not to be used any more, and what is, on stderr."""
    for kpi in kpis:
        if kpi.status is Status.DEPRECATED:
            instead = f": use {kpi.replaced_by} instead" if kpi.replaced_by else ""
            told = f"{kpi.id} is deprecated since {kpi.deprecated_on}{instead}"
            render.err().print(told, style="yellow", highlight=False)


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


FLAGS = {
    "interval": "known as a range only",
    "missing_keys": "records without a key may be more",
    "weak_keys": "keys made from names",
    "part_period": "part of the period",
    "restated_geography": "restated",
    "series_break": "series breaks here",
}
"""Flags as a reader takes them."""


def _between(kpi: Kpi, row: dict[str, Any]) -> str:
    """``40-49``: what the value is known to lie between; open where an end is not known."""
    if row["low"] is None and row["high"] is None:
        return ""
    whole = isinstance(kpi.formula, Total) and all(x is None or x == int(x) for x in (row["low"], row["high"]))
    ends = ("" if x is None else f"{x:,.0f}" if whole else f"{x:,.1f}" for x in (row["low"], row["high"]))
    return "-".join(ends)


def _table(workspace: Workspace, answer: pa.Table, notice: str, asked: list[str]) -> None:
    """In the order the KPIs were asked for, else by their codes."""
    kpis = {k.id: k for k in workspace.kpis()}
    names = {a.code: a.name for a in workspace.areas()}
    rows: list[dict[str, Any]] = []
    for row in answer.to_pylist():
        kpi = kpis[row["kpi"]]
        told = [t for t in (row["reason"], *(FLAGS.get(f, f) for f in row["flags"])) if t]
        code = kpi.code if sum(k.code == kpi.code for k in kpis.values()) == 1 else kpi.id
        rows.append(
            {
                **row,
                "code": code,
                "name": names[row["area"]],
                "shown": shown(kpi, row),
                "interval": _between(kpi, row),
                "linked": "" if row["linkage"] is None else f"{row['linkage']:.0%}",
                "told": "; ".join(told),
            }
        )
    order = [name.casefold() for name in asked]

    def place(row: dict[str, Any]) -> tuple[int, str]:
        names = (kpis[row["kpi"]].code.casefold(), row["kpi"])
        return min((order.index(n) for n in names if n in order), default=len(order)), names[0]

    rows.sort(key=place)
    columns = [c for c in COLUMNS if c[0] not in OPTIONAL or any(r[c[0]] for r in rows)]
    render.table(rows, columns, style=_style)
    told_by = f"run {workspace.view.header.run}, as of {workspace.view.header.as_of}"
    render.out().print(f"{len(rows):,} measurements; {told_by}", style="dim", highlight=False)
    if notice:
        render.out().print(notice, style="yellow", highlight=False)


def _style(column: str, value: Any) -> str:
    return render.STATUS_STYLE.get(str(value), "") if column == "obs_status" else ""
