"""The chain KPIs: CHN-01, CHN-02, CHN-03, CHN-04, CHN-07, CHN-09, CHN-14 and CHN-15."""

from __future__ import annotations

from rolkpi.model import Baseline, CohortShare, Direction, Frequency, Index, Kpi, Ratio, Total, Window
from rolkpi_chain import examples

OWNER = "Rule of Law Delivery Unit, with the Technical Working Groups"
LEVELS = ("district", "division", "province", "country")
ROADMAP = "Rule of Law Roadmap for Balochistan, 6th Provincial Steering Committee, 28 February 2023"
SCORECARDS = "UK criminal justice scorecards, December 2021 (Express & Star, 9 December 2021)"
COURT_DAYS = "UK Ministry of Justice, Criminal court statistics quarterly, April to June 2021"
OUTCOMES = "UK Home Office, Crime outcomes in England and Wales"
LINKAGE = "Our own definition: records found by the number of the FIR"

# -- CHN-01

CONVERSION = Kpi(
    id="chain.recorded_to_conviction",
    code="CHN-01",
    title="Serious and violent crime: recorded to conviction within 24 months",
    description="Of the serious and violent FIRs registered in a month, the share in which a court of first instance "
    "convicted at least one accused within 24 months: what is left of a case after police, prosecution and court.",
    unit="%",
    direction=Direction.UP,
    formula=CohortShare(measure="chain.conversion_cohort"),
    disaggregations=(("offence_cat",), ("gbv_flag",)),
    levels=LEVELS,
    linkage="chain.recorded_to_conviction_linked",
    owner=OWNER,
    source=f"{SCORECARDS}; {OUTCOMES} 2020 to 2021",
    note="Belongs to the month and district of the FIR: March 2022 is final on 31 March 2024 and shows no value "
    "before, never 0. The day 24 months after registration is in time, the day after is late. FIRs cancelled within 24 "
    "months leave both sides; untraced and transferred ones stay. Serious and violent: murder, attempted murder, "
    "killing in the name of honour, kidnapping, rape, sexual offences against children, acid attacks, dacoity, "
    "robbery and terrorism; the list is ours, to be confirmed by the working groups. A conviction that is later set "
    "aside stays. A case that cannot be found by the number of the FIR looks like no conviction: read the linkage.",
    examples=examples.CONVERSION,
)

CONVERSION_LINKED = Kpi(
    id="chain.recorded_to_conviction_linked",
    code="CHN-01",
    title="Serious and violent FIRs with a complete report that are found in court",
    description="Of the FIRs of CHN-01 on which a complete report was forwarded within 24 months, the share that the "
    "courts' records have a trial on. What is missing was never filed, or was filed under another number.",
    unit="%",
    direction=Direction.UP,
    formula=CohortShare(measure="chain.conversion_linked"),
    disaggregations=(("offence_cat",), ("gbv_flag",)),
    levels=LEVELS,
    owner=OWNER,
    source=LINKAGE,
    note="The linkage of CHN-01, for the same cohort and known on the same day. Only FIRs with a complete report are "
    "looked for: without one there is nothing to find in court.",
    examples=examples.CONVERSION_LINKED,
)

# -- CHN-02

_JUDGMENT_NOTE = (
    "Only trials decided in the period count, once, at their first judgment: conviction, acquittal in whatever way, "
    "compromise or withdrawal. Cases sent back by a higher court, consigned to the record room or abated have no first "
    "judgment here. Belongs to the district of the court. While hard cases stay open the figure looks better than it "
    "is, so read it with the median that counts them. Recomputed from the records for every area and period, never "
    "averaged. Below 10 cases it is marked as a small base. Cases whose FIR is not found, or is dated after the "
    "judgment, are left out: the linkage says how many are found."
)

JUDGMENT_DAYS_MEDIAN = Kpi(
    id="chain.days_to_judgment_median",
    code="CHN-02",
    title="Median days from FIR to first-instance judgment",
    description="Half of the trials decided in the period took this many calendar days or fewer from the FIR to the "
    "judgment: how long a complainant waits, whoever has the file.",
    unit="days",
    direction=Direction.DOWN,
    formula=Total(measure="chain.judgment_days_median"),
    disaggregations=(("offence_cat",), ("gbv_flag",)),
    levels=LEVELS,
    linkage="chain.judged_cases_linked",
    min_base=10,
    owner=OWNER,
    source=f"{SCORECARDS}; {COURT_DAYS}",
    note=_JUDGMENT_NOTE,
    examples=examples.JUDGMENT_DAYS_MEDIAN,
)

