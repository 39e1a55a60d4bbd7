"""Acquittals by reason, cases that ended by compromise or withdrawal, and acquittals reviewed for appeal."""

from __future__ import annotations

from rolkpi.model import Expect, WorkedExample
from rolkpi_prosecution.examples.rows import Row, accused, cell, judgment
from rolkpi_prosecution.measures.verdicts import NO_REASON, REASONS

ACQUITTALS = (
    WorkedExample(
        title="Persons acquitted in whatever way, by main reason; convicted, discharged or gone are none",
        tables={
            "prosecution.outcome": (
                accused("C1", 1, "2024-03-01", "ACQUITTED", acquittal_reason="HOSTILE_WITNESS"),
                accused("C1", 2, "2024-03-01", "ACQUITTED", acquittal_reason="HOSTILE_WITNESS", offence_cat="HURT"),
                accused("C2", 1, "2024-03-31", "ACQUITTED", "COMPROMISE", acquittal_reason="COMPROMISE"),
                accused("C3", 1, "2024-03-31", "ACQUITTED", "EARLY_ACQUITTAL", district="D2"),  # no reason recorded
                accused("C4", 1, "2024-03-31", "CONVICTED"),
                accused("C5", 1, "2024-03-31", "DISCHARGED", "WITHDRAWN"),
                accused("C6", 1, "2024-03-31", None, "TRANSFER"),
                # the day before, reviewed and appealed against in March
                accused(
                    "C7",
                    1,
                    "2024-02-29",
                    "ACQUITTED",
                    appeal_reviewed_at="2024-03-03",
                    appeal_filed_at="2024-03-04",
                ),
                accused("C8", 1, "2024-04-01", "ACQUITTED"),  # the day after
            )
        },
        period="2024-03",
        expect=(
            Expect(value=4, n=4, obs_status="ok"),
            Expect(area="D1", value=3, n=3),
            Expect(disaggregation="acquittal_reason=HOSTILE_WITNESS", value=2, n=2),
            Expect(disaggregation="acquittal_reason=COMPROMISE", value=1, n=1),
            Expect(disaggregation="acquittal_reason=TECHNICAL", value=0, n=0),
            Expect(disaggregation="acquittal_reason=_U", value=1, n=1),
            Expect(disaggregation="offence_cat=HURT", value=1, n=1),
            Expect(disaggregation="acquittal_reason=HOSTILE_WITNESS;offence_cat=HURT", value=1, n=1),
        ),
    ),
    WorkedExample(
        title="Without records line R9 serves: its printed total, and by reason its cells if all were filled in",
        tables={
            "prosecution.monthly_return": (
                cell("D1", "R9", 300),  # 45 of them were not told apart
                *(cell("D1", "R9", 2**n, item=reason) for n, reason in enumerate(REASONS)),
                cell("D1", "R8_ACQUITTED", 290),
                cell("D2", "R9", 9),
                cell("D2", "R9", 4, item="TECHNICAL"),  # the other reasons were left out
            )
        },
        period="2024-03",
        expect=(
            Expect(value=309, n=309, obs_status="ok"),
            Expect(area="D2", value=9, n=9, obs_status="ok"),
            Expect(area="D2", disaggregation="acquittal_reason=TECHNICAL", value=None, obs_status="no_data"),
            Expect(area="D2", disaggregation="acquittal_reason=OTHER", value=None, obs_status="no_data"),
            Expect(disaggregation="acquittal_reason=HOSTILE_WITNESS", value=1, n=1),
            Expect(disaggregation="acquittal_reason=BENEFIT_OF_DOUBT", value=2, n=2),
            Expect(disaggregation="acquittal_reason=DEFECTIVE_INVESTIGATION", value=4, n=4),
            Expect(disaggregation="acquittal_reason=NO_FORENSIC", value=8, n=8),
            Expect(disaggregation="acquittal_reason=COMPROMISE", value=16, n=16),
            Expect(disaggregation="acquittal_reason=TECHNICAL", value=32, n=32),
            Expect(disaggregation="acquittal_reason=OTHER", value=64, n=64),
            Expect(disaggregation="acquittal_reason=_U", value=128, n=128),
        ),
    ),
    WorkedExample(
        title="Nobody acquitted: 0, and that is a number",
        tables={"prosecution.outcome": (accused("C1", 1, "2024-03-05", "CONVICTED"),)},
        period="2024-03",
        expect=(Expect(value=0, n=0, obs_status="ok"),),
    ),
)


