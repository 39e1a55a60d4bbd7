CREATE OR REPLACE TEMP TABLE "temp"."main"."scan" AS
SELECT
  "d"."_area" AS area,
  GREATEST("d"."_month_since", 24288, "d"."_since") AS since,
  LEAST(COALESCE("d"."_month_until" - 1, 24299), 24299, "d"."_until") AS until,
  COALESCE(COUNT_IF(TRUE), 0) AS value_0,
  COALESCE(COUNT_IF(TRUE), 0) AS n_0
FROM "store"."c"."stay" AS d
WHERE
  (
    NOT "d"."_area" IS NULL AND NOT "d"."_month_since" IS NULL
  )
  AND GREATEST("d"."_month_since", 24288, "d"."_since") <= LEAST(COALESCE("d"."_month_until" - 1, 24299), 24299, "d"."_until")
GROUP BY
  1,
  2,
  3;

INSERT INTO "work"."main"."cell"
SELECT
  0 AS use,
  0 AS breakdown,
  "s"."area",
  "m"."month",
  '' AS code,
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
  '';
