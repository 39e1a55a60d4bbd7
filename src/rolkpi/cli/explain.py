"""``rolkpi explain``."""

from __future__ import annotations

import json
import sys
from dataclasses import asdict
from pathlib import Path

from rich.padding import Padding

from rolkpi.cli import render
from rolkpi.cli.app import Format
from rolkpi.model import Kpi, Window
from rolkpi.model.kpi import parts_of
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
        ("unit", kpi.unit + {"up": "; more is better", "down": "; less is better"}.get(kpi.direction, "")),
        ("shown", _limits(kpi)),
        ("adds up", " ".join(e.adds_up)),
        ("levels", ", ".join(kpi.levels)),
        ("by", ", ".join(_dimension(kpi, d) for d in kpi.breakdowns if d) or "nothing"),
        ("made of", ", ".join(parts_of(kpi.formula))),
        ("linkage", f"{kpi.linkage} says how many records found their partner" if kpi.linkage else ""),
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
        when = " until before ".join(i.when)
        told = f"{i.measure} ({i.rule}, {i.unit}): {i.title}\n    from {i.dataset} by {when}"
        told += f", {i.holds}\n" if i.holds else "\n"
        told += f"    where {i.condition}\n" if i.condition else ""
        told += f"    counts {i.counts}"
        told += "".join(f"\n    {name} is {what}" for name, what in i.derived)
        console.print(Padding(told, (0, 0, 0, 4)), highlight=False, markup=False)
    if sql:
        for what, statement in e.sql:
            console.print(f"\n[bold]-- {what}[/bold]", highlight=False)
            render.sql(statement + ";")
    console.print()


def _limits(kpi: Kpi) -> str:
    told = [f"by {', '.join(f.value for f in kpi.frequencies)}, looking at {', '.join(w.value for w in kpi.windows)}"]
    told += [f"with at least {kpi.min_months} of 12 months"] if Window.ROLLING_12 in kpi.windows else []
    told += [f"marked small_base where n is below {kpi.min_base}"] if kpi.min_base else []
    return "; ".join(told)


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
            year = " x 12 / months" if f.annualise else ""
            of = f", of the same {' and '.join(f.population_by)} where broken down by it" if f.population_by else ""
            return f"{f.numerator} x {f.scale:,}{year} / population{of}"
        case "cohort_share":
            return f"successes x {f.scale} / members of {f.measure}"
        case "derived":
            return f"({f.numerator}) x {f.scale} / ({f.denominator})"
        case "index":
            bases = "; ".join(
                f"{b.area} {b.disaggregation} {b.value:,} in {b.period} ({b.source})" for b in f.baselines
            )
            return f"({f.measure} - baseline) x {f.scale} / baseline; baseline: {bases}".replace("  ", " ")
        case "unit_share":
            of = f.weight or f"areas of level '{f.level}'"
            return f"{of} where {f.kpi} {f.test} {f.threshold:g}, x {f.scale} / all of them"
        case "score":
            parts = ", ".join(f"{p.kpi} ({p.worst:g} to {p.best:g}, weight {p.weight})" for p in f.parts)
            return f"weighted mean, 0 to {f.scale}, of {parts}; needs {f.min_coverage} of the weights"
