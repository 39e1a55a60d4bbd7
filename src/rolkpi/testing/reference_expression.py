"""Authors' expressions, interpreted over one row of Python values: the language by its definition.

sqlglot turns the text into a tree; everything the tree means is written out here. Values are ``str``, ``int``,
``bool``, ``date``, ``datetime`` and ``None``. ``None`` is SQL's NULL, and truth has three values: ``True``,
``False`` and ``None`` (unknown). A node outside the language raises ``NotInterpretedError``.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterable, Mapping
from datetime import date, datetime, timedelta
from fractions import Fraction
from functools import cache
from typing import Any

import sqlglot
from sqlglot import exp

from rolkpi.model import Calendar

Value = str | int | bool | date | datetime | None
Row = Mapping[str, Any]
_LIMIT = re.compile(r"(\d+) (minute|hour|day|month)s?")


class NotInterpretedError(ValueError):
    """The expression uses something that is not part of the language."""


@cache
def parse(text: str) -> exp.Expression:
    """The tree of an author's text. Only ever read."""
    tree = sqlglot.parse_one(text, dialect="duckdb")
    assert isinstance(tree, exp.Expression)
    return tree


@cache
def columns(text: str) -> frozenset[str]:
    """Names of the columns an expression uses."""
    return frozenset(c.name.lower() for c in parse(text).find_all(exp.Column))


def evaluate(node: exp.Expression, row: Row, calendar: Calendar) -> Value:
    """The value of an expression for one row."""

    def of(name: str) -> Value:
        return evaluate(node.args[name], row, calendar)

    def each(nodes: Iterable[exp.Expression]) -> list[Value]:
        return [evaluate(n, row, calendar) for n in nodes]

    match node:
        case exp.Paren():
            return of("this")
        case exp.Column():
            if node.table:
                raise NotInterpretedError(f"a column of another table: {node.sql()}")
            found: Value = row[node.name.lower()]
            return found
        case exp.Null():
            return None
        case exp.Boolean():
            return bool(node.this)
        case exp.Literal():
            return str(node.this) if node.is_string else int(node.this)
        case exp.Cast() if isinstance(node.this, exp.Literal) and node.to.this == exp.DataType.Type.DATE:
            return date.fromisoformat(node.this.this)
        case exp.And():
            return both(_truth(of("this")), _truth(of("expression")))
        case exp.Or():
            return either(_truth(of("this")), _truth(of("expression")))
        case exp.Not():
            return negation(_truth(of("this")))
        case exp.EQ() | exp.NEQ() | exp.LT() | exp.LTE() | exp.GT() | exp.GTE():
            return compare(type(node), of("this"), of("expression"))
        case exp.Between():
            low = compare(exp.GTE, of("this"), of("low"))
            return both(low, compare(exp.LTE, of("this"), of("high")))
        case exp.In() if node.expressions and not node.args.get("query"):
            return one_of(of("this"), each(node.expressions))
        case exp.Is() if isinstance(node.expression, exp.Null | exp.Boolean):
            return of("this") is of("expression")
        case exp.Case():
            return _case(node, row, calendar)
        case exp.Coalesce():
            return next((v for v in each([node.this, *node.expressions]) if v is not None), None)
        case exp.Least() | exp.Greatest():
            known = [v for v in each([node.this, *node.expressions]) if v is not None]
            pick = min if isinstance(node, exp.Least) else max
            return pick(known) if known else None
        case exp.Neg():
            value = _whole(of("this"))
            return None if value is None else -value
        case exp.Add() | exp.Sub() | exp.Mul():
            return arithmetic(type(node), _whole(of("this")), _whole(of("expression")))
        case exp.AddMonths():
            return add_months(_moment(of("this")), _whole(of("expression")))
        case exp.Anonymous():
            return _call(str(node.this).lower(), each(node.expressions), calendar)
    raise NotInterpretedError(f"{type(node).__name__}: {node.sql()}")


def _case(node: exp.Case, row: Row, calendar: Calendar) -> Value:
    """The first branch whose condition is TRUE; an unknown condition is passed over like a false one."""
    for branch in node.args["ifs"]:
        found = evaluate(branch.this, row, calendar)
        if node.this is not None:
            found = compare(exp.EQ, evaluate(node.this, row, calendar), found)
        if _truth(found) is True:
            return evaluate(branch.args["true"], row, calendar)
    default = node.args.get("default")
    return None if default is None else evaluate(default, row, calendar)


def _call(name: str, values: list[Value], calendar: Calendar) -> Value:
    match name, values:
        case "days", [a, b]:
            return days(_moment(a), _moment(b))
        case "minutes", [a, b]:
            return minutes(_moment(a), _moment(b))
        case "within", [a, b, str(limit)]:
            return within(_moment(a), _moment(b), limit)
        case "workdays", [a, b]:
            return workdays(_moment(a), _moment(b), calendar)
        case "add_days", [d, n]:
            return add_days(_moment(d), _whole(n))
        case "add_months", [d, n]:
            return add_months(_moment(d), _whole(n))
    raise NotInterpretedError(f"function {name} of {len(values)} arguments")


# --- truth ---------------------------------------------------------------------------------------------------


def both(a: bool | None, b: bool | None) -> bool | None:
    """AND: one FALSE is enough to know."""
    if a is False or b is False:
        return False
    return None if a is None or b is None else True


def either(a: bool | None, b: bool | None) -> bool | None:
    """OR: one TRUE is enough to know."""
    if a is True or b is True:
        return True
    return None if a is None or b is None else False


def negation(a: bool | None) -> bool | None:
    """NOT: of the unknown it is unknown."""
    return None if a is None else not a


