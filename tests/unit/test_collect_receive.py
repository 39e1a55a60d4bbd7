"""Deliveries to accepted and quarantined rows: one test a promise."""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime
from pathlib import Path
from typing import Any

import polars as pl
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from rolkpi.catalog import Catalog, build
from rolkpi.collect import Received, Secret, receive
from rolkpi.engine import Engine
from rolkpi.errors import DataError, WorkspaceError
from rolkpi.model import (
    Adapter,
    Calendar,
    Cells,
    Code,
    Codelist,
    Column,
    ColumnMapping,
    ColumnType,
    Dataset,
    Delivery,
    Frequency,
    Mode,
    Plugin,
    Rule,
)
from rolkpi.model.period import parse_month

T = ColumnType
AREAS = ("KECH", "QUETTA", "HUB")
SECRET = Secret(b"k" * 32, 3)
CNIC = "35202-1234567-1"

FIR = Dataset(
    id="demo.fir",
    kind="events",
    area="district",
    date="registered_on",
    key=("district", "fir_no"),
    columns=(
        Column(name="fir_no", type=T.TEXT),
        Column(name="district", type=T.AREA),
        Column(name="registered_on", type=T.DATE, required=True),
        Column(name="offence", type=T.CODE, codelist="demo.offence"),
        Column(name="arrested_at", type=T.TIMESTAMP),
        Column(name="loss", type=T.MONEY),
        Column(name="bail", type=T.BOOL),
        Column(name="charge_month", type=T.MONTH),
        Column(name="person", type=T.KEY, personal=True),
    ),
    rules=(
        Rule(id="V01", check="days(registered_on, arrested_at) >= 0", message="arrested before it was registered"),
        Rule(id="V02", check="loss <= 1000", message="a large loss", severity="warning"),
        Rule(id="V03", check="person IS NULL OR bail IS NOT NULL", message="a person without a bail entry"),
    ),
)
PLAIN = Dataset(
    id="demo.plain",
    kind="events",
    area="district",
    date="on_day",
    columns=(Column(name="district", type=T.AREA), Column(name="on_day", type=T.DATE), Column(name="n", type=T.INT)),
)
SPELL = Dataset(
    id="demo.custody",
    kind="spells",
    area="prison",
    start="begins",
    end="ends",
    columns=(
        Column(name="prison", type=T.AREA),
        Column(name="begins", type=T.DATE),
        Column(name="ends", type=T.DATE),
    ),
)


def cells(name: str, frequency: Frequency) -> Dataset:
    return Dataset(
        id=name,
        kind="returns",
        area="district",
        date="month",
        frequency=frequency,
        key=("district", "month", "line", "item"),
        columns=(
            Column(name="district", type=T.AREA),
            Column(name="month", type=T.MONTH),
            Column(name="line", type=T.TEXT),
            Column(name="item", type=T.TEXT),
            Column(name="value", type=T.INT, required=True),
            Column(name="cell_status", type=T.TEXT),
        ),
    )


MONTHLY, YEARLY = cells("demo.monthly", Frequency.MONTH), cells("demo.yearly", Frequency.YEAR)
LIMITS = Dataset(
    id="demo.limits",
    kind="reference",
    key=("offence", "begins"),
    start="begins",
    end="ends",
    columns=(
        Column(name="offence", type=T.CODE, codelist="demo.offence", required=True),
        Column(name="begins", type=T.DATE),
        Column(name="ends", type=T.DATE),
        Column(name="days", type=T.INT),
    ),
)


def keep_murder(table: pa.Table, options: Mapping[str, str]) -> pa.Table:
    return table.filter(pa.compute.equal(table["offence"], "MURDER"))


def drop_silently(table: pa.Table, options: Mapping[str, str]) -> pa.Table:
    return table.drop_columns(["_row"]).slice(1)


def one_row_a_digit(table: pa.Table, options: Mapping[str, str]) -> pa.Table:
    rows = [{**row, "n": digit} for row in table.to_pylist() for digit in row["n"]]
    return pa.Table.from_pylist(rows, schema=table.schema)


def from_options(table: pa.Table, options: Mapping[str, str]) -> pa.Table:
    filled = pa.repeat(pa.scalar(options["area"]), table.num_rows)
    return table.append_column("district", filled).append_column(
        "on_day", pa.repeat(f"{options['month']}-01", len(filled))
    )


def fail(table: pa.Table, options: Mapping[str, str]) -> pa.Table:
    raise KeyError(table["person"][0].as_py() if "person" in table.column_names else "told")


def other_rows(table: pa.Table, options: Mapping[str, str]) -> pa.Table:
    return table.set_column(table.column_names.index("_row"), "_row", pa.array([99] * table.num_rows))


