"""Rossi's 432 men released from Maryland prisons and followed for a year: 114 arrests, 26.39 %.

Half of them got financial aid for some weeks. The file counts weeks from each one's release and gives no day, so all
of them are released here on the last day of one month.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from fractions import Fraction
from typing import Any

import pytest

import rolkpi
from rolkpi.measurements.show import half_up
from rolkpi.model import Area, Cohort, CohortShare, Column, ColumnType, Dataset, Kpi, Plugin, RecordSource

Figures = Callable[..., dict[tuple[str, str, str], dict[str, Any]]]
Rows = list[dict[str, Any]]

MARYLAND = "MD"
RELEASED_ON = date(1971, 1, 31)
WINDOWS = {91: 20, 182: 54, 273: 81, 363: 110, 364: 114, 365: 114}
"""Days since release -> arrests. Week 52 ends on day 364, and four were arrested in it."""


@pytest.fixture(scope="module")
def plugin(kpi: Callable[..., Kpi]) -> Plugin:
    releasee = Dataset(
        id="rossi.releasee",
        kind="events",
        columns=(
            Column(name="person", type=ColumnType.KEY, required=True),
            Column(name="place", type=ColumnType.AREA, required=True),
            Column(name="released_on", type=ColumnType.DATE, required=True),
            Column(name="arrested_on", type=ColumnType.DATE),
            Column(name="aided", type=ColumnType.BOOL, required=True),
        ),
        key=("person",),
        area="place",
        date="released_on",
        reported_by=("state",),
    )
    return Plugin(
        name="rossi",
        title="Releasees of Maryland",
        datasets=(releasee,),
        measures=tuple(
            Cohort(
                id=f"rossi.arrested_{days}",
                title="Released, and arrested in time",
                unit="persons",
                days=days,
                success=f"days(released_on, arrested_on) BETWEEN 0 AND {days}",
                sources=(RecordSource(dataset="rossi.releasee"),),
            )
            for days in WINDOWS
        ),
        kpis=tuple(
            kpi(
                f"rossi.share_{days}",
                CohortShare(measure=f"rossi.arrested_{days}"),
                levels=("state",),
                disaggregations=(("aided",),),
            )
            for days in WINDOWS
        ),
    )


@pytest.fixture(scope="module")
def releasees(read_csv: Callable[..., list[dict[str, str]]]) -> Rows:
    """One who was not arrested has no date: censored at week 52, not arrested in it."""
    return [
        {
            "person": f"{number}",
            "place": MARYLAND,
            "released_on": RELEASED_ON,
            "arrested_on": RELEASED_ON + timedelta(weeks=int(row["week"])) if row["arrest"] == "1" else None,
            "aided": row["fin"] == "1",
        }
        for number, row in enumerate(read_csv("09_probation_recidivism/rossi.csv"))
    ]


def compute(plugin: Plugin, releasees: Rows, as_of: date) -> rolkpi.Computation:
    answer = rolkpi.compute(
        [plugin],
        {"rossi.releasee": releasees},
        [Area(code=MARYLAND, name="Maryland", level="state")],
        first_month="1971-01",
        last_month="1972-01",
        as_of=as_of,
    )
    assert answer.quarantined.num_rows == 0
    return answer


@pytest.mark.parametrize(("days", "arrests"), WINDOWS.items())
def test_arrests_within_a_window(days: int, arrests: int, plugin: Plugin, releasees: Rows, figures: Figures) -> None:
    """Mature on the window's last day, and without a value the day before."""
    last_day = RELEASED_ON + timedelta(days=days)
    row = figures(compute(plugin, releasees, last_day), f"rossi.share_{days}")[MARYLAND, "1971-01", ""]
    assert (row["numerator"], row["denominator"], row["n"], row["obs_status"]) == (arrests, 432, 432, "ok")
    assert row["value"] == arrests * 100 / 432
    early = figures(compute(plugin, releasees, last_day - timedelta(days=1)), f"rossi.share_{days}")
    too_soon = early[MARYLAND, "1971-01", ""]
    assert (too_soon["value"], too_soon["numerator"], too_soon["n"]) == (None, None, None)
    assert (too_soon["obs_status"], too_soon["reason"]) == ("immature", f"matures on {last_day}")


def test_the_published_share_with_and_without_aid(plugin: Plugin, releasees: Rows, figures: Figures) -> None:
    answer = compute(plugin, releasees, date(1972, 1, 31))
    whole = figures(answer, "rossi.share_365")[MARYLAND, "1971-01", ""]
    assert half_up(Fraction(whole["numerator"] * 100, whole["denominator"]), 2) == "26.39"
    by_aid = figures(answer, "rossi.share_365", "aided", periods="1971-01")
    counts = {code: (row["numerator"], row["denominator"]) for (_, _, code), row in by_aid.items()}
    assert counts == {"true": (48, 216), "false": (66, 216)}
    assert [f"{by_aid[MARYLAND, '1971-01', code]['value']:.1f}" for code in ("true", "false")] == ["22.2", "30.6"]


def test_a_month_without_releases_has_no_share(plugin: Plugin, releasees: Rows, figures: Figures) -> None:
    """Nobody left in February: nothing to divide by, once it is mature; until then it is not."""
    got = figures(compute(plugin, releasees, date(1972, 1, 31)), "rossi.share_273")
    assert [got[MARYLAND, month, ""]["obs_status"] for month in ("1971-02", "1971-06")] == ["undefined", "immature"]
