CREATE OR REPLACE TABLE work.main.alike AS
SELECT v.cov, v.period, min(v.period) OVER same AS same
FROM work.main.view AS v
JOIN work.main.class AS c ON c.cov = v.cov
JOIN work.main.period AS p ON p.period = v.period
JOIN (SELECT period, list(area ORDER BY area) AS areas FROM work.main.stands GROUP BY period) AS s
  ON s.period = v.period
WINDOW same AS (PARTITION BY v.cov, p.until, CASE WHEN c.reading <> 'stock' THEN p.since END, s.areas);

CREATE OR REPLACE TABLE work.main.look AS
SELECT a.cov, w.month, a.period, w.nth, w.until, (CAST(a.cov AS BIGINT) << 32) + (CAST(a.period AS BIGINT) << 16) AS at
FROM work.main.alike AS a
JOIN work.main.class AS c ON c.cov = a.cov
JOIN work.main.win AS w ON w.period = a.period AND (c.reading <> 'stock' OR w.until)
WHERE a.period = a.same;

CREATE OR REPLACE TABLE work.main.grid AS
SELECT (CAST(a.cov AS BIGINT) << 32) + (CAST(a.period AS BIGINT) << 16) + s.area AS spot,
  (CAST(a.cov AS BIGINT) << 32) + (CAST(a.same AS BIGINT) << 16) + s.area AS same, a.cov, s.area AS above, a.period
FROM work.main.alike AS a
JOIN work.main.stands AS s ON s.period = a.period
SEMI JOIN work.main.level AS l ON l.cov = a.cov AND l.level = s.level;

CREATE OR REPLACE TABLE work.main.reach AS
SELECT u.cov, u.area, u.month, up.above, up.share, up.present, u.origin, u.automatic, u.matures,
  u.covered AND up.share > 0 AND (c.divisible OR up.share = 1000000) AS counts,
  CAST(CASE c.reading WHEN 'mixed' THEN u.area WHEN 'survey' THEN u.month ELSE -1 END AS SMALLINT) AS part
FROM work.main.unit AS u
JOIN work.main.class AS c ON c.cov = u.cov
JOIN work.main.up AS up ON up.hierarchy = c.hierarchy AND up.area = u.area AND up.month = u.month
SEMI JOIN work.main.grid AS g ON g.cov = u.cov AND g.above = up.above
WHERE c.reading <> 'survey' OR up.area = up.above;

CREATE OR REPLACE TABLE work.main.left_out (spot BIGINT, part SMALLINT, expected BOOLEAN);

CREATE OR REPLACE TABLE work.main.stay AS
SELECT l.at + r.above AS spot, r.area, min(r.month) AS first, max(r.month) AS last,
  CAST(CASE
    WHEN any_value(c.people_at_end)
    THEN any_value(p.months) * max(CASE WHEN l.until AND r.present THEN r.share ELSE 0 END)
    ELSE sum(r.share)
  END AS HUGEINT) AS months
FROM work.main.reach AS r
JOIN work.main.class AS c ON c.cov = r.cov AND c.by_people
JOIN work.main.extent AS e ON e.area = r.area AND e.month = r.month
JOIN work.main.look AS l ON l.cov = r.cov AND l.month = r.month
  ANTI JOIN work.main.left_out AS x ON x.spot = l.at + r.above AND x.part = r.part
JOIN work.main.period AS p ON p.period = l.period
WHERE r.counts
GROUP BY l.at + r.above, r.area, e.part;

CREATE OR REPLACE TABLE work.main.living AS
SELECT s.spot, p.grp, CAST(sum(s.months * p.n) AS HUGEINT) AS people_months
FROM work.main.stay AS s
JOIN work.main.people AS p ON p.area = s.area AND p.first = s.first AND p.last = s.last
GROUP BY s.spot, p.grp;

