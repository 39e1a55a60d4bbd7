"""A fixed family of datasets with random derived columns and views."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from types import MappingProxyType
from typing import Any

from hypothesis import strategies as st

from rolkpi.model import (
    Aggregate,
    Code,
    Codelist,
    Column,
    ColumnType,
    Dataset,
    Formula,
    Frequency,
    Link,
    Lookup,
    View,
)
from rolkpi.testing.strategy_expressions import Pool, booleans, dates, integers

Draw = Callable[[st.SearchStrategy[Any]], Any]
T = ColumnType
CODES: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "t.offence": ("A", "B", "C"),
        "t.stage": ("ONE", "TWO"),
        "t.cell": ("REPORTED", "ESTIMATED", "NOT_AVAILABLE", "NOT_APPLICABLE"),
    }
)


def codelists() -> tuple[Codelist, ...]:
    """The codelists that the datasets use."""
    return tuple(Codelist(id=id_, codes=tuple(Code(code=c, label=c) for c in codes)) for id_, codes in CODES.items())


def _columns(text: str, **codelists: str) -> tuple[Column, ...]:
    """``name:type`` words; a code column's list by name."""
    pairs = (word.split(":") for word in text.split())
    return tuple(Column(name=name, type=T(kind), codelist=codelists.get(name)) for name, kind in pairs)


def _datasets() -> dict[str, Dataset]:
    offence, stage, cell = "t.offence", "t.stage", "t.cell"
    form = "id:key district:area month:month line:text item:code urgent:bool value:int cell_status:code"
    returns = _columns(form, item=offence, cell_status=cell)
    every = (
        Dataset(
            id="t.case",
            kind="events",
            key=("id",),
            area="district",
            date="opened",
            columns=_columns(
                "id:key district:area opened:date closed:date seen:timestamp heard:timestamp offence:code stage:code "
                "urgent:bool amount:int person:key officer:key court:area",
                offence=offence,
                stage=stage,
            ),
        ),
        Dataset(
            id="t.hearing",
            kind="events",
            key=("id",),
            area="district",
            date="held",
            columns=_columns(
                "id:key district:area held:date case_id:key offence:code urgent:bool points:int person:key",
                offence=offence,
            ),
        ),
        Dataset(
            id="t.stay",
            kind="spells",
            key=("id",),
            area="district",
            start="began",
            end="ended",
            columns=_columns(
                "id:key district:area began:date ended:date stage:code urgent:bool person:key", stage=stage
            ),
        ),
        Dataset(
            id="t.limit",
            kind="reference",
            key=("offence", "valid_from"),
            start="valid_from",
            end="valid_to",
            columns=_columns("offence:code days:int heavy:bool valid_from:date valid_to:date", offence=offence),
        ),
        Dataset(
            id="t.officer",
            kind="reference",
            key=("officer",),
            columns=_columns("officer:key grade:code weight:int", grade=stage),
        ),
        Dataset(
            id="t.jail",
            kind="reference",
            key=("id",),
            area="district",
            start="opened",
            end="shut",
            columns=_columns("id:key district:area places:int urgent:bool opened:date shut:date"),
        ),
        Dataset(
            id="t.survey",
            kind="events",
            key=("place", "held"),
            area="place",
            date="held",
            columns=_columns("place:area held:date score:decimal least:decimal most:decimal answered:int"),
        ),
        Dataset(id="t.form", kind="returns", key=("id",), area="district", date="month", columns=returns),
        Dataset(
            id="t.yearly",
            kind="returns",
            key=("id",),
            area="district",
            date="month",
            frequency=Frequency.YEAR,
            columns=returns,
        ),
    )
    return {d.id: d for d in every}


VIEWS: Mapping[str, str] = MappingProxyType({"t.docket": "t.case", "t.term": "t.stay"})
"""View: what it is of."""


class Shelf:
    """Datasets with the derived columns drawn so far, and what each of their columns is."""

    def __init__(self) -> None:
        self.datasets = _datasets()
        self.views: dict[str, View] = {}
        self._pools = {
            id_: Pool(
                {c.name: c.type for c in d.columns if c.type is not T.AREA},
                {c.name: CODES[c.codelist] for c in d.columns if c.codelist},
                {c.name: c.codelist for c in d.columns if c.codelist},
            )
            for id_, d in self.datasets.items()
        }

    def pool(self, dataset: str) -> Pool:
        """The columns of a dataset, derived ones included."""
        return self._pools[dataset]

    def add(self, dataset: str, column: Lookup | Aggregate | Formula, kind: ColumnType, codelist: str | None) -> None:
        """One derived column more."""
        pool = self._pools[dataset]
        if dataset in self.views:
            view = self.views[dataset]
            self.views[dataset] = view.model_copy(update={"derived": (*view.derived, column)})
        else:
            old = self.datasets[dataset]
            self.datasets[dataset] = old.model_copy(update={"derived": (*old.derived, column)})
        self._pools[dataset] = Pool(
            {**pool.types, column.name: kind},
            {**pool.codes, column.name: CODES[codelist]} if codelist else pool.codes,
            {**pool.codelists, column.name: codelist} if codelist else pool.codelists,
        )

    def open(self, view: str, *links: Link) -> None:
        """A view of a dataset as it is by now."""
        self.views[view] = View(id=view, of=VIEWS[view], links=links)
        self._pools[view] = self._pools[VIEWS[view]]

    def stored(self, dataset: str) -> str:
        """The dataset that rows are delivered for."""
        return VIEWS.get(dataset, dataset)

    def link(self, dataset: str, *links: Link) -> None:
        """Relationships of a dataset."""
        self.datasets[dataset] = self.datasets[dataset].model_copy(update={"links": links})

    def needed(self, ids: Iterable[str]) -> tuple[Dataset, ...]:
        """The datasets behind some datasets and views; links that nothing uses are left out."""
        todo, found = list(ids), dict[str, Dataset]()
        while todo:
            name = todo.pop()
            if name in self.views:
                todo += [self.views[name].of, *_reached(self.views[name])]
            elif name not in found:
                found[name] = _tidy(self.datasets[name])
                todo += _reached(found[name])
        return tuple(found[id_] for id_ in sorted(found))

    def views_needed(self, ids: Iterable[str]) -> tuple[View, ...]:
        """The views among some datasets and views."""
        return tuple(_tidy(self.views[id_]) for id_ in sorted(set(ids) & self.views.keys()))


