"""How a tree is walked: chains of one operator, and how deep it is."""

from __future__ import annotations

from collections.abc import Sequence
from typing import cast

from sqlglot import exp

COMPARISONS = (exp.EQ, exp.NEQ, exp.LT, exp.LTE, exp.GT, exp.GTE)
ARITHMETIC = (exp.Add, exp.Sub, exp.Mul)
CONNECTORS = (exp.And, exp.Or)
_CHAINED = (*CONNECTORS, *ARITHMETIC)
CHOICES = (exp.Coalesce, exp.Least, exp.Greatest)


def depth(tree: exp.Expr) -> int:
    """Levels of a tree; ``a + b + c`` and ``a OR b OR c`` are one level."""
    deepest, stack = 0, [(tree, 1)]
    while stack:
        node, level = stack.pop()
        deepest = max(deepest, level)
        for child in node.iter_expressions():
            chained = type(node) in _CHAINED and type(child) is type(node) and child is node.args.get("this")
            stack.append((child, level if chained else level + 1))
    return deepest


def operands(node: exp.Expr) -> list[exp.Expr]:
    """The operands of a chain of one operator, in order: ``a OR b OR c`` has three."""
    right: list[exp.Expr] = []
    at = node
    while type(at) is type(node):
        right.append(at.args["expression"])
        at = at.args["this"]
    return [at, *reversed(right)]


def made(kind: type[exp.Expr], **parts: object) -> exp.Expression:
    """A new node of a kind that is known only at run time."""
    return cast(exp.Expression, kind(**parts))


def copied(node: exp.Expr) -> exp.Expression:
    """A copy of a node."""
    return cast(exp.Expression, node.copy())


def choice(kind: type[exp.Expr], parts: Sequence[exp.Expression]) -> exp.Expression:
    """COALESCE, LEAST or GREATEST of the parts. Without the flag sqlglot writes a LEAST that gives NULL for a NULL."""
    flags = {} if kind is exp.Coalesce else {"ignore_nulls": True}
    return made(kind, this=parts[0], expressions=list(parts[1:]), **flags)


def chain(operator: type[exp.Expr], parts: Sequence[exp.Expression]) -> exp.Expression:
    """The operands put together again, from the left."""
    tree = parts[0]
    for part in parts[1:]:
        tree = made(operator, this=tree, expression=part)
    return tree


def unwrap(node: exp.Expr) -> exp.Expression:
    """What stands inside the parentheses."""
    while isinstance(node, exp.Paren):
        node = node.args["this"]
    return cast(exp.Expression, node)
