"""Seals: what can move a figure or its meaning moves the seal, and nothing else does."""

from __future__ import annotations

import runpy
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from rolkpi.catalog import build
from rolkpi.catalog.seal import DIGITS, seal_of
from rolkpi.errors import DefinitionError
from rolkpi.loader import read_folder
from rolkpi.model import (
    AverageStock,
    Code,
    Column,
    ColumnType,
    Dataset,
    DerivedFormula,
    Exposure,
    Flow,
    FlowSource,
    Formula,
    Kpi,
    Plugin,
    Ratio,
    Rule,
    Score,
    ScorePart,
    Stock,
    StockSource,
    Total,
    View,
)
from rolkpi.model.ledger import LEDGER
from rolkpi.testing.mutants import mutants
from rolkpi.testing.subject import load_subject

LEVIES = Path(__file__).parents[1] / "fixtures" / "levies"


@pytest.fixture(scope="module")
def levies() -> Plugin:
    return read_folder(LEVIES)


def seals(*plugins: Plugin) -> dict[str, str]:
    """KPI: seal."""
    catalog = build(plugins)
    return {id_: seal_of(catalog, kpi) for id_, kpi in catalog.kpis.items()}


def moved(before: Plugin, after: Plugin) -> set[str]:
    """Names of the KPIs whose seal is another."""
    old, new = seals(before), seals(after)
    return {id_.partition(".")[2] for id_ in old if new.get(id_) != old[id_]}


def but(thing: Any, **changed: Any) -> Any:
    """A definition with other fields, checked as an author's is."""
    return type(thing)(**{**dict(thing), **changed})


def put(plugin: Plugin, kind: str, name: str, change: Callable[[Any], Any]) -> Plugin:
    """A plugin with one definition changed."""
    held = getattr(plugin, kind)
    assert any(d.id == f"{plugin.name}.{name}" for d in held), name
    return but(plugin, **{kind: tuple(change(d) if d.id == f"{plugin.name}.{name}" else d for d in held)})


def column(name: str, **changed: Any) -> Callable[[Dataset], Dataset]:
    """A change of one stored column."""
    return lambda d: but(d, columns=tuple(but(c, **changed) if c.name == name else c for c in d.columns))


def derived(name: str, **changed: Any) -> Callable[[Dataset], Dataset]:
    """A change of one derived column."""
    return lambda d: but(d, derived=tuple(but(c, **changed) if c.name == name else c for c in d.derived))


def source(**changed: Any) -> Callable[[Any], Any]:
    """A change of a measure's source."""
    return lambda m: but(m, sources=tuple(but(s, **changed) for s in m.sources))


def fields(**changed: Any) -> Callable[[Any], Any]:
    """A change of plain fields."""
    return lambda d: but(d, **changed)


def codes(*codes: str) -> Callable[[Any], Any]:
    """Other codes of a codelist."""
    return lambda c: but(c, codes=tuple(Code(code=code, label=code) for code in codes))


def rows(number: int, **changed: Any) -> Callable[[Dataset], Dataset]:
    """A change of one row that comes with the definition."""
    return lambda d: but(d, rows=tuple({**r, **changed} if n == number else r for n, r in enumerate(d.rows)))


ALL = {"incident_rate", "challan_in_time", "median_days", "clearing_time"}
Change = tuple[str, str, Callable[[Any], Any]]

