"""CHN-13: hearings that are lost because a prisoner is not brought, as courts and as prisons count them."""

from __future__ import annotations

from typing import Any

from rolkpi.model import Expect, WorkedExample
from rolkpi_chain.examples.rows import Row, cell


def _heard(
    case_id: str, day: str = "2024-03-15", outcome: str = "PROCEEDED", why: str | None = None, **more: Any
) -> Row:
    return {
        "case_id": case_id,
        "court": "D1",
        "listed_date": day,
        "purpose": "EVIDENCE",
        "outcome": outcome,
        "adj_reason": why,
        "accused_in_custody": True,
        **more,
    }


def _lost(case_id: str, day: str = "2024-03-15", **more: Any) -> Row:
    return _heard(case_id, day, "ADJOURNED", "ACCUSED_NOT_PRODUCED", **more)


HEARINGS_LOST = (
    WorkedExample(
        title="Two of six: held in part is not lost, another reason is another reason, on bail nobody is to be brought",
        tables={
            "judiciary.hearing": (
                _lost("C1", "2024-03-01"),
                _lost("C1", "2024-03-31", court="D2"),
                _heard("C2"),
                _heard("C3", outcome="PARTLY", why="ACCUSED_NOT_PRODUCED"),
                _heard("C4", outcome="ADJOURNED", why="STRIKE"),
                _heard("C5", court="D2"),
                _heard("C6", outcome="ADJOURNED", why="DEFENCE", accused_in_custody=False),
                _heard("C7", outcome="ADJOURNED", why="ACCUSED_NOT_PRODUCED", accused_in_custody=None),  # not told
                _lost("C8", "2024-02-29"),
                _lost("C9", "2024-04-01"),
            )
        },
        period="2024-03",
        expect=(
            Expect(value=2 * 100 / 6, numerator=2, denominator=6, n=6, obs_status="ok"),
            Expect(area="D2", value=50.0, numerator=1, denominator=2, n=2, obs_status="ok"),
        ),
    ),
    WorkedExample(
        title="No accused was in prison: no share",
        tables={"judiciary.hearing": (_heard("C1", accused_in_custody=False),)},
        period="2024-03",
        expect=(Expect(value=None, numerator=0, denominator=0, n=0, obs_status="undefined"),),
    ),
)


def _asked(number: int, case_id: str | None, produced: bool, why: str | None = None, **more: Any) -> Row:
    return {
        "production_id": f"P{number}",
        "custody_id": f"S{number}",
        "facility": "F1",
        "case_id": case_id,
        "due_date": "2024-03-15",
        "produced": produced,
        "mode": "PERSON" if produced else None,
        "reason_code": why,
        **more,
    }


_IN_THEIR_DISTRICT = {"F1": "D1", "F2": "D1"}

_DAY: dict[str, tuple[Row, ...]] = {
    "prisons.production": (
        _asked(1, "C1", False, "NO_ESCORT"),  # both say so
        _asked(2, "C2", False, "NO_ESCORT", facility="F2"),  # the court says that it sat
        _asked(3, "C3", True),  # the court says that he was not there
        _asked(4, "C4", True, mode="VIDEO"),  # nobody says lost
        _asked(5, "C5", False, "SECURITY"),  # no hearing of that case and day is found
        _asked(6, None, False),  # no case, and no reason, is written down
        _asked(7, "C7", False, "COURT_CANCELLED"),  # the court did not sit
        _asked(8, "C8", True),  # of two prisoners one was brought, one was not: the hearing is lost
        _asked(9, "C8", False),  # no reason is written down
        _asked(10, "C1", False, "NO_ESCORT", due_date="2024-02-29"),
        _asked(11, "C1", False, "NO_ESCORT", due_date="2024-04-01"),
    ),
    "judiciary.hearing": (
        _lost("C1"),
        _heard("C2", outcome="PARTLY", why="ACCUSED_NOT_PRODUCED"),
        _lost("C3"),
        _heard("C4", outcome="ADJOURNED", why="STRIKE"),
        _lost("C5", "2024-03-16"),  # another day
        _heard("C7", outcome="ADJOURNED", why="JUDGE_ABSENT"),
        _lost("C8"),
        _lost("C1", "2024-02-29"),
        _lost("C1", "2024-04-01"),
    ),
}

