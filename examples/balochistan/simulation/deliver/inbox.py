"""Writes the files of every dataset, their register, and the list of what is wrong with them on purpose."""

from __future__ import annotations

import csv
import gzip
import io
from collections.abc import Callable, Iterable, Sequence
from datetime import date, datetime
from pathlib import Path
from types import NoneType
from typing import Any

from simulation.clock import LAST, label, month_of
from simulation.deliver.faults import DOUBLETS, MISTAKES, WRONG_ROWS, Doublet, Mistake
from simulation.plan import (
    NEWEST,
    RETURN_ONLY,
    Row,
    Seen,
    Slot,
    Table,
    accepted_by,
    coverage,
    first_month,
    month,
    owed,
    slots,
)
from simulation.world import World

Pairs = dict[tuple[str, int], Slot]
REGISTER = ("file", "areas", "first_month", "last_month", "received_on", "sent_by", "accepted_by")
FAULTS = ("file", "kind", "dataset", "area", "month", "count", "code", "remark")


WRITTEN: dict[type, Callable[[Any], str]] = {
    str: lambda value: value,
    int: str,
    NoneType: lambda value: "",
    bool: lambda value: "true" if value else "false",
    date: date.isoformat,
    datetime: lambda value: value.isoformat(timespec="seconds"),
}
"""How values are written in a file."""


def cell(value: object) -> str:
    return WRITTEN[type(value)](value)


