"""Closed lists of values the judiciary plugin uses."""

from __future__ import annotations

from rolkpi.model import Code, Codelist


def _list(list_id: str, **labels: str) -> Codelist:
    return Codelist(id=list_id, codes=tuple(Code(code=code, label=label) for code, label in labels.items()))


CASE_TYPES = {
    "SESSIONS_TRIAL": "Sessions trial",
    "MAGISTERIAL_TRIAL": "Magisterial trial",
    "ATC": "Anti-terrorism court trial",
    "GBV": "Gender-based violence court trial",
    "JUVENILE": "Juvenile trial",
    "BAIL": "Bail petition",
    "APPEAL": "Criminal appeal",
    "REVISION": "Criminal revision",
    "CIVIL": "Civil suit",
    "FAMILY": "Family suit",
    "OTHER": "Other",
}

CASE_TYPE = _list("judiciary.case_type", **CASE_TYPES)

TRIALS = ("SESSIONS_TRIAL", "MAGISTERIAL_TRIAL", "ATC", "GBV", "JUVENILE")
"""Case types that are trials of first instance: no bail petitions, appeals, revisions, civil or family suits."""

COURT_LEVEL = _list(
    "judiciary.court_level",
    MAGISTRATE="Judicial magistrate",
    CIVIL_FAMILY="Civil or family judge",
    SESSIONS="Sessions court",
    SPECIAL="Special court, such as an anti-terrorism court",
    HIGH_COURT="High Court",
)

