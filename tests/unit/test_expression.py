"""The allow-list: what is refused, with which code and where, and that nothing else ever comes out."""

from __future__ import annotations

import sys

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlglot import exp

from rolkpi.engine import Engine
from rolkpi.errors import DefinitionError
from rolkpi.expression import Checked, Kind, Scope, check, check_formula, lower, lower_formula
from rolkpi.model import Calendar, ColumnType

SCOPE = Scope(
    columns={
        "offence": ColumnType.CODE,
        "second_offence": ColumnType.CODE,
        "sex": ColumnType.CODE,
        "opened": ColumnType.DATE,
        "closed": ColumnType.DATE,
        "month": ColumnType.MONTH,
        "arrested_at": ColumnType.TIMESTAMP,
        "produced_at": ColumnType.TIMESTAMP,
        "amount": ColumnType.MONEY,
        "victims": ColumnType.INT,
        "title": ColumnType.TEXT,
        "person": ColumnType.KEY,
        "district": ColumnType.AREA,
        "bailed": ColumnType.BOOL,
        "end": ColumnType.DATE,
    },
    codes={
        "offence": ("MURDER", "THEFT", "RIOT"),
        "second_offence": ("MURDER", "ARSON"),
        "sex": ("F", "M"),
    },
)
MEASURES = ("judiciary.pending", "judiciary.decided", "police.officers")


def problems(text: str, scope: Scope = SCOPE) -> list[tuple[str, str]]:
    """(code, where) of everything wrong with an expression; fails when nothing is."""
    with pytest.raises(DefinitionError) as caught:
        check(text, scope)
    return [(p.code, p.where) for p in caught.value.problems]


def codes(text: str) -> list[str]:
    return [code for code, _ in problems(text)]


def fixes(text: str) -> str:
    with pytest.raises(DefinitionError) as caught:
        check(text, SCOPE)
    return " ".join(p.fix for p in caught.value.problems)


def sql(text: str, table: str | None = None) -> str:
    return lower(check(text, SCOPE).tree, SCOPE, Calendar(), table=table).sql(dialect="duckdb")


# -- what is allowed ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("offence = 'MURDER'", Kind.BOOL),
        ("OFFENCE <> 'THEFT' AND Sex IN ('F', 'M')", Kind.BOOL),
        ("offence != 'THEFT'", Kind.BOOL),
        ("NOT offence = 'THEFT'", Kind.BOOL),
        ("offence NOT IN ('THEFT')", Kind.BOOL),
        ("offence = second_offence", Kind.BOOL),
        ("opened >= DATE '2024-02-29'", Kind.BOOL),
        ("opened BETWEEN DATE '2024-01-01' AND closed", Kind.BOOL),
        ("closed IS NULL OR bailed IS NOT TRUE", Kind.BOOL),
        ("bailed", Kind.BOOL),
        ("bailed = TRUE", Kind.BOOL),
        ("TRUE", Kind.BOOL),
        ("NULL", Kind.NULL),
        ("victims * 2 - amount + -1", Kind.INT),
        ("-(-victims)", Kind.INT),
        ("victims IN (1, -2, (3))", Kind.BOOL),
        ("CASE WHEN bailed THEN 1 ELSE NULL END", Kind.INT),
        ("CASE sex WHEN 'F' THEN 'women' WHEN 'M' THEN 'men' END", Kind.TEXT),
        ("COALESCE(closed, opened)", Kind.DATE),
        ("LEAST(amount, 5)", Kind.INT),
        ("GREATEST(arrested_at, produced_at)", Kind.TIMESTAMP),
        ("days(opened, arrested_at) > 3", Kind.BOOL),
        ("DAYS (opened, closed)", Kind.INT),
        ("within(arrested_at, produced_at, '24 hours')", Kind.BOOL),
        ("within(opened, arrested_at, '3 Months')".replace("Months", "months"), Kind.BOOL),
        ("workdays(opened, closed)", Kind.INT),
        ("add_months(opened, 1)", Kind.DATE),
        ("add_days(arrested_at, victims)", Kind.TIMESTAMP),
        ("month = DATE '2024-01-01'", Kind.BOOL),
        ('"end" IS NULL', Kind.BOOL),
        ("title > 'B' AND district = 'PK-QTA' AND person <> ''", Kind.BOOL),
        ("bailed /* a note */ -- and another\n", Kind.BOOL),
        ("(opened IS NULL) = bailed", Kind.BOOL),
        ("title = 'it''s; -- DROP TABLE x'", Kind.BOOL),
    ],
)
def test_the_language(text: str, kind: Kind) -> None:
    checked = check(text, SCOPE)
    assert checked.kind is kind
    assert checked.text == text
    assert checked.columns <= set(SCOPE.columns)
    assert all(not node.comments for node in checked.tree.walk())


