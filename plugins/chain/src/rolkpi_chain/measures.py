"""What the chain plugin counts, over the views that join the institutions' datasets."""

from __future__ import annotations

from rolkpi.model import (
    Cohort,
    DistinctStock,
    Flow,
    FlowSource,
    Quantile,
    RecordSource,
    StockSource,
    Survival,
)

SERIOUS_VIOLENT = (
    "MURDER",
    "ATTEMPT_MURDER",
    "HONOUR_KILLING",
    "KIDNAP_ABDUCT",
    "KIDNAP_RANSOM",
    "RAPE",
    "SEXUAL_CHILD",
    "ACID",
    "DACOITY",
    "ROBBERY",
    "TERRORISM",
)
"""Principal offences of an FIR that count as serious and violent crime."""

CONVERSION_MONTHS = 24
REPORT_DAYS = 17
"""Days after which a person in custody must be the subject of a report: 14 days by s.173 CrPC, and 3 more."""

# -- CHN-01: from FIR to conviction

_LAST_DAY = f"add_months(registered_at, {CONVERSION_MONTHS})"
_COHORT = (
    f"offence_cat IN ({', '.join(repr(code) for code in SERIOUS_VIOLENT)})"
    f" AND COALESCE(NOT (closure = 'CANCELLED' AND closed_at <= {_LAST_DAY}), TRUE)"
)

CONVERSION_COHORT = Cohort(
    id="chain.conversion_cohort",
    title="Serious and violent FIRs and their first conviction",
    unit="cases",
    description="Serious and violent FIRs by month of registration, without those cancelled within "
    f"{CONVERSION_MONTHS} months. Success: a court of first instance convicted at least one accused on or before the "
    f"day that is {CONVERSION_MONTHS} months after registration.",
    months=CONVERSION_MONTHS,
    success=f"convicted_at BETWEEN registered_at AND {_LAST_DAY}",
    sources=(RecordSource(dataset="chain.fir", where=_COHORT),),
)

CONVERSION_LINKED = Cohort(
    id="chain.conversion_linked",
    title="Serious and violent FIRs with a complete report and their case in court",
    unit="cases",
    description=f"Of the same FIRs those on which a complete report was forwarded within {CONVERSION_MONTHS} months. "
    "Success: the courts' records have a trial on the FIR that was instituted within the same time.",
    months=CONVERSION_MONTHS,
    success=f"filed_at <= {_LAST_DAY}",
    sources=(RecordSource(dataset="chain.fir", where=f"{_COHORT} AND first_complete_at <= {_LAST_DAY}"),),
)

# -- CHN-02: from FIR to judgment

_JUDGED = RecordSource(
    dataset="chain.case", date="decided_at", where="judged AND days(fir_registered_at, decided_at) >= 0"
)

JUDGMENT_DAYS_MEDIAN = Quantile(
    id="chain.judgment_days_median",
    title="Days from FIR to first-instance judgment, median",
    unit="days",
    description="One per trial decided for the first time whose FIR is found, on the day of judgment.",
    value="days(fir_registered_at, decided_at)",
    q="1/2",
    sources=(_JUDGED,),
)

JUDGMENT_DAYS_P90 = Quantile(
    id="chain.judgment_days_p90",
    title="Days from FIR to first-instance judgment, 90th percentile",
    unit="days",
    description="One per trial decided for the first time whose FIR is found, on the day of judgment.",
    value="days(fir_registered_at, decided_at)",
    q="9/10",
    sources=(_JUDGED,),
)

JUDGMENT_DAYS_SURVIVAL = Survival(
    id="chain.judgment_days_survival",
    title="Days from FIR to first-instance judgment, open cases included",
    unit="days",
    description="One per FIR, by month of registration. FIRs without a judgment count as waiting until the run's day; "
    "those cancelled, transferred or quashed until the investigation ended.",
    event="judged_at",
    censored="CASE WHEN closure IN ('CANCELLED', 'TRANSFERRED', 'QUASHED') THEN closed_at END",
    sources=(RecordSource(dataset="chain.fir", where="COALESCE(judged_at >= registered_at, TRUE)"),),
)

JUDGED_CASES = Flow(
    id="chain.judged",
    title="Trials decided",
    unit="cases",
    description="Trials of first instance decided for the first time with a verdict, on the day of judgment.",
    sources=(FlowSource(dataset="chain.case", date="decided_at", where="judged"),),
)

JUDGED_CASES_LINKED = Flow(
    id="chain.judged_linked",
    title="Trials decided whose FIR is found",
    unit="cases",
    sources=(FlowSource(dataset="chain.case", date="decided_at", where="judged AND fir_found"),),
)

