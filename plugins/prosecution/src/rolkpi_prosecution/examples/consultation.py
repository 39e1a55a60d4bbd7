"""Investigator and prosecutor talk: FIRs of the police and consultations of the prosecution, joined."""

from __future__ import annotations

from rolkpi.model import Expect, WorkedExample
from rolkpi_prosecution.examples.rows import consult, fir

_FIRS = (
    fir("F1", "2024-03-01"),
    fir("F2", "2024-03-01", "RAPE"),
    fir("F3", "2024-03-31"),
    fir("F4", "2024-03-10", "DACOITY"),
    fir("F5", "2024-03-10"),
    fir("F6", "2024-03-10", "THEFT"),  # not serious and violent
    fir("F7", "2024-02-29"),  # the day before
    fir("F8", "2024-04-01"),  # the day after
    fir("F9", "2024-03-10", "VIOLENCE"),  # an offence the list does not know
)
_CONSULTS = (
    consult("F1", "2024-03-08"),  # day 7: in time
    consult("F1", "2024-03-20"),  # and once more
    consult("F2", "2024-03-09"),  # day 8: late
    consult("F3", "2024-04-07"),  # day 7
    consult("F4", "2024-03-10"),  # day 0
    consult("F6", "2024-03-11"),
    consult("F7", "2024-03-01"),
    consult("F8", "2024-04-01"),
    consult("F9", "2024-03-11"),
)

EARLY_CONSULTATION = (
    WorkedExample(
        title="Day 7 is in time, day 8 is late; nobody talked about F5; theft is not serious",
        tables={"police.fir": _FIRS, "prosecution.consult": _CONSULTS},
        period="2024-03",
        as_of="2024-04-07",
        expect=(
            Expect(value=60.0, numerator=3, denominator=5, n=5, linkage=1.0, obs_status="ok"),
            Expect(disaggregation="offence_cat=MURDER", value=2 * 100 / 3, numerator=2, denominator=3, n=3),
            Expect(disaggregation="offence_cat=RAPE", value=0.0, numerator=0, denominator=1, n=1),
        ),
    ),
    WorkedExample(
        title="Until the FIRs of 31 March have aged 7 days, on 7 April, there is no value",
        tables={"police.fir": _FIRS, "prosecution.consult": _CONSULTS},
        period="2024-03",
        as_of="2024-04-06",
        expect=(Expect(value=None, obs_status="immature"),),
    ),
    WorkedExample(
        title="A consultation dated before the FIR is none; the one after it counts",
        tables={
            "police.fir": (fir("F1", "2024-03-05"), fir("F2", "2024-03-05")),
            "prosecution.consult": (
                consult("F1", "2024-03-04"),
                consult("F1", "2024-03-12"),  # day 7
                consult("F2", "2024-03-04"),
            ),
        },
        period="2024-03",
        as_of="2024-04-07",
        expect=(Expect(value=50.0, numerator=1, denominator=2, n=2, obs_status="ok"),),
    ),
    WorkedExample(
        title="The list in force on the day of registration decides: robbery was put on it on 15 March",
        tables={
            "police.fir": (
                fir("F1", "2024-03-14", "ROBBERY", occurred_on="2024-03-15"),  # not yet on the list
                fir("F2", "2024-03-15", "ROBBERY", occurred_on="2024-03-14"),
                fir("F3", "2024-03-15", "ROBBERY", occurred_on="2024-03-15"),
            ),
            "prosecution.consult": (consult("F1", "2024-03-15"), consult("F2", "2024-03-15")),
            "prosecution.offence_class": (
                {"offence_cat": "ROBBERY", "serious_violent": False, "valid_to": "2024-03-15"},
                {"offence_cat": "ROBBERY", "serious_violent": True, "valid_from": "2024-03-15"},
            ),
        },
        period="2024-03",
        as_of="2024-04-07",
        expect=(Expect(value=50.0, numerator=1, denominator=2, n=2, obs_status="ok"),),
    ),
    WorkedExample(
        title="No serious FIR in the month: no share",
        tables={"police.fir": (fir("F1", "2024-03-05", "THEFT"),), "prosecution.consult": ()},
        period="2024-03",
        as_of="2024-04-07",
        expect=(Expect(numerator=0, denominator=0, n=0, value=None, obs_status="undefined"),),
    ),
)

CONSULTATIONS_LINKED = (
    WorkedExample(
        title="Three consultations of the month, two of them on an FIR the police's records have",
        tables={
            "police.fir": (fir("F1", "2023-01-05"), fir("F2", "2024-03-05", "THEFT")),
            "prosecution.consult": (
                consult("F1", "2024-03-01"),
                consult("F2", "2024-03-31"),
                consult("F-2", "2024-03-31"),  # no such number
                consult("F1", "2024-02-29"),  # the day before
                consult("F1", "2024-04-01"),  # the day after
            ),
        },
        period="2024-03",
        expect=(Expect(value=2 * 100 / 3, numerator=2, denominator=3, n=3, obs_status="ok"),),
    ),
    WorkedExample(
        title="No consultation in the month: no share",
        tables={"police.fir": (fir("F1", "2024-03-05"),), "prosecution.consult": ()},
        period="2024-03",
        expect=(Expect(numerator=0, denominator=0, n=0, value=None, obs_status="undefined"),),
    ),
)
