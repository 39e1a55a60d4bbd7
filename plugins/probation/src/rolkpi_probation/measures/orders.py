"""Orders made, registered, ended and completed."""

from __future__ import annotations

from rolkpi.model import Cohort, Flow, FlowSource, Quantile, RecordSource
from rolkpi_probation.codelists import KINDS

_RETURN = "probation.return_lines"
_CELLS = {"sex": "item_sex", "age_class": "item_age_class"}
_TOTAL = "item = 'TOTAL'"
_ALL_CELLS = f"({_TOTAL} OR cells_of_line = 12)"
_ALL_KINDS = f"{_TOTAL} AND kinds_told = 3"
_ALL_ENDINGS = f"({_TOTAL} AND endings_told = 3 OR item <> 'TOTAL' AND ending_cells = 36)"
_COURT_KINDS = ", ".join(f"'B2_{kind}'" for kind in KINDS if kind != "PAROLE_LICENCE")

ORDERS_MADE = Flow(
    id="probation.orders_made",
    title="Probation orders made by courts",
    unit="orders",
    description="Orders of courts by the day they were made, parole licences left out. One that moves to another "
    "district counts in the first.",
    published=True,
    sources=(
        FlowSource(dataset="probation.order", where="kind <> 'PAROLE_LICENCE' AND made_here"),
        FlowSource(
            dataset=_RETURN, where=f"line = 'B2' AND {_ALL_CELLS}", total=_TOTAL, value="value", dimensions=_CELLS
        ),
        FlowSource(
            dataset=_RETURN,
            where=f"line IN ({_COURT_KINDS}) AND {_ALL_KINDS}",
            value="value",
            dimensions={"kind": "line_kind"},
        ),
    ),
)

# Two institutions, each with records or a return, whatever the other has: four pairs, records first.
_PLACED = FlowSource(dataset="probation.order", where="kind IN ('PROBATION', 'JUVENILE_RELEASE') AND made_here")
_PLACED_RETURNED = FlowSource(
    dataset=_RETURN, where=f"line IN ('B2_PROBATION', 'B2_JUVENILE_RELEASE') AND {_ALL_KINDS}", value="value"
)
_IMPRISONED = FlowSource(
    dataset="probation.conviction",
    date="decided_at",
    where="probation_eligible AND sentence_type = 'PRISON'",
    dimensions={"sex": "sex_of_person", "age_class": "age_class_of_person"},
)
_IMPRISONED_RETURNED = FlowSource(
    dataset="probation.court_return",
    where=f"line IN ('J9_ELIGIBLE', 'J9_NON_CUSTODIAL') AND {_TOTAL} AND sentences_told = 2",
    value="CASE line WHEN 'J9_ELIGIBLE' THEN value ELSE 0 - value END",
)

PLACED = Flow(
    id="probation.placed",
    title="Persons placed on probation",
    unit="persons",
    description="Probation orders and releases of juveniles on probation; a conditional discharge is no probation. "
    "One per order, as the courts count one per accused.",
    sources=(_PLACED, _PLACED, _PLACED_RETURNED, _PLACED_RETURNED),
)

IMPRISONED = Flow(
    id="probation.imprisoned",
    title="Persons sentenced to prison for an offence for which the law allows probation",
    unit="persons",
    description="Accused convicted and sentenced to prison, by the day of the verdict, where the court says that the "
    "law allows probation. The return has no such line: there it is those convicted of such an offence less those with "
    "probation, conditional discharge or a fine only, so the few with diyat or another sentence are in it, too.",
    sources=(_IMPRISONED, _IMPRISONED_RETURNED, _IMPRISONED, _IMPRISONED_RETURNED),
)

REGISTRATION_DAYS = Quantile(
    id="probation.registration_days_median",
    title="Days from order to registration, median",
    unit="days",
    description="Of orders and licences by the day the person was registered with the officer; not of those received "
    "from another district.",
    value="days(order_date, registered_at)",
    sources=(
        RecordSource(
            dataset="probation.order",
            date="registered_at",
            where="made_here",
        ),
    ),
)

