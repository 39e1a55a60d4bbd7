"""Worked examples: sentences and counsel (JUD-15, JUD-20)."""

from __future__ import annotations

from typing import Any

from rolkpi.model import Expect, WorkedExample
from rolkpi_judiciary.codelists import PERSONS, SENTENCES
from rolkpi_judiciary.examples.rows import Row, accused, cell, year


def _convicted(number: int, sentence_type: str, decided_at: str = "2024-03-20", **more: Any) -> Row:
    eligible = {"probation_eligible": True, **more}
    return accused("A1", number, verdict="CONVICTED", decided_at=decided_at, sentence_type=sentence_type, **eligible)


def _both(upper: str, lower: str, part: int, whole: int) -> tuple[Row, ...]:
    """Two lines of a form: printed totals, and twelve cells by age class and sex, each larger by one. What nobody
    knows by case type is no part of either."""
    cells = tuple(
        cell("C1", line, first + number, item=item)
        for line, first in ((upper, part), (lower, whole))
        for number, item in enumerate(PERSONS)
    )
    unknown = (cell("C1", line, None, item="SESSIONS_TRIAL") for line in (upper, lower))
    return (cell("C1", upper, 40), cell("C1", lower, 160), *cells, *unknown)


def _in_a_year(upper: str, lower: str, part: int, whole: int) -> tuple[Row, ...]:
    """The same in the statistics of a year."""
    rows = _both(upper, lower, part, whole)
    return tuple({**{k: v for k, v in row.items() if k != "month"}, "year_start": "2024-01"} for row in rows)


def _by_sex_and_age(part: int, whole: int) -> tuple[Expect, ...]:
    """What the cells add up to by sex, by age class and by both; cell (age i, sex j) is the first and 4 i + j."""
    found = []
    for age, name in enumerate(("ADULT", "JUVENILE", "UNKNOWN")):
        found.append((f"age_class={name}", 4 * part + 16 * age + 6, 4 * whole + 16 * age + 6))
        for sex, letter in enumerate("MFTU"):
            at = 4 * age + sex
            found.append((f"age_class={name};sex={letter}", part + at, whole + at))
    for sex, letter in enumerate("MFTU"):
        found.append((f"sex={letter}", 3 * part + 12 + 3 * sex, 3 * whole + 12 + 3 * sex))
    return tuple(
        Expect(disaggregation=where, value=above * 100 / below, numerator=above, denominator=below, n=below)
        for where, above, below in found
    )


NON_CUSTODIAL_SENTENCES = (
    WorkedExample(
        title="Probation, conditional discharge and a fine only: three of eight kinds of sentence",
        tables={
            "judiciary.accused": (
                *(_convicted(number, sentence) for number, sentence in enumerate(SENTENCES, start=1)),
                _convicted(11, "PROBATION", probation_eligible=False),
                _convicted(12, "PROBATION", probation_eligible=None),
                accused("A1", 13, verdict="ACQUITTED", decided_at="2024-03-20", probation_eligible=True),
                _convicted(14, "FINE", "2024-04-01", charged_at="2024-03-20"),  # April
            )
        },
        period="2024-03",
        expect=(Expect(value=37.5, numerator=3, denominator=8, n=8, obs_status="ok"),),
    ),
    WorkedExample(
        title="By sex and age class",
        tables={
            "judiciary.accused": (
                _convicted(1, "PROBATION", sex="F"),
                _convicted(2, "PRISON", sex="F"),
                _convicted(3, "FINE", age_class="JUVENILE"),
                _convicted(4, "PRISON"),
            )
        },
        period="2024-03",
        expect=(
            Expect(value=50.0, numerator=2, denominator=4, n=4, obs_status="ok"),
            Expect(disaggregation="sex=F", value=50.0, numerator=1, denominator=2, n=2),
            Expect(disaggregation="age_class=JUVENILE", value=100.0, numerator=1, denominator=1, n=1),
            Expect(disaggregation="age_class=ADULT;sex=M", value=0.0, numerator=0, denominator=1, n=1),
        ),
    ),
    WorkedExample(
        title="Lines J9 of the return: the printed totals, by sex and age class their cells",
        tables={
            "judiciary.monthly_return": (
                *_both("J9_NON_CUSTODIAL", "J9_ELIGIBLE", 1, 11),
                cell("C1", "J9_CONVICTED", 300),
            )
        },
        period="2024-03",
        expect=(
            Expect(value=25.0, numerator=40, denominator=160, n=160, obs_status="ok"),
            *_by_sex_and_age(1, 11),
        ),
    ),
    WorkedExample(
        title="A simulated year of one court: the printed totals, by sex and age class their cells",
        tables={
            "judiciary.annual_return": (
                *_in_a_year("J9_NON_CUSTODIAL", "J9_ELIGIBLE", 2, 31),
                *year("C1", 2024, J4=900),
            )
        },
        period="2024",
        expect=(
            Expect(value=25.0, numerator=40, denominator=160, n=160, obs_status="ok"),
            *_by_sex_and_age(2, 31),
        ),
    ),
    WorkedExample(
        title="No eligible conviction: no share",
        tables={"judiciary.accused": (_convicted(1, "PRISON", probation_eligible=False),)},
        period="2024-03",
        expect=(Expect(numerator=0, denominator=0, n=0, value=None, obs_status="undefined"),),
    ),
)

