"""One pass over a parsed expression: the allow-list, the names, the literals and the types.

Every allowed node is made anew with only the parts that are understood, so nothing the parser hangs on a node
(a comment, a flag, an argument of another dialect) can reach the engine.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from sqlglot import exp

from rolkpi.errors import Problem, did_you_mean
from rolkpi.expression.language import FUNCTIONS, MAX_DEPTH, MAX_WEIGHT, Kind, Limit, Scope
from rolkpi.expression.parse import Parsed, too_deep
from rolkpi.expression.refusals import ALLOWED, INSTEAD, NOT_ALLOWED, NOW, USE_DAYS
from rolkpi.expression.tree import ARITHMETIC, CHOICES, COMPARISONS, CONNECTORS, chain, choice, depth, operands, unwrap

_PREDICATES = (*COMPARISONS, *CONNECTORS, exp.Is, exp.In, exp.Between, exp.Not)
_DAYS = (Kind.DATE, Kind.TIMESTAMP)
_STRINGS = (Kind.TEXT, Kind.CODE)
_ORDERED = (Kind.INT, Kind.TEXT, *_DAYS)
_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", re.ASCII)


@dataclass(frozen=True)
class Typed:
    """A checked part: its tree, what it gives, and the only strings it can give when they are known."""

    tree: exp.Expression
    kind: Kind
    values: frozenset[str] | None = None
    literal: bool = False
    """A string literal: it can be held against a codelist, and may be a date without DATE."""
    weight: int = 1
    """Nodes of the lowered tree, about."""


class Checker:
    """Checks one expression over a scope; ``problems`` and ``columns`` fill up on the way."""

    def __init__(self, parsed: Parsed, scope: Scope) -> None:
        self._parsed, self._scope = parsed, scope
        self.problems: list[tuple[int, Problem]] = []
        self.columns: set[str] = set()
        self._operator_told = bool(parsed.problems)

    def read(self) -> Typed:
        """The whole expression."""
        tree = self._parsed.tree
        if tree is None:
            return self._wrong()
        if depth(tree) > MAX_DEPTH:
            self.problems.append((0, too_deep()))
            return self._wrong()
        try:
            typed = self._visit(tree)
        except RecursionError:  # a caller who has used up the stack
            self.problems.append((0, too_deep()))
            return self._wrong()
        if typed.weight > MAX_WEIGHT:
            self.problems.append((0, too_deep()))
        return typed

    # -- what goes wrong ------------------------------------------------------------------------------------

    def _tell(self, code: str, node: exp.Expr, what: str, fix: str = "") -> None:
        self.problems.append((self._parsed.offset(node), Problem(code, what, "", fix)))

    def _wrong(self) -> Typed:
        return Typed(exp.Null(), Kind.ANY)

    def _refuse(self, node: exp.Expr) -> Typed:
        """A node that is not allowed; what stands in it is still looked at, unless it is another world."""
        for kind, (what, fix) in NOT_ALLOWED.items():
            if isinstance(node, kind):
                self._tell("RK106", node, f"{what} is not allowed", fix)
                break
        else:
            if not self._operator_told:
                self._tell("RK106", node, f"{node.key.upper()} is not allowed", ALLOWED)
        if not isinstance(node, (exp.Query, exp.Exists, exp.Interval)):
            for child in node.iter_expressions():
                if isinstance(child, _LOOKED_INTO):
                    self._visit(child)
        return self._wrong()

    # -- dispatch -------------------------------------------------------------------------------------------

    def _visit(self, node: exp.Expr) -> Typed:
        match node:
            case exp.Column():
                return self._column(node)
            case exp.Literal() | exp.Boolean() | exp.Null():
                return self._constant(node)
            case exp.Cast() if type(node) is exp.Cast:
                return self._date(node)
            case exp.Paren():
                inner = self._visit(node.this)
                return replace(inner, tree=exp.Paren(this=inner.tree))
            case exp.Not():
                inner = self._bool(node.this)
                return Typed(exp.Not(this=inner.tree), Kind.BOOL, weight=inner.weight + 1)
            case exp.Neg():
                (inner,) = self._whole([node.this])
                return Typed(exp.Neg(this=inner.tree), _number_kind([inner]), weight=inner.weight + 1)
            case exp.Is():
                return self._is(node)
            case exp.In():
                return self._in(node)
            case exp.Between():
                return self._between(node)
            case exp.Case():
                return self._case(node)
            case exp.Anonymous():
                return self._call(node)
        return self._operator(node)

    def _operator(self, node: exp.Expr) -> Typed:
        operator = type(node)
        if operator in CONNECTORS:
            parts = [self._bool(part) for part in operands(node)]
            return Typed(self._chain(node, parts), Kind.BOOL, weight=_weight(parts))
        if operator in ARITHMETIC:
            parts = self._whole(operands(node))
            return Typed(self._chain(node, parts), _number_kind(parts), weight=_weight(parts))
        if operator in COMPARISONS and isinstance(node, exp.Binary):
            left, right = self._operand(node.left), self._operand(node.right)
            self._comparable(node, [left, right], ordered=operator not in (exp.EQ, exp.NEQ))
            return Typed(operator(this=left.tree, expression=right.tree), Kind.BOOL, weight=_weight([left, right]))
        if operator in CHOICES:
            parts = [self._visit(part) for part in (node.this, *node.expressions)]
            kind, values = self._unify(node, parts)
            if operator is not exp.Coalesce and kind is not Kind.ANY:
                self._comparable(node, parts, ordered=True, nulls=True)
            return Typed(choice(operator, [part.tree for part in parts]), kind, values, weight=_weight(parts))
        return self._refuse(node)

    @staticmethod
    def _chain(node: exp.Expr, parts: Sequence[Typed]) -> exp.Expression:
        return chain(type(node), [part.tree for part in parts])

    # -- leaves ---------------------------------------------------------------------------------------------

    def _column(self, node: exp.Column) -> Typed:
        identifier = node.this
        if not isinstance(identifier, exp.Identifier):
            return self._refuse(identifier if isinstance(identifier, exp.Star) else node)
        name = identifier.name if identifier.quoted else identifier.name.lower()
        if node.args.get("table") is not None:
            fix = f"write {name}; a column of another dataset is declared as a derived column"
            self._tell("RK106", node, "a column stands alone, without a table's name", fix)
        elif any(node.args.get(part) for part in ("join_mark", "shadow")):
            return self._refuse(node)
        elif name not in self._scope.columns:
            if name in NOW:
                self._tell("RK106", node, f"{name} is not allowed", INSTEAD[name])
            elif name.isascii():
                self._tell("RK107", node, f"no column '{name}'", self._nearest_column(name, identifier))
            elif identifier.quoted:
                self._tell("RK107", node, f"no column '{name}'", did_you_mean(name, self._scope.columns))
        else:
            self.columns.add(name)
            if self._scope.kind(name) is Kind.DECIMAL:
                fix = "a decimal is supplied, not reckoned with; use a column of type int, or name the column alone"
                self._tell("RK110", node, f"'{name}' is a decimal", fix)
                return self._wrong()
            codes = self._scope.codes.get(name)
            tree = exp.Column(this=exp.Identifier(this=name, quoted=False))
            return Typed(tree, self._scope.kind(name), None if codes is None else frozenset(codes))
        return self._wrong()

    def _nearest_column(self, name: str, identifier: exp.Identifier) -> str:
        help_ = did_you_mean(name, self._scope.columns)
        return f"text is written '{name}', with single quotes; as a column: {help_}" if identifier.quoted else help_

    def _constant(self, node: exp.Expr) -> Typed:
        if isinstance(node, exp.Null):
            return Typed(exp.Null(), Kind.NULL)
        if isinstance(node, exp.Boolean):
            return Typed(exp.Boolean(this=bool(node.this)), Kind.BOOL)
        text = str(node.this)
        if isinstance(node, exp.Literal) and node.is_string:
            return Typed(exp.Literal.string(text), Kind.TEXT, frozenset({text}), literal=True)
        if not text.isdigit():  # 1.5: told where the text was cut into tokens
            return self._wrong()
        return Typed(exp.Literal(this=text.lstrip("0") or "0", is_string=False), Kind.INT)

    def _date(self, node: exp.Cast) -> Typed:
        literal = node.this
        plain = isinstance(literal, exp.Literal) and literal.is_string
        if not plain or not node.to.is_type(exp.DType.DATE) or node.args.get("format"):
            if not self._operator_told:
                self._tell("RK106", node, "only DATE literals are allowed", "write DATE '2024-01-31'")
            elif isinstance(literal, _LOOKED_INTO):
                self._visit(literal)
            return self._wrong()
        try:
            if not _DATE.fullmatch(literal.name):
                raise ValueError
            day = date.fromisoformat(literal.name)
        except ValueError:
            self._tell("RK109", node, f"'{literal.name[:40]}' is not a date", "write DATE '2024-01-31'")
            return Typed(exp.Null(), Kind.DATE)
        return Typed(exp.Cast(this=exp.Literal.string(day.isoformat()), to=exp.DataType.build("DATE")), Kind.DATE)

    # -- types ----------------------------------------------------------------------------------------------

    def _bool(self, node: exp.Expr) -> Typed:
        typed = self._visit(node)
        if typed.kind not in (Kind.BOOL, Kind.NULL, Kind.ANY):
            self._tell("RK110", node, f"a condition is needed, this is a {typed.kind}", "compare it with something")
        return typed

    def _whole(self, nodes: Sequence[exp.Expr]) -> list[Typed]:
        """Operands of arithmetic."""
        found = [self._visit(node) for node in nodes]
        if any(typed.kind in _DAYS for typed in found):
            self._tell("RK106", nodes[0], "dates are not added or subtracted", USE_DAYS)
            return [replace(typed, kind=Kind.ANY) for typed in found]
        for node, typed in zip(nodes, found, strict=True):
            if typed.kind not in (Kind.INT, Kind.ANY):
                self._tell("RK110", node, f"a whole number is needed here, this is a {typed.kind}")
        return found

    def _operand(self, node: exp.Expr) -> Typed:
        """One side of a comparison: a value, or a condition in parentheses."""
        if isinstance(node, _PREDICATES):
            self._tell("RK106", node, "comparisons do not follow one another", "use AND, or put one in parentheses")
        return self._visit(node)

    def _comparable(self, node: exp.Expr, parts: Sequence[Typed], *, ordered: bool, nulls: bool = False) -> None:
        """Tell when the parts cannot be compared with one another."""
        kinds = {Kind.TEXT if part.kind is Kind.CODE else part.kind for part in parts} - {Kind.ANY}
        if Kind.NULL in kinds:
            kinds.discard(Kind.NULL)
            if not nulls:
                fix = "use IS NULL, IS NOT NULL, or leave NULL out of the list"
                self._tell("RK106", node, "a comparison with NULL is never true", fix)
        if len(kinds) > 1:
            self._tell("RK110", node, f"a {' is compared with a '.join(sorted(kinds))}", _mixed(parts))
        elif ordered and any(part.kind in (Kind.CODE, Kind.BOOL) for part in parts):
            fix = "use = or IN"
            self._tell("RK110", node, "codes and conditions have no order", fix)
        self._codes(node, parts)

    def _codes(self, node: exp.Expr, parts: Sequence[Typed]) -> None:
        """Tell which literals are no codes of what they are compared with."""
        known = [part.values for part in parts if part.values is not None and not part.literal]
        for values in known:
            for part in parts:
                if part.literal and part.values is not None and not part.values <= values:
                    (text,) = part.values
                    self._tell("RK108", _literal_in(node, text), f"'{text}' is no code", did_you_mean(text, values))

    def _unify(self, node: exp.Expr, parts: Sequence[Typed]) -> tuple[Kind, frozenset[str] | None]:
        """What one of the parts gives, whichever it is."""
        kinds = {part.kind for part in parts} - {Kind.NULL, Kind.ANY}
        values = [part.values for part in parts if part.kind is not Kind.NULL]
        together = frozenset().union(*(v for v in values if v is not None))
        known = together if values and all(v is not None for v in values) else None
        if kinds <= set(_STRINGS) and len(kinds) > 1:
            kinds = {Kind.TEXT}
        if len(kinds) > 1:
            self._tell("RK110", node, f"this gives a {' or a '.join(sorted(kinds))}", _mixed(parts) or "give one kind")
            return Kind.ANY, None
        nothing = Kind.ANY if any(part.kind is Kind.ANY for part in parts) else Kind.NULL
        return (kinds.pop() if kinds else nothing), known

    # -- predicates -----------------------------------------------------------------------------------------

    def _is(self, node: exp.Is) -> Typed:
        left, right = self._operand(node.this), node.expression
        if not isinstance(right, (exp.Null, exp.Boolean)):
            self._tell("RK106", node, "IS takes NULL, TRUE or FALSE", "write IS NULL, IS TRUE, or = for a comparison")
            return self._wrong()
        if isinstance(right, exp.Boolean) and left.kind not in (Kind.BOOL, Kind.NULL, Kind.ANY):
            self._tell("RK110", node, f"a {left.kind} is neither true nor false", "use IS NULL or a comparison")
        right_tree = self._constant(right).tree
        return Typed(exp.Is(this=left.tree, expression=right_tree), Kind.BOOL, weight=left.weight + 2)

    def _in(self, node: exp.In) -> Typed:
        left = self._operand(node.this)
        items = node.expressions
        if any(node.args.get(part) for part in ("query", "unnest", "field", "is_global")) or not items:
            if not self._operator_told:
                fix = "list the values: IN ('A', 'B'); a derived column looks into other datasets"
                self._tell("RK106", node, "IN takes a list of literals", fix)
            return self._wrong()
        parts = []
        for item in items:
            inner = unwrap(item)
            sign = isinstance(inner, exp.Neg) and isinstance(inner.this, exp.Literal)
            if not sign and not isinstance(inner, (exp.Literal, exp.Null, exp.Boolean, exp.Cast)):
                self._tell("RK106", item, "IN takes literals only", "write = and OR for other columns")
            parts.append(self._visit(inner))
        self._comparable(node, [left, *parts], ordered=False)
        tree = exp.In(this=left.tree, expressions=[part.tree for part in parts])
        return Typed(tree, Kind.BOOL, weight=_weight([left, *parts]))

    def _between(self, node: exp.Between) -> Typed:
        if node.args.get("symmetric"):
            self._tell("RK106", node, "SYMMETRIC is not allowed", "write the smaller bound first")
        parts = [self._operand(node.args[part]) for part in ("this", "low", "high")]
        self._comparable(node, parts, ordered=True)
        value, low, high = (part.tree for part in parts)
        return Typed(exp.Between(this=value, low=low, high=high), Kind.BOOL, weight=_weight(parts))

    def _case(self, node: exp.Case) -> Typed:
        subject = None if node.this is None or node.this == "" else self._visit(node.this)
        ifs, conditions, results = [], [], []
        for branch in node.args["ifs"]:
            condition = self._visit(branch.this) if subject else self._bool(branch.this)
            result = self._visit(branch.args["true"])
            conditions.append(condition)
            results.append(result)
            ifs.append(exp.If(this=condition.tree, true=result.tree))
        if subject:
            self._comparable(node, [subject, *conditions], ordered=False)
        default = node.args.get("default")
        if default is not None:
            results.append(self._visit(default))
        kind, values = self._unify(node, results)
        tree = exp.Case(
            this=subject.tree if subject else None, ifs=ifs, default=results[-1].tree if default is not None else None
        )
        parts = [*conditions, *results, *([subject] if subject else [])]
        return Typed(tree, kind, values, weight=_weight(parts))

    # -- domain functions -----------------------------------------------------------------------------------

    def _call(self, node: exp.Anonymous) -> Typed:
        name = str(node.this).lower() if isinstance(node.this, str) else ""
        arguments = node.expressions
        if name not in FUNCTIONS:
            fix = INSTEAD.get(name) or did_you_mean(name, [*FUNCTIONS, "coalesce", "least", "greatest"])
            self._tell("RK106", node, f"the function {name[:40] or 'of a quoted name'} is not allowed", fix)
            for argument in arguments:
                if isinstance(argument, _LOOKED_INTO):
                    self._visit(argument)
            return self._wrong()
        if len(arguments) != FUNCTIONS[name]:
            what = f"{name} takes {FUNCTIONS[name]} arguments, not {len(arguments)}"
            self._tell("RK106", node, what, USE_DAYS)
            for argument in arguments:
                self._visit(argument)
            return self._wrong()
        if name.startswith("add_"):
            return self._shift(name, arguments)
        return self._span(name, node, arguments)

    def _day(self, node: exp.Expr, name: str) -> Typed:
        typed = self._visit(node)
        if typed.kind not in (*_DAYS, Kind.ANY):
            fix = "give a date or timestamp column, or DATE '2024-01-31'"
            self._tell("RK110", node, f"{name} takes dates, this is a {typed.kind}", fix)
        return typed

    def _shift(self, name: str, arguments: Sequence[exp.Expr]) -> Typed:
        day = self._day(arguments[0], name)
        (number,) = self._whole(arguments[1:])
        tree = exp.Anonymous(this=name, expressions=[day.tree, number.tree])
        return Typed(tree, day.kind if day.kind in _DAYS else Kind.ANY, weight=day.weight + number.weight + 4)

    def _span(self, name: str, node: exp.Expr, arguments: Sequence[exp.Expr]) -> Typed:
        days = [self._day(argument, name) for argument in arguments[:2]]
        trees = [day.tree for day in days]
        weight = sum(day.weight for day in days)
        if name == "minutes" and any(day.kind is Kind.DATE for day in days):
            fix = "a date has no time of day: count days(a, b), or use two timestamp columns"
            self._tell("RK110", node, "minutes need two timestamps", fix)
        if name != "within":
            return Typed(
                exp.Anonymous(this=name, expressions=trees),
                Kind.INT,
                weight=weight * 6 + 40 if name == "workdays" else weight + 4,
            )
        literal = arguments[2]
        limit = Limit.parse(literal.name) if isinstance(literal, exp.Literal) and literal.is_string else None
        if limit is None:
            fix = "write a number of minutes, hours, days or months: '24 hours'"
            self._tell("RK106", literal, "within takes a limit as its third argument", fix)
            return Typed(exp.Null(), Kind.BOOL)
        if limit.by_the_clock and any(day.kind is Kind.DATE for day in days):
            fix = f"a date has no time of day; write a number of days, or use timestamps for {limit.unit}s"
            self._tell("RK110", node, f"{limit.unit}s need two timestamps", fix)
        trees.append(exp.Literal.string(literal.name))
        return Typed(exp.Anonymous(this=name, expressions=trees), Kind.BOOL, weight=weight * 2 + 10)


_LOOKED_INTO = (
    exp.Column,
    exp.Literal,
    exp.Boolean,
    exp.Null,
    exp.Cast,
    exp.Paren,
    exp.Not,
    exp.Neg,
    exp.Is,
    exp.In,
    exp.Between,
    exp.Case,
    exp.Anonymous,
    *COMPARISONS,
    *CONNECTORS,
    *ARITHMETIC,
    *CHOICES,
)


def _number_kind(parts: Sequence[Typed]) -> Kind:
    return Kind.ANY if any(part.kind is Kind.ANY for part in parts) else Kind.INT


def _weight(parts: Sequence[Typed]) -> int:
    return sum(part.weight for part in parts) + len(parts)


def _mixed(parts: Sequence[Typed]) -> str:
    """What helps when kinds differ."""
    kinds = {part.kind for part in parts}
    if kinds & set(_DAYS) and any(part.literal for part in parts):
        text = next(str(*part.values) for part in parts if part.literal and part.values is not None)
        return f"write DATE '{text if _DATE.fullmatch(text) else '2024-01-31'}'"
    if kinds >= set(_DAYS):
        return "compare the days: days(a, b) >= 0"
    return ""


def _literal_in(node: exp.Expr, text: str) -> exp.Expr:
    """The string literal with this text, to point at it."""
    found = (n for n in node.find_all(exp.Literal) if n.is_string and n.name == text)
    return next(found, node)
