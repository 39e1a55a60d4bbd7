"""How long people are held under trial, whose bail or release is due, and who has no counsel."""

from __future__ import annotations

from rolkpi.model import DistinctStock, Flow, FlowSource, Quantile, RecordSource, Stock, StockAge, StockSource
from rolkpi_prisons.measures.sources import held, in_month, line_of_form, on_form

_FACTS = {"penalty_class": "max_penalty_class", "juvenile": "juvenile_case"}


def _over_limit(kind: str, description: str) -> DistinctStock:
    limit = f"over_limit_{kind}_from"
    return DistinctStock(
        id=f"prisons.over_limit_{kind}",
        title=f"Under trial past the limit of statutory bail, {kind}",
        unit="persons",
        description=description,
        key="custody_id",
        sources=(
            StockSource(
                dataset="prisons.remand",
                where=f"{limit} IS NOT NULL",
                start=f"GREATEST(from_date, {limit})",
                dimensions=_FACTS,
            ),
        ),
    )


OVER_LIMIT_GROSS = _over_limit(
    "gross",
    "Persons under trial on the last day whose detention under some warrant exceeds the limit of s.497(1) CrPC or of "
    "the Juvenile Justice System Act, whoever caused the delay.",
)

OVER_LIMIT_NET = _over_limit(
    "net",
    "The same, where the days of delay a court laid to the accused come on top of the limit, and whom the fourth "
    "proviso excludes is not counted.",
)

LIMIT_KNOWN = DistinctStock(
    id="prisons.limit_known",
    title="Under trial with a known limit of statutory bail",
    unit="persons",
    description="Persons held under trial on the last day on a warrant from which the limit follows.",
    key="custody_id",
    sources=(StockSource(dataset="prisons.remand", where="limit_months IS NOT NULL", dimensions=_FACTS),),
)


def _days_held(name: str, title: str, q: str) -> StockAge:
    return StockAge(
        id=f"prisons.days_held_under_trial_{name}",
        title=f"Days already in custody of those under trial, {title}",
        unit="days",
        description="From the first day of detention under any warrant of the stay, police custody included, to the "
        "last day of the period.",
        since="detained_since",
        q=q,
        sources=(
            StockSource(
                dataset="prisons.custody_status",
                where="status = 'UTP'",
                start="GREATEST(from_date, detained_since)",
            ),
        ),
    )


DAYS_HELD_MEDIAN = _days_held("median", "median", "1/2")
DAYS_HELD_P90 = _days_held("p90", "90th percentile", "9/10")

_LEFT = "status = 'UTP' AND ended_by NOT IN ('TRANSFER_OUT', 'SAME_STATUS') AND days(detained_since, to_date) >= 0"
"""Transferred to another prison, or 18 today: still under trial."""


def _days_under_trial(name: str, title: str, q: str) -> Quantile:
    return Quantile(
        id=f"prisons.days_under_trial_{name}",
        title=f"Days in custody until no longer under trial, {title}",
        unit="days",
        description="From the first day of detention, police custody included, to the day the person was no longer "
        "under trial in prison.",
        value="days(detained_since, to_date)",
        q=q,
        sources=(
            RecordSource(
                dataset="prisons.custody_status",
                date="to_date",
                where=_LEFT,
                dimensions={"exit_reason": "ended_by"},
            ),
        ),
    )


DAYS_UNDER_TRIAL_MEDIAN = _days_under_trial("median", "median", "1/2")
DAYS_UNDER_TRIAL_P90 = _days_under_trial("p90", "90th percentile", "9/10")

_SERVED = "release_reason = 'SENTENCE_EXPIRED' AND due_release_date IS NOT NULL"

SERVED = Flow(
    id="prisons.served",
    title="Releases after a sentence was served",
    unit="releases",
    description="Sentence served, with the due date on file.",
    sources=(
        FlowSource(dataset="prisons.custody", date="released_at", where=_SERVED),
        in_month("C12_ON_TIME", "C12_LATE"),
    ),
)

SERVED_ON_TIME = Flow(
    id="prisons.served_on_time",
    title="Releases on or before the due date",
    unit="releases",
    description="Sentence served, released on the due date or earlier.",
    sources=(
        FlowSource(
            dataset="prisons.custody",
            date="released_at",
            where="release_reason = 'SENTENCE_EXPIRED' AND days(released_at, due_release_date) >= 0",
        ),
        in_month("C12_ON_TIME"),
    ),
)

PAST_DUE = Stock(
    id="prisons.past_due",
    title="Held past the due date",
    unit="persons",
    description="Sentenced persons held on the last day although the last of their sentences ended before it.",
    sources=(
        StockSource(
            dataset="prisons.custody_status",
            where="status IN ('CONVICT', 'CONVICT_NONFINAL') AND due_release_date IS NOT NULL",
            start="GREATEST(from_date, add_days(due_release_date, 1))",
        ),
        line_of_form("C12_PAST_DUE"),
    ),
)

UNDER_TRIAL = Stock(
    id="prisons.under_trial",
    title="Persons under trial",
    unit="persons",
    description="Persons under trial on the last day; of the return the total.",
    sources=(held("status = 'UTP'"), on_form("C5", "UTP")),
)

WITHOUT_COUNSEL = Stock(
    id="prisons.without_counsel",
    title="Under trial without counsel",
    unit="persons",
    description="Persons under trial on the last day for whom no counsel is on record by then.",
    sources=(
        StockSource(
            dataset="prisons.custody_status",
            where="status = 'UTP'",
            end="LEAST(to_date, counsel_since)",
        ),
        line_of_form("C14"),
    ),
)

LAW = (
    OVER_LIMIT_GROSS,
    OVER_LIMIT_NET,
    LIMIT_KNOWN,
    DAYS_HELD_MEDIAN,
    DAYS_HELD_P90,
    DAYS_UNDER_TRIAL_MEDIAN,
    DAYS_UNDER_TRIAL_P90,
    SERVED,
    SERVED_ON_TIME,
    PAST_DUE,
    UNDER_TRIAL,
    WITHOUT_COUNSEL,
)
