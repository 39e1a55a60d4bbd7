"""How long a run's steps take on synthetic records, against one pass written by hand over the same table.

    python benchmarks/bench_run.py --rows 1000000 --threads 2

Seeded: the same rows every time. Not a test, and nothing runs it but you. Times are of this machine and this minute;
read them as ratios. See README.md beside this file.
"""

from __future__ import annotations

import argparse
import json
import sys
import time
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from datetime import date
from itertools import product
from typing import Any

import pyarrow as pa

from rolkpi.catalog import Catalog, build
from rolkpi.engine import Engine
from rolkpi.measurements import compute_figures
from rolkpi.model import (
    Area,
    Code,
    Codelist,
    Column,
    ColumnType,
    Dataset,
    Direction,
    Flow,
    FlowSource,
    Geography,
    Kpi,
    Mode,
    Parent,
    Plugin,
    Total,
)
from rolkpi.model.frame import Cover, Frame
from rolkpi.model.period import month_end
from rolkpi.plan import make_plan
from rolkpi.sql.names import dataset_table, text
from rolkpi.store.tables import Version, attach, build_tables

DISTRICTS = tuple(f"D{n:02d}" for n in range(36))
OFFENCES = tuple(f"OFFENCE_{n:02d}" for n in range(15))
SEVERITIES = ("MINOR", "MAJOR", "HEINOUS")
FIRST, MONTHS = 2020 * 12 + 6, 72
COUNTS = tuple(f"offence = '{o}' AND severity = '{s}'" for o, s in product(OFFENCES, SEVERITIES))[:29]
FILTERS = (*COUNTS, "gbv_flag AND closed_at <= add_days(registered_at, 30)")
HAND_FILTERS = (*COUNTS, "gbv_flag AND closed_at <= registered_at + 30")


class CountingEngine(Engine):
    """Knows how many statements it ran."""

    statements = 0

    def __enter__(self) -> CountingEngine:
        return self

    def execute(self, sql: str) -> None:
        self.statements += len(list(filter(str.strip, sql.split(";\n"))))
        super().execute(sql)

    def query(self, sql: str, incoming: pa.Table | None = None) -> pa.Table:
        self.statements += 1
        return super().query(sql, incoming)

    def rows(self, sql: str) -> list[tuple[Any, ...]]:
        self.statements += 1
        return super().rows(sql)


@dataclass
class Result:
    """What one run of the benchmark saw. Seconds, unless the name says otherwise."""

    rows: int
    kpis: int
    scans: int
    statements: int
    figures: int
    store_build: float
    scanning: float
    coverage: float
    rolling_up: float
    by_hand: float

    def ratios(self) -> dict[str, float]:
        """Each step against the hand-written pass."""
        steps = {
            "store build": self.store_build,
            "scans": self.scanning,
            "coverage": self.coverage,
            "roll-up": self.rolling_up,
        }
        return {name: round(seconds / self.by_hand, 2) for name, seconds in steps.items()}


def plugin() -> Plugin:
    """A register of FIRs and thirty filtered counts of it."""
    lists = {"bench.district": DISTRICTS, "bench.offence": OFFENCES, "bench.severity": SEVERITIES}
    fir = Dataset(
        id="bench.fir",
        kind="events",
        key=("fir_id",),
        area="district",
        date="registered_at",
        columns=(
            Column(name="fir_id", type=ColumnType.KEY),
            Column(name="district", type=ColumnType.AREA),
            Column(name="offence", type=ColumnType.CODE, codelist="bench.offence"),
            Column(name="severity", type=ColumnType.CODE, codelist="bench.severity"),
            Column(name="gbv_flag", type=ColumnType.BOOL),
            Column(name="registered_at", type=ColumnType.DATE),
            Column(name="closed_at", type=ColumnType.DATE),
        ),
    )
    return Plugin(
        name="bench",
        title="Benchmark",
        codelists=tuple(Codelist(id=i, codes=tuple(Code(code=c, label=c) for c in cs)) for i, cs in lists.items()),
        datasets=(fir,),
        measures=tuple(
            Flow(id=f"bench.m{n}", title=w, unit="cases", sources=(FlowSource(dataset="bench.fir", where=w),))
            for n, w in enumerate(FILTERS)
        ),
        kpis=tuple(_kpi(n) for n in range(len(FILTERS))),
    )


def _kpi(n: int) -> Kpi:
    return Kpi(
        id=f"bench.k{n}",
        code=f"BEN-{n:02d}",
        title=FILTERS[n],
        description=FILTERS[n],
        unit="cases",
        direction=Direction.CONTEXT,
        formula=Total(measure=f"bench.m{n}"),
        levels=("district", "province"),
        owner="benchmark",
        source="benchmark",
    )


