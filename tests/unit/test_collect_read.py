"""Files to text: what is read, what is refused, and that every row is accounted for."""

from __future__ import annotations

import csv
import gzip
import io
import zipfile
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path

import polars as pl
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rolkpi.collect import TextTable, as_table, from_arrow, read
from rolkpi.errors import DataError


def text_of(folder: Path, data: bytes, name: str = "f.csv") -> TextTable:
    path = folder / name
    path.write_bytes(data)
    return read(path, where="inbox/f.csv")


def refusal(folder: Path, data: bytes, name: str = "f.csv") -> DataError:
    with pytest.raises(DataError) as caught:
        text_of(folder, data, name)
    assert caught.value.where == "inbox/f.csv"
    return caught.value


def zipped() -> bytes:
    sink = io.BytesIO()
    with zipfile.ZipFile(sink, "w") as archive:
        archive.writestr("xl/workbook.xml", "<workbook/>")
    return sink.getvalue()


def parquet(table: pa.Table) -> bytes:
    sink = io.BytesIO()
    pq.write_table(table, sink)
    return sink.getvalue()


GOOD = b"a,b\n1,2\n"
BAD_FILES = {
    "empty": (b"", "f.csv", "RK500"),
    "blank lines only": (b"\n  \n\n", "f.csv", "RK500"),
    "byte order mark only": (b"\xef\xbb\xbf", "f.csv", "RK500"),
    "HTML": (b"<!DOCTYPE html><html><body>502 Bad Gateway</body></html>", "f.csv", "RK502"),
    "HTML after blanks": (b"\n  <HTML><head>", "f.csv", "RK502"),
    "HTML fragment": (b"<table border=1><tr><td>", "f.csv", "RK502"),
    "XML": (b'<?xml version="1.0"?><rows/>', "f.csv", "RK502"),
    "Excel": (zipped(), "f.csv", "RK502"),
    "old Excel": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(100), "f.csv", "RK502"),
    "PDF": (b"%PDF-1.7\n%\xe2\xe3", "f.csv", "RK502"),
    "RTF": (b"{\\rtf1\\ansi a,b}", "f.csv", "RK502"),
    "SQLite": (b"SQLite format 3\0" + bytes(20), "f.csv", "RK502"),
    "Parquet as CSV": (parquet(pa.table({"a": [1]})), "f.csv", "RK502"),
    "gzip as CSV": (gzip.compress(GOOD), "f.csv", "RK502"),
    "CSV as gzip": (GOOD, "f.csv.gz", "RK502"),
    "gzip cut off": (gzip.compress(GOOD * 1000)[:-20], "f.csv.gz", "RK500"),
    "gzip damaged": (gzip.compress(GOOD * 1000)[:30] + b"\0\0\0\0" + bytes(20), "f.csv.gz", "RK500"),
    "Excel in gzip": (gzip.compress(zipped()), "f.csv.gz", "RK502"),
    "CSV as Parquet": (GOOD, "f.parquet", "RK502"),
    "Parquet cut off": (parquet(pa.table({"a": [1]}))[:-10], "f.parquet", "RK500"),
    "Parquet of lists": (parquet(pa.table({"a": [[1, 2]]})), "f.parquet", "RK500"),
    "Excel by name": (zipped(), "f.xlsx", "RK502"),
    "no suffix": (GOOD, "f", "RK502"),
    "NUL byte": (b"a,b\n1,2\n3,\0\n", "f.csv", "RK500"),
    "UTF-16 without mark": ("a,b\n1,2\n".encode("utf-16-le"), "f.csv", "RK500"),
    "UTF-16 cut off": ("a,b\n1,2\n".encode("utf-16")[:-1], "f.csv", "RK500"),
    "cp1256": (
        "a,b\n\u06a9\u0648\u0626\u0679\u06c1,2\n".encode("cp1256", "replace").replace(b"?", b"\xdf"),
        "f.csv",
        "RK500",
    ),
    "latin-1": ("a,b\n1,2\nRenée,3\n".encode("latin-1"), "f.csv", "RK500"),
    "semicolons": (b"a;b;c\n1;2;3\n", "f.csv", "RK502"),
    "tabs": (b"a\tb\n1\t2\n", "f.csv", "RK502"),
    "UTF-16 with tabs, as Excel saves it": ("a\tb\r\n1\t2\r\n".encode("utf-16"), "f.csv", "RK502"),
    "bars": (b"a|b\n1|2\n", "f.csv", "RK502"),
    "empty header": (b"a,,c\n1,2,3\n", "f.csv", "RK502"),
    "trailing comma in header": (b"a,b,\n1,2,\n", "f.csv", "RK502"),
    "double header": (b"a,b,a\n1,2,3\n", "f.csv", "RK502"),
    "double header but for case": (b"FIR,fir \n1,2\n", "f.csv", "RK502"),
    "double header, Parquet": (parquet(pa.table({"a": [1], "A": [2]})), "f.parquet", "RK502"),
    "unterminated quote": (b'a,b\n1,"two\n3,4\n', "f.csv", "RK503"),
    "unterminated quote, closed by a later one": (b'a,b,c\n1,"two,3\n4,"five",6\n', "f.csv", "RK503"),
    "unterminated quote in the header": (b'a,"b\n1,2\n', "f.csv", "RK503"),
    "text after a closing quote": (b'a,b\n1,"two"x\n', "f.csv", "RK503"),
    "blank before an opening quote": (b'a,b\n1, "two, three"\n', "f.csv", "RK503"),
}


