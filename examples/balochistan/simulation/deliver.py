"""Records as files: monthly deliveries with their register, and the reference tables."""

from __future__ import annotations

import csv
import gzip
import io
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

from simulation.clock import FIRST, LAST, MONTHS, label, last_day, month_of
from simulation.courts import Case
from simulation.geography import DISTRICTS, NO_COURT, PRISONS
from simulation.plan import FAULTS, Stream, accepted_by, coverage
from simulation.police import Fir
from simulation.prisons import Spell

Cells = list[object]
DISTRICT_CODES = tuple(d.code for d in DISTRICTS)

FIR = Stream("police", "fir", "police.fir", (
    "fir_id", "district", "force", "registered_at", "offence_cat", "severity", "gbv_flag", "complainant_sex",
    "closed_at", "closure"), DISTRICT_CODES)  # fmt: skip
REPORT = Stream("police", "report173", "police.report173", (
    "report_id", "fir_id", "district", "kind", "forwarded_at"), DISTRICT_CODES)  # fmt: skip
CASE = Stream("courts", "case", "judiciary.case", (
    "case_id", "court", "fir_id", "case_type", "severity", "juvenile_flag", "limit_id", "instituted_at", "mode",
    "received_at", "decided_at", "disposal_mode", "transferred_out_at", "inactive_from", "inactive_to",
    "inactive_reason"), tuple(c for c in DISTRICT_CODES if c not in NO_COURT))  # fmt: skip
CUSTODY = Stream("prisons", "custody", "prisons.custody_status", (
    "custody_id", "facility", "from_date", "to_date", "status", "sex", "age_class", "nationality",
    "admitted_at"), tuple(p.code for p in PRISONS), ending=".csv.gz")  # fmt: skip


@dataclass(frozen=True)
class Item:
    """A record: the months in which its row is new or changes, and its row as known at the end of a month."""

    area: str
    months: frozenset[int]
    row: Callable[[int], Cells]


def known(day: date | None, month: int) -> date | str:
    return day if day and month_of(day) <= month else ""


def _months(*days: date | None) -> frozenset[int]:
    """What was there before the first month comes with the first month."""
    return frozenset(max(FIRST, month_of(day)) for day in days if day and month_of(day) <= LAST)


def fir_items(firs: Iterable[Fir]) -> Iterable[Item]:
    for fir in firs:

        def row(month: int, fir: Fir = fir) -> Cells:
            closed = known(fir.closed, month)
            return [fir.number, fir.district, fir.force, fir.registered, fir.offence, fir.severity,
                    str(fir.gbv).lower(), fir.complainant, closed, fir.closure if closed else ""]  # fmt: skip

        yield Item(fir.district, _months(fir.registered, fir.closed), row)


def report_items(firs: Iterable[Fir]) -> Iterable[Item]:
    for fir in firs:
        for number, (kind, day) in enumerate(fir.reports, start=1):
            cells: Cells = [f"R{fir.number[1:]}-{number}", fir.number, fir.district, kind, day]

            def row(_: int, cells: Cells = cells) -> Cells:
                return cells

            yield Item(fir.district, _months(day), row)


def case_items(cases: Iterable[Case]) -> Iterable[Item]:
    for case in cases:

        def row(month: int, case: Case = case) -> Cells:
            decided, idle = known(case.decided, month), known(case.idle, month)
            return [case.number, case.court, case.fir, case.kind, case.severity, str(case.limit == "JUVENILE").lower(),
                    case.limit, case.instituted, case.mode, case.received or "", decided,
                    case.disposal if decided else "", known(case.moved, month), idle, known(case.resumed, month),
                    "ABSCONDING" if idle else ""]  # fmt: skip

        yield Item(case.court, _months(case.began, case.ended, case.idle, case.resumed), row)


def spell_row(spell: Spell, month: int) -> Cells:
    return [spell.stay, spell.prison, spell.since, known(spell.until, month), spell.status, spell.sex, spell.age,
            spell.nation, spell.admitted]  # fmt: skip


def write(path: Path, header: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
    text = io.StringIO(newline="")
    out = csv.writer(text, lineterminator="\n")
    out.writerow(header)
    out.writerows(rows)
    data = text.getvalue().encode()
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(gzip.compress(data, 9, mtime=0) if path.suffix == ".gz" else data)


class Inbox:
    """Writes the files of every stream and remembers what the register and the list of faults must say."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.register: list[tuple[object, ...]] = []
        self.faults: list[tuple[str, str, int, str]] = []

    def changes(self, stream: Stream, items: Iterable[Item]) -> None:
        """One file a month with the rows that are new or changed, as known when the file was sent."""
        changed: dict[tuple[str, int], list[Item]] = {}
        for item in items:
            for month in item.months:
                changed.setdefault((item.area, month), []).append(item)
        for month, pairs in self._months(stream):
            rows = {tuple(map(str, row)) for pair in pairs for row in (i.row(month) for i in changed.get(pair, ()))}
            self._file(stream, month, sorted(rows), pairs)

    def counts(self, stream: Stream, spells: Sequence[Spell]) -> None:
        """One file a month with every spell that touches the months it is about, whatever was sent before."""
        for month, pairs in self._months(stream):
            about: dict[str, list[int]] = {}
            for area, covered in pairs:
                about.setdefault(area, []).append(covered)
            touching = (s for s in spells if any(s.touches(m) for m in about.get(s.prison, ())))
            rows = [tuple(map(str, spell_row(spell, month))) for spell in touching]
            self._file(stream, month, rows, pairs)

    def _months(self, stream: Stream) -> Iterable[tuple[int, list[tuple[str, int]]]]:
        """Month of each file with the (area, month) pairs it covers."""
        came = coverage(stream)
        for month in MONTHS:
            yield month, sorted(pair for pair, file in came.items() if file == month)

    def _file(self, stream: Stream, month: int, rows: list[tuple[str, ...]], pairs: list[tuple[str, int]]) -> None:
        path = f"{stream.folder}/{label(month)}/{stream.name}{stream.ending}"
        for kind, code, bad in FAULTS.get((stream.name, label(month)), ()):
            rows = rows + [tuple(cells.get(column, "") for column in stream.header) for cells in bad]
            self.faults.append((path, kind, len(bad), code))
        write(self.folder / path, stream.header, rows)
        received = last_day(month) + timedelta(days=9)
        for covered in sorted({m for _, m in pairs}):
            areas = [a for a, m in pairs if m == covered]
            text = "*" if len(areas) == len(stream.areas) else " ".join(areas)
            months = (label(covered), label(covered))
            sender = f"{stream.folder} (simulation)"
            self.register.append((path, text, *months, received, sender, accepted_by(month)))

    def close(self) -> None:
        header = ("file", "areas", "first_month", "last_month", "received_on", "sent_by", "accepted_by")
        write(self.folder / "deliveries.csv", header, sorted(self.register, key=lambda line: (str(line[0]), line[2])))
        write(self.folder / "known_faults.csv", ("file", "kind", "count", "code"), sorted(self.faults))
