"""Synthetic rows keep the contract of every kind of dataset, and leave nothing else out."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal
from typing import Any

import pytest

from rolkpi.catalog import Catalog, build
from rolkpi.engine import Engine
from rolkpi.model import (
    Aggregate,
    Calendar,
    Code,
    Codelist,
    Column,
    ColumnType,
    Dataset,
    Frequency,
    Geography,
    Link,
    Lookup,
    Plugin,
    Rule,
    View,
)
from rolkpi.model.dataset import CELL_STATUS
from rolkpi.model.period import parse_month
from rolkpi.testing.examples import SECRET
from rolkpi.testing.sample import FIRST, LAST, Sample, sample
from rolkpi.testing.subject import load_subject
from rolkpi.workspace.memory import receive_tables

SHIPPED = ("police", "judiciary", "prisons", "prosecution", "probation", "chain")
SEEDS = range(4)
LEAST_ROWS = 15
"""Of records: rules are strict, and keys collide."""


def _columns(text: str, required: str = "") -> tuple[Column, ...]:
    """``name:type`` words; a code column's list is named after a second colon."""
    words = (word.split(":") for word in text.split())
    return tuple(
        Column(
            name=w[0],
            type=ColumnType(w[1]),
            codelist=f"t.{w[2]}" if len(w) > 2 else None,
            required=w[0] in required.split(),
        )
        for w in words
    )


CODES = {"kind": ("A", "B", "C"), "line": ("1", "2"), "item": ("TOTAL", "X", "Y"), "cell": CELL_STATUS}
FORM = "place:area month:month line:code:line item:code:item value:int cell_status:code:cell note:text"
FORM_KEY = ("place", "month", "line", "item")


def _plugin() -> Plugin:
    """Every kind of dataset, every type of column."""
    case = Dataset(
        id="t.case",
        kind="events",
        columns=_columns(
            "id:key district:area begun:date done:date seen:timestamp heard:timestamp told:month kind:code:kind "
            "urgent:bool n:int paid:money share:decimal note:text officer:key person:key court:area",
            required="id district begun kind",
        ),
        key=("id",),
        area="district",
        date="begun",
        links=(Link(name="of", dataset="t.officer", on={"officer": "number"}),),
        derived=(Lookup(name="rank", link="of", column="rank"),),
        rules=(
            Rule(id="V1", check="done >= begun", message="m"),
            Rule(id="V2", check="kind <> 'C' OR n > 10", message="m"),
            Rule(id="V3", check="urgent", message="m", severity="warning"),
        ),
    )
    stay = Dataset(
        id="t.stay",
        kind="spells",
        columns=_columns("id:key place:area since:date till:date case_id:key", required="since"),
        key=("id", "since"),
        area="place",
        start="since",
        end="till",
        reported_by=("prison",),
        hierarchy="prison",
        links=(Link(name="case", dataset="t.case", on={"case_id": "id"}),),
        derived=(Lookup(name="kind", link="case", column="kind"),),
    )
    monthly = Dataset(
        id="t.monthly",
        kind="returns",
        columns=_columns(FORM, required="place month line item cell_status"),
        key=FORM_KEY,
        area="place",
        date="month",
        reported_by=("prison",),
        rules=(Rule(id="V1", check="line <> '2' OR item = 'TOTAL'", message="m"),),
    )
    yearly = monthly.model_copy(update={"id": "t.yearly", "frequency": Frequency.YEAR, "reported_by": ("district",)})
    officer = Dataset(
        id="t.officer",
        kind="reference",
        columns=_columns("number:key rank:text", required="number rank"),
        key=("number",),
    )
    limit = Dataset(
        id="t.limit",
        kind="reference",
        columns=_columns("kind:code:kind days:int valid_from:date valid_to:date", required="kind"),
        key=("kind", "valid_from"),
        start="valid_from",
        end="valid_to",
    )
    site = Dataset(
        id="t.site",
        kind="reference",
        columns=_columns("id:key zone:area", required="zone"),
        key=("id",),
        area="zone",
        reported_by=("zone",),
    )
    nobody = case.model_copy(update={"id": "t.nobody", "links": (), "derived": (), "reported_by": ()})
    written = Dataset(
        id="t.written", kind="reference", columns=_columns("word:text"), key=("word",), rows=({"word": "w"},)
    )
    return Plugin(
        name="t",
        title="t",
        codelists=tuple(
            Codelist(id=f"t.{name}", codes=tuple(Code(code=c, label=c) for c in codes)) for name, codes in CODES.items()
        ),
        datasets=(case, stay, monthly, yearly, officer, limit, site, nobody, written),
        views=(View(id="t.again", of="t.case"),),
    )


@pytest.fixture(scope="module")
def catalog() -> Catalog:
    return build([_plugin()])


def _received(catalog: Catalog, made: Sample) -> Mapping[str, Any]:
    geography = Geography(made.areas, made.parents)
    with Engine(threads=1) as engine:
        return receive_tables(engine, catalog, made.tables, geography, Calendar(), SECRET)


