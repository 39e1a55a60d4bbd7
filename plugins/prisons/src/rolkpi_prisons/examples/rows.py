"""Rows as the prisons deliver them: what the worked examples are made of."""

from __future__ import annotations

from typing import Any

Row = dict[str, Any]


def spell(custody_id: str, from_date: str, to_date: str | None = None, **more: Any) -> Row:
    return {
        "custody_id": custody_id,
        "facility": "P1",
        "from_date": from_date,
        "to_date": to_date,
        "status": "UTP",
        "sex": "M",
        "age_class": "ADULT",
        **more,
    }


def capacity(facility: str, capacity: int, valid_from: str, valid_to: str | None = None) -> Row:
    return {
        "facility_code": facility,
        "capacity": capacity,
        "order_ref": "example",
        "valid_from": valid_from,
        "valid_to": valid_to,
    }


def cell(facility: str, month: str, line: str, value: int, item: str = "TOTAL") -> Row:
    return {
        "facility": facility,
        "month": month,
        "line": line,
        "item": item,
        "value": value,
        "cell_status": "REPORTED",
    }


def incident(number: int, happened_on: str, kind: str, facility: str = "P1", **more: Any) -> Row:
    return {
        "incident_id": f"I{number}",
        "facility": facility,
        "happened_on": happened_on,
        "kind": kind,
        **more,
    }


SEPTEMBER_2024 = (
    cell("QUETTA", "2024-09", "C5", 1_090),
    cell("QUETTA", "2024-09", "C6", 472),
    cell("OTHER_ELEVEN", "2024-09", "C5", 1_791),
    cell("OTHER_ELEVEN", "2024-09", "C6", 2_292),
)
"""As the press printed it: one prison of twelve, and the others together."""
