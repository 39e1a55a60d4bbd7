INSERT INTO work.main.figure
SELECT k.strand, k.area, k.period, k.code,
  CAST(k.low * 10 + k.rest * (k.high - k.low) AS DOUBLE) / 10, NULL, NULL, k.n, FALSE
FROM (
  SELECT s.strand, s.cov, b.area, b.period, b.code, any_value(b.total) AS n, any_value(((b.total - 1) * 9 % 10)) AS rest,
    min(CASE WHEN b.running > ((b.total - 1) * 9 // 10) THEN b.value END) AS low,
    min(CASE WHEN b.running > ((b.total - 1) * 9 // 10) + CAST(((b.total - 1) * 9 % 10) > 0 AS BIGINT) THEN b.value END) AS high
  FROM (SELECT DISTINCT strand, cov, use, breakdown FROM work.main.slot) AS s
  JOIN work.main.rolled_bin AS b ON b.cov = s.cov AND b.use = s.use AND b.breakdown = s.breakdown
  GROUP BY ALL
) AS k
JOIN work.main.completeness AS c ON c.cov = k.cov AND c.area = k.area AND c.period = k.period
WHERE k.strand IN (0, 1) AND (c.matures IS NULL OR c.matures <= (SELECT as_of FROM work.main.frame));
