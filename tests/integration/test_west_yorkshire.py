"""West Yorkshire: what comes out is what anybody counts who opens the files with the csv module."""

from __future__ import annotations

import csv
import gzip
import io
import re
import shutil
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from fractions import Fraction
from itertools import product
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
import pytest

import rolkpi
from rolkpi.workspace.run import RunSummary
from rolkpi.workspace.workspace import Workspace

Counts = Counter[tuple[str, str, str]]
"""(district, month, offence) -> recorded crimes."""

COUNTY = "E11000006"
DISTRICTS = {
    "Bradford": "E08000032",
    "Calderdale": "E08000033",
    "Kirklees": "E08000034",
    "Leeds": "E08000035",
    "Wakefield": "E08000036",
}
PEOPLE = {"E08000032": 522_452, "E08000033": 203_826, "E08000034": 422_458, "E08000035": 751_485, "E08000036": 325_837}
OFFENCES = {
    "Bicycle theft": "BICYCLE_THEFT",
    "Burglary": "BURGLARY",
    "Criminal damage and arson": "CRIMINAL_DAMAGE",
    "Drugs": "NARCOTICS",
    "Other crime": "OTHER",
    "Other theft": "OTHER_THEFT",
    "Possession of weapons": "ARMS",
    "Public order": "PUBLIC_ORDER",
    "Robbery": "ROBBERY",
    "Shoplifting": "SHOPLIFTING",
    "Theft from the person": "THEFT_PERSON",
    "Vehicle crime": "VEHICLE_CRIME",
    "Violence and sexual offences": "VIOLENCE",
}
NEED_DATES = (
    "police.first_report_within_17_days",
    "police.open_beyond_17_days",
    "police.open_beyond_17_days_share",
    "police.days_to_complete_median",
    "police.days_to_complete_p90",
)
LARGER = "data/03_police_uk_west_yorkshire/west_yorkshire_street_2016-07_2017-07_2018-07.parquet"


def count(records: Iterable[Mapping[str, str | None]]) -> Counts:
    """Recorded crimes (not incidents) with an ID and a place in one of the five districts."""
    counted: Counts = Counter()
    for record in records:
        place = re.sub(r" \d{3}[A-Z]$", "", record["LSOA name"] or "")
        kind = str(record["Crime type"])
        if record["Crime ID"] and place in DISTRICTS and kind != "Anti-social behaviour":
            counted[DISTRICTS[place], str(record["Month"]), OFFENCES[kind]] += 1
    return counted


