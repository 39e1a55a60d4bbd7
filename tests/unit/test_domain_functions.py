"""days, minutes, within, workdays, add_months and add_days: one table each, run by the engine and by plain Python."""

from __future__ import annotations

import calendar as months
from collections.abc import Callable, Mapping
from datetime import date, datetime, timedelta

import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rolkpi.engine import Engine
from rolkpi.errors import DefinitionError
from rolkpi.expression import Scope, check, lower
from rolkpi.model import Calendar, ColumnType

Day = date | datetime | None

TYPES = {
    "a": (ColumnType.DATE, pa.date32()),
    "b": (ColumnType.DATE, pa.date32()),
    "ta": (ColumnType.TIMESTAMP, pa.timestamp("us")),
    "tb": (ColumnType.TIMESTAMP, pa.timestamp("us")),
    "n": (ColumnType.INT, pa.int64()),
}
SCOPE = Scope({name: kind for name, (kind, _) in TYPES.items()})
SCHEMA = pa.schema({name: kind for name, (_, kind) in TYPES.items()})

# Eid al-Fitr 2024 (Wednesday to Friday), Pakistan Day (a Saturday), Labour Day (a Wednesday), New Year's Day.
HOLIDAYS = (
    date(2023, 12, 25),
    date(2024, 1, 1),
    date(2024, 2, 5),
    date(2024, 3, 23),
    date(2024, 4, 10),
    date(2024, 4, 11),
    date(2024, 4, 12),
    date(2024, 5, 1),
    date(2025, 8, 14),
)
PAKISTAN = Calendar(holidays=HOLIDAYS)


def on(text: str) -> date:
    return date.fromisoformat(text)


def at(text: str) -> datetime:
    return datetime.fromisoformat(text)


@pytest.fixture(scope="module")
def engine() -> Engine:
    return Engine(threads=1)


def run(engine: Engine, text: str, row: Mapping[str, object], calendar: Calendar = PAKISTAN) -> object:
    """The value of an expression on one row; what is not given is NULL."""
    engine.fill("one_row", pa.Table.from_pylist([dict(row)], schema=SCHEMA))
    lowered = lower(check(text, SCOPE).tree, SCOPE, calendar, table="one_row").sql(dialect="duckdb")
    ((value,),) = engine.rows(f"SELECT {lowered} FROM one_row")
    return value


# -- what they mean, in plain Python --------------------------------------------------------------------------


def day_of(moment: Day) -> date | None:
    return moment.date() if isinstance(moment, datetime) else moment


def days(a: Day, b: Day) -> int | None:
    first, last = day_of(a), day_of(b)
    return None if first is None or last is None else (last - first).days


def minutes(a: Day, b: Day) -> int | None:
    if not isinstance(a, datetime) or not isinstance(b, datetime):
        return None
    return int((b - a).total_seconds() / 60) if abs(b - a) < timedelta(days=10**4) else None


def add_months(moment: Day, n: int | None) -> Day:
    if moment is None or n is None:
        return None
    year, month = divmod(moment.year * 12 + moment.month - 1 + n, 12)
    last = months.monthrange(year, month + 1)[1]
    return moment.replace(year=year, month=month + 1, day=min(moment.day, last))


def add_days(moment: Day, n: int | None) -> Day:
    return None if moment is None or n is None else moment + timedelta(days=n)


def within(a: Day, b: Day, number: int, unit: str) -> bool | None:
    if a is None or b is None:
        return None
    if unit in ("minute", "hour"):
        assert isinstance(a, datetime)
        assert isinstance(b, datetime)
        return a <= b <= a + timedelta(**{unit + "s": number})
    first, last = day_of(a), day_of(b)
    assert first is not None
    assert last is not None
    limit = add_months(first, number) if unit == "month" else first + timedelta(days=number)
    assert limit is not None
    return first <= last <= limit