MOVES: dict[str, tuple[Change, set[str]]] = {
    "title": (("kpis", "median_days", fields(title="Other")), {"median_days"}),
    "description": (("kpis", "median_days", fields(description="Other.")), {"median_days"}),
    "code": (("kpis", "median_days", fields(code="LEV-33")), {"median_days"}),
    "unit": (("kpis", "median_days", fields(unit="hours")), {"median_days"}),
    "direction": (("kpis", "median_days", fields(direction="up")), {"median_days"}),
    "source": (("kpis", "median_days", fields(source="Another law")), {"median_days"}),
    "levels": (("kpis", "median_days", fields(levels=("district",))), {"median_days"}),
    "hierarchy": (("kpis", "median_days", fields(hierarchy="judicial")), {"median_days"}),
    "frequencies": (("kpis", "median_days", fields(frequencies=("year",))), {"median_days"}),
    "windows": (("kpis", "median_days", fields(windows=("rolling_12",))), {"median_days"}),
    "breakdown": (("kpis", "median_days", fields(disaggregations=(("offence",),))), {"median_days"}),
    "base": (("kpis", "challan_in_time", fields(min_base=6)), {"challan_in_time"}),
    "formula": (
        ("kpis", "clearing_time", lambda k: but(k, formula=but(k.formula, numerator="levies.open * 30"))),
        {"clearing_time"},
    ),
    "scale": (("kpis", "clearing_time", lambda k: but(k, formula=but(k.formula, scale=7))), {"clearing_time"}),
    "condition": (("measures", "open", source(where="offence = 'THEFT'")), {"clearing_time"}),
    "date": (("measures", "challaned", source(date="reported_on")), {"challan_in_time", "clearing_time"}),
    "what is counted": (("measures", "reported", fields(unit="persons")), {"incident_rate"}),
    "value": (("measures", "days_to_challan", fields(value="days(reported_on, challan_on) + 1")), {"median_days"}),
    "quantile": (("measures", "days_to_challan", fields(q="9/10")), {"median_days"}),
    "codes in use": (
        ("codelists", "offence", codes("MURDER", "DACOITY", "THEFT", "NO", "RIOT")),
        {"incident_rate", "challan_in_time", "clearing_time"},
    ),
    "codes of a dimension that its measures offer": (
        ("codelists", "sex", codes("F", "M", "X")),
        {"incident_rate", "challan_in_time", "clearing_time"},
    ),
    "derived column": (
        ("datasets", "incident", derived("in_time", expression="challan_on < add_days(reported_on, limit_days)")),
        {"challan_in_time"},
    ),
    "link": (
        ("datasets", "incident", lambda d: but(d, links=(but(d.links[0], valid_at="challan_on"),))),
        {"challan_in_time"},
    ),
    "reference rows": (("datasets", "limit", rows(0, days_allowed=18)), {"challan_in_time"}),
    "one row more": (
        ("datasets", "limit", lambda d: but(d, rows=(*d.rows, {"offence": "THEFT", "days_allowed": 3}))),
        {"challan_in_time"},
    ),
    "validity": (("datasets", "limit", rows(1, valid_to="2024-01-15")), {"challan_in_time"}),
    "type of a column": (("datasets", "limit", column("days_allowed", type=ColumnType.MONEY)), {"challan_in_time"}),
    "who reports": (("datasets", "incident", fields(reported_by=("tehsil",))), ALL),
    "key": (("datasets", "incident", fields(key=("incident_no", "tehsil"))), ALL),
}

STAYS: dict[str, Change] = {
    "note": ("kpis", "median_days", fields(note="Read it with care.")),
    "why it matters": ("kpis", "median_days", fields(why_it_matters="Because.")),
    "owner": ("kpis", "median_days", fields(owner="Somebody else")),
    "examples": ("kpis", "median_days", fields(examples=())),
    "history": (
        "kpis",
        "median_days",
        fields(history=({"version": 1, "on": "2024-01-01", "change": "First.", "author": "A", "checker": "B"},)),
    ),
    "words of a measure": ("measures", "days_to_challan", fields(title="Other", description="d", published=True)),
    "words of a dataset": ("datasets", "incident", fields(description="Other", published="all")),
    "words of a column": ("datasets", "incident", column("reported_on", description="Other")),
    "words of a derived column": ("datasets", "incident", derived("in_time", description="Other")),
    "labels of codes": (
        "codelists",
        "offence",
        lambda c: but(c, codes=tuple(but(code, label=code.code.lower()) for code in c.codes)),
    ),
    "order of codes": ("codelists", "offence", lambda c: but(c, codes=tuple(reversed(c.codes)))),
    "order of columns": ("datasets", "incident", lambda d: but(d, columns=tuple(reversed(d.columns)))),
    "another column": (
        "datasets",
        "incident",
        lambda d: but(d, columns=(*d.columns, Column(name="officer", type=ColumnType.TEXT))),
    ),
    "a column nothing rests on": ("datasets", "incident", column("reported_at", type=ColumnType.DATE)),
    "a derived column nothing rests on": ("datasets", "incident", derived("arrests", where="FALSE")),
    "another derived column": (
        "datasets",
        "incident",
        lambda d: but(
            d, derived=(*d.derived, Formula(name="late", type=ColumnType.BOOL, expression="challan_on IS NULL"))
        ),
    ),
    "another link": ("datasets", "incident", lambda d: but(d, links=(*d.links, but(d.links[0], name="other")))),
    "a rule": (
        "datasets",
        "incident",
        lambda d: but(d, rules=(*d.rules, Rule(id="V9", check="tehsil IS NOT NULL", message="m"))),
    ),
    "mandatory": ("datasets", "incident", column("challan_on", required=True)),
    "another dataset's column": ("datasets", "arrest", column("arrested_on", type=ColumnType.TIMESTAMP)),
    "adapter": ("adapters", "roznamcha", fields(description="Other")),
    "default written out": ("kpis", "median_days", fields(min_months=12, note="", hierarchy="admin")),
    "default of a source written out": ("measures", "challaned", source(where="TRUE", area=None, effective_to=None)),
}


