"""Figures worked out by hand: every rule, and every trap the rules are there for.

Each case is put to the oracle and to the engine, so that neither can be wrong alone.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from fractions import Fraction
from typing import Any

import pytest

from rolkpi.model import (
    Aggregate,
    Area,
    Calendar,
    Code,
    Codelist,
    Cohort,
    CohortShare,
    Column,
    ColumnType,
    Dataset,
    DerivedFormula,
    Direction,
    Distinct,
    Expected,
    Flow,
    FlowSource,
    Formula,
    Frequency,
    Kpi,
    Link,
    Lookup,
    Measure,
    Parent,
    Plugin,
    Population,
    Quantile,
    Rate,
    Ratio,
    RecordSource,
    Stock,
    StockSource,
    Total,
)
from rolkpi.model.kpi import KpiFormula
from rolkpi.testing.reference import evaluate
from rolkpi.testing.reference_expression import NotInterpretedError, columns, parse
from rolkpi.testing.reference_expression import evaluate as interpret
from rolkpi.testing.reference_formulas import quantile
from rolkpi.workspace.memory import compute

Rows = Sequence[Mapping[str, Any]]
D = date.fromisoformat

T, DAY, KEY, INT, BOOL, CODE, AREA = (
    ColumnType.TEXT,
    ColumnType.DATE,
    ColumnType.KEY,
    ColumnType.INT,
    ColumnType.BOOL,
    ColumnType.CODE,
    ColumnType.AREA,
)
OFFENCES = Codelist(id="t.offence", codes=(Code(code="THEFT", label="theft"), Code(code="FRAUD", label="fraud")))
CELLS = Codelist(
    id="t.cell",
    codes=tuple(Code(code=c, label=c) for c in ("REPORTED", "ESTIMATED", "NOT_AVAILABLE", "NOT_APPLICABLE")),
)
CASES = Dataset(
    id="t.case",
    kind="events",
    key=("id",),
    area="district",
    date="opened",
    columns=(
        Column(name="id", type=KEY),
        Column(name="district", type=AREA),
        Column(name="opened", type=DAY),
        Column(name="closed", type=DAY),
        Column(name="offence", type=CODE, codelist="t.offence"),
        Column(name="urgent", type=BOOL),
        Column(name="amount", type=INT),
        Column(name="person", type=KEY),
    ),
    links=(Link(name="limit", dataset="t.limit", on={"offence": "offence"}, valid_at="opened"),),
    derived=(
        Lookup(name="days_allowed", link="limit", column="days"),
        Aggregate(name="hearings", dataset="t.hearing", on={"case_id": "id"}, function="count"),
        Aggregate(name="first_heard", dataset="t.hearing", on={"case_id": "id"}, function="min", column="held"),
        Aggregate(
            name="heard_again", dataset="t.hearing", on={"case_id": "id"}, function="min", column="held", after="opened"
        ),
        Aggregate(
            name="points",
            dataset="t.hearing",
            on={"case_id": "id"},
            function="sum",
            column="points",
            where="points > 1",
        ),
        Aggregate(name="heard", dataset="t.hearing", on={"case_id": "id"}, function="exists", where="points IS NULL"),
        Formula(name="late", type=BOOL, expression="days(opened, closed) > days_allowed"),
    ),
)
HEARINGS = Dataset(
    id="t.hearing",
    kind="events",
    key=("id",),
    area="district",
    date="held",
    columns=(
        Column(name="id", type=KEY),
        Column(name="case_id", type=KEY),
        Column(name="district", type=AREA),
        Column(name="held", type=DAY),
        Column(name="points", type=INT),
    ),
)
LIMITS = Dataset(
    id="t.limit",
    kind="reference",
    key=("offence", "valid_from"),
    start="valid_from",
    end="valid_to",
    columns=(
        Column(name="offence", type=CODE, codelist="t.offence"),
        Column(name="days", type=INT),
        Column(name="valid_from", type=DAY),
        Column(name="valid_to", type=DAY),
    ),
    rows=(
        {"offence": "THEFT", "days": 10, "valid_from": "2020-01-01", "valid_to": "2024-02-01"},
        {"offence": "THEFT", "days": 20, "valid_from": "2024-02-01"},
    ),
)
JAILS = Dataset(
    id="t.jail",
    kind="reference",
    key=("id",),
    area="district",
    start="opened",
    end="shut",
    columns=(
        Column(name="id", type=KEY),
        Column(name="district", type=AREA),
        Column(name="places", type=INT),
        Column(name="opened", type=DAY),
        Column(name="shut", type=DAY),
    ),
)
STAYS = Dataset(
    id="t.stay",
    kind="spells",
    key=("id",),
    area="district",
    start="began",
    end="ended",
    columns=(
        Column(name="id", type=KEY),
        Column(name="district", type=AREA),
        Column(name="began", type=DAY),
        Column(name="ended", type=DAY),
    ),
)
FORM_COLUMNS = (
    Column(name="id", type=KEY),
    Column(name="district", type=AREA),
    Column(name="month", type=ColumnType.MONTH),
    Column(name="line", type=T),
    Column(name="item", type=CODE, codelist="t.offence"),
    Column(name="value", type=INT),
    Column(name="cell_status", type=CODE, codelist="t.cell"),
)
FORM = Dataset(id="t.form", kind="returns", area="district", date="month", columns=FORM_COLUMNS)
YEARLY = Dataset(
    id="t.yearly", kind="returns", area="district", date="month", frequency=Frequency.YEAR, columns=FORM_COLUMNS
)

A, B, P = (
    Area(code="A", name="A", level="district"),
    Area(code="B", name="B", level="district"),
    Area(code="P", name="P", level="province"),
)
IN_P = (Parent(area="A", parent="P"), Parent(area="B", parent="P"))


def flow(name: str = "t.opened", dataset: str = "t.case", **more: Any) -> Flow:
    return Flow(id=name, title=name, unit="cases", sources=(FlowSource(dataset=dataset, **more),))


def stock(name: str = "t.pending", dataset: str = "t.case", **more: Any) -> Stock:
    more = {"start": "opened", "end": "closed"} | more if dataset == "t.case" else more
    return Stock(id=name, title=name, unit="cases", sources=(StockSource(dataset=dataset, **more),))


CLOSED = flow("t.closed", where="closed IS NOT NULL", date="closed")


class Run:
    """Puts a case to the oracle or to the engine."""

    def __init__(self, engine: bool) -> None:
        self._engine = engine

    def __call__(
        self, measures: Measure | Sequence[Measure], formula: KpiFormula, tables: Mapping[str, Rows], **more: Any
    ) -> dict[tuple[str, str, str, str], dict[str, Any]]:
        """(area, window, period, disaggregation) -> row, of one KPI over the measures."""
        fields = {k: more.pop(k) for k in ("disaggregations", "min_base", "levels", "frequencies") if k in more}
        kpi = Kpi(
            id="t.kpi",
            code="T-01",
            title="k",
            description="k",
            unit="u",
            direction=Direction.CONTEXT,
            owner="o",
            source="s",
            formula=formula,
            **fields,
        )
        plugin = Plugin(
            name="t",
            title="t",
            codelists=(OFFENCES, CELLS),
            datasets=(CASES, HEARINGS, LIMITS, JAILS, STAYS, FORM, YEARLY),
            measures=tuple(measures) if isinstance(measures, Sequence) else (measures,),
            kpis=(kpi,),
        )
        given = {"first_month": "2024-01", "last_month": "2024-03", "areas": (A, B, P), "parents": IN_P} | more
        areas = given.pop("areas")
        numbered = {d: [{"id": f"#{n}", **row} for n, row in enumerate(rows)] for d, rows in tables.items()}
        if self._engine:
            done = compute([plugin], numbered, areas, **given)
            assert done.quarantined.num_rows == 0, done.quarantined.to_pylist()
            rows = done.measurements().to_pylist()
        else:
            rows = evaluate([plugin], numbered, areas, **given)
        found = {(r["area"], r["window"], r["period"], r["disaggregation"]): r for r in rows}
        assert len(found) == len(rows), "every key once"
        return found


@pytest.fixture(params=[False, True], ids=["oracle", "engine"])
def run(request: pytest.FixtureRequest) -> Run:
    return Run(request.param)


def brief(row: Mapping[str, Any]) -> tuple[Any, ...]:
    return row["value"], row["numerator"], row["denominator"], row["n"], row["obs_status"]


def case(district: str = "A", opened: str = "2024-01-10", closed: str | None = None, **more: Any) -> dict[str, Any]:
    return {"district": district, "opened": D(opened), "closed": D(closed) if closed else None, **more}


def cell(
    value: int | None, month: str = "2024-01", district: str = "A", status: str | None = "REPORTED", **more: Any
) -> Any:
    return {"district": district, "month": D(f"{month}-01"), "value": value, "cell_status": status, **more}


# --- flows ---------------------------------------------------------------------------------------------------


def test_a_flow_adds_over_months_and_areas_and_is_0_where_covered_and_empty(run: Run) -> None:
    rows = [case("A", "2024-01-31"), case("A", "2024-02-01"), case("B", "2024-02-29")]
    got = run(flow(), Total(measure="t.opened"), {"t.case": rows})
    assert brief(got["A", "period", "2024-01", ""]) == (1.0, 1, None, 1, "ok")
    assert brief(got["A", "period", "2024-03", ""]) == (0.0, 0, None, 0, "ok")
    assert brief(got["P", "period", "2024-Q1", ""]) == (3.0, 3, None, 3, "ok")
    assert (got["P", "period", "2024-Q1", ""]["covered"], got["P", "period", "2024-Q1", ""]["expected"]) == (6, 6)
    assert got["P", "period", "2024", ""]["flags"] == ["part_period"]


def test_a_row_without_a_value_does_not_count(run: Run) -> None:
    rows = [case(amount=5), case(amount=None), case(amount=7)]
    got = run(flow(value="amount"), Total(measure="t.opened"), {"t.case": rows})
    assert brief(got["A", "period", "2024-01", ""]) == (12.0, 12, None, 2, "ok")


def test_a_row_for_which_the_condition_is_null_does_not_count(run: Run) -> None:
    rows = [case(offence="THEFT"), case(offence="FRAUD"), case(offence=None)]
    for where, expected in (("offence <> 'THEFT'", 1), ("NOT offence = 'FRAUD'", 1), ("TRUE", 3)):
        got = run(flow(where=where), Total(measure="t.opened"), {"t.case": rows})
        assert got["A", "period", "2024-01", ""]["value"] == expected, where


def test_year_to_date_starts_with_the_fiscal_year_and_never_before_the_data(run: Run) -> None:
    rows = [case(opened="2023-06-30"), case(opened="2023-07-01"), case(opened="2024-03-31")]
    got = run(flow(), Total(measure="t.opened"), {"t.case": rows}, first_month="2023-06")
    assert got["A", "year_to_date", "2024-03", ""]["value"] == 2
    assert got["A", "year_to_date", "2023-06", ""]["value"] == 1
    assert got["A", "year_to_date", "2023-06", ""]["flags"] == ["part_period"]
    assert got["A", "year_to_date", "2023-07", ""]["flags"] == []
    assert got["A", "period", "FY2023-24", ""]["value"] == 2
    assert not any(key[1] == "year_to_date" and key[2].startswith("FY") for key in got)


def test_a_hole_in_coverage_is_no_data_for_the_month_and_provisional_for_the_quarter(run: Run) -> None:
    covers = {"t.case": {("A", "2024-01"): "snapshot", ("A", 2024 * 12 + 2): "append", ("B", "2024-01"): "snapshot"}}
    got = run(flow(), Total(measure="t.opened"), {"t.case": [case(), case(opened="2024-02-05")]}, covers=covers)
    february = got["A", "period", "2024-02", ""]
    assert brief(february) == (None, None, None, None, "no_data")
    assert (february["covered"], february["expected"]) == (0, 1)
    assert brief(got["A", "period", "2024-Q1", ""]) == (1.0, 1, None, 1, "provisional"), "its row is not used"
    assert (got["P", "period", "2024-Q1", ""]["covered"], got["P", "period", "2024-Q1", ""]["expected"]) == (3, 6)


def test_not_expected_is_not_applicable_and_a_closed_list_is_closed(run: Run) -> None:
    excused = [Expected(dataset="t.case", area="B", status="not_applicable", valid_from=D("2024-03-31"))]
    got = run(flow(), Total(measure="t.opened"), {"t.case": []}, expected=excused)
    assert got["B", "period", "2024-02", ""]["obs_status"] == "ok"
    assert brief(got["B", "period", "2024-03", ""]) == (None, None, None, None, "not_applicable")
    closed = [Expected(dataset="t.case", area="A", valid_to=D("2024-02-29"))]
    got = run(flow(), Total(measure="t.opened"), {"t.case": []}, expected=closed)
    statuses = {(a, m): got[a, "period", f"2024-0{m}", ""]["obs_status"] for a in "AB" for m in (1, 2)}
    assert statuses == {
        ("A", 1): "ok",
        ("A", 2): "not_applicable",
        ("B", 1): "not_applicable",
        ("B", 2): "not_applicable",
    }


def test_an_area_is_listed_while_it_is_in_force_and_a_month_rolls_up_by_its_last_day(run: Run) -> None:
    new = Area(code="N", name="N", level="district", valid_from=D("2024-02-15"))
    gone = Area(code="G", name="G", level="district", valid_to=D("2024-02-15"))
    q = Area(code="Q", name="Q", level="province")
    moves = (
        Parent(area="A", parent="P", valid_to=D("2024-02-29")),
        Parent(area="A", parent="Q", valid_from=D("2024-02-29")),
    )
    rows = [case("A", "2024-01-05"), case("A", "2024-02-05"), case("A", "2024-03-05")]
    got = run(flow(), Total(measure="t.opened"), {"t.case": rows}, areas=(A, new, gone, P, q), parents=moves)
    assert {k[2] for k in got if k[0] == "N" and k[1] == "period"} == {
        "2024-02",
        "2024-03",
        "2024-Q1",
        "2024",
        "FY2023-24",
    }
    assert got["G", "period", "2024-02", ""]["obs_status"] == "not_applicable", "not in force on the last day"
    assert ("G", "period", "2024-03", "") not in got
    assert (got["P", "period", "2024-Q1", ""]["value"], got["Q", "period", "2024-Q1", ""]["value"]) == (1, 2)


def test_a_measure_may_place_rows_by_another_date(run: Run) -> None:
    rows = [case(opened="2023-12-01", closed="2024-02-02"), case(opened="2024-02-02", closed=None)]
    got = run(CLOSED, Total(measure="t.closed"), {"t.case": rows})
    assert [got["A", "period", f"2024-0{m}", ""]["value"] for m in (1, 2, 3)] == [0, 1, 0]


def test_a_table_that_was_not_given_is_no_data_and_an_empty_one_is_0(run: Run) -> None:
    given: list[tuple[dict[str, Rows], str]] = [({}, "no_data"), ({"t.case": []}, "ok")]
    for tables, status in given:
        got = run(flow(), Total(measure="t.opened"), tables)
        assert {row["obs_status"] for row in got.values()} == {status}


# --- ratios --------------------------------------------------------------------------------------------------


def test_a_ratio_pools_before_it_divides_and_is_undefined_on_0(run: Run) -> None:
    rows = [case("A", closed="2024-01-20"), *(case("B", "2024-01-02") for _ in range(3))]
    ratio = Ratio(numerator="t.closed", denominator="t.opened")
    got = run((flow(), CLOSED), ratio, {"t.case": rows}, min_base=4)
    assert brief(got["P", "period", "2024-01", ""]) == (25.0, 1, 4, 4, "ok"), "not 50, the mean of 100 and 0"
    assert brief(got["B", "period", "2024-01", ""]) == (0.0, 0, 3, 3, "small_base")
    assert brief(got["A", "period", "2024-02", ""]) == (None, 0, 0, 0, "undefined")


def test_the_revision_window_makes_the_newest_months_provisional(run: Run) -> None:
    got = run(flow(), Total(measure="t.opened"), {"t.case": []}, revision_months=1)
    assert [got["A", "period", f"2024-0{m}", ""]["obs_status"] for m in (2, 3)] == ["ok", "provisional"]
    assert got["A", "period", "2024-Q1", ""]["obs_status"] == "provisional"


# --- stocks --------------------------------------------------------------------------------------------------


def test_a_stock_counts_what_is_there_at_the_last_instant_of_the_last_month(run: Run) -> None:
    rows = [
        case(opened="2024-01-31", closed=None),
        case(opened="2024-01-05", closed="2024-01-31"),
        case(opened="2024-01-05", closed="2024-02-01"),
        case(opened="2024-02-29", closed="2024-03-31"),
        case(opened="2024-02-10", closed="2024-01-10"),
    ]
    got = run(stock(), Total(measure="t.pending"), {"t.case": rows})
    assert [got["A", "period", f"2024-0{m}", ""]["value"] for m in (1, 2, 3)] == [2, 2, 1]
    quarter = got["P", "period", "2024-Q1", ""]
    assert (quarter["value"], quarter["expected"], quarter["covered"]) == (1, 2, 2), "two districts at one instant"
    assert got["A", "year_to_date", "2024-02", ""]["value"] == 2, "never a sum over months"


def test_an_open_spell_stays_and_a_row_without_a_start_never_counts(run: Run) -> None:
    rows: list[dict[str, Any]] = [
        {"district": "A", "began": D("2019-05-05"), "ended": None},
        {"district": "A", "began": None, "ended": D("2030-01-01")},
        {"district": "A", "began": D("2024-02-02"), "ended": D("2024-02-02")},
    ]
    got = run(stock("t.held", "t.stay"), Total(measure="t.held"), {"t.stay": rows})
    assert [got["A", "period", f"2024-0{m}", ""]["value"] for m in (1, 2, 3)] == [1, 1, 1]


def test_a_stock_of_events_needs_every_month_a_stock_of_spells_those_since_the_snapshot(run: Run) -> None:
    months = {("A", "2024-01"): "append", ("A", "2024-03"): "snapshot"}
    late = run(stock(), Total(measure="t.pending"), {"t.case": [case()]}, covers={"t.case": months})
    assert [late["A", "period", f"2024-0{m}", ""]["obs_status"] for m in (1, 2, 3)] == ["ok", "no_data", "no_data"]
    spell = [{"district": "A", "began": D("2024-01-01"), "ended": None}]
    held = Total(measure="t.held")
    got = run(stock("t.held", "t.stay"), held, {"t.stay": spell}, covers={"t.stay": months})
    assert [got["A", "period", f"2024-0{m}", ""]["obs_status"] for m in (1, 2, 3)] == ["ok", "no_data", "ok"]


def test_a_stock_of_events_starts_with_the_first_month_that_is_expected(run: Run) -> None:
    listed = [Expected(dataset="t.case", area="A", valid_from=D("2024-02-01"))]
    covers = {"t.case": {("A", "2024-02"): "append"}}
    got = run(stock(), Total(measure="t.pending"), {"t.case": [case()]}, covers=covers, expected=listed)
    assert [got["A", "period", f"2024-0{m}", ""]["obs_status"] for m in (1, 2, 3)] == [
        "not_applicable",
        "ok",
        "no_data",
    ]


def test_a_capacity_is_there_where_the_reference_table_has_a_row(run: Run) -> None:
    jails = [
        {"district": "A", "places": 40, "opened": D("2020-01-01"), "shut": D("2024-03-31")},
        {"district": "B", "places": 60, "opened": D("2024-02-29"), "shut": None},
    ]
    spells = [{"district": d, "began": D("2023-01-01"), "ended": None} for d in "AAB"]
    measures = (stock("t.held", "t.stay"), stock("t.places", "t.jail", value="places"))
    got = run(measures, Ratio(numerator="t.held", denominator="t.places"), {"t.jail": jails, "t.stay": spells})
    assert brief(got["P", "period", "2024-01", ""]) == (5.0, 2, 40, 1, "provisional"), "B has no capacity yet"
    assert brief(got["P", "period", "2024-02", ""]) == (3.0, 3, 100, 2, "ok")
    assert got["A", "period", "2024-03", ""]["obs_status"] == "no_data"
    without = [{**jails[0], "places": None}]
    unknown = run(stock("t.places", "t.jail", value="places"), Total(measure="t.places"), {"t.jail": without})
    assert unknown["A", "period", "2024-01", ""]["obs_status"] == "not_applicable", "no 0 places"
    only = run(stock("t.places", "t.jail", value="places"), Total(measure="t.places"), {"t.jail": jails})
    assert only["B", "period", "2024-01", ""]["obs_status"] == "not_applicable"
    assert brief(only["P", "period", "2024-01", ""]) == (40.0, 40, None, 1, "ok")


# --- quantile, distinct, cohort ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("values", "q", "expected"),
    [
        ([1, 2, 3, 4], Fraction(1, 2), 2.5),
        ([1, 2, 4], Fraction(1, 2), 2.0),
        ([10, 20, 30, 40, 50], Fraction(9, 10), 46.0),
        ([1, 2], Fraction(1, 3), 4 / 3),
        ([7], Fraction(9, 10), 7.0),
        ([3, 9], Fraction(1), 9.0),
        ([-5, 5], Fraction(1, 4), -2.5),
        ([], Fraction(1, 2), None),
    ],
)
def test_type_7_with_one_division(values: list[int], q: Fraction, expected: float | None) -> None:
    assert quantile(values, q) == expected


def test_a_median_pools_records_and_is_undefined_without_any(run: Run) -> None:
    median = Quantile(
        id="t.median",
        title="m",
        unit="days",
        value="days(opened, closed)",
        sources=(RecordSource(dataset="t.case", date="closed"),),
    )
    rows = [case("A", closed="2024-01-11"), case("A", closed="2024-01-13"), case("B", "2024-01-01", "2024-01-31")]
    got = run(median, Total(measure="t.median"), {"t.case": [*rows, case("B")]})
    assert brief(got["P", "period", "2024-01", ""]) == (3.0, None, None, 3, "ok"), "not 16, the mean of 2 and 30"
    assert brief(got["B", "period", "2024-02", ""]) == (None, None, None, 0, "undefined")


def test_distinct_counts_a_person_once_per_cell_and_nobody_without_a_key(run: Run) -> None:
    persons = Distinct(
        id="t.persons", title="p", unit="persons", key="person", sources=(RecordSource(dataset="t.case"),)
    )
    rows = [
        case("A", person="x"),
        case("A", "2024-02-01", person="x"),
        case("B", person="x"),
        case("B", person="y"),
        case("B", person=None),
    ]
    got = run(persons, Total(measure="t.persons"), {"t.case": rows})
    assert brief(got["P", "period", "2024-Q1", ""]) == (2.0, 2, None, 2, "ok")
    assert [got[a, "period", "2024-Q1", ""]["value"] for a in "AB"] == [1, 2]


def closed_within(days: int) -> Cohort:
    return Cohort(
        id="t.cohort",
        title="c",
        unit="cases",
        days=days,
        success=f"within(opened, closed, '{days} days')",
        sources=(RecordSource(dataset="t.case"),),
    )


def test_a_cohort_belongs_to_its_start_and_has_no_value_before_it_is_mature(run: Run) -> None:
    rows = [case(closed="2024-02-09"), case(closed="2024-02-10"), case(closed=None), case("B", "2024-03-01")]
    share = CohortShare(measure="t.cohort")
    got = run(closed_within(30), share, {"t.case": rows}, as_of=D("2024-03-01"))
    assert brief(got["A", "period", "2024-01", ""]) == (100 / 3, 1, 3, 3, "ok"), "2024-01-31 + 30 days, leap year"
    assert brief(got["A", "period", "2024-02", ""]) == (None, None, None, None, "immature")
    assert got["A", "period", "2024-Q1", ""]["obs_status"] == "immature"
    day_before = run(closed_within(30), share, {"t.case": rows}, as_of=D("2024-02-29"))
    assert day_before["A", "period", "2024-01", ""]["obs_status"] == "immature"
    later = run(closed_within(30), share, {"t.case": rows}, as_of=D("2025-01-01"))
    assert brief(later["P", "period", "2024-Q1", ""]) == (25.0, 1, 4, 4, "ok")
    assert brief(later["A", "period", "2024-02", ""]) == (None, 0, 0, 0, "undefined")


def test_a_cohort_needs_what_it_looks_up_until_it_is_mature(run: Run) -> None:
    cohort = Cohort(
        id="t.cohort",
        title="c",
        unit="cases",
        days=31,
        success="within(opened, first_heard, '31 days')",
        sources=(RecordSource(dataset="t.case"),),
    )
    covers = {
        "t.case": {("A", f"2024-0{m}"): "snapshot" for m in (1, 2)},
        "t.hearing": {("A", f"2024-0{m}"): "snapshot" for m in (1, 2)},
    }
    share = CohortShare(measure="t.cohort")
    got = run(cohort, share, {"t.case": [case(id="1")]}, covers=covers, as_of=D("2025-01-01"))
    assert got["A", "period", "2024-01", ""]["obs_status"] == "no_data", "2024-01-31 + 31 days is in March"
    del covers["t.hearing"]["A", "2024-01"]
    covers["t.hearing"] |= {("A", "2024-01"): "snapshot", ("A", "2024-03"): "snapshot"}
    got = run(cohort, share, {"t.case": [case(id="1")]}, covers=covers, as_of=D("2025-01-01"))
    assert got["A", "period", "2024-01", ""]["obs_status"] == "no_data", "what became of the case may come in March"
    covers["t.case"]["A", "2024-03"] = "snapshot"
    got = run(cohort, share, {"t.case": [case(id="1")]}, covers=covers, as_of=D("2025-01-01"))
    assert brief(got["A", "period", "2024-01", ""]) == (0.0, 0, 1, 1, "ok")


# --- rates and formulas --------------------------------------------------------------------------------------


def test_a_rate_takes_the_population_once_in_the_middle_and_needs_whole_units(run: Run) -> None:
    people = [
        Population(area="A", on=D("2024-01-16"), population=1000),
        Population(area="A", on=D("2024-02-16"), population=2000),
        Population(area="B", on=D("2017-01-01"), population=500),
    ]
    rows = [case("A"), case("B"), case("A", "2024-03-01")]
    rate = Rate(numerator="t.opened", scale=1000)
    got = run(flow(), rate, {"t.case": rows}, population=people)
    assert brief(got["A", "period", "2024-01", ""]) == (1.0, 1, 1000, 1000, "ok"), "the 16th is the middle of January"
    assert brief(got["A", "period", "2024-Q1", ""]) == (2.0, 2, 1000, 1000, "ok"), "the middle is the 15th of February"
    assert brief(got["P", "period", "2024-Q1", ""]) == (2.0, 3, 1500, 1500, "ok"), "never twice the population"
    covers = {"t.case": {("A", f"2024-0{m}"): "snapshot" for m in (1, 2, 3)} | {("B", "2024-01"): "snapshot"}}
    holes = run(flow(), rate, {"t.case": rows}, population=people, covers=covers)["P", "period", "2024-Q1", ""]
    assert brief(holes) == (2.0, 2, 1000, 1000, "provisional"), "B with a part of its months would mislead"
    assert (holes["covered"], holes["expected"]) == (3, 6)
    yearly = run(flow(), Rate(numerator="t.opened", scale=1000, annualise=True), {"t.case": rows}, population=people)
    assert yearly["A", "period", "2024-Q1", ""]["value"] == 8.0
    nobody = run(flow(), rate, {"t.case": rows}, population=people[2:])
    assert nobody["A", "period", "2024-01", ""]["obs_status"] == "no_data"


def test_people_belong_to_every_area_that_their_unit_contributes_to(run: Run) -> None:
    q = Area(code="Q", name="Q", level="province")
    moves = (
        Parent(area="A", parent="P", valid_to=D("2024-02-01")),
        Parent(area="A", parent="Q", valid_from=D("2024-02-01")),
        Parent(area="B", parent="P"),
    )
    people = [Population(area=a, on=D("2017-01-01"), population=n) for a, n in (("A", 100), ("B", 900))]
    rows = [case("A"), case("A", "2024-03-01"), case("B")]
    got = run(
        flow(), Rate(numerator="t.opened"), {"t.case": rows}, areas=(A, B, P, q), parents=moves, population=people
    )
    quarter = {a: got[a, "period", "2024-Q1", ""] for a in "PQ"}
    assert {a: (r["numerator"], r["denominator"]) for a, r in quarter.items()} == {"P": (2, 933), "Q": (1, 67)}, (
        "A's 100 people are one month of three in P and two in Q"
    )


def test_people_of_a_unit_that_was_excused_in_the_last_month_still_count(run: Run) -> None:
    excused = [Expected(dataset="t.case", area="A", status="not_applicable", valid_from=D("2024-03-31"))]
    people = [Population(area=a, on=D("2017-01-01"), population=100) for a in "AB"]
    rows = {"t.case": [case("A"), case("B")]}
    got = run(flow(), Rate(numerator="t.opened", scale=1000), rows, population=people, expected=excused)
    assert brief(got["P", "period", "2024-Q1", ""]) == (12.0, 2, 167, 167, "ok"), "A's case, two thirds of its people"


@pytest.mark.parametrize(
    ("interpolation", "last", "people"),
    [("latest", 201, [100, 100, 201]), ("linear", 201, [100, 151, 201]), ("linear", 99, [100, 100, 99])],
)
def test_population_between_vintages(run: Run, interpolation: str, last: int, people: list[int]) -> None:
    """The middle of February 2024 is the 15th: 15 of 30 days after the first vintage. Halves go up."""
    vintages = [
        Population(area="A", on=D("2024-01-31"), population=100),
        Population(area="A", on=D("2024-03-01"), population=last),
    ]
    got = run(flow(), Rate(numerator="t.opened"), {"t.case": []}, population=vintages, interpolation=interpolation)
    assert [got["A", "period", f"2024-0{m}", ""]["denominator"] for m in (1, 2, 3)] == people


DISPOSITION = DerivedFormula(numerator="t.pending * period_days", denominator="t.closed")


def test_a_disposition_time_uses_the_real_days_of_a_leap_year(run: Run) -> None:
    rows = [case("A", "2024-01-02", "2024-02-03"), case("A", "2024-01-02", "2024-02-04"), case("A", "2024-01-31")]
    got = run((stock(), CLOSED), DISPOSITION, {"t.case": rows}, last_month="2024-12")
    assert brief(got["A", "period", "2024-02", ""]) == (14.5, 29, 2, 2, "ok")
    assert brief(got["A", "period", "2024", ""]) == (183.0, 366, 2, 2, "ok"), "not 365"
    assert brief(got["A", "period", "2024-01", ""]) == (None, 93, 0, 0, "undefined")
    assert got["A", "period", "2024-Q1", ""]["numerator"] == 91


def test_a_mixed_formula_leaves_out_a_unit_with_a_missing_month(run: Run) -> None:
    rows = [
        case("A", "2024-01-02", "2024-02-03"),
        case("A", "2024-01-02"),
        case("B", "2024-01-02", "2024-01-03"),
        case("B", "2024-01-02"),
    ]
    covers = {"t.case": {("A", f"2024-0{m}"): "snapshot" for m in (1, 2, 3)}}
    covers["t.case"] |= {("B", "2024-01"): "snapshot", ("B", "2024-02"): "snapshot"}
    got = run((stock(), CLOSED), DISPOSITION, {"t.case": rows}, covers=covers)
    quarter = got["P", "period", "2024-Q1", ""]
    assert brief(quarter) == (91.0, 91, 1, 1, "provisional"), "B's closed case would stand without its pending one"
    assert (quarter["covered"], quarter["expected"]) == (3, 6)
    assert got["B", "period", "2024-Q1", ""]["obs_status"] == "no_data"
    assert brief(got["P", "period", "2024-01", ""]) == (93.0, 93, 1, 1, "ok")


def test_a_formula_of_flows_uses_what_is_there(run: Run) -> None:
    formula = DerivedFormula(numerator="2 * (t.closed - t.opened)", denominator="-t.opened", scale=10)
    got = run((flow(), CLOSED), formula, {"t.case": [case(), case(), case(closed="2024-01-10")]})
    assert brief(got["A", "period", "2024-01", ""]) == (40 / 3, -4, -3, 3, "ok")


# --- returns and origins -------------------------------------------------------------------------------------


def test_cells_that_are_missing_are_no_data_and_cells_that_do_not_apply_are_left_out(run: Run) -> None:
    cells = [
        cell(5, "2024-01", item="THEFT"),
        cell(None, "2024-01", item="FRAUD", status="NOT_APPLICABLE"),
        cell(5, "2024-02", item="THEFT"),
        cell(None, "2024-02", item="FRAUD", status="NOT_AVAILABLE"),
        cell(None, "2024-03", status="NOT_APPLICABLE"),
        cell(3, "2024-01", "B", status="ESTIMATED"),
        cell(None, "2024-02", "B", status=None),
    ]
    got = run(flow("t.told", "t.form"), Total(measure="t.told"), {"t.form": cells})
    assert brief(got["A", "period", "2024-01", ""]) == (5.0, 5, None, 5, "ok")
    assert got["A", "period", "2024-02", ""]["obs_status"] == "no_data"
    assert got["A", "period", "2024-03", ""]["obs_status"] == "not_applicable"
    assert got["B", "period", "2024-02", ""]["obs_status"] == "no_data", "a blank is no 0"
    assert got["B", "period", "2024-03", ""]["obs_status"] == "no_data", "covered, but the cell is not there"
    quarter = got["P", "period", "2024-Q1", ""]
    assert brief(quarter) == (8.0, 8, None, 8, "provisional")
    assert (quarter["covered"], quarter["expected"], quarter["flags"]) == (2, 5, ["estimated"])


def test_a_yearly_return_feeds_calendar_years_only_and_once(run: Run) -> None:
    cells = [cell(120, "2023-01"), cell(90, "2024-01")]
    got = run(
        flow("t.told", "t.yearly"),
        Total(measure="t.told"),
        {"t.yearly": cells},
        first_month="2023-01",
        last_month="2024-12",
    )
    assert brief(got["A", "period", "2023", ""]) == (120.0, 120, None, 120, "ok")
    assert (got["A", "period", "2023", ""]["covered"], got["A", "period", "2023", ""]["expected"]) == (12, 12)
    assert got["A", "period", "2024", ""]["value"] == 90
    assert got["P", "period", "2024", ""]["obs_status"] == "provisional", "B sent nothing"
    for window, period in (("period", "2023-01"), ("period", "FY2023-24"), ("year_to_date", "2023-12")):
        assert got["A", window, period, ""]["obs_status"] == "no_data"


def test_a_yearly_return_does_not_serve_a_part_of_a_year(run: Run) -> None:
    told = flow("t.told", "t.yearly")
    for first, last in (("2024-01", "2024-11"), ("2024-02", "2024-12")):
        got = run(
            told, Total(measure="t.told"), {"t.yearly": [cell(90, "2024-01")]}, first_month=first, last_month=last
        )
        assert got["A", "period", "2024", ""]["obs_status"] == "no_data", "neither 0 nor the whole year's 90"


def test_estimated_is_said_of_the_cells_whose_number_is_estimated(run: Run) -> None:
    cells = [cell(5, item="THEFT"), cell(6, item="FRAUD", status="ESTIMATED"), cell(7, "2024-02", item="THEFT")]
    got = run(
        flow("t.told", "t.form", dimensions={"offence": "item"}),
        Total(measure="t.told"),
        {"t.form": cells},
        disaggregations=(("offence",),),
    )
    january = {k[3]: r["flags"] for k, r in got.items() if k[:3] == ("A", "period", "2024-01")}
    assert january == {"": ["estimated"], "offence=FRAUD": ["estimated"], "offence=THEFT": []}
    held = Stock(id="t.held", title="held", unit="cases", sources=(StockSource(dataset="t.form"),))
    formula = DerivedFormula(numerator="t.held * period_days", denominator="t.held")
    quarter = run(held, formula, {"t.form": cells[1:]}, last_month="2024-02")["A", "period", "2024-Q1", ""]
    assert (quarter["numerator"], quarter["flags"]) == (7 * 60, ["part_period"]), "January's stock is not in it"


def test_a_flow_of_spells_counts_every_row_that_began(run: Run) -> None:
    spells = [
        {"district": "A", "began": D("2024-02-15"), "ended": D("2024-01-10")},
        {"district": "A", "began": D("2024-02-15"), "ended": D("2024-02-15")},
        {"district": "A", "began": D("2024-02-15"), "ended": None},
    ]
    got = run(flow("t.entered", "t.stay", date="began"), Total(measure="t.entered"), {"t.stay": spells})
    assert got["A", "period", "2024-02", ""]["value"] == 3


def test_one_origin_serves_a_whole_year(run: Run) -> None:
    """Records of eleven months and a yearly form of all twelve: the form's 12 once, never 11 + 12."""
    sources = (FlowSource(dataset="t.case"), FlowSource(dataset="t.yearly"))
    told = Flow(id="t.told", title="told", unit="cases", sources=sources)
    rows = [case("A", f"2024-{m:02d}-05") for m in range(1, 12)]
    months = [("A", f"2024-{m:02d}") for m in range(1, 13)]
    covers = {"t.case": dict.fromkeys(months[:11], "snapshot"), "t.yearly": dict.fromkeys(months, "snapshot")}
    tables = {"t.case": rows, "t.yearly": [cell(12, "2024-01")]}
    span = {"first_month": "2024-01", "last_month": "2024-12"}
    got = run(told, Total(measure="t.told"), tables, covers=covers, **span)
    assert brief(got["A", "period", "2024", ""]) == (12.0, 12, None, 12, "ok")
    assert got["A", "period", "2024-03", ""]["value"] == 1, "months are served by records"
    covers["t.case"] = dict.fromkeys(months, "snapshot")
    got = run(told, Total(measure="t.told"), tables, covers=covers, **span)
    assert got["A", "period", "2024", ""]["value"] == 11, "records that cover the whole year come first"


