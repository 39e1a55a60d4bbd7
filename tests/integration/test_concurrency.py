"""Readers while runs publish, two runs at once, runs that are killed, and processes that fork."""

from __future__ import annotations

import hashlib
import json
import os
import random
import re
import shutil
import subprocess
import sys
import threading
import time
from pathlib import Path
from typing import Any

import pytest

import rolkpi
from rolkpi.store.files import locked

RUN = "import rolkpi, sys; rolkpi.open(sys.argv[1]).run()"
READER = """
import rolkpi, sys, time, hashlib, json
workspace, until, seen, times = rolkpi.open(sys.argv[1]), sys.argv[2], {}, []
import pathlib
while True:
    last = pathlib.Path(until).exists()
    began = time.perf_counter()
    workspace.refresh()
    table = workspace.measurements("tiny.filed_total", frequency="month", window="period", by="total")
    times.append(time.perf_counter() - began)
    (run,) = set(table.column("run").to_pylist())
    seen.setdefault(run, set()).add(json.dumps(table.to_pylist(), default=str))
    if last:
        break
    time.sleep(0.05)
print(json.dumps([{run: sorted(answers) for run, answers in seen.items()}, max(times), len(times)]))
"""


def as_text(table: Any) -> str:
    return json.dumps(table.to_pylist(), default=str)


ASKED: dict[str, Any] = {"kpis": "tiny.filed_total", "frequency": "month", "window": "period", "by": "total"}


def test_every_answer_is_of_one_whole_run(ran: Any) -> None:
    """Eight threads and a second process read while four runs are published, one after the other."""
    workspace, stop = ran.open(), threading.Event()
    seen: dict[str, set[str]] = {}
    failures: list[BaseException] = []
    times: list[float] = []

    def reader(own: rolkpi.Workspace | None) -> None:
        try:
            while not stop.is_set():
                began = time.perf_counter()
                if own is not None:
                    own.refresh()
                table = (own or workspace).measurements(**ASKED)
                times.append(time.perf_counter() - began)
                (run,) = set(table.column("run").to_pylist())
                seen.setdefault(run, set()).add(as_text(table))
                time.sleep(0.1)
        except BaseException as exc:  # noqa: BLE001 - told by the test, whatever it is
            failures.append(exc)

    flag = ran.folder / "stop"
    with subprocess.Popen(
        [sys.executable, "-c", READER, str(ran.folder), str(flag)], stdout=subprocess.PIPE, text=True
    ) as other:
        # six read through one workspace, which shows a new run as soon as there is one; two through their own
        threads = [threading.Thread(target=reader, args=(ran.open() if n < 2 else None,)) for n in range(8)]
        for thread in threads:
            thread.start()
        answers = {ran.current(): as_text(ran.open().measurements(**ASKED))}
        for number in range(4):
            ran.cases("A-02", "A", "2024-02", *(f"n{number}{i},2024-02-0{i + 1},,THEFT" for i in range(number + 1)))
            summary = workspace.run(threads=1)
            assert summary.changed
            answers[summary.run] = as_text(ran.open().measurements(**ASKED))
        stop.set()
        flag.touch()
        for thread in threads:
            thread.join(30)
        out, _ = other.communicate(timeout=60)
    assert not failures and other.returncode == 0
    told, longest, count = json.loads(out)
    assert len(answers) == 5 and len(set(answers.values())) == 5
    for run, texts in [*seen.items(), *told.items()]:
        assert set(texts) == {answers[run]}
    assert len(seen) >= 2 and ran.current() in told
    assert len(times) >= 50 and count >= 3
    sys.stdout.write(
        f"threads: {len(times)} reads, longest {max(times):.3f} s; process: {count} reads, longest {longest:.3f} s\n"
    )


def test_a_reader_never_waits_for_the_lock(ran: Any, command: Any) -> None:
    with locked(ran.store / "lock"):
        began = time.perf_counter()
        assert ran.open().measurements().num_rows
        assert time.perf_counter() - began < 5
        told = command("query", at=ran)
        assert told.code == 0
        told = command("run", at=ran)
        assert told.code == 3 and "[RK601]" in told.err
        assert re.search(rf"\b{os.getpid()}\b", told.err)
    assert command("run", at=ran).code == 0


