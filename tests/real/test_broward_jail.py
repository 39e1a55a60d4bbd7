"""Broward County jail, stays of defendants screened in 2013 and 2014: medians from records, dirty dates kept out.

Of 11,757 rows 1,180 have no stay; 302 leave before they enter, on the same day; one leaves on 1 January 2020, four
years after everybody else.
"""

from __future__ import annotations

import statistics
from collections import Counter, defaultdict
from collections.abc import Callable, Sequence
from datetime import datetime
from fractions import Fraction
from pathlib import Path
from typing import Any

import polars as pl
import pytest

import rolkpi
from rolkpi.model import (
    Area,
    Codelist,
    Column,
    ColumnType,
    Dataset,
    Flow,
    FlowSource,
    Kpi,
    Plugin,
    Quantile,
    RecordSource,
    Rule,
    Total,
)

Figures = Callable[..., dict[tuple[str, str, str], dict[str, Any]]]
Rows = list[dict[str, Any]]

COUNTY = "BROWARD"
QUANTILES = {"median": "1/2", "p90": "9/10", "p95": "19/20", "third": "1/3", "longest": "1/1"}


@pytest.fixture(scope="module")
def rows(data: Path) -> Rows:
    frame = pl.read_parquet(data / "11_broward_jail_stays" / "broward_jail_stays_2013_2014.parquet")
    return [
        {
            "person": row["id"],
            "county": COUNTY,
            "jail_in": datetime.fromisoformat(row["c_jail_in"]) if row["c_jail_in"] else None,
            "jail_out": datetime.fromisoformat(row["c_jail_out"]) if row["c_jail_out"] else None,
            "degree": row["c_charge_degree"],
            "sex": row["sex"],
        }
        for row in frame.to_dicts()
    ]


@pytest.fixture(scope="module")
def plugin(kpi: Callable[..., Kpi], codelist: Callable[..., Codelist]) -> Plugin:
    stay = Dataset(
        id="jail.stay",
        kind="events",
        columns=(
            Column(name="person", type=ColumnType.KEY, required=True),
            Column(name="county", type=ColumnType.AREA, required=True),
            Column(name="jail_in", type=ColumnType.TIMESTAMP, required=True),
            Column(name="jail_out", type=ColumnType.TIMESTAMP),
            Column(name="degree", type=ColumnType.CODE, codelist="jail.degree", required=True),
            Column(name="sex", type=ColumnType.CODE, codelist="jail.sex", required=True),
        ),
        key=("person",),
        area="county",
        date="jail_in",
        reported_by=("county",),
        rules=(
            Rule(id="V04", check="jail_out >= jail_in", message="the stay ends before it begins"),
            Rule(id="V05", check="days(jail_out, DATE '2016-12-31') >= 0", message="the stay ends in the future"),
        ),
    )
    shown: dict[str, Any] = {
        "levels": ("county",),
        "frequencies": ("month", "quarter", "year"),
        "disaggregations": (("degree",), ("sex",)),
    }
    return Plugin(
        name="jail",
        title="Broward County jail",
        codelists=(codelist("jail.degree", ("F", "M", "O")), codelist("jail.sex", ("Female", "Male"))),
        datasets=(stay,),
        measures=(
            Flow(id="jail.stays", title="Stays", unit="stays", sources=(FlowSource(dataset="jail.stay"),)),
            *(
                Quantile(
                    id=f"jail.days_{name}",
                    title="Days in jail",
                    unit="days",
                    value="days(jail_in, jail_out)",
                    q=q,
                    sources=(RecordSource(dataset="jail.stay"),),
                )
                for name, q in QUANTILES.items()
            ),
        ),
        kpis=(
            kpi("jail.stays_total", Total(measure="jail.stays"), "stays", **shown),
            *(kpi(f"jail.{name}", Total(measure=f"jail.days_{name}"), "days", **shown) for name in QUANTILES),
        ),
    )


@pytest.fixture(scope="module")
def computed(rows: Rows, plugin: Plugin) -> rolkpi.Computation:
    return rolkpi.compute([plugin], {"jail.stay": rows}, [Area(code=COUNTY, name="Broward County", level="county")])


def is_clean(row: dict[str, Any]) -> bool:
    return row["jail_in"] is not None and row["jail_in"] <= row["jail_out"] < datetime(2020, 1, 1)


def days(rows: Rows) -> list[int]:
    return [(row["jail_out"].date() - row["jail_in"].date()).days for row in rows]