def _keeps_the_contract(catalog: Catalog, made: Sample) -> None:
    for name, received in _received(catalog, made).items():
        assert received.quarantined.to_pylist() == [], name
        assert received.accepted.num_rows == len(made.tables[name]), name


# -- what is shipped


@pytest.mark.parametrize("name", SHIPPED)
def test_no_row_of_a_shipped_plugin_is_refused(name: str) -> None:
    catalog = load_subject(name).catalog
    for seed in SEEDS:
        made = sample(catalog, seed=seed)
        _keeps_the_contract(catalog, made)
        records = {d for d in made.tables if catalog.datasets[d].kind in ("events", "spells")}
        assert records and all(len(made.tables[d]) >= LEAST_ROWS for d in records)


@pytest.mark.parametrize("name", SHIPPED)
def test_records_of_a_shipped_plugin_find_partners(name: str) -> None:
    catalog = load_subject(name).catalog
    made = sample(catalog, seed=1)
    found = {pair: _found(made, *pair) for pair in _pairs(catalog)}
    assert all(share >= 0.4 for share in found.values()), found  # some cases have no accused, some have several
    assert len(found) == KEYS_SHARED[name], found


KEYS_SHARED = {"police": 5, "judiciary": 12, "prisons": 7, "prosecution": 12, "probation": 16, "chain": 39}
"""Pairs of key columns that a plugin and those it needs join by."""


def _pairs(catalog: Catalog) -> set[tuple[str, str, str, str]]:
    """(dataset, column, dataset, column) of keys by which records find records."""
    pairs = set()
    for dataset in catalog.datasets.values():
        joins = [(link.dataset, own, theirs) for link in dataset.links for own, theirs in link.on.items()]
        joins += [(d.dataset, own, theirs) for d in dataset.derived if isinstance(d, Aggregate)
                  for theirs, own in d.on.items()]  # fmt: skip
        for to, own, theirs in joins:
            if catalog.column(dataset.id, own).type is ColumnType.KEY and not to.startswith("rolkpi."):
                pairs.add((catalog.delivered(dataset.id), own, catalog.delivered(to), theirs))
    return {pair for pair in pairs if catalog.datasets[pair[2]].rows == ()}


@pytest.mark.parametrize("name", SHIPPED)
def test_every_field_that_may_be_empty_is_at_times(name: str) -> None:
    catalog = load_subject(name).catalog
    made = sample(catalog, seed=1, rows=100)
    for id_ in (d for d in made.tables if catalog.datasets[d].kind in ("events", "spells")):
        dataset = catalog.datasets[id_]
        fixed = {*dataset.key, dataset.area, dataset.date, dataset.start}
        for column in dataset.columns:
            empty = any(row[column.name] is None for row in made.tables[id_])
            assert not empty if column.required or column.name in fixed else empty or dataset.rules, column


def _found(made: Sample, own: str, column: str, other: str, theirs: str) -> float:
    """Share of the keys of a column that stand in a column of another table."""
    known = {row[theirs] for row in made.tables[other]}
    given = [row[column] for row in made.tables[own] if row[column] is not None]
    return sum(key in known for key in given) / len(given)


# -- every kind


@pytest.mark.parametrize("seed", SEEDS)
def test_no_row_of_any_kind_is_refused(catalog: Catalog, seed: int) -> None:
    _keeps_the_contract(catalog, sample(catalog, seed=seed))


def test_what_is_delivered_gets_rows_and_nothing_else_does(catalog: Catalog) -> None:
    made = sample(catalog)
    assert set(made.tables) == {d.id for d in _plugin().datasets} - {"t.written"}
    assert all(made.tables.values())
    assert set(sample(catalog, ["t.stay", "t.again", "t.written"]).tables) == {"t.stay"}


def test_values_are_of_their_type(catalog: Catalog) -> None:
    kinds = {
        ColumnType.KEY: str,
        ColumnType.AREA: str,
        ColumnType.CODE: str,
        ColumnType.TEXT: str,
        ColumnType.MONTH: str,
        ColumnType.DATE: date,
        ColumnType.TIMESTAMP: datetime,
        ColumnType.BOOL: bool,
        ColumnType.INT: int,
        ColumnType.MONEY: int,
        ColumnType.DECIMAL: Decimal,
    }
    rows = sample(catalog).tables["t.case"]
    for column in catalog.datasets["t.case"].columns:
        values = [row[column.name] for row in rows]
        assert {type(v) for v in values if v is not None} == {kinds[column.type]}, column.name
        assert len(set(values)) > 1, column.name
        assert (None in values) == (column.name in FREE), column.name
    assert all(row["kind"] in CODES["kind"] for row in rows)
    assert all(isinstance(row["told"], str) and parse_month(row["told"]) for row in rows if row["told"])


FREE = {"done", "seen", "heard", "told", "urgent", "n", "paid", "share", "note", "officer", "person", "court"}
"""Columns of the cases that may be empty."""


def test_rules_that_refuse_hold_and_those_that_warn_need_not(catalog: Catalog) -> None:
    rows = sample(catalog, rows=200).tables["t.case"]
    assert len(rows) == 200
    assert all(row["done"] is None or row["done"] >= row["begun"] for row in rows)
    assert all(row["kind"] != "C" or row["n"] is None or row["n"] > 10 for row in rows)
    assert any(row["kind"] == "C" for row in rows)
    assert {row["urgent"] for row in rows} == {True, False, None}