PRODUCTIONS_MISSED = (
    WorkedExample(
        title="Five of eight: what the court cancelled is on neither side, no reason given is a miss",
        tables=_DAY,
        period="2024-03",
        expect=(
            Expect(value=62.5, numerator=5, denominator=8, n=8, obs_status="ok"),
            Expect(area="F2", value=100.0, numerator=1, denominator=1, n=1, obs_status="ok"),
        ),
    ),
    WorkedExample(
        title="From the return: 40 of 200, the 30 that courts cancelled and the total of the missed left out",
        tables={
            "prisons.monthly_return": (
                cell("C9", 230, facility="F1"),
                cell("C9_PERSON", 120, facility="F1"),
                cell("C9_VIDEO", 40, facility="F1"),
                cell("C9_MISSED", 70, facility="F1"),
                cell("C9_MISSED", 20, item="MISSED_NO_ESCORT", facility="F1"),
                cell("C9_MISSED", 10, item="MISSED_ILL", facility="F1"),
                cell("C9_MISSED", 30, item="MISSED_COURT_CANCELLED", facility="F1"),
                cell("C9_MISSED", 6, item="MISSED_SECURITY", facility="F1"),
                cell("C9_MISSED", 4, item="MISSED_OTHER", facility="F1"),
            )
        },
        period="2024-03",
        expect=(Expect(value=20.0, numerator=40, denominator=200, n=200, obs_status="ok"),),
    ),
    WorkedExample(
        title="The courts cancelled all that was due: no share",
        tables={"prisons.production": (_asked(1, "C1", False, "COURT_CANCELLED"),)},
        period="2024-03",
        expect=(Expect(value=None, numerator=0, denominator=0, n=0, obs_status="undefined"),),
    ),
)

AGREEMENT = (
    WorkedExample(
        # Called lost by one or the other: 1 (both), 2 (the prison), 3 (the court), 8 and 9 (both, one hearing).
        title="Three of five: once the court sat all the same, once it missed a prisoner who was brought",
        tables=_DAY,
        within=_IN_THEIR_DISTRICT,
        period="2024-03",
        expect=(
            Expect(value=60.0, numerator=3, denominator=5, n=5, obs_status="ok", linkage=0.75),
            Expect(area="F2", value=0.0, numerator=0, denominator=1, n=1, obs_status="ok", linkage=1.0),
        ),
    ),
    WorkedExample(
        title="Nobody calls a hearing lost, or it cannot be found: nothing to agree on",
        tables={
            "prisons.production": (
                _asked(4, "C4", True),
                _asked(5, "C5", False, "SECURITY"),
                _asked(7, "C7", False, "COURT_CANCELLED"),
            ),
            "judiciary.hearing": (_heard("C4"), _heard("C7", outcome="ADJOURNED", why="JUDGE_ABSENT")),
        },
        within={"F1": "D1"},
        period="2024-03",
        expect=(Expect(value=None, numerator=0, denominator=0, n=0, obs_status="undefined"),),
    ),
)

PRODUCTIONS_FOUND = (
    WorkedExample(
        title="Six of eight: of one there is no hearing that day, of one no case is written down",
        tables=_DAY,
        within=_IN_THEIR_DISTRICT,
        period="2024-03",
        expect=(
            Expect(value=75.0, numerator=6, denominator=8, n=8, obs_status="ok"),
            Expect(area="F2", value=100.0, numerator=1, denominator=1, n=1, obs_status="ok"),
        ),
    ),
    WorkedExample(
        title="Without the courts' records nobody knows: no data, not 0%",
        tables={"prisons.production": _DAY["prisons.production"]},
        period="2024-03",
        expect=(Expect(value=None, obs_status="no_data"),),
    ),
)
