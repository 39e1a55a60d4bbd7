"""The rows of one dataset as a pass sees them: lowered expressions, the month, the area and the codes of a row."""

from __future__ import annotations

from collections.abc import Sequence

from sqlglot import exp, select

from rolkpi.catalog import Catalog
from rolkpi.expression import check, lower
from rolkpi.model.frame import Frame
from rolkpi.model.kpi import UNKNOWN_CODE
from rolkpi.model.period import Frequency
from rolkpi.plan import Scan, Use, condition_of
from rolkpi.sql.names import column, dataset_table, month_column, month_number, parse, text

AREA_CODE = "CAST(enum_code({}) AS SMALLINT)"


def lowered(dataset: str, expression: str, catalog: Catalog, frame: Frame) -> exp.Expr:
    """An author's expression over a row ``d`` of a dataset."""
    scope = catalog.scope(dataset)
    if expression in scope.columns:
        return column(expression, "d")
    return lower(check(expression, scope).tree, scope, frame.calendar, table="d")


class RowReader:
    """What every kind of pass over one catalog and frame asks of a dataset ``d``."""

    def __init__(self, catalog: Catalog, frame: Frame, breakdowns: Sequence[tuple[str, ...]]) -> None:
        self.catalog, self.frame, self._breakdowns = catalog, frame, list(breakdowns)
        self._lowered: dict[tuple[str, str], exp.Expr] = {}

    def lowered(self, scan: Scan, expression: str) -> exp.Expr:
        """An author's expression over the row: one tree, in however many places."""
        key = scan.dataset.id, expression
        if key not in self._lowered:
            self._lowered[key] = lowered(*key, self.catalog, self.frame)
        return self._lowered[key]

    def condition(self, scan: Scan, use: Use) -> exp.Expr:
        """Whether the row counts for a use by the pass's breakdown."""
        return self.lowered(scan, condition_of(use, scan.breakdown, self.catalog))

    def month(self, scan: Scan, expression: str) -> exp.Expr:
        """The month of a date expression, precomputed where it is a column. A yearly form's figure is its December's:
        a year has it once."""
        if expression in self.catalog.scope(scan.dataset.id).columns:
            month = column(month_column(expression), "d")
            if scan.dataset.frequency is Frequency.YEAR:
                return exp.cast(exp.Add(this=month, expression=exp.Literal.number(11)), "INTEGER", copy=False)
            return month
        return month_number(self.lowered(scan, expression))

    def day(self, scan: Scan, expression: str) -> exp.Expr:
        """The day of a date or timestamp expression."""
        return exp.cast(self.lowered(scan, expression), "DATE", copy=False)

    def area(self, scan: Scan) -> exp.Expr:
        """The number of the row's area."""
        if scan.area == scan.dataset.area:
            return column("_area", "d")
        return parse(AREA_CODE.format(text(column(scan.area, "d"))))

    def codes(self, scan: Scan) -> list[exp.Expr]:
        """The row's code of each dimension."""
        return [column(c, "d").as_(f"by_{n}", copy=False) for n, (_, c) in enumerate(scan.dimensions)]

    def from_(self, scan: Scan, *columns: exp.Expr) -> exp.Select:
        """These columns of the dataset's rows that have an area."""
        rows = select(*columns).from_(dataset_table(scan.dataset.id).as_("d"), copy=False)
        return rows.where(exp.not_(self.area(scan).is_(exp.null())), copy=False)

    def dated(self, scan: Scan, month: exp.Expr, *columns: exp.Expr) -> exp.Select:
        """Rows whose month lies in the frame; a spell speaks for its own months only."""
        low, high = exp.Literal.number(self.frame.first), exp.Literal.number(self.frame.last)
        query = self.from_(scan, *columns).where(exp.Between(this=month, low=low, high=high), copy=False)
        if scan.dataset.kind == "spells":
            since, until = column("_since", "d"), column("_until", "d")
            query = query.where(exp.Between(this=month, low=since, high=until), copy=False)
        return query

    def standing(self, scan: Scan, *columns: exp.Expr, part_months: bool = False) -> exp.Select:
        """Rows with the first and last month (``since``, ``until``; clipped to the frame) they are in stock.

        A row is in stock at the last instant of month m when month(start) <= m < month(end). With ``part_months``
        the month it ends in is one of them: it was there for a part of it.
        """
        start, end = (self.month(scan, w) for w in scan.when)
        first, last = exp.Literal.number(self.frame.first), exp.Literal.number(self.frame.last)
        if not part_months:
            end = exp.Sub(this=end, expression=exp.Literal.number(1))
        lows: list[exp.Expr] = [start, first]
        highs: list[exp.Expr] = [exp.func("COALESCE", end, last, copy=False), last]
        if scan.dataset.kind == "spells":
            lows.append(column("_since", "d"))
            highs.append(column("_until", "d"))
        since, until = exp.func("GREATEST", *lows, copy=False), exp.func("LEAST", *highs, copy=False)
        span = (since.as_("since", copy=False), until.as_("until", copy=False))
        rows = self.from_(scan, self.area(scan).as_("area", copy=False), *span, *columns)
        rows = rows.where(exp.not_(start.is_(exp.null())), copy=False)
        return rows.where(exp.LTE(this=since, expression=until), copy=False)

    def months(self) -> exp.Subquery:
        """``m.month``: every month of the frame."""
        listed = f"SELECT CAST(unnest(range({self.frame.first}, {self.frame.last + 1})) AS SMALLINT) AS month"
        return exp.Subquery(this=parse(listed), alias=exp.TableAlias(this=exp.to_identifier("m")))

    def code_text(self, scan: Scan, table: str) -> exp.Expr:
        """The canonical text of a row's codes."""
        parts: list[exp.Expr] = []
        for n, (dimension, _) in enumerate(scan.dimensions):
            parts.append(exp.Literal.string(f"{';' if n else ''}{dimension}="))
            shown = exp.cast(column(f"by_{n}", table), "VARCHAR", copy=False)
            parts.append(exp.func("COALESCE", shown, exp.Literal.string(UNKNOWN_CODE), copy=False))
        return exp.func("CONCAT", *parts, copy=False) if parts else exp.Literal.string("")

    def labels(self, scan: Scan, use: Use) -> tuple[exp.Expr, exp.Expr]:
        """What a cell says of where it came from."""
        breakdown = self._breakdowns.index(scan.breakdown)
        return exp.Literal.number(use.number).as_("use"), exp.Literal.number(breakdown).as_("breakdown")
