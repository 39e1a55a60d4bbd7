"""Text cells to values: one strict reading per column type, nothing is guessed.

A column is first tried as a whole, which takes milliseconds; when any cell does not fit, every distinct text
is read on its own, so that each fault gets its sentence.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time
from decimal import Decimal
from zoneinfo import ZoneInfo

import pyarrow as pa
import pyarrow.compute as pc

from rolkpi.collect.findings import Findings, shown
from rolkpi.errors import did_you_mean
from rolkpi.model import Column, ColumnType
from rolkpi.model.dataset import LARGEST

_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_MONTH = re.compile(r"[0-9]{4}-[0-9]{2}")
_WHOLE = re.compile(r"[+-]?[0-9]+")
_TIME = re.compile(
    r"[0-9]{4}-[0-9]{2}-[0-9]{2}[T ][0-9]{2}:[0-9]{2}(:[0-9]{2}(\.[0-9]{1,9})?)?(Z|[+-][0-9]{2}(:?[0-9]{2})?)?"
)
_TRUTH = {"true": True, "yes": True, "1": True, "y": True, "t": True} | {
    "false": False,
    "no": False,
    "0": False,
    "n": False,
    "f": False,
}
_HELP_AT_MOST = 50


class CellError(ValueError):
    """One cell that cannot be read: a code, and a sentence after the value."""

    def __init__(self, code: str, sentence: str) -> None:
        super().__init__(sentence)
        self.code, self.sentence = code, sentence


@dataclass(frozen=True)
class Reading:
    """What cells are read against."""

    codes: Mapping[str, tuple[str, ...]]
    """Column: the codes of its codelist."""
    areas: Collection[str]
    zone: ZoneInfo
    """Whose wall time a timestamp with an offset is turned into."""
    typed: bool = False
    """True when the text was written from typed columns: a midnight timestamp is then a date."""
    formats: Mapping[str, str] | None = None
    """Column: strptime format of its dates."""


def arrow_type(kind: ColumnType) -> pa.DataType:
    """How a column type is stored."""
    match kind:
        case ColumnType.INT | ColumnType.MONEY:
            return pa.int64()
        case ColumnType.DECIMAL:
            return pa.decimal128(18, 6)
        case ColumnType.BOOL:
            return pa.bool_()
        case ColumnType.DATE | ColumnType.MONTH:
            return pa.date32()
        case ColumnType.TIMESTAMP:
            return pa.timestamp("us")
        case _:
            return pa.string()


def read_cells(text: pa.Array, column: Column, reading: Reading, findings: Findings) -> pa.Array:
    """The column's values; NULL where the cell is empty or cannot be read, and then among the findings."""
    kind = arrow_type(column.type)
    if text.null_count == len(text):
        return pa.nulls(len(text), kind)
    parse = _parser(column, reading)
    if parse is None:
        return text
    quick = None if reading.formats and column.name in reading.formats else _at_once(text, column.type)
    if quick is not None:
        return quick
    distinct = text.dictionary_encode()
    values: list[object] = []
    bad: dict[int, CellError] = {}
    for i, cell in enumerate(distinct.dictionary.to_pylist()):
        try:
            values.append(parse(cell))
        except CellError as exc:
            values.append(None)
            bad[i] = exc
    if bad:
        _report(distinct, bad, column, findings)
    return pa.array(values, kind).take(distinct.indices)


def _report(distinct: pa.DictionaryArray, bad: Mapping[int, CellError], column: Column, findings: Findings) -> None:
    for code in sorted({b.code for b in bad.values()}):
        which = pa.array([i for i, b in bad.items() if b.code == code], pa.int32())
        at = pc.indices_nonzero(pc.is_in(distinct.indices, value_set=which))
        indices = distinct.indices.take(at)
        cells = distinct.dictionary.to_pylist()
        sentences = pa.array(
            [f"{shown(cells[i])} {bad[i].sentence}" if i in bad else None for i in range(len(cells))], pa.string()
        )
        findings.add(at, column.name, distinct.dictionary.take(indices), code, sentences.take(indices))


def _at_once(text: pa.Array, kind: ColumnType) -> pa.Array | None:
    """The whole column when every cell has the plain form; None when one does not."""
    forms = {
        ColumnType.INT: r"^-?[0-9]{1,15}$",
        ColumnType.MONEY: r"^-?[0-9]{1,15}$",
        ColumnType.DATE: r"^[1-9][0-9]{3}-[0-9]{2}-[0-9]{2}$",
        ColumnType.TIMESTAMP: r"^[1-9][0-9]{3}-[0-9]{2}-[0-9]{2}[T ][0-9]{2}:[0-9]{2}(:[0-9]{2}(\.[0-9]{1,6})?)?$",
    }
    if kind not in forms or not pc.all(pc.match_substring_regex(text, forms[kind])).as_py():
        return None
    try:
        return text.cast(arrow_type(kind))
    except pa.ArrowInvalid:  # 30 February has the form
        return None


