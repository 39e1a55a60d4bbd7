"""The SQL of every query shape, compiled from small definitions without a database.

One file per shape, so that a change of the compiler shows as a change of SQL a reviewer can read.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from fractions import Fraction
from pathlib import Path

import pytest

from rolkpi.catalog import Catalog
from rolkpi.model import Kpi, Quantile, Score, UnitShare
from rolkpi.model.frame import Frame
from rolkpi.model.restate import WHOLE
from rolkpi.plan import NeedRule, Plan
from rolkpi.sql import facts, reach, rollup, second_stage
from rolkpi.sql.figures import FIGURE, figures
from rolkpi.sql.names import create_table, dataset_table, text
from rolkpi.sql.reach import AS_IT_WAS
from rolkpi.sql.read import Selection, measurements_query
from rolkpi.sql.scan import ScanWriter
from rolkpi.sql.tables import table_query

Golden = Callable[[str, str], None]
Planned = Callable[..., Plan]

SCANS = (
    *("flow", "stock", "spells_stock", "exposure", "spells_exposure", "quantile", "survival", "distinct"),
    *("stock_age", "distinct_stock", "cohort", "cohort_until", "cohort_months", "survey"),
)
TABLES = ("case", "stay", "hearing_of_case")
FIGURES = (
    *("flow", "rate", "rate_by_groups", "formula", "cohort", "quantile", "histogram", "average_stock", "index"),
    *("distinct", "stock_age", "distinct_stock", "survey"),
)
RESTATED = ("flow", "average_stock", "rate", "index", "formula", "cohort")
SECOND_STAGE = ("unit_share", "score")
ALONE = (
    *("scan_returns", "scan_returns_totals", "scan_histogram", "ripening", "reach", "reach_with_surveys"),
    *("rollup", "rollup_restated", "read"),
)


def script(statements: Iterable[str]) -> str:
    return "".join(f"{statement.strip()};\n\n" for statement in statements).rstrip("\n") + "\n"


@pytest.mark.parametrize("shape", SCANS)
def test_passes(shape: str, catalog: Catalog, frame: Frame, planned: Planned, golden: Golden) -> None:
    """The pass with the longest breakdown of each shape."""
    plan = planned(shape)
    breakdowns = sorted({s.breakdown for s in plan.scans})
    writer = ScanWriter(catalog, frame, breakdowns)
    scan = max(plan.scans, key=lambda s: len(s.breakdown))
    golden(f"scan_{shape}", script(writer.statements(scan)))


@pytest.mark.parametrize("shape", ["returns", "returns_totals", "histogram"])
def test_the_passes_of_a_return_and_what_they_make_available(
    shape: str, catalog: Catalog, frame: Frame, planned: Planned, golden: Golden
) -> None:
    """A form with totals of its own is asked for them, or for their parts, by the breakdown."""
    plan = planned(shape)
    writer = ScanWriter(catalog, frame, sorted({s.breakdown for s in plan.scans}))
    needs = [n for c in plan.classes for t in c.origins for n in t.needs if n.rule is NeedRule.RETURN]
    statements = [t for s in plan.scans if s.dataset.kind == "returns" for t in writer.statements(s)]
    statements += [facts.availability(plan.uses[n.use], n.where, catalog, frame) for n in needs]
    golden(f"scan_{shape}", script(statements))


def test_when_cohorts_with_windows_of_their_own_ripen(
    catalog: Catalog, frame: Frame, planned: Planned, golden: Golden
) -> None:
    (use,) = planned("cohort_until").uses
    golden("ripening", script([facts.ripening(use, catalog, frame)]))


@pytest.mark.parametrize("name", TABLES)
def test_dataset_tables(name: str, catalog: Catalog, frame: Frame, golden: Golden) -> None:
    """Rows in force; for cases also a lookup valid at a date, aggregates in one join, and a formula; a view."""
    dataset = catalog.datasets[f"c.{name}"]
    query = table_query(dataset, catalog, frame.calendar, ("A", "B"), frame.months)
    golden(f"table_{name}", script([create_table(dataset_table(dataset.id), text(query))]))


@pytest.mark.parametrize(("name", "shape"), [("reach", "flow"), ("reach_with_surveys", "survey")])
def test_reach(name: str, shape: str, planned: Planned, golden: Golden) -> None:
    golden(name, script(reach.reach(planned(shape), AS_IT_WAS)))


@pytest.mark.parametrize(("name", "one"), [("rollup", AS_IT_WAS), ("rollup_restated", WHOLE)])
def test_roll_up(name: str, one: int, planned: Planned, golden: Golden) -> None:
    """Every statement there is, for formulas of one measure and of more, with distinct counts among them and cells that
    are never empty; restated, sums are multiplied by shares."""
    together = ("flow", "distinct", "formula", "rate_by_groups")
    histograms = rollup.has_histograms([m for s in planned("histogram").strands for m in s.measures])
    golden(
        name,
        script(
            [
                *rollup.cover(planned("flow"), one),
                reach.LIVING,
                reach.completeness(one),
                rollup.ROLLED_MEMBERS,
                rollup.rolled([s for name in together for s in planned(name).strands], one),
                rollup.rolled_bins(False),
                rollup.rolled_bins(histograms),
                rollup.ROLLED_LIVES,
                FIGURE,
            ]
        ),
    )


@pytest.mark.parametrize("shape", FIGURES)
def test_figures(shape: str, catalog: Catalog, planned: Planned, golden: Golden) -> None:
    """One division for every shape of formula."""
    strands = planned(shape).strands
    ranges = rollup.has_histograms([m for s in strands for m in s.measures])
    golden(f"figures_{shape}", script(figures(strands, catalog, ranges=ranges)))


@pytest.mark.parametrize("shape", RESTATED)
def test_figures_of_a_restated_geography(shape: str, catalog: Catalog, planned: Planned, golden: Golden) -> None:
    """Sums are of millionths, and what is shown is rounded."""
    golden(f"figures_{shape}_restated", script(figures(planned(shape).strands, catalog, WHOLE)))


@pytest.mark.parametrize("shape", SECOND_STAGE)
def test_kpis_made_of_others(shape: str, catalog: Catalog, planned: Planned, golden: Golden) -> None:
    """What the pooled query gives is put in the place of the KPI's empty completeness."""
    statements = [t for number, kpi in enumerate(planned(shape).second_stage) for t in _made(kpi, number)]
    golden(f"second_stage_{shape}", script(statements))


