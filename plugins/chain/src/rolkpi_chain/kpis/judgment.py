"""CHN-02: days from FIR to judgment."""

from __future__ import annotations

from rolkpi.model import Direction, Kpi, Ratio, Total, Window
from rolkpi_chain import examples
from rolkpi_chain.kpis.common import COURT_DAYS, LEVELS, LINKAGE, OWNER, SCORECARDS

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
    "judgment.",
    why_it_matters="It is how long a complainant waits, whoever has the file; the district's criminal justice "
    "coordination committee takes it up when it grows. Counted by each institution from the day it got the file, the "
    "same case is in time with all of them and still takes years.",
    unit="days",
    direction=Direction.DOWN,
    formula=Total(measure="chain.judgment_days_median"),
    windows=(Window.PERIOD,),
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
    "the judgment.",
    why_it_matters="It shows the slow tail that a median hides; Sessions Judges and prosecutors decide by it where to "
    "list the oldest cases first. In that tail witnesses have died or moved away, and an accused on remand may have "
    "been held longer than the sentence he faces.",
    unit="days",
    direction=Direction.DOWN,
    formula=Total(measure="chain.judgment_days_p90"),
    windows=(Window.PERIOD,),
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
    description="The number of days from the FIR after which half of the FIRs registered in the period had a first "
    "judgment, with those that still wait counted as waiting.",
    why_it_matters="Deciding easy cases first does not improve it, so those who post judges and prosecutors look here "
    "before they believe that waiting became shorter. By the other median alone a court looks quick while its murder "
    "trials lie still.",
    unit="days",
    direction=Direction.DOWN,
    formula=Total(measure="chain.judgment_days_survival"),
    windows=(Window.PERIOD,),
    disaggregations=(("offence_cat",), ("gbv_flag",)),
    levels=LEVELS,
    linkage="chain.reported_firs_linked",
    min_base=10,
    owner=OWNER,
    source=f"Kaplan and Meier, Nonparametric estimation from incomplete observations (1958); {COURT_DAYS}",
    note="Belongs to the month and district of the FIR, where the other two belong to the judgment. Estimated by "
    "Kaplan and Meier: an FIR that is cancelled, transferred or quashed counts until that day as one that waits, and "
    "is then left out; untraced ones go on waiting. No value until half are judged, which takes years, and it moves "
    "until then. A case that is not found by the number of the FIR looks like one that waits. Needs the records of "
    "police and courts for every month from that of the FIR to the newest.",
    examples=examples.JUDGMENT_DAYS_SURVIVAL,
)

JUDGED_CASES_LINKED = Kpi(
    id="chain.judged_cases_linked",
    code="CHN-02",
    title="Decided trials whose FIR is found",
    description="Of the trials decided in the period, the share whose FIR is found in the records of the police.",
    why_it_matters="Where it is low the Delivery Unit asks the registrars for the missing numbers before it shows any "
    "duration. A median over the half of the cases that can be found may be that of the courts with good registers "
    "only.",
    unit="%",
    direction=Direction.UP,
    formula=Ratio(numerator="chain.judged_linked", denominator="chain.judged", scale=100),
    disaggregations=(("gbv_flag",),),
    levels=LEVELS,
    owner=OWNER,
    source=LINKAGE,
    note="The linkage of CHN-02: how many of the decided trials its days speak of. A case without the number of an "
    "FIR, or with one the police do not have, is not found. Whether it is gender-based violence is as the court "
    "entered it; the offence is taken from the FIR, so this share cannot be told by offence.",
    examples=examples.JUDGED_CASES_LINKED,
)

REPORTED_FIRS_LINKED = Kpi(
    id="chain.reported_firs_linked",
    code="CHN-02",
    title="FIRs with a complete report that are found in court",
    description="Of the FIRs registered in the period on which a complete report was forwarded, the share on which a "
    "trial is found in the records of the courts.",
    why_it_matters="A complete report that no court has a case for lies with the prosecutor, or stands in court under "
    "another number: the District Public Prosecutor has to say which. Unasked, nobody files it, and the complainant "
    "believes that the trial is under way.",
    unit="%",
    direction=Direction.UP,
    formula=Ratio(numerator="chain.reported_linked", denominator="chain.reported", scale=100),
    disaggregations=(("offence_cat",), ("gbv_flag",)),
    levels=LEVELS,
    owner=OWNER,
    source=LINKAGE,
    note="The linkage of the median with open cases (CHN-02): how many FIRs that should be in court could be found "
    "there. It grows while reports of the newest months are on their way to court: read it for months that are some "
    "time past.",
    examples=examples.REPORTED_FIRS_LINKED,
)