def test_two_runs_at_once(ran: Any, command: Any) -> None:
    hold = (
        "import sys, time; from pathlib import Path; from rolkpi.store.files import locked\n"
        "with locked(Path(sys.argv[1])):\n print('held', flush=True); sys.stdin.readline()"
    )
    ran.cases("A-03", "A", "2024-03", received="2024-04-02")
    before = ran.contents("ledger.jsonl", "current", "objects", "runs")
    with subprocess.Popen(
        [sys.executable, "-c", hold, str(ran.store / "lock")], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as other:
        assert other.stdin is not None and other.stdout is not None
        assert other.stdout.readline() == "held\n"
        told = command("run", at=ran)
        assert told.code == 3 and "[RK601]" in told.err and re.search(rf"\b{other.pid}\b", told.err)
        assert ran.contents("ledger.jsonl", "current", "objects", "runs") == before
        other.kill()
    assert command("run", at=ran).code == 0


def state_of(folder: Path) -> dict[str, tuple[int, int, str]]:
    """Every file below a folder: when it was changed, how long it is, and what is in it."""
    return {
        str(p): (p.stat().st_mtime_ns, p.stat().st_size, hashlib.sha256(p.read_bytes()).hexdigest())
        for p in folder.rglob("*")
        if p.is_file()
    }


def test_reading_writes_nothing(ran: Any, command: Any) -> None:
    """Modes of a folder mean nothing to root, so the audit of what Python opens is asked as well."""
    before = state_of(ran.folder)
    opened: list[str] = []
    watching = True

    def audit(event: str, arguments: tuple[Any, ...]) -> None:
        if watching and event == "open" and str(ran.folder) in str(arguments[0]):
            flags = arguments[2] if isinstance(arguments[2], int) else 0
            if flags & (os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND):
                opened.append(str(arguments[0]))

    sys.addaudithook(audit)
    folders = [ran.folder, *(p for p in ran.folder.rglob("*") if p.is_dir())]
    for folder in folders:
        folder.chmod(0o555)
    try:
        workspace = ran.open()
        assert workspace.measurements().num_rows and workspace.kpis() and workspace.areas()
        assert workspace.refresh() is None
        workspace.explain("tiny.filed_total")
        for arguments in (("query",), ("kpis",), ("plugins",), ("explain", "TNY-01")):
            assert command(*arguments, at=ran).code == 0
    finally:
        watching = False
        for folder in folders:
            folder.chmod(0o755)
    assert opened == [] and state_of(ran.folder) == before


def test_the_lock_is_not_made_by_reading(ran: Any) -> None:
    (ran.store / "lock").unlink()
    ran.open().measurements()
    assert not (ran.store / "lock").exists()


FORK = """
import os, sys, threading, warnings
import rolkpi
warnings.simplefilter("ignore", DeprecationWarning)
workspace = rolkpi.open(sys.argv[1])
mine = workspace.measurements()
workspace._readers.lock.acquire()  # as if another thread were about to open an engine
child = os.fork()
if child == 0:
    code = 1
    try:
        found = []
        readers = [threading.Thread(target=lambda: found.append(workspace.measurements())) for _ in range(3)]
        [r.start() for r in readers]
        [r.join(30) for r in readers]
        code = 0 if len(found) == 3 and all(f.equals(mine) for f in found) and workspace.refresh() is None else 2
    finally:
        os._exit(code)
workspace._readers.lock.release()
assert workspace.measurements().equals(mine)
sys.exit(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]))
"""


@pytest.mark.skipif(not hasattr(os, "fork"), reason="this system does not fork")
def test_a_child_reads_after_a_fork(ran: Any, python: Any) -> None:
    done = python(FORK, str(ran.folder))
    assert (done.returncode, done.stderr) == (0, "")


def test_a_run_that_is_killed_leaves_the_run_before_or_the_new_one(ran: Any, tmp_path: Path) -> None:
    """Ten runs are killed at random moments; after each the store is readable, and the next run ends what it began."""
    ran.cases("A-03", "A", "2024-03", "a9,2024-03-09,,THEFT", received="2024-04-02")
    clean = ran.copy(tmp_path / "clean")
    began = time.perf_counter()
    subprocess.run([sys.executable, "-c", RUN, str(clean.folder)], check=True, timeout=60)
    lasts = time.perf_counter() - began
    old, new = ran.current(), clean.current()
    figures = {run: place.figures() for run, place in ((old, ran), (new, clean))}
    chance, killed, found = random.Random(20241122), 0, []
    for number in range(10):
        trial = ran.copy(tmp_path / f"trial{number}", store=True)
        with subprocess.Popen([sys.executable, "-c", RUN, str(trial.folder)]) as process:
            time.sleep(lasts * chance.uniform(0.5, 1.0))
            process.kill()
            killed += process.wait() != 0
        found.append(trial.current())
        assert trial.current() in (old, new)
        if number % 3 == 0:
            assert trial.figures() == figures[trial.current()]
            assert trial.run().run == new
            assert trial.published().items() >= clean.published().items()
        shutil.rmtree(trial.folder)
    assert killed >= 5
    sys.stdout.write(f"{killed} killed after 50 to 100 % of {lasts:.2f} s; {found.count(new)} had published\n")


@pytest.mark.parametrize("number", [0, 4, 8, 13, 16, 18])
def test_a_run_that_dies_at_a_flush_is_ended_by_the_next(ran: Any, tmp_path: Path, python: Any, number: int) -> None:
    """The process ends at once, without any clearing up, at its nth flush to disk."""
    ran.cases("A-03", "A", "2024-03", "a9,2024-03-09,,THEFT", received="2024-04-02")
    before = ran.contents("runs", "parts", "definitions", "objects")
    source = (
        "import os, sys, rolkpi\nleft, real = [int(sys.argv[2])], os.fsync\n"
        "def fsync(handle):\n left[0] -= 1\n os._exit(9) if left[0] < 0 else real(handle)\n"
        "os.fsync = fsync\nrolkpi.open(sys.argv[1]).run()"
    )
    done = python(source, str(ran.folder), str(number))
    assert done.returncode == 9
    assert ran.contents().items() >= before.items()
    value = ran.figure("tiny.filed_total", "A", "2024-01")["value"]
    assert value == 3
    ran.run()
    assert ran.figure("tiny.filed_total", "A", "2024-03")["value"] == 1
    assert [s["path"] for s in ran.submissions()].count("inbox/case/A-03.csv") == 1
    leftovers = [p.name for p in ran.store.rglob("*") if p.suffix in (".building", ".wal")]
    assert leftovers == []


def test_rolkpi_reads_what_another_process_ran(ran: Any) -> None:
    reader = rolkpi.open(ran.folder)
    ran.cases("A-03", "A", "2024-03", received="2024-04-02")
    subprocess.run([sys.executable, "-c", RUN, str(ran.folder)], check=True, timeout=60)
    assert reader.refresh() == ran.current()
