"""Outside sources: the register of orders as offices export it from a spreadsheet, and the form PRB-M as filled in."""

from __future__ import annotations

from collections.abc import Mapping

import pyarrow as pa
import pyarrow.compute as pc

from rolkpi.model import Adapter, Cells, ColumnMapping
from rolkpi_probation.codelists import AGE_CLASSES, RETURN_LINES

DISTRICTS = {
    "Awaran": "PK201",
    "Barkhan": "PK202",
    "Chagai": "PK203",
    "Chaghi": "PK203",
    "Dera Bugti": "PK204",
    "Gwadar": "PK205",
    "Harnai": "PK206",
    "Jaffarabad": "PK207",
    "Jafarabad": "PK207",
    "Jhal Magsi": "PK208",
    "Kachhi": "PK209",
    "Bolan": "PK209",
    "Kalat": "PK210",
    "Qalat": "PK210",
    "Kech": "PK211",
    "Turbat": "PK211",
    "Kharan": "PK212",
    "Khuzdar": "PK213",
    "Killa Abdullah": "PK214",
    "Qila Abdullah": "PK214",
    "Killa Saifullah": "PK215",
    "Qila Saifullah": "PK215",
    "Kohlu": "PK216",
    "Lasbela": "PK217",
    "Loralai": "PK219",
    "Mastung": "PK220",
    "Musakhel": "PK221",
    "Musa Khel": "PK221",
    "Nasirabad": "PK222",
    "Naseerabad": "PK222",
    "Nushki": "PK223",
    "Noshki": "PK223",
    "Panjgur": "PK224",
    "Pishin": "PK225",
    "Quetta": "PK226",
    "Sherani": "PK227",
    "Shirani": "PK227",
    "Sibi": "PK228",
    "Sohbatpur": "PK229",
    "Washuk": "PK230",
    "Zhob": "PK231",
    "Ziarat": "PK232",
    "Surab": "PK233",
    "Shaheed Sikandarabad": "PK233",
    "Duki": "PK234",
    "Chaman": "PK235",
    "Hub": "BA-HUB",
    "Usta Muhammad": "BA-USTA",
    "Osta Muhammad": "BA-USTA",
}
"""Names as offices write them, and the code of the district: its p-code, or one of ours for those made in 2022."""

_NOTHING = ("-", "Nil", "N/A")
_DAY = "%d/%m/%Y"


def _day(header: str) -> ColumnMapping:
    return ColumnMapping(column=header, format=_DAY, empty=_NOTHING)


def read_register(table: pa.Table, options: Mapping[str, str]) -> pa.Table:
    """Add ``CNIC digits``: the CNIC without dashes and spaces, so that it is the number other institutions write.

    Rows stay as many and in order.
    """
    digits = pc.replace_substring_regex(table["CNIC"], pattern="[ -]", replacement="")
    return table.append_column("CNIC digits", pc.if_else(pc.equal(digits, ""), pa.scalar(None, pa.string()), digits))


