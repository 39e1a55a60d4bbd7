"""CHN-02: days from FIR to judgment, and who still waits."""

from __future__ import annotations

from typing import Any

from rolkpi.model import Expect, WorkedExample
from rolkpi_chain.examples.rows import THE_DAY, TRIALS, Row, court_case, days_before, fir, report

# -- CHN-02: trials decided in March 2024


_JUDGED_TABLES: dict[str, tuple[Row, ...]] = {
    "police.fir": (
        *(
            fir(f"F{n}", days_before(THE_DAY, 100 * n), offence_cat="RAPE" if n == 1 else "MURDER")
            for n in range(1, 11)
        ),
        fir("LATER", "2024-03-21"),
        fir("OTHER", "2024-01-01"),
    ),
    "judiciary.case": (
        *(  # convictions, in each kind of trial
            court_case(f"C{n}", f"F{n}", days_before(THE_DAY, 50 * n), THE_DAY, case_type=kind, gbv_flag=n == 1)
            for n, kind in enumerate(TRIALS, start=1)
        ),
        court_case("C6", "F6", "2024-01-01", THE_DAY, gbv_flag=False),
        court_case("C7", "F7", "2024-01-01", THE_DAY, disposal_mode="WITHDRAWN", gbv_flag=False),
        court_case("C8", "F8", "2024-01-01", THE_DAY, disposal_mode="ACQUITTAL", gbv_flag=False),
        court_case("C9", "F9", "2024-01-01", THE_DAY, disposal_mode="EARLY_ACQUITTAL", gbv_flag=False),
        court_case("C10", "F10", "2024-01-01", THE_DAY, disposal_mode="COMPROMISE", gbv_flag=False),
        court_case("OPEN", "OTHER", "2024-01-05"),
        court_case("AGAIN", "OTHER", "2024-01-05", THE_DAY, mode="REMAND"),  # its second judgment
        court_case("BAIL", "OTHER", "2024-03-05", THE_DAY, case_type="BAIL", disposal_mode="DISMISSED"),
        court_case("APPEAL", "OTHER", "2024-03-05", THE_DAY, case_type="APPEAL"),
        court_case("DORMANT", "OTHER", "2024-03-05", THE_DAY, disposal_mode="CONSIGNED_RECORD_ROOM"),
        court_case("NO-NUMBER", None, "2024-03-05", THE_DAY),
        court_case("NOT-FOUND", "F-77", "2024-03-05", THE_DAY),
        court_case("DISORDER", "LATER", "2024-03-05", THE_DAY),  # decided before its FIR
    ),
}

_EDGE_TABLES: dict[str, tuple[Row, ...]] = {
    "police.fir": (
        fir("F1", "2024-03-01"),
        fir("F2", "2023-03-31"),
        fir("F3", "2023-03-31"),
        fir("F4", "2023-03-31"),
    ),
    "judiciary.case": (
        court_case("C1", "F1", "2024-02-20", "2024-03-01"),  # the first day of March, and day 0: a complaint came first
        court_case("C2", "F2", "2023-05-01", "2024-03-31"),  # the last day, 366 days: 2024 is a leap year
        court_case("C3", "F3", "2023-05-01", "2024-02-29"),  # the day before
        court_case("C4", "F4", "2023-05-01", "2024-04-01"),  # the day after
    ),
}

_NOT_FOUND_TABLES: dict[str, tuple[Row, ...]] = {
    "police.fir": (fir("F1", "2024-01-01"),),
    "judiciary.case": (court_case("C1", "F-1", "2024-02-01", "2024-03-10"), court_case("C2", "F1", "2024-02-01")),
}

JUDGMENT_DAYS_MEDIAN = (
    WorkedExample(
        title="100, 200, ... 1,000 days: halfway between 500 and 600; what is open, decided before or not found is out",
        tables=_JUDGED_TABLES,
        period="2024-03",
        expect=(
            Expect(value=550.0, n=10, obs_status="ok"),
            Expect(area="D1", value=550.0, n=10, obs_status="ok"),
            Expect(disaggregation="offence_cat=RAPE", value=100.0, n=1, obs_status="small_base"),
            Expect(disaggregation="offence_cat=MURDER", value=600.0, n=9, obs_status="small_base"),
            Expect(disaggregation="gbv_flag=true", value=100.0, n=1, obs_status="small_base"),
        ),
    ),
    WorkedExample(
        title="From the first day of the month to its last; the day of the FIR is day 0",
        tables=_EDGE_TABLES,
        period="2024-03",
        expect=(Expect(value=183.0, n=2, obs_status="small_base"),),
    ),
    WorkedExample(
        title="The FIR of the one decided case is not found: no median",
        tables=_NOT_FOUND_TABLES,
        period="2024-03",
        expect=(Expect(n=0, value=None, obs_status="undefined"),),
    ),
)

