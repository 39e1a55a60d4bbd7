INSERT INTO "work"."main"."life"
SELECT
  0 AS use,
  1 AS breakdown,
  "s"."area",
  "s"."month",
  'kind=' || COALESCE(CAST("s"."by_0" AS TEXT), '_U') AS code,
  "s"."days",
  COUNT_IF(s.met) AS events,
  COUNT(*) AS n
FROM (
  SELECT
    "d"."_area" AS area,
    "d"."_month_opened" AS month,
    "d"."kind" AS by_0,
    CASE
      WHEN NOT CAST("d"."first_hearing" AS DATE) IS NULL
      AND CAST("d"."first_hearing" AS DATE) <= LEAST(
        CAST('2024-12-31' AS DATE),
        COALESCE(CAST("d"."closed" AS DATE), CAST('2024-12-31' AS DATE))
      )
      THEN CAST("d"."first_hearing" AS DATE)
      ELSE LEAST(
        CAST('2024-12-31' AS DATE),
        COALESCE(CAST("d"."closed" AS DATE), CAST('2024-12-31' AS DATE))
      )
    END - CAST("d"."opened" AS DATE) AS days,
    NOT CAST("d"."first_hearing" AS DATE) IS NULL
    AND CAST("d"."first_hearing" AS DATE) <= LEAST(
      CAST('2024-12-31' AS DATE),
      COALESCE(CAST("d"."closed" AS DATE), CAST('2024-12-31' AS DATE))
    ) AS met
  FROM "store"."c"."case" AS d
  WHERE
    (
      (
        NOT "d"."_area" IS NULL AND "d"."_month_opened" BETWEEN 24288 AND 24299
      )
      AND TRUE
    )
    AND CAST("d"."opened" AS DATE) <= CAST('2024-12-31' AS DATE)
) AS s
GROUP BY
  "s"."area",
  "s"."month",
  "s"."by_0",
  "s"."days";