ADAPTERS = (
    Adapter(
        id="demo.foreign",
        dataset="demo.fir",
        columns={
            "fir_no": ColumnMapping(column="FIR Number"),
            "district": ColumnMapping(column="Distt", codes={"1": "KECH", "2": "QUETTA"}, default="HUB"),
            "registered_on": ColumnMapping(column="Date", format="%d/%m/%Y"),
            "arrested_at": ColumnMapping(column="Arrest", format="%d/%m/%Y %H:%M"),
            "offence": ColumnMapping(constant="THEFT"),
            "person": ColumnMapping(column="CNIC", codes={"X": "Y"}),
        },
        ignore={"Type": {"T": "a total row", "": "no type"}},
    ),
    Adapter(id="demo.murders", dataset="demo.fir", read=keep_murder),
    Adapter(id="demo.failing", dataset="demo.fir", read=fail),
    Adapter(id="demo.silent", dataset="demo.plain", read=drop_silently),
    Adapter(id="demo.digits", dataset="demo.plain", read=one_row_a_digit),
    Adapter(id="demo.options", dataset="demo.plain", read=from_options),
    Adapter(id="demo.told", dataset="demo.plain", read=fail),
    Adapter(id="demo.nothing", dataset="demo.plain", read=lambda table, options: None),
    Adapter(
        id="demo.form",
        dataset="demo.monthly",
        columns={"district": ColumnMapping(column="District"), "line": ColumnMapping(column="Line")},
        cells=Cells(
            columns={"Men": "M", "Women": "F"}, outside=("x",), marks={"NA": "NOT_AVAILABLE", "n/a": "NOT_APPLICABLE"}
        ),
    ),
    Adapter(id="demo.others", dataset="demo.plain", read=other_rows),
)
OFFENCES = Codelist(id="demo.offence", codes=tuple(Code(code=c, label=c) for c in ("MURDER", "THEFT")))


@pytest.fixture(scope="module")
def catalog() -> Catalog:
    datasets = (FIR, PLAIN, SPELL, MONTHLY, YEARLY, LIMITS)
    return build([Plugin(name="demo", title="Demo", codelists=(OFFENCES,), datasets=datasets, adapters=ADAPTERS)])


@pytest.fixture(scope="module")
def engine() -> Iterator[Engine]:
    with Engine(threads=1) as engine:
        yield engine


def covers(*months: str, areas: Iterable[str] = AREAS) -> frozenset[tuple[str, int]]:
    return frozenset((area, parse_month(m)) for area in areas for m in months)


class Desk:
    """Receives with everything set, so that a test says only what it is about."""

    def __init__(self, catalog: Catalog, engine: Engine, folder: Path) -> None:
        self.catalog, self.engine, self.folder = catalog, engine, folder
        self.calendar = Calendar()

    def take(self, dataset: Dataset, source: Any, *, secret: Secret | None = SECRET, **delivery: Any) -> Received:
        if isinstance(source, str):
            (self.folder / "f.csv").write_text(source, encoding="utf-8")
            source = self.folder / "f.csv"
        given = {"dataset": dataset.id, "path": "inbox/f.csv", "mode": Mode.SNAPSHOT, "covers": covers("2024-01")}
        return receive(
            Delivery(**(given | delivery)),
            source,
            dataset,
            self.catalog,
            areas=AREAS,
            calendar=self.calendar,
            secret=secret,
            engine=self.engine,
        )


@pytest.fixture
def desk(catalog: Catalog, engine: Engine, tmp_path: Path) -> Desk:
    return Desk(catalog, engine, tmp_path)


HEADER = "fir_no,district,registered_on,offence,arrested_at,loss,bail,charge_month,person\n"


def fir(*rows: str) -> str:
    return HEADER + "".join(f"{row}\n" for row in rows)


def problems(received: Received) -> list[tuple[int, str, str | None, str]]:
    return [(r["row"], r["column"], r["value"], r["code"]) for r in received.quarantined.to_pylist()]


def test_a_good_file(desk: Desk) -> None:
    got = desk.take(
        FIR, fir(f"2,KECH,2024-01-05,MURDER,2024-01-06 10:30,+1200,Y,2024-02,{CNIC}", "1,HUB,2024-01-31,,,,,,")
    )
    assert got.accepted.schema == pa.schema(
        [
            ("fir_no", pa.string()),
            ("district", pa.string()),
            ("registered_on", pa.date32()),
            ("offence", pa.string()),
            ("arrested_at", pa.timestamp("us")),
            ("loss", pa.int64()),
            ("bail", pa.bool_()),
            ("charge_month", pa.date32()),
            ("person", pa.string()),
        ]
    )
    digest = hmac.new(SECRET.key, CNIC.encode(), hashlib.sha256).hexdigest()[:32]
    assert [tuple(row.values()) for row in got.accepted.to_pylist()] == [
        ("1", "HUB", date(2024, 1, 31), None, None, None, None, None, None),
        (
            "2",
            "KECH",
            date(2024, 1, 5),
            "MURDER",
            datetime(2024, 1, 6, 10, 30),
            1200,
            True,
            date(2024, 2, 1),
            f"v3:{digest}",
        ),
    ]
    assert (got.rows_in, got.ignored, got.quarantined.num_rows, got.notes) == (2, (), 0, ())
    assert got.warnings == (("V02", "a large loss", 1),)


