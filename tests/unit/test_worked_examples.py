"""Where the areas of a worked example lie."""

from __future__ import annotations

import pytest

from rolkpi.catalog import build
from rolkpi.model import Column, Dataset, Expect, Flow, FlowSource, Kpi, Plugin, Total, WorkedExample
from rolkpi.testing.examples import BadExampleError, by_engine, by_oracle, failures_of, scene


def _dataset(name: str, level: str) -> Dataset:
    return Dataset(
        id=f"t.{name}",
        kind="events",
        columns=(
            Column(name="no", type="key", required=True),
            Column(name="place", type="area", required=True),
            Column(name="day", type="date", required=True),
        ),
        key=("no",),
        area="place",
        date="day",
        reported_by=(level,),
    )


ROW = {"no": "1", "day": "2024-03-10"}
EXAMPLE = WorkedExample(
    title="One in the prison, which is one in its district",
    tables={"t.stay": ({**ROW, "place": "P"},), "t.warrant": ({**ROW, "place": "D"}, {**ROW, "no": "2", "place": "E"})},
    period="2024-03",
    within={"P": "D"},
    expect=(Expect(value=1), Expect(area="P", value=1), Expect(area="D", value=1), Expect(area="E", value=None)),
)
KPI = Kpi(
    id="t.stays",
    code="T-01",
    title="Stays",
    description="Stays of the period.",
    unit="stays",
    direction="context",
    formula=Total(measure="t.stays"),
    levels=("prison", "district", "province"),
    owner="Test",
    source="Test",
    examples=(EXAMPLE,),
)
PLUGIN = Plugin(
    name="t",
    title="T",
    datasets=(_dataset("stay", "prison"), _dataset("warrant", "district")),
    measures=(Flow(id="t.stays", title="Stays", unit="stays", sources=(FlowSource(dataset="t.stay"),)),),
    kpis=(KPI,),
)


def test_an_area_lies_in_the_one_it_is_said_to_lie_in() -> None:
    catalog = build([PLUGIN])
    set_ = scene(catalog, KPI, EXAMPLE)
    assert list(failures_of(set_, by_oracle(set_, [PLUGIN]))) == []
    assert list(failures_of(set_, by_engine(set_, catalog))) == []


def test_without_it_all_lie_in_the_root() -> None:
    catalog = build([PLUGIN])
    flat = scene(catalog, KPI, EXAMPLE.model_copy(update={"within": {}}))
    (told,) = failures_of(flat, by_oracle(flat, [PLUGIN]))
    assert told == "area D: value is None, the example says 1.0"


@pytest.mark.parametrize("within", [{"P": "Nowhere"}, {"Nobody": "D"}])
def test_an_area_that_no_row_names_lies_nowhere(within: dict[str, str]) -> None:
    with pytest.raises(BadExampleError, match="no row names it") as told:
        scene(build([PLUGIN]), KPI, EXAMPLE.model_copy(update={"within": within}))
    assert told.value.field == "within"
