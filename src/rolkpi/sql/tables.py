"""A dataset's table in the store: the rows in force, typed and encoded, with derived columns and month numbers.

Incoming rows stand in ``work.main."rows police.fir"`` with the columns of the dataset, ``_seq`` (order of acceptance)
and ``_mode``; the newest snapshot per (area, month) stands in ``work.main."snapshots police.fir"``.

A row of events or returns belongs to one month; it is in force unless a later snapshot covers that month, and of rows
with the same key the newest is. A row of spells speaks for months: of a snapshot, those it covers and those after it
until the next snapshot; ``_since`` and ``_until`` say which, so that what one snapshot knew never counts in a month
that another one covers.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import groupby

from sqlglot import exp, select

from rolkpi.catalog import Catalog
from rolkpi.expression import check, lower
from rolkpi.model.dataset import Aggregate, ColumnType, Dataset, Derived, Formula, Lookup
from rolkpi.model.period import Calendar
from rolkpi.sql.names import (
    DATED,
    column,
    dataset_table,
    month_column,
    month_number,
    parse,
    parse_query,
    sql_type,
    text,
    work_table,
)


def rows_table(dataset: str) -> exp.Table:
    """Where a dataset's incoming rows stand while its table is built."""
    return work_table(f"rows {dataset}")


def snapshots_table(dataset: str) -> exp.Table:
    """Newest snapshot (``seq``) per ``area`` and ``month``."""
    return work_table(f"snapshots {dataset}")


def table_query(
    dataset: Dataset, catalog: Catalog, calendar: Calendar, areas: Sequence[str], months: range
) -> exp.Query:
    """The whole table: rows in force, then each group of derived columns, then month numbers, clustered."""
    query = _viewed(dataset) if dataset.view_of else _typed(dataset, catalog, areas, _in_force(dataset, months))
    for group in _stages(dataset):
        query = _derive(dataset, group, catalog, calendar, query)
    resolved = [catalog.column(dataset.id, c) for c in catalog.scope(dataset.id).columns]
    months_of = [
        month_number(column(c.name, "t")).as_(month_column(c.name), quoted=True) for c in resolved if c.type in DATED
    ]
    coded = [
        exp.cast(column(c.name, "t"), sql_type(c.type, catalog.scope(dataset.id).codes[c.name]), copy=False).as_(
            c.name, quoted=True, copy=False
        )
        for c in resolved
        if c.type is ColumnType.CODE and c.name in {d.name for d in dataset.derived}
    ]
    star = exp.Column(this=exp.Star(replace=coded) if coded else exp.Star(), table=exp.to_identifier("t"))
    out = select(star, *months_of).from_(query.subquery("t", copy=False), copy=False)
    order = [column(month_column(str(dataset.date)))] if dataset.date else []
    if dataset.area:
        area = parse(f"CAST(enum_code({text(column(dataset.area, 't'))}) AS SMALLINT)")
        out = out.select(area.as_("_area", copy=False), copy=False)
        order.insert(0, column("_area"))
    return out.order_by(*order, copy=False) if order else out


def _viewed(dataset: Dataset) -> exp.Query:
    """The columns of another dataset's table."""
    names = [c.name for c in dataset.columns] + (["_since", "_until"] if dataset.kind == "spells" else [])
    return select(*(column(name, "r") for name in names)).from_(dataset_table(str(dataset.view_of)).as_("r"))


def _typed(dataset: Dataset, catalog: Catalog, areas: Sequence[str], rows: exp.Query) -> exp.Query:
    codes = catalog.stored_scope(dataset.id).codes
    columns = [
        exp.cast(
            column(c.name, "r"),
            sql_type(c.type, areas if c.type is ColumnType.AREA else codes.get(c.name, ())),
            copy=False,
        ).as_(c.name, quoted=True, copy=False)
        for c in dataset.columns
    ]
    if dataset.kind == "spells":
        columns += [column("_since", "r"), column("_until", "r")]
    return select(*columns).from_(rows.subquery("r", copy=False), copy=False)


def _in_force(dataset: Dataset, months: range) -> exp.Query:
    if dataset.kind == "reference":
        return select("*").from_(rows_table(dataset.id))
    return _spells_in_force(dataset, months) if dataset.kind == "spells" else _events_in_force(dataset)


