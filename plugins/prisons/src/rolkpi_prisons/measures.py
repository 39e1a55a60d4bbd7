"""What the prisons plugin counts.

Sources stand most trusted first: custody records with the capacities on file, printed totals of the monthly return,
and its cells by status and sex. Totals come before cells, so that a prison that fills in both is read at its
total; cells serve the breakdowns.
"""

from __future__ import annotations

from rolkpi.model import AverageStock, Exposure, Flow, FlowSource, Stock, StockSource

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

_HELD_IN_RECORDS = StockSource(dataset="prisons.custody_status", where="status <> 'ADMIN_IMMIGRATION'")
_COUNTED = "COALESCE(status <> 'ADMIN_IMMIGRATION', TRUE)"

AVERAGE_HELD = AverageStock(
    id="prisons.average_held",
    title="Persons held, mean of month-ends",
    unit="persons",
    description="The mean of the month-ends looked at, counted as the prison population is. A prison with a missing "
    "month-end has none.",
    sources=(
        _HELD_IN_RECORDS,
        StockSource(dataset="prisons.monthly_return", where="line = 'C5' AND item = 'TOTAL'", value="value"),
    ),
)

PRISONER_DAYS = Exposure(
    id="prisons.prisoner_days",
    title="Prisoner-days",
    unit="days",
    description="For every prisoner the days from the first day of a state to the day before it ends.",
    sources=(_HELD_IN_RECORDS,),
)

DEATHS = Flow(
    id="prisons.deaths",
    title="Deaths in custody",
    unit="deaths",
    description="Deaths of whatever cause, one per person, in the prison that held the person.",
    sources=(
        FlowSource(
            dataset="prisons.incident",
            where=f"kind IN ('DEATH_NATURAL', 'DEATH_SELF', 'DEATH_HOMICIDE', 'DEATH_UNKNOWN') AND {_COUNTED}",
        ),
        FlowSource(dataset="prisons.monthly_return", where="line = 'C4_DIED' AND item = 'TOTAL'", value="value"),
    ),
)

ESCAPES = Flow(
    id="prisons.escapes",
    title="Escapes",
    unit="escapes",
    description="Persons who escaped from inside a prison, on the day of the escape.",
    sources=(
        FlowSource(dataset="prisons.incident", where=f"kind = 'ESCAPE' AND {_COUNTED}"),
        FlowSource(dataset="prisons.monthly_return", where="line = 'C4_ESCAPED' AND item = 'TOTAL'", value="value"),
    ),
)

ABSCONDS = Flow(
    id="prisons.absconds",
    title="Absconds",
    unit="absconds",
    description="Persons who got away from escort, hospital, court or open conditions.",
    sources=(FlowSource(dataset="prisons.incident", where=f"kind = 'ABSCOND' AND {_COUNTED}"),),
)

MEASURES = (HELD, UNSENTENCED, CAPACITY, AVERAGE_HELD, PRISONER_DAYS, DEATHS, ESCAPES, ABSCONDS)
