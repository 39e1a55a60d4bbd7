"""Validation rules: a dataset's own checks, all in one pass of the engine over the incoming rows."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import pyarrow as pa
import pyarrow.compute as pc

from rolkpi.catalog import Catalog
from rolkpi.collect.findings import Findings, joined
from rolkpi.engine import Engine, identifier
from rolkpi.expression import check, lower
from rolkpi.model import Calendar, Dataset, Rule

_AT = "_at"


@dataclass(frozen=True)
class Broken:
    """The rows, by position, that break one rule."""

    rule: Rule
    at: pa.Array
    columns: tuple[str, ...]
    """The columns the rule reads, in the dataset's order."""


def check_rules(
    columns: Mapping[str, pa.Array],
    dataset: Dataset,
    catalog: Catalog,
    calendar: Calendar,
    engine: Engine,
    findings: Findings,
) -> tuple[Broken, ...]:
    """RK516 for every row that breaks an error rule; returns the rows that break a warning rule.

    A rule says nothing about a row in which one of the cells it reads has a problem of its own.
    """
    broken = _run(columns, dataset, catalog, calendar, engine)
    warnings = []
    for found in broken:
        told = findings.positions(found.columns)
        at = found.at.filter(pc.invert(pc.is_in(found.at, value_set=told)))
        if found.rule.severity == "warning":
            warnings.append(Broken(found.rule, at, found.columns))
        else:
            value = joined([columns[c].take(at) for c in found.columns]) if found.columns else None
            findings.add(at, found.columns, value, "RK516", f"{found.rule.id}: {found.rule.message}")
    return tuple(warnings)


def _run(
    columns: Mapping[str, pa.Array], dataset: Dataset, catalog: Catalog, calendar: Calendar, engine: Engine
) -> list[Broken]:
    count = len(next(iter(columns.values())))
    if not dataset.rules or not count:
        return []
    scope = catalog.stored_scope(dataset.id)
    checks, reads = [], []
    for number, rule in enumerate(dataset.rules):
        checked = check(rule.check, scope, where=f"rule {rule.id} of {dataset.id}")
        sql = lower(checked.tree, scope, calendar, table="rows").sql(dialect="duckdb")
        checks.append(f"(({sql}) IS FALSE) AS {identifier(f'rule{number}')}")
        reads.append(tuple(c.name for c in dataset.columns if c.name in checked.columns))
    answer = _ask(columns, checks, count, engine)
    at = answer.column(_AT).combine_chunks().cast(pa.int64())
    broken = [at.filter(answer.column(f"rule{n}").combine_chunks()) for n in range(len(checks))]
    return [Broken(r, rows, read) for r, rows, read in zip(dataset.rules, broken, reads, strict=True)]


def _ask(columns: Mapping[str, pa.Array], checks: list[str], count: int, engine: Engine) -> pa.Table:
    """Positions of the rows that break any rule, with one boolean column a rule."""
    arrays = [pa.arange(0, count), *columns.values()]
    any_broken = " OR ".join(identifier(f"rule{n}") for n in range(len(checks)))
    each = f"SELECT {_AT}, {', '.join(checks)} FROM incoming AS {identifier('rows')}"
    return engine.query(
        f"SELECT * FROM ({each}) WHERE {any_broken} ORDER BY {_AT}",
        pa.Table.from_arrays(arrays, names=[_AT, *columns]),
    )
