"""What the prosecution plugin counts. Sources stand most trusted first: records, then the monthly return.

Of the return, printed totals come before cells, so that a district that fills in both is read at its total; cells
serve the breakdowns.
"""

from rolkpi_prosecution.measures.court import COURT
from rolkpi_prosecution.measures.scrutiny import SCRUTINY
from rolkpi_prosecution.measures.verdicts import VERDICTS

MEASURES = (*SCRUTINY, *VERDICTS, *COURT)
