"""Bail, counsel and sentences: what happens to the accused."""

from __future__ import annotations

from rolkpi.model import Flow, FlowSource, Quantile, RecordSource
from rolkpi_judiciary.measures.common import persons
from rolkpi_judiciary.views import DECIDED

_ON_BAIL = "outcome IN ('GRANTED', 'REFUSED')"

BAIL_DECIDED = Flow(
    id="judiciary.bail_decided",
    title="Petitions for bail granted or refused",
    unit="petitions",
    description="By day of decision. A petition that was withdrawn or not pressed does not count, nor one decided by a "
    "court for whose level no limit is set.",
    sources=(FlowSource(dataset="judiciary.bail", date="decided_at", where=f"{_ON_BAIL} AND limit_days IS NOT NULL"),),
)

BAIL_IN_TIME = Flow(
    id="judiciary.bail_in_time",
    title="Petitions for bail granted or refused within the limit",
    unit="petitions",
    description="Calendar days from filing; the last day is in time.",
    sources=(
        FlowSource(
            dataset="judiciary.bail",
            date="decided_at",
            where=f"{_ON_BAIL} AND days(filed_at, decided_at) <= limit_days",
        ),
    ),
)

DAYS_TO_BAIL = Quantile(
    id="judiciary.bail_days_median",
    title="Days from arrest to the first decision on bail, median",
    unit="days",
    value="days(arrested_at, first_bail_at)",
    q="1/2",
    sources=(RecordSource(dataset="judiciary.arrest", date="first_bail_at"),),
)

BAIL_AFTER_ARREST = Flow(
    id="judiciary.bail_after_arrest",
    title="Petitions for bail after arrest, granted or refused",
    unit="petitions",
    sources=(FlowSource(dataset="judiciary.petition", date="decided_at", where=DECIDED),),
)

BAIL_ARREST_KNOWN = Flow(
    id="judiciary.bail_arrest_known",
    title="Petitions for bail after arrest whose arrest the police have on record",
    unit="petitions",
    sources=(
        FlowSource(
            dataset="judiciary.petition",
            date="decided_at",
            where=f"{DECIDED} AND days(arrested_at, decided_at) >= 0",
        ),
    ),
)

_ELIGIBLE = "verdict = 'CONVICTED' AND probation_eligible"

ELIGIBLE_CONVICTED = Flow(
    id="judiciary.eligible_convicted",
    title="Accused convicted of an offence for which the law allows probation",
    unit="persons",
    description="By day of the verdict, once for every case in which a person is convicted.",
    published=True,
    sources=(FlowSource(dataset="judiciary.accused", date="decided_at", where=_ELIGIBLE), *persons("J9_ELIGIBLE")),
)

NON_CUSTODIAL = Flow(
    id="judiciary.non_custodial",
    title="Of them, given probation, conditional discharge or a fine only",
    unit="persons",
    sources=(
        FlowSource(
            dataset="judiciary.accused",
            date="decided_at",
            where=f"{_ELIGIBLE} AND sentence_type IN ('PROBATION', 'CONDITIONAL_DISCHARGE', 'FINE')",
        ),
        *persons("J9_NON_CUSTODIAL"),
    ),
)

CHARGED = Flow(
    id="judiciary.charged",
    title="Accused charged",
    unit="persons",
    description="By day the charge was framed against them, in the court that framed it.",
    sources=(FlowSource(dataset="judiciary.accused", date="charged_at"), *persons("J14_CHARGED")),
)

REPRESENTED = Flow(
    id="judiciary.represented",
    title="Accused charged with counsel beside them",
    unit="persons",
    description="One for whom nothing is recorded counts as without counsel.",
    sources=(
        FlowSource(dataset="judiciary.accused", date="charged_at", where="represented_at_charge"),
        *persons("J14_REPRESENTED"),
    ),
)

MEASURES = (
    BAIL_DECIDED,
    BAIL_IN_TIME,
    DAYS_TO_BAIL,
    BAIL_AFTER_ARREST,
    BAIL_ARREST_KNOWN,
    ELIGIBLE_CONVICTED,
    NON_CUSTODIAL,
    CHARGED,
    REPRESENTED,
)
