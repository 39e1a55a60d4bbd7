"""The register of parole cases."""

from __future__ import annotations

from rolkpi.model import Column, ColumnType, Dataset, Rule
from rolkpi_probation.datasets.order import PERSON_KEY

PAROLE_CASE = Dataset(
    id="probation.parole_case",
    kind="events",
    description="One row per prisoner and time the prisoner became eligible for release on licence. It belongs to the "
    "prison that holds the person. A case that is deferred stays the same case.",
    columns=(
        Column(
            name="case_id", type=ColumnType.KEY, required=True, description="Number in the register of parole cases."
        ),
        PERSON_KEY,
        Column(name="facility", type=ColumnType.AREA, required=True, description="Code of the prison."),
        Column(
            name="custody_id",
            type=ColumnType.KEY,
            description="The stay in prison: prisons.custody_status.custody_id.",
        ),
        Column(
            name="sex",
            type=ColumnType.CODE,
            codelist="probation.sex",
            required=True,
            description="Sex of the prisoner.",
        ),
        Column(
            name="eligible_on",
            type=ColumnType.DATE,
            required=True,
            description="First day the prisoner may be released on licence.",
        ),
        Column(name="considered_at", type=ColumnType.DATE, description="Day the case was first considered."),
        Column(
            name="decision",
            type=ColumnType.CODE,
            codelist="probation.decision",
            description="What was decided last. Empty until the case is considered.",
        ),
        Column(
            name="decided_at",
            type=ColumnType.DATE,
            description="Day of that decision, also of a deferral; given together with decision.",
        ),
        Column(name="licensed_at", type=ColumnType.DATE, description="Day of release on the licence."),
        Column(
            name="order_id",
            type=ColumnType.KEY,
            description="The licence: probation.order.order_id. Empty where none was granted.",
        ),
        Column(name="revoked_at", type=ColumnType.DATE, description="Day the licence was revoked."),
    ),
    key=("case_id",),
    area="facility",
    date="eligible_on",
    reported_by=("facility",),
    hierarchy="prison",
    rules=(
        Rule(id="V04", check="decided_at >= considered_at", message="the case was decided before it was considered"),
        Rule(
            id="V04-licence",
            check="licensed_at >= decided_at AND revoked_at >= licensed_at",
            message="the release lies before the decision, or the revocation before the release",
        ),
        Rule(
            id="V02",
            check="(decision IS NULL) = (decided_at IS NULL)",
            message="decision and decided_at are given together or not at all",
        ),
        Rule(
            id="V10",
            check="licensed_at IS NULL OR COALESCE(decision = 'GRANTED', FALSE)",
            message="the person was released on a licence that was not granted",
        ),
        Rule(
            id="V05",
            check="eligible_on >= DATE '1990-01-01'",
            message="the person became eligible before 1990: is the year right?",
        ),
        Rule(
            id="V04-eligible",
            check="decided_at >= eligible_on",
            message="the case was decided before the prisoner was eligible",
            severity="warning",
        ),
    ),
    published="all",
)
