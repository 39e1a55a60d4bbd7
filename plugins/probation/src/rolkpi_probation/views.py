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
            expression="made_here AND first_within_year = order_date "
            "AND COALESCE(end_due = longest_due, longest_due IS NULL)",
            description="Whether the order makes a person start: the first of that person for a year; never without a "
            "number. Of several made the same day the longest counts.",
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

COURT_RETURN = View(
    id="probation.court_return",
    of="judiciary.monthly_return",
    description="Form JUD-M with whether both lines are there that tell who was sent to prison and need not have been.",
    derived=(
        Aggregate(
            name="sentences_told",
            dataset="judiciary.monthly_return",
            on={"court": "court", "month": "month"},
            function="count",
            where="line IN ('J9_ELIGIBLE', 'J9_NON_CUSTODIAL') AND item = 'TOTAL'",
            description="How many of the two lines have a printed total.",
        ),
    ),
)

_FORM = {"district": "district", "month": "month"}

RETURN_LINES = View(
    id="probation.return_lines",
    of="probation.monthly_return",
    description="Form PRB-M with how much of it is there. Where lines or cells are added up they count only when all "
    "of them came: one that was left out would be read as 0.",
    derived=(
        Aggregate(
            name="cells_of_line",
            dataset="probation.monthly_return",
            on={**_FORM, "line": "line"},
            function="count",
            where="item <> 'TOTAL'",
            description="Cells of the same line beside its printed total, whatever stands in them: 12 by sex and age "
            "class, 4 by mode.",
        ),
        Aggregate(
            name="kinds_told",
            dataset="probation.monthly_return",
            on=_FORM,
            function="count",
            where="line IN ('B2_PROBATION', 'B2_CONDITIONAL_DISCHARGE', 'B2_JUVENILE_RELEASE') AND item = 'TOTAL'",
            description="How many of the three lines of new orders by kind have a printed total.",
        ),
        Aggregate(
            name="endings_told",
            dataset="probation.monthly_return",
            on=_FORM,
            function="count",
            where="line IN ('B4_COMPLETED', 'B4_REVOKED_BREACH', 'B4_REVOKED_NEW_OFFENCE') AND item = 'TOTAL'",
            description="How many of the three lines of orders completed or revoked have a printed total.",
        ),
        Aggregate(
            name="ending_cells",
            dataset="probation.monthly_return",
            on=_FORM,
            function="count",
            where="line IN ('B4_COMPLETED', 'B4_REVOKED_BREACH', 'B4_REVOKED_NEW_OFFENCE') AND item <> 'TOTAL'",
            description="Cells by sex and age class of these three lines: 36 when all are there.",
        ),
        Aggregate(
            name="decisions_told",
            dataset="probation.monthly_return",
            on=_FORM,
            function="count",
            where="line IN ('B11_GRANTED', 'B11_REFUSED') AND item = 'TOTAL'",
            description="How many of the two lines of parole decisions have a printed total.",
        ),
    ),
)

VIEWS = (ACCUSATION, PERSON_ORDER, CONVICTION, COURT_RETURN, RETURN_LINES)
