"""Small changes of the definitions that no worked example can tell from them, and why."""

from __future__ import annotations

_ONLY_TOTALS = (
    "Rule V06 of the form: on the lines about police reports TOTAL is the only item, any other row stays in quarantine."
)

SURVIVORS = {
    "prosecution.reports_received sources[1].where: without item = 'TOTAL'": _ONLY_TOTALS,
    "prosecution.reports_received sources[2].where: without item = 'TOTAL'": _ONLY_TOTALS,
    "prosecution.pending_beyond_limit sources[1].where: without item = 'TOTAL'": _ONLY_TOTALS,
    "prosecution.serious_cases_convicted sources[0].where: without on_merits": "Rule V22 of the outcomes: an accused "
    "is convicted on the merits or not at all, so a case with a conviction was decided on the merits.",
}
