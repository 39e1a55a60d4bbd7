"""Contacts, reports and action on breaches."""

from __future__ import annotations

from rolkpi.model import Cohort, Flow, FlowSource, RecordSource

_MODE = {"mode": "item_mode"}
_TOTAL = "item = 'TOTAL'"
_ALL_MODES = f"({_TOTAL} OR cells_of_line = 4)"

FIRST_CONTACT_DAYS = 7
BREACH_WORKDAYS = 10

FIRST_CONTACT = Cohort(
    id="probation.first_contact",
    title="Orders and their first contact",
    unit="orders",
    description="Orders and licences by the day they were made, without conditional discharges, which ask for good "
    "conduct and for no contact, and without those received from another district. Success: a contact was kept within "
    "7 days of the order.",
    days=FIRST_CONTACT_DAYS,
    success=f"within(order_date, first_kept_at, '{FIRST_CONTACT_DAYS} days')",
    sources=(RecordSource(dataset="probation.order", where="kind <> 'CONDITIONAL_DISCHARGE' AND made_here"),),
)

CONTACTS_DUE = Flow(
    id="probation.contacts_due",
    title="Contacts due",
    unit="contacts",
    description="Contacts by the day they were due.",
    sources=(
        FlowSource(dataset="probation.contact"),
        FlowSource(
            dataset="probation.return_lines",
            where=f"line = 'B8_DUE' AND {_ALL_MODES}",
            total=_TOTAL,
            value="value",
            dimensions=_MODE,
        ),
    ),
)

CONTACTS_KEPT = Flow(
    id="probation.contacts_kept",
    title="Contacts kept",
    unit="contacts",
    description="Contacts that were kept, by the day they were due.",
    sources=(
        FlowSource(dataset="probation.contact", where="kept"),
        FlowSource(
            dataset="probation.return_lines",
            where=f"line = 'B8_KEPT' AND {_ALL_MODES}",
            total=_TOTAL,
            value="value",
            dimensions=_MODE,
        ),
    ),
)

REPORTS = Cohort(
    id="probation.reports",
    title="Reports and their submission by the day they are due",
    unit="reports",
    description="Reports by the day they were asked for. Success: submitted on or before the day due. A report for "
    "which no day was set belongs to no cohort.",
    until="due_at",
    success="submitted_at <= due_at",
    sources=(RecordSource(dataset="probation.report"),),
)

BREACHES = Cohort(
    id="probation.breaches",
    title="Breaches and the action on them",
    unit="breaches",
    description="Breaches by the day they were detected. Success: action within 10 working days. 30 days are waited, "
    "by when 10 working days have passed whatever the holidays.",
    days=30,
    success=f"workdays(detected_at, action_at) BETWEEN 0 AND {BREACH_WORKDAYS}",
    sources=(RecordSource(dataset="probation.breach"),),
)

MEASURES = (FIRST_CONTACT, CONTACTS_DUE, CONTACTS_KEPT, REPORTS, BREACHES)
