"""One run: definitions and deliveries in, measurements out, recorded whole or not at all."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from rolkpi.catalog import Catalog
from rolkpi.catalog.lifecycle import Signed, changed_since, signed_by
from rolkpi.engine import ENGINE, Engine, literal
from rolkpi.errors import DataError, DefinitionError, EngineError, RequestError, RolkpiError, WorkspaceError
from rolkpi.loader import Loaded, load
from rolkpi.measurements import Computed, Header, Progress, compute_figures, count_statuses, make_header
from rolkpi.model import Dataset, Index, Kpi, Status
from rolkpi.model.frame import Coverage, Frame
from rolkpi.model.period import month_end, month_label, month_start
from rolkpi.plan import make_plan
from rolkpi.store.files import canonical_json, is_whole, keep, locked, sha256, told
from rolkpi.store.ledger import Ledger, Submission, signed_event
from rolkpi.store.runs import Input, Store, is_readable, keep_parts, publish, read_inputs, read_manifest, run_id
from rolkpi.store.tables import attach, build_tables, check_definitions
from rolkpi.workspace.config import FILE_NAME, Config, read_config
from rolkpi.workspace.deliveries import find_deliveries
from rolkpi.workspace.inputs import coverage_of, describe, versions_of
from rolkpi.workspace.intake import Intake, inputs_of, take_in
from rolkpi.workspace.ledger_tables import LedgerTables, earlier_runs, is_of_ledger
from rolkpi.workspace.reference import (
    check_datasets,
    read_breaks,
    read_calendar,
    read_crosswalk,
    read_expected,
    read_geography,
    read_population,
)

SOFTWARE = "0.2.0"


@dataclass(frozen=True)
class Setup:
    """Everything of a workspace but its deliveries: read and cross-checked, nothing computed."""

    folder: Path
    config: Config
    loaded: Loaded
    frame: Frame
    """Without months: nobody knows yet what was delivered."""

    @property
    def catalog(self) -> Catalog:
        """The definitions."""
        return self.loaded.catalog


@dataclass(frozen=True)
class RunSummary:
    """What a run did, for whoever started it."""

    run: str
    name: str
    notice: str
    changed: bool
    """False when nothing had changed since the newest run."""
    as_of: date
    first_month: str
    last_month: str
    kpis: int
    drafts: int
    """Those of them that nobody has signed."""
    unavailable: tuple[str, ...]
    """Codes of the KPIs that rest on plugins which are not loaded."""
    areas: int
    doubts: tuple[str, ...]
    """What fits together badly in the set-up, though nothing forbids it."""
    new: tuple[Submission, ...]
    """Deliveries taken in by this run."""
    rejected: int
    """Deliveries that are rejected and not mended, new or not."""
    outstanding: int
    """Quarantined rows of every delivery that stands, new or not."""
    figures: int
    """Non-empty cells."""
    statuses: Mapping[str, int]
    """How many measurements that are not broken down have each obs_status, of all areas and periods."""
    restated: int
    """Cells whose value is not what the run before said."""
    missing: int
    """(dataset, area, month) triples that are expected and not covered, of the datasets that have a source."""
    expected: int

    @property
    def faults(self) -> bool:
        """Whether this run met something new that a sender must mend."""
        return any(s.state == "rejected" or s.quarantined for s in self.new)


def set_up(folder: Path) -> Setup:
    """Read rolkpi.toml, plugins and reference tables. Raises what stops a run before it computes: exit status 2."""
    config = read_config(folder)
    loaded = load(config.workspace.plugins, folder)
    calendar = read_calendar(folder, config.calendar)
    check_definitions(loaded.catalog, calendar)
    geography = read_geography(folder, config.reference)
    expected = read_expected(folder, config.reference, geography)
    breaks = read_breaks(folder, config.reference, geography)
    for file, rows in ((config.reference.expected, expected), (config.reference.breaks, breaks)):
        check_datasets(str(file), [row.dataset for row in rows], _owed(loaded.catalog))
    frame = Frame(
        geography=geography,
        first=0,
        last=0,
        as_of=date.min,
        calendar=calendar,
        population=read_population(folder, config.reference, geography),
        crosswalk=read_crosswalk(folder, config.reference, geography),
        breaks=breaks,
        interpolation=config.reference.interpolation,
        expected=expected,
        revision_months=config.acceptance.revision_months,
    )
    return Setup(folder, config, loaded, frame)


def _owed(catalog: Catalog) -> list[str]:
    """Datasets that somebody delivers month by month: no views, no reference data, nothing of the ledger."""
    return [
        d.id
        for d in catalog.datasets.values()
        if d.view_of is None and d.kind != "reference" and not is_of_ledger(d.id)
    ]


def run(folder: Path, store: Store, progress: Progress, threads: int | None) -> RunSummary:
    """Take in, compute, publish. Raises WorkspaceError, PluginError, DefinitionError (2) or EngineError (3)."""
    setup = set_up(folder)
    with locked(store.lock):
        refuse_changed(setup, store)
        deliveries = find_deliveries(folder, setup.config.source, setup.catalog, setup.frame)
        intake = take_in(folder, store, setup.config, setup.catalog, setup.frame, deliveries, progress)
        if not intake.standing:
            raise _nothing(setup, intake)
        return _compute(setup, store, intake, progress, threads)


def refuse_changed(setup: Setup, store: Store) -> None:
    """Raise DefinitionError RK119 for definitions that are not what earlier figures were computed by, under the same
    version: a series never changes its meaning without a word."""

    def where(kpi: Kpi) -> str:
        number = setup.catalog.plugins[kpi.plugin].kpis.index(kpi)
        return setup.loaded.locate(kpi.plugin, ("kpis", number))

    problems = changed_since(setup.catalog, Ledger.read(store.ledger).signed(), where)
    if problems:
        raise DefinitionError.of(problems)


def _nothing(setup: Setup, intake: Intake) -> RolkpiError:
    """Why there is nothing to compute."""
    what = "there is nothing to compute: "
    for s in intake.known:
        if s.state == "rejected":
            return DataError(s.code, f"{what}every delivery was rejected. The first:\n  {s.message}")
        if s.state == "waiting":
            fix = "somebody other than the sender writes their name under accepted_by in the register"
            return RequestError("RK401", f"{what}every delivery waits to be accepted", where=s.path, fix=fix)
    where = str(setup.folder / FILE_NAME)
    if not setup.config.source:
        fix = "say under [[source]] where deliveries are"
        return WorkspaceError("RK302", f"{what}the setting 'source' is missing", where=where, fix=fix)
    fix = "put files where the 'path' of a [[source]] says, or correct it"
    return WorkspaceError("RK302", f"{what}no source finds a file", where=where, fix=fix)


def _compute(setup: Setup, store: Store, intake: Intake, progress: Progress, threads: int | None) -> RunSummary:
    catalog = setup.catalog
    delivered = inputs_of(intake.standing)
    coverage = coverage_of(delivered, catalog)
    months = [month for pairs in coverage.values() for _, month in pairs]
    if not months:
        raise DataError("RK504", "no delivery covers any month", where=str(setup.folder))
    first, last = min(months), max(months)
    frame = replace(setup.frame, first=first, last=last, as_of=month_end(last))
    described = canonical_json(describe(frame))
    definitions = canonical_json(catalog.canonical())
    said = [setup.config.workspace.name, setup.config.workspace.notice]
    basis = (_plain(delivered), sha256(definitions), sha256(described), [SOFTWARE, *ENGINE], said)
    base = run_id(*basis)
    ledger = Ledger.read(store.ledger)
    before = store.current()
    _refuse_lost_tail(store, before, intake)
    fed = _fed(setup, coverage)
    known = sorted(intake.known, key=lambda s: (s.received_on or "", s.path))
    tables = LedgerTables(store, catalog, frame, fed, coverage, known, earlier_runs(ledger.runs(), base))
    of_ledger = tables.inputs()
    inputs = (*delivered, *of_ledger)
    state = run_id(*basis, _plain(of_ledger)) if of_ledger else base
    changed = before != state
    if changed or not is_readable(store, state):
        keep(store.definitions, ".json", definitions)
        keep(store.reference, ".json", described)
        everything = {**coverage, **coverage_of(of_ledger, catalog)}
        kpis = [*catalog.kpis.values(), *(u.kpi for u in catalog.unavailable.values())]
        framed = tables.framed()
        plan = make_plan(catalog, kpis, framed)

        def figures(engine: Engine) -> Computed:
            return compute_figures(engine, plan, catalog, framed, everything, progress)

        computed = _over_tables(setup, store, state, frame, inputs, threads, figures)
        _publish(setup, store, state, frame, computed, inputs, sha256(definitions), sha256(described), threads)
    manifest = read_manifest(store, state)
    restated = _restated(store, before, state) if changed and before else 0
    summary = _summary(setup, state, frame, intake, coverage, fed, manifest, changed, restated, ledger.signed())
    if changed or intake.new or all(e["run"] != state for e in ledger.runs()):
        at = datetime.now(UTC).isoformat(timespec="seconds")
        known_versions = ledger.signed()
        signed = [
            signed_event(kpi, version, seal, at)
            for kpi, (version, seal) in sorted(signed_by(catalog).items())
            if known_versions.get(kpi) != (version, seal)
        ]
        ledger.add([*signed, {"event": "run", "at": at, "run": state, "base": base, "restated": restated}])
    return summary


def _fed(setup: Setup, coverage: Coverage) -> tuple[Dataset, ...]:
    """Datasets that have a source or a delivery: what is owed of the others, nobody has set up yet."""
    named = sorted({*coverage, *(s.dataset for s in setup.config.source)})
    datasets = (setup.catalog.datasets[d] for d in named)
    return tuple(d for d in datasets if d.kind != "reference")


def _plain(inputs: Sequence[Input]) -> list[dict[str, Any]]:
    return [asdict(i) for i in inputs]


def _refuse_lost_tail(store: Store, before: str | None, intake: Intake) -> None:
    """A ledger that ends too early is a good chain: only what was computed from its lost lines tells."""
    try:
        used = read_inputs(read_manifest(store, before)) if before else ()
    except EngineError:
        return
    held = {(s.dataset, s.rows) for s in intake.read}
    if any((i.dataset, i.rows) not in held for i in used if not is_of_ledger(i.dataset)):
        raise EngineError(
            "RK602",
            f"the ledger lacks deliveries that run {before} was computed from",
            where=str(store.ledger),
            fix="restore the store from a copy, or move it away and run again from the inbox",
        )


def _over_tables(
    setup: Setup,
    store: Store,
    key: str,
    frame: Frame,
    inputs: Sequence[Input],
    threads: int | None,
    figures: Callable[[Engine], Computed],
) -> Computed:
    """Compute over the cached tables, or make them: beside their place first, so that a killed run leaves none half
    made. A cache that turns out damaged is made again."""
    path = store.tables(key)
    if path.exists():
        try:
            with Engine(threads=threads) as engine:
                attach(engine, path, read_only=True)
                return figures(engine)
        except EngineError:
            with told(path):
                path.unlink()
    with told(path):
        building = path.with_suffix(".building")
        building.unlink(missing_ok=True)
    versions = versions_of(store, inputs)
    with Engine(threads=threads) as engine:
        attach(engine, building)
        build_tables(
            engine, setup.catalog, frame.calendar, [a.code for a in frame.geography.areas], frame.months, versions
        )
        engine.execute("DETACH store; DETACH work")
        with told(path):
            building.replace(path)
            for old in store.root.glob("tables-*.duckdb"):
                if old != path:
                    old.unlink()
        attach(engine, path, read_only=True)
        return figures(engine)


def _publish(
    setup: Setup,
    store: Store,
    state: str,
    frame: Frame,
    computed: Computed,
    inputs: Sequence[Input],
    definitions: str,
    reference: str,
    threads: int | None,
) -> None:
    parts = keep_parts(store, computed.figures, computed.completeness)
    header = make_header(state, computed.plan, setup.catalog, frame)
    manifest = {
        "run": state,
        "workspace": setup.config.workspace.name,
        "notice": setup.config.workspace.notice,
        "software": [SOFTWARE, *ENGINE],
        "as_of": frame.as_of.isoformat(),
        "months": [month_label(frame.first), month_label(frame.last)],
        "definitions": definitions,
        "reference": reference,
        "inputs": _plain(inputs),
        "parts": [
            {"kind": p.kind, "kpi": p.kpi, "fiscal_year": p.fiscal_year, "hash": p.hash, "rows": p.rows} for p in parts
        ],
        "areas": [a.model_dump(mode="json") for a in frame.geography.areas],
        "plugins": [{"name": o.name, "version": o.version, "where": o.kind} for o in setup.loaded.sources],
        "statuses": count_statuses(computed, header, threads),
        "header": header.to_json(),
    }
    publish(store, state, manifest)


def _restated(store: Store, before: str, after: str) -> int:
    """Cells that both runs have and that differ, over the parts that are not shared."""
    try:
        old = {(p["kpi"], p["fiscal_year"]): p["hash"] for p in read_manifest(store, before)["parts"] if p["kpi"]}
    except EngineError:
        return 0
    new = {(p["kpi"], p["fiscal_year"]): p["hash"] for p in read_manifest(store, after)["parts"] if p["kpi"]}
    changed = [k for k in new if k in old and new[k] != old[k] and is_whole(store.part(old[k]))]
    key = 'kpi, area, frequency, "window", period, disaggregation'
    count = 0
    with Engine() as engine:
        for k in changed:
            a, b = (f"read_parquet({literal(str(store.part(h)))})" for h in (old[k], new[k]))
            ((n,),) = engine.rows(
                f"SELECT count(*) FROM {a} AS a JOIN {b} AS b USING ({key}) WHERE a.value IS DISTINCT FROM b.value "
                "OR a.numerator IS DISTINCT FROM b.numerator OR a.denominator IS DISTINCT FROM b.denominator"
            )
            count += n
    return count


def _doubts(setup: Setup, frame: Frame) -> Iterator[str]:
    geography = frame.geography
    for kpi in setup.catalog.kpis.values():
        if not geography.levels & set(kpi.levels):
            yield f"{kpi.id} has figures for {', '.join(kpi.levels)}, and no area is of such a level"
        for baseline in kpi.formula.baselines if isinstance(kpi.formula, Index) else ():
            if baseline.area not in geography.by_code:
                yield f"{kpi.id} has a baseline for '{baseline.area}', which is no area here"
    told = {c.to_area for c in frame.crosswalk}
    for area in geography.areas:
        if area.valid_from is not None and month_start(frame.first) < area.valid_from and area.code not in told:
            yield (
                f"area '{area.code}' begins on {area.valid_from}, and no row of the crosswalk says what it was before: "
                "series do not break there, and rates may count its people twice"
            )


def _gone(setup: Setup, signed: Signed) -> Iterator[str]:
    """KPIs that figures were computed by and that nobody defines any more."""
    for id_ in sorted(set(signed) - set(setup.catalog.kpis) - set(setup.catalog.unavailable)):
        if id_.partition(".")[0] in setup.catalog.plugins:
            yield f"{id_} was signed and computed before, and is gone: deprecate what is given up, do not delete it"


def _summary(
    setup: Setup,
    state: str,
    frame: Frame,
    intake: Intake,
    coverage: Coverage,
    fed: Sequence[Dataset],
    manifest: Mapping[str, Any],
    changed: bool,
    restated: int,
    signed: Signed,
) -> RunSummary:
    expected = [(d.id, a, m) for d in fed for m in frame.months for a in frame.owes(d, m)]
    missing = sum((a, m) not in coverage.get(d, {}) for d, a, m in expected)
    header = Header.from_json(manifest["header"])
    return RunSummary(
        run=state,
        name=setup.config.workspace.name,
        notice=setup.config.workspace.notice,
        changed=changed,
        as_of=frame.as_of,
        first_month=month_label(frame.first),
        last_month=month_label(frame.last),
        kpis=sum(not missing for *_, missing, _ in header.kpis),
        drafts=sum(k.status is Status.DRAFT for k in setup.catalog.kpis.values()),
        unavailable=tuple(sorted({u.kpi.code for u in setup.catalog.unavailable.values()})),
        areas=len(header.areas),
        doubts=(*_doubts(setup, frame), *_gone(setup, signed)),
        new=intake.new,
        rejected=sum(s.state == "rejected" for s in intake.known),
        outstanding=sum(s.quarantined for s in intake.standing),
        figures=sum(p["rows"] for p in manifest["parts"] if p["kind"] == "figures"),
        statuses=manifest.get("statuses", {}),
        restated=restated,
        missing=missing,
        expected=len(expected),
    )
