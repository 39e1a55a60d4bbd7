"""A plugin's KPIs on synthetic rows: by the engine, and by the oracle."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from rolkpi.catalog import Catalog
from rolkpi.catalog.names import named_kpis
from rolkpi.errors import Problem
from rolkpi.model import Frequency, Kpi, Window
from rolkpi.model.ledger import LEDGER, ledger_plugin
from rolkpi.model.period import Calendar
from rolkpi.testing.compare import by_key as keyed
from rolkpi.testing.compare import differing
from rolkpi.testing.examples import SECRET
from rolkpi.testing.reference import evaluate
from rolkpi.testing.sample import FIRST, LAST, Row, Sample, sample
from rolkpi.testing.subject import Subject
from rolkpi.workspace.memory import compute

_TOLD = 5
"""Differences that are told of one KPI."""


@dataclass(frozen=True)
class Trial:
    """Synthetic rows that the contract lets in, and what the engine makes of them."""

    seed: int
    kpis: tuple[Kpi, ...]
    given: Sample
    tables: Mapping[str, list[Row]]
    rows: tuple[dict[str, Any], ...]
    """The measurements of all periods."""

    @property
    def cells(self) -> int:
        """Measurements that are compared."""
        labels = compared_periods()
        return sum(r["period"] in labels for r in self.rows)


def make_trial(subject: Subject, seed: int) -> Trial:
    """Make rows for all that the plugin's KPIs rest on, and compute them. KPIs about the ledger are left out."""
    catalog = subject.catalog
    kpis = tuple(k for k in subject.kpis if not _of_ledger(catalog, k))
    given = sample(catalog, _behind(catalog, kpis), seed=seed)
    if not kpis:
        return Trial(seed, kpis, given, {}, ())
    about: dict[str, Any] = {
        "parents": given.parents,
        "population": given.population,
        "kpis": [k.id for k in kpis],
        "first_month": given.first,
        "last_month": given.last,
        "secret": SECRET,
    }
    first = compute(catalog, given.tables, given.areas, **about)
    out: dict[str, set[int]] = {}
    for bad in first.quarantined.to_pylist():
        out.setdefault(bad["dataset"], set()).add(bad["row"])
    tables = {d: [r for n, r in enumerate(held, 1) if n not in out.get(d, ())] for d, held in given.tables.items()}
    answer = compute(catalog, tables, given.areas, **about) if out else first
    ids = {k.id for k in kpis}
    rows = tuple(r for r in answer.measurements().to_pylist() if r["kpi"] in ids)
    return Trial(seed, kpis, given, tables, rows)


def compared_periods() -> frozenset[str]:
    """Two months, and every longer period that the synthetic rows reach: the oracle takes its time."""
    calendar = Calendar()
    months = {calendar.label(Frequency.MONTH, m) for m in (FIRST, LAST)}
    longer = (f for f in Frequency if f is not Frequency.MONTH)
    return frozenset(months | {p.label for f in longer for p in calendar.periods(f, Window.PERIOD, FIRST, LAST)})


def disagreements(trial: Trial, subject: Subject) -> Iterator[Problem]:
    """RK124 for figures of which the engine and the oracle say different things."""
    if not trial.kpis:
        return
    plugins = [p for p in subject.catalog.plugins.values() if p.name != LEDGER]
    labels, ids = compared_periods(), {k.id for k in trial.kpis}
    reckoned = evaluate(
        [*plugins, ledger_plugin(plugins)],
        trial.tables,
        trial.given.areas,
        parents=trial.given.parents,
        population=trial.given.population,
        kpis=ids,
        periods=labels,
        first_month=trial.given.first,
        last_month=trial.given.last,
    )
    measured = keyed(r for r in trial.rows if r["period"] in labels)
    told: dict[str, int] = {}
    for key, (engine, oracle) in differing(measured, keyed(reckoned)).items():
        kpi = str(key[0])
        told[kpi] = told.get(kpi, 0) + 1
        if told[kpi] <= _TOLD:
            what = f"{' '.join(str(k) for k in key if k)}: the engine says {engine}, the oracle {oracle}"
            fix = f"this is a fault of rolkpi, not of the definition: report it with seed {trial.seed}"
            yield Problem("RK124", what, subject.where_kpi(kpi), fix)


def _behind(catalog: Catalog, kpis: tuple[Kpi, ...]) -> set[str]:
    """Delivered datasets that KPIs rest on, and those they are made of."""
    found: set[str] = set()
    todo, seen = [k.id for k in kpis], set[str]()
    while todo:
        id_ = todo.pop()
        if id_ not in seen:
            seen.add(id_)
            todo += [other for other in named_kpis(catalog.kpis[id_]) if other in catalog.kpis]
            roots = {s.dataset for m in catalog.measures_of(id_) for s in (*m.sources,)}
            found |= {catalog.delivered(d) for d in catalog.datasets_behind(roots)}
    return found


def _of_ledger(catalog: Catalog, kpi: Kpi) -> bool:
    return any(catalog.datasets[d].plugin == LEDGER for d in _behind(catalog, (kpi,)))
