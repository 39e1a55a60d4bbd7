INSERT INTO work.main.figure
SELECT k.strand, k.spot, k.code, CAST(((COALESCE(k.v0, 0) * CAST(100000 AS HUGEINT)) * p.months) AS DOUBLE) / NULLIF(l.people_months, 0), COALESCE(k.v0, 0), CAST(((2 * CAST(COALESCE(l.people_months, 0) AS HUGEINT) + (p.months * 1)) - (((2 * CAST(COALESCE(l.people_months, 0) AS HUGEINT) + (p.months * 1)) % (2 * (p.months * 1)) + 2 * (p.months * 1)) % (2 * (p.months * 1)))) // (2 * (p.months * 1)) AS BIGINT), CAST(((2 * CAST(COALESCE(l.people_months, 0) AS HUGEINT) + (p.months * 1)) - (((2 * CAST(COALESCE(l.people_months, 0) AS HUGEINT) + (p.months * 1)) % (2 * (p.months * 1)) + 2 * (p.months * 1)) % (2 * (p.months * 1)))) // (2 * (p.months * 1)) AS BIGINT), NULL, NULL, COALESCE(k.marks, 0)
FROM work.main.rolled AS k
JOIN work.main.completeness AS c ON c.spot = k.spot
JOIN work.main.period AS p ON p.period = c.period
LEFT JOIN work.main.living AS l ON l.spot = k.spot AND l.grp = ''
WHERE k.strand IN (0) AND (c.matures IS NULL OR c.matures <= (SELECT as_of FROM work.main.frame));

INSERT INTO work.main.figure
SELECT k.strand, k.spot, k.code, CAST(((COALESCE(k.v0, 0) * CAST(100000 AS HUGEINT)) * p.months) AS DOUBLE) / NULLIF(l.people_months, 0), COALESCE(k.v0, 0), CAST(((2 * CAST(COALESCE(l.people_months, 0) AS HUGEINT) + (p.months * 1)) - (((2 * CAST(COALESCE(l.people_months, 0) AS HUGEINT) + (p.months * 1)) % (2 * (p.months * 1)) + 2 * (p.months * 1)) % (2 * (p.months * 1)))) // (2 * (p.months * 1)) AS BIGINT), CAST(((2 * CAST(COALESCE(l.people_months, 0) AS HUGEINT) + (p.months * 1)) - (((2 * CAST(COALESCE(l.people_months, 0) AS HUGEINT) + (p.months * 1)) % (2 * (p.months * 1)) + 2 * (p.months * 1)) % (2 * (p.months * 1)))) // (2 * (p.months * 1)) AS BIGINT), NULL, NULL, COALESCE(k.marks, 0)
FROM work.main.rolled AS k
JOIN work.main.completeness AS c ON c.spot = k.spot
JOIN work.main.period AS p ON p.period = c.period
LEFT JOIN work.main.living AS l ON l.spot = k.spot AND l.grp = k.code
WHERE k.strand IN (1) AND (c.matures IS NULL OR c.matures <= (SELECT as_of FROM work.main.frame));

INSERT INTO work.main.figure
SELECT k.strand, k.spot, k.code, CAST(((COALESCE(k.v0, 0) * CAST(100000 AS HUGEINT)) * p.months) AS DOUBLE) / NULLIF(l.people_months, 0), COALESCE(k.v0, 0), CAST(((2 * CAST(COALESCE(l.people_months, 0) AS HUGEINT) + (p.months * 1)) - (((2 * CAST(COALESCE(l.people_months, 0) AS HUGEINT) + (p.months * 1)) % (2 * (p.months * 1)) + 2 * (p.months * 1)) % (2 * (p.months * 1)))) // (2 * (p.months * 1)) AS BIGINT), CAST(((2 * CAST(COALESCE(l.people_months, 0) AS HUGEINT) + (p.months * 1)) - (((2 * CAST(COALESCE(l.people_months, 0) AS HUGEINT) + (p.months * 1)) % (2 * (p.months * 1)) + 2 * (p.months * 1)) % (2 * (p.months * 1)))) // (2 * (p.months * 1)) AS BIGINT), NULL, NULL, COALESCE(k.marks, 0)
FROM work.main.rolled AS k
JOIN work.main.completeness AS c ON c.spot = k.spot
JOIN work.main.period AS p ON p.period = c.period
LEFT JOIN work.main.living AS l ON l.spot = k.spot AND l.grp = array_to_string(list_filter(string_split(k.code, ';'), lambda part: split_part(part, '=', 1) IN ('kind')), ';')
WHERE k.strand IN (2) AND (c.matures IS NULL OR c.matures <= (SELECT as_of FROM work.main.frame));

INSERT INTO work.main.figure
SELECT k.strand, k.spot, k.code, CAST(((COALESCE(k.v0, 0) * CAST(100000 AS HUGEINT)) * 12) AS DOUBLE) / NULLIF(l.people_months, 0), COALESCE(k.v0, 0), CAST(((2 * CAST(COALESCE(l.people_months, 0) AS HUGEINT) + (p.months * 1)) - (((2 * CAST(COALESCE(l.people_months, 0) AS HUGEINT) + (p.months * 1)) % (2 * (p.months * 1)) + 2 * (p.months * 1)) % (2 * (p.months * 1)))) // (2 * (p.months * 1)) AS BIGINT), CAST(((2 * CAST(COALESCE(l.people_months, 0) AS HUGEINT) + (p.months * 1)) - (((2 * CAST(COALESCE(l.people_months, 0) AS HUGEINT) + (p.months * 1)) % (2 * (p.months * 1)) + 2 * (p.months * 1)) % (2 * (p.months * 1)))) // (2 * (p.months * 1)) AS BIGINT), NULL, NULL, COALESCE(k.marks, 0)
FROM work.main.rolled AS k
JOIN work.main.completeness AS c ON c.spot = k.spot
JOIN work.main.period AS p ON p.period = c.period
LEFT JOIN work.main.living AS l ON l.spot = k.spot AND l.grp = ''
WHERE k.strand IN (3) AND (c.matures IS NULL OR c.matures <= (SELECT as_of FROM work.main.frame));
