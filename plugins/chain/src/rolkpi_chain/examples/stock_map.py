"""CHN-17: where the open cases lie on 31 March 2024."""

from __future__ import annotations

from typing import Any

from rolkpi.model import Expect, WorkedExample
from rolkpi_chain.examples.rows import TRIALS, Row, cell, court_case, fir, report, review


def _fir(number: int, **more: Any) -> Row:
    return fir(f"F{number}", "2024-01-10", **more)


def _drop(number: int, day: str, **more: Any) -> Row:
    more = {"fir_id": f"F{number}", "decision": "RECOMMEND_DROP", "decided_at": day, **more}
    return review(f"R{number}-{day}", "2024-02-11", **more)


_MAP: dict[str, tuple[Row, ...]] = {
    "police.fir": (
        # With the police: 1 to 6.
        _fir(1),
        _fir(2),  # an interim report ends nothing
        _fir(3),  # a complete report goes out the day after
        _fir(4, closed_at="2024-04-01", closure="CANCELLED"),  # closed the day after
        _fir(5, district="D2"),  # a trial on an interim report begins the day after
        fir("F6", "2024-03-31"),  # registered on the day
        fir("F7", "2024-04-01"),  # not yet there
        # Closed: 8 to 10.
        _fir(8, closed_at="2024-03-31", closure="CANCELLED"),
        _fir(9),  # an untraced report
        _fir(10),  # a cancellation report
        # Between police and court: 11 to 16.
        _fir(11),  # a complete report on the day
        _fir(12),  # filed the day after
        _fir(13),  # a prosecutor recommends to drop it the day after
        _fir(14),  # dropped is its interim report: nothing ends
        _fir(15, closed_at="2024-02-10", closure="CHALLANED"),  # returned for defects
        _fir(16, closed_at="2024-04-01", closure="QUASHED", district="D2"),
        # Left before the court: 17 to 20.
        _fir(17),  # dropped on the day
        _fir(18, closed_at="2024-03-31", closure="QUASHED"),
        _fir(19, closed_at="2024-03-01", closure="CANCELLED"),
        _fir(20, closed_at="2024-03-01", closure="TRANSFERRED"),
        # In court: 21 to 27.
        *(_fir(n) for n in range(21, 28)),
        _fir(28),  # judged on the day: gone
    ),
    "police.report173": (
        report("F2", "2024-01-27", "INTERIM"),
        report("F3", "2024-04-01"),
        report("F5", "2024-01-27", "INTERIM"),
        report("F9", "2024-03-31", "UNTRACED"),
        report("F10", "2024-03-31", "CANCELLATION"),
        report("F11", "2024-03-31"),
        *(report(f"F{n}", "2024-02-10") for n in (12, 13, 14, 15, 16, 17, 18, 19, 20)),
        report("F21", "2024-01-27", "INTERIM"),  # in court on an interim report, and not with the police
        report("F22", "2024-02-10"),
        *(report(f"F{n}", "2024-02-10") for n in range(23, 29)),
    ),
    "prosecution.review": (
        _drop(13, "2024-04-01"),
        _drop(14, "2024-02-20", kind="INTERIM"),
        review("R15", "2024-02-11", fir_id="F15", decision="RETURN_DEFECT", decided_at="2024-02-12"),
        _drop(17, "2024-03-31"),
        _drop(17, "2024-04-05"),  # on another complete report, later: the first counts
        _drop(28, "2024-04-02"),  # it had gone to court before
    ),
    "judiciary.case": (
        court_case("C5", "F5", "2024-04-01"),
        court_case("C12", "F12", "2024-04-01"),
        court_case("B11", "F11", "2024-03-10", case_type="BAIL"),  # a petition is no trial
        court_case("C21", "F21", "2024-03-31", case_type=TRIALS[0]),  # instituted on the day
        court_case("C22", "F22", "2024-03-01", "2024-04-01", case_type=TRIALS[1]),  # judged the day after
        court_case("C23", "F23", "2024-03-01", case_type=TRIALS[2], court="D2"),
        court_case("C24", "F24", "2024-03-01", case_type=TRIALS[3]),
        court_case("C25", "F25", "2024-03-01", case_type=TRIALS[4]),
        court_case("C26a", "F26", "2024-03-01", transferred_out_at="2024-03-31"),  # left on the day
        court_case("C26b", "F26", "2024-03-01", mode="TRANSFER_IN", received_at="2024-03-31", court="D2"),
        court_case("C27a", "F27", "2024-03-01", transferred_out_at="2024-04-01"),  # leaves the day after
        court_case("C27b", "F27", "2024-03-01", mode="TRANSFER_IN", received_at="2024-04-01", court="D2"),
        court_case("C28", "F28", "2024-03-01", "2024-03-31"),
        court_case("X", "F-99", "2024-03-01"),  # no such FIR
        court_case("A", "F28", "2024-03-31", case_type="APPEAL"),
    ),
}

