"""The ledger as tables that KPIs may count: see ``rolkpi.model.ledger``."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import pyarrow as pa

from rolkpi.catalog import Catalog
from rolkpi.engine import Engine, literal
from rolkpi.errors import EngineError
from rolkpi.model import Dataset
from rolkpi.model.frame import Coverage, Frame
from rolkpi.model.ledger import EXPECTED, LEDGER, SUBMISSIONS, VINTAGES
from rolkpi.model.period import month_start
from rolkpi.model.submission import Mode, as_ranges, from_ranges
from rolkpi.store.files import is_whole, keep, parquet_bytes
from rolkpi.store.ledger import Submission
from rolkpi.store.runs import Input, Store, parts_of, read_manifest
from rolkpi.store.tables import arrow_schema

Rows = Iterable[tuple[object, ...]]


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
        columns = list(zip(*rows, strict=True)) or [()] * len(schema)
        arrays = [pa.array(values, field.type) for values, field in zip(columns, schema, strict=True)]
        return keep(self.store.objects, ".parquet", parquet_bytes(pa.Table.from_arrays(arrays, schema=schema)))

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
        """Numerators of months as they were published first and last. Parts that runs share are read once."""
        order: dict[str, tuple[int, int]] = {}
        for number, run in enumerate(self.runs):
            try:
                hashes = [p.hash for p in parts_of(read_manifest(self.store, run), "figures")]
            except EngineError:
                continue  # a run that cannot be read any more says nothing; its own check tells of it
            for hash_ in hashes:
                order[hash_] = (order.get(hash_, (number, number))[0], number)
        readable = {h: span for h, span in order.items() if is_whole(self.store.part(h))}
        if not readable:
            return
        listed = "\n  UNION ALL\n".join(
            f"  SELECT *, {first} AS since, {last} AS until FROM read_parquet({literal(str(self.store.part(h)))})"
            for h, (first, last) in sorted(readable.items())
        )
        with Engine() as engine:
            rows = engine.rows(
                f"""
SELECT kpi, area, CAST(period || '-01' AS DATE), arg_min(numerator, since), arg_max(numerator, until)
FROM (
{listed}
)
WHERE frequency = 'month' AND "window" = 'period' AND breakdown = '' AND numerator IS NOT NULL
GROUP BY ALL ORDER BY ALL
"""
            )
        for kpi, area, month, first, latest in rows:
            if kpi in self.catalog.kpis and area in self.frame.geography.by_code:
                yield kpi, self.catalog.kpis[kpi].plugin, area, month, first, latest


def earlier_runs(events: Sequence[Mapping[str, Any]], base: str) -> tuple[str, ...]:
    """Runs of the ledger that were computed from something else than ``base``, oldest first, each once.

    What a run says of earlier figures must not change when it is run again: its own vintages are not among them.
    """
    return tuple(dict.fromkeys(str(e["run"]) for e in events if e.get("base", e["run"]) != base))


def is_of_ledger(dataset: str) -> bool:
    """Whether nobody delivers a dataset, because the workspace itself makes it."""
    return dataset.partition(".")[0] == LEDGER


def _day(text: str | None) -> Any:
    return pa.scalar(text).cast(pa.date32()).as_py() if text else None