def one_of(value: Value, options: Iterable[Value]) -> bool | None:
    """IN: ``v = o1 OR v = o2 OR ...``."""
    found: bool | None = False
    for option in options:
        found = either(found, compare(exp.EQ, value, option))
    return found


def compare(operator: type[exp.Expression], a: Any, b: Any) -> bool | None:
    """A comparison; unknown when a side is. Both sides are of one type."""
    if a is None or b is None:
        return None
    if type(a) is not type(b):
        raise NotInterpretedError(f"{type(a).__name__} is not comparable with {type(b).__name__}")
    if operator is exp.EQ:
        return bool(a == b)
    if operator is exp.NEQ:
        return bool(a != b)
    if operator is exp.LT:
        return bool(a < b)
    if operator is exp.LTE:
        return bool(a <= b)
    return bool(a > b) if operator is exp.GT else bool(a >= b)


# --- numbers and time ----------------------------------------------------------------------------------------


def arithmetic(operator: type[exp.Expression], a: int | None, b: int | None) -> int | None:
    """``+ - *`` on whole numbers."""
    if a is None or b is None:
        return None
    if operator is exp.Add:
        return a + b
    return a - b if operator is exp.Sub else a * b


def days(a: date | None, b: date | None) -> int | None:
    """Calendar days from a's date to b's date."""
    return None if a is None or b is None else (day_of(b) - day_of(a)).days


def minutes(a: date | None, b: date | None) -> int | None:
    """Whole minutes from one timestamp to another; what is left of one is cut off, towards 0."""
    if a is None or b is None:
        return None
    if not (isinstance(a, datetime) and isinstance(b, datetime)):
        raise NotInterpretedError("minutes need two timestamps")
    passed = (b - a) // timedelta(microseconds=1)
    whole = abs(passed) // 60_000_000
    return whole if passed >= 0 else -whole


def within(a: date | None, b: date | None, limit: str) -> bool | None:
    """Whether b comes not before a and not later than a + limit."""
    match = _LIMIT.fullmatch(limit.strip())
    if match is None:
        raise NotInterpretedError(f"within '{limit}'")
    count, unit = int(match[1]), match[2]
    if a is None or b is None:
        return None
    if unit in ("minute", "hour"):
        if not (isinstance(a, datetime) and isinstance(b, datetime)):
            raise NotInterpretedError("minutes and hours need two timestamps")
        return a <= b <= a + (timedelta(minutes=count) if unit == "minute" else timedelta(hours=count))
    first, last = day_of(a), day_of(b)
    end = first + timedelta(days=count) if unit == "day" else months_later(first, count)
    return first <= last <= end


def workdays(a: date | None, b: date | None, calendar: Calendar) -> int | None:
    """Working days after a's date up to and including b's; the other way round when b comes first."""
    if a is None or b is None:
        return None
    first, last = day_of(a), day_of(b)
    if last < first:
        backwards = workdays(last, first, calendar)
        return None if backwards is None else -backwards
    count = 0
    while first < last:
        first += timedelta(days=1)
        count += first.isoweekday() not in calendar.weekend and first not in calendar.holidays
    return count


def add_days(d: date | None, n: int | None) -> date | None:
    """The same time of day, n days later."""
    return None if d is None or n is None else d + timedelta(days=n)


def add_months(d: date | None, n: int | None) -> date | None:
    """The same day n months later, or that month's last day when it is shorter."""
    return None if d is None or n is None else months_later(d, n)


def months_later(d: date, n: int) -> date:
    """The same day n months later, or that month's last day when it is shorter."""
    year, month0 = divmod(d.year * 12 + d.month - 1 + n, 12)
    return d.replace(year=year, month=month0 + 1, day=min(d.day, monthrange(year, month0 + 1)[1]))


def day_of(d: date) -> date:
    """The calendar day of a date or of a local timestamp."""
    return d.date() if isinstance(d, datetime) else d


def _truth(value: Value) -> bool | None:
    if value is None or isinstance(value, bool):
        return value
    raise NotInterpretedError(f"{value!r} is no truth value")


def _whole(value: Value) -> int | None:
    if value is None or (isinstance(value, int) and not isinstance(value, bool)):
        return value
    raise NotInterpretedError(f"{value!r} is no whole number")


def _moment(value: Value) -> date | None:
    if value is None or isinstance(value, date):
        return value
    raise NotInterpretedError(f"{value!r} is no date")


# --- formulas of KPIs ----------------------------------------------------------------------------------------


def measures_in(text: str) -> tuple[str, ...]:
    """Measure ids in a KPI's formula, each once, in the order they first stand there."""
    found = (c for c in parse(text).find_all(exp.Column, bfs=False) if c.table)
    return tuple(dict.fromkeys(f"{c.table}.{c.name}" for c in found))


def uses_period_days(text: str) -> bool:
    """Whether a KPI's formula counts the days looked at."""
    return any(c.name == "period_days" and not c.table for c in parse(text).find_all(exp.Column))


def formula_value(node: exp.Expression, values: Mapping[str, Fraction]) -> Fraction:
    """The exact number a KPI's formula gives, from pooled measures by id and ``period_days``."""
    match node:
        case exp.Paren():
            return formula_value(node.this, values)
        case exp.Column():
            return values[f"{node.table}.{node.name}" if node.table else node.name]
        case exp.Literal() if not node.is_string:
            return Fraction(int(node.this))
        case exp.Neg():
            return -formula_value(node.this, values)
        case exp.Add():
            return formula_value(node.this, values) + formula_value(node.expression, values)
        case exp.Sub():
            return formula_value(node.this, values) - formula_value(node.expression, values)
        case exp.Mul():
            return formula_value(node.this, values) * formula_value(node.expression, values)
    raise NotInterpretedError(f"{type(node).__name__} in a formula: {node.sql()}")
