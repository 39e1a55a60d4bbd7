"""Worked examples: hearings, judges and appeals (JUD-11, JUD-12, JUD-16, JUD-19)."""

from __future__ import annotations

from typing import Any

from rolkpi.model import Expect, WorkedExample
from rolkpi_judiciary.codelists import ADJOURNMENT_REASONS
from rolkpi_judiciary.datasets.returns import APPEAL_LINES
from rolkpi_judiciary.examples.rows import TRIALS, appeal, case, cell, cells, hearing, judges, settings, year

TRIAL_DATE_CERTAINTY = (
    WorkedExample(
        title="One or two settings are certain, three are not; a trial that was never set says nothing",
        tables={
            "judiciary.case": (
                case("A1", "2023-05-01", decided_at="2024-03-01"),
                case("A2", "2023-05-01", decided_at="2024-03-31"),
                case("A3", "2023-05-01", decided_at="2024-03-15", case_type="MAGISTERIAL_TRIAL"),
                case("A4", "2023-05-01", decided_at="2024-03-15"),  # never set for trial
                case("A5", "2023-05-01", decided_at="2024-03-15", case_type="CIVIL"),
                case("A6", "2023-05-01"),  # open
                case("A7", "2023-05-01", decided_at="2024-04-01"),  # April
            ),
            "judiciary.hearing": (
                *settings("A1", "2024-02-01"),
                hearing("A1", "2024-02-02"),
                hearing("A1", "2024-02-03"),
                *settings("A2", "2024-02-01", "2024-03-31"),
                *settings("A3", "2024-01-01", "2024-02-01", "2024-03-01"),
                hearing("A4", "2024-02-01"),
                *(row for case_id in ("A5", "A6", "A7") for row in settings(case_id, "2024-03-01")),
            ),
        },
        period="2024-03",
        expect=(
            Expect(value=2 * 100 / 3, numerator=2, denominator=3, n=3, obs_status="ok"),
            Expect(disaggregation="case_type=MAGISTERIAL_TRIAL", value=0.0, numerator=0, denominator=1, n=1),
        ),
    ),
    WorkedExample(
        title="Every kind of trial counts",
        tables={
            "judiciary.case": tuple(case(k, "2023-05-01", case_type=k, decided_at="2024-03-20") for k in TRIALS),
            "judiciary.hearing": tuple(row for kind in TRIALS for row in settings(kind, "2024-03-20")),
        },
        period="2024-03",
        expect=(Expect(value=100.0, numerator=5, denominator=5, n=5, obs_status="ok"),),
    ),
    WorkedExample(
        title="No trial that had been set was decided: no share",
        tables={"judiciary.case": (case("A1", "2023-05-01", decided_at="2024-03-20"),), "judiciary.hearing": ()},
        period="2024-03",
        expect=(Expect(numerator=0, denominator=0, n=0, value=None, obs_status="undefined"),),
    ),
)

_MARCH_HEARINGS = (
    hearing("A1", "2024-03-01"),
    hearing("A1", "2024-03-08", "PROSECUTION", next_date="2024-04-02"),
    hearing("A1", "2024-03-15", "DEFENCE", outcome="PARTLY"),  # some of it was done
    hearing("A2", "2024-03-31", "STRIKE", court="C2"),
    hearing("A2", "2024-04-01", "STRIKE", court="C2"),  # April
    hearing("A2", "2024-02-29", "STRIKE", court="C2", next_date="2024-03-31"),  # February
)
# 1 + 2 + ... + 8 = 36: the printed total is another
_REASONS: dict[str, Any] = {f"J8_{reason}": number for number, reason in enumerate(ADJOURNMENT_REASONS, start=1)}

HEARINGS_ADJOURNED_SHARE = (
    WorkedExample(
        title="Two of the four hearings listed in March came to nothing",
        tables={"judiciary.hearing": _MARCH_HEARINGS},
        period="2024-03",
        expect=(
            Expect(value=50.0, numerator=2, denominator=4, n=4, obs_status="ok"),
            Expect(area="C2", value=100.0, numerator=1, denominator=1, n=1),
        ),
    ),
    WorkedExample(
        title="Lines J8 of the return",
        tables={
            "judiciary.monthly_return": (
                *cells("C1", J8_LISTED=200, J8_PROCEEDED=120, J8_ADJOURNED=70, **_REASONS),
                cell("C1", "J8_LISTED", 90, item="CIVIL"),
                cell("C1", "J8_ADJOURNED", 30, item="CIVIL"),
            )
        },
        period="2024-03",
        expect=(Expect(value=35.0, numerator=70, denominator=200, n=200, obs_status="ok"),),
    ),
    WorkedExample(
        title="A simulated year of one court",
        tables={
            "judiciary.annual_return": (
                *year("C1", 2024, J8_LISTED=2_000, J8_PROCEEDED=900, J8_ADJOURNED=1_000, **_REASONS),
                *year("C1", 2024, item="CIVIL", J8_LISTED=500, J8_ADJOURNED=100),
            )
        },
        period="2024",
        expect=(Expect(value=50.0, numerator=1_000, denominator=2_000, n=2_000, obs_status="ok"),),
    ),
    WorkedExample(
        title="No hearing was listed: no share",
        tables={"judiciary.hearing": (hearing("A1", "2024-04-01", "STRIKE"),)},
        period="2024-03",
        expect=(Expect(numerator=0, denominator=0, n=0, value=None, obs_status="undefined"),),
    ),
)

