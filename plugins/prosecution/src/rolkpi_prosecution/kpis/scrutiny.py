"""KPIs of scrutiny: PRO-01 to PRO-03, reports received, decided in time, and pending."""

from __future__ import annotations

from rolkpi.model import CohortShare, Direction, Kpi, Total
from rolkpi_prosecution import examples
from rolkpi_prosecution.kpis.common import LEVELS, OWNER, PUNJAB_KPIS

REPORTS_RECEIVED = Kpi(
    id="prosecution.reports_received_for_scrutiny",
    code="PRO-01",
    title="Police reports received for scrutiny",
    description="How many police reports under s.173 CrPC, of whatever kind, reached the prosecutors in the period.",
    why_it_matters="The Prosecutor General posts prosecutors by it, for it is their workload, and with the police he "
    "sees the hand-over from the receiving side. Where nobody compares the two, neither office misses a report that "
    "left the police station and never arrived, and its accused waits for a trial that cannot begin.",
    unit="reports",
    direction=Direction.CONTEXT,
    formula=Total(measure="prosecution.reports_received"),
    disaggregations=(("kind",), ("offence_cat",)),
    levels=LEVELS,
    owner=OWNER,
    source="CrPC s.173; Punjab guidelines for the scrutiny of police reports (Punjab Act III of 2006, s.9); Punjab "
    "Criminal Prosecution Service, KPIs (2014) and Annual Report 2016",
    note="More is neither good nor bad. Counts reports, not cases: an FIR with an interim and a complete report counts "
    "twice. All kinds count, supplementary and untraced reports too; a report that comes back after its defects were "
    "removed does not count again. The complete and interim reports among them should equal what the police say they "
    "forwarded (lines P4 and P5 of their return): a difference is a finding about the hand-over (CHN-04). Totals come "
    "from the records, else from line R2 of the return; a breakdown by offence needs records.",
    examples=examples.REPORTS_RECEIVED,
)

SCRUTINY_WITHIN_3_DAYS = Kpi(
    id="prosecution.scrutiny_within_3_days",
    code="PRO-02",
    title="Scrutiny decision within 3 days of receipt",
    description="Of the police reports received in a month, the share on which the prosecutor decided by day 3: fit "
    "for trial, back to the police for defects, or otherwise.",
    why_it_matters="The District Public Prosecutor sees by it which desk needs help. Every day a report lies here the "
    "accused waits, and evidence that is missing gets harder to find.",
    unit="%",
    direction=Direction.UP,
    formula=CohortShare(measure="prosecution.scrutiny_cohort"),
    disaggregations=(("kind",), ("prosecutor_grade",)),
    levels=LEVELS,
    owner=OWNER,
    source="Punjab Criminal Prosecution Service (Constitution, Functions and Powers) Act 2006, s.9(4)-(7), with the "
    "guidelines for the scrutiny of police reports; Punjab Criminal Prosecution Service, KPIs (2014)",
    note="Belongs to the month of receipt, not of the decision: March is final on 3 April and shows no value before. "
    "The day of receipt is day 0, day 3 is in time, day 4 is late; calendar days, weekends included. The first "
    "decision counts, whichever it is: to hold the report for a forensic report is one too. What is decided when a "
    "returned report comes back is not measured. Three days is the law of Punjab: the limit of the Balochistan "
    "Prosecution Service Act (Act VI of 2003) is to be confirmed by the working group. Needs records; line R3a of the "
    "return is a check only, it counts by the month of the decision.",
    examples=examples.SCRUTINY_WITHIN_3_DAYS,
)

PENDING_BEYOND_3_DAYS = Kpi(
    id="prosecution.pending_beyond_3_days",
    code="PRO-03",
    title="Reports pending scrutiny beyond 3 days",
    description="Police reports that on the last day of the period had been with the prosecutors for more than three "
    "days without a decision.",
    why_it_matters="It is the queue between police and court that neither of them sees: the police have sent the "
    "report, the court has not got it. The Prosecutor General decides by it which district needs more hands; otherwise "
    "reports lie until somebody asks after an accused.",
    unit="reports",
    direction=Direction.DOWN,
    formula=Total(measure="prosecution.pending_beyond_limit"),
    disaggregations=(("kind",),),
    levels=LEVELS,
    owner=OWNER,
    source="Punjab Criminal Prosecution Service, KPIs (2014); press report on challans held by the prosecution beyond "
    "three days (Express Tribune, 28 February 2013)",
    note="A stock: a quarter shows its last month-end, never the sum of three. Rebuilt from dates for each month-end, "
    "so the records must include every report that was undecided when they began. More than three days starts on day "
    "4; a report decided on the last day is not pending, nor is one filed in court with no decision noted. One "
    "returned for defects is decided, and lies with the police; when it comes back it is not counted again, so work on "
    "resubmitted reports does not show here. Nor does one that is held for a forensic report, because it is decided. "
    "Read it with PRO-02: clearing old reports lowers this one and leaves the old cohorts as they are. Three days is "
    "the law of Punjab: see PRO-02. The three figures by age (4 to 7, 8 to 30, more than 30 days) add up to it where "
    "there are records. Without records line R6a of the return serves; by kind it needs records.",
    examples=examples.PENDING_BEYOND_3_DAYS,
)


def _pending(name: str, told: str, decides: str) -> Kpi:
    return Kpi(
        id=f"prosecution.pending_{name}_days",
        code="PRO-03",
        title=f"Reports pending scrutiny for {told}",
        description=f"Police reports that on the last day of the period had been with the prosecutors for {told} "
        "without a decision.",
        why_it_matters=decides,
        unit="reports",
        direction=Direction.DOWN,
        formula=Total(measure=f"prosecution.pending_{name}_days"),
        disaggregations=(("kind",),),
        levels=LEVELS,
        owner=OWNER,
        source=PUNJAB_KPIS,
        note="A part of the reports pending beyond 3 days, which fall into three groups: 4 to 7 days, 8 to 30 days, "
        "more than 30 days. The day of receipt is day 0. A stock, rebuilt from dates for each month-end; the ranges "
        "are ours. Needs records: the return does not tell the age.",
        examples=examples.PENDING_BY_AGE[name],
    )


PENDING_BY_AGE = (
    _pending(
        "4_to_7",
        "4 to 7 days",
        "The District Public Prosecutor clears these first: they are only just late, and a day's work brings most of "
        "them back in time. Where nobody asks for them, they become the next group.",
    ),
    _pending(
        "8_to_30",
        "8 to 30 days",
        "The Prosecutor General asks the district for a reason, report by report, at the monthly meeting. Without this "
        "figure a desk that is one day late and one that has stopped working look the same.",
    ),
    _pending(
        "over_30",
        "more than 30 days",
        "A report this old has been forgotten, or somebody wants it to lie. The Secretary of Prosecution decides on an "
        "inspection by it; where nobody looks, an accused may sit in prison while no court has his case.",
    ),
)

SCRUTINY = (REPORTS_RECEIVED, SCRUTINY_WITHIN_3_DAYS, PENDING_BEYOND_3_DAYS, *PENDING_BY_AGE)
