"""FIRs and the reports under s.173 CrPC that follow them."""

from __future__ import annotations

from rolkpi.model import Aggregate, Column, ColumnType, Dataset, Formula, Link, Rule

FIR = Dataset(
    id="police.fir",
    kind="events",
    description="One row per First Information Report (s.154 CrPC), whatever the number of accused or sections.",
    columns=(
        Column(
            name="fir_id",
            type=ColumnType.KEY,
            required=True,
            description="Station, number and year as one text: PS012/45/2024.",
        ),
        Column(
            name="district",
            type=ColumnType.AREA,
            required=True,
            description="District of the police station that registered the FIR.",
        ),
        Column(name="ps_code", type=ColumnType.TEXT, description="Code of the police or Levies station."),
        Column(name="fir_no", type=ColumnType.INT, description="Number of the FIR within its station and year."),
        Column(name="fir_year", type=ColumnType.INT, description="Calendar year of the number."),
        Column(
            name="force",
            type=ColumnType.CODE,
            codelist="police.force",
            required=True,
            description="Force that registered the FIR. An FIR of a station handed over later keeps its force.",
        ),
        Column(
            name="reported_at",
            type=ColumnType.TIMESTAMP,
            description="Day and time the offence was reported at the station, as in the daily diary.",
        ),
        Column(
            name="registered_at",
            type=ColumnType.DATE,
            required=True,
            description="Day the FIR was registered: day 0 of the clock of s.173 CrPC.",
        ),
        Column(name="occurred_on", type=ColumnType.DATE, description="Day of the offence, or its first day."),
        Column(
            name="offence_cat",
            type=ColumnType.CODE,
            codelist="police.offence",
            required=True,
            description="Principal offence: the one with the heaviest maximum sentence.",
        ),
        Column(name="sections", type=ColumnType.TEXT, description="Sections of law as written: 392/34 PPC."),
        Column(
            name="severity",
            type=ColumnType.CODE,
            codelist="police.severity",
            description="Class of the principal offence by its maximum sentence.",
        ),
        Column(
            name="gbv_flag",
            type=ColumnType.BOOL,
            description="Whether the offence is gender-based violence. Empty: not yet classified.",
        ),
        Column(
            name="scheduled_ara",
            type=ColumnType.BOOL,
            description="Whether the offence is in the schedules of the Anti-Rape (Investigation and Trial) Act 2021. "
            "Empty: not yet classified.",
        ),
        Column(name="honour_flag", type=ColumnType.BOOL, description="Whether it was done in the name of honour."),
        Column(
            name="complainant_sex",
            type=ColumnType.CODE,
            codelist="police.sex",
            description="Sex of the person who gave the information.",
        ),
        Column(name="n_victims", type=ColumnType.INT, description="Victims named in the FIR."),
        Column(
            name="io_sex",
            type=ColumnType.CODE,
            codelist="police.sex",
            description="Sex of the investigating officer.",
        ),
        Column(
            name="arcc_referred_at",
            type=ColumnType.TIMESTAMP,
            description="Day and time the victim was referred to an anti-rape crisis cell.",
        ),
        Column(
            name="medico_legal_at",
            type=ColumnType.TIMESTAMP,
            description="Day and time of the medico-legal examination.",
        ),
        Column(
            name="closed_at",
            type=ColumnType.DATE,
            description="Day the investigation ended, by final report, cancellation, transfer out or a court's "
            "order. Empty while it runs.",
        ),
        Column(
            name="closure",
            type=ColumnType.CODE,
            codelist="police.closure",
            description="How it ended; given together with closed_at.",
        ),
        Column(
            name="cancel_class",
            type=ColumnType.CODE,
            codelist="police.cancel_class",
            description="Why the FIR was cancelled; empty unless it was.",
        ),
        Column(
            name="transferred_to",
            type=ColumnType.TEXT,
            description="Station, district or agency that took the case over; empty unless it was transferred.",
        ),
        Column(
            name="withdrawn_flag",
            type=ColumnType.BOOL,
            description="Whether the complainant withdrew the accusation or compounded the offence.",
        ),
        Column(
            name="property_type",
            type=ColumnType.CODE,
            codelist="police.property_type",
            description="Kind of property that makes up most of the value stolen; empty where nothing was.",
        ),
        Column(
            name="property_stolen_value",
            type=ColumnType.MONEY,
            description="Value of the property reported stolen, in rupees.",
        ),
        Column(
            name="property_recovered_value",
            type=ColumnType.MONEY,
            description="Value of what has been recovered of it so far, in rupees.",
        ),
        Column(
            name="recovered_at",
            type=ColumnType.DATE,
            description="Day of the recovery, of the last one where there were several. Given together with its value.",
        ),
    ),
    key=("fir_id",),
    area="district",
    date="registered_at",
    reported_by=("district",),
    derived=(
        Formula(
            name="eve",
            type=ColumnType.DATE,
            expression="add_days(registered_at, -1)",
            description="The day before the registration. A report of that day or earlier is dated wrongly and does "
            "not count, so that a later right one is seen.",
        ),
        Aggregate(
            name="first_report_at",
            dataset="police.report173",
            on={"fir_id": "fir_id"},
            function="min",
            column="forwarded_at",
            after="eve",
            where="kind IN ('INTERIM', 'COMPLETE')",
            description="Day the first interim or complete report went to the prosecutor.",
        ),
        Aggregate(
            name="first_any_report_at",
            dataset="police.report173",
            on={"fir_id": "fir_id"},
            function="min",
            column="forwarded_at",
            after="eve",
            description="Day the first report of any kind went to the prosecutor.",
        ),
        Aggregate(
            name="first_complete_at",
            dataset="police.report173",
            on={"fir_id": "fir_id"},
            function="min",
            column="forwarded_at",
            after="eve",
            where="kind = 'COMPLETE'",
            description="Day the first complete report went to the prosecutor. A second one, the same day or after a "
            "return for defects, changes nothing.",
        ),
        Aggregate(
            name="first_challan_at",
            dataset="police.report173",
            on={"fir_id": "fir_id"},
            function="min",
            column="forwarded_at",
            after="eve",
            where="kind = 'COMPLETE' AND n_accused_sent >= 1",
            description="Day the first complete report that sends up an accused went to the prosecutor.",
        ),
        Aggregate(
            name="first_forensic_at",
            dataset="police.report173",
            on={"fir_id": "fir_id"},
            function="min",
            column="forwarded_at",
            after="eve",
            where="kind = 'COMPLETE' AND forensic_attached",
            description="Day the first complete report with a forensic result went to the prosecutor.",
        ),
        Aggregate(
            name="first_cancelled_at",
            dataset="police.report173",
            on={"fir_id": "fir_id"},
            function="min",
            column="forwarded_at",
            after="eve",
            where="kind = 'CANCELLATION'",
            description="Day the first cancellation report went to the prosecutor.",
        ),
        Aggregate(
            name="first_untraced_at",
            dataset="police.report173",
            on={"fir_id": "fir_id"},
            function="min",
            column="forwarded_at",
            after="eve",
            where="kind = 'UNTRACED'",
            description="Day the first untraced report went to the prosecutor.",
        ),
        Formula(
            name="first_final_at",
            type=ColumnType.DATE,
            expression="LEAST(first_complete_at, first_cancelled_at, first_untraced_at)",
            description="Day of the first report that ends an investigation. An interim report does not end it.",
        ),
        Formula(
            name="finalised_at",
            type=ColumnType.DATE,
            expression="LEAST(first_final_at, CASE WHEN closure IN ('CANCELLED', 'UNTRACED', 'TRANSFERRED') "
            "THEN closed_at END)",
            description="Day the police finalised the investigation: by the first report that ends it, or by closing "
            "it without one. What a court quashed was not finalised by them.",
        ),
        Formula(
            name="outcome",
            type=ColumnType.CODE,
            codelist="police.closure",
            expression="CASE WHEN first_complete_at = finalised_at THEN 'CHALLANED' "
            "WHEN first_cancelled_at = finalised_at THEN 'CANCELLED' "
            "WHEN first_untraced_at = finalised_at THEN 'UNTRACED' ELSE closure END",
            description="How it was finalised on that day; reports of one day in the order complete, cancellation, "
            "untraced.",
        ),
        Aggregate(
            name="youngest_victim",
            dataset="police.victim",
            on={"fir_id": "fir_id"},
            function="min",
            column="age",
            description="Age of the youngest victim whose age is known.",
        ),
        Formula(
            name="victim_age",
            type=ColumnType.CODE,
            codelist="police.victim_age",
            expression="CASE WHEN youngest_victim < 18 THEN 'CHILD' WHEN youngest_victim IS NOT NULL THEN 'ADULT' END",
            description="Whether the youngest victim is under 18; NULL where no age is known.",
        ),
        Aggregate(
            name="female_victim",
            dataset="police.victim",
            on={"fir_id": "fir_id"},
            function="exists",
            where="sex = 'F'",
            description="Whether a victim is female.",
        ),
        Aggregate(
            name="male_victim",
            dataset="police.victim",
            on={"fir_id": "fir_id"},
            function="exists",
            where="sex = 'M'",
            description="Whether a victim is male.",
        ),
        Aggregate(
            name="transgender_victim",
            dataset="police.victim",
            on={"fir_id": "fir_id"},
            function="exists",
            where="sex = 'T'",
            description="Whether a victim is transgender.",
        ),
        Formula(
            name="victim_sex",
            type=ColumnType.CODE,
            codelist="police.victim_sex",
            expression="CASE WHEN female_victim AND (male_victim OR transgender_victim) THEN 'SEVERAL' "
            "WHEN male_victim AND transgender_victim THEN 'SEVERAL' WHEN female_victim THEN 'F' "
            "WHEN male_victim THEN 'M' WHEN transgender_victim THEN 'T' END",
            description="Sex of the victims; NULL where none is known.",
        ),
    ),
    rules=(
        Rule(id="V03", check="n_victims >= 0", message="the number of victims is negative"),
        Rule(
            id="V03-value",
            check="property_stolen_value >= 0 AND property_recovered_value >= 0",
            message="a value of property is negative",
        ),
        Rule(
            id="V04",
            check="closed_at >= registered_at",
            message="the investigation was closed before the FIR was registered",
        ),
        Rule(
            id="V04-offence",
            check="occurred_on <= registered_at",
            message="the offence lies after the registration of the FIR",
            severity="warning",
        ),
        Rule(
            id="V04-referral",
            check="arcc_referred_at >= reported_at",
            message="the referral to an anti-rape crisis cell lies before the report",
            severity="warning",
        ),
        Rule(
            id="V04-recovery",
            check="recovered_at >= registered_at",
            message="the property was recovered before the FIR was registered",
            severity="warning",
        ),
        Rule(
            id="V05",
            check="registered_at >= DATE '1990-01-01'",
            message="the FIR was registered before 1990: is the year right?",
        ),
        Rule(
            id="V02",
            check="(closed_at IS NULL) = (closure IS NULL)",
            message="closed_at and closure are given together or not at all",
        ),
        Rule(
            id="V02-recovery",
            check="(recovered_at IS NULL) = (property_recovered_value IS NULL)",
            message="the day and the value of a recovery are given together or not at all",
        ),
        Rule(
            id="V02-cancelled",
            check="cancel_class IS NULL OR closure = 'CANCELLED'",
            message="a reason for cancellation is given and the FIR is not cancelled",
            severity="warning",
        ),
        Rule(
            id="V22",
            check="NOT scheduled_ara OR offence_cat IN ('RAPE', 'SEXUAL_CHILD', 'OUTRAGE_MODESTY', 'KIDNAP_ABDUCT', "
            "'ACID')",
            message="marked as scheduled in the Anti-Rape Act, with a principal offence that is no sexual offence",
            severity="warning",
        ),
    ),
    published="all",
)

