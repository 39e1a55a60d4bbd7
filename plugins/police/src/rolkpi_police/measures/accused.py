"""The accused: arrest, production before a magistrate, proclaimed offenders."""

from __future__ import annotations

from rolkpi.model import Flow, FlowSource, Stock, StockSource

ARRESTS = Flow(
    id="police.arrests",
    title="Arrests",
    unit="persons",
    description="One per accused whose day and time of arrest are known.",
    published=True,
    sources=(FlowSource(dataset="police.accused", date="arrested_at"),),
)

PRODUCED_IN_24_HOURS = Flow(
    id="police.produced_in_24_hours",
    title="Arrested persons produced within 24 hours",
    unit="persons",
    description="Not more than 24 hours from the arrest to the magistrate, without the journey where it is recorded.",
    sources=(
        FlowSource(
            dataset="police.accused",
            date="arrested_at",
            where="minutes(arrested_at, produced_at) - COALESCE(travel_minutes, 0) <= 1440",
        ),
    ),
)

PRODUCTION_RECORDED = Flow(
    id="police.production_recorded",
    title="Arrests with a recorded production",
    unit="persons",
    sources=(FlowSource(dataset="police.accused", date="arrested_at", where="produced_at IS NOT NULL"),),
)

PROCLAIMED_OUTSTANDING = Stock(
    id="police.proclaimed_outstanding",
    title="Proclaimed offenders outstanding",
    unit="persons",
    description="One per accused and FIR, from the day of the proclamation until the name leaves the list.",
    published=True,
    sources=(
        StockSource(dataset="police.accused", start="po_declared_at", end="po_cleared_at"),
        StockSource(dataset="police.monthly_return", where="line = 'P10_CLOSING' AND item = 'TOTAL'", value="value"),
    ),
)

PROCLAIMED_CLEARED = Flow(
    id="police.proclaimed_cleared",
    title="Proclaimed offenders who left the list",
    unit="persons",
    description="For any reason: arrest, surrender, death, withdrawal.",
    sources=(
        FlowSource(dataset="police.accused", date="po_cleared_at"),
        FlowSource(
            dataset="police.return_lines",
            where="line IN ('P10_ARRESTED', 'P10_STRUCK_OFF') AND item = 'TOTAL' AND lines_of_clearing = 2",
            value="value",
        ),
    ),
)

PROCLAIMED_ARRESTED = Flow(
    id="police.proclaimed_arrested",
    title="Proclaimed offenders arrested or surrendered",
    unit="persons",
    sources=(
        FlowSource(
            dataset="police.accused",
            date="po_cleared_at",
            where="po_clear_reason IN ('ARRESTED', 'SURRENDERED')",
        ),
        FlowSource(dataset="police.monthly_return", where="line = 'P10_ARRESTED' AND item = 'TOTAL'", value="value"),
    ),
)

MEASURES = (
    ARRESTS,
    PRODUCED_IN_24_HOURS,
    PRODUCTION_RECORDED,
    PROCLAIMED_OUTSTANDING,
    PROCLAIMED_CLEARED,
    PROCLAIMED_ARRESTED,
)