FORM = "District,month,Line, men ,Women\n"


def test_a_wide_form_becomes_a_row_a_cell(desk: Desk) -> None:
    rows = "KECH,2024-01,P1,4,x\nKECH,2024-01,P2, na ,\nHUB,2024-01,P1,N/A,0\n"
    received = desk.take(MONTHLY, FORM + rows, adapter="demo.form")
    assert {tuple(r.values()) for r in received.accepted.drop_columns(["month"]).to_pylist()} == {
        ("KECH", "P1", "M", 4, "REPORTED"),
        ("KECH", "P2", "M", None, "NOT_AVAILABLE"),
        ("KECH", "P2", "F", None, "NOT_AVAILABLE"),  # blank is not 0
        ("HUB", "P1", "M", None, "NOT_APPLICABLE"),
        ("HUB", "P1", "F", 0, "REPORTED"),
    }
    assert received.rows_in == 5  # what the form has no cell for is no row
    assert "a row of the form is 2 cells: row 4 is the first cell of its first row" in received.notes


def test_a_wrong_cell_of_a_form_is_one_row(desk: Desk) -> None:
    received = desk.take(MONTHLY, FORM + "KECH,2024-01,P1,4,four\nKECH,2024-01,P2,1,2\n", adapter="demo.form")
    assert problems(received) == [(4, "value", "four", "RK511")]
    assert received.accepted.num_rows == 3


def test_a_form_without_its_cells_is_refused(desk: Desk) -> None:
    with pytest.raises(DataError) as caught:
        desk.take(MONTHLY, "District,month,Line,Man,Women\nKECH,2024-01,P1,4,1\n", adapter="demo.form")
    assert caught.value.code == "RK501"
    assert "'Men'" in caught.value.what
    assert "Man" in str(caught.value.fix)
    with pytest.raises(DataError) as caught:
        desk.take(MONTHLY, "District,month,Line,Men,Women,value\nKECH,2024-01,P1,4,1,5\n", adapter="demo.form")
    assert "long and wide at once" in caught.value.what


def test_a_header_without_rows_is_a_true_zero(desk: Desk) -> None:
    got = desk.take(FIR, HEADER)
    assert (got.rows_in, got.accepted.num_rows, got.accepted.num_columns) == (0, 0, 9)


BAD_CELLS = [
    ("loss", "1,200", "RK511", "separators"),
    ("loss", "1 200", "RK511", "separators"),
    ("loss", "12.0", "RK511", "decimals"),
    ("loss", "1e3", "RK511", "whole"),
    ("loss", "۱۲۰", "RK511", "digits"),
    ("loss", "n/a", "RK511", "whole"),
    ("loss", "inf", "RK511", "whole"),
    ("loss", "0x1F", "RK511", "whole"),
    ("loss", "1_000", "RK511", "whole"),
    ("loss", "\u22123", "RK511", "whole"),
    ("loss", "1" + "0" * 15, "RK511", "larger"),
    ("loss", "9" * 5000, "RK511", "larger"),
    ("bail", "maybe", "RK511", "true"),
    ("bail", "2", "RK511", "true"),
    ("arrested_at", "2024-01-06", "RK511", "time of day"),
    ("arrested_at", "2024-01-06T24:00:00", "RK511", "calendar"),
    ("arrested_at", "2024-01-06T10:30:60", "RK511", "calendar"),
    ("arrested_at", "2024-02-30T10:30", "RK511", "calendar"),
    ("arrested_at", "10:30 06/01/2024", "RK511", "timestamp"),
    ("arrested_at", "20240106T1030", "RK511", "timestamp"),
    ("arrested_at", "0001-01-01T00:00:00+14:00", "RK511", "calendar"),
    ("charge_month", "2024-13", "RK511", "calendar"),
    ("charge_month", "Oct-19", "RK511", "month"),
    ("charge_month", "2024", "RK511", "month"),
    ("offence", "murder", "RK512", "MURDER"),
    ("offence", "MURDR", "RK512", "MURDER"),
    ("district", "Kech", "RK513", "KECH"),
    ("district", "Total", "RK513", "KECH"),
    ("district", "", "RK510", "mandatory"),
    ("fir_no", "", "RK510", "mandatory"),
    ("registered_on", "", "RK510", "mandatory"),
    ("registered_on", "03/04/2019", "RK511", "2024-03-15"),
    ("registered_on", "43739", "RK511", "2024-03-15"),
    ("registered_on", "2024-02-30", "RK511", "calendar"),
    ("registered_on", "2024-13-01", "RK511", "calendar"),
    ("registered_on", "20240105", "RK511", "2024-03-15"),
    ("registered_on", "2024-W01-1", "RK511", "2024-03-15"),
    ("registered_on", "\u0662\u0660\u0662\u0664-\u0660\u0661-\u0660\u0665", "RK511", "2024-03-15"),
    ("registered_on", "2024-01-05 00:00:00", "RK511", "time of day"),
    ("registered_on", "0000-01-01", "RK511", "calendar"),
    ("registered_on", "2023-12-31", "RK514", "cover"),
]
GOOD_ROW = {"fir_no": "1", "district": "KECH", "registered_on": "2024-01-05"}


