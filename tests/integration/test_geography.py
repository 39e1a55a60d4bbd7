"""A map that changes while figures go on: as it was, on the map of another day, and where a series breaks.

District L loses 0.4 of itself to H on 1 March 2024; E becomes F on 16 February. Division V holds L and H, W the others.
"""

from __future__ import annotations

import json
import shutil
from datetime import date
from pathlib import Path
from typing import Any

import pytest

import rolkpi

KPI = "direction: context, description: d, owner: Test, source: Test"
PLUGIN = f"""\
plugin: {{name: maps, title: Maps}}
datasets:
  - id: maps.case
    kind: events
    columns:
      - {{name: case_no, type: key, required: true}}
      - {{name: district, type: area, required: true}}
      - {{name: filed_on, type: date, required: true}}
      - {{name: decided_on, type: date}}
    key: [case_no]
    area: district
    date: filed_on
    reported_by: [district]
  - {{id: maps.visit, kind: events, key: [visit_no], area: district, date: visited_on, reported_by: [district],
     columns: [{{name: visit_no, type: key, required: true}}, {{name: district, type: area, required: true}},
               {{name: visited_on, type: date, required: true}}]}}
measures:
  - {{id: maps.filed, rule: flow, title: t, unit: cases, sources: [{{dataset: maps.case}}]}}
  - {{id: maps.decided, rule: flow, title: t, unit: cases, sources: [{{dataset: maps.case, date: decided_on}}]}}
  - {{id: maps.pending, rule: stock, title: t, unit: cases,
     sources: [{{dataset: maps.case, start: filed_on, end: decided_on}}]}}
  - {{id: maps.days, rule: quantile, title: t, unit: days, value: "days(filed_on, decided_on)",
     sources: [{{dataset: maps.case, date: decided_on}}]}}
  - {{id: maps.visited, rule: flow, title: t, unit: visits, sources: [{{dataset: maps.visit}}]}}
kpis:
  - {{id: maps.filed_total, code: MAP-01, title: t, unit: cases, {KPI}, formula: {{kind: total, measure: maps.filed}}}}
  - {{id: maps.clearance, code: MAP-02, title: t, unit: "%", {KPI},
     formula: {{kind: ratio, numerator: maps.decided, denominator: maps.filed}}}}
  - {{id: maps.rate, code: MAP-03, title: t, unit: per 100k, {KPI}, formula: {{kind: rate, numerator: maps.filed}}}}
  - {{id: maps.pending_total, code: MAP-04, title: t, unit: cases, {KPI},
     formula: {{kind: total, measure: maps.pending}}}}
  - {{id: maps.median, code: MAP-05, title: t, unit: days, {KPI}, formula: {{kind: total, measure: maps.days}}}}
  - {{id: maps.visits, code: MAP-06, title: t, unit: visits, {KPI}, formula: {{kind: total, measure: maps.visited}}}}
"""
AREAS = """\
code,name,level,valid_from,valid_to
P,Province,province,2000-01-01,
V,Vale,division,2000-01-01,
W,Weald,division,2000-01-01,
L,Las,district,2000-01-01,
H,Hub,district,2024-03-01,
E,Old,district,2000-01-01,2024-02-16
F,New,district,2024-02-16,
Q,Quiet,district,2000-01-01,
"""
PARENTS = "area,parent\nV,P\nW,P\nL,V\nH,V\nE,W\nF,W\nQ,W\n"
CROSSWALK = """\
from_area,to_area,valid_from,weight,basis,source
L,H,2024-03-01,0.4,TEHSIL_POP,Census
L,L,2024-03-01,0.6,TEHSIL_POP,Census
E,F,2024-02-16,1,MANUAL,Gazette
"""
POPULATION = """\
area,date,population
L,2023-01-01,1000000
L,2024-03-01,700000
H,2024-03-01,400000
E,2023-01-01,500000
F,2023-01-01,500000
Q,2023-01-01,250000
"""
BREAKS = """\
on,dataset,area,note
2024-02-10,maps.visit,*,Another form
2024-04-01,maps.case,Q,A court moved to Q
"""
TOML = """\
[workspace]
name = "Maps"
plugins = ["./maps"]
[reference]
parents = "reference/parents.csv"
population = "reference/population.csv"
crosswalk = "reference/crosswalk.csv"
breaks = "reference/breaks.csv"
""" + "".join(
    f'[[source]]\ndataset = "maps.{kind}"\npath = "inbox/{kind}/*.csv"\ndeliveries = "inbox/deliveries.csv"\n'
    for kind in ("case", "visit")
)
MONTHS = ("2024-01", "2024-02", "2024-03", "2024-04")
FILED: dict[str, dict[str, tuple[int, tuple[int, ...]]]] = {
    "L": {"01": (10, (1, 2, 3, 4, 10)), "02": (5, (2,)), "03": (6, (4,)), "04": (3, ())},
    "H": {"03": (4, (6, 8)), "04": (2, (3,))},
    "E": {"01": (4, (5,)), "02": (2, (6,))},
    "F": {"02": (3, ()), "03": (2, (1,)), "04": (1, ())},
    "Q": {"01": (2, (7,)), "02": (0, ()), "03": (1, ()), "04": (1, (9,))},
}
"""Cases filed in a month of an area, and the days after which those that were decided were."""
AFTER, BEFORE = date(2024, 3, 1), date(2024, 1, 15)


