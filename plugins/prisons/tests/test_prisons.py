"""The prisons definitions hold together, and pass the conformance kit."""

from __future__ import annotations

import pytest

from rolkpi.catalog import Catalog, build
from rolkpi.model import Kpi, Ratio, Total
from rolkpi.testing.conformance import PluginConformance
from rolkpi_prisons import rolkpi_plugin

PLUGIN = rolkpi_plugin()
KPIS = pytest.mark.parametrize("kpi", PLUGIN.kpis, ids=lambda kpi: kpi.id)


class TestPrisons(PluginConformance):
    plugin = "prisons"


@pytest.fixture(scope="module")
def catalog() -> Catalog:
    return build([PLUGIN])


def test_catalogue_codes_units_and_directions(catalog: Catalog) -> None:
    assert [(k.code, k.unit, k.direction.value) for k in PLUGIN.kpis] == [
        ("PRI-01", "persons", "context"),
        ("PRI-02", "%", "band"),
        ("PRI-04", "%", "down"),
        ("PRI-09", "%", "down"),
        ("PRI-12", "per 1,000", "down"),
        ("PRI-14", "escapes", "down"),
        ("PRI-14", "per 100,000 prisoner-days", "down"),
    ]
    assert catalog.kpi("PRI-02").id == "prisons.occupancy"


@KPIS
def test_every_kpi_explains_itself(kpi: Kpi) -> None:
    assert len(kpi.examples) >= 2
    assert min(len(kpi.description), len(kpi.note), len(kpi.source), len(kpi.owner)) > 8
    assert any(e.obs_status == "ok" for x in kpi.examples for e in x.expect)


@KPIS
def test_expectations_agree_with_themselves(kpi: Kpi) -> None:
    for expect in (e for example in kpi.examples for e in example.expect):
        match kpi.formula:
            case Total():
                assert expect.value == expect.n
            case Ratio(scale=scale) if expect.denominator:
                assert expect.numerator is not None
                assert expect.value == expect.numerator * scale / expect.denominator
        if expect.obs_status == "undefined":
            assert expect.value is None and not expect.denominator


def test_published_figures_by_hand() -> None:
    september = PLUGIN.kpis[1].examples[0].expect
    assert [round(e.value or 0, 2) for e in september] == [104.23, 230.93, 78.14]
    assert round(PLUGIN.kpis[2].examples[-1].expect[0].value or 0, 2) == 63.69
    assert round(PLUGIN.kpis[3].examples[0].expect[0].value or 0, 2) == 37.83


def test_every_cell_by_status_and_sex_is_told_apart(catalog: Catalog) -> None:
    items = set(catalog.codelists["prisons.return_item"].values)
    statuses, sexes = (catalog.codelists[f"prisons.{x}"].values for x in ("status", "sex"))
    assert items == {"TOTAL", *statuses, *(f"{status}_{sex}" for status in statuses for sex in sexes)}
