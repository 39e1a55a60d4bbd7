"""Datasets of several plugins and levels in one workspace: who delivers for whom, what is missing, what is not loaded.

Courts lie in districts. They deliver their cases, the police of a district its FIRs, and a third plugin joins the two.
"""

from __future__ import annotations

import json
import re
import shutil
from datetime import date
from typing import Any

import pytest

from rolkpi.loader import load_plugins

KPI = "direction: context, description: d, owner: Test, source: Test"
COPS = f"""\
plugin: {{name: cops, title: Cops}}
datasets:
  - {{id: cops.fir, kind: events, key: [fir_no], area: district, date: registered_on, reported_by: [district],
     published: all,
     columns: [{{name: fir_no, type: key, required: true}}, {{name: district, type: area, required: true}},
               {{name: registered_on, type: date, required: true}}]}}
measures:
  - {{id: cops.firs, rule: flow, title: t, unit: cases, published: true, sources: [{{dataset: cops.fir}}]}}
kpis:
  - {{id: cops.registered, code: COP-01, title: t, unit: cases, {KPI}, formula: {{kind: total, measure: cops.firs}}}}
"""
BENCH = """\
plugin: {name: bench, title: Bench}
datasets:
  - {id: bench.case, kind: events, key: [case_no], area: court, date: filed_on, reported_by: [court],
     published: all, hierarchy: TREE,
     columns: [{name: case_no, type: key, required: true}, {name: court, type: area, required: true},
               {name: fir_no, type: key}, {name: filed_on, type: date, required: true},
               {name: decided_on, type: date}]}
measures:
  - {id: bench.judged, rule: flow, title: t, unit: cases, published: true,
     sources: [{dataset: bench.case, date: decided_on}]}
kpis:
  - {id: bench.decided, code: BEN-01, title: t, unit: cases, KPI, formula: {kind: total, measure: bench.judged},
     levels: [court, district, province], hierarchy: TREE}
""".replace("KPI", KPI)
CHAIN = """\
plugin: {name: join, title: Join, needs: [cops, bench]}
views:
  - id: join.case
    of: bench.case
    links: [{name: fir, dataset: cops.fir, on: {fir_no: fir_no}}]
    derived: [{kind: lookup, name: registered_on, link: fir, column: registered_on}]
  - id: join.fir
    of: cops.fir
    derived:
      - {kind: aggregate, name: judged_on, dataset: bench.case, on: {fir_no: fir_no}, function: min, column: decided_on}
measures:
  - {id: join.in_time, rule: flow, title: t, unit: cases,
     sources: [{dataset: join.case, date: decided_on, where: "days(registered_on, decided_on) <= 16"}]}
  - {id: join.judged_found, rule: flow, title: t, unit: cases,
     sources: [{dataset: join.case, date: decided_on, where: registered_on IS NOT NULL}]}
  - {id: join.filed, rule: flow, title: t, unit: cases, sources: [{dataset: join.case}]}
  - {id: join.firs_judged, rule: flow, title: t, unit: cases,
     sources: [{dataset: join.fir, where: judged_on IS NOT NULL}]}
  - {id: join.firs, rule: flow, title: t, unit: cases, sources: [{dataset: join.fir}]}
kpis:
  - {id: join.judged_in_time, code: JOI-01, title: t, unit: "%", KPI, linkage: join.found,
     formula: {kind: ratio, numerator: join.in_time, denominator: join.judged_found},
     levels: [court, district, province], hierarchy: TREE}
  - {id: join.found, code: JOI-02, title: t, unit: "%", KPI,
     formula: {kind: ratio, numerator: join.judged_found, denominator: bench.judged},
     levels: [court, district, province], hierarchy: TREE}
  - {id: join.ended, code: JOI-03, title: t, unit: "%", KPI, linkage: join.found,
     formula: {kind: ratio, numerator: join.firs_judged, denominator: join.firs}, levels: [district, province]}
  - {id: join.filed_total, code: JOI-04, title: t, unit: cases, KPI, formula: {kind: total, measure: join.filed},
     levels: [court, district, province], hierarchy: TREE}
""".replace("KPI", KPI)
AREAS = "code,name,level\nP,P,province\n" + "".join(
    f"{code},{code},{level}\n"
    for level, codes in (("district", "D1 D2 D3"), ("court", "C11 C12 C21 C31"))
    for code in codes.split()
)
DISTRICT = {"C11": "D1", "C12": "D1", "C21": "D2", "C31": "D3"}
FIRS = {
    "D1": {"01": ["F1,D1,2024-01-05", "F2,D1,2024-01-05", "F3,D1,2024-01-05", "F4,D1,2024-01-05"]},
    "D2": {"01": ["F5,D2,2024-01-05", "F6,D2,2024-01-05"], "02": ["F9,D2,2024-02-05"]},
    "D3": {"01": ["F7,D3,2024-01-10"], "02": ["F10,D3,2024-02-05"]},
}
CASES = {
    "C11": {
        "01": ["c1,C11,F1,2024-01-08,2024-01-20", "c2,C11,F2,2024-01-08,"],
        "02": ["c8,C11,F4,2024-02-08,2024-02-20"],
    },
    "C12": {"01": ["c3,C12,F3,2024-01-08,2024-01-25", "c4,C12,,2024-01-08,2024-01-26"]},
    "C21": {"01": ["c5,C21,F5,2024-01-08,2024-01-30"], "02": ["c9,C21,F9,2024-02-08,"]},
    "C31": {
        "01": ["c6,C31,F7,2024-01-11,2024-01-12", "c7,C31,F99,2024-01-11,2024-01-13"],
        "02": ["c10,C31,F10,2024-02-08,2024-02-15"],
    },
}
SHIPPED = ("police", "judiciary", "prisons", "prosecution", "chain")


