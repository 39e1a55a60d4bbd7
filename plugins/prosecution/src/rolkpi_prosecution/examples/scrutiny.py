"""Police reports and what the prosecutors did with them."""

from __future__ import annotations

from rolkpi.model import Expect, WorkedExample
from rolkpi_prosecution.examples.rows import Row, cell, review

_KINDS = ("COMPLETE", "INTERIM", "SUPPLEMENTARY", "CANCELLATION", "UNTRACED", "DISCHARGE")


def _kinds(district: str, *counts: int) -> tuple[Row, ...]:
    return tuple(cell(district, f"R2_{kind}", count) for kind, count in zip(_KINDS, counts, strict=False))


REPORTS_RECEIVED = (
    WorkedExample(
        title="One per report, in the month it was received; two reports of one FIR are two",
        tables={
            "prosecution.review": (
                review("R1", "2024-03-01", fir_id="FIR-1", kind="INTERIM", offence_cat="MURDER"),
                review("R2", "2024-03-31", fir_id="FIR-1"),
                review("R3", "2024-03-15", district="D2", kind="CANCELLATION"),
                # back on 9 March with its defects removed: received once
                review("R4", "2024-03-02", "2024-03-04", decision="RETURN_DEFECT", resubmitted_at="2024-03-09"),
                review("R5", "2024-02-29"),  # the day before
                review("R6", "2024-04-01"),  # the day after
            )
        },
        period="2024-03",
        expect=(
            Expect(value=4, n=4, obs_status="ok"),
            Expect(area="D1", value=3, n=3, obs_status="ok"),
            Expect(area="D2", value=1, n=1, obs_status="ok"),
            Expect(disaggregation="kind=COMPLETE", value=2, n=2),
            Expect(disaggregation="kind=CANCELLATION", value=1, n=1),
            Expect(disaggregation="kind=DISCHARGE", value=0, n=0),
            Expect(disaggregation="offence_cat=MURDER", value=1, n=1),
            Expect(disaggregation="offence_cat=_U", value=3, n=3),
        ),
    ),
    WorkedExample(
        title="Without records the return serves; a reported 0 is a value",
        tables={
            "prosecution.monthly_return": (
                cell("D1", "R2", 12),
                cell("D1", "R1", 40),  # another line
                cell("D2", "R2", 0),
            )
        },
        period="2024-03",
        expect=(
            Expect(value=12, n=12, obs_status="ok"),
            Expect(area="D2", value=0, n=0, obs_status="ok"),
        ),
    ),
    WorkedExample(
        title="A cell that is not available is not 0: the total stays provisional",
        tables={"prosecution.monthly_return": (cell("D1", "R2", 12), cell("D2", "R2", None, "NOT_AVAILABLE"))},
        period="2024-03",
        expect=(
            Expect(value=12, n=12, obs_status="provisional"),
            Expect(area="D2", value=None, obs_status="no_data"),
        ),
    ),
    WorkedExample(
        title="The return by kind serves the breakdown, its total the total",
        tables={
            "prosecution.monthly_return": (
                cell("D1", "R2", 70),  # the kind of seven was not told
                cell("D1", "R2_INTERIM", 1),
                cell("D1", "R2_COMPLETE", 2),
                cell("D1", "R2_SUPPLEMENTARY", 4),
                cell("D1", "R2_CANCELLATION", 8),
                cell("D1", "R2_UNTRACED", 16),
                cell("D1", "R2_DISCHARGE", 32),
            )
        },
        period="2024-03",
        expect=(
            Expect(value=70, n=70),
            Expect(disaggregation="kind=INTERIM", value=1, n=1),
            Expect(disaggregation="kind=COMPLETE", value=2, n=2),
            Expect(disaggregation="kind=SUPPLEMENTARY", value=4, n=4),
            Expect(disaggregation="kind=CANCELLATION", value=8, n=8),
            Expect(disaggregation="kind=UNTRACED", value=16, n=16),
            Expect(disaggregation="kind=DISCHARGE", value=32, n=32),
        ),
    ),
    WorkedExample(
        title="Where no total is printed, the sum of the kinds is the total, if all of them were filled in",
        tables={
            "prosecution.monthly_return": (
                *_kinds("D1", 6, 3, 0, 0, 0, 0),
                cell("D1", "R3", 5),  # decided, not received
                *_kinds("D2", 6, 3),  # four kinds were left out
            )
        },
        period="2024-03",
        expect=(
            Expect(area="D1", value=9, n=9, obs_status="ok"),
            Expect(area="D2", value=None, obs_status="no_data"),
            Expect(value=9, n=9, obs_status="provisional"),
            Expect(area="D2", disaggregation="kind=COMPLETE", value=None, obs_status="no_data"),
        ),
    ),
)

_COHORT = (
    review("R1", "2024-03-01", "2024-03-04", prosecutor_grade="DPP"),  # day 3: in time
    review("R2", "2024-03-01", "2024-03-05", prosecutor_grade="DPP"),  # day 4: late
    review("R3", "2024-03-31", "2024-04-03", kind="INTERIM", decision="RETURN_DEFECT"),  # day 3: in time
    review("R4", "2024-03-31", "2024-03-31", decision="AWAIT_FORENSIC"),  # day 0: in time
    review("R5", "2024-03-10"),  # undecided
    review("R6", "2024-02-29", "2024-03-01"),  # February's cohort
    review("R7", "2024-04-01", "2024-04-01"),  # April's cohort
)

