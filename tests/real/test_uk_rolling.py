"""England and Wales over twelve months that end with a quarter, against what is printed for them.

The ministry prints rolling annual receipts of the Crown Court for each quarter, and a row "All" for each calendar
year. Four months a year have a form, so four known months are a whole year here; by default twelve are asked for.
"""

from __future__ import annotations

import csv
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import rolkpi
from rolkpi.model import (
    Area,
    AverageStock,
    Codelist,
    Dataset,
    Expected,
    Flow,
    Kpi,
    Plugin,
    Ratio,
    Stock,
    StockSource,
    Total,
)

Read = Callable[..., list[dict[str, str]]]
Figures = Callable[..., dict[tuple[str, str, str], dict[str, Any]]]

FOLDER = "08_uk_moj_quarterly"
PLACE = "EW"
TIERS = {"MAGS": "mags", "CROWN": "crown"}
SERIES = ("receipts", "disposals", "outstanding")
PRINTED_ROLLING = {
    # Annual Rolling Receipts, Crown Court; four quarters printed before the first of them
    **{"2016-Q4": 112_003, "2017-Q1": 111_987, "2017-Q2": 111_978, "2017-Q3": 110_733, "2017-Q4": 109_353},
    **{"2018-Q1": 105_545, "2018-Q2": 102_140, "2018-Q3": 99_945, "2018-Q4": 98_091},
    **{"2019-Q1": 98_523, "2019-Q2": 99_530, "2019-Q3": 100_700, "2019-Q4": 102_394},
}


def month_of(year: str, quarter: str) -> str:
    return f"{year}-{int(quarter[1]) * 3:02d}"


@pytest.fixture(scope="module")
def courts(read_csv: Read) -> list[dict[str, str]]:
    return read_csv(f"{FOLDER}/court_receipts_disposals_outstanding_2014_2019.csv")


@pytest.fixture(scope="module")
def crown(data: Path) -> dict[str, tuple[str, str]]:
    """By quarter: receipts of all cases and the rolling figure. Both names stand twice in the header."""
    path = data / FOLDER / "prosecutions_convictions_sentences_timeliness_quarterly_2010_2019.csv"
    with path.open(encoding="utf-8-sig", newline="") as file:
        header, *rows = csv.reader(file)
    receipts = header.index("All Cases: Receipts, CC")
    rolling = len(header) - 1 - header[::-1].index("Annual Rolling Receipts")
    return {f"{row[0][3:]}-{row[0][:2]}": (row[receipts], row[rolling]) for row in rows}


@pytest.fixture(scope="module")
def plugin(
    kpi: Callable[..., Kpi],
    codelist: Callable[..., Codelist],
    form: Callable[..., Dataset],
    line_of: Callable[..., Any],
) -> Plugin:
    by_tier = {"dimensions": {"tier": "item"}}
    held = StockSource(dataset="uk.form", where="line = 'held'", value="value")
    shown: dict[str, Any] = {
        "levels": ("country",),
        "frequencies": ("month", "quarter"),
        "windows": ("period", "rolling_12"),
    }
    tiered = {**shown, "disaggregations": (("tier",),)}
    clearance = Ratio(numerator="uk.disposals", denominator="uk.receipts")
    return Plugin(
        name="uk",
        title="Courts of England and Wales",
        codelists=(codelist("uk.item", (*TIERS, "ALL")),),
        datasets=(form("uk.form", "uk.item", reported_by=("country",)),),
        measures=(
            *(line_of("uk.form", line, Flow, **by_tier) for line in ("receipts", "disposals")),
            line_of("uk.form", "outstanding", Stock, **by_tier),
            line_of("uk.form", "all_receipts", Flow),
            AverageStock(id="uk.held", title="Held", unit="persons", sources=(held,)),
        ),
        kpis=(
            *(
                kpi(f"uk.{line}_total", Total(measure=f"uk.{line}"), "cases", min_months=4, **tiered)
                for line in ("receipts", "disposals")
            ),
            kpi("uk.outstanding_total", Total(measure="uk.outstanding"), "cases", **tiered),
            kpi("uk.clearance", clearance, min_months=4, **tiered),
            kpi("uk.strict_clearance", clearance, **shown),
            kpi("uk.crown_receipts", Total(measure="uk.all_receipts"), "cases", min_months=4, **shown),
            kpi("uk.three_quarters", Total(measure="uk.all_receipts"), "cases", min_months=3, **shown),
            kpi("uk.average_held", Total(measure="uk.held"), "persons", **{**shown, "frequencies": ("month", "year")}),
        ),
    )


