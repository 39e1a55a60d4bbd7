"""Every rule of a measure by hand: SQL over seeded random rows, written from the definition and run in a DuckDB of its
own, against what ``compute`` says. It asks for whole periods at once and knows nothing of cells, scans and months.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date, timedelta
from fractions import Fraction
from itertools import product
from random import Random
from typing import Any

import duckdb
import pyarrow as pa
import pytest

import rolkpi
from rolkpi.model import (
    Area,
    AverageStock,
    Code,
    Codelist,
    Cohort,
    CohortShare,
    Column,
    Dataset,
    DistinctStock,
    Exposure,
    Flow,
    FlowSource,
    Kpi,
    KpiFormula,
    Parent,
    Plugin,
    Ratio,
    RecordSource,
    Stock,
    StockSource,
    Survival,
    Total,
)

Rows = list[dict[str, Any]]
Cells = dict[tuple[str, str, str], dict[str, Any]]
"""(area, period, breakdown) -> columns of the measurement."""
Ask = Callable[..., Cells]

UNITS = ("A1", "A2", "B1", "B2")
ABOVE = {"A1": "A", "A2": "A", "B1": "B", "B2": "B", "A": "P", "B": "P"}
LEVELS = {"P": "province", "A": "division", "B": "division", **dict.fromkeys(UNITS, "district")}
MONTHS = [f"{y}-{m:02d}" for y in (2021, 2022, 2023, 2024) for m in range(1, 13)][:42]
AS_OF = date(2024, 7, 20)
KINDS = ("X", "Y")
MISSING = ("A2", "2023-03")
"""No list of prisoners came for this month."""


def _columns(**types: str) -> tuple[Column, ...]:
    return tuple(
        Column.model_validate({"name": n, "type": t, "codelist": "k.kind" if t == "code" else None})
        for n, t in types.items()
    )


_CASE = _columns(
    **{"case_id": "key", "place": "area", "kind": "code", "came": "date", "gone": "date", "due": "date"},
    **{"heard": "date", "person": "key", "doubtful": "bool", "beds": "int"},
)
CASE = Dataset(id="k.case", kind="events", key=("case_id",), area="place", date="came", columns=_CASE)
STAY = Dataset(id="k.stay", kind="spells", key=("case_id",), area="place", start="came", end="gone", columns=_CASE)
IN_CASE = StockSource(dataset="k.case", start="came", end="gone")
BY_CASE = RecordSource(dataset="k.case")
MEASURES = (
    Flow(id="k.gone", title="t", unit="cases", sources=(FlowSource(dataset="k.case", date="gone"),)),
    Stock(id="k.there", title="t", unit="persons", sources=(StockSource(dataset="k.stay"),)),
    Exposure(id="k.days", title="t", unit="days", sources=(IN_CASE,)),
    Exposure(
        id="k.bed_days",
        title="t",
        unit="days",
        sources=(StockSource(dataset="k.stay", value="beds", where="NOT doubtful"),),
    ),
    AverageStock(id="k.mean", title="t", unit="persons", sources=(StockSource(dataset="k.stay"),)),
    DistinctStock(id="k.persons", title="t", unit="persons", key="person", weak="doubtful", sources=(IN_CASE,)),
    Survival(id="k.wait", title="t", unit="days", event="heard", censored="gone", sources=(BY_CASE,)),
    Cohort(
        id="k.done_in_24",
        title="t",
        unit="cases",
        months=24,
        wait=15,
        success="gone <= add_months(came, 24)",
        sources=(BY_CASE,),
    ),
    Cohort(id="k.kept", title="t", unit="cases", until="due", success="heard <= due", sources=(BY_CASE,)),
)


def _kpi(name: str, formula: KpiFormula, unit: str = "%", **more: Any) -> Kpi:
    about = {"code": f"K-{name}", "title": name, "description": name, "unit": unit, "owner": "o", "source": "s"}
    windows = ("period", "rolling_12")
    return Kpi(id=f"k.{name}", direction="context", formula=formula, windows=windows, **about, **more)


OVERLAPPING = {"disaggregations": (("kind",),), "overlapping": ("kind",)}
KPIS = (
    _kpi("days", Total(measure="k.days"), "days", disaggregations=(("kind",),)),
    _kpi("bed_days", Total(measure="k.bed_days"), "days"),
    _kpi("mean", Total(measure="k.mean"), "persons"),
    _kpi("per_mean", Ratio(numerator="k.gone", denominator="k.mean", scale=1000, across_units=True)),
    _kpi("persons", Total(measure="k.persons"), "persons", **OVERLAPPING),
    _kpi("wait", Total(measure="k.wait"), "days", disaggregations=(("kind",),)),
    _kpi("done_in_24", CohortShare(measure="k.done_in_24"), disaggregations=(("kind",),)),
    _kpi("kept", CohortShare(measure="k.kept"), disaggregations=(("kind",),)),
)


def _codelist(name: str, codes: tuple[str, ...]) -> Codelist:
    return Codelist(id=f"k.{name}", codes=tuple(Code(code=c, label=c) for c in codes))


PLUGIN = Plugin(
    name="k",
    title="Rules",
    codelists=(_codelist("kind", KINDS),),
    datasets=(CASE, STAY),
    measures=MEASURES,
    kpis=KPIS,
)


@pytest.fixture(scope="module")
def cases() -> Rows:
    """People who came and left; some before the first month, some never, some without a name or a day."""
    random = Random(20240701)

    def later(day: date, days: int, share: float) -> date | None:
        return day + timedelta(days=random.randint(0, days)) if random.random() < share else None

    rows = []
    for number in range(420):
        came = date(2020, 11, 1) + timedelta(days=random.randint(0, 1_335))
        gone = later(came, random.choice((0, 40, 120, 900)), 0.8)
        rows.append(
            {
                "case_id": f"c{number}",
                "place": random.choice(UNITS),
                "kind": random.choice(KINDS),
                "came": came,
                "gone": gone,
                "due": later(came, 500, 0.85),
                "heard": later(came, 200, 0.7),
                "person": f"p{random.randint(1, 90)}" if random.random() < 0.93 else None,
                "doubtful": random.choice((True, False, False, None)),
                "beds": random.choice((1, 2, 3, None)),
            }
        )
    # on the edges: in and out on one day, on a month's last day, from a leap day, out on a month's first day
    edges = (("2024-02-29", "2024-02-29"), ("2022-01-31", "2022-02-01"), ("2022-02-28", "2024-02-28"))
    for number, (first, last) in enumerate((*edges, ("2022-02-28", "2024-02-29"), ("2021-12-31", "2023-12-31"))):
        day = {"came": date.fromisoformat(first), "gone": date.fromisoformat(last)}
        rows.append({**rows[0], **day, "case_id": f"e{number}", "place": UNITS[number % 4], "doubtful": False})
    return rows


@pytest.fixture(scope="module")
def ask(cases: Rows) -> Ask:
    """The measurements of a KPI by the library."""
    everywhere: dict[tuple[str, str | int], str] = dict.fromkeys(product(UNITS, MONTHS), "snapshot")
    answer = rolkpi.compute(
        [PLUGIN],
        {"k.case": cases, "k.stay": cases},
        [Area(code=code, name=code, level=level) for code, level in LEVELS.items()],
        parents=[Parent(area=area, parent=above) for area, above in ABOVE.items()],
        covers={"k.case": everywhere, "k.stay": {k: v for k, v in everywhere.items() if k != MISSING}},
        first_month=MONTHS[0],
        last_month=MONTHS[-1],
        as_of=AS_OF,
        threads=1,
    )
    assert answer.quarantined.num_rows == 0, answer.quarantined.to_pylist()

    def asked(kpi: str, frequency: str, window: str = "period", by: str = "total") -> Cells:
        rows: Rows = answer.measurements(kpi, frequency=frequency, window=window, by=by).to_pylist()
        return {(r["area"], r["period"], r["disaggregation"]): r for r in rows}

    return asked


PERIODS = """
CREATE TABLE period AS
WITH month AS (SELECT CAST(unnest(range(DATE '2021-01-01', DATE '2024-07-01', INTERVAL 1 MONTH)) AS DATE) AS day),
looked_at AS (
  SELECT 'month' AS frequency, 'period' AS "window", strftime(day, '%Y-%m') AS period, day AS first, day AS last
  FROM month
  UNION ALL
  SELECT 'month', 'rolling_12', strftime(day, '%Y-%m'),
    greatest(CAST(day - INTERVAL 11 MONTH AS DATE), DATE '2021-01-01'), day
  FROM month
  UNION ALL VALUES
    ('fiscal_year', 'period', 'FY2020-21', DATE '2021-01-01', DATE '2021-06-01'),
    ('fiscal_year', 'period', 'FY2021-22', DATE '2021-07-01', DATE '2022-06-01'),
    ('fiscal_year', 'period', 'FY2022-23', DATE '2022-07-01', DATE '2023-06-01'),
    ('fiscal_year', 'period', 'FY2023-24', DATE '2023-07-01', DATE '2024-06-01')
)
SELECT frequency, "window", period, first, CAST(last + INTERVAL 1 MONTH AS DATE) AS after,
  date_diff('month', first, last) + 1 AS months
