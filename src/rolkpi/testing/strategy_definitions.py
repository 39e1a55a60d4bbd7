"""Random definitions over a fixed family of datasets: derived columns, measures of every rule, KPIs."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

from hypothesis import strategies as st

from rolkpi.model import (
    Aggregate,
    Code,
    Codelist,
    Cohort,
    CohortShare,
    Column,
    ColumnType,
    Dataset,
    DerivedFormula,
    Direction,
    Distinct,
    Flow,
    FlowSource,
    Formula,
    Frequency,
    Kpi,
    Link,
    Lookup,
    Plugin,
    Quantile,
    Rate,
    Ratio,
    RecordSource,
    Stock,
    StockSource,
    Total,
    Window,
)
from rolkpi.model.kpi import KpiFormula
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
RULES = ("flow", "stock", "quantile", "distinct", "cohort")


def codelists() -> tuple[Codelist, ...]:
    """The codelists that the datasets use."""
    return tuple(Codelist(id=id_, codes=tuple(Code(code=c, label=c) for c in codes)) for id_, codes in CODES.items())


@dataclass(frozen=True)
class Theme:
    """What the KPIs of a scenario may be made of, and what place and time they see."""

    kinds: tuple[str, ...] = ("total", "ratio", "rate", "cohort_share", "derived")
    rules: tuple[str, ...] = RULES
    max_kpis: int = 3
    max_months: int = 15
    steady: bool = False
    """Every district lies in a division and every division in the province, all the time."""


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


class Shelf:
    """Datasets with the derived columns drawn so far, and what each of their columns is."""

    def __init__(self) -> None:
        self.datasets = _datasets()
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
        old, pool = self.datasets[dataset], self._pools[dataset]
        self.datasets[dataset] = old.model_copy(update={"derived": (*old.derived, column)})
        self._pools[dataset] = Pool(
            {**pool.types, column.name: kind},
            {**pool.codes, column.name: CODES[codelist]} if codelist else pool.codes,
            {**pool.codelists, column.name: codelist} if codelist else pool.codelists,
        )

    def link(self, dataset: str, *links: Link) -> None:
        """Relationships of a dataset."""
        self.datasets[dataset] = self.datasets[dataset].model_copy(update={"links": links})

    def needed(self, ids: Iterable[str]) -> tuple[Dataset, ...]:
        """Some datasets and all that their derived columns reach; links that nothing uses are left out."""
        todo, found = list(ids), dict[str, Dataset]()
        while todo:
            dataset = self.datasets[todo.pop()]
            used = {d.link for d in dataset.derived if isinstance(d, Lookup)}
            links = tuple(link for link in dataset.links if link.name in used)
            found[dataset.id] = dataset.model_copy(update={"links": links})
            reached = {link.dataset for link in links}
            reached |= {d.dataset for d in dataset.derived if isinstance(d, Aggregate)}
            todo += sorted(reached - found.keys())
        return tuple(found[id_] for id_ in sorted(found))


# --- derived columns -----------------------------------------------------------------------------------------


def _draw_shelf(draw: Draw) -> Shelf:
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
    shelf.add(
        "t.case",
        Aggregate(name=name, dataset="t.hearing", on=on, function=function, column=column, where=where),
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


# --- measures ------------------------------------------------------------------------------------------------


def _where(draw: Draw, pool: Pool) -> str:
    return str(draw(st.one_of(st.just("TRUE"), booleans(pool))))


def _line(draw: Draw) -> str:
    return str(draw(st.sampled_from(("line = 'all'", "line = 'some'", "line IN ('all', 'some')"))))


def _flow_source(draw: Draw, shelf: Shelf, dataset: str) -> FlowSource:
    if dataset in ("t.form", "t.yearly"):
        value = draw(st.sampled_from((None, None, "value", "value * 2")))
        return FlowSource(dataset=dataset, where=_line(draw), dimensions={"offence": "item"}, value=value)
    pool = shelf.pool(dataset)
    return FlowSource(
        dataset=dataset,
        where=_where(draw, pool),
        area=_area(draw, dataset),
        date=_date(draw, shelf, dataset),
        value=draw(st.one_of(st.none(), st.none(), integers(pool))),
    )


def _area(draw: Draw, dataset: str) -> str | None:
    choices: tuple[str | None, ...] = (None, None, None, "court") if dataset == "t.case" else (None,)
    return draw(st.sampled_from(choices))  # type: ignore[no-any-return]


def _date(draw: Draw, shelf: Shelf, dataset: str) -> str | None:
    """Sometimes another day or timestamp than the dataset's own; spells have none of their own."""
    moments = shelf.pool(dataset).of(T.DATE, T.TIMESTAMP)
    if dataset == "t.stay" or draw(st.integers(0, 2)) == 0:
        return str(draw(st.sampled_from(moments)))
    return None


