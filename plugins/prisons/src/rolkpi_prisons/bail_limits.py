"""After how long a detention under trial bail is due, by law.

s.497(1) CrPC, third proviso: detained for a continuous period exceeding one year for an offence not punishable with
death, two years for one punishable with death; a woman six months and one year. s.6 of the Juvenile Justice System
Act 2018: a juvenile whose trial is not completed within six months, a heinous offence included. The clock runs from
the detention, not from the charge. The table begins in 2000 so that no detention on file lies before it.
"""

from __future__ import annotations

from typing import Any

PROVISO = "CrPC s.497(1), third proviso"
JJSA = "Juvenile Justice System Act 2018, s.6"


def _limit(limit_class: str, months: int, source: str) -> dict[str, Any]:
    return {
        "limit_class": limit_class,
        "months": months,
        "effective_from": "2000-01-01",
        "effective_to": None,
        "source": source,
    }


BAIL_LIMITS = (
    _limit("GENERAL", 12, PROVISO),
    _limit("GENERAL_DEATH", 24, PROVISO),
    _limit("WOMAN", 6, PROVISO),
    _limit("WOMAN_DEATH", 12, PROVISO),
    _limit("JUVENILE", 6, JJSA),
)
