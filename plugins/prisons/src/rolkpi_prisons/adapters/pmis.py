"""Exports of the prison management information system: the admission register, and the legal status of prisoners."""

from __future__ import annotations

from rolkpi.model import Adapter, ColumnMapping
from rolkpi_prisons.adapters.names import AGE_GROUPS, NATIONALITIES, NOTHING, PRISONS, SEXES, STATUSES

_DAY = "%d-%m-%Y"
_TIME = "%d-%m-%Y %H:%M"

PMIS_ADMISSIONS = Adapter(
    id="prisons.pmis_admissions",
    dataset="prisons.custody",
    description="Admission register as a prison management information system (PMIS) exports it (CSV or Excel), one "
    "row per stay in one prison. Days are written 05-03-2024, times 05-03-2024 14:30. Rows entered by mistake and "
    "cancelled are left out.",
    columns={
        "admission_id": ColumnMapping(column="Register No"),
        "custody_id": ColumnMapping(column="PMIS ID"),
        "person_key": ColumnMapping(column="CNIC", empty=NOTHING),
        "facility": ColumnMapping(column="Jail", codes=PRISONS),
        "admitted_at": ColumnMapping(column="Admission Date/Time", format=_TIME),
        "admission_kind": ColumnMapping(
            column="Admission Type",
            codes={
                "Fresh": "NEW",
                "Transfer In": "TRANSFER_IN",
                "Parole Recalled": "RECALL",
                "Returned from Court": "PRODUCTION_RETURN",
            },
        ),
        "status": ColumnMapping(column="Category", codes=STATUSES),
        "sex": ColumnMapping(column="Gender", codes=SEXES),
        "age_class": ColumnMapping(column="Age Group", codes=AGE_GROUPS, default="UNKNOWN"),
        "nationality": ColumnMapping(column="Nationality", codes=NATIONALITIES, default="UNKNOWN"),
        "counsel_since": ColumnMapping(column="Vakalatnama Date", format=_DAY, empty=NOTHING),
        "released_at": ColumnMapping(column="Release Date/Time", format=_TIME, empty=NOTHING),
        "release_reason": ColumnMapping(
            column="Release Type",
            empty=NOTHING,
            codes={
                "Bail": "BAIL",
                "Acquitted": "ACQUITTED",
                "Discharged": "ACQUITTED",
                "Sentence Completed": "SENTENCE_EXPIRED",
                "Parole": "PAROLE",
                "Probation": "PROBATION",
                "Transfer Out": "TRANSFER_OUT",
                "Expired (Died)": "DIED",
                "Escaped": "ESCAPED",
                "Other": "OTHER",
            },
        ),
    },
    ignore={"Record": {"Cancelled": "entered by mistake and cancelled"}},
    absent=("home_district",),
)

PMIS_STATUS = Adapter(
    id="prisons.pmis_status",
    dataset="prisons.custody_status",
    description="History of the legal status as a prison management information system (PMIS) exports it (CSV or "
    "Excel), one row per prisoner, prison and status. Days are written 05-03-2024.",
    columns={
        "custody_id": ColumnMapping(column="PMIS ID"),
        "person_key": ColumnMapping(column="CNIC", empty=NOTHING),
        "facility": ColumnMapping(column="Jail", codes=PRISONS),
        "from_date": ColumnMapping(column="From", format=_DAY),
        "to_date": ColumnMapping(column="To", format=_DAY, empty=NOTHING),
        "status": ColumnMapping(column="Category", codes=STATUSES),
        "sex": ColumnMapping(column="Gender", codes=SEXES),
        "age_class": ColumnMapping(column="Age Group", codes=AGE_GROUPS, default="UNKNOWN"),
        "nationality": ColumnMapping(column="Nationality", codes=NATIONALITIES, default="UNKNOWN"),
        "admitted_at": ColumnMapping(column="Admission Date", format=_DAY),
        "ended_by": ColumnMapping(
            column="Ended By",
            empty=NOTHING,
            codes={
                "Bail": "BAIL",
                "Acquitted": "ACQUITTED",
                "Discharged": "ACQUITTED",
                "Sentenced": "SENTENCED",
                "Sentence Completed": "SENTENCE_EXPIRED",
                "Parole": "PAROLE",
                "Probation": "PROBATION",
                "Transfer Out": "TRANSFER_OUT",
                "Turned 18": "SAME_STATUS",
                "Expired (Died)": "DIED",
                "Escaped": "ESCAPED",
                "Other": "OTHER",
            },
        ),
    },
)
