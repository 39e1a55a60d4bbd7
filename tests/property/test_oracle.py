"""The engine and the oracle give the same measurements on random definitions and random data."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, note

from rolkpi.catalog import build
from rolkpi.testing.strategies import Scenario, scenarios
from rolkpi.testing.strategy_definitions import FIRST_STAGE, SECOND_STAGE, Theme

KEY = ("kpi", "area", "frequency", "window", "period", "disaggregation")
COMPARED = (
    "value",
    "low",
    "high",
    "numerator",
    "denominator",
    "n",
    "obs_status",
    "covered",
    "expected",
    "linkage",
    "flags",
)


def by_key(rows: list[dict[str, Any]]) -> dict[tuple[Any, ...], dict[str, Any]]:
    found = {tuple(row[k] for k in KEY): {c: row[c] for c in COMPARED} for row in rows}
    assert len(found) == len(rows), "a key stands twice"
    return found


def assert_agreement(scenario: Scenario) -> None:
    measured, reckoned = by_key(scenario.measured()), by_key(scenario.reckoned())
    differing = {k: (measured.get(k), reckoned.get(k)) for k in measured | reckoned}
    differing = {k: (m, r) for k, (m, r) in differing.items() if m != r}
    for key, (engine, oracle) in list(differing.items())[:5]:
        note(f"{key}\n  engine {engine}\n  oracle {oracle}")
    assert not differing, f"{len(differing)} of {len(reckoned)} measurements differ"
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
