"""Worked examples of the prosecution KPIs: the smallest tables that show each rule, with results reckoned by hand."""

from __future__ import annotations

from typing import Any

from rolkpi.model import Expect, Window, WorkedExample

Row = dict[str, Any]


def _review(review_id: str, received_at: str, decided_at: str | None = None, **more: Any) -> Row:
    row = {
        "review_id": review_id,
        "fir_id": f"FIR-{review_id}",
        "district": "D1",
        "kind": "COMPLETE",
        "received_at": received_at,
        "decided_at": decided_at,
        **more,
    }
    return {"decision": "FIT", **row} if decided_at else row


def _judgment(case_id: str, judgment_date: str, **more: Any) -> Row:
    return {
        "case_id": case_id,
        "judgment_date": judgment_date,
        "district": "D1",
        "offence_cat": "MURDER",
        "serious_violent": True,
        **more,
    }


def _accused(
    case_id: str,
    accused_no: int,
    judgment_date: str,
    verdict: str | None,
    disposal_mode: str = "MERITS",
    **more: Any,
) -> Row:
    return {
        "case_id": case_id,
        "accused_no": accused_no,
        "district": "D1",
        "judgment_date": judgment_date,
        "verdict": verdict,
        "disposal_mode": disposal_mode,
        "offence_cat": "MURDER",
        **more,
    }


def _cell(
    district: str,
    line: str,
    value: int | None,
    cell_status: str = "REPORTED",
    item: str = "TOTAL",
    month: str = "2024-03",
) -> Row:
    return {
        "district": district,
        "month": month,
        "line": line,
        "item": item,
        "value": value,
        "cell_status": cell_status,
    }


REPORTS_RECEIVED = (
    WorkedExample(
        title="One per report, in the month it was received; two reports of one FIR are two",
        tables={
            "prosecution.review": (
                _review("R1", "2024-03-01", fir_id="FIR-1", kind="INTERIM", offence_cat="MURDER"),
                _review("R2", "2024-03-31", fir_id="FIR-1"),
                _review("R3", "2024-03-15", district="D2", kind="CANCELLATION"),
                # back on 9 March with its defects removed: received once
                _review("R4", "2024-03-02", "2024-03-04", decision="RETURN_DEFECT", resubmitted_at="2024-03-09"),
                _review("R5", "2024-02-29"),  # the day before
                _review("R6", "2024-04-01"),  # the day after
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
                _cell("D1", "R2", 12),
                _cell("D1", "R1", 40),  # another line
                _cell("D2", "R2", 0),
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
        tables={"prosecution.monthly_return": (_cell("D1", "R2", 12), _cell("D2", "R2", None, "NOT_AVAILABLE"))},
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
                _cell("D1", "R2", 10),
                _cell("D1", "R2_COMPLETE", 6),
                _cell("D1", "R2_INTERIM", 3),
            )
        },
        period="2024-03",
        expect=(
            Expect(value=10, n=10),
            Expect(disaggregation="kind=COMPLETE", value=6, n=6),
            Expect(disaggregation="kind=INTERIM", value=3, n=3),
        ),
    ),
)

_COHORT = (
    _review("R1", "2024-03-01", "2024-03-04", prosecutor_grade="DPP"),  # day 3: in time
    _review("R2", "2024-03-01", "2024-03-05", prosecutor_grade="DPP"),  # day 4: late
    _review("R3", "2024-03-31", "2024-04-03", kind="INTERIM", decision="RETURN_DEFECT"),  # day 3: in time
    _review("R4", "2024-03-31", "2024-03-31", decision="AWAIT_FORENSIC"),  # day 0: in time
    _review("R5", "2024-03-10"),  # undecided
    _review("R6", "2024-02-29", "2024-03-01"),  # February's cohort
    _review("R7", "2024-04-01", "2024-04-01"),  # April's cohort
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
        tables={"prosecution.review": (_review("R6", "2024-02-29", "2024-03-01"),)},
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
                _review("R1", "2024-03-27"),  # 31 March is day 4: beyond
                _review("R2", "2024-03-28"),  # 31 March is day 3: not yet
                _review("R3", "2024-03-01", "2024-03-31"),  # decided on the last day: gone
                _review("R4", "2024-03-01", "2024-04-01", kind="INTERIM"),  # the day after: still there
                _review("R5", "2024-03-01", "2024-03-20", decision="RETURN_DEFECT"),  # with the police
                _review("R6", "2024-02-01", "2024-02-03"),
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
                _review("R1", "2024-01-10", "2024-02-20"),
                _review("R2", "2024-03-01"),
            )
        },
        period="2024-Q1",
        expect=(Expect(value=1, n=1, obs_status="ok"),),
    ),
    WorkedExample(
        title="Without records line R6a of the return serves",
        tables={"prosecution.monthly_return": (_cell("D1", "R6A", 7), _cell("D1", "R6", 30))},
        period="2024-03",
        expect=(Expect(value=7, n=7, obs_status="ok"),),
    ),
)

