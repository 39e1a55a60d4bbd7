"""Laws that hold whatever the data: how figures add up over places and months, and what must not move them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rolkpi.model import (
    Area,
    Cohort,
    CohortShare,
    Crosswalk,
    DerivedFormula,
    Direction,
    Distinct,
    Flow,
    FlowSource,
    Kpi,
    Measure,
    Parent,
    Plugin,
    Ratio,
    RecordSource,
    Score,
    ScorePart,
    Stock,
    StockSource,
    Total,
    Window,
)
from rolkpi.model.kpi import KpiFormula
from rolkpi.model.period import month_end, parse_month
from rolkpi.testing.strategies import Scenario, around, scenarios
from rolkpi.testing.strategy_datasets import Shelf, codelists
from rolkpi.testing.strategy_definitions import Theme
from rolkpi.testing.strategy_expressions import booleans
from rolkpi.testing.strategy_places import worlds
from rolkpi.workspace.memory import compute

Rows = list[dict[str, Any]]
Key = tuple[Any, ...]
FIGURES = ("value", "low", "high", "numerator", "denominator", "n", "obs_status", "covered", "expected")
KEY = ("kpi", "area", "frequency", "window", "period", "disaggregation")
YEARS = (Window.PERIOD, Window.YEAR_TO_DATE)
"""Windows without a minimum of months, below which a part has no figure to add up."""
STEADY = Theme(steady=True, max_months=8, max_kpis=1, windows=YEARS)
DIVISIONS = {"V0": ("D0", "D1"), "V1": ("D2",)}


def keyed(rows: Iterable[dict[str, Any]]) -> dict[Key, dict[str, Any]]:
    return {tuple(row[k] for k in KEY): row for row in rows}


def cells(rows: Rows) -> dict[Key, dict[str, dict[str, Any]]]:
    """(KPI, frequency, window, period, disaggregation) -> area -> row."""
    found: dict[Key, dict[str, dict[str, Any]]] = defaultdict(dict)
    for row in rows:
        found[tuple(row[k] for k in KEY if k != "area")][row["area"]] = row
    return found


def added(by_area: dict[str, dict[str, Any]], areas: Iterable[str], column: str) -> int:
    """A column over areas; where there is no figure there is nothing to add."""
    return sum(by_area[a][column] or 0 for a in areas if a in by_area)


def fixed(measures: Iterable[Measure], **formulas: KpiFormula) -> Plugin:
    """A plugin whose KPIs are given, over the datasets of the strategies."""
    shelf, made = Shelf(), tuple(measures)
    about: dict[str, Any] = {"title": "k", "description": "k", "unit": "number", "owner": "nobody", "source": "laws"}
    kpis = (
        Kpi(id=f"t.{name}", code=f"T-{name}", direction=Direction.CONTEXT, formula=formula, **about)
        for name, formula in formulas.items()
    )
    return Plugin(
        name="t",
        title="laws",
        codelists=codelists(),
        datasets=shelf.needed(s.dataset for m in made for s in m.sources),
        measures=made,
        kpis=tuple(kpis),
    )


def data_for(plugin: Plugin, theme: Theme = STEADY) -> st.SearchStrategy[Scenario]:
    return worlds(theme).flatmap(lambda world: around(world, plugin))


def flow(name: str, dataset: str = "t.case", **more: Any) -> Flow:
    return Flow(id=f"t.{name}", title=name, unit="cases", sources=(FlowSource(dataset=dataset, **more),))


def pending(name: str = "pending", **more: Any) -> Stock:
    source = StockSource(dataset="t.case", start="opened", end="closed", **more)
    return Stock(id=f"t.{name}", title=name, unit="cases", sources=(source,))


SUMS = ("flow", "exposure", "stock", "average_stock")


@given(scenarios(replace(STEADY, kinds=("ratio",), rules=SUMS)))
def test_a_ratio_of_a_province_pools_its_divisions_and_its_districts(scenario: Scenario) -> None:
    for key, by_area in cells(scenario.measured()).items():
        completeness = () if "_U" in key[-1] else ("covered", "expected")
        for column in ("numerator", "denominator", "n", *completeness):
            for parts in (DIVISIONS, ("D0", "D1", "D2")):
                if "P0" in by_area and level(parts) in levels_of(scenario):
                    assert added(by_area, ["P0"], column) == added(by_area, parts, column), column


def level(areas: Iterable[str]) -> str:
    return "division" if "V0" in areas else "district"


def levels_of(scenario: Scenario) -> tuple[str, ...]:
    (kpi,) = scenario.plugin.kpis
    return kpi.levels


@given(scenarios(replace(STEADY, kinds=("total",), rules=("flow", "exposure"))))
def test_a_flow_adds_up_over_any_partition_of_districts_and_months(scenario: Scenario) -> None:
    rows = [r for r in scenario.measured() if r["window"] == "period"]
    months: dict[Key, int] = defaultdict(int)
    yearly = {d.id for d in scenario.plugin.datasets if d.id == "t.yearly"}
    for (_, frequency, *_, code), by_area in cells(rows).items():
        for division, districts in DIVISIONS.items():
            if division in by_area and "D0" in by_area:
                assert added(by_area, [division], "numerator") == added(by_area, districts, "numerator")
        if frequency == "month":
            for area, row in by_area.items():
                months[area, code] += row["numerator"] or 0
    for frequency in ("quarter", "fiscal_year", *(() if yearly else ("year",))):
        longer: dict[Key, int] = defaultdict(int)
        for row in rows:
            if row["frequency"] == frequency:
                longer[row["area"], row["disaggregation"]] += row["numerator"] or 0
        if longer and any(r["frequency"] == "month" for r in rows):
            assert longer | dict.fromkeys(months.keys() - longer.keys(), 0) == months | dict.fromkeys(
                longer.keys() - months.keys(), 0
            )


@given(scenarios(replace(STEADY, kinds=("total",), rules=("distinct", "distinct_stock"))))
def test_a_distinct_count_lies_between_its_largest_part_and_the_sum_of_its_parts(scenario: Scenario) -> None:
    rows = [r for r in scenario.measured() if r["window"] == "period"]
    for by_area in cells(rows).values():
        for whole, parts in {**DIVISIONS, "P0": ("D0", "D1", "D2")}.items():
            if whole in by_area and "D0" in by_area:
                values = [by_area[p]["numerator"] or 0 for p in parts if p in by_area]
                assert max(values, default=0) <= (by_area[whole]["numerator"] or 0) <= sum(values)
                at_most = [by_area[p]["high"] or by_area[p]["numerator"] or 0 for p in parts if p in by_area]
                assert (by_area[whole]["high"] or by_area[whole]["numerator"] or 0) <= sum(at_most)
    if any(m.rule == "distinct_stock" for m in scenario.plugin.measures):
        return
    months: dict[Key, list[int]] = defaultdict(list)
    for row in rows:
        if row["frequency"] == "month":
            months[row["area"], row["disaggregation"]].append(row["numerator"] or 0)
    years = [r for r in rows if r["frequency"] == "fiscal_year"]
    if months and len({r["period"] for r in years}) == 1:
        for row in years:
            values = months[row["area"], row["disaggregation"]]
            assert max(values, default=0) <= (row["numerator"] or 0) <= sum(values)


@given(scenarios(replace(STEADY, kinds=("total", "ratio"), rules=("stock", "stock_age", "distinct_stock"))))
def test_a_stock_over_a_quarter_is_that_of_its_last_month(scenario: Scenario) -> None:
    rows = keyed(scenario.measured())
    last = parse_month(scenario.last_month)
    for (kpi, area, frequency, _, _, code), quarter in rows.items():
        if frequency != "quarter":
            continue
        until = min(parse_month(str(quarter["period_end"])), last)
        label = f"{until // 12}-{until % 12 + 1:02d}"
        month = rows[kpi, area, "month", "period", label, code]
        for column in FIGURES:
            assert quarter[column] == month[column], column


CLOSED = flow("closed", where="closed IS NOT NULL", date="closed")


@given(
    data_for(
        fixed(
            (pending(), CLOSED),
            time=DerivedFormula(numerator="t.pending * period_days", denominator="t.closed"),
            turnover=DerivedFormula(numerator="t.closed", denominator="t.pending"),
        ),
        Theme(max_months=8),
    )
)
def test_disposition_time_times_turnover_is_the_days_looked_at(scenario: Scenario) -> None:
    by_kpi: dict[Key, dict[str, dict[str, Any]]] = defaultdict(dict)
    for key, row in keyed(scenario.measured()).items():
        by_kpi[key[1:]][row["kpi"]] = row
    periods = {
        (str(p.frequency), str(p.window), p.label): p.days
        for f in ("month", "quarter", "year", "fiscal_year")
        for w in ("period", "year_to_date")
        for p in scenario.periods(f, w)
    }
    for (_, *period, _), pair in by_kpi.items():
        time, turnover = pair["t.time"], pair["t.turnover"]
        if time["value"] and turnover["value"]:
            days = Fraction(time["numerator"], time["denominator"]) * Fraction(
                turnover["numerator"], turnover["denominator"]
            )
            assert days == periods[tuple(period)]


@given(
    scenarios(
        replace(STEADY, max_kpis=3, kinds=("total", "ratio", "rate", "derived", "index"), rules=(*SUMS, "quantile"))
    )
)
def test_a_district_that_sends_no_form_changes_no_other_district(scenario: Scenario) -> None:
    forms = {"t.form", "t.yearly"}
    tables = {
        name: [r for r in rows if name not in forms or r["district"] != "D0"] for name, rows in scenario.tables.items()
    }
    covers = scenario.covers and {
        name: {at: mode for at, mode in months.items() if name not in forms or at[0] != "D0"}
        for name, months in scenario.covers.items()
    }

    def others(s: Scenario) -> dict[Key, dict[str, Any]]:
        return {k: r for k, r in keyed(s.measured()).items() if r["level"] == "district" and r["area"] != "D0"}

    assert others(scenario) == others(scenario.with_(tables=tables, covers=covers))


@given(
    data_for(
        fixed(
            (flow("some", "t.form", where="line = 'some'"), flow("all", "t.form", where="line = 'all'")),
            share=Ratio(numerator="t.some", denominator="t.all"),
        )
    ).map(lambda scenario: scenario.with_(expected=())),
    st.data(),
)
def test_a_cell_that_is_not_available_never_changes_a_denominator_silently(
    scenario: Scenario, data: st.DataObject
) -> None:
    form = scenario.tables["t.form"]
    if not form:
        return
    lost = data.draw(st.sampled_from(range(len(form))))
    hole = {"value": None, "cell_status": "NOT_AVAILABLE"}
    changed = [{**cell, **hole} if n == lost else cell for n, cell in enumerate(form)]
    before = keyed(scenario.measured())
    after = keyed(scenario.with_(tables={**scenario.tables, "t.form": changed}).measured())
    assert before.keys() == after.keys()
    for key, was in before.items():
        now = after[key]
        assert now["covered"] <= was["covered"]
        if (now["numerator"], now["denominator"]) != (was["numerator"], was["denominator"]):
            assert now["covered"] < now["expected"]
            assert now["obs_status"] not in ("ok", "not_applicable")


@given(scenarios(Theme(max_months=8, kinds=("cohort_share",))), st.integers(0, 120), st.integers(0, 120))
def test_a_cohort_has_no_value_before_it_is_mature_and_then_always_the_same(
    scenario: Scenario, early: int, later: int
) -> None:
    end = month_end(parse_month(scenario.last_month))
    first, second = (
        keyed(scenario.with_(as_of=end + timedelta(days=days)).measured()) for days in sorted((early - 60, later - 60))
    )
    assert first.keys() <= second.keys(), "a row of an unknown code may come with maturity, none may go"
    for key, row in first.items():
        if row["obs_status"] == "immature":
            assert row["value"] is None and row["numerator"] is None and row["denominator"] is None
        else:
            assert all(row[c] == second[key][c] for c in FIGURES)


@given(
    data_for(
        fixed(
            (
                Cohort(
                    id="t.cohort",
                    title="closed in 30 days",
                    unit="cases",
                    days=30,
                    success="within(opened, closed, '30 days')",
                    sources=(RecordSource(dataset="t.case"),),
                ),
            ),
            share=CohortShare(measure="t.cohort"),
        )
    ),
    st.integers(0, 90),
)
def test_a_cohort_is_mature_when_its_days_have_passed_and_not_before(scenario: Scenario, days: int) -> None:
    last = parse_month(scenario.last_month)
    as_of = month_end(last) + timedelta(days=days - 30)
    for row in scenario.with_(as_of=as_of).measured():
        if row["frequency"] == "month" and row["window"] == "period" and row["covered"]:
            ripe = row["period_end"] + timedelta(days=30) <= as_of
            assert (row["obs_status"] == "immature") == (not ripe)


@given(scenarios(Theme(max_months=6)), st.randoms(use_true_random=False))
def test_the_order_of_rows_is_nothing(scenario: Scenario, random: Any) -> None:
    def shuffled(rows: Rows) -> Rows:
        return random.sample(rows, len(rows))  # type: ignore[no-any-return]

    mixed = scenario.with_(
        tables={name: shuffled(rows) for name, rows in scenario.tables.items()},
        areas=tuple(shuffled(list(scenario.areas))),  # type: ignore[arg-type]
        parents=tuple(shuffled(list(scenario.parents))),  # type: ignore[arg-type]
    )
    assert scenario.measured() == mixed.measured()


@given(scenarios(Theme(max_months=6)))
def test_the_number_of_threads_is_nothing(scenario: Scenario) -> None:
    one, two, four = (
        compute(
            [scenario.plugin], scenario.tables, scenario.areas, **scenario.keywords(), threads=threads
        ).measurements()
        for threads in (1, 2, 4)
    )
    assert one.equals(two, check_metadata=True) and one.equals(four, check_metadata=True)


def _of(where: str, rule: Callable[..., Measure]) -> Plugin:
    """Rows counted without a condition, with one, with its opposite, and where it is unknown."""
    texts = {"every": "TRUE", "yes": where, "no": f"NOT ({where})", "unknown": f"({where}) IS NULL"}
    measures = {name: rule(name, where=text) for name, text in texts.items()}
    return fixed(measures.values(), **{f"k_{name}": Total(measure=m.id) for name, m in measures.items()})


CONDITIONS = booleans(Shelf().pool("t.case"))


@pytest.mark.parametrize("rule", [flow, pending])
def test_no_condition_beats_true_and_its_three_answers_add_up(rule: Callable[..., Measure]) -> None:
    @given(CONDITIONS.flatmap(lambda where: data_for(_of(where, rule))))
    def holds(scenario: Scenario) -> None:
        by_name: dict[Key, dict[str, int]] = defaultdict(dict)
        for key, row in keyed(scenario.measured()).items():
            by_name[key[1:]][row["kpi"]] = row["numerator"] or 0
        for counts in by_name.values():
            assert counts["t.k_yes"] <= counts["t.k_every"]
            assert counts["t.k_yes"] + counts["t.k_no"] + counts["t.k_unknown"] == counts["t.k_every"]

    holds()


@given(
    data_for(fixed((flow("opened"), pending()), opened=Total(measure="t.opened"), pending=Total(measure="t.pending")))
)
def test_two_halves_of_a_table_add_up(scenario: Scenario) -> None:
    rows = scenario.tables["t.case"]
    halves = [keyed(scenario.with_(tables={"t.case": half}).measured()) for half in (rows[::2], rows[1::2])]
    for key, row in keyed(scenario.measured()).items():
        assert (row["numerator"] or 0) == sum(half[key]["numerator"] or 0 for half in halves)


# --- what is stricter is never more ------------------------------------------------------------------------------


def _cohorts(success: str, stricter: str) -> Plugin:
    texts = {"loose": success, "strict": f"({success}) AND ({stricter})"}
    measures = {
        name: Cohort(
            id=f"t.{name}",
            title=name,
            unit="cases",
            days=30,
            success=text,
            sources=(RecordSource(dataset="t.case"),),
        )
        for name, text in texts.items()
    }
    return fixed(measures.values(), **{f"k_{name}": CohortShare(measure=m.id) for name, m in measures.items()})


@given(st.tuples(CONDITIONS, CONDITIONS).flatmap(lambda pair: data_for(_cohorts(*pair))))
def test_a_stricter_success_is_never_more_frequent(scenario: Scenario) -> None:
    by_name: dict[Key, dict[str, dict[str, Any]]] = defaultdict(dict)
    for key, row in keyed(scenario.measured()).items():
        by_name[key[1:]][row["kpi"]] = row
    for pair in by_name.values():
        loose, strict = pair["t.k_loose"], pair["t.k_strict"]
        assert strict["n"] == loose["n"] and strict["obs_status"] == loose["obs_status"]
        assert (strict["numerator"] or 0) <= (loose["numerator"] or 0)


def _net(excluded: str) -> Plugin:
    gross, net = pending("gross"), pending("net", where=f"({excluded}) IS NOT TRUE")
    return fixed((gross, net), gross=Total(measure="t.gross"), net=Total(measure="t.net"))


@given(CONDITIONS.flatmap(lambda excluded: data_for(_net(excluded))))
def test_what_is_left_after_exclusions_is_never_more_than_all(scenario: Scenario) -> None:
    by_name: dict[Key, dict[str, int]] = defaultdict(dict)
    for key, row in keyed(scenario.measured()).items():
        by_name[key[1:]][row["kpi"]] = row["numerator"] or 0
    assert all(counts["t.net"] <= counts["t.gross"] for counts in by_name.values())


# --- what is known later, and what is known twice ----------------------------------------------------------------

OF_THE_MONTH = ("flow", "distinct", "quantile")
"""Measures of a month that rest on that month's delivery alone; but who is counted until a day came at any time before,
so that a month rests on all before it too."""


def _late(scenario: Scenario, month: int) -> Scenario:
    """The same without what D0 delivered for a month."""
    everything = {
        d.id: {(a.code, m): "snapshot" for a in scenario.areas for m in _horizon(scenario)}
        for d in scenario.plugin.datasets
        if d.kind != "reference"
    }
    covers = scenario.covers or everything
    missing = {d: {at: mode for at, mode in cells.items() if at != ("D0", month)} for d, cells in covers.items()}
    return scenario.with_(covers=missing)


def _horizon(scenario: Scenario) -> range:
    return range(parse_month(scenario.first_month), parse_month(scenario.last_month) + 1)


@given(scenarios(replace(STEADY, kinds=("total", "ratio", "derived"), rules=OF_THE_MONTH)), st.data())
def test_a_late_delivery_changes_only_what_looks_at_its_month(scenario: Scenario, data: st.DataObject) -> None:
    month = data.draw(st.sampled_from(_horizon(scenario)))
    looks_back = any(isinstance(m, Distinct) and m.until is not None for m in scenario.plugin.measures)
    looked_at = {
        (str(p.frequency), str(p.window), p.label): (looks_back or p.since <= month) and month <= p.until
        for f in ("month", "quarter", "year", "fiscal_year")
        for w in Window
        for p in scenario.periods(f, w)
    }
    complete = scenario if scenario.covers else _late(scenario, -1)
    before, after = keyed(_late(scenario, month).measured()), keyed(complete.measured())
    for key in before.keys() | after.keys():
        if not looked_at[key[2:5]] or key[1] in ("D1", "D2", "V1"):
            assert before.get(key) == after.get(key)


@given(scenarios(Theme(max_months=6)))
def test_the_same_computed_twice_is_the_same_table(scenario: Scenario) -> None:
    one, two = (
        compute([scenario.plugin], scenario.tables, scenario.areas, **scenario.keywords()).measurements()
        for _ in range(2)
    )
    assert one.equals(two, check_metadata=True)


# --- places ------------------------------------------------------------------------------------------------------


@given(
    scenarios(replace(STEADY, max_kpis=2, kinds=("total", "ratio", "rate", "cohort_share", "derived", "index"))),
    st.data(),
)
def test_a_split_of_a_district_changes_nothing_above_it(scenario: Scenario, data: st.DataObject) -> None:
    """Whatever day's map is asked for: as it was, its division and its province have the figures they had."""
    months = _horizon(scenario)
    days = st.sampled_from(months).flatmap(lambda m: st.sampled_from((1, 10, 28)).map(lambda d: _day(m, d)))
    day = data.draw(days)
    weight = data.draw(st.sampled_from((Decimal("0.437743"), Decimal("0.5"), Decimal("0.000001"))))
    split = scenario.with_(
        areas=(*scenario.areas, Area(code="D7", name="D7", level="district", valid_from=day)),
        parents=(*scenario.parents, Parent(area="D7", parent="V0")),
        crosswalk=(
            Crosswalk(from_area="D0", to_area="D0", valid_from=day, weight=weight),
            Crosswalk(from_area="D0", to_area="D7", valid_from=day, weight=1 - weight),
        ),
    )
    as_it_was = keyed(split.measured())
    restated = keyed(split.with_(geography=data.draw(days)).measured())
    for key, row in as_it_was.items():
        if key[1] in ("V0", "V1", "P0", "D1", "D2"):
            assert restated[key] == row


