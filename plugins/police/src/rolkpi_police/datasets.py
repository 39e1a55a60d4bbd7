"""What the police deliver: FIRs, reports under s.173 CrPC, and the monthly district return POL-M."""

from __future__ import annotations

from rolkpi.model import Aggregate, Column, ColumnType, Dataset, Formula, Link, Rule
from rolkpi_police.codelists import OFFENCES

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
        Column(
            name="force",
            type=ColumnType.CODE,
            codelist="police.force",
            required=True,
            description="Force that registered the FIR. An FIR of a station handed over later keeps its force.",
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
            name="complainant_sex",
            type=ColumnType.CODE,
            codelist="police.sex",
            description="Sex of the person who gave the information.",
        ),
        Column(name="n_victims", type=ColumnType.INT, description="Victims named in the FIR."),
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
    ),
    key=("fir_id",),
    area="district",
    date="registered_at",
    reported_by=("district",),
    derived=(
        Aggregate(
            name="first_report_at",
            dataset="police.report173",
            on={"fir_id": "fir_id"},
            function="min",
            column="forwarded_at",
            where="kind IN ('INTERIM', 'COMPLETE')",
            description="Day the first interim or complete report went to the prosecutor.",
        ),
        Aggregate(
            name="first_any_report_at",
            dataset="police.report173",
            on={"fir_id": "fir_id"},
            function="min",
            column="forwarded_at",
            description="Day the first report of any kind went to the prosecutor.",
        ),
        Aggregate(
            name="first_complete_at",
            dataset="police.report173",
            on={"fir_id": "fir_id"},
            function="min",
            column="forwarded_at",
            where="kind = 'COMPLETE'",
            description="Day the first complete report went to the prosecutor. A second one, the same day or "
            "after a return for defects, changes nothing.",
        ),
        Aggregate(
            name="first_final_at",
            dataset="police.report173",
            on={"fir_id": "fir_id"},
            function="min",
            column="forwarded_at",
            where="kind IN ('COMPLETE', 'CANCELLATION', 'UNTRACED')",
            description="Day of the first report that ends an investigation. An interim report does not end it.",
        ),
    ),
    rules=(
        Rule(id="V03", check="n_victims >= 0", message="the number of victims is negative"),
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
            id="V05",
            check="registered_at >= DATE '1990-01-01'",
            message="the FIR was registered before 1990: is the year right?",
        ),
        Rule(
            id="V02",
            check="(closed_at IS NULL) = (closure IS NULL)",
            message="closed_at and closure are given together or not at all",
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
        Column(name="n_accused_sent", type=ColumnType.INT, description="Accused named in the report."),
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
            id="V05",
            check="forwarded_at >= DATE '1990-01-01'",
            message="the report was forwarded before 1990: is the year right?",
        ),
    ),
    published="all",
)

_EACH_HEAD = " ".join(f"WHEN '{head}' THEN '{head}'" for head in OFFENCES)

MONTHLY_RETURN = Dataset(
    id="police.monthly_return",
    kind="returns",
    description="Form POL-M, one row per cell. Item TOTAL holds the printed total; the lines P2_POLICE and "
    "P2_LEVIES also carry one cell per offence head. A cell nobody knows is NOT_AVAILABLE, never left out and "
    "never 0.",
    columns=(
        Column(name="district", type=ColumnType.AREA, required=True),
        Column(name="month", type=ColumnType.MONTH, required=True, description="The month the form is about."),
        Column(name="line", type=ColumnType.CODE, codelist="police.return_line", required=True),
        Column(
            name="item",
            type=ColumnType.CODE,
            codelist="police.return_item",
            required=True,
            description="TOTAL, or an offence head.",
        ),
        Column(name="value", type=ColumnType.INT, description="The count; empty when not available or applicable."),
        Column(
            name="cell_status",
            type=ColumnType.CODE,
            codelist="police.cell_status",
            description="Empty means REPORTED where there is a value, else NOT_AVAILABLE.",
        ),
    ),
    key=("district", "month", "line", "item"),
    area="district",
    date="month",
    reported_by=("district",),
    derived=(
        Formula(
            name="item_offence",
            type=ColumnType.CODE,
            codelist="police.offence",
            expression=f"CASE item {_EACH_HEAD} END",
            description="The offence head of the cell; NULL for a total.",
        ),
        Formula(
            name="line_force",
            type=ColumnType.CODE,
            codelist="police.force",
            expression="CASE line WHEN 'P2_POLICE' THEN 'POLICE' WHEN 'P2_LEVIES' THEN 'LEVIES' END",
            description="The force the line is about; NULL for lines of both forces.",
        ),
    ),
    rules=(Rule(id="V03", check="value >= 0", message="a count is negative"),),
    published="all",
    stock_lines=("P7", "P7A"),
)

DATASETS = (FIR, REPORT173, MONTHLY_RETURN)
