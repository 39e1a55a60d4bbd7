"""Broward County jail: the different charges people came with, and those of the people who are held.

Charges repeat from month to month, so months do not add up to a year; some stays name no charge.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
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
    DistinctStock,
    Kpi,
    Plugin,
    RecordSource,
    StockSource,
    Total,
)

Figures = Callable[..., dict[tuple[str, str, str], dict[str, Any]]]
Rows = list[dict[str, Any]]

JAIL_PERIODS = {
    "month": [f"{year}-{month:02d}" for year in (2013, 2014) for month in range(1, 13)],
    "quarter": [f"{year}-Q{quarter}" for year in (2013, 2014) for quarter in range(1, 5)],
    "year": ["2013", "2014"],
}


def keys_of(rows: Rows, column: str) -> tuple[int, int]:
    """Different keys, and records without one."""
    return len({r[column] for r in rows if r[column] is not None}), sum(r[column] is None for r in rows)


@pytest.fixture(scope="module")
def stays(data: Path) -> Rows:
    frame = pl.read_parquet(data / "11_broward_jail_stays" / "broward_jail_stays_2013_2014.parquet")
    return [
        {
            "person": row["id"],
            "county": "BROWARD",
            "jail_in": datetime.fromisoformat(row["c_jail_in"]),
            "jail_out": datetime.fromisoformat(row["c_jail_out"]),
            "charge": row["c_charge_desc"],
        }
        for row in frame.to_dicts()
        if row["c_jail_in"]
    ]


def test_charges_of_months_are_not_those_of_a_year(stays: Rows, kpi: Callable[..., Kpi], figures: Figures) -> None:
    """Different charges people came with, and those of whom is held on the last evening; some stays name no charge."""
    columns = (
        Column(name="person", type=ColumnType.KEY, required=True),
        Column(name="county", type=ColumnType.AREA, required=True),
        Column(name="jail_in", type=ColumnType.TIMESTAMP, required=True),
        Column(name="jail_out", type=ColumnType.TIMESTAMP),
        Column(name="charge", type=ColumnType.TEXT),
    )
    span: dict[str, Any] = {"start": "jail_in", "end": "jail_out", "area": "county", "reported_by": ("county",)}
    came = RecordSource(dataset="jail.stay", date="jail_in")
    held = StockSource(dataset="jail.stay")
    shown: dict[str, Any] = {"levels": ("county",), "frequencies": tuple(JAIL_PERIODS)}
    plugin = Plugin(
        name="jail",
        title="Broward County jail",
        datasets=(Dataset(id="jail.stay", kind="spells", columns=columns, key=("person",), **span),),
        measures=(
            Distinct(id="jail.new", title="Charges", unit="charges", key="charge", sources=(came,)),
            DistinctStock(id="jail.there", title="Charges", unit="charges", key="charge", sources=(held,)),
        ),
        kpis=(
            kpi("jail.new_charges", Total(measure="jail.new"), "charges", **shown),
            kpi("jail.charges_held", Total(measure="jail.there"), "charges", **shown),
        ),
    )
    county = [Area(code="BROWARD", name="Broward County", level="county")]
    answer = rolkpi.compute([plugin], {"jail.stay": stays}, county, first_month="2013-01", last_month="2014-12")
    totals: dict[str, list[int]] = {}
    for frequency, periods in JAIL_PERIODS.items():
        new, there = (figures(answer, f"jail.{name}", frequency=frequency) for name in ("new_charges", "charges_held"))
        for period in periods:
            row = new["BROWARD", period, ""]
            after = datetime.combine(row["period_end"], datetime.max.time())
            entered = [s for s in stays if row["period_start"] <= s["jail_in"].date() <= row["period_end"]]
            inside = [s for s in stays if s["jail_in"] <= after < s["jail_out"]]
            for figure, group in ((row, entered), (there["BROWARD", period, ""], inside)):
                keys, missing = keys_of(group, "charge")
                high = (keys, keys + missing, ["missing_keys"]) if missing else (None, None, [])
                assert (figure["value"], figure["n"]) == (keys, keys), (figure["kpi"], period)
                assert (figure["low"], figure["high"], figure["flags"]) == high
            totals.setdefault(period[:4] + frequency, []).append(int(row["value"]))
    assert {at: (sum(each), max(each)) for at, each in totals.items()} == {
        # different charges per month, quarter and year: their sum, and the most of one
        **{"2013month": (1_348, 147), "2013quarter": (796, 242), "2013year": (393, 393)},
        **{"2014month": (1_131, 102), "2014quarter": (661, 174), "2014year": (326, 326)},
    }
