"""What the officers do: contacts, reports to courts and parole authorities, action on breaches."""

from __future__ import annotations

from rolkpi.model import Column, ColumnType, Dataset, Rule
from rolkpi_probation.datasets.order import DISTRICT, PERSON_KEY

_ORDER_ID = Column(
    name="order_id", type=ColumnType.KEY, required=True, description="The order: probation.order.order_id."
)

CONTACT = Dataset(
    id="probation.contact",
    kind="events",
    description="One row per contact that was due under an order, on the day it was due, kept or not.",
    columns=(
        _ORDER_ID,
        DISTRICT,
        Column(name="due_date", type=ColumnType.DATE, required=True, description="Day the contact was due."),
        Column(
            name="held_date",
            type=ColumnType.DATE,
            description="Day it took place, whether the person had kept the appointment or came later. Empty if never.",
        ),
        Column(
            name="mode",
            type=ColumnType.CODE,
            codelist="probation.mode",
            required=True,
            description="How it was to be held.",
        ),
        Column(
            name="kept",
            type=ColumnType.BOOL,
            description="Whether the person kept the appointment. Empty: not (yet) recorded, which is not kept.",
        ),
    ),
    key=("order_id", "due_date"),
    area="district",
    date="due_date",
    reported_by=("district",),
    rules=(
        Rule(id="V02", check="NOT kept OR held_date IS NOT NULL", message="a contact was kept, but no day is given"),
        Rule(
            id="V05",
            check="due_date >= DATE '1990-01-01'",
            message="the contact was due before 1990: is the year right?",
        ),
        Rule(
            id="V19",
            check="days(due_date, held_date) BETWEEN -60 AND 60",
            message="the contact lies more than 60 days from the day it was due",
            severity="warning",
        ),
    ),
    published="all",
)

REPORT = Dataset(
    id="probation.report",
    kind="events",
    description="One row per report that a court or the parole authority asked a probation office for.",
    columns=(
        Column(name="report_id", type=ColumnType.KEY, required=True, description="Number in the register of reports."),
        PERSON_KEY,
        DISTRICT,
        Column(
            name="kind",
            type=ColumnType.CODE,
            codelist="probation.report_kind",
            required=True,
            description="What it is about.",
        ),
        Column(name="requested_at", type=ColumnType.DATE, required=True, description="Day the request came in."),
        Column(
            name="due_at",
            type=ColumnType.DATE,
            description="Last day to submit it, as the court set it. Empty where it set none.",
        ),
        Column(name="submitted_at", type=ColumnType.DATE, description="Day it was submitted; empty until then."),
        Column(
            name="followed_by_court",
            type=ColumnType.BOOL,
            description="Whether the decision followed what the report proposed. Empty: not known.",
        ),
    ),
    key=("report_id",),
    area="district",
    date="requested_at",
    reported_by=("district",),
    rules=(
        Rule(id="V04", check="submitted_at >= requested_at", message="the report came before it was asked for"),
        Rule(id="V04-due", check="due_at >= requested_at", message="the report was due before it was asked for"),
        Rule(
            id="V05",
            check="requested_at >= DATE '1990-01-01'",
            message="the report was asked for before 1990: is the year right?",
        ),
        Rule(
            id="V02",
            check="due_at IS NOT NULL",
            message="no day is given by which the report is due: nobody can tell whether it is late",
            severity="warning",
        ),
        Rule(
            id="V19",
            check="days(requested_at, due_at) <= 180",
            message="more than 180 days to write a report: are the days right?",
            severity="warning",
        ),
    ),
    published="all",
)

BREACH = Dataset(
    id="probation.breach",
    kind="events",
    description="One row per breach of an order or licence that an officer found out about.",
    columns=(
        Column(name="breach_id", type=ColumnType.KEY, required=True, description="Number in the register of breaches."),
        _ORDER_ID,
        DISTRICT,
        Column(
            name="detected_at",
            type=ColumnType.DATE,
            required=True,
            description="Day the officer learnt of it: day 0 of the ten working days.",
        ),
        Column(
            name="kind",
            type=ColumnType.CODE,
            codelist="probation.breach_kind",
            required=True,
            description="What was broken.",
        ),
        Column(
            name="action_at",
            type=ColumnType.DATE,
            description="Day action began: a report to the court, a notice, a request for a warrant. Empty until then.",
        ),
        Column(
            name="court_outcome",
            type=ColumnType.CODE,
            codelist="probation.breach_outcome",
            description="What the court decided. Empty while it has not.",
        ),
        Column(name="outcome_at", type=ColumnType.DATE, description="Day the court decided; with court_outcome."),
    ),
    key=("breach_id",),
    area="district",
    date="detected_at",
    reported_by=("district",),
    rules=(
        Rule(id="V04", check="action_at >= detected_at", message="action began before the breach was detected"),
        Rule(
            id="V04-outcome",
            check="outcome_at >= detected_at AND outcome_at >= action_at",
            message="the court decided before the breach was detected or before action began",
        ),
        Rule(
            id="V02",
            check="(court_outcome IS NULL) = (outcome_at IS NULL)",
            message="court_outcome and outcome_at are given together or not at all",
        ),
        Rule(
            id="V05",
            check="detected_at >= DATE '1990-01-01'",
            message="the breach was detected before 1990: is the year right?",
        ),
    ),
    published="all",
)