FROM looked_at;

-- every month-end that a period looks at
CREATE TABLE month_end AS
SELECT p.*, CAST(unnest(range(p.first, p.after, INTERVAL 1 MONTH)) AS DATE) AS begins FROM period AS p;
ALTER TABLE month_end ADD COLUMN day DATE;
UPDATE month_end SET day = last_day(begins);

CREATE TABLE lies_in(unit VARCHAR, area VARCHAR);
INSERT INTO lies_in SELECT u, unnest([u, u[1], 'P']) FROM (SELECT unnest(['A1', 'A2', 'B1', 'B2']) AS u);

-- the list of prisoners of one district and month is missing: a mean of month-ends is then not known of that district
CREATE MACRO listed(unit, first, after) AS unit <> 'A2' OR after <= DATE '2023-03-01' OR first > DATE '2023-03-31';

-- what is computed is the total and every kind
CREATE MACRO kinds() AS TABLE SELECT unnest([NULL, 'X', 'Y']) AS kind;
CREATE MACRO text_of(kind) AS COALESCE('kind=' || kind, '');
"""


@pytest.fixture(scope="module")
def by_hand(cases: Rows) -> Iterator[Callable[..., Cells]]:
    """Runs a statement: (area, period, breakdown) -> its other columns. ``?`` are frequency and window."""
    with duckdb.connect() as con:
        con.execute(PERIODS)
        con.register("rows", pa.Table.from_pylist(cases))
        con.execute('CREATE TABLE "case" AS FROM rows')

        def run(sql: str, frequency: str, window: str = "period") -> Cells:
            con.execute(f"SET VARIABLE frequency = '{frequency}'; SET VARIABLE looks = '{window}'")
            found = con.sql(sql)
            names = found.columns[3:]
            return {(a, p, c): dict(zip(names, rest, strict=True)) for a, p, c, *rest in found.fetchall()}

        yield run


def same(told: Cells, hand: Cells, at_least: int) -> None:
    """What was found by hand is what the library tells: every cell, and every column that hand has."""
    assert told.keys() == hand.keys()
    for key, columns in hand.items():
        got = {name: told[key][name] for name in columns}
        assert got == columns, (key, told[key])
    assert sum(any(columns.values()) for columns in hand.values()) >= at_least


ASKED = "p.frequency = getvariable('frequency') AND p.\"window\" = getvariable('looks')"

DAYS_THERE = f"""
SELECT l.area, p.period, text_of(k.kind),
  COALESCE(
    sum(least(COALESCE(c.gone, p.after), p.after) - greatest(c.came, p.first)) FILTER (WHERE c.came IS NOT NULL), 0
  ) AS numerator,
  CAST(numerator AS DOUBLE) AS value, numerator AS n
