"""Random KPIs of every kind, and the plugin they are in."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import product
from typing import Any

from hypothesis import strategies as st

from rolkpi.model import (
    Baseline,
    CohortShare,
    DerivedFormula,
    Direction,
    Distinct,
    DistinctStock,
    Flow,
    Frequency,
    Index,
    Kpi,
    Plugin,
    Rate,
    Ratio,
    Score,
    ScorePart,
    Stock,
    Survey,
    Total,
    UnitShare,
    Window,
)
from rolkpi.model.kpi import KpiFormula, disaggregation_text
from rolkpi.testing.strategy_datasets import Shelf, codelists, draw_shelf
from rolkpi.testing.strategy_expressions import Draw
from rolkpi.testing.strategy_measures import RULES, T, draw_measure

FIRST_STAGE = ("total", "ratio", "rate", "cohort_share", "derived", "index")
SECOND_STAGE = ("unit_share", "score")
_OF_RULES = {
    "total": (
        "flow",
        "stock",
        "exposure",
        "average_stock",
        "quantile",
        "stock_age",
        "survival",
        "distinct",
        "distinct_stock",
        "survey",
    ),
    "ratio": ("flow", "exposure", "distinct", "average_stock", "stock", "distinct_stock"),
    "rate": ("flow", "stock"),
    "cohort_share": ("cohort",),
    "derived": ("flow", "stock", "exposure", "distinct", "distinct_stock"),
    "index": ("flow", "stock", "exposure", "distinct", "distinct_stock"),
}
HORIZON = range(2024 * 12, 2024 * 12 + 6)


@dataclass(frozen=True)
class Theme:
    """What the KPIs of a scenario may be made of, and what place and time they see."""

    kinds: tuple[str, ...] = (*FIRST_STAGE, *SECOND_STAGE)
    rules: tuple[str, ...] = RULES
    max_kpis: int = 3
    max_months: int = 15
    steady: bool = False
    """Every district lies in a division and every division in the province, all the time."""
    windows: tuple[Window, ...] = tuple(Window)

    def of_measures(self) -> tuple[str, ...]:
        """Kinds of formulas over measures whose rules are wanted."""
        wanted = tuple(k for k in FIRST_STAGE if k in self.kinds and set(_OF_RULES[k]) & set(self.rules))
        return wanted or tuple(k for k in ("total", "ratio", "cohort_share") if set(_OF_RULES[k]) & set(self.rules))


@dataclass
class _Made:
    """A KPI's formula with the measures it needs."""

    formula: KpiFormula
    measures: list[Any]


