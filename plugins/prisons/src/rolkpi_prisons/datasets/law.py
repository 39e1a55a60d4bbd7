"""Under what warrant or sentence a person is held, and when bail or release is due."""

from __future__ import annotations

from rolkpi.model import Aggregate, Column, ColumnType, Dataset, Formula, Link, Lookup, Rule
from rolkpi_prisons.bail_limits import BAIL_LIMITS
from rolkpi_prisons.codelists import PENALTIES
from rolkpi_prisons.datasets.columns import STAY, facility

BAIL_LIMIT = Dataset(
    id="prisons.bail_limit",
    kind="reference",
    description="After how many months of detention bail is due, per class of accused and time.",
    columns=(
        Column(
            name="limit_class",
            type=ColumnType.CODE,
            codelist="prisons.bail_limit_class",
            required=True,
            description="Whom the limit is for.",
        ),
        Column(name="months", type=ColumnType.INT, required=True, description="Calendar months from the detention."),
        Column(
            name="effective_from",
            type=ColumnType.DATE,
            required=True,
            description="First day: a detention that begins from then on has this limit.",
        ),
        Column(name="effective_to", type=ColumnType.DATE, description="First day it no longer holds."),
        Column(name="source", type=ColumnType.TEXT, description="The law that sets it."),
    ),
    key=("limit_class", "effective_from"),
    start="effective_from",
    end="effective_to",
    reported_by=(),
    hierarchy="prison",
    rules=(
        Rule(id="V03", check="months > 0", message="a limit must be longer than 0 months"),
        Rule(id="V04", check="effective_to > effective_from", message="the limit ends before it begins"),
    ),
    rows=BAIL_LIMITS,
    published="all",
)

