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


def report(report_id: str, fir_id: str, kind: str, forwarded_at: str, district: str = "D1") -> Row:
    return {"report_id": report_id, "fir_id": fir_id, "district": district, "kind": kind, "forwarded_at": forwarded_at}


def cell(district: str, line: str, value: int | None, cell_status: str = "REPORTED", item: str = "TOTAL") -> Row:
    return {
        "district": district,
        "month": "2024-03",
        "line": line,
        "item": item,
        "value": value,
        "cell_status": cell_status,
    }
