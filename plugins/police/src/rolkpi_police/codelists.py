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

HEADS = tuple(
    offence
    for offence in OFFENCES
    if offence
    not in (
        "VIOLENCE",
        "THEFT_PERSON",
        "SHOPLIFTING",
        "BICYCLE_THEFT",
        "VEHICLE_CRIME",
        "OTHER_THEFT",
        "CRIMINAL_DAMAGE",
        "PUBLIC_ORDER",
    )
)
"""The 23 offence heads of the monthly return. The others serve registers that do not tell them apart."""

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

CANCEL_CLASS = _list(
    "police.cancel_class",
    FALSE="False information",
    CIVIL="Civil dispute",
    NON_COGNIZABLE="Offence is not cognizable",
    DUPLICATE="Registered twice",
    OTHER="Other reason",
)

PROPERTY_TYPE = _list(
    "police.property_type",
    CASH="Cash",
    JEWELLERY="Jewellery",
    VEHICLE="Cars and other vehicles",
    MOTORCYCLE="Motorcycles",
    PHONE="Phones and electronics",
    LIVESTOCK="Livestock",
    OTHER="Other property",
)

CUSTODY_STATUS = _list(
    "police.custody_status",
    POLICE_REMAND="In police custody",
    JUDICIAL="In judicial custody",
    BAIL_PRE="On bail before arrest",
    BAIL_POST="On bail after arrest",
    ABSCONDING="Absconding",
    RELEASED_169="Released for want of evidence (s.169 CrPC)",
    NONE="Never arrested",
)

PO_CLEAR_REASON = _list(
    "police.po_clear_reason",
    ARRESTED="Arrested",
    SURRENDERED="Surrendered",
    DIED="Died",
    WITHDRAWN="Proclamation withdrawn",
)

INJURY = _list(
    "police.injury",
    NONE="No injury",
    SIMPLE="Simple hurt",
    GRIEVOUS="Grievous hurt",
    FATAL="Fatal",
)

AGE_BANDS: dict[str, tuple[int, int | None]] = {
    "0-9": (0, 9),
    "10-13": (10, 13),
    "14-17": (14, 17),
    "18-24": (18, 24),
    "25-34": (25, 34),
    "35-44": (35, 44),
    "45-59": (45, 59),
    "60+": (60, None),
}
"""Age bands of the population table, in completed years."""

AGE_BAND = _list(
    "police.age_band",
    **{band: f"{low} to {high} years" if high else f"{low} years and over" for band, (low, high) in AGE_BANDS.items()},
)

VICTIM_AGE = _list("police.victim_age", CHILD="Under 18", ADULT="18 and over")

VICTIM_SEX = _list("police.victim_sex", F="Female", M="Male", T="Transgender", SEVERAL="Victims of more than one sex")

CALL_OUTCOME = _list(
    "police.call_outcome",
    ATTENDED="A unit went to the scene",
    NOT_ATTENDED="No unit went, though one was needed",
    ADVICE="Settled on the telephone",
    HOAX="Hoax or silent call",
    DUPLICATE="Incident already known from another call",
)

HOUR_BAND = _list(
    "police.hour_band", NIGHT="00:00-05:59", MORNING="06:00-11:59", AFTERNOON="12:00-17:59", EVENING="18:00-23:59"
)

COMPLAINT_CATEGORY = _list(
    "police.complaint_category",
    NON_REGISTRATION="FIR not registered",
    INVESTIGATION="Delay or bias in an investigation",
    MISCONDUCT="Rude or improper conduct",
    EXCESS="Unlawful detention or use of force",
    CORRUPTION="Demand for money",
    OTHER="Other complaints",
)

COMPLAINT_OUTCOME = _list(
    "police.complaint_outcome",
    UPHELD="Found right, and put right",
    NOT_UPHELD="Found not to be right",
    REFERRED="Passed on to the body in charge",
    WITHDRAWN="Withdrawn by the complainant",
)

