"""West Yorkshire: different keys that add up in no direction, and records without one.

In the police's files anti-social behaviour has no Crime ID: 18,826 of 87,348 records. Whoever counts different IDs may
be short by as many. Locations repeat from district to district ("On or near Supermarket"), and some crimes have none.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

import polars as pl
import pytest

import rolkpi
from rolkpi.model import (
    Area,
    Column,
    ColumnType,
    Dataset,
    Distinct,
    Flow,
    FlowSource,
    Kpi,
    Parent,
    Plugin,
    Ratio,
    RecordSource,
    Total,
)

Figures = Callable[..., dict[tuple[str, str, str], dict[str, Any]]]
Rows = list[dict[str, Any]]

FORCE = "West Yorkshire"
DISTRICTS = ("Bradford", "Calderdale", "Kirklees", "Leeds", "Wakefield")
ELSEWHERE = "No district of the force"
JULYS = {"2016-07": (19_747, 7_429), "2017-07": (22_582, 5_955), "2018-07": (26_193, 5_442)}
"""Different Crime IDs, records without one."""
PLACES = {"2016-07": (9_619, 10_720), "2017-07": (9_770, 10_906), "2018-07": (10_415, 11_633)}
"""Different locations: of the force, and the sum over its districts."""
NO_ACTION = (
    "Investigation complete; no suspect identified",
    "Unable to prosecute suspect",
    "Status update unavailable",
)
SENTENCED = ("Offender sent to prison", "Offender given community sentence", "Offender fined")
SETS = {"recorded": "TRUE", "resolved": "resolved", "sentenced": "sentenced"}


@pytest.fixture(scope="module")
def crimes(data: Path) -> pl.DataFrame:
    frame = pl.read_parquet(
        data / "03_police_uk_west_yorkshire" / "west_yorkshire_street_2016-07_2017-07_2018-07.parquet"
    )
    district = pl.col("LSOA name").str.replace(r" \d{3}[A-Z]$", "")
    location = pl.when(pl.col("Location") != "No Location").then(pl.col("Location"))
    return frame.select(
        pl.int_range(pl.len()).cast(pl.String).alias("record"),
        pl.when(district.is_in(DISTRICTS)).then(district).otherwise(pl.lit(ELSEWHERE)).alias("district"),
        (pl.col("Month") + "-01").str.to_date().alias("recorded_on"),
        pl.col("Crime ID").alias("crime"),
        location.alias("location"),
        (~pl.col("Last outcome category").is_in(NO_ACTION)).alias("resolved"),
        pl.col("Last outcome category").is_in(SENTENCED).alias("sentenced"),
    )


@pytest.fixture(scope="module")
def police(kpi: Callable[..., Kpi]) -> Plugin:
    crime = Dataset(
        id="wy.record",
        kind="events",
        columns=(
            Column(name="record", type=ColumnType.KEY, required=True),
            Column(name="district", type=ColumnType.AREA, required=True),
            Column(name="recorded_on", type=ColumnType.DATE, required=True),
            Column(name="crime", type=ColumnType.TEXT),
            Column(name="location", type=ColumnType.TEXT),
            Column(name="resolved", type=ColumnType.BOOL),
            Column(name="sentenced", type=ColumnType.BOOL),
        ),
        key=("record",),
        area="district",
        date="recorded_on",
    )
    records = (RecordSource(dataset="wy.record"),)
    shown: dict[str, Any] = {"levels": ("district", "force"), "frequencies": ("month", "year")}
    over_places: dict[str, Any] = {
        "numerator": "wy.crimes",
        "denominator": "wy.places",
        "scale": 1,
        "across_units": True,
    }
    return Plugin(
        name="wy",
        title="West Yorkshire Police",
        datasets=(crime,),
        measures=(
            Distinct(id="wy.crimes", title="Crimes", unit="crimes", key="crime", sources=records),
            Distinct(id="wy.places", title="Places", unit="places", key="location", sources=records),
            *(
                Flow(
                    id=f"wy.{name}",
                    title=name,
                    unit="crimes",
                    sources=(FlowSource(dataset="wy.record", where=f"crime IS NOT NULL AND {where}"),),
                )
                for name, where in SETS.items()
            ),
        ),
        kpis=(
            kpi("wy.different_crimes", Total(measure="wy.crimes"), "crimes", **shown),
            kpi("wy.different_places", Total(measure="wy.places"), "places", **shown),
            kpi("wy.crimes_a_place", Ratio(**over_places), "crimes", **shown),
            *(kpi(f"wy.{n}_share", Ratio(numerator=f"wy.{n}", denominator="wy.recorded"), **shown) for n in SETS),
        ),
    )


@pytest.fixture(scope="module")
def of_police(crimes: pl.DataFrame, police: Plugin) -> rolkpi.Computation:
    districts = (*DISTRICTS, ELSEWHERE)
    answer = rolkpi.compute(
        [police],
        {"wy.record": crimes},
        [Area(code=FORCE, name=FORCE, level="force"), *(Area(code=d, name=d, level="district") for d in districts)],
        parents=[Parent(area=d, parent=FORCE) for d in districts],
        first_month="2016-01",
        last_month="2018-12",
    )
    assert answer.quarantined.num_rows == 0
    return answer


def keys_of(rows: Rows, column: str) -> tuple[int, int]:
    """Different keys, and records without one."""
    return len({r[column] for r in rows if r[column] is not None}), sum(r[column] is None for r in rows)


def test_crimes_and_records_without_an_id(
    crimes: pl.DataFrame, of_police: rolkpi.Computation, figures: Figures
) -> None:
    """Each July, district and year: the value, and as many more as there are records without a key."""
    rows = crimes.to_dicts()
    for name, column in (("crimes", "crime"), ("places", "location")):
        got = figures(of_police, f"wy.different_{name}")
        for month in JULYS:
            of_month = [r for r in rows if f"{r['recorded_on']:%Y-%m}" == month]
            parts = []
            for area in (*DISTRICTS, ELSEWHERE, FORCE):
                keys, missing = keys_of([r for r in of_month if area in (FORCE, r["district"])], column)
                for period in (month, month[:4]):  # one month of data a year
                    row = got[area, period, ""]
                    assert (row["value"], row["numerator"], row["n"]) == (keys, keys, keys), (name, area, period)
                    wanted = (keys, keys + missing, ["missing_keys"]) if missing else (None, None, [])
                    assert (row["low"], row["high"], row["flags"]) == wanted
                    assert row["obs_status"] == "ok"
                parts.append(keys)
            whole = parts.pop()
            assert max(parts) <= whole <= sum(parts)
            if name == "crimes":  # an ID is one force's: they happen to add up
                assert keys_of(of_month, column) == JULYS[month] and whole == sum(parts)
            else:
                assert (whole, sum(parts)) == PLACES[month]
    assert sum(missing for _, missing in JULYS.values()) == 18_826


def test_a_ratio_of_different_keys_has_the_flag_and_no_interval(
    crimes: pl.DataFrame, of_police: rolkpi.Computation, figures: Figures
) -> None:
    rows = [r for r in crimes.to_dicts() if f"{r['recorded_on']:%Y-%m}" == "2018-07"]
    row = figures(of_police, "wy.crimes_a_place", frequency="month")[FORCE, "2018-07", ""]
    assert (row["numerator"], row["denominator"]) == (keys_of(rows, "crime")[0], keys_of(rows, "location")[0])
    assert (row["low"], row["high"], row["flags"]) == (None, None, ["missing_keys"])
    empty = figures(of_police, "wy.crimes_a_place", frequency="month")[FORCE, "2018-06", ""]
    assert (empty["obs_status"], empty["flags"]) == ("undefined", [])


def test_a_part_of_a_set_is_never_more_than_it(of_police: rolkpi.Computation, figures: Figures) -> None:
    """Sentenced, resolved, recorded: in every district and month the narrower share is at most the wider one."""
    shares = [
        figures(of_police, f"wy.{name}_share", frequency="month") for name in ("sentenced", "resolved", "recorded")
    ]
    compared: Counter[bool] = Counter()
    for key, narrow in shares[0].items():
        values = [narrow["value"], *(wider[key]["value"] for wider in shares[1:])]
        if None in values:
            assert values == [None] * 3 and key[1] not in JULYS
            continue
        assert values == sorted(values) and values[-1] == 100
        compared[len(set(values)) == 3] += 1
    assert compared[True] >= 15
    counts = [by[FORCE, "2018-07", ""]["numerator"] for by in shares]
    assert counts == [578, 2_941, 26_193]
