"""How cases ended at first instance: by case and day, and by accused."""

from __future__ import annotations

from rolkpi.model import Aggregate, Column, ColumnType, Dataset, Formula, Rule

JUDGMENT = Dataset(
    id="prosecution.judgment",
    kind="events",
    description="One row per case and day on which a court of first instance ended it for one or more accused. "
    "prosecution.outcome says how, accused by accused: one case is one row here, however many stood trial. A day on "
    "which it only moved to another court or became dormant is a row too, and counts as no end.",
    columns=(
        Column(name="case_id", type=ColumnType.KEY, required=True, description="Number of the case."),
        Column(
            name="judgment_date",
            type=ColumnType.DATE,
            required=True,
            description="Day of the court's order. Accused tried later have a row of their own.",
        ),
        Column(name="fir_id", type=ColumnType.KEY, description="The FIR the case rests on: police.fir.fir_id."),
        Column(
            name="district",
            type=ColumnType.AREA,
            required=True,
            description="District of the prosecutor's office that conducted the case.",
        ),
        Column(name="court_type", type=ColumnType.CODE, codelist="prosecution.court_type"),
        Column(
            name="offence_cat",
            type=ColumnType.CODE,
            codelist="prosecution.offence",
            required=True,
            description="Principal offence of the case: the one with the heaviest maximum sentence.",
        ),
        Column(
            name="serious_violent",
            type=ColumnType.BOOL,
            description="Whether the principal offence is on the list of serious and violent crime: see "
            "prosecution.offence_class. Empty: not yet classified.",
        ),
        Column(
            name="gbv_flag",
            type=ColumnType.BOOL,
            description="Whether the case is about gender-based violence. Empty: not yet classified.",
        ),
        Column(
            name="victim_sex",
            type=ColumnType.CODE,
            codelist="prosecution.sex",
            description="Sex of the victim; of the first one named where there are several.",
        ),
    ),
    key=("case_id", "judgment_date"),
    area="district",
    date="judgment_date",
    reported_by=("district",),
    derived=(
        Aggregate(
            name="on_merits",
            dataset="prosecution.outcome",
            on={"case_id": "case_id", "judgment_date": "judgment_date"},
            function="exists",
            where="disposal_mode = 'MERITS'",
            description="Whether an accused was convicted or acquitted on the merits that day.",
        ),
        Aggregate(
            name="convicted",
            dataset="prosecution.outcome",
            on={"case_id": "case_id", "judgment_date": "judgment_date"},
            function="exists",
            where="verdict = 'CONVICTED'",
            description="Whether at least one accused was convicted that day.",
        ),
        Aggregate(
            name="compromised",
            dataset="prosecution.outcome",
            on={"case_id": "case_id", "judgment_date": "judgment_date"},
            function="exists",
            where="disposal_mode = 'COMPROMISE'",
            description="Whether the case ended by compromise for an accused that day.",
        ),
        Aggregate(
            name="withdrawn",
            dataset="prosecution.outcome",
            on={"case_id": "case_id", "judgment_date": "judgment_date"},
            function="exists",
            where="disposal_mode = 'WITHDRAWN'",
            description="Whether the prosecution withdrew it for an accused that day.",
        ),
        Aggregate(
            name="acquitted_early",
            dataset="prosecution.outcome",
            on={"case_id": "case_id", "judgment_date": "judgment_date"},
            function="exists",
            where="disposal_mode = 'EARLY_ACQUITTAL'",
            description="Whether an accused was acquitted early that day.",
        ),
        Aggregate(
            name="abated",
            dataset="prosecution.outcome",
            on={"case_id": "case_id", "judgment_date": "judgment_date"},
            function="exists",
            where="disposal_mode = 'ABATED'",
            description="Whether it abated for an accused that day.",
        ),
        Formula(
            name="ended",
            type=ColumnType.CODE,
            codelist="prosecution.case_end",
            expression="CASE WHEN on_merits THEN 'MERITS' WHEN compromised THEN 'COMPROMISE'"
            " WHEN withdrawn THEN 'WITHDRAWN' WHEN acquitted_early THEN 'EARLY_ACQUITTAL'"
            " WHEN abated THEN 'ABATED' ELSE 'MOVED' END",
            description="How the case ended that day, once per case. Where it ended in several ways for several "
            "accused, the first of: on the merits, compromise, withdrawn, early acquittal, abated.",
        ),
    ),
    rules=(
        Rule(
            id="V02-serious",
            check="serious_violent IS NOT NULL",
            message="not classified: the case counts in no figure on serious and violent crime",
            severity="warning",
        ),
        Rule(
            id="V05",
            check="judgment_date >= DATE '2003-01-01'",
            message="the judgment lies before there was a prosecution service: is the year right?",
        ),
    ),
    published="all",
)

