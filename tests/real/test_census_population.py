"""Rates over the census of Balochistan: two vintages, the list of districts they belong to, and its names.

Censuses of 15 March 2017 and 1 March 2023 on the same boundaries, 34 districts. The map of the United Nations has 35
and another name for one. Counts of events are SIMULATED: one per district and month.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, timedelta
from fractions import Fraction
from math import floor
from types import MappingProxyType
from typing import Any

import pytest

import rolkpi
from rolkpi.model import Area, Codelist, Dataset, Flow, Kpi, Parent, Plugin, Population, Rate, Total
from rolkpi.model.frame import Interpolation

Read = Callable[..., list[dict[str, str]]]
Figures = Callable[..., dict[tuple[str, str, str], dict[str, Any]]]

PROVINCE, QUETTA, SURAB, LEHRI = "PK2", "PK226", "PK233", "PK218"
CENSUSES = {"pop_2017_same_boundary": date(2017, 3, 15), "pop_2023": date(2023, 3, 1)}
WORKED = {
    # 2 July 2020 is day 1,205 of the 2,177 between the censuses: old + (new - old) x 1,205 / 2,177
    QUETTA: (2_269_473, 2_595_492, 2_449_929),
    "PK230": (175_712, 302_623, 245_959),  # Washuk, the fastest
    "PK235": (434_561, 466_218, 452_084),  # Chaman, the slowest
    SURAB: (208_493, 279_038, 247_541),
}


@pytest.fixture(scope="module")
def districts(read_csv: Read) -> dict[str, dict[str, str]]:
    return {r["pcode"]: r for r in read_csv("01_balochistan/balochistan_districts.csv")}


@pytest.fixture(scope="module")
def plugin(
    kpi: Callable[..., Kpi],
    codelist: Callable[..., Codelist],
    form: Callable[..., Dataset],
    line_of: Callable[..., Any],
) -> Plugin:
    shown: dict[str, Any] = {"levels": ("district", "division", "province"), "frequencies": ("month", "year")}
    return Plugin(
        name="bal",
        title="Balochistan, simulated",
        codelists=(codelist("bal.item", ("ALL",)),),
        datasets=(form("bal.form", "bal.item"),),
        measures=(line_of("bal.form", "events", Flow),),
        kpis=(
            kpi("bal.count", Total(measure="bal.events"), "events", **shown),
            kpi("bal.rate", Rate(numerator="bal.events"), "per 100,000", **shown),
        ),
    )


def compute(
    plugin: Plugin,
    districts: dict[str, dict[str, str]],
    year: int,
    interpolation: Interpolation,
    *more: Area,
    names: Mapping[str, str] = MappingProxyType({}),
    quarantined: int = 0,
) -> rolkpi.Computation:
    """One event per district and month; ``names``: what a district is called in the delivery instead of its code."""
    divisions = {code: r["division"] for code, r in districts.items()}
    areas = [Area(code=PROVINCE, name="Balochistan", level="province"), *more]
    areas += [Area(code=d, name=d, level="division") for d in sorted(set(divisions.values()))]
    areas += [Area(code=code, name=r["district"], level="district") for code, r in districts.items()]
    parents = [Parent(area=d, parent=PROVINCE) for d in set(divisions.values())]
    parents += [Parent(area=code, parent=d) for code, d in {**divisions, **{a.code: "Sibi" for a in more}}.items()]
    reporting = [*districts, *(a.code for a in more if a.valid_to is None)]
    rows = [
        {"place": names.get(d, d), "month": f"{year}-{m:02d}", "line": "events", "item": "ALL", "value": 1}
        for d in reporting
        for m in range(1, 13)
    ]
    answer = rolkpi.compute(
        [plugin],
        {"bal.form": rows},
        areas,
        parents=parents,
        population=[
            Population(area=code, on=on, population=int(r[column]))
            for code, r in districts.items()
            for column, on in CENSUSES.items()
        ],
        interpolation=interpolation,
        first_month=f"{year}-01",
        last_month=f"{year}-12",
    )
    assert answer.quarantined.num_rows == quarantined
    return answer


def test_people_between_two_censuses(districts: dict[str, dict[str, str]], plugin: Plugin, figures: Figures) -> None:
    """Along a straight line to the middle of the year, for each district by itself; the province is their sum."""
    first, second = CENSUSES.values()
    middle = date(2020, 1, 1) + timedelta(days=366 // 2)
    assert ((middle - first).days, (second - first).days) == (1_205, 2_177)
    got = figures(compute(plugin, districts, 2020, "linear"), "bal.rate", frequency="year")
    people = {}
    for code, row in districts.items():
        old, new = (int(row[column]) for column in CENSUSES)
        people[code] = floor(old + Fraction((new - old) * 1_205, 2_177) + Fraction(1, 2))
        assert got[code, "2020", ""]["denominator"] == people[code]
    for code, (earlier, later, between) in WORKED.items():
        assert [int(districts[code][column]) for column in CENSUSES] == [earlier, later]
        figure = got[code, "2020", ""]
        assert (figure["numerator"], figure["denominator"], figure["n"]) == (12, between, between)
        assert figure["value"] == 12 * 100_000 / between
    whole = got[PROVINCE, "2020", ""]
    assert (whole["numerator"], whole["denominator"]) == (34 * 12, sum(people.values()))
    assert sum(people.values()) == 13_751_720  # 12,335,129 + 2,559,273 x 1,205 / 2,177


@pytest.mark.parametrize(
    ("year", "interpolation", "people"),
    [
        (2020, "latest", 12_335_129),  # the census of 2017, as published
        (2023, "latest", 14_894_402),  # that of 2023
        (2024, "linear", 14_894_402),  # nothing is drawn beyond the last
        (2016, "linear", 12_335_129),  # nor before the first
    ],
)
def test_the_published_totals(
    year: int,
    interpolation: Interpolation,
    people: int,
    districts: dict[str, dict[str, str]],
    plugin: Plugin,
    figures: Figures,
) -> None:
    got = figures(compute(plugin, districts, year, interpolation), "bal.rate", frequency="year")
    assert got[PROVINCE, f"{year}", ""]["denominator"] == people
    divisions = {row["division"] for row in districts.values()}
    assert sum(got[division, f"{year}", ""]["denominator"] for division in divisions) == people


def test_a_district_the_census_does_not_know(
    districts: dict[str, dict[str, str]], plugin: Plugin, figures: Figures
) -> None:
    """PK218 Lehri is on the map and was counted in Sibi and Kachhi: its events count, and no rate may use them. Ended
    before the data begins, it owes nothing."""
    lehri = Area(code=LEHRI, name="Lehri", level="district")
    answer = compute(plugin, districts, 2023, "latest", lehri)
    events, rate = (
        figures(answer, name, frequency="month", areas=[PROVINCE, LEHRI]) for name in ("bal.count", "bal.rate")
    )
    assert (events[PROVINCE, "2023-06", ""]["value"], rate[LEHRI, "2023-06", ""]["obs_status"]) == (35, "no_data")
    row = rate[PROVINCE, "2023-06", ""]
    assert (row["numerator"], row["denominator"], row["obs_status"]) == (34, 14_894_402, "provisional")
    assert row["reason"] == "34 of 35 area-months covered"
    abolished = compute(plugin, districts, 2023, "latest", lehri.model_copy(update={"valid_to": date(2018, 5, 1)}))
    row = figures(abolished, "bal.rate", frequency="month")[PROVINCE, "2023-06", ""]
    assert (row["numerator"], row["denominator"], row["obs_status"]) == (34, 14_894_402, "ok")


def test_a_name_is_no_code(
    districts: dict[str, dict[str, str]], plugin: Plugin, read_csv: Read, figures: Figures
) -> None:
    """PK233 is Shaheed Sikandarabad on the map and Surab in the census. Sent under the map's name its rows are told as
    not taken, and the district is told as missing; nothing lands on another one."""
    crosswalk = {r["adm2_pcode"]: r for r in read_csv("01_balochistan/balochistan_district_crosswalk_DERIVED.csv")}
    called = {code: (r["adm2_name_cod"], r["pbs_name"]) for code, r in crosswalk.items()}
    assert (called[SURAB], called[LEHRI]) == (("Shaheed Sikandarabad", "Surab"), ("Lehri", ""))
    assert set(crosswalk) - set(districts) == {LEHRI}
    # two tables of the census disagree where a boundary moved: 279,038 by tehsils, 278,092 by districts
    assert (districts[SURAB]["pop_2023"], crosswalk[SURAB]["pop2023"]) == ("279038", "278092")
    name = called[SURAB][0]
    answer = compute(plugin, districts, 2023, "latest", names={SURAB: name}, quarantined=12)
    told = answer.quarantined.to_pylist()
    assert {(r["column"], r["value"], r["code"]) for r in told} == {("place", name, "RK513")}
    got = figures(answer, "bal.count", frequency="month")
    surab, province = got[SURAB, "2023-06", ""], got[PROVINCE, "2023-06", ""]
    assert (surab["value"], surab["obs_status"]) == (None, "no_data")
    assert (province["value"], province["covered"], province["expected"]) == (33, 33, 34)
    assert all(got[code, "2023-06", ""]["value"] == 1 for code in districts if code != SURAB)
