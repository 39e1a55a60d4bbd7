"""Reports returned for defects, cured, and filed in court."""

from __future__ import annotations

from rolkpi.model import Expect, WorkedExample
from rolkpi_prosecution.codelists import DEFECTS
from rolkpi_prosecution.examples.rows import cell, defect, review

DEFECT_RETURN_RATE = (
    WorkedExample(
        title="First decisions of the month: two of five went back, one of them received the month before",
        tables={
            "prosecution.review": (
                review("R1", "2024-02-27", "2024-03-01", decision="RETURN_DEFECT", offence_cat="MURDER"),
                # came back and was filed in April: still one return
                review(
                    "R2",
                    "2024-03-20",
                    "2024-03-31",
                    decision="RETURN_DEFECT",
                    kind="INTERIM",
                    resubmitted_at="2024-04-02",
                    court_filed_at="2024-04-05",
                ),
                review("R3", "2024-03-01", "2024-03-02", offence_cat="MURDER", court_filed_at="2024-03-02"),
                review("R4", "2024-03-01", "2024-03-10", decision="AWAIT_FORENSIC", district="D2"),
                review("R5", "2024-03-05", "2024-03-06", decision="RECOMMEND_DROP"),
                review("R6", "2024-03-05"),  # undecided
                review("R7", "2024-02-10", "2024-02-29", decision="RETURN_DEFECT", resubmitted_at="2024-03-04"),
                review("R8", "2024-03-30", "2024-04-01", decision="RETURN_DEFECT"),  # the day after
            )
        },
        period="2024-03",
        expect=(
            Expect(value=40.0, numerator=2, denominator=5, n=5, obs_status="ok"),
            Expect(area="D1", value=50.0, numerator=2, denominator=4, n=4),
            Expect(area="D2", value=0.0, numerator=0, denominator=1, n=1),
            Expect(disaggregation="offence_cat=MURDER", value=50.0, numerator=1, denominator=2, n=2),
            Expect(disaggregation="kind=INTERIM", value=100.0, numerator=1, denominator=1, n=1),
        ),
    ),
    WorkedExample(
        title="Without records lines R3_RETURNED and R3 of the return serve",
        tables={
            "prosecution.monthly_return": (
                cell("D1", "R3", 20),
                cell("D1", "R3_RETURNED", 5),
                cell("D1", "R3_FIT", 12),
                cell("D1", "R2", 40),
            )
        },
        period="2024-03",
        expect=(Expect(value=25.0, numerator=5, denominator=20, n=20, obs_status="ok"),),
    ),
    WorkedExample(
        title="Nothing decided in the month: no rate",
        tables={"prosecution.review": (review("R1", "2024-03-05"),)},
        period="2024-03",
        expect=(Expect(numerator=0, denominator=0, n=0, value=None, obs_status="undefined"),),
    ),
)


def _returned_for(code: str) -> tuple[WorkedExample, ...]:
    other = next(c for c in DEFECTS if c != code)
    back = {"decision": "RETURN_DEFECT"}
    return (
        WorkedExample(
            title="Alone or with others the defect counts once a report; divided by all that were decided",
            tables={
                "prosecution.review": (
                    review("R1", "2024-02-20", "2024-03-01", **back, offence_cat="MURDER"),
                    review("R2", "2024-03-02", "2024-03-31", **back, resubmitted_at="2024-04-02"),
                    review("R3", "2024-03-02", "2024-03-10", **back, offence_cat="MURDER"),
                    review("R4", "2024-03-02", "2024-03-10", **back),  # no defect named
                    review("R5", "2024-03-02", "2024-03-10"),  # a memo was drawn up, but it was found fit
                    review("R6", "2024-02-02", "2024-02-29", **back, resubmitted_at="2024-03-05"),  # the day before
                    review("R7", "2024-03-02"),  # undecided
                    review("R8", "2024-03-02", "2024-03-20", **back),
                ),
                "prosecution.defect": (
                    defect("R1", code),
                    defect("R2", code),
                    defect("R2", other),
                    defect("R3", other),
                    defect("R5", code),
                    defect("R6", code, "2024-02-29"),
                    defect("R8", code),
                ),
            },
            period="2024-03",
            expect=(
                Expect(value=50.0, numerator=3, denominator=6, n=6, obs_status="ok"),
                Expect(disaggregation="offence_cat=MURDER", value=50.0, numerator=1, denominator=2, n=2),
            ),
        ),
        WorkedExample(
            title="The return does not tell defects apart: no data, not 0",
            tables={"prosecution.monthly_return": (cell("D1", "R3", 20), cell("D1", "R3_RETURNED", 5))},
            period="2024-03",
            expect=(Expect(value=None, obs_status="no_data"),),
        ),
        WorkedExample(
            title="Nothing decided in the month: no rate",
            tables={"prosecution.review": (review("R1", "2024-03-05"),), "prosecution.defect": ()},
            period="2024-03",
            expect=(Expect(numerator=0, denominator=0, n=0, value=None, obs_status="undefined"),),
        ),
    )


