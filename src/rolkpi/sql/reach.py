"""Reach: which (area, month) counts for which area and period, and how complete that makes them.

What it reads (all in ``work.main``, all small):

``unit``   (cov, area, month, covered, origin, automatic, matures): one row per expected (area, month)
``class``  (cov, hierarchy, reading, divisible, every_month, by_people, people_at_end): the coverage classes
``grid``   (cov, above, period): every area and period a class must answer for
``up``     (hierarchy, area, month, above, share, present): each area, itself included, and the areas it lies in, with
           the share of it that does, and whether it is still there at the month's end
``win``    (period, month, nth, own, until): the months a period looks at, and whether they are its own
``rift``   (cov, above, month): months in which a series breaks
``moved``  (hierarchy, above, month): months that another geography gives an area other figures for
``period`` (period, frequency, "window", label, days, months)
``origin`` (cov, origin, name)
``extent`` (area, month, part): the months between two changes of an area's extent are one part
``people`` (area, first, last, grp, n): people of a group in the middle of some months

Shares are whole numbers of ``one``: 1 as it was, a million in a restated geography. 0 is a part that nobody can tell:
it is expected, and never counts.
"""

from __future__ import annotations

from collections.abc import Iterator

from rolkpi.plan import Plan, Reading

AS_IT_WAS = 1


def reach(plan: Plan, one: int) -> Iterator[str]:
    """The statements that give ``work.main.reach``: one row per unit, area and period that looks at it."""
    averages = any(c.every_month for c in plan.classes)
    month_ends = """
  UNION
  SELECT s.cov, s.area, s.above, s.period
  FROM seen AS s
  JOIN work.main.class AS c ON c.cov = s.cov AND c.every_month
  JOIN month_ends AS m ON m.hierarchy = c.hierarchy AND m.area = s.area AND m.above = s.above AND m.period = s.period
  GROUP BY s.cov, s.area, s.above, s.period
  HAVING count_if(s.whole AND s.present) < any_value(m.n)"""
    counted = """
month_ends AS (
  SELECT up.hierarchy, up.area, up.above, w.period, count(*) AS n
  FROM work.main.up AS up JOIN work.main.win AS w ON w.month = up.month
  WHERE up.present GROUP BY ALL
),"""
    surveys = any(c.reading is Reading.SURVEY for c in plan.classes)
    rounds = """,
newest AS (
  SELECT cov, above, period, max(month) AS month FROM seen WHERE reading = 'survey' GROUP BY ALL
)"""
    of_them = """
LEFT JOIN newest AS n ON n.cov = s.cov AND n.above = s.above AND n.period = s.period
WHERE n.month IS NULL OR n.month = s.month"""
    yield f"""
CREATE OR REPLACE TABLE work.main.reach AS
WITH seen AS (
  SELECT u.*, u.covered AND up.share > 0 AND (c.divisible OR up.share = {one}) AS whole, c.reading, up.above,
    up.share, up.present, w.period, w.nth, w.until
  FROM work.main.unit AS u
  JOIN work.main.class AS c ON c.cov = u.cov
  JOIN work.main.up AS up ON up.hierarchy = c.hierarchy AND up.area = u.area AND up.month = u.month
  JOIN work.main.win AS w ON w.month = u.month AND (c.reading <> 'stock' OR w.until)
  JOIN work.main.grid AS g ON g.cov = u.cov AND g.above = up.above AND g.period = w.period
  WHERE c.reading <> 'survey' OR up.area = up.above
),{counted if averages else ""}
incomplete AS (
  SELECT DISTINCT cov, area, above, period FROM seen WHERE reading = 'mixed' AND NOT whole{
        month_ends if averages else ""
    }
){rounds if surveys else ""}
SELECT s.cov, s.area, s.month, s.above, s.share, s.present, s.period, s.nth, s.until, s.origin, s.automatic, s.matures,
  s.whole AND i.cov IS NULL AS counts
FROM seen AS s
LEFT JOIN incomplete AS i ON i.cov = s.cov AND i.area = s.area AND i.above = s.above AND i.period = s.period{
        of_them if surveys else ""
    }
"""


