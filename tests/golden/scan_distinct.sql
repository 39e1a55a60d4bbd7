INSERT INTO "work"."main"."member"
SELECT
  0 AS use,
  1 AS breakdown,
  "s"."area",
  "s"."month",
  'kind=' || COALESCE(CAST("s"."by_0" AS TEXT), '_U') AS code,
  "s"."key",
  COUNT(*) AS n,
  BOOL_OR(CAST(s.weak AS BOOLEAN)) AS weak
FROM (
  SELECT
    "d"."_area" AS area,
    "d"."_month_opened" AS month,
    "d"."kind" AS by_0,
    CAST("d"."person" AS TEXT) AS "key",
    FALSE AS weak
  FROM "store"."c"."case" AS d
  WHERE
    (
      NOT "d"."_area" IS NULL AND "d"."_month_opened" BETWEEN 24288 AND 24299
    )
    AND TRUE
) AS s
GROUP BY
  "s"."area",
  "s"."month",
  "s"."by_0",
  "s"."key";