def configure(place: Any, *plugins: str) -> None:
    named = {"./cops": ("cops.fir", "fir"), "./bench": ("bench.case", "case")}
    sources = "".join(
        f'[[source]]\ndataset = "{dataset}"\npath = "inbox/{kind}/*.csv"\ndeliveries = "inbox/deliveries.csv"\n'
        for plugin, (dataset, kind) in named.items()
        if plugin in plugins
    )
    listed = ", ".join(f'"{p}"' for p in plugins)
    reference = '[reference]\nparents = "reference/parents.csv"\n'
    place.write("rolkpi.toml", f'[workspace]\nname = "Joined"\nplugins = [{listed}]\n{reference}{sources}')


def made(place: Any, tree: str) -> Any:
    """A workspace with everything delivered; ``tree``: the hierarchy in which courts lie in districts."""
    shutil.rmtree(place.folder)
    place.register.clear()
    for name, text in (("cops", COPS), ("bench", BENCH), ("join", CHAIN)):
        place.write(f"{name}/plugin.yaml", text.replace("TREE", tree))
    place.write("reference/areas.csv", AREAS)
    trees = dict.fromkeys(("admin", tree))
    links = [f"{t},{d},P" for t in trees for d in FIRS] + [f"{tree},{c},{d}" for c, d in DISTRICT.items()]
    place.write("reference/parents.csv", "\n".join(["hierarchy,area,parent", *links]) + "\n")
    heads = {"fir": "fir_no,district,registered_on", "case": "case_no,court,fir_no,filed_on,decided_on"}
    for kind, held in (("fir", FIRS), ("case", CASES)):
        for area, months in held.items():
            for n in ("01", "02"):
                text = "\n".join([heads[kind], *months.get(n, ())]) + "\n"
                covers, day = [(area, f"2024-{n}", f"2024-{n}")], f"2024-0{int(n) + 1}-05"
                place.deliver(f"{kind}/{area}-{n}.csv", text, covers=covers, received=day)
    configure(place, "./cops", "./bench", "./join")
    return place


@pytest.fixture(scope="module", params=["admin", "judicial"])
def joined(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory, run_once: Any) -> Any:
    """All deliveries are there. Courts lie in districts on the map of all, or on one of their own."""
    place = made(run_once.copy(tmp_path_factory.mktemp("joined") / "place"), request.param)
    assert place.run().missing == 0
    return place


def january(place: Any, kpi: str, *columns: str, period: str = "2024-01") -> dict[str, list[Any]]:
    rows = place.figures(kpis=kpi, frequency="month", window="period", periods=period)
    return {r["area"]: [r[c] for c in columns] for r in rows}


def without(joined: Any, tmp_path: Any, name: str) -> Any:
    place = joined.copy(tmp_path / "place")
    (place.folder / "inbox" / name).unlink()
    assert place.run().missing == 1
    return place


def unchanged(place: Any, joined: Any, areas: set[str]) -> None:
    """Law 8: what one area did not deliver is missing there and above it, and nowhere else."""
    others = sorted({*DISTRICT, *FIRS, "P"} - areas)
    assert place.figures(areas=others) == joined.figures(areas=others)
    february = {"frequency": "month", "window": "period", "periods": "2024-02"}
    assert place.figures(**february) == joined.figures(**february)


