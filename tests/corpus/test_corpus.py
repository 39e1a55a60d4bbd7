"""Broken definitions: each gives its code, its line and a useful fix, nothing else, and never a trace."""

from __future__ import annotations

import importlib
import json
import os
import re
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import broken_folders as folders
import broken_packages as packages
import pytest

from rolkpi.authoring.check import Wrong, check
from rolkpi.authoring.scaffold import new_plugin
from rolkpi.errors import CODES
from rolkpi.loader import entry_points

ROOT = Path(__file__).parents[2]
WORKSPACE = """\
[workspace]
name = "Simulated"
plugins = [{plugins}]
[reference]
areas = "areas.csv"
parents = "parents.csv"
"""
AREAS = "code,name,level,valid_from,valid_to\nP,Province,province,,\nA,District,district,,\n"
PARENTS = "hierarchy,area,parent,valid_from,valid_to\nadmin,A,P,,\n"
COMMANDS = {
    "a file that cannot be read beside a fault in another": "json",
    "misspelt field": "table",
    "id twice": "table",
    "unknown measure in a formula": "json",
    "literal that is no code": "table",
    "flow over stock": "table",
    "wrong number": "table",
    "active without a seal": "table",
    "folder for a newer rolkpi": "table",
    "a plugin that is not installed beside a fault in another": "json",
    "exception in the hook": "table",
    "hook misspelt": "json",
    "registered under another name": "table",
    "a breakdown by the area": "table",
}
"""Cases that are put to the command itself, at least one of each group, and how it is to answer."""
ELSEWHERE = {
    "RK100": "stands over several problems of one error; check lists the problems themselves",
    "RK122": "of the conformance kit, which has tests of its own",
    "RK123": "of the conformance kit, which has tests of its own",
    "RK124": "of the conformance kit, which has tests of its own",
}
"""Codes that no case can have."""


# -- making a case


def make_folder(case: folders.Case) -> str:
    """Write the case's folder into the current one, and return what is to be checked."""
    for plugin in ("./levies", *case.beside):
        if plugin in ("./levies", folders.OTHER):
            new_plugin(plugin[2:], Path(), yaml=True)
    for edit in case.edits:
        path = Path(edit.file) if "/" in edit.file else Path("levies", edit.file)
        old, new = edit.old.encode(), edit.new.encode() if isinstance(edit.new, str) else edit.new
        raw = path.read_bytes() if path.exists() else b""
        assert not old or raw.count(old) == 1, f"{path} has {edit.old!r} {raw.count(old)} times"
        path.write_bytes(raw.replace(old, new) if old else raw + new)
    if not case.beside:
        return "./levies"
    listed = ", ".join(f'"{plugin}"' for plugin in ("./levies", *case.beside))
    Path("rolkpi.toml").write_text(WORKSPACE.format(plugins=listed))
    Path("areas.csv").write_text(AREAS)
    Path("parents.csv").write_text(PARENTS)
    return "."


def make_package(case: packages.Case, site: Path, module: str) -> None:
    """Write the case's module and what pip writes beside it."""
    source = packages.MODULE
    for old, new in case.edits:
        assert source.count(old) == 1, f"the module has {old!r} {source.count(old)} times"
        source = source.replace(old, new)
    site.mkdir()
    (site / f"{module}.py").write_text(source)
    for name, line in case.registered:
        info = site / f"{name.replace('-', '_')}-0.3.0.dist-info"
        info.mkdir()
        (info / "METADATA").write_text(f"Metadata-Version: 2.1\nName: {name}\nVersion: 0.3.0\n")
        (info / "entry_points.txt").write_text(f"[rolkpi]\n{line.replace('rolkpi_levies', module)}\n")


