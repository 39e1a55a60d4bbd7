"""``rolkpi check``."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterable
from dataclasses import asdict
from itertools import groupby
from pathlib import Path

import typer

from rolkpi.authoring.check import Report, Wrong, check
from rolkpi.authoring.scaffold import schema_text
from rolkpi.authoring.source import SourceReport, Tried
from rolkpi.authoring.synthetic import write_synthetic
from rolkpi.cli import render
from rolkpi.cli.app import Format
from rolkpi.errors import RequestError, WorkspaceError
from rolkpi.workspace.config import find_workspace


def command(
    path: str | None,
    sources: list[str],
    full: bool,
    synthetic: Path | None,
    seed: int,
    watch: bool,
    schema: bool,
    workspace: Path | None,
    as_: Format,
) -> None:
    """Check and tell. Exit status 2 when something is wrong with definitions, 1 when with the rows of a file."""
    render.refuse_format(as_, (Format.TABLE, Format.JSON))
    if schema:
        sys.stdout.write(schema_text())
        return
    if watch:
        if synthetic is not None:
            fix = "leave one of the two out: what is written would be watched, too"
            raise RequestError("RK402", "--watch and --synthetic do not go together", fix=fix)
        _watch(path or ".")
        return
    if synthetic is not None:
        for file, rows in write_synthetic(path or ".", synthetic, seed):
            render.paragraph(render.out(), f"{_rows(rows)}, synthetic: {file.as_posix()}")
        return
    home = find_workspace(workspace) if workspace else _around()
    with render.progress() as step:
        report = check(path or str(home or "."), sources=sources, full=full, seed=seed, workspace=home, step=step)
    if as_ is Format.JSON:
        sys.stdout.write(json.dumps(_plain(report), ensure_ascii=False, indent=2, default=str) + "\n")
    else:
        _tell(report)
    if report.problems:
        raise typer.Exit(2)
    if report.tried and any(s.rejected or s.quarantined for s in report.tried.sources):
        raise typer.Exit(1)


def _around() -> Path | None:
    """The workspace this folder lies in."""
    try:
        return find_workspace(Path())
    except WorkspaceError:
        return None


def _plain(report: Report) -> dict[str, object]:
    problems = [asdict(p) for p in report.problems]
    tried = asdict(report.tried) if report.tried else None
    return {
        "about": report.about,
        "problems": problems,
        "facts": dict(report.facts),
        "notes": report.notes,
        "tried": tried,
    }


# -- watching


def _watch(path: str) -> None:
    """Check now, and again whenever something under the path is saved: each time in a process of its own, since a
    Python package is imported once."""
    from watchfiles import watch

    if not Path(path).exists():
        raise RequestError("RK402", f"there is nothing at '{path}' to watch", fix="name the folder the files are in")
    again = [sys.executable, "-P", "-m", "rolkpi", *(a for a in sys.argv[1:] if a != "--watch")]
    while_watching = {**os.environ, "FORCE_COLOR": "1"} if sys.stdout.isatty() else dict(os.environ)

    def once() -> None:
        subprocess.run(again, check=False, env=while_watching)
        render.paragraph(render.err(), f"watching {path}; Ctrl-C ends it", style="dim")

    once()
    for _ in watch(path, raise_interrupt=False):
        if sys.stdout.isatty():
            render.out().clear()
        once()


# -- telling


def _tell(report: Report) -> None:
    console = render.out()

    def say(text: str, style: str = "", indent: int = 0) -> None:
        render.paragraph(console, text, style=style, indent=indent)

    say(report.about, "bold")
    for name, told in report.facts:
        say(f"{name}: {told}", indent=2)
    _tell_problems(report.problems)
    if report.tried:
        _tell_tried(report.tried)
    for note in report.notes:
        say(f"note: {note}", "yellow")
    count = len(report.problems)
    verdict = "nothing is wrong" if not count else "1 problem" if count == 1 else f"{count} problems"
    verdict += " with the definitions" if report.tried else ""
    say(verdict, "bold green" if not count else "bold red")
    for source in report.tried.sources if report.tried else ():
        if not source.accepted:
            say(f"no row of {source.path} would be accepted", "bold red")


def _tell_problems(problems: Iterable[Wrong]) -> None:
    """Problems by place, each place with its line as it stands there; a fix that several share is told once."""
    console = render.out()
    for (file, line, inside), held in groupby(problems, key=lambda w: (w.file, w.line, w.inside)):
        place = f"{file}:{line}" if line else file or "somewhere"
        render.paragraph(console, f"\n{place}" + (f"  {inside}" if inside else ""), style="bold")
        written = _line(file, line)
        if written:
            render.paragraph(console, f"{line} | {written}", style="dim", indent=2)
        wrongs = list(held)
        for wrong, after in zip(wrongs, [*wrongs[1:], None], strict=True):
            render.paragraph(console, f"{wrong.code}  {wrong.what}", style="red", indent=2)
            if wrong.fix and (after is None or after.fix != wrong.fix):
                render.paragraph(console, f"fix: {wrong.fix}", style="green", indent=2)


def _line(file: str, line: int | None) -> str:
    """A line of a file as it stands there; nothing where there is none."""
    try:
        lines = Path(file).read_text(encoding="utf-8", errors="replace").splitlines() if line else []
    except OSError:
        return ""
    return lines[line - 1].strip() if line and line <= len(lines) else ""


def _tell_tried(tried: Tried) -> None:
    console = render.out()
    for source in tried.sources:
        _tell_source(source)
    if tried.figures:
        render.paragraph(console, f"\nfirst figures as of {tried.as_of} ({tried.place})", style="bold")
        months = max((f.months for f in tried.figures), key=len)
        rows = [
            {"code": f.code, "title": f.title, "unit": f.unit, **dict(zip(f.months, f.told, strict=True))}
            for f in tried.figures
        ]
        filled = [dict.fromkeys(months, "") | row for row in rows]
        heads = [("code", "KPI", "left"), ("title", "Title", "wrap"), ("unit", "Unit", "left")]
        render.table(filled, [*heads, *((m, m, "right") for m in months)])
    for kpi, dataset in tried.skipped:
        render.paragraph(console, f"no figures of {kpi}: there are no rows of {dataset}", style="yellow")


def _tell_source(source: SourceReport) -> None:
    console = render.out()
    through = f" through {source.adapter}" if source.adapter else ""
    render.paragraph(console, f"\n{source.path} for {source.dataset}{through}", style="bold")
    shown = [{"column": c.column, "type": c.type, "from": c.promised, "found": c.found} for c in source.columns]
    heads = (
        ("column", "Column", "left"),
        ("type", "Type", "left"),
        ("from", "From", "left"),
        ("found", "Found", "wrap"),
    )
    wrong = {c.found for c in source.columns if not c.fine}
    render.table(shown, heads, style=lambda column, value: "red" if column == "found" and value in wrong else "")
    if source.unused:
        render.paragraph(console, f"headings that nothing asks for: {', '.join(source.unused)}", style="yellow")
    if source.rejected:
        render.paragraph(console, f"rejected: {source.rejected}", style="red")
        return
    for column, value, rows, hint in source.codes:
        render.paragraph(console, f"{column}: '{value}' is no code, {_rows(rows)}; {hint}", style="red")
    for column, codes in source.unseen:
        render.paragraph(console, f"{column}: no accepted row has {codes}", style="yellow")
    read, *rest = source.rows
    told = " + ".join(f"{count:,} {reason}" for reason, count in rest if count or reason == "accepted")
    render.paragraph(console, f"rows: {read[1]:,} read = {told}", style="" if source.accepted else "bold red")
    for code, column, message, rows, first in source.problems:
        where = f"{column}: " if column else ""
        render.paragraph(
            console, f"{code}  {where}{message} ({_rows(rows)}, the first is row {first})", style="red", indent=2
        )
    for rule, message, rows in source.warnings:
        render.paragraph(console, f"{rule}: {message} ({_rows(rows)}, accepted)", style="yellow", indent=2)
    areas = ", ".join(source.areas[:12]) + (" ..." if len(source.areas) > 12 else "")
    render.paragraph(console, f"areas: {len(source.areas)} ({areas})" if source.areas else "areas: none")


def _rows(count: int) -> str:
    return "1 row" if count == 1 else f"{count:,} rows"
