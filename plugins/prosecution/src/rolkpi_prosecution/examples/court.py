"""Witnesses, hearings, bail petitions, and how many cases and hearings there are."""

from __future__ import annotations

from rolkpi.model import Expect, WorkedExample
from rolkpi_prosecution.examples.rows import accused, bail, case, cell, hearing, staff, witnesses

_KINDS = ("POLICE", "MEDICAL", "PRIVATE")

WITNESS_ATTENDANCE = (
    WorkedExample(
        title="Appearances, not persons: 3 of 3, 2 of 5, and 0 of 2 came",
        tables={
            "prosecution.hearing": (
                hearing("C1", "2024-03-01", witnesses_summoned=3, witnesses_attended=3, witnesses_examined=1),
                hearing("C1", "2024-03-31", witnesses_summoned=5, witnesses_attended=2, witnesses_examined=2),
                hearing("C2", "2024-03-10", "COURT", witnesses_summoned=2, witnesses_attended=0, district="D2"),
                hearing("C3", "2024-03-10"),  # nobody was summoned
                hearing("C1", "2024-02-29", witnesses_summoned=9, witnesses_attended=9),  # the day before
                hearing("C1", "2024-04-01", witnesses_summoned=9, witnesses_attended=9),  # the day after
            )
        },
        period="2024-03",
        expect=(
            Expect(value=50.0, numerator=5, denominator=10, obs_status="ok"),
            Expect(area="D1", value=62.5, numerator=5, denominator=8, obs_status="ok"),
            Expect(area="D2", value=0.0, numerator=0, denominator=2, obs_status="ok"),
        ),
    ),
    WorkedExample(
        title="The list of witnesses by kind serves before the hearings, for the total too",
        tables={
            "prosecution.witness": (
                {**witnesses("C1", "2024-03-01", "POLICE", 5, 4), "examined": 1},
                {**witnesses("C1", "2024-03-01", "MEDICAL", 2, 0), "examined": 0},
                {**witnesses("C1", "2024-03-31", "PRIVATE", 3, 2), "examined": 1},
                witnesses("C1", "2024-02-29", "POLICE", 7, 7),  # the day before
                witnesses("C1", "2024-04-01", "POLICE", 7, 7),  # the day after
            ),
            "prosecution.hearing": (hearing("C1", "2024-03-01", witnesses_summoned=9, witnesses_attended=9),),
        },
        period="2024-03",
        expect=(
            Expect(value=60.0, numerator=6, denominator=10, obs_status="ok"),
            Expect(disaggregation="witness_type=POLICE", value=80.0, numerator=4, denominator=5),
            Expect(disaggregation="witness_type=MEDICAL", value=0.0, numerator=0, denominator=2),
            Expect(disaggregation="witness_type=PRIVATE", value=2 * 100 / 3, numerator=2, denominator=3),
        ),
    ),
    WorkedExample(
        title="Without records line R10 serves: its total, and by kind its cells",
        tables={
            "prosecution.monthly_return": (
                cell("D1", "R10_SUMMONED", 100),
                cell("D1", "R10_ATTENDED", 45),
                cell("D1", "R10_EXAMINED", 40),
                *(cell("D1", "R10_SUMMONED", 10 * 2**n, item=kind) for n, kind in enumerate(_KINDS)),
                *(cell("D1", "R10_ATTENDED", 2**n, item=kind) for n, kind in enumerate(reversed(_KINDS))),
                cell("D2", "R10_SUMMONED", 40),
                cell("D2", "R10_ATTENDED", 25),
                cell("D2", "R10_SUMMONED", 30, item="POLICE"),  # the other kinds were left out
                cell("D2", "R10_ATTENDED", 20, item="POLICE"),
                *(cell("D3", "R10_SUMMONED", 3, item=kind) for kind in _KINDS),
                cell("D3", "R10_ATTENDED", 1, item="POLICE"),
                cell("D4", "R10_SUMMONED", 3, item="POLICE"),
                *(cell("D4", "R10_ATTENDED", 1, item=kind) for kind in _KINDS),
            )
        },
        period="2024-03",
        expect=(
            Expect(value=50.0, numerator=70, denominator=140, n=140, obs_status="provisional"),
            Expect(area="D1", value=45.0, numerator=45, denominator=100, n=100, obs_status="ok"),
            Expect(area="D2", disaggregation="witness_type=POLICE", value=None, obs_status="no_data"),
            Expect(area="D2", disaggregation="witness_type=PRIVATE", value=None, obs_status="no_data"),
            Expect(area="D3", disaggregation="witness_type=POLICE", value=None, obs_status="no_data"),
            Expect(area="D4", disaggregation="witness_type=POLICE", value=None, obs_status="no_data"),
            Expect(disaggregation="witness_type=POLICE", value=40.0, numerator=4, denominator=10, n=10),
            Expect(disaggregation="witness_type=MEDICAL", value=10.0, numerator=2, denominator=20, n=20),
            Expect(disaggregation="witness_type=PRIVATE", value=2.5, numerator=1, denominator=40, n=40),
        ),
    ),
    WorkedExample(
        title="Nobody was summoned: no share",
        tables={"prosecution.hearing": (hearing("C1", "2024-03-01", witnesses_summoned=0, witnesses_attended=0),)},
        period="2024-03",
        expect=(Expect(numerator=0, denominator=0, value=None, obs_status="undefined"),),
    ),
)

