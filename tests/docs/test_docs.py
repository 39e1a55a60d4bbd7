"""The documents say what is true: their commands, code, output, tables and links are checked against the code.

What is checked in a Markdown file:

- ``python`` blocks run in order, in one namespace a file, in a folder that holds a copy of ``examples/`` with the
  simulated workspace already run; a ``text`` block right after one is what it prints.
- ``console`` blocks: what follows ``$ rolkpi ...`` is what the command prints. A line ``...`` stands for any lines.
- ``yaml`` blocks begin with ``# folder/file.yaml``; the blocks of one folder are one plugin, and the plugins of a page
  load together. ``rules.md`` goes on with the plugins of ``definitions.md``.
- ``docs/plugins.md`` holds what ``rolkpi.authoring.reference`` makes of the models; ``--update-golden`` writes it anew.
- ``toml`` blocks begin with ``# rolkpi.toml`` or ``# pyproject.toml``; ``csv`` blocks have a header of the workspace.

``authoring.md`` is a story: its blocks are done in their order, in an empty folder, by ``test_authoring``.

Run ids, seals, the number of stored figures and the width of columns are left out of every comparison.
"""

from __future__ import annotations

import csv
import inspect
import io
import os
import re
import shlex
import shutil
import subprocess
import sys
import textwrap
import tomllib
from collections.abc import Iterator
from contextlib import redirect_stdout
from dataclasses import dataclass
from pathlib import Path
from typing import Any, get_args

import pytest
import typer.main
from pydantic import BaseModel

import rolkpi
from rolkpi import model
from rolkpi.authoring.reference import field_reference
from rolkpi.authoring.schema import plugin_schema
from rolkpi.catalog import build
from rolkpi.cli.app import app
from rolkpi.errors import CODES
from rolkpi.expression.language import FUNCTIONS
from rolkpi.hooks import Hooks
from rolkpi.loader.yaml_folder import read_folder
from rolkpi.model.kpi import KpiFormula
from rolkpi.model.measure import Measure
from rolkpi.sql.read import COLUMNS
from rolkpi.testing.examples import run_examples
from rolkpi.workspace.config import FILE_NAME, Config, read_config
from rolkpi.workspace.deliveries import REGISTER_COLUMNS

ROOT = Path(__file__).parents[2]
DOCS = ROOT / "docs"
OWN = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", ROOT / "CHANGELOG.md", *sorted(DOCS.rglob("*.md"))]
OTHERS = [*sorted(ROOT.glob("examples/*/*.md")), *sorted(ROOT.glob("plugins/*/*.md"))]
BALOCHISTAN = "examples/balochistan"
STORY = DOCS / "authoring.md"
GOES_ON_WITH = {DOCS / "rules.md": DOCS / "definitions.md"}
"""Pages whose YAML adds to the plugins of another."""


@dataclass(frozen=True)
class Block:
    """One fenced block of a file."""

    file: Path
    line: int
    kind: str
    text: str

    @property
    def place(self) -> str:
        return f"{self.file.relative_to(ROOT)}:{self.line}"


def blocks_of(file: Path) -> list[Block]:
    """Every fenced block, its indentation taken off."""
    text = file.read_text(encoding="utf-8")
    found = re.finditer(r"^([ ]*)```(\w*)[ ]*\n(.*?)^\1```[ ]*$", text, re.MULTILINE | re.DOTALL)
    return [
        Block(file, text.count("\n", 0, m.start()) + 1, m[2], textwrap.dedent(m[3]) if m[1] else m[3]) for m in found
    ]


BLOCKS = {file: blocks_of(file) for file in OWN}


def of_kind(kind: str) -> list[Block]:
    return [b for file, blocks in BLOCKS.items() if file != STORY for b in blocks if b.kind == kind]


def normal(text: str) -> list[str]:
    """Lines with single blanks, without run ids, seals and the number of stored figures, without empty lines."""
    text = re.sub(r"\b[0-9a-f]{20}\b", "<run>", text)
    text = re.sub(r"\b[0-9a-f]{16}\b", "<seal>", text)
    text = re.sub(r"[0-9,]+ figures$", "<so many> figures", text, flags=re.MULTILINE)
    lines = (re.sub(r"\s+", " ", line).strip() for line in text.splitlines())
    return [line for line in lines if line]