def workdays(a: Day, b: Day, calendar: Calendar) -> int | None:
    """One day after the other."""
    first, last = day_of(a), day_of(b)
    if first is None or last is None:
        return None
    if last < first:
        mirrored = workdays(last, first, calendar)
        assert mirrored is not None
        return -mirrored
    every = (first + timedelta(days=step) for step in range(1, (last - first).days + 1))
    return sum(day.isoweekday() not in calendar.weekend and day not in calendar.holidays for day in every)


# -- one table each -------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [
        ("2024-01-31T09:00:00", "2024-01-31T09:00:00", 0),
        ("2024-01-31T09:00:30", "2024-01-31T09:01:29", 0),  # 59 seconds, over a full minute of the clock
        ("2024-01-31T09:00:30", "2024-01-31T09:01:30", 1),
        ("2024-01-31T09:01:30", "2024-01-31T09:00:31", 0),  # cut off towards 0, not down
        ("2024-01-31T09:01:31", "2024-01-31T09:00:30", -1),
        ("2024-02-28T23:59:00", "2024-03-01T00:01:00", 1442),
        ("1969-12-31T23:59:59.5", "1970-01-01T00:00:59", 0),
        ("1969-12-31T23:59:59.5", "1970-01-01T00:00:59.5", 1),
        (None, "2024-01-31T09:00:00", None),
        ("2024-01-31T09:00:00", None, None),
    ],
)
def test_minutes(engine: Engine, first: str | None, second: str | None, expected: int | None) -> None:
    row = {name: at(text) for name, text in (("ta", first), ("tb", second)) if text}
    assert run(engine, "minutes(ta, tb)", row) == expected
    assert minutes(row.get("ta"), row.get("tb")) == expected


def test_minutes_need_a_time_of_day() -> None:
    with pytest.raises(DefinitionError) as caught:
        check("minutes(ta, b) > 5", SCOPE)
    assert [p.code for p in caught.value.problems] == ["RK110"]
    assert "count days(a, b)" in caught.value.problems[0].fix


@pytest.mark.parametrize(
    ("text", "row", "expected"),
    [
        ("days(a, b)", {"a": on("2024-01-31"), "b": on("2024-01-31")}, 0),
        ("days(a, b)", {"a": on("2024-01-31"), "b": on("2024-02-01")}, 1),
        ("days(a, b)", {"a": on("2024-02-28"), "b": on("2024-03-01")}, 2),
        ("days(a, b)", {"a": on("2023-02-28"), "b": on("2023-03-01")}, 1),
        ("days(a, b)", {"a": on("2023-12-31"), "b": on("2024-12-31")}, 366),
        ("days(a, b)", {"a": on("1900-02-28"), "b": on("1900-03-01")}, 1),
        ("days(a, b)", {"a": on("2000-02-28"), "b": on("2000-03-01")}, 2),
        ("days(a, b)", {"a": on("2024-03-01"), "b": on("2024-02-28")}, -2),
        ("days(a, b)", {"a": on("1969-12-31"), "b": on("1970-01-01")}, 1),
        ("days(a, b)", {"a": on("2024-01-31")}, None),
        ("days(a, b)", {"b": on("2024-01-31")}, None),
        ("days(a, b)", {}, None),
        ("days(ta, tb)", {"ta": at("2024-01-31T23:59:59"), "tb": at("2024-02-01T00:00:00")}, 1),
        ("days(ta, tb)", {"ta": at("2024-01-31T00:00:00"), "tb": at("2024-01-31T23:59:59")}, 0),
        ("days(ta, tb)", {"ta": at("1969-12-31T23:59:59"), "tb": at("1970-01-01T00:00:01")}, 1),
        ("days(a, tb)", {"a": on("2024-01-31"), "tb": at("2024-01-31T23:59:59")}, 0),
        ("days(ta, b)", {"ta": at("2024-01-31T23:59:59"), "b": on("2024-01-30")}, -1),
        ("days(DATE '2024-01-01', a)", {"a": on("2024-01-31")}, 30),
        ("days(COALESCE(a, b), b)", {"b": on("2024-01-31")}, 0),
        ("days(CASE WHEN n = 1 THEN ta ELSE tb END, b)", {"n": 1, "ta": at("2024-01-01T09:00:00"),
        "b": on("2024-01-03")}, 2),
    ],
)  # fmt: skip
def test_days(engine: Engine, text: str, row: dict[str, Day], expected: int | None) -> None:
    assert run(engine, text, row) == expected
    if text in ("days(a, b)", "days(ta, tb)"):
        names = ("a", "b") if text == "days(a, b)" else ("ta", "tb")
        assert days(*(row.get(name) for name in names)) == expected


