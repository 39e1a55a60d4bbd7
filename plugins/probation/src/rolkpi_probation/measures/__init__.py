"""What the probation plugin counts. Sources stand most trusted first: the registers, then the monthly return."""

from __future__ import annotations

from rolkpi_probation.measures import conduct, officers, orders, parole, supervision

MEASURES = (*orders.MEASURES, *supervision.MEASURES, *officers.MEASURES, *conduct.MEASURES, *parole.MEASURES)
