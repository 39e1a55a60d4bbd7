"""New York City, everybody in custody on 11 February 2021: 3,864 of 5,310 are on remand, 72.8 %.

The file is one list of one morning. It says who is held on that day, and nothing about any other: people who had
left before are not on it.
"""

from __future__ import annotations

import statistics
from collections import Counter
from collections.abc import Callable
from datetime import date, datetime
from typing import Any

import pytest

import rolkpi
from rolkpi.model import (
    Area,
    Codelist,
    Column,
    ColumnType,
    Dataset,
    Formula,
    Kpi,
    Plugin,
    Quantile,
    Ratio,
    RecordSource,
    Stock,
    StockSource,
    Total,
)

Figures = Callable[..., dict[tuple[str, str, str], dict[str, Any]]]

LISTED_ON = date(2021, 2, 11)
BY_CUSTODY = {"MAX": (1_491, 2_026), "MED": (1_563, 2_221), "MIN": (810, 1_063)}
BY_SEX = {"F": (200, 252), "M": (3_660, 5_054), "_U": (4, 4)}
"""Detainees, everybody. Four rows do not give a sex."""
DETAINEE = "status = 'DE'"


@pytest.fixture(scope="module")
def people(read_csv: Callable[..., list[dict[str, str]]]) -> list[dict[str, Any]]:
    rows = read_csv("07_prisons_nyc_inmates/Daily_Inmates_In_Custody.csv.gz")
    return [
        {
            "person": row["ï..INMATEID"],
            "city": "NYC",
            "admitted_at": datetime.strptime(row["ADMITTED_DT"], "%m/%d/%Y %I:%M:%S %p"),
            "discharged_at": None if row["DISCHARGED_DT"] == "NA" else row["DISCHARGED_DT"],
            "status": row["INMATE_STATUS_CODE"],
            "custody": row["CUSTODY_LEVEL"],
            "sex": row["GENDER"] or None,
        }
        for row in rows
    ]


def columns(*more: Column) -> tuple[Column, ...]:
    return (
        Column(name="person", type=ColumnType.KEY, required=True),
        Column(name="city", type=ColumnType.AREA, required=True),
        Column(name="admitted_at", type=ColumnType.TIMESTAMP, required=True),
        Column(name="discharged_at", type=ColumnType.TIMESTAMP),
        Column(name="status", type=ColumnType.CODE, codelist="nyc.status", required=True),
        Column(name="custody", type=ColumnType.CODE, codelist="nyc.custody_level", required=True),
        Column(name="sex", type=ColumnType.CODE, codelist="nyc.sex"),
        *more,
    )


@pytest.fixture(scope="module")
def plugin(kpi: Callable[..., Kpi], codelist: Callable[..., Codelist]) -> Plugin:
    owed = {"area": "city", "reported_by": ("city",)}
    spells = Dataset(
        id="nyc.stay",
        kind="spells",
        columns=columns(),
        key=("person",),
        start="admitted_at",
        end="discharged_at",
        **owed,
    )
    listed = Dataset(
        id="nyc.listed",
        kind="events",
        columns=columns(Column(name="listed_on", type=ColumnType.DATE, required=True)),
        key=("person",),
        date="listed_on",
        derived=(Formula(name="on_remand", type=ColumnType.BOOL, expression=DETAINEE),),
        **owed,
    )

    def stock(name: str, where: str, **source: Any) -> Stock:
        return Stock(id=name, title=name, unit="persons", sources=(StockSource(where=where, **source),))

    def days_held(name: str, q: str) -> Quantile:
        records = (RecordSource(dataset="nyc.listed"),)
        return Quantile(id=name, title=name, unit="days", value="days(admitted_at, listed_on)", q=q, sources=records)

    by_events: dict[str, Any] = {"dataset": "nyc.listed", "start": "admitted_at", "end": "discharged_at"}
    shown: dict[str, Any] = {"levels": ("city",), "disaggregations": (("custody",), ("sex",), ("custody", "sex"))}
    so_far: dict[str, Any] = {"unit": "days", "levels": ("city",), "disaggregations": (("on_remand",),)}
    return Plugin(
        name="nyc",
        title="New York City jails",
        codelists=(
            codelist("nyc.status", ("CS", "CSP", "DE", "DEP", "DNS", "DPV", "SCO", "SSR")),
            codelist("nyc.custody_level", BY_CUSTODY),
            codelist("nyc.sex", ("F", "M")),
        ),
        datasets=(spells, listed),
        measures=(
            stock("nyc.held", "TRUE", dataset="nyc.stay"),
            stock("nyc.remand", DETAINEE, dataset="nyc.stay"),
            stock("nyc.held_of_list", "TRUE", **by_events),
            stock("nyc.remand_of_list", DETAINEE, **by_events),
            days_held("nyc.days_median", "1/2"),
            days_held("nyc.days_p90", "9/10"),
        ),
        kpis=(
            kpi("nyc.remand_share", Ratio(numerator="nyc.remand", denominator="nyc.held"), **shown),
            kpi("nyc.by_list", Ratio(numerator="nyc.remand_of_list", denominator="nyc.held_of_list"), **shown),
            kpi("nyc.so_far", Total(measure="nyc.days_median"), **so_far),
            kpi("nyc.so_far_p90", Total(measure="nyc.days_p90"), **so_far),
        ),
    )