def deliver(place: Any, area: str, month: str) -> None:
    filed, days = FILED[area][month]
    first = 20 if area == "F" and month == "02" else 1
    rows = [
        f"{area}{month}{n},{area},2024-{month}-{first:02},"
        + (f"2024-{month}-{first + days[n]:02}" if n < len(days) else "")
        for n in range(filed)
    ]
    covers, received = [(area, f"2024-{month}", f"2024-{month}")], f"2024-0{int(month) + 1}-05"
    text = "\n".join(["case_no,district,filed_on,decided_on", *rows]) + "\n"
    place.deliver(f"case/{area}-{month}.csv", text, covers=covers, received=received)
    text = f"visit_no,district,visited_on\n{area}{month},{area},2024-{month}-{first:02}\n"
    place.deliver(f"visit/{area}-{month}.csv", text, covers=covers, received=received)


@pytest.fixture(scope="module")
def mapped(tmp_path_factory: pytest.TempPathFactory, run_once: Any) -> Any:
    place = run_once.copy(tmp_path_factory.mktemp("mapped") / "place")
    shutil.rmtree(place.folder)
    place.register.clear()
    texts = {"areas": AREAS, "parents": PARENTS, "population": POPULATION, "crosswalk": CROSSWALK, "breaks": BREAKS}
    for name, text in texts.items():
        place.write(f"reference/{name}.csv", text)
    place.write("maps/plugin.yaml", PLUGIN)
    place.write("rolkpi.toml", TOML)
    for area, months in FILED.items():
        for month in months:
            deliver(place, area, month)
    summary = place.run()
    assert not summary.faults and summary.missing == 0
    return place


def months_of(rows: list[dict[str, Any]], column: str) -> dict[str, list[Any]]:
    """Area -> the column of each month; None where there is no such row."""
    found: dict[str, list[Any]] = {}
    for row in rows:
        found.setdefault(row["area"], [None] * len(MONTHS))[MONTHS.index(row["period"])] = row[column]
    return found


def by_month(place: Any, kpi: str, column: str = "value", **asked: Any) -> dict[str, list[Any]]:
    return months_of(place.figures(kpis=kpi, frequency="month", window="period", **asked), column)


