"""Mexico, homicides by state and month: the rate the file prints, and the one thing it does otherwise.

Its column is ``homicides x 100,000 / population x 365.25 / days of the month``, with 28 days for every February.
A rate of ours takes the days there were: 29 in a leap year, so those Februaries are lower by 1 in 29.
"""

from __future__ import annotations

import calendar
from collections import Counter
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest

import rolkpi
from rolkpi.model import (
    Area,
    Codelist,
    Dataset,
    DerivedFormula,
    Flow,
    Kpi,
    Parent,
    Plugin,
    Population,
    Rate,
    Stock,
)

Figures = Callable[..., dict[tuple[str, str, str], dict[str, Any]]]
Rows = list[dict[str, str]]

MEXICO = "MX"
LEAP_YEARS = ("2000", "2004", "2008", "2012", "2016")
PARTS_OF_A_PERSON = 10**6
"""The population is printed with 7 to 11 decimals; measures are whole numbers, so people are counted in these."""
AS_PRINTED = Fraction(2, 10**12)
"""What leaving out the other decimals of the smallest state, 430,000 people, may change of a rate."""


@pytest.fixture(scope="module")
def rows(read_csv: Callable[..., Rows]) -> Rows:
    return read_csv("10_mexico_state_month_homicide/mexico_state_month_homicide_rates_2000_2017.csv", delimiter="|")


def month_of(row: dict[str, str]) -> str:
    return f"{row['year']}-{int(row['month']):02d}"


def whole_people(row: dict[str, str]) -> int:
    return round(Decimal(row["pop_est"]))


@pytest.fixture(scope="module")
def plugin(
    kpi: Callable[..., Kpi],
    codelist: Callable[..., Codelist],
    form: Callable[..., Dataset],
    line_of: Callable[..., Any],
) -> Plugin:
    # Rate annualises by 12 / months and takes no days; days come in with period_days, and there the population is
    # a stock like any other: homicides x 100,000 x 365.25 / (people x days).
    by_days = DerivedFormula(
        numerator="mx.homicides * 36525",
        denominator="mx.people * period_days",
        scale=100_000 * PARTS_OF_A_PERSON // 100,
    )
    shown: dict[str, Any] = {"unit": "per 100,000", "levels": ("state", "country"), "frequencies": ("month", "year")}
    return Plugin(
        name="mx",
        title="Homicides of Mexico",
        codelists=(codelist("mx.item", ("ALL",)),),
        datasets=(form("mx.form", "mx.item", reported_by=("state",)),),
        measures=(
            line_of("mx.form", "homicides", Flow, "homicides"),
            line_of("mx.form", "people", Stock, "parts of a person"),
        ),
        kpis=(
            kpi("mx.rate_by_days", by_days, **shown),
            kpi("mx.rate_by_months", Rate(numerator="mx.homicides", annualise=True), **shown),
        ),
    )


@pytest.fixture(scope="module")
def computed(rows: Rows, plugin: Plugin) -> rolkpi.Computation:
    cells = []
    for row in rows:
        people = round(Decimal(row["pop_est"]) * PARTS_OF_A_PERSON)
        for line, value in (("homicides", int(row["homicides"])), ("people", people)):
            cells.append({"place": row["cve_ent"], "month": month_of(row), "line": line, "item": "ALL", "value": value})
    states = sorted({row["cve_ent"] for row in rows})
    people_of_year = {(row["cve_ent"], row["year"]): whole_people(row) for row in rows}
    answer = rolkpi.compute(
        [plugin],
        {"mx.form": cells},
        [Area(code=MEXICO, name="Mexico", level="country"), *(Area(code=s, name=s, level="state") for s in states)],
        parents=[Parent(area=s, parent=MEXICO) for s in states],
        population=[Population(area=s, on=date(int(y), 1, 1), population=n) for (s, y), n in people_of_year.items()],
    )
    assert answer.quarantined.num_rows == 0
    return answer


