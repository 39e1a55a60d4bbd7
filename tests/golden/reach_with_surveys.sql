CREATE OR REPLACE TABLE work.main.reach AS
WITH seen AS (
  SELECT u.*, u.covered AND up.share > 0 AND (c.divisible OR up.share = 1) AS whole, c.reading, up.above,
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
),
newest AS (
  SELECT cov, above, period, max(month) AS month FROM seen WHERE reading = 'survey' GROUP BY ALL
)
SELECT s.cov, s.area, s.month, s.above, s.share, s.present, s.period, s.nth, s.until, s.origin, s.automatic, s.matures,
  s.whole AND i.cov IS NULL AS counts
FROM seen AS s
LEFT JOIN incomplete AS i ON i.cov = s.cov AND i.area = s.area AND i.above = s.above AND i.period = s.period
LEFT JOIN newest AS n ON n.cov = s.cov AND n.above = s.above AND n.period = s.period
WHERE n.month IS NULL OR n.month = s.month;
