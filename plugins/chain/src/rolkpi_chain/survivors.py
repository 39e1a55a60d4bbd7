"""What no worked example can show of a definition, and why."""

from __future__ import annotations

_NO_SHORT_YEAR = (
    "It counts records only, and those of an example are there for all the months that are looked at; the figures that "
    "may also come from returns show a year of eleven months."
)

SURVIVORS = {
    "chain.reports_received sources[1].where: without item = 'TOTAL'": "The prosecution's return has no other cell in "
    "these lines: its rule V06 refuses one.",
    **{
        f"chain.{kpi} min_months: 11 for 12": _NO_SHORT_YEAR
        for kpi in (
            "gbv_challaned_cases",
            "gbv_filed_cases",
            "gbv_decided_cases",
            "gbv_challaned_share",
            "gbv_filed_share",
            "gbv_decided_share",
            "gbv_linked_share",
        )
    },
}
