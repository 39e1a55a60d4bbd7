"""The chain definitions hold together, pass the conformance kit, and each KPI needs only what it rests on."""

from __future__ import annotations

from datetime import date, timedelta
from fractions import Fraction
from itertools import pairwise
from random import Random
from statistics import median
from typing import Any

import pytest

import rolkpi
from rolkpi.catalog import Catalog, build
from rolkpi.catalog.timing import pairs_of
from rolkpi.model import Area, Cohort, CohortShare, Index, Kpi, Parent, Plugin, Ratio, Score, Total, Window
from rolkpi.testing.conformance import PluginConformance
from rolkpi_chain import rolkpi_plugin
from rolkpi_chain.measures.conversion import CONVERSION_MONTHS, SERIOUS_VIOLENT
from rolkpi_chain.measures.custody import REPORT_DAYS, RETURN_MONTHS
from rolkpi_chain.measures.hand_over import FILING_DAYS_ALLOWED
from rolkpi_chain.views import VIEWS
from rolkpi_judiciary import rolkpi_plugin as judiciary_plugin
from rolkpi_police import rolkpi_plugin as police_plugin
from rolkpi_prisons import rolkpi_plugin as prisons_plugin
from rolkpi_probation import rolkpi_plugin as probation_plugin
from rolkpi_prosecution import rolkpi_plugin as prosecution_plugin

Row = dict[str, Any]

PLUGIN = rolkpi_plugin()
POLICE, PROSECUTION, JUDICIARY, PRISONS, PROBATION = (
    make() for make in (police_plugin, prosecution_plugin, judiciary_plugin, prisons_plugin, probation_plugin)
)
ALL = (POLICE, PROSECUTION, JUDICIARY, PRISONS, PROBATION, PLUGIN)
OF_LEDGER = {"chain.return_completeness", "chain.return_timeliness", "chain.restatement_size"}
"""What is counted from the workspace's own ledger, whatever is loaded."""
OF_SURVEY = {k.id for k in PLUGIN.kpis if k.code == "CHN-16"}
"""What the plugin's own dataset says."""
KPIS = pytest.mark.parametrize("kpi", PLUGIN.kpis, ids=lambda kpi: kpi.id)


class TestChain(PluginConformance):
    plugin = "chain"


@pytest.fixture(scope="module")
def catalog() -> Catalog:
    return build(ALL)


# -- definitions ----------------------------------------------------------------------------------------------


CATALOGUE = {
    "CHN-01": {("%", "up")},
    "CHN-02": {("days", "down"), ("%", "up")},
    "CHN-03": {("days", "down"), ("%", "up")},
    "CHN-04": {("ratio", "band")},
    "CHN-05": {("%", "up")},
    "CHN-06": {("%", "up")},
    "CHN-07": {("% change", "down")},
    "CHN-08": {("%", "down"), ("%", "up")},
    "CHN-09": {("persons", "down"), ("%", "down"), ("%", "up")},
    "CHN-10": {("%", "down"), ("%", "up")},
    "CHN-11": {("cases", "context"), ("cases", "up"), ("%", "up")},
    "CHN-12": {("%", "up")},
    "CHN-13": {("%", "down"), ("%", "up")},
    "CHN-14": {("%", "up")},
    "CHN-15": {("%", "down")},
    "CHN-16": {("%", "up")},
    "CHN-17": {("cases", "context"), ("%", "up")},
    "CHN-18": {("points", "up")},
}
"""Units and directions of every code; a share that is up beside one that is down is a linkage."""


def test_every_code_has_its_units_and_directions(catalog: Catalog) -> None:
    found: dict[str, set[tuple[str, str]]] = {}
    for kpi in PLUGIN.kpis:
        found.setdefault(kpi.code, set()).add((kpi.unit, kpi.direction.value))
    assert found == CATALOGUE
    assert [k.code for k in PLUGIN.kpis] == sorted(k.code for k in PLUGIN.kpis)
    assert len(catalog.find_kpis("CHN-03")) == 6


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
                if kpi.id != "chain.restatement_size":  # adds up counts, so its base is how many there are
                    assert expect.n == expect.denominator
            case Index(scale=scale, baselines=(baseline,)) if expect.denominator:
                assert expect.numerator is not None and expect.n is not None
                assert (expect.numerator, expect.denominator) == (expect.n - baseline.value, baseline.value)
                assert expect.value == expect.numerator * scale / expect.denominator
            case Total() if kpi.unit == "persons" and expect.value is not None:
                assert expect.value == expect.n
        if expect.obs_status == "undefined":
            assert expect.value is None and not expect.denominator


