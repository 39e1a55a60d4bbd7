"""Two districts of Balochistan that were divided in 2022: figures of months before it, told for the districts of after.

Areas and people are those of the census: Hub left Lasbela with 382,885 of 680,977 people, Usta Muhammad left Jaffarabad
with 292,060 of 594,558 (2023, by adding tehsils). The counts are SIMULATED, for no district's counts are public; so are
the exact days, of which only the months are known.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from decimal import Decimal
from fractions import Fraction
from math import floor
from typing import Any

import pytest

import rolkpi
from rolkpi.model import (
    Area,
    Codelist,
    Crosswalk,
    Dataset,
    Flow,
    Kpi,
    Parent,
    Plugin,
    Population,
    Rate,
    Stock,
    Total,
    UnitShare,
)

Read = Callable[..., list[dict[str, str]]]
Figures = Callable[..., dict[tuple[str, str, str], dict[str, Any]]]
Cells = dict[tuple[str, str, str], int]
"""(line, district, month) -> simulated count."""

PROVINCE, LASBELA, JAFFARABAD, HUB, USTA = "PK2", "PK217", "PK207", "HUB", "USTA"
NEW = {HUB: LASBELA, USTA: JAFFARABAD}
DIVIDED = {HUB: date(2022, 9, 1), USTA: date(2022, 7, 1)}
WEIGHTS = {HUB: ("0.562258", "0.437742"), USTA: ("0.491222", "0.508778")}
PEOPLE_2017 = {HUB: (339_640, 236_631), USTA: (260_865, 253_107)}
"""Of the new district and of what stays of the old one, by the tehsils of the census."""
TEHSILS = {HUB: ("HUB", "DUREJI", "GADDANI", "SONMIANI/WINDER"), USTA: ("USTA MUHAMMAD", "GANDAKHA")}
MONTHS = tuple(f"2022-{month:02d}" for month in range(4, 13))
CENSUS = date(2017, 3, 15)
GEOGRAPHIES = {"before": date(2022, 6, 1), "between": date(2022, 8, 1), "after": date(2022, 12, 31)}


@pytest.fixture(scope="module")
def districts(read_csv: Read) -> list[dict[str, str]]:
    rows = read_csv("01_balochistan/balochistan_districts.csv")
    assert len(rows) == 34 and sum(int(r["pop_2017_same_boundary"]) for r in rows) == 12_335_129
    return rows


@pytest.fixture(scope="module")
def cells(districts: list[dict[str, str]]) -> Cells:
    """Simulated: some per 100,000 people and month, and a little that differs from place to place."""
    people = {r["pcode"]: int(r["pop_2023"]) for r in districts} | {HUB: 382_885, USTA: 292_060}
    return {
        (line, district, month): n * per * (5 + at % 4) // 100_000 + (7 * number + at) % 11
        for line, per in (("firs", 3), ("open", 8))
        for number, (district, n) in enumerate(people.items())
        for at, month in enumerate(MONTHS)
        if district not in NEW or month >= f"{DIVIDED[district]:%Y-%m}"
    }


@pytest.fixture(scope="module")
def plugin(
    kpi: Callable[..., Kpi],
    codelist: Callable[..., Codelist],
    form: Callable[..., Dataset],
    line_of: Callable[..., Any],
) -> Plugin:
    shown: dict[str, Any] = {"levels": ("district", "division", "province"), "frequencies": ("month", "quarter")}
    return Plugin(
        name="bal",
        title="Balochistan, simulated",
        codelists=(codelist("bal.item", ("ALL",)),),
        datasets=(form("bal.form", "bal.item"),),
        measures=(line_of("bal.form", "firs", Flow), line_of("bal.form", "open", Stock)),
        kpis=(
            kpi("bal.firs_total", Total(measure="bal.firs"), "cases", **shown),
            kpi("bal.open_total", Total(measure="bal.open"), "cases", **shown),
            kpi("bal.firs_rate", Rate(numerator="bal.firs"), "per 100,000", **shown),
            kpi("bal.some", UnitShare(kpi="bal.firs_total", level="district", test=">", threshold=0), **shown),
        ),
    )


@pytest.fixture(scope="module")
def answers(districts: list[dict[str, str]], cells: Cells, plugin: Plugin) -> dict[str, rolkpi.Computation]:
    """As it was, and restated to the districts of three days."""
    divisions = {r["pcode"]: r["division"] for r in districts}
    areas = [Area(code=PROVINCE, name="Balochistan", level="province")]
    areas += [Area(code=d, name=d, level="division") for d in sorted(set(divisions.values()))]
    areas += [Area(code=r["pcode"], name=r["district"], level="district") for r in districts]
    areas += [Area(code=new, name=new, level="district", valid_from=day) for new, day in DIVIDED.items()]
    parents = [Parent(area=d, parent=PROVINCE) for d in sorted(set(divisions.values()))]
    parents += [Parent(area=code, parent=division) for code, division in divisions.items()]
    parents += [Parent(area=new, parent=divisions[old], valid_from=DIVIDED[new]) for new, old in NEW.items()]
    population = [
        Population(area=r["pcode"], on=CENSUS, population=int(r["pop_2017_same_boundary"])) for r in districts
    ]
    crosswalk = []
    for new, old in NEW.items():
        goes, stays = PEOPLE_2017[new]
        population += [Population(area=new, on=CENSUS, population=goes)]
        population += [Population(area=old, on=DIVIDED[new], population=stays)]
        said: dict[str, Any] = {"valid_from": DIVIDED[new], "basis": "TEHSIL_POP", "source": "Census 2023"}
        for to, weight in zip((new, old), WEIGHTS[new], strict=True):
            crosswalk.append(Crosswalk(from_area=old, to_area=to, weight=Decimal(weight), **said))
    rows = [
        {"place": district, "month": month, "line": line, "item": "ALL", "value": value}
        for (line, district, month), value in cells.items()
    ]
    found = {}
    for name, day in {"as it was": None, **GEOGRAPHIES}.items():
        found[name] = rolkpi.compute(
            [plugin],
            {"bal.form": rows},
            areas,
            parents=parents,
            population=population,
            crosswalk=crosswalk,
            geography=day,
            first_month=MONTHS[0],
            last_month=MONTHS[-1],
        )
        assert found[name].quarantined.num_rows == 0
    return found


def moved(district: str, month: str, day: date) -> Iterator[tuple[str, Fraction]]:
    """Which share of a district's figures of a month belongs to which district of the day."""
    for new, old in NEW.items():
        on = DIVIDED[new]
        if district == old and month < f"{on:%Y-%m}" and on <= day:
            goes, stays = (Fraction(weight) for weight in WEIGHTS[new])
            yield from ((new, goes), (old, stays))
            return
        if district == new and on > day:
            yield old, Fraction(1)
            return
    yield district, Fraction(1)