@pytest.fixture
def inside(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def site(inside: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder that packages are found in, and little patience with those that hang."""
    folder = inside / "site"
    monkeypatch.syspath_prepend(str(folder))
    monkeypatch.setattr(entry_points, "LONGEST", 0.5)
    return folder


# -- what is told


def line_of(text: str, lines: Iterable[str]) -> int:
    """Number of the one line that has a text."""
    found = [number for number, line in enumerate(lines, start=1) if text in line]
    assert len(found) == 1, f"{text!r} is on lines {found}"
    return found[0]


def assert_told(wanted: Iterable[Any], problems: Iterable[Wrong], file_of: Any) -> None:
    """Exactly what is wanted is told, each with its line and all that it says; and every problem has a fix."""
    rest = list(problems)
    assert all(w.fix and w.file for w in rest), rest
    for told in wanted:
        file = file_of(told)
        line = line_of(told.line, Path(file).read_text(errors="replace").splitlines()) if told.line else None
        fits = [
            w
            for w in rest
            if (w.code, w.line) == (told.code, line)
            and (Path(w.file).resolve() == Path(file).resolve() or (line is None and file in w.file))
            and all(piece in f"{w.what}\n{w.fix}" for piece in told.says)
        ]
        assert fits, f"{told}, line {line}, is not among {rest}"
        rest.remove(fits[0])
    assert rest == [], "told besides"


def file_of(told: folders.Told) -> str:
    at_hand = "/" in told.file or told.file in ("levies", "rolkpi.toml", "customs", "khassadar")
    return told.file if at_hand else f"levies/{told.file}"


@pytest.mark.parametrize("case", folders.CASES, ids=lambda c: c.name)
def test_a_broken_folder(case: folders.Case, inside: Path) -> None:
    report = check(make_folder(case))
    assert_told(case.told, report.problems, file_of)


def module_of(told: packages.Told) -> str:
    (module,) = Path("site").glob("*.py")
    return str(module) if told.line else "levies"


@pytest.mark.parametrize("number", range(len(packages.CASES)), ids=[c.name for c in packages.CASES])
def test_a_broken_package(number: int, inside: Path, site: Path) -> None:
    case, module = packages.CASES[number], f"rolkpi_levies_{number}"  # one that hangs is never let go of
    make_package(case, site, module)
    importlib.invalidate_caches()
    assert_told(case.told, check("levies").problems, module_of)
    sys.modules.pop(module, None)


@pytest.mark.parametrize("name", COMMANDS)
def test_the_command(name: str, inside: Path) -> None:
    (case,) = [c for c in (*folders.CASES, *packages.CASES) if c.name == name]
    if isinstance(case, packages.Case):
        make_package(case, inside / "site", "rolkpi_levies")
        asked, place = "levies", module_of
    else:
        asked, place = make_folder(case), file_of
    path = os.pathsep.join([str(inside / "site"), os.environ.get("PYTHONPATH", "")])
    done = subprocess.run(
        [sys.executable, "-m", "rolkpi", "check", asked, "--format", COMMANDS[name]],
        env={**os.environ, "PYTHONPATH": path, "NO_COLOR": "1", "PYTHONIOENCODING": "utf-8"},
        capture_output=True,
        encoding="utf-8",
        timeout=120,
        check=False,
    )
    assert (done.returncode, done.stderr) == (2, "")
    assert "Traceback" not in done.stdout
    if COMMANDS[name] == "json":
        assert_told(case.told, [Wrong(**p) for p in json.loads(done.stdout)["problems"]], place)
        return
    for told in case.told:
        file = place(told)
        number = line_of(told.line, Path(file).read_text().splitlines())
        assert re.search(rf"^.*{re.escape(file)}:{number}\b", done.stdout, re.MULTILINE)
        assert f"\n  {told.code}  " in done.stdout and "\n  fix: " in done.stdout
        assert [piece for piece in told.says if piece not in done.stdout] == []


def test_every_group_is_put_to_the_command() -> None:
    groups = {c.group for c in folders.CASES}
    assert {c.group for c in folders.CASES if c.name in COMMANDS} == groups


# -- what a single case cannot say


def test_what_the_cases_start_from_is_sound(inside: Path, site: Path) -> None:
    make_package(packages.Case("sound", (), (), packages.REGISTERED), site, "rolkpi_levies_sound")
    assert check(make_folder(folders.Case("sound", (), (), "", (folders.OTHER,)))).problems == ()
    assert check("./levies").problems == check("levies").problems == ()


def test_the_corpus_has_every_code() -> None:
    names = [c.name for c in (*folders.CASES, *packages.CASES)]
    assert len(names) == len(set(names))
    assert len(names) >= 45
    told = {t.code for c in (*folders.CASES, *packages.CASES) for t in c.told}
    codes = {code for code in CODES if code.startswith(("RK1", "RK2"))}
    assert told.isdisjoint(ELSEWHERE)
    assert told | set(ELSEWHERE) == codes


def test_a_plugin_that_is_needed_and_not_there_is_a_note(inside: Path) -> None:
    make_folder(folders.Case("", (folders.add(folders.P, "  needs: [customs]\n"),), (), "", ()))
    kpis = Path("levies/kpis.yaml")
    text = kpis.read_text()
    kpis.write_text(text.replace("- dataset: levies.case # counted", "- dataset: customs.case # counted"))
    report = check("./levies")
    assert report.problems == ()
    assert "levies.cases_received cannot be checked: it needs customs" in report.notes


def test_what_a_plugin_prints_is_no_answer(inside: Path, site: Path, capsys: pytest.CaptureFixture[str]) -> None:
    edit = (packages.IMPORTS, packages.IMPORTS + "print('hello')\n")
    make_package(packages.Case("talks", (edit,), (), packages.REGISTERED), site, "rolkpi_levies_talks")
    assert check("levies").problems == ()
    assert capsys.readouterr() == ("", "hello\n")


def test_the_seal_that_is_told_is_the_seal(inside: Path) -> None:
    """Pasted as told it is right; after a change it no longer is, and the seal of the next version is told."""
    (case,) = [c for c in folders.CASES if c.name == "active without a seal"]
    make_folder(case)
    kpis = Path("levies/kpis.yaml")

    def told() -> list[tuple[str, str]]:
        return [(w.code, w.fix) for w in check("./levies").problems]

    def write(old: str, new: str) -> None:
        text = kpis.read_text()
        assert text.count(old) == 1
        kpis.write_text(text.replace(old, new))

    ((code, fix),) = told()
    seal = re.search(r'seal: "[0-9a-f]{16}"', fix)
    assert code == "RK119" and seal
    write("checker: B}", f"checker: B, {seal[0]}}}")
    assert told() == []

    write("note: Open cases are on neither side", "note: Open cases stand on neither side")
    assert told() == [], "a note is not signed"
    write("'30 days') #", "'31 days') #")
    changed = told()
    assert changed[0][0] == "RK119"
    second = re.search(r'seal: "[0-9a-f]{16}"', changed[0][1])
    assert second and second[0] != seal[0]
    again = f"{{version: 2, on: 2024-09-01, change: A day longer., author: A, checker: B, {second[0]}}}"
    write(f"checker: B, {seal[0]}}}", f"checker: B, {seal[0]}}}, {again}")
    assert [code for code, _ in told() if code == "RK119"] == []
