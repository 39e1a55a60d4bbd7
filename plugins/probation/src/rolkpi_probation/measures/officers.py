"""Officers in post."""

from __future__ import annotations

from rolkpi.model import Stock, StockSource

OFFICERS = Stock(
    id="probation.officers",
    title="Probation officers in post",
    unit="officers",
    description="Probation officers in post on the last day of the month; parole officers are not among them.",
    published=True,
    sources=(
        StockSource(dataset="probation.staff", start="month", end="add_months(month, 1)", value="probation_in_post"),
        StockSource(
            dataset="probation.monthly_return", where="line = 'B13_IN_POST' AND item = 'PROBATION'", value="value"
        ),
    ),
)

MEASURES = (OFFICERS,)