RETURNED_FOR = {code: _returned_for(code) for code in DEFECTS}


def _back(review_id: str, decided_at: str, resubmitted_at: str | None, **more: str) -> dict[str, object]:
    return review(review_id, "2024-02-20", decided_at, decision="RETURN_DEFECT", resubmitted_at=resubmitted_at, **more)


_RETURNED = (
    _back("R1", "2024-03-01", "2024-03-08", offence_cat="MURDER"),  # day 7: in time
    _back("R2", "2024-03-01", "2024-03-09", offence_cat="MURDER"),  # day 8: late
    _back("R3", "2024-03-31", "2024-04-07", kind="INTERIM"),  # day 7
    _back("R4", "2024-03-10", "2024-03-10", kind="INTERIM"),  # day 0
    _back("R5", "2024-03-10", None),  # still with the police
    _back("R6", "2024-02-29", "2024-03-01"),  # February's return
    _back("R7", "2024-04-01", "2024-04-01"),  # April's return
    review("R8", "2024-03-01", "2024-03-02"),  # fit: nothing to cure
)

CURED_WITHIN_7_DAYS = (
    WorkedExample(
        title="Day 7 is in time, day 8 is late; R5 is still with the police, and late too",
        tables={"prosecution.review": _RETURNED},
        period="2024-03",
        as_of="2024-04-07",
        expect=(
            Expect(value=60.0, numerator=3, denominator=5, n=5, obs_status="ok"),
            Expect(disaggregation="offence_cat=MURDER", value=50.0, numerator=1, denominator=2, n=2),
            Expect(disaggregation="kind=INTERIM", value=100.0, numerator=2, denominator=2, n=2),
        ),
    ),
    WorkedExample(
        title="Until the returns of 31 March have aged 7 days, on 7 April, there is no value",
        tables={"prosecution.review": _RETURNED},
        period="2024-03",
        as_of="2024-04-06",
        expect=(Expect(value=None, obs_status="immature"),),
    ),
    WorkedExample(
        title="Nothing returned in the month: no share",
        tables={"prosecution.review": (review("R1", "2024-03-01", "2024-03-02"),)},
        period="2024-03",
        as_of="2024-04-07",
        expect=(Expect(numerator=0, denominator=0, n=0, value=None, obs_status="undefined"),),
    ),
)

# Filed on 20 March; received 0, 5, 10 ... 45 days before.
_RECEIVED = (
    "2024-03-20",
    "2024-03-15",
    "2024-03-10",
    "2024-03-05",
    "2024-02-29",
    "2024-02-24",
    "2024-02-19",
    "2024-02-14",
    "2024-02-09",
    "2024-02-04",
)
_SEVERITIES = ("MINOR", "HEINOUS")
_FILED = tuple(
    review(
        f"R{number}",
        received_at,
        max(received_at, "2024-03-19"),
        court_filed_at="2024-03-20",
        severity=_SEVERITIES[number % 2],  # minor 0, 10, 20, 30, 40 days; heinous 5, 15, 25, 35, 45
    )
    for number, received_at in enumerate(_RECEIVED)
)
_OTHERS = (
    review("R20", "2024-01-01", "2024-03-20"),  # decided, not filed
    review("R21", "2024-03-20"),
    review("R22", "2024-01-01", "2024-01-02", court_filed_at="2024-02-29"),  # filed the day before
    review("R23", "2024-03-01", "2024-03-02", court_filed_at="2024-04-01"),  # the day after
)
# 40 reports by range: the 20th and 21st lie in 8 to 14 days, the 36th and 37th in 31 days and more.
_RANGES = (("D0_3", 8), ("D4_7", 11), ("D8_14", 10), ("D15_30", 6), ("D31", 5))
_EACH_RANGE = {
    "prosecution.monthly_return": (
        *(
            cell(f"D{number}", "R16", 10 if item == all_in else 0, item=item)
            for number, (all_in, _) in enumerate(_RANGES, 1)
            for item, _ in _RANGES
        ),
        *(cell("D6", "R16", count, item=item) for item, count in _RANGES[1:]),  # a range was left out
    )
}
_EACH_END = (
    *(
        Expect(area=f"D{number}", value=None, n=10, low=low, high=high, obs_status="ok")
        for number, (low, high) in enumerate(((0, 3), (4, 7), (8, 14), (15, 30), (31, None)), 1)
    ),
    Expect(area="D6", value=None, obs_status="no_data"),
)
_PRINTED = tuple(cell("D1", "R16", count, item=item) for item, count in _RANGES)

