"""One switch for all that tests write: ``pytest tests/golden tests/docs --update-golden``.

It writes what is generated from the code: the golden SQL, and the reference in ``docs/plugins.md``. Read the difference
before committing it.

And a package that somebody else keeps, as ``rolkpi new-plugin`` begins it.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from rolkpi.authoring.scaffold import new_plugin


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
