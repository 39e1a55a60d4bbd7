"""From a checked tree to one DuckDB understands: the domain functions, written out.

The tree is the meaning. Operands are put in parentheses wherever two grammars could read them differently.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from sqlglot import exp

from rolkpi.expression.language import Kind, Limit, Scope
from rolkpi.expression.tree import (
    ARITHMETIC,
    CHOICES,
    COMPARISONS,
    CONNECTORS,
    chain,
    choice,
    copied,
    made,
    operands,
    unwrap,
)
from rolkpi.expression.workdays import working_days
from rolkpi.model import Calendar

_ATOMS = (exp.Column, exp.Literal, exp.Boolean, exp.Null, exp.Cast, exp.Anonymous, exp.Paren, exp.Case, *CHOICES)
_MICROSECONDS = {"minute": 60_000_000, "hour": 3_600_000_000}


def lower(tree: exp.Expression, scope: Scope, calendar: Calendar, *, table: str | None = None) -> exp.Expression:
    """The tree as DuckDB SQL: names quoted (and qualified with ``table``), domain functions written out.

    Takes the tree of ``check`` and the scope it was checked with; the tree is not changed. The calendar says
    which days ``workdays`` counts. An expression that is just a column stays that column, of its own type.
    """
    return _Lowering(scope, calendar, table).node(unwrap(tree))


def lower_formula(tree: exp.Expression, names: Mapping[str, str]) -> exp.Expression:
    """The tree of ``check_formula`` over columns: ``names`` gives the column of a measure id or period_days."""
    inner = unwrap(tree)
    if isinstance(inner, exp.Column):
        return exp.column(names[".".join(part.name for part in inner.parts)], quoted=True)
    if isinstance(inner, exp.Neg):
        return exp.Neg(this=_wrap(lower_formula(unwrap(inner.this), names)))
    if isinstance(inner, ARITHMETIC):
        return chain(type(inner), [_wrap(lower_formula(unwrap(part), names)) for part in operands(inner)])
    return copied(inner)


def _wrap(node: exp.Expression) -> exp.Expression:
    return node if isinstance(node, _ATOMS) else exp.Paren(this=node)


def _call(name: str, *arguments: exp.Expression) -> exp.Expression:
    return exp.Anonymous(this=name, expressions=list(arguments))


def _number(number: int) -> exp.Expression:
    return exp.Literal.number(number)


class _Lowering:
    """Everything ``lower`` needs on the way down."""

    def __init__(self, scope: Scope, calendar: Calendar, table: str | None) -> None:
        self._scope, self._calendar, self._table = scope, calendar, table

    def node(self, node: exp.Expr) -> exp.Expression:
        """Any node, parentheses left out."""
        node = unwrap(node)
        if isinstance(node, exp.Column):
            return exp.column(node.name, table=self._table, quoted=True)
        if isinstance(node, exp.Not):
            return exp.Not(this=self._operand(node.this))
        if isinstance(node, exp.Neg):
            return exp.Neg(this=_wrap(self._wide(node.this)))
        if isinstance(node, exp.Is):
            return exp.Is(this=self._operand(node.this), expression=copied(node.expression))
        if isinstance(node, exp.Case):
            return self._case(node)
        if isinstance(node, exp.Anonymous):
            return self._domain(node)
        if isinstance(node, (exp.In, exp.Between)) or type(node) in COMPARISONS:
            return self._comparison(node)
        if type(node) in CONNECTORS:
            return chain(type(node), [self._operand(part) for part in operands(node)])
        if type(node) in ARITHMETIC:
            return self._arithmetic(node)
        if type(node) in CHOICES:
            return choice(type(node), [self._value(part) for part in (node.this, *node.expressions)])
        return copied(node)

    def _operand(self, node: exp.Expr) -> exp.Expression:
        return _wrap(self.node(node))

    def _value(self, node: exp.Expr) -> exp.Expression:
        """A part whose strings must be strings: codes are an ENUM, and two ENUMs have little in common."""
        lowered = self.node(node)
        inner = unwrap(node)
        if isinstance(inner, exp.Column) and self._scope.kind(inner.name) is Kind.CODE:
            return exp.cast(lowered, "VARCHAR")
        return _wrap(lowered)

    # -- comparisons ----------------------------------------------------------------------------------------

    def _comparison(self, node: exp.Expr) -> exp.Expression:
        names = [name for name in ("this", "expression", "low", "high") if name in node.args]
        parts = [node.args[name] for name in names]
        against = [*parts, *node.expressions]
        # A code column is held against literals as the ENUM it is: no cast a row.
        columns = [part for part in against if isinstance(unwrap(part), exp.Column)]
        plain = len(columns) == 1 and all(part in columns or isinstance(unwrap(part), exp.Literal) for part in against)
        make = self._operand if plain else self._value
        lowered = {name: make(part) for name, part in zip(names, parts, strict=True)}
        if isinstance(node, exp.In):
            return exp.In(**lowered, expressions=[self.node(item) for item in node.expressions])
        return made(type(node), **lowered)

    def _case(self, node: exp.Case) -> exp.Expression:
        subject = node.args.get("this")
        ifs = [
            exp.If(
                this=self.node(branch.this) if subject is None else self._value(branch.this),
                true=self._value(branch.args["true"]),
            )
            for branch in node.args["ifs"]
        ]
        default = node.args.get("default")
        return exp.Case(
            this=None if subject is None else self._value(subject),
            ifs=ifs,
            default=None if default is None else self._value(default),
        )

    # -- whole numbers --------------------------------------------------------------------------------------

    def _arithmetic(self, node: exp.Expr) -> exp.Expression:
        """64 bits throughout: DuckDB computes two literals, or two CASEs of literals, in 32."""
        first, *others = operands(node)
        return chain(type(node), [_wrap(self._wide(first)), *(_wrap(self.node(part)) for part in others)])

    def _wide(self, node: exp.Expr) -> exp.Expression:
        lowered = self.node(node)
        return lowered if _is_wide(node) else exp.cast(lowered, "BIGINT")

    # -- domain functions -----------------------------------------------------------------------------------

    def _domain(self, node: exp.Anonymous) -> exp.Expression:
        first, second, *rest = node.expressions
        if node.this == "days":
            return self._days(first, second)
        if node.this == "minutes":
            # date_sub counts whole minutes that passed, date_diff the full minutes of the clock in between.
            return _call("date_sub", exp.Literal.string("minute"), self.node(first), self.node(second))
        if node.this == "workdays":
            return exp.Sub(
                this=working_days(self._day(second), self._calendar),
                expression=working_days(self._day(first), self._calendar),
            )
        if node.this == "within":
            limit = Limit.parse(rest[0].name)
            if limit is None:
                raise ValueError(f"not a checked tree: {node.sql()}")
            return self._within(first, second, limit)
        return self._shift(node.this, first, second)

    def _day(self, node: exp.Expr) -> exp.Expression:
        lowered = self.node(node)
        return lowered if self._kind(node) is Kind.DATE else exp.cast(lowered, "DATE")

    def _days(self, first: exp.Expr, second: exp.Expr) -> exp.Expression:
        return _call("date_diff", exp.Literal.string("day"), self._day(first), self._day(second))

    def _within(self, first: exp.Expr, second: exp.Expr, limit: Limit) -> exp.Expression:
        if limit.unit == "month":
            last = _months(self._day(first), _number(limit.number), stays_date=True)
            return exp.Between(this=self._day(second), low=self._day(first), high=last)
        if limit.unit == "day":
            return exp.Between(this=self._days(first, second), low=_number(0), high=_number(limit.number))
        # Microseconds between two instants are counted exactly; hours would be counted by their boundaries.
        passed = _call("date_diff", exp.Literal.string("microsecond"), self.node(first), self.node(second))
        return exp.Between(this=passed, low=_number(0), high=_number(limit.number * _MICROSECONDS[limit.unit]))

    def _shift(self, name: str, day: exp.Expr, number: exp.Expr) -> exp.Expression:
        is_date = self._kind(day) is Kind.DATE
        moved, by = _wrap(self.node(day)), self.node(number)
        if name == "add_months":
            return _months(moved, by, stays_date=is_date)
        by = exp.cast(by, "INTEGER")
        return exp.Paren(this=exp.Add(this=moved, expression=by if is_date else _call("to_days", by)))

    def _kind(self, node: exp.Expr) -> Kind:
        """DATE or TIMESTAMP: what a part of a checked tree that gives one of them gives."""
        node = unwrap(node)
        if isinstance(node, exp.Column):
            return self._scope.kind(node.name)
        if isinstance(node, exp.Cast):
            return Kind.DATE
        parts: Sequence[exp.Expr] = ()
        if isinstance(node, exp.Anonymous):
            parts = node.expressions[:1]
        elif isinstance(node, exp.Case):
            default = node.args.get("default")
            parts = [*(branch.args["true"] for branch in node.args["ifs"]), *([default] if default else [])]
        elif isinstance(node, CHOICES):
            parts = (node.this, *node.expressions)
        kinds = [kind for kind in map(self._kind, parts) if kind is not Kind.NULL]
        return kinds[0] if kinds else Kind.NULL


def _months(day: exp.Expression, number: exp.Expression, *, stays_date: bool) -> exp.Expression:
    moved = exp.Add(this=_wrap(day), expression=_call("to_months", exp.cast(number, "INTEGER")))
    return exp.cast(moved, "DATE") if stays_date else exp.Paren(this=moved)


def _is_wide(node: exp.Expr) -> bool:
    """Whether DuckDB computes a whole number in 64 bits anyway."""
    node = unwrap(node)
    if isinstance(node, exp.Literal):
        return False
    if isinstance(node, exp.Case):
        default = node.args.get("default")
        return any(_is_wide(b.args["true"]) for b in node.args["ifs"]) or (default is not None and _is_wide(default))
    if isinstance(node, CHOICES):
        return any(map(_is_wide, (node.this, *node.expressions)))
    return not isinstance(node, exp.Null)
