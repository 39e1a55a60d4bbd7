"""The catalog: every definition by its id, with what follows from all of them together."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from types import MappingProxyType
from typing import Any

from rolkpi.catalog.canonical import canonical_form, digest, formula_measures
from rolkpi.catalog.names import named_columns, named_kpis, used_dimensions
from rolkpi.errors import RequestError, did_you_mean
from rolkpi.expression import Scope
from rolkpi.model import Adapter, Codelist, ColumnType, Dataset, Kpi, Measure, Plugin
from rolkpi.model.dataset import RETURN_COLUMNS


@dataclass(frozen=True, slots=True)
class ResolvedColumn:
    """A stored or derived column with its type; ``codelist`` is the codelist's id, or None."""

    name: str
    type: ColumnType
    codelist: str | None = None


@dataclass(frozen=True, slots=True)
class Needs:
    """What a derived column is made from."""

    own: frozenset[str]
    """Columns of the same dataset."""
    dataset: str | None = None
    """The other dataset, for a lookup or an aggregate."""
    columns: frozenset[str] = frozenset()
    """Columns of that other dataset."""


@dataclass(frozen=True, slots=True)
class Resolution:
    """Columns of every dataset, stored ones first, and what the derived ones need."""

    columns: Mapping[str, Mapping[str, ResolvedColumn]]
    """Dataset id: column name: column."""
    needs: Mapping[str, Mapping[str, Needs]]
    """Dataset id: derived column's name: what it is made from."""
    order: tuple[str, ...]
    """Dataset ids, each after all that its derived columns need."""


@dataclass(frozen=True, slots=True)
class Unavailable:
    """A KPI that cannot be computed here, because it rests on plugins that are not loaded."""

    kpi: Kpi
    missing: tuple[str, ...]
    """Names of those plugins, sorted."""


