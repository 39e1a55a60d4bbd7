"""POL-07: days from FIR to complete report."""

from __future__ import annotations

from rolkpi.model import Expect, WorkedExample
from rolkpi_police.codelists import CHALLAN_BINS, RESPONSE_BINS
from rolkpi_police.examples.rows import Row, cell, fir, report

# Ten FIRs whose first complete report went out on 20 March, after 5, 10, ... 50 days. Every second one, of 10, 20, ...
# 50 days, is a murder; the two slowest are gender-based violence.
_TEN_DATES = (
    "2024-03-15",
    "2024-03-10",
    "2024-03-05",
    "2024-02-29",
    "2024-02-24",
    "2024-02-19",
    "2024-02-14",
    "2024-02-09",
    "2024-02-04",
    "2024-01-30",
)

_TEN_TABLES: dict[str, tuple[Row, ...]] = {
    "police.fir": (
        *(
            fir(f"F{number}", day, offence_cat="MURDER" if number % 2 else "THEFT", gbv_flag=number >= 8)
            for number, day in enumerate(_TEN_DATES)
        ),
        fir("OPEN", "2023-06-01"),  # no complete report: only an interim one
        fir("EARLIER", "2024-02-01"),  # completed in February, and again after defects in March
        # its first report is dated before it, the right one came on 5 April
        fir("WRONG", "2024-03-10", occurred_on="2024-02-01"),
    ),
    "police.report173": (
        *(report(f"R{number}", f"F{number}", "COMPLETE", "2024-03-20") for number in range(10)),
        report("R0-again", "F0", "COMPLETE", "2024-03-20"),  # a second one the same day
        report("R-open", "OPEN", "INTERIM", "2024-03-02"),
        report("R-first", "EARLIER", "COMPLETE", "2024-02-20"),
        report("R-second", "EARLIER", "COMPLETE", "2024-03-25"),
        report("R-wrong", "WRONG", "COMPLETE", "2024-03-09"),
        report("R-right", "WRONG", "COMPLETE", "2024-04-05"),
    ),
}

# Nine FIRs whose first complete report went out on 31 March, after 0, 5, ... 40 days.
_NINE_DATES = (
    "2024-03-31",
    "2024-03-26",
    "2024-03-21",
    "2024-03-16",
    "2024-03-11",
    "2024-03-06",
    "2024-03-01",
    "2024-02-25",
    "2024-02-20",
)

_NINE_TABLES: dict[str, tuple[Row, ...]] = {
    "police.fir": (
        *(fir(f"F{number}", day) for number, day in enumerate(_NINE_DATES)),
        fir("APRIL", "2024-03-01"),
    ),
    "police.report173": (
        *(report(f"R{number}", f"F{number}", "COMPLETE", "2024-03-31") for number in range(9)),
        report("R-april", "APRIL", "COMPLETE", "2024-04-01"),
    ),
}

_NONE_TABLES: dict[str, tuple[Row, ...]] = {
    "police.fir": (fir("F1", "2024-03-01"), fir("F2", "2024-03-10")),
    "police.report173": (
        report("R1", "F1", "INTERIM", "2024-03-15"),
        report("R2", "F2", "COMPLETE", "2024-03-09"),  # dated before its FIR: left out
    ),
}

# The return: seven districts, each with ten challans in one range.
_RANGE_ROWS = tuple(
    cell(f"D{number}", "DAYS_TO_CHALLAN", 10 if code == item else 0, item=item)
    for number, code in enumerate(CHALLAN_BINS, start=1)
    for item in CHALLAN_BINS
)
_BY_RANGE = tuple(
    Expect(area=f"D{number}", value=None, low=float(low), high=None if high is None else float(high), n=10)
    for number, (low, high) in enumerate(CHALLAN_BINS.values(), start=1)
)
_FROM_RETURN = (
    WorkedExample(
        title="Without records the ranges of the return say between which days it lies, the highest has no end",
        tables={
            "police.monthly_return": (
                *_RANGE_ROWS,
                cell("D1", "DAYS_TO_CHALLAN", 10),  # the printed total is no range
                *(cell("D1", "P15_MINUTES", 90, item=item) for item in RESPONSE_BINS),
                # D8 leaves a range out: nothing is known
                *(cell("D8", "DAYS_TO_CHALLAN", 10, item=item) for item in list(CHALLAN_BINS)[1:]),
            )
        },
        period="2024-03",
        expect=(*_BY_RANGE, Expect(area="D8", value=None, low=None, high=None, obs_status="no_data")),
    ),
)