STAY = """
CREATE OR REPLACE TABLE work.main.stay AS
SELECT r.cov, r.above, r.period, r.area, min(r.month) AS first, max(r.month) AS last,
  CAST(CASE
    WHEN any_value(c.people_at_end)
    THEN any_value(p.months) * max(CASE WHEN r.until AND r.present THEN r.share ELSE 0 END)
    ELSE sum(r.share)
  END AS HUGEINT) AS months
FROM work.main.reach AS r
JOIN work.main.class AS c ON c.cov = r.cov AND c.by_people
JOIN work.main.period AS p ON p.period = r.period
JOIN work.main.extent AS e ON e.area = r.area AND e.month = r.month
WHERE r.counts
GROUP BY r.cov, r.above, r.period, r.area, e.part
"""
"""How many months (times shares) an area brings its people for, to what lies above it: those before and those after
a change of its extent apart, so that whoever changed sides is counted on one side at a time."""

LIVING = """
CREATE OR REPLACE TABLE work.main.living AS
SELECT s.cov, s.above, s.period, p.grp, CAST(sum(s.months * p.n) AS HUGEINT) AS people_months
FROM work.main.stay AS s
JOIN work.main.people AS p ON p.area = s.area AND p.first = s.first AND p.last = s.last
GROUP BY s.cov, s.above, s.period, p.grp
"""


def completeness(one: int) -> str:
    """``work.main.completeness``: one row per coverage class, area and period."""
    return f"""
CREATE OR REPLACE TABLE work.main.completeness AS
WITH broken AS (
  SELECT DISTINCT f.cov, f.above, w.period
  FROM work.main.rift AS f
  JOIN work.main.class AS c ON c.cov = f.cov
  JOIN work.main.win AS w ON w.month = f.month
    AND (c.reading <> 'stock' OR w.own)
),
restated AS (
  SELECT DISTINCT c.cov, m.above, w.period
  FROM work.main.moved AS m
  JOIN work.main.class AS c ON c.hierarchy = m.hierarchy
  JOIN work.main.win AS w ON w.month = m.month
)
SELECT g.cov, g.above AS area, g.period,
  count(r.cov) AS expected,
  COALESCE(count_if(r.counts), 0) AS covered,
  COALESCE(bit_count(bit_or(CASE WHEN r.counts THEN 1 << r.nth END)), 0) AS months,
  COALESCE(string_agg(DISTINCT o.name, ',' ORDER BY o.name) FILTER (WHERE r.counts), '') AS origin,
  COALESCE(bool_or(r.automatic AND r.counts), FALSE) AS automatic,
  max(CASE WHEN r.counts THEN r.matures END) AS matures,
  any_value(CASE WHEN l.people_months > 0 THEN {half_up("l.people_months", f"(p.months * {one})")} END) AS people,
  any_value(b.cov) IS NOT NULL AS broken,
  any_value(m.cov) IS NOT NULL AS restated
FROM work.main.grid AS g
JOIN work.main.period AS p ON p.period = g.period
LEFT JOIN work.main.reach AS r ON r.cov = g.cov AND r.above = g.above AND r.period = g.period
LEFT JOIN work.main.origin AS o ON o.cov = r.cov AND o.origin = r.origin
LEFT JOIN work.main.living AS l ON l.cov = g.cov AND l.above = g.above AND l.period = g.period AND l.grp = ''
LEFT JOIN broken AS b ON b.cov = g.cov AND b.above = g.above AND b.period = g.period
LEFT JOIN restated AS m ON m.cov = g.cov AND m.above = g.above AND m.period = g.period
GROUP BY g.cov, g.above, g.period
"""


def half_up(number: str, by: str = "1") -> str:
    """A whole number divided by another (positive) one, rounded half up, as SQL over exact integers."""
    if by == "1":
        return number
    twice = f"(2 * CAST({number} AS HUGEINT) + {by})"
    rest = f"(({twice} % (2 * {by}) + 2 * {by}) % (2 * {by}))"
    return f"CAST(({twice} - {rest}) // (2 * {by}) AS BIGINT)"
