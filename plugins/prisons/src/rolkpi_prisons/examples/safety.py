"""Deaths, assaults, escapes and absconds."""

from __future__ import annotations

from rolkpi.model import Expect, Window, WorkedExample
from rolkpi_prisons.examples.rows import capacity, cell, incident, spell

_MONTHS = tuple(f"2024-{month:02d}" for month in range(1, 13))

DEATHS_RATE = (
    WorkedExample(
        title="A death of each cause; four held all year, one gone on 31 December, a fifth from July: 48 - 1 + 6",
        tables={
            "prisons.custody_status": (
                *(spell(f"S{n}", "2023-12-01") for n in (1, 2, 3)),
                spell("S4", "2023-12-01", "2024-12-31"),
                spell("S5", "2024-07-01"),
                spell("S6", "2023-12-01", "2024-01-01"),
                spell("S7", "2023-12-01", status="ADMIN_IMMIGRATION"),  # not counted
                spell("S8", "2024-05-03", "2024-05-20"),  # at no month-end
                spell("S9", "2024-09-10", "2024-09-12"),  # at no month-end
            ),
            "prisons.incident": (
                incident(1, "2024-01-01", "DEATH_UNKNOWN"),  # the first day
                incident(2, "2024-12-31", "DEATH_NATURAL"),  # the last day
                incident(3, "2024-05-20", "DEATH_SELF", status="UTP"),
                incident(4, "2024-09-12", "DEATH_HOMICIDE", status="UTP"),
                incident(5, "2024-06-01", "ASSAULT_PRISONER"),
                incident(6, "2024-06-01", "DEATH_NATURAL", status="ADMIN_IMMIGRATION"),  # not counted
                incident(7, "2023-12-31", "DEATH_SELF"),  # the day before
                incident(8, "2025-01-01", "DEATH_SELF"),  # the day after
            ),
        },
        period="2024-12",
        window=Window.ROLLING_12,
        expect=(Expect(value=4 * 12 * 1_000 / 53, numerator=48, denominator=53, n=53, obs_status="ok"),),
    ),
    WorkedExample(
        title="From the return: one death, 100 held at eleven month-ends and 88 at one",
        tables={
            "prisons.facility": (capacity("P1", 20, "2020-01-01", type="WOMEN"),),
            "prisons.monthly_return": (
                *(cell("P1", month, "C5", 100) for month in _MONTHS[:-1]),
                cell("P1", _MONTHS[-1], "C5", 88),
                *(cell("P1", month, "C4_DIED", 0) for month in _MONTHS[1:]),
                cell("P1", _MONTHS[0], "C4_DIED", 1),
                cell("P1", _MONTHS[0], "C5", 64, item="UTP"),  # among the 100
                cell("P1", _MONTHS[0], "C4_DIED", 1, item="UTP"),  # the same death
            ),
        },
        period="2024-12",
        window=Window.ROLLING_12,
        expect=(
            Expect(value=12 * 1_000 / 1_188, numerator=12, denominator=1_188, n=1_188, obs_status="ok"),
            Expect(
                disaggregation="facility_type=WOMEN",
                value=12 * 1_000 / 1_188,
                numerator=12,
                denominator=1_188,
                n=1_188,
            ),
        ),
    ),
    WorkedExample(
        title="A prison that did not state one month-end has no rate: it is not 0, and not a mean of eleven",
        tables={
            "prisons.monthly_return": (
                *(cell("P1", month, "C5", 100) for month in _MONTHS if month != "2024-05"),
                *(cell("P1", month, "C4_DIED", 1) for month in _MONTHS),
                *(cell("P2", month, "C5", 10) for month in _MONTHS),
                *(cell("P2", month, "C4_DIED", 0) for month in _MONTHS),
            )
        },
        period="2024-12",
        window=Window.ROLLING_12,
        expect=(
            Expect(value=0.0, numerator=0, denominator=120, n=120, obs_status="provisional"),
            Expect(area="P1", value=None, obs_status="no_data"),
            Expect(area="P2", value=0.0, numerator=0, denominator=120, n=120, obs_status="ok"),
        ),
    ),
)

_CAUSES = ("DEATH_NATURAL", "DEATH_SELF", "DEATH_HOMICIDE", "DEATH_UNKNOWN")