SERIOUS_CONVICTION_RATE = (
    WorkedExample(
        title="Cases, not accused: one conviction makes C1 a convicted case, three acquittals make C3 one case",
        tables={
            "prosecution.judgment": (
                _judgment("C1", "2024-03-01"),
                _judgment("C2", "2024-03-31"),
                _judgment("C3", "2024-03-15", district="D2"),
                _judgment(
                    "C4",
                    "2024-03-20",
                    offence_cat="RAPE",
                    gbv_flag=True,
                    court_type="SPECIAL_GBV",
                    victim_sex="F",
                ),
                _judgment("C5", "2024-03-10"),
                _judgment("C6", "2024-03-10"),
                _judgment("C7", "2024-03-12", offence_cat="THEFT", serious_violent=False),
                _judgment("C8", "2024-03-12", serious_violent=None),  # not classified
                _judgment("C9", "2024-02-29"),  # the day before
                _judgment("C10", "2024-04-01"),  # the day after
            ),
            "prosecution.outcome": (
                _accused("C1", 1, "2024-03-01", "ACQUITTED"),
                _accused("C1", 2, "2024-03-01", "CONVICTED"),
                _accused("C2", 1, "2024-03-31", "ACQUITTED"),
                _accused("C2", 2, "2024-03-31", "ACQUITTED", "COMPROMISE"),
                *(_accused("C3", number, "2024-03-15", "ACQUITTED", district="D2") for number in (1, 2, 3)),
                _accused("C4", 1, "2024-03-20", "CONVICTED", offence_cat="RAPE", gbv_flag=True),
                _accused("C5", 1, "2024-03-10", "ACQUITTED", "EARLY_ACQUITTAL"),  # not on the merits
                _accused("C6", 1, "2024-03-10", None, "DORMANT"),  # no verdict
                _accused("C7", 1, "2024-03-12", "CONVICTED", offence_cat="THEFT"),
                _accused("C8", 1, "2024-03-12", "CONVICTED"),
                _accused("C9", 1, "2024-02-29", "CONVICTED"),
                _accused("C10", 1, "2024-04-01", "CONVICTED"),
            ),
        },
        period="2024-03",
        expect=(
            Expect(value=50.0, numerator=2, denominator=4, n=4, obs_status="ok"),
            Expect(area="D1", value=2 * 100 / 3, numerator=2, denominator=3, n=3, obs_status="ok"),
            Expect(area="D2", value=0.0, numerator=0, denominator=1, n=1, obs_status="ok"),
            Expect(disaggregation="court_type=SPECIAL_GBV", value=100.0, numerator=1, denominator=1, n=1),
            Expect(disaggregation="gbv_flag=true", value=100.0, numerator=1, denominator=1, n=1),
            Expect(disaggregation="offence_cat=MURDER", value=1 * 100 / 3, numerator=1, denominator=3, n=3),
            Expect(
                disaggregation="offence_cat=THEFT", numerator=0, denominator=0, n=0, value=None, obs_status="undefined"
            ),
            Expect(disaggregation="victim_sex=F", value=100.0, numerator=1, denominator=1, n=1),
        ),
    ),
    WorkedExample(
        title="An absconder tried later has a judgment of his own: the case counts on both days",
        tables={
            "prosecution.judgment": (_judgment("C1", "2024-01-20"), _judgment("C1", "2024-03-10")),
            "prosecution.outcome": (
                _accused("C1", 1, "2024-01-20", "ACQUITTED"),
                _accused("C1", 2, "2024-03-10", "CONVICTED"),
            ),
        },
        period="2024-Q1",
        expect=(Expect(value=50.0, numerator=1, denominator=2, n=2, obs_status="ok"),),
    ),
    WorkedExample(
        title="Without records lines R7_CONVICTED and R7_MERITS serve, at their cells for serious and violent crime",
        tables={
            "prosecution.monthly_return": (
                _cell("D1", "R7_MERITS", 50),  # all offences
                _cell("D1", "R7_CONVICTED", 30),
                _cell("D1", "R7_MERITS", 20, item="SERIOUS_VIOLENT"),
                _cell("D1", "R7_CONVICTED", 8, item="SERIOUS_VIOLENT"),
                _cell("D1", "R7", 26, item="SERIOUS_VIOLENT"),  # in whatever way
            )
        },
        period="2024-03",
        expect=(Expect(value=40.0, numerator=8, denominator=20, n=20, obs_status="ok"),),
    ),
    WorkedExample(
        title="Nothing decided on the merits: no rate, not 0",
        tables={
            "prosecution.judgment": (_judgment("C1", "2024-03-10"),),
            "prosecution.outcome": (_accused("C1", 1, "2024-03-10", "ACQUITTED", "WITHDRAWN"),),
        },
        period="2024-03",
        expect=(Expect(numerator=0, denominator=0, n=0, value=None, obs_status="undefined"),),
    ),
)