@pytest.mark.parametrize(("column", "value", "code", "word"), BAD_CELLS)
def test_a_bad_cell_goes_to_quarantine(column: str, value: str, code: str, word: str, desk: Desk) -> None:
    names = HEADER.strip().split(",")
    row = ",".join('"' + (GOOD_ROW | {column: value}).get(n, "") + '"' for n in names)
    got = desk.take(FIR, fir(row, "2,HUB,2024-01-01,,,,,,"))
    assert got.accepted.num_rows == 1
    (problem,) = got.quarantined.to_pylist()
    assert (problem["row"], problem["code"]) == (1, code)
    assert column in problem["column"].split(", ")
    assert word in problem["message"]
    if code == "RK511":
        assert problem["value"] == value[:500]


@pytest.mark.parametrize("written", ["true", "YES", "1", "y", "T"])
def test_what_is_true(written: str, desk: Desk) -> None:
    assert desk.take(FIR, fir(f"1,KECH,2024-01-05,,,,{written},,")).accepted["bail"].to_pylist() == [True]


def test_one_odd_cell_does_not_change_how_the_others_are_read(desk: Desk) -> None:
    rows = [f"{i},KECH,2024-01-05,,2024-01-06T10:{i:02d}:00.5,-00{i},,2024-01-0{i}," for i in range(1, 6)]
    plain = desk.take(FIR, fir(*rows)).accepted
    mixed = desk.take(FIR, fir(*rows, "9,KECH,2024-1-5,,2024-01-06T25:00,x,,x,")).accepted
    assert plain == mixed
    assert plain["loss"].to_pylist() == [-1, -2, -3, -4, -5]


def test_offsets_become_wall_time_over_the_end_of_a_month(desk: Desk) -> None:
    rows = ["1,KECH,2024-01-05,,2024-01-31T18:59:59Z,,,,", "2,KECH,2024-01-05,,2024-01-31 19:00:00+00:00,,,,"]
    rows += ["3,KECH,2024-01-05,,2024-02-01T00:30:00.25+0500,,,,", "4,KECH,2024-01-05,,2024-02-01T00:30-03,,,,"]
    assert desk.take(FIR, fir(*rows)).accepted["arrested_at"].to_pylist() == [
        datetime(2024, 1, 31, 23, 59, 59),
        datetime(2024, 2, 1),
        datetime(2024, 2, 1, 0, 30, 0, 250000),
        datetime(2024, 2, 1, 8, 30),
    ]


def test_a_zone_that_does_not_exist(desk: Desk) -> None:
    desk.calendar = Calendar(timezone="Asia/Quetta")
    with pytest.raises(WorkspaceError) as caught:
        desk.take(FIR, HEADER)
    assert caught.value.code == "RK302"


def test_ragged_and_blank_rows(desk: Desk) -> None:
    got = desk.take(PLAIN, "district,on_day,n\nKECH,2024-01-01,1\n\nKECH,2024-01-01\nKECH,2024-01-02,1,extra\n,,\n")
    assert problems(got) == [(3, "", "KECH,2024-01-01", "RK503"), (4, "", "KECH,2024-01-02,1,extra", "RK503")]
    assert got.ignored == (("blank line", 2),)
    assert got.rows_in == 5


def test_several_problems_of_one_row_are_all_told(desk: Desk) -> None:
    got = desk.take(FIR, fir("1,Kech,2024-01-05,ARSON,,x,,,"))
    assert [(c, code) for _, c, _, code in problems(got)] == [
        ("district", "RK513"),
        ("loss", "RK511"),
        ("offence", "RK512"),
    ]
    assert got.rows_in == 1


