INSERT INTO work.main.figure
SELECT k.strand, k.spot, k.code, CASE WHEN (NOT k.ranges OR k.lower_end IS NOT DISTINCT FROM k.upper_end) THEN k.lower_end END, NULL, NULL, k.n, CASE WHEN NOT (NOT k.ranges OR k.lower_end IS NOT DISTINCT FROM k.upper_end) THEN k.lower_end END, CASE WHEN NOT (NOT k.ranges OR k.lower_end IS NOT DISTINCT FROM k.upper_end) THEN k.upper_end END, k.marks | CASE WHEN (NOT k.ranges OR k.lower_end IS NOT DISTINCT FROM k.upper_end) THEN 0 ELSE 8 END
FROM (
  SELECT strand, spot, code, any_value(n) AS n,
    bool_or(ranges) AS ranges, bit_or(marks) AS marks,
    any_value(CAST(low * 2 + rest * (high - low) AS DOUBLE) / 2) FILTER (WHERE NOT upper) AS lower_end,
    any_value(CAST(low * 2 + rest * (high - low) AS DOUBLE) / 2) FILTER (WHERE upper) AS upper_end
  FROM (SELECT s.strand, b.upper, b.spot, b.code, any_value(b.total) AS n,
    any_value(((b.total - 1) * 1 % 2)) AS rest, bool_or(b.ranges) AS ranges, bit_or(b.marks) AS marks,
    min(CASE WHEN b.running > ((b.total - 1) * 1 // 2) THEN b.value END) AS low,
    min(CASE WHEN b.running > ((b.total - 1) * 1 // 2) + CAST(((b.total - 1) * 1 % 2) > 0 AS BIGINT) THEN b.value END) AS high
  FROM (SELECT DISTINCT strand, pool FROM work.main.slot) AS s
  JOIN work.main.rolled_bin AS b ON b.pool = s.pool
  GROUP BY ALL)
  GROUP BY ALL
) AS k
JOIN work.main.completeness AS c ON c.spot = k.spot
WHERE k.strand IN (0) AND (c.matures IS NULL OR c.matures <= (SELECT as_of FROM work.main.frame));