AS_WAS = {
    "L": [10, 5, 6, 3],
    "H": [None, None, 4, 2],
    "E": [4, 2, None, None],
    "F": [None, 3, 2, 1],
    "Q": [2, 0, 1, 1],
    "V": [10, 5, 10, 5],
    "W": [6, 5, 3, 2],
    "P": [16, 10, 13, 7],
}
WHOLE = {area: AS_WAS[area] for area in "QVWP"}
ON_AFTER = {**WHOLE, "L": [6, 3, 6, 3], "H": [4, 2, 4, 2], "F": [4, 5, 2, 1]}
ON_BEFORE = {**WHOLE, "L": [10, 5, 10, 5], "E": [4, 5, 2, 1]}


def test_counts_on_every_map(mapped: Any) -> None:
    assert by_month(mapped, "maps.filed_total") == AS_WAS
    assert by_month(mapped, "maps.filed_total", geography=AFTER) == ON_AFTER
    assert by_month(mapped, "maps.filed_total", geography=BEFORE) == ON_BEFORE
    # between the two changes: E is F, and L is whole
    between = by_month(mapped, "maps.filed_total", geography=date(2024, 2, 20))
    assert between == {**WHOLE, "L": ON_BEFORE["L"], "F": ON_AFTER["F"]}
    year = mapped.figures(kpis="maps.filed_total", frequency="year", geography=AFTER)
    assert {r["area"]: r["value"] for r in year} == {area: sum(values) for area, values in ON_AFTER.items()}


def test_an_area_that_ends_in_mid_month_keeps_the_flows_of_that_month(mapped: Any, tmp_path: Path) -> None:
    february = mapped.figure("maps.filed_total", "E", "2024-02")
    assert [february[c] for c in ("value", "obs_status", "covered", "expected")] == [2, "ok", 1, 1]
    assert mapped.figure("maps.pending_total", "E", "2024-02")["obs_status"] == "not_applicable"
    pending = by_month(mapped, "maps.pending_total", areas=["E", "F", "W"])
    assert pending == {"E": [3, None, None, None], "F": [None, 3, 4, 5], "W": [4, 4, 6, 7]}
    # nobody owes it: where it does not come, nothing is missing
    place = mapped.copy(tmp_path / "place")
    for kind in ("case", "visit"):
        (place.folder / f"inbox/{kind}/E-02.csv").unlink()
    assert place.run().missing == 0
    assert place.figure("maps.filed_total", "E", "2024-02")["obs_status"] == "not_applicable"
    told = place.figure("maps.filed_total", "W", "2024-02")
    assert [told[c] for c in ("value", "obs_status", "covered", "expected")] == [3, "ok", 2, 2]


def test_stocks_move_by_shares_too(mapped: Any) -> None:
    assert by_month(mapped, "maps.pending_total", areas=["L", "H"]) == {"L": [5, 9, 14, 17], "H": [None, None, 2, 3]}
    moved = by_month(mapped, "maps.pending_total", geography=AFTER, areas=["L", "H", "V"])
    assert moved == {"L": [3, 5.4, 14, 17], "H": [2, 3.6, 2, 3], "V": [5, 9, 16, 20]}
    printed = by_month(mapped, "maps.pending_total", "numerator", geography=AFTER, areas=["L", "H"])
    assert printed == {"L": [3, 5, 14, 17], "H": [2, 4, 2, 3]}
    assert by_month(mapped, "maps.pending_total", geography=BEFORE, areas="L") == {"L": [5, 9, 16, 20]}


def test_a_share_is_exact_and_only_shown_rounded(mapped: Any) -> None:
    rows = mapped.figures(kpis="maps.clearance", areas=["L", "H"], frequency="month", window="period", geography=AFTER)
    told = {(r["area"], r["period"]): (r["numerator"], r["denominator"], r["value"]) for r in rows}
    assert (told["L", "2024-01"], told["H", "2024-01"]) == ((3, 6, 50.0), (2, 4, 50.0))
    assert (told["L", "2024-02"], told["H", "2024-02"]) == ((1, 3, 20.0), (0, 2, 20.0))
    rates = mapped.figures(kpis="maps.rate", areas=["L", "H", "V"], frequency="month", window="period", geography=AFTER)
    told = {(r["area"], r["period"]): (r["numerator"], r["denominator"], r["value"]) for r in rows + rates}
    assert told["L", "2024-01"] == (6, 600000, 1.0) and told["H", "2024-02"] == (2, 400000, 0.5)
    assert told["V", "2024-01"] == (10, 1000000, 1.0) and told["L", "2024-03"] == (6, 700000, 6 * 100000 / 700000)


