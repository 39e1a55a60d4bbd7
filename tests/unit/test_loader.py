"""Loading: what is listed and nothing else, from packages and folders, and who is named when it fails."""

from __future__ import annotations

import inspect
import subprocess
import sys
from collections.abc import Iterator
from importlib.metadata import EntryPoint
from pathlib import Path

import pytest

from rolkpi.errors import DefinitionError, PluginError
from rolkpi.hooks import Hooks
from rolkpi.loader import PluginOrigin, installed, load, load_plugins
from rolkpi.model import Plugin
from rolkpi.testing.examples import run_examples

FIXTURES = Path(__file__).parent.parent / "fixtures"
OMBUDSMAN = EntryPoint("ombudsman", "rolkpi_ombudsman", "rolkpi")
TRAP = EntryPoint("trap", "a_module_that_does_not_exist", "rolkpi")

GOOD = """
from rolkpi.hooks import hookimpl
from rolkpi.model import Plugin

@hookimpl
def rolkpi_plugin() -> Plugin:
    return Plugin(name="NAME", title="T")
"""


class Packages:
    """Makes modules in a folder on ``sys.path``, and entry points for them."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def make(self, name: str, source: str) -> EntryPoint:
        module = f"rolkpi_made_{name}"
        (self.folder / f"{module}.py").write_text(source.replace("NAME", name))
        return EntryPoint(name, module, "rolkpi")


@pytest.fixture
def packages(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Packages]:
    monkeypatch.syspath_prepend(str(tmp_path))
    yield Packages(tmp_path)
    for name in [n for n in sys.modules if n.startswith("rolkpi_made_")]:
        del sys.modules[name]


@pytest.fixture
def third_party(monkeypatch: pytest.MonkeyPatch, ombudsman: Path) -> Iterator[EntryPoint]:
    monkeypatch.syspath_prepend(str(ombudsman))
    yield OMBUDSMAN
    for name in [n for n in sys.modules if n.partition(".")[0] == "rolkpi_ombudsman"]:
        del sys.modules[name]


def _code(names: list[str], *entry_points: EntryPoint) -> tuple[str, str]:
    with pytest.raises((PluginError, DefinitionError)) as caught:
        load(names, Path(), entry_points=entry_points)
    return caught.value.code, str(caught.value)


# -- what works


def test_a_third_party_package_loads(third_party: EntryPoint) -> None:
    loaded = load(["ombudsman"], Path(), entry_points=[third_party, TRAP])
    assert set(loaded.catalog.kpis) == {"ombudsman.cases_received", "ombudsman.decided_within_30_days"}
    measures = {"ombudsman.received", "ombudsman.decided", "ombudsman.decided_in_time"}
    assert set(loaded.catalog.measures) == measures
    assert {d for d in loaded.catalog.datasets if not d.startswith("rolkpi.")} == {"ombudsman.case"}
    assert all(kpi.examples for kpi in loaded.catalog.kpis.values())
    assert run_examples(*loaded.catalog.plugins.values()) == 7
    assert loaded.sources == (PluginOrigin("ombudsman", "unknown", "rolkpi_ombudsman", "package"),)


def test_packages_folders_and_objects_together(third_party: EntryPoint) -> None:
    extra = Plugin(name="extra", title="Extra")
    loaded = load_plugins(["./levies", extra, "ombudsman"], FIXTURES, entry_points=[third_party])
    assert [(o.name, o.kind) for o in loaded.sources] == [
        ("extra", "object"),
        ("levies", "folder"),
        ("ombudsman", "package"),
    ]
    assert load_plugins([FIXTURES / "levies"]).catalog.kpis.keys() < loaded.catalog.kpis.keys()


def test_nothing_listed_is_an_empty_catalog() -> None:
    assert load([], Path(), entry_points=[TRAP]).catalog.kpis == {}


def test_only_what_is_listed_is_imported(ombudsman: Path) -> None:
    program = f"""