def half_up(number: Fraction) -> int:
    return floor(number + Fraction(1, 2))


def test_the_weights_are_those_of_the_tehsils(districts: list[dict[str, str]], read_csv: Read) -> None:
    tehsils = {r["tehsil"]: r for r in read_csv("01_balochistan/balochistan_tehsils_census2023.csv")}
    whole = {r["pcode"]: r for r in districts}
    for new, old in NEW.items():
        goes = sum(int(float(tehsils[t]["pop_2023"])) for t in TEHSILS[new])
        total = int(whole[old]["pop_2023"])
        assert (goes, total) == {HUB: (382_885, 680_977), USTA: (292_060, 594_558)}[new]
        assert tuple(f"{part / total:.6f}" for part in (goes, total - goes)) == WEIGHTS[new]
        assert [half_up(total * Fraction(weight)) for weight in WEIGHTS[new]] == [goes, total - goes]
        earlier = sum(int(float(tehsils[t]["pop_2017"])) for t in TEHSILS[new])
        assert (earlier, int(whole[old]["pop_2017_same_boundary"]) - earlier) == PEOPLE_2017[new]


@pytest.mark.parametrize("geography", GEOGRAPHIES)
def test_every_district_and_month_restated(
    geography: str, cells: Cells, answers: dict[str, rolkpi.Computation], figures: Figures
) -> None:
    """Against exact shares: flows and stocks; parts add up to what was; only districts in force on the day stand."""
    day, answer = GEOGRAPHIES[geography], answers[geography]
    wanted: dict[tuple[str, str, str], Fraction] = {}
    restated = set()
    for (line, district, month), value in cells.items():
        for area, share in moved(district, month, day):
            wanted[line, area, month] = wanted.get((line, area, month), Fraction(0)) + value * share
            if area != district or share != 1:
                restated |= {(area, month), (district, month)}
    present = {area for _, area, _ in wanted}
    assert len(present) == {"before": 34, "between": 35, "after": 36}[geography]
    for line in ("firs", "open"):
        got = figures(answer, f"bal.{line}_total", levels="district", frequency="month")
        assert {area for area, _, _ in got} == present and len(got) == len(present) * len(MONTHS)
        for (area, month, _), row in got.items():
            exact = wanted[line, area, month]
            assert (row["value"], row["numerator"]) == (float(exact), half_up(exact)), (line, area, month)
            flags = ["restated_geography"] if (area, month) in restated else []
            assert (row["obs_status"], row["flags"]) == ("ok", flags)
    rates = figures(answer, "bal.firs_rate", levels="district", frequency="month")
    as_was = figures(answers["as it was"], "bal.firs_rate", levels="district", frequency="month")
    if geography == "after":  # both parts have the rate of the whole, until they are counted apart
        for new, old in NEW.items():
            for month in (m for m in MONTHS if m < f"{DIVIDED[new]:%Y-%m}"):
                whole = as_was[old, month, ""]["value"]
                assert rates[new, month, ""]["value"] == pytest.approx(whole, rel=1e-12)
                assert rates[old, month, ""]["value"] == pytest.approx(whole, rel=1e-12)
    if geography == "before":  # and after it the whole has its people again
        assert rates[LASBELA, "2022-12", ""]["denominator"] == 576_271 == sum(PEOPLE_2017[HUB])


