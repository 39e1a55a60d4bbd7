INSERT INTO "work"."main"."bin"
SELECT
  0 AS use,
  1 AS breakdown,
  "s"."area",
  "m"."month",
  'kind=' || COALESCE(CAST("s"."by_0" AS TEXT), '_U') AS code,
  CAST((
    MAKE_DATE((
      m.month + 1
    ) // 12, (
      m.month + 1
    ) % 12 + 1, 1) - 1
  ) - s.start - CASE
    WHEN s.idle_from <= (
      MAKE_DATE((
        m.month + 1
      ) // 12, (
        m.month + 1
      ) % 12 + 1, 1) - 1
    )
    AND s.idle_to > s.idle_from
    THEN s.idle_to - s.idle_from
    ELSE 0
  END AS BIGINT) AS low,
  CAST((
    MAKE_DATE((
      m.month + 1
    ) // 12, (
      m.month + 1
    ) % 12 + 1, 1) - 1
  ) - s.start - CASE
    WHEN s.idle_from <= (
      MAKE_DATE((
        m.month + 1
      ) // 12, (
        m.month + 1
      ) % 12 + 1, 1) - 1
    )
    AND s.idle_to > s.idle_from
    THEN s.idle_to - s.idle_from
    ELSE 0
  END AS BIGINT) AS high,
  COUNT(*) AS n,
  0
FROM (
  SELECT
    "d"."_area" AS area,
    GREATEST("d"."_month_opened", 24288) AS since,
    LEAST(COALESCE("d"."_month_closed" - 1, 24299), 24299) AS until,
    "d"."kind" AS by_0,
    CAST("d"."opened" AS DATE) AS start,
    CAST("d"."first_hearing" AS DATE) AS idle_from,
    CAST((
      "d"."first_hearing" + CAST(14 AS INT)
    ) AS DATE) AS idle_to
  FROM "store"."c"."case" AS d
  WHERE
    (
      (
        NOT "d"."_area" IS NULL AND NOT "d"."_month_opened" IS NULL
      )
      AND GREATEST("d"."_month_opened", 24288) <= LEAST(COALESCE("d"."_month_closed" - 1, 24299), 24299)
    )
    AND TRUE
) AS s
JOIN (
  SELECT
    CAST(UNNEST(RANGE(24288, 24300)) AS SMALLINT) AS month
) AS m
  ON "m"."month" BETWEEN "s"."since" AND "s"."until"
WHERE
  NOT s.start IS NULL
  AND (
    s.idle_from IS NULL
    OR s.idle_from > (
      MAKE_DATE((
        m.month + 1
      ) // 12, (
        m.month + 1
      ) % 12 + 1, 1) - 1
    )
    OR COALESCE(
      s.idle_to <= (
        MAKE_DATE((
          m.month + 1
        ) // 12, (
          m.month + 1
        ) % 12 + 1, 1) - 1
      ),
      FALSE
    )
  )
GROUP BY
  "s"."area",
  "m"."month",
  "s"."by_0",
  CAST((
    MAKE_DATE((
      m.month + 1
    ) // 12, (
      m.month + 1
    ) % 12 + 1, 1) - 1
  ) - s.start - CASE
    WHEN s.idle_from <= (
      MAKE_DATE((
        m.month + 1
      ) // 12, (
        m.month + 1
      ) % 12 + 1, 1) - 1
    )
    AND s.idle_to > s.idle_from
    THEN s.idle_to - s.idle_from
    ELSE 0
  END AS BIGINT);
