"""Seeded random cases of a province, for SQL written by hand: asked of the library, and of a DuckDB of its own.

One district is split in the middle of a month; one month of another is missing.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date, timedelta
from itertools import product
from random import Random
from typing import Any

import duckdb
import pyarrow as pa
import pytest

import rolkpi
from rolkpi.model import (
    Area,
    Baseline,
    Code,
    Codelist,
    Column,
    Crosswalk,
    Dataset,
    DerivedFormula,
    Flow,
    FlowSource,
    Formula,
    HistogramSource,
    Index,
    Kpi,
    KpiFormula,
    Link,
    Lookup,
    Parent,
    Plugin,
    Population,
    Quantile,
    Rate,
    Ratio,
    RecordSource,
    Score,
    ScorePart,
    Stock,
    StockSource,
    Total,
    UnitShare,
    View,
)

Rows = list[dict[str, Any]]
Cells = dict[tuple[str, str, str], dict[str, Any]]
"""(area, period, breakdown) -> columns of the measurement."""
Ask = Callable[..., Cells]
Hand = Callable[..., Cells]

SPLIT = date(2023, 10, 16)
"""B1 becomes B2 and B3."""
ABOVE = {"A1": "A", "A2": "A", "B1": "B", "B2": "B", "B3": "B", "A": "P", "B": "P"}
LEVELS = {"P": "province", "A": "division", "B": "division", **{u: "district" for u in ABOVE if len(u) == 2}}
MONTHS = [date(y, m, 1) for y in (2022, 2023, 2024) for m in range(1, 13)][6:30]
KINDS = ("X", "Y")
BINS = {"UP_TO_30": (0, 30), "UP_TO_90": (31, 90), "UP_TO_365": (91, 365), "LONGER": (366, None)}
BASELINES = tuple(
    Baseline(area=area, value=value, disaggregation=by, period="2019", source="s")
    for area, value, by in (("A1", 40, ""), ("P", 170, ""), ("A1", 25, "kind=X"), ("B", 30, "kind=Y"))
)
MISSING = ("A2", "2023-03")
"""No cases came for this month."""


def _columns(**types: str) -> tuple[Column, ...]:
    lists = {"kind": "k.kind", "item": "k.item", "line": "k.line", "cell_status": "k.status"}
    return tuple(Column.model_validate({"name": n, "type": t, "codelist": lists.get(n)}) for n, t in types.items())


def _codelist(name: str, *codes: str) -> Codelist:
    return Codelist(id=f"k.{name}", codes=tuple(Code(code=c, label=c) for c in codes))


def _kpi(id_: str, formula: KpiFormula, unit: str = "%", **more: Any) -> Kpi:
    about = {"code": id_.upper(), "title": id_, "description": id_, "unit": unit, "owner": "o", "source": "s"}
    given = {"direction": "context", "frequencies": ("month", "fiscal_year"), "windows": ("period",), **about, **more}
    return Kpi(id=id_, formula=formula, **given)


def _flow(id_: str, dataset: str = "k.case", **more: Any) -> Flow:
    return Flow(id=id_, title=id_, unit="cases", published=True, sources=(FlowSource(dataset=dataset, **more),))


CASE = Dataset(
    id="k.case",
    kind="events",
    key=("case_id",),
    area="place",
    date="opened",
    published="all",
    columns=_columns(case_id="key", place="area", kind="code", opened="date", closed="date"),
)
FORM = Dataset(
    id="k.form",
    kind="returns",
    key=("place", "month", "line", "item"),
    area="place",
    date="month",
    columns=_columns(place="area", month="month", line="code", item="code", value="int", cell_status="code"),
)
OPEN = StockSource(dataset="k.case", start="opened", end="closed")
OVER_MONTHS: dict[str, Any] = {"windows": ("period", "rolling_12")}
BY_KIND: dict[str, Any] = {"disaggregations": (("kind",),)}
COURTS = Plugin(
    name="k",
    title="Cases",
    codelists=(
        _codelist("kind", *KINDS),
        _codelist("item", *BINS, "NOT_KNOWN"),
        _codelist("line", "DURATION"),
        _codelist("status", "REPORTED", "ESTIMATED", "NOT_AVAILABLE", "NOT_APPLICABLE"),
    ),
    datasets=(CASE, FORM),
    measures=(
        _flow("k.opened"),
        _flow("k.closed", date="closed"),
        Stock(id="k.open", title="t", unit="cases", sources=(OPEN,)),
        Quantile(
            id="k.duration",
            title="t",
            unit="days",
            value="days(opened, closed)",
            q="3/5",
            sources=(RecordSource(dataset="k.case", date="closed"), HistogramSource(dataset="k.form", bins=BINS)),
        ),
    ),
    kpis=(
        _kpi("k.opened", Total(measure="k.opened"), "cases"),
        _kpi("k.closed", Ratio(numerator="k.closed", denominator="k.opened"), min_base=3),
        _kpi("k.rate", Rate(numerator="k.opened", population_by=("kind",)), **BY_KIND, **OVER_MONTHS),
        _kpi("k.rate_a_year", Rate(numerator="k.opened", annualise=True), **OVER_MONTHS),
        _kpi("k.open_rate", Rate(numerator="k.open")),
        _kpi("k.balance", DerivedFormula(numerator="k.closed - k.opened", denominator="k.closed + k.opened")),
        _kpi("k.change", Index(measure="k.opened", baselines=BASELINES), **BY_KIND, frequencies=("fiscal_year",)),
        _kpi("k.keeping_up", UnitShare(kpi="k.closed", level="district", test=">=", threshold=62.5)),
        _kpi(
            "k.cases_kept_up",
            UnitShare(kpi="k.closed", level="district", test=">=", threshold=62.5, weight="k.opened"),
        ),
        _kpi(
            "k.score",
            Score(
                parts=(
                    ScorePart(kpi="k.closed", weight=2, worst=20.1, best=90.7),
                    ScorePart(kpi="k.rate", worst=1200.5, best=90.5),
                ),
                min_coverage="1/2",
            ),
        ),
        _kpi("k.duration", Total(measure="k.duration"), "days"),
    ),
)

NOTE = Dataset(
    id="v.note",
    kind="events",
    key=("case_id",),
    area="place",
    date="made",
    columns=_columns(case_id="key", place="area", made="date"),
)
CHAIN = Plugin(
    name="v",
    title="Cases of another plugin, with notes of one's own",
    needs=("k",),
    datasets=(NOTE,),
    views=(
        View(
            id="v.case",
            of="k.case",
            links=(Link(name="note", dataset="v.note", on={"case_id": "case_id"}),),
            derived=(
                Lookup(name="noted_on", link="note", column="made"),
                Formula(name="late", type="bool", expression="days(opened, noted_on) > 20"),
            ),
        ),
    ),
    measures=(
        _flow("v.cases", "v.case"),
        _flow("v.noted", "v.case", where="noted_on IS NOT NULL"),
        _flow("v.late", "v.case", where="late"),
    ),
    kpis=(
        _kpi("v.linked", Ratio(numerator="v.noted", denominator="v.cases")),
        _kpi("v.late_share", Ratio(numerator="v.late", denominator="v.noted"), linkage="v.linked", **BY_KIND),
    ),
)


def _there(unit: str, month: date) -> bool:
    """In force on a day of the month."""
    if unit == "B1":
        return month < SPLIT
    return unit[0] == "A" or month >= SPLIT.replace(day=1)


UNIT_MONTHS = [(u, m) for u, m in product(LEVELS, MONTHS) if LEVELS[u] == "district" and _there(u, m)]


@pytest.fixture(scope="module")
def tables() -> dict[str, Rows]:
    random = Random(20231016)
    cases: Rows = []
    for number in range(460):
        opened = MONTHS[0] + timedelta(days=random.randint(0, 730))
        place = random.choice(
            ("A1", "A1", "A1", "A2", "A2", "B1") if opened < SPLIT else ("A1", "A1", "A2", "B2", "B3")
        )
        closed: date | None = opened + timedelta(days=random.randint(0, 200))
        if random.random() < 0.2 or (place == "B1" and closed and closed >= SPLIT):
            closed = None  # what the split left open is nobody's
        row = {"case_id": f"c{number}", "place": place, "opened": opened, "closed": closed}
        cases.append({**row, "kind": random.choice(KINDS)})
    notes = [
        {
            "case_id": f"c{n}",
            "place": random.choice(("A1", "A2")),
            "made": MONTHS[0] + timedelta(days=random.randint(0, 729)),
        }
        for n in sorted(random.sample(range(520), 300))
    ]
    forms = [
        {"place": u, "month": m, "line": "DURATION", "item": item, "value": random.choice((0, 0, 1, 2, 3, 5))}
        | {"cell_status": random.choice(("REPORTED", "ESTIMATED"))}
        for (u, m), item in product(UNIT_MONTHS, (*BINS, "NOT_KNOWN"))
        if u != "A1"
    ]
    people = [
        {"unit": unit, "grp": group, "day": day, "people": random.randint(500, 9_000)}
        for unit, group, day in product(
            ("A1", "A2", "B1", "B2", "B3"),
            ("", "kind=X", "kind=Y"),
            (date(2022, 9, 16), date(2023, 1, 1), date(2023, 12, 17), date(2024, 2, 15)),
        )
    ]
    return {"case": cases, "note": notes, "form": forms, "people": people}


@pytest.fixture(scope="module")
def ask(tables: dict[str, Rows]) -> Ask:
    """The measurements of a KPI by the library; of durations A1 tells by its cases, the others by their form."""
    covered: dict[tuple[str, str | int], str] = {(u, f"{m:%Y-%m}"): "upsert" for u, m in UNIT_MONTHS}
    cases = {k: v for k, v in covered.items() if k != MISSING}
    durations = ({"k.case": {k: v for k, v in covered.items() if k[0] == "A1"}, "k.form": covered}, ["k.duration"])
    others = ({"k.case": cases, "v.note": covered}, [k.id for k in (*COURTS.kpis, *CHAIN.kpis) if k.id != "k.duration"])
    crosswalk = [
        Crosswalk(from_area="B1", to_area=to, valid_from=SPLIT, weight=weight)
        for to, weight in (("B2", "0.6"), ("B3", "0.4"))
    ]

    def run(covers: dict[str, dict[tuple[str, str | int], str]], kpis: list[str], geography: date | None = None) -> Any:
        given = {"k.case": tables["case"], "v.note": tables["note"], "k.form": tables["form"]}
        answer = rolkpi.compute(
            [COURTS, CHAIN],
            given,
            [
                Area(
                    code=code,
                    name=code,
                    level=level,
                    valid_from=SPLIT if code in ("B2", "B3") else None,
                    valid_to=SPLIT if code == "B1" else None,
                )
                for code, level in LEVELS.items()
            ],
            parents=[Parent(area=area, parent=above) for area, above in ABOVE.items()],
            population=[
                Population(area=p["unit"], on=p["day"], population=p["people"], disaggregation=p["grp"])
                for p in tables["people"]
            ],
            crosswalk=crosswalk,
            geography=geography,
            covers=covers,
            kpis=kpis,
            first_month="2022-07",
            last_month="2024-06",
            threads=1,
        )
        assert answer.quarantined.num_rows == 0, answer.quarantined.to_pylist()
        return answer

    whole = {**others[0], "k.case": covered}
    plain, of_forms = run(*others), run(*durations)
    restated = run(whole, ["k.opened", "k.closed", "k.balance"], date(2024, 6, 30))

    def asked(kpi: str, frequency: str, window: str = "period", by: str = "total", *, today: bool = False) -> Cells:
        answer = restated if today else of_forms if kpi == "k.duration" else plain
        rows: Rows = answer.measurements(kpi, frequency=frequency, window=window, by=by).to_pylist()
        return {(r["area"], r["period"], r["disaggregation"]): r for r in rows}

    return asked


SETUP = f"""
CREATE TABLE unit AS SELECT * FROM (VALUES
  ('A1', 'A', NULL, NULL), ('A2', 'A', NULL, NULL), ('B1', 'B', NULL, DATE '{SPLIT}'),
  ('B2', 'B', DATE '{SPLIT}', NULL), ('B3', 'B', DATE '{SPLIT}', NULL)
) AS u(unit, division, since, until);
CREATE TABLE lies_in AS SELECT unit, unnest([unit, division, 'P']) AS area, since, until FROM unit;