def _acquitted_for(reason: str) -> tuple[WorkedExample, ...]:
    other = next(r for r in REASONS if r != reason)

    def acquitted(case_id: str, day: str, why: str, **more: str) -> Row:
        told = {} if why == NO_REASON else {"acquittal_reason": why}
        return accused(case_id, 1, day, "ACQUITTED", **told, **more)

    return (
        WorkedExample(
            title="Of five acquitted two for this reason; one without a reason is among the five",
            tables={
                "prosecution.outcome": (
                    acquitted("C1", "2024-03-01", reason, offence_cat="HURT"),
                    acquitted("C2", "2024-03-31", reason, disposal_mode="COMPROMISE"),
                    acquitted("C3", "2024-03-31", other, offence_cat="HURT"),
                    acquitted("C4", "2024-03-31", other, offence_cat="HURT"),
                    acquitted("C5", "2024-03-31", other if reason == NO_REASON else NO_REASON),
                    accused("C6", 1, "2024-03-31", "CONVICTED"),
                    accused("C7", 1, "2024-03-31", None, "DORMANT"),
                    # the day before, reviewed and appealed against in March
                    acquitted(
                        "C8", "2024-02-29", reason, appeal_reviewed_at="2024-03-03", appeal_filed_at="2024-03-04"
                    ),
                    acquitted("C9", "2024-04-01", reason),  # the day after
                )
            },
            period="2024-03",
            expect=(
                Expect(value=40.0, numerator=2, denominator=5, n=5, obs_status="ok"),
                Expect(disaggregation="offence_cat=HURT", value=1 * 100 / 3, numerator=1, denominator=3, n=3),
            ),
        ),
        WorkedExample(
            title="Without records line R9 serves, its cell over its printed total",
            tables={
                "prosecution.monthly_return": (
                    cell("D1", "R9", 50),
                    cell("D1", "R9", 10, item=reason),
                    cell("D1", "R9", 25, item=other),
                    cell("D1", "R8_ACQUITTED", 40),
                )
            },
            period="2024-03",
            expect=(Expect(value=20.0, numerator=10, denominator=50, n=50, obs_status="ok"),),
        ),
        WorkedExample(
            title="Nobody acquitted: no share",
            tables={"prosecution.outcome": (accused("C1", 1, "2024-03-05", "CONVICTED"),)},
            period="2024-03",
            expect=(Expect(numerator=0, denominator=0, n=0, value=None, obs_status="undefined"),),
        ),
    )


ACQUITTED_FOR = {reason: _acquitted_for(reason) for reason in REASONS}

_WAYS = {
    "MERITS": ("ACQUITTED", 1),
    "COMPROMISE": ("ACQUITTED", 2),
    "WITHDRAWN": ("DISCHARGED", 4),
    "EARLY_ACQUITTAL": ("ACQUITTED", 8),
    "ABATED": ("ABATED", 16),
    "TRANSFER": (None, 32),
    "DORMANT": (None, 64),
}
"""How a case may end: the verdict, and how many do here. 31 are an end, 96 are none."""

_EACH_WAY = tuple(
    (f"{mode}-{number}", verdict, mode) for mode, (verdict, count) in _WAYS.items() for number in range(count)
)


def _tables(cases: dict[str, tuple[tuple[str | None, str], ...]], **more: object) -> dict[str, tuple[Row, ...]]:
    """Cases of 10 March and how they ended, accused by accused."""
    return {
        "prosecution.judgment": tuple(judgment(case_id, "2024-03-10", **more) for case_id in cases),
        "prosecution.outcome": tuple(
            accused(case_id, number, "2024-03-10", verdict, mode)
            for case_id, ends in cases.items()
            for number, (verdict, mode) in enumerate(ends, 1)
        ),
    }


_ALL_WAYS = _tables({case_id: ((verdict, mode),) for case_id, verdict, mode in _EACH_WAY})

