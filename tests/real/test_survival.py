"""Days until an event, by Kaplan and Meier, where not everybody has met it: Rossi's releasees and Iowa's returns.

Most were never arrested and never returned. A median over those who were would be a figure about the quick ones; over
all of them there is none. Both files follow everybody for the same time, so the curve is one minus the share so far.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date, timedelta
from fractions import Fraction
from typing import Any

import pytest

import rolkpi
from rolkpi.model import (
    Area,
    Codelist,
    Cohort,
    CohortShare,
    Column,
    ColumnType,
    Dataset,
    Kpi,
    Plugin,
    RecordSource,
    Survival,
    Total,
)

Figures = Callable[..., dict[tuple[str, str, str], dict[str, Any]]]
Rows = list[dict[str, Any]]

STATE = "STATE"
ROSSI = date(1971, 1, 31)
"""The file counts weeks from each one's release and gives no day."""
LAST_WEEK = ROSSI + timedelta(weeks=52)
SHARES = {"half": "1/2", "third": "3/10", "quarter": "1/4", "tenth": "1/10", "all": "1/1"}
WEEKS: dict[str, dict[str, int | None]] = {
    # by which week the share was arrested
    "": {"half": None, "third": None, "quarter": 50, "tenth": 23, "all": None},
    "NO_AID": {"half": None, "third": 52, "quarter": 44, "tenth": 21, "all": None},
    "AID": {"half": None, "third": None, "quarter": None, "tenth": 24, "all": None},
}
RETURNS = {
    # days until the share had returned: of 3,716 released in the year to June 2010, 3,917 to June 2011
    "FY2009-10": {"half": None, "third": 1_083, "quarter": 795, "tenth": 298, "all": None},
    "FY2010-11": {"half": None, "third": None, "quarter": 811, "tenth": 287, "all": None},
}


def reached(followed: Iterable[tuple[int, bool]], share: Fraction) -> int | None:
    """(days, whether it happened) -> the first day by which the share has met the event. Exact; one step at a time."""
    people, curve = sorted(followed), Fraction(1)
    for day in sorted({days for days, happened in people if happened}):
        at_risk = sum(days >= day for days, _ in people)
        curve *= 1 - Fraction(sum(happened and days == day for days, happened in people), at_risk)
        if curve <= 1 - share:
            return day
    return None


@pytest.fixture(scope="module")
def plugin(kpi: Callable[..., Kpi], codelist: Callable[..., Codelist]) -> Plugin:
    release = Dataset(
        id="out.release",
        kind="events",
        columns=(
            Column(name="person", type=ColumnType.KEY, required=True),
            Column(name="place", type=ColumnType.AREA, required=True),
            Column(name="released_on", type=ColumnType.DATE, required=True),
            Column(name="event_on", type=ColumnType.DATE),
            Column(name="followed_to", type=ColumnType.DATE, required=True),
            Column(name="aid", type=ColumnType.CODE, codelist="out.aid"),
        ),
        key=("person",),
        area="place",
        date="released_on",
        reported_by=("state",),
    )
    records = (RecordSource(dataset="out.release"),)
    shown: dict[str, Any] = {"levels": ("state",), "frequencies": ("month", "fiscal_year")}
    within = {
        "days": Cohort(
            id="out.in_days",
            title="Returned in 1,095 days",
            unit="persons",
            days=1_095,
            success="days(released_on, event_on) <= 1095",
            sources=records,
        ),
        "months": Cohort(
            id="out.in_months",
            title="Returned in 36 months",
            unit="persons",
            months=36,
            success="event_on <= add_months(released_on, 36)",
            sources=records,
        ),
    }
    return Plugin(
        name="out",
        title="Releasees",
        codelists=(codelist("out.aid", ("AID", "NO_AID")),),
        datasets=(release,),
        measures=(
            *within.values(),
            *(
                Survival(
                    id=f"out.until_{name}",
                    title="Days to the event",
                    unit="days",
                    event="event_on",
                    censored="followed_to",
                    q=q,
                    sources=records,
                )
                for name, q in SHARES.items()
            ),
        ),
        kpis=(
            *(kpi(f"out.share_{name}", CohortShare(measure=m.id), **shown) for name, m in within.items()),
            *(
                kpi(f"out.{name}", Total(measure=f"out.until_{name}"), "days", disaggregations=(("aid",),), **shown)
                for name in SHARES
            ),
        ),
    )


@pytest.fixture(scope="module")
def rossi(read_csv: Callable[..., list[dict[str, str]]]) -> Rows:
    return [
        {
            "person": f"{number}",
            "place": STATE,
            "released_on": ROSSI,
            "event_on": ROSSI + timedelta(weeks=int(row["week"])) if row["arrest"] == "1" else None,
            "followed_to": LAST_WEEK,
            "aid": "AID" if row["fin"] == "1" else "NO_AID",
        }
        for number, row in enumerate(read_csv("09_probation_recidivism/rossi.csv"))
    ]