def _stock_source(draw: Draw, shelf: Shelf, dataset: str) -> StockSource:
    if dataset in ("t.form", "t.yearly"):
        return StockSource(dataset=dataset, where=_line(draw), dimensions={"offence": "item"})
    pool = shelf.pool(dataset)
    value = draw(st.one_of(st.none(), st.none(), integers(pool, 1)))
    if dataset in ("t.stay", "t.jail"):
        return StockSource(dataset=dataset, where=_where(draw, pool), value=value)
    own = "opened" if dataset == "t.case" else "held"
    start = draw(st.one_of(st.just(own), st.just(own), dates(pool)))
    end = draw(st.one_of(st.just("closed" if dataset == "t.case" else own), dates(pool), st.just("seen")))
    if dataset != "t.case" and end == "seen":
        end = f"add_months({own}, 2)"
    return StockSource(
        dataset=dataset, where=_where(draw, pool), area=_area(draw, dataset), start=start, end=end, value=value
    )


def _record_source(draw: Draw, shelf: Shelf, dataset: str) -> RecordSource:
    return RecordSource(
        dataset=dataset,
        where=_where(draw, shelf.pool(dataset)),
        area=_area(draw, dataset),
        date=_date(draw, shelf, dataset),
    )


def _draw_measure(draw: Draw, shelf: Shelf, name: str, rule: str, sources: int) -> Any:
    """One measure; with two sources, records first and the form second."""
    about: dict[str, Any] = {"id": f"t.{name}", "title": name, "unit": "cases"}
    records = st.sampled_from(("t.case", "t.case", "t.hearing", "t.stay"))
    second = st.sampled_from(("t.form", "t.form", "t.yearly"))
    match rule:
        case "flow":
            first = draw(records) if sources == 2 else draw(st.one_of(records, records, second))
            origins = [first, *([draw(second)] if sources == 2 else [])]
            return Flow(**about, sources=tuple(_flow_source(draw, shelf, d) for d in origins))
        case "stock":
            one = st.sampled_from(("t.case", "t.stay", "t.stay", "t.jail", "t.hearing"))
            first = draw(one) if sources == 2 else draw(st.one_of(one, one, second))
            origins = [first, *([draw(second)] if sources == 2 else [])]
            return Stock(**about, sources=tuple(_stock_source(draw, shelf, d) for d in origins))
    dataset = draw(st.sampled_from(("t.case", "t.case", "t.hearing")))
    pool = shelf.pool(dataset)
    source = (_record_source(draw, shelf, dataset),)
    if rule == "quantile":
        q = draw(st.sampled_from(("1/2", "9/10", "0/1", "1/1", "1/3", "2/4")))
        return Quantile(**about, value=draw(integers(pool)), q=q, sources=source)
    if rule == "distinct":
        return Distinct(**about, key=draw(st.sampled_from(("person", "offence"))), sources=source)
    days = draw(st.sampled_from((0, 1, 30, 60)))
    return Cohort(**about, days=days, success=draw(booleans(pool)), sources=source)


# --- KPIs ----------------------------------------------------------------------------------------------------