# What the prosecution recommends matters to the second stage and to the sum, and to nothing else.
_NO_REVIEWS = {id_: rows for id_, rows in _MAP.items() if id_ != "prosecution.review"}

WITH_POLICE = (
    WorkedExample(
        title="Six: an interim report ends nothing, a trial on one does; what ends on 31 March is gone by its evening",
        tables=_NO_REVIEWS,
        period="2024-03",
        expect=(
            Expect(value=6, n=6, obs_status="ok", linkage=7 / 8),
            Expect(area="D2", value=1, n=1, obs_status="ok", linkage=1.0),
        ),
    ),
    WorkedExample(
        title="From the return: line P7 of the last month of the quarter",
        tables={
            "police.monthly_return": (
                cell("P7", 70, "2024-01"),
                cell("P7", 75, "2024-02"),
                cell("P7", 80, "2024-03"),
                cell("P7A", 30, "2024-03"),
                cell("P7", 11, "2024-03", item="MURDER"),
            )
        },
        period="2024-Q1",
        expect=(Expect(value=80, n=80, obs_status="ok"),),
    ),
)

WITH_PROSECUTION = (
    WorkedExample(
        title="Six: those returned for defects are still on the way, those dropped, quashed or cancelled are not",
        tables=_MAP,
        period="2024-03",
        expect=(
            Expect(value=6, n=6, obs_status="ok", linkage=7 / 8),
            Expect(area="D2", value=1, n=1, obs_status="ok", linkage=1.0),
        ),
    ),
    WorkedExample(
        title="A month later F3 has come, F12, F13 and F16 have left",
        tables=_MAP,
        period="2024-04",
        expect=(Expect(value=4, n=4, obs_status="ok"),),
    ),
)

IN_COURT = (
    WorkedExample(
        title="Eight trials: a case that moved is in one court, petitions and appeals are no trials",
        tables=_NO_REVIEWS,
        period="2024-03",
        expect=(
            Expect(value=8, n=8, obs_status="ok", linkage=7 / 8),
            Expect(area="D2", value=2, n=2, obs_status="ok", linkage=1.0),
        ),
    ),
    WorkedExample(
        title="From the return: the five kinds of trials of line J6, in the last month of the quarter",
        tables={
            "judiciary.monthly_return": (
                *(cell("J6", 10**n, "2024-03", item=kind, court="D1") for n, kind in enumerate(TRIALS)),
                cell("J6", 7, "2024-02", item="GBV", court="D1"),
                cell("J6", 500, "2024-03", item="CIVIL", court="D1"),
                cell("J6", 11_611, "2024-03", court="D1"),
                cell("J7A", 3, "2024-03", item="GBV", court="D1"),
            )
        },
        period="2024-Q1",
        expect=(Expect(value=11_111, n=11_111, obs_status="ok"),),
    ),
)

ALL_STAGES = (
    WorkedExample(
        title="6 + 6 + 8: no case stands at two stages",
        tables=_MAP,
        period="2024-03",
        expect=(
            Expect(value=20.0, numerator=20, denominator=1, obs_status="ok", linkage=7 / 8),
            Expect(area="D2", value=4.0, numerator=4, denominator=1, obs_status="ok", linkage=1.0),
        ),
    ),
    WorkedExample(
        title="Without the courts' records nobody knows what is still on the way: no data",
        tables={id_: rows for id_, rows in _MAP.items() if id_ != "judiciary.case"},
        period="2024-03",
        expect=(Expect(value=None, obs_status="no_data"),),
    ),
)

MAP_LINKED = (
    WorkedExample(
        title="Seven of eight trials: of one there is no FIR",
        tables=_NO_REVIEWS,
        period="2024-03",
        expect=(
            Expect(value=87.5, numerator=7, denominator=8, n=8, obs_status="ok"),
            Expect(area="D2", value=100.0, numerator=2, denominator=2, n=2, obs_status="ok"),
        ),
    ),
    WorkedExample(
        title="No trial is open: no share",
        tables={"police.fir": (_fir(1),), "judiciary.case": (court_case("C", "F1", "2024-02-01", "2024-03-01"),)},
        period="2024-03",
        expect=(Expect(value=None, numerator=0, denominator=0, n=0, obs_status="undefined"),),
    ),
)
