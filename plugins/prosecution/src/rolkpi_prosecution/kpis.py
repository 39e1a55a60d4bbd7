"""The prosecution KPIs: PRO-01, PRO-02, PRO-03, PRO-07, PRO-08 and PRO-18."""

from __future__ import annotations

from rolkpi.model import CohortShare, Direction, Frequency, Kpi, Ratio, Total, Window
from rolkpi_prosecution import examples

OWNER = "Prosecution Technical Working Group"
LEVELS = ("district", "division", "province", "country")

REPORTS_RECEIVED = Kpi(
    id="prosecution.reports_received_for_scrutiny",
    code="PRO-01",
    title="Police reports received for scrutiny",
    description="How many police reports under s.173 CrPC reached the prosecutors in the period.",
    why_it_matters="The Prosecutor General posts prosecutors by it, for it is their workload, and with the police he "
    "sees the hand-over from the receiving side. Where nobody compares the two, neither office misses a report that "
    "left the police station and never arrived, and its accused waits for a trial that cannot begin.",
    unit="reports",
    direction=Direction.CONTEXT,
    formula=Total(measure="prosecution.reports_received"),
    disaggregations=(("kind",), ("offence_cat",)),
    levels=LEVELS,
    owner=OWNER,
    source="CrPC s.173; Punjab guidelines for the scrutiny of police reports; Punjab Criminal Prosecution Service, "
    "KPIs (2014) and Annual Report 2016",
    note="More is neither good nor bad. Counts reports, not cases: an FIR with an interim and a complete report counts "
    "twice. All kinds count, supplementary and untraced reports too; a report that comes back after its defects were "
    "removed does not count again. Should equal what the police say they forwarded (lines P4 and P5 of their return "
    "for complete and interim reports): a difference is a finding about the hand-over. Totals come from the records, "
    "else from line R2 of the return; a breakdown by offence needs records.",
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
    "decision counts, whichever it is. Three days is the law of Punjab: the limit of the Balochistan Prosecution "
    "Service Act 2003 is to be confirmed by the working group. Needs records; line R3a of the return is a check "
    "only, it counts by the month of the decision.",
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
    "4; a report decided on the last day is not pending. One returned for defects is decided, and lies with the "
    "police. Read it with PRO-02: clearing old reports lowers this one and leaves the old cohorts as they are. "
    "Without records line R6a of the return serves; by kind it needs records.",
    examples=examples.PENDING_BEYOND_3_DAYS,
)

SERIOUS_CONVICTION_RATE = Kpi(
    id="prosecution.serious_conviction_rate",
    code="PRO-07",
    title="Conviction rate, serious and violent crime (cases)",
    description="Of the serious and violent cases that courts of first instance decided on the merits in the period, "
    "the share in which at least one accused was convicted.",
    why_it_matters="The headline figure of the Rule of Law Roadmap: the Steering Committee judges by it whether police "
    "and prosecutors together prove their cases. Where it is low and nobody asks why, cases of murder and dacoity go "
    "on failing for the same missing witness or report, and those who complained stop coming.",
    unit="%",
    direction=Direction.UP,
    formula=Ratio(
        numerator="prosecution.serious_cases_convicted",
        denominator="prosecution.serious_cases_decided",
        scale=100,
    ),
    disaggregations=(("court_type",), ("offence_cat",), ("gbv_flag",), ("victim_sex",)),
    levels=LEVELS,
    owner=OWNER,
    source="Rule of Law Roadmap for Balochistan, 6th Provincial Steering Committee, 28 February 2023 (20% in 2019, 40% "
    "in 2023); Khyber Pakhtunkhwa roadmap priorities, March 2020; Crown Prosecution Service, key measures",
    note="Cases, not persons (those are PRO-08; never put both in one series). On the merits means convicted or "
    "acquitted after trial: early acquittals, compromises, withdrawals, abatements, transfers and dormant cases are on "
    "neither side, so look at their number too before calling a rise a success. How the official figures of 2019 and "
    "2023 were reckoned is not public; this rule is ours. A case counts on each day on which accused were tried on "
    "the merits: an absconder tried a year later counts it again. Appeals change nothing. Cases not yet classified as "
    "serious and violent, or not, are left out. Without records lines R7_CONVICTED and R7_MERITS of the return "
    "serve; breakdowns need records.",
    examples=examples.SERIOUS_CONVICTION_RATE,
)

