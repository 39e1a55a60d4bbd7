"""Definition mutants: each definition changed in one small way, to see whether a worked example notices.

A mutant is *killed* when some worked example no longer gives what it says, *stillborn* when it is no sound definition
(the catalog refuses it), and *survives* otherwise. A survivor is a part of the rule that no example shows. Examples
are worked out by the oracle, which needs milliseconds for one.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from pydantic import ValidationError

from rolkpi.catalog import Catalog, build
from rolkpi.catalog.names import named_kpis, named_measures
from rolkpi.errors import DefinitionError
from rolkpi.model import (
    Aggregate,
    AnySource,
    Dataset,
    Kpi,
    Measure,
    Plugin,
    Status,
    View,
)
from rolkpi.model.ledger import LEDGER, ledger_plugin
from rolkpi.testing.examples import Scene, by_oracle, failures_of, scene
from rolkpi.testing.mutate_definition import of_derived, of_kpi, of_measure

Definition = Kpi | Measure | Dataset | View


@dataclass(frozen=True)
class Mutant:
    """One definition changed in one way."""

    id: str
    """``levies.in_time sources[0].where: '15 days' for '14 days'``: the same as long as the definition is."""
    kpis: tuple[str, ...]
    """KPIs of the plugin that rest on the definition."""
    definition: Definition
    """As it is now."""
    changed: Plugin
    """The plugin with it."""


@dataclass(frozen=True)
class Verdict:
    """What became of all mutants of a plugin."""

    killed: int
    stillborn: int
    survivors: tuple[Mutant, ...]
    """Those nobody has given a reason for."""
    explained: tuple[tuple[str, str], ...]
    """(mutant, reason) of those the plugin lists under ``survivors``."""
    unknown: tuple[str, ...]
    """What the plugin lists under ``survivors`` and is no survivor."""

    @property
    def tried(self) -> int:
        """Mutants that are sound definitions."""
        return self.killed + len(self.survivors) + len(self.explained)

    @property
    def share(self) -> float:
        """Killed of those that can be told apart, 0 to 1; 1 when there is nothing to mutate."""
        distinct = self.tried - len(self.explained)
        return self.killed / distinct if distinct else 1.0


def judge(catalog: Catalog, plugin: Plugin) -> Verdict:
    """Try every mutant of a plugin's definitions on the worked examples of the KPIs that rest on them."""
    scenes = {
        kpi.id: [scene(catalog, kpi, example) for example in kpi.examples]
        for kpi in catalog.kpis.values()
        if kpi.plugin == plugin.name
    }
    others = [_unsigned(p) for p in catalog.plugins.values() if p.name not in (plugin.name, LEDGER)]
    ledger = ledger_plugin([plugin, *others])
    killed, stillborn, alive = 0, 0, list[Mutant]()
    for mutant in mutants(catalog, _unsigned(plugin)):
        if not _is_sound(mutant, others, ledger):
            stillborn += 1
        elif any(_notices(s, [mutant.changed, *others]) for k in mutant.kpis for s in scenes.get(k, ())):
            killed += 1
        else:
            alive.append(mutant)
    listed = plugin.survivors
    return Verdict(
        killed=killed,
        stillborn=stillborn,
        survivors=tuple(m for m in alive if m.id not in listed),
        explained=tuple((m.id, listed[m.id]) for m in alive if m.id in listed),
        unknown=tuple(sorted(set(listed) - {m.id for m in alive})),
    )


def _unsigned(plugin: Plugin) -> Plugin:
    """The plugin with its KPIs as drafts: of a signed one, every mutant would only break the seal."""
    draft = {"status": Status.DRAFT, "history": (), "deprecated_on": None, "replaced_by": None}
    return plugin.model_copy(update={"kpis": tuple(k.model_copy(update=draft) for k in plugin.kpis)})


def mutants(catalog: Catalog, plugin: Plugin) -> Iterator[Mutant]:
    """Every mutant of a plugin's KPIs, of the measures they name and of the derived columns these rest on."""
    seen: dict[str, int] = {}
    for mutant in _mutants(catalog, plugin):
        seen[mutant.id] = seen.get(mutant.id, 0) + 1
        yield mutant if seen[mutant.id] == 1 else replace(mutant, id=f"{mutant.id} ({seen[mutant.id]})")


def _mutants(catalog: Catalog, plugin: Plugin) -> Iterator[Mutant]:
    users = _Users(catalog, plugin)
    for number, kpi in enumerate(plugin.kpis):
        for what, kpi_ in of_kpi(kpi) if kpi.id in catalog.kpis else ():
            yield Mutant(f"{kpi.id} {what}", users.of_kpi(kpi.id), kpi_, _with(plugin, "kpis", number, kpi_))
    for number, measure in enumerate(plugin.measures):
        kpis = users.of_measure(measure.id) if measure.id in catalog.measures else ()
        for what, measure_ in of_measure(measure, catalog) if kpis else ():
            yield Mutant(f"{measure.id} {what}", kpis, measure_, _with(plugin, "measures", number, measure_))
    tables: tuple[tuple[str, tuple[Dataset | View, ...]], ...] = (
        ("datasets", plugin.datasets),
        ("views", plugin.views),
    )
    for kind, held in tables:
        for number, table in enumerate(held):
            for column, what, table_ in of_derived(table, catalog) if table.id in catalog.datasets else ():
                kpis = users.of_column(table.id, column)
                if kpis:
                    yield Mutant(f"{table.id} {what}", kpis, table_, _with(plugin, kind, number, table_))


