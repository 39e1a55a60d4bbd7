"""Holds an author's expression to the allow-list and to the types, and says everything that is wrong at once."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from sqlglot import exp

from rolkpi.errors import DefinitionError, Problem, did_you_mean
from rolkpi.expression.checker import Checker
from rolkpi.expression.language import MAX_DEPTH, Checked, Kind, Scope
from rolkpi.expression.parse import Parsed, parse, too_deep
from rolkpi.expression.tree import ARITHMETIC, chain, depth, operands


def check(text: str, scope: Scope, *, where: str = "") -> Checked:
    """An expression over one dataset's columns, as a tree of allowed nodes only.

    Raises DefinitionError with every problem found: RK105 not SQL, RK106 not allowed, RK107 unknown column,
    RK108 literal not in the column's codelist, RK109 not a date, RK110 wrong type. ``where`` names the
    definition; line and column inside the text are added to it. The same text in the same scope gives the same tree.
    """
    if text not in scope.checked:
        parsed = parse(text)
        checker = Checker(parsed, scope)
        typed = checker.read()
        _raise(parsed, checker.problems, where)
        scope.checked[text] = Checked(text, typed.tree, frozenset(checker.columns), typed.kind, typed.values)
    return scope.checked[text]


def check_formula(text: str, measures: Collection[str], *, where: str = "") -> Checked:
    """A KPI's formula over measure ids, whole numbers, ``+ - *``, parentheses and ``period_days``.

    ``columns`` of the result are the measure ids, and ``period_days`` if it is used. Raises DefinitionError
    like ``check``; an unknown measure is RK107.
    """
    parsed = parse(text)
    formula = _Formula(parsed, measures)
    tree = formula.read()
    _raise(parsed, formula.problems, where)
    return Checked(text, tree, frozenset(formula.names), Kind.INT)


def mentioned(text: str) -> frozenset[str]:
    """What an expression or formula names: columns, measure ids. Empty where it is not SQL: that is told elsewhere."""
    tree = parse(text).tree
    if tree is None:
        return frozenset()
    found = tree.find_all(exp.Column)
    return frozenset(".".join(p.name if p.args.get("quoted") else p.name.lower() for p in c.parts) for c in found)


def _raise(parsed: Parsed, problems: Iterable[tuple[int, Problem]], where: str) -> None:
    """Raise what was found, in order of place, each once."""
    found: dict[tuple[int, str, str], Problem] = {}
    for offset, p in sorted((*parsed.problems, *problems), key=lambda pair: pair[0]):
        found.setdefault((offset, p.code, p.what), Problem(p.code, p.what, parsed.place(offset, where), p.fix))
    if found:
        raise DefinitionError.of(found.values())


class _Formula:
    """Checks one formula; ``problems`` and ``names`` fill up on the way."""

    def __init__(self, parsed: Parsed, measures: Collection[str]) -> None:
        self._parsed, self._measures = parsed, frozenset(measures)
        self.problems: list[tuple[int, Problem]] = []
        self.names: set[str] = set()

    def read(self) -> exp.Expression:
        """The whole formula."""
        tree = self._parsed.tree
        if tree is not None and depth(tree) > MAX_DEPTH:
            self.problems.append((0, too_deep()))
            tree = None
        return exp.Null() if tree is None else self._visit(tree)

    def _tell(self, code: str, node: exp.Expr, what: str, fix: str) -> exp.Expression:
        self.problems.append((self._parsed.offset(node), Problem(code, what, "", fix)))
        return exp.Null()

    def _visit(self, node: exp.Expr) -> exp.Expression:
        if isinstance(node, exp.Column):
            return self._name(node)
        if isinstance(node, exp.Literal) and not node.is_string:
            return exp.Literal(this=node.name.lstrip("0") or "0", is_string=False)
        if isinstance(node, exp.Paren):
            return exp.Paren(this=self._visit(node.this))
        if isinstance(node, exp.Neg):
            return exp.Neg(this=self._visit(node.this))
        if type(node) in ARITHMETIC:
            return chain(type(node), [self._visit(part) for part in operands(node)])
        if not self._parsed.problems:
            fix = "measure ids, whole numbers, + - *, parentheses and period_days are; the division is the KPI's own"
            self._tell("RK106", node, f"{node.key.upper()} is not allowed in a formula", fix)
        for name in node.find_all(exp.Column):
            self._name(name)
        return exp.Null()

    def _name(self, node: exp.Column) -> exp.Expression:
        parts = [part.name if part.args.get("quoted") else part.name.lower() for part in node.parts]
        name = ".".join(parts)
        if name == "period_days":
            self.names.add(name)
            return exp.Column(this=exp.Identifier(this=name, quoted=False))
        if len(parts) != 2 or name not in self._measures:
            known = [*self._measures, "period_days"]
            return self._tell("RK107", node, f"no measure '{name[:80]}'", did_you_mean(name, known))
        self.names.add(name)
        plugin, measure = (exp.Identifier(this=part, quoted=False) for part in parts)
        return exp.Column(this=measure, table=plugin)
