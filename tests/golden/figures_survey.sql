INSERT INTO work.main.figure
SELECT k.strand, k.spot, k.code, k.value, NULL, NULL, k.n, k.low, k.high, 0
FROM (
  SELECT s.strand, l.at + r.above AS spot, c.code, c.value, c.low, c.high, c.n
  FROM work.main.slot AS s
  JOIN work.main.round AS c ON c.use = s.use AND c.breakdown = s.breakdown
  JOIN work.main.reach AS r
    ON r.cov = s.cov AND r.origin = s.origin AND r.area = c.area AND r.month = c.month AND r.counts
  JOIN work.main.look AS l ON l.cov = r.cov AND l.month = r.month
  ANTI JOIN work.main.left_out AS x ON x.spot = l.at + r.above AND x.part = r.part
) AS k
JOIN work.main.completeness AS c ON c.spot = k.spot
WHERE k.strand IN (0) AND (c.matures IS NULL OR c.matures <= (SELECT as_of FROM work.main.frame));
