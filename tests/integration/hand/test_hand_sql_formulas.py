"""Formulas over measures and over KPIs, by hand: SQL written from the definition, against what ``compute`` says."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

Cells = dict[tuple[str, str, str], dict[str, Any]]
"""(area, period, breakdown) -> columns of the measurement."""
Ask = Callable[..., Cells]
Same = Callable[[Cells, Cells, int], None]

# a population speaks for all the months of a district: where one of them is missing, the district is left out
WHOLE = """
JOIN got AS g ON g.unit = l.unit AND g.month >= a.first AND g.month < a.after
  AND NOT (l.unit = 'A2' AND a.first <= DATE '2023-03-01' AND a.after > DATE '2023-03-31')
"""

# of each district and period: how many months it is there, and the day in their middle
LIVED = f"""
SELECT a.area, a.period, l.unit, count(*) AS months, min(g.month) AS begins,
  begins + CAST((last_day(max(g.month)) + 1 - begins) // 2 AS INTEGER) AS middle
FROM asked AS a JOIN lies_in AS l USING (area) {WHOLE}
GROUP BY a.area, a.period, l.unit
"""

RATE = f"""
WITH lived AS ({LIVED}),
people AS (
  SELECT v.area, v.period, q.grp, sum(v.months * COALESCE(
    (SELECT arg_max(p.people, p.day) FROM people AS p WHERE p.unit = v.unit AND p.grp = q.grp AND p.day <= v.middle),
    (SELECT arg_min(p.people, p.day) FROM people AS p WHERE p.unit = v.unit AND p.grp = q.grp)
  )) AS person_months
  FROM lived AS v CROSS JOIN (SELECT DISTINCT grp FROM people) AS q GROUP BY ALL
),
known AS (
  SELECT a.area, a.period FROM asked AS a JOIN lies_in AS l USING (area) {WHOLE}
  GROUP BY a.area, a.period, a.looks HAVING a.looks = 'period' OR count(DISTINCT g.month) = 12
),
events AS (
  SELECT a.area, a.period, a.months, text_of(k.kind) AS code, count(c.case_id) AS events
  FROM asked AS a CROSS JOIN kinds() AS k JOIN lies_in AS l USING (area) {WHOLE}
  LEFT JOIN counted AS c ON c.place = g.unit AND c.opens = g.month AND (k.kind IS NULL OR c.kind = k.kind)
  GROUP BY ALL
)
SELECT e.area, e.period, e.code, e.events AS numerator,
  CAST(floor(p.person_months / e.months + 0.5) AS BIGINT) AS denominator, denominator AS n,
  CAST(e.events * 100000 * {{times}} AS DOUBLE) / p.person_months AS value
FROM events AS e JOIN people AS p ON p.area = e.area AND p.period = e.period AND p.grp = {{group}}
JOIN known AS n ON n.area = e.area AND n.period = e.period
WHERE e.code = '' OR {{groups}}
"""


@pytest.mark.parametrize(
    ("frequency", "window"), [("month", "period"), ("month", "rolling_12"), ("fiscal_year", "period")]
)
def test_rates_of_a_district_that_is_split(frequency: str, window: str, ask: Ask, by_hand: Ask, same: Same) -> None:
    """Each of the three has its people in the middle of its own months, for as many months as it is there."""
    told = ask("k.rate_a_year", frequency, window)
    hand = by_hand(RATE.format(times="12", group="''", groups="FALSE"), frequency, window)
    same(told, hand, 13)
    by_group = {**ask("k.rate", frequency, window), **ask("k.rate", frequency, window, by="kind")}
    hand = by_hand(RATE.format(times="e.months", group="e.code", groups="TRUE"), frequency, window)
    same(by_group, hand, 39)
    if frequency == "month" and window == "period":
        assert {a for a, p, c in hand if p == "2023-10" and not c} == {"A1", "A2", "A", "B1", "B2", "B3", "B", "P"}


# what is open at the end of the last month, per person of those districts that are there then
OPEN_RATE = """
WITH whole AS (  -- what is open is known of A2 until the month that is missing, and never after it
  SELECT a.area, a.period, a.months, a.after, l.unit, min(g.month) AS begins, max(g.month) AS ends,
    begins + CAST((last_day(ends) + 1 - begins) // 2 AS INTEGER) AS middle,
    COALESCE(l.since < a.after, TRUE) AND COALESCE(l.until >= a.after, TRUE) AS stays
  FROM asked AS a JOIN lies_in AS l USING (area)
  JOIN got AS g ON g.unit = l.unit AND g.month >= a.first AND g.month < a.after
  WHERE l.unit <> 'A2' OR a.after <= DATE '2023-03-01' GROUP BY ALL
),
judged AS (
  SELECT w.*, w.months * COALESCE(
    (SELECT arg_max(p.people, p.day) FROM people AS p WHERE p.unit = w.unit AND p.grp = '' AND p.day <= w.middle),
    (SELECT arg_min(p.people, p.day) FROM people AS p WHERE p.unit = w.unit AND p.grp = '')
  ) AS person_months,
  (
    SELECT count(*) FROM "case" AS c
    WHERE c.place = w.unit AND c.opened < w.after AND COALESCE(c.closed >= w.after, TRUE)
  ) AS open
  FROM whole AS w
)
SELECT area, period, '', COALESCE(sum(open) FILTER (WHERE stays), 0) AS numerator,
  CAST(floor(COALESCE(sum(person_months) FILTER (WHERE stays), 0) / months + 0.5) AS BIGINT) AS denominator,
  denominator AS n,
  CAST(sum(open) FILTER (WHERE stays) * 100000 * months AS DOUBLE) / sum(person_months) FILTER (WHERE stays) AS value
FROM judged GROUP BY area, period, months
"""


@pytest.mark.parametrize("frequency", ["month", "fiscal_year"])
def test_rate_of_what_is_open(frequency: str, ask: Ask, by_hand: Ask, same: Same) -> None:
    """In the month of the split, B1 has neither open cases at its end nor people."""
    same(ask("k.open_rate", frequency), by_hand(OPEN_RATE, frequency), 11)


CHANGE = """
WITH base(area, code, base) AS (VALUES ('A1', '', 40), ('P', '', 170), ('A1', 'kind=X', 25), ('B', 'kind=Y', 30)),
now AS (
  SELECT a.area, a.period, text_of(k.kind) AS code, count(c.case_id) AS n
  FROM asked AS a CROSS JOIN kinds() AS k JOIN lies_in AS l USING (area)
  JOIN got AS g ON g.unit = l.unit AND g.month >= a.first AND g.month < a.after
  LEFT JOIN counted AS c ON c.place = g.unit AND c.opens = g.month AND (k.kind IS NULL OR c.kind = k.kind)
  GROUP BY ALL
)
SELECT n.area, n.period, n.code, n.n, n.n - b.base AS numerator, b.base AS denominator,
  (n.n - b.base) * 100 / b.base AS value, b.base IS NULL AS undefined
FROM now AS n LEFT JOIN base AS b ON b.area = n.area AND b.code = n.code
"""


def test_change_against_a_baseline(ask: Ask, by_hand: Ask, same: Same) -> None:
    told = {**ask("k.change", "fiscal_year"), **ask("k.change", "fiscal_year", by="kind")}
    for row in told.values():
        row["undefined"] = row["obs_status"] == "undefined"
    same(told, by_hand(CHANGE, "fiscal_year"), 42)


# opened and closed of every area of its own; only what was delivered
OWN = """
SELECT a.area, a.period, a.after, a.months, count(*) FILTER (WHERE c.opens = g.month) AS opened,
  count(*) FILTER (WHERE c.closes = g.month) AS closed
FROM asked AS a JOIN lies_in AS l USING (area)
JOIN got AS g ON g.unit = l.unit AND g.month >= a.first AND g.month < a.after
LEFT JOIN counted AS c ON c.place = g.unit AND (c.opens = g.month OR c.closes = g.month)
GROUP BY ALL
"""

UNITS_THAT_PASS = f"""
WITH own AS ({OWN}),
judged AS (
  SELECT a.area, a.period, l.unit, o.opened, COALESCE(o.opened >= 3, FALSE) AS valid,
    o.closed * 100 / o.opened >= 62.5 AS passes,
    l.unit = 'A2' AND DATE '2023-03-15' BETWEEN a.first AND a.after AS lacks
  FROM asked AS a JOIN lies_in AS l ON l.area = a.area
    AND COALESCE(l.since < a.after, TRUE) AND COALESCE(l.until >= a.after, TRUE)
  LEFT JOIN own AS o ON o.area = l.unit AND o.period = a.period
)
SELECT a.area, a.period, '', count(j.unit) AS expected, count(*) FILTER (WHERE valid) AS covered,
  CASE WHEN covered > 0 THEN covered END AS n,
  CASE WHEN covered > 0 THEN COALESCE(sum({{weight}}) FILTER (WHERE valid), 0) END AS denominator,
  CASE WHEN covered > 0 THEN COALESCE(sum({{weight}}) FILTER (WHERE valid AND passes), 0) END AS numerator,
  CAST(numerator * 100 AS DOUBLE) / denominator AS value,
  CASE WHEN expected = 0 THEN 'not_applicable' WHEN covered = 0 THEN 'no_data'
    WHEN covered < expected OR bool_or(valid AND lacks) THEN 'provisional' ELSE 'ok' END AS obs_status
FROM asked AS a LEFT JOIN judged AS j USING (area, period)
GROUP BY a.area, a.period
"""


@pytest.mark.parametrize(("kpi", "weight"), [("k.keeping_up", "1"), ("k.cases_kept_up", "opened")])
@pytest.mark.parametrize("frequency", ["month", "fiscal_year"])
def test_share_of_districts_that_pass(
    kpi: str, weight: str, frequency: str, ask: Ask, by_hand: Ask, same: Same
) -> None:
    """Each district by itself; one that is gone at the end is not asked, one with too few cases is on neither side."""
    hand = by_hand(UNITS_THAT_PASS.format(weight=weight), frequency)
    same(ask(kpi, frequency), hand, 14)
    told = {r["obs_status"] for r in hand.values()}
    assert told >= (
        {"ok", "provisional", "no_data", "not_applicable"} if frequency == "month" else {"ok", "provisional"}
    )


SCORE = f"""
WITH own AS ({OWN}), lived AS ({LIVED}),
people AS (
  SELECT v.area, v.period, sum(v.months * COALESCE(
    (SELECT arg_max(p.people, p.day) FROM people AS p WHERE p.unit = v.unit AND p.grp = '' AND p.day <= v.middle),
    (SELECT arg_min(p.people, p.day) FROM people AS p WHERE p.unit = v.unit AND p.grp = '')
  )) AS person_months
  FROM lived AS v GROUP BY ALL
)
SELECT o.area, o.period, '', CASE WHEN o.opened >= 3 THEN o.closed * 100 / o.opened END AS closed,
  CAST(o.opened * 100000 * o.months AS DOUBLE) / p.person_months AS rate
FROM own AS o LEFT JOIN people AS p USING (area, period)
"""


@pytest.mark.parametrize("frequency", ["month", "fiscal_year"])
def test_score(frequency: str, ask: Ask, by_hand: Ask, same: Same) -> None:
    """Where too few cases were opened, two of three weights are missing, and there is no score; without the rate, which
    A2 has not for a year that lacks a month, the other part is all of it."""
    told = ask("k.score", frequency)
    hand: Cells = {}
    for key, row in by_hand(SCORE, frequency).items():
        parts = ((2, row["closed"], 20.1, 90.7), (1, row["rate"], 1200.5, 90.5))
        known = [(w, min(1.0, max(0.0, (x - worst) / (best - worst)))) for w, x, worst, best in parts if x is not None]
        weights = sum(weight for weight, _ in known)
        hand[key] = {"covered": len(known), "expected": 2, "numerator": None, "denominator": None}
        hand[key] |= {"value": 100 * sum(w * x for w, x in known) / weights if weights >= 2 else None}
        hand[key] |= {"n": len(known)} if weights >= 2 else {"obs_status": "no_data"}
    same(told, hand, 14)