ORDER_REGISTER = Adapter(
    id="probation.order_register",
    dataset="probation.order",
    description="The register of orders and licences as probation offices keep it in a spreadsheet: one row per order, "
    "days as 15/03/2024, the CNIC with or without dashes. Where the person had none, the office writes a number made "
    "up from name, father's name and year of birth, and 'Name' under 'Identity by'. The register names the court in "
    "words and its level apart; it has no code of the court. Entries struck out are left out.",
    columns={
        "order_id": ColumnMapping(column="Order No"),
        "person_key": ColumnMapping(column="CNIC digits", empty=("Nil", "N/A")),
        "weak_key": ColumnMapping(
            column="Identity by",
            empty=_NOTHING,
            codes={"CNIC": "false", "B-Form": "false", "POR Card": "false", "Name": "true"},
        ),
        "kind": ColumnMapping(
            column="Type of Order",
            codes={
                "Probation": "PROBATION",
                "Probation Order": "PROBATION",
                "Conditional Discharge": "CONDITIONAL_DISCHARGE",
                "Juvenile Probation": "JUVENILE_RELEASE",
                "Juvenile Release": "JUVENILE_RELEASE",
                "Parole": "PAROLE_LICENCE",
                "Parole Licence": "PAROLE_LICENCE",
            },
        ),
        "court_level": ColumnMapping(
            column="Court Type",
            empty=_NOTHING,
            codes={
                "Judicial Magistrate": "MAGISTRATE",
                "JM": "MAGISTRATE",
                "Sessions": "SESSIONS",
                "Addl. Sessions": "SESSIONS",
                "ATC": "ATC",
                "GBV Court": "SPECIAL_GBV",
                "Juvenile Court": "JUVENILE",
                "High Court": "HIGH_COURT",
            },
        ),
        "facility": ColumnMapping(column="Jail Code", empty=_NOTHING),
        "district": ColumnMapping(column="District", codes=DISTRICTS),
        "case_id": ColumnMapping(column="Case No", empty=_NOTHING),
        "offence_cat": ColumnMapping(
            column="Offence",
            empty=_NOTHING,
            codes={
                "Murder": "MURDER",
                "Attempt to Murder": "ATTEMPT_MURDER",
                "Hurt": "HURT",
                "Kidnapping/Abduction": "KIDNAP_ABDUCT",
                "Kidnapping for Ransom": "KIDNAP_RANSOM",
                "Rape": "RAPE",
                "Child Sexual Abuse": "SEXUAL_CHILD",
                "Outraging Modesty": "OUTRAGE_MODESTY",
                "Honour Killing": "HONOUR_KILLING",
                "Domestic Violence": "DOMESTIC_VIOLENCE",
                "Acid Throwing": "ACID",
                "Dacoity": "DACOITY",
                "Robbery": "ROBBERY",
                "Burglary": "BURGLARY",
                "House Breaking": "BURGLARY",
                "Theft": "THEFT",
                "Motorcycle Theft/Snatching": "MOTORCYCLE_THEFT",
                "Vehicle Theft": "VEHICLE_THEFT",
                "Riot": "RIOT",
                "Narcotics": "NARCOTICS",
                "CNSA": "NARCOTICS",
                "Arms": "ARMS",
                "Terrorism": "TERRORISM",
                "ATA": "TERRORISM",
                "Cheating": "CHEATING",
                "Other": "OTHER",
                "Misc": "OTHER",
            },
        ),
        "sex": ColumnMapping(
            column="Sex",
            default="U",
            codes={"Male": "M", "M": "M", "Female": "F", "F": "F", "Transgender": "T", "T": "T", "U": "U"},
        ),
        "age_at_order": ColumnMapping(column="Age", empty=_NOTHING),
        "juvenile_flag": ColumnMapping(column="Juvenile (Y/N)", empty=_NOTHING),
        "order_date": _day("Date of Order"),
        "length_months": ColumnMapping(column="Period (Months)", empty=_NOTHING),
        "transferred_in_at": _day("Received by Transfer On"),
        "registered_at": _day("Date of Registration"),
        "officer_id": ColumnMapping(column="Officer No", empty=_NOTHING),
        "end_due": _day("Expires On"),
        "ended_at": _day("Ended On"),
        "end_reason": ColumnMapping(
            column="How Ended",
            empty=_NOTHING,
            codes={
                "Completed": "COMPLETED",
                "Satisfactorily Completed": "COMPLETED",
                "Revoked - Breach": "REVOKED_BREACH",
                "Revoked - New Offence": "REVOKED_NEW_OFFENCE",
                "Died": "DIED",
                "Expired (Died)": "DIED",
                "Transferred": "TRANSFERRED",
                "Other": "OTHER",
            },
        ),
    },
    ignore={"Remarks": {"Struck Out": "the entry was struck out in the register"}},
    absent=("court",),
    read=read_register,
)


def _as_printed(line: str) -> str:
    """``B4_REVOKED_BREACH`` is printed ``B4 revoked breach``, ``B2A`` ``B2a``."""
    number, _, part = line.partition("_")
    number = f"{number[:-1]}{number[-1].lower()}" if number[-1].isalpha() else number
    return f"{number} {part.replace('_', ' ').lower()}" if part else number


LINES_AS_PRINTED = {_as_printed(line): line for line in RETURN_LINES}

_SEXES = {"M": "M", "F": "F", "T": "T", "sex not recorded": "U"}
_AGES = dict(zip(("Adult", "Juvenile", "Age unknown"), AGE_CLASSES, strict=True))

PRB_M = Adapter(
    id="probation.prb_m",
    dataset="probation.monthly_return",
    description="Form PRB-M as offices fill it in: one row per line, a column for each cell, months as 03/2024. x is "
    "printed where a line has no such cell; NA is written for what the office does not know, and an empty cell says "
    "the same. N/A is written where a district has no such office; none is 0.",
    columns={
        "district": ColumnMapping(column="District", codes=DISTRICTS),
        "month": ColumnMapping(column="Month", format="%m/%Y"),
        "line": ColumnMapping(column="Line", codes=LINES_AS_PRINTED),
    },
    cells=Cells(
        columns={
            "Total": "TOTAL",
            **{f"{age} {sex}": f"{own}_{own_age}" for age, own_age in _AGES.items() for sex, own in _SEXES.items()},
            "Office": "OFFICE",
            "Home": "HOME",
            "Phone": "PHONE",
            "Surety": "SURETY",
            "Probation officers": "PROBATION",
            "Parole officers": "PAROLE",
        },
        outside=("x",),
        marks={"NA": "NOT_AVAILABLE", "N/A": "NOT_APPLICABLE"},
    ),
)

ADAPTERS = (ORDER_REGISTER, PRB_M)
