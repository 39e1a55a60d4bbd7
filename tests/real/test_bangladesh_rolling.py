"""Police of Bangladesh: twelve months that end with any month, and years against the year before, as printed.

Crimes of 17 units from January 2019 to December 2021; each year's printed total is the baseline of the index.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from fractions import Fraction
from typing import Any

import pytest

import rolkpi
from rolkpi.measurements.show import half_up
from rolkpi.model import Area, Baseline, Codelist, Dataset, Flow, Index, Kpi, Parent, Plugin, Total

Read = Callable[..., list[dict[str, str]]]
Figures = Callable[..., dict[tuple[str, str, str], dict[str, Any]]]

BANGLADESH, TOTAL, DHAKA = "BD", "Total", "DMP"
MONTHS = tuple(
    "January February March April May June July August September October November December".split()  # noqa: SIM905
)
LABELS = [f"{year}-{month:02d}" for year in (2019, 2020, 2021) for month in range(1, 13)]
HEADS = ("murder", "theft", "robbery", "r_narcotics")
YEARS = {"2019": 225_684, "2020": 187_926, "2021": 197_510}
"""Crimes of all heads, as printed for the country."""
INDEX_ON_2019 = {"2019": "0.00", "2020": "-16.73", "2021": "-12.48"}


@pytest.fixture(scope="module")
def rows(read_csv: Read) -> list[dict[str, str]]:
    return read_csv("04_police_bangladesh_monthly/bd_crime_unit_month_2019_2021.csv")


def crimes(row: dict[str, str], column: str) -> int:
    return int(row[column].removesuffix(".0"))


def heads_of(row: dict[str, str]) -> dict[str, int]:
    """The heads that are followed, and everything else as one, so that they add up to all crimes."""
    every = [c for c in row if c not in ("year", "month", "unit_name", "is_annual_total") and not c.startswith("total")]
    counted = {c: crimes(row, c) for c in every if row[c].removesuffix(".0").isdigit()}
    followed = {head: counted[head] for head in HEADS}
    return {**followed, "other": sum(counted.values()) - sum(followed.values())}


@pytest.fixture(scope="module")
def monthly(rows: list[dict[str, str]]) -> Counter[tuple[str, str, str]]:
    """(unit or country, month, head; "" for all) -> crimes of the units."""
    found: Counter[tuple[str, str, str]] = Counter()
    for row in rows:
        if row["unit_name"] != TOTAL and row["is_annual_total"] != "true":
            month = f"{row['year']}-{MONTHS.index(row['month']) + 1:02d}"
            for head, value in heads_of(row).items():
                for area in (row["unit_name"], BANGLADESH):
                    found[area, month, head] += value
                    found[area, month, ""] += value
    return found


@pytest.fixture(scope="module")
def printed(rows: list[dict[str, str]]) -> dict[tuple[str, str], int]:
    """(unit or country, year) -> printed total of the year."""
    return {
        (BANGLADESH if r["unit_name"] == TOTAL else r["unit_name"], r["year"]): crimes(r, "total_cases")
        for r in rows
        if r["is_annual_total"] == "true"
    }


@pytest.fixture(scope="module")
def plugin(
    kpi: Callable[..., Kpi],
    codelist: Callable[..., Codelist],
    form: Callable[..., Dataset],
    line_of: Callable[..., Any],
    printed: dict[tuple[str, str], int],
    monthly: Counter[tuple[str, str, str]],
) -> Plugin:
    def against(year: str) -> Index:
        source = f"Bangladesh Police, crime statistics {year}"
        totals = [
            Baseline(area=area, value=value, period=year, source=source)
            for (area, of), value in printed.items()
            if of == year
        ]
        murders = sum(monthly[BANGLADESH, month, "murder"] for month in LABELS if month.startswith(year))
        by_head = Baseline(area=BANGLADESH, value=murders, period=year, source=source, disaggregation="head=murder")
        return Index(measure="bd.crimes", baselines=(*totals, by_head))

    shown: dict[str, Any] = {"levels": ("unit", "country"), "disaggregations": (("head",),)}
    rolling: dict[str, Any] = {"frequencies": ("month",), "windows": ("rolling_12",)}
    return Plugin(
        name="bd",
        title="Police of Bangladesh",
        codelists=(codelist("bd.head", (*HEADS, "other")),),
        datasets=(form("bd.form", "bd.head", reported_by=("unit",)),),
        measures=(line_of("bd.form", "crimes", Flow, "crimes", dimensions={"head": "item"}),),
        kpis=(
            kpi("bd.twelve_months", Total(measure="bd.crimes"), "crimes", **shown, **rolling),
            kpi("bd.six_will_do", Total(measure="bd.crimes"), "crimes", **shown, **rolling, min_months=6),
            *(kpi(f"bd.on_{year}", against(year), **{**shown, "frequencies": ("year",)}) for year in ("2019", "2020")),
            kpi("bd.rolling_index", against("2019"), **shown, **rolling),
        ),
    )


def compute(
    plugin: Plugin, cells: Counter[tuple[str, str, str]], lost: tuple[str, str] | None = None, *kpis: str
) -> rolkpi.Computation:
    """``lost``: unit and month whose form has only empty cells."""
    units = sorted({unit for unit, _, _ in cells} - {BANGLADESH})
    areas = [Area(code=BANGLADESH, name="Bangladesh", level="country")]
    rows = [
        {"place": u, "month": m, "line": "crimes", "item": head, "value": None if (u, m) == lost else value}
        for (u, m, head), value in cells.items()
        if u != BANGLADESH and head
    ]
    answer = rolkpi.compute(
        [plugin],
        {"bd.form": rows},
        areas + [Area(code=u, name=u, level="unit") for u in units],
        parents=[Parent(area=u, parent=BANGLADESH) for u in units],
        kpis=kpis or None,
        first_month=LABELS[0],
        last_month=LABELS[-1],
    )
    assert answer.quarantined.num_rows == 0
    return answer


@pytest.fixture(scope="module")
def computed(plugin: Plugin, monthly: Counter[tuple[str, str, str]]) -> rolkpi.Computation:
    return compute(plugin, monthly)


def test_twelve_months_to_every_month(
    monthly: Counter[tuple[str, str, str]],
    printed: dict[tuple[str, str], int],
    computed: rolkpi.Computation,
    figures: Figures,
) -> None:
    """18 places, 25 windows, all heads and each: the sums; in December the printed year."""
    got = figures(computed, "bd.twelve_months") | figures(computed, "bd.twelve_months", "head")
    places = {area for area, _, _ in monthly}
    compared = 0
    for at in range(11, 36):
        for area in places:
            for head in ("", *HEADS, "other"):
                row = got[area, LABELS[at], head]
                assert row["value"] == sum(monthly[area, m, head] for m in LABELS[at - 11 : at + 1])
                assert (row["obs_status"], row["flags"]) == ("ok", [])
                compared += 1
    assert (len(places), compared) == (18, 18 * 25 * 6)
    december = {year: got[BANGLADESH, f"{year}-12", ""]["value"] for year in YEARS}
    assert december == YEARS == {year: value for (area, year), value in printed.items() if area == BANGLADESH}
    assert [got[BANGLADESH, month, ""]["value"] for month in ("2020-06", "2021-06")] == [199_742, 202_213]


def test_eleven_months_are_not_twelve(
    monthly: Counter[tuple[str, str, str]], computed: rolkpi.Computation, figures: Figures
) -> None:
    """Unless fewer are declared to do: then their own sum, marked as a part, and nothing scaled up to twelve."""
    strict, lenient = figures(computed, "bd.twelve_months"), figures(computed, "bd.six_will_do")
    for at, month in enumerate(LABELS[:11]):
        row, part = strict[BANGLADESH, month, ""], lenient[BANGLADESH, month, ""]
        assert (row["value"], row["obs_status"]) == (None, "no_data")
        assert row["reason"] == f"{at + 1} of 12 months are known, 12 are needed"
        sofar = sum(monthly[BANGLADESH, m, ""] for m in LABELS[: at + 1])
        assert part["value"] == (sofar if at >= 5 else None)
        assert row["flags"] == part["flags"] == ["part_period"]


def test_a_unit_that_missed_a_month_and_a_country_that_missed_none(
    plugin: Plugin, monthly: Counter[tuple[str, str, str]], figures: Figures
) -> None:
    """Dhaka's form of March 2020 lost: Dhaka has eleven months, and no figure until that is over a year ago. The other
    sixteen units reported: the country's twelve months are known, without that one, and it says so."""
    answer = compute(plugin, monthly, (DHAKA, "2020-03"), "bd.twelve_months")
    got = figures(answer, "bd.twelve_months")
    assert {m for m in LABELS[11:] if got[DHAKA, m, ""]["value"] is None} == set(LABELS[14:26])
    assert got[DHAKA, "2020-12", ""]["reason"] == "11 of 12 months are known, 12 are needed"
    row = got[BANGLADESH, "2020-12", ""]
    assert row["value"] == YEARS["2020"] - monthly[DHAKA, "2020-03", ""]
    assert (row["obs_status"], row["reason"]) == ("provisional", "203 of 204 area-months covered")