def records(engine: Engine, rows: int, seed: int) -> pa.Table:
    """Synthetic FIRs as they come in: text codes, in no order. The same for the same seed."""

    def roll(salt: int, below: int) -> str:
        return f"CAST(hash(i, {salt}, {seed}) % {below} AS INTEGER)"

    def code(salt: int, among: tuple[str, ...]) -> str:
        return f"{list(among)}[1 + {roll(salt, len(among))}]"

    first, days = date(FIRST // 12, FIRST % 12 + 1, 1), (month_end(FIRST + MONTHS - 1) - month_end(FIRST - 1)).days
    return engine.query(
        f"""
        SELECT 'F' || i AS fir_id, {code(1, DISTRICTS)} AS district, {code(2, OFFENCES)} AS offence,
          {code(3, SEVERITIES)} AS severity, {roll(4, 10)} = 0 AS gbv_flag, registered_at,
          CASE WHEN {roll(5, 4)} > 0 THEN registered_at + {roll(6, 200)} END AS closed_at
        FROM (SELECT i, DATE '{first}' + {roll(7, days)} AS registered_at FROM range({rows}) AS r(i))
        """
    )


def frame_of() -> Frame:
    """Thirty-six districts in one province, six years."""
    areas = [Area(code="P", name="P", level="province"), *(Area(code=d, name=d, level="district") for d in DISTRICTS)]
    parents = tuple(Parent(area=d, parent="P") for d in DISTRICTS)
    last = FIRST + MONTHS - 1
    return Frame(geography=Geography(tuple(areas), parents), first=FIRST, last=last, as_of=month_end(last))


class Watch:
    """Seconds since it was last asked."""

    def __init__(self) -> None:
        self._at = time.perf_counter()

    def lap(self) -> float:
        """Seconds since the last lap."""
        was, self._at = self._at, time.perf_counter()
        return self._at - was


def measure(rows: int, seed: int, threads: int | None) -> Result:
    """Build the store, compute all KPIs, and do the counting by hand. Checks that both count the same."""
    catalog, frame = build([plugin()]), frame_of()
    with CountingEngine(threads=threads) as engine:
        attach(engine)
        covers = frozenset((d, m) for d in DISTRICTS for m in frame.months)
        version = Version(1, Mode.SNAPSHOT, records(engine, rows, seed), covers)
        watch = Watch()
        codes = [a.code for a in frame.geography.areas]
        build_tables(engine, catalog, frame.calendar, codes, frame.months, {"bench.fir": [version]})
        store_build = watch.lap()
        by_hand = min(_by_hand(engine, watch) for _ in range(3))

        engine.statements = 0
        plan = make_plan(catalog, catalog.kpis.values(), frame)
        coverage = {"bench.fir": dict.fromkeys(covers, Cover(Mode.SNAPSHOT))}
        steps = dict.fromkeys(("scanning", "coverage", "rolling up"), 0.0)

        def lap(what: str, done: int, of: int) -> None:
            steps["coverage" if (what, done) == ("rolling up", 0) else what] += watch.lap()

        watch.lap()
        computed = compute_figures(engine, plan, catalog, frame, coverage, lap)
        steps["rolling up"] += watch.lap()
        statements = engine.statements
        _compare(engine, computed.figures, catalog)
        return Result(
            rows=rows,
            kpis=len(catalog.kpis),
            scans=len(plan.scans),
            statements=statements,
            figures=computed.figures.num_rows,
            store_build=round(store_build, 3),
            scanning=round(steps["scanning"], 3),
            coverage=round(steps["coverage"], 3),
            rolling_up=round(steps["rolling up"], 3),
            by_hand=round(by_hand, 3),
        )


def _hand_query() -> str:
    counts = ", ".join(f"count_if({w}) AS c{n}" for n, w in enumerate(HAND_FILTERS))
    table = text(dataset_table("bench.fir"))
    return f"SELECT _area, _month_registered_at, {counts} FROM {table} GROUP BY 1, 2"


def _by_hand(engine: Engine, watch: Watch) -> float:
    watch.lap()
    engine.query(_hand_query())
    return watch.lap()


def _compare(engine: Engine, figures: pa.Table, catalog: Catalog) -> None:
    """Province totals over all months: the library's and those of the hand-written pass."""
    columns = ", ".join(f"CAST(sum(c{n}) AS BIGINT)" for n in range(len(HAND_FILTERS)))
    (wanted,) = engine.rows(f"SELECT {columns} FROM ({_hand_query()})")
    got = dict.fromkeys(catalog.kpis, 0)
    for row in _province_months(figures):
        got[row["kpi"]] += row["numerator"]
    if tuple(got[f"bench.k{n}"] for n in range(len(HAND_FILTERS))) != wanted:
        raise SystemExit("the library and the hand-written pass do not count the same")


def _province_months(figures: pa.Table) -> Iterator[dict[str, Any]]:
    for row in figures.select(["kpi", "area", "frequency", "window", "numerator"]).to_pylist():
        if (row["area"], row["frequency"], row["window"]) == ("P", "month", "period"):
            yield row


def main() -> None:
    """Run and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rows", type=int, default=1_000_000, help="synthetic FIRs (default: 1,000,000)")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--threads", type=int, default=None)
    given = parser.parse_args()
    result = measure(given.rows, given.seed, given.threads)
    sys.stdout.write(json.dumps({**asdict(result), "ratio to the hand-written pass": result.ratios()}, indent=2) + "\n")


if __name__ == "__main__":
    main()
