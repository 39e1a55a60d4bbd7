"""Time limits of the national judicial policy, with the time during which each was in force.

2025: approved by the National Judicial (Policy Making) Committee at its 54th meeting, 18 August 2025.
2009: National Judicial Policy 2009, in force from 1 June 2009: offences punishable with up to seven years within
three months, with seven years and more, death included, preferably within six. It named no limit for juveniles,
so a case of class JUVENILE instituted before 18 August 2025 has none.
"""

from __future__ import annotations

from typing import Any

POLICY_2009 = "National Judicial Policy 2009"
POLICY_2025 = "NJPMC, 54th meeting, 18 August 2025"


def _limit(limit_id: str, months: int, effective_from: str, effective_to: str | None, source: str) -> dict[str, Any]:
    return {
        "limit_id": limit_id,
        "months": months,
        "effective_from": effective_from,
        "effective_to": effective_to,
        "source": source,
    }


TIME_LIMITS = (
    _limit("UP_TO_7Y", 3, "2009-06-01", "2025-08-18", POLICY_2009),
    _limit("ABOVE_7Y", 6, "2009-06-01", "2025-08-18", POLICY_2009),
    _limit("MURDER", 6, "2009-06-01", "2025-08-18", POLICY_2009),
    _limit("JUVENILE", 6, "2025-08-18", None, POLICY_2025),
    _limit("UP_TO_7Y", 12, "2025-08-18", None, POLICY_2025),
    _limit("ABOVE_7Y", 18, "2025-08-18", None, POLICY_2025),
    _limit("MURDER", 24, "2025-08-18", None, POLICY_2025),
)

OURS = "Ours: the working group has yet to confirm the days of the policy"


def _bail_limit(court_level: str, days: int) -> dict[str, Any]:
    return {
        "court_level": court_level,
        "days": days,
        "effective_from": "1990-01-01",
        "effective_to": None,
        "source": OURS,
    }


BAIL_LIMITS = (
    _bail_limit("MAGISTRATE", 3),
    _bail_limit("SESSIONS", 5),
    _bail_limit("SPECIAL", 5),
    _bail_limit("HIGH_COURT", 7),
)