_OUTCOME_COLUMNS = (
    Column(name="case_id", type=ColumnType.KEY, required=True, description="Number of the case."),
    Column(
        name="accused_no",
        type=ColumnType.INT,
        required=True,
        description="Number of the accused in the case, from 1.",
    ),
    Column(name="fir_id", type=ColumnType.KEY, description="The FIR the case rests on: police.fir.fir_id."),
    Column(
        name="person_key",
        type=ColumnType.KEY,
        personal=True,
        description="Number that identifies the accused (CNIC); stored as a keyed hash only.",
    ),
    Column(
        name="district",
        type=ColumnType.AREA,
        required=True,
        description="District of the prosecutor's office that conducted the case.",
    ),
    Column(
        name="judgment_date",
        type=ColumnType.DATE,
        required=True,
        description="Day the court of first instance ended the case for this accused.",
    ),
    Column(
        name="verdict",
        type=ColumnType.CODE,
        codelist="prosecution.verdict",
        description="Empty where there is none: the case was transferred or made dormant.",
    ),
    Column(
        name="disposal_mode",
        type=ColumnType.CODE,
        codelist="prosecution.disposal_mode",
        required=True,
        description="How the case ended for this accused. An acquittal without a full trial is EARLY_ACQUITTAL, after "
        "the parties compounded COMPROMISE, after the prosecutor withdrew WITHDRAWN; all others are MERITS.",
    ),
    Column(
        name="acquittal_reason",
        type=ColumnType.CODE,
        codelist="prosecution.acquittal_reason",
        description="Main reason the judgment gives; acquittals only.",
    ),
    Column(
        name="complainant_withdrew",
        type=ColumnType.BOOL,
        description="Whether the complainant or victim withdrew or no longer supported the case.",
    ),
    Column(
        name="offence_cat",
        type=ColumnType.CODE,
        codelist="prosecution.offence",
        required=True,
        description="Gravest offence this accused stood trial for.",
    ),
    Column(
        name="severity",
        type=ColumnType.CODE,
        codelist="prosecution.severity",
        description="Class of that offence by its maximum sentence.",
    ),
    Column(
        name="serious_violent",
        type=ColumnType.BOOL,
        description="Whether that offence is on the list of serious and violent crime.",
    ),
    Column(
        name="gbv_flag",
        type=ColumnType.BOOL,
        description="Whether that offence is gender-based violence. Empty: not yet classified.",
    ),
    Column(name="sex", type=ColumnType.CODE, codelist="prosecution.sex", description="Sex of the accused."),
    Column(
        name="age_class",
        type=ColumnType.CODE,
        codelist="prosecution.age_class",
        description="Age class of the accused on the day of the offence.",
    ),
    Column(
        name="appeal_reviewed_at",
        type=ColumnType.DATE,
        description="Day the prosecution decided whether to appeal.",
    ),
    Column(name="appeal_filed_at", type=ColumnType.DATE, description="Day the prosecution's appeal was filed."),
)

OUTCOME = Dataset(
    id="prosecution.outcome",
    kind="events",
    description="One row per accused and case that ended at first instance, whatever the way. A person accused in two "
    "cases is two rows. An appeal changes nothing here.",
    columns=_OUTCOME_COLUMNS,
    key=("case_id", "accused_no"),
    area="district",
    date="judgment_date",
    reported_by=("district",),
    rules=(
        Rule(id="V03", check="accused_no >= 1", message="accused are numbered from 1"),
        Rule(
            id="V04",
            check="appeal_reviewed_at >= judgment_date AND appeal_filed_at >= judgment_date",
            message="the appeal was reviewed or filed before the judgment",
        ),
        Rule(
            id="V05",
            check="judgment_date >= DATE '2003-01-01'",
            message="the judgment lies before there was a prosecution service: is the year right?",
        ),
        Rule(
            id="V22",
            check="CASE disposal_mode WHEN 'MERITS' THEN COALESCE(verdict IN ('CONVICTED', 'ACQUITTED'), FALSE) WHEN "
            "'ABATED' THEN COALESCE(verdict = 'ABATED', FALSE) WHEN 'TRANSFER' THEN verdict IS NULL WHEN 'DORMANT' "
            "THEN verdict IS NULL ELSE COALESCE(verdict IN ('ACQUITTED', 'DISCHARGED'), FALSE) END",
            message="this verdict cannot come of this mode: on the merits convicted or acquitted, abated abated, "
            "transferred or dormant none, else acquitted or discharged",
        ),
        Rule(
            id="V22-reason",
            check="acquittal_reason IS NULL OR COALESCE(verdict = 'ACQUITTED', FALSE)",
            message="a reason for an acquittal is given, but the accused was not acquitted",
        ),
        Rule(
            id="V02-gbv",
            check="gbv_flag IS NOT NULL",
            message="not classified: the accused counts in no figure on gender-based violence",
            severity="warning",
        ),
    ),
    published=tuple(column.name for column in _OUTCOME_COLUMNS if not column.personal),
)
