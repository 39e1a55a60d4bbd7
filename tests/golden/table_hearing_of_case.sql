CREATE OR REPLACE TABLE "store"."c"."hearing_of_case" AS
SELECT
  t.*
  REPLACE (CAST("t"."kind" AS ENUM('CIVIL', 'CRIMINAL')) AS "kind"),
  CAST(YEAR("t"."held") * 12 + MONTH("t"."held") - 1 AS INT) AS "_month_held",
  CAST(YEAR("t"."opened") * 12 + MONTH("t"."opened") - 1 AS INT) AS "_month_opened",
  CAST(ENUM_CODE("t"."district") AS SMALLINT) AS _area
FROM (
  SELECT
    t.*,
    CAST(DATE_DIFF('day', "t"."opened", "t"."held") AS BIGINT) AS "waited"
  FROM (
    SELECT
      t.*,
      "o"."opened" AS "opened",
      "o"."kind" AS "kind"
    FROM (
      SELECT
        "r"."hearing_id",
        "r"."case_id",
        "r"."district",
        "r"."held",
        "r"."adjourned"
      FROM "store"."c"."hearing" AS r
    ) AS t
    LEFT JOIN "store"."c"."case" AS o
      ON "t"."case_id" = "o"."case_id"
  ) AS t
) AS t
ORDER BY
  "_area",
  "_month_held";
