"""The conformance kit passes what is right, and fails what is wrong by its own code, in every way it is run."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import yaml

from rolkpi.authoring.scaffold import new_plugin
from rolkpi.catalog.canonical import digest
from rolkpi.errors import RequestError
from rolkpi.loader import load_plugins
from rolkpi.testing import conformance as kit
from rolkpi.testing.conformance import CHECKS, Check, PluginConformance, told
from rolkpi.testing.laws import broken_laws
from rolkpi.testing.reference import evaluate
from rolkpi.testing.subject import Subject, load_subject, named_plugin
from rolkpi.testing.trial import Trial, make_trial

LEVIES = Path(__file__).parents[1] / "fixtures" / "levies"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """What ``new-plugin`` writes in YAML."""
    return new_plugin("panel", tmp_path, yaml=True)


def break_(folder: Path, file: str, old: str, new: str) -> Subject:
    """The plugin, loaded after one passage of it was replaced."""
    text = (folder / file).read_text(encoding="utf-8")
    assert text.count(old) >= 1, old
    (folder / file).write_text(text.replace(old, new, 1), encoding="utf-8")
    return load_subject(folder)


def edit(folder: Path, change: Callable[[dict[str, Any]], Any]) -> Subject:
    """The plugin, loaded after its KPIs and measures were changed as data."""
    path = folder / "kpis.yaml"
    data = yaml.safe_load(path.read_text(encoding="utf-8"))
    change(data)
    path.write_text(yaml.safe_dump(data, sort_keys=False), encoding="utf-8")
    return load_subject(folder)


def codes(check: Check) -> set[str]:
    """Codes of the problems of a check; fails when there is none."""
    assert check.problems
    return {p.code for p in check.problems}


# -- what is right


class TestLevies(PluginConformance):
    """A plugin of YAML with every feature."""

    plugin = LEVIES


class TestNewFolder(PluginConformance):
    """What ``new-plugin`` writes in YAML; made before the first test of it."""

    @pytest.fixture(autouse=True, scope="class")
    @classmethod
    def _written(cls, tmp_path_factory: pytest.TempPathFactory) -> None:
        cls.plugin = new_plugin("border_post", tmp_path_factory.mktemp("yaml"), yaml=True)


class TestNewPackage(PluginConformance):
    """What ``new-plugin`` writes as a package."""

    @pytest.fixture(autouse=True, scope="class")
    @classmethod
    def _written(cls, ombudsman: Path) -> Iterator[None]:
        with pytest.MonkeyPatch.context() as patch:
            patch.syspath_prepend(str(ombudsman))
            from rolkpi_ombudsman import rolkpi_plugin  # type: ignore[import-not-found]

            cls.plugin = rolkpi_plugin()
            yield
            forget("rolkpi_ombudsman")


def forget(package: str) -> None:
    """As if it had never been imported."""
    for name in [n for n in sys.modules if n.partition(".")[0] == package]:
        del sys.modules[name]


def test_a_folder_and_a_package_say_the_same(ombudsman: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    written = new_plugin("ombudsman", tmp_path, yaml=True)
    monkeypatch.syspath_prepend(str(ombudsman))
    from rolkpi_ombudsman import rolkpi_plugin

    catalogs = [load_plugins([plugin]).catalog.canonical() for plugin in (written, rolkpi_plugin())]
    forget("rolkpi_ombudsman")
    assert digest(catalogs[0]) == digest(catalogs[1])


def test_the_checks_tell_what_they_did(folder: Path) -> None:
    steps: list[tuple[str, int, int]] = []
    done = {c.name: c for c in kit.conformance(load_subject(folder), step=lambda *at: steps.append(at))}
    assert [n for _, n, _ in steps] == list(range(len(CHECKS)))
    assert all(c.problems == () for c in done.values())
    assert done["dictionary"].told == "2 KPIs, 1 datasets"
    assert done["worked examples"].told == "3 examples, 7 figures"
    assert done["mutants"].told.endswith("killed: 100%")
    assert done["adding up"].told.endswith("seed 0") and not done["adding up"].told.startswith("0 ")
    assert "0 problems" in told(done["mutants"])


def test_another_seed_tries_other_rows(folder: Path) -> None:
    subject = load_subject(folder)
    trials = [make_trial(subject, seed) for seed in (0, 0, 1)]
    assert trials[0].rows == trials[1].rows != trials[2].rows
    assert kit.oracle_of(subject, 1).told.endswith("seed 1")


# -- RK120: worked examples

WRONG_EXAMPLES = {
    "value": ("{value: 3, n: 3, obs_status: ok}", "{value: 4, n: 3, obs_status: ok}", "value is 3.0, the example says"),
    "base": ("{value: 3, n: 3, obs_status: ok}", "{value: 3, n: 2, obs_status: ok}", "n is 3, the example says 2"),
    "status": ("n: 3, obs_status: ok}", "n: 3, obs_status: no_data}", "obs_status is ok"),
    "area": ("{area: A, value: 2}", "{area: C, value: 2}", "area C: there is no such cell"),
    "part": ("{disaggregation: kind=REFERENCE", "{disaggregation: kind=OTHER", "there is no such cell"),
    "definition": ("'30 days')", "'29 days')", "numerator is 1, the example says 2"),
    "code": ("kind: PETITION, received_on: 2024-03-15", "kind: RIOT, received_on: 2024-03-15", "RK512"),
    "rule": ("received_on: 2024-03-31, decided_on: 2024-04-02", "received_on: 2024-03-31, decided_on: 2024-03-02",
             "V01"),
    "key": ('{case_no: "2", district: A, kind: COMPLAINT, received_on: 2024-03-31, decided_on: 2024-04-02}',
            '{case_no: "1", district: A, kind: COMPLAINT, received_on: 2024-03-31}', "RK515"),
    "period": ("period: 2024-03", "period: 2024-13", "'2024-13' is no period"),
}  # fmt: skip


@pytest.mark.parametrize("name", WRONG_EXAMPLES)
def test_an_example_that_does_not_hold(name: str, folder: Path) -> None:
    old, new, what = WRONG_EXAMPLES[name]
    check = kit.examples_of(break_(folder, "kpis.yaml", old, new))
    assert codes(check) == {"RK120"}
    assert any(what in str(p) for p in check.problems), told(check)
    assert all("kpis.yaml:" in p.where and p.fix for p in check.problems)


def test_every_area_that_rows_name_is_there(folder: Path) -> None:
    """In whatever column: the court beside the district."""
    at = "      - {name: decided_on"
    break_(folder, "datasets.yaml", at, f"      - {{name: court, type: area}}\n{at}")
    old = "kind: PETITION, received_on: 2024-03-15"
    subject = break_(folder, "kpis.yaml", old, f"court: Z, {old}")
    assert kit.examples_of(subject).problems == kit.oracle_of(subject).problems == ()


def test_a_row_in_the_area_of_all_counts_only_where_that_owes_it(folder: Path) -> None:
    subject = break_(folder, "kpis.yaml", '"3", district: B', '"3", district: ALL')
    assert [p.what for p in kit.examples_of(subject).problems] == [
        "area ALL: n is 2, the example says 3",
        "area ALL: value is 2.0, the example says 3.0",
    ]
    assert kit.oracle_of(subject).problems == ()


@pytest.mark.parametrize("name", ["value", "area", "code", "period"])
def test_an_example_that_does_not_hold_is_told_once(name: str, folder: Path) -> None:
    """It is no fault of rolkpi, kills no mutant, and stops no other check."""
    old, new, _ = WRONG_EXAMPLES[name]
    subject = break_(folder, "kpis.yaml", old, new)
    done = list(kit.conformance(subject))
    assert len(done) == len(CHECKS)
    assert {p.code for c in done for p in c.problems} == {"RK120"}
    (mutants,) = (c for c in done if c.name == "mutants")
    assert (mutants.told == "they wait until the worked examples hold") == (name != "code")  # the oracle knows no codes


# -- RK122: the dictionary

WHY = "    why_it_matters: >-\n      People wait for the answer."
UNSAID = {
    "owner": ("kpis.yaml", "    owner: Panel Technical Working Group", "    owner: Unassigned", "who answers for it"),
    "owner to do": ("kpis.yaml", "    owner: Panel Technical Working Group", "    owner: TODO", "who answers for it"),
    "source": ("kpis.yaml", '    source: "To be named: the law, rule or standing order that makes it a duty."',
               "    source: tbd", "which law or standard"),
    "why": ("kpis.yaml", WHY, "    note: >-\n      People wait for the answer.", "why it matters"),
    "dataset": ("datasets.yaml", "    description: One row a case", "    # One row a case", "what one row is"),
}  # fmt: skip


@pytest.mark.parametrize("name", UNSAID)
def test_what_a_reader_must_know_is_missing(name: str, folder: Path) -> None:
    file, old, new, what = UNSAID[name]
    if name == "why":
        text = (folder / file).read_text(encoding="utf-8")
        (folder / file).write_text(text.replace("    note: Open cases", "    # Open cases"), encoding="utf-8")
    check = kit.dictionary_of(break_(folder, file, old, new))
    assert codes(check) == {"RK122"} and len(check.problems) == 1
    (problem,) = check.problems
    assert what in problem.what and f"{file}:" in problem.where


def test_a_kpi_without_an_example_is_missing_one(folder: Path) -> None:
    check = kit.dictionary_of(edit(folder, lambda data: data["kpis"][1].pop("examples")))
    assert codes(check) == {"RK122"} and [p.fix for p in check.problems] == ["give 'examples'"]


# -- RK123: mutants


def test_examples_that_show_too_little_let_mutants_live(folder: Path) -> None:
    def keep_one(data: dict[str, Any]) -> None:
        data["kpis"][1]["examples"] = data["kpis"][1]["examples"][1:]

    check = kit.mutants_of(edit(folder, keep_one))
    assert codes(check) == {"RK123"}
    named = [p.what for p in check.problems]
    assert "no worked example notices: panel.decided_in_time sources[0].where: '31 days' for '30 days'" in named
    at = next(p.where for p in check.problems if "decided_in_time" in p.what)
    assert "kpis.yaml:" in at and "panel.decided_in_time" in at


def test_a_survivor_that_is_none_is_told_even_where_all_are_killed(folder: Path) -> None:
    more = "  version: 0.1.0\n  survivors: {panel.received gone: because}\n"
    check = kit.mutants_of(break_(folder, "plugin.yaml", "  version: 0.1.0\n", more))
    assert codes(check) == {"RK123"}
    assert [p.what for p in check.problems] == ["'panel.received gone' is listed as a survivor and is none"]


def test_a_listed_survivor_is_told_and_no_problem(folder: Path) -> None:
    def keep_one(data: dict[str, Any]) -> None:
        data["kpis"][1]["examples"] = data["kpis"][1]["examples"][1:]

    subject = edit(folder, keep_one)
    alive = [p.what.removeprefix("no worked example notices: ") for p in kit.mutants_of(subject).problems]
    head = yaml.safe_load((folder / "plugin.yaml").read_text(encoding="utf-8"))
    head["plugin"]["survivors"] = dict.fromkeys(alive, "nobody knows")
    (folder / "plugin.yaml").write_text(yaml.safe_dump(head), encoding="utf-8")
    check = kit.mutants_of(load_subject(folder))
    assert check.problems == ()
    assert f"{len(alive)} cannot be told apart, for reasons given" in check.told


def test_some_mutants_may_live(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """As many as the share says; one more and each is named."""
    subject = load_subject(LEVIES)
    assert kit.mutants_of(subject).problems == ()
    monkeypatch.setattr(kit, "LEAST_KILLED", 1.0)
    assert len(kit.mutants_of(subject).problems) == 1


# -- RK124: engine, oracle and sums


def altered(rows: Any, **changed: Any) -> list[dict[str, Any]]:
    """Rows of which the first that has a value says something else."""
    made = [dict(r) for r in rows]
    first = next(n for n, r in enumerate(made) if r["value"])
    made[first] |= changed
    return made


@pytest.mark.parametrize("column", ["value", "numerator", "n", "obs_status", "covered", "flags"])
def test_an_oracle_that_says_something_else_is_told(folder: Path, monkeypatch: pytest.MonkeyPatch, column: str) -> None:
    subject, true = load_subject(folder), evaluate
    monkeypatch.setattr("rolkpi.testing.trial.evaluate", lambda *a, **k: altered(true(*a, **k), **{column: 77}))
    check = kit.oracle_of(subject)
    assert codes(check) == {"RK124"} and len(check.problems) == 1
    (problem,) = check.problems
    assert "the engine says" in problem.what and "77" in problem.what and "report it with seed 0" in problem.fix


def test_a_cell_that_one_of_the_two_has_not_is_told(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    subject, true = load_subject(folder), evaluate
    monkeypatch.setattr("rolkpi.testing.trial.evaluate", lambda *a, **k: true(*a, **k)[1:])
    assert codes(kit.oracle_of(subject)) == {"RK124"}


def test_few_differences_of_one_kpi_are_told(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    subject, true = load_subject(folder), evaluate
    monkeypatch.setattr("rolkpi.testing.trial.evaluate", lambda *a, **k: [{**r, "value": 77.0} for r in true(*a, **k)])
    assert len(kit.oracle_of(subject).problems) == 5 * len(subject.kpis)


def test_an_engine_that_fails_a_worked_example_is_told(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Though the oracle agrees with the example, and with the engine on the synthetic rows."""
    subject, true = load_subject(folder), kit.by_engine
    wrong = subject.kpis[0].id

    def by_engine(scene: Any, catalog: Any) -> Any:
        rows = true(scene, catalog)
        return altered(rows, value=77.0) if scene.kpi.id == wrong else rows

    monkeypatch.setattr(kit, "by_engine", by_engine)
    check = kit.oracle_of(subject)
    assert codes(check) == {"RK124"} and "value is 77.0" in check.problems[0].what
    assert kit.examples_of(subject).problems == ()


