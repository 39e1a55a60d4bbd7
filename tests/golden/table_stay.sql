CREATE OR REPLACE TABLE "store"."c"."stay" AS
SELECT
  t.*,
  CAST(YEAR("t"."since") * 12 + MONTH("t"."since") - 1 AS INT) AS "_month_since",
  CAST(YEAR("t"."until") * 12 + MONTH("t"."until") - 1 AS INT) AS "_month_until",
  CAST(ENUM_CODE("t"."district") AS SMALLINT) AS _area
FROM (
  SELECT
    CAST("r"."stay_id" AS TEXT) AS "stay_id",
    CAST("r"."district" AS ENUM('A', 'B')) AS "district",
    CAST("r"."urgent" AS BOOLEAN) AS "urgent",
    CAST("r"."since" AS DATE) AS "since",
    CAST("r"."until" AS DATE) AS "until",
    "r"."_since",
    "r"."_until"
  FROM (
    WITH numbered AS (
      SELECT
        *,
        ROW_NUMBER() OVER () AS _row,
        COUNT(*) OVER (PARTITION BY "stay_id", "since") > 1 AS _again
      FROM "work"."main"."rows c.stay"
    ), spoken AS (
      SELECT
        r.*,
        m.month AS _month,
        (
          CAST(YEAR("r"."since") * 12 + MONTH("r"."since") - 1 AS INT) <= m.month
          AND (
            "r"."until" IS NULL
            OR GREATEST(
              CAST(YEAR("r"."until") * 12 + MONTH("r"."until") - 1 AS INT),
              CAST(YEAR("r"."since") * 12 + MONTH("r"."since") - 1 AS INT)
            ) >= m.month
          )
        ) AS _there
      FROM numbered AS r
      JOIN (
        SELECT
          CAST(UNNEST(RANGE(24288, 24300)) AS SMALLINT) AS month
      ) AS m
        ON r._again
        OR (
          CAST(YEAR("r"."since") * 12 + MONTH("r"."since") - 1 AS INT) <= m.month
          AND (
            "r"."until" IS NULL
            OR GREATEST(
              CAST(YEAR("r"."until") * 12 + MONTH("r"."until") - 1 AS INT),
              CAST(YEAR("r"."since") * 12 + MONTH("r"."since") - 1 AS INT)
            ) >= m.month
          )
        )
      LEFT JOIN "work"."main"."snapshots c.stay" AS s
        ON s.area = "r"."district" AND s.month = m.month
      WHERE
        r._seq >= COALESCE(s.seq, 0) AND (
          r._mode <> 'snapshot' OR r._seq = s.seq
        )
      QUALIFY
        "r"."stay_id" IS NULL
        OR "r"."since" IS NULL
        OR ROW_NUMBER() OVER (PARTITION BY "r"."stay_id", "r"."since", m.month ORDER BY r._seq DESC) = 1
    ), runs AS (
      SELECT
        *,
        _month - ROW_NUMBER() OVER (PARTITION BY _row ORDER BY _month) AS _run
      FROM spoken
      WHERE
        _there
    )
    SELECT
      "stay_id",
      "district",
      "urgent",
      "since",
      "until",
      MIN(_month) AS _since,
      MAX(_month) AS _until
    FROM runs
    GROUP BY
      _row,
      _run,
      "stay_id",
      "district",
      "urgent",
      "since",
      "until"
  ) AS r
) AS t
ORDER BY
  "_area";
