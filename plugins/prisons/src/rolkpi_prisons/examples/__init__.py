"""Worked examples of the prisons KPIs: the smallest tables that show each rule, with results reckoned by hand.

The figures of the prisons of Balochistan are as the press printed them.
"""

from rolkpi_prisons.examples.capacity import CROWDED_SHARE, OCCUPANCY
from rolkpi_prisons.examples.custody import POPULATION, UNSENTENCED_SHARE
from rolkpi_prisons.examples.safety import ABSCONDS_RATE, DEATHS_RATE, ESCAPES

__all__ = [
    "ABSCONDS_RATE",
    "CROWDED_SHARE",
    "DEATHS_RATE",
    "ESCAPES",
    "OCCUPANCY",
    "POPULATION",
    "UNSENTENCED_SHARE",
]
