"""England and Wales, quarterly: flows add over quarters, stocks do not, and the printed years are their roll-up."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

import rolkpi
from rolkpi.model import (
    Area,
    Calendar,
    Codelist,
    Dataset,
    DerivedFormula,
    Expected,
    Flow,
    Kpi,
    Plugin,
    Ratio,
    Stock,
    Total,
)

Read = Callable[..., list[dict[str, str]]]
Figures = Callable[..., dict[tuple[str, str, str], dict[str, Any]]]

FOLDER = "08_uk_moj_quarterly"
PLACE = "EW"
TIERS = {"MAGS": "mags", "CROWN": "crown"}
CUSTODY = ("remand", "sentenced", "non_criminal")
SENTENCES = {
    "ABSOLUTE": "MC: Absolute Discharge",
    "CONDITIONAL": "MC: Conditional Discharge",
    "FINE": "MC: Fine",
    "COMMUNITY": "MC: Community Sentences",
    "SUSPENDED": "MC: Suspended Sentences",
    "CUSTODY": "MC: Custody",
    "COMPENSATION": "MC: Compensation",
    "OTHERWISE": "MC: Otherwise Dealt with",
    "UNKNOWN": "MC: Disposal not Known",
}
CROWN = {
    "convicted": "Convictions at the Crown Court (CC)",
    "committed": "Sent for Sentence at CC from MC (CC)",
    "disposed_of": "Sentenced at the Crown Court (CC)",
    "all_receipts": "All Cases: Receipts, CC",
}
LINES = ("receipts", "disposals", "held", "sentences", *CROWN)
YEARS = {
    # mags receipts, disposals, outstanding; crown receipts, disposals, outstanding: the printed rows "All"
    "2014": (1_607_163, 1_570_660, 326_437, 135_540, 129_007, 55_923),
    "2015": (1_591_592, 1_594_051, 327_228, 126_728, 130_756, 51_585),
    "2016": (1_529_018, 1_566_357, 291_025, 114_805, 123_214, 42_942),
    "2017": (1_515_548, 1_509_022, 297_593, 111_797, 115_701, 38_841),
    "2018": (1_451_020, 1_456_735, 289_664, 99_997, 105_743, 32_936),
    "2019": (1_443_215, 1_441_903, 299_831, 104_578, 99_627, 38_030),
}
CHECKSUMS = {
    # printed from 2017 on; EQUAL in the 28 quarters before
    **{"2017-Q1": -146, "2017-Q2": -145, "2017-Q3": -144, "2017-Q4": -155},
    **{"2018-Q1": -151, "2018-Q2": -143, "2018-Q3": -188, "2018-Q4": -169},
    **{"2019-Q1": -177, "2019-Q2": -173, "2019-Q3": -166, "2019-Q4": -244},
}


def quarter_end(year: str, quarter: str) -> str:
    return f"{year}-{int(quarter[1]) * 3:02d}"


@pytest.fixture(scope="module")
def courts(read_csv: Read) -> list[dict[str, str]]:
    return read_csv(f"{FOLDER}/court_receipts_disposals_outstanding_2014_2019.csv")


@pytest.fixture(scope="module")
def prisons(read_csv: Read) -> list[dict[str, str]]:
    return read_csv(f"{FOLDER}/prison_population_quarter_end_2015_2019.csv")


@pytest.fixture(scope="module")
def sentences(read_csv: Read) -> dict[str, dict[str, str]]:
    """By quarter, ``2010-Q1``."""
    rows = read_csv(f"{FOLDER}/prosecutions_convictions_sentences_timeliness_quarterly_2010_2019.csv")
    return {f"{row['Quarter    & Year'][3:]}-{row['Quarter    & Year'][:2]}": row for row in rows}


@pytest.fixture(scope="module")
def plugin(
    kpi: Callable[..., Kpi],
    codelist: Callable[..., Codelist],
    form: Callable[..., Dataset],
    line_of: Callable[..., Any],
) -> Plugin:
    shown: dict[str, Any] = {"levels": ("country",), "frequencies": ("month", "quarter", "year")}
    by_tier, by_item = {"dimensions": {"tier": "item"}}, {"dimensions": {"item": "item"}}
    flows = [line_of("uk.form", line, Flow, **by_tier) for line in ("receipts", "disposals")]
    flows += [line_of("uk.form", "sentences", Flow, **by_item)]
    flows += [line_of("uk.form", line, Flow) for line in CROWN]
    stocks = [
        line_of("uk.form", "outstanding", Stock, **by_tier),
        line_of("uk.form", "held", Stock, **by_item),
        line_of("uk.form", "remand", Stock, where="line = 'held' AND item = 'remand'"),
    ]
    tiered = {**shown, "disaggregations": (("tier",),)}
    imbalance = DerivedFormula(numerator="uk.disposed_of - uk.convicted - uk.committed", denominator="1")
    return Plugin(
        name="uk",
        title="Courts and prisons of England and Wales",
        codelists=(codelist("uk.item", (*TIERS, *CUSTODY, *SENTENCES, "ALL")),),
        datasets=(form("uk.form", "uk.item", reported_by=("country",)),),
        measures=(*flows, *stocks),
        kpis=(
            *(kpi(f"uk.{m}_total", Total(measure=f"uk.{m}"), "cases", **tiered) for m in ("receipts", "disposals")),
            kpi("uk.outstanding_total", Total(measure="uk.outstanding"), "cases", **tiered),
            kpi("uk.clearance", Ratio(numerator="uk.disposals", denominator="uk.receipts"), **tiered),
            kpi("uk.population", Total(measure="uk.held"), "persons", **shown, disaggregations=(("item",),)),
            kpi("uk.remand_share", Ratio(numerator="uk.remand", denominator="uk.held"), **shown),
            kpi("uk.sentenced", Total(measure="uk.sentences"), "cases", **shown, disaggregations=(("item",),)),
            kpi("uk.checksum", imbalance, "cases", **shown),
            kpi(
                "uk.crown_receipts",
                Total(measure="uk.all_receipts"),
                "cases",
                **{**shown, "windows": ("period", "year_to_date")},
            ),
        ),
    )


@pytest.fixture(scope="module")
def computed(
    courts: list[dict[str, str]],
    prisons: list[dict[str, str]],
    sentences: dict[str, dict[str, str]],
    plugin: Plugin,
    owed_in: Callable[..., list[Expected]],
) -> rolkpi.Computation:
    cells: list[tuple[str, str, str, str]] = []
    for row in courts:
        if row["quarter"] != "All":
            month = quarter_end(row["year"], row["quarter"])
            for line in ("receipts", "disposals", "outstanding"):
                cells += [(month, line, item, row[f"{tier}_{line}"]) for item, tier in TIERS.items()]
    for row in prisons:
        cells += [(row["quarter_end_month"], "held", item, row[item]) for item in CUSTODY]
    for quarter, row in sentences.items():
        month = quarter_end(quarter[:4], quarter[5:])
        cells += [(month, "sentences", item, row[header]) for item, header in SENTENCES.items()]
        cells += [(month, line, "ALL", row[header]) for line, header in CROWN.items()]
    rows = [
        {"place": PLACE, "month": month, "line": line, "item": item, "value": value or None}
        for month, line, item, value in cells
    ]
    quarter_ends = [(year, month) for year in range(2010, 2020) for month in (3, 6, 9, 12)]
    answer = rolkpi.compute(
        [plugin],
        {"uk.form": rows},
        [Area(code=PLACE, name="England and Wales", level="country")],
        expected=owed_in("uk.form", quarter_ends),
        calendar=Calendar(year_to_date="year"),
        first_month="2010-01",
        last_month="2019-12",
    )
    assert answer.quarantined.num_rows == 0
    return answer


def test_every_printed_year_is_the_roll_up_of_its_quarters(
    courts: list[dict[str, str]], computed: rolkpi.Computation, figures: Figures
) -> None:
    """36 cells: receipts and disposals add, what is outstanding is that of the last quarter."""
    printed = {row["year"]: row for row in courts if row["quarter"] == "All"}
    assert {y: tuple(int(v) for v in list(row.values())[2:]) for y, row in printed.items()} == YEARS
    got = {
        line: figures(computed, f"uk.{line}_total", "tier", frequency="year")
        for line in ("receipts", "disposals", "outstanding")
    }
    for year, wanted in YEARS.items():
        assert tuple(got[line][PLACE, year, tier]["value"] for tier in TIERS for line in got) == wanted
        for line in got:
            assert all(got[line][PLACE, year, tier]["obs_status"] == "ok" for tier in TIERS)


def test_a_quarter_is_as_printed_and_a_sum_of_stocks_is_nothing(
    courts: list[dict[str, str]], computed: rolkpi.Computation, figures: Figures
) -> None:
    quarters = [row for row in courts if row["quarter"] != "All"]
    for line in ("receipts", "disposals", "outstanding"):
        got = figures(computed, f"uk.{line}_total", "tier", frequency="quarter")
        for row in quarters:
            for item, tier in TIERS.items():
                value = got[PLACE, f"{row['year']}-{row['quarter']}", item]["value"]
                assert value == int(row[f"{tier}_{line}"])
    year = figures(computed, "uk.outstanding_total", "tier", frequency="year")[PLACE, "2019", "CROWN"]
    summed = sum(int(row["crown_outstanding"]) for row in quarters if row["year"] == "2019")
    assert (year["value"], summed) == (38_030, 140_472)


def test_clearance_is_pooled(computed: rolkpi.Computation, figures: Figures) -> None:
    """2019: magistrates' courts 99.91 %, the Crown Court 95.27 %, both together 99.60 %; their mean would be 97.59."""
    by_tier = figures(computed, "uk.clearance", "tier", frequency="year")
    mags, crown = by_tier[PLACE, "2019", "MAGS"], by_tier[PLACE, "2019", "CROWN"]
    both = figures(computed, "uk.clearance", frequency="year")[PLACE, "2019", ""]
    assert [f"{row['value']:.2f}" for row in (mags, crown, both)] == ["99.91", "95.27", "99.60"]
    assert (both["numerator"], both["denominator"]) == (1_441_903 + 99_627, 1_443_215 + 104_578)
    assert f"{(mags['value'] + crown['value']) / 2:.2f}" == "97.59"


