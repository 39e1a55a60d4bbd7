CREATE OR REPLACE TEMP TABLE "temp"."main"."scan" AS
SELECT
  "d"."_area" AS area,
  GREATEST("d"."_month_opened", 24288) AS since,
  LEAST(COALESCE("d"."_month_closed", 24299), 24299) AS until,
  CAST("d"."opened" AS DATE) AS first_day,
  CAST("d"."closed" AS DATE) AS day_after,
  "d"."kind" AS by_0,
  COALESCE(SUM(CASE WHEN TRUE THEN "d"."fine" END), 0) AS value_0,
  COALESCE(COUNT_IF(TRUE AND NOT "d"."fine" IS NULL), 0) AS n_0
FROM "store"."c"."case" AS d
WHERE
  (
    NOT "d"."_area" IS NULL AND NOT "d"."_month_opened" IS NULL
  )
  AND GREATEST("d"."_month_opened", 24288) <= LEAST(COALESCE("d"."_month_closed", 24299), 24299)
GROUP BY
  1,
  2,
  3,
  4,
  5,
  6;

INSERT INTO "work"."main"."cell"
SELECT
  0 AS use,
  1 AS breakdown,
  "s"."area",
  "s"."month",
  'kind=' || COALESCE(CAST("s"."by_0" AS TEXT), '_U') AS code,
  SUM(s.value_0 * s.days) AS value,
  SUM(s.n_0 * s.days) AS n,
  0 AS marks
FROM (
  SELECT
    s.*,
    "m"."month",
    GREATEST(
      0,
      LEAST(
        COALESCE(
          s.day_after,
          CAST(MAKE_DATE(m.month // 12, m.month % 12 + 1, 1) + INTERVAL '1' MONTH AS DATE)
        ),
        CAST(MAKE_DATE(m.month // 12, m.month % 12 + 1, 1) + INTERVAL '1' MONTH AS DATE)
      ) - GREATEST(s.first_day, MAKE_DATE(m.month // 12, m.month % 12 + 1, 1))
    ) AS days
  FROM "temp"."main"."scan" AS s
  JOIN (
    SELECT
      CAST(UNNEST(RANGE(24288, 24300)) AS SMALLINT) AS month
  ) AS m
    ON "m"."month" BETWEEN "s"."since" AND "s"."until"
) AS s
WHERE
  s.days > 0 AND s.n_0 > 0
GROUP BY
  "s"."area",
  "s"."month",
  'kind=' || COALESCE(CAST("s"."by_0" AS TEXT), '_U');
