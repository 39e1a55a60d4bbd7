"""Real data sets with published figures: where they are, and what all tests over them ask for.

They are looked for in the folder ``ROLKPI_TEST_DATA`` names, then in ``shared/data`` beside the repository or beside
a folder above it. Without them these tests skip; a data set that is missing from the folder fails.
"""

from __future__ import annotations

import csv
import gzip
import os
from collections.abc import Callable, Iterable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

import rolkpi
from rolkpi.model import (
    Code,
    Codelist,
    Column,
    ColumnType,
    Dataset,
    Direction,
    Expected,
    Flow,
    FlowSource,
    Kpi,
    Stock,
    StockSource,
)
from rolkpi.model.kpi import KpiFormula

REPOSITORY = Path(__file__).resolve().parents[2]

Figures = dict[tuple[str, str, str], dict[str, Any]]
"""(area, period, disaggregation) -> measurement."""


def _data_folder() -> Path:
    named = os.environ.get("ROLKPI_TEST_DATA")
    if named:
        return Path(named)
    beside = [folder / "shared" / "data" for folder in REPOSITORY.parents]
    return next((folder for folder in beside if folder.is_dir()), beside[0])


@pytest.fixture(scope="session")
def data() -> Path:
    """The folder with the real data sets."""
    folder = _data_folder()
    if not folder.is_dir():
        pytest.skip(f"real data sets are not on this machine: {folder}")
    return folder


@pytest.fixture(scope="session")
def read_csv(data: Path) -> Callable[..., list[dict[str, str]]]:
    """Rows of one CSV file of the data folder, every cell as it stands there."""

    def read(name: str, delimiter: str = ",") -> list[dict[str, str]]:
        path = data / name
        opened = gzip.open if path.suffix == ".gz" else open
        with opened(path, "rt", encoding="utf-8-sig", newline="") as file:
            return list(csv.DictReader(file, delimiter=delimiter))

    return read


@pytest.fixture(scope="session")
def kpi() -> Callable[..., Kpi]:
    """Makes a KPI that is shown for months only, unless told otherwise."""

    def make(name: str, formula: KpiFormula, unit: str = "%", **more: Any) -> Kpi:
        given = {"frequencies": ("month",), "windows": ("period",), "direction": Direction.CONTEXT, **more}
        words = {"title": name, "description": name, "owner": "Test", "source": "The publisher of the data"}
        return Kpi(id=name, code=name.partition(".")[2].upper(), formula=formula, unit=unit, **words, **given)

    return make


@pytest.fixture(scope="session")
def codelist() -> Callable[[str, Iterable[str]], Codelist]:
    """Makes a codelist whose labels are its codes."""

    def make(name: str, codes: Iterable[str]) -> Codelist:
        return Codelist(id=name, codes=tuple(Code(code=c, label=c) for c in codes))

    return make


@pytest.fixture(scope="session")
def figures() -> Callable[..., Figures]:
    """Asks a computation for one KPI."""

    def ask(computation: rolkpi.Computation, name: str, by: str = "total", **asked: Any) -> Figures:
        rows = computation.measurements(name, by=by, **asked).to_pylist()
        found = {(r["area"], r["period"], r["disaggregation"].rpartition("=")[2]): r for r in rows}
        assert len(found) == len(rows) > 0
        return found

    return ask


@pytest.fixture(scope="session")
def form() -> Callable[..., Dataset]:
    """Makes a monthly form: one row per place, month, line and item."""

    def make(name: str, items: str, **more: Any) -> Dataset:
        columns = (
            Column(name="place", type=ColumnType.AREA, required=True),
            Column(name="month", type=ColumnType.MONTH, required=True),
            Column(name="line", type=ColumnType.TEXT, required=True),
            Column(name="item", type=ColumnType.CODE, codelist=items, required=True),
            Column(name="value", type=ColumnType.INT),
            Column(name="cell_status", type=ColumnType.TEXT),
        )
        key = ("place", "month", "line", "item")
        return Dataset(id=name, kind="returns", columns=columns, key=key, area="place", date="month", **more)

    return make


@pytest.fixture(scope="session")
def line_of() -> Callable[..., Flow | Stock]:
    """Makes a measure of one line of a form: a flow, or what is there at the end of the month."""

    def make(dataset: str, line: str, rule: type[Flow] | type[Stock], unit: str = "cases", **more: Any) -> Flow | Stock:
        source = FlowSource if rule is Flow else StockSource
        where = more.pop("where", f"line = '{line}'")
        name = f"{dataset.partition('.')[0]}.{line.lower()}"
        sources = (source(dataset=dataset, where=where, value="value", **more),)
        return rule(id=name, title=line, unit=unit, sources=sources)

    return make


@pytest.fixture(scope="session")
def owed_in() -> Callable[..., list[Expected]]:
    """Says that every place owes a form in these months (year, month), and in no other."""

    def make(dataset: str, months: Iterable[tuple[int, int]]) -> list[Expected]:
        return [
            Expected(dataset=dataset, area="*", valid_from=date(y, m, 1), valid_to=date(y + m // 12, m % 12 + 1, 1))
            for y, m in months
        ]

    return make