def test_every_printed_rate(rows: Rows, computed: rolkpi.Computation, figures: Figures) -> None:
    """6,912 cells, 160 of them a 29 February of the publisher's 28: there, and only there, 29/28 of ours."""
    got = figures(computed, "mx.rate_by_days", levels="state")
    outcome: Counter[str] = Counter()
    for row in rows:
        figure = got[row["cve_ent"], month_of(row), ""]
        days = calendar.monthrange(int(row["year"]), int(row["month"]))[1]
        leaps = days == 29
        assert leaps == (row["month"] == "2" and row["year"] in LEAP_YEARS)
        printed = Fraction(row["homicide_rate"])
        ours = Fraction(figure["value"]) * (Fraction(29, 28) if leaps else 1)
        assert abs(ours - printed) <= printed * AS_PRINTED, row
        assert figure["obs_status"] == "ok"
        outcome["leap February" if leaps else "as printed"] += 1
    assert outcome == {"as printed": 6_752, "leap February": 160}


@pytest.mark.parametrize(
    ("month", "homicides", "days", "printed", "ours"),
    [("2016-02", 1_680, 29, "19.50", "18.83"), ("2017-02", 2_271, 28, "26.36", "26.36")],
)
def test_a_leap_february(
    month: str,
    homicides: int,
    days: int,
    printed: str,
    ours: str,
    rows: Rows,
    computed: rolkpi.Computation,
    figures: Figures,
) -> None:
    """The country: 28 days make 2016 higher by 0.67 per 100,000 than its 29 do; 2017 has 28 either way."""
    row = figures(computed, "mx.rate_by_days", levels="country")[MEXICO, month, ""]
    people = sum(Fraction(r["pop_est"]) for r in rows if month_of(r) == month)
    rates = [float(homicides * 100_000 * Fraction("365.25") / (people * d)) for d in (28, days)]
    assert [f"{rate:.2f}" for rate in rates] == [printed, ours]
    assert row["numerator"] == homicides * 36_525
    assert row["value"] == pytest.approx(rates[1], rel=1e-12)


def test_a_year_is_pooled(rows: Rows, computed: rolkpi.Computation, figures: Figures) -> None:
    """2017: 31,737 homicides on 365 days; the mean of 384 printed rates is another figure."""
    row = figures(computed, "mx.rate_by_days", levels="country")[MEXICO, "2017", ""]
    of_year = [r for r in rows if r["year"] == "2017"]
    people = sum(Fraction(r["pop_est"]) for r in of_year if r["month"] == "12")
    assert row["numerator"] == sum(int(r["homicides"]) for r in of_year) * 36_525 == 31_737 * 36_525
    assert row["value"] == pytest.approx(float(31_737 * 100_000 * Fraction("365.25") / (people * 365)), rel=1e-12)
    assert f"{row['value']:.2f}" == "28.26"
    assert len(of_year) == 384
    assert f"{sum(float(r['homicide_rate']) for r in of_year) / 384:.2f}" == "33.84"


def test_a_rate_per_population_takes_months_for_equal(
    rows: Rows, computed: rolkpi.Computation, figures: Figures
) -> None:
    """``Rate`` multiplies a month by 12: the printed rate times 12 days / 365.25, and whole people."""
    got = figures(computed, "mx.rate_by_months", levels="state")
    for row in rows:
        figure = got[row["cve_ent"], month_of(row), ""]
        homicides, people = int(row["homicides"]), whole_people(row)
        assert (figure["numerator"], figure["denominator"]) == (homicides, people)
        assert figure["value"] == pytest.approx(homicides * 12 * 100_000 / people, rel=1e-15)
        days = 28 if row["month"] == "2" else calendar.monthrange(int(row["year"]), int(row["month"]))[1]
        printed = Fraction(row["homicide_rate"]) * 12 * days / Fraction("365.25")
        assert abs(Fraction(figure["value"]) - printed) <= printed / 500_000
