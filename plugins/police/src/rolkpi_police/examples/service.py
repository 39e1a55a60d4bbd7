"""POL-16, POL-17 and POL-19: calls, complaints and strength."""

from __future__ import annotations

from rolkpi.model import Expect, WorkedExample
from rolkpi_police.codelists import CHALLAN_BINS, RESPONSE_BINS
from rolkpi_police.examples.rows import call, cell, complaint, staff

# Ten calls attended after 4, 8, ... 40 minutes; every second one, of 8, 16, ... 40, in a village and at night.
_TEN = tuple(
    call(
        f"C{number}",
        f"2024-03-{number:02}T01:00:00",
        f"2024-03-{number:02}T01:{4 * number:02}:59",  # the seconds are cut off
        urban=number % 2 == 1,
        hour_band="NIGHT" if number % 2 == 0 else "MORNING",
    )
    for number in range(1, 11)
)
_OTHERS = (
    call("NOBODY", "2024-03-20T10:00:00", dispatched_at="2024-03-20T10:05:00"),  # sent, and never there
    call("HOAX", "2024-03-20T10:00:00", outcome="HOAX"),
    call("FEBRUARY", "2024-02-29T23:50:00", "2024-03-01T00:10:00"),
    call("APRIL", "2024-04-01T00:00:00", "2024-04-01T00:01:00"),
)
# Nine calls after 0, 5, ... 40 minutes, the last one past midnight.
_NINE = tuple(
    call(f"N{number}", "2024-03-31T23:30:00", arrived)
    for number, arrived in enumerate(
        (
            "2024-03-31T23:30:00",
            "2024-03-31T23:35:00",
            "2024-03-31T23:40:00",
            "2024-03-31T23:45:00",
            "2024-03-31T23:50:00",
            "2024-03-31T23:55:00",
            "2024-04-01T00:00:00",
            "2024-04-01T00:05:00",
            "2024-04-01T00:10:00",
        )
    )
)
_NO_CALLS = (call("C1", "2024-03-20T10:00:00"), call("C2", "2024-03-20T10:00:00", outcome="ADVICE"))

_FROM_RETURN = WorkedExample(
    title="Without records the ranges of the return say between which minutes it lies, the highest has no end",
    tables={
        "police.monthly_return": (
            # five districts, each with ten calls in one range
            *(
                cell(f"D{number}", "P15_MINUTES", 10 if code == item else 0, item=item)
                for number, code in enumerate(RESPONSE_BINS, start=1)
                for item in RESPONSE_BINS
            ),
            cell("D1", "P15_MINUTES", 10),  # the printed total is no range
            *(cell("D1", "DAYS_TO_CHALLAN", 90, item=item) for item in CHALLAN_BINS),
            # D6 leaves a range out: nothing is known
            *(cell("D6", "P15_MINUTES", 10, item=item) for item in list(RESPONSE_BINS)[1:]),
        )
    },
    period="2024-03",
    expect=(
        *(
            Expect(area=f"D{number}", value=None, low=float(low), high=None if high is None else float(high), n=10)
            for number, (low, high) in enumerate(RESPONSE_BINS.values(), start=1)
        ),
        Expect(area="D6", value=None, low=None, high=None, obs_status="no_data"),
    ),
)

RESPONSE_MINUTES_MEDIAN = (
    WorkedExample(
        title="4, 8, ... 40 minutes: halfway between 20 and 24; only calls a unit went to, in the month of the call",
        tables={"police.call15": (*_TEN, *_OTHERS)},
        period="2024-03",
        expect=(
            Expect(value=22.0, n=10, obs_status="ok"),
            Expect(disaggregation="urban=false", value=24.0, n=5),  # 8, 16, 24, 32, 40
            Expect(disaggregation="hour_band=MORNING", value=20.0, n=5),  # 4, 12, 20, 28, 36
        ),
    ),
    WorkedExample(
        title="0, 5, ... 40 minutes: the fifth of them; nine are too few to publish",
        tables={"police.call15": _NINE},
        period="2024-03",
        expect=(Expect(value=20.0, n=9, obs_status="small_base"),),
    ),
    WorkedExample(
        title="No call attended: no median",
        tables={"police.call15": _NO_CALLS},
        period="2024-03",
        expect=(Expect(n=0, value=None, obs_status="undefined"),),
    ),
    _FROM_RETURN,
)

