"""The judiciary definitions hold together, and pass the conformance kit."""

from __future__ import annotations

from datetime import date
from itertools import pairwise

import pytest

from rolkpi.catalog import Catalog, build
from rolkpi.model import Expect, Kpi, Ratio, Total
from rolkpi.testing.conformance import PluginConformance
from rolkpi_judiciary import rolkpi_plugin
from rolkpi_judiciary.time_limits import TIME_LIMITS

PLUGIN = rolkpi_plugin()
KPIS = pytest.mark.parametrize("kpi", PLUGIN.kpis, ids=lambda kpi: kpi.id)


class TestJudiciary(PluginConformance):
    plugin = "judiciary"


@pytest.fixture(scope="module")
def catalog() -> Catalog:
    return build([PLUGIN])


def _kpi(name: str) -> Kpi:
    return next(k for k in PLUGIN.kpis if k.id == f"judiciary.{name}")


def test_catalogue_codes_units_and_directions(catalog: Catalog) -> None:
    assert [(k.code, k.unit, k.direction.value) for k in PLUGIN.kpis] == [
        ("JUD-03", "cases", "down"),
        ("JUD-04", "%", "up"),
        ("JUD-05", "days", "down"),
        ("JUD-06", "ratio", "up"),
        ("JUD-07", "days", "down"),
        ("JUD-07", "days", "down"),
        ("JUD-08", "%", "up"),
    ]
    assert len(catalog.find_kpis("JUD-07")) == 2


@KPIS
def test_every_kpi_explains_itself(kpi: Kpi) -> None:
    assert len(kpi.examples) >= 2
    assert min(len(kpi.description), len(kpi.why_it_matters), len(kpi.note), len(kpi.source), len(kpi.owner)) > 8
    assert any(e.obs_status == "ok" for x in kpi.examples for e in x.expect)


@KPIS
def test_expectations_agree_with_themselves(kpi: Kpi) -> None:
    for expect in (e for example in kpi.examples for e in example.expect):
        match kpi.formula:
            case Total() if kpi.unit == "cases":
                assert expect.value == expect.n
            case Ratio(scale=scale) if expect.denominator:
                assert expect.numerator is not None
                assert expect.value == expect.numerator * scale / expect.denominator
        if expect.obs_status == "undefined":
            assert expect.value is None and not expect.denominator


def test_disposition_time_times_turnover_is_the_days_of_the_period() -> None:
    def at_quarter(kpi: Kpi) -> Expect:
        return next(x.expect[0] for x in kpi.examples if x.period == "2024-Q1")

    time, turnover = at_quarter(_kpi("disposition_time")), at_quarter(_kpi("case_turnover"))
    assert time.value is not None and turnover.value is not None
    assert time.value * turnover.value == (date(2024, 4, 1) - date(2024, 1, 1)).days


def test_published_years_balance_and_give_the_published_rates() -> None:
    cells: dict[tuple[str, str, str], dict[str, int]] = {}
    for kpi in PLUGIN.kpis:
        for example in kpi.examples:
            for row in example.tables.get("judiciary.annual_return", ()):
                cells.setdefault((row["court"], row["year_start"], row["item"]), {})[row["line"]] = row["value"]
    assert len(cells) == 5  # three published ones, and a simulated one with its civil suits
    for year in cells.values():
        assert year["J1"] + year["J2"] - year["J4"] == year["J6"]
    clearance = {e.area: round(e.value, 2) for e in _kpi("clearance_rate").examples[0].expect if e.value}
    assert clearance == {None: 98.77, "DISTRICT_COURTS": 100.42, "HIGH_COURT": 83.93}
    assert round(_kpi("disposition_time").examples[0].expect[0].value or 0, 2) == 121.18
    assert round(_kpi("case_turnover").examples[0].expect[0].value or 0, 3) == 3.401


def test_one_limit_is_in_force_at_a_time() -> None:
    for limit in {row["limit_id"] for row in TIME_LIMITS}:
        rows = sorted((r for r in TIME_LIMITS if r["limit_id"] == limit), key=lambda r: str(r["effective_from"]))
        assert [r["effective_to"] for r in rows if r is not rows[-1]] == [r["effective_from"] for r in rows[1:]]
        assert rows[-1]["effective_to"] is None
        assert all(old["effective_from"] < new["effective_from"] for old, new in pairwise(rows))
    in_2025 = {r["limit_id"]: r["months"] for r in TIME_LIMITS if r["effective_to"] is None}
    assert in_2025 == {"JUVENILE": 6, "UP_TO_7Y": 12, "ABOVE_7Y": 18, "MURDER": 24}
