"""The catalog: what is right in it, and that everything wrong is reported with its code."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from rolkpi.catalog import build
from rolkpi.errors import DefinitionError, RequestError
from rolkpi.model import Column, ColumnType, Plugin

TEXT = {"title": "t", "unit": "cases"}
OWNED = {
    "title": "t",
    "description": "d",
    "unit": "percent",
    "direction": "down",
    "owner": "o",
    "source": "s",
}


def _column(name: str, kind: str, codelist: str | None = None, **more: Any) -> dict[str, Any]:
    return {"name": name, "type": kind, "codelist": codelist, **more}


def _case() -> dict[str, Any]:
    return {
        "id": "courts.case",
        "kind": "events",
        "columns": [
            _column("case_no", "key"),
            _column("district", "area"),
            _column("court", "text"),
            _column("instituted", "date"),
            _column("decided", "date"),
            _column("filed_at", "timestamp"),
            _column("sex", "code", "courts.sex"),
            _column("amount", "money"),
        ],
        "key": ["case_no"],
        "area": "district",
        "date": "instituted",
        "links": [{"name": "limit", "dataset": "courts.limit", "on": {"court": "court"}, "valid_at": "instituted"}],
        "derived": [
            {"kind": "lookup", "name": "limit_days", "link": "limit", "column": "days_allowed"},
            {
                "kind": "aggregate",
                "name": "hearings",
                "dataset": "courts.hearing",
                "on": {"case_no": "case_no"},
                "function": "count",
                "where": "held",
            },
            {
                "kind": "formula",
                "name": "late",
                "type": "bool",
                "expression": "days(instituted, decided) > limit_days AND hearings > 0",
            },
        ],
        "rules": [{"id": "V01", "check": "decided >= instituted", "message": "m"}],
        "published": ["case_no", "instituted", "sex"],
    }


def _limit() -> dict[str, Any]:
    return {
        "id": "courts.limit",
        "kind": "reference",
        "columns": [
            _column("court", "text"),
            _column("days_allowed", "int"),
            _column("since", "date"),
            _column("until", "date"),
        ],
        "key": ["court", "since"],
        "start": "since",
        "end": "until",
        "published": "all",
        "rows": [{"court": "civil", "days_allowed": 90, "since": "2000-01-01"}],
    }


def _hearing() -> dict[str, Any]:
    return {
        "id": "courts.hearing",
        "kind": "events",
        "columns": [
            _column("case_no", "key"),
            _column("district", "area"),
            _column("on_day", "date"),
            _column("held", "bool"),
        ],
        "area": "district",
        "date": "on_day",
    }


def _return() -> dict[str, Any]:
    return {
        "id": "courts.form",
        "kind": "returns",
        "columns": [
            _column("district", "area"),
            _column("month", "month"),
            _column("line", "text"),
            _column("item", "text"),
            _column("value", "int"),
            _column("cell_status", "code", "courts.cell"),
        ],
        "area": "district",
        "date": "month",
    }


def _spell() -> dict[str, Any]:
    return {
        "id": "courts.posting",
        "kind": "spells",
        "columns": [
            _column("district", "area"),
            _column("judge", "key"),
            _column("since", "date"),
            _column("until", "date"),
        ],
        "area": "district",
        "start": "since",
        "end": "until",
    }


def _flow(name: str, where: str = "TRUE", **source: Any) -> dict[str, Any]:
    first = {"dataset": "courts.case", "date": "decided", "where": where, **source}
    return {"id": f"courts.{name}", "rule": "flow", **TEXT, "sources": [first]}


def _kpi(name: str, code: str, formula: dict[str, Any], **more: Any) -> dict[str, Any]:
    return {"id": f"courts.{name}", "code": code, **OWNED, "formula": formula, **more}


def _two(numerator: str, denominator: str, kind: str = "ratio") -> dict[str, Any]:
    return {"kind": kind, "numerator": f"courts.{numerator}", "denominator": f"courts.{denominator}"}


def courts() -> dict[str, Any]:
    """A plugin in which nothing is wrong, as plain data."""
    return {
        "name": "courts",
        "title": "Courts",
        "codelists": [
            {"id": "courts.sex", "codes": [{"code": c, "label": c} for c in ("F", "M")]},
            {
                "id": "courts.cell",
                "codes": [{"code": c, "label": c} for c in ("REPORTED", "ESTIMATED", "NOT_AVAILABLE")],
            },
        ],
        "datasets": [_case(), _limit(), _hearing(), _return(), _spell()],
        "measures": [
            _flow("decided"),
            _flow("late", "late AND sex = 'F'"),
            {
                "id": "courts.pending",
                "rule": "stock",
                **TEXT,
                "sources": [{"dataset": "courts.case", "start": "instituted", "end": "decided"}],
            },
            {"id": "courts.judges", "rule": "stock", **TEXT, "sources": [{"dataset": "courts.posting"}]},
            {
                "id": "courts.age",
                "rule": "quantile",
                **TEXT,
                "value": "days(instituted, decided)",
                "sources": [{"dataset": "courts.case", "date": "decided"}],
            },
            {
                "id": "courts.parties",
                "rule": "distinct",
                **TEXT,
                "key": "court",
                "sources": [{"dataset": "courts.case"}],
            },
            {
                "id": "courts.quick",
                "rule": "cohort",
                **TEXT,
                "days": 90,
                "success": "within(instituted, decided, '90 days')",
                "sources": [{"dataset": "courts.case"}],
            },
            {
                "id": "courts.filed",
                "rule": "flow",
                **TEXT,
                "sources": [
                    {"dataset": "courts.case"},
                    {"dataset": "courts.form", "where": "line = 'filed' AND item = 'total'"},
                ],
            },
        ],
        "kpis": [
            _kpi("late_share", "CRT-01", _two("late", "decided"), disaggregations=[["sex"], ["late", "sex"]]),
            _kpi("late_women", "CRT-01", {"kind": "total", "measure": "courts.late"}),
            _kpi("per_head", "CRT-02", {"kind": "rate", "numerator": "courts.filed"}),
            _kpi("quick_share", "CRT-03", {"kind": "cohort_share", "measure": "courts.quick"}),
            _kpi("median_age", "CRT-04", {"kind": "total", "measure": "courts.age"}),
            _kpi(
                "disposition_time",
                "CRT-05",
                {"kind": "derived", "numerator": "courts.pending * period_days", "denominator": "courts.decided"},
            ),
            _kpi("per_judge", "CRT-06", _two("pending", "judges")),
        ],
        "adapters": [
            {
                "id": "courts.csv",
                "dataset": "courts.case",
                "columns": {"sex": {"column": "Sex", "codes": {"1": "F", "2": "M"}}},
            }
        ],
    }


def test_what_is_right_builds() -> None:
    catalog = build([Plugin.model_validate(courts())])
    assert set(catalog.plugins) == {"courts"}
    assert len(catalog.kpis) == 7
    with pytest.raises(TypeError):
        catalog.kpis["x"] = catalog.kpis["courts.per_head"]  # type: ignore[index]


def test_columns_scopes_and_supports() -> None:
    catalog = build([Plugin.model_validate(courts())])
    assert catalog.column("courts.case", "limit_days").type is ColumnType.INT
    assert catalog.column("courts.case", "hearings").type is ColumnType.INT
    assert catalog.column("courts.case", "sex").codelist == "courts.sex"
    assert catalog.scope("courts.case").codes == {"sex": ("F", "M")}
    assert "late" in catalog.scope("courts.case").columns
    assert "late" not in catalog.stored_scope("courts.case").columns
    assert catalog.supports("courts.case", ["late"]) == {"courts.limit", "courts.hearing"}
    assert catalog.supports("courts.case", ["sex", "limit_days"]) == {"courts.limit"}
    assert catalog.supports("courts.case", ["sex"]) == frozenset()
    order = catalog.derivation_order()
    assert set(order) == set(catalog.datasets)
    assert order.index("courts.case") > max(order.index("courts.limit"), order.index("courts.hearing"))


def test_lookups_reach_through_derived_columns_of_other_datasets() -> None:
    data = courts()
    hearing = data["datasets"][2]
    hearing["links"] = [{"name": "case", "dataset": "courts.case", "on": {"case_no": "case_no"}}]
    hearing["derived"] = [{"kind": "lookup", "name": "case_late", "link": "case", "column": "late"}]
    data["datasets"][0]["derived"].pop(1)  # the aggregate over hearings would close a circle
    data["datasets"][0]["derived"][1]["expression"] = "days(instituted, decided) > limit_days"
    catalog = build([Plugin.model_validate(data)])
    assert catalog.column("courts.hearing", "case_late").type is ColumnType.BOOL
    assert catalog.supports("courts.hearing", ["case_late"]) == {"courts.case", "courts.limit"}


def test_kpis_answer_to_id_and_code() -> None:
    catalog = build([Plugin.model_validate(courts())])
    assert [k.id for k in catalog.find_kpis("CRT-01")] == ["courts.late_share", "courts.late_women"]
    assert catalog.kpi("CRT-04").id == "courts.median_age"
    assert catalog.kpi("courts.per_head").code == "CRT-02"
    assert [m.id for m in catalog.measures_of("courts.disposition_time")] == ["courts.pending", "courts.decided"]
    for wrong in ("courts.late_shar", "CRT-99"):
        with pytest.raises(RequestError) as caught:
            catalog.find_kpis(wrong)
        assert caught.value.code == "RK400"
    with pytest.raises(RequestError):
        catalog.kpi("CRT-01")


@pytest.mark.parametrize(
    "ask",
    [
        lambda c: c.scope("courts.nothing"),
        lambda c: c.column("courts.case", "nothing"),
        lambda c: c.supports("courts.case", ["nothing"]),
    ],
)
def test_what_is_not_there_is_a_request_error(ask: Callable[[Any], Any]) -> None:
    with pytest.raises(RequestError) as caught:
        ask(build([Plugin.model_validate(courts())]))
    assert caught.value.code == "RK400"


def test_order_of_plugins_does_not_matter() -> None:
    first, second = Plugin.model_validate(courts()), Plugin(name="other", title="Other")
    assert build([first, second]).canonical() == build([second, first]).canonical()


def test_hash_covers_what_a_kpi_rests_on_and_nothing_else() -> None:
    before = build([Plugin.model_validate(courts())])
    data = courts()
    data["datasets"][1]["rows"][0]["days_allowed"] = 91
    after = build([Plugin.model_validate(data)])
    assert before.hash_of("courts.late_share") != after.hash_of("courts.late_share")
    assert before.hash_of("courts.quick_share") != after.hash_of("courts.quick_share")  # same dataset
    assert before.hash_of("courts.per_judge") != after.hash_of("courts.per_judge")  # pending cases
    data = courts()
    data["codelists"][0]["codes"][0]["label"] = "Women"
    assert build([Plugin.model_validate(data)]).hash_of("courts.late_share") != before.hash_of("courts.late_share")
    data = courts()
    data["datasets"][4]["description"] = "changed"
    changed = build([Plugin.model_validate(data)])
    assert changed.hash_of("courts.late_share") == before.hash_of("courts.late_share")
    assert changed.hash_of("courts.per_judge") != before.hash_of("courts.per_judge")


# -- what is wrong: one change to the plugin above, and the codes it must give


def _set(*path: Any) -> Callable[[dict[str, Any]], None]:
    """Put the last of ``path`` where the rest of it leads."""

    def change(data: dict[str, Any]) -> None:
        at: Any = data
        for step in path[:-2]:
            at = at[step]
        at[path[-2]] = path[-1]

    return change


def _add(kind: str, *definitions: dict[str, Any]) -> Callable[[dict[str, Any]], None]:
    return lambda data: data[kind].extend(definitions)


def _source(measure: int, **fields: Any) -> Callable[[dict[str, Any]], None]:
    return lambda data: data["measures"][measure]["sources"][0].update(fields)


def _total(measure: str) -> Callable[[dict[str, Any]], None]:
    return _add("kpis", _kpi("x", "CRT-99", {"kind": "total", "measure": measure}))


def _ratio(numerator: str, denominator: str) -> Callable[[dict[str, Any]], None]:
    return _add("kpis", _kpi("x", "CRT-99", _two(numerator, denominator)))


def _derived(numerator: str, denominator: str) -> Callable[[dict[str, Any]], None]:
    return _add("kpis", _kpi("x", "CRT-99", {"kind": "derived", "numerator": numerator, "denominator": denominator}))


def _by(*dimensions: str) -> Callable[[dict[str, Any]], None]:
    return _set("kpis", 0, "disaggregations", [list(dimensions)])


def _measure(rule: str, source: dict[str, Any], **fields: Any) -> Callable[[dict[str, Any]], None]:
    return _add("measures", {"id": "courts.x", "rule": rule, **TEXT, **fields, "sources": [source]})


def _example(table: str, row: dict[str, Any]) -> Callable[[dict[str, Any]], None]:
    example = {"title": "t", "tables": {table: [row]}, "period": "2024-01", "expect": [{"value": 1}]}
    return _set("kpis", 0, "examples", [example])


def _more_sources(data: dict[str, Any]) -> None:
    for measure, times in ((0, 2), (1, 3)):
        data["measures"][measure]["sources"] *= times


CASE, LIMIT, HEARING, FORM, SPELL = range(5)

BROKEN: dict[str, tuple[Callable[[dict[str, Any]], None], set[str]]] = {
    # ids
    "foreign prefix": (_set("measures", 4, "id", "police.age"), {"RK103", "RK104"}),
    "measure twice": (_add("measures", _flow("decided")), {"RK102"}),
    "kpi twice": (_add("kpis", _kpi("per_head", "CRT-02", _two("late", "decided"))), {"RK102"}),
    "code twice in a codelist": (_set("codelists", 0, "codes", 1, "code", "F"), {"RK102", "RK108"}),
    "code that cannot be told in a disaggregation": (
        _set("codelists", 0, "codes", 1, "code", "a;b"),
        {"RK101", "RK108"},
    ),
    "rule twice": (lambda d: d["datasets"][0]["rules"].append(d["datasets"][0]["rules"][0]), {"RK102"}),
    # datasets
    "codelist unknown": (_set("datasets", CASE, "columns", 6, "codelist", "courts.seks"), {"RK104"}),
    "date of the wrong type": (_set("datasets", CASE, "date", "court"), {"RK110"}),
    "start of the wrong type": (_set("datasets", SPELL, "start", "judge"), {"RK110"}),
    "published unknown": (_set("datasets", CASE, "published", ["case"]), {"RK104"}),
    "link to nothing": (_set("datasets", CASE, "links", 0, "dataset", "courts.limits"), {"RK104"}),
    "link from nothing": (_set("datasets", CASE, "links", 0, "on", {"kourt": "court"}), {"RK104"}),
    "link on what is not the key": (
        _set("datasets", CASE, "links", 0, "on", {"court": "days_allowed"}),
        {"RK110", "RK116"},
    ),
    "link without valid_at to what is valid for a time": (
        lambda d: d["datasets"][CASE]["links"][0].pop("valid_at"),
        {"RK116"},
    ),
    "valid_at where nothing has a time": (
        lambda d: d["datasets"][LIMIT].update(start=None, end=None, key=["court"]),
        {"RK116"},
    ),
    "valid_at of the wrong type": (_set("datasets", CASE, "links", 0, "valid_at", "court"), {"RK110"}),
    "join of a hash with plain text": (_set("datasets", HEARING, "columns", 0, "personal", True), {"RK116"}),
    "lookup through no link": (_set("datasets", CASE, "derived", 0, "link", "limits"), {"RK104"}),
    "lookup of no column": (_set("datasets", CASE, "derived", 0, "column", "days"), {"RK104"}),
    "aggregate over nothing": (_set("datasets", CASE, "derived", 1, "dataset", "courts.hearings"), {"RK104"}),
    "aggregate on no column": (_set("datasets", CASE, "derived", 1, "on", {"case": "case_no"}), {"RK104"}),
    "aggregate with a wrong filter": (_set("datasets", CASE, "derived", 1, "where", "hold"), {"RK107"}),
    "aggregate with a filter that is none": (_set("datasets", CASE, "derived", 1, "where", "on_day"), {"RK110"}),
    "first day after a text": (
        lambda d: d["datasets"][CASE]["derived"][1].update(function="min", column="on_day", after="court"),
        {"RK110"},
    ),
    "first day after no column": (
        lambda d: d["datasets"][CASE]["derived"][1].update(function="min", column="on_day", after="instituted_on"),
        {"RK104"},
    ),
    "sum of days": (
        lambda d: d["datasets"][CASE]["derived"][1].update(function="sum", column="on_day"),
        {"RK110"},
    ),
    "formula before what it needs": (lambda d: d["datasets"][CASE]["derived"].reverse(), {"RK104"}),
    "formula of another type than declared": (
        _set("datasets", CASE, "derived", 2, "expression", "days(instituted, decided)"),
        {"RK110"},
    ),
    "formula with codes and no codelist": (_set("datasets", CASE, "derived", 2, "type", "code"), {"RK101", "RK110"}),
    "formula that gives no code": (
        lambda d: d["datasets"][CASE]["derived"].append(
            {
                "kind": "formula",
                "name": "x",
                "type": "code",
                "codelist": "courts.sex",
                "expression": "CASE WHEN late THEN 'X' ELSE 'F' END",
            }
        ),
        {"RK108"},
    ),
    "formula that gives any text": (
        lambda d: d["datasets"][CASE]["derived"].append(
            {"kind": "formula", "name": "x", "type": "code", "codelist": "courts.sex", "expression": "court"}
        ),
        {"RK110"},
    ),
    "circle of datasets": (
        lambda d: d["datasets"][HEARING].update(
            links=[{"name": "case", "dataset": "courts.case", "on": {"case_no": "case_no"}}],
            derived=[{"kind": "lookup", "name": "late", "link": "case", "column": "late"}],
        ),
        {"RK113"},
    ),
    "circle of one dataset": (
        lambda d: d["datasets"][HEARING].update(
            derived=[
                {
                    "kind": "aggregate",
                    "name": "n",
                    "dataset": "courts.hearing",
                    "on": {"case_no": "case_no"},
                    "function": "count",
                }
            ],
        ),
        {"RK113"},
    ),
    "rule over a derived column": (_set("datasets", CASE, "rules", 0, "check", "NOT late"), {"RK107"}),
    "cell status that is none": (_set("codelists", 1, "codes", 0, "code", "FINE"), {"RK108"}),
    "value of a form that is no number": (_set("datasets", FORM, "columns", 4, "type", "text"), {"RK110"}),
    # reference rows
    "row with an unknown column": (_set("datasets", LIMIT, "rows", 0, "kourt", "x"), {"RK104"}),
    "row with text for a number": (_set("datasets", LIMIT, "rows", 0, "days_allowed", "ninety"), {"RK101"}),
    "row with no date": (_set("datasets", LIMIT, "rows", 0, "since", "2000-02-30"), {"RK109"}),
    "row with nothing where something must be": (
        _set("datasets", LIMIT, "columns", 3, "required", True),
        {"RK101"},
    ),
    "row twice": (lambda d: d["datasets"][LIMIT]["rows"].append(d["datasets"][LIMIT]["rows"][0]), {"RK102"}),
    "rows valid on the same day": (
        lambda d: d["datasets"][LIMIT]["rows"].append({"court": "civil", "days_allowed": 60, "since": "2010-01-01"}),
        {"RK102"},
    ),
    # adapters
    "adapter of nothing": (_set("adapters", 0, "dataset", "courts.kase"), {"RK104"}),
    "adapter for a derived column": (_set("adapters", 0, "columns", {"late": {"constant": "1"}}), {"RK104"}),
    "adapter of cells for what is no form": (
        _set("adapters", 0, "cells", {"columns": {"Men": "M"}}),
        {"RK111"},
    ),
    "adapter to no code": (_set("adapters", 0, "columns", "sex", "codes", {"1": "W"}), {"RK108"}),
    "adapter with a constant that is no code": (
        _set("adapters", 0, "columns", {"sex": {"constant": "W"}}),
        {"RK108"},
    ),
    "adapter with a date format for text": (
        _set("adapters", 0, "columns", {"court": {"column": "Court", "format": "%d"}}),
        {"RK110"},
    ),
    # measures
    "measure of nothing": (_source(0, dataset="courts.kase"), {"RK104"}),
    "filter that is not SQL": (_source(0, where="decided IS NOT"), {"RK105"}),
    "filter with a subquery": (_source(0, where="court IN (SELECT 1)"), {"RK106"}),
    "filter on an unknown column": (_source(0, where="kourt = 'x'"), {"RK107"}),
    "filter on an unknown code": (_source(0, where="sex = 'W'"), {"RK108"}),
    "filter that is no condition": (_source(0, where="court"), {"RK110"}),
    "date unknown": (_source(0, date="decidedon"), {"RK104"}),
    "date of a measure of the wrong type": (_source(0, date="court"), {"RK110"}),
    "area of the wrong type": (_source(0, area="court"), {"RK110"}),
    "dimension unknown": (_source(0, dimensions={"gender": "seks"}), {"RK104"}),
    "sum of text": (_source(0, value="court"), {"RK110"}),
    "flow of reference data": (_measure("flow", {"dataset": "courts.limit", "area": "court"}), {"RK110", "RK111"}),
    "flow of spells without a date": (_measure("flow", {"dataset": "courts.posting"}), {"RK101"}),
    "stock of events without start": (_measure("stock", {"dataset": "courts.case", "end": "decided"}), {"RK101"}),
    "stock that starts with a number": (_source(2, start="amount"), {"RK110"}),
    "stock of a form with a start": (_measure("stock", {"dataset": "courts.form", "start": "month"}), {"RK111"}),
    "quantile of a form": (_measure("quantile", {"dataset": "courts.form"}, value="value"), {"RK111"}),
    "distinct of a form": (_measure("distinct", {"dataset": "courts.form"}, key="line"), {"RK111"}),
    "cohort of a form": (_measure("cohort", {"dataset": "courts.form"}, days=1, success="TRUE"), {"RK111"}),
    "quantile of a date": (_set("measures", 4, "value", "decided"), {"RK110"}),
    "distinct of nothing": (_set("measures", 5, "key", "party"), {"RK104"}),
    "success that is no condition": (_set("measures", 6, "success", "days(instituted, decided)"), {"RK110"}),
    # KPIs
    "total of nothing": (_total("courts.nothing"), {"RK104"}),
    "total of a cohort": (_total("courts.quick"), {"RK111"}),
    "share of a flow": (
        _add("kpis", _kpi("x", "CRT-99", {"kind": "cohort_share", "measure": "courts.late"})),
        {"RK111"},
    ),
    "ratio of flow and stock": (_ratio("decided", "pending"), {"RK111"}),
    "ratio with a quantile": (_ratio("age", "decided"), {"RK111"}),
    "ratio of unknown measures": (_ratio("decidet", "pendin"), {"RK104"}),
    "rate of a quantile": (
        _add("kpis", _kpi("x", "CRT-99", {"kind": "rate", "numerator": "courts.age"})),
        {"RK111"},
    ),
    "formula with a quantile": (_derived("courts.age", "courts.decided"), {"RK111"}),
    "formula with an unknown measure": (_derived("courts.agee", "courts.decided"), {"RK107"}),
    "formula without a measure": (_derived("period_days", "1"), {"RK111"}),
    "breakdown by nothing": (_by("gender"), {"RK112"}),
    "breakdown by text": (_by("court"), {"RK112"}),
    "different numbers of sources": (_more_sources, {"RK111"}),
    "nobody reports both": (_set("datasets", SPELL, "reported_by", ["court"]), {"RK111"}),
    "example of no dataset": (_example("courts.kase", {}), {"RK104"}),
    "example with no column": (_example("courts.case", {"kourt": "x"}), {"RK104"}),
    "example with a derived column": (_example("courts.case", {"late": True}), {"RK104"}),
}


@pytest.mark.parametrize("name", BROKEN)
def test_what_is_wrong_is_reported(name: str) -> None:
    change, codes = BROKEN[name]
    data = courts()
    change(data)
    plugin = Plugin.model_validate(data)
    with pytest.raises(DefinitionError) as caught:
        build([plugin])
    assert {p.code for p in caught.value.problems} == codes, str(caught.value)
    assert all(p.where.startswith("plugin 'courts'") for p in caught.value.problems)


def test_everything_is_reported_at_once_and_where_it_stands() -> None:
    data = courts()
    for change, _ in (BROKEN["filter on an unknown code"], BROKEN["lookup of no column"], BROKEN["breakdown by text"]):
        change(data)
    with pytest.raises(DefinitionError) as caught:
        build([Plugin.model_validate(data)], locate=lambda plugin, path: f"{plugin}/{'/'.join(map(str, path))}")
    found = {(p.code, p.where) for p in caught.value.problems}
    assert caught.value.code == "RK100"
    assert ("RK104", "courts/datasets/0/derived/0/column") in found
    assert ("RK112", "courts/kpis/0/disaggregations/0") in found
    assert any(code == "RK108" and where.startswith("courts/measures/0/sources/0/where") for code, where in found)
    assert len(found) == 3, "what rests on a wrong definition is not reported as well"


def test_the_nearest_name_is_offered() -> None:
    data = courts()
    data["kpis"][1]["formula"]["measure"] = "courts.lat"
    with pytest.raises(DefinitionError) as caught:
        build([Plugin.model_validate(data)])
    assert "courts.late" in caught.value.fix


# -- several plugins


def _chain(**source: Any) -> Plugin:
    first = {"dataset": "courts.case", "date": "instituted", **source}
    measure = {"id": "chain.cases", "rule": "flow", **TEXT, "sources": [first]}
    return Plugin.model_validate({"name": "chain", "title": "Chain", "measures": [measure]})


def test_published_columns_may_be_used() -> None:
    build([Plugin.model_validate(courts()), _chain(where="sex = 'F'", dimensions={"gender": "sex"})])


@pytest.mark.parametrize(
    "source",
    [{"where": "late"}, {"date": "decided"}, {"dimensions": {"x": "court"}}, {"value": "amount"}],
    ids=str,
)
def test_other_columns_may_not(source: dict[str, Any]) -> None:
    with pytest.raises(DefinitionError) as caught:
        build([Plugin.model_validate(courts()), _chain(**source)])
    assert caught.value.code == "RK115"
    assert "'chain'" in caught.value.where


def test_unpublished_dataset_may_not_be_used() -> None:
    with pytest.raises(DefinitionError) as caught:
        build([Plugin.model_validate(courts()), _chain(dataset="courts.hearing", date=None)])
    assert caught.value.code == "RK115"


def test_unpublished_columns_may_not_be_looked_up_or_joined() -> None:
    columns = [_column("case_no", "key"), _column("district", "area"), _column("d", "date")]
    dataset = {
        "id": "chain.appeal",
        "kind": "events",
        "columns": columns,
        "area": "district",
        "date": "d",
        "links": [{"name": "case", "dataset": "courts.case", "on": {"case_no": "case_no"}}],
        "derived": [{"kind": "lookup", "name": "late", "link": "case", "column": "late"}],
    }
    plugin = Plugin.model_validate({"name": "chain", "title": "Chain", "datasets": [dataset]})
    with pytest.raises(DefinitionError) as caught:
        build([Plugin.model_validate(courts()), plugin])
    assert {p.code for p in caught.value.problems} == {"RK115"}


def test_a_collision_names_both_owners() -> None:
    intruder = _chain().model_copy(update={"measures": Plugin.model_validate(courts()).measures[:1]})
    with pytest.raises(DefinitionError) as caught:
        build([Plugin.model_validate(courts()), intruder])
    problems = {p.code: str(p) for p in caught.value.problems}
    assert set(problems) == {"RK102", "RK103"}
    assert "'courts'" in problems["RK102"]
    assert "'chain'" in problems["RK102"]


def test_a_code_belongs_to_one_plugin() -> None:
    kpi = {**_kpi("x", "crt-01", {"kind": "total", "measure": "courts.late"}), "id": "chain.x"}
    other = Plugin.model_validate({"name": "chain", "title": "Chain", "kpis": [kpi]})
    with pytest.raises(DefinitionError) as caught:
        data = courts()
        data["measures"][1]["published"] = True
        build([Plugin.model_validate(data), other])
    assert caught.value.code == "RK102"
    assert "courts.late_share" in str(caught.value)
    assert "chain.x" in str(caught.value)


def test_two_plugins_of_one_name() -> None:
    with pytest.raises(DefinitionError) as caught:
        build([Plugin(name="courts", title="A"), Plugin(name="courts", title="B")])
    assert caught.value.code == "RK102"


def test_dimensions_of_one_name_share_a_codelist() -> None:
    data = courts()
    data["codelists"].append({"id": "courts.gender", "codes": [{"code": "F", "label": "F"}]})
    data["datasets"][CASE]["columns"].append(_column("gender", "code", "courts.gender"))
    data["measures"][0]["sources"][0]["dimensions"] = {"sex": "gender"}
    with pytest.raises(DefinitionError) as caught:
        build([Plugin.model_validate(data)])
    assert {p.code for p in caught.value.problems} == {"RK112"}


def test_later_sources_may_lack_a_dimension() -> None:
    data = courts()
    data["kpis"][2]["disaggregations"] = [["sex"]]
    assert "courts.per_head" in build([Plugin.model_validate(data)]).kpis


def test_an_adapter_may_feed_another_plugins_dataset() -> None:
    adapter = {"id": "chain.csv", "dataset": "courts.case", "columns": {"court": {"column": "Court"}}}
    plugin = Plugin.model_validate({"name": "chain", "title": "Chain", "adapters": [adapter]})
    assert "chain.csv" in build([Plugin.model_validate(courts()), plugin]).adapters


def test_code_of_an_adapter_stands_in_the_canonical_form() -> None:
    data = courts()
    data["adapters"][0]["read"] = lambda table, options: table
    form = build([Plugin.model_validate(data)]).canonical()["adapters"]["courts.csv"]
    assert "<lambda>" in form["read"]


def test_stored_columns_come_before_derived_ones() -> None:
    catalog = build([Plugin.model_validate(courts())])
    stored = [c.name for c in catalog.datasets["courts.case"].columns]
    assert list(catalog.scope("courts.case").columns)[: len(stored)] == stored
    assert isinstance(catalog.datasets["courts.case"].columns[0], Column)
