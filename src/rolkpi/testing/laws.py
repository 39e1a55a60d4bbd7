"""How figures must add up, whatever the rows: over areas, over months, over the codes of a breakdown."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import Any

from rolkpi.catalog import Catalog
from rolkpi.errors import Problem
from rolkpi.model import Cohort, Exposure, Flow, Kpi, Measure, Rate, Ratio, Stock, Total
from rolkpi.model.kpi import CohortShare
from rolkpi.testing.subject import Subject
from rolkpi.testing.trial import Trial

Rows = list[dict[str, Any]]

_ADDED = (Flow, Exposure, Stock, Cohort)
"""Measures that add up over areas and over the codes of a breakdown."""
_OVER_MONTHS = (Flow, Exposure)
_KNOWN = ("ok", "small_base", "undefined", "provisional")


def broken_laws(trial: Trial, subject: Subject) -> tuple[int, list[Problem]]:
    """How many sums were looked at, and RK124 for those that do not hold."""
    tried, problems = 0, list[Problem]()
    for kpi in trial.kpis:
        measures = subject.catalog.measures_of(kpi.id)
        if not _adds_up(kpi, measures):
            continue
        for column in _columns(kpi):
            for what, whole, parts in _sums(kpi, measures, trial, subject.catalog):
                tried += 1
                counted = sum(p[column] or 0 for p in parts)
                if whole[column] != counted:
                    place = f"{kpi.id} {whole['area']} {whole['period']} {whole['window']} {whole['disaggregation']}"
                    told = f"{place.strip()}: {column} is {whole[column]}, {what} add up to {counted}"
                    fix = f"this is a fault of rolkpi, not of the definition: report it with seed {trial.seed}"
                    problems.append(Problem("RK124", told, subject.where_kpi(kpi.id), fix))
    return tried, problems


def _adds_up(kpi: Kpi, measures: Iterable[Measure]) -> bool:
    known = isinstance(kpi.formula, Total | Ratio | Rate | CohortShare)
    return known and all(isinstance(m, _ADDED) for m in measures)


def _columns(kpi: Kpi) -> tuple[str, ...]:
    if isinstance(kpi.formula, Total):
        return ("value",)
    return ("numerator",) if isinstance(kpi.formula, Rate) else ("numerator", "denominator")


Sum = tuple[str, dict[str, Any], Rows]
"""What the parts are, the whole, the parts."""


def _sums(kpi: Kpi, measures: tuple[Measure, ...], trial: Trial, catalog: Catalog) -> Iterator[Sum]:
    rows = [r for r in trial.rows if r["kpi"] == kpi.id and r["obs_status"] in _KNOWN]
    reporting = {level for m in measures for s in (*m.sources,) for level in catalog.datasets[s.dataset].reported_by}
    yield from _over_areas(kpi, rows, trial, reporting)
    if all(isinstance(m, _OVER_MONTHS) for m in measures):
        yield from _over_months(rows)
    datasets = {s.dataset for m in measures for s in (*m.sources[:1],)}
    if all(catalog.datasets[d].kind != "returns" for d in datasets):  # a form's cells need not add up to its total
        yield from _over_codes(kpi, rows)


def _over_areas(kpi: Kpi, rows: Rows, trial: Trial, reporting: set[str]) -> Iterator[Sum]:
    """Every area against all that lie right inside it and report, or hold others that do.

    Where one of these has no figure, nothing is said of the area: a court counts in its division, and a KPI by district
    does not show it.
    """
    level = {a.code: a.level for a in trial.given.areas}
    counting = reporting | {level[p.parent] for p in trial.given.parents}
    inside: dict[str, list[str]] = defaultdict(list)
    for parent in trial.given.parents:
        if parent.hierarchy == kpi.hierarchy and level[parent.area] in counting:
            inside[parent.parent].append(parent.area)
    held = {(r["area"], *_when(r), r["disaggregation"]): r for r in rows}
    for row in rows:
        parts = [held.get((code, *_when(row), row["disaggregation"])) for code in inside[row["area"]]]
        known = [p for p in parts if p is not None]
        if known and len(known) == len(parts):
            yield "the areas inside it", row, known


def _over_months(rows: Rows) -> Iterator[Sum]:
    """Every longer period against its months; a period that is not over, against those there are."""
    months = [r for r in rows if r["frequency"] == "month" and r["window"] == "period"]
    by_place: dict[tuple[str, str], Rows] = defaultdict(list)
    for month in months:
        by_place[month["area"], month["disaggregation"]].append(month)
    for row in rows:
        if row["frequency"] != "month" and row["window"] == "period":
            inside = by_place[row["area"], row["disaggregation"]]
            parts = [m for m in inside if row["period_start"] <= m["period_start"] <= row["period_end"]]
            if parts:
                yield "its months", row, parts


def _over_codes(kpi: Kpi, rows: Rows) -> Iterator[Sum]:
    """Every total against the codes of a breakdown, those with an unknown code among them."""
    totals = {(r["area"], *_when(r)): r for r in rows if not r["disaggregation"]}
    parts: dict[tuple[Any, ...], Rows] = defaultdict(list)
    for row in rows:
        named = tuple(part.partition("=")[0] for part in row["disaggregation"].split(";") if part)
        if named and not set(named) & set(kpi.overlapping):
            parts[row["area"], *_when(row), named].append(row)
    for (*place, named), held in parts.items():
        if tuple(place) in totals:
            yield f"the parts by {' and '.join(named)}", totals[tuple(place)], held


def _when(row: dict[str, Any]) -> tuple[str, str, str]:
    return row["frequency"], row["window"], row["period"]
