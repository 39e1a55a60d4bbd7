"""Random measures of every rule, over the datasets and views of ``strategy_datasets``."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Any

from hypothesis import strategies as st

from rolkpi.model import (
    AverageStock,
    Cohort,
    ColumnType,
    Distinct,
    DistinctStock,
    Exposure,
    Flow,
    FlowSource,
    HistogramSource,
    Quantile,
    RecordSource,
    Stock,
    StockAge,
    StockSource,
    Survey,
    SurveySource,
    Survival,
)
from rolkpi.model.period import month_start
from rolkpi.testing.strategy_datasets import Shelf
from rolkpi.testing.strategy_expressions import Pool, booleans, dates, integers

Draw = Callable[[st.SearchStrategy[Any]], Any]
T = ColumnType
RULES = (
    "flow",
    "exposure",
    "stock",
    "average_stock",
    "quantile",
    "stock_age",
    "survival",
    "distinct",
    "distinct_stock",
    "cohort",
    "survey",
)
FORMS = ("t.form", "t.yearly")
RECORDS = ("t.case", "t.case", "t.docket", "t.hearing")
BINS: tuple[Mapping[str, tuple[int, int | None]], ...] = tuple(
    MappingProxyType(bins)
    for bins in (
        {"A": (0, 9), "B": (10, 19), "C": (20, None)},
        {"A": (0, 0), "B": (1, 30)},
        {"B": (5, None), "A": (-3, 4)},
        {"A": (7, 7), "B": (8, 8), "C": (9, 9)},
    )
)


def draw_measure(draw: Draw, shelf: Shelf, name: str, rule: str, *, origins: int, unit: str, months: range) -> Any:
    """One measure; with two origins, records first and the form second."""
    about: dict[str, Any] = {"id": f"t.{name}", "title": name, "unit": unit}
    make = _Maker(draw, shelf, months)
    match rule:
        case "flow":
            names = make.names((*RECORDS[1:], "t.stay"), FORMS, origins)
            return Flow(**about, sources=make.in_turn([make.flow(n) for n in names]))
        case "exposure":
            names = make.names(("t.case", "t.stay", "t.stay", "t.term", "t.jail"), FORMS, origins)
            return Exposure(**about, sources=make.in_turn([make.stock(n) for n in names]))
        case "stock":
            names = make.names(("t.docket", "t.case", "t.stay", "t.term", "t.jail", "t.hearing"), FORMS, origins)
            return Stock(**about, sources=make.in_turn([make.stock(n) for n in names]))
        case "average_stock":
            names = make.names(("t.case", "t.stay", "t.stay", "t.jail"), ("t.form",), origins)
            return AverageStock(**about, sources=make.in_turn([make.stock(n) for n in names]))
        case "quantile":
            return make.quantile(about, origins)
        case "stock_age":
            return make.age(about)
        case "distinct_stock":
            dataset = draw(st.sampled_from(("t.stay", "t.stay", "t.term", "t.case")))
            stock = make.stock(dataset).model_copy(update={"value": None})
            return DistinctStock(**about, key="person", weak=make.weak(dataset), sources=make.in_turn([stock]))
        case "survey":
            return make.survey(about)
    dataset = draw(st.sampled_from(RECORDS))
    pool = shelf.pool(dataset)
    sources = make.in_turn([make.records(dataset)])
    if rule == "distinct":
        key = draw(st.sampled_from(("person", "person", "offence")))
        until = draw(st.one_of(st.none(), dates(pool)))
        return Distinct(**about, key=key, weak=make.weak(dataset), until=until, sources=sources)
    if rule == "survival":
        lost = draw(st.one_of(st.none(), dates(pool)))
        q = draw(st.sampled_from(("1/2", "1/2", "1/10", "9/10", "0/1", "1/1")))
        return Survival(**about, event=draw(dates(pool)), censored=lost, q=q, sources=sources)
    window = draw(
        st.sampled_from(
            ({"days": 0}, {"days": 1}, {"days": 30}, {"days": 60}, {"months": 1}, {"months": 2}, {"months": 12}, {})
        )
    )
    until = {"until": draw(dates(pool))} if not window else {}
    wait = draw(st.sampled_from((0, 0, 0, 1, 31)))
    return Cohort(**about, **window, **until, wait=wait, success=draw(booleans(pool)), sources=sources)


class _Maker:
    """Draws the parts of a measure."""

    def __init__(self, draw: Draw, shelf: Shelf, months: range) -> None:
        self._draw = draw
        self._shelf = shelf
        self._months = months

    def names(self, records: tuple[str, ...], forms: tuple[str, ...], origins: int) -> list[str]:
        """The datasets of a measure's sources."""
        one, form = st.sampled_from(records), st.sampled_from((forms[0], *forms))
        if origins == 2:
            return [self._draw(one), self._draw(form)]
        return [self._draw(st.one_of(one, one, form))]

    def in_turn(self, sources: list[Any]) -> tuple[Any, ...]:
        """Sources that define their measure for ever, or one after the other, or for a time only."""
        day = month_start(self._draw(st.sampled_from(self._months)))
        match self._draw(st.sampled_from(("always",) * 7 + ("turn", "from", "to"))):
            case "turn" if len(sources) == 2:
                ends = [{"effective_to": day}, {"effective_from": day}]
                return tuple(s.model_copy(update=end) for s, end in zip(sources, ends, strict=True))
            case "from":
                return (sources[0].model_copy(update={"effective_from": day}), *sources[1:])
            case "to":
                return (sources[0].model_copy(update={"effective_to": day}), *sources[1:])
        return tuple(sources)

    def flow(self, dataset: str) -> FlowSource:
        """Rows by their date."""
        if dataset in FORMS:
            value = self._draw(st.sampled_from((None, None, "value", "value * 2")))
            return FlowSource(dataset=dataset, **self._form(), value=value)
        value = self._draw(st.one_of(st.none(), st.none(), integers(self._shelf.pool(dataset))))
        return FlowSource(dataset=dataset, **self._dated(dataset), value=value)

    def records(self, dataset: str) -> RecordSource:
        """Records by their date."""
        return RecordSource(dataset=dataset, **self._dated(dataset))

    def stock(self, dataset: str) -> StockSource:
        """Rows while they last."""
        if dataset in FORMS:
            return StockSource(dataset=dataset, **self._form())
        draw, pool = self._draw, self._shelf.pool(dataset)
        value = draw(st.one_of(st.none(), st.none(), integers(pool, 1)))
        where = self._where(pool)
        stored = self._shelf.stored(dataset)
        if stored in ("t.stay", "t.jail"):
            return StockSource(dataset=dataset, where=where, value=value)
        own = "opened" if stored == "t.case" else "held"
        start = draw(st.one_of(st.just(own), st.just(own), dates(pool)))
        end = draw(st.one_of(st.just("closed" if stored == "t.case" else own), dates(pool), st.just("seen")))
        if stored != "t.case" and end == "seen":
            end = f"add_months({own}, 2)"
        return StockSource(dataset=dataset, where=where, area=self._area(dataset), start=start, end=end, value=value)

    def quantile(self, about: dict[str, Any], origins: int) -> Quantile:
        """A quantile of records, of the ranges of a form, or of one where the other is not there."""
        draw = self._draw
        q = draw(st.sampled_from(("1/2", "9/10", "0/1", "1/1", "1/3", "2/4")))
        dataset = draw(st.sampled_from(RECORDS))
        found: list[Any] = [self.records(dataset)]
        value: str | None = draw(integers(self._shelf.pool(dataset)))
        if origins == 2:
            found.append(self._ranges())
        elif draw(st.integers(0, 2)) == 0:
            found, value = [self._ranges()], None
        return Quantile(**about, value=value, q=q, sources=self.in_turn(found))

    def age(self, about: dict[str, Any]) -> StockAge:
        """Ages of what is in stock, some of which rests for a time."""
        draw = self._draw
        dataset = draw(st.sampled_from(("t.stay", "t.stay", "t.term", "t.case", "t.docket")))
        day = dates(self._shelf.pool(dataset))
        idle = draw(st.booleans())
        return StockAge(
            **about,
            q=draw(st.sampled_from(("1/2", "9/10", "0/1", "1/1", "1/3"))),
            since=draw(st.one_of(st.none(), day)),
            idle_from=draw(day) if idle else None,
            idle_to=draw(day) if idle else None,
            sources=self.in_turn([self.stock(dataset).model_copy(update={"value": None})]),
        )

    def _ranges(self) -> HistogramSource:
        bins = dict(self._draw(st.sampled_from(BINS)))
        dataset = self._draw(st.sampled_from((FORMS[0], *FORMS)))
        return HistogramSource(dataset=dataset, **{**self._form(), "dimensions": {}}, bins=bins)

    def survey(self, about: dict[str, Any]) -> Survey:
        """A published result, with or without its margin and number of answers."""
        draw = self._draw
        low, high = draw(st.sampled_from((("least", "most"), (None, None), ("least", None))))
        where = draw(st.sampled_from(("TRUE", "TRUE", "answered > 5", "answered IS NOT NULL")))
        n = draw(st.sampled_from(("answered", None)))
        source = SurveySource(dataset="t.survey", where=where, value="score", low=low, high=high, n=n)
        return Survey(**about, sources=self.in_turn([source]))

    def weak(self, dataset: str) -> str | None:
        """Sometimes a condition under which a key is not to be relied on."""
        found: str | None = self._draw(st.one_of(st.none(), booleans(self._shelf.pool(dataset), 1)))
        return found

    def _form(self) -> dict[str, Any]:
        line = self._draw(st.sampled_from(("line = 'all'", "line = 'some'", "line IN ('all', 'some')")))
        total = self._draw(st.sampled_from((None, None, None, "item IS NULL", "item = 'A'", "urgent", "line = 'all'")))
        return {"where": line, "total": total, "dimensions": {"offence": "item"}}

    def _dated(self, dataset: str) -> dict[str, Any]:
        """Sometimes another day or timestamp than the dataset's own; spells by their start or end."""
        pool = self._shelf.pool(dataset)
        moments = ["began", "ended"] if dataset == "t.stay" else pool.of(T.DATE, T.TIMESTAMP)
        other = dataset == "t.stay" or self._draw(st.integers(0, 2)) == 0
        date = str(self._draw(st.sampled_from(moments))) if other else None
        return {"where": self._where(pool), "area": self._area(dataset), "date": date}

    def _where(self, pool: Pool) -> str:
        return str(self._draw(st.one_of(st.just("TRUE"), booleans(pool))))

    def _area(self, dataset: str) -> str | None:
        own = self._shelf.stored(dataset) == "t.case"
        choices: tuple[str | None, ...] = (None, None, None, "court") if own else (None,)
        return self._draw(st.sampled_from(choices))  # type: ignore[no-any-return]