JUDGMENT_DAYS_P90 = (
    WorkedExample(
        title="100, 200, ... 1,000 days: a tenth of the way from the ninth (900) to the tenth (1,000)",
        tables=_JUDGED_TABLES,
        period="2024-03",
        expect=(
            Expect(value=910.0, n=10, obs_status="ok"),
            Expect(disaggregation="offence_cat=RAPE", value=100.0, n=1, obs_status="small_base"),
            # Without the 100 days: a fifth of the way from the eighth (900) to the ninth (1,000).
            Expect(disaggregation="offence_cat=MURDER", value=920.0, n=9, obs_status="small_base"),
            Expect(disaggregation="gbv_flag=true", value=100.0, n=1, obs_status="small_base"),
        ),
    ),
    WorkedExample(
        title="0 and 366 days: nine tenths of the way",
        tables=_EDGE_TABLES,
        period="2024-03",
        expect=(Expect(value=329.4, n=2, obs_status="small_base"),),
    ),
    WorkedExample(
        title="The FIR of the one decided case is not found: no percentile",
        tables=_NOT_FOUND_TABLES,
        period="2024-03",
        expect=(Expect(n=0, value=None, obs_status="undefined"),),
    ),
)

# Ten FIRs of 10 January 2024, seen until 31 December, day 356.
_WAITING_FIRS = (
    fir("F1", "2024-01-10", offence_cat="RAPE", gbv_flag=True),
    *(fir(f"F{n}", "2024-01-10") for n in (2, 3, 4, 6, 7, 8, 9)),
    fir("F5", "2024-01-10", closed_at=days_before("2024-01-10", -120), closure="CANCELLED"),  # seen until day 120
    fir("F10", "2024-01-10", closed_at="2024-02-01", closure="UNTRACED"),  # goes on waiting
    fir("F11", "2024-01-10"),
)


def _judged(fir_id: str, day: int, disposal_mode: str = "CONVICTION", **more: Any) -> Row:
    """A trial on an FIR of 10 January 2024 that is decided so many days after it."""
    decided_at = days_before("2024-01-10", -day)
    return court_case(f"{fir_id}/{day}", fir_id, "2024-01-10", decided_at, disposal_mode=disposal_mode, **more)


_WAITING_CASES = (
    _judged("F1", 100),  # 10 wait: 9/10 go on
    _judged("F1", 320),  # another accused: the first judgment counts
    _judged("F2", 150, "ACQUITTAL", case_type="MAGISTERIAL_TRIAL"),  # F5 is gone, 8 wait: 9/10 x 7/8
    _judged("F3", 200, "EARLY_ACQUITTAL", case_type="ATC"),  # 7 wait: x 6/7
    _judged("F4", 250, "COMPROMISE", case_type="GBV"),  # 6 wait: x 5/6 = 9/16
    _judged("F6", 300, "WITHDRAWN", case_type="JUVENILE"),  # 5 wait: x 4/5 = 9/20, below a half
    _judged("F6", 345, mode="REMAND"),  # its second judgment
    _judged("F7", 110, "CONSIGNED_RECORD_ROOM"),  # no judgment
    _judged("F8", 140, mode="REMAND"),  # sent back: its first judgment is in no record
    _judged("F9", 20, "WITHDRAWN", case_type="BAIL"),  # a petition, no trial
    court_case("C9", "F-9", "2024-02-01", "2024-03-01"),  # another number: F9 goes on waiting
    court_case("C11", "F11", "2024-01-01", "2024-01-09"),  # judged before its FIR: left out
)

# In each district one FIR is judged on day 100, one on day 200 and one is closed without a judgment.
_CLOSED = (
    ("D1", 50, "CANCELLED"),  # two wait on day 100: half are judged
    ("D2", 50, "TRANSFERRED"),
    ("D3", 50, "QUASHED"),
    ("D4", 50, "UNTRACED"),  # three wait on day 100: two thirds go on, until day 200
    ("D5", 150, "CANCELLED"),  # three wait on day 100, one on day 200
)

_CLOSED_TABLES: dict[str, tuple[Row, ...]] = {
    "police.fir": tuple(
        fir(f"{district}-{n}", "2024-01-10", district=district, **closed)
        for district, day, closure in _CLOSED
        for n, closed in enumerate(({}, {}, {"closed_at": days_before("2024-01-10", -day), "closure": closure}))
    ),
    "judiciary.case": tuple(
        _judged(f"{district}-{n}", day, court=district)
        for district, _, _ in _CLOSED
        for n, day in enumerate((100, 200))
    ),
}

