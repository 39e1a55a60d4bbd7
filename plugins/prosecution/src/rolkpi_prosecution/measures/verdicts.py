"""Measures of verdicts: cases and accused by how they ended, acquittals by reason and their review for appeal."""

from __future__ import annotations

from rolkpi.model import Cohort, Flow, FlowSource, RecordSource
from rolkpi_prosecution.codelists import ACQUITTAL_REASONS, PERSONS
from rolkpi_prosecution.measures.common import CELLS, RETURN, printed

SERIOUS_CASES_DECIDED = Flow(
    id="prosecution.serious_cases_decided",
    title="Serious and violent cases decided on the merits",
    unit="cases",
    description="One per case and day of judgment on which an accused was convicted or acquitted on the merits.",
    published=True,
    sources=(
        FlowSource(dataset="prosecution.judgment", where="serious_violent AND on_merits"),
        FlowSource(
            dataset=RETURN,
            where="line = 'R7_MERITS' AND item = 'SERIOUS_VIOLENT'",
            value="value",
        ),
    ),
)

SERIOUS_CASES_CONVICTED = Flow(
    id="prosecution.serious_cases_convicted",
    title="Serious and violent cases with a conviction",
    unit="cases",
    description="Of those decided on the merits, the ones in which at least one accused was convicted that day.",
    published=True,
    sources=(
        FlowSource(dataset="prosecution.judgment", where="serious_violent AND on_merits AND convicted"),
        FlowSource(
            dataset=RETURN,
            where="line = 'R7_CONVICTED' AND item = 'SERIOUS_VIOLENT'",
            value="value",
        ),
    ),
)

_PERSON = {"sex": "item_sex", "age_class": "item_age_class"}
_BY_VERDICT = "verdict IN ('CONVICTED', 'ACQUITTED')"


def _accused_returns(line: str) -> tuple[FlowSource, ...]:
    """A line of R8 as total, and by age class and sex."""
    return (
        printed(line),
        FlowSource(
            dataset=CELLS,
            where=f"line = '{line}' AND item_sex IS NOT NULL AND persons_of_line = {len(PERSONS)}",
            value="value",
            dimensions=_PERSON,
        ),
    )


def _gbv_return(line: str) -> FlowSource:
    return FlowSource(dataset=RETURN, where=f"line = '{line}' AND item = 'GBV'", value="value")


ACCUSED_DECIDED = Flow(
    id="prosecution.accused_decided",
    title="Accused with a verdict",
    unit="persons",
    description="Accused convicted or acquitted at first instance, in whatever way, one per accused and case.",
    sources=(FlowSource(dataset="prosecution.outcome", where=_BY_VERDICT), *_accused_returns("R8")),
)

ACCUSED_CONVICTED = Flow(
    id="prosecution.accused_convicted",
    title="Accused convicted",
    unit="persons",
    description="Accused convicted at first instance, one per accused and case.",
    sources=(
        FlowSource(dataset="prosecution.outcome", where="verdict = 'CONVICTED'"),
        *_accused_returns("R8_CONVICTED"),
    ),
)

GBV_ACCUSED_DECIDED = Flow(
    id="prosecution.gbv_accused_decided",
    title="Accused of gender-based violence with a verdict",
    unit="persons",
    description="Accused of gender-based violence who were convicted or acquitted at first instance, in whatever way.",
    sources=(FlowSource(dataset="prosecution.outcome", where=f"gbv_flag AND {_BY_VERDICT}"), _gbv_return("R8")),
)

GBV_ACCUSED_CONVICTED = Flow(
    id="prosecution.gbv_accused_convicted",
    title="Accused of gender-based violence convicted",
    unit="persons",
    description="Accused of gender-based violence who were convicted at first instance.",
    sources=(
        FlowSource(dataset="prosecution.outcome", where="gbv_flag AND verdict = 'CONVICTED'"),
        _gbv_return("R8_CONVICTED"),
    ),
)

NO_REASON = "NOT_RECORDED"

