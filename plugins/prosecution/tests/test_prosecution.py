"""The prosecution definitions hold together and pass the conformance kit."""

from __future__ import annotations

from itertools import pairwise

import pytest

from rolkpi.catalog import Catalog, build
from rolkpi.errors import DefinitionError
from rolkpi.model import Cohort, CohortShare, Distinct, Kpi, Plugin, Ratio, RecordSource, Total
from rolkpi.testing.conformance import PluginConformance
from rolkpi_police import rolkpi_plugin as police_plugin
from rolkpi_prosecution import rolkpi_plugin
from rolkpi_prosecution.codelists import SERIOUS_VIOLENT
from rolkpi_prosecution.measures.scrutiny import AGES, SCRUTINY_DAYS

PLUGIN = rolkpi_plugin()
KPIS = pytest.mark.parametrize("kpi", PLUGIN.kpis, ids=lambda kpi: kpi.id)


class TestProsecution(PluginConformance):
    plugin = "prosecution"


@pytest.fixture(scope="module")
def catalog() -> Catalog:
    return build([PLUGIN, police_plugin()])


CATALOGUE = {
    "PRO-01": [("reports", "context")],
    "PRO-02": [("%", "up")],
    "PRO-03": [("reports", "down")] * 4,
    "PRO-04": [("%", "down")] * 8,
    "PRO-05": [("%", "up")],
    "PRO-06": [("days", "down")] * 2,
    "PRO-07": [("%", "up")],
    "PRO-08": [("%", "up")],
    "PRO-09": [
        ("persons", "context"),
        ("%", "down"),  # witness hostile
        ("%", "context"),  # benefit of the doubt
        ("%", "down"),
        ("%", "down"),
        ("%", "context"),  # compromise
        ("%", "down"),
        ("%", "context"),  # other
        ("%", "down"),  # not recorded
    ],
    "PRO-10": [("%", "context")],
    "PRO-11": [("%", "down")],
    "PRO-12": [("%", "up")],
    "PRO-13": [("per 100", "down")],
    "PRO-14": [("%", "up")],
    "PRO-15": [("%", "context")],
    "PRO-16": [("cases per post", "band")] * 2,
    "PRO-17": [("%", "up")] * 2,
    "PRO-18": [("%", "up")],
    "PRO-19": [("hearings per case", "down")],
}


def test_catalogue_codes_units_and_directions(catalog: Catalog) -> None:
    assert list(CATALOGUE) == [f"PRO-{number:02d}" for number in range(1, 20)]
    assert {
        code: [(k.unit, k.direction.value) for k in PLUGIN.kpis if k.code == code] for code in CATALOGUE
    } == CATALOGUE
    assert len(PLUGIN.kpis) == sum(len(siblings) for siblings in CATALOGUE.values())
    assert catalog.kpi("PRO-07").id == "prosecution.serious_conviction_rate"


def test_without_the_police_only_what_needs_their_firs_is_left_out(catalog: Catalog) -> None:
    alone = build([PLUGIN])
    assert set(catalog.kpis) - set(alone.kpis) == {
        *(k.id for k in police_plugin().kpis),
        "prosecution.early_consultation",
        "prosecution.consultations_linked",
    }


@KPIS
def test_every_kpi_explains_itself(kpi: Kpi) -> None:
    assert len(kpi.examples) >= 2
    assert min(len(kpi.description), len(kpi.note), len(kpi.source), len(kpi.owner)) > 8
    assert any(e.obs_status == "ok" for x in kpi.examples for e in x.expect)


@KPIS
def test_expectations_agree_with_themselves(kpi: Kpi) -> None:
    for expect in (e for example in kpi.examples for e in example.expect):
        match kpi.formula:
            case Ratio(scale=scale) | CohortShare(scale=scale) if expect.denominator:
                assert expect.numerator is not None
                assert expect.value == expect.numerator * scale / expect.denominator
                assert expect.n in (None, expect.denominator)  # witnesses and posts are added up from fewer rows
            case Total() if expect.value is not None and kpi.unit != "days":
                assert expect.value == expect.n
        if expect.obs_status == "undefined":
            assert expect.value is None and not expect.denominator