NUMBERS = ("numerator", "denominator", "linkage", "obs_status", "covered", "expected")


def test_a_view_joins_what_courts_and_police_deliver(joined: Any) -> None:
    assert january(joined, "join.judged_in_time", *NUMBERS) == {
        "C11": [1, 1, 1.0, "ok", 1, 1],
        "C12": [0, 1, 0.5, "ok", 1, 1],
        "C21": [0, 1, 1.0, "ok", 1, 1],
        "C31": [1, 1, 0.5, "ok", 1, 1],
        "D1": [1, 2, 2 / 3, "ok", 2, 2],
        "D2": [0, 1, 1.0, "ok", 1, 1],
        "D3": [1, 1, 0.5, "ok", 1, 1],
        "P": [2, 4, 4 / 6, "ok", 4, 4],
    }
    assert january(joined, "join.ended", *NUMBERS) == {
        "D1": [3, 4, 2 / 3, "ok", 1, 1],  # F4's case was decided in February
        "D2": [1, 2, 1.0, "ok", 1, 1],
        "D3": [1, 1, 0.5, "ok", 1, 1],
        "P": [5, 7, 4 / 6, "ok", 3, 3],
    }
    assert january(joined, "bench.decided", "value") == {
        **{"C11": [1], "C12": [2], "C21": [1], "C31": [2]},
        **{"D1": [3], "D2": [1], "D3": [2], "P": [6]},
    }
    origins = {r["kpi"]: r["origin"] for r in joined.figures(areas="P", frequency="year")}
    assert origins["join.judged_in_time"] == "join.case" and origins["join.ended"] == "join.fir"


def test_one_court_is_missing(joined: Any, tmp_path: Any) -> None:
    place = without(joined, tmp_path, "case/C12-01.csv")
    told = january(place, "join.judged_in_time", *NUMBERS)
    assert told["C12"] == [None, None, None, "no_data", 0, 1]
    assert told["D1"] == [1, 1, 1.0, "provisional", 1, 2]
    assert told["P"] == [2, 3, 3 / 4, "provisional", 3, 4]
    # whoever looks up the cases of all courts of D1 does not know them now
    told = january(place, "join.ended", *NUMBERS)
    assert told["D1"] == [None, None, 1.0, "no_data", 0, 1]
    assert told["P"] == [2, 3, 3 / 4, "provisional", 2, 3]
    assert january(place, "cops.registered", "value", "obs_status")["D1"] == [4, "ok"]
    unchanged(place, joined, {"C12", "D1", "P"})


def test_the_police_of_one_district_are_missing(joined: Any, tmp_path: Any) -> None:
    place = without(joined, tmp_path, "fir/D2-01.csv")
    told = january(place, "join.judged_in_time", *NUMBERS)
    assert told["C21"] == [None, None, None, "no_data", 0, 1]
    assert told["D2"] == [None, None, None, "no_data", 0, 1]
    assert told["P"] == [2, 3, 3 / 5, "provisional", 3, 4]
    assert january(place, "join.found", "obs_status")["C21"] == ["no_data"]
    # the court's own figures need no police
    for kpi in ("bench.decided", "join.filed_total"):
        assert january(place, kpi, *NUMBERS) == january(joined, kpi, *NUMBERS)
    unchanged(place, joined, {"C21", "D2", "P"})


# -- plugins that are not loaded


@pytest.fixture(scope="module")
def without_police(tmp_path_factory: pytest.TempPathFactory, run_once: Any) -> Any:
    place = made(run_once.copy(tmp_path_factory.mktemp("subset") / "place"), "admin")
    configure(place, "./bench", "./join")
    return place


