INSERT INTO work.main.figure
SELECT k.strand, k.area, k.period, k.code, k.value, NULL, NULL, k.n, k.low, k.high, 0
FROM (
  SELECT s.strand, s.cov, r.above AS area, r.period, c.code, c.value, c.low, c.high, c.n
  FROM work.main.slot AS s
  JOIN work.main.round AS c ON c.use = s.use AND c.breakdown = s.breakdown
  JOIN work.main.reach AS r
    ON r.cov = s.cov AND r.origin = s.origin AND r.area = c.area AND r.month = c.month AND r.counts
) AS k
JOIN work.main.completeness AS c ON c.cov = k.cov AND c.area = k.area AND c.period = k.period
WHERE k.strand IN (0) AND (c.matures IS NULL OR c.matures <= (SELECT as_of FROM work.main.frame));
