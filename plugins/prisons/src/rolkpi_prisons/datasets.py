"""What the prisons deliver: custody as spells of constant state, capacities, and the monthly return PRI-M."""

from __future__ import annotations

from rolkpi.model import Column, ColumnType, Dataset, Formula, Rule
from rolkpi_prisons.codelists import SEXES, STATUSES


def _case(cells: dict[str, list[str]]) -> str:
    """A CASE that gives each key for the items listed under it, NULL for any other item."""
    branches = " ".join(
        f"WHEN item IN ({', '.join(repr(item) for item in items)}) THEN '{code}'" for code, items in cells.items()
    )
    return f"CASE {branches} END"


CUSTODY_STATUS = Dataset(
    id="prisons.custody_status",
    kind="spells",
    description="One row per constant state of a prisoner in one prison. When the status, the age class or the prison "
    "changes, the row ends and another begins on the same day, so a person is in one row at a time.",
    columns=(
        Column(
            name="custody_id",
            type=ColumnType.KEY,
            required=True,
            description="One stay of one person, from admission to release. Kept through changes of status and "
            "through transfers.",
        ),
        Column(
            name="person_key",
            type=ColumnType.KEY,
            personal=True,
            description="Number that identifies the person (CNIC); stored as a keyed hash only.",
        ),
        Column(name="facility", type=ColumnType.AREA, required=True, description="Code of the prison."),
        Column(name="from_date", type=ColumnType.DATE, required=True, description="First day of the state."),
        Column(
            name="to_date",
            type=ColumnType.DATE,
            description="First day the state no longer holds: of the next state, or of release. Empty while it lasts.",
        ),
        Column(
            name="status",
            type=ColumnType.CODE,
            codelist="prisons.status",
            required=True,
            description="Legal status. A sentenced person whose appeal is open is CONVICT_NONFINAL, not UTP.",
        ),
        Column(name="sex", type=ColumnType.CODE, codelist="prisons.sex", required=True),
        Column(
            name="age_class",
            type=ColumnType.CODE,
            codelist="prisons.age_class",
            required=True,
            description="Age class during the state. A new row begins on the 18th birthday.",
        ),
        Column(name="nationality", type=ColumnType.CODE, codelist="prisons.nationality"),
        Column(
            name="admitted_at",
            type=ColumnType.DATE,
            description="Day the stay began, in whichever prison.",
        ),
    ),
    key=("custody_id", "from_date"),
    area="facility",
    start="from_date",
    end="to_date",
    reported_by=("facility",),
    hierarchy="prison",
    rules=(
        Rule(id="V04", check="to_date >= from_date", message="the state ends before it begins"),
        Rule(
            id="V04-admitted",
            check="admitted_at <= from_date",
            message="the state begins before the admission",
        ),
        Rule(
            id="V05",
            check="from_date >= DATE '1950-01-01'",
            message="the state begins before 1950: is the year right?",
        ),
    ),
    published="all",
)

FACILITY = Dataset(
    id="prisons.facility",
    kind="reference",
    description="One row per prison and time during which its capacity stood unchanged.",
    columns=(
        Column(name="facility_code", type=ColumnType.AREA, required=True, description="Code of the prison."),
        Column(name="name", type=ColumnType.TEXT),
        Column(name="type", type=ColumnType.CODE, codelist="prisons.facility_type"),
        Column(
            name="capacity",
            type=ColumnType.INT,
            required=True,
            description="Official (sanctioned) places, not beds found on the day.",
        ),
        Column(name="capacity_f", type=ColumnType.INT, description="Places for women among them."),
        Column(name="capacity_j", type=ColumnType.INT, description="Places for juveniles among them."),
        Column(name="order_ref", type=ColumnType.TEXT, description="Order that set the capacity."),
        Column(name="valid_from", type=ColumnType.DATE, required=True, description="First day it is in force."),
        Column(name="valid_to", type=ColumnType.DATE, description="First day after it; empty while in force."),
    ),
    key=("facility_code", "valid_from"),
    area="facility_code",
    start="valid_from",
    end="valid_to",
    reported_by=("facility",),
    hierarchy="prison",
    rules=(
        Rule(id="V21", check="capacity > 0", message="a capacity must be greater than 0"),
        Rule(
            id="V10",
            check="COALESCE(capacity_f, 0) + COALESCE(capacity_j, 0) <= capacity",
            message="places for women and juveniles exceed the capacity they are part of",
        ),
        Rule(id="V03", check="capacity_f >= 0 AND capacity_j >= 0", message="a number of places is negative"),
        Rule(id="V04", check="valid_to > valid_from", message="the capacity ends before it begins"),
        Rule(
            id="V21-order",
            check="order_ref IS NOT NULL",
            message="no order is named for the capacity",
            severity="warning",
        ),
    ),
    published="all",
)

