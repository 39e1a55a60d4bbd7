"""Rows as the institutions deliver them: what the worked examples are made of."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

Row = dict[str, Any]
THE_DAY = "2024-03-20"
"""On which cases are decided, or pass a stage."""
TRIALS = ("SESSIONS_TRIAL", "MAGISTERIAL_TRIAL", "ATC", "GBV", "JUVENILE")
"""Every kind of trial of first instance."""


def days_before(day: str, days: int) -> str:
    return (date.fromisoformat(day) - timedelta(days=days)).isoformat()


def fir(fir_id: str, registered_at: str, **more: Any) -> Row:
    return {
        "fir_id": fir_id,
        "district": "D1",
        "force": "POLICE",
        "registered_at": registered_at,
        "offence_cat": "MURDER",
        **more,
    }


def report(fir_id: str, forwarded_at: str, kind: str = "COMPLETE", **more: Any) -> Row:
    return {
        "report_id": f"{fir_id}/{forwarded_at}/{kind}",
        "fir_id": fir_id,
        "district": "D1",
        "kind": kind,
        "forwarded_at": forwarded_at,
        **more,
    }


def court_case(case_id: str, fir_id: str | None, instituted_at: str, decided_at: str | None = None, **more: Any) -> Row:
    row = {
        "case_id": case_id,
        "court": "D1",
        "fir_id": fir_id,
        "case_type": "SESSIONS_TRIAL",
        "instituted_at": instituted_at,
        "mode": "FRESH",
        "decided_at": decided_at,
        **more,
    }
    return {"disposal_mode": "CONVICTION", **row} if decided_at else row


def review(
    review_id: str,
    received_at: str,
    kind: str = "COMPLETE",
    district: str = "D1",
    filed: str | None = None,
    **more: Any,
) -> Row:
    """A report in the prosecution's register; one that is filed in court was found fit the day it came."""
    fit = {"decision": "FIT", "decided_at": received_at, "court_filed_at": filed} if filed else {}
    return {
        "review_id": review_id,
        "fir_id": f"FIR-{review_id}",
        "district": district,
        "kind": kind,
        "received_at": received_at,
        **fit,
        **more,
    }


def cell(line: str, value: int, month: str = "2024-03", item: str = "TOTAL", **place: str) -> Row:
    return {**(place or {"district": "D1"}), "month": month, "line": line, "item": item, "value": value}


def warrant(number: int, detained_since: str, fir_id: str | None, ended_at: str | None = None, **more: Any) -> Row:
    return {
        "warrant_id": f"W{number}",
        "custody_id": f"S{number}",
        "police_district": "D1",
        "fir_id": fir_id,
        "detained_since": detained_since,
        "ended_at": ended_at,
        **more,
    }
