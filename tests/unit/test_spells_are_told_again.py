"""Every snapshot tells the same spells again: what would count them twice is refused when the catalog is built."""

from __future__ import annotations

import pytest

from rolkpi.catalog import build
from rolkpi.errors import DefinitionError
from rolkpi.model import Aggregate, Column, ColumnType, Dataset, Link, Plugin

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
