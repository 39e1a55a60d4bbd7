"""Figures when areas begin, end, split and merge, counted by hand."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from rolkpi.model import (
    Area,
    AverageStock,
    Crosswalk,
    DerivedFormula,
    Distinct,
    Expected,
    Flow,
    FlowSource,
    Parent,
    Population,
    Rate,
    Ratio,
    RecordSource,
    SeriesBreak,
    Stock,
    StockSource,
    Total,
)

D = date.fromisoformat
MONTHS = ("2024-01", "2024-02", "2024-03")


def case(district: str, opened: str, **more: Any) -> dict[str, Any]:
    return {"district": district, "opened": D(opened), **more}


def stay(district: str, began: str, ended: str | None = None) -> dict[str, Any]:
    return {"district": district, "began": D(began), "ended": D(ended) if ended else None}


def area(code: str, level: str = "district", begins: str | None = None, ends: str | None = None) -> Area:
    days = {"valid_from": D(begins) if begins else None, "valid_to": D(ends) if ends else None}
    return Area(code=code, name=code, level=level, **days)


def went(origin: str, to: str, day: str, weight: str = "1") -> Crosswalk:
    return Crosswalk(from_area=origin, to_area=to, valid_from=D(day), weight=Decimal(weight))


FLOW = Flow(id="t.opened", title="opened", unit="cases", sources=(FlowSource(dataset="t.case"),))
STOCK = Stock(id="t.held", title="held", unit="cases", sources=(StockSource(dataset="t.stay"),))


def brief(row: dict[str, Any]) -> tuple[Any, ...]:
    return row["value"], row["numerator"], row["denominator"], row["n"], row["obs_status"]


def complete(row: dict[str, Any]) -> tuple[Any, ...]:
    return row["covered"], row["expected"], row["flags"]


# --- a month's areas -----------------------------------------------------------------------------------------


def test_what_was_delivered_for_a_part_of_a_month_counts_but_no_stock(reckon: Any) -> None:
    areas = (area("A", ends="2024-02-15"), area("B", begins="2024-02-15"), area("P", "province"), area("Q", "province"))
    parents = (
        Parent(area="A", parent="P", valid_to=D("2024-02-15")),
        Parent(area="A", parent="Q", valid_from=D("2024-02-15")),
        Parent(area="B", parent="P"),
    )
    covers = {d: {(u, m): "snapshot" for u in "AB" for m in MONTHS} for d in ("t.case", "t.stay")}
    tables = {
        "t.case": [case("A", "2024-02-03"), case("B", "2024-02-20"), case("A", "2024-03-03")],
        "t.stay": [stay("A", "2023-01-01"), stay("B", "2024-02-16")],
    }
    kpis = {
        "flow": Total(measure="t.opened"),
        "stock": Total(measure="t.held"),
        "both": DerivedFormula(numerator="t.held", denominator="t.opened"),
    }
    got = reckon([FLOW, STOCK], kpis, tables, areas=areas, parents=parents, covers=covers)
    february = {k: got[k, "P", "period", "2024-02", ""] for k in kpis}
    assert brief(february["flow"]) == (2.0, 2, None, 2, "ok"), "A lies in P on the 14th, its last day"
    assert complete(february["flow"])[:2] == (2, 2)
    assert brief(february["stock"]) == (1.0, 1, None, 1, "ok")
    assert complete(february["stock"])[:2] == (1, 1), "A's month-end is nobody's"
    assert brief(february["both"]) == (0.5, 1, 2, 2, "ok")
    assert got["stock", "A", "period", "2024-02", ""]["obs_status"] == "not_applicable"
    assert got["flow", "Q", "period", "2024-Q1", ""]["obs_status"] == "not_applicable"
    assert got["flow", "P", "period", "2024-03", ""]["value"] == 0, "nobody is in A in March"


def test_an_area_that_ends_on_the_first_of_a_month_is_not_in_it(reckon: Any) -> None:
    areas = (area("A", ends="2024-02-01"), area("P", "province"))
    covers = {"t.case": {("A", m): "snapshot" for m in MONTHS}}
    rows = [case("A", "2024-01-31"), case("A", "2024-02-01")]
    parents = (Parent(area="A", parent="P"),)
    got = reckon(
        [FLOW], {"flow": Total(measure="t.opened")}, {"t.case": rows}, areas=areas, parents=parents, covers=covers
    )
    assert brief(got["flow", "P", "period", "2024-Q1", ""]) == (1.0, 1, None, 1, "ok")
    assert complete(got["flow", "P", "period", "2024-Q1", ""])[:2] == (1, 1)


def test_who_is_gone_by_the_months_end_owes_nothing(reckon: Any) -> None:
    areas = (area("A", ends="2024-02-29"), area("B", ends="2024-03-01"), area("P", "province"))
    parents = (Parent(area="A", parent="P"), Parent(area="B", parent="P"))
    got = reckon([FLOW], {"flow": Total(measure="t.opened")}, {"t.case": []}, areas=areas, parents=parents)
    assert complete(got["flow", "P", "period", "2024-Q1", ""])[:2] == (3, 3)
    assert got["flow", "A", "period", "2024-02", ""]["obs_status"] == "not_applicable"
    assert got["flow", "B", "period", "2024-02", ""]["obs_status"] == "ok"


def test_an_average_stock_has_no_month_end_of_an_area_that_is_gone(reckon: Any) -> None:
    mean = AverageStock(id="t.mean", title="mean", unit="cases", sources=(StockSource(dataset="t.stay"),))
    areas = (area("A", ends="2024-02-15"), area("P", "province"))
    covers = {"t.stay": {("A", m): "snapshot" for m in MONTHS}}
    rows, parents = {"t.stay": [stay("A", "2023-01-01")]}, (Parent(area="A", parent="P"),)
    got = reckon([mean], {"mean": Total(measure="t.mean")}, rows, areas=areas, parents=parents, covers=covers)
    assert brief(got["mean", "P", "period", "2024-Q1", ""]) == (1 / 3, 1, 3, 1, "ok")


# --- people --------------------------------------------------------------------------------------------------


def people(code: str, count: int, on: str = "2017-01-01", group: str = "") -> Population:
    return Population(area=code, on=D(on), population=count, disaggregation=group)


def test_the_people_of_a_district_that_splits_in_mid_year_count_by_months(reckon: Any) -> None:
    areas = (area("A"), area("B", begins="2024-07-01"), area("P", "province"))
    census = [people("A", 1000), people("A", 600, "2024-07-01"), people("B", 400)]
    rows = [case("A", "2024-02-02"), case("B", "2024-12-31")]
    span = {"first_month": "2024-01", "last_month": "2024-12", "areas": areas, "interpolation": "latest"}
    kpis = {"rate": Rate(numerator="t.opened", scale=1000), "year": Rate(numerator="t.opened", annualise=True)}
    got = reckon([FLOW], kpis, {"t.case": rows}, population=census, **span)
    # the middle of A's year is 2 July: 600 people; B's are 400 for six months of twelve
    assert brief(got["rate", "P", "period", "2024", ""]) == (2000 * 12 / 9600, 2, 800, 800, "ok")
    assert brief(got["rate", "B", "period", "2024", ""]) == (1000 * 12 / 2400, 1, 200, 200, "ok")
    assert brief(got["rate", "A", "period", "2024-Q2", ""]) == (0.0, 0, 1000, 1000, "ok")
    assert got["year", "B", "period", "2024-12", ""]["value"] == 100_000 * 12 / 400


def test_a_stocks_rate_takes_the_people_it_is_read_of(reckon: Any) -> None:
    areas = (area("A", ends="2024-03-01"), area("B"), area("P", "province"))
    rows = {"t.stay": [stay("A", "2023-01-01"), stay("B", "2023-01-01")]}
    kpi = {"rate": Rate(numerator="t.held", scale=1000)}
    census = [people("A", 700), people("B", 300)]
    got = reckon([STOCK], kpi, rows, areas=areas, population=census)
    assert brief(got["rate", "P", "period", "2024-02", ""]) == (2.0, 2, 1000, 1000, "ok")
    assert brief(got["rate", "P", "period", "2024-Q1", ""]) == (1000 / 300, 1, 300, 300, "ok")


def test_a_breakdown_by_sex_divides_by_people_of_that_sex(reckon: Any) -> None:
    rate = Rate(numerator="t.opened", scale=100, population_by=("sex",))
    kpi = {"rate": {"formula": rate, "disaggregations": (("sex",), ("urgent", "sex"), ("urgent",))}}
    groups = [people("A", 400, group="sex=F"), people("A", 600, group="sex=M"), people("B", 50, group="sex=F")]
    rows = [case("A", "2024-01-05", sex="F", urgent=True), case("A", "2024-01-05", sex=None, urgent=True)]
    got = reckon([FLOW], kpi, {"t.case": rows}, population=[*groups, people("A", 1100)])
    january = {k[4]: brief(r) for k, r in got.items() if k[:4] == ("rate", "A", "period", "2024-01")}
    assert january[""] == (200 / 1100, 2, 1100, 1100, "ok")
    assert january["sex=F"] == (0.25, 1, 400, 400, "ok")
    assert january["sex=M"] == (0.0, 0, 600, 600, "ok")
    assert january["sex=_U"] == (None, 1, 0, 0, "undefined")
    assert january["sex=F;urgent=true"] == (0.25, 1, 400, 400, "ok")
    assert january["urgent=true"] == (200 / 1100, 2, 1100, 1100, "ok")
    assert got["rate", "B", "period", "2024-01", "sex=F"]["obs_status"] == "no_data", "its men were not counted"
    assert got["rate", "B", "period", "2024-01", ""]["obs_status"] == "no_data", "nobody counted all of B"


# --- breaks --------------------------------------------------------------------------------------------------


def broken(reckon: Any, kpis: Any = None, **more: Any) -> dict[tuple[str, str, str], bool]:
    kpis = kpis or {"flow": Total(measure="t.opened"), "stock": Total(measure="t.held")}
    got = reckon([FLOW, STOCK], kpis, {"t.case": [], "t.stay": []}, **more)
    return {(k[0], k[1], k[3]): "series_break" in r["flags"] for k, r in got.items() if k[2] == "period"}


def test_a_break_is_told_of_its_dataset_and_of_all_areas_around_it(reckon: Any) -> None:
    got = broken(reckon, breaks=[SeriesBreak(on=D("2024-02-10"), dataset="t.case", area="A")])
    assert {k for k, b in got.items() if b} == {
        ("flow", a, p) for a in "AP" for p in ("2024-02", "2024-Q1", "2024", "FY2023-24")
    }
    got = broken(reckon, breaks=[SeriesBreak(on=D("2024-02-10"))])
    assert {k for k, b in got.items() if b and k[0] == "stock"} == {
        ("stock", a, p) for a in "ABP" for p in ("2024-02", "2024-Q1", "2024", "FY2023-24")
    }, "a stock read in March compares with one of before February"


LASBELA = (area("LASBELA"), area("HUB", begins="2024-02-15"), area("QUETTA"), area("KALAT", "division"))
LASBELA += (area("BAL", "province"),)
IN_BAL = (
    *(Parent(area=a, parent="KALAT") for a in ("LASBELA", "HUB")),
    *(Parent(area=a, parent="BAL") for a in ("KALAT", "QUETTA")),
)
SPLIT = (
    went("LASBELA", "LASBELA", "2024-02-15", "0.437742"),
    went("LASBELA", "HUB", "2024-02-15", "0.562258"),
)


def test_a_split_breaks_the_series_of_what_holds_some_of_its_parts(reckon: Any) -> None:
    kpi = {"flow": {"formula": Total(measure="t.opened"), "levels": ("district", "division", "province")}}
    got = broken(reckon, kpi, areas=LASBELA, parents=IN_BAL, crosswalk=SPLIT)
    assert {(a, p) for (_, a, p), b in got.items() if b and p in ("2024-02", "2024-03")} == {
        ("LASBELA", "2024-02"),
        ("HUB", "2024-02"),
    }
    moved = (*IN_BAL[:1], Parent(area="HUB", parent="BAL"), *IN_BAL[2:])
    got = broken(reckon, kpi, areas=LASBELA, parents=moved, crosswalk=SPLIT)
    assert {a for (_, a, p), b in got.items() if b and p == "2024-02"} == {"LASBELA", "HUB", "KALAT"}


# --- restated ------------------------------------------------------------------------------------------------


def restated(reckon: Any, day: str, measures: Any, kpis: Any, tables: Any, **more: Any) -> Any:
    given = {"areas": LASBELA, "parents": IN_BAL, "crosswalk": SPLIT, "geography": D(day)} | more
    fields = {n: {"formula": f, "levels": ("district", "division", "province")} for n, f in kpis.items()}
    return reckon(measures, fields, tables, **given)


def test_months_before_a_split_are_shared_out_and_the_province_stays_as_it_was(reckon: Any) -> None:
    rows = [case("LASBELA", "2024-01-10") for _ in range(100)] + [case("QUETTA", "2024-01-10")]
    rows += [case("LASBELA", "2024-03-01"), case("HUB", "2024-03-01"), case("HUB", "2024-03-02")]
    kpis = {"flow": Total(measure="t.opened")}
    got = restated(reckon, "2024-03-31", [FLOW], kpis, {"t.case": rows})
    hub, rest = (got["flow", a, "period", "2024-01", ""] for a in ("HUB", "LASBELA"))
    assert brief(hub) == (56.2258, 56, None, 56, "ok")
    assert brief(rest) == (43.7742, 44, None, 44, "ok")
    assert complete(hub) == complete(rest) == (1, 1, ["restated_geography"])
    quarter = got["flow", "HUB", "period", "2024-Q1", ""]
    assert brief(quarter) == (58.2258, 58, None, 58, "ok")
    assert complete(quarter) == (3, 3, ["restated_geography"]), "Lasbela's January and its own two months"
    assert brief(got["flow", "BAL", "period", "2024-01", ""]) == (101.0, 101, None, 101, "ok")
    for whole in ("BAL", "KALAT", "QUETTA"):
        assert got["flow", whole, "period", "2024-Q1", ""]["flags"] == []
    assert got["flow", "HUB", "period", "2024-02", ""]["flags"] == [], "February is of the new map, and nothing breaks"


def test_months_after_a_split_go_back_into_what_was_split(reckon: Any) -> None:
    rows = [case("LASBELA", "2024-03-01"), case("HUB", "2024-03-01"), case("HUB", "2024-03-02")]
    kpis = {"flow": Total(measure="t.opened")}
    got = restated(reckon, "2024-01-31", [FLOW], kpis, {"t.case": rows})
    assert not any(k[1] == "HUB" for k in got), "there was no Hub"
    march = got["flow", "LASBELA", "period", "2024-03", ""]
    assert brief(march) == (3.0, 3, None, 3, "ok")
    assert complete(march) == (2, 2, ["restated_geography"])
    assert brief(got["flow", "BAL", "period", "2024-03", ""]) == (3.0, 3, None, 3, "ok")
    assert complete(got["flow", "BAL", "period", "2024-03", ""]) == (3, 3, [])


def test_stocks_rates_and_ratios_are_shared_and_persons_are_not(reckon: Any) -> None:
    persons = Distinct(id="t.persons", title="p", unit="cases", key="person", sources=(RecordSource(dataset="t.case"),))
    rows = {
        "t.case": [case("LASBELA", "2024-01-10", person=str(n)) for n in range(10)],
        "t.stay": [stay("LASBELA", "2023-01-01") for _ in range(1000)],
    }
    kpis = {
        "stock": Total(measure="t.held"),
        "rate": Rate(numerator="t.opened", scale=1000),
        "ratio": Ratio(numerator="t.opened", denominator="t.opened"),
        "persons": Total(measure="t.persons"),
    }
    census = [people("LASBELA", 1000), people("HUB", 0), people("QUETTA", 500)]
    got = restated(reckon, "2024-03-31", [FLOW, STOCK, persons], kpis, rows, population=census)
    january = {k[:2]: r for k, r in got.items() if k[2:4] == ("period", "2024-01")}
    assert brief(january["stock", "HUB"]) == (562.258, 562, None, 562, "ok")
    # both halves of 5.62258 / 562.258: the rate is Lasbela's
    assert brief(january["rate", "HUB"]) == (10.0, 6, 562, 562, "ok")
    assert brief(january["ratio", "HUB"]) == (100.0, 6, 6, 6, "ok")
    assert brief(january["persons", "HUB"]) == (None, None, None, None, "no_data"), "which of them were of Hub?"
    assert complete(january["persons", "HUB"])[:2] == (0, 1)
    assert brief(january["persons", "BAL"]) == (10.0, 10, None, 10, "ok")


def test_chained_weights_add_up_in_millionths(reckon: Any) -> None:
    areas = (area("A"), area("B", begins="2024-02-01"), area("C", begins="2024-03-01"), area("P", "province"))
    third = [went("A", "A", "2024-02-01", "0.333333"), went("A", "B", "2024-02-01", "0.666667")]
    half = [went("A", "A", "2024-03-01", "0.5"), went("A", "C", "2024-03-01", "0.5")]
    parents = tuple(Parent(area=a, parent="P") for a in "ABC")
    rows = [case("A", "2024-01-05")]
    got = reckon(
        [FLOW],
        {"flow": Total(measure="t.opened")},
        {"t.case": rows},
        areas=areas,
        parents=parents,
        crosswalk=[*third, *half],
        geography=D("2024-03-31"),
    )
    # 166666.5 each for A and C: one millionth is left over, A comes first
    shares = {a: got["flow", a, "period", "2024-01", ""]["value"] for a in "ABCP"}
    assert shares == {"A": 0.166667, "B": 0.666667, "C": 0.166666, "P": 1.0}


def test_a_merger_is_undone_only_where_both_lay(reckon: Any) -> None:
    areas = (area("A", ends="2024-02-01"), area("B", ends="2024-02-01"), area("C", begins="2024-02-01"))
    areas += (area("P", "province"),)
    merger = [went("A", "C", "2024-02-01"), went("B", "C", "2024-02-01")]
    parents = tuple(Parent(area=a, parent="P") for a in "ABC")
    rows = [case("A", "2024-01-05"), case("B", "2024-01-05"), case("C", "2024-02-05")]
    given = {"areas": areas, "parents": parents, "crosswalk": merger}
    kpi = {"flow": Total(measure="t.opened")}
    later = reckon([FLOW], kpi, {"t.case": rows}, geography=D("2024-02-01"), **given)
    assert brief(later["flow", "C", "period", "2024-01", ""]) == (2.0, 2, None, 2, "ok")
    earlier = reckon([FLOW], kpi, {"t.case": rows}, geography=D("2024-01-31"), **given)
    for code in "AB":
        assert earlier["flow", code, "period", "2024-02", ""]["obs_status"] == "no_data", "which of them had it?"
        assert complete(earlier["flow", code, "period", "2024-Q1", ""])[:2] == (1, 3)
    assert brief(earlier["flow", "P", "period", "2024-02", ""]) == (1.0, 1, None, 1, "ok"), "it had both"
    assert brief(earlier["flow", "P", "period", "2024-Q1", ""]) == (3.0, 3, None, 3, "ok")


def test_what_only_gained_a_part_is_not_handed_over(reckon: Any) -> None:
    areas = (area("A"), area("B"), area("C"), area("P", "province"))
    shift = [went("A", "A", "2024-02-01", "0.8"), went("A", "B", "2024-02-01", "0.2")]
    parents = tuple(Parent(area=a, parent="P") for a in "ABC")
    rows = [case(code, f"2024-0{month}-05") for code in "AABC" for month in (1, 2)]
    kpis = {"flow": Total(measure="t.opened")}
    given = {"areas": areas, "parents": parents, "crosswalk": shift}
    got = reckon([FLOW], kpis, {"t.case": rows}, geography=D("2024-01-01"), **given)
    february = {a: got["flow", a, "period", "2024-02", ""] for a in "ABCP"}
    assert brief(february["A"]) == (2.0, 2, None, 2, "provisional"), "and some of B's"
    assert complete(february["A"])[:2] == (1, 2)
    assert brief(february["B"]) == (None, None, None, None, "no_data")
    assert complete(february["B"])[:2] == (0, 1)
    assert brief(february["C"]) == (1.0, 1, None, 1, "ok")
    assert brief(february["P"]) == (4.0, 4, None, 4, "ok")
    assert {a for a, r in february.items() if "restated_geography" in r["flags"]} == {"A", "B"}


@pytest.mark.parametrize(("day", "value"), [("2024-02-14", 1.0), ("2024-02-15", 0.437742)])
def test_the_last_month_of_what_ends_is_of_the_old_map(reckon: Any, day: str, value: float) -> None:
    areas = (area("A", ends="2024-02-15"), area("B", begins="2024-02-15"), area("C", begins="2024-02-15"))
    rows = [went("A", "B", "2024-02-15", "0.437742"), went("A", "C", "2024-02-15", "0.562258")]
    covers = {"t.case": {("A", "2024-02"): "snapshot"}}
    excused = [Expected(dataset="t.case", area=a, status="not_applicable") for a in "BC"]
    got = reckon(
        [FLOW],
        {"flow": Total(measure="t.opened")},
        {"t.case": [case("A", "2024-02-10")]},
        areas=areas,
        parents=(),
        crosswalk=rows,
        covers=covers,
        expected=excused,
        geography=D(day),
    )
    of = "A" if day == "2024-02-14" else "B"
    assert got["flow", of, "period", "2024-02", ""]["value"] == value


def test_what_changes_on_one_day_changes_at_once_whatever_the_names(reckon: Any) -> None:
    """A gives half of itself to B on the day B gives 2/5 to C: nothing of A went to C."""
    on = "2024-03-01"
    areas = (area("A"), area("B"), area("C", begins=on))
    halves = (
        went("A", "A", on, "0.5"),
        went("A", "B", on, "0.5"),
        went("B", "B", on, "0.6"),
        went("B", "C", on, "0.4"),
    )
    given = {"areas": areas, "parents": (), "crosswalk": halves}
    rows = [case("A", "2024-01-03")] * 10 + [case("C", "2024-03-03")] * 10
    got = reckon([FLOW], {"flow": Total(measure="t.opened")}, {"t.case": rows}, geography=D("2024-03-31"), **given)
    assert [got["flow", a, "period", "2024-01", ""]["value"] for a in "ABC"] == [5, 5, 0]
    got = reckon([FLOW], {"flow": Total(measure="t.opened")}, {"t.case": rows}, geography=D("2024-01-31"), **given)
    assert got["flow", "B", "period", "2024-03", ""]["value"] == 10, "what lies in C came from B"