PROSECUTION_ADJOURNMENTS = (
    WorkedExample(
        title="Adjourned at the prosecution's instance, of all hearings listed; the kind of court is that of the case",
        tables={
            "prosecution.hearing": (
                hearing("C1", "2024-03-01", "PROSECUTION"),
                hearing("C2", "2024-03-31", "PROSECUTION", district="D2"),
                hearing("C1", "2024-03-31", "DEFENCE"),
                hearing("C1", "2024-03-15", "POLICE"),  # their witness, their doing
                hearing("C2", "2024-03-15"),
                {**hearing("C2", "2024-03-16"), "adjourned": True},  # nobody noted by whom
                hearing("C3", "2024-03-16", "STRIKE"),  # a case without a row
                hearing("C1", "2024-03-17"),
                hearing("C1", "2024-02-29", "PROSECUTION"),  # the day before
                hearing("C1", "2024-04-01", "PROSECUTION"),  # the day after
            ),
            "prosecution.case": (
                case("C1", "2024-01-10", court_type="SESSIONS"),
                case("C2", "2024-01-10", court_type="MAGISTRATE"),
            ),
        },
        period="2024-03",
        expect=(
            Expect(value=25.0, numerator=2, denominator=8, n=8, obs_status="ok"),
            Expect(area="D2", value=100.0, numerator=1, denominator=1, n=1),
            Expect(disaggregation="court_type=SESSIONS", value=25.0, numerator=1, denominator=4, n=4),
            Expect(disaggregation="court_type=MAGISTRATE", value=1 * 100 / 3, numerator=1, denominator=3, n=3),
            Expect(disaggregation="court_type=_U", value=0.0, numerator=0, denominator=1, n=1),
        ),
    ),
    WorkedExample(
        title="Without records line R11 of the return serves",
        tables={"prosecution.monthly_return": (cell("D1", "R11", 200), cell("D1", "R11_PROSECUTION", 25))},
        period="2024-03",
        expect=(Expect(value=12.5, numerator=25, denominator=200, n=200, obs_status="ok"),),
    ),
    WorkedExample(
        title="No hearing listed: no figure",
        tables={"prosecution.hearing": (hearing("C1", "2024-02-29", "PROSECUTION"),)},
        period="2024-03",
        expect=(Expect(numerator=0, denominator=0, n=0, value=None, obs_status="undefined"),),
    ),
)

BAIL_REFUSED = (
    WorkedExample(
        title="Of four opposed and decided in March one was refused; filed in February counts, decided in April does "
        "not",
        tables={
            "prosecution.bail": (
                bail("B1", "2024-02-20", "OPPOSED", "2024-03-01", "REFUSED", severity="HEINOUS", stage="POST_ARREST"),
                bail("B2", "2024-03-20", "OPPOSED", "2024-03-31", "GRANTED", severity="HEINOUS", stage="PRE_ARREST"),
                bail("B3", "2024-03-20", "OPPOSED", "2024-03-31", "GRANTED", severity="MINOR", stage="POST_ARREST"),
                bail("B4", "2024-03-20", "OPPOSED", "2024-03-31", "GRANTED", district="D2"),
                bail("B5", "2024-03-20", "OPPOSED", "2024-03-31", "WITHDRAWN"),  # not decided
                bail("B6", "2024-03-20", "CONCEDED", "2024-03-21", "GRANTED"),
                bail("B7", "2024-03-20", "CONCEDED", "2024-03-21", "REFUSED"),
                bail("B8", "2024-03-20", "NONE", "2024-03-21", "REFUSED"),
                bail("B9", "2024-03-20", "OPPOSED", None, None),
                bail("B10", "2024-02-20", "OPPOSED", "2024-02-29", "REFUSED"),  # the day before
                bail("B11", "2024-03-20", "OPPOSED", "2024-04-01", "REFUSED"),  # the day after
            )
        },
        period="2024-03",
        expect=(
            Expect(value=25.0, numerator=1, denominator=4, n=4, obs_status="ok"),
            Expect(area="D2", value=0.0, numerator=0, denominator=1, n=1),
            Expect(disaggregation="severity=HEINOUS", value=50.0, numerator=1, denominator=2, n=2),
            Expect(disaggregation="stage=POST_ARREST", value=50.0, numerator=1, denominator=2, n=2),
        ),
    ),
    WorkedExample(
        title="Without records line R12 of the return serves, if both its lines are there: 6 refused of 6 and 18",
        tables={
            "prosecution.monthly_return": (
                cell("D1", "R12_OPPOSED_REFUSED", 6),
                cell("D1", "R12_OPPOSED_GRANTED", 18),
                cell("D1", "R12_CONCEDED", 40),
                cell("D2", "R12_OPPOSED_REFUSED", 6),  # how many were granted was left out
                cell("D2", "R12_CONCEDED", 40),
            )
        },
        period="2024-03",
        expect=(
            Expect(area="D1", value=25.0, numerator=6, denominator=24, n=24, obs_status="ok"),
            Expect(area="D2", value=None, obs_status="no_data"),
            Expect(value=25.0, numerator=6, denominator=24, n=24, obs_status="provisional"),
        ),
    ),
    WorkedExample(
        title="No opposed petition decided: no share",
        tables={"prosecution.bail": (bail("B1", "2024-03-02", "CONCEDED", "2024-03-05", "GRANTED"),)},
        period="2024-03",
        expect=(Expect(numerator=0, denominator=0, n=0, value=None, obs_status="undefined"),),
    ),
)

