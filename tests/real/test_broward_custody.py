"""Broward County jail: days in custody, people in custody on average, and the time until release of who is still held.

Ten thousand stays with real admissions and releases; those that end before they begin, by a clock, stay in where days
are counted (they have none). Every figure is counted again, day by day, in plain Python.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from datetime import date, datetime, timedelta
from fractions import Fraction
from itertools import product
from pathlib import Path
from typing import Any

import polars as pl
import pytest

import rolkpi
from rolkpi.model import (
    Area,
    AverageStock,
    Codelist,
    Column,
    ColumnType,
    Dataset,
    DerivedFormula,
    Exposure,
    Flow,
    FlowSource,
    Kpi,
    Plugin,
    Ratio,
    RecordSource,
    Stock,
    StockSource,
    Survival,
    Total,
)

Figures = Callable[..., dict[tuple[str, str, str], dict[str, Any]]]
Rows = list[dict[str, Any]]

COUNTY, STAY = "BROWARD", "jail.stay"
AS_OF = date(2013, 12, 31)
SHARES = {"half": "1/2", "most": "9/10", "nearly_all": "39/40"}
MONTHS = [f"{year}-{month:02d}" for year in (2013, 2014) for month in range(1, 13)]
YEARS = {"2013": MONTHS[:12], "2014": MONTHS[12:]}


@pytest.fixture(scope="module")
def stays(data: Path) -> Rows:
    frame = pl.read_parquet(data / "11_broward_jail_stays" / "broward_jail_stays_2013_2014.parquet")
    return [
        {
            "person": row["id"],
            "county": COUNTY,
            "jail_in": datetime.fromisoformat(row["c_jail_in"]),
            "jail_out": datetime.fromisoformat(row["c_jail_out"]),
            "sex": row["sex"],
        }
        for row in frame.to_dicts()
        if row["c_jail_in"]
    ]


@pytest.fixture(scope="module")
def plugin(kpi: Callable[..., Kpi], codelist: Callable[..., Codelist]) -> Plugin:
    stay = Dataset(
        id=STAY,
        kind="spells",
        columns=(
            Column(name="person", type=ColumnType.KEY, required=True),
            Column(name="county", type=ColumnType.AREA, required=True),
            Column(name="jail_in", type=ColumnType.TIMESTAMP, required=True),
            Column(name="jail_out", type=ColumnType.TIMESTAMP),
            Column(name="sex", type=ColumnType.CODE, codelist="jail.sex", required=True),
        ),
        key=("person",),
        area="county",
        start="jail_in",
        end="jail_out",
        reported_by=("county",),
    )
    shown: dict[str, Any] = {"levels": ("county",), "frequencies": ("month", "year"), "disaggregations": (("sex",),)}
    held = (StockSource(dataset=STAY),)
    in_order = (RecordSource(dataset=STAY, date="jail_in", where="days(jail_in, jail_out) >= 0"),)
    releases = (FlowSource(dataset=STAY, date="jail_out"),)
    return Plugin(
        name="jail",
        title="Broward County jail",
        codelists=(codelist("jail.sex", ("Female", "Male")),),
        datasets=(stay,),
        measures=(
            Exposure(id="jail.days", title="Days in custody", unit="days", sources=held),
            Stock(id="jail.held", title="In custody", unit="persons", sources=held),
            AverageStock(id="jail.mean_held", title="In custody on average", unit="persons", sources=held),
            Flow(id="jail.released", title="Releases", unit="persons", sources=releases),
            *(
                Survival(id=f"jail.{n}", title=n, unit="days", event="jail_out", q=q, sources=in_order)
                for n, q in SHARES.items()
            ),
        ),
        kpis=(
            kpi("jail.custody_days", Total(measure="jail.days"), "days", **shown),
            kpi("jail.population", Total(measure="jail.held"), "persons", **shown),
            kpi("jail.mean_population", Total(measure="jail.mean_held"), "persons", **shown),
            kpi("jail.daily", DerivedFormula(numerator="jail.days", denominator="period_days"), "persons", **shown),
            kpi(
                "jail.per_1000_days",
                Ratio(numerator="jail.released", denominator="jail.days", scale=1_000, across_units=True),
                "per 1,000 days",
                **shown,
            ),
            kpi("jail.per_100", Ratio(numerator="jail.released", denominator="jail.mean_held"), "per 100", **shown),
            *(kpi(f"jail.{name}_out", Total(measure=f"jail.{name}"), "days", **shown) for name in SHARES),
        ),
    )


@pytest.fixture(scope="module")
def computed(stays: Rows, plugin: Plugin) -> rolkpi.Computation:
    county = [Area(code=COUNTY, name="Broward County", level="county")]
    kpis = ["jail.custody_days", "jail.population", "jail.mean_population", "jail.daily"]
    kpis += ["jail.per_1000_days", "jail.per_100"]
    answer = rolkpi.compute([plugin], {STAY: stays}, county, kpis=kpis, first_month=MONTHS[0], last_month=MONTHS[-1])
    assert answer.quarantined.num_rows == 0
    return answer


Counts = tuple[Counter[str], Counter[str], Counter[str]]
"""By month: days in custody, releases, and people held when the last day is over."""


@pytest.fixture(scope="module")
def by_sex(stays: Rows) -> dict[str, Counts]:
    return {code: counted(stays, code) for code in ("", "Female", "Male")}


def counted(stays: Rows, code: str) -> Counts:
    days: Counter[str] = Counter()
    released: Counter[str] = Counter()
    held: Counter[str] = Counter()
    ends = {m: datetime(int(m[:4]) + int(m[5:]) // 12, int(m[5:]) % 12 + 1, 1) for m in MONTHS}
    for stay in (s for s in stays if code in ("", s["sex"])):
        day, out = stay["jail_in"].date(), stay["jail_out"].date()
        while day < out and day.year < 2015:
            days[f"{day:%Y-%m}"] += 1
            day += timedelta(days=1)
        released[f"{out:%Y-%m}"] += 1
        held.update(m for m, end in ends.items() if stay["jail_in"] < end <= stay["jail_out"])
    return days, released, held


def test_days_in_custody(
    stays: Rows, by_sex: dict[str, Counts], computed: rolkpi.Computation, figures: Figures
) -> None:
    """Each month, year and sex, counted one day after the other: the day of admission, not that of release."""
    assert (len(stays), sum(s["jail_out"] < s["jail_in"] for s in stays)) == (10_577, 302)
    got: dict[str, dict[Any, dict[str, Any]]] = {}
    for name in ("custody_days", "daily", "per_1000_days"):
        got[name] = figures(computed, f"jail.{name}") | figures(computed, f"jail.{name}", "sex")
    for code, (days, released, _) in by_sex.items():
        for period, months in {**{m: [m] for m in MONTHS}, **YEARS}.items():
            exposed, out = sum(days[m] for m in months), sum(released[m] for m in months)
            row = got["custody_days"][COUNTY, period, code]
            assert (row["value"], row["numerator"], row["n"]) == (exposed, exposed, exposed), (period, code)
            per_day = got["per_1000_days"][COUNTY, period, code]
            assert (per_day["numerator"], per_day["denominator"], per_day["n"]) == (out, exposed, exposed)
            assert per_day["value"] == out * 1_000 / exposed
            length = (row["period_end"] - row["period_start"]).days + 1
            assert got["daily"][COUNTY, period, code]["value"] == exposed / length
    years = {year: tuple(by[COUNTY, year, ""]["value"] for by in got.values()) for year in YEARS}
    assert {year: (days, f"{daily:.2f}", f"{rate:.2f}") for year, (days, daily, rate) in years.items()} == {
        "2013": (125_240, "343.12", "41.72"),
        "2014": (114_271, "313.07", "43.90"),
    }


def test_a_mean_of_month_ends(by_sex: dict[str, Counts], computed: rolkpi.Computation, figures: Figures) -> None:
    """Twelve month-ends, added and divided by twelve; releases per hundred on average held; and not the last of them,
    nor what the days say."""
    mean, last, per = (
        figures(computed, f"jail.{name}") | figures(computed, f"jail.{name}", "sex")
        for name in ("mean_population", "population", "per_100")
    )
    for code, (_, released, held) in by_sex.items():
        for period, months in {**{m: [m] for m in MONTHS}, **YEARS}.items():
            row, stocks, out = (
                mean[COUNTY, period, code],
                sum(held[m] for m in months),
                sum(released[m] for m in months),
            )
            assert (row["numerator"], row["denominator"], row["n"]) == (stocks, len(months), stocks)
            assert row["value"] == stocks / len(months)
            assert last[COUNTY, period, code]["value"] == held[months[-1]]
            rate = per[COUNTY, period, code]
            assert (rate["numerator"], rate["denominator"]) == (out * len(months), stocks)
            assert rate["value"] == out * len(months) * 100 / stocks
    whole = [by[COUNTY, "2013", ""]["value"] for by in (mean, last, per)]
    assert [f"{value:.2f}" for value in whole] == ["352.33", "366.00", "1482.97"]  # by days it is 343.12


def reached(followed: Iterable[tuple[int, bool]], share: Fraction) -> int | None:
    """(days, whether it happened) -> the first day by which the share has met the event. Exact."""
    ends = Counter(followed)
    at_risk, curve = sum(ends.values()), Fraction(1)
    for day in sorted({days for days, _ in ends}):
        curve *= 1 - Fraction(ends[day, True], at_risk)
        at_risk -= ends[day, True] + ends[day, False]
        if ends[day, True] and curve <= 1 - share:
            return day
    return None


def test_days_until_release_of_those_still_held(stays: Rows, plugin: Plugin, figures: Figures) -> None:
    """As known on 31 December 2013: who is in jail is censored that day, after a time of his own. Left out, or taken as
    released that day, the last of them would seem to leave sooner."""
    answer = rolkpi.compute(
        [plugin],
        {STAY: stays},
        [Area(code=COUNTY, name="Broward County", level="county")],
        kpis=[f"jail.{name}_out" for name in SHARES],
        first_month="2013-01",
        last_month="2013-12",
        as_of=AS_OF,
    )
    came_left = [(s["sex"], s["jail_in"].date(), s["jail_out"].date()) for s in stays]
    groups: dict[tuple[str, str], list[tuple[int, bool]]] = {}
    for sex, came, left in came_left:
        if came <= left and came.year == 2013:
            for period, code in product(("2013", f"{came:%Y-%m}"), ("", sex)):
                groups.setdefault((period, code), []).append(((min(left, AS_OF) - came).days, left <= AS_OF))
    assert len(groups) == 13 * 3
    found = {}
    for name, q in SHARES.items():
        got = figures(answer, f"jail.{name}_out") | figures(answer, f"jail.{name}_out", "sex")
        for (period, code), group in groups.items():
            days, row = reached(group, Fraction(q)), got[COUNTY, period, code]
            assert (row["value"], row["n"]) == (days, len(group)), (name, period, code)
            assert row["obs_status"] == ("undefined" if days is None else "ok")
            if code == "" and period in ("2013", "2013-12"):
                gone = sorted(stay for stay, has_left in group if has_left)
                found[name, period] = days, gone[int(len(gone) * Fraction(q))], len(group) - len(gone)
    assert found == {
        # days; what those who have left would say; how many have not
        **{("half", "2013"): (2, 1, 366), ("half", "2013-12"): (1, 1, 124)},
        **{("most", "2013"): (81, 47, 366), ("most", "2013-12"): (None, 6, 124)},
        **{("nearly_all", "2013"): (281, 150, 366), ("nearly_all", "2013-12"): (None, 12, 124)},
    }