def test_rules(desk: Desk) -> None:
    rows = [
        "1,KECH,2024-01-05,,2024-01-04T10:00,5000,,,",
        "2,KECH,2024-01-05,,2024-01-05T10:00,5000,,,",
        "3,KECH,2024-01-05,,,,,,",
    ]
    got = desk.take(FIR, fir(*rows))
    assert problems(got) == [(1, "registered_on, arrested_at", "2024-01-05; 2024-01-04 10:00:00", "RK516")]
    assert got.quarantined["message"].to_pylist() == ["V01: arrested before it was registered"]
    assert got.warnings == (("V02", "a large loss", 1),)


def test_a_rule_is_silent_where_its_cells_are_bad(desk: Desk) -> None:
    got = desk.take(FIR, fir(f"1,KECH,2024-01-05,,,,perhaps,,{CNIC}"))
    assert [(c, code) for _, c, _, code in problems(got)] == [("bail", "RK511")]


class TestPersonal:
    def test_no_secret(self, desk: Desk) -> None:
        with pytest.raises(WorkspaceError) as caught:
            desk.take(FIR, fir(f"1,KECH,2024-01-05,,,,,,{CNIC}"), secret=None)
        assert caught.value.code == "RK306"
        assert "environment" in caught.value.fix and CNIC not in str(caught.value)
        assert desk.take(FIR, fir("1,KECH,2024-01-05,,,,,,"), secret=None).accepted.num_rows == 1

    def test_spellings_of_one_person_are_one(self, desk: Desk) -> None:
        rows = [f"{i},KECH,2024-01-05,,,,Y,,{p}" for i, p in enumerate(["ab-1", " AB-1 ", "\uff21\uff22-1", "ab-2"])]
        hashes = desk.take(FIR, fir(*rows)).accepted["person"].to_pylist()
        assert len(set(hashes[:3])) == 1 and hashes[3] not in hashes[:3]
        assert all(h.startswith("v3:") and len(h) == 35 for h in hashes)

    def test_a_long_key_is_hmac_too(self) -> None:
        secret = Secret(b"long" * 40)
        want = hmac.new(secret.key, b"X", hashlib.sha256).hexdigest()[:32]
        assert secret.hash_column(pa.array(["x", None])).to_pylist() == [f"v1:{want}", None]
        assert "long" not in repr(secret)

    def test_the_value_shows_nowhere(self, desk: Desk) -> None:
        rows = [
            f"1,KECH,2024-01-05,,,,,,{CNIC}",  # V03
            f"1,KECH,2024-01-05,,,5,,,{CNIC}",  # the same key
            f"{CNIC},KECH",  # ragged
            f"3,Kech,2024-01-05,,,,Y,,{CNIC}",
        ]
        got = desk.take(FIR, fir(*rows))
        assert CNIC not in f"{got.quarantined.to_pylist()}{got.notes}{got.warnings}{got.accepted.to_pylist()}"
        assert (1, "bail, person", "(personal)", "RK516") in problems(got)
        assert (3, "", "(personal)", "RK503") in problems(got)

    def test_nor_from_an_adapter(self, desk: Desk) -> None:
        with pytest.raises(DataError) as caught:
            desk.take(FIR, fir(f"1,KECH,2024-01-05,,,,,,{CNIC}"), adapter="demo.failing")
        assert caught.value.code == "RK505" and CNIC not in str(caught.value)
        header = "FIR Number,Distt,Date,Arrest,CNIC,loss,bail,charge_month,Type\n"
        got = desk.take(FIR, header + f"1,1,05/01/2024,,{CNIC},,,,P\n", adapter="demo.foreign")
        assert problems(got) == [(1, "person", "(personal)", "RK512")]
        assert CNIC not in str(got.quarantined.to_pylist())