def test_windows_in_words_are_those_in_numbers() -> None:
    cohorts = {m.id: m for m in PLUGIN.measures if isinstance(m, Cohort)}
    for name in ("chain.conversion_cohort", "chain.conversion_linked"):
        assert cohorts[name].months == CONVERSION_MONTHS
        assert f"add_months(registered_at, {CONVERSION_MONTHS})" in cohorts[name].success
    titles = {k.id: k.title for k in PLUGIN.kpis}
    assert f"{CONVERSION_MONTHS} months" in titles["chain.recorded_to_conviction"]
    assert f"{FILING_DAYS_ALLOWED} days" in titles["chain.filed_in_time_share"]
    assert f"{RETURN_MONTHS} months" in titles["chain.return_to_prison"]
    stock = next(m for m in PLUGIN.measures if m.id == "chain.without_report")
    assert getattr(stock.sources[0], "start", None) == f"add_days(detained_since, {REPORT_DAYS + 1})"


def test_every_figure_over_joined_records_says_how_many_found_their_partner(catalog: Catalog) -> None:
    joined = {k.id for k in PLUGIN.kpis if k.linkage is not None}
    shares = {k.linkage for k in PLUGIN.kpis if k.linkage is not None}
    alone = {k.id for k in PLUGIN.kpis} - joined - shares
    assert alone - OF_LEDGER - OF_SURVEY == {
        "chain.stage_fir_to_report",
        "chain.hand_over",
        "chain.serious_conviction_headline",
        "chain.under_trial_change",
        "chain.attrition_police",
        "chain.attrition_court",
        "chain.gbv_recorded_cases",
        "chain.gbv_challaned_cases",
        "chain.gbv_challaned_share",
        "chain.juvenile_diversion",
        "chain.hearings_lost_share",
        "chain.productions_missed_share",
        "chain.district_score",
    }
    assert all(catalog.kpi(str(k.linkage)).code.startswith("CHN-") for k in PLUGIN.kpis if k.linkage)


def test_serious_and_violent_offences_are_heads_of_the_police(catalog: Catalog) -> None:
    assert set(SERIOUS_VIOLENT) < set(catalog.codelists["police.offence"].values)


def test_the_kinds_of_report_are_those_of_both_sides(catalog: Catalog) -> None:
    ours = set(catalog.codelists["chain.report_kind"].codes)
    assert ours < set(catalog.codelists["police.report_kind"].codes)
    assert ours < set(catalog.codelists["prosecution.report_kind"].codes)


def test_the_plugin_stores_results_of_a_survey_and_no_person(catalog: Catalog) -> None:
    assert [d.id for d in PLUGIN.datasets] == ["chain.survey"] and not any(view.published for view in VIEWS)
    assert not any(column.personal for column in PLUGIN.datasets[0].columns)
    personal = {c.name for d in catalog.datasets.values() if d.view_of is None for c in d.columns if c.personal}
    assert personal == {"person_key"}
    asked = {m.id for m in PLUGIN.measures if "person_key" in m.model_dump_json()}
    assert asked == {"chain.returned", "chain.released_known"}, "whether a number is known, and never which"


def test_the_headlines_stand_on_the_measures_of_the_institutions(catalog: Catalog) -> None:
    headline = catalog.kpi("chain.serious_conviction_headline")
    assert headline.formula == catalog.kpi("prosecution.serious_conviction_rate").formula
    assert "PRO-07" in headline.note


def test_a_share_of_the_same_months_is_called_no_conversion_rate() -> None:
    shares = [k for k in PLUGIN.kpis if k.code == "CHN-11" and k.unit == "%" and k.id != "chain.gbv_linked_share"]
    assert len(shares) == 4
    assert all("not a conversion rate" in k.title and k.windows == (Window.ROLLING_12,) for k in shares)