def write(path: Path, header: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
    """A CSV file, packed without a time where its name ends in .gz: the same bytes every time."""
    text = io.StringIO(newline="")
    out = csv.writer(text, lineterminator="\n")
    out.writerow(header)
    out.writerows(rows)
    data = text.getvalue().encode()
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(gzip.compress(data, 6, mtime=0) if path.suffix == ".gz" else data)


def slot_of(files: list[Slot], text: str) -> Slot:
    """The file that is about a month."""
    return next(slot for slot in files if slot.first <= month(text) <= slot.last)


class Batch:
    """Rows of one area and month with which something is wrong, as they are found."""

    def __init__(self, what: Mistake | Doublet) -> None:
        self.what = what
        self.own = (what.area, month(what.month))
        self.rows: list[Row] = []

    def takes(self, own: tuple[str, int], row: Row) -> bool:
        """Whether a row is one of those with a mistake."""
        assert isinstance(self.what, Mistake)
        if own != self.own or len(self.rows) == self.what.count or row[self.what.column] == self.what.wrong:
            return False
        self.rows.append(row)
        return True


class Inbox:
    """The folder of what was handed over."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.register: list[tuple[str, ...]] = []
        self.faults: list[tuple[str, ...]] = []
        self.sizes: dict[str, int] = {}
        self.came: dict[str, Pairs] = {}
        self.caught_up: dict[tuple[str, Slot], set[str]] = {}
        """Areas that caught up on old matters with a file that is about none of their months."""

    def deliver(self, table: Table, world: World) -> None:
        """All files of a dataset."""
        came = self.came[table.dataset] = coverage(table)
        rows = self._spells(table, world, came) if table.spell else self._changes(table, world, came)
        header = list(next((row for found in rows.values() for row in found), {}))
        if not header:
            raise ValueError(f"{table.dataset} has no rows")
        for slot in slots(table.pace):
            covers = sorted(pair for pair, file in came.items() if file == slot)
            if not covers or (table.institution == "public" and slot not in rows):
                continue
            self._file(table, slot, header, rows.get(slot, []), covers)
        self._gaps(table, came)

    def _changes(self, table: Table, world: World, came: Pairs) -> dict[Slot, list[Row]]:
        """In each file the rows that are new or have changed, as known when the file was sent."""
        files = slots(table.pace)
        seen = {slot: Seen(slot.last_day) for slot in files}
        found: dict[Slot, list[Row]] = {}
        wrong = [Batch(mistake) for mistake in MISTAKES if mistake.dataset == table.dataset]
        twice = [Batch(doublet) for doublet in DOUBLETS if doublet.dataset == table.dataset]
        for thing in table.things(world):
            area = table.area(thing)
            days = [day for day in table.dates(thing) if day is not None and seen[files[-1]](day)]
            if not days:
                continue
            own = (area, month_of(days[0]))
            matter = first_month(table.matter(thing) if table.matter else days[0])
            sent = {self._file_of(table, came, area, matter, first_month(day)) for day in days} - {None}
            mistake = next((b.what for b in wrong if b.takes(own, table.row(thing, seen[files[-1]]))), None)
            if mistake is not None:
                sent.add(slot_of(files, mistake.mended))
            for slot in sent:
                row = table.row(thing, seen[slot])
                if mistake is not None and slot.last < month(mistake.mended):
                    row |= {mistake.column: mistake.wrong}
                found.setdefault(slot, []).append(row)
            for batch in twice:
                if own == batch.own:
                    self._doublet(table, batch, thing, found, files)
        for batch in twice:
            self._correction(table, batch.what, batch.rows)
        for batch in wrong:
            self._known("restated", table, batch.what, batch.what.count, f"{batch.what.column} was {batch.what.wrong}")
        return found

    def _file_of(self, table: Table, came: Pairs, area: str, matter: int, m: int) -> Slot | None:
        """With which file a change of a month came. What belongs to a matter that was told in time is caught up on with
        the next file of the area, or from paper with the last of all where the record system broke down. The rest of a
        month that never came is lost."""
        if (area, m) in came or matter >= m or (area, matter) not in came:
            return came.get((area, m))
        later = [month for month in range(m + 1, LAST + 1) if (area, month) in came]
        if later:
            return came[area, later[0]]
        if area not in RETURN_ONLY[table.institution]:
            return None
        last = slots(table.pace)[-1]
        self.caught_up.setdefault((table.dataset, last), set()).add(area)
        return last

    def _doublet(
        self, table: Table, batch: Batch, thing: object, found: dict[Slot, list[Row]], files: list[Slot]
    ) -> None:
        """A row sent twice under two keys; a snapshot of the month leaves the second one out."""
        batch.rows.append(table.row(thing, Seen(slot_of(files, batch.what.mended).last_day)))
        if len(batch.rows) <= batch.what.count:
            slot = slot_of(files, batch.what.month)
            row = table.row(thing, Seen(slot.last_day))
            key = next(iter(row))
            found.setdefault(slot, []).append(row | {key: f"{row[key]}-B"})

    def _correction(self, table: Table, doublet: Doublet, rows: list[Row]) -> None:
        path = f"{table.institution}/corrections/{table.name}-{doublet.area}-{doublet.month}.csv"
        write(self.folder / path, list(rows[0]), sorted([cell(value) for value in row.values()] for row in rows))
        slot = slot_of(slots(table.pace), doublet.mended)
        who = (slot.received.isoformat(), f"{table.institution} (simulation)", accepted_by(slot))
        self.register.append((path, doublet.area, doublet.month, doublet.month, *who))
        self._known("deleted", table, doublet, doublet.count, "sent twice under two keys")

    def _known(self, kind: str, table: Table, what: Mistake | Doublet, count: int, remark: str) -> None:
        remark += f"; mended with the files of {what.mended}"
        self.faults.append(("", kind, table.dataset, what.area, what.month, str(count), "", remark))

    def _spells(self, table: Table, world: World, came: Pairs) -> dict[Slot, list[Row]]:
        """In each file everything that was there in the months it is about, whatever was sent before. Who left on the
        first of a month was there in it no more, but is told with it: nobody knew of it before."""
        assert table.spell is not None
        found: dict[Slot, list[Row]] = {}
        for thing in table.things(world):
            since, until = table.spell(thing)
            last = LAST if until is None else min(LAST, month_of(until))
            months = range(first_month(since), last + 1)
            files = {came.get((table.area(thing), m)) for m in months} - {None}
            for slot in files:
                found.setdefault(slot, []).append(table.row(thing, Seen(slot.last_day)))
        return found

    def _file(
        self, table: Table, slot: Slot, header: list[str], rows: list[Row], covers: list[tuple[str, int]]
    ) -> None:
        path = table.path(slot)
        lines = sorted([cell(row[column]) for column in header] for row in rows)
        for wrong in WRONG_ROWS:
            if (wrong.dataset, wrong.file) == (table.dataset, slot.name):
                lines += [[cell(row.get(column)) for column in header] for row in wrong.rows]
                self.faults.append((path, "wrong", table.dataset, "", "", str(len(wrong.rows)), wrong.code, wrong.what))
        write(self.folder / path, header, lines)
        self.sizes[path] = len(lines)
        self._covered(table, slot, path, covers)

    def _covered(self, table: Table, slot: Slot, path: str, covers: list[tuple[str, int]]) -> None:
        """Lines of the register: areas with the same months together, `*` where that is everybody who owes it.
        Nobody owes a survey, so it names what it is about."""
        everybody: dict[int, set[str]] = {}
        for unit, m in owed(table):
            everybody.setdefault(m, set()).add(unit)
        months: dict[int, set[str]] = {}
        for unit, m in covers:
            months.setdefault(m, set()).add(unit)
        runs: list[tuple[str, int, int]] = []
        for m in sorted(months):
            named = months[m] != everybody[m] or table.institution == "public"
            text = " ".join(sorted(months[m])) if named else "*"
            if runs and runs[-1][0] == text and runs[-1][2] == m - 1:
                runs[-1] = (text, runs[-1][1], m)
            else:
                runs.append((text, m, m))
        others = self.caught_up.get((table.dataset, slot), set()) - {unit for unit, _ in covers}
        if others:
            runs.append((" ".join(sorted(others)), NEWEST - 1, NEWEST - 1))
        who = (slot.received.isoformat(), f"{table.institution} (simulation)", accepted_by(slot))
        for text, first, last in runs:
            self.register.append((path, text, label(first), label(last), *who))

    def _gaps(self, table: Table, came: Pairs) -> None:
        """Notes what came late and what never came."""
        of = {m: slot for slot in slots(table.pace) for m in range(slot.first, slot.last + 1)}
        only = RETURN_ONLY[table.institution]
        for unit, m in owed(table):
            slot = came.get((unit, m))
            if slot is None and not (unit in only and m >= NEWEST):
                self.faults.append(("", "never came", table.dataset, unit, label(m), "1", "", ""))
            elif slot is not None and slot != of[m]:
                self.faults.append(
                    (table.path(slot), "late", table.dataset, unit, label(m), "1", "", f"came with {slot.name}")
                )
        for unit in only if set(only) <= set(table.units) and not table.form_of else ():
            months = str(LAST - NEWEST + 1)
            remark = "from this month on the monthly return only"
            self.faults.append(("", "return only", table.dataset, unit, label(NEWEST), months, "", remark))

    def close(self) -> None:
        write(
            self.folder / "deliveries.csv",
            REGISTER,
            sorted(self.register, key=lambda line: (line[0], line[2], line[1])),
        )
        write(self.folder / "known_faults.csv", FAULTS, sorted(self.faults))
