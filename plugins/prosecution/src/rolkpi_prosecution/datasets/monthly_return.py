"""The monthly return PRO-M, and how much of a form is there."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from rolkpi.model import Aggregate, Column, ColumnType, Dataset, Formula, Rule, View
from rolkpi_prosecution.codelists import (
    ACQUITTAL_REASONS,
    AGE_CLASSES,
    DAYS_TO_FILING,
    OFFENCE_GROUPS,
    PERSONS,
    REPORT_KINDS,
    RETURN_LINES,
    SEXES,
    WITNESSES,
)


def _listed(values: Iterable[str]) -> str:
    return ", ".join(repr(value) for value in values)


def _case(column: str, codes: Mapping[str, tuple[str, ...]]) -> str:
    """A CASE that gives each key for the values listed under it, NULL for any other value."""
    branches = " ".join(f"WHEN {column} IN ({_listed(values)}) THEN '{code}'" for code, values in codes.items())
    return f"CASE {branches} END"


_STARTS: Mapping[str, Iterable[str]] = {
    "R7": OFFENCE_GROUPS,
    "R8": (*OFFENCE_GROUPS, *PERSONS),
    "R9": (*ACQUITTAL_REASONS, "NOT_RECORDED"),
    "R10": WITNESSES,
}
"""Lines that have cells beside the total, by how they begin, and the items of these cells."""


def _lines(start: str) -> str:
    return _listed(line for line in RETURN_LINES if line.partition("_")[0] == start)


_CELLS = " OR ".join(
    (
        "(item = 'TOTAL' AND line <> 'R16')",
        *(f"(line IN ({_lines(start)}) AND item IN ({_listed(items)}))" for start, items in _STARTS.items()),
        f"(line = 'R16' AND item IN ({_listed(DAYS_TO_FILING)}))",
    )
)

MONTHLY_RETURN = Dataset(
    id="prosecution.monthly_return",
    kind="returns",
    description="Form PRO-M, one row per cell. Item TOTAL holds the printed total; R7 and R8 also carry cells by "
    "offence group, R8 by age class and sex, R9 by reason, R10 by kind of witness; R16 has cells by days only. A cell "
    "nobody knows is NOT_AVAILABLE, never left out and never 0. R1 is R6 of the month before, and R1 + R2 + R4 - "
    "R3_RETURNED - R3_DROP - R5 should give R6. R7 is the sum of R7_MERITS, R7_EARLY_ACQUITTAL, R7_COMPROMISE, "
    "R7_WITHDRAWN and R7_OTHER, each case in one of them as column ended of prosecution.judgment has it. R9 equals "
    "R8_ACQUITTED, the cells of R16 add up to R5. R2_COMPLETE is what the police forwarded in P4, R2_INTERIM in P5.",
    columns=(
        Column(name="district", type=ColumnType.AREA, required=True),
        Column(name="month", type=ColumnType.MONTH, required=True, description="The month the form is about."),
        Column(name="line", type=ColumnType.CODE, codelist="prosecution.return_line", required=True),
        Column(
            name="item",
            type=ColumnType.CODE,
            codelist="prosecution.return_item",
            required=True,
            description="TOTAL, an offence group, an age class and a sex, a reason, a kind of witness, or a range of "
            "days.",
        ),
        Column(name="value", type=ColumnType.INT, description="The count; empty when not available or applicable."),
        Column(
            name="cell_status",
            type=ColumnType.CODE,
            codelist="prosecution.cell_status",
            description="Empty means REPORTED where there is a value, else NOT_AVAILABLE.",
        ),
    ),
    key=("district", "month", "line", "item"),
    area="district",
    date="month",
    reported_by=("district",),
    derived=(
        Formula(
            name="line_kind",
            type=ColumnType.CODE,
            codelist="prosecution.report_kind",
            expression=_case("line", {kind: (f"R2_{kind}",) for kind in REPORT_KINDS}),
            description="The kind of report the line is about; NULL for lines of all kinds.",
        ),
        Formula(
            name="item_sex",
            type=ColumnType.CODE,
            codelist="prosecution.sex",
            expression=_case("item", {sex: tuple(f"{age}_{sex}" for age in AGE_CLASSES) for sex in SEXES}),
            description="Sex of a cell by age class and sex; NULL for others.",
        ),
        Formula(
            name="item_age_class",
            type=ColumnType.CODE,
            codelist="prosecution.age_class",
            expression=_case("item", {age: tuple(f"{age}_{sex}" for sex in SEXES) for age in AGE_CLASSES}),
            description="Age class of a cell by age class and sex; NULL for others.",
        ),
        Formula(
            name="item_reason",
            type=ColumnType.CODE,
            codelist="prosecution.acquittal_reason",
            expression=_case("item", {reason: (reason,) for reason in ACQUITTAL_REASONS}),
            description="Reason of a cell of R9; NULL where none was recorded, and for other cells.",
        ),
        Formula(
            name="item_witness",
            type=ColumnType.CODE,
            codelist="prosecution.witness_type",
            expression=_case("item", {kind: (kind,) for kind in WITNESSES}),
            description="Kind of witness of a cell of R10; NULL for others.",
        ),
    ),
    rules=(
        Rule(id="V03", check="value >= 0", message="a count is negative"),
        Rule(
            id="V06",
            check=_CELLS,
            message="the form has no such cell: offence groups stand in R7 and R8, age class and sex in R8, reasons in "
            "R9, kinds of witnesses in R10, days in R16",
        ),
    ),
    published="all",
    stock_lines=("R6", "R6A", "R14_LIVE", "R14_SANCTIONED", "R14_IN_POST", "R14_WOMEN"),
)

_SAME_FORM = {"district": "district", "month": "month"}

RETURN_CELLS = View(
    id="prosecution.return_cells",
    of="prosecution.monthly_return",
    description="Form PRO-M with how much of it is there. Where cells or lines are added up, or 0 would be read from a "
    "cell that was left out, they count only when all of them came.",
    derived=(
        Aggregate(
            name="cells_of_line",
            dataset="prosecution.monthly_return",
            on={**_SAME_FORM, "line": "line"},
            function="count",
            where="item <> 'TOTAL'",
            description="Cells of the same line beside its printed total, whatever stands in them.",
        ),
        Aggregate(
            name="persons_of_line",
            dataset="prosecution.monthly_return",
            on={**_SAME_FORM, "line": "line"},
            function="count",
            where="item_sex IS NOT NULL",
            description=f"Cells of the same line by age class and sex: {len(PERSONS)} when all are there.",
        ),
        Aggregate(
            name="kinds_received",
            dataset="prosecution.monthly_return",
            on=_SAME_FORM,
            function="count",
            where="line_kind IS NOT NULL",
            description=f"Lines of R2 by kind of report: {len(REPORT_KINDS)} when all are there.",
        ),
        Aggregate(
            name="lines_opposed",
            dataset="prosecution.monthly_return",
            on=_SAME_FORM,
            function="count",
            where="line IN ('R12_OPPOSED_REFUSED', 'R12_OPPOSED_GRANTED')",
            description="How many of the two lines of R12 on opposed petitions are there.",
        ),
    ),
)
