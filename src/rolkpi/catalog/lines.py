"""Lines of a form: which of them a measure reads, and whether they may be added up over months."""

from __future__ import annotations

from sqlglot import exp

from rolkpi.catalog.place import Place
from rolkpi.expression import Checked
from rolkpi.expression.tree import operands
from rolkpi.model import AnySource, AverageStock, Dataset, Exposure, Flow, HistogramSource, Measure, Stock

_LINE = "line"


def check_lines(measure: Measure, source: AnySource, where: Checked, dataset: Dataset, place: Place) -> None:
    """Stocks read lines that say what is there at the end of the month, and what is added up reads none of them."""
    if not dataset.stock_lines:
        return
    stock, pinned = frozenset(dataset.stock_lines), pinned_lines(where.tree)
    listing = ", ".join(sorted(stock))
    if isinstance(measure, Flow | Exposure) or isinstance(source, HistogramSource):
        if pinned is None:
            what = f"'{dataset.id}' has lines that are stocks ({listing}), and this names no line"
            place.report("RK111", what, "a stock is not added up over months; say which lines: line IN (...) AND ...")
        elif pinned & stock:
            what = f"line {', '.join(sorted(pinned & stock))} is a stock"
            place.report("RK111", what, "a stock is not added up over months: make the measure a stock")
    elif isinstance(measure, Stock | AverageStock) and (pinned is None or pinned - stock):
        wrong = "all lines" if pinned is None else f"line {', '.join(sorted(pinned - stock))}"
        place.report(
            "RK111",
            f"the measure is a {measure.rule}, and {wrong} of '{dataset.id}' is not declared as a stock",
            f"read only lines that are in 'stock_lines' ({listing}), or add the line there",
        )


def pinned_lines(where: exp.Expr) -> frozenset[str] | None:
    """The lines that a filter can let through, when it says so: ``line = 'A' AND ...``. None when it does not."""
    match where:
        case exp.Paren():
            return pinned_lines(where.this)
        case exp.And():
            found = [pinned for part in operands(where) if (pinned := pinned_lines(part)) is not None]
            return frozenset.intersection(*found) if found else None
        case exp.Or():
            parts = [pinned_lines(part) for part in operands(where)]
            known = [part for part in parts if part is not None]
            return frozenset().union(*known) if len(known) == len(parts) else None
        case exp.EQ():
            sides = (where.left, where.right)
            texts = frozenset(side.name for side in sides if _is_text(side))
            return texts if any(_is_line(side) for side in sides) and texts else None
        case exp.In() if _is_line(where.this) and all(_is_text(item) for item in where.expressions):
            return frozenset(item.name for item in where.expressions)
    return None


def _is_line(node: exp.Expr) -> bool:
    return isinstance(node, exp.Column) and node.name == _LINE


def _is_text(node: exp.Expr) -> bool:
    return isinstance(node, exp.Literal) and bool(node.is_string)