OFFENCE = _list(
    "judiciary.offence",
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

SEXES = {"M": "Male", "F": "Female", "T": "Transgender", "U": "Not recorded"}
AGE_CLASSES = {"ADULT": "18 or older", "JUVENILE": "Under 18", "UNKNOWN": "Not recorded"}

SEX = _list("judiciary.sex", **SEXES)
AGE_CLASS = _list("judiciary.age_class", **AGE_CLASSES)

SEX_OF_ACCUSED = _list(
    "judiciary.sex_of_accused",
    M="All male",
    F="All female",
    T="All transgender",
    MIXED="Of different sexes",
)

VICTIM_AGE = _list(
    "judiciary.victim_age",
    UNDER_12="Under 12",
    AGE_12_17="12 to 17",
    ADULT="18 or older",
    UNKNOWN="Not recorded",
)

SEVERITY = _list(
    "judiciary.severity",
    MINOR="Minor: up to 3 years",
    MAJOR="Major: over 3 and up to 7 years",
    HEINOUS="Heinous: over 7 years, life or death",
)

MODE = _list(
    "judiciary.mode",
    FRESH="Fresh institution",
    RESTORED="Restored to the docket",
    REMAND="Sent back by a higher court",
    TRANSFER_IN="Received by transfer from another court",
)

DISPOSAL_MODES = {
    "CONVICTION": "Conviction",
    "ACQUITTAL": "Acquittal on the merits",
    "EARLY_ACQUITTAL": "Early acquittal (s.249-A, s.265-K CrPC)",
    "COMPROMISE": "Compromise",
    "WITHDRAWN": "Withdrawn",
    "DISMISSED": "Dismissed",
    "DECREED": "Decreed",
    "CONSIGNED_RECORD_ROOM": "Consigned to the record room (s.512 CrPC)",
    "ABATED": "Abated",
    "OTHER": "Otherwise",
}

DISPOSAL_MODE = _list("judiciary.disposal_mode", **DISPOSAL_MODES)

INACTIVE_REASON = _list(
    "judiciary.inactive_reason",
    ABSCONDING="Accused absconding",
    STAY="Stayed by a higher court",
    OTHER="Other",
)

LIMIT = _list(
    "judiciary.limit",
    JUVENILE="Trial of a juvenile",
    UP_TO_7Y="Offence punishable with up to 7 years",
    ABOVE_7Y="Offence punishable with more than 7 years",
    MURDER="Murder",
)

PURPOSE = _list(
    "judiciary.purpose",
    REMAND="Remand",
    COPIES="Supply of copies",
    CHARGE="Framing of charge",
    EVIDENCE="Evidence",
    ARGUMENTS="Arguments",
    JUDGMENT="Judgment",
    TRIAL="Trial, set for hearing the evidence to the end",
    OTHER="Other",
)

HEARING_OUTCOME = _list(
    "judiciary.hearing_outcome",
    PROCEEDED="Held: the listed purpose was done",
    PARTLY="Held in part",
    ADJOURNED="Adjourned: the listed purpose was not done",
)

ADJOURNMENT_REASONS = {
    "PROSECUTION": "Prosecution not ready or absent",
    "DEFENCE": "Defence not ready or absent",
    "WITNESS_ABSENT": "Witness absent or not served by the police",
    "ACCUSED_NOT_PRODUCED": "Accused not brought from prison",
    "JUDGE_ABSENT": "Judge absent or on leave",
    "STRIKE": "Strike of lawyers",
    "RECORD_ABSENT": "Record of the case not there",
    "OTHER": "Other reason, or none recorded",
}

ADJOURNMENT_REASON = _list("judiciary.adjournment_reason", **ADJOURNMENT_REASONS)

VERDICT = _list(
    "judiciary.verdict",
    CONVICTED="Convicted",
    ACQUITTED="Acquitted",
    DISCHARGED="Discharged before a verdict",
    ABATED="Abated by death of the accused",
)

SENTENCES = {
    "DEATH": "Death",
    "LIFE": "Imprisonment for life",
    "PRISON": "Imprisonment",
    "FINE": "Fine only",
    "PROBATION": "Probation order",
    "CONDITIONAL_DISCHARGE": "Conditional discharge",
    "DIYAT": "Diyat, arsh or daman only",
    "OTHER": "Other",
}

SENTENCE = _list("judiciary.sentence", **SENTENCES)

BAIL_KIND = _list(
    "judiciary.bail_kind",
    PRE_ARREST="Before arrest (s.498 CrPC)",
    POST_ARREST="After arrest (s.497 CrPC)",
)

BAIL_OUTCOME = _list(
    "judiciary.bail_outcome",
    GRANTED="Bail granted",
    REFUSED="Bail refused",
    WITHDRAWN="Withdrawn or not pressed: no decision on bail",
)

APPELLANT = _list(
    "judiciary.appellant",
    STATE="State",
    ACCUSED="Convicted person",
    COMPLAINANT="Complainant",
)

APPEAL_OUTCOME = _list(
    "judiciary.appeal_outcome",
    UPHELD="Judgment upheld",
    SET_ASIDE="Conviction or acquittal set aside",
    MODIFIED="Sentence or findings modified",
    REMANDED="Sent back for a new trial",
    DISMISSED="Dismissed without a decision on the merits",
)

RETURN_LINE = _list(
    "judiciary.return_line",
    J1="Pending at start",
    J2="Instituted: fresh, restored and remanded",
    J2_FRESH="of which fresh",
    J2_RESTORED="of which restored",
    J2_REMAND="of which remanded",
    J3="Received by transfer",
    J4="Disposed",
    **{f"J4_{mode}": f"of which: {label}" for mode, label in DISPOSAL_MODES.items()},
    J4A="of which within the policy limit of the class",
    J5="Transferred out",
    J6="Pending at end",
    J6_ADJUSTMENT="Adjustment of the balance, explained on the form",
    J7_LT3M="Pending less than 3 months",
    J7_3_6M="Pending 3 to 6 months",
    J7_6_12M="Pending 6 to 12 months",
    J7_1_2Y="Pending 1 to 2 years",
    J7_2_3Y="Pending 2 to 3 years",
    J7_GT3Y="Pending more than 3 years",
    J7A="Pending, of which inactive",
    J8_LISTED="Hearings listed",
    J8_PROCEEDED="Hearings proceeded",
    J8_ADJOURNED="Hearings adjourned",
    **{f"J8_{reason}": f"of which: {label}" for reason, label in ADJOURNMENT_REASONS.items()},
    J9_CONVICTED="Accused convicted",
    J9_ACQUITTED="Accused acquitted",
    **{f"J9_{sentence}": f"Convicted, sentence: {label}" for sentence, label in SENTENCES.items()},
    J9_ELIGIBLE="Convicted of an offence for which the law allows probation",
    J9_NON_CUSTODIAL="of which with probation, conditional discharge or a fine only",
    J10_START="Bail petitions pending at start",
    J10_FILED="Bail petitions filed",
    J10_GRANTED="Bail petitions granted",
    J10_REFUSED="Bail petitions refused",
    J10_END="Bail petitions pending at end",
    J11_JUVENILE="Juvenile cases pending at end",
    J11_JUVENILE_INSTITUTED="Juvenile cases instituted",
    J11_JUVENILE_DISPOSED="Juvenile cases disposed",
    J11_JUVENILE_WITHIN="Juvenile cases disposed within the limit",
    J11_GBV="Gender-based violence cases pending at end",
    J11_GBV_INSTITUTED="Gender-based violence cases instituted",
    J11_GBV_DISPOSED="Gender-based violence cases disposed",
    J11_GBV_WITHIN="Gender-based violence cases disposed within the limit",
    J12_UPHELD="Appeals decided: upheld",
    J12_SET_ASIDE="Appeals decided: set aside",
    J12_MODIFIED="Appeals decided: modified",
    J12_REMANDED="Appeals decided: remanded",
    J12_DISMISSED="Appeals decided: dismissed without a decision on the merits",
    J13_SANCTIONED="Judges sanctioned at end",
    J13_WORKING="Judges working at end",
    J13_DAYS="Working days of the court",
    J14_CHARGED="Accused charged",
    J14_REPRESENTED="Accused represented at charge",
    H_JUDGMENT="Cases disposed, by days from institution to judgment",
)

PERSONS = {
    f"{age}_{sex}": f"{age_label}, {sex_label.lower()}"
    for age, age_label in AGE_CLASSES.items()
    for sex, sex_label in SEXES.items()
}
"""Cells of the lines that count accused: age class and sex."""

JUDGMENT_DAYS: dict[str, tuple[int, int | None]] = {
    "D0_90": (0, 90),
    "D91_180": (91, 180),
    "D181_365": (181, 365),
    "D366_547": (366, 547),
    "D548_730": (548, 730),
    "D731": (731, None),
}
"""Ranges of the histogram of days from institution to judgment."""

RETURN_ITEM = _list(
    "judiciary.return_item",
    TOTAL="All",
    **CASE_TYPES,
    **PERSONS,
    **{
        code: f"{low} to {high} days" if high is not None else f"{low} days or more"
        for code, (low, high) in JUDGMENT_DAYS.items()
    },
)

CELL_STATUS = _list(
    "judiciary.cell_status",
    REPORTED="Counted and reported",
    ESTIMATED="Estimated by the reporting court",
    NOT_AVAILABLE="Not available",
    NOT_APPLICABLE="Not applicable here",
)

CODELISTS = (
    CASE_TYPE,
    COURT_LEVEL,
    OFFENCE,
    SEX,
    AGE_CLASS,
    SEX_OF_ACCUSED,
    VICTIM_AGE,
    SEVERITY,
    MODE,
    DISPOSAL_MODE,
    INACTIVE_REASON,
    LIMIT,
    PURPOSE,
    HEARING_OUTCOME,
    ADJOURNMENT_REASON,
    VERDICT,
    SENTENCE,
    BAIL_KIND,
    BAIL_OUTCOME,
    APPELLANT,
    APPEAL_OUTCOME,
    RETURN_LINE,
    RETURN_ITEM,
    CELL_STATUS,
)