_CASES = (
    case("C1", "2023-05-01"),
    case("C2", "2024-03-31"),  # opened on the last day: live
    case("C3", "2023-05-01", "2024-04-01"),  # closed the day after: live
    case("C4", "2023-05-01", "2024-03-31"),  # closed on the last day: gone
    case("C5", "2024-04-01"),  # not yet there
    case("C6", "2024-01-15", "2024-02-15"),
    case("C7", "2020-01-01", district="D2"),
)

LIVE_CASES_PER_PROSECUTOR = (
    WorkedExample(
        title="Four cases live on 31 March, two prosecutors in post on it; D2 has nobody, and no figure",
        tables={
            "prosecution.case": _CASES,
            "prosecution.staff": (
                staff("2024-02", 5, sanctioned=6),
                staff("2024-03", 2, sanctioned=6, female=1),
                staff("2024-04", 3, sanctioned=6),
                staff("2024-03", 0, "D2", sanctioned=1),
            ),
        },
        period="2024-03",
        expect=(
            Expect(value=2.0, numerator=4, denominator=2, obs_status="ok"),
            Expect(area="D1", value=1.5, numerator=3, denominator=2, obs_status="ok"),
            Expect(area="D2", value=None, numerator=1, denominator=0, obs_status="undefined"),
        ),
    ),
    WorkedExample(
        title="A quarter is its last month-end on both sides, no sum and no mean",
        tables={
            "prosecution.case": (case("C1", "2024-01-10", "2024-02-20"), case("C2", "2024-01-10")),
            "prosecution.staff": (staff("2024-01", 9), staff("2024-02", 9), staff("2024-03", 4)),
        },
        period="2024-Q1",
        expect=(Expect(value=0.25, numerator=1, denominator=4, obs_status="ok"),),
    ),
    WorkedExample(
        title="Without records line R14 of the return serves",
        tables={
            "prosecution.monthly_return": (
                cell("D1", "R14_LIVE", 240),
                cell("D1", "R14_SANCTIONED", 10),
                cell("D1", "R14_IN_POST", 6),
                cell("D1", "R14_WOMEN", 2),
            )
        },
        period="2024-03",
        expect=(Expect(value=40.0, numerator=240, denominator=6, n=6, obs_status="ok"),),
    ),
)

_MONTHS = tuple(f"2024-{month:02d}" for month in range(1, 13))

