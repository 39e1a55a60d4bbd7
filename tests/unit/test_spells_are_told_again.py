"""Every snapshot tells the same spells again: what would count them twice is refused when the catalog is built."""

from __future__ import annotations

from datetime import date

import pyarrow as pa
import pytest

import rolkpi
from rolkpi.catalog import build
from rolkpi.engine import Engine
from rolkpi.errors import DefinitionError
from rolkpi.model import (
    Aggregate,
    Area,
    Cohort,
    Column,
    ColumnType,
    Dataset,
    Direction,
    Flow,
    FlowSource,
    Geography,
    Kpi,
    Link,
    Mode,
    Plugin,
    RecordSource,
    Total,
)
from rolkpi.model.frame import Frame
from rolkpi.model.period import parse_month
from rolkpi.plan import Use
from rolkpi.sql.facts import ripening
from rolkpi.sql.names import dataset_table, text
from rolkpi.store.tables import Version, arrow_schema, attach, build_tables

STAY = Dataset(
    id="t.stay",
    kind="spells",
    columns=(
        Column(name="person", type=ColumnType.KEY, required=True),
        Column(name="place", type=ColumnType.AREA),
        Column(name="since", type=ColumnType.DATE),
        Column(name="until", type=ColumnType.DATE),
    ),
    key=("person",),
    area="place",
    start="since",
    end="until",
)
CASE = Dataset(
    id="t.case",
    kind="events",
    columns=(
        Column(name="person", type=ColumnType.KEY, required=True),
        Column(name="place", type=ColumnType.AREA),
        Column(name="on_day", type=ColumnType.DATE),
    ),
    key=("person",),
    area="place",
    date="on_day",
)


def codes(**more: object) -> set[str]:
    case = Dataset.model_validate({**CASE.model_dump(), **more})
    with pytest.raises(DefinitionError) as told:
        build([Plugin(name="t", title="t", datasets=(STAY, case))])
    return {p.code for p in told.value.problems}


def test_a_count_over_spells_is_refused_and_a_question_is_not() -> None:
    count = Aggregate(name="stays", dataset="t.stay", on={"person": "person"}, function="count")
    assert codes(derived=(count,)) == {"RK111"}
    asked = count.model_copy(update={"function": "exists"})
    case = CASE.model_copy(update={"derived": (asked,)})
    assert build([Plugin(name="t", title="t", datasets=(STAY, case))]).column("t.case", "stays").type == "bool"


def test_a_link_to_spells_is_refused() -> None:
    assert codes(links=(Link(name="stay", dataset="t.stay", on={"person": "person"}),)) == {"RK111"}


def test_a_cohort_ripens_by_the_windows_its_own_month_knew() -> None:
    until = Cohort(
        id="t.released",
        title="t",
        unit="persons",
        until="until",
        success="until IS NOT NULL",
        sources=(RecordSource(dataset="t.stay", date="since"),),
    )
    catalog = build([Plugin(name="t", title="t", datasets=(STAY,), measures=(until,))])
    january = parse_month("2024-01")
    frame = Frame(Geography((Area(code="A", name="A", level="district"),)), january, january + 1, date(2024, 2, 29))

    def told(seq: int, month: int, until: date) -> Version:
        row = {"person": "x", "place": "A", "since": date(2024, 1, 10), "until": until}
        rows = pa.Table.from_pylist([row], schema=arrow_schema(STAY))
        return Version(seq, Mode.SNAPSHOT, rows, frozenset({("A", month)}))

    versions = {"t.stay": [told(1, january, date(2024, 1, 20)), told(2, january + 1, date(2026, 1, 20))]}
    with Engine() as engine:
        attach(engine)
        build_tables(engine, catalog, frame.calendar, ["A"], frame.months, versions)
        use = Use(0, until, until.sources[0], STAY)
        assert engine.rows(ripening(use, catalog, frame)) == [(0, january, date(2024, 1, 20))]


JANUARY = parse_month("2024-01")


def in_force(
    dataset: Dataset, *told: tuple[int, Mode, list[dict[str, object]], int], query: str
) -> list[tuple[object, ...]]:
    """What stands after each delivery (number, mode, rows, month it speaks for), asked of the dataset's table."""
    versions = [
        Version(
            seq, mode, pa.Table.from_pylist(rows, schema=arrow_schema(dataset)), frozenset({("A", JANUARY + month)})
        )
        for seq, mode, rows, month in told
    ]
    frame = Frame(Geography((Area(code="A", name="A", level="district"),)), JANUARY, JANUARY + 3, date(2024, 5, 31))
    catalog = build([Plugin(name="t", title="t", datasets=(dataset,))])
    with Engine() as engine:
        attach(engine)
        build_tables(engine, catalog, frame.calendar, ["A"], frame.months, {dataset.id: versions})
        return engine.rows(query.format(table=text(dataset_table(dataset.id))))


