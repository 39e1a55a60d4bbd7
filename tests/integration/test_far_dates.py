"""A day in the far future is what many registers write for "still open". It must not stop a run."""

from __future__ import annotations

from typing import Any

import pytest

import rolkpi
from rolkpi.model import Area

AREAS = (Area(code="D", name="D", level="district"), Area(code="P", name="P", level="facility"))


def months(kpi: str, dataset: str, row: dict[str, Any], area: str) -> list[tuple[float | None, str]]:
    computed = rolkpi.compute(
        [kpi.partition(".")[0]], {dataset: [row]}, AREAS, kpis=[kpi], first_month="2024-01", last_month="2024-03"
    )
    assert computed.quarantined.num_rows == 0
    rows = computed.measurements(areas=area, by="total", frequency="month", window="period").to_pylist()
    return [(r["value"], r["obs_status"]) for r in rows]


@pytest.mark.parametrize("day", ["2731-01-01", "2999-12-31", "9999-12-31"])
def test_a_far_end_is_an_open_end(day: str) -> None:
    case = {"case_id": "1", "court": "D", "case_type": "CIVIL", "instituted_at": "2024-02-05", "mode": "FRESH"}
    case |= {"transferred_out_at": day, "inactive_from": "2024-02-06", "inactive_to": day}
    assert months("judiciary.pending_cases", "judiciary.case", case, "D") == [(0.0, "ok"), (1.0, "ok"), (1.0, "ok")]
    stay = {"custody_id": "1", "facility": "P", "from_date": "2024-02-05", "to_date": day, "status": "UTP"}
    stay |= {"sex": "M", "age_class": "ADULT"}
    assert months("prisons.population", "prisons.custody_status", stay, "P") == [(0.0, "ok"), (1.0, "ok"), (1.0, "ok")]


@pytest.mark.parametrize("day", ["2731-01-01", "9999-12-31"])
def test_what_begins_in_the_far_future_has_not_begun(day: str) -> None:
    case = {"case_id": "1", "court": "D", "case_type": "CIVIL", "instituted_at": day, "mode": "FRESH"}
    assert months("judiciary.pending_cases", "judiciary.case", case, "D") == [(0.0, "ok")] * 3