@dataclass(frozen=True)
class Catalog:
    """Every definition of the loaded plugins. Made by ``build``, which has cross-checked it; never changed.

    What rests on a plugin that another needs but that is not loaded is not in it; the KPIs among it are named in
    ``unavailable``. Views stand among the datasets.
    """

    plugins: Mapping[str, Plugin]
    codelists: Mapping[str, Codelist]
    datasets: Mapping[str, Dataset]
    measures: Mapping[str, Measure]
    kpis: Mapping[str, Kpi]
    adapters: Mapping[str, Adapter]
    resolution: Resolution = field(repr=False)
    unavailable: Mapping[str, Unavailable] = field(default_factory=lambda: MappingProxyType({}))
    """KPI id: why it is not among ``kpis``."""

    def kpi(self, name: str) -> Kpi:
        """The KPI with this id, or with this catalogue code when only one has it, available or not.

        RequestError RK400 when there is none, or several.
        """
        found = self.find_kpis(name)
        if len(found) > 1:
            ids = ", ".join(k.id for k in found)
            raise RequestError("RK400", f"'{name}' is the code of {len(found)} KPIs", fix=f"name one of: {ids}")
        return found[0]

    def find_kpis(self, name: str) -> tuple[Kpi, ...]:
        """KPIs with this id or catalogue code, in order of id, unavailable ones too. A code gives all siblings.

        RequestError RK400 when there is none.
        """
        every = {**self.kpis, **{id_: u.kpi for id_, u in self.unavailable.items()}}
        if name in every:
            return (every[name],)
        found = tuple(k for _, k in sorted(every.items()) if k.code.casefold() == name.casefold())
        if not found:
            known = (*every, *(k.code for k in every.values()))
            raise RequestError("RK400", f"no KPI '{name}'", fix=did_you_mean(name, known))
        return found

    def computable(self, kpis: Iterable[Kpi]) -> tuple[Kpi, ...]:
        """Those among some KPIs that are available."""
        return tuple(kpi for kpi in kpis if kpi.id in self.kpis)

    def measures_of(self, kpi_id: str) -> tuple[Measure, ...]:
        """The measures a KPI's formula names, each once, in its order; none for one made of KPIs.

        RequestError RK400 when there is no such KPI, or it is unavailable.
        """
        kpi = self.kpi(kpi_id)
        if kpi.id in self.unavailable:
            missing = self.unavailable[kpi.id].missing
            what = f"KPI '{kpi.id}' is not available: it rests on {', '.join(missing)}, which is not loaded"
            raise RequestError("RK400", what, fix=f"add to the workspace's plugins: {', '.join(missing)}")
        return tuple(self.measures[m] for m in formula_measures(kpi.formula, self.measures))

    def delivered(self, dataset_id: str) -> str:
        """The dataset whose deliveries are behind this one: itself, or what a view is a view of."""
        self._columns(dataset_id)
        at = dataset_id
        while (base := self.datasets[at].view_of) is not None:
            at = base
        return at

    def column(self, dataset_id: str, name: str) -> ResolvedColumn:
        """A stored or derived column. RequestError RK400 when there is none."""
        columns = self._columns(dataset_id)
        if name not in columns:
            what = f"dataset '{dataset_id}' has no column '{name}'"
            raise RequestError("RK400", what, fix=did_you_mean(name, columns))
        return columns[name]

    def scope(self, dataset_id: str) -> Scope:
        """Every column an expression over the dataset may use: stored, then derived."""
        self._columns(dataset_id)
        return self._scopes[dataset_id]

    def stored_scope(self, dataset_id: str) -> Scope:
        """The stored columns only: what a validation rule may use."""
        self._columns(dataset_id)
        return self._stored_scopes[dataset_id]

    @cached_property
    def _scopes(self) -> dict[str, Scope]:
        return {d: make_scope(self._columns(d).values(), self.codelists) for d in self.datasets}

    @cached_property
    def _stored_scopes(self) -> dict[str, Scope]:
        stored = {d.id: [self._columns(d.id)[c.name] for c in d.columns] for d in self.datasets.values()}
        return {d: make_scope(columns, self.codelists) for d, columns in stored.items()}

    def supports(self, dataset_id: str, columns: Iterable[str]) -> frozenset[str]:
        """Datasets that the derived ones among ``columns`` draw on, transitively, reference data included."""
        reached = self._reached(dataset_id, columns)
        needs = (self.resolution.needs[d].get(c) for d, c in reached)
        return frozenset(n.dataset for n in needs if n is not None and n.dataset is not None)

    def rests_on(self, dataset_id: str, columns: Iterable[str]) -> frozenset[tuple[str, str]]:
        """(dataset, stored column) pairs that ``columns`` are read or derived from, transitively."""
        return frozenset((d, c) for d, c in self._reached(dataset_id, columns) if c not in self.resolution.needs[d])

    def _reached(self, dataset_id: str, columns: Iterable[str]) -> set[tuple[str, str]]:
        pending = [(dataset_id, self.column(dataset_id, c).name) for c in columns]
        seen: set[tuple[str, str]] = set()
        while pending:
            at = pending.pop()
            if at in seen:
                continue
            seen.add(at)
            needs = self.resolution.needs[at[0]].get(at[1])
            if needs is None:
                continue
            pending += [(at[0], own) for own in needs.own]
            if needs.dataset is not None:
                pending += [(needs.dataset, column) for column in needs.columns]
        return seen

    def columns_behind(self, kpi_id: str) -> frozenset[tuple[str, str]]:
        """(dataset, column) pairs, stored and derived, that the figures of a KPI rest on, transitively: those its
        measures and breakdowns name, and those that say where and when a row counts. None for a KPI made of KPIs."""
        dimensions = used_dimensions(self.kpi(kpi_id))
        found: set[tuple[str, str]] = set()
        for measure in self.measures_of(kpi_id):
            for source in (*measure.sources,):
                dataset = self.datasets[source.dataset]
                named = {*named_columns(measure, source), *(source.dimensions.get(d, d) for d in dimensions)}
                named |= {c for c in (dataset.area, dataset.date, dataset.start, dataset.end) if c is not None}
                named |= set(RETURN_COLUMNS) if dataset.kind == "returns" else set()
                found |= self._reached(dataset.id, named & set(self._columns(dataset.id)))
        return frozenset(found)

    def derivation_order(self) -> tuple[str, ...]:
        """Every dataset id, each after all the datasets its derived columns need."""
        return self.resolution.order

    def needed(self, dataset_id: str) -> frozenset[str]:
        """Datasets that the table of a dataset is made from: a view's own, and all its derived columns name."""
        named = {self.datasets[dataset_id].view_of, *(n.dataset for n in self.resolution.needs[dataset_id].values())}
        return frozenset(d for d in named if d is not None)

    def canonical(self) -> dict[str, Any]:
        """Every definition as plain JSON data, sorted: equal for equal definitions, however they were written."""
        kinds = {
            "adapters": self.adapters,
            "codelists": self.codelists,
            "datasets": self.datasets,
            "kpis": self.kpis,
            "measures": self.measures,
        }
        forms: dict[str, Any] = {
            kind: {id_: canonical_form(d) for id_, d in sorted(held.items())} for kind, held in kinds.items()
        }
        forms["unavailable"] = {
            id_: {"kpi": canonical_form(u.kpi), "missing": list(u.missing)} for id_, u in self.unavailable.items()
        }
        bundles = dict.fromkeys(kinds, True)  # views stay in the plugin that has them, absent ones too
        forms["plugins"] = {name: canonical_form(p, leave_out=bundles) for name, p in sorted(self.plugins.items())}
        return forms

    def hash_of(self, kpi_id: str) -> str:
        """SHA-256 of a KPI's definition and of all it rests on: measures, datasets, codelists, transitively, and
        the KPIs it is made of or shown with."""
        kpi = self.kpi(kpi_id)
        if kpi.id in self.unavailable:
            return digest({"kpi": canonical_form(kpi), "missing": list(self.unavailable[kpi.id].missing)})
        measures = {m.id: m for m in self.measures_of(kpi_id)}
        datasets = self.datasets_behind(s.dataset for m in measures.values() for s in m.sources)
        codelists = {c.codelist for d in datasets for c in self._columns(d).values() if c.codelist is not None}
        return digest(
            {
                "kpi": canonical_form(kpi),
                "measures": {m: canonical_form(measure) for m, measure in measures.items()},
                "datasets": {d: canonical_form(self.datasets[d]) for d in datasets},
                "codelists": {c: canonical_form(self.codelists[c]) for c in codelists},
                "kpis": {other: self.hash_of(other) for other in named_kpis(kpi)},
            }
        )

    def datasets_behind(self, roots: Iterable[str]) -> frozenset[str]:
        """These datasets and all that their derived columns draw on, transitively."""
        found: set[str] = set()
        pending = list(roots)
        while pending:
            at = pending.pop()
            if at not in found:
                found.add(at)
                pending += [n.dataset for n in self.resolution.needs[at].values() if n.dataset is not None]
        return frozenset(found)

    def _columns(self, dataset_id: str) -> Mapping[str, ResolvedColumn]:
        if dataset_id not in self.datasets:
            raise RequestError("RK400", f"no dataset '{dataset_id}'", fix=did_you_mean(dataset_id, self.datasets))
        return self.resolution.columns[dataset_id]


def make_scope(columns: Iterable[ResolvedColumn], codelists: Mapping[str, Codelist]) -> Scope:
    """What an expression over these columns may use; a codelist that is missing leaves its column unchecked."""
    types: dict[str, ColumnType] = {}
    codes: dict[str, tuple[str, ...]] = {}
    for column in columns:
        types[column.name] = column.type
        if column.codelist is not None and column.codelist in codelists:
            codes[column.name] = codelists[column.codelist].values
    return Scope(MappingProxyType(types), MappingProxyType(codes))
