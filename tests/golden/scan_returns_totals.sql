CREATE OR REPLACE TEMP TABLE "temp"."main"."scan" AS
SELECT
  "d"."_area" AS area,
  "d"."_month_month" AS month,
  COALESCE(
    SUM(
      CASE
        WHEN (
          (
            "d"."line" = 'OPENED'
          ) AND (
            (
              "d"."item" = 'ALL'
            ) IS TRUE
          )
        )
        AND d.cell_status IN ('REPORTED', 'ESTIMATED')
        THEN "d"."value"
      END
    ),
    0
  ) AS value_0,
  COALESCE(
    SUM(
      CASE
        WHEN (
          (
            "d"."line" = 'OPENED'
          ) AND (
            (
              "d"."item" = 'ALL'
            ) IS TRUE
          )
        )
        AND d.cell_status IN ('REPORTED', 'ESTIMATED')
        THEN "d"."value"
      END
    ),
    0
  ) AS n_0,
  COUNT_IF(
    (
      (
        "d"."line" = 'OPENED'
      ) AND (
        (
          "d"."item" = 'ALL'
        ) IS TRUE
      )
    )
    AND d.cell_status = 'ESTIMATED'
  ) > 0 AS estimated_0
FROM "store"."c"."sheet" AS d
WHERE
  NOT "d"."_area" IS NULL AND "d"."_month_month" BETWEEN 24288 AND 24299
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
  CASE WHEN "s"."estimated_0" THEN 1 ELSE 0 END
FROM "temp"."main"."scan" AS s
WHERE
  (
    "s"."value_0" <> 0 OR "s"."n_0" <> 0
  ) OR "s"."estimated_0";

CREATE OR REPLACE TEMP TABLE "temp"."main"."scan" AS
SELECT
  "d"."_area" AS area,
  "d"."_month_month" AS month,
  "d"."item" AS by_0,
  COALESCE(
    SUM(
      CASE
        WHEN (
          (
            "d"."line" = 'OPENED'
          )
          AND (
            NOT (
              (
                "d"."item" = 'ALL'
              ) IS TRUE
            )
          )
        )
        AND d.cell_status IN ('REPORTED', 'ESTIMATED')
        THEN "d"."value"
      END
    ),
    0
  ) AS value_0,
  COALESCE(
    SUM(
      CASE
        WHEN (
          (
            "d"."line" = 'OPENED'
          )
          AND (
            NOT (
              (
                "d"."item" = 'ALL'
              ) IS TRUE
            )
          )
        )
        AND d.cell_status IN ('REPORTED', 'ESTIMATED')
        THEN "d"."value"
      END
    ),
    0
  ) AS n_0,
  COUNT_IF(
    (
      (
        "d"."line" = 'OPENED'
      )
      AND (
        NOT (
          (
            "d"."item" = 'ALL'
          ) IS TRUE
        )
      )
    )
    AND d.cell_status = 'ESTIMATED'
  ) > 0 AS estimated_0
FROM "store"."c"."sheet" AS d
WHERE
  NOT "d"."_area" IS NULL AND "d"."_month_month" BETWEEN 24288 AND 24299
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
  'item=' || COALESCE(CAST("s"."by_0" AS TEXT), '_U') AS code,
  "s"."value_0",
  "s"."n_0",
  CASE WHEN "s"."estimated_0" THEN 1 ELSE 0 END
FROM "temp"."main"."scan" AS s
WHERE
  (
    "s"."value_0" <> 0 OR "s"."n_0" <> 0
  ) OR "s"."estimated_0";

SELECT
  CAST(ENUM_CODE("d"."district") AS SMALLINT) AS area,
  "d"."_month_month" AS month,
  COUNT(*) AS matching,
  COUNT_IF(
    d.cell_status = 'NOT_AVAILABLE'
    OR (
      (
        d.value IS NULL
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
      (
        "d"."item" = 'ALL'
      ) IS TRUE
    )
  )
  AND NOT "d"."district" IS NULL
GROUP BY
  1,
  2
ORDER BY
  1,
  2;

SELECT
  CAST(ENUM_CODE("d"."district") AS SMALLINT) AS area,
  "d"."_month_month" AS month,
  COUNT(*) AS matching,
  COUNT_IF(
    d.cell_status = 'NOT_AVAILABLE'
    OR (
      (
        d.value IS NULL
      ) AND d.cell_status <> 'NOT_APPLICABLE'
    )
  ) AS missing,
  COUNT_IF(d.cell_status <> 'NOT_APPLICABLE') AS applicable
FROM "store"."c"."sheet" AS d
WHERE
  (
    (
      "d"."line" = 'OPENED'
    )
    AND (
      NOT (
        (
          "d"."item" = 'ALL'
        ) IS TRUE
      )
    )
  )
  AND NOT "d"."district" IS NULL
GROUP BY
  1,
  2
ORDER BY
  1,
  2;