def two_sources(name: str, where: str, line: str) -> Flow:
    return Flow(
        id=name,
        title=name,
        unit="cases",
        sources=(
            FlowSource(dataset="t.case", where=where),
            FlowSource(dataset="t.form", where=f"line = '{line}'", dimensions={"offence": "item"}),
        ),
    )


def test_two_origins_never_meet_in_one_ratio(run: Run) -> None:
    measures = (two_sources("t.all", "TRUE", "all"), two_sources("t.urgent", "urgent", "urgent"))
    ratio = Ratio(numerator="t.urgent", denominator="t.all")
    rows = [case("A", urgent=u) for u in (True, True, False, False, None)]
    cells = [
        cell(10, line="all", item="THEFT"),
        cell(9, line="urgent", item="THEFT"),
        cell(10, "2024-02", line="all", item="THEFT"),
        cell(9, "2024-02", line="urgent", item="THEFT"),
        cell(8, "2024-03", line="all", item="THEFT"),
    ]
    covers = {"t.case": {("A", "2024-01"): "snapshot"}, "t.form": {("A", f"2024-0{m}"): "snapshot" for m in (1, 2, 3)}}
    got = run(measures, ratio, {"t.case": rows, "t.form": cells}, covers=covers, disaggregations=(("offence",),))
    assert brief(got["A", "period", "2024-01", ""]) == (40.0, 2, 5, 5, "ok"), "records come first"
    assert brief(got["A", "period", "2024-02", ""]) == (90.0, 9, 10, 10, "ok")
    assert got["A", "period", "2024-03", ""]["obs_status"] == "no_data", "the form lacks the numerator"
    assert brief(got["A", "period", "2024-Q1", ""]) == (1100 / 15, 11, 15, 15, "provisional")
    assert brief(got["A", "period", "2024-02", "offence=THEFT"]) == (90.0, 9, 10, 10, "ok")


