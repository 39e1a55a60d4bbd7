"""What happens in a prison in a month: incidents, court productions, admissions and their screening."""

from __future__ import annotations

from rolkpi.model import Distinct, Flow, FlowSource, RecordSource
from rolkpi_prisons.codelists import DEATHS as CAUSES
from rolkpi_prisons.measures.sources import COUNTED, in_month, incidents, totals_in_month

DEATHS = Flow(
    id="prisons.deaths",
    title="Deaths in custody",
    unit="deaths",
    description="Deaths of whatever cause, one per person, in the prison that held the person.",
    sources=(incidents(*CAUSES), totals_in_month("C4_DIED")),
)

DEATHS_BY_CAUSE = Flow(
    id="prisons.deaths_by_cause",
    title="Deaths in custody, by cause",
    unit="deaths",
    description="The same deaths, in the line of the return that tells the cause.",
    sources=(
        incidents(*CAUSES).model_copy(update={"dimensions": {"cause": "kind"}}),
        FlowSource(
            dataset="prisons.monthly_return",
            where="line = 'C10_DEATH'",
            total="item = 'TOTAL'",
            value="value",
            dimensions={"cause": "item_cause"},
        ),
    ),
)


def _assaults(kind: str, on: str) -> Flow:
    return Flow(
        id=f"prisons.assaults_{kind}",
        title=f"Assaults on {on}",
        unit="assaults",
        description=f"Incidents in which {on} were assaulted; one row per person hurt.",
        sources=(incidents(f"ASSAULT_{kind.upper()}"), in_month(f"C10_ASSAULT_{kind.upper()}")),
    )


ASSAULTS_PRISONER = _assaults("prisoner", "prisoners")
ASSAULTS_STAFF = _assaults("staff", "staff")

ESCAPES = Flow(
    id="prisons.escapes",
    title="Escapes",
    unit="escapes",
    description="Persons who escaped from inside a prison, on the day of the escape.",
    sources=(incidents("ESCAPE"), totals_in_month("C4_ESCAPED")),
)

ABSCONDS = Flow(
    id="prisons.absconds",
    title="Absconds",
    unit="absconds",
    description="Persons who got away from escort, hospital, court or open conditions.",
    sources=(incidents("ABSCOND"),),
)

PRODUCTIONS_DUE = Flow(
    id="prisons.productions_due",
    title="Court productions due",
    unit="productions",
    description="Days on which a court asked for a prisoner, each prisoner and court by itself.",
    published=True,
    sources=(FlowSource(dataset="prisons.production"), in_month("C9")),
)

PRODUCTIONS_DONE = Flow(
    id="prisons.productions_done",
    title="Court productions done",
    unit="productions",
    description="Of those due, the ones where the court saw the prisoner, in person or by video link.",
    published=True,
    sources=(
        FlowSource(dataset="prisons.production", where="produced"),
        in_month("C9_PERSON", "C9_VIDEO"),
    ),
)

PRODUCTIONS_MISSED = Flow(
    id="prisons.productions_missed",
    title="Court productions missed",
    unit="productions",
    description="Of those due, the ones where the court did not see the prisoner, whatever the reason.",
    sources=(
        FlowSource(dataset="prisons.production", where="NOT produced", dimensions={"missed_reason": "reason_code"}),
        FlowSource(
            dataset="prisons.monthly_return",
            where="line = 'C9_MISSED'",
            total="item = 'TOTAL'",
            value="value",
            dimensions={"missed_reason": "item_reason"},
        ),
    ),
)

_ADMITTED = f"admission_kind IN ('NEW', 'RECALL') AND {COUNTED}"

ADMISSIONS = Flow(
    id="prisons.admissions",
    title="Admissions",
    unit="admissions",
    description="Persons admitted from outside or recalled, without those held only for administrative immigration "
    "reasons. Transfers between prisons are none.",
    published=True,
    sources=(
        FlowSource(dataset="prisons.custody", where=_ADMITTED),
        totals_in_month("C2_NEW", "C2_RECALL"),
    ),
)

ADMISSIONS_OF_PRISON = Flow(
    id="prisons.admissions_of_prison",
    title="Admissions of a prison, transfers included",
    unit="admissions",
    description="Persons who came to this prison to stay: from outside, by recall or from another prison. Back from a "
    "court production elsewhere is no admission. Nobody held only for administrative immigration reasons counts.",
    sources=(
        FlowSource(
            dataset="prisons.custody", where=f"admission_kind IN ('NEW', 'RECALL', 'TRANSFER_IN') AND {COUNTED}"
        ),
        totals_in_month("C2_NEW", "C2_RECALL", "C2_TRANSFER_IN"),
    ),
)

SCREENED = Flow(
    id="prisons.screened",
    title="Admissions screened within 24 hours",
    unit="admissions",
    description="Admitted from outside or by recall, and first screened by a health worker within 24 hours.",
    sources=(
        FlowSource(dataset="prisons.custody", where=f"{_ADMITTED} AND within(admitted_at, screened_at, '24 hours')"),
        in_month("C13"),
    ),
)

_CONVICTED = "status IN ('CONVICT', 'CONVICT_NONFINAL', 'CONDEMNED')"

IN_PROGRAMMES = Distinct(
    id="prisons.in_programmes",
    title="Convicted prisoners in programmes",
    unit="persons",
    description="Different persons who, convicted on that day, attended a session of education or vocational training.",
    key="person_key",
    sources=(RecordSource(dataset="prisons.programme", where=_CONVICTED, dimensions={"programme": "programme_code"}),),
)

CONVICTED = Distinct(
    id="prisons.convicted_held",
    title="Convicted prisoners held at any time",
    unit="persons",
    description="Different persons who were held as convicted for at least a day of the period.",
    key="person_key",
    until="to_date",
    sources=(RecordSource(dataset="prisons.custody_status", date="from_date", where=_CONVICTED),),
)

EVENTS = (
    DEATHS,
    DEATHS_BY_CAUSE,
    ASSAULTS_PRISONER,
    ASSAULTS_STAFF,
    ESCAPES,
    ABSCONDS,
    PRODUCTIONS_DUE,
    PRODUCTIONS_DONE,
    PRODUCTIONS_MISSED,
    ADMISSIONS,
    ADMISSIONS_OF_PRISON,
    SCREENED,
    IN_PROGRAMMES,
    CONVICTED,
)
