"""Random expressions of the whole language, as authors write them, over a pool of typed columns."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from hypothesis import strategies as st

from rolkpi.model import ColumnType

Draw = Callable[[st.SearchStrategy[Any]], Any]
COMPARISONS = ("=", "<>", "<", "<=", ">", ">=")
_SOME_DAY = st.integers(0, 500).map(lambda n: date(2023, 10, 30) + timedelta(days=n))


@dataclass(frozen=True)
class Pool:
    """The columns an expression may name: their types, and the codes of those that have a codelist."""

    types: Mapping[str, ColumnType]
    codes: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    codelists: Mapping[str, str] = field(default_factory=dict)

    def of(self, *types: ColumnType) -> list[str]:
        """Names of the columns of some types."""
        return [name for name, kind in self.types.items() if kind in types]


@st.composite
def booleans(draw: Draw, pool: Pool, depth: int = 2) -> str:
    """A condition: TRUE, FALSE or unknown."""
    if depth == 0:
        return str(draw(_conditions(pool, depth)))
    inner = booleans(pool, depth - 1)
    match draw(st.integers(0, 9)):
        case 0:
            return f"{_part(draw, inner)} AND {_part(draw, inner)}"
        case 1:
            return f"{_part(draw, inner)} OR {_part(draw, inner)}"
        case 2:
            return f"NOT {_part(draw, inner)}"
        case 3:
            test = draw(
                st.sampled_from(("IS TRUE", "IS NOT TRUE", "IS FALSE", "IS NOT FALSE", "IS NULL", "IS NOT NULL"))
            )
            return f"({draw(inner)}) {test}"
        case 4:
            otherwise = draw(st.sampled_from((f" ELSE {_wrapped(draw, inner)}", "")))
            return f"CASE WHEN {draw(inner)} THEN {_wrapped(draw, inner)}{otherwise} END"
        case 5:
            return f"COALESCE({draw(inner)}, {draw(inner)})"
    return str(draw(_conditions(pool, depth)))


def _wrapped(draw: Draw, inner: st.SearchStrategy[str]) -> str:
    return f"({draw(inner)})"


def _part(draw: Draw, inner: st.SearchStrategy[str]) -> str:
    return _wrapped(draw, inner) if draw(st.booleans()) else str(draw(inner))


@st.composite
def _conditions(draw: Draw, pool: Pool, depth: int) -> str:
    makers: list[Callable[[], str]] = [
        lambda: f"{draw(st.sampled_from(sorted(pool.types)))} {draw(st.sampled_from(('IS NULL', 'IS NOT NULL')))}",
        lambda: str(draw(st.sampled_from(("TRUE", "FALSE", "TRUE")))),
        lambda: _int_condition(draw, pool, depth),
    ]
    if pool.of(ColumnType.BOOL):
        column = st.sampled_from(pool.of(ColumnType.BOOL))
        makers += [lambda: str(draw(column)), lambda: f"{draw(column)} = {draw(st.sampled_from(('TRUE', 'FALSE')))}"]
    if pool.codes:
        makers += [lambda: _code_condition(draw, pool)] * 3
    if pool.of(ColumnType.DATE):
        makers += [lambda: _day_condition(draw, pool, depth)] * 2
    if pool.of(ColumnType.TIMESTAMP):
        makers.append(lambda: _time_condition(draw, pool))
    return str(draw(st.sampled_from(makers))())


def _code_condition(draw: Draw, pool: Pool) -> str:
    column = draw(st.sampled_from(sorted(pool.codes)))
    code = st.sampled_from(pool.codes[column]).map(lambda c: f"'{c}'")
    like = [c for c in sorted(pool.codelists) if pool.codelists[c] == pool.codelists[column]]
    match draw(st.integers(0, 5)):
        case 0 | 1:
            return f"{column} {draw(st.sampled_from(('=', '<>')))} {draw(code)}"
        case 2 | 3:
            options = draw(st.lists(code, min_size=1, max_size=3, unique=True))
            return f"{column} {draw(st.sampled_from(('IN', 'NOT IN')))} ({', '.join(options)})"
        case 4:
            return f"{column} {draw(st.sampled_from(('=', '<>')))} {draw(st.sampled_from(like))}"
    otherwise = draw(st.sampled_from((" ELSE FALSE", " ELSE TRUE", "")))
    return f"CASE {column} WHEN {draw(code)} THEN {draw(st.sampled_from(('TRUE', 'FALSE')))}{otherwise} END"


def _int_condition(draw: Draw, pool: Pool, depth: int) -> str:
    number = integers(pool, min(depth, 1))
    value = draw(number)
    match draw(st.integers(0, 3)):
        case 0:
            return f"{value} {draw(st.sampled_from(('BETWEEN', 'NOT BETWEEN')))} {draw(number)} AND {draw(number)}"
        case 1:
            options = draw(st.lists(st.integers(-2, 5).map(str), min_size=1, max_size=3, unique=True))
            return f"{value} {draw(st.sampled_from(('IN', 'NOT IN')))} ({', '.join(options)})"
    return f"{value} {draw(st.sampled_from(COMPARISONS))} {draw(number)}"


def _day_condition(draw: Draw, pool: Pool, depth: int) -> str:
    day = dates(pool, min(depth, 1))
    match draw(st.integers(0, 3)):
        case 0:
            limit = draw(st.sampled_from(("0 days", "1 day", "30 days", "1 month", "2 months")))
            return f"within({draw(day)}, {draw(day)}, '{limit}')"
        case 1:
            return f"{draw(day)} BETWEEN {draw(day)} AND {draw(day)}"
    return f"{draw(day)} {draw(st.sampled_from(COMPARISONS))} {draw(day)}"


def _time_condition(draw: Draw, pool: Pool) -> str:
    column = st.sampled_from(pool.of(ColumnType.TIMESTAMP))
    if draw(st.booleans()):
        limit = draw(st.sampled_from(("30 minutes", "24 hours", "1 hour", "1 day", "1 month")))
        return f"within({draw(column)}, {draw(column)}, '{limit}')"
    return f"{draw(column)} {draw(st.sampled_from(COMPARISONS))} {draw(column)}"


def _day_literal(draw: Draw) -> str:
    return f"DATE '{draw(_SOME_DAY).isoformat()}'"


@st.composite
def integers(draw: Draw, pool: Pool, depth: int = 2) -> str:
    """A whole number or NULL. Products stay small: one factor is a literal."""
    makers: list[Callable[[], str]] = [lambda: str(draw(st.integers(0, 9)))]
    columns = pool.of(ColumnType.INT)
    moments = pool.of(ColumnType.DATE, ColumnType.TIMESTAMP)
    if columns:
        makers += [lambda: str(draw(st.sampled_from(columns)))] * 4
    if moments:
        call = draw(st.sampled_from(("days", "days", "workdays")))
        makers.append(lambda: f"{call}({draw(st.sampled_from(moments))}, {draw(st.sampled_from(moments))})")
    instants = pool.of(ColumnType.TIMESTAMP)
    if instants:
        makers.append(lambda: f"minutes({draw(st.sampled_from(instants))}, {draw(st.sampled_from(instants))})")
    if depth > 0:
        inner = integers(pool, depth - 1)
        condition = booleans(pool, 0)
        makers += [
            lambda: f"{draw(inner)} {draw(st.sampled_from(('+', '-')))} ({draw(inner)})",
            lambda: f"({draw(inner)}) * {draw(st.integers(-2, 3).map(lambda n: str(n) if n >= 0 else f'({n})'))}",
            lambda: f"-({draw(inner)})",
            lambda: f"COALESCE({draw(inner)}, {draw(inner)})",
            lambda: f"{draw(st.sampled_from(('LEAST', 'GREATEST')))}({draw(inner)}, {draw(inner)})",
            lambda: f"CASE WHEN {draw(condition)} THEN {draw(inner)} ELSE {draw(inner)} END",
            lambda: f"CASE WHEN {draw(condition)} THEN {draw(inner)} END",
        ]
        if pool.codes:
            makers.append(lambda: _code_number(draw, pool))
    return str(draw(st.sampled_from(makers))())


def _code_number(draw: Draw, pool: Pool) -> str:
    column = draw(st.sampled_from(sorted(pool.codes)))
    branches = " ".join(f"WHEN '{code}' THEN {n}" for n, code in enumerate(pool.codes[column][:2]))
    return f"CASE {column} {branches}{draw(st.sampled_from((' ELSE 7', '')))} END"


@st.composite
def dates(draw: Draw, pool: Pool, depth: int = 1) -> str:
    """A DATE or NULL."""
    columns = pool.of(ColumnType.DATE)
    if depth == 0 or not columns or draw(st.booleans()):
        return str(draw(st.sampled_from([*columns, *columns, None])) or _day_literal(draw))
    inner = dates(pool, depth - 1)
    match draw(st.integers(0, 3)):
        case 0:
            return f"add_days({draw(inner)}, {_step(draw)})"
        case 1:
            return f"add_months({draw(inner)}, {_step(draw)})"
        case 2:
            return f"COALESCE({draw(inner)}, {draw(inner)})"
    return f"{draw(st.sampled_from(('LEAST', 'GREATEST')))}({draw(inner)}, {draw(inner)})"


def _step(draw: Draw) -> str:
    return str(draw(st.sampled_from((0, 1, 2, 13, 31, -1, -12))))
