"""Cases on the dockets, and the time limits the national policy sets for them."""

from __future__ import annotations

from rolkpi.model import Aggregate, Column, ColumnType, Dataset, Formula, Link, Lookup, Rule
from rolkpi_judiciary.time_limits import TIME_LIMITS

CASE = Dataset(
    id="judiciary.case",
    kind="events",
    description="One row per case on the docket of one court. A case that moves to another court is one row in each: "
    "transferred out here, received by transfer there. The record must include every case that was open when it began. "
    "Over a month, pending at start + instituted + received - decided - transferred out should be pending at end.",
    columns=(
        Column(
            name="case_id",
            type=ColumnType.KEY,
            required=True,
            description="Number of the case in this court. Another court gives a transferred case its own number.",
        ),
        Column(
            name="court",
            type=ColumnType.AREA,
            required=True,
            description="Code of the court; of the district where its courts are not listed one by one.",
        ),
        Column(name="fir_id", type=ColumnType.KEY, description="The FIR the case rests on: police.fir.fir_id."),
        Column(
            name="court_level",
            type=ColumnType.CODE,
            codelist="judiciary.court_level",
            description="Level of the court; empty where a district reports for all its courts without telling.",
        ),
        Column(
            name="case_type",
            type=ColumnType.CODE,
            codelist="judiciary.case_type",
            required=True,
            description="What kind of case it is. A petition for bail has its own register: judiciary.bail.",
        ),
        Column(
            name="offence",
            type=ColumnType.CODE,
            codelist="judiciary.offence",
            description="Principal offence charged: the one with the heaviest maximum sentence. Empty for civil and "
            "family suits.",
        ),
        Column(
            name="severity",
            type=ColumnType.CODE,
            codelist="judiciary.severity",
            description="Class of the gravest offence charged; empty for civil and family suits.",
        ),
        Column(name="gbv_flag", type=ColumnType.BOOL, description="Whether it is gender-based violence."),
        Column(
            name="juvenile_flag",
            type=ColumnType.BOOL,
            description="Whether an accused was under 18 on the day of the offence.",
        ),
        Column(
            name="scheduled_ara",
            type=ColumnType.BOOL,
            description="Whether an offence of the schedule of the Anti-Rape Act is charged: rape, sexual abuse of a "
            "child and what the Act puts beside them.",
        ),
        Column(
            name="victim_age",
            type=ColumnType.CODE,
            codelist="judiciary.victim_age",
            description="Age band of the victim on the day of the offence; of the youngest where there are several.",
        ),
        Column(
            name="limit_id",
            type=ColumnType.CODE,
            codelist="judiciary.limit",
            description="Class of the policy's time limit, set by the registrar; empty where the policy sets none.",
        ),
        Column(
            name="instituted_at",
            type=ColumnType.DATE,
            required=True,
            description="Day the case was instituted, in whichever court: kept when it is transferred. For a case "
            "restored or sent back, the day it came back.",
        ),
        Column(
            name="mode",
            type=ColumnType.CODE,
            codelist="judiciary.mode",
            required=True,
            description="How the case came to this court.",
        ),
        Column(
            name="received_at",
            type=ColumnType.DATE,
            description="Day this court received a transferred case; empty for all others.",
        ),
        Column(name="cognizance_at", type=ColumnType.DATE, description="Day cognizance was taken."),
        Column(name="charge_framed_at", type=ColumnType.DATE, description="Day the charge was framed."),
        Column(
            name="decided_at",
            type=ColumnType.DATE,
            description="Day this court finally decided the case. Empty while it is pending.",
        ),
        Column(
            name="disposal_mode",
            type=ColumnType.CODE,
            codelist="judiciary.disposal_mode",
            description="How it was decided; given together with decided_at.",
        ),
        Column(
            name="transferred_out_at",
            type=ColumnType.DATE,
            description="Day the case left for another court undecided.",
        ),
        Column(
            name="inactive_from",
            type=ColumnType.DATE,
            description="First day the case could not go on: the accused absconded, a higher court stayed it. Of the "
            "latest such time, where there were several.",
        ),
        Column(name="inactive_to", type=ColumnType.DATE, description="First day it could again; empty until then."),
        Column(
            name="inactive_reason",
            type=ColumnType.CODE,
            codelist="judiciary.inactive_reason",
            description="Why it could not go on; given together with inactive_from.",
        ),
    ),
    key=("case_id",),
    area="court",
    date="instituted_at",
    reported_by=("court", "district"),
    hierarchy="judicial",
    links=(
        # The limit in force on the day of institution, whatever was decided later: one policy per case.
        Link(
            name="time_limit",
            dataset="judiciary.time_limit",
            on={"limit_id": "limit_id"},
            valid_at="instituted_at",
        ),
    ),
    derived=(
        Lookup(
            name="limit_months",
            link="time_limit",
            column="months",
            description="Months the policy in force at institution allows; NULL where it sets no limit.",
        ),
        Formula(
            name="limit_last_day",
            type=ColumnType.DATE,
            expression="add_months(instituted_at, limit_months)",
            description="Last day on which a decision is within the policy's limit; NULL where it sets none.",
        ),
        Formula(
            name="days_inactive",
            type=ColumnType.INT,
            expression="days(inactive_from, inactive_to)",
            description="Days for which the case could not go on, once that is over; NULL before.",
        ),
        Aggregate(
            name="trial_settings",
            dataset="judiciary.hearing",
            on={"case_id": "case_id"},
            function="count",
            where="purpose = 'TRIAL'",
            description="How many days were fixed for the trial in this court, whatever became of them.",
        ),
        *(
            Aggregate(
                name=f"juvenile_{sex.lower()}",
                dataset="judiciary.accused",
                on={"case_id": "case_id"},
                function="exists",
                where=f"age_class = 'JUVENILE' AND sex = '{sex}'",
                description=f"Whether a juvenile accused is {label}.",
            )
            for sex, label in (("M", "male"), ("F", "female"), ("T", "transgender"))
        ),
        Formula(
            name="juvenile_sex",
            type=ColumnType.CODE,
            codelist="judiciary.sex_of_accused",
            expression="CASE WHEN juvenile_m AND (juvenile_f OR juvenile_t) OR juvenile_f AND juvenile_t THEN 'MIXED'"
            " WHEN juvenile_m THEN 'M' WHEN juvenile_f THEN 'F' WHEN juvenile_t THEN 'T' END",
            description="Sex of the juveniles accused in the case; NULL where it is recorded of none.",
        ),
    ),
    rules=(
        Rule(id="V04", check="decided_at >= instituted_at", message="the case was decided before it was instituted"),
        Rule(
            id="V04-transfer",
            check="transferred_out_at >= instituted_at AND transferred_out_at >= received_at",
            message="the case was transferred out before it came in",
        ),
        Rule(
            id="V04-received",
            check="received_at >= instituted_at AND decided_at >= received_at",
            message="the case was received before it was instituted, or decided before it was received",
        ),
        Rule(
            id="V04-charge",
            check="charge_framed_at >= instituted_at AND decided_at >= charge_framed_at",
            message="the charge lies outside the life of the case",
            severity="warning",
        ),
        Rule(
            id="V04-cognizance",
            check="cognizance_at >= instituted_at AND decided_at >= cognizance_at",
            message="cognizance was taken outside the life of the case",
            severity="warning",
        ),
        Rule(
            id="V04-inactive",
            check="inactive_from >= instituted_at AND COALESCE(inactive_to >= inactive_from, TRUE)",
            message="the case was inactive before it was instituted, or until before it became inactive",
        ),
        Rule(
            id="V02-inactive",
            check="(inactive_from IS NULL) = (inactive_reason IS NULL) AND (inactive_to IS NULL OR"
            " inactive_from IS NOT NULL)",
            message="inactive_from and inactive_reason are given together, and inactive_to only with them",
            severity="warning",
        ),
        Rule(
            id="V14",
            check="decided_at IS NULL OR transferred_out_at IS NULL",
            message="a case leaves a court once: decided or transferred out, not both",
        ),
        Rule(
            id="V14-received",
            check="(mode = 'TRANSFER_IN') = (received_at IS NOT NULL)",
            message="received_at belongs to transferred cases, and only to them",
        ),
        Rule(
            id="V02",
            check="(decided_at IS NULL) = (disposal_mode IS NULL)",
            message="decided_at and disposal_mode are given together or not at all",
        ),
        Rule(
            id="V05",
            check="instituted_at >= DATE '1950-01-01'",
            message="the case was instituted before 1950: is the year right?",
        ),
        Rule(
            id="V22",
            check="limit_id <> 'JUVENILE' OR juvenile_flag",
            message="the limit for juveniles is set, but no accused is a juvenile",
        ),
        Rule(
            id="V22-scheduled",
            check="NOT scheduled_ara OR COALESCE(case_type NOT IN ('CIVIL', 'FAMILY'), FALSE)",
            message="a civil or family suit cannot be about a scheduled sexual offence",
        ),
        Rule(
            id="V19",
            check="days(instituted_at, decided_at) <= 7300",
            message="the case took more than 20 years: is the year right?",
            severity="warning",
        ),
    ),
    published="all",
)

TIME_LIMIT = Dataset(
    id="judiciary.time_limit",
    kind="reference",
    description="How many months the national judicial policy allows from institution to decision, per class and time.",
    columns=(
        Column(name="limit_id", type=ColumnType.CODE, codelist="judiciary.limit", required=True),
        Column(name="months", type=ColumnType.INT, required=True, description="Calendar months from institution."),
        Column(
            name="effective_from",
            type=ColumnType.DATE,
            required=True,
            description="First day: cases instituted from then on have this limit.",
        ),
        Column(name="effective_to", type=ColumnType.DATE, description="First day it no longer holds."),
        Column(name="source", type=ColumnType.TEXT, description="The policy that sets it."),
    ),
    key=("limit_id", "effective_from"),
    start="effective_from",
    end="effective_to",
    reported_by=("court", "district"),
    hierarchy="judicial",
    rules=(
        Rule(id="V03", check="months > 0", message="a limit must be longer than 0 months"),
        Rule(id="V04", check="effective_to > effective_from", message="the limit ends before it begins"),
    ),
    rows=TIME_LIMITS,
    published="all",
)
