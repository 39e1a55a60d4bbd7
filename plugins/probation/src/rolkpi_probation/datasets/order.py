"""The register of orders and licences, and what was known of a person when the order was completed."""

from __future__ import annotations

from rolkpi.model import Aggregate, Column, ColumnType, Dataset, Formula, Link, Lookup, Rule

DISTRICT = Column(name="district", type=ColumnType.AREA, required=True, description="District of the probation office.")

PERSON_KEY = Column(
    name="person_key",
    type=ColumnType.KEY,
    personal=True,
    description="Number that identifies the person (CNIC); stored as a keyed hash only.",
)

ORDER = Dataset(
    id="probation.order",
    kind="events",
    description="One row per order of a court or parole licence, in the district whose officer supervises it. One "
    "person may have several. An order that moves to another district is one row in each: ended as TRANSFERRED here, "
    "with a number of its own and transferred_in_at there.",
    columns=(
        Column(name="order_id", type=ColumnType.KEY, required=True, description="Number in the register of orders."),
        PERSON_KEY,
        Column(
            name="weak_key",
            type=ColumnType.BOOL,
            description="Whether the person's number was made up from name, father's name and year of birth because "
            "no CNIC was on the papers.",
        ),
        Column(
            name="kind", type=ColumnType.CODE, codelist="probation.kind", required=True, description="What was ordered."
        ),
        Column(
            name="court",
            type=ColumnType.AREA,
            description="Code of the court that made the order; of the district where courts are not listed singly.",
        ),
        Column(
            name="court_level",
            type=ColumnType.CODE,
            codelist="probation.court_level",
            description="Level of that court. Empty for a parole licence.",
        ),
        Column(
            name="facility",
            type=ColumnType.AREA,
            description="Code of the prison the licence releases from. Empty for an order of a court.",
        ),
        DISTRICT,
        Column(
            name="case_id",
            type=ColumnType.KEY,
            description="The court's case: judiciary.case.case_id. Empty for a licence, or where the order names none.",
        ),
        Column(
            name="offence_cat",
            type=ColumnType.CODE,
            codelist="probation.offence",
            description="Principal offence the person was convicted of.",
        ),
        Column(
            name="sex", type=ColumnType.CODE, codelist="probation.sex", required=True, description="Sex of the person."
        ),
        Column(
            name="age_at_order",
            type=ColumnType.INT,
            description="Whole years of age on the day of the order. The date of birth itself is not kept.",
        ),
        Column(
            name="juvenile_flag",
            type=ColumnType.BOOL,
            description="Whether the person was under 18 at the offence. Empty where nobody knows.",
        ),
        Column(
            name="order_date",
            type=ColumnType.DATE,
            required=True,
            description="Day the court made the order or the licence was signed; kept when the order is transferred.",
        ),
        Column(
            name="length_months",
            type=ColumnType.INT,
            description="Months the order is to run: one to three years of probation, at most one of conditional "
            "discharge.",
        ),
        Column(
            name="transferred_in_at",
            type=ColumnType.DATE,
            description="Day this office received the order from another district; empty for all others.",
        ),
        Column(
            name="registered_at",
            type=ColumnType.DATE,
            description="Day the person was registered with the officer: first day under supervision. For an order "
            "transferred in, with the officer here. Empty until then.",
        ),
        Column(name="officer_id", type=ColumnType.TEXT, description="Number of the officer, not the name."),
        Column(name="end_due", type=ColumnType.DATE, description="Day the order runs out if nothing happens."),
        Column(
            name="ended_at",
            type=ColumnType.DATE,
            description="First day the person is no longer under supervision on this order, not the day the file was "
            "closed. Empty while it runs.",
        ),
        Column(
            name="end_reason",
            type=ColumnType.CODE,
            codelist="probation.end_reason",
            description="How it ended; given together with ended_at.",
        ),
    ),
    key=("order_id",),
    area="district",
    date="order_date",
    reported_by=("district",),
    links=(Link(name="outcome", dataset="probation.outcome", on={"order_id": "order_id"}),),
    derived=(
        Formula(
            name="age_class",
            type=ColumnType.CODE,
            codelist="probation.age_class",
            expression="CASE WHEN juvenile_flag THEN 'JUVENILE' WHEN NOT juvenile_flag THEN 'ADULT' ELSE 'UNKNOWN' END",
            description="JUVENILE for who was under 18 at the offence, for as long as the order runs.",
        ),
        Formula(
            name="age_band",
            type=ColumnType.CODE,
            codelist="probation.age_band",
            expression="CASE WHEN age_at_order < 10 THEN 'A00_09' WHEN age_at_order < 14 THEN 'A10_13' "
            "WHEN age_at_order < 18 THEN 'A14_17' WHEN age_at_order < 25 THEN 'A18_24' "
            "WHEN age_at_order < 35 THEN 'A25_34' WHEN age_at_order < 45 THEN 'A35_44' "
            "WHEN age_at_order < 60 THEN 'A45_59' WHEN age_at_order IS NOT NULL THEN 'A60' END",
            description="Age band on the day of the order; NULL where the age is not known.",
        ),
        Formula(
            name="length",
            type=ColumnType.CODE,
            codelist="probation.length",
            expression="CASE WHEN length_months <= 12 THEN 'UP_TO_12' WHEN length_months <= 24 THEN 'OVER_12' "
            "WHEN length_months <= 36 THEN 'OVER_24' WHEN length_months IS NOT NULL THEN 'OVER_36' END",
            description="Class of the length; NULL where it is not known.",
        ),
        Formula(
            name="made_here",
            type=ColumnType.BOOL,
            expression="transferred_in_at IS NULL",
            description="Whether this is the office that first received the order, so that one which moves on counts "
            "once.",
        ),
        Formula(
            name="day_before",
            type=ColumnType.DATE,
            expression="add_days(order_date, -1)",
            description="Day before the order.",
        ),
        Aggregate(
            name="first_kept_at",
            dataset="probation.contact",
            on={"order_id": "order_id"},
            function="min",
            column="held_date",
            where="kept",
            after="day_before",
            description="Day of the first contact that was kept, on the day of the order or later; NULL while there is "
            "none. One dated before the order is an error and hides none that came after.",
        ),
        Lookup(
            name="employed",
            link="outcome",
            column="employed",
            description="Whether the person was in work at the end; NULL where nothing is recorded.",
        ),
        Lookup(name="in_training", link="outcome", column="in_training", description="The same of training."),
        Lookup(name="in_school", link="outcome", column="in_school", description="The same of school or study."),
    ),
    rules=(
        Rule(id="V03", check="length_months > 0", message="the order has no length"),
        Rule(id="V03-age", check="age_at_order BETWEEN 7 AND 110", message="the age is not one of a convicted person"),
        Rule(
            id="V04",
            check="registered_at >= order_date",
            message="the person was registered before the order was made",
        ),
        Rule(
            id="V04-ended",
            check="ended_at >= order_date AND ended_at >= registered_at",
            message="the order ended before it was made or registered",
        ),
        Rule(id="V04-due", check="end_due > order_date", message="the order runs out before it begins"),
        Rule(
            id="V04-transfer",
            check="transferred_in_at >= order_date AND registered_at >= transferred_in_at",
            message="the order was received by transfer before it was made, or registered here before it was received",
        ),
        Rule(
            id="V02",
            check="(ended_at IS NULL) = (end_reason IS NULL)",
            message="ended_at and end_reason are given together or not at all",
        ),
        Rule(
            id="V05",
            check="order_date >= DATE '1990-01-01'",
            message="the order was made before 1990: is the year right?",
        ),
        Rule(
            id="V18",
            check="person_key IS NOT NULL",
            message="nobody can tell whether this person is already under supervision",
            severity="warning",
        ),
        Rule(
            id="V19",
            check="days(order_date, registered_at) <= 365",
            message="more than a year from the order to the registration: are the days right?",
            severity="warning",
        ),
        Rule(
            id="V22",
            check="kind <> 'JUVENILE_RELEASE' OR juvenile_flag",
            message="a juvenile is released, but the person was no juvenile",
        ),
        Rule(
            id="V22-age",
            check="juvenile_flag OR age_at_order >= 18",
            message="under 18 on the day of the order, and yet not under 18 at the offence",
        ),
        Rule(
            id="V22-length",
            check="CASE kind WHEN 'CONDITIONAL_DISCHARGE' THEN length_months <= 12 "
            "WHEN 'PROBATION' THEN length_months BETWEEN 12 AND 36 END",
            message="the law knows one to three years of probation, and at most one of conditional discharge",
            severity="warning",
        ),
        Rule(
            id="V22-licence",
            check="(kind = 'PAROLE_LICENCE') = (facility IS NOT NULL)",
            message="a licence names the prison, an order of a court does not",
            severity="warning",
        ),
    ),
    published="all",
)