DEATHS = (
    WorkedExample(
        title="By cause; from the first day to the last",
        tables={
            "prisons.incident": (
                incident(1, "2024-03-01", "DEATH_NATURAL", status="UTP"),
                incident(2, "2024-03-31", "DEATH_NATURAL"),  # status not known: counts
                incident(3, "2024-03-10", "DEATH_SELF", facility="P2"),
                incident(4, "2024-03-10", "DEATH_HOMICIDE"),
                incident(5, "2024-03-10", "DEATH_UNKNOWN"),
                incident(6, "2024-03-10", "SELF_HARM"),
                incident(7, "2024-02-29", "DEATH_SELF"),  # the day before
                incident(8, "2024-04-01", "DEATH_SELF"),  # the day after
                incident(9, "2024-03-10", "DEATH_SELF", status="ADMIN_IMMIGRATION"),  # not counted
            )
        },
        period="2024-03",
        expect=(
            Expect(value=5, n=5, obs_status="ok"),
            Expect(area="P2", value=1, n=1),
            Expect(disaggregation="cause=DEATH_NATURAL", value=2, n=2),
            Expect(disaggregation="cause=DEATH_SELF", value=1, n=1),
        ),
    ),
    WorkedExample(
        title="From the form: its total, and its cells by cause",
        tables={
            "prisons.monthly_return": (
                cell("P1", "2024-03", "C10_DEATH", 15),
                *(
                    cell("P1", "2024-03", "C10_DEATH", number, item=cause)
                    for cause, number in zip(_CAUSES, (8, 4, 2, 1), strict=True)
                ),
                cell("P1", "2024-03", "C10_SELF_HARM", 3),
            )
        },
        period="2024-03",
        expect=(
            Expect(value=15, n=15, obs_status="ok"),
            *(
                Expect(disaggregation=f"cause={cause}", value=number, n=number)
                for cause, number in zip(_CAUSES, (8, 4, 2, 1), strict=True)
            ),
        ),
    ),
)


def _assaults(kind: str, other: str) -> tuple[WorkedExample, ...]:
    return (
        WorkedExample(
            title="Two in twelve months among four held at every month-end, one of them in another kind of prison",
            tables={
                "prisons.custody_status": (
                    *(spell(f"S{n}", "2023-12-01") for n in (1, 2, 3)),
                    spell("S4", "2023-12-01", facility="P2"),
                    spell("S5", "2023-12-01", status="ADMIN_IMMIGRATION"),  # not counted
                ),
                "prisons.incident": (
                    incident(1, "2024-01-01", kind),  # the first day
                    incident(2, "2024-12-31", kind, facility="P2", status="UTP"),  # the last day
                    incident(3, "2024-06-01", other),
                    incident(4, "2024-06-01", kind, status="ADMIN_IMMIGRATION"),  # not counted
                    incident(5, "2023-12-31", kind),  # the day before
                    incident(6, "2025-01-01", kind),  # the day after
                ),
                "prisons.facility": (
                    capacity("P1", 20, "2020-01-01", type="CENTRAL"),
                    capacity("P2", 20, "2020-01-01", type="DISTRICT"),
                ),
            },
            period="2024-12",
            window=Window.ROLLING_12,
            expect=(
                Expect(value=500.0, numerator=24, denominator=48, n=48, obs_status="ok"),
                Expect(disaggregation="facility_type=CENTRAL", value=12_000 / 36, numerator=12, denominator=36, n=36),
                Expect(disaggregation="facility_type=DISTRICT", value=1_000.0, numerator=12, denominator=12, n=12),
            ),
        ),
        WorkedExample(
            title="From the return: three, 100 held at each month-end; the months of the type differ",
            tables={
                "prisons.monthly_return": (
                    *(cell("P1", month, "C5", 100) for month in _MONTHS),
                    *(cell("P1", month, f"C10_{kind}", 0) for month in _MONTHS[1:]),
                    cell("P1", _MONTHS[0], f"C10_{kind}", 3),
                    *(cell("P1", month, f"C10_{other}", 9) for month in _MONTHS),
                    cell("P1", _MONTHS[0], "C5", 64, item="UTP"),  # among the 100
                ),
                "prisons.facility": (
                    capacity("P1", 20, "2020-01-01", "2024-02-01", type="DISTRICT"),
                    capacity("P1", 20, "2024-02-01", type="CENTRAL"),
                ),
            },
            period="2024-12",
            window=Window.ROLLING_12,
            expect=(Expect(value=30.0, numerator=36, denominator=1_200, n=1_200, obs_status="ok"),),
        ),
        WorkedExample(
            title="Eleven months are no rolling year",
            tables={
                "prisons.monthly_return": (
                    *(cell("P1", month, "C5", 100) for month in _MONTHS if month != "2024-05"),
                    *(cell("P1", month, f"C10_{kind}", 1) for month in _MONTHS),
                )
            },
            period="2024-12",
            window=Window.ROLLING_12,
            expect=(Expect(area="P1", value=None, obs_status="no_data"),),
        ),
    )