JUDGMENT_DAYS_P90 = Kpi(
    id="chain.days_to_judgment_p90",
    code="CHN-02",
    title="90th percentile of days from FIR to first-instance judgment",
    description="Nine in ten of the trials decided in the period took this many calendar days or fewer from the FIR to "
    "the judgment. It shows the slow tail that a median hides.",
    unit="days",
    direction=Direction.DOWN,
    formula=Total(measure="chain.judgment_days_p90"),
    disaggregations=(("offence_cat",), ("gbv_flag",)),
    levels=LEVELS,
    linkage="chain.judged_cases_linked",
    min_base=10,
    owner=OWNER,
    source=f"{SCORECARDS}; {COURT_DAYS}",
    note=_JUDGMENT_NOTE,
    examples=examples.JUDGMENT_DAYS_P90,
)

JUDGMENT_DAYS_SURVIVAL = Kpi(
    id="chain.days_to_judgment_survival",
    code="CHN-02",
    title="Median days from FIR to first-instance judgment, open cases included",
    description="The day by which half of the FIRs registered in the period were judged, with those that still wait "
    "counted as waiting. Deciding easy cases first does not improve it.",
    unit="days",
    direction=Direction.DOWN,
    formula=Total(measure="chain.judgment_days_survival"),
    disaggregations=(("offence_cat",), ("gbv_flag",)),
    levels=LEVELS,
    linkage="chain.reported_firs_linked",
    min_base=10,
    owner=OWNER,
    source=f"Kaplan and Meier, Nonparametric estimation from incomplete observations (1958); {COURT_DAYS}",
    note="Belongs to the month and district of the FIR, where the other two belong to the judgment. Estimated by "
    "Kaplan and Meier: an FIR that is cancelled, transferred or quashed counts until that day as one that waits, and "
    "is then lost from sight; untraced ones go on waiting. No value until half are judged, which takes years, and it "
    "moves until then. A case that is not found by the number of the FIR looks like one that waits. Needs every "
    "delivery of police and courts from the month of the FIR to the newest.",
    examples=examples.JUDGMENT_DAYS_SURVIVAL,
)

JUDGED_CASES_LINKED = Kpi(
    id="chain.judged_cases_linked",
    code="CHN-02",
    title="Decided trials whose FIR is found",
    description="Of the trials decided in the period, the share whose FIR the police's records have.",
    unit="%",
    direction=Direction.UP,
    formula=Ratio(numerator="chain.judged_linked", denominator="chain.judged", scale=100),
    disaggregations=(("gbv_flag",),),
    levels=LEVELS,
    owner=OWNER,
    source=LINKAGE,
    note="The linkage of the durations of CHN-02. A case without the number of an FIR, or with one the police do not "
    "have, is not found. The flag for gender-based violence is the court's own; the offence comes from the FIR, so "
    "there is no linkage by offence.",
    examples=examples.JUDGED_CASES_LINKED,
)

REPORTED_FIRS_LINKED = Kpi(
    id="chain.reported_firs_linked",
    code="CHN-02",
    title="FIRs with a complete report that are found in court",
    description="Of the FIRs registered in the period on which a complete report was forwarded, the share that the "
    "courts' records have a trial on.",
    unit="%",
    direction=Direction.UP,
    formula=Ratio(numerator="chain.reported_linked", denominator="chain.reported", scale=100),
    disaggregations=(("offence_cat",), ("gbv_flag",)),
    levels=LEVELS,
    owner=OWNER,
    source=LINKAGE,
    note="The linkage of the median with open cases. It grows while reports of the newest months are on their way to "
    "court: read it for months that are some time past.",
    examples=examples.REPORTED_FIRS_LINKED,
)

# -- CHN-03

_LADDER_NOTE = (
    "The medians of the four stages do not add up to the median from FIR to judgment (CHN-02), not even roughly: each "
    "is over other cases, those that passed its own stage in the period, and the case in the middle of one stage is "
    "not the one in the middle of the next. Dates out of order are left out. Below 10 cases it is marked as a small "
    "base."
)