def _draw_formula(draw: Draw, shelf: Shelf, prefix: str, theme: Theme) -> tuple[KpiFormula, list[Any]]:
    """A formula of some kind with the measures it needs."""
    sources = draw(st.sampled_from((1, 1, 2)))

    def measure(name: str, *rules: str) -> Any:
        allowed = [r for r in rules if r in theme.rules]
        return _draw_measure(draw, shelf, f"{prefix}_{name}", draw(st.sampled_from(allowed)), sources)

    match draw(st.sampled_from(theme.kinds)):
        case "total":
            made = [measure("a", "flow", "flow", "stock", "stock", "quantile", "distinct")]
            return Total(measure=made[0].id), made
        case "ratio":
            sides = [s for s in (("flow", "flow", "distinct"), ("stock",)) if set(s) & set(theme.rules)]
            rules = draw(st.sampled_from(sides))
            made = [measure("a", *rules), measure("b", *rules)]
            return Ratio(numerator=made[0].id, denominator=made[1].id, scale=draw(st.sampled_from((1, 100)))), made
        case "rate":
            made = [measure("a", "flow", "flow", "stock")]
            return Rate(numerator=made[0].id, annualise=draw(st.booleans())), made
        case "cohort_share":
            made = [measure("a", "cohort")]
            return CohortShare(measure=made[0].id), made
    made = [measure(n, "flow", "stock", "distinct") for n in "abc"[: draw(st.integers(1, 3))]]
    ids = st.sampled_from([m.id for m in made])
    top = draw(st.sampled_from(("{0}", "{0} * period_days", "2 * ({0} - {1})", "-{0} + {1} * 3", "period_days - {0}")))
    bottom = draw(st.sampled_from(("{0}", "{0} + {1}", "{0} - 2", "period_days", "12")))
    texts = [t.format(draw(ids), draw(ids)) for t in (top, bottom)]
    if not any(m.id in text for m in made for text in texts):
        texts[0] = str(made[0].id)
    return DerivedFormula(numerator=texts[0], denominator=texts[1], scale=draw(st.sampled_from((1, 100)))), made


def _dimensions(shelf: Shelf, made: list[Any]) -> list[str]:
    """Code and bool columns that the first source of every measure has, with one codelist."""
    offered = []
    for m in made:
        source = m.sources[0]
        pool = shelf.pool(source.dataset)
        renamed = {d: pool.codelists[c] for d, c in source.dimensions.items()}
        own = {n: pool.codelists[n] for n in pool.codes if n != "cell_status"}
        offered.append({**dict.fromkeys(pool.of(T.BOOL), "bool"), **own, **renamed}.items())
    return sorted(name for name, _ in set.intersection(*(set(o) for o in offered)))


def _draw_breakdowns(draw: Draw, dimensions: list[str]) -> tuple[tuple[str, ...], ...]:
    if not dimensions:
        return ()
    one = st.lists(st.sampled_from(dimensions), min_size=1, max_size=2, unique=True).map(tuple)
    return tuple(draw(st.lists(one, max_size=2, unique_by=lambda d: tuple(sorted(d)))))


def _draw_kpi(draw: Draw, shelf: Shelf, name: str, levels: tuple[str, ...], theme: Theme) -> tuple[Kpi, list[Any]]:
    formula, made = _draw_formula(draw, shelf, name, theme)
    frequencies = draw(st.sampled_from((tuple(Frequency), tuple(Frequency), (Frequency.MONTH, Frequency.YEAR))))
    kpi = Kpi(
        id=f"t.{name}",
        code=f"T-{name}",
        title=name,
        description="random",
        unit="number",
        direction=Direction.CONTEXT,
        owner="nobody",
        source="rolkpi.testing.strategies",
        formula=formula,
        disaggregations=_draw_breakdowns(draw, _dimensions(shelf, made)),
        levels=draw(st.sampled_from((levels, levels, levels[:1], levels[-1:]))),
        frequencies=frequencies,
        windows=draw(st.sampled_from((tuple(Window), tuple(Window), (Window.PERIOD,)))),
        min_base=draw(st.sampled_from((0, 0, 3))),
    )
    return kpi, made


@st.composite
def plugins(draw: Draw, levels: tuple[str, ...], theme: Theme) -> Plugin:
    """A plugin with one to a few KPIs."""
    shelf = _draw_shelf(draw)
    kpis, measures = [], []
    for n in range(draw(st.integers(1, theme.max_kpis))):
        kpi, made = _draw_kpi(draw, shelf, f"k{n}", levels, theme)
        kpis.append(kpi)
        measures += made
    return Plugin(
        name="t",
        title="random",
        codelists=codelists(),
        datasets=shelf.needed(source.dataset for m in measures for source in m.sources),
        measures=tuple(measures),
        kpis=tuple(kpis),
    )
