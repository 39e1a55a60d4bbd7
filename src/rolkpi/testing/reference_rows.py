"""The rows of every dataset with their derived columns, worked out cell by cell when somebody looks."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from rolkpi.model import Aggregate, Calendar, Codelist, Column, ColumnType, Dataset, Formula, Link, Lookup, View
from rolkpi.testing import reference_expression as language

Behind = tuple[set[str], set[tuple[str, str]]]
"""Datasets that columns reach, and every (dataset, column) on the way."""


class Row(Mapping[str, Any]):
    """Column -> value; a derived column is worked out when it is first asked for. A column left out is NULL.

    A row of a view is given a row of the dataset it is of, and takes each column from there when it is asked for.
    """

    def __init__(self, book: Book, dataset: Dataset, given: Mapping[str, Any]) -> None:
        self._book = book
        self._dataset = dataset
        self._given = given
        self._stored = {c.name: c.type for c in dataset.columns}
        self._known: dict[str, Any] = {}
        self._told: dict[str, Any] = {}

    def __getitem__(self, column: str) -> Any:
        if column not in self._known:
            if column in self._stored:
                self._known[column] = typed(self._given.get(column), self._stored[column])
            else:
                self._known[column] = self._book.derive(self._dataset, column, self)
        return self._known[column]

    def once(self, expression: str, work: Callable[[], Any]) -> Any:
        """What an expression over the row gives."""
        if expression not in self._told:
            self._told[expression] = work()
        return self._told[expression]

    def __iter__(self) -> Iterator[str]:
        yield from (c.name for c in self._dataset.columns)
        yield from (d.name for d in self._dataset.derived)

    def __len__(self) -> int:
        return len(self._dataset.columns) + len(self._dataset.derived)


class Book:
    """Every dataset's table, and what its columns are made from."""

    def __init__(
        self,
        datasets: Iterable[Dataset],
        views: Iterable[View],
        codelists: Iterable[Codelist],
        tables: Mapping[str, Sequence[Mapping[str, Any]]],
        calendar: Calendar,
    ) -> None:
        self.datasets = {d.id: d for d in datasets}
        self.codelists = {c.id: c for c in codelists}
        self.calendar = calendar
        self._rows = {d.id: [Row(self, d, row) for row in tables.get(d.id, d.rows)] for d in self.datasets.values()}
        self._seen_through: dict[str, str] = {}
        self._reached: dict[tuple[str, frozenset[str]], Behind] = {}
        waiting = list(views)
        while waiting:
            view = next(v for v in waiting if v.of in self.datasets)
            self._open(view)
            waiting.remove(view)

    def _open(self, view: View) -> None:
        """A view is a dataset that has all columns of another, stored or derived there, as its own."""
        base = self.datasets[view.of]
        names = [c.name for c in base.columns] + [d.name for d in base.derived]
        kinds = {name: self._type(base.id, name) for name in names}
        columns = tuple(Column(name=n, type=kind, codelist=codelist) for n, (kind, codelist) in kinds.items())
        own = {"id": view.id, "columns": columns, "links": view.links, "derived": view.derived, "rows": ()}
        self.datasets[view.id] = base.model_copy(update={**own, "view_of": base.view_of or base.id})
        self._rows[view.id] = [Row(self, self.datasets[view.id], row) for row in self._rows[base.id]]
        self._seen_through[view.id] = base.id

    def rows(self, dataset: str) -> list[Row]:
        """All rows of a dataset."""
        return self._rows[dataset]

    def value(self, expression: str, row: Row) -> Any:
        """What an author's expression gives for a row; the same whoever asks, so it is worked out once."""
        return row.once(expression, lambda: language.evaluate(language.parse(expression), row, self.calendar))

    def holds(self, where: str, row: Row) -> bool:
        """Whether a row counts: the condition is TRUE, not FALSE and not unknown."""
        return self.value(where, row) is True

    # --- derived columns -------------------------------------------------------------------------------------

    def derive(self, dataset: Dataset, column: str, row: Row) -> Any:
        """The value of a derived column for one row."""
        match next(d for d in dataset.derived if d.name == column):
            case Formula() as formula:
                return self.value(formula.expression, row)
            case Lookup() as lookup:
                partner = self.partner(_link(dataset, lookup.link), row)
                return None if partner is None else partner[lookup.column]
            case Aggregate() as aggregate:
                return self._aggregate(aggregate, row)

    def partner(self, link: Link, row: Row) -> Row | None:
        """The one row of the other dataset that a link points to; NULL keys point nowhere."""
        other = self.datasets[link.dataset]
        theirs = self.rows(link.dataset)
        found = [r for r in theirs if all(_same(row[own], r[other_column]) for own, other_column in link.on.items())]
        if link.valid_at is not None:
            assert other.start is not None and other.end is not None
            found = [r for r in found if _valid(r[other.start], r[other.end], row[link.valid_at])]
        if len(found) > 1:
            raise ValueError(f"link '{link.name}': {len(found)} partners")
        return found[0] if found else None

    def _aggregate(self, aggregate: Aggregate, row: Row) -> Any:
        mine = [
            r
            for r in self.rows(aggregate.dataset)
            if all(_same(row[own], r[theirs]) for theirs, own in aggregate.on.items())
            and self.holds(aggregate.where, r)
        ]
        if aggregate.function == "count":
            return len(mine)
        if aggregate.function == "exists":
            return bool(mine)
        assert aggregate.column is not None
        values = [r[aggregate.column] for r in mine if r[aggregate.column] is not None]
        if aggregate.after is not None:
            values = [v for v in values if row[aggregate.after] is not None and v > row[aggregate.after]]
        if not values:
            return None
        if aggregate.function == "sum":
            return sum(values)
        return min(values) if aggregate.function == "min" else max(values)

    # --- what columns are ------------------------------------------------------------------------------------

    def has(self, dataset: str, column: str) -> bool:
        """Whether a dataset has a stored or derived column of this name."""
        d = self.datasets[dataset]
        return column in {c.name for c in d.columns} | {x.name for x in d.derived}

    def codes(self, dataset: str, column: str) -> tuple[str, ...]:
        """The codes a dimension can have, as they stand in a disaggregation."""
        kind, codelist = self._type(dataset, column)
        if kind is ColumnType.BOOL:
            return ("false", "true")
        assert codelist is not None, f"{dataset}.{column} is no dimension"
        return self.codelists[codelist].values

    def _type(self, dataset: str, column: str) -> tuple[ColumnType, str | None]:
        d = self.datasets[dataset]
        for stored in d.columns:
            if stored.name == column:
                return stored.type, stored.codelist
        match next(x for x in d.derived if x.name == column):
            case Formula() as formula:
                return formula.type, formula.codelist
            case Lookup() as lookup:
                return self._type(_link(d, lookup.link).dataset, lookup.column)
            case Aggregate() as aggregate if aggregate.column is not None:
                return self._type(aggregate.dataset, aggregate.column)
            case Aggregate(function="exists"):
                return ColumnType.BOOL, None
            case _:
                return ColumnType.INT, None

    def supports(self, dataset: str, columns: Iterable[str]) -> frozenset[str]:
        """Datasets that must be there for these columns to be right, reference data left out."""
        found, _ = self._behind(dataset, frozenset(columns))
        return frozenset(x for x in found if self.datasets[x].kind != "reference")

    def stored_behind(self, dataset: str, columns: Iterable[str]) -> frozenset[str]:
        """The dataset's own stored columns that some columns of it are made from."""
        _, seen = self._behind(dataset, frozenset(columns))
        while dataset in self._seen_through:
            dataset = self._seen_through[dataset]
        return frozenset(c for at, c in seen if at == dataset) & {c.name for c in self.datasets[dataset].columns}

    def _behind(self, dataset: str, columns: frozenset[str]) -> Behind:
        """The other datasets that columns reach, and every (dataset, column) on the way."""
        if (dataset, columns) not in self._reached:
            self._reached[dataset, columns] = self._follow(dataset, columns)
        return self._reached[dataset, columns]

    def _follow(self, dataset: str, columns: Iterable[str]) -> Behind:
        found: set[str] = set()
        seen: set[tuple[str, str]] = set()
        todo = [(dataset, c) for c in columns]
        while todo:
            at, column = todo.pop()
            if (at, column) in seen:
                continue
            seen.add((at, column))
            d = self.datasets[at]
            if at in self._seen_through and column in {c.name for c in d.columns}:
                todo.append((self._seen_through[at], column))
            match next((x for x in d.derived if x.name == column), None):
                case Formula() as formula:
                    todo += [(at, c) for c in language.columns(formula.expression)]
                case Lookup() as lookup:
                    link = _link(d, lookup.link)
                    found.add(link.dataset)
                    todo += [(at, c) for c in (*link.on, *([link.valid_at] if link.valid_at else []))]
                    todo += [(link.dataset, c) for c in (*link.on.values(), lookup.column)]
                case Aggregate() as aggregate:
                    found.add(aggregate.dataset)
                    used = {*aggregate.on, *language.columns(aggregate.where)}
                    todo += [(aggregate.dataset, c) for c in used | ({aggregate.column} if aggregate.column else set())]
                    todo += [(at, c) for c in (*aggregate.on.values(), *([aggregate.after] if aggregate.after else []))]
        return found, seen


def typed(value: Any, kind: ColumnType) -> Any:
    """A value as its column holds it; text is understood where YAML and worked examples write text."""
    if value is None or not isinstance(value, str):
        return value
    match kind:
        case ColumnType.DATE:
            return date.fromisoformat(value)
        case ColumnType.MONTH:
            return date.fromisoformat(value if len(value) == len("2024-03-01") else f"{value}-01")
        case ColumnType.TIMESTAMP:
            return datetime.fromisoformat(value)
        case ColumnType.INT | ColumnType.MONEY:
            return int(value)
        case ColumnType.DECIMAL:
            return Decimal(value)
        case ColumnType.BOOL:
            return {"true": True, "false": False}[value]
    return value


def _link(dataset: Dataset, name: str) -> Link:
    return next(link for link in dataset.links if link.name == name)


def _same(a: Any, b: Any) -> bool:
    return a is not None and b is not None and bool(a == b)


def _valid(start: date | None, end: date | None, at: date | None) -> bool:
    """``[start, end)`` on the day of a date or timestamp; without a start since ever, without an end for good."""
    if at is None:
        return False
    day = language.day_of(at)
    begun = start is None or language.day_of(start) <= day
    return begun and (end is None or day < language.day_of(end))
