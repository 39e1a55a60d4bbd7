"""Plugins that others keep, packages and folders of YAML: used without any change to the core, and only when listed."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from rolkpi_police.datasets.fir import FIR

FIXTURES = Path(__file__).parents[1] / "fixtures"
LEVIES = FIXTURES / "levies"
MORE_SOURCES = """
[[source]]
dataset = "ombudsman.case"
path = "inbox/complaint/*.csv"
adapter = "ombudsman.register"
deliveries = "inbox/deliveries.csv"
[[source]]
dataset = "levies.incident"
path = "inbox/incident/*.csv"
adapter = "levies.roznamcha"
deliveries = "inbox/deliveries.csv"
"""
COMPLAINTS = """\
Serial No,District,Type,Received,Decided,Remarks
1,A,Complaint,01/01/2024,31/01/2024,
2,A,Petition,31/12/2023,31/01/2024,
3,A,Complaint,12/01/2024,,
4,A,Complaint,13/01/2024,,withdrawn
"""
INCIDENTS = """\
Sr. No,Tehsil,Date of report,Time of report,Challan,Section,Victim,Status
1,A,03/01/2024,03/01/2024 10:00,10/01/2024,302,Male,Open
2,A,04/01/2024,04/01/2024 10:00,,395,Female,Open
3,A,05/01/2024,05/01/2024 10:00,,379,Female,Cancelled
"""
Rolkpi = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture
def installed(tmp_path: Path) -> Path:
    """A folder for ``sys.path`` in which a package is registered, as pip registers it, and a second that must not
    be imported."""
    folder = tmp_path / "site"
    for name, value in (("ombudsman", "rolkpi_ombudsman"), ("trap", "rolkpi_trap")):
        info = folder / f"rolkpi_{name}-0.3.0.dist-info"
        info.mkdir(parents=True)
        (info / "METADATA").write_text(f"Metadata-Version: 2.1\nName: rolkpi-{name}\nVersion: 0.3.0\n")
        (info / "entry_points.txt").write_text(f"[rolkpi]\n{name} = {value}\n")
    (folder / "rolkpi_trap.py").write_text("raise SystemExit('the trap was imported')\n")
    return folder


@pytest.fixture
def rolkpi_command(installed: Path, ombudsman: Path) -> Rolkpi:
    def call(place: Any, *arguments: str) -> subprocess.CompletedProcess[str]:
        path = os.pathsep.join([str(installed), str(ombudsman), *filter(None, [os.environ.get("PYTHONPATH")])])
        return subprocess.run(
            [sys.executable, "-m", "rolkpi", "-w", str(place.folder), *arguments],
            capture_output=True,
            text=True,
            timeout=120,
            check=False,
            env={**os.environ, "PYTHONPATH": path},
        )

    return call


@pytest.fixture
def mixed(place: Any) -> Any:
    """A workspace that lists a folder of its own, a folder elsewhere and a package."""
    place.configure(plugins=["./tiny", str(LEVIES), "ombudsman"], sources=MORE_SOURCES)
    place.deliver("complaint/A-01.csv", COMPLAINTS, covers=[("A", "2023-12", "2024-01")])
    place.deliver("incident/A-01.csv", INCIDENTS)
    return place


def test_their_kpis_are_listed_and_get_measurements(mixed: Any, rolkpi_command: Rolkpi) -> None:
    listed = rolkpi_command(mixed, "kpis", "--format", "json")
    assert (listed.returncode, listed.stderr) == (0, "")
    codes = {k["code"] for k in json.loads(listed.stdout)["kpis"]}
    assert codes == {"TNY-01", "TNY-02", "TNY-03", "TNY-04", "LEV-01", "LEV-02", "LEV-03", "LEV-04", "OMB-01", "OMB-02"}

    done = rolkpi_command(mixed, "run")
    assert (done.returncode, done.stderr) == (0, "")
    asked = ("query", "OMB-01", "OMB-02", "LEV-02", "LEV-03", "--area", "A", "--period", "2024-01", "--format", "json")
    told = rolkpi_command(mixed, *asked)
    assert told.returncode == 0
    found = {r["kpi"]: (r["value"], r["n"], r["obs_status"]) for r in json.loads(told.stdout)}
    assert found == {
        "ombudsman.cases_received": (2, 2, "ok"),
        "ombudsman.decided_within_30_days": (50, 2, "ok"),
        "levies.challan_in_time": (100, 1, "small_base"),
        "levies.median_days": (7, 1, "ok"),
    }
    (taken,) = [s for s in mixed.submissions() if s["dataset"] == "levies.incident"]
    assert (taken["rows_in"], taken["accepted"], sum(n for _, n in taken["ignored"])) == (3, 2, 1)
    assert rolkpi_command(mixed, "explain", "LEV-02").returncode == 0


def test_plugins_are_listed_with_where_they_came_from(mixed: Any, rolkpi_command: Rolkpi) -> None:
    told = rolkpi_command(mixed, "plugins", "--format", "json")
    assert (told.returncode, told.stderr) == (0, "")
    rows = {r["name"]: (r["version"], r["kind"], r["used"]) for r in json.loads(told.stdout)}
    assert rows["ombudsman"] == ("0.3.0", "package", "yes")
    assert rows["levies"] == ("1.2.0", "folder", "yes")
    assert rows["trap"] == ("0.3.0", "package", "no")
    assert rows["police"][1:] == ("package", "no")


def test_only_listed_plugins_are_imported(mixed: Any, installed: Path, ombudsman: Path, python: Any) -> None:
    source = (
        "import rolkpi, sys, json; w = rolkpi.open(sys.argv[1]); w.run(); w.measurements(); "
        "print(json.dumps([m for m in sys.modules if m.startswith('rolkpi_') and '.' not in m]))"
    )
    done = python(source, str(mixed.folder), path=[installed, ombudsman])
    assert (done.returncode, done.stderr) == (0, "")
    assert json.loads(done.stdout) == ["rolkpi_ombudsman"]


def test_a_plugin_that_does_not_load_stops_the_run_before_it_computes(mixed: Any, rolkpi_command: Rolkpi) -> None:
    assert rolkpi_command(mixed, "run").returncode == 0
    before = mixed.contents("ledger.jsonl", "current", "runs")
    mixed.replace("rolkpi.toml", '"ombudsman"', '"ombudsman", "trap"')
    told = rolkpi_command(mixed, "run")
    assert (told.returncode, told.stdout) == (2, "") and "[RK200]" in told.stderr and "rolkpi_trap" in told.stderr
    assert mixed.contents("ledger.jsonl", "current", "runs") == before


def test_a_plugin_taken_off_the_list_takes_its_kpis_along(mixed: Any, rolkpi_command: Rolkpi) -> None:
    assert rolkpi_command(mixed, "run").returncode == 0
    mixed.configure()
    assert rolkpi_command(mixed, "run").returncode == 0
    told = rolkpi_command(mixed, "query", "OMB-01")
    assert told.returncode == 2 and "[RK400]" in told.stderr
    assert mixed.figure("tiny.filed_total", "A", "2024-01")["value"] == 3


def test_the_police_plugin_in_a_workspace_of_two_districts(build: Any) -> None:
    text = "fir_id,district,force,registered_at,offence_cat\n"
    text += "1,A,POLICE,2024-01-03,MURDER\n2,A,LEVIES,2024-01-04,THEFT\n3,A,POLICE,2024-01-05,MURDR\n"
    absent = [c.name for c in FIR.columns if c.name not in text.partition("\n")[0].split(",")]
    source = (
        '[[source]]\ndataset = "police.fir"\npath = "inbox/fir/*.csv"\ndeliveries = "inbox/deliveries.csv"\n'
        f"absent = {json.dumps(absent)}\n"
    )
    place = build(plugins=["police", "./tiny"], sources=source)
    place.good_start()
    place.deliver("fir/A-01.csv", text)
    summary = place.run()
    (taken,) = [s for s in summary.new if s.dataset == "police.fir"]
    assert (taken.accepted, taken.quarantined) == (2, 1)
    (code,) = {k.code for k in place.open().kpis() if k.id == "police.firs_registered"} or {"POL-01"}
    rows = place.open().measurements(code, "A", frequency="month", window="period", periods="2024-01").to_pylist()
    assert 2 in {r["value"] for r in rows if r["disaggregation"] == ""}
