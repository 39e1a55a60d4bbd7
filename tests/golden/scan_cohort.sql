CREATE OR REPLACE TEMP TABLE "temp"."main"."scan" AS
SELECT
  "d"."_area" AS area,
  "d"."_month_opened" AS month,
  "d"."kind" AS by_0,
  COALESCE(
    COUNT_IF(TRUE AND DATE_DIFF('day', "d"."opened", "d"."first_hearing") BETWEEN 0 AND 30),
    0
  ) AS value_0,
  COALESCE(COUNT_IF(TRUE), 0) AS n_0
FROM "store"."c"."case" AS d
WHERE
  NOT "d"."_area" IS NULL AND "d"."_month_opened" BETWEEN 24288 AND 24299
GROUP BY
  1,
  2,
  3;

INSERT INTO "work"."main"."cell"
SELECT
  0 AS use,
  1 AS breakdown,
  "s"."area",
  "s"."month",
  'kind=' || COALESCE(CAST("s"."by_0" AS TEXT), '_U') AS code,
  "s"."value_0",
  "s"."n_0",
  0
FROM "temp"."main"."scan" AS s
WHERE
  "s"."value_0" <> 0 OR "s"."n_0" <> 0;
