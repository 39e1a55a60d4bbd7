"""Rows as the courts and the police deliver them: what the worked examples are made of."""

from __future__ import annotations

from typing import Any

Row = dict[str, Any]
TRIALS = ("SESSIONS_TRIAL", "MAGISTERIAL_TRIAL", "ATC", "GBV", "JUVENILE")
"""Every kind of trial of first instance."""


def case(case_id: str, instituted_at: str, **more: Any) -> Row:
    row = {
        "case_id": case_id,
        "court": "C1",
        "case_type": "SESSIONS_TRIAL",
        "instituted_at": instituted_at,
        "mode": "FRESH",
        **more,
    }
    return {"disposal_mode": "ACQUITTAL", **row} if row.get("decided_at") else row


def cell(court: str, line: str, value: int | None, item: str = "TOTAL", month: str = "2024-03") -> Row:
    """A cell of form JUD-M; without a value it is not available."""
    return {
        "court": court,
        "month": month,
        "line": line,
        "item": item,
        "value": value,
        "cell_status": "REPORTED" if value is not None else "NOT_AVAILABLE",
    }


def year(court: str, of: int, item: str = "TOTAL", **lines: int) -> tuple[Row, ...]:
    return tuple(
        {
            "court": court,
            "year_start": f"{of}-01",
            "line": line,
            "item": item,
            "value": value,
            "cell_status": "REPORTED",
        }
        for line, value in lines.items()
    )


def cells(court: str, item: str = "TOTAL", **lines: int | None) -> tuple[Row, ...]:
    """Several lines of one form."""
    return tuple(cell(court, line, value, item) for line, value in lines.items())


def hearing(case_id: str, listed_date: str, adj_reason: str | None = None, **more: Any) -> Row:
    """A hearing that proceeded, or was adjourned for a reason."""
    return {
        "case_id": case_id,
        "court": "C1",
        "listed_date": listed_date,
        "purpose": "EVIDENCE",
        "outcome": "PROCEEDED" if adj_reason is None else "ADJOURNED",
        "adj_reason": adj_reason,
        **more,
    }


def settings(case_id: str, *days: str) -> tuple[Row, ...]:
    """Days that were fixed for a trial."""
    return tuple(hearing(case_id, day, purpose="TRIAL") for day in days)


def accused(case_id: str, accused_no: int = 1, **more: Any) -> Row:
    return {
        "case_id": case_id,
        "accused_no": accused_no,
        "court": "C1",
        "sex": "M",
        "age_class": "ADULT",
        "joined_at": "2023-01-02",
        **more,
    }


def petition(bail_id: str, filed_at: str, decided_at: str | None = None, **more: Any) -> Row:
    row = {
        "bail_id": bail_id,
        "court": "C1",
        "court_level": "MAGISTRATE",
        "sex": "M",
        "kind": "POST_ARREST",
        "filed_at": filed_at,
        "decided_at": decided_at,
        **more,
    }
    return {"outcome": "GRANTED", **row} if decided_at else row


def arrested(fir_id: str, accused_no: int, arrested_at: str | None, **more: Any) -> Row:
    """An accused in the police's register."""
    return {
        "fir_id": fir_id,
        "accused_no": accused_no,
        "district": "D1",
        "registered_at": "2024-01-01",
        "sex": "M",
        "arrested_at": arrested_at,
        **more,
    }


def appeal(appeal_id: str, decided_at: str | None, outcome: str | None, side: str = "ACCUSED", **more: Any) -> Row:
    return {
        "appeal_id": appeal_id,
        "court": "C1",
        "case_id": f"T-{appeal_id}",
        "side": side,
        "filed_at": "2023-06-01",
        "decided_at": decided_at,
        "outcome": outcome,
        **more,
    }


def judges(court_level: str, working: int, month: str = "2024-03", **more: Any) -> Row:
    return {
        "court": "C1",
        "court_level": court_level,
        "month": month,
        "sanctioned": 10,
        "working": working,
        **more,
    }
