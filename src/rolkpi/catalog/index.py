"""Every definition by its id, with the place it stands in; who owns what."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Generic, Protocol, TypeVar

from rolkpi.catalog.place import Locate, Place
from rolkpi.errors import Problem
from rolkpi.model import Adapter, Codelist, Dataset, Kpi, Measure, Plugin, View


class _HasId(Protocol):
    @property
    def id(self) -> str: ...


D = TypeVar("D", bound=_HasId)


@dataclass(frozen=True)
class Shelf(Generic[D]):
    """The definitions of one kind."""

    held: Mapping[str, D]
    places: Mapping[str, Place]

    def __contains__(self, id_: str) -> bool:
        return id_ in self.held

    def items(self) -> Iterable[tuple[D, Place]]:
        """Every definition with its place, in order of id."""
        return ((self.held[id_], self.places[id_]) for id_ in self.held)


@dataclass(frozen=True)
class Index:
    """All definitions of all plugins. Where an id is defined twice, the plugin it is named after
    has it here, else the first."""

    plugins: Mapping[str, Plugin]
    codelists: Shelf[Codelist]
    datasets: Shelf[Dataset]
    views: Shelf[View]
    measures: Shelf[Measure]
    kpis: Shelf[Kpi]
    adapters: Shelf[Adapter]


def make_index(plugins: Sequence[Plugin], locate: Locate, problems: list[Problem]) -> Index:
    """Put every definition in its place. Reports ids that lie outside their plugin or are defined twice."""
    by_name: dict[str, Plugin] = {}
    loaded = frozenset(plugin.name for plugin in plugins)
    for plugin in plugins:
        if plugin.name in by_name:
            Place(plugin.name, (), locate, problems, loaded).report(
                "RK102", f"two plugins are called '{plugin.name}'", "name each plugin once; give one another name"
            )
        by_name.setdefault(plugin.name, plugin)

    misnamed = {plugin.name for plugin in plugins if _is_misnamed(plugin, loaded, locate, problems)}

    def shelf(kind: str, noun: str, owned: Iterable[tuple[Plugin, Sequence[D]]]) -> Shelf[D]:
        held: dict[str, D] = {}
        places: dict[str, Place] = {}
        placed = [
            (definition, Place(plugin.name, (kind, number), locate, problems, loaded))
            for plugin, definitions in owned
            for number, definition in enumerate(definitions)
        ]
        for definition, place in sorted(placed, key=lambda pair: not _is_own(*pair)):
            if not _is_own(definition, place) and place.plugin not in misnamed:
                _report_foreign(definition.id, noun, place)
            if definition.id in held:
                _report_twice(definition.id, noun, places[definition.id], place)
            else:
                held[definition.id], places[definition.id] = definition, place
        return Shelf({id_: held[id_] for id_ in sorted(held)}, places)

    datasets = shelf("datasets", "dataset", [(p, p.datasets) for p in plugins])
    return Index(
        by_name,
        shelf("codelists", "codelist", [(p, p.codelists) for p in plugins]),
        datasets,
        _beside(datasets, shelf("views", "view", [(p, p.views) for p in plugins])),
        shelf("measures", "measure", [(p, p.measures) for p in plugins]),
        shelf("kpis", "KPI", [(p, p.kpis) for p in plugins]),
        shelf("adapters", "adapter", [(p, p.adapters) for p in plugins]),
    )


def _beside(datasets: Shelf[Dataset], views: Shelf[View]) -> Shelf[View]:
    """The views that are not called like a dataset: the two are named in the same places."""
    for id_ in sorted(set(views.held) & set(datasets.held)):
        _report_twice(id_, "dataset", datasets.places[id_], views.places[id_])
    return Shelf({id_: view for id_, view in views.held.items() if id_ not in datasets}, views.places)


def _is_misnamed(plugin: Plugin, loaded: frozenset[str], locate: Locate, problems: list[Problem]) -> bool:
    """Whether all ids of a plugin begin with one other name, so that its own is the one to mend; RK103 is reported."""
    kinds = (plugin.codelists, plugin.datasets, plugin.views, plugin.measures, plugin.kpis, plugin.adapters)
    names = {definition.id.partition(".")[0] for held in kinds for definition in held}
    if len(names) != 1 or names & loaded:
        return False
    (name,) = names
    what = f"all its ids begin with '{name}.', and the plugin is called '{plugin.name}'"
    Place(plugin.name, ("name",), locate, problems, loaded).report(
        "RK103", what, f"call it {name}, or its ids {plugin.name}"
    )
    return True


def _is_own(definition: _HasId, place: Place) -> bool:
    return definition.id.partition(".")[0] == place.plugin


def _report_foreign(id_: str, noun: str, place: Place) -> None:
    name = id_.partition(".")[2]
    what = f"plugin '{place.plugin}' may not define the {noun} '{id_}'"
    place.at("id").report("RK103", what, f"call it '{place.plugin}.{name}'")


def _report_twice(id_: str, noun: str, first: Place, second: Place) -> None:
    second.at("id").report(
        "RK102",
        f"{noun} '{id_}' of plugin '{second.plugin}' is already defined by plugin '{first.plugin}' ({first.where})",
        "give one of the two another id",
    )