def assert_shown(shown: str, printed: str, place: str) -> None:
    """What a page shows is what was printed; ``...`` stands for any lines."""
    wanted, got = normal(shown), normal(printed)
    pattern = "".join("(?:.*\n)*" if line == "..." else re.escape(line) + "\n" for line in wanted)
    assert re.fullmatch(pattern, "".join(f"{line}\n" for line in got)), (
        f"{place} shows\n" + "\n".join(wanted) + "\nbut printed was\n" + "\n".join(got)
    )


def rolkpi_command(arguments: list[str], folder: Path) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "COLUMNS": "80", "NO_COLOR": "1", "PYTHONIOENCODING": "utf-8", "ROLKPI_KEY": "a key"}
    command = [sys.executable, "-m", "rolkpi", *arguments]
    return subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, check=False)


@pytest.fixture(scope="module")
def copy(tmp_path_factory: pytest.TempPathFactory, simulated: Any) -> Path:
    """A folder with a copy of the examples; the simulated one has been run, once."""
    folder = tmp_path_factory.mktemp("docs")
    for source in sorted((ROOT / "examples").iterdir()):
        if source.is_dir() and source != ROOT / BALOCHISTAN:
            shutil.copytree(source, folder / "examples" / source.name, ignore=shutil.ignore_patterns("store"))
    assert simulated.returncode == 1, f"eleven faulty rows end the first run with 1: {simulated.stderr}"
    assert "quarantined 11 new rows" in simulated.stdout
    simulated.copy(folder / BALOCHISTAN)
    return folder


