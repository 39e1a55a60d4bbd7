"""Small changes to an author's expression, each of which a worked example should notice."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from typing import Any

from sqlglot import exp
from sqlglot.generators.duckdb import DuckDBGenerator

from rolkpi.expression import Scope
from rolkpi.expression.language import Limit
from rolkpi.expression.parse import parse
from rolkpi.model import ColumnType

Change = tuple[str, str]
"""What was done, and the expression as it is then."""

_TURNED: dict[type[exp.Expr], type[exp.Expr]] = {
    exp.LT: exp.LTE,
    exp.LTE: exp.LT,
    exp.GT: exp.GTE,
    exp.GTE: exp.GT,
    exp.EQ: exp.NEQ,
    exp.NEQ: exp.EQ,
    exp.Add: exp.Sub,
    exp.Sub: exp.Add,
    exp.Least: exp.Greatest,
    exp.Greatest: exp.Least,
}
_SIGNS: dict[type[exp.Expr], str] = {
    exp.LT: "<",
    exp.LTE: "<=",
    exp.GT: ">",
    exp.GTE: ">=",
    exp.EQ: "=",
    exp.NEQ: "<>",
    exp.Add: "+",
    exp.Sub: "-",
    exp.Least: "LEAST",
    exp.Greatest: "GREATEST",
}
_DAYS = (ColumnType.DATE, ColumnType.TIMESTAMP)


def changes(text: str, scope: Scope | None = None, gives: tuple[str, ...] = ()) -> tuple[Change, ...]:
    """Every small change, each giving another text. ``scope`` names the columns and codes there are to swap, ``gives``
    the codes the whole expression may give.

    Dropped: one side of AND and OR, a NOT, one value of IN, one choice of COALESCE, LEAST, GREATEST and CASE.
    Turned: comparisons, plus and minus, LEAST and GREATEST, IS NULL. Moved by one: whole numbers, limits, dates, the
    ends of BETWEEN. Swapped: a code for another, a day for another day of the dataset.
    """
    tree = parse(text).tree
    assert tree is not None, text
    found: dict[str, str] = {}
    for number, node in enumerate(tree.walk()):
        for what, change in (*_of(node, scope or Scope({})), *_outcome(node, gives)):
            changed = tree.copy()
            at = next(n for n_, n in enumerate(changed.walk()) if n_ == number)
            made = change(at)
            if made is not at:
                changed = made if at is changed else _replace(changed, at, made)
            new = _text(changed)
            if new != _text(tree):
                found.setdefault(new, what)
    return tuple((what, new) for new, what in found.items())


class _Author(DuckDBGenerator):
    """Writes a tree as an author must: of all casts there is only the date literal."""

    def cast_sql(self, expression: exp.Cast, safe_prefix: str | None = None) -> str:
        return f"DATE {self.sql(expression, 'this')}"


def _text(tree: exp.Expr) -> str:
    return _Author(dialect="duckdb").generate(tree)


def _replace(tree: Any, at: exp.Expr, made: exp.Expr) -> Any:
    at.replace(made)
    return tree


Make = Callable[[Any], exp.Expr]


def _of(node: exp.Expr, scope: Scope) -> Iterator[tuple[str, Make]]:
    """What can be done to one node: in words, and what makes the new node of a copy of it."""
    kind = type(node)
    if isinstance(node, exp.And | exp.Or):
        yield f"without {_said(node.this)}", lambda n: n.expression
        yield f"without {_said(node.expression)}", lambda n: n.this
    elif isinstance(node, exp.Not):
        yield f"without the NOT of {_said(node)}", lambda n: n.this
    elif isinstance(node, exp.Is) and not isinstance(node.parent, exp.Not):
        yield f"the contrary of {_said(node)}", lambda n: exp.Not(this=exp.Paren(this=n.copy()))
    elif isinstance(node, exp.Between):
        yield f"{_said(node)}, its low end left out", lambda n: _between(n, exp.GT, exp.LTE)
        yield f"{_said(node)}, its high end left out", lambda n: _between(n, exp.GTE, exp.LT)
    elif isinstance(node, exp.In):
        for number, value in enumerate(node.expressions if len(node.expressions) > 1 else ()):
            yield f"{_said(node)} without {_said(value)}", _without("expressions", number)
    elif isinstance(node, exp.Case):
        for number, branch in enumerate(node.args["ifs"] if len(node.args["ifs"]) > 1 else ()):
            yield f"without the case {_said(branch.this)}", _without("ifs", number)
    elif isinstance(node, exp.Coalesce | exp.Least | exp.Greatest):
        for number, choice in enumerate([node.this, *node.expressions] if node.expressions else ()):
            yield f"{_said(node)} without {_said(choice)}", _without_choice(number)
    elif isinstance(node, exp.Literal):
        yield from _literal(node, scope)
    elif isinstance(node, exp.Column):
        yield from _column(node, scope)
    if kind in _TURNED:
        into = _TURNED[kind]
        yield f"{_SIGNS[into]} for {_SIGNS[kind]} in {_said(node)}", lambda n: _as(into, n)


def _literal(node: exp.Literal, scope: Scope) -> Iterator[tuple[str, Make]]:
    if not node.is_string:
        for step in (1, -1) if int(node.this) else (1,):
            yield f"{int(node.this) + step} for {node.this}", _literally(str(int(node.this) + step), is_string=False)
        return
    if isinstance(node.parent, exp.Cast):
        day = date.fromisoformat(str(node.this)).toordinal()
        for other in (day + 1, day - 1) if date.min.toordinal() < day < date.max.toordinal() else ():
            text = date.fromordinal(other).isoformat()
            yield f"{text} for {node.this}", _literally(text)
        return
    limit = Limit.parse(str(node.this)) if isinstance(node.parent, exp.Anonymous) else None
    if limit is not None:
        for number in (limit.number + 1, limit.number - 1) if limit.number else (1,):
            text = f"{number} {limit.unit}" + ("s" if number != 1 else "")
            yield f"'{text}' for '{node.this}'", _literally(text)
        return
    compared = _compared(node)
    column = next((c.name.lower() for c in compared.find_all(exp.Column)), "") if compared else ""
    codes = scope.codes.get(column, ())
    named = {str(n.this) for n in node.root().find_all(exp.Literal)}
    others = [c for c in codes if c not in named]
    if node.this in codes and others and not isinstance(node.parent, exp.In):
        yield f"'{others[0]}' for '{node.this}'", _literally(others[0])


def _compared(node: exp.Literal) -> exp.Expr | None:
    """What a text is compared with, that and the text together; None for a text that is a result of CASE."""
    if node.arg_key in ("true", "default"):
        return None
    case = node.parent.parent if isinstance(node.parent, exp.If) else None
    return case.this if case is not None else node.parent


def _outcome(node: exp.Expr, gives: tuple[str, ...]) -> Iterator[tuple[str, Make]]:
    """Another code for one that a CASE gives."""
    if isinstance(node, exp.Literal) and node.arg_key in ("true", "default") and node.this in gives and len(gives) > 1:
        other = gives[(gives.index(str(node.this)) + 1) % len(gives)]
        yield f"gives '{other}' for '{node.this}' {_because(node)}".rstrip(), _literally(other)


def _because(node: exp.Expr) -> str:
    return f"when {_said(node.parent.this)}" if isinstance(node.parent, exp.If) else ""


def _column(node: exp.Column, scope: Scope) -> Iterator[tuple[str, Make]]:
    """Another day of the dataset instead of this one, with a time of day where this has one."""
    name = node.name.lower()
    if scope.columns.get(name) not in _DAYS:
        return
    named = {c.name.lower() for c in node.root().find_all(exp.Column)}
    days = [c for c, kind in scope.columns.items() if kind is scope.columns[name] and c != name and c not in named]
    if days:
        yield f"{days[0]} for {name}", lambda n: exp.column(days[0])


def _without(part: str, number: int) -> Make:
    def make(node: exp.Expr) -> exp.Expr:
        node.set(part, [p for n, p in enumerate(node.args[part]) if n != number])
        return node

    return make


def _without_choice(number: int) -> Make:
    def make(node: exp.Expr) -> exp.Expr:
        left = [part for n, part in enumerate([node.this, *node.expressions]) if n != number]
        if len(left) == 1:
            return exp.Paren(this=left[0]) if _binds(left[0]) else left[0]
        node.set("this", left[0])
        node.set("expressions", left[1:])
        return node

    return make


def _binds(node: exp.Expr) -> bool:
    """Whether what stands beside a node may tear it apart."""
    return isinstance(node, exp.Binary | exp.Between | exp.In | exp.Not | exp.Neg)


def _literally(value: str, *, is_string: bool = True) -> Make:
    return lambda node: exp.Literal(this=value, is_string=is_string)


def _as(kind: type[exp.Expr], node: exp.Expr) -> exp.Expr:
    flags = {"ignore_nulls": True} if kind in (exp.Least, exp.Greatest) else {}
    return kind(**{**node.args, **flags})


def _between(node: exp.Between, low: type[exp.Expr], high: type[exp.Expr]) -> exp.Expr:
    above = low(this=node.this.copy(), expression=node.args["low"].copy())
    below = high(this=node.this.copy(), expression=node.args["high"].copy())
    return exp.Paren(this=exp.And(this=above, expression=below))


def _said(node: exp.Expr) -> str:
    text = _text(node)
    return text if len(text) <= 60 else f"{text[:57]}..."
