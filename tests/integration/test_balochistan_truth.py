"""Every line of the simulation's truth.csv against the run: the world as it is, and the world as it was delivered.

Where all that is expected was delivered the measurement is the truth, to the last digit. Where something was held back
the measurement says so. All differences are told at once.
"""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Iterator
from typing import Any

import pytest

from rolkpi.workspace.workspace import Workspace

KEY = ("kpi", "area", "frequency", "period", "window")
VALUED = {"ok", "provisional", "small_base"}
"""States of a measurement that has a value: what truth.csv calls ``value``."""
Key = tuple[str, ...]

NEVER = {"chain.restatement_size"}
"""Compares runs of the workspace, of which the first has none before it."""
OF_DELIVERIES = {"chain.return_completeness", "chain.return_timeliness"}
"""Say what came, so they are complete whatever did not."""
MADE_OF_OTHERS = {"chain.district_score", "probation.districts_covered", "prisons.crowded_share"}
"""Scores and shares of areas: ``covered`` and ``expected`` count parts and areas, not what these rest on."""
TO_THE_END = {"police.days_to_complete_survival", "chain.days_to_judgment_survival"}
"""Rest on every month to the newest, so never on the whole province."""


@pytest.fixture(scope="module")
def workspace(balochistan: Workspace) -> Workspace:
    return balochistan


@pytest.fixture(scope="module")
def truth(workspace: Workspace) -> list[dict[str, str]]:
    with (workspace.folder / "truth.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.fixture(scope="module")
def measured(workspace: Workspace, truth: list[dict[str, str]]) -> dict[Key, dict[str, Any]]:
    rows = workspace.measurements(
        areas=sorted({line["area"] for line in truth}),
        frequency=sorted({line["frequency"] for line in truth}),
        window=sorted({line["window"] for line in truth}),
        periods=sorted({line["period"] for line in truth}),
        by="total",
    )
    return {tuple(row[name] for name in KEY): row for row in rows.to_pylist()}


def number(text: str) -> int | None:
    return int(text) if text else None


def complete(row: dict[str, Any]) -> bool:
    """Whether everything that is expected was delivered; of what is made of other KPIs, for each of these."""
    if row["kpi"] in MADE_OF_OTHERS and row["obs_status"] == "provisional":
        return False
    return bool(row["expected"]) and row["covered"] == row["expected"]


def differences(line: dict[str, str], row: dict[str, Any]) -> Iterator[str]:
    """What a measurement gets wrong of the truth."""
    state = "value" if row["obs_status"] in VALUED else row["obs_status"]
    if line["state"] == "none":
        if row["value"] is not None:
            yield f"says {row['value']}, where there is nothing to say"
        return
    if not complete(row):
        if row["obs_status"] == "ok":
            yield f"is ok with {row['covered']} of {row['expected']} area-months"
        return
    if state != line["state"]:
        yield f"is {row['obs_status']} ({row['reason']}), not {line['state']}"
        return
    if "interval" in (row["flags"] or ()):
        low, high = row["low"], row["high"]
        if line["value"] and not low <= float(line["value"]) <= (float("inf") if high is None else high):
            yield f"lies between {low} and {high}, not at {line['value']}"
        return
    got = (row["numerator"], row["denominator"], row["value"])
    wanted = (number(line["numerator"]), number(line["denominator"]), float(line["value"]) if line["value"] else None)
    if got != wanted:
        yield f"is {got}, not {wanted}"


def test_every_line_of_the_truth(truth: list[dict[str, str]], measured: dict[Key, dict[str, Any]]) -> None:
    wrong = []
    for line in truth:
        key = tuple(line[name] for name in KEY)
        row = measured.get(key)
        found = ["there is no such figure"] if row is None else list(differences(line, row))
        wrong += [f"{' '.join(key)} {difference}" for difference in found]
    assert not wrong, f"{len(wrong)} of {len(truth)} lines differ:\n" + "\n".join(wrong)


def test_every_kpi_has_its_truth(truth: list[dict[str, str]], workspace: Workspace) -> None:
    assert {line["kpi"] for line in truth} == {kpi.id for kpi in workspace.kpis()}


def test_every_kpi_is_compared(truth: list[dict[str, str]], measured: dict[Key, dict[str, Any]]) -> None:
    """Nothing hides behind a gap: each KPI has a value that rests on everything, and one for a year of the province
    if it has such years at all."""
    years, compared = Counter[str](), Counter[str]()
    of_a_year = {line["kpi"] for line in truth if (line["area"], line["frequency"]) == ("PK2", "fiscal_year")}
    for line in truth:
        row = measured[tuple(line[name] for name in KEY)]
        whole = complete(row) and line["state"] == "value"
        compared[line["kpi"]] += whole
        years[line["kpi"]] += whole and (line["area"], line["frequency"]) == ("PK2", "fiscal_year")
    assert {kpi for kpi, lines in compared.items() if not lines} == NEVER
    assert {kpi for kpi in of_a_year if not years[kpi]} == NEVER | TO_THE_END


def test_what_was_held_back_is_seen(truth: list[dict[str, str]], measured: dict[Key, dict[str, Any]]) -> None:
    rows = [measured[tuple(line[name] for name in KEY)] for line in truth if line["period"] == "FY2025-26"]
    newest = [row for row in rows if row["kpi"] not in OF_DELIVERIES]
    assert sum(not complete(row) for row in newest) > len(newest) // 2
    assert all(row["obs_status"] != "ok" for row in newest)