@pytest.fixture
def inside(copy: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    monkeypatch.chdir(copy)
    yield copy


# -- README ---------------------------------------------------------------------------------------------------


def readme_commands() -> list[str]:
    return [b.text.strip() for b in BLOCKS[ROOT / "README.md"] if b.kind == "sh"]


def test_readme_begins_with_the_two_commands() -> None:
    first, second = readme_commands()[:2]
    setup = "python3 -m venv .venv && .venv/bin/pip install --quiet -r requirements.txt && "
    assert first.startswith("export ROLKPI_KEY=simulated; " + setup + ".venv/bin/rolkpi -w examples/balochistan run; ")
    assert second.startswith(setup + ".venv/bin/python -m pytest")
    assert "\n" not in first + second
    assert len((ROOT / "README.md").read_text(encoding="utf-8").splitlines()) < 105


def test_readme_shows_what_its_command_prints(inside: Path) -> None:
    query = readme_commands()[0].rpartition(".venv/bin/rolkpi ")[2]
    answer = rolkpi_command(shlex.split(query), inside)
    assert (answer.returncode, answer.stderr) == (0, "")
    shown = next(b for b in BLOCKS[ROOT / "README.md"] if b.kind == "text")
    assert_shown(shown.text, answer.stdout, shown.place)
    assert "Simulated" in shown.text


def test_ci_runs_the_readme_command() -> None:
    script = (ROOT / ".ci" / "run").read_text(encoding="utf-8")
    assert os.access(ROOT / ".ci" / "run", os.X_OK)
    steps = ["requirements.txt", "ruff check", "ruff format --check", "lint-imports", "mypy", '-c "$test_command"']
    places = [script.rindex(step) for step in steps]
    assert places == sorted(places)


# -- code blocks ----------------------------------------------------------------------------------------------


def test_every_block_is_of_a_kind_that_is_checked() -> None:
    kinds = {"sh", "text", "python", "yaml", "toml", "csv", "console"}
    assert [b.place for blocks in BLOCKS.values() for b in blocks if b.kind not in kinds] == []
    assert [b.place for b in of_kind("sh") if b.file.name != "README.md"] == []


def write_yaml(file: Path, folder: Path) -> list[str]:
    """Write a page's YAML blocks where they say; the plugin folders they make."""
    made: dict[str, None] = {}
    before = BLOCKS[GOES_ON_WITH[file]] if file in GOES_ON_WITH else []
    for block in (*before, *BLOCKS[file]):
        if block.kind == "yaml":
            head = re.match(r"# (\w+)/(\w+\.yaml)\n", block.text)
            assert head, f"{block.place}: begin with # folder/file.yaml"
            (folder / head[1]).mkdir(exist_ok=True)
            (folder / head[1] / head[2]).write_text(block.text, encoding="utf-8")
            made[head[1]] = None
    return list(made)


@pytest.mark.parametrize("file", [f for f in OWN if any(b.kind == "python" for b in BLOCKS[f])], ids=lambda f: f.name)
def test_python_blocks_run_and_print_what_is_shown(file: Path, inside: Path) -> None:
    folders = write_yaml(file, inside)
    try:
        names: dict[str, Any] = {"__name__": "docs"}
        blocks = BLOCKS[file]
        for number, block in enumerate(blocks):
            if block.kind != "python":
                continue
            printed = io.StringIO()
            with redirect_stdout(printed):
                exec(compile("\n" * block.line + block.text, str(file), "exec"), names)
            shown = blocks[number + 1] if number + 1 < len(blocks) else None
            if shown is not None and shown.kind == "text":
                assert_shown(shown.text, printed.getvalue(), shown.place)
            else:
                assert not printed.getvalue(), f"{block.place} prints what the page does not show"
    finally:
        for folder in folders:
            shutil.rmtree(inside / folder)


@pytest.mark.parametrize(
    "file", [f for f in OWN if f != STORY and any(b.kind == "yaml" for b in BLOCKS[f])], ids=lambda f: f.name
)
def test_yaml_blocks_are_plugins(file: Path, tmp_path: Path) -> None:
    folders = write_yaml(file, tmp_path)
    catalog = build([read_folder(tmp_path / folder) for folder in folders])
    assert catalog.kpis and not catalog.unavailable


def test_every_rule_and_formula_has_an_example(tmp_path: Path) -> None:
    page = DOCS / "rules.md"
    plugins = [read_folder(tmp_path / folder) for folder in write_yaml(page, tmp_path)]
    rules = {m.rule for p in plugins for m in p.measures}
    kinds = {k.formula.kind for p in plugins for k in p.kpis}
    assert rules == {get_args(k.model_fields["rule"].annotation)[0] for k in get_args(get_args(Measure)[0])}
    assert kinds == {get_args(k.model_fields["kind"].annotation)[0] for k in get_args(get_args(KpiFormula)[0])}


def test_the_same_plugin_in_yaml_and_in_python(tmp_path: Path) -> None:
    page = DOCS / "definitions.md"
    first = next(b for b in BLOCKS[page] if b.kind == "yaml")
    (tmp_path / "levies.yaml").write_text(first.text, encoding="utf-8")
    names: dict[str, Any] = {}
    exec(next(b.text for b in BLOCKS[page] if b.kind == "python"), names)
    in_yaml, in_python = read_folder(tmp_path), names["LEVIES"]
    assert in_yaml == in_python
    assert run_examples(in_yaml) == 1


def test_console_blocks_show_what_is_printed(inside: Path) -> None:
    assert of_kind("console")
    for block in of_kind("console"):
        for part in re.split(r"^\$ ", block.text, flags=re.MULTILINE)[1:]:
            command, _, shown = part.partition("\n")
            program, *arguments = shlex.split(command)
            assert program == "rolkpi", block.place
            answer = rolkpi_command(arguments, inside)
            assert answer.returncode == 0, f"{block.place}: {answer.stderr}"
            assert_shown(shown, answer.stdout, block.place)


def test_authoring_from_an_empty_folder_to_the_first_figure(tmp_path: Path) -> None:
    """The page as somebody follows it: commands, files to write, things to change and to copy, in their order."""
    folder = tmp_path / "new"
    folder.mkdir()
    page = STORY.read_text(encoding="utf-8")
    steps = re.compile(
        r"^```(?P<kind>\w+)\n(?P<text>.*?)^```$"
        r"|[Ii]n `(?P<file>[^`]+)` change `(?P<old>[^`]+)` to `(?P<new>[^`]+)`"
        r"|Copy `(?P<source>[^`]+)` to `(?P<target>[^`]+)`"
        r"|in `(?P<first>reference/\w+\.csv)` and `(?P<second>reference/\w+\.csv)`",
        re.MULTILINE | re.DOTALL,
    )
    tables: list[str] = []
    done = []
    for step in steps.finditer(page):
        done.append(step["kind"] or ("change" if step["file"] else "copy" if step["source"] else "tables"))
        match done[-1]:
            case "console":
                follow(step["text"], folder, f"authoring.md:{page.count(chr(10), 0, step.start()) + 1}")
            case "yaml":
                (folder / step["text"].partition("\n")[0].removeprefix("# ")).write_text(step["text"], encoding="utf-8")
            case "csv":
                (folder / tables.pop(0)).write_text(step["text"], encoding="utf-8")
            case "toml":
                with (folder / FILE_NAME).open("a", encoding="utf-8") as settings:
                    settings.write(step["text"])
            case "change":
                changed = folder / step["file"]
                before = changed.read_text(encoding="utf-8")
                assert before.count(step["old"]) == 1, step[0]
                changed.write_text(before.replace(step["old"], step["new"]), encoding="utf-8")
            case "copy":
                shutil.copy(folder / step["source"], folder / step["target"])
            case "tables":
                tables = [step["first"], step["second"]]
            case other:
                raise AssertionError(f"a block of kind {other}")
    assert {kind: done.count(kind) for kind in ("yaml", "toml", "csv", "change", "copy")} == {
        "yaml": 1, "toml": 1, "csv": 2, "change": 4, "copy": 1
    }  # fmt: skip


def follow(text: str, folder: Path, place: str) -> None:
    """Type the commands of a block and compare what is printed; only what is meant to go wrong may."""
    for part in re.split(r"^\$ ", text, flags=re.MULTILINE)[1:]:
        command, _, shown = part.partition("\n")
        program, *arguments = shlex.split(command)
        assert program == "rolkpi", place
        answer = rolkpi_command(arguments, folder)
        fine = (2,) if " problem" in shown else (1,) if re.search(r"[1-9]\d* quarantined", shown) else (0,)
        assert answer.returncode in fine, f"{place}: {answer.stdout}{answer.stderr}"
        assert_shown(shown, answer.stdout.replace(str(folder.resolve()), "<folder>"), place)


def test_toml_blocks_are_what_they_say(tmp_path: Path) -> None:
    kinds = set()
    for block in of_kind("toml"):
        name = block.text.partition("\n")[0]
        kinds.add(name)
        if name == f"# {FILE_NAME}":
            (tmp_path / FILE_NAME).write_text(block.text, encoding="utf-8")
            assert read_config(tmp_path).workspace.plugins
        else:
            assert name == "# pyproject.toml", block.place
            assert "rolkpi" in tomllib.loads(block.text)["project"]["entry-points"]
    assert len(kinds) == 2


def test_csv_blocks_have_the_headers_that_are_read() -> None:
    known = {
        tuple(model.Area.model_fields),
        tuple(model.Parent.model_fields),
        tuple("date" if name == "on" else name for name in model.Population.model_fields),
        tuple(model.Expected.model_fields),
        tuple(model.Crosswalk.model_fields),
        tuple(model.SeriesBreak.model_fields),
        tuple(REGISTER_COLUMNS),
        ("date", "name"),
    }
    found = set()
    for block in of_kind("csv"):
        header, *rows = csv.reader(io.StringIO(block.text))
        found.add(tuple(header))
        assert rows and all(len(row) == len(header) for row in rows), block.place
    assert found == known


# -- lists that must be whole ---------------------------------------------------------------------------------


def test_every_code_has_its_heading_in_order() -> None:
    page = (DOCS / "errors.md").read_text(encoding="utf-8")
    sections = re.split(r"^## ", page, flags=re.MULTILINE)[1:]
    assert [s.partition("\n")[0] for s in sections] == [f"{code}: {what}" for code, what in CODES.items()]
    assert [s[:5] for s in sections if "\n**Fix**: " not in s or len(s) < 100] == []


def test_every_hook_has_its_signature() -> None:
    page = (DOCS / "hooks.md").read_text(encoding="utf-8")
    hooks = [f for name, f in vars(Hooks).items() if inspect.isfunction(f) and not name.startswith("_")]
    shown = []
    for hook in hooks:
        signature = inspect.signature(hook)
        arguments = [p for p in signature.parameters.values() if p.name != "self"]
        told = ", ".join(str(p) for p in arguments)
        shown.append(f"def {hook.__name__}({told}) -> {signature.return_annotation}")
        assert f"\n## {hook.__name__}\n" in page
    assert shown
    assert [line for line in shown if f"```text\n{line}\n```" not in page] == []
    assert re.findall(r"^## (\w+)$", page, re.MULTILINE) == [h.__name__ for h in hooks]


def table_column(file: str, heading: str) -> list[str]:
    """First column of the first table under a heading, names in backticks one by one."""
    page = (DOCS / file).read_text(encoding="utf-8")
    rows = re.split(rf"^#+ {re.escape(heading)}$", page, maxsplit=1, flags=re.MULTILINE)[1].split("\n\n|", 1)[1]
    cells = [line.split("|")[1 if line.startswith("|") else 0] for line in rows.partition("\n\n")[0].splitlines()]
    return [name for cell in cells[2:] for name in re.findall(r"`([^`]+)`", cell)]


def test_every_column_of_a_measurement_in_order() -> None:
    assert table_column("measurements.md", "Columns") == [name for name, _ in COLUMNS]


def test_every_state_in_order_of_precedence() -> None:
    order = ["unavailable", "not_applicable", "no_data", "immature", "undefined", "small_base", "provisional", "ok"]
    assert table_column("measurements.md", "obs_status") == [*order, "suppressed"]
    source = inspect.getsource(sys.modules["rolkpi.sql.read"].measurements_query)
    told = re.findall(r"(?:THEN|ELSE) '(\w+)'", source.partition("judged AS")[2].partition("AS obs_status")[0])
    assert list(dict.fromkeys(told)) == order


def test_every_domain_function() -> None:
    page = (DOCS / "definitions.md").read_text(encoding="utf-8")
    told = {
        name: arguments.count(",") + 1 for name, arguments in re.findall(r"^\| `(\w+)\(([^`]*)\)`", page, re.MULTILINE)
    }
    assert told == dict(FUNCTIONS)


def test_every_setting() -> None:
    (block,) = (b for b in of_kind("toml") if b.text.startswith(f"# {FILE_NAME}"))
    told = tomllib.loads(block.text)
    assert set(told) == set(Config.model_fields)
    for name, field in Config.model_fields.items():
        tables = told[name] if isinstance(told[name], list) else [told[name]]
        kinds = [field.annotation, *getattr(field.annotation, "__args__", ())]
        (kind,) = (k for k in kinds if isinstance(k, type) and issubclass(k, BaseModel))
        assert {key for table in tables for key in table} == set(kind.model_fields), name


def test_every_field_of_a_definition() -> None:
    page = "".join((DOCS / name).read_text(encoding="utf-8") for name in ("definitions.md", "rules.md"))
    page += (DOCS / "plugins.md").read_text(encoding="utf-8").partition("<!-- generated")[0]
    told = set(re.findall(r"`([a-z_0-9]+)`", page)) | set(re.findall(r"(?<=[{, ])([a-z_0-9]+):", page))
    kinds = [k for k in vars(model).values() if inspect.isclass(k) and issubclass(k, BaseModel)]
    places = {model.Area, model.Parent, model.Population, model.Crosswalk, model.SeriesBreak}
    elsewhere = {*places, model.Expected, model.Calendar}
    missing = {f"{k.__name__}.{f}" for k in kinds if k not in elsewhere for f in k.model_fields if f not in told}
    assert missing == {"Dataset.view_of"}, "which nobody writes: the catalog sets it"


def test_every_command_and_option() -> None:
    page = (DOCS / "workspace.md").read_text(encoding="utf-8")
    group = typer.main.get_command(app)
    commands = getattr(group, "commands", {})
    assert re.findall(r"^\| `rolkpi (\S+?)[` ]", page, re.MULTILINE) == list(commands)
    query = {o for p in commands["query"].params for o in p.opts if o.startswith("--")} - {"--workspace", "--format"}
    assert {o for o in query if f"`{o}`" not in page} == set()


def test_every_public_name() -> None:
    page = (DOCS / "python.md").read_text(encoding="utf-8").partition("## Public names")[2]
    assert [name for name in rolkpi.__all__ if f"`{name}`" not in page] == []


def test_the_reference_is_what_the_code_says(update_golden: bool) -> None:
    page = DOCS / "plugins.md"
    before, begin, rest = page.read_text(encoding="utf-8").partition("<!-- generated: rolkpi.authoring.reference -->\n")
    shown, end, after = rest.partition("<!-- end -->\n")
    assert begin and end
    made = f"\n{field_reference()}\n"
    if update_golden:
        page.write_text(before + begin + made + end + after, encoding="utf-8")
    else:
        assert shown == made, "the definitions changed: pytest tests/docs --update-golden"


def test_every_field_of_the_schema_is_in_the_reference() -> None:
    page = (DOCS / "plugins.md").read_text(encoding="utf-8")
    told = set(re.findall(r"^\| `(\w+)` \|", page, re.MULTILINE))
    fields = {name for kind in plugin_schema()["$defs"].values() for name in kind.get("properties", {})}
    assert fields - told == set()


# -- links and words ------------------------------------------------------------------------------------------


def slug(heading: str) -> str:
    """The anchor of a heading, as code hosts make it."""
    return re.sub(r"[^\w\- ]", "", heading.strip().lower()).replace(" ", "-")


def anchors(file: Path) -> set[str]:
    text = re.sub(r"^```.*?^```", "", file.read_text(encoding="utf-8"), flags=re.MULTILINE | re.DOTALL)
    return {slug(h) for h in re.findall(r"^#+ (.+)$", text, re.MULTILINE)}


@pytest.mark.parametrize("file", [*OWN, *OTHERS], ids=lambda f: str(f.relative_to(ROOT)))
def test_local_links_lead_somewhere(file: Path) -> None:
    text = re.sub(r"```.*?```", "", file.read_text(encoding="utf-8"), flags=re.DOTALL)
    broken = []
    for target in re.findall(r"\]\(([^)\s]+)\)", text):
        if re.match(r"[a-z]+:", target):
            continue
        path, _, anchor = target.partition("#")
        there = (file.parent / path).resolve() if path else file
        known = there.is_file() and there.is_relative_to(ROOT)
        if not known or (anchor and anchor not in anchors(there)):
            broken.append(target)
    assert broken == []


def test_every_page_is_in_the_index() -> None:
    index = (DOCS / "README.md").read_text(encoding="utf-8")
    pages = [p.relative_to(DOCS).as_posix() for p in DOCS.rglob("*.md") if p.name != "README.md" or p.parent != DOCS]
    assert [page for page in pages if f"]({page})" not in index] == []


@pytest.mark.parametrize("file", [*OWN, *OTHERS], ids=lambda f: str(f.relative_to(ROOT)))
def test_no_page_names_a_place_of_some_machine(file: Path) -> None:
    text = file.read_text(encoding="utf-8")
    assert re.findall(r"(?<![\w.:/])/(?:home|root|tmp|work|opt|usr|Users|var|mnt)/\S*", text) == []
    assert str(Path.home()) not in text


def test_every_page_with_the_simulation_says_so() -> None:
    silent = [
        f for f in OWN if "balochistan" in f.read_text(encoding="utf-8") and "imulated" not in f.read_text("utf-8")
    ]
    assert silent == []
