"""Plugins -> catalog. Checks everything against everything and reports all problems at once."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from types import MappingProxyType
from typing import TypeVar

from rolkpi.catalog.absent import find_absent
from rolkpi.catalog.catalog import Catalog, Resolution, Unavailable
from rolkpi.catalog.columns import Resolver
from rolkpi.catalog.datasets import check_adapter, check_codelist, check_dataset
from rolkpi.catalog.index import make_index
from rolkpi.catalog.kpis import check_codes, check_kpi
from rolkpi.catalog.lifecycle import check_lifecycle
from rolkpi.catalog.measures import check_measure
from rolkpi.catalog.place import Locate, default_locate
from rolkpi.catalog.stages import check_circles
from rolkpi.errors import DefinitionError, Problem
from rolkpi.model import Plugin
from rolkpi.model.ledger import LEDGER, ledger_plugin

V = TypeVar("V")


def build(plugins: Iterable[Plugin], *, locate: Locate | None = None, ledger: Plugin | None = None) -> Catalog:
    """Index and cross-check the definitions of all plugins. Their order does not matter.

    ``ledger``: the ledger's definitions as they were, for a catalog that is built again; by default those that the
    plugins make. ``locate`` gives the file and line of a definition; without it a problem names plugin, list and id.
    Raises one DefinitionError that lists every problem: its code is the problem's own when there is one,
    RK100 when there are several.
    """
    named = sorted(plugins, key=lambda plugin: plugin.name)
    bundles = sorted([*named, ledger or ledger_plugin(named)], key=lambda plugin: plugin.name)
    problems: list[Problem] = []
    index = make_index(bundles, locate or default_locate(bundles), problems)
    absent = find_absent(index)
    resolver = Resolver(absent.without(index), absent)
    resolution = resolver.resolve()
    _check(resolver)
    if problems:
        raise DefinitionError.of(dict.fromkeys(problems))
    left_out = {k: Unavailable(index.kpis.held[k], tuple(sorted(missing))) for k, missing in absent.kpis.items()}
    catalog = Catalog(
        _frozen({name: plugin for name, plugin in index.plugins.items() if name != LEDGER}),
        _frozen(index.codelists.held),
        _frozen({id_: absent.prune(dataset) for id_, dataset in sorted(resolver.datasets.items())}),
        _frozen(resolver.index.measures.held),
        _frozen(resolver.index.kpis.held),
        _frozen(resolver.index.adapters.held),
        Resolution(
            _frozen({id_: _frozen(columns) for id_, columns in resolution.columns.items()}),
            _frozen({id_: _frozen(needs) for id_, needs in resolution.needs.items()}),
            resolution.order,
        ),
        _frozen(dict(sorted(left_out.items()))),
    )
    for kpi, place in resolver.index.kpis.items():
        check_lifecycle(catalog, kpi, place)
    if problems:
        raise DefinitionError.of(problems)
    return catalog


def _check(resolver: Resolver) -> None:
    """Every definition against every other; what is wrong goes on the list of problems."""
    index = resolver.index
    for codelist, place in index.codelists.items():
        check_codelist(codelist, place)
    for id_, dataset in resolver.datasets.items():
        check_dataset(dataset, resolver.places[id_], resolver)
    for measure, place in index.measures.items():
        check_measure(measure, place, resolver)
    for kpi, place in index.kpis.items():
        check_kpi(kpi, place, resolver)
    check_codes(index.kpis.items())
    check_circles(index.kpis)
    for adapter, place in index.adapters.items():
        check_adapter(adapter, place, resolver)


def _frozen(held: Mapping[str, V]) -> Mapping[str, V]:
    return MappingProxyType(dict(held))