REASONS = {**ACQUITTAL_REASONS, NO_REASON: "Reason not recorded"}
"""Every acquittal has one of these, so that their shares make 100 %."""

ACCUSED_ACQUITTED = Flow(
    id="prosecution.accused_acquitted",
    title="Accused acquitted",
    unit="persons",
    description="Accused acquitted at first instance, in whatever way, one per accused and case.",
    sources=(
        FlowSource(dataset="prosecution.outcome", where="verdict = 'ACQUITTED'"),
        FlowSource(
            dataset=CELLS,
            where=f"line = 'R9' AND (item = 'TOTAL' OR cells_of_line = {len(REASONS)})",
            total="item = 'TOTAL'",
            value="value",
            dimensions={"acquittal_reason": "item_reason"},
        ),
    ),
)


def _acquitted_for(reason: str, label: str) -> Flow:
    told = "acquittal_reason IS NULL" if reason == NO_REASON else f"acquittal_reason = '{reason}'"
    where = f"verdict = 'ACQUITTED' AND {told}" if reason == NO_REASON else told
    return Flow(
        id=f"prosecution.acquitted_{reason.lower()}",
        title=f"Accused acquitted: {label[0].lower()}{label[1:]}",
        unit="persons",
        description="Accused acquitted at first instance for this main reason, as the judgment gives it.",
        sources=(
            FlowSource(dataset="prosecution.outcome", where=where),
            FlowSource(dataset=RETURN, where=f"line = 'R9' AND item = '{reason}'", value="value"),
        ),
    )


ACQUITTED_FOR = {reason: _acquitted_for(reason, label) for reason, label in REASONS.items()}

CASES_DISPOSED = Flow(
    id="prosecution.cases_disposed",
    title="Cases disposed",
    unit="cases",
    description="One per case and day on which it ended for an accused, in whatever way. Transferred to another court "
    "or made dormant is no end.",
    sources=(FlowSource(dataset="prosecution.judgment", where="ended <> 'MOVED'"), printed("R7")),
)

CASES_COMPROMISED = Flow(
    id="prosecution.cases_compromised",
    title="Cases disposed through compromise",
    unit="cases",
    description="Of the cases disposed, those that ended by compromise for an accused and on the merits for none.",
    sources=(FlowSource(dataset="prosecution.judgment", where="ended = 'COMPROMISE'"), printed("R7_COMPROMISE")),
)

CASES_WITHDRAWN = Flow(
    id="prosecution.cases_withdrawn",
    title="Cases withdrawn by the prosecution",
    unit="cases",
    description="Of the cases disposed, those the prosecution withdrew for an accused, and that ended for none on the "
    "merits or by compromise.",
    sources=(FlowSource(dataset="prosecution.judgment", where="ended = 'WITHDRAWN'"), printed("R7_WITHDRAWN")),
)

APPEAL_DAYS = 30
"""Days in which an acquittal should have been looked at for an appeal; the day of judgment is day 0. Our choice."""

APPEAL_COHORT = Cohort(
    id="prosecution.appeal_cohort",
    title="Acquittals in serious crime, and the decision whether to appeal",
    unit="persons",
    description="Accused acquitted of serious and violent crime by month of judgment. Success: the prosecution decided "
    f"whether to appeal on day 0 to {APPEAL_DAYS}.",
    days=APPEAL_DAYS,
    success=f"days(judgment_date, appeal_reviewed_at) BETWEEN 0 AND {APPEAL_DAYS}",
    sources=(RecordSource(dataset="prosecution.outcome", where="verdict = 'ACQUITTED' AND serious_violent"),),
)

VERDICTS = (
    SERIOUS_CASES_DECIDED,
    SERIOUS_CASES_CONVICTED,
    ACCUSED_DECIDED,
    ACCUSED_CONVICTED,
    GBV_ACCUSED_DECIDED,
    GBV_ACCUSED_CONVICTED,
    ACCUSED_ACQUITTED,
    *ACQUITTED_FOR.values(),
    CASES_DISPOSED,
    CASES_COMPROMISED,
    CASES_WITHDRAWN,
    APPEAL_COHORT,
)