def _made(kpi: Kpi, cov: int) -> Iterable[str]:
    match kpi.formula:
        case UnitShare() as formula:
            return second_stage.put(kpi, cov, second_stage.unit_share(formula, "SELECT * FROM measurements"))
        case Score() as formula:
            enough = Fraction(formula.min_coverage)
            return second_stage.put(kpi, cov, second_stage.score(formula, enough, "SELECT * FROM measurements"))
        case _:
            raise AssertionError(kpi.id)


def test_reading(golden: Golden) -> None:
    asked = Selection(kpis=("c.k_opened",), levels=("district",), frequencies=("month",), breakdowns=("kind",))
    golden("read", script([measurements_query(asked, "read_parquet(['a.parquet'])", "read_parquet(['b.parquet'])")]))


def test_every_file_belongs_to_a_shape() -> None:
    """A file that no test writes any more is dead."""
    shapes = {f"scan_{s}" for s in SCANS} | {f"table_{t}" for t in TABLES} | {f"figures_{s}" for s in FIGURES}
    shapes |= {f"figures_{s}_restated" for s in RESTATED} | {f"second_stage_{s}" for s in SECOND_STAGE} | {*ALONE}
    assert {p.stem for p in Path(__file__).parent.glob("*.sql")} == shapes


def test_compiling_twice_gives_the_same_text(catalog: Catalog, frame: Frame, planned: Planned) -> None:
    texts = []
    for backwards in (False, True):
        plan = planned(backwards=backwards)
        writer = ScanWriter(catalog, frame, sorted({s.breakdown for s in plan.scans}))
        made = [t for n, kpi in enumerate(plan.second_stage) for t in _made(kpi, n)]
        rolled = list(rollup.roll_up(plan, catalog))
        texts.append([*(t for s in plan.scans for t in writer.statements(s)), *rolled, *made])
    assert texts[0] == texts[1]


def test_survival_leaves_the_division_to_exact_rationals(catalog: Catalog, planned: Planned) -> None:
    """No SQL divides as exactly, so there is no statement for its figures; the lives are rolled up for it."""
    plan = planned("survival")
    assert list(figures(plan.strands, catalog)) == []
    assert rollup.ROLLED_LIVES in list(rollup.roll_up(plan, catalog))


def test_quantiles_that_differ_in_q_share_a_pass(planned: Planned) -> None:
    """Only the records' quantile and the one with ranges: two measures, no matter how many breakdowns."""
    plan = planned("quantile", "histogram")
    assert all(isinstance(u.measure, Quantile) for u in plan.uses)
    assert len({u.number for u in plan.uses if u.dataset.id == "c.case"}) == 1
