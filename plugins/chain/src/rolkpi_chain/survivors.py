"""What no worked example can show of a definition, and why."""

from __future__ import annotations

_NO_SHORT_YEAR = (
    "It counts records only, and those of an example are there for all the months that are looked at; the figures that "
    "may also come from returns show a year of eleven months."
)

_LEAVES_ONCE = "Rule V14 of the courts' cases lets none be both decided and transferred out."

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
    "chain.productions_due sources[1].where: without item = 'TOTAL'": "The prisons' return has no other cell in these "
    "lines: its rule V06 refuses one.",
    **{
        f"chain.{measure} sources[0].end: GREATEST for LEAST in LEAST(decided_at, transferred_out_at)": _LEAVES_ONCE
        for measure in ("in_court", "in_court_linked")
    },
}