RESPONSE_MINUTES_P90 = (
    WorkedExample(
        title="4, 8, ... 40 minutes: a tenth of the way from the ninth (36) to the tenth (40)",
        tables={"police.call15": (*_TEN, *_OTHERS)},
        period="2024-03",
        expect=(
            Expect(value=36.4, n=10, obs_status="ok"),
            Expect(disaggregation="urban=false", value=36.8, n=5),  # six tenths of the way from 32 to 40
            Expect(disaggregation="hour_band=MORNING", value=32.8, n=5),  # six tenths of the way from 28 to 36
        ),
    ),
    WorkedExample(
        title="0, 5, ... 40 minutes: two tenths of the way from the eighth (35) to the ninth (40), too few to publish",
        tables={"police.call15": _NINE},
        period="2024-03",
        expect=(Expect(value=36.0, n=9, obs_status="small_base"),),
    ),
    WorkedExample(
        title="No call attended: no percentile",
        tables={"police.call15": _NO_CALLS},
        period="2024-03",
        expect=(Expect(n=0, value=None, obs_status="undefined"),),
    ),
    _FROM_RETURN,
)

CALLS_NOT_ATTENDED = (
    WorkedExample(
        title="Two of five that needed a unit; hoaxes, advice and second calls needed none",
        tables={
            "police.call15": (
                call("C1", "2024-03-01T00:00:00", "2024-03-01T00:20:00", urban=True, hour_band="NIGHT"),
                call("C2", "2024-03-31T23:59:00", "2024-04-01T00:20:00", urban=True, hour_band="EVENING"),
                call("C3", "2024-03-10T10:00:00", "2024-03-10T11:00:00", urban=False, hour_band="MORNING"),
                call("C4", "2024-03-10T10:00:00", urban=False, hour_band="MORNING"),
                call("C5", "2024-03-10T15:00:00", dispatched_at="2024-03-10T15:10:00", urban=True),
                call("C6", "2024-03-10T10:00:00", outcome="HOAX", urban=True),
                call("C7", "2024-03-10T10:00:00", outcome="ADVICE", urban=True),
                call("C8", "2024-03-10T10:00:00", outcome="DUPLICATE", urban=True),
                call("C9", "2024-02-29T23:59:00", "2024-03-01T00:10:00"),  # February
                call("C10", "2024-04-01T00:00:00"),  # April
            )
        },
        period="2024-03",
        expect=(
            Expect(value=40.0, numerator=2, denominator=5, n=5, obs_status="ok"),
            Expect(disaggregation="urban=true", numerator=1, denominator=3, n=3),
            Expect(disaggregation="hour_band=MORNING", value=50.0, numerator=1, denominator=2, n=2),
        ),
    ),
    WorkedExample(
        title="Nothing but hoaxes: no share",
        tables={"police.call15": (call("C1", "2024-03-10T10:00:00", outcome="HOAX"),)},
        period="2024-03",
        expect=(Expect(numerator=0, denominator=0, n=0, value=None, obs_status="undefined"),),
    ),
)

_COMPLAINTS = (
    complaint("K1", "2024-03-01T23:00:00", "2024-03-31T23:30:00", complainant_sex="F"),  # day 30: in time
    complaint("K2", "2024-03-01T09:00:00", "2024-04-01T08:00:00", complainant_sex="F"),  # day 31: late
    complaint("K3", "2024-03-31T09:00:00", "2024-03-31T12:00:00", category="CORRUPTION"),  # day 0: in time
    complaint("K4", "2024-03-10T09:00:00", category="CORRUPTION", complainant_sex="M"),  # open
    complaint("K5", "2024-03-10T09:00:00", "2024-03-20T09:00:00", outcome="NOT_UPHELD"),  # a result too
    complaint("K6", "2024-02-29T09:00:00", "2024-03-10T09:00:00"),  # February
    complaint("K7", "2024-04-01T00:00:00", "2024-04-02T09:00:00"),  # April
)

COMPLAINTS_CLOSED_WITHIN_30_DAYS = (
    WorkedExample(
        title="Day 30 is in time, day 31 is late; closed is closed, whatever the result",
        tables={"police.complaint": _COMPLAINTS},
        period="2024-03",
        as_of="2024-04-30",
        expect=(
            Expect(value=60.0, numerator=3, denominator=5, n=5, obs_status="ok"),
            Expect(disaggregation="category=CORRUPTION", value=50.0, numerator=1, denominator=2, n=2),
            Expect(disaggregation="complainant_sex=F", value=50.0, numerator=1, denominator=2, n=2),
        ),
    ),
    WorkedExample(
        title="Until the last complaint of March has aged 30 days, on 30 April, there is no value",
        tables={"police.complaint": _COMPLAINTS},
        period="2024-03",
        as_of="2024-04-29",
        expect=(Expect(value=None, obs_status="immature"),),
    ),
    WorkedExample(
        title="No complaint received: no share, not 100",
        tables={"police.complaint": (complaint("K1", "2024-04-10T09:00:00"),)},
        period="2024-03",
        as_of="2024-04-30",
        expect=(Expect(numerator=0, denominator=0, n=0, value=None, obs_status="undefined"),),
    ),
)

