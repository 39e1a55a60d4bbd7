"""The workspace's own tables: areas, parents, population, expectations, holidays. CSV, checked row by row."""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import Any, TypeVar

from pydantic import ValidationError

from rolkpi.errors import Problem, WorkspaceError, did_you_mean
from rolkpi.model import Area, Calendar, Crosswalk, Expected, Geography, Parent, Population, SeriesBreak
from rolkpi.model.area import check_crosswalk
from rolkpi.model.base import Frozen
from rolkpi.model.submission import EVERY
from rolkpi.workspace.config import CalendarTable, ReferenceTable

T = TypeVar("T", bound=Frozen)


def read_geography(folder: Path, tables: ReferenceTable) -> Geography:
    """Areas and their parents. Raises WorkspaceError RK303 or RK304 with every wrong row."""
    areas = _read(folder, tables.areas, Area)
    parents = _read(folder, tables.parents, Parent) if tables.parents else ()
    return Geography(tuple(areas), tuple(parents))


def read_population(folder: Path, tables: ReferenceTable, geography: Geography) -> tuple[Population, ...]:
    """Population vintages; columns area, date, population, disaggregation (a group: ``sex=F``), source."""
    if not tables.population:
        return ()
    rows = _read(folder, tables.population, Population, rename={"date": "on"})
    _check_areas(tables.population, [r.area for r in rows], geography.by_code)
    counted = Counter((r.area, r.on, r.disaggregation) for r in rows)
    twice = [f"{area} {group} on {on}".replace("  ", " ") for (area, on, group), times in counted.items() if times > 1]
    if twice:
        raise WorkspaceError("RK304", f"the population of {twice[0]} stands twice", where=tables.population)
    return rows


def read_crosswalk(folder: Path, tables: ReferenceTable, geography: Geography) -> tuple[Crosswalk, ...]:
    """What became of areas; columns from_area, to_area, valid_from, weight, basis, source.

    Raises WorkspaceError RK304 where the parts of an area do not add up to it.
    """
    if not tables.crosswalk:
        return ()
    rows = _read(folder, tables.crosswalk, Crosswalk)
    check_crosswalk(rows, geography, tables.crosswalk)
    return rows


def read_breaks(folder: Path, tables: ReferenceTable, geography: Geography) -> tuple[SeriesBreak, ...]:
    """Where figures do not compare with those before; columns on, dataset, area, note."""
    if not tables.breaks:
        return ()
    rows = _read(folder, tables.breaks, SeriesBreak)
    _check_areas(tables.breaks, [r.area for r in rows], [*geography.by_code, EVERY])
    return rows


def read_expected(folder: Path, tables: ReferenceTable, geography: Geography) -> tuple[Expected, ...]:
    """Who owes what; columns dataset, area, valid_from, valid_to, status, reason."""
    if not tables.expected:
        return ()
    rows = _read(folder, tables.expected, Expected)
    _check_areas(tables.expected, [r.area for r in rows], [*geography.by_code, EVERY])
    return rows


def check_datasets(file: str, named: Sequence[str], known: Collection[str]) -> None:
    """The datasets a table names are delivered month by month. Raises WorkspaceError RK304 with every wrong row."""
    problems = [
        Problem("RK304", f"nobody delivers a dataset '{name}'", f"{file}:{number}", did_you_mean(name, known))
        for number, name in enumerate(named, 2)
        if name != EVERY and name not in known
    ]
    if problems:
        raise WorkspaceError.of(problems)


def read_calendar(folder: Path, table: CalendarTable) -> Calendar:
    """The calendar with its holidays."""
    settings = table.model_dump(exclude={"holidays"})
    holidays: tuple[date, ...] = ()
    if table.holidays:
        problems: list[Problem] = []
        days = []
        for number, row in _rows(folder, table.holidays, {"date"}, {"date", "name"}):
            try:
                days.append(date.fromisoformat(str(row.get("date"))))
            except ValueError:
                problems.append(
                    Problem("RK304", f"'{row.get('date')}' is no date", f"{table.holidays}:{number}", "2024-08-14")
                )
        if problems:
            raise WorkspaceError.of(problems)
        holidays = tuple(sorted(days))
    return Calendar(**settings, holidays=holidays)


def _check_areas(file: str, codes: list[str], known: Collection[str]) -> None:
    problems = [
        Problem("RK304", f"no area '{code}'", f"{file}:{number}", did_you_mean(code, known))
        for number, code in enumerate(codes, 2)
        if code not in known
    ]
    if problems:
        raise WorkspaceError.of(problems)


def _read(folder: Path, file: str, kind: type[T], rename: dict[str, str] | None = None) -> tuple[T, ...]:
    names = {v: k for k, v in (rename or {}).items()}
    fields = {names.get(name, name): field for name, field in kind.model_fields.items()}
    needed = {name for name, field in fields.items() if field.is_required()}
    problems: list[Problem] = []
    found: list[T] = []
    for number, row in _rows(folder, file, needed, set(fields)):
        data = {(rename or {}).get(k, k): v for k, v in row.items() if v is not None}
        try:
            found.append(kind.model_validate(data))
        except ValidationError as exc:
            problems += [
                Problem("RK304", f"{'.'.join(map(str, e['loc']))}: {e['msg']}", f"{file}:{number}")
                for e in exc.errors()
            ]
    if problems:
        raise WorkspaceError.of(problems)
    return tuple(found)


def _rows(folder: Path, file: str, needed: set[str], known: set[str]) -> Iterator[tuple[int, dict[str, Any]]]:
    """Rows with their line numbers; an empty cell is None. Raises WorkspaceError RK303."""
    path = folder / file
    try:
        with path.open(encoding="utf-8-sig", newline="") as lines:
            reader = csv.DictReader(lines, strict=True)
            header = [h.strip() for h in reader.fieldnames or ()]
            for name in sorted(needed - set(header)):
                raise WorkspaceError(
                    "RK303", f"the column '{name}' is missing", where=file, fix=did_you_mean(name, header)
                )
            reader.fieldnames = header
            for row in reader:
                if None in row or None in row.values():
                    raise WorkspaceError(
                        "RK303", f"a row has more or fewer than {len(header)} fields", where=f"{file}:{reader.line_num}"
                    )
                yield reader.line_num, {k: (v.strip() or None) for k, v in row.items() if k in known}
    except FileNotFoundError:
        raise WorkspaceError(
            "RK303",
            "the reference table is missing",
            where=file,
            fix=f"write it, or correct its path in {folder.name}/rolkpi.toml",
        ) from None
    except (csv.Error, UnicodeDecodeError, OSError) as exc:
        raise WorkspaceError("RK303", f"the reference table cannot be read: {exc}", where=file) from exc