class TestColumns:
    def test_case_and_blanks_of_headers_do_not_matter(self, desk: Desk) -> None:
        got = desk.take(PLAIN, " District ,ON_DAY,N,remarks\nKECH,2024-01-01,1,x\n")
        assert got.accepted.num_rows == 1
        assert got.notes == ("columns that nothing asks for: remarks",)

    def test_every_missing_column_is_told_with_the_nearest_header(self, desk: Desk) -> None:
        with pytest.raises(DataError) as caught:
            desk.take(PLAIN, "distrct,on day,x\nKECH,2024-01-01,1\n")
        assert caught.value.code == "RK501"
        for word in ("'district'", "'distrct'", "'on_day'", "'on day'", "'n'"):
            assert word in caught.value.what
        assert 'absent = ["district", "on_day", "n"]' in caught.value.fix

    def test_absent(self, desk: Desk) -> None:
        got = desk.take(PLAIN, "district,on_day\nKECH,2024-01-01\n", absent=("n",))
        assert got.accepted["n"].to_pylist() == [None]
        got = desk.take(PLAIN, "district,on_day,n\nKECH,2024-01-01,5\n", absent=("n",))
        assert got.accepted["n"].to_pylist() == [5] and "absent" in got.notes[0]

    def test_a_mandatory_column_cannot_be_absent(self, desk: Desk) -> None:
        with pytest.raises(DataError) as caught:
            desk.take(FIR, HEADER.replace("registered_on,", ""), absent=("registered_on",))
        assert caught.value.code == "RK501"

    def test_absent_must_be_a_column(self, desk: Desk) -> None:
        with pytest.raises(WorkspaceError) as caught:
            desk.take(PLAIN, "district,on_day,n\n", absent=("m",))
        assert caught.value.code == "RK302"


class TestCovers:
    ROWS = "district,on_day,n\nKECH,2024-01-31,1\nKECH,2024-02-01,2\nHUB,2024-01-01,3\nKECH,,4\n"

    @pytest.mark.parametrize("mode", [Mode.SNAPSHOT, Mode.APPEND])
    def test_area_and_month(self, mode: Mode, desk: Desk) -> None:
        got = desk.take(PLAIN, self.ROWS, mode=mode, covers=covers("2024-01", areas=["KECH"]))
        assert got.accepted["n"].to_pylist() == [1]
        assert [(row, code) for row, _, _, code in problems(got)] == [(2, "RK514"), (3, "RK514"), (4, "RK514")]
        assert got.quarantined["value"].to_pylist() == ["KECH; 2024-02-01", "HUB; 2024-01-01", "KECH; "]

    def test_upsert_asks_for_the_area_only(self, desk: Desk) -> None:
        got = desk.take(PLAIN, self.ROWS, mode=Mode.UPSERT, covers=covers("2024-01", areas=["KECH"]))
        assert sorted(got.accepted["n"].to_pylist()) == [1, 2, 4]

    def test_a_spell_that_touches_a_covered_month(self, desk: Desk) -> None:
        rows = [
            "2023-11-05,2023-12-31",
            "2023-11-05,2024-01-01",
            "2024-01-31,",
            "2024-02-01,",
            ",2024-01-15",
            "2023-01-01,",
        ]
        got = desk.take(SPELL, "prison,begins,ends\n" + "".join(f"KECH,{r}\n" for r in rows))
        assert [row for row, *_ in problems(got)] == [1, 4]

    def test_reference_data_is_valid_for_all(self, desk: Desk) -> None:
        got = desk.take(LIMITS, "offence,begins,ends,days\nMURDER,,,30\nTHEFT,2019-01-01,,20\n", covers=frozenset())
        assert got.accepted.num_rows == 2


class TestKeys:
    def test_the_same_row_again_is_left_out(self, desk: Desk) -> None:
        got = desk.take(
            FIR, fir("1,KECH,2024-01-05,,,7,yes,,", "1,KECH,2024-01-05,,,007,TRUE,,", "1,HUB,2024-01-05,,,,,,")
        )
        assert got.accepted.num_rows == 2
        assert got.ignored == (("the same row again", 1),)

    def test_a_key_with_different_rows_takes_none(self, desk: Desk) -> None:
        rows = [
            "1,KECH,2024-01-05,,,7,,,",
            "1,KECH,2024-01-05,,,8,,,",
            "1,KECH,2024-01-05,,,7,,,",
            "2,KECH,2024-01-05,,,,,,",
        ]
        got = desk.take(FIR, fir(*rows))
        assert got.accepted["fir_no"].to_pylist() == ["2"]
        assert problems(got) == [(n, "district, fir_no", "KECH; 1", "RK515") for n in (1, 2, 3)]

    def test_a_bad_twin_makes_the_good_one_doubtful(self, desk: Desk) -> None:
        got = desk.take(FIR, fir("1,KECH,2024-01-05,,,7,,,", "1,KECH,2024-01-05,,,seven,,,"))
        assert got.accepted.num_rows == 0
        assert [(row, code) for row, _, _, code in problems(got)] == [(1, "RK515"), (2, "RK515"), (2, "RK511")]

    def test_bad_rows_that_are_equal(self, desk: Desk) -> None:
        got = desk.take(FIR, fir(*["1,KECH,2024-01-05,,,x,,,"] * 3))
        assert problems(got) == [(1, "loss", "x", "RK511")]
        assert got.ignored == (("the same row again", 2),)

    def test_without_a_key_equal_rows_are_two_events(self, desk: Desk) -> None:
        assert desk.take(PLAIN, "district,on_day,n\n" + "KECH,2024-01-01,1\n" * 2).accepted.num_rows == 2

    def test_an_empty_part_of_a_reference_key_equals_an_empty_one(self, desk: Desk) -> None:
        got = desk.take(LIMITS, "offence,begins,ends,days\nMURDER,,,30\nMURDER,,,20\nMURDER,,,30\nTHEFT,,,1\n")
        assert got.accepted["offence"].to_pylist() == ["THEFT"]

    def test_rows_of_one_key_may_not_be_valid_on_the_same_day(self, desk: Desk) -> None:
        rows = "MURDER,2020-01-01,2024-01-02,30\nMURDER,2024-01-01,,20\n"  # one day too long
        rows += "THEFT,2020-01-01,2024-01-01,9\nTHEFT,2024-01-01,,8\n"
        got = desk.take(LIMITS, "offence,begins,ends,days\n" + rows)
        assert got.accepted["offence"].to_pylist() == ["THEFT", "THEFT"]
        assert [(row, code) for row, _, _, code in problems(got)] == [(1, "RK515"), (2, "RK515")]


