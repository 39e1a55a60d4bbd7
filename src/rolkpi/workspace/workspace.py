"""The folder a Delivery Unit owns, as one object: run it, read it."""

from __future__ import annotations

import os
import threading
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from rolkpi.engine import Engine
from rolkpi.errors import EngineError, RequestError
from rolkpi.measurements import Header, Progress, read, register, select
from rolkpi.model import Area, Kpi
from rolkpi.store.files import whole
from rolkpi.store.runs import Store, parts_of, read_definitions, read_manifest
from rolkpi.workspace.config import find_workspace
from rolkpi.workspace.explain import Explanation, explain
from rolkpi.workspace.restated import restate
from rolkpi.workspace.run import RunSummary, Setup, run, set_up

Names = Iterable[str] | str | None
RESTATED_KEPT = 4
"""Restated answers that are kept for whoever asks again."""


@dataclass(frozen=True)
class View:
    """One published run, ready to be read. Never changed."""

    manifest: dict[str, Any]
    header: Header
    kpis: tuple[Kpi, ...]
    areas: tuple[Area, ...]
    checked: set[Path] = field(default_factory=set, compare=False)
    """Parts found to be as they were written. Only ever grows."""


@dataclass
class Readers:
    """The engine that one process reads the run shown with."""

    process: int
    lock: threading.Lock = field(default_factory=threading.Lock)
    run: str = ""
    engine: Engine | None = None
    restated: dict[tuple[date, tuple[str, ...] | None], Engine] = field(default_factory=dict)
    """Answers on the maps of other days, the newest last."""
    before: Readers | None = None
    """What a fork left of the parent's: kept, since closing it here would wait for threads that are not here."""