@pytest.mark.parametrize(
    ("columns", "first", "second", "limit", "expected"),
    [
        # 24 hours 58 minutes are no 24 hours, though the hour has changed only 24 times.
        ("ta, tb", at("2024-01-31T09:01:00"), at("2024-02-01T09:59:00"), "24 hours", False),
        ("ta, tb", at("2024-01-31T09:01:00"), at("2024-02-01T09:01:00"), "24 hours", True),
        ("ta, tb", at("2024-01-31T09:01:00"), at("2024-02-01T09:01:00.000001"), "24 hours", False),
        ("ta, tb", at("2024-01-31T09:01:00"), at("2024-01-31T09:01:00"), "24 hours", True),
        ("ta, tb", at("2024-01-31T09:01:00"), at("2024-01-31T09:00:59"), "24 hours", False),
        ("ta, tb", at("2024-01-31T23:59:30"), at("2024-02-01T00:00:00"), "1 minute", True),
        ("ta, tb", at("2024-01-31T23:58:59"), at("2024-02-01T00:00:00"), "1 minute", False),
        ("ta, tb", at("2024-01-31T23:58:00"), at("2024-01-31T23:58:00"), "0 minutes", True),
        ("ta, tb", at("2024-02-28T10:00:00"), at("2024-02-29T10:00:00"), "24 hours", True),
        ("ta, tb", None, at("2024-02-29T10:00:00"), "24 hours", None),
        ("ta, tb", at("2024-02-29T10:00:00"), None, "24 hours", None),
        ("ta, tb", None, None, "24 hours", None),
        # Days are calendar days, whatever the time of day.
        ("ta, tb", at("2024-01-31T00:00:00"), at("2024-02-03T23:59:59"), "3 days", True),
        ("ta, tb", at("2024-01-31T23:59:59"), at("2024-02-04T00:00:00"), "3 days", False),
        ("ta, tb", at("2024-01-31T23:59:59"), at("2024-01-31T00:00:00"), "3 days", True),
        ("ta, tb", at("2024-01-31T00:00:00"), at("2024-01-30T23:59:59"), "3 days", False),
        ("a, b", on("2024-02-28"), on("2024-03-01"), "1 day", False),
        ("a, b", on("2023-02-28"), on("2023-03-01"), "1 day", True),
        ("a, b", on("2024-02-28"), on("2024-02-28"), "0 days", True),
        ("a, b", on("2024-02-28"), on("2024-02-27"), "30 days", False),
        ("a, b", on("2023-12-31"), on("2024-12-30"), "365 days", True),
        ("a, b", on("2023-12-31"), on("2024-12-31"), "365 days", False),
        ("a, b", None, on("2024-12-31"), "365 days", None),
        ("a, b", on("2024-12-31"), None, "2 months", None),
        ("a, b", on("2024-01-31"), on("2024-02-29"), "1 month", True),
        ("a, b", on("2024-01-31"), on("2024-03-01"), "1 month", False),
        ("a, b", on("2023-01-31"), on("2023-03-01"), "1 month", False),
        ("a, b", on("2023-11-30"), on("2024-02-29"), "3 months", True),
        ("a, b", on("2023-11-30"), on("2024-03-01"), "3 months", False),
        ("a, b", on("2024-02-29"), on("2025-02-28"), "12 months", True),
        ("a, b", on("2024-02-29"), on("2025-03-01"), "12 months", False),
        ("a, b", on("2024-02-29"), on("2024-02-28"), "12 months", False),
        ("ta, tb", at("2024-01-31T23:00:00"), at("2024-02-29T23:59:59"), "1 month", True),
        ("ta, tb", at("2024-01-31T23:00:00"), at("2024-01-31T01:00:00"), "1 month", True),
        ("ta, tb", at("2024-01-31T23:00:00"), None, "1 month", None),
    ],
)  # fmt: skip
def test_within(engine: Engine, columns: str, first: Day, second: Day, limit: str, expected: bool | None) -> None:
    row = dict(zip(columns.split(", "), (first, second), strict=True))
    assert run(engine, f"within({columns}, '{limit}')", row) is expected
    number, unit = limit.split()
    assert within(first, second, int(number), unit.rstrip("s")) is expected


