"""The police KPIs: POL-01, POL-02, POL-04, POL-06 and POL-07."""

from __future__ import annotations

from rolkpi.model import CohortShare, Direction, Kpi, Rate, Ratio, Total
from rolkpi_police import examples

OWNER = "Police Technical Working Group"
LEVELS = ("district", "division", "province", "country")

FIRS_REGISTERED = Kpi(
    id="police.firs_registered",
    code="POL-01",
    title="FIRs registered",
    description="How many First Information Reports were registered in the period: the intake of the whole justice "
    "chain.",
    why_it_matters="It tells the Secretary of Prosecution what will reach the prosecutors some weeks later, and the "
    "Inspector General where investigators are short. Where nobody looks, a district that turns complainants away "
    "passes for a quiet one.",
    unit="cases",
    direction=Direction.CONTEXT,
    formula=Total(measure="police.registered"),
    disaggregations=(
        ("force",),
        ("offence_cat",),
        ("gbv_flag",),
        ("severity",),
        ("complainant_sex",),
        ("force", "gbv_flag"),
    ),
    levels=LEVELS,
    owner=OWNER,
    source="CrPC s.154 (registration of FIRs); UNODC, UN Survey of Crime Trends (UN-CTS) completion instructions",
    note="More is neither good nor bad: easier reporting raises it. One per FIR, never per accused or per section; "
    "the principal offence decides the category. Counts jump where Levies areas became police areas (three districts "
    "in 2019, the rest between January 2025 and January 2026): read it by force there. Totals come from the FIR "
    "records, else from line P2 of the return; a breakdown by severity, sex or GBV needs records.",
    examples=examples.FIRS_REGISTERED,
)

RECORDED_OFFENCES_RATE = Kpi(
    id="police.recorded_offences_rate",
    code="POL-02",
    title="Recorded offences per 100,000 population",
    description="FIRs registered in the period per 100,000 people living in the same areas.",
    why_it_matters="Large and small districts can be read side by side when stations and posts are shared out. The "
    "count alone ranks them by their size: a small district with much crime, or a large one where hardly anything is "
    "registered, is not noticed.",
    unit="per 100,000",
    direction=Direction.CONTEXT,
    formula=Rate(numerator="police.registered", scale=100_000),
    disaggregations=(("offence_cat",),),
    levels=LEVELS,
    owner=OWNER,
    source="UN-CTS completion instructions; SDG 16 indicator wording; Pakistan Bureau of Statistics, Census 2023",
    note="Recorded offences, not crime: unreported offences are missing. Not scaled up to a year, so a month is "
    "about a twelfth of a year's rate. Counts and populations are added before dividing; rates are never added or "
    "averaged. The population is that of the middle of the period, on the geography in force; a breakdown "
    "still divides by the whole population. A district split off after the census needs its own population row.",
    examples=examples.RECORDED_OFFENCES_RATE,
)

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
    note="Belongs to the month of the FIR, not of the report: March is final on 17 April and shows no value "
    "before. The day of the FIR is day 0, day 17 is in time, day 18 is late. FIRs cancelled or transferred before "
    "day 17 leave both sides, even if an interim report was sent; those cancelled on day 17 or later stay. A "
    "cancellation or untraced report is no first report. Needs records; line P8 of the return is a check only.",
    examples=examples.FIRST_REPORT_WITHIN_17_DAYS,
)

OPEN_BEYOND_17_DAYS = Kpi(
    id="police.open_beyond_17_days",
    code="POL-06",
    title="Investigations open beyond 17 days",
    description="Investigations that on the last day of the period were older than 17 days and had sent the "
    "prosecutor no report of any kind: the queue of cases in breach of s.173.",
    why_it_matters="The head of investigation in a district works through this queue, and the prosecution asks for the "
    "oldest cases in it. An FIR that nobody asks about stays in a drawer: witnesses move away, and the complainant "
    "never hears whether there will be a trial.",
    unit="cases",
    direction=Direction.DOWN,
    formula=Total(measure="police.beyond_17_days"),
    disaggregations=(("severity",), ("force",), ("gbv_flag",)),
    levels=LEVELS,
    owner=OWNER,
    source="CrPC s.173; Law and Justice Commission of Pakistan, data on late challans (2012)",
    note="A stock: a quarter shows its last month-end, never the sum of three. Rebuilt from dates for each "
    "month-end, not read from today's status. Older than 17 days starts on day 18. An investigation that was "
    "cancelled, transferred or quashed leaves that day. Read it with POL-04: clearing old cases lowers "
    "this one and leaves the old cohorts as they are.",
    examples=examples.OPEN_BEYOND_17_DAYS,
)

