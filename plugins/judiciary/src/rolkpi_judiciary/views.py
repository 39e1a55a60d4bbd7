"""Petitions for bail and the police's register of accused, joined; forms with what is there of them."""

from __future__ import annotations

from rolkpi.model import Aggregate, ColumnType, Formula, Link, Lookup, View
from rolkpi_judiciary.datasets.returns import ANNUAL_FORM, MONTHLY_FORM

DECIDED = "kind = 'POST_ARREST' AND outcome IN ('GRANTED', 'REFUSED')"
"""A court granted or refused bail to somebody under arrest. Withdrawn is no decision on bail."""

ARREST = View(
    id="judiciary.arrest",
    of="police.accused",
    description="The police's accused with the first decision of a court on bail after their arrest.",
    derived=(
        Formula(
            name="bail_eve",
            type=ColumnType.DATE,
            expression="add_days(DATE '1900-01-01', days(DATE '1900-01-01', arrested_at) - 1)",
            description="The day before the arrest. What was decided earlier belongs to another arrest or is wrong.",
        ),
        Aggregate(
            name="first_bail_at",
            dataset="judiciary.bail",
            on={"fir_id": "fir_id", "accused_no": "accused_no"},
            function="min",
            column="decided_at",
            where=DECIDED,
            after="bail_eve",
            description="Day of the first decision on bail on or after the day of arrest, by whichever court.",
        ),
    ),
)

PETITION = View(
    id="judiciary.petition",
    of="judiciary.bail",
    description="Petitions for bail with the day on which the police arrested the accused.",
    links=(
        Link(
            name="accused",
            dataset="police.accused",
            on={"fir_id": "fir_id", "accused_no": "accused_no"},
        ),
    ),
    derived=(
        Lookup(
            name="arrested_at",
            link="accused",
            column="arrested_at",
            description="Day and time of the arrest; NULL where the police's records do not have it.",
        ),
    ),
)

VIEWS = (ARREST, PETITION, MONTHLY_FORM, ANNUAL_FORM)
