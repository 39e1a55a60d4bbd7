"""Vintages, what earlier runs said, as a dataset: restatement as an ordinary KPI, against numbers counted by hand."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

KPI = "unit: '%', direction: down, description: d, owner: Test, source: Test"
HISTORY = f"""\
plugin: {{name: reporting, title: Reporting}}
measures:
  - {{id: reporting.figures, rule: flow, title: t, unit: figures, sources: [{{dataset: rolkpi.vintages}}]}}
  - {{id: reporting.moved, rule: flow, title: t, unit: figures,
     sources: [{{dataset: rolkpi.vintages, where: first_value <> latest_value}}]}}
  - {{id: reporting.first, rule: flow, title: t, unit: units,
     sources: [{{dataset: rolkpi.vintages, value: first_value}}]}}
  - {{id: reporting.latest, rule: flow, title: t, unit: units,
     sources: [{{dataset: rolkpi.vintages, value: latest_value}}]}}
kpis:
  - {{id: reporting.restated, code: REP-11, title: t, {KPI}, disaggregations: [[kpi], [plugin]],
     formula: {{kind: ratio, numerator: reporting.moved, denominator: reporting.figures}}}}
  - {{id: reporting.drift, code: REP-12, title: t, {KPI}, disaggregations: [[kpi]],
     formula: {{kind: ratio, numerator: reporting.latest, denominator: reporting.first}}}}
"""
A, B, P = "ABP"
FILED = "kpi=tiny.filed_total"


def told(place: Any, kpi: str, by: str = FILED, **asked: Any) -> dict[str, tuple[int | None, int | None]]:
    """Area -> numerator and denominator of a month, which is never missing."""
    rows = place.figures(kpis=kpi, by=by.partition("=")[0] or "total", frequency="month", window="period", **asked)
    return {r["area"]: (r["numerator"], r["denominator"]) for r in rows if r["disaggregation"] == by}


@pytest.fixture(scope="module")
def first_run(tmp_path_factory: pytest.TempPathFactory, run_once: Any) -> Any:
    """A workspace that counts vintages, after its first run: A had three cases in January, B one."""
    place = run_once.copy(tmp_path_factory.mktemp("history") / "place")
    place.write("reporting/plugin.yaml", HISTORY)
    place.configure(plugins=["./tiny", "./reporting", "chain"])
    place.run()
    return place


@pytest.fixture(scope="module")
def second_run(tmp_path_factory: pytest.TempPathFactory, first_run: Any) -> Any:
    """The same after its second run, when A's January was restated."""
    place = first_run.copy(tmp_path_factory.mktemp("history") / "place", store=True)
    restate(place)
    place.run()
    return place


@pytest.fixture
def history(first_run: Any, tmp_path: Path) -> Any:
    return first_run.copy(tmp_path / "history", store=True)


@pytest.fixture
def restated(second_run: Any, tmp_path: Path) -> Any:
    return second_run.copy(tmp_path / "restated", store=True)


def restate(place: Any) -> None:
    """Of A's three cases in January one goes."""
    rows = ("a1,2024-01-03,2024-01-20,THEFT", "a2,2024-01-09,,THEFT")
    place.cases("A-01 corrected", A, "2024-01", *rows, received="2024-03-20")


def come_late(place: Any) -> None:
    rows = ("b2,2024-02-03,,THEFT", "b3,2024-02-04,,MURDER")
    place.cases("B-02", B, "2024-02", *rows, received="2024-04-20")


def january(place: Any, kpi: str, by: str = FILED) -> list[tuple[int | None, int | None]]:
    found = told(place, kpi, by, periods="2024-01")
    return [found[area] for area in (A, B, P)]


def test_the_first_run_has_no_earlier_one(first_run: Any) -> None:
    for kpi in ("reporting.restated", "chain.restatement_size"):
        assert january(first_run, kpi) == [(0, 0)] * 3
        none = first_run.figure(kpi, P, "2024-01")
        assert (none["obs_status"], none["value"]) == ("undefined", None)