def test_the_score_has_a_part_of_every_institution() -> None:
    (score,) = (k.formula for k in PLUGIN.kpis if isinstance(k.formula, Score))
    assert sorted(part.kpi.partition(".")[0] for part in score.parts) == sorted(p.name for p in ALL if p is not PLUGIN)
    assert len({part.weight for part in score.parts}) == 1 and score.min_coverage == "3/4"


# -- plugins that are not there -------------------------------------------------------------------------------

AREAS = (
    Area(code="ALL", name="all", level="province"),
    *(Area(code=code, name=code, level="district") for code in ("D1", "D2")),
    Area(code="P1", name="P1", level="facility"),
)
PARENTS = (
    *(Parent(hierarchy=h, area=a, parent="ALL") for h in ("admin", "judicial") for a in ("D1", "D2")),
    Parent(hierarchy="prison", area="P1", parent="ALL"),
)
FIR = {
    "fir_id": "F1",
    "district": "D1",
    "force": "POLICE",
    "registered_at": "2024-01-05",
    "offence_cat": "MURDER",
}
CASE = {
    "case_id": "C1",
    "court": "D1",
    "fir_id": "F1",
    "case_type": "SESSIONS_TRIAL",
    "mode": "FRESH",
    "instituted_at": "2024-02-01",
    "charge_framed_at": "2024-02-10",
    "decided_at": "2024-03-20",
    "disposal_mode": "CONVICTION",
}
REPORT = {"report_id": "R1", "fir_id": "F1", "district": "D1", "kind": "COMPLETE", "forwarded_at": "2024-01-20"}
WARRANT = {
    "warrant_id": "W1",
    "custody_id": "S1",
    "police_district": "D1",
    "fir_id": "F1",
    "detained_since": "2024-01-06",
}
HELD = {"facility": "P1", "month": "2024-03", "line": "C5", "item": "UTP", "value": 3}
TABLES: dict[str, list[Row]] = {
    "police.fir": [FIR],
    "police.report173": [REPORT],
    "judiciary.case": [CASE],
    "prisons.warrant": [WARRANT],
    "prisons.monthly_return": [HELD],
}


def _states(*plugins: Plugin) -> dict[str, tuple[str, str]]:
    """State and reason of the total of every chain KPI for the province in March 2024."""
    names = {p.name for p in plugins}
    computed = rolkpi.compute(
        plugins,
        {id_: rows for id_, rows in TABLES.items() if id_.partition(".")[0] in names},
        AREAS,
        parents=PARENTS,
        kpis=[k.id for k in PLUGIN.kpis],
        first_month="2024-01",
        last_month="2024-03",
    )
    rows = computed.measurements(
        areas="ALL", frequency="month", window="period", periods="2024-03", by="total"
    ).to_pylist()
    here = (k for k in PLUGIN.kpis if "province" in k.levels and pairs_of(k)[0] == ("month", "period"))
    assert [r["kpi"] for r in rows] == sorted(k.id for k in here)
    return {r["kpi"]: (r["obs_status"], r["reason"] or "") for r in rows}


OF_PROSECUTION = {
    "chain.hand_over",
    "chain.filed_in_time_share",
    "chain.complete_reports_linked_share",
    "chain.serious_conviction_headline",
    "chain.attrition_prosecution",
    "chain.attrition_prosecution_linked",
    "chain.attrition_court",
    "chain.gbv_convicted_cases",
    "chain.gbv_convicted_share",
    "chain.map_prosecution",
    "chain.map_all_stages",
    "chain.district_score",
}
"""What rests on something of the prosecution, and nothing else does."""
OF_POLICE = {"chain.stage_fir_to_report", "chain.attrition_police", "chain.juvenile_diversion"}
"""What the police alone can tell."""


def test_without_the_prosecution_only_what_rests_on_it_is_unavailable() -> None:
    plugins = (POLICE, JUDICIARY, PRISONS, PROBATION, PLUGIN)
    states = _states(*plugins)
    assert {kpi for kpi, (state, _) in states.items() if state == "unavailable"} == OF_PROSECUTION & set(states)
    assert {k for k in build(plugins).unavailable if k.startswith("chain.")} == OF_PROSECUTION
    assert states["chain.hand_over"] == ("unavailable", "needs the plugin prosecution, which is not loaded")
    assert states["chain.days_to_judgment_median"][0] == "small_base"
    assert states["chain.judged_cases_linked"][0] == "ok"
    assert states["chain.under_trial_without_report"][0] == "ok"
    others = [k.id for k in PLUGIN.kpis if k.id not in OF_PROSECUTION]
    assert set(others) < set(build(plugins).kpis)