def test_a_seal_is_short_and_every_kpi_has_its_own(levies: Plugin) -> None:
    found = seals(levies)
    assert len(set(found.values())) == len(found) == 4
    assert all(len(seal) == DIGITS and set(seal) <= set("0123456789abcdef") for seal in found.values())


@pytest.mark.parametrize("name", MOVES)
def test_what_moves_a_seal(name: str, levies: Plugin) -> None:
    (kind, id_, change), expected = MOVES[name]
    assert moved(levies, put(levies, kind, id_, change)) == expected


@pytest.mark.parametrize("name", STAYS)
def test_what_moves_no_seal(name: str, levies: Plugin) -> None:
    assert moved(levies, put(levies, *STAYS[name])) == set()


def test_definitions_that_are_nothing_to_it_move_no_seal(levies: Plugin) -> None:
    (measure,) = (m for m in levies.measures if m.id == "levies.open")
    (kpi,) = (k for k in levies.kpis if k.id == "levies.median_days")
    more = but(
        levies,
        version="9",
        title="Other",
        measures=(*levies.measures, but(measure, id="levies.more")),
        kpis=(*levies.kpis, but(kpi, id="levies.more", code="LEV-99", formula=Total(measure="levies.more"))),
        survivors={"x": "y"},
    )
    assert moved(levies, more) == set()


def test_the_order_of_definitions_moves_no_seal(levies: Plugin) -> None:
    kinds = ("codelists", "datasets", "measures", "kpis", "adapters")
    assert moved(levies, but(levies, **{kind: tuple(reversed(getattr(levies, kind))) for kind in kinds})) == set()


def test_yaml_and_python_have_the_same_seals(levies: Plugin) -> None:
    assert seals(levies) == seals(runpy.run_path(str(LEVIES / "in_python.py"))["PLUGIN"])


def test_a_personal_key_moves_no_seal(levies: Plugin) -> None:
    hashed = column("incident_no", personal=True)
    assert moved(levies, put(put(levies, "datasets", "incident", hashed), "datasets", "arrest", hashed)) == set()


def test_only_columns_that_are_used_of_reference_rows_move_a_seal(levies: Plugin) -> None:
    remark = Column(name="remark", type=ColumnType.TEXT)
    noted = put(levies, "datasets", "limit", lambda d: but(d, columns=(*d.columns, remark)))
    assert moved(levies, noted) == set()
    assert moved(levies, put(noted, "datasets", "limit", rows(0, remark="by custom"))) == set()


def test_other_plugins_move_no_seal() -> None:
    chain = load_subject("chain").catalog
    plugins = {name: plugin for name, plugin in chain.plugins.items() if name != LEDGER}
    together = seals(*plugins.values())
    assert seals(plugins["police"]).items() < together.items()
    few = seals(plugins["police"], plugins["chain"])
    assert few.items() < together.items()
    assert {"chain.stage_fir_to_report", "chain.return_completeness"} <= few.keys()


# -- kinds that have the same fields


def _levies_with(levies: Plugin, **more: Any) -> Plugin:
    held = {kind: (*getattr(levies, kind), *added) for kind, added in more.items()}
    return but(levies, **held)


