"""Reports as the police forwarded them and as the prosecution received them, and the returns that count both."""

from __future__ import annotations

from rolkpi.model import Aggregate, ColumnType, Formula, Lookup, View
from rolkpi_chain.views.cases import FIR_BY_NUMBER

_KIND = Formula(
    name="report_kind",
    type=ColumnType.CODE,
    codelist="chain.report_kind",
    expression="CASE kind WHEN 'INTERIM' THEN 'INTERIM' WHEN 'COMPLETE' THEN 'COMPLETE' END",
    description="NULL for kinds the two monthly returns do not both count.",
)

REPORT173 = View(
    id="chain.report173",
    of="police.report173",
    description="Reports the police forwarded, with a kind that reads the same on both sides of the hand-over, and "
    "with what the prosecution's register says of the same paper, found by the number of the report.",
    derived=(
        _KIND,
        Aggregate(
            name="first_received_at",
            dataset="prosecution.review",
            on={"report_id": "report_id"},
            function="min",
            column="received_at",
            description="Day the prosecutor received the report; NULL where the prosecution's register has no report "
            "of that number.",
        ),
        Aggregate(
            name="first_filed_at",
            dataset="prosecution.review",
            on={"report_id": "report_id"},
            function="min",
            column="court_filed_at",
            description="Day the report was filed in court.",
        ),
    ),
)

REVIEW = View(
    id="chain.review",
    of="prosecution.review",
    description="Reports the prosecution received, with a kind that reads the same on both sides of the hand-over.",
    links=(FIR_BY_NUMBER,),
    derived=(
        _KIND,
        Lookup(
            name="fir_withdrawn",
            link="fir",
            column="withdrawn_flag",
            description="Whether the complainant withdrew; NULL where the police do not say or have no such FIR.",
        ),
        Lookup(name="fir_offence", link="fir", column="offence_cat", description="Principal offence of the FIR."),
        Lookup(name="fir_gbv", link="fir", column="gbv_flag", description="Whether the FIR is one of GBV."),
        Formula(
            name="ended_at",
            type=ColumnType.DATE,
            expression="COALESCE(court_filed_at, CASE WHEN decision = 'RECOMMEND_DROP' THEN decided_at END)",
            description="Day the report left the prosecution for good: filed in court, or recommended to be dropped.",
        ),
    ),
)

JUDGMENT = View(
    id="chain.judgment",
    of="prosecution.judgment",
    description="Cases on the day a court of first instance ended them, and whether the complainant still stood by "
    "them.",
    derived=(
        Aggregate(
            name="support_told",
            dataset="prosecution.outcome",
            on={"case_id": "case_id", "judgment_date": "judgment_date"},
            function="exists",
            where="complainant_withdrew IS NOT NULL",
            description="Whether it is told of an accused that the complainant or victim withdrew, or did not.",
        ),
        Aggregate(
            name="support_lost",
            dataset="prosecution.outcome",
            on={"case_id": "case_id", "judgment_date": "judgment_date"},
            function="exists",
            where="complainant_withdrew",
            description="Whether the complainant or victim withdrew, or no longer supported the case, against an "
            "accused.",
        ),
    ),
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
