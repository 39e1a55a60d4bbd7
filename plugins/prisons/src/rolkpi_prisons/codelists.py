"""Closed lists of values the prisons plugin uses."""

from __future__ import annotations

from rolkpi.model import Code, Codelist


def _list(list_id: str, **labels: str) -> Codelist:
    return Codelist(id=list_id, codes=tuple(Code(code=code, label=label) for code, label in labels.items()))


STATUSES = {
    "UTP": "Under trial: not yet sentenced",
    "CONVICT_NONFINAL": "Sentenced, appeal open",
    "CONVICT": "Sentenced, final",
    "CONDEMNED": "Under sentence of death",
    "CIVIL": "Civil prisoner",
    "DETENU": "Detained under preventive law",
    "ADMIN_IMMIGRATION": "Held only for administrative immigration reasons",
    "OTHER": "Other",
}

SEXES = {"M": "Male", "F": "Female", "T": "Transgender", "U": "Not recorded"}

STATUS = _list("prisons.status", **STATUSES)
SEX = _list("prisons.sex", **SEXES)
AGE_CLASS = _list("prisons.age_class", ADULT="18 or older", JUVENILE="Under 18", UNKNOWN="Not recorded")
NATIONALITY = _list("prisons.nationality", PAKISTANI="Pakistani", FOREIGN="Foreign", UNKNOWN="Not recorded")

INCIDENT = _list(
    "prisons.incident_kind",
    ASSAULT_PRISONER="Assault on a prisoner",
    ASSAULT_STAFF="Assault on staff",
    SELF_HARM="Self-harm",
    DEATH_NATURAL="Death: natural cause",
    DEATH_SELF="Death: by own hand",
    DEATH_HOMICIDE="Death: homicide",
    DEATH_UNKNOWN="Death: cause not known (yet)",
    ESCAPE="Escape from inside a prison",
    ABSCOND="Abscond: from escort, hospital, court or open conditions",
    DISORDER="Disorder",
)

FACILITY_TYPE = _list(
    "prisons.facility_type",
    CENTRAL="Central prison",
    DISTRICT="District prison",
    WOMEN="Women's prison",
    JUVENILE="Juvenile institution",
    JUDICIAL_LOCKUP="Judicial lock-up",
)

RETURN_LINE = _list(
    "prisons.return_line",
    C1="Held at start",
    C2_NEW="Admitted: new",
    C2_TRANSFER_IN="Admitted: transfer in",
    C2_RECALL="Admitted: recall",
    C3="Under trial to sentenced",
    C4_BAIL="Released on bail",
    C4_ACQUITTED="Released: acquitted",
    C4_EXPIRED="Released: sentence served",
    C4_PAROLE="Released on parole",
    C4_PROBATION="Released on probation",
    C4_TRANSFER_OUT="Transferred out",
    C4_DIED="Died",
    C4_ESCAPED="Escaped",
    C5="Held at end of month, at the fixed hour of the last day",
    C6="Official capacity",
    C15="Children living with their mothers",
)

RETURN_ITEM = _list(
    "prisons.return_item",
    TOTAL="All, without those held only for administrative immigration reasons",
    **STATUSES,
    **{f"{status}_{sex}": f"{label}: {SEXES[sex]}" for status, label in STATUSES.items() for sex in SEXES},
)

CELL_STATUS = _list(
    "prisons.cell_status",
    REPORTED="Counted and reported",
    ESTIMATED="Estimated by the reporting prison",
    NOT_AVAILABLE="Not available",
    NOT_APPLICABLE="Not applicable here",
)

CODELISTS = (STATUS, SEX, AGE_CLASS, NATIONALITY, INCIDENT, FACILITY_TYPE, RETURN_LINE, RETURN_ITEM, CELL_STATUS)
