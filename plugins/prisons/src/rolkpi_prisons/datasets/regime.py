"""What happens in a prison: incidents, court productions, programmes, medical screenings."""

from __future__ import annotations

from rolkpi.model import Column, ColumnType, Dataset, Link, Lookup, Rule
from rolkpi_prisons.datasets.columns import PERSON_KEY, STAY, facility

INCIDENT = Dataset(
    id="prisons.incident",
    kind="events",
    description="One row per incident: assault, self-harm, death, escape, disorder. A disorder in which two people are "
    "hurt is three rows.",
    columns=(
        Column(name="incident_id", type=ColumnType.KEY, required=True, description="Number in the incident register."),
        facility("Prison that held the person."),
        Column(
            name="happened_on",
            type=ColumnType.DATE,
            required=True,
            description="Day it happened; of a death in hospital, the day of death.",
        ),
        Column(
            name="kind",
            type=ColumnType.CODE,
            codelist="prisons.incident_kind",
            required=True,
            description="What happened; of a death its cause, corrected when an inquiry establishes it.",
        ),
        PERSON_KEY,
        Column(
            name="status",
            type=ColumnType.CODE,
            codelist="prisons.status",
            description="Legal status of the person on that day.",
        ),
    ),
    key=("incident_id",),
    area="facility",
    date="happened_on",
    reported_by=("facility",),
    hierarchy="prison",
    links=(
        Link(
            name="prison",
            dataset="prisons.facility",
            on={"facility": "facility_code"},
            valid_at="happened_on",
        ),
    ),
    derived=(
        Lookup(name="facility_type", link="prison", column="type", description="Type of the prison on that day."),
    ),
    rules=(
        Rule(
            id="V05",
            check="happened_on >= DATE '1950-01-01'",
            message="the incident lies before 1950: is the year right?",
        ),
    ),
    published=("incident_id", "facility", "happened_on", "kind", "status", "facility_type"),
)

PRODUCTION = Dataset(
    id="prisons.production",
    kind="events",
    description="One row per day on which a court asked for a prisoner. What is produced here should be what the "
    "courts count as produced.",
    columns=(
        Column(
            name="production_id", type=ColumnType.KEY, required=True, description="Number in the production register."
        ),
        STAY,
        facility("Prison that held the prisoner on that day."),
        Column(name="case_id", type=ColumnType.KEY, description="The case: judiciary.case.case_id."),
        Column(
            name="court_level",
            type=ColumnType.CODE,
            codelist="prisons.court_level",
            description="Kind of court that asked.",
        ),
        Column(name="due_date", type=ColumnType.DATE, required=True, description="Day the court asked for."),
        Column(name="produced", type=ColumnType.BOOL, required=True, description="Whether the court saw the prisoner."),
        Column(
            name="mode",
            type=ColumnType.CODE,
            codelist="prisons.production_mode",
            description="How; empty where the prisoner was not produced.",
        ),
        Column(
            name="reason_code",
            type=ColumnType.CODE,
            codelist="prisons.missed_reason",
            description="Why not; empty where the prisoner was produced.",
        ),
    ),
    key=("production_id",),
    area="facility",
    date="due_date",
    reported_by=("facility",),
    hierarchy="prison",
    rules=(
        Rule(
            id="V05",
            check="due_date >= DATE '1950-01-01'",
            message="the day lies before 1950: is the year right?",
        ),
        Rule(
            id="V22",
            check="CASE WHEN produced THEN reason_code IS NULL ELSE mode IS NULL END",
            message="produced with a reason why not, or not produced with a mode",
        ),
        Rule(
            id="V02-reason",
            check="produced OR reason_code IS NOT NULL",
            message="no reason is given for a production that was missed",
            severity="warning",
        ),
    ),
    published="all",
)

PROGRAMME = Dataset(
    id="prisons.programme",
    kind="events",
    description="One row per prisoner, programme and day with a session attended.",
    columns=(
        STAY,
        Column(
            name="person_key",
            type=ColumnType.KEY,
            personal=True,
            description="Number that identifies the person (CNIC); stored as a keyed hash only.",
        ),
        facility("Prison that gives the session."),
        Column(
            name="programme_code",
            type=ColumnType.CODE,
            codelist="prisons.programme",
            required=True,
            description="Education or vocational training.",
        ),
        Column(name="session_date", type=ColumnType.DATE, required=True, description="Day of the session."),
        Column(
            name="status",
            type=ColumnType.CODE,
            codelist="prisons.status",
            required=True,
            description="Legal status of the prisoner on that day.",
        ),
        Column(
            name="sex",
            type=ColumnType.CODE,
            codelist="prisons.sex",
            required=True,
            description="Sex of the prisoner, as the admission register has it.",
        ),
        Column(name="completed", type=ColumnType.BOOL, description="Whether the programme was completed that day."),
    ),
    key=("custody_id", "programme_code", "session_date"),
    area="facility",
    date="session_date",
    reported_by=("facility",),
    hierarchy="prison",
    rules=(
        Rule(
            id="V02-person",
            check="person_key IS NOT NULL",
            message="no number of the person: nobody can tell whether it is one more",
            severity="warning",
        ),
        Rule(
            id="V05",
            check="session_date >= DATE '1950-01-01'",
            message="the session lies before 1950: is the year right?",
        ),
    ),
    published="all",
)

MEDICAL = Dataset(
    id="prisons.medical",
    kind="events",
    description="One row per medical screening of a prisoner by a health worker. What was found is not delivered.",
    columns=(
        STAY,
        facility("Prison that held the prisoner."),
        Column(name="screened_at", type=ColumnType.TIMESTAMP, required=True, description="Time of the screening."),
    ),
    key=("custody_id", "screened_at"),
    area="facility",
    date="screened_at",
    reported_by=("facility",),
    hierarchy="prison",
    rules=(
        Rule(
            id="V05",
            check="days(DATE '1950-01-01', screened_at) >= 0",
            message="the screening lies before 1950: is the year right?",
        ),
    ),
    published="all",
)
