"""Rows as the police deliver them: what the worked examples are made of."""

from __future__ import annotations

from typing import Any

Row = dict[str, Any]


def fir(fir_id: str, registered_at: str, **more: Any) -> Row:
    return {
        "fir_id": fir_id,
        "district": "D1",
        "force": "POLICE",
        "registered_at": registered_at,
        "offence_cat": "THEFT",
        **more,
    }


def report(
    report_id: str, fir_id: str, kind: str, forwarded_at: str, district: str = "D1", accused: int = 1, **more: Any
) -> Row:
    return {
        "report_id": report_id,
        "fir_id": fir_id,
        "district": district,
        "kind": kind,
        "forwarded_at": forwarded_at,
        "n_accused_sent": accused if kind == "COMPLETE" else None,
        **more,
    }


def accused(fir_id: str, number: int = 1, **more: Any) -> Row:
    return {
        "fir_id": fir_id,
        "accused_no": number,
        "district": "D1",
        "registered_at": "2024-02-15",
        "sex": "M",
        "juvenile": False,
        **more,
    }


def victim(fir_id: str, number: int = 1, **more: Any) -> Row:
    return {
        "fir_id": fir_id,
        "victim_no": number,
        "district": "D1",
        "registered_at": "2024-03-10",
        "sex": "M",
        "age": 30,
        "died": True,
        **more,
    }


def call(call_id: str, received_at: str, arrived_at: str | None = None, **more: Any) -> Row:
    return {
        "call_id": call_id,
        "district": "D1",
        "received_at": received_at,
        "arrived_at": arrived_at,
        "outcome": "ATTENDED" if arrived_at else "NOT_ATTENDED",
        **more,
    }


def complaint(complaint_id: str, received_at: str, closed_at: str | None = None, **more: Any) -> Row:
    return {
        "complaint_id": complaint_id,
        "district": "D1",
        "received_at": received_at,
        "category": "MISCONDUCT",
        "closed_at": closed_at,
        "outcome": "UPHELD" if closed_at else None,
        **more,
    }


def staff(rank_group: str, in_post: int, female: int, **more: Any) -> Row:
    return {
        "district": "D1",
        "month": "2024-03",
        "rank_group": rank_group,
        "sanctioned": 2_000,
        "in_post": in_post,
        "female": female,
        **more,
    }


def cell(
    district: str,
    line: str,
    value: int | None,
    cell_status: str = "REPORTED",
    item: str = "TOTAL",
    month: str = "2024-03",
) -> Row:
    return {
        "district": district,
        "month": month,
        "line": line,
        "item": item,
        "value": value,
        "cell_status": cell_status,
    }
