"""Worked examples: days from institution to judgment, and the limits of the policy (JUD-07, JUD-08)."""

from __future__ import annotations

from collections.abc import Iterable

from rolkpi.model import Expect, WorkedExample
from rolkpi_judiciary.codelists import JUDGMENT_DAYS
from rolkpi_judiciary.examples.rows import Row, case, cell, year

_DECIDED_CASES: dict[str, tuple[Row, ...]] = {
    "judiciary.case": (
        case("A1", "2024-03-21", decided_at="2024-03-31", severity="MINOR", gbv_flag=True),  # 10 days
        case("A2", "2024-03-01", decided_at="2024-03-21", severity="HEINOUS"),  # 20 days
        # 40 days
        case("A3", "2024-02-01", decided_at="2024-03-12", severity="HEINOUS", gbv_flag=True, case_type="GBV"),
        case("A4", "2019-01-01"),  # open: not counted, however old
        case("A5", "2023-01-01", transferred_out_at="2024-03-10"),
        case("A6", "2023-01-01", decided_at="2024-04-01"),  # April
    )
}

_TWO_DECIDED: dict[str, tuple[Row, ...]] = {
    "judiciary.case": (
        case("A1", "2024-03-04", decided_at="2024-03-04"),  # the same day: 0 days
        case("A2", "2024-03-01", decided_at="2024-03-16"),  # 15 days
    )
}

_NONE_DECIDED: dict[str, tuple[Row, ...]] = {
    "judiciary.case": (case("A1", "2024-03-01"), case("A2", "2024-02-01", decided_at="2024-04-01"))
}


# The return: six courts, each with ten cases in one range; the seventh leaves a range out.
def _ranges(inside: str, without: str = "") -> dict[str, int]:
    return {item: 10 if item == inside else 0 for item in JUDGMENT_DAYS if item != without}


_COURTS = tuple(enumerate(JUDGMENT_DAYS, start=1))
_FROM_RETURN = tuple(
    WorkedExample(
        title=title,
        tables={table: rows},
        period=period,
        expect=(
            *(
                Expect(area=f"C{number}", value=None, low=float(low), high=None if high is None else float(high), n=10)
                for number, (low, high) in enumerate(JUDGMENT_DAYS.values(), start=1)
            ),
            Expect(area="C7", value=None, low=None, high=None, obs_status="no_data"),
        ),
    )
    for title, table, period, rows in (
        (
            "Without records the ranges of the return say between which days it lies; the highest has no end",
            "judiciary.monthly_return",
            "2024-03",
            (
                *(cell(f"C{n}", "H_JUDGMENT", v, i) for n, at in _COURTS for i, v in _ranges(at).items()),
                cell("C1", "H_JUDGMENT", 10),  # the printed total is no range
                *(cell("C1", "J4", 90, item) for item in JUDGMENT_DAYS),
                *(cell("C7", "H_JUDGMENT", v, i) for i, v in _ranges("D0_90", "D731").items()),
                cell("C7", "J4", 9, item="D731"),
                cell("C7", "H_JUDGMENT", 9, item="CIVIL"),
            ),
        ),
        (
            "The same in the statistics of a year",
            "judiciary.annual_return",
            "2024",
            (
                *(
                    row
                    for n, at in _COURTS
                    for item, value in _ranges(at).items()
                    for row in year(f"C{n}", 2024, item=item, H_JUDGMENT=value, J4=9)
                ),
                *year("C1", 2024, H_JUDGMENT=10),
                *(
                    row
                    for item, value in _ranges("D0_90", "D366_547").items()
                    for row in year("C7", 2024, item=item, H_JUDGMENT=value)
                ),
                *year("C7", 2023, item="D366_547", H_JUDGMENT=1),
                *year("C7", 2024, item="CIVIL", H_JUDGMENT=1),
            ),
        ),
    )
)

DAYS_TO_JUDGMENT_MEDIAN = (
    WorkedExample(
        title="10, 20 and 40 days; open, transferred and later decided cases do not count",
        tables=_DECIDED_CASES,
        period="2024-03",
        expect=(
            Expect(value=20.0, n=3, obs_status="ok"),
            Expect(disaggregation="case_type=SESSIONS_TRIAL", value=15.0, n=2),  # 10, 20
            Expect(disaggregation="gbv_flag=true", value=25.0, n=2),  # 10, 40
            Expect(disaggregation="severity=HEINOUS", value=30.0, n=2),  # 20, 40
        ),
    ),
    WorkedExample(
        title="Two cases, 0 and 15 days: halfway between",
        tables=_TWO_DECIDED,
        period="2024-03",
        expect=(Expect(value=7.5, n=2, obs_status="ok"),),
    ),
    WorkedExample(
        title="Nothing decided in the month: no median",
        tables=_NONE_DECIDED,
        period="2024-03",
        expect=(Expect(n=0, value=None, obs_status="undefined"),),
    ),
    *_FROM_RETURN,
)

