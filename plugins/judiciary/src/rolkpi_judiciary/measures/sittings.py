"""Hearings, settings for trial, appeals and judges."""

from __future__ import annotations

from rolkpi.model import Flow, FlowSource, Stock, StockSource
from rolkpi_judiciary.codelists import ADJOURNMENT_REASONS
from rolkpi_judiciary.datasets.returns import APPEAL_LINES
from rolkpi_judiciary.measures.common import FORMS, TRIAL, WHOLE_FORMS, line_and_parts, listed, stock_returns, totals

_SET = f"{TRIAL} AND trial_settings >= 1"

TRIALS_DISPOSED = Flow(
    id="judiciary.trials_disposed",
    title="Trials disposed that had been set for trial",
    unit="cases",
    description="By day of decision. A case that ended before a day was fixed for its trial does not count.",
    sources=(FlowSource(dataset="judiciary.case", date="decided_at", where=_SET),),
)

TRIALS_CERTAIN = Flow(
    id="judiciary.trials_certain",
    title="Trials disposed with at most two settings for trial",
    unit="cases",
    sources=(FlowSource(dataset="judiciary.case", date="decided_at", where=f"{_SET} AND trial_settings <= 2"),),
)

HEARINGS_LISTED = Flow(
    id="judiciary.hearings_listed",
    title="Hearings listed",
    unit="hearings",
    description="By the day they were listed for, whatever became of them.",
    sources=(FlowSource(dataset="judiciary.hearing"), *totals("line = 'J8_LISTED'")),
)

_REASON_LINES = tuple(f"J8_{reason}" for reason in ADJOURNMENT_REASONS)

HEARINGS_ADJOURNED = Flow(
    id="judiciary.hearings_adjourned",
    title="Hearings adjourned without progress",
    unit="hearings",
    description="The listed purpose was not done. A hearing held in part is none of them.",
    published=True,
    sources=(
        FlowSource(dataset="judiciary.hearing", where="outcome = 'ADJOURNED'"),
        *(line_and_parts(form, "J8_ADJOURNED", _REASON_LINES, "adj_reason", "line_adj_reason") for form in FORMS),
    ),
)

APPEALS_DECIDED = Flow(
    id="judiciary.appeals_decided",
    title="Appeals decided",
    unit="appeals",
    description="By day of decision, in the court that decided them.",
    sources=(
        FlowSource(dataset="judiciary.appeal", date="decided_at"),
        *totals(f"{listed(APPEAL_LINES)} AND outcomes_of_appeals = 5", WHOLE_FORMS),
    ),
)

APPEALS_SET_ASIDE = Flow(
    id="judiciary.appeals_set_aside",
    title="Convictions and acquittals set aside on appeal",
    unit="appeals",
    sources=(
        FlowSource(dataset="judiciary.appeal", date="decided_at", where="outcome = 'SET_ASIDE'"),
        *totals("line = 'J12_SET_ASIDE'"),
    ),
)

_WORKING = stock_returns("line = 'J13_WORKING'")

JUDGES_WORKING = Stock(
    id="judiciary.judges_working",
    title="Judges working",
    unit="judges",
    description="In post and sitting on the last day of the month.",
    sources=(
        StockSource(dataset="judiciary.judge", start="month", end="add_months(month, 1)", value="working"),
        # The form has no judges by case type: its total stands beside the cells of the cases, too.
        _WORKING[0],
        _WORKING[0],
        _WORKING[2],
    ),
)

MEASURES = (
    TRIALS_DISPOSED,
    TRIALS_CERTAIN,
    HEARINGS_LISTED,
    HEARINGS_ADJOURNED,
    APPEALS_DECIDED,
    APPEALS_SET_ASIDE,
    JUDGES_WORKING,
)