def _with(plugin: Plugin, kind: str, number: int, new: Definition) -> Plugin:
    held: Sequence[Any] = getattr(plugin, kind)
    return plugin.model_copy(update={kind: (*held[:number], new, *held[number + 1 :])})


class _Users:
    """Which KPIs of a plugin rest on a definition."""

    def __init__(self, catalog: Catalog, plugin: Plugin) -> None:
        self._kpis = [k for k in catalog.kpis.values() if k.plugin == plugin.name]
        self._columns = {k.id: catalog.columns_behind(k.id) for k in self._kpis}

    def of_kpi(self, id_: str) -> tuple[str, ...]:
        """The KPI itself, and those made of it or shown with it."""
        found = [id_]
        for kpi in self._kpis * 2:  # a score of scores
            if kpi.id not in found and set(named_kpis(kpi)) & set(found):
                found.append(kpi.id)
        return tuple(found)

    def of_measure(self, id_: str) -> tuple[str, ...]:
        """KPIs whose formula names it, with those made of them."""
        return _unique(u for k in self._kpis if id_ in named_measures(k.formula) for u in self.of_kpi(k.id))

    def of_column(self, dataset: str, column: str) -> tuple[str, ...]:
        """KPIs that read a derived column, in whatever way."""
        return _unique(
            user for kpi in self._kpis if (dataset, column) in self._columns[kpi.id] for user in self.of_kpi(kpi.id)
        )


def _unique(ids: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(ids))


def _is_sound(mutant: Mutant, others: Sequence[Plugin], ledger: Plugin) -> bool:
    """Whether an author could have written it: the model takes it, and the catalog with all it has to do with.

    What else there is neither rests on it nor is there for it, and would be checked again for every mutant.
    """
    plugins = [mutant.changed, *others]
    kept = _behind(mutant.kpis, [*plugins, ledger])
    try:
        type(mutant.definition)(**dict(mutant.definition))
        build([_only(p, kept) for p in plugins], ledger=ledger)
    except (ValidationError, DefinitionError):
        return False
    return True


Place = tuple[str, str]
"""A list of a plugin, and an id in it: a KPI and a measure may have one id."""


def _behind(kpis: Iterable[str], plugins: Sequence[Plugin]) -> set[Place]:
    """KPIs, those they are made of or shown with, and the measures and tables behind all of them."""
    kinds = ("kpis", "measures", "datasets", "views")
    held: dict[Place, Definition] = {(kind, d.id): d for p in plugins for kind in kinds for d in getattr(p, kind)}
    found, todo = set[Place](), [("kpis", id_) for id_ in kpis]
    while todo:
        place = todo.pop()
        if place in held and place not in found:
            found.add(place)
            todo += _named(held[place])
    return found


def _named(definition: Definition) -> list[Place]:
    """The other definitions that one names, but for codelists."""
    match definition:
        case Kpi():
            measures = [("measures", id_) for id_ in named_measures(definition.formula)]
            return [*measures, *(("kpis", id_) for id_ in named_kpis(definition))]
        case Dataset() | View():
            tables = [link.dataset for link in definition.links]
            tables += [d.dataset for d in definition.derived if isinstance(d, Aggregate)]
            tables += [definition.of] if isinstance(definition, View) else []
        case _:
            sources: tuple[AnySource, ...] = definition.sources
            tables = [source.dataset for source in sources]
    return [(kind, id_) for id_ in tables for kind in ("datasets", "views")]


def _only(plugin: Plugin, kept: set[Place]) -> Plugin:
    """A plugin with some of its definitions; KPIs without their examples, which no mutant changes."""
    lists: dict[str, tuple[Any, ...]] = {
        kind: tuple(d for d in getattr(plugin, kind) if (kind, d.id) in kept)
        for kind in ("measures", "datasets", "views")
    }
    kpis = tuple(k.model_copy(update={"examples": ()}) for k in plugin.kpis if ("kpis", k.id) in kept)
    return plugin.model_copy(update={**lists, "kpis": kpis, "adapters": ()})


def _notices(scene: Scene, plugins: Sequence[Plugin]) -> bool:
    """Whether the example no longer gives what it says. Its own frequency and window are looked through."""
    kpis = {k.id: k for p in plugins for k in p.kpis}
    rows = by_oracle(replace(scene, kpi=kpis[scene.kpi.id]), plugins)
    return any(True for _ in failures_of(scene, rows))