JUDGMENT_DAYS_SURVIVAL = (
    WorkedExample(
        title="Half are judged on day 300; the median of the five judgments alone would be day 200",
        tables={"police.fir": _WAITING_FIRS, "judiciary.case": _WAITING_CASES},
        period="2024-01",
        as_of="2024-12-31",
        expect=(
            Expect(value=300.0, n=10, obs_status="ok"),
            Expect(disaggregation="offence_cat=RAPE", value=100.0, n=1, obs_status="small_base"),
            # 9 wait, from day 120 on 8; four judgments later 4 of them, which is half.
            Expect(disaggregation="offence_cat=MURDER", value=300.0, n=9, obs_status="small_base"),
            Expect(disaggregation="gbv_flag=true", value=100.0, n=1, obs_status="small_base"),
        ),
    ),
    WorkedExample(
        title="On 4 November, day 299, the fifth judgment is not known yet: no median",
        tables={"police.fir": _WAITING_FIRS, "judiciary.case": _WAITING_CASES},
        period="2024-01",
        as_of="2024-11-04",
        expect=(Expect(value=None, n=10, obs_status="undefined"),),
    ),
    WorkedExample(
        title="Cancelled, transferred and quashed FIRs are lost from sight that day, untraced ones go on waiting",
        tables=_CLOSED_TABLES,
        period="2024-01",
        as_of="2024-12-31",
        expect=(
            *(Expect(area=district, value=100.0, n=3, obs_status="small_base") for district in ("D1", "D2", "D3")),
            *(Expect(area=district, value=200.0, n=3, obs_status="small_base") for district in ("D4", "D5")),
        ),
    ),
    WorkedExample(
        title="Judged on the day of the FIR is day 0",
        tables={"police.fir": (fir("F1", "2024-01-10"),), "judiciary.case": (_judged("F1", 0),)},
        period="2024-01",
        as_of="2024-12-31",
        expect=(Expect(value=0.0, n=1, obs_status="small_base"),),
    ),
)

JUDGED_CASES_LINKED = (
    WorkedExample(
        title="Three of five: one has a number nobody knows, one has none",
        tables={
            "police.fir": (fir("F1", "2023-01-01"), fir("F2", "2023-01-01"), fir("F3", "2023-01-01")),
            "judiciary.case": (
                court_case("C1", "F1", "2024-01-01", "2024-03-01", gbv_flag=True),
                court_case("C2", "F2", "2024-01-01", "2024-03-31", case_type="MAGISTERIAL_TRIAL"),
                court_case("C3", "F3", "2024-01-01", "2024-03-15", case_type="ATC", court="D2"),
                court_case("C4", "F-77", "2024-01-01", "2024-03-15", case_type="GBV", gbv_flag=True),
                court_case("C5", None, "2024-01-01", "2024-03-15", case_type="JUVENILE"),
                court_case("C6", "F1", "2024-03-01", "2024-03-15", case_type="BAIL"),  # no trial
                court_case("C7", None, "2024-01-01", "2024-04-01"),  # the day after
                court_case("C8", None, "2024-01-01"),  # open
            ),
        },
        period="2024-03",
        expect=(
            Expect(value=60.0, numerator=3, denominator=5, n=5, obs_status="ok"),
            Expect(area="D2", value=100.0, numerator=1, denominator=1, n=1, obs_status="ok"),
            Expect(disaggregation="gbv_flag=true", value=50.0, numerator=1, denominator=2, n=2),
        ),
    ),
    WorkedExample(
        title="Nothing was decided: no share",
        tables={"police.fir": (fir("F1", "2024-01-01"),), "judiciary.case": (court_case("C1", "F1", "2024-02-01"),)},
        period="2024-03",
        expect=(Expect(numerator=0, denominator=0, n=0, value=None, obs_status="undefined"),),
    ),
)

REPORTED_FIRS_LINKED = (
    WorkedExample(
        title="Two of four; an FIR without a complete report is not looked for, a bail petition is no trial",
        tables={
            "police.fir": (
                fir("F1", "2024-03-01"),
                fir("F2", "2024-03-31", offence_cat="THEFT", gbv_flag=True),
                fir("F3", "2024-03-10"),
                fir("F4", "2024-03-10"),
                fir("F5", "2024-03-10"),
                fir("F6", "2024-04-01"),  # the day after
            ),
            "police.report173": (
                *(report(f"F{n}", "2024-04-10") for n in (1, 2, 3, 4, 6)),
                report("F5", "2024-03-20", "INTERIM"),
            ),
            "judiciary.case": (
                court_case("C1", "F1", "2024-04-20"),
                court_case("C2", "F2", "2024-04-20"),
                court_case("C3", "F-3", "2024-04-20"),  # another number
                court_case("B4", "F4", "2024-04-20", case_type="BAIL"),
                court_case("C5", "F5", "2024-04-20"),
                court_case("C6", "F6", "2024-04-20"),
            ),
        },
        period="2024-03",
        as_of="2024-04-30",
        expect=(
            Expect(value=50.0, numerator=2, denominator=4, n=4, obs_status="ok"),
            Expect(disaggregation="offence_cat=THEFT", value=100.0, numerator=1, denominator=1, n=1),
            Expect(disaggregation="gbv_flag=true", value=100.0, numerator=1, denominator=1, n=1),
        ),
    ),
    WorkedExample(
        title="No complete report yet: no share",
        tables={"police.fir": (fir("F1", "2024-03-01"),), "police.report173": (), "judiciary.case": ()},
        period="2024-03",
        expect=(Expect(numerator=0, denominator=0, n=0, value=None, obs_status="undefined"),),
    ),
)
