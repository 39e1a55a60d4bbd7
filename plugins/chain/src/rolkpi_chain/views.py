"""The institutions' datasets, joined: cases with their FIR, FIRs with their cases, warrants with the police report."""

from __future__ import annotations

from rolkpi.model import Aggregate, ColumnType, Formula, Link, Lookup, View

TRIAL = "case_type IN ('SESSIONS_TRIAL', 'MAGISTERIAL_TRIAL', 'ATC', 'GBV', 'JUVENILE')"
"""Trials of first instance: no bail petitions, appeals, revisions, civil or family suits."""

_FIRST = f"{TRIAL} AND mode <> 'REMAND'"
"""A case sent back by a higher court has had its first judgment."""

JUDGED = f"{_FIRST} AND disposal_mode IN ('CONVICTION', 'ACQUITTAL', 'EARLY_ACQUITTAL', 'COMPROMISE', 'WITHDRAWN')"
"""Decided for the first time with a verdict. Consigned to the record room or abated is no judgment."""

_FIR_OF_CASE = Link(name="fir", dataset="police.fir", on={"fir_id": "fir_id"})

CASE = View(
    id="chain.case",
    of="judiciary.case",
    description="Cases on the courts' dockets with the FIR they rest on, found by its number.",
    links=(_FIR_OF_CASE,),
    derived=(
        Lookup(
            name="fir_registered_at",
            link="fir",
            column="registered_at",
            description="Day the FIR was registered; NULL where the police's records have no such FIR.",
        ),
        Lookup(
            name="fir_complete_at",
            link="fir",
            column="first_complete_at",
            description="Day the first complete report on the FIR went to the prosecutor.",
        ),
        Lookup(name="offence_cat", link="fir", column="offence_cat", description="Principal offence of the FIR."),
        Formula(
            name="fir_found",
            type=ColumnType.BOOL,
            expression="fir_registered_at IS NOT NULL",
            description="Whether the police's records have the FIR.",
        ),
        Formula(
            name="filed",
            type=ColumnType.BOOL,
            expression=f"{TRIAL} AND mode = 'FRESH'",
            description="Whether it is a trial that came to court for the first time. One received from another court "
            "was filed there.",
        ),
        Formula(
            name="charged_here",
            type=ColumnType.BOOL,
            expression=f"{TRIAL} AND mode IN ('FRESH', 'TRANSFER_IN')"
            " AND COALESCE(charge_framed_at >= received_at, TRUE)",
            description="Whether it is a trial whose charge, if there is one, was framed in this court, so that a case "
            "that moved on afterwards counts once.",
        ),
        Formula(
            name="judged",
            type=ColumnType.BOOL,
            expression=JUDGED,
            description="Whether it is a trial that was decided for the first time with a verdict.",
        ),
    ),
)

FIR = View(
    id="chain.fir",
    of="police.fir",
    description="FIRs with what became of them in court: cases found by the number of the FIR.",
    derived=(
        Aggregate(
            name="filed_at",
            dataset="judiciary.case",
            on={"fir_id": "fir_id"},
            function="min",
            column="instituted_at",
            where=TRIAL,
            description="Day the first trial on the FIR was instituted; NULL where the courts' records have none.",
        ),
        Aggregate(
            name="judged_at",
            dataset="judiciary.case",
            on={"fir_id": "fir_id"},
            function="min",
            column="decided_at",
            where=JUDGED,
            description="Day of the first judgment of first instance.",
        ),
        Aggregate(
            name="convicted_at",
            dataset="judiciary.case",
            on={"fir_id": "fir_id"},
            function="min",
            column="decided_at",
            where=f"{_FIRST} AND disposal_mode = 'CONVICTION'",
            description="Day a court of first instance first convicted at least one accused.",
        ),
    ),
)

REPORT173 = View(
    id="chain.report173",
    of="police.report173",
    description="Reports the police forwarded, with a kind that reads the same on both sides of the hand-over.",
    derived=(
        Formula(
            name="report_kind",
            type=ColumnType.CODE,
            codelist="chain.report_kind",
            expression="CASE kind WHEN 'INTERIM' THEN 'INTERIM' WHEN 'COMPLETE' THEN 'COMPLETE' END",
            description="NULL for kinds the two monthly returns do not both count.",
        ),
    ),
)

REVIEW = View(
    id="chain.review",
    of="prosecution.review",
    description="Reports the prosecution received, with a kind that reads the same on both sides of the hand-over.",
    derived=REPORT173.derived,
)

POLICE_RETURN = View(
    id="chain.police_return",
    of="police.monthly_return",
    description="Form POL-M with the kind of report of its lines P4 and P5.",
    derived=(
        Formula(
            name="report_kind",
            type=ColumnType.CODE,
            codelist="chain.report_kind",
            expression="CASE line WHEN 'P4' THEN 'COMPLETE' WHEN 'P5' THEN 'INTERIM' END",
            description="NULL for all other lines.",
        ),
    ),
)

PROSECUTION_RETURN = View(
    id="chain.prosecution_return",
    of="prosecution.monthly_return",
    description="Form PRO-M with the kind of report of its lines R2_COMPLETE and R2_INTERIM.",
    derived=(
        Formula(
            name="report_kind",
            type=ColumnType.CODE,
            codelist="chain.report_kind",
            expression="CASE line WHEN 'R2_COMPLETE' THEN 'COMPLETE' WHEN 'R2_INTERIM' THEN 'INTERIM' END",
            description="NULL for all other lines.",
        ),
    ),
)

WARRANT = View(
    id="chain.warrant",
    of="prisons.warrant",
    description="Warrants of under-trial prisoners with the FIR they rest on, found by its number.",
    links=(_FIR_OF_CASE,),
    derived=(
        Lookup(
            name="fir_registered_at",
            link="fir",
            column="registered_at",
            description="Day the FIR was registered; NULL where the police's records have no such FIR.",
        ),
        Lookup(
            name="fir_report_at",
            link="fir",
            column="first_any_report_at",
            description="Day the first report of any kind on the FIR went to the prosecutor.",
        ),
        Formula(
            name="fir_found",
            type=ColumnType.BOOL,
            expression="fir_registered_at IS NOT NULL",
            description="Whether the police's records have the FIR.",
        ),
    ),
)

VIEWS = (CASE, FIR, REPORT173, REVIEW, POLICE_RETURN, PROSECUTION_RETURN, WARRANT)