WARRANT = Dataset(
    id="prisons.warrant",
    kind="events",
    description="One row per warrant under which a person is held under trial, and FIR it rests on. The prisons "
    "deliver it for the whole province, district by district of the police, whichever prison holds the person: what is "
    "known of a warrant's FIR depends on the police of that district.",
    columns=(
        Column(name="warrant_id", type=ColumnType.KEY, required=True, description="Key of the warrant."),
        Column(
            name="custody_id",
            type=ColumnType.KEY,
            required=True,
            description="The stay of the person: prisons.custody_status.custody_id. It may have several warrants.",
        ),
        Column(name="facility", type=ColumnType.AREA, description="Code of the prison that holds the warrant now."),
        Column(
            name="police_district",
            type=ColumnType.AREA,
            required=True,
            description="District of the police station that the warrant names.",
        ),
        Column(
            name="fir_id",
            type=ColumnType.KEY,
            description="The FIR: police.fir.fir_id. Empty where the warrant does not tell.",
        ),
        Column(
            name="court_code",
            type=ColumnType.AREA,
            description="Court that issued the warrant: judiciary.case.court.",
        ),
        Column(name="sections", type=ColumnType.TEXT, description="Sections of law the warrant names."),
        Column(
            name="max_penalty_class",
            type=ColumnType.CODE,
            codelist="prisons.penalty_class",
            description="The heaviest sentence that an offence of the warrant carries.",
        ),
        Column(
            name="juvenile",
            type=ColumnType.BOOL,
            description="Whether the person was under 18 on the day of the offence. Empty means no.",
        ),
        Column(
            name="detained_since",
            type=ColumnType.DATE,
            required=True,
            description="First day in custody on this FIR, days in police custody included: day 0.",
        ),
        Column(
            name="ended_at",
            type=ColumnType.DATE,
            description="First day the person is no longer held under trial on this warrant: of bail, sentence, "
            "acquittal, discharge or death. A transfer to another prison does not end it. Empty while it lasts.",
        ),
        Column(
            name="delay_attributed_days",
            type=ColumnType.INT,
            description="Days of delay that a court laid to the accused or the accused's counsel. Empty means none.",
        ),
        Column(
            name="excluded_by_4th_proviso",
            type=ColumnType.BOOL,
            description="Whether a court held that the fourth proviso to s.497(1) CrPC excludes the person: a previous "
            "convict for an offence punishable with death or life, a hardened, desperate or dangerous criminal, or an "
            "accused of terrorism. Empty means no.",
        ),
        Column(
            name="bail_granted_unfurnished",
            type=ColumnType.BOOL,
            description="Whether bail was granted and no surety bond furnished, so that the person is still held.",
        ),
    ),
    key=("warrant_id",),
    area="police_district",
    date="detained_since",
    reported_by=("district",),
    links=(
        Link(
            name="limit",
            dataset="prisons.bail_limit",
            on={"limit_class": "limit_class"},
            valid_at="detained_since",
        ),
    ),
    derived=(
        *(
            Aggregate(
                name=name,
                dataset="prisons.custody",
                on={"custody_id": "custody_id"},
                function="exists",
                where=f"sex = '{sex}'",
                description=f"Whether the admission register has the person as {label}.",
            )
            for name, sex, label in (
                ("man", "M", "male"),
                ("woman", "F", "female"),
                ("transgender", "T", "transgender"),
            )
        ),
        Formula(
            name="sex",
            type=ColumnType.CODE,
            codelist="prisons.sex",
            expression="CASE WHEN woman THEN 'F' WHEN man THEN 'M' WHEN transgender THEN 'T' ELSE 'U' END",
            description="Sex of the person, as the admission register has it.",
        ),
        Formula(
            name="limit_class",
            type=ColumnType.CODE,
            codelist="prisons.bail_limit_class",
            expression="CASE WHEN juvenile THEN 'JUVENILE'"
            " WHEN max_penalty_class IS NULL THEN NULL"
            " WHEN woman AND max_penalty_class = 'DEATH' THEN 'WOMAN_DEATH'"
            " WHEN woman THEN 'WOMAN'"
            " WHEN max_penalty_class = 'DEATH' THEN 'GENERAL_DEATH'"
            " ELSE 'GENERAL' END",
            description="Which limit of statutory bail applies; NULL where the penalty is not known.",
        ),
        Lookup(
            name="limit_months",
            link="limit",
            column="months",
            description="Months of detention after which bail is due, by the law of the day the detention began.",
        ),
        Formula(
            name="over_limit_gross_from",
            type=ColumnType.DATE,
            expression="add_days(add_months(detained_since, limit_months), 1)",
            description="First day on which the detention exceeds the limit, whoever caused the delay.",
        ),
        Formula(
            name="over_limit_net_from",
            type=ColumnType.DATE,
            expression="CASE WHEN NOT COALESCE(excluded_by_4th_proviso, FALSE)"
            " THEN add_days(over_limit_gross_from, COALESCE(delay_attributed_days, 0)) END",
            description="The same with the delay of the accused's own added; NULL where the fourth proviso excludes.",
        ),
        Formula(
            name="juvenile_case",
            type=ColumnType.BOOL,
            expression="COALESCE(juvenile, FALSE)",
            description="Whether the person was under 18 on the day of the offence; no where that is not told.",
        ),
        Formula(
            name="bail_unfurnished",
            type=ColumnType.BOOL,
            expression="COALESCE(bail_granted_unfurnished, FALSE)",
            description="Whether bail was granted and no surety bond furnished; no where that is not told.",
        ),
        Formula(
            name="penalty_rank",
            type=ColumnType.INT,
            expression="CASE max_penalty_class "
            + " ".join(f"WHEN '{code}' THEN {rank}" for rank, code in enumerate(PENALTIES, start=1))
            + " END",
            description="1 for death, and so on down to 5 for up to 3 years.",
        ),
    ),
    rules=(
        Rule(id="V03", check="delay_attributed_days >= 0", message="a number of days is negative"),
        Rule(id="V04", check="ended_at >= detained_since", message="the warrant ends before the detention begins"),
        Rule(
            id="V05",
            check="detained_since >= DATE '1950-01-01'",
            message="the detention begins before 1950: is the year right?",
        ),
        Rule(
            id="V17",
            check="fir_id IS NOT NULL",
            message="no FIR is named: nobody can tell whether the police have reported",
            severity="warning",
        ),
        Rule(
            id="V19",
            check="days(detained_since, ended_at) <= 7305",
            message="under trial for more than 20 years: is the year right?",
            severity="warning",
        ),
        Rule(
            id="V02-penalty",
            check="max_penalty_class IS NOT NULL OR COALESCE(juvenile, FALSE)",
            message="no penalty is named: nobody can tell when bail is due",
            severity="warning",
        ),
    ),
    published="all",
)

