"""The SQL of every query shape, compiled from small definitions without a database.

One file per shape, so that a change of the compiler shows as a change of SQL a reviewer can read.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from rolkpi.catalog import Catalog, build
from rolkpi.model import (
    Aggregate,
    Area,
    Calendar,
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
    Geography,
    Kpi,
    KpiFormula,
    Link,
    Lookup,
    Measure,
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
from rolkpi.model.frame import Frame
from rolkpi.plan import Plan, make_plan
from rolkpi.sql import rollup
from rolkpi.sql.names import create_table, dataset_table
from rolkpi.sql.read import Selection, measurements_query
from rolkpi.sql.scan import ScanWriter, availability
from rolkpi.sql.tables import table_query

Golden = Callable[[str, str], None]
FIRST, LAST = 2024 * 12, 2024 * 12 + 11

CODES = (
    Codelist(id="c.kind", codes=(Code(code="CIVIL", label="Civil"), Code(code="CRIMINAL", label="Criminal"))),
    Codelist(
        id="c.cell",
        codes=tuple(Code(code=c, label=c) for c in ("REPORTED", "ESTIMATED", "NOT_AVAILABLE", "NOT_APPLICABLE")),
    ),
    Codelist(id="c.line", codes=(Code(code="OPENED", label="Opened"), Code(code="OPEN", label="Open at the end"))),
)


def _column(name: str, type_: ColumnType, **more: Any) -> Column:
    return Column(name=name, type=type_, **more)


CASE = Dataset(
    id="c.case",
    kind="events",
    key=("case_id",),
    area="district",
    date="opened",
    columns=(
        _column("case_id", ColumnType.KEY),
        _column("person", ColumnType.KEY),
        _column("district", ColumnType.AREA),
        _column("kind", ColumnType.CODE, codelist="c.kind"),
        _column("urgent", ColumnType.BOOL),
        _column("opened", ColumnType.DATE),
        _column("closed", ColumnType.DATE),
        _column("fine", ColumnType.MONEY),
    ),
    links=(Link(name="limit", dataset="c.limit", on={"kind": "kind"}, valid_at="opened"),),
    derived=(
        Lookup(name="limit_months", link="limit", column="months"),
        Aggregate(name="hearings", dataset="c.hearing", on={"case_id": "case_id"}, function="count"),
        Aggregate(
            name="first_hearing",
            dataset="c.hearing",
            on={"case_id": "case_id"},
            function="min",
            column="held",
            where="NOT adjourned",
        ),
        Formula(
            name="due", type=ColumnType.DATE, expression="COALESCE(add_months(opened, limit_months), DATE '9999-12-31')"
        ),
    ),
)
HEARING = Dataset(
    id="c.hearing",
    kind="events",
    key=("hearing_id",),
    area="district",
    date="held",
    columns=(
        _column("hearing_id", ColumnType.KEY),
        _column("case_id", ColumnType.KEY),
        _column("district", ColumnType.AREA),
        _column("held", ColumnType.DATE),
        _column("adjourned", ColumnType.BOOL),
    ),
)
LIMIT = Dataset(
    id="c.limit",
    kind="reference",
    key=("kind", "since"),
    start="since",
    end="until",
    columns=(
        _column("kind", ColumnType.CODE, codelist="c.kind"),
        _column("months", ColumnType.INT),
        _column("since", ColumnType.DATE),
        _column("until", ColumnType.DATE),
    ),
)
STAY = Dataset(
    id="c.stay",
    kind="spells",
    key=("stay_id", "since"),
    area="district",
    start="since",
    end="until",
    columns=(
        _column("stay_id", ColumnType.KEY),
        _column("district", ColumnType.AREA),
        _column("urgent", ColumnType.BOOL),
        _column("since", ColumnType.DATE),
        _column("until", ColumnType.DATE),
    ),
)
FORM = Dataset(
    id="c.form",
    kind="returns",
    key=("district", "month", "line", "item"),
    area="district",
    date="month",
    columns=(
        _column("district", ColumnType.AREA),
        _column("month", ColumnType.MONTH),
        _column("line", ColumnType.CODE, codelist="c.line"),
        _column("item", ColumnType.TEXT),
        _column("value", ColumnType.INT),
        _column("cell_status", ColumnType.CODE, codelist="c.cell"),
    ),
)

CASES_OF = FlowSource(dataset="c.case")
MEASURES: tuple[Measure, ...] = (
    Flow(id="c.opened", title="Opened", unit="cases", sources=(CASES_OF,)),
    Flow(
        id="c.urgent_opened",
        title="Urgent ones opened",
        unit="cases",
        sources=(FlowSource(dataset="c.case", where="urgent AND kind = 'CRIMINAL'"),),
    ),
    Flow(id="c.fines", title="Fines", unit="rupees", sources=(FlowSource(dataset="c.case", value="fine"),)),
    Flow(
        id="c.closed",
        title="Closed",
        unit="cases",
        sources=(FlowSource(dataset="c.case", date="closed", where="closed <= due"),),
    ),
    Stock(
        id="c.open",
        title="Open",
        unit="cases",
        sources=(StockSource(dataset="c.case", start="opened", end="LEAST(closed, add_days(opened, 900))"),),
    ),
    Stock(id="c.held", title="Held", unit="persons", sources=(StockSource(dataset="c.stay"),)),
    Quantile(
        id="c.days_p90",
        title="Days, 90th percentile",
        unit="days",
        value="days(opened, closed)",
        q="9/10",
        sources=(RecordSource(dataset="c.case", date="closed"),),
    ),
    Distinct(
        id="c.people",
        title="People",
        unit="persons",
        key="person",
        sources=(RecordSource(dataset="c.case"),),
    ),
    Cohort(
        id="c.heard",
        title="Heard in 30 days",
        unit="cases",
        days=30,
        success="days(opened, first_hearing) BETWEEN 0 AND 30",
        sources=(RecordSource(dataset="c.case"),),
    ),
    Flow(
        id="c.form_opened",
        title="Opened, from the form",
        unit="cases",
        sources=(FlowSource(dataset="c.form", where="line = 'OPENED'", value="value"),),
    ),
)


def _kpi(name: str, formula: KpiFormula, *by: tuple[str, ...], overlapping: tuple[str, ...] = ()) -> Kpi:
    return Kpi(
        id=f"c.{name}",
        code=f"C-{name.upper().replace('_', '-')}",
        title=name,
        description=name,
        unit="cases",
        direction=Direction.CONTEXT,
        formula=formula,
        disaggregations=by,
        owner="golden tests",
        source="golden tests",
        levels=("district",),
        frequencies=(Frequency.MONTH,),
        windows=(Window.PERIOD,),
        overlapping=overlapping,
    )


KPIS = {
    "flow": (
        _kpi("k_opened", Total(measure="c.opened"), ("kind", "urgent")),
        _kpi("k_urgent", Ratio(numerator="c.urgent_opened", denominator="c.opened", scale=100), ("kind", "urgent")),
        _kpi("k_fines", Total(measure="c.fines"), ("kind", "urgent")),
    ),
    "stock": (_kpi("k_open", Total(measure="c.open"), ("kind",)),),
    "spells_stock": (_kpi("k_held", Total(measure="c.held")),),
    "quantile": (_kpi("k_days", Total(measure="c.days_p90"), ("kind",)),),
    "distinct": (_kpi("k_people", Total(measure="c.people"), ("kind",), overlapping=("kind",)),),
    "cohort": (_kpi("k_heard", CohortShare(measure="c.heard"), ("kind",)),),
    "returns": (_kpi("k_form", Total(measure="c.form_opened")),),
    "rate": (_kpi("k_rate", Rate(numerator="c.opened", scale=100_000)),),
    "formula": (_kpi("k_time", DerivedFormula(numerator="c.open * period_days", denominator="c.closed")),),
}


@pytest.fixture(scope="module")
def catalog() -> Catalog:
    plugin = Plugin(
        name="c",
        title="Cases",
        codelists=CODES,
        datasets=(CASE, HEARING, LIMIT, STAY, FORM),
        measures=MEASURES,
        kpis=tuple(k for some in KPIS.values() for k in some),
    )
    return build([plugin])


@pytest.fixture(scope="module")
def frame() -> Frame:
    areas = (Area(code="A", name="A", level="district"), Area(code="B", name="B", level="district"))
    return Frame(geography=Geography(areas), first=FIRST, last=LAST, as_of=date(2024, 12, 31), calendar=Calendar())


def planned(shape: str, catalog: Catalog, frame: Frame) -> Plan:
    return make_plan(catalog, KPIS[shape], frame)


def script(statements: Iterable[str]) -> str:
    return "".join(f"{statement.strip()};\n\n" for statement in statements).rstrip("\n") + "\n"


@pytest.mark.parametrize("shape", ["flow", "stock", "spells_stock", "quantile", "distinct", "cohort"])
def test_passes(shape: str, catalog: Catalog, frame: Frame, golden: Golden) -> None:
    """The pass with the longest breakdown of each shape."""
    plan = planned(shape, catalog, frame)
    breakdowns = sorted({s.breakdown for s in plan.scans})
    writer = ScanWriter(catalog, frame, breakdowns)
    scan = max(plan.scans, key=lambda s: len(s.breakdown))
    golden(f"scan_{shape}", script(writer.statements(scan)))


def test_the_pass_of_a_return_and_what_it_makes_available(catalog: Catalog, frame: Frame, golden: Golden) -> None:
    plan = planned("returns", catalog, frame)
    (scan,), (use,) = plan.scans, plan.uses
    statements = [*ScanWriter(catalog, frame, [()]).statements(scan), availability(use, catalog, frame)]
    golden("scan_returns", script(statements))


@pytest.mark.parametrize("dataset", [CASE, STAY], ids=lambda d: d.id)
def test_dataset_tables(dataset: Dataset, catalog: Catalog, frame: Frame, golden: Golden) -> None:
    """Rows in force; for cases also a lookup valid at a date, aggregates in one join, and a formula."""
    query = table_query(dataset, catalog, frame.calendar, ("A", "B"), frame.months)
    golden(f"table_{dataset.id.partition('.')[2]}", script([create_table(dataset_table(dataset.id), query)]))


def test_roll_up(golden: Golden) -> None:
    golden(
        "rollup",
        script(
            [
                rollup.REACH,
                rollup.COMPLETENESS,
                rollup.rolled(2),
                rollup.ROLLED_BINS,
                rollup.ROLLED_MEMBERS,
                rollup.add_members(2),
                rollup.SEED,
                rollup.merged(2),
                rollup.FIGURE,
            ]
        ),
    )


@pytest.mark.parametrize("shape", ["flow", "rate", "formula", "cohort", "quantile"])
def test_figures(shape: str, catalog: Catalog, frame: Frame, golden: Golden) -> None:
    """One division for every shape of formula."""
    golden(f"figures_{shape}", script(rollup.figures(planned(shape, catalog, frame).strands, catalog)))


def test_reading(golden: Golden) -> None:
    asked = Selection(kpis=("c.k_opened",), levels=("district",), frequencies=("month",), breakdowns=("kind",))
    golden("read", script([measurements_query(asked, "read_parquet(['a.parquet'])", "read_parquet(['b.parquet'])")]))


def test_every_file_belongs_to_a_shape() -> None:
    """A file that no test writes any more is dead."""
    shapes = {f"scan_{s}" for s in ("flow", "stock", "spells_stock", "quantile", "distinct", "cohort", "returns")}
    shapes |= {"table_case", "table_stay", "rollup", "read"}
    shapes |= {f"figures_{s}" for s in ("flow", "rate", "formula", "cohort", "quantile")}
    assert {p.stem for p in Path(__file__).parent.glob("*.sql")} == shapes


def test_compiling_twice_gives_the_same_text(catalog: Catalog, frame: Frame) -> None:
    every = [k for some in KPIS.values() for k in some]
    texts = []
    for kpis in (every, every[::-1]):
        plan = make_plan(catalog, kpis, frame)
        writer = ScanWriter(catalog, frame, sorted({s.breakdown for s in plan.scans}))
        texts.append([*(t for s in plan.scans for t in writer.statements(s)), *rollup.figures(plan.strands, catalog)])
    assert texts[0] == texts[1]
