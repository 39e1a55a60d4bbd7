"""What several measures share."""

from __future__ import annotations

from rolkpi.model import FlowSource, StockSource

RETURN = "prosecution.monthly_return"
CELLS = "prosecution.return_cells"
"""The same with how many cells of a line are there: for what is added up, or read as 0."""


def printed(line: str) -> FlowSource:
    """The printed total of a line of the monthly return."""
    return FlowSource(dataset=RETURN, where=f"line = '{line}' AND item = 'TOTAL'", value="value")


def printed_stock(line: str) -> StockSource:
    """The printed total of a line that says what is there at the end of the month."""
    return StockSource(dataset=RETURN, where=f"line = '{line}' AND item = 'TOTAL'", value="value")
