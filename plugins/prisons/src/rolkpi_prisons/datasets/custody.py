"""Who is held, in which prison, and in what state."""

from __future__ import annotations

from typing import Literal

from rolkpi.model import Aggregate, Column, ColumnType, Dataset, Formula, Link, Lookup, Rule
from rolkpi_prisons.codelists import PENALTIES
from rolkpi_prisons.datasets.columns import PERSON_KEY, facility

_ON_STAY = {"custody_id": "custody_id"}


def _of_warrants(
    name: str, function: Literal["min", "max", "exists"], column: str | None, description: str, where: str = "TRUE"
) -> Aggregate:
    return Aggregate(
        name=name,
        dataset="prisons.warrant",
        on=_ON_STAY,
        function=function,
        column=column,
        where=where,
        description=description,
    )


CUSTODY = Dataset(
    id="prisons.custody",
    kind="events",
    description="The admission register: one row per stay of one person in one prison, with the release from it. A "
    "transfer is a release here (TRANSFER_OUT) and an admission there (TRANSFER_IN), two rows of one custody_id. Who "
    "is admitted less who is released, over all prisons, should be the change of the prison population.",
    columns=(
        Column(
            name="admission_id",
            type=ColumnType.KEY,
            required=True,
            description="Number in the admission register of the prison.",
        ),
        Column(
            name="custody_id",
            type=ColumnType.KEY,
            required=True,
            description="One stay of one person in prison, kept through transfers: prisons.custody_status.custody_id.",
        ),
        PERSON_KEY,
        facility(),
        Column(
            name="admitted_at",
            type=ColumnType.TIMESTAMP,
            required=True,
            description="Time of admission to this prison.",
        ),
        Column(
            name="admission_kind",
            type=ColumnType.CODE,
            codelist="prisons.admission_kind",
            required=True,
            description="New from outside, transferred in, recalled, or back from a court elsewhere.",
        ),
        Column(
            name="status",
            type=ColumnType.CODE,
            codelist="prisons.status",
            required=True,
            description="Legal status on admission.",
        ),
        Column(
            name="sex", type=ColumnType.CODE, codelist="prisons.sex", required=True, description="Sex of the person."
        ),
        Column(
            name="age_class",
            type=ColumnType.CODE,
            codelist="prisons.age_class",
            required=True,
            description="Age class on admission.",
        ),
        Column(
            name="nationality",
            type=ColumnType.CODE,
            codelist="prisons.nationality",
            description="Whether the person is a citizen of Pakistan.",
        ),
        Column(name="home_district", type=ColumnType.AREA, description="District in which the person lives."),
        Column(
            name="counsel_since",
            type=ColumnType.DATE,
            description="First day a counsel, chosen or appointed, is on record for the person. Empty while none is.",
        ),
        Column(
            name="released_at",
            type=ColumnType.TIMESTAMP,
            description="Time the person left this prison for good; "
            "empty while held. A court production does not end the stay.",
        ),
        Column(
            name="release_reason",
            type=ColumnType.CODE,
            codelist="prisons.release_reason",
            description="Why; given together with released_at.",
        ),
    ),
    key=("admission_id",),
    area="facility",
    date="admitted_at",
    reported_by=("facility",),
    hierarchy="prison",
    derived=(
        Aggregate(
            name="screened_at",
            dataset="prisons.medical",
            on={"custody_id": "custody_id"},
            function="min",
            column="screened_at",
            description="Time of the first medical screening of the stay.",
        ),
        Aggregate(
            name="due_release_date",
            dataset="prisons.sentence",
            on={"custody_id": "custody_id"},
            function="max",
            column="due_release_date",
            description="Day the last of the sentences of the stay ends, remission taken off.",
        ),
    ),
    rules=(
        Rule(
            id="V02",
            check="(released_at IS NULL) = (release_reason IS NULL)",
            message="released_at and release_reason are given together or not at all",
        ),
        Rule(
            id="V02-person",
            check="person_key IS NOT NULL",
            message="no number of the person: nobody can tell who comes back",
            severity="warning",
        ),
        Rule(id="V04", check="released_at >= admitted_at", message="the release lies before the admission"),
        Rule(
            id="V05",
            check="days(DATE '1950-01-01', admitted_at) >= 0",
            message="the admission lies before 1950: is the year right?",
        ),
    ),
    published="all",
)

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
        PERSON_KEY,
        facility(),
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
        Column(
            name="sex",
            type=ColumnType.CODE,
            codelist="prisons.sex",
            required=True,
            description="Sex of the person, as the admission register has it.",
        ),
        Column(
            name="age_class",
            type=ColumnType.CODE,
            codelist="prisons.age_class",
            required=True,
            description="Age class during the state. A new row begins on the 18th birthday.",
        ),
        Column(
            name="nationality",
            type=ColumnType.CODE,
            codelist="prisons.nationality",
            description="Whether the person is a citizen of Pakistan.",
        ),
        Column(
            name="admitted_at",
            type=ColumnType.DATE,
            description="Day the stay began, in whichever prison.",
        ),
        Column(
            name="ended_by",
            type=ColumnType.CODE,
            codelist="prisons.state_end",
            description="What ended the state; given together with to_date. SENTENCED also where an appeal follows.",
        ),
    ),
    key=("custody_id", "from_date"),
    area="facility",
    start="from_date",
    end="to_date",
    reported_by=("facility",),
    hierarchy="prison",
    links=(
        Link(
            name="prison",
            dataset="prisons.facility",
            on={"facility": "facility_code"},
            valid_at="from_date",
        ),
    ),
    derived=(
        Lookup(
            name="facility_type",
            link="prison",
            column="type",
            description="Type of the prison on the first day of the state.",
        ),
        _of_warrants("detained_since", "min", "detained_since", "First day in custody under any warrant of the stay."),
        _of_warrants("penalty_rank", "min", "penalty_rank", "The gravest penalty among the warrants: 1 is death."),
        Formula(
            name="penalty_class",
            type=ColumnType.CODE,
            codelist="prisons.penalty_class",
            expression="CASE penalty_rank "
            + " ".join(f"WHEN {rank} THEN '{code}'" for rank, code in enumerate(PENALTIES, start=1))
            + " END",
            description="The gravest penalty that an offence of any warrant of the stay carries.",
        ),
        _of_warrants("juvenile", "exists", None, "Under 18 on the day of an offence.", "juvenile"),
        Aggregate(
            name="counsel_since",
            dataset="prisons.custody",
            on={"custody_id": "custody_id"},
            function="min",
            column="counsel_since",
            description="First day a counsel is on record for the stay.",
        ),
        Aggregate(
            name="due_release_date",
            dataset="prisons.sentence",
            on={"custody_id": "custody_id"},
            function="max",
            column="due_release_date",
            description="Day the last of the sentences of the stay ends, remission taken off.",
        ),
    ),
    rules=(
        Rule(
            id="V02",
            check="to_date IS NOT NULL OR ended_by IS NULL",
            message="what ended the state is given, and not the day",
        ),
        Rule(
            id="V02-ended",
            check="to_date IS NULL OR ended_by IS NOT NULL",
            message="what ended the state is not given: nobody can tell who left pre-trial custody, and how",
            severity="warning",
        ),
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
