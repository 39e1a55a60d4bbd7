"""The monthly district return POL-M."""

from __future__ import annotations

from rolkpi.model import Aggregate, Column, ColumnType, Dataset, Formula, Rule, View
from rolkpi_police.codelists import HEADS, VICTIM_ITEMS

_EACH_HEAD = " ".join(f"WHEN '{head}' THEN '{head}'" for head in HEADS)


def _of_victims(part: int) -> str:
    """A CASE that gives sex (0) or age band (1) for the items of line P12."""
    codes: dict[str, list[str]] = {}
    for item, cell in VICTIM_ITEMS.items():
        codes.setdefault(cell[part], []).append(item)
    known = {code: items for code, items in codes.items() if part == 0 or code != "U"}
    branches = " ".join(f"WHEN item IN ({', '.join(map(repr, items))}) THEN '{code}'" for code, items in known.items())
    return f"CASE {branches} END"


MONTHLY_RETURN = Dataset(
    id="police.monthly_return",
    kind="returns",
    description="Form POL-M, one row per cell of the column 'this month'. Item TOTAL holds the printed total. Lines "
    "P2_POLICE and P2_LEVIES also have one cell per offence head, P9 one per class of persons, P11 one per offence, "
    "P12 one per sex and age band of the victims, P15_MINUTES and DAYS_TO_CHALLAN one per range. A line with such "
    "cells carries all of them. A cell nobody knows is NOT_AVAILABLE, never left out and never 0. What should balance: "
    "P1 + P2 + P3 - P4 - P6 = P7; P1 is last month's P7; P2_POLICE + P2_LEVIES = P2; P10_OPENING + P10_ADDED - "
    "P10_ARRESTED - P10_STRUCK_OFF = P10_CLOSING; the cells of a line add up to its total.",
    columns=(
        Column(name="district", type=ColumnType.AREA, required=True),
        Column(name="month", type=ColumnType.MONTH, required=True, description="The month the form is about."),
        Column(name="line", type=ColumnType.CODE, codelist="police.return_line", required=True),
        Column(
            name="item",
            type=ColumnType.CODE,
            codelist="police.return_item",
            required=True,
            description="TOTAL, or the part of the line that the cell is about: an offence head, a range.",
        ),
        Column(
            name="value",
            type=ColumnType.INT,
            description="The count, or the rupees; empty when not available or applicable.",
        ),
        Column(
            name="cell_status",
            type=ColumnType.CODE,
            codelist="police.cell_status",
            description="Empty means REPORTED where there is a value, else NOT_AVAILABLE.",
        ),
    ),
    key=("district", "month", "line", "item"),
    area="district",
    date="month",
    reported_by=("district",),
    derived=(
        Formula(
            name="item_offence",
            type=ColumnType.CODE,
            codelist="police.offence",
            expression=f"CASE item {_EACH_HEAD} END",
            description="The offence head of the cell; NULL for a total.",
        ),
        Formula(
            name="line_force",
            type=ColumnType.CODE,
            codelist="police.force",
            expression="CASE line WHEN 'P2_POLICE' THEN 'POLICE' WHEN 'P2_LEVIES' THEN 'LEVIES' END",
            description="The force the line is about; NULL for lines of both forces.",
        ),
        Formula(
            name="item_sex",
            type=ColumnType.CODE,
            codelist="police.sex",
            expression=_of_victims(0),
            description="Sex of the victims the cell is about; NULL for other cells.",
        ),
        Formula(
            name="item_age_band",
            type=ColumnType.CODE,
            codelist="police.age_band",
            expression=_of_victims(1),
            description="Age band of the victims the cell is about; NULL where not recorded, and for other cells.",
        ),
    ),
    rules=(Rule(id="V03", check="value >= 0", message="a count is negative"),),
    published="all",
    stock_lines=("P7", "P7A", "P10_CLOSING", "P17_SANCTIONED", "P17_IN_POST", "P17_WOMEN"),
)

_SAME_FORM = {"district": "district", "month": "month"}

RETURN_LINES = View(
    id="police.return_lines",
    of="police.monthly_return",
    description="Form POL-M with how much of it is there. Where lines or cells are added up, or 0 would be read from a "
    "cell that was left out, they count only when all of them came.",
    derived=(
        Aggregate(
            name="cells_of_line",
            dataset="police.monthly_return",
            on={**_SAME_FORM, "line": "line"},
            function="count",
            where="item <> 'TOTAL'",
            description="Cells of the same line beside its printed total, whatever stands in them.",
        ),
        Aggregate(
            name="totals_of_forces",
            dataset="police.monthly_return",
            on=_SAME_FORM,
            function="count",
            where="line IN ('P2_POLICE', 'P2_LEVIES') AND item = 'TOTAL'",
            description="How many of the two lines of the forces have a printed total: 2 when both are there.",
        ),
        Aggregate(
            name="heads_of_forces",
            dataset="police.monthly_return",
            on=_SAME_FORM,
            function="count",
            where="line IN ('P2_POLICE', 'P2_LEVIES') AND item <> 'TOTAL'",
            description="Cells of offence heads of the two lines of the forces: 46 when all are there.",
        ),
        Aggregate(
            name="lines_of_closing",
            dataset="police.monthly_return",
            on=_SAME_FORM,
            function="count",
            where="line IN ('P4', 'P6_CANCELLED', 'P6_UNTRACED', 'P6_TRANSFERRED') AND item = 'TOTAL'",
            description="How many of the four lines that end an investigation are there.",
        ),
        Aggregate(
            name="lines_of_clearing",
            dataset="police.monthly_return",
            on=_SAME_FORM,
            function="count",
            where="line IN ('P10_ARRESTED', 'P10_STRUCK_OFF') AND item = 'TOTAL'",
            description="How many of the two lines by which proclaimed offenders leave the list are there.",
        ),
    ),
)
