"""What authors write from habit, and what to write instead."""

from __future__ import annotations

from types import MappingProxyType

from sqlglot import exp

ALLOWED = "allowed are columns, literals, comparisons, AND, OR, NOT, IN, BETWEEN, IS, CASE, + - * and domain functions"
NOW = frozenset({"current_date", "current_time", "current_timestamp", "localtime", "localtimestamp", "now", "today"})
USE_DAYS = "use days(a, b), minutes(a, b), within(a, b, '24 hours'), workdays(a, b), add_days(d, n) or add_months(d, n)"
INSTEAD = MappingProxyType(
    {
        **dict.fromkeys(("date_diff", "datediff", "date_sub", "age", "datesub", "julian"), "use days(a, b)"),
        **dict.fromkeys(("date_add", "dateadd", "to_days", "to_months"), "use add_days(d, n) or add_months(d, n)"),
        **dict.fromkeys(("ifnull", "nvl", "isnull"), "use COALESCE"),
        **dict.fromkeys(("if", "iif", "decode", "nullif"), "use CASE WHEN ... THEN ... ELSE ... END"),
        **dict.fromkeys(("cast", "try_cast", "convert", "date"), "a date literal is written DATE '2024-01-31'"),
        **dict.fromkeys(
            ("count", "sum", "avg", "min", "max", "median", "first", "last", "any_value", "quantile_cont"),
            "an expression looks at one row; adding up is the measure's rule, or an aggregate derived column",
        ),
        **dict.fromkeys(NOW, "a figure must not depend on the day it is computed; compare with columns"),
    }
)
NOT_ALLOWED: MappingProxyType[type[exp.Expr], tuple[str, str]] = MappingProxyType(
    {
        exp.Like: ("LIKE", "use = or IN with a codelist"),
        exp.ILike: ("ILIKE", "use = or IN with a codelist"),
        exp.Subquery: ("a subquery", "declare a derived column that looks it up or aggregates it"),
        exp.Select: ("a subquery", "declare a derived column that looks it up or aggregates it"),
        exp.Exists: ("EXISTS", "declare a derived column: an aggregate with function 'exists'"),
        exp.Window: ("a window function", "an expression looks at one row"),
        exp.Filter: ("FILTER", "an expression looks at one row"),
        exp.Interval: ("INTERVAL", USE_DAYS),
        exp.IntDiv: ("division", "a ratio belongs in a KPI formula"),
        exp.Concat: ("putting strings together", "put an operator or a comma between them"),
        exp.NullSafeEQ: ("IS NOT DISTINCT FROM", "use = and IS NULL"),
        exp.NullSafeNEQ: ("IS DISTINCT FROM", "use <> and IS NULL"),
        exp.Star: ("*", "name one column"),
        exp.Collate: ("COLLATE", "strings are compared as they are"),
        exp.AtTimeZone: ("AT TIME ZONE", "timestamps are in the workspace's zone already"),
        exp.Tuple: ("a list of values", "compare one value at a time"),
    }
)