def test_the_columns_that_are_named() -> None:
    assert check("Offence = 'RIOT' AND days(opened, closed) > victims", SCOPE).columns == {
        "offence",
        "opened",
        "closed",
        "victims",
    }


def test_domain_functions_stay_in_the_tree() -> None:
    tree = check("ADD_MONTHS(opened, 1) > closed", SCOPE).tree
    (call,) = tree.find_all(exp.Anonymous)
    assert call.this == "add_months"
    assert len(call.expressions) == 2


def test_the_strings_an_expression_can_give() -> None:
    assert check("offence", SCOPE).values == frozenset({"MURDER", "THEFT", "RIOT"})
    assert check("CASE WHEN bailed THEN 'A' ELSE 'B' END", SCOPE).values == frozenset({"A", "B"})
    assert check("COALESCE(sex, 'U')", SCOPE).values == frozenset({"F", "M", "U"})
    assert check("CASE WHEN bailed THEN 'A' ELSE title END", SCOPE).values is None


# -- what is refused ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "text",
    [
        "", "  ", "-- only a comment", "offence =", "= 'THEFT'", "bailed AND", "'never closed", '"never closed',
        "/* never closed", "(bailed", "bailed)", "bailed bailed", "CASE WHEN bailed THEN 1", "ELSE", "THEN",
        "victims 5", "title 'x' = 'y'", "COALESCE()", "title = '\x00'", "title = '\u202e'", "0x1F = victims",
    ],
)  # fmt: skip
def test_not_sql(text: str) -> None:
    assert codes(text) == ["RK105"]


@pytest.mark.parametrize(
    "text",
    [
        "victims == 1", "victims / 2 > 1", "victims // 2 > 1", "victims % 2 = 1", "victims ^ 2 = 4", "victims ** 2 = 4",
        "title || 'x' = 'y'", "'a' 'b' = title", "title::VARCHAR = 'x'", "opened::DATE > closed",
        "CAST(opened AS DATE) > closed", "CAST('2024-01-01' AS DATE) > closed", "'2024-01-01'::DATE > closed",
        "TRY_CAST(title AS INT) = 1", "date('2024-01-01') > closed", "TIMESTAMP '2024-01-01 00:00:00' < arrested_at",
        "INTERVAL '1 day' = opened", "INTERVAL 1 DAY IS NULL", "opened + INTERVAL 1 MONTH > closed",
        "closed - opened > 3",
        "opened + 3 > closed", "-opened IS NULL", "date_diff('day', opened, closed) > 3", "current_date > opened",
        "now() > arrested_at", "today() > opened", "current_timestamp > arrested_at", "victims = NULL",
        "victims <> NULL", "NULL = victims", "victims IN (1, NULL)", "victims NOT IN (1, NULL)", "victims IN ()",
        "victims IN (SELECT 1)", "victims IN (amount)", "victims IN (1 + 1)", "victims IN amount", "victims IN [1, 2]",
        "victims BETWEEN 1 AND NULL", "victims BETWEEN SYMMETRIC 1 AND 2", "victims = 1 = bailed",
        "bailed = NOT bailed",
        "victims IN (1) IN (TRUE)", "police.offence = 'RIOT'", "a.b.offence = 'RIOT'", "*", "t.*", "COLUMNS(*)",
        "count(*)", "sum(victims)", "sum(victims) OVER ()", "days(opened, closed) OVER ()",
        "days(opened, closed) FILTER (WHERE bailed)", "days(opened)", "days(opened, closed, 1)", "workdays()",
        "days(DISTINCT opened, closed)", "days(opened, closed ORDER BY victims)", "days(opened, b := closed)",
        "x.days(opened, closed)", '"days"(opened, closed)', "within(opened, closed, 3)",
        "within(opened, closed, 'soon')",
        "within(opened, closed, '-3 days')", "within(opened, closed, title)", "within(opened, closed, '3 weeks')",
        "$1 = victims", "? = victims", ":x = victims", "@x = victims", "@victims = 1", "#1 = 1",
        "title LIKE 'x%'", "title ILIKE 'x'", "title SIMILAR TO 'x'", "title ~ 'x'", "title ~~ 'x'", "title GLOB 'x'",
        "title COLLATE NOCASE = 'x'", "arrested_at AT TIME ZONE 'UTC' > produced_at", "title IS DISTINCT FROM 'x'",
        "title IS NOT DISTINCT FROM 'x'", "title IS 'x'", "victims IS victims", "title IS JSON", "!bailed",
        "victims = 1.5", "victims = 1.", "victims = .5", "victims = 1e3", "victims = 1_000",
        "victims = 99999999999999999999", "title = E'x'", "title = $$x$$", "victims & 1 = 1", "victims << 1 = 2",
        "~victims = 1", "upper(title) = 'X'", "ifnull(victims, 0) = 1", "nvl(victims, 0) = 1", "if(bailed, 1, 0) = 1",
        "nullif(victims, 0) = 1", "coalesce(victims IGNORE NULLS, 1) = 1", "title[1] = 'x'", "[1] = victims",
        "{'a': 1} IS NULL", "(victims, amount) = (1, 2)", "() IS NULL", "EXISTS (SELECT 1)", "(SELECT 1) = victims",
        "victims = ANY (SELECT 1)", "bailed; bailed", "bailed;", "x -> x", "victims IN (1, 2) AND (SELECT TRUE)",
        "\u0430mount = 1", "victims\u2014 = 1", "victims \uff1d 1", "\u00e9 = 1",
    ],
)  # fmt: skip
def test_not_allowed(text: str) -> None:
    assert "RK106" in codes(text)


