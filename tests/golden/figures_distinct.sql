INSERT INTO work.main.figure
SELECT k.strand, k.spot, k.code, CAST(k.n AS DOUBLE), k.n, NULL, k.n,
  CASE WHEN k.missing > 0 THEN CAST(k.n AS DOUBLE) END,
  CASE WHEN k.missing > 0 THEN CAST(k.n + k.missing AS DOUBLE) END, k.marks
FROM work.main.rolled_member AS k
JOIN work.main.completeness AS c ON c.spot = k.spot
WHERE k.strand IN (0, 1) AND (c.matures IS NULL OR c.matures <= (SELECT as_of FROM work.main.frame));
