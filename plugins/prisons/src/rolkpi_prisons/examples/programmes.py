"""Who learns in prison: different persons, however often they come."""

from __future__ import annotations

from rolkpi.model import Expect, WorkedExample
from rolkpi_prisons.examples.rows import session, spell

_HELD = (
    spell("S1", "2023-12-01", person_key="A", status="CONVICT"),
    spell("S2", "2024-01-31", "2024-02-01", person_key="B", status="CONVICT_NONFINAL", sex="F"),  # for one day
    spell("S3", "2023-12-01", person_key="C", status="CONDEMNED"),
    spell("S4", "2023-12-01", "2024-02-10", person_key="D"),  # under trial until February
    spell("S4", "2024-02-10", person_key="D", status="CONVICT_NONFINAL"),
    spell("S5", "2023-12-01", person_key="E"),  # under trial
    spell("S6", "2023-12-01", "2024-01-01", person_key="F", status="CONVICT"),  # gone before January
    spell("S7", "2024-04-01", person_key="G", status="CONVICT"),  # came after March
    spell("S9", "2024-03-20", person_key="A", status="CONVICT"),  # A once more
    spell("S8", "2023-12-01", "2024-02-15", person_key="H", status="CONVICT"),  # moved
    spell("S8", "2024-02-15", person_key="H", status="CONVICT", facility="P2"),
)

_SESSIONS = (
    session("S1", "A", "2024-01-01"),  # the first day
    session("S1", "A", "2024-03-31"),  # the last day, and the same person
    session("S1", "A", "2024-03-31", "VOCATIONAL"),
    session("S2", "B", "2024-01-31", status="CONVICT_NONFINAL", sex="F"),
    session("S3", "C", "2024-02-05", "VOCATIONAL", status="CONDEMNED"),
    session("S4", "D", "2024-01-10", status="UTP"),  # under trial that day
    session("S5", "E", "2024-02-05", status="UTP"),
    session("S8", "H", "2024-02-10"),
    session("S8", "H", "2024-02-20", facility="P2"),  # in two prisons one person
    session("S6", "F", "2023-12-31"),  # the day before
    session("S7", "G", "2024-04-01"),  # the day after
)

IN_PROGRAMMES = (
    WorkedExample(
        title="Four persons in a quarter; in two programmes or two prisons one person",
        tables={"prisons.programme": _SESSIONS},
        period="2024-Q1",
        expect=(
            Expect(value=4, n=4, obs_status="ok"),  # A B C H
            Expect(area="P1", value=4, n=4),
            Expect(area="P2", value=1, n=1),
            Expect(disaggregation="programme=EDUCATION", value=3, n=3),
            Expect(disaggregation="programme=VOCATIONAL", value=2, n=2),
            Expect(disaggregation="sex=F", value=1, n=1),
        ),
    ),
    WorkedExample(
        title="A session of a person without a number may be one person more",
        tables={
            "prisons.programme": (
                session("S1", "A", "2024-03-01"),
                session("S2", None, "2024-03-01"),
            )
        },
        period="2024-03",
        expect=(Expect(value=1, n=1, obs_status="ok"),),
    ),
)

IN_PROGRAMMES_SHARE = (
    WorkedExample(
        title="Four of five who were convicted and held at some time of the quarter",
        tables={"prisons.programme": _SESSIONS, "prisons.custody_status": _HELD},
        period="2024-Q1",
        expect=(
            Expect(value=80.0, numerator=4, denominator=5, n=5, obs_status="ok"),  # of A B C D H
            Expect(area="P2", value=100.0, numerator=1, denominator=1, n=1),
            Expect(disaggregation="sex=F", value=100.0, numerator=1, denominator=1, n=1),
        ),
    ),
    WorkedExample(
        title="The months: two of four in January, two of four in February, one of four in March",
        tables={"prisons.programme": _SESSIONS, "prisons.custody_status": _HELD},
        period="2024-01",
        expect=(Expect(value=50.0, numerator=2, denominator=4, n=4, obs_status="ok"),),  # A B of A B C H
    ),
    WorkedExample(
        title="February: who was there on 31 January only is not of it",
        tables={"prisons.programme": _SESSIONS, "prisons.custody_status": _HELD},
        period="2024-02",
        expect=(Expect(value=50.0, numerator=2, denominator=4, n=4, obs_status="ok"),),  # C H of A C D H
    ),
    WorkedExample(
        title="No convicted prisoner: no share",
        tables={
            "prisons.programme": (session("S1", "A", "2024-03-01", status="UTP"),),
            "prisons.custody_status": (spell("S1", "2024-01-05", person_key="A"),),
        },
        period="2024-03",
        expect=(Expect(value=None, numerator=0, denominator=0, n=0, obs_status="undefined"),),
    ),
)