_ENDED = "end_reason IN ('COMPLETED', 'REVOKED_BREACH', 'REVOKED_NEW_OFFENCE')"

ENDED = Flow(
    id="probation.ended",
    title="Orders ended",
    unit="orders",
    description="Orders and licences completed or revoked, by the day they ended. Death, transfer and other endings "
    "say nothing of success and are left out.",
    sources=(
        FlowSource(dataset="probation.order", date="ended_at", where=_ENDED),
        FlowSource(
            dataset=_RETURN,
            where=f"line IN ('B4_COMPLETED', 'B4_REVOKED_BREACH', 'B4_REVOKED_NEW_OFFENCE') AND {_ALL_ENDINGS}",
            total=_TOTAL,
            value="value",
            dimensions=_CELLS,
        ),
    ),
)

COMPLETED = Flow(
    id="probation.completed",
    title="Orders completed",
    unit="orders",
    description="Orders and licences that ended as completed, early discharge for good conduct included.",
    sources=(
        FlowSource(dataset="probation.order", date="ended_at", where="end_reason = 'COMPLETED'"),
        FlowSource(
            dataset=_RETURN,
            where="line = 'B4_COMPLETED'",
            total=_TOTAL,
            value="value",
            dimensions=_CELLS,
        ),
    ),
)

COMPLETED_ON_FILE = Flow(
    id="probation.completed_on_file",
    title="Orders completed, on file",
    unit="orders",
    description="Orders and licences that ended as completed, from the register only.",
    sources=(FlowSource(dataset="probation.order", date="ended_at", where="end_reason = 'COMPLETED'"),),
)

OCCUPIED = Flow(
    id="probation.occupied",
    title="Orders completed by a person in work, study or training",
    unit="orders",
    description="Those of them at whose end work, training, school or study is on file.",
    sources=(
        FlowSource(
            dataset="probation.order",
            date="ended_at",
            where="end_reason = 'COMPLETED' AND (employed OR in_training OR in_school)",
        ),
    ),
)

COMPLETION_COHORT = Cohort(
    id="probation.completion_cohort",
    title="Orders and their completion by the day they run out",
    unit="orders",
    description="Orders of courts by the day they were made, without parole licences, those received from another "
    "district, and those that death or transfer ended by the day they were to run out. Success: completed by that "
    "day.",
    until="end_due",
    success="end_reason = 'COMPLETED' AND ended_at <= end_due",
    sources=(
        RecordSource(
            dataset="probation.order",
            where="kind <> 'PAROLE_LICENCE' AND made_here "
            "AND NOT COALESCE(end_reason IN ('DIED', 'TRANSFERRED') AND ended_at <= end_due, FALSE)",
        ),
    ),
)

REOFFENDING_COHORT = Cohort(
    id="probation.reoffending_cohort",
    title="Persons who start an order, and a new offence within a year",
    unit="persons",
    description="Persons by the day of their first order or licence for a year. Success (that is the word of the rule; "
    "here it is none): an offence within 12 months that led to a complete challan within 180 days of it.",
    months=12,
    wait=180,
    success="within(order_date, reoffended_on, '12 months')",
    sources=(RecordSource(dataset="probation.person_order", where="person_starts"),),
)

ORDERS_BY_PERSON = Flow(
    id="probation.orders_and_licences",
    title="Orders and licences made",
    unit="orders",
    description="Orders and licences by the day they were made, not those received from another district.",
    sources=(FlowSource(dataset="probation.person_order", where="made_here"),),
)

ORDERS_LINKED = Flow(
    id="probation.orders_linked",
    title="Orders and licences whose person the police know",
    unit="orders",
    description="Those of them whose person is accused in an FIR on the police's records.",
    sources=(FlowSource(dataset="probation.person_order", where="made_here AND known_to_police"),),
)

MEASURES = (
    ORDERS_MADE,
    PLACED,
    IMPRISONED,
    REGISTRATION_DAYS,
    ENDED,
    COMPLETED,
    COMPLETED_ON_FILE,
    OCCUPIED,
    COMPLETION_COHORT,
    REOFFENDING_COHORT,
    ORDERS_BY_PERSON,
    ORDERS_LINKED,
)