OPEN_BEYOND_17_DAYS_SHARE = Kpi(
    id="police.open_beyond_17_days_share",
    code="POL-06",
    title="Share of investigations open beyond 17 days without a report",
    description="The queue of POL-06 as a share of all FIRs under investigation on the last day of the period.",
    why_it_matters="The Inspector General compares districts by it without judging a busy one by its size: he sees "
    "where investigation itself is stuck. By the number alone attention goes to the largest district, and a small one "
    "in which half of the cases lie without a report goes unseen.",
    unit="%",
    direction=Direction.DOWN,
    formula=Ratio(numerator="police.beyond_17_days", denominator="police.under_investigation", scale=100),
    disaggregations=(("severity",), ("force",), ("gbv_flag",)),
    levels=LEVELS,
    owner=OWNER,
    source="CrPC s.173; Law and Justice Commission of Pakistan, data on late challans (2012)",
    note="Both stocks are of the same day. Under investigation until a complete, cancellation or untraced "
    "report or another end; an interim report does not end it, so such a case stays in the denominator and leaves the "
    "numerator. Where nothing is under investigation there is no share.",
    examples=examples.OPEN_BEYOND_17_DAYS_SHARE,
)

_FLOW_NOTE = (
    "Only cases that finished count, in the month of their first complete report: while hard cases stay open the "
    "figure looks better than it is, so read it with POL-06. Recomputed from the records for every area and "
    "period; it is never an average of districts or months. Below 10 reports it is marked as a small base. A report "
    "dated before its FIR is left out. Needs records."
)

DAYS_TO_COMPLETE_MEDIAN = Kpi(
    id="police.days_to_complete_median",
    code="POL-07",
    title="Median days from FIR to complete report",
    description="Half of the cases completed in the period took this many calendar days or fewer from the FIR "
    "to the first complete report (challan). The law asks for 14.",
    why_it_matters="Police and prosecution agree by it how early a prosecutor is to be called in, and where a "
    "laboratory or a medical report holds cases up. Until the complete report is there the court does not have the "
    "whole case, and every week of that is a week more for a complainant, and for an accused in custody.",
    unit="days",
    direction=Direction.DOWN,
    formula=Total(measure="police.complete_days_median"),
    disaggregations=(("offence_cat",), ("gbv_flag",)),
    levels=LEVELS,
    min_base=10,
    owner=OWNER,
    source="CrPC s.173; UK Home Office, Crime outcomes in England and Wales (median days to outcome)",
    note=_FLOW_NOTE,
    examples=examples.DAYS_TO_COMPLETE_MEDIAN,
)

DAYS_TO_COMPLETE_P90 = Kpi(
    id="police.days_to_complete_p90",
    code="POL-07",
    title="90th percentile of days from FIR to complete report",
    description="Nine in ten of the cases completed in the period took this many calendar days or fewer from the "
    "FIR to the first complete report.",
    why_it_matters="It shows the slow tail that a median hides. A supervisor calls in the files of the slowest tenth: "
    "where nobody does, they are the cases that fall apart later, and the accused in them wait longest on remand.",
    unit="days",
    direction=Direction.DOWN,
    formula=Total(measure="police.complete_days_p90"),
    disaggregations=(("offence_cat",), ("gbv_flag",)),
    levels=LEVELS,
    min_base=10,
    owner=OWNER,
    source="CrPC s.173; UK Home Office, Crime outcomes in England and Wales (median days to outcome)",
    note=_FLOW_NOTE,
    examples=examples.DAYS_TO_COMPLETE_P90,
)

DAYS_TO_COMPLETE_SURVIVAL = Kpi(
    id="police.days_to_complete_survival",
    code="POL-07",
    title="Median days from FIR to complete report, open cases included",
    description="The day by which half of the FIRs registered in the period had a complete report, with the cases that "
    "still run counted as waiting.",
    why_it_matters="The Delivery Unit checks by it whether a better median is real: a district that finishes easy "
    "cases and leaves hard ones lying improves the other two figures and not this one. Without it such a district "
    "would be praised, and its murder cases would go on waiting.",
    unit="days",
    direction=Direction.DOWN,
    formula=Total(measure="police.complete_days_survival"),
    disaggregations=(("offence_cat",), ("gbv_flag",)),
    levels=LEVELS,
    min_base=10,
    owner=OWNER,
    source="CrPC s.173; Kaplan and Meier, Nonparametric estimation from incomplete observations (1958)",
    note="Belongs to the month of the FIR, where the other two of POL-07 belong to the month of the report. Estimated "
    "by Kaplan and Meier: an FIR that is cancelled, transferred or quashed counts until that day as one that waits, "
    "and is then lost from sight. Untraced cases go on waiting: they may be taken up again. No value until half have a "
    "report, and it moves while a month is young. Needs every delivery from the month of the FIR to the newest.",
    examples=examples.DAYS_TO_COMPLETE_SURVIVAL,
)

KPIS = (
    FIRS_REGISTERED,
    RECORDED_OFFENCES_RATE,
    FIRST_REPORT_WITHIN_17_DAYS,
    OPEN_BEYOND_17_DAYS,
    OPEN_BEYOND_17_DAYS_SHARE,
    DAYS_TO_COMPLETE_MEDIAN,
    DAYS_TO_COMPLETE_P90,
    DAYS_TO_COMPLETE_SURVIVAL,
)
