"""CHN-04 and CHN-05: reports on their way from the police over the prosecution to the court."""

from __future__ import annotations

from typing import Any

from rolkpi.model import Expect, WorkedExample
from rolkpi_chain.examples.rows import Row, cell, report, review

# -- CHN-04

HAND_OVER = (
    WorkedExample(
        title="Three of four arrived in March; the one forwarded on the last day arrives in April",
        tables={
            "police.report173": (
                report("F1", "2024-03-01", "INTERIM", version=1),
                report("F2", "2024-03-15"),
                report("F3", "2024-03-31"),
                report("F4", "2024-03-15", district="D2"),
                report("F5", "2024-03-15", "SUPPLEMENTARY"),  # another kind
                report("F8", "2024-03-16", "SUPPLEMENTARY"),
                report("F2", "2024-03-25", version=2),  # sent again after a return
                report("F6", "2024-02-29"),  # the day before
                report("F7", "2024-04-01"),  # the day after
            ),
            "prosecution.review": (
                review("R1", "2024-03-02", "INTERIM"),
                review("R2", "2024-03-31"),
                review("R3", "2024-04-01"),  # forwarded on 31 March
                review("R4", "2024-03-16", district="D2"),
                review("R5", "2024-03-16", "CANCELLATION"),  # another kind
            ),
        },
        period="2024-03",
        expect=(
            Expect(value=0.75, numerator=3, denominator=4, n=4, obs_status="ok"),
            Expect(area="D1", value=2 / 3, numerator=2, denominator=3, n=3, obs_status="ok"),
            Expect(area="D2", value=1.0, numerator=1, denominator=1, n=1, obs_status="ok"),
            Expect(disaggregation="report_kind=COMPLETE", value=2 / 3, numerator=2, denominator=3, n=3),
            Expect(disaggregation="report_kind=INTERIM", value=1.0, numerator=1, denominator=1, n=1),
        ),
    ),
    WorkedExample(
        title="From the two returns: R2 complete and interim per P4 and P5, and no other line",
        tables={
            "police.monthly_return": (
                cell("P4", 40),
                cell("P4", 13, item="THEFT"),  # a part of the 40
                cell("P5", 10),
                cell("P4A", 22),
                cell("P6_CANCELLED", 5),
            ),
            "prosecution.monthly_return": (
                cell("R2", 56),
                cell("R2_COMPLETE", 42),
                cell("R2_INTERIM", 9),
                cell("R2_CANCELLATION", 5),
            ),
        },
        period="2024-03",
        expect=(
            Expect(value=51 / 50, numerator=51, denominator=50, n=50, obs_status="ok"),
            Expect(disaggregation="report_kind=COMPLETE", value=42 / 40, numerator=42, denominator=40, n=40),
            Expect(disaggregation="report_kind=INTERIM", value=9 / 10, numerator=9, denominator=10, n=10),
        ),
    ),
    WorkedExample(
        title="Records of one and the return of the other are never divided by each other",
        tables={
            "police.report173": (report("F1", "2024-03-15"),),
            "prosecution.monthly_return": (cell("R2_COMPLETE", 1), cell("R2_INTERIM", 0)),
        },
        period="2024-03",
        expect=(Expect(area="D1", value=None, obs_status="no_data"),),
    ),
    WorkedExample(
        title="Nothing was forwarded: no ratio, whatever was received",
        tables={
            "police.report173": (report("F1", "2024-02-29"),),
            "prosecution.review": (review("R1", "2024-03-01"),),
        },
        period="2024-03",
        expect=(Expect(area="D1", numerator=1, denominator=0, n=0, value=None, obs_status="undefined"),),
    ),
)

# -- CHN-05: the complete reports of March 2024, final on 30 April


def _sent(number: int, day: str, **more: Any) -> Row:
    return report(f"F{number}", day, **{"report_id": f"P{number}", **more})