class TestReturns:
    def test_cell_status(self, desk: Desk) -> None:
        rows = [
            "a,5,",
            "b,,",
            "c,0,ESTIMATED",
            "d,,NOT_APPLICABLE",
            "e,,REPORTED",
            "f,,ESTIMATED",
            "g,1,GUESSED",
            "h,3,NOT_AVAILABLE",
        ]
        text = "district,month,line,item,value,cell_status\n" + "".join(f"KECH,2024-01,{r[0]},x{r[1:]}\n" for r in rows)
        got = desk.take(MONTHLY, text)
        assert [tuple(row.values())[2:] for row in got.accepted.to_pylist()] == [
            ("a", "x", 5, "REPORTED"),
            ("b", "x", None, "NOT_AVAILABLE"),
            ("c", "x", 0, "ESTIMATED"),
            ("d", "x", None, "NOT_APPLICABLE"),
            ("h", "x", 3, "NOT_AVAILABLE"),
        ]
        assert [(row, c, code) for row, c, _, code in problems(got)] == [
            (5, "value", "RK510"),
            (6, "value", "RK510"),
            (7, "cell_status", "RK512"),
        ]
        assert got.warnings[0][2] == 1

    def test_a_yearly_return_belongs_to_its_first_month_and_all_twelve(self, desk: Desk) -> None:
        months = ("2023-01", "2023-02", "2024-01")
        text = "district,month,line,item,value,cell_status\n" + "".join(f"KECH,{m},a,x,5,\n" for m in months)
        year = covers(*(f"2023-{m:02d}" for m in range(1, 13)), "2024-01", "2024-02")
        got = desk.take(YEARLY, text, covers=year)
        assert got.accepted["month"].to_pylist() == [date(2023, 1, 1)]
        assert [(row, code) for row, _, _, code in problems(got)] == [(2, "RK511"), (3, "RK514")]