def read(path: Path) -> list[dict[str, str]]:
    with gzip.open(path, "rt", encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def measured(workspace: Workspace, kpi: str, by: str = "total") -> dict[tuple[str, str, str], dict[str, Any]]:
    rows = workspace.measurements(kpis=kpi, by=by, frequency="month", window="period").to_pylist()
    return {(r["area"], r["period"], r["disaggregation"].rpartition("=")[2]): r for r in rows}


def compare_counts(workspace: Workspace, wanted: Counts) -> int:
    """Every district, month and offence, zeros included. Returns how many cells were compared."""
    got = measured(workspace, "POL-01", "offence_cat")
    months = sorted({month for _, month, _ in wanted})
    offences = sorted({offence for _, _, offence in got})
    assert set(OFFENCES.values()) < set(offences)  # the codelist has offences that England does not record so
    for place, month, offence in product(DISTRICTS.values(), months, offences):
        row = got[place, month, offence]
        assert row["value"] == row["numerator"] == row["n"] == wanted[place, month, offence], (place, month, offence)
        assert row["obs_status"] == "ok"
    for month, offence in product(months, offences):
        assert got[COUNTY, month, offence]["value"] == sum(wanted[p, month, offence] for p in DISTRICTS.values())
    totals = measured(workspace, "POL-01")
    for place, month in product(DISTRICTS.values(), months):
        assert totals[place, month, ""]["value"] == sum(wanted[place, month, o] for o in offences)
    return len(got) + len(totals)


@pytest.fixture(scope="module")
def workspace(west_yorkshire_run: tuple[Workspace, RunSummary]) -> Workspace:
    return west_yorkshire_run[0]


@pytest.fixture(scope="module")
def records(repository: Path) -> list[dict[str, str]]:
    (path,) = (repository / "examples/west_yorkshire/inbox").glob("*.csv.gz")
    return read(path)


def test_counts_by_district_and_offence(workspace: Workspace, records: list[dict[str, str]]) -> None:
    wanted = count(records)
    assert wanted.total() == 18_381
    assert compare_counts(workspace, wanted) >= 6 * len(OFFENCES)


def test_every_row_is_accounted_for(
    west_yorkshire_run: tuple[Workspace, RunSummary], records: list[dict[str, str]]
) -> None:
    workspace, summary = west_yorkshire_run
    (submission,) = summary.new
    incidents = [r for r in records if r["Crime type"] == "Anti-social behaviour"]
    placeless = [r for r in records if not r["LSOA name"] and r not in incidents]
    taken = count(records).total()
    assert submission.rows_in == len(records) == 27_176
    assert submission.accepted == taken
    assert sum(n for _, n in submission.ignored) == len(incidents) == 7_429
    assert submission.quarantined == len(records) - len(incidents) - taken == 1_366
    assert len(placeless) == 1_300
    (path,) = (workspace.folder / "store" / "quarantine").glob("*.parquet")
    bad = pq.read_table(path).to_pylist()
    assert {b["column"] for b in bad} == {"district"}
    assert len({b["row"] for b in bad}) == 1_366
    assert Counter(bool(b["value"]) for b in bad) == {False: 1_300, True: 66}


def test_the_example_agrees_with_its_own_list(repository: Path, records: list[dict[str, str]]) -> None:
    """expected_counts.csv counts incidents too: whoever counts all rows of a district gets these."""
    with (repository / "examples/west_yorkshire/expected_counts.csv").open(encoding="utf-8", newline="") as file:
        listed = {(r["area"], r["crime_type"]): int(r["records"]) for r in csv.DictReader(file)}
    crimes = count(records)
    for (area, kind), number in listed.items():
        if area in PEOPLE and kind in OFFENCES:
            assert crimes[area, "2016-07", OFFENCES[kind]] == number, (area, kind)


def test_rates_against_hand_arithmetic(workspace: Workspace, records: list[dict[str, str]]) -> None:
    crimes = count(records)
    rates = measured(workspace, "POL-02")
    for place, people in PEOPLE.items():
        number = sum(n for (p, _, _), n in crimes.items() if p == place)
        row = rates[place, "2016-07", ""]
        assert (row["numerator"], row["denominator"], row["n"]) == (number, people, people)
        assert row["value"] == number * 100_000 / people
    whole = rates[COUNTY, "2016-07", ""]
    assert (whole["numerator"], whole["denominator"]) == (18_381, 2_226_058)
    assert whole["value"] == float(Fraction(18_381 * 100_000, 2_226_058))
    burglaries = sum(n for (_, _, offence), n in crimes.items() if offence == "BURGLARY")
    by_offence = measured(workspace, "POL-02", "offence_cat")[COUNTY, "2016-07", "BURGLARY"]
    assert by_offence["value"] == burglaries * 100_000 / 2_226_058  # a breakdown divides by everybody


def test_what_needs_dates_nobody_published_has_no_value(workspace: Workspace) -> None:
    rows = workspace.measurements(kpis=NEED_DATES).to_pylist()
    assert {r["kpi"] for r in rows} == set(NEED_DATES)
    assert {(r["obs_status"], r["value"], r["numerator"], r["n"]) for r in rows} == {("no_data", None, None, None)}


def test_a_breakdown_by_what_the_source_does_not_carry_has_no_data(workspace: Workspace) -> None:
    """A column declared absent is unknown: its codes are no_data, never 0, while others go on."""
    by = workspace.measurements("POL-01", frequency="month", window="period", by=["severity", "force", "total"])
    states = {(r["disaggregation"].partition("=")[0], r["obs_status"]) for r in by.to_pylist()}
    assert states == {("severity", "no_data"), ("force", "ok"), ("", "ok")}


def test_three_months_from_the_larger_extract(repository: Path, copy_of_example: Callable[[str], Path]) -> None:
    source = repository.parent / "shared" / LARGER
    if not source.exists():
        pytest.skip(f"the larger extract is not there: {source}")
    records = pq.read_table(source).to_pylist()
    folder = _with_months(copy_of_example("west_yorkshire"), records)
    workspace = rolkpi.open(folder)
    summary = workspace.run()
    wanted = count(records)
    assert {month for _, month, _ in wanted} == {"2016-07", "2017-07", "2018-07"}
    assert sum(s.accepted for s in summary.new) == wanted.total()
    assert sum(s.rows_in for s in summary.new) == len(records) == 87_348
    compare_counts(workspace, wanted)
    between = measured(workspace, "POL-01")[COUNTY, "2017-01", ""]
    assert (between["value"], between["obs_status"]) == (None, "no_data")
    year = workspace.measurements(kpis="POL-01", areas=COUNTY, by="total", frequency="year", periods="2017").to_pylist()
    assert [(r["obs_status"], r["covered"], r["expected"]) for r in year] == [("provisional", 5, 60)]
    assert year[0]["value"] == sum(n for (_, month, _), n in wanted.items() if month == "2017-07")


def _with_months(folder: Path, records: list[dict[str, str | None]]) -> Path:
    """The example with one file per month of these records in its inbox, each covering its month."""
    shutil.rmtree(folder / "inbox")
    (folder / "inbox").mkdir()
    for month in sorted({str(r["Month"]) for r in records}):
        text = io.StringIO(newline="")
        out = csv.DictWriter(text, fieldnames=list(records[0]))
        out.writeheader()
        out.writerows(r for r in records if r["Month"] == month)
        (folder / "inbox" / f"{month}-west-yorkshire-street.csv.gz").write_bytes(
            gzip.compress(text.getvalue().encode())
        )
    config = folder / "rolkpi.toml"
    lines = config.read_text(encoding="utf-8").splitlines(keepends=True)
    kept = "".join(line for line in lines if not line.startswith("covers"))
    kept = kept.replace("inbox/*-west", "inbox/{month}-west").replace("2016-09-01", "2018-09-01")
    config.write_text(kept, encoding="utf-8")
    return folder