class _KpiMaker:
    """Draws the KPIs of one plugin."""

    def __init__(self, draw: Draw, shelf: Shelf, levels: tuple[str, ...], theme: Theme, months: range) -> None:
        self._draw = draw
        self._shelf = shelf
        self._levels = levels
        self._theme = theme
        self._months = months
        self.kpis: list[Kpi] = []
        self.measures: dict[str, Any] = {}

    # --- over measures -------------------------------------------------------------------------------------------

    def first_stage(self, name: str) -> None:
        """One KPI over measures of its own."""
        draw = self._draw
        made = self._formula(name)
        frequencies = draw(st.sampled_from((tuple(Frequency), tuple(Frequency), (Frequency.MONTH, Frequency.YEAR))))
        published = any(isinstance(m, Survey) for m in made.measures)
        windows = self._windows(published)
        yearly = any(s.dataset == "t.yearly" for m in made.measures for s in m.sources)
        if yearly and Window.PERIOD not in windows:
            windows = (Window.PERIOD, *windows)
        if isinstance(made.formula, Index) and not isinstance(made.measures[0], Stock | DistinctStock):
            # what adds up over months compares with a baseline of as many months only
            frequency = Frequency.YEAR if yearly else draw(st.sampled_from((Frequency.MONTH, Frequency.QUARTER)))
            frequencies, windows = (frequency,), windows[:1]
        breakdowns = self._breakdowns(made)
        dimensions = tuple(sorted({d for b in breakdowns for d in b}))
        keyed = any(isinstance(m, Distinct | DistinctStock) for m in made.measures)
        self._add(
            name,
            self._completed(made, breakdowns, dimensions),
            disaggregations=breakdowns,
            overlapping=dimensions if keyed else (),
            levels=draw(st.sampled_from((self._levels, self._levels, self._levels[:1], self._levels[-1:]))),
            frequencies=frequencies,
            windows=windows,
            min_months=draw(st.sampled_from((1, 3, 12))) if Window.ROLLING_12 in windows else 12,
            min_base=draw(st.sampled_from((0, 0, 3))),
        )
        self.measures |= {m.id: m for m in made.measures}

    def _add(self, name: str, formula: KpiFormula, **more: Any) -> None:
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
            **more,
        )
        found = [k.id for k in self.kpis if isinstance(k.formula, Ratio | CohortShare) and _offers(k, kpi, kpi.levels)]
        if found and self._draw(st.booleans()):
            kpi = kpi.model_copy(update={"linkage": self._draw(st.sampled_from(found))})
        self.kpis.append(kpi)

    def _windows(self, published: bool) -> tuple[Window, ...]:
        """The windows of a KPI; a survey's rounds are no months of which there could be too few."""
        allowed = tuple(w for w in self._theme.windows if not (published and w is Window.ROLLING_12))
        some = [(Window.PERIOD, Window.YEAR_TO_DATE), (Window.PERIOD,), tuple(Window), (Window.PERIOD, *allowed[-1:])]
        if Window.ROLLING_12 in allowed:
            some.append((Window.ROLLING_12,))
        choices = [tuple(dict.fromkeys(w for w in one if w in allowed)) for one in some]
        return self._draw(st.sampled_from([c for c in choices if c] or [allowed]))  # type: ignore[no-any-return]

    def _measure(self, name: str, rules: tuple[str, ...], origins: int, unit: str = "cases") -> Any:
        rule = self._draw(st.sampled_from([r for r in rules if r in self._theme.rules]))
        return draw_measure(self._draw, self._shelf, name, rule, origins=origins, unit=unit, months=self._months)

    def _formula(self, prefix: str) -> _Made:
        """A formula of some kind with the measures it needs."""
        draw, theme = self._draw, self._theme
        origins = draw(st.sampled_from((1, 1, 2)))
        kind = draw(st.sampled_from(theme.of_measures()))
        rules = _OF_RULES[kind]
        if kind == "ratio":
            return self._ratio(prefix, origins)
        if kind == "derived":
            return self._derived(prefix, origins)
        made = self._measure(f"{prefix}_a", rules, origins)
        match kind:
            case "total":
                return _Made(Total(measure=made.id), [made])
            case "rate":
                annual = isinstance(made, Flow) and draw(st.booleans())
                return _Made(Rate(numerator=made.id, annualise=annual), [made])
            case "cohort_share":
                return _Made(CohortShare(measure=made.id), [made])
        scale = draw(st.sampled_from((1, 100)))
        nowhere = (Baseline(area="D0", value=1, period="2019", source="random"),)
        return _Made(Index(measure=made.id, baselines=nowhere, scale=scale), [made])

    def _ratio(self, prefix: str, origins: int) -> _Made:
        draw = self._draw
        over_months, at_instant = ("flow", "exposure", "distinct", "average_stock"), ("stock", "distinct_stock")
        sides = [s for s in (over_months, over_months, at_instant) if set(s) & set(self._theme.rules)]
        rules = draw(st.sampled_from(sides))
        unit = draw(st.sampled_from(("cases", "cases", "persons")))
        made = [self._measure(f"{prefix}_a", rules, origins), self._measure(f"{prefix}_b", rules, origins, unit)]
        scale = draw(st.sampled_from((1, 100)))
        across = unit != "cases"
        return _Made(
            Ratio(numerator=made[0].id, denominator=made[1].id, scale=scale, across_units=across),
            made,
        )

    def _derived(self, prefix: str, origins: int) -> _Made:
        draw = self._draw
        tops = ("{0}", "{0} * period_days", "2 * ({0} - {1})", "-{0} + {1} * 3", "period_days - {0}")
        top = draw(st.sampled_from(tops))
        bottom = draw(st.sampled_from(("{0}", "{0} + {1}", "{0} - 2", "period_days", "12")))
        unit = "days" if top.startswith("period_days") else "cases"
        names = "abc"[: draw(st.integers(1, 3))]
        made = [self._measure(f"{prefix}_{n}", _OF_RULES["derived"], origins, unit) for n in names]
        ids = st.sampled_from([m.id for m in made])
        texts = [t.format(draw(ids), draw(ids)) for t in (top, bottom)]
        if not any(m.id in text for m in made for text in texts):
            texts[0] = str(made[0].id)
        scale = draw(st.sampled_from((1, 100)))
        return _Made(DerivedFormula(numerator=texts[0], denominator=texts[1], scale=scale), made)

    def _completed(self, made: _Made, breakdowns: tuple[tuple[str, ...], ...], dims: tuple[str, ...]) -> KpiFormula:
        """What a formula says of breakdowns: groups of people, baselines of codes."""
        draw, formula = self._draw, made.formula
        if isinstance(formula, Rate) and dims:
            by = draw(st.lists(st.sampled_from(dims), max_size=2, unique=True))
            return formula.model_copy(update={"population_by": tuple(sorted(by))})
        if isinstance(formula, Index):
            places = st.lists(st.sampled_from(("D0", "D1", "V0", "P0")), min_size=1, max_size=3, unique=True)
            texts = [disaggregation_text(c) for b in ((), *breakdowns) for c in self._cells(made, b)]
            found = [
                Baseline(area=a, disaggregation=text, value=draw(st.integers(1, 9)), period="2019", source="random")
                for text in draw(st.lists(st.sampled_from(texts), min_size=1, max_size=3, unique=True))
                for a in draw(places)
            ]
            return formula.model_copy(update={"baselines": tuple(found)})
        return formula

    def _cells(self, made: _Made, dimensions: tuple[str, ...]) -> list[dict[str, str]]:
        """The codes that a breakdown of the first measure can have."""
        source = made.measures[0].sources[0]
        pool = self._shelf.pool(source.dataset)
        columns = {d: source.dimensions.get(d, d) for d in dimensions}
        codes = [pool.codes.get(c, ("false", "true")) for c in columns.values()]
        return [dict(zip(dimensions, found, strict=True)) for found in product(*codes)]

    def _breakdowns(self, made: _Made) -> tuple[tuple[str, ...], ...]:
        dimensions = self._dimensions(made.measures)
        if not dimensions:
            return ()
        one = st.lists(st.sampled_from(dimensions), min_size=1, max_size=2, unique=True).map(tuple)
        found = st.lists(one, max_size=2, unique_by=lambda d: tuple(sorted(d)))
        return tuple(self._draw(found))

    def _dimensions(self, measures: list[Any]) -> list[str]:
        """Code and bool columns that the first source of every measure has, with one codelist."""
        offered = []
        for m in measures:
            source = m.sources[0]
            pool = self._shelf.pool(source.dataset)
            renamed = {d: pool.codelists[c] for d, c in source.dimensions.items()}
            own = {n: pool.codelists[n] for n in pool.codes if n != "cell_status"}
            offered.append({**dict.fromkeys(pool.of(T.BOOL), "bool"), **own, **renamed}.items())
        return sorted(name for name, _ in set.intersection(*(set(o) for o in offered)))

    # --- over KPIs -----------------------------------------------------------------------------------------------

    def second_stage(self, name: str, kind: str) -> None:
        """One KPI over those drawn before it, where it finds some that go together."""
        draw = self._draw
        first = draw(st.sampled_from(self.kpis))
        more = {"frequencies": first.frequencies, "windows": first.windows, "min_months": first.min_months}
        if kind == "unit_share":
            level = draw(st.sampled_from(first.levels))
            weights = [k.id for k in self.kpis if self._is_weight(k) and _offers(k, first, (level,))]
            weight = draw(st.sampled_from([None, *weights]))
            test, threshold = draw(st.sampled_from(("<", "<=", ">", ">="))), draw(_levels_of_values())
            formula: KpiFormula = UnitShare(kpi=first.id, level=level, test=test, threshold=threshold, weight=weight)
            self._add(name, formula, levels=self._levels, min_base=draw(st.sampled_from((0, 0, 2))), **more)
            return
        others = [k for k in self.kpis if _offers(k, first, first.levels)]
        parts = draw(st.lists(st.sampled_from(others), max_size=2, unique_by=lambda k: k.id))
        ids = list(dict.fromkeys([first.id, *(k.id for k in parts)]))
        least = draw(st.sampled_from(("1/1", "1/1", "1/2", "0/1", "2/3")))
        formula = Score(parts=tuple(self._part(id_) for id_ in ids), min_coverage=least)
        self._add(name, formula, levels=first.levels, **more)

    def _part(self, kpi: str) -> ScorePart:
        worst, best = self._draw(st.lists(_levels_of_values(), min_size=2, max_size=2, unique=True))
        return ScorePart(kpi=kpi, weight=self._draw(st.integers(1, 3)), worst=worst, best=best)

    def _is_weight(self, kpi: Kpi) -> bool:
        if not isinstance(kpi.formula, Total):
            return False
        return self.measures[kpi.formula.measure].rule in ("flow", "stock", "exposure", "distinct")


