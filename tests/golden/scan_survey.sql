INSERT INTO "work"."main"."round"
SELECT
  0 AS use,
  0 AS breakdown,
  "s"."area",
  "s"."month",
  '' AS code,
  MAX(s.day) AS day,
  ARG_MAX_NULL(s.value, s.day) AS value,
  ARG_MAX_NULL(s.low, s.day) AS low,
  ARG_MAX_NULL(s.high, s.day) AS high,
  ARG_MAX_NULL(s.n, s.day) AS n
FROM (
  SELECT
    "d"."_area" AS area,
    "d"."_month_round" AS month,
    CAST("d"."round" AS DATE) AS day,
    CAST("d"."share" AS DOUBLE) AS value,
    CAST("d"."least" AS DOUBLE) AS low,
    CAST("d"."most" AS DOUBLE) AS high,
    CAST("d"."asked" AS BIGINT) AS n
  FROM "store"."c"."poll" AS d
  WHERE
    (
      (
        NOT "d"."_area" IS NULL AND "d"."_month_round" BETWEEN 24288 AND 24299
      )
      AND "d"."kind" = 'CIVIL'
    )
    AND NOT "d"."share" IS NULL
) AS s
GROUP BY
  "s"."area",
  "s"."month";
