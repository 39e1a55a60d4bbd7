INSERT INTO "work"."main"."bin"
SELECT
  1 AS use,
  0 AS breakdown,
  "s"."area",
  "s"."month",
  '' AS code,
  "s"."low",
  "s"."high",
  SUM(s.value) AS n,
  CASE WHEN BOOL_OR(CAST(s.said = 'ESTIMATED' AS BOOLEAN)) THEN 1 ELSE 0 END AS marks
FROM (
  SELECT
    "d"."_area" AS area,
    "d"."_month_month" AS month,
    CASE CAST("d"."item" AS TEXT)
      WHEN 'D0_30'
      THEN 0
      WHEN 'D31_90'
      THEN 31
      WHEN 'D91'
      THEN 91
    END AS low,
    CASE CAST("d"."item" AS TEXT)
      WHEN 'D0_30'
      THEN 30
      WHEN 'D31_90'
      THEN 90
      WHEN 'D91'
      THEN NULL
    END AS high,
    d.value AS value,
    d.cell_status AS said
  FROM "store"."c"."sheet" AS d
  WHERE
    (
      (
        NOT "d"."_area" IS NULL AND "d"."_month_month" BETWEEN 24288 AND 24299
      )
      AND (
        (
          "d"."line" = 'OPENED'
        ) AND (
          "d"."item" IN ('D0_30', 'D31_90', 'D91')
        )
      )
    )
    AND (
      d.cell_status IN ('REPORTED', 'ESTIMATED') AND d.value > 0
    )
) AS s
GROUP BY
  "s"."area",
  "s"."month",
  "s"."low",
  "s"."high";

SELECT
  CAST(ENUM_CODE("d"."district") AS SMALLINT) AS area,
  "d"."_month_month" AS month,
  COUNT(*) AS matching,
  COUNT_IF(
    d.cell_status = 'NOT_AVAILABLE'
    OR (
      (
        d.value IS NULL OR d.value < 0
      ) AND d.cell_status <> 'NOT_APPLICABLE'
    )
  ) AS missing,
  COUNT_IF(d.cell_status <> 'NOT_APPLICABLE') AS applicable
FROM "store"."c"."sheet" AS d
WHERE
  (
    (
      "d"."line" = 'OPENED'
    ) AND (
      "d"."item" IN ('D0_30', 'D31_90', 'D91')
    )
  )
  AND NOT "d"."district" IS NULL
GROUP BY
  1,
  2
ORDER BY
  1,
  2;
