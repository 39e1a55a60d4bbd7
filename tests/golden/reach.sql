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
  u.covered AND up.share > 0 AND (c.divisible OR up.share = 1) AS counts,
  CAST(CASE c.reading WHEN 'mixed' THEN u.area WHEN 'survey' THEN u.month ELSE -1 END AS SMALLINT) AS part
FROM work.main.unit AS u
JOIN work.main.class AS c ON c.cov = u.cov
JOIN work.main.up AS up ON up.hierarchy = c.hierarchy AND up.area = u.area AND up.month = u.month
SEMI JOIN work.main.grid AS g ON g.cov = u.cov AND g.above = up.above
WHERE c.reading <> 'survey' OR up.area = up.above;

CREATE OR REPLACE TABLE work.main.left_out (spot BIGINT, part SMALLINT, expected BOOLEAN);