_FACTS = {
    "sex": "Sex of the person.",
    "juvenile_case": "Whether the person was under 18 on the day of the offence.",
    "max_penalty_class": "The heaviest sentence that an offence of the warrant carries.",
    "bail_unfurnished": "Whether bail was granted and no surety bond furnished.",
    "limit_months": "Months of detention after which bail is due.",
    "over_limit_gross_from": "First day past the limit, whoever caused the delay.",
    "over_limit_net_from": "First day past the limit, delay of the accused's own added; NULL where excluded.",
}

REMAND = Dataset(
    id="prisons.remand",
    kind="spells",
    description="One row for the time during which one prison holds a person under trial on one warrant. A transfer "
    "ends the row here and begins one there; bail, sentence, acquittal or discharge in the case ends it. A person "
    "held on two warrants is in two rows at a time. All of a warrant's rows lie within detained_since and ended_at.",
    columns=(
        Column(
            name="warrant_id",
            type=ColumnType.KEY,
            required=True,
            description="The warrant: prisons.warrant.warrant_id.",
        ),
        STAY,
        facility("Prison that holds the person in this time."),
        Column(
            name="from_date", type=ColumnType.DATE, required=True, description="First day held here on the warrant."
        ),
        Column(
            name="to_date",
            type=ColumnType.DATE,
            description="First day no longer held here on the warrant. Empty while it lasts.",
        ),
    ),
    key=("warrant_id", "from_date"),
    area="facility",
    start="from_date",
    end="to_date",
    reported_by=("facility",),
    hierarchy="prison",
    links=(Link(name="warrant", dataset="prisons.warrant", on={"warrant_id": "warrant_id"}),),
    derived=tuple(
        Lookup(name=name, link="warrant", column=name, description=description) for name, description in _FACTS.items()
    ),
    rules=(
        Rule(id="V04", check="to_date >= from_date", message="the time ends before it begins"),
        Rule(
            id="V05",
            check="from_date >= DATE '1950-01-01'",
            message="the time begins before 1950: is the year right?",
        ),
    ),
    published="all",
)

SENTENCE = Dataset(
    id="prisons.sentence",
    kind="events",
    description="One row per sentence that a person in prison serves. A later change of remission or of the due date "
    "is delivered as the same row again.",
    columns=(
        Column(name="sentence_id", type=ColumnType.KEY, required=True, description="Key of the sentence."),
        STAY,
        facility("Prison that has the warrant of commitment."),
        Column(name="sentenced_on", type=ColumnType.DATE, required=True, description="Day of the sentence."),
        Column(
            name="kind",
            type=ColumnType.CODE,
            codelist="prisons.sentence_kind",
            required=True,
            description="Imprisonment, death, or imprisonment for a fine not paid.",
        ),
        Column(name="length_days", type=ColumnType.INT, description="Days the court gave; empty for life and death."),
        Column(name="fine", type=ColumnType.MONEY, description="Fine in rupees."),
        Column(name="remission_days", type=ColumnType.INT, description="Days of remission earned or granted so far."),
        Column(
            name="due_release_date",
            type=ColumnType.DATE,
            description="Last day the person may be held under this sentence, remission taken off. Empty for death.",
        ),
    ),
    key=("sentence_id",),
    area="facility",
    date="sentenced_on",
    reported_by=("facility",),
    hierarchy="prison",
    rules=(
        Rule(
            id="V03",
            check="length_days >= 0 AND fine >= 0 AND remission_days >= 0",
            message="a number of days or a fine is negative",
        ),
        Rule(
            id="V05",
            check="sentenced_on >= DATE '1950-01-01'",
            message="the sentence lies before 1950: is the year right?",
        ),
        Rule(
            id="V10",
            check="remission_days <= length_days",
            message="more days of remission than the sentence has",
        ),
        Rule(
            id="V02-due",
            check="due_release_date IS NOT NULL OR kind = 'DEATH'",
            message="no due date: nobody can tell whether the release is in time",
            severity="warning",
        ),
    ),
    published="all",
)