def test_a_breakdown_needs_an_origin_that_offers_it(run: Run) -> None:
    measure = Flow(
        id="t.all",
        title="all",
        unit="cases",
        sources=(FlowSource(dataset="t.case"), FlowSource(dataset="t.form")),
    )
    covers = {"t.case": {("A", "2024-01"): "snapshot"}, "t.form": {("A", f"2024-0{m}"): "snapshot" for m in (1, 2)}}
    got = run(
        measure,
        Total(measure="t.all"),
        {"t.case": [case(urgent=True)], "t.form": [cell(7), cell(8, "2024-02")]},
        covers=covers,
        disaggregations=(("urgent",),),
    )
    assert brief(got["A", "period", "2024-Q1", ""]) == (9.0, 9, None, 9, "provisional")
    assert got["A", "period", "2024-01", "urgent=true"]["value"] == 1
    assert got["A", "period", "2024-02", "urgent=true"]["obs_status"] == "no_data", "the form has no such column"
    quarter = got["A", "period", "2024-Q1", "urgent=true"]
    assert (quarter["value"], quarter["covered"], quarter["expected"]) == (1, 1, 3)


# --- breakdowns ----------------------------------------------------------------------------------------------


def test_every_declared_code_has_a_row_and_the_unknown_one_only_where_something_was_counted(run: Run) -> None:
    rows = [case(offence="THEFT", urgent=True), case(offence=None, urgent=True), case("B", offence="FRAUD")]
    got = run(
        flow(), Total(measure="t.opened"), {"t.case": rows}, disaggregations=(("offence",), ("urgent", "offence"))
    )
    january = {k[3]: r["value"] for k, r in got.items() if k[:3] == ("A", "period", "2024-01")}
    assert january == {
        "": 2,
        "offence=FRAUD": 0,
        "offence=THEFT": 1,
        "offence=_U": 1,
        "offence=FRAUD;urgent=false": 0,
        "offence=FRAUD;urgent=true": 0,
        "offence=THEFT;urgent=false": 0,
        "offence=THEFT;urgent=true": 1,
        "offence=_U;urgent=true": 1,
    }
    assert ("B", "period", "2024-01", "offence=FRAUD;urgent=_U") in got
    assert ("A", "period", "2024-02", "offence=_U") not in got


