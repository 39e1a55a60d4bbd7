"""What a run is computed from, as data: coverage, table versions, reference tables, definitions.

Written down whole with the run, so that it can be computed again, from the store alone.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from rolkpi.catalog import Catalog
from rolkpi.model import (
    Area,
    Calendar,
    Crosswalk,
    Expected,
    Geography,
    Parent,
    Plugin,
    Population,
    SeriesBreak,
)
from rolkpi.model.frame import Cover, Coverage, Frame
from rolkpi.model.ledger import LEDGER
from rolkpi.model.submission import Mode, from_ranges
from rolkpi.store.files import whole
from rolkpi.store.runs import Input, Store
from rolkpi.store.tables import Version


def coverage_of(inputs: Sequence[Input], catalog: Catalog) -> Coverage:
    """Which (dataset, area, month) is covered, and by what kind of delivery: the newest one says."""
    found: dict[str, dict[tuple[str, int], Cover]] = {}
    for given in inputs:
        if catalog.datasets[given.dataset].kind != "reference":
            cover = Cover(Mode(given.mode), given.automatic, given.absent)
            held = found.setdefault(given.dataset, {})
            for key in from_ranges(given.covers):
                held[key] = _laid_over(held.get(key), cover)
    return found


def _laid_over(under: Cover | None, cover: Cover) -> Cover:
    """A snapshot replaces what was there; what only changes rows rests on it, and on what it lacked."""
    if under is None or cover.mode is Mode.SNAPSHOT:
        return cover
    absent = tuple(sorted({*under.absent, *cover.absent}))
    mode = Mode.SNAPSHOT if under.mode is Mode.SNAPSHOT else cover.mode
    return Cover(mode, under.automatic or cover.automatic, absent)


def versions_of(store: Store, inputs: Sequence[Input]) -> Mapping[str, list[Version]]:
    """The accepted rows of every dataset, in the order of acceptance. Raises EngineError RK602 for lost ones."""
    found: dict[str, list[Version]] = {}
    for seq, given in enumerate(inputs, 1):
        rows = whole(store.object(given.rows))
        found.setdefault(given.dataset, []).append(Version(seq, Mode(given.mode), rows, from_ranges(given.covers)))
    return found


def describe(frame: Frame) -> dict[str, Any]:
    """Reference tables and parameters as plain data: equal for equal meaning."""
    return {
        "areas": sorted(a.model_dump_json() for a in frame.geography.areas),
        "parents": sorted(p.model_dump_json() for p in frame.geography.parents),
        "population": sorted(p.model_dump_json() for p in frame.population),
        "expected": sorted(e.model_dump_json() for e in frame.expected),
        "crosswalk": sorted(c.model_dump_json() for c in frame.crosswalk),
        "breaks": sorted(b.model_dump_json() for b in frame.breaks),
        "calendar": frame.calendar.model_dump_json(),
        "parameters": [frame.first, frame.last, frame.as_of.isoformat(), frame.interpolation, frame.revision_months],
    }


def frame_of(data: Mapping[str, Any]) -> Frame:
    """The inverse of ``describe``; what the ledger is about is not in it."""
    first, last, as_of, interpolation, revision_months = data["parameters"]
    return Frame(
        geography=Geography(
            tuple(Area.model_validate_json(a) for a in data["areas"]),
            tuple(Parent.model_validate_json(p) for p in data["parents"]),
        ),
        first=first,
        last=last,
        as_of=date.fromisoformat(as_of),
        calendar=Calendar.model_validate_json(data["calendar"]),
        population=tuple(Population.model_validate_json(p) for p in data["population"]),
        interpolation=interpolation,
        expected=tuple(Expected.model_validate_json(e) for e in data["expected"]),
        crosswalk=tuple(Crosswalk.model_validate_json(c) for c in data["crosswalk"]),
        breaks=tuple(SeriesBreak.model_validate_json(b) for b in data["breaks"]),
        revision_months=revision_months,
    )


def plugins_of(definitions: Mapping[str, Any]) -> tuple[Plugin, ...]:
    """The plugins of a stored set of definitions, the ledger's last; without the code of adapters, which had done its
    work."""
    kinds = ("codelists", "datasets", "measures", "kpis", "adapters")

    def of(plugin: str, kind: str) -> list[dict[str, Any]]:
        held = [d for id_, d in definitions[kind].items() if id_.partition(".")[0] == plugin]
        return [{k: v for k, v in d.items() if k != "read"} for d in held if not d.get("view_of")]

    forms = {**definitions["plugins"], LEDGER: {"name": LEDGER, "title": "Ledger"}}
    return tuple(
        Plugin.model_validate({**form, **{kind: of(name, kind) for kind in kinds}}) for name, form in forms.items()
    )
