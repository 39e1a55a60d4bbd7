"""Passes that keep single records apart, because what they serve does not add up.

``work.main.bin``    (use, breakdown, area, month, code, low, high, n, marks): quantiles: n observations lie in
                     [low, high]; without high, the range is open
``work.main.member`` (use, breakdown, area, month, code, key, n, weak): distinct counts: n records have the key, or none
``work.main.life``   (use, breakdown, area, month, code, days, events, n): survival: n records were seen for so many
                     days, events of them met the event then
``work.main.round``  (use, breakdown, area, month, code, day, value, low, high, n): survey results
"""

from __future__ import annotations

from dataclasses import replace

from sqlglot import exp, select

from rolkpi.model.measure import (
    Distinct,
    DistinctStock,
    HistogramSource,
    Quantile,
    RecordSource,
    StockAge,
    Survey,
    SurveySource,
    Survival,
)
from rolkpi.plan import Scan, Use
from rolkpi.sql.names import Mark, column, parse, text, work_table
from rolkpi.sql.rows import RowReader

_CELL = "use SMALLINT, breakdown SMALLINT, area SMALLINT, month SMALLINT, code VARCHAR"
_TABLES = {
    "bin": "low BIGINT, high BIGINT, n BIGINT, marks UTINYINT",
    "member": '"key" VARCHAR, n BIGINT, weak BOOLEAN',
    "life": "days BIGINT, events BIGINT, n BIGINT",
    "round": "day DATE, value DOUBLE, low DOUBLE, high DOUBLE, n BIGINT",
}
TABLES = tuple(_TABLES)
SCHEMAS = tuple(
    f"CREATE OR REPLACE TABLE {text(work_table(name))} ({_CELL}, {columns})" for name, columns in _TABLES.items()
)


def insert(rows: RowReader, scan: Scan) -> str | None:
    """The statement of a pass that keeps records apart; None when its measures add up."""
    use = scan.uses[0]
    match use.measure:
        case Quantile():
            table, query = "bin", _histogram(rows, scan, use) if _of_forms(use) else _values(rows, scan, use)
        case StockAge():
            table, query = "bin", _ages(rows, scan, use)
        case Distinct(until=str(until)):
            table, query = "member", _present_members(rows, scan, use, until)
        case Distinct():
            table, query = "member", _members(rows, scan, use)
        case DistinctStock():
            table, query = "member", _standing_members(rows, scan, use)
        case Survival():
            table, query = "life", _lives(rows, scan, use)
        case Survey():
            table, query = "round", _rounds(rows, scan, use)
        case _:
            return None
    return f"INSERT INTO {text(work_table(table))}\n{text(query)}"


def _of_forms(use: Use) -> bool:
    return isinstance(use.source, HistogramSource)


def _keyed(rows: RowReader, scan: Scan, use: Use, inner: exp.Query, month: exp.Expr | None = None) -> exp.Select:
    """The labels of cells over the rows of ``inner``, which has area, month and codes; grouped by them."""
    when = month if month is not None else column("month", "s")
    by = [column("area", "s"), when, *(column(f"by_{n}", "s") for n in range(len(scan.dimensions)))]
    head = (*rows.labels(scan, use), column("area", "s"), when, rows.code_text(scan, "s").as_("code", copy=False))
    return select(*head).from_(inner.subquery("s", copy=False), copy=False).group_by(*by, copy=False)


def _dated(rows: RowReader, scan: Scan, use: Use, *columns: exp.Expr) -> exp.Select:
    month = rows.month(scan, scan.when[0])
    head = (rows.area(scan).as_("area", copy=False), month.as_("month", copy=False), *rows.codes(scan), *columns)
    return rows.dated(scan, month, *head).where(rows.condition(scan, use), copy=False)


