"""Conditions that tell no rows apart: always true, never true, or a check that nothing can break.

Such an expression is sound SQL and means nothing. It is tried on every combination of the values that can matter to it:
the codes of its codelists, the literals it names and their neighbours, days at the distances it names, and nothing at
all where a field may be empty. Where these may not be all, or there are too many combinations, nothing is said.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from itertools import product
from math import prod
from types import MappingProxyType
from typing import Any

from sqlglot import exp

from rolkpi.errors import Problem
from rolkpi.expression import Scope
from rolkpi.model import Aggregate, Calendar, ColumnType, Dataset, Formula, Total, View
from rolkpi.testing import reference_expression as language
from rolkpi.testing.subject import Subject

MOST = 6000
"""Combinations that are tried."""
_DAY = date(2024, 2, 28)
_FAR = (date(1950, 1, 1), date(2090, 12, 31))
_EXPRESSIONS = ("where", "success", "weak")


@dataclass(frozen=True)
class Pointless:
    """A condition, check or unit that cannot be meant."""

    problem: Problem
    spoils: str = ""
    """The measure or dataset that counts nothing, or everything, because of it; empty where it only does no good."""


def lint(subject: Subject) -> Iterator[Pointless]:
    """RK121 for every condition and check of a plugin that is the same for every row; RK117 for a KPI that shows a
    measure under another unit."""
    for kpi in subject.kpis:
        if isinstance(kpi.formula, Total):
            (measure,) = subject.catalog.measures_of(kpi.id)
            if measure.unit.casefold() != kpi.unit.casefold():
                what = f"'{kpi.id}' shows '{measure.id}' in '{kpi.unit}', and it is counted in '{measure.unit}'"
                fix = f"write unit: {measure.unit}"
                yield Pointless(Problem("RK117", what, subject.where_kpi(kpi.id, "unit"), fix))
    for text, dataset, path, kind in _conditions(subject):
        outcomes = _outcomes(text, dataset, subject) if text.upper() != "TRUE" else None
        if outcomes is None:
            continue
        kind_, number, *_ = path
        spoils = str(getattr(subject.plugin, str(kind_))[number].id)
        if kind == "check":
            if False not in outcomes:
                what, fix = (
                    f"no row can break the rule '{text}'",
                    "say what a wrong row looks like, or take the rule out",
                )
                spoils = ""
            elif outcomes == {False}:
                what, fix = f"every row breaks the rule '{text}'", "turn it round: a rule says what is right"
            else:
                continue
        elif outcomes == {True}:
            fix = "leave it out where every row counts; else compare what differs from row to row"
            what = f"'{text}' is true of every row"
        elif True not in outcomes:
            fix = "look for a code, a number or an AND that contradicts another"
            what = f"'{text}' is true of no row: nothing would ever count"
        else:
            continue
        yield Pointless(Problem("RK121", what, subject.where(*path), fix), spoils)


def doubts(subject: Subject) -> Iterator[str]:
    """What is sound and may still not be meant: conditions that leave out rows with an empty field unsaid."""
    for text, dataset, path, kind in _conditions(subject):
        if kind == "check" or text.upper() == "TRUE":
            continue
        optional = {c.name for c in subject.catalog.datasets[dataset].columns if not c.required}
        for name in sorted(_denied(text) & optional):
            outcomes = _outcomes(text, dataset, subject, {name: [None]})
            if outcomes is not None and True not in outcomes:
                told = f"rows with an empty '{name}' do not count by '{text}'; if they should: COALESCE({text}, TRUE)"
                yield f"{subject.where(*path)}: {told}"


def _denied(text: str) -> set[str]:
    """Columns that a condition says what they are not."""
    tree = language.parse(text)
    nodes = [*tree.find_all(exp.NEQ), *(n.this for n in tree.find_all(exp.Not) if isinstance(n.this, exp.In | exp.EQ))]
    return {c.name.lower() for node in nodes for c in node.find_all(exp.Column)}


Condition = tuple[str, str, tuple[str | int, ...], str]
"""Expression, dataset, path in the plugin, ``condition`` or ``check``."""


def _conditions(subject: Subject) -> Iterator[Condition]:
    plugin, catalog = subject.plugin, subject.catalog
    for number, measure in enumerate(plugin.measures):
        if measure.id not in catalog.measures:
            continue
        for at, source in enumerate(measure.sources):
            yield source.where, source.dataset, ("measures", number, "sources", at, "where"), "condition"
        for name in _EXPRESSIONS:
            text = getattr(measure, name, None)
            if isinstance(text, str):
                yield text, measure.sources[0].dataset, ("measures", number, name), "condition"
    tables: Iterable[tuple[str, tuple[Dataset | View, ...]]] = (("datasets", plugin.datasets), ("views", plugin.views))
    for kind, held in tables:
        for number, table in enumerate(held):
            if table.id not in catalog.datasets:
                continue
            for at, column in enumerate(table.derived):
                if isinstance(column, Aggregate) and column.dataset in catalog.datasets:
                    yield column.where, column.dataset, (kind, number, "derived", at, "where"), "condition"
                elif isinstance(column, Formula) and column.type is ColumnType.BOOL:
                    yield column.expression, table.id, (kind, number, "derived", at, "expression"), "condition"
            for at, rule in enumerate(table.rules if isinstance(table, Dataset) else ()):
                yield rule.check, table.id, (kind, number, "rules", at, "check"), "check"


def _outcomes(
    text: str, dataset: str, subject: Subject, fixed: Mapping[str, list[Any]] = MappingProxyType({})
) -> set[bool | None] | None:
    """What the expression gives over every combination of values; None where these are too many."""
    scope = subject.catalog.scope(dataset)
    tree = language.parse(text)
    names = sorted(language.columns(text) & set(scope.columns))
    if not _is_exact(tree, [scope.columns[name] for name in names]):
        return None
    values = [fixed.get(name) or _values(name, tree, dataset, scope, subject) for name in names]
    if prod(map(len, values)) > MOST:
        return None
    calendar = Calendar()
    found: set[bool | None] = set()
    for combination in product(*values):
        try:
            answer: Any = language.evaluate(tree, dict(zip(names, combination, strict=True)), calendar)
        except (language.NotInterpretedError, OverflowError, ValueError):
            return None
        found.add(answer)
        if len(found) == 3:
            break
    return found


def _is_exact(tree: exp.Expr, kinds: list[ColumnType]) -> bool:
    """Whether the values tried are all that can make a difference: no sums of columns, at most one distance between
    days and none beside a date, at most two columns of endless kinds beside codes."""
    sums = any(node.find(exp.Column) for node in tree.find_all(exp.Add, exp.Sub, exp.Mul, exp.Neg))
    calls = {node.sql().lower() for node in tree.find_all(exp.Anonymous)}
    dates = any(isinstance(node.this, exp.Literal) for node in tree.find_all(exp.Cast))
    plain = all(call.startswith(("days(", "within(")) for call in calls)
    endless = sum(kind not in (ColumnType.CODE, ColumnType.BOOL) for kind in kinds)
    return not sums and plain and len(calls) <= 1 and not (calls and dates) and endless <= 2


def _values(name: str, tree: exp.Expr, dataset: str, scope: Scope, subject: Subject) -> list[Any]:
    """Values of a column that can make a difference to an expression."""
    kind = scope.columns[name]
    found: list[Any]
    match kind:
        case ColumnType.CODE:
            found = list(scope.codes.get(name, ()))
        case ColumnType.BOOL:
            found = [True, False]
        case ColumnType.INT | ColumnType.MONEY:
            found = sorted({n + step for n in (*_numbers(tree), 0) for step in (-1, 0, 1)})
        case ColumnType.DATE | ColumnType.MONTH:
            found = _days(tree)
        case ColumnType.TIMESTAMP:
            found = [datetime.combine(day, time()) for day in _days(tree)]
            found += [found[0] + timedelta(hours=n, minutes=m) for n in _numbers(tree) for m in (0, 1) if n < 1000]
        case _:
            literals = {str(n.this) for n in tree.find_all(exp.Literal) if n.is_string}
            found = [*sorted(literals), "something else", "another thing"]
    column = next((c for c in subject.catalog.datasets[dataset].columns if c.name == name), None)
    return found if column is not None and column.required else [*found, None]


def _numbers(tree: exp.Expr) -> list[int]:
    """Whole numbers an expression names, those in limits such as '14 days' among them."""
    found = set()
    for literal in tree.find_all(exp.Literal):
        digits = str(literal.this).split(" ")[0]
        if digits.isdecimal() and len(digits) < 7:
            found.add(int(digits))
    return sorted(found)


def _days(tree: exp.Expr) -> list[date]:
    """A day, those at the distances named and their neighbours, the dates named and theirs, and two far away."""
    found = {_DAY, *_FAR}
    for number in _numbers(tree):
        if number < 10_000:
            found |= {_DAY + timedelta(days=n) for n in (number - 1, number, number + 1)}
            found |= {language.months_later(_DAY, number)} if number < 1200 else set()
    for literal in tree.find_all(exp.Literal):
        if literal.is_string and isinstance(literal.parent, exp.Cast):
            day = date.fromisoformat(str(literal.this))
            found |= {day + timedelta(days=n) for n in (-1, 0, 1) if date.min < day < date.max}
            found.add(day)
    return sorted(found)