@pytest.mark.parametrize("day", [AFTER, BEFORE], ids=["after", "before"])
def test_what_holds_all_of_it_stays_as_it_was(mapped: Any, day: date) -> None:
    """Counts, rates, shares, stocks and medians, in every period and window."""
    asked = {"areas": ["P", "V", "W", "Q"]}
    was, now = mapped.figures(**asked), mapped.figures(**asked, geography=day)
    assert now == was and len({r["kpi"] for r in was}) == 6 and len(was) > 200


def test_a_median_is_not_divided(mapped: Any) -> None:
    columns = ("value", "n", "obs_status", "covered", "expected")

    def told(frequency: str, period: str, day: date, *areas: str) -> dict[str, list[Any]]:
        rows = mapped.figures(
            kpis="maps.median", areas=areas, frequency=frequency, window="period", periods=period, geography=day
        )
        return {r["area"]: [r[c] for c in columns] for r in rows}

    assert told("month", "2024-01", AFTER, "L", "H", "F", "V") == {
        "L": [None, None, "no_data", 0, 1],
        "H": [None, None, "no_data", 0, 1],
        "F": [5, 1, "ok", 1, 1],
        "V": [3, 5, "ok", 1, 1],
    }
    assert told("quarter", "2024-Q1", AFTER, "L", "H", "V") == {
        "L": [4, 1, "provisional", 1, 3],
        "H": [7, 2, "provisional", 1, 3],
        "V": [4, 9, "ok", 4, 4],
    }
    assert told("month", "2024-03", BEFORE, "L", "E") == {"L": [6, 3, "ok", 2, 2], "E": [1, 1, "ok", 1, 1]}


# -- flags


def flagged(place: Any, flag: str, kpi: str, frequency: str = "month", window: str = "period", **more: Any) -> set[str]:
    """``area period`` of what carries a flag."""
    rows = place.figures(kpis=kpi, frequency=frequency, window=window, **more)
    return {f"{r['area']} {r['period']}" for r in rows if flag in r["flags"]}


def test_where_a_series_breaks(mapped: Any) -> None:
    def broken(*asked: Any, **more: Any) -> set[str]:
        return flagged(mapped, "series_break", *asked, **more)

    divided = {"E 2024-02", "F 2024-02", "L 2024-03", "H 2024-03"}
    moved_court = {"Q 2024-04", "W 2024-04", "P 2024-04"}
    for kpi in ("maps.filed_total", "maps.clearance", "maps.rate", "maps.median", "maps.pending_total"):
        assert broken(kpi) == divided | moved_court, kpi
    assert broken("maps.visits") == divided | {f"{a} 2024-02" for a in "LEFQVWP"}
    second = {"Q 2024-Q2", "W 2024-Q2", "P 2024-Q2"}
    assert broken("maps.filed_total", "quarter") == {f"{a} 2024-Q1" for a in "LHEF"} | second
    assert broken("maps.visits", "quarter") == {f"{a} 2024-Q1" for a in "LHEFQVWP"}
    # a stock looks at its last month alone, and compares with the one before its period
    assert broken("maps.pending_total", "quarter") == {f"{a} 2024-Q1" for a in "LHEF"} | second
    so_far = broken("maps.filed_total", "month", "year_to_date")
    assert so_far == divided | moved_court | {"F 2024-03", "F 2024-04", "L 2024-04", "H 2024-04"}
    assert broken("maps.pending_total", "month", "year_to_date") == divided | moved_court


