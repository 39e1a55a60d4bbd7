"""The case register as the courts' Case Flow Management System gives it out."""

from __future__ import annotations

from collections.abc import Mapping

import pyarrow as pa
import pyarrow.compute as pc

from rolkpi.model import Adapter, ColumnMapping
from rolkpi_judiciary.adapters.districts import DISTRICTS

_DAY = "%d-%m-%Y"
_NOTHING = ("-",)
TRANSFERRED = "Transferred"
"""What stands as mode of disposal where the case went to another court: no disposal."""


def read_cfms(table: pa.Table, options: Mapping[str, str]) -> pa.Table:
    """Add what a mapping cannot make; rows stay as many and in order.

    ``Case ID``: court, number and year. ``FIR ID``: station, number and year of the FIR, empty where one is missing.
    ``Decided On`` and ``Left On``: the date of disposal, by whether the case was decided or went to another court.
    """
    case_id = pc.binary_join_element_wise(table["Court Code"], table["Case No."], table["Year"], "/")
    fir_id = pc.binary_join_element_wise(table["Police Station"], table["FIR No."], table["FIR Year"], "/")
    left = pc.fill_null(pc.equal(table["Mode of Disposal"], TRANSFERRED), False)
    nothing = pa.scalar(None, pa.string())
    disposed = table["Date of Disposal"]
    return (
        table.append_column("Case ID", case_id)
        .append_column("FIR ID", fir_id)
        .append_column("Decided On", pc.if_else(left, nothing, disposed))
        .append_column("Left On", pc.if_else(left, disposed, nothing))
    )


