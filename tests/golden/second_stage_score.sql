CREATE OR REPLACE TABLE made AS
SELECT c.area, c.frequency, c."window", c.period, c.fiscal_year, m.value, m.numerator, m.denominator, m.n, m.expected, m.covered, m.open, m.breaks, m.moves
FROM completeness AS c
LEFT JOIN (
WITH part AS (SELECT *, value IS NOT NULL AND obs_status IN ('ok', 'provisional') AS valid, obs_status <> 'not_applicable' AS applicable,
    obs_status = 'provisional' AS open, list_contains(flags, 'series_break') AS breaks,
    list_contains(flags, 'restated_geography') AS moves FROM (SELECT * FROM measurements)),
wide AS (
  SELECT area, frequency, "window", period,
    max(value) FILTER (WHERE kpi = 'c.k_urgent' AND valid) AS x0, COALESCE(bool_or(applicable) FILTER (WHERE kpi = 'c.k_urgent'), FALSE) AS a0,
    max(value) FILTER (WHERE kpi = 'c.k_heard' AND valid) AS x1, COALESCE(bool_or(applicable) FILTER (WHERE kpi = 'c.k_heard'), FALSE) AS a1,
    COALESCE(bool_or(open AND valid), FALSE) AS open, bool_or(breaks AND applicable) AS breaks,
    bool_or(moves AND applicable) AS moves
  FROM part GROUP BY ALL
),
weighed AS (
  SELECT *, CASE WHEN x0 IS NULL THEN CAST(0 AS DOUBLE) ELSE 1 * least(CAST(1 AS DOUBLE), greatest(CAST(0 AS DOUBLE), (x0 - CAST(100.0 AS DOUBLE)) / (CAST(0.0 AS DOUBLE) - CAST(100.0 AS DOUBLE)))) END + CASE WHEN x1 IS NULL THEN CAST(0 AS DOUBLE) ELSE 3 * least(CAST(1 AS DOUBLE), greatest(CAST(0 AS DOUBLE), (x1 - CAST(20.5 AS DOUBLE)) / (CAST(95.0 AS DOUBLE) - CAST(20.5 AS DOUBLE)))) END AS top, CASE WHEN x0 IS NULL THEN 0 ELSE 1 END + CASE WHEN x1 IS NULL THEN 0 ELSE 3 END AS held, CASE WHEN a0 THEN 1 ELSE 0 END + CASE WHEN a1 THEN 3 ELSE 0 END AS applicable,
    CAST(x0 IS NOT NULL AS BIGINT) + CAST(x1 IS NOT NULL AS BIGINT) AS covered, CAST(a0 AS BIGINT) + CAST(a1 AS BIGINT) AS expected
  FROM wide
)
SELECT area, frequency, "window", period, covered, expected, open, breaks, moves, covered AS n, NULL AS numerator, NULL AS denominator,
  CASE WHEN held > 0 AND held * 2 >= applicable * 1 THEN 100 * top / held END AS value
FROM weighed
) AS m
  ON m.area = c.area AND m.frequency = c.frequency AND m."window" = c."window" AND m.period = c.period
WHERE c.cov = 0;

DELETE FROM completeness WHERE cov = 0;

INSERT INTO completeness BY NAME
SELECT CAST(0 AS INTEGER) AS cov, area, frequency, "window", period, fiscal_year, COALESCE(expected, 0) AS expected,
  COALESCE(covered, 0) AS covered, 0 AS months, CASE WHEN covered > 0 THEN 'c.k_heard,c.k_urgent' ELSE '' END AS origin,
  COALESCE(open, FALSE) AS automatic, COALESCE(breaks, FALSE) AS broken, COALESCE(moves, FALSE) AS restated
FROM made;

INSERT INTO figure BY NAME
SELECT 'c.k_score' AS kpi, '' AS breakdown, area, frequency, "window", period, fiscal_year, '' AS disaggregation, value, numerator, denominator, n,
  0 AS marks
FROM made WHERE covered > 0;