def test_rows_come_in_order(run: Run) -> None:
    plugin_rows = list(run(flow(), Total(measure="t.opened"), {"t.case": []}, disaggregations=(("urgent",),)))
    of_a = [k for k in plugin_rows if k[0] == "A"]
    assert [k[0] for k in plugin_rows] == sorted(k[0] for k in plugin_rows)
    assert of_a[:4] == [
        ("A", "period", "2024-01", ""),
        ("A", "period", "2024-01", "urgent=false"),
        ("A", "period", "2024-01", "urgent=true"),
        ("A", "period", "2024-02", ""),
    ]
    assert list(dict.fromkeys(k[1:3] for k in of_a)) == [
        ("period", "2024-01"),
        ("period", "2024-02"),
        ("period", "2024-03"),
        ("year_to_date", "2024-01"),
        ("year_to_date", "2024-02"),
        ("year_to_date", "2024-03"),
        ("period", "2024-Q1"),
        ("year_to_date", "2024-Q1"),
        ("period", "2024"),
        ("period", "FY2023-24"),
    ]


# --- derived columns -----------------------------------------------------------------------------------------


def counted(run: Run, where: str, cases: Rows, hearings: Rows = ()) -> Any:
    got = run(flow(where=where), Total(measure="t.opened"), {"t.case": cases, "t.hearing": hearings})
    return got["A", "period", "2024-Q1", ""]["value"]


