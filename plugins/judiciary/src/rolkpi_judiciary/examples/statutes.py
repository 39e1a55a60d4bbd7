"""Worked examples: trials for which a statute sets the time (JUD-17, JUD-18)."""

from __future__ import annotations

from typing import Any

from rolkpi.model import Expect, WorkedExample
from rolkpi_judiciary.examples.rows import TRIALS, Row, accused, case


def _not_counted(**which: Any) -> tuple[Row, ...]:
    """Cases of the right kind that are no judgment of March, and one of March that is of another kind."""
    return (
        case("N1", "2024-01-01", case_type="BAIL", decided_at="2024-03-20", **which),
        case("N2", "2024-01-01", decided_at="2024-03-20", disposal_mode="CONSIGNED_RECORD_ROOM", **which),
        case("N3", "2024-01-01", decided_at="2024-03-20", disposal_mode="ABATED", **which),
        case("N4", "2024-01-01", **which),
        case("N5", "2024-03-01", cognizance_at="2024-03-04", decided_at="2024-04-01", **which),
        case("N6", "2024-01-01", decided_at="2024-03-20"),
    )


def _every_trial(**which: Any) -> tuple[Row, ...]:
    return tuple(case(kind, "2024-01-01", case_type=kind, decided_at="2024-03-20", **which) for kind in TRIALS)


_JUVENILE = {"juvenile_flag": True}
_CHILD: dict[str, Any] = {"age_class": "JUVENILE"}

JUVENILES_WITHIN_SIX_MONTHS = (
    WorkedExample(
        title="Six months from cognizance: the last day is in time; from institution where no cognizance is recorded",
        tables={
            "judiciary.case": (
                case("A1", "2023-08-01", cognizance_at="2023-09-15", decided_at="2024-03-15", **_JUVENILE),  # in time
                case("A2", "2023-08-01", cognizance_at="2023-09-14", decided_at="2024-03-15", **_JUVENILE),  # late
                case("A3", "2023-09-20", decided_at="2024-03-20", **_JUVENILE),  # in time
                case("A4", "2023-09-30", decided_at="2024-03-31", **_JUVENILE),  # until 30 March: late
                *_not_counted(**_JUVENILE),
            ),
            "judiciary.accused": (
                accused("A1", **_CHILD),
                accused("A1", 2, sex="F"),  # adults
                accused("A1", 3, sex="T"),
                accused("A2", sex="F", **_CHILD),
                accused("A2", 2),  # an adult
                accused("A3", sex="T", **_CHILD),
                accused("A4", **_CHILD),
                accused("A4", 2, sex="F", **_CHILD),
            ),
        },
        period="2024-03",
        expect=(
            Expect(value=50.0, numerator=2, denominator=4, n=4, obs_status="ok"),
            Expect(disaggregation="juvenile_sex=M", value=100.0, numerator=1, denominator=1, n=1),
            Expect(disaggregation="juvenile_sex=F", value=0.0, numerator=0, denominator=1, n=1),
            Expect(disaggregation="juvenile_sex=T", value=100.0, numerator=1, denominator=1, n=1),
            Expect(disaggregation="juvenile_sex=MIXED", value=0.0, numerator=0, denominator=1, n=1),
        ),
    ),
    WorkedExample(
        title="Every kind of trial counts; juveniles of different sexes, and one case whose accused are not recorded",
        tables={
            "judiciary.case": _every_trial(**_JUVENILE),
            "judiciary.accused": (
                *(accused(TRIALS[0], n, sex=sex, **_CHILD) for n, sex in enumerate("MT", start=1)),
                *(accused(TRIALS[1], n, sex=sex, **_CHILD) for n, sex in enumerate("FT", start=1)),
                *(accused(TRIALS[2], n, sex=sex, **_CHILD) for n, sex in enumerate("MFT", start=1)),
                accused(TRIALS[3], **_CHILD),
            ),
        },
        period="2024-03",
        expect=(
            Expect(value=100.0, numerator=5, denominator=5, n=5, obs_status="ok"),
            Expect(disaggregation="juvenile_sex=MIXED", value=100.0, numerator=3, denominator=3, n=3),
            Expect(disaggregation="juvenile_sex=M", value=100.0, numerator=1, denominator=1, n=1),
            Expect(disaggregation="juvenile_sex=_U", value=100.0, numerator=1, denominator=1, n=1),
        ),
    ),
    WorkedExample(
        title="No trial of a juvenile was decided: no share",
        tables={"judiciary.case": _not_counted(**_JUVENILE)},
        period="2024-03",
        expect=(Expect(numerator=0, denominator=0, n=0, value=None, obs_status="undefined"),),
    ),
)

_SCHEDULED = {"scheduled_ara": True}

SEXUAL_OFFENCES_WITHIN_FOUR_MONTHS = (
    WorkedExample(
        title="Four months from cognizance: the last day is in time; from institution where no cognizance is recorded",
        tables={
            "judiciary.case": (
                case(
                    "A1",
                    "2023-10-01",
                    cognizance_at="2023-11-30",
                    decided_at="2024-03-30",
                    victim_age="UNDER_12",
                    **_SCHEDULED,
                ),  # in time
                case(
                    "A2",
                    "2023-10-01",
                    cognizance_at="2023-11-29",
                    decided_at="2024-03-30",
                    victim_age="AGE_12_17",
                    **_SCHEDULED,
                ),  # late
                case("A3", "2023-11-15", decided_at="2024-03-15", victim_age="ADULT", **_SCHEDULED),  # in time
                case("A4", "2023-11-15", decided_at="2024-03-16", victim_age="ADULT", **_SCHEDULED),  # late
                *_not_counted(**_SCHEDULED),
            )
        },
        period="2024-03",
        expect=(
            Expect(value=50.0, numerator=2, denominator=4, n=4, obs_status="ok"),
            Expect(disaggregation="victim_age=UNDER_12", value=100.0, numerator=1, denominator=1, n=1),
            Expect(disaggregation="victim_age=AGE_12_17", value=0.0, numerator=0, denominator=1, n=1),
            Expect(disaggregation="victim_age=ADULT", value=50.0, numerator=1, denominator=2, n=2),
        ),
    ),
    WorkedExample(
        title="In whatever court the trial is held",
        tables={"judiciary.case": _every_trial(**_SCHEDULED)},
        period="2024-03",
        expect=(Expect(value=100.0, numerator=5, denominator=5, n=5, obs_status="ok"),),
    ),
    WorkedExample(
        title="No such trial was decided: no share",
        tables={"judiciary.case": _not_counted(**_SCHEDULED)},
        period="2024-03",
        expect=(Expect(numerator=0, denominator=0, n=0, value=None, obs_status="undefined"),),
    ),
)
