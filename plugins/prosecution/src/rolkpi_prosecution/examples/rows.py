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


def defect(review_id: str, defect_code: str, returned_at: str = "2024-03-10") -> Row:
    return {"review_id": review_id, "district": "D1", "returned_at": returned_at, "defect_code": defect_code}


def consult(fir_id: str, held_at: str, **more: Any) -> Row:
    return {"fir_id": fir_id, "district": "D1", "held_at": held_at, **more}


def fir(fir_id: str, registered_at: str, offence_cat: str = "MURDER", **more: Any) -> Row:
    """A row of the police."""
    return {
        "fir_id": fir_id,
        "district": "D1",
        "force": "POLICE",
        "registered_at": registered_at,
        "offence_cat": offence_cat,
        **more,
    }


def case(case_id: str, opened_at: str, closed_at: str | None = None, **more: Any) -> Row:
    return {"case_id": case_id, "district": "D1", "opened_at": opened_at, "closed_at": closed_at, **more}


def hearing(case_id: str, hearing_date: str, adj_side: str | None = None, **more: Any) -> Row:
    return {
        "case_id": case_id,
        "district": "D1",
        "hearing_date": hearing_date,
        "adjourned": adj_side is not None,
        "adj_side": adj_side,
        **more,
    }


def witnesses(case_id: str, hearing_date: str, witness_type: str, summoned: int, attended: int) -> Row:
    return {
        "case_id": case_id,
        "hearing_date": hearing_date,
        "district": "D1",
        "witness_type": witness_type,
        "summoned": summoned,
        "attended": attended,
    }


def bail(
    bail_id: str, filed_at: str, stance: str | None, decided_at: str | None, outcome: str | None, **more: Any
) -> Row:
    return {
        "bail_id": bail_id,
        "fir_id": f"FIR-{bail_id}",
        "district": "D1",
        "filed_at": filed_at,
        "stance": stance,
        "decided_at": decided_at,
        "outcome": outcome,
        **more,
    }


def staff(month: str, in_post: int, district: str = "D1", sanctioned: int = 20, female: int = 0) -> Row:
    return {"district": district, "month": month, "sanctioned": sanctioned, "in_post": in_post, "female": female}


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
