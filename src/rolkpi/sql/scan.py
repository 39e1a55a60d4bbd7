"""Scans: one pass each over one dataset, giving cells.

A cell is what one use counts in one area, month and code of a breakdown. Everything coarser is rolled up from cells,
so each row of a dataset is read once per date, area and breakdown, whatever the number of KPIs, areas and periods.

``work.main.cell``   (use, breakdown, area, month, code, value, n, marks): flows, exposures, stocks, cohorts, returns;
what rests on single records is in ``rolkpi.sql.records``.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence

from sqlglot import exp, select

from rolkpi.catalog import Catalog
from rolkpi.model.frame import Frame
from rolkpi.model.measure import Cohort, Exposure, FlowSource, StockSource
from rolkpi.plan import Scan, Use
from rolkpi.plan.uses import STANDING
from rolkpi.sql import records
from rolkpi.sql.names import Mark, column, parse, text, work_table
from rolkpi.sql.rows import RowReader

CELL = work_table("cell")
_PASSED = exp.table_("scan", db="main", catalog="temp", quoted=True)
"""Of the connection alone that runs the statements of a scan."""

SCHEMAS = (
    f"CREATE OR REPLACE TABLE {text(CELL)} (use SMALLINT, breakdown SMALLINT, area SMALLINT, month SMALLINT, "
    "code VARCHAR, value BIGINT, n BIGINT, marks UTINYINT)",
    *records.SCHEMAS,
)


def encode() -> Iterator[str]:
    """Statements that make the codes of all tables, and the keys of persons, numbers with a name each: what they are
    grouped by from here on. ``work.main.seed`` must be there."""
    tables = ("cell", *records.TABLES)
    held = " UNION ".join(f"SELECT code FROM work.main.{table}" for table in (*tables, "seed"))
    yield f"CREATE OR REPLACE TYPE work.main.code AS ENUM (SELECT '' AS code UNION {held} ORDER BY code)"
    keys = 'SELECT "key" FROM work.main.member WHERE "key" IS NOT NULL'
    yield f'CREATE OR REPLACE TYPE work.main.person AS ENUM (SELECT \'\' AS "key" UNION {keys} ORDER BY "key")'
    for table in tables:
        yield f"ALTER TABLE work.main.{table} ALTER code TYPE work.main.code"
    yield 'ALTER TABLE work.main.member ALTER "key" TYPE work.main.person'


class ScanWriter:
    """Writes the statements of scans over one catalog and frame."""

    def __init__(self, catalog: Catalog, frame: Frame, breakdowns: Sequence[tuple[str, ...]]) -> None:
        self._rows = RowReader(catalog, frame, breakdowns)

    def statements(self, scan: Scan, only: Collection[int] | None = None) -> Iterator[str]:
        """The pass itself into ``temp.main.scan``, then its cells (or those of some uses ``only``) into their table: to
        be run on one connection."""
        of_records = records.insert(self._rows, scan)
        if of_records is not None:
            yield of_records
            return
        yield f"CREATE OR REPLACE TEMP TABLE {text(_PASSED)} AS\n{text(self._pass(scan))}"
        for number, use in enumerate(scan.uses):
            if only is not None and use.number not in only:
                continue
            yield f"INSERT INTO {text(CELL)}\n{text(self._cells(scan, use, number))}"

    def _pass(self, scan: Scan) -> exp.Query:
        if _is_exposure(scan):
            return self._exposure(scan)
        return self._stock(scan) if _is_stock(scan) else self._flow(scan)

    def _columns(self, scan: Scan) -> list[exp.Expr]:
        return [c for number, use in enumerate(scan.uses) for c in self._value_and_n(scan, use, number)]

    def _flow(self, scan: Scan) -> exp.Query:
        rows = self._rows
        month = rows.month(scan, scan.when[0])
        head = (rows.area(scan).as_("area", copy=False), month.as_("month", copy=False))
        query = rows.dated(scan, month, *head, *rows.codes(scan), *self._columns(scan))
        return self._grouped(scan, query, 2)

    def _stock(self, scan: Scan) -> exp.Query:
        """Per area, code, first and last month in stock (clipped to the frame): how many rows."""
        query = self._rows.standing(scan, *self._rows.codes(scan), *self._columns(scan))
        return self._grouped(scan, query, 3)

    def _exposure(self, scan: Scan) -> exp.Query:
        """Per area, code, first and last day at risk: how many rows."""
        rows = self._rows
        first, after = (rows.day(scan, w) for w in scan.when)
        days = (first.as_("first_day", copy=False), after.as_("day_after", copy=False))
        query = rows.standing(scan, *days, *rows.codes(scan), *self._columns(scan), part_months=True)
        return self._grouped(scan, query, 5)

    def _grouped(self, scan: Scan, query: exp.Select, leading: int) -> exp.Query:
        return query.group_by(*(exp.Literal.number(n + 1) for n in range(leading + len(scan.dimensions))), copy=False)

    def _value_and_n(self, scan: Scan, use: Use, number: int) -> list[exp.Expr]:
        """The columns of a use: what it adds up, the records behind it, and for returns whether some are estimated."""
        where = self._rows.condition(scan, use)
        rows: exp.Expr = exp.CountIf(this=where)
        value: exp.Expr = rows
        match use.measure, use.source:
            case Cohort(success=success, until=until), _:
                if until is not None:
                    where = exp.and_(where, exp.not_(self._rows.lowered(scan, until).is_(exp.null())), copy=False)
                    rows = exp.CountIf(this=where)
                value = exp.CountIf(this=exp.and_(where, self._rows.lowered(scan, success), copy=False))
            case _, (FlowSource(value=added) | StockSource(value=added)):
                if scan.dataset.kind == "returns":
                    return self._cell_of_return(scan, where, added or "value", number)
                if added is not None:
                    amount = self._rows.lowered(scan, added)
                    rows = exp.CountIf(this=exp.and_(where, exp.not_(amount.is_(exp.null())), copy=False))
                    value = exp.Sum(this=exp.Case().when(where, amount, copy=False))
        zero = exp.Literal.number(0)
        return [
            exp.func("COALESCE", value, zero, copy=False).as_(f"value_{number}", copy=False),
            exp.func("COALESCE", rows, zero, copy=False).as_(f"n_{number}", copy=False),
        ]

    def _cell_of_return(self, scan: Scan, where: exp.Expr, added: str, number: int) -> list[exp.Expr]:
        given = exp.and_(where, parse("d.cell_status IN ('REPORTED', 'ESTIMATED')"), copy=False)
        summed = exp.Sum(this=exp.Case().when(given, self._rows.lowered(scan, added), copy=False))
        total = exp.func("COALESCE", summed, exp.Literal.number(0), copy=False)
        guess = exp.CountIf(this=exp.and_(where, parse("d.cell_status = 'ESTIMATED'"), copy=False))
        estimated = exp.GT(this=guess, expression=exp.Literal.number(0))
        return [
            total.as_(f"value_{number}", copy=False),
            total.as_(f"n_{number}", copy=False),
            estimated.as_(f"estimated_{number}", copy=False),
        ]

    def _cells(self, scan: Scan, use: Use, number: int) -> exp.Query:
        value, n = column(f"value_{number}", "s"), column(f"n_{number}", "s")
        written = self._rows.code_text(scan, "s")
        code = written.as_("code", copy=False)
        passed = _PASSED.as_("s")
        zero = exp.Literal.number(0)
        counted = exp.or_(exp.NEQ(this=value, expression=zero), exp.NEQ(this=n, expression=zero), copy=False)
        marks: exp.Expr = exp.Literal.number(0)
        if scan.dataset.kind == "returns":
            estimated = column(f"estimated_{number}", "s")
            counted = exp.or_(counted, estimated, copy=False)
            marks = parse(f"CASE WHEN {text(estimated)} THEN {Mark.ESTIMATED:d} ELSE 0 END")
        area, labels = column("area", "s"), self._rows.labels(scan, use)
        if not _is_stock(scan) and not _is_exposure(scan):
            cells = select(*labels, area, column("month", "s"), code, value, n, marks)
            return cells.from_(passed, copy=False).where(counted, copy=False)
        inside = exp.Between(this=column("month", "m"), low=column("since", "s"), high=column("until", "s"))
        if _is_exposure(scan):
            return self._days(scan, labels, code, number, inside)
        summed = [exp.Sum(this=c).as_(name) for c, name in ((value, "value"), (n, "n"))]
        return (
            select(*labels, area, column("month", "m"), code, *summed, marks)
            .from_(passed, copy=False)
            .join(self._rows.months(), on=inside, copy=False)
            .where(counted, copy=False)
            .group_by(area, column("month", "m"), written, copy=False)
        )

    def _days(
        self, scan: Scan, labels: tuple[exp.Expr, ...], code: exp.Expr, number: int, inside: exp.Expr
    ) -> exp.Query:
        """Days at risk: worked out once for each row and month."""
        at_risk = (
            select("s.*", column("month", "m"), parse(f"{_DAYS_OF_MONTH} AS days"))
            .from_(_PASSED.as_("s"))
            .join(self._rows.months(), on=inside)
        )
        summed = [parse(f"sum(s.{name}_{number} * s.days) AS {name}") for name in ("value", "n")]
        return (
            select(
                *labels, column("area", "s"), column("month", "s"), code, *summed, exp.Literal.number(0).as_("marks")
            )
            .from_(at_risk.subquery("s"))
            .where(parse(f"s.days > 0 AND s.n_{number} > 0"))
            .group_by(column("area", "s"), column("month", "s"), self._rows.code_text(scan, "s"))
        )


_MONTH_BEGINS = "make_date(m.month // 12, m.month % 12 + 1, 1)"
_NEXT_BEGINS = f"CAST({_MONTH_BEGINS} + INTERVAL 1 MONTH AS DATE)"
_DAYS_OF_MONTH = (
    f"greatest(0, least(COALESCE(s.day_after, {_NEXT_BEGINS}), {_NEXT_BEGINS}) "
    f"- greatest(s.first_day, {_MONTH_BEGINS}))"
)
"""Days of ``[first_day, day_after)`` that lie in the month."""


def _is_stock(scan: Scan) -> bool:
    return isinstance(scan.uses[0].measure, STANDING) and scan.dataset.kind != "returns"


def _is_exposure(scan: Scan) -> bool:
    return isinstance(scan.uses[0].measure, Exposure) and scan.dataset.kind != "returns"