REPORTED_FIRS = Flow(
    id="chain.reported",
    title="FIRs with a complete report",
    unit="cases",
    description="FIRs by month of registration on which a complete report was forwarded at any time.",
    sources=(FlowSource(dataset="chain.fir", where="first_complete_at IS NOT NULL"),),
)

REPORTED_FIRS_LINKED = Flow(
    id="chain.reported_linked",
    title="FIRs with a complete report and a case in court",
    unit="cases",
    description="Of those, the ones on which the courts' records have a trial.",
    sources=(FlowSource(dataset="chain.fir", where="first_complete_at IS NOT NULL AND filed_at IS NOT NULL"),),
)

# -- CHN-03: stage by stage. The first stage is the police's own measure.

FILING_DAYS = Quantile(
    id="chain.filing_days",
    title="Days from complete report to filing in court, median",
    unit="days",
    description="One per trial that came to court for the first time, on the day it was instituted.",
    value="days(fir_complete_at, instituted_at)",
    sources=(RecordSource(dataset="chain.case", where="filed AND days(fir_complete_at, instituted_at) >= 0"),),
)

CHARGE_DAYS = Quantile(
    id="chain.charge_days",
    title="Days from filing in court to charge, median",
    unit="days",
    description="One per trial, on the day the charge was framed, in the court that framed it.",
    value="days(instituted_at, charge_framed_at)",
    sources=(
        RecordSource(
            dataset="chain.case",
            date="charge_framed_at",
            where="charged_here AND fir_found AND days(instituted_at, charge_framed_at) >= 0",
        ),
    ),
)

VERDICT_DAYS = Quantile(
    id="chain.verdict_days",
    title="Days from charge to judgment, median",
    unit="days",
    description="One per trial decided for the first time in which a charge was framed, on the day of judgment.",
    value="days(charge_framed_at, decided_at)",
    sources=(
        RecordSource(
            dataset="chain.case",
            date="decided_at",
            where="judged AND fir_found AND days(charge_framed_at, decided_at) >= 0",
        ),
    ),
)

FILED_CASES = Flow(
    id="chain.filed",
    title="Trials filed in court",
    unit="cases",
    description="Trials that came to court for the first time, on the day they were instituted.",
    sources=(FlowSource(dataset="chain.case", where="filed"),),
)

FILED_CASES_LINKED = Flow(
    id="chain.filed_linked",
    title="Trials filed in court whose complete report is found",
    unit="cases",
    description="Of those, the ones whose FIR the police's records have, with a complete report on it.",
    sources=(FlowSource(dataset="chain.case", where="filed AND fir_complete_at IS NOT NULL"),),
)

CHARGED_CASES = Flow(
    id="chain.charged",
    title="Trials in which a charge was framed",
    unit="cases",
    description="On the day the charge was framed, in the court that framed it.",
    sources=(FlowSource(dataset="chain.case", date="charge_framed_at", where="charged_here"),),
)

CHARGED_CASES_LINKED = Flow(
    id="chain.charged_linked",
    title="Trials in which a charge was framed whose FIR is found",
    unit="cases",
    sources=(FlowSource(dataset="chain.case", date="charge_framed_at", where="charged_here AND fir_found"),),
)

# -- CHN-04: the hand-over, seen from both sides

_KINDS = "report_kind IS NOT NULL"

REPORTS_FORWARDED = Flow(
    id="chain.reports_forwarded",
    title="Interim and complete reports forwarded by the police",
    unit="reports",
    description="One per report, on the day it was forwarded; from the return, lines P4 and P5.",
    sources=(
        FlowSource(dataset="chain.report173", where=_KINDS),
        FlowSource(dataset="chain.police_return", where="line IN ('P4', 'P5') AND item = 'TOTAL'", value="value"),
    ),
)

REPORTS_RECEIVED = Flow(
    id="chain.reports_received",
    title="Interim and complete reports received by the prosecution",
    unit="reports",
    description="One per report, on the day it was received; from the return, lines R2_COMPLETE and R2_INTERIM.",
    sources=(
        FlowSource(dataset="chain.review", where=_KINDS),
        FlowSource(
            dataset="chain.prosecution_return",
            where="line IN ('R2_COMPLETE', 'R2_INTERIM') AND item = 'TOTAL'",
            value="value",
        ),
    ),
)

# -- CHN-09: prisoners who wait for a police report

