"""What the prisons plugin counts."""

from rolkpi_prisons.measures.events import EVENTS
from rolkpi_prisons.measures.law import LAW
from rolkpi_prisons.measures.stocks import STOCKS

MEASURES = (*STOCKS, *LAW, *EVENTS)