def test_a_limit_is_the_one_in_force_on_the_day(run: Run) -> None:
    old = case(opened="2024-01-31", closed="2024-02-11", offence="THEFT")
    new = case(opened="2024-02-01", closed="2024-02-12", offence="THEFT")
    without = case(opened="2024-02-01", closed="2024-03-31", offence="FRAUD")
    assert counted(run, "days_allowed = 10", [old, new, without]) == 1
    assert counted(run, "late", [old, new, without]) == 1
    assert counted(run, "late IS NULL", [old, new, without]) == 1


def test_aggregates_over_children_and_over_none(run: Run) -> None:
    cases = [case(id="1"), case(id="2"), case(id="3")]
    hearings: list[dict[str, Any]] = [
        {"case_id": "1", "district": "A", "held": D("2024-02-02"), "points": 1},
        {"case_id": "1", "district": "A", "held": D("2024-01-20"), "points": 3},
        {"case_id": "1", "district": "A", "held": None, "points": None},
        {"case_id": None, "district": "A", "held": D("2024-01-20"), "points": 9},
    ]
    for where, expected in {
        "hearings = 3": 1,
        "hearings = 0": 2,
        "first_heard = DATE '2024-01-20'": 1,
        "first_heard IS NULL": 2,
        "points = 3": 1,
        "points IS NULL": 2,
        "heard": 1,
        "NOT heard": 2,
    }.items():
        assert counted(run, where, cases, hearings) == expected, where


