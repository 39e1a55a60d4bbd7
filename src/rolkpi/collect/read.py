"""Files to text: nothing is guessed, nothing is dropped without a word."""

from __future__ import annotations

import csv
import gzip
import hashlib
import io
import re
import zlib
from pathlib import Path

import pyarrow as pa
import pyarrow.csv
import pyarrow.parquet

from rolkpi.collect.tables import from_arrow
from rolkpi.collect.text import Ragged, TextTable, check_headers, tidy, without_blank
from rolkpi.errors import DataError

_AS_CSV = "save it as CSV UTF-8 (comma delimited) and send it again"
_KINDS = (
    (b"PK\x03\x04", "a ZIP or Excel (.xlsx) file"),
    (b"\xd0\xcf\x11\xe0", "an old Excel (.xls) file"),
    (b"%PDF", "a PDF file"),
    (b"PAR1", "a Parquet file"),
    (b"ARROW1", "an Arrow file"),
    (b"\x1f\x8b", "a gzip file"),
    (b"SQLite format 3", "an SQLite database"),
    (b"{\\rtf", "an RTF document"),
)
_MARKUP = re.compile(rb"\s*<(?:!doctype|!--|\?xml|html|head|body|table|[a-z]+[\s>/])", re.IGNORECASE)
_FIELD = rb'(?:"[^"]*+(?:""[^"]*+)*+"|(?![ \t]+")[^",\r\n][^,\r\n]*+)?+'
_RECORD = re.compile(rb"(?:" + _FIELD + rb",)*+" + _FIELD)
_WELL_QUOTED = re.compile(rb"(?:" + _FIELD + rb"[,\r\n]++)*+" + _FIELD)
_BLANK_LINES = re.compile(rb"(?:[ \t]*(?:\r\n|\r|\n))*")
_END_OF_LINE = re.compile(rb"\r\n|\r|\n|\Z")
_BLOCK = 1 << 26


def read(path: Path, *, where: str) -> TextTable:
    """A ``.csv``, ``.csv.gz`` or ``.parquet`` file as text. A header without rows gives a table without rows.

    DataError, with ``where`` as the place: RK500 it cannot be read (missing, empty, not UTF-8, NUL bytes, cut
    off); RK502 it is not what its name says, or its header is no header; RK503 its quotes do not close. A row
    with too few or too many fields is no fault of the file: it is among ``ragged``.
    """
    try:
        data = path.read_bytes()
    except OSError as exc:
        reason = exc.strerror or type(exc).__name__
        raise DataError("RK500", f"the file cannot be read: {reason}", where=where) from exc
    if not data:
        raise DataError("RK500", "the file is empty", where=where, fix="send it again, with a header at least")
    file_hash = hashlib.sha256(data).hexdigest()
    name = path.name.casefold()
    if name.endswith(".parquet"):
        return _read_parquet(data, where, file_hash)
    if name.endswith(".csv.gz"):
        return _read_csv(_unpack(data, where), where, file_hash)
    if name.endswith(".csv"):
        return _read_csv(data, where, file_hash)
    fix = "send .csv, .csv.gz or .parquet"
    raise DataError("RK502", f"files of the kind '{path.suffix or path.name}' are not read", where=where, fix=fix)


def _read_parquet(data: bytes, where: str, file_hash: str) -> TextTable:
    if not data.startswith(b"PAR1"):
        raise DataError("RK502", "this is not a Parquet file", where=where, fix="name the file by what it is")
    try:
        table = pa.parquet.read_table(pa.BufferReader(data))
    except (pa.ArrowException, OSError, ValueError) as exc:
        fix = "the file is damaged or cut off: send it again"
        raise DataError("RK500", "the Parquet file cannot be read", where=where, fix=fix) from exc
    return from_arrow(table, where=where, file_hash=file_hash)


def _unpack(data: bytes, where: str) -> bytes:
    if not data.startswith(b"\x1f\x8b"):
        raise DataError("RK502", "this is not a gzip file", where=where, fix="name it .csv if it is plain CSV")
    try:
        return gzip.decompress(data)
    except (OSError, EOFError, zlib.error) as exc:
        fix = "the file is damaged or cut off: send it again"
        raise DataError("RK500", "the gzip file cannot be unpacked", where=where, fix=fix) from exc


def _read_csv(data: bytes, where: str, file_hash: str) -> TextTable:
    data, notes = _as_utf8(data, where)
    begin = _end(_BLANK_LINES, data, 0)
    headers, body_at = _header(data, begin, where)
    _check_quotes(data, begin, where)
    body = memoryview(data)[body_at:]
    columns, invalid = _parse(body, len(headers), where)
    blank_numbers = {r.row for r in invalid if not r.text.strip(" \t,\r\n")}
    ragged = tuple(r for r in invalid if r.row not in blank_numbers)
    read_rows = len(columns[0])
    table, rows = without_blank(headers, columns, _row_numbers(read_rows, {r.row for r in invalid}))
    blank = len(blank_numbers) + read_rows - len(rows)
    return TextTable(table, rows, ragged, blank, width=len(headers), file_hash=file_hash, notes=notes)