def test_what_moved_is_flagged_and_breaks_of_the_map_are_not(mapped: Any) -> None:
    moved = {f"{a} {m}" for a in "LHF" for m in MONTHS[:2]}
    back = {"E 2024-02", "L 2024-03", "E 2024-03", "L 2024-04", "E 2024-04"}
    for kpi in ("maps.filed_total", "maps.rate", "maps.median"):
        assert flagged(mapped, "restated_geography", kpi, geography=AFTER) == moved
        assert flagged(mapped, "restated_geography", kpi, geography=BEFORE) == back
        assert flagged(mapped, "restated_geography", kpi) == set()
        assert flagged(mapped, "series_break", kpi, geography=AFTER) == {"Q 2024-04", "W 2024-04", "P 2024-04"}


# -- from the command line, and from the store alone


def test_the_command_line_on_another_map(mapped: Any, command: Any) -> None:
    asked = ("query", "MAP-01", "--period", "all", "--format", "json", "--geography")
    told = command(*asked, "2024-03-01", at=mapped)
    assert (told.code, told.err) == (0, "")
    assert months_of(json.loads(told.out), "value") == ON_AFTER
    shown = command("query", "MAP-01", "--area", "H", "--period", "2024-01", "--geography", "2024-03-01", at=mapped)
    assert "restated" in shown.out and "1 measurements" in shown.out
    for day, why in (("2024-13-01", "is no date"), ("1 March", "is no date"), ("1999-12-31", "no area is in force")):
        told = command(*asked, day, at=mapped)
        assert (told.code, told.out) == (2, "") and "[RK402]" in told.err and why in told.err and "fix:" in told.err


def test_the_store_alone_answers(mapped: Any, tmp_path: Path) -> None:
    expected = mapped.open().measurements(geography=AFTER)
    copied = mapped.copy(tmp_path / "elsewhere", store=True)
    for name in ("inbox", "reference", "maps"):
        shutil.rmtree(copied.folder / name)
    for path in copied.store.glob("tables-*"):
        path.unlink()
    paths = [copied.folder, *copied.folder.rglob("*")]
    modes = {path: path.stat().st_mode for path in paths}
    before = copied.contents()
    for path in paths:
        path.chmod(0o555 if path.is_dir() else 0o444)
    try:
        reader = rolkpi.open(copied.folder)
        assert reader.measurements(geography=AFTER).equals(expected)
        assert reader.measurements("MAP-01", geography=AFTER).num_rows < expected.num_rows
    finally:
        for path, mode in modes.items():
            path.chmod(mode)
    assert copied.contents() == before


# -- wrong tables


@pytest.mark.parametrize(
    ("table", "old", "new", "told"),
    [
        ("crosswalk", "L,L,2024-03-01,0.6", "L,L,2024-03-01,0.5", "add up to 0.9"),
        ("crosswalk", "L,H,", "L,HH,", "no area 'HH'"),
        ("crosswalk", "L,H,2024-03-01,0.4", "L,L,2024-03-01,0.4", "twice"),
        ("crosswalk", "0.4,", "0.4000001,", "weight"),
        ("breaks", "maps.visit", "maps.visits", "'maps.visit'"),
        ("breaks", ",Q,", ",QQ,", "no area 'QQ'"),
        ("breaks", "2024-02-10", "2024-02-30", "on"),
    ],
)
def test_a_wrong_table_stops_the_run(
    mapped: Any, tmp_path: Path, command: Any, table: str, old: str, new: str, told: str
) -> None:
    place = mapped.copy(tmp_path / "place", store=True)
    before = place.contents()
    place.replace(f"reference/{table}.csv", old, new)
    done = command("run", at=place)
    assert (done.code, done.out) == (2, "") and "[RK304]" in done.err
    assert f"reference/{table}.csv" in done.err and told in done.err
    assert place.contents() == before
