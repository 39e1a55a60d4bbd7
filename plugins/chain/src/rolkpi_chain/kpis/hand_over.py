"""CHN-04: the hand-over, seen from both sides."""

from __future__ import annotations

from rolkpi.model import CohortShare, Direction, Kpi, Ratio
from rolkpi_chain import examples
from rolkpi_chain.kpis.common import LEVELS, OWNER, SCRUTINY

HAND_OVER = Kpi(
    id="chain.hand_over",
    code="CHN-04",
    title="Reports received by the prosecution per report forwarded by the police",
    description="Interim and complete reports the prosecutors say they received in the period, per report the police "
    "say they forwarded in it. Both count the same papers: where it is far from 1, reports were lost, are on the way, "
    "or were counted twice.",
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
    "before submission (Express Tribune, 26 August 2012); CrPC s.173",
    note="0.95 to 1.05 is our band for a hand-over in order, read over a quarter: a report forwarded on the last day "
    "of a month is received in the next. Counts are compared, not one report with the other, so a loss in one district "
    "can hide behind a double count in another. A report that is sent again after its defects were removed counts on "
    "neither side. Other kinds of report are left out, because the two returns do not both count them. From the "
    "records of both, else from the returns of both (interim and complete in line R2 of the prosecution's, over lines "
    "P4 and P5 of the police's), never one of each.",
    examples=examples.HAND_OVER,
)

FILED_IN_TIME = Kpi(
    id="chain.filed_in_time_share",
    code="CHN-05",
    title="Complete reports filed in court within 30 days",
    description="Of the complete reports that the police forwarded in a month, the share that the prosecution filed in "
    "court by day 30.",
    why_it_matters="The Prosecutor General and the head of investigations answer for it together, and neither can put "
    "the delay on the other: it does not matter on whose desk the report lay. Where nobody counts the days between "
    "them, each report is in order with both offices, and the accused goes from one remand to the next.",
    unit="%",
    direction=Direction.UP,
    formula=CohortShare(measure="chain.filed_in_time"),
    levels=LEVELS,
    linkage="chain.complete_reports_linked_share",
    owner=OWNER,
    source=SCRUTINY,
    note="Belongs to the month and district in which the police forwarded the report, and is final 30 days after the "
    "month. Day 30 is in time, day 31 is late; the day of forwarding is day 0. 30 days are ours: the law of Punjab "
    "gives the prosecutor three for a first look; whether the Balochistan Prosecution Service Act (Act VI of 2003) "
    "sets a limit is to be confirmed by the working group. A report that was returned for defects keeps its clock, and "
    "so does one that is recommended to be dropped: it is not filed. A report that is sent again is not counted a "
    "second time. A report without its number in the prosecution's register looks like one that was not filed: read "
    "the linkage.",
    examples=examples.FILED_IN_TIME,
)

COMPLETE_REPORTS_LINKED = Kpi(
    id="chain.complete_reports_linked_share",
    code="CHN-05",
    title="Complete reports that are found in the prosecution's register",
    description="Of the complete reports that the police forwarded in a month, the share that the prosecution has "
    "received by day 30, under the number the police gave them.",
    why_it_matters="Where few are found, the Delivery Unit has the prosecution write down the number of each report "
    "before anybody is judged by the days. A report that was truly lost between two offices is seen nowhere else: "
    "the accused waits, and nobody misses the paper.",
    unit="%",
    direction=Direction.UP,
    formula=CohortShare(measure="chain.complete_reports_linked"),
    levels=LEVELS,
    owner=OWNER,
    source="Our own definition: reports found by their number",
    note="The linkage of CHN-05: how many of its reports could be found. For the same reports, and known on the same "
    "day. Unlike CHN-04 it follows each report and compares no counts.",
    examples=examples.COMPLETE_REPORTS_LINKED,
)
