"""FIRs and cases in court, each with the other."""

from __future__ import annotations

from rolkpi.model import Aggregate, ColumnType, Formula, Link, Lookup, View

TRIAL = "case_type IN ('SESSIONS_TRIAL', 'MAGISTERIAL_TRIAL', 'ATC', 'GBV', 'JUVENILE')"
"""Trials of first instance: no bail petitions, appeals, revisions, civil or family suits."""

_FIRST = f"{TRIAL} AND mode <> 'REMAND'"
"""A case sent back by a higher court has had its first judgment."""

JUDGED = f"{_FIRST} AND disposal_mode IN ('CONVICTION', 'ACQUITTAL', 'EARLY_ACQUITTAL', 'COMPROMISE', 'WITHDRAWN')"
"""Decided for the first time with a verdict. Consigned to the record room or abated is no judgment."""

FIR_BY_NUMBER = Link(name="fir", dataset="police.fir", on={"fir_id": "fir_id"})

CASE = View(
    id="chain.case",
    of="judiciary.case",
    description="Cases on the courts' dockets with the FIR they rest on, found by its number.",
    links=(FIR_BY_NUMBER,),
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
        Lookup(name="fir_offence", link="fir", column="offence_cat", description="Principal offence of the FIR."),
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
        Aggregate(
            name="dropped_at",
            dataset="prosecution.review",
            on={"fir_id": "fir_id"},
            function="min",
            column="decided_at",
            where="kind = 'COMPLETE' AND decision = 'RECOMMEND_DROP'",
            description="Day a prosecutor recommended to drop the case on its complete report.",
        ),
    ),
)