def test_what_is_outstanding_is_counted_and_not_carried_forward(computed: rolkpi.Computation, figures: Figures) -> None:
    """Opening + receipts - disposals misses the printed closing: a snapshot of live cases, published as such."""
    years = {
        line: figures(computed, f"uk.{line}_total", "tier", frequency="year")
        for line in ("receipts", "disposals", "outstanding")
    }

    def gap(tier: str, year: int) -> int:
        now, before = years["outstanding"][PLACE, f"{year}", tier], years["outstanding"][PLACE, f"{year - 1}", tier]
        came, went = years["receipts"][PLACE, f"{year}", tier], years["disposals"][PLACE, f"{year}", tier]
        return int(now["value"] - (before["value"] + came["value"] - went["value"]))

    assert [gap("MAGS", y) for y in range(2015, 2020)] == [3_250, 1_136, 42, -2_214, 8_855]
    assert [gap("CROWN", y) for y in range(2015, 2020)] == [-310, -234, -197, -159, 143]


def test_the_prison_population_at_quarter_ends(
    prisons: list[dict[str, str]], computed: rolkpi.Computation, figures: Figures
) -> None:
    months = figures(computed, "uk.population", frequency="month")
    quarters = figures(computed, "uk.population", frequency="quarter")
    shares = figures(computed, "uk.remand_share", frequency="quarter")
    for row in prisons:
        year, month = row["quarter_end_month"].split("-")
        quarter = f"{year}-Q{int(month) // 3}"
        assert months[PLACE, f"{year}-{month}", ""]["value"] == int(row["total"])
        assert quarters[PLACE, quarter, ""]["value"] == int(row["total"])
        counts = shares[PLACE, quarter, ""]["numerator"], shares[PLACE, quarter, ""]["denominator"]
        assert counts == (int(row["remand"]), int(row["total"]))
    assert len(prisons) == 18
    assert months[PLACE, "2019-11", ""]["obs_status"] == "not_applicable"  # nobody counts in November
    year = figures(computed, "uk.remand_share", frequency="year")[PLACE, "2019", ""]
    assert (year["numerator"], year["denominator"], f"{year['value']:.2f}") == (9_708, 82_868, "11.72")


