"""YAML folders: the same power as Python, and errors that say file, line and what to write."""

from __future__ import annotations

import runpy
from pathlib import Path

import pytest

from rolkpi.catalog import Catalog, build
from rolkpi.errors import DefinitionError, PluginError
from rolkpi.loader import load, read_folder
from rolkpi.loader.yaml_text import MAX_NODES, parse
from rolkpi.testing.examples import run_examples

FIXTURES = Path(__file__).parent.parent / "fixtures"

HEAD = "plugin: {name: x, title: X}\n"


def _folder(base: Path, **files: str) -> Path:
    folder = base / "x"
    folder.mkdir()
    for name, text in files.items():
        (folder / f"{name}.yaml").write_bytes(text.encode())
    return folder


def _refused(base: Path, text: str) -> DefinitionError:
    _folder(base, a=text)
    with pytest.raises(DefinitionError) as caught:
        load(["./x"], base)
    return caught.value


# -- what is right


def _levies() -> Catalog:
    return load(["./levies"], FIXTURES).catalog


def test_yaml_and_python_come_to_the_same() -> None:
    written = build([runpy.run_path(str(FIXTURES / "levies" / "in_python.py"))["PLUGIN"]])
    assert _levies().canonical() == written.canonical()
    assert {k: _levies().hash_of(k) for k in written.kpis} == {k: written.hash_of(k) for k in written.kpis}


def test_a_folder_has_an_origin() -> None:
    (origin,) = load(["./levies"], FIXTURES).sources
    assert (origin.name, origin.version, origin.kind, origin.where) == ("levies", "1.2.0", "folder", "levies")


def test_every_kpi_of_the_fixture_has_a_worked_example() -> None:
    assert all(kpi.examples for kpi in _levies().kpis.values())
    assert run_examples(*_levies().plugins.values()) == 7


def test_definitions_may_be_spread_over_files_and_folders(tmp_path: Path) -> None:
    folder = _folder(tmp_path, a="codelists:\n- {id: x.a, codes: [{code: A, label: A}]}\n", b=HEAD)
    (folder / "deep" / "er").mkdir(parents=True)
    (folder / "deep" / "er" / "c.yml").write_text("codelists:\n- {id: x.c, codes: [{code: C, label: C}]}\n")
    (folder / "notes.txt").write_text("no: [yaml")
    assert [c.id for c in read_folder(folder).codelists] == ["x.a", "x.c"]


def test_empty_files_and_empty_lists_are_nothing(tmp_path: Path) -> None:
    assert read_folder(_folder(tmp_path, a=HEAD, b="# only a remark\n", c="kpis:\n")).kpis == ()


def test_anchors_and_aliases_work() -> None:
    assert parse(b"a: &here [1, {b: 2}]\nc: *here\n", "f").data == {"a": [1, {"b": 2}], "c": [1, {"b": 2}]}


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("true", True),
        ("false", False),
        ("TRUE", "TRUE"),
        ("yes", "yes"),
        ("no", "no"),
        ("on", "on"),
        ("Off", "Off"),
        ("null", None),
        ("~", None),
        ("", None),
        ("NULL", "NULL"),
        ("12", 12),
        ("-3", -3),
        ("007", "007"),
        ("0x10", "0x10"),
        ("1_000", "1_000"),
        ("1:30", "1:30"),
        ("7.5", 7.5),
        ("1e3", 1000.0),
        ("1.", "1."),
        (".inf", ".inf"),
        ("2024-03-15", "2024-03-15"),
        ("2024-03", "2024-03"),
        ('"12"', "12"),
        ("'true'", "true"),
        ("!!str 12", "12"),
        ("offence = 'MURDER'", "offence = 'MURDER'"),
    ],
)
def test_plain_values(text: str, value: object) -> None:
    got = parse(f"a: {text}\n".encode(), "f").data["a"]
    assert got == value
    assert type(got) is type(value)


def test_keys_are_text() -> None:
    assert parse(b"{1: a, true: b, 2024-01-01: c}", "f").data == {"1": "a", "true": "b", "2024-01-01": "c"}


def test_a_byte_order_mark_is_no_content() -> None:
    assert parse(b"\xef\xbb\xbfa: 1\n", "f").data == {"a": 1}


# -- what cannot be read: RK114, with file, line and column

BOMB = "a: &a [x, x, x, x, x, x, x, x, x, x]\n" + "".join(
    f"{n}: &{n} [{', '.join([f'*{m}'] * 10)}]\n" for m, n in zip("abcdefgh", "bcdefghi", strict=True)
)

