CREATE OR REPLACE TEMP TABLE "temp"."main"."scan" AS
SELECT
  "d"."_area" AS area,
  "d"."_month_opened" AS month,
  COALESCE(
    COUNT_IF(TRUE AND "d"."closed" <= CAST("d"."opened" + TO_MONTHS(CAST(24 AS INT)) AS DATE)),
    0
  ) AS value_0,
  COALESCE(COUNT_IF(TRUE), 0) AS n_0
FROM "store"."c"."case" AS d
WHERE
  NOT "d"."_area" IS NULL AND "d"."_month_opened" BETWEEN 24288 AND 24299
GROUP BY
  1,
  2;

INSERT INTO "work"."main"."cell"
SELECT
  0 AS use,
  0 AS breakdown,
  "s"."area",
  "s"."month",
  '' AS code,
  "s"."value_0",
  "s"."n_0",
  0
FROM "temp"."main"."scan" AS s
WHERE
  "s"."value_0" <> 0 OR "s"."n_0" <> 0;