@pytest.fixture(scope="module")
def computed(people: list[dict[str, Any]], plugin: Plugin) -> rolkpi.Computation:
    answer = rolkpi.compute(
        [plugin],
        {"nyc.stay": people, "nyc.listed": [{**row, "listed_on": LISTED_ON} for row in people]},
        [Area(code="NYC", name="New York City", level="city")],
        covers={name: {("NYC", "2021-02"): "snapshot"} for name in ("nyc.stay", "nyc.listed")},
        first_month="2021-01",
        last_month="2021-02",
    )
    assert answer.quarantined.num_rows == 0
    return answer


def test_the_remand_share(computed: rolkpi.Computation, figures: Figures) -> None:
    row = figures(computed, "nyc.remand_share")["NYC", "2021-02", ""]
    assert (row["numerator"], row["denominator"], row["n"], row["obs_status"]) == (3_864, 5_310, 5_310, "ok")
    assert row["value"] == 386_400 / 5_310
    assert f"{row['value']:.1f}" == "72.8"


@pytest.mark.parametrize(("by", "wanted"), [("custody", BY_CUSTODY), ("sex", BY_SEX)])
def test_by_another_dimension(
    by: str, wanted: dict[str, tuple[int, int]], computed: rolkpi.Computation, figures: Figures
) -> None:
    rows = figures(computed, "nyc.remand_share", by, periods="2021-02")
    assert {code: (row["numerator"], row["denominator"]) for (_, _, code), row in rows.items()} == wanted
    for row in rows.values():
        assert row["value"] == row["numerator"] * 100 / row["denominator"]
    assert [sum(side) for side in zip(*wanted.values(), strict=True)] == [3_864, 5_310]


def test_events_with_a_start_and_no_end_give_the_same(
    people: list[dict[str, Any]], plugin: Plugin, computed: rolkpi.Computation, figures: Figures
) -> None:
    """A stock of events needs every month since the first one owed; with the list's own month as that, it is known."""
    unknown = figures(computed, "nyc.by_list")["NYC", "2021-02", ""]
    assert (unknown["obs_status"], unknown["value"]) == ("no_data", None)
    listed = [{**row, "listed_on": LISTED_ON} for row in people]
    city = [Area(code="NYC", name="New York City", level="city")]
    alone = rolkpi.compute([plugin], {"nyc.listed": listed}, city, kpis=["nyc.by_list"], first_month="2021-02")
    row = figures(alone, "nyc.by_list")["NYC", "2021-02", ""]
    assert (row["numerator"], row["denominator"], row["obs_status"]) == (3_864, 5_310, "ok")
    for by, wanted in (("custody", BY_CUSTODY), ("sex", BY_SEX)):
        rows = figures(alone, "nyc.by_list", by)
        assert {code: (row["numerator"], row["denominator"]) for (_, _, code), row in rows.items()} == wanted


def test_by_two_dimensions_at_once(
    people: list[dict[str, Any]], computed: rolkpi.Computation, figures: Figures
) -> None:
    everybody = Counter((row["custody"], row["sex"] or "_U") for row in people)
    remand = Counter((row["custody"], row["sex"] or "_U") for row in people if row["status"] == "DE")
    asked = computed.measurements("nyc.remand_share", by="custody;sex", periods="2021-02").to_pylist()
    got = {r["disaggregation"]: (r["numerator"], r["denominator"]) for r in asked if r["denominator"]}
    assert got == {f"custody={c};sex={s}": (remand[c, s], n) for (c, s), n in everybody.items()}
    assert len(got) == 8  # three levels by two sexes, and two levels with people whose sex is not given


def test_a_list_of_one_day_says_nothing_about_the_month_before(computed: rolkpi.Computation, figures: Figures) -> None:
    """Of those held in January, the file has only those who were still held on the day of the list."""
    row = figures(computed, "nyc.remand_share")["NYC", "2021-01", ""]
    assert (row["obs_status"], row["value"], row["numerator"]) == ("no_data", None, None)


def test_the_days_held_so_far(people: list[dict[str, Any]], computed: rolkpi.Computation, figures: Figures) -> None:
    """Against Python's own type 7 quantiles."""

    def so_far(rows: list[dict[str, Any]]) -> list[int]:
        return [(LISTED_ON - row["admitted_at"].date()).days for row in rows]

    remand = [row for row in people if row["status"] == "DE"]
    others = [row for row in people if row["status"] != "DE"]
    median = figures(computed, "nyc.so_far") | figures(computed, "nyc.so_far", "on_remand")
    p90 = figures(computed, "nyc.so_far_p90") | figures(computed, "nyc.so_far_p90", "on_remand")
    for code, rows in (("", people), ("true", remand), ("false", others)):
        key = ("NYC", "2021-02", code)
        assert median[key]["value"] == statistics.median(so_far(rows))
        assert p90[key]["value"] == statistics.quantiles(so_far(rows), n=10, method="inclusive")[8]
        assert median[key]["n"] == p90[key]["n"] == len(rows)
    values = [median["NYC", "2021-02", code]["value"] for code in ("", "true", "false")]
    assert values == [153, 188, 103]
    assert p90["NYC", "2021-02", ""]["value"] == 717.1