def test_both_sides_of_a_share_count_the_same(catalog: Catalog) -> None:
    for kpi in PLUGIN.kpis:
        if isinstance(kpi.formula, Ratio) and kpi.unit in ("%", "per 100"):
            assert not kpi.formula.across_units
            assert catalog.measures[kpi.formula.numerator].unit == catalog.measures[kpi.formula.denominator].unit


def test_a_window_is_the_one_its_success_names() -> None:
    cohorts = {m.id: m for m in PLUGIN.measures if isinstance(m, Cohort)}
    assert {id_.partition(".")[2]: m.days for id_, m in cohorts.items()} == {
        "scrutiny_cohort": 3,
        "cure_cohort": 7,
        "consult_cohort": 7,
        "appeal_cohort": 30,
    }
    assert all(m.success.endswith((f"BETWEEN 0 AND {m.days}", f"<= {m.days}")) for m in cohorts.values())


def test_the_ages_of_pending_reports_follow_on_the_limit_and_on_each_other() -> None:
    bounds = list(AGES.values())
    assert bounds[0][0] == SCRUTINY_DAYS + 1
    assert all(high is not None and low == high + 1 for (_, high), (low, _) in pairwise(bounds))
    assert bounds[-1][1] is None


def test_every_cell_of_the_form_is_told_apart(catalog: Catalog) -> None:
    def codes(name: str) -> frozenset[str]:
        return frozenset(catalog.codelists[f"prosecution.{name}"].values)

    cells = {f"{age}_{sex}" for age in codes("age_class") for sex in codes("sex")}
    ranges = {"D0_3", "D4_7", "D8_14", "D15_30", "D31"}
    items = {"TOTAL", "SERIOUS_VIOLENT", "GBV", "NOT_RECORDED", *cells, *ranges}
    assert codes("return_item") == items | codes("acquittal_reason") | codes("witness_type")
    assert {f"R2_{kind}" for kind in codes("report_kind")} < codes("return_line")
    assert {f"R{number}" for number in range(1, 17)} == {
        line.partition("_")[0].rstrip("A") for line in codes("return_line")
    }


def test_every_offence_is_on_the_list_or_not(catalog: Catalog) -> None:
    listed = {row["offence_cat"]: row["serious_violent"] for row in catalog.datasets["prosecution.offence_class"].rows}
    assert set(listed) == set(catalog.codelists["prosecution.offence"].values)
    assert {offence for offence, serious in listed.items() if serious} == SERIOUS_VIOLENT


def test_reports_and_offences_have_the_codes_of_the_police() -> None:
    both = build([PLUGIN, police_plugin()]).codelists
    assert both["prosecution.report_kind"].codes == both["police.report_kind"].codes
    assert both["prosecution.severity"].values == both["police.severity"].values
    assert set(both["prosecution.offence"].codes) <= set(both["police.offence"].codes)


def test_other_plugins_may_use_all_but_the_person() -> None:
    def counting(key: str) -> Plugin:
        measure = Distinct(
            id="other.them", title="Them", unit="x", key=key, sources=(RecordSource(dataset="prosecution.outcome"),)
        )
        return Plugin(name="other", title="Other", measures=(measure,))

    for dataset in PLUGIN.datasets:
        open_columns = {c.name for c in dataset.columns if not c.personal}
        assert dataset.published == "all" or set(dataset.published) == open_columns
        assert (dataset.published == "all") == (len(open_columns) == len(dataset.columns))
    assert "other.them" in build([PLUGIN, counting("fir_id")]).measures
    with pytest.raises(DefinitionError, match="RK115"):
        build([PLUGIN, counting("person_key")])
