"""The monthly district return POL-M."""

from __future__ import annotations

from rolkpi.model import Column, ColumnType, Dataset, Formula, Rule
from rolkpi_police.codelists import OFFENCES, VICTIM_ITEMS

_EACH_HEAD = " ".join(f"WHEN '{head}' THEN '{head}'" for head in OFFENCES)


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