FROM period AS p CROSS JOIN lies_in AS l CROSS JOIN kinds() AS k
LEFT JOIN "case" AS c ON c.place = l.unit AND (k.kind IS NULL OR c.kind = k.kind)
  AND c.came < p.after AND COALESCE(c.gone > p.first, TRUE) AND COALESCE(c.gone > c.came, TRUE)
WHERE {ASKED} GROUP BY ALL
"""

BED_DAYS = f"""
WITH there AS (
  SELECT c.*, least(COALESCE(c.gone, p.after), p.after) - greatest(c.came, p.first) AS days, p.period, p.first, p.after
  FROM period AS p JOIN "case" AS c ON c.came < p.after AND COALESCE(c.gone > p.first, TRUE)
    AND COALESCE(c.gone > c.came, TRUE) AND NOT c.doubtful AND c.beds IS NOT NULL
  WHERE {ASKED}
)
SELECT l.area, p.period, '',
  COALESCE(sum(t.days * t.beds), 0) AS numerator, CAST(numerator AS DOUBLE) AS value, COALESCE(sum(t.days), 0) AS n
FROM period AS p CROSS JOIN lies_in AS l LEFT JOIN there AS t ON t.place = l.unit AND t.period = p.period
  -- a month without a list is left out, the others stand
  AND NOT (l.unit = 'A2' AND p.first <= DATE '2023-03-01' AND p.after > DATE '2023-03-31')
