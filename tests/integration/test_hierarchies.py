"""One set of districts in several hierarchies: the map of the administration, and the catchments of prisons."""

from __future__ import annotations

from typing import Any

import rolkpi
from rolkpi.model import (
    Area,
    Column,
    ColumnType,
    Dataset,
    Direction,
    Flow,
    FlowSource,
    Frequency,
    Kpi,
    Parent,
    Plugin,
    Population,
    Rate,
    Stock,
    StockSource,
    Total,
    UnitShare,
    Window,
)

AREAS = (
    Area(code="PROV", name="Province", level="province"),
    *(Area(code=d, name=d, level="district") for d in ("D1", "D2", "D3", "D4")),
    *(Area(code=p, name=p, level="facility") for p in ("JAIL", "CAMP")),
)
PARENTS = (
    *(Parent(area=d, parent="PROV") for d in ("D1", "D2", "D3", "D4")),
    # prisons lie in districts: two in one, none in the others
    *(Parent(hierarchy="prison", area=p, parent="D1") for p in ("JAIL", "CAMP")),
    *(Parent(hierarchy="prison", area=d, parent="PROV") for d in ("D1", "D2", "D3", "D4")),
    # and serve districts: D3 changed prisons in March, nobody serves D4
    Parent(hierarchy="catchment", area="D1", parent="JAIL"),
    Parent(hierarchy="catchment", area="D2", parent="JAIL"),
    Parent(hierarchy="catchment", area="D3", parent="JAIL", valid_to="2024-03-01"),  # type: ignore[arg-type]
    Parent(hierarchy="catchment", area="D3", parent="CAMP", valid_from="2024-03-01"),  # type: ignore[arg-type]
)
PEOPLE = {"D1": 1000, "D2": 2000, "D3": 4000, "D4": 8000}


def _dataset(name: str, kind: Any, level: str, hierarchy: str, **columns: ColumnType) -> Dataset:
    roles: dict[str, Any] = {"date": "day"} if kind == "events" else {"start": "since", "end": "until"}
    return Dataset(
        id=f"x.{name}",
        kind=kind,
        columns=tuple(Column(name=n, type=t) for n, t in columns.items()),
        area="place",
        reported_by=(level,),
        hierarchy=hierarchy,
        **roles,
    )


def _kpi(name: str, formula: Any, hierarchy: str, *levels: str) -> Kpi:
    return Kpi(
        id=f"x.{name}",
        code=name,
        title=name,
        description=name,
        unit="number",
        direction=Direction.CONTEXT,
        formula=formula,
        hierarchy=hierarchy,
        levels=levels,
        frequencies=(Frequency.MONTH, Frequency.QUARTER),
        windows=(Window.PERIOD,),
        owner="nobody",
        source="tests",
    )


PLUGIN = Plugin(
    name="x",
    title="Prisons and those they serve",
    datasets=(
        _dataset("arrest", "events", "district", "admin", place=ColumnType.AREA, day=ColumnType.DATE),
        _dataset(
            "held", "spells", "facility", "prison", place=ColumnType.AREA, since=ColumnType.DATE, until=ColumnType.DATE
        ),
    ),
    measures=(
        Flow(id="x.arrests", title="Arrests", unit="persons", sources=(FlowSource(dataset="x.arrest"),)),
        Stock(id="x.prisoners", title="Held", unit="persons", sources=(StockSource(dataset="x.held"),)),
    ),
    kpis=(
        _kpi("by_map", Total(measure="x.arrests"), "admin", "district", "province"),
        _kpi("by_prison", Rate(numerator="x.arrests", scale=1000), "catchment", "facility"),
        _kpi("held_in", Total(measure="x.prisoners"), "prison", "facility", "district", "province"),
        _kpi(
            "crowded",
            UnitShare(kpi="x.held_in", level="facility", test=">", threshold=1.0, weight="x.held_in"),
            "prison",
            "district",
            "province",
        ),
    ),
)
TABLES = {
    "x.arrest": [
        {"place": place, "day": day}
        for place, days in {
            "D1": ("2024-01-05", "2024-02-05"),
            "D2": ("2024-03-05",),
            "D3": ("2024-02-29", "2024-03-01", "2024-03-31"),
            "D4": ("2024-03-02",),
        }.items()
        for day in days
    ],
    "x.held": [
        {"place": place, "since": since, "until": until}
        for place, since, until in (
            ("JAIL", "2024-01-01", None),
            ("JAIL", "2024-03-10", None),
            ("CAMP", "2024-01-01", "2024-03-31"),
            ("CAMP", "2024-03-31", None),
        )
    ],
}


def _measured() -> dict[tuple[str, str, str], dict[str, Any]]:
    answer = rolkpi.compute(
        [PLUGIN],
        TABLES,
        AREAS,
        parents=PARENTS,
        population=[Population(area=a, on="2023-01-01", population=n) for a, n in PEOPLE.items()],  # type: ignore[arg-type]
        first_month="2024-01",
        last_month="2024-03",
    )
    return {(r["kpi"], r["area"], r["period"]): r for r in answer.measurements().to_pylist()}


def test_a_district_counts_in_its_province_and_in_the_catchment_of_its_prison() -> None:
    cells = _measured()
    assert cells["x.by_map", "PROV", "2024-Q1"]["value"] == 7
    jail, camp = (cells["x.by_prison", p, "2024-Q1"] for p in ("JAIL", "CAMP"))
    assert (jail["numerator"], camp["numerator"]) == (4, 2), "D3 counts with JAIL in February and with CAMP in March"
    # D1 and D2 for three months and D3 for two; D3 for one
    assert (jail["denominator"], camp["denominator"]) == (5667, 1333)
    assert jail["value"] == 4 * 1000 * 3 / (3 * 3000 + 2 * 4000)
    assert camp["value"] == 2 * 1000 * 3 / 4000
    assert cells["x.by_prison", "CAMP", "2024-02"]["obs_status"] == "not_applicable"
    assert cells["x.by_prison", "JAIL", "2024-03"]["denominator"] == 3000


def test_prisons_lie_where_their_walls_are() -> None:
    cells = _measured()
    assert cells["x.held_in", "D1", "2024-03"]["value"] == 3
    assert cells["x.held_in", "PROV", "2024-Q1"]["value"] == 3
    assert cells["x.held_in", "D2", "2024-03"]["obs_status"] == "not_applicable", "no prison is not no prisoners"
    crowded = cells["x.crowded", "PROV", "2024-03"]
    assert (crowded["numerator"], crowded["denominator"], crowded["n"]) == (2, 3, 2)
    assert cells["x.crowded", "D2", "2024-03"]["obs_status"] == "not_applicable"
