"""PRB-12 and PRB-13: release on licence, and what becomes of it."""

from __future__ import annotations

from rolkpi.model import Direction, Kpi, Ratio
from rolkpi_probation import examples
from rolkpi_probation.kpis.common import LEVELS, OWNER, PAROLE_ACT

GRANT_RATE = Kpi(
    id="probation.parole_grant_rate",
    code="PRB-12",
    title="Parole grant rate",
    description="Of the parole cases decided in the period, the share granted.",
    why_it_matters="The Home Department sees by it whether parole is used at all and whether one prison's prisoners "
    "fare otherwise than another's. Where nobody looks, a prisoner who has earned a licence serves the whole term "
    "because nobody put the case up.",
    unit="%",
    direction=Direction.CONTEXT,
    formula=Ratio(numerator="probation.parole_granted", denominator="probation.parole_decided", scale=100),
    disaggregations=(("sex",),),
    levels=("facility", *LEVELS),
    hierarchy="prison",
    owner=OWNER,
    source=PAROLE_ACT,
    note="Neither high nor low is good by itself. By the day of the last decision. A deferral decides nothing, and the "
    "case counts when it is granted or refused. A case nobody considered is not in it: the return tells how many "
    "became eligible (B11). Belongs to the prison that holds the person. From the register of parole cases, else from "
    "line B11 of the return of the district, which tells neither prison nor sex.",
    examples=examples.GRANT_RATE,
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

KPIS = (GRANT_RATE, REVOCATIONS)
