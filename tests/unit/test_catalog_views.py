"""The catalog: views of what other plugins publish, and what rests on plugins that are not there."""

from __future__ import annotations

from typing import Any

import pytest

from rolkpi.catalog import Catalog, build
from rolkpi.errors import DefinitionError, RequestError
from rolkpi.model import ColumnType, Plugin

TEXT = {"title": "t", "unit": "cases"}
OWNED = {"title": "t", "description": "d", "unit": "percent", "direction": "down", "owner": "o", "source": "s"}


def _column(name: str, kind: str, codelist: str | None = None) -> dict[str, Any]:
    return {"name": name, "type": kind, "codelist": codelist}


def _hearing() -> dict[str, Any]:
    return {
        "id": "courts.hearing",
        "kind": "events",
        "columns": [_column("case_no", "key"), _column("district", "area"), _column("on_day", "date")],
        "area": "district",
        "date": "on_day",
    }


def courts() -> dict[str, Any]:
    """A plugin that publishes some columns of its cases, but not their area."""
    case = {
        "id": "courts.case",
        "kind": "events",
        "columns": [
            _column("case_no", "key"),
            _column("district", "area"),
            _column("instituted", "date"),
            _column("decided", "date"),
            _column("sex", "code", "courts.sex"),
            _column("amount", "money"),
        ],
        "key": ["case_no"],
        "area": "district",
        "date": "instituted",
        "derived": [
            {
                "kind": "aggregate",
                "name": "hearings",
                "dataset": "courts.hearing",
                "on": {"case_no": "case_no"},
                "function": "count",
            },
            {
                "kind": "formula",
                "name": "late",
                "type": "bool",
                "expression": "days(instituted, decided) > 90 AND hearings > 0",
            },
        ],
        "published": ["case_no", "instituted", "sex", "late"],
    }
    decided = {"dataset": "courts.case", "date": "decided"}
    return {
        "name": "courts",
        "title": "Courts",
        "codelists": [{"id": "courts.sex", "codes": [{"code": c, "label": c} for c in ("F", "M")]}],
        "datasets": [case, _hearing()],
        "measures": [{"id": "courts.decided", "rule": "flow", **TEXT, "published": True, "sources": [decided]}],
    }


def _published_courts() -> dict[str, Any]:
    data = courts()
    data["datasets"][0]["published"].append("district")
    return data


def chain() -> dict[str, Any]:
    """A plugin that joins its own register with the courts' published cases."""
    complaint = {
        "id": "chain.complaint",
        "kind": "events",
        "columns": [
            _column("case_no", "key"),
            _column("district", "area"),
            _column("made_on", "date"),
        ],
        "key": ["case_no"],
        "area": "district",
        "date": "made_on",
        "links": [{"name": "case", "dataset": "courts.case", "on": {"case_no": "case_no"}}],
        "derived": [
            {"kind": "lookup", "name": "case_late", "link": "case", "column": "late"},
            {"kind": "formula", "name": "was_late", "type": "bool", "expression": "COALESCE(case_late, FALSE)"},
        ],
    }
    view = {
        "id": "chain.case",
        "of": "courts.case",
        "links": [{"name": "complaint", "dataset": "chain.note", "on": {"case_no": "case_no"}}],
        "derived": [
            {"kind": "lookup", "name": "noted_on", "link": "complaint", "column": "made_on"},
            {"kind": "formula", "name": "noted", "type": "bool", "expression": "noted_on >= instituted"},
        ],
    }
    note = {**complaint, "id": "chain.note", "links": [], "derived": []}
    measures = [
        {"id": "chain.noted", "rule": "flow", **TEXT, "sources": [{"dataset": "chain.case", "where": "noted"}]},
        {"id": "chain.cases", "rule": "flow", **TEXT, "sources": [{"dataset": "chain.case"}]},
        {"id": "chain.notes", "rule": "flow", **TEXT, "sources": [{"dataset": "chain.note"}]},
        {
            "id": "chain.late",
            "rule": "flow",
            **TEXT,
            "sources": [{"dataset": "chain.complaint", "where": "was_late"}],
        },
        {"id": "chain.complaints", "rule": "flow", **TEXT, "sources": [{"dataset": "chain.complaint"}]},
    ]
    formulas: dict[str, dict[str, Any]] = {
        "noted_share": {"kind": "ratio", "numerator": "chain.noted", "denominator": "chain.cases"},
        "notes": {"kind": "total", "measure": "chain.notes"},
        "complaints": {"kind": "total", "measure": "chain.complaints"},
        "late": {"kind": "total", "measure": "chain.late"},
        "score": {"kind": "score", "parts": [{"kpi": "chain.noted_share", "worst": 0, "best": 100}]},
    }
    linked = {"late": {"linkage": "chain.linked"}, "noted_share": {"linkage": "chain.linked"}}
    formulas["linked"] = {"kind": "ratio", "numerator": "chain.notes", "denominator": "chain.complaints"}
    kpis = [
        {"id": f"chain.{name}", "code": f"CHN-{name}", **OWNED, "formula": formula, **linked.get(name, {})}
        for name, formula in formulas.items()
    ]
    return {
        "name": "chain",
        "title": "Chain",
        "needs": ["courts"],
        "datasets": [complaint, note],
        "views": [view],
        "measures": measures,
        "kpis": kpis,
    }


