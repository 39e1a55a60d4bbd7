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

DISPOSAL_MODE = _list(
    "judiciary.disposal_mode",
    CONVICTION="Conviction",
    ACQUITTAL="Acquittal on the merits",
    EARLY_ACQUITTAL="Early acquittal (s.249-A, s.265-K CrPC)",
    COMPROMISE="Compromise",
    WITHDRAWN="Withdrawn",
    DISMISSED="Dismissed",
    DECREED="Decreed",
    CONSIGNED_RECORD_ROOM="Consigned to the record room (s.512 CrPC)",
    ABATED="Abated",
    OTHER="Otherwise",
)

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

RETURN_LINE = _list(
    "judiciary.return_line",
    J1="Pending at start",
    J2="Instituted: fresh, restored and remanded",
    J2_FRESH="of which fresh",
    J2_RESTORED="of which restored",
    J2_REMAND="of which remanded",
    J3="Received by transfer",
    J4="Disposed",
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
    J9_CONVICTED="Accused convicted",
    J9_ACQUITTED="Accused acquitted",
    J10_START="Bail petitions pending at start",
    J10_FILED="Bail petitions filed",
    J10_GRANTED="Bail petitions granted",
    J10_REFUSED="Bail petitions refused",
    J10_END="Bail petitions pending at end",
    J11_JUVENILE="Juvenile cases pending at end",
    J11_GBV="Gender-based violence cases pending at end",
    J12_UPHELD="Appeals decided: upheld",
    J12_SET_ASIDE="Appeals decided: set aside",
    J12_MODIFIED="Appeals decided: modified",
    J12_REMANDED="Appeals decided: remanded",
    J13_SANCTIONED="Judges sanctioned",
    J13_WORKING="Judges working",
    J13_DAYS="Working days of the court",
    J14_CHARGED="Accused charged",
    J14_REPRESENTED="Accused represented at charge",
)

RETURN_ITEM = _list("judiciary.return_item", TOTAL="All", **CASE_TYPES)

CELL_STATUS = _list(
    "judiciary.cell_status",
    REPORTED="Counted and reported",
    ESTIMATED="Estimated by the reporting court",
    NOT_AVAILABLE="Not available",
    NOT_APPLICABLE="Not applicable here",
)

CODELISTS = (
    CASE_TYPE,
    SEVERITY,
    MODE,
    DISPOSAL_MODE,
    INACTIVE_REASON,
    LIMIT,
    RETURN_LINE,
    RETURN_ITEM,
    CELL_STATUS,
)
