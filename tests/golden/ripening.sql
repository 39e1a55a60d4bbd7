SELECT
  CAST(ENUM_CODE("d"."district") AS SMALLINT) AS area,
  "d"."_month_opened" AS month,
  MAX(CAST("d"."due" AS DATE)) AS ripe
FROM "store"."c"."case" AS d
WHERE
  (
    "d"."urgent"
  )
  AND NOT CAST("d"."due" AS DATE) IS NULL
  AND NOT "d"."district" IS NULL
  AND "d"."_month_opened" BETWEEN 24288 AND 24299
GROUP BY
  1,
  2
ORDER BY
  1,
  2;