CREATE TABLE month AS
SELECT CAST(unnest(range(DATE '2022-07-01', DATE '2024-07-01', INTERVAL 1 MONTH)) AS DATE) AS month;

CREATE TABLE period AS
SELECT 'month' AS frequency, 'period' AS looks, strftime(month, '%Y-%m') AS period, month AS first, month AS last
FROM month
UNION ALL
SELECT 'month', 'rolling_12', strftime(month, '%Y-%m'), CAST(month - INTERVAL 11 MONTH AS DATE), month
FROM month
UNION ALL VALUES
  ('fiscal_year', 'period', 'FY2022-23', DATE '2022-07-01', DATE '2023-06-01'),
  ('fiscal_year', 'period', 'FY2023-24', DATE '2023-07-01', DATE '2024-06-01');
ALTER TABLE period ADD COLUMN after DATE;
UPDATE period SET after = last + INTERVAL 1 MONTH;
ALTER TABLE period ADD COLUMN months BIGINT;
UPDATE period SET months = date_diff('month', first, after);

-- its own first month, whatever it looks back at
ALTER TABLE period ADD COLUMN own DATE;
UPDATE period SET own = CASE WHEN looks = 'rolling_12' THEN last ELSE first END;

-- the months a district is in that were delivered
CREATE TABLE got AS
SELECT u.unit, m.month FROM unit AS u CROSS JOIN month AS m
WHERE COALESCE(u.since <= last_day(m.month), TRUE) AND COALESCE(u.until > m.month, TRUE)
  AND NOT (u.unit = 'A2' AND m.month = DATE '2023-03-01');

