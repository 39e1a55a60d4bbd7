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


def capacity(facility: str, capacity: int, valid_from: str, valid_to: str | None = None, **more: Any) -> Row:
    return {
        "facility_code": facility,
        "capacity": capacity,
        "order_ref": "example",
        "valid_from": valid_from,
        "valid_to": valid_to,
        **more,
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


def unknown(facility: str, month: str, line: str) -> Row:
    """A total that the prison does not know."""
    return {
        "facility": facility,
        "month": month,
        "line": line,
        "item": "TOTAL",
        "value": None,
        "cell_status": "NOT_AVAILABLE",
    }


def admission(custody_id: str, admitted_at: str, **more: Any) -> Row:
    return {
        "admission_id": f"{more.get('facility', 'P1')}-{custody_id}",
        "custody_id": custody_id,
        "facility": "P1",
        "admitted_at": admitted_at,
        "admission_kind": "NEW",
        "status": "UTP",
        "sex": "M",
        "age_class": "ADULT",
        **more,
    }


def warrant(custody_id: str, detained_since: str, penalty: str | None = "GT7", number: int = 1, **more: Any) -> Row:
    return {
        "warrant_id": f"{custody_id}/{number}",
        "custody_id": custody_id,
        "police_district": "D1",
        "detained_since": detained_since,
        "max_penalty_class": penalty,
        **more,
    }


def remand(
    custody_id: str, to_date: str | None = None, number: int = 1, from_date: str = "2022-06-05", facility: str = "P1"
) -> Row:
    return {
        "warrant_id": f"{custody_id}/{number}",
        "custody_id": custody_id,
        "facility": facility,
        "from_date": from_date,
        "to_date": to_date,
    }


def sentence(custody_id: str, due_release_date: str | None, number: int = 1) -> Row:
    return {
        "sentence_id": f"{custody_id}/{number}",
        "custody_id": custody_id,
        "facility": "P1",
        "sentenced_on": "2023-01-10",
        "kind": "IMPRISONMENT",
        "due_release_date": due_release_date,
    }


def production(number: int, due_date: str, missed: str | None = None, **more: Any) -> Row:
    return {
        "production_id": f"C{number}",
        "custody_id": f"S{number}",
        "facility": "P1",
        "due_date": due_date,
        "produced": missed is None,
        "mode": "PERSON" if missed is None else None,
        "reason_code": missed,
        **more,
    }


def session(custody_id: str, person: str | None, session_date: str, programme: str = "EDUCATION", **more: Any) -> Row:
    return {
        "custody_id": custody_id,
        "person_key": person,
        "facility": "P1",
        "programme_code": programme,
        "session_date": session_date,
        "status": "CONVICT",
        "sex": "M",
        **more,
    }


def screening(custody_id: str, screened_at: str) -> Row:
    return {"custody_id": custody_id, "facility": "P1", "screened_at": screened_at}


def children(facility: str, number: int, from_date: str, to_date: str | None = None) -> Row:
    return {"facility": facility, "from_date": from_date, "to_date": to_date, "children": number}


def staff(facility: str, in_post: int, from_date: str, to_date: str | None = None) -> Row:
    return {
        "facility": facility,
        "from_date": from_date,
        "to_date": to_date,
        "sanctioned": 90,
        "in_post": in_post,
        "female": 0,
        "medical_in_post": 0,
    }


SEPTEMBER_2024 = (
    cell("QUETTA", "2024-09", "C5", 1_090),
    cell("QUETTA", "2024-09", "C6", 472),
    cell("OTHER_ELEVEN", "2024-09", "C5", 1_791),
    cell("OTHER_ELEVEN", "2024-09", "C6", 2_292),
)
"""As the press printed it: one prison of twelve, and the others together."""
