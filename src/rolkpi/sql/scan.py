"""Scans: one pass each over one dataset, giving cells.

A cell is what one use counts in one area, month and code of a breakdown. Everything coarser is rolled up from cells,
so each row of a dataset is read once per date, area and breakdown, whatever the number of KPIs, areas and periods.

``work.main.cell``   (use, breakdown, area, month, code, value, n, estimated): flows, stocks, cohorts, cells of returns
``work.main.bin``    (use, breakdown, area, month, code, value, n): quantiles: n records have the value
``work.main.member`` (use, breakdown, area, month, code, key): distinct counts
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence

from sqlglot import exp, select

from rolkpi.catalog import Catalog
from rolkpi.expression import check, lower
from rolkpi.model.frame import Frame
from rolkpi.model.kpi import UNKNOWN_CODE
from rolkpi.model.measure import Cohort, Distinct, Flow, FlowSource, Quantile, Stock, StockSource
from rolkpi.model.period import Frequency
from rolkpi.plan import Scan, Use
from rolkpi.sql.names import column, dataset_table, month_column, month_number, parse, text, work_table

CELL = work_table("cell")
BIN = work_table("bin")
MEMBER = work_table("member")

SCHEMAS = (
    f"CREATE OR REPLACE TABLE {text(CELL)} (use SMALLINT, breakdown SMALLINT, area SMALLINT, month SMALLINT, "
    "code VARCHAR, value BIGINT, n BIGINT, estimated BOOLEAN)",
    f"CREATE OR REPLACE TABLE {text(BIN)} (use SMALLINT, breakdown SMALLINT, area SMALLINT, month SMALLINT, "
    "code VARCHAR, value BIGINT, n BIGINT)",
    f"CREATE OR REPLACE TABLE {text(MEMBER)} (use SMALLINT, breakdown SMALLINT, area SMALLINT, month SMALLINT, "
    "code VARCHAR, key VARCHAR)",
)


class ScanWriter:
    """Writes the statements of scans over one catalog and frame."""

    def __init__(self, catalog: Catalog, frame: Frame, breakdowns: Sequence[tuple[str, ...]]) -> None:
        self._catalog, self._frame, self._breakdowns = catalog, frame, list(breakdowns)

    def statements(self, scan: Scan, only: Collection[int] | None = None) -> Iterator[str]:
        """The pass itself into ``work.main.scan``, then its cells (or those of some uses ``only``) into their table."""
        kind = scan.uses[0].measure
        if isinstance(kind, Quantile | Distinct):
            target = BIN if isinstance(kind, Quantile) else MEMBER
            yield f"INSERT INTO {text(target)}\n{text(self._one_record_each(scan))}"
            return
        grouped = self._stock(scan) if self._is_stock_of_records(scan) else self._flow(scan)
        passed = work_table("scan")
        yield f"CREATE OR REPLACE TABLE {text(passed)} AS\n{text(grouped)}"
        for number, use in enumerate(scan.uses):
            if only is not None and use.number not in only:
                continue
            yield f"INSERT INTO {text(CELL)}\n{text(self._cells(scan, use, number))}"

    def _is_stock_of_records(self, scan: Scan) -> bool:
        return isinstance(scan.uses[0].measure, Stock) and scan.dataset.kind != "returns"

    def _lowered(self, scan: Scan, expression: str) -> exp.Expr:
        scope = self._catalog.scope(scan.dataset.id)
        return lower(check(expression, scope).tree, scope, self._frame.calendar, table="d")

    def _month(self, scan: Scan, expression: str) -> exp.Expr:
        if expression in self._catalog.scope(scan.dataset.id).columns:
            return column(month_column(expression), "d")
        return month_number(self._lowered(scan, expression))

    def _area(self, scan: Scan) -> exp.Expr:
        if scan.area == scan.dataset.area:
            return column("_area", "d")
        return parse(f"CAST(enum_code({text(column(scan.area, 'd'))}) AS SMALLINT)")

    def _codes(self, scan: Scan) -> list[exp.Expr]:
        return [column(c, "d").as_(f"by_{n}") for n, (_, c) in enumerate(scan.dimensions)]

    def _from(self, scan: Scan, *columns: exp.Expr) -> exp.Select:
        return select(*columns).from_(dataset_table(scan.dataset.id).as_("d"))

    def _flow(self, scan: Scan) -> exp.Query:
        month = self._month(scan, scan.when[0])
        if scan.dataset.frequency is Frequency.YEAR:
            month = exp.cast(exp.Add(this=month, expression=exp.Literal.number(11)), "INTEGER")
        columns: list[exp.Expr] = []
        for number, use in enumerate(scan.uses):
            columns += self._value_and_n(scan, use, number)
        query = self._from(scan, self._area(scan).as_("area"), month.as_("month"), *self._codes(scan), *columns)
        return self._grouped(scan, self._within(scan, query, month), 2)

    def _within(self, scan: Scan, query: exp.Select, month: exp.Expr) -> exp.Select:
        low, high = exp.Literal.number(self._frame.first), exp.Literal.number(self._frame.last)
        query = query.where(exp.Between(this=month.copy(), low=low, high=high)).where(
            exp.not_(self._area(scan).is_(exp.null()))
        )
        if scan.dataset.kind == "spells":
            since, until = column("_since", "d"), column("_until", "d")
            query = query.where(exp.Between(this=month.copy(), low=since, high=until))
        return query

    def _stock(self, scan: Scan) -> exp.Query:
        """Per area, code, first and last month in stock (clipped to the frame): how many rows.

        A row is in stock at the last instant of month m when month(start) <= m < month(end).
        """
        start, end = (self._month(scan, w) for w in scan.when)
        first, last = exp.Literal.number(self._frame.first), exp.Literal.number(self._frame.last)
        lows: list[exp.Expr] = [start, first]
        highs: list[exp.Expr] = [exp.func("COALESCE", exp.Sub(this=end, expression=exp.Literal.number(1)), last), last]
        if scan.dataset.kind == "spells":
            lows.append(column("_since", "d"))
            highs.append(column("_until", "d"))
        since, until = exp.func("GREATEST", *lows), exp.func("LEAST", *highs)
        columns: list[exp.Expr] = []
        for number, use in enumerate(scan.uses):
            columns += self._value_and_n(scan, use, number)
        query = (
            self._from(scan, self._area(scan).as_("area"), since.as_("since"), until.as_("until"))
            .select(*self._codes(scan), *columns)
            .where(exp.not_(start.copy().is_(exp.null())))
            .where(exp.not_(self._area(scan).is_(exp.null())))
            .where(exp.LTE(this=since.copy(), expression=until.copy()))
        )
        return self._grouped(scan, query, 3)

    def _grouped(self, scan: Scan, query: exp.Select, leading: int) -> exp.Query:
        return query.group_by(*(exp.Literal.number(n + 1) for n in range(leading + len(scan.dimensions))))

    def _value_and_n(self, scan: Scan, use: Use, number: int) -> list[exp.Expr]:
        """The columns of a use: what it adds up, the records behind it, and for returns whether some are estimated."""
        where = self._lowered(scan, use.source.where)
        rows: exp.Expr = exp.CountIf(this=where)
        value: exp.Expr = rows.copy()
        match use.measure, use.source:
            case Cohort(success=success), _:
                value = exp.CountIf(this=exp.and_(where.copy(), self._lowered(scan, success)))
            case ((Flow() | Stock()), (FlowSource(value=added) | StockSource(value=added))):
                if scan.dataset.kind == "returns":
                    return self._cell_of_return(scan, where, added or "value", number)
                if added is not None:
                    amount = self._lowered(scan, added)
                    counts = exp.and_(where.copy(), exp.not_(amount.copy().is_(exp.null())))
                    rows = exp.CountIf(this=counts)
                    value = exp.Sum(this=exp.Case().when(where.copy(), amount))
        zero = exp.Literal.number(0)
        return [
            exp.func("COALESCE", value, zero).as_(f"value_{number}"),
            exp.func("COALESCE", rows, zero.copy()).as_(f"n_{number}"),
        ]

    def _cell_of_return(self, scan: Scan, where: exp.Expr, added: str, number: int) -> list[exp.Expr]:
        given = exp.and_(where, parse("d.cell_status IN ('REPORTED', 'ESTIMATED')"))
        total = exp.func(
            "COALESCE", exp.Sum(this=exp.Case().when(given, self._lowered(scan, added))), exp.Literal.number(0)
        )
        guess = exp.CountIf(this=exp.and_(where.copy(), parse("d.cell_status = 'ESTIMATED'")))
        estimated = exp.GT(this=guess, expression=exp.Literal.number(0))
        return [
            total.as_(f"value_{number}"),
            total.copy().as_(f"n_{number}"),
            estimated.as_(f"estimated_{number}"),
        ]

    def _code_text(self, scan: Scan, table: str) -> exp.Expr:
        parts: list[exp.Expr] = []
        for n, (dimension, _) in enumerate(scan.dimensions):
            parts.append(exp.Literal.string(f"{';' if n else ''}{dimension}="))
            shown = exp.cast(column(f"by_{n}", table), "VARCHAR")
            parts.append(exp.func("COALESCE", shown, exp.Literal.string(UNKNOWN_CODE)))
        return exp.func("CONCAT", *parts) if parts else exp.Literal.string("")

    def _labels(self, scan: Scan, use: Use) -> tuple[exp.Expr, exp.Expr]:
        breakdown = self._breakdowns.index(scan.breakdown)
        return exp.Literal.number(use.number).as_("use"), exp.Literal.number(breakdown).as_("breakdown")

    def _cells(self, scan: Scan, use: Use, number: int) -> exp.Query:
        value, n = column(f"value_{number}", "s"), column(f"n_{number}", "s")
        code = self._code_text(scan, "s").as_("code")
        passed = work_table("scan").as_("s")
        counted = exp.or_(exp.NEQ(this=value.copy(), expression=exp.Literal.number(0)), n.copy().neq(0))
        estimated: exp.Expr = exp.false()
        if scan.dataset.kind == "returns":
            estimated = column(f"estimated_{number}", "s")
            counted = exp.or_(counted, estimated.copy())
        if not self._is_stock_of_records(scan):
            month = column("month", "s")
            return (
                select(*self._labels(scan, use), column("area", "s"), month, code, value, n, estimated)
                .from_(passed)
                .where(counted)
            )
        months = parse(f"SELECT CAST(unnest(range({self._frame.first}, {self._frame.last + 1})) AS SMALLINT) AS month")
        inside = exp.Between(this=column("month", "m"), low=column("since", "s"), high=column("until", "s"))
        area, month = column("area", "s"), column("month", "m")
        summed = [exp.Sum(this=c).as_(name) for c, name in ((value, "value"), (n, "n"))]
        return (
            select(*self._labels(scan, use), area, month, code, *summed, estimated)
            .from_(passed)
            .join(exp.Subquery(this=months, alias=exp.TableAlias(this=exp.to_identifier("m"))), on=inside)
            .where(counted)
            .group_by(area.copy(), month.copy(), self._code_text(scan, "s"))
        )

    def _one_record_each(self, scan: Scan) -> exp.Query:
        """Quantiles: records per value. Distinct counts: each key once per area, month and code."""
        (use,) = scan.uses
        month = self._month(scan, scan.when[0])
        where = self._lowered(scan, use.source.where)
        measured = self._measured(scan, use)
        inner = self._from(
            scan, self._area(scan).as_("area"), month.as_("month"), *self._codes(scan), measured.as_("value")
        )
        inner = self._within(scan, inner, month).where(where).where(exp.not_(measured.copy().is_(exp.null())))
        rows = select(
            *self._labels(scan, use), column("area", "s"), column("month", "s"), self._code_text(scan, "s").as_("code")
        ).from_(inner.subquery("s"))
        keyed = [
            column("area", "s"),
            column("month", "s"),
            *(column(f"by_{n}", "s") for n in range(len(scan.dimensions))),
        ]
        if isinstance(use.measure, Distinct):
            return rows.select(column("value", "s").as_("key")).group_by(*keyed, column("value", "s"))
        counted = exp.Count(this=exp.Star()).as_("n")
        return rows.select(column("value", "s"), counted).group_by(*keyed, column("value", "s"))

    def _measured(self, scan: Scan, use: Use) -> exp.Expr:
        if isinstance(use.measure, Distinct):
            return exp.cast(column(use.measure.key, "d"), "VARCHAR")
        assert isinstance(use.measure, Quantile)
        return self._lowered(scan, use.measure.value)


def availability(use: Use, catalog: Catalog, frame: Frame) -> str:
    """Per area and month of a return: does a matching cell exist, is one missing.

    Columns: area, month, matching, missing, applicable (counts of cells).
    """
    dataset = use.dataset
    scope = catalog.scope(dataset.id)
    where = text(lower(check(use.source.where, scope).tree, scope, frame.calendar, table="d"))
    month = text(column(month_column(str(dataset.date)), "d"))
    area = text(column(str(use.source.area or dataset.area), "d"))
    query = parse(
        f"""
        SELECT CAST(enum_code({area}) AS SMALLINT) AS area, {month} AS month,
          count(*) AS matching,
          count_if(
            d.cell_status = 'NOT_AVAILABLE' OR (d.value IS NULL AND d.cell_status <> 'NOT_APPLICABLE')
          ) AS missing,
          count_if(d.cell_status <> 'NOT_APPLICABLE') AS applicable
        FROM {text(dataset_table(dataset.id))} AS d
        WHERE ({where}) AND {area} IS NOT NULL
        GROUP BY 1, 2 ORDER BY 1, 2
        """
    )
    return text(query)