@pytest.mark.parametrize("case", BAD_FILES)
def test_a_bad_file_is_refused_with_its_code(case: str, tmp_path: Path) -> None:
    data, name, code = BAD_FILES[case]
    error = refusal(tmp_path, data, name)
    assert error.code == code
    assert error.fix


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(DataError) as caught:
        read(tmp_path / "none.csv", where="none.csv")
    assert caught.value.code == "RK500"


def test_the_place_of_a_fault_is_told(tmp_path: Path) -> None:
    assert "line 3" in refusal(tmp_path, "a,b\n1,2\nRenée,3\n".encode("latin-1")).what
    assert "byte 11" in refusal(tmp_path, "a,b\n1,2\nRenée,3\n".encode("latin-1")).what
    assert "line 2" in refusal(tmp_path, b'a,b\n1,"two\n3,4\n').what
    assert "line 3" in refusal(tmp_path, b"a,b\n1,2\n3,\0\n").what


def test_headers_are_told_by_place_never_by_text(tmp_path: Path) -> None:
    error = refusal(tmp_path, b"35202-1234567-1,M,M\n")
    assert "35202" not in str(error) and "2 and 3" in error.what


@pytest.mark.parametrize(
    ("data", "rows"),
    [
        (b"a,b\n1,2\n", [("1", "2")]),
        (b"\xef\xbb\xbfa,b\n1,2\n", [("1", "2")]),
        (b"a,b\r\n1,2\r\n", [("1", "2")]),
        (b"a,b\r1,2\r", [("1", "2")]),
        (b"a,b\r\n1,2\n3,4\r5,6", [("1", "2"), ("3", "4"), ("5", "6")]),
        (b"\n\n a , b\n1,2", [("1", "2")]),
        ("a,b\n1,۲\n".encode("utf-16"), [("1", "۲")]),
        (b"a,b\n  1 ,\t\n", [("1", None)]),
        (b'a,b\n"1","x, ""y"""\n', [("1", 'x, "y"')]),
        (b'a,b\n1,"two\nlines"\n3,4\n', [("1", "two\nlines"), ("3", "4")]),
        (b'a,b\n1,5" pipe\n', [("1", '5" pipe')]),
        (b'a,b\n1,""\n', [("1", None)]),
        (b"a,b\n", []),
        (b"a,b", []),
        (b'"a","b"\nNA,NULL\n', [("NA", "NULL")]),
        ("a,b\nNBSP\u00a0,\u00a0\n".encode(), [("NBSP", None)]),
    ],
)
def test_good_files(data: bytes, rows: list[tuple[str | None, ...]], tmp_path: Path) -> None:
    table = text_of(tmp_path, data)
    assert table.headers == ("a", "b")
    assert [tuple(r.values()) for r in table.columns.to_pylist()] == rows
    assert not table.ragged


def test_rows_are_numbered_as_they_stand(tmp_path: Path) -> None:
    table = text_of(tmp_path, b'a,b\n1,2\n\n3\n4,"x\ny"\n , \n5,6,7\n,,,\n8,9\n')
    assert table.rows.to_pylist() == [1, 4, 8]
    assert [(r.row, r.fields, r.text) for r in table.ragged] == [(3, 1, "3"), (6, 3, "5,6,7")]
    assert table.blank == 3
    assert table.rows_in == 8 == table.last_row


def test_one_column_and_blank_lines(tmp_path: Path) -> None:
    table = text_of(tmp_path, b"a\n1\n\n2\n")
    assert table.columns.column("a").to_pylist() == ["1", "2"]
    assert (table.rows.to_pylist(), table.blank) == ([1, 3], 1)


