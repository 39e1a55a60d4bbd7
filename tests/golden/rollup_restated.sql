CREATE OR REPLACE TABLE work.main.reach AS
WITH seen AS (
  SELECT u.*, u.covered AND up.share > 0 AND (c.divisible OR up.share = 1000000) AS whole, c.reading, up.above,
    up.share, up.present, w.period, w.nth, w.until
  FROM work.main.unit AS u
  JOIN work.main.class AS c ON c.cov = u.cov
  JOIN work.main.up AS up ON up.hierarchy = c.hierarchy AND up.area = u.area AND up.month = u.month
  JOIN work.main.win AS w ON w.month = u.month AND (c.reading <> 'stock' OR w.until)
  JOIN work.main.grid AS g ON g.cov = u.cov AND g.above = up.above AND g.period = w.period
  WHERE c.reading <> 'survey' OR up.area = up.above
),
incomplete AS (
  SELECT DISTINCT cov, area, above, period FROM seen WHERE reading = 'mixed' AND NOT whole
)
SELECT s.cov, s.area, s.month, s.above, s.share, s.present, s.period, s.nth, s.until, s.origin, s.automatic, s.matures,
  s.whole AND i.cov IS NULL AS counts
FROM seen AS s
LEFT JOIN incomplete AS i ON i.cov = s.cov AND i.area = s.area AND i.above = s.above AND i.period = s.period;

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
GROUP BY r.cov, r.above, r.period, r.area, e.part;