LAWS = {
    "its months": lambda r: r["frequency"] == "quarter" and r["window"] == "period" and r["area"] == "district_1",
    "the areas inside it": lambda r: r["frequency"] == "month" and r["area"] == "province_1",
    "the parts by kind": lambda r: r["frequency"] == "month" and r["area"] == "district_1",
}


@pytest.mark.parametrize("parts", LAWS)
def test_a_whole_that_is_not_the_sum_of_its_parts_is_told(parts: str, folder: Path) -> None:
    subject = load_subject(folder)
    trial = make_trial(subject, 0)
    tried, none = broken_laws(trial, subject)
    assert tried > 100 and none == []
    total = next(
        n for n, r in enumerate(trial.rows)
        if r["kpi"] == "panel.cases_received" and r["disaggregation"] == "" and r["value"] and LAWS[parts](r)
    )  # fmt: skip
    rows = [dict(r) for r in trial.rows]
    rows[total]["value"] += 1
    _, problems = broken_laws(replace(trial, rows=tuple(rows)), subject)
    assert {p.code for p in problems} == {"RK124"}
    assert any(parts in p.what for p in problems), [p.what for p in problems]


def test_a_broken_law_fails_its_check(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def make(subject: Any, seed: int) -> Trial:
        trial = make_trial(subject, seed)
        return replace(trial, rows=tuple(altered(trial.rows, value=1000.0)))

    subject = load_subject(folder)
    monkeypatch.setattr(kit, "make_trial", make)
    assert codes(kit.laws_of(subject)) == {"RK124"}


def test_a_share_adds_up_in_its_two_sides(folder: Path) -> None:
    subject = load_subject(folder)
    trial = make_trial(subject, 0)
    for column in ("numerator", "denominator"):
        rows = [dict(r) for r in trial.rows]
        share = next(r for r in rows if r["kpi"] == "panel.decided_within_30_days" and r["value"]
                     and r["area"] == "province_1" and r["frequency"] == "month")  # fmt: skip
        share[column] += 1
        _, problems = broken_laws(replace(trial, rows=tuple(rows)), subject)
        assert {p.what.split(": ")[1].split(" is ")[0] for p in problems} == {column}


# -- tests that are silenced


def silenced(*bases: type, **more: Any) -> str | None:
    """What the kit says of a class of tests; None when nothing."""
    made = type("TestIt", bases or (PluginConformance,), {"plugin": "panel", **more})
    try:
        made().test_no_test_was_silenced()
    except AssertionError as exc:
        return str(exc)
    return None


@pytest.mark.xfail(reason="known, and being mended")
def _known(self: Any) -> None: ...


@pytest.mark.xfail
def _unexplained(self: Any) -> None: ...


@pytest.mark.skip(reason="it takes too long")
def _skipped(self: Any) -> None: ...


def _empty(self: Any) -> None: ...


@pytest.mark.parametrize("test", [_empty, _unexplained, _skipped, None])
def test_a_silenced_test_is_caught(test: Any) -> None:
    said = silenced(test_figures_add_up=test)
    assert said is not None and "TestIt.test_figures_add_up: say why" in said


def test_a_silenced_test_is_caught_in_a_class_between(folder: Path) -> None:
    between = type("Between", (PluginConformance,), {"test_figures_add_up": _empty})
    assert "test_figures_add_up" in str(silenced(between))
    mixed_in = type("Mixed", (), {"test_worked_examples_hold": _empty})
    assert "test_worked_examples_hold" in str(silenced(mixed_in, PluginConformance))


def test_a_reason_and_tests_of_ones_own_are_fine() -> None:
    assert silenced() is None
    assert silenced(test_figures_add_up=_known, test_of_ones_own=_empty) is None


def test_every_check_has_its_test() -> None:
    assert len([n for n in vars(PluginConformance) if n.startswith("test_")]) == len(CHECKS) + 1


def test_each_class_loads_its_plugin_once(folder: Path) -> None:
    one = type("One", (PluginConformance,), {"plugin": folder})
    other = type("Other", (one,), {"plugin": LEVIES})
    assert one._subject() is one._subject()
    assert (one._subject().name, other._subject().name) == ("panel", "levies")


# -- which plugin is meant


def test_what_somebody_means_who_types_a_plugin(folder: Path, tmp_path: Path) -> None:
    assert named_plugin(str(folder)) == named_plugin(str(folder / "kpis.yaml")) == folder
    assert named_plugin("police") == "police"
    assert named_plugin("./nowhere") == Path("nowhere")
    assert named_plugin(str(Path(__file__).parents[2] / "plugins" / "police")) == "police"
    package = new_plugin("bench", tmp_path, yaml=False)
    with pytest.raises(RequestError, match="'bench' is not installed yet") as caught:
        named_plugin(str(package))
    assert caught.value.fix == f"pip install -e {package}"
    (package / "pyproject.toml").write_text("[project]\nname = 'x'\n")
    assert named_plugin(str(package)) == package, "a project of another kind is a folder like any other"
    (package / "pyproject.toml").write_text('[project.entry-points.rolkpi]\na = "a"\nb = "b"\n')
    with pytest.raises(RequestError, match="registers 2 plugins"):
        named_plugin(str(package))


def test_a_plugin_is_loaded_with_those_it_needs() -> None:
    assert set(load_subject("chain").catalog.plugins) >= {"chain", "police", "prosecution", "judiciary", "prisons"}
    assert {p for p in load_subject("police").catalog.plugins if p != "rolkpi"} == {"police"}


# -- pytest --rolkpi


def run_pytest(at: Path, *arguments: str, path: tuple[Path, ...] = ()) -> tuple[int, str]:
    """pytest in a process of its own, without this project's configuration."""
    listed = [*map(str, path), *filter(None, [os.environ.get("PYTHONPATH")])]
    done = subprocess.run(
        [sys.executable, "-m", "pytest", "-p", "no:cacheprovider", "-rA", *arguments],
        cwd=at, capture_output=True, text=True, timeout=300, check=False,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(listed), "COLUMNS": "200"},
    )  # fmt: skip
    return done.returncode, done.stdout + done.stderr