LIVE_CASES_PER_PROSECUTOR_MEAN = (
    WorkedExample(
        title="36 cases at twelve month-ends, 24 prosecutors at them: one and a half",
        tables={
            "prosecution.case": (
                *(case(f"C{number}", "2023-05-01") for number in (1, 2)),  # twelve month-ends each: 24
                *(case(f"C{number}", "2024-07-31", "2024-09-30") for number in range(3, 9)),  # July, August: 12
                case("C9", "2024-05-02", "2024-05-30"),  # at no month-end
            ),
            "prosecution.staff": (
                *(staff(month, 3, sanctioned=5, female=1) for month in _MONTHS[:6]),  # 18
                *(staff(month, 1, sanctioned=5, female=1) for month in _MONTHS[6:]),  # 6
            ),
        },
        period="2024",
        expect=(Expect(value=1.5, numerator=36, denominator=24, obs_status="ok"),),
    ),
    WorkedExample(
        title="Without records line R14 of the return serves, at all twelve month-ends",
        tables={
            "prosecution.monthly_return": (
                *(cell("D1", "R14_LIVE", 100, month=month) for month in _MONTHS[:11]),
                cell("D1", "R14_LIVE", 220, month=_MONTHS[11]),
                *(cell("D1", "R14_IN_POST", 5, month=month) for month in _MONTHS),
                *(cell("D1", "R14_SANCTIONED", 9, month=month) for month in _MONTHS),
            )
        },
        period="2024",
        expect=(Expect(value=22.0, numerator=1_320, denominator=60, obs_status="ok"),),
    ),
    WorkedExample(
        title="A month-end that is missing is not guessed: no mean",
        tables={
            "prosecution.monthly_return": (
                *(cell("D1", "R14_LIVE", 100, month=month) for month in _MONTHS[:11]),
                *(cell("D1", "R14_IN_POST", 5, month=month) for month in _MONTHS[:11]),
            )
        },
        period="2024",
        expect=(Expect(value=None, obs_status="no_data"),),
    ),
)

HEARINGS_PER_CASE = (
    WorkedExample(
        title="Five hearings in all, two of them last year, for two cases closed in March",
        tables={
            "prosecution.case": (
                case("C1", "2023-05-01", "2024-03-01", plea="CONTESTED", court_type="SESSIONS"),
                case("C2", "2024-02-01", "2024-03-31", plea="GUILTY", court_type="MAGISTRATE", district="D2"),
                case("C3", "2024-01-01"),  # live
                case("C4", "2024-03-01", "2024-03-10"),  # moved to another court
                case("C5", "2024-03-01", "2024-03-10"),  # dormant
                case("C6", "2024-01-01", "2024-02-29"),  # closed the day before
                case("C7", "2024-03-02", "2024-04-01"),  # the day after
            ),
            "prosecution.hearing": (
                hearing("C1", "2023-05-10"),
                hearing("C1", "2023-06-10", "DEFENCE"),  # adjourned: counts
                hearing("C1", "2024-03-01"),
                hearing("C2", "2024-03-30", district="D2"),
                hearing("C2", "2024-03-31", district="D2"),
                *(hearing(case_id, "2024-03-05") for case_id in ("C3", "C4", "C5", "C7")),
                hearing("C6", "2024-02-05"),
            ),
            "prosecution.outcome": (
                accused("C1", 1, "2023-09-01", None, "DORMANT"),  # one absconded, the other was tried
                accused("C1", 2, "2024-03-01", "CONVICTED"),
                accused("C2", 1, "2024-03-31", "ACQUITTED", "COMPROMISE", district="D2"),
                accused("C4", 1, "2024-03-10", None, "TRANSFER"),
                accused("C5", 1, "2024-03-10", None, "DORMANT"),
                accused("C6", 1, "2024-02-29", "CONVICTED"),
                accused("C7", 1, "2024-04-01", "CONVICTED"),
            ),
        },
        period="2024-03",
        expect=(
            Expect(value=2.5, numerator=5, denominator=2, n=2, obs_status="ok"),
            Expect(area="D1", value=3.0, numerator=3, denominator=1, n=1),
            Expect(disaggregation="plea=CONTESTED", value=3.0, numerator=3, denominator=1, n=1),
            Expect(disaggregation="plea=GUILTY", value=2.0, numerator=2, denominator=1, n=1),
            Expect(disaggregation="court_type=MAGISTRATE", value=2.0, numerator=2, denominator=1, n=1),
        ),
    ),
    WorkedExample(
        title="A case that was never listed counts with no hearing",
        tables={
            "prosecution.case": (case("C1", "2024-03-01", "2024-03-05"), case("C2", "2024-03-01", "2024-03-06")),
            "prosecution.hearing": (hearing("C2", "2024-03-06"),),
            "prosecution.outcome": (
                accused("C1", 1, "2024-03-05", "ABATED", "ABATED"),
                accused("C2", 1, "2024-03-06", "CONVICTED"),
            ),
        },
        period="2024-03",
        expect=(Expect(value=0.5, numerator=1, denominator=2, n=2, obs_status="ok"),),
    ),
    WorkedExample(
        title="No case finalised: no average",
        tables={
            "prosecution.case": (case("C1", "2024-03-01"),),
            "prosecution.hearing": (hearing("C1", "2024-03-05"),),
            "prosecution.outcome": (),
        },
        period="2024-03",
        expect=(Expect(numerator=0, denominator=0, n=0, value=None, obs_status="undefined"),),
    ),
)