@pytest.fixture(scope="module")
def iowa(read_csv: Callable[..., list[dict[str, str]]]) -> Rows:
    """Released in a fiscal year, each on its last day, and followed for 1,095 days."""
    rows = read_csv("09_probation_recidivism/iowa_3yr_recidivism_reporting_fy2013_2014.csv")
    found: Rows = []
    for number, row in enumerate(rows):
        released = date(int(row["Fiscal Year Released"]), 6, 30)
        event = released + timedelta(days=int(row["Days to Return"])) if row["Return to Prison"] == "Yes" else None
        followed_to = released + timedelta(days=1_095)
        found.append({"person": f"{number}", "place": STATE, "released_on": released, "event_on": event})
        found[-1] |= {"followed_to": followed_to, "aid": None}
    return found


def compute(plugin: Plugin, rows: Rows, as_of: date) -> rolkpi.Computation:
    first, last = min(r["released_on"] for r in rows), max(r["released_on"] for r in rows)
    answer = rolkpi.compute(
        [plugin],
        {"out.release": rows},
        [Area(code=STATE, name="The state", level="state")],
        first_month=f"{first:%Y-%m}",
        last_month=f"{max(last, as_of):%Y-%m}",
        as_of=as_of,
    )
    assert answer.quarantined.num_rows == 0
    return answer


def test_rossis_weeks_until_a_share_was_arrested(plugin: Plugin, rossi: Rows, figures: Figures) -> None:
    """A quarter of all by week 50; 26.39 % in the year, so no half ever: ``undefined``, and no median of the 114."""
    answer = compute(plugin, rossi, LAST_WEEK)
    for name, q in SHARES.items():
        got = figures(answer, f"out.{name}", periods="1971-01")
        got |= figures(answer, f"out.{name}", "aid", periods="1971-01")
        for code, weeks in WEEKS.items():
            of_it = [r for r in rossi if code in ("", r["aid"])]
            followed = [((r["event_on"] or LAST_WEEK) - ROSSI, r["event_on"] is not None) for r in of_it]
            day = reached([(gone.days, happened) for gone, happened in followed], Fraction(q))
            row, week = got[STATE, "1971-01", code], weeks[name]
            assert row["value"] == day == (week and week * 7), (name, code)
            assert (row["n"], row["numerator"], row["denominator"]) == (len(of_it), None, None)
            status = ("undefined", "too few have met the event yet") if week is None else ("ok", None)
            assert (row["obs_status"], row["reason"]) == status
    arrested = sorted((r["event_on"] - ROSSI).days // 7 for r in rossi if r["event_on"])
    assert (len(arrested), arrested[56], arrested[57]) == (114, 28, 28)  # what a median of the arrested would say


@pytest.mark.parametrize(("week", "tenth"), [(22, None), (23, 23), (30, 23)])
def test_who_is_not_arrested_yet_is_not_left_out(
    week: int, tenth: int | None, plugin: Plugin, rossi: Rows, figures: Figures
) -> None:
    """Seen from an earlier week the others are still at risk: no share comes sooner for it."""
    answer = compute(plugin, rossi, ROSSI + timedelta(weeks=week))
    row = figures(answer, "out.tenth", periods="1971-01")[STATE, "1971-01", ""]
    assert (row["value"], row["n"]) == (tenth and tenth * 7, 432)
    day_before = compute(plugin, rossi, ROSSI + timedelta(weeks=23, days=-1))
    assert figures(day_before, "out.tenth", periods="1971-01")[STATE, "1971-01", ""]["value"] is None


def test_iowas_days_until_a_share_had_returned(plugin: Plugin, iowa: Rows, figures: Figures) -> None:
    """30.3 % of one year's releases came back, so three tenths did, late; 29.7 % of the next year's: never."""
    answer = compute(plugin, iowa, date(2014, 6, 30))
    for name, q in SHARES.items():
        got = figures(answer, f"out.{name}", frequency="fiscal_year")
        for year, wanted in RETURNS.items():
            followed = [
                (((r["event_on"] or r["followed_to"]) - r["released_on"]).days, r["event_on"] is not None)
                for r in iowa
                if f"{r['released_on'].year % 100}" == year[-2:]
            ]
            row = got[STATE, year, ""]
            assert row["value"] == reached(followed, Fraction(q)) == wanted[name], (year, name)
            assert row["n"] == len(followed)
            assert row["obs_status"] == ("ok" if wanted[name] else "undefined")


def test_thirty_six_months_are_a_day_more_than_1095_days(plugin: Plugin, iowa: Rows, figures: Figures) -> None:
    """Three years with one leap day have 1,096 days. Nobody in the file returned on that one: the share is the same,
    and it is known a day later."""
    for as_of, in_months in ((date(2013, 6, 29), "immature"), (date(2013, 6, 30), "ok")):
        answer = compute(plugin, iowa, as_of)
        by_days, by_months = (
            figures(answer, f"out.share_{window}", periods="2010-06")[STATE, "2010-06", ""]
            for window in ("days", "months")
        )
        assert (by_days["obs_status"], by_months["obs_status"]) == ("ok", in_months)
        assert (by_days["numerator"], by_days["denominator"]) == (1_127, 3_716)
        known = (1_127, 3_716, None) if in_months == "ok" else (None, None, "matures on 2013-06-30")
        assert (by_months["numerator"], by_months["denominator"], by_months["reason"]) == known