@pytest.mark.parametrize(
    "text",
    [
        "offense = 'RIOT'", '"Offence" = \'RIOT\'', 'offence = "RIOT"', "days(opened, decided) > 1", "rowid = 1",
        "user = 'x'", "offence = RIOT",
    ],
)  # fmt: skip
def test_unknown_column(text: str) -> None:
    assert codes(text) == ["RK107"]


@pytest.mark.parametrize(
    "text",
    [
        "offence = 'MURDR'", "'MURDR' = offence", "offence <> 'murder'", "offence IN ('MURDER', 'THEF')",
        "NOT offence = 'X'", "CASE offence WHEN 'MURDR' THEN 1 END = 1", "(offence) = ('MURDR')",
        "COALESCE(sex, 'U') = 'X'", "offence = ''", "CASE WHEN bailed THEN 'YES' ELSE 'NO' END = 'yes'",
    ],
)  # fmt: skip
def test_literal_not_in_the_codelist(text: str) -> None:
    assert codes(text) == ["RK108"]


@pytest.mark.parametrize(
    "text",
    [
        "opened > DATE '2024-02-30'", "opened > DATE '2023-02-29'", "opened > DATE '2024-1-1'",
        "opened > DATE '20240101'",
        "opened > DATE ''", "opened > DATE 'yesterday'", "opened > DATE '2024-01-01 '", "opened > DATE '0000-01-01'",
        "opened > DATE '2024-W01-1'", "opened IN (DATE '2024-13-01')", "opened > DATE '\u0662024-01-01'",
    ],
)  # fmt: skip
def test_not_a_date(text: str) -> None:
    assert codes(text) == ["RK109"]


@pytest.mark.parametrize(
    "text",
    [
        "opened > '2024-01-01'", "opened = ''", "opened IN ('2024-01-01')", "opened BETWEEN '2024-01-01' AND closed",
        "arrested_at > '2024-01-01'", "opened > arrested_at", "arrested_at > DATE '2024-01-01'",
        "COALESCE(opened, arrested_at) IS NULL",
        "victims = '1'", "title = 1", "bailed = 'true'", "bailed = 1", "victims AND bailed", "NOT victims", "NOT title",
        "title + 1 = 2", "-title = 1", "bailed + 1 = 2", "victims IS TRUE", "offence < 'RIOT'",
        "LEAST(offence, sex) = 'F'",
        "bailed > FALSE", "CASE WHEN victims THEN 1 END = 1", "CASE WHEN bailed THEN 1 ELSE 'x' END = 1",
        "CASE victims WHEN 'x' THEN 1 END = 1", "COALESCE(victims, 'x') = 1", "days(victims, opened) = 1",
        "days('2024-01-01', opened) = 1", "days(NULL, opened) = 1", "workdays(title, opened) = 1",
        "add_days(opened, title) IS NULL", "add_months(opened, NULL) IS NULL", "add_months(title, 1) IS NULL",
        "within(opened, closed, '3 hours')", "within(arrested_at, closed, '30 minutes')", "NULL + 1 = 2",
    ],
)  # fmt: skip
def test_wrong_type(text: str) -> None:
    assert set(codes(text)) == {"RK110"}


def test_every_problem_at_once_and_in_order() -> None:
    text = (
        "offence = 'MURDR' AND opened > '2024-01-01'\n"
        " OR offense IS NULL AND closed < DATE '2024-02-30' AND upper(x) = y::INT"
    )
    found = problems(text)
    assert [code for code, _ in found] == ["RK108", "RK110", "RK107", "RK109", "RK106", "RK107", "RK107", "RK106"]


def test_one_problem_is_its_own_error() -> None:
    with pytest.raises(DefinitionError) as caught:
        check("offense IS NULL", SCOPE, where="police.yaml:12")
    assert (caught.value.code, caught.value.where) == ("RK107", "police.yaml:12, column 1")


