CREATE OR REPLACE TABLE work.main.reach AS
WITH seen AS (
  SELECT u.*, c.reading, c.days, up.above, w.period, w.until
  FROM work.main.unit AS u
  JOIN work.main.class AS c ON c.cov = u.cov
  JOIN work.main.up AS up ON up.hierarchy = c.hierarchy AND up.area = u.area AND up.month = u.month
  JOIN work.main.win AS w ON w.month = u.month AND (c.reading <> 'stock' OR w.until)
  JOIN work.main.grid AS g ON g.cov = u.cov AND g.above = up.above AND g.period = w.period
),
incomplete AS (
  SELECT DISTINCT cov, area, above, period FROM seen WHERE reading = 'mixed' AND NOT covered
)
SELECT s.cov, s.area, s.month, s.above, s.period, s.until, s.origin, s.automatic,
  s.covered AND i.cov IS NULL AS counts,
  CAST(make_date(s.month // 12, s.month % 12 + 1, 1) + INTERVAL 1 MONTH AS DATE) - 1 + s.days AS matures
FROM seen AS s
LEFT JOIN incomplete AS i ON i.cov = s.cov AND i.area = s.area AND i.above = s.above AND i.period = s.period;

CREATE OR REPLACE TABLE work.main.completeness AS
WITH living AS (
  SELECT u.cov, u.above, u.period, CAST(sum(p.n) AS BIGINT) AS n
  FROM (SELECT DISTINCT cov, above, period, area FROM work.main.reach WHERE counts) AS u
  JOIN work.main.people AS p ON p.area = u.area AND p.period = u.period
  GROUP BY u.cov, u.above, u.period
)
SELECT g.cov, g.above AS area, g.period,
  count(r.cov) AS expected,
  COALESCE(count_if(r.counts), 0) AS covered,
  COALESCE(string_agg(DISTINCT o.name, ',' ORDER BY o.name) FILTER (WHERE r.counts), '') AS origin,
  COALESCE(bool_or(r.automatic AND r.counts), FALSE) AS automatic,
  max(CASE WHEN r.counts THEN r.matures END) AS matures,
  any_value(p.n) AS people
FROM work.main.grid AS g
LEFT JOIN work.main.reach AS r ON r.cov = g.cov AND r.above = g.above AND r.period = g.period
LEFT JOIN work.main.origin AS o ON o.cov = r.cov AND o.origin = r.origin
LEFT JOIN living AS p ON p.cov = g.cov AND p.above = g.above AND p.period = g.period
GROUP BY g.cov, g.above, g.period;

CREATE OR REPLACE TABLE work.main.rolled AS
SELECT s.strand, s.cov, r.above AS area, r.period, c.code, bool_or(c.estimated) AS estimated,
  CAST(sum(CASE WHEN s.slot = 0 THEN c.value END) AS BIGINT) AS v0,
  CAST(sum(CASE WHEN s.slot = 0 THEN c.n END) AS BIGINT) AS n0,
  CAST(sum(CASE WHEN s.slot = 1 THEN c.value END) AS BIGINT) AS v1,
  CAST(sum(CASE WHEN s.slot = 1 THEN c.n END) AS BIGINT) AS n1
FROM work.main.slot AS s
JOIN work.main.cell AS c ON c.use = s.use AND c.breakdown = s.breakdown
JOIN work.main.reach AS r
  ON r.cov = s.cov AND r.origin = s.origin AND r.area = c.area AND r.month = c.month AND r.counts
WHERE NOT s.at_end OR r.until
GROUP BY ALL;

CREATE OR REPLACE TABLE work.main.rolled_bin AS
SELECT *, sum(n) OVER same AS total, sum(n) OVER (same ORDER BY value) AS running
FROM (
  SELECT s.cov, s.use, s.breakdown, r.above AS area, r.period, c.code, c.value, CAST(sum(c.n) AS BIGINT) AS n
  FROM (SELECT DISTINCT cov, use, breakdown, origin FROM work.main.slot) AS s
  JOIN work.main.bin AS c ON c.use = s.use AND c.breakdown = s.breakdown
  JOIN work.main.reach AS r
    ON r.cov = s.cov AND r.origin = s.origin AND r.area = c.area AND r.month = c.month AND r.counts
  GROUP BY ALL
)
WINDOW same AS (PARTITION BY cov, use, breakdown, area, period, code);

CREATE OR REPLACE TABLE work.main.rolled_member AS
SELECT s.strand, s.cov, s.slot, r.above AS area, r.period, c.code, count(DISTINCT c.key) AS n
FROM work.main.slot AS s
JOIN work.main.member AS c ON c.use = s.use AND c.breakdown = s.breakdown
JOIN work.main.reach AS r
  ON r.cov = s.cov AND r.origin = s.origin AND r.area = c.area AND r.month = c.month AND r.counts
GROUP BY ALL;

INSERT INTO work.main.rolled BY NAME
SELECT strand, cov, area, period, code, CAST(CASE WHEN slot = 0 THEN n END AS BIGINT) AS v0, CAST(CASE WHEN slot = 0 THEN n END AS BIGINT) AS n0, CAST(CASE WHEN slot = 1 THEN n END AS BIGINT) AS v1, CAST(CASE WHEN slot = 1 THEN n END AS BIGINT) AS n1 FROM work.main.rolled_member;

INSERT INTO work.main.rolled BY NAME
SELECT s.strand, s.cov, c.area, c.period, s.code
FROM work.main.seed AS s
JOIN work.main.completeness AS c ON c.cov = s.cov AND c.covered > 0;

CREATE OR REPLACE TABLE work.main.rolled AS
SELECT strand, cov, area, period, code, bool_or(estimated) AS estimated, CAST(sum(v0) AS BIGINT) AS v0, CAST(sum(n0) AS BIGINT) AS n0, CAST(sum(v1) AS BIGINT) AS v1, CAST(sum(n1) AS BIGINT) AS n1 FROM work.main.rolled GROUP BY ALL;

CREATE OR REPLACE TABLE work.main.figure (
  strand SMALLINT, area SMALLINT, period SMALLINT, code VARCHAR,
  value DOUBLE, numerator BIGINT, denominator BIGINT, n BIGINT, estimated BOOLEAN);