def test_a_folder_is_tested_without_a_line_of_python(folder: Path) -> None:
    code, out = run_pytest(folder, "--rolkpi", ".", "-v")
    assert code == 0, out
    assert "6 passed" in out
    for name in ("definitions", *CHECKS):
        assert f"rolkpi .::{name} PASSED" in out


def test_several_plugins_beside_tests_of_ones_own(folder: Path, tmp_path: Path) -> None:
    other = new_plugin("post", tmp_path, yaml=True)
    (tmp_path / "test_own.py").write_text("def test_own():\n    pass\n")
    code, out = run_pytest(tmp_path, "--rolkpi", str(folder), "--rolkpi", "./post", "-k", "own or dictionary")
    assert code == 0 and "3 passed, 10 deselected" in out, out
    assert "post::dictionary" in out and other.name == "post"


def test_what_is_wrong_is_told_in_the_kits_own_words(folder: Path) -> None:
    break_(folder, "kpis.yaml", "{value: 3, n: 3, obs_status: ok}", "{value: 4, n: 3, obs_status: ok}")
    code, out = run_pytest(folder, "--rolkpi", ".")
    assert code == 1 and "1 failed, 5 passed" in out, out
    assert "FAILED" in out and "::worked_examples" in out
    assert "[RK120] kpis.yaml:" in out and "value is 3.0, the example says 4" in out
    assert "Traceback" not in out and "conformance.py" not in out