SIX_DAYS = Calendar(weekend=(7,), holidays=HOLIDAYS)
FRIDAYS = Calendar(weekend=(5,), holidays=())
NO_REST = Calendar(weekend=(), holidays=())


@pytest.mark.parametrize(
    ("first", "second", "calendar", "expected"),
    [
        (on("2024-01-08"), on("2024-01-08"), PAKISTAN, 0),
        (on("2024-01-08"), on("2024-01-09"), PAKISTAN, 1),
        (on("2024-01-08"), on("2024-01-15"), PAKISTAN, 5),
        (on("2024-01-12"), on("2024-01-13"), PAKISTAN, 0),
        (on("2024-01-12"), on("2024-01-15"), PAKISTAN, 1),
        (on("2024-01-13"), on("2024-01-14"), PAKISTAN, 0),
        (on("2024-01-13"), on("2024-01-15"), PAKISTAN, 1),
        (on("2024-01-15"), on("2024-01-12"), PAKISTAN, -1),
        (on("2024-01-15"), on("2024-01-08"), PAKISTAN, -5),
        # Three days of Eid; the day after which one counts is not counted itself.
        (on("2024-04-08"), on("2024-04-15"), PAKISTAN, 2),
        (on("2024-04-09"), on("2024-04-12"), PAKISTAN, 0),
        (on("2024-04-10"), on("2024-04-15"), PAKISTAN, 1),
        (on("2024-04-15"), on("2024-04-08"), PAKISTAN, -2),
        # A holiday on a Saturday takes no second day away, but where Saturdays are worked it takes one.
        (on("2024-03-18"), on("2024-03-25"), PAKISTAN, 5),
        (on("2024-03-18"), on("2024-03-25"), SIX_DAYS, 5),
        (on("2024-03-18"), on("2024-03-25"), Calendar(weekend=(7,)), 6),
        (on("2024-03-18"), on("2024-03-25"), FRIDAYS, 6),
        (on("2024-03-18"), on("2024-03-25"), NO_REST, 7),
        (on("2023-12-29"), on("2024-01-02"), PAKISTAN, 1),
        (on("2023-12-31"), on("2024-12-31"), Calendar(), 262),
        (on("2023-12-31"), on("2024-12-31"), PAKISTAN, 262 - 6),
        (on("2024-02-28"), on("2024-03-01"), PAKISTAN, 2),
        (on("1899-12-31"), on("1900-01-07"), PAKISTAN, 5),
        (on("2031-01-06"), on("2031-01-13"), PAKISTAN, 5),
        (on("1990-01-01"), on("2031-01-06"), PAKISTAN, 2140 * 5 - 8),
        (on("2024-01-08"), on("2024-01-15"), Calendar(weekend=(1, 2, 3, 4, 5, 6, 7)), 0),
        (on("2024-01-08"), on("2024-01-15"), Calendar(weekend=(6, 6, 7), holidays=(on("2024-01-09"),) * 2), 4),
        (at("2024-01-08T23:59:59"), at("2024-01-09T00:00:00"), PAKISTAN, 1),
        (at("2024-01-08T00:00:00"), at("2024-01-08T23:59:59"), PAKISTAN, 0),
        (None, on("2024-01-15"), PAKISTAN, None),
        (on("2024-01-15"), None, PAKISTAN, None),
        (None, None, PAKISTAN, None),
        (None, on("2024-01-15"), Calendar(), None),
    ],
)  # fmt: skip
def test_workdays(engine: Engine, first: Day, second: Day, calendar: Calendar, expected: int | None) -> None:
    names = ("ta", "tb") if isinstance(first, datetime) else ("a", "b")
    row = dict(zip(names, (first, second), strict=True))
    assert run(engine, f"workdays({', '.join(names)})", row, calendar) == expected
    assert workdays(first, second, calendar) == expected