REPRESENTED_AT_CHARGE = (
    WorkedExample(
        title="One of three had counsel when charged; nothing recorded is none",
        tables={
            "judiciary.accused": (
                accused(
                    "A1",
                    1,
                    charged_at="2024-03-01",
                    represented_at_charge=True,
                    sex="F",
                    decided_at="2024-05-02",
                    verdict="ACQUITTED",
                ),
                accused("A1", 2, charged_at="2024-03-31", represented_at_charge=False, age_class="JUVENILE"),
                accused("A1", 3, charged_at="2024-03-10"),
                accused("A1", 4, charged_at="2024-04-01", represented_at_charge=True),  # April
                accused("A1", 5, joined_at="2024-03-05"),  # not charged
                accused(
                    "A1",
                    6,
                    charged_at="2024-02-01",
                    represented_at_charge=True,
                    decided_at="2024-03-02",
                    verdict="ACQUITTED",
                ),
            )
        },
        period="2024-03",
        expect=(
            Expect(value=1 * 100 / 3, numerator=1, denominator=3, n=3, obs_status="ok"),
            Expect(disaggregation="sex=F", value=100.0, numerator=1, denominator=1, n=1),
            Expect(disaggregation="age_class=JUVENILE", value=0.0, numerator=0, denominator=1, n=1),
            Expect(disaggregation="age_class=ADULT;sex=F", value=100.0, numerator=1, denominator=1, n=1),
        ),
    ),
    WorkedExample(
        title="Lines J14 of the return: the printed totals, by sex and age class their cells",
        tables={"judiciary.monthly_return": (*_both("J14_REPRESENTED", "J14_CHARGED", 1, 11),)},
        period="2024-03",
        expect=(
            Expect(value=25.0, numerator=40, denominator=160, n=160, obs_status="ok"),
            *_by_sex_and_age(1, 11),
        ),
    ),
    WorkedExample(
        title="A simulated year of one court: the printed totals, by sex and age class their cells",
        tables={
            "judiciary.annual_return": (
                *_in_a_year("J14_REPRESENTED", "J14_CHARGED", 2, 31),
                *year("C1", 2024, J4=900),
            )
        },
        period="2024",
        expect=(
            Expect(value=25.0, numerator=40, denominator=160, n=160, obs_status="ok"),
            *_by_sex_and_age(2, 31),
        ),
    ),
    WorkedExample(
        title="Nobody was charged: no share",
        tables={"judiciary.accused": (accused("A1"),)},
        period="2024-03",
        expect=(Expect(numerator=0, denominator=0, n=0, value=None, obs_status="undefined"),),
    ),
)