-- areas with a row: in on some day of the period
CREATE VIEW asked AS
SELECT p.*, a.area
FROM period AS p CROSS JOIN (
  SELECT area, min(COALESCE(since, DATE '1900-01-01')) AS since, max(COALESCE(until, DATE '2999-01-01')) AS until
  FROM lies_in GROUP BY area
) AS a
WHERE p.frequency = getvariable('frequency') AND p.looks = getvariable('looks')
  AND a.since < p.after AND a.until > p.own;

CREATE MACRO kinds() AS TABLE SELECT unnest([NULL, 'X', 'Y']) AS kind;
CREATE MACRO text_of(kind) AS COALESCE('kind=' || kind, '');
"""


@pytest.fixture(scope="module")
def by_hand(tables: dict[str, Rows]) -> Iterator[Hand]:
    """Runs a statement: (area, period, breakdown) -> its other columns."""
    with duckdb.connect() as con:
        con.execute(SETUP)
        for name, rows in tables.items():
            con.register("rows", pa.Table.from_pylist(rows))
            con.execute(f'CREATE TABLE "{name}" AS FROM rows')
        con.execute(
            "CREATE VIEW counted AS SELECT c.*, date_trunc('month', opened)::DATE AS opens,"
            " date_trunc('month', closed)::DATE AS closes FROM \"case\" AS c"
        )

        def run(sql: str, frequency: str, window: str = "period") -> Cells:
            con.execute(f"SET VARIABLE frequency = '{frequency}'; SET VARIABLE looks = '{window}'")
            found = con.sql(sql)
            names = found.columns[3:]
            return {(a, p, c): dict(zip(names, rest, strict=True)) for a, p, c, *rest in found.fetchall()}

        yield run


@pytest.fixture(scope="session")
def same() -> Callable[[Cells, Cells, int], None]:
    """Checks that what was found by hand is what the library tells: every cell, and every column that hand has. Where
    hand has nothing the library must have no data."""

    def check(told: Cells, hand: Cells, at_least: int) -> None:
        assert {key for key, row in told.items() if row["obs_status"] != "no_data" or key in hand} == hand.keys()
        for key, columns in hand.items():
            got = {name: told[key][name] for name in columns}
            assert got == columns, (key, told[key])
        assert sum(any(columns.values()) for columns in hand.values()) >= at_least

    return check