CONVICTION_RATE_PERSONS = (
    WorkedExample(
        title="Accused, not cases; an acquittal counts whatever the way, an end without a verdict does not",
        tables={
            "prosecution.outcome": (
                _accused("C1", 1, "2024-03-01", "CONVICTED", sex="M", age_class="ADULT"),
                _accused("C1", 2, "2024-03-01", "ACQUITTED", sex="F", age_class="ADULT"),
                _accused("C2", 1, "2024-03-31", "ACQUITTED", "EARLY_ACQUITTAL", sex="M", age_class="JUVENILE"),
                _accused("C3", 1, "2024-03-12", "ACQUITTED", "COMPROMISE", sex="M", offence_cat="HURT"),
                _accused("C4", 1, "2024-03-31", "CONVICTED", sex="M", age_class="ADULT", district="D2"),
                _accused("C5", 1, "2024-03-10", "DISCHARGED", "WITHDRAWN", sex="F"),
                _accused("C6", 1, "2024-03-10", "ABATED", "ABATED", sex="F"),
                _accused("C7", 1, "2024-03-10", None, "TRANSFER", sex="F"),
                _accused("C8", 1, "2024-02-29", "CONVICTED", sex="F"),  # the day before
                _accused("C9", 1, "2024-04-01", "CONVICTED", sex="F"),  # the day after
            )
        },
        period="2024-03",
        expect=(
            Expect(value=40.0, numerator=2, denominator=5, n=5, obs_status="ok"),
            Expect(area="D1", value=25.0, numerator=1, denominator=4, n=4, obs_status="ok"),
            Expect(area="D2", value=100.0, numerator=1, denominator=1, n=1, obs_status="ok"),
            Expect(disaggregation="sex=F", value=0.0, numerator=0, denominator=1, n=1),
            Expect(disaggregation="sex=M", value=50.0, numerator=2, denominator=4, n=4),
            Expect(disaggregation="age_class=JUVENILE", value=0.0, numerator=0, denominator=1, n=1),
            Expect(disaggregation="age_class=_U", value=0.0, numerator=0, denominator=1, n=1),
            Expect(disaggregation="offence_cat=MURDER", value=50.0, numerator=2, denominator=4, n=4),
        ),
    ),
    WorkedExample(
        title="Without records line R8 of the return serves, its total before its cells",
        tables={
            "prosecution.monthly_return": (
                _cell("D1", "R8", 10),
                _cell("D1", "R8_CONVICTED", 4),
                _cell("D1", "R8_ACQUITTED", 6),
                _cell("D1", "R8", 7, item="ADULT_M"),
                _cell("D1", "R8_CONVICTED", 3, item="ADULT_M"),
                _cell("D1", "R8", 1, item="JUVENILE_M"),
                _cell("D1", "R8_CONVICTED", 0, item="JUVENILE_M"),
                _cell("D1", "R8", 5, item="GBV"),  # another cut of the same accused
                _cell("D1", "R8_CONVICTED", 1, item="GBV"),
            )
        },
        period="2024-03",
        expect=(
            Expect(value=40.0, numerator=4, denominator=10, n=10, obs_status="ok"),
            Expect(disaggregation="sex=M", value=37.5, numerator=3, denominator=8, n=8),
            Expect(disaggregation="age_class=JUVENILE", value=0.0, numerator=0, denominator=1, n=1),
        ),
    ),
    WorkedExample(
        title="A person tried in two cases counts in both",
        tables={
            "prosecution.outcome": (
                _accused("C1", 1, "2024-03-04", "CONVICTED"),
                _accused("C2", 1, "2024-03-05", "ACQUITTED"),  # the same person
            )
        },
        period="2024-03",
        expect=(Expect(value=50.0, numerator=1, denominator=2, n=2, obs_status="ok"),),
    ),
    WorkedExample(
        title="No verdict in the month: no rate",
        tables={"prosecution.outcome": (_accused("C1", 1, "2024-03-10", None, "DORMANT"),)},
        period="2024-03",
        expect=(Expect(numerator=0, denominator=0, n=0, value=None, obs_status="undefined"),),
    ),
)

