"""Small changes of the definitions that no worked example can tell from them, and why."""

from __future__ import annotations

_ONLY_TOTALS = "Rule V06 of the form: on this line TOTAL is the only item, any other row stays in quarantine."

_LINES_WITH_TOTALS_ONLY = (
    "reports_received sources[1]",
    "pending_beyond_limit sources[1]",
    "reports_decided sources[1]",
    "reports_returned sources[1]",
    "hearings sources[1]",
    "hearings_adjourned_by_prosecution sources[1]",
    "bail_opposed_refused sources[1]",
    "live_cases sources[1]",
    "prosecutors_in_post sources[1]",
    "live_cases_on_average sources[1]",
    "prosecutors_on_average sources[1]",
)

SURVIVORS = {
    **{f"prosecution.{source}.where: without item = 'TOTAL'": _ONLY_TOTALS for source in _LINES_WITH_TOTALS_ONLY},
    "prosecution.serious_cases_convicted sources[0].where: without on_merits": "Rule V22 of the outcomes: an accused "
    "is convicted on the merits or not at all, so a case with a conviction was decided on the merits.",
    "prosecution.judgment ended.expression: gives 'ABATED' for 'EARLY_ACQUITTAL' when acquitted_early": "Both are "
    "disposals and neither is a compromise or a withdrawal: no KPI tells the two apart, only whoever reads the column.",
}
