"""Taking in what arrived: each delivery is read once under one contract, and the ledger keeps what became of it."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from queue import SimpleQueue
from typing import TypeVar

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.csv as pa_csv

from rolkpi.catalog import Catalog
from rolkpi.catalog.canonical import canonical_form
from rolkpi.collect import Secret, receive
from rolkpi.engine import Engine
from rolkpi.errors import DataError
from rolkpi.measurements import Progress
from rolkpi.model import Delivery
from rolkpi.model.frame import Frame
from rolkpi.model.submission import as_ranges
from rolkpi.store.files import canonical_json, keep, parquet_bytes, sha256, write_atomically
from rolkpi.store.ledger import Ledger, Submission, submission_event, withdrawn_event
from rolkpi.store.runs import Input, Store
from rolkpi.workspace.config import Config
from rolkpi.workspace.deliveries import Refused


@dataclass(frozen=True)
class Intake:
    """What one run took in."""

    new: tuple[Submission, ...]
    """Deliveries that were not known before, accepted, waiting or rejected."""
    standing: tuple[Submission, ...]
    """Every accepted delivery, by when it was received, then by path, whenever it was taken in."""
    known: tuple[Submission, ...]
    """Every delivery of the ledger, whatever became of it."""
    read: tuple[Submission, ...]
    """Every reading of the ledger, those that were known before this run."""


def secret_of(config: Config) -> Secret | None:
    """The key for personal columns from the environment; None when it is not set."""
    key = os.environ.get(config.privacy.key_env, "")
    return Secret(key.encode(), config.privacy.key_version) if key else None


def take_in(
    folder: Path,
    store: Store,
    config: Config,
    catalog: Catalog,
    frame: Frame,
    deliveries: Iterable[Delivery | Refused],
    progress: Progress,
) -> Intake:
    """Receive every delivery that is new, record it, and give what stands.

    Rows and quarantine are on disk before the ledger names them; the ledger is written once, at the end.
    """
    ledger = Ledger.read(store.ledger)
    readings = ledger.readings()
    read_before = {s.id: s for s in readings}
    newest = {s.delivery: s for s in ledger.submissions()}
    drafts = _drafts(folder, deliveries, catalog, frame, config)
    last_at = {(s.dataset, s.path): s.delivery for s in readings}
    todo = [(s, d) for s, d in drafts if not _is_known(s, newest.get(s.delivery), last_at.get((s.dataset, s.path), ""))]
    secret = secret_of(config)

    def take(one: tuple[Submission, Delivery | Refused], engine: Engine) -> Submission:
        draft, delivery = one
        again = read_before.get(draft.id)
        if again is None:
            return _receive(folder, store, draft, delivery, catalog, frame, secret, engine)
        # read in just this way before, and perhaps in another way since
        return replace(again, path=draft.path, received_on=draft.received_on, sent_by=draft.sent_by)

    taken: list[Submission] = []
    for submission in _side_by_side(take, todo):
        progress("reading", len(taken), len(todo))
        taken.append(submission)
    progress("reading", len(todo), len(todo))
    at = datetime.now(UTC).isoformat(timespec="seconds")
    withdrawn = [withdrawn_event(old, at, new) for old, new in _withdrawn(ledger.submissions(), drafts)]
    ledger.add([*withdrawn, *(submission_event(s, at) for s in taken)])
    known = ledger.submissions()
    standing = [s for s in known if s.state == "accepted" and s.dataset in catalog.datasets]
    standing.sort(key=lambda s: (s.received_on or "", s.path))
    return Intake(tuple(s for s in taken if s.id not in read_before), tuple(standing), tuple(known), tuple(readings))


_Todo = TypeVar("_Todo")


def _side_by_side(work: Callable[[_Todo, Engine], Submission], todo: Sequence[_Todo]) -> Iterator[Submission]:
    """What comes of each, in their order; several are worked on at a time, each with an engine of its own."""
    workers = max(1, min(len(todo), os.cpu_count() or 1, _READERS))
    idle: SimpleQueue[Engine] = SimpleQueue()

    def with_engine(one: _Todo) -> Submission:
        engine = idle.get()
        try:
            return work(one, engine)
        finally:
            idle.put(engine)

    with ExitStack() as engines, ThreadPoolExecutor(workers) as pool:
        for _ in range(workers):
            idle.put(engines.enter_context(Engine(threads=1)))
        yield from pool.map(with_engine, todo)


_READERS = 4
"""Most deliveries that are read at a time: what else is done to them does not go faster with more."""


def _is_known(draft: Submission, held: Submission | None, last_at_path: str) -> bool:
    """Whether the ledger says the same already. A copy of a file is no news, whenever it came.

    ``last_at_path``: the delivery last read at the draft's path. A file put back where another had taken its place is
    news: it counts from now on.
    """
    if held is None or held.id != draft.id:
        return False
    if held.path != draft.path:
        return True
    return held.received_on == draft.received_on and last_at_path == draft.delivery


def _drafts(
    folder: Path, deliveries: Iterable[Delivery | Refused], catalog: Catalog, frame: Frame, config: Config
) -> list[tuple[Submission, Delivery | Refused]]:
    """One draft a delivery. Of copies of one file, the one that counts speaks, then the one somebody accepted."""
    contracts: dict[tuple[str, str | None], str] = {}
    found: dict[str, tuple[Submission, Delivery | Refused]] = {}
    for delivery in deliveries:
        if isinstance(delivery, Refused):
            draft = _refused(folder, delivery)
        else:
            read_as = (delivery.dataset, delivery.adapter)
            if read_as not in contracts:
                contracts[read_as] = _contract(*read_as, catalog, frame, config)
            draft = _draft(folder, delivery, contracts[read_as], config)
        held, _ = found.setdefault(draft.delivery, (draft, delivery))
        if (draft.state != "accepted", draft.automatic) < (held.state != "accepted", held.automatic):
            found[draft.delivery] = (draft, delivery)
    return list(found.values())


def _withdrawn(
    held: Iterable[Submission], drafts: Iterable[tuple[Submission, Delivery | Refused]]
) -> Iterator[tuple[str, str]]:
    """(delivery, the one in its place) of files that the register now says something else about.

    Otherwise a wrong line of the register would go on covering months that nobody sent.
    """
    said = {(s.dataset, s.path, s.file): s.delivery for s, _ in drafts if s.state != "rejected"}
    present = {s.delivery for s, _ in drafts}
    for old in held:
        now = said.get((old.dataset, old.path, old.file))
        if now is not None and old.delivery not in present:
            yield old.delivery, now


def _contract(dataset: str, adapter: str | None, catalog: Catalog, frame: Frame, config: Config) -> str:
    """Hash of everything that decides how a file of a dataset is read."""
    declared = catalog.datasets[dataset]
    codes = sorted({c.codelist for c in declared.columns if c.codelist})
    stored = {k: v for k, v in canonical_form(declared).items() if k not in ("derived", "links", "description")}
    parts = (
        stored,
        {c: canonical_form(catalog.codelists[c]) for c in codes},
        canonical_form(catalog.adapters[adapter]) if adapter and adapter in catalog.adapters else None,
        # an adapter's code cannot be hashed: its plugin's version stands for it
        catalog.plugins[adapter.partition(".")[0]].version if adapter else "",
        sorted(frame.geography.by_code),
        frame.calendar.timezone,
        config.privacy.key_version,
    )
    return sha256(canonical_json(parts))


def _file_hash(folder: Path, path: str) -> str:
    try:
        return sha256((folder / path).read_bytes())
    except OSError:
        return ""


def _refused(folder: Path, delivery: Refused) -> Submission:
    """A file that is no delivery: recorded once as long as nothing about it changes."""
    file = _file_hash(folder, delivery.path)
    key = sha256(canonical_json(["refused", delivery.dataset, file, delivery.path, str(delivery.error)]))
    return Submission(
        id=key,
        delivery=key,
        dataset=delivery.dataset,
        path=delivery.path,
        file=file,
        mode="",
        covers=(),
        state="rejected",
        code=delivery.error.code,
        message=str(delivery.error),
    )


def _draft(folder: Path, delivery: Delivery, contract: str, config: Config) -> Submission:
    """What can be said of a delivery before it is read.

    One file under two names is one delivery; two equal files that declare to cover different things are two.
    """
    file = _file_hash(folder, delivery.path)
    covers = as_ranges(delivery.covers)
    waits = config.acceptance.policy == "two_person" and delivery.accepted_by in ("", delivery.sent_by)
    key = sha256(canonical_json([delivery.dataset, file, delivery.declared, delivery.mode, delivery.adapter]))
    return Submission(
        id=sha256(canonical_json([key, contract, covers, delivery.absent, delivery.accepted_by, waits])),
        delivery=key,
        dataset=delivery.dataset,
        path=delivery.path,
        file=file,
        mode=delivery.mode.value,
        covers=covers,
        state="waiting" if waits else "accepted",
        received_on=delivery.received_on.isoformat() if delivery.received_on else None,
        sent_by=delivery.sent_by,
        accepted_by=delivery.accepted_by,
        absent=delivery.absent,
    )


def _receive(
    folder: Path,
    store: Store,
    draft: Submission,
    delivery: Delivery | Refused,
    catalog: Catalog,
    frame: Frame,
    secret: Secret | None,
    engine: Engine,
) -> Submission:
    if isinstance(delivery, Refused):
        return draft
    try:
        received = receive(
            delivery,
            folder / delivery.path,
            catalog.datasets[delivery.dataset],
            catalog,
            areas=frozenset(frame.geography.by_code),
            calendar=frame.calendar,
            secret=secret,
            engine=engine,
        )
    except DataError as exc:
        return replace(draft, state="rejected", code=exc.code, message=str(exc))
    if received.quarantined.num_rows:
        write_atomically(store.quarantine / f"{draft.id}.parquet", parquet_bytes(received.quarantined))
        write_atomically(store.quarantine / f"{draft.id}.csv", _as_csv(received.quarantined))
    distinct = len(set(received.quarantined.column("row").to_pylist()))
    return replace(
        draft,
        absent=received.absent,
        rows=keep(store.objects, ".parquet", parquet_bytes(received.accepted)),
        rows_in=received.rows_in,
        accepted=received.accepted.num_rows,
        quarantined=distinct,
        ignored=received.ignored,
        warnings=received.warnings,
        notes=received.notes,
    )


def _as_csv(table: pa.Table) -> bytes:
    """What can be sent back to whoever delivered; a spreadsheet takes no cell of it for a formula."""
    text = [
        pc.replace_substring_regex(table.column(name).cast(pa.string()), r"^([=+\-@\t\r])", r"'\1")
        for name in table.column_names
    ]
    sink = pa.BufferOutputStream()
    pa_csv.write_csv(pa.Table.from_arrays(text, names=table.column_names), sink)
    return bytes(sink.getvalue())


def inputs_of(standing: Iterable[Submission]) -> tuple[Input, ...]:
    """What a run's figures follow from, of the deliveries, in order."""
    return tuple(Input(s.dataset, s.rows, s.mode, as_ranges(s.covered()), s.automatic, s.absent) for s in standing)