import sys
from importlib.metadata import EntryPoint
from pathlib import Path
sys.path.insert(0, {str(ombudsman)!r})
from rolkpi.loader import load
found = [EntryPoint("ombudsman", "rolkpi_ombudsman", "rolkpi"), EntryPoint("other", "antigravity", "rolkpi")]
load([], Path(), entry_points=found)
assert "rolkpi_ombudsman" not in sys.modules
load(["ombudsman"], Path(), entry_points=found)
assert "rolkpi_ombudsman" in sys.modules
assert "antigravity" not in sys.modules
"""
    subprocess.run([sys.executable, "-c", program], check=True, env=_environment())


def _environment() -> dict[str, str]:
    return {"PYTHONPATH": str(Path(__file__).parents[2] / "src"), "PATH": ""}


def test_two_loads_share_nothing(third_party: EntryPoint) -> None:
    first = load(["ombudsman"], Path(), entry_points=[third_party])
    second = load(["ombudsman"], Path(), entry_points=[third_party])
    assert first.catalog.canonical() == second.catalog.canonical()


def test_the_same_entry_point_seen_twice_is_one(packages: Packages) -> None:
    ep = packages.make("twin", GOOD)
    assert load(["twin"], Path(), entry_points=[ep, ep]).sources[0].name == "twin"


def test_installed_packages_are_listed_without_import(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("rolkpi.loader.entry_points.entry_points", lambda group: [TRAP, OMBUDSMAN])
    assert [o.name for o in installed()] == ["ombudsman", "trap"]
    assert "rolkpi_ombudsman" not in sys.modules


def test_every_hook_is_documented() -> None:
    hooks = [h for name, h in inspect.getmembers(Hooks, inspect.isfunction) if not name.startswith("_")]
    assert [h.__name__ for h in hooks] == ["rolkpi_plugin"]
    assert all(h.__doc__ for h in hooks)


# -- what does not


def test_not_installed_says_what_to_type() -> None:
    code, text = _code(["ombudsmann"], OMBUDSMAN)
    assert code == "RK201"
    assert "did you mean 'ombudsman'?" in text
    assert "write './ombudsmann'" in text


def test_a_folder_without_its_dot_is_told() -> None:
    code, text = _code(["twg/levies"], OMBUDSMAN)
    assert code == "RK201"
    assert "./twg/levies" in text


BROKEN = {
    "import fails": "import a_module_that_does_not_exist\n",
    "syntax error": "def f(:\n",
    "leaves the program": "raise SystemExit(0)\n",
    "hook misspelt": GOOD.replace("rolkpi_plugin", "rolkpi_plugins"),
    "hook not marked": GOOD.replace("@hookimpl\n", ""),
    "hook wants an argument": GOOD.replace("rolkpi_plugin()", "rolkpi_plugin(config)"),
    "hook raises": GOOD.replace("    return", "    1 / 0\n    return"),
    "hook leaves the program": GOOD.replace("    return", "    raise SystemExit(3)\n    return"),
    "hook gives nothing": GOOD.replace("    return", "    "),
    "hook gives a dict": GOOD.replace('Plugin(name="NAME", title="T")', "{'name': 'NAME'}"),
}


@pytest.mark.parametrize("name", BROKEN)
def test_a_package_that_does_not_load(name: str, packages: Packages) -> None:
    ep = packages.make("bad", BROKEN[name])
    code, text = _code(["bad"], ep)
    assert code == "RK200"
    assert "'bad'" in text
    assert ep.value in text


def test_attribute_that_is_not_there() -> None:
    code, text = _code(["bad"], EntryPoint("bad", "json:nothing", "rolkpi"))
    assert code == "RK200"
    assert "json:nothing" in text


def test_the_name_must_be_the_entry_points(packages: Packages) -> None:
    ep = packages.make("real", GOOD)
    code, text = _code(["alias"], EntryPoint("alias", ep.value, "rolkpi"))
    assert code == "RK202"
    assert "'alias'" in text
    assert "'real'" in text


def test_listed_twice() -> None:
    with pytest.raises(PluginError) as caught:
        load(["./levies", "./levies"], FIXTURES)
    assert caught.value.code == "RK200"


def test_two_packages_register_one_name() -> None:
    code, text = _code(["x"], EntryPoint("x", "first", "rolkpi"), EntryPoint("x", "second", "rolkpi"))
    assert code == "RK200"
    assert "first" in text
    assert "second" in text


def test_a_package_and_a_folder_of_one_name(packages: Packages) -> None:
    ep = packages.make("levies", GOOD)
    with pytest.raises(DefinitionError) as caught:
        load(["levies", "./levies"], FIXTURES, entry_points=[ep])
    assert caught.value.code == "RK102"
    assert "rolkpi_made_levies" in str(caught.value)


def _with(definition: str, *, at_import: bool = False) -> str:
    imports = "from rolkpi.hooks import hookimpl\nfrom rolkpi.model import *\n"
    hook = "@hookimpl\ndef rolkpi_plugin():\n"
    if at_import:
        return f"{imports}made = {definition}\n{hook}    return Plugin(name='NAME', title='T', measures=(made,))\n"
    return f"{imports}{hook}    made = {definition}\n    return Plugin(name='NAME', title='T', measures=(made,))\n"


FLOW = "Flow(id='bad.n', title='T', unit='u', sources=(FlowSource(dataset='bad.d'),), wher='TRUE', descripton='d')"


@pytest.mark.parametrize("at_import", [True, False])
def test_field_errors_point_to_the_authors_line(packages: Packages, at_import: bool) -> None:
    ep = packages.make("bad", _with(FLOW, at_import=at_import))
    with pytest.raises(DefinitionError) as caught:
        load(["bad"], Path(), entry_points=[ep])
    error = caught.value
    assert {p.code for p in error.problems} == {"RK101"}
    assert len(error.problems) == 2, "all field errors, not the first"
    line = 3 if at_import else 5
    assert all(p.where.endswith(f"rolkpi_made_bad.py:{line}") for p in error.problems)
    assert any("'description'" in p.fix for p in error.problems)


def test_cross_checks_point_to_the_line_with_the_id(packages: Packages) -> None:
    source = _with("Flow(\n        id='bad.n', title='T', unit='u', sources=(FlowSource(dataset='bad.d'),))")
    with pytest.raises(DefinitionError) as caught:
        load(["bad"], Path(), entry_points=[packages.make("bad", source)])
    assert caught.value.code == "RK104"
    assert "rolkpi_made_bad.py:6, bad.n" in caught.value.where


def test_definition_faults_of_several_plugins_come_together(packages: Packages, tmp_path: Path) -> None:
    (tmp_path / "x").mkdir()
    (tmp_path / "x" / "a.yaml").write_text("plugin: {name: x}\n")
    with pytest.raises(DefinitionError) as caught:
        load(["bad", "./x"], tmp_path, entry_points=[packages.make("bad", _with(FLOW))])
    assert len(caught.value.problems) == 3
