"""``rolkpi run``."""

from __future__ import annotations

import json
import sys
from collections import Counter
from dataclasses import asdict
from pathlib import Path

import typer

from rolkpi.cli import render
from rolkpi.cli.app import Format
from rolkpi.store.ledger import Submission
from rolkpi.workspace.run import RunSummary
from rolkpi.workspace.workspace import Workspace, open_workspace

SHOWN = 3
"""Problems of a file that are told at once; the rest stand in its quarantine."""


def command(folder: Path, threads: int | None, as_: Format) -> None:
    """Run and tell. Exit status 1 when something newly delivered was faulty."""
    render.refuse_format(as_, (Format.TABLE, Format.JSON))
    workspace = open_workspace(folder)
    with render.progress() as step:
        summary = workspace.run(step, threads)
    _faults(summary, workspace)
    if as_ is Format.JSON:
        json.dump(asdict(summary), sys.stdout, default=str, indent=2)
        sys.stdout.write("\n")
    else:
        _tell(summary, *_example(workspace))
    if summary.faults:
        raise typer.Exit(1)


def _faults(summary: RunSummary, workspace: Workspace) -> None:
    """New faults, on stderr: file, what is wrong, how to mend it; and doubts about the set-up."""
    console = render.err()
    for doubt in summary.doubts if summary.changed else ():
        console.print(f"note: {doubt}", style="yellow", highlight=False, markup=False, soft_wrap=True)
    for s in summary.new:
        if s.state == "rejected":
            console.print(f"rejected: {s.message}", style="red", highlight=False, markup=False)
        elif s.quarantined:
            told = f"{s.path}: {s.quarantined:,} of {s.rows_in:,} rows quarantined; all in store/quarantine/{s.id}.csv"
            console.print(told, style="yellow", highlight=False, markup=False, soft_wrap=True)
            for bad in workspace.quarantined(s.id).slice(0, SHOWN).to_pylist():
                place = f"  row {bad['row']}" + (f", {bad['column']}" if bad["column"] else "")
                place += f" = {bad['value']}" if bad["value"] is not None else ""
                console.print(
                    f"{place}: {bad['message']} [{bad['code']}]", highlight=False, markup=False, soft_wrap=True
                )


def _example(workspace: Workspace) -> tuple[str, str]:
    """A KPI and the level most of its areas are of: what to look at next."""
    kpi = workspace.kpis()[0]
    levels = Counter(a.level for a in workspace.areas() if a.level in kpi.levels)
    return kpi.code, levels.most_common(1)[0][0] if levels else kpi.levels[0]


def _tell(summary: RunSummary, example: str, level: str) -> None:
    accepted = [s for s in summary.new if s.state == "accepted"]
    states = {state: sum(s.state == state for s in summary.new) for state in ("accepted", "rejected", "waiting")}
    lines = [
        ("run", f"{summary.run} of {summary.name}" + ("" if summary.changed else " (nothing had changed)")),
        ("notice", summary.notice or "none"),
        ("months", f"{summary.first_month} to {summary.last_month}, as of {summary.as_of}"),
        (
            "computed",
            f"{summary.kpis:,} KPIs{_drafts(summary)} for {summary.areas:,} areas: {summary.figures:,} figures"
            f"{_lacking(summary)}",
        ),
        ("totals", _statuses(summary)),
        (
            "new",
            ", ".join(f"{count:,} {state}" for state, count in states.items()) + f" deliveries{_still(summary)}",
        ),
        ("rows", _rows(accepted)),
        (
            "quarantined",
            f"{sum(s.quarantined for s in accepted):,} new rows; {summary.outstanding:,} in all, not mended yet",
        ),
        ("restated", f"{summary.restated:,} figures differ from the run before"),
        ("missing", f"{summary.missing:,} of {summary.expected:,} expected area-months have no accepted delivery"),
        ("next", f"rolkpi query {example} --level {level}     rolkpi explain {example}"),
    ]
    console = render.out()
    for name, text in lines:
        style = "yellow" if name == "notice" and summary.notice else ""
        console.print(f"[bold]{name:<12}[/bold]", end="", highlight=False)
        console.print(text, style=style, highlight=False, markup=False, soft_wrap=True)


def _statuses(summary: RunSummary) -> str:
    if not summary.statuses:
        return "not counted by status in this run"
    by_count = sorted(summary.statuses.items(), key=lambda item: (-item[1], item[0]))
    counted = ", ".join(f"{count:,} {status}" for status, count in by_count)
    return f"{sum(summary.statuses.values()):,} measurements = {counted}"


def _still(summary: RunSummary) -> str:
    """Rejected deliveries that nobody has mended: no error any more, and not forgotten."""
    old = summary.rejected - sum(s.state == "rejected" for s in summary.new)
    return f"; {old:,} rejected before, not mended yet" if old else ""


def _drafts(summary: RunSummary) -> str:
    return f" ({summary.drafts:,} drafts)" if summary.drafts else ""


def _lacking(summary: RunSummary) -> str:
    return f"; unavailable: {', '.join(summary.unavailable)}" if summary.unavailable else ""


def _rows(accepted: list[Submission]) -> str:
    ignored = sum(count for s in accepted for _, count in s.ignored)
    read, taken = sum(s.rows_in for s in accepted), sum(s.accepted for s in accepted)
    quarantined = sum(s.quarantined for s in accepted)
    return f"{read:,} read = {taken:,} accepted + {quarantined:,} quarantined + {ignored:,} ignored"
