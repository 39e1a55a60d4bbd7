"""Small definitions of every query shape, and the comparison with the expected SQL.

``pytest tests/golden --update-golden`` writes it; read the difference before committing it.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from rolkpi.catalog import Catalog, build
from rolkpi.model import (
    Aggregate,
    Area,
    AverageStock,
    Baseline,
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
    DistinctStock,
    Exposure,
    Flow,
    FlowSource,
    Formula,
    Frequency,
    Geography,
    HistogramSource,
    Index,
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
    Score,
    ScorePart,
    Stock,
    StockAge,
    StockSource,
    Survey,
    SurveySource,
    Survival,
    Total,
    UnitShare,
    View,
    Window,
)
from rolkpi.model.frame import Frame
from rolkpi.plan import Plan, make_plan

HERE = Path(__file__).parent
FIRST, LAST = 2024 * 12, 2024 * 12 + 11


@pytest.fixture
def golden(update_golden: bool) -> Callable[[str, str], None]:
    """Compares SQL with ``<name>.sql``, or writes it there."""

    def compare(name: str, sql: str) -> None:
        path = HERE / f"{name}.sql"
        if update_golden:
            path.write_text(sql, encoding="utf-8")
        assert path.exists(), f"{path.name} is missing: pytest tests/golden --update-golden"
        assert sql == path.read_text(encoding="utf-8"), "the SQL changed: pytest tests/golden --update-golden"

    return compare


@pytest.fixture(scope="module")
def catalog() -> Catalog:
    """All definitions below."""
    plugin = Plugin(
        name="c",
        title="Cases",
        codelists=CODES,
        datasets=(CASE, HEARING, LIMIT, STAY, FORM, SHEET, POLL),
        views=(HEARD_CASE,),
        measures=MEASURES,
        kpis=tuple(k for some in KPIS.values() for k in some),
    )
    return build([plugin])


@pytest.fixture(scope="module")
def frame() -> Frame:
    """Two districts and one year."""
    areas = (Area(code="A", name="A", level="district"), Area(code="B", name="B", level="district"))
    return Frame(geography=Geography(areas), first=FIRST, last=LAST, as_of=date(2024, 12, 31), calendar=Calendar())


@pytest.fixture(scope="module")
def planned(catalog: Catalog, frame: Frame) -> Callable[..., Plan]:
    """The plan for the KPIs of some shapes; of all, without a name. ``backwards``: asked for in the other order."""

    def plan(*shapes: str, backwards: bool = False) -> Plan:
        kpis = [k for shape in shapes or KPIS for k in KPIS[shape]]
        return make_plan(catalog, kpis[::-1] if backwards else kpis, frame)

    return plan


CODES = (
    Codelist(id="c.kind", codes=(Code(code="CIVIL", label="Civil"), Code(code="CRIMINAL", label="Criminal"))),
    Codelist(
        id="c.cell",
        codes=tuple(Code(code=c, label=c) for c in ("REPORTED", "ESTIMATED", "NOT_AVAILABLE", "NOT_APPLICABLE")),
    ),
    Codelist(
        id="c.item",
        codes=tuple(Code(code=c, label=c) for c in ("ALL", "CIVIL", "CRIMINAL", "D0_30", "D31_90", "D91")),
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


def _form(name: str, item: Column) -> Dataset:
    return Dataset(
        id=f"c.{name}",
        kind="returns",
        key=("district", "month", "line", "item"),
        area="district",
        date="month",
        columns=(
            _column("district", ColumnType.AREA),
            _column("month", ColumnType.MONTH),
            _column("line", ColumnType.CODE, codelist="c.line"),
            item,
            _column("value", ColumnType.INT),
            _column("cell_status", ColumnType.CODE, codelist="c.cell"),
        ),
    )


FORM = _form("form", _column("item", ColumnType.TEXT))
SHEET = _form("sheet", _column("item", ColumnType.CODE, codelist="c.item"))
POLL = Dataset(
    id="c.poll",
    kind="events",
    key=("district", "round", "kind"),
    area="district",
    date="round",
    columns=(
        _column("district", ColumnType.AREA),
        _column("round", ColumnType.DATE),
        _column("kind", ColumnType.CODE, codelist="c.kind"),
        *(_column(name, ColumnType.DECIMAL) for name in ("share", "least", "most")),
        _column("asked", ColumnType.INT),
    ),
)
HEARD_CASE = View(
    id="c.hearing_of_case",
    of="c.hearing",
    links=(Link(name="case", dataset="c.case", on={"case_id": "case_id"}),),
    derived=(
        Lookup(name="opened", link="case", column="opened"),
        Lookup(name="kind", link="case", column="kind"),
        Formula(name="waited", type=ColumnType.INT, expression="days(opened, held)"),
    ),
)

CASES_OF = FlowSource(dataset="c.case")
_RANGES = HistogramSource(
    dataset="c.sheet", where="line = 'OPENED'", bins={"D0_30": (0, 30), "D31_90": (31, 90), "D91": (91, None)}
)
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
    Flow(
        id="c.sheet_opened",
        title="Opened, from the sheet with its own totals",
        unit="cases",
        sources=(FlowSource(dataset="c.sheet", where="line = 'OPENED'", total="item = 'ALL'"),),
    ),
    Exposure(id="c.days_held", title="Days held", unit="days", sources=(StockSource(dataset="c.stay"),)),
    Exposure(
        id="c.days_open",
        title="Days open",
        unit="days",
        sources=(StockSource(dataset="c.case", start="opened", end="closed", value="fine"),),
    ),
    AverageStock(id="c.mean_held", title="Held on average", unit="persons", sources=(StockSource(dataset="c.stay"),)),
    DistinctStock(
        id="c.waiting",
        title="People with an open case",
        unit="persons",
        key="person",
        weak="urgent",
        sources=(StockSource(dataset="c.case", start="opened", end="closed"),),
    ),
    StockAge(
        id="c.age",
        title="Days that open cases have waited",
        unit="days",
        idle_from="first_hearing",
        idle_to="add_days(first_hearing, 14)",
        sources=(StockSource(dataset="c.case", start="opened", end="closed"),),
    ),
    Survival(
        id="c.time_to_hearing",
        title="Days to the first hearing",
        unit="days",
        event="first_hearing",
        censored="closed",
        sources=(RecordSource(dataset="c.case"),),
    ),
    Quantile(
        id="c.days_half",
        title="Days, median, from records or the ranges of a sheet",
        unit="days",
        value="days(opened, closed)",
        sources=(RecordSource(dataset="c.case", date="closed"), _RANGES),
    ),
    Cohort(
        id="c.kept",
        title="Heard before the case was due",
        unit="cases",
        until="due",
        success="first_hearing <= due",
        sources=(RecordSource(dataset="c.case", where="urgent"),),
    ),
    Cohort(
        id="c.in_two_years",
        title="Closed in 24 months",
        unit="cases",
        months=24,
        wait=30,
        success="closed <= add_months(opened, 24)",
        sources=(RecordSource(dataset="c.case"),),
    ),
    Survey(
        id="c.trust",
        title="Who trusts the courts",
        unit="%",
        sources=(
            SurveySource(dataset="c.poll", where="kind = 'CIVIL'", value="share", low="least", high="most", n="asked"),
        ),
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


_BASE = Baseline(area="A", value=120, period="2019", source="golden tests")
_BASE_CIVIL = Baseline(area="A", value=50, period="2019", source="golden tests", disaggregation="kind=CIVIL")

KPIS = {
    "flow": (
        _kpi("k_opened", Total(measure="c.opened"), ("kind", "urgent")),
        _kpi("k_urgent", Ratio(numerator="c.urgent_opened", denominator="c.opened", scale=100), ("kind", "urgent")),
        _kpi("k_fines", Total(measure="c.fines"), ("kind", "urgent")),
    ),
    "stock": (_kpi("k_open", Total(measure="c.open"), ("kind",)),),
    "spells_stock": (_kpi("k_held", Total(measure="c.held")),),
    "average_stock": (
        _kpi("k_mean_held", Total(measure="c.mean_held")),
        _kpi("k_opened_per_held", Ratio(numerator="c.opened", denominator="c.mean_held", across_units=True)),
        _kpi("k_held_per_opened", Ratio(numerator="c.mean_held", denominator="c.opened", across_units=True)),
    ),
    "spells_exposure": (_kpi("k_days_held", Total(measure="c.days_held"), ("urgent",)),),
    "exposure": (_kpi("k_days_open", Total(measure="c.days_open"), ("kind",)),),
    "quantile": (_kpi("k_days", Total(measure="c.days_p90"), ("kind",)),),
    "histogram": (_kpi("k_days_half", Total(measure="c.days_half")),),
    "survival": (_kpi("k_wait", Total(measure="c.time_to_hearing"), ("kind",)),),
    "distinct": (_kpi("k_people", Total(measure="c.people"), ("kind",), overlapping=("kind",)),),
    "stock_age": (_kpi("k_age", Total(measure="c.age"), ("kind",)),),
    "distinct_stock": (_kpi("k_waiting", Total(measure="c.waiting"), ("kind",), overlapping=("kind",)),),
    "cohort": (_kpi("k_heard", CohortShare(measure="c.heard"), ("kind",)),),
    "cohort_until": (_kpi("k_kept", CohortShare(measure="c.kept"), ("kind",)),),
    "cohort_months": (_kpi("k_in_two_years", CohortShare(measure="c.in_two_years")),),
    "returns": (_kpi("k_form", Total(measure="c.form_opened")),),
    "returns_totals": (_kpi("k_sheet", Total(measure="c.sheet_opened"), ("item",)),),
    "survey": (_kpi("k_trust", Total(measure="c.trust")),),
    "rate": (_kpi("k_rate", Rate(numerator="c.opened", scale=100_000)),),
    "rate_by_groups": (
        _kpi("k_rate_by", Rate(numerator="c.opened", population_by=("kind",)), ("kind",), ("kind", "urgent")),
        _kpi("k_rate_year", Rate(numerator="c.opened", annualise=True)),
    ),
    "formula": (_kpi("k_time", DerivedFormula(numerator="c.open * period_days", denominator="c.closed")),),
    "index": (_kpi("k_change", Index(measure="c.opened", baselines=(_BASE, _BASE_CIVIL)), ("kind",)),),
    "unit_share": (
        _kpi("k_busy", UnitShare(kpi="c.k_opened", level="district", test=">=", threshold=20)),
        _kpi("k_in_busy", UnitShare(kpi="c.k_urgent", level="district", test=">", threshold=12.5, weight="c.k_opened")),
    ),
    "score": (
        _kpi(
            "k_score",
            Score(
                parts=(
                    ScorePart(kpi="c.k_urgent", worst=100, best=0),
                    ScorePart(kpi="c.k_heard", weight=3, worst=20.5, best=95),
                ),
                min_coverage="1/2",
            ),
        ),
    ),
}
"""The KPIs of each query shape."""
