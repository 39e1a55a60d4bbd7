"""Outside sources: the scrutiny register as exported from a case management system, and the form PRO-M as filled in."""

from __future__ import annotations

from collections.abc import Mapping

import pyarrow as pa
import pyarrow.compute as pc

from rolkpi.model import Adapter, Cells, ColumnMapping
from rolkpi_prosecution.codelists import RETURN_LINES

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

_DAY = "%d-%m-%Y"
_NOTHING = ("-", "Nil", "N/A")
_RETURNED = "Returned for Removal of Defects"
_STRUCK_OUT = {"Remarks": {"Entry Cancelled": "the entry was cancelled in the register"}}


def _day(header: str) -> ColumnMapping:
    return ColumnMapping(column=header, format=_DAY, empty=_NOTHING)


def read_register(table: pa.Table, options: Mapping[str, str]) -> pa.Table:
    """Add ``FIR``: station, number and year as one text, as the police write it; empty where one of them is.

    Rows stay as many and in order.
    """
    parts = [table[header] for header in ("PS Code", "FIR No", "FIR Year")]
    return table.append_column("FIR", pc.binary_join_element_wise(*parts, "/"))


def read_objections(table: pa.Table, options: Mapping[str, str]) -> pa.Table:
    """One row for each objection of a returned report, in ``Objection``; the register lists them in one cell.

    Reports that were not returned, and those with no objection written down, give no row.
    """
    rows, objections = [], []
    cells = zip(table["First Order"].to_pylist(), table["Objections"].to_pylist(), strict=True)
    for row, (order, listed) in enumerate(cells):
        if (order or "").strip().casefold() != _RETURNED.casefold():
            continue
        named = dict.fromkeys(text.strip() for text in (listed or "").split(";"))
        for objection in named:
            if objection and objection not in _NOTHING:
                rows.append(row)
                objections.append(objection)
    taken = table.take(pa.array(rows, pa.int64()))
    return taken.append_column("Objection", pa.array(objections, pa.string()))