def test_the_publishers_own_checksums(
    sentences: dict[str, dict[str, str]], computed: rolkpi.Computation, figures: Figures
) -> None:
    """EQUAL 40 times for magistrates' courts; for the Crown Court it prints by how much it misses, and so do we."""
    sentenced = figures(computed, "uk.sentenced", frequency="quarter")
    imbalance = figures(computed, "uk.checksum", frequency="quarter")
    assert len(sentences) == 40
    for quarter, row in sentences.items():
        assert row["Checksum (Sentenced at MC = Sum of Sentences at MC)"] == "EQUAL"
        assert sentenced[PLACE, quarter, ""]["value"] == int(row["Sentenced at Magistrates' Court (MC)"])
        assert imbalance[PLACE, quarter, ""]["value"] == CHECKSUMS.get(quarter, 0)


def test_the_printed_annual_receipts(
    sentences: dict[str, dict[str, str]], computed: rolkpi.Computation, figures: Figures
) -> None:
    """Printed each quarter for the 12 months before; in a fourth quarter that is the calendar year."""
    years = figures(computed, "uk.crown_receipts", frequency="year", window="period")
    to_date = figures(computed, "uk.crown_receipts", frequency="quarter", window="year_to_date")
    for year, printed in {"2016": 112_003, "2017": 109_353, "2018": 98_091, "2019": 102_394}.items():
        assert int(sentences[f"{year}-Q4"]["Annual Rolling Receipts"]) == printed
        assert years[PLACE, year, ""]["value"] == to_date[PLACE, f"{year}-Q4", ""]["value"] == printed
    assert to_date[PLACE, "2019-Q2", ""]["value"] == 25_287 + 25_356
    assert years[PLACE, "2015", ""]["obs_status"] == "no_data"
