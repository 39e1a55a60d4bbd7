"""Calls, complaints and strength of the police."""

from __future__ import annotations

from rolkpi.model import Column, ColumnType, Dataset, Rule

CALL15 = Dataset(
    id="police.call15",
    kind="events",
    description="One row per call to the emergency number 15.",
    columns=(
        Column(name="call_id", type=ColumnType.KEY, required=True, description="Number in the call register."),
        Column(
            name="district",
            type=ColumnType.AREA,
            required=True,
            description="District of the place help was asked for.",
        ),
        Column(
            name="received_at",
            type=ColumnType.TIMESTAMP,
            required=True,
            description="Day and time the call was answered.",
        ),
        Column(
            name="hour_band",
            type=ColumnType.CODE,
            codelist="police.hour_band",
            description="Part of the day received_at lies in, as the call register groups its calls.",
        ),
        Column(name="dispatched_at", type=ColumnType.TIMESTAMP, description="Day and time a unit was sent."),
        Column(
            name="arrived_at",
            type=ColumnType.TIMESTAMP,
            description="Day and time the first unit reached the scene. Empty when none went.",
        ),
        Column(
            name="urban",
            type=ColumnType.BOOL,
            description="Whether the place lies in an urban area by the census.",
        ),
        Column(name="outcome", type=ColumnType.CODE, codelist="police.call_outcome", required=True),
    ),
    key=("call_id",),
    area="district",
    date="received_at",
    reported_by=("district",),
    rules=(
        Rule(
            id="V02",
            check="(arrived_at IS NOT NULL) = (outcome = 'ATTENDED')",
            message="a call is attended when a unit arrived, and only then",
        ),
        Rule(id="V04", check="arrived_at >= received_at", message="the unit arrived before the call"),
        Rule(
            id="V04-dispatch",
            check="dispatched_at BETWEEN received_at AND COALESCE(arrived_at, dispatched_at)",
            message="the unit was sent before the call or after it arrived",
            severity="warning",
        ),
        Rule(
            id="V19",
            check="within(received_at, arrived_at, '24 hours')",
            message="more than a day from the call to the first unit: is the date right?",
            severity="warning",
        ),
    ),
    published="all",
)

COMPLAINT = Dataset(
    id="police.complaint",
    kind="events",
    description="One row per complaint of a member of the public about the police, from the complaint management "
    "system or the register of the district police office.",
    columns=(
        Column(name="complaint_id", type=ColumnType.KEY, required=True, description="Number of the complaint."),
        Column(
            name="district",
            type=ColumnType.AREA,
            required=True,
            description="District whose police the complaint is about.",
        ),
        Column(
            name="received_at",
            type=ColumnType.TIMESTAMP,
            required=True,
            description="Day and time it was received.",
        ),
        Column(name="category", type=ColumnType.CODE, codelist="police.complaint_category", required=True),
        Column(name="complainant_sex", type=ColumnType.CODE, codelist="police.sex"),
        Column(
            name="closed_at",
            type=ColumnType.TIMESTAMP,
            description="Day and time the complainant was given the result. Empty while it is open.",
        ),
        Column(
            name="outcome",
            type=ColumnType.CODE,
            codelist="police.complaint_outcome",
            description="Given together with closed_at.",
        ),
    ),
    key=("complaint_id",),
    area="district",
    date="received_at",
    reported_by=("district",),
    rules=(
        Rule(
            id="V02",
            check="(closed_at IS NULL) = (outcome IS NULL)",
            message="closed_at and outcome are given together or not at all",
        ),
        Rule(id="V04", check="closed_at >= received_at", message="the complaint was closed before it was received"),
    ),
    published="all",
)

STAFF = Dataset(
    id="police.staff",
    kind="events",
    description="One row per district, month and rank group: the strength of the police on the last day of the month. "
    "Levies are not in it before the day they became police.",
    columns=(
        Column(
            name="district",
            type=ColumnType.AREA,
            required=True,
            description="District in which the officers serve.",
        ),
        Column(
            name="month", type=ColumnType.MONTH, required=True, description="The month at whose end they are counted."
        ),
        Column(name="rank_group", type=ColumnType.CODE, codelist="police.rank_group", required=True),
        Column(name="sanctioned", type=ColumnType.INT, description="Sanctioned posts."),
        Column(name="in_post", type=ColumnType.INT, required=True, description="Officers in post."),
        Column(name="female", type=ColumnType.INT, required=True, description="Women among the officers in post."),
    ),
    key=("district", "month", "rank_group"),
    area="district",
    date="month",
    reported_by=("district",),
    rules=(
        Rule(
            id="V03",
            check="COALESCE(sanctioned, 0) >= 0 AND in_post >= 0 AND female >= 0",
            message="a number of posts or officers is negative",
        ),
        Rule(id="V10", check="female <= in_post", message="more women than officers in post"),
        Rule(
            id="V10-posts",
            check="in_post <= sanctioned",
            message="more officers in post than sanctioned posts",
            severity="warning",
        ),
        Rule(id="V05", check="month >= DATE '1990-01-01'", message="a month before 1990: is the year right?"),
    ),
    published="all",
)