def _parser(column: Column, reading: Reading) -> Callable[[str], object] | None:
    form = (reading.formats or {}).get(column.name)
    match column.type:
        case ColumnType.TEXT | ColumnType.KEY:
            return None
        case ColumnType.INT | ColumnType.MONEY:
            return whole_number
        case ColumnType.DECIMAL:
            return decimal_number
        case ColumnType.BOOL:
            return truth
        case ColumnType.DATE:
            return _Dates(reading, form).day
        case ColumnType.MONTH:
            return _Dates(reading, form).month_start
        case ColumnType.TIMESTAMP:
            return _Dates(reading, form).moment
        case ColumnType.CODE:
            return _Listed("RK512", "is no code of this column", reading.codes[column.name]).value
        case ColumnType.AREA:
            return _Listed("RK513", "is no area of this workspace", reading.areas).value


class _Listed:
    """Values out of a closed list. Only so many faults get the nearest name: finding it takes time."""

    def __init__(self, code: str, what: str, known: Collection[str]) -> None:
        self._code, self._what, self._known = code, what, frozenset(known)
        self._helped = 0

    def value(self, text: str) -> str:
        if text in self._known:
            return text
        self._helped += 1
        help_ = f"; {did_you_mean(text, self._known)}" if self._helped <= _HELP_AT_MOST else ""
        raise CellError(self._code, self._what + help_)


def decimal_number(text: str) -> Decimal:
    """``54.3``, ``-0.25``: at most twelve digits before the point and six after. CellError RK511 for anything else."""
    if re.fullmatch(r"[+-]?[0-9]{1,12}(\.[0-9]{1,6})?", text, re.ASCII):
        return Decimal(text)
    if re.fullmatch(r"[+-]?[0-9]{1,12},[0-9]{1,6}", text, re.ASCII):
        raise CellError("RK511", "is not a number; write the decimals after a point: 54.3")
    raise CellError("RK511", "is not a number with at most six decimal places; write it like 54.3")


def whole_number(text: str) -> int:
    """``120``, ``-3``, ``+5``, ``007``. CellError RK511 for anything else."""
    if _WHOLE.fullmatch(text):
        digits = text.lstrip("+-").lstrip("0")
        if len(digits) > len(str(LARGEST)):
            raise CellError("RK511", f"is larger than {LARGEST}")
        return int(text)
    if any(c.isdigit() and not c.isascii() for c in text):
        raise CellError("RK511", "is not written in the digits 0 to 9; write 120, not ۱۲۰")
    if re.fullmatch(r"[+-]?[0-9]{1,3}([, ][0-9]{2,3})+", text):
        raise CellError("RK511", "is not a whole number; write it without separators: 1200")
    if re.fullmatch(r"[+-]?[0-9]+\.[0-9]*", text):
        raise CellError("RK511", "is not a whole number; write it without decimals")
    raise CellError("RK511", "is not a whole number")


def truth(text: str) -> bool:
    """``true``/``false``, ``yes``/``no``, ``1``/``0``, ``Y``/``N``, ``t``/``f``, in any case. CellError RK511."""
    try:
        return _TRUTH[text.casefold()]
    except KeyError:
        raise CellError("RK511", "is neither true nor false") from None


@dataclass(frozen=True)
class _Dates:
    """Days, months and timestamps, ISO or in the one declared format."""

    reading: Reading
    form: str | None

    def day(self, text: str) -> date:
        if self.form is not None:
            return self._formatted(text).date()
        if _DATE.fullmatch(text):
            return self._calendar_day(text)
        if _TIME.fullmatch(text):
            moment = self._iso_moment(text)
            if self.reading.typed and moment.time() == time():
                return moment.date()
            raise CellError("RK511", "has a time of day; a date is written 2024-03-15")
        raise CellError("RK511", "is not a date; write it as 2024-03-15, or declare the format in an adapter")

    def month_start(self, text: str) -> date:
        if self.form is None and _MONTH.fullmatch(text):
            return self._calendar_day(f"{text}-01")
        try:
            return self.day(text).replace(day=1)
        except CellError as exc:
            if self.form is not None:
                raise
            raise CellError("RK511", "is not a month; write it as 2024-03") from exc

    def moment(self, text: str) -> datetime:
        if self.form is not None:
            return self._wall(self._formatted(text))
        if _TIME.fullmatch(text):
            return self._iso_moment(text)
        if _DATE.fullmatch(text):
            raise CellError("RK511", "has no time of day; a timestamp is written 2024-03-15T09:30:00")
        raise CellError("RK511", "is not a timestamp; write it as 2024-03-15T09:30:00")

    def _formatted(self, text: str) -> datetime:
        try:
            return datetime.strptime(text, self.form or "")
        except ValueError:
            raise CellError("RK511", f"is not a date of the form {self.form}") from None

    def _calendar_day(self, text: str) -> date:
        try:
            return date.fromisoformat(text)
        except ValueError:
            raise CellError("RK511", "is not a day of the calendar") from None

    def _iso_moment(self, text: str) -> datetime:
        try:
            return self._wall(datetime.fromisoformat(text))
        except (ValueError, OverflowError):
            raise CellError("RK511", "is not a time of the calendar") from None

    def _wall(self, moment: datetime) -> datetime:
        if moment.tzinfo is None:
            return moment
        return moment.astimezone(self.reading.zone).replace(tzinfo=None)
