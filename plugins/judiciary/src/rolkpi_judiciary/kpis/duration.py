"""How long cases take, and whether they keep their limits (JUD-07 to JUD-09, JUD-17, JUD-18)."""

from __future__ import annotations

from rolkpi.model import DerivedFormula, Direction, Kpi, Ratio, Total, Window
from rolkpi_judiciary.examples import backlog, duration, statutes
from rolkpi_judiciary.kpis.common import HIERARCHY, LEVELS, OWNER

_FLOW_NOTE = (
    "Only decided cases count, in the month of decision, in the court that decided them: it falls when a court decides "
    "fresh cases and leaves old ones lying, so read it with JUD-03 and JUD-05. The clock of a transferred case runs "
    "from its first institution. Recomputed from records for every area and period; never an average of courts or "
    "months. Where there are no records, the ranges of the return tell the interval it must lie in, and no value."
)

DAYS_TO_JUDGMENT_MEDIAN = Kpi(
    id="judiciary.days_to_judgment_median",
    code="JUD-07",
    title="Median days from institution to judgment",
    description="Half of the cases decided in the period took this many calendar days or fewer from institution to "
    "decision.",
    why_it_matters="It says how long justice takes for those who got a decision, and the National Judicial (Policy "
    "Making) Committee can see by it whether its time limits can be met. An accused on remand waits all these days in "
    "prison, and witnesses forget what they saw.",
    unit="days",
    direction=Direction.DOWN,
    formula=Total(measure="judiciary.decision_days_median"),
    windows=(Window.PERIOD,),
    disaggregations=(("case_type",), ("severity",), ("gbv_flag",)),
    levels=LEVELS,
    hierarchy=HIERARCHY,
    owner=OWNER,
    source="NCSC CourTools, Measure 3; UK Criminal court statistics",
    note=_FLOW_NOTE,
    examples=duration.DAYS_TO_JUDGMENT_MEDIAN,
)

DAYS_TO_JUDGMENT_P90 = Kpi(
    id="judiciary.days_to_judgment_p90",
    code="JUD-07",
    title="90th percentile of days from institution to judgment",
    description="Nine in ten of the cases decided in the period took this many calendar days or fewer from institution "
    "to decision.",
    why_it_matters="It shows the slow tail that a median hides: the cases for which the High Court asks a judge the "
    "reason. Where nobody looks, a trial of many years is only one case among hundreds.",
    unit="days",
    direction=Direction.DOWN,
    formula=Total(measure="judiciary.decision_days_p90"),
    windows=(Window.PERIOD,),
    disaggregations=(("case_type",), ("severity",), ("gbv_flag",)),
    levels=LEVELS,
    hierarchy=HIERARCHY,
    owner=OWNER,
    source="NCSC CourTools, Measure 3; UK Criminal court statistics",
    note=_FLOW_NOTE,
    examples=duration.DAYS_TO_JUDGMENT_P90,
)

WITHIN_TIME_LIMIT = Kpi(
    id="judiciary.within_time_limit",
    code="JUD-08",
    title="Cases decided within the policy time limit",
    description="Of the cases decided in the period that have a limit in the national judicial policy, the share "
    "decided within it.",
    why_it_matters="The policy names these limits as a measure of judges' performance: by this the High Court sees "
    "which classes of cases, and which courts, cannot keep them. Where nobody counts, a juvenile whose trial should "
    "take six months grows up in custody.",
    unit="%",
    direction=Direction.UP,
    formula=Ratio(
        numerator="judiciary.decided_within_limit",
        denominator="judiciary.decided_with_limit",
        scale=100,
    ),
    disaggregations=(("limit_id",), ("case_type",)),
    levels=LEVELS,
    hierarchy=HIERARCHY,
    owner=OWNER,
    source="NJPMC 2025: National Judicial (Policy Making) Committee, 54th meeting, 18 August 2025; National Judicial "
    "Policy 2009",
    note="The limit is the one in force on the day of institution: 2009 policy 3 months up to 7 years and 6 "
    "months above, murder included; from 18 August 2025 juveniles 6, up to 7 years 12, above 7 years 18, murder 24 "
    "months. Limits are calendar months, and the last day is in time. Cases without a limit are left out of both "
    "sides: civil cases, cases whose class is not recorded, juveniles of the old policy, and all instituted "
    "before 1 June 2009. Pending cases past their limit do not show here. The limits of 2025 are longer, so the "
    "figure rises as newer cases are decided. Needs records; line J4a of the return has another denominator.",
    examples=duration.WITHIN_TIME_LIMIT,
)

ACTIVE_AGE_MEDIAN = Kpi(
    id="judiciary.active_age_median",
    code="JUD-09",
    title="Median age of active pending cases",
    description="Half of the active cases pending at the end of the period have been waiting for this many days or "
    "fewer since institution.",
    why_it_matters="Times to judgment are those of decided cases, and get better when a court leaves its hard cases "
    "lying. This is about the cases that are left: a Sessions Judge who reads both cannot be deceived. Accused in "
    "prison wait in these cases.",
    unit="days",
    direction=Direction.DOWN,
    formula=Total(measure="judiciary.active_age_median"),
    windows=(Window.PERIOD,),
    disaggregations=(("case_type",),),
    levels=LEVELS,
    hierarchy=HIERARCHY,
    owner=OWNER,
    source="NCSC CourTools, Measure 4; UK Criminal court statistics, median age of outstanding cases",
    note="At the last month-end of the period, from records only. A case that is inactive on that day (the accused "
    "absconds, a higher court stayed it) does not count; days for which it was inactive before are no part of its age. "
    "Of several such times the record has the latest only. Never an average of courts. It grows a day a day where "
    "nothing is decided.",
    examples=backlog.ACTIVE_AGE_MEDIAN,
)

