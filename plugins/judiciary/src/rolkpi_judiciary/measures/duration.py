"""How long decided cases took, and whether they kept their limits."""

from __future__ import annotations

from rolkpi.model import Flow, FlowSource, HistogramSource, Quantile, RecordSource
from rolkpi_judiciary.codelists import JUDGMENT_DAYS
from rolkpi_judiciary.measures.common import TRIAL, WHOLE_FORMS

_DECIDED = (
    RecordSource(dataset="judiciary.case", date="decided_at"),
    *(
        HistogramSource(dataset=form, where="line = 'H_JUDGMENT' AND ranges_of_line = 6", bins=JUDGMENT_DAYS)
        for form in WHOLE_FORMS
    ),
)

DAYS_TO_DECISION_MEDIAN = Quantile(
    id="judiciary.decision_days_median",
    title="Days from institution to judgment, median",
    unit="days",
    value="days(instituted_at, decided_at)",
    q="1/2",
    sources=_DECIDED,
)

DAYS_TO_DECISION_P90 = Quantile(
    id="judiciary.decision_days_p90",
    title="Days from institution to judgment, 90th percentile",
    unit="days",
    value="days(instituted_at, decided_at)",
    q="9/10",
    sources=_DECIDED,
)

DECIDED_WITH_LIMIT = Flow(
    id="judiciary.decided_with_limit",
    title="Cases decided that have a time limit",
    unit="cases",
    sources=(FlowSource(dataset="judiciary.case", date="decided_at", where="limit_months IS NOT NULL"),),
)

DECIDED_WITHIN_LIMIT = Flow(
    id="judiciary.decided_within_limit",
    title="Cases decided within their time limit",
    unit="cases",
    description="Decided on or before the day the limit ends, in calendar months from institution.",
    sources=(
        FlowSource(
            dataset="judiciary.case",
            date="decided_at",
            where="decided_at <= add_months(instituted_at, limit_months)",
        ),
    ),
)

_JUDGED = "disposal_mode NOT IN ('CONSIGNED_RECORD_ROOM', 'ABATED')"
"""Decided with an order on the charge. Consigned to the record room waits for an absconder; abated, nobody is left."""
_CLOCK = "COALESCE(cognizance_at, instituted_at)"
"""Day from which statutes count: of cognizance, of institution where that is not recorded."""


def _judged(name: str, title: str, which: str, months: int) -> tuple[Flow, Flow]:
    """Trials judged in the period, and those of them within so many months of cognizance."""
    where = f"{TRIAL} AND {_JUDGED} AND {which}"
    return (
        Flow(
            id=f"judiciary.{name}_judged",
            title=f"{title} judged",
            unit="cases",
            sources=(FlowSource(dataset="judiciary.case", date="decided_at", where=where),),
        ),
        Flow(
            id=f"judiciary.{name}_judged_in_time",
            title=f"{title} judged within {months} months of cognizance",
            unit="cases",
            sources=(
                FlowSource(
                    dataset="judiciary.case",
                    date="decided_at",
                    where=f"{where} AND decided_at <= add_months({_CLOCK}, {months})",
                ),
            ),
        ),
    )


JUVENILE_JUDGED, JUVENILE_IN_TIME = _judged("juvenile", "Juvenile trials", "juvenile_flag", 6)
SEXUAL_JUDGED, SEXUAL_IN_TIME = _judged("sexual_offence", "Trials of scheduled sexual offences", "scheduled_ara", 4)

MEASURES = (
    DAYS_TO_DECISION_MEDIAN,
    DAYS_TO_DECISION_P90,
    DECIDED_WITH_LIMIT,
    DECIDED_WITHIN_LIMIT,
    JUVENILE_JUDGED,
    JUVENILE_IN_TIME,
    SEXUAL_JUDGED,
    SEXUAL_IN_TIME,
)
