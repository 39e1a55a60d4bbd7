"""Datasets of the prosecution and of the police, joined: finalised cases, FIRs and the consultations on them."""

from __future__ import annotations

from rolkpi.model import Aggregate, ColumnType, Formula, Link, Lookup, View
from rolkpi_prosecution.datasets.monthly_return import RETURN_CELLS

FINALISED = View(
    id="prosecution.finalised_case",
    of="prosecution.case",
    description="Cases with all their hearings, and whether they came to an end for anybody.",
    derived=(
        Aggregate(
            name="hearings",
            dataset="prosecution.hearing",
            on={"case_id": "case_id"},
            function="count",
            description="Days for which the case was ever listed.",
        ),
        Aggregate(
            name="finalised",
            dataset="prosecution.outcome",
            on={"case_id": "case_id"},
            function="exists",
            where="disposal_mode NOT IN ('TRANSFER', 'DORMANT')",
            description="Whether it ended for an accused. Transferred or dormant is no end.",
        ),
    ),
    published="all",
)

FIR = View(
    id="prosecution.fir",
    of="police.fir",
    description="FIRs of the police, whether they are about serious and violent crime, and the first consultation.",
    links=(
        Link(
            name="offence_class",
            dataset="prosecution.offence_class",
            on={"offence_cat": "offence_cat"},
            valid_at="registered_at",
        ),
    ),
    derived=(
        Lookup(
            name="serious_violent",
            link="offence_class",
            column="serious_violent",
            description="Whether the principal offence was on the list of serious and violent crime on the day of "
            "registration. NULL for an offence the list does not know.",
        ),
        Formula(
            name="day_before",
            type=ColumnType.DATE,
            expression="add_days(registered_at, -1)",
            description="The day before registration: a consultation counts from the day of registration.",
        ),
        Aggregate(
            name="first_consult_at",
            dataset="prosecution.consult",
            on={"fir_id": "fir_id"},
            function="min",
            column="held_at",
            after="day_before",
            description="Day of the first consultation on or after the day of registration.",
        ),
    ),
)

CONSULTATION = View(
    id="prosecution.consultation",
    of="prosecution.consult",
    description="Consultations with the FIR they are about, found by its number.",
    links=(Link(name="fir", dataset="police.fir", on={"fir_id": "fir_id"}),),
    derived=(
        Lookup(
            name="fir_registered_at",
            link="fir",
            column="registered_at",
            description="Day the FIR was registered; NULL where the police's records have no such FIR.",
        ),
    ),
)

VIEWS = (RETURN_CELLS, FINALISED, FIR, CONSULTATION)
