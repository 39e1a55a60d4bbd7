"""CHN-09 and CHN-10: prisoners who wait for a police report, and those who come back."""

from __future__ import annotations

from rolkpi.model import Cohort, DistinctStock, Flow, FlowSource, RecordSource, StockSource

REPORT_DAYS = 17
"""Days after which a person in custody must be the subject of a report: 14 days by s.173 CrPC, and 3 more."""

UNDER_TRIAL_WITHOUT_REPORT = DistinctStock(
    id="chain.without_report",
    title=f"Under-trial prisoners held more than {REPORT_DAYS} days without a police report",
    unit="persons",
    description="Everything that decides it has a day, so each month-end can be rebuilt as it was, on both sides, "
    "whenever it is asked for. At the end of day t a person counts when the detention is older than "
    f"{REPORT_DAYS} days (t is day {REPORT_DAYS + 1} or later: detained_since + {REPORT_DAYS + 1} <= t), is not over "
    "(t < ended_at) and no report of any kind had been forwarded (t < day of the first one). Together: in stock from "
    f"day {REPORT_DAYS + 1} until the earlier of the two ends, whichever is known. A report forwarded on day t, or "
    "before the arrest, is a report. One person under several warrants counts once.",
    key="custody_id",
    sources=(
        StockSource(
            dataset="chain.warrant",
            where="fir_found",
            start=f"add_days(detained_since, {REPORT_DAYS + 1})",
            end="LEAST(ended_at, fir_report_at)",
        ),
    ),
)

UNDER_TRIAL_LINKED = DistinctStock(
    id="chain.under_trial_linked",
    title="Under-trial prisoners whose FIR is found",
    unit="persons",
    description="Held on the last day under a warrant whose FIR the police's records have, however long.",
    key="custody_id",
    sources=(StockSource(dataset="chain.warrant", where="fir_found", start="detained_since", end="ended_at"),),
)

UNDER_TRIAL = DistinctStock(
    id="chain.under_trial",
    title="Under-trial prisoners with a warrant",
    unit="persons",
    description="Held on the last day under a warrant, whether or not its FIR is found.",
    key="custody_id",
    sources=(StockSource(dataset="chain.warrant", start="detained_since", end="ended_at"),),
)

# -- CHN-10: who comes back

RETURN_MONTHS = 12

_LET_GO = "release_reason NOT IN ('TRANSFER_OUT', 'DIED', 'ESCAPED')"

RETURNED = Cohort(
    id="chain.returned",
    title="Releases from prison and returns within 12 months",
    unit="releases",
    description="Releases by month, without transfers, deaths and escapes, of persons whose number is known. Success: "
    f"the same person was admitted on a new case, to whichever prison, within {RETURN_MONTHS} months after it.",
    months=RETURN_MONTHS,
    success=f"within(released_at, returned_at, '{RETURN_MONTHS} months')",
    sources=(RecordSource(dataset="chain.custody", date="released_at", where=f"{_LET_GO} AND person_key IS NOT NULL"),),
)

RELEASED = Flow(
    id="chain.released",
    title="Releases from prison",
    unit="releases",
    description="Releases, without transfers, deaths and escapes.",
    sources=(FlowSource(dataset="chain.custody", date="released_at", where=_LET_GO),),
)

RELEASED_KNOWN = Flow(
    id="chain.released_known",
    title="Releases of persons whose number is known",
    unit="releases",
    description="Of these, the ones whose CNIC or other number the prison has written down.",
    sources=(FlowSource(dataset="chain.custody", date="released_at", where=f"{_LET_GO} AND person_key IS NOT NULL"),),
)
