"""What a filter pins: which lines of a form a measure reads, and which result of a survey."""

from __future__ import annotations

from sqlglot import exp

from rolkpi.catalog.place import Place
from rolkpi.expression import Checked
from rolkpi.expression.tree import operands
from rolkpi.model import AnySource, AverageStock, Dataset, Exposure, Flow, HistogramSource, Measure, Stock, SurveySource

_LINE = "line"


def check_lines(measure: Measure, source: AnySource, where: Checked, dataset: Dataset, place: Place) -> None:
    """Stocks read lines that say what is there at the end of the month, and what is added up reads none of them."""
    if not dataset.stock_lines:
        return
    stock, read = frozenset(dataset.stock_lines), pinned(where.tree, _LINE)
    listing = ", ".join(sorted(stock))
    if isinstance(measure, Flow | Exposure) or isinstance(source, HistogramSource):
        if read is None:
            what = f"'{dataset.id}' has lines that are stocks ({listing}), and this names no line"
            place.report("RK111", what, "a stock is not added up over months; say which lines: line IN (...) AND ...")
        elif read & stock:
            what = f"line {', '.join(sorted(read & stock))} is a stock"
            place.report("RK111", what, "a stock is not added up over months: make the measure a stock")
    elif isinstance(measure, Stock | AverageStock) and (read is None or read - stock):
        wrong = "all lines" if read is None else f"line {', '.join(sorted(read - stock))}"
        place.report(
            "RK111",
            f"the measure is a {measure.rule}, and {wrong} of '{dataset.id}' is not declared as a stock",
            f"read only lines that are in 'stock_lines' ({listing}), or add the line there",
        )


def check_results(source: SurveySource, where: Checked, dataset: Dataset, place: Place) -> None:
    """Of a survey, one result is left for an area and day: everything else that tells results apart is named."""
    own = {source.area or dataset.area, source.date or dataset.date}
    loose = sorted(c for c in dataset.key if c not in own and len(pinned(where.tree, c) or ()) != 1)
    if loose or not dataset.key:
        by = f", one by {' and '.join(loose)}" if loose else ""
        fix = f"make area and day the key of '{dataset.id}'"
        fix += f", or say which is meant: where: {loose[0]} = '...'" if loose else ""
        place.report("RK111", f"'{dataset.id}' may have several results of one area and day{by}", fix)


def pinned(where: exp.Expr, column: str) -> frozenset[str] | None:
    """The codes of a column that a filter can let through, when it says so: ``line = 'A' AND ...``. None when not."""

    def named(node: exp.Expr) -> bool:
        return isinstance(node, exp.Column) and node.name == column

    match where:
        case exp.Paren():
            return pinned(where.this, column)
        case exp.And():
            found = [part for side in operands(where) if (part := pinned(side, column)) is not None]
            return frozenset.intersection(*found) if found else None
        case exp.Or():
            parts = [pinned(side, column) for side in operands(where)]
            known = [part for part in parts if part is not None]
            return frozenset().union(*known) if len(known) == len(parts) else None
        case exp.EQ():
            sides = (where.left, where.right)
            texts = frozenset(side.name for side in sides if _is_text(side))
            return texts if any(named(side) for side in sides) and texts else None
        case exp.In() if named(where.this) and all(_is_text(item) for item in where.expressions):
            return frozenset(item.name for item in where.expressions)
    return None


def _is_text(node: exp.Expr) -> bool:
    return isinstance(node, exp.Literal) and bool(node.is_string)