def _values(rows: RowReader, scan: Scan, use: Use) -> exp.Query:
    assert isinstance(use.measure, Quantile) and use.measure.value is not None
    value = rows.lowered(scan, use.measure.value)
    inner = _dated(rows, scan, use, value.as_("value")).where(exp.not_(value.copy().is_(exp.null())))
    low, high = column("value", "s").as_("low"), column("value", "s").as_("high")
    return (
        _keyed(rows, scan, use, inner)
        .select(low, high, parse("count(*) AS n"), exp.Literal.number(0))
        .group_by(column("value", "s"))
    )


def _histogram(rows: RowReader, scan: Scan, use: Use) -> exp.Query:
    """Each cell of a form stands for as many observations as it says, somewhere in its range."""
    assert isinstance(use.source, HistogramSource)
    kind = text(exp.cast(column(use.source.column, "d"), "VARCHAR"))
    low, high = (
        " ".join(
            f"WHEN {text(exp.Literal.string(c))} THEN {'NULL' if r[n] is None else r[n]}"
            for c, r in use.source.bins.items()
        )
        for n in (0, 1)
    )
    ends = (parse(f"CASE {kind} {low} END AS low"), parse(f"CASE {kind} {high} END AS high"))
    inner = _dated(rows, scan, use, *ends, parse("d.value AS value"), parse("d.cell_status AS said")).where(
        parse("d.cell_status IN ('REPORTED', 'ESTIMATED') AND d.value > 0")
    )
    estimated = parse(f"CASE WHEN bool_or(s.said = 'ESTIMATED') THEN {Mark.ESTIMATED:d} ELSE 0 END AS marks")
    seen = _keyed(rows, scan, use, inner).select(
        column("low", "s"), column("high", "s"), parse("sum(s.value) AS n"), estimated
    )
    return seen.group_by(column("low", "s"), column("high", "s"))


def _ages(rows: RowReader, scan: Scan, use: Use) -> exp.Query:
    """How many days old each row is that is in stock at the end of a month, but for those that rest then."""
    assert isinstance(use.measure, StockAge)
    measure = use.measure
    kept = [rows.day(scan, measure.since or scan.when[0]).as_("start")]
    if measure.idle_from is not None and measure.idle_to is not None:
        kept += [rows.day(scan, measure.idle_from).as_("idle_from"), rows.day(scan, measure.idle_to).as_("idle_to")]
    inner = rows.standing(scan, *rows.codes(scan), *kept).where(rows.condition(scan, use))
    inside = exp.Between(this=column("month", "m"), low=column("since", "s"), high=column("until", "s"))
    last = "(make_date((m.month + 1) // 12, (m.month + 1) % 12 + 1, 1) - 1)"
    age = f"{last} - s.start"
    there = _keyed(rows, scan, use, inner, column("month", "m")).join(rows.months(), on=inside)
    there = there.where("s.start IS NOT NULL")
    if len(kept) > 1:
        there = there.where(
            parse(f"s.idle_from IS NULL OR s.idle_from > {last} OR COALESCE(s.idle_to <= {last}, FALSE)")
        )
        rested = f"s.idle_from <= {last} AND s.idle_to > s.idle_from"
        age += f" - CASE WHEN {rested} THEN s.idle_to - s.idle_from ELSE 0 END"
    days = parse(f"CAST({age} AS BIGINT)")
    seen = (days.as_("low"), days.copy().as_("high"), parse("count(*) AS n"), exp.Literal.number(0))
    return there.select(*seen).group_by(days.copy())


def _with_key(use: Use, rows: RowReader, scan: Scan) -> tuple[exp.Expr, exp.Expr]:
    assert isinstance(use.measure, Distinct | DistinctStock)
    key = exp.cast(column(use.measure.key, "d"), "VARCHAR").as_("key", quoted=True)
    weak: exp.Expr = exp.false()
    if use.measure.weak is not None:
        weak = exp.func("COALESCE", rows.lowered(scan, use.measure.weak), exp.false())
    return key, weak.as_("weak")