@pytest.mark.parametrize(
    ("text", "where"),
    [
        ("bailed AND offense = 'RIOT'", "m, column 12"),
        ("bailed\n  AND offense = 'RIOT'", "m, line 2, column 7"),
        ("bailed AND offence = 'RIOTT'", "m, column 22"),
        ("/* a comment */ offense IS NULL", "m, column 17"),
        ("bailed AND upper(title) = 'X'", "m, column 12"),
        ("victims\n=\n=\n1", "m, line 3, column 1"),
        ("victims == 1", "m, column 9"),
        ("bailed AND 'never closed", "m, column 12"),
        ("title = 'it''s' AND offense IS NULL", "m, column 21"),
        ("bailed AND opened > DATE '2024-02-30'", "m, column 26"),
        ("bailed OR victims / 2 = 1", "m, column 19"),
        ("title = 'گھر' AND offense IS NULL", "m, column 19"),
        ("bailed AND (days(opened, title)) = 1", "m, column 26"),
    ],
)
def test_positions(text: str, where: str) -> None:
    with pytest.raises(DefinitionError) as caught:
        check(text, SCOPE, where="m")
    assert [p.where for p in caught.value.problems] == [where]


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("offence = 'MURDR'", "MURDER"),
        ("offence = 'murder'", "MURDER"),
        ("offense = 'RIOT'", "offence"),
        ("workday(opened, closed) = 1", "workdays"),
        ("opened > '2024-03-31'", "DATE '2024-03-31'"),
        ("opened > 'March'", "DATE '2024-01-31'"),
        ("closed - opened > 1", "days("),
        ("victims / 2 = 1", "KPI formula"),
        ("victims = NULL", "IS NULL"),
        ("ifnull(victims, 0) = 0", "COALESCE"),
        ('title = "RIOT"', "'RIOT'"),
    ],
)
def test_the_fix_names_what_to_write(text: str, named: str) -> None:
    assert named in fixes(text)


def test_too_long_and_too_deep() -> None:
    assert codes("bailed AND " * 400 + "bailed") == ["RK106"]
    assert codes("(" * 1900 + "bailed" + ")" * 1900) == ["RK106"]
    assert codes("NOT " * 900 + "bailed") == ["RK106"]
    assert codes("- " * 900 + "victims") == ["RK106"]
    assert codes("victims" + " + 1 - 1" * 400) == ["RK106"]
    assert codes("CASE WHEN bailed THEN " * 150 + "1" + " END" * 150) == ["RK106"]
    assert codes("COALESCE(" * 300 + "1" + ")" * 300) == ["RK106"]
    nested = "opened"
    for _ in range(9):
        nested = f"add_days(opened, workdays(closed, {nested}))"
    assert codes(f"{nested} IS NULL") == ["RK106"]


def test_long_chains_are_not_deep() -> None:
    check(" OR ".join(["victims = 1"] * 250), SCOPE)
    check(" + ".join(["victims"] * 300), SCOPE)
    check("(" * 20 + "bailed" + ")" * 20, SCOPE)
    with Engine() as engine:
        engine.execute("CREATE TABLE t AS SELECT 1::BIGINT AS victims")
        text = " OR ".join(["victims = 1"] * 100) + " AND " + " + ".join(["victims"] * 200) + " = 200"
        assert engine.rows(f"SELECT {sql(text)} FROM t") == [(True,)]


def test_little_stack_is_left() -> None:
    """A caller deep in its own stack gets a DefinitionError too, not a RecursionError."""

    def deeper(levels: int) -> Checked:
        return deeper(levels - 1) if levels else check("( " * 20 + "bailed" + ") " * 20, SCOPE)

    frame, used = sys._getframe(), 0
    while frame.f_back is not None:
        frame, used = frame.f_back, used + 1
    with pytest.raises(DefinitionError):
        deeper(sys.getrecursionlimit() - used - 300)


# -- lowering -------------------------------------------------------------------------------------------------


def test_names_are_quoted_and_qualified() -> None:
    assert sql("End IS NULL", table="r") == '"r"."end" IS NULL'
    assert sql("victims + 1") == '"victims" + 1'


def test_the_tree_is_not_changed() -> None:
    checked = check("add_months(opened, 1) > COALESCE(closed, opened) OR victims * (2 + 1) = 3", SCOPE)
    before = repr(checked.tree)
    lower(checked.tree, SCOPE, Calendar(), table="t")
    assert repr(checked.tree) == before


VALUES = (
    "SELECT 'MURDER'::offence AS offence, 'MURDER'::second_offence AS second_offence, 'F'::VARCHAR AS title, "
    "'F'::sex AS sex, NULL::BIGINT AS amount, 2000000000::BIGINT AS victims, TRUE AS bailed, "
    "DATE '2024-01-31' AS opened, NULL::DATE AS closed, TIMESTAMP '2024-01-31 23:30:00' AS arrested_at"
)


