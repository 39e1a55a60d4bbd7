CREATE OR REPLACE TEMP TABLE "temp"."main"."scan" AS
SELECT
  "d"."_area" AS area,
  GREATEST("d"."_month_opened", 24288) AS since,
  LEAST(
    COALESCE(
      CAST(YEAR(LEAST("d"."closed", (
        "d"."opened" + CAST(900 AS INT)
      ))) * 12 + MONTH(LEAST("d"."closed", (
        "d"."opened" + CAST(900 AS INT)
      ))) - 1 AS INT) - 1,
      24299
    ),
    24299
  ) AS until,
  "d"."kind" AS by_0,
  COALESCE(COUNT_IF(TRUE), 0) AS value_0,
  COALESCE(COUNT_IF(TRUE), 0) AS n_0
FROM "store"."c"."case" AS d
WHERE
  (
    NOT "d"."_area" IS NULL AND NOT "d"."_month_opened" IS NULL
  )
  AND GREATEST("d"."_month_opened", 24288) <= LEAST(
    COALESCE(
      CAST(YEAR(LEAST("d"."closed", (
        "d"."opened" + CAST(900 AS INT)
      ))) * 12 + MONTH(LEAST("d"."closed", (
        "d"."opened" + CAST(900 AS INT)
      ))) - 1 AS INT) - 1,
      24299
    ),
    24299
  )
GROUP BY
  1,
  2,
  3,
  4;

INSERT INTO "work"."main"."cell"
SELECT
  0 AS use,
  1 AS breakdown,
  "s"."area",
  "m"."month",
  'kind=' || COALESCE(CAST("s"."by_0" AS TEXT), '_U') AS code,
  SUM("s"."value_0") AS value,
  SUM("s"."n_0") AS n,
  0
FROM "temp"."main"."scan" AS s
JOIN (
  SELECT
    CAST(UNNEST(RANGE(24288, 24300)) AS SMALLINT) AS month
) AS m
  ON "m"."month" BETWEEN "s"."since" AND "s"."until"
WHERE
  "s"."value_0" <> 0 OR "s"."n_0" <> 0
GROUP BY
  "s"."area",
  "m"."month",
  'kind=' || COALESCE(CAST("s"."by_0" AS TEXT), '_U');
