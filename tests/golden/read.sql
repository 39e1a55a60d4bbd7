WITH asked AS (
  SELECT s.kpi, s.breakdown, s.linkage, s.linkage_breakdown, a.level, c.*
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
rolling AS (
  SELECT s.kpi, s.breakdown, k.min_months, c.area, c.frequency, c."window", c.period, c.months
  FROM strand AS s
  JOIN kpi AS k ON k.kpi = s.kpi
  JOIN read_parquet(['b.parquet']) AS c ON c.cov = s.cov AND c."window" = 'rolling_12'
  WHERE s.kpi IN (SELECT linkage FROM asked)
),
joined AS (
  SELECT c.*, k.unit, k.shape, k.min_base, k.min_months, k.missing, k.definition, p.period_start, p.period_end, p.rank,
    p.part, p.revisable, r.run, r.as_of,
    CASE WHEN f.kpi IS NULL AND k.shape = 'rate' AND c.people IS NOT NULL THEN 0 ELSE f.value END AS raw_value,
    f.numerator AS raw_numerator, f.low AS raw_low, f.high AS raw_high,
    COALESCE(f.marks, 0) AS marks,
    COALESCE(f.denominator, CASE k.shape WHEN 'rate' THEN c.people END) AS raw_denominator,
    COALESCE(f.n, CASE k.shape WHEN 'rate' THEN c.people END, 0) AS raw_n,
    CASE WHEN c."window" <> 'rolling_12' OR lc.months >= lc.min_months
      THEN CAST(l.numerator AS DOUBLE) / NULLIF(l.denominator, 0) END AS linked
  FROM cell AS c
  JOIN kpi AS k ON k.kpi = c.kpi
  JOIN period AS p ON p.frequency = c.frequency AND p."window" = c."window" AND p.period = c.period
  CROSS JOIN run AS r
  LEFT JOIN read_parquet(['a.parquet']) AS f ON f.kpi = c.kpi AND f.breakdown = c.breakdown AND f.area = c.area
    AND f.frequency = c.frequency AND f."window" = c."window" AND f.period = c.period
    AND f.disaggregation = c.disaggregation
  LEFT JOIN rolling AS lc ON lc.kpi = c.linkage AND lc.breakdown = c.linkage_breakdown AND lc.area = c.area
    AND lc.frequency = c.frequency AND lc."window" = c."window" AND lc.period = c.period
  LEFT JOIN read_parquet(['a.parquet']) AS l ON l.kpi = c.linkage AND l.breakdown = c.linkage_breakdown AND l.area = c.area
    AND l.frequency = c.frequency AND l."window" = c."window" AND l.period = c.period
    AND l.disaggregation = CASE WHEN c.linkage_breakdown = '' THEN '' ELSE c.disaggregation END
),
judged AS (
  SELECT *, CASE
    WHEN shape = 'unavailable' THEN 'unavailable'
    WHEN expected = 0 THEN 'not_applicable'
    WHEN covered = 0 OR ("window" = 'rolling_12' AND months < min_months OR shape = 'score' AND raw_value IS NULL) OR (shape = 'index' AND part AND min_months > 0) THEN 'no_data'
    WHEN matures > as_of THEN 'immature'
    WHEN shape IN ('division', 'rate', 'index', 'unit_share') AND raw_value IS NULL THEN 'undefined'
    WHEN shape = 'quantile' AND raw_n = 0 THEN 'undefined'
    WHEN shape = 'survival' AND raw_value IS NULL THEN 'undefined'
    WHEN raw_n < min_base THEN 'small_base'
    WHEN covered < expected OR revisable OR automatic THEN 'provisional'
    ELSE 'ok' END AS obs_status
  FROM joined
),
known AS (
  SELECT *, obs_status NOT IN ('unavailable', 'not_applicable', 'no_data', 'immature') AS is_known FROM judged
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
    WHEN shape IN ('quantile', 'survival', 'survey', 'score') THEN raw_value ELSE COALESCE(raw_value, 0) END AS DOUBLE) AS "value",
  CAST(CASE WHEN NOT is_known OR shape IN ('quantile', 'survival', 'survey', 'score') THEN NULL
    WHEN shape = 'index' AND raw_denominator IS NULL THEN NULL ELSE COALESCE(raw_numerator, 0) END AS BIGINT) AS "numerator",
  CAST(CASE WHEN NOT is_known OR shape NOT IN ('division', 'rate', 'index', 'unit_share') THEN NULL
    WHEN shape = 'index' THEN raw_denominator ELSE COALESCE(raw_denominator, 0) END AS BIGINT) AS "denominator",
  CAST(CASE WHEN is_known THEN raw_n END AS BIGINT) AS "n",
  CAST("unit" AS VARCHAR) AS "unit",
  CAST(CASE WHEN is_known AND obs_status <> 'undefined' THEN raw_low END AS DOUBLE) AS "low",
  CAST(CASE WHEN is_known AND obs_status <> 'undefined' THEN raw_high END AS DOUBLE) AS "high",
  CAST("obs_status" AS VARCHAR) AS "obs_status",
  CAST(CASE obs_status
    WHEN 'unavailable' THEN 'needs the plugin ' || missing || ', which is not loaded'
    WHEN 'not_applicable' THEN 'not expected'
    WHEN 'no_data' THEN CASE
      WHEN covered = 0 AND shape = 'unit_share' THEN 'no area has a value'
      WHEN covered = 0 AND shape = 'score' THEN 'no part has a value'
      WHEN covered = 0 AND restated THEN 'what it needs was not delivered and accepted, or cannot be told apart'
      WHEN covered = 0 THEN 'not all that it needs was delivered and accepted'
      WHEN shape = 'score' THEN 'too few of its parts have a value: ' || CAST(covered AS VARCHAR) || ' of ' || CAST(expected AS VARCHAR) || ''
      WHEN (shape = 'index' AND part AND min_months > 0) THEN 'the period is not whole, so it does not compare with the baseline'
      ELSE CAST(months AS VARCHAR) || ' of 12 months are known, ' || CAST(min_months AS VARCHAR) || ' are needed' END
    WHEN 'immature' THEN 'matures on ' || CAST(matures AS VARCHAR)
    WHEN 'undefined' THEN CASE
      WHEN shape = 'index' THEN 'there is no baseline'
      WHEN shape = 'survival' AND raw_n > 0 THEN 'too few have met the event yet'
      WHEN shape IN ('quantile', 'survival') THEN 'no records'
      WHEN shape = 'rate' THEN 'no population is known'
      ELSE 'the denominator is 0' END
    WHEN 'small_base' THEN 'n is below ' || CAST(min_base AS VARCHAR)
    WHEN 'provisional' THEN CASE
      WHEN covered < expected THEN CASE shape
        WHEN 'unit_share' THEN '' || CAST(covered AS VARCHAR) || ' of ' || CAST(expected AS VARCHAR) || ' areas have a value'
        WHEN 'score' THEN '' || CAST(covered AS VARCHAR) || ' of ' || CAST(expected AS VARCHAR) || ' parts have a value'
        ELSE '' || CAST(covered AS VARCHAR) || ' of ' || CAST(expected AS VARCHAR) || ' area-months covered' END
      WHEN revisable THEN 'inside the revision window'
      WHEN shape IN ('unit_share', 'score') THEN 'what it is made of is provisional'
      ELSE 'accepted automatically' END
    END AS VARCHAR) AS "reason",
  CAST(list_sort(list_filter(
      [CASE WHEN is_known AND marks & 1 > 0 THEN 'estimated' END, CASE WHEN is_known AND marks & 8 > 0 THEN 'interval' END, CASE WHEN is_known AND marks & 2 > 0 THEN 'missing_keys' END, CASE WHEN is_known AND marks & 4 > 0 THEN 'weak_keys' END, CASE WHEN part THEN 'part_period' END, CASE WHEN restated THEN 'restated_geography' END,
        CASE WHEN broken THEN 'series_break' END],
      lambda flag: flag IS NOT NULL
    )) AS VARCHAR[]) AS "flags",
  CAST("covered" AS BIGINT) AS "covered",
  CAST("expected" AS BIGINT) AS "expected",
  CAST(NULLIF(origin, '') AS VARCHAR) AS "origin",
  CAST(linked AS DOUBLE) AS "linkage",
  CAST(NULL AS DOUBLE) AS "target",
  CAST(NULL AS DOUBLE) AS "trajectory",
  CAST(NULL AS VARCHAR) AS "rag",
  CAST("as_of" AS DATE) AS "as_of",
  CAST("run" AS VARCHAR) AS "run",
  CAST("definition" AS VARCHAR) AS "definition"
FROM known
ORDER BY kpi, area, rank, period_start, disaggregation;
