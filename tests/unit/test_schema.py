"""The schema that editors use: it takes what ``rolkpi`` takes, and marks what an author most often gets wrong."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from rolkpi.authoring.schema import plugin_schema
from rolkpi.loader.yaml_text import parse

ROOT = Path(__file__).parents[2]
FIXTURES = sorted(p for p in (ROOT / "tests/fixtures/levies").rglob("*") if p.suffix in (".yaml", ".yml"))
PAGES = [ROOT / "docs/definitions.md", ROOT / "docs/rules.md"]
WRITTEN = {
    **{str(file.relative_to(ROOT)): file.read_text(encoding="utf-8") for file in FIXTURES},
    **{
        f"{page.name} {number}": block
        for page in PAGES
        for number, block in enumerate(
            re.findall(r"^```yaml\n(.*?)^```", page.read_text(encoding="utf-8"), re.MULTILINE | re.DOTALL)
        )
    },
}
SCHEMA = plugin_schema()


def wrong(data: Any) -> set[str]:
    """Every place the schema has something to say of: ``$.kpis[0].direction``; empty when all is right."""
    errors, places = list(Draft202012Validator(SCHEMA).iter_errors(data)), set()
    while errors:
        error = errors.pop()
        errors += error.context or ()
        places.add(error.json_path)
    return places


def read(text: str) -> Any:
    return parse(text.encode(), "x.yaml").data


def test_it_is_a_schema() -> None:
    Draft202012Validator.check_schema(SCHEMA)
    assert SCHEMA["$schema"] == "https://json-schema.org/draft/2020-12/schema"


def test_every_field_says_what_to_know() -> None:
    kinds = {"file": SCHEMA, **SCHEMA["$defs"]}
    fields = [(kind, name, said) for kind, held in kinds.items() for name, said in held.get("properties", {}).items()]
    assert len(fields) > 150
    assert [f"{kind}.{name}" for kind, name, said in fields if not said.get("description")] == []
    assert [f"{kind}.{name}" for kind, name, said in fields if "``" in said["description"]] == []
    assert [kind for kind, held in kinds.items() if not held.get("description")] == []


def test_it_leaves_out_what_only_code_can_give() -> None:
    fields = {name for held in SCHEMA["$defs"].values() for name in held.get("properties", {})}
    assert fields.isdisjoint({"read", "view_of"})
    assert "$.adapters[0]" in wrong({"adapters": [{"id": "a.b", "dataset": "a.c", "read": "x"}]})
    assert not wrong({"adapters": [{"id": "a.b", "dataset": "a.c"}]})


@pytest.mark.parametrize("text", WRITTEN.values(), ids=WRITTEN.keys())
def test_it_takes_what_is_right(text: str) -> None:
    assert not wrong(read(text))


def example() -> Any:
    """The first plugin of the manual."""
    return read(WRITTEN["definitions.md 0"])


def test_a_misspelt_field() -> None:
    data = example()
    data["kpis"][0]["min_bases"] = data["kpis"][0].pop("min_base")
    assert "$.kpis[0]" in wrong(data)


@pytest.mark.parametrize(
    ("path", "value"),
    [
        (("plugin", "version"), 1.5),
        (("kpis", 0, "min_base"), "10"),
        (("kpis", 0, "direction"), "sideways"),
        (("datasets", 0, "key"), "incident_no"),
        (("datasets", 0, "columns", 0, "type"), "string"),
        (("datasets", 0, "id"), "Incident"),
        (("kpis", 0, "formula", "scale"), 0),
    ],
    ids=lambda part: ".".join(map(str, part)) if isinstance(part, tuple) else str(part),
)
def test_a_value_of_the_wrong_type(path: tuple[str | int, ...], value: Any) -> None:
    data = example()
    *way, last = path
    held = data
    for step in way:
        held = held[step]
    held[last] = value
    assert "$" + "".join(f"[{s}]" if isinstance(s, int) else f".{s}" for s in path) in wrong(data)


@pytest.mark.parametrize(
    ("what", "change"),
    [("measures", {"rule": "flows"}), ("kpis", {"formula": {"kind": "quotient", "measure": "levies.in_time"}})],
)
def test_an_unknown_rule_or_kind(what: str, change: dict[str, Any]) -> None:
    data = example()
    data[what][0].update(change)
    assert f"$.{what}[0]" in {place.removesuffix(".formula") for place in wrong(data)}


@pytest.mark.parametrize(
    ("what", "field"),
    [
        ("measures", "rule"),
        ("measures", "sources"),
        ("measures", "unit"),
        ("kpis", "formula"),
        ("kpis", "source"),
        ("datasets", "kind"),
        ("codelists", "codes"),
    ],
)
def test_a_field_that_is_missing(what: str, field: str) -> None:
    data = example()
    del data[what][0][field]
    assert f"$.{what}[0]" in wrong(data)


def test_a_kind_that_is_missing() -> None:
    data = example()
    del data["kpis"][0]["formula"]["kind"]
    assert "$.kpis[0].formula" in wrong(data)