@pytest.fixture(scope="module")
def places() -> list[Area]:
    return [Area(code=PLACE, name="England and Wales", level="country")]


@pytest.fixture(scope="module")
def computed(
    courts: list[dict[str, str]],
    crown: dict[str, tuple[str, str]],
    plugin: Plugin,
    places: list[Area],
    owed_in: Callable[..., list[Expected]],
) -> rolkpi.Computation:
    cells = [
        (month_of(row["year"], row["quarter"]), line, item, row[f"{tier}_{line}"])
        for row in courts
        if row["quarter"] != "All"
        for line in SERIES
        for item, tier in TIERS.items()
    ]
    cells += [(month_of(q[:4], q[5:]), "all_receipts", "ALL", receipts) for q, (receipts, _) in crown.items()]
    cells = [cell for cell in cells if cell[0] >= "2014"]
    rows = [
        {"place": PLACE, "month": month, "line": line, "item": item, "value": value or None}
        for month, line, item, value in cells
    ]
    answer = rolkpi.compute(
        [plugin],
        {"uk.form": rows},
        places,
        expected=owed_in("uk.form", [(year, month) for year in range(2014, 2020) for month in (3, 6, 9, 12)]),
        first_month="2014-01",
        last_month="2019-12",
    )
    assert answer.quarantined.num_rows == 0
    return answer


def test_every_printed_rolling_year(
    crown: dict[str, tuple[str, str]], computed: rolkpi.Computation, figures: Figures
) -> None:
    got = figures(computed, "uk.crown_receipts", frequency="quarter", window="rolling_12")
    assert {q: int(rolling) for q, (_, rolling) in crown.items() if rolling} == PRINTED_ROLLING
    for quarter, printed in PRINTED_ROLLING.items():
        row = got[PLACE, quarter, ""]
        assert (row["value"], row["n"], row["covered"], row["expected"]) == (printed, printed, 4, 4)
        assert (row["obs_status"], row["flags"]) == ("ok", [])


def test_twelve_months_end_with_any_quarter(
    courts: list[dict[str, str]], computed: rolkpi.Computation, figures: Figures
) -> None:
    """Each quarter with the three before it; a fourth quarter is the printed year; what is outstanding is the last."""
    quarters = [row for row in courts if row["quarter"] != "All"]
    printed = {row["year"]: row for row in courts if row["quarter"] == "All"}
    for line in SERIES:
        got = figures(computed, f"uk.{line}_total", "tier", frequency="quarter", window="rolling_12")
        for at in range(3, len(quarters)):
            year, quarter = quarters[at]["year"], quarters[at]["quarter"]
            for item, tier in TIERS.items():
                last_four = [int(row[f"{tier}_{line}"]) for row in quarters[at - 3 : at + 1]]
                row = got[PLACE, f"{year}-{quarter}", item]
                assert row["value"] == (last_four[-1] if line == "outstanding" else sum(last_four))
                assert quarter != "Q4" or row["value"] == int(printed[year][f"{tier}_{line}"])
    clearance = figures(computed, "uk.clearance", frequency="quarter", window="rolling_12")
    assert f"{clearance[PLACE, '2019-Q4', '']['value']:.2f}" == "99.60"  # 1,541,530 of 1,547,793
    across = clearance[PLACE, "2019-Q2", ""]  # July 2018 to June 2019: in no calendar year
    assert (across["numerator"], across["denominator"]) == (1_523_808, 1_522_713)


def test_a_month_between_two_forms_looks_back_twelve_months_too(
    courts: list[dict[str, str]], computed: rolkpi.Computation, figures: Figures
) -> None:
    """In November 2019 the last four forms are those of December 2018 to September 2019."""
    months = figures(computed, "uk.receipts_total", "tier", frequency="month", window="rolling_12")
    quarters = figures(computed, "uk.receipts_total", "tier", frequency="quarter", window="rolling_12")
    for item in TIERS:
        row = months[PLACE, "2019-11", item]
        assert row["value"] == quarters[PLACE, "2019-Q3", item]["value"]
        assert (row["covered"], row["obs_status"]) == (4, "ok")
    held = figures(computed, "uk.outstanding_total", "tier", frequency="month", window="rolling_12")
    assert held[PLACE, "2019-11", "CROWN"]["obs_status"] == "not_applicable"  # a stock is that of its own month