_COMPROMISED, _WITHDRAWN = ("ACQUITTED", "COMPROMISE"), ("DISCHARGED", "WITHDRAWN")
_EARLY, _ABATED, _MOVED = ("ACQUITTED", "EARLY_ACQUITTAL"), ("ABATED", "ABATED"), (None, "TRANSFER")
_SEVERAL_WAYS = _tables(
    {
        "C1": (_COMPROMISED, ("CONVICTED", "MERITS")),  # on the merits
        "C2": (_WITHDRAWN, ("ACQUITTED", "MERITS")),  # on the merits
        "C3": (_WITHDRAWN, _COMPROMISED),  # compromise
        "C4": (_EARLY, _COMPROMISED, _ABATED),  # compromise
        "C5": (_EARLY, _WITHDRAWN, _MOVED),  # withdrawn
        "C6": (_ABATED, _EARLY),  # early acquittal
        "C7": (_MOVED, _ABATED),  # abated
        "C8": (_MOVED, (None, "DORMANT")),  # no end
    }
)


def _by_days(mode: str, verdict: str) -> dict[str, tuple[Row, ...]]:
    """Two of four, one of them about gender-based violence; and two of other months."""
    modes = (mode, mode, "MERITS", "EARLY_ACQUITTAL")
    days = ("2024-03-01", "2024-03-31", "2024-03-31", "2024-03-31")
    kinds = ("HURT", "MURDER", "HURT", "HURT")
    outside = (("C5", "2024-02-29"), ("C6", "2024-04-01"))
    return {
        "prosecution.judgment": (
            *(
                judgment(f"C{n}", day, offence_cat=kind, gbv_flag=n == 2, district="D2" if n == 4 else "D1")
                for n, (day, kind) in enumerate(zip(days, kinds, strict=True), 1)
            ),
            *(judgment(case_id, day) for case_id, day in outside),
        ),
        "prosecution.outcome": (
            *(
                accused(f"C{n}", 1, day, "ACQUITTED" if how != mode else verdict, how)
                for n, (day, how) in enumerate(zip(days, modes, strict=True), 1)
            ),
            *(accused(case_id, 1, day, verdict, mode) for case_id, day in outside),
        ),
    }


_R7 = (
    cell("D1", "R7", 40),
    cell("D1", "R7_MERITS", 20),
    cell("D1", "R7_EARLY_ACQUITTAL", 3),
    cell("D1", "R7_COMPROMISE", 10),
    cell("D1", "R7_WITHDRAWN", 5),
    cell("D1", "R7_OTHER", 2),
    cell("D1", "R7_MOVED", 8),  # no end
    cell("D1", "R7", 9, item="GBV"),  # a part of the 40
    cell("D1", "R7_COMPROMISE", 4, item="GBV"),
    cell("D1", "R7_WITHDRAWN", 1, item="GBV"),
)
_NONE_ENDED = _tables({"C1": (_MOVED,), "C2": ((None, "DORMANT"),)})

COMPROMISE_SHARE = (
    WorkedExample(
        title="From the first day to the last: two of four cases that ended",
        tables=_by_days("COMPROMISE", "ACQUITTED"),
        period="2024-03",
        expect=(
            Expect(value=50.0, numerator=2, denominator=4, n=4, obs_status="ok"),
            Expect(area="D2", value=0.0, numerator=0, denominator=1, n=1),
            Expect(disaggregation="offence_cat=HURT", value=1 * 100 / 3, numerator=1, denominator=3, n=3),
            Expect(disaggregation="gbv_flag=true", value=100.0, numerator=1, denominator=1, n=1),
            Expect(disaggregation="gbv_flag=false", value=1 * 100 / 3, numerator=1, denominator=3, n=3),
        ),
    ),
    WorkedExample(
        title="Every way a case may end: 2 of 31; transferred and dormant ones have not ended",
        tables=_ALL_WAYS,
        period="2024-03",
        expect=(Expect(value=2 * 100 / 31, numerator=2, denominator=31, n=31, obs_status="ok"),),
    ),
    WorkedExample(
        title="Several accused, several ways: the case counts once; C3 and C4 by compromise, of seven",
        tables=_SEVERAL_WAYS,
        period="2024-03",
        expect=(Expect(value=2 * 100 / 7, numerator=2, denominator=7, n=7, obs_status="ok"),),
    ),
    WorkedExample(
        title="Without records lines R7_COMPROMISE and R7 of the return serve, at their totals",
        tables={"prosecution.monthly_return": _R7},
        period="2024-03",
        expect=(Expect(value=25.0, numerator=10, denominator=40, n=40, obs_status="ok"),),
    ),
    WorkedExample(
        title="No case ended: no share",
        tables=_NONE_ENDED,
        period="2024-03",
        expect=(Expect(numerator=0, denominator=0, n=0, value=None, obs_status="undefined"),),
    ),
)

