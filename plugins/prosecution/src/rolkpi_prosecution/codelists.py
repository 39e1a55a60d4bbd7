"""Closed lists of values the prosecution plugin uses."""

from __future__ import annotations

from rolkpi.model import Code, Codelist


def _list(list_id: str, **labels: str) -> Codelist:
    return Codelist(id=list_id, codes=tuple(Code(code=code, label=label) for code, label in labels.items()))


REPORT_KINDS = {
    "INTERIM": "Interim report (incomplete challan)",
    "COMPLETE": "Complete report (challan)",
    "SUPPLEMENTARY": "Supplementary report",
    "CANCELLATION": "Cancellation report",
    "UNTRACED": "Untraced report",
    "DISCHARGE": "Report for discharge of an accused",
}

SEXES = {"M": "Male", "F": "Female", "T": "Transgender", "U": "Not recorded"}

AGE_CLASSES = {"ADULT": "18 or older", "JUVENILE": "Under 18", "UNKNOWN": "Not recorded"}

REPORT_KIND = _list("prosecution.report_kind", **REPORT_KINDS)
SEX = _list("prosecution.sex", **SEXES)
AGE_CLASS = _list("prosecution.age_class", **AGE_CLASSES)

DECISION = _list(
    "prosecution.decision",
    FIT="Fit for trial: forward to the court",
    RETURN_DEFECT="Returned to the police for removal of defects",
    RECOMMEND_DROP="Recommended to be dropped",
    AWAIT_FORENSIC="Held for a forensic report",
    OTHER="Other",
)

GRADE = _list(
    "prosecution.grade",
    DPP="District Public Prosecutor",
    DDPP="Deputy District Public Prosecutor",
    ADPP="Assistant District Public Prosecutor",
    SPP="Special Public Prosecutor",
    OTHER="Other",
)

COURT_TYPE = _list(
    "prosecution.court_type",
    MAGISTRATE="Magistrate",
    SESSIONS="Sessions court",
    ATC="Anti-terrorism court",
    SPECIAL_GBV="Gender-based violence court",
    JUVENILE="Juvenile court",
    HIGH_COURT="High Court",
)

SEVERITY = _list(
    "prosecution.severity",
    MINOR="Minor: up to 3 years",
    MAJOR="Major: over 3 and up to 7 years",
    HEINOUS="Heinous: over 7 years, life or death",
)

OFFENCE = _list(
    "prosecution.offence",
    MURDER="Murder",
    ATTEMPT_MURDER="Attempted murder",
    HURT="Hurt",
    KIDNAP_ABDUCT="Kidnapping or abduction",
    KIDNAP_RANSOM="Kidnapping for ransom",
    RAPE="Rape",
    SEXUAL_CHILD="Sexual offence against a child",
    OUTRAGE_MODESTY="Assault on a woman's modesty",
    HONOUR_KILLING="Killing in the name of honour",
    DOMESTIC_VIOLENCE="Domestic violence",
    ACID="Acid attack",
    DACOITY="Dacoity",
    ROBBERY="Robbery",
    BURGLARY="Burglary",
    THEFT="Theft",
    MOTORCYCLE_THEFT="Motorcycle theft or snatching",
    VEHICLE_THEFT="Vehicle theft",
    RIOT="Riot",
    NARCOTICS="Narcotics",
    ARMS="Arms and weapons",
    TERRORISM="Terrorism",
    CHEATING="Cheating",
    OTHER="Other offences",
)

VERDICT = _list(
    "prosecution.verdict",
    CONVICTED="Convicted",
    ACQUITTED="Acquitted",
    DISCHARGED="Discharged before a verdict",
    ABATED="Abated by death of the accused",
)

DISPOSAL_MODE = _list(
    "prosecution.disposal_mode",
    MERITS="Decided on the merits",
    EARLY_ACQUITTAL="Early acquittal (s.249-A, s.265-K CrPC)",
    COMPROMISE="Compromise",
    WITHDRAWN="Withdrawn by the prosecution",
    TRANSFER="Transferred to another court",
    DORMANT="Made dormant: accused absconding (s.512 CrPC)",
    ABATED="Abated",
)

ACQUITTAL_REASON = _list(
    "prosecution.acquittal_reason",
    HOSTILE_WITNESS="Witness turned hostile",
    BENEFIT_OF_DOUBT="Benefit of the doubt",
    DEFECTIVE_INVESTIGATION="Defective investigation",
    NO_FORENSIC="No forensic evidence",
    COMPROMISE="Compromise",
    TECHNICAL="Technical ground",
    OTHER="Other",
)

RETURN_LINES = {
    "R1": "Reports on hand at start of month",
    "R2": "Reports received from the police, all kinds",
    **{f"R2_{kind}": f"of which: {label}" for kind, label in REPORT_KINDS.items()},
    "R3": "Reports first decided",
    "R3_FIT": "of which fit for trial",
    "R3_RETURNED": "of which returned for defects",
    "R3_DROP": "of which recommended to be dropped",
    "R3_OTHER": "of which otherwise, held for a forensic report included",
    "R3A": "First decided, of which within 3 days of receipt",
    "R4": "Returned reports received back",
    "R4A": "of which within 7 days of return",
    "R5": "Reports filed in court",
    "R6": "Reports on hand at end of month: not returned, filed or dropped",
    "R6A": "of which undecided and older than 3 days",
    "R7": "Cases decided, in whatever way",
    "R7_MERITS": "of which on the merits",
    "R7_CONVICTED": "On the merits: at least one accused convicted",
    "R7_ACQUITTED": "On the merits: no accused convicted",
    "R7_EARLY_ACQUITTAL": "Early acquittal (s.249-A, s.265-K CrPC)",
    "R7_COMPROMISE": "Compromise",
    "R7_WITHDRAWN": "Withdrawn by the prosecution",
    "R7_OTHER": "Transferred, made dormant, abated or otherwise",
    "R8": "Accused convicted or acquitted",
    "R8_CONVICTED": "of which convicted",
    "R8_ACQUITTED": "of which acquitted, in whatever way",
}

RETURN_LINE = _list("prosecution.return_line", **RETURN_LINES)

OFFENCE_GROUPS = {"SERIOUS_VIOLENT": "Serious and violent crime", "GBV": "Gender-based violence"}

PERSONS = {
    f"{age}_{sex}": f"{age_label}, {sex_label.lower()}"
    for age, age_label in AGE_CLASSES.items()
    for sex, sex_label in SEXES.items()
}

RETURN_ITEM = _list("prosecution.return_item", TOTAL="All", **OFFENCE_GROUPS, **PERSONS)

CELL_STATUS = _list(
    "prosecution.cell_status",
    REPORTED="Counted and reported",
    ESTIMATED="Estimated by the reporting district",
    NOT_AVAILABLE="Not available",
    NOT_APPLICABLE="Not applicable here",
)

CODELISTS = (
    REPORT_KIND,
    DECISION,
    GRADE,
    COURT_TYPE,
    SEVERITY,
    OFFENCE,
    VERDICT,
    DISPOSAL_MODE,
    ACQUITTAL_REASON,
    SEX,
    AGE_CLASS,
    RETURN_LINE,
    RETURN_ITEM,
    CELL_STATUS,
)
