"""Every rule of measures, counted by hand, with its boundary."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest

from rolkpi.model import (
    AverageStock,
    Baseline,
    Cohort,
    CohortShare,
    DerivedFormula,
    Distinct,
    DistinctStock,
    Exposure,
    Flow,
    FlowSource,
    Formula,
    Frequency,
    HistogramSource,
    Index,
    Link,
    Lookup,
    Quantile,
    Ratio,
    RecordSource,
    Stock,
    StockAge,
    StockSource,
    Survey,
    SurveySource,
    Survival,
    Total,
    View,
    Window,
)
from rolkpi.model.dataset import ColumnType
from rolkpi.testing.reference_formulas import kaplan_meier

D = date.fromisoformat


def case(district: str = "A", opened: str = "2024-01-10", **more: Any) -> dict[str, Any]:
    return {"district": district, "opened": D(opened), **{k: _day(v) for k, v in more.items()}}


def stay(district: str, began: str, ended: str | None = None, **more: Any) -> dict[str, Any]:
    return {"district": district, "began": D(began), "ended": _day(ended), **more}


def cell(
    item: str | None, value: int | None, month: str = "2024-01", status: str | None = "REPORTED", **more: Any
) -> Any:
    place = {"district": "A", "line": "all", **more}
    return {**place, "month": D(f"{month}-01"), "item": item, "value": value, "cell_status": status}


def _day(value: Any) -> Any:
    return D(value) if isinstance(value, str) and value[:2] == "20" else value


def about(name: str, unit: str = "cases") -> dict[str, Any]:
    return {"id": f"t.{name}", "title": name, "unit": unit}


def flow(name: str = "opened", dataset: str = "t.case", **more: Any) -> Flow:
    return Flow(**about(name), sources=(FlowSource(dataset=dataset, **more),))


def held(rule: Any, name: str = "held", dataset: str = "t.stay", **more: Any) -> Any:
    return rule(**about(name), sources=(StockSource(dataset=dataset, **more),))


def brief(row: dict[str, Any]) -> tuple[Any, ...]:
    return row["value"], row["numerator"], row["denominator"], row["n"], row["obs_status"]


def interval(row: dict[str, Any]) -> tuple[Any, ...]:
    return row["value"], row["low"], row["high"], row["n"], row["flags"]


# --- survival ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("followed", "q", "expected"),
    [
        ([(1, True), (2, True)], "1/2", 1),  # S = 1/2 exactly after day 1: reached
        ([(1, True), (2, True), (3, True)], "1/2", 2),  # 2/3, then 1/3
        ([(1, True), (1, False), (2, True)], "1/2", 2),  # 2/3: lost on day 1, still at risk on it; then 0
        ([(0, False), (1, True), (2, False), (3, True)], "1/2", 3),  # 2/3, then 0
        ([(1, True), (2, False), (3, False)], "1/2", None),  # 2/3, and nothing more is known
        ([(1, True), (1, True), (5, False), (5, False)], "1/2", 1),  # a tie: 1 - 2/4
        ([(4, True)], "0/1", 4),
        ([(4, False)], "1/2", None),
        ([(1, True), (2, False)], "1/1", None),  # never 0 while somebody was lost
        ([], "1/2", None),
    ],
)
def test_kaplan_and_meier(followed: list[tuple[int, bool]], q: str, expected: int | None) -> None:
    assert kaplan_meier(followed, Fraction(q)) == expected


def closing(**more: Any) -> Survival:
    return Survival(**about("closing", "days"), event="closed", sources=(RecordSource(dataset="t.case"),), **more)


def test_a_survival_keeps_open_cases_until_as_of_and_takes_out_the_lost(reckon: Any) -> None:
    rows = [
        case(closed="2024-01-20"),  # event after 10 days
        case(closed="2024-04-20"),  # after as_of: open, censored after 82 days
        case(closed=None, lost="2024-01-15"),  # lost after 5 days
        case("B", closed="2024-01-31"),  # event after 21 days
        case("B", "2024-02-10"),
    ]
    got = reckon(
        [closing(censored="lost")], {"km": Total(measure="t.closing")}, {"t.case": rows}, as_of=D("2024-04-01")
    )
    # A: at day 10 two are at risk (10 and 82): S = 1/2; P: three at risk at day 10: 2/3; two at day 21: 1/3
    assert brief(got["km", "A", "period", "2024-01", ""]) == (10.0, None, None, 3, "ok")
    assert brief(got["km", "P", "period", "2024-01", ""]) == (21.0, None, None, 4, "ok")
    assert brief(got["km", "B", "period", "2024-02", ""]) == (None, None, None, 1, "undefined")
    assert brief(got["km", "A", "period", "2024-03", ""]) == (None, None, None, 0, "undefined")


def test_a_record_that_starts_after_as_of_is_not_followed_yet(reckon: Any) -> None:
    rows = [case("A", "2024-03-31", closed="2024-03-31"), case("A", "2024-03-30", closed="2024-03-30")]
    got = reckon([closing()], {"km": Total(measure="t.closing")}, {"t.case": rows}, as_of=D("2024-03-30"))
    assert brief(got["km", "A", "period", "2024-03", ""]) == (0.0, None, None, 1, "ok")


def test_a_survival_needs_every_month_up_to_the_last(reckon: Any) -> None:
    covers = {"t.case": {("A", "2024-01"): "upsert", ("A", "2024-02"): "upsert", ("B", "2024-03"): "upsert"}}
    got = reckon([closing()], {"km": Total(measure="t.closing")}, {"t.case": [case()]}, covers=covers)
    assert got["km", "A", "period", "2024-01", ""]["obs_status"] == "no_data", "March is not there"
    assert got["km", "B", "period", "2024-03", ""]["obs_status"] == "undefined"


# --- exposure and average stock ------------------------------------------------------------------------------


def test_exposure_counts_days_of_a_leap_february_and_goes_on_without_an_end(reckon: Any) -> None:
    rows = [
        stay("A", "2024-01-31"),  # 1 day, 29 days, 31 days
        stay("A", "2024-02-10", "2024-02-29", beds=2),  # 19 days: not the day it ends
        stay("A", "2024-02-29", "2024-03-01"),  # 1 day
        stay("A", "2024-02-15", "2024-02-15"),  # none
        {**stay("A", "2024-02-15"), "began": None},
    ]
    kpis = {"days": Total(measure="t.days"), "beds": Total(measure="t.beds")}
    measures = [held(Exposure, "days"), held(Exposure, "beds", value="beds")]
    got = reckon(measures, kpis, {"t.stay": rows})
    days = [got["days", "A", "period", p, ""] for p in ("2024-01", "2024-02", "2024-03", "2024-Q1")]
    assert [brief(r) for r in days] == [(float(n), n, None, n, "ok") for n in (1, 49, 31, 81)]
    assert brief(got["beds", "P", "period", "2024-02", ""]) == (38.0, 38, None, 19, "ok"), "without a value: no days"


def test_an_average_stock_is_the_mean_of_month_ends_all_of_which_must_be_there(reckon: Any) -> None:
    # month-ends of A: 1, 2, 1; of B: 1, 1, 1
    rows = [stay("A", "2023-05-01"), stay("A", "2024-02-29", "2024-03-31"), stay("B", "2024-01-31")]
    deaths = [case("A", "2024-01-05"), case("A", "2024-03-31"), case("B", "2024-02-02")]
    measures = [held(AverageStock), flow("deaths")]
    kpis = {
        "mean": Total(measure="t.held"),
        "rate": {"formula": Ratio(numerator="t.deaths", denominator="t.held", scale=1000)},
        "back": {"formula": Ratio(numerator="t.held", denominator="t.deaths", scale=1)},
    }
    got = reckon(measures, kpis, {"t.stay": rows, "t.case": deaths})
    assert brief(got["mean", "A", "period", "2024-Q1", ""]) == (4 / 3, 4, 3, 4, "ok")
    assert brief(got["mean", "P", "period", "2024-Q1", ""]) == (7 / 3, 7, 3, 7, "ok")
    # 3 deaths x 3 months / 7 month-ends
    assert brief(got["rate", "P", "period", "2024-Q1", ""]) == (9000 / 7, 9, 7, 7, "ok")
    assert brief(got["back", "P", "period", "2024-Q1", ""]) == (7 / 9, 7, 9, 3, "ok")
    assert brief(got["rate", "A", "period", "2024-02", ""]) == (0.0, 0, 2, 2, "ok")
    months = {(u, f"2024-0{m}"): "snapshot" for u in "AB" for m in (1, 2, 3)}
    covers = {"t.stay": {k: v for k, v in months.items() if k != ("B", "2024-02")}, "t.case": months}
    got = reckon(measures, kpis, {"t.stay": rows, "t.case": deaths}, covers=covers)
    quarter = got["rate", "P", "period", "2024-Q1", ""]
    assert brief(quarter) == (6000 / 4, 6, 4, 4, "provisional"), "a missing month-end is no 0: B is left out"
    assert (quarter["covered"], quarter["expected"]) == (3, 6)


def test_two_average_stocks_are_divided_by_their_sums(reckon: Any) -> None:
    rows = [stay("A", "2023-05-01", sex="F"), stay("A", "2024-03-31", sex="M")]
    measures = [held(AverageStock, "women", where="sex = 'F'"), held(AverageStock, "all")]
    got = reckon(measures, {"share": Ratio(numerator="t.women", denominator="t.all")}, {"t.stay": rows})
    assert brief(got["share", "A", "period", "2024-Q1", ""]) == (75.0, 3, 4, 4, "ok")


# --- distinct ------------------------------------------------------------------------------------------------


def test_who_has_no_key_may_be_one_more_and_a_weak_key_is_told(reckon: Any) -> None:
    persons = Distinct(
        **about("persons", "persons"), key="person", weak="urgent", sources=(RecordSource(dataset="t.case"),)
    )
    rows = [
        case(person="x"),
        case(person="x", urgent=False),
        case(person=None, urgent=True),
        case("B", person="x", urgent=True),
        case("A", "2024-02-01", person="y"),
    ]
    kpis = {
        "persons": Total(measure="t.persons"),
        "share": {"formula": Ratio(numerator="t.persons", denominator="t.opened", across_units=True)},
    }
    got = reckon([persons, flow()], kpis, {"t.case": rows})
    assert interval(got["persons", "A", "period", "2024-01", ""]) == (1.0, 1.0, 2.0, 1, ["missing_keys"])
    assert interval(got["persons", "B", "period", "2024-01", ""]) == (1.0, None, None, 1, ["weak_keys"])
    assert interval(got["persons", "P", "period", "2024-Q1", ""]) == (2.0, 2.0, 3.0, 2, ["missing_keys", "weak_keys"])
    assert interval(got["persons", "A", "period", "2024-02", ""]) == (1.0, None, None, 1, [])
    assert interval(got["share", "A", "period", "2024-01", ""]) == (100 / 3, None, None, 3, ["missing_keys"])


def test_a_distinct_stock_is_read_at_the_end(reckon: Any) -> None:
    persons = DistinctStock(**about("persons"), key="person", sources=(StockSource(dataset="t.stay"),))
    rows = [
        stay("A", "2024-01-05", person="x"),
        stay("A", "2024-01-06", person="x"),
        stay("B", "2024-01-06", "2024-03-31", person="x"),
        stay("B", "2024-03-31", person="y"),
    ]
    kpis = {"persons": Total(measure="t.persons"), "per": Ratio(numerator="t.persons", denominator="t.held")}
    got = reckon([persons, held(Stock)], kpis, {"t.stay": rows})
    assert brief(got["persons", "P", "period", "2024-02", ""]) == (1.0, 1, None, 1, "ok")
    quarter = got["persons", "P", "period", "2024-Q1", ""]
    assert (quarter["value"], quarter["expected"]) == (2.0, 2), "two districts at one instant"
    assert brief(got["per", "A", "period", "2024-Q1", ""]) == (50.0, 1, 2, 2, "ok")


def test_ages_in_stock_are_those_of_the_last_month_end_without_the_time_of_rest(reckon: Any) -> None:
    """31 March: 30, 10 and 11 days; resting until 21 March takes 20 of 30 off; resting still, or gone, is no age."""
    source = StockSource(dataset="t.case", start="opened", end="closed")
    ages = StockAge(**about("ages", "days"), idle_from="lost", idle_to="due", sources=(source,))
    days = StockAge(**about("days", "days"), since="lost", q="1/1", sources=(source,))
    rows = [
        case("A", "2024-03-01"),
        case("A", "2024-03-20", lost="2024-04-01"),
        case("A", "2024-03-01", lost="2024-03-01", due="2024-03-21"),
        case("A", "2024-03-01", lost="2024-03-31"),
        case("A", "2023-03-01", closed="2024-03-31"),
        case("A", "2024-04-01"),
    ]
    got = reckon([ages, days], {"ages": Total(measure="t.ages"), "days": Total(measure="t.days")}, {"t.case": rows})
    assert brief(got["ages", "A", "period", "2024-Q1", ""]) == (11.0, None, None, 3, "ok")
    assert brief(got["days", "A", "period", "2024-03", ""]) == (30.0, None, None, 3, "ok")


def test_keys_in_a_reference_table_stand_in_stock_too(reckon: Any) -> None:
    roll = StockSource(dataset="t.roll")
    persons = DistinctStock(**about("persons", "persons"), key="person", sources=(roll,))
    rows = [{"district": "A", "since": D("2023-01-01"), "till": None, "person": p} for p in "xyy"]
    got = reckon([persons], {"persons": Total(measure="t.persons")}, {"t.roll": rows})
    assert brief(got["persons", "A", "period", "2024-01", ""]) == (2.0, 2, None, 2, "ok")


# --- histograms ----------------------------------------------------------------------------------------------

BINS: dict[str, tuple[int, int | None]] = {"LOW": (0, 30), "MID": (31, 60), "TOP": (61, None)}


def median(*sources: Any, q: str = "1/2") -> Quantile:
    value = None if all(isinstance(s, HistogramSource) for s in sources) else "amount"
    return Quantile(**about("median", "days"), value=value, q=q, sources=sources)


def test_a_histogram_gives_the_interval_and_an_open_top_no_upper_end(reckon: Any) -> None:
    form = HistogramSource(dataset="t.form", bins=BINS)
    cells = [cell("LOW", 2), cell("MID", 1), cell("TOP", 1), cell("THEFT", 99)]
    got = reckon([median(form)], {"m": Total(measure="t.median")}, {"t.form": cells})
    # lows 0 0 31 61, highs 30 30 60 open: half-way between the second and the third
    assert interval(got["m", "A", "period", "2024-01", ""]) == (None, 15.5, 45.0, 4, ["interval"])
    assert got["m", "A", "period", "2024-01", ""]["obs_status"] == "ok"
    got = reckon([median(form, q="3/4")], {"m": Total(measure="t.median")}, {"t.form": cells})
    # a quarter of the way from 31 to 61; the upper neighbour is open
    assert interval(got["m", "A", "period", "2024-01", ""]) == (None, 38.5, None, 4, ["interval"])
    got = reckon([median(form, q="2/3")], {"m": Total(measure="t.median")}, {"t.form": cells})
    assert interval(got["m", "A", "period", "2024-01", ""]) == (None, 31.0, 60.0, 4, ["interval"]), "no weight on top"


def test_a_range_may_be_called_anything(reckon: Any) -> None:
    bins: dict[str, tuple[int, int | None]] = {"a day's wait": (0, 1), "') OR ('' = '": (2, 9)}
    asked = median(HistogramSource(dataset="t.form", column="line", bins=bins))
    rows = {"t.form": [cell("LOW", 3, line=name) for name in bins] + [cell("LOW", 100, line="more")]}
    got = reckon([asked], {"median": Total(measure="t.median")}, rows)
    row = got["median", "A", "period", "2024-01", ""]
    assert (row["value"], row["low"], row["high"], row["n"]) == (None, 1.0, 5.0, 6)


def test_two_quantiles_that_share_a_first_source_only_are_not_pooled(reckon: Any) -> None:
    def asked(name: str, where: str) -> Quantile:
        first = RecordSource(dataset="t.case", where="urgent", effective_from=D("2024-02-01"))
        sources = (first, RecordSource(dataset="t.case", where=where))
        return Quantile(**about(name, "days"), value="amount", sources=sources)

    rows = [case(amount=n, sex=sex) for n, sex in ((2, "F"), (4, "F"), (20, "M"), (22, "M"))]
    kpis = {"women": Total(measure="t.women"), "men": Total(measure="t.men")}
    got = reckon([asked("women", "sex = 'F'"), asked("men", "sex = 'M'")], kpis, {"t.case": rows})
    assert brief(got["women", "A", "period", "2024-01", ""]) == (3.0, None, None, 2, "ok")
    assert brief(got["men", "A", "period", "2024-01", ""]) == (21.0, None, None, 2, "ok")


def test_records_and_ranges_are_pooled_and_exact_ones_give_a_number(reckon: Any) -> None:
    form = HistogramSource(dataset="t.form", bins=BINS)
    tables = {"t.case": [case(amount=5), case(amount=9)], "t.form": [cell("LOW", 1, district="B")]}
    months = {(u, "2024-01"): "snapshot" for u in "AB"}
    covers = {"t.case": {("A", "2024-01"): "snapshot"}, "t.form": months}
    got = reckon(
        [median(RecordSource(dataset="t.case"), form)], {"m": Total(measure="t.median")}, tables, covers=covers
    )
    assert interval(got["m", "A", "period", "2024-01", ""]) == (7.0, None, None, 2, [])
    assert interval(got["m", "P", "period", "2024-01", ""]) == (None, 5.0, 9.0, 3, ["interval"])
    narrow = median(HistogramSource(dataset="t.form", bins={"LOW": (7, 7), "MID": (8, 9)}))
    got = reckon([narrow], {"m": Total(measure="t.median")}, {"t.form": [cell("LOW", 3), cell("MID", 1)]})
    assert interval(got["m", "A", "period", "2024-01", ""]) == (7.0, None, None, 4, []), "both ends are 7"
    for value, status, word in (
        (0, "REPORTED", "undefined"),
        (-1, "REPORTED", "no_data"),
        (None, "NOT_AVAILABLE", "no_data"),
    ):
        got = reckon([narrow], {"m": Total(measure="t.median")}, {"t.form": [cell("LOW", value, status=status)]})
        assert got["m", "A", "period", "2024-01", ""]["obs_status"] == word, value


# --- cohorts -------------------------------------------------------------------------------------------------


def cohort(**more: Any) -> Cohort:
    return Cohort(**about("done"), success="closed IS NOT NULL", sources=(RecordSource(dataset="t.case"),), **more)


@pytest.mark.parametrize(
    ("window", "ripe"),
    [
        ({"days": 30}, "2024-03-30"),  # from 29 February
        ({"days": 30, "wait": 10}, "2024-04-09"),
        ({"months": 1}, "2024-03-29"),
        ({"months": 12}, "2025-02-28"),  # 2025 has no 29th
        ({"months": 12, "wait": 1}, "2025-03-01"),
        ({"until": "due"}, "2024-03-05"),  # the latest of its members, not of those without
        ({"until": "due", "wait": 2}, "2024-03-07"),
    ],
)
def test_a_cohort_is_mature_on_the_day_its_window_ends(reckon: Any, window: dict[str, Any], ripe: str) -> None:
    rows = [
        case("A", "2024-02-01", due="2024-03-05", closed="2024-03-01"),
        case("A", "2024-02-29", due="2024-02-29"),
        case("A", "2024-02-29"),
    ]
    members = 2 if "until" in window else 3
    for as_of, status in ((D(ripe), "ok"), (date.fromordinal(D(ripe).toordinal() - 1), "immature")):
        kpis = {"share": CohortShare(measure="t.done")}
        got = reckon([cohort(**window)], kpis, {"t.case": rows}, last_month="2024-02", as_of=as_of)
        row = got["share", "A", "period", "2024-02", ""]
        assert row["obs_status"] == status
        if status == "ok":
            assert brief(row) == (100 / members, 1, members, members, "ok")


def test_a_cohort_that_ends_before_its_month_is_ripe_at_the_months_end(reckon: Any) -> None:
    rows = [case("A", "2024-02-01", due="2024-01-05")]
    for as_of, status in (("2024-02-28", "immature"), ("2024-02-29", "ok")):
        kpis = {"share": CohortShare(measure="t.done")}
        got = reckon([cohort(until="due")], kpis, {"t.case": rows}, last_month="2024-02", as_of=D(as_of))
        assert got["share", "A", "period", "2024-02", ""]["obs_status"] == status


# --- surveys -------------------------------------------------------------------------------------------------


def test_an_area_has_the_newest_published_row_of_its_own(reckon: Any) -> None:
    def told(place: str, held: str, score: str, **more: Any) -> dict[str, Any]:
        return {"place": place, "held": D(held), "score": Decimal(score), **more}

    rows = [
        told("P", "2024-01-31", "41.5"),
        told("P", "2024-03-01", "44.25", least=Decimal("40"), most=Decimal("48.5"), answered=900),
        told("A", "2024-02-02", "7", answered=3),
    ]
    source = SurveySource(dataset="t.survey", value="score", low="least", high="most", n="answered")
    trust = Survey(**about("trust", "percent"), sources=(source,))
    got = reckon([trust], {"trust": {"formula": Total(measure="t.trust"), "min_base": 5}}, {"t.survey": rows})
    quarter = got["trust", "P", "period", "2024-Q1", ""]
    assert (quarter["value"], quarter["low"], quarter["high"], quarter["n"]) == (44.25, 40.0, 48.5, 900)
    assert (quarter["obs_status"], quarter["covered"], quarter["expected"]) == ("ok", 1, 1)
    assert (quarter["numerator"], quarter["denominator"]) == (None, None)
    assert got["trust", "A", "period", "2024-Q1", ""]["obs_status"] == "small_base"
    assert got["trust", "B", "period", "2024-Q1", ""]["obs_status"] == "not_applicable", "P's is not B's"
    assert got["trust", "P", "period", "2024-02", ""]["obs_status"] == "not_applicable", "no round in February"
    plain = Survey(**about("trust"), sources=(SurveySource(dataset="t.survey", value="score"),))
    got = reckon([plain], {"trust": Total(measure="t.trust")}, {"t.survey": rows})
    assert got["trust", "P", "year_to_date", "2024-02", ""]["value"] == 41.5
    assert got["trust", "P", "year_to_date", "2024-02", ""]["n"] == 1


# --- index, linkage, rolling twelve --------------------------------------------------------------------------


def test_an_index_from_1122_to_900_falls_by_19_79_percent(reckon: Any) -> None:
    base = (
        Baseline(area="P", value=1122, period="2019", source="printed"),
        Baseline(area="P", value=450, period="2019", source="printed", disaggregation="sex=F"),
    )
    spells = [stay("A" if n % 2 else "B", "2023-05-01", sex="F" if n < 450 else "M") for n in range(900)]
    kpi = {"formula": Index(measure="t.held", baselines=base), "disaggregations": (("sex",),)}
    got = reckon([held(Stock)], {"index": kpi}, {"t.stay": spells}, last_month="2024-01")
    row = got["index", "P", "period", "2024-01", ""]
    assert brief(row) == (-22200 / 1122, -222, 1122, 900, "ok")
    assert round(row["value"], 2) == -19.79
    assert got["index", "P", "period", "2024-01", "sex=F"]["value"] == 0.0
    assert brief(got["index", "P", "period", "2024-01", "sex=M"]) == (None, None, None, 450, "undefined")
    assert brief(got["index", "A", "period", "2024-01", ""]) == (None, None, None, 450, "undefined")


def test_an_index_of_nothing_is_minus_100(reckon: Any) -> None:
    base = (Baseline(area="A", value=7, period="2019", source="printed"),)
    kpi = {"formula": Index(measure="t.held", baselines=base)}
    got = reckon([held(Stock)], {"index": kpi}, {"t.stay": []})
    assert brief(got["index", "A", "period", "2024-01", ""]) == (-100.0, -7, 7, 0, "ok")


def test_a_linkage_is_shown_beside_its_kpi(reckon: Any) -> None:
    linked = Ratio(numerator="t.linked", denominator="t.opened", scale=100)
    kpis = {
        "linked": {"formula": linked, "disaggregations": (("sex",),)},
        "kpi": {
            "formula": Total(measure="t.opened"),
            "linkage": "t.linked",
            "disaggregations": (("sex",), ("urgent",)),
        },
    }
    rows = [case(person="x", sex="F", urgent=True), case(sex="F", urgent=True), case(person="y", sex="M", urgent=True)]
    got = reckon([flow(), flow("linked", where="person IS NOT NULL")], kpis, {"t.case": rows})
    january = {k[4]: r["linkage"] for k, r in got.items() if k[:4] == ("kpi", "A", "period", "2024-01")}
    assert january == {"": 2 / 3, "sex=F": 0.5, "sex=M": 1.0, "urgent=false": 2 / 3, "urgent=true": 2 / 3}
    assert got["kpi", "A", "period", "2024-02", ""]["linkage"] is None, "0 of 0"
    assert got["linked", "A", "period", "2024-01", ""]["linkage"] is None


def test_twelve_months_need_their_minimum(reckon: Any) -> None:
    fields = {"windows": (Window.ROLLING_12,), "frequencies": (Frequency.MONTH, Frequency.QUARTER)}
    kpis = {
        "twelve": {"formula": Total(measure="t.opened"), **fields},
        "eleven": {"formula": Total(measure="t.opened"), **fields, "min_months": 11},
        "stock": {"formula": Total(measure="t.held"), **fields},
    }
    months = [("A", f"2023-{m:02d}") for m in range(1, 13)] + [("A", "2024-01")]
    covers = {"t.case": dict.fromkeys(months, "snapshot"), "t.stay": {("A", "2023-11"): "snapshot"}}
    rows = [case("A", f"{m}-15") for _, m in months]
    tables = {"t.case": rows, "t.stay": [stay("A", "2020-01-01")]}
    measures = [flow(), held(Stock)]
    span = {"first_month": "2023-01", "last_month": "2024-01"}
    got = reckon(measures, kpis, tables, covers=covers, **span)
    for month, twelve, eleven in (
        ("2023-10", "no_data", "no_data"),
        ("2023-11", "no_data", "ok"),
        ("2023-12", "ok", "ok"),
        ("2024-01", "ok", "ok"),
    ):
        assert got["twelve", "A", "rolling_12", month, ""]["obs_status"] == twelve, month
        assert got["eleven", "A", "rolling_12", month, ""]["obs_status"] == eleven, month
    november = got["twelve", "A", "rolling_12", "2023-11", ""]
    assert brief(november) == (None, None, None, None, "no_data")
    assert (november["covered"], november["expected"], november["flags"]) == (11, 11, ["part_period"])
    assert brief(got["eleven", "A", "rolling_12", "2023-11", ""]) == (11.0, 11, None, 11, "ok")
    assert got["twelve", "A", "rolling_12", "2024-01", ""]["value"] == 12, "January 2023 is out again"
    assert got["stock", "A", "rolling_12", "2023-11", ""]["value"] == 1, "a stock needs its last month only"
    assert got["stock", "A", "rolling_12", "2023-12", ""]["obs_status"] == "no_data"


# --- definitions that change, totals, views ------------------------------------------------------------------


def test_a_definition_serves_its_months_and_the_series_breaks_where_it_changes(reckon: Any) -> None:
    sources = (
        FlowSource(dataset="t.case", effective_to=D("2024-02-01")),
        FlowSource(dataset="t.case", where="urgent", effective_from=D("2024-02-01"), effective_to=D("2024-03-01")),
    )
    measure = Flow(**about("told"), sources=sources)
    rows = [case("A", f"2024-0{m}-05", urgent=u) for m in (1, 2, 3) for u in (True, False)]
    got = reckon([measure], {"told": Total(measure="t.told")}, {"t.case": rows})
    assert [got["told", "A", "period", f"2024-0{m}", ""]["value"] for m in (1, 2, 3)] == [2.0, 1.0, None]
    assert got["told", "A", "period", "2024-03", ""]["obs_status"] == "not_applicable", "nothing is asked for"
    assert brief(got["told", "P", "period", "2024-Q1", ""]) == (3.0, 3, None, 3, "ok")
    flags = {k[3]: r["flags"] for k, r in got.items() if k[:3] == ("told", "A", "period")}
    assert flags["2024-01"] == flags["2024-03"] == [], "it begins and ends there, and does not break"
    assert flags["2024-02"] == flags["2024-Q1"] == ["series_break"]
    assert got["told", "A", "year_to_date", "2024-02", ""]["flags"] == ["part_period", "series_break"]
    stock = Stock(**about("held"), sources=(StockSource(dataset="t.stay", effective_from=D("2024-02-01")),))
    got = reckon([stock], {"held": Total(measure="t.held")}, {"t.stay": []})
    assert got["held", "A", "period", "2024-Q1", ""]["flags"] == [], "read in March only"
    assert got["held", "A", "period", "2024-01", ""]["obs_status"] == "not_applicable"


def test_a_forms_totals_and_its_items_never_meet(reckon: Any) -> None:
    cells = [
        cell("TOTAL", 10),
        cell("THEFT", 4),
        cell("FRAUD", 5),
        cell("TOTAL", 7, "2024-02"),
        cell("THEFT", None, "2024-02", "NOT_AVAILABLE"),
    ]
    for total in ("item = 'TOTAL'", "whole"):
        told = flow("told", "t.form", total=total)
        kpi = {"formula": Total(measure="t.told"), "disaggregations": (("item",),)}
        got = reckon([told], {"told": kpi}, {"t.form": cells})
        january = {k[4]: r["value"] for k, r in got.items() if k[:4] == ("told", "A", "period", "2024-01")}
        assert (january[""], january["item=THEFT"], january["item=FRAUD"], january["item=TOTAL"]) == (10, 4, 5, 0)
        assert got["told", "A", "period", "2024-02", ""]["value"] == 7, "what the items lack does not matter"
        assert got["told", "A", "period", "2024-02", "item=THEFT"]["obs_status"] == "no_data"


def test_a_formula_with_the_days_of_the_period_needs_whole_units(reckon: Any) -> None:
    covers = {"t.case": {("A", "2024-01"): "snapshot", ("B", "2024-01"): "snapshot", ("B", "2024-02"): "snapshot"}}
    formula = DerivedFormula(numerator="t.opened", denominator="period_days", scale=1)
    rows = {"t.case": [case("A"), case("B")]}
    got = reckon([flow()], {"daily": formula}, rows, covers=covers, last_month="2024-02")
    assert brief(got["daily", "P", "period", "2024-Q1", ""]) == (1 / 60, 1, 60, 0, "provisional")


def test_a_formula_that_is_nothing_in_30_days_is_something_in_31(reckon: Any) -> None:
    formula = DerivedFormula(numerator="t.opened", denominator="period_days - 30", scale=1)
    got = reckon([flow()], {"odd": formula}, {"t.case": []})
    assert brief(got["odd", "A", "period", "2024-01", ""]) == (0.0, 0, 1, 0, "ok")


def test_a_view_has_its_datasets_columns_and_coverage_and_its_own(reckon: Any) -> None:
    limits = Formula(name="late", type=ColumnType.BOOL, expression="days(opened, closed) > 10")
    view = View(
        id="t.docket",
        of="t.case",
        links=(Link(name="stay", dataset="t.case", on={"person": "id"}),),
        derived=(limits, Lookup(name="other", link="stay", column="sex")),
    )
    rows = [case(closed="2024-01-21"), case(closed="2024-01-20"), case(id="k", sex="F"), case(person="k", sex="M")]
    kpis = {
        "late": {"formula": Total(measure="t.late")},
        "other": {"formula": Total(measure="t.women")},
    }
    measures = [flow("late", "t.docket", where="late"), flow("women", "t.docket", where="other = 'F'")]
    got = reckon(measures, kpis, {"t.case": rows}, views=(view,))
    assert got["late", "A", "period", "2024-01", ""]["value"] == 1
    assert got["other", "A", "period", "2024-01", ""]["value"] == 1
    got = reckon(measures, kpis, {"t.case": rows}, views=(view,), covers={"t.case": {("A", "2024-01"): "snapshot"}})
    assert got["late", "A", "period", "2024-01", ""]["obs_status"] == "ok"
    assert got["late", "A", "period", "2024-02", ""]["obs_status"] == "no_data"


def test_who_was_there_at_any_time(reckon: Any) -> None:
    """To the day before `until`: gone on 1 March is not of March, one day of January is of January."""
    source = RecordSource(dataset="t.stay", date="began")
    persons = Distinct(**about("persons", "persons"), key="person", until="ended", sources=(source,))
    rows = [
        stay("A", "2023-12-05", "2024-03-01", person="x"),
        stay("A", "2024-01-31", "2024-02-01", person="y"),
        stay("A", "2024-02-10", person="z"),
        stay("A", "2024-03-05", "2024-03-05", person="never there"),
        stay("A", "2024-03-10", "2024-03-12", person="x"),
    ]
    got = reckon([persons], {"persons": Total(measure="t.persons")}, {"t.stay": rows})
    months = [got["persons", "A", "period", f"2024-0{m}", ""]["value"] for m in (1, 2, 3)]
    assert months == [2.0, 2.0, 2.0]
    assert got["persons", "A", "period", "2024-Q1", ""]["value"] == 3.0