HEARINGS_ADJOURNED = (
    WorkedExample(
        title="One for want of the prosecution, one for a strike; a hearing held in part is none",
        tables={"judiciary.hearing": _MARCH_HEARINGS},
        period="2024-03",
        expect=(
            Expect(value=2, n=2, obs_status="ok"),
            Expect(disaggregation="adj_reason=PROSECUTION", value=1, n=1),
            Expect(disaggregation="adj_reason=STRIKE", value=1, n=1),
        ),
    ),
    WorkedExample(
        title="Line J8 of the return: the printed total, by reason its parts, whether or not they add up to it",
        tables={
            "judiciary.monthly_return": (
                *cells("C1", J8_LISTED=200, J8_ADJOURNED=70, **_REASONS),
                cell("C1", "J8_ADJOURNED", 30, item="CIVIL"),
            )
        },
        period="2024-03",
        expect=(
            Expect(value=70, n=70, obs_status="ok"),
            *(
                Expect(disaggregation=f"adj_reason={reason}", value=number, n=number)
                for number, reason in enumerate(ADJOURNMENT_REASONS, start=1)
            ),
        ),
    ),
    WorkedExample(
        title="A simulated year of one court, by reason",
        tables={
            "judiciary.annual_return": (
                *year("C1", 2024, J8_LISTED=2_000, J8_ADJOURNED=1_000, **_REASONS),
                *year("C1", 2024, item="CIVIL", J8_ADJOURNED=100),
            )
        },
        period="2024",
        expect=(
            Expect(value=1_000, n=1_000, obs_status="ok"),
            *(
                Expect(disaggregation=f"adj_reason={reason}", value=number, n=number)
                for number, reason in enumerate(ADJOURNMENT_REASONS, start=1)
            ),
        ),
    ),
)

_SESSIONS, _MAGISTRATE = {"court_level": "SESSIONS"}, {"court_level": "MAGISTRATE"}

PENDING_PER_JUDGE = (
    WorkedExample(
        title="Five cases and three judges at the end of March, whatever there was in February or will be in April",
        tables={
            "judiciary.case": (
                case("A1", "2024-01-05", **_SESSIONS),
                case("A2", "2024-01-05", **_SESSIONS),
                case("A3", "2024-03-31", **_SESSIONS),
                case("A4", "2024-01-05", **_MAGISTRATE),
                case("A5", "2024-01-05", decided_at="2024-04-01", **_MAGISTRATE),
                case("A6", "2024-01-05", decided_at="2024-03-31", **_MAGISTRATE),
            ),
            "judiciary.judge": (
                judges("SESSIONS", 2),
                judges("MAGISTRATE", 1),
                judges("SESSIONS", 9, "2024-02"),
                judges("SESSIONS", 8, "2024-04"),
            ),
        },
        period="2024-03",
        expect=(
            Expect(value=5 / 3, numerator=5, denominator=3, n=2, obs_status="ok"),
            Expect(disaggregation="court_level=SESSIONS", value=1.5, numerator=3, denominator=2, n=1),
            Expect(disaggregation="court_level=MAGISTRATE", value=2.0, numerator=2, denominator=1, n=1),
        ),
    ),
    WorkedExample(
        title="Lines J6 and J13 of the return, the parts of J6 where its total is not available",
        tables={
            "judiciary.monthly_return": (
                *cells("C1", J6=600, J13_SANCTIONED=9, J13_WORKING=4),
                *cells("C2", J6=None, J13_SANCTIONED=3, J13_WORKING=2),
                *cells("C1", "CIVIL", J13_WORKING=1),
                *cells("C2", "CIVIL", J6=10, J13_WORKING=1),
                *cells("C2", "FAMILY", J6=6),
            )
        },
        period="2024-03",
        expect=(
            Expect(area="C1", value=150.0, numerator=600, denominator=4, n=4, obs_status="ok"),
            Expect(area="C2", value=8.0, numerator=16, denominator=2, n=2, obs_status="ok"),
            Expect(value=616 / 6, numerator=616, denominator=6, n=6),
        ),
    ),
    WorkedExample(
        title="A simulated year of one court: both on 31 December",
        tables={
            "judiciary.annual_return": (
                *year("C1", 2024, J6=200, J13_SANCTIONED=8, J13_WORKING=5),
                *year("C1", 2024, item="CIVIL", J6=90, J13_WORKING=2),
            )
        },
        period="2024",
        expect=(Expect(value=40.0, numerator=200, denominator=5, n=5, obs_status="ok"),),
    ),
    WorkedExample(
        title="The only post is empty: cases, and no value",
        tables={"judiciary.case": (case("A1", "2024-01-05"),), "judiciary.judge": (judges("SESSIONS", 0),)},
        period="2024-03",
        expect=(Expect(numerator=1, denominator=0, n=1, value=None, obs_status="undefined"),),
    ),
)

