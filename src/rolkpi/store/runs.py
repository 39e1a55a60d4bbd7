"""Runs: a manifest of content-addressed parts under a name that never changes, and a pointer to the newest."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from rolkpi.errors import EngineError
from rolkpi.store.files import MEND, canonical_json, is_whole, keep_all, parquet_bytes, sha256, whole, write_atomically

FORMAT = 2


@dataclass(frozen=True, slots=True)
class Part:
    """One Parquet file of a run, shared by every run with the same rows."""

    kind: str
    """``figures`` or ``completeness``."""
    kpi: str
    """KPI id; empty for completeness."""
    fiscal_year: str
    """The year the fiscal year begins in."""
    hash: str
    rows: int


@dataclass(frozen=True, slots=True)
class Input:
    """One delivery, or table of the ledger, that a run's figures follow from: without when and where it came."""

    dataset: str
    rows: str
    """Hash of its rows' Parquet file."""
    mode: str
    covers: tuple[tuple[str, int, int], ...]
    """(area, first month, last month) runs."""
    automatic: bool = False
    absent: tuple[str, ...] = ()
    """Declared columns it does not carry."""

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> Input:
        """The inverse of ``asdict``."""
        covers = tuple((area, first, last) for area, first, last in data["covers"])
        return cls(data["dataset"], data["rows"], data["mode"], covers, data["automatic"], tuple(data["absent"]))


@dataclass(frozen=True)
class Store:
    """The folders of one workspace's store. Holds paths only."""

    root: Path

    @property
    def objects(self) -> Path:
        """Accepted rows, by hash."""
        return self.root / "objects"

    @property
    def quarantine(self) -> Path:
        """Rows that were not taken, by submission."""
        return self.root / "quarantine"

    @property
    def parts(self) -> Path:
        """Measurement parts, by hash."""
        return self.root / "parts"

    @property
    def definitions(self) -> Path:
        """Canonical JSON of every set of definitions used, by hash."""
        return self.root / "definitions"

    @property
    def reference(self) -> Path:
        """Canonical JSON of every set of reference tables and parameters used, by hash."""
        return self.root / "reference"

    @property
    def ledger(self) -> Path:
        """The ledger."""
        return self.root / "ledger.jsonl"

    @property
    def lock(self) -> Path:
        """The one writer's lock."""
        return self.root / "lock"

    @property
    def pointer(self) -> Path:
        """Holds the newest run's id."""
        return self.root / "current"

    def tables(self, key: str) -> Path:
        """The cache of dataset tables for one state of inputs and definitions."""
        return self.root / f"tables-{key[:16]}.duckdb"

    def manifest(self, run: str) -> Path:
        """A run's manifest."""
        return self.root / "runs" / f"{run}.json"

    def part(self, hash_: str) -> Path:
        """A part's file."""
        return self.parts / f"{hash_}.parquet"

    def object(self, hash_: str) -> Path:
        """An object's file."""
        return self.objects / f"{hash_}.parquet"

    def current(self) -> str | None:
        """Id of the newest run; None before the first."""
        try:
            return self.pointer.read_text(encoding="utf-8", errors="replace").strip() or None
        except FileNotFoundError:
            return None


def keep_parts(store: Store, figures: pa.Table, completeness: pa.Table) -> tuple[Part, ...]:
    """Write figures per (KPI, fiscal year) and completeness per fiscal year. Equal parts are written once."""
    return (
        *_split(store, "figures", figures, ("kpi", "fiscal_year")),
        *_split(store, "completeness", completeness, ("fiscal_year",)),
    )


def _split(store: Store, kind: str, table: pa.Table, by: tuple[str, ...]) -> Iterable[Part]:
    """A part for every combination of values: by the first column, within that by the next."""
    found: list[tuple[tuple[str, ...], int]] = []

    def contents() -> Iterator[pa.Table]:
        for key, rows in _by_values(table, by):
            found.append((key, rows.num_rows))
            yield rows

    hashes = keep_all(store.parts, ".parquet", contents(), lambda rows: parquet_bytes(_plain(rows)))
    for (key, count), hash_ in zip(found, hashes, strict=True):
        said: dict[str, str] = dict(zip(by, key, strict=True))
        yield Part(kind, said.get("kpi", ""), said["fiscal_year"], hash_, count)


