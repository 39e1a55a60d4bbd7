"""The engine and the oracle give the same measurements on random definitions and random data."""

from __future__ import annotations

import pytest
from hypothesis import given, note

from rolkpi.catalog import build
from rolkpi.testing.compare import by_key, differing
from rolkpi.testing.strategies import Scenario, scenarios
from rolkpi.testing.strategy_definitions import FIRST_STAGE, SECOND_STAGE, Theme


def assert_agreement(scenario: Scenario) -> None:
    measured, reckoned = by_key(scenario.measured()), by_key(scenario.reckoned())
    found = differing(measured, reckoned)
    for key, (engine, oracle) in list(found.items())[:5]:
        note(f"{key}\n  engine {engine}\n  oracle {oracle}")
    assert not found, f"{len(found)} of {len(reckoned)} measurements differ"
    assert list(measured) == list(reckoned), "the order of rows differs"


@given(scenarios())
def test_the_engine_agrees_with_the_oracle(scenario: Scenario) -> None:
    assert_agreement(scenario)


@pytest.mark.parametrize("kind", [*FIRST_STAGE, *SECOND_STAGE])
def test_the_engine_agrees_with_the_oracle_for_every_kind_of_formula(kind: str) -> None:
    @given(scenarios(Theme(kinds=(kind,), max_kpis=1, max_months=6)))
    def agree(scenario: Scenario) -> None:
        assert_agreement(scenario)

    agree()


@given(scenarios(Theme(max_months=3)))
def test_generated_definitions_are_valid(scenario: Scenario) -> None:
    catalog = build([scenario.plugin])
    assert set(catalog.kpis) == {k.id for k in scenario.plugin.kpis}
