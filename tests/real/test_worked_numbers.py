"""Worked numbers of Pakistan's press and of British publications: pooled, summed, balanced, and misprints found.

Every figure is a literal with the source it was read in; no data folder is needed.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from fractions import Fraction
from statistics import mean, median
from typing import Any

import pytest

import rolkpi
from rolkpi.measurements.show import half_up, shown
from rolkpi.model import (
    Area,
    Codelist,
    Dataset,
    DerivedFormula,
    Expected,
    Flow,
    Frequency,
    Kpi,
    Parent,
    Plugin,
    Population,
    Rate,
    Ratio,
    Stock,
    Total,
)

Figures = Callable[..., dict[tuple[str, str, str], dict[str, Any]]]
Cells = Mapping[tuple[str, str, str], int | None]
"""(place, line, item) -> printed figure; None where nobody printed one."""

GBV = ("RAPE", "ABDUCTION", "HONOUR_KILLING", "DOMESTIC")
PUNJAB = ((2_200, 9), (4_238, 6), (1_373, 5), (2_811, 5), (1_171, 5), (1_708, 5), (1_527, 5), (1_040, 5), (1_998, 4))
"""Probationers and officers of nine divisions, The News, 16 September 2011."""
ITEMS = ("ALL", "POLICE", "LEVIES", *GBV)


@pytest.fixture(scope="module")
def plugin(
    kpi: Callable[..., Kpi],
    codelist: Callable[..., Codelist],
    form: Callable[..., Dataset],
    line_of: Callable[..., Any],
) -> Plugin:
    by_month: dict[str, type] = {
        **{"crimes": Flow, "crimes_printed": Flow, "charges": Flow, "rapes": Flow},
        **{"probationers": Stock, "officers": Stock, "utp": Stock, "held": Stock, "capacity": Stock},
    }
    by_year = {
        "opening": Stock,
        "instituted": Flow,
        "disposed": Flow,
        "closing": Stock,
        "gbv": Flow,
        "gbv_printed": Flow,
    }
    named = {"dimensions": {"item": "item"}}
    shown_for = {"levels": ("division", "province", "country"), "frequencies": ("month", "year")}
    imbalance = DerivedFormula(numerator="pk.closing - pk.opening - pk.instituted + pk.disposed", denominator="1")
    formulas: dict[str, tuple[Any, str]] = {
        "caseload": (Ratio(numerator="pk.probationers", denominator="pk.officers", scale=1), "persons"),
        "crimes_total": (Total(measure="pk.crimes"), "cases"),
        "crimes_missed": (DerivedFormula(numerator="pk.crimes_printed - pk.crimes", denominator="1"), "cases"),
        "gbv_total": (Total(measure="pk.gbv"), "cases"),
        "gbv_missed": (DerivedFormula(numerator="pk.gbv_printed - pk.gbv", denominator="1"), "cases"),
        "imbalance": (imbalance, "cases"),
        "clearance": (Ratio(numerator="pk.disposed", denominator="pk.instituted"), "%"),
        "occupancy": (Ratio(numerator="pk.held", denominator="pk.capacity"), "%"),
        "utp_share": (Ratio(numerator="pk.utp", denominator="pk.held"), "%"),
        "charge_share": (Ratio(numerator="pk.charges", denominator="pk.rapes"), "%"),
        "held_rate": (Rate(numerator="pk.held"), "per 100,000"),
    }
    return Plugin(
        name="pk",
        title="Worked numbers",
        codelists=(codelist("pk.item", ITEMS),),
        datasets=(
            form("pk.month", "pk.item", reported_by=("division", "province", "country")),
            form("pk.year", "pk.item", reported_by=("division", "province", "country"), frequency=Frequency.YEAR),
        ),
        measures=(
            *(line_of("pk.month", line, rule, **named) for line, rule in by_month.items()),
            *(line_of("pk.year", line, rule, **named) for line, rule in by_year.items()),
        ),
        kpis=tuple(kpi(f"pk.{name}", formula, unit, **shown_for) for name, (formula, unit) in formulas.items()),
    )


@pytest.fixture(scope="module")
def work_out(plugin: Plugin, figures: Figures) -> Callable[..., dict[str, dict[str, Any]]]:
    """Puts printed cells of one month or year in, and gives one KPI by place."""

    def ask(
        name: str, period: str, cells: Cells, within: Mapping[str, str] = {}, people: Mapping[str, int] = {}
    ) -> dict[str, dict[str, Any]]:
        places = {place: "division" if place in within else "province" for place, _, _ in cells}
        for place in within.values():
            places[place] = "province"
        yearly = len(period) == 4
        dataset = "pk.year" if yearly else "pk.month"
        rows = [
            {"place": p, "month": f"{period}-01" if yearly else period, "line": line, "item": item, "value": value}
            for (p, line, item), value in cells.items()
        ]
        answer = rolkpi.compute(
            [plugin],
            {dataset: rows},
            [Area(code=place, name=place, level=level) for place, level in places.items()],
            parents=[Parent(area=area, parent=parent) for area, parent in within.items()],
            population=[Population(area=area, on=date(2023, 3, 1), population=n) for area, n in people.items()],
            expected=[Expected(dataset=dataset, area=place) for place in {p for p, _, _ in cells}],
            kpis=[f"pk.{name}"],
            first_month=f"{period}-01" if yearly else period,
            last_month=f"{period}-12" if yearly else period,
        )
        assert answer.quarantined.num_rows == 0
        got = figures(answer, f"pk.{name}", frequency="year" if yearly else "month")
        return {area: row for (area, _, _), row in got.items()}

    return ask


Ask = Callable[..., dict[str, dict[str, Any]]]


def test_four_answers_from_the_same_facts(work_out: Ask) -> None:
    """Punjab's probation caseload: 368.69 pooled; 375.14, 305.4 and the headline's 347 answer other questions."""
    divisions = [f"D{number}" for number in range(len(PUNJAB))]
    cells = {}
    for division, (probationers, officers) in zip(divisions, PUNJAB, strict=True):
        cells[division, "probationers", "ALL"], cells[division, "officers", "ALL"] = probationers, officers
    got = work_out("caseload", "2011-08", cells, within=dict.fromkeys(divisions, "PUNJAB"))
    pooled = got.pop("PUNJAB")
    assert (pooled["numerator"], pooled["denominator"], pooled["obs_status"]) == (18_066, 49, "ok")
    ratios = [Fraction(row["numerator"], row["denominator"]) for row in got.values()]
    assert ratios == [Fraction(p, o) for p, o in PUNJAB]
    assert half_up(Fraction(pooled["numerator"], pooled["denominator"]), 2) == f"{pooled['value']:.2f}" == "368.69"
    assert (half_up(mean(ratios), 2), half_up(median(ratios), 1)) == ("375.14", "305.4")
    assert half_up(Fraction(pooled["numerator"], 52), 0) == "347"  # three officers more than the article lists


def test_parts_that_miss_the_printed_total(work_out: Ask) -> None:
    """Balochistan, January to November 2021, Intekhab: police 2,907 and Levies 660 make 3,567; printed 3,573."""
    cells = {
        ("PK-BA", "crimes", "POLICE"): 2_907,
        ("PK-BA", "crimes", "LEVIES"): 660,
        ("PK-BA", "crimes_printed", "ALL"): 3_573,
    }
    assert work_out("crimes_total", "2021-11", cells)["PK-BA"]["value"] == 3_567
    assert work_out("crimes_missed", "2021-11", cells)["PK-BA"]["value"] == 6


def test_a_sum_of_parts_by_unit_finds_the_misprint(work_out: Ask) -> None:
    """Gender-based violence, 2024, one organisation's national report: KP's four make the
    total printed for Sindh."""
    printed: dict[str, tuple[tuple[int | None, ...], int]] = {
        # rape, abduction, honour killing, domestic violence; printed total
        "PUNJAB": ((4_641, 20_720, 225, 1_167), 26_753),
        "KP": ((258, 943, 134, 446), 3_397),
        "SINDH": ((243, None, 134, None), 1_781),  # two of its categories were not read
        "PAKISTAN": ((5_339, 24_439, 547, 2_238), 32_617),
    }
    cells: dict[tuple[str, str, str], int | None] = {}
    for unit, (parts, total) in printed.items():
        cells |= {(unit, "gbv", item): part for item, part in zip(GBV, parts, strict=True)}
        cells[unit, "gbv_printed", "ALL"] = total
    sums, missed = work_out("gbv_total", "2024", cells), work_out("gbv_missed", "2024", cells)
    assert [sums[unit]["value"] for unit in ("PUNJAB", "KP", "PAKISTAN")] == [26_753, 1_781, 32_563]
    assert [missed[unit]["value"] for unit in ("PUNJAB", "KP", "PAKISTAN")] == [0, 1_616, 54]
    assert sums["KP"]["value"] == printed["SINDH"][1]
    assert missed["SINDH"]["obs_status"] == "no_data"  # what is not known is no 0, and no fault


@pytest.mark.parametrize(
    ("court", "opening", "instituted", "disposed", "closing", "missed_by", "clearance"),
    [
        ("High Court, one paper", 4_472, 6_920, 6_440, 4_952, 0, "93.06"),
        ("High Court, another", 4_472, 6_920, 6_640, 4_952, 200, "95.95"),
        ("District courts, one paper", 16_020, 59_541, 57_743, 17_818, 0, "96.98"),
        ("District courts, another", 16_020, 59_241, 57_743, 17_818, 300, "97.47"),
    ],
)
def test_what_balances_and_what_does_not(
    court: str,
    opening: int,
    instituted: int,
    disposed: int,
    closing: int,
    missed_by: int,
    clearance: str,
    work_out: Ask,
) -> None:
    """Balochistan 2023: of two printed figures only one lets opening, instituted, disposed and closing agree."""
    lines = {"opening": opening, "instituted": instituted, "disposed": disposed, "closing": closing}
    cells = {(court, line, "ALL"): value for line, value in lines.items()}
    assert work_out("imbalance", "2023", cells)[court]["value"] == missed_by
    assert f"{work_out('clearance', '2023', cells)[court]['value']:.2f}" == clearance


def test_an_opening_nobody_printed(work_out: Ask) -> None:
    """High Court 2019: 5,901 follows from the other three, 4,884 + 6,401 - 5,384; left out, nothing is said of it."""
    known = {"instituted": 5_384, "disposed": 6_401, "closing": 4_884}
    cells: dict[tuple[str, str, str], int | None] = {("HC", line, "ALL"): value for line, value in known.items()}
    row = work_out("imbalance", "2019", {**cells, ("HC", "opening", "ALL"): None})["HC"]
    assert (row["obs_status"], row["value"]) == ("no_data", None)
    assert work_out("imbalance", "2019", {**cells, ("HC", "opening", "ALL"): 5_901})["HC"]["value"] == 0


@pytest.mark.parametrize(
    ("name", "period", "over", "under", "figure"),
    [
        ("occupancy", "2024-09", ("held", 102_026), ("capacity", 65_811), "155.03"),  # printed as 152, 152.9 and 157
        ("utp_share", "2024-09", ("utp", 74_918), ("held", 102_026), "73.43"),  # printed as 73.41
        ("charge_share", "2021-06", ("charges", 292), ("rapes", 11_312), "2.58"),  # same quarter: no conversion rate
    ],
)
def test_a_share_from_its_two_counts(
    name: str, period: str, over: tuple[str, int], under: tuple[str, int], figure: str, work_out: Ask, plugin: Plugin
) -> None:
    cells = {("PLACE", line, "ALL"): count for line, count in (over, under)}
    row = work_out(name, period, cells)["PLACE"]
    (kpi,) = [k for k in plugin.kpis if k.id == f"pk.{name}"]
    assert (row["numerator"], row["denominator"]) == (over[1], under[1])
    assert row["value"] == over[1] * 100 / under[1]
    assert shown(kpi, row, 2) == figure


def test_prisoners_of_a_population(work_out: Ask) -> None:
    """September 2024: 2,881 held among the census's 14,894,402 are 19.34 per 100,000."""
    cells = {("PK-BA", "held", "ALL"): 2_881}
    row = work_out("held_rate", "2024-09", cells, people={"PK-BA": 14_894_402})["PK-BA"]
    assert (row["numerator"], row["denominator"], f"{row['value']:.2f}") == (2_881, 14_894_402, "19.34")