def test_the_first_after_a_day_of_ones_own(run: Run) -> None:
    cases = [case(id="1", opened="2024-01-20"), case(id="2", opened="2024-01-20"), case(id="3", opened="2024-01-01")]
    hearings = [
        {"case_id": id_, "district": "A", "held": D(held), "points": 1}
        for id_, held in (("1", "2024-01-20"), ("1", "2024-02-02"), ("1", "2024-02-03"), ("2", "2024-01-19"))
    ]
    assert counted(run, "heard_again = DATE '2024-02-02'", cases, hearings) == 1  # the same day is not after it
    assert counted(run, "heard_again IS NULL", cases, hearings) == 2


def test_a_looked_up_dataset_must_be_covered_but_only_by_what_uses_it(run: Run) -> None:
    covers = {"t.case": {("A", "2024-01"): "snapshot"}, "t.hearing": {}}
    for where, status in (("hearings = 0", "no_data"), ("days_allowed > 1", "ok")):
        got = run(flow(where=where), Total(measure="t.opened"), {"t.case": [case()]}, covers=covers)
        assert got["A", "period", "2024-01", ""]["obs_status"] == status
    broken = run(flow(), Total(measure="t.opened"), {"t.case": [case()]}, covers=covers, disaggregations=(("heard",),))
    assert broken["A", "period", "2024-01", ""]["obs_status"] == "ok"
    assert broken["A", "period", "2024-01", "heard=false"]["obs_status"] == "no_data"


