"""Where the measures of the prisons read.

Sources stand most trusted first: records, then the monthly return. Of the return printed totals come before cells by
status, and these before cells by status and sex, so that a prison that fills in all of them is read at its total;
cells serve the breakdowns.
"""

from __future__ import annotations

from rolkpi.model import FlowSource, StockSource

COUNTED = "status <> 'ADMIN_IMMIGRATION'"
CELLS_COUNTED = "item_status <> 'ADMIN_IMMIGRATION'"
BY_SEX = {"sex": "item_sex"}
BY_STATUS_AND_SEX = {"status": "item_status", "sex": "item_sex"}


def held(where: str = COUNTED) -> StockSource:
    """Persons in custody by the records."""
    return StockSource(dataset="prisons.custody_status", where=where)


def on_form(line: str, item: str = "TOTAL") -> StockSource:
    """A cell of the return that says what is there at the end of the month."""
    return StockSource(dataset="prisons.monthly_return", where=f"line = '{line}' AND item = '{item}'", value="value")


def line_of_form(line: str) -> StockSource:
    """A line of the return that has the cell TOTAL alone: rule V06 refuses any other."""
    return StockSource(dataset="prisons.monthly_return", where=f"line = '{line}'", value="value")


def cells(where: str = CELLS_COUNTED, line: str = "C5", dimensions: dict[str, str] | None = None) -> StockSource:
    """Cells of the return by status and sex."""
    return StockSource(
        dataset="prisons.monthly_return",
        where=f"line = '{line}' AND {where}",
        value="value",
        dimensions=dimensions or {},
    )


def _listed(values: tuple[str, ...]) -> str:
    return f"= '{values[0]}'" if len(values) == 1 else f"IN ({', '.join(repr(value) for value in values)})"


def totals_in_month(*lines: str) -> FlowSource:
    """Totals of lines of the return that count what happened in the month, where they have other cells too."""
    where = f"line {_listed(lines)} AND item = 'TOTAL'"
    return FlowSource(dataset="prisons.monthly_return", where=where, value="value")


def in_month(*lines: str) -> FlowSource:
    """Lines of the return that count what happened in the month and have the cell TOTAL alone, by rule V06."""
    return FlowSource(dataset="prisons.monthly_return", where=f"line {_listed(lines)}", value="value")


def incidents(*kinds: str) -> FlowSource:
    """Incidents of some kinds; whose status is not known counts."""
    return FlowSource(dataset="prisons.incident", where=f"kind {_listed(kinds)} AND COALESCE({COUNTED}, TRUE)")
