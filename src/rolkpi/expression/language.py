"""The words of the language: kinds of values, domain functions, limits, and what goes in and out of a check."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from types import MappingProxyType

from sqlglot import exp

from rolkpi.model import ColumnType

MAX_LENGTH = 4000
"""Characters of one expression."""
MAX_NESTING = 20
"""Parentheses, CASEs and prefixes inside one another: the parser needs 23 frames for each, Python has 1000."""
MAX_DEPTH = 60
"""Levels of a tree, a chain of one operator (``a OR b OR c``) being one level."""
MAX_WEIGHT = 20_000
"""Nodes of the lowered tree, about: workdays repeats its arguments, so nested ones would multiply."""
MAX_INTEGER = 2**63 - 1


class Kind(StrEnum):
    """What an expression gives, as far as the operators care."""

    TEXT = "text"
    CODE = "code"
    INT = "whole number"
    DECIMAL = "decimal"
    """Supplied and shown, never reckoned with."""
    BOOL = "true/false"
    DATE = "date"
    TIMESTAMP = "timestamp"
    NULL = "NULL"
    ANY = "anything"
    """Of something that is already known to be wrong: no second complaint about it."""


KIND_OF = MappingProxyType(
    {
        ColumnType.TEXT: Kind.TEXT,
        ColumnType.INT: Kind.INT,
        ColumnType.MONEY: Kind.INT,
        ColumnType.DECIMAL: Kind.DECIMAL,
        ColumnType.BOOL: Kind.BOOL,
        ColumnType.DATE: Kind.DATE,
        ColumnType.TIMESTAMP: Kind.TIMESTAMP,
        ColumnType.CODE: Kind.CODE,
        ColumnType.KEY: Kind.TEXT,
        ColumnType.AREA: Kind.TEXT,
        ColumnType.MONTH: Kind.DATE,
    }
)

FUNCTIONS = MappingProxyType({"days": 2, "minutes": 2, "within": 3, "workdays": 2, "add_months": 2, "add_days": 2})
"""Domain function: number of arguments."""

_LIMIT = re.compile(r"\s*([0-9]{1,6})\s+(minute|hour|day|month)s?\s*", re.ASCII)


@dataclass(frozen=True)
class Limit:
    """The third argument of ``within``: a number of minutes, hours, days or months."""

    number: int
    unit: str

    @classmethod
    def parse(cls, text: str) -> Limit | None:
        """The limit of ``24 hours``; None when the text is no limit."""
        match = _LIMIT.fullmatch(text)
        return cls(int(match[1]), match[2]) if match else None

    @property
    def by_the_clock(self) -> bool:
        """Whether it is about instants and not about calendar days."""
        return self.unit in ("minute", "hour")


@dataclass(frozen=True)
class Scope:
    """What an expression may name: the columns of one dataset."""

    columns: Mapping[str, ColumnType]
    """Column (lower case): type."""
    codes: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """Column: its codes, for those that have a codelist."""
    checked: dict[str, Checked] = field(default_factory=dict, init=False, repr=False, compare=False)
    """Expressions that were checked already, by their text; their trees are only ever read."""

    def kind(self, column: str) -> Kind:
        """What a column gives; anything for one that is not there."""
        return KIND_OF[self.columns[column]] if column in self.columns else Kind.ANY


@dataclass(frozen=True)
class Checked:
    """An expression in which nothing is wrong."""

    text: str
    """As the author wrote it."""
    tree: exp.Expression
    """Only allowed nodes, no comments; domain functions are still ``exp.Anonymous``, names are lower case."""
    columns: frozenset[str]
    """Columns it names; for a formula measure ids and ``period_days``."""
    kind: Kind = Kind.ANY
    """What it gives."""
    values: frozenset[str] | None = None
    """The only strings it can give, when they are known: the codes of a column, the literals of a CASE."""
