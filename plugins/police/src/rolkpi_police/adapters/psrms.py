"""The FIR list as the Police Station Record Management System gives it out."""

from __future__ import annotations

from collections.abc import Mapping

import pyarrow as pa
import pyarrow.compute as pc

from rolkpi.model import Adapter, ColumnMapping
from rolkpi_police.adapters.districts import DISTRICTS

RUNNING = ("Under Investigation", "Re-Investigation")
"""Case statuses that end nothing: their date is not the end of an investigation."""

_DAY = "%d/%m/%Y"
_TIME = "%d/%m/%Y %H:%M"
_SEX = {"Male": "M", "Female": "F", "Transgender": "T", "Not Known": "U"}


def read_psrms(table: pa.Table, options: Mapping[str, str]) -> pa.Table:
    """Add what a mapping cannot make: ``FIR ID`` of station, number and year, and ``Closed On``, the date of a status
    that ends the investigation. Rows stay as many and in order."""
    station, number, year = (table[name] for name in ("PS Code", "FIR No.", "FIR Year"))
    running = pc.is_in(table["Case Status"], value_set=pa.array(RUNNING, pa.string()))
    closed_on = pc.if_else(pc.fill_null(running, True), pa.scalar(None, pa.string()), table["Status Date"])
    fir_id = pc.binary_join_element_wise(station, number, year, "/")
    return table.append_column("FIR ID", fir_id).append_column("Closed On", closed_on)


PSRMS_FIR = Adapter(
    id="police.psrms_fir",
    dataset="police.fir",
    description="List of FIRs from the Police Station Record Management System (CSV or Excel, one row per FIR). Days "
    "as 15/03/2024, times as 15/03/2024 21:30. The number of the FIR is made of station, number and year. The date of "
    "the case status counts as the end of the investigation only where the status ends it.",
    columns={
        "fir_id": ColumnMapping(column="FIR ID"),
        "district": ColumnMapping(column="District", codes=DISTRICTS),
        "ps_code": ColumnMapping(column="PS Code"),
        "fir_no": ColumnMapping(column="FIR No."),
        "fir_year": ColumnMapping(column="FIR Year"),
        "force": ColumnMapping(
            column="Jurisdiction",
            codes={"Police": "POLICE", "A Area": "POLICE", "Levies": "LEVIES", "B Area": "LEVIES"},
        ),
        "reported_at": ColumnMapping(column="Report Date & Time", format=_TIME),
        "registered_at": ColumnMapping(column="FIR Date", format=_DAY),
        "occurred_on": ColumnMapping(column="Date of Occurrence", format=_DAY, empty=("Not Known",)),
        "offence_cat": ColumnMapping(
            column="Crime Head",
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
                "Vehicle Theft": "VEHICLE_THEFT",
                "Motorcycle Theft": "MOTORCYCLE_THEFT",
                "Motorcycle Snatching": "MOTORCYCLE_THEFT",
                "Rioting": "RIOT",
                "Narcotics": "NARCOTICS",
                "Arms Ordinance": "ARMS",
                "Anti-Terrorism Act": "TERRORISM",
                "Cheating / Fraud": "CHEATING",
                "Miscellaneous": "OTHER",
            },
        ),
        "sections": ColumnMapping(column="Under Section"),
        "severity": ColumnMapping(
            column="Offence Class", codes={"Minor": "MINOR", "Major": "MAJOR", "Heinous": "HEINOUS"}, empty=("-",)
        ),
        "gbv_flag": ColumnMapping(column="GBV Case", empty=("-",)),
        "scheduled_ara": ColumnMapping(column="Anti-Rape Act", empty=("-",)),
        "honour_flag": ColumnMapping(column="Honour Related", empty=("-",)),
        "complainant_sex": ColumnMapping(column="Complainant Gender", codes={**_SEX, "State": "U"}),
        "n_victims": ColumnMapping(column="No. of Victims", empty=("-",)),
        "io_sex": ColumnMapping(column="IO Gender", codes=_SEX),
        "arcc_referred_at": ColumnMapping(column="ARCC Referral", format=_TIME),
        "medico_legal_at": ColumnMapping(column="MLC Date & Time", format=_TIME),
        "closed_at": ColumnMapping(column="Closed On", format=_DAY),
        "closure": ColumnMapping(
            column="Case Status",
            empty=RUNNING,
            codes={
                "Challaned": "CHALLANED",
                "Challan Submitted": "CHALLANED",
                "Cancelled": "CANCELLED",
                "Untraced": "UNTRACED",
                "Transferred": "TRANSFERRED",
                "Quashed by Court": "QUASHED",
            },
        ),
        "cancel_class": ColumnMapping(
            column="Reason of Cancellation",
            codes={
                "False": "FALSE",
                "Civil Nature": "CIVIL",
                "Non-Cognizable": "NON_COGNIZABLE",
                "Duplicate FIR": "DUPLICATE",
                "Other": "OTHER",
            },
        ),
        "transferred_to": ColumnMapping(column="Transferred To"),
        "withdrawn_flag": ColumnMapping(column="Compromise", empty=("-",)),
        "property_type": ColumnMapping(
            column="Property Type",
            codes={
                "Cash": "CASH",
                "Gold / Jewellery": "JEWELLERY",
                "Vehicle": "VEHICLE",
                "Motorcycle": "MOTORCYCLE",
                "Mobile Phone": "PHONE",
                "Cattle": "LIVESTOCK",
                "Other": "OTHER",
            },
        ),
        "property_stolen_value": ColumnMapping(column="Value Stolen (Rs)", empty=("-",)),
        "property_recovered_value": ColumnMapping(column="Value Recovered (Rs)", empty=("-",)),
        "recovered_at": ColumnMapping(column="Recovery Date", format=_DAY),
    },
    ignore={"FIR No.": {"Total": "the line with the sums at the end of the list"}},
    read=read_psrms,
)