def stay(person: str, since: date, until: date | None = None) -> dict[str, object]:
    return {"person": person, "place": "A", "since": since, "until": until}


@pytest.mark.parametrize("mode", [Mode.UPSERT, Mode.APPEND])
def test_a_closed_spell_does_not_come_back_to_life(mode: Mode) -> None:
    stood = in_force(
        STAY,
        (1, mode, [stay("x", date(2024, 1, 5)), stay("y", date(2024, 1, 6))], 0),
        (2, mode, [], 1),
        (3, mode, [stay("x", date(2024, 1, 5), date(2024, 3, 10))], 2),
        (4, mode, [stay("z", date(2024, 4, 5))], 3),
        query="SELECT person, until, _since, _until FROM {table} ORDER BY person",
    )
    assert stood == [
        ("x", date(2024, 3, 10), JANUARY, JANUARY + 2),
        ("y", None, JANUARY, JANUARY + 3),
        ("z", None, JANUARY + 3, JANUARY + 3),
    ]


def test_a_later_beginning_takes_the_place_of_the_earlier_one_in_every_month() -> None:
    stood = in_force(
        STAY,
        (1, Mode.UPSERT, [stay("x", date(2024, 1, 5))], 0),
        (2, Mode.UPSERT, [stay("x", date(2024, 3, 5))], 2),
        query="SELECT since, min(_since), max(_until) FROM {table} GROUP BY since",
    )
    assert stood == [(date(2024, 3, 5), JANUARY + 2, JANUARY + 3)]


def test_a_snapshot_that_was_corrected_takes_no_row_from_another_month() -> None:
    def case(person: str, day: date) -> dict[str, object]:
        return {"person": person, "place": "A", "on_day": day}

    january = [case("k", date(2024, 1, 5)), case("l", date(2024, 1, 6))]
    february = [case("k", date(2024, 2, 5)), case("n", date(2024, 2, 6))]
    query = "SELECT person, on_day FROM {table} ORDER BY ALL"
    mistaken = [(1, Mode.SNAPSHOT, january, 0), (2, Mode.SNAPSHOT, february, 1)]
    assert in_force(CASE, *mistaken, query=query) == [
        ("k", date(2024, 2, 5)),
        ("l", date(2024, 1, 6)),
        ("n", date(2024, 2, 6)),
    ]
    assert in_force(CASE, *mistaken, (3, Mode.SNAPSHOT, february[1:], 1), query=query) == [
        ("k", date(2024, 1, 5)),
        ("l", date(2024, 1, 6)),
        ("n", date(2024, 2, 6)),
    ]


@pytest.mark.parametrize(("function", "given"), [("count", 2), ("max", 8), ("sum", 15)])
def test_an_aggregate_may_be_named_like_the_column_it_joins(function: str, given: int) -> None:
    hearing = Dataset(
        id="t.hearing",
        kind="events",
        columns=(
            Column(name="number", type=ColumnType.KEY, required=True),
            Column(name="case_no", type=ColumnType.INT),
            Column(name="place", type=ColumnType.AREA),
            Column(name="held", type=ColumnType.DATE),
            Column(name="n", type=ColumnType.INT),
        ),
        key=("number",),
        area="place",
        date="held",
    )
    made = Aggregate(
        name="case_no",
        dataset="t.hearing",
        on={"case_no": "year"},
        function=function,
        column=None if function == "count" else "n",
    )
    case = CASE.model_copy(
        update={"columns": (*CASE.columns, Column(name="year", type=ColumnType.INT)), "derived": (made,)}
    )
    flow = Flow(id="t.flow", title="t", unit="cases", sources=(FlowSource(dataset="t.case", value="case_no"),))
    about = {"title": "k", "description": "k", "unit": "cases", "owner": "o", "source": "s"}
    kpi = Kpi(id="t.k", code="T-K", direction=Direction.CONTEXT, formula=Total(measure="t.flow"), **about)
    plugin = Plugin(name="t", title="t", datasets=(case, hearing), measures=(flow,), kpis=(kpi,))
    rows = {
        "t.case": [{"person": "k", "place": "A", "on_day": "2024-01-05", "year": 500}],
        "t.hearing": [{"number": str(n), "case_no": 500, "place": "A", "held": "2024-01-03", "n": n} for n in (7, 8)],
    }
    answer = rolkpi.compute([plugin], rows, [Area(code="A", name="A", level="district")], threads=1)
    assert {m["value"] for m in answer.measurements(frequency="month").to_pylist()} == {given}