@pytest.fixture(scope="module")
def engine() -> Engine:
    made = Engine(threads=1)
    made.execute("CREATE TYPE offence AS ENUM ('MURDER', 'THEFT', 'RIOT')")
    made.execute("CREATE TYPE second_offence AS ENUM ('ARSON', 'MURDER')")
    made.execute("CREATE TYPE sex AS ENUM ('F', 'M')")
    made.execute(f"CREATE TABLE r AS {VALUES}")
    return made


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("offence = 'MURDER'", True),
        ("offence IN ('THEFT', 'RIOT')", False),
        ("offence NOT IN ('THEFT', 'RIOT')", True),
        ("offence = second_offence", True),
        ("offence <> second_offence", False),
        ("COALESCE(sex, 'U')", "F"),
        ("CASE WHEN bailed THEN offence ELSE second_offence END", "MURDER"),
        ("CASE offence WHEN 'MURDER' THEN 1 ELSE 0 END", 1),
        ("sex = title", True),
        ("COALESCE(amount, 0)", 0),
        ("LEAST(amount, 7)", 7),
        ("GREATEST(NULL, 7, amount)", 7),
        ("LEAST(amount, NULL)", None),
        ("2000000000 + 2000000000", 4_000_000_000),
        ("CASE WHEN bailed THEN 2000000000 END * 3", 6_000_000_000),
        ("2000000000 * 2 * 2 - 1", 7_999_999_999),
        ("-(2000000000) - 2000000000", -4_000_000_000),
        ("victims - (victims - 1)", 1),
        ("victims - victims - 1", -1),
        ("2 * (3 + 4)", 14),
        ("2 * 3 + 4", 10),
        ("10 - -3", 13),
        ("-(-3)", 3),
        ("amount = 1", None),
        ("amount = 1 OR bailed", True),
        ("amount = 1 AND bailed", None),
        ("NOT amount = 1", None),
        ("amount NOT IN (1)", None),
        ("(amount = 1) IS NULL", True),
        ("amount = 1 IS NULL", True),
        ("amount IS NULL = bailed", True),
        ("NOT amount IS NULL", False),
        ("NOT bailed OR bailed", True),
        ("NOT (bailed OR bailed)", False),
        ("bailed OR bailed AND FALSE", True),
        ("(bailed OR bailed) AND FALSE", False),
        ("bailed IS NOT TRUE", False),
        ("(amount = 1) IS NOT TRUE", True),
        ("bailed = FALSE", False),
        ("victims BETWEEN 1 AND 2 AND bailed", False),
        ("victims NOT BETWEEN 1 AND 2", True),
        ("NULL", None),
        ("NULL AND bailed", None),
        ("NULL OR bailed", True),
        ("NOT NULL", None),
        ("CASE WHEN amount = 1 THEN 1 ELSE 2 END", 2),
        ("CASE amount WHEN 1 THEN 1 ELSE 2 END", 2),
        ("closed IS NULL OR closed > opened", True),
        ("opened IN (DATE '2024-01-31')", True),
        ("title = 'F' /* comment */ -- and another", True),
    ],
)  # fmt: skip
def test_what_it_means_in_the_engine(engine: Engine, text: str, value: object) -> None:
    assert engine.rows(f"SELECT {sql(text, table='r')} FROM r") == [(value,)]
    # The parentheses that are put in change nothing, wherever the expression is put.
    assert engine.rows(f"SELECT ({sql(text)}) FROM r") == [(value,)]


# -- formulas -------------------------------------------------------------------------------------------------


def test_formula() -> None:
    checked = check_formula("Judiciary.Pending * (period_days - 2) - -judiciary.decided - (1 - 2)", MEASURES)
    assert checked.columns == {"judiciary.pending", "judiciary.decided", "period_days"}
    names = {"judiciary.pending": "m1", "judiciary.decided": "m2", "period_days": "d"}
    lowered = lower_formula(checked.tree, names).sql(dialect="duckdb")
    with Engine() as engine:
        assert engine.rows(f"SELECT {lowered} FROM (SELECT 5 AS m1, 7 AS m2, 31 AS d)") == [(5 * 29 + 7 + 1,)]


def test_formula_keeps_measures_as_qualified_columns() -> None:
    tree = check_formula("judiciary.pending", MEASURES).tree
    assert isinstance(tree, exp.Column)
    assert (tree.table, tree.name) == ("judiciary", "pending")


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("judiciary.pending / judiciary.decided", "RK106"),
        ("judiciary.pendin", "RK107"),
        ("pending", "RK107"),
        ("a.judiciary.pending", "RK107"),
        ("judiciary.pending + 1.5", "RK106"),
        ("judiciary.pending + .5", "RK106"),
        ("judiciary.pending = 1", "RK106"),
        ("COALESCE(judiciary.pending, 0)", "RK106"),
        ("days(judiciary.pending, judiciary.decided)", "RK106"),
        ("'judiciary.pending'", "RK106"),
        ("NULL", "RK106"),
        ("judiciary.pending +", "RK105"),
        ("", "RK105"),
        ("judiciary.*", "RK107"),
        ("(SELECT 1)", "RK106"),
        ("(" * 500 + "1" + ")" * 500, "RK106"),
    ],
)
def test_formula_refusals(text: str, code: str) -> None:
    with pytest.raises(DefinitionError) as caught:
        check_formula(text, MEASURES, where="k")
    assert [p.code for p in caught.value.problems] == [code]


