"""CHN-18: three districts in the first quarter of 2024."""

from __future__ import annotations

from rolkpi.model import Expect, WorkedExample
from rolkpi_chain.examples.rows import Row, court_case, fir, report, review


def _registered(place: str, count: int, in_time: int) -> tuple[tuple[Row, ...], tuple[Row, ...]]:
    """FIRs of a district, and reports on day 17 on some of them; the others have theirs on day 18."""
    firs = tuple(fir(f"{place}-{n}", "2024-02-01", district=place) for n in range(count))
    days = ("2024-02-18" if n < in_time else "2024-02-19" for n in range(count))
    return firs, tuple(report(f["fir_id"], day, district=place) for f, day in zip(firs, days, strict=True))


def _scrutiny(place: str, count: int, in_time: int) -> tuple[Row, ...]:
    days = ("2024-02-13" if n < in_time else "2024-02-14" for n in range(count))
    return tuple(
        review(f"{place}-{n}", "2024-02-10", district=place, decision="FIT", decided_at=day)
        for n, day in enumerate(days)
    )


def _docket(place: str, instituted: int, decided: int) -> tuple[Row, ...]:
    return tuple(
        court_case(f"{place}-{n}", f"{place}-{n}", "2024-01-10", "2024-03-20" if n < decided else None, court=place)
        for n in range(instituted)
    )


def _productions(count: int, done: int) -> tuple[Row, ...]:
    return tuple(
        {
            "production_id": f"P{n}",
            "custody_id": f"S{n}",
            "facility": "F1",
            "due_date": "2024-02-15",
            "produced": n < done,
            **({"mode": "PERSON"} if n < done else {"reason_code": "NO_ESCORT"}),
        }
        for n in range(count)
    )


def _contacts(place: str, due: int, kept: int) -> tuple[Row, ...]:
    return tuple(
        {
            "order_id": f"{place}-{n}",
            "district": place,
            "due_date": "2024-02-20",
            "held_date": "2024-02-20" if n < kept else None,
            "mode": "OFFICE",
            "kept": n < kept,
        }
        for n in range(due)
    )


_FIRS_1, _REPORTS_1 = _registered("D1", 4, 3)
_FIRS_2, _REPORTS_2 = _registered("D2", 2, 1)

_TABLES: dict[str, tuple[Row, ...]] = {
    "police.fir": (*_FIRS_1, *_FIRS_2),
    "police.report173": (*_REPORTS_1, *_REPORTS_2),
    "prosecution.review": (*_scrutiny("D1", 4, 2), *_scrutiny("D2", 1, 1), *_scrutiny("D3", 1, 1)),
    "judiciary.case": (*_docket("D1", 4, 3), *_docket("D2", 2, 2), *_docket("D3", 4, 1)),
    "prisons.production": _productions(5, 4),
    "probation.contact": _contacts("D1", 5, 3),
}

DISTRICT_SCORE = (
    WorkedExample(
        # D1: 75 (three of four FIRs), 50 (two of four reports), 80 (four of five productions), clearance 75%, half way
        # from 50% to 100%: 50, and 60 (three of five contacts): 315 / 5.
        # D2: no prison, no contact was due: 50, 100 and a clearance of 100%: 250 / 3, three of the four that apply.
        # D3: no FIR, no contact; a clearance of 25% is no worse than one of 50%. Two of four are too few.
        title="Five parts, three parts and too few: what has no value is left out, and not more than a quarter of it",
        tables=_TABLES,
        within={"F1": "D1"},
        period="2024-Q1",
        as_of="2024-04-30",
        expect=(
            Expect(area="D1", value=63.0, n=5, obs_status="ok"),
            Expect(area="D2", value=250 / 3, n=3, obs_status="provisional"),
            Expect(area="D3", value=None, obs_status="no_data"),
        ),
    ),
    WorkedExample(
        # 100, 100, 100 and a clearance of 25%, which scores 0 and not less: 300 / 4.
        title="A part beyond its worst value scores 0, one beyond its best 100",
        tables={
            "police.fir": _registered("D3", 1, 1)[0],
            "police.report173": _registered("D3", 1, 1)[1],
            "prosecution.review": _scrutiny("D3", 1, 1),
            "judiciary.case": _docket("D3", 4, 1),
            "probation.contact": _contacts("D3", 1, 1),
        },
        period="2024-Q1",
        as_of="2024-04-30",
        expect=(Expect(area="D3", value=75.0, n=4, obs_status="ok"),),
    ),
)