ACTIVE_OVER_LIMIT = Kpi(
    id="judiciary.active_over_limit",
    code="JUD-09",
    title="Active pending cases past their time limit",
    description="Of the active cases pending at the end of the period for which the national judicial policy sets a "
    "limit, the share that are past it.",
    why_it_matters="These are the breaches of the policy that still can be mended: each of them has a number and a "
    "judge. The share decided in time (JUD-08) tells of a breach only when the case is over, and can be kept high by "
    "not deciding the late ones.",
    unit="%",
    direction=Direction.DOWN,
    formula=DerivedFormula(
        numerator="judiciary.late_before + judiciary.late_after",
        denominator="judiciary.active_before + judiciary.active_after",
        scale=100,
    ),
    disaggregations=(("case_type",), ("limit_id",)),
    levels=LEVELS,
    hierarchy=HIERARCHY,
    owner=OWNER,
    source="NCSC CourTools, Measure 4; National Judicial (Policy Making) Committee, 54th meeting, 18 August 2025; "
    "National Judicial Policy 2009",
    note="At the last month-end of the period, from records only. The limit is the one in force on the day of "
    "institution, as in JUD-08, and its last day is in time; days of inactivity put it off. Cases without a limit are "
    "on neither side, nor are those inactive on that day.",
    examples=backlog.ACTIVE_OVER_LIMIT,
)

JUVENILES_WITHIN_SIX_MONTHS = Kpi(
    id="judiciary.juveniles_within_six_months",
    code="JUD-17",
    title="Juvenile cases decided within six months",
    description="Of the trials of juveniles decided in the period, the share decided within six months of cognizance.",
    why_it_matters="A year is long for somebody of fifteen: school is lost, and in custody worse is learnt. The High "
    "Court names juvenile courts by it, and the Home Department sees where children wait in prisons for adults.",
    unit="%",
    direction=Direction.UP,
    formula=Ratio(
        numerator="judiciary.juvenile_judged_in_time",
        denominator="judiciary.juvenile_judged",
        scale=100,
    ),
    disaggregations=(("juvenile_sex",),),
    levels=LEVELS,
    hierarchy=HIERARCHY,
    owner=OWNER,
    source="Juvenile Justice System Act 2018; National Judicial (Policy Making) Committee, 54th meeting, 18 August "
    "2025",
    note="Calendar months, not 180 days; the last day is in time. The clock starts at cognizance, at institution "
    "where that is not recorded, which is ours: leaving such cases out would reward whoever records nothing. Whatever "
    "year a case is of, the limit is six months: for the policy's own, which began in 2025, see JUD-08. Cases "
    "consigned to the record room or abated are no decision here. By sex of the juveniles, from the register of "
    "accused. Needs records.",
    examples=statutes.JUVENILES_WITHIN_SIX_MONTHS,
)

SEXUAL_OFFENCES_WITHIN_FOUR_MONTHS = Kpi(
    id="judiciary.sexual_offences_within_four_months",
    code="JUD-18",
    title="Rape and child sexual abuse trials decided within four months",
    description="Of the trials of scheduled sexual offences decided in the period, the share decided within four "
    "months of cognizance.",
    why_it_matters="A victim who has to come to court for years gives up or is made to settle. By this the High Court "
    "and the special committee on rape see whether the special courts are quicker than the ordinary ones were.",
    unit="%",
    direction=Direction.UP,
    formula=Ratio(
        numerator="judiciary.sexual_offence_judged_in_time",
        denominator="judiciary.sexual_offence_judged",
        scale=100,
    ),
    disaggregations=(("victim_age",),),
    levels=LEVELS,
    hierarchy=HIERARCHY,
    owner=OWNER,
    source="Anti-Rape (Investigation and Trial) Ordinance 2020 as reported in the press; the Act of 2021 followed it",
    note="Calendar months; the last day is in time. That the clock starts at cognizance, and at institution where "
    "that is not recorded, is ours, for the working group to confirm with the text of the Act. Cases consigned to the "
    "record room or abated are no decision here. Numbers are small, and victims must not be found out: small cells "
    "are not for publication. Needs records.",
    examples=statutes.SEXUAL_OFFENCES_WITHIN_FOUR_MONTHS,
)

KPIS = (
    DAYS_TO_JUDGMENT_MEDIAN,
    DAYS_TO_JUDGMENT_P90,
    WITHIN_TIME_LIMIT,
    ACTIVE_AGE_MEDIAN,
    ACTIVE_OVER_LIMIT,
    JUVENILES_WITHIN_SIX_MONTHS,
    SEXUAL_OFFENCES_WITHIN_FOUR_MONTHS,
)