def test_formula_reports_all() -> None:
    with pytest.raises(DefinitionError) as caught:
        check_formula("judiciary.pendin + polic.officers / 2", MEASURES, where="k")
    assert [(p.code, p.where) for p in caught.value.problems] == [
        ("RK107", "k, column 1"),
        ("RK107", "k, column 20"),
        ("RK106", "k, column 35"),
    ]


# -- hostile text ---------------------------------------------------------------------------------------------

HOSTILE = (
    "(SELECT secret FROM keys)", "victims = (SELECT count(*) FROM t)", "EXISTS (FROM t)", "FROM t", "FROM t SELECT *",
    "SELECT 1", "WITH a AS (SELECT 1) SELECT * FROM a", "VALUES (1)", "TABLE t", "read_csv('/etc/passwd')",
    "read_csv_auto('/etc/passwd') IS NULL", "read_parquet('s3://x')", "read_text('/etc/passwd') = ''",
    "read_blob('/etc/passwd') IS NULL", "glob('*') IS NULL", "parquet_scan('x')", "getenv('HOME') = 'x'",
    "getvariable('x') = 1", "current_setting('home_directory') = 'x'", "query('SELECT 1')", "query_table('t')",
    "ATTACH 'x.db'", "DETACH x", "PRAGMA version", "PRAGMA database_list", "COPY t TO 'x.csv'", "INSTALL httpfs",
    "LOAD httpfs", "SET memory_limit = '1GB'", "RESET ALL", "CALL pragma_version()", "EXPORT DATABASE 'x'",
    "CREATE TABLE x AS SELECT 1", "DROP TABLE t", "DELETE FROM t", "UPDATE t SET a = 1", "INSERT INTO t VALUES (1)",
    "bailed; DROP TABLE t", "bailed) OR (1 = 1", "bailed -- ) ;\n; DROP TABLE t", "bailed /* */ ; CALL x()",
    "1 UNION SELECT 2", "bailed UNION ALL SELECT 1", "victims IN (VALUES (1))", "unnest([1, 2])", "UNNEST(title)",
    "generate_series(1, 1000000000)", "range(1000000000)", "repeat('x', 1000000000) = ''", "[x FOR x IN range(9)]",
    "list_transform([1], lambda x: x)", "list_transform([1], x -> x)", "{'a': 1}.a", "{'a': 1}['a']", "ROW(1, 2)",
    "struct_pack(a := 1)", "MAP {'a': 1}", "map([1], [2])", "union_value(a := 1)", "title.x.y.z", "title[1:2]",
    "COLUMNS('.*') = 1", "* EXCLUDE (victims)", "* REPLACE (1 AS victims)", "t.*", "#1", "rowid", "ROWNUM",
    "nextval('s')", "random() < 1", "uuid() = title", "setseed(0)", "sleep_ms(10000)", "md5(title) = ''",
    "count(*) OVER (PARTITION BY sex)", "row_number() OVER ()", "lag(victims) OVER (ORDER BY opened)",
    "first_value(victims IGNORE NULLS) OVER ()", "sum(victims) FILTER (WHERE TRUE)", "list(victims)",
    "string_agg(title, ',' ORDER BY title)", "GROUPING(sex)", "victims QUALIFY TRUE", "victims LIMIT 1",
    "victims ORDER BY 1", "victims AS x", "victims x", "x: victims", "bailed WHERE TRUE", "bailed WINDOW w AS ()",
    "CASE WHEN (SELECT TRUE) THEN 1 END", "COALESCE((SELECT 1), 1)", "days((SELECT opened), closed)",
    "within(opened, closed, (SELECT '1 day'))", "within(opened, closed, '1 day' || 's')", "add_days(opened, (FROM t))",
    "title = 'x' OR 1=1 --", "title = 'x'' OR ''1''=''1", "title = '\\' OR 1=1 --'", "title = E'\\' OR 1=1 --'",
    "title = $$' OR 1=1$$", "title = $tag$ x $tag$", "title = U&'\\0041'", "title = X'41'", "title = B'1'",
    "'a' 'b'", "'a'\n'b' = title", "{{ title }}", "{% if x %} 1 {% endif %}", "{fn days(opened, closed)}",
    "{d '2024-01-01'}", "`title` = 'x'", "[title] = 'x'", "title\u037e DROP TABLE t", "\u00a0", "\u2028",
    "\ufeffbailed",
    "off\u0435nce = 'RIOT'", "offence\u200b = 'RIOT'", "offence = \u2018RIOT\u2019", "victims \u2265 1",
    "victims = \u0661", "victims = \u00b2", "\uff53\uff45\uff58 = 'F'", "bailed\x00", "bailed\x1a", "\ud800",
    "title = '\ud800'", "(" * 3000, ")" * 3000, "[" * 3000, "{" * 3000, "(" * 1000 + ")" * 1000, "NOT " * 990,
    "-" * 3000, "- " * 1500 + "1", "+" * 3000, "~" * 3000, "CASE " * 700, "CASE WHEN " * 300, "days(" * 700,
    "x." * 1500 + "x", "x::" * 1000 + "x", "x[" * 1000 + "1" + "]" * 1000, "1 + " * 900 + "1", "1=" * 1500 + "1",
    "a IS NULL " * 300, "bailed AND " * 300 + "bailed", "victims IN (" + "1," * 1500 + "1)", "'" * 3001, '"' * 3001,
    "''" * 1500, "/*" * 1500, "--" * 1500, "/*+ hint */ bailed", "/*! x */ bailed", "9" * 3900, "1e" + "9" * 3000,
    "0" * 3900, "." * 3000, "," * 3000, ";" * 3000, "a, b", "days(opened, closed,)", "victims IN (1,)", "(bailed,)",
    "a := 1", "a => 1", "TRY(victims)", "TRY_CAST(title AS INT)", "CONVERT(title, INT)", "CONVERT(INT, title)",
    "EXTRACT(year FROM opened)", "SUBSTRING(title FROM 1)", "POSITION('x' IN title)", "TRIM(BOTH 'x' FROM title)",
    "OVERLAY(title PLACING 'x' FROM 1)", "title COLLATE de", "opened AT TIME ZONE 'UTC'", "INTERVAL (victims) DAY",
    "INTERVAL '1' YEAR TO MONTH", "DATE", "DATE '", "DATE 'x' 'y'", "DATE title", "TIME '10:00'", "BLOB 'x'",
    "opened::DATE::VARCHAR", "CAST(NULL AS STRUCT(a INT))", "CAST(1 AS ENUM('a'))", "victims OPERATOR(pg_catalog.+) 1",
    "PRIOR victims", "CONNECT_BY_ROOT victims", "NEXT VALUE FOR s", "MATCH_RECOGNIZE", "PIVOT t ON x", "UNPIVOT t",
    "ANY(victims)", "ALL(victims)", "SOME(victims)", "DISTINCT victims", "ALL victims", "IF bailed THEN 1 END",
    "JSON '{}'", "title -> '$.a'", "title ->> '$.a'", "title @> 'x'", "title ?| 'x'", "title ^@ 'x'", "@title",
    "!title",
    "victims!", "?", "??", "$x", "$1", "@@x", ":1", "%s", "%(x)s", "CURRENT_USER", "SESSION_USER", "current_schema()",
    "version()", "current_query()", "txid_current()", "duckdb_secrets()", "which_secret('x', 's3')", "checkpoint",
    "END", "BEGIN TRANSACTION", "COMMIT", "GRANT x TO y", "KILL 1", "SHOW TABLES", "DESCRIBE t", "EXPLAIN SELECT 1",
    "SUMMARIZE t", "USE x", "COMMENT ON TABLE t IS 'x'", "ANALYZE", "VACUUM", "MERGE INTO t USING s ON TRUE",
)  # fmt: skip