SCRUTINY_WITHIN_3_DAYS = (
    WorkedExample(
        title="Day 3 is in time, day 4 is late; R5 waits still, and is late too",
        tables={"prosecution.review": _COHORT},
        period="2024-03",
        as_of="2024-04-03",
        expect=(
            Expect(value=60.0, numerator=3, denominator=5, n=5, obs_status="ok"),
            Expect(disaggregation="kind=COMPLETE", value=50.0, numerator=2, denominator=4, n=4),
            Expect(disaggregation="kind=INTERIM", value=100.0, numerator=1, denominator=1, n=1),
            Expect(disaggregation="prosecutor_grade=DPP", value=50.0, numerator=1, denominator=2, n=2),
        ),
    ),
    WorkedExample(
        title="Until the reports of 31 March have aged 3 days, on 3 April, there is no value",
        tables={"prosecution.review": _COHORT[:2]},
        period="2024-03",
        as_of="2024-04-02",
        expect=(Expect(value=None, obs_status="immature"),),
    ),
    WorkedExample(
        title="Nothing received in the month: no share, though February's report was decided in it",
        tables={"prosecution.review": (review("R6", "2024-02-29", "2024-03-01"),)},
        period="2024-03",
        as_of="2024-04-03",
        expect=(Expect(numerator=0, denominator=0, n=0, value=None, obs_status="undefined"),),
    ),
)

PENDING_BEYOND_3_DAYS = (
    WorkedExample(
        title="Day 3 is not yet beyond, day 4 is; a decision of any kind ends it",
        tables={
            "prosecution.review": (
                review("R1", "2024-03-27"),  # 31 March is day 4: beyond
                review("R2", "2024-03-28"),  # 31 March is day 3: not yet
                review("R3", "2024-03-01", "2024-03-31"),  # decided on the last day: gone
                review("R4", "2024-03-01", "2024-04-01", kind="INTERIM"),  # the day after: still there
                review("R5", "2024-03-01", "2024-03-20", decision="RETURN_DEFECT"),  # with the police
                review("R6", "2024-02-01", "2024-02-03"),
                review("R7", "2024-03-01", court_filed_at="2024-03-31"),  # filed, and no decision noted
                review("R8", "2024-03-01", "2024-03-20", court_filed_at="2024-04-05"),  # decided, not yet filed
            )
        },
        period="2024-03",
        expect=(
            Expect(value=2, n=2, obs_status="ok"),
            Expect(disaggregation="kind=INTERIM", value=1, n=1),
            Expect(disaggregation="kind=CANCELLATION", value=0, n=0),
        ),
    ),
    WorkedExample(
        title="A quarter is its last month-end, never a sum: R1 was pending in January only",
        tables={
            "prosecution.review": (
                review("R1", "2024-01-10", "2024-02-20"),
                review("R2", "2024-03-01"),
            )
        },
        period="2024-Q1",
        expect=(Expect(value=1, n=1, obs_status="ok"),),
    ),
    WorkedExample(
        title="Without records line R6a of the return serves",
        tables={"prosecution.monthly_return": (cell("D1", "R6A", 7), cell("D1", "R6", 30))},
        period="2024-03",
        expect=(Expect(value=7, n=7, obs_status="ok"),),
    ),
)

_LYING = (
    review("R1", "2024-03-28"),  # 31 March is day 3: not yet
    review("R2", "2024-03-27"),  # day 4
    review("R3", "2024-03-24", kind="INTERIM"),  # day 7
    review("R4", "2024-03-23"),  # day 8
    review("R5", "2024-03-15", kind="INTERIM"),  # day 16
    review("R6", "2024-03-01", kind="INTERIM"),  # day 30
    review("R7", "2024-02-29", kind="INTERIM"),  # day 31
    review("R8", "2023-06-01", "2024-04-01"),  # decided the day after
    review("R9", "2024-02-01"),
    review("R10", "2023-01-01"),
    review("R11", "2024-03-27", "2024-03-31"),  # these three decided on the last day: gone
    review("R12", "2024-03-20", "2024-03-31"),
    review("R13", "2024-01-01", "2024-03-31"),
    review("R14", "2024-03-27", court_filed_at="2024-03-31"),  # and these filed, and no decision noted
    review("R15", "2024-03-20", court_filed_at="2024-03-31"),
    review("R16", "2024-01-01", court_filed_at="2024-03-31"),
    review("R17", "2024-01-01", "2024-03-20", court_filed_at="2024-04-05"),  # decided, not yet filed
)
_AGED = {"4_to_7": (2, 1), "8_to_30": (3, 2), "over_30": (4, 1)}
"""How many of these, and how many of them on an interim report."""

PENDING_BY_AGE = {
    name: (
        WorkedExample(
            title="Days 4 to 7, 8 to 30, 31 and more are each in one group; decided on the last day is in none",
            tables={"prosecution.review": _LYING},
            period="2024-03",
            expect=(
                Expect(value=count, n=count, obs_status="ok"),
                Expect(disaggregation="kind=INTERIM", value=interim, n=interim),
            ),
        ),
        WorkedExample(
            title="A quarter is its last month-end: what lay there in January and February does not count",
            tables={
                "prosecution.review": (
                    *_LYING,
                    review("R21", "2024-01-26", "2024-02-01"),  # day 5 on 31 January
                    review("R22", "2024-02-10", "2024-03-01"),  # day 19 on 29 February
                    review("R23", "2023-11-01", "2024-03-01"),
                )
            },
            period="2024-Q1",
            expect=(Expect(value=count, n=count, obs_status="ok"),),
        ),
        WorkedExample(
            title="A report that only the return knows has no age",
            tables={"prosecution.monthly_return": (cell("D1", "R6A", 7),)},
            period="2024-03",
            expect=(Expect(value=None, obs_status="no_data"),),
        ),
    )
    for name, (count, interim) in _AGED.items()
}
