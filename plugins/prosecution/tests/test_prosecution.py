"""The prosecution definitions hold together, pass the conformance kit, and records and return say the same."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from random import Random
from typing import Any

import pyarrow as pa
import pytest

import rolkpi
from rolkpi.catalog import Catalog, build
from rolkpi.collect import Received, Secret, receive
from rolkpi.engine import Engine
from rolkpi.errors import DefinitionError
from rolkpi.model import (
    Area,
    Calendar,
    Cohort,
    CohortShare,
    Delivery,
    Distinct,
    Kpi,
    Mode,
    Parent,
    Plugin,
    Ratio,
    RecordSource,
    Stock,
    Total,
)
from rolkpi.model.period import month_end, parse_month
from rolkpi.testing.conformance import PluginConformance
from rolkpi_police import rolkpi_plugin as police_plugin
from rolkpi_prosecution import rolkpi_plugin
from rolkpi_prosecution.measures import SCRUTINY_DAYS

Row = dict[str, Any]
Figures = dict[tuple[str, str, str, str], tuple[float | None, int | None, int | None, int | None]]

PLUGIN = rolkpi_plugin()
KPIS = pytest.mark.parametrize("kpi", PLUGIN.kpis, ids=lambda kpi: kpi.id)


class TestProsecution(PluginConformance):
    plugin = "prosecution"


@pytest.fixture(scope="module")
def catalog() -> Catalog:
    return build([PLUGIN])


# -- definitions ----------------------------------------------------------------------------------------------


def test_catalogue_codes_units_and_directions(catalog: Catalog) -> None:
    assert [(k.code, k.unit, k.direction.value) for k in PLUGIN.kpis] == [
        ("PRO-01", "reports", "context"),
        ("PRO-02", "%", "up"),
        ("PRO-03", "reports", "down"),
        ("PRO-07", "%", "up"),
        ("PRO-08", "%", "up"),
        ("PRO-18", "%", "up"),
    ]
    assert catalog.kpi("PRO-07").id == "prosecution.serious_conviction_rate"


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
                assert expect.n == expect.denominator
            case Total() if expect.value is not None:
                assert expect.value == expect.n
        if expect.obs_status == "undefined":
            assert expect.value is None and not expect.denominator


def test_both_sides_of_a_share_count_the_same(catalog: Catalog) -> None:
    ratios = [(k.code, k.formula) for k in PLUGIN.kpis if isinstance(k.formula, Ratio)]
    units = {code: {catalog.measures[m].unit for m in (f.numerator, f.denominator)} for code, f in ratios}
    assert units == {"PRO-07": {"cases"}, "PRO-08": {"persons"}, "PRO-18": {"persons"}}


def test_the_limit_of_scrutiny_is_one_number() -> None:
    (cohort,) = (m for m in PLUGIN.measures if isinstance(m, Cohort))
    (stock,) = (m for m in PLUGIN.measures if isinstance(m, Stock))
    assert (cohort.days, cohort.success.endswith("BETWEEN 0 AND 3")) == (3, True)
    assert stock.sources[0].start == "add_days(received_at, 4)"
    assert f"{SCRUTINY_DAYS} days" in PLUGIN.kpis[1].title
    assert f"{SCRUTINY_DAYS} days" in PLUGIN.kpis[2].title


def test_every_cell_of_the_form_is_told_apart(catalog: Catalog) -> None:
    sexes, ages, kinds = (catalog.codelists[f"prosecution.{x}"].values for x in ("sex", "age_class", "report_kind"))
    items = set(catalog.codelists["prosecution.return_item"].values)
    assert items == {"TOTAL", "SERIOUS_VIOLENT", "GBV", *(f"{age}_{sex}" for age in ages for sex in sexes)}
    assert {f"R2_{kind}" for kind in kinds} < set(catalog.codelists["prosecution.return_line"].values)


def test_reports_and_offences_have_the_codes_of_the_police() -> None:
    both = build([PLUGIN, police_plugin()]).codelists
    assert both["prosecution.report_kind"].codes == both["police.report_kind"].codes
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


# -- records and return ---------------------------------------------------------------------------------------

AREAS = (
    Area(code="ALL", name="all", level="province"),
    *(Area(code=code, name=code, level="district") for code in ("D1", "D2")),
)
PARENTS = tuple(Parent(hierarchy="admin", area=code, parent="ALL") for code in ("D1", "D2"))
MONTHS = (*(f"2023-{month:02d}" for month in range(4, 13)), "2024-01", "2024-02", "2024-03")
FIRST, LAST = date(2024, 1, 1), date(2024, 3, 31)
ON_RETURN = ("PRO-01", "PRO-03", "PRO-07", "PRO-08", "PRO-18")


def _reviews(random: Random) -> list[Row]:
    rows = []
    for number in range(120):
        received = FIRST + timedelta(days=random.randrange(91))
        decided = received + timedelta(days=random.choice((0, 1, 3, 4, 5, 20, 60)))
        open_still = random.random() < 0.1
        rows.append(
            {
                "review_id": str(number),
                "fir_id": f"F{number}",
                "district": random.choice(("D1", "D2")),
                "kind": random.choice(
                    ("INTERIM", "COMPLETE", "SUPPLEMENTARY", "CANCELLATION", "UNTRACED", "DISCHARGE")
                ),
                "received_at": received,
                "decision": None if open_still else random.choice(("FIT", "RETURN_DEFECT", "OTHER")),
                "decided_at": None if open_still else decided,
            }
        )
    return rows


ENDS = (
    ("CONVICTED", "MERITS"),
    ("ACQUITTED", "MERITS"),
    ("ACQUITTED", "EARLY_ACQUITTAL"),
    ("ACQUITTED", "COMPROMISE"),
    ("DISCHARGED", "WITHDRAWN"),
    ("ABATED", "ABATED"),
    (None, "TRANSFER"),
)


def _cases(random: Random) -> tuple[list[Row], list[Row]]:
    judgments, outcomes = [], []
    for number in range(80):
        case = {
            "case_id": str(number),
            "judgment_date": FIRST + timedelta(days=random.randrange(91)),
            "district": random.choice(("D1", "D2")),
            "offence_cat": "MURDER",
            "serious_violent": random.choice((True, False, None)),
            "gbv_flag": random.choice((True, False, None)),
        }
        judgments.append(case)
        for accused in range(random.randrange(1, 4)):
            verdict, mode = random.choice(ENDS)
            who = {"sex": random.choice("MF"), "age_class": random.choice(("ADULT", "JUVENILE"))}
            outcomes.append({**case, **who, "accused_no": accused + 1, "verdict": verdict, "disposal_mode": mode})
    return judgments, outcomes


def _month(day: date) -> str:
    return day.isoformat()[:7]


def _counted(reviews: list[Row], judgments: list[Row], outcomes: list[Row]) -> Iterator[tuple[str, str, str, str]]:
    """What a clerk of the prosecution counts: (district, month, line, item), once for each thing counted."""
    for r in reviews:
        yield r["district"], _month(r["received_at"]), "R2", "TOTAL"
        yield r["district"], _month(r["received_at"]), f"R2_{r['kind']}", "TOTAL"
        for month in MONTHS:
            end = month_end(parse_month(month))
            undecided = r["received_at"] <= end and (r["decided_at"] is None or r["decided_at"] > end)
            if undecided and (end - r["received_at"]).days > 3:
                yield r["district"], month, "R6A", "TOTAL"
    for case in judgments:
        ends = [o for o in outcomes if o["case_id"] == case["case_id"]]
        if case["serious_violent"] and any(o["disposal_mode"] == "MERITS" for o in ends):
            yield case["district"], _month(case["judgment_date"]), "R7_MERITS", "SERIOUS_VIOLENT"
            if any(o["verdict"] == "CONVICTED" for o in ends):
                yield case["district"], _month(case["judgment_date"]), "R7_CONVICTED", "SERIOUS_VIOLENT"
    for o in outcomes:
        if o["verdict"] in ("CONVICTED", "ACQUITTED"):
            items = ["TOTAL", f"{o['age_class']}_{o['sex']}", *(["GBV"] if o["gbv_flag"] else [])]
            lines = ["R8", *(["R8_CONVICTED"] if o["verdict"] == "CONVICTED" else [])]
            yield from ((o["district"], _month(o["judgment_date"]), line, item) for line in lines for item in items)


def _return(counted: Iterable[tuple[str, str, str, str]]) -> list[Row]:
    counts = Counter(counted)
    cells = {(line, item) for _, _, line, item in counts}
    return [
        {"district": district, "month": month, "line": line, "item": item, "value": counts[district, month, line, item]}
        for district in ("D1", "D2")
        for month in MONTHS
        for line, item in sorted(cells)
    ]


def _compute(tables: dict[str, list[Row]], **more: Any) -> rolkpi.Computation:
    computed = rolkpi.compute(
        [PLUGIN],
        tables,
        AREAS,
        parents=PARENTS,
        kpis=ON_RETURN,
        first_month=MONTHS[0],
        last_month=MONTHS[-1],
        **more,
    )
    assert computed.quarantined.num_rows == 0
    return computed


def _figures(computed: rolkpi.Computation, by: str) -> Figures:
    rows = computed.measurements(by=by, window=["period", "rolling_12"]).to_pylist()
    return {
        (r["kpi"], r["area"], r["period"], r["disaggregation"]): (r["value"], r["numerator"], r["denominator"], r["n"])
        for r in rows
    }


@pytest.fixture(scope="module")
def records() -> dict[str, list[Row]]:
    random = Random(173)
    reviews, (judgments, outcomes) = _reviews(random), _cases(random)
    outcomes = [{k: v for k, v in o.items() if k != "serious_violent"} for o in outcomes]
    return {"prosecution.review": reviews, "prosecution.judgment": judgments, "prosecution.outcome": outcomes}


@pytest.fixture(scope="module")
def returned(records: dict[str, list[Row]]) -> dict[str, list[Row]]:
    return {"prosecution.monthly_return": _return(_counted(*records.values()))}


def test_records_and_a_return_counted_from_them_give_the_same(
    records: dict[str, list[Row]], returned: dict[str, list[Row]]
) -> None:
    from_records, from_return = _compute(records), _compute(returned)
    total = _figures(from_records, "total")
    assert total == _figures(from_return, "total")
    quarter = {kpi: total[kpi, "ALL", "2024-Q1", ""] for kpi in {key[0] for key in total}}
    assert len(quarter) == len(ON_RETURN)
    assert all(value and n and n > 3 for value, _, _, n in quarter.values())
    for breakdown, kpi, codes in (("kind", "PRO-01", 6), ("sex", "PRO-08", 2), ("age_class", "PRO-08", 2)):
        one, other = _figures(from_records, breakdown), _figures(from_return, breakdown)
        id_ = from_records.catalog.kpi(kpi).id
        told = {key for key, value in one.items() if key[0] == id_ and value[-1]}
        assert len({key[3] for key in told}) == codes
        assert {key: one[key] for key in told} == {key: other[key] for key in told}


def test_records_serve_before_the_return_and_the_return_where_they_are_missing(
    records: dict[str, list[Row]], returned: dict[str, list[Row]]
) -> None:
    wrong = {"prosecution.monthly_return": [{**r, "value": 1_000} for r in returned["prosecution.monthly_return"]]}
    of_d1 = {("D1", month): "snapshot" for month in MONTHS}
    of_both = {(district, month): "snapshot" for district in ("D1", "D2") for month in MONTHS}
    covers = {**dict.fromkeys(records, of_d1), "prosecution.monthly_return": of_both}
    mixed, alone = _compute({**records, **wrong}, covers=covers), _compute(records)
    rows = mixed.measurements("PRO-01", frequency="month", window="period", by="total", areas=["D1", "D2"]).to_pylist()
    assert {(r["area"], r["origin"]) for r in rows} == {
        ("D1", "prosecution.review"),
        ("D2", "prosecution.monthly_return"),
    }
    got, pure = _figures(mixed, "total"), _figures(alone, "total")
    assert {k: v for k, v in got.items() if k[1] == "D1"} == {k: v for k, v in pure.items() if k[1] == "D1"}
    assert got["prosecution.reports_received_for_scrutiny", "D2", "2024-01", ""][0] == 1_000
    assert got["prosecution.serious_conviction_rate", "D2", "2024-01", ""] == (100.0, 1_000, 1_000, 1_000)


# -- what goes to quarantine ----------------------------------------------------------------------------------

GOOD: dict[str, Row] = {
    "prosecution.review": {
        "review_id": "R1",
        "fir_id": "F1",
        "district": "D1",
        "kind": "COMPLETE",
        "received_at": "2024-03-01",
        "decision": "RETURN_DEFECT",
        "decided_at": "2024-03-03",
        "resubmitted_at": "2024-03-09",
        "court_filed_at": "2024-03-12",
    },
    "prosecution.judgment": {
        "case_id": "C1",
        "judgment_date": "2024-03-05",
        "district": "D1",
        "offence_cat": "MURDER",
        "serious_violent": "true",
    },
    "prosecution.outcome": {
        "case_id": "C1",
        "accused_no": "1",
        "person_key": "54400-1234567-1",
        "district": "D1",
        "judgment_date": "2024-03-05",
        "verdict": "ACQUITTED",
        "disposal_mode": "MERITS",
        "acquittal_reason": "BENEFIT_OF_DOUBT",
        "offence_cat": "MURDER",
        "gbv_flag": "false",
        "appeal_reviewed_at": "2024-03-05",
        "appeal_filed_at": "2024-03-20",
    },
    "prosecution.monthly_return": {
        "district": "D1",
        "month": "2024-03",
        "line": "R8",
        "item": "ADULT_F",
        "value": "3",
        "cell_status": "REPORTED",
    },
}


def _deliver(catalog: Catalog, dataset: str, **changed: str | None) -> Received:
    row = {**dict.fromkeys(c.name for c in catalog.datasets[dataset].columns), **GOOD[dataset], **changed}
    delivery = Delivery(
        dataset=dataset,
        path="march.csv",
        mode=Mode.SNAPSHOT,
        covers=frozenset({("D1", parse_month("2024-03")), ("D1", parse_month("2002-12"))}),
    )
    return receive(
        delivery,
        pa.table({name: pa.array([value], pa.string()) for name, value in row.items()}),
        catalog.datasets[dataset],
        catalog,
        areas=["D1"],
        calendar=Calendar(),
        secret=Secret(b"for this test only"),
        engine=Engine(),
    )


@pytest.mark.parametrize("dataset", GOOD)
def test_a_good_row_is_taken_without_a_word(catalog: Catalog, dataset: str) -> None:
    got = _deliver(catalog, dataset)
    assert (got.accepted.num_rows, got.quarantined.num_rows, got.warnings) == (1, 0, ())


def test_the_number_of_a_person_is_stored_as_a_hash_only(catalog: Catalog) -> None:
    (kept,) = _deliver(catalog, "prosecution.outcome").accepted.column("person_key").to_pylist()
    assert kept.startswith("v1:") and "1234567" not in kept


@pytest.mark.parametrize(
    ("dataset", "changed", "rule"),
    [
        ("review", {"decided_at": None, "resubmitted_at": None}, "V02"),
        ("review", {"decision": None, "resubmitted_at": None}, "V02"),
        ("review", {"decided_at": "2024-02-29"}, "V04"),
        ("review", {"resubmitted_at": "2024-03-02"}, "V04-resubmitted"),
        ("review", {"decision": "FIT"}, "V04-resubmitted"),
        ("review", {"court_filed_at": "2024-02-29"}, "V04-filed"),
        ("review", {"received_at": "2002-12-31"}, "V05"),
        ("judgment", {"judgment_date": "2002-12-31"}, "V05"),
        ("outcome", {"accused_no": "0"}, "V03"),
        ("outcome", {"appeal_reviewed_at": "2024-03-04"}, "V04"),
        ("outcome", {"appeal_filed_at": "2024-03-04"}, "V04"),
        ("outcome", {"judgment_date": "2002-12-31"}, "V05"),
        ("outcome", {"verdict": None, "acquittal_reason": None}, "V22"),
        ("outcome", {"verdict": "DISCHARGED", "acquittal_reason": None}, "V22"),
        ("outcome", {"verdict": "CONVICTED", "disposal_mode": "COMPROMISE", "acquittal_reason": None}, "V22"),
        ("outcome", {"disposal_mode": "DORMANT"}, "V22"),
        ("outcome", {"disposal_mode": "TRANSFER"}, "V22"),
        ("outcome", {"disposal_mode": "ABATED"}, "V22"),
        ("outcome", {"verdict": "CONVICTED"}, "V22-reason"),
        ("monthly_return", {"value": "-1"}, "V03"),
        ("monthly_return", {"line": "R7"}, "V06"),
        ("monthly_return", {"line": "R2", "item": "GBV"}, "V06"),
    ],
)
def test_a_row_that_breaks_a_rule_goes_to_quarantine(
    catalog: Catalog, dataset: str, changed: dict[str, str | None], rule: str
) -> None:
    got = _deliver(catalog, f"prosecution.{dataset}", **changed)
    assert got.accepted.num_rows == 0
    told = [(r["code"], r["message"].partition(":")[0]) for r in got.quarantined.to_pylist()]
    assert ("RK516", rule) in told
    assert {code for code, _ in told} == {"RK516"}


@pytest.mark.parametrize(
    ("dataset", "changed"),
    [
        ("review", {"kind": "CHALLAN"}),
        ("outcome", {"verdict": "GUILTY"}),
        ("outcome", {"disposal_mode": None}),
        ("judgment", {"offence_cat": None}),
        ("review", {"fir_id": None}),
        ("monthly_return", {"line": "R99"}),
    ],
)
def test_codes_and_required_cells_are_checked(catalog: Catalog, dataset: str, changed: dict[str, str | None]) -> None:
    got = _deliver(catalog, f"prosecution.{dataset}", **changed)
    assert got.accepted.num_rows == 0
    assert {(r["column"], r["code"]) for r in got.quarantined.to_pylist()} == {
        (column, "RK512" if value else "RK510") for column, value in changed.items()
    }


@pytest.mark.parametrize(
    ("dataset", "changed", "rule"),
    [
        ("review", {"decision": None, "decided_at": None, "resubmitted_at": None}, "V04-undecided"),
        ("review", {"decided_at": "2025-03-02", "resubmitted_at": None, "court_filed_at": None}, "V19"),
        ("judgment", {"serious_violent": None}, "V02-serious"),
        ("outcome", {"gbv_flag": None}, "V02-gbv"),
    ],
)
def test_a_warning_keeps_the_row_and_is_told(
    catalog: Catalog, dataset: str, changed: dict[str, str | None], rule: str
) -> None:
    got = _deliver(catalog, f"prosecution.{dataset}", **changed)
    assert got.accepted.num_rows == 1
    assert [(told, count) for told, _, count in got.warnings] == [(rule, 1)]
