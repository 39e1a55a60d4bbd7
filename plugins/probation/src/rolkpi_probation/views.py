"""Orders with what the police know of the person, and the courts' sentences in the words of this plugin."""

from __future__ import annotations

from collections.abc import Iterable

from rolkpi.model import Aggregate, ColumnType, Formula, Link, Lookup, View
from rolkpi_probation.codelists import AGE_CLASSES, SEXES

FOLLOW_UP_MONTHS = 12
"""Months after an order in which a new offence counts."""

CHALLAN_DAYS = 180
"""Days from an offence within which its complete challan counts: six months."""

ACCUSATION = View(
    id="probation.accusation",
    of="police.accused",
    description="Persons accused in an FIR, with the day of the offence and what became of the investigation.",
    links=(Link(name="case_of_police", dataset="police.fir", on={"fir_id": "fir_id"}),),
    derived=(
        Lookup(name="occurred_on", link="case_of_police", column="occurred_on", description="Day of the offence."),
        Lookup(
            name="challan_at",
            link="case_of_police",
            column="first_complete_at",
            description="Day the first complete challan went to the prosecutor; NULL while there is none.",
        ),
        Formula(
            name="offence_on",
            type=ColumnType.DATE,
            expression="COALESCE(occurred_on, registered_at)",
            description="Day of the offence; of the FIR where that is not known.",
        ),
        Formula(
            name="led_to_challan",
            type=ColumnType.BOOL,
            expression=f"days(offence_on, challan_at) BETWEEN 0 AND {CHALLAN_DAYS}",
            description=f"Whether a complete challan followed within {CHALLAN_DAYS} days of the offence.",
        ),
    ),
)

PERSON_ORDER = View(
    id="probation.person_order",
    of="probation.order",
    description="Orders and licences with what the police's records know of the same person.",
    derived=(
        Formula(
            name="year_before",
            type=ColumnType.DATE,
            expression=f"add_months(order_date, {-FOLLOW_UP_MONTHS})",
            description="Same day of the year before.",
        ),
        Aggregate(
            name="first_within_year",
            dataset="probation.order",
            on={"person_key": "person_key"},
            function="min",
            column="order_date",
            where="made_here",
            after="year_before",
            description="Day of the person's first order since then: of this one, unless there was an earlier one.",
        ),
        Aggregate(
            name="longest_due",
            dataset="probation.order",
            on={"person_key": "person_key", "order_date": "order_date"},
            function="max",
            column="end_due",
            where="made_here",
            description="Day the longest of the orders runs out that the person got on the same day.",
        ),
        Aggregate(
            name="reoffended_on",
            dataset="probation.accusation",
            on={"person_key": "person_key"},
            function="min",
            column="offence_on",
            where="led_to_challan",
            after="order_date",
            description="Day of the person's first offence after the order that led to a challan.",
        ),
        Aggregate(
            name="known_to_police",
            dataset="probation.accusation",
            on={"person_key": "person_key"},
            function="exists",
            description="Whether the police's records have the person as accused in any FIR, the one that led to the "
            "order included.",
        ),
        Formula(
            name="person_starts",
            type=ColumnType.BOOL,
            expression="made_here AND person_key IS NOT NULL AND first_within_year = order_date "
            "AND COALESCE(end_due = longest_due, longest_due IS NULL)",
            description="Whether the order makes a person start: the first of that person for a year. Of several made "
            "the same day the longest counts.",
        ),
    ),
)


def _same(column: str, codes: Iterable[str]) -> str:
    """A CASE that gives each code as it is: the two plugins have a list each, and the codes are one."""
    branches = " ".join(f"WHEN '{code}' THEN '{code}'" for code in codes)
    return f"CASE {column} {branches} END"


CONVICTION = View(
    id="probation.conviction",
    of="judiciary.accused",
    description="Accused before the courts with sex and age class in the words of this plugin.",
    derived=(
        Formula(
            name="sex_of_person",
            type=ColumnType.CODE,
            codelist="probation.sex",
            expression=_same("sex", SEXES),
            description="The same code; NULL for one this plugin does not have.",
        ),
        Formula(
            name="age_class_of_person",
            type=ColumnType.CODE,
            codelist="probation.age_class",
            expression=_same("age_class", AGE_CLASSES),
            description="The same code; NULL for one this plugin does not have.",
        ),
    ),
)

VIEWS = (ACCUSATION, PERSON_ORDER, CONVICTION)