def _build(*plugins: dict[str, Any]) -> Catalog:
    return build([Plugin.model_validate(data) for data in plugins])


def _problems(*plugins: dict[str, Any]) -> dict[str, tuple[str, str, str]]:
    with pytest.raises(DefinitionError) as caught:
        _build(*plugins)
    return {p.code: (p.what, p.where, p.fix) for p in caught.value.problems}


def test_a_view_is_a_dataset_with_the_published_columns() -> None:
    catalog = _build(_published_courts(), chain())
    view = catalog.datasets["chain.case"]
    assert view.view_of == "courts.case"
    assert [c.name for c in view.columns] == ["case_no", "district", "instituted", "sex", "late"]
    assert (view.kind, view.key, view.area, view.date) == ("events", ("case_no",), "district", "instituted")
    assert catalog.column("chain.case", "late").type is ColumnType.BOOL
    assert catalog.column("chain.case", "sex").codelist == "courts.sex"
    assert catalog.delivered("chain.case") == catalog.delivered("courts.case") == "courts.case"
    assert catalog.supports("chain.case", ["sex"]) == {"courts.case"}
    assert catalog.supports("chain.case", ["noted"]) == {"courts.case", "chain.note"}
    assert catalog.supports("chain.case", ["late"]) == {"courts.case", "courts.hearing"}
    assert ("courts.case", "decided") in catalog.rests_on("chain.case", ["late"])
    assert catalog.datasets_behind(["chain.case"]) >= {"courts.case", "courts.hearing", "chain.note"}
    order = catalog.derivation_order()
    assert order.index("courts.case") < order.index("chain.case")


def test_a_view_of_ones_own_dataset_has_every_column_and_views_may_be_viewed() -> None:
    data = courts()
    data["views"] = [
        {"id": "courts.again", "of": "courts.first", "derived": []},
        {"id": "courts.first", "of": "courts.case", "published": ["case_no", "late"]},
    ]
    catalog = _build(data)
    stored = [c.name for c in catalog.datasets["courts.case"].columns]
    assert [c.name for c in catalog.datasets["courts.again"].columns] == [*stored, "hearings", "late"]
    assert catalog.delivered("courts.again") == "courts.case"
    assert catalog.supports("courts.again", ["sex"]) == {"courts.first", "courts.case"}


def test_a_view_without_the_key_has_none() -> None:
    data = _published_courts()
    data["datasets"][0]["published"].remove("case_no")
    other = chain()
    other.update(datasets=[], measures=[], kpis=[])
    other["views"] = [{"id": "chain.case", "of": "courts.case"}]
    assert _build(data, other).datasets["chain.case"].key == ()


def test_views_that_are_wrong() -> None:
    other = chain()
    other["views"][0]["of"] = "courts.kase"
    what, where, fix = _problems(_published_courts(), other)["RK104"]
    assert "courts.kase" in what
    assert "views[0] chain.case, of" in where
    assert fix == "did you mean 'courts.case'?"
    what, where, fix = _problems(courts(), chain())["RK115"]
    assert "area 'district'" in what
    assert "views[0] chain.case, of" in where
    assert "to publish it" in fix
    other = chain()
    other["views"][0]["derived"][1]["name"] = "sex"
    what, where, fix = _problems(_published_courts(), other)["RK101"]
    assert "derived[1].name" in where
    assert fix
    other = chain()
    other["views"][0]["derived"][1]["expression"] = "amount > 0"
    assert "views[0] chain.case, derived[1].expression" in _problems(_published_courts(), other)["RK107"][1]
    other = chain()
    other["views"].append({"id": "chain.note", "of": "courts.case"})
    assert "views[1]" in _problems(_published_courts(), other)["RK102"][1]


