"""Closed lists of values the police plugin uses."""

from __future__ import annotations

from rolkpi.model import Code, Codelist


def _list(list_id: str, **labels: str) -> Codelist:
    return Codelist(id=list_id, codes=tuple(Code(code=code, label=label) for code, label in labels.items()))


FORCE = _list("police.force", POLICE="Balochistan Police", LEVIES="Balochistan Levies")

SEX = _list("police.sex", M="Male", F="Female", T="Transgender", U="Not recorded")

SEVERITY = _list(
    "police.severity",
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
    "VIOLENCE": "Violence and sexual offences, not told apart",
    "DACOITY": "Dacoity",
    "ROBBERY": "Robbery",
    "BURGLARY": "Burglary",
    "THEFT": "Theft",
    "THEFT_PERSON": "Theft from the person",
    "SHOPLIFTING": "Shoplifting",
    "BICYCLE_THEFT": "Bicycle theft",
    "MOTORCYCLE_THEFT": "Motorcycle theft or snatching",
    "VEHICLE_THEFT": "Vehicle theft",
    "VEHICLE_CRIME": "Theft of or from vehicles, not told apart",
    "OTHER_THEFT": "Other theft",
    "CRIMINAL_DAMAGE": "Criminal damage and arson",
    "RIOT": "Riot",
    "PUBLIC_ORDER": "Public order",
    "NARCOTICS": "Narcotics",
    "ARMS": "Arms and weapons",
    "TERRORISM": "Terrorism",
    "CHEATING": "Cheating",
    "OTHER": "Other offences",
}

OFFENCE = _list("police.offence", **OFFENCES)

CLOSURE = _list(
    "police.closure",
    CHALLANED="Complete report (challan) forwarded",
    CANCELLED="Cancelled",
    UNTRACED="Untraced",
    TRANSFERRED="Transferred to another station, district or agency",
    QUASHED="Quashed by a court",
)

REPORT_KIND = _list(
    "police.report_kind",
    INTERIM="Interim report (incomplete challan)",
    COMPLETE="Complete report (challan)",
    SUPPLEMENTARY="Supplementary report",
    CANCELLATION="Cancellation report",
    UNTRACED="Untraced report",
    DISCHARGE="Report for discharge of an accused",
)

RETURN_LINE = _list(
    "police.return_line",
    P1="Under investigation at start of month",
    P2="FIRs registered, both forces",
    P2_POLICE="FIRs registered by Police",
    P2_LEVIES="FIRs registered by Levies",
    P3="Received by transfer",
    P4="Complete challans forwarded to prosecution",
    P4A="of which within 14 days of FIR",
    P5="Interim reports forwarded to prosecution",
    P5A="of which within 17 days of FIR",
    P6_CANCELLED="Closed as cancelled",
    P6_UNTRACED="Closed as untraced",
    P6_TRANSFERRED="Transferred out",
    P7="Under investigation at end of month",
    P7A="of which older than 17 days with no report",
    P8="FIRs of the month two months ago",
    P8A="of which with any report by day 17",
    P9="Persons arrested",
    P13="Reports returned by prosecution for defects",
    P13A="of which resubmitted",
)

RETURN_ITEM = _list("police.return_item", TOTAL="All", **OFFENCES)

CELL_STATUS = _list(
    "police.cell_status",
    REPORTED="Counted and reported",
    ESTIMATED="Estimated by the reporting district",
    NOT_AVAILABLE="Not available",
    NOT_APPLICABLE="Not applicable here",
)

CODELISTS = (
    FORCE,
    SEX,
    SEVERITY,
    OFFENCE,
    CLOSURE,
    REPORT_KIND,
    RETURN_LINE,
    RETURN_ITEM,
    CELL_STATUS,
)
