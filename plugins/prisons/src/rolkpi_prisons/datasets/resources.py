"""What a prison has: places, staff, and the children who live there with their mothers."""

from __future__ import annotations

from rolkpi.model import Column, ColumnType, Dataset, Rule
from rolkpi_prisons.datasets.columns import facility

FACILITY = Dataset(
    id="prisons.facility",
    kind="reference",
    description="One row per prison and time during which its capacity stood unchanged.",
    columns=(
        Column(name="facility_code", type=ColumnType.AREA, required=True, description="Code of the prison."),
        Column(name="name", type=ColumnType.TEXT, description="Name of the prison."),
        Column(
            name="type",
            type=ColumnType.CODE,
            codelist="prisons.facility_type",
            description="What the prison is by order; a juvenile barrack does not make a juvenile institution.",
        ),
        Column(
            name="capacity",
            type=ColumnType.INT,
            required=True,
            description="Official (sanctioned) places, not beds found on the day.",
        ),
        Column(name="capacity_m", type=ColumnType.INT, description="Places for men among them."),
        Column(
            name="capacity_f",
            type=ColumnType.INT,
            description="Places for women and girls among them; 0 where the prison has none.",
        ),
        Column(
            name="capacity_j",
            type=ColumnType.INT,
            description="Places for boys under 18 among them; 0 where the prison has none.",
        ),
        Column(name="order_ref", type=ColumnType.TEXT, description="Order that set the capacity."),
        Column(name="valid_from", type=ColumnType.DATE, required=True, description="First day it is in force."),
        Column(name="valid_to", type=ColumnType.DATE, description="First day after it; empty while in force."),
    ),
    key=("facility_code", "valid_from"),
    area="facility_code",
    start="valid_from",
    end="valid_to",
    reported_by=("facility",),
    hierarchy="prison",
    rules=(
        Rule(id="V21", check="capacity > 0", message="a capacity must be greater than 0"),
        Rule(
            id="V10",
            check="COALESCE(capacity_m, 0) + COALESCE(capacity_f, 0) + COALESCE(capacity_j, 0) <= capacity",
            message="places for men, women and juveniles exceed the capacity they are part of",
        ),
        Rule(
            id="V03",
            check="capacity_m >= 0 AND capacity_f >= 0 AND capacity_j >= 0",
            message="a number of places is negative",
        ),
        Rule(id="V04", check="valid_to > valid_from", message="the capacity ends before it begins"),
        Rule(
            id="V21-order",
            check="order_ref IS NOT NULL",
            message="no order is named for the capacity",
            severity="warning",
        ),
    ),
    published="all",
)

CHILDREN = Dataset(
    id="prisons.children",
    kind="spells",
    description="How many children live with their mothers in a prison: one row for the time during which the number "
    "stands. When a child comes or goes, the row ends and another begins on the same day. No child is named.",
    columns=(
        facility(),
        Column(name="from_date", type=ColumnType.DATE, required=True, description="First day the number holds."),
        Column(
            name="to_date",
            type=ColumnType.DATE,
            description="First day it no longer holds; empty while it does.",
        ),
        Column(name="children", type=ColumnType.INT, required=True, description="Number of children."),
    ),
    key=("facility", "from_date"),
    area="facility",
    start="from_date",
    end="to_date",
    reported_by=("facility",),
    hierarchy="prison",
    rules=(
        Rule(id="V03", check="children >= 0", message="a number of children is negative"),
        Rule(id="V04", check="to_date >= from_date", message="the number ends before it begins"),
    ),
    published="all",
)

STAFF = Dataset(
    id="prisons.staff",
    kind="spells",
    description="Posts and staff of a prison: one row for the time during which the numbers stand. A prison that "
    "counts once a month begins a row on the day of the count, and ends the one before on it.",
    columns=(
        facility(),
        Column(name="from_date", type=ColumnType.DATE, required=True, description="First day the numbers hold."),
        Column(
            name="to_date",
            type=ColumnType.DATE,
            description="First day they no longer hold; empty while they do.",
        ),
        Column(name="sanctioned", type=ColumnType.INT, required=True, description="Posts of custodial officers."),
        Column(
            name="in_post",
            type=ColumnType.INT,
            required=True,
            description="Custodial officers in post: warders of every rank, not clerks, drivers or medical staff. On "
            "leave counts, on attachment elsewhere does not.",
        ),
        Column(name="female", type=ColumnType.INT, description="Women among the custodial officers in post."),
        Column(name="medical_in_post", type=ColumnType.INT, description="Doctors, nurses and dispensers in post."),
    ),
    key=("facility", "from_date"),
    area="facility",
    start="from_date",
    end="to_date",
    reported_by=("facility",),
    hierarchy="prison",
    rules=(
        Rule(
            id="V03",
            check="sanctioned >= 0 AND in_post >= 0 AND female >= 0 AND medical_in_post >= 0",
            message="a number of posts or staff is negative",
        ),
        Rule(id="V04", check="to_date >= from_date", message="the numbers end before they begin"),
        Rule(id="V10", check="female <= in_post", message="more women than officers in post"),
    ),
    published="all",
)