def test_a_rule_that_nothing_keeps_leaves_no_row() -> None:
    plugin = _plugin()
    case = plugin.datasets[0]
    never = Rule(id="V9", check="kind = 'A' AND kind = 'B'", message="m")
    strict = plugin.model_copy(update={"datasets": (case.model_copy(update={"rules": (never,)}), *plugin.datasets[1:])})
    made = sample(build([strict]))
    assert made.tables["t.case"] == () and made.tables["t.stay"]


def test_keys_single_out_a_row(catalog: Catalog) -> None:
    for seed in SEEDS:
        for name, rows in sample(catalog, seed=seed).tables.items():
            keys = [tuple(row[k] for k in catalog.datasets[name].key) for row in rows]
            assert len(set(keys)) == len(keys) and not any(None in key for key in keys), name


def test_of_reference_data_one_row_holds_at_a_time(catalog: Catalog) -> None:
    kinds = [row["kind"] for row in sample(catalog, seed=3).tables["t.limit"]]
    assert sorted(kinds) == sorted(set(kinds)) == list(CODES["kind"])


def test_links_mostly_find_partners_and_not_always(catalog: Catalog) -> None:
    made = sample(catalog, rows=100)
    assert _found(made, "t.case", "officer", "t.officer", "number") == 1  # every officer has a number of its own
    assert 0.5 <= _found(made, "t.stay", "case_id", "t.case", "id") <= 1
    assert any(row["officer"] is None for row in made.tables["t.case"])
    assert {row["person"] for row in made.tables["t.case"]} - {None}


def test_states_end_after_they_begin_or_last(catalog: Catalog) -> None:
    rows = sample(catalog, rows=100).tables["t.stay"]
    assert all(row["till"] is None or row["since"] < row["till"] for row in rows)
    assert any(row["till"] is None for row in rows)
    assert {row["place"] for row in rows} == {f"prison_{n}" for n in range(1, 5)}


def test_monthly_forms_come_from_everybody_every_month(catalog: Catalog) -> None:
    rows = sample(catalog).tables["t.monthly"]
    months = {f"{2023 + n // 12}-{n % 12 + 1:02d}" for n in range(10, 16)}
    assert {(row["place"], row["month"]) for row in rows} == {(f"prison_{n}", m) for n in range(1, 5) for m in months}
    assert {(row["line"], row["item"]) for row in rows} == {("1", "TOTAL"), ("1", "X"), ("1", "Y"), ("2", "TOTAL")}
    known = {row["cell_status"]: row["value"] is not None for row in rows}
    assert known == {"REPORTED": True, "ESTIMATED": True, "NOT_AVAILABLE": False, "NOT_APPLICABLE": False}


def test_yearly_forms_come_once_a_year(catalog: Catalog) -> None:
    rows = sample(catalog).tables["t.yearly"]
    assert {(row["place"], row["month"]) for row in rows} == {(f"district_{n}", "2024-01") for n in range(1, 5)}


def test_areas_lie_in_one_root_along_every_hierarchy(catalog: Catalog) -> None:
    made = sample(catalog)
    (root,) = {a.code for a in made.areas} - {p.area for p in made.parents if p.hierarchy == "admin"}
    above = {(p.hierarchy, p.area): p.parent for p in made.parents}
    assert {h for h, _ in above} == {"admin", "prison"}
    for hierarchy, area in above:
        while area != root:
            area = above[hierarchy, area]
    assert {p.area for p in made.population} == {a.code for a in made.areas}
    assert {row["zone"] for row in made.tables["t.site"]} <= {a.code for a in made.areas if a.level == "zone"}
    assert {row["district"] for row in made.tables["t.nobody"]} <= {a.code for a in made.areas}


# -- chance


def test_the_same_seed_gives_the_same_rows_and_another_others(catalog: Catalog) -> None:
    assert sample(catalog, seed=7) == sample(build([_plugin()]), seed=7)
    one, other = sample(catalog, seed=7), sample(catalog, seed=8)
    assert all(one.tables[name] != other.tables[name] for name in one.tables if name != "t.officer")
    assert one.areas == other.areas and one.population != other.population


def test_as_many_rows_as_asked_for(catalog: Catalog) -> None:
    for rows in (1, 3, 60):
        made = sample(catalog, rows=rows)
        assert len(made.tables["t.case"]) == len(made.tables["t.officer"]) == rows
        cells = [row for row in made.tables["t.monthly"] if (row["place"], row["month"]) == ("prison_1", "2024-01")]
        assert len(cells) <= min(rows, 6)
    assert sample(catalog, rows=0).tables["t.case"] == ()


def test_days_lie_in_the_six_months_where_the_dataset_says_when(catalog: Catalog) -> None:
    made = sample(catalog, rows=300)
    months = {(row["begun"].year, row["begun"].month) for row in made.tables["t.case"]}
    assert months == {(m // 12, m % 12 + 1) for m in range(FIRST, LAST + 1)}
