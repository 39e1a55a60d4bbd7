"""A workspace small enough to run in a fraction of a second, and what tests ask of one.

And the examples, each copied and run once for all tests that read it.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

import rolkpi
from rolkpi.cli import main
from rolkpi.workspace.run import RunSummary
from rolkpi.workspace.workspace import Workspace

REPOSITORY = Path(__file__).parents[2]

PLUGIN = """\
plugin: {name: tiny, title: Tiny, owner: Test}
codelists:
  - id: tiny.kind
    codes: [{code: MURDER, label: Murder}, {code: THEFT, label: Theft}]
datasets:
  - id: tiny.case
    kind: events
    columns:
      - {name: case_no, type: key, required: true}
      - {name: district, type: area, required: true}
      - {name: filed_on, type: date, required: true}
      - {name: decided_on, type: date}
      - {name: kind, type: code, codelist: tiny.kind, required: true}
    key: [case_no]
    area: district
    date: filed_on
    reported_by: [district]
  - id: tiny.visit
    kind: events
    columns:
      - {name: visit_no, type: key, required: true}
      - {name: district, type: area, required: true}
      - {name: visited_on, type: date, required: true}
      - {name: person, type: key, personal: true}
    key: [visit_no]
    area: district
    date: visited_on
    reported_by: [district]
measures:
  - id: tiny.filed
    rule: flow
    title: Filed
    unit: cases
    sources: [{dataset: tiny.case}]
  - id: tiny.decided
    rule: flow
    title: Decided
    unit: cases
    sources: [{dataset: tiny.case, date: decided_on}]
  - id: tiny.pending
    rule: stock
    title: Pending
    unit: cases
    sources: [{dataset: tiny.case, start: filed_on, end: decided_on}]
  - id: tiny.visitors
    rule: distinct
    title: Visitors
    unit: persons
    key: person
    sources: [{dataset: tiny.visit}]
kpis:
  - {id: tiny.filed_total, code: TNY-01, title: Cases filed, unit: cases, direction: context,
     formula: {kind: total, measure: tiny.filed}, disaggregations: [[kind]],
     description: What it says, owner: Test, source: Test}
  - {id: tiny.clearance, code: TNY-02, title: Clearance rate, unit: percent, direction: up,
     formula: {kind: ratio, numerator: tiny.decided, denominator: tiny.filed},
     description: What it says, owner: Test, source: Test}
  - {id: tiny.pending_total, code: TNY-03, title: Cases pending, unit: cases, direction: down,
     formula: {kind: total, measure: tiny.pending},
     description: What it says, owner: Test, source: Test}
  - {id: tiny.visitors_total, code: TNY-04, title: Visitors, unit: persons, direction: context,
     formula: {kind: total, measure: tiny.visitors},
     description: What it says, owner: Test, source: Test}
"""
AREAS = """\
code,name,level,valid_from,valid_to
P,Province,province,,
A,Alpha,district,,
B,Beta,district,,
C,Gamma,district,,
"""
PARENTS = "hierarchy,area,parent,valid_from,valid_to\n" + "".join(f"admin,{a},P,,\n" for a in "ABC")
EXPECTED = "dataset,area,valid_from,valid_to,status,reason\ntiny.case,C,,,not_applicable,no court\n"
SOURCE = """\
[[source]]
dataset = "tiny.case"
path = "inbox/case/*.csv"
mode = "{mode}"
deliveries = "inbox/deliveries.csv"
"""
VISITS = """\
[[source]]
dataset = "tiny.visit"
path = "inbox/visit/*.csv"
mode = "append"
deliveries = "inbox/deliveries.csv"
"""
REGISTER = "file,areas,first_month,last_month,received_on,sent_by,accepted_by"
CASES = "case_no,district,filed_on,decided_on,kind"


def rows_of(table: Any) -> list[dict[str, Any]]:
    """Measurements without the run's name: what a reader would call the same figures."""
    return [{k: v for k, v in row.items() if k != "run"} for row in table.to_pylist()]


