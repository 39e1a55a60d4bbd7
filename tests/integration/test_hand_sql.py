"""Nine KPIs by hand: SQL over the CSV files of the inbox, written without the library, against what the library says.

Every district by month and every division and the province by fiscal year is compared, wherever all that is expected
was delivered; truth.csv says what the rest must come to.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from fractions import Fraction
from pathlib import Path
from typing import Any

import duckdb
import pytest

from rolkpi.workspace.workspace import Workspace

Cell = tuple[str, str, str]
"""(area, period, code of the breakdown)."""

FILES = """
-- A file of changes holds rows that are new or have changed: of the rows with one key the one received last stands.
CREATE TABLE register AS SELECT * FROM read_csv('{inbox}/deliveries.csv', all_varchar = true);
CREATE TABLE sent AS SELECT DISTINCT file, CAST(received_on AS DATE) AS received_on FROM register;
CREATE MACRO name_of(path) AS regexp_extract(path, '[^/]+/[^/]+/[^/]+$');

-- Rows with a number of 9000 or more are the wrong ones that known_faults.csv lists: they are of nobody. Those with a B
-- were sent twice, and deleted again.
CREATE TABLE fir AS
SELECT f.* FROM read_csv('{inbox}/police/*/fir.csv.gz', filename = true, all_varchar = true) AS f
JOIN sent AS s ON s.file = name_of(f.filename)
WHERE NOT regexp_matches(fir_id, '/9\\d{3}/|-B$')
QUALIFY row_number() OVER (PARTITION BY fir_id ORDER BY s.received_on DESC) = 1;
ALTER TABLE fir ALTER registered_at TYPE DATE;
ALTER TABLE fir ALTER closed_at TYPE DATE;

CREATE TABLE report AS
SELECT r.* FROM read_csv('{inbox}/police/*/report173.csv.gz', filename = true, all_varchar = true) AS r
JOIN sent AS s ON s.file = name_of(r.filename)
WHERE NOT regexp_matches(report_id, '-9\\d{3}$')
QUALIFY row_number() OVER (PARTITION BY report_id ORDER BY s.received_on DESC) = 1;
ALTER TABLE report ALTER forwarded_at TYPE DATE;

CREATE TABLE court_case AS
SELECT c.* FROM read_csv('{inbox}/courts/*/case.csv.gz', filename = true, all_varchar = true) AS c
JOIN sent AS s ON s.file = name_of(c.filename)
WHERE NOT regexp_matches(case_id, '-9\\d{4}$')
QUALIFY row_number() OVER (PARTITION BY case_id ORDER BY s.received_on DESC) = 1;
ALTER TABLE court_case ALTER instituted_at TYPE DATE;
ALTER TABLE court_case ALTER received_at TYPE DATE;
ALTER TABLE court_case ALTER decided_at TYPE DATE;
ALTER TABLE court_case ALTER transferred_out_at TYPE DATE;

-- A file of prisoners speaks for the (prison, month) pairs the register gives it.
CREATE TABLE custody AS
SELECT * REPLACE (CAST(from_date AS DATE) AS from_date, CAST(to_date AS DATE) AS to_date), name_of(filename) AS file
FROM read_csv('{inbox}/prisons/*/custody_status.csv.gz', filename = true, all_varchar = true)
WHERE custody_id <> 'P226-990001';

CREATE TABLE counted_by AS
WITH line AS (
  SELECT file, unnest(CASE areas WHEN '*' THEN (
      SELECT list(code) FROM read_csv('{reference}/areas.csv', all_varchar = true) WHERE level = 'facility'
    ) ELSE string_split(areas, ' ') END) AS facility,
    CAST(first_month || '-01' AS DATE) AS first, CAST(last_month || '-01' AS DATE) AS last
  FROM register WHERE file LIKE 'prisons/%/custody_status.csv.gz'
)
SELECT file, facility, strftime(unnest(generate_series(first, last, INTERVAL 1 MONTH)), '%Y-%m') AS month FROM line;

CREATE TABLE place AS
SELECT facility_code, CAST(capacity AS INTEGER) AS capacity, CAST(valid_from AS DATE) AS valid_from,
  CAST(valid_to AS DATE) AS valid_to
FROM read_csv('{reference}/facilities.csv', all_varchar = true);

