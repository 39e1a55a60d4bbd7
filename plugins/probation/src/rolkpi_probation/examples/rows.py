"""Rows as probation and parole deliver them: what the worked examples are made of."""

from __future__ import annotations

from typing import Any

from rolkpi_probation.codelists import AGE_CLASSES, SEXES

Row = dict[str, Any]


def order(order_id: str, order_date: str, registered_at: str | None = None, **more: Any) -> Row:
    """A probation order for an adult man, one person to an order."""
    return {
        "order_id": order_id,
        "person_key": f"person of {order_id}",
        "kind": "PROBATION",
        "district": "D1",
        "sex": "M",
        "juvenile_flag": False,
        "order_date": order_date,
        "registered_at": registered_at,
        **more,
    }


def live(order_id: str, registered_at: str, ended_at: str | None = None, **more: Any) -> Row:
    """An order made on the day it was registered, completed on the day it ended."""
    reason = "COMPLETED" if ended_at else None
    return order(order_id, registered_at, registered_at, **{"ended_at": ended_at, "end_reason": reason, **more})


def cell(line: str, value: int | None, item: str = "TOTAL", district: str = "D1", month: str = "2024-03") -> Row:
    return {
        "district": district,
        "month": month,
        "line": line,
        "item": item,
        "value": value,
        "cell_status": "NOT_AVAILABLE" if value is None else "REPORTED",
    }


def line(
    name: str, total: int | None = None, district: str = "D1", month: str = "2024-03", **cells: int
) -> tuple[Row, ...]:
    """The printed total, where there is one, and all cells by sex and age class: 0 unless given."""
    items = (f"{sex}_{age}" for sex in SEXES for age in AGE_CLASSES)
    beside = (cell(name, cells.get(item, 0), item, district, month) for item in items)
    return (*(() if total is None else (cell(name, total, "TOTAL", district, month),)), *beside)


def staff(district: str, probation_in_post: int, month: str = "2024-03", **more: Any) -> Row:
    return {"district": district, "month": month, "probation_in_post": probation_in_post, **more}
