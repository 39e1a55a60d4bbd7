"""Sources that many measures have in common.

Sources stand most trusted first: case records, printed totals of the monthly return, its cells by case type, and
statistics published for a calendar year. Totals come before cells, so that a court that fills in both is read at
its total; cells serve the breakdown by case type.
"""

from __future__ import annotations

from collections.abc import Iterable

from rolkpi.model import FlowSource, StockSource
from rolkpi_judiciary.codelists import TRIALS

CASE_TYPE = {"case_type": "item_case_type"}
FORMS = ("judiciary.monthly_return", "judiciary.annual_return")
WHOLE_FORMS = ("judiciary.monthly_form", "judiciary.annual_form")
"""The same with how many of the cells are there that only count together."""

TRIAL = f"case_type IN ({', '.join(repr(kind) for kind in TRIALS)})"
"""Trials of first instance."""


def listed(lines: Iterable[str]) -> str:
    """A condition: the cell is of one of these lines."""
    names = tuple(lines)
    return f"line = '{names[0]}'" if len(names) == 1 else f"line IN ({', '.join(repr(name) for name in names)})"


def flow_returns(line: str) -> tuple[FlowSource, ...]:
    """A line of form JUD-M as total, by case type, and in the yearly statistics."""
    total, cells = f"line = '{line}' AND item = 'TOTAL'", f"line = '{line}' AND item_case_type IS NOT NULL"
    monthly, annual = FORMS
    return (
        FlowSource(dataset=monthly, where=total, value="value"),
        FlowSource(dataset=monthly, where=cells, value="value", dimensions=CASE_TYPE),
        FlowSource(dataset=annual, where=total, value="value"),
    )


def stock_returns(lines: str, forms: tuple[str, str] = FORMS) -> tuple[StockSource, ...]:
    """The same for lines that say what is there at the end. ``lines``: a condition that says which."""
    total, cells = f"{lines} AND item = 'TOTAL'", f"{lines} AND item_case_type IS NOT NULL"
    monthly, annual = forms
    return (
        StockSource(dataset=monthly, where=total, value="value"),
        StockSource(dataset=monthly, where=cells, value="value", dimensions=CASE_TYPE),
        StockSource(dataset=annual, where=total, value="value"),
    )


def totals(lines: str, forms: tuple[str, str] = FORMS) -> tuple[FlowSource, ...]:
    """Lines that only stand as totals: monthly, then yearly. ``lines``: a condition that says which."""
    where = f"{lines} AND item = 'TOTAL'"
    return tuple(FlowSource(dataset=form, where=where, value="value") for form in forms)


def line_and_parts(form: str, line: str, parts: Iterable[str], dimension: str, column: str) -> FlowSource:
    """A line and the lines it is made of: the line itself is read, its parts for a breakdown by what tells them
    apart."""
    return FlowSource(
        dataset=form,
        where=f"{listed((line, *parts))} AND item = 'TOTAL'",
        total=f"line = '{line}'",
        value="value",
        dimensions={dimension: column},
    )


def persons(line: str) -> tuple[FlowSource, ...]:
    """A line about accused: its total, its cells by age class and sex for a breakdown by these."""
    return tuple(
        FlowSource(
            dataset=form,
            where=f"line = '{line}' AND (item = 'TOTAL' OR item_sex IS NOT NULL)",
            total="item = 'TOTAL'",
            value="value",
            dimensions={"sex": "item_sex", "age_class": "item_age_class"},
        )
        for form in FORMS
    )