_OUTCOMES: dict[str, Any] = dict.fromkeys(APPEAL_LINES, 3)

APPEAL_REVERSAL_RATE = (
    WorkedExample(
        title="Two of six appeals decided in March set a judgment aside; changed or sent back is no reversal",
        tables={
            "judiciary.appeal": (
                appeal("1", "2024-03-01", "SET_ASIDE"),
                appeal("2", "2024-03-31", "SET_ASIDE", "STATE"),
                appeal("3", "2024-03-10", "UPHELD", "STATE"),
                appeal("4", "2024-03-10", "MODIFIED"),
                appeal("5", "2024-03-10", "REMANDED"),
                appeal("6", "2024-03-10", "DISMISSED", "COMPLAINANT"),
                appeal("7", None, None, filed_at="2024-03-10"),  # pending
                appeal("8", "2024-04-01", "SET_ASIDE", filed_at="2024-03-10"),  # April
            ),
            "judiciary.case": (
                case("T-1", "2020-01-01", offence="MURDER", decided_at="2023-01-01"),
                case("T-2", "2020-01-01", offence="THEFT", decided_at="2023-01-01"),
                case("T-3", "2020-01-01", offence="THEFT", decided_at="2023-01-01"),
                case("T-4", "2020-01-01", offence="THEFT", decided_at="2023-01-01"),
            ),
        },
        period="2024-03",
        expect=(
            Expect(value=2 * 100 / 6, numerator=2, denominator=6, n=6, obs_status="ok"),
            Expect(disaggregation="side=STATE", value=50.0, numerator=1, denominator=2, n=2),
            Expect(disaggregation="offence=MURDER", value=100.0, numerator=1, denominator=1, n=1),
            Expect(disaggregation="offence=_U", value=0.0, numerator=0, denominator=2, n=2),  # no record of the case
            Expect(disaggregation="offence=THEFT;side=STATE", value=50.0, numerator=1, denominator=2, n=2),
        ),
    ),
    WorkedExample(
        title="Lines J12 of the return",
        tables={
            "judiciary.monthly_return": (
                *cells("C1", J12_UPHELD=9, J12_SET_ASIDE=5, J12_MODIFIED=3, J12_REMANDED=2, J12_DISMISSED=1, J4=44),
                *cells("C1", "APPEAL", **_OUTCOMES),
                # one outcome is left out: how many were decided is not known
                *cells("C2", J12_UPHELD=9, J12_SET_ASIDE=5, J12_MODIFIED=3, J12_REMANDED=2),
            )
        },
        period="2024-03",
        expect=(
            Expect(area="C1", value=25.0, numerator=5, denominator=20, n=20, obs_status="ok"),
            Expect(area="C2", value=None, numerator=None, denominator=None, obs_status="no_data"),
        ),
    ),
    WorkedExample(
        title="A simulated year of one court",
        tables={
            "judiciary.annual_return": (
                *year("C1", 2024, J12_UPHELD=50, J12_SET_ASIDE=20, J12_MODIFIED=15, J12_REMANDED=10, J12_DISMISSED=5),
                *year("C1", 2024, item="APPEAL", J4=44, **_OUTCOMES),
                *year("C2", 2024, J4=900, J12_SET_ASIDE=20, J12_MODIFIED=15, J12_REMANDED=10, J12_DISMISSED=5),
            )
        },
        period="2024",
        expect=(
            Expect(area="C1", value=20.0, numerator=20, denominator=100, n=100, obs_status="ok"),
            Expect(area="C2", value=None, numerator=None, denominator=None, obs_status="no_data"),
        ),
    ),
    WorkedExample(
        title="No appeal was decided: no rate",
        tables={"judiciary.appeal": (appeal("1", None, None), appeal("2", "2024-04-01", "SET_ASIDE"))},
        period="2024-03",
        expect=(Expect(numerator=0, denominator=0, n=0, value=None, obs_status="undefined"),),
    ),
)
