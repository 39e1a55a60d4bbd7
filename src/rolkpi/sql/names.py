"""Names and small trees that every statement is made of."""

from __future__ import annotations

from collections.abc import Iterable
from enum import IntFlag

from sqlglot import exp, parse_one

from rolkpi.model.dataset import ColumnType

DIALECT = "duckdb"
STORE = "store"
"""The database with one table per dataset."""
WORK = "work"
"""The database with what a computation passes from one step to the next."""

_TYPES = {
    ColumnType.TEXT: "VARCHAR",
    ColumnType.KEY: "VARCHAR",
    ColumnType.CODE: "VARCHAR",
    ColumnType.AREA: "VARCHAR",
    ColumnType.INT: "BIGINT",
    ColumnType.MONEY: "BIGINT",
    ColumnType.DECIMAL: "DECIMAL(18,6)",
    ColumnType.BOOL: "BOOLEAN",
    ColumnType.DATE: "DATE",
    ColumnType.MONTH: "DATE",
    ColumnType.TIMESTAMP: "TIMESTAMP",
}

DATED = (ColumnType.DATE, ColumnType.MONTH, ColumnType.TIMESTAMP)


class Mark(IntFlag):
    """What a figure carries with it from its cells; bits of one column."""

    ESTIMATED = 1
    MISSING_KEYS = 2
    WEAK_KEYS = 4
    INTERVAL = 8

    @property
    def flag(self) -> str:
        """The word in a measurement's ``flags``."""
        return str(self.name).lower()


def parse(sql: str) -> exp.Expr:
    """A tree of a statement or expression that we wrote."""
    return parse_one(sql, dialect=DIALECT)


def parse_query(sql: str) -> exp.Query:
    """A tree of a query that we wrote."""
    tree = parse(sql)
    assert isinstance(tree, exp.Query)
    return tree


def text(tree: exp.Expr) -> str:
    """The SQL that runs, written from a copy: trees may share what they are made of, and are put together without
    copies of it."""
    return tree.sql(dialect=DIALECT, pretty=True)


def sql_type(column: ColumnType, codes: Iterable[str] = ()) -> exp.DataType:
    """The type a column has in the store; an ENUM where the values are known."""
    listed = tuple(codes)
    if listed:
        return exp.DataType(
            this=exp.DataType.Type.ENUM, nested=False, expressions=[exp.Literal.string(c) for c in listed]
        )
    return exp.DataType.build(_TYPES[column], dialect=DIALECT)


def dataset_table(dataset: str, *, database: str = STORE) -> exp.Table:
    """``store.police.fir``."""
    plugin, _, name = dataset.partition(".")
    return exp.Table(this=_quoted(name), db=_quoted(plugin), catalog=_quoted(database))


def work_table(name: str) -> exp.Table:
    """``work.main.<name>``."""
    return exp.Table(this=_quoted(name), db=_quoted("main"), catalog=_quoted(WORK))


def column(name: str, table: str | None = None) -> exp.Column:
    """A quoted column."""
    return exp.column(_quoted(name), table=_quoted(table) if table else None, copy=False)


def _quoted(name: str) -> exp.Identifier:
    return exp.to_identifier(name, quoted=True)


def month_column(name: str) -> str:
    """The column with a date column's month, precomputed in the store."""
    return f"_month_{name}"


def month_number(value: exp.Expr) -> exp.Expr:
    """``year * 12 + month - 1`` of a date or timestamp; wide enough for 9999-12-31, which registers write for open."""
    years = exp.Mul(this=exp.Year(this=value), expression=exp.Literal.number(12))
    months = exp.Sub(this=exp.Month(this=value), expression=exp.Literal.number(1))
    return exp.cast(exp.Add(this=years, expression=months), "INTEGER", copy=False)


def create_table(table: exp.Table, query: str) -> str:
    """``CREATE OR REPLACE TABLE ... AS ...``."""
    return f"CREATE OR REPLACE TABLE {text(table)} AS\n{query}"
