"""Measures of the work in court: witnesses, hearings, bail petitions, live cases and prosecutors."""

from __future__ import annotations

from rolkpi.model import AverageStock, Flow, FlowSource, Stock, StockSource
from rolkpi_prosecution.codelists import WITNESSES
from rolkpi_prosecution.measures.common import CELLS, printed, printed_stock


def _witnesses(what: str) -> tuple[FlowSource, ...]:
    """Witnesses by kind; then hearings, which have the total only; then the return, which may have both."""
    return (
        FlowSource(dataset="prosecution.witness", value=what),
        FlowSource(dataset="prosecution.hearing", value=f"witnesses_{what}"),
        FlowSource(
            dataset=CELLS,
            where=f"line = 'R10_{what.upper()}' AND (item = 'TOTAL' OR cells_of_line = {len(WITNESSES)})",
            total="item = 'TOTAL'",
            value="value",
            dimensions={"witness_type": "item_witness"},
        ),
    )


WITNESSES_SUMMONED = Flow(
    id="prosecution.witnesses_summoned",
    title="Prosecution witnesses summoned",
    unit="appearances",
    description="One per witness and hearing: who is summoned for three days counts three times.",
    sources=_witnesses("summoned"),
)

WITNESSES_ATTENDED = Flow(
    id="prosecution.witnesses_attended",
    title="Prosecution witnesses who attended",
    unit="appearances",
    description="Of the appearances summoned, those the witness came for, whether examined or sent home.",
    sources=_witnesses("attended"),
)

HEARINGS = Flow(
    id="prosecution.hearings",
    title="Hearings listed",
    unit="hearings",
    description="One per case and day for which it was listed, whatever came of it.",
    sources=(FlowSource(dataset="prosecution.hearing"), printed("R11")),
)

ADJOURNED_BY_PROSECUTION = Flow(
    id="prosecution.hearings_adjourned_by_prosecution",
    title="Hearings adjourned at the prosecution's instance",
    unit="hearings",
    description="Of the hearings listed, those adjourned because the prosecution asked for it or was not ready.",
    sources=(
        FlowSource(dataset="prosecution.hearing", where="adj_side = 'PROSECUTION'"),
        printed("R11_PROSECUTION"),
    ),
)

BAIL_OPPOSED_DECIDED = Flow(
    id="prosecution.bail_opposed_decided",
    title="Opposed bail petitions decided",
    unit="petitions",
    description="Bail petitions the prosecution opposed that were granted or refused, one per accused. Withdrawn ones "
    "were not decided.",
    sources=(
        FlowSource(
            dataset="prosecution.bail",
            date="decided_at",
            where="stance = 'OPPOSED' AND outcome IN ('GRANTED', 'REFUSED')",
        ),
        FlowSource(
            dataset=CELLS,
            where="line IN ('R12_OPPOSED_REFUSED', 'R12_OPPOSED_GRANTED') AND lines_opposed = 2",
            value="value",
        ),
    ),
)

BAIL_OPPOSED_REFUSED = Flow(
    id="prosecution.bail_opposed_refused",
    title="Opposed bail petitions refused",
    unit="petitions",
    description="Of the bail petitions the prosecution opposed, those the court refused.",
    sources=(
        FlowSource(dataset="prosecution.bail", date="decided_at", where="stance = 'OPPOSED' AND outcome = 'REFUSED'"),
        printed("R12_OPPOSED_REFUSED"),
    ),
)

_LIVE = (StockSource(dataset="prosecution.case", start="opened_at", end="closed_at"), printed_stock("R14_LIVE"))
_IN_POST = (
    StockSource(dataset="prosecution.staff", start="month", end="add_months(month, 1)", value="in_post"),
    printed_stock("R14_IN_POST"),
)

LIVE_CASES = Stock(
    id="prosecution.live_cases",
    title="Cases live in court",
    unit="cases",
    description="Cases that have come to a court of first instance and not left it by the last day of the month.",
    sources=_LIVE,
)

PROSECUTORS = Stock(
    id="prosecution.prosecutors_in_post",
    title="Prosecutors in post",
    unit="posts",
    description="Prosecutors in post on the last day of the month.",
    sources=_IN_POST,
)

LIVE_CASES_ON_AVERAGE = AverageStock(
    id="prosecution.live_cases_on_average",
    title="Cases live in court, mean of the month-ends",
    unit="cases",
    description="Mean of the month-ends of the period, all of which must be known.",
    sources=_LIVE,
)

PROSECUTORS_ON_AVERAGE = AverageStock(
    id="prosecution.prosecutors_on_average",
    title="Prosecutors in post, mean of the month-ends",
    unit="posts",
    description="Mean of the month-ends of the period, all of which must be known.",
    sources=_IN_POST,
)

CASES_FINALISED = Flow(
    id="prosecution.cases_finalised",
    title="Cases finalised",
    unit="cases",
    description="Cases closed after they had ended for at least one accused. A case that moved to another court or is "
    "dormant is not finalised.",
    sources=(FlowSource(dataset="prosecution.finalised_case", date="closed_at", where="finalised"),),
)

HEARINGS_OF_FINALISED = Flow(
    id="prosecution.hearings_of_finalised",
    title="Hearings of the cases finalised",
    unit="hearings",
    description="All hearings for which the cases finalised were ever listed, in whatever year.",
    sources=(FlowSource(dataset="prosecution.finalised_case", date="closed_at", where="finalised", value="hearings"),),
)

COURT = (
    WITNESSES_SUMMONED,
    WITNESSES_ATTENDED,
    HEARINGS,
    ADJOURNED_BY_PROSECUTION,
    BAIL_OPPOSED_DECIDED,
    BAIL_OPPOSED_REFUSED,
    LIVE_CASES,
    PROSECUTORS,
    LIVE_CASES_ON_AVERAGE,
    PROSECUTORS_ON_AVERAGE,
    CASES_FINALISED,
    HEARINGS_OF_FINALISED,
)