SCRUTINY_REGISTER = Adapter(
    id="prosecution.scrutiny_register",
    dataset="prosecution.review",
    description="The scrutiny register as a case management and monitoring system (CMMS) exports it: one row per "
    "police "
    "report, days as 15-03-2024. The number of the FIR is put together from station, number and year. The register "
    "does "
    "not have the number the police gave the report. Entries cancelled in the register are left out.",
    columns={
        "review_id": ColumnMapping(column="Scrutiny No"),
        "fir_id": ColumnMapping(column="FIR"),
        "ps_code": ColumnMapping(column="PS Code"),
        "district": ColumnMapping(column="District", codes=DISTRICTS),
        "kind": ColumnMapping(
            column="Type of Report",
            codes={
                "Complete Challan": "COMPLETE",
                "Incomplete Challan": "INTERIM",
                "Interim Challan": "INTERIM",
                "Supplementary Challan": "SUPPLEMENTARY",
                "Cancellation Report": "CANCELLATION",
                "Untraced Report": "UNTRACED",
                "Discharge Report": "DISCHARGE",
            },
        ),
        "offence_cat": ColumnMapping(
            column="Offence",
            empty=_NOTHING,
            codes={
                "Murder": "MURDER",
                "Attempt to Murder": "ATTEMPT_MURDER",
                "Attempted Murder": "ATTEMPT_MURDER",
                "Hurt": "HURT",
                "Abduction": "KIDNAP_ABDUCT",
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
        "severity": ColumnMapping(
            column="Class of Offence",
            empty=_NOTHING,
            codes={"Minor": "MINOR", "Major": "MAJOR", "Heinous": "HEINOUS"},
        ),
        "prosecutor_grade": ColumnMapping(
            column="Dealt With By",
            empty=_NOTHING,
            codes={"DPP": "DPP", "DDPP": "DDPP", "ADPP": "ADPP", "SPP": "SPP", "Other": "OTHER"},
        ),
        "received_at": _day("Date of Receipt"),
        "decision": ColumnMapping(
            column="First Order",
            empty=_NOTHING,
            codes={
                "Fit for Trial": "FIT",
                _RETURNED: "RETURN_DEFECT",
                "Recommended for Dropping": "RECOMMEND_DROP",
                "Awaiting FSL Report": "AWAIT_FORENSIC",
                "Other": "OTHER",
            },
        ),
        "decided_at": _day("Date of First Order"),
        "resubmitted_at": _day("Received Back On"),
        "court_filed_at": _day("Submitted in Court On"),
    },
    ignore=_STRUCK_OUT,
    absent=("report_id",),
    read=read_register,
)

SCRUTINY_OBJECTIONS = Adapter(
    id="prosecution.scrutiny_objections",
    dataset="prosecution.defect",
    description="The objections of the same export of the scrutiny register: in one cell, with a semicolon between "
    "them. "
    "Only those of reports returned at the first order are taken.",
    columns={
        "review_id": ColumnMapping(column="Scrutiny No"),
        "district": ColumnMapping(column="District", codes=DISTRICTS),
        "returned_at": _day("Date of First Order"),
        "defect_code": ColumnMapping(
            column="Objection",
            codes={
                "FSL report awaited": "NO_FORENSIC",
                "FSL report not attached": "NO_FORENSIC",
                "MLC not attached": "NO_MEDICAL",
                "Medical report not attached": "NO_MEDICAL",
                "Witness list incomplete": "WITNESS_LIST",
                "Statements u/s 161 missing": "WITNESS_LIST",
                "Wrong section": "SECTION_WRONG",
                "Document missing": "DOCUMENT_MISSING",
                "Particulars of accused incomplete": "ACCUSED_DETAIL",
                "Other": "OTHER",
            },
        ),
    },
    ignore=_STRUCK_OUT,
    read=read_objections,
)

_LINE_SUFFIXES = {
    "DROP": "dropped",
    "PROSECUTION": "by prosecution",
    "IN_POST": "in post",
    "EARLY_ACQUITTAL": "early acquittal",
    "OPPOSED_REFUSED": "opposed, refused",
    "OPPOSED_GRANTED": "opposed, granted",
}


def _as_printed(line: str) -> str:
    """``R2_INTERIM`` is printed ``R2 interim``, ``R3A`` ``R3a``."""
    number, _, part = line.partition("_")
    number = f"{number[:-1]}{number[-1].lower()}" if number[-1].isalpha() else number
    return f"{number} {_LINE_SUFFIXES.get(part, part.lower())}" if part else number


LINES_AS_PRINTED = {_as_printed(line): line for line in RETURN_LINES}

_SEXES = {"M": "M", "F": "F", "T": "T", "not recorded": "U"}
_AGES = {"Adult": "ADULT", "Juvenile": "JUVENILE", "Age unknown": "UNKNOWN"}

PRO_M = Adapter(
    id="prosecution.pro_m",
    dataset="prosecution.monthly_return",
    description="Form PRO-M as districts fill it in: one row per line, a column for each kind of cell, months as "
    "03/2024. "
    "x is printed where a line has no such cell; NA is written for what the district does not know, and an empty cell "
    "says the same. N/A is written where the district has no such office; none is 0.",
    columns={
        "district": ColumnMapping(column="District", codes=DISTRICTS),
        "month": ColumnMapping(column="Month", format="%m/%Y"),
        "line": ColumnMapping(column="Line", codes=LINES_AS_PRINTED),
    },
    cells=Cells(
        columns={
            "Total": "TOTAL",
            "Serious and violent": "SERIOUS_VIOLENT",
            "GBV": "GBV",
            **{
                f"{age} {sex}": f"{own_age}_{own_sex}"
                for age, own_age in _AGES.items()
                for sex, own_sex in _SEXES.items()
            },
            "Witness hostile": "HOSTILE_WITNESS",
            "Benefit of doubt": "BENEFIT_OF_DOUBT",
            "Defective investigation": "DEFECTIVE_INVESTIGATION",
            "No forensic evidence": "NO_FORENSIC",
            "Compromise": "COMPROMISE",
            "Technical": "TECHNICAL",
            "Other reason": "OTHER",
            "Reason not recorded": "NOT_RECORDED",
            "Police witnesses": "POLICE",
            "Medical witnesses": "MEDICAL",
            "Private witnesses": "PRIVATE",
            "0-3 days": "D0_3",
            "4-7 days": "D4_7",
            "8-14 days": "D8_14",
            "15-30 days": "D15_30",
            "31+ days": "D31",
        },
        outside=("x",),
        marks={"NA": "NOT_AVAILABLE", "N/A": "NOT_APPLICABLE"},
    ),
)

ADAPTERS = (SCRUTINY_REGISTER, SCRUTINY_OBJECTIONS, PRO_M)
