INSERT INTO work.main.figure
SELECT k.strand, k.spot, k.code, CAST(((COALESCE(k.v0, 0) - (b.value * CAST(1000000 AS HUGEINT))) * CAST(100 AS HUGEINT)) AS DOUBLE) / NULLIF((b.value * CAST(1000000 AS HUGEINT)), 0), CAST(((2 * CAST((COALESCE(k.v0, 0) - (b.value * CAST(1000000 AS HUGEINT))) AS HUGEINT) + 1000000) - (((2 * CAST((COALESCE(k.v0, 0) - (b.value * CAST(1000000 AS HUGEINT))) AS HUGEINT) + 1000000) % (2 * 1000000) + 2 * 1000000) % (2 * 1000000))) // (2 * 1000000) AS BIGINT), b.value, CAST(((2 * CAST(COALESCE(k.n0, 0) AS HUGEINT) + 1000000) - (((2 * CAST(COALESCE(k.n0, 0) AS HUGEINT) + 1000000) % (2 * 1000000) + 2 * 1000000) % (2 * 1000000))) // (2 * 1000000) AS BIGINT), NULL, NULL, COALESCE(k.marks, 0)
FROM work.main.rolled AS k
JOIN work.main.completeness AS c ON c.spot = k.spot
JOIN work.main.period AS p ON p.period = c.period
LEFT JOIN work.main.baseline AS b ON b.strand = k.strand AND b.area = c.area AND b.code = k.code
WHERE k.strand IN (0, 1) AND (c.matures IS NULL OR c.matures <= (SELECT as_of FROM work.main.frame));
