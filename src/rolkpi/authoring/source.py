"""A file tried out against a plugin: what was promised and what was found, what became of the rows, first figures."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from itertools import pairwise
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from rolkpi.catalog import Catalog
from rolkpi.catalog.names import named_kpis
from rolkpi.collect import Received, TextTable, read, receive
from rolkpi.collect.mapping import adapted, map_columns
from rolkpi.collect.text import fold
from rolkpi.engine import Engine
from rolkpi.errors import DataError, RequestError, did_you_mean
from rolkpi.model import (
    Adapter,
    Area,
    Calendar,
    Column,
    ColumnType,
    Dataset,
    Delivery,
    Frequency,
    Kpi,
    Mode,
    Parent,
    Population,
)
from rolkpi.model.period import month_end, month_of
from rolkpi.testing.examples import ROOT, SECRET
from rolkpi.testing.subject import Subject
from rolkpi.workspace.memory import compute

MONTHS = 3
"""How many of the newest months first figures are shown of."""
_SHOWN = 12
"""Codes, and kinds of problems, that are told of one file."""


@dataclass(frozen=True)
class ColumnFound:
    """One column of a dataset, and what the file has of it."""

    column: str
    type: str
    promised: str
    """How it is to come: the heading, a constant, declared absent."""
    found: str
    """What there is: how many values of how many rows, or that the heading is missing."""
    fine: bool


@dataclass(frozen=True)
class Figure:
    """One KPI in the newest months of the file, for all its areas together."""

    code: str
    title: str
    unit: str
    months: tuple[str, ...]
    told: tuple[str, ...]
    """A value for each month, or the state that stands in its place."""


@dataclass(frozen=True)
class SourceReport:
    """What a file is to a dataset."""

    path: str
    dataset: str
    adapter: str
    columns: tuple[ColumnFound, ...]
    unused: tuple[str, ...]
    """Headings that nothing asks for."""
    codes: tuple[tuple[str, str, int, str], ...]
    """(column, value, rows, the nearest code) of values that are no code."""
    unseen: tuple[tuple[str, str], ...]
    """(column, its codes that no accepted row has)."""
    rows: tuple[tuple[str, int], ...]
    """read = accepted + quarantined + each reason for leaving rows out."""
    problems: tuple[tuple[str, str, str, int, int], ...]
    """(code, column, message, rows, the first of them), the most frequent first."""
    warnings: tuple[tuple[str, str, int], ...]
    """(rule, message, rows) of accepted rows."""
    areas: tuple[str, ...]
    """Areas that the accepted rows are of."""
    rejected: str = ""
    """Why the file as a whole would be rejected; then nothing is known of its rows."""

    @property
    def accepted(self) -> int:
        """Rows that would be taken in."""
        return self.rows[1][1] if len(self.rows) > 1 else 0

    @property
    def quarantined(self) -> int:
        """Rows that would not."""
        return self.rows[2][1] if len(self.rows) > 1 else 0


@dataclass(frozen=True)
class Place:
    """Areas that a file is read against; without them, the codes the file has are taken for areas."""

    areas: tuple[Area, ...] = ()
    parents: tuple[Parent, ...] = ()
    population: tuple[Population, ...] = ()
    calendar: Calendar = field(default_factory=Calendar)


@dataclass(frozen=True)
class Tried:
    """All files, and what the KPIs that rest on them alone come to."""

    sources: tuple[SourceReport, ...]
    figures: tuple[Figure, ...]
    skipped: tuple[tuple[str, str], ...]
    """(KPI, the dataset no file was given for)."""
    place: str
    """What was taken for areas."""
    as_of: date | None = None
    """Day up to which everything in the files is taken to be known: the end of their last month."""


def try_sources(subject: Subject, given: Sequence[str], place: Place) -> Tried:
    """Read files for datasets of a plugin and compute what rests on them.

    ``given``: a path where the plugin has one adapter or one delivered dataset, else ``NAME=path`` with the id of an
    adapter or dataset, with or without the plugin's name. Raises RequestError RK400 or RK402 for a name that is none,
    DataError for a file that cannot be read at all.
    """
    reports, accepted = [], dict[str, pa.Table]()
    for text in given:
        path, dataset, adapter = _named(text, subject)
        report, received = _try(path, dataset, adapter, subject.catalog, place)
        reports.append(report)
        if received is not None:
            before = [accepted[dataset.id]] if dataset.id in accepted else []
            accepted[dataset.id] = pa.concat_tables([*before, received.accepted])
    figures, skipped, known = _figures(subject, accepted, place)
    told = f"{len(place.areas)} areas of the workspace" if place.areas else "the codes in the file, all in one area"
    return Tried(tuple(reports), figures, skipped, told, known)


def _named(text: str, subject: Subject) -> tuple[Path, Dataset, Adapter | None]:
    """Path, dataset and adapter that one ``--source`` means."""
    catalog, name = subject.catalog, subject.name
    adapters = {a.id: a for a in subject.plugin.adapters}
    datasets = {d.id: catalog.datasets[d.id] for d in subject.plugin.datasets}
    which, equals, path = text.partition("=")
    if equals and not Path(text).is_file():
        id_ = which if "." in which else f"{name}.{which}"
        if id_ in adapters:
            return Path(path), catalog.datasets[adapters[id_].dataset], adapters[id_]
        if id_ in datasets:
            return Path(path), datasets[id_], None
        raise RequestError("RK400", f"no adapter or dataset '{which}'", fix=did_you_mean(id_, [*adapters, *datasets]))
    if len(adapters) == 1:
        (adapter,) = adapters.values()
        return Path(text), catalog.datasets[adapter.dataset], adapter
    delivered = [d for d in datasets.values() if not d.rows]
    if not adapters and len(delivered) == 1:
        return Path(text), delivered[0], None
    known = ", ".join(i.partition(".")[2] for i in (*adapters, *(d.id for d in delivered)))
    raise RequestError("RK402", f"'{text}' could be for several", fix=f"write NAME={text}, with one of: {known}")


def _try(
    path: Path, dataset: Dataset, adapter: Adapter | None, catalog: Catalog, place: Place
) -> tuple[SourceReport, Received | None]:
    """One file: looked at as text for what it holds, and received for what becomes of it."""
    made = _read(path, dataset, adapter)
    headers = {fold(h): h for h in made.headers}
    used = {fold(_heading(c, adapter)) for c in dataset.columns} | {
        fold(h) for h in (adapter.ignore if adapter else ())
    }
    report = SourceReport(
        path=path.as_posix(),
        dataset=dataset.id,
        adapter=adapter.id if adapter else "",
        columns=tuple(_column(c, adapter, headers, None) for c in dataset.columns),
        unused=tuple(h for folded, h in headers.items() if folded not in used),
        codes=(),
        unseen=(),
        rows=(("read", made.rows_in),),
        problems=(),
        warnings=(),
        areas=(),
    )
    try:
        mapped = map_columns(made, adapter, dataset, _delivery(path, dataset, adapter))
        cells = {name: values.to_pylist() for name, values in mapped.columns.items()}
        received = _receive(path, dataset, adapter, catalog, place, cells)
    except DataError as exc:
        return replace(report, rejected=str(exc)), None
    bad = received.quarantined.to_pylist()
    counts = (
        ("read", received.rows_in),
        ("accepted", received.accepted.num_rows),
        ("quarantined", len({r["row"] for r in bad})),
        *received.ignored,
    )
    return (
        replace(
            report,
            columns=tuple(_column(c, adapter, headers, cells, bad) for c in dataset.columns),
            codes=tuple(_no_codes(dataset, adapter, catalog, bad)),
            unseen=tuple(_unseen(dataset, catalog, received)),
            rows=counts,
            problems=tuple(_grouped(bad)),
            warnings=received.warnings,
            areas=tuple(sorted({str(a) for a in _values(received.accepted, dataset.area)})),
        ),
        received,
    )


Headers = Mapping[str, str]
"""Heading as it is compared: as the file writes it."""
Cells = Mapping[str, Sequence[Any]]
"""Column of the dataset: its cells as text, None where they are empty."""


def _read(path: Path, dataset: Dataset, adapter: Adapter | None) -> TextTable:
    """The file as text, as the adapter makes it. DataError when it cannot be read at all."""
    made, _ = adapted(read(path, where=path.as_posix()), adapter, dataset, _delivery(path, dataset, adapter))
    return made


def _delivery(path: Path, dataset: Dataset, adapter: Adapter | None, areas: Iterable[str] = ()) -> Delivery:
    """The file as a delivery for all months of some areas."""
    covers = frozenset((code, 0) for code in areas)
    return Delivery(dataset.id, path.as_posix(), Mode.UPSERT, covers, adapter=adapter.id if adapter else None)


def _receive(
    path: Path, dataset: Dataset, adapter: Adapter | None, catalog: Catalog, place: Place, cells: Cells
) -> Received:
    """The file as a run would take it in."""
    written = {str(v).strip() for v in cells.get(dataset.area or "", ()) if v and str(v).strip()}
    codes = {a.code for a in place.areas} or written or {ROOT}
    delivery = _delivery(path, dataset, adapter, codes)
    with Engine(threads=1) as engine:
        return receive(
            delivery, path, dataset, catalog, areas=codes, calendar=place.calendar, secret=SECRET, engine=engine
        )


def _heading(column: Column, adapter: Adapter | None) -> str:
    mapping = adapter.columns.get(column.name) if adapter else None
    return (mapping.heading(column.name) or "") if mapping else column.name


def _column(
    column: Column,
    adapter: Adapter | None,
    headers: Headers,
    cells: Cells | None,
    bad: Sequence[Mapping[str, Any]] = (),
) -> ColumnFound:
    """What was promised of a column, and what there is: how many cells can be read."""
    kind = column.type.value + (", mandatory" if column.required else "")
    if adapter is not None and column.name in adapter.absent:
        return ColumnFound(column.name, kind, "declared absent", "", True)
    mapping = adapter.columns.get(column.name) if adapter else None
    values = (cells or {}).get(column.name, ())
    unread = len({r["row"] for r in bad if r["column"] == column.name and r["code"] in _UNREAD})
    filled = sum(v is not None for v in values)
    readable = filled if unread and mapping is not None and mapping.codes else filled - unread  # no code, no cell
    told = "there" if cells is None else f"{readable:,} of {len(values):,} rows"
    told += f"; {unread:,} cannot be read" + (_like(column, values) if unread > readable else "") if unread else ""
    if mapping is not None and mapping.constant is not None:
        return ColumnFound(column.name, kind, f"always '{mapping.constant}'", told, True)
    heading = _heading(column, adapter)
    if fold(heading) in headers:
        return ColumnFound(column.name, kind, heading, told, not unread)
    guess = did_you_mean(heading, headers.values())
    hint = f"; {guess}" if guess.startswith("did") else ""
    return ColumnFound(column.name, kind, heading, f"no such heading{hint}", False)


_UNREAD = ("RK511", "RK512", "RK513")
_FORMATS = ("%Y-%m-%d", "%d/%m/%Y", "%d-%m-%Y", "%d.%m.%Y", "%d/%m/%y", "%d-%m-%y", "%d-%b-%Y", "%d %b %Y", "%m/%d/%Y")
"""How dates are written, the likeliest first."""


def _like(column: Column, values: Sequence[Any]) -> str:
    """How the dates of a column look, where one way reads most of them."""
    if column.type not in (ColumnType.DATE, ColumnType.MONTH):
        return ""
    known = [str(v).strip() for v in values if v is not None]
    for format_ in _FORMATS:
        if known and sum(_reads(text, format_) for text in known) * 10 >= 9 * len(known):
            return f': they look like format: "{format_}"'
    return ""


def _reads(text: str, format_: str) -> bool:
    try:
        datetime.strptime(text, format_)
    except ValueError:
        return False
    return True


def _no_codes(
    dataset: Dataset, adapter: Adapter | None, catalog: Catalog, bad: Iterable[Mapping[str, Any]]
) -> Iterable[tuple[str, str, int, str]]:
    """Values that are no code, the most frequent first."""
    counted = Counter((r["column"], r["value"]) for r in bad if r["code"] == "RK512" and r["value"] is not None)
    scope = catalog.scope(dataset.id)
    for (column, value), rows in counted.most_common(_SHOWN):
        mapping = adapter.columns.get(column) if adapter else None
        known = tuple(mapping.codes) if mapping and mapping.codes else scope.codes.get(column, ())
        yield column, value, rows, did_you_mean(str(value), known)


def _unseen(dataset: Dataset, catalog: Catalog, received: Received) -> Iterable[tuple[str, str]]:
    scope = catalog.scope(dataset.id)
    for column in dataset.columns:
        codes = scope.codes.get(column.name, ())
        missing = [c for c in codes if c not in _values(received.accepted, column.name)]
        if missing and received.accepted.num_rows:
            more = f" and {len(missing) - _SHOWN} more" if len(missing) > _SHOWN else ""
            yield column.name, ", ".join(missing[:_SHOWN]) + more


def _values(table: pa.Table, column: str | None) -> set[Any]:
    return set(table.column(column).unique().to_pylist()) - {None} if column else set()


def _grouped(bad: Iterable[Mapping[str, Any]]) -> Iterable[tuple[str, str, str, int, int]]:
    """Problems of the same kind together: code, column, message (of the first), rows, first row."""
    rows: dict[tuple[str, str], list[int]] = {}
    said: dict[tuple[str, str], str] = {}
    for r in bad:
        several = r["code"] in ("RK512", "RK513", "RK516")  # each value, each rule, has a line of its own
        key = (r["code"], f"{r['column']}: {r['message']}") if several else (r["code"], r["column"])
        rows.setdefault(key, []).append(r["row"])
        said.setdefault(key, r["message"])
    for key, held in sorted(rows.items(), key=lambda pair: (-len(pair[1]), pair[0]))[:_SHOWN]:
        yield key[0], key[1].partition(":")[0], said[key], len(held), min(held)


# -- first figures


def _figures(
    subject: Subject, accepted: Mapping[str, pa.Table], place: Place
) -> tuple[tuple[Figure, ...], tuple[tuple[str, str], ...], date | None]:
    """Figures, (KPI, dataset) of those that lack rows, and the day everything is known up to."""
    catalog, ready, skipped = subject.catalog, list[Kpi](), list[tuple[str, str]]()
    filled = {d for d, table in accepted.items() if table.num_rows}
    for kpi in subject.kpis:
        behind = {catalog.delivered(d) for d in catalog.datasets_behind(_roots(kpi, catalog))}
        lacking = sorted(d for d in behind if d not in filled and not catalog.datasets[d].rows)
        if lacking:
            skipped.append((kpi.id, lacking[0]))
        elif Frequency.MONTH in kpi.frequencies:
            ready.append(kpi)
    last, known = _horizon(catalog, accepted)
    if not ready or last is None or known is None:
        return (), tuple(skipped), None
    areas, parents = (place.areas, place.parents) if place.areas else _made_up(subject, accepted, ready)
    answer = compute(
        catalog,
        accepted,
        areas,
        parents=parents,
        population=place.population,
        calendar=place.calendar,
        kpis=[k.id for k in ready],
        last_month=last,
        as_of=known,
        secret=SECRET,
    )
    asked = {"frequency": "month", "window": "period", "by": "total"}
    figures = (_figure(k, answer.measurements(k.id, **asked), areas, parents) for k in ready)
    return tuple(figures), tuple(skipped), known


_BEYOND = 2200
"""Years from which on a date stands for \"never\"."""