# --- the language --------------------------------------------------------------------------------------------

ROW = {
    "n": None,
    "yes": True,
    "no": False,
    "i": 3,
    "code": "THEFT",
    "d": D("2024-01-31"),
    "t1": datetime(2024, 1, 31, 9, 0),
    "t2": datetime(2024, 2, 1, 9, 58),
}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("n AND no", False),
        ("n AND yes", None),
        ("n OR yes", True),
        ("n OR no", None),
        ("NOT n", None),
        ("n = n", None),
        ("n <> 1", None),
        ("n IS NULL", True),
        ("n IS NOT TRUE", True),
        ("no IS FALSE", True),
        ("yes = TRUE AND i >= 3", True),
        ("code IN ('FRAUD', 'THEFT')", True),
        ("code IN ('THEFT', NULL)", True),
        ("code IN ('FRAUD', NULL)", None),
        ("code NOT IN ('FRAUD', NULL)", None),
        ("n IN (1, 2)", None),
        ("i BETWEEN 3 AND 3", True),
        ("i BETWEEN 4 AND n", False),
        ("i BETWEEN 3 AND n", None),
        ("i NOT BETWEEN 4 AND n", True),
        ("CASE WHEN n THEN 1 WHEN i > 2 THEN 2 ELSE 3 END", 2),
        ("CASE WHEN no THEN 1 END", None),
        ("CASE code WHEN NULL THEN 1 WHEN 'THEFT' THEN 2 END", 2),
        ("CASE n WHEN 1 THEN 1 ELSE 9 END", 9),
        ("COALESCE(n, i, 7)", 3),
        ("LEAST(5, n, i)", 3),
        ("GREATEST(n, n)", None),
        ("-(i - 5) * 2 + 1", 5),
        ("i * n", None),
        ("d < DATE '2024-02-01'", True),
        ("t1 < t2", True),
        ("days(t1, t2)", 1),
        ("days(t2, d)", -1),
        ("days(d, n)", None),
        ("within(t1, t2, '24 hours')", False),
        ("within(t1, t2, '25 hours')", True),
        ("within(t1, t2, '1498 minutes')", True),
        ("within(t1, t2, '1 day')", True),
        ("within(t2, t1, '1 day')", False),
        ("within(d, DATE '2024-02-29', '1 month')", True),
        ("within(d, DATE '2024-03-01', '1 month')", False),
        ("within(n, d, '3 days')", None),
        ("workdays(DATE '2024-02-02', DATE '2024-02-06')", 1),
        ("workdays(DATE '2024-02-06', DATE '2024-02-02')", -1),
        ("workdays(d, d)", 0),
        ("add_months(d, 1)", D("2024-02-29")),
        ("add_months(d, 13)", D("2025-02-28")),
        ("add_months(DATE '2024-02-29', -12)", D("2023-02-28")),
        ("add_months(t1, 1)", datetime(2024, 2, 29, 9, 0)),
        ("add_days(d, 29)", D("2024-02-29")),
        ("add_days(t2, -i)", datetime(2024, 1, 29, 9, 58)),
    ],
)
def test_an_expression_has_the_value_its_definition_gives(text: str, expected: object) -> None:
    calendar = Calendar(holidays=(D("2024-02-05"),))
    assert interpret(parse(text), ROW, calendar) == expected