def type_7(values: Sequence[int], q: Fraction) -> Fraction:
    """Linear interpolation at (n - 1) q, in exact arithmetic."""
    ordered = sorted(values)
    position = (len(ordered) - 1) * q
    low = position.numerator // position.denominator
    high = min(low + 1, len(ordered) - 1)
    return ordered[low] + (position - low) * (ordered[high] - ordered[low])


def test_every_row_is_accounted_for(rows: Rows, computed: rolkpi.Computation, figures: Figures) -> None:
    bad = computed.quarantined.to_pylist()
    assert Counter((b["code"], b["message"].partition(":")[0]) for b in bad) == {
        ("RK510", "the field is mandatory and empty"): 1_180,
        ("RK516", "V04"): 302,
        ("RK516", "V05"): 1,
    }
    assert {b["row"] for b in bad} == {number for number, row in enumerate(rows, start=1) if not is_clean(row)}
    years = figures(computed, "jail.stays_total", frequency="year")
    taken = {year: row["value"] for (_, year, _), row in years.items()}
    assert taken == {"2013": 5_425, "2014": 4_761, "2015": 82, "2016": 6}
    assert sum(taken.values()) + len(bad) == len(rows) == 11_757


def test_quantiles_are_those_of_the_pooled_records(rows: Rows, computed: rolkpi.Computation, figures: Figures) -> None:
    """Every month, quarter and year with a stay, by charge and sex: exact type 7, and Python's own median."""
    stays: dict[tuple[str, str], Rows] = defaultdict(list)
    for row in filter(is_clean, rows):
        year, month = row["jail_in"].year, row["jail_in"].month
        for period in (f"{year}-{month:02d}", f"{year}-Q{(month + 2) // 3}", f"{year}"):
            for code in ("", row["degree"], row["sex"]):
                stays[period, code].append(row)
    compared = 0
    for name, q in QUANTILES.items():
        got = {}
        for by in ("total", "degree", "sex"):
            got |= figures(computed, f"jail.{name}", by)
        for (period, code), of_it in stays.items():
            row = got.pop((COUNTY, period, code))
            assert row["value"] == float(type_7(days(of_it), Fraction(q))), (name, period, code)
            assert (row["n"], row["obs_status"]) == (len(of_it), "ok")
            assert name != "median" or row["value"] == statistics.median(days(of_it))
            compared += 1
        assert {(row["value"], row["obs_status"]) for row in got.values()} == {(None, "undefined")}
    assert compared == len(QUANTILES) * len(stays) == 5 * 280


def test_a_mean_or_median_of_months_is_another_figure(computed: rolkpi.Computation, figures: Figures) -> None:
    by_degree = figures(computed, "jail.median", "degree", frequency="year", periods="2013")
    assert {code: row["value"] for (_, _, code), row in by_degree.items()} == {"F": 2, "M": 1, "O": 1}
    year = figures(computed, "jail.median", frequency="year", periods="2013")[COUNTY, "2013", ""]
    months = figures(computed, "jail.p90", frequency="month")
    of_2013 = [row["value"] for (_, period, _), row in months.items() if period.startswith("2013")]
    p90 = figures(computed, "jail.p90", frequency="year", periods="2013")[COUNTY, "2013", ""]
    assert (year["value"], p90["value"]) == (2, 83.6)
    assert [f"{v:.1f}" for v in (statistics.median(of_2013), sum(of_2013) / 12)] == ["72.8", "81.8"]


def test_what_the_dirty_rows_would_have_done(
    rows: Rows, plugin: Plugin, computed: rolkpi.Computation, figures: Figures
) -> None:
    """Without the rules a stay of nearly six years is the longest, and what ends before it begins is 0 days."""
    (stay,) = plugin.datasets
    unchecked = plugin.model_copy(update={"datasets": (stay.model_copy(update={"rules": ()}),)})
    county = [Area(code=COUNTY, name="Broward County", level="county")]
    anything = rolkpi.compute([unchecked], {"jail.stay": rows}, county)
    assert anything.quarantined.num_rows == 1_180
    found = {}
    for name in ("longest", "p90"):
        for answer in (computed, anything):
            row = figures(answer, f"jail.{name}", frequency="year", periods="2014")[COUNTY, "2014", ""]
            found[name] = (*found.get(name, ()), (row["value"], row["n"]))
    assert found == {"longest": ((597, 4_761), (2_153, 4_897)), "p90": ((45, 4_761), (44, 4_897))}
