"""Who delivers what when: late months, months that never came, and rows that are wrong on purpose."""

from __future__ import annotations

from dataclasses import dataclass

from simulation.clock import LAST, MONTHS


def _month(text: str) -> int:
    year, month = text.split("-")
    return int(year) * 12 + int(month) - 1


LATE = {
    "police": {("PK202", "2023-11"): "2024-01", ("PK224", "2024-02"): "2024-04", ("PK211", "2024-09"): "2024-11",
               ("PK213", "2025-03"): "2025-06"},
    "courts": {("PK212", "2024-05"): "2024-07", ("PK235", "2025-08"): "2025-11"},
    "prisons": {("PK228-DJ", "2024-10"): "2024-12"},
}  # fmt: skip
"""(area, month): the month with whose file it came in the end."""

MISSING = {
    "fir": {("PK230", "2024-12"), ("PK204", "2026-05"), ("PK204", "2026-06"), ("PK216", "2026-06")},
    "report173": {("PK230", "2024-12"), ("PK204", "2026-05"), ("PK204", "2026-06"), ("PK216", "2026-06"),
                  ("PK202", "2025-11")},
    "case": {("PK203", "2025-02"), ("PK234", "2026-06"), ("PK229", "2026-06")},
    "custody": {("PK223-DJ", "2024-11"), ("PK219-CP", "2026-06")},
}  # fmt: skip
"""(area, month) that nobody ever delivered."""


@dataclass(frozen=True)
class Stream:
    """One dataset's files: ``inbox/<folder>/<month>/<name>.csv``, compressed where they are long."""

    folder: str
    name: str
    dataset: str
    header: tuple[str, ...]
    areas: tuple[str, ...]
    ending: str = ".csv"


def coverage(stream: Stream) -> dict[tuple[str, int], int]:
    """(area, month) that came: the month with whose file."""
    came = {(area, month): month for area in stream.areas for month in MONTHS}
    came |= {(area, _month(month)): _month(file) for (area, month), file in LATE[stream.folder].items()}
    for area, month in MISSING[stream.name]:
        del came[area, _month(month)]
    return came


def accepted_by(month: int) -> str:
    return "Delivery Unit (simulation)" if month < LAST else ""


FIR_FAULT = {"district": "PK226", "force": "POLICE", "registered_at": "2023-09-05", "offence_cat": "THEFT",
             "severity": "MINOR", "gbv_flag": "false", "complainant_sex": "M"}  # fmt: skip
CASE_FAULT = {"court": "PK226", "case_type": "CIVIL", "juvenile_flag": "false", "instituted_at": "2024-10-07",
              "mode": "FRESH"}  # fmt: skip
FAULTS: dict[tuple[str, str], list[tuple[str, str, list[dict[str, str]]]]] = {
    ("fir", "2023-09"): [
        ("unknown code", "RK512", [
            FIR_FAULT | {"fir_id": "F226-23-9001", "offence_cat": "MURDR"},
            FIR_FAULT | {"fir_id": "F226-23-9002", "force": "POLIC"},
        ]),
    ],
    ("fir", "2024-03"): [
        ("impossible date", "RK511", [FIR_FAULT | {"fir_id": "F226-24-9001", "registered_at": "2024-02-30"}]),
        ("closed before it began", "RK516", [FIR_FAULT | {
            "fir_id": "F226-24-9002", "registered_at": "2024-03-20", "closed_at": "2024-03-02", "closure": "CANCELLED",
        }]),
    ],
    ("fir", "2024-06"): [
        ("same key, other content", "RK515", [
            FIR_FAULT | {"fir_id": "F226-24-9003", "registered_at": "2024-06-04"},
            FIR_FAULT | {"fir_id": "F226-24-9003", "registered_at": "2024-06-04", "offence_cat": "ROBBERY"},
        ]),
    ],
    ("fir", "2024-08"): [
        ("unknown area", "RK513", [
            FIR_FAULT | {"fir_id": "F299-24-9001", "district": "PK299", "registered_at": "2024-08-11"},
        ]),
    ],
    ("report173", "2024-05"): [
        ("empty cell that is required", "RK510", [
            {"report_id": "R226-24-9001", "fir_id": "F226-24-0001", "district": "PK226", "kind": "INTERIM"},
        ]),
    ],
    ("case", "2024-10"): [
        ("decided before it was instituted", "RK516", [
            CASE_FAULT | {"case_id": "C226-24-9001", "decided_at": "2024-10-01", "disposal_mode": "DISMISSED"},
        ]),
        ("unknown code", "RK512", [CASE_FAULT | {"case_id": "C226-24-9002", "decided_at": "2024-10-30",
                                        "disposal_mode": "DECREE"}]),
    ],
    ("custody", "2024-04"): [
        ("ends before it begins", "RK516", [
            {"custody_id": "P226-90001", "facility": "PK226-DJ", "from_date": "2024-04-20", "to_date": "2024-04-02",
             "status": "UTP", "sex": "M", "age_class": "ADULT", "nationality": "PAKISTANI",
             "admitted_at": "2024-04-20"},
        ]),
    ],
}  # fmt: skip
"""(stream, month of the file): (kind, code of the message, rows).

The rows are of nobody: without them the data is as it should be."""