DAYS_TO_COMPLETE_MEDIAN = (
    WorkedExample(
        title="5, 10, ... 50 days: halfway between 25 and 30; each FIR once, at its first complete report",
        tables=_TEN_TABLES,
        period="2024-03",
        expect=(
            Expect(value=27.5, n=10, obs_status="ok"),
            Expect(disaggregation="offence_cat=MURDER", value=30.0, n=5),  # 10, 20, 30, 40, 50
            Expect(disaggregation="offence_cat=THEFT", value=25.0, n=5),  # 5, 15, 25, 35, 45
            Expect(disaggregation="gbv_flag=true", value=47.5, n=2),  # 45, 50
        ),
    ),
    WorkedExample(
        title="0, 5, ... 40 days: the fifth of them; a report of the same day counts, nine are too few to publish",
        tables=_NINE_TABLES,
        period="2024-03",
        expect=(Expect(value=20.0, n=9, obs_status="small_base"),),
    ),
    WorkedExample(
        title="An interim report completes nothing: no median",
        tables=_NONE_TABLES,
        period="2024-03",
        expect=(Expect(n=0, value=None, obs_status="undefined"),),
    ),
    *_FROM_RETURN,
)

DAYS_TO_COMPLETE_P90 = (
    WorkedExample(
        title="5, 10, ... 50 days: a tenth of the way from the ninth (45) to the tenth (50)",
        tables=_TEN_TABLES,
        period="2024-03",
        expect=(
            Expect(value=45.5, n=10, obs_status="ok"),
            Expect(disaggregation="offence_cat=MURDER", value=46.0, n=5),  # six tenths of the way from 40 to 50
            Expect(disaggregation="offence_cat=THEFT", value=41.0, n=5),  # six tenths of the way from 35 to 45
            Expect(disaggregation="gbv_flag=true", value=49.5, n=2),  # nine tenths of the way from 45 to 50
        ),
    ),
    WorkedExample(
        title="0, 5, ... 40 days: two tenths of the way from the eighth (35) to the ninth (40), too few to publish",
        tables=_NINE_TABLES,
        period="2024-03",
        expect=(Expect(value=36.0, n=9, obs_status="small_base"),),
    ),
    WorkedExample(
        title="An interim report completes nothing: no percentile",
        tables=_NONE_TABLES,
        period="2024-03",
        expect=(Expect(n=0, value=None, obs_status="undefined"),),
    ),
    *_FROM_RETURN,
)

# Ten FIRs of 10 January 2024, seen until 31 January, day 21.
_WAITING_FIRS = (
    *(fir(f"F{number}", "2024-01-10", gbv_flag=number in (4, 6)) for number in range(1, 8)),
    fir("F8", "2024-01-10", closed_at="2024-01-12", closure="CANCELLED"),  # seen until day 2
    fir("F9", "2024-01-10", closed_at="2024-01-20", closure="TRANSFERRED"),  # seen until day 10
    fir("F10", "2024-01-10", closed_at="2024-01-20", closure="UNTRACED"),  # goes on waiting
)

_WAITING_REPORTS = (
    report("R1", "F1", "COMPLETE", "2024-01-15"),  # day 5: 9 are waiting, 8/9 go on
    report("R2", "F2", "COMPLETE", "2024-01-15"),  # day 5 too: 7/9
    report("R3", "F3", "COMPLETE", "2024-01-20"),  # day 10, 7 waiting: 7/9 x 6/7 = 2/3
    report("R4", "F4", "COMPLETE", "2024-01-24"),  # day 14, 5 waiting: 2/3 x 4/5 = 8/15
    report("R5", "F5", "COMPLETE", "2024-01-25"),  # day 15, 4 waiting: 8/15 x 3/4 = 2/5, below a half
    report("R6", "F6", "INTERIM", "2024-01-12"),  # completes nothing
    report("R7", "F7", "COMPLETE", "2024-02-01"),  # after the day of the run: not known yet
    report("R10", "F10", "UNTRACED", "2024-01-20"),
)