DAYS_TO_FILING_MEDIAN = (
    WorkedExample(
        title="0, 5, 10 ... 45 days: half way from the fifth (20) to the sixth (25), weeks with the police included",
        tables={"prosecution.review": (*_FILED, *_OTHERS)},
        period="2024-03",
        expect=(
            Expect(value=22.5, n=10, obs_status="ok"),
            Expect(disaggregation="severity=MINOR", value=20.0, n=5),
            Expect(disaggregation="severity=HEINOUS", value=25.0, n=5),
        ),
    ),
    WorkedExample(
        title="Nine reports: the fifth (20), too few to publish",
        tables={"prosecution.review": (*_FILED[:9], *_OTHERS)},
        period="2024-03",
        expect=(Expect(value=20.0, n=9, obs_status="small_base"),),
    ),
    WorkedExample(
        title="The return knows ranges only: the middle lies in 8 to 14 days",
        tables={"prosecution.monthly_return": (*_PRINTED, cell("D1", "R5", 40))},
        period="2024-03",
        expect=(Expect(value=None, n=40, low=8, high=14, obs_status="ok"),),
    ),
    WorkedExample(
        title="Five districts, in each of which all reports lie in one range; the sixth left one out and has no figure",
        tables=_EACH_RANGE,
        period="2024-03",
        expect=_EACH_END,
    ),
    WorkedExample(
        title="Nothing filed in the month: no median",
        tables={"prosecution.review": _OTHERS},
        period="2024-03",
        expect=(Expect(n=0, value=None, obs_status="undefined"),),
    ),
)

DAYS_TO_FILING_P90 = (
    WorkedExample(
        title="0, 5, 10 ... 45 days: a tenth of the way from the ninth (40) to the tenth (45)",
        tables={"prosecution.review": (*_FILED, *_OTHERS)},
        period="2024-03",
        expect=(
            Expect(value=40.5, n=10, obs_status="ok"),
            Expect(disaggregation="severity=MINOR", value=36.0, n=5),  # six tenths of the way from 30 to 40
            Expect(disaggregation="severity=HEINOUS", value=41.0, n=5),  # six tenths of the way from 35 to 45
        ),
    ),
    WorkedExample(
        title="Nine reports: two tenths of the way from the eighth (35) to the ninth (40), too few to publish",
        tables={"prosecution.review": (*_FILED[:9], *_OTHERS)},
        period="2024-03",
        expect=(Expect(value=36.0, n=9, obs_status="small_base"),),
    ),
    WorkedExample(
        title="The return knows ranges only: it lies in 31 days and more, and nobody knows how much more",
        tables={"prosecution.monthly_return": _PRINTED},
        period="2024-03",
        expect=(Expect(value=None, n=40, low=31, high=None, obs_status="ok"),),
    ),
    WorkedExample(
        title="Five districts, in each of which all reports lie in one range; the sixth left one out and has no figure",
        tables=_EACH_RANGE,
        period="2024-03",
        expect=_EACH_END,
    ),
    WorkedExample(
        title="Nothing filed in the month: no percentile",
        tables={"prosecution.review": _OTHERS},
        period="2024-03",
        expect=(Expect(n=0, value=None, obs_status="undefined"),),
    ),
)
