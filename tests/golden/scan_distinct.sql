INSERT INTO "work"."main"."member"
SELECT
  0 AS use,
  1 AS breakdown,
  "s"."area",
  "s"."month",
  'kind=' || COALESCE(CAST("s"."by_0" AS TEXT), '_U') AS code,
  "s"."value" AS key
FROM (
  SELECT
    "d"."_area" AS area,
    "d"."_month_opened" AS month,
    "d"."kind" AS by_0,
    CAST("d"."person" AS TEXT) AS value
  FROM "store"."c"."case" AS d
  WHERE
    (
      (
        "d"."_month_opened" BETWEEN 24288 AND 24299 AND NOT "d"."_area" IS NULL
      )
      AND TRUE
    )
    AND NOT CAST("d"."person" AS TEXT) IS NULL
) AS s
GROUP BY
  "s"."area",
  "s"."month",
  "s"."by_0",
  "s"."value";