def _day(month: int, day: int) -> date:
    return date(month // 12, month % 12 + 1, day)


# --- scores ------------------------------------------------------------------------------------------------------

WORDS = {"up": "t.opened", "down": "-t.opened"}


@given(st.integers(-3, 20), st.integers(-3, 20), st.data())
def test_a_mirrored_part_scores_the_same_and_a_turned_one_the_rest(worst: int, best: int, data: st.DataObject) -> None:
    if worst == best:
        return
    sides = {
        "plain": ScorePart(kpi="t.up", worst=worst, best=best),
        "mirrored": ScorePart(kpi="t.down", worst=-worst, best=-best),
        "turned": ScorePart(kpi="t.up", worst=best, best=worst),
    }
    plugin = fixed(
        (flow("opened"),),
        **{name: DerivedFormula(numerator=text, denominator="3") for name, text in WORDS.items()},
        **{name: Score(parts=(part,)) for name, part in sides.items()},
    )
    by_name: dict[Key, dict[str, Any]] = defaultdict(dict)
    for key, row in keyed(data.draw(data_for(plugin)).measured()).items():
        by_name[key[1:]][row["kpi"]] = row["value"]
    for values in by_name.values():
        assert values["t.plain"] == values["t.mirrored"]
        if values["t.plain"] is not None:
            assert 0 <= values["t.plain"] <= 100
            assert values["t.turned"] == pytest.approx(100 - values["t.plain"])
