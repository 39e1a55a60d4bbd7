"""Where the measures of the prisons read.

Sources stand most trusted first: records, then the monthly return. Of the return printed totals come before cells by
status, and these before cells by status and sex, so that a prison that fills in all of them is read at its total;
cells serve the breakdowns.
"""

from __future__ import annotations

from rolkpi.model import FlowSource, StockSource

COUNTED = "status <> 'ADMIN_IMMIGRATION'"
CELLS = {"status": "item_status", "sex": "item_sex"}


def held(where: str = COUNTED) -> StockSource:
    """Persons in custody by the records."""
    return StockSource(dataset="prisons.custody_status", where=where)


def on_form(line: str, item: str = "TOTAL") -> StockSource:
    """A cell of the return that says what is there at the end of the month."""
    return StockSource(dataset="prisons.monthly_return", where=f"line = '{line}' AND item = '{item}'", value="value")


def cells(where: str, line: str = "C5") -> StockSource:
    """Cells of the return by status and sex."""
    return StockSource(
        dataset="prisons.monthly_return", where=f"line = '{line}' AND {where}", value="value", dimensions=CELLS
    )


def by_status(where: str) -> StockSource:
    """Cells of the return by status alone."""
    return StockSource(
        dataset="prisons.monthly_return",
        where=f"line = 'C5' AND {where}",
        value="value",
        dimensions={"status": "item_status_total"},
    )


def in_month(*lines: str) -> FlowSource:
    """Totals of lines of the return that count what happened in the month."""
    listed = f"= '{lines[0]}'" if len(lines) == 1 else f"IN ({', '.join(repr(line) for line in lines)})"
    return FlowSource(dataset="prisons.monthly_return", where=f"line {listed} AND item = 'TOTAL'", value="value")


def incidents(*kinds: str) -> FlowSource:
    """Incidents of some kinds; whose status is not known counts."""
    listed = f"= '{kinds[0]}'" if len(kinds) == 1 else f"IN ({', '.join(repr(kind) for kind in kinds)})"
    return FlowSource(dataset="prisons.incident", where=f"kind {listed} AND COALESCE({COUNTED}, TRUE)")
