"""The monthly return JUD-M and the yearly statistics the courts publish."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from rolkpi.model import Aggregate, Column, ColumnType, Dataset, Formula, Frequency, Rule, View
from rolkpi_judiciary.codelists import (
    ADJOURNMENT_REASONS,
    AGE_CLASSES,
    CASE_TYPES,
    DISPOSAL_MODES,
    JUDGMENT_DAYS,
    SEXES,
)


def _case(column: str, cells: Mapping[str, Iterable[str]]) -> str:
    """A CASE that gives each key for the values listed under it, NULL for any other."""
    branches = " ".join(
        f"WHEN {column} IN ({', '.join(repr(value) for value in values)}) THEN '{code}'"
        for code, values in cells.items()
    )
    return f"CASE {branches} END"


def _return_columns(date: Column) -> tuple[Column, ...]:
    """The columns of a court return; the monthly and the yearly one differ in their date only."""
    return (
        Column(name="court", type=ColumnType.AREA, required=True, description="Code of the court or district."),
        date,
        Column(name="line", type=ColumnType.CODE, codelist="judiciary.return_line", required=True),
        Column(
            name="item",
            type=ColumnType.CODE,
            codelist="judiciary.return_item",
            required=True,
            description="TOTAL, or a part of it: a case type, an age class and sex (lines J9 and J14), a range of days "
            "(line H_JUDGMENT).",
        ),
        Column(name="value", type=ColumnType.INT, description="The count; empty when not available or applicable."),
        Column(
            name="cell_status",
            type=ColumnType.CODE,
            codelist="judiciary.cell_status",
            description="Empty means REPORTED where there is a value, else NOT_AVAILABLE.",
        ),
    )


RETURN_RULES = (
    Rule(
        id="V03",
        check="value >= 0 OR line = 'J6_ADJUSTMENT'",
        message="a count is negative; only an adjustment may be",
    ),
)

STOCK_LINES = (
    "J6",
    "J7_LT3M",
    "J7_3_6M",
    "J7_6_12M",
    "J7_1_2Y",
    "J7_2_3Y",
    "J7_GT3Y",
    "J7A",
    "J10_END",
    "J11_JUVENILE",
    "J11_GBV",
    "J13_SANCTIONED",
    "J13_WORKING",
)
"""What is there at the end: never added up over months."""

OVER_YEAR_LINES = ("J7_1_2Y", "J7_2_3Y", "J7_GT3Y")
"""Age bands from one year up: together what is pending for a year or more."""
APPEAL_LINES = ("J12_UPHELD", "J12_SET_ASIDE", "J12_MODIFIED", "J12_REMANDED", "J12_DISMISSED")
"""Appeals decided, by outcome."""


def _listed(values: Iterable[str]) -> str:
    return ", ".join(repr(value) for value in values)


DERIVED = (
    Formula(
        name="item_case_type",
        type=ColumnType.CODE,
        codelist="judiciary.case_type",
        expression=_case("item", {kind: (kind,) for kind in CASE_TYPES}),
        description="The case type of the cell; NULL for a total.",
    ),
    Formula(
        name="item_sex",
        type=ColumnType.CODE,
        codelist="judiciary.sex",
        expression=_case("item", {sex: [f"{age}_{sex}" for age in AGE_CLASSES] for sex in SEXES}),
        description="Sex of a cell by age class and sex; NULL for others.",
    ),
    Formula(
        name="item_age_class",
        type=ColumnType.CODE,
        codelist="judiciary.age_class",
        expression=_case("item", {age: [f"{age}_{sex}" for sex in SEXES] for age in AGE_CLASSES}),
        description="Age class of a cell by age class and sex; NULL for others.",
    ),
    Formula(
        name="line_disposal_mode",
        type=ColumnType.CODE,
        codelist="judiciary.disposal_mode",
        expression=_case("line", {mode: [f"J4_{mode}"] for mode in DISPOSAL_MODES}),
        description="The disposal mode of a part of line J4; NULL for other lines.",
    ),
    Formula(
        name="line_adj_reason",
        type=ColumnType.CODE,
        codelist="judiciary.adjournment_reason",
        expression=_case("line", {reason: [f"J8_{reason}"] for reason in ADJOURNMENT_REASONS}),
        description="The reason of a part of the hearings adjourned; NULL for other lines.",
    ),
)


MONTHLY_RETURN = Dataset(
    id="judiciary.monthly_return",
    kind="returns",
    description="Form JUD-M, one row per cell and court. Item TOTAL holds the printed total, the others one case type "
    "each; of lines J9 and J14 one age class and sex each. A cell nobody knows is NOT_AVAILABLE, never left out and "
    "never 0. J1 + J2 + J3 - J4 - J5 + J6_ADJUSTMENT should give J6, and J1 the J6 of the month before. The parts of "
    "J4 should add up to it, those of J7 to J6, those of J8_ADJOURNED to it, those of J9_CONVICTED (sentences) to it, "
    "and the ranges of H_JUDGMENT to J4.",
    columns=_return_columns(
        Column(name="month", type=ColumnType.MONTH, required=True, description="The month the form is about.")
    ),
    key=("court", "month", "line", "item"),
    area="court",
    date="month",
    reported_by=("court", "district"),
    hierarchy="judicial",
    derived=DERIVED,
    rules=RETURN_RULES,
    published="all",
    stock_lines=STOCK_LINES,
)

ANNUAL_RETURN = Dataset(
    id="judiciary.annual_return",
    kind="returns",
    description="Statistics of a calendar year as a court publishes them, with the lines of form JUD-M: J1 is what was "
    "pending on 1 January, J6 on 31 December. Serves calendar years only.",
    columns=_return_columns(
        Column(
            name="year_start",
            type=ColumnType.MONTH,
            required=True,
            description="First month of the year the figures are about: 2024-01.",
        )
    ),
    key=("court", "year_start", "line", "item"),
    area="court",
    date="year_start",
    frequency=Frequency.YEAR,
    reported_by=("court", "district"),
    hierarchy="judicial",
    derived=DERIVED,
    rules=RETURN_RULES,
    published="all",
    stock_lines=STOCK_LINES,
)


def _form(view_id: str, form: str, date: str) -> View:
    """A form with how many of the cells that belong together are there: a sum of some of them is no sum."""
    same_form = {"court": "court", date: date}

    def how_many(name: str, where: str, description: str, by: str) -> Aggregate:
        return Aggregate(
            name=name,
            dataset=form,
            on={**same_form, by: by},
            function="count",
            where=where,
            description=description,
        )

    return View(
        id=view_id,
        of=form,
        description="The form with how many of the cells are there that only count together.",
        derived=(
            how_many(
                "bands_over_year",
                f"line IN ({_listed(OVER_YEAR_LINES)})",
                "How many of the three age bands from one year up have a cell of this item: 3 when all are there.",
                "item",
            ),
            how_many(
                "outcomes_of_appeals",
                f"line IN ({_listed(APPEAL_LINES)})",
                "How many of the five outcomes of appeals have a cell of this item: 5 when all are there.",
                "item",
            ),
            how_many(
                "ranges_of_line",
                f"item IN ({_listed(JUDGMENT_DAYS)})",
                "How many of the six ranges of days the line has: 6 when all are there.",
                "line",
            ),
        ),
    )


MONTHLY_FORM = _form("judiciary.monthly_form", "judiciary.monthly_return", "month")
ANNUAL_FORM = _form("judiciary.annual_form", "judiciary.annual_return", "year_start")