@dataclass
class Place:
    """One workspace folder under test."""

    folder: Path
    register: list[str] = field(default_factory=list)

    def write(self, name: str, text: str) -> Path:
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
        return path

    def text(self, name: str) -> str:
        return (self.folder / name).read_text(encoding="utf-8")

    def replace(self, name: str, old: str, new: str) -> None:
        text = self.text(name)
        assert old in text, f"{name} has no {old!r}"
        self.write(name, text.replace(old, new))

    def configure(
        self, *, mode: str = "snapshot", plugins: Iterable[str] = ("./tiny",), sources: str = "", more: str = ""
    ) -> None:
        listed = ", ".join(f'"{p}"' for p in plugins)
        self.write(
            "rolkpi.toml",
            f'[workspace]\nname = "Test"\nplugins = [{listed}]\nnotice = "Simulated"\n\n'
            '[reference]\nareas = "reference/areas.csv"\nparents = "reference/parents.csv"\n'
            f'expected = "reference/expected.csv"\n\n{more}\n{SOURCE.format(mode=mode)}\n{sources}',
        )

    def deliver(
        self,
        name: str,
        text: str,
        *,
        covers: Iterable[tuple[str, str, str]] = (("A", "2024-01", "2024-01"),),
        received: str = "2024-02-05",
        accepted_by: str = "Officer",
    ) -> Path:
        """A file in the inbox with its lines in the register; a file that is there already is replaced."""
        self.register = [line for line in self.register if not line.startswith(f"{name},")]
        self.register += [f"{name},{a},{first},{last},{received},Clerk,{accepted_by}" for a, first, last in covers]
        self.write_register()
        return self.write(f"inbox/{name}", text)

    def write_register(self) -> None:
        self.write("inbox/deliveries.csv", "\n".join([REGISTER, *self.register]) + "\n")

    def cases(self, name: str, area: str, month: str, *rows: str, **more: Any) -> Path:
        """One district's month of cases: ``rows`` are CSV lines without the district."""
        lines = [CASES, *(f"{n},{area},{rest}" for n, rest in (r.split(",", 1) for r in rows))]
        return self.deliver(f"case/{name}.csv", "\n".join(lines) + "\n", covers=[(area, month, month)], **more)

    def good_start(self) -> None:
        """Two districts, two months: A has 3 cases in January and none in February, B sends January only."""
        self.cases(
            "A-01", "A", "2024-01", "a1,2024-01-03,2024-01-20,THEFT", "a2,2024-01-09,,THEFT", "a3,2024-01-31,,MURDER"
        )
        self.cases("A-02", "A", "2024-02", received="2024-03-05")
        self.cases("B-01", "B", "2024-01", "b1,2024-01-15,,THEFT")

    def open(self) -> rolkpi.Workspace:
        return rolkpi.open(self.folder)

    def run(self, **more: Any) -> Any:
        return self.open().run(**more)

    def figures(self, **asked: Any) -> list[dict[str, Any]]:
        return rows_of(self.open().measurements(**asked))

    def figure(self, kpi: str, area: str, period: str, by: str = "") -> dict[str, Any]:
        """One measurement of a month."""
        found = self.open().measurements(kpi, area, frequency="month", window="period", periods=period).to_pylist()
        (row,) = [r for r in found if r["disaggregation"] == by]
        return dict(row)

    @property
    def store(self) -> Path:
        return self.folder / "store"

    def current(self) -> str:
        return (self.store / "current").read_text().strip()

    def ledger(self) -> list[dict[str, Any]]:
        path = self.store / "ledger.jsonl"
        return [json.loads(line) for line in path.read_text().splitlines()] if path.exists() else []

    def submissions(self) -> list[dict[str, Any]]:
        return [e["submission"] for e in self.ledger() if e["event"] == "submission"]

    def contents(self, *names: str) -> dict[str, str]:
        """Hash of every file of the store, or of some of its folders and files."""
        roots = [self.store / n for n in names] if names else [self.store]
        files = [p for r in roots for p in ([r] if r.is_file() else r.rglob("*")) if p.is_file()]
        return {p.relative_to(self.store).as_posix(): hashlib.sha256(p.read_bytes()).hexdigest() for p in files}

    def published(self) -> dict[str, str]:
        """What readers read: equal for equal runs."""
        return self.contents("parts", "runs", "definitions", "current")

    def copy(self, to: Path, *, store: bool = False) -> Place:
        shutil.copytree(self.folder, to, ignore=None if store else shutil.ignore_patterns("store"))
        return Place(to, list(self.register))


