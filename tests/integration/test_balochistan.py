"""The simulation of Balochistan: every figure of truth.csv, every wrong row, every row of every file."""

from __future__ import annotations

import csv
import gzip
import io
import json
import subprocess
import sys
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
import pytest

import rolkpi
from rolkpi.workspace.run import RunSummary
from rolkpi.workspace.workspace import Workspace

Key = tuple[str, str, str, str, str]
KEY = ("kpi", "area", "frequency", "period", "disaggregation")
VALUED = {"ok", "provisional", "small_base"}
"""States of a measurement that has a value: what truth.csv calls ``value``."""


def rows_of(path: Path) -> list[dict[str, str]]:
    text = _content(path).decode("utf-8")
    return list(csv.DictReader(io.StringIO(text, newline="")))


def number(text: str) -> int | None:
    return int(text) if text else None


@pytest.fixture(scope="module")
def workspace(balochistan_run: tuple[Workspace, RunSummary, float]) -> Workspace:
    return balochistan_run[0]


@pytest.fixture(scope="module")
def summary(balochistan_run: tuple[Workspace, RunSummary, float]) -> RunSummary:
    return balochistan_run[1]


@pytest.fixture(scope="module")
def truth(workspace: Workspace) -> list[dict[str, str]]:
    return rows_of(workspace.folder / "truth.csv")


@pytest.fixture(scope="module")
def measured(workspace: Workspace, truth: list[dict[str, str]]) -> dict[Key, dict[str, Any]]:
    rows = workspace.measurements(
        areas=sorted({t["area"] for t in truth}),
        frequency=["month", "fiscal_year"],
        window="period",
        periods=sorted({t["period"] for t in truth}),
        by=["total", "force"],
    )
    return {(r["kpi"], r["area"], r["frequency"], r["period"], r["disaggregation"]): r for r in rows.to_pylist()}


def test_every_line_of_the_truth(truth: list[dict[str, str]], measured: dict[Key, dict[str, Any]]) -> None:
    assert len(truth) == 595
    wrong = []
    for line in truth:
        row = measured[line["kpi"], line["area"], line["frequency"], line["period"], line["disaggregation"]]
        state = "value" if row["obs_status"] in VALUED else row["obs_status"]
        got = (state, row["numerator"], row["denominator"], row["value"], row["covered"], row["expected"])
        wanted = (
            line["state"],
            number(line["numerator"]),
            number(line["denominator"]),
            float(line["value"]) if line["value"] else None,
            int(line["covered"]),
            int(line["expected"]),
        )
        if got != wanted:
            wrong.append((line, got))
    assert not wrong, f"{len(wrong)} of {len(truth)} lines differ, the first: {wrong[:5]}"


def test_the_truth_knows_every_kpi_and_every_state(truth: list[dict[str, str]], workspace: Workspace) -> None:
    states = Counter(line["state"] for line in truth)
    assert states.keys() == {"value", "no_data", "not_applicable", "immature", "undefined"}
    left_out = {
        "judiciary.days_to_judgment_p90",  # see test_hand_sql.py
        "police.days_to_complete_survival",
        "prisons.crowded_share",
        "prisons.deaths_rate",  # nobody delivers incidents
        "prisons.escapes_count",
        "prisons.absconds_rate",
    }
    assert {line["kpi"] for line in truth} == {k.id for k in workspace.kpis()} - left_out


def test_what_came_in_without_a_name_is_provisional(measured: dict[Key, dict[str, Any]]) -> None:
    """Nobody accepted the files of June 2026: nothing that rests on them is ``ok``."""
    newest = [r for key, r in measured.items() if key[3] in ("2026-06", "FY2025-26") and r["value"] is not None]
    assert newest
    assert {r["obs_status"] for r in newest} <= {"provisional", "small_base"}
    assert any(r["obs_status"] == "ok" for key, r in measured.items() if key[3] == "FY2023-24")


def test_quarantine_is_the_list_of_known_faults(workspace: Workspace, summary: RunSummary) -> None:
    listed = Counter[tuple[str, str]]()
    for line in rows_of(workspace.folder / "inbox" / "known_faults.csv"):
        listed[line["file"], line["code"]] += int(line["count"])
    found = Counter[tuple[str, str]]()
    for submission in summary.new:
        path = workspace.folder / "store" / "quarantine" / f"{submission.id}.parquet"
        assert path.exists() == bool(submission.quarantined)
        if submission.quarantined:
            bad = pq.read_table(path).to_pylist()
            assert len({b["row"] for b in bad}) == submission.quarantined
            for _, code in {(b["row"], b["code"]) for b in bad}:
                found[submission.path.removeprefix("inbox/"), code] += 1
    assert found == listed
    assert listed.total() == 11
    assert summary.faults


def test_every_row_of_every_file_is_accounted_for(workspace: Workspace, summary: RunSummary) -> None:
    files = {s.path: s for s in summary.new}
    delivered = {p.relative_to(workspace.folder).as_posix() for p in (workspace.folder / "inbox").glob("*/*/*.csv*")}
    assert files.keys() == delivered | {"reference/facilities.csv"}
    for name, submission in files.items():
        ignored = sum(n for _, n in submission.ignored)
        assert submission.state == "accepted"
        assert submission.rows_in == len(rows_of(workspace.folder / name)), name
        assert submission.rows_in == submission.accepted + submission.quarantined + ignored, name


def test_a_second_run_changes_nothing(
    balochistan_run: tuple[Workspace, RunSummary, float], record_property: Callable[[str, object], None]
) -> None:
    workspace, first, seconds = balochistan_run
    record_property("seconds of the first run", round(seconds, 1))
    print(f"rolkpi run of the Balochistan example: {seconds:.1f} s")  # noqa: T201
    store = workspace.folder / "store"
    before = {p.relative_to(store): p.read_bytes() for p in store.rglob("*") if p.is_file() and p.suffix != ".duckdb"}
    again = workspace.run()
    after = {p.relative_to(store): p.read_bytes() for p in store.rglob("*") if p.is_file() and p.suffix != ".duckdb"}
    assert (again.run, again.changed, again.new, again.restated) == (first.run, False, (), 0)
    assert not again.faults
    assert after == before
    written = json.loads((store / "runs" / f"{first.run}.json").read_bytes())
    assert written.pop("check"), "a manifest carries a hash of itself"
    assert rolkpi.open(workspace.folder).view.manifest == written


def test_the_simulation_writes_the_committed_files(repository: Path, tmp_path: Path) -> None:
    example = repository / "examples" / "balochistan"
    subprocess.run(
        [sys.executable, "-B", str(example / "simulate.py"), "--into", str(tmp_path)], check=True, capture_output=True
    )
    written = {p.relative_to(tmp_path): p for p in tmp_path.rglob("*") if p.is_file()}
    committed = {
        p.relative_to(example): p
        for folder in ("reference", "inbox")
        for p in (example / folder).rglob("*")
        if p.is_file()
    } | {Path("truth.csv"): example / "truth.csv"}
    assert written.keys() == committed.keys()
    differ = [str(name) for name, path in written.items() if _content(path) != _content(committed[name])]
    assert not differ, f"{len(differ)} files differ: {differ[:5]}"


def _content(path: Path) -> bytes:
    data = path.read_bytes()
    return gzip.decompress(data) if path.suffix == ".gz" else data