def _newest(dataset: Dataset, *extra: str) -> str:
    keys = [text(column(k, "r")) for k in dataset.key]
    if not keys:
        return ""
    # in returns an empty part of a key equals an empty one; a record without a key is nobody's newer version
    blank = "" if dataset.kind == "returns" else " OR ".join(f"{k} IS NULL" for k in keys) + " OR "
    parts = ", ".join([*keys, *extra])
    return f"QUALIFY {blank}row_number() OVER (PARTITION BY {parts} ORDER BY r._seq DESC) = 1"


def _events_in_force(dataset: Dataset) -> exp.Query:
    """A snapshot that a newer one takes the place of is as if it had never come, for the months the newer one covers;
    of what is left the newest row of a key stands, if no later snapshot covers its month."""
    area, day = text(column(str(dataset.area), "r")), column(str(dataset.date), "r")
    return parse_query(
        f"""
        WITH placed AS (
          SELECT r.*, COALESCE(s.seq, 0) AS _covered
          FROM {text(rows_table(dataset.id))} AS r
          LEFT JOIN {text(snapshots_table(dataset.id))} AS s
            ON s.area = {area} AND s.month = {text(month_number(day))}
        )
        SELECT * EXCLUDE (_covered)
        FROM (SELECT * FROM placed AS r WHERE r._mode <> 'snapshot' OR r._seq >= r._covered {_newest(dataset)})
        WHERE _seq >= _covered
        """
    )


def _spells_in_force(dataset: Dataset, months: range) -> exp.Query:
    """What stands of a key in a month is the newest row that speaks for the month, also where that row has ended by
    then or not begun: a state that was closed does not come back to life."""
    area, start, end = (column(str(c), "r") for c in (dataset.area, dataset.start, dataset.end))
    names = ", ".join(text(column(c.name)) for c in dataset.columns)
    keys = ", ".join(text(column(k)) for k in dataset.key)
    told_again = f"count(*) OVER (PARTITION BY {keys}) > 1" if keys else "FALSE"
    begun, left = text(month_number(start)), text(month_number(end))
    there = f"({begun} <= m.month AND ({text(end)} IS NULL OR greatest({left}, {begun}) >= m.month))"
    return parse_query(
        f"""
        WITH numbered AS (
          SELECT *, row_number() OVER () AS _row, {told_again} AS _again FROM {text(rows_table(dataset.id))}
        ),
        spoken AS (
          SELECT r.*, m.month AS _month, {there} AS _there
          FROM numbered AS r
          JOIN (SELECT CAST(unnest(range({months.start}, {months.stop})) AS SMALLINT) AS month) AS m
            ON r._again OR {there}
          LEFT JOIN {text(snapshots_table(dataset.id))} AS s ON s.area = {text(area)} AND s.month = m.month
          WHERE r._seq >= COALESCE(s.seq, 0) AND (r._mode <> 'snapshot' OR r._seq = s.seq)
          {_newest(dataset, "m.month")}
        ),
        runs AS (
          SELECT *, _month - row_number() OVER (PARTITION BY _row ORDER BY _month) AS _run FROM spoken WHERE _there
        )
        SELECT {names}, min(_month) AS _since, max(_month) AS _until
        FROM runs GROUP BY _row, _run, {names}
        """
    )


def _stages(dataset: Dataset) -> Iterable[list[Derived]]:
    """Derived columns in their declared order, neighbours that one join serves together."""

    def join_of(derived: Derived) -> tuple[str, ...]:
        match derived:
            case Lookup(link=link):
                return ("lookup", link)
            case Aggregate(name=name, after=str()):
                return ("aggregate after", name)
            case Aggregate(dataset=other, on=on):
                return ("aggregate", other, *(f"{a}={b}" for a, b in sorted(on.items())))
            case Formula(name=name):
                return ("formula", name)

    for _, group in groupby(dataset.derived, key=join_of):
        yield list(group)