-- Where an area lies, and from when to when: a district may be split, and a prison come to lie in the new one.
CREATE TABLE lies_in AS
WITH RECURSIVE parent AS (
  SELECT hierarchy, area, parent, COALESCE(CAST(valid_from AS DATE), DATE '1900-01-01') AS since,
    COALESCE(CAST(valid_to AS DATE), DATE '9999-01-01') AS until
  FROM read_csv('{reference}/parents.csv', all_varchar = true)
), climbed AS (
  SELECT h.hierarchy, a.code AS unit, a.code AS area, DATE '1900-01-01' AS since, DATE '9999-01-01' AS until
  FROM read_csv('{reference}/areas.csv', all_varchar = true) AS a,
    (VALUES ('admin'), ('judicial'), ('prison')) AS h(hierarchy)
  UNION ALL
  SELECT c.hierarchy, c.unit, p.parent, greatest(c.since, p.since), least(c.until, p.until)
  FROM climbed AS c JOIN parent AS p ON p.hierarchy = c.hierarchy AND p.area = c.area
)
SELECT * FROM climbed WHERE since < until;

CREATE TABLE period AS
SELECT strftime(day, '%Y-%m') AS period, CAST(day AS DATE) AS first, last_day(CAST(day AS DATE)) AS last
FROM range(DATE '2021-07-01', DATE '2026-07-01', INTERVAL 1 MONTH) AS r(day)
UNION ALL
SELECT printf('FY%d-%d', year, year - 1999), make_date(year, 7, 1), make_date(year + 1, 6, 30)
FROM range(2021, 2026) AS r(year);
"""

FIRS_BY_OFFENCE = """
SELECT l.area, p.period, f.offence_cat, count(*)
FROM fir AS f
JOIN lies_in AS l ON l.hierarchy = 'admin' AND l.unit = f.district
JOIN period AS p ON f.registered_at BETWEEN p.first AND p.last AND p.last >= l.since AND p.last < l.until
GROUP BY ALL
"""

FIRST_REPORT_IN_TIME = """
WITH member AS (
  SELECT f.district, f.registered_at, min(r.forwarded_at) - f.registered_at AS days
  FROM fir AS f
  LEFT JOIN report AS r ON r.fir_id = f.fir_id AND r.kind IN ('INTERIM', 'COMPLETE')
  WHERE f.closure IS NULL OR f.closure NOT IN ('CANCELLED', 'TRANSFERRED') OR f.closed_at - f.registered_at >= 17
  GROUP BY f.fir_id, f.district, f.registered_at
)
SELECT l.area, p.period, '', count(*) FILTER (WHERE m.days BETWEEN 0 AND 17), count(*)
FROM member AS m
JOIN lies_in AS l ON l.hierarchy = 'admin' AND l.unit = m.district
JOIN period AS p ON m.registered_at BETWEEN p.first AND p.last AND p.last >= l.since AND p.last < l.until
GROUP BY ALL
"""

WITHOUT_REPORT_AFTER_17_DAYS = """
WITH waiting AS (
  SELECT f.district, f.registered_at + 18 AS since,
    CASE WHEN f.closed_at < COALESCE(min(r.forwarded_at), 'infinity') THEN f.closed_at
      ELSE min(r.forwarded_at) END AS ends
  FROM fir AS f LEFT JOIN report AS r ON r.fir_id = f.fir_id
  GROUP BY f.fir_id, f.district, f.registered_at, f.closed_at
)
SELECT l.area, p.period, '', count(*)
FROM waiting AS w
JOIN lies_in AS l ON l.hierarchy = 'admin' AND l.unit = w.district
JOIN period AS p ON w.since <= p.last AND COALESCE(w.ends > p.last, TRUE) AND p.last >= l.since AND p.last < l.until
GROUP BY ALL
"""

DAYS_TO_CHALLAN = """
WITH challan AS (
  SELECT f.district, min(r.forwarded_at) AS done, min(r.forwarded_at) - f.registered_at AS days
  FROM fir AS f JOIN report AS r ON r.fir_id = f.fir_id AND r.kind = 'COMPLETE'
  GROUP BY f.fir_id, f.district, f.registered_at
)
SELECT l.area, p.period, '', list(c.days ORDER BY c.days)
FROM challan AS c
JOIN lies_in AS l ON l.hierarchy = 'admin' AND l.unit = c.district
JOIN period AS p ON c.done BETWEEN p.first AND p.last AND p.last >= l.since AND p.last < l.until
WHERE c.days >= 0
GROUP BY ALL
"""

DAYS_TO_JUDGMENT = """
SELECT l.area, p.period, '', list(c.decided_at - c.instituted_at ORDER BY c.decided_at - c.instituted_at)
FROM court_case AS c
JOIN lies_in AS l ON l.hierarchy = 'judicial' AND l.unit = c.court
JOIN period AS p ON c.decided_at BETWEEN p.first AND p.last AND p.last >= l.since AND p.last < l.until
GROUP BY ALL
"""

DISPOSITION_TIME = """
SELECT l.area, p.period, '',
  (p.last - p.first + 1) * count(*) FILTER (
    WHERE COALESCE(c.received_at, c.instituted_at) <= p.last
      AND COALESCE(c.decided_at, c.transferred_out_at, DATE '9999-01-01') > p.last
  ),
  count(*) FILTER (WHERE c.decided_at BETWEEN p.first AND p.last)
