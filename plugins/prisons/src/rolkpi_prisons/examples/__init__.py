"""Worked examples of the prisons KPIs: the smallest tables that show each rule, with results reckoned by hand.

The figures of the prisons of Balochistan are as the press printed them.
"""

from rolkpi_prisons.examples.capacity import (
    CROWDED_SHARE,
    OCCUPANCY,
    OCCUPANCY_BOYS,
    OCCUPANCY_MEN,
    OCCUPANCY_WOMEN,
    POPULATION_RATE,
    PRISONERS_PER_OFFICER,
)
from rolkpi_prisons.examples.custody import (
    CHILDREN,
    JUVENILES_OUTSIDE,
    POPULATION,
    UNSENTENCED_SHARE,
    WOMEN,
    WOMEN_SHARE,
)
from rolkpi_prisons.examples.dates import HELD_PAST_DUE, RELEASED_ON_TIME, SCREENED, WITHOUT_COUNSEL
from rolkpi_prisons.examples.limits import (
    DAYS_HELD_MEDIAN,
    DAYS_HELD_P90,
    DAYS_UNDER_TRIAL_MEDIAN,
    DAYS_UNDER_TRIAL_P90,
    OVER_LIMIT_GROSS,
    OVER_LIMIT_GROSS_SHARE,
    OVER_LIMIT_NET,
    OVER_LIMIT_NET_SHARE,
)
from rolkpi_prisons.examples.movement import (
    ADMISSIONS,
    ADMISSIONS_OF_PRISON,
    PRODUCTION_RATE,
    PRODUCTIONS_MISSED,
    TURNOVER,
    TURNOVER_OF_PRISON,
)
from rolkpi_prisons.examples.programmes import IN_PROGRAMMES, IN_PROGRAMMES_SHARE
from rolkpi_prisons.examples.safety import (
    ABSCONDS_RATE,
    ASSAULTS_PRISONER,
    ASSAULTS_STAFF,
    DEATHS,
    DEATHS_RATE,
    ESCAPES,
)

__all__ = [
    "ABSCONDS_RATE",
    "ADMISSIONS",
    "ADMISSIONS_OF_PRISON",
    "ASSAULTS_PRISONER",
    "ASSAULTS_STAFF",
    "CHILDREN",
    "CROWDED_SHARE",
    "DAYS_HELD_MEDIAN",
    "DAYS_HELD_P90",
    "DAYS_UNDER_TRIAL_MEDIAN",
    "DAYS_UNDER_TRIAL_P90",
    "DEATHS",
    "DEATHS_RATE",
    "ESCAPES",
    "HELD_PAST_DUE",
    "IN_PROGRAMMES",
    "IN_PROGRAMMES_SHARE",
    "JUVENILES_OUTSIDE",
    "OCCUPANCY",
    "OCCUPANCY_BOYS",
    "OCCUPANCY_MEN",
    "OCCUPANCY_WOMEN",
    "OVER_LIMIT_GROSS",
    "OVER_LIMIT_GROSS_SHARE",
    "OVER_LIMIT_NET",
    "OVER_LIMIT_NET_SHARE",
    "POPULATION",
    "POPULATION_RATE",
    "PRISONERS_PER_OFFICER",
    "PRODUCTIONS_MISSED",
    "PRODUCTION_RATE",
    "RELEASED_ON_TIME",
    "SCREENED",
    "TURNOVER",
    "TURNOVER_OF_PRISON",
    "UNSENTENCED_SHARE",
    "WITHOUT_COUNSEL",
    "WOMEN",
    "WOMEN_SHARE",
]
