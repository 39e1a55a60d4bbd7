"""CHN-04 and CHN-05: reports on their way from the police over the prosecution to the court."""

from __future__ import annotations

from rolkpi.model import Cohort, Flow, FlowSource, RecordSource

_KINDS = "report_kind IS NOT NULL"
_NEW = "COALESCE(version, 1) = 1"
"""Sent for the first time: a report that is sent again after a return is received no second time."""

REPORTS_FORWARDED = Flow(
    id="chain.reports_forwarded",
    title="Interim and complete reports forwarded by the police",
    unit="reports",
    description="One per report, on the day it was forwarded for the first time; from the return, lines P4 and P5.",
    sources=(
        FlowSource(dataset="chain.report173", where=f"{_KINDS} AND {_NEW}"),
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

FILING_DAYS_ALLOWED = 30
"""Days from the complete report to its filing in court: ours; the law sets none."""

_COMPLETE = RecordSource(dataset="chain.report173", where=f"kind = 'COMPLETE' AND {_NEW}")

FILED_IN_TIME = Cohort(
    id="chain.filed_in_time",
    title=f"Complete reports and their filing in court within {FILING_DAYS_ALLOWED} days",
    unit="reports",
    description="Complete reports by the month in which the police forwarded them. Success: the prosecution filed the "
    f"report in court on day 0 to {FILING_DAYS_ALLOWED}; the day it was forwarded is day 0.",
    days=FILING_DAYS_ALLOWED,
    success=f"days(forwarded_at, first_filed_at) BETWEEN 0 AND {FILING_DAYS_ALLOWED}",
    sources=(_COMPLETE,),
)

COMPLETE_REPORTS_LINKED = Cohort(
    id="chain.complete_reports_linked",
    title="Complete reports that are found in the prosecution's register",
    unit="reports",
    description="The same reports. Success: the prosecution has a report of that number which it received by day "
    f"{FILING_DAYS_ALLOWED}.",
    days=FILING_DAYS_ALLOWED,
    success=f"first_received_at <= add_days(forwarded_at, {FILING_DAYS_ALLOWED})",
    sources=(_COMPLETE,),
)
