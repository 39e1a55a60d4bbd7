"""Prisons of Balochistan: what is judged for each prison and then pooled, and an index with its baseline stated.

September 2024, as the press printed it: 2,881 held in 2,764 places, Quetta's 1,090 in 472; the other eleven prisons are
known together only and stand for one here. Every figure is a literal; no data folder is needed.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from fractions import Fraction
from typing import Any

import pytest

import rolkpi
from rolkpi.measurements.show import half_up, shown
from rolkpi.model import (
    Area,
    Baseline,
    Codelist,
    Dataset,
    Index,
    Kpi,
    Parent,
    Plugin,
    Ratio,
    Stock,
    Total,
    UnitShare,
)

Figures = Callable[..., dict[tuple[str, str, str], dict[str, Any]]]
Held = Mapping[str, tuple[int | None, int | None]]
"""Prison -> held and places; None where nobody printed it."""

PROVINCE = "PK-BA"
QUETTA, ELEVEN = "QUETTA", "OTHER ELEVEN"
SEPTEMBER: Held = {QUETTA: (1_090, 472), ELEVEN: (1_791, 2_292)}
SOURCE = "Worked figure of the province's reform roadmap"
TESTS = {"above": (">", 100.0), "far_above": (">", 109_000 / 472), "at_least": (">=", 109_000 / 472)}


@pytest.fixture(scope="module")
def plugin(
    kpi: Callable[..., Kpi],
    codelist: Callable[..., Codelist],
    form: Callable[..., Dataset],
    line_of: Callable[..., Any],
) -> Plugin:
    shown_for: dict[str, Any] = {"levels": ("prison", "province"), "frequencies": ("month", "quarter", "year")}
    occupancy = Ratio(numerator="jail.held", denominator="jail.places", across_units=True)
    baselines = (
        Baseline(area=PROVINCE, value=1_122, period="2019", source=SOURCE),
        Baseline(area=QUETTA, value=500, period="2019", source="For this test"),
    )
    index = Index(measure="jail.utp", baselines=baselines)
    return Plugin(
        name="jail",
        title="Prisons",
        codelists=(codelist("jail.item", ("ALL",)),),
        datasets=(form("jail.form", "jail.item", reported_by=("prison",)),),
        measures=(
            line_of("jail.form", "held", Stock, "persons"),
            line_of("jail.form", "places", Stock, "places"),
            line_of("jail.form", "utp", Stock, "persons"),
        ),
        kpis=(
            kpi("jail.population", Total(measure="jail.held"), "persons", **shown_for),
            kpi("jail.occupancy", occupancy, **shown_for),
            kpi("jail.utp_index", index, **shown_for),
            *(
                kpi(
                    f"jail.{name}{'_held' if weight else ''}",
                    UnitShare(kpi="jail.occupancy", level="prison", test=test, threshold=threshold, weight=weight),
                    **{**shown_for, "levels": ("province",)},
                )
                for name, (test, threshold) in TESTS.items()
                for weight in (None, "jail.population")
            ),
        ),
    )


def compute(
    plugin: Plugin, month: str, lines: Mapping[str, Mapping[str, int | None]], *kpis: str
) -> rolkpi.Computation:
    """``lines``: prison -> line -> printed figure."""
    rows = [
        {"place": prison, "month": month, "line": line, "item": "ALL", "value": value}
        for prison, given in lines.items()
        for line, value in {**dict.fromkeys(("held", "places", "utp")), **given}.items()
    ]
    answer = rolkpi.compute(
        [plugin],
        {"jail.form": rows},
        [
            Area(code=PROVINCE, name="Balochistan", level="province"),
            *(Area(code=p, name=p, level="prison") for p in lines),
        ],
        parents=[Parent(area=prison, parent=PROVINCE) for prison in lines],
        kpis=kpis,
        first_month=month,
        last_month=month,
    )
    assert answer.quarantined.num_rows == 0
    return answer


def occupied(plugin: Plugin, prisons: Held, *kpis: str) -> rolkpi.Computation:
    lines = {p: {"held": held, "places": places} for p, (held, places) in prisons.items()}
    return compute(plugin, "2024-09", lines, *kpis)


def test_a_province_hides_its_crowded_prison(plugin: Plugin, figures: Figures) -> None:
    """104.23 % of the province is 230.93 % of one jail and 78.14 % of the others: 1,090 of 2,881 prisoners, 37.83 %,
    are held above capacity, in one of the two places; classified by the province it would be all of them."""
    answer = occupied(plugin, SEPTEMBER, "jail.occupancy", "jail.above", "jail.above_held")
    occupancy = {area: row for (area, _, _), row in figures(answer, "jail.occupancy", frequency="month").items()}
    assert {a: half_up(Fraction(r["numerator"] * 100, r["denominator"]), 2) for a, r in occupancy.items()} == {
        **{PROVINCE: "104.23", QUETTA: "230.93", ELEVEN: "78.14"}
    }
    for frequency, period in (("month", "2024-09"), ("quarter", "2024-Q3"), ("year", "2024")):
        held = figures(answer, "jail.above_held", frequency=frequency)[PROVINCE, period, ""]
        assert (held["numerator"], held["denominator"], held["n"]) == (1_090, 2_881, 2)
        assert held["value"] == 109_000 / 2_881
        assert half_up(Fraction(held["numerator"] * 100, held["denominator"]), 2) == "37.83"
        prisons = figures(answer, "jail.above", frequency=frequency)[PROVINCE, period, ""]
        assert (prisons["numerator"], prisons["denominator"], prisons["value"]) == (1, 2, 50)
        for row in (held, prisons):
            assert (row["obs_status"], row["covered"], row["expected"]) == ("ok", 2, 2)


@pytest.mark.parametrize(("name", "numerator"), [("far_above", 0), ("at_least", 1_090)])
def test_at_the_threshold_itself(name: str, numerator: int, plugin: Plugin, figures: Figures) -> None:
    kpi = f"jail.{name}_held"
    row = figures(occupied(plugin, SEPTEMBER, kpi), kpi, frequency="month")[PROVINCE, "2024-09", ""]
    assert (row["numerator"], row["denominator"]) == (numerator, 2_881)


@pytest.mark.parametrize(
    ("prisons", "share", "status", "reason"),
    [
        ({**SEPTEMBER, ELEVEN: (None, None)}, (1_090, 1_090, 1), "provisional", "1 of 2 areas have a value"),
        ({**SEPTEMBER, ELEVEN: (1_791, None)}, (1_090, 1_090, 1), "provisional", "1 of 2 areas have a value"),
        ({**SEPTEMBER, "SHUT": (0, 0)}, (1_090, 2_881, 2), "provisional", "2 of 3 areas have a value"),
        ({**SEPTEMBER, "EMPTY": (0, 50)}, (1_090, 2_881, 3), "ok", None),
        ({QUETTA: (None, 472)}, (None, None, None), "no_data", "no area has a value"),
        ({QUETTA: (0, 472)}, (0, 0, 1), "undefined", "the denominator is 0"),
    ],
)
def test_a_prison_nothing_is_known_of_is_on_neither_side(
    prisons: Held, share: tuple[int | None, ...], status: str, reason: str | None, plugin: Plugin, figures: Figures
) -> None:
    """No places is no occupancy, and what nobody printed is not 0 %."""
    kpi = "jail.above_held"
    row = figures(occupied(plugin, prisons, kpi), kpi, frequency="month")[PROVINCE, "2024-09", ""]
    assert (row["numerator"], row["denominator"], row["n"]) == share
    assert (row["obs_status"], row["reason"]) == (status, reason)
    assert (row["value"] is None) == (status in ("no_data", "undefined"))


def test_an_index_with_its_baseline(plugin: Plugin, figures: Figures) -> None:
    """Under-trial prisoners 1,122 (2019) to 900 (2023): -19.79 %. The source prints 11.2; it comes from neither sign
    nor base: 222 are 19.8 % of 1,122 and 24.7 % of 900. Prisons are added first, each with a baseline of its own."""
    (index,) = [k for k in plugin.kpis if k.id == "jail.utp_index"]
    assert isinstance(index.formula, Index)
    stated = index.formula.baselines[0]
    assert (stated.area, stated.value, stated.period, stated.source) == (PROVINCE, 1_122, "2019", SOURCE)
    answer = compute(plugin, "2023-02", {QUETTA: {"utp": 420}, ELEVEN: {"utp": 480}}, "jail.utp_index")
    got = {area: row for (area, _, _), row in figures(answer, "jail.utp_index", frequency="month").items()}
    province = got[PROVINCE]
    assert (province["numerator"], province["denominator"], province["n"]) == (-222, 1_122, 900)
    assert province["value"] == -22_200 / 1_122
    assert (shown(index, province, 2), shown(index, province, 1)) == ("-19.79", "-19.8")
    assert half_up(abs(Fraction(-222 * 100, 1_122)), 1) != "11.2" != half_up(Fraction(222 * 100, 900), 1) == "24.7"
    assert (got[QUETTA]["value"], got[QUETTA]["obs_status"]) == (-16, "ok")
    other = got[ELEVEN]
    assert (other["value"], other["numerator"], other["denominator"], other["n"]) == (None, None, None, 480)
    assert (other["obs_status"], other["reason"]) == ("undefined", "there is no baseline")


@pytest.mark.parametrize(
    ("utp", "value", "status"),
    [(1_122, 0, "ok"), (2_244, 100, "ok"), (0, -100, "ok"), (None, None, "no_data")],
)
def test_an_index_of_nothing_is_minus_a_hundred(
    utp: int | None, value: int | None, status: str, plugin: Plugin, figures: Figures
) -> None:
    """And of what is not known there is none."""
    answer = compute(plugin, "2019-12", {QUETTA: {"utp": utp}}, "jail.utp_index")
    row = figures(answer, "jail.utp_index", frequency="month")[PROVINCE, "2019-12", ""]
    assert (row["value"], row["obs_status"]) == (value, status)