def test_three_runs_with_a_restated_and_a_late_file(restated: Any) -> None:
    history = restated
    assert history.figure("tiny.filed_total", A, "2024-01")["value"] == 2
    # the run under way is not among its vintages: A's 2 is not told yet, and P's own figures are not counted again
    assert january(history, "reporting.restated") == [(0, 1), (0, 1), (0, 2)]
    assert january(history, "reporting.drift") == [(3, 3), (1, 1), (4, 4)]
    assert january(history, "chain.restatement_size") == [(0, 3), (0, 1), (0, 4)]

    come_late(history)
    history.run()
    assert january(history, "reporting.restated") == [(1, 1), (0, 1), (1, 2)]
    assert january(history, "reporting.drift") == [(2, 3), (1, 1), (3, 4)]
    assert january(history, "chain.restatement_size") == [(1, 3), (0, 1), (1, 4)]
    # pending: a2 and a3 at the end of January, then a2 alone; b1
    assert january(history, "reporting.drift", "kpi=tiny.pending_total") == [(1, 2), (1, 1), (2, 3)]
    assert history.figure("chain.restatement_size", P, "2024-01", FILED)["value"] == 25.0
    late = told(history, "reporting.drift", areas=B, periods="2024-02")
    assert late == {B: (0, 0)}, "no earlier run knew B's February"

    history.cases("A-03", A, "2024-03", received="2024-04-21")
    history.run()
    assert told(history, "reporting.drift", areas=B, periods="2024-02") == {B: (2, 2)}
    assert january(history, "chain.restatement_size") == [(1, 3), (0, 1), (1, 4)]


def test_a_figure_that_went_back_to_what_it_was(restated: Any) -> None:
    lines = [f"a{n},2024-01-1{n},,THEFT" for n in (1, 2, 3)]
    restated.cases("A-01 once more", A, "2024-01", *lines, received="2024-03-30")
    restated.run()
    assert january(restated, "reporting.drift") == [(2, 3), (1, 1), (3, 4)]
    come_late(restated)
    restated.run()
    assert january(restated, "reporting.drift") == [(3, 3), (1, 1), (4, 4)]
    assert january(restated, "reporting.restated") == [(0, 1), (0, 1), (0, 2)]


def test_zero_is_a_figure_too(history: Any) -> None:
    """A's February was published as 0 and then as 1, B's January as 1 and then as 0."""
    history.cases("A-02 corrected", A, "2024-02", "a9,2024-02-09,,THEFT", received="2024-03-20")
    history.cases("B-01 corrected", B, "2024-01", received="2024-03-20")
    history.run()
    cells = ((A, "2024-02"), (B, "2024-01"))
    assert [history.figure("tiny.filed_total", *cell)["value"] for cell in cells] == [1, 0]
    history.cases("A-03", A, "2024-03", received="2024-04-21")
    history.run()
    found = {
        kpi: [told(history, kpi, areas=area, periods=month)[area] for area, month in cells]
        for kpi in ("reporting.drift", "reporting.restated", "chain.restatement_size")
    }
    assert found == {
        "reporting.drift": [(1, 0), (0, 1)],
        "reporting.restated": [(1, 1), (1, 1)],
        "chain.restatement_size": [(1, 0), (1, 1)],
    }


def test_nothing_new_is_no_new_run_though_vintages_are_counted(restated: Any, command: Any) -> None:
    come_late(restated)
    assert command("run", at=restated).code == 0
    before = restated.contents()
    for _ in range(2):
        again = command("run", at=restated)
        assert again.code == 0 and "nothing had changed" in again.out
        assert restated.contents() == before


def test_the_same_steps_give_the_same_runs(first_run: Any, second_run: Any, tmp_path: Path) -> None:
    place = first_run.copy(tmp_path / "other name")
    for step, other in ((lambda _: None, first_run), (restate, second_run)):
        step(place)
        assert place.run(threads=1).run == other.current()
        assert place.published().items() >= other.published().items()
    twin = second_run.copy(tmp_path / "twin", store=True)
    for one, threads in ((place, 1), (twin, 2)):
        come_late(one)
        one.run(threads=threads)
    assert twin.published() == place.published()


@pytest.mark.parametrize(
    ("damage", "known"),
    [
        # the second run has kept what the first one said
        ("lost", [(2, 3), (2, 3)]),
        # nor can the second run be read, which shares figures with it: what it had kept of the first is all
        ("figures altered", [(3, 3), (3, 3)]),
    ],
)
def test_an_old_run_that_cannot_be_read_stops_no_new_one(
    first_run: Any, restated: Any, command: Any, damage: str, known: list[tuple[int, int]]
) -> None:
    names = ("parts",) if damage.startswith("figures") else (f"runs/{first_run.current()}.json",)
    for name in first_run.contents(*names):
        path = restated.store / name
        path.unlink() if damage.endswith("lost") else path.write_bytes(path.read_bytes()[:-9] + b"x" * 9)
    come_late(restated)
    for latest_and_first in known:
        told = command("run", at=restated)
        assert told.code == 0
        assert january(restated, "reporting.drift")[0] == latest_and_first
    # lost figures that the new run shares are there again, so it may take the second to settle
    settled = command("run", at=restated) if damage.startswith("figures") else told
    assert settled.code == 0 and "nothing had changed" in settled.out


def test_a_newest_run_that_was_lost_is_made_again(restated: Any) -> None:
    run, figures = restated.current(), restated.figures()
    (restated.store / f"runs/{run}.json").unlink()
    assert restated.run().run == run and restated.figures() == figures
