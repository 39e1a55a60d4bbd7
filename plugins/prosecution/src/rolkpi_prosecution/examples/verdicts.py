"""What the courts decided: by case, by accused, and of gender-based violence."""

from __future__ import annotations

from rolkpi.model import Expect, Window, WorkedExample
from rolkpi_prosecution.examples.rows import Row, accused, cell, judgment

SERIOUS_CONVICTION_RATE = (
    WorkedExample(
        title="Cases, not accused: one conviction makes C1 a convicted case, three acquittals make C3 one case",
        tables={
            "prosecution.judgment": (
                judgment("C1", "2024-03-01"),
                judgment("C2", "2024-03-31"),
                judgment("C3", "2024-03-15", district="D2"),
                judgment(
                    "C4",
                    "2024-03-20",
                    offence_cat="RAPE",
                    gbv_flag=True,
                    court_type="SPECIAL_GBV",
                    victim_sex="F",
                ),
                judgment("C5", "2024-03-10"),
                judgment("C6", "2024-03-10"),
                judgment("C7", "2024-03-12", offence_cat="THEFT", serious_violent=False),
                judgment("C8", "2024-03-12", serious_violent=None),  # not classified
                judgment("C9", "2024-02-29"),  # the day before
                judgment("C10", "2024-04-01"),  # the day after
            ),
            "prosecution.outcome": (
                accused("C1", 1, "2024-03-01", "ACQUITTED"),
                accused("C1", 2, "2024-03-01", "CONVICTED"),
                accused("C2", 1, "2024-03-31", "ACQUITTED"),
                accused("C2", 2, "2024-03-31", "ACQUITTED", "COMPROMISE"),
                *(accused("C3", number, "2024-03-15", "ACQUITTED", district="D2") for number in (1, 2, 3)),
                accused("C4", 1, "2024-03-20", "CONVICTED", offence_cat="RAPE", gbv_flag=True),
                accused("C5", 1, "2024-03-10", "ACQUITTED", "EARLY_ACQUITTAL"),  # not on the merits
                accused("C6", 1, "2024-03-10", None, "DORMANT"),  # no verdict
                accused("C7", 1, "2024-03-12", "CONVICTED", offence_cat="THEFT"),
                accused("C8", 1, "2024-03-12", "CONVICTED"),
                accused("C9", 1, "2024-02-29", "CONVICTED"),
                accused("C10", 1, "2024-04-01", "CONVICTED"),
            ),
        },
        period="2024-03",
        expect=(
            Expect(value=50.0, numerator=2, denominator=4, n=4, obs_status="ok"),
            Expect(area="D1", value=2 * 100 / 3, numerator=2, denominator=3, n=3, obs_status="ok"),
            Expect(area="D2", value=0.0, numerator=0, denominator=1, n=1, obs_status="ok"),
            Expect(disaggregation="court_type=SPECIAL_GBV", value=100.0, numerator=1, denominator=1, n=1),
            Expect(disaggregation="gbv_flag=true", value=100.0, numerator=1, denominator=1, n=1),
            Expect(disaggregation="offence_cat=MURDER", value=1 * 100 / 3, numerator=1, denominator=3, n=3),
            Expect(
                disaggregation="offence_cat=THEFT", numerator=0, denominator=0, n=0, value=None, obs_status="undefined"
            ),
            Expect(disaggregation="victim_sex=F", value=100.0, numerator=1, denominator=1, n=1),
        ),
    ),
    WorkedExample(
        title="An absconder tried later has a judgment of his own: the case counts on both days",
        tables={
            "prosecution.judgment": (judgment("C1", "2024-01-20"), judgment("C1", "2024-03-10")),
            "prosecution.outcome": (
                accused("C1", 1, "2024-01-20", "ACQUITTED"),
                accused("C1", 2, "2024-03-10", "CONVICTED"),
            ),
        },
        period="2024-Q1",
        expect=(Expect(value=50.0, numerator=1, denominator=2, n=2, obs_status="ok"),),
    ),
    WorkedExample(
        title="Without records lines R7_CONVICTED and R7_MERITS serve, at their cells for serious and violent crime",
        tables={
            "prosecution.monthly_return": (
                cell("D1", "R7_MERITS", 50),  # all offences
                cell("D1", "R7_CONVICTED", 30),
                cell("D1", "R7_MERITS", 20, item="SERIOUS_VIOLENT"),
                cell("D1", "R7_CONVICTED", 8, item="SERIOUS_VIOLENT"),
                cell("D1", "R7", 26, item="SERIOUS_VIOLENT"),  # in whatever way
            )
        },
        period="2024-03",
        expect=(Expect(value=40.0, numerator=8, denominator=20, n=20, obs_status="ok"),),
    ),
    WorkedExample(
        title="Nothing decided on the merits: no rate, not 0",
        tables={
            "prosecution.judgment": (judgment("C1", "2024-03-10"),),
            "prosecution.outcome": (accused("C1", 1, "2024-03-10", "ACQUITTED", "WITHDRAWN"),),
        },
        period="2024-03",
        expect=(Expect(numerator=0, denominator=0, n=0, value=None, obs_status="undefined"),),
    ),
)

