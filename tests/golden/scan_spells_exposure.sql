CREATE OR REPLACE TEMP TABLE "temp"."main"."scan" AS
SELECT
  "d"."_area" AS area,
  GREATEST("d"."_month_since", 24288, "d"."_since") AS since,
  LEAST(COALESCE("d"."_month_until", 24299), 24299, "d"."_until") AS until,
  CAST("d"."since" AS DATE) AS first_day,
  CAST("d"."until" AS DATE) AS day_after,
  "d"."urgent" AS by_0,
  COALESCE(COUNT_IF(TRUE), 0) AS value_0,
  COALESCE(COUNT_IF(TRUE), 0) AS n_0
FROM "store"."c"."stay" AS d
WHERE
  (
    NOT "d"."_area" IS NULL AND NOT "d"."_month_since" IS NULL
  )
  AND GREATEST("d"."_month_since", 24288, "d"."_since") <= LEAST(COALESCE("d"."_month_until", 24299), 24299, "d"."_until")
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
  'urgent=' || COALESCE(CAST("s"."by_0" AS TEXT), '_U') AS code,
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
  'urgent=' || COALESCE(CAST("s"."by_0" AS TEXT), '_U');