def _counted(query: exp.Select) -> exp.Select:
    counted = (column("key", "s"), parse("count(*) AS n"), parse("bool_or(s.weak) AS weak"))
    return query.select(*counted).group_by(column("key", "s"))


def _members(rows: RowReader, scan: Scan, use: Use) -> exp.Query:
    return _counted(_keyed(rows, scan, use, _dated(rows, scan, use, *_with_key(use, rows, scan))))


def _standing_members(rows: RowReader, scan: Scan, use: Use) -> exp.Query:
    inner = rows.standing(scan, *rows.codes(scan), *_with_key(use, rows, scan)).where(rows.condition(scan, use))
    inside = exp.Between(this=column("month", "m"), low=column("since", "s"), high=column("until", "s"))
    return _counted(_keyed(rows, scan, use, inner, column("month", "m")).join(rows.months(), on=inside))


def _present_members(rows: RowReader, scan: Scan, use: Use, until: str) -> exp.Query:
    """Keys in every month in which one of their records had a day."""
    day_before = replace(scan, when=(scan.when[0], f"add_days({until}, -1)"))
    start, end = rows.day(scan, scan.when[0]), rows.day(scan, until)
    inner = (
        rows.standing(day_before, *rows.codes(scan), *_with_key(use, rows, scan), part_months=True)
        .where(rows.condition(scan, use))
        .where(exp.or_(end.is_(exp.null()), exp.LT(this=start, expression=end.copy())))
    )
    inside = exp.Between(this=column("month", "m"), low=column("since", "s"), high=column("until", "s"))
    return _counted(_keyed(rows, scan, use, inner, column("month", "m")).join(rows.months(), on=inside))


def _lives(rows: RowReader, scan: Scan, use: Use) -> exp.Query:
    """How long each record was seen, and whether the event ended it."""
    assert isinstance(use.measure, Survival) and isinstance(use.source, RecordSource)
    start = rows.day(scan, scan.when[0])
    as_of = parse(f"DATE '{rows.frame.as_of.isoformat()}'")
    stop: exp.Expr = as_of
    if use.measure.censored is not None:
        lost = rows.day(scan, use.measure.censored)
        stop = exp.func("LEAST", as_of, exp.func("COALESCE", lost, as_of.copy()))
    event = rows.day(scan, use.measure.event)
    met = exp.and_(exp.not_(event.copy().is_(exp.null())), exp.LTE(this=event.copy(), expression=stop.copy()))
    until = exp.Case().when(met.copy(), event).else_(stop)
    days = exp.Sub(this=until, expression=start.copy())
    inner = _dated(rows, scan, use, days.as_("days"), met.as_("met")).where(
        exp.LTE(this=start, expression=as_of.copy())
    )
    seen = (column("days", "s"), parse("count_if(s.met) AS events"), parse("count(*) AS n"))
    return _keyed(rows, scan, use, inner).select(*seen).group_by(column("days", "s"))


def _rounds(rows: RowReader, scan: Scan, use: Use) -> exp.Query:
    """The newest result of each month."""
    source = use.source
    assert isinstance(source, SurveySource)

    def number(name: str | None, alias: str, kind: str, otherwise: str = "NULL") -> exp.Expr:
        value = column(name, "d") if name is not None else parse(otherwise)
        return exp.cast(value, kind).as_(alias)

    results = (
        rows.day(scan, scan.when[0]).as_("day"),
        number(source.value, "value", "DOUBLE"),
        number(source.low, "low", "DOUBLE"),
        number(source.high, "high", "DOUBLE"),
        number(source.n, "n", "BIGINT", "1"),
    )
    inner = _dated(rows, scan, use, *results).where(exp.not_(column(source.value, "d").is_(exp.null())))
    newest = [parse("max(s.day) AS day")]
    newest += [parse(f"arg_max_null(s.{name}, s.day) AS {name}") for name in ("value", "low", "high", "n")]
    return _keyed(rows, scan, use, inner).select(*newest)
