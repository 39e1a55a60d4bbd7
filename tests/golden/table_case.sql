CREATE OR REPLACE TABLE "store"."c"."case" AS
SELECT
  t.*,
  CAST(YEAR("t"."opened") * 12 + MONTH("t"."opened") - 1 AS INT) AS "_month_opened",
  CAST(YEAR("t"."closed") * 12 + MONTH("t"."closed") - 1 AS INT) AS "_month_closed",
  CAST(YEAR("t"."first_hearing") * 12 + MONTH("t"."first_hearing") - 1 AS INT) AS "_month_first_hearing",
  CAST(YEAR("t"."due") * 12 + MONTH("t"."due") - 1 AS INT) AS "_month_due",
  CAST(ENUM_CODE("t"."district") AS SMALLINT) AS _area
FROM (
  SELECT
    t.*,
    CAST(COALESCE(
      CAST("t"."opened" + TO_MONTHS(CAST("t"."limit_months" AS INT)) AS DATE),
      CAST('9999-12-31' AS DATE)
    ) AS DATE) AS "due"
  FROM (
    SELECT
      t.*,
      COALESCE("o"."hearings", 0) AS "hearings",
      "o"."first_hearing" AS "first_hearing"
    FROM (
      SELECT
        t.*,
        "o"."months" AS "limit_months"
      FROM (
        SELECT
          CAST("r"."case_id" AS TEXT) AS "case_id",
          CAST("r"."person" AS TEXT) AS "person",
          CAST("r"."district" AS ENUM('A', 'B')) AS "district",
          CAST("r"."kind" AS ENUM('CIVIL', 'CRIMINAL')) AS "kind",
          CAST("r"."urgent" AS BOOLEAN) AS "urgent",
          CAST("r"."opened" AS DATE) AS "opened",
          CAST("r"."closed" AS DATE) AS "closed",
          CAST("r"."fine" AS BIGINT) AS "fine"
        FROM (
          WITH placed AS (
            SELECT
              r.*,
              COALESCE(s.seq, 0) AS _covered
            FROM "work"."main"."rows c.case" AS r
            LEFT JOIN "work"."main"."snapshots c.case" AS s
              ON s.area = "r"."district"
              AND s.month = CAST(YEAR("r"."opened") * 12 + MONTH("r"."opened") - 1 AS INT)
          )
          SELECT
            *
            EXCLUDE (_covered)
          FROM (
            SELECT
              *
            FROM placed AS r
            WHERE
              r._mode <> 'snapshot' OR r._seq >= r._covered
            QUALIFY
              "r"."case_id" IS NULL
              OR ROW_NUMBER() OVER (PARTITION BY "r"."case_id" ORDER BY r._seq DESC) = 1
          )
          WHERE
            _seq >= _covered
        ) AS r
      ) AS t
      LEFT JOIN "store"."c"."limit" AS o
        ON "t"."kind" = "o"."kind"
        AND (
          "o"."since" IS NULL OR CAST("o"."since" AS DATE) <= CAST("t"."opened" AS DATE)
        )
        AND (
          "o"."until" IS NULL OR CAST("t"."opened" AS DATE) < CAST("o"."until" AS DATE)
        )
    ) AS t
    LEFT JOIN (
      SELECT
        "c"."case_id" AS _key0,
        CAST(COUNT_IF(TRUE) AS BIGINT) AS "hearings",
        MIN(CASE WHEN NOT "c"."adjourned" THEN "c"."held" END) AS "first_hearing"
      FROM "store"."c"."hearing" AS c
      GROUP BY
        "c"."case_id"
    ) AS o
      ON "t"."case_id" = "o"."_key0"
  ) AS t
) AS t
ORDER BY
  "_area",
  "_month_opened";
