INSERT INTO work.main.figure
SELECT k.strand, k.spot, k.code, CAST(low * 10 + rest * (high - low) AS DOUBLE) / 10, NULL, NULL, k.n, NULL, NULL, k.marks
FROM (
  SELECT s.strand, b.upper, b.spot, b.code, any_value(b.total) AS n,
    any_value(((b.total - 1) * 9 % 10)) AS rest, bool_or(b.ranges) AS ranges, bit_or(b.marks) AS marks,
    min(CASE WHEN b.running > ((b.total - 1) * 9 // 10) THEN b.value END) AS low,
    min(CASE WHEN b.running > ((b.total - 1) * 9 // 10) + CAST(((b.total - 1) * 9 % 10) > 0 AS BIGINT) THEN b.value END) AS high
  FROM (SELECT DISTINCT strand, pool FROM work.main.slot) AS s
  JOIN work.main.rolled_bin AS b ON b.pool = s.pool
  GROUP BY ALL
) AS k
JOIN work.main.completeness AS c ON c.spot = k.spot
WHERE k.strand IN (0, 1) AND (c.matures IS NULL OR c.matures <= (SELECT as_of FROM work.main.frame));
