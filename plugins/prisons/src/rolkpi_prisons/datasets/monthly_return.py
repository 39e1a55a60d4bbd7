"""The monthly return of the prisons, form PRI-M."""

from __future__ import annotations

from collections.abc import Iterable

from rolkpi.model import Column, ColumnType, Dataset, Formula, Link, Lookup, Rule
from rolkpi_prisons.codelists import (
    DEATHS,
    LINE_ITEMS,
    MISSED,
    PERSON_ITEMS,
    PERSON_LINES,
    SEXES,
    STATUSES,
    STOCK_LINES,
)
from rolkpi_prisons.datasets.columns import facility


def _listed(values: Iterable[str]) -> str:
    return ", ".join(repr(value) for value in values)


def _case(cells: dict[str, list[str]]) -> str:
    """A CASE that gives each key for the items listed under it, NULL for any other item."""
    branches = " ".join(f"WHEN item IN ({_listed(items)}) THEN '{code}'" for code, items in cells.items())
    return f"CASE {branches} END"


_CELLS_OF_THE_FORM = " OR ".join(
    (
        "item = 'TOTAL'",
        f"(line IN ({_listed(PERSON_LINES)}) AND item IN ({_listed(PERSON_ITEMS)}))",
        *(f"(line = '{line}' AND item IN ({_listed(items)}))" for line, items in LINE_ITEMS.items()),
    )
)

MONTHLY_RETURN = Dataset(
    id="prisons.monthly_return",
    kind="returns",
    description="Form PRI-M, one row per cell and prison. Lines that count persons have the items TOTAL, a status, or "
    "a status and a sex (UTP_F); TOTAL leaves out those held only for administrative immigration reasons. Other lines "
    "have TOTAL, and where they go by places, time held, reason, cause or programme the items of it. A cell nobody "
    "knows is NOT_AVAILABLE, never left out and never 0. C1 is the C5 of the month before, and C1 + all of C2 - all of "
    "C4 should give C5, by sex; for those under trial also minus C3. C9 is C9_PERSON + C9_VIDEO + C9_MISSED; C10_DEATH "
    "is C4_DIED and C10_ESCAPE is C4_ESCAPED; C12_ON_TIME + C12_LATE is C4_EXPIRED.",
    columns=(
        facility(),
        Column(name="month", type=ColumnType.MONTH, required=True, description="The month the form is about."),
        Column(
            name="line",
            type=ColumnType.CODE,
            codelist="prisons.return_line",
            required=True,
            description="Line of the form.",
        ),
        Column(
            name="item",
            type=ColumnType.CODE,
            codelist="prisons.return_item",
            required=True,
            description="Cell of the line: TOTAL, or what its part is of.",
        ),
        Column(name="value", type=ColumnType.INT, description="The count; empty when not available or applicable."),
        Column(
            name="cell_status",
            type=ColumnType.CODE,
            codelist="prisons.cell_status",
            description="Empty means REPORTED where there is a value, else NOT_AVAILABLE.",
        ),
    ),
    key=("facility", "month", "line", "item"),
    area="facility",
    date="month",
    reported_by=("facility",),
    hierarchy="prison",
    links=(Link(name="prison", dataset="prisons.facility", on={"facility": "facility_code"}, valid_at="month"),),
    derived=(
        Lookup(name="facility_type", link="prison", column="type", description="Type of the prison in that month."),
        Formula(
            name="item_status_total",
            type=ColumnType.CODE,
            codelist="prisons.status",
            expression=_case({status: [status] for status in STATUSES}),
            description="Status of a cell by status alone; NULL for others.",
        ),
        Formula(
            name="item_cause",
            type=ColumnType.CODE,
            codelist="prisons.incident_kind",
            expression=_case({cause: [cause] for cause in DEATHS}),
            description="Cause of a cell of deaths by cause; NULL for others.",
        ),
        Formula(
            name="item_reason",
            type=ColumnType.CODE,
            codelist="prisons.missed_reason",
            expression=_case({reason: [f"MISSED_{reason}"] for reason in MISSED}),
            description="Reason of a cell of productions missed; NULL for others.",
        ),
        Formula(
            name="item_status",
            type=ColumnType.CODE,
            codelist="prisons.status",
            expression=_case({status: [f"{status}_{sex}" for sex in SEXES] for status in STATUSES}),
            description="Status of a cell by status and sex; NULL for totals.",
        ),
        Formula(
            name="item_sex",
            type=ColumnType.CODE,
            codelist="prisons.sex",
            expression=_case({sex: [f"{status}_{sex}" for status in STATUSES] for sex in SEXES}),
            description="Sex of a cell by status and sex; NULL for totals.",
        ),
    ),
    rules=(
        Rule(id="V03", check="value >= 0", message="a count is negative"),
        Rule(
            id="V21",
            check="line <> 'C6' OR item <> 'TOTAL' OR value > 0 OR value IS NULL",
            message="a capacity must be greater than 0",
        ),
        Rule(
            id="V06",
            check=_CELLS_OF_THE_FORM,
            message="the form has no such cell: status and sex stand in C1 to C5, places in C6, time held in C7, "
            "reasons in C9_MISSED, causes in C10_DEATH, programmes in C11, and TOTAL in every line",
        ),
    ),
    published="all",
    stock_lines=STOCK_LINES,
)