def _derive(dataset: Dataset, group: list[Derived], catalog: Catalog, calendar: Calendar, rows: exp.Query) -> exp.Query:
    base = select("t.*").from_(rows.subquery("t", copy=False), copy=False)
    first = group[0]
    if isinstance(first, Lookup):
        link = next(k for k in dataset.links if k.name == first.link)
        other = catalog.datasets[link.dataset]
        matches: list[exp.Expr] = [column(mine, "t").eq(column(theirs, "o")) for mine, theirs in link.on.items()]
        if link.valid_at:
            day = exp.cast(column(link.valid_at, "t"), "DATE")
            open_start = column(str(other.start), "o").is_(exp.null())
            begun = exp.LTE(this=exp.cast(column(str(other.start), "o"), "DATE"), expression=day)
            matches.append(exp.or_(open_start, begun))
            open_end = column(str(other.end), "o").is_(exp.null())
            matches.append(
                exp.or_(open_end, exp.LT(this=day.copy(), expression=exp.cast(column(str(other.end), "o"), "DATE")))
            )
        looked_up = [column(d.column, "o").as_(d.name, quoted=True) for d in group if isinstance(d, Lookup)]
        joined = base.join(dataset_table(other.id).as_("o"), on=exp.and_(*matches), join_type="left", copy=False)
        return joined.select(*looked_up, copy=False)
    if isinstance(first, Aggregate) and first.after is not None:
        return base.select(_after(first, catalog, calendar).subquery().as_(first.name, quoted=True), copy=False)
    if isinstance(first, Aggregate):
        wanted = [d for d in group if isinstance(d, Aggregate)]
        matches = [column(mine, "t").eq(column(_key(n), "o")) for n, mine in enumerate(first.on.values())]
        grouped = _grouped(first, wanted, catalog, calendar)
        joined = base.join(grouped.subquery("o", copy=False), on=exp.and_(*matches), join_type="left", copy=False)
        return joined.select(*(_filled(d).as_(d.name, quoted=True) for d in wanted), copy=False)
    assert isinstance(first, Formula)
    scope = catalog.scope(dataset.id)
    value = lower(check(first.expression, scope).tree, scope, calendar, table="t")
    return base.select(exp.cast(value, sql_type(first.type)).as_(first.name, quoted=True), copy=False)


def _after(derived: Aggregate, catalog: Catalog, calendar: Calendar) -> exp.Select:
    """The first or last of the rows that come after a day of the row ``t``: one value a row."""
    scope = catalog.scope(derived.dataset)
    found = column(str(derived.column), "c")
    same = [column(theirs, "c").eq(column(mine, "t")) for theirs, mine in derived.on.items()]
    later = exp.GT(this=found.copy(), expression=column(str(derived.after), "t"))
    counts = lower(check(derived.where, scope).tree, scope, calendar, table="c")
    made = exp.Min(this=found) if derived.function == "min" else exp.Max(this=found)
    return select(made).from_(dataset_table(derived.dataset).as_("c")).where(*same, later, exp.paren(counts))


def _grouped(first: Aggregate, wanted: list[Aggregate], catalog: Catalog, calendar: Calendar) -> exp.Query:
    scope = catalog.scope(first.dataset)
    columns = []
    for d in wanted:
        counts = lower(check(d.where, scope).tree, scope, calendar, table="c")
        if d.function == "count":
            value: exp.Expr = exp.cast(exp.CountIf(this=counts), "BIGINT")
        elif d.function == "exists":
            value = exp.GT(this=exp.CountIf(this=counts), expression=exp.Literal.number(0))
        else:
            picked = exp.Case().when(counts, column(str(d.column), "c"))
            made = {"min": exp.Min, "max": exp.Max, "sum": exp.Sum}[d.function](this=picked)
            value = exp.cast(made, "BIGINT") if d.function == "sum" else made
        columns.append(value.as_(d.name, quoted=True))
    keys = [column(theirs, "c") for theirs in first.on]
    named = [k.as_(_key(n)) for n, k in enumerate(keys)]
    return select(*named, *columns).from_(dataset_table(first.dataset).as_("c")).group_by(*(k.copy() for k in keys))


def _key(number: int) -> str:
    """A name that no derived column has."""
    return f"_key{number}"


def _filled(derived: Aggregate) -> exp.Expr:
    value = column(derived.name, "o")
    if derived.function == "count":
        return exp.func("COALESCE", value, exp.Literal.number(0))
    if derived.function == "exists":
        return exp.func("COALESCE", value, exp.false())
    return value
