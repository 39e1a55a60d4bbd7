"""Form POL-M as a district fills it in: a row for each line, a column for each cell."""

from __future__ import annotations

from collections.abc import Mapping

import pyarrow as pa
import pyarrow.compute as pc

from rolkpi.model import Adapter, Cells, ColumnMapping
from rolkpi_police.adapters.districts import DISTRICTS
from rolkpi_police.codelists import CHALLAN_BINS, HEADS, OFFENCES, RESPONSE_BINS, RETURN_LINE, VICTIM_ITEMS

_SEX = {"M": "Male", "F": "Female", "T": "Transgender", "U": "Sex not known"}


def _range(low: int, high: int | None, unit: str) -> str:
    return f"{low}+ {unit}" if high is None else f"{low}-{high} {unit}"


CELLS: dict[str, str] = {
    "This month": "TOTAL",
    "Adult M": "ADULT_M",
    "Adult F": "ADULT_F",
    "Juvenile M": "JUVENILE_M",
    "Juvenile F": "JUVENILE_F",
    "Transgender": "TRANSGENDER",
    **{OFFENCES[head]: head for head in HEADS},
    **{f"{_SEX[sex]}, {'age not known' if band == 'U' else band}": item for item, (sex, band) in VICTIM_ITEMS.items()},
    **{_range(low, high, "min"): code for code, (low, high) in RESPONSE_BINS.items()},
    **{_range(low, high, "days"): code for code, (low, high) in CHALLAN_BINS.items()},
}
"""Heading of the form: item of the return."""


def _printed(line: str) -> str:
    """``P6_CANCELLED`` as the form has it: P6 Cancelled; ``P4A``: P4a."""
    if line == "DAYS_TO_CHALLAN":
        return "Days to challan"
    number, _, part = line.partition("_")
    return f"P{number[1:].lower()} {part.replace('_', ' ').capitalize()}".rstrip()


LINES = {_printed(line): line for line in RETURN_LINE.values}
"""Line as it is printed: line of the return."""


def read_pol_m(table: pa.Table, options: Mapping[str, str]) -> pa.Table:
    """``Nil`` is how clerks write that there were none: a 0 that was reported, unlike a blank cell."""
    for place, name in enumerate(table.column_names):
        if name in CELLS:
            cells = table[name]
            nil = pc.equal(pc.utf8_lower(pc.utf8_trim_whitespace(cells)), "nil")
            table = table.set_column(place, name, pc.if_else(pc.fill_null(nil, False), "0", cells))
    return table


POL_M = Adapter(
    id="police.pol_m",
    dataset="police.monthly_return",
    description="Form POL-M (CSV or Excel), one row per line of the form and one column per cell. Cells a line does "
    "not have are printed with an x. Nil is 0; a blank cell and NA are not available; a district without Levies "
    "writes Merged in their line. The column with the sums since 1 July is left out: they are the sums of the months.",
    columns={
        "district": ColumnMapping(column="District", codes=DISTRICTS),
        "month": ColumnMapping(column="Month", format="%m/%Y"),
        "line": ColumnMapping(column="Line", codes=LINES),
    },
    cells=Cells(
        columns=CELLS, outside=("x",), marks={"NA": "NOT_AVAILABLE", "N/A": "NOT_AVAILABLE", "Merged": "NOT_APPLICABLE"}
    ),
    read=read_pol_m,
)