WHERE {ASKED} GROUP BY ALL
"""


@pytest.mark.parametrize("frequency", ["month", "fiscal_year"])
def test_days_at_risk(frequency: str, ask: Ask, by_hand: Callable[..., Cells]) -> None:
    told = {**ask("k.days", frequency), **ask("k.days", frequency, by="kind")}
    same(told, by_hand(DAYS_THERE, frequency), 800 if frequency == "month" else 80)


def test_days_at_risk_times_a_number(ask: Ask, by_hand: Callable[..., Cells]) -> None:
    """From spells, by month; records without the number do not count. Where no list came there is nothing."""
    told, hand = ask("k.bed_days", "month"), by_hand(BED_DAYS, "month")
    assert told.pop((*MISSING, ""))["obs_status"] == "no_data"
    del hand[(*MISSING, "")]
    same(told, hand, 270)


MEAN_OF_MONTH_ENDS = f"""
SELECT l.area, p.period, '', count(c.case_id) AS numerator, any_value(p.months) AS denominator,
  count(c.case_id) / any_value(p.months) AS value, count(c.case_id) AS n
FROM month_end AS p CROSS JOIN lies_in AS l
LEFT JOIN "case" AS c ON c.place = l.unit AND c.came <= p.day AND COALESCE(c.gone > p.day, TRUE)
WHERE {ASKED} AND listed(l.unit, p.first, p.after) GROUP BY l.area, p.period
"""

GONE_PER_MEAN = f"""
WITH gone AS (
  SELECT l.area, p.period, count(c.case_id) AS gone FROM period AS p CROSS JOIN lies_in AS l
  LEFT JOIN "case" AS c ON c.place = l.unit AND c.gone >= p.first AND c.gone < p.after
  WHERE {ASKED} AND listed(l.unit, p.first, p.after) GROUP BY ALL
),
held AS ({MEAN_OF_MONTH_ENDS})
SELECT area, period, '', gone * h.denominator AS numerator, h.numerator AS denominator, h.numerator AS n,
  gone * h.denominator * 1000 / nullif(h.numerator, 0) AS value
