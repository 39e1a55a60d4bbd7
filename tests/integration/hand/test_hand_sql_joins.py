"""Where figures come from, by hand: another plugin's cases joined with notes, forms with ranges beside records, and
the figures of a district that is no more. SQL written from the definition, against what ``compute`` says.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

Cells = dict[tuple[str, str, str], dict[str, Any]]
"""(area, period, breakdown) -> columns of the measurement."""
Ask = Callable[..., Cells]
Same = Callable[[Cells, Cells, int], None]

LATE = """
WITH joined AS (
  SELECT c.*, n.made, n.made - c.opened > 20 AS late FROM counted AS c LEFT JOIN note AS n USING (case_id)
)
SELECT a.area, a.period, text_of(k.kind) AS code,
  count(*) FILTER (WHERE j.late AND (k.kind IS NULL OR j.kind = k.kind)) AS numerator,
  count(j.made) FILTER (WHERE k.kind IS NULL OR j.kind = k.kind) AS denominator, denominator AS n,
  numerator * 100 / nullif(denominator, 0) AS value,
  -- the linkage is not computed by kind: each kind shows that of all
  count(j.made) / nullif(count(j.case_id), 0) AS linkage
FROM asked AS a CROSS JOIN kinds() AS k JOIN lies_in AS l USING (area)
JOIN got AS g ON g.unit = l.unit AND g.month >= a.first AND g.month < a.after
LEFT JOIN joined AS j ON j.place = g.unit AND j.opens = g.month
GROUP BY ALL
"""


@pytest.mark.parametrize("frequency", ["month", "fiscal_year"])
def test_cases_of_another_plugin_with_notes(frequency: str, ask: Ask, by_hand: Ask, same: Same) -> None:
    """A note is found by the case's key, wherever and whenever it was made; the share of cases with one is shown."""
    told = {**ask("v.late_share", frequency), **ask("v.late_share", frequency, by="kind")}
    hand = by_hand(LATE, frequency)
    same(told, hand, 42)
    assert any(0 < (row["linkage"] or 0) < 1 for row in hand.values())


RANGES = """
WITH bin(item, low, high) AS (
  VALUES ('UP_TO_30', 0, 30), ('UP_TO_90', 31, 90), ('UP_TO_365', 91, 365), ('LONGER', 366, NULL)
),
seen AS (
  SELECT c.place AS unit, c.closed AS day, c.closed - c.opened AS low, c.closed - c.opened AS high
  FROM "case" AS c WHERE c.place = 'A1'
  UNION ALL
  SELECT f.place, f.month, b.low, b.high
  FROM form AS f JOIN bin AS b USING (item) CROSS JOIN generate_series(1, f.value)
),
placed AS (
  SELECT a.area, a.period, s.low, s.high, (count(*) OVER here - 1) * 3 AS fifths, count(*) OVER here AS n,
    row_number() OVER (here ORDER BY s.low) - 1 AS low_at,
    row_number() OVER (here ORDER BY s.high NULLS LAST) - 1 AS high_at
  FROM asked AS a JOIN lies_in AS l USING (area)
  JOIN seen AS s ON s.unit = l.unit AND s.day >= a.first AND s.day < a.after
  WINDOW here AS (PARTITION BY a.area, a.period)
),
around AS (
  SELECT area, period, any_value(n) AS n, any_value(fifths) % 5 AS rest,
    bool_and(low IS NOT DISTINCT FROM high) AS exact,
    max(low) FILTER (WHERE low_at = fifths // 5) AS low_0, max(low) FILTER (WHERE low_at = (fifths + 4) // 5) AS low_1,
    max(high) FILTER (WHERE high_at = fifths // 5) AS high_0,
    max(high) FILTER (WHERE high_at = (fifths + 4) // 5) AS high_1
  FROM placed GROUP BY ALL
),
ends AS (
  SELECT *, (low_0 * (5 - rest) + low_1 * rest) / 5 AS lower, (high_0 * (5 - rest) + high_1 * rest) / 5 AS upper,
    exact OR lower IS NOT DISTINCT FROM upper AS sure
  FROM around
)
SELECT a.area, a.period, '', COALESCE(e.n, 0) AS n, CASE WHEN sure THEN lower END AS value,
  CASE WHEN NOT sure THEN lower END AS low, CASE WHEN NOT sure THEN upper END AS high
FROM asked AS a LEFT JOIN ends AS e USING (area, period)
"""


@pytest.mark.parametrize("frequency", ["month", "fiscal_year"])
def test_quantile_of_records_and_ranges(frequency: str, ask: Ask, by_hand: Ask, same: Same) -> None:
    """A1's records give a number; the forms of the others an interval, open at the top where the quantile is."""
    told, hand = ask("k.duration", frequency), by_hand(RANGES, frequency)
    same(told, hand, 14)
    for key, row in told.items():
        assert ("interval" in row["flags"]) == (row["low"] is not None), key
        assert (row["obs_status"] == "undefined") == (row["n"] == 0), key
    assert all(row["value"] is not None for (area, *_), row in hand.items() if area == "A1" and row["n"])
    if frequency == "month":
        assert any(row["low"] is not None and row["high"] is None for row in hand.values())


# what was B1's belongs by six tenths to B2 and by four to B3; all in tenths
TODAY = """
WITH share AS (
  SELECT unit, area, 10 AS tenths FROM lies_in WHERE unit <> 'B1'
  UNION ALL VALUES ('B1', 'B2', 6), ('B1', 'B3', 4), ('B1', 'B', 10), ('B1', 'P', 10)
),
period_of_all AS (
  SELECT p.*, a.area FROM period AS p CROSS JOIN (SELECT DISTINCT area FROM share WHERE area <> 'B1') AS a
  WHERE p.frequency = getvariable('frequency') AND p.looks = getvariable('looks')
),
tenths AS (
  SELECT a.area, a.period,
    COALESCE(sum(s.tenths) FILTER (WHERE c.opened >= a.first AND c.opened < a.after), 0) AS opened,
    COALESCE(sum(s.tenths) FILTER (WHERE c.closed >= a.first AND c.closed < a.after), 0) AS closed
  FROM period_of_all AS a JOIN share AS s USING (area) LEFT JOIN "case" AS c ON c.place = s.unit
  GROUP BY ALL
)
SELECT area, period, '', {figures} FROM tenths
"""

SHARED = {
    "k.opened": "opened / 10 AS value, (opened + 5) // 10 AS numerator, (opened + 5) // 10 AS n",
    "k.closed": """
      closed * 100 / nullif(opened, 0) AS value, (closed + 5) // 10 AS numerator,
      (opened + 5) // 10 AS denominator, (opened + 5) // 10 AS n""",
    "k.balance": """
      (closed - opened) / nullif(closed + opened, 0) AS value,
      CAST(floor((closed - opened) / 10 + 0.5) AS BIGINT) AS numerator, (closed + opened + 5) // 10 AS denominator""",
}


@pytest.mark.parametrize("kpi", SHARED)
@pytest.mark.parametrize("frequency", ["month", "fiscal_year"])
def test_restated_to_the_districts_of_today(kpi: str, frequency: str, ask: Ask, by_hand: Ask, same: Same) -> None:
    """What is shown is rounded; the value is the exact quotient, also where the rounded denominator is 0."""
    hand = by_hand(TODAY.format(figures=SHARED[kpi]), frequency)
    same(ask(kpi, frequency, today=True), hand, 14)
    if kpi == "k.closed" and frequency == "month":
        assert any(row["denominator"] == 0 and row["value"] is not None for row in hand.values())