def test_what_the_police_alone_cannot_tell_names_what_is_missing() -> None:
    unavailable = build([POLICE, PLUGIN]).unavailable
    assert {k.id for k in PLUGIN.kpis} - set(unavailable) == OF_POLICE | OF_LEDGER | OF_SURVEY
    assert unavailable["chain.recorded_to_conviction"].missing == ("judiciary",)
    assert unavailable["chain.under_trial_change"].missing == ("prisons",)
    assert unavailable["chain.hand_over"].missing == ("prosecution",)
    assert unavailable["chain.district_score"].missing == ("judiciary", "prisons", "probation", "prosecution")


def test_with_the_police_alone_only_their_own_figures_are_computed() -> None:
    states = _states(POLICE, PLUGIN)
    available = {kpi for kpi, (state, _) in states.items() if state != "unavailable"}
    assert available == {k for k in states if k in OF_POLICE | OF_LEDGER | OF_SURVEY}
    assert "judiciary" in states["chain.recorded_to_conviction"][1]
    assert "prisons" in states["chain.under_trial_change"][1]
    assert "prosecution" in states["chain.hand_over"][1]


def test_alone_only_ledger_and_survey_can_be_counted() -> None:
    assert set(build([PLUGIN]).unavailable) == {k.id for k in PLUGIN.kpis} - OF_LEDGER - OF_SURVEY


# -- against plain Python -------------------------------------------------------------------------------------


def _day(text: str) -> date:
    return date.fromisoformat(text)


@pytest.fixture(scope="module")
def ladder() -> tuple[list[Row], dict[str, dict[str, Any]]]:
    """Cases that run through all stages in one year, and the year's measurements of them."""
    random = Random(173)
    firs, reports, cases = [], [], []
    for number in range(60):
        steps = [_day("2024-01-01") + timedelta(days=random.randrange(60))]
        steps += [steps[0] + timedelta(days=sum(random.choices((1, 9, 40, 70), k=n))) for n in (1, 2, 3, 4)]
        steps.sort()
        place = random.choice(("D1", "D2"))
        registered, reported, filed, charged, judged = (s.isoformat() for s in steps)
        firs.append({**FIR, "fir_id": f"F{number}", "district": place, "registered_at": registered})
        reports.append(
            {**REPORT, "report_id": f"R{number}", "fir_id": f"F{number}", "district": place, "forwarded_at": reported}
        )
        dates = {"instituted_at": filed, "charge_framed_at": charged, "decided_at": judged}
        cases.append({**CASE, "case_id": f"C{number}", "fir_id": f"F{number}", "court": place, **dates})
    lost = [{**c, "case_id": f"L{n}", "fir_id": f"F-{n}"} for n, c in enumerate(cases[:15])]
    computed = rolkpi.compute(
        ALL,
        {"police.fir": firs, "police.report173": reports, "judiciary.case": [*cases, *lost]},
        AREAS,
        parents=PARENTS,
        kpis=["CHN-02", "CHN-03"],
        first_month="2024-01",
        last_month="2024-12",
    )
    assert computed.quarantined.num_rows == 0
    rows = computed.measurements(areas="ALL", frequency="year", window="period", periods="2024", by="total")
    joined = [{**f, **r, **c} for f, r, c in zip(firs, reports, cases, strict=True)]
    return joined, {r["kpi"]: r for r in rows.to_pylist()}


STAGES = ("registered_at", "forwarded_at", "instituted_at", "charge_framed_at", "decided_at")


def test_stages_are_the_medians_of_the_joined_rows_and_do_not_add_up(
    ladder: tuple[list[Row], dict[str, dict[str, Any]]],
) -> None:
    rows, got = ladder

    def days(first: str, last: str) -> float:
        return float(median((_day(r[last]) - _day(r[first])).days for r in rows))

    stages = [days(first, last) for first, last in pairwise(STAGES)]
    names = ("fir_to_report", "report_to_filing", "filing_to_charge", "charge_to_judgment")
    assert [got[f"chain.stage_{name}"]["value"] for name in names] == stages
    assert all(got[f"chain.stage_{name}"]["n"] == len(rows) for name in names)
    whole = days("registered_at", "decided_at")
    assert got["chain.days_to_judgment_median"]["value"] == whole
    assert sum(stages) != whole


