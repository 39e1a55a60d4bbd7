"""POL-04, POL-05 and POL-09: what becomes of the FIRs of a month."""

from __future__ import annotations

from rolkpi.model import CohortShare, Direction, Kpi
from rolkpi_police import examples
from rolkpi_police.kpis.common import LEVELS, OWNER

FIRST_REPORT_WITHIN_17_DAYS = Kpi(
    id="police.first_report_within_17_days",
    code="POL-04",
    title="First police report within 17 days of FIR (s.173 compliance)",
    description="Of the FIRs registered in a month, the share whose first report, interim or complete, reached the "
    "prosecutor by day 17. The law gives 14 days to finish and 3 more for an interim report.",
    why_it_matters="The Inspector General holds districts to the law by it. Where reports come late, the prosecutor "
    "scrutinises a case that is already stale, and an accused on remand waits without anybody outside the police "
    "having seen the evidence.",
    unit="%",
    direction=Direction.UP,
    formula=CohortShare(measure="police.first_report_cohort"),
    disaggregations=(("severity",), ("gbv_flag",), ("force",)),
    levels=LEVELS,
    owner=OWNER,
    source="CrPC s.173; Supreme Court of Pakistan (2021) on the time limits of s.173(1)",
    note="Belongs to the month of the FIR, not of the report: March is final on 17 April and shows no value before. "
    "The day of the FIR is day 0, day 17 is in time, day 18 is late. FIRs cancelled or transferred before day 17 "
    "leave both sides, even if an interim report was sent; those cancelled on day 17 or later stay. A cancellation or "
    "untraced report is no first report, nor is one dated before its FIR. Needs records; line P8 of the return is a "
    "check only.",
    examples=examples.FIRST_REPORT_WITHIN_17_DAYS,
)

COMPLETED_WITHIN_14_DAYS = Kpi(
    id="police.completed_within_14_days",
    code="POL-05",
    title="Investigation completed within 14 days of FIR",
    description="Of the FIRs registered in a month, the share whose complete report reached the prosecutor by day 14, "
    "as the law asks for.",
    why_it_matters="An interim report keeps the three further days the law allows, and nothing more: the Inspector "
    "General sees by this figure how often the work itself was done in time. Where only first reports are watched, "
    "interim reports become the habit and trials begin on half a case.",
    unit="%",
    direction=Direction.UP,
    formula=CohortShare(measure="police.complete_in_14_days_cohort"),
    disaggregations=(("severity",), ("gbv_flag",), ("force",)),
    levels=LEVELS,
    owner=OWNER,
    source="CrPC s.173; Supreme Court of Pakistan (2021) on the time limits of s.173(1)",
    note="The same FIRs as in POL-04, known on the same day, so it is never above POL-04 in any area, month or "
    "breakdown. The day of the FIR is day 0; day 14 is in time, day 15 is late. An interim report completes nothing, "
    "nor does a report dated before its FIR. Needs records; line P4A of the return counts by month of the report and "
    "is a check only.",
    examples=examples.COMPLETED_WITHIN_14_DAYS,
)

CHALLAN_WITHIN_180_DAYS = Kpi(
    id="police.challan_within_180_days",
    code="POL-09",
    title="Challan within 180 days of FIR",
    description="Of the FIRs registered in a month, the share that led within 180 days to a complete report against at "
    "least one accused.",
    why_it_matters="It says what the chance is that a registered case comes before a court at all. The Prosecutor "
    "General plans the work of half a year later by it. Where only the cases finished in a month are looked at, a "
    "district that lets most of its cases lie looks successful.",
    unit="%",
    direction=Direction.UP,
    formula=CohortShare(measure="police.challan_in_180_days_cohort"),
    disaggregations=(("offence_cat",), ("gbv_flag",)),
    levels=LEVELS,
    owner=OWNER,
    source="CrPC s.173; UK Home Office, Crime outcomes in England and Wales (outcomes by the period of the offence)",
    note="Belongs to the month of the FIR: March is final on 27 September. All FIRs count, those cancelled, untraced "
    "or transferred too; transferred cases may be challaned where they went. A complete report that names no accused, "
    "or does not say how many, is no challan. 180 days are ours. Needs records.",
    examples=examples.CHALLAN_WITHIN_180_DAYS,
)

KPIS = (FIRST_REPORT_WITHIN_17_DAYS, COMPLETED_WITHIN_14_DAYS, CHALLAN_WITHIN_180_DAYS)
