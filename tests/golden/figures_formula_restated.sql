INSERT INTO work.main.figure
SELECT k.strand, k.spot, k.code, CAST((((CAST(COALESCE(k.v0, 0) AS HUGEINT) * p.days) * CAST(1 AS HUGEINT)) * CAST(1 AS HUGEINT)) AS DOUBLE) / NULLIF((COALESCE(k.v1, 0) * CAST(1 AS HUGEINT)), 0), CAST(((2 * CAST((CAST(COALESCE(k.v0, 0) AS HUGEINT) * p.days) AS HUGEINT) + 1000000) - (((2 * CAST((CAST(COALESCE(k.v0, 0) AS HUGEINT) * p.days) AS HUGEINT) + 1000000) % (2 * 1000000) + 2 * 1000000) % (2 * 1000000))) // (2 * 1000000) AS BIGINT), CAST(((2 * CAST(COALESCE(k.v1, 0) AS HUGEINT) + 1000000) - (((2 * CAST(COALESCE(k.v1, 0) AS HUGEINT) + 1000000) % (2 * 1000000) + 2 * 1000000) % (2 * 1000000))) // (2 * 1000000) AS BIGINT), CAST(((2 * CAST((COALESCE(k.n1, 0)) AS HUGEINT) + 1000000) - (((2 * CAST((COALESCE(k.n1, 0)) AS HUGEINT) + 1000000) % (2 * 1000000) + 2 * 1000000) % (2 * 1000000))) // (2 * 1000000) AS BIGINT), NULL, NULL, COALESCE(k.marks, 0)
FROM work.main.rolled AS k
JOIN work.main.completeness AS c ON c.spot = k.spot
JOIN work.main.period AS p ON p.period = c.period
WHERE k.strand IN (0) AND (c.matures IS NULL OR c.matures <= (SELECT as_of FROM work.main.frame));