CONVICTION_RATE_PERSONS = Kpi(
    id="prosecution.conviction_rate_persons",
    code="PRO-08",
    title="Conviction rate (persons)",
    description="Of the accused who got a verdict at first instance in the period, for whatever offence, the share "
    "that was convicted. It counts persons, as the United Nations survey does.",
    why_it_matters="The Secretary of Prosecution sees by it how often those who are sent for trial are found guilty, "
    "and whether women and juveniles fare otherwise than men. Where it is low and nobody asks, people stand trial for "
    "years, many of them in custody, on reports that prosecutors should have sent back.",
    unit="%",
    direction=Direction.UP,
    formula=Ratio(
        numerator="prosecution.accused_convicted",
        denominator="prosecution.accused_decided",
        scale=100,
    ),
    disaggregations=(("sex",), ("age_class",), ("offence_cat",)),
    levels=LEVELS,
    owner=OWNER,
    source="UNODC, UN Survey of Crime Trends (UN-CTS) completion instructions; Organization of American States, "
    "glossary of UN-CTS variables",
    note="Persons, not cases (those are PRO-07; never put both in one series). A verdict is a conviction or an "
    "acquittal in whatever way: early acquittals, and those after a compromise or a withdrawal, count here. Accused "
    "who were discharged, died, absconded or whose case moved to another court have no verdict. Who is tried in two "
    "cases counts in both. Appeals change nothing. Without records line R8 of the return serves, by sex and age "
    "class its cells; a breakdown by offence needs records.",
    examples=examples.CONVICTION_RATE_PERSONS,
)

GBV_CONVICTION_RATE = Kpi(
    id="prosecution.gbv_conviction_rate",
    code="PRO-18",
    title="GBV conviction rate, rolling 12 months",
    description="Of the accused of gender-based violence who got a verdict at first instance in the twelve months that "
    "end with the period, the share that was convicted.",
    why_it_matters="It is what a woman who reports such a crime can expect of the courts. The Prosecutor General "
    "decides by it where special prosecutors and support for witnesses go; left unseen, cases end in compromise or for "
    "want of evidence, and the next woman does not report.",
    unit="%",
    direction=Direction.UP,
    formula=Ratio(
        numerator="prosecution.gbv_accused_convicted",
        denominator="prosecution.gbv_accused_decided",
        scale=100,
    ),
    levels=LEVELS,
    windows=(Window.ROLLING_12,),
    frequencies=(Frequency.MONTH, Frequency.QUARTER),
    min_base=20,
    owner=OWNER,
    source="Crown Prosecution Service, key measures (rolling annual conviction rate for rape); Sustainable Social "
    "Development Organization (SSDO), reports on gender-based violence 2024",
    note="Twelve months pooled, because a month says nothing: in 2024 the whole province recorded 21 rapes and 32 "
    "honour killings and reported no conviction. No value until all twelve months are known. Below 20 accused with a "
    "verdict it is marked as a small base, as most districts always are. Counts persons as PRO-08 does: any conviction "
    "against any acquittal, compromise included. Accused whose offence is not classified are left out. Without records "
    "the cells for gender-based violence of line R8 serve.",
    examples=examples.GBV_CONVICTION_RATE,
)

KPIS = (
    REPORTS_RECEIVED,
    SCRUTINY_WITHIN_3_DAYS,
    PENDING_BEYOND_3_DAYS,
    SERIOUS_CONVICTION_RATE,
    CONVICTION_RATE_PERSONS,
    GBV_CONVICTION_RATE,
)
