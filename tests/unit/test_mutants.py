"""Mutants: every small change of an expression and of a definition, and what becomes of each."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from rolkpi.catalog import Catalog, build
from rolkpi.catalog.seal import seal_of
from rolkpi.errors import DefinitionError
from rolkpi.expression import Scope, check
from rolkpi.model import (
    Aggregate,
    Baseline,
    Calendar,
    Code,
    Codelist,
    Cohort,
    CohortShare,
    Column,
    ColumnType,
    Dataset,
    DerivedFormula,
    Direction,
    Distinct,
    DistinctStock,
    Expect,
    Exposure,
    Flow,
    FlowSource,
    Formula,
    HistogramSource,
    Index,
    Kpi,
    Link,
    Lookup,
    Measure,
    Plugin,
    Quantile,
    Rate,
    Ratio,
    RecordSource,
    Score,
    ScorePart,
    Stock,
    StockAge,
    StockSource,
    Survey,
    SurveySource,
    Survival,
    Total,
    UnitShare,
    View,
    Window,
    WorkedExample,
)
from rolkpi.testing import reference_expression as language
from rolkpi.testing.mutants import judge, mutants
from rolkpi.testing.mutate_definition import of_derived, of_kpi, of_measure
from rolkpi.testing.mutate_expression import changes
from rolkpi.testing.strategy_expressions import Pool, booleans, dates, integers

T = ColumnType

# -- expressions

SCOPE = Scope(
    {
        **dict.fromkeys(("begun", "done", "due"), T.DATE),
        **dict.fromkeys(("seen", "heard"), T.TIMESTAMP),
        **dict.fromkeys(("n", "m"), T.INT),
        **dict.fromkeys(("p", "q"), T.BOOL),
        **dict.fromkeys(("kind", "stage"), T.CODE),
        "month": T.MONTH,
        "name": T.TEXT,
    },
    {"kind": ("A", "B", "C"), "stage": ("ONE", "TWO")},
)

CHANGES: dict[str, list[str]] = {
    # nothing to change
    "p": [],
    "TRUE": [],
    "NULL": [],
    "-n": [],
    "kind IN ('A')": [],
    "COALESCE(n)": [],
    "within(seen, heard, '24 hours')": ["WITHIN(seen, heard, '25 hours')", "WITHIN(seen, heard, '23 hours')"],
    # dropped
    "p AND q": ["p", "q"],
    "p OR q OR NOT p": ["p OR q", "p OR NOT p", "q OR NOT p", "NOT p", "p OR q OR p"],
    "(p OR q) AND p": ["p", "(p OR q)", "(p) AND p", "(q) AND p"],
    "NOT p": ["p"],
    "kind IN ('A', 'B')": ["kind IN ('A')", "kind IN ('B')"],
    "kind NOT IN ('A', 'B')": ["kind IN ('A', 'B')", "NOT kind IN ('A')", "NOT kind IN ('B')"],
    "COALESCE(n, m)": ["n", "m"],
    "COALESCE(p, q, TRUE)": ["COALESCE(p, q)", "COALESCE(p, TRUE)", "COALESCE(q, TRUE)"],
    "COALESCE(n + m, m) * n": ["m * n", "(n + m) * n", "COALESCE(n - m, m) * n"],
    "LEAST(n, m)": ["n", "m", "GREATEST(n, m)"],
    "GREATEST(begun, done, due)": [
        "GREATEST(begun, done)",
        "GREATEST(begun, due)",
        "GREATEST(done, due)",
        "LEAST(begun, done, due)",
    ],
    "CASE WHEN p THEN TRUE WHEN q THEN FALSE END": ["CASE WHEN p THEN TRUE END", "CASE WHEN q THEN FALSE END"],
    "CASE WHEN p THEN TRUE END": [],
    # turned
    "n < m": ["n <= m"],
    "n <= m": ["n < m"],
    "n > m": ["n >= m"],
    "n >= m": ["n > m"],
    "n = m": ["n <> m"],
    "n <> m": ["n = m"],
    "n + m": ["n - m"],
    "n - m": ["n + m"],
    "n * m": [],
    "n IS NULL": ["NOT (n IS NULL)"],
    "n IS NOT NULL": ["n IS NULL"],
    "p IS TRUE": ["NOT (p IS TRUE)"],
    # moved by one
    "n = 5": ["n <> 5", "n = 6", "n = 4"],
    "n = 0": ["n <> 0", "n = 1"],
    "n * 2": ["n * 3", "n * 1"],
    "n = 007": ["n <> 007", "n = 8", "n = 6"],
    "n BETWEEN 3 AND m": [
        "(n > 3 AND n <= m)",
        "(n >= 3 AND n < m)",
        "n BETWEEN 2 AND m",
        "n BETWEEN 4 AND m",
    ],
    "p OR n NOT BETWEEN m AND n": [
        "p",
        "NOT n BETWEEN m AND n",
        "p OR n BETWEEN m AND n",
        "p OR NOT (n > m AND n <= n)",
        "p OR NOT (n >= m AND n < n)",
    ],
    "month = DATE '2024-02-29'": [
        "month <> DATE '2024-02-29'",
        "month = DATE '2024-03-01'",
        "month = DATE '2024-02-28'",
    ],
    "month = DATE '9999-12-31'": ["month <> DATE '9999-12-31'"],
    "within(seen, heard, '1 day')": ["WITHIN(seen, heard, '2 days')", "WITHIN(seen, heard, '0 days')"],
    "within(seen, heard, '0 months')": ["WITHIN(seen, heard, '1 month')"],
    # swapped: a code for one that the expression does not name
    "kind = 'A'": ["kind <> 'A'", "kind = 'B'"],
    "'C' <> kind": ["'C' = kind", "'A' <> kind"],
    "kind = 'A' OR kind = 'B'": [
        "kind = 'A'",
        "kind = 'B'",
        "kind <> 'A' OR kind = 'B'",
        "kind = 'A' OR kind <> 'B'",
        "kind = 'C' OR kind = 'B'",
        "kind = 'A' OR kind = 'C'",
    ],
    "stage = 'ONE' OR stage = 'TWO'": [
        "stage = 'ONE'",
        "stage = 'TWO'",
        "stage <> 'ONE' OR stage = 'TWO'",
        "stage = 'ONE' OR stage <> 'TWO'",
    ],
    "CASE kind WHEN 'A' THEN TRUE END": ["CASE kind WHEN 'B' THEN TRUE END"],
    "CASE kind WHEN 'A' THEN stage END": ["CASE kind WHEN 'B' THEN stage END"],
    "name = 'A'": ["name <> 'A'"],
    "kind = stage": ["kind <> stage"],
    # swapped: a day for another of its kind that the expression does not name
    "begun <= done": ["begun < done", "due <= done", "begun <= due"],
    "seen IS NULL": ["NOT (seen IS NULL)", "heard IS NULL"],
    "seen < heard": ["seen <= heard"],
    # the author's own functions
    "days(begun, done) > n": ["DAYS(begun, done) >= n", "DAYS(due, done) > n", "DAYS(begun, due) > n"],
    "add_months(begun, 1)": ["ADD_MONTHS(done, 1)", "ADD_MONTHS(begun, 2)", "ADD_MONTHS(begun, 0)"],
    "add_days(begun, -1)": ["ADD_DAYS(done, -1)", "ADD_DAYS(begun, -2)", "ADD_DAYS(begun, -0)"],
    "workdays(begun, seen)": ["WORKDAYS(done, seen)", "WORKDAYS(begun, heard)"],
}


@pytest.mark.parametrize("text", CHANGES)
def test_every_change_of_an_expression(text: str) -> None:
    made = changes(text, SCOPE)
    assert sorted(new for _, new in made) == sorted(CHANGES[text])
    for _, new in made:
        check(new, SCOPE)


def test_a_change_says_what_was_done() -> None:
    told = {new: what for what, new in changes("p AND within(begun, done, '14 days') AND kind = 'A'", SCOPE)}
    assert told["p AND WITHIN(begun, done, '14 days')"] == "without kind = 'A'"
    assert told["p AND WITHIN(begun, done, '15 days') AND kind = 'A'"] == "'15 days' for '14 days'"
    assert told["p AND WITHIN(due, done, '14 days') AND kind = 'A'"] == "due for begun"
    assert told["p AND WITHIN(begun, done, '14 days') AND kind = 'B'"] == "'B' for 'A'"
    assert told["p AND WITHIN(begun, done, '14 days') AND kind <> 'A'"] == "<> for = in kind = 'A'"


def test_a_code_that_a_case_gives_is_swapped_where_the_column_has_a_codelist() -> None:
    text = "CASE WHEN p THEN 'ONE' ELSE 'TWO' END"
    assert changes(text, SCOPE) == ()
    assert changes(text, SCOPE, ("ONE", "TWO")) == (
        ("gives 'ONE' for 'TWO'", "CASE WHEN p THEN 'ONE' ELSE 'ONE' END"),
        ("gives 'TWO' for 'ONE' when p", "CASE WHEN p THEN 'TWO' ELSE 'TWO' END"),
    )


def test_a_formula_of_measures() -> None:
    made = dict(changes("a.open * period_days - 2 * (a.shut + 1)"))
    assert set(made.values()) == {
        "a.open * period_days + 2 * (a.shut + 1)",
        "a.open * period_days - 3 * (a.shut + 1)",
        "a.open * period_days - 1 * (a.shut + 1)",
        "a.open * period_days - 2 * (a.shut - 1)",
        "a.open * period_days - 2 * (a.shut + 2)",
        "a.open * period_days - 2 * (a.shut + 0)",
    }


POOL = Pool(
    types={name: kind for name, kind in SCOPE.columns.items() if kind not in (T.MONTH, T.TEXT)},
    codes=SCOPE.codes,
    codelists={"kind": "t.kind", "stage": "t.stage"},
)
ROW: dict[str, Any] = {
    "begun": date(2024, 1, 31), "done": date(2024, 2, 29), "due": None, "seen": datetime(2024, 2, 1, 10, 0),
    "heard": datetime(2024, 2, 2, 9, 59), "n": 3, "m": None, "p": True, "q": None, "kind": "A", "stage": None,
}  # fmt: skip


@settings(max_examples=100, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
@given(st.one_of(booleans(POOL), integers(POOL), dates(POOL)))
def test_every_mutant_is_refused_or_means_something(text: str) -> None:
    made = changes(text, SCOPE)
    assert len({new for _, new in made}) == len(made)
    for _, new in made:
        assert new != text
        try:
            check(new, SCOPE)
        except DefinitionError:
            continue
        language.evaluate(language.parse(new), ROW, Calendar())


@settings(max_examples=100, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
@given(st.one_of(booleans(POOL), integers(POOL), dates(POOL)))
def test_hardly_a_mutant_is_refused(text: str) -> None:
    """Each keeps the types, so that only a limit of the language can stand against it."""
    for what, new in changes(text, SCOPE):
        try:
            check(new, SCOPE)
        except DefinitionError as exc:
            raise AssertionError(f"{what}: {new}") from exc


# -- definitions

CASE = Dataset(
    id="t.case",
    kind="events",
    columns=(
        Column(name="id", type=T.KEY, required=True),
        Column(name="district", type=T.AREA, required=True),
        Column(name="court", type=T.AREA),
        Column(name="begun", type=T.DATE, required=True),
        Column(name="done", type=T.DATE),
        Column(name="n", type=T.INT),
        Column(name="m", type=T.INT),
        Column(name="person", type=T.KEY),
        Column(name="kind", type=T.CODE, codelist="t.kind"),
        Column(name="first_kind", type=T.CODE, codelist="t.kind"),
        Column(name="p", type=T.BOOL),
    ),
    key=("id",),
    area="district",
    date="begun",
    links=(Link(name="limit", dataset="t.limit", on={"kind": "kind"}, valid_at="begun"),),
    derived=(
        Lookup(name="allowed", link="limit", column="days"),
        Formula(name="late", type=T.BOOL, expression="done > add_days(begun, allowed)"),
        Formula(name="sort", type=T.CODE, codelist="t.kind", expression="CASE WHEN p THEN 'A' ELSE 'B' END"),
        Aggregate(name="parts", dataset="t.part", on={"case_id": "id"}, function="count", where="kept"),
        Aggregate(name="first", dataset="t.part", on={"case_id": "id"}, function="min", column="held"),
        Aggregate(name="most", dataset="t.part", on={"case_id": "id"}, function="max", column="held"),
        Aggregate(name="weight", dataset="t.part", on={"case_id": "id"}, function="sum", column="points"),
    ),
)
PART = Dataset(
    id="t.part",
    kind="events",
    columns=(
        Column(name="id", type=T.KEY, required=True),
        Column(name="case_id", type=T.KEY),
        Column(name="district", type=T.AREA),
        Column(name="held", type=T.DATE),
        Column(name="points", type=T.INT),
        Column(name="marks", type=T.INT),
        Column(name="kept", type=T.BOOL),
    ),
    key=("id",),
    area="district",
    date="held",
)
LIMIT = Dataset(
    id="t.limit",
    kind="reference",
    columns=(
        Column(name="kind", type=T.CODE, codelist="t.kind"),
        Column(name="days", type=T.INT),
        Column(name="days_before", type=T.INT),
        Column(name="since", type=T.DATE),
        Column(name="till", type=T.DATE),
    ),
    key=("kind", "since"),
    start="since",
    end="till",
)
FORM = Dataset(
    id="t.form",
    kind="returns",
    columns=(
        Column(name="district", type=T.AREA),
        Column(name="month", type=T.MONTH),
        Column(name="line", type=T.TEXT),
        Column(name="item", type=T.CODE, codelist="t.kind"),
        Column(name="value", type=T.INT),
        Column(name="cell_status", type=T.CODE, codelist="t.status"),
    ),
    key=("district", "month", "line", "item"),
    area="district",
    date="month",
)
SURVEY = Dataset(
    id="t.survey",
    kind="events",
    columns=(
        Column(name="district", type=T.AREA),
        Column(name="held", type=T.DATE),
        *(Column(name=name, type=T.INT) for name in ("score", "least", "most", "asked")),
    ),
    key=("district", "held"),
    area="district",
    date="held",
)
AGAIN = View(id="t.again", of="t.case", derived=(Formula(name="slow", type=T.BOOL, expression="n > 5"),))
CODELISTS = (
    Codelist(id="t.kind", codes=tuple(Code(code=c, label=c) for c in "ABC")),
    Codelist(
        id="t.status",
        codes=tuple(Code(code=c, label=c) for c in ("REPORTED", "ESTIMATED", "NOT_AVAILABLE", "NOT_APPLICABLE")),
    ),
)


PLAIN = CASE.model_copy(update={"links": (), "derived": ()})


def _catalog(*datasets: Dataset) -> Catalog:
    return build([Plugin(name="t", title="t", codelists=CODELISTS, datasets=datasets, views=(AGAIN,))])


@pytest.fixture(scope="module")
def catalog() -> Catalog:
    return _catalog(CASE, PART, LIMIT)


@pytest.fixture(scope="module")
def plain() -> Catalog:
    return _catalog(PLAIN, FORM, SURVEY)


def _kpi(formula: Any, **more: Any) -> Kpi:
    about = {"title": "k", "description": "k", "unit": "u", "owner": "o", "source": "s"}
    return Kpi(id="t.k", code="T-1", direction=Direction.CONTEXT, formula=formula, **{**about, **more})


BASELINE = Baseline(area="A", value=4, period="2019", source="s")

KPI_CHANGES: dict[str, tuple[Kpi, set[str]]] = {
    "total": (_kpi(Total(measure="t.a")), set()),
    "ratio": (
        _kpi(Ratio(numerator="t.a", denominator="t.b")),
        {
            "formula.upside down",
            "formula.numerator: the denominator",
            "formula.denominator: the numerator",
            "formula.scale: 1000 for 100",
        },
    ),
    "rate": (
        _kpi(Rate(numerator="t.a", scale=1000, population_by=("kind",)), disaggregations=(("kind",),)),
        {
            "formula.scale: 10000 for 1000",
            "formula.annualise: true",
            "formula.without population_by",
            "disaggregations: without kind",
        },
    ),
    "rate of a year": (
        _kpi(Rate(numerator="t.a", scale=1000, annualise=True)),
        {"formula.scale: 10000 for 1000", "formula.annualise: false"},
    ),
    "cohort share": (_kpi(CohortShare(measure="t.a")), {"formula.scale: 1000 for 100"}),
    "derived": (
        _kpi(DerivedFormula(numerator="t.a + t.b", denominator="t.b - 1", scale=1)),
        {
            "formula.scale: 10 for 1",
            "formula.numerator: - for + in t.a + t.b",
            "formula.denominator: + for - in t.b - 1",
            "formula.denominator: 2 for 1",
            "formula.denominator: 0 for 1",
        },
    ),
    "index": (
        _kpi(Index(measure="t.a", baselines=(BASELINE, BASELINE.model_copy(update={"area": "B"})))),
        {"formula.scale: 1000 for 100", "formula.baselines[0]: one more", "formula.baselines[1]: one more"},
    ),
    "unit share": (
        _kpi(UnitShare(kpi="t.x", level="district", test="<", threshold=80, weight="t.y")),
        {
            "formula.test: <= for <",
            "formula.threshold: one more",
            "formula.threshold: one less",
            "formula.without its weight",
            "formula.scale: 1000 for 100",
        },
    ),
    "score": (
        _kpi(Score(parts=(ScorePart(kpi="t.x", worst=0, best=1), ScorePart(kpi="t.y", worst=9, best=0)))),
        {
            "formula.parts[0].weight: one more",
            "formula.parts[0].best: one more",
            "formula.parts: without t.x",
            "formula.parts: without t.y",
            "formula.parts[1].weight: one more",
            "formula.parts[1].worst: one more",
            "formula.parts[1].best: one more",
            "formula.scale: 1000 for 100",
        },
    ),
    "score of what is there": (
        _kpi(Score(parts=(ScorePart(kpi="t.x", worst=0, best=9),), min_coverage="1/2")),
        {
            "formula.min_coverage: 1/1 for 1/2",
            "formula.parts[0].weight: one more",
            "formula.parts[0].worst: one more",
            "formula.parts[0].best: one more",
            "formula.scale: 1000 for 100",
        },
    ),
    "bounds": (
        _kpi(
            Total(measure="t.a"),
            disaggregations=(("kind",), ("kind", "p")),
            min_base=5,
            linkage="t.x",
            windows=(Window.ROLLING_12,),
            min_months=3,
        ),
        {
            "disaggregations: without kind",
            "disaggregations: without kind, p",
            "min_base: 4 for 5",
            "min_base: 6 for 5",
            "min_months: 2 for 3",
            "min_months: 4 for 3",
            "without its linkage",
        },
    ),
    "twelve months": (
        _kpi(Total(measure="t.a"), windows=(Window.ROLLING_12,), min_months=12),
        {"min_months: 11 for 12"},
    ),
    "no twelve months": (_kpi(Total(measure="t.a"), min_months=6), set()),
}


@pytest.mark.parametrize("name", KPI_CHANGES)
def test_every_change_of_a_kpi(name: str) -> None:
    kpi, expected = KPI_CHANGES[name]
    made = list(of_kpi(kpi))
    assert sorted(what for what, _ in made) == sorted(expected)
    assert all(changed != kpi for _, changed in made)
    assert len({changed.model_dump_json() for _, changed in made}) == len(made)


def _flow(**source: Any) -> Flow:
    return Flow(id="t.a", title="a", unit="u", sources=(FlowSource(dataset="t.case", **source),))


def _about(**more: Any) -> dict[str, Any]:
    return {"id": "t.a", "title": "a", "unit": "u", **more}


COUNTED = (RecordSource(dataset="t.case"),)
HELD = (StockSource(dataset="t.case", start="begun", end="done"),)
PLACED = {"sources[0].date: done for begun", "sources[0].area: court for district"}
"""Of every source that counts cases by a day."""
STARTED = {
    "sources[0].start: done for begun",
    "sources[0].end: begun for done",
    "sources[0].without start",
    "sources[0].without end",
    "sources[0].area: court for district",
}

MEASURE_CHANGES: dict[str, tuple[Measure, set[str]]] = {
    "count": (_flow(), PLACED),
    "date and area are its own": (
        _flow(date="done", area="court"),
        {"sources[0].date: begun for done", "sources[0].area: district for court"},
    ),
    "condition": (
        _flow(where="p AND n > 1"),
        PLACED
        | {
            "sources[0].where: every row",
            "sources[0].where: without p",
            "sources[0].where: without n > 1",
            "sources[0].where: >= for > in n > 1",
            "sources[0].where: 2 for 1",
            "sources[0].where: 0 for 1",
        },
    ),
    "sum": (
        _flow(value="n"),
        PLACED | {"sources[0].value: m for n", "sources[0].without value"},
    ),
    "sum of an expression": (
        _flow(value="n + m"),
        PLACED | {"sources[0].value: - for + in n + m", "sources[0].without value"},
    ),
    "dimensions": (
        _flow(dimensions={"of": "kind"}),
        PLACED | {"sources[0].dimensions.of: first_kind for kind", "sources[0].dimensions: without of"},
    ),
    "in force for a while": (
        _flow(effective_from=date(2023, 12, 1), effective_to=date(2024, 6, 1)),
        PLACED | {"sources[0].effective_from: a month later", "sources[0].effective_to: a month later"},
    ),
    "records or a form": (
        Flow(
            **_about(
                sources=(
                    FlowSource(dataset="t.case"),
                    FlowSource(dataset="t.form", where="line = '1'", value="value", total="item = 'A'"),
                )
            )
        ),
        PLACED
        | {
            "without sources[0]",
            "without sources[1]",
            "sources[1].where: every row",
            "sources[1].where: <> for = in line = '1'",
            "sources[1].total: <> for = in item = 'A'",
            "sources[1].total: 'B' for 'A'",
            "sources[1].without total",
        },
    ),
    "stock": (Stock(**_about(sources=HELD)), STARTED | {"rule: average_stock for stock"}),
    "exposure": (Exposure(**_about(sources=HELD)), STARTED),
    "quantile": (
        Quantile(**_about(sources=COUNTED, value="days(begun, done)")),
        PLACED | {"without value", "q: 9/10 for 1/2"},
    ),
    "ninth decile": (
        Quantile(**_about(sources=COUNTED, value="n", q="9/10")),
        PLACED | {"without value", "value: m for n", "q: 1/2 for 9/10"},
    ),
    "ranges": (
        Quantile(
            **_about(
                sources=(
                    HistogramSource(
                        dataset="t.form", where="line = '1'", bins={"B": (8, 8), "A": (0, 7), "C": (9, None)}
                    ),
                )
            )
        ),
        {
            "q: 9/10 for 1/2",
            "sources[0].where: every row",
            "sources[0].where: <> for = in line = '1'",
            "sources[0].bins: A one shorter, B one longer",
        },
    ),
    "survival": (
        Survival(**_about(sources=COUNTED, event="done", censored="CASE WHEN p THEN begun END")),
        PLACED | {"event: begun for done", "without censored", "censored: done for begun", "q: 9/10 for 1/2"},
    ),
    "distinct": (
        Distinct(**_about(sources=COUNTED, key="person", weak="p AND n > 1")),
        PLACED
        | {
            "key: id for person",
            "without weak",
            "weak: without p",
            "weak: without n > 1",
            "weak: >= for > in n > 1",
            "weak: 2 for 1",
            "weak: 0 for 1",
        },
    ),
    "age in stock": (
        StockAge(**_about(sources=HELD, q="9/10")),
        STARTED | {"q: 1/2 for 9/10"},
    ),
    "distinct stock": (
        DistinctStock(**_about(sources=HELD, key="person")),
        STARTED | {"key: id for person"},
    ),
    "cohort of days": (
        Cohort(**_about(sources=COUNTED, days=14, wait=3, success="days(begun, done) <= 14")),
        PLACED
        | {
            "days: 13 for 14",
            "days: 15 for 14",
            "wait: 2 for 3",
            "wait: 4 for 3",
            "success: < for <= in DAYS(begun, done) <= 14",
            "success: 15 for 14",
            "success: 13 for 14",
        },
    ),
    "cohort of months": (
        Cohort(**_about(sources=COUNTED, months=6, success="p")),
        PLACED | {"months: 5 for 6", "months: 7 for 6"},
    ),
    "cohort until a day": (
        Cohort(**_about(sources=COUNTED, until="add_days(begun, 1)", success="p")),
        PLACED | {"until: done for begun", "until: 2 for 1", "until: 0 for 1"},
    ),
    "survey": (
        Survey(
            **_about(sources=(SurveySource(dataset="t.survey", value="score", low="least", high="most", n="asked"),))
        ),
        {
            "sources[0].value: least for score",
            "sources[0].value: most for score",
            "sources[0].without low",
            "sources[0].without high",
            "sources[0].without n",
        },
    ),
}


@pytest.mark.parametrize("name", MEASURE_CHANGES)
def test_every_change_of_a_measure(name: str, plain: Catalog) -> None:
    measure, expected = MEASURE_CHANGES[name]
    made = list(of_measure(measure, plain))
    assert sorted(what for what, _ in made) == sorted(expected)
    assert all(changed != measure for _, changed in made)
    assert len({changed.model_dump_json() for _, changed in made}) == len(made)


def test_a_mean_of_stocks_becomes_a_stock_and_back(plain: Catalog) -> None:
    stock = Stock(**_about(sources=HELD, instant="mid_month", description="d", published=True))
    (mean,) = (m for what, m in of_measure(stock, plain) if what == "rule: average_stock for stock")
    (again,) = (m for what, m in of_measure(mean, plain) if what == "rule: stock for average_stock")
    assert again == stock and type(mean).__name__ == "AverageStock"


def test_the_next_month_of_december_is_january(plain: Catalog) -> None:
    made = dict(of_measure(_flow(effective_from=date(2023, 12, 1)), plain))
    assert made["sources[0].effective_from: a month later"].sources[0].effective_from == date(2024, 1, 1)


def test_every_change_of_a_derived_column(catalog: Catalog) -> None:
    made = list(of_derived(CASE, catalog))
    assert sorted((column, what) for column, what, _ in made) == [
        ("allowed", "allowed.column: days_before for days"),
        ("allowed", "links.limit.valid_at: done for begun"),
        ("first", "first.function: max for min"),
        ("late", "late.expression: >= for > in done > ADD_DAYS(begun, allowed)"),
        ("late", "late.expression: first for begun"),
        ("late", "late.expression: first for done"),
        ("most", "most.function: min for max"),
        ("parts", "parts.where: every row"),
        ("sort", "sort.expression: gives 'B' for 'A' when p"),
        ("sort", "sort.expression: gives 'C' for 'B'"),
        ("weight", "weight.column: marks for points"),
        ("weight", "weight.function: max for sum"),
    ]
    assert all(changed != CASE for _, _, changed in made)
    assert [what for _, what, _ in of_derived(AGAIN, catalog)] == [
        "slow.expression: >= for > in n > 5",
        "slow.expression: 6 for 5",
        "slow.expression: 4 for 5",
    ]


def test_nothing_of_a_dataset_without_derived_columns(catalog: Catalog) -> None:
    assert list(of_derived(PART, catalog)) == []


# -- what becomes of them


def _row(number: int, begun: str, **more: Any) -> dict[str, Any]:
    return {"id": str(number), "district": "A", "begun": begun, **more}


ROWS = (
    _row(1, "2024-03-01", n=1),
    _row(2, "2024-03-31", n=9),
    _row(3, "2024-02-29", n=5),
)


def _plugin(*rows: dict[str, Any], expect: int, where: str = "n < 9", **more: Any) -> Plugin:
    """One measure over cases, one KPI that shows it, with one example."""
    example = WorkedExample(title="x", tables={"t.case": rows}, period="2024-03", expect=(Expect(value=expect),))
    return Plugin(
        name="t",
        title="t",
        codelists=CODELISTS,
        datasets=(PLAIN,),
        measures=(_flow(where=where),),
        kpis=(_kpi(Total(measure="t.a"), examples=(example,)),),
        **more,
    )


def _judged(plugin: Plugin) -> dict[str, Any]:
    verdict = judge(build([plugin]), plugin)
    return {
        "killed": verdict.killed,
        "stillborn": verdict.stillborn,
        "survivors": {m.id for m in verdict.survivors},
        "explained": dict(verdict.explained),
        "unknown": verdict.unknown,
        "share": verdict.share,
    }


EVERY = {
    "t.a sources[0].where: every row",
    "t.a sources[0].where: <= for < in n < 9",
    "t.a sources[0].where: 10 for 9",
    "t.a sources[0].where: 8 for 9",
    "t.a sources[0].date: done for begun",
    "t.a sources[0].area: court for district",
}


def test_mutants_are_named_once_and_say_what_rests_on_them() -> None:
    plugin = _plugin(*ROWS, expect=1)
    made = list(mutants(build([plugin]), plugin))
    assert {m.id for m in made} == EVERY and len(made) == len(EVERY)
    assert all(m.kpis == ("t.k",) and m.definition.id == "t.a" for m in made)
    assert all(m.changed.measures == (m.definition,) and m.changed != plugin for m in made)


def test_two_changes_that_are_called_alike_are_numbered() -> None:
    plugin = _plugin(*ROWS, expect=1, where="p AND (n IS NULL OR p)")
    named = [m.id for m in mutants(build([plugin]), plugin)]
    assert len(set(named)) == len(named)
    assert {"t.a sources[0].where: without p", "t.a sources[0].where: without p (2)"} <= set(named)


def test_an_example_at_every_border_kills_all_it_can() -> None:
    ends = (*ROWS, _row(4, "2024-03-02", n=8))
    judged = _judged(_plugin(*ends, expect=2))
    assert (judged["killed"], judged["stillborn"], judged["share"]) == (6, 0, 1.0)
    assert judged["survivors"] == set()


def test_what_no_example_shows_survives() -> None:
    judged = _judged(_plugin(_row(1, "2024-03-01", n=1), expect=1))
    assert judged["survivors"] == EVERY - {
        "t.a sources[0].date: done for begun",
        "t.a sources[0].area: court for district",
    }
    assert (judged["killed"], judged["share"]) == (2, 2 / 6)


def test_a_signed_kpi_is_mutated_like_a_draft() -> None:
    """Every mutant breaks its seal: that alone kills none."""
    plugin = _plugin(_row(1, "2024-03-01", n=1), expect=1)
    revision = {"version": 1, "on": "2024-01-01", "change": "First.", "author": "A", "checker": "B"}
    seal = seal_of(build([plugin]), plugin.kpis[0])
    fields = {**dict(plugin.kpis[0]), "status": "active", "history": ({**revision, "seal": seal},)}
    assert _judged(plugin.model_copy(update={"kpis": (Kpi(**fields),)})) == _judged(plugin)


def test_without_an_example_everything_survives() -> None:
    plugin = _plugin(*ROWS, expect=1)
    bare = plugin.model_copy(update={"kpis": (plugin.kpis[0].model_copy(update={"examples": ()}),)})
    assert _judged(bare)["survivors"] == EVERY and _judged(bare)["share"] == 0


def test_a_listed_survivor_is_no_fault_and_a_wrong_listing_is() -> None:
    border = "t.a sources[0].where: 8 for 9"
    survivors = {border: "no row has 8", "t.a sources[0].where: every row": "wrong", "t.a gone": "wrong too"}
    judged = _judged(_plugin(*ROWS, expect=1, survivors=survivors))
    assert judged["explained"] == {border: "no row has 8"} and judged["survivors"] == set()
    assert judged["unknown"] == ("t.a gone", "t.a sources[0].where: every row")
    assert judged["share"] == 1.0


def test_what_is_no_definition_is_neither_killed_nor_alive() -> None:
    plugin = _plugin(*ROWS, expect=1, where="TRUE")
    stock = Stock(**_about(sources=HELD))
    held = plugin.model_copy(update={"measures": (stock,)})
    judged = _judged(held)
    tried = {m.id for m in mutants(build([held]), held)}
    assert {"t.a sources[0].without start", "t.a sources[0].without end"} <= tried
    assert judged["stillborn"] == 2  # a stock of events says when it begins and ends
    assert judged["killed"] + len(judged["survivors"]) + judged["stillborn"] == len(tried)


def test_a_plugin_without_anything_to_change_passes() -> None:
    assert _judged(Plugin(name="t", title="t")) == {
        "killed": 0, "stillborn": 0, "survivors": set(), "explained": {}, "unknown": (), "share": 1.0,
    }  # fmt: skip


def test_a_measure_is_judged_by_the_kpis_made_of_its_kpi_too() -> None:
    plugin = _plugin(*ROWS, expect=1)
    (shown,) = plugin.kpis
    formula = Score(parts=(ScorePart(kpi="t.k", worst=0, best=4),))
    hidden = shown.model_copy(update={"examples": ()})
    (example,) = shown.examples
    told = example.model_copy(update={"expect": (Expect(value=25),)})
    score = shown.model_copy(update={"id": "t.score", "formula": formula, "examples": (told,)})
    scored = plugin.model_copy(update={"kpis": (hidden, score)})
    made = [m for m in mutants(build([scored]), scored) if m.definition.id == "t.a"]
    assert {m.kpis for m in made} == {("t.k", "t.score")}
    assert {m for m in _judged(scored)["survivors"] if m.startswith("t.a ")} == {"t.a sources[0].where: 8 for 9"}
