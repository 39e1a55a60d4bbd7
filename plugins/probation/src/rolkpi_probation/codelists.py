"""Closed lists of values the probation plugin uses."""

from __future__ import annotations

from rolkpi.model import Code, Codelist


def _list(list_id: str, **labels: str) -> Codelist:
    return Codelist(id=list_id, codes=tuple(Code(code=code, label=label) for code, label in labels.items()))


KINDS = {
    "PROBATION": "Probation order",
    "CONDITIONAL_DISCHARGE": "Conditional discharge",
    "JUVENILE_RELEASE": "Juvenile released on probation",
    "PAROLE_LICENCE": "Parole licence",
}

SEXES = {"M": "Male", "F": "Female", "T": "Transgender", "U": "Not recorded"}
AGE_CLASSES = {"ADULT": "18 or older", "JUVENILE": "Under 18", "UNKNOWN": "Not recorded"}

KIND = _list("probation.kind", **KINDS)
SEX = _list("probation.sex", **SEXES)
AGE_CLASS = _list("probation.age_class", **AGE_CLASSES)

AGE_BAND = _list(
    "probation.age_band",
    A00_09="Under 10",
    A10_13="10 to 13",
    A14_17="14 to 17",
    A18_24="18 to 24",
    A25_34="25 to 34",
    A35_44="35 to 44",
    A45_59="45 to 59",
    A60="60 or older",
)

LENGTH = _list(
    "probation.length",
    UP_TO_12="Up to 12 months",
    OVER_12="13 to 24 months",
    OVER_24="25 to 36 months",
    OVER_36="Over 36 months",
)

COURT_LEVEL = _list(
    "probation.court_level",
    MAGISTRATE="Judicial magistrate",
    SESSIONS="Sessions court",
    ATC="Anti-terrorism court",
    SPECIAL_GBV="Court for gender-based violence",
    JUVENILE="Juvenile court",
    HIGH_COURT="High Court",
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

OFFENCE = _list("probation.offence", **OFFENCES)

END_REASON = _list(
    "probation.end_reason",
    COMPLETED="Completed",
    REVOKED_BREACH="Revoked: breach",
    REVOKED_NEW_OFFENCE="Revoked: new offence",
    DIED="Died",
    TRANSFERRED="Transferred to another district",
    OTHER="Other",
)

MODES = {"OFFICE": "At the office", "HOME": "Home visit", "PHONE": "By telephone", "SURETY": "Through the surety"}

MODE = _list("probation.mode", **MODES)

REPORT_KIND = _list(
    "probation.report_kind",
    SIR_ADULT="Social investigation report: adult",
    JUVENILE="Report on a juvenile",
    PAROLE_HOME="Home report for parole",
)

BREACH_KIND = _list(
    "probation.breach_kind",
    MISSED_CONTACT="Missed contact",
    NEW_OFFENCE="New offence",
    CONDITION="Other condition broken",
)

BREACH_OUTCOME = _list(
    "probation.breach_outcome",
    WARNED="Warned, order goes on",
    CONTINUED="Order goes on, or with other conditions",
    REVOKED="Order revoked",
    NOT_PROVED="Breach not proved",
)

DECISION = _list("probation.decision", GRANTED="Granted", REFUSED="Refused", DEFERRED="Deferred: to be heard again")

RETURN_LINES = {
    "B1": "Persons under supervision at start",
    **{f"B1_{kind}": f"Persons under supervision at start: {label}" for kind, label in KINDS.items()},
    "B2": "New orders received from courts",
    **{f"B2_{k}": f"New orders received: {label}" for k, label in KINDS.items() if k != "PAROLE_LICENCE"},
    "B2A": "New licences received from prisons",
    "B3_IN": "Orders received by transfer",
    "B3_OUT": "Orders transferred out",
    "B3A": "Persons entering supervision",
    "B4_COMPLETED": "Orders ended: completed",
    "B4_REVOKED_BREACH": "Orders ended: revoked for breach",
    "B4_REVOKED_NEW_OFFENCE": "Orders ended: revoked for a new offence",
    "B4_DIED": "Orders ended: died",
    "B4_TRANSFERRED": "Orders ended: transferred",
    "B4_OTHER": "Orders ended: other",
    "B5": "Persons leaving supervision",
    "B6": "Persons under supervision at end of month",
    **{f"B6_{kind}": f"Persons under supervision at end of month: {label}" for kind, label in KINDS.items()},
    "B7_REQUESTED": "Reports requested",
    "B7_DUE": "Reports due this month",
    "B7_ON_TIME": "Reports due this month and submitted on time",
    "B7_LATE": "Reports due this month and submitted late",
    "B8_DUE": "Contacts due",
    "B8_KEPT": "Contacts kept",
    "B9_DUE": "First contacts due",
    "B9_MADE": "First contacts made within 7 days",
    "B10_DETECTED": "Breaches detected",
    "B10_ACTION": "Breaches with action within 10 working days",
    "B11_ELIGIBLE": "Parole cases: became eligible",
    "B11_CONSIDERED": "Parole cases: considered",
    "B11_GRANTED": "Parole cases: granted",
    "B11_REFUSED": "Parole cases: refused",
    "B11_REVOKED": "Licences revoked",
    "B12_EMPLOYED": "At completion: employed",
    "B12_TRAINING": "At completion: in training",
    "B12_SCHOOL": "At completion: in school",
    "B13_SANCTIONED": "Officers: sanctioned posts",
    "B13_IN_POST": "Officers: in post at end of month",
    "B13_WOMEN": "Officers: women in post at end of month",
}

RETURN_LINE = _list("probation.return_line", **RETURN_LINES)

RETURN_ITEM = _list(
    "probation.return_item",
    TOTAL="The printed total of the line",
    **{f"{sex}_{age}": f"{label}: {AGE_CLASSES[age]}" for sex, label in SEXES.items() for age in AGE_CLASSES},
    **MODES,
    PROBATION="Probation officers",
    PAROLE="Parole officers",
)

CELL_STATUS = _list(
    "probation.cell_status",
    REPORTED="Counted and reported",
    ESTIMATED="Estimated by the reporting office",
    NOT_AVAILABLE="Not available",
    NOT_APPLICABLE="Not applicable here",
)

CODELISTS = (
    KIND,
    SEX,
    AGE_CLASS,
    AGE_BAND,
    LENGTH,
    COURT_LEVEL,
    OFFENCE,
    END_REASON,
    MODE,
    REPORT_KIND,
    BREACH_KIND,
    BREACH_OUTCOME,
    DECISION,
    RETURN_LINE,
    RETURN_ITEM,
    CELL_STATUS,
)
