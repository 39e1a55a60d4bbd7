"""PRB-12 and PRB-13: release on licence, and what becomes of it."""

from __future__ import annotations

from rolkpi.model import Direction, Kpi, Ratio
from rolkpi_probation import examples
from rolkpi_probation.kpis.common import LEVELS, OWNER, PAROLE_ACT

_WHY_GRANTED = (
    "The Home Department sees by it whether parole is used at all and whether one prison's prisoners fare otherwise "
    "than another's. Where nobody looks, a prisoner who has earned a licence serves the whole term because nobody put "
    "the case up."
)

GRANT_RATE = Kpi(
    id="probation.parole_grant_rate",
    code="PRB-12",
    title="Parole grant rate",
    description="Of the parole cases decided in the period, the share granted.",
    why_it_matters=_WHY_GRANTED,
    unit="%",
    direction=Direction.CONTEXT,
    formula=Ratio(numerator="probation.parole_granted", denominator="probation.parole_decided", scale=100),
    disaggregations=(("sex",),),
    levels=("facility", *LEVELS),
    hierarchy="prison",
    owner=OWNER,
    source=PAROLE_ACT,
    note="Neither high nor low is good by itself. By the day of the last decision. A deferral decides nothing, and the "
    "case counts when it is granted or refused. A case nobody considered is not in it. Belongs to the prison that "
    "holds the person, and to the district of that prison: most districts have none and are not applicable. From the "
    "register of parole cases; the return of the districts has a sibling, since prisons and districts are not added up "
    "together.",
    examples=examples.GRANT_RATE,
)

GRANT_RATE_RETURNED = Kpi(
    id="probation.parole_grant_rate_returned",
    code="PRB-12",
    title="Parole grant rate, as returned",
    description="Of the parole cases decided in the period, the share granted, as the districts state them.",
    why_it_matters=_WHY_GRANTED,
    unit="%",
    direction=Direction.CONTEXT,
    formula=Ratio(
        numerator="probation.parole_granted_returned", denominator="probation.parole_decided_returned", scale=100
    ),
    levels=LEVELS,
    owner=OWNER,
    source=PAROLE_ACT,
    note="Line B11 of the return, by the district of the office, for as long as there is no register of parole cases. "
    "It tells neither prison nor sex. Granted over granted and refused; how many became eligible and how many were "
    "considered stands on the same line, and says whether cases are put up at all.",
    examples=examples.GRANT_RATE_RETURNED,
)

REVOCATIONS = Kpi(
    id="probation.licence_revocations",
    code="PRB-13",
    title="Licence revocations per 1,000 licence-months",
    description="Parole licences revoked in the period for every 1,000 months that licences ran in it.",
    why_it_matters="The Home Department sees by it whether those released on licence are chosen and watched well. "
    "Counted without the time at risk, a service that grants more licences looks as if it failed more often.",
    unit="per 1,000 licence-months",
    direction=Direction.DOWN,
    formula=Ratio(
        numerator="probation.licences_revoked",
        denominator="probation.licence_days",
        scale=30_000,
        across_units=True,
    ),
    disaggregations=(("sex",),),
    levels=LEVELS,
    owner=OWNER,
    source=PAROLE_ACT,
    note="A licence-month is 30 days: revocations x 30,000 over licence-days, so that a long month weighs what it is. "
    "The day of registration counts, the day the licence ends does not. Revoked for a breach or a new offence. "
    "Licences are few: one revocation makes a high rate, so read the number, over a year rather than a month. A "
    "licence that was never registered is in no denominator. The return counts revocations (B11) but no days.",
    examples=examples.REVOCATIONS,
)

KPIS = (GRANT_RATE, GRANT_RATE_RETURNED, REVOCATIONS)
