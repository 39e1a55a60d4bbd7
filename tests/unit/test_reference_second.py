"""KPIs over KPIs, counted by hand."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from rolkpi.model import (
    Area,
    Expected,
    Flow,
    FlowSource,
    Parent,
    Ratio,
    Score,
    ScorePart,
    Stock,
    StockSource,
    Total,
    UnitShare,
)

D = date.fromisoformat
DISTRICTS = "ABCD"
AREAS = (*(Area(code=a, name=a, level="district") for a in DISTRICTS), Area(code="P", name="P", level="province"))
IN_P = tuple(Parent(area=a, parent="P") for a in DISTRICTS)
MEASURES = (
    Flow(id="t.opened", title="o", unit="cases", sources=(FlowSource(dataset="t.case"),)),
    Flow(id="t.closed", title="c", unit="cases", sources=(FlowSource(dataset="t.case", where="urgent"),)),
    Stock(id="t.held", title="h", unit="persons", sources=(StockSource(dataset="t.stay"),)),
)


def cases(district: str, urgent: int, other: int) -> list[dict[str, Any]]:
    return [{"district": district, "opened": D("2024-01-10"), "urgent": n < urgent} for n in range(urgent + other)]


def stays(district: str, count: int) -> list[dict[str, Any]]:
    return [{"district": district, "began": D("2023-01-01"), "ended": None} for _ in range(count)]


def brief(row: dict[str, Any]) -> tuple[Any, ...]:
    return (
        row["value"],
        row["numerator"],
        row["denominator"],
        row["n"],
        row["obs_status"],
        row["covered"],
        row["expected"],
    )


def run(reckon: Any, kpis: dict[str, Any], tables: dict[str, Any], **more: Any) -> dict[str, tuple[Any, ...]]:
    given = {"areas": AREAS, "parents": IN_P, "last_month": "2024-01"} | more
    base = {"share": {"formula": Ratio(numerator="t.closed", denominator="t.opened"), "min_base": 2}}
    base["held"] = {"formula": Total(measure="t.held")}
    got = reckon(MEASURES, base | kpis, tables, **given)
    return {f"{k[0]} {k[1]}": brief(r) for k, r in got.items() if k[2:] == ("period", "2024-01", "")}


# A 50 %, B 100 %, C one case only (small base), D nothing (undefined)
TABLES = {
    "t.case": [*cases("A", 2, 2), *cases("B", 3, 0), *cases("C", 1, 0)],
    "t.stay": [*stays("A", 300), *stays("B", 100), *stays("D", 7)],
}


@pytest.mark.parametrize(
    ("test", "threshold", "passing"), [(">=", 50, 2), (">", 50, 1), ("<", 50, 0), ("<=", 50, 1), ("<=", 100, 2)]
)
def test_units_are_judged_by_themselves_at_the_very_threshold(
    reckon: Any, test: str, threshold: int, passing: int
) -> None:
    formula = UnitShare(kpi="t.share", level="district", test=test, threshold=threshold)
    got = run(reckon, {"units": formula}, TABLES)
    assert got["units P"] == (50.0 * passing, passing, 2, 2, "provisional", 2, 4)


def test_units_are_weighed_by_what_another_kpi_says_of_them(reckon: Any) -> None:
    formula = UnitShare(kpi="t.share", level="district", test=">", threshold=50, weight="t.held")
    got = run(reckon, {"units": formula}, TABLES)
    assert got["units P"] == (25.0, 100, 400, 2, "provisional", 2, 4)
    assert got["units A"] == (0.0, 0, 300, 1, "ok", 1, 1)
    assert got["units C"] == (None, None, None, None, "no_data", 0, 1)
    nobody = run(reckon, {"units": formula}, TABLES | {"t.stay": []})
    assert nobody["units P"] == (None, 0, 0, 2, "undefined", 2, 4)
    few = run(reckon, {"units": {"formula": formula, "min_base": 3}}, TABLES)
    assert few["units P"][4] == "small_base"


def test_units_that_are_not_there_at_the_end_are_not_asked(reckon: Any) -> None:
    areas = (AREAS[0], Area(code="B", name="B", level="district", valid_to=D("2024-01-31")), *AREAS[2:])
    covers = {"t.case": {(a, "2024-01"): "snapshot" for a in DISTRICTS}}
    formula = UnitShare(kpi="t.share", level="district", test=">", threshold=0)
    got = run(reckon, {"units": formula}, {"t.case": TABLES["t.case"]}, areas=areas, covers=covers)
    assert got["units P"] == (100.0, 1, 1, 1, "provisional", 1, 3)


def score(least: str = "1/1", **more: Any) -> Score:
    parts = (
        ScorePart(kpi="t.share", weight=3, worst=0, best=100),
        ScorePart(kpi="t.held", weight=1, worst=200, best=100),
    )
    return Score(parts=parts, min_coverage=least, **more)


def test_a_score_weighs_its_parts_between_their_worst_and_best(reckon: Any) -> None:
    got = run(reckon, {"score": score(), "half": score("1/4"), "most": score("1/2")}, TABLES)
    # A: 0.5 x 3, 300 held is beyond the worst; B: 1 x 3 and 1 x 1, beyond neither
    assert got["score A"] == (37.5, None, None, 2, "ok", 2, 2)
    assert got["score B"] == (100.0, None, None, 2, "ok", 2, 2)
    # D has no share: a quarter of the weights is left, 7 held are better than the best
    assert got["score D"] == (None, None, None, None, "no_data", 1, 2)
    assert got["half D"] == (100.0, None, None, 1, "provisional", 1, 2)
    assert got["most D"][4] == "no_data"


def test_a_part_that_does_not_apply_is_on_neither_side(reckon: Any) -> None:
    none = [Expected(dataset="t.stay", area="A", status="not_applicable")]
    got = run(reckon, {"score": score()}, TABLES, expected=none)
    assert got["score A"] == (50.0, None, None, 1, "ok", 1, 1)
    neither = [*none, Expected(dataset="t.case", area="A", status="not_applicable")]
    got = run(reckon, {"score": score()}, TABLES, expected=neither)
    assert got["score A"] == (None, None, None, None, "not_applicable", 0, 0)


def test_a_score_of_scores_and_of_what_may_still_change(reckon: Any) -> None:
    top = Score(parts=(ScorePart(kpi="t.score", worst=0, best=50),))
    got = run(reckon, {"score": score(), "top": top}, TABLES, revision_months=1)
    assert got["score A"][4] == "provisional"
    assert got["top A"] == (75.0, None, None, 1, "provisional", 1, 1)