ABOUT = {"id": "levies.kinds", "title": "t", "unit": "incidents"}
HELD = (StockSource(dataset="levies.incident", start="reported_on", end="challan_on"),)
BASE = {
    "id": "levies.of_kinds", "code": "K", "title": "t", "description": "d", "unit": "u", "direction": "up",
    "owner": "o", "source": "s",
}  # fmt: skip


def test_a_stock_is_not_a_mean_of_stocks_nor_days_at_risk(levies: Plugin) -> None:
    kpi = Kpi(**BASE, formula=Total(measure="levies.kinds"))
    measures = [kind(**ABOUT, sources=HELD) for kind in (Stock, AverageStock, Exposure)]
    found = [seals(_levies_with(levies, measures=(m,), kpis=(kpi,)))["levies.of_kinds"] for m in measures]
    assert len(set(found)) == 3


def test_a_share_is_not_a_formula_of_the_same_two_measures(levies: Plugin) -> None:
    (ratio,) = (k for k in levies.kpis if k.id == "levies.challan_in_time")
    about = {"numerator": ratio.formula.numerator, "denominator": ratio.formula.denominator}  # type: ignore[union-attr]
    assert moved(levies, put(levies, "kpis", "challan_in_time", fields(formula=DerivedFormula(**about)))) == {
        "challan_in_time"
    }


# -- what it is made of


def test_a_kpi_made_of_kpis_moves_with_them(levies: Plugin) -> None:
    score = Kpi(**BASE, formula=Score(parts=(ScorePart(kpi="levies.median_days", worst=30, best=0),)))
    scored = _levies_with(levies, kpis=(score,))
    assert moved(scored, put(scored, "measures", "days_to_challan", fields(q="9/10"))) == {"median_days", "of_kinds"}
    assert moved(scored, put(scored, "kpis", "median_days", fields(note="n"))) == set()


def test_a_kpi_moves_with_the_one_that_stands_beside_it(levies: Plugin) -> None:
    share = Kpi(**BASE, formula=Ratio(numerator="levies.challaned_in_time", denominator="levies.challaned"))
    linked = put(_levies_with(levies, kpis=(share,)), "kpis", "median_days", fields(linkage="levies.of_kinds"))
    assert moved(_levies_with(levies, kpis=(share,)), linked) == {"median_days"}
    shifted = put(linked, "measures", "challaned_in_time", source(where="NOT in_time"))
    assert moved(linked, shifted) == {"challan_in_time", "of_kinds", "median_days"}


def test_a_kpi_over_a_view_moves_with_what_the_view_is_of(levies: Plugin) -> None:
    quick = Formula(name="quick", type=ColumnType.BOOL, expression="in_time AND offence <> 'NO'")
    view = View(id="levies.again", of="levies.incident", derived=(quick,))
    measure = Flow(**ABOUT, sources=(FlowSource(dataset="levies.again", where="quick"),))
    seen = _levies_with(
        levies, views=(view,), measures=(measure,), kpis=(Kpi(**BASE, formula=Total(measure="levies.kinds")),)
    )
    for change in (
        ("datasets", "incident", derived("in_time", expression="challan_on IS NOT NULL")),
        ("datasets", "limit", rows(0, days_allowed=18)),
        ("views", "again", derived("quick", expression="in_time")),
    ):
        assert "of_kinds" in moved(seen, put(seen, *change))
    assert moved(seen, put(seen, "views", "again", fields(description="d", published="all"))) == set()


# -- everything an author can change


@pytest.mark.parametrize(("name", "step"), [("levies", 1), ("police", 3), ("prosecution", 3), ("chain", 25)])
def test_every_mutant_moves_the_seals_of_what_rests_on_it_and_no_other(name: str, step: int) -> None:
    subject = load_subject(LEVIES if name == "levies" else name)
    others = [p for p in subject.catalog.plugins.values() if p.name not in (name, LEDGER)]
    before = seals(subject.plugin, *others)
    tried = 0
    for mutant in list(mutants(subject.catalog, subject.plugin))[::step]:
        try:
            after = seals(mutant.changed, *others)
        except DefinitionError:
            continue
        tried += 1
        assert {id_ for id_ in before if after[id_] != before[id_]} == set(mutant.kpis), mutant.id
    assert tried >= 15