_STAFF = (
    staff("CONSTABLE", 900, 18),
    staff("SI_ASI", 100, 7),
    staff("CONSTABLE", 800, 16, month="2024-02"),  # the month before
    staff("SI_ASI", 90, 2, month="2024-02"),
    staff("CONSTABLE", 500, 0, district="D2"),
    staff("CONSTABLE", 990, 99, month="2024-04"),  # the month after
)
_PEOPLE = {"D1": 400_000, "D2": 100_000}
_STAFF_RETURN = (
    cell("D1", "P17_SANCTIONED", 1_200),
    cell("D1", "P17_IN_POST", 1_000),
    cell("D1", "P17_IN_POST", 70, item="ADULT_F"),  # a part of the 1,000
    cell("D1", "P17_WOMEN", 25),
    cell("D1", "P17_WOMEN", 20, item="ADULT_F"),  # a part of the 25
    cell("D1", "P2", 70),
)

STRENGTH_RATE = (
    WorkedExample(
        title="Officers in post at the end of March, all ranks added; a rank too is divided by all people",
        tables={"police.staff": _STAFF},
        population=_PEOPLE,
        period="2024-03",
        expect=(
            Expect(value=300.0, numerator=1_500, denominator=500_000, n=500_000, obs_status="ok"),
            Expect(area="D1", value=250.0, numerator=1_000, denominator=400_000, n=400_000),
            Expect(area="D2", value=500.0, numerator=500, denominator=100_000, n=100_000),
            Expect(disaggregation="rank_group=SI_ASI", value=20.0, numerator=100, denominator=500_000),
        ),
    ),
    WorkedExample(
        title="A quarter is its last month-end, neither a sum nor a mean",
        tables={
            "police.staff": (
                staff("CONSTABLE", 800, 16, month="2024-01"),
                staff("CONSTABLE", 800, 16, month="2024-02"),
                staff("CONSTABLE", 900, 18),
            )
        },
        population={"D1": 400_000},
        period="2024-Q1",
        expect=(Expect(value=225.0, numerator=900, denominator=400_000, obs_status="ok"),),
    ),
    WorkedExample(
        title="Without staff records the printed total of line P17 serves",
        tables={"police.monthly_return": _STAFF_RETURN},
        population={"D1": 400_000},
        period="2024-03",
        expect=(
            Expect(value=250.0, numerator=1_000, denominator=400_000, obs_status="ok"),
            Expect(disaggregation="rank_group=CONSTABLE", value=None, obs_status="no_data"),
        ),
    ),
)

FEMALE_OFFICERS_SHARE = (
    WorkedExample(
        title="25 of 1,500 women at the end of March; add both sides, then divide",
        tables={"police.staff": _STAFF},
        period="2024-03",
        expect=(
            Expect(numerator=25, denominator=1_500, value=25 * 100 / 1_500, obs_status="ok"),
            Expect(area="D1", value=2.5, numerator=25, denominator=1_000),
            Expect(area="D2", value=0.0, numerator=0, denominator=500),
            Expect(disaggregation="rank_group=SI_ASI", value=7.0, numerator=7, denominator=100),
        ),
    ),
    WorkedExample(
        title="A quarter is its last month-end",
        tables={
            "police.staff": (
                staff("CONSTABLE", 800, 80, month="2024-01"),
                staff("CONSTABLE", 800, 80, month="2024-02"),
                staff("CONSTABLE", 900, 18),
            )
        },
        period="2024-Q1",
        expect=(Expect(value=2.0, numerator=18, denominator=900, obs_status="ok"),),
    ),
    WorkedExample(
        title="Nobody in post: no share",
        tables={"police.staff": (staff("GO", 0, 0),)},
        period="2024-03",
        expect=(Expect(numerator=0, denominator=0, value=None, obs_status="undefined"),),
    ),
    WorkedExample(
        title="Without staff records the printed totals of line P17 serve",
        tables={"police.monthly_return": _STAFF_RETURN},
        period="2024-03",
        expect=(Expect(value=2.5, numerator=25, denominator=1_000, obs_status="ok"),),
    ),
)
