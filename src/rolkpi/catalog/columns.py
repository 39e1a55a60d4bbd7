"""Columns of every dataset with their types; derived ones in the order in which they build on each other."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from types import MappingProxyType
from typing import assert_never

from rolkpi.catalog.absent import Absent
from rolkpi.catalog.catalog import Needs, Resolution, ResolvedColumn, make_scope
from rolkpi.catalog.index import Index
from rolkpi.catalog.place import Place
from rolkpi.catalog.views import expand, inherited_needs
from rolkpi.errors import did_you_mean
from rolkpi.expression import Checked, Scope, mentioned
from rolkpi.expression.language import Kind
from rolkpi.model import Aggregate, ColumnType, Dataset, Derived, Formula, Link, Lookup, View

NUMBERS = frozenset({ColumnType.INT, ColumnType.MONEY})
"""What can be added up."""

DAYS = frozenset({ColumnType.DATE, ColumnType.MONTH, ColumnType.TIMESTAMP})
"""What says when."""

BREAKDOWNS = frozenset({ColumnType.CODE, ColumnType.BOOL})
"""What a dimension can be: something with a closed list of values."""

CONDITION = frozenset({Kind.BOOL})
"""What a filter gives."""

WHOLE_NUMBER = frozenset({Kind.INT})
"""What a value to add up gives."""

MOMENT = frozenset({Kind.DATE, Kind.TIMESTAMP})
"""What a start or an end gives."""

_TEXTUAL = frozenset({Kind.TEXT, Kind.CODE})

_GIVEN_BY: Mapping[ColumnType, frozenset[Kind]] = MappingProxyType(
    {
        **dict.fromkeys((ColumnType.TEXT, ColumnType.CODE, ColumnType.KEY, ColumnType.AREA), _TEXTUAL),
        **dict.fromkeys((ColumnType.INT, ColumnType.MONEY), WHOLE_NUMBER),
        **dict.fromkeys((ColumnType.DATE, ColumnType.MONTH), frozenset({Kind.DATE})),
        ColumnType.TIMESTAMP: frozenset({Kind.TIMESTAMP}),
        ColumnType.BOOL: CONDITION,
    }
)
"""Declared type of a derived column: what its expression may give."""

_ALIKE = (
    frozenset({ColumnType.TEXT, ColumnType.CODE, ColumnType.KEY, ColumnType.AREA}),
    NUMBERS,
    frozenset({ColumnType.DATE, ColumnType.MONTH}),
    frozenset({ColumnType.TIMESTAMP}),
    frozenset({ColumnType.BOOL}),
)


def needed_datasets(table: Dataset | View) -> tuple[str, ...]:
    """Datasets that a dataset's derived columns draw on, in order of first use; a view's own dataset before them."""
    links = {link.name: link.dataset for link in table.links}
    needed: dict[str, None] = {table.of: None} if isinstance(table, View) else {}
    for derived in table.derived:
        match derived:
            case Lookup(link=link):
                needed.update({links[link]: None} if link in links else {})
            case Aggregate(dataset=other):
                needed[other] = None
            case Formula():
                pass
            case _:
                assert_never(derived)
    return tuple(needed)


def make_order(index: Index) -> tuple[str, ...]:
    """Ids of datasets and views, each after all it needs. Reports RK113 for every circle and goes on without its
    last link."""
    tables: dict[str, Dataset | View] = {**index.datasets.held, **index.views.held}
    order: dict[str, None] = {}
    trail: list[str] = []

    def visit(id_: str) -> None:
        if id_ in order or id_ not in tables:
            return
        if id_ in trail:
            _report_circle([*trail[trail.index(id_) :], id_], index)
            return
        trail.append(id_)
        for needed in needed_datasets(tables[id_]):
            visit(needed)
        trail.pop()
        order[id_] = None

    for id_ in sorted(tables):
        visit(id_)
    return tuple(order)


def _report_circle(circle: list[str], index: Index) -> None:
    last = circle[-2]
    if last in index.views:
        step = "of" if index.views.held[last].of == circle[-1] else "derived"
        place, what = index.views.places[last].at(step), "views and derived columns build"
    else:
        place, what = index.datasets.places[last].at("derived"), "derived columns build"
    place.report(
        "RK113",
        f"{what} on each other in a circle: {' -> '.join(circle)}",
        "put the derived column that closes the circle into a dataset of its own, or deliver it",
    )


def _own_inputs(dataset: Dataset, derived: Derived) -> frozenset[str]:
    """Columns of the same dataset that a derived column is made from."""
    match derived:
        case Lookup(link=link):
            links = [known for known in dataset.links if known.name == link]
            return frozenset(name for known in links for name in (*known.on, known.valid_at) if name)
        case Aggregate(on=on, after=after):
            return frozenset((*on.values(), *((after,) if after else ())))
        case Formula(expression=expression):
            return mentioned(expression)
        case _:
            assert_never(derived)


class Resolver:
    """Finds the type of every column of every dataset and reports what derived columns get wrong.

    A derived column that cannot be resolved is kept in ``broken``, so that what mentions it is not reported too;
    for the same reason nothing is said of a view that cannot be made, nor of what is left out as absent.
    """

    def __init__(self, index: Index, absent: Absent | None = None) -> None:
        self.index = index
        self.absent = absent or Absent()
        self.codelists = index.codelists.held
        self.datasets: dict[str, Dataset] = dict(index.datasets.held)
        """Every dataset; views join them as they are resolved."""
        self.places: dict[str, Place] = {**index.views.places, **index.datasets.places}
        self.columns: dict[str, dict[str, ResolvedColumn]] = {}
        self.needs: dict[str, dict[str, Needs]] = {}
        self.broken: dict[str, set[str]] = {}
        for dataset in index.datasets.held.values():
            self._begin(dataset)
        self._resolving, self._deriving = "", ""

    def _begin(self, dataset: Dataset) -> None:
        self.columns[dataset.id] = {c.name: ResolvedColumn(c.name, c.type, c.codelist) for c in dataset.columns}
        self.needs[dataset.id] = inherited_needs(dataset) if dataset.view_of else {}
        self.broken[dataset.id] = set()

    def resolve(self) -> Resolution:
        """Make every view a dataset and resolve every derived column, dataset by dataset."""
        order = make_order(self.index)
        for id_ in order:
            if id_ in self.index.views:
                self._make_view(self.index.views.held[id_])
            if id_ not in self.datasets:
                continue
            self._resolving = id_
            gone = self.absent.columns.get(id_, {})
            for number, derived in enumerate(self.datasets[id_].derived):
                if derived.name not in gone:
                    self._deriving = derived.name
                    self._resolve(self.datasets[id_], derived, self.places[id_].at("derived", number))
        self._resolving = ""
        return Resolution(self.columns, self.needs, tuple(id_ for id_ in order if id_ in self.datasets))

    def _make_view(self, view: View) -> None:
        place = self.places[view.id]
        if not self.exists(view.of, place.at("of")):
            return
        made = expand(view, self.datasets[view.of], self.columns[view.of], place)
        if made is not None:
            self.datasets[view.id] = made
            self._begin(made)
            self.broken[view.id] |= self.broken[view.of]

    def exists(self, id_: str, place: Place) -> bool:
        """Whether there is a dataset; RK104 is reported when not, unless it is a view that is reported itself."""
        if id_ not in self.datasets and id_ not in self.index.views:
            place.missing("dataset", id_, self.datasets)
        return id_ in self.datasets

    def scope(self, id_: str) -> Scope:
        """The columns of a dataset that are resolved so far."""
        return make_scope(self.columns[id_].values(), self.codelists)

    def has(self, id_: str, name: str, place: Place) -> bool:
        """Whether a dataset has a column; RK104 is reported when it has not (but not a second time)."""
        if name in self.columns[id_]:
            return True
        if name in self.absent.columns.get(id_, {}):
            return False
        if self._is_later(id_, name):
            self._report_later(id_, name, place)
        elif name not in self._reported(id_):
            place.report("RK104", f"dataset '{id_}' has no column '{name}'", did_you_mean(name, self.columns[id_]))
        return False

    def unresolved(self, id_: str) -> set[str]:
        """Derived columns that have no type (yet)."""
        named = {d.name for d in self.datasets[id_].derived} - set(self.absent.columns.get(id_, {}))
        return named - set(self.columns[id_])

    def _is_later(self, id_: str, name: str) -> bool:
        return id_ == self._resolving and name in self.unresolved(id_) - self.broken[id_]

    def _report_later(self, id_: str, name: str, place: Place) -> None:
        circle = self._circle(id_, [name])
        if circle:
            what = f"derived columns build on each other in a circle: {' -> '.join((self._deriving, *circle))}"
            place.report("RK113", what, "take one of them out of the other's definition")
        else:
            place.report("RK104", f"'{name}' is derived only after this", "move it up")

    def _circle(self, id_: str, trail: list[str]) -> list[str]:
        """The way from a derived column through those it builds on to the one being resolved; empty without one."""
        if trail[-1] == self._deriving:
            return trail
        dataset = self.datasets[id_]
        inputs = (n for d in dataset.derived if d.name == trail[-1] for n in _own_inputs(dataset, d))
        found = (self._circle(id_, [*trail, name]) for name in inputs if name not in trail)
        return next((way for way in found if way), [])

    def _reported(self, id_: str) -> set[str]:
        """Columns whose lack is known: they are wrong themselves, or stand in a circle of datasets."""
        return self.broken[id_] if id_ == self._resolving else self.broken[id_] | self.unresolved(id_)

    def owns(self, place: Place, id_: str) -> bool:
        """Whether a dataset stands in the same plugin as a place, however it is called: a wrong name is told once."""
        return self.places[id_].plugin == place.plugin

    def may_use(self, id_: str, names: Iterable[str], place: Place) -> None:
        """Report RK115 for columns of another plugin's dataset that it does not publish."""
        dataset = self.datasets[id_]
        if self.owns(place, id_) or dataset.published == "all":
            return
        for name in sorted(set(names) - set(dataset.published)):
            if name in self.columns[id_]:
                published = f"it publishes {', '.join(sorted(dataset.published))}" if dataset.published else "none is"
                place.report(
                    "RK115",
                    f"column '{name}' of '{id_}' is not published by plugin '{dataset.plugin}'",
                    f"use a published column ({published}), or ask the owner of '{dataset.plugin}' to publish it",
                )

    def expression(
        self, text: str, id_: str, place: Place, kinds: Collection[Kind], scope: Scope | None = None
    ) -> Checked | None:
        """An expression over a dataset's columns; what is wrong with it, or not published, is reported.

        One that mentions a column which is reported already is not looked into.
        """
        named = mentioned(text)
        if named & self._reported(id_):
            return None
        later = [name for name in sorted(named) if self._is_later(id_, name)]
        for name in later:
            self._report_later(id_, name, place)
        if later:
            return None
        checked = place.expression(text, scope or self.scope(id_), kinds)
        if checked is not None:
            self.may_use(id_, checked.columns, place)
        return checked

    def _resolve(self, dataset: Dataset, derived: Derived, place: Place) -> None:
        match derived:
            case Lookup():
                made = self._lookup(dataset, derived, place)
            case Aggregate():
                made = self._aggregate(dataset, derived, place)
            case Formula():
                made = self._formula(dataset, derived, place)
            case _:
                assert_never(derived)
        if made is None:
            self.broken[dataset.id].add(derived.name)
        else:
            self.columns[dataset.id][derived.name], self.needs[dataset.id][derived.name] = made

    def _lookup(self, dataset: Dataset, lookup: Lookup, place: Place) -> tuple[ResolvedColumn, Needs] | None:
        links = {link.name: link for link in dataset.links}
        if lookup.link not in links:
            place.at("link").missing("link", lookup.link, links)
            return None
        link = links[lookup.link]
        if link.dataset not in self.datasets or link.dataset == dataset.id:
            return None  # reported with the link, or as a circle
        own = frozenset((*link.on, *((link.valid_at,) if link.valid_at else ())))
        for name in sorted(own):
            if self._is_later(dataset.id, name):
                self.has(dataset.id, name, place.at("link"))
        if not self.has(link.dataset, lookup.column, place.at("column")):
            return None
        self.may_use(link.dataset, [lookup.column], place.at("column"))
        target = self.columns[link.dataset][lookup.column]
        columns = frozenset((lookup.column, *link.on.values(), *self._validity(link)))
        needs = Needs(own & set(self.columns[dataset.id]), link.dataset, columns & set(self.columns[link.dataset]))
        return ResolvedColumn(lookup.name, target.type, target.codelist), needs

    def _validity(self, link: Link) -> tuple[str, ...]:
        target = self.datasets[link.dataset]
        return tuple(c for c in (target.start, target.end) if c is not None) if link.valid_at else ()

    def _aggregate(self, dataset: Dataset, derived: Aggregate, place: Place) -> tuple[ResolvedColumn, Needs] | None:
        other = derived.dataset
        if not self.exists(other, place.at("dataset")) or other == dataset.id:
            return None  # reported as a circle
        if self.datasets[other].kind == "spells" and derived.function in ("count", "sum"):
            what = (
                f"each delivery of '{other}' tells the same spells again; a {derived.function} would count them twice"
            )
            place.at("function").report("RK111", what, "use min, max or exists, or count from events")
        self.pairs({own: theirs for theirs, own in derived.on.items()}, dataset.id, other, place.at("on"))
        where = self.expression(derived.where, other, place.at("where"), CONDITION)
        used = set(derived.on) | (where.columns if where else frozenset())
        resolved: ResolvedColumn | None
        match derived.function:
            case "count":
                resolved = ResolvedColumn(derived.name, ColumnType.INT)
            case "exists":
                resolved = ResolvedColumn(derived.name, ColumnType.BOOL)
            case _:
                resolved = self._aggregated(derived, place)
                used |= {derived.column} if derived.column else set()
        if resolved is None or not self._comes_after(dataset, derived, resolved, place):
            return None
        own = _own_inputs(dataset, derived) & set(self.columns[dataset.id])
        return resolved, Needs(own, other, frozenset(used) & set(self.columns[other]))

    def _comes_after(self, dataset: Dataset, derived: Aggregate, found: ResolvedColumn, place: Place) -> bool:
        """Whether ``after`` can be held against what is aggregated."""
        if derived.after is None:
            return True
        if not self.has(dataset.id, derived.after, place.at("after")):
            return False
        own = self.columns[dataset.id][derived.after].type
        if own not in DAYS or own is not found.type:
            what = f"'{derived.after}' is of type '{own}' and '{derived.column}' of type '{found.type}': "
            what += "neither comes after the other"
            place.at("after").report("RK110", what, "name two columns of type date, or two of type timestamp")
        return True

    def _aggregated(self, derived: Aggregate, place: Place) -> ResolvedColumn | None:
        name = derived.column or ""
        if not self.has(derived.dataset, name, place.at("column")):
            return None
        self.may_use(derived.dataset, [name], place.at("column"))
        column = self.columns[derived.dataset][name]
        allowed = NUMBERS if derived.function == "sum" else NUMBERS | DAYS
        if column.type not in allowed:
            place.at("column").report(
                "RK110",
                f"{derived.function} of '{name}', which is of type '{column.type}'",
                f"aggregate a column of type {', '.join(sorted(allowed))}",
            )
        return ResolvedColumn(derived.name, column.type, column.codelist)

    def _formula(self, dataset: Dataset, derived: Formula, place: Place) -> tuple[ResolvedColumn, Needs]:
        if (derived.type is ColumnType.CODE) != (derived.codelist is not None):
            place.at("codelist").report("RK101", "a codelist is needed for type 'code', and only there")
        if derived.codelist is not None and derived.codelist not in self.codelists:
            place.at("codelist").missing("codelist", derived.codelist, self.codelists)
        at = place.at("expression")
        if derived.type is ColumnType.DECIMAL:
            what = f"'{derived.name}' is derived as a decimal, but expressions give whole numbers"
            place.at("type").report("RK110", what, "a decimal is supplied, not reckoned with: use int, or deliver it")
            return ResolvedColumn(derived.name, derived.type), Needs(frozenset())
        checked = self.expression(derived.expression, dataset.id, at, _GIVEN_BY[derived.type])
        if checked is not None and derived.codelist in self.codelists:
            self._check_codes(checked, derived.codelist or "", at)
        used = checked.columns if checked is not None else frozenset()
        return ResolvedColumn(derived.name, derived.type, derived.codelist), Needs(used)

    def _check_codes(self, checked: Checked, codelist: str, place: Place) -> None:
        codes = self.codelists[codelist].values
        if checked.values is None:
            if checked.kind is Kind.TEXT:
                what = f"gives any text, where a code of '{codelist}' is needed"
                place.report("RK110", what, "say which code in a CASE WHEN ... THEN 'CODE' END")
            return
        for code in sorted(checked.values - set(codes)):
            place.report("RK108", f"'{code}' is not in codelist '{codelist}'", did_you_mean(code, codes))

    def pairs(self, on: Mapping[str, str], own: str, other: str, place: Place) -> None:
        """Check the columns two datasets are joined on (own column: other's column)."""
        self.may_use(other, on.values(), place)
        for mine, theirs in on.items():
            known = [self.has(own, mine, place), self.has(other, theirs, place)]
            if not all(known):
                continue
            left, right = self.columns[own][mine].type, self.columns[other][theirs].type
            if not any(left in alike and right in alike for alike in _ALIKE):
                place.report(
                    "RK110",
                    f"'{own}.{mine}' is of type '{left}' and '{other}.{theirs}' of type '{right}': they never match",
                    "join columns of the same type",
                )
            elif self._personal(own, mine) != self._personal(other, theirs):
                place.report(
                    "RK116",
                    f"one of '{own}.{mine}' and '{other}.{theirs}' is personal and stored as a hash: they never match",
                    "declare both personal, or neither",
                )

    def _personal(self, id_: str, name: str) -> bool:
        return any(c.name == name and c.personal for c in self.datasets[id_].columns)
