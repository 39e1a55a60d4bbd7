"""CHN-03: the stages between FIR and judgment."""

from __future__ import annotations

from rolkpi.model import Direction, Kpi, Ratio, Total, Window
from rolkpi_chain import examples
from rolkpi_chain.kpis.common import LEVELS, LINKAGE, OUTCOMES, OWNER, SCORECARDS

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
    description="Median calendar days between the FIR and the first complete report (challan) of the police, over "
    "cases in which it was forwarded in the period.",
    why_it_matters="It is the first rung of the ladder that shows at which institution a case lies longest; the head "
    "of investigations answers for it, and asks by it for investigators and forensic reports. Without the ladder each "
    "office says that the delay is with the next, and posts go where none were short.",
    unit="days",
    direction=Direction.DOWN,
    formula=Total(measure="police.complete_days_median"),
    windows=(Window.PERIOD,),
    disaggregations=(("offence_cat",), ("gbv_flag",)),
    levels=LEVELS,
    min_base=10,
    owner=OWNER,
    source=f"{OUTCOMES} 2019 to 2020 (median days to outcome); {SCORECARDS}",
    note=f"The same figure as POL-07, shown beside the other stages. {_LADDER_NOTE}",
    examples=examples.REPORT_STAGE,
)

FILING_STAGE = Kpi(
    id="chain.stage_report_to_filing",
    code="CHN-03",
    title="Stage 2: median days from complete report to filing in court",
    description="Median calendar days between the first complete report of the police and the institution of the "
    "trial, over trials instituted in the period.",
    why_it_matters="The Prosecutor General answers for it: it is the scrutiny, with returns for defects. A report that "
    "goes to and fro between two offices is late in neither register, while the accused is remanded again and again on "
    "the same papers.",
    unit="days",
    direction=Direction.DOWN,
    formula=Total(measure="chain.filing_days"),
    windows=(Window.PERIOD,),
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
    why_it_matters="The trial court can shorten it: summonses that are served, copies handed over in time, prisoners "
    "who are produced. Until the charge is framed no witness is heard, and an accused on remand waits without knowing "
    "what he must answer.",
    unit="days",
    direction=Direction.DOWN,
    formula=Total(measure="chain.charge_days"),
    windows=(Window.PERIOD,),
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
    "the period.",
    why_it_matters="It is evidence, adjournments and arguments: courts, prosecutors and police decide by it how hard "
    "to go after witnesses who do not appear. Where it drags on, witnesses forget or are won over, and a case that was "
    "well investigated ends in an acquittal.",
    unit="days",
    direction=Direction.DOWN,
    formula=Total(measure="chain.verdict_days"),
    windows=(Window.PERIOD,),
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
    description="Of the trials that came to court in the period, the share whose FIR is found in the records of the "
    "police, with a complete report on it.",
    why_it_matters="Where few are found, the Delivery Unit has the number of the FIR put on the case files before "
    "anybody is judged by stage 2. A trial without a complete report in the records of the police may also be one that "
    "they still count as under investigation.",
    unit="%",
    direction=Direction.UP,
    formula=Ratio(numerator="chain.filed_linked", denominator="chain.filed", scale=100),
    disaggregations=(("gbv_flag",),),
    levels=LEVELS,
    owner=OWNER,
    source=LINKAGE,
    note="The linkage of stage 2: how many of its trials could be found. The offence is taken from the FIR, so this "
    "share cannot be told by offence.",
    examples=examples.FILED_CASES_LINKED,
)

CHARGED_CASES_LINKED = Kpi(
    id="chain.charged_cases_linked",
    code="CHN-03",
    title="Trials with a charge framed whose FIR is found",
    description="Of the trials in which a charge was framed in the period, the share whose FIR is found in the records "
    "of the police.",
    why_it_matters="It tells the Delivery Unit where stage 3 speaks of most cases and where of a handful. Two quick "
    "cases that happen to be found make a slow court look quick, and it gets no help.",
    unit="%",
    direction=Direction.UP,
    formula=Ratio(numerator="chain.charged_linked", denominator="chain.charged", scale=100),
    disaggregations=(("gbv_flag",),),
    levels=LEVELS,
    owner=OWNER,
    source=LINKAGE,
    note="The linkage of stage 3: how many of its trials could be found; for stage 4 see the decided trials under "
    "CHN-02. The offence is taken from the FIR, so this share cannot be told by offence.",
    examples=examples.CHARGED_CASES_LINKED,
)