def test_a_subset_of_plugins(without_police: Any, command: Any) -> None:
    for changed in ("", "(nothing had changed)"):
        told = command("run", at=without_police)
        assert (told.code, told.err) == (0, "") and changed in told.out
        (line,) = [line for line in told.out.splitlines() if line.startswith("computed")]
        assert "2 KPIs" in line and line.endswith("; unavailable: JOI-01, JOI-02, JOI-03")
    assert json.loads(command("run", "--format", "json", at=without_police).out)["unavailable"] == [
        f"JOI-0{n}" for n in (1, 2, 3)
    ]

    listed = json.loads(command("kpis", "--format", "json", at=without_police).out)
    needs = {k["code"]: k["missing"] for k in listed["kpis"]}
    assert needs == {"BEN-01": [], "JOI-01": ["cops"], "JOI-02": ["cops"], "JOI-03": ["cops"], "JOI-04": []}
    assert "Needs" in command("kpis", at=without_police).out

    asked = ("--period", "2024-01", "--format", "json")
    rows = json.loads(command("query", "JOI-01", "JOI-03", *asked, at=without_police).out)
    assert {(r["kpi"], r["area"]) for r in rows} >= {("join.judged_in_time", "C11"), ("join.ended", "D1")}
    for row in rows:
        assert row["obs_status"] == "unavailable"
        assert row["reason"] == "needs the plugin cops, which is not loaded"
        empty = ("value", "numerator", "denominator", "n", "low", "high", "linkage")
        assert [row[c] for c in empty] == [None] * len(empty)
    shown = command("query", "JOI-01", "--area", "P", "--period", "2024-01", at=without_police).out
    assert "unavailable" in shown and "needs the plugin cops" in shown
    rows = json.loads(command("query", "BEN-01", "JOI-04", *asked, at=without_police).out)
    found = {(r["kpi"], r["area"]): (r["value"], r["obs_status"]) for r in rows if r["area"] in ("C12", "P")}
    assert found == {
        ("bench.decided", "C12"): (2, "ok"),
        ("bench.decided", "P"): (6, "ok"),
        ("join.filed_total", "C12"): (2, "ok"),
        ("join.filed_total", "P"): (7, "ok"),
    }


def test_what_is_unavailable_is_so_on_every_map(without_police: Any, tmp_path: Any) -> None:
    place = without_police.copy(tmp_path / "place")
    place.run()
    assert place.figures(geography=date(2024, 1, 1)) == place.figures()


def test_what_is_unavailable_is_explained(without_police: Any, command: Any) -> None:
    told = command("explain", "JOI-01", at=without_police)
    assert (told.code, told.err) == (0, "")
    assert "It rests on the plugin cops, which is not loaded." in told.out and "SELECT" not in told.out
    (plain,) = json.loads(command("explain", "JOI-03", "--format", "json", at=without_police).out)
    assert (plain["missing"], plain["inputs"], plain["sql"]) == (["cops"], [], [])
    assert plain["kpi"]["code"] == "JOI-03" and plain["made_of"] == ["join.found"]
    assert command("explain", "JOI-04", at=without_police).code == 0


def test_the_same_figures_once_the_plugin_is_there(without_police: Any, tmp_path: Any) -> None:
    place = without_police.copy(tmp_path / "place", store=True)
    place.run()
    before = place.current()
    configure(place, "./cops", "./bench", "./join")
    summary = place.run()
    assert summary.run != before and summary.unavailable == ()
    assert january(place, "join.judged_in_time", *NUMBERS)["P"] == [2, 4, 4 / 6, "ok", 4, 4]
    configure(place, "./bench", "./join")
    assert place.run().run == before


def test_the_chain_alone_has_its_ledger(build: Any) -> None:
    place = build(plugins=["./tiny", "chain"])
    place.good_start()
    chain = load_plugins(SHIPPED).catalog.plugins["chain"]
    codes = {k.code for k in chain.kpis} - {"CHN-14", "CHN-15", "CHN-16"}  # its own survey, and the ledger
    assert set(place.run().unavailable) == codes and len(codes) > 4
    told = place.figures(kpis="CHN-14", areas="P", frequency="month", window="period", periods="2024-01", by="total")
    assert {r["obs_status"] for r in told} == {"ok"}


# -- every shipped KPI says how it adds up


ALL = sorted(load_plugins(SHIPPED).catalog.kpis)


@pytest.fixture(scope="module")
def shipped(tmp_path_factory: pytest.TempPathFactory, run_once: Any) -> Any:
    place = run_once.copy(tmp_path_factory.mktemp("shipped") / "place")
    configure(place, *SHIPPED)
    workspace = place.open()
    return workspace, workspace.setup()


@pytest.mark.parametrize("kpi", ALL)
def test_two_sentences_say_how_a_shipped_kpi_adds_up(shipped: Any, kpi: str) -> None:
    workspace, setup = shipped
    told = workspace.explain(kpi, setup=setup)
    assert len(told.adds_up) == 2 and told.missing == () and told.sql
    for sentence in told.adds_up:
        assert re.fullmatch(r"[A-Z][^.!?\n]*\.", sentence), sentence
        assert not re.search(r"\w[_.]\w|[a-z][A-Z]|[{}]|\bNone\b", sentence), sentence