def _horizon(catalog: Catalog, accepted: Mapping[str, pa.Table]) -> tuple[int | None, date | None]:
    """The last month rows belong to, and the end of the last month that any of their dates lies in: what happened
    later to the rows of that month is known."""
    own, every = set[int](), set[int]()
    for id_, table in accepted.items():
        dataset = catalog.datasets[id_]
        for column in dataset.columns:
            if column.type in (ColumnType.DATE, ColumnType.TIMESTAMP, ColumnType.MONTH) and dataset.kind != "reference":
                days = table.column(column.name)
                newest = pc.max(days.filter(pc.less(pc.year(days), _BEYOND))).as_py()
                if newest is not None:
                    every.add(month_of(newest))
                    own |= {month_of(newest)} if column.name in (dataset.date, dataset.start) else set()
    return (max(own), month_end(max(every))) if own else (None, None)


def _roots(kpi: Kpi, catalog: Catalog) -> set[str]:
    """Datasets that a KPI, and those it is made of, would be read from first."""
    own = {s.dataset for m in catalog.measures_of(kpi.id) for s in (*m.sources[:1],)}
    return own.union(*(_roots(catalog.kpis[other], catalog) for other in named_kpis(kpi) if other in catalog.kpis))


def _made_up(
    subject: Subject, accepted: Mapping[str, pa.Table], kpis: Sequence[Kpi]
) -> tuple[tuple[Area, ...], tuple[Parent, ...]]:
    """The codes in the files as areas of the level that reports, inside one area of every level above."""
    levels: dict[str, str] = {}
    for id_, table in accepted.items():
        dataset = subject.catalog.datasets[id_]
        for code in sorted(map(str, _values(table, dataset.area))):
            levels.setdefault(code, next(iter(dataset.reported_by), "district"))
    above = [level for level in dict.fromkeys(x for k in kpis for x in k.levels) if level not in set(levels.values())]
    codes = [f"{ROOT} {level}" if n < len(above) - 1 else ROOT for n, level in enumerate(above)]
    areas = [Area(code=c, name=c, level=levels[c]) for c in levels]
    areas += [Area(code=c, name=c, level=level) for c, level in zip(codes, above, strict=True)]
    hierarchies = sorted({k.hierarchy for k in kpis} | {subject.catalog.datasets[d].hierarchy for d in accepted})
    chain = [*((c, codes[0]) for c in levels if codes), *pairwise(codes)]
    return tuple(areas), tuple(Parent(hierarchy=h, area=a, parent=b) for h in hierarchies for a, b in chain)


def _figure(kpi: Kpi, table: pa.Table, areas: Sequence[Area], parents: Sequence[Parent]) -> Figure:
    """The newest months of the KPI's highest area."""
    inside = {p.area for p in parents if p.hierarchy == kpi.hierarchy}
    tops = [a.code for level in reversed(kpi.levels) for a in areas if a.level == level]
    top = next((c for c in tops if c not in inside), tops[0] if tops else "")
    rows = [r for r in table.to_pylist() if r["area"] == top][-MONTHS:]
    told = tuple(r["obs_status"] if r["value"] is None else _told(r["value"]) for r in rows)
    return Figure(kpi.code, kpi.title, kpi.unit, tuple(r["period"] for r in rows), told)


def _told(value: float) -> str:
    """One place after the point; what is less than one, by its first three digits."""
    return f"{value:.3g}" if abs(value) < 1 else f"{value:,.1f}".removesuffix(".0")