def _as_utf8(data: bytes, where: str) -> tuple[bytes, tuple[str, ...]]:
    """The bytes as UTF-8 without a byte order mark, or the reason why they are not text."""
    for start, what in _KINDS:
        if data.startswith(start):
            raise DataError("RK502", f"this is {what}, not CSV", where=where, fix=_AS_CSV)
    notes: tuple[str, ...] = ()
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        try:
            data = data.decode("utf-16").encode()
        except UnicodeError as exc:
            raise DataError("RK500", "the file begins as UTF-16 and is not", where=where, fix=_AS_CSV) from exc
        notes = ("written as UTF-16, read as such",)
    data = data.removeprefix(b"\xef\xbb\xbf")
    if b"\0" in data:
        line = _line(data, data.index(b"\0"))
        raise DataError("RK500", f"line {line} holds a NUL byte: this is not plain text", where=where, fix=_AS_CSV)
    try:
        data.decode()
    except UnicodeDecodeError as exc:
        what = f"line {_line(data, exc.start)} is not UTF-8 (byte {exc.start} of the text)"
        raise DataError("RK500", what, where=where, fix=_AS_CSV) from exc
    if _MARKUP.match(data):
        raise DataError("RK502", "this is a web page or XML, not CSV", where=where, fix=_AS_CSV)
    if not data.strip():
        raise DataError("RK500", "the file is empty", where=where, fix="send it again, with a header at least")
    return data, notes


def _header(data: bytes, begin: int, where: str) -> tuple[list[str], int]:
    """The headers, and where the first row begins."""
    end = _end(_RECORD, data, begin)
    line_end = _END_OF_LINE.match(data, end)
    if line_end is None:
        raise _bad_quotes(data, end, where)
    headers = [h.strip() for h in next(csv.reader(io.StringIO(data[begin:end].decode(), newline="")))]
    for character, name in ((";", "semicolons"), ("\t", "tabs"), ("|", "vertical bars")):
        if len(headers) == 1 and character in headers[0]:
            what = f"the fields are separated by {name}, not commas"
            raise DataError("RK502", what, where=where, fix=_AS_CSV)
    check_headers(headers, where)
    return headers, line_end.end()


def _check_quotes(data: bytes, begin: int, where: str) -> None:
    if b'"' not in data:
        return
    end = _end(_WELL_QUOTED, data, begin)
    if end != len(data):
        raise _bad_quotes(data, end, where)


def _bad_quotes(data: bytes, at: int, where: str) -> DataError:
    what = f"line {_line(data, at)}: a quote is not closed, or is not followed by a comma"
    fix = 'close every quoted cell; write a quote inside it twice: "the ""Sabir"" case"'
    return DataError("RK503", what, where=where, fix=fix)


def _parse(body: memoryview, width: int, where: str) -> tuple[list[pa.Array], list[Ragged]]:
    """One tidy string array a column, and the rows that do not have ``width`` fields."""
    invalid: list[Ragged] = []
    if not body:
        return [pa.array([], pa.string())] * width, invalid

    def note(row: pa.csv.InvalidRow) -> str:
        invalid.append(Ragged(row.number, row.actual_columns, row.text))
        return "skip"

    names = [str(i) for i in range(width)]
    try:
        table = pa.csv.read_csv(
            pa.BufferReader(body),
            # one thread: with more, rows have no numbers
            read_options=pa.csv.ReadOptions(use_threads=False, column_names=names, block_size=_BLOCK),
            parse_options=pa.csv.ParseOptions(
                newlines_in_values=True, ignore_empty_lines=False, invalid_row_handler=note
            ),
            convert_options=pa.csv.ConvertOptions(
                column_types=dict.fromkeys(names, pa.string()), strings_can_be_null=False, check_utf8=False
            ),
        )
    except pa.ArrowException as exc:
        raise DataError("RK500", "the text is not CSV", where=where, fix=_AS_CSV) from exc
    return [tidy(table.column(name)) for name in names], invalid


def _row_numbers(count: int, invalid: set[int]) -> pa.Array:
    end = count + len(invalid) + 1
    return pa.array([n for n in range(1, end) if n not in invalid], pa.int64()) if invalid else pa.arange(1, end)


def _end(pattern: re.Pattern[bytes], data: bytes, at: int) -> int:
    match = pattern.match(data, at)
    return at if match is None else match.end()


def _line(data: bytes, at: int) -> int:
    """The line a byte stands on; 1 is the header's."""
    return data.count(b"\n" if b"\n" in data else b"\r", 0, at) + 1
