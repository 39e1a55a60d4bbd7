"""CHN-13: hearings that are lost because a prisoner is not brought, as courts and as prisons count them."""

from __future__ import annotations

from rolkpi.model import Flow, FlowSource

_IN_PRISON = "accused_in_custody"

HEARINGS_IN_CUSTODY = Flow(
    id="chain.hearings_in_custody",
    title="Hearings listed with an accused in prison",
    unit="hearings",
    description="One per case and day listed, where an accused in prison was to be brought.",
    sources=(FlowSource(dataset="judiciary.hearing", where=_IN_PRISON),),
)

HEARINGS_LOST = Flow(
    id="chain.hearings_lost",
    title="Hearings adjourned because the prisoner was not produced",
    unit="hearings",
    description="Of these, the ones adjourned with nothing done, for that reason by the court's own record.",
    sources=(
        FlowSource(
            dataset="judiciary.hearing",
            where=f"{_IN_PRISON} AND outcome = 'ADJOURNED' AND adj_reason = 'ACCUSED_NOT_PRODUCED'",
        ),
    ),
)

_NOT_CANCELLED = "COALESCE(reason_code <> 'COURT_CANCELLED', TRUE)"
_MISSED_CELLS = "line = 'C9_MISSED' AND item IN ('MISSED_NO_ESCORT', 'MISSED_ILL', 'MISSED_SECURITY', 'MISSED_OTHER')"

PRODUCTIONS_DUE = Flow(
    id="chain.productions_due",
    title="Court productions due",
    unit="productions",
    description="One per prisoner and day on which a court that sat asked for him; from the return, what line C9 says "
    "was done in person, by video, or missed for another reason than the court's.",
    sources=(
        FlowSource(dataset="chain.production", where=_NOT_CANCELLED),
        FlowSource(
            dataset="prisons.monthly_return",
            where=f"(line IN ('C9_PERSON', 'C9_VIDEO') AND item = 'TOTAL') OR ({_MISSED_CELLS})",
            value="value",
        ),
    ),
)

PRODUCTIONS_MISSED = Flow(
    id="chain.productions_missed",
    title="Court productions missed",
    unit="productions",
    description="Of these, the ones that were not done, in person or by video.",
    sources=(
        FlowSource(dataset="chain.production", where=f"NOT produced AND {_NOT_CANCELLED}"),
        FlowSource(dataset="prisons.monthly_return", where=_MISSED_CELLS, value="value"),
    ),
)

PRODUCTIONS_ASKED = Flow(
    id="chain.productions_asked",
    title="Court productions in the prisons' records",
    unit="productions",
    description="One per prisoner and day on which a court that sat asked for him.",
    sources=(FlowSource(dataset="chain.production", where=_NOT_CANCELLED),),
)

PRODUCTIONS_FOUND = Flow(
    id="chain.productions_found",
    title="Court productions whose hearing is found",
    unit="productions",
    description="Of these, the ones for which the courts' records have a hearing of that case and day.",
    sources=(FlowSource(dataset="chain.production", where=f"{_NOT_CANCELLED} AND hearing_found"),),
)

LOST_BY_EITHER = Flow(
    id="chain.lost_by_either",
    title="Productions for a hearing that the court or the prison calls lost",
    unit="productions",
    description="Productions whose hearing is found, where the court adjourned because an accused was not produced, or "
    "a prison says it did not bring one.",
    sources=(
        FlowSource(dataset="chain.production", where="hearing_found AND (court_says_lost OR prison_says_missed)"),
    ),
)

LOST_BY_BOTH = Flow(
    id="chain.lost_by_both",
    title="Productions for a hearing that both call lost",
    unit="productions",
    description="Of these, the ones on which court and prison say the same.",
    sources=(FlowSource(dataset="chain.production", where="court_says_lost AND prison_says_missed"),),
)
