"""Reach: which (area, month) counts for which area, what each period looks at, and how complete that makes it.

What it reads (all in ``work.main``, all small):

``unit``   (cov, area, month, covered, origin, automatic, matures): one row per expected (area, month)
``class``  (cov, hierarchy, reading, divisible, every_month, by_people, people_at_end): the coverage classes
``view``   (cov, period), ``level`` (cov, level): what each class must answer for
``stands`` (period, area, level): the areas in force in a period
``up``     (hierarchy, area, month, above, share, present): each area, itself included, and the areas it lies in, with
           the share of it that does, and whether it is still there at the month's end
``win``    (period, month, nth, own, until): the months a period looks at, and whether they are its own
``rift``   (cov, above, month): months in which a series breaks
``moved``  (hierarchy, above, month): months that another geography gives an area other figures for
``period`` (period, frequency, "window", label, since, until, days, months)
``origin`` (cov, origin, name)
``extent`` (area, month, part): the months between two changes of an area's extent are one part
``people`` (area, first, last, grp, n): people of a group in the middle of some months

Shares are whole numbers of ``one``: 1 as it was, a million in a restated geography. 0 is a part that nobody can tell:
it is expected, and never counts.

What it makes: ``grid``, ``reach``, ``left_out``, ``stay``, ``living``, ``completeness``; each says what it holds.
"""

from __future__ import annotations

from collections.abc import Iterator

from rolkpi.plan import Plan, Reading

AS_IT_WAS = 1

_AT = "(CAST(a.cov AS BIGINT) << 32) + (CAST(a.{} AS BIGINT) << 16)"
"""The number of a class and period: with that of an area added, a spot."""

GRID = f"""
CREATE OR REPLACE TABLE work.main.alike AS
SELECT v.cov, v.period, min(v.period) OVER same AS same
FROM work.main.view AS v
JOIN work.main.class AS c ON c.cov = v.cov
JOIN work.main.period AS p ON p.period = v.period
JOIN (SELECT period, list(area ORDER BY area) AS areas FROM work.main.stands GROUP BY period) AS s
  ON s.period = v.period
WINDOW same AS (PARTITION BY v.cov, p.until, CASE WHEN c.reading <> 'stock' THEN p.since END, s.areas);

CREATE OR REPLACE TABLE work.main.look AS
SELECT a.cov, w.month, a.period, w.nth, w.until, {_AT.format("period")} AS at
FROM work.main.alike AS a
JOIN work.main.class AS c ON c.cov = a.cov
JOIN work.main.win AS w ON w.period = a.period AND (c.reading <> 'stock' OR w.until)
WHERE a.period = a.same;

CREATE OR REPLACE TABLE work.main.grid AS
SELECT {_AT.format("period")} + s.area AS spot,
  {_AT.format("same")} + s.area AS same, a.cov, s.area AS above, a.period
FROM work.main.alike AS a
JOIN work.main.stands AS s ON s.period = a.period
SEMI JOIN work.main.level AS l ON l.cov = a.cov AND l.level = s.level
"""
"""``alike`` (cov, period, same): ``same`` is the first period of a class that looks at the same months (a year to date
in June is the fiscal year) and has the same areas (one may be gone by the quarter's last month): what is worked out for
it holds for all.
``look`` (cov, month, period, nth, until, at): the months such first periods look at.
``grid`` (spot, same, cov, above, period): every area and period a class must answer for, each with a number: ``at`` of
its period, and the area."""

LOOKED_AT = "JOIN work.main.look AS l ON l.cov = {0}.cov AND l.month = {0}.month"
"""From the months of an area, table ``{0}``, to the periods that look at them; the spot is ``SPOT``."""

SPOT = "l.at + {0}.above"

COUNTED = f"""{LOOKED_AT}
  ANTI JOIN work.main.left_out AS x ON x.spot = {SPOT} AND x.part = {{0}}.part"""
"""The same without what a spot leaves out."""


