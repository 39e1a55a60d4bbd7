"""What a run knows, and the dense table of measurements read from it.

Stored sparse, read dense: a row comes back for every KPI, area in force, period and declared disaggregation asked
for. Every call works on a cursor of its own over an in-memory engine, so any number of threads may read at once.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date
from itertools import product
from pathlib import Path
from typing import Any

import pyarrow as pa

from rolkpi.catalog import Catalog
from rolkpi.engine import Engine, literal, table_of
from rolkpi.measurements.codes import codes_of
from rolkpi.measurements.sparse import Computed, totals
from rolkpi.model import (
    AverageStock,
    Index,
    Measure,
    Quantile,
    Rate,
    Score,
    StockAge,
    Survey,
    Survival,
    Total,
    UnitShare,
)
from rolkpi.model.frame import Frame
from rolkpi.model.kpi import Kpi
from rolkpi.model.period import Frequency, Window
from rolkpi.plan import Plan, Reading, Strand
from rolkpi.sql.read import Selection, Shape, measurements_query

_SCHEMAS = {
    "strand": {
        "kpi": "string",
        "breakdown": "string",
        "cov": "int32",
        "linkage": "string",
        "linkage_breakdown": "string",
    },
    "code": {"kpi": "string", "breakdown": "string", "disaggregation": "string"},
    "kpi": {
        "kpi": "string",
        "unit": "string",
        "shape": "string",
        "min_base": "int64",
        "min_months": "int64",
        "missing": "string",
        "definition": "string",
    },
    "area": {"area": "string", "level": "string"},
    "period": {
        "frequency": "string",
        "window": "string",
        "period": "string",
        "rank": "int32",
        "period_start": "date32",
        "period_end": "date32",
        "part": "bool",
        "revisable": "bool",
    },
    "run": {"run": "string", "as_of": "date32"},
}
_ARROW = {
    "string": pa.string(),
    "int32": pa.int32(),
    "int64": pa.int64(),
    "bool": pa.bool_(),
    "date32": pa.date32(),
}


FIGURES = pa.schema(
    [(name, pa.string()) for name in ("kpi", "breakdown", "area", "frequency", "window", "period", "fiscal_year")]
    + [("disaggregation", pa.string()), ("value", pa.float64())]
    + [(name, pa.int64()) for name in ("numerator", "denominator", "n")]
    + [(name, pa.float64()) for name in ("low", "high")]
    + [("marks", pa.uint8())]
)
"""Columns of the sparse figures, in memory and in a run's parts."""


@dataclass(frozen=True)
class Header:
    """The small tables beside figures and completeness. JSON in a run's manifest; see ``rolkpi.sql.read``."""

    run: str
    as_of: date
    strands: tuple[tuple[str, str, int, str | None, str], ...]
    codes: tuple[tuple[str, str, str], ...]
    kpis: tuple[tuple[str, str, str, int, int, str, str], ...]
    areas: tuple[tuple[str, str], ...]
    periods: tuple[tuple[str, str, str, int, date, date, bool, bool], ...]

    def to_json(self) -> dict[str, Any]:
        """Plain data; dates as text."""
        plain: dict[str, Any] = json.loads(json.dumps(asdict(self), default=str))
        return plain

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> Header:
        """The inverse of ``to_json``."""

        def day(text: str) -> date:
            return date.fromisoformat(text)

        return cls(
            run=data["run"],
            as_of=day(data["as_of"]),
            strands=tuple((k, b, c, x, y) for k, b, c, x, y in data["strands"]),
            codes=tuple((k, b, d) for k, b, d in data["codes"]),
            kpis=tuple((k, u, s, b, m, a, d) for k, u, s, b, m, a, d in data["kpis"]),
            areas=tuple((a, level) for a, level in data["areas"]),
            periods=tuple((f, w, p, n, day(s), day(e), x, r) for f, w, p, n, s, e, x, r in data["periods"]),
        )

    def tables(self) -> Iterator[tuple[str, pa.Table]]:
        """Each small table by the name the reading query knows it by."""
        rows: dict[str, Iterable[tuple[object, ...]]] = {
            "strand": self.strands,
            "code": self.codes,
            "kpi": self.kpis,
            "area": self.areas,
            "period": self.periods,
            "run": [(self.run, self.as_of)],
        }
        for name, columns in _SCHEMAS.items():
            schema = pa.schema([(c, _ARROW[t]) for c, t in columns.items()])
            yield name, table_of(rows[name], schema)