CFMS_CASE = Adapter(
    id="judiciary.cfms_case",
    dataset="judiciary.case",
    description="Case register from the Case Flow Management System (CSV or Excel, one row per case on the docket of a "
    "court). Days as 15-03-2024. The number of the case is made of court, number and year, that of the FIR of station, "
    "number and year. Transferred as mode of disposal is no disposal: the case left on that date.",
    columns={
        "case_id": ColumnMapping(column="Case ID"),
        "court": ColumnMapping(column="District", codes=DISTRICTS),
        "fir_id": ColumnMapping(column="FIR ID"),
        "court_level": ColumnMapping(
            column="Court",
            codes={
                "Judicial Magistrate": "MAGISTRATE",
                "Civil Judge": "CIVIL_FAMILY",
                "Family Judge": "CIVIL_FAMILY",
                "Sessions Judge": "SESSIONS",
                "Additional Sessions Judge": "SESSIONS",
                "Anti-Terrorism Court": "SPECIAL",
                "Special Judge": "SPECIAL",
                "High Court": "HIGH_COURT",
            },
        ),
        "case_type": ColumnMapping(
            column="Case Category",
            codes={
                "Sessions Trial": "SESSIONS_TRIAL",
                "Magisterial Trial": "MAGISTERIAL_TRIAL",
                "ATC Trial": "ATC",
                "GBV Trial": "GBV",
                "Juvenile Trial": "JUVENILE",
                "Bail": "BAIL",
                "Criminal Appeal": "APPEAL",
                "Criminal Revision": "REVISION",
                "Civil Suit": "CIVIL",
                "Family Suit": "FAMILY",
                "Miscellaneous": "OTHER",
            },
        ),
        "offence": ColumnMapping(
            column="Nature of Offence",
            empty=_NOTHING,
            codes={
                "Murder": "MURDER",
                "Attempt to Murder": "ATTEMPT_MURDER",
                "Hurt": "HURT",
                "Kidnapping / Abduction": "KIDNAP_ABDUCT",
                "Kidnapping for Ransom": "KIDNAP_RANSOM",
                "Rape": "RAPE",
                "Child Sexual Abuse": "SEXUAL_CHILD",
                "Assault on Woman": "OUTRAGE_MODESTY",
                "Honour Killing": "HONOUR_KILLING",
                "Domestic Violence": "DOMESTIC_VIOLENCE",
                "Acid Throwing": "ACID",
                "Dacoity": "DACOITY",
                "Robbery": "ROBBERY",
                "Burglary": "BURGLARY",
                "Theft": "THEFT",
                "Motorcycle Theft": "MOTORCYCLE_THEFT",
                "Vehicle Theft": "VEHICLE_THEFT",
                "Rioting": "RIOT",
                "Narcotics": "NARCOTICS",
                "Arms Ordinance": "ARMS",
                "Anti-Terrorism Act": "TERRORISM",
                "Cheating / Fraud": "CHEATING",
                "Miscellaneous": "OTHER",
            },
        ),
        "severity": ColumnMapping(
            column="Offence Class", empty=_NOTHING, codes={"Minor": "MINOR", "Major": "MAJOR", "Heinous": "HEINOUS"}
        ),
        "gbv_flag": ColumnMapping(column="GBV", empty=_NOTHING),
        "juvenile_flag": ColumnMapping(column="Juvenile", empty=_NOTHING),
        "scheduled_ara": ColumnMapping(column="Anti-Rape Act", empty=_NOTHING),
        "victim_age": ColumnMapping(
            column="Age of Victim",
            empty=_NOTHING,
            codes={
                "Below 12": "UNDER_12",
                "12 to 17": "AGE_12_17",
                "18 and above": "ADULT",
                "Not Known": "UNKNOWN",
            },
        ),
        "limit_id": ColumnMapping(
            column="NJPMC Category",
            empty=_NOTHING,
            codes={
                "Juvenile": "JUVENILE",
                "Up to 7 years": "UP_TO_7Y",
                "Above 7 years": "ABOVE_7Y",
                "Murder": "MURDER",
            },
        ),
        "instituted_at": ColumnMapping(column="Date of Institution", format=_DAY),
        "mode": ColumnMapping(
            column="How Instituted",
            codes={
                "Fresh": "FRESH",
                "Restored": "RESTORED",
                "Remanded": "REMAND",
                "Received by Transfer": "TRANSFER_IN",
            },
        ),
        "received_at": ColumnMapping(column="Received On", format=_DAY, empty=_NOTHING),
        "cognizance_at": ColumnMapping(column="Cognizance", format=_DAY, empty=_NOTHING),
        "charge_framed_at": ColumnMapping(column="Charge Framed", format=_DAY, empty=_NOTHING),
        "decided_at": ColumnMapping(column="Decided On", format=_DAY, empty=_NOTHING),
        "disposal_mode": ColumnMapping(
            column="Mode of Disposal",
            empty=("-", "Pending", TRANSFERRED),
            codes={
                "Convicted": "CONVICTION",
                "Acquitted": "ACQUITTAL",
                "Acquitted u/s 249-A": "EARLY_ACQUITTAL",
                "Acquitted u/s 265-K": "EARLY_ACQUITTAL",
                "Compromised": "COMPROMISE",
                "Withdrawn": "WITHDRAWN",
                "Dismissed": "DISMISSED",
                "Decreed": "DECREED",
                "Record Room u/s 512": "CONSIGNED_RECORD_ROOM",
                "Abated": "ABATED",
                "Otherwise": "OTHER",
            },
        ),
        "transferred_out_at": ColumnMapping(column="Left On", format=_DAY, empty=_NOTHING),
        "inactive_from": ColumnMapping(column="Dormant From", format=_DAY, empty=_NOTHING),
        "inactive_to": ColumnMapping(column="Dormant To", format=_DAY, empty=_NOTHING),
        "inactive_reason": ColumnMapping(
            column="Reason Dormant",
            empty=_NOTHING,
            codes={"Accused Absconding": "ABSCONDING", "Stay Order": "STAY", "Other": "OTHER"},
        ),
    },
    ignore={"Case No.": {"Total": "the line with the sums at the end of the register"}},
    read=read_cfms,
)