_LAST_MONTH = "2024-12"
_MONTHS = tuple(f"2024-{month:02d}" for month in range(1, 13))

GBV_CONVICTION_RATE = (
    WorkedExample(
        title="Twelve months to the end of December pooled, first day to last; 20 accused are enough, 19 too few",
        tables={
            "prosecution.outcome": (
                _accused("C1", 1, "2024-01-01", "CONVICTED", gbv_flag=True),  # the first day
                _accused("C2", 1, "2024-12-31", "CONVICTED", gbv_flag=True),  # the last day
                _accused("C3", 1, "2024-06-15", "CONVICTED", gbv_flag=True, district="D2"),
                _accused("C4", 1, "2024-07-01", "ACQUITTED", "COMPROMISE", gbv_flag=True),
                *(_accused("C5", number, "2024-05-02", "ACQUITTED", gbv_flag=True) for number in range(1, 17)),
                _accused("C6", 1, "2024-05-02", "DISCHARGED", "WITHDRAWN", gbv_flag=True),  # no verdict
                _accused("C7", 1, "2024-05-02", "CONVICTED", gbv_flag=False),
                _accused("C8", 1, "2024-05-02", "CONVICTED"),  # not classified
                _accused("C9", 1, "2023-12-31", "CONVICTED", gbv_flag=True),  # the day before
                _accused("C10", 1, "2025-01-01", "CONVICTED", gbv_flag=True),  # the day after
            )
        },
        period=_LAST_MONTH,
        window=Window.ROLLING_12,
        expect=(
            Expect(value=15.0, numerator=3, denominator=20, n=20, obs_status="ok"),
            Expect(area="D1", value=2 * 100 / 19, numerator=2, denominator=19, n=19, obs_status="small_base"),
            Expect(area="D2", value=100.0, numerator=1, denominator=1, n=1, obs_status="small_base"),
        ),
    ),
    WorkedExample(
        title="Without records line R8 serves, at its cells for gender-based violence",
        tables={
            "prosecution.monthly_return": (
                *(_cell("D1", "R8", 2, item="GBV", month=month) for month in _MONTHS),
                *(_cell("D1", "R8_CONVICTED", 0, item="GBV", month=month) for month in _MONTHS[:-1]),
                _cell("D1", "R8_CONVICTED", 1, item="GBV", month=_MONTHS[-1]),
                _cell("D1", "R8", 40, month=_MONTHS[-1]),  # all offences
                _cell("D1", "R8_CONVICTED", 20, month=_MONTHS[-1]),
            )
        },
        period=_LAST_MONTH,
        window=Window.ROLLING_12,
        expect=(Expect(value=1 * 100 / 24, numerator=1, denominator=24, n=24, obs_status="ok"),),
    ),
    WorkedExample(
        title="No accused of gender-based violence got a verdict: no rate",
        tables={
            "prosecution.outcome": (
                _accused("C1", 1, "2024-03-10", None, "TRANSFER", gbv_flag=True),
                _accused("C2", 1, "2024-03-10", "CONVICTED", gbv_flag=False),
            )
        },
        period=_LAST_MONTH,
        window=Window.ROLLING_12,
        expect=(Expect(numerator=0, denominator=0, n=0, value=None, obs_status="undefined"),),
    ),
)
