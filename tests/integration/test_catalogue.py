"""``rolkpi kpis --format json``: the whole catalogue as data, in the form its JSON Schema promises."""

from __future__ import annotations

import json
from typing import Any

import jsonschema
import pytest

from rolkpi.authoring.catalogue import Catalogue, catalogue_schema, make_catalogue
from rolkpi.loader import load_plugins
from rolkpi.model import Kpi

SHIPPED = ("chain", "judiciary", "police", "prisons", "probation", "prosecution")


@pytest.fixture(scope="module")
def catalogue() -> dict[str, Any]:
    made = make_catalogue(load_plugins(SHIPPED).catalog, "All that is shipped")
    return json.loads(json.dumps(made.model_dump(mode="json")))


def test_it_keeps_to_its_schema_and_can_be_read_back(catalogue: dict[str, Any]) -> None:
    schema = catalogue_schema()
    jsonschema.Draft202012Validator.check_schema(schema)
    jsonschema.Draft202012Validator(schema).validate(catalogue)
    assert Catalogue.model_validate(catalogue).model_dump(mode="json") == catalogue


def test_the_schema_refuses_what_is_none(catalogue: dict[str, Any]) -> None:
    validator = jsonschema.Draft202012Validator(catalogue_schema())
    kpi = catalogue["kpis"][0]
    for wrong in ({**kpi, "direction": "sideways"}, {**kpi, "more": 1}, {k: v for k, v in kpi.items() if k != "unit"}):
        assert not validator.is_valid({**catalogue, "kpis": [wrong]})


def test_every_field_of_a_kpi_is_told(catalogue: dict[str, Any]) -> None:
    assert set(Kpi.model_fields) - set(catalogue["kpis"][0]) == set()
    undescribed = [
        f"{name}.{field}"
        for name, kind in catalogue_schema()["$defs"].items()
        if name in ("KpiEntry", "DatasetEntry", "PluginEntry", "Dimension")
        for field, about in kind["properties"].items()
        if "description" not in about
    ]
    assert undescribed == []


def test_what_is_named_is_there(catalogue: dict[str, Any]) -> None:
    held = {kind: {x["id"] for x in catalogue[kind]} for kind in ("kpis", "measures", "datasets", "codelists")}
    plugins = {p["name"] for p in catalogue["plugins"]}
    assert plugins == set(SHIPPED)
    for kpi in catalogue["kpis"]:
        assert set(kpi["measures"]) <= held["measures"] and set(kpi["kpis"]) <= held["kpis"], kpi["id"]
        assert set(kpi["datasets"]) <= held["datasets"] and (kpi["measures"] or kpi["kpis"]), kpi["id"]
        assert {d for by in kpi["disaggregations"] for d in by} == {d["name"] for d in kpi["dimensions"]}, kpi["id"]
        assert {d["codelist"] for d in kpi["dimensions"]} - {None} <= held["codelists"], kpi["id"]
        assert kpi["plugin"] in plugins and len(kpi["definition"]) == 64 and not kpi["missing"]
    codes = [k["code"] for k in catalogue["kpis"]]
    assert codes == sorted(codes)
