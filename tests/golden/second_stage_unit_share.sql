CREATE OR REPLACE TABLE made AS
SELECT c.area, c.frequency, c."window", c.period, c.fiscal_year, m.value, m.numerator, m.denominator, m.n, m.expected, m.covered, m.open, m.breaks, m.moves
FROM completeness AS c
LEFT JOIN (
WITH part AS (SELECT *, value IS NOT NULL AND obs_status IN ('ok', 'provisional') AS valid, obs_status <> 'not_applicable' AS applicable,
    obs_status = 'provisional' AS open, list_contains(flags, 'series_break') AS breaks,
    list_contains(flags, 'restated_geography') AS moves FROM (SELECT * FROM measurements)),
pooled AS (
  SELECT b.above AS area, b.frequency, b."window", b.period,
    CAST(count(*) AS BIGINT) AS expected, CAST(count_if(u.valid AND TRUE) AS BIGINT) AS covered,
    CAST(COALESCE(sum(1) FILTER (WHERE (u.valid AND TRUE) AND u.value >= CAST(20.0 AS DOUBLE)), 0) AS BIGINT) AS numerator,
    CAST(COALESCE(sum(1) FILTER (WHERE (u.valid AND TRUE)), 0) AS BIGINT) AS denominator,
    COALESCE(bool_or(u.open AND (u.valid AND TRUE)), FALSE) AS open, bool_or(u.breaks) AS breaks, bool_or(u.moves) AS moves
  FROM below AS b
  JOIN part AS u ON u.kpi = 'c.k_opened' AND u.area = b.unit AND u.frequency = b.frequency
    AND u."window" = b."window" AND u.period = b.period AND u.applicable
  GROUP BY ALL
)
SELECT *, CAST(numerator * 100 AS DOUBLE) / NULLIF(denominator, 0) AS value, covered AS n FROM pooled
) AS m
  ON m.area = c.area AND m.frequency = c.frequency AND m."window" = c."window" AND m.period = c.period
WHERE c.cov = 0;

DELETE FROM completeness WHERE cov = 0;

INSERT INTO completeness BY NAME
SELECT CAST(0 AS INTEGER) AS cov, area, frequency, "window", period, fiscal_year, COALESCE(expected, 0) AS expected,
  COALESCE(covered, 0) AS covered, 0 AS months, CASE WHEN covered > 0 THEN 'c.k_opened' ELSE '' END AS origin,
  COALESCE(open, FALSE) AS automatic, COALESCE(breaks, FALSE) AS broken, COALESCE(moves, FALSE) AS restated
FROM made;

INSERT INTO figure BY NAME
SELECT 'c.k_busy' AS kpi, '' AS breakdown, area, frequency, "window", period, fiscal_year, '' AS disaggregation, value, numerator, denominator, n,
  0 AS marks
FROM made WHERE covered > 0;

CREATE OR REPLACE TABLE made AS
SELECT c.area, c.frequency, c."window", c.period, c.fiscal_year, m.value, m.numerator, m.denominator, m.n, m.expected, m.covered, m.open, m.breaks, m.moves
FROM completeness AS c
LEFT JOIN (
WITH part AS (SELECT *, value IS NOT NULL AND obs_status IN ('ok', 'provisional') AS valid, obs_status <> 'not_applicable' AS applicable,
    obs_status = 'provisional' AS open, list_contains(flags, 'series_break') AS breaks,
    list_contains(flags, 'restated_geography') AS moves FROM (SELECT * FROM measurements)),
pooled AS (
  SELECT b.above AS area, b.frequency, b."window", b.period,
    CAST(count(*) AS BIGINT) AS expected, CAST(count_if(u.valid AND COALESCE(w.valid, FALSE)) AS BIGINT) AS covered,
    CAST(COALESCE(sum(w.numerator) FILTER (WHERE (u.valid AND COALESCE(w.valid, FALSE)) AND u.value > CAST(12.5 AS DOUBLE)), 0) AS BIGINT) AS numerator,
    CAST(COALESCE(sum(w.numerator) FILTER (WHERE (u.valid AND COALESCE(w.valid, FALSE))), 0) AS BIGINT) AS denominator,
    COALESCE(bool_or(u.open AND (u.valid AND COALESCE(w.valid, FALSE))), FALSE) AS open, bool_or(u.breaks OR w.breaks) AS breaks, bool_or(u.moves OR w.moves) AS moves
  FROM below AS b
  JOIN part AS u ON u.kpi = 'c.k_urgent' AND u.area = b.unit AND u.frequency = b.frequency
    AND u."window" = b."window" AND u.period = b.period AND u.applicable
  LEFT JOIN part AS w ON w.kpi = 'c.k_opened' AND w.area = u.area AND w.frequency = u.frequency
    AND w."window" = u."window" AND w.period = u.period
  GROUP BY ALL
)
SELECT *, CAST(numerator * 100 AS DOUBLE) / NULLIF(denominator, 0) AS value, covered AS n FROM pooled
) AS m
  ON m.area = c.area AND m.frequency = c.frequency AND m."window" = c."window" AND m.period = c.period
WHERE c.cov = 1;

DELETE FROM completeness WHERE cov = 1;

INSERT INTO completeness BY NAME
SELECT CAST(1 AS INTEGER) AS cov, area, frequency, "window", period, fiscal_year, COALESCE(expected, 0) AS expected,
  COALESCE(covered, 0) AS covered, 0 AS months, CASE WHEN covered > 0 THEN 'c.k_opened,c.k_urgent' ELSE '' END AS origin,
  COALESCE(open, FALSE) AS automatic, COALESCE(breaks, FALSE) AS broken, COALESCE(moves, FALSE) AS restated
FROM made;

INSERT INTO figure BY NAME
SELECT 'c.k_in_busy' AS kpi, '' AS breakdown, area, frequency, "window", period, fiscal_year, '' AS disaggregation, value, numerator, denominator, n,
  0 AS marks
FROM made WHERE covered > 0;