REPORT173 = Dataset(
    id="police.report173",
    kind="events",
    description="One row per police report under s.173 CrPC that was forwarded to the prosecutor. One FIR may have "
    "several: interim, complete, supplementary.",
    columns=(
        Column(name="report_id", type=ColumnType.KEY, required=True, description="Key of the report."),
        Column(name="fir_id", type=ColumnType.KEY, required=True, description="The FIR: police.fir.fir_id."),
        Column(
            name="district",
            type=ColumnType.AREA,
            required=True,
            description="District that forwarded the report.",
        ),
        Column(name="kind", type=ColumnType.CODE, codelist="police.report_kind", required=True),
        Column(
            name="forwarded_at",
            type=ColumnType.DATE,
            required=True,
            description="Day the report went to the prosecutor, not the day it was written.",
        ),
        Column(
            name="n_accused_sent",
            type=ColumnType.INT,
            description="Accused named in the report and sent up for trial.",
        ),
        Column(
            name="forensic_attached",
            type=ColumnType.BOOL,
            description="Whether the result of at least one forensic examination is attached. Empty: not known.",
        ),
        Column(
            name="medical_attached",
            type=ColumnType.BOOL,
            description="Whether a medico-legal report is attached. Empty: not known.",
        ),
        Column(
            name="version",
            type=ColumnType.INT,
            description="1 for a report sent for the first time, 2 when sent again after a return, and so on.",
        ),
    ),
    key=("report_id",),
    area="district",
    date="forwarded_at",
    reported_by=("district",),
    # No lookups through this link: police.fir already aggregates over this dataset, and what a KPI needs of
    # both is computed there, one record per FIR.
    links=(Link(name="fir", dataset="police.fir", on={"fir_id": "fir_id"}),),
    rules=(
        Rule(id="V03", check="n_accused_sent >= 0", message="the number of accused is negative"),
        Rule(
            id="V02",
            check="kind <> 'COMPLETE' OR n_accused_sent IS NOT NULL",
            message="a complete report does not say how many accused it sends up",
            severity="warning",
        ),
        Rule(
            id="V05",
            check="forwarded_at >= DATE '1990-01-01'",
            message="the report was forwarded before 1990: is the year right?",
        ),
    ),
    published="all",
)
