"""The judiciary KPIs: JUD-03 to JUD-08."""

from __future__ import annotations

from rolkpi.model import DerivedFormula, Direction, Kpi, Ratio, Total
from rolkpi_judiciary import examples

OWNER = "Judiciary Technical Working Group"
HIERARCHY = "judicial"
LEVELS = ("court", "district", "division", "province", "country")

PENDING_CASES = Kpi(
    id="judiciary.pending_cases",
    code="JUD-03",
    title="Pending cases at period end",
    description="Cases on the courts' dockets at the end of the last day of the period: instituted, not decided, not "
    "gone to another court.",
    why_it_matters="It is the queue that prosecutors, accused and victims wait in: by it the High Court asks for "
    "judges, and sends them where the docket is longest. Where nobody looks, it grows by a few cases every month, and "
    "each new case waits behind all of them.",
    unit="cases",
    direction=Direction.DOWN,
    formula=Total(measure="judiciary.pending"),
    disaggregations=(("case_type",), ("severity",), ("case_type", "severity")),
    levels=LEVELS,
    hierarchy=HIERARCHY,
    owner=OWNER,
    source="UK Ministry of Justice, definition of outstanding Crown Court cases (snapshot of live cases); yearly "
    "statistics of the High Court of Balochistan and the district courts",
    note="A stock: a quarter or year shows its last month-end, never a sum. From records it is a snapshot of "
    "live cases, so the records must include every case that was open when they began. From the return it is line J6. "
    "The two should agree with J1 + J2 + J3 - J4 - J5 +/- the explained adjustment; a difference is a "
    "finding about the data. A case on its way between two courts is in neither; one booked late by the sender is "
    "in both for a time.",
    examples=examples.PENDING_CASES,
)

CLEARANCE_RATE = Kpi(
    id="judiciary.clearance_rate",
    code="JUD-04",
    title="Clearance rate",
    description="Cases disposed in the period per 100 cases instituted in it. Below 100 the queue grows, above 100 it "
    "shrinks.",
    why_it_matters="It is the first figure to read on whether the courts keep up with what police and prosecution "
    "send. The High Court sends help to a court that stays below 100; left alone, the arrears of one year take several "
    "to work off.",
    unit="%",
    direction=Direction.UP,
    formula=Ratio(numerator="judiciary.disposed", denominator="judiciary.instituted", scale=100),
    disaggregations=(("case_type",),),
    levels=LEVELS,
    hierarchy=HIERARCHY,
    owner=OWNER,
    source="NCSC CourTools, Measure 2; CEPEJ, clearance rate",
    note="Can exceed 100; 100 or more is what a court aims at. The cases disposed are mostly not those instituted, so "
    "it is no share. Transfers count on neither side: instituted is fresh, restored and remanded; disposed is finally "
    "decided. Rates are pooled, never averaged. Press figures for 2023 print two numbers of disposals for the "
    "High Court (6,440 and 6,640); only the first balances.",
    examples=examples.CLEARANCE_RATE,
)

DISPOSITION_TIME = Kpi(
    id="judiciary.disposition_time",
    code="JUD-05",
    title="Disposition time",
    description="How many days the courts would need to decide all pending cases at the pace of the period.",
    why_it_matters="It is a forecast from totals, so it can be had where case records cannot: whoever asks for posts "
    "and courtrooms can say how long the backlog would last. By the number of pending cases alone, a small court that "
    "hardly decides any looks better than a large one that works well.",
    unit="days",
    direction=Direction.DOWN,
    formula=DerivedFormula(
        numerator="judiciary.pending * period_days",
        denominator="judiciary.disposed",
    ),
    disaggregations=(("case_type",),),
    levels=LEVELS,
    hierarchy=HIERARCHY,
    owner=OWNER,
    source="CEPEJ, disposition time",
    note="Not the age of any case: read it with JUD-07. The days are those of the period itself, 91 for a first "
    "quarter in a leap year and 366 for that year; publications that always use 365 differ (120.85 against "
    "121.18 days for the district courts in 2024). Pending and disposed are added before dividing. A court that does "
    "not report every month of the period counts on neither side. Nothing disposed gives no value.",
    examples=examples.DISPOSITION_TIME,
)

CASE_TURNOVER = Kpi(
    id="judiciary.case_turnover",
    code="JUD-06",
    title="Case turnover ratio",
    description="How many times in the period the courts decided as many cases as are pending at its end. Higher "
    "means the docket turns over faster.",
    why_it_matters="A Sessions Judge compares the courts of a district by it, whatever the size of their dockets. A "
    "court that adjourns the same files month after month disappears in the figure of the district as a whole.",
    unit="ratio",
    direction=Direction.UP,
    formula=DerivedFormula(numerator="judiciary.disposed", denominator="judiciary.pending"),
    disaggregations=(("case_type",),),
    levels=LEVELS,
    hierarchy=HIERARCHY,
    owner=OWNER,
    source="CEPEJ, case turnover ratio",
    note="Disposition time (JUD-05) is the days of the period divided by this. It grows with the length of the "
    "period: compare months with months and years with years. Nothing pending gives no value.",
    examples=examples.CASE_TURNOVER,
)

_FLOW_NOTE = (
    "Only decided cases count, in the month of decision, in the court that decided them: it falls when a court decides "
    "fresh cases and leaves old ones lying, so read it with JUD-03 and JUD-05. The clock of a transferred case runs "
    "from its first institution. Recomputed from records for every area and period; never an average of courts or "
    "months. Needs records."
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
    disaggregations=(("case_type",), ("severity",), ("gbv_flag",)),
    levels=LEVELS,
    hierarchy=HIERARCHY,
    owner=OWNER,
    source="NCSC CourTools, Measure 3; UK Criminal court statistics",
    note=_FLOW_NOTE,
    examples=examples.DAYS_TO_JUDGMENT_MEDIAN,
)

DAYS_TO_JUDGMENT_P90 = Kpi(
    id="judiciary.days_to_judgment_p90",
    code="JUD-07",
    title="90th percentile of days from institution to judgment",
    description="Nine in ten of the cases decided in the period took this many calendar days or fewer.",
    why_it_matters="It shows the slow tail that a median hides: the cases for which the High Court asks a judge the "
    "reason. Where nobody looks, a trial of many years is only one case among hundreds.",
    unit="days",
    direction=Direction.DOWN,
    formula=Total(measure="judiciary.decision_days_p90"),
    disaggregations=(("case_type",), ("severity",), ("gbv_flag",)),
    levels=LEVELS,
    hierarchy=HIERARCHY,
    owner=OWNER,
    source="NCSC CourTools, Measure 3; UK Criminal court statistics",
    note=_FLOW_NOTE,
    examples=examples.DAYS_TO_JUDGMENT_P90,
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
    examples=examples.WITHIN_TIME_LIMIT,
)

KPIS = (
    PENDING_CASES,
    CLEARANCE_RATE,
    DISPOSITION_TIME,
    CASE_TURNOVER,
    DAYS_TO_JUDGMENT_MEDIAN,
    DAYS_TO_JUDGMENT_P90,
    WITHIN_TIME_LIMIT,
)
