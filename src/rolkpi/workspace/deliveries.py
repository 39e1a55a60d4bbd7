"""Which files were delivered, and what each says it covers."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from rolkpi.catalog import Catalog
from rolkpi.errors import DataError, WorkspaceError, did_you_mean
from rolkpi.model import Dataset, Delivery
from rolkpi.model.frame import Frame
from rolkpi.model.period import month_label, month_of, parse_month
from rolkpi.workspace.config import FILE_NAME, SourceTable

REGISTER_COLUMNS = ("file", "areas", "first_month", "last_month", "received_on", "sent_by", "accepted_by")


@dataclass(frozen=True, slots=True)
class Refused:
    """A file that cannot be a delivery, and why."""

    dataset: str
    path: str
    error: DataError


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a register."""

    areas: str
    first_month: str
    last_month: str
    received_on: str
    sent_by: str
    accepted_by: str
    where: str


def find_deliveries(
    folder: Path, sources: tuple[SourceTable, ...], catalog: Catalog, frame: Frame
) -> list[Delivery | Refused]:
    """Every file of every source, sorted by when it was received, then by path.

    ``frame`` says which areas owe a dataset: what ``*`` means. Raises WorkspaceError RK302 for a source that names an
    unknown dataset or adapter, or that finds no file at all.
    """
    found: list[Delivery | Refused] = []
    for number, source in enumerate(sources):
        if source.dataset not in catalog.datasets:
            raise WorkspaceError(
                "RK302",
                f"source {number + 1}: no dataset '{source.dataset}'",
                where=FILE_NAME,
                fix=_known(source.dataset, catalog),
            )
        if source.adapter is not None and source.adapter not in catalog.adapters:
            raise WorkspaceError(
                "RK302",
                f"source {number + 1}: no adapter '{source.adapter}'",
                where=FILE_NAME,
                fix=did_you_mean(source.adapter, catalog.adapters),
            )
        found += _of_source(folder, source, catalog.datasets[source.dataset], frame)
    return sorted(found, key=lambda d: (_received(d), d.path, d.dataset))


def _known(dataset: str, catalog: Catalog) -> str:
    plugin = dataset.partition(".")[0]
    if plugin not in catalog.plugins:
        return f"add '{plugin}' to the workspace's plugins, or remove the source"
    return did_you_mean(dataset, [d for d in catalog.datasets if d.startswith(f"{plugin}.")])


def _received(delivery: Delivery | Refused) -> date:
    return (delivery.received_on if isinstance(delivery, Delivery) else None) or date.min


def _of_source(folder: Path, source: SourceTable, dataset: Dataset, frame: Frame) -> Iterator[Delivery | Refused]:
    pattern = re.compile(_regex(source.path))
    paths = sorted(p for p in folder.glob(re.sub(r"\{\w+\}", "*", source.path)) if p.is_file())
    register = _register(folder / source.deliveries) if source.deliveries else None
    for path in paths:
        name = path.relative_to(folder).as_posix()
        match = pattern.fullmatch(name)
        if match is None or name == source.deliveries:
            continue
        try:
            if register is not None:
                home = (folder / str(source.deliveries)).parent
                lines = register.get(path.relative_to(home).as_posix() if path.is_relative_to(home) else name, [])
            else:
                lines = [_inline(source, match.groupdict(), dataset)]
            yield _delivery(source, dataset, name, lines, frame)
        except DataError as exc:
            yield Refused(dataset.id, name, exc)


def _regex(path: str) -> str:
    parts = re.split(r"(\{\w+\}|\*\*/|\*|\?)", path)
    special = {"*": "[^/]*", "?": "[^/]", "**/": "(?:.*/)?", "{area}": "(?P<area>[^/]+)", "{month}": "(?P<month>[^/]+)"}
    return "".join(special.get(p, re.escape(p)) for p in parts)


