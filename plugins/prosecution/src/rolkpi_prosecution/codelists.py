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

DEFECTS = {
    "NO_FORENSIC": "Forensic report missing",
    "NO_MEDICAL": "Medico-legal report missing",
    "WITNESS_LIST": "List or statements of witnesses incomplete",
    "SECTION_WRONG": "Wrong section of law",
    "DOCUMENT_MISSING": "Another document missing",
    "ACCUSED_DETAIL": "Particulars of the accused incomplete",
    "OTHER": "Other defect",
}

DEFECT_CODE = _list("prosecution.defect_code", **DEFECTS)

CONSULT_MODE = _list(
    "prosecution.consult_mode",
    MEETING="In person",
    PHONE="By telephone or video",
    WRITTEN="In writing",
)

ADVICE = _list(
    "prosecution.advice",
    EVIDENCE="Evidence to be collected",
    FORENSIC="Forensic or medical examination",
    WITNESS="Witnesses and their protection",
    SECTIONS="Sections of law",
    CUSTODY="Arrest, remand or bail",
    OTHER="Other advice",
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

PLEA = _list(
    "prosecution.plea",
    GUILTY="Every accused pleaded guilty",
    CONTESTED="At least one accused did not plead guilty",
)

ADJOURNED_BY = _list(
    "prosecution.adjourned_by",
    PROSECUTION="Prosecution",
    DEFENCE="Defence",
    COURT="Court",
    PRISON="Prison: accused not produced",
    POLICE="Police: witness or record not brought",
    STRIKE="Strike of the lawyers",
    OTHER="Other",
)

WITNESSES = {
    "POLICE": "Police witnesses",
    "MEDICAL": "Doctors and forensic experts",
    "PRIVATE": "Private witnesses",
}

WITNESS_TYPE = _list("prosecution.witness_type", **WITNESSES)

BAIL_STAGE = _list(
    "prosecution.bail_stage",
    PRE_ARREST="Before arrest",
    POST_ARREST="After arrest",
    STATUTORY="After arrest, on the ground of delay (s.497 CrPC)",
)

STANCE = _list(
    "prosecution.stance",
    OPPOSED="Opposed",
    CONCEDED="Conceded",
    NONE="No stance taken",
)

BAIL_OUTCOME = _list(
    "prosecution.bail_outcome",
    GRANTED="Granted",
    REFUSED="Refused",
    WITHDRAWN="Withdrawn by the petitioner",
)

SEVERITY = _list(
    "prosecution.severity",
    MINOR="Minor: up to 3 years",
    MAJOR="Major: over 3 and up to 7 years",
    HEINOUS="Heinous: over 7 years, life or death",
)

OFFENCES = {
    "MURDER": "Murder",
    "ATTEMPT_MURDER": "Attempted murder",
    "HURT": "Hurt",
    "KIDNAP_ABDUCT": "Kidnapping or abduction",
    "KIDNAP_RANSOM": "Kidnapping for ransom",
    "RAPE": "Rape",
    "SEXUAL_CHILD": "Sexual offence against a child",
    "OUTRAGE_MODESTY": "Assault on a woman's modesty",
    "HONOUR_KILLING": "Killing in the name of honour",
    "DOMESTIC_VIOLENCE": "Domestic violence",
    "ACID": "Acid attack",
    "DACOITY": "Dacoity",
    "ROBBERY": "Robbery",
    "BURGLARY": "Burglary",
    "THEFT": "Theft",
    "MOTORCYCLE_THEFT": "Motorcycle theft or snatching",
    "VEHICLE_THEFT": "Vehicle theft",
    "RIOT": "Riot",
    "NARCOTICS": "Narcotics",
    "ARMS": "Arms and weapons",
    "TERRORISM": "Terrorism",
    "CHEATING": "Cheating",
    "OTHER": "Other offences",
}

SERIOUS_VIOLENT = frozenset(
    {
        "MURDER",
        "ATTEMPT_MURDER",
        "KIDNAP_ABDUCT",
        "KIDNAP_RANSOM",
        "RAPE",
        "SEXUAL_CHILD",
        "HONOUR_KILLING",
        "ACID",
        "DACOITY",
        "ROBBERY",
        "TERRORISM",
    }
)
"""Offences on the draft list of serious and violent crime."""

OFFENCE = _list("prosecution.offence", **OFFENCES)

VERDICT = _list(
    "prosecution.verdict",
    CONVICTED="Convicted",
    ACQUITTED="Acquitted",
    DISCHARGED="Discharged before a verdict",
    ABATED="Abated by death of the accused",
)

CASE_END = _list(
    "prosecution.case_end",
    MERITS="Decided on the merits",
    COMPROMISE="Compromise",
    WITHDRAWN="Withdrawn by the prosecution",
    EARLY_ACQUITTAL="Early acquittal (s.249-A, s.265-K CrPC)",
    ABATED="Abated by death of the accused",
    MOVED="No end: transferred to another court, or made dormant",
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

ACQUITTAL_REASONS = {
    "HOSTILE_WITNESS": "Witness turned hostile",
    "BENEFIT_OF_DOUBT": "Benefit of the doubt",
    "DEFECTIVE_INVESTIGATION": "Defective investigation",
    "NO_FORENSIC": "No forensic evidence",
    "COMPROMISE": "Compromise",
    "TECHNICAL": "Technical ground",
    "OTHER": "Other",
}

ACQUITTAL_REASON = _list("prosecution.acquittal_reason", **ACQUITTAL_REASONS)

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
    "R6A": "of which never decided on, and received more than 3 days ago",
    "R7": "Cases decided, in whatever way",
    "R7_MERITS": "of which on the merits",
    "R7_CONVICTED": "On the merits: at least one accused convicted",
    "R7_ACQUITTED": "On the merits: no accused convicted",
    "R7_EARLY_ACQUITTAL": "Early acquittal (s.249-A, s.265-K CrPC)",
    "R7_COMPROMISE": "Compromise",
    "R7_WITHDRAWN": "Withdrawn by the prosecution",
    "R7_OTHER": "Abated or otherwise ended",
    "R7_MOVED": "Transferred to another court or made dormant: not decided, and no part of R7",
    "R8": "Accused convicted or acquitted",
    "R8_CONVICTED": "of which convicted",
    "R8_ACQUITTED": "of which acquitted, in whatever way",
    "R9": "Accused acquitted, in whatever way, by main reason",
    "R10_SUMMONED": "Prosecution witnesses summoned",
    "R10_ATTENDED": "of which attended",
    "R10_EXAMINED": "of which examined",
    "R11": "Hearings listed",
    "R11_PROSECUTION": "of which adjourned at the prosecution's instance",
    "R12_OPPOSED_REFUSED": "Bail petitions decided: opposed, and refused",
    "R12_OPPOSED_GRANTED": "Bail petitions decided: opposed, and granted",
    "R12_CONCEDED": "Bail petitions decided: conceded",
    "R13": "Accused acquitted in serious and violent crime",
    "R13_REVIEWED": "Such acquittals reviewed for appeal in the month",
    "R13_APPEAL": "Appeals filed in the month against such acquittals",
    "R14_LIVE": "Cases live in court at end of month",
    "R14_SANCTIONED": "Posts of prosecutors sanctioned at end of month",
    "R14_IN_POST": "Prosecutors in post at end of month",
    "R14_WOMEN": "of which women",
    "R15": "Early consultations held in serious cases",
    "R16": "Reports filed in court, by days since receipt",
}

RETURN_LINE = _list("prosecution.return_line", **RETURN_LINES)

OFFENCE_GROUPS = {"SERIOUS_VIOLENT": "Serious and violent crime", "GBV": "Gender-based violence"}

PERSONS = {
    f"{age}_{sex}": f"{age_label}, {sex_label.lower()}"
    for age, age_label in AGE_CLASSES.items()
    for sex, sex_label in SEXES.items()
}

DAYS_TO_FILING = {
    "D0_3": "0 to 3 days",
    "D4_7": "4 to 7 days",
    "D8_14": "8 to 14 days",
    "D15_30": "15 to 30 days",
    "D31": "31 days and more",
}

RETURN_ITEM = _list(
    "prosecution.return_item",
    TOTAL="All",
    **OFFENCE_GROUPS,
    **PERSONS,
    **ACQUITTAL_REASONS,
    NOT_RECORDED="Reason not recorded",
    **WITNESSES,
    **DAYS_TO_FILING,
)

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
    DEFECT_CODE,
    CONSULT_MODE,
    ADVICE,
    GRADE,
    COURT_TYPE,
    PLEA,
    ADJOURNED_BY,
    WITNESS_TYPE,
    BAIL_STAGE,
    STANCE,
    BAIL_OUTCOME,
    SEVERITY,
    OFFENCE,
    VERDICT,
    CASE_END,
    DISPOSAL_MODE,
    ACQUITTAL_REASON,
    SEX,
    AGE_CLASS,
    RETURN_LINE,
    RETURN_ITEM,
    CELL_STATUS,
)
