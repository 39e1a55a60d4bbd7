INSERT INTO "work"."main"."bin"
SELECT
  0 AS use,
  1 AS breakdown,
  "s"."area",
  "s"."month",
  'kind=' || COALESCE(CAST("s"."by_0" AS TEXT), '_U') AS code,
  "s"."value" AS low,
  "s"."value" AS high,
  COUNT(*) AS n,
  0
FROM (
  SELECT
    "d"."_area" AS area,
    "d"."_month_closed" AS month,
    "d"."kind" AS by_0,
    DATE_DIFF('day', "d"."opened", "d"."closed") AS value
  FROM "store"."c"."case" AS d
  WHERE
    (
      (
        NOT "d"."_area" IS NULL AND "d"."_month_closed" BETWEEN 24288 AND 24299
      )
      AND TRUE
    )
    AND NOT DATE_DIFF('day', "d"."opened", "d"."closed") IS NULL
) AS s
GROUP BY
  "s"."area",
  "s"."month",
  "s"."by_0",
  "s"."value";
