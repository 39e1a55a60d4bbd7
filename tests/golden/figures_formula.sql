INSERT INTO work.main.figure
SELECT k.strand, k.spot, k.code, CAST((((CAST(COALESCE(k.v0, 0) AS HUGEINT) * p.days) * CAST(1 AS HUGEINT)) * CAST(1 AS HUGEINT)) AS DOUBLE) / NULLIF((COALESCE(k.v1, 0) * CAST(1 AS HUGEINT)), 0), (CAST(COALESCE(k.v0, 0) AS HUGEINT) * p.days), COALESCE(k.v1, 0), (COALESCE(k.n1, 0)), NULL, NULL, COALESCE(k.marks, 0)
FROM work.main.rolled AS k
JOIN work.main.completeness AS c ON c.spot = k.spot
JOIN work.main.period AS p ON p.period = c.period
WHERE k.strand IN (0) AND (c.matures IS NULL OR c.matures <= (SELECT as_of FROM work.main.frame));