DAYS_TO_JUDGMENT_P90 = (
    WorkedExample(
        title="10, 20 and 40 days: eight tenths of the way from 20 to 40",
        tables=_DECIDED_CASES,
        period="2024-03",
        expect=(
            Expect(value=36.0, n=3, obs_status="ok"),
            # nine tenths of the way from 10 to 20, from 10 to 40, from 20 to 40
            Expect(disaggregation="case_type=SESSIONS_TRIAL", value=19.0, n=2),
            Expect(disaggregation="gbv_flag=true", value=37.0, n=2),
            Expect(disaggregation="severity=HEINOUS", value=38.0, n=2),
        ),
    ),
    WorkedExample(
        title="0 and 15 days: nine tenths of the way",
        tables=_TWO_DECIDED,
        period="2024-03",
        expect=(Expect(value=13.5, n=2, obs_status="ok"),),
    ),
    WorkedExample(
        title="Nothing decided in the month: no percentile",
        tables=_NONE_DECIDED,
        period="2024-03",
        expect=(Expect(n=0, value=None, obs_status="undefined"),),
    ),
    *_FROM_RETURN,
)

# For each class a day of institution whose limit ends on 10 October.
_POLICY_2009 = {"UP_TO_7Y": "2024-07-10", "ABOVE_7Y": "2024-04-10", "MURDER": "2024-04-10"}
_POLICY_2025 = {
    "JUVENILE": "2027-04-10",
    "UP_TO_7Y": "2026-10-10",
    "ABOVE_7Y": "2026-04-10",
    "MURDER": "2025-10-10",
}


def _on_the_last_day_and_after(instituted: dict[str, str], in_year: int) -> tuple[Row, ...]:
    return tuple(
        case(f"{limit}/{day}", instituted_at, limit_id=limit, juvenile_flag=limit == "JUVENILE", decided_at=day)
        for limit, instituted_at in instituted.items()
        for day in (f"{in_year}-10-10", f"{in_year}-10-11")
    )


def _one_of_two(limits: Iterable[str]) -> tuple[Expect, ...]:
    return tuple(
        Expect(disaggregation=f"limit_id={limit}", value=50.0, numerator=1, denominator=2, n=2) for limit in limits
    )


WITHIN_TIME_LIMIT = (
    WorkedExample(
        title="The limit in force at institution: 3 months until 17 August 2025, 12 from 18 August",
        tables={
            "judiciary.case": (
                case("A1", "2025-08-18", limit_id="UP_TO_7Y", decided_at="2026-08-18"),  # last day: in time
                # a day late
                case("A2", "2025-08-18", limit_id="UP_TO_7Y", decided_at="2026-08-19", case_type="MAGISTERIAL_TRIAL"),
                case("A3", "2025-08-17", limit_id="UP_TO_7Y", decided_at="2026-08-10"),  # had until 17 November 2025
                case("A4", "2025-08-18", case_type="CIVIL", decided_at="2026-08-05"),  # no limit: on neither side
                case("A5", "2025-08-18", limit_id="MURDER"),  # open
            )
        },
        period="2026-08",
        expect=(
            Expect(value=1 * 100 / 3, numerator=1, denominator=3, n=3, obs_status="ok"),
            Expect(disaggregation="limit_id=UP_TO_7Y", value=1 * 100 / 3, numerator=1, denominator=3, n=3),
            Expect(disaggregation="case_type=SESSIONS_TRIAL", value=50.0, numerator=1, denominator=2, n=2),  # A1; A3
            Expect(
                disaggregation="limit_id=MURDER", numerator=0, denominator=0, n=0, value=None, obs_status="undefined"
            ),
        ),
    ),
    WorkedExample(
        title="2025: 6 months for juveniles, 12 up to 7 years, 18 above, 24 for murder; the last day and the next",
        tables={"judiciary.case": _on_the_last_day_and_after(_POLICY_2025, 2027)},
        period="2027-10",
        expect=(
            Expect(value=50.0, numerator=4, denominator=8, n=8, obs_status="ok"),
            *_one_of_two(_POLICY_2025),
        ),
    ),
    WorkedExample(
        title="2009: 3 months up to 7 years, 6 above and for murder; the last day and the next",
        tables={"judiciary.case": _on_the_last_day_and_after(_POLICY_2009, 2024)},
        period="2024-10",
        expect=(
            Expect(value=50.0, numerator=3, denominator=6, n=6, obs_status="ok"),
            *_one_of_two(_POLICY_2009),
        ),
    ),
    WorkedExample(
        title="Six months from 31 August end on the last day of February; a juvenile of the old policy has no limit",
        tables={
            "judiciary.case": (
                case("A1", "2025-08-31", limit_id="JUVENILE", juvenile_flag=True, decided_at="2026-02-28"),
                case("A2", "2025-08-17", limit_id="JUVENILE", juvenile_flag=True, decided_at="2026-02-16"),
            )
        },
        period="2026-02",
        expect=(Expect(value=100.0, numerator=1, denominator=1, n=1, obs_status="ok"),),
    ),
    WorkedExample(
        title="No case with a limit was decided: no share",
        tables={
            "judiciary.case": (
                case("A1", "2024-01-01", case_type="FAMILY", decided_at="2024-03-20"),
                case("A2", "2024-01-01", limit_id="MURDER", decided_at="2024-04-01"),
            )
        },
        period="2024-03",
        expect=(Expect(numerator=0, denominator=0, n=0, value=None, obs_status="undefined"),),
    ),
)
