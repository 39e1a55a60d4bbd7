"""One switch for all that tests write: ``pytest tests/golden tests/docs --update-golden``.

It writes what is generated from the code: the golden SQL, and the reference in ``docs/plugins.md``. Read the difference
before committing it.
"""

from __future__ import annotations

import pytest


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add the switch."""
    parser.addoption("--update-golden", action="store_true", help="write anew what is generated from the code")


@pytest.fixture
def update_golden(request: pytest.FixtureRequest) -> bool:
    """Whether a test writes what it would compare."""
    return bool(request.config.getoption("--update-golden"))