_CLOSURES = {"D1": "CANCELLED", "D2": "TRANSFERRED", "D3": "QUASHED", "D4": "UNTRACED"}

DAYS_TO_COMPLETE_SURVIVAL = (
    WorkedExample(
        title="Half have a report on day 15; the median of the five reports alone would be day 10",
        tables={
            "police.fir": (*_WAITING_FIRS, fir("F11", "2023-12-31")),
            "police.report173": (
                *_WAITING_REPORTS,
                report("R11", "F11", "COMPLETE", "2024-01-02"),  # December's FIR
                report("R6-wrong", "F6", "COMPLETE", "2024-01-09"),  # dated before its FIR: F6 goes on waiting
            ),
        },
        period="2024-01",
        expect=(
            Expect(value=15.0, n=10, obs_status="ok"),
            Expect(disaggregation="offence_cat=THEFT", value=15.0, n=10, obs_status="ok"),
            Expect(disaggregation="gbv_flag=true", value=14.0, n=2),  # F4 on day 14, F6 waits: a half
        ),
    ),
    WorkedExample(
        title="Cancelled, transferred or quashed on day 2: lost from sight; untraced: goes on waiting",
        tables={
            "police.fir": (
                *(fir(f"{d}-{number}", "2024-01-10", district=d) for d in _CLOSURES for number in (1, 2)),
                *(
                    fir(f"{d}-3", "2024-01-10", district=d, closed_at="2024-01-12", closure=closure)
                    for d, closure in _CLOSURES.items()
                ),
            ),
            "police.report173": (
                *(report(f"R{d}-1", f"{d}-1", "COMPLETE", "2024-01-15", d) for d in _CLOSURES),  # day 5
                *(report(f"R{d}-2", f"{d}-2", "COMPLETE", "2024-01-22", d) for d in _CLOSURES),  # day 12
            ),
        },
        period="2024-01",
        expect=(
            Expect(area="D1", value=5.0, n=3),  # two are waiting on day 5: one of two
            Expect(area="D2", value=5.0, n=3),
            Expect(area="D3", value=5.0, n=3),
            Expect(area="D4", value=12.0, n=3),  # three are waiting on day 5: 2/3 go on
            Expect(value=12.0, n=12, obs_status="ok"),  # day 5, 9 waiting: 5/9 go on
        ),
    ),
    WorkedExample(
        title="A report of the same day is day 0: five of nine had one, too few to publish",
        tables={
            "police.fir": tuple(fir(f"F{number}", "2024-01-10") for number in range(9)),
            "police.report173": tuple(
                report(f"R{number}", f"F{number}", "COMPLETE", "2024-01-10") for number in range(5)
            ),
        },
        period="2024-01",
        expect=(Expect(value=0.0, n=9, obs_status="small_base"),),
    ),
    WorkedExample(
        title="Cancelled on the day half would have had a report: still waiting that day",
        tables={
            "police.fir": (
                fir("F1", "2024-01-10"),
                fir("F2", "2024-01-10", closed_at="2024-01-15", closure="CANCELLED"),
            ),
            "police.report173": (report("R1", "F1", "COMPLETE", "2024-01-15"),),
        },
        period="2024-01",
        expect=(Expect(value=5.0, n=2, obs_status="small_base"),),
    ),
    WorkedExample(
        title="Fewer than half have a complete report: no median",
        tables={
            "police.fir": (fir("F1", "2024-01-10"), fir("F2", "2024-01-10"), fir("F3", "2024-01-10")),
            "police.report173": (report("R1", "F1", "COMPLETE", "2024-01-15"),),
        },
        period="2024-01",
        expect=(Expect(n=3, value=None, obs_status="undefined"),),
    ),
)