UNDER_TRIAL_WITHOUT_REPORT = DistinctStock(
    id="chain.without_report",
    title=f"Under-trial prisoners held more than {REPORT_DAYS} days without a police report",
    unit="persons",
    description="Everything that decides it has a day, so each month-end can be rebuilt as it was, on both sides, "
    "whenever it is asked for. At the end of day t a person counts when the detention is older than "
    f"{REPORT_DAYS} days (t is day {REPORT_DAYS + 1} or later: detained_since + {REPORT_DAYS + 1} <= t), is not over "
    "(t < ended_at) and no report of any kind had been forwarded (t < day of the first one). Together: in stock from "
    f"day {REPORT_DAYS + 1} until the earlier of the two ends, whichever is known. A report forwarded on day t, or "
    "before the arrest, is a report. One person under several warrants counts once.",
    key="custody_id",
    sources=(
        StockSource(
            dataset="chain.warrant",
            where="fir_found",
            start=f"add_days(detained_since, {REPORT_DAYS + 1})",
            end="LEAST(ended_at, fir_report_at)",
        ),
    ),
)

UNDER_TRIAL_LINKED = DistinctStock(
    id="chain.under_trial_linked",
    title="Under-trial prisoners whose FIR is found",
    unit="persons",
    description="Held on the last day under a warrant whose FIR the police's records have, however long.",
    key="custody_id",
    sources=(StockSource(dataset="chain.warrant", where="fir_found", start="detained_since", end="ended_at"),),
)

UNDER_TRIAL = DistinctStock(
    id="chain.under_trial",
    title="Under-trial prisoners with a warrant",
    unit="persons",
    description="Held on the last day under a warrant, whether or not its FIR is found.",
    key="custody_id",
    sources=(StockSource(dataset="chain.warrant", start="detained_since", end="ended_at"),),
)

# -- CHN-14 and CHN-15: what the workspace knows of deliveries and of its own earlier figures

CUT_OFF_DAYS = 14
"""Days after the first of the next month until which a return is in time: its 15th."""

RETURNS_EXPECTED = Flow(
    id="chain.returns_expected",
    title="Returns expected",
    unit="returns",
    description="One for every dataset, area and month that a delivery is expected for; not applicable ones are not "
    "expected.",
    sources=(FlowSource(dataset="rolkpi.expected"),),
)

RETURNS_RECEIVED = Flow(
    id="chain.returns_received",
    title="Returns received and accepted",
    unit="returns",
    description="Of those expected, the ones that an accepted delivery covers, whenever it came.",
    sources=(FlowSource(dataset="rolkpi.expected", where="covered"),),
)

RETURNS_IN_TIME = Flow(
    id="chain.returns_in_time",
    title="Returns received by the cut-off",
    unit="returns",
    description="Of those expected, the ones that an accepted delivery covers which was received by the 15th of the "
    "next month. The ledger has a day of receipt only for those; a delivery without one is not in time.",
    sources=(
        FlowSource(
            dataset="rolkpi.expected",
            where=f"received_on <= add_days(add_months(month, 1), {CUT_OFF_DAYS})",
        ),
    ),
)

FIRST_PUBLISHED = Flow(
    id="chain.first_published",
    title="Counts as first published",
    unit="counted units",
    description="The numerator of every KPI's monthly figure as an earlier run published it first.",
    sources=(FlowSource(dataset="rolkpi.vintages", value="first_value"),),
)

RESTATED_BY = Flow(
    id="chain.restated_by",
    title="How far counts were restated",
    unit="counted units",
    description="How far the same numerators have moved, up or down, until the newest earlier run.",
    sources=(
        FlowSource(
            dataset="rolkpi.vintages",
            value="GREATEST(first_value, latest_value) - LEAST(first_value, latest_value)",
        ),
    ),
)

MEASURES = (
    CONVERSION_COHORT,
    CONVERSION_LINKED,
    JUDGMENT_DAYS_MEDIAN,
    JUDGMENT_DAYS_P90,
    JUDGMENT_DAYS_SURVIVAL,
    JUDGED_CASES,
    JUDGED_CASES_LINKED,
    REPORTED_FIRS,
    REPORTED_FIRS_LINKED,
    FILING_DAYS,
    CHARGE_DAYS,
    VERDICT_DAYS,
    FILED_CASES,
    FILED_CASES_LINKED,
    CHARGED_CASES,
    CHARGED_CASES_LINKED,
    REPORTS_FORWARDED,
    REPORTS_RECEIVED,
    UNDER_TRIAL_WITHOUT_REPORT,
    UNDER_TRIAL_LINKED,
    UNDER_TRIAL,
    RETURNS_EXPECTED,
    RETURNS_RECEIVED,
    RETURNS_IN_TIME,
    FIRST_PUBLISHED,
    RESTATED_BY,
)