RANK_GROUP = _list(
    "police.rank_group",
    GO="Gazetted officers",
    INSPECTOR="Inspectors",
    SI_ASI="Sub-inspectors and assistant sub-inspectors",
    CONSTABLE="Head constables and constables",
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
    P9A="of which produced before a magistrate within 24 hours",
    P9B="of which juveniles",
    P9C="of which women",
    P10_OPENING="Proclaimed offenders at start of month",
    P10_ADDED="Proclaimed offenders added",
    P10_ARRESTED="Proclaimed offenders arrested or surrendered",
    P10_STRUCK_OFF="Proclaimed offenders struck off for another reason",
    P10_CLOSING="Proclaimed offenders at end of month",
    P11="FIRs of gender-based violence",
    P11A="of which referred to an anti-rape crisis cell within 6 hours",
    P12="Victims of homicide",
    P13="Reports returned by prosecution for defects",
    P13A="of which resubmitted",
    P14_STOLEN="Property stolen, rupees",
    P14_RECOVERED="Property recovered, rupees",
    P15="Emergency calls attended",
    P15_MINUTES="Emergency calls attended, by minutes until the first unit arrived",
    P16="Complaints received",
    P16A="of which closed within the standard",
    P17_SANCTIONED="Sanctioned strength at end of month",
    P17_IN_POST="Officers in post at end of month",
    P17_WOMEN="of which women",
    DAYS_TO_CHALLAN="Complete challans forwarded, by days since the FIR",
)

RESPONSE_BINS: dict[str, tuple[int, int | None]] = {
    "MIN_0_5": (0, 5),
    "MIN_6_10": (6, 10),
    "MIN_11_20": (11, 20),
    "MIN_21_40": (21, 40),
    "MIN_41_UP": (41, None),
}
"""Ranges of line P15_MINUTES, in whole minutes."""

CHALLAN_BINS: dict[str, tuple[int, int | None]] = {
    "DAY_0_14": (0, 14),
    "DAY_15_17": (15, 17),
    "DAY_18_30": (18, 30),
    "DAY_31_60": (31, 60),
    "DAY_61_90": (61, 90),
    "DAY_91_180": (91, 180),
    "DAY_181_UP": (181, None),
}
"""Ranges of line DAYS_TO_CHALLAN, in calendar days."""


def _ranges(bins: dict[str, tuple[int, int | None]], unit: str) -> dict[str, str]:
    return {
        code: f"{low} to {high} {unit}" if high is not None else f"{low} {unit} and more"
        for code, (low, high) in bins.items()
    }


VICTIM_ITEMS = {
    f"{sex}_{band.replace('-', '_').replace('+', '_UP')}": (sex, band)
    for sex in ("M", "F", "T", "U")
    for band in (*AGE_BANDS, "U")
}
"""Items of line P12: sex and age band, each with U for not recorded."""

RETURN_ITEM = _list(
    "police.return_item",
    TOTAL="All",
    **{head: OFFENCES[head] for head in HEADS},
    ADULT_M="Men",
    ADULT_F="Women",
    JUVENILE_M="Boys under 18",
    JUVENILE_F="Girls under 18",
    TRANSGENDER="Transgender persons",
    **{
        item: f"Sex {sex}, {'age not recorded' if band == 'U' else f'aged {band}'}"
        for item, (sex, band) in VICTIM_ITEMS.items()
    },
    **_ranges(RESPONSE_BINS, "minutes"),
    **_ranges(CHALLAN_BINS, "days"),
)

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
    CANCEL_CLASS,
    PROPERTY_TYPE,
    REPORT_KIND,
    CUSTODY_STATUS,
    PO_CLEAR_REASON,
    INJURY,
    AGE_BAND,
    VICTIM_AGE,
    VICTIM_SEX,
    CALL_OUTCOME,
    HOUR_BAND,
    COMPLAINT_CATEGORY,
    COMPLAINT_OUTCOME,
    RANK_GROUP,
    RETURN_LINE,
    RETURN_ITEM,
    CELL_STATUS,
)