def _tidy(about: Any) -> Any:
    """A dataset or view without the links that nothing uses."""
    used = {d.link for d in about.derived if isinstance(d, Lookup)}
    return about.model_copy(update={"links": tuple(link for link in about.links if link.name in used)})


def _reached(about: Dataset | View) -> list[str]:
    """The datasets that derived columns look into."""
    reached = {link.dataset for link in _tidy(about).links}
    return sorted(reached | {d.dataset for d in about.derived if isinstance(d, Aggregate)})


# --- derived columns -----------------------------------------------------------------------------------------


def draw_shelf(draw: Draw) -> Shelf:
    """Derived columns on cases that count hearings, or on hearings that look up their case: not both at once."""
    shelf = Shelf()
    valid_at = draw(st.sampled_from(("opened", "closed", "seen")))
    shelf.link(
        "t.case",
        Link(name="limit", dataset="t.limit", on={"offence": "offence"}, valid_at=valid_at),
        Link(name="officer", dataset="t.officer", on={"officer": "officer"}),
    )
    upwards = draw(st.booleans())
    for n in range(draw(st.integers(0, 4))):
        match draw(st.sampled_from(("lookup", "aggregate", "formula") if upwards else ("lookup", "formula"))):
            case "lookup":
                _add_lookup(draw, shelf, f"x{n}")
            case "aggregate":
                _add_aggregate(draw, shelf, f"x{n}")
            case _:
                _add_formula(draw, shelf, "t.case", f"x{n}")
    if not upwards:
        shelf.link("t.hearing", Link(name="case", dataset="t.case", on={"case_id": "id"}))
        for n in range(draw(st.integers(0, 3))):
            if draw(st.booleans()):
                _add_case_lookup(draw, shelf, f"y{n}")
            else:
                _add_formula(draw, shelf, "t.hearing", f"y{n}")
    shelf.open("t.docket", Link(name="clerk", dataset="t.officer", on={"officer": "officer"}))
    shelf.open("t.term", Link(name="room", dataset="t.officer", on={"person": "officer"}))
    for view, link in (("t.docket", "clerk"), ("t.term", "room")):
        for n in range(draw(st.integers(0, 2))):
            if draw(st.booleans()):
                column, kind, codelist = draw(st.sampled_from((("weight", T.INT, None), ("grade", T.CODE, "t.stage"))))
                shelf.add(view, Lookup(name=f"z{n}", link=link, column=column), kind, codelist)
            else:
                _add_formula(draw, shelf, view, f"z{n}")
    return shelf


def _add_lookup(draw: Draw, shelf: Shelf, name: str) -> None:
    link, column, kind, codelist = draw(
        st.sampled_from(
            (
                ("limit", "days", T.INT, None),
                ("limit", "heavy", T.BOOL, None),
                ("limit", "valid_to", T.DATE, None),
                ("officer", "grade", T.CODE, "t.stage"),
                ("officer", "weight", T.INT, None),
            )
        )
    )
    shelf.add("t.case", Lookup(name=name, link=link, column=column), kind, codelist)


def _add_case_lookup(draw: Draw, shelf: Shelf, name: str) -> None:
    pool = shelf.pool("t.case")
    column = draw(st.sampled_from(sorted(pool.types)))
    shelf.add(
        "t.hearing", Lookup(name=name, link="case", column=column), pool.types[column], pool.codelists.get(column)
    )


def _add_aggregate(draw: Draw, shelf: Shelf, name: str) -> None:
    function, column, kind = draw(
        st.sampled_from(
            (
                ("count", None, T.INT),
                ("exists", None, T.BOOL),
                ("min", "held", T.DATE),
                ("max", "held", T.DATE),
                ("min", "points", T.INT),
                ("max", "points", T.INT),
                ("sum", "points", T.INT),
            )
        )
    )
    where = draw(st.one_of(st.just("TRUE"), booleans(shelf.pool("t.hearing"), 1)))
    on = {"case_id": "id"} if draw(st.integers(0, 3)) else {"person": "person"}
    days = shelf.pool("t.case").of(T.DATE)
    after = draw(st.sampled_from((None, *days))) if column == "held" else None
    shelf.add(
        "t.case",
        Aggregate(name=name, dataset="t.hearing", on=on, function=function, column=column, where=where, after=after),
        kind,
        None,
    )


def _add_formula(draw: Draw, shelf: Shelf, dataset: str, name: str) -> None:
    pool = shelf.pool(dataset)
    match draw(st.sampled_from(("bool", "int", "date", "code"))):
        case "bool":
            kind, codelist, text = T.BOOL, None, draw(booleans(pool))
        case "int":
            kind, codelist, text = T.INT, None, draw(integers(pool))
        case "date":
            kind, codelist, text = T.DATE, None, draw(dates(pool))
        case _:
            kind, codelist = T.CODE, "t.stage"
            text = f"CASE WHEN {draw(booleans(pool, 1))} THEN 'ONE' WHEN {draw(booleans(pool, 0))} THEN 'TWO' END"
    shelf.add(dataset, Formula(name=name, type=kind, codelist=codelist, expression=text), kind, codelist)
