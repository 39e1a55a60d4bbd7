"""The command line: what it is called, what it writes where, and how it ends."""

from __future__ import annotations

import csv
import io
import json
import os
import re
import subprocess
import sys
import time
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

HEAVY = ("duckdb", "polars", "pyarrow", "sqlglot", "pydantic", "pluggy", "yaml", "numpy")
ALL = ("query", "--period", "all", "--by", "all")


def test_every_command_is_listed(command: Any) -> None:
    told = command("--help")
    assert (told.code, told.err) == (0, "")
    for name in ("init", "run", "kpis", "plugins", "explain", "query"):
        assert re.search(rf"\b{name}\b", told.out)
        one = command(name, "--help")
        assert (one.code, one.err) == (0, "") and one.out


def test_the_version(command: Any) -> None:
    told = command("--version")
    assert told.code == 0 and re.fullmatch(r"rolkpi \d+\.\d+\.\d+\S*\n", told.out)


@pytest.mark.parametrize(
    "arguments", [("qery",), ("query", "--no-such"), ("run", "--threads", "0"), ("run", "--threads", "x")]
)
def test_a_command_that_is_not_one(command: Any, arguments: tuple[str, ...]) -> None:
    told = command(*arguments)
    assert (told.code, told.out) == (2, "") and told.err


def test_a_new_workspace_says_what_is_missing(tmp_path: Any, command: Any) -> None:
    told = command("init", str(tmp_path / "new"), "--plugin", "police", "--name", 'A "new" one')
    assert (told.code, told.err) == (0, "")
    told = command("run", at=tmp_path / "new")
    assert (told.code, told.out) == (2, "") and "[RK302]" in told.err and "fix:" in told.err
    assert command("kpis", at=tmp_path / "new").code == 0
    told = command("query", at=tmp_path / "new")
    assert told.code == 2 and "[RK401]" in told.err
    again = command("init", str(tmp_path / "new"))
    assert again.code == 2 and "[RK305]" in again.err


def test_a_source_that_finds_no_file(build: Any, command: Any) -> None:
    told = command("run", at=build())
    assert (told.code, told.out) == (2, "") and "[RK302]" in told.err


def plain(table: pa.Table) -> list[dict[str, Any]]:
    return [{k: v.isoformat() if hasattr(v, "isoformat") else v for k, v in row.items()} for row in table.to_pylist()]


def test_every_format_says_the_same(ran: Any, command: Any, python: Any) -> None:
    expected = ran.open().measurements(frequency="month", window="period")
    told = command(*ALL, "--format", "json", at=ran)
    assert json.loads(told.out) == plain(expected)

    told = command(*ALL, "--format", "csv", at=ran)
    rows = list(csv.DictReader(io.StringIO(told.out)))
    assert list(rows[0]) == expected.column_names
    written = [
        {k: "" if v is None else "|".join(v) if isinstance(v, list) else str(v) for k, v in r.items()}
        for r in plain(expected)
    ]
    assert rows == written

    done = subprocess.run(
        [sys.executable, "-m", "rolkpi", "-w", str(ran.folder), *ALL, "--format", "parquet"],
        capture_output=True,
        check=True,
        timeout=60,
    )
    read = pq.read_table(pa.BufferReader(done.stdout))
    assert read.equals(expected)

    told = command(*ALL, at=ran)
    assert len([line for line in told.out.splitlines() if line.startswith("TNY-")]) == expected.num_rows


def test_what_is_asked_for(ran: Any, command: Any) -> None:
    def ask(*arguments: str) -> list[dict[str, Any]]:
        told = command("query", *arguments, "--format", "json", at=ran)
        assert told.code == 0
        return list(json.loads(told.out))

    newest = ask("TNY-01")
    assert {(r["kpi"], r["period"], r["disaggregation"]) for r in newest} == {("tiny.filed_total", "2024-02", "")}
    assert {r["area"] for r in ask("TNY-01", "--level", "district")} == set("ABC")
    assert {r["period"] for r in ask("tiny.filed_total", "--period", "all")} == {"2024-01", "2024-02"}
    by = ask("tny-01", "--by", "kind", "--area", "A", "--period", "2024-01")
    assert {r["disaggregation"]: r["value"] for r in by} == {"kind=MURDER": 1, "kind=THEFT": 2}
    (year,) = ask("TNY-03", "--frequency", "fiscal_year", "--area", "A")
    assert (year["period"], year["value"]) == ("FY2023-24", 2)
    both = ask("TNY-01", "TNY-03", "--area", "A", "--area", "B")
    assert len(both) == 4


