"""Rows as the prosecution delivers them: what the worked examples are made of."""

from __future__ import annotations

from typing import Any

Row = dict[str, Any]


def review(review_id: str, received_at: str, decided_at: str | None = None, **more: Any) -> Row:
    row = {
        "review_id": review_id,
        "fir_id": f"FIR-{review_id}",
        "district": "D1",
        "kind": "COMPLETE",
        "received_at": received_at,
        "decided_at": decided_at,
        **more,
    }
    return {"decision": "FIT", **row} if decided_at else row


def judgment(case_id: str, judgment_date: str, **more: Any) -> Row:
    return {
        "case_id": case_id,
        "judgment_date": judgment_date,
        "district": "D1",
        "offence_cat": "MURDER",
        "serious_violent": True,
        **more,
    }


def accused(
    case_id: str,
    accused_no: int,
    judgment_date: str,
    verdict: str | None,
    disposal_mode: str = "MERITS",
    **more: Any,
) -> Row:
    return {
        "case_id": case_id,
        "accused_no": accused_no,
        "district": "D1",
        "judgment_date": judgment_date,
        "verdict": verdict,
        "disposal_mode": disposal_mode,
        "offence_cat": "MURDER",
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
