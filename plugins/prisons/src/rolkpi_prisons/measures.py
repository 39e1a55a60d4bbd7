"""What the prisons plugin counts.

Sources stand most trusted first: custody records with the capacities on file, printed totals of the monthly return,
and its cells by status and sex. Totals come before cells, so that a prison that fills in both is read at its
total; cells serve the breakdowns.
"""

from __future__ import annotations

from rolkpi.model import Stock, StockSource

_CELLS = {"status": "item_status", "sex": "item_sex"}

HELD = Stock(
    id="prisons.held",
    title="Persons held",
    unit="persons",
    description="Persons in custody at the end of the last day, without those held only for administrative "
    "immigration reasons.",
    sources=(
        StockSource(dataset="prisons.custody_status", where="status <> 'ADMIN_IMMIGRATION'"),
        StockSource(dataset="prisons.monthly_return", where="line = 'C5' AND item = 'TOTAL'", value="value"),
        StockSource(
            dataset="prisons.monthly_return",
            where="line = 'C5' AND item_status <> 'ADMIN_IMMIGRATION'",
            value="value",
            dimensions=_CELLS,
        ),
    ),
)

UNSENTENCED = Stock(
    id="prisons.unsentenced",
    title="Unsentenced persons held",
    unit="persons",
    description="Persons under trial. Once sentenced a person is not counted, even while an appeal is open.",
    published=True,
    sources=(
        StockSource(dataset="prisons.custody_status", where="status = 'UTP'"),
        StockSource(dataset="prisons.monthly_return", where="line = 'C5' AND item = 'UTP'", value="value"),
        StockSource(
            dataset="prisons.monthly_return",
            where="line = 'C5' AND item_status = 'UTP'",
            value="value",
            dimensions=_CELLS,
        ),
    ),
)

# The form has one capacity, whichever way it states who is held: the two returns sources are the same cell.
_CAPACITY_ON_FORM = StockSource(dataset="prisons.monthly_return", where="line = 'C6' AND item = 'TOTAL'", value="value")

CAPACITY = Stock(
    id="prisons.capacity",
    title="Official capacity",
    unit="places",
    description="Sanctioned places in force on the last day.",
    sources=(StockSource(dataset="prisons.facility", value="capacity"), _CAPACITY_ON_FORM, _CAPACITY_ON_FORM),
)

MEASURES = (HELD, UNSENTENCED, CAPACITY)