CREATE OR REPLACE TABLE work.main.living AS
SELECT s.cov, s.above, s.period, p.grp, CAST(sum(s.months * p.n) AS HUGEINT) AS people_months
FROM work.main.stay AS s
JOIN work.main.people AS p ON p.area = s.area AND p.first = s.first AND p.last = s.last
GROUP BY s.cov, s.above, s.period, p.grp;

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
  any_value(CASE WHEN l.people_months > 0 THEN CAST(((2 * CAST(l.people_months AS HUGEINT) + (p.months * 1000000)) - (((2 * CAST(l.people_months AS HUGEINT) + (p.months * 1000000)) % (2 * (p.months * 1000000)) + 2 * (p.months * 1000000)) % (2 * (p.months * 1000000)))) // (2 * (p.months * 1000000)) AS BIGINT) END) AS people,
  any_value(b.cov) IS NOT NULL AS broken,
  any_value(m.cov) IS NOT NULL AS restated
FROM work.main.grid AS g
JOIN work.main.period AS p ON p.period = g.period
LEFT JOIN work.main.reach AS r ON r.cov = g.cov AND r.above = g.above AND r.period = g.period
LEFT JOIN work.main.origin AS o ON o.cov = r.cov AND o.origin = r.origin
LEFT JOIN work.main.living AS l ON l.cov = g.cov AND l.above = g.above AND l.period = g.period AND l.grp = ''
LEFT JOIN broken AS b ON b.cov = g.cov AND b.above = g.above AND b.period = g.period
LEFT JOIN restated AS m ON m.cov = g.cov AND m.above = g.above AND m.period = g.period
GROUP BY g.cov, g.above, g.period;

CREATE OR REPLACE TABLE work.main.rolled AS
SELECT s.strand, s.cov, r.above AS area, r.period, c.code, bit_or(c.marks) AS marks,
  CAST(sum(CASE WHEN s.slot = 0 THEN CAST(c.value AS HUGEINT) * r.share END) AS HUGEINT) AS v0,
  CAST(sum(CASE WHEN s.slot = 0 THEN CAST(c.n AS HUGEINT) * r.share END) AS HUGEINT) AS n0
FROM work.main.slot AS s
JOIN work.main.cell AS c ON c.use = s.use AND c.breakdown = s.breakdown
JOIN work.main.reach AS r
  ON r.cov = s.cov AND r.origin = s.origin AND r.area = c.area AND r.month = c.month AND r.counts
WHERE (NOT s.at_end OR r.until) AND (NOT s.standing OR r.present) AND s.strand IN (0, 1, 2, 3)
GROUP BY ALL
UNION ALL BY NAME
SELECT s.strand, s.cov, r.above AS area, r.period, c.code, bit_or(c.marks) AS marks,
  CAST(sum(CASE WHEN s.slot = 0 THEN CAST(c.value AS HUGEINT) * r.share END) AS HUGEINT) AS v0,
  CAST(sum(CASE WHEN s.slot = 0 THEN CAST(c.n AS HUGEINT) * r.share END) AS HUGEINT) AS n0,
  CAST(sum(CASE WHEN s.slot = 1 THEN CAST(c.value AS HUGEINT) * r.share END) AS HUGEINT) AS v1,
  CAST(sum(CASE WHEN s.slot = 1 THEN CAST(c.n AS HUGEINT) * r.share END) AS HUGEINT) AS n1
FROM work.main.slot AS s
JOIN work.main.cell AS c ON c.use = s.use AND c.breakdown = s.breakdown
JOIN work.main.reach AS r
  ON r.cov = s.cov AND r.origin = s.origin AND r.area = c.area AND r.month = c.month AND r.counts
WHERE (NOT s.at_end OR r.until) AND (NOT s.standing OR r.present) AND s.strand IN (4, 5, 0)
GROUP BY ALL;

CREATE OR REPLACE TABLE work.main.rolled_bin AS
SELECT *, sum(n) OVER same AS total, sum(n) OVER (same ORDER BY value NULLS LAST) AS running
FROM (
  SELECT 'low' AS side, s.cov, s.pool, s.breakdown, r.above AS area, r.period, c.code, c.low AS value,
    CAST(sum(c.n) AS BIGINT) AS n, bool_or(c.low IS DISTINCT FROM c.high) AS ranges, bit_or(c.marks) AS marks
  FROM (SELECT DISTINCT cov, use, pool, breakdown, origin FROM work.main.slot) AS s
  JOIN work.main.bin AS c ON c.use = s.use AND c.breakdown = s.breakdown
  JOIN work.main.reach AS r
  ON r.cov = s.cov AND r.origin = s.origin AND r.area = c.area AND r.month = c.month AND r.counts
  GROUP BY ALL
)
WINDOW same AS (PARTITION BY side, cov, pool, breakdown, area, period, code);

CREATE OR REPLACE TABLE work.main.rolled_bin AS
WITH lower_ends AS MATERIALIZED (
  SELECT 'low' AS side, s.cov, s.pool, s.breakdown, r.above AS area, r.period, c.code, c.low AS value,
    CAST(sum(c.n) AS BIGINT) AS n, bool_or(c.low IS DISTINCT FROM c.high) AS ranges, bit_or(c.marks) AS marks
  FROM (SELECT DISTINCT cov, use, pool, breakdown, origin FROM work.main.slot) AS s
  JOIN work.main.bin AS c ON c.use = s.use AND c.breakdown = s.breakdown
  JOIN work.main.reach AS r
  ON r.cov = s.cov AND r.origin = s.origin AND r.area = c.area AND r.month = c.month AND r.counts
  GROUP BY ALL
),
upper_ends AS (
  SELECT 'high' AS side, s.cov, s.pool, s.breakdown, r.above AS area, r.period, c.code, c.high AS value,
    CAST(sum(c.n) AS BIGINT) AS n, bool_or(c.low IS DISTINCT FROM c.high) AS ranges, bit_or(c.marks) AS marks
  FROM (SELECT DISTINCT cov, use, pool, breakdown, origin FROM work.main.slot WHERE pool IN (SELECT s.pool FROM work.main.slot AS s JOIN work.main.bin AS b ON b.use = s.use WHERE b.low IS DISTINCT FROM b.high)) AS s
  JOIN work.main.bin AS c ON c.use = s.use AND c.breakdown = s.breakdown
  JOIN work.main.reach AS r
  ON r.cov = s.cov AND r.origin = s.origin AND r.area = c.area AND r.month = c.month AND r.counts
  GROUP BY ALL
),
ranged AS (SELECT DISTINCT cov, pool, breakdown, area, period, code FROM lower_ends WHERE ranges)
SELECT *, sum(n) OVER same AS total, sum(n) OVER (same ORDER BY value NULLS LAST) AS running
FROM (
  SELECT * FROM lower_ends
  UNION ALL
  SELECT * FROM upper_ends SEMI JOIN ranged USING (cov, pool, breakdown, area, period, code)
)
WINDOW same AS (PARTITION BY side, cov, pool, breakdown, area, period, code);

CREATE OR REPLACE TABLE work.main.rolled_life AS
SELECT s.strand, s.cov, r.above AS area, r.period, c.code, c.days,
  CAST(sum(c.events) AS BIGINT) AS events, CAST(sum(c.n) AS BIGINT) AS n
FROM work.main.slot AS s
JOIN work.main.life AS c ON c.use = s.use AND c.breakdown = s.breakdown
JOIN work.main.reach AS r
  ON r.cov = s.cov AND r.origin = s.origin AND r.area = c.area AND r.month = c.month AND r.counts
GROUP BY ALL;

CREATE OR REPLACE TABLE work.main.rolled_member AS
SELECT s.strand, s.cov, s.slot, r.above AS area, r.period, c.code, count(DISTINCT c.key) AS n,
  CAST(COALESCE(sum(c.n) FILTER (WHERE c.key IS NULL), 0) AS BIGINT) AS missing,
  CAST(CASE WHEN bool_or(c.key IS NULL) THEN 2 ELSE 0 END
    + CASE WHEN bool_or(c.weak AND c.key IS NOT NULL) THEN 4 ELSE 0 END AS UTINYINT) AS marks
FROM work.main.slot AS s
JOIN work.main.member AS c ON c.use = s.use AND c.breakdown = s.breakdown
JOIN work.main.reach AS r
  ON r.cov = s.cov AND r.origin = s.origin AND r.area = c.area AND r.month = c.month AND r.counts
WHERE (NOT s.at_end OR r.until) AND (NOT s.standing OR r.present)
GROUP BY ALL;

INSERT INTO work.main.rolled BY NAME
SELECT strand, cov, area, period, code, marks, CAST(CASE WHEN slot = 0 THEN n * 1000000 END AS BIGINT) AS v0, CAST(CASE WHEN slot = 0 THEN n * 1000000 END AS BIGINT) AS n0, CAST(CASE WHEN slot = 1 THEN n * 1000000 END AS BIGINT) AS v1, CAST(CASE WHEN slot = 1 THEN n * 1000000 END AS BIGINT) AS n1 FROM work.main.rolled_member;

INSERT INTO work.main.rolled BY NAME
SELECT s.strand, s.cov, c.area, c.period, s.code
FROM work.main.seed AS s
JOIN work.main.completeness AS c ON c.cov = s.cov AND c.covered > 0;

CREATE OR REPLACE TABLE work.main.rolled AS
SELECT strand, cov, area, period, code, bit_or(marks) AS marks, CAST(sum(v0) AS HUGEINT) AS v0, CAST(sum(n0) AS HUGEINT) AS n0, CAST(sum(v1) AS HUGEINT) AS v1, CAST(sum(n1) AS HUGEINT) AS n1 FROM work.main.rolled GROUP BY ALL;

CREATE OR REPLACE TABLE work.main.figure (
  strand SMALLINT, area SMALLINT, period SMALLINT, code work.main.code,
  value DOUBLE, numerator BIGINT, denominator BIGINT, n BIGINT, low DOUBLE, high DOUBLE, marks UTINYINT);
