"""Form JUD-M as a court fills it in: a row for each line, a column for each cell."""

from __future__ import annotations

from collections.abc import Mapping

import pyarrow as pa
import pyarrow.compute as pc

from rolkpi.model import Adapter, Cells, ColumnMapping
from rolkpi_judiciary.adapters.districts import DISTRICTS
from rolkpi_judiciary.codelists import AGE_CLASSES, CASE_TYPES, JUDGMENT_DAYS, RETURN_LINE, SEXES

_AGES = {"ADULT": "Adult", "JUVENILE": "Juvenile", "UNKNOWN": "Age not known"}
_SEXES = {"M": "M", "F": "F", "T": "Transgender", "U": "Sex not known"}

CELLS: dict[str, str] = {
    "All": "TOTAL",
    **{label: kind for kind, label in CASE_TYPES.items()},
    **{f"{_AGES[age]} {_SEXES[sex]}": f"{age}_{sex}" for age in AGE_CLASSES for sex in SEXES},
    **{f"{low}+ days" if high is None else f"{low}-{high} days": code for code, (low, high) in JUDGMENT_DAYS.items()},
}
"""Heading of the form: item of the return."""

# Of the age bands and the histogram, what the form prints is not the code in small letters.
_PRINTED = {
    "J7_LT3M": "J7 Below 3 months",
    "J7_3_6M": "J7 3 to 6 months",
    "J7_6_12M": "J7 6 to 12 months",
    "J7_1_2Y": "J7 1 to 2 years",
    "J7_2_3Y": "J7 2 to 3 years",
    "J7_GT3Y": "J7 Above 3 years",
    "J11_GBV": "J11 GBV",
    "H_JUDGMENT": "Days to judgment",
}


def _printed(line: str) -> str:
    """``J2_FRESH`` as the form has it: J2 Fresh; ``J4A``: J4a."""
    if line in _PRINTED:
        return _PRINTED[line]
    number, _, part = line.partition("_")
    words = part.replace("_", " ").capitalize().replace("Gbv", "GBV")
    return f"J{number[1:].lower()} {words}".rstrip()


LINES = {_printed(line): line for line in RETURN_LINE.values}
"""Line as it is printed: line of the return."""


def read_jud_m(table: pa.Table, options: Mapping[str, str]) -> pa.Table:
    """``Nil`` is how clerks write that there were none: a 0 that was reported, unlike a blank cell."""
    for place, name in enumerate(table.column_names):
        if name in CELLS:
            cells = table[name]
            nil = pc.equal(pc.utf8_lower(pc.utf8_trim_whitespace(cells)), "nil")
            table = table.set_column(place, name, pc.if_else(pc.fill_null(nil, False), "0", cells))
    return table


JUD_M = Adapter(
    id="judiciary.jud_m",
    dataset="judiciary.monthly_return",
    description="Form JUD-M (CSV or Excel), one row per line of the form and one column per cell. Cells a line does "
    "not have are printed with an x. Nil is 0; a blank cell and NA are not available; a district without such a court "
    "writes No court.",
    columns={
        "court": ColumnMapping(column="District", codes=DISTRICTS),
        "month": ColumnMapping(column="Month", format="%m-%Y"),
        "line": ColumnMapping(column="Line", codes=LINES),
    },
    cells=Cells(
        columns=CELLS,
        outside=("x",),
        marks={"NA": "NOT_AVAILABLE", "N/A": "NOT_AVAILABLE", "No court": "NOT_APPLICABLE"},
    ),
    read=read_jud_m,
)
