"""What rests on plugins that are needed but not loaded, and is therefore left out of the catalog."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import TypeVar, assert_never

from rolkpi.catalog.index import Index, Shelf
from rolkpi.catalog.names import named_columns, named_kpis, named_measures, used_dimensions
from rolkpi.expression import mentioned
from rolkpi.model import (
    Adapter,
    Aggregate,
    AnySource,
    Dataset,
    Derived,
    Formula,
    Kpi,
    Lookup,
    Measure,
    View,
)

Missing = frozenset[str]
"""Names of plugins that are not loaded; empty where nothing is missing."""

D = TypeVar("D", Dataset, View, Measure, Kpi, Adapter)


@dataclass
class Absent:
    """Definitions, columns and links that rest on plugins which are not loaded, with the names of those plugins."""

    views: dict[str, Missing] = field(default_factory=dict)
    columns: dict[str, dict[str, Missing]] = field(default_factory=lambda: defaultdict(dict))
    """Dataset or view: column."""
    links: dict[str, dict[str, Missing]] = field(default_factory=lambda: defaultdict(dict))
    """Dataset or view: link."""
    measures: dict[str, Missing] = field(default_factory=dict)
    kpis: dict[str, Missing] = field(default_factory=dict)
    adapters: dict[str, Missing] = field(default_factory=dict)

    def without(self, index: Index) -> Index:
        """The index without the definitions that are left out; columns and links are still in it."""
        return replace(
            index,
            views=_less(index.views, self.views),
            measures=_less(index.measures, self.measures),
            kpis=_less(index.kpis, self.kpis),
            adapters=_less(index.adapters, self.adapters),
        )

    def prune(self, dataset: Dataset) -> Dataset:
        """A dataset without the columns and links that are left out."""
        columns, links = self.columns.get(dataset.id, {}), self.links.get(dataset.id, {})
        if not columns and not links:
            return dataset
        published = dataset.published
        return dataset.model_copy(
            update={
                "links": tuple(link for link in dataset.links if link.name not in links),
                "derived": tuple(d for d in dataset.derived if d.name not in columns),
                "published": published if published == "all" else tuple(n for n in published if n not in columns),
            }
        )


def find_absent(index: Index) -> Absent:
    """Follow every reference to a needed plugin that is not loaded through all that builds on it."""
    finder = _Finder(index)
    if any(set(plugin.needs) - set(index.plugins) for plugin in index.plugins.values()):
        while finder.go_round():
            pass
    return finder.absent


def _less(shelf: Shelf[D], gone: Mapping[str, Missing]) -> Shelf[D]:
    return Shelf({id_: d for id_, d in shelf.held.items() if id_ not in gone}, shelf.places)


class _Finder:
    """Goes over all definitions until a round finds nothing new."""

    def __init__(self, index: Index) -> None:
        self.index, self.absent = index, Absent()
        self._tables: Mapping[str, Dataset | View] = {**index.datasets.held, **index.views.held}
        self._changed = False

    def go_round(self) -> bool:
        """Look at everything once; whether that has found something."""
        self._changed = False
        for table in self._tables.values():
            self._table(table)
        for measure in self.index.measures.held.values():
            self._note(self.absent.measures, measure.id, self._measure(measure))
        for kpi in self.index.kpis.held.values():
            self._note(self.absent.kpis, kpi.id, self._kpi(kpi))
        for adapter in self.index.adapters.held.values():
            self._note(self.absent.adapters, adapter.id, self._dataset(adapter.dataset, adapter.id))
        return self._changed

    def _note(self, into: dict[str, Missing], name: str, missing: Missing) -> None:
        if missing - into.get(name, frozenset()):
            into[name] = into.get(name, frozenset()) | missing
            self._changed = True

    # -- references: what is missing behind one

    def _foreign(self, id_: str, user: str) -> Missing:
        """The plugin an id belongs to, when the user's plugin needs it and it is not loaded."""
        plugin, owner = id_.partition(".")[0], self.index.plugins.get(user.partition(".")[0])
        needed = owner is not None and plugin in owner.needs and plugin not in self.index.plugins
        return frozenset({plugin}) if needed else frozenset()

    def _dataset(self, id_: str, user: str) -> Missing:
        return self.absent.views.get(id_, frozenset()) | self._foreign(id_, user)

    def _columns(self, dataset: str, names: Iterable[str]) -> Missing:
        gone = self.absent.columns.get(dataset, {})
        return _together(gone.get(name, frozenset()) for name in names)

    # -- definitions: what is missing behind one

    def _table(self, table: Dataset | View) -> None:
        columns = self.absent.columns[table.id]
        if isinstance(table, View):
            self._note(self.absent.views, table.id, self._dataset(table.of, table.id))
            for name, missing in dict(self.absent.columns.get(table.of, {})).items():
                self._note(columns, name, missing)
        for link in table.links:
            own = (*link.on, *((link.valid_at,) if link.valid_at else ()))
            missing = self._dataset(link.dataset, table.id) | self._columns(table.id, own)
            missing |= self._columns(link.dataset, link.on.values())
            self._note(self.absent.links[table.id], link.name, missing)
        for derived in table.derived:
            self._note(columns, derived.name, self._derived(table, derived))

    def _derived(self, table: Dataset | View, derived: Derived) -> Missing:
        match derived:
            case Lookup(link=link, column=column):
                targets = [known.dataset for known in table.links if known.name == link]
                missing = _together(self._columns(target, [column]) for target in targets)
                return missing | self.absent.links[table.id].get(link, frozenset())
            case Aggregate(dataset=other, on=on, column=column, where=where, after=after):
                theirs = (*on, *((column,) if column else ()), *mentioned(where))
                missing = self._dataset(other, table.id) | self._columns(other, theirs)
                return missing | self._columns(table.id, (*on.values(), *((after,) if after else ())))
            case Formula(expression=expression, codelist=codelist):
                listed = self._foreign(codelist, table.id) if codelist else frozenset()
                return listed | self._columns(table.id, mentioned(expression))
            case _:
                assert_never(derived)

    def _measure(self, measure: Measure) -> Missing:
        sources: tuple[AnySource, ...] = measure.sources
        return _together(
            self._dataset(s.dataset, measure.id) | self._columns(s.dataset, named_columns(measure, s)) for s in sources
        )

    def _kpi(self, kpi: Kpi) -> Missing:
        measures, kpis = named_measures(kpi.formula), named_kpis(kpi)
        named = [id_ for example in kpi.examples for id_ in example.tables]
        return _together(
            (
                *(self._foreign(id_, kpi.id) for id_ in (*measures, *kpis)),
                *(self._dataset(id_, kpi.id) for id_ in named),
                *(self.absent.measures.get(id_, frozenset()) for id_ in measures),
                *(self.absent.kpis.get(id_, frozenset()) for id_ in kpis),
                *(self._dimensions(kpi, id_) for id_ in measures),
            )
        )

    def _dimensions(self, kpi: Kpi, measure: str) -> Missing:
        """Behind the columns a KPI's breakdowns name."""
        used, held = used_dimensions(kpi), self.index.measures.held.get(measure)
        sources: tuple[AnySource, ...] = held.sources if held is not None else ()
        return _together(self._columns(s.dataset, [s.dimensions.get(d, d) for d in used]) for s in sources)


def _together(parts: Iterable[Missing]) -> Missing:
    return frozenset().union(*parts)