def _by_values(table: pa.Table, by: tuple[str, ...]) -> Iterator[tuple[tuple[str, ...], pa.Table]]:
    """The rows of each combination of values of some columns."""
    if not by:
        yield (), table
        return
    for value, chosen in _by_value(table, by[0]):
        for values, rows in _by_values(chosen, by[1:]):
            yield (value, *values), rows


def _by_value(table: pa.Table, name: str) -> Iterator[tuple[str, pa.Table]]:
    """The rows of each value of a column, in their order: slices, once equal values stand together."""
    column = table.column(name).combine_chunks()
    column = column if pa.types.is_dictionary(column.type) else column.dictionary_encode()
    numbers = column.indices
    runs = pc.run_end_encode(numbers)
    if len(pc.unique(runs.values)) < len(runs.values):
        order = pc.sort_indices(numbers)  # equal ones stay in their order
        table = table.take(order)
        runs = pc.run_end_encode(numbers.take(order))
    texts, ends = column.dictionary.take(runs.values).to_pylist(), runs.run_ends.to_pylist()
    for value, start, end in sorted(zip(texts, [0, *ends], ends, strict=False)):
        yield value, table.slice(start, end - start)


def _plain(table: pa.Table) -> pa.Table:
    """Texts as texts: what a part is written as must not hang on what stands in other parts."""
    columns = [
        c.combine_chunks().dictionary_decode() if pa.types.is_dictionary(c.type) else c for c in table.itercolumns()
    ]
    return pa.Table.from_arrays(columns, names=table.column_names)


def run_id(*parts: Any) -> str:
    """Hash of everything a run's figures follow from."""
    return sha256(canonical_json(parts))[:20]


def publish(store: Store, run: str, manifest: Mapping[str, Any]) -> None:
    """Write the manifest, then swing the pointer: readers see the old run or the new one, whole."""
    data = {"format": FORMAT, **manifest}
    write_atomically(store.manifest(run), canonical_json({**data, "check": sha256(canonical_json(data))}))
    write_atomically(store.pointer, f"{run}\n".encode())


def read_manifest(store: Store, run: str) -> dict[str, Any]:
    """A run's manifest. Raises EngineError RK602 when it is missing or cannot be read."""
    path = store.manifest(run)
    try:
        data: dict[str, Any] = json.loads(path.read_bytes())
    except (OSError, ValueError) as exc:
        raise EngineError("RK602", f"the run's manifest cannot be read: {exc}", where=str(path), fix=MEND) from exc
    if data.get("format") != FORMAT:
        raise EngineError("RK602", f"the run was written in format {data.get('format')}", where=str(path), fix=MEND)
    if data.pop("check", None) != sha256(canonical_json(data)):
        raise EngineError("RK602", "the run's manifest was altered", where=str(path), fix=MEND)
    return data


def read_definitions(store: Store, manifest: Mapping[str, Any]) -> dict[str, Any]:
    """The definitions a run was computed with. Raises EngineError RK602."""
    path = whole(store.definitions / f"{manifest['definitions']}.json")
    data: dict[str, Any] = json.loads(path.read_bytes())
    return data


def read_reference(store: Store, manifest: Mapping[str, Any]) -> dict[str, Any]:
    """The reference tables and parameters a run was computed with. Raises EngineError RK602."""
    path = whole(store.reference / f"{manifest['reference']}.json")
    data: dict[str, Any] = json.loads(path.read_bytes())
    return data


def read_inputs(manifest: Mapping[str, Any]) -> tuple[Input, ...]:
    """What a run was computed from, in order."""
    return tuple(Input.from_json(i) for i in manifest["inputs"])


def is_readable(store: Store, run: str) -> bool:
    """Whether everything of a run is there, as it was written."""
    try:
        manifest = read_manifest(store, run)
        read_definitions(store, manifest)
        read_reference(store, manifest)
    except EngineError:
        return False
    return all(is_whole(store.part(p["hash"])) for p in manifest["parts"])


def parts_of(manifest: Mapping[str, Any], kind: str) -> tuple[Part, ...]:
    """The parts of one kind."""
    return tuple(Part(**p) for p in manifest["parts"] if p["kind"] == kind)