def make_header(run: str, plan: Plan, catalog: Catalog, frame: Frame) -> Header:
    """What reading needs to know, from the plan the figures were computed with."""
    kpis = {s.kpi.id: s.kpi for s in plan.strands}
    missing = {kpi.id: ", ".join(names) for kpi, names in plan.unavailable}
    ranks = {(f, w): n for n, (f, w) in enumerate(product(Frequency, Window))}
    return Header(
        run=run,
        as_of=frame.as_of,
        strands=tuple((s.kpi.id, ";".join(s.breakdown), s.coverage, *_linkage(s, kpis)) for s in plan.strands),
        codes=tuple(
            (kpi.id, ";".join(breakdown), text)
            for kpi in kpis.values()
            for breakdown in (((),) if kpi.id in missing else kpi.breakdowns)
            for text in codes_of(kpi, breakdown, catalog)
        ),
        kpis=tuple(_line(k, plan, catalog, missing.get(k.id, "")) for k in kpis.values()),
        areas=tuple((a.code, a.level) for a in frame.geography.areas),
        periods=tuple(
            (
                p.frequency.value,
                p.window.value,
                p.label,
                ranks[p.frequency, p.window],
                p.start,
                p.end,
                p.part,
                frame.last - p.until < frame.revision_months,
            )
            for p in frame.all_periods
        ),
    )


def _linkage(strand: Strand, kpis: Mapping[str, Kpi]) -> tuple[str | None, str]:
    """The KPI shown as linkage, and by which breakdown: the same where it has it, else in total."""
    other = kpis.get(strand.kpi.linkage or "")
    if other is None:
        return None, ""
    return other.id, ";".join(strand.breakdown) if strand.breakdown in other.breakdowns else ""


def _line(kpi: Kpi, plan: Plan, catalog: Catalog, missing: str) -> tuple[str, str, str, int, int, str, str]:
    shape = Shape.UNAVAILABLE if missing else _shape(kpi, catalog)
    return kpi.id, kpi.unit, shape, kpi.min_base, _min_months(kpi, plan), missing, catalog.hash_of(kpi.id)


def _min_months(kpi: Kpi, plan: Plan) -> int:
    readings = {plan.classes[s.coverage].reading for s in plan.strands if s.kpi.id == kpi.id and s.measures}
    return kpi.min_months if readings & {Reading.FLOW, Reading.MIXED} else 0


def _shape(kpi: Kpi, catalog: Catalog) -> Shape:
    match kpi.formula:
        case Total(measure=measure):
            return _shape_of_total(catalog.measures[measure])
        case Rate():
            return Shape.RATE
        case Index():
            return Shape.INDEX
        case UnitShare():
            return Shape.UNIT_SHARE
        case Score():
            return Shape.SCORE
        case _:
            return Shape.DIVISION


def _shape_of_total(measure: Measure) -> Shape:
    match measure:
        case Quantile() | StockAge():
            return Shape.QUANTILE
        case Survival():
            return Shape.SURVIVAL
        case Survey():
            return Shape.SURVEY
        case AverageStock():
            return Shape.DIVISION
        case _:
            return Shape.TOTAL


def register(engine: Engine, header: Header) -> None:
    """Put the small tables where the reading query looks for them."""
    for name, table in header.tables():
        engine.fill(f'"{name}"', table)
    engine.fill('"no figure"', FIGURES.empty_table())


def read(
    engine: Engine, selection: Selection, figures: Sequence[Path] = (), completeness: Sequence[Path] = ()
) -> pa.Table:
    """The dense measurements. Columns, units and null rules as ``rolkpi.sql.read.COLUMNS``; sorted by key.

    Figures and completeness are read from Parquet files where given, else from the engine's own tables.
    """
    if not completeness:
        return engine.query(measurements_query(selection))
    sparse = _files(figures) if figures else '(SELECT * FROM "no figure")'
    return engine.query(measurements_query(selection, sparse, _files(completeness)))


def count_statuses(computed: Computed, header: Header, threads: int | None = None) -> dict[str, int]:
    """How many measurements that are not broken down have each obs_status, of all areas and periods; none left out."""
    with Engine(threads=threads) as engine:
        register(engine, header)
        engine.fill('"figure"', totals(computed.figures))
        engine.fill('"completeness"', computed.completeness)
        query = measurements_query(Selection(breakdowns=("",)))
        counted = engine.rows(f"SELECT obs_status, count(*) FROM ({query}) GROUP BY obs_status")
    return dict(counted)


def _files(paths: Sequence[Path]) -> str:
    return f"read_parquet([{', '.join(literal(str(p)) for p in paths)}])"