def test_everything_judged_the_two_medians_differ_by_the_cases_in_between_only(
    ladder: tuple[list[Row], dict[str, dict[str, Any]]],
) -> None:
    rows, got = ladder
    waited = sorted((_day(r["decided_at"]) - _day(r["registered_at"])).days for r in rows)
    assert got["chain.days_to_judgment_survival"]["value"] == waited[len(rows) // 2 - 1]


def test_the_linkage_stands_beside_the_figure(ladder: tuple[list[Row], dict[str, dict[str, Any]]]) -> None:
    rows, got = ladder
    found = float(Fraction(len(rows), len(rows) + 15))
    for name in ("days_to_judgment_median", "days_to_judgment_p90", "stage_charge_to_judgment"):
        assert got[f"chain.{name}"]["linkage"] == found
    assert got["chain.stage_report_to_filing"]["linkage"] == found
    assert got["chain.stage_filing_to_charge"]["linkage"] == found
    assert got["chain.days_to_judgment_survival"]["linkage"] == 1.0
    assert got["chain.stage_fir_to_report"]["linkage"] is None


def test_each_case_lies_at_one_stage_only() -> None:
    """Of FIRs with whatever days, in order or not, each in a district of its own, none stands at two stages."""
    random = Random(17)
    firs, reports, reviews, cases = [], [], [], []
    places = [f"D{n}" for n in range(150)]
    for place in places:
        registered = _day("2024-01-01") + timedelta(days=random.randrange(90))
        closed = _some_day(random, registered, 0.3)
        closure = random.choice(("CANCELLED", "CHALLANED", "QUASHED", "UNTRACED", "TRANSFERRED")) if closed else None
        here = {"fir_id": place, "district": place}
        firs.append({**FIR, **here, "registered_at": registered.isoformat(), "closed_at": closed, "closure": closure})
        for kind, chance in (("INTERIM", 0.4), ("COMPLETE", 0.6), ("CANCELLATION", 0.1)):
            if sent := _some_day(random, registered, chance):
                reports.append({**REPORT, **here, "report_id": f"{place}{kind}", "kind": kind, "forwarded_at": sent})
        if dropped := _some_day(random, registered, 0.2):
            review = {**here, "review_id": place, "kind": "COMPLETE", "received_at": dropped}
            reviews.append({**review, "decision": "RECOMMEND_DROP", "decided_at": dropped})
        if filed := _some_day(random, registered, 0.5):
            decided = _some_day(random, _day(filed), 0.5)
            case = {**CASE, "case_id": place, "fir_id": place, "court": place, "instituted_at": filed}
            end = {"decided_at": decided, "disposal_mode": "CONVICTION" if decided else None}
            cases.append({**case, "charge_framed_at": None, **end})
    rows = rolkpi.compute(
        ALL,
        {"police.fir": firs, "police.report173": reports, "prosecution.review": reviews, "judiciary.case": cases},
        (AREAS[0], *(Area(code=code, name=code, level="district") for code in places)),
        parents=[Parent(hierarchy=h, area=code, parent="ALL") for h in ("admin", "judicial") for code in places],
        kpis=["chain.map_police", "chain.map_prosecution", "chain.map_court", "chain.map_all_stages"],
        first_month="2024-04",
        last_month="2024-04",
    ).measurements(frequency="month", window="period", by="total")
    got = {(r["kpi"].removeprefix("chain.map_"), r["area"]): r["numerator"] for r in rows.to_pylist()}
    stages = ("police", "prosecution", "court")
    for place in places:
        assert got["all_stages", place] == sum(got[stage, place] for stage in stages) <= 1, place
    for stage in (*stages, "all_stages"):
        assert got[stage, "ALL"] == sum(got[stage, place] for place in places) > 0


def _some_day(random: Random, after: date, chance: float) -> str | None:
    """A day within four months after another, now and then."""
    return (after + timedelta(days=random.randrange(120))).isoformat() if random.random() < chance else None