ASSAULTS_PRISONER = _assaults("ASSAULT_PRISONER", "ASSAULT_STAFF")
ASSAULTS_STAFF = _assaults("ASSAULT_STAFF", "ASSAULT_PRISONER")

ESCAPES = (
    WorkedExample(
        title="From the first day to the last; an abscond is no escape, two who escape together are two",
        tables={
            "prisons.incident": (
                incident(1, "2024-03-01", "ESCAPE", status="UTP"),
                incident(2, "2024-03-01", "ESCAPE"),  # status not known: counts
                incident(3, "2024-03-31", "ESCAPE", facility="P2", status="UTP"),
                incident(4, "2024-03-10", "ABSCOND"),
                incident(5, "2024-02-29", "ESCAPE"),  # the day before
                incident(6, "2024-04-01", "ESCAPE"),  # the day after
                incident(7, "2024-03-10", "ESCAPE", status="ADMIN_IMMIGRATION"),  # not counted
            )
        },
        period="2024-03",
        expect=(
            Expect(value=3, n=3, obs_status="ok"),
            Expect(area="P1", value=2, n=2, obs_status="ok"),
        ),
    ),
    WorkedExample(
        title="A quarter adds its months; without the register the return serves",
        tables={
            "prisons.monthly_return": (
                cell("P1", "2024-01", "C4_ESCAPED", 0),
                cell("P1", "2024-02", "C4_ESCAPED", 2),
                cell("P1", "2024-03", "C4_ESCAPED", 1),
                cell("P1", "2024-03", "C4_ESCAPED", 1, item="CONVICT"),  # the same person
                cell("P1", "2024-03", "C4_DIED", 1),
            )
        },
        period="2024-Q1",
        expect=(Expect(value=3, n=3, obs_status="ok"),),
    ),
)

ABSCONDS_RATE = (
    WorkedExample(
        title="One in 42 days: all of March, its last day, none for who leaves on the 1st, and 10 to 19 March",
        tables={
            "prisons.custody_status": (
                spell("S1", "2024-01-05"),
                spell("S2", "2024-03-31"),
                spell("S3", "2024-01-05", "2024-03-01"),
                spell("S4", "2024-03-10", "2024-03-20"),
                spell("S5", "2024-01-05", status="ADMIN_IMMIGRATION"),  # not counted
            ),
            "prisons.incident": (
                incident(1, "2024-03-20", "ABSCOND", status="UTP"),
                incident(2, "2024-03-20", "ESCAPE"),
                incident(3, "2024-04-01", "ABSCOND"),  # the day after
                incident(4, "2024-03-20", "ABSCOND", status="ADMIN_IMMIGRATION"),  # not counted
                incident(5, "2024-03-20", "ABSCOND", status="ADMIN_IMMIGRATION"),  # not counted
            ),
        },
        period="2024-03",
        expect=(Expect(value=100_000 / 42, numerator=1, denominator=42, n=42, obs_status="ok"),),
    ),
    WorkedExample(
        title="A quarter adds days and absconds; a change of status ends one row and begins another, and no day twice",
        tables={
            "prisons.custody_status": (
                spell("S1", "2024-01-31", "2024-02-10"),
                spell("S1", "2024-02-10", "2024-03-02", status="CONVICT"),
            ),
            "prisons.incident": (incident(1, "2024-03-02", "ABSCOND"),),
        },
        period="2024-Q1",
        expect=(Expect(value=100_000 / 31, numerator=1, denominator=31, n=31, obs_status="ok"),),
    ),
    WorkedExample(
        title="Nobody was held: no rate",
        tables={"prisons.custody_status": (spell("S1", "2024-01-05", "2024-03-01"),), "prisons.incident": ()},
        period="2024-03",
        expect=(Expect(numerator=0, denominator=0, n=0, value=None, obs_status="undefined"),),
    ),
)
