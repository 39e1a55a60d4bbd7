CREATE OR REPLACE TEMP TABLE "temp"."main"."scan" AS
SELECT
  "d"."_area" AS area,
  "d"."_month_opened" AS month,
  "d"."kind" AS by_0,
  "d"."urgent" AS by_1,
  COALESCE(SUM(CASE WHEN TRUE THEN "d"."fine" END), 0) AS value_0,
  COALESCE(COUNT_IF(TRUE AND NOT "d"."fine" IS NULL), 0) AS n_0,
  COALESCE(COUNT_IF(TRUE), 0) AS value_1,
  COALESCE(COUNT_IF(TRUE), 0) AS n_1,
  COALESCE(COUNT_IF("d"."urgent" AND (
    "d"."kind" = 'CRIMINAL'
  )), 0) AS value_2,
  COALESCE(COUNT_IF("d"."urgent" AND (
    "d"."kind" = 'CRIMINAL'
  )), 0) AS n_2
FROM "store"."c"."case" AS d
WHERE
  NOT "d"."_area" IS NULL AND "d"."_month_opened" BETWEEN 24288 AND 24299
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
  "s"."month",
  'kind=' || COALESCE(CAST("s"."by_0" AS TEXT), '_U') || ';urgent=' || COALESCE(CAST("s"."by_1" AS TEXT), '_U') AS code,
  "s"."value_0",
  "s"."n_0",
  0
FROM "temp"."main"."scan" AS s
WHERE
  "s"."value_0" <> 0 OR "s"."n_0" <> 0;

INSERT INTO "work"."main"."cell"
SELECT
  1 AS use,
  1 AS breakdown,
  "s"."area",
  "s"."month",
  'kind=' || COALESCE(CAST("s"."by_0" AS TEXT), '_U') || ';urgent=' || COALESCE(CAST("s"."by_1" AS TEXT), '_U') AS code,
  "s"."value_1",
  "s"."n_1",
  0
FROM "temp"."main"."scan" AS s
WHERE
  "s"."value_1" <> 0 OR "s"."n_1" <> 0;

INSERT INTO "work"."main"."cell"
SELECT
  2 AS use,
  1 AS breakdown,
  "s"."area",
  "s"."month",
  'kind=' || COALESCE(CAST("s"."by_0" AS TEXT), '_U') || ';urgent=' || COALESCE(CAST("s"."by_1" AS TEXT), '_U') AS code,
  "s"."value_2",
  "s"."n_2",
  0
FROM "temp"."main"."scan" AS s
WHERE
  "s"."value_2" <> 0 OR "s"."n_2" <> 0;