WITHDRAWN_SHARE = (
    WorkedExample(
        title="From the first day to the last: two of four cases that ended",
        tables=_by_days("WITHDRAWN", "DISCHARGED"),
        period="2024-03",
        expect=(
            Expect(value=50.0, numerator=2, denominator=4, n=4, obs_status="ok"),
            Expect(disaggregation="offence_cat=HURT", value=1 * 100 / 3, numerator=1, denominator=3, n=3),
        ),
    ),
    WorkedExample(
        title="Every way a case may end: 4 of 31; transferred and dormant ones have not ended",
        tables=_ALL_WAYS,
        period="2024-03",
        expect=(Expect(value=4 * 100 / 31, numerator=4, denominator=31, n=31, obs_status="ok"),),
    ),
    WorkedExample(
        title="Several accused, several ways: the case counts once; only C5 as withdrawn, of seven",
        tables=_SEVERAL_WAYS,
        period="2024-03",
        expect=(Expect(value=1 * 100 / 7, numerator=1, denominator=7, n=7, obs_status="ok"),),
    ),
    WorkedExample(
        title="Without records lines R7_WITHDRAWN and R7 of the return serve, at their totals",
        tables={"prosecution.monthly_return": _R7},
        period="2024-03",
        expect=(Expect(value=12.5, numerator=5, denominator=40, n=40, obs_status="ok"),),
    ),
    WorkedExample(
        title="No case ended: no share",
        tables=_NONE_ENDED,
        period="2024-03",
        expect=(Expect(numerator=0, denominator=0, n=0, value=None, obs_status="undefined"),),
    ),
)


def _acquitted(case_id: str, day: str, reviewed_at: str | None, mode: str = "MERITS", **more: object) -> Row:
    return accused(
        case_id, 1, day, "ACQUITTED", mode, appeal_reviewed_at=reviewed_at, **{"serious_violent": True, **more}
    )


_ACQUITTED = (
    _acquitted("C1", "2024-03-01", "2024-03-31", offence_cat="RAPE"),  # day 30: in time
    _acquitted("C2", "2024-03-01", "2024-04-01", offence_cat="RAPE"),  # day 31: late
    _acquitted("C3", "2024-03-31", "2024-04-30"),  # day 30
    _acquitted("C4", "2024-03-10", "2024-03-10", "EARLY_ACQUITTAL"),  # day 0
    _acquitted("C5", "2024-03-10", None),  # nobody looked
    _acquitted("C6", "2024-03-10", "2024-03-12", serious_violent=False),
    _acquitted("C7", "2024-03-10", "2024-03-12", serious_violent=None),  # not classified
    _acquitted("C8", "2024-02-29", "2024-03-02"),  # February's judgment
    _acquitted("C9", "2024-04-01", "2024-04-02"),  # April's judgment
    accused("C10", 1, "2024-03-10", "CONVICTED", serious_violent=True),
)

APPEAL_REVIEW = (
    WorkedExample(
        title="Day 30 is in time, day 31 is late; nobody looked at C5",
        tables={"prosecution.outcome": _ACQUITTED},
        period="2024-03",
        as_of="2024-04-30",
        expect=(
            Expect(value=60.0, numerator=3, denominator=5, n=5, obs_status="ok"),
            Expect(disaggregation="offence_cat=RAPE", value=50.0, numerator=1, denominator=2, n=2),
        ),
    ),
    WorkedExample(
        title="Until the judgments of 31 March have aged 30 days, on 30 April, there is no value",
        tables={"prosecution.outcome": _ACQUITTED},
        period="2024-03",
        as_of="2024-04-29",
        expect=(Expect(value=None, obs_status="immature"),),
    ),
    WorkedExample(
        title="Nobody acquitted of serious crime in the month: no share",
        tables={"prosecution.outcome": (accused("C1", 1, "2024-03-10", "CONVICTED", serious_violent=True),)},
        period="2024-03",
        as_of="2024-04-30",
        expect=(Expect(numerator=0, denominator=0, n=0, value=None, obs_status="undefined"),),
    ),
)
