"""One switch for all that tests write: ``pytest tests/golden tests/docs --update-golden``.

It writes what is generated from the code: the golden SQL, and the reference in ``docs/plugins.md``. Read the difference
before committing it.

And a package that somebody else keeps, as ``rolkpi new-plugin`` begins it; and the simulation of Balochistan, run once
for all that read it.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import time
from contextlib import ExitStack, suppress
from dataclasses import asdict, dataclass
from pathlib import Path

import pytest

from rolkpi.authoring.scaffold import new_plugin
from rolkpi.errors import EngineError
from rolkpi.store.files import locked

ROOT = Path(__file__).parents[1]


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add the switch."""
    parser.addoption("--update-golden", action="store_true", help="write anew what is generated from the code")


@pytest.fixture
def update_golden(request: pytest.FixtureRequest) -> bool:
    """Whether a test writes what it would compare."""
    return bool(request.config.getoption("--update-golden"))


@pytest.fixture(scope="session")
def ombudsman(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sources of the package ``rolkpi_ombudsman``: what a new plugin is. It is not installed."""
    return new_plugin("ombudsman", tmp_path_factory.mktemp("third_party"), yaml=False) / "src"


@dataclass(frozen=True)
class Simulated:
    """The simulated workspace after its first ``rolkpi run``, and what that said."""

    at: str
    returncode: int
    stdout: str
    stderr: str
    seconds: float

    @property
    def folder(self) -> Path:
        """The workspace: only for reading, since every process of the tests has this one."""
        return Path(self.at)

    def copy(self, to: Path) -> Path:
        """The workspace with its store, for a test that runs it again or changes it."""
        return Path(shutil.copytree(self.folder, to))


@pytest.fixture(scope="session")
def simulated(tmp_path_factory: pytest.TempPathFactory) -> Simulated:
    """The simulation of Balochistan, run by whichever process of the tests first asks for it. The others wait."""
    base = tmp_path_factory.getbasetemp()
    shared = base.parent if "PYTEST_XDIST_WORKER" in os.environ else base
    told = shared / "balochistan.json"
    with ExitStack() as alone:
        while not told.exists():
            with suppress(EngineError):  # somebody else is at it
                alone.enter_context(locked(shared / "balochistan.lock"))
                break
            time.sleep(0.5)
        if not told.exists():
            done = asdict(_run_simulation(shared / "balochistan"))
            told.with_suffix(".new").write_text(json.dumps(done), encoding="utf-8")
            told.with_suffix(".new").rename(told)
    return Simulated(**json.loads(told.read_text(encoding="utf-8")))


def _run_simulation(folder: Path) -> Simulated:
    ignored = shutil.ignore_patterns("store", "__pycache__")
    shutil.copytree(ROOT / "examples" / "balochistan", folder, ignore=ignored, dirs_exist_ok=True)
    environment = {**os.environ, "COLUMNS": "80", "NO_COLOR": "1", "PYTHONIOENCODING": "utf-8", "ROLKPI_KEY": "a key"}
    command = [sys.executable, "-m", "rolkpi", "-w", str(folder), "run"]
    began = time.perf_counter()
    done = subprocess.run(command, env=environment, capture_output=True, text=True, encoding="utf-8", check=False)
    return Simulated(str(folder), done.returncode, done.stdout, done.stderr, time.perf_counter() - began)
