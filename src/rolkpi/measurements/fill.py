"""The small tables beside the cells: what place and time are, who answers for what, which cells serve which formula."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

import pyarrow as pa

from rolkpi.catalog import Catalog
from rolkpi.engine import Engine, table_of
from rolkpi.measurements.alike import Answers
from rolkpi.measurements.codes import codes_of
from rolkpi.model.frame import Frame
from rolkpi.model.kpi import Index
from rolkpi.model.measure import AT_END
from rolkpi.model.period import month_end, month_of, month_start
from rolkpi.model.restate import WHOLE, Places
from rolkpi.model.submission import EVERY
from rolkpi.plan import CoverageClass, Plan
from rolkpi.plan.uses import STANDING
from rolkpi.sql.names import text, work_table

_TYPES = {
    "int": pa.int16(),
    "long": pa.int32(),
    "big": pa.int64(),
    "bool": pa.bool_(),
    "text": pa.string(),
    "date": pa.date32(),
}
Rows = Iterable[tuple[object, ...]]
_DAY = timedelta(days=1)


@dataclass(frozen=True)
class Filler:
    """Fills the tables of ``work.main`` for one plan and frame; ``rolkpi.sql.reach`` and ``rollup`` list them."""

    engine: Engine
    plan: Plan
    catalog: Catalog
    of: Frame

    def _fill(self, table: str, rows: Rows, /, **types: str) -> None:
        schema = pa.schema([(column, _TYPES[kind]) for column, kind in types.items()])
        self.engine.fill(text(work_table(table)), table_of(rows, schema))

    @property
    def _index(self) -> dict[str, int]:
        return {a.code: n for n, a in enumerate(self.of.geography.areas)}

    def frame(self, one: int) -> None:
        """Time and place. ``one``: what the share of a whole area is written as."""
        index, frame = self._index, self.of
        periods = frame.all_periods
        self._fill("frame", [(frame.as_of,)], as_of="date")
        self._fill("area", ((n, code) for code, n in index.items()), area="int", code="text")
        self._fill(
            "period",
            (
                (n, p.frequency, p.window, p.label, p.since, p.until, p.days, p.months, frame.fiscal_year(p))
                for n, p in enumerate(periods)
            ),
            **{"period": "int", "frequency": "text", "window": "text", "label": "text", "since": "int", "until": "int"},
            **{"days": "int", "months": "int", "fiscal": "text"},
        )
        self._fill(
            "win",
            (
                (n, month, month - p.since, month >= p.first, month == p.until)
                for n, p in enumerate(periods)
                for month in range(p.since, p.until + 1)
            ),
            **{"period": "int", "month": "int", "nth": "int", "own": "bool", "until": "bool"},
        )
        hierarchies = sorted({c.hierarchy for c in self.plan.classes})
        places = Places(frame)
        present = {month: frame.geography.present(month) for month in frame.months}
        self._fill(
            "up",
            (
                (hierarchy, index[code], month, index[above], share * one // WHOLE, code in present[month])
                for hierarchy in hierarchies
                for month in frame.months
                for code, above, share in places.shares(hierarchy, month)
            ),
            **{"hierarchy": "text", "area": "int", "month": "int", "above": "int", "share": "long", "present": "bool"},
        )
        self._fill(
            "extent",
            ((n, month, places.extent(code, month)) for code, n in index.items() for month in frame.months),
            area="int",
            month="int",
            part="int",
        )
        self._fill(
            "moved",
            (
                (h, index[above], month)
                for h in hierarchies
                for month in frame.months
                for above in places.moved(h, month)
            ),
            **{"hierarchy": "text", "above": "int", "month": "int"},
        )
        self._fill("rift", self._rifts(places), cov="int", above="int", month="int")

    def _rifts(self, places: Places) -> Rows:
        """Months in which the series of an area breaks, for each coverage class."""
        index = self._index
        for cov, wanted in enumerate(self.plan.classes):

            def defined(month: int, wanted: CoverageClass = wanted) -> bool:
                return any(terms.holds_in(month) for terms in wanted.origins)

            for area, month in places.broken(wanted.hierarchy):
                yield cov, index[area], month
            for change in self.of.breaks:
                if change.dataset == EVERY or change.dataset in wanted.datasets:
                    touched = self._touched(change.area, change.on, wanted.hierarchy)
                    yield from ((cov, index[a], month_of(change.on)) for a in touched)
            edges = {m for t in wanted.origins for m in t.edges if defined(m - 1) and defined(m)}
            yield from ((cov, n, month) for month in sorted(edges) for n in index.values())

    def _touched(self, area: str, on: date, hierarchy: str) -> Iterable[str]:
        """An area and all it lies in in the month of a day."""
        month = month_of(on)
        if area == EVERY:
            return self._index
        return self.of.geography.lineage(hierarchy, month).get(area, (area,))

    def units(self, answers: Answers) -> None:
        """Who answers for what, and what is covered: the units of each class."""
        index = self._index
        self._fill(
            "unit",
            (
                (cov, index[u.area], u.month, u.covered, u.origin, u.automatic, u.matures)
                for cov, units in enumerate(answers)
                for u in units
            ),
            **{"cov": "int", "area": "int", "month": "int", "covered": "bool", "origin": "int", "automatic": "bool"},
            matures="date",
        )
        self._fill(
            "class",
            (
                (cov, c.hierarchy, c.reading, c.divisible, c.every_month, c.people is not None, c.people_at_end)
                for cov, c in enumerate(self.plan.classes)
            ),
            **{"cov": "int", "hierarchy": "text", "reading": "text", "divisible": "bool", "every_month": "bool"},
            by_people="bool",
            people_at_end="bool",
        )
        self._fill(
            "origin",
            ((cov, n, terms.name) for cov, c in enumerate(self.plan.classes) for n, terms in enumerate(c.origins)),
            cov="int",
            origin="int",
            name="text",
        )
        self._fill(
            "view",
            (
                (cov, n)
                for cov, c in enumerate(self.plan.classes)
                for n, p in enumerate(self.of.all_periods)
                if (p.frequency, p.window) in c.views
            ),
            cov="int",
            period="int",
        )
        levels = ((cov, level) for cov, c in enumerate(self.plan.classes) for level in c.levels)
        self._fill("level", levels, cov="int", level="text")
        self._fill("stands", self._stands(), period="int", area="int", level="text")

    def _stands(self) -> Rows:
        """The areas in force in each period."""
        frame, index = self.of, self._index
        there = [frame.geography.in_force_during(max(p.first, frame.first), p.until) for p in frame.all_periods]
        if frame.geography_on is not None:
            standing = frame.geography.in_force_on(frame.geography_on)
            there = [tuple(a for a in frame.geography.areas if a.code in standing)] * len(frame.all_periods)
        return ((n, index[a.code], a.level) for n, areas in enumerate(there) for a in areas)

    def strands(self, breakdowns: list[tuple[str, ...]]) -> None:
        """Which cells serve which formula."""
        plan, index = self.plan, self._index
        texts = sorted({t for s in plan.strands for t in (s.kpi.id, ";".join(s.breakdown))})
        ranks = {text: rank for rank, text in enumerate(texts)}
        self._fill(
            "strand",
            ((s.number, ranks[s.kpi.id], ranks[";".join(s.breakdown)]) for s in plan.strands),
            strand="int",
            kpi="int",
            breakdown="int",
        )
        self._fill(
            "seed",
            (
                (s.number, s.coverage, code)
                for s in plan.strands
                if s.never_empty
                for code in codes_of(s.kpi, s.breakdown, self.catalog)
            ),
            strand="int",
            cov="int",
            code="text",
        )
        self._fill(
            "slot",
            self._slots({breakdown: n for n, breakdown in enumerate(breakdowns)}),
            **{"strand": "int", "slot": "int", "cov": "int", "use": "int", "pool": "int", "breakdown": "int"},
            **{"origin": "int", "at_end": "bool", "standing": "bool"},
        )
        self._fill(
            "baseline",
            (
                (s.number, index[b.area], b.disaggregation, b.value)
                for s in plan.strands
                if isinstance(s.kpi.formula, Index)
                for b in s.kpi.formula.baselines
                if b.area in index
            ),
            strand="int",
            area="int",
            code="text",
            value="big",
        )

    def _slots(self, breakdowns: dict[tuple[str, ...], int]) -> Rows:
        pools: dict[object, int] = {}
        for s in self.plan.strands:
            pool = pools.setdefault((s.coverage, s.breakdown, *(origin.uses for origin in s.origins)), len(pools))
            for n, origin in enumerate(s.origins):
                for slot, use in enumerate(origin.uses if origin.terms.usable else ()):
                    read = (isinstance(s.measures[slot], rules) for rules in (AT_END, STANDING))
                    yield s.number, slot, s.coverage, use, pool, breakdowns[s.breakdown], n, *read

    def people(self) -> None:
        """The people of every area in the middle of its months, for every stay."""
        frame = self.of
        groups = sorted({g for c in self.plan.classes if c.people is not None for g in frame.groups(c.people)})
        codes = [a.code for a in frame.geography.areas]
        stays = self.engine.rows("SELECT DISTINCT area, first, last FROM work.main.stay ORDER BY ALL") if groups else []

        def counted() -> Rows:
            for area, first, last in stays:
                begins = month_start(first)
                middle = begins + ((month_end(last) - begins).days + 1) // 2 * _DAY
                for group in groups:
                    n = frame.people(codes[area], middle, group)
                    if n is not None:
                        yield area, first, last, group, n

        self._fill("people", counted(), area="int", first="int", last="int", grp="text", n="big")