def test_definitions_that_do_not_load_fail_once_and_the_rest_is_skipped(folder: Path) -> None:
    text = (folder / "kpis.yaml").read_text(encoding="utf-8")
    (folder / "kpis.yaml").write_text(text.replace("measure: panel.received", "measure: panel.receved"))
    code, out = run_pytest(folder, "--rolkpi", ".")
    assert code == 1 and "1 failed, 5 skipped" in out, out
    assert "[RK104]" in out and "did you mean 'panel.received'?" in out and "the definitions have problems" in out


def test_the_seed_is_handed_on(folder: Path) -> None:
    (folder / "conftest.py").write_text(
        "from rolkpi.testing import conformance as kit\n"
        "from rolkpi.errors import Problem\n"
        "true = kit.oracle_of\n"
        "def oracle_of(subject, seed=0):\n"
        "    return kit.Check('oracle', f'seed {seed}', (Problem('RK124', f'seed {seed}', 'x', 'y'),))\n"
        "kit.CHECKS = {'engine_against_oracle': oracle_of}\n"
    )
    code, out = run_pytest(folder, "--rolkpi", ".", "--rolkpi-seed", "41")
    assert code == 1 and "seed 41" in out and "1 failed, 1 passed" in out, out


def test_nothing_happens_unless_it_is_asked_for(tmp_path: Path) -> None:
    (tmp_path / "test_own.py").write_text(
        "import sys\ndef test_own():\n    assert 'rolkpi.testing.conformance' not in sys.modules\n"
    )
    code, out = run_pytest(tmp_path)
    assert code == 0 and "1 passed" in out, out


def test_a_package_passes_the_tests_that_are_written_with_it(tmp_path: Path) -> None:
    package = new_plugin("river_court", tmp_path / "made", yaml=False)
    info = tmp_path / "site" / "rolkpi_river_court-0.1.0.dist-info"
    info.mkdir(parents=True)
    (info / "METADATA").write_text("Metadata-Version: 2.1\nName: rolkpi-river-court\nVersion: 0.1.0\n")
    (info / "entry_points.txt").write_text("[rolkpi]\nriver_court = rolkpi_river_court\n")
    code, out = run_pytest(package, path=(info.parent, package / "src"))
    assert code == 0 and "6 passed" in out, out
    assert "TestRiverCourt::test_figures_add_up" in out