def reach(plan: Plan, one: int) -> Iterator[str]:
    """The statements that give ``work.main.reach`` and ``work.main.left_out``.

    ``reach``: one row per unit and area it lies in. ``part`` names what a period takes or leaves as a whole: of what
    must speak of every month an area, of surveys a month.
    ``left_out`` (spot, part, expected): what a spot does not count; ``expected`` where it ought to have.
    """
    yield GRID
    yield f"""
CREATE OR REPLACE TABLE work.main.reach AS
SELECT u.cov, u.area, u.month, up.above, up.share, up.present, u.origin, u.automatic, u.matures,
  u.covered AND up.share > 0 AND (c.divisible OR up.share = {one}) AS counts,
  CAST(CASE c.reading WHEN 'mixed' THEN u.area WHEN 'survey' THEN u.month ELSE -1 END AS SMALLINT) AS part
FROM work.main.unit AS u
JOIN work.main.class AS c ON c.cov = u.cov
JOIN work.main.up AS up ON up.hierarchy = c.hierarchy AND up.area = u.area AND up.month = u.month
SEMI JOIN work.main.grid AS g ON g.cov = u.cov AND g.above = up.above
WHERE c.reading <> 'survey' OR up.area = up.above
"""
    readings = {c.reading for c in plan.classes}
    parts = []
    if Reading.MIXED in readings:
        parts.append(_INCOMPLETE)
    if any(c.every_month for c in plan.classes):
        parts.append(_WITHOUT_A_MONTH_END)
    if Reading.SURVEY in readings:
        parts.append(_OLDER_ROUNDS)
    yield "CREATE OR REPLACE TABLE work.main.left_out (spot BIGINT, part SMALLINT, expected BOOLEAN)"
    if parts:
        yield f"INSERT INTO work.main.left_out{'UNION'.join(parts)}"


_INCOMPLETE = f"""
  SELECT DISTINCT {SPOT.format("r")} AS spot, r.part, TRUE AS expected
  FROM work.main.reach AS r
  JOIN work.main.class AS c ON c.cov = r.cov AND c.reading = 'mixed'
  {LOOKED_AT.format("r")}
  WHERE NOT r.counts
"""
_WITHOUT_A_MONTH_END = f"""
  SELECT {SPOT.format("r")} AS spot, r.part, TRUE AS expected
  FROM work.main.reach AS r
  JOIN work.main.class AS c ON c.cov = r.cov AND c.every_month
  {LOOKED_AT.format("r")}
  JOIN (
    SELECT up.hierarchy, up.area, up.above, w.period, count(*) AS n
    FROM work.main.up AS up JOIN work.main.win AS w ON w.month = up.month
    WHERE up.present GROUP BY ALL
  ) AS m ON m.hierarchy = c.hierarchy AND m.area = r.area AND m.above = r.above AND m.period = l.period
  GROUP BY {SPOT.format("r")}, r.part
  HAVING count_if(r.counts AND r.present) < any_value(m.n)
"""
_OLDER_ROUNDS = f"""
  SELECT DISTINCT {SPOT.format("r")} AS spot, r.part, FALSE AS expected
  FROM work.main.reach AS r
  JOIN work.main.class AS c ON c.cov = r.cov AND c.reading = 'survey'
  {LOOKED_AT.format("r")}
  QUALIFY r.month < max(r.month) OVER (PARTITION BY {SPOT.format("r")})
"""

STAY = f"""
CREATE OR REPLACE TABLE work.main.stay AS
SELECT {SPOT.format("r")} AS spot, r.area, min(r.month) AS first, max(r.month) AS last,
  CAST(CASE
    WHEN any_value(c.people_at_end)
    THEN any_value(p.months) * max(CASE WHEN l.until AND r.present THEN r.share ELSE 0 END)
    ELSE sum(r.share)
  END AS HUGEINT) AS months
FROM work.main.reach AS r
JOIN work.main.class AS c ON c.cov = r.cov AND c.by_people
JOIN work.main.extent AS e ON e.area = r.area AND e.month = r.month
{COUNTED.format("r")}
JOIN work.main.period AS p ON p.period = l.period
WHERE r.counts
GROUP BY {SPOT.format("r")}, r.area, e.part
"""
"""How many months (times shares) an area brings its people for, to what lies above it: those before and those after
a change of its extent apart, so that whoever changed sides is counted on one side at a time."""