def test_a_year_on_the_year_before(
    printed: dict[tuple[str, str], int], computed: rolkpi.Computation, figures: Figures
) -> None:
    """The country 16.73 % down in 2020 and 5.10 % up in 2021; each unit on its own printed baseline, after pooling."""
    got = {year: figures(computed, f"bd.on_{year}") for year in ("2019", "2020")}
    for base, rows in got.items():
        for (area, year, _), row in rows.items():
            was, now = printed[area, base], printed[area, year] + (20 if (area, year) == (DHAKA, "2019") else 0)
            assert (row["numerator"], row["denominator"], row["n"]) == (now - was, was, now), (area, year)
            assert row["value"] == (now - was) * 100 / was
    country = {y: half_up(Fraction(got["2019"][BANGLADESH, y, ""]["value"]), 2) for y in YEARS}
    assert country == INDEX_ON_2019
    assert half_up(Fraction(got["2020"][BANGLADESH, "2021", ""]["value"]), 2) == "5.10"
    # Dhaka's year 2019 is misprinted, 27,914 for 27,934: against what is printed it is not 0
    assert got["2019"][DHAKA, "2019", ""]["value"] == 20 * 100 / 27_914


def test_an_index_by_head_and_over_twelve_months(
    monthly: Counter[tuple[str, str, str]], computed: rolkpi.Computation, figures: Figures
) -> None:
    """Only murder has a baseline of its own. Twelve months that end in December are the year."""
    by_head = figures(computed, "bd.on_2019", "head")
    murders = [sum(monthly[BANGLADESH, m, "murder"] for m in LABELS if m.startswith(y)) for y in YEARS]
    for year, count in zip(YEARS, murders, strict=True):
        row = by_head[BANGLADESH, year, "murder"]
        assert (row["numerator"], row["denominator"]) == (count - murders[0], murders[0])
        assert by_head[BANGLADESH, year, "theft"]["reason"] == "there is no baseline"
        assert by_head[DHAKA, year, "murder"]["obs_status"] == "undefined"
    rolling, years = figures(computed, "bd.rolling_index"), figures(computed, "bd.on_2019")
    for area in (BANGLADESH, DHAKA):
        for year in YEARS:
            assert rolling[area, f"{year}-12", ""]["value"] == years[area, year, ""]["value"]
    assert rolling[BANGLADESH, "2019-06", ""]["obs_status"] == "no_data"