@pytest.mark.parametrize("number", range(len(HOSTILE)))
def test_hostile_text(engine: Engine, number: int) -> None:
    """Refused, or else made of allowed nodes only and bound by the engine on a table of one row."""
    text = HOSTILE[number]
    try:
        checked = check(text, SCOPE)
    except DefinitionError as error:
        assert error.problems
        assert {p.code for p in error.problems} <= {"RK105", "RK106", "RK107", "RK108", "RK109", "RK110"}
        assert str(error)
    else:
        assert isinstance(lower(checked.tree, SCOPE, Calendar()).sql(dialect="duckdb"), str)
        assert not list(checked.tree.find_all(exp.Query, exp.Command, exp.Window, exp.Star))
        assert {str(call.this) for call in checked.tree.find_all(exp.Anonymous)} <= {
            "days",
            "within",
            "workdays",
            "add_months",
            "add_days",
        }


def test_hostile_text_that_is_harmless() -> None:
    """What of it is in the language after all, so that a new entry is looked at."""

    def accepted(text: str) -> bool:
        try:
            check(text, SCOPE)
        except DefinitionError:
            return False
        return True

    assert sorted(filter(accepted, HOSTILE)) == sorted(HARMLESS)


HARMLESS = (
    "bailed AND " * 300 + "bailed", "victims IN (" + "1," * 1500 + "1)", "1 + " * 900 + "1", "0" * 3900,
    "title = 'x' OR 1=1 --", "title = '\\' OR 1=1 --'", "END", "days(opened, closed,)", "victims IN (1,)",
    "''" * 1500, "/*+ hint */ bailed", "/*! x */ bailed",
)  # fmt: skip