def test_gzip_and_hash(tmp_path: Path) -> None:
    plain, packed = text_of(tmp_path, GOOD), text_of(tmp_path, gzip.compress(GOOD), "f.csv.gz")
    assert plain.columns == packed.columns
    assert plain.file_hash != packed.file_hash
    assert plain.file_hash == text_of(tmp_path, GOOD, "g.csv").file_hash


fields = st.text(st.characters(codec="utf-8", exclude_characters="\0"), max_size=8)


@settings(deadline=None, max_examples=60)
@given(st.lists(st.lists(fields, min_size=3, max_size=3), max_size=12))
def test_whatever_python_writes_is_read_back(tmp_path_factory: pytest.TempPathFactory, rows: list[list[str]]) -> None:
    sink = io.StringIO(newline="")
    csv.writer(sink).writerows([["a", "b", "c"], *rows])
    table = text_of(tmp_path_factory.mktemp("law"), sink.getvalue().encode())
    assert table.rows_in >= len(table.rows) + table.blank
    got = [[None if v is None else v for v in row.values()] for row in table.columns.to_pylist()]
    want = [[trimmed(cell) or None for cell in row] for row in rows]
    assert got == [row for row in want if any(cell is not None for cell in row)]
    assert not table.ragged


def trimmed(cell: str) -> str:
    """Arrow's and Python's idea of blank differ in the separators U+001C to U+001F."""
    return str(pa.compute.utf8_trim_whitespace(pa.scalar(cell)))


def test_typed_tables_become_the_text_a_csv_would_hold() -> None:
    noon = datetime(2024, 3, 15, 12, 0, 1)
    table = pa.table(
        {
            "int": pa.array([1, None], pa.int8()),
            "unsigned": pa.array([2**63, None], pa.uint64()),
            "float": pa.array([12.0, float("nan")]),
            "large": pa.array([1e16, -0.0]),
            "fraction": pa.array([1.5, float("inf")]),
            "decimal": pa.array([Decimal("12.00"), Decimal("12.50")]),
            "bool": [True, False],
            "date": [date(2024, 3, 15), None],
            "date64": pa.array([date(2024, 3, 15), None], pa.date64()),
            "time": pa.array([noon, None], pa.timestamp("ns")),
            "zoned": pa.array([noon.replace(tzinfo=UTC), None], pa.timestamp("s", "Asia/Karachi")),
            "dictionary": pa.array([" x ", ""]).dictionary_encode(),
            "view": pa.array(["x", None], pa.string_view()),
            "none": pa.nulls(2),
        }
    )
    got = from_arrow(table, where="t").columns.to_pydict()
    assert got == {
        "int": ["1", None],
        "unsigned": ["9223372036854775808", None],
        "float": ["12", None],
        "large": ["10000000000000000", "0"],
        "fraction": ["1.5", "inf"],
        "decimal": ["12", "12.50"],
        "bool": ["true", "false"],
        "date": ["2024-03-15", None],
        "date64": ["2024-03-15", None],
        "time": ["2024-03-15 12:00:01.000000", None],
        "zoned": ["2024-03-15 12:00:01.000000Z", None],
        "dictionary": ["x", None],
        "view": ["x", None],
        "none": [None, None],
    }


def test_frames_and_rows_are_tables() -> None:
    rows = [{"a": 1, "b": date(2024, 1, 2)}, {"a": "two", "c": 3.0}, {"a": float("nan"), "c": True}]
    assert as_table(rows, where="t").to_pydict() == {
        "a": ["1", "two", None],
        "b": ["2024-01-02", None, None],
        "c": [None, "3", "true"],
    }
    frame = pl.DataFrame({"a": ["x"], "d": [date(2024, 1, 2)], "c": pl.Series(["m"], dtype=pl.Categorical)})
    assert from_arrow(frame, where="t").columns.to_pydict() == {"a": ["x"], "d": ["2024-01-02"], "c": ["m"]}
    batch = pa.record_batch({"a": ["x"]})
    assert as_table(batch, where="t").num_rows == 1


@pytest.mark.parametrize("data", [5, "text", [1, 2], {"a": [object()]}, pa.table({"a": [{"b": 1}]})])
def test_what_is_no_table(data: object) -> None:
    with pytest.raises(DataError) as caught:
        from_arrow(data, where="t")
    assert caught.value.code == "RK500"


def test_one_block_is_not_the_end(tmp_path: Path) -> None:
    """A cell of several megabytes, and rows after it."""
    table = text_of(tmp_path, b'a,b\n1,"' + b"x\n" * 3_000_000 + b'"\n3\n4,5\n')
    assert table.rows.to_pylist() == [1, 3]
    assert [r.row for r in table.ragged] == [2]