UNREADABLE = {
    "key twice": (b"a: 1\nb: 2\na: 3\n", "3:1"),
    "key twice inside": (b"a:\n  - {b: 1, b: 2}\n", "2:12"),
    "tab": (b"a:\n\tb: 1\n", "2:1"),
    "colon in a text": (b"a: b: c\n", "1:5"),
    "bracket left open": (b"a: [1, 2\n", "1:8"),
    "wrong indent": (b"a:\n  b: 1\n c: 2\n", "3:2"),
    "two documents": (b"a: 1\n---\nb: 2\n", "2:1"),
    "not UTF-8": (b"a: 1\nb: caf\xe9\n", "2:7"),
    "UTF-16": ("a: 1\n".encode("utf-16"), "1:1"),
    "control character": (b"a: 1\nb: \x07\n", "2:4"),
    "tag of Python": (b"a: !!python/object/apply:os.system [ls]\n", "1:4"),
    "own tag": (b"a: !thing 3\n", "1:4"),
    "set": (b"a: !!set {x, y}\n", "1:4"),
    "date tag": (b"a: !!timestamp 2024-01-01\n", "1:4"),
    "number that is none": (b"a: !!int x\n", "1:4"),
    "merge key": (b"a: &a {b: 1}\nc:\n  <<: *a\n", "3:3"),
    "key that is a list": (b"? [a, b]\n: c\n", "1:3"),
    "alias of nothing": (b"a: *b\n", "1:4"),
    "alias in itself": (b"a: &a\n  - *a\n", "1:4"),
    "alias bomb": (BOMB.encode(), None),
    "deep brackets": (b"[" * 5000 + b"]" * 5000, None),
}


@pytest.mark.parametrize("name", UNREADABLE)
def test_what_cannot_be_read(name: str) -> None:
    raw, place = UNREADABLE[name]
    with pytest.raises(DefinitionError) as caught:
        parse(raw, "f.yaml")
    assert caught.value.code == "RK114"
    if place is not None:
        assert caught.value.where == f"f.yaml:{place}"


def test_the_limit_of_nodes_is_far_above_an_honest_file() -> None:
    parse(b"- {a: 1, b: 2, c: 3}\n" * 3000, "f")
    assert MAX_NODES > 100_000


# -- what is read and is wrong: RK101, with the line

CODELIST = "codelists:\n  - id: x.a\n    codes:\n      - {code: A, label: A}\n"
DATASET = """datasets:
  - id: x.case
    kind: events
    area: district
    date: day
    columns:
      - {name: district, type: area}
      - {name: day, type: date}
      - {name: amount, type: int}
"""
MEASURE = """measures:
  - id: x.n
    rule: flow
    title: N
    unit: cases
    sources:
      - dataset: x.case
        where: amount > 1
"""
KPI = """kpis:
  - id: x.k
    code: X-1
    title: K
    description: d
    unit: cases
    direction: up
    formula: {kind: total, measure: x.n}
    owner: o
    source: s
"""
ALL = HEAD + CODELIST + DATASET + MEASURE + KPI

WRONG = {
    "unknown field": ("    code: X-1\n", "    coed: X-1\n    code: X-1\n", "RK101", "coed", "'code'"),
    "unknown field of a source": ("where: amount", "wher: amount", "RK101", "wher", "'where'"),
    "unknown field of a formula": ("{kind: total, m", "{kind: total, skale: 1, m", "RK101", "skale", ""),
    "unknown key of a file": ("measures:\n", "measure:\n", "RK101", "measure", "'measures'"),
    "missing field": ("    code: X-1\n", "", "RK101", "- id: x.k", "'code'"),
    "no kind": ("{kind: total, ", "{", "RK101", "formula:", "derived"),
    "unknown kind": ("kind: total", "kind: totl", "RK101", "formula:", "'total'"),
    "no rule": ("    rule: flow\n", "", "RK101", "- id: x.n", "quantile"),
    "unknown rule": ("rule: flow", "rule: flows", "RK101", "rule:", "'flow'"),
    "unknown kind of dataset": ("kind: events", "kind: evnts", "RK101", "kind:", "'events'"),
    "unknown type": ("type: int", "type: integer", "RK101", "amount", "money"),
    "unknown direction": ("direction: up", "direction: upward", "RK101", "direction", "band"),
    "number for text": ("title: K", "title: 5", "RK101", "title: 5", "'5'"),
    "truth for text": ("where: amount > 1", "where: true", "RK101", "where: true", ""),
    "text for a list": ("    codes:\n      - {code: A, label: A}\n", "    codes: A\n", "RK101", "codes: A", "list"),
    "empty list": ("    codes:\n      - {code: A, label: A}\n", "    codes: []\n", "RK101", "codes: []", ""),
    "nothing in a field": ("title: K", "title:", "RK101", "title:", ""),
    "capital letters in an id": ("id: x.k", "id: x.K", "RK101", "id: x.K", "lower case"),
    "list of nothing": ("kpis:\n  - id: x.k\n", "kpis:\n  -\n  - id: x.k\n", "RK101", "  -", ""),
    "a rule of the model": ("    date: day\n", "", "RK101", "- id: x.case", ""),
    "wrong expression": ("amount > 1", "amuont > 1", "RK107", "where:", "amount"),
    "wrong reference": ("measure: x.n", "measure: x.m", "RK104", "formula:", "x.n"),
    "foreign id": ("id: x.a", "id: y.a", "RK103", "id: y.a", "x.a"),
    "described twice": ("plugin:", "plugin: {name: x, title: X}\nplugin:", "RK114", "plugin:", ""),
    "head with lists": ("{name: x, title: X}", "{name: x, title: X, kpis: []}", "RK101", "plugin:", "beside"),
    "head that is a text": ("plugin: {name: x, title: X}", "plugin: x", "RK101", "plugin: x", ""),
    "kpis that are no list": ("kpis:\n  - id: x.k\n    code", "kpis:\n    id: x.k\n    code", "RK101", "kpis:", "'- '"),
}