def test_workdays_of_nested_dates(engine: Engine) -> None:
    row = {"a": on("2024-01-31"), "tb": at("2024-03-15T10:00:00"), "n": 3}
    text = "workdays(add_months(a, 1), add_days(tb, workdays(a, add_days(a, n))))"
    moved = add_days(row["tb"], workdays(on("2024-01-31"), on("2024-02-03"), PAKISTAN))  # type: ignore[arg-type]
    assert run(engine, text, row) == workdays(on("2024-02-29"), moved, PAKISTAN)


def test_workdays_with_twenty_years_of_holidays(engine: Engine) -> None:
    """The table of holidays stays small, and every day of the years is right."""
    holidays = tuple(date(year, month, day) for year in range(2010, 2030) for month in range(1, 13) for day in (1, 28))
    calendar = Calendar(holidays=holidays)
    lowered = lower(check("workdays(a, b)", SCOPE).tree, SCOPE, calendar).sql(dialect="duckdb")
    assert len(lowered) < 30_000
    start = date(2009, 12, 1)
    rows = [{"a": start, "b": start + timedelta(days=step)} for step in range(0, 7800)]
    engine.fill("many_rows", pa.Table.from_pylist(rows, schema=SCHEMA))
    count, expected = 0, []
    for row in rows:
        day = row["b"]
        count += day != start and day.isoweekday() < 6 and day not in holidays
        expected.append((count,))
    assert engine.rows(f"SELECT {lowered} FROM many_rows ORDER BY b") == expected


@pytest.mark.parametrize(
    ("moment", "n", "expected"),
    [
        (on("2024-01-31"), 1, on("2024-02-29")),
        (on("2023-01-31"), 1, on("2023-02-28")),
        (on("2024-01-31"), 2, on("2024-03-31")),
        (on("2024-01-31"), 3, on("2024-04-30")),
        (on("2024-02-29"), 12, on("2025-02-28")),
        (on("2024-02-29"), 48, on("2028-02-29")),
        (on("2024-02-29"), 1, on("2024-03-29")),
        (on("2024-12-31"), 1, on("2025-01-31")),
        (on("2024-01-15"), 0, on("2024-01-15")),
        (on("2024-03-31"), -1, on("2024-02-29")),
        (on("2024-01-31"), -1, on("2023-12-31")),
        (on("2024-01-31"), -11, on("2023-02-28")),
        (on("1900-01-31"), 1, on("1900-02-28")),
        (on("2000-01-31"), 1, on("2000-02-29")),
        (on("2024-01-31"), None, None),
        (None, 1, None),
        (at("2024-01-31T23:59:59.5"), 1, at("2024-02-29T23:59:59.5")),
        (at("2024-03-31T00:00:00"), -1, at("2024-02-29T00:00:00")),
        (at("1969-12-31T01:00:00"), 2, at("1970-02-28T01:00:00")),
    ],
)  # fmt: skip
def test_add_months(engine: Engine, moment: Day, n: int | None, expected: Day) -> None:
    name = "ta" if isinstance(moment, datetime) else "a"
    for text, row in ((f"add_months({name}, n)", {"n": n}), (f"add_months({name}, {n or 0})", {})):
        if n is None and not row:
            continue
        value = run(engine, text, {name: moment, **row})
        assert value == expected
        assert type(value) is type(expected)
    assert add_months(moment, n) == expected