@pytest.mark.parametrize(
    "text",
    [
        "i / 2",
        "d - t1",
        "lower(code)",
        "code LIKE 'T%'",
        "CAST(i AS TEXT)",
        "x.i = 1",
        "i AND yes",
        "code = 1",
        "d + 1",
    ],
)
def test_what_is_not_in_the_language_is_not_interpreted(text: str) -> None:
    with pytest.raises(NotInterpretedError):
        interpret(parse(text), {**ROW, "x": 1}, Calendar())


def test_columns_of_an_expression() -> None:
    assert columns("CASE WHEN a = 'x' THEN days(b, c) ELSE -d END") == {"a", "b", "c", "d"}


def test_kpis_are_found_by_id_and_by_catalogue_code(run: Run) -> None:
    for name in ("t.kpi", "T-01"):
        got = run(flow(), Total(measure="t.opened"), {"t.case": []}, kpis=[name], levels=("province",))
        assert {k[0] for k in got} == {"P"}


def test_windows_exist_for_what_has_parts(run: Run) -> None:
    got = run(flow(), Total(measure="t.opened"), {"t.case": []}, frequencies=(Frequency.QUARTER,))
    assert {(k[1], k[2]) for k in got} == {(w, "2024-Q1") for w in ("period", "year_to_date")}
