"""Form PRI-M as a prison fills it in: a row for each line, a column for each cell."""

from __future__ import annotations

from rolkpi.model import Adapter, Cells, ColumnMapping
from rolkpi_prisons.adapters.names import PRISONS
from rolkpi_prisons.codelists import DEATHS, MISSED, RETURN_LINE

_STATUS = {
    "UTP": "UTP",
    "CONVICT_NONFINAL": "Convict, appeal open",
    "CONVICT": "Convict",
    "CONDEMNED": "Condemned",
    "CIVIL": "Civil",
    "DETENU": "Detenue",
    "ADMIN_IMMIGRATION": "Foreigners Act",
    "OTHER": "Other",
}
_SEX = {"M": "M", "F": "F", "T": "T", "U": "not recorded"}

CELLS: dict[str, str] = {
    "Total": "TOTAL",
    **{f"{label}, all": status for status, label in _STATUS.items()},
    **{f"{label}, {sex}": f"{status}_{code}" for status, label in _STATUS.items() for code, sex in _SEX.items()},
    "Men": "MEN",
    "Women": "WOMEN",
    "Juveniles": "JUVENILES",
    "Up to 182 days": "M0_6",
    "183-364 days": "M6_12",
    "365-729 days": "M12_24",
    "730 days or more": "M24_UP",
    **{label: f"MISSED_{reason}" for reason, label in MISSED.items()},
    **{label: cause for cause, label in DEATHS.items()},
    "Education": "EDUCATION",
    "Vocational": "VOCATIONAL",
}
"""Heading of the form: item of the return."""


def _printed(line: str) -> str:
    """``C2_TRANSFER_IN`` as the form has it: C2 Transfer in."""
    number, _, part = line.partition("_")
    return f"{number} {part.replace('_', ' ').capitalize()}".rstrip()


LINES = {_printed(line): line for line in RETURN_LINE.values}
"""Line as it is printed: line of the return."""

PRI_M = Adapter(
    id="prisons.pri_m",
    dataset="prisons.monthly_return",
    description="Form PRI-M (CSV or Excel), one row per line of the form and one column per cell. Cells a line does "
    "not have are printed with an x. Where there were none stands 0; a blank cell and NA are not available; a prison "
    "that has no such thing, a women's barrack say, writes Not applicable.",
    columns={
        "facility": ColumnMapping(column="Prison", codes=PRISONS),
        "month": ColumnMapping(column="Month", format="%m/%Y"),
        "line": ColumnMapping(column="Line", codes=LINES),
    },
    cells=Cells(
        columns=CELLS,
        outside=("x",),
        marks={"NA": "NOT_AVAILABLE", "N/A": "NOT_AVAILABLE", "Not applicable": "NOT_APPLICABLE"},
    ),
)