class TestAdapters:
    HEADER = "FIR Number,Distt,Date,Arrest,CNIC,loss,bail,charge_month,Type\n"

    def test_mapping(self, desk: Desk) -> None:
        rows = [
            "1,1,05/01/2024,06/01/2024 10:30,,,,,P",
            "2,,31/1/2024,,,,,,P",
            "3,9,05/01/2024,,,,,,P",
            "4,1,2024-01-05,,,,,,P",
        ]
        got = desk.take(FIR, self.HEADER + "\n".join([*rows, "Total,,,,,900,,,T", "9,,,,,,,,"]), adapter="demo.foreign")
        assert [tuple(r.values())[:5] for r in got.accepted.to_pylist()] == [
            ("1", "KECH", date(2024, 1, 5), "THEFT", datetime(2024, 1, 6, 10, 30)),
            ("2", "HUB", date(2024, 1, 31), "THEFT", None),
        ]
        assert problems(got) == [(3, "district", "9", "RK512"), (4, "registered_on", "2024-01-05", "RK511")]
        assert got.ignored == (("a total row", 1), ("no type", 1))

    def test_headers_an_adapter_names_must_be_there(self, desk: Desk) -> None:
        with pytest.raises(DataError) as caught:
            desk.take(FIR, self.HEADER.replace("Type", "Kind").replace("Distt", "District"), adapter="demo.foreign")
        assert caught.value.code == "RK501" and "'Type'" in caught.value.what and "'Distt'" in caught.value.what

    def test_code_may_leave_rows_out(self, desk: Desk) -> None:
        rows = ["1,KECH,2024-01-05,THEFT,,,,,", "2,KECH,2024-01-05,MURDER,,x,,,", "3,KECH,2024-01-05,MURDER,,,,,"]
        got = desk.take(FIR, fir(*rows), adapter="demo.murders")
        assert got.accepted["fir_no"].to_pylist() == ["3"]
        assert problems(got) == [(2, "loss", "x", "RK511")]
        assert got.ignored == (("left out by adapter 'demo.murders'", 1),)

    def test_code_may_make_several_rows_of_one(self, desk: Desk) -> None:
        text = "district,on_day,n\nKECH,2024-01-01,12x\nKECH\nKECH,2024-01-01,4\n"
        got = desk.take(PLAIN, text, adapter="demo.digits")
        assert got.accepted["n"].to_pylist() == [1, 2, 4]
        assert [(row, code) for row, _, _, code in problems(got)] == [(2, "RK503"), (6, "RK511")]
        assert got.rows_in == 5 and "row 4 is the first" in got.notes[0]

    def test_code_is_told_what_the_delivery_covers(self, desk: Desk) -> None:
        got = desk.take(PLAIN, "n\n5\n", adapter="demo.options", covers=covers("2024-01", areas=["HUB"]))
        assert got.accepted.to_pylist() == [{"district": "HUB", "on_day": date(2024, 1, 1), "n": 5}]

    @pytest.mark.parametrize("adapter", ["silent", "told", "nothing", "others"])
    def test_code_that_fails_is_named(self, adapter: str, desk: Desk) -> None:
        with pytest.raises(DataError) as caught:
            desk.take(PLAIN, "district,on_day,n\nKECH,2024-01-01,1\n", adapter=f"demo.{adapter}")
        assert caught.value.code == "RK505" and f"demo.{adapter}" in caught.value.what
        if adapter == "told":
            assert "KeyError: 'told'" in caught.value.what and isinstance(caught.value.__cause__, KeyError)

    def test_an_adapter_of_another_dataset(self, desk: Desk) -> None:
        with pytest.raises(WorkspaceError) as caught:
            desk.take(PLAIN, "district,on_day,n\n", adapter="demo.murders")
        assert caught.value.code == "RK302"


TYPED = {
    "fir_no": pa.array([1, 2, 3], pa.int64()),
    "district": pa.array(["KECH", "HUB", "KECH"]).dictionary_encode(),
    "registered_on": pa.array([datetime(2024, 1, d) for d in (5, 6, 7)], pa.timestamp("ns")),
    "offence": pa.array(["MURDER", None, "ARSON"], pa.large_string()),
    "arrested_at": pa.array([datetime(2024, 1, 31, 19), None, datetime(2024, 1, 31, 18)], pa.timestamp("us", "UTC")),
    "loss": pa.array([12.0, float("nan"), 12.5]),
    "bail": pa.array([True, None, False]),
    "charge_month": pa.array([date(2024, 2, 1), None, date(2024, 2, 29)]),
    "person": pa.nulls(3),
}


class TestTyped:
    CSV = fir(
        "1,KECH,2024-01-05,MURDER,2024-02-01T00:00:00,12,true,2024-02,",
        "2,HUB,2024-01-06,,,,,,",
        "3,KECH,2024-01-07,ARSON,2024-01-31T23:00,12.5,no,2024-02,",
    )

    def test_a_typed_table_gives_what_its_csv_gives(self, desk: Desk, tmp_path: Path) -> None:
        table = pa.table(TYPED)
        pq.write_table(table, tmp_path / "f.parquet")
        want = desk.take(FIR, self.CSV)
        assert want.accepted.num_rows == 2
        for source in (table, pl.DataFrame(table), tmp_path / "f.parquet"):
            got = desk.take(FIR, source)
            assert got.accepted == want.accepted
            assert got.quarantined == want.quarantined
            assert len(got.file_hash) == 64

    def test_a_moment_is_not_a_day(self, desk: Desk) -> None:
        table = pa.table({"district": ["HUB"], "on_day": [datetime(2024, 1, 5, 1)], "n": [1]})
        assert [code for *_, code in problems(desk.take(PLAIN, table))] == ["RK511"]

    def test_rows_as_dicts(self, desk: Desk) -> None:
        rows = [
            {"district": "HUB", "on_day": "2024-01-05", "n": 1},
            {"district": "HUB", "on_day": datetime(2024, 1, 1)},
        ]
        assert desk.take(PLAIN, rows).accepted["on_day"].to_pylist() == [date(2024, 1, 1), date(2024, 1, 5)]


def test_the_engine_is_left_as_it_was(desk: Desk) -> None:
    desk.take(FIR, fir("1,KECH,2024-01-05,,,,,,"))
    assert desk.engine.rows("SELECT count(*) FROM duckdb_tables()") == [(0,)]
