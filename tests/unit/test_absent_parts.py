"""A plugin that is not loaded stops no run: what is made of its KPIs is said to be unavailable."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from tests.unit.conftest import AREAS, CODELISTS, DATASETS, IN_P

from rolkpi.model import Direction, Flow, FlowSource, Kpi, Plugin, Score, ScorePart, Total, UnitShare
from rolkpi.workspace.memory import compute

FLOW = Flow(id="t.opened", title="o", unit="cases", sources=(FlowSource(dataset="t.case"),))


def kpi(name: str, formula: Any, **more: Any) -> Kpi:
    about = {"title": name, "description": name, "unit": "u", "owner": "o", "source": "s"}
    return Kpi(id=f"t.{name}", code=f"T-{name}", direction=Direction.CONTEXT, formula=formula, **about, **more)


@pytest.mark.parametrize(
    "left_out",
    [
        kpi("x", Score(parts=(ScorePart(kpi="gone.k", worst=0, best=1),))),
        kpi("x", UnitShare(kpi="gone.k", level="district", test="<", threshold=1)),
        kpi("x", Total(measure="t.opened"), linkage="gone.k"),
    ],
    ids=["score", "unit_share", "linkage"],
)
def test_what_names_a_kpi_that_is_nowhere_is_unavailable_and_the_rest_is_computed(left_out: Kpi) -> None:
    plugin = Plugin(
        name="t",
        title="t",
        needs=("gone",),
        codelists=CODELISTS,
        datasets=DATASETS,
        measures=(FLOW,),
        kpis=(kpi("opened", Total(measure="t.opened")), left_out),
    )
    rows = {"t.case": [{"id": "1", "district": "A", "opened": date(2024, 1, 3)}]}
    done = compute([plugin], rows, AREAS, parents=IN_P)
    assert set(done.measurements("t.x")["obs_status"].to_pylist()) == {"unavailable"}
    assert done.measurements("t.opened", areas="A", frequency="month")["value"].to_pylist()[0] == 1.0