@dataclass(frozen=True)
class Told:
    """What a command wrote and how it ended."""

    code: int
    out: str
    err: str


Build = Callable[..., Place]
Command = Callable[..., Told]


def made(folder: Path, **more: Any) -> Place:
    """A workspace without deliveries."""
    place = Place(folder)
    place.write("tiny/plugin.yaml", PLUGIN)
    place.write("reference/areas.csv", AREAS)
    place.write("reference/parents.csv", PARENTS)
    place.write("reference/expected.csv", EXPECTED)
    place.configure(**more)
    place.write_register()
    return place


@pytest.fixture
def build(tmp_path: Path) -> Build:
    """Makes a workspace; its deliveries are still to come."""

    def make(name: str = "place", **more: Any) -> Place:
        return made(tmp_path / name, **more)

    return make


@pytest.fixture
def place(build: Build) -> Place:
    """A workspace with two districts' good deliveries, not run yet."""
    started = build()
    started.good_start()
    return started


@pytest.fixture(scope="session")
def run_once(tmp_path_factory: pytest.TempPathFactory) -> Place:
    """A workspace that has run; for copying, never for changing."""
    started = made(tmp_path_factory.mktemp("run_once") / "place")
    started.good_start()
    started.run()
    return started


@pytest.fixture
def ran(run_once: Place, tmp_path: Path) -> Place:
    """A workspace that has run."""
    return run_once.copy(tmp_path / "ran", store=True)


@pytest.fixture
def command(monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]) -> Command:
    """Calls the command line in this process, through its own entry point."""

    def call(*arguments: str, at: Place | Path | None = None) -> Told:
        where = [] if at is None else ["-w", str(at.folder if isinstance(at, Place) else at)]
        monkeypatch.setattr(sys, "argv", ["rolkpi", *where, *arguments])
        capfd.readouterr()
        try:
            main()
            code = 0
        except SystemExit as exc:
            code = exc.code if isinstance(exc.code, int) else int(exc.code is not None)
        out, err = capfd.readouterr()
        return Told(code, out, err)

    return call


@pytest.fixture
def python() -> Callable[..., subprocess.CompletedProcess[str]]:
    """Runs Python source in a process of its own."""

    def call(
        source: str, *arguments: str, path: Iterable[Path] = (), env: Mapping[str, str] | None = None
    ) -> subprocess.CompletedProcess[str]:
        more = {"PYTHONPATH": os.pathsep.join(map(str, path))} if path else {}
        return subprocess.run(
            [sys.executable, "-c", source, *arguments],
            capture_output=True,
            text=True,
            timeout=120,
            check=False,
            env={**os.environ, **more, **(env or {})},
        )

    return call


@pytest.fixture(autouse=True)
def _no_key(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Whoever runs the tests may have a key set: no test relies on it."""
    monkeypatch.delenv("ROLKPI_KEY", raising=False)
    monkeypatch.delenv("ROLKPI_WORKSPACE", raising=False)
    yield


@pytest.fixture(scope="session")
def repository() -> Path:
    """The root of the repository."""
    return REPOSITORY


@pytest.fixture(scope="session")
def copy_of_example(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Path]:
    """Copies an example to a new folder, where it may be run."""

    def copy(name: str) -> Path:
        folder = tmp_path_factory.mktemp("examples") / name
        shutil.copytree(REPOSITORY / "examples" / name, folder, ignore=shutil.ignore_patterns("store", "__pycache__"))
        return folder

    return copy


@pytest.fixture(scope="session")
def published(copy_of_example: Callable[[str], Path]) -> Workspace:
    """The published figures of Pakistan, run."""
    workspace = rolkpi.open(copy_of_example("published"))
    workspace.run()
    return workspace


@pytest.fixture(scope="session")
def west_yorkshire_run(copy_of_example: Callable[[str], Path]) -> tuple[Workspace, RunSummary]:
    """One month of West Yorkshire, run."""
    workspace = rolkpi.open(copy_of_example("west_yorkshire"))
    return workspace, workspace.run()


@pytest.fixture(scope="session")
def balochistan(simulated: Any) -> Workspace:
    """The simulation of Balochistan, run: for reading."""
    return rolkpi.open(simulated.folder)
