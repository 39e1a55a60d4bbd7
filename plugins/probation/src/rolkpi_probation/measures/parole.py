"""Release on licence."""

from __future__ import annotations

from rolkpi.model import Exposure, Flow, FlowSource, StockSource

PAROLE_DECIDED = Flow(
    id="probation.parole_decided",
    title="Parole cases decided",
    unit="cases",
    description="Parole cases granted or refused, by the day of the decision. A deferral decides nothing.",
    sources=(
        FlowSource(dataset="probation.parole_case", date="decided_at", where="decision IN ('GRANTED', 'REFUSED')"),
    ),
)

PAROLE_GRANTED = Flow(
    id="probation.parole_granted",
    title="Parole cases granted",
    unit="cases",
    description="Those of them that were granted.",
    sources=(FlowSource(dataset="probation.parole_case", date="decided_at", where="decision = 'GRANTED'"),),
)

PAROLE_DECIDED_RETURNED = Flow(
    id="probation.parole_decided_returned",
    title="Parole cases decided, as returned",
    unit="cases",
    description="Line B11 of the return: granted and refused.",
    sources=(
        FlowSource(
            dataset="probation.return_lines",
            where="line IN ('B11_GRANTED', 'B11_REFUSED') AND item = 'TOTAL' AND decisions_told = 2",
            value="value",
        ),
    ),
)

PAROLE_GRANTED_RETURNED = Flow(
    id="probation.parole_granted_returned",
    title="Parole cases granted, as returned",
    unit="cases",
    description="Line B11 of the return: granted.",
    sources=(
        FlowSource(
            dataset="probation.return_lines",
            where="line = 'B11_GRANTED' AND item = 'TOTAL'",
            value="value",
        ),
    ),
)

LICENCES_REVOKED = Flow(
    id="probation.licences_revoked",
    title="Licences revoked",
    unit="licences",
    description="Parole licences revoked for a breach or a new offence, by the day they ended.",
    sources=(
        FlowSource(
            dataset="probation.order",
            date="ended_at",
            where="kind = 'PAROLE_LICENCE' AND end_reason IN ('REVOKED_BREACH', 'REVOKED_NEW_OFFENCE')",
        ),
    ),
)

LICENCE_DAYS = Exposure(
    id="probation.licence_days",
    title="Licence-days",
    unit="licence-days",
    description="For every parole licence the days from registration to the day before it ended.",
    sources=(
        StockSource(dataset="probation.order", start="registered_at", end="ended_at", where="kind = 'PAROLE_LICENCE'"),
    ),
)

MEASURES = (
    PAROLE_DECIDED,
    PAROLE_GRANTED,
    PAROLE_DECIDED_RETURNED,
    PAROLE_GRANTED_RETURNED,
    LICENCES_REVOKED,
    LICENCE_DAYS,
)