def _got(number: int, day: str, filed: str | None = None, **more: Any) -> Row:
    return review(f"R{number}", day, filed=filed, **{"report_id": f"P{number}", **more})


_FOLLOWED: dict[str, tuple[Row, ...]] = {
    "police.report173": (
        _sent(1, "2024-03-01", version=1),
        _sent(2, "2024-03-01"),
        _sent(3, "2024-03-31", district="D2"),
        _sent(4, "2024-03-20", district="D2"),
        _sent(5, "2024-03-10"),
        _sent(6, "2024-03-10"),
        _sent(7, "2024-03-10"),
        _sent(8, "2024-03-10"),
        _sent(9, "2024-03-10", kind="INTERIM"),  # another kind
        _sent(12, "2024-03-28", version=2),  # report 1 again, after a return
        _sent(10, "2024-02-29"),  # February's
        _sent(11, "2024-04-01"),  # April's
    ),
    "prosecution.review": (
        _got(1, "2024-03-02", "2024-03-31"),  # day 30: in time
        _got(2, "2024-03-02", "2024-04-01"),  # day 31: late
        _got(3, "2024-03-31", "2024-03-31"),  # the day it was forwarded
        _got(4, "2024-04-19"),  # received on day 30, not filed
        _got(5, "2024-04-10", "2024-04-11"),  # received on day 31
        _got(6, "2024-03-12", "2024-03-20", report_id=None),  # without its number: not found
        _got(8, "2024-03-05", "2024-03-06"),  # before it was forwarded: a day is wrong, no success, but found
        _got(9, "2024-03-12", "2024-03-20", kind="INTERIM"),
        _got(10, "2024-03-02", "2024-03-20"),
        _got(11, "2024-04-02", "2024-04-10"),
        # the register has the first report twice: the first day counts
        review("R1b", "2024-05-02", filed="2024-05-03", report_id="P1"),
    ),
}

_NONE_COMPLETE: dict[str, tuple[Row, ...]] = {
    "police.report173": (_sent(1, "2024-03-01", kind="INTERIM"),),
    "prosecution.review": (_got(1, "2024-03-02", "2024-03-05", kind="INTERIM"),),
}

FILED_IN_TIME = (
    WorkedExample(
        title="Day 30 is in time, day 31 is late; a report that is not found looks like one that was never filed",
        tables=_FOLLOWED,
        period="2024-03",
        as_of="2024-04-30",
        expect=(
            Expect(value=25.0, numerator=2, denominator=8, n=8, obs_status="ok"),
            Expect(area="D2", value=50.0, numerator=1, denominator=2, n=2, obs_status="ok"),
        ),
    ),
    WorkedExample(
        title="On 29 April the reports of 31 March have not had their 30 days: no value, not 0",
        tables=_FOLLOWED,
        period="2024-03",
        as_of="2024-04-29",
        expect=(Expect(value=None, obs_status="immature"),),
    ),
    WorkedExample(
        title="No complete report was forwarded: no share",
        tables=_NONE_COMPLETE,
        period="2024-03",
        as_of="2024-04-30",
        expect=(Expect(value=None, numerator=0, denominator=0, n=0, obs_status="undefined"),),
    ),
)

COMPLETE_REPORTS_LINKED = (
    WorkedExample(
        title="Five of eight: one came on day 31, one without its number, one never",
        tables=_FOLLOWED,
        period="2024-03",
        as_of="2024-04-30",
        expect=(
            Expect(value=62.5, numerator=5, denominator=8, n=8, obs_status="ok"),
            Expect(area="D2", value=100.0, numerator=2, denominator=2, n=2, obs_status="ok"),
        ),
    ),
    WorkedExample(
        title="Known on the same day as the figure it stands beside",
        tables=_FOLLOWED,
        period="2024-03",
        as_of="2024-04-29",
        expect=(Expect(value=None, obs_status="immature"),),
    ),
)