@pytest.mark.parametrize("geography", GEOGRAPHIES)
def test_a_province_and_its_divisions_do_not_change(
    geography: str, answers: dict[str, rolkpi.Computation], figures: Figures
) -> None:
    """Totals, stocks and rates of months and quarters; all but the number of districts."""
    for name in ("bal.firs_total", "bal.open_total", "bal.firs_rate"):
        was, now = (
            figures(answers[which], name, levels=("division", "province")) for which in ("as it was", geography)
        )
        assert len(was) == len(now) == 9 * (9 + 3)
        for key, row in was.items():
            for column in ("value", "numerator", "denominator", "n", "obs_status", "covered", "expected", "flags"):
                assert row[column] == now[key][column], (name, key, column)
            assert (row["obs_status"], row["flags"]) == ("ok", [])
    rates = figures(answers[geography], "bal.firs_rate", levels="province", frequency="month")
    assert {row["denominator"] for row in rates.values()} == {12_335_129}
    units = figures(answers[geography], "bal.some", levels="province", frequency="month")
    assert {row["denominator"] for row in units.values()} == {{"before": 34, "between": 35, "after": 36}[geography]}


def test_where_a_series_breaks(answers: dict[str, rolkpi.Computation], figures: Figures) -> None:
    """As it was: in the month of the division, for both parts; not for the division and the province around them."""
    answer = answers["as it was"]
    broken = {
        name: {(area, period) for (area, period, _), row in figures(answer, name).items() if row["flags"]}
        for name in ("bal.firs_total", "bal.firs_rate", "bal.open_total")
    }
    months = {(LASBELA, "2022-09"), (HUB, "2022-09"), (JAFFARABAD, "2022-07"), (USTA, "2022-07")}
    quarters = {(area, "2022-Q3") for area in (LASBELA, HUB, JAFFARABAD, USTA)}
    assert broken["bal.firs_total"] == broken["bal.firs_rate"] == months | quarters
    assert broken["bal.open_total"] == months | quarters  # a stock of 30 September, against that of 30 June
    counts = figures(answer, "bal.firs_total", levels="district", frequency="month")
    assert min(month for area, month, _ in counts if area == HUB) == "2022-09"  # no rows before it was there
    assert {tuple(r["flags"]) for r in counts.values()} == {(), ("series_break",)}
    units = figures(answer, "bal.some", levels="province", frequency="month")
    assert [units[PROVINCE, f"2022-{m:02d}", ""]["denominator"] for m in (6, 7, 8, 9)] == [34, 35, 35, 36]


def test_people_in_a_quarter_with_a_division(answers: dict[str, rolkpi.Computation], figures: Figures) -> None:
    """Hub was there for one month of the third quarter: its people count for a third, and Lasbela's for two thirds as
    they were before the division and for one as they were after it. So the province has everybody once, however the
    map is drawn; a population taken once in the middle of the quarter would count 113,213 people twice."""
    for geography in ("as it was", "before", "after"):
        got = figures(answers[geography], "bal.firs_rate", frequency="quarter")
        assert {got[PROVINCE, f"2022-Q{quarter}", ""]["denominator"] for quarter in (2, 3, 4)} == {12_335_129}
    was = figures(answers["as it was"], "bal.firs_rate", frequency="quarter")
    counts = figures(answers["as it was"], "bal.firs_total", frequency="quarter")
    hub, events = was[HUB, "2022-Q3", ""], counts[HUB, "2022-Q3", ""]["value"]
    assert (hub["numerator"], hub["denominator"], hub["value"]) == (events, 113_213, events * 300_000 / 339_640)
    assert (hub["covered"], was[LASBELA, "2022-Q3", ""]["denominator"]) == (1, 463_058)  # (2 x 576,271 + 236,631) / 3
    assert (was[USTA, "2022-Q3", ""]["denominator"], was[JAFFARABAD, "2022-Q3", ""]["denominator"]) == PEOPLE_2017[USTA]
