"""The conformance kit for pytest without a line of Python: ``pytest --rolkpi ./levies``.

Installed with rolkpi; does nothing unless ``--rolkpi`` is given. Each check of each plugin is one test.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from rolkpi.testing.subject import Subject


def pytest_addoption(parser: pytest.Parser) -> None:
    """``--rolkpi PLUGIN`` and ``--rolkpi-seed N``."""
    group = parser.getgroup("rolkpi", "conformance of KPI plugins")
    group.addoption(
        "--rolkpi",
        action="append",
        default=[],
        metavar="PLUGIN",
        help="test this plugin, by folder or name, with rolkpi's conformance kit; may be given again",
    )
    group.addoption("--rolkpi-seed", type=int, default=0, metavar="N", help="seed of the synthetic rows")


def pytest_collection_modifyitems(session: pytest.Session, config: pytest.Config, items: list[pytest.Item]) -> None:
    """Put the checks of the plugins that were named behind the other tests."""
    for name in config.getoption("--rolkpi"):
        collector = PluginUnderTest.from_parent(session, name=f"rolkpi {name}", path=Path(), plugin=name)
        items.extend(collector.collect())


class PluginUnderTest(pytest.Collector):
    """One plugin, with a test for each check of the kit."""

    def __init__(self, *, plugin: str, **about: Any) -> None:
        super().__init__(**about)
        self.plugin = plugin
        self._subject: Subject | None = None

    @property
    def subject(self) -> Subject:
        """The plugin, loaded when the first test of it runs. Raises what loading raises."""
        from rolkpi.testing.subject import load_subject, named_plugin

        if self._subject is None:
            self._subject = load_subject(named_plugin(self.plugin))
        return self._subject

    def collect(self) -> Iterable[pytest.Item]:
        """That the definitions load, then one test a check."""
        from rolkpi.testing.conformance import CHECKS

        return [CheckItem.from_parent(self, name=name) for name in (_LOADING, *CHECKS)]


_LOADING = "definitions"


class CheckItem(pytest.Item):
    """One check of one plugin."""

    parent: PluginUnderTest

    def runtest(self) -> None:
        """Run the check; what it finds is the failure. Skipped where the definitions do not even load."""
        from rolkpi.errors import RolkpiError
        from rolkpi.testing.conformance import CHECKS, told

        try:
            subject = self.parent.subject
        except RolkpiError:
            if self.name == _LOADING:
                raise
            pytest.skip("the definitions have problems")
        if self.name == _LOADING:
            return
        check = CHECKS[self.name](subject, self.config.getoption("--rolkpi-seed"))
        assert not check.problems, told(check)

    def repr_failure(self, excinfo: pytest.ExceptionInfo[BaseException], style: Any = None) -> str:
        """What is wrong, in the kit's own words: no trace, since the fault is in no code of the author."""
        from rolkpi.errors import RolkpiError

        if isinstance(excinfo.value, AssertionError | RolkpiError):
            return str(excinfo.value)
        return str(super().repr_failure(excinfo))

    def reportinfo(self) -> tuple[Path, None, str]:
        """How pytest names it."""
        return Path(self.parent.plugin), None, f"{self.parent.plugin}: {self.name.replace('_', ' ')}"