FROM gone JOIN held AS h USING (area, period)
"""


def known(cells: Cells) -> Cells:
    return {key: row for key, row in cells.items() if row["obs_status"] != "no_data"}


@pytest.mark.parametrize(("kpi", "sql"), [("k.mean", MEAN_OF_MONTH_ENDS), ("k.per_mean", GONE_PER_MEAN)])
def test_averages_need_all_their_months(kpi: str, sql: str, ask: Ask, by_hand: Callable[..., Cells]) -> None:
    """By fiscal year; and over the twelve months up to each, of which there must be twelve."""
    yearly = ask(kpi, "fiscal_year")
    assert {k for k, r in yearly.items() if r["obs_status"] == "no_data"} == {("A2", "FY2022-23", "")}
    same(known(yearly), by_hand(sql, "fiscal_year"), 27)
    rolling, hand = ask(kpi, "month", "rolling_12"), by_hand(sql, "month", "rolling_12")
    twelve = {key: row for key, row in hand.items() if key[1] >= "2021-12"}
    same(known(rolling), twelve, 200)


PERSONS_AT_END = f"""
SELECT l.area, p.period, text_of(k.kind), count(DISTINCT c.person) AS numerator,
  CAST(count(DISTINCT c.person) AS DOUBLE) AS value,
  CASE WHEN count(c.case_id) > count(c.person) THEN value END AS low,
  CASE WHEN count(c.case_id) > count(c.person) THEN value + count(c.case_id) - count(c.person) END AS high,
  count(c.case_id) > count(c.person) AS missing_keys,
  COALESCE(bool_or(c.doubtful AND c.person IS NOT NULL), FALSE) AS weak_keys
FROM period AS p CROSS JOIN lies_in AS l CROSS JOIN kinds() AS k
LEFT JOIN "case" AS c ON c.place = l.unit AND (k.kind IS NULL OR c.kind = k.kind)
  AND c.came < p.after AND COALESCE(c.gone >= p.after, TRUE)
WHERE {ASKED} GROUP BY ALL
"""


@pytest.mark.parametrize(
    ("frequency", "window"), [("month", "period"), ("month", "rolling_12"), ("fiscal_year", "period")]
)
def test_different_persons_at_the_end(frequency: str, window: str, ask: Ask, by_hand: Callable[..., Cells]) -> None:
    """Whoever has no key may be one person more."""
    told = {**ask("k.persons", frequency, window), **ask("k.persons", frequency, window, by="kind")}
    for row in told.values():
        row.update({flag: flag in row["flags"] for flag in ("missing_keys", "weak_keys")})
    hand = by_hand(PERSONS_AT_END, frequency, window)
    same(told, hand, 80)
    assert {h["missing_keys"] for h in hand.values()} == {h["weak_keys"] for h in hand.values()} == {True, False}


IN_24_MONTHS = f"""
SELECT l.area, p.period, text_of(k.kind), count(c.case_id) AS denominator, count(c.case_id) AS n,
  count(*) FILTER (WHERE c.gone <= c.came + INTERVAL 24 MONTH) AS numerator,
  numerator * 100 / nullif(denominator, 0) AS value,
  any_value(last_day(p.after - 1) + INTERVAL 24 MONTH + INTERVAL 15 DAY) > DATE '{AS_OF}' AS immature
FROM period AS p CROSS JOIN lies_in AS l CROSS JOIN kinds() AS k
LEFT JOIN "case" AS c ON c.place = l.unit AND (k.kind IS NULL OR c.kind = k.kind)
  AND c.came >= p.first AND c.came < p.after
WHERE {ASKED} GROUP BY ALL
"""

KEPT = f"""
SELECT l.area, p.period, text_of(k.kind), count(c.due) FILTER (WHERE c.kind = COALESCE(k.kind, c.kind)) AS denominator,
  count(c.due) FILTER (WHERE c.kind = COALESCE(k.kind, c.kind) AND c.heard <= c.due) AS numerator,
  CASE WHEN denominator > 0 THEN numerator * 100 / denominator END AS value,
  -- all its records decide, of whatever kind; a district without any ripens when its month ends
  COALESCE(max(c.due) > DATE '{AS_OF}', FALSE) AS immature
