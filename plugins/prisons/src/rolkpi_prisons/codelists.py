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

DEATHS = {
    "DEATH_NATURAL": "Death: natural cause",
    "DEATH_SELF": "Death: by own hand",
    "DEATH_HOMICIDE": "Death: homicide",
    "DEATH_UNKNOWN": "Death: cause not known (yet)",
}

INCIDENT = _list(
    "prisons.incident_kind",
    ASSAULT_PRISONER="Assault on a prisoner",
    ASSAULT_STAFF="Assault on staff",
    SELF_HARM="Self-harm",
    **DEATHS,
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

ADMISSION = _list(
    "prisons.admission_kind",
    NEW="New: from outside prison",
    TRANSFER_IN="Transferred in from another prison",
    RECALL="Recalled from parole or probation",
    PRODUCTION_RETURN="Back from a court production elsewhere",
)

RELEASES = {
    "BAIL": "Released on bail",
    "ACQUITTED": "Released: acquitted or discharged",
    "SENTENCE_EXPIRED": "Released: sentence served",
    "PAROLE": "Released on parole",
    "PROBATION": "Released on probation",
    "DIED": "Died",
    "ESCAPED": "Escaped",
    "OTHER": "Released for another reason",
}

RELEASE_REASON = _list("prisons.release_reason", **RELEASES, TRANSFER_OUT="Transferred to another prison")

STATE_END = _list(
    "prisons.state_end",
    **RELEASES,
    SENTENCED="Sentenced",
    TRANSFER_OUT="Transferred to another prison",
    SAME_STATUS="Another change, the legal status staying as it is: the 18th birthday, say",
)

PENALTIES = {
    "DEATH": "Death",
    "LIFE_OR_GT10": "Imprisonment for life or more than 10 years",
    "GT7": "More than 7 and up to 10 years",
    "GT3_LE7": "More than 3 and up to 7 years",
    "LE3": "Up to 3 years",
}
"""Gravest first."""

PENALTY = _list("prisons.penalty_class", **PENALTIES)

BAIL_LIMIT = _list(
    "prisons.bail_limit_class",
    GENERAL="Offence not punishable with death",
    GENERAL_DEATH="Offence punishable with death",
    WOMAN="Woman, offence not punishable with death",
    WOMAN_DEATH="Woman, offence punishable with death",
    JUVENILE="Juvenile: under 18 on the day of the offence",
)

SENTENCE = _list(
    "prisons.sentence_kind",
    IMPRISONMENT="Imprisonment for a term",
    LIFE="Imprisonment for life",
    DEATH="Death",
    FINE_DEFAULT="Imprisonment for a fine not paid",
)

PRODUCTION_MODE = _list("prisons.production_mode", PERSON="In person", VIDEO="By video link")

MISSED = {
    "NO_ESCORT": "No escort or vehicle",
    "ILL": "Prisoner ill",
    "COURT_CANCELLED": "Court did not sit or cancelled",
    "SECURITY": "Security",
    "OTHER": "Other reason",
}

MISSED_REASON = _list("prisons.missed_reason", **MISSED)

COURT_LEVEL = _list(
    "prisons.court_level",
    MAGISTRATE="Judicial magistrate",
    SESSIONS="Sessions court",
    ATC="Anti-terrorism court",
    SPECIAL_GBV="Special court for gender-based violence",
    JUVENILE="Juvenile court",
    HIGH_COURT="High Court",
)

PROGRAMMES = {"EDUCATION": "Education", "VOCATIONAL": "Vocational training"}

PROGRAMME = _list("prisons.programme", **PROGRAMMES)

PERSON_LINES = {
    "C1": "Held at start of month: the C5 of the month before",
    "C1_JUVENILE": "of which juveniles",
    "C2_NEW": "Admitted: new",
    "C2_TRANSFER_IN": "Admitted: transfer in",
    "C2_RECALL": "Admitted: recall",
    "C3": "Under trial to sentenced",
    "C4_BAIL": "Released on bail",
    "C4_ACQUITTED": "Released: acquitted",
    "C4_EXPIRED": "Released: sentence served",
    "C4_PAROLE": "Released on parole",
    "C4_PROBATION": "Released on probation",
    "C4_TRANSFER_OUT": "Transferred out",
    "C4_DIED": "Died",
    "C4_ESCAPED": "Escaped",
    "C4_OTHER": "Released for another reason",
    "C5": "Held at end of month, at the fixed hour of the last day",
    "C5_JUVENILE": "of which juveniles",
}
"""Lines that count persons, in total, by status, or by status and sex."""

HELD_FOR_LINES = {
    "C7": "Under trial, by time held",
    "C7_WOMEN": "of which women",
    "C7_JUVENILE": "of which juveniles",
    "C7_DEATH": "of which under an offence punishable with death",
}

OTHER_LINES = {
    "C8": "Under trial with no police report on record",
    "C9": "Court productions due",
    "C9_PERSON": "of which done in person",
    "C9_VIDEO": "of which done by video",
    "C9_MISSED": "of which missed, by reason",
    "C10_DEATH": "Deaths, by cause",
    "C10_ASSAULT_PRISONER": "Assaults on prisoners",
    "C10_ASSAULT_STAFF": "Assaults on staff",
    "C10_SELF_HARM": "Self-harm",
    "C10_ESCAPE": "Escapes",
    "C11": "Different prisoners in education or vocational training this month",
    "C11_YTD": "Different prisoners in education or vocational training since 1 July",
    "C12": "Releases of sentenced prisoners due or made this month",
    "C12_ON_TIME": "Sentence served: released on or before the due date",
    "C12_LATE": "Sentence served: released after the due date",
    "C12_PAST_DUE": "Sentenced and held past the due date at end of month",
    "C13": "Admitted new or by recall, of which seen by a health worker within 24 hours",
    "C14": "Under trial with no counsel on record",
    "C15": "Children living with their mothers",
    "C16_SANCTIONED": "Custodial officers: posts sanctioned",
    "C16_IN_POST": "Custodial officers in post",
    "C16_WOMEN": "Custodial officers in post, of which women",
    "C16_MEDICAL": "Medical staff in post",
}

STOCK_LINES = (
    *(line for line in PERSON_LINES if line.startswith(("C1", "C5"))),
    "C6",
    *HELD_FOR_LINES,
    "C8",
    "C12_PAST_DUE",
    *(line for line in OTHER_LINES if line.startswith(("C14", "C15", "C16"))),
)
"""Lines that say what is there on one day."""

RETURN_LINE = _list(
    "prisons.return_line", **PERSON_LINES, C6="Official capacity: places", **HELD_FOR_LINES, **OTHER_LINES
)

PERSON_ITEMS = {
    **STATUSES,
    **{f"{status}_{sex}": f"{label}: {SEXES[sex]}" for status, label in STATUSES.items() for sex in SEXES},
}

PLACE_ITEMS = {"MEN": "Places for men", "WOMEN": "Places for women", "JUVENILES": "Places for juveniles"}

HELD_FOR_ITEMS = {
    "M0_6": "Less than 6 months: up to 182 days",
    "M6_12": "6 to 12 months: 183 to 364 days",
    "M12_24": "1 to 2 years: 365 to 729 days",
    "M24_UP": "2 years or more: 730 days or more",
}

MISSED_ITEMS = {f"MISSED_{reason}": f"Missed: {label}" for reason, label in MISSED.items()}

LINE_ITEMS = {
    "C6": PLACE_ITEMS,
    **dict.fromkeys(HELD_FOR_LINES, HELD_FOR_ITEMS),
    "C9_MISSED": MISSED_ITEMS,
    "C10_DEATH": DEATHS,
    "C11": PROGRAMMES,
    "C11_YTD": PROGRAMMES,
}
"""Lines with cells of their own beside TOTAL. The others have TOTAL alone, or are of PERSON_LINES."""

RETURN_ITEM = _list(
    "prisons.return_item",
    TOTAL="All; of persons held, without those held only for administrative immigration reasons",
    **PERSON_ITEMS,
    **PLACE_ITEMS,
    **HELD_FOR_ITEMS,
    **MISSED_ITEMS,
    **DEATHS,
    **PROGRAMMES,
)

CELL_STATUS = _list(
    "prisons.cell_status",
    REPORTED="Counted and reported",
    ESTIMATED="Estimated by the reporting prison",
    NOT_AVAILABLE="Not available",
    NOT_APPLICABLE="Not applicable here",
)

CODELISTS = (
    STATUS,
    SEX,
    AGE_CLASS,
    NATIONALITY,
    INCIDENT,
    FACILITY_TYPE,
    ADMISSION,
    RELEASE_REASON,
    STATE_END,
    PENALTY,
    BAIL_LIMIT,
    SENTENCE,
    PRODUCTION_MODE,
    MISSED_REASON,
    COURT_LEVEL,
    PROGRAMME,
    RETURN_LINE,
    RETURN_ITEM,
    CELL_STATUS,
)
