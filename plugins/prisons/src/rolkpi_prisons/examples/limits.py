"""Who is past the limit of statutory bail on 31 March 2024, and how long those were held who left."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from rolkpi.model import Expect, WorkedExample
from rolkpi_prisons.examples.rows import Row, admission, remand, spell, warrant

Tables = dict[str, tuple[Row, ...]]


def _remanded(
    warrants: tuple[Row, ...], remands: tuple[Row, ...] | None = None, sexes: Mapping[str, str] | None = None
) -> Tables:
    """Warrants with the admissions of their persons, men unless told; held in P1 on each of them unless told."""
    stays = dict.fromkeys(str(row["custody_id"]) for row in warrants)
    held = tuple(remand(str(row["custody_id"])) for row in warrants)
    return {
        "prisons.remand": held if remands is None else remands,
        "prisons.custody": tuple(
            admission(stay, "2022-01-05T10:00:00", sex=(sexes or {}).get(stay, "M")) for stay in stays
        ),
        "prisons.warrant": warrants,
    }


_WITHIN = {"P1": "D1"}
"""The prison stands in the district whose police name it in their warrants."""

_EACH_LIMIT = _remanded(
    (
        # one year: 30 March 2024 is the last day of it, 31 March exceeds it
        warrant("G1", "2023-03-30", "LIFE_OR_GT10"),
        warrant("G2", "2023-03-30", "GT7"),
        warrant("G3", "2023-03-30", "GT3_LE7"),
        warrant("G4", "2023-03-30", "LE3"),
        warrant("G5", "2023-03-31"),  # to be exceeded on 1 April
        warrant("T1", "2023-03-30", "GT7"),
        warrant("U1", "2023-03-30", "GT7"),
        warrant("U2", "2023-03-30", "GT7"),
        # punishable with death: two years
        warrant("M1", "2022-03-30", "DEATH"),
        warrant("M2", "2022-03-31", "DEATH"),  # not yet
        # women: six months, and one year
        warrant("W1", "2023-09-30", "LE3"),
        warrant("W2", "2023-10-01", "LE3"),  # not yet
        warrant("D1", "2023-03-30", "DEATH"),
        warrant("D2", "2023-03-31", "DEATH"),  # not yet
        # under 18 on the day of the offence: six months, whatever the penalty
        warrant("J1", "2023-09-30", "DEATH", juvenile=True),
        warrant("J2", "2023-10-01", "DEATH", juvenile=True),  # not yet
        warrant("J3", "2023-09-30", None, juvenile=True),
        warrant("X1", "2022-01-05", None),  # the penalty is not known: nobody can tell
    ),
    sexes={"W1": "F", "W2": "F", "D1": "F", "D2": "F", "T1": "T", "U1": "U", "U2": "U"},
)

_SEVERAL = _remanded(
    (
        warrant("S1", "2022-02-01"),
        warrant("S1", "2022-05-01", number=2),
        *(warrant(f"S{n}", "2022-02-01") for n in (2, 3, 4, 5, 9)),
        warrant("S4", "2023-12-01", number=2),
        warrant("S6", "2024-03-01", "DEATH"),
        warrant("S7", "2022-02-01"),
    ),
    (
        remand("S1"),  # past its limit under both: one person
        remand("S1", number=2),
        remand("S2", "2024-03-31"),  # bailed on the last day
        remand("S3", "2024-04-01"),  # bailed the day after
        remand("S4", "2024-03-20"),  # bailed in this case, and held in a younger one
        remand("S4", number=2, from_date="2023-12-05"),
        remand("S5", "2024-03-10"),  # moved to another prison
        remand("S5", from_date="2024-03-10", facility="P2"),
        remand("S6"),
        remand("S7", from_date="2024-04-01"),  # came after the month
        remand("S8"),  # no warrant on file
        remand("S9", "2024-05-10"),
    ),
)

_DELAY = _remanded(
    (
        warrant("N1", "2023-03-20", delay_attributed_days=10),  # 21 March and ten days: exceeded on 31 March
        warrant("N2", "2023-03-20", delay_attributed_days=11),  # on 1 April
        warrant("N3", "2023-03-20", excluded_by_4th_proviso=True),
        warrant("N4", "2023-03-20", excluded_by_4th_proviso=False, bail_granted_unfurnished=True),
        warrant("N5", "2023-03-20", bail_granted_unfurnished=False),
        warrant("N6", "2023-03-20"),
    ),
)

_RELEASED = _remanded((warrant("S1", "2022-02-01"),), (remand("S1", "2024-03-31"),))


def _counts(gross: bool) -> tuple[WorkedExample, ...]:
    """The cases of delay differ; all others are the same."""
    return (
        WorkedExample(
            title="Each limit: one day over it, and its last day",
            tables=_EACH_LIMIT,
            within=_WITHIN,
            period="2024-03",
            expect=(
                Expect(value=12, n=12, obs_status="ok"),  # G1 G2 G3 G4 T1 U1 U2, M1, W1, D1, J1 J3
                Expect(disaggregation="sex=M", value=7, n=7),
                Expect(disaggregation="sex=T", value=1, n=1),
                Expect(disaggregation="sex=U", value=2, n=2),
                Expect(disaggregation="sex=F", value=2, n=2),
                Expect(disaggregation="juvenile=true", value=2, n=2),
                Expect(disaggregation="juvenile=false", value=10, n=10),
                Expect(disaggregation="penalty_class=DEATH", value=3, n=3),
                Expect(disaggregation="penalty_class=LIFE_OR_GT10", value=1, n=1),
                Expect(disaggregation="penalty_class=GT7", value=4, n=4),
                Expect(disaggregation="penalty_class=GT3_LE7", value=1, n=1),
                Expect(disaggregation="penalty_class=LE3", value=2, n=2),
                Expect(disaggregation="penalty_class=_U", value=1, n=1),
            ),
        ),
        WorkedExample(
            title="Several warrants: a person counts once, while one that is past its limit lasts",
            tables=_SEVERAL,
            within={**_WITHIN, "P2": "D1"},
            period="2024-03",
            expect=(
                Expect(value=4, n=4, obs_status="ok"),  # S1 S3 S5 S9
                Expect(area="P1", value=3, n=3, obs_status="ok"),
                Expect(area="P2", value=1, n=1, obs_status="ok"),
            ),
        ),
        WorkedExample(
            title="Delay of the accused's own and the fourth proviso: "
            + ("not looked at" if gross else "the limit later by so many days, and not counted"),
            tables=_DELAY,
            within=_WITHIN,
            period="2024-03",
            expect=(Expect(value=6, n=6, obs_status="ok"),)
            if gross
            else (
                Expect(value=4, n=4, obs_status="ok"),  # N1 N4 N5 N6
                Expect(disaggregation="bail_unfurnished=true", value=1, n=1),
                Expect(disaggregation="bail_unfurnished=false", value=3, n=3),
            ),
        ),
    )


def _shares(gross: bool) -> tuple[WorkedExample, ...]:
    over = 6 if gross else 4
    return (
        WorkedExample(
            title="Twelve of seventeen; without a known limit on neither side",
            tables=_EACH_LIMIT,
            within=_WITHIN,
            period="2024-03",
            expect=(
                Expect(value=12 * 100 / 17, numerator=12, denominator=17, n=17, obs_status="ok"),
                Expect(disaggregation="sex=F", value=50.0, numerator=2, denominator=4, n=4),
                Expect(disaggregation="juvenile=true", value=2 * 100 / 3, numerator=2, denominator=3, n=3),
                Expect(disaggregation="penalty_class=DEATH", value=50.0, numerator=3, denominator=6, n=6),
            ),
        ),
        WorkedExample(
            title="Delay of the accused's own and the fourth proviso: "
            + ("not looked at" if gross else "no longer above the line, still below it"),
            tables=_DELAY,
            within=_WITHIN,
            period="2024-03",
            expect=(Expect(value=over * 100 / 6, numerator=over, denominator=6, n=6, obs_status="ok"),),
        ),
        WorkedExample(
            title="Four of six persons: S4 and S6 are held and not past a limit; two warrants are one person",
            tables=_SEVERAL,
            within={**_WITHIN, "P2": "D1"},
            period="2024-03",
            expect=(Expect(value=4 * 100 / 6, numerator=4, denominator=6, n=6, obs_status="ok"),),
        ),
        WorkedExample(
            title="Nobody under trial at the end of the month: no share",
            tables=_RELEASED,
            within=_WITHIN,
            period="2024-03",
            expect=(Expect(value=None, numerator=0, denominator=0, n=0, obs_status="undefined"),),
        ),
    )


OVER_LIMIT_GROSS = _counts(gross=True)
OVER_LIMIT_NET = _counts(gross=False)
OVER_LIMIT_GROSS_SHARE = _shares(gross=True)
OVER_LIMIT_NET_SHARE = _shares(gross=False)


def _tables(spells: tuple[Row, ...], warrants: tuple[Row, ...]) -> Tables:
    return {"prisons.custody_status": spells, "prisons.warrant": warrants}


# Held on 31 March for 10, 20, 40 and 100 days.
_HELD = _tables(
    (
        spell("S1", "2024-03-25"),
        spell("S2", "2024-03-15", "2024-04-20", sex="F"),
        spell("S3", "2024-02-25", "2024-03-05"),  # moved to another prison
        spell("S3", "2024-03-05", facility="P2"),
        spell("S4", "2024-01-05"),
        spell("S5", "2024-01-05", "2024-03-31"),  # bailed on the last day
        spell("S6", "2024-01-05", "2024-03-31"),  # sentenced on the last day
        spell("S6", "2024-03-31", status="CONVICT_NONFINAL"),
        spell("S7", "2024-01-05"),  # no warrant on file
        spell("S8", "2024-01-05"),  # its warrant begins after the month: an error
        spell("S9", "2024-04-01"),  # still with the police on 31 March
    ),
    (
        warrant("S1", "2024-03-21", "LE3"),
        warrant("S2", "2024-03-11", "GT3_LE7"),
        warrant("S3", "2024-02-20", "LIFE_OR_GT10"),
        warrant("S4", "2023-12-22", "GT7"),
        warrant("S4", "2024-02-01", "DEATH", number=2, juvenile=True),  # the first one counts, and the gravest penalty
        *(warrant(f"S{n}", "2024-01-05") for n in (5, 6)),
        warrant("S8", "2024-04-02"),
        warrant("S9", "2024-03-30"),
    ),
)

DAYS_HELD_MEDIAN = (
    WorkedExample(
        title="10, 20, 40 and 100 days: half way between 20 and 40",
        tables=_HELD,
        period="2024-03",
        within={**_WITHIN, "P2": "D1"},
        expect=(
            Expect(value=30.0, n=4, obs_status="ok"),
            Expect(area="P2", value=40.0, n=1, obs_status="ok"),
            Expect(disaggregation="sex=F", value=20.0, n=1),
            Expect(disaggregation="juvenile=true", value=100.0, n=1),
            Expect(disaggregation="juvenile=false", value=20.0, n=3),
            Expect(disaggregation="penalty_class=DEATH", value=100.0, n=1),
            Expect(disaggregation="penalty_class=LIFE_OR_GT10", value=40.0, n=1),
            Expect(disaggregation="penalty_class=GT3_LE7", value=20.0, n=1),
            Expect(disaggregation="penalty_class=LE3", value=10.0, n=1),
        ),
    ),
    WorkedExample(
        title="A quarter is its last month-end; detained on the last day: 0 days",
        tables=_tables(
            (spell("S1", "2024-03-31"), spell("S2", "2024-01-05", "2024-02-10")),
            (warrant("S1", "2024-03-31", "GT7"), warrant("S2", "2024-01-02")),
        ),
        period="2024-Q1",
        within=_WITHIN,
        expect=(
            Expect(value=0.0, n=1, obs_status="ok"),
            Expect(disaggregation="penalty_class=GT7", value=0.0, n=1),
        ),
    ),
    WorkedExample(
        title="Nobody under trial: no median",
        tables=_tables((spell("S1", "2024-01-05", status="CONVICT"),), (warrant("S1", "2024-01-02"),)),
        period="2024-03",
        within=_WITHIN,
        expect=(Expect(value=None, n=0, obs_status="undefined"),),
    ),
)

DAYS_HELD_P90 = (
    WorkedExample(
        title="10, 20, 40 and 100 days: seven tenths of the way from 40 to 100",
        tables=_HELD,
        period="2024-03",
        within={**_WITHIN, "P2": "D1"},
        expect=(
            Expect(value=82.0, n=4, obs_status="ok"),
            Expect(disaggregation="sex=F", value=20.0, n=1),
            Expect(disaggregation="juvenile=true", value=100.0, n=1),
            Expect(disaggregation="penalty_class=DEATH", value=100.0, n=1),
        ),
    ),
    WorkedExample(
        title="One person: that person's days",
        tables=_tables((spell("S1", "2024-03-10"),), (warrant("S1", "2024-03-02"),)),
        period="2024-03",
        within=_WITHIN,
        expect=(Expect(value=29.0, n=1, obs_status="ok"),),
    ),
)


def _left(custody_id: str, to_date: str, ended_by: str | None, **more: Any) -> Row:
    return spell(custody_id, "2024-01-05", to_date, ended_by=ended_by, **more)


# Days from the detention to the day: 10, 20, 40 and 100.
_LEFT = _tables(
    (
        _left("S1", "2024-03-31", "BAIL"),
        _left("S2", "2024-03-01", "ACQUITTED", sex="F"),
        _left("S3", "2024-03-20", "SENTENCED"),
        spell("S3", "2024-03-20", "2024-03-25", status="CONVICT", ended_by="BAIL"),  # left before
        _left("S4", "2024-03-11", "BAIL"),
        _left("S5", "2024-03-10", "TRANSFER_OUT"),  # still under trial
        _left("S6", "2024-03-10", "SAME_STATUS"),  # 18 that day
        _left("S7", "2024-04-01", "BAIL"),  # the day after
        _left("S8", "2024-02-29", "BAIL"),  # the day before
        _left("S9", "2024-03-10", "BAIL"),  # no warrant on file
        _left("S10", "2024-03-10", "BAIL"),  # the warrant begins later: an error
        _left("S11", "2024-03-10", None),  # what ended it is not known
        spell("S12", "2024-01-05"),  # still held
    ),
    (
        warrant("S1", "2024-03-21"),
        warrant("S2", "2024-02-10"),
        warrant("S3", "2024-02-09"),
        warrant("S4", "2023-12-02"),
        warrant("S4", "2024-03-01", number=2),  # the first one counts
        warrant("S4", "2023-12-02", number=3, juvenile=True),
        *(warrant(f"S{n}", "2024-01-05") for n in (5, 6, 7, 8, 11, 12)),
        warrant("S10", "2024-03-11"),
    ),
)

DAYS_UNDER_TRIAL_MEDIAN = (
    WorkedExample(
        title="10, 20, 40 and 100 days: half way between 20 and 40",
        tables=_LEFT,
        within=_WITHIN,
        period="2024-03",
        expect=(
            Expect(value=30.0, n=4, obs_status="ok"),
            Expect(disaggregation="exit_reason=BAIL", value=55.0, n=2),
            Expect(disaggregation="exit_reason=SENTENCED", value=40.0, n=1),
            Expect(disaggregation="sex=F", value=20.0, n=1),
            Expect(disaggregation="juvenile=true", value=100.0, n=1),
        ),
    ),
    WorkedExample(
        title="Bailed on the day of the detention: 0 days",
        tables=_tables((_left("S1", "2024-03-10", "BAIL"),), (warrant("S1", "2024-03-10"),)),
        within=_WITHIN,
        period="2024-03",
        expect=(Expect(value=0.0, n=1, obs_status="ok"),),
    ),
    WorkedExample(
        title="A quarter pools its persons: 10, 20, 40, 55 and 100 days; nobody else left",
        tables=_LEFT,
        within=_WITHIN,
        period="2024-Q1",
        expect=(Expect(value=40.0, n=5, obs_status="ok"),),  # S8: 5 January to 29 February is 55 days
    ),
    WorkedExample(
        title="Nobody left: no median",
        tables=_tables((spell("S1", "2022-02-05"),), (warrant("S1", "2022-02-01"),)),
        within=_WITHIN,
        period="2024-03",
        expect=(Expect(value=None, n=0, obs_status="undefined"),),
    ),
)

DAYS_UNDER_TRIAL_P90 = (
    WorkedExample(
        title="10, 20, 40 and 100 days: seven tenths of the way from 40 to 100",
        tables=_LEFT,
        within=_WITHIN,
        period="2024-03",
        expect=(
            Expect(value=82.0, n=4, obs_status="ok"),
            Expect(disaggregation="exit_reason=BAIL", value=91.0, n=2),  # 10 and 100 days
            Expect(disaggregation="sex=F", value=20.0, n=1),
            Expect(disaggregation="juvenile=true", value=100.0, n=1),
        ),
    ),
    WorkedExample(
        title="One was bailed on the day of the detention, one after ten days: nine tenths of the way from 0 to 10",
        tables=_tables(
            (_left("S1", "2024-03-10", "BAIL"), _left("S2", "2024-03-20", "BAIL")),
            (warrant("S1", "2024-03-10"), warrant("S2", "2024-03-10")),
        ),
        within=_WITHIN,
        period="2024-03",
        expect=(Expect(value=9.0, n=2, obs_status="ok"),),
    ),
)
