"""Every snapshot tells the same spells again: what would count them twice is refused when the catalog is built."""

from __future__ import annotations

from datetime import date

import pyarrow as pa
import pytest

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
    Geography,
    Link,
    Mode,
    Plugin,
    RecordSource,
)
from rolkpi.model.frame import Frame
from rolkpi.model.period import parse_month
from rolkpi.plan import Use
from rolkpi.sql.facts import ripening
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