INCIDENT = Dataset(
    id="prisons.incident",
    kind="events",
    description="One row per incident: assault, self-harm, death, escape, disorder. A disorder in which two people are "
    "hurt is three rows.",
    columns=(
        Column(name="incident_id", type=ColumnType.KEY, required=True, description="Number in the incident register."),
        Column(name="facility", type=ColumnType.AREA, required=True, description="Prison that held the person."),
        Column(
            name="happened_on",
            type=ColumnType.DATE,
            required=True,
            description="Day it happened; of a death in hospital, the day of death.",
        ),
        Column(name="kind", type=ColumnType.CODE, codelist="prisons.incident_kind", required=True),
        Column(
            name="person_key",
            type=ColumnType.KEY,
            personal=True,
            description="Number that identifies the person (CNIC); stored as a keyed hash only.",
        ),
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
    rules=(
        Rule(
            id="V05",
            check="happened_on >= DATE '1950-01-01'",
            message="the incident lies before 1950: is the year right?",
        ),
    ),
    published=("incident_id", "facility", "happened_on", "kind", "status"),
)

MONTHLY_RETURN = Dataset(
    id="prisons.monthly_return",
    kind="returns",
    description="Form PRI-M, one row per cell and prison. Items: TOTAL, a status, or a status and a sex "
    "(UTP_F). TOTAL leaves out those held only for administrative immigration reasons. A cell nobody knows is "
    "NOT_AVAILABLE, never left out and never 0.",
    columns=(
        Column(name="facility", type=ColumnType.AREA, required=True, description="Code of the prison."),
        Column(name="month", type=ColumnType.MONTH, required=True, description="The month the form is about."),
        Column(name="line", type=ColumnType.CODE, codelist="prisons.return_line", required=True),
        Column(name="item", type=ColumnType.CODE, codelist="prisons.return_item", required=True),
        Column(name="value", type=ColumnType.INT, description="The count; empty when not available or applicable."),
        Column(
            name="cell_status",
            type=ColumnType.CODE,
            codelist="prisons.cell_status",
            description="Empty means REPORTED where there is a value, else NOT_AVAILABLE.",
        ),
    ),
    key=("facility", "month", "line", "item"),
    area="facility",
    date="month",
    reported_by=("facility",),
    hierarchy="prison",
    derived=(
        Formula(
            name="item_status",
            type=ColumnType.CODE,
            codelist="prisons.status",
            expression=_case({status: [f"{status}_{sex}" for sex in SEXES] for status in STATUSES}),
            description="Status of a cell by status and sex; NULL for totals.",
        ),
        Formula(
            name="item_sex",
            type=ColumnType.CODE,
            codelist="prisons.sex",
            expression=_case({sex: [f"{status}_{sex}" for status in STATUSES] for sex in SEXES}),
            description="Sex of a cell by status and sex; NULL for totals.",
        ),
    ),
    rules=(
        Rule(id="V03", check="value >= 0", message="a count is negative"),
        Rule(
            id="V21",
            check="line <> 'C6' OR value > 0 OR value IS NULL",
            message="a capacity must be greater than 0",
        ),
    ),
    published="all",
    stock_lines=("C5", "C6", "C15"),
)

WARRANT = Dataset(
    id="prisons.warrant",
    kind="events",
    description="One row per warrant under which a person is held under trial, and FIR it rests on. The prisons "
    "deliver it for the whole province, district by district of the police, whichever prison holds the person: what is "
    "known of a warrant's FIR depends on the police of that district.",
    columns=(
        Column(name="warrant_id", type=ColumnType.KEY, required=True, description="Key of the warrant."),
        Column(
            name="custody_id",
            type=ColumnType.KEY,
            required=True,
            description="The stay of the person: prisons.custody_status.custody_id. It may have several warrants.",
        ),
        Column(name="facility", type=ColumnType.AREA, description="Code of the prison that holds the warrant now."),
        Column(
            name="police_district",
            type=ColumnType.AREA,
            required=True,
            description="District of the police station that the warrant names.",
        ),
        Column(
            name="fir_id",
            type=ColumnType.KEY,
            description="The FIR: police.fir.fir_id. Empty where the warrant does not tell.",
        ),
        Column(
            name="detained_since",
            type=ColumnType.DATE,
            required=True,
            description="First day in custody on this FIR, days in police custody included: day 0.",
        ),
        Column(
            name="ended_at",
            type=ColumnType.DATE,
            description="First day the person is no longer held under trial on this warrant: of bail, sentence, "
            "acquittal, discharge or death. A transfer to another prison does not end it. Empty while it lasts.",
        ),
    ),
    key=("warrant_id",),
    area="police_district",
    date="detained_since",
    reported_by=("district",),
    rules=(
        Rule(id="V04", check="ended_at >= detained_since", message="the warrant ends before the detention begins"),
        Rule(
            id="V05",
            check="detained_since >= DATE '1950-01-01'",
            message="the detention begins before 1950: is the year right?",
        ),
        Rule(
            id="V17",
            check="fir_id IS NOT NULL",
            message="no FIR is named: nobody can tell whether the police have reported",
            severity="warning",
        ),
    ),
    published="all",
)

DATASETS = (CUSTODY_STATUS, FACILITY, INCIDENT, WARRANT, MONTHLY_RETURN)