LIVING = """
CREATE OR REPLACE TABLE work.main.living AS
SELECT s.spot, p.grp, CAST(sum(s.months * p.n) AS HUGEINT) AS people_months
FROM work.main.stay AS s
JOIN work.main.people AS p ON p.area = s.area AND p.first = s.first AND p.last = s.last
GROUP BY s.spot, p.grp
"""


def completeness(one: int) -> str:
    """``work.main.completeness``: one row per spot."""
    return f"""
CREATE OR REPLACE TABLE work.main.completeness AS
WITH monthly AS (
  SELECT cov, above, month, part, count(*) AS expected, count_if(counts) AS covered,
    bit_or(CASE WHEN counts THEN CAST(1 AS BIGINT) << origin END) AS origins,
    bool_or(automatic AND counts) AS automatic, max(CASE WHEN counts THEN matures END) AS matures
  FROM work.main.reach GROUP BY ALL
),
looked AS (
  SELECT {SPOT.format("m")} AS spot, m.cov,
    CAST(sum(CASE WHEN COALESCE(x.expected, TRUE) THEN m.expected END) AS BIGINT) AS expected,
    CAST(sum(CASE WHEN x.spot IS NULL THEN m.covered END) AS BIGINT) AS covered,
    bit_count(bit_or(CASE WHEN x.spot IS NULL AND m.covered > 0 THEN 1 << l.nth END)) AS months,
    bit_or(CASE WHEN x.spot IS NULL THEN m.origins END) AS origins,
    bool_or(x.spot IS NULL AND m.automatic) AS automatic,
    max(CASE WHEN x.spot IS NULL THEN m.matures END) AS matures
  FROM monthly AS m
  {LOOKED_AT.format("m")}
  LEFT JOIN work.main.left_out AS x ON x.spot = {SPOT.format("m")} AND x.part = m.part
  GROUP BY ALL
),
named AS (
  SELECT k.cov, k.origins, string_agg(DISTINCT o.name, ',' ORDER BY o.name) AS origin
  FROM (SELECT DISTINCT cov, origins FROM looked) AS k
  JOIN work.main.origin AS o ON o.cov = k.cov AND (k.origins >> o.origin) & 1 = 1
  GROUP BY k.cov, k.origins
),
broken AS (
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
SELECT g.spot, g.cov, g.above AS area, g.period,
  COALESCE(k.expected, 0) AS expected,
  COALESCE(k.covered, 0) AS covered,
  COALESCE(k.months, 0) AS months,
  COALESCE(n.origin, '') AS origin,
  COALESCE(k.automatic, FALSE) AS automatic,
  k.matures,
  CASE WHEN l.people_months > 0 THEN {half_up("l.people_months", f"(p.months * {one})")} END AS people,
  b.cov IS NOT NULL AS broken,
  m.cov IS NOT NULL AS restated
FROM work.main.grid AS g
JOIN work.main.period AS p ON p.period = g.period
LEFT JOIN looked AS k ON k.spot = g.same
LEFT JOIN named AS n ON n.cov = k.cov AND n.origins = k.origins
LEFT JOIN work.main.living AS l ON l.spot = g.same AND l.grp = ''
LEFT JOIN broken AS b ON b.cov = g.cov AND b.above = g.above AND b.period = g.period
LEFT JOIN restated AS m ON m.cov = g.cov AND m.above = g.above AND m.period = g.period
"""


def half_up(number: str, by: str = "1") -> str:
    """A whole number divided by another (positive) one, rounded half up, as SQL over exact integers."""
    if by == "1":
        return number
    twice = f"(2 * CAST({number} AS HUGEINT) + {by})"
    rest = f"(({twice} % (2 * {by}) + 2 * {by}) % (2 * {by}))"
    return f"CAST(({twice} - {rest}) // (2 * {by}) AS BIGINT)"