@pytest.mark.parametrize("name", WRONG)
def test_what_is_wrong_is_shown_with_its_line(name: str, tmp_path: Path) -> None:
    old, new, code, line, fix = WRONG[name]
    assert ALL.count(old) >= 1
    text = ALL.replace(old, new)
    error = _refused(tmp_path, text)
    lines = text.splitlines()
    problems = [p for p in error.problems or (error,) if p.code == code]
    assert problems, str(error)
    shown = [(lines[int(p.where.split(":")[1].split(",")[0]) - 1], p.fix) for p in problems]
    assert any(line in at and fix in mend for at, mend in shown), str(error)
    assert all(p.where.startswith("x/a.yaml:") for p in error.problems or (error,)), str(error)


def test_nothing_is_wrong_with_what_the_wrong_ones_start_from(tmp_path: Path) -> None:
    _folder(tmp_path, a=ALL)
    assert "x.k" in load(["./x"], tmp_path).catalog.kpis


def test_one_fault_is_one_problem(tmp_path: Path) -> None:
    error = _refused(tmp_path, ALL.replace("kind: total", "kind: totl"))
    assert len(error.problems) == 1


def test_faults_of_all_files_come_together(tmp_path: Path) -> None:
    _folder(tmp_path, a=HEAD + "kpi: []\n", b="measures: [\n", c="datasets: 5\n", d="- a list\n")
    with pytest.raises(DefinitionError) as caught:
        load(["./x"], tmp_path)
    assert {p.where.split(":")[0] for p in caught.value.problems} == {f"x/{n}.yaml" for n in "abcd"}


def test_lines_are_right_in_the_second_file_of_a_list(tmp_path: Path) -> None:
    second = "codelists:\n\n  - id: x.b\n    codes:\n      - {code: A, label: A}\n      - {code: A, label: A}\n"
    _folder(tmp_path, a=HEAD + CODELIST, b=second)
    with pytest.raises(DefinitionError) as caught:
        load(["./x"], tmp_path)
    assert caught.value.where.startswith("x/b.yaml:6")


def test_code_of_an_adapter_cannot_be_yaml(tmp_path: Path) -> None:
    error = _refused(tmp_path, ALL + "adapters:\n  - {id: x.csv, dataset: x.case, read: os.system}\n")
    assert error.code == "RK101"


def test_the_plugin_is_described_once(tmp_path: Path) -> None:
    _folder(tmp_path, a=HEAD, b=HEAD)
    with pytest.raises(DefinitionError) as caught:
        load(["./x"], tmp_path)
    assert caught.value.code == "RK102"


def test_the_plugin_is_described_at_all(tmp_path: Path) -> None:
    assert _refused(tmp_path, CODELIST).code == "RK101"


def test_no_folder_and_no_files(tmp_path: Path) -> None:
    for name in ("./nowhere", "./x"):
        (tmp_path / "x").mkdir(exist_ok=True)
        with pytest.raises(PluginError) as caught:
            load([name], tmp_path)
        assert caught.value.code == "RK200"


VIEWS = """\
plugin: {name: x, title: X, needs: [y]}
datasets:
- id: x.fir
  kind: events
  columns: [{name: no, type: key}, {name: district, type: area}, {name: day, type: date}]
  key: [no]
  area: district
  date: day
views:
- id: x.again
  of: x.fir
  derived:
  - {kind: formula, name: late, type: bool, expression: "day > DATE '2024-01-01'"}
- id: x.other
  of: y.case
"""


def test_views_and_needs_can_be_written(tmp_path: Path) -> None:
    _folder(tmp_path, a=VIEWS)
    loaded = load(["./x"], tmp_path).catalog
    assert loaded.plugins["x"].needs == ("y",)
    assert loaded.delivered("x.again") == "x.fir"
    assert "x.other" not in loaded.datasets


def test_what_is_wrong_in_a_view_is_shown_with_its_line(tmp_path: Path) -> None:
    error = _refused(tmp_path, VIEWS.replace("of: x.fir", "of: x.fire"))
    assert (error.code, error.where) == ("RK104", "x/a.yaml:11, x.again")
    assert error.fix == "did you mean 'x.fir'?"


def test_a_plugin_that_is_not_needed_is_asked_for(tmp_path: Path) -> None:
    error = _refused(tmp_path, VIEWS.replace("needs: [y]", "needs: []"))
    assert (error.code, error.where) == ("RK104", "x/a.yaml:15, x.other")
    assert error.fix == "add 'y' to 'needs' and to the workspace's plugins"


def test_lists_do_not_stand_in_the_head(tmp_path: Path) -> None:
    error = _refused(tmp_path, "plugin:\n  name: x\n  title: X\n  views: []\n")
    assert (error.code, error.where) == ("RK101", "x/a.yaml:4")
    assert "beside 'plugin'" in error.fix