REPORT_STAGE = Kpi(
    id="chain.stage_fir_to_report",
    code="CHN-03",
    title="Stage 1: median days from FIR to complete report",
    description="Median calendar days that cases completed in the period spent with the police: the first rung of the "
    "ladder that shows at which institution a case lies longest.",
    unit="days",
    direction=Direction.DOWN,
    formula=Total(measure="police.complete_days_median"),
    disaggregations=(("offence_cat",), ("gbv_flag",)),
    levels=LEVELS,
    min_base=10,
    owner=OWNER,
    source=f"{OUTCOMES} 2019 to 2020 (median days to outcome); {SCORECARDS}",
    note=f"The same figure as POL-07, shown beside the other stages; no records are joined. {_LADDER_NOTE}",
    examples=examples.REPORT_STAGE,
)

FILING_STAGE = Kpi(
    id="chain.stage_report_to_filing",
    code="CHN-03",
    title="Stage 2: median days from complete report to filing in court",
    description="Median calendar days between the first complete report of the police and the institution of the "
    "trial, over trials instituted in the period: the prosecutors' scrutiny, with returns for defects.",
    unit="days",
    direction=Direction.DOWN,
    formula=Total(measure="chain.filing_days"),
    disaggregations=(("offence_cat",), ("gbv_flag",)),
    levels=LEVELS,
    linkage="chain.filed_cases_linked",
    min_base=10,
    owner=OWNER,
    source=f"{OUTCOMES} 2019 to 2020 (median days to outcome); {SCORECARDS}",
    note="Fresh trials only: one received from another court was filed there. The day of filing is the court's, the "
    f"day of the report the police's. {_LADDER_NOTE}",
    examples=examples.FILING_STAGE,
)

CHARGE_STAGE = Kpi(
    id="chain.stage_filing_to_charge",
    code="CHN-03",
    title="Stage 3: median days from filing to charge framed",
    description="Median calendar days between the institution of a trial and the framing of the charge, over trials in "
    "which a charge was framed in the period.",
    unit="days",
    direction=Direction.DOWN,
    formula=Total(measure="chain.charge_days"),
    disaggregations=(("offence_cat",), ("gbv_flag",)),
    levels=LEVELS,
    linkage="chain.charged_cases_linked",
    min_base=10,
    owner=OWNER,
    source=f"{OUTCOMES} 2019 to 2020 (median days to outcome); {SCORECARDS}",
    note="Counted in the court that framed the charge, once, even if the case moved on. Restored cases and those sent "
    "back by a higher court are left out, because their filing is a second one. Only cases whose FIR is found, so that "
    f"all rungs speak of the same kind of case. {_LADDER_NOTE}",
    examples=examples.CHARGE_STAGE,
)

VERDICT_STAGE = Kpi(
    id="chain.stage_charge_to_judgment",
    code="CHN-03",
    title="Stage 4: median days from charge framed to judgment",
    description="Median calendar days between the framing of the charge and the first judgment, over trials decided in "
    "the period: evidence, adjournments and arguments.",
    unit="days",
    direction=Direction.DOWN,
    formula=Total(measure="chain.verdict_days"),
    disaggregations=(("offence_cat",), ("gbv_flag",)),
    levels=LEVELS,
    linkage="chain.judged_cases_linked",
    min_base=10,
    owner=OWNER,
    source=f"{OUTCOMES} 2019 to 2020 (median days to outcome); {SCORECARDS}",
    note="Trials that ended before a charge was framed have no such stage and are left out; so are those whose charge "
    f"was framed in another court that alone recorded the day. Judgment as in CHN-02. {_LADDER_NOTE}",
    examples=examples.VERDICT_STAGE,
)

FILED_CASES_LINKED = Kpi(
    id="chain.filed_cases_linked",
    code="CHN-03",
    title="Filed trials whose complete report is found",
    description="Of the trials that came to court in the period, the share whose FIR the police's records have with a "
    "complete report on it.",
    unit="%",
    direction=Direction.UP,
    formula=Ratio(numerator="chain.filed_linked", denominator="chain.filed", scale=100),
    disaggregations=(("gbv_flag",),),
    levels=LEVELS,
    owner=OWNER,
    source=LINKAGE,
    note="The linkage of stage 2. The offence comes from the FIR, so there is no linkage by offence.",
    examples=examples.FILED_CASES_LINKED,
)

