"""Laws of receiving: every row is accounted for, and the order of rows is nothing."""

from __future__ import annotations

import csv
import io
import random
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pyarrow.compute as pc
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from rolkpi.catalog import Catalog, build
from rolkpi.collect import Received, Secret, receive
from rolkpi.engine import Engine
from rolkpi.errors import DataError
from rolkpi.model import (
    Calendar,
    Code,
    Codelist,
    Column,
    ColumnType,
    Dataset,
    Delivery,
    Mode,
    Plugin,
    Rule,
)

T = ColumnType
AREAS = ("A1", "A2", "A3")
CASE = Dataset(
    id="law.case",
    kind="events",
    area="court",
    date="on_day",
    key=("case_no",),
    columns=(
        Column(name="case_no", type=T.KEY, required=True),
        Column(name="court", type=T.AREA),
        Column(name="on_day", type=T.DATE),
        Column(name="heard_at", type=T.TIMESTAMP),
        Column(name="kind", type=T.CODE, codelist="law.kind"),
        Column(name="fine", type=T.MONEY),
        Column(name="open", type=T.BOOL),
        Column(name="person", type=T.KEY, personal=True),
    ),
    rules=(Rule(id="R1", check="fine >= 0", message="a fine below nothing"),),
)
KEYLESS = CASE.model_copy(update={"id": "law.keyless", "key": ()})
HEADER = tuple(c.name for c in CASE.columns)
PLUGIN = Plugin(
    name="law",
    title="Laws",
    codelists=(Codelist(id="law.kind", codes=(Code(code="X", label="x"), Code(code="Y", label="y"))),),
    datasets=(CASE, KEYLESS),
)
COVERS = frozenset((area, 2024 * 12 + month) for area in AREAS for month in range(3))


@pytest.fixture(scope="module")
def catalog() -> Catalog:
    return build([PLUGIN])


@pytest.fixture(scope="module")
def engine() -> Iterator[Engine]:
    with Engine(threads=1) as engine:
        yield engine


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("laws") / "case.csv"


def take(file: Path, dataset: Dataset, catalog: Catalog, engine: Engine, mode: Mode = Mode.SNAPSHOT) -> Received:
    delivery = Delivery(dataset=dataset.id, path="case.csv", mode=mode, covers=COVERS)
    secret = Secret(b"a key for tests")
    return receive(delivery, file, dataset, catalog, areas=AREAS, calendar=Calendar(), secret=secret, engine=engine)


def balanced(got: Received) -> bool:
    quarantined = len(set(got.quarantined["row"].to_pylist()))
    return bool(got.rows_in == got.accepted.num_rows + quarantined + sum(count for _, count in got.ignored))


def written(rows: list[list[str]]) -> bytes:
    sink = io.StringIO(newline="")
    csv.writer(sink).writerows([HEADER, *rows])
    return sink.getvalue().encode()


noise = st.text(st.characters(codec="utf-8", exclude_characters="\0"), max_size=6)
plausible = (
    st.sampled_from(["1", "2", "3", "4", ""]),
    st.sampled_from([*AREAS, "A9", ""]),
    st.sampled_from(["2024-01-31", "2024-02-29", "2024-02-30", "2024-05-01", "01/02/2024", ""]),
    st.sampled_from(["2024-01-31T23:00", "2024-01-31T23:00Z", "2024-01-31", ""]),
    st.sampled_from(["X", "Y", "x", ""]),
    st.sampled_from(["0", "-5", "7", "1,000", ""]),
    st.sampled_from(["yes", "0", "?", ""]),
    st.sampled_from(["p1", "P1", ""]),
)
row = st.tuples(*(st.one_of(p, p, p, noise) for p in plausible)).map(list)
rows_of_cells = st.lists(st.one_of(row, row, row, st.lists(noise, max_size=10)), max_size=15)


@settings(deadline=None, max_examples=150)
@given(rows_of_cells, st.sampled_from([CASE, KEYLESS]), st.sampled_from(list(Mode)))
def test_every_row_is_accounted_for(
    file: Path, catalog: Catalog, engine: Engine, rows: list[list[str]], dataset: Dataset, mode: Mode
) -> None:
    file.write_bytes(written(rows))
    got = take(file, dataset, catalog, engine, mode)
    assert balanced(got)
    assert got.rows_in == len(rows)


@settings(deadline=None, max_examples=100)
@given(st.binary(max_size=60))
@example(b'1,A1,2024-01-31,,,,,\n"')
@example(b"\xff\xfe")
@example(b"1\r\n\r2,\n,,,\r")
def test_any_bytes_are_refused_or_accounted_for(file: Path, catalog: Catalog, engine: Engine, tail: bytes) -> None:
    file.write_bytes(written([["1", "A1", "2024-01-31", "", "", "", "", ""]]) + tail)
    try:
        got = take(file, CASE, catalog, engine)
    except DataError as error:
        assert error.code in ("RK500", "RK502", "RK503")
    else:
        assert balanced(got)
        assert got.rows_in >= 1


@settings(deadline=None, max_examples=60)
@given(st.lists(row, max_size=15), st.randoms(use_true_random=False), st.sampled_from([CASE, KEYLESS]))
def test_the_order_of_rows_is_nothing(
    file: Path,
    catalog: Catalog,
    engine: Engine,
    rows: list[list[str]],
    order: random.Random,
    dataset: Dataset,
) -> None:
    file.write_bytes(written(rows))
    first = take(file, dataset, catalog, engine)
    order.shuffle(rows)
    file.write_bytes(written(rows))
    second = take(file, dataset, catalog, engine)
    assert first.accepted == second.accepted
    assert sorted(first.quarantined["message"].to_pylist()) == sorted(second.quarantined["message"].to_pylist())
    assert (first.ignored, first.warnings) == (second.ignored, second.warnings)


def test_a_large_file_takes_seconds(file: Path, catalog: Catalog, engine: Engine) -> None:
    rng = random.Random(20240131)
    rows = [
        [
            f"C-{n}",
            rng.choice(AREAS),
            f"2024-0{rng.randint(1, 3)}-{rng.randint(1, 28):02d}",
            f"2024-01-{rng.randint(1, 31):02d}T{rng.randint(0, 23):02d}:{n % 60:02d}:{rng.randint(0, 59):02d}",
            rng.choice("XY"),
            str(rng.randint(0, 10**6)),
            rng.choice(["yes", "no", ""]),
            f"35202-{n:07d}-1",
        ]
        for n in range(200_000)
    ]
    file.write_bytes(written(rows))
    begun = time.perf_counter()
    got = take(file, CASE, catalog, engine)
    sys.stdout.write(f"200,000 rows received in {time.perf_counter() - begun:.2f} s\n")
    assert got.accepted.num_rows == got.rows_in == 200_000
    assert pc.count_distinct(got.accepted["person"]).as_py() == 200_000