def _levels_of_values() -> st.SearchStrategy[float]:
    return st.sampled_from((-1.0, 0.0, 0.5, 1.0, 2.0, 7.5, 33.0, 50.0, 100.0))


def _offers(kpi: Kpi, wanted: Kpi, levels: tuple[str, ...]) -> bool:
    """Whether a KPI has a value wherever another one looks for it."""
    enough = set(kpi.frequencies) >= set(wanted.frequencies) and set(kpi.windows) >= set(wanted.windows)
    return enough and set(kpi.levels) >= set(levels)


@st.composite
def plugins(draw: Draw, levels: tuple[str, ...], theme: Theme, months: range = HORIZON) -> Plugin:
    """A plugin with one to a few KPIs, and some over these."""
    shelf = draw_shelf(draw)
    maker = _KpiMaker(draw, shelf, levels, theme, months)
    for n in range(draw(st.integers(1, theme.max_kpis))):
        maker.first_stage(f"k{n}")
    second = [k for k in SECOND_STAGE if k in theme.kinds]
    if second:
        for n in range(draw(st.integers(int(not set(theme.kinds) & set(FIRST_STAGE)), 2))):
            maker.second_stage(f"s{n}", draw(st.sampled_from(second)))
    used = [source.dataset for m in maker.measures.values() for source in m.sources]
    return Plugin(
        name="t",
        title="random",
        codelists=codelists(),
        datasets=shelf.needed(used),
        views=shelf.views_needed(used),
        measures=tuple(maker.measures.values()),
        kpis=tuple(maker.kpis),
    )