class Workspace:
    """A workspace folder. Safe to read from any number of threads, on a read-only folder, and after a fork.

    It goes on showing the run it opened until ``refresh`` is called, so that one page never mixes two runs.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._store = Store(folder / "store")
        self._readers = Readers(os.getpid())
        self._view: View | None = None
        self._damage: EngineError | None = None
        try:
            self.refresh()
        except EngineError as exc:  # a run can mend it, so a damaged store must not bar the way to one
            self._damage = exc

    def refresh(self) -> str | None:
        """Show the newest run from now on. Returns its id when it is another than before, else None."""
        current = self._store.current()
        if current is None or (self._view is not None and self._view.header.run == current):
            return None
        manifest = read_manifest(self._store, current)
        definitions = read_definitions(self._store, manifest)
        self._view = View(
            manifest=manifest,
            header=Header.from_json(manifest["header"]),
            kpis=_kpis(definitions),
            areas=tuple(Area.model_validate(a) for a in manifest["areas"]),
        )
        return current

    @property
    def view(self) -> View:
        """The run shown. Raises RequestError RK401 before the first run, EngineError RK602 when it is damaged."""
        if self._view is None and self._damage is not None:
            raise self._damage
        if self._view is None:
            raise RequestError("RK401", "there is no run yet", where=str(self.folder), fix="type: rolkpi run")
        return self._view

    def run(self, progress: Progress | None = None, threads: int | None = None) -> RunSummary:
        """Take in what arrived, compute all KPIs, record the run, and show it. See ``RunSummary``.

        Raises DefinitionError, PluginError, WorkspaceError (nothing computed), DataError (nothing accepted at all),
        EngineError (disk, lock). Faults of single files and rows do not raise: see ``RunSummary.faults``.
        """
        summary = run(self.folder, self._store, progress or (lambda what, done, of: None), threads)
        self.refresh()
        return summary

    def measurements(
        self,
        kpis: Names = None,
        areas: Names = None,
        levels: Names = None,
        frequency: Names = None,
        window: Names = None,
        periods: Names = None,
        by: Names = None,
        geography: date | None = None,
    ) -> pa.Table:
        """Measurements of the run shown, one row for every cell asked for, empty ones included, sorted by key.

        Each argument is one name, several, or None for all. ``kpis``: ids or catalogue codes. ``areas``: codes.
        ``periods``: labels as ``2024-03``, ``2024-Q1``, ``2024``, ``FY2023-24``. ``by``: ``force``, ``force;sex``, or
        ``total`` for no disaggregation. ``geography``: restate every month to the areas in force on this day, by the
        workspace's crosswalk; such an answer is computed when asked for (seconds), and what moved is flagged
        ``restated_geography``. Without it every month shows the areas as they were.

        Columns: kpi, area, frequency, window, period, disaggregation (the key); level; period_start, period_end (first
        and last day); value (in ``unit``; NULL where obs_status is unavailable, not_applicable, no_data, immature or
        undefined); numerator, denominator (whole numbers before scaling; NULL where there is none); n (records behind
        the denominator, or the value); unit; low, high (where the value is uncertain by what is known: missing keys, a
        histogram, a survey's margin; else NULL); obs_status; reason (text, NULL when ok); flags (sorted list); covered,
        expected (area-months; areas or parts for what is made of other KPIs); origin (datasets); linkage (share of
        records that found their partner, 0 to 1; NULL where nothing is linked); target, trajectory, rag (NULL); as_of
        (date); run; definition (hash).

        Raises RequestError RK400 for a name that does not exist, RK401 before the first run.
        """
        view = self.view
        names = {k.id: k.code for k in view.kpis}
        wanted = select(view.header, names, kpis, areas, levels, frequency, window, periods, by)
        if geography is not None:
            return read(self._restated(view, geography, wanted.kpis), wanted)
        shown = (
            None if wanted.kpis is None else {*wanted.kpis, *(s[3] for s in view.header.strands if s[0] in wanted.kpis)}
        )
        figures = [p.hash for p in parts_of(view.manifest, "figures") if shown is None or p.kpi in shown]
        completeness = [p.hash for p in parts_of(view.manifest, "completeness")]
        return read(self._engine(view), wanted, self._files(view, figures), self._files(view, completeness))

    def kpis(self) -> tuple[Kpi, ...]:
        """The KPIs of the run shown, by id."""
        return self.view.kpis

    def areas(self) -> tuple[Area, ...]:
        """The areas of the run shown, by code."""
        return self.view.areas

    def quarantined(self, submission: str) -> pa.Table:
        """Rows of a delivery that were not taken: row (1 is the first after the header), column, value, code, message.

        RequestError RK400 when the delivery has none.
        """
        path = self._store.quarantine / f"{submission}.parquet"
        if not path.exists():
            raise RequestError("RK400", f"no quarantined rows of delivery '{submission}'", where=str(self.folder))
        return pq.read_table(path)

    def setup(self) -> Setup:
        """Configuration, plugins and reference tables as they are now. Raises what would stop a run."""
        return set_up(self.folder)

    def explain(self, kpi: str, by: str = "", setup: Setup | None = None) -> Explanation:
        """A KPI in words, with its source, what it rests on, and the SQL that runs. RequestError RK400.

        ``setup``: what ``setup()`` gave, where it was called already.
        """
        return explain(setup or self.setup(), self._store, kpi, by)

    def _files(self, view: View, hashes: list[str]) -> tuple[Path, ...]:
        """Paths of parts, each checked against its hash the first time it is read."""
        paths = tuple(self._store.part(h) for h in hashes)
        view.checked.update(whole(p) for p in paths if p not in view.checked)
        return paths

    def _engine(self, view: View) -> Engine:
        """An in-memory engine of this process for this run."""
        readers = self._mine()
        with readers.lock:
            return self._of_run(readers, view)

    def _restated(self, view: View, day: date, kpis: tuple[str, ...] | None) -> Engine:
        """The run on the map of a day, computed once as long as nobody asks for many others."""
        readers = self._mine()
        with readers.lock:
            self._of_run(readers, view)
            engine = readers.restated.pop((day, kpis), None) or restate(self._store, view.manifest, day, kpis)
            readers.restated[day, kpis] = engine
            while len(readers.restated) > RESTATED_KEPT:
                readers.restated.pop(next(iter(readers.restated)))
            return engine

    def _mine(self) -> Readers:
        """The readers of this process: neither a DuckDB connection nor a lock crosses a fork."""
        if self._readers.process != os.getpid():
            self._readers = Readers(os.getpid(), before=self._readers)
        return self._readers

    def _of_run(self, readers: Readers, view: View) -> Engine:
        """The engine for the run shown; with another run, what was kept of the last one goes."""
        if readers.run != view.header.run or readers.engine is None:
            engine = Engine()
            register(engine, view.header)
            readers.run, readers.engine = view.header.run, engine
            readers.restated.clear()
        return readers.engine


def _kpis(definitions: dict[str, Any]) -> tuple[Kpi, ...]:
    """Those that were computed and those that could not be, by id."""
    forms = {**definitions["kpis"], **{id_: u["kpi"] for id_, u in definitions["unavailable"].items()}}
    return tuple(Kpi.model_validate(k) for _, k in sorted(forms.items()))


def open_workspace(path: str | os.PathLike[str] = ".") -> Workspace:
    """Open the workspace that a folder is, or lies in. Raises WorkspaceError RK300 when there is none."""
    return Workspace(find_workspace(Path(path)))