@pytest.mark.parametrize(
    ("moment", "n", "expected"),
    [
        (on("2024-02-28"), 1, on("2024-02-29")),
        (on("2024-02-28"), 2, on("2024-03-01")),
        (on("2023-02-28"), 1, on("2023-03-01")),
        (on("2024-12-31"), 1, on("2025-01-01")),
        (on("2024-01-01"), -1, on("2023-12-31")),
        (on("2024-01-01"), 366, on("2025-01-01")),
        (on("2024-01-01"), 0, on("2024-01-01")),
        (on("2024-01-01"), None, None),
        (None, 1, None),
        (at("2024-02-28T23:59:59.5"), 1, at("2024-02-29T23:59:59.5")),
        (at("2024-01-01T00:00:00"), -1, at("2023-12-31T00:00:00")),
        (at("1970-01-01T00:30:00"), -1, at("1969-12-31T00:30:00")),
    ],
)  # fmt: skip
def test_add_days(engine: Engine, moment: Day, n: int | None, expected: Day) -> None:
    name = "ta" if isinstance(moment, datetime) else "a"
    value = run(engine, f"add_days({name}, n)", {name: moment, "n": n})
    assert value == expected
    assert type(value) is type(expected)
    assert add_days(moment, n) == expected


@pytest.mark.parametrize(
    ("text", "type_"),
    [
        ("days(a, tb)", "BIGINT"),
        ("workdays(a, tb)", "BIGINT"),
        ("within(a, tb, '2 months')", "BOOLEAN"),
        ("within(ta, tb, '2 hours')", "BOOLEAN"),
        ("add_months(a, 1)", "DATE"),
        ("add_months(ta, 1)", "TIMESTAMP"),
        ("add_months(add_days(a, 1), n)", "DATE"),
        ("add_days(COALESCE(ta, tb), n)", "TIMESTAMP"),
        ("add_days(CASE WHEN n = 1 THEN NULL ELSE a END, 2)", "DATE"),
        ("add_months(LEAST(a, b), 1)", "DATE"),
        ("add_months(DATE '2024-01-31', 1)", "DATE"),
        ("COALESCE(add_months(ta, 1), tb)", "TIMESTAMP"),
        ("n + 1", "BIGINT"),
        ("days(a, b) * 2 - n", "BIGINT"),
    ],
)
def test_types_in_the_engine(engine: Engine, text: str, type_: str) -> None:
    engine.fill("typed", pa.Table.from_pylist([], schema=SCHEMA))
    lowered = lower(check(text, SCOPE).tree, SCOPE, PAKISTAN).sql(dialect="duckdb")
    assert engine.bind(f"SELECT {lowered} AS x FROM typed") == {"x": type_}


# -- against plain Python, at random --------------------------------------------------------------------------

_days = st.one_of(
    st.none(), st.dates(date(1950, 1, 1), date(2080, 12, 31)), st.dates(date(2023, 12, 1), date(2024, 6, 1))
)
_moments = st.one_of(
    st.none(),
    st.datetimes(datetime(1950, 1, 1), datetime(2080, 12, 31)),
    st.datetimes(datetime(2024, 2, 27), datetime(2024, 3, 2)),
)
_calendars = st.builds(
    lambda weekend, holidays: Calendar(weekend=tuple(weekend), holidays=tuple(holidays)),
    st.lists(st.integers(1, 7), max_size=4),
    st.lists(st.dates(date(2023, 11, 1), date(2024, 8, 1)), max_size=40),
)
_rows = st.lists(
    st.fixed_dictionaries(
        {"a": _days, "b": _days, "ta": _moments, "tb": _moments, "n": st.one_of(st.none(), st.integers(-600, 600))}
    ),
    min_size=1,
    max_size=25,
)