FROM court_case AS c
JOIN lies_in AS l ON l.hierarchy = 'judicial' AND l.unit = c.court
JOIN period AS p ON p.last >= l.since AND p.last < l.until
GROUP BY l.area, p.period, p.first, p.last
"""

WITHIN_TIME_LIMIT = """
WITH policy(limit_id, months, first, last) AS (
  VALUES ('UP_TO_7Y', 3, DATE '2009-06-01', DATE '2025-08-17'), ('UP_TO_7Y', 12, DATE '2025-08-18', DATE '9999-01-01'),
    ('ABOVE_7Y', 6, DATE '2009-06-01', DATE '2025-08-17'), ('ABOVE_7Y', 18, DATE '2025-08-18', DATE '9999-01-01'),
    ('MURDER', 6, DATE '2009-06-01', DATE '2025-08-17'), ('MURDER', 24, DATE '2025-08-18', DATE '9999-01-01'),
    ('JUVENILE', 6, DATE '2025-08-18', DATE '9999-01-01')
)
SELECT l.area, p.period, '',
  count(*) FILTER (WHERE c.decided_at <= c.instituted_at + to_months(y.months)), count(*)
FROM court_case AS c
JOIN policy AS y ON y.limit_id = c.limit_id AND c.instituted_at BETWEEN y.first AND y.last
JOIN lies_in AS l ON l.hierarchy = 'judicial' AND l.unit = c.court
JOIN period AS p ON c.decided_at BETWEEN p.first AND p.last AND p.last >= l.since AND p.last < l.until
GROUP BY ALL
"""

HELD_AT_MONTH_END = """
WITH month_end AS (
  SELECT b.facility, p.last, {numerator} AS numerator, {denominator} AS denominator
  FROM counted_by AS b
  JOIN period AS p ON p.period = b.month
  LEFT JOIN custody AS c ON c.file = b.file AND c.facility = b.facility AND c.status <> 'ADMIN_IMMIGRATION'
    AND c.from_date <= p.last AND (c.to_date IS NULL OR c.to_date > p.last)
  GROUP BY b.facility, p.last
)
SELECT l.area, p.period, '', sum(e.numerator), sum(e.denominator)
FROM month_end AS e
JOIN lies_in AS l ON l.hierarchy = 'prison' AND l.unit = e.facility
JOIN period AS p ON p.last = e.last AND p.last >= l.since AND p.last < l.until
GROUP BY ALL
"""

_PLACES = """(SELECT x.capacity FROM place AS x WHERE x.facility_code = b.facility AND x.valid_from <= p.last
    AND (x.valid_to IS NULL OR x.valid_to > p.last))"""

OCCUPANCY = HELD_AT_MONTH_END.format(numerator="count(c.custody_id)", denominator=_PLACES)

UNSENTENCED = HELD_AT_MONTH_END.format(
    numerator="count(*) FILTER (WHERE c.status = 'UTP')", denominator="count(c.custody_id)"
)


@pytest.fixture(scope="module")
def workspace(balochistan: Workspace) -> Workspace:
    return balochistan


@pytest.fixture(scope="module")
def by_hand(repository: Path) -> Iterator[Callable[[str], dict[Cell, tuple[Any, ...]]]]:
    """Runs a statement over the files: cell -> what follows its first three columns."""
    example = repository / "examples" / "balochistan"
    places = {"{inbox}": (example / "inbox").as_posix(), "{reference}": (example / "reference").as_posix()}
    setup = FILES
    for name, folder in places.items():
        setup = setup.replace(name, folder)
    with duckdb.connect() as con:
        con.execute(setup)
        yield lambda sql: {(area, period, code): tuple(rest) for area, period, code, *rest in con.sql(sql).fetchall()}


def complete(workspace: Workspace, kpi: str, by: str = "total") -> dict[Cell, dict[str, Any]]:
    """Districts by month, divisions and the province by fiscal year, where all that is expected was delivered, and as
    records: the monthly returns are not read here."""
    districts = workspace.measurements(kpis=kpi, levels="district", frequency="month", window="period", by=by)
    above = workspace.measurements(
        kpis=kpi, levels=["division", "province"], frequency="fiscal_year", window="period", by=by
    )
    found = {}
    for row in (*districts.to_pylist(), *above.to_pylist()):
        records = "return" not in (row["origin"] or "") and "form" not in (row["origin"] or "")
        if records and row["covered"] == row["expected"] > 0 and row["obs_status"] != "immature":
            found[row["area"], row["period"], row["disaggregation"].rpartition("=")[2]] = row
    assert ("PK2", "FY2023-24", "") in {(a, p, "") for a, p, _ in found}
    return found


def type_7(ordered: list[int], q: Fraction) -> Fraction:
    """The quantile between the two values around place (n - 1) q, exactly."""
    place = (len(ordered) - 1) * q
    low = ordered[place.numerator // place.denominator]
    high = ordered[-(-place.numerator // place.denominator)]
    return low + (place - place.numerator // place.denominator) * (high - low)


def test_firs_by_offence(workspace: Workspace, by_hand: Callable[[str], dict[Cell, tuple[Any, ...]]]) -> None:
    cells, hand = complete(workspace, "police.firs_registered", "offence_cat"), by_hand(FIRS_BY_OFFENCE)
    for key, row in cells.items():
        assert (row["value"],) == hand.get(key, (0,)), key
    totals = complete(workspace, "police.firs_registered")
    parts = Counter[tuple[str, str]]()
    for (area, period, _), (number,) in hand.items():
        parts[area, period] += number
    for (area, period, _), row in totals.items():
        assert row["value"] == parts[area, period], (area, period)
    assert len(totals) > 34 * 58


def test_investigations_without_a_report(
    workspace: Workspace, by_hand: Callable[[str], dict[Cell, tuple[Any, ...]]]
) -> None:
    cells, hand = complete(workspace, "police.open_beyond_17_days"), by_hand(WITHOUT_REPORT_AFTER_17_DAYS)
    for key, row in cells.items():
        assert (row["value"],) == hand.get(key, (0,)), key
    assert len(cells) > 1_900


@pytest.mark.parametrize(
    ("kpi", "sql", "scale", "at_least"),
    [
        ("police.first_report_within_17_days", FIRST_REPORT_IN_TIME, 100, 1_900),
        ("judiciary.disposition_time", DISPOSITION_TIME, 1, 1_900),
        ("judiciary.within_time_limit", WITHIN_TIME_LIMIT, 100, 1_900),
        ("prisons.occupancy", OCCUPANCY, 100, 600),
        ("prisons.unsentenced_share", UNSENTENCED, 100, 600),
    ],
    ids=["POL-04", "JUD-05", "JUD-08", "PRI-02", "PRI-04"],
)
def test_ratios(
    kpi: str,
    sql: str,
    scale: int,
    at_least: int,
    workspace: Workspace,
    by_hand: Callable[[str], dict[Cell, tuple[Any, ...]]],
) -> None:
    cells, hand = complete(workspace, kpi), by_hand(sql)
    for key, row in cells.items():
        numerator, denominator = hand.get(key, (0, 0))
        assert (row["numerator"], row["denominator"]) == (numerator, denominator), key
        assert row["value"] == (int(numerator) * scale / int(denominator) if denominator else None), key
        assert (row["obs_status"] == "undefined") == (denominator == 0), key
    assert len(cells) > at_least


@pytest.mark.parametrize(
    ("kpi", "sql", "q"),
    [
        ("police.days_to_complete_p90", DAYS_TO_CHALLAN, Fraction(9, 10)),
        ("police.days_to_complete_median", DAYS_TO_CHALLAN, Fraction(1, 2)),
        ("judiciary.days_to_judgment_p90", DAYS_TO_JUDGMENT, Fraction(9, 10)),
        ("judiciary.days_to_judgment_median", DAYS_TO_JUDGMENT, Fraction(1, 2)),
    ],
    ids=["POL-07 p90", "POL-07 median", "JUD-07 p90", "JUD-07 median"],
)
def test_quantiles(
    kpi: str, sql: str, q: Fraction, workspace: Workspace, by_hand: Callable[[str], dict[Cell, tuple[Any, ...]]]
) -> None:
    cells, hand = complete(workspace, kpi), by_hand(sql)
    for key, row in cells.items():
        (days,) = hand.get(key, ([],))
        exact = type_7(days, q) if days else None
        assert row["value"] == (exact.numerator / exact.denominator if exact is not None else None), key
        assert row["n"] == len(days), key
    assert len(cells) > 1_900
