"""What is wrong with some rows, on purpose: rows of nobody that cannot be taken, mistakes and doublets mended later."""

from __future__ import annotations

from dataclasses import dataclass

from simulation.plan import Row


@dataclass(frozen=True)
class Wrong:
    """Rows that are taken out of a file. They are of nobody: without them the data is as it should be."""

    dataset: str
    file: str
    """Name of the slot whose file they are in."""
    what: str
    code: str
    """Of the message."""
    rows: tuple[Row, ...]


@dataclass(frozen=True)
class Mistake:
    """The first so many rows of an area and month say something wrong, until a later file sends them again."""

    dataset: str
    area: str
    month: str
    count: int
    column: str
    wrong: object
    mended: str


@dataclass(frozen=True)
class Doublet:
    """The first so many rows of an area and month came under a second key as well; a snapshot of the month, sent later,
    leaves these out. Nothing else can delete a row."""

    dataset: str
    area: str
    month: str
    count: int
    mended: str


FIR: Row = {"district": "PK226", "force": "POLICE", "registered_at": "2024-09-05", "offence_cat": "THEFT",
            "severity": "MINOR", "gbv_flag": "false", "complainant_sex": "M"}  # fmt: skip
CASE: Row = {"court": "PK226", "court_level": "MAGISTRATE", "case_type": "CIVIL", "juvenile_flag": "false",
             "instituted_at": "2024-10-07", "mode": "FRESH"}  # fmt: skip

WRONG_ROWS = (
    Wrong("police.fir", "2024-Q3", "unknown code", "RK512", (
        FIR | {"fir_id": "PS226-99/9001/2024", "offence_cat": "MURDR"},
        FIR | {"fir_id": "PS226-99/9002/2024", "force": "POLIC"},
    )),
    Wrong("police.fir", "2025-Q1", "impossible date", "RK511", (
        FIR | {"fir_id": "PS226-99/9001/2025", "registered_at": "2025-02-30"},
    )),
    Wrong("police.fir", "2025-Q1", "closed before it began", "RK516", (
        FIR | {"fir_id": "PS226-99/9002/2025", "registered_at": "2025-03-20", "closed_at": "2025-03-02",
               "closure": "CANCELLED", "cancel_class": "FALSE"},
    )),
    Wrong("police.fir", "2025-08", "same key, other content", "RK515", (
        FIR | {"fir_id": "PS226-99/9003/2025", "registered_at": "2025-08-04"},
        FIR | {"fir_id": "PS226-99/9003/2025", "registered_at": "2025-08-04", "offence_cat": "ROBBERY"},
    )),
    Wrong("police.fir", "2025-11", "unknown area", "RK513", (
        FIR | {"fir_id": "PS299-01/9001/2025", "district": "PK299", "registered_at": "2025-11-11"},
    )),
    Wrong("police.report173", "2025-10", "empty cell that is required", "RK510", (
        {"report_id": "R226-99-9001", "fir_id": "PS226-01/1/2025", "district": "PK226", "kind": "INTERIM"},
    )),
    Wrong("judiciary.case", "2024-Q4", "decided before it was instituted", "RK516", (
        CASE | {"case_id": "C226-24-99001", "decided_at": "2024-10-01", "disposal_mode": "DISMISSED"},
    )),
    Wrong("judiciary.case", "2024-Q4", "unknown code", "RK512", (
        CASE | {"case_id": "C226-24-99002", "decided_at": "2024-10-30", "disposal_mode": "DECREE"},
    )),
    Wrong("prisons.custody_status", "2025-Q2", "ends before it begins", "RK516", (
        {"custody_id": "P226-990001", "facility": "PK226-DJ", "from_date": "2025-04-20", "to_date": "2025-04-02",
         "status": "UTP", "sex": "M", "age_class": "ADULT", "nationality": "PAKISTANI", "admitted_at": "2025-04-20"},
    )),
)  # fmt: skip

MISTAKES = (
    Mistake("police.fir", "PK225", "2025-02", 3, "offence_cat", "OTHER", "2025-08"),
    Mistake("judiciary.case", "PK211", "2025-09", 2, "mode", "RESTORED", "2026-01"),
)
DOUBLETS = (Doublet("police.fir", "PK225", "2025-09", 2, "2025-12"),)
