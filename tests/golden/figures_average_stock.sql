INSERT INTO work.main.figure
SELECT k.strand, k.spot, k.code, CAST((COALESCE(k.v0, 0) * CAST(100 AS HUGEINT)) AS DOUBLE) / NULLIF((COALESCE(k.v1, 0) * p.months), 0), COALESCE(k.v0, 0), (COALESCE(k.v1, 0) * p.months), COALESCE(k.n1, 0), NULL, NULL, COALESCE(k.marks, 0)
FROM work.main.rolled AS k
JOIN work.main.completeness AS c ON c.spot = k.spot
JOIN work.main.period AS p ON p.period = c.period
WHERE k.strand IN (0) AND (c.matures IS NULL OR c.matures <= (SELECT as_of FROM work.main.frame));

INSERT INTO work.main.figure
SELECT k.strand, k.spot, k.code, CAST(COALESCE(k.v0, 0) AS DOUBLE) / NULLIF(p.months, 0), COALESCE(k.v0, 0), p.months, COALESCE(k.n0, 0), NULL, NULL, COALESCE(k.marks, 0)
FROM work.main.rolled AS k
JOIN work.main.completeness AS c ON c.spot = k.spot
JOIN work.main.period AS p ON p.period = c.period
WHERE k.strand IN (1) AND (c.matures IS NULL OR c.matures <= (SELECT as_of FROM work.main.frame));

INSERT INTO work.main.figure
SELECT k.strand, k.spot, k.code, CAST(((COALESCE(k.v0, 0) * p.months) * CAST(100 AS HUGEINT)) AS DOUBLE) / NULLIF(COALESCE(k.v1, 0), 0), (COALESCE(k.v0, 0) * p.months), COALESCE(k.v1, 0), COALESCE(k.n1, 0), NULL, NULL, COALESCE(k.marks, 0)
FROM work.main.rolled AS k
JOIN work.main.completeness AS c ON c.spot = k.spot
JOIN work.main.period AS p ON p.period = c.period
WHERE k.strand IN (2) AND (c.matures IS NULL OR c.matures <= (SELECT as_of FROM work.main.frame));
