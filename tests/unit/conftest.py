"""Puts a case to the oracle and to the engine, so that neither can be wrong alone."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

import pytest

from rolkpi.model import (
    Area,
    Code,
    Codelist,
    Column,
    ColumnType,
    Dataset,
    Direction,
    Formula,
    Kpi,
    Parent,
    Plugin,
)
from rolkpi.testing.reference import evaluate
from rolkpi.workspace.memory import compute

Tables = Mapping[str, Sequence[Mapping[str, Any]]]


def _codelist(name: str, codes: str) -> Codelist:
    return Codelist(id=f"t.{name}", codes=tuple(Code(code=c, label=c) for c in codes.split()))


CODELISTS = (
    _codelist("sex", "F M"),
    _codelist("item", "TOTAL THEFT FRAUD LOW MID TOP"),
    _codelist("cell", "REPORTED ESTIMATED NOT_AVAILABLE NOT_APPLICABLE"),
)


def _columns(text: str) -> tuple[Column, ...]:
    """``name:type`` words; a code column's list is named ``name:code:list``."""
    words = (word.split(":") for word in text.split())
    return tuple(Column(name=w[0], type=ColumnType(w[1]), codelist=f"t.{w[2]}" if len(w) > 2 else None) for w in words)


def _dataset(name: str, kind: Any, columns: str, **more: Any) -> Dataset:
    return Dataset(id=f"t.{name}", kind=kind, columns=_columns(columns), **{"area": "district", **more})


DATASETS = (
    _dataset(
        "case",
        "events",
        "id:key district:area opened:date closed:date lost:date due:date "
        "sex:code:sex urgent:bool amount:int person:key",
        key=("id",),
        date="opened",
    ),
    _dataset(
        "stay",
        "spells",
        "id:key district:area began:date ended:date sex:code:sex person:key beds:int",
        key=("id",),
        start="began",
        end="ended",
    ),
    _dataset(
        "form",
        "returns",
        "id:key district:area month:month line:text item:code:item value:int cell_status:code:cell",
        date="month",
        derived=(Formula(name="whole", type=ColumnType.BOOL, expression="item = 'TOTAL'"),),
    ),
    _dataset(
        "roll",
        "reference",
        "id:key district:area since:date till:date person:key",
        key=("id",),
        start="since",
        end="till",
    ),
    _dataset(
        "survey",
        "events",
        "id:key place:area held:date score:decimal least:decimal most:decimal answered:int",
        key=("place", "held"),
        area="place",
        date="held",
    ),
)
AREAS = (
    Area(code="A", name="A", level="district"),
    Area(code="B", name="B", level="district"),
    Area(code="P", name="P", level="province"),
)
IN_P = (Parent(area="A", parent="P"), Parent(area="B", parent="P"))


class Reckon:
    """The rows of KPIs over measures: ``(kpi, area, window, period, disaggregation) -> row``."""

    def __init__(self, engine: bool) -> None:
        self._engine = engine

    def __call__(
        self, measures: Iterable[Any], kpis: Mapping[str, Any], tables: Tables, **more: Any
    ) -> dict[tuple[str, ...], dict[str, Any]]:
        """``kpis``: name -> formula, or the fields of a KPI."""
        fields = {n: k if isinstance(k, dict) else {"formula": k} for n, k in kpis.items()}
        plugin = Plugin(
            name="t",
            title="t",
            codelists=CODELISTS,
            datasets=DATASETS,
            views=more.pop("views", ()),
            measures=tuple(measures),
            kpis=tuple(self._kpi(n, **f) for n, f in fields.items()),
        )
        given = {"first_month": "2024-01", "last_month": "2024-03", "areas": AREAS, "parents": IN_P} | more
        numbered = {d: [{"id": f"#{n}", **row} for n, row in enumerate(rows)] for d, rows in tables.items()}
        areas = given.pop("areas")
        if self._engine:
            done = compute([plugin], numbered, areas, **given)
            assert done.quarantined.num_rows == 0, done.quarantined.to_pylist()
            rows = done.measurements().to_pylist()
        else:
            rows = evaluate([plugin], numbered, areas, **given)
        found = {(r["kpi"][2:], r["area"], r["window"], r["period"], r["disaggregation"]): r for r in rows}
        assert len(found) == len(rows), "every key once"
        return found

    def _kpi(self, name: str, **fields: Any) -> Kpi:
        about = {"title": name, "description": name, "unit": "u", "owner": "o", "source": "s"}
        return Kpi(id=f"t.{name}", code=f"T-{name}", direction=Direction.CONTEXT, **about, **fields)


@pytest.fixture(params=[False, True], ids=["oracle", "engine"])
def reckon(request: pytest.FixtureRequest) -> Reckon:
    return Reckon(request.param)


@pytest.fixture
def day() -> Any:
    return date.fromisoformat
