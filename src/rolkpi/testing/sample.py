"""Synthetic rows, made from a dataset's declaration alone: no record of anybody.

Types, codelists, mandatory fields, keys, links and validation rules are kept; everything else is left to chance, with a
seed. The rows are for trying definitions out, never for showing: whatever is made of them is called synthetic.
"""

from __future__ import annotations

import random
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Any

from sqlglot import exp

from rolkpi.catalog import Catalog
from rolkpi.model import Area, Calendar, Column, ColumnType, Dataset, Frequency, Kpi, Parent, Population
from rolkpi.model.dataset import CELL_STATUS, RETURN_COLUMNS
from rolkpi.model.ledger import LEDGER
from rolkpi.model.period import month_end, month_start, parse_month
from rolkpi.testing import reference_expression as language
from rolkpi.testing.reference_rows import typed

Row = dict[str, Any]
FIRST, LAST = parse_month("2023-11"), parse_month("2024-04")
"""Six months over the turn of a year, with a leap day."""
ROWS = 40
_TRIES = 100
_EMPTY = 0.15
"""How often a field that may be empty is."""
_CELLS = 30
"""Cells of one form, about: the codelists of its lines and items may allow thousands."""


@dataclass(frozen=True)
class Sample:
    """Synthetic rows with the areas they lie in."""

    tables: Mapping[str, tuple[Row, ...]]
    areas: tuple[Area, ...]
    parents: tuple[Parent, ...]
    population: tuple[Population, ...]
    first: int = FIRST
    last: int = LAST


def sample(catalog: Catalog, datasets: Iterable[str] | None = None, *, seed: int = 0, rows: int = ROWS) -> Sample:
    """Rows of some datasets, or of all that are delivered. The same seed gives the same rows.

    ``rows``: records of one dataset; a form has up to that many cells an area and month. Reference data that comes
    with its definition is left as it is.
    """
    named = sorted(catalog.datasets) if datasets is None else sorted(set(datasets))
    wanted = [catalog.datasets[d] for d in named]
    areas, parents = _places(catalog)
    maker = _Maker(catalog, areas, random.Random(f"{seed} {','.join(named)}"), rows)
    tables = {d.id: tuple(maker.table(d)) for d in wanted if _is_delivered(d)}
    people = random.Random(seed)
    day = date(2023, 3, 1)
    population = tuple(Population(area=a.code, on=day, population=people.randrange(10_000, 900_000)) for a in areas)
    return Sample(tables, areas, parents, population)


def _is_delivered(dataset: Dataset) -> bool:
    return dataset.view_of is None and not dataset.rows and dataset.plugin != LEDGER


def _places(catalog: Catalog) -> tuple[tuple[Area, ...], tuple[Parent, ...]]:
    """Four areas of each level that delivers, inside two of each level above them, inside one."""
    datasets = [d for d in catalog.datasets.values() if d.area is not None]
    reporting = list(dict.fromkeys(level for d in datasets for level in d.reported_by))
    order = _levels(catalog.kpis.values(), reporting)
    above = [level for level in order if level not in reporting] or ["country"]
    hierarchies = sorted({"admin"} | {k.hierarchy for k in catalog.kpis.values()} | {d.hierarchy for d in datasets})
    areas, parents = [], []
    counts = {level: 1 if level == above[-1] else 2 for level in above} | dict.fromkeys(reporting, 4)
    lowest = above[0]
    for level, count in counts.items():
        for number in range(count):
            code = f"{level}_{number + 1}"
            areas.append(Area(code=code, name=f"{level} {number + 1}", level=level))
            over = lowest if level in reporting else next(iter(above[above.index(level) + 1 :]), None)
            if over is not None:
                into = f"{over}_{number * counts[over] // count + 1}"
                parents += [Parent(hierarchy=h, area=code, parent=into) for h in hierarchies]
    return tuple(areas), tuple(parents)


def _levels(kpis: Iterable[Kpi], reporting: list[str]) -> list[str]:
    """All levels, the lowest first, as the KPIs list them."""
    order = list(reporting)
    for kpi in kpis:
        for number, level in enumerate(kpi.levels):
            if level not in order:
                after = [order.index(x) for x in kpi.levels[:number] if x in order]
                order.insert(max(after, default=len(order) - 1) + 1, level)
    return order


