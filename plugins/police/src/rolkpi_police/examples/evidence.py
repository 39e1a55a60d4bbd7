"""POL-14 and POL-15: referral of victims, and forensic evidence."""

from __future__ import annotations

from typing import Any

from rolkpi.model import Expect, WorkedExample
from rolkpi_police.examples.rows import Row, fir, report, victim


def _rape(number: str, referred_at: str | None, reported_at: str | None = "2024-03-10T09:00:00", **more: Any) -> Row:
    return fir(
        number,
        "2024-03-10",
        offence_cat="RAPE",
        gbv_flag=True,
        scheduled_ara=True,
        reported_at=reported_at,
        arcc_referred_at=referred_at,
        **more,
    )


_RAPES = (
    _rape("F1", "2024-03-10T15:00:00"),  # 6 hours: in time
    _rape("F2", "2024-03-10T15:01:00"),  # a minute more: late
    _rape("F3", "2024-03-11T02:30:00", "2024-03-10T22:00:00"),  # past midnight, four and a half hours: in time
    _rape("F4", None),  # never referred
    _rape("F5", "2024-03-10T10:00:00", None),  # no time of report
    _rape("F6", "2024-03-10T08:00:00"),  # dated before the report
    _rape("F7", "2024-03-10T09:00:00"),  # at once
    _rape("F8", "2024-03-10T12:00:00"),
    _rape("F9", "2024-03-10T12:00:00", medico_legal_at="2024-03-12T12:00:00"),
    _rape("F10", None, medico_legal_at="2024-03-10T12:00:00"),
)

REFERRED_WITHIN_6_HOURS = (
    WorkedExample(
        title="Six hours are in time, a minute more is late; without a time it is not in time",
        tables={
            "police.fir": (
                *_RAPES,
                # not scheduled, not yet classified, and of April
                {**_rape("F11", "2024-03-10T10:00:00"), "scheduled_ara": False},
                {**_rape("F12", "2024-03-10T10:00:00"), "scheduled_ara": None},
                {**_rape("F13", "2024-03-10T10:00:00"), "registered_at": "2024-04-01"},
            ),
            "police.victim": (
                victim("F1", sex="F", age=17, died=False),
                victim("F2", sex="F", age=18, died=False),
                victim("F3", 1, sex="F", age=40, died=False),
                victim("F3", 2, sex="F", age=12, died=False),  # the youngest decides
                victim("F4", sex="M", age=18, died=False),
                victim("F5", 1, sex="F", age=None, died=False),
                victim("F5", 2, sex="M", age=None, died=False),
                victim("F6", 1, sex="F", age=30, died=False),
                victim("F6", 2, sex="T", age=30, died=False),
                victim("F7", 1, sex="M", age=30, died=False),
                victim("F7", 2, sex="T", age=30, died=False),
                victim("F8", sex="T", age=30, died=False),
                victim("F9", sex="M", age=30, died=False),
                victim("F10", sex="U", age=30, died=False),
            ),
        },
        period="2024-03",
        expect=(
            # F1, F3, F7, F8, F9 of ten
            Expect(value=50.0, numerator=5, denominator=10, n=10, obs_status="ok"),
            Expect(disaggregation="victim_age=CHILD", numerator=2, denominator=2, n=2, obs_status="small_base"),
            Expect(disaggregation="victim_age=ADULT", numerator=3, denominator=7, n=7),
            Expect(disaggregation="victim_age=_U", numerator=0, denominator=1, n=1),  # F5
            Expect(disaggregation="victim_sex=F", numerator=2, denominator=3, n=3),  # F1, F2, F3
            Expect(disaggregation="victim_sex=M", numerator=1, denominator=2, n=2),  # F4, F9
            Expect(disaggregation="victim_sex=T", numerator=1, denominator=1, n=1),  # F8
            Expect(disaggregation="victim_sex=SEVERAL", numerator=1, denominator=3, n=3),  # F5, F6, F7
            Expect(disaggregation="victim_sex=_U", numerator=0, denominator=1, n=1),  # F10
        ),
    ),
    WorkedExample(
        title="Nine cases are too few to publish",
        tables={"police.fir": _RAPES[1:]},
        period="2024-03",
        expect=(Expect(numerator=4, denominator=9, n=9, obs_status="small_base"),),
    ),
    WorkedExample(
        title="No such case: no share, neither 0 nor 100",
        tables={"police.fir": (fir("F1", "2024-03-10"),)},
        period="2024-03",
        expect=(Expect(numerator=0, denominator=0, n=0, value=None, obs_status="undefined"),),
    ),
)


def _case(number: str, offence: str = "MURDER", severity: str | None = "HEINOUS", **more: Any) -> Row:
    return fir(number, "2024-03-05", offence_cat=offence, severity=severity, **more)


FORENSIC_EVIDENCE = (
    WorkedExample(
        title="Each heinous case once, with its first complete report",
        tables={
            "police.fir": (
                _case("F1"),
                _case("F2", "RAPE"),
                _case("F3"),
                _case("F4", "RAPE"),
                _case("F5", "THEFT", "MINOR"),
                _case("F6", severity=None),  # not classified
                _case("F7", occurred_on="2024-03-01"),
                _case("F8"),
                _case("F9"),
            ),
            "police.report173": (
                report("R1", "F1", "COMPLETE", "2024-03-31", forensic_attached=True),
                report("R1-again", "F1", "COMPLETE", "2024-04-20", forensic_attached=True),
                report("R2", "F2", "COMPLETE", "2024-03-05", forensic_attached=False),  # the day of the FIR
                report("R2-more", "F2", "COMPLETE", "2024-03-05", forensic_attached=True),  # the same day, with it
                report("R3", "F3", "COMPLETE", "2024-03-20", forensic_attached=False),
                report("R3-again", "F3", "COMPLETE", "2024-03-25", forensic_attached=True),  # too late for the first
                report("R4", "F4", "COMPLETE", "2024-03-20"),  # does not say
                report("R4-interim", "F4", "INTERIM", "2024-03-20", forensic_attached=True),
                report("R5", "F5", "COMPLETE", "2024-03-20", forensic_attached=True),
                report("R6", "F6", "COMPLETE", "2024-03-20", forensic_attached=True),
                # dated before its FIR: does not hide the right one
                report("R7-wrong", "F7", "COMPLETE", "2024-03-04", forensic_attached=True),
                report("R7", "F7", "COMPLETE", "2024-03-20", forensic_attached=True),
                report("R8", "F8", "COMPLETE", "2024-04-01", forensic_attached=True),  # April
                report("R9", "F9", "CANCELLATION", "2024-03-20", forensic_attached=True),
            ),
        },
        period="2024-03",
        expect=(
            # F1, F2, F7 of these and F3, F4
            Expect(value=60.0, numerator=3, denominator=5, n=5, obs_status="ok"),
            Expect(disaggregation="offence_cat=MURDER", numerator=2, denominator=3, n=3),
            Expect(disaggregation="offence_cat=RAPE", value=50.0, numerator=1, denominator=2, n=2),
        ),
    ),
    WorkedExample(
        title="No heinous case completed: no share",
        tables={
            "police.fir": (_case("F1"), _case("F2", "THEFT", "MAJOR")),
            "police.report173": (
                report("R1", "F1", "INTERIM", "2024-03-20", forensic_attached=True),
                report("R2", "F2", "COMPLETE", "2024-03-20", forensic_attached=True),
            ),
        },
        period="2024-03",
        expect=(Expect(numerator=0, denominator=0, n=0, value=None, obs_status="undefined"),),
    ),
)