FROM period AS p CROSS JOIN lies_in AS l CROSS JOIN kinds() AS k
LEFT JOIN "case" AS c ON c.place = l.unit AND c.came >= p.first AND c.came < p.after
WHERE {ASKED} GROUP BY ALL
"""


@pytest.mark.parametrize(("kpi", "sql"), [("k.done_in_24", IN_24_MONTHS), ("k.kept", KEPT)])
@pytest.mark.parametrize("frequency", ["month", "fiscal_year"])
def test_cohorts(kpi: str, sql: str, frequency: str, ask: Ask, by_hand: Callable[..., Cells]) -> None:
    """Windows of months from each record's own day, and windows that the records name."""
    told = {**ask(kpi, frequency), **ask(kpi, frequency, by="kind")}
    hand = by_hand(sql, frequency)
    waiting = {key for key, row in hand.items() if row.pop("immature")}
    assert waiting == {key for key, row in told.items() if row["obs_status"] == "immature"}
    assert all(told[key]["value"] is None for key in waiting)
    mature = [key for key in hand if key not in waiting]
    same({k: told[k] for k in mature}, {k: hand[k] for k in mature}, 21)


FOLLOWED = f"""
WITH seen AS (
  SELECT place AS unit, kind, came, heard, least(COALESCE(gone, DATE '{AS_OF}'), DATE '{AS_OF}') AS lost FROM "case"
)
SELECT l.area, p.period, text_of(k.kind),
  list((CASE WHEN s.heard <= s.lost THEN s.heard ELSE s.lost END) - s.came) FILTER (WHERE s.came IS NOT NULL) AS days,
  list(COALESCE(s.heard <= s.lost, FALSE)) FILTER (WHERE s.came IS NOT NULL) AS met
FROM period AS p CROSS JOIN lies_in AS l CROSS JOIN kinds() AS k
LEFT JOIN seen AS s ON s.unit = l.unit AND (k.kind IS NULL OR s.kind = k.kind)
  AND s.came >= p.first AND s.came < p.after
WHERE {ASKED} GROUP BY ALL
"""


def median_wait(lives: list[tuple[int, bool]]) -> float | None:
    """The product-limit estimate, record by record: the first day on which at most half are still waiting."""
    waiting, at_risk = Fraction(1), len(lives)
    for day, met in sorted(lives, key=lambda life: (life[0], not life[1])):  # who is lost on a day was at risk on it
        if met:
            waiting *= Fraction(at_risk - 1, at_risk)
        at_risk -= 1
        if met and waiting <= Fraction(1, 2):
            return float(day)
    return None


@pytest.mark.parametrize(
    ("frequency", "window"), [("month", "period"), ("fiscal_year", "period"), ("month", "rolling_12")]
)
def test_median_wait(frequency: str, window: str, ask: Ask, by_hand: Callable[..., Cells]) -> None:
    """Kaplan and Meier: those without the event are censored, not left out."""
    told = {**ask("k.wait", frequency, window), **ask("k.wait", frequency, window, by="kind")}
    followed = by_hand(FOLLOWED, frequency, window)
    hand = {}
    for key, row in followed.items():
        lives = list(zip(row["days"] or [], row["met"] or [], strict=True))
        median = median_wait(lives)
        hand[key] = {"value": median, "n": len(lives), "obs_status": "ok" if median is not None else "undefined"}
    few = {key for key in hand if window == "rolling_12" and key[1] < "2021-12"}
    assert all(told[key]["obs_status"] == "no_data" for key in few)
    same({k: v for k, v in told.items() if k not in few}, {k: v for k, v in hand.items() if k not in few}, 80)
    assert any(len(r["met"] or []) > 3 and not all(r["met"]) for r in followed.values())
