"""The ledger as tables that KPIs may count: see ``rolkpi.model.ledger``."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

import pyarrow.parquet as pq

from rolkpi.catalog import Catalog
from rolkpi.engine import Engine, table_of
from rolkpi.errors import EngineError
from rolkpi.measurements import Header, read, register
from rolkpi.model import Dataset
from rolkpi.model.frame import Coverage, Frame
from rolkpi.model.ledger import EXPECTED, LEDGER, SUBMISSIONS, VINTAGES
from rolkpi.model.period import month_start
from rolkpi.model.submission import Mode, as_ranges, from_ranges
from rolkpi.sql.read import Selection
from rolkpi.store.files import keep, parquet_bytes, whole
from rolkpi.store.ledger import Submission
from rolkpi.store.runs import Input, Store, parts_of, read_inputs, read_manifest
from rolkpi.store.tables import arrow_schema

Rows = Iterable[tuple[object, ...]]
_Cell = tuple[str, str, date]
"""KPI, area, first day of the month."""


@dataclass(frozen=True)
class LedgerTables:
    """Makes the ledger's tables for one run."""

    store: Store
    catalog: Catalog
    frame: Frame
    fed: Sequence[Dataset]
    """Datasets that deliveries are expected for."""
    coverage: Coverage
    known: Sequence[Submission]
    """Every delivery, in the order they count."""
    runs: Sequence[str]
    """Earlier runs with other figures, oldest first."""

    def framed(self) -> Frame:
        """The frame, knowing what the ledger is about."""
        owing = {m: frozenset(a for d in self.fed for a in self.frame.owes(d, m)) for m in self.frame.months}
        return replace(self.frame, ledger=owing)

    def inputs(self) -> tuple[Input, ...]:
        """The tables that some KPI counts, kept in the store, as inputs of the run."""
        makers: dict[str, Callable[[], Rows]] = {
            EXPECTED: self._expected,
            SUBMISSIONS: self._submissions,
            VINTAGES: self._vintages,
        }
        counted = {s.dataset for m in self.catalog.measures.values() for s in m.sources}
        behind = self.catalog.datasets_behind(counted)
        pairs = {(area, month) for month, areas in self.framed().ledger.items() for area in areas}
        covers = as_ranges(pairs)
        return tuple(
            Input(name, self._kept(name, make()), Mode.SNAPSHOT.value, covers)
            for name, make in makers.items()
            if name in behind
        )

    def _kept(self, name: str, rows: Rows) -> str:
        schema = arrow_schema(self.catalog.datasets[name])
        return keep(self.store.objects, ".parquet", parquet_bytes(table_of(rows, schema)))

    def _expected(self) -> Rows:
        received: dict[tuple[str, str, int], str] = {}
        for s in self._accepted():
            for area, month in s.covered() if s.received_on else ():
                received.setdefault((s.dataset, area, month), str(s.received_on))
        for dataset in self.fed:
            for month in self.frame.months:
                for area in sorted(self.frame.owes(dataset, month)):
                    covered = (area, month) in self.coverage.get(dataset.id, {})
                    first = received.get((dataset.id, area, month)) if covered else None
                    yield dataset.id, dataset.plugin, area, month_start(month), covered, _day(first)

    def _submissions(self) -> Rows:
        areas, seen = self.frame.geography.by_code, set[tuple[str, str, int]]()
        for s in self.known:
            dataset = self.catalog.datasets.get(s.dataset)
            if dataset is None or dataset.kind == "reference":
                continue
            for area, month in sorted(from_ranges(s.covers)):
                if area in areas and month in self.frame.months:
                    again = (s.dataset, area, month) in seen
                    yield (
                        *(s.id, s.dataset, dataset.plugin, area, month_start(month), _day(s.received_on)),
                        *(s.state, again, s.automatic),
                    )
            if s.state == "accepted":
                seen |= {(s.dataset, area, month) for area, month in s.covered()}

    def _accepted(self) -> Iterator[Submission]:
        return (s for s in self.known if s.state == "accepted")

    def _vintages(self) -> Rows:
        """Monthly totals as they were published first and last. The newest earlier run that counted them has kept all
        but its own."""
        known: dict[_Cell, list[int | None]] = {}
        for run in self.runs[self._begin(known) :]:
            try:
                published = self._published(run)
            except EngineError:
                continue  # a run that cannot be read any more says nothing; its own check tells of it
            for cell in known.keys() - published.keys():
                known[cell][1] = None
            for cell, value in published.items():
                known.setdefault(cell, [value, value])[1] = value
        areas = self.frame.geography.by_code
        for (kpi, area, month), (first, latest) in sorted(known.items()):
            if kpi in self.catalog.kpis and area in areas:
                yield kpi, self.catalog.kpis[kpi].plugin, area, month, first, latest

    def _begin(self, known: dict[_Cell, list[int | None]]) -> int:
        """The number of the first run that is still to be read, with what those before it said put into ``known``."""
        for number in reversed(range(len(self.runs))):
            try:
                inputs = read_inputs(read_manifest(self.store, self.runs[number]))
                kept = next((whole(self.store.object(i.rows)) for i in inputs if i.dataset == VINTAGES), None)
            except EngineError:
                continue
            if kept is not None:
                for row in pq.read_table(kept).to_pylist():
                    known[row["kpi"], row["area"], row["month"]] = [row["first_value"], row["latest_value"]]
                return number
        return 0

    def _published(self, run: str) -> dict[_Cell, int]:
        """The numerators of a run's monthly totals, zeros included."""
        manifest = read_manifest(self.store, run)
        figures, completeness = (
            [whole(self.store.part(p.hash)) for p in parts_of(manifest, kind)] for kind in ("figures", "completeness")
        )
        months = Selection(frequencies=("month",), windows=("period",), breakdowns=("",))
        with Engine() as engine:
            register(engine, Header.from_json(manifest["header"]))
            table = read(engine, months, figures, completeness)
        columns = (table.column(name).to_pylist() for name in ("kpi", "area", "period_start", "numerator"))
        return {(kpi, area, month): n for kpi, area, month, n in zip(*columns, strict=True) if n is not None}


def earlier_runs(events: Sequence[Mapping[str, Any]], base: str) -> tuple[str, ...]:
    """Runs of the ledger that were computed from something else than ``base``, oldest first, each once.

    What a run says of earlier figures must not change when it is run again: its own vintages are not among them.
    """
    return tuple(dict.fromkeys(str(e["run"]) for e in events if e.get("base", e["run"]) != base))


def is_of_ledger(dataset: str) -> bool:
    """Whether nobody delivers a dataset, because the workspace itself makes it."""
    return dataset.partition(".")[0] == LEDGER


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
