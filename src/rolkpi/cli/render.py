"""What people see: the only module that writes with rich."""

from __future__ import annotations

import csv
import json
import sys
import unicodedata
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import date
from typing import Any

from rich.console import Console
from rich.markdown import Markdown
from rich.padding import Padding
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn
from rich.syntax import Syntax
from rich.table import Table
from rich.text import Text

from rolkpi.cli.app import Format
from rolkpi.errors import RequestError

WRAPPED = 20
"""Characters that a column of words keeps on a narrow screen."""

WIDEST = 110
"""Columns that running text is laid out over at most."""

STATUS_STYLE = {
    "ok": "green",
    "provisional": "yellow",
    "small_base": "yellow",
    "immature": "cyan",
    "undefined": "magenta",
    "no_data": "red",
    "not_applicable": "dim",
    "unavailable": "red",
}


def out() -> Console:
    """For answers."""
    return Console(soft_wrap=False)


def err() -> Console:
    """For everything else."""
    return Console(stderr=True)


def plain(value: Any) -> Any:
    """A value as JSON and CSV write it."""
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, tuple):
        return [plain(v) for v in value]
    return value


def plain_json(data: Mapping[str, Any]) -> None:
    """Write JSON data to stdout."""
    json.dump(data, sys.stdout, ensure_ascii=False, indent=2)
    sys.stdout.write("\n")


def records(rows: Sequence[Mapping[str, Any]], as_: Format, columns: Sequence[str]) -> None:
    """Write rows to stdout as CSV or JSON, all columns, in order. Lists are joined by ``|`` in CSV; NULL is empty."""
    if as_ is Format.JSON:
        json.dump([{c: plain(r[c]) for c in columns} for r in rows], sys.stdout, ensure_ascii=False, indent=2)
        sys.stdout.write("\n")
        return
    writer = csv.writer(sys.stdout, lineterminator="\n")
    writer.writerow(columns)
    for row in rows:
        cells = (plain(row[c]) for c in columns)
        writer.writerow("|".join(map(str, v)) if isinstance(v, list) else v for v in cells)


def table(
    rows: Sequence[Mapping[str, Any]],
    columns: Sequence[Column],
    *,
    title: str = "",
    style: Callable[[str, Any], str] = lambda column, value: "",
    spare: Sequence[str] = (),
) -> None:
    """Write rows to stdout as a table. ``spare``: columns that are left out on a narrow screen, the first one first."""
    console = out() if out().is_terminal else Console(width=200)
    shown = _fitting(rows, columns, spare, console.width)
    grid = Table(title=title or None, title_justify="left", header_style="bold", box=None, pad_edge=False)
    for key, heading, side in shown:
        grid.add_column(
            heading,
            justify="right" if side == "right" else "left",
            no_wrap=side != "wrap",
            overflow="fold",
            min_width=_least(rows, (key, heading, side)),
        )
    for row in rows:
        cells = [(key, row[key]) for key, _, _ in shown]
        grid.add_row(*(Text("" if v is None else visible(str(v)), style=style(k, v)) for k, v in cells))
    console.print(grid)
    left_out = [heading for key, heading, _ in columns if key not in {k for k, _, _ in shown}]
    if left_out:
        told = f"{' and '.join(left_out)} left out: the screen is too narrow. --format csv has everything."
        paragraph(err(), told, style="dim")


Column = tuple[str, str, str]
"""Key, heading, and ``left``, ``right`` or ``wrap``."""


def _fitting(
    rows: Sequence[Mapping[str, Any]], columns: Sequence[Column], spare: Sequence[str], width: int
) -> Sequence[Column]:
    """The columns that fit side by side, when those that can be spared go one by one."""
    kept = list(columns)
    for key in spare:
        if sum(_least(rows, c) + 2 for c in kept) - 2 <= width:
            break
        kept = [c for c in kept if c[0] != key]
    return kept


def _least(rows: Sequence[Mapping[str, Any]], column: Column) -> int:
    """Characters a column must have: its longest cell, or some of it where words may go on in the next line."""
    key, heading, side = column
    longest = max((len(str(r[key] or "")) for r in rows), default=0)
    return max(len(heading), min(WRAPPED, longest) if side == "wrap" else longest)


def visible(text: str) -> str:
    """Text without what would steer the terminal: a file may hold anything."""
    return "".join(c if c in "\n\t" or unicodedata.category(c) != "Cc" else f"\\x{ord(c):02x}" for c in text)


def paragraph(console: Console, text: str, *, style: str = "", indent: int = 0) -> None:
    """Write text that somebody else wrote: nothing in it is markup. Wrapped at words on a terminal only."""
    text = visible(text)
    console.print(
        Padding(Text(text, style=style), (0, 0, 0, indent)) if console.is_terminal else Text(" " * indent + text),
        highlight=False,
        soft_wrap=not console.is_terminal,
    )


def markdown(text: str, as_: Format) -> None:
    """Write Markdown to stdout: laid out on a terminal, as it is elsewhere and where it was asked for."""
    console = out()
    if console.is_terminal and as_ is not Format.MARKDOWN:
        console.print(Markdown(text), width=min(console.width, WIDEST))
    else:
        sys.stdout.write(text)


def sql(statement: str) -> None:
    """Write a statement to stdout, coloured on a terminal."""
    console = out()
    if console.is_terminal:
        console.print(Syntax(statement, "sql", background_color="default", word_wrap=True))
    else:
        sys.stdout.write(statement + "\n")


def refuse_format(as_: Format, known: Sequence[Format]) -> None:
    """Raise RequestError RK402 for a format a command does not write."""
    if as_ not in known:
        raise RequestError("RK402", f"this command does not write {as_}", fix=f"use one of: {', '.join(known)}")


@contextmanager
def progress() -> Iterator[Callable[[str, int, int], None]]:
    """A progress bar on stderr, on a terminal only."""
    console = err()
    if not console.is_terminal:
        yield lambda what, done, of: None
        return
    columns = (TextColumn("{task.description:<12}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    with Progress(*columns, console=console, transient=True) as bars:
        tasks: dict[str, Any] = {}

        def step(what: str, done: int, of: int) -> None:
            if what not in tasks:
                tasks[what] = bars.add_task(what, total=of)
            bars.update(tasks[what], completed=done, total=of)

        yield step