def compare(
    engine: Engine,
    text: str,
    rows: list[dict[str, Day]],
    expected: Callable[[dict[str, Day]], object],
    calendar: Calendar,
) -> None:
    """The engine and plain Python give the same on every row."""
    engine.fill("some_rows", pa.Table.from_pylist(rows, schema=SCHEMA))
    lowered = lower(check(text, SCOPE).tree, SCOPE, calendar, table="some_rows").sql(dialect="duckdb")
    found = [value for (value,) in engine.rows(f"SELECT {lowered} FROM some_rows")]
    assert found == [expected(row) for row in rows]


_PAIRS = st.sampled_from((("a", "b"), ("ta", "tb"), ("a", "tb"), ("tb", "a")))


@settings(max_examples=120, deadline=None)
@given(_rows, _PAIRS, _calendars)
def test_workdays_agree(engine: Engine, rows: list[dict[str, Day]], pair: tuple[str, str], calendar: Calendar) -> None:
    first, second = pair
    compare(engine, f"workdays({first}, {second})", rows, lambda r: workdays(r[first], r[second], calendar), calendar)
    compare(engine, f"days({first}, {second})", rows, lambda r: days(r[first], r[second]), calendar)


@settings(max_examples=80, deadline=None)
@given(_rows, _PAIRS, st.integers(0, 40), st.sampled_from(("day", "month")))
def test_within_days_and_months_agree(
    engine: Engine, rows: list[dict[str, Day]], pair: tuple[str, str], number: int, unit: str
) -> None:
    first, second = pair
    text = f"within({first}, {second}, '{number} {unit}s')"
    compare(engine, text, rows, lambda r: within(r[first], r[second], number, unit), PAKISTAN)


@settings(max_examples=80, deadline=None)
@given(_rows, st.integers(0, 5000), st.sampled_from(("minute", "hour")))
def test_within_hours_and_minutes_agree(engine: Engine, rows: list[dict[str, Day]], number: int, unit: str) -> None:
    text = f"within(ta, tb, '{number} {unit}s')"
    compare(engine, text, rows, lambda r: within(r["ta"], r["tb"], number, unit), PAKISTAN)


@settings(max_examples=80, deadline=None)
@given(_rows, st.sampled_from(("a", "ta")))
def test_added_months_and_days_agree(engine: Engine, rows: list[dict[str, Day]], name: str) -> None:
    compare(engine, f"add_months({name}, n)", rows, lambda r: add_months(r[name], r["n"]), PAKISTAN)  # type: ignore[arg-type]
    compare(engine, f"add_days({name}, n)", rows, lambda r: add_days(r[name], r["n"]), PAKISTAN)  # type: ignore[arg-type]


@settings(max_examples=60, deadline=None)
@given(_rows)
def test_laws(engine: Engine, rows: list[dict[str, Day]]) -> None:
    """Counting there and back gives nothing; whole days and the clock agree at midnight."""
    compare(engine, "workdays(a, b) + workdays(b, a) = 0", rows, lambda r: _known(r, "a", "b"), PAKISTAN)
    compare(engine, "days(a, add_days(a, n)) = n", rows, lambda r: _known(r, "a", "n"), PAKISTAN)
    compare(engine, "within(a, add_months(a, 7), '7 months')", rows, lambda r: _known(r, "a"), PAKISTAN)
    compare(engine, "within(ta, add_days(ta, 2), '48 hours')", rows, lambda r: _known(r, "ta"), PAKISTAN)


def _known(row: dict[str, Day], *names: str) -> bool | None:
    return None if any(row[name] is None for name in names) else True
