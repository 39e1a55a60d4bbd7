"""The monthly return PRB-M."""

from __future__ import annotations

from rolkpi.model import Column, ColumnType, Dataset, Formula, Rule
from rolkpi_probation.codelists import AGE_CLASSES, KINDS, MODES, SEXES


def _case(column: str, cells: dict[str, list[str]]) -> str:
    """A CASE that gives each key for the codes listed under it, NULL for any other."""
    branches = " ".join(
        f"WHEN {column} IN ({', '.join(repr(code) for code in codes)}) THEN '{key}'" for key, codes in cells.items()
    )
    return f"CASE {branches} END"


STOCK_LINES = ("B6", *(f"B6_{kind}" for kind in KINDS), "B13_SANCTIONED", "B13_IN_POST", "B13_WOMEN")
"""What is there at the end of the month: never added up over months."""

MONTHLY_RETURN = Dataset(
    id="probation.monthly_return",
    kind="returns",
    description="Form PRB-M, one row per cell and district. Item TOTAL holds the printed total of a line; lines of "
    "persons and orders also carry one cell per sex and age class (F_JUVENILE), contacts one per mode, officers one "
    "each for probation and parole. Lines B1 and B6 count a person once, their lines by kind once in each kind, so "
    "these may add up to more. B1 + B3A - B5 should give B6, B1 the B6 of the month before, and B7_ON_TIME + B7_LATE "
    "is at most B7_DUE. A cell nobody knows is NOT_AVAILABLE, never left out and never 0.",
    columns=(
        Column(name="district", type=ColumnType.AREA, required=True, description="District of the probation office."),
        Column(name="month", type=ColumnType.MONTH, required=True, description="The month the form is about."),
        Column(
            name="line",
            type=ColumnType.CODE,
            codelist="probation.return_line",
            required=True,
            description="Line of the form.",
        ),
        Column(
            name="item",
            type=ColumnType.CODE,
            codelist="probation.return_item",
            required=True,
            description="TOTAL, a sex and an age class, a mode of contact, or a kind of officer.",
        ),
        Column(name="value", type=ColumnType.INT, description="The count; empty when not available or applicable."),
        Column(
            name="cell_status",
            type=ColumnType.CODE,
            codelist="probation.cell_status",
            description="Empty means REPORTED where there is a value, else NOT_AVAILABLE.",
        ),
    ),
    key=("district", "month", "line", "item"),
    area="district",
    date="month",
    reported_by=("district",),
    derived=(
        Formula(
            name="item_sex",
            type=ColumnType.CODE,
            codelist="probation.sex",
            expression=_case("item", {sex: [f"{sex}_{age}" for age in AGE_CLASSES] for sex in SEXES}),
            description="Sex of a cell by sex and age class; NULL for others.",
        ),
        Formula(
            name="item_age_class",
            type=ColumnType.CODE,
            codelist="probation.age_class",
            expression=_case("item", {age: [f"{sex}_{age}" for sex in SEXES] for age in AGE_CLASSES}),
            description="Age class of a cell by sex and age class; NULL for others.",
        ),
        Formula(
            name="item_mode",
            type=ColumnType.CODE,
            codelist="probation.mode",
            expression=_case("item", {mode: [mode] for mode in MODES}),
            description="Mode of contact of the cell; NULL for others.",
        ),
        Formula(
            name="line_kind",
            type=ColumnType.CODE,
            codelist="probation.kind",
            expression=_case("line", {kind: [f"B2_{kind}"] for kind in KINDS if kind != "PAROLE_LICENCE"}),
            description="Kind of order of a line of new orders; NULL for other lines.",
        ),
    ),
    rules=(Rule(id="V03", check="value >= 0", message="a count is negative"),),
    published="all",
    stock_lines=STOCK_LINES,
)
