"""CHN-14 and CHN-15: what the workspace knows of deliveries and of its own earlier figures."""

from __future__ import annotations

from rolkpi.model import Direction, Frequency, Kpi, Ratio, Window
from rolkpi_chain import examples
from rolkpi_chain.kpis.common import LEVELS, OWNER

_LEDGER_NOTE = (
    "Counted from the Delivery Unit's own record of what came in and what was published: nobody has to report it. It "
    "speaks of the returns of districts; those of prisons and courts that report for themselves are not in it."
)

COMPLETENESS = Kpi(
    id="chain.return_completeness",
    code="CHN-14",
    title="Returns received, of those expected",
    description="Of the returns expected from districts for a month, the share that was received and accepted, late "
    "ones included: how much of the province the other figures speak of.",
    why_it_matters="The Delivery Unit decides by it which figures may go to the Steering Committee, and which offices "
    "it must ask for their return. Where nobody looks, a district that does badly stops reporting, and the province "
    "seems to improve.",
    unit="%",
    direction=Direction.UP,
    formula=Ratio(numerator="chain.returns_received", denominator="chain.returns_expected", scale=100),
    disaggregations=(("plugin",),),
    levels=LEVELS,
    owner=OWNER,
    source="UK Probation Circular 28/2006 on performance returns; Rule of Law Roadmap for Balochistan, governance "
    "structure",
    note=f"{_LEDGER_NOTE} Grows as late returns come in; the share received by the cut-off does not.",
    examples=examples.COMPLETENESS,
)

TIMELINESS = Kpi(
    id="chain.return_timeliness",
    code="CHN-14",
    title="Returns received by the cut-off, of those expected",
    description="Of the returns expected from districts for a month, the share that was received by the 15th of the "
    "next month and accepted.",
    why_it_matters="The stocktake is prepared from what has come by the 15th, and the Delivery Unit calls the offices "
    "that are late before the meeting. Where being late costs nothing, decisions rest on the few who were in time.",
    unit="%",
    direction=Direction.UP,
    formula=Ratio(numerator="chain.returns_in_time", denominator="chain.returns_expected", scale=100),
    disaggregations=(("plugin",),),
    levels=LEVELS,
    owner=OWNER,
    source="UK Probation Circular 28/2006 on performance returns (due on the 15th of the next month)",
    note=f"{_LEDGER_NOTE} The 15th is in time, the 16th is late. The day of receipt is the one entered on receipt; "
    "without one a return is not in time.",
    examples=examples.TIMELINESS,
)

RESTATEMENT = Kpi(
    id="chain.restatement_size",
    code="CHN-15",
    title="How far published counts were changed later",
    description="How far the monthly counts behind all figures have moved since they were first published, up and down "
    "alike, as a share of what was published first.",
    why_it_matters="Figures that keep moving should be used with care: the Delivery Unit decides by it which ones may "
    "be quoted at once and which only after some months. Unwatched, a target is called met on a count that is later "
    "taken back.",
    unit="%",
    direction=Direction.DOWN,
    formula=Ratio(numerator="chain.restated_by", denominator="chain.first_published", scale=100),
    disaggregations=(("kpi",), ("plugin",)),
    levels=LEVELS,
    frequencies=(Frequency.MONTH, Frequency.FISCAL_YEAR),
    windows=(Window.PERIOD,),
    owner=OWNER,
    source="UK Crown Prosecution Service, data summaries (figures provisional and subject to change); UK Ministry of "
    "Justice, Safety in custody statistics",
    note=f"{_LEDGER_NOTE} Compares what was worked out on earlier occasions, so it says nothing before the second "
    "occasion, and the present one is not in it. A figure that was taken back altogether, with nothing in its place, "
    "has moved by all of what it was; one that is published for the first time has not moved. The total adds up counts "
    "of different things: read it by KPI or by institution.",
    examples=examples.RESTATEMENT,
)