@dataclass
class _Maker:
    catalog: Catalog
    areas: tuple[Area, ...]
    chance: random.Random
    rows: int
    numbers: dict[str, tuple[int, ...]] = field(default_factory=dict)
    """Dataset -> whole numbers that its rules name, and their neighbours: what a limit lets through."""

    # -- tables

    def table(self, dataset: Dataset) -> list[Row]:
        if dataset.kind == "returns":
            return self._forms(dataset)
        rows = (self._allowed(dataset, number) for number in range(self.rows))
        return _unique((r for r in rows if r is not None), dataset)

    def _allowed(self, dataset: Dataset, number: int) -> Row | None:
        """A row that breaks no rule; None when chance gives none."""
        for _ in range(_TRIES):
            row = self._row(dataset, number)
            if self._keeps(dataset, row):
                return row
        return None

    def _keeps(self, dataset: Dataset, row: Row) -> bool:
        """Whether the row breaks no rule and its state does not end before it begins."""
        whole = {c.name: typed(row.get(c.name), c.type) for c in dataset.columns}
        start, end = (whole.get(name or "") for name in (dataset.start, dataset.end))
        if start is not None and end is not None and end <= start:
            return False
        checks = (r.check for r in dataset.rules if r.severity == "error")
        return all(language.evaluate(language.parse(c), whole, Calendar()) is not False for c in checks)

    def _row(self, dataset: Dataset, number: int) -> Row:
        day = self._day()
        return {c.name: self._value(c, dataset, number, day) for c in dataset.columns}

    def _forms(self, dataset: Dataset) -> list[Row]:
        lines, items = (self._codes_of(dataset, name) or ("1",) for name in RETURN_COLUMNS[:2])
        cells = [(line, item) for line in lines for item in items]
        owing = [a.code for a in self.areas if a.level in dataset.reported_by]
        yearly = dataset.frequency is Frequency.YEAR
        made = []
        for month in range(FIRST, LAST + 1):
            for area in owing if not yearly or month % 12 == 0 else ():
                for line, item in self.chance.sample(cells, min(len(cells), self.rows, _CELLS)):
                    row = self._row(dataset, 0)
                    row |= {str(dataset.area): area, str(dataset.date): f"{month_start(month):%Y-%m}"}
                    row |= {"line": line, "item": item} | self._cell()
                    made.append(row)
        return _unique((r for r in made if self._keeps(dataset, r)), dataset)

    def _cell(self) -> Row:
        status = self.chance.choices(CELL_STATUS, (90, 4, 3, 3))[0]
        known = status in CELL_STATUS[:2]
        return {"value": self.chance.randrange(30) if known else None, "cell_status": status}

    def _codes_of(self, dataset: Dataset, column: str) -> tuple[str, ...]:
        return self.catalog.scope(dataset.id).codes.get(column, ())

    # -- values

    def _value(self, column: Column, dataset: Dataset, number: int, day: date) -> Any:
        own = column.name in dataset.key
        may_be_empty = not column.required and not own and column.name != dataset.area
        starts = column.name in (dataset.date, dataset.start) and dataset.kind != "reference"
        if may_be_empty and not starts and self.chance.random() < _EMPTY:
            return None
        match column.type:
            case ColumnType.AREA:
                levels = dataset.reported_by if column.name == dataset.area else [a.level for a in self.areas]
                codes = [a.code for a in self.areas]
                return self.chance.choice([a.code for a in self.areas if a.level in levels] or codes)
            case ColumnType.CODE:
                return self.chance.choice(self._codes_of(dataset, column.name))
            case ColumnType.KEY:
                return self._key(dataset, column.name, number)
            case ColumnType.DATE | ColumnType.TIMESTAMP | ColumnType.MONTH:
                return self._moment(column.type, day if starts else self._later(day))
            case ColumnType.BOOL:
                return self.chance.random() < 0.5
            case ColumnType.INT | ColumnType.MONEY:
                return self.chance.choice((*range(25), *self._numbers(dataset)))
            case ColumnType.DECIMAL:
                return Decimal(self.chance.randrange(1000)) / 10
            case ColumnType.TEXT:
                return f"synthetic {self.chance.randrange(9)}"

    def _numbers(self, dataset: Dataset) -> tuple[int, ...]:
        if dataset.id not in self.numbers:
            literals = (n for r in dataset.rules for n in language.parse(r.check).find_all(exp.Literal))
            named = {int(n.this) for n in literals if not n.is_string and str(n.this).isdecimal()}
            self.numbers[dataset.id] = tuple(sorted(n + step for n in named for step in (-1, 0, 1)))
        return self.numbers[dataset.id]

    def _key(self, dataset: Dataset, column: str, number: int) -> str:
        """Its own number where the key is one column; any number of those it is linked to elsewhere."""
        alone = dataset.key == (column,)
        return f"K{number if alone else self.chance.randrange(self.rows)}"

    def _moment(self, kind: ColumnType, day: date) -> Any:
        if kind is ColumnType.MONTH:
            return f"{day:%Y-%m}"
        if kind is ColumnType.TIMESTAMP:
            return datetime.combine(day, time(self.chance.randrange(24), self.chance.randrange(60)))
        return day

    def _day(self) -> date:
        span = (month_end(LAST) - month_start(FIRST)).days
        return month_start(FIRST) + timedelta(days=self.chance.randrange(span + 1))

    def _later(self, day: date) -> date:
        """Days after another: often few, at times many, now and then before it."""
        return day + timedelta(days=self.chance.choice((0, 1, 2, 5, 13, 14, 15, 17, 18, 30, 61, 90, 120, -1, -3)))


def _unique(rows: Iterable[Row], dataset: Dataset) -> list[Row]:
    """Rows with one of each key; of reference data one for all times, so that no two hold on the same day."""
    timed = (dataset.start, dataset.end) if dataset.kind == "reference" else ()
    key = [name for name in dataset.key if name not in timed]
    return list({tuple(str(row[k]) for k in key) or (number,): row for number, row in enumerate(rows)}.values())