_BY_AGE_CLASS = {"ADULT": 4, "JUVENILE": 2, "UNKNOWN": 1}
_BY_SEX = {"M": 1_000, "F": 100, "T": 10, "U": 1}


def _every_person(district: str, line: str, count: int) -> tuple[Row, ...]:
    return tuple(
        cell(district, line, count, item=f"{age_class}_{sex}") for age_class in _BY_AGE_CLASS for sex in _BY_SEX
    )


CONVICTION_RATE_PERSONS = (
    WorkedExample(
        title="Accused, not cases; an acquittal counts whatever the way, an end without a verdict does not",
        tables={
            "prosecution.outcome": (
                accused("C1", 1, "2024-03-01", "CONVICTED", sex="M", age_class="ADULT"),
                accused("C1", 2, "2024-03-01", "ACQUITTED", sex="F", age_class="ADULT"),
                accused("C2", 1, "2024-03-31", "ACQUITTED", "EARLY_ACQUITTAL", sex="M", age_class="JUVENILE"),
                accused("C3", 1, "2024-03-12", "ACQUITTED", "COMPROMISE", sex="M", offence_cat="HURT"),
                accused("C4", 1, "2024-03-31", "CONVICTED", sex="M", age_class="ADULT", district="D2"),
                accused("C5", 1, "2024-03-10", "DISCHARGED", "WITHDRAWN", sex="F"),
                accused("C6", 1, "2024-03-10", "ABATED", "ABATED", sex="F"),
                accused("C7", 1, "2024-03-10", None, "TRANSFER", sex="F"),
                accused("C8", 1, "2024-02-29", "CONVICTED", sex="F"),  # the day before
                accused("C9", 1, "2024-04-01", "CONVICTED", sex="F"),  # the day after
            )
        },
        period="2024-03",
        expect=(
            Expect(value=40.0, numerator=2, denominator=5, n=5, obs_status="ok"),
            Expect(area="D1", value=25.0, numerator=1, denominator=4, n=4, obs_status="ok"),
            Expect(area="D2", value=100.0, numerator=1, denominator=1, n=1, obs_status="ok"),
            Expect(disaggregation="sex=F", value=0.0, numerator=0, denominator=1, n=1),
            Expect(disaggregation="sex=M", value=50.0, numerator=2, denominator=4, n=4),
            Expect(disaggregation="age_class=JUVENILE", value=0.0, numerator=0, denominator=1, n=1),
            Expect(disaggregation="age_class=_U", value=0.0, numerator=0, denominator=1, n=1),
            Expect(disaggregation="offence_cat=MURDER", value=50.0, numerator=2, denominator=4, n=4),
        ),
    ),
    WorkedExample(
        title="Without records line R8 of the return serves, its total before its cells",
        tables={
            "prosecution.monthly_return": (
                cell("D1", "R8", 10),
                cell("D1", "R8_CONVICTED", 4),
                cell("D1", "R8_ACQUITTED", 6),
                cell("D1", "R8", 7, item="ADULT_M"),
                cell("D1", "R8_CONVICTED", 3, item="ADULT_M"),
                cell("D1", "R8", 1, item="JUVENILE_M"),
                cell("D1", "R8_CONVICTED", 0, item="JUVENILE_M"),
                *(
                    cell("D1", line, 0, item=f"{age_class}_{sex}")
                    for line in ("R8", "R8_CONVICTED")
                    for age_class in _BY_AGE_CLASS
                    for sex in _BY_SEX
                    if (age_class, sex) not in (("ADULT", "M"), ("JUVENILE", "M"))
                ),
                cell("D1", "R8", 5, item="GBV"),  # another cut of the same accused
                cell("D1", "R8_CONVICTED", 2, item="GBV"),
                cell("D1", "R7", 9),  # cases
                cell("D2", "R8", 5, item="ADULT_M"),  # the other cells and the total were left out
                cell("D2", "R8_CONVICTED", 5, item="ADULT_M"),
                *_every_person("D3", "R8", 3),
                cell("D3", "R8_CONVICTED", 1, item="ADULT_M"),
                cell("D4", "R8", 1, item="ADULT_M"),
                *_every_person("D4", "R8_CONVICTED", 1),
            )
        },
        period="2024-03",
        expect=(
            Expect(value=40.0, numerator=4, denominator=10, n=10, obs_status="provisional"),
            Expect(area="D2", value=None, obs_status="no_data"),
            Expect(area="D2", disaggregation="sex=M", value=None, obs_status="no_data"),
            Expect(area="D3", disaggregation="sex=M", value=None, obs_status="no_data"),
            Expect(area="D4", disaggregation="sex=M", value=None, obs_status="no_data"),
            Expect(disaggregation="sex=M", value=37.5, numerator=3, denominator=8, n=8),
            Expect(disaggregation="age_class=JUVENILE", value=0.0, numerator=0, denominator=1, n=1),
        ),
    ),
    WorkedExample(
        title="Every cell by age class and sex, each another number; where no total is printed their sum is the total",
        tables={
            "prosecution.monthly_return": (
                *(
                    cell("D1", "R8", persons * times, item=f"{age_class}_{sex}")
                    for age_class, persons in _BY_AGE_CLASS.items()
                    for sex, times in _BY_SEX.items()
                ),
                *(
                    cell("D1", "R8_CONVICTED", times, item=f"{age_class}_{sex}")
                    for age_class in _BY_AGE_CLASS
                    for sex, times in _BY_SEX.items()
                ),
                cell("D1", "R8", 5, item="GBV"),  # another cut of the same accused
                cell("D1", "R8_CONVICTED", 2, item="GBV"),
            )
        },
        period="2024-03",
        expect=(
            Expect(value=3_333 * 100 / 7_777, numerator=3_333, denominator=7_777, n=7_777, obs_status="ok"),
            Expect(disaggregation="sex=M", value=3 * 100 / 7, numerator=3_000, denominator=7_000, n=7_000),
            Expect(disaggregation="sex=F", value=3 * 100 / 7, numerator=300, denominator=700, n=700),
            Expect(disaggregation="sex=T", value=3 * 100 / 7, numerator=30, denominator=70, n=70),
            Expect(disaggregation="sex=U", value=3 * 100 / 7, numerator=3, denominator=7, n=7),
            Expect(disaggregation="age_class=ADULT", value=25.0, numerator=1_111, denominator=4_444, n=4_444),
            Expect(disaggregation="age_class=JUVENILE", value=50.0, numerator=1_111, denominator=2_222, n=2_222),
            Expect(disaggregation="age_class=UNKNOWN", value=100.0, numerator=1_111, denominator=1_111, n=1_111),
        ),
    ),
    WorkedExample(
        title="A person tried in two cases counts in both",
        tables={
            "prosecution.outcome": (
                accused("C1", 1, "2024-03-04", "CONVICTED"),
                accused("C2", 1, "2024-03-05", "ACQUITTED"),  # the same person
            )
        },
        period="2024-03",
        expect=(Expect(value=50.0, numerator=1, denominator=2, n=2, obs_status="ok"),),
    ),
    WorkedExample(
        title="No verdict in the month: no rate",
        tables={"prosecution.outcome": (accused("C1", 1, "2024-03-10", None, "DORMANT"),)},
        period="2024-03",
        expect=(Expect(numerator=0, denominator=0, n=0, value=None, obs_status="undefined"),),
    ),
)