def test_fewer_months_are_no_twelve(computed: rolkpi.Computation, figures: Figures) -> None:
    """2014 begins with nothing before it, and receipts of all Crown Court cases begin with 2016."""
    asked: dict[str, Any] = {"frequency": "quarter", "window": "rolling_12"}
    rows = figures(computed, "uk.receipts_total", **asked)
    for quarter, known in (("2014-Q1", 1), ("2014-Q2", 2), ("2014-Q3", 3)):
        row = rows[PLACE, quarter, ""]
        assert (row["obs_status"], row["reason"]) == ("no_data", f"{known} of 12 months are known, 4 are needed")
        assert (row["value"], row["numerator"], row["n"], row["flags"]) == (None, None, None, ["part_period"])
        assert (row["covered"], row["expected"]) == (known, known)
    assert rows[PLACE, "2014-Q4", ""]["value"] == 1_607_163 + 135_540
    strict = figures(computed, "uk.strict_clearance", **asked)
    assert {row["reason"] for (_, q, _), row in strict.items() if q >= "2014-Q4"} == {
        "4 of 12 months are known, 12 are needed"
    }
    late = figures(computed, "uk.three_quarters", **asked)
    assert [late[PLACE, q, ""]["obs_status"] for q in ("2015-Q4", "2016-Q1", "2016-Q2")] == ["no_data"] * 3
    assert late[PLACE, "2016-Q1", ""]["reason"] == "1 of 12 months are known, 3 are needed"
    partly = late[PLACE, "2016-Q3", ""]  # 28,679 + 27,763 + 28,342, and no fourth: told, not filled in
    assert (partly["value"], partly["obs_status"]) == (84_784, "provisional")
    assert partly["reason"] == "3 of 4 area-months covered"


def test_four_month_ends_are_no_average_of_twelve(
    plugin: Plugin, places: list[Area], read_csv: Read, figures: Figures
) -> None:
    """The prison population is printed for quarter-ends. Owed every month, eight month-ends of a year are missing, and
    nothing is made of the other four; March 2019 by itself is 82,634."""
    prisons = read_csv(f"{FOLDER}/prison_population_quarter_end_2015_2019.csv")
    rows: list[dict[str, str | None]] = [
        {"place": PLACE, "month": r["quarter_end_month"], "line": "held", "item": "ALL", "value": r["total"]}
        for r in prisons
    ]
    months = {f"{year}-{month:02d}" for year in (2018, 2019) for month in range(1, 13)}
    rows += [
        {"place": PLACE, "month": m, "line": "held", "item": "ALL", "value": None}
        for m in sorted(months - {r["quarter_end_month"] for r in prisons})
    ]
    answer = rolkpi.compute(
        [plugin], {"uk.form": rows}, places, kpis=["uk.average_held"], first_month="2018-01", last_month="2019-12"
    )
    year = figures(answer, "uk.average_held", frequency="year")[PLACE, "2019", ""]
    assert (year["value"], year["obs_status"]) == (None, "no_data")
    march = figures(answer, "uk.average_held", frequency="month", window="period")[PLACE, "2019-03", ""]
    assert (march["value"], march["numerator"], march["denominator"]) == (82_634, 82_634, 1)


def test_month_ends_nobody_owes_are_no_zeros(
    plugin: Plugin, places: list[Area], owed_in: Callable[..., list[Expected]], read_csv: Read, figures: Figures
) -> None:
    """Owed at quarter-ends only, eight month-ends of twelve are still missing. A twelfth of four is not their mean:
    27,668 for a prison population above 82,000."""
    rows = [
        {"place": PLACE, "month": r["quarter_end_month"], "line": "held", "item": "ALL", "value": r["total"]}
        for r in read_csv(f"{FOLDER}/prison_population_quarter_end_2015_2019.csv")
        if r["quarter_end_month"] >= "2018"
    ]
    answer = rolkpi.compute(
        [plugin],
        {"uk.form": rows},
        places,
        expected=owed_in("uk.form", [(year, month) for year in (2018, 2019) for month in (3, 6, 9, 12)]),
        kpis=["uk.average_held"],
        last_month="2019-12",
    )
    year = figures(answer, "uk.average_held", frequency="year")[PLACE, "2019", ""]
    assert year["value"] is None
