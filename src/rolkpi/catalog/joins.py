"""Which KPIs join the records of two institutions, and must say how many of them found their partner."""

from __future__ import annotations

from collections.abc import Iterable

from rolkpi.catalog.columns import Resolver
from rolkpi.catalog.names import named_columns, used_dimensions
from rolkpi.catalog.place import Place
from rolkpi.model import Kpi, Measure


def check_joins(kpi: Kpi, measures: Iterable[Measure], place: Place, resolver: Resolver) -> None:
    """A KPI over records of two plugins names a linkage, unless it is one itself."""
    if kpi.linkage is not None or kpi.id in _linkages(resolver):
        return
    joined = sorted({pair for measure in measures for pair in _joins_of(kpi, measure, resolver)})
    if joined:
        named = sorted({plugin for pair in joined for plugin in pair})
        place.at("linkage").report(
            "RK111",
            f"'{kpi.id}' joins {' and '.join(named)} records, but does not say how many found their partner",
            "name in 'linkage' a KPI that is the share of the records with a partner",
        )


def _linkages(resolver: Resolver) -> frozenset[str]:
    """KPIs that others name as their linkage, those that are left out of the catalog included."""
    kpis = (kpi for plugin in resolver.index.plugins.values() for kpi in plugin.kpis)
    return frozenset(kpi.linkage for kpi in kpis if kpi.linkage is not None)


def _joins_of(kpi: Kpi, measure: Measure, resolver: Resolver) -> set[tuple[str, str]]:
    """Pairs of plugins whose deliveries are joined for a measure; reference data is looked up, not joined."""
    pairs: set[tuple[str, str]] = set()
    pending: list[tuple[str, str]] = []
    for source in measure.sources:
        if source.dataset in resolver.datasets:
            dimensions = (source.dimensions.get(d, d) for d in used_dimensions(kpi))
            pending += [(source.dataset, name) for name in (*named_columns(measure, source), *dimensions)]
    seen: set[tuple[str, str]] = set()
    while pending:
        at = pending.pop()
        needs = resolver.needs[at[0]].get(at[1])
        if at in seen or needs is None:
            continue
        seen.add(at)
        pending += [(at[0], name) for name in needs.own]
        if needs.dataset is None:
            continue
        pending += [(needs.dataset, name) for name in needs.columns]
        sides = (_deliverer(at[0], resolver), _deliverer(needs.dataset, resolver))
        if sides[0] != sides[1] and resolver.datasets[needs.dataset].kind != "reference":
            pairs.add((min(sides), max(sides)))
    return pairs


def _deliverer(id_: str, resolver: Resolver) -> str:
    """The plugin whose dataset is delivered for a dataset or view."""
    while (base := resolver.datasets[id_].view_of) is not None:
        id_ = base
    return resolver.datasets[id_].plugin
