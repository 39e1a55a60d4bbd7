"""The simulation of Balochistan: what came, what was wrong with it, and every row of every file.

test_balochistan_truth.py compares the figures."""

from __future__ import annotations

import csv
import gzip
import io
import json
import subprocess
import sys
from collections import Counter
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
import pytest

import rolkpi
from rolkpi.store.ledger import Ledger, Submission
from rolkpi.workspace.workspace import Workspace

VALUED = {"ok", "provisional", "small_base"}
"""States of a measurement that has a value."""


def rows_of(path: Path) -> list[dict[str, str]]:
    text = _content(path).decode("utf-8")
    return list(csv.DictReader(io.StringIO(text, newline="")))


@pytest.fixture(scope="module")
def workspace(balochistan: Workspace) -> Workspace:
    return balochistan


@pytest.fixture(scope="module")
def deliveries(workspace: Workspace) -> list[Submission]:
    return Ledger.read(workspace.folder / "store" / "ledger.jsonl").submissions()


@pytest.fixture(scope="module")
def faults(workspace: Workspace) -> list[dict[str, str]]:
    return rows_of(workspace.folder / "inbox" / "known_faults.csv")


def test_the_whole_catalogue_is_there(workspace: Workspace, repository: Path) -> None:
    codes = {kpi.code for kpi in workspace.kpis()}
    assert len(codes) == 115
    assert len(workspace.kpis()) > 150


def test_what_came_in_without_a_name_is_provisional(workspace: Workspace) -> None:
    """Nobody accepted the files of June 2026: nothing that rests on them is ``ok``. Only whether they came is known."""
    rows = workspace.measurements(
        areas="PK2", frequency=["month", "fiscal_year"], window="period", periods=["2026-06", "FY2025-26", "FY2023-24"]
    ).to_pylist()
    of_deliveries = {"chain.return_completeness", "chain.return_timeliness"}
    newest = [
        r for r in rows if r["period"] != "FY2023-24" and r["value"] is not None and r["kpi"] not in of_deliveries
    ]
    assert newest
    assert {r["obs_status"] for r in newest} <= {"provisional", "small_base"}
    assert any(r["obs_status"] == "ok" for r in rows if r["period"] == "FY2023-24")


def test_levies_became_police_and_districts_were_split(workspace: Workspace) -> None:
    """The register jumps where Levies joined the police; Hub begins in September 2022, and Lasbela is smaller then."""
    rows = workspace.measurements(
        kpis="police.firs_registered",
        areas=["PK217", "BA-HUB", "PK226"],
        frequency="month",
        window="period",
        periods=["2022-08", "2022-09", "2025-01", "2025-02"],
        by="total",
    ).to_pylist()
    row = {(r["area"], r["period"]): r for r in rows}
    assert "series_break" in row["PK217", "2022-09"]["flags"]
    assert "series_break" not in row["PK226", "2022-09"]["flags"]
    assert "series_break" in row["PK226", "2025-01"]["flags"]
    assert "series_break" not in row["PK226", "2025-02"]["flags"]
    assert ("BA-HUB", "2022-08") not in row
    assert row["BA-HUB", "2022-09"]["obs_status"] in VALUED
    (whole,) = workspace.measurements(
        kpis="police.firs_registered", areas="PK217", frequency="month", window="period", periods="2022-09", by="total",
        geography=date(2022, 8, 1),
    ).to_pylist()  # fmt: skip
    assert whole["value"] == row["PK217", "2022-09"]["value"] + row["BA-HUB", "2022-09"]["value"]


def test_known_trouble_is_trouble(workspace: Workspace, faults: list[dict[str, str]]) -> None:
    """What known_faults.csv says of months that never came, and of those that came late, is what the run found."""
    kinds = Counter(line["kind"] for line in faults)
    assert kinds.keys() == {"wrong", "late", "never came", "return only", "restated", "deleted"}
    never = {(f["dataset"], f["area"], f["month"]) for f in faults if f["kind"] == "never came"}
    assert ("police.fir", "PK216", "2024-12") in never
    rows = workspace.measurements(
        kpis="police.firs_registered", areas="PK216", frequency="month", window="period", by="total",
        periods=["2024-11", "2024-12", "2025-01"],
    )  # fmt: skip
    assert [r["obs_status"] == "no_data" for r in rows.to_pylist()] == [False, True, False]


def test_quarantine_is_the_list_of_wrong_rows(
    workspace: Workspace, simulated: Any, deliveries: list[Submission], faults: list[dict[str, str]]
) -> None:
    listed = Counter[tuple[str, str]]()
    for line in faults:
        if line["kind"] == "wrong":
            listed[line["file"], line["code"]] += int(line["count"])
    found = Counter[tuple[str, str]]()
    for submission in deliveries:
        path = workspace.folder / "store" / "quarantine" / f"{submission.id}.parquet"
        assert path.exists() == bool(submission.quarantined)
        if submission.quarantined:
            bad = pq.read_table(path).to_pylist()
            assert len({b["row"] for b in bad}) == submission.quarantined
            for _, code in {(b["row"], b["code"]) for b in bad}:
                found[submission.path.removeprefix("inbox/"), code] += 1
    assert found == listed
    assert listed.total() == 11
    assert simulated.returncode == 1, "something new was faulty"


def test_every_row_of_every_file_is_accounted_for(workspace: Workspace, deliveries: list[Submission]) -> None:
    files = {s.path: s for s in deliveries}
    delivered = {p.relative_to(workspace.folder).as_posix() for p in (workspace.folder / "inbox").glob("*/*/*.csv*")}
    assert files.keys() == delivered | {"reference/facilities.csv"}
    for name, submission in files.items():
        ignored = sum(n for _, n in submission.ignored)
        assert submission.state == "accepted"
        assert submission.rows_in == len(rows_of(workspace.folder / name)), name
        assert submission.rows_in == submission.accepted + submission.quarantined + ignored, name


def test_a_second_run_changes_nothing(
    simulated: Any, tmp_path: Path, record_property: Callable[[str, object], None]
) -> None:
    record_property("seconds of the first run", round(simulated.seconds, 1))
    print(f"rolkpi run of the Balochistan example: {simulated.seconds:.1f} s")  # noqa: T201
    workspace = rolkpi.open(simulated.copy(tmp_path / "balochistan"))
    first, store = workspace.view.header.run, workspace.folder / "store"
    before = _contents(store)
    again = workspace.run()
    after = _contents(store)
    assert (again.run, again.changed, again.new, again.restated) == (first, False, (), 0)
    assert f"run         {first} of Balochistan" in simulated.stdout
    assert not again.faults
    assert after == before
    written = json.loads((store / "runs" / f"{first}.json").read_bytes())
    assert written.pop("check"), "a manifest carries a hash of itself"
    assert rolkpi.open(workspace.folder).view.manifest == written


def _contents(store: Path) -> dict[Path, bytes]:
    """What a store holds, without the cache and without who ran last."""
    kept = (p for p in store.rglob("*") if p.is_file() and p.suffix != ".duckdb" and p.name != "lock")
    return {p.relative_to(store): p.read_bytes() for p in kept}


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
