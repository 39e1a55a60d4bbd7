"""Posts of the probation and parole service."""

from __future__ import annotations

from rolkpi.model import Column, ColumnType, Dataset, Rule
from rolkpi_probation.datasets.order import DISTRICT

_ROLES = ("probation", "parole")

STAFF = Dataset(
    id="probation.staff",
    kind="events",
    description="One row per district and month: posts of officers, and who was in post on the last day. A district "
    "without an officer has a row of zeros.",
    columns=(
        DISTRICT,
        Column(name="month", type=ColumnType.MONTH, required=True, description="The month the row is about."),
        Column(name="probation_sanctioned", type=ColumnType.INT, description="Sanctioned posts of probation officers."),
        Column(
            name="probation_in_post",
            type=ColumnType.INT,
            required=True,
            description="Probation officers in post on the last day, each where posted, not where on visit.",
        ),
        Column(name="parole_sanctioned", type=ColumnType.INT, description="Sanctioned posts of parole officers."),
        Column(name="parole_in_post", type=ColumnType.INT, description="Parole officers in post on the last day."),
        Column(name="female", type=ColumnType.INT, description="Women among all officers in post."),
    ),
    key=("district", "month"),
    area="district",
    date="month",
    reported_by=("district",),
    rules=(
        *(
            Rule(
                id=f"V03-{role}",
                check=f"{role}_sanctioned >= 0 AND {role}_in_post >= 0",
                message=f"a number of {role} officers is negative",
            )
            for role in _ROLES
        ),
        Rule(
            id="V10",
            check="female BETWEEN 0 AND probation_in_post + COALESCE(parole_in_post, 0)",
            message="more women than officers in post, or fewer than none",
        ),
        *(
            Rule(
                id=f"V12-{role}",
                check=f"{role}_in_post <= {role}_sanctioned",
                message=f"more {role} officers in post than sanctioned",
                severity="warning",
            )
            for role in _ROLES
        ),
    ),
    published="all",
)
