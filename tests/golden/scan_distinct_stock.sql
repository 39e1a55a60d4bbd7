INSERT INTO "work"."main"."member"
SELECT
  0 AS use,
  1 AS breakdown,
  "s"."area",
  "m"."month",
  'kind=' || COALESCE(CAST("s"."by_0" AS TEXT), '_U') AS code,
  "s"."key",
  COUNT(*) AS n,
  BOOL_OR(CAST(s.weak AS BOOLEAN)) AS weak
FROM (
  SELECT
    "d"."_area" AS area,
    GREATEST("d"."_month_opened", 24288) AS since,
    LEAST(COALESCE("d"."_month_closed" - 1, 24299), 24299) AS until,
    "d"."kind" AS by_0,
    CAST("d"."person" AS TEXT) AS "key",
    COALESCE("d"."urgent", FALSE) AS weak
  FROM "store"."c"."case" AS d
  WHERE
    (
      (
        NOT "d"."_area" IS NULL AND NOT "d"."_month_opened" IS NULL
      )
      AND GREATEST("d"."_month_opened", 24288) <= LEAST(COALESCE("d"."_month_closed" - 1, 24299), 24299)
    )
    AND TRUE
) AS s
JOIN (
  SELECT
    CAST(UNNEST(RANGE(24288, 24300)) AS SMALLINT) AS month
) AS m
  ON "m"."month" BETWEEN "s"."since" AND "s"."until"
GROUP BY
  "s"."area",
  "m"."month",
  "s"."by_0",
  "s"."key";