_WORDS = (
    "offence", "sex", "opened", "closed", "arrested_at", "victims", "bailed", "title", "nothing", "'MURDER'", "'F'",
    "'x'",
    "1", "0", "2.5", "DATE '2024-01-31'", "DATE '2024-02-31'", "NULL", "TRUE", "FALSE", "AND", "OR", "NOT", "=",
    "==", "<>",
    "<", ">=", "IS", "IN", "BETWEEN", "CASE", "WHEN", "THEN", "ELSE", "END", "(", ")", ",", "+", "-", "*", "/", "||",
    "::",
    "days(", "within(", "workdays(", "add_months(", "add_days(", "COALESCE(", "LEAST(", "count(", "SELECT", "FROM",
    "INTERVAL",
    "'24 hours'", ".", ";", "[", "]", "{", "}", ":", "->", "lambda", "OVER", "FILTER", "DISTINCT", "LIKE", "ESCAPE",
    "ANY",
    "AS", "DATE", "CAST(", "--", "/*", "*/", "'", '"', "$$", "?", "@", "#", "!", "~", "%", "^", "&", "|", "<<", "\n",
    "ORDER BY",
)  # fmt: skip
_texts = st.one_of(
    st.text(max_size=80),
    st.lists(st.sampled_from(_WORDS), max_size=25).map(" ".join),
    st.lists(st.sampled_from(_WORDS), max_size=12).map("".join),
    st.tuples(st.sampled_from(HOSTILE), st.sampled_from(_WORDS), st.sampled_from(HOSTILE)).map(" ".join),
)


@settings(max_examples=400, deadline=None)
@given(_texts)
def test_nothing_but_a_definition_error_ever_comes_out(text: str) -> None:
    try:
        checked = check(text, SCOPE, where="w")
    except DefinitionError as error:
        assert all(p.where.startswith("w, ") for p in error.problems)
    else:
        lower(checked.tree, SCOPE, Calendar(), table="t").sql(dialect="duckdb")


@settings(max_examples=200, deadline=None)
@given(_texts)
def test_nothing_but_a_definition_error_ever_comes_out_of_a_formula(text: str) -> None:
    try:
        checked = check_formula(text, MEASURES)
    except DefinitionError:
        return
    names = {name: name for name in checked.columns}
    lower_formula(checked.tree, names).sql(dialect="duckdb")


_ROW = Scope(
    {"a": ColumnType.BOOL, "b": ColumnType.BOOL, "m": ColumnType.INT, "n": ColumnType.INT},
)
_numbers = st.recursive(
    st.sampled_from(("m", "n", "1", "-2", "COALESCE(m, n)", "CASE WHEN a THEN m ELSE 3 END")),
    lambda inner: (
        st.tuples(inner, st.sampled_from("+-*"), inner).map(" ".join)
        | inner.map(lambda p: f"({p})")
        | inner.map(lambda p: f"-({p})")
        | inner.map(lambda p: f"- {p}")
    ),
    max_leaves=5,
)
_tails = st.sampled_from((" IS NULL", " IS NOT TRUE", " IS FALSE", " IN (TRUE)", " = b", " <> a", " BETWEEN 1 AND 2"))
_conditions = st.recursive(
    st.one_of(
        st.sampled_from(("a", "b", "TRUE", "NULL", "m IS NULL", "n NOT IN (1, 2)", "m BETWEEN -1 AND n")),
        st.tuples(_numbers, st.sampled_from(("=", "<>", "<", ">=")), _numbers).map(" ".join),
        st.tuples(_numbers, st.just("BETWEEN"), _numbers, st.just("AND"), _numbers).map(" ".join),
        st.tuples(_numbers, _tails).map("".join),
    ),
    lambda inner: (
        st.tuples(inner, st.sampled_from((" AND ", " OR ")), inner).map("".join)
        | inner.map(lambda p: f"NOT {p}")
        | inner.map(lambda p: f"({p})")
        | st.tuples(inner, _tails).map("".join)
        | inner.map(lambda p: f"CASE WHEN {p} THEN a ELSE b END")
    ),
    max_leaves=8,
)


@settings(max_examples=500, deadline=None)
@given(_conditions)
def test_the_engine_reads_the_text_as_the_tree_says(engine: Engine, text: str) -> None:
    """Where DuckDB reads plain SQL at all, it reads what the tree says: no operator binds differently."""
    rows = (
        "(VALUES (TRUE, NULL::BOOLEAN, 1::BIGINT, NULL::BIGINT), (FALSE, TRUE, 2, 1), (NULL, FALSE, -1, 3)) "
        'AS t("a", "b", "m", "n")'
    )
    try:
        checked = check(text, _ROW)
    except DefinitionError:
        return
    lowered = lower(checked.tree, _ROW, Calendar()).sql(dialect="duckdb")
    assert engine.rows(f"SELECT {lowered} FROM {rows}") == engine.rows(f"SELECT {text} FROM {rows}")