_LAST_MONTH = "2024-12"
_MONTHS = tuple(f"2024-{month:02d}" for month in range(1, 13))

GBV_CONVICTION_RATE = (
    WorkedExample(
        title="Twelve months to the end of December pooled, first day to last; 20 accused are enough, 19 too few",
        tables={
            "prosecution.outcome": (
                accused("C1", 1, "2024-01-01", "CONVICTED", gbv_flag=True),  # the first day
                accused("C2", 1, "2024-12-31", "CONVICTED", gbv_flag=True),  # the last day
                accused("C3", 1, "2024-06-15", "CONVICTED", gbv_flag=True, district="D2"),
                accused("C4", 1, "2024-07-01", "ACQUITTED", "COMPROMISE", gbv_flag=True),
                *(accused("C5", number, "2024-05-02", "ACQUITTED", gbv_flag=True) for number in range(1, 17)),
                accused("C6", 1, "2024-05-02", "DISCHARGED", "WITHDRAWN", gbv_flag=True),  # no verdict
                accused("C7", 1, "2024-05-02", "CONVICTED", gbv_flag=False),
                accused("C8", 1, "2024-05-02", "CONVICTED"),  # not classified
                accused("C9", 1, "2023-12-31", "CONVICTED", gbv_flag=True),  # the day before
                accused("C10", 1, "2025-01-01", "CONVICTED", gbv_flag=True),  # the day after
            )
        },
        period=_LAST_MONTH,
        window=Window.ROLLING_12,
        expect=(
            Expect(value=15.0, numerator=3, denominator=20, n=20, obs_status="ok"),
            Expect(area="D1", value=2 * 100 / 19, numerator=2, denominator=19, n=19, obs_status="small_base"),
            Expect(area="D2", value=100.0, numerator=1, denominator=1, n=1, obs_status="small_base"),
        ),
    ),
    WorkedExample(
        title="Without records line R8 serves, at its cells for gender-based violence",
        tables={
            "prosecution.monthly_return": (
                *(cell("D1", "R8", 2, item="GBV", month=month) for month in _MONTHS),
                *(cell("D1", "R8_CONVICTED", 0, item="GBV", month=month) for month in _MONTHS[:-1]),
                cell("D1", "R8_CONVICTED", 1, item="GBV", month=_MONTHS[-1]),
                cell("D1", "R8", 40, month=_MONTHS[-1]),  # all offences
                cell("D1", "R8_CONVICTED", 20, month=_MONTHS[-1]),
            )
        },
        period=_LAST_MONTH,
        window=Window.ROLLING_12,
        expect=(Expect(value=1 * 100 / 24, numerator=1, denominator=24, n=24, obs_status="ok"),),
    ),
    WorkedExample(
        title="Eleven months are not twelve: no value before the twelfth is known",
        tables={
            "prosecution.monthly_return": (
                *(cell("D1", "R8", 2, item="GBV", month=month) for month in _MONTHS[1:]),
                *(cell("D1", "R8_CONVICTED", 1, item="GBV", month=month) for month in _MONTHS[1:]),
            )
        },
        period=_LAST_MONTH,
        window=Window.ROLLING_12,
        expect=(Expect(value=None, obs_status="no_data"),),
    ),
    WorkedExample(
        title="No accused of gender-based violence got a verdict: no rate",
        tables={
            "prosecution.outcome": (
                accused("C1", 1, "2024-03-10", None, "TRANSFER", gbv_flag=True),
                accused("C2", 1, "2024-03-10", "CONVICTED", gbv_flag=False),
            )
        },
        period=_LAST_MONTH,
        window=Window.ROLLING_12,
        expect=(Expect(numerator=0, denominator=0, n=0, value=None, obs_status="undefined"),),
    ),
)