CHARGED_CASES_LINKED = Kpi(
    id="chain.charged_cases_linked",
    code="CHN-03",
    title="Charged trials whose FIR is found",
    description="Of the trials in which a charge was framed in the period, the share whose FIR the police's records "
    "have.",
    unit="%",
    direction=Direction.UP,
    formula=Ratio(numerator="chain.charged_linked", denominator="chain.charged", scale=100),
    disaggregations=(("gbv_flag",),),
    levels=LEVELS,
    owner=OWNER,
    source=LINKAGE,
    note="The linkage of stage 3; stage 4 has that of CHN-02. The offence comes from the FIR, so there is no linkage "
    "by offence.",
    examples=examples.CHARGED_CASES_LINKED,
)

# -- CHN-04

HAND_OVER = Kpi(
    id="chain.hand_over",
    code="CHN-04",
    title="Reports received by the prosecution per report forwarded by the police",
    description="Interim and complete reports the prosecutors say they received, per report the police say they "
    "forwarded. Both count the same papers: what is far from 1 was lost, lies in between, or was counted twice.",
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

# -- CHN-07

UNDER_TRIAL_CHANGE = Kpi(
    id="chain.under_trial_change",
    code="CHN-07",
    title="Headline: change in under-trial prisoners against 2019",
    description="Under-trial prisoners at the end of the period against the baseline of 2019, in percent of it: one of "
    "the two headline figures of the Rule of Law Roadmap.",
    unit="% change",
    direction=Direction.DOWN,
    formula=Index(
        measure="prisons.unsentenced",
        baselines=(Baseline(area="PK2", value=1_122, period="2019", source=f"{ROADMAP}, as reported"),),
        scale=100,
    ),
    levels=("facility", "province"),
    hierarchy="prison",
    owner=OWNER,
    source=ROADMAP,
    note="Negative is a fall. Baseline 1,122 in 2019 as reported, for the province (area PK2); an area without a "
    "baseline has no value, and the number under trial is n. The source prints a fall of 11.2% for 1,122 to 900; its "
    "own counts give 19.8%: keep the counts. The day of the baseline and who counted as under trial are not public. A "
    "stock: a quarter or year shows its last month-end. It also moves with the number of arrests, so read it with "
    "PRI-04.",
    examples=examples.UNDER_TRIAL_CHANGE,
)

# -- CHN-09

_REPORT_NOTE = (
    "Day 17 of the detention is not yet beyond, day 18 is; the day of detention is day 0. A report of any kind, "
    "forwarded on or before the last day of the period, counts, and so does one from before the arrest. Both sides are "
    "rebuilt as they were on the last day, from dates: a report that came later changes no earlier month. A stock: a "
    "quarter shows its last month-end. Belongs to the police district the warrant names, wherever the prison is, "
    "because its police owe the report, and it is known only where both the warrants and the police's records of that "
    "district are in. A person held on several FIRs counts once, and counts when one of them has no report; districts "
    "therefore add up to at least the province. Warrants whose FIR is not found are on neither side: the linkage says "
    "how many are."
)

WITHOUT_REPORT = Kpi(
    id="chain.under_trial_without_report",
    code="CHN-09",
    title="Under-trial prisoners held more than 17 days without any police report",
    description="Persons in prison under trial for more than 17 days on whose FIR the police have forwarded no report "
    "of any kind: nobody has told a court why they are held. Each name on this list can be asked for tomorrow.",
    unit="persons",
    direction=Direction.DOWN,
    formula=Total(measure="chain.without_report"),
    levels=LEVELS,
    linkage="chain.under_trial_linked_share",
    owner=OWNER,
    source="CrPC s.173; Supreme Court of Pakistan (2021) on the time limits of s.173(1)",
    note=_REPORT_NOTE,
    examples=examples.WITHOUT_REPORT,
)

WITHOUT_REPORT_SHARE = Kpi(
    id="chain.under_trial_without_report_share",
    code="CHN-09",
    title="Share of under-trial prisoners held more than 17 days without any police report",
    description="The same persons as a share of all under-trial prisoners whose FIR is found, so that a district with "
    "many prisoners is not judged by its size.",
    unit="%",
    direction=Direction.DOWN,
    formula=Ratio(numerator="chain.without_report", denominator="chain.under_trial_linked", scale=100),
    levels=LEVELS,
    linkage="chain.under_trial_linked_share",
    owner=OWNER,
    source="CrPC s.173; Supreme Court of Pakistan (2021) on the time limits of s.173(1)",
    note=f"{_REPORT_NOTE} The denominator has all whose FIR is found, those held for 17 days or less included.",
    examples=examples.WITHOUT_REPORT_SHARE,
)

UNDER_TRIAL_LINKED = Kpi(
    id="chain.under_trial_linked_share",
    code="CHN-09",
    title="Under-trial prisoners whose FIR is found",
    description="Of the under-trial prisoners at the end of the period, the share held under a warrant whose FIR the "
    "police's records have.",
    unit="%",
    direction=Direction.UP,
    formula=Ratio(numerator="chain.under_trial_linked", denominator="chain.under_trial", scale=100),
    levels=LEVELS,
    owner=OWNER,
    source=LINKAGE,
    note="The linkage of CHN-09. A warrant without the number of an FIR, or with one the police do not have, is not "
    "found. A person with several warrants is found when one of them is.",
    examples=examples.UNDER_TRIAL_LINKED,
)

# -- CHN-14 and CHN-15

_LEDGER_NOTE = (
    "Counted from the workspace's own ledger: nobody delivers it. Follows the administrative map, so it speaks of the "
    "returns of districts; those of prisons and courts that are areas of their own have a map of their own."
)

COMPLETENESS = Kpi(
    id="chain.return_completeness",
    code="CHN-14",
    title="Return completeness",
    description="Of the returns expected from districts for a month, the share that was received and accepted, late "
    "ones included: how much of the province the other figures speak of.",
    unit="%",
    direction=Direction.UP,
    formula=Ratio(numerator="chain.returns_received", denominator="chain.returns_expected", scale=100),
    disaggregations=(("plugin",),),
    levels=LEVELS,
    owner=OWNER,
    source="UK probation performance reporting; Rule of Law Roadmap, governance structure",
    note=f"{_LEDGER_NOTE} Grows as late returns come in; CHN-14 by the cut-off does not.",
    examples=examples.COMPLETENESS,
)

TIMELINESS = Kpi(
    id="chain.return_timeliness",
    code="CHN-14",
    title="Returns received by the cut-off",
    description="Of the returns expected from districts for a month, the share that was received by the 15th of the "
    "next month and accepted.",
    unit="%",
    direction=Direction.UP,
    formula=Ratio(numerator="chain.returns_in_time", denominator="chain.returns_expected", scale=100),
    disaggregations=(("plugin",),),
    levels=LEVELS,
    owner=OWNER,
    source="UK probation performance reporting (cut-off on the 15th of the next month)",
    note=f"{_LEDGER_NOTE} The day of receipt is what the register says; without one a return is not in time.",
    examples=examples.TIMELINESS,
)

RESTATEMENT = Kpi(
    id="chain.restatement_size",
    code="CHN-15",
    title="Restatement size",
    description="How far the monthly counts behind all figures have moved since they were first published, up and down "
    "alike, as a share of what was published first. Figures that keep moving should be used with care.",
    unit="%",
    direction=Direction.DOWN,
    formula=Ratio(numerator="chain.restated_by", denominator="chain.first_published", scale=100),
    disaggregations=(("kpi",), ("plugin",)),
    levels=LEVELS,
    frequencies=(Frequency.MONTH, Frequency.FISCAL_YEAR),
    windows=(Window.PERIOD,),
    owner=OWNER,
    source="UK Office for Statistics Regulation, practice on revisions; UK National Audit Office",
    note=f"{_LEDGER_NOTE} Compares earlier runs with each other, so it says nothing before the second run, and the run "
    "under way is not in it. The total adds up counts of different things: read it by KPI.",
    examples=examples.RESTATEMENT,
)

KPIS = (
    CONVERSION,
    CONVERSION_LINKED,
    JUDGMENT_DAYS_MEDIAN,
    JUDGMENT_DAYS_P90,
    JUDGMENT_DAYS_SURVIVAL,
    JUDGED_CASES_LINKED,
    REPORTED_FIRS_LINKED,
    REPORT_STAGE,
    FILING_STAGE,
    CHARGE_STAGE,
    VERDICT_STAGE,
    FILED_CASES_LINKED,
    CHARGED_CASES_LINKED,
    HAND_OVER,
    UNDER_TRIAL_CHANGE,
    WITHOUT_REPORT,
    WITHOUT_REPORT_SHARE,
    UNDER_TRIAL_LINKED,
    COMPLETENESS,
    TIMELINESS,
    RESTATEMENT,
)