def _inline(source: SourceTable, named: dict[str, str], dataset: Dataset) -> Line:
    signed = (str(source.received_on or ""), source.sent_by, source.accepted_by, FILE_NAME)
    if dataset.kind == "reference":
        return Line("", "", "", *signed)
    if "month" in named:
        return Line(named.get("area", "*"), named["month"], named["month"], *signed)
    if source.covers is None:
        raise DataError(
            "RK504",
            "nothing says what this file covers",
            fix="give the source 'covers', 'deliveries', or {month} in its path",
        )
    areas = source.covers.areas if isinstance(source.covers.areas, str) else " ".join(source.covers.areas)
    return Line(named.get("area", areas), source.covers.first_month, source.covers.last_month, *signed)


def _register(path: Path) -> dict[str, list[Line]]:
    try:
        return _lines(path)
    except (OSError, csv.Error, UnicodeDecodeError) as exc:
        raise WorkspaceError("RK303", f"the register of deliveries cannot be read: {exc}", where=str(path)) from exc


def _lines(path: Path) -> dict[str, list[Line]]:
    lines: dict[str, list[Line]] = {}
    with path.open(encoding="utf-8-sig", newline="") as text:
        reader = csv.DictReader(text, strict=True)
        missing = [c for c in REGISTER_COLUMNS if c not in (reader.fieldnames or ())]
        if missing:
            raise WorkspaceError(
                "RK303",
                f"the register lacks {', '.join(missing)}",
                where=path.name,
                fix=f"columns: {', '.join(REGISTER_COLUMNS)}",
            )
        for row in reader:
            given = {c: (row[c] or "").strip() for c in REGISTER_COLUMNS}
            where = f"{path.name}:{reader.line_num}"
            lines.setdefault(given.pop("file"), []).append(Line(**given, where=where))
    return lines


def _delivery(source: SourceTable, dataset: Dataset, path: str, lines: list[Line], frame: Frame) -> Delivery:
    if not lines:
        raise DataError("RK504", "the file is not in the register of deliveries", where=path, fix="add a line for it")
    signed = {(line.received_on, line.sent_by, line.accepted_by) for line in lines}
    if len(signed) > 1:
        raise DataError("RK504", "the register's lines for this file do not agree on who and when", where=path)
    (received_on, sent_by, accepted_by) = signed.pop()
    covers: set[tuple[str, int]] = set()
    if dataset.kind != "reference":
        for line in lines:
            covers |= _covers(line, dataset, frame, path)
    try:
        received = date.fromisoformat(received_on) if received_on else source.received_on
    except ValueError:
        raise DataError(
            "RK504", f"received_on '{received_on}' is no date", where=lines[0].where, fix="2024-03-15"
        ) from None
    newest = max((month for _, month in covers), default=0)
    if received is not None and newest > month_of(received):
        raise DataError(
            "RK504",
            f"it says it covers {month_label(newest)}, but it was received on {received}",
            where=f"{path} ({lines[0].where})",
            fix="correct the months, or the day it was received",
        )
    return Delivery(
        dataset=dataset.id,
        path=path,
        mode=source.mode,
        covers=frozenset(covers),
        received_on=received,
        sent_by=sent_by or source.sent_by,
        accepted_by=accepted_by or source.accepted_by,
        adapter=source.adapter,
        absent=source.absent,
        declared=tuple(sorted(f"{line.areas} {line.first_month} {line.last_month}" for line in lines)),
    )


def _covers(line: Line, dataset: Dataset, frame: Frame, path: str) -> set[tuple[str, int]]:
    try:
        months = range(parse_month(line.first_month), parse_month(line.last_month) + 1)
    except ValueError as exc:
        raise DataError("RK504", str(exc), where=f"{path} ({line.where})") from None
    if not months:
        raise DataError("RK504", "first_month is after last_month", where=f"{path} ({line.where})")
    if line.areas == "*":
        return {(area, month) for month in months for area in frame.owes(dataset, month)}
    known = frame.geography.by_code
    for area in line.areas.split():
        if area not in known:
            raise DataError("RK504", f"no area '{area}'", where=f"{path} ({line.where})", fix=did_you_mean(area, known))
    return {(area, month) for month in months for area in line.areas.split()}
