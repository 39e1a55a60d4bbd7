WITH asked AS (
  SELECT s.kpi, s.breakdown, a.level, c.*
  FROM strand AS s
  JOIN read_parquet(['b.parquet']) AS c ON c.cov = s.cov
  JOIN area AS a ON a.area = c.area
  WHERE s.kpi IN ('c.k_opened') AND s.breakdown IN ('kind') AND TRUE AND a.level IN ('district') AND c.frequency IN ('month') AND TRUE AND TRUE
),
uncoded AS (
  SELECT DISTINCT kpi, breakdown, area, frequency, "window", period, disaggregation
  FROM read_parquet(['a.parquet']) WHERE contains(disaggregation || ';', '=_U;')
),
cell AS (
  SELECT q.*, d.disaggregation FROM asked AS q JOIN code AS d ON d.kpi = q.kpi AND d.breakdown = q.breakdown
  UNION ALL
  SELECT q.*, u.disaggregation FROM asked AS q JOIN uncoded AS u
    ON u.kpi = q.kpi AND u.breakdown = q.breakdown AND u.area = q.area AND u.frequency = q.frequency
    AND u."window" = q."window" AND u.period = q.period
),
joined AS (
  SELECT c.*, k.unit, k.shape, k.min_base, k.definition, p.period_start, p.period_end, p.rank, p.part, p.revisable,
    r.run, r.as_of,
    COALESCE(f.estimated, FALSE) AS estimated, f.value AS raw_value, COALESCE(f.numerator, 0) AS raw_numerator,
    CASE k.shape WHEN 'rate' THEN COALESCE(c.people, 0) ELSE COALESCE(f.denominator, 0) END AS raw_denominator,
    CASE k.shape WHEN 'rate' THEN COALESCE(c.people, 0) ELSE COALESCE(f.n, 0) END AS raw_n
  FROM cell AS c
  JOIN kpi AS k ON k.kpi = c.kpi
  JOIN period AS p ON p.frequency = c.frequency AND p."window" = c."window" AND p.period = c.period
  CROSS JOIN run AS r
  LEFT JOIN read_parquet(['a.parquet']) AS f ON f.kpi = c.kpi AND f.breakdown = c.breakdown AND f.area = c.area
    AND f.frequency = c.frequency AND f."window" = c."window" AND f.period = c.period
    AND f.disaggregation = c.disaggregation
),
judged AS (
  SELECT *, CASE
    WHEN expected = 0 THEN 'not_applicable'
    WHEN covered = 0 THEN 'no_data'
    WHEN matures > as_of THEN 'immature'
    WHEN shape IN ('division', 'rate') AND raw_denominator = 0 THEN 'undefined'
    WHEN shape = 'quantile' AND raw_n = 0 THEN 'undefined'
    WHEN raw_n < min_base THEN 'small_base'
    WHEN covered < expected OR revisable OR automatic THEN 'provisional'
    ELSE 'ok' END AS obs_status
  FROM joined
),
known AS (
  SELECT *, obs_status NOT IN ('not_applicable', 'no_data', 'immature') AS is_known FROM judged
)
SELECT
  CAST("kpi" AS VARCHAR) AS "kpi",
  CAST("area" AS VARCHAR) AS "area",
  CAST("frequency" AS VARCHAR) AS "frequency",
  CAST("window" AS VARCHAR) AS "window",
  CAST("period" AS VARCHAR) AS "period",
  CAST("disaggregation" AS VARCHAR) AS "disaggregation",
  CAST("level" AS VARCHAR) AS "level",
  CAST("period_start" AS DATE) AS "period_start",
  CAST("period_end" AS DATE) AS "period_end",
  CAST(CASE WHEN NOT is_known OR obs_status = 'undefined' THEN NULL
    WHEN shape = 'quantile' THEN raw_value ELSE COALESCE(raw_value, 0) END AS DOUBLE) AS "value",
  CAST(CASE WHEN is_known AND shape <> 'quantile' THEN raw_numerator END AS BIGINT) AS "numerator",
  CAST(CASE WHEN is_known AND shape IN ('division', 'rate') THEN raw_denominator END AS BIGINT) AS "denominator",
  CAST(CASE WHEN is_known THEN raw_n END AS BIGINT) AS "n",
  CAST("unit" AS VARCHAR) AS "unit",
  CAST(NULL AS DOUBLE) AS "low",
  CAST(NULL AS DOUBLE) AS "high",
  CAST("obs_status" AS VARCHAR) AS "obs_status",
  CAST(CASE obs_status
    WHEN 'not_applicable' THEN 'not expected'
    WHEN 'no_data' THEN 'no accepted delivery covers it'
    WHEN 'immature' THEN 'matures on ' || CAST(matures AS VARCHAR)
    WHEN 'undefined' THEN CASE shape WHEN 'quantile' THEN 'no records' ELSE 'the denominator is 0' END
    WHEN 'small_base' THEN 'n is below ' || CAST(min_base AS VARCHAR)
    WHEN 'provisional' THEN CASE
      WHEN covered < expected
      THEN CAST(covered AS VARCHAR) || ' of ' || CAST(expected AS VARCHAR) || ' area-months covered'
      WHEN revisable THEN 'inside the revision window' ELSE 'accepted automatically' END
    END AS VARCHAR) AS "reason",
  CAST(list_filter(
      [CASE WHEN is_known AND estimated THEN 'estimated' END, CASE WHEN part THEN 'part_period' END],
      lambda flag: flag IS NOT NULL
    ) AS VARCHAR[]) AS "flags",
  CAST("covered" AS BIGINT) AS "covered",
  CAST("expected" AS BIGINT) AS "expected",
  CAST(NULLIF(origin, '') AS VARCHAR) AS "origin",
  CAST(NULL AS DOUBLE) AS "linkage",
  CAST(NULL AS DOUBLE) AS "target",
  CAST(NULL AS DOUBLE) AS "trajectory",
  CAST(NULL AS VARCHAR) AS "rag",
  CAST("as_of" AS DATE) AS "as_of",
  CAST("run" AS VARCHAR) AS "run",
  CAST("definition" AS VARCHAR) AS "definition"
FROM known
ORDER BY kpi, area, rank, period_start, disaggregation;
