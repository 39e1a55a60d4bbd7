"""``pytest tests/golden --update-golden`` writes the expected SQL anew; read the difference before committing it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

HERE = Path(__file__).parent


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add the switch."""
    parser.addoption("--update-golden", action="store_true", help="write tests/golden/*.sql anew")


@pytest.fixture
def golden(request: pytest.FixtureRequest) -> Callable[[str, str], None]:
    """Compares SQL with ``<name>.sql``, or writes it there."""

    def compare(name: str, sql: str) -> None:
        path = HERE / f"{name}.sql"
        if request.config.getoption("--update-golden", default=False):
            path.write_text(sql, encoding="utf-8")
        assert path.exists(), f"{path.name} is missing: pytest tests/golden --update-golden"
        assert sql == path.read_text(encoding="utf-8"), "the SQL changed: pytest tests/golden --update-golden"

    return compare