CREATE OR REPLACE TABLE work.main.completeness AS
WITH monthly AS (
  SELECT cov, above, month, part, count(*) AS expected, count_if(counts) AS covered,
    bit_or(CASE WHEN counts THEN CAST(1 AS BIGINT) << origin END) AS origins,
    bool_or(automatic AND counts) AS automatic, max(CASE WHEN counts THEN matures END) AS matures
  FROM work.main.reach GROUP BY ALL
),
looked AS (
  SELECT l.at + m.above AS spot, m.cov,
    CAST(sum(CASE WHEN COALESCE(x.expected, TRUE) THEN m.expected END) AS BIGINT) AS expected,
    CAST(sum(CASE WHEN x.spot IS NULL THEN m.covered END) AS BIGINT) AS covered,
    bit_count(bit_or(CASE WHEN x.spot IS NULL AND m.covered > 0 THEN 1 << l.nth END)) AS months,
    bit_or(CASE WHEN x.spot IS NULL THEN m.origins END) AS origins,
    bool_or(x.spot IS NULL AND m.automatic) AS automatic,
    max(CASE WHEN x.spot IS NULL THEN m.matures END) AS matures
  FROM monthly AS m
  JOIN work.main.look AS l ON l.cov = m.cov AND l.month = m.month
  LEFT JOIN work.main.left_out AS x ON x.spot = l.at + m.above AND x.part = m.part
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
  CASE WHEN l.people_months > 0 THEN CAST(((2 * CAST(l.people_months AS HUGEINT) + (p.months * 1000000)) - (((2 * CAST(l.people_months AS HUGEINT) + (p.months * 1000000)) % (2 * (p.months * 1000000)) + 2 * (p.months * 1000000)) % (2 * (p.months * 1000000)))) // (2 * (p.months * 1000000)) AS BIGINT) END AS people,
  b.cov IS NOT NULL AS broken,
  m.cov IS NOT NULL AS restated
FROM work.main.grid AS g
JOIN work.main.period AS p ON p.period = g.period
LEFT JOIN looked AS k ON k.spot = g.same
LEFT JOIN named AS n ON n.cov = k.cov AND n.origins = k.origins
LEFT JOIN work.main.living AS l ON l.spot = g.same AND l.grp = ''
LEFT JOIN broken AS b ON b.cov = g.cov AND b.above = g.above AND b.period = g.period
LEFT JOIN restated AS m ON m.cov = g.cov AND m.above = g.above AND m.period = g.period;

CREATE OR REPLACE TABLE work.main.rolled_member AS
SELECT s.strand, s.slot, l.at + r.above AS spot, c.code, count(DISTINCT c.key) AS n,
  CAST(COALESCE(sum(c.n) FILTER (WHERE c.key IS NULL), 0) AS BIGINT) AS missing,
  CAST(CASE WHEN bool_or(c.key IS NULL) THEN 2 ELSE 0 END
    + CASE WHEN bool_or(c.weak AND c.key IS NOT NULL) THEN 4 ELSE 0 END AS UTINYINT) AS marks
FROM work.main.slot AS s
JOIN work.main.member AS c ON c.use = s.use AND c.breakdown = s.breakdown
JOIN work.main.reach AS r
  ON r.cov = s.cov AND r.origin = s.origin AND r.area = c.area AND r.month = c.month AND r.counts
  JOIN work.main.look AS l ON l.cov = r.cov AND l.month = r.month
  ANTI JOIN work.main.left_out AS x ON x.spot = l.at + r.above AND x.part = r.part
WHERE (NOT s.at_end OR l.until) AND (NOT s.standing OR r.present)
GROUP BY ALL;

CREATE OR REPLACE TABLE work.main.rolled AS
SELECT strand, spot, code, bit_or(marks) AS marks,
  CAST(sum(v0) AS HUGEINT) AS v0, CAST(sum(n0) AS HUGEINT) AS n0
FROM (
  SELECT r.strand, l.at + r.above AS spot, r.code, r.marks, r.v0, r.n0
  FROM (
    SELECT s.strand, s.cov, s.at_end, r.above, r.month, r.part, c.code, bit_or(c.marks) AS marks, CAST(sum(CASE WHEN s.slot = 0 THEN CAST(c.value AS HUGEINT) * r.share END) AS HUGEINT) AS v0, CAST(sum(CASE WHEN s.slot = 0 THEN CAST(c.n AS HUGEINT) * r.share END) AS HUGEINT) AS n0
    FROM work.main.slot AS s
    JOIN work.main.cell AS c ON c.use = s.use AND c.breakdown = s.breakdown
    JOIN work.main.reach AS r
  ON r.cov = s.cov AND r.origin = s.origin AND r.area = c.area AND r.month = c.month AND r.counts
    WHERE (NOT s.standing OR r.present) AND s.strand IN (0, 1, 2, 3, 0, 1, 0, 1, 2, 3)
    GROUP BY ALL
  ) AS r
  JOIN work.main.look AS l ON l.cov = r.cov AND l.month = r.month
  ANTI JOIN work.main.left_out AS x ON x.spot = l.at + r.above AND x.part = r.part
  WHERE NOT r.at_end OR l.until
  UNION ALL BY NAME
  SELECT s.strand, s.spot, s.code, s.marks, CASE WHEN s.slot = 0 THEN s.n * 1000000 END AS v0, CASE WHEN s.slot = 0 THEN s.n * 1000000 END AS n0 FROM work.main.rolled_member AS s WHERE s.strand IN (0, 1, 2, 3, 0, 1, 0, 1, 2, 3)
  UNION ALL BY NAME
  SELECT s.strand, c.spot, s.code
  FROM work.main.seed AS s
  JOIN work.main.completeness AS c ON c.cov = s.cov AND c.covered > 0
  SEMI JOIN work.main.grid AS g ON g.same = c.spot
  WHERE s.strand IN (0, 1, 2, 3, 0, 1, 0, 1, 2, 3)
)
GROUP BY ALL
UNION ALL BY NAME
SELECT strand, spot, code, bit_or(marks) AS marks,
  CAST(sum(v0) AS HUGEINT) AS v0, CAST(sum(n0) AS HUGEINT) AS n0, CAST(sum(v1) AS HUGEINT) AS v1, CAST(sum(n1) AS HUGEINT) AS n1
FROM (
  SELECT r.strand, l.at + r.above AS spot, r.code, r.marks, r.v0, r.n0, r.v1, r.n1
  FROM (
    SELECT s.strand, s.cov, s.at_end, r.above, r.month, r.part, c.code, bit_or(c.marks) AS marks, CAST(sum(CASE WHEN s.slot = 0 THEN CAST(c.value AS HUGEINT) * r.share END) AS HUGEINT) AS v0, CAST(sum(CASE WHEN s.slot = 0 THEN CAST(c.n AS HUGEINT) * r.share END) AS HUGEINT) AS n0, CAST(sum(CASE WHEN s.slot = 1 THEN CAST(c.value AS HUGEINT) * r.share END) AS HUGEINT) AS v1, CAST(sum(CASE WHEN s.slot = 1 THEN CAST(c.n AS HUGEINT) * r.share END) AS HUGEINT) AS n1
    FROM work.main.slot AS s
    JOIN work.main.cell AS c ON c.use = s.use AND c.breakdown = s.breakdown
    JOIN work.main.reach AS r
  ON r.cov = s.cov AND r.origin = s.origin AND r.area = c.area AND r.month = c.month AND r.counts
    WHERE (NOT s.standing OR r.present) AND s.strand IN (4, 5, 0)
    GROUP BY ALL
  ) AS r
  JOIN work.main.look AS l ON l.cov = r.cov AND l.month = r.month
  ANTI JOIN work.main.left_out AS x ON x.spot = l.at + r.above AND x.part = r.part
  WHERE NOT r.at_end OR l.until
  UNION ALL BY NAME
  SELECT s.strand, c.spot, s.code
  FROM work.main.seed AS s
  JOIN work.main.completeness AS c ON c.cov = s.cov AND c.covered > 0
  SEMI JOIN work.main.grid AS g ON g.same = c.spot
  WHERE s.strand IN (4, 5, 0)
)
GROUP BY ALL;

CREATE OR REPLACE TABLE work.main.rolled_bin AS
SELECT *, sum(n) OVER same AS total, sum(n) OVER (same ORDER BY value NULLS LAST) AS running
FROM (
  SELECT FALSE AS upper, l.at + r.above AS spot, r.pool, r.code, r.value,
    CAST(sum(r.n) AS BIGINT) AS n, bool_or(r.ranges) AS ranges, bit_or(r.marks) AS marks
  FROM (
    SELECT s.pool, s.cov, r.above, r.month, r.part, c.code, c.low AS value,
      CAST(sum(c.n) AS BIGINT) AS n, bool_or(c.low IS DISTINCT FROM c.high) AS ranges, bit_or(c.marks) AS marks
    FROM (SELECT DISTINCT cov, use, pool, breakdown, origin FROM work.main.slot) AS s
    JOIN work.main.bin AS c ON c.use = s.use AND c.breakdown = s.breakdown
    JOIN work.main.reach AS r
  ON r.cov = s.cov AND r.origin = s.origin AND r.area = c.area AND r.month = c.month AND r.counts
    GROUP BY ALL
  ) AS r
  JOIN work.main.look AS l ON l.cov = r.cov AND l.month = r.month
  ANTI JOIN work.main.left_out AS x ON x.spot = l.at + r.above AND x.part = r.part
  GROUP BY ALL
)
WINDOW same AS (PARTITION BY upper, spot, pool, code);

CREATE OR REPLACE TABLE work.main.rolled_bin AS
WITH lower_ends AS MATERIALIZED (
  SELECT FALSE AS upper, l.at + r.above AS spot, r.pool, r.code, r.value,
    CAST(sum(r.n) AS BIGINT) AS n, bool_or(r.ranges) AS ranges, bit_or(r.marks) AS marks
  FROM (
    SELECT s.pool, s.cov, r.above, r.month, r.part, c.code, c.low AS value,
      CAST(sum(c.n) AS BIGINT) AS n, bool_or(c.low IS DISTINCT FROM c.high) AS ranges, bit_or(c.marks) AS marks
    FROM (SELECT DISTINCT cov, use, pool, breakdown, origin FROM work.main.slot) AS s
    JOIN work.main.bin AS c ON c.use = s.use AND c.breakdown = s.breakdown
    JOIN work.main.reach AS r
  ON r.cov = s.cov AND r.origin = s.origin AND r.area = c.area AND r.month = c.month AND r.counts
    GROUP BY ALL
  ) AS r
  JOIN work.main.look AS l ON l.cov = r.cov AND l.month = r.month
  ANTI JOIN work.main.left_out AS x ON x.spot = l.at + r.above AND x.part = r.part
  GROUP BY ALL
),
upper_ends AS (
  SELECT TRUE AS upper, l.at + r.above AS spot, r.pool, r.code, r.value,
    CAST(sum(r.n) AS BIGINT) AS n, bool_or(r.ranges) AS ranges, bit_or(r.marks) AS marks
  FROM (
    SELECT s.pool, s.cov, r.above, r.month, r.part, c.code, c.high AS value,
      CAST(sum(c.n) AS BIGINT) AS n, bool_or(c.low IS DISTINCT FROM c.high) AS ranges, bit_or(c.marks) AS marks
    FROM (SELECT DISTINCT cov, use, pool, breakdown, origin FROM work.main.slot WHERE pool IN (SELECT s.pool FROM work.main.slot AS s JOIN work.main.bin AS b ON b.use = s.use WHERE b.low IS DISTINCT FROM b.high)) AS s
    JOIN work.main.bin AS c ON c.use = s.use AND c.breakdown = s.breakdown
    JOIN work.main.reach AS r
  ON r.cov = s.cov AND r.origin = s.origin AND r.area = c.area AND r.month = c.month AND r.counts
    GROUP BY ALL
  ) AS r
  JOIN work.main.look AS l ON l.cov = r.cov AND l.month = r.month
  ANTI JOIN work.main.left_out AS x ON x.spot = l.at + r.above AND x.part = r.part
  GROUP BY ALL
),
ranged AS (SELECT DISTINCT spot, pool, code FROM lower_ends WHERE ranges)
SELECT *, sum(n) OVER same AS total, sum(n) OVER (same ORDER BY value NULLS LAST) AS running
FROM (
  SELECT * FROM lower_ends
  UNION ALL
  SELECT * FROM upper_ends SEMI JOIN ranged USING (spot, pool, code)
)
WINDOW same AS (PARTITION BY upper, spot, pool, code);

CREATE OR REPLACE TABLE work.main.rolled_life AS
SELECT s.strand, l.at + r.above AS spot, c.code, c.days,
  CAST(sum(c.events) AS BIGINT) AS events, CAST(sum(c.n) AS BIGINT) AS n
FROM work.main.slot AS s
JOIN work.main.life AS c ON c.use = s.use AND c.breakdown = s.breakdown
JOIN work.main.reach AS r
  ON r.cov = s.cov AND r.origin = s.origin AND r.area = c.area AND r.month = c.month AND r.counts
  JOIN work.main.look AS l ON l.cov = r.cov AND l.month = r.month
  ANTI JOIN work.main.left_out AS x ON x.spot = l.at + r.above AND x.part = r.part
GROUP BY ALL;

CREATE OR REPLACE TABLE work.main.figure (
  strand SMALLINT, spot BIGINT, code work.main.code,
  value DOUBLE, numerator BIGINT, denominator BIGINT, n BIGINT, low DOUBLE, high DOUBLE, marks UTINYINT);