def test_views_in_a_circle() -> None:
    data = courts()
    data["views"] = [{"id": "courts.a", "of": "courts.b"}, {"id": "courts.b", "of": "courts.a"}]
    problems = _problems(data)
    assert set(problems) == {"RK113"}
    assert "courts.a -> courts.b -> courts.a" in problems["RK113"][0]
    data = courts()
    data["views"] = [{"id": "courts.a", "of": "courts.case", "published": "all"}]
    data["datasets"][1]["links"] = [{"name": "a", "dataset": "courts.a", "on": {"case_no": "case_no"}}]
    data["datasets"][1]["derived"] = [{"kind": "lookup", "name": "x", "link": "a", "column": "sex"}]
    assert set(_problems(data)) == {"RK113"}


def test_nothing_is_delivered_for_a_view() -> None:
    other = chain()
    other["adapters"] = [{"id": "chain.csv", "dataset": "chain.case"}]
    what, where, fix = _problems(_published_courts(), other)["RK104"]
    assert "is a view" in what
    assert "adapters[0] chain.csv, dataset" in where
    assert "courts.case" in fix


def test_what_rests_on_a_plugin_that_is_not_loaded_is_unavailable() -> None:
    catalog = _build(chain())
    assert set(catalog.kpis) == {"chain.notes", "chain.complaints", "chain.linked"}
    assert set(catalog.unavailable) == {"chain.late", "chain.noted_share", "chain.score"}
    assert catalog.unavailable["chain.score"].missing == ("courts",)
    assert catalog.unavailable["chain.score"].kpi.code == "CHN-score"
    assert "chain.case" not in catalog.datasets
    assert set(catalog.measures) == {"chain.notes", "chain.complaints"}
    complaint = catalog.datasets["chain.complaint"]
    assert (complaint.links, complaint.derived) == ((), ())
    assert catalog.kpi("CHN-score").id == "chain.score"
    assert [k.id for k in catalog.computable(catalog.find_kpis("CHN-score"))] == []
    assert len(catalog.hash_of("chain.score")) == 64
    with pytest.raises(RequestError) as caught:
        catalog.measures_of("chain.noted_share")
    assert "courts" in caught.value.fix


def test_what_is_unavailable_changes_the_canonical_form() -> None:
    catalog = _build(chain())
    assert set(catalog.canonical()["unavailable"]) == set(catalog.unavailable)
    other = chain()
    other["views"][0]["description"] = "changed"
    assert _build(other).canonical() != catalog.canonical()
    whole = _build(_published_courts(), chain())
    changed = _build(_published_courts(), other)
    assert whole.hash_of("chain.noted_share") != changed.hash_of("chain.noted_share")
    assert whole.hash_of("chain.score") != changed.hash_of("chain.score")
    assert whole.hash_of("chain.notes") == changed.hash_of("chain.notes")


def test_the_rest_is_checked_as_always() -> None:
    data = chain()
    data["measures"][2]["sources"][0]["where"] = "maid_on IS NULL"
    assert set(_problems(data)) == {"RK107"}


def test_plugins_that_are_not_needed_are_missed() -> None:
    data = chain()
    data["needs"] = []
    with pytest.raises(DefinitionError) as caught:
        _build(data)
    told = [p for p in caught.value.problems if p.code == "RK104"]
    assert told
    assert {p.fix for p in told} == {"add 'courts' to 'needs' and to the workspace's plugins"}
    assert {p.code for p in caught.value.problems} == {"RK104"}


def test_a_kpi_over_a_missing_measure_is_unavailable_too() -> None:
    data: dict[str, Any] = {"name": "third", "title": "Third", "needs": ["chain", "courts"]}
    formula = {"kind": "derived", "numerator": "chain.noted", "denominator": "courts.decided + 1"}
    data["kpis"] = [{"id": "third.x", "code": "T-1", **OWNED, "formula": formula}]
    assert _build(data).unavailable["third.x"].missing == ("chain", "courts")
    assert _build(data, chain()).unavailable["third.x"].missing == ("courts",)


def test_a_wrong_column_is_told_once_and_not_again_in_the_views_that_have_it() -> None:
    data = courts()
    late = {"kind": "lookup", "name": "late", "link": "none", "column": "x"}
    data["datasets"][0]["derived"][1] = late
    again = {"kind": "formula", "name": "punctual", "type": "bool", "expression": "NOT late"}
    data["views"] = [{"id": "courts.again", "of": "courts.case", "derived": [again]}]
    problems = _problems(data)
    assert set(problems) == {"RK104"}
    assert "courts.case" in problems["RK104"][1]
