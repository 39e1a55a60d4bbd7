"""CHN-04: the hand-over, seen from both sides."""

from __future__ import annotations

from rolkpi.model import Direction, Kpi, Ratio
from rolkpi_chain import examples
from rolkpi_chain.kpis.common import LEVELS, OWNER

HAND_OVER = Kpi(
    id="chain.hand_over",
    code="CHN-04",
    title="Reports received by the prosecution per report forwarded by the police",
    description="Interim and complete reports the prosecutors say they received, per report the police say they "
    "forwarded. Both count the same papers: what is far from 1 was lost, lies in between, or was counted twice.",
    why_it_matters="The heads of police and prosecution of a district go through their registers together when it "
    "leaves the band. A challan that one side sent and the other never had is nobody's work: the accused waits on "
    "remand, and the complainant is sent from one office to the other.",
    unit="ratio",
    direction=Direction.BAND,
    formula=Ratio(numerator="chain.reports_received", denominator="chain.reports_forwarded", scale=1),
    disaggregations=(("report_kind",),),
    levels=LEVELS,
    owner=OWNER,
    source="Law and Justice Commission of Pakistan: figures of registrars, police and prosecutors examined together "
    "before submission; CrPC s.173",
    note="0.95 to 1.05 is our band for a hand-over in order, read over a quarter: a report forwarded on the last day "
    "of a month is received in the next. Counts are compared, reports are not joined, so a loss in one district "
    "can hide behind a double count in another. A report that comes back after its defects were removed is received "
    "once; the police count it once if they keep its number. Other kinds of report are left out, because the two "
    "returns do not both count them. From the records of both, else from the returns of both (R2_COMPLETE and "
    "R2_INTERIM per P4 and P5), never one of each.",
    examples=examples.HAND_OVER,
)
