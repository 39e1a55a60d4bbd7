"""CHN-14 and CHN-15: what the workspace knows of deliveries and of its own earlier figures."""

from __future__ import annotations

from rolkpi.model import Flow, FlowSource

CUT_OFF_DAYS = 14
"""Days after the first of the next month until which a return is in time: its 15th."""

RETURNS_EXPECTED = Flow(
    id="chain.returns_expected",
    title="Returns expected",
    unit="returns",
    description="One for every dataset, area and month that a delivery is expected for; not applicable ones are not "
    "expected.",
    sources=(FlowSource(dataset="rolkpi.expected"),),
)

RETURNS_RECEIVED = Flow(
    id="chain.returns_received",
    title="Returns received and accepted",
    unit="returns",
    description="Of those expected, the ones that an accepted delivery covers, whenever it came.",
    sources=(FlowSource(dataset="rolkpi.expected", where="covered"),),
)

RETURNS_IN_TIME = Flow(
    id="chain.returns_in_time",
    title="Returns received by the cut-off",
    unit="returns",
    description="Of those expected, the ones that an accepted delivery covers which was received by the 15th of the "
    "next month. The ledger has a day of receipt only for those; a delivery without one is not in time.",
    sources=(
        FlowSource(
            dataset="rolkpi.expected",
            where=f"received_on <= add_days(add_months(month, 1), {CUT_OFF_DAYS})",
        ),
    ),
)

FIRST_PUBLISHED = Flow(
    id="chain.first_published",
    title="Counts as first published",
    unit="counted units",
    description="The numerator of every KPI's monthly figure as an earlier run published it first.",
    sources=(FlowSource(dataset="rolkpi.vintages", value="GREATEST(first_value, 0 - first_value)"),),
)

RESTATED_BY = Flow(
    id="chain.restated_by",
    title="How far counts were restated",
    unit="counted units",
    description="How far the same numerators have moved, up or down, until the newest earlier run. A figure that is "
    "not published any more has moved by all of what it was.",
    sources=(
        FlowSource(
            dataset="rolkpi.vintages",
            value="GREATEST(first_value, COALESCE(latest_value, 0)) - LEAST(first_value, COALESCE(latest_value, 0))",
        ),
    ),
)
