"""``rolkpi explain``."""

from __future__ import annotations

import json
import sys
from dataclasses import asdict
from pathlib import Path

from rich.padding import Padding

from rolkpi.cli import render
from rolkpi.cli.app import Format
from rolkpi.model import Kpi
from rolkpi.workspace.explain import Explanation
from rolkpi.workspace.workspace import open_workspace


def command(folder: Path, kpi: str, by: str, sql: bool, as_: Format) -> None:
    """Explain every KPI that the id or code names."""
    render.refuse_format(as_, (Format.TABLE, Format.JSON))
    workspace = open_workspace(folder)
    setup = workspace.setup()
    found = [workspace.explain(k.id, by, setup) for k in setup.catalog.find_kpis(kpi)]
    if as_ is Format.JSON:
        plain = [{**asdict(e), "kpi": e.kpi.model_dump(mode="json")} for e in found]
        json.dump(plain, sys.stdout, ensure_ascii=False, indent=2)
        sys.stdout.write("\n")
        return
    for explanation in found:
        _tell(explanation, sql)


def _tell(e: Explanation, sql: bool) -> None:
    console, kpi = render.out(), e.kpi
    console.print(f"[bold]{kpi.code}[/bold]  {kpi.title}  [dim]{kpi.id}[/dim]", highlight=False)
    said = [
        ("what", kpi.description),
        ("formula", _formula(e)),
        ("unit", f"{kpi.unit}; better is: {kpi.direction}"),
        ("adds up", " ".join(e.adds_up)),
        ("levels", ", ".join(kpi.levels)),
        ("by", ", ".join(_dimension(kpi, d) for d in kpi.breakdowns if d) or "nothing"),
        ("rests on", ", ".join(e.made_of)),
        ("source", kpi.source),
        ("owner", kpi.owner),
        ("note", kpi.note),
    ]
    for name, text in said:
        if text:
            console.print(f"[bold]{name}[/bold]", highlight=False)
            console.print(Padding(text, (0, 0, 0, 4)), highlight=False, markup=False)
    if e.inputs:
        console.print("[bold]inputs[/bold]")
    for i in e.inputs:
        when = ", ".join(i.when) or "its own date"
        told = f"{i.measure} ({i.rule}, {i.unit}): {i.title}\n    from {i.dataset} by {when}\n    where {i.condition}\n"
        told += f"    counts {i.counts}"
        console.print(Padding(told, (0, 0, 0, 4)), highlight=False, markup=False)
    if sql:
        for what, statement in e.sql:
            console.print(f"\n[bold]-- {what}[/bold]", highlight=False)
            render.sql(statement + ";")
    console.print()


def _dimension(kpi: Kpi, breakdown: tuple[str, ...]) -> str:
    overlap = [d for d in breakdown if d in kpi.overlapping]
    return ";".join(breakdown) + (f" (parts overlap by {' and '.join(overlap)})" if overlap else "")


def _formula(e: Explanation) -> str:
    f = e.kpi.formula
    match f.kind:
        case "total":
            return f.measure
        case "ratio":
            return f"{f.numerator} x {f.scale} / {f.denominator}"
        case "rate":
            return f"{f.numerator} x {f.scale:,} / population"
        case "cohort_share":
            return f"successes x {f.scale} / members of {f.measure}"
        case "derived":
            return f"({f.numerator}) x {f.scale} / ({f.denominator})"
        case "index":
            return f"({f.measure} - baseline) x {f.scale} / baseline"
        case "unit_share":
            of = f.weight or f"areas of level '{f.level}'"
            return f"{of} where {f.kpi} {f.test} {f.threshold:g}, x {f.scale} / all of them"
        case "score":
            parts = ", ".join(f"{p.kpi} ({p.worst:g} to {p.best:g}, weight {p.weight})" for p in f.parts)
            return f"weighted mean, 0 to {f.scale}, of {parts}"