OUTCOME = Dataset(
    id="probation.outcome",
    kind="events",
    description="One row per order that was completed: what was known of the person then. An empty cell means that "
    "nobody asked.",
    columns=(
        Column(name="order_id", type=ColumnType.KEY, required=True, description="The order: probation.order.order_id."),
        DISTRICT,
        Column(name="recorded_at", type=ColumnType.DATE, required=True, description="Day the officer wrote it down."),
        Column(name="employed", type=ColumnType.BOOL, description="Whether the person was in paid work."),
        Column(name="in_training", type=ColumnType.BOOL, description="Whether the person was in vocational training."),
        Column(name="in_school", type=ColumnType.BOOL, description="Whether the person was in school or study."),
        Column(name="accommodation", type=ColumnType.BOOL, description="Whether the person had a settled home."),
    ),
    key=("order_id",),
    area="district",
    date="recorded_at",
    reported_by=("district",),
    rules=(
        Rule(
            id="V05",
            check="recorded_at >= DATE '1990-01-01'",
            message="it was recorded before 1990: is the year right?",
        ),
        Rule(
            id="V02",
            check="employed IS NOT NULL OR in_training IS NOT NULL OR in_school IS NOT NULL",
            message="nothing is recorded of work, training or school",
            severity="warning",
        ),
    ),
    published="all",
)
