"""CHN-17: where the open cases lie. The three stages do not overlap: each ends no later than the next begins."""

from __future__ import annotations

from rolkpi.model import Stock, StockSource
from rolkpi_chain.views.cases import TRIAL

WITH_POLICE = Stock(
    id="chain.with_police",
    title="Open cases with the police",
    unit="cases",
    description="FIRs from registration until the first complete, cancellation or untraced report, another end of the "
    "investigation, or the institution of a trial on an interim report; from the return, line P7.",
    sources=(
        StockSource(dataset="chain.fir", start="registered_at", end="LEAST(first_final_at, closed_at, filed_at)"),
        StockSource(dataset="police.monthly_return", where="line = 'P7' AND item = 'TOTAL'", value="value"),
    ),
)

WITH_PROSECUTION = Stock(
    id="chain.with_prosecution",
    title="Open cases between the police and the court",
    unit="cases",
    description="FIRs from the first complete report until the first trial is instituted, a prosecutor recommends to "
    "drop the case, or it is cancelled, quashed or transferred after all. Returned for defects they still count here.",
    sources=(
        StockSource(
            dataset="chain.fir",
            start="first_complete_at",
            end="LEAST(filed_at, dropped_at, CASE WHEN closure IN ('CANCELLED', 'QUASHED', 'TRANSFERRED') "
            "THEN closed_at END)",
        ),
    ),
)

IN_COURT = Stock(
    id="chain.in_court",
    title="Open cases in court",
    unit="cases",
    description="Trials of first instance on a docket, from institution or receipt by transfer until decision or "
    "transfer out; from the return, the trials in line J6.",
    sources=(
        StockSource(
            dataset="chain.case",
            where=TRIAL,
            start="COALESCE(received_at, instituted_at)",
            end="LEAST(decided_at, transferred_out_at)",
        ),
        StockSource(
            dataset="judiciary.monthly_return",
            where="line = 'J6' AND item_case_type IN ('SESSIONS_TRIAL', 'MAGISTERIAL_TRIAL', 'ATC', 'GBV', 'JUVENILE')",
            value="value",
        ),
    ),
)

IN_COURT_LINKED = Stock(
    id="chain.in_court_linked",
    title="Open cases in court whose FIR is found",
    unit="cases",
    description="Of the trials on a docket, the ones whose FIR the police's records have.",
    sources=(
        StockSource(
            dataset="chain.case",
            where=f"{TRIAL} AND fir_found",
            start="COALESCE(received_at, instituted_at)",
            end="LEAST(decided_at, transferred_out_at)",
        ),
    ),
)