def test_results_and_everything_else_are_kept_apart(ran: Any, command: Any) -> None:
    ran.deliver(
        "case/B-02.csv",
        "case_no,district,filed_on,decided_on,kind\nx,B,2024-02-01,,MURDR\n",
        covers=[("B", "2024-02", "2024-02")],
        received="2024-03-05",
    )
    told = command("run", "--format", "json", at=ran)
    summary = json.loads(told.out)
    assert told.code == 1 and summary["run"] == ran.current() and "B-02.csv" in told.err
    told = command("query", "--format", "json", at=ran)
    assert json.loads(told.out) and "Simulated" in told.err and "Simulated" not in told.out
    told = command("query", at=ran)
    assert "Simulated" in told.out and told.err == ""
    told = command("run", at=ran)
    assert (told.code, told.err) == (0, "") and len(told.out.splitlines()) == 11
    assert "\x1b" not in told.out and "\r" not in told.out


def test_formats_a_command_does_not_write(ran: Any, command: Any) -> None:
    for arguments in (
        ("run", "--format", "csv"),
        ("kpis", "--format", "parquet"),
        ("explain", "TNY-01", "--format", "csv"),
    ):
        told = command(*arguments, at=ran)
        assert (told.code, told.out) == (2, "") and "[RK402]" in told.err


def test_the_nearest_name_is_named(ran: Any, command: Any) -> None:
    for arguments, nearest in (
        (("query", "TNY-O1"), "TNY-01"),
        (("query", "tiny.clearence"), "tiny.clearance"),
        (("query", "--level", "distrct"), "district"),
        (("query", "--by", "kinds"), "kind"),
        (("query", "--frequency", "monthly"), "month"),
        (("explain", "tiny.clearence"), "tiny.clearance"),
    ):
        told = command(*arguments, at=ran)
        assert told.code == 2 and "[RK400]" in told.err and f"'{nearest}'" in told.err


def test_the_workspace_is_the_nearest_parent(ran: Any, command: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ran.folder / "inbox" / "case")
    assert command("query").code == 0
    assert command("kpis").code == 0


def test_a_reader_that_goes_away_is_no_error(ran: Any) -> None:
    line = f"{sys.executable} -m rolkpi -w '{ran.folder}' query --period all --by all --format csv | head -c 1"
    done = subprocess.run(
        ["bash", "-o", "pipefail", "-c", line], capture_output=True, text=True, timeout=60, check=False
    )
    assert (done.stdout, done.stderr) == ("k", "Simulated\n")


@pytest.mark.parametrize(
    "source",
    [
        "import rolkpi",
        "sys.argv = ['rolkpi', '--help']\nfrom rolkpi.cli import main\ntry: main()\nexcept SystemExit: pass",
    ],
)
def test_starting_imports_nothing_heavy(python: Any, source: str) -> None:
    begin = time.perf_counter()
    done = python(f"import sys\n{source}\nprint('\\n' + repr(sorted(sys.modules)))")
    took = time.perf_counter() - begin
    assert done.returncode == 0
    modules = set(re.findall(r"'([\w.]+)'", done.stdout.splitlines()[-1]))
    assert modules.isdisjoint(HEAVY) and "rolkpi" in modules
    sys.stdout.write(f"{source.splitlines()[0]}: {took:.2f} s with starting Python\n")
    assert took < 10, "far beyond any machine's share: something heavy was imported"


def test_no_colours_and_no_bar_when_nobody_watches(place: Any) -> None:
    env = {k: v for k, v in os.environ.items() if k not in ("FORCE_COLOR", "TTY_COMPATIBLE")}
    done = subprocess.run(
        [sys.executable, "-m", "rolkpi", "-w", str(place.folder), "run"],
        capture_output=True,
        text=True,
        timeout=60,
        check=True,
        env=env,
    )
    assert done.stderr == "" and "\x1b" not in done.stdout and "\r" not in done.stdout
